//! Figures as a table shows them: as written, or converted into the table's unit and rounded where the manifest asks
//! for it.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::money;
use crate::base::positions::ColumnIndex;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{ColumnSet, TableSpec};
use crate::input::messages::{figure_too_long, missing_key};
use crate::input::section::{Cell, Content};
use crate::report::{Before, Shown, messages};

/// How a table shows the figures of each column.
pub(super) struct Conversion {
    columns: Vec<Column>,
    converts: bool,
    shown: Shown,
}

/// How a column shows its figures.
struct Column {
    /// The unit in which figures are written.
    unit: Option<String>,
    /// The power of ten that turns them into the table's unit.
    shift: i32,
    /// The decimals that they are rounded to.
    decimals: Option<u32>,
}

/// A figure before a table shows it: as written, and the same exactly, with what it may be off by, in a unit from
/// which the table converts.
pub(super) struct Quantity {
    pub(super) written: Amount,
    pub(super) unit: Option<String>,
    pub(super) exact: Amount,
    pub(super) margin: Decimal,
}

impl Conversion {
    /// The columns of a table in the unit and with the decimals that it asks for, and how figures get there.
    /// `delivered` are its columns in the unit in which figures are written.
    pub(super) fn of(spec: &TableSpec, delivered: ColumnSet, found: &mut Vec<Diagnostic>) -> (ColumnSet, Self) {
        let mut asked = delivered.clone();
        if spec.unit.is_some() {
            asked.unit = spec.unit.clone();
        }
        for column in &mut asked.columns {
            let own =
                column.decimals.or_else(|| spec.decimals.filter(|_| column.unit.is_none() && !column.is_quotient()));
            column.decimals = own.filter(|_| column.amounts);
        }
        if spec.rounds && asked.columns.iter().all(|column| column.decimals.is_none()) {
            found.push(missing_key(spec.id.place, "decimaler"));
        }
        // Without the request, the table's unit is the one in which its figures are written.
        let written = if spec.converts { &delivered } else { &asked };
        let (mut columns, mut told) = (Vec::new(), false);
        for (at, column) in asked.each() {
            let (from, to) = (written.unit_of(at), asked.unit_of(at));
            let shift = match (from, to) {
                (from, to) if from == to => Some(0),
                (Some(from), Some(to)) => money::shift(from, to),
                _ => None,
            };
            if let (None, Some(unit), false) = (shift, &spec.unit, told) {
                found.push(messages::unit_not_converted(unit.place, from.unwrap_or(""), unit.trimmed()));
                told = true;
            }
            let decimals = column.decimals.filter(|_| spec.rounds);
            columns.push(Column { unit: from.map(str::to_owned), shift: shift.unwrap_or(0), decimals });
        }
        (asked, Conversion { columns, converts: spec.converts, shown: Shown::default() })
    }

    /// Whether figures in another unit are converted.
    pub(super) fn converts(&self) -> bool {
        self.converts
    }

    /// Whether a column's figures are rounded.
    pub(super) fn rounds(&self, column: ColumnIndex) -> bool {
        column.of(&self.columns).is_some_and(|column| column.decimals.is_some())
    }

    /// Turns a row's cells into what is shown; returns what was written where that differs. Nothing is done to figures
    /// in the row's own unit, which hold for it in those of the columns `of_row` that have none.
    pub(super) fn show(
        &mut self,
        cells: &mut [Option<Cell>],
        of_row: Option<&ColumnSet>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Option<Before>> {
        if self.columns.iter().all(|column| column.shift == 0 && column.decimals.is_none()) {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (at, cell) in (0..).map(ColumnIndex::new).zip(cells) {
            let is_own = of_row.is_some_and(|columns| columns.takes_unit_of_row(at));
            all.push(cell.as_mut().filter(|_| !is_own).and_then(|cell| self.written(at, cell, found)));
        }
        all
    }

    fn written(&mut self, column: ColumnIndex, cell: &mut Cell, found: &mut Vec<Diagnostic>) -> Option<Before> {
        let Content::Figure(written) = cell.content else { return None };
        let Column { unit, shift, .. } = column.of(&self.columns)?;
        let (unit, shift) = (unit.clone(), *shift);
        let quantity = Quantity { written, unit, exact: written, margin: written.half_unit() };
        self.quantity(column, cell, quantity, shift, found)
    }

    /// Puts a quantity into a cell, times ten to the power of `shift` and rounded; returns what it was where that
    /// differs.
    pub(super) fn quantity(
        &mut self,
        column: ColumnIndex,
        cell: &mut Cell,
        quantity: Quantity,
        shift: i32,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Before> {
        let Quantity { written, unit, exact, margin } = quantity;
        let decimals = column.of(&self.columns)?.decimals;
        let Some((exact, margin)) = exact.shifted(shift).zip(Amount::new(margin).shifted(shift)) else {
            found.push(figure_too_long(cell.place, &exact.to_string()));
            return None;
        };
        let figure = decimals.map_or(exact, |decimals| exact.at_most(decimals));
        let Shown { from, decimals: rounded } = &mut self.shown;
        if let Some(unit) = unit.as_ref().filter(|unit| shift != 0 && !from.contains(unit)) {
            from.push(unit.clone());
        }
        rounded.extend(decimals.filter(|decimals| !rounded.contains(decimals)));
        cell.content = Content::Figure(figure);
        (shift != 0 || figure != exact || written != exact).then_some(Before {
            written,
            unit,
            exact,
            margin: margin.value(),
        })
    }

    /// What was done so far.
    pub(super) fn shown(&self) -> Shown {
        self.shown.clone()
    }
}
