//! What a change comes to by its two ends: the one reading of `från 71 till 74`, of two figures of a text or of two
//! cells of a row.

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};

use super::facts::Fact;
use super::reading::{Measure, Said};

/// How much there was, or is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    amount: Amount,
    measure: Measure,
}

impl From<&Said> for Level {
    fn from(said: &Said) -> Self {
        Level { amount: said.amount, measure: said.measure }
    }
}

impl Level {
    /// A cell's, of which a change in the measure `wanted` is said: what has no measure is per cent where that is in
    /// points, and else no money.
    pub(super) fn of(fact: &Fact, wanted: Measure) -> Self {
        let none = if wanted == Measure::Points { Measure::Share } else { Measure::Other };
        Level { amount: fact.amount, measure: fact.measure.unwrap_or(none) }
    }
}

/// By how much a figure is more than another, below zero for less, and what that may be off by since both are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Off {
    /// How much more.
    pub(super) by: Decimal,
    /// What that may be off by.
    pub(super) margin: Decimal,
}

impl Off {
    /// Whether a figure says that, but for its sign.
    pub(super) fn is(&self, said: &Said) -> bool {
        said.is(self.by, self.margin)
    }

    /// Whether it is less where more was said, or the other way round; nothing is neither.
    pub(super) fn is_turned(&self, less: bool) -> bool {
        self.by.is_zero() || self.by.is_sign_negative() != less
    }

    /// As it is written beside a figure of so many decimals, without a sign.
    pub(super) fn right(&self, said: &Said) -> Amount {
        Amount::new(self.by.abs()).rounded(said.amount.decimals())
    }
}

/// What a change from `was` to `now` comes to in this measure: of per cent in points, of all else in per cent or in
/// its own measure.
pub(super) fn off(was: Level, now: Level, wanted: Measure) -> Option<Off> {
    let now_shift = now.measure.shift(was.measure)?;
    let (old, new) = (was.amount.value(), now.amount.shifted(now_shift)?.value());
    // A deficit of 366 that becomes one of 181 is less of it.
    let below = old.is_sign_negative() && new.is_sign_negative();
    let (old, new) = if below { (old.abs(), new.abs()) } else { (old, new) };
    let by = new.checked_sub(old)?;
    let exact = was.measure == Measure::Count && now.measure == Measure::Count;
    let half = was.amount.half_unit().checked_add(Amount::new(now.amount.half_unit()).shifted(now_shift)?.value())?;
    let margin = if exact { Decimal::ZERO } else { half };
    match (wanted, was.measure) {
        (Measure::Share, Measure::Share | Measure::Points) => None,
        (Measure::Share, _) => {
            Some(Off { by: amount::percent(by, old.abs())?, margin: amount::percent(margin, old.abs())? })
        }
        (Measure::Points, Measure::Share) => Some(Off { by, margin }),
        (wanted, own) => {
            let shift = own.shift(wanted)?;
            let of = |value: Decimal| Some(Amount::new(value).shifted(shift)?.value());
            Some(Off { by: of(by)?, margin: of(margin)? })
        }
    }
}
