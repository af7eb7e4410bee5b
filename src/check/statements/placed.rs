//! A figure right behind the name of a row that stands in another row of its table, of which nobody speaks, or in
//! another year's column, where no other year is spoken of: `Entreprenader får 2,2 procent`, where the other costs get
//! that. The cell of the row that is named is told.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::messages::Cause;

use super::facts::{Fact, Facts};
use super::judge::{Judge, Verdict, Wrong, holds};
use super::meant::Text;
use super::names::{self, Mention, Subject};
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::Judged;
use super::series::Around;
use super::words::{Role, among};

/// How many words may stand between a row's name and its figure.
const FAR: usize = 7;

/// The same of what is a part of something.
const NEXT: usize = 3;

/// Words behind a name by which a figure is of something else than the row, or of another time.
const OTHER: &str = "mot jämfört jämföra än från tidigare sedan innan föregående förra fjolårets fjol förut varit \
    mellan senaste där som vars varav därav medan samtidigt utom och per varje inklusive exklusive då";

/// Holds figures right behind the name of a row against the cell of it that is meant.
pub(super) fn hold(own: &mut [Judged], sentence: &Sentence, around: &Around<'_>, text: &Text<'_>) {
    for at in 0..own.len() {
        let said = &own[at].0;
        if matches!(own[at].1, Verdict::Contradicted(_)) || !is_plain(said) {
            continue;
        }
        // A cell that another figure of the sentence is from is not this one's too.
        let of_others = own.iter().enumerate().filter(|(other, _)| *other != at);
        let taken: Vec<usize> = of_others
            .filter_map(|(_, (_, verdict))| match verdict {
                Verdict::Confirmed(backing) if backing.other.is_none() => Some(backing.fact),
                _ => None,
            })
            .collect();
        let Some(mention) = ahead(said, sentence) else {
            continue;
        };
        let wrong = of_row(said, mention, &taken, (sentence, around, text));
        if let Some(wrong) = wrong {
            own[at].1 = Verdict::Contradicted(wrong);
        }
    }
}

/// Whether a figure says how much there is, exactly.
fn is_plain(said: &Said) -> bool {
    let role = !matches!(said.role, Role::Change | Role::Target);
    let level = role && said.end != Some(End::From) && said.measure != Measure::Points;
    level && !said.about && said.part_of.is_none() && digits(said.amount) >= 2
}

/// The row that is named right before a figure, no other figure between.
fn ahead<'s>(said: &Said, sentence: &'s Sentence) -> Option<&'s Mention> {
    let mut all = sentence.mentions.iter().rev().filter(|mention| mention.at.end <= said.at.start);
    let mention = all.next().filter(|mention| mention.strong && matches!(mention.subject, Subject::Named(_)))?;
    let joint = mention.at.end..said.at.start;
    let broken = joint.clone().any(|at| matches!(sentence.mark(at), Some(',' | ';' | ')')));
    let near =
        joint.len() <= if said.apart { NEXT } else { FAR } && sentence.figure_before(said.at.start) <= mention.at.start;
    (near && !broken && !sentence.has(joint, OTHER)).then_some(mention)
}

/// What the row that is named tells of a figure.
fn of_row(
    said: &Said,
    mention: &Mention,
    taken: &[usize],
    (sentence, around, text): (&Sentence, &Around<'_>, &Text<'_>),
) -> Option<Wrong> {
    let facts = around.facts;
    let about = around.about(mention.subject);
    let tables = |all: &[usize]| all.iter().map(|at| facts.all[*at].table_at).collect::<BTreeSet<_>>();
    let (mut own, chapter) = (tables(&about), tables(around.chapter));
    let in_chapter = !own.is_disjoint(&chapter);
    if in_chapter {
        own.retain(|table| chapter.contains(table));
    }
    let judge = Judge { facts, period: around.period };
    let is_meant = |at: &&usize| {
        let fact = &facts.all[**at];
        let share = (said.measure == Measure::Share) == (fact.measure == Some(Measure::Share));
        own.contains(&fact.table_at) && share && judge.is_meant(said, fact) && !facts.is_of_all(fact.row_at)
    };
    let meant: Vec<usize> = about.iter().filter(is_meant).copied().collect();
    let right = facts.all[*meant.first()?].amount;
    let one = meant.iter().all(|at| facts.all[*at].amount.value().abs() == right.value().abs());
    let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
    let held: Vec<usize> = alike.into_iter().filter(|at| holds(&facts.all[*at], said)).collect();
    if !one || meant.iter().any(|at| held.contains(at)) || text.gives(said, right) {
        return None;
    }
    let (mine, others): (Vec<usize>, Vec<usize>) =
        held.into_iter().partition(|at| about.contains(at) || is_of_same(*at, &meant, facts));
    if let Some(then) = mine.first() {
        let told = digits(said.amount) >= 3 && others.is_empty();
        return of_other_year(*then, &meant, sentence, facts).filter(|_| told && !is_compared(sentence));
    }
    if digits(said.amount) < if in_chapter { 2 } else { 3 }
        || others.iter().any(|at| !taken.contains(at) && is_spoken(*at, sentence, around, text))
    {
        return None;
    }
    let beside = |(cell, there): (&usize, &usize)| {
        let (fact, other) = (&facts.all[*cell], &facts.all[*there]);
        let same = fact.table_at == other.table_at && fact.column == other.column && fact.heads == other.heads;
        same && !facts.is_of_all(other.row_at) && !other.sum
    };
    let pairs = meant.iter().flat_map(|cell| others.iter().map(move |there| (cell, there)));
    let (cell, there) = pairs.into_iter().find(|pair| beside(*pair))?;
    Some(Wrong::Figure(*cell, Cause::OtherRow(facts.all[*there].row.clone())))
}

/// The cell that is meant, where another year's of its row is said.
fn of_other_year(then: usize, meant: &[usize], sentence: &Sentence, facts: &Facts) -> Option<Wrong> {
    let there = &facts.all[then];
    // What is of several years, as what all of it costs, is no other year's.
    there.time.year?;
    let cell = meant.iter().find(|cell| {
        let fact = &facts.all[**cell];
        is_of_same(then, &[**cell], facts) && fact.time.year.is_some() && fact.time.year != there.time.year
    })?;
    let of_then = sentence.times.iter().any(|time| time.time.year.is_some() && time.time.year == there.time.year);
    (!of_then && !sentence.spans_years()).then_some(Wrong::Column(*cell, then))
}

/// Whether a cell's row is that of a cell that is meant, or holds the same at its time.
fn is_of_same(at: usize, meant: &[usize], facts: &Facts) -> bool {
    let row = facts.all[at].row_at;
    meant.iter().map(|cell| &facts.all[*cell]).any(|fact| {
        let same = |other: &Fact| {
            let size = |fact: &Fact| fact.amount.value().abs();
            other.time.year == fact.time.year && size(other) == size(fact) && other.measure == fact.measure
        };
        fact.row_at == row || (digits(fact.amount) >= 3 && facts.of_row(row).any(|(_, other)| same(other)))
    })
}

/// Whether a sentence speaks of more than one time.
fn is_compared(sentence: &Sentence) -> bool {
    let all = 0..sentence.tokens.len();
    let later = all.clone().any(|at| among("då redan fortfarande framöver därefter sedan", sentence.word(at)));
    sentence.has(all, OTHER) || later
}

/// Whether a sentence, its heading or the one before it has a word of a cell's row.
fn is_spoken(at: usize, sentence: &Sentence, around: &Around<'_>, text: &Text<'_>) -> bool {
    let Some(name) = around.facts.name_of(around.facts.all[at].row_at) else { return true };
    let telling = |part: &&String| part.chars().count() >= 4 && !names::is_small(part);
    let of_text = |part: &String| text.before.iter().any(|word| names::alike(word, part));
    let here = |part: &String| (0..sentence.tokens.len()).any(|at| names::alike(sentence.word(at), part));
    let mut telling = name.words.iter().filter(telling).peekable();
    telling.peek().is_none() || telling.any(|part| here(part) || of_text(part))
}
