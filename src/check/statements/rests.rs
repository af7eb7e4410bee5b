//! What is left of a whole, and parts that make it up: `18 observationer. Av dem visade 13 att …, medan 5 visade
//! brister`, `Med 241 deltagare saknades 59 för att nå 300`, `blev 120 av 139 behöriga. Sammanlagt 19 saknade
//! behörighet`.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::check::causes;
use crate::check::messages::Cause;

use super::reading::{Measure, Said, Sentence, digits};
use super::within::Slip;
use super::words::{Role, among};

/// By how much two small parts may be off from their whole and be meant to make it up.
const OFF: i64 = 3;

/// What a sentence, and the ones before it, tell of a whole and its parts that is not so.
pub(super) fn check(sentence: &Sentence, before: Option<&Sentence>, earlier: &[(Decimal, Decimal)]) -> Vec<Slip> {
    two_parts(sentence, before).into_iter().chain(lacks(sentence, earlier)).collect()
}

/// The parts of a sentence with the wholes that they are of: `120 av 139`.
pub(super) fn parts(sentence: &Sentence) -> Vec<(Decimal, Decimal)> {
    let pair = |pair: &[Said]| {
        let [part, whole] = pair else { return None };
        let of = sentence.word(whole.at.start.checked_sub(1)?) == "av" && whole.at.start - part.at.end <= 3;
        let (part, whole) = (is_count(part).then_some(part.amount.value())?, whole.amount.value());
        (of && whole > part).then_some((part, whole))
    };
    sentence.said.windows(2).filter_map(pair).collect()
}

fn is_count(said: &Said) -> bool {
    let counted = matches!(said.measure, Measure::Count | Measure::Other | Measure::Money(_));
    counted && !said.about && said.end.is_none() && !matches!(said.role, Role::Change | Role::Variance)
}

/// Whether a figure is another than it should be by the order of its digits, by one of at least so many, or by very
/// little.
fn is_slip(said: &Said, right: Decimal, fewest: usize) -> bool {
    let cause = causes::of_digits(said.amount, Amount::new(right));
    let off = said.amount.value().abs().saturating_sub(right).abs();
    match cause {
        Cause::Unknown => false,
        Cause::Transposed => true,
        _ => digits(said.amount) >= fewest || off <= Decimal::from(OFF),
    }
}

/// `Av dem visade 13 att …, medan 5 visade brister`: two parts, said to be all, of the whole that was named last.
fn two_parts(sentence: &Sentence, before: Option<&Sentence>) -> Option<Slip> {
    if sentence.word(0) != "av" || !among("dem dessa de", sentence.word(1)) {
        return None;
    }
    let counts: Vec<usize> = (0..sentence.said.len()).filter(|at| is_count(&sentence.said[*at])).collect();
    let whole_here = |said: &Said| said.at.start == 2 && sentence.word(1) == "de";
    let (whole, a, b) = match counts[..] {
        [a, b] => (before?.said.iter().rev().find(|said| is_count(said) && said.measure == Measure::Count)?, a, b),
        [whole, a, b] if whole_here(&sentence.said[whole]) => (&sentence.said[whole], a, b),
        _ => return None,
    };
    let (one, two) = (&sentence.said[a], &sentence.said[b]);
    let joint = one.at.end..two.at.start;
    let rest = sentence.has(joint.clone(), "medan") || sentence.has(joint, "resterande övriga återstående resten");
    let alike = one.measure == whole.measure && two.measure == whole.measure && b == a + 1;
    let right = whole.amount.value().checked_sub(one.amount.value())?;
    if !rest || !alike || right <= Decimal::ZERO || right == two.amount.value() {
        return None;
    }
    let first = whole.amount.value().checked_sub(two.amount.value())?;
    if is_slip(two, right, 3) {
        return Some(Slip { of: b, right: Amount::new(right).swedish(), against: one.range.clone() });
    }
    let told = first > Decimal::ZERO && is_slip(one, first, 3);
    told.then(|| Slip { of: a, right: Amount::new(first).swedish(), against: two.range.clone() })
}

/// `Med 241 deltagare saknades 59 för att nå 300`, `Sammanlagt 19 saknade behörighet`: what is left of a whole.
fn lacks(sentence: &Sentence, earlier: &[(Decimal, Decimal)]) -> Option<Slip> {
    let is_rest = |said: &&Said| {
        let before = sentence.word(said.at.start.wrapping_sub(1));
        let ahead = among("saknades saknas fattas fattades återstår återstod", before);
        let behind =
            (said.at.end..said.at.end + 2).any(|at| among("saknade saknar återstår återstod", sentence.word(at)));
        is_count(said) && (ahead || behind) && !sentence.has(said.at.end..said.at.end + 3, "av")
    };
    let mut rests = sentence.said.iter().enumerate().filter(|(_, said)| is_rest(said));
    let (at, rest) = rests.next().filter(|_| rests.next().is_none())?;
    let others: Vec<&Said> = sentence.said.iter().filter(|said| said.range != rest.range && is_count(said)).collect();
    let here = match others[..] {
        [a, b] if a.measure == rest.measure && b.measure == rest.measure => {
            vec![(a.amount.value().min(b.amount.value()), a.amount.value().max(b.amount.value()))]
        }
        _ => Vec::new(),
    };
    let all = if here.is_empty() { earlier } else { &here };
    let mut rights: Vec<Decimal> = all.iter().map(|(part, whole)| whole.saturating_sub(*part)).collect();
    rights.sort_unstable();
    rights.dedup();
    if rights.contains(&rest.amount.value()) {
        return None;
    }
    let slips: Vec<Decimal> = rights.into_iter().filter(|right| is_slip(rest, *right, 2)).collect();
    let [right] = slips[..] else { return None };
    let against = others.first().map_or(&rest.range, |other| &other.range).clone();
    (digits(rest.amount) >= 2).then(|| Slip { of: at, right: Amount::new(right).swedish(), against })
}
