//! The rows that a sum adds up: those that it names, or all items above it.

use crate::base::ids::OwnedId;
use crate::base::limits::COMPARED_NAMES;
use crate::base::names::closest_match;
use crate::base::positions::RowIndex;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{ALL_ROWS, Manifest};
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
    // Of all of its unit's rows it is none itself.
    let others = |term: &RowTerm, found: Vec<Summand<'r>>| {
        let all = term.name.id == ALL_ROWS;
        found.into_iter().filter(move |summand| !(all && std::ptr::eq(summand.row, owned)))
    };
    let mut all = Vec::new();
    for term in &owned.row.sums {
        all.extend(others(term, named(manifest, table, owned.unit, term).ok()?));
    }
    Some(all)
}

/// The items above the row at this place, since the table's beginning: what stands in a sum among them is not counted
/// again. `None` where one is missing.
pub fn above(table: &FinanceTable, at: RowIndex) -> Option<Vec<Summand<'_>>> {
    let rows: Option<Vec<&OwnedRow>> = table.rows.get(..at.position())?.iter().map(Delivery::delivered).collect();
    let items = rows?.into_iter().filter(|row| counts(row));
    Some(items.map(|row| Summand { row, negative: false }).collect())
}

/// Whether a row is counted where all of some are: what is in a unit of its own cannot be added to the others, and what
/// is a part of a row above is counted there.
fn counts(row: &OwnedRow) -> bool {
    row.row.kind == RowKind::Item && row.row.unit.is_none() && !is_part(row)
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

/// The row of `table` that a term of a sum of `owner`'s names, `row` or `unit/row`; of `unit/*` all items of the unit.
///
/// # Errors
///
/// A finding where there is no such row; none where the row is owed, so that its absence is told elsewhere.
pub fn named<'r>(
    manifest: &Manifest,
    table: &'r FinanceTable,
    owner: Option<UnitIndex>,
    term: &RowTerm,
) -> Result<Vec<Summand<'r>>, Option<Box<Diagnostic>>> {
    let full = full(manifest, owner, term);
    let label = |row: &OwnedRow| manifest.label(row.unit, &row.row.id.value);
    let negative = term.is_taken_off();
    if let Some(unit) = unit_of_all(manifest, &full) {
        let is_missing = |row: &Delivery<OwnedRow>| matches!(row, Delivery::Missing(gap) if gap.unit == Some(unit));
        if table.rows.iter().any(is_missing) {
            return Err(None);
        }
        let own = table.rows.iter().filter_map(Delivery::delivered).filter(|row| row.unit == Some(unit));
        let own: Vec<Summand<'r>> = own.filter(|row| counts(row)).map(|row| Summand { row, negative }).collect();
        if !own.is_empty() || table.asks(manifest, &full) {
            return Ok(own);
        }
    }
    let row = table.rows_named(&term.name.id).find(|row| label(row) == full);
    if let Some(row) = row {
        return Ok(vec![Summand { row, negative }]);
    }
    if table.asks(manifest, &full) {
        return Err(None);
    }
    let came = table.rows.iter().filter_map(Delivery::delivered).take(COMPARED_NAMES);
    let labels: Vec<String> = came.map(label).collect();
    let meant = closest_match(&full, labels.iter().map(String::as_str));
    Err(Some(Box::new(unknown_reference(term.place, EntityKind::Row, &term.name.to_string(), meant))))
}

/// The unit of whose rows all are named: `unit/*`.
fn unit_of_all(manifest: &Manifest, full: &str) -> Option<UnitIndex> {
    let unit = full.strip_suffix(ALL_ROWS)?.strip_suffix('/')?;
    manifest.units.iter().position(|known| known.id.value == unit).map(UnitIndex::new)
}

/// The row that a term names, with the owner where it names none.
pub fn full(manifest: &Manifest, owner: Option<UnitIndex>, term: &RowTerm) -> String {
    let OwnedId { unit, id } = &term.name;
    if unit.is_some() { term.name.to_string() } else { manifest.label(owner, id) }
}
