//! Figures of running text that are bound to a table's cell: `{{verksamhet.it.avvikelse}}`.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::names::nearest;
use crate::base::swedish::NBSP;
use crate::input::row_kind::RowKind;
use crate::input::section::Content;
use crate::report::address::{self, Missing};
use crate::report::{Report, fulfilment};

/// A bound figure: the cell's address, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// `table.row.column`.
    pub address: String,
    /// How it is written.
    pub form: Form,
}

/// How a bound figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With the table's unit: `7 712 tkr`.
    WithUnit,
    /// The figure alone: `7 712`.
    Bare,
    /// As a surplus or a deficit: `ett överskott om 200 tkr`.
    Surplus,
    /// As a variance: `en negativ avvikelse om 20 tkr`.
    Variance,
}

impl Form {
    /// The words by which a text asks for a form, after `|`.
    pub const WORDS: &'static [(&'static str, Form)] =
        &[("tal", Form::Bare), ("överskott", Form::Surplus), ("avvikelse", Form::Variance)];
}

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
    /// Reads what stands between `{{` and `}}`. The error is a form that there is not.
    pub fn read(text: &str) -> Result<Self, String> {
        let (address, form) = match text.split_once('|') {
            None => (text, Form::WithUnit),
            Some((address, word)) => {
                let word = word.trim();
                let known = Form::WORDS.iter().find(|(name, _)| *name == word);
                (address, known.map(|(_, form)| *form).ok_or_else(|| word.to_owned())?)
            }
        };
        Ok(Binding { address: address.trim().to_owned(), form })
    }

    /// The binding as a text writes it, without its braces: `verksamhet.it.utfall|tal`.
    pub fn written(&self) -> String {
        match Form::WORDS.iter().find(|(_, form)| *form == self.form) {
            Some((word, _)) => format!("{}|{word}", self.address),
            None => self.address.clone(),
        }
    }

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
fn fulfilled(report: &Report, goal: &str) -> Result<String, Unbound> {
    let (goals, all) = fulfilment::fulfilment(report);
    if goal.is_empty() {
        return Ok(all.swedish());
    }
    match goals.iter().find(|known| known.id == goal) {
        Some(known) => Ok(known.fulfilment.swedish()),
        None => {
            let meant = nearest(goal, goals.iter().map(|known| known.id.as_str())).map(str::to_owned);
            Err(Unbound::Address(Missing::Name(goal.to_owned(), meant)))
        }
    }
}
