//! Sums that are not the sum of the rows that they say they add up.
//!
//! Tolerance: half a unit in the last place of each figure as written, the sum included. A difference within it is
//! what rounding explains.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, messages};
use crate::fields::nearest;
use crate::report::{Content, Delivery, FinanceTable, OwnedRow, Report};
use crate::section::Content as CellContent;
use crate::source::{Place, Spanned};

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for chapter in report.all_chapters() {
        if let Content::Tables(tables) = &chapter.content {
            tables.iter().for_each(|table| sums(report, table, &mut found));
        }
    }
    found
}

/// A row that a sum adds, and whether it is taken off instead.
struct Term<'r> {
    row: &'r OwnedRow,
    negative: bool,
}

fn sums(report: &Report, table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    for owned in table.rows.iter().filter_map(Delivery::came) {
        let mut terms = Vec::new();
        let mut complete = true;
        for reference in &owned.row.sums {
            match resolve(report, table, owned, reference) {
                Ok(term) => terms.push(term),
                Err(finding) => {
                    complete = false;
                    found.extend(finding);
                }
            }
        }
        if complete && !terms.is_empty() {
            (0..table.columns.columns.len()).for_each(|column| found.extend(sum(table, owned, &terms, column)));
        }
    }
}

/// The row that `reference` names. The error holds no finding where the row's absence has been reported already.
fn resolve<'r>(
    report: &Report,
    table: &'r FinanceTable,
    owned: &OwnedRow,
    reference: &Spanned<String>,
) -> Result<Term<'r>, Vec<Diagnostic>> {
    let name = reference.value.strip_prefix('-').unwrap_or(&reference.value);
    let units = &report.manifest.units;
    let full = if name.contains('/') { name.to_owned() } else { format!("{}/{name}", units[owned.unit].id.value) };
    let label = |row: &OwnedRow| format!("{}/{}", units[row.unit].id.value, row.row.id.value);
    let row = table.rows.iter().filter_map(Delivery::came).find(|row| label(row) == full);
    if let Some(row) = row {
        return Ok(Term { row, negative: name.len() < reference.value.len() });
    }
    let owed = report
        .manifest
        .tables
        .iter()
        .any(|spec| spec.id.value == table.id && spec.rows.iter().any(|row| row.value == full));
    if owed {
        return Err(Vec::new());
    }
    let labels: Vec<String> = table.rows.iter().filter_map(Delivery::came).map(label).collect();
    let meant = nearest(&full, labels.iter().map(String::as_str));
    Err(vec![messages::unknown_reference(reference.place, messages::Thing::Row, name, meant)])
}

/// The figure of a row in a column; nothing for an empty cell, an error for words.
fn figure(row: &OwnedRow, column: usize) -> Result<Option<(Amount, Place)>, ()> {
    match row.cells.get(column).and_then(Option::as_ref) {
        None => Ok(None),
        Some(cell) => match &cell.content {
            CellContent::Figure(amount) => Ok(Some((*amount, cell.place))),
            CellContent::Words(_) => Err(()),
        },
    }
}

fn sum(table: &FinanceTable, owned: &OwnedRow, terms: &[Term<'_>], column: usize) -> Option<Diagnostic> {
    let (written, place) = figure(owned, column).ok()??;
    let (mut computed, mut tolerance) = (Decimal::ZERO, written.half_unit());
    let mut places = Vec::new();
    for term in terms {
        let Some((amount, place)) = figure(term.row, column).ok()? else { continue };
        let value = if term.negative { -amount.value() } else { amount.value() };
        computed = computed.checked_add(value)?;
        tolerance = tolerance.checked_add(amount.half_unit())?;
        places.push(place);
    }
    let difference = written.value().checked_sub(computed)?;
    if difference.is_zero() || places.is_empty() {
        return None;
    }
    let parts = messages::SumParts {
        row: owned.row.name.plain(),
        column: table.columns.columns[column].heading.text.clone(),
        written: written.swedish(),
        computed: Amount::new(computed).swedish(),
        difference: Amount::new(difference.abs()).swedish(),
        too_large: difference > Decimal::ZERO,
    };
    Some(messages::sum(place, &parts, difference.abs() <= tolerance, &places))
}
