//! The wording of what is found when a whole report is read and made.

use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding, short};
use crate::diagnostic::{Code, Diagnostic};

use super::stopped::Stopped;

/// A text of the report that the paper does not show.
pub(super) fn text_not_shown(place: Span) -> Diagnostic {
    finding(
        Code::TextNotShown,
        place,
        both!("texten visas inte i handlingen", "the text is not shown in the paper"),
        both!(
            "ta bort den, eller låt rapport.toml ha en kolumn eller ett kapitel som visar den",
            "remove it, or let rapport.toml have a column or a chapter that shows it"
        ),
    )
}

/// A text of the report that the paper shows with other words, which is a fault of the program.
pub(super) fn text_changed(place: Span) -> Diagnostic {
    finding(
        Code::TextChanged,
        place,
        both!("programmet visar texten med andra ord i handlingen", "the program shows the text with other words"),
        both!(
            "skriv om stället på ett enklare sätt, och anmäl felet till den som sköter programmet",
            "write the passage in a simpler way, and report the fault to whoever maintains the program"
        ),
    )
}

/// Notes among the kinds of things that have numbers.
const NOTE: usize = 6;

/// A thing that is named by a number which none of its kind has: a section, a table, a chart, an enclosure, a picture
/// or a note, from 1.
pub(super) fn number_without_target(place: Span, named: &str, kind: usize) -> Diagnostic {
    let word = ["avsnitt", "tabell", "diagram", "bilaga", "bild"].get(kind.saturating_sub(1)).unwrap_or(&"avsnitt");
    let named = named.to_lowercase();
    let hint = if kind == NOTE {
        both!(
            "rätta numret, eller sätt fotnoten på stället med `[^id]`",
            "correct the number, or put the note in its place with `[^id]`"
        )
    } else {
        both!(
            "skriv hänvisningen med ett id, `{{{{{word}:id}}}}`, så blir numret alltid rätt",
            "write the reference by an id, `{{{{{word}:id}}}}`, and its number is always right"
        )
    };
    finding(
        Code::NumberWithoutTarget,
        place,
        both!("det finns inget i handlingen som är {named}", "there is nothing in the paper that is {named}"),
        hint,
    )
}

/// The page is asked for of something in another paper of the item, whose pages are numbered by themselves.
pub(super) fn page_of_other_paper(place: Span, paper: &str) -> Diagnostic {
    let paper = short(paper);
    finding(
        Code::PageOfOtherPaper,
        place,
        both!(
            "sidan ligger i en annan handling, {paper}, som har egna sidnummer",
            "the page is in another paper, {paper}, which has page numbers of its own"
        ),
        both!(
            "hänvisa utan sida: `{{{{avsnitt:id}}}}`, `{{{{tabell:id}}}}` eller `{{{{bilaga:id}}}}`",
            "refer to it without a page: `{{{{avsnitt:id}}}}`, `{{{{tabell:id}}}}` or `{{{{bilaga:id}}}}`"
        ),
    )
}

/// A thing that is named by the number of one that is about something else: its title, and the number and the title of
/// the one that is about it.
pub(super) fn number_of_other(place: Span, named: &str, title: &str, other: &str, other_title: &str) -> Diagnostic {
    let (named, title, other_title) = (short(&named.to_lowercase()), short(title), short(other_title));
    finding(
        Code::NumberOfOther,
        place,
        both!(
            "{named} är `{title}`; det som meningen handlar om står i {other}, `{other_title}`",
            "{named} is `{title}`; what the sentence is about stands in {other}, `{other_title}`"
        ),
        both!(
            "rätta numret, eller skriv hänvisningen med ett id, så blir numret alltid rätt",
            "correct the number, or write the reference by an id, and its number is always right"
        ),
    )
}

/// A picture that is to stand beside text, and has none after it.
pub(super) fn picture_without_text(place: Span) -> Diagnostic {
    finding(
        Code::PictureWithoutText,
        place,
        both!(
            "efter bilden kommer ingen text som den kan stå bredvid",
            "no text follows for the picture to stand beside"
        ),
        both!(
            "sätt bilden före ett stycke i texten, med `[[bild:id]]` på en egen rad, eller ta bort `bredvid`",
            "put the picture before a paragraph of the text, by `[[bild:id]]` on a line of its own, or remove `bredvid`"
        ),
    )
}

/// A chart, a table or a box that is to stand beside what follows it, and nothing does.
pub(super) fn nothing_beside(place: Span) -> Diagnostic {
    finding(
        Code::NothingBeside,
        place,
        both!(
            "inget följer som det kan stå bredvid (`bredvid`)",
            "nothing follows that it could stand beside (`bredvid`)"
        ),
        both!(
            "sätt det före det som det ska stå bredvid: en text utan rubrik, en tabell, ett diagram eller en ruta",
            "put it before what it is to stand beside: a text without a heading, a table, a chart or a box"
        ),
    )
}

/// The report's own layout was stopped.
pub(super) fn layout_stopped(place: Option<Span>, why: Stopped) -> Diagnostic {
    let (message, hint) = match why {
        Stopped::Time(seconds) => (
            both!("layouten blev inte klar på {seconds} sekunder", "the layout was not done within {seconds} seconds"),
            both!(
                "be den som gjort layouten att rätta template.typ; är rapporten bara mycket lång, tillåt mer tid med \
                 `--time-limit SEKUNDER`, eller välj layouten `kommun`",
                "ask whoever made the layout to correct template.typ; if the report is just very long, allow more time \
                 with `--time-limit SECONDS`, or choose the layout `kommun`"
            ),
        ),
        Stopped::Memory(megabytes) => (
            both!("layouten behöver mer minne än {megabytes} MB", "the layout needs more memory than {megabytes} MB"),
            both!(
                "be den som gjort layouten att rätta template.typ; är rapporten bara mycket lång, tillåt mer minne med \
                 `--memory-limit MB`, eller välj layouten `kommun`",
                "ask whoever made the layout to correct template.typ; if the report is just very long, allow more \
                 memory with `--memory-limit MB`, or choose the layout `kommun`"
            ),
        ),
        Stopped::Broke => (
            both!("layouten ledde till ett oväntat fel i programmet", "the layout made the program stop"),
            both!(
                "be den som gjort layouten att rätta den, eller välj layouten `kommun`",
                "ask whoever made the layout to correct it, or choose the layout `kommun`"
            ),
        ),
    };
    finding(Code::LayoutFailed, place, message, hint)
}
