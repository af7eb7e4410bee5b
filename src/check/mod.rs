//! Looks at a whole report and says what is wrong with it. Changes nothing, and formats no text.

mod accessibility;
mod causes;
mod changes;
pub mod charts;
mod cited;
mod completeness;
mod contents;
mod conventions;
mod counts;
pub mod coverage;
mod dates;
pub mod duplicates;
mod earlier;
pub mod editorial;
pub mod exceptions;
mod finance;
mod headings;
mod indicators;
mod kolada;
mod ledger;
mod magnitude;
pub mod messages;
mod notes;
mod papers;
mod people;
mod prose;
mod risks;
mod shares;
mod signs;
mod slips;
mod spelling;
pub mod statements;
mod tables;
mod tallies;
mod template;
mod tense;
mod twins;
mod values;
mod words;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::base::source::Span;
use crate::base::words::Spelling;
use crate::diagnostic::{Code, Diagnostic};
use crate::report::{Report, address, passages};

use self::coverage::Coverage;
use self::ledger::Ledger;
use self::statements::Statement;

/// What the checks say of a report.
#[derive(Debug, Default)]
pub struct Checks {
    /// What they found.
    pub found: Vec<Diagnostic>,
    /// What they looked at, and what they could not.
    pub coverage: Coverage,
    /// The figures of texts, and what became of each.
    pub statements: Vec<Statement>,
}

/// Every finding about `report` as a whole. The families know nothing of each other, and are asked at the same time;
/// those that compare figures say what became of each comparison. Words are looked up where `spelling` has a list.
pub fn check(report: &Report, spelling: Spelling<'_>) -> Checks {
    let passages = passages::passages(report);
    let passages = passages.as_slice();
    let plain = |found: Vec<Diagnostic>| (found, Ledger::default());
    let families: [&(dyn Fn() -> (Vec<Diagnostic>, Ledger) + Sync); 30] = [
        &|| plain(notes::check(report)),
        &|| finance::check(report),
        &|| tables::check(report),
        &|| earlier::check(report),
        &|| plain(papers::check(report, passages)),
        &|| plain(prose::check(report, passages)),
        &|| plain(indicators::check(report)),
        &|| plain(risks::check(report)),
        &|| plain(completeness::check(report)),
        &|| plain(conventions::check(report)),
        &|| plain(charts::check(report)),
        &|| plain(kolada::check(report)),
        &|| plain(editorial::check(report, passages)),
        &|| plain(accessibility::check(report)),
        &|| plain(headings::check(report)),
        &|| plain(slips::check(passages)),
        &|| plain(spelling::check(report, passages)),
        &|| plain(duplicates::check(report)),
        &|| plain(dates::check(report, passages)),
        &|| plain(tense::check(report, passages)),
        &|| plain(twins::check(report, passages)),
        &|| plain(contents::check(report)),
        &|| plain(shares::check(report, passages)),
        &|| plain(years::check(report, passages)),
        &|| plain(cited::check(report, passages)),
        &|| plain(template::check(report, passages)),
        &|| plain(counts::check(report, passages)),
        &|| plain(changes::check(report)),
        &|| plain(magnitude::check(report)),
        &|| plain(people::check(report, passages)),
    ];
    let (said, told): (_, Vec<(Vec<Diagnostic>, Ledger)>) =
        rayon::join(|| statements::check(report, passages), || families.par_iter().map(|family| family()).collect());
    let (mut found, mut ledger) = (Vec::new(), Ledger::default());
    for (of_family, asked) in told {
        found.extend(of_family);
        ledger = ledger.and(asked);
    }
    // What has been told of a figure is told once.
    let begins = |found: &Diagnostic| found.place.map(|place| (place.file, place.start));
    let differ = found.iter().filter(|found| found.code == Code::StatementsDiffer);
    let told: BTreeSet<_> = differ.map(begins).collect();
    // So is what two tables hold.
    let tables = |found: &Diagnostic| matches!(found.code, Code::TablesMayDisagree | Code::TablesDisagree);
    let pairs: BTreeSet<_> = found.iter().filter(|found| tables(found)).flat_map(both_places).collect();
    let again = |more: &Diagnostic| tables(more) && both_places(more).iter().any(|place| pairs.contains(place));
    let more = said.found.into_iter().filter(|more| !told.contains(&begins(more)) && !again(more));
    found.extend(with_addresses(report, more.collect()));
    // Crowns are told where a variance is wrong because of them.
    let variance = |found: &&Diagnostic| found.code == Code::VarianceMismatch;
    let variances: BTreeSet<_> = found.iter().filter(variance).flat_map(both_places).collect();
    let is_told = |place: &Span| variances.contains(place);
    // Several of a row are told together, whatever one of them makes wrong.
    let follows = |found: &Diagnostic| found.related.is_empty() && found.place.as_ref().is_some_and(is_told);
    found.retain(|found| found.code != Code::CrownsOrThousands || !follows(found));
    left_out(report, &mut found);
    let unknown = words::check(report, passages, spelling);
    let told: BTreeSet<_> = found.iter().filter(|found| found.code == Code::PossibleMisspelling).map(begins).collect();
    found.extend(unknown.into_iter().filter(|more| !told.contains(&begins(more))));
    let coverage = ledger.coverage(report);
    found.extend(ledger::findings(&coverage));
    Checks { found, coverage, statements: said.all }
}

/// Adds the rows that a sum leaves out, and takes out what is told of their cells. What makes a sum wrong is told with
/// that.
fn left_out(report: &Report, found: &mut Vec<Diagnostic>) {
    let wrong = |found: &&Diagnostic| found.code == Code::SumMismatch;
    let wrong: BTreeSet<Span> = found.iter().filter(wrong).filter_map(|found| found.place).collect();
    let all = contents::left_out(report).into_iter();
    let all: Vec<_> = all.filter(|found| found.place.is_none_or(|place| !wrong.contains(&place))).collect();
    let places: BTreeSet<Option<Span>> = all.iter().map(|found| found.place).collect();
    found.retain(|found| found.code != Code::CellLeftEmpty || !places.contains(&found.place));
    found.extend(all);
}

/// Where a finding is, and where what it is compared with stands.
fn both_places(found: &Diagnostic) -> Vec<Span> {
    found.place.into_iter().chain(found.related.iter().map(|related| related.place)).collect()
}

/// Findings about a figure that a table contradicts, with the address that the figure can be taken from.
fn with_addresses(report: &Report, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if !found.iter().any(|found| found.code == Code::FigureContradictsTable) {
        return found;
    }
    let cells: BTreeMap<Span, address::Found<'_>> =
        address::cells(report).into_iter().filter_map(|found| Some((found.cell()?.place, found))).collect();
    let told = |found: Diagnostic| {
        let cell = found.related.first().and_then(|related| cells.get(&related.place));
        let hit = cell.filter(|_| found.code == Code::FigureContradictsTable).copied();
        match hit.and_then(|hit| address::written(report, hit)) {
            Some(address) => messages::with_address(found, &address),
            None => found,
        }
    };
    found.into_iter().map(told).collect()
}
