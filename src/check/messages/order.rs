//! The wording of what is wrong with names, years and content: what stands twice, what stands nowhere, and what is of
//! another year.

use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic, Text};

/// What has the name of another one beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twin {
    /// A chapter, a text, or a heading in one.
    Heading,
    /// A table.
    Table,
    /// A chart.
    Chart,
    /// A goal.
    Goal,
    /// A row.
    Row,
    /// A column.
    Column,
}

impl Twin {
    fn words(self) -> [&'static str; 2] {
        match self {
            Twin::Heading => ["rubriken", "the heading"],
            Twin::Table => ["tabellen", "the table"],
            Twin::Chart => ["diagrammet", "the chart"],
            Twin::Goal => ["målet", "the goal"],
            Twin::Row => ["raden", "the row"],
            Twin::Column => ["kolumnen", "the column"],
        }
    }
}

/// Two things beside each other of one name.
pub fn names_alike(what: Twin, place: Span, text: &str, other: &str, first: Span) -> Diagnostic {
    let (text, other) = (short(text), short(other));
    let [sv, en] = what.words();
    let message = if text == other {
        both!("{sv} `{text}` finns två gånger på samma ställe", "{en} `{text}` stands twice in the same place")
    } else {
        both!(
            "{sv} `{text}` säger detsamma som `{other}` på samma ställe",
            "{en} `{text}` says the same as `{other}` in the same place"
        )
    };
    let hint = both!(
        "ta bort den ena, eller skriv vad som skiljer dem åt",
        "remove one of them, or write what tells them apart"
    );
    finding(Code::NamesAlike, place, message, hint).with_related(first, Text::new("den första", "the first one"))
}

/// Two headings that differ by a letter.
pub fn heading_slip(place: Span, text: &str, other: &str, there: Span) -> Diagnostic {
    let (text, other) = (short(text), short(other));
    finding(
        Code::NamesAlike,
        place,
        both!(
            "rubriken `{text}` skiljer sig med en bokstav från `{other}`",
            "the heading `{text}` differs by one letter from `{other}`"
        ),
        both!(
            "skriv rubrikerna lika, eller skriv vad som skiljer dem åt",
            "write the headings alike, or write what tells them apart"
        ),
    )
    .with_related(there, Text::new("den andra", "the other one"))
}

/// A name that a text cites and nothing has.
pub fn name_without_target(place: Span, name: &str, meant: Option<&str>) -> Diagnostic {
    let name = short(name);
    let hint = match meant.map(short) {
        Some(meant) => both!("menade du `{meant}`?", "did you mean `{meant}`?"),
        None => both!(
            "rätta namnet, eller skriv vilken handling det står i",
            "correct the name, or write in which paper it stands"
        ),
    };
    finding(
        Code::NameWithoutTarget,
        place,
        both!("inget i handlingen heter `{name}`", "nothing in the paper is called `{name}`"),
        hint,
    )
}
