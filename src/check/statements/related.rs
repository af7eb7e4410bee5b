//! Figures that no cell holds, but that follow from others of the same sentence or the one before it which cells hold:
//! what one is of another in per cent, by how much it is more.

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};

use super::judge::{Backing, Verdict};
use super::reading::{Measure, Said};
use super::words::Role;

/// A figure with what became of it.
pub(super) type Judged = (Said, Verdict);

/// The most figures of a sentence and the one before it that are held against each other.
const MOST: usize = 12;

/// Confirms the figures of a sentence that follow from others.
pub(super) fn confirm(own: &mut [Judged], earlier: &[Judged]) {
    for at in 0..own.len() {
        if own[at].1 != Verdict::Nobodys {
            continue;
        }
        let said = own[at].0.clone();
        let here = own.iter().filter_map(backed);
        let before =
            earlier.iter().filter_map(backed).filter(|_| said.amount.decimals() > 0 || said.measure != Measure::Share);
        let known: Vec<(Said, Backing)> = here.chain(before).take(MOST).collect();
        if let Some(backing) = derived(&said, &known) {
            own[at].1 = Verdict::Confirmed(backing);
        }
    }
}

fn backed((said, verdict): &Judged) -> Option<(Said, Backing)> {
    match verdict {
        Verdict::Confirmed(backing) => Some((said.clone(), *backing)),
        Verdict::Contradicted(_) | Verdict::Nobodys => None,
    }
}

fn derived(said: &Said, known: &[(Said, Backing)]) -> Option<Backing> {
    for (at, (a, one)) in known.iter().enumerate() {
        for (b, other) in known.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, known)| known) {
            if follows(said, a, b).unwrap_or(false) {
                return Some(Backing { fact: one.fact, other: Some(other.fact) });
            }
        }
    }
    None
}

/// Whether a figure is what `a` is to `b`.
fn follows(said: &Said, a: &Said, b: &Said) -> Option<bool> {
    let shift = a.measure.shift(b.measure)?;
    let (x, y) = (a.amount.shifted(shift)?.value().abs(), b.amount.value().abs());
    let half = Amount::new(a.amount.half_unit()).shifted(shift)?.value() + b.amount.half_unit();
    let is = |right: Decimal, margin: Decimal| {
        (right.abs() - said.amount.value().abs()).abs() <= said.amount.half_unit().saturating_add(margin)
    };
    let shares = |part: Decimal, whole: Decimal| -> Option<bool> {
        let of = |value: Decimal| amount::percent(value, whole);
        // What is rounded leaves a margin, but not so much that it would be right whatever is said.
        let margin = of(half)?.min(said.amount.half_unit().checked_mul(Decimal::TWO)?);
        Some(is(of(part)?, margin))
    };
    match said.measure {
        Measure::Share if a.measure == Measure::Share || y.is_zero() => None,
        Measure::Share if said.role == Role::Change => {
            let risen = shares(x.checked_sub(y)?, y)?;
            // `ökade med 47 till 331`: of what it was before.
            let by = a.role == Role::Change && b.role != Role::Change;
            let before = if a.minus == Some(true) { y.checked_add(x)? } else { y.checked_sub(x)? };
            Some(risen || (by && before > Decimal::ZERO && shares(x, before)?))
        }
        Measure::Share => shares(x, y),
        Measure::Points => (a.measure == Measure::Share).then(|| is(x - y, Decimal::ZERO)),
        measure if matches!(said.role, Role::Change | Role::Variance) => {
            let shift = b.measure.shift(measure)?;
            let right = Amount::new(x.checked_sub(y)?).shifted(shift)?.value();
            Some(is(right, Amount::new(half).shifted(shift)?.value()))
        }
        _ => None,
    }
}
