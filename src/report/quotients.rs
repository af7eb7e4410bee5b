//! Rows that are computed by dividing other rows, of their own table or of another: costs for each pupil, a share of
//! all.

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::base::counted;
use crate::base::ids::OwnedId;
use crate::base::money;
use crate::base::positions::ColumnIndex;
use crate::base::source::{Span, Spanned};
use crate::diagnostic::Diagnostic;
use crate::input::manifest::Manifest;
use crate::input::messages::{EntityKind, unknown_reference};
use crate::input::row_kind::RowKind;
use crate::input::term::{QuotientTerm, RowQuotient, RowTerm, Sign};

use super::address;
use super::quantity::{Precision, Quantity, Reading, View, is_dash};
use super::{FinanceTable, OwnedRow, UnitIndex, sums};

/// A row of a quotient, in its table.
#[derive(Clone, Copy)]
pub struct Operand<'r> {
    /// The table.
    pub table: &'r FinanceTable,
    /// The row.
    pub row: &'r OwnedRow,
    /// Whether it is taken off.
    negative: bool,
}

/// The rows that a row is computed from by dividing.
pub struct Quotient<'r> {
    /// What is divided.
    pub added: Vec<Operand<'r>>,
    /// What divides it.
    pub whole: Operand<'r>,
    /// For how many of it there is so much; `None` for a share in per cent.
    many: Option<u32>,
}

/// Why a quotient has no figure in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacks {
    /// A cell is empty, or the other table has no such column.
    Empty,
    /// Words stand in a cell.
    Words(Span),
    /// What divides is nothing; where it stands.
    Zero(Span),
    /// The figures are too large.
    TooLarge,
}

/// What is divided, by what, and what the result is multiplied by.
#[derive(Debug, Clone, Copy)]
pub struct Division {
    /// What is divided.
    pub part: Quantity,
    /// What divides it; not zero.
    pub whole: Quantity,
    /// A hundred for a share in per cent, otherwise for how many, in the row's own unit of money.
    pub factor: Decimal,
}

impl Division {
    /// The exact quotient; `None` where it is too large.
    pub fn value(&self) -> Option<Decimal> {
        amount::quotient(self.part.amount.value(), self.whole.amount.value(), self.factor)
    }
}

/// Whether a row that is computed by dividing has a figure in a column: those that are computed from other columns are
/// held against those, and shares are not divided.
pub fn divides(table: &FinanceTable, column: ColumnIndex) -> bool {
    let plain = |spec: &crate::input::manifest::ColumnSpec| spec.amounts && !spec.bars && spec.formula.is_empty();
    table.columns.at(column).is_some_and(plain) && table.columns.adds_up(column)
}

/// The decimals of a row that is computed by dividing, where nobody says them: none for crowns, otherwise one.
pub fn decimals(unit: Option<&str>) -> u32 {
    let crowns = unit.and_then(of_each).is_some_and(|unit| money::shift(&unit, "kr") == Some(0));
    u32::from(!crowns)
}

/// The rows of `table`, or of another of `tables`, that the terms of a row of `owner`'s name.
///
/// # Errors
///
/// What there is not; none where it is owed, so that its absence is told elsewhere.
pub fn of<'r>(
    manifest: &Manifest,
    tables: &[&'r FinanceTable],
    (table, owner): (&'r FinanceTable, Option<UnitIndex>),
    quotient: &RowQuotient,
) -> Result<Quotient<'r>, Vec<Diagnostic>> {
    let find = |term: &QuotientTerm| find(manifest, tables, (table, owner), term);
    let found: Vec<Result<Operand<'r>, Option<Box<Diagnostic>>>> = quotient.added.iter().map(find).collect();
    let (mut added, mut missing, mut complete) = (Vec::new(), Vec::new(), true);
    let whole = find(&quotient.whole);
    let mut keep = |operand: Result<Operand<'r>, Option<Box<Diagnostic>>>| match operand {
        Ok(operand) => Some(operand),
        Err(told) => {
            complete = false;
            missing.extend(told.map(|told| *told));
            None
        }
    };
    added.extend(found.into_iter().filter_map(&mut keep));
    let whole = keep(whole);
    let many = match quotient.whole.sign {
        Sign::Per(many) => Some(many),
        _ => None,
    };
    match whole {
        Some(whole) if complete => Ok(Quotient { added, whole, many }),
        _ => Err(missing),
    }
}

/// The row that a term names.
fn find<'r>(
    manifest: &Manifest,
    tables: &[&'r FinanceTable],
    (table, owner): (&'r FinanceTable, Option<UnitIndex>),
    term: &QuotientTerm,
) -> Result<Operand<'r>, Option<Box<Diagnostic>>> {
    let negative = term.is_taken_off();
    let Some(other) = &term.name.table else {
        let row = RowTerm { sign: term.sign, name: term.name.row.clone(), place: term.place };
        let found = sums::named(manifest, table, owner, &row);
        // What the report makes has no unit, and needs none where no other row is called so.
        let own = || match &term.name.row {
            OwnedId { unit: None, id } => {
                let mut rows = table.rows_named(id);
                rows.next().filter(|_| rows.next().is_none())
            }
            OwnedId { .. } => None,
        };
        let owed = table.rows.iter().any(|row| row.delivered().is_none());
        let row = match found {
            Ok(found) => match found[..] {
                [only] => only.row,
                // All of a unit's rows are none that others can be divided by.
                _ => {
                    let name = term.name.row.to_string();
                    return Err(Some(Box::new(unknown_reference(term.place, EntityKind::Row, &name, None))));
                }
            },
            Err(told) => own().ok_or_else(|| told.filter(|_| !owed))?,
        };
        return Ok(Operand { table, row, negative });
    };
    let written = Spanned::new(format!("{other}.{}", term.name.row), term.place);
    match address::find_in(manifest, tables, &written.value) {
        Ok(found) => Ok(Operand { table: found.table, row: found.row, negative }),
        Err(missing) => Err(address::told(&written, &missing).map(Box::new)),
    }
}

impl<'r> Quotient<'r> {
    /// All rows that it is computed from.
    pub fn rows(&self) -> impl Iterator<Item = &Operand<'r>> {
        self.added.iter().chain([&self.whole])
    }

    /// What is divided by what in a column, for a row in this unit.
    ///
    /// # Errors
    ///
    /// Where a figure is lacking.
    pub fn division(&self, column: &str, unit: Option<&str>, view: View) -> Result<Division, Lacks> {
        let whole = self.whole.read(column, view)?;
        let first = self.added.first().ok_or(Lacks::Empty)?;
        let of_first = first.unit(column);
        let mut part: Option<Quantity> = None;
        for operand in &self.added {
            let figure = operand.read(column, view)?;
            let shift = operand.unit(column).zip(of_first).and_then(|(from, to)| money::shift(from, to)).unwrap_or(0);
            let shifted = |value: Decimal| Amount::new(value).shifted(shift).map(Amount::value).ok_or(Lacks::TooLarge);
            let (value, margin) = (shifted(figure.amount.value())?, shifted(figure.margin)?);
            let value = if operand.negative { -value } else { value };
            let before = part.map_or((Decimal::ZERO, Decimal::ZERO), |part| (part.amount.value(), part.margin));
            let value = amount::plus(before.0, value).ok_or(Lacks::TooLarge)?;
            let margin = amount::plus(before.1, margin).ok_or(Lacks::TooLarge)?;
            let place = part.map_or(figure.place, |part| part.place);
            part = Some(Quantity { amount: Amount::new(value), margin, place });
        }
        let part = part.ok_or(Lacks::Empty)?;
        if whole.amount.value().is_zero() {
            return Err(Lacks::Zero(whole.place));
        }
        let to = match self.many {
            Some(_) => unit,
            None => self.whole.unit(column),
        };
        let shift = of_first.and_then(of_each).zip(to.and_then(of_each));
        let shift = shift.and_then(|(from, to)| money::shift(&from, &to)).unwrap_or(0);
        let factor = Amount::new(self.many.map_or(Decimal::ONE_HUNDRED, Decimal::from)).shifted(shift);
        let whole = Quantity { margin: if self.counts(&whole) { Decimal::ZERO } else { whole.margin }, ..whole };
        Ok(Division { part, whole, factor: factor.ok_or(Lacks::TooLarge)?.value() })
    }

    /// Whether what divides is counted, and so was not rounded: people, hours, and no money.
    fn counts(&self, whole: &Quantity) -> bool {
        self.many.is_some() && whole.amount.value().is_integer()
    }
}

impl<'r> Operand<'r> {
    /// The unit of its figure in a column of this id.
    fn unit(&self, column: &str) -> Option<&'r str> {
        self.table.unit_of(self.row, self.table.columns.with_id(column)?)
    }

    fn read(&self, column: &str, view: View) -> Result<Quantity, Lacks> {
        let at = self.table.columns.with_id(column).ok_or(Lacks::Empty)?;
        let precision = Precision::among(self.table, std::iter::once(self.row), view);
        match precision.read(self.row, at) {
            Reading::Figure(figure) if figure.amount.value().is_integer() && self.is_count(at) => {
                Ok(Quantity { margin: Decimal::ZERO, ..figure })
            }
            Reading::Figure(figure) => Ok(figure),
            Reading::Words(cell) if !is_dash(cell) => Err(Lacks::Words(cell.place)),
            Reading::Words(_) | Reading::Empty => Err(Lacks::Empty),
        }
    }

    /// Whether its figures are counts by the row's own unit.
    fn is_count(&self, column: ColumnIndex) -> bool {
        self.table.unit_of(self.row, column).is_some_and(counted::is_count)
    }
}

/// `kr per elev` and `kr/elev` are crowns.
fn of_each(unit: &str) -> Option<String> {
    unit.split('/').next()?.split(" per ").next().map(|unit| unit.trim().to_owned())
}

/// Whether a row is computed by dividing.
pub fn is_quotient(row: &OwnedRow) -> bool {
    row.row.kind == RowKind::Quotient
}
