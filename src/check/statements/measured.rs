//! Figures in another unit of one kind than the cell that they are: `548 kWh` where the cell has 548 MWh, `6,1 månader`
//! for weeks.

use rust_decimal::Decimal;

use crate::check::messages::Cause;

use super::facts::Facts;
use super::judge::{Backing, Verdict, Wrong};
use super::reading::{Measure, Said, Sentence, digits};
use super::related::Judged;
use super::units::Unit;

/// The unit that stands behind a figure.
fn said_in(sentence: &Sentence, said: &Said) -> Option<Unit> {
    let behind = said.measure == Measure::Other && said.at.len() > 1;
    behind.then(|| Unit::of(sentence.word(said.at.end - 1)))?
}

/// Holds the units of figures that cells bear out against those of the cells.
pub(super) fn hold(own: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in own {
        let Verdict::Confirmed(Backing { fact, other: None }) = *verdict else { continue };
        let Some((one, other)) = said_in(sentence, said).zip(facts.all[fact].measured) else { continue };
        if one == other || digits(said.amount) < 2 || said.about {
            continue;
        }
        let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        let is_it = |at: &usize| {
            let fact = &facts.all[*at];
            fact.amount.value().abs() == said.amount.value().abs() && fact.measured == Some(one)
        };
        let told = one.kind() == other.kind() && !alike.iter().any(is_it);
        *verdict = match told {
            true => Verdict::Contradicted(Wrong::Figure(fact, Cause::OtherMeasure(other.shown().to_owned()))),
            // What is of another kind is something else.
            false => alike
                .into_iter()
                .find(is_it)
                .map_or(Verdict::Nobodys, |fact| Verdict::Confirmed(Backing { fact, other: None })),
        };
    }
}
