//! What stands beside a figure that a cell bears out, against the other cells of that cell's row: `145 besök mot
//! planerade 140`, `ett resultat på 1 045 tkr, 445 tkr bättre än budget`.

use rust_decimal::Decimal;

use crate::base::amount;
use crate::check::messages::Cause;

use super::facts::Fact;
use super::judge::{Backing, Verdict, Wrong, cause, shift};
use super::lists;
use super::names::{Mention, Subject};
use super::reading::{End, Said, Sentence, digits};
use super::related::Judged;
use super::series::Around;
use super::words::Role;

/// The most tokens between two figures that stand beside each other.
const NEAR: usize = 6;

/// By how many per cent a figure that is said to be a row's plan may be off from it and be meant to be it.
const OFF: i64 = 25;

/// Holds figures that no cell bears out against the rows of those beside them.
pub(super) fn hold(own: &mut [Judged], sentence: &Sentence, around: &Around<'_>) {
    for at in 1..own.len() {
        let held = !matches!(own[at].1, Verdict::Contradicted(_)) && !own[at].0.about;
        if let Some(verdict) = held.then(|| variance(&own[at - 1], &own[at], sentence, around)).flatten() {
            own[at].1 = verdict;
        }
    }
    for at in 0..own.len() {
        if own[at].1 != Verdict::Nobodys || own[at].0.about || own[at].0.end.is_some() {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| aimed(&own[before], &own[at].0, sentence, around));
        let verdict = before.or_else(|| own.get(at + 1).and_then(|next| level(&own[at].0, next, sentence, around)));
        if let Some(verdict) = verdict {
            own[at].1 = verdict;
        }
    }
}

/// `Nettokostnaden blev 11 431 tkr, ett överskott på 91 tkr`: the variance of the row of the level before it, with its
/// direction.
fn variance(before: &Judged, (said, verdict): &Judged, sentence: &Sentence, around: &Around<'_>) -> Option<Verdict> {
    let (row, derived) = row_of(before, around)?;
    let joint = before.0.at.end..said.at.start;
    let aside = joint.len() <= NEAR
        && sentence.mark(joint.start) == Some(',')
        && !sentence.has(joint.clone(), "varav därav medan men");
    // `Prognosen, 2 249,8 mnkr, innebär att kostnaderna överskrider budget med`.
    let named = sentence.mentions.iter().any(|mention| {
        joint.contains(&mention.at.start)
            && matches!(mention.subject, Subject::Named(_))
            && !around.about(mention.subject).iter().any(|at| around.facts.all[*at].row_at == row)
    });
    let goes_on = joint.len() <= 9 && sentence.has(joint.clone(), "innebär innebar vilket alltså därmed") && !named;
    let aside = aside || (goes_on && !sentence.has(joint, "varav därav medan men"));
    let is_variance = said.role == Role::Variance && said.certain && said.measure.is_money() && !said.apart;
    let level = matches!(before.0.role, Role::Outcome | Role::Forecast | Role::Other) && !derived;
    if !aside || !is_variance || !level || digits(said.amount) < 2 {
        return None;
    }
    let (cell, fact) = only(row, said, around, |fact| fact.role == Some(Role::Variance) && is_now(fact, around))?;
    let right = fact.amount.shifted(shift(fact, said.measure)?)?;
    let free = *verdict == Verdict::Nobodys;
    if !said.is(right.value(), Decimal::ZERO) {
        let cause = cause(said, right);
        // The variance of another row, which stands in the same column.
        let others = around.facts.of_table(fact.table_at).iter().map(|at| &around.facts.all[*at]);
        let mut others = others.filter(|other| other.column == fact.column && other.row_at != fact.row_at);
        let of_other = others.find(|other| said.is(other.amount.value(), Decimal::ZERO)).filter(|_| {
            let elsewhere = around.facts.of_row(row).any(|(_, other)| said.is(other.amount.value(), Decimal::ZERO));
            digits(said.amount) >= 3 && !elsewhere
        });
        let cause = of_other.map_or(cause, |other| Cause::OtherRow(other.row.clone()));
        let free = free || of_other.is_some();
        return (free && cause != Cause::Unknown).then_some(Verdict::Contradicted(Wrong::Figure(cell, cause)));
    }
    // `lägre än budget` is good of a cost, and what is less is not always bad.
    let bad = said.minus.filter(|_| said.turn.is_none() && !right.value().is_zero());
    let is_bad = fact.amount.value().is_sign_negative() != fact.flipped;
    match bad {
        Some(bad) if bad != is_bad => Some(Verdict::Contradicted(Wrong::Direction(cell))),
        _ => free.then_some(Verdict::Confirmed(Backing { fact: cell, other: None })),
    }
}

/// The row of the cells that bear a figure out.
fn row_of((_, verdict): &Judged, around: &Around<'_>) -> Option<(usize, bool)> {
    match verdict {
        Verdict::Confirmed(Backing { fact, other }) => Some((around.facts.all[*fact].row_at, other.is_some())),
        Verdict::Contradicted(_) | Verdict::Nobodys => None,
    }
}

/// The one value among the cells of a row that can be meant, with one of them.
fn only<'f>(row: usize, said: &Said, around: &Around<'f>, fits: impl Fn(&Fact) -> bool) -> Option<(usize, &'f Fact)> {
    let mut cells = around.facts.of_row(row).filter(|(_, fact)| shift(fact, said.measure).is_some() && fits(fact));
    let first = cells.next()?;
    cells.all(|(_, fact)| fact.amount.value().abs() == first.1.amount.value().abs()).then_some(first)
}

/// Whether a cell is of the report's own time.
fn is_now(fact: &Fact, around: &Around<'_>) -> bool {
    fact.time.year.is_none_or(|year| year == around.period.year)
}

/// `145 besök mot planerade 150`: what was planned, or is to be reached, of the row of the figure before it.
fn aimed(before: &Judged, said: &Said, sentence: &Sentence, around: &Around<'_>) -> Option<Verdict> {
    let (row, derived) = row_of(before, around)?;
    let joint = before.0.at.end..said.at.start;
    let aim = said.certain && matches!(said.role, Role::Budget | Role::Target);
    let joins = joint.len() <= NEAR && sentence.has(joint, "mot jämfört jämföra än av");
    if !aim || !joins || derived || before.0.measure.shift(said.measure).is_none() || before.0.role == said.role {
        return None;
    }
    let (cell, fact) =
        only(row, said, around, |fact| matches!(fact.role, Some(Role::Budget | Role::Target)) && is_now(fact, around))?;
    let right = fact.amount.shifted(shift(fact, said.measure)?)?;
    if said.is(right.value(), Decimal::ZERO) {
        return Some(Verdict::Confirmed(Backing { fact: cell, other: None }));
    }
    let cause = cause(said, right);
    let off = (said.amount.value().abs() - right.value().abs()).abs();
    let near = amount::percent(off, right.value().abs()).is_some_and(|off| off <= Decimal::from(OFF));
    (cause != Cause::Unknown || near).then_some(Verdict::Contradicted(Wrong::Figure(cell, cause)))
}

/// `ett resultat på 1 405 tkr, vilket är 445 tkr bättre än budget`: what the row came to whose variance stands behind
/// it.
fn level(said: &Said, next: &Judged, sentence: &Sentence, around: &Around<'_>) -> Option<Verdict> {
    let (row, _) = row_of(next, around)?;
    let joint = said.at.end..next.0.at.start;
    let aside = joint.len() <= NEAR && sentence.mark(joint.start) == Some(',');
    let plain = matches!(said.role, Role::Outcome | Role::Other | Role::Forecast) && digits(said.amount) >= 3;
    let differs = matches!(next.0.role, Role::Variance | Role::Change) && next.0.end.is_none();
    if !aside
        || !plain
        || !differs
        || sentence.has(joint, "varav därav och medan men")
        || said.measure.shift(next.0.measure).is_none()
    {
        return None;
    }
    let role = |fact: &Fact| match said.role {
        Role::Forecast => fact.role == Some(Role::Forecast),
        _ => matches!(fact.role, None | Some(Role::Outcome)),
    };
    let (cell, fact) = only(row, said, around, |fact| role(fact) && is_now(fact, around))?;
    let right = fact.amount.shifted(shift(fact, said.measure)?)?;
    let holds =
        |other: &Fact| shift(other, said.measure) == Some(0) && other.amount.value().abs() == said.amount.value().abs();
    let told = |cause: Cause| Some(Verdict::Contradicted(Wrong::Figure(cell, cause)));
    if said.is(right.value(), Decimal::ZERO) {
        return Some(Verdict::Confirmed(Backing { fact: cell, other: None }));
    }
    if let Some((_, other)) = around.facts.of_row(row).find(|(_, other)| holds(other)) {
        return told(Cause::OtherColumn(other.column.clone()));
    }
    let cause = cause(said, right);
    let thousand = |shift: i32| right.shifted(shift).is_some_and(|right| said.is(right.value(), Decimal::ZERO));
    match cause {
        Cause::Unknown if said.measure.is_money() && (thousand(3) || thousand(-3)) => told(Cause::Thousands),
        Cause::Unknown => None,
        cause => told(cause),
    }
}

/// Words by which a figure is compared with another, or is of a course.
const COMPARES: &str = "mot jämfört jämföra än från tidigare var sedan innan då föregående förra fjolårets fjol året \
    förut steg ökat minskat varit blev mellan tre fyra fem flera senaste åren toppåret bottenåret";

/// `Rengöring är vanligast, 19 stycken`, where that was so the year before: the figure of an earlier year of the row
/// that is named, in a sentence of no time.
pub(super) fn stale(own: &mut [Judged], sentence: &Sentence, around: &Around<'_>) {
    if !sentence.times.is_empty() || around.period.first != 1 {
        return;
    }
    for (said, verdict) in own {
        let from = sentence.figure_before(said.at.start);
        let plain = !said.about && !said.apart && said.end != Some(End::From) && digits(said.amount) >= 2;
        let level = matches!(said.role, Role::Outcome | Role::Other) && !matches!(verdict, Verdict::Contradicted(_));
        let aside = sentence.mark(said.at.start.wrapping_sub(1)) == Some('(');
        let compared = sentence.has(from..said.at.start, COMPARES) && said.end != Some(End::To);
        if !plain || !level || aside || compared || sentence.is_compared_behind(said) {
            continue;
        }
        let before = |mention: &&Mention| mention.at.end <= said.at.start && mention.at.start >= from;
        let named = |mention: &&Mention| matches!(mention.subject, Subject::Named(_));
        let mention = sentence.mentions.iter().rev().filter(named).find(before);
        let Some(about) = mention.map(|mention| around.about(mention.subject)) else { continue };
        let noun = |wrong: &Wrong| match wrong {
            Wrong::Column(cell, _) => lists::is_of_table(&around.facts.all[*cell], sentence, said),
            _ => true,
        };
        if let Some(wrong) = of_earlier(said, &about, around).filter(noun) {
            *verdict = Verdict::Contradicted(wrong);
        }
    }
}

/// The cell of now, where a figure is that of an earlier year in the one row that has it.
fn of_earlier(said: &Said, about: &[usize], around: &Around<'_>) -> Option<Wrong> {
    let facts = around.facts;
    let holds = |fact: &Fact| {
        let there = shift(fact, said.measure).and_then(|shift| fact.amount.shifted(shift));
        there.is_some_and(|there| said.is(there.value(), Decimal::ZERO))
    };
    let level = |fact: &Fact| matches!(fact.role, None | Some(Role::Outcome));
    let earlier = |fact: &Fact| fact.time.year.is_some_and(|year| year < around.period.year);
    let mut found = None;
    for at in about {
        let fact = &facts.all[*at];
        if !holds(fact) {
            continue;
        }
        // Another cell of what is named, or of the year, bears it out.
        if !earlier(fact) || !level(fact) {
            return None;
        }
        let mut now = facts.of_row(fact.row_at).filter(|(_, other)| {
            level(other)
                && other.measure == fact.measure
                && other.time.part == fact.time.part
                && other.topic == fact.topic
                && other.time.year == Some(around.period.year)
        });
        let (cell, _) = now.next().filter(|_| now.next().is_none())?;
        found = found.or(Some(Wrong::Column(cell, *at)));
    }
    let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
    let borne = alike.iter().any(|at| holds(&facts.all[*at]) && is_now(&facts.all[*at], around));
    found.filter(|_| !borne)
}
