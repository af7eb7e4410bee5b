//! The rows that a sum adds up: those that it names, or all items above it.

use crate::base::ids::OwnedId;
use crate::base::limits::COMPARED_NAMES;
use crate::base::names::closest_match;
use crate::base::positions::RowIndex;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::Manifest;
use crate::input::messages::{EntityKind, unknown_reference};
use crate::input::row_kind::RowKind;
use crate::input::term::RowTerm;

use super::{Delivery, FinanceTable, OwnedRow, UnitIndex};

/// A row that a sum adds, and whether it is subtracted instead.
#[derive(Clone, Copy)]
pub struct Summand<'r> {
    /// The row.
    pub row: &'r OwnedRow,
    /// Whether it is taken off.
    pub negative: bool,
}

/// The rows that a row adds up; `None` where one of them is missing.
pub fn terms<'r>(manifest: &Manifest, table: &'r FinanceTable, owned: &OwnedRow) -> Option<Vec<Summand<'r>>> {
    if owned.row.above.is_some() {
        return above(table, owned.at);
    }
    let sums = owned.row.sums.iter();
    sums.map(|term| named(manifest, table, owned.unit, term).ok()).collect()
}

/// The items above the row at this place, since the table's beginning: what stands in a sum among them is not counted
/// again. `None` where one is missing.
pub fn above(table: &FinanceTable, at: RowIndex) -> Option<Vec<Summand<'_>>> {
    let rows: Option<Vec<&OwnedRow>> = table.rows.get(..at.position())?.iter().map(Delivery::delivered).collect();
    // What is in a unit of its own cannot be added to the others, and what is a part of a row above is counted there.
    let counts = |row: &&OwnedRow| row.row.kind == RowKind::Item && row.row.unit.is_none() && !is_part(row);
    let items = rows?.into_iter().filter(counts);
    Some(items.map(|row| Summand { row, negative: false }).collect())
}

/// The row that sums up the one at this place: itself, or the nearest sum below it. Sums of some rows among those of a
/// larger one are none.
pub fn total_of(table: &FinanceTable, at: RowIndex) -> Option<&OwnedRow> {
    let rows = table.rows.get(at.position()..)?.iter().filter_map(Delivery::delivered);
    rows.into_iter().find(|row| row.row.kind == RowKind::Sum)
}

/// Whether a row says that it is a part of another one: `varav hushåll`, `– därav personal`.
pub fn is_part(owned: &OwnedRow) -> bool {
    let label = owned.row.name.plain().to_lowercase();
    let label = label.trim_start_matches(|c: char| c.is_whitespace() || "-–—•·".contains(c));
    ["varav", "därav"]
        .iter()
        .any(|word| label.strip_prefix(word).is_some_and(|rest| rest.starts_with([' ', ':', '\u{a0}'])))
}

/// The row of `table` that a term of a sum of `owner`'s names, `row` or `unit/row`.
///
/// # Errors
///
/// A finding where there is no such row; none where the row is owed, so that its absence is told elsewhere.
pub fn named<'r>(
    manifest: &Manifest,
    table: &'r FinanceTable,
    owner: Option<UnitIndex>,
    term: &RowTerm,
) -> Result<Summand<'r>, Option<Box<Diagnostic>>> {
    let full = full(manifest, owner, term);
    let label = |row: &OwnedRow| manifest.label(row.unit, &row.row.id.value);
    let row = table.rows_named(&term.name.id).find(|row| label(row) == full);
    if let Some(row) = row {
        return Ok(Summand { row, negative: term.is_taken_off() });
    }
    if table.asks(manifest, &full) {
        return Err(None);
    }
    let came = table.rows.iter().filter_map(Delivery::delivered).take(COMPARED_NAMES);
    let labels: Vec<String> = came.map(label).collect();
    let meant = closest_match(&full, labels.iter().map(String::as_str));
    Err(Some(Box::new(unknown_reference(term.place, EntityKind::Row, &term.name.to_string(), meant))))
}

/// The row that a term names, with the owner where it names none.
pub fn full(manifest: &Manifest, owner: Option<UnitIndex>, term: &RowTerm) -> String {
    let OwnedId { unit, id } = &term.name;
    if unit.is_some() { term.name.to_string() } else { manifest.label(owner, id) }
}
