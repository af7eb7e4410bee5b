//! Figures that stand alone in a box with what they are, `6,6 %`, `sjukfrånvaro`, against the cells of the rows that
//! are called so. Where any of them, or any cell that the words speak of, holds the figure, it is right.

use rust_decimal::Decimal;

use crate::base::source::Span;
use crate::check::messages::Cause;
use crate::input::manifest::{ChartSource, NumberSpec};
use crate::report::Report;

use super::facts::{Fact, Facts};
use super::judge::{cause, shift};
use super::names::{self, Subject};
use super::reading::{Measure, Said, Sentence, digits};
use super::times::Period;
use super::tokens::{Kind, tokens};
use super::words::{self, Role};

/// A figure of a box that is another than the cell that it is of.
#[derive(Debug)]
pub(super) struct Boxed {
    /// Where the figure stands.
    pub(super) place: Span,
    /// The figure as written.
    pub(super) written: String,
    /// The cell.
    pub(super) cell: usize,
    /// What may have gone wrong.
    pub(super) cause: Cause,
}

/// Every figure of a box that a cell contradicts.
pub(super) fn check(report: &Report, facts: &Facts, period: Period) -> Vec<Boxed> {
    let boxes = report.shown_charts().filter_map(|chart| match &chart.source {
        ChartSource::Numbers(boxes, _) => Some(boxes),
        _ => None,
    });
    boxes.flatten().filter_map(|number| of_box(number, facts, period)).collect()
}

fn of_box(number: &NumberSpec, facts: &Facts, period: Period) -> Option<Boxed> {
    let (figure, words) = (number.figure.trimmed(), number.words.trimmed());
    let text = format!("{words}: {figure}");
    let sentence = Sentence::read(&text, 0..text.len(), (period, None), &facts.names);
    let [said] = &sentence.said[..] else { return None };
    let own: Vec<usize> = {
        let named = sentence.mentions.iter().filter(|mention| matches!(mention.subject, Subject::Named(_)));
        let mut all: Vec<usize> = named.flat_map(|mention| facts.about(mention.subject, None)).collect();
        all.retain(|at| shift(&facts.all[*at], said.measure).is_some());
        all
    };
    let spoken: Vec<String> = tokens(&words.to_lowercase())
        .into_iter()
        .filter(|token| token.kind == Kind::Word && token.word.chars().count() >= 4 && !names::is_small(&token.word))
        .map(|token| token.word)
        .collect();
    let sex = words::sex_of(tokens(&words.to_lowercase()).iter().map(|token| &*token.word));
    let speaks = |fact: &Fact| {
        let is = |part: &String| spoken.iter().any(|word| names::alike(word, part));
        fact.words.iter().any(is) || fact.heads.iter().any(is)
    };
    let holds = |fact: &Fact| {
        let there = shift(fact, said.measure).and_then(|shift| fact.amount.shifted(shift));
        there.is_some_and(|there| said.is(there.value(), Decimal::ZERO))
    };
    let margin = said.amount.half_unit();
    let alike = facts.about_as_large(said.amount, said.measure, margin);
    let other_sex = |fact: &Fact| sex.is_some() && fact.sex != sex;
    let borne = own.iter().any(|at| holds(&facts.all[*at]) && !other_sex(&facts.all[*at]))
        || alike.iter().any(|at| holds(&facts.all[*at]) && speaks(&facts.all[*at]) && own.is_empty());
    if borne || said.about || digits(said.amount) < 2 {
        return None;
    }
    let is_level = |fact: &Fact| !matches!(fact.role, Some(Role::Change | Role::Variance | Role::Target));
    let now = |fact: &Fact| fact.time.year.is_none_or(|year| year == period.year);
    let near = facts.slips(said.amount, said.measure);
    let fits = |at: &usize| {
        let fact = &facts.all[*at];
        let is_of = if own.is_empty() { speaks(fact) } else { own.contains(at) };
        is_of && is_level(fact) && now(fact) && !other_sex(fact)
    };
    let slips: Vec<usize> = near.into_iter().filter(fits).collect();
    let first = *slips.first()?;
    let right = |at: usize| shift(&facts.all[at], said.measure).and_then(|shift| facts.all[at].amount.shifted(shift));
    let one = slips.iter().all(|at| right(*at).map(|it| it.value().abs()) == right(first).map(|it| it.value().abs()));
    let cause = cause(said, right(first)?);
    let telling = told(said, &cause, own.is_empty());
    (one && telling).then(|| Boxed {
        place: number.figure.at(0..number.figure.text.len()),
        written: figure.to_owned(),
        cell: first,
        cause,
    })
}

/// Whether a slip tells: of a row that is named two digits, else three, or four of a number.
fn told(said: &Said, cause: &Cause, unnamed: bool) -> bool {
    let fewest = match (unnamed, said.measure) {
        (false, _) => 2,
        (true, Measure::Share) => 2,
        (true, _) => 3,
    };
    *cause != Cause::Unknown && digits(said.amount) >= fewest
}
