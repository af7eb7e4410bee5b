//! Figures as sums count them: exact, in their table's unit, each with what it may be off by since it was rounded.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::positions::ColumnIndex;
use crate::base::source::Span;
use crate::input::section::{Cell, Content};

use super::{Delivery, FinanceTable, OwnedRow};

/// A figure, what it may be off by since it was rounded, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// The figure.
    pub amount: Amount,
    /// What it may be off by.
    pub margin: Decimal,
    /// Where it was written.
    pub place: Span,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub enum Reading<'r> {
    /// Nothing.
    Empty,
    /// Words, which cannot be counted.
    Words(&'r Cell),
    /// A figure.
    Figure(Quantity),
}

impl Reading<'_> {
    /// The figure; `None` for words and for an empty cell.
    pub fn figure(self) -> Option<Quantity> {
        match self {
            Reading::Figure(figure) => Some(figure),
            Reading::Empty | Reading::Words(_) => None,
        }
    }
}

/// Whether a cell is a lone dash, as people write where there is nothing.
pub fn is_dash(cell: &Cell) -> bool {
    match &cell.content {
        Content::Words(words) => matches!(words.plain().trim(), "-" | "–" | "—" | "−" | ".." | "…"),
        Content::Figure(_) => false,
    }
}

/// Whether a cell says that its figure is not given, as where it would tell of single persons: the two dots of official
/// statistics. What it stands for may be more than nothing.
pub fn is_withheld(cell: &Cell) -> bool {
    match &cell.content {
        Content::Words(words) => matches!(words.plain().trim(), ".." | "…"),
        Content::Figure(_) => false,
    }
}

/// Which of a table's figures are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The figures as written, in the table's unit.
    Exact,
    /// The figures as the paper shows them, converted and rounded.
    Shown,
}

/// How precise the figures of each of a table's columns are.
#[derive(Debug)]
pub struct Precision {
    view: View,
    /// Whether a column counts.
    counts: Vec<bool>,
    /// What the most precise figure of each column may be off by, zeros apart.
    least: Vec<Option<Decimal>>,
}

impl Precision {
    /// That of a table's columns.
    pub fn of(table: &FinanceTable, view: View) -> Self {
        Precision::among(table, table.rows.iter().filter_map(Delivery::delivered), view)
    }

    /// That of a table's columns among some of its rows.
    pub fn among<'r>(table: &FinanceTable, rows: impl Iterator<Item = &'r OwnedRow>, view: View) -> Self {
        let counts: Vec<bool> = table.columns.positions().map(|column| table.columns.counts(column)).collect();
        let least = vec![None; counts.len()];
        let mut precision = Precision { view, counts, least };
        // What is computed may be off by more than any of the figures that it is made of.
        for row in rows.filter(|row| !row.is_computed()) {
            for (column, cell) in ColumnIndex::each(&row.cells) {
                let Some(figure) = cell.as_ref().and_then(|cell| precision.plain(row, column, cell)) else { continue };
                let at = column.position();
                let Some(least) = precision.least.get_mut(at).filter(|_| !figure.amount.value().is_zero()) else {
                    continue;
                };
                *least = Some(least.map_or(figure.margin, |least| least.min(figure.margin)));
            }
        }
        precision
    }

    /// Which figures are looked at.
    pub fn view(&self) -> View {
        self.view
    }

    /// Whether a column's figures are counts.
    pub fn counts(&self, column: ColumnIndex) -> bool {
        column.of(&self.counts) == Some(&true)
    }

    /// A figure with the margin that its own digits give.
    fn plain(&self, row: &OwnedRow, column: ColumnIndex, cell: &Cell) -> Option<Quantity> {
        let Content::Figure(amount) = cell.content else { return None };
        let before = row.before(column).filter(|_| self.view == View::Exact);
        let (amount, margin) = before.map_or((amount, amount.half_unit()), |before| (before.exact, before.margin));
        Some(Quantity { amount, margin, place: cell.place })
    }

    /// What stands in a row's cell. A zero is as precise as its column, whatever decimals it was written with, and a
    /// whole count was not rounded.
    pub fn read<'r>(&self, row: &'r OwnedRow, column: ColumnIndex) -> Reading<'r> {
        let Some(cell) = row.cell(column) else { return Reading::Empty };
        let Some(mut figure) = self.plain(row, column, cell) else { return Reading::Words(cell) };
        if self.counts(column) && figure.amount.value().is_integer() {
            figure.margin = Decimal::ZERO;
        } else if figure.amount.value().is_zero() && !row.is_computed() {
            let least = column.of(&self.least).copied().flatten();
            figure.margin = least.map_or(figure.margin, |least| least.min(figure.margin));
        }
        Reading::Figure(figure)
    }
}
