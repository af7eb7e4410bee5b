//! Columns that by their headings are the difference of two others, and that the report does not say are computed:
//! where all rows but one or two hold the difference of the same two columns, the odd ones are told.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::base::pattern::{Pattern, pattern};
use crate::base::positions::ColumnIndex;
use crate::diagnostic::Diagnostic;
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, address};

use super::finance::figure;
use super::messages::{self, CellName};

/// Headings of what two columns differ by.
static DIFFERS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:\p{L}+-?)?(?:förändring|skillnad|differens|avvikelse|ökning|minskning)(?:en)?|ändring|diff)\b|^\+/[−–-]$|^[Δ±]",
    )
});

/// Headings of what two columns differ by in per cent.
static PER_CENT: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)%|procent\b"));

/// Fewest rows that show which columns are meant.
const ROWS: usize = 4;

/// Most columns of a table of which each two are tried.
const COLUMNS: usize = 12;

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    address::tables(report).into_iter().flat_map(of_table).collect()
}

fn of_table(table: &FinanceTable) -> Vec<Diagnostic> {
    let set = &table.columns;
    let rows: Vec<&OwnedRow> = table.rows.iter().filter_map(Delivery::delivered).collect();
    let differs = |heading: &str| DIFFERS.is_match(heading.trim());
    let levels: Vec<ColumnIndex> = set
        .each()
        .filter(|(_, column)| {
            column.amounts && column.shows.is_none() && !column.is_quotient() && !differs(&column.heading.text)
        })
        .map(|(at, _)| at)
        .collect();
    let mut found = Vec::new();
    if levels.len() > COLUMNS || rows.len() < ROWS {
        return found;
    }
    for (at, column) in set.each() {
        if !column.amounts || column.shows.is_some() || !column.formula.is_empty() || !differs(&column.heading.text) {
            continue;
        }
        let share = PER_CENT.is_match(&column.heading.text) || set.unit_of(at) == Some("%");
        let tried = Tried { table, rows: &rows, at, share };
        let pairs = levels.iter().flat_map(|one| levels.iter().map(move |other| (*one, *other)));
        let meant = pairs.filter(|(one, other)| one != other).filter_map(|pair| tried.odd(pair));
        // Of several pairs that fit as well nobody knows which is meant.
        let mut meant: Vec<(usize, Vec<Odd<'_>>)> = meant.collect();
        meant.sort_by_key(|(_, odd)| odd.len());
        let fits = meant.iter().any(|(_, odd)| odd.is_empty());
        if let (Some((_, odd)), false) = (meant.first(), fits) {
            found.extend(odd.iter().map(|odd| tried.told(odd)));
        }
    }
    found
}

/// A column that may be the difference of two others.
struct Tried<'t> {
    table: &'t FinanceTable,
    rows: &'t [&'t OwnedRow],
    at: ColumnIndex,
    share: bool,
}

/// A row whose cell is not what the others' are.
struct Odd<'t> {
    row: &'t OwnedRow,
    pair: (ColumnIndex, ColumnIndex),
    right: Amount,
}

impl<'t> Tried<'t> {
    /// How many rows hold the difference of a pair of columns, and those that do not: none where too few do.
    fn odd(&self, pair: (ColumnIndex, ColumnIndex)) -> Option<(usize, Vec<Odd<'t>>)> {
        let (mut fits, mut odd) = (0, Vec::new());
        for row in self.rows {
            let read = |at: ColumnIndex| Some(figure(row, at).ok().flatten()?.0);
            let (Some(written), Some(one), Some(other)) = (read(self.at), read(pair.0), read(pair.1)) else { continue };
            if !self.share && self.unit(row, self.at) != self.unit(row, pair.0) {
                return None;
            }
            if self.unit(row, pair.0) != self.unit(row, pair.1) {
                return None;
            }
            let Some((right, margin)) = self.right(one, other, written) else { continue };
            let off = (written.value().abs() - right.value().abs()).abs();
            match off <= margin {
                // Nothing at all fits every pair of equal columns.
                true if right.value().is_zero() => {}
                true => fits += 1,
                false => odd.push(Odd { row, pair, right: right.rounded(written.decimals()) }),
            }
            if odd.len() > MOST {
                return None;
            }
        }
        (fits >= ROWS && fits >= odd.len() * 4).then_some((fits, odd))
    }

    fn unit(&self, row: &'t OwnedRow, at: ColumnIndex) -> Option<&'t str> {
        self.table.unit_of(row, at)
    }

    /// What the difference is, in per cent of the second where the column is, and what it may be off by.
    fn right(&self, one: Amount, other: Amount, written: Amount) -> Option<(Amount, Decimal)> {
        let difference = one.value().checked_sub(other.value())?;
        // Whole numbers are often rounded ones.
        let half = one.half_unit().checked_add(other.half_unit())?.checked_add(written.half_unit())?;
        if !self.share {
            return Some((Amount::new(difference), half));
        }
        let base = other.value().abs();
        let margin = amount::percent(one.half_unit().checked_add(other.half_unit())?, base)?;
        Some((Amount::new(amount::percent(difference, base)?), margin.checked_add(written.half_unit())?))
    }

    fn told(&self, odd: &Odd<'_>) -> Diagnostic {
        let set = &self.table.columns;
        let name = |at: ColumnIndex| {
            let (amount, place) =
                figure(odd.row, at).ok().flatten().unwrap_or((Amount::new(Decimal::ZERO), odd.row.row.place));
            let name = CellName {
                table: self.table.heading.text.clone(),
                row: odd.row.row.name.plain(),
                column: set[at].heading.text.clone(),
                figure: amount.swedish(),
            };
            (place, name)
        };
        let (cell, one, other) = (name(self.at), name(odd.pair.0), name(odd.pair.1));
        messages::change_differs(
            (cell.0, &cell.1),
            [(one.0, &one.1), (other.0, &other.1)],
            &odd.right.swedish(),
            self.share,
        )
    }
}

/// Most rows that may hold something else.
const MOST: usize = 2;
