//! `[[rad]]`: a row of a finance table.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::ids::TableId;
use crate::base::ids::{ColumnId, RowId};
use crate::base::source::{Span, Spanned};
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::decode::Fields;
use crate::input::kolada::{self, KeyFigure};
use crate::input::messages;
use crate::input::prose::Prose;
use crate::input::quotient::{quotient, share_unit};
use crate::input::row_kind::{ABOVE, RowKind, RowLooks};
use crate::input::term::{RowQuotient, RowTerm};

use super::cell::{Cell, Content};

/// A row of a finance table.
#[derive(Debug, Clone)]
pub struct FinanceRow {
    /// Where it stands among the unit's rows: the place in the unit's file of the row or of what names another file,
    /// and how many rows that one has before it.
    pub order: (u32, u32),
    /// The table's id.
    pub table: Spanned<TableId>,
    /// The row's id within unit and table.
    pub id: Spanned<RowId>,
    /// Its label.
    pub name: Prose,
    /// What kind of row.
    pub kind: RowKind,
    /// How it looks beside others of its kind.
    pub looks: RowLooks,
    /// The unit of its figures, where it is not that of the table: `g`, `st`, `%`.
    pub unit: Option<SourceText>,
    /// The key figure that it is.
    pub key_figure: Option<KeyFigure>,
    /// The rows that it adds up, `row` or `unit/row`, with `-` before those that it takes off.
    pub sums: Vec<RowTerm>,
    /// Where it says that it adds up all items above it since the table's beginning.
    pub above: Option<Span>,
    /// The rows that it is computed from by dividing.
    pub quotient: Option<RowQuotient>,
    /// The column by whose figures its averages are weighted.
    pub weight: Option<Spanned<ColumnId>>,
    /// Whether its variances are computed the other way than their column says; if not said, the check finds out.
    pub inverted: Option<bool>,
    /// What stands about it in a row of its own below, or in a column of this name.
    pub comment: Option<Spanned<Prose>>,
    /// Its cells by the column's id, in the order of the file.
    pub cells: Vec<(Spanned<String>, Cell)>,
    /// The keys that still wait for a value, in comments.
    pub waiting: Vec<String>,
    /// Where its header stands.
    pub place: Span,
}

impl FinanceRow {
    /// Whether it says which rows it adds up.
    pub fn adds(&self) -> bool {
        !self.sums.is_empty() || self.above.is_some()
    }
}

pub(super) fn read(fields: Fields<'_, '_>) -> Option<FinanceRow> {
    let (table, id) = (fields.required_name("tabell"), fields.required_id("id"));
    let name = fields.words("namn").map(|name| crate::input::text::label(&fields, &name));
    let kind = fields.word("slag", RowKind::WORDS).map_or(RowKind::Item, |kind| kind.value);
    let ((sums, above), inverted) = (fields.references_or("summerar", ABOVE), fields.flag("vands"));
    let quotient = quotient(&fields, "summerar");
    let kind = if quotient.is_some() { RowKind::Quotient } else { kind };
    let (sums, above) = if quotient.is_some() { (Vec::new(), None) } else { (sums, above) };
    let weight = fields.reference("viktas_med").map(|column| Spanned::new(column.value.into(), column.place));
    weight.iter().filter(|_| kind != RowKind::Average).for_each(|weight| {
        fields.report(messages::weight_without_average(weight.place));
    });
    // An average that does not say of what is one of all items above it.
    let of_all = sums.is_empty() && above.is_none() && kind == RowKind::Average && !fields.has("summerar");
    let above = above.or_else(|| of_all.then(|| fields.place_of("slag")));
    let comment = super::cell::comment(&fields);
    let (looks, unit, place) = (RowLooks::read(&fields), fields.line("mattenhet"), fields.place());
    let unit = unit.or_else(|| quotient.as_ref().and_then(share_unit));
    let key_figure = kolada::key_figure(&fields);
    let cells = super::cell::cells_of_row(&fields);
    let sums = sums.iter().map(RowTerm::read).collect();
    let (table, id, name) = (table?, id?, name?);
    let order = (place.start, 0);
    Some(FinanceRow {
        order,
        table,
        id,
        name,
        kind,
        looks,
        unit,
        key_figure,
        sums,
        above,
        quotient,
        weight,
        inverted,
        comment,
        cells,
        waiting: fields.waiting(),
        place,
    })
}

/// Figures with three decimals among whole ones of a table's column, whichever units deliver them: the point may be one
/// of thousands. A finding for each column and file.
pub(super) fn thousands<'r>(rows: impl Iterator<Item = &'r FinanceRow>) -> Vec<Diagnostic> {
    let mut columns: BTreeMap<(&str, &str), Vec<(Amount, &Cell)>> = BTreeMap::new();
    let rows: Vec<(&FinanceRow, Vec<Figure<'_>>)> = rows.map(|row| (row, figures_of(row))).collect();
    for (row, figures) in &rows {
        for (column, amount, cell) in figures {
            columns.entry((&row.table.value, column)).or_default().push((*amount, cell));
        }
    }
    let is_whole = |amount: &Amount| amount.decimals() == 0;
    let mut found = Vec::new();
    let mut tell = |amount: Amount, cell: &Cell, told: fn(Span, &str, Amount) -> Diagnostic| {
        let written = match &cell.content {
            Content::Figure(amount) => amount.to_string(),
            Content::Words(words) => words.plain(),
        };
        found.push(told(cell.place, written.trim(), amount));
    };
    for figures in columns.values() {
        let all = figures.iter().all(|(amount, _)| amount.may_be_thousands() || is_whole(amount));
        let whole = figures.iter().any(|(amount, _)| is_whole(amount));
        let mut told = BTreeSet::new();
        for (amount, cell) in figures.iter().filter(|(amount, _)| all && whole && amount.may_be_thousands()) {
            if told.insert(cell.place.file) {
                tell(*amount, cell, messages::thousands_among_whole);
            }
        }
    }
    // Alone in its column, among whole figures of its row that are as large as it would be.
    for (row, figures) in &rows {
        let [odd] = figures.iter().filter(|(_, amount, _)| !is_whole(amount)).collect::<Vec<_>>()[..] else { continue };
        let (column, amount, cell) = *odd;
        let alone = columns.get(&(&*row.table.value, column)).is_some_and(|all| all.len() == 1);
        let meant = amount.shifted(3).filter(|_| alone && amount.may_be_thousands()).map(|meant| meant.value().abs());
        let others: Vec<Decimal> =
            figures.iter().filter(|(_, other, _)| is_whole(other)).map(|(_, other, _)| other.value().abs()).collect();
        let like = |other: &Decimal, meant: Decimal| *other / Decimal::TEN < meant && meant / Decimal::TEN < *other;
        if meant.is_some_and(|meant| others.iter().filter(|other| like(other, meant)).count() > 1) {
            tell(amount, cell, messages::thousands_in_row);
        }
    }
    found.sort_by_key(|found: &Diagnostic| found.place);
    found
}

/// A figure with the id of its column, and its cell.
type Figure<'r> = (&'r str, Amount, &'r Cell);

/// The figures of a row that are not zero, with their columns.
fn figures_of(row: &FinanceRow) -> Vec<Figure<'_>> {
    let figure = |cell: &Cell| match &cell.content {
        Content::Figure(amount) => Some(*amount),
        Content::Words(words) => words.plain().parse().ok(),
    };
    let read = |(column, cell)| {
        let column: &Spanned<String> = column;
        let amount = figure(cell).filter(|amount: &Amount| !amount.value().is_zero())?;
        Some((column.value.as_str(), amount, cell))
    };
    row.cells.iter().map(|(column, cell)| (column, cell)).filter_map(read).collect()
}
