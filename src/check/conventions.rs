//! Figures against the signs that the report, or their table, says that it gives costs and incomes.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::base::amount::Amount;
use crate::base::ids::TableId;
use crate::base::money;
use crate::base::pattern::{Pattern, pattern};
use crate::base::positions::ColumnIndex;
use crate::base::source::{Span, Spanned};
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{ColumnSpec, Conventions, Variance, Written};
use crate::input::row_kind::RowKind;
use crate::input::section::Cell;
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, address, charts};

use super::messages::{self, Says};

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

/// What is incomes less costs: `Årets resultat`.
static RESULT: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)resultat"));

/// A table of net costs: `Nettokostnad per enhet, tkr`.
static NET_COST: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)\bnettokostnad(?:en|er|erna)?\b"));

/// What heads a table of something else besides.
static NO_COST: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)avvik|resultat|intäkt|inkomst|skillnad|förändring|bidrag|överskott"));

/// Fewest figures of a row of net costs whose sign is looked at.
const OF_NET_COST: usize = 2;

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let tables = address::tables(report);
    let known: BTreeMap<&TableId, &FinanceTable> = tables.iter().map(|table| (&table.id, *table)).collect();
    for table in tables {
        let signs = &table.signs;
        if signs.variances.is_some() && signs.contradiction().is_none() {
            let uncounted = table.columns.each().filter(|(at, column)| is_uncounted(table, *at, column));
            found.extend(
                uncounted
                    .map(|(_, column)| messages::variance_uncounted(column.heading.place, column.heading.trimmed())),
            );
        }
        found.extend(net_costs(report, table));
        for row in table.rows.iter().filter_map(Delivery::delivered) {
            let taken = row.made.as_ref().filter(|made| made.taken).and_then(|made| made.of.first());
            let taken = taken.and_then(|from| from_other_signs(known.get(&from.table)?, table, row));
            found.extend(taken.or_else(|| contrary_figure(report, table, row)));
        }
    }
    found
}

/// A row of costs or incomes with a figure whose sign is not the one that the report, or the table, says.
fn contrary_figure(report: &Report, table: &FinanceTable, row: &OwnedRow) -> Option<Diagnostic> {
    let name = row.row.name.plain();
    let name = name.trim();
    let (said, costs) = if NET.is_match(name) {
        return None;
    } else if COST.is_match(name) {
        (table.signs.costs.as_ref()?, true)
    } else if INCOME.is_match(name) {
        (table.signs.incomes.as_ref()?, false)
    } else {
        return None;
    };
    let (place, figure) = contrary(table, row, said.value)?;
    Some(messages::sign_unexpected(place, &figure, name, [said.value == Written::Minus, costs], says(report, said)))
}

/// A row that is taken from a table that gives such a row, or its variances, another sign than the one that takes it:
/// the figures stand as they are, and mean something else there.
fn from_other_signs(from: &FinanceTable, table: &FinanceTable, row: &OwnedRow) -> Option<Diagnostic> {
    let name = row.row.name.plain();
    let name = name.trim();
    let (own, other) = (&table.signs, &from.signs);
    let place = row.row.id.place;
    let sign = |said: &Option<Spanned<Written>>| said.as_ref().map_or(Written::Plus, |said| said.value);
    let income = INCOME.is_match(name) && !NET.is_match(name);
    let [here, there] = if income { [&own.incomes, &other.incomes] } else { [&own.costs, &other.costs] };
    // A result is an income less a cost, whatever sign a cost has.
    let is_result = row.row.kind == RowKind::Result || RESULT.is_match(name);
    let turns = sign(here) != sign(there) && !(is_result && sign(&own.incomes) == sign(&other.incomes));
    if turns && has_money(table, row, |column| !column.is_variance()) {
        let said = here.as_ref().or(there.as_ref())?.place;
        return Some(messages::taken_with_sign(place, name, [sign(there) == Written::Minus, !income], said));
    }
    let (here, there) = (own.variances.as_ref()?, other.variances.as_ref()?);
    let turns = here.value != there.value && has_money(table, row, ColumnSpec::is_variance);
    turns.then(|| messages::taken_with_variance(place, name, there.value == Variance::More, here.place))
}

/// Whether a row has an amount of money, other than zero, in such a column.
fn has_money(table: &FinanceTable, row: &OwnedRow, wanted: impl Fn(&ColumnSpec) -> bool) -> bool {
    table.columns.each().zip(&row.cells).any(|((at, column), cell)| {
        let is_money = table.unit_of(row, at).is_none_or(|unit| money::power(unit).is_some());
        column.amounts
            && is_money
            && wanted(column)
            && charts::figure(cell.as_ref()).is_some_and(|amount| !amount.value().is_zero())
    })
}

/// Where a sign is said, and whether by the report or by the table alone.
fn says(report: &Report, said: &Spanned<Written>) -> (Says, Span) {
    let Conventions { costs, incomes, .. } = &report.manifest.signs;
    let is_report = costs.iter().chain(incomes).any(|of_report| of_report.place == said.place);
    (if is_report { Says::Report } else { Says::Table }, said.place)
}

/// Whether a column is a variance that the report's words about variances give nothing to be computed from.
fn is_uncounted(table: &FinanceTable, at: ColumnIndex, column: &ColumnSpec) -> bool {
    column.amounts && column.is_variance() && column.formula.is_empty() && table.columns.unit_of(at) != Some("%")
}

/// Rows of a table of net costs all of whose figures are below zero, where the report or the table says that costs are
/// written without a minus, or else other rows are above it. One row among others may be a net income, unless it is
/// all that its unit has. Where costs have a minus, net costs may be written either way.
fn net_costs(report: &Report, table: &FinanceTable) -> Vec<Diagnostic> {
    let (heading, said) = (table.heading.trimmed(), table.signs.costs.as_ref());
    let minus = said.is_some_and(|said| said.value == Written::Minus);
    if minus || !NET_COST.is_match(heading) || NO_COST.is_match(heading) {
        return Vec::new();
    }
    let is_item = |row: &&OwnedRow| row.row.kind == RowKind::Item && row.made.is_none() && !row.is_taken();
    let rows = table.rows.iter().filter_map(Delivery::delivered).filter(is_item);
    let rows: Vec<(&OwnedRow, Vec<(Span, Amount)>)> =
        rows.map(|row| (row, plans_and_actuals(table, row))).filter(|(_, figures)| !figures.is_empty()).collect();
    let below = |(_, amount): &(Span, Amount)| amount.value().is_sign_negative();
    let all_below = said.is_some() && rows.iter().all(|(_, figures)| figures.iter().all(below));
    let above = rows.iter().find(|(_, figures)| !figures.iter().any(below)).and_then(|(_, figures)| figures.first());
    let other = said.map(|said| says(report, said));
    let other = other.map(|(who, place)| (Some(who), place)).or(above.map(|(place, _)| (None, *place)));
    let tell = |(row, figures): &(&OwnedRow, Vec<(Span, Amount)>)| {
        let (name, (place, amount)) = (row.row.name.plain(), figures.first()?);
        let unit = row.unit.and_then(|unit| unit.of(&report.manifest.units));
        let is_unit =
            unit.is_some_and(|unit| *row.row.id.value == *unit.id.value || name.trim() == unit.name.trimmed());
        let is_told = figures.len() >= OF_NET_COST && figures.iter().all(below) && (all_below || is_unit);
        let other = other.filter(|_| is_told && !INCOME.is_match(name.trim()))?;
        Some(messages::net_cost(*place, &amount.swedish(), name.trim(), other))
    };
    rows.iter().filter_map(tell).collect()
}

/// The figures of a row that are a plan or what became of it, less zeros.
fn plans_and_actuals(table: &FinanceTable, row: &OwnedRow) -> Vec<(Span, Amount)> {
    let read = |((at, column), cell): ((ColumnIndex, &ColumnSpec), &Option<Cell>)| {
        let is_money = table.unit_of(row, at).is_some_and(|unit| money::power(unit).is_some());
        let counts = is_money && (column.is_plan() || column.is_actual()) && !column.is_variance();
        let amount = charts::figure(cell.as_ref()).filter(|amount| counts && !amount.value().is_zero())?;
        Some((cell.as_ref()?.place, amount))
    };
    table.columns.each().zip(&row.cells).filter_map(read).collect()
}

/// The first figure of a row that is a plan or what became of it, with another sign than the report says.
fn contrary(table: &FinanceTable, row: &OwnedRow, said: Written) -> Option<(Span, String)> {
    let contrary = |(_, amount): &(Span, Amount)| amount.value().is_sign_negative() != (said == Written::Minus);
    plans_and_actuals(table, row).into_iter().find(contrary).map(|(place, amount)| (place, amount.swedish()))
}
