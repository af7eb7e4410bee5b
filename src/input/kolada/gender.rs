//! Whose figure a key figure is.

/// Whose figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// All.
    All,
    /// Women alone.
    Women,
    /// Men alone.
    Men,
}

impl Gender {
    /// As somebody writes it.
    pub(super) const WORDS: &[(&str, Gender)] =
        &[("alla", Gender::All), ("kvinnor", Gender::Women), ("män", Gender::Men), ("man", Gender::Men)];

    /// As Kolada writes it.
    pub(super) fn of_code(code: &str) -> Option<Self> {
        match code {
            "T" => Some(Gender::All),
            // K since version 3; F as well in what describes version 2.
            "K" | "F" => Some(Gender::Women),
            "M" => Some(Gender::Men),
            _ => None,
        }
    }
}
