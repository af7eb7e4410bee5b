//! The wording of what is found when a whole report is read and made.

use crate::base::source::Span;
use crate::diagnostic::wording::{both, finding};
use crate::diagnostic::{Code, Diagnostic};

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
