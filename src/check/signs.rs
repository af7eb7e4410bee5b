//! Which way a variance counts in a row: more cost than planned is bad, more income is good.
//!
//! A column such as `budget − forecast` is right for rows of costs. Where a result row takes costs off an income, the
//! result and the income count the other way, so that a better result is positive in every row. What a row or a column
//! says itself (`vands`) comes first.

use crate::report::UnitIndex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::base::pattern::{Pattern, pattern};
use crate::input::manifest::ColumnSpec;
use crate::input::row_kind::RowKind;
use crate::input::term::Term;
use crate::report::sums::{self, Summand};
use crate::report::{Delivery, FinanceTable, OwnedRow, Report};

/// How a column's formula holds in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As the column says.
    AsDeclared,
    /// With the other sign.
    Turned,
    /// One or the other: the table does not tell.
    Either,
}

/// What a figure above zero is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    Cost,
    Income,
    /// The row is on the other side of a sum than others, but nothing says which side is which.
    Unknown,
}

impl Sense {
    fn other(self) -> Self {
        match self {
            Sense::Cost => Sense::Income,
            Sense::Income => Sense::Cost,
            Sense::Unknown => Sense::Unknown,
        }
    }
}

/// What a variance takes off what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    PlanLessActual,
    ActualLessPlan,
}

static PLAN: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)budget|anslag|\bplan\b"));

static ACTUAL: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^(?:utfall|prognos|bokslut|resultat)"));

static VARIANCE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)avvik"));

/// The senses of a table's rows, by unit and id.
pub(super) struct Signs<'r> {
    senses: BTreeMap<(Option<UnitIndex>, &'r str), Sense>,
}

fn key(row: &OwnedRow) -> (Option<UnitIndex>, &str) {
    (row.unit, row.row.id.value.as_str())
}

impl<'r> Signs<'r> {
    /// Reads the senses off the result rows that take something off, and what they are made of.
    pub(super) fn of(report: &Report, table: &'r FinanceTable) -> Self {
        let mut signs = Signs { senses: BTreeMap::new() };
        let rows: Vec<&'r OwnedRow> = table.rows.iter().filter_map(Delivery::delivered).collect();
        for (kind, sense) in
            [(RowKind::Result, Sense::Income), (RowKind::Sum, Sense::Unknown), (RowKind::Subtotal, Sense::Unknown)]
        {
            for row in rows.iter().filter(|row| row.row.kind == kind) {
                let takes_off = row.row.sums.iter().any(Term::is_taken_off);
                if takes_off && !signs.senses.contains_key(&key(row)) {
                    signs.assign(report, table, row, sense);
                }
            }
        }
        signs
    }

    fn assign(&mut self, report: &Report, table: &'r FinanceTable, row: &'r OwnedRow, sense: Sense) {
        match self.senses.get(&key(row)) {
            Some(known) if *known == sense || *known == Sense::Unknown => return,
            // Both sides claim it.
            Some(_) => drop(self.senses.insert(key(row), Sense::Unknown)),
            None => drop(self.senses.insert(key(row), sense)),
        }
        for Summand { row, negative } in sums::terms(&report.manifest, table, row).into_iter().flatten() {
            self.assign(report, table, row, if negative { sense.other() } else { sense });
        }
    }

    /// How the formula of `column` holds in `row`.
    pub(super) fn way(&self, columns: &[ColumnSpec], column: usize, row: &OwnedRow) -> Way {
        let Some(direction) = columns.get(column).and_then(|spec| direction(columns, spec)) else {
            return Way::AsDeclared;
        };
        if let Some(turned) = row.row.turned {
            return if turned { Way::Turned } else { Way::AsDeclared };
        }
        match (self.senses.get(&key(row)), direction) {
            (Some(Sense::Income), Direction::PlanLessActual) | (Some(Sense::Cost), Direction::ActualLessPlan) => {
                Way::Turned
            }
            (Some(Sense::Unknown), _) => Way::Either,
            _ => Way::AsDeclared,
        }
    }
}

/// Whether a column is a plan: a budget, a grant.
pub(super) fn is_plan(column: &ColumnSpec) -> bool {
    PLAN.is_match(column.heading.trimmed())
}

/// The direction of a column that is a variance: a plan less what became of it, or the other way round.
fn direction(columns: &[ColumnSpec], spec: &ColumnSpec) -> Option<Direction> {
    let (first, taken) = spec.formula.difference()?;
    let (first, taken) = (columns.get(first)?, columns.get(taken)?);
    let is_actual = |column: &ColumnSpec| ACTUAL.is_match(column.heading.trimmed());
    match (spec.turned, VARIANCE.is_match(&spec.heading.text)) {
        (Some(false), _) | (None, false) => None,
        _ if is_plan(first) && is_actual(taken) => Some(Direction::PlanLessActual),
        _ if is_actual(first) && is_plan(taken) => Some(Direction::ActualLessPlan),
        (Some(true), _) => Some(Direction::PlanLessActual),
        _ => None,
    }
}
