//! Rows that are key figures of Kolada, against what saved answers of it say.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::base::amount::plus;
use crate::base::positions::ColumnIndex;
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::kolada::{Answer, Key, KeyFigure};
use crate::input::section::Cell;
use crate::report::Report;
use crate::report::fulfilment::words;
use crate::report::kolada::{self, Row};

use super::messages;

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let rows = kolada::rows(report);
    let mut found = columns_without_rows(&rows);
    let figures: Vec<(&Row<'_>, &KeyFigure)> = rows.iter().filter_map(|row| Some((row, row.key_figure?))).collect();
    let Some((_, first)) = figures.first() else { return found };
    if report.manifest.kolada.is_empty() {
        found.push(messages::kolada_without_answers(first.id.place, figures.len()));
        return found;
    }
    let mut told = Told::default();
    for (row, key_figure) in &figures {
        found.extend(compared(report, row, key_figure, &mut told));
    }
    let ids: BTreeMap<&str, Span> =
        figures.iter().rev().map(|(_, figure)| (figure.id.trimmed(), figure.id.place)).collect();
    found.extend(newer(report, &ids));
    found
}

/// What is told once for many rows.
#[derive(Default)]
struct Told<'r> {
    /// The columns without a year.
    columns: BTreeSet<&'r str>,
    /// That nobody names the municipality.
    municipality: bool,
}

/// Columns of key figures in tables that have none.
fn columns_without_rows(rows: &[Row<'_>]) -> Vec<Diagnostic> {
    let mut columns: BTreeMap<Span, (&str, bool)> = BTreeMap::new();
    for row in rows {
        for column in &row.columns.columns {
            if let Some(shows) = &column.shows {
                let (_, is_used) = columns.entry(shows.place).or_insert((column.heading.trimmed(), false));
                *is_used |= row.key_figure.is_some();
            }
        }
    }
    let unused = columns.into_iter().filter(|(_, (_, is_used))| !is_used);
    unused.map(|(place, (heading, _))| messages::kolada_without_rows(place, heading)).collect()
}

/// A row's cells against what Kolada says.
fn compared<'r>(report: &Report, row: &Row<'r>, key_figure: &KeyFigure, told: &mut Told<'r>) -> Vec<Diagnostic> {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    let shown = row.columns.each();
    let shown: Vec<_> = shown.filter_map(|(at, column)| Some((at, column, column.shows.as_ref()?))).collect();
    if shown.is_empty() && told.columns.insert(&row.columns.id.value) {
        let (id, columns) = (key_figure.id.trimmed(), &row.columns.id.value);
        found.push(messages::kolada_without_columns(key_figure.id.place, id, columns));
    }
    for (at, column, shows) in shown {
        let Some(key) = kolada::key(&report.manifest, key_figure, column) else {
            if !std::mem::replace(&mut told.municipality, true) {
                found.push(messages::kolada_without_municipality(shows.place));
            }
            continue;
        };
        let Some((_, answer)) = kolada::find(&report.manifest, &key) else {
            missing.push(key);
            continue;
        };
        found.extend(match (answer.figure, row.cell(at)) {
            (Some(figure), None) if !row.is_covered(at) => {
                Some(messages::kolada_left_out(key_figure.id.place, column.heading.trimmed(), figure, &key))
            }
            (_, None) => None,
            (_, Some(cell)) => cell_differs(row, at, cell, (&key, answer)),
        });
    }
    // What a file that cannot be read would have, nobody knows; that it cannot be read has been told.
    let all_read = report.manifest.kolada.iter().all(|spec| spec.answers.is_some());
    if let Some(first) = missing.first().filter(|_| all_read) {
        found.push(messages::kolada_not_fetched(key_figure.id.place, first, missing.len() - 1));
    }
    found
}

/// A cell that says something else than the answer, as exactly as it is written.
fn cell_differs(row: &Row<'_>, at: ColumnIndex, cell: &Cell, (key, answer): (&Key, &Answer)) -> Option<Diagnostic> {
    let (written, said) = (row.figure(at), words(cell));
    match (answer.figure, written) {
        (Some(figure), Some(written)) => {
            let off: Option<Decimal> = plus(figure.value(), -written.value()).map(|off| off.abs());
            let is_same = off.is_some_and(|off| off <= written.half_unit() || off.is_zero());
            (!is_same).then(|| messages::kolada_differs(cell.place, &said, figure, key, answer.place))
        }
        (Some(figure), None) => Some(messages::kolada_no_figure(cell.place, &said, figure, key)),
        (None, Some(_)) => Some(messages::kolada_has_none(cell.place, &said, key, answer.place)),
        (None, None) => None,
    }
}

/// Key figures whose figures were published after they were fetched.
fn newer(report: &Report, ids: &BTreeMap<&str, Span>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (id, place) in ids {
        let dates = report.manifest.kolada.iter().filter_map(|spec| {
            let about = spec.answers.as_ref()?.key_figures.get(*id)?;
            Some((about.published?, spec.fetched()?))
        });
        let newest = dates.max_by_key(|(_, fetched)| *fetched);
        let late = newest.filter(|(published, fetched)| published > fetched);
        found.extend(late.map(|(published, fetched)| messages::kolada_newer(*place, id, published, fetched)));
    }
    found
}
