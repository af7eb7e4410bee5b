//! Amounts that are a thousand times as large as those around them: crowns in a table of thousands.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::money;
use crate::base::positions::ColumnIndex;
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::row_kind::RowKind;
use crate::input::section::Content;
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, address};

use super::messages;

/// How many times larger an amount is than all others around it.
const LARGER: u32 = 100;

/// How many times larger or smaller an amount in thousands may be than one that is like it.
const LIKE: u32 = 3;

/// Fewest amounts of a row, and of a column, that tell what the row's and the column's are like.
const OF_ROW: usize = 2;
const OF_COLUMN: usize = 3;

/// The crowns, as a power of ten, from which a whole row is looked at: what is smaller may be one large unit among
/// small ones.
const LARGE_ROW: u32 = 9;

/// An amount of a row that a unit wrote in the table's own unit of money.
struct Written<'r> {
    column: ColumnIndex,
    amount: Amount,
    size: Decimal,
    place: Span,
    unit: &'r str,
}

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in address::tables(report) {
        let rows: Vec<(&OwnedRow, Vec<Written<'_>>)> = table
            .rows
            .iter()
            .filter_map(Delivery::delivered)
            .filter(|row| row.made.is_none() && row.row.kind == RowKind::Item)
            .map(|row| (row, written(table, row)))
            .collect();
        for (at, (row, own)) in rows.iter().enumerate() {
            let others = |column: ColumnIndex| -> Vec<Decimal> {
                let rest = rows.iter().enumerate().filter(|(other, _)| *other != at).flat_map(|(_, (_, all))| all);
                rest.filter(|amount| amount.column == column).map(|amount| amount.size).collect()
            };
            let (name, told) = (row.row.name.plain(), told(own, &others));
            let tell = |odd: &Written<'_>, is_row| {
                let meant = odd.amount.shifted(-3).map(|meant| Amount::new(meant.value().normalize()))?;
                Some(messages::crowns(odd.place, &odd.amount.swedish(), meant, (name.trim(), odd.unit), is_row))
            };
            found.extend(told.and_then(|(odd, is_row)| tell(odd, is_row)));
        }
    }
    found
}

/// The amount of a row that is out of proportion, and whether all of the row's are.
fn told<'w, 'r>(
    own: &'w [Written<'r>],
    others: &dyn Fn(ColumnIndex) -> Vec<Decimal>,
) -> Option<(&'w Written<'r>, bool)> {
    let larger =
        |odd: &Written<'_>, all: &[Decimal]| all.iter().all(|other| *other <= odd.size / Decimal::from(LARGER));
    let like = |odd: &Written<'_>, all: &[Decimal]| {
        let (meant, like) = (odd.size / Decimal::ONE_THOUSAND, Decimal::from(LIKE));
        all.iter().filter(|other| meant / like < **other && **other / like < meant).count()
    };
    let in_row = own.iter().find(|odd| {
        let rest: Vec<Decimal> =
            own.iter().filter(|other| other.column != odd.column).map(|other| other.size).collect();
        let column = others(odd.column);
        larger(odd, &rest) && like(odd, &rest) >= OF_ROW && column.iter().all(|it| *it <= odd.size / Decimal::TEN)
    });
    if let Some(odd) = in_row {
        return Some((odd, false));
    }
    let out_of_column = |odd: &Written<'_>| {
        let column = others(odd.column);
        let power = money::power(odd.unit).and_then(|power| u32::try_from(power).ok()).unwrap_or(0);
        let least = Decimal::from(10_u64.pow(LARGE_ROW.saturating_sub(power)));
        column.len() >= OF_COLUMN && odd.size >= least && larger(odd, &column) && like(odd, &column) > 0
    };
    let first = own.first().filter(|_| own.len() >= OF_ROW && own.iter().all(out_of_column))?;
    Some((first, true))
}

/// The amounts of a row in thousands or millions, but those that are zero, computed, or converted.
fn written<'r>(table: &'r FinanceTable, row: &'r OwnedRow) -> Vec<Written<'r>> {
    let read = |column: ColumnIndex| {
        let cell = row.cell(column).filter(|_| row.before(column).is_none())?;
        let unit = table.unit_of(row, column).filter(|unit| money::power(unit).is_some_and(|power| power >= 3))?;
        let Content::Figure(amount) = &cell.content else { return None };
        let size = amount.value().abs();
        (!size.is_zero()).then_some(Written { column, amount: *amount, size, place: cell.place, unit })
    };
    table.columns.each().filter_map(|(column, _)| read(column)).collect()
}
