//! Figures of many digits that nothing bears out, and that are one slip away from a cell of a row that the text is
//! about, of its role and time.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::messages::Cause;

use super::facts::Fact;
use super::judge::{Verdict, Wrong, cause, shift};
use super::names;
use super::reading::{Said, digits};
use super::related::Judged;
use super::vindicated::Readings;
use super::words::Role;

/// Tells of them where no other figure of the sentence is that cell.
pub(super) fn hold(judged: &mut [Judged], readings: &Readings<'_>) {
    for at in 0..judged.len() {
        let (said, verdict) = &judged[at];
        // `Utfallet för bryggorna`: of what no row is.
        let plain = !readings.sentence.of_unknown(said) && said.end.is_none() && said.role != Role::Change;
        let free = *verdict == Verdict::Nobodys && plain && !said.apart && !said.about;
        if !free || digits(said.amount) < FEWEST || readings.by_others(at, judged) {
            continue;
        }
        if let Some((cell, cause)) = slip(said, judged, readings) {
            judged[at].1 = Verdict::Contradicted(Wrong::Figure(cell, cause));
        }
    }
}

/// Fewest digits of a variance of which a slip is told, and of any other figure.
const FEWEST: usize = 3;
const MANY: usize = 4;

/// The one cell that a figure was probably meant to be, and how it differs.
fn slip(said: &Said, judged: &[Judged], readings: &Readings<'_>) -> Option<(usize, Cause)> {
    let facts = readings.around.facts;
    let year = readings.around.period.year;
    let now = said.time.year.is_none_or(|own| own == year) && readings.years().iter().all(|own| *own == year);
    let held =
        |fact: &Fact| judged.iter().any(|(other, _)| other.at != said.at && readings.judge().is_same(other, fact));
    let is_it = |at: &usize| {
        let fact = &facts.all[*at];
        let variance = said.certain && said.role == Role::Variance && fact.role == Some(Role::Variance);
        let many = digits(said.amount) >= MANY;
        let linked = readings.rows.contains(&fact.row_at) || (many && is_spoken(fact, readings));
        let role = if many && !said.certain {
            !matches!(fact.role, Some(Role::Variance | Role::Change))
        } else {
            readings.judge().is_of_role(said, fact)
        };
        (many || variance)
            && linked
            && role
            && fact.measure.is_some() | !said.measure.is_money()
            && shift(fact, said.measure) == Some(0)
            && fact.sex == said.sex
            && now
            && readings.judge().is_of_time(said, fact)
            && !held(fact)
    };
    let near: Vec<usize> = facts.slips(said.amount, said.measure).into_iter().filter(is_it).collect();
    let values: BTreeSet<Decimal> = near.iter().map(|at| facts.all[*at].amount.value().abs()).collect();
    let first = *near.first().filter(|_| values.len() == 1)?;
    let cause = cause(said, facts.all[first].amount);
    (cause != Cause::Unknown).then_some((first, cause))
}

/// Whether the sentence has a longer word of a row's name, of a table of its chapter.
fn is_spoken(fact: &Fact, readings: &Readings<'_>) -> bool {
    let in_chapter = |at: &usize| readings.around.facts.all[*at].row_at == fact.row_at;
    let is = |part: &String| {
        let long = part.chars().count() >= 5;
        long && readings.sentence.tokens.iter().any(|token| names::same(&token.word, part))
    };
    names::content(&fact.row).iter().any(is) && readings.around.chapter.iter().any(in_chapter)
}
