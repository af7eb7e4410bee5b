//! Looks at a whole report and says what is wrong with it. Changes nothing, and formats no text.

pub mod characters;
mod completeness;
mod dates;
pub mod exceptions;
mod finance;
mod hygiene;
mod indicators;
mod notes;
mod passages;
mod prose;
mod risks;
mod tables;

use regex::Regex;

use crate::diagnostic::Diagnostic;
use crate::report::Report;

/// Every finding about `report` as a whole.
pub fn check(report: &Report) -> Vec<Diagnostic> {
    let passages = passages::passages(report);
    let mut found = notes::check(report);
    found.extend(finance::check(report));
    found.extend(tables::check(report));
    found.extend(prose::check(report, &passages));
    found.extend(indicators::check(report));
    found.extend(risks::check(report));
    found.extend(completeness::check(report));
    found.extend(hygiene::check(report, &passages));
    found.extend(dates::check(report));
    found
}

/// A pattern that stands in this program, so that it is known to be well formed.
#[expect(clippy::expect_used, reason = "patterns are constants, and a test reads each")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this program is well formed")
}
