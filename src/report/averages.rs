//! Averages of rows, plain or weighted by another column, and which figures of a row are sums, which averages.

use rust_decimal::Decimal;

use crate::base::amount;
use crate::base::ids::ColumnId;
use crate::base::positions::ColumnIndex;
use crate::base::source::{Span, Spanned};
use crate::input::manifest::{ColumnSet, ColumnTotal, Manifest};
use crate::input::row_kind::RowKind;

use super::elsewhere;
use super::quantity::{Precision, Quantity, Reading, is_dash};
use super::sums::Summand;
use super::{FinanceTable, OwnedRow};

/// What an average is weighted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight<'w> {
    /// The figures of a column of the same rows.
    Column(ColumnIndex),
    /// Figures of another table's rows of the same ids, `table.column`.
    Elsewhere(&'w str),
}

/// What a row that is made of others has in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reckoned<'w> {
    /// Their sum.
    Sum,
    /// Their average, weighted by the figures of a column where one is named.
    Average(Option<Weight<'w>>),
    /// An average that is weighted by a column that there is not, which is told.
    Unknown,
    /// What is not reckoned from the rows.
    Nothing,
}

impl<'w> Reckoned<'w> {
    /// What it is weighted by.
    pub fn weight(self) -> Option<Weight<'w>> {
        match self {
            Reckoned::Average(weight) => weight,
            Reckoned::Sum | Reckoned::Unknown | Reckoned::Nothing => None,
        }
    }
}

/// What a row of this kind has in a column. `weight` is what the row is weighted by.
pub fn reckoned<'w>(
    columns: &'w ColumnSet,
    (kind, weight): (RowKind, Option<&'w Spanned<ColumnId>>),
    column: ColumnIndex,
) -> Reckoned<'w> {
    let Some(spec) = columns.at(column).filter(|spec| spec.amounts) else { return Reckoned::Nothing };
    let elsewhere = weight.map(|weight| weight.value.as_str()).filter(|weight| weight.contains('.'));
    let of_row = weight.map(|weight| columns.with_id(&weight.value));
    let averages = kind == RowKind::Average;
    match spec.total {
        ColumnTotal::Nothing => Reckoned::Nothing,
        // What is computed from other columns of the row is held against those.
        _ if averages && !spec.formula.is_empty() => Reckoned::Nothing,
        ColumnTotal::Average(own) => {
            let elsewhere = spec.weight.as_ref().map(|weight| Weight::Elsewhere(weight.value.as_str()));
            Reckoned::Average(own.map(Weight::Column).or(elsewhere))
        }
        ColumnTotal::Sum if averages => match of_row {
            None => Reckoned::Average(None),
            Some(None) if elsewhere.is_some() => Reckoned::Average(elsewhere.map(Weight::Elsewhere)),
            // What is weighted by is added up, and so is what stands in brackets behind it, last year's number.
            Some(Some(at)) if at == column => Reckoned::Sum,
            Some(Some(at)) if columns.bracket_of(at).is_some_and(|(behind, _)| behind == column) => Reckoned::Sum,
            Some(Some(at)) => Reckoned::Average(Some(Weight::Column(at))),
            Some(None) => Reckoned::Unknown,
        },
        ColumnTotal::Sum if columns.adds_up(column) => Reckoned::Sum,
        ColumnTotal::Sum => Reckoned::Nothing,
    }
}

/// The same for a row of a report.
pub fn of_row<'w>(columns: &'w ColumnSet, row: &'w OwnedRow, column: ColumnIndex) -> Reckoned<'w> {
    reckoned(columns, (row.row.kind, row.row.weight.as_ref()), column)
}

/// An average, and what it may be off by since its figures were rounded when they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Average {
    /// The average, not rounded.
    pub value: Decimal,
    /// What it may be off by.
    pub margin: Decimal,
    /// Where its figures stand.
    pub places: Vec<Span>,
    /// Whether a row lacks its figure, or what that is weighted by.
    pub lacks: bool,
    /// The first cell with words, which are left out.
    pub words: Option<Span>,
}

/// A figure has more digits than can be kept exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// The average of a column of rows. `None` where none has a figure, or the weights come to nothing.
///
/// # Errors
///
/// Where the figures are too large.
pub fn average(
    (manifest, tables): (&Manifest, &[&FinanceTable]),
    precision: &Precision,
    terms: &[Summand<'_>],
    (column, weight): (ColumnIndex, Option<Weight<'_>>),
) -> Result<Option<Average>, TooLarge> {
    let mut average =
        Average { value: Decimal::ZERO, margin: Decimal::ZERO, places: Vec::new(), lacks: false, words: None };
    let mut all: Vec<(Quantity, Quantity)> = Vec::new();
    for term in terms {
        let read = |weight| {
            let reading = match weight {
                Weight::Column(column) => precision.read(term.row, column),
                Weight::Elsewhere(address) => {
                    elsewhere::weight(manifest, tables, term.row, (address, precision.view()))
                }
            };
            let words = match reading {
                Reading::Words(cell) if !is_dash(cell) => Some(cell.place),
                _ => None,
            };
            (reading.figure(), words)
        };
        let ((value, words), weighted) = (read(Weight::Column(column)), weight.map(read));
        average.words = average.words.or(words).or(weighted.and_then(|(_, words)| words));
        let weight = weighted.map_or_else(|| value.map(|value| one(value.place)), |(weight, _)| weight);
        let is_nothing = weight.is_some_and(|weight| weight.amount.value().is_zero());
        match (value, weight) {
            (Some(value), Some(mut weight)) => {
                if term.negative {
                    weight.amount = amount::Amount::new(-weight.amount.value());
                }
                all.push((value, weight));
            }
            (None, None) => average.lacks |= weighted.is_none(),
            (None, Some(_)) if is_nothing => {}
            _ => average.lacks = true,
        }
    }
    let Some((value, margin)) = of(&all).map_err(|()| TooLarge)? else { return Ok(None) };
    average.places = all.iter().map(|(value, _)| value.place).collect();
    Ok(Some(Average { value, margin, ..average }))
}

/// The weight of a figure where none is named.
fn one(place: Span) -> Quantity {
    Quantity { amount: amount::Amount::new(Decimal::ONE), margin: Decimal::ZERO, place }
}

/// The average of figures with their weights, and what it may be off by: each figure by its own rounding, in the
/// proportion of its weight, and each weight by its rounding times the figure's distance from the average.
fn of(all: &[(Quantity, Quantity)]) -> Result<Option<(Decimal, Decimal)>, ()> {
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for (value, weight) in all {
        let part = value.amount.value().checked_mul(weight.amount.value()).ok_or(())?;
        sum = sum.checked_add(part).ok_or(())?;
        weights = amount::plus(weights, weight.amount.value()).ok_or(())?;
    }
    if weights.is_zero() {
        return Ok(None);
    }
    let average = sum.checked_div(weights).ok_or(())?;
    let mut margin = Decimal::ZERO;
    for (value, weight) in all {
        let own = value.margin.checked_mul(weight.amount.value().abs()).ok_or(())?;
        let distance = value.amount.value().checked_sub(average).ok_or(())?.abs();
        let of_weight = weight.margin.checked_mul(distance).ok_or(())?;
        margin = margin.checked_add(own).and_then(|margin| margin.checked_add(of_weight)).ok_or(())?;
    }
    let margin = margin.checked_div(weights.abs()).ok_or(())?;
    Ok(Some((average, margin)))
}
