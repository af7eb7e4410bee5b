//! What the figures of a sentence come to with those of the one before it: what a part is of the whole that was named
//! there, and parts that are added up without a word for it.

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::check::causes;
use crate::check::messages::Cause;

use super::clauses::AGAIN;
use super::reading::{Measure, Said, Sentence, digits};
use super::within::Slip;
use super::words::{Role, among};

/// What a sentence and the one before it tell of each other that is not so.
pub(super) fn check(sentence: &Sentence, before: Option<&Sentence>) -> Vec<Slip> {
    let mut all: Vec<Slip> = (0..sentence.said.len()).filter_map(|at| share(sentence, before, at)).collect();
    all.extend(sum(sentence));
    all.extend(more_than_whole(sentence));
    all
}

fn is_count(said: &Said) -> bool {
    matches!(said.measure, Measure::Count | Measure::Other | Measure::Money(_)) && !said.about
}

/// `besöktes 134 fastigheter. Av dem fick 34 röd status, eller 25,4 procent`: a share whose digits have changed places,
/// or of which one is another, of the only whole that there is.
fn share(sentence: &Sentence, before: Option<&Sentence>, at: usize) -> Option<Slip> {
    let share = &sentence.said[at];
    if share.measure != Measure::Share || share.about || share.role == Role::Change || digits(share.amount) < 2 {
        return None;
    }
    let part_at = at.checked_sub(1)?;
    let part = sentence.said.get(part_at).filter(|part| is_count(part) && part.end.is_none())?;
    let joint = part.at.end..share.at.start;
    // `Av dem var 22 kvinnor, 62,9 procent`: with a comma alone.
    let comma = joint.len() <= 3
        && sentence.mark(share.at.start - 1) == Some(',')
        && part.measure == Measure::Count
        && share.amount.decimals() > 0;
    let again = comma
        || sentence.has(joint.clone(), AGAIN)
        || (sentence.has(joint.clone(), "vilket") && sentence.has(joint.clone(), "är motsvarar utgör ger"));
    let of_them = among("dem dessa", sentence.word(share.at.end + 1)) && sentence.word(share.at.end + 2) != "som";
    let of_other = sentence.has(share.at.end..share.at.end + 2, "av") && !of_them;
    if !again || joint.len() > 6 || of_other || part.role == Role::Change {
        return None;
    }
    let here = sentence.said[..part_at].iter();
    let earlier = before.map_or(&[][..], |before| &before.said[..]).iter();
    let wholes: Vec<&Said> = here
        .chain(earlier)
        .filter(|whole| is_count(whole) && whole.measure.shift(part.measure).is_some() && whole.role != Role::Change)
        .collect();
    let of = |whole: &Said| {
        let shift = whole.measure.shift(part.measure)?;
        let whole = whole.amount.shifted(shift)?.value().abs();
        amount::percent(part.amount.value().abs(), whole).filter(|share| *share <= Decimal::ONE_HUNDRED)
    };
    let rights: Vec<(Decimal, &Said)> = wholes.into_iter().filter_map(|whole| Some((of(whole)?, whole))).collect();
    let half = |part: &Said| if part.measure == Measure::Count { Decimal::ZERO } else { Decimal::new(1, 1) };
    if rights.iter().any(|(right, _)| share.is(*right, half(part))) {
        return None;
    }
    let mut slips = rights.iter().filter_map(|(right, whole)| {
        let right = Amount::new(*right).rounded(share.amount.decimals());
        let cause = causes::of_digits(share.amount, right);
        let told = cause == Cause::Transposed || (cause == Cause::OneDigit && digits(share.amount) >= 3);
        told.then_some((right, *whole))
    });
    let (right, whole) = slips.next().filter(|_| slips.next().is_none())?;
    // Where the whole stands in the sentence before, it lies before the part.
    let against = whole.range.start.min(part.range.start)..part.range.end.max(whole.range.end);
    Some(Slip { of: at, right: right.swedish(), against })
}

/// `31 skolor och 14 boenden, det vill säga 45 objekt`, `228 anställda, 82 tillsvidareanställda och 146 i beredskap`:
/// two parts and what they come to, of which one digit is another.
fn sum(sentence: &Sentence) -> Option<Slip> {
    for (at, three) in sentence.said.windows(3).enumerate() {
        let [one, two, three] = three else { continue };
        let plain = [one, two, three].iter().all(|said| {
            said.measure == Measure::Count && !said.about && said.end.is_none() && said.role != Role::Change
        });
        if !plain {
            continue;
        }
        let joined = |a: &Said, b: &Said| {
            let joint = a.at.end..b.at.start;
            joint.len() <= 4 && sentence.word(b.at.start - 1) == "och"
        };
        let again = {
            let joint = two.at.end..three.at.start;
            joint.len() <= 6 && sentence.has(joint, "säga alltså dvs")
        };
        let comma = |a: &Said, b: &Said| {
            let joint = a.at.end..b.at.start;
            joint.len() <= 3 && sentence.mark(b.at.start - 1) == Some(',')
        };
        let (of, parts) = if joined(one, two) && again {
            (at + 2, [one, two])
        } else if comma(one, two)
            && joined(two, three)
            && one.amount.value() > two.amount.value().max(three.amount.value())
        {
            (at, [two, three])
        } else {
            continue;
        };
        let whole = &sentence.said[of];
        let right = parts[0].amount.value().checked_add(parts[1].amount.value())?;
        let cause = causes::of_digits(whole.amount, Amount::new(right));
        if !whole.is(right, Decimal::ZERO) && cause != Cause::Unknown && digits(whole.amount) >= 2 {
            let against = parts[0].range.start..parts[1].range.end;
            return Some(Slip { of, right: Amount::new(right).swedish(), against });
        }
    }
    None
}

/// `kostade 1 240 tkr, varav staten ersatte 1 815 tkr`: a part that is more than its whole.
fn more_than_whole(sentence: &Sentence) -> Option<Slip> {
    sentence.said.windows(2).enumerate().find_map(|(at, pair)| {
        let [whole, part] = pair else { return None };
        let joint = whole.at.end..part.at.start;
        let varav = joint.clone().take(2).any(|at| among("varav därav", sentence.word(at)));
        let alike = whole.measure.is_money() && part.measure.is_money() && !whole.about && !part.about;
        let no_sign = [whole, part].iter().all(|said| said.minus.is_none()) && whole.role != Role::Variance;
        if !varav || joint.len() > 8 || !alike || !no_sign {
            return None;
        }
        let shift = whole.measure.shift(part.measure)?;
        let most = whole.amount.shifted(shift)?.value().abs();
        let more = part.amount.value().abs() > most;
        more.then(|| Slip { of: at + 1, right: String::new(), against: whole.range.clone() })
    })
}
