//! Figures that tell one change together: what was, what is, by how much and by how many per cent. A row whose two
//! cells give all but one of them says what that one should be: `ökar med 1,8 mnkr till 115,7 mnkr, eller 1,6 procent`,
//! of 115,7 and 117,5.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::check::messages::{Cause, Derived};

use super::ends::{self, Level, Off};
use super::facts::Fact;
use super::judge::{Verdict, Wrong, cause, holds, shift};
use super::meant::Text;
use super::names::Subject;
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::{self, Judged};
use super::series::Around;
use super::words::{Role, among};

/// The most rows that a change is looked for in.
const ROWS: usize = 60;

/// The most figures of one run.
const MOST: usize = 6;

/// The most figures of one change.
const CHANGE: usize = 4;

/// By how many per cent a figure may be off from the right one and be meant to be it.
const NEAR: i64 = 25;

/// What a figure is of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    From,
    To,
    Level,
    Before,
    By,
    Share,
}

/// A figure of a change: where in its sentence, if it is in this one.
struct Figure<'s> {
    at: Option<usize>,
    said: &'s Said,
    slot: Slot,
}

/// Two cells of a row, the earlier first.
#[derive(Clone, Copy)]
struct Pair {
    old: usize,
    new: usize,
}

/// What a figure should be by two cells.
struct Told {
    at: usize,
    explained: usize,
    right: Amount,
    wrong: Wrong,
    /// Whether the row gives both ends of the change.
    by_ends: bool,
}

/// Holds the figures of each change against the rows that give the others of it.
pub(super) fn hold(own: &mut [Judged], earlier: &[Judged], sentence: &Sentence, around: &Around<'_>, text: &Text<'_>) {
    let found: Vec<(usize, Wrong)> =
        runs(own, earlier, sentence).iter().filter_map(|run| odd(run, own, sentence, around, text)).collect();
    for (at, wrong) in found {
        own[at].1 = Verdict::Contradicted(wrong);
    }
}

/// Words behind which something else is spoken of.
const ANEW: &str = "medan men samtidigt varav därav respektive trots inklusive exklusive där och ytterligare";

/// Words before what there was, or was to be.
const COMPARED: &str = "mot än jämfört jämföra budgeterade budgeterad budgeterat budgeterades budgeten";

/// Whether a figure is what another is compared with: `lägre än budgeten på 1 750 tkr`.
fn is_compared(said: &Said, sentence: &Sentence) -> bool {
    let from = sentence.figure_before(said.at.start).max(said.at.start.saturating_sub(5));
    let mut near = (from..said.at.start).rev().take_while(|at| sentence.mark(*at).is_none());
    near.any(|at| among(COMPARED, sentence.word(at)))
}

/// The figures that stand together as one change; those of the sentence before too, where this one goes on about them.
fn runs<'s>(own: &'s [Judged], earlier: &'s [Judged], sentence: &Sentence) -> Vec<Vec<Figure<'s>>> {
    let mut all: Vec<Vec<usize>> = Vec::new();
    for at in 0..own.len() {
        let joined = |before: usize| {
            let joint = own[before].0.at.end..own[at].0.at.start;
            let named = |mention: &super::names::Mention| {
                let row = mention.strong && matches!(mention.subject, Subject::Named(_));
                row && mention.at.start >= joint.start && mention.at.end <= joint.end
            };
            joint.len() <= 8
                && !sentence.has(joint.clone(), ANEW)
                && !joint.clone().any(|at| matches!(sentence.mark(at), Some(';' | ':' | '(' | ')')))
                && !sentence.mentions.iter().any(named)
        };
        match all.last_mut() {
            Some(run) if run.last().is_some_and(|last| joined(*last)) => run.push(at),
            _ => all.push(vec![at]),
        }
    }
    let goes_on = related::goes_on(sentence) && earlier.len() <= 3;
    let with_slots = all.into_iter().flat_map(|run| {
        let before = earlier.iter().map(|(said, _)| (None, said)).filter(|_| goes_on && run.first() == Some(&0));
        let here = run.iter().map(|at| (Some(*at), &own[*at].0));
        let figures: Vec<(Option<usize>, &Said)> = before.chain(here).collect();
        let sizes = figures.iter().any(|(_, said)| !matches!(said.measure, Measure::Share | Measure::Points));
        let of = |(at, said): (Option<usize>, &'s Said)| {
            let by = at.is_some() && sentence.word(said.at.start.wrapping_sub(1)) == "med";
            let than = at.is_some() && is_compared(said, sentence);
            let slot = slot(said, sizes, by).map(|slot| if slot == Slot::Level && than { Slot::Before } else { slot });
            slot.map(|slot| Figure { at, said, slot })
        };
        let mut runs = vec![Vec::new()];
        for figure in figures.into_iter().map(of) {
            match (figure, runs.last_mut()) {
                (Some(figure), Some(last)) => last.push(figure),
                _ => runs.push(Vec::new()),
            }
        }
        runs
    });
    with_slots.filter(|run| (2..=MOST).contains(&run.len())).collect()
}

/// What a figure is of a change; `None` for what is about right, or of none.
fn slot(said: &Said, sizes: bool, by: bool) -> Option<Slot> {
    if said.about {
        return None;
    }
    Some(match (said.end, said.measure, said.role) {
        (Some(End::From), ..) => Slot::From,
        (Some(End::To), ..) => Slot::To,
        (_, Measure::Points, _) => Slot::By,
        (_, Measure::Share, _) if sizes => Slot::Share,
        (_, Measure::Share, Role::Change) => return None,
        _ if by => Slot::By,
        (_, _, Role::Change | Role::Variance) => Slot::By,
        (_, _, Role::Target) => return None,
        _ => Slot::Level,
    })
}

/// Whether a cell says how much there is, was or will be.
fn is_level(fact: &Fact) -> bool {
    !matches!(fact.role, Some(Role::Change | Role::Variance | Role::Target))
}

/// The rows that a run may be of: those that hold a figure of it, those that are named, and those of the chapter.
fn rows(
    run: &[Figure<'_>],
    sentence: &Sentence,
    around: &Around<'_>,
    text: &Text<'_>,
) -> (Vec<usize>, BTreeSet<usize>) {
    let facts = around.facts;
    let named = sentence.mentions.iter().filter(|mention| mention.strong).map(|mention| mention.subject);
    let named = named.chain(text.headed).filter(|subject| matches!(subject, Subject::Named(_)));
    let mut named: BTreeSet<usize> =
        named.flat_map(|subject| around.about(subject)).map(|at| facts.all[at].row_at).collect();
    if named.is_empty() {
        named = around.about(Subject::Own).into_iter().map(|at| facts.all[at].row_at).collect();
    }
    let mut chapter: BTreeSet<usize> = BTreeSet::new();
    for at in around.chapter {
        chapter.insert(facts.all[*at].row_at);
        if chapter.len() > ROWS {
            break;
        }
    }
    let mut all = BTreeSet::new();
    for figure in run.iter().filter(|figure| matches!(figure.slot, Slot::From | Slot::To | Slot::Level | Slot::Before))
    {
        let alike = facts.about_as_large(figure.said.amount, figure.said.measure, Decimal::ZERO);
        all.extend(alike.into_iter().filter(|at| holds(&facts.all[*at], figure.said)).map(|at| facts.all[at].row_at));
    }
    for own in [&named, &chapter] {
        all.extend(own.iter().filter(|_| own.len() <= ROWS).copied());
    }
    (all.into_iter().collect(), named)
}

/// The two cells of a row, of two years, that a change can be between.
fn pairs(row: usize, around: &Around<'_>) -> Vec<Pair> {
    let cells: Vec<(usize, &Fact)> = around.facts.of_row(row).filter(|(_, fact)| is_level(fact)).collect();
    let of = |(old, a): &(usize, &Fact), (new, b): &(usize, &Fact)| {
        let planned = a.role == Some(Role::Budget) && matches!(b.role, Some(Role::Outcome | Role::Forecast));
        let years = a.time.year.zip(b.time.year).is_some_and(|(a, b)| a < b) || (planned && a.time.year == b.time.year);
        let parts = a.time.part == b.time.part || a.time.part.is_none() || b.time.part.is_none();
        let same = a.measure == b.measure && a.sex == b.sex && a.side == b.side && a.topic == b.topic;
        (years && parts && same).then_some(Pair { old: *old, new: *new })
    };
    cells.iter().flat_map(|old| cells.iter().filter_map(|new| of(old, new))).collect()
}

impl Pair {
    fn off(self, said: &Said, around: &Around<'_>) -> Option<Off> {
        let [old, new] = [self.old, self.new].map(|at| Level::of(&around.facts.all[at], said.measure));
        ends::off(old, new, said.measure)
    }

    /// Whether the two cells give a figure.
    fn gives(self, figure: &Figure<'_>, around: &Around<'_>) -> bool {
        let said = figure.said;
        let [old, new] = [self.old, self.new].map(|at| holds(&around.facts.all[at], said));
        match figure.slot {
            Slot::From | Slot::Before => old,
            Slot::To | Slot::Level => new,
            Slot::By | Slot::Share => self.off(said, around).is_some_and(|off| off.is(said)),
        }
    }

    /// What a figure should be by the two cells.
    fn right(self, figure: &Figure<'_>, around: &Around<'_>) -> Option<Amount> {
        let said = figure.said;
        let of = |at: usize| {
            let fact = &around.facts.all[at];
            let there = fact.amount.shifted(shift(fact, said.measure)?)?;
            Some(if there.decimals() > said.amount.decimals() { there.rounded(said.amount.decimals()) } else { there })
        };
        match figure.slot {
            Slot::From | Slot::Before => of(self.old),
            Slot::To | Slot::Level => of(self.new),
            Slot::By | Slot::Share => self.off(said, around).map(|off| off.right(said)),
        }
    }
}

/// The one figure of a run that the row of the others contradicts.
fn odd(
    run: &[Figure<'_>],
    own: &[Judged],
    sentence: &Sentence,
    around: &Around<'_>,
    text: &Text<'_>,
) -> Option<(usize, Wrong)> {
    let told = |figure: &Figure<'_>| figure.at.is_some_and(|at| matches!(own[at].1, Verdict::Contradicted(_)));
    if run.iter().any(told) || !changes(run) || sentence.spans_years() {
        return None;
    }
    let (rows, named) = rows(run, sentence, around, text);
    let all: Vec<(Pair, Vec<bool>)> = rows
        .iter()
        .flat_map(|row| pairs(*row, around))
        .filter(|pair| {
            // Of a year to come only where the text is of one.
            let year = around.facts.all[pair.new].time.year;
            sentence.ahead.is_some() || year.is_none_or(|year| year <= around.period.year)
        })
        .map(|pair| (pair, run.iter().map(|figure| pair.gives(figure, around)).collect::<Vec<_>>()))
        .filter(|(_, gives)| gives.contains(&true))
        .collect();
    // What another row gives of a figure and of one beside it.
    let two = |gives: &[bool], at: usize| gives[at] && (gives.get(at + 1) == Some(&true) || (at > 0 && gives[at - 1]));
    let mut found: Vec<Told> = Vec::new();
    for (pair, gives) in &all {
        let row = around.facts.all[pair.new].row_at;
        for length in 2..=CHANGE.min(run.len()) {
            for from in 0..=run.len() - length {
                let window = from..from + length;
                let count = gives[window.clone()].iter().filter(|gives| **gives).count();
                if count + 1 == length && changes(&run[window.clone()]) {
                    let told =
                        of_pair(&run[window.clone()], &gives[window], *pair, (sentence, around), named.contains(&row));
                    found.extend(told.map(|told| Told { at: told.at + from, ..told }));
                }
            }
        }
    }
    let most = found.iter().map(|told| told.explained).max()?;
    found.retain(|told| told.explained == most);
    let first = found.first()?;
    let one = found.iter().all(|other| other.at == first.at && other.right.value().abs() == first.right.value().abs());
    // Beside both ends what is derived of others counts for nothing.
    let by_ends = first.by_ends || !all.iter().any(|(_, gives)| two(gives, first.at));
    let figure = &run[first.at];
    let (at, wrong) = (figure.at.filter(|_| one && by_ends)?, first.wrong.clone());
    // What another row bears out by itself is of that, unless the others of its change are not.
    let cells = &around.facts.all;
    let of_row = |fact: usize| wrong_row(&wrong).is_some_and(|cell| cells[cell].row_at == cells[fact].row_at);
    let elsewhere = matches!(&own[at].1, Verdict::Confirmed(backing) if !of_row(backing.fact));
    (!elsewhere || most >= 2).then_some((at, wrong))
}

/// Whether figures tell a change.
fn changes(run: &[Figure<'_>]) -> bool {
    run.iter().any(|figure| matches!(figure.slot, Slot::By | Slot::Share | Slot::From | Slot::Before))
}

/// The first cell of what is told.
fn wrong_row(wrong: &Wrong) -> Option<usize> {
    match wrong {
        Wrong::Figure(at, _) | Wrong::Column(at, _) | Wrong::Derived { one: at, .. } => Some(*at),
        _ => None,
    }
}

/// What two cells that give all figures of a run but one tell of that one.
fn of_pair(
    run: &[Figure<'_>],
    gives: &[bool],
    pair: Pair,
    (sentence, around): (&Sentence, &Around<'_>),
    named: bool,
) -> Option<Told> {
    let facts = around.facts;
    let at = gives.iter().position(|gives| !gives)?;
    let (figure, said) = (&run[at], run[at].said);
    let right = pair.right(figure, around).filter(|right| !right.value().is_zero())?;
    // `prognosen är 22,10 mnkr och utfallet 14,52 mnkr`: where the later end stands already, the other is none.
    let later = |figure: &Figure<'_>| matches!(figure.slot, Slot::To | Slot::Level);
    if later(figure) && run.iter().zip(gives).any(|(other, gives)| *gives && later(other)) {
        return None;
    }
    let explained = run.len() - 1;
    let telling: usize =
        run.iter().zip(gives).filter(|(_, gives)| **gives).map(|(figure, _)| digits(figure.said.amount)).sum();
    let (old, new) = (&facts.all[pair.old], &facts.all[pair.new]);
    let year = match figure.slot {
        Slot::From | Slot::Before => old.time.year,
        _ => new.time.year,
    };
    // What was is of its own year.
    let dated = said.time.year.is_some_and(|own| year != Some(own));
    if figure.at.is_none() || (dated && matches!(figure.slot, Slot::To | Slot::Level)) {
        return None;
    }
    let slip = cause(said, right);
    let level = matches!(figure.slot, Slot::From | Slot::To | Slot::Level | Slot::Before);
    let other = level
        .then(|| facts.of_row(new.row_at).find(|(_, fact)| is_level(fact) && holds(fact, said)).map(|(at, _)| at))
        .flatten()
        .filter(|_| digits(said.amount) >= 2);
    let off = said.amount.value().abs().checked_sub(right.value().abs())?.abs();
    let near = amount::percent(off, right.value().abs()).is_some_and(|off| off <= Decimal::from(NEAR));
    let is_slip = match slip {
        Cause::Unknown => false,
        Cause::OneDigit => digits(said.amount) >= 2,
        _ => true,
    };
    // Of a budget and what came of it either may be said.
    let planned = old.time.year == new.time.year;
    if planned && level && !is_slip {
        return None;
    }
    let told = if explained >= 2 {
        (other.is_some() && telling >= 4) || slip == Cause::Transposed || (telling >= 5 && (is_slip || near))
    } else {
        let last = new.time.year == Some(around.period.year)
            && old.time.year.is_some_and(|year| year + 1 == around.period.year);
        let dated = sentence.times.iter().any(|time| time.time.year.is_some());
        // `ökar med 3,3 till 108,2`, of 108,2 that became 111,5.
        let swapped = matches!(figure.slot, Slot::To | Slot::Level) && other.is_some() && holds(old, said);
        let by = run.iter().all(|figure| matches!(figure.slot, Slot::By | Slot::Share));
        let enough = named || (telling >= 3 && around.chapter.contains(&pair.new));
        let slips = slip == Cause::Transposed || (is_slip && digits(said.amount) >= 3);
        (swapped && enough && last)
            || (named && (last || dated || by) && ((telling >= 3 && other.is_some()) || (telling >= 2 && slips)))
    };
    let wrong = match (figure.slot, other) {
        (Slot::From | Slot::Before, Some(other)) => Wrong::Column(pair.old, other),
        (Slot::To | Slot::Level, Some(other)) => Wrong::Column(pair.new, other),
        (Slot::From | Slot::Before, None) => Wrong::Figure(pair.old, slip),
        (Slot::To | Slot::Level, None) => Wrong::Figure(pair.new, slip),
        _ => Wrong::Derived { how: Derived::Difference, one: pair.new, other: pair.old, right, cause: slip },
    };
    let is = |slot: Slot| run.iter().zip(gives).any(|(figure, gives)| *gives && figure.slot == slot);
    told.then_some(Told { at, explained, right, wrong, by_ends: is(Slot::From) && is(Slot::To) })
}
