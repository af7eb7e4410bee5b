//! The wording of what is wrong with names, years and content: what stands twice, what stands nowhere, and what is of
//! another year.

use crate::base::date::Ymd;
use crate::base::source::Span;
use crate::base::swedish::short_date;
use crate::base::written::SourceText;
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
            "{sv} `{text}` betyder detsamma som `{other}` på samma ställe",
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

/// The months that a text says the report is of, which are others than its period's.
pub fn other_months(place: Span, words: &str, [from, to]: [Ymd; 2], to_place: Span) -> Diagnostic {
    let (words, from, to) = (short(words), short_date(from), short_date(to));
    finding(
        Code::DateDiffers,
        place,
        both!("`{words}` är inte rapportens period, {from}–{to}", "`{words}` is not the report's period, {from}–{to}"),
        both!("rätta månaderna eller året i texten", "correct the months or the year in the text"),
    )
    .with_related(to_place, Text::new("periodens slut", "the period's end"))
}

/// A source that was read on a day after the report's own.
pub fn source_after_report(place: Span, words: &str, date: Ymd, written: Span) -> Diagnostic {
    let (words, date) = (short(words), short_date(date));
    finding(
        Code::DateDiffers,
        place,
        both!(
            "källan är daterad `{words}`, efter rapportens datum, {date}",
            "the source is dated `{words}`, after the report's date, {date}"
        ),
        both!("rätta dagen i källan, eller rapportens datum", "correct the day of the source, or the report's date"),
    )
    .with_related(written, Text::new("rapportens datum", "the report's date"))
}

/// An enclosure that was written after the report and after the meeting.
pub fn enclosure_after_report(place: Span, title: &str, date: Ymd, (last, written): (Ymd, Span)) -> Diagnostic {
    let (title, date, last) = (short(title), short_date(date), short_date(last));
    finding(
        Code::DateDiffers,
        place,
        both!(
            "bilagan `{title}` är daterad {date}, men handlingen {last}",
            "the enclosure `{title}` is dated {date}, but the paper {last}"
        ),
        both!("rätta bilagans datum, eller handlingens", "correct the date of the enclosure, or that of the paper"),
    )
    .with_related(written, Text::new("handlingens datum", "the paper's date"))
}

/// The memo in the list of what a decision rests on, with another day than its own.
pub fn memo_on_other_day(place: Span, date: Ymd, own: Ymd, own_place: Span) -> Diagnostic {
    let (date, own) = (short_date(date), short_date(own));
    finding(
        Code::DateDiffers,
        place,
        both!(
            "tjänsteskrivelsen är här daterad {date}, men dess datum är {own}",
            "the memo is dated {date} here, but its date is {own}"
        ),
        both!("rätta den ena av dagarna", "correct one of the days"),
    )
    .with_related(own_place, Text::new("tjänsteskrivelsens datum", "the memo's date"))
}

/// A title of another year than the period.
pub fn title_of_other_year(place: Span, title: &str, to: Ymd, to_place: Span) -> Diagnostic {
    let (title, to) = (short(title), short_date(to));
    finding(
        Code::YearDiffers,
        place,
        both!(
            "`{title}` nämner ett annat år än perioden, som slutar {to}",
            "`{title}` names another year than the period, which ends {to}"
        ),
        both!("rätta året, eller perioden", "correct the year, or the period"),
    )
    .with_related(to_place, Text::new("periodens slut", "the period's end"))
}

/// A title of another month than the period's last.
pub fn title_of_other_month(place: Span, title: &str, to: Ymd, to_place: Span) -> Diagnostic {
    let (title, to) = (short(title), short_date(to));
    finding(
        Code::YearDiffers,
        place,
        both!(
            "`{title}` nämner en annan månad än perioden, som slutar {to}",
            "`{title}` names another month than the period, which ends {to}"
        ),
        both!("rätta månaden, eller perioden", "correct the month, or the period"),
    )
    .with_related(to_place, Text::new("periodens slut", "the period's end"))
}

/// A title of a table or a chart of another year than its columns.
pub fn title_of_other_columns(place: Span, title: &str, there: Option<Span>) -> Diagnostic {
    let title = short(title);
    let found = finding(
        Code::YearDiffers,
        place,
        both!(
            "`{title}` nämner ett år som ingen av kolumnerna är från",
            "`{title}` names a year that none of the columns is of"
        ),
        both!("rätta året i titeln, eller i kolumnernas rubriker", "correct the year in the title, or in the headings"),
    );
    match there {
        Some(there) => found.with_related(there, Text::new("kolumnens år", "the column's year")),
        None => found,
    }
}

/// A column of another year than the heading above it.
pub fn column_of_other_year(place: Span, heading: &str, over: &str, over_place: Span) -> Diagnostic {
    let (heading, over) = (short(heading), short(over));
    finding(
        Code::YearDiffers,
        place,
        both!(
            "`{heading}` står under `{over}`, som är ett annat år",
            "`{heading}` stands below `{over}`, another year"
        ),
        both!("rätta det ena året", "correct one of the years"),
    )
    .with_related(over_place, Text::new("rubriken ovanför", "the heading above"))
}

/// A chapter headed by a year that neither it nor the report is of.
pub fn chapter_of_other_year(place: Span, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::YearDiffers,
        place,
        both!(
            "`{heading}` nämner ett år som varken rapporten eller kapitlets text är från",
            "`{heading}` names a year that neither the report nor the chapter's text is of"
        ),
        both!("rätta året i rubriken", "correct the year in the heading"),
    )
}

/// A heading of a text with nothing below.
pub fn empty_heading(place: Span, heading: &str) -> Diagnostic {
    let heading = short(heading);
    finding(
        Code::EmptyChapter,
        place,
        both!("rubriken `{heading}` har ingen text under sig", "the heading `{heading}` has no text below it"),
        both!("skriv texten, eller ta bort rubriken", "write the text, or remove the heading"),
    )
}

/// A row without a single value.
/// `keys` are those of a row that the manifest asks for, so that it is no heading; `waits` says that they stand there
/// as comments.
pub fn row_without_values(place: Span, row: &str, keys: Option<&[&str]>, waits: bool) -> Diagnostic {
    let row = short(row);
    let hint = match keys.and_then(|keys| keys.first()) {
        Some(key) if !waits => both!(
            "skriv värdena i blocket: `{key} = ...`; finns det inga, skriv ett streck: `\"–\"`",
            "write the values in the entry: `{key} = ...`; where there are none, write a dash: `\"–\"`"
        ),
        Some(key) => both!(
            "ta bort `#` framför nycklarna i blocket och skriv värdena: `{key} = ...`",
            "remove `#` before the keys of the entry and write the values: `{key} = ...`"
        ),
        None => both!(
            "fyll i raden; är den en rubrik, skriv `slag = \"grupp\"`",
            "fill in the row; if it is a heading, write `slag = \"grupp\"`"
        ),
    };
    finding(
        Code::WithoutValues,
        place,
        both!("raden `{row}` har inte ett enda värde", "the row `{row}` has not a single value"),
        hint,
    )
}

/// Amounts that are left out of a row that holds others: the heading and the id of the column of each.
pub fn amounts_left_out(place: Span, row: &str, columns: &[[&str; 2]]) -> Diagnostic {
    let row = short(row);
    let join = |at: usize, end: &str| {
        let all: Vec<String> = columns.iter().map(|column| format!("`{}{end}`", short(column[at]))).collect();
        all.join(", ")
    };
    let (headings, keys) = (join(0, ""), join(1, " = ..."));
    finding(
        Code::WithoutValues,
        place,
        both!("raden `{row}` saknar belopp i {headings}", "the row `{row}` has no figure in {headings}"),
        both!(
            "skriv {keys} på raden, och ta bort `#` framför nyckeln om den väntar där; finns inget belopp, skriv ett \
                streck: `\"–\"`",
            "write {keys} in the row, and remove `#` before the key where it waits there; where there is no figure, \
                write a dash: `\"–\"`"
        ),
    )
}

/// What a goal has nothing of though it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfGoal {
    /// An assessment, which those beside it have.
    Assessment,
    /// Indicators, for which the report has columns.
    Indicators,
    /// Anything at all.
    Anything,
}

/// A goal of which a unit leaves out what is asked for.
pub fn goal_without(place: Span, goal: &str, what: OfGoal) -> Diagnostic {
    let goal = short(goal);
    let (message, hint) = match what {
        OfGoal::Assessment => (
            both!(
                "målet `{goal}` har ingen bedömning, som andra mål har",
                "the goal `{goal}` has no assessment, as other goals have"
            ),
            both!("skriv `bedomning = \"...\"` i målets block", "write `bedomning = \"...\"` in the goal's entry"),
        ),
        OfGoal::Indicators => (
            both!(
                "målet `{goal}` har inga indikatorer, fast rapporten har kolumner för dem",
                "the goal `{goal}` has no indicators, though the report has columns for them"
            ),
            both!(
                "lägg till `[[mal.indikator]]` med `namn` under målet; har det inga, låt det stå med en motivering, i \
                 `[[undantag]]`",
                "add `[[mal.indikator]]` with `namn` below the goal; if it has none, accept that with a reason, in \
                 `[[undantag]]`"
            ),
        ),
        OfGoal::Anything => (
            both!("det står inget om målet `{goal}`", "nothing is said of the goal `{goal}`"),
            both!("skriv `text = \"...\"` i målets block", "write `text = \"...\"` in the goal's entry"),
        ),
    };
    finding(Code::WithoutValues, place, message, hint)
}

/// A column without a single value in a table.
pub fn column_without_values(place: Span, table: &SourceText, column: &SourceText) -> Diagnostic {
    let (table, heading) = (short(table.trimmed()), short(column.trimmed()));
    finding(
        Code::WithoutValues,
        place,
        both!(
            "kolumnen `{heading}` har inte ett enda värde i tabellen `{table}`",
            "the column `{heading}` has not a single value in the table `{table}`"
        ),
        both!(
            "fyll i kolumnen, eller ge tabellen `kolumner` utan den",
            "fill in the column, or give the table `kolumner` without it"
        ),
    )
    .with_related(column.place, Text::new("kolumnen", "the column"))
}

/// The one empty cell of a column.
pub fn cell_left_empty(place: Span, row: &str, column: &str) -> Diagnostic {
    let (row, column) = (short(row), short(column));
    finding(
        Code::CellLeftEmpty,
        place,
        both!(
            "`{row}` är den enda raden utan värde i kolumnen `{column}`",
            "`{row}` is the only row without a value in the column `{column}`"
        ),
        both!(
            "fyll i värdet; finns det inget, skriv ett streck, `\"–\"`, i en kolumn för text, eller lägg in ett \
                undantag (`[[undantag]]`)",
            "fill in the value; if there is none, write a dash, `\"–\"`, in a column of words, or accept it with \
                `[[undantag]]`"
        ),
    )
}

/// A total outside what it is made of.
pub fn average_outside(place: Span, names: [&str; 2], figure: &str, range: [&str; 2], part: Span) -> Diagnostic {
    let [row, column] = names.map(short);
    let [least, most] = range;
    finding(
        Code::AverageOutsideParts,
        place,
        both!(
            "`{row}`, `{column}`: {figure} ligger utanför delarna, som går från {least} till {most}",
            "`{row}`, `{column}`: {figure} lies outside the parts, which go from {least} to {most}"
        ),
        both!(
            "rätta talet, eller lägg till de delar som saknas: en andel för alla ligger mellan delarnas",
            "correct the figure, or add the parts that are missing: a share of all lies between those of its parts"
        ),
    )
    .with_related(part, Text::new("den närmaste delen", "the nearest part"))
}

/// Two people whose names differ by a letter.
pub fn person_slip(place: Span, name: &str, other: &str, there: Span) -> Diagnostic {
    let (name, other) = (short(name), short(other));
    finding(
        Code::NamesAlike,
        place,
        both!(
            "namnet `{name}` skiljer sig med en bokstav från `{other}`",
            "the name `{name}` differs by one letter from `{other}`"
        ),
        both!(
            "rätta det ena, eller lägg in ett undantag (`[[undantag]]`) om det är två personer",
            "correct one of them, or accept it with `[[undantag]]` if they are two people"
        ),
    )
    .with_related(there, Text::new("det andra namnet", "the other name"))
}
