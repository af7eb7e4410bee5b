//! What a text says of one change in several ways, in a sentence or in two: by how much, by how many per cent, from
//! what, and what it has come to. Where one digit is another than the others give, or the order of the digits, that is
//! told; where any reading of them holds, nothing is.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::check::causes;
use crate::check::messages::Cause;

use super::ends;
use super::reading::{End, Measure, Said, Sentence, digits};
use super::within::Slip;
use super::words::{Class, Role, among};

/// What is not so in a sentence, by itself and by the one before it.
pub(super) fn check(sentence: &Sentence, before: Option<&Sentence>) -> Vec<Slip> {
    let shares = (0..sentence.said.len()).filter_map(|at| share(sentence, before, at));
    let one = shares.chain(then(sentence)).chain(more(sentence)).chain(sexes(sentence, before));
    one.chain(from(sentence, before)).chain(lower(sentence, before)).collect()
}

/// A figure that says how much there is, exactly.
fn is_level(said: &Said) -> bool {
    let role = matches!(said.role, Role::Outcome | Role::Forecast | Role::Budget | Role::Other);
    role && !matches!(said.measure, Measure::Share | Measure::Points) && !said.about && said.end != Some(End::From)
}

/// By how much something is more or less, exactly.
fn is_change(said: &Said) -> bool {
    let measure = !matches!(said.measure, Measure::Share | Measure::Points);
    said.role == Role::Change && measure && said.minus.is_some() && !said.about && said.end.is_none()
}

/// How many per cent of what was before a change is, where that and what there is now are in one measure.
fn grown(change: &Said, level: &Said) -> Option<(Decimal, Decimal)> {
    let shift = level.measure.shift(change.measure)?;
    let (now, by) = (level.amount.shifted(shift)?.value().abs(), change.amount.value().abs());
    let was = if change.minus? { now.checked_add(by)? } else { now.checked_sub(by)? };
    let half = Amount::new(level.amount.half_unit()).shifted(shift)?.value();
    let exact = matches!(level.measure, Measure::Count) && matches!(change.measure, Measure::Count);
    let margin = if exact { Decimal::ZERO } else { change.amount.half_unit() + half };
    (was > Decimal::ZERO).then_some(())?;
    Some((amount::percent(by, was)?, amount::percent(margin, was)?))
}

/// How many per cent more the second of two figures is.
fn risen(from: &Said, to: &Said) -> Option<(Decimal, Decimal)> {
    let off = ends::off(from.into(), to.into(), Measure::Share)?;
    Some((off.by, off.margin))
}

/// `426 deltog. Det är 37 fler än 2024, en ökning med 9,5 procent`: the share of a change.
fn share(sentence: &Sentence, before: Option<&Sentence>, at: usize) -> Option<Slip> {
    let share = &sentence.said[at];
    let is_share = share.measure == Measure::Share && share.role == Role::Change && share.end.is_none();
    if !is_share || share.about || digits(share.amount) < 2 || sentence.word(share.at.end) == "av" {
        return None;
    }
    let earlier = before.map_or(&[][..], |before| &before.said[..]);
    let all: Vec<&Said> = earlier.iter().chain(&sentence.said[..at]).collect();
    let behind: Vec<&Said> = sentence.said[at + 1..].iter().collect();
    let known = || all.iter().chain(&behind).copied();
    let is = |(right, margin): (Decimal, Decimal)| share.is(right, margin);
    let pairs = |fits: &dyn Fn(&Said, &Said) -> Option<bool>| {
        known().any(|one| known().any(|other| !std::ptr::eq(one, other) && fits(one, other).unwrap_or(false)))
    };
    let plain = |said: &Said| !matches!(said.measure, Measure::Share | Measure::Points);
    let explained = pairs(&|one, other| {
        let both = plain(one) && plain(other);
        let of_former = || amount::percent(one.amount.value().abs(), other.amount.value().abs());
        let as_part =
            one.measure.shift(other.measure) == Some(0) && of_former().is_some_and(|it| is((it, Decimal::ZERO)));
        Some(both && (as_part || risen(other, one).is_some_and(is) || grown(one, other).is_some_and(is)))
    });
    if explained {
        return None;
    }
    // The change right before it, and what there is now right before that.
    let by = all.iter().rposition(|said| is_change(said));
    // What the sentence itself has come to is another thing than the change of the one before it.
    // `Antalet vårddygn ökade med 6,0 procent till 15 778`: what it went to stands behind it.
    let goes_to = sentence.said.get(at + 1).is_some_and(|next| next.end == Some(End::To));
    let anew = goes_to || sentence.said[..at].iter().any(|said| is_level(said) && said.end.is_none());
    let by = by.filter(|by| *by >= earlier.len() || !anew);
    let of_change = by.and_then(|by| {
        let level = all[..by].iter().rev().find(|said| is_level(said))?;
        Some((*level, all[by], grown(all[by], level)?.0))
    });
    let of_ends = || {
        let to = all.iter().rposition(|said| said.end == Some(End::To))?;
        let from = to.checked_sub(1).map(|from| all[from]).filter(|from| from.end == Some(End::From))?;
        (plain(from) && plain(all[to])).then_some(())?;
        Some((from, all[to], risen(from, all[to])?.0))
    };
    let (one, other, right) = of_change.or_else(of_ends)?;
    let minus =
        share.minus.is_none_or(|minus| if one.end.is_some() { right.is_sign_negative() == minus } else { true });
    let right = Amount::new(right.abs()).rounded(share.amount.decimals());
    let told = minus && causes::of_digits(share.amount, right) != Cause::Unknown;
    told.then(|| slip(at, right.swedish(), &[one, other]))
}

/// `har blivit 108 fler, från 318 till 426`: how many more, by both ends.
fn more(sentence: &Sentence) -> Option<Slip> {
    sentence.said.windows(3).enumerate().find_map(|(at, three)| {
        let [by, from, to] = three else { return None };
        let ends = from.end == Some(End::From) && to.end == Some(End::To) && from.measure == to.measure;
        let up = match sentence.word(by.at.end) {
            "fler" | "mer" | "högre" => true,
            "färre" | "mindre" | "lägre" => false,
            _ => return None,
        };
        let near = from.at.start - by.at.end <= 3 && by.measure == from.measure;
        if !ends || !near || by.about || from.about || to.about {
            return None;
        }
        let off = ends::off(from.into(), to.into(), by.measure)?;
        let is_so = by.amount.value().abs() == off.by.abs() && (!off.is_turned(!up) || off.by.is_zero());
        (!is_so).then(|| slip(at, off.right(by).swedish(), &[from, to]))
    })
}

/// `198 deltagare, 109 kvinnor och 89 män`: a whole and the women and men of it.
fn sexes(sentence: &Sentence, before: Option<&Sentence>) -> Option<Slip> {
    let at = sentence.said.windows(2).position(|pair| {
        let both = pair[0].sex.is_some() && pair[1].sex.is_some() && pair[0].sex != pair[1].sex;
        let counts = pair.iter().all(|said| said.measure == Measure::Count && !said.about && said.end.is_none());
        both && counts && sentence.word(pair[1].at.start - 1) == "och" && pair[1].at.start - pair[0].at.end <= 4
    })?;
    let whole = |said: &&Said| said.measure == Measure::Count && said.sex.is_none() && !said.about;
    let here = sentence.said[..at].last().filter(whole);
    let (a, b) = (&sentence.said[at], &sentence.said[at + 1]);
    let sum = Amount::new(a.amount.value().abs().checked_add(b.amount.value().abs())?);
    let near = here.is_some_and(|whole| a.at.start - whole.at.end <= 12);
    let whole = here.or_else(|| if at == 0 { before?.said.last().filter(whole) } else { None })?;
    let known = sum.value() == whole.amount.value().abs();
    let told = causes::of_digits(whole.amount, sum) != Cause::Unknown
        || [a, b].into_iter().any(|part| {
            let right = whole.amount.value().abs() - sum.value() + part.amount.value().abs();
            causes::of_digits(part.amount, Amount::new(right)) != Cause::Unknown
        });
    let place = sentence.said.iter().position(|said| std::ptr::eq(said, whole));
    (!known && told && near).then(|| slip(place.unwrap_or(at), sum.swedish(), &[a, b]))
}

/// Where figures stand together.
fn slip(of: usize, right: String, against: &[&Said]) -> Slip {
    let from = against.iter().map(|said| said.range.start).min().unwrap_or(0);
    let to = against.iter().map(|said| said.range.end).max().unwrap_or(0);
    Slip { of, right, against: from..to }
}

/// `383 kontroller, 27 fler än 2024 då de var 356`: what there was, by what there is and the change.
fn then(sentence: &Sentence) -> Option<Slip> {
    sentence.said.windows(3).enumerate().find_map(|(at, three)| {
        let [level, change, was] = three else { return None };
        let fits = is_level(level) && is_change(change) && is_level(was) && was.measure == level.measure;
        let joint = change.at.end..was.at.start;
        // `136 prov, 14 fler än de 122 som togs 2024`.
        let right_behind = joint.len() <= 4 && among("än de dem", sentence.word(was.at.start - 1));
        let near = joint.len() <= 9 && sentence.has(joint, "då") || right_behind;
        if !fits || !near || level.measure != change.measure || !sentence.has(change.at.end..was.at.start, "än") {
            return None;
        }
        let off = ends::off(was.into(), level.into(), change.measure)?;
        let (now, by) = (level.amount.value().abs(), change.amount.value().abs());
        if off.by.abs() == by && (off.by.is_zero() || !off.is_turned(change.minus?)) {
            return None;
        }
        let right = Amount::new(if change.minus? { now.checked_add(by)? } else { now.checked_sub(by)? });
        if causes::of_digits(was.amount, right) != Cause::Unknown {
            return Some(slip(at + 2, right.swedish(), &[level, change]));
        }
        let by = off.right(change);
        (causes::of_digits(change.amount, by) != Cause::Unknown).then(|| slip(at + 1, by.swedish(), &[level, was]))
    })
}

/// The one figure of the sentence before that this one can go on about: in this measure, and the last.
fn level_before(before: Option<&Sentence>, measure: Measure) -> Option<&Said> {
    let last = before?.said.iter().rev().find(|said| said.measure == measure && said.end != Some(End::From))?;
    (!last.about && !matches!(last.role, Role::Change | Role::Variance | Role::Target | Role::Budget)).then_some(last)
}

/// Whether a sentence says of the figure before it what that is: `Det är`, `Det motsvarar`.
fn goes_on(sentence: &Sentence) -> bool {
    among("det detta", sentence.word(0)) && among("är var innebär motsvarar betyder utgör", sentence.word(1))
}

/// `var 3,2 procent. Det är en minskning från 4,1 procent, alltså med 0,9 procentenheter`: the direction, and how much
/// it is.
fn from(sentence: &Sentence, before: Option<&Sentence>) -> Option<Slip> {
    let (was, rest) = sentence.said.split_first()?;
    if !goes_on(sentence) || sentence.word(was.at.start.checked_sub(1)?) != "från" || was.about {
        return None;
    }
    let now = level_before(before, was.measure)?;
    let minus = sentence.classes(2..was.at.start).into_iter().find_map(|(_, class)| match class {
        Class::Is(Role::Change, minus) => minus,
        _ => None,
    })?;
    let measure = if was.measure == Measure::Share { Measure::Points } else { was.measure };
    let off = ends::off(was.into(), now.into(), measure)?;
    if off.is_turned(minus) {
        return Some(slip(0, String::new(), &[now]));
    }
    let by = rest.first().filter(|by| {
        let points = by.measure == Measure::Points && was.measure == Measure::Share;
        let with = sentence.word(by.at.start.wrapping_sub(1)) == "med";
        (points || by.measure == was.measure) && with && by.at.start - was.at.end <= 5 && !by.about && by.end.is_none()
    })?;
    (!by.is(off.by, Decimal::ZERO)).then(|| slip(1, off.right(by).swedish(), &[now, was]))
}

/// `42,8 procent. Det är en lägre andel än 2024, då den var 44,6 procent`: which of two is more.
fn lower(sentence: &Sentence, before: Option<&Sentence>) -> Option<Slip> {
    let was = sentence.said.first()?;
    let window: Range<usize> = 2..was.at.start;
    let more = sentence.classes(window.clone()).into_iter().find_map(|(_, class)| match class {
        Class::Compared { more, tone: false } => Some(more),
        _ => None,
    });
    let more = more.filter(|_| goes_on(sentence) && sentence.has(window.clone(), "än"))?;
    let then = sentence.has(window, "då") && sentence.has(was.at.start.saturating_sub(1)..was.at.start, "var");
    let now = level_before(before, was.measure).filter(|_| then && !was.about)?;
    let measure = if was.measure == Measure::Share { Measure::Points } else { was.measure };
    let off = ends::off(was.into(), now.into(), measure)?;
    off.is_turned(!more).then(|| slip(0, String::new(), &[now]))
}
