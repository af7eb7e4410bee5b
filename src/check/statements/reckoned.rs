//! What the figures of a sentence come to with those of the one before it: what a part is of the whole that was named
//! there, and a part that is more than its whole.

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::check::causes;
use crate::check::messages::Cause;

use super::clauses::AGAIN;
use super::ends;
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::{goes_on, is_again};
use super::within::Slip;
use super::words::{Role, among};

/// What a sentence and the one before it tell of each other that is not so.
pub(super) fn check(sentence: &Sentence, before: Option<&Sentence>) -> Vec<Slip> {
    let shares = (1..sentence.said.len()).filter_map(|at| share(sentence, before, at));
    shares.chain(more_than_whole(sentence)).chain(change(sentence, before)).collect()
}

fn is_count(said: &Said) -> bool {
    matches!(said.measure, Measure::Count | Measure::Other | Measure::Money(_)) && !said.about
}

/// `besöktes 134 fastigheter. Av dem fick 34 röd status, eller 25,4 procent`, `De ska ge 7 550 tkr. Till april har
/// 1 620 tkr uppnåtts, det vill säga 21 procent`: a share of a whole that the text names before its part, or the part,
/// whose digits have changed places, or of which one is another.
fn share(sentence: &Sentence, before: Option<&Sentence>, at: usize) -> Option<Slip> {
    let share = &sentence.said[at];
    if share.measure != Measure::Share || share.about || share.role == Role::Change || digits(share.amount) < 2 {
        return None;
    }
    let part = Some(&sentence.said[at - 1]).filter(|part| is_count(part) && part.end.is_none())?;
    let joint = part.at.end..share.at.start;
    // `Av dem var 22 kvinnor, 62,9 procent`: with a comma alone.
    let comma = joint.len() <= 3
        && sentence.mark(share.at.start - 1) == Some(',')
        && part.measure == Measure::Count
        && share.amount.decimals() > 0;
    let again = comma
        || sentence.has(joint.clone(), AGAIN)
        || (sentence.has(joint.clone(), "vilket") && sentence.has(joint.clone(), "är motsvarar utgör ger"))
        || is_again(sentence, at);
    let of_them = among("dem dessa", sentence.word(share.at.end + 1)) && sentence.word(share.at.end + 2) != "som";
    let of_other = sentence.has(share.at.end..share.at.end + 2, "av") && !of_them;
    if !again || joint.len() > 6 || of_other || part.role == Role::Change {
        return None;
    }
    let here = sentence.said[..at - 1].iter();
    let earlier = before.map_or(&[][..], |before| &before.said[..]).iter();
    let is_whole = |whole: &&Said| is_count(whole) && whole.role != Role::Change;
    let rights = here.chain(earlier).filter(is_whole).filter_map(|whole| Some((of(part, whole)?, whole)));
    let rights: Vec<(Decimal, &Said)> = rights.collect();
    let half = if part.measure == Measure::Count { Decimal::ZERO } else { Decimal::new(1, 1) };
    // What stands once more behind them is a part as well.
    let is_again = |(_, whole): &(Decimal, &Said)| {
        sentence.said[at + 1..].iter().any(|other| other.measure.is_money() && other.amount == whole.amount)
    };
    if rights.iter().any(|right| share.is(right.0, half) || is_again(right)) {
        return None;
    }
    let mut slips = rights.iter().filter_map(|(right, whole)| {
        // Of money there is no other whole, where just one amount stands before.
        let lone = rights.len() == 1 && whole.measure.is_money() && digits(whole.amount) >= 2;
        let (of, right) = slip((part, at - 1), (share, at), *right, (whole, lone))?;
        // Where the whole stands in the sentence before, it lies before the part.
        let other = if of == at { part } else { share };
        let against = whole.range.start.min(other.range.start)..other.range.end.max(whole.range.end);
        Some(Slip { of, right: right.swedish(), against })
    });
    slips.next().filter(|_| slips.next().is_none())
}

/// What a part is of a whole, in per cent.
fn of(part: &Said, whole: &Said) -> Option<Decimal> {
    let shift = part.measure.shift(whole.measure)?;
    let (part, whole) = (part.amount.shifted(shift)?.value().abs(), whole.amount.value().abs());
    amount::percent(part, whole).filter(|share| *share <= Decimal::ONE_HUNDRED)
}

/// Which of a part and its share is what it should not be, and what it should: the share, else the part.
fn slip(
    (part, part_at): (&Said, usize),
    (share, share_at): (&Said, usize),
    right: Decimal,
    (whole, lone): (&Said, bool),
) -> Option<(usize, Amount)> {
    let is_slip = |said: &Said, right: Amount| match causes::of_digits(said.amount, right) {
        Cause::Transposed => digits(said.amount) >= 2,
        Cause::Unknown => false,
        _ => digits(said.amount) >= if lone { 2 } else { 3 },
    };
    let right = Amount::new(right).rounded(share.amount.decimals());
    if is_slip(share, right) {
        return Some((share_at, right));
    }
    let shift = whole.measure.shift(part.measure)?;
    let whole = whole.amount.shifted(shift)?.value().abs();
    let right = whole.checked_mul(share.amount.value())?.checked_div(Decimal::ONE_HUNDRED)?;
    let right = Amount::new(right).rounded(part.amount.decimals());
    (lone && is_slip(part, right)).then_some((part_at, right))
}

/// `påbörjades 38 bostäder, att jämföra med 56. Det är en minskning med 18 bostäder eller 32,1 procent`: how much, and
/// which way, by the two levels of the sentence before.
fn change(sentence: &Sentence, before: Option<&Sentence>) -> Option<Slip> {
    let said = sentence.said.first().filter(|said| said.at.start <= 6 && !said.about)?;
    let [first, second] = &before?.said[..] else { return None };
    // `från 489 till 450. Det är 39 barn`.
    let pair = first.end == Some(End::From) && second.end == Some(End::To);
    let it_is = sentence.word(0) == "det" && among("är blir motsvarar innebär betyder", sentence.word(1));
    let (now, then) = if pair { (second, first) } else { (first, second) };
    let compared = before?.has(first.at.end..second.at.start, "jämfört jämföra mot");
    let level = |said: &Said| said.role != Role::Change && said.end.is_none() && !said.about;
    let compared = compared && said.role == Role::Change && goes_on(sentence) && level(now) && level(then);
    let between = pair && it_is && !first.about && !second.about && said.measure == now.measure;
    if !(compared || between) || now.measure.shift(then.measure) != Some(0) {
        return None;
    }
    let off = ends::off(then.into(), now.into(), said.measure)?;
    // Where the sentence before lies, all that is between is the place.
    let against = then.range.clone();
    if off.is(said) {
        let wrong = said.minus.is_some_and(|minus| !off.by.is_zero() && off.is_turned(minus));
        return wrong.then(|| Slip { of: 0, right: String::new(), against });
    }
    let right = off.right(said);
    let slip = causes::of_digits(said.amount, right) != Cause::Unknown && digits(said.amount) >= 2;
    slip.then(|| Slip { of: 0, right: right.swedish(), against })
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
