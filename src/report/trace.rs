//! Where a figure was written, and everything that it is part of.

use crate::base::address::Address;
use crate::base::amount::Amount;
use crate::base::source::Span;
use crate::base::swedish::NBSP;
use crate::input::section::Content;

use super::address::{self, Found};
use super::charts::{self, BarRow, Figures};
use super::locate::{Located, locate};
use super::passages::mentions;
use super::{Delivery, FinanceTable, OwnedRow, Report, sums};

/// How a figure is used in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It was written there, as a cell.
    Cell,
    /// What a table shows of it, converted or rounded.
    Shown,
    /// It was computed there.
    Made,
    /// Another table's row takes it.
    Taken,
    /// A sum that adds it up.
    Sum,
    /// A column that is computed from it.
    Computed,
    /// A cell that must say the same.
    Equal,
    /// A chart that shows it.
    Chart,
    /// It is named in running text.
    Text,
}

/// A place where a figure is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// How.
    pub used: Use,
    /// Where.
    pub place: Span,
    /// The cell's address, or the words around it.
    pub what: String,
    /// What stands there.
    pub figure: String,
}

/// Every use of what `wanted` names: the address of a cell or of a row, in either writing, or a figure in any. Empty
/// where nothing has it.
pub fn trace(report: &Report, wanted: &str) -> Vec<Vec<Step>> {
    // Auditors have the address of their table of figures, authors the one that texts refer with.
    if let Ok(address) = wanted.trim().parse::<Address>() {
        let of_figure = address.reference().map(|reference| referred(report, &reference)).unwrap_or_default();
        let elsewhere = || located(report, &address).into_iter().collect();
        return if of_figure.is_empty() { elsewhere() } else { of_figure };
    }
    referred(report, wanted)
}

/// Every use of what `wanted` refers to as texts do, or of a figure.
fn referred(report: &Report, wanted: &str) -> Vec<Vec<Step>> {
    let hits: Vec<Found<'_>> = match address::find(report, wanted) {
        Ok(found) if found.column.is_some() => vec![found],
        Ok(found) => (0..found.table.columns.columns.len()).map(|at| Found { column: Some(at), ..found }).collect(),
        Err(_) => {
            let Ok(amount) = wanted.parse::<Amount>() else { return Vec::new() };
            let cells = address::cells(report);
            cells.into_iter().filter(|found| is(*found, amount)).collect()
        }
    };
    let mut traces: Vec<Vec<Step>> = hits.into_iter().filter_map(|found| uses(report, found)).collect();
    if traces.is_empty()
        && let Ok(amount) = wanted.parse::<Amount>()
    {
        let named = named(report, amount);
        traces.extend((!named.is_empty()).then_some(named));
    }
    traces
}

/// Where a thing outside of finance tables was written, and the texts that name it if it is a figure.
fn located(report: &Report, address: &Address) -> Option<Vec<Step>> {
    let Located { place, words } = locate(report, address)?;
    let named = words.parse::<Amount>().ok().filter(|_| matches!(address, Address::GoalRow { .. }));
    let named = named.map(|amount| self::named(report, amount)).unwrap_or_default();
    let first = Step { used: Use::Cell, place, what: address.to_string(), figure: words };
    Some(std::iter::once(first).chain(named).collect())
}

/// Whether a cell says so much, as written or as shown.
fn is(found: Found<'_>, amount: Amount) -> bool {
    let same = |other: Amount| other.value().abs() == amount.value().abs();
    let before = found.column.and_then(|column| found.row.before(column));
    figure(found).is_some_and(|(shown, _)| same(shown)) || before.is_some_and(|before| same(before.written))
}

/// A figure with its unit, where a table shows it in another one than it was written in.
fn in_unit(amount: Amount, unit: Option<&str>) -> String {
    unit.map_or(amount.swedish(), |unit| format!("{}{NBSP}{unit}", amount.swedish()))
}

fn figure(found: Found<'_>) -> Option<(Amount, Span)> {
    let cell = found.cell()?;
    match &cell.content {
        Content::Figure(amount) => Some((*amount, cell.place)),
        Content::Words(_) => None,
    }
}

fn step(report: &Report, used: Use, found: Found<'_>) -> Option<Step> {
    let (amount, place) = figure(found)?;
    let what = address::of(report, found.table, found.row, found.column?).reference().unwrap_or_default();
    Some(Step { used, place, what, figure: amount.swedish() })
}

fn uses(report: &Report, found: Found<'_>) -> Option<Vec<Step>> {
    let column = found.column?;
    let (amount, _) = figure(found)?;
    let first = if found.row.is_computed() { Use::Made } else { Use::Cell };
    let mut steps = vec![step(report, first, found)?];
    if let Some(before) = found.row.before(column) {
        let unit = found.table.columns.unit_of(column);
        steps.push(Step { used: Use::Shown, figure: in_unit(amount, unit), ..steps[0].clone() });
        steps[0].figure = in_unit(before.written, before.unit.as_deref());
    }
    for row in found.table.rows.iter().filter_map(Delivery::delivered) {
        let terms = sums::terms(&report.manifest, found.table, row).unwrap_or_default();
        if terms.iter().any(|term| std::ptr::eq(term.row, found.row)) {
            steps.extend(step(report, Use::Sum, Found { row, ..found }));
        }
    }
    for (at, spec) in found.table.columns.columns.iter().enumerate() {
        if spec.formula.uses(column) {
            steps.extend(step(report, Use::Computed, Found { column: Some(at), ..found }));
        }
    }
    steps.extend(taken(report, found, &found.table.columns.columns[column].id.value));
    steps.extend(equals(report, found.table, found.row, column));
    steps.extend(charts(report, found.row, column).map(|chart| Step { figure: amount.swedish(), ..chart }));
    steps.extend(named(report, amount));
    steps.extend(found.row.before(column).into_iter().flat_map(|before| named(report, before.written)));
    Some(steps)
}

/// The cells of other tables that take a row's figures.
fn taken(report: &Report, found: Found<'_>, column: &str) -> Vec<Step> {
    let own = report.manifest.row_address(&found.table.id, found.row.unit, &found.row.row.id.value);
    let mut steps = Vec::new();
    for table in address::tables(report) {
        let Some(at) = table.columns.columns.iter().position(|known| known.id.value == column) else { continue };
        let takes = |row: &&OwnedRow| row.made.as_ref().is_some_and(|made| made.taken && made.of.contains(&own));
        for row in table.rows.iter().filter_map(Delivery::delivered).filter(takes) {
            let step = step(report, Use::Taken, Found { table, row, column: Some(at) });
            steps.extend(step.map(|step| Step { place: row.row.place, ..step }));
        }
    }
    steps
}

fn equals(report: &Report, table: &FinanceTable, row: &OwnedRow, column: usize) -> Vec<Step> {
    let same = |found: &Found<'_>| {
        std::ptr::eq(found.table, table)
            && std::ptr::eq(found.row, row)
            && found.column.is_none_or(|named| named == column)
    };
    let mut steps = Vec::new();
    for relation in &report.manifest.relations {
        let found: Vec<Found<'_>> =
            relation.equal.iter().filter_map(|address| address::find(report, &address.value).ok()).collect();
        if !found.iter().any(same) {
            continue;
        }
        for other in found.iter().filter(|other| !same(other)) {
            let id = &table.columns.columns[column].id.value;
            let columns = &other.table.columns.columns;
            let at = other.column.or_else(|| columns.iter().position(|column| column.id.value == *id));
            steps.extend(at.and_then(|at| step(report, Use::Equal, Found { column: Some(at), ..*other })));
        }
    }
    steps
}

/// The charts that show a cell, without its figure.
fn charts(report: &Report, row: &OwnedRow, column: usize) -> impl Iterator<Item = Step> {
    let shown = report.shown_charts().filter(move |spec| match charts::figures(report, spec).0 {
        Some(Figures::Bars { columns, rows, .. }) => {
            let same = |shown: &BarRow<'_>| matches!(shown, BarRow::Delivered(other) if std::ptr::eq(*other, row));
            columns.contains(&column) && rows.iter().any(same)
        }
        Some(Figures::Risks(_) | Figures::Goals(..)) | None => false,
    });
    shown.map(|spec| Step {
        used: Use::Chart,
        place: spec.id.place,
        what: spec.title.trimmed().to_owned(),
        figure: String::new(),
    })
}

/// Where running text names the figure, in any grouping.
fn named(report: &Report, amount: Amount) -> Vec<Step> {
    let mut steps = Vec::new();
    for (place, words, figure) in mentions(report, amount) {
        steps.push(Step { used: Use::Text, place, what: words, figure });
    }
    steps
}
