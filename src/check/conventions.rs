//! Figures against the signs that the report says it gives costs and incomes.

use std::sync::LazyLock;

use crate::base::money;
use crate::base::pattern::{Pattern, pattern};
use crate::base::positions::ColumnIndex;
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{ColumnSpec, Written};
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, address, charts};

use super::messages;

/// The name of a row of costs: `Personalkostnader`, `Summa kostnader`, `Avskrivningar`.
static COST: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)(?:kostnad(?:er|erna)?|utgift(?:er|erna)?|avskrivning(?:ar|arna)?)$"));

/// The name of a row of incomes: `Intäkter`, `Summa intäkter`, `Hyresintäkter`.
static INCOME: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)(?:intäkt(?:er|erna)?|inkomst(?:er|erna)?)$"));

/// What is one less the other, or is taken back in a statement of cash flows, and may have either sign.
static NET: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)netto|avvik|resultat|skillnad|förändring|\boch\b|/|^juster|^återför|ej likviditets|inte påverkar likvid|^återlagd",
    )
});

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let signs = &report.manifest.signs;
    let mut found = Vec::new();
    for table in address::tables(report) {
        if signs.variances.is_some() {
            let uncounted = table.columns.each().filter(|(at, column)| is_uncounted(table, *at, column));
            found.extend(
                uncounted
                    .map(|(_, column)| messages::variance_uncounted(column.heading.place, column.heading.trimmed())),
            );
        }
        for row in table.rows.iter().filter_map(Delivery::delivered) {
            let name = row.row.name.plain();
            let name = name.trim();
            let said = if NET.is_match(name) {
                None
            } else if COST.is_match(name) {
                signs.costs.as_ref().map(|said| (said, true))
            } else if INCOME.is_match(name) {
                signs.incomes.as_ref().map(|said| (said, false))
            } else {
                None
            };
            let Some((said, costs)) = said else { continue };
            if let Some((place, figure)) = contrary(table, row, said.value) {
                found.push(messages::sign_unexpected(
                    place,
                    &figure,
                    name,
                    [said.value == Written::Minus, costs],
                    said.place,
                ));
            }
        }
    }
    found
}

/// Whether a column is a variance that the report's words about variances give nothing to be computed from.
fn is_uncounted(table: &FinanceTable, at: ColumnIndex, column: &ColumnSpec) -> bool {
    column.amounts && column.is_variance() && column.formula.is_empty() && table.columns.unit_of(at) != Some("%")
}

/// The first figure of a row that is a plan or what became of it, with another sign than the report says.
fn contrary(table: &FinanceTable, row: &OwnedRow, said: Written) -> Option<(Span, String)> {
    table.columns.each().zip(&row.cells).find_map(|((at, column), cell)| {
        let is_money = table.unit_of(row, at).is_some_and(|unit| money::power(unit).is_some());
        let counts = is_money && (column.is_plan() || column.is_actual()) && !column.is_variance();
        let amount = charts::figure(cell.as_ref()).filter(|amount| counts && !amount.value().is_zero())?;
        let contrary = amount.value().is_sign_negative() != (said == Written::Minus);
        contrary.then(|| Some((cell.as_ref()?.place, amount.swedish()))).flatten()
    })
}
