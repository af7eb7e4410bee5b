//! The rows that a sum adds up: those that it names, or all items above it.

use crate::base::names::nearest;
use crate::base::source::Spanned;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::Manifest;
use crate::input::messages::{Thing, unknown_reference};
use crate::input::row_kind::RowKind;

use super::{Delivery, FinanceTable, OwnedRow, UnitIndex};

/// A row that a sum adds, and whether it is taken off instead.
#[derive(Clone, Copy)]
pub struct Term<'r> {
    /// The row.
    pub row: &'r OwnedRow,
    /// Whether it is taken off.
    pub negative: bool,
}

/// The rows that a row adds up; `None` where one of them is missing.
pub fn terms<'r>(manifest: &Manifest, table: &'r FinanceTable, owned: &OwnedRow) -> Option<Vec<Term<'r>>> {
    if owned.row.above.is_some() {
        let came = |row: &Delivery<OwnedRow>| row.came().is_some_and(|row| std::ptr::eq(row, owned));
        return above(table, table.rows.iter().position(came)?);
    }
    let sums = owned.row.sums.iter();
    sums.map(|reference| named(manifest, table, owned.unit, reference).ok()).collect()
}

/// The items above the row at a position, since the table's beginning: what stands in a sum among them is not counted
/// again. `None` where one is missing.
pub fn above(table: &FinanceTable, at: usize) -> Option<Vec<Term<'_>>> {
    let rows: Option<Vec<&OwnedRow>> = table.rows.get(..at)?.iter().map(Delivery::came).collect();
    let items = rows?.into_iter().filter(|row| row.row.kind == RowKind::Item);
    Some(items.map(|row| Term { row, negative: false }).collect())
}

/// The row of `table` that a sum of `owner`'s names with `row`, `unit/row`, or either with `-` before it.
///
/// # Errors
///
/// A finding where there is no such row; none where the row is owed, so that its absence is told elsewhere.
pub fn named<'r>(
    manifest: &Manifest,
    table: &'r FinanceTable,
    owner: Option<UnitIndex>,
    reference: &Spanned<String>,
) -> Result<Term<'r>, Option<Box<Diagnostic>>> {
    let (name, full) = full(manifest, owner, reference);
    let label = |row: &OwnedRow| manifest.label(row.unit, &row.row.id.value);
    let row = table.rows.iter().filter_map(Delivery::came).find(|row| label(row) == full);
    if let Some(row) = row {
        return Ok(Term { row, negative: name.len() < reference.value.len() });
    }
    let of_table = manifest.tables.iter().filter(|spec| spec.id.value == table.id);
    if of_table.flat_map(|spec| &spec.rows).any(|row| row.label() == full) {
        return Err(None);
    }
    let labels: Vec<String> = table.rows.iter().filter_map(Delivery::came).map(label).collect();
    let meant = nearest(&full, labels.iter().map(String::as_str));
    Err(Some(Box::new(unknown_reference(reference.place, Thing::Row, name, meant))))
}

/// A reference without its sign, and with the owner where it names none.
pub fn full<'n>(manifest: &Manifest, owner: Option<UnitIndex>, reference: &'n Spanned<String>) -> (&'n str, String) {
    let name = reference.value.strip_prefix('-').unwrap_or(&reference.value);
    (name, if name.contains('/') { name.to_owned() } else { manifest.label(owner, name) })
}
