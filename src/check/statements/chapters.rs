//! What the tables of a text's own chapter tell of a figure where no row's name does: the rows that are called by
//! what they hold alone, `Intäkter`, the sum of the chapter's table, and the cell whose digits a figure has in another
//! order.

use std::collections::BTreeSet;

use crate::base::amount::Amount;
use crate::check::messages::{Cause, Derived};

use super::facts::{Fact, Facts};
use super::judge::{Judge, Near, TELLING, Wrong, cause, is_of_side, shift};
use super::names::{self, Subject};
use super::reading::{Measure, Said, Sentence, digits};
use super::tokens::{Kind, tokens};
use super::words::{Role, among};

/// The row of the chapter's tables that a figure is about, where its name says no more than what it holds, and just one
/// row has it.
pub(super) fn bare(facts: &Facts, chapter: &[usize], sentence: &Sentence, said: &Said) -> Option<Vec<usize>> {
    let mut from = sentence.figure_before(said.at.start);
    // `Intäkterna blev 19 mnkr, 1 mnkr mer än budget`: of what the figure before is of.
    if sentence.continues(from, said.at.start) {
        from = sentence.figure_before(from - 1);
    }
    let rows: BTreeSet<usize> = chapter.iter().map(|at| facts.all[*at].row_at).collect();
    let mut best: Option<(usize, usize, Vec<usize>)> = None;
    for row in rows {
        let Some(name) = facts.name_of(row).filter(|name| !name.is_indicator && name.general) else { continue };
        let Some(end) = last_named(sentence, from, said.at.start, &name.words) else { continue };
        let length = name.words.len();
        match &mut best {
            Some((at, known, all)) if (*at, *known) == (end, length) => all.push(row),
            Some((at, known, _)) if (*at, *known) > (end, length) => {}
            _ => best = Some((end, length, vec![row])),
        }
    }
    let (_, _, rows) = best?;
    let [row] = rows[..] else { return None };
    let mut own: Vec<usize> = facts.of_row(row).map(|(at, _)| at).collect();
    own.retain(|at| shift(&facts.all[*at], said.measure).is_some() || said.measure == Measure::Share);
    Some(own).filter(|own| !own.is_empty())
}

/// The rows of what the report came to, which texts call `resultatet` wherever they stand, where all of them hold the
/// same.
pub(super) fn result(facts: &Facts, sentence: &Sentence, said: &Said) -> Option<Vec<usize>> {
    let from = sentence.figure_before(said.at.start).max(said.at.start.saturating_sub(9));
    let noun = (from..said.at.start).rev().find(|at| among("resultat resultatet", sentence.word(*at)))?;
    let before = sentence.word(noun.wrapping_sub(1));
    let own = noun == 0 || before.is_empty() || among(BEFORE_RESULT, before);
    let behind = noun + 1..said.at.start;
    // `för januari–augusti`: of a time.
    let narrows = |at: usize| {
        let timed = among("för i från", sentence.word(at)) && sentence.is_time(at + 1);
        among("efter före exklusive inklusive från för av inom i", sentence.word(at)) && !timed
    };
    let narrow = behind.clone().any(narrows);
    let joins =
        |at: usize| (sentence.word(at).chars().count() <= 8 && sentence.class(at).is_none()) || sentence.is_time(at);
    if !own || narrow || !said.measure.is_money() || !behind.clone().all(joins) {
        return None;
    }
    let found = facts.of_results();
    // One row in several tables.
    let same = |one: &usize| {
        found.iter().all(|other| {
            let (a, b) = (&facts.all[*one], &facts.all[*other]);
            let alike = a.role == b.role && a.time == b.time && a.measure == b.measure;
            !alike || a.amount.value() == b.amount.value()
        })
    };
    (!found.is_empty() && found.iter().all(same)).then(|| found.to_vec())
}

/// Words before `resultat` by which it is that of the whole report.
const BEFORE_RESULT: &str = "årets ett är och blev att periodens delårets vilket för kommunens nämndens förbundets \
    regionens samlade samlat totala";

/// The row of the chapter's tables that the noun right behind a figure names: `402 automatlarm`, `451 beslut`.
pub(super) fn behind(facts: &Facts, chapter: &[usize], sentence: &Sentence, said: &Said) -> Option<Vec<usize>> {
    if said.measure != Measure::Count || said.role == Role::Change || said.end.is_some() || digits(said.amount) < 2 {
        return None;
    }
    let at = said.at.end;
    let rows: BTreeSet<usize> = chapter.iter().map(|at| facts.all[*at].row_at).collect();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        let Some(name) = facts.name_of(row).filter(|name| !name.is_indicator) else { continue };
        let name = &name.words;
        let is = !name.is_empty()
            && name.iter().all(|word| word.chars().count() >= 2)
            && name.iter().map(String::len).sum::<usize>() >= 5
            && name.iter().enumerate().all(|(next, word)| names::same(sentence.word(at + next), word));
        // `12 beslut som saknar`, `9 tillsyner i skolor`: some of them.
        let narrow = among("som i på inom om med hos utan av från där", sentence.word(at + name.len()));
        found.extend((is && !narrow).then_some((name.len(), row)));
    }
    let most = found.iter().map(|(length, _)| *length).max()?;
    let [(_, row)] = found.into_iter().filter(|(length, _)| *length == most).collect::<Vec<_>>().try_into().ok()?;
    Some(facts.of_row(row).map(|(at, _)| at).collect())
}

fn words_of(name: &str) -> Vec<String> {
    tokens(&name.to_lowercase()).into_iter().filter(|token| token.kind == Kind::Word).map(|token| token.word).collect()
}

/// Where a name last ends between two tokens, as a noun of its own: `kostnader` is none of `övriga kostnader`.
fn last_named(sentence: &Sentence, from: usize, to: usize, name: &[String]) -> Option<usize> {
    let is = |start: usize| {
        let all = name.iter().enumerate().all(|(at, word)| names::same(sentence.word(start + at), word));
        let before = start.checked_sub(1).map_or("", |at| sentence.word(at));
        let behind = sentence.word(start + name.len());
        // `Lotsarnas intäkter`: of somebody who has no row.
        let own = "nämndens förvaltningens verksamhetens enhetens avdelningens periodens årets helårets bolagets";
        let of_others = before.ends_with('s') && before.chars().count() >= 5 && !among(own, before);
        all && !of_others
            && !among("övriga andra summa totala dessa vissa", before)
            && !among("för inom på från av till", behind)
    };
    (from..to.saturating_sub(name.len() - 1))
        .rev()
        .find(|start| !name.is_empty() && is(*start))
        .map(|at| at + name.len())
}

impl Judge<'_> {
    /// What is said of each, `i genomsnitt kostade varje bidrag 53,5 tkr`, against what the sum of the chapter's table
    /// gives: the one quotient of two of its columns from which it differs by a digit, or by the order of its digits.
    pub(super) fn of_each(&self, said: &Said, near: &Near<'_>) -> Option<Wrong> {
        if !near.mean || said.about || said.role == Role::Change || digits(said.amount) < 2 {
            return None;
        }
        let of_table = near.chapter.iter().map(|at| self.facts.all[*at].table_at).collect::<BTreeSet<_>>();
        let mut rows: Vec<usize> =
            of_table.into_iter().flat_map(|table| self.facts.of_sums(table)).map(|(at, _)| at).collect();
        rows.extend(near.named.iter().flatten().filter(|at| near.chapter.contains(at)));
        let mut found: Vec<(usize, usize, Amount)> = Vec::new();
        for one in &rows {
            let whole = &self.facts.all[*one];
            let Some(amount) = shift(whole, said.measure).and_then(|shift| whole.amount.shifted(shift)) else {
                continue;
            };
            let counts = self.facts.of_row(whole.row_at).filter(|(_, fact)| {
                matches!(fact.measure, Some(Measure::Count))
                    && fact.column != whole.column
                    && fact.time.year == whole.time.year
            });
            for (other, count) in counts {
                let Some(each) = amount.value().abs().checked_div(count.amount.value().abs()) else { continue };
                if said.is(each, rust_decimal::Decimal::ZERO) {
                    return None;
                }
                let each = Amount::new(each).rounded(said.amount.decimals());
                if cause(said, each) != Cause::Unknown {
                    found.push((*one, other, each));
                }
            }
        }
        found.dedup_by_key(|found| found.2);
        let [(one, other, right)] = found[..] else { return None };
        Some(Wrong::Derived { how: Derived::Each, one, other, right, cause: cause(said, right) })
    }

    /// The one cell of the chapter's tables that a figure has the digits of, in another order; or, of a row that the
    /// sentence speaks of, from which it differs in a digit.
    pub(super) fn of_chapter(&self, said: &Said, near: &Near<'_>) -> Option<Wrong> {
        // What several years come to in the mean no cell holds.
        let mean = near.mean && said.apart;
        let decided = said.about || mean || near.subject == Subject::Whole && said.measure == Measure::Count;
        if decided || near.bare.is_some() {
            return None;
        }
        let there = |fact: &Fact| {
            let shift = shift(fact, said.measure)?;
            fact.amount.shifted(shift)
        };
        let mut found: Option<(usize, Cause, Amount)> = None;
        for at in near.chapter {
            let fact = &self.facts.all[*at];
            let Some(right) = there(fact) else { continue };
            let cause = cause(said, right);
            let length = digits(said.amount).max(digits(right));
            if cause == Cause::Unknown || length < 2 || !self.is_likely(said, near, fact, (&cause, length)) {
                continue;
            }
            match &found {
                Some((_, _, other)) if other.value().abs() == right.value().abs() => {}
                Some(_) => return None,
                None => found = Some((*at, cause, right)),
            }
        }
        let (at, cause, right) = found?;
        let held = self.facts.about_as_large(said.amount, said.measure, rust_decimal::Decimal::ZERO);
        let held = held.iter().any(|at| self.is_same(said, &self.facts.all[*at]));
        let beside = near.beside.iter().any(|other| {
            other.at != said.at && other.measure == said.measure && other.amount.value().abs() == right.value().abs()
        });
        (!held && !beside).then_some(Wrong::Figure(at, cause))
    }

    /// Whether a cell may be the one that a figure was meant to be.
    fn is_likely(&self, said: &Said, near: &Near<'_>, fact: &Fact, (cause, length): (&Cause, usize)) -> bool {
        let row = self.facts.name_of(fact.row_at).map_or(&[][..], |name| &name.words);
        let telling = row.iter().filter(|word| word.chars().count() >= 4 && !names::is_small(word));
        let says = |part: &String| near.words.iter().any(|word| names::alike(word, part));
        let spoken = telling.into_iter().any(says);
        let column = words_of(&fact.column);
        let headed = column.iter().filter(|word| word.chars().count() >= 7).any(says);
        let told = said.certain && said.role != Role::Other;
        let role = !told || fact.role.is_none() || fact.role == Some(Role::Other) || self.is_of_role(said, fact);
        let long = length >= TELLING;
        let evident = match cause {
            Cause::Transposed if length < 3 => spoken && headed,
            Cause::Transposed => spoken || (fact.sum && (long || headed)) || (told && long && fact.role.is_some()),
            _ => spoken && long && told && fact.role.is_some(),
        };
        role && evident && self.is_of_time(said, fact) && is_of_side(said, fact)
    }

    /// The sum of the chapter's only table that has one, in another column than the sentence says.
    pub(super) fn of_sum(&self, said: &Said, near: &Near<'_>) -> Option<Vec<usize>> {
        let sums: BTreeSet<usize> = near
            .chapter
            .iter()
            .map(|at| &self.facts.all[*at])
            .filter(|fact| fact.sum)
            .map(|fact| fact.row_at)
            .collect();
        let row = sums.first().filter(|_| sums.len() == 1)?;
        let own: Vec<usize> = self.facts.of_row(*row).map(|(at, _)| at).collect();
        let holds = own.iter().any(|at| self.is_same(said, &self.facts.all[*at]));
        // A row of the table that is named is what is meant.
        let is_named = near.named.iter().flatten().any(|at| near.chapter.contains(at));
        let named = is_named || matches!(near.subject, Subject::Named(_));
        let large = digits(said.amount) >= 2 && said.amount.value().abs() >= rust_decimal::Decimal::ONE_HUNDRED;
        (holds && !named && (said.certain || said.expected) && large).then_some(own)
    }
}
