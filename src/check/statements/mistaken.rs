//! What a figure was mistaken for: the most of another row, the ends of a change in each other's place, a slip of what
//! a column is about.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::check::messages::Cause;

use super::facts::Fact;
use super::judge::{Judge, Near, TELLING, Wrong, cause, shift, with_row_alone};
use super::names::Subject;
use super::reading::{End, Said, digits};
use super::words::Role;

impl Judge<'_> {
    /// `Bergsund betalar mest, 810 tkr`, where another row has the most and the one that is named has something else.
    pub(super) fn of_extreme(&self, said: &Said, near: &Near<'_>) -> Option<Wrong> {
        let named = near.here && matches!(near.subject, Subject::Named(_));
        let plain = !said.about && said.end.is_none() && said.role != Role::Change && said.part_of.is_none();
        if !near.extreme || !named || !plain || digits(said.amount) < 2 {
            return None;
        }
        let own = self.facts.about(near.subject, near.writes);
        if own.iter().any(|at| self.is_same(said, &self.facts.all[*at])) {
            return None;
        }
        let alike = self.facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for at in alike {
            let other = &self.facts.all[at];
            let exact =
                other.amount.value().abs() == said.amount.value().abs() && shift(other, said.measure) == Some(0);
            let beside = |at: &&usize| {
                let fact = &self.facts.all[**at];
                let beside = fact.table_at == other.table_at && fact.column == other.column;
                beside && fact.row_at != other.row_at && !fact.sum
            };
            let Some(mine) = own.iter().find(beside).copied().filter(|_| exact && !other.sum) else { continue };
            if self.is_end_of_column(at) && !self.is_spoken(&with_row_alone(other), near) {
                found.push((mine, at));
            }
        }
        let (mine, other) = *found.first()?;
        let row = &self.facts.all[other].row;
        let one = found.iter().all(|(_, other)| self.facts.all[*other].row == *row);
        one.then(|| Wrong::Figure(mine, Cause::OtherRow(row.clone())))
    }

    /// Whether no other row of its table has more in its column, or none has less.
    fn is_end_of_column(&self, at: usize) -> bool {
        let own = &self.facts.all[at];
        let others = self.facts.of_table(own.table_at).iter().map(|at| &self.facts.all[*at]);
        let others = others.filter(|fact| fact.column == own.column && !fact.sum && fact.row_at != own.row_at);
        let sizes: Vec<Decimal> = others.map(|fact| fact.amount.value().abs()).collect();
        let size = own.amount.value().abs();
        sizes.len() >= 2 && (sizes.iter().all(|other| *other < size) || sizes.iter().all(|other| *other > size))
    }

    /// `har gått från 14,4 till 15,0 procent`, where the row has 15,0 in the year before and 14,4 in this one: of the
    /// row that is named, or else of one in the chapter.
    pub(super) fn turned_ends(&self, said: &Said, near: &Near<'_>) -> Option<Wrong> {
        let from = near.end.filter(|_| said.end == Some(End::To) && !said.about)?;
        let rows = |all: &[usize]| -> BTreeSet<usize> { all.iter().map(|at| self.facts.all[*at].row_at).collect() };
        let own = rows(&self.own(said, near));
        let rows = if own.is_empty() { rows(near.chapter) } else { own };
        let (mut turned, mut right) = (None, false);
        for row in rows {
            let cells: Vec<(usize, &Fact)> = self.facts.of_row(row).collect();
            for (at, fact) in &cells {
                for (other, former) in &cells {
                    let years = fact.time.year.zip(former.time.year).is_some_and(|(now, then)| then + 1 == now);
                    let alike = fact.role == former.role && fact.measure == former.measure && fact.sex == former.sex;
                    if !years || !alike || shift(fact, said.measure) != Some(0) {
                        continue;
                    }
                    let is = |fact: &Fact, amount: Amount| fact.amount.value().abs() == amount.value().abs();
                    right |= is(fact, said.amount) && is(former, from);
                    if is(fact, from) && is(former, said.amount) && said.amount.value() != from.value() {
                        turned = turned.or(Some(Wrong::Turn(*at, *other)));
                    }
                }
            }
        }
        turned.filter(|_| !right)
    }

    /// The one cell of a column's topic that the sentence names from which a figure differs by a slip, whatever the
    /// year of that column: `Tillgången är 5 890 timmar`, of `Tillgång 2026`.
    pub(super) fn slip_of_topic(&self, said: &Said, own: &[usize], near: &Near<'_>) -> Option<Wrong> {
        let plain = !said.about && !said.apart && said.end.is_none() && said.role != Role::Change;
        if near.topics.is_empty() || !plain || digits(said.amount) < 3 || said.measure.is_money() {
            return None;
        }
        let slip = |at: &&usize| {
            let fact = &self.facts.all[**at];
            let cause = if shift(fact, said.measure) == Some(0) { cause(said, fact.amount) } else { Cause::Unknown };
            fact.topic.is_some()
                && fact.sex == said.sex
                && (cause == Cause::Transposed || (cause == Cause::OneDigit && digits(said.amount) >= TELLING))
        };
        let mut slips = own.iter().filter(slip);
        let first = *slips.next()?;
        let size = |at: usize| self.facts.all[at].amount.value().abs();
        slips
            .all(|at| size(*at) == size(first))
            .then(|| Wrong::Figure(first, cause(said, self.facts.all[first].amount)))
    }
}
