//! Figures of other tables that columns divide by: one cell for all rows, `table.row.column`, or the cell of the row of
//! the same id, `table.column`.

use crate::base::amount::Amount;
use crate::base::ids::OwnedId;
use crate::base::money;
use crate::base::source::Spanned;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::Manifest;
use crate::input::term::Parts;

use super::address::{self, Found, Missing};
use super::quantity::{Precision, Reading, View};
use super::{FinanceTable, OwnedRow};

/// The cell that `address` names for a row.
///
/// # Errors
///
/// What there is not; [`Missing::Absent`] where only the row of the same id is not there.
pub fn cell<'r>(
    manifest: &Manifest,
    tables: &[&'r FinanceTable],
    row: &OwnedRow,
    address: &str,
) -> Result<Found<'r>, Missing> {
    let Some((table, column)) = address.split_once('.').filter(|(_, column)| !column.contains('.')) else {
        return match address::find_in(manifest, tables, address)? {
            found if found.column.is_some() => Ok(found),
            _ => Err(Missing::Form),
        };
    };
    let id = &row.row.id.value;
    let own = OwnedId { unit: row.unit.map(|_| manifest.label(row.unit, id)).and_then(unit_of), id: id.to_string() };
    let alone = OwnedId { unit: None, id: id.to_string() };
    let find = |row: &OwnedId| address::find_in(manifest, tables, &format!("{table}.{row}.{column}"));
    match find(&own).or_else(|_| find(&alone)) {
        Err(Missing::Within(within)) if within.thing == crate::input::messages::EntityKind::Row => Err(Missing::Absent),
        Err(Missing::Ambiguous(_)) => Err(Missing::Absent),
        found => found,
    }
}

/// The unit of a label, `unit/row`.
fn unit_of(label: String) -> Option<crate::base::ids::UnitId> {
    label.split_once('/').map(|(unit, _)| unit.into())
}

/// What is wrong with the address that a column divides by, whatever the row.
pub fn told(
    manifest: &Manifest,
    tables: &[&FinanceTable],
    rows: &[&OwnedRow],
    address: &Spanned<String>,
) -> Option<Diagnostic> {
    let missing = rows.iter().map(|row| cell(manifest, tables, row, &address.value).err()).next()??;
    address::told(address, &missing)
}

/// What stands in the cell that a row of `table` is divided by, in the unit of money of what is divided.
///
/// # Errors
///
/// What there is not.
pub fn read<'r>(
    manifest: &Manifest,
    tables: &[&'r FinanceTable],
    (table, row): (&FinanceTable, &OwnedRow),
    (address, parts): (&str, &Parts),
    view: View,
) -> Result<Reading<'r>, Missing> {
    let found = cell(manifest, tables, row, address)?;
    let column = found.column.ok_or(Missing::Form)?;
    let precision = Precision::among(found.table, std::iter::once(found.row), view);
    let reading = precision.read(found.row, column);
    let Reading::Figure(figure) = reading else { return Ok(reading) };
    // What there is so much for each of is no money that is converted.
    let part = parts.added.first().and_then(|(part, _)| table.unit_of(row, *part)).filter(|_| parts.per.is_none());
    let shift = found.table.unit_of(found.row, column).zip(part).and_then(|(from, to)| money::shift(from, to));
    let shift = shift.unwrap_or(0);
    let shifted = figure.amount.shifted(shift).zip(Amount::new(figure.margin).shifted(shift));
    let (amount, margin) = shifted.ok_or(Missing::Absent)?;
    Ok(Reading::Figure(super::quantity::Quantity { amount, margin: margin.value(), place: figure.place }))
}

/// What stands in the cell that a row is weighted by; nothing where there is none.
pub fn weight<'r>(
    manifest: &Manifest,
    tables: &[&'r FinanceTable],
    row: &OwnedRow,
    (address, view): (&str, View),
) -> Reading<'r> {
    let Ok(found) = cell(manifest, tables, row, address) else { return Reading::Empty };
    let Some(column) = found.column else { return Reading::Empty };
    Precision::of(found.table, view).read(found.row, column)
}
