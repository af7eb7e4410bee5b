//! Looks at a whole report and says what is wrong with it. Changes nothing, and formats no text.

pub mod characters;
mod finance;
mod notes;
mod risks;

use crate::diagnostic::Diagnostic;
use crate::report::Report;

/// Every finding about `report` as a whole.
pub fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = notes::check(report);
    found.extend(finance::check(report));
    found.extend(risks::check(report));
    found
}
