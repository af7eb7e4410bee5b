//! What speaks for a figure that a cell seems to contradict: the noun behind it names another row, which holds it, or
//! it follows from other figures of its sentence.

use rust_decimal::Decimal;

use crate::base::amount;

use super::facts::Facts;
use super::judge::{Backing, Verdict, Wrong};
use super::names;
use super::reading::{End, Measure, Said, Sentence, digits};
use super::words::Role;

/// The verdict, but for what speaks for the figure.
pub(super) fn heard(verdict: Verdict, sentence: &Sentence, at: usize, facts: &Facts) -> Verdict {
    let said = &sentence.said[at];
    let row = match &verdict {
        Verdict::Contradicted(Wrong::Figure(cell, _) | Wrong::Column(cell, _)) => facts.all[*cell].row_at,
        Verdict::Contradicted(Wrong::Derived { one, .. }) => facts.all[*one].row_at,
        _ => return verdict,
    };
    // `748 anställda, vilket motsvarar 684,9 årsarbetare`.
    let noun = sentence.word(said.at.end);
    let is_noun = |part: &String| names::alike(noun, part);
    let holds = |cell: &usize| {
        let fact = &facts.all[*cell];
        let is_it = fact.amount.value().abs() == said.amount.value().abs();
        is_it && fact.row_at != row && fact.words.iter().any(is_noun)
    };
    if noun.chars().count() >= 4 && digits(said.amount) >= 3 {
        let found = facts.about_as_large(said.amount, said.measure, Decimal::ZERO).into_iter().find(holds);
        if let Some(fact) = found {
            return Verdict::Confirmed(Backing { fact, other: None });
        }
    }
    if follows(sentence, said) { Verdict::Nobodys } else { verdict }
}

/// Whether a share is what two other figures of its sentence give: `öka med 11 000 till 185 000, en ökning med 6,3
/// procent`.
fn follows(sentence: &Sentence, said: &Said) -> bool {
    if said.measure != Measure::Share {
        return false;
    }
    // `minskade med 6 procent, från 2 150 MWh till 2 021 MWh`: it is of these, and `within` holds it against them.
    let is_pair = |pair: &[Said]| {
        let ends = pair[0].end == Some(End::From) && pair[1].end == Some(End::To);
        let beside = pair[0].at.start - said.at.end.min(pair[0].at.start) <= 6 && pair[0].at.start >= said.at.end
            || said.at.start >= pair[1].at.end && said.at.start - pair[1].at.end <= 6;
        ends && beside && pair[1].measure != Measure::Share
    };
    if said.role == Role::Change && sentence.said.windows(2).any(is_pair) {
        return true;
    }
    if digits(said.amount) < 2 {
        return false;
    }
    let others = || sentence.said.iter().filter(|other| other.at != said.at && other.measure != Measure::Share);
    let gives = |part: &Said, whole: &Said| {
        let shift = part.measure.shift(whole.measure)?;
        let (part, whole) = (part.amount.shifted(shift)?.value().abs(), whole.amount.value().abs());
        let wholes = [Some(whole), whole.checked_sub(part), whole.checked_add(part)];
        let shares = wholes.into_iter().flatten().filter_map(|whole| amount::percent(part, whole));
        let change = whole.checked_sub(part).and_then(|change| amount::percent(change.abs(), part));
        Some(shares.chain(change).any(|share| said.is(share, Decimal::ZERO)))
    };
    others().any(|part| others().any(|whole| part.at != whole.at && gives(part, whole) == Some(true)))
}
