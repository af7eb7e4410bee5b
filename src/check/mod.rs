//! Looks at a whole report and says what is wrong with it. Changes nothing, and formats no text.

mod accessibility;
mod causes;
pub mod characters;
pub mod charts;
mod completeness;
mod dates;
pub mod exceptions;
mod finance;
mod hygiene;
mod indicators;
mod notes;
mod passages;
mod prose;
mod repeats;
mod risks;
mod signs;
mod spelling;
mod tables;
mod values;

use std::sync::LazyLock;

use rayon::prelude::*;

use crate::base::amount::Amount;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Place;
use crate::diagnostic::Diagnostic;
use crate::report::Report;

/// Every finding about `report` as a whole. The families know nothing of each other, and are asked at the same time.
pub fn check(report: &Report) -> Vec<Diagnostic> {
    let passages = passages::passages(report);
    let passages = passages.as_slice();
    let families: [&(dyn Fn() -> Vec<Diagnostic> + Sync); 13] = [
        &|| notes::check(report),
        &|| finance::check(report),
        &|| tables::check(report),
        &|| prose::check(report, passages),
        &|| indicators::check(report),
        &|| risks::check(report),
        &|| completeness::check(report),
        &|| charts::check(report),
        &|| hygiene::check(report, passages),
        &|| accessibility::check(report),
        &|| spelling::check(report, passages),
        &|| repeats::check(report),
        &|| dates::check(report, passages),
    ];
    families.par_iter().flat_map_iter(|family| family()).collect()
}

/// Where running text names a figure, in any grouping: the place, the words around it, and the figure as it stands there.
pub fn mentions(report: &Report, amount: Amount) -> Vec<(Place, String, String)> {
    let mut found = Vec::new();
    for passage in passages::passages(report).iter().filter(|passage| passage.is_running()) {
        for hit in FIGURE.find_iter(&passage.text) {
            let same = hit.as_str().parse::<Amount>().is_ok_and(|other| other.value().abs() == amount.value().abs());
            if let Some(place) = passage.place(hit.range()).filter(|_| same) {
                found.push((place, around(&passage.text, hit.range()), hit.as_str().to_owned()));
            }
        }
    }
    found
}

/// A figure in running text, with the spaces between its thousands.
static FIGURE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[−–-]?(?:\d{1,3}(?:[ \x{a0}]\d{3})+|\d+)(?:,\d+)?"));

/// A few words before and after a range.
fn around(text: &str, range: std::ops::Range<usize>) -> String {
    let before: Vec<&str> = text[..range.start].split_whitespace().rev().take(4).collect();
    let after: Vec<&str> = text[range.end..].split_whitespace().take(4).collect();
    let before: Vec<&str> = before.into_iter().rev().collect();
    format!("… {} {} {} …", before.join(" "), &text[range], after.join(" "))
}
