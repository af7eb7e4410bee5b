//! Figures of running text that are bound to a table's cell: `{{verksamhet.it.avvikelse}}`.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::names::closest_match;
use crate::base::swedish::NBSP;
use crate::input::prose::binding::{Binding, Form};
use crate::input::row_kind::RowKind;
use crate::input::section::Content;

use super::address::{self, Missing};
use super::{Report, fulfilment};

/// Why a bound figure cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unbound {
    /// Its address names nothing.
    Address(Missing),
    /// Its address names a row without a column, an empty cell, or words.
    NoFigure,
    /// The row is no result, so that its figure is no surplus or deficit.
    NoResult,
}

impl Binding {
    /// The goal of `uppfyllelse.goal`, or an empty one for all of `uppfyllelse`.
    fn goal(&self) -> Option<&str> {
        let rest = self.address.strip_prefix("uppfyllelse")?;
        if rest.is_empty() { Some("") } else { rest.strip_prefix('.') }
    }

    /// The words that stand for the figure in the paper.
    ///
    /// # Errors
    ///
    /// Why there is no figure.
    pub fn words(&self, report: &Report) -> Result<String, Unbound> {
        if let Some(goal) = self.goal() {
            return fulfilled(report, goal);
        }
        let found = address::find(report, &self.address).map_err(Unbound::Address)?;
        let Some(Content::Figure(amount)) = found.cell().map(|cell| &cell.content) else {
            return Err(Unbound::NoFigure);
        };
        if self.form == Form::Surplus && found.row.row.kind != RowKind::Result {
            return Err(Unbound::NoResult);
        }
        let unit = found.column.and_then(|column| found.table.columns.unit_of(column));
        let with_unit =
            |amount: Amount| unit.map_or(amount.swedish(), |unit| format!("{}{NBSP}{unit}", amount.swedish()));
        let value = amount.value();
        let size = with_unit(Amount::new(value.abs()));
        Ok(match self.form {
            Form::WithUnit => with_unit(*amount),
            Form::Bare => amount.swedish(),
            Form::Surplus if value > Decimal::ZERO => format!("ett överskott om {size}"),
            Form::Surplus if value < Decimal::ZERO => format!("ett underskott om {size}"),
            Form::Surplus => format!("ett resultat om {size}"),
            Form::Variance if value > Decimal::ZERO => format!("en positiv avvikelse om {size}"),
            Form::Variance if value < Decimal::ZERO => format!("en negativ avvikelse om {size}"),
            Form::Variance => "ingen avvikelse".to_owned(),
        })
    }
}

/// `7 av 9 indikatorer`: how many indicators of a goal, or of all, reach their targets.
pub(crate) fn fulfilled(report: &Report, goal: &str) -> Result<String, Unbound> {
    let (goals, all) = fulfilment::fulfilment(report);
    if goal.is_empty() {
        return Ok(all.swedish());
    }
    match goals.iter().find(|known| known.id == goal) {
        Some(known) => Ok(known.fulfilment.swedish()),
        None => {
            let meant = closest_match(goal, goals.iter().map(|known| known.id.as_str())).map(str::to_owned);
            Err(Unbound::Address(Missing::Name(goal.to_owned(), meant)))
        }
    }
}
