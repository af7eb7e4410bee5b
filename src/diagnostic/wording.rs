//! What the wording of all findings has in common: both languages written next to each other, long names made short.
//!
//! Messages begin with a small letter and end without a full stop; what somebody wrote stands in backticks.

use crate::base::source::Span;

use super::Code;
use super::finding::{Diagnostic, Text};

/// Both languages of a message, written next to each other.
macro_rules! both {
    ($sv:literal, $en:literal) => {
        [format!($sv), format!($en)]
    };
}
pub(crate) use both;

/// Names in backticks; the first of many.
pub(crate) fn listed<'n>(names: impl Iterator<Item = &'n str> + Clone) -> String {
    let shown: Vec<String> = names.clone().take(12).map(|name| format!("`{}`", short(name))).collect();
    let more = if names.count() > 12 { " …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

#[expect(clippy::disallowed_methods, reason = "the one place where each room's `messages` make theirs")]
pub(crate) fn finding(
    code: Code,
    place: impl Into<Option<Span>>,
    message: [String; 2],
    hint: [String; 2],
) -> Diagnostic {
    let text = |[sv, en]: [String; 2]| Text { sv, en };
    Diagnostic::new(code, place, text(message), text(hint))
}

/// What a long name or value looks like in a message.
pub(crate) fn short(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(61).collect();
    if line.chars().count() > 60 { format!("{}…", line.chars().take(60).collect::<String>()) } else { line }
}
