//! By how much a figure is more or less, where the figure beside it is a cell's: `1 386 tkr, 326 tkr mer än 2024`,
//! `41, fem färre än planerat`, `ökade med 13 till 181`. The row of that cell says how much it is, and which way.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::check::messages::{Cause, Derived};

use super::facts::{Fact, Facts};
use super::judge::{Backing, Verdict, Wrong, cause};
use super::names;
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::{self, Judged};
use super::times::Period;
use super::words::{Class, Role, among};

/// The most words between a figure and the one that it is beside, and from the comma behind what that is of.
const NEAR: usize = 5;
const FAR: usize = 10;
const FROM_COMMA: usize = 4;

/// What a figure is more or less than.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Than {
    /// The figure of this year.
    Year(u16),
    /// The figure of the year before the cell's.
    Before,
    /// What was planned.
    Plan,
}

/// Holds differences against the rows of the cells that stand beside them.
pub(super) fn hold(own: &mut [Judged], earlier: &[Judged], sentence: &Sentence, (facts, period): (&Facts, Period)) {
    for at in 0..own.len() {
        let said = &own[at].0;
        let is_free = own[at].1 == Verdict::Nobodys || matches!(own[at].1, Verdict::Confirmed(_));
        if !is_free || said.about || said.end.is_some() {
            continue;
        }
        let Some((more, than)) = difference(sentence, said) else { continue };
        let of_before = || related::of_before(earlier, sentence, at).map(|(_, backing)| backing.fact);
        let cell = beside(own, at, sentence).or_else(|| goes_on(own, at, sentence, (facts, period))).or_else(of_before);
        let Some(fact) = cell else { continue };
        let verdict = judged(said, (more, than), (fact, sentence), facts, period);
        // What is right already stays what it is.
        if let Some(verdict) = verdict {
            let is_right = matches!(own[at].1, Verdict::Confirmed(_)) && matches!(verdict, Verdict::Confirmed(_));
            if !is_right {
                own[at].1 = verdict;
            }
        }
    }
}

/// Whether a figure is said to be more, and than what: by what stands behind it, or by the verb before `med`.
fn difference(sentence: &Sentence, said: &Said) -> Option<(bool, Than)> {
    let (start, end) = (said.at.start, said.at.end);
    let behind = (end..end + 3).find_map(|at| match sentence.class(at) {
        Some(Class::Compared { more, tone: false }) if !among("över under", sentence.word(at)) => Some((at, more)),
        _ => None,
    });
    if let Some((at, more)) = behind {
        let than = at + 1;
        if sentence.word(than) != "än" {
            return None;
        }
        let year = sentence.times.iter().find(|time| time.at.start > than && time.at.start <= than + 3);
        let before =
            (than + 1..than + 4).any(|at| among("innan tidigare förra föregående fjolåret", sentence.word(at)));
        let plan = (than + 1..than + 4).any(|at| {
            let word = sentence.word(at);
            among("planerat planerade planen budgeterat budgeterade budget budgeten", word)
        });
        return match year.and_then(|time| time.time.year) {
            Some(_) if plan => None,
            Some(year) => Some((more, Than::Year(year))),
            None if plan => Some((more, Than::Plan)),
            None if before => Some((more, Than::Before)),
            None => None,
        };
    }
    if sentence.word(start.checked_sub(1)?) != "med" {
        return None;
    }
    let from = sentence.figure_before(start);
    let verb = sentence.classes(from.max(start.saturating_sub(5))..start).into_iter().rev();
    let verb = verb.into_iter().find_map(|(at, class)| match class {
        Class::Is(Role::Change, Some(minus)) => Some((at, minus)),
        _ => None,
    });
    // `I Hedvika ökade antalet med 31 till 362, och i Kallsjö med sju till 171`: the verb is said once.
    let once = said.minus.filter(|_| said.role == Role::Change).map(|minus| (from, minus));
    let (at, minus) = verb.or(once)?;
    let time = sentence.times.iter().find(|time| time.at.start >= from && time.at.start < end + 6);
    // `1 148 insatser, en ökning med 76`, `en ökning med 76 jämfört med 2024`.
    let aside = sentence.word(at.wrapping_sub(1)) == "en"
        && (sentence.mark(at.wrapping_sub(2)) == Some(',') || (at <= 4 && related::goes_on(sentence)));
    if let Some(year) = time.filter(|time| aside && time.at.start >= end).and_then(|time| time.time.year) {
        let since = sentence.has(end..end + 4, "jämfört sedan än från mot");
        return since.then_some((!minus, Than::Year(year)));
    }
    let timed = time.is_some();
    (!timed && (aside || sentence.has(end..end + 2, "till"))).then_some((!minus, Than::Before))
}

/// The cell that the figure beside it is: the one right before it, or what it went to right behind it.
fn beside(own: &[Judged], at: usize, sentence: &Sentence) -> Option<usize> {
    let said = &own[at].0;
    let cell = |index: usize| match own.get(index)? {
        (other, Verdict::Confirmed(Backing { fact, other: None })) => Some((other, *fact)),
        _ => None,
    };
    if let Some((next, fact)) = cell(at + 1)
        && next.end == Some(End::To)
        && next.at.start - said.at.end <= 2
    {
        return (next.measure.shift(said.measure).is_some()).then_some(fact);
    }
    let (before, fact) = cell(at.checked_sub(1)?)?;
    let joint = before.at.end..said.at.start;
    let comma = joint.clone().rev().take(FROM_COMMA).any(|at| sentence.mark(at) == Some(','));
    let with = sentence.word(said.at.start.wrapping_sub(1)) == "med" && !comma;
    let near = joint.len() <= NEAR || (joint.len() <= FAR && comma);
    let joins =
        near && !sentence.has(joint.clone(), "varav därav samt medan men") && sentence.word(joint.start) != "och";
    (joins && !with && before.measure.shift(said.measure).is_some() && before.role != Role::Change).then_some(fact)
}

/// `76 fler än 2024 men 48 färre än 2023`: of the row whose change the figure before it is, the figure of this year.
fn goes_on(own: &[Judged], at: usize, sentence: &Sentence, (facts, period): (&Facts, Period)) -> Option<usize> {
    let said = &own[at].0;
    let (before, Verdict::Confirmed(backing)) = own.get(at.checked_sub(1)?)? else { return None };
    let joint = before.at.end..said.at.start;
    let joined = among("men och", sentence.word(said.at.start.checked_sub(1)?));
    if !joined || joint.len() > FAR - 2 || before.measure != said.measure || before.role != Role::Change {
        return None;
    }
    let fact = &facts.all[backing.fact];
    let is_now = |(_, other): &(usize, &Fact)| {
        let level = matches!(other.role, Some(Role::Outcome) | None);
        level && other.time.year == Some(period.year) && other.measure == fact.measure
    };
    let mut now = facts.of_row(fact.row_at).filter(is_now);
    let (only, _) = now.next()?;
    now.next().is_none().then_some(only)
}

/// What becomes of a difference, by the row of the cell that stands beside it.
fn judged(
    said: &Said,
    (more, than): (bool, Than),
    (fact, sentence): (usize, &Sentence),
    facts: &Facts,
    period: Period,
) -> Option<Verdict> {
    let own = &facts.all[fact];
    let year = own.time.year.unwrap_or(period.year);
    let level = |other: &Fact| matches!(other.role, Some(Role::Outcome) | None);
    let is_other = |other: &Fact| match than {
        Than::Year(wanted) => wanted != year && other.time.year == Some(wanted) && level(other) && level(own),
        Than::Before => other.time.year.is_some_and(|other| other + 1 == year) && level(other) && level(own),
        Than::Plan => {
            matches!(other.role, Some(Role::Budget | Role::Target))
                && other.time.year.is_none_or(|other| other == year)
                && level(own)
        }
    };
    let parts = |other: &Fact| {
        other.time.part == own.time.part || other.time.part.is_none() || own.time.part.is_none() || than == Than::Plan
    };
    let others: Vec<(usize, &Fact)> = facts
        .of_row(own.row_at)
        .filter(|(at, other)| *at != fact && other.measure == own.measure && is_other(other) && parts(other))
        .collect();
    // Of several columns nobody knows which is meant.
    let [(other, there)] = others[..] else { return None };
    if own.sum != there.sum || own.amount.value().is_sign_negative() != there.amount.value().is_sign_negative() {
        return None;
    }
    let measure = own.measure.unwrap_or(Measure::Other);
    let points = measure == Measure::Share && said.measure == Measure::Points;
    let shift = if points { 0 } else { measure.shift(said.measure)? };
    let off = own.amount.value().abs().checked_sub(there.amount.value().abs())?;
    let right = Amount::new(off).shifted(shift)?;
    let margin = Amount::new(own.amount.half_unit() + there.amount.half_unit()).shifted(shift)?.value();
    let margin = if own.amount.decimals() == 0 && shift == 0 { Decimal::ZERO } else { margin };
    if said.is(right.value(), margin) {
        let turned = !off.is_zero() && off.is_sign_negative() == more;
        return Some(if turned {
            Verdict::Contradicted(Wrong::Turn(fact, other))
        } else {
            Verdict::Confirmed(Backing { fact, other: Some(other) })
        });
    }
    let right = Amount::new(off.abs()).shifted(shift)?.rounded(said.amount.decimals());
    let thousand = |shift: i32| {
        let there = Amount::new(off.abs()).shifted(shift);
        said.measure.is_money()
            && digits(said.amount) >= 2
            && there.is_some_and(|there| there.value() == said.amount.value().abs())
    };
    let cause = if thousand(shift + 3) || thousand(shift - 3) { Cause::Thousands } else { cause(said, right) };
    let spoken =
        names::content(&own.row).iter().any(|part| sentence.tokens.iter().any(|token| names::alike(&token.word, part)));
    // By one digit alone another row may be meant.
    let sure = spoken || (cause != Cause::Unknown && digits(own.amount) >= 3);
    let of_other = || of_other_year(said, (more, than), (own, other), shift, facts);
    let told = cause != Cause::Unknown && sure && (digits(said.amount) >= 2 || spoken);
    let told = told || (digits(said.amount) >= 2 && digits(own.amount) >= 3 && of_other());
    told.then_some(Verdict::Contradicted(Wrong::Derived { how: Derived::Difference, one: fact, other, right, cause }))
}

/// Whether a cell is by as much more, or less, than that of another year of its row as is said of this one.
fn of_other_year(
    said: &Said,
    (more, than): (bool, Than),
    (own, other): (&Fact, usize),
    shift: i32,
    facts: &Facts,
) -> bool {
    let is_it = |fact: &Fact| {
        let off = fact.amount.shifted(shift).zip(own.amount.shifted(shift));
        let off = off.and_then(|(there, own)| own.value().abs().checked_sub(there.value().abs()));
        off.is_some_and(|off| said.is(off, Decimal::ZERO) && off.is_sign_negative() != more)
    };
    let level = |other: &Fact| matches!(other.role, Some(Role::Outcome) | None);
    let others = facts.of_row(own.row_at).filter(|(at, there)| *at != other && level(there));
    let mut others = others.filter(|(_, there)| there.measure == own.measure && there.time.year.is_some());
    matches!(than, Than::Year(_)) && others.any(|(_, there)| is_it(there))
}
