//! Looks at a whole report and says what is wrong with it. Changes nothing, and formats no text.

mod accessibility;
mod causes;
pub mod charts;
mod completeness;
mod dates;
pub mod duplicates;
pub mod editorial;
pub mod exceptions;
mod finance;
mod indicators;
pub mod messages;
mod notes;
mod prose;
mod risks;
mod signs;
mod spelling;
mod tables;
mod values;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::report::{Report, passages};

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
        &|| editorial::check(report, passages),
        &|| accessibility::check(report),
        &|| spelling::check(report, passages),
        &|| duplicates::check(report),
        &|| dates::check(report, passages),
    ];
    families.par_iter().flat_map_iter(|family| family()).collect()
}
