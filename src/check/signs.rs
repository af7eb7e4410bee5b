//! Which way a variance counts in a row: more cost than planned is bad, more income is good.
//!
//! A column such as `budget − forecast` is right for rows of costs. Where a result row takes costs off an income, the
//! result and the income count the other way, so that a better result is positive in every row. What a row or a column
//! says itself (`vands`) comes first.

use crate::report::UnitIndex;
use std::collections::BTreeMap;

use crate::base::positions::ColumnIndex;
use crate::input::manifest::{ColumnSet, ColumnSpec};
use crate::input::row_kind::RowKind;
use crate::input::term::RowTerm;
use crate::report::sums::{self, Summand};
use crate::report::{Delivery, FinanceTable, OwnedRow, Report};

/// The sign convention of a column's formula in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignConvention {
    /// As the column says.
    AsDeclared,
    /// With the other sign.
    Inverted,
    /// One or the other: the table does not tell.
    Undetermined,
}

/// What kind of account a row is: what a figure above zero in it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AccountType {
    Cost,
    Income,
    /// The row is on the other side of a sum than others, but nothing says which side is which.
    Unknown,
}

impl AccountType {
    fn other(self) -> Self {
        match self {
            AccountType::Cost => AccountType::Income,
            AccountType::Income => AccountType::Cost,
            AccountType::Unknown => AccountType::Unknown,
        }
    }
}

/// What a variance takes off what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    PlanLessActual,
    ActualLessPlan,
}

/// What kind of account each row of a table is, by unit and id.
pub(super) struct SignConventions<'r> {
    account_types: BTreeMap<(Option<UnitIndex>, &'r str), AccountType>,
}

fn key(row: &OwnedRow) -> (Option<UnitIndex>, &str) {
    (row.unit, row.row.id.value.as_str())
}

impl<'r> SignConventions<'r> {
    /// Reads the kinds of account off the result rows that take something off, and what they are made of.
    pub(super) fn of(report: &Report, table: &'r FinanceTable) -> Self {
        let mut signs = SignConventions { account_types: BTreeMap::new() };
        let rows: Vec<&'r OwnedRow> = table.rows.iter().filter_map(Delivery::delivered).collect();
        for (kind, account_type) in [
            (RowKind::Result, AccountType::Income),
            (RowKind::Sum, AccountType::Unknown),
            (RowKind::Subtotal, AccountType::Unknown),
        ] {
            for row in rows.iter().filter(|row| row.row.kind == kind) {
                let takes_off = row.row.sums.iter().any(RowTerm::is_taken_off);
                if takes_off && !signs.account_types.contains_key(&key(row)) {
                    signs.assign(report, table, row, account_type);
                }
            }
        }
        signs
    }

    fn assign(&mut self, report: &Report, table: &'r FinanceTable, row: &'r OwnedRow, account_type: AccountType) {
        match self.account_types.get(&key(row)) {
            Some(known) if *known == account_type || *known == AccountType::Unknown => return,
            // Both sides claim it.
            Some(_) => drop(self.account_types.insert(key(row), AccountType::Unknown)),
            None => drop(self.account_types.insert(key(row), account_type)),
        }
        for Summand { row, negative } in sums::terms(&report.manifest, table, row).into_iter().flatten() {
            self.assign(report, table, row, if negative { account_type.other() } else { account_type });
        }
    }

    /// The sign convention of the formula of `column` in `row`.
    pub(super) fn convention(&self, columns: &ColumnSet, column: ColumnIndex, row: &OwnedRow) -> SignConvention {
        let Some(direction) = columns.at(column).and_then(|spec| direction(columns, spec)) else {
            return SignConvention::AsDeclared;
        };
        if let Some(inverted) = row.row.inverted {
            return if inverted { SignConvention::Inverted } else { SignConvention::AsDeclared };
        }
        match (self.account_types.get(&key(row)), direction) {
            (Some(AccountType::Income), Direction::PlanLessActual)
            | (Some(AccountType::Cost), Direction::ActualLessPlan) => SignConvention::Inverted,
            (Some(AccountType::Unknown), _) => SignConvention::Undetermined,
            _ => SignConvention::AsDeclared,
        }
    }
}

/// The direction of a column that is a variance: a plan less what became of it, or the other way round.
fn direction(columns: &ColumnSet, spec: &ColumnSpec) -> Option<Direction> {
    let (first, taken) = spec.formula.difference()?;
    let (first, taken) = (columns.at(first)?, columns.at(taken)?);
    match (spec.inverted, spec.is_variance()) {
        (Some(false), _) | (None, false) => None,
        _ if first.is_plan() && taken.is_actual() => Some(Direction::PlanLessActual),
        _ if first.is_actual() && taken.is_plan() => Some(Direction::ActualLessPlan),
        (Some(true), _) => Some(Direction::PlanLessActual),
        _ => None,
    }
}
