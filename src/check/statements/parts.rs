//! Figures that go on where the one before them stands, which a cell bears out: the other end of a change in its row,
//! women and men of a count, a row of its parts, and what an amount is for each of those whom the text counts.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::check::messages::Cause;

use super::facts::{Fact, Facts};
use super::judge::{Backing, Verdict, Wrong, cause};
use super::names;
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::Judged;
use super::series;
use super::tokens::{Kind, tokens};
use super::within::Slip;
use super::words::{self, RELATIVE, Role, Sex, among, person};

/// The part that a figure is of: the word right behind it, `71 kvinnor`, or in its clause before it, `bland pojkar`.
pub(super) fn part_of(sentence: &Sentence, said: &Said) -> Option<(usize, Sex)> {
    let behind = (said.at.end..said.at.end + 2).find_map(|at| person(sentence.word(at)));
    let from = sentence.figure_before(said.at.start);
    behind.or_else(|| (from..said.at.start).rev().find_map(|at| person(sentence.word(at))))
}

/// Whether a row or a column is of this part.
pub(super) fn is_part(name: &str, which: (usize, Sex)) -> bool {
    name.split(|c: char| !c.is_alphanumeric()).any(|word| person(&word.to_lowercase()) == Some(which))
}

/// Holds the figures of a sentence against the cells that stand beside those which bear out the ones before them.
pub(super) fn hold(own: &mut [Judged], sentence: &Sentence, facts: &Facts) {
    for (said, verdict) in own.iter_mut() {
        if let Verdict::Confirmed(backing) = *verdict
            && let Some(wrong) = extreme(sentence, said, backing, facts)
        {
            said.word = None;
            *verdict = wrong;
        }
    }
    for at in 1..own.len() {
        let is_free = own[at].1 == Verdict::Nobodys;
        let by_end = is_free.then(|| other_end(&own[at - 1..=at], sentence, facts)).flatten();
        let by_start = is_start(&own[at - 1..=at]).then(|| other_start(&own[at - 1..=at], facts)).flatten();
        if let Some(verdict) = by_start {
            own[at - 1].1 = verdict;
        }
        let verdict = by_end.or_else(|| of_part(&own[..=at], sentence, facts)).or_else(|| {
            let Verdict::Confirmed(backing) = own[at - 1].1 else { return None };
            of_row_below(&own[at], backing, sentence, facts)
        });
        if let Some(verdict) = verdict {
            own[at].1 = verdict;
        }
    }
}

/// `Flest besök har gjorts inom livsmedel, 168 stycken`, where livsmedel has the fewest: the row that holds the figure
/// is at the other end of its column.
fn extreme(sentence: &Sentence, said: &Said, backing: Backing, facts: &Facts) -> Option<Verdict> {
    // `I förhållande till sin storlek`: of that no cell tells.
    if sentence.has(0..sentence.tokens.len(), RELATIVE) {
        return None;
    }
    let from = sentence.figure_before(said.at.start);
    let (at, most) = (from..said.at.start).rev().find_map(|at| Some((at, words::extreme(sentence.word(at))?)))?;
    let fact = &facts.all[backing.fact];
    // `Lägst är andelen bland dem som är 13–17 år: 91 av 113`, `har ökat mest, från 18 till 25`: of what two figures
    // come to.
    let of_two = said.end.is_some() || sentence.word(said.at.end) == "av";
    let near = said.at.start - at <= 14 && backing.other.is_none() && !fact.sum && !said.about && !of_two;
    // `minst 40`, `högst 12`: as a limit.
    // Of something else too: `Minst tio månader hade 192 hushåll`.
    let limit = at + 1 == said.at.start
        || among("av till", sentence.word(at + 1))
        || series::number(sentence, at + 1).is_some();
    // `Tätheten är högst, med 5,0 barn per anställd`: of what is for each of something less may be more.
    let is_rate = fact.column.split_whitespace().any(|word| word == "per");
    if !near || limit || is_rate || fact.role == Some(Role::Variance) || fact.role == Some(Role::Change) {
        return None;
    }
    let rows = fact.row_at.saturating_sub(MOST)..fact.row_at + MOST;
    let alike = |other: &&Fact| {
        other.table_at == fact.table_at && other.column == fact.column && other.measure == fact.measure && !other.sum
    };
    let all: Vec<Decimal> = rows
        .flat_map(|row| facts.of_row(row))
        .map(|(_, other)| other)
        .filter(alike)
        .map(|other| other.amount.value().abs())
        .collect();
    let own = fact.amount.value().abs();
    let is_least = all.iter().all(|other| *other >= own) && all.iter().any(|other| *other > own);
    let is_most = all.iter().all(|other| *other <= own) && all.iter().any(|other| *other < own);
    let wrong = if most { is_least } else { is_most };
    (wrong && all.len() >= 3).then_some(Verdict::Contradicted(Wrong::Direction(backing.fact)))
}

/// The most rows of a table that are compared with each other, on either side.
const MOST: usize = 40;

/// A figure against the one cell that it should be: told where a digit or their order is another, or it is `near`.
fn held(said: &Said, fact: usize, facts: &Facts, near: bool) -> Option<Verdict> {
    let right = facts.all[fact].amount;
    if said.is(right.value(), Decimal::ZERO) {
        return Some(Verdict::Confirmed(Backing { fact, other: None }));
    }
    let cause = cause(said, right);
    let off = (said.amount.value().abs() - right.value().abs()).abs();
    let is_near = near && amount::percent(off, right.value().abs()).is_some_and(|off| off <= Decimal::from(NEAR));
    let told = !said.about && (cause != Cause::Unknown || is_near);
    told.then_some(Verdict::Contradicted(Wrong::Figure(fact, cause)))
}

/// By how many per cent a figure may be off from a cell that it is said to be.
const NEAR: i64 = 25;

/// `från 846 till 950`, where the row that holds 846 holds 905 a year later.
fn other_end(pair: &[Judged], sentence: &Sentence, facts: &Facts) -> Option<Verdict> {
    let [(from, Verdict::Confirmed(Backing { fact, other: None })), (said, _)] = pair else { return None };
    let is_pair = from.end == Some(End::From) && said.end == Some(End::To) && from.measure == said.measure;
    let first = &facts.all[*fact];
    let year = first.time.year.filter(|_| is_pair)?.checked_add(1)?;
    // `från 84 600 år 2024 till 95 000 år 2026`: of another year.
    if said.time.year.is_some_and(|own| own != year) {
        return None;
    }
    let is_next = |fact: &Fact| {
        fact.time.year == Some(year)
            && fact.role == first.role
            && fact.time.part == first.time.part
            && fact.topic == first.topic
            && fact.measure == first.measure
    };
    let mut next = facts.of_row(first.row_at).filter(|(_, fact)| is_next(fact));
    let (only, _) = next.next().filter(|_| next.next().is_none())?;
    // The row is spoken of, or its figure is no other's.
    let words = tokens(&first.row.to_lowercase());
    let spoken = words.iter().filter(|token| token.kind == Kind::Word).any(|token| {
        let is = |at: usize| {
            let word = sentence.word(at);
            let both = person(word).is_some() && person(word) == person(&token.word);
            both || (token.word.chars().count() >= 4
                && !names::is_small(&token.word)
                && names::alike(word, &token.word))
        };
        (0..from.at.start).any(is)
    });
    (spoken || digits(from.amount) >= 4).then(|| held(said, only, facts, spoken)).flatten()
}

/// Whether a pair says from what something has come to a cell's figure, and no cell bears that out.
fn is_start(pair: &[Judged]) -> bool {
    let [(from, Verdict::Nobodys), (to, Verdict::Confirmed(_))] = pair else { return false };
    from.end == Some(End::From) && to.end == Some(End::To) && from.measure == to.measure
}

/// `steg från 70 till 75`, where the row that holds 75 held 72 the year before, and 70 in no other.
fn other_start(pair: &[Judged], facts: &Facts) -> Option<Verdict> {
    let [(said, _), (_, Verdict::Confirmed(Backing { fact, other: None }))] = pair else { return None };
    let last = &facts.all[*fact];
    let year = last.time.year?.checked_sub(1)?;
    let alike = |other: &Fact| {
        other.role == last.role
            && other.measure == last.measure
            && other.time.part == last.time.part
            && other.topic == last.topic
    };
    let of_row = || facts.of_row(last.row_at).filter(|(_, other)| alike(other));
    let mut before = of_row().filter(|(_, other)| other.time.year == Some(year));
    let (only, _) = before.next().filter(|_| before.next().is_none())?;
    let known = of_row().any(|(_, other)| said.is(other.amount.value(), Decimal::ZERO));
    (!known && digits(said.amount) >= 2).then(|| held(said, only, facts, false)).flatten()
}

/// `108 anställda, varav 71 kvinnor och 37 män`, `bland flickor 66 procent och bland pojkar 80 procent`: the cell of
/// that part beside the one that bears out the figure before.
fn of_part(own: &[Judged], sentence: &Sentence, facts: &Facts) -> Option<Verdict> {
    let (said, verdict) = own.last()?;
    let which = part_of(sentence, said)?;
    let (before, backing) = own[..own.len() - 1].iter().rev().find_map(|(said, verdict)| match verdict {
        Verdict::Confirmed(backing) if backing.other.is_none() => Some((said, *backing)),
        _ => None,
    })?;
    let joint = before.at.end..said.at.start;
    // The same of the other part, or a part of the whole right before it.
    let other = part_of(sentence, before).is_some_and(|part| part.0 == which.0 && part.1 != which.1);
    let varav = sentence.has(joint.clone(), "varav därav") && part_of(sentence, before).is_none();
    let plain = said.end.is_none() && said.measure == before.measure && joint.len() <= if varav { 12 } else { 6 };
    if !plain || !(other || varav) || matches!(verdict, Verdict::Contradicted(_)) || ends_narrow(sentence, said) {
        return None;
    }
    let first = &facts.all[backing.fact];
    let is_part = |name: &str| is_part(name, which);
    let alike = |fact: &Fact| fact.measure == first.measure && fact.time == first.time;
    let beside = facts.of_row(first.row_at).filter(|(_, fact)| alike(fact) && is_part(&fact.column));
    let below = || {
        let rows = first.row_at.saturating_sub(3)..first.row_at + 4;
        let of_row = rows.flat_map(|row| facts.of_row(row));
        let is_it = |fact: &Fact| fact.table_at == first.table_at && fact.column == first.column && is_part(&fact.row);
        of_row.filter(move |(_, fact)| is_it(fact)).collect::<Vec<_>>()
    };
    let beside: Vec<(usize, &Fact)> = beside.collect();
    let found = if beside.is_empty() { below() } else { beside };
    let [(only, _)] = found[..] else { return None };
    // What is said of another part, or of some of it, is another figure.
    let right = facts.all[only].amount.value().abs();
    let near = !right.is_zero();
    if said.is(right, Decimal::ZERO) {
        return (*verdict == Verdict::Nobodys).then_some(Verdict::Confirmed(Backing { fact: only, other: None }));
    }
    let swapped = other_holds(said, first, which, facts);
    if swapped {
        return (!said.about).then_some(Verdict::Contradicted(Wrong::Figure(only, cause(said, Amount::new(right)))));
    }
    (*verdict == Verdict::Nobodys).then(|| held(said, only, facts, near)).flatten()
}

/// Whether the figure is that of the other part in the same row.
fn other_holds(said: &Said, first: &Fact, which: (usize, Sex), facts: &Facts) -> bool {
    let other = |name: &str| match which.1 {
        Sex::Female => is_part(name, (which.0, Sex::Male)),
        Sex::Male => is_part(name, (which.0, Sex::Female)),
    };
    let is_it =
        |fact: &Fact| fact.time == first.time && other(&fact.column) && said.is(fact.amount.value(), Decimal::ZERO);
    facts.of_row(first.row_at).any(|(_, fact)| is_it(fact))
}

/// Whether more is said of the part than who it is: `varav 12 kvinnor på ledande befattning`.
fn ends_narrow(sentence: &Sentence, said: &Said) -> bool {
    let Some(at) = (said.at.end..said.at.end + 2).find(|at| person(sentence.word(*at)).is_some()) else { return false };
    among("på med i inom under över som utan från", sentence.word(at + 1))
}

/// `besök, varav 89 420 badande`, `varav 24 var under 65 år`: the row below that is called so.
fn of_row_below(judged: &Judged, backing: Backing, sentence: &Sentence, facts: &Facts) -> Option<Verdict> {
    let (said, verdict) = judged;
    let from = sentence.figure_before(said.at.start);
    let varav = *verdict == Verdict::Nobodys && sentence.has(from..said.at.start, "varav därav");
    if !varav || backing.other.is_some() {
        return None;
    }
    let first = &facts.all[backing.fact];
    let behind: Range<usize> = said.at.end..said.at.end + 6;
    let is_named = |fact: &Fact| {
        let words: Vec<String> = tokens(&fact.row.to_lowercase())
            .into_iter()
            .filter(|token| token.kind == Kind::Word && !among("varav därav antal andel", &token.word))
            .map(|token| token.word)
            .collect();
        let all = words.iter().all(|word| behind.clone().any(|at| names::same(sentence.word(at), word)));
        !words.is_empty() && all
    };
    let rows = first.row_at + 1..first.row_at + 6;
    let alike = |fact: &Fact| fact.table_at == first.table_at && fact.column == first.column;
    let found: Vec<usize> = rows
        .flat_map(|row| facts.of_row(row))
        .filter(|(_, fact)| alike(fact) && is_named(fact))
        .map(|(at, _)| at)
        .collect();
    let [only] = found[..] else { return None };
    held(said, only, facts, true)
}

/// `11,2 mnkr per år, det vill säga 700 tkr per plats`, where the text counts 16 places: what it is for each.
pub(super) fn for_each(sentence: &Sentence, earlier: Option<&Sentence>) -> Option<Slip> {
    for (at, each) in sentence.said.iter().enumerate().filter(|(_, said)| matches!(said.measure, Measure::Rate(_))) {
        // `840 tkr för 12 lyktor, det vill säga 70 tkr per lykta`.
        let Some(whole) = sentence.said[..at].iter().rev().find(|said| said.measure != Measure::Count) else {
            continue;
        };
        let joint = whole.at.end..each.at.start;
        let again = sentence.has(joint.clone(), "eller motsvarande motsvarar alltså dvs säga ger blir");
        let is_it = whole.measure.is_money() && again && joint.len() <= 11;
        if !is_it || whole.about || each.about || sentence.word(each.at.end) != "per" {
            continue;
        }
        let noun = sentence.word(each.at.end + 1);
        let counts = |of: &Sentence| {
            let is = |said: &&Said| {
                matches!(said.measure, Measure::Count | Measure::Other)
                    && !said.about
                    && (said.at.end..said.at.end + 2).any(|at| names::alike(of.word(at), noun))
            };
            of.said.iter().filter(is).map(|said| said.amount.value()).collect::<Vec<_>>()
        };
        let mut all = counts(sentence);
        if all.is_empty() {
            all.extend(earlier.map(counts).unwrap_or_default());
        }
        let [count] = all[..] else { continue };
        let shift = whole.measure.shift(each.measure)?;
        let right = whole.amount.shifted(shift)?.value().abs().checked_div(count)?;
        let margin = Amount::new(whole.amount.half_unit()).shifted(shift)?.value().checked_div(count)?;
        // What is more than twice as much or as little is of something else.
        let other =
            each.amount.value().abs() > right * Decimal::TWO || each.amount.value().abs() * Decimal::TWO < right;
        let rest = each.role == Role::Change || noun.chars().count() < 3;
        if !each.is(right, margin) && !other && !rest {
            let right = Amount::new(right).rounded(each.amount.decimals()).swedish();
            return Some(Slip { of: at, right, against: whole.range.clone() });
        }
    }
    None
}
