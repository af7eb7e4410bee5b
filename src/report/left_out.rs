//! Amounts that a unit has left out of its rows: a key that still waits for its value, or that somebody took away.

use crate::base::positions::ColumnIndex;
use crate::input::manifest::ColumnSpec;
use crate::input::row_kind::RowKind;

use super::{Delivery, FinanceTable, OwnedRow};

/// The rows of a table in which a unit wrote some amounts and left out others, with the columns of those.
///
/// A key that still waits in a comment is left out; so is one that is not there at all, where all other rows have it,
/// but in columns of plans and of earlier years, of which what is new has none. What is computed is none of them, nor
/// what a cell of a row above covers.
pub fn amounts_left_out(table: &FinanceTable) -> Vec<(&OwnedRow, Vec<ColumnIndex>)> {
    let rows: Vec<&OwnedRow> = table.rows.iter().filter_map(Delivery::delivered).collect();
    let is_written = |row: &&OwnedRow| {
        let own = row.unit.is_some() && row.made.is_none() && row.row.order == (row.row.place.start, 0);
        own && row.row.kind == RowKind::Item && row.row.key_figure.is_none() && row.row.unit.is_none()
    };
    let amounts: Vec<ColumnIndex> = table
        .columns
        .each()
        .filter(|(_, column)| column.amounts && column.formula.is_empty() && column.shows.is_none())
        .map(|(at, _)| at)
        .filter(|at| {
            let mut filled = rows.iter().filter_map(|row| row.cell(*at));
            filled.all(|cell| cell.rows == 1)
        })
        .collect();
    let items: Vec<&&OwnedRow> =
        rows.iter().filter(|row| row.row.kind == RowKind::Item && row.made.is_none()).collect();
    let last = amounts.iter().filter_map(|at| year(&table.columns[*at])).max();
    let of_now = |column: &ColumnSpec| {
        !column.is_plan() && !is_foreseen(column) && year(column).is_none_or(|year| Some(year) == last)
    };
    let left_out = |row: &&OwnedRow| -> Vec<ColumnIndex> {
        let waits = |at: ColumnIndex| row.row.waiting.iter().any(|key| *key == *table.columns[at].id.value);
        let is_due = |at: ColumnIndex| {
            let others: Vec<_> = items.iter().filter(|other| !other.is(row)).collect();
            let all_have = others.len() >= OTHERS && others.iter().all(|other| other.cell(at).is_some());
            waits(at) || of_now(&table.columns[at]) && all_have
        };
        let is_open = |at: ColumnIndex| row.cell(at).is_none() && !row.covers(at);
        amounts.iter().copied().filter(|at| is_open(*at) && is_due(*at)).collect()
    };
    let has_some = |row: &&OwnedRow| row.cells.iter().any(Option::is_some);
    let some = rows.iter().copied().filter(is_written).filter(has_some).map(|row| (row, left_out(&row)));
    some.filter(|(_, columns)| !columns.is_empty()).collect()
}

/// Fewest other rows with an amount, so that one without it stands out.
const OTHERS: usize = 2;

/// Whether a column is of what is foreseen, which may not be known.
fn is_foreseen(column: &ColumnSpec) -> bool {
    column.heading.trimmed().to_lowercase().starts_with("prognos")
}

/// The last year that a column's heading names.
fn year(column: &ColumnSpec) -> Option<u16> {
    let words = column.heading.text.split(|c: char| !c.is_ascii_digit());
    words.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok()).next_back()
}
