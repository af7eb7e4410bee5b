//! Figures as a table shows them: as written, or converted into the table's unit and rounded where the manifest asks for it.

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, messages};
use crate::manifest::{ColumnSet, TableSpec};
use crate::money;
use crate::report::{Before, Shown};
use crate::section::{Cell, Content};

/// How a table shows the figures of each column.
pub(super) struct Showing {
    columns: Vec<Column>,
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

impl Showing {
    /// The columns of a table in the unit and with the decimals that it asks for, and how figures get there. `delivered` are
    /// its columns in the unit in which figures are written.
    pub(super) fn of(spec: &TableSpec, delivered: ColumnSet, found: &mut Vec<Diagnostic>) -> (ColumnSet, Self) {
        let mut asked = delivered.clone();
        if spec.unit.is_some() {
            asked.unit = spec.unit.clone();
        }
        for column in &mut asked.columns {
            let own = column.decimals.or_else(|| spec.decimals.filter(|_| column.unit.is_none() && !column.is_share()));
            column.decimals = own.filter(|_| column.amounts);
        }
        if spec.rounds && asked.columns.iter().all(|column| column.decimals.is_none()) {
            found.push(messages::missing_key(spec.id.place, "decimaler"));
        }
        // Without the request, the table's unit is the one in which its figures are written.
        let written = if spec.converts { &delivered } else { &asked };
        let (mut columns, mut told) = (Vec::new(), false);
        for (at, column) in asked.columns.iter().enumerate() {
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
        (asked, Showing { columns, shown: Shown::default() })
    }

    /// Turns a row's cells into what is shown; returns what was written where that differs.
    pub(super) fn show(&mut self, cells: &mut [Option<Cell>], found: &mut Vec<Diagnostic>) -> Vec<Option<Before>> {
        if self.columns.iter().all(|column| column.shift == 0 && column.decimals.is_none()) {
            return Vec::new();
        }
        let mut all = Vec::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            all.push(cell.as_mut().and_then(|cell| column.show(cell, &mut self.shown, found)));
        }
        all
    }

    /// What was done.
    pub(super) fn finish(self) -> Shown {
        self.shown
    }
}

impl Column {
    fn show(&self, cell: &mut Cell, shown: &mut Shown, found: &mut Vec<Diagnostic>) -> Option<Before> {
        let Content::Figure(written) = cell.content else { return None };
        let unit = self.unit.clone();
        let Some((exact, margin)) =
            written.shifted(self.shift).zip(Amount::new(written.half_unit()).shifted(self.shift))
        else {
            found.push(messages::figure_too_long(cell.place, &written.to_string()));
            return None;
        };
        let figure = self.decimals.map_or(exact, |decimals| exact.rounded(decimals));
        if self.shift != 0 {
            shown.from.extend(unit.iter().filter(|unit| !shown.from.contains(unit)).cloned().collect::<Vec<_>>());
        }
        shown.decimals.extend(self.decimals.filter(|decimals| !shown.decimals.contains(decimals)));
        cell.content = Content::Figure(figure);
        (self.shift != 0 || figure != exact).then_some(Before { written, unit, exact, margin: margin.value() })
    }
}
