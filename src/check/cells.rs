//! The figures of all finance tables, for those who hold sentences against them.

use crate::base::amount::Amount;
use crate::base::source::Span;
use crate::input::manifest::ColumnSpec;
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, address};

use super::finance::figure;

/// A figure of a finance table.
#[derive(Clone, Copy)]
pub(super) struct Figure<'r> {
    /// The table.
    pub(super) table: &'r FinanceTable,
    /// The row.
    pub(super) row: &'r OwnedRow,
    /// The column.
    pub(super) column: &'r ColumnSpec,
    /// The figure.
    pub(super) amount: Amount,
    /// Its unit; empty for none.
    pub(super) unit: &'r str,
    /// Where it was written.
    pub(super) place: Span,
}

/// Every figure of the finance tables; one that a table converts or rounds both as written and as shown.
pub(super) fn all(report: &Report) -> Vec<Figure<'_>> {
    let mut all = Vec::new();
    for table in address::tables(report) {
        for row in table.rows.iter().filter_map(Delivery::delivered) {
            for (at, column) in table.columns.columns.iter().enumerate() {
                if let Ok(Some((amount, place))) = figure(row, at) {
                    let unit = table.unit_of(row, at).unwrap_or("");
                    let shown = Figure { table, row, column, amount, unit, place };
                    all.push(shown);
                    all.extend(row.before(at).map(|before| {
                        let unit = before.unit.as_deref().unwrap_or("");
                        Figure { amount: before.written, unit, ..shown }
                    }));
                }
            }
        }
    }
    all
}
