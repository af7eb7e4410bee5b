//! A statement against the cells that it can be about: borne out, contradicted, or nobody's.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::check::causes;
use crate::check::messages::{Cause, Derived};
use crate::report::UnitIndex;

use super::facts::{COARSE, Fact, Facts, MANY};
use super::names::{self, Subject};
use super::reading::{End, Measure, Said, digits};
use super::times::{self, Part, Period, Time};
use super::words::{Role, Side};

/// The most by which a figure may be off from a cell and still be meant to be it, in per cent.
const NEAR: i64 = 25;

/// Fewest digits that tell by themselves which cell a figure was meant to be.
pub(super) const TELLING: usize = 4;

/// What becomes of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A cell says the same, or two do whose difference it is.
    Confirmed(Backing),
    /// The cell that it is about says something else.
    Contradicted(Wrong),
    /// No cell backs it.
    Nobodys,
}

/// What bears a statement out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Backing {
    /// The cell.
    pub(super) fact: usize,
    /// The other one, whose difference from it was stated.
    pub(super) other: Option<usize>,
}

/// How a statement is contradicted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The cell holds another figure.
    Figure(usize, Cause),
    /// The cell holds another figure, and the stated one stands in another column.
    Column(usize, usize),
    /// The figure is that of the cell, but not its direction.
    Direction(usize),
    /// What follows from two cells is something else.
    Derived {
        /// How it follows.
        how: Derived,
        /// The later cell, the part, or that of the first row.
        one: usize,
        /// The other.
        other: usize,
        /// What it should be, in the statement's measure.
        right: Amount,
        /// What may have gone wrong.
        cause: Cause,
    },
    /// It is more where the sentence says less, or the other way round.
    Turn(usize, usize),
    /// Other figures of its sentence tell another one.
    Within,
    /// It is the cell's figure, of another year than the sentence says.
    Year(usize, u16),
}

pub(super) struct Judge<'f> {
    pub(super) facts: &'f Facts,
    pub(super) period: Period,
}

/// What stands near a figure.
pub(super) struct Near<'n> {
    /// What it is about.
    pub(super) subject: Subject,
    /// Whether its own sentence says so.
    pub(super) here: bool,
    /// The unit that writes.
    pub(super) writes: Option<UnitIndex>,
    /// What the sentence names of what columns are about.
    pub(super) topics: &'n [String],
    /// The words of its sentence, of the one before it and of the heading.
    pub(super) words: &'n [String],
    /// The words of its sentence alone.
    pub(super) spoken: &'n [String],
    /// The figures of each row that the sentence names.
    pub(super) named: &'n [Vec<usize>],
    /// Whether the sentence names no time, and the one before it none but the report's period.
    pub(super) timeless: bool,
    /// Whether the figure says once more, as a share, what the one before it does.
    pub(super) again: bool,
    /// The other end of the change, where it is one of two: of `från 26 till 22` the other figure.
    pub(super) end: Option<Amount>,
    /// Whether the text stands below a heading that names another row.
    pub(super) headed: bool,
    /// Whether its clause says that something is the most or the least.
    pub(super) extreme: bool,
    /// Whether it is said to be of something: `60 procent av budgeten`.
    pub(super) of: bool,
    /// The noun behind an adjective that stands behind it: `64 nya bojar`.
    pub(super) noun: &'n str,
    /// Whether it is said to be so much for each, as a mean.
    pub(super) mean: bool,
    /// Whether it is said to be the sum of what the sentence names.
    pub(super) together: bool,
    /// The figures of the row that is meant, where the chapter's tables have one that no name tells: `Intäkter`.
    pub(super) bare: Option<&'n [usize]>,
    /// The figures of the tables of its chapter.
    pub(super) chapter: &'n [usize],
    /// The other figures of its sentence.
    pub(super) beside: &'n [Said],
}

/// A difference of two cells.
pub(super) struct Pair {
    one: usize,
    other: usize,
    /// The difference in the statement's measure, above zero for more.
    pub(super) difference: Amount,
    /// What it may be off by, since its parts are rounded.
    margin: Decimal,
}

/// What rows come to together.
struct Sum {
    right: Amount,
    backing: Backing,
}

impl Sum {
    fn is(&self, said: &Said) -> bool {
        said.is(self.right.value(), Decimal::ZERO)
    }
}

impl Judge<'_> {
    pub(super) fn judge(&self, said: &Said, near: &Near<'_>) -> Verdict {
        let mut own = self.own(said, near);
        self.keep_beside(said, &mut own, near);
        if let Some(variance) = self.as_variance(said, &own) {
            return self.judge(&variance, near);
        }
        let same: Vec<usize> = own.iter().copied().filter(|at| self.is_same(said, &self.facts.all[*at])).collect();
        let mut meant: Vec<usize> =
            own.iter().copied().filter(|at| self.is_meant(said, &self.facts.all[*at])).collect();
        // Without a side it is of the row that has none, if there is one.
        let plain = |at: &usize| matches!(self.facts.all[*at].side, None | Some(Side::Net));
        if said.side.is_none() && meant.iter().any(plain) && !same.iter().any(|at| meant.contains(at)) {
            meant.retain(plain);
        }
        if let Some(fact) = same.iter().find(|at| meant.contains(at)) {
            let all: Vec<usize> = same.iter().copied().filter(|at| meant.contains(at)).collect();
            return self
                .direction(said, &all, near)
                .unwrap_or(Verdict::Confirmed(Backing { fact: *fact, other: None }));
        }
        if matches!(said.role, Role::Change | Role::Variance) {
            let pairs = self.pairs(said, &own);
            let verdict = self.differs(said, &own, &pairs, near);
            let told = |verdict: &Verdict| !(near.again && matches!(verdict, Verdict::Contradicted(_)));
            if let Some(verdict) = verdict.filter(told) {
                return verdict;
            }
        }
        if let Some(wrong) = self.other_year(said, &same) {
            return Verdict::Contradicted(wrong);
        }
        if let Some(wrong) = self.other_column(said, &same, &meant, near) {
            return Verdict::Contradicted(wrong);
        }
        // What a text says of a later year no cell of this one bears out, or contradicts.
        let later = said.time.year.is_some_and(|year| year > self.period.year);
        let of_then = |at: &usize| self.facts.all[*at].time.year == said.time.year;
        if later && !own.iter().any(of_then) {
            return Verdict::Nobodys;
        }
        if let Some(fact) = same.first() {
            return if said.certain && !meant.is_empty() {
                Verdict::Nobodys
            } else {
                Verdict::Confirmed(Backing { fact: *fact, other: None })
            };
        }
        self.beyond(said, &own, &meant, near)
    }

    /// The variance that is meant where a forecast below zero is said and no forecast of the row is: `där prognosen är
    /// −8 700 tkr`.
    fn as_variance(&self, said: &Said, own: &[usize]) -> Option<Said> {
        let is_forecast = said.role == Role::Forecast && said.minus == Some(true) && said.measure.is_money();
        let forecasts = || own.iter().map(|at| &self.facts.all[*at]).filter(|fact| fact.role == Some(Role::Forecast));
        let above = forecasts().next().is_some() && forecasts().all(|fact| fact.amount.value() > Decimal::ZERO);
        (is_forecast && above).then(|| Said { role: Role::Variance, expected: true, ..said.clone() })
    }

    /// What becomes of a figure that no cell of its row holds.
    fn beyond(&self, said: &Said, own: &[usize], meant: &[usize], near: &Near<'_>) -> Verdict {
        if let Some(verdict) = self.other_end(said, own, near) {
            return verdict;
        }
        if let Some(fact) = self.of_month(said, near) {
            return Verdict::Confirmed(Backing { fact, other: None });
        }
        if let Some(wrong) = self.other_row(said, meant, near) {
            return Verdict::Contradicted(wrong);
        }
        if let Some(wrong) = self.of_extreme(said, near) {
            return Verdict::Contradicted(wrong);
        }
        if let Some(wrong) = self.near(said, meant, near) {
            return Verdict::Contradicted(wrong);
        }
        if near.together
            && let Some(verdict) = self.summed(said, near)
        {
            return verdict;
        }
        if let Some(fact) = self.anywhere(said, near) {
            return self.way_of(said, fact, near).unwrap_or(Verdict::Confirmed(Backing { fact, other: None }));
        }
        if let Some(backing) = self.derived(said, own, near) {
            return Verdict::Confirmed(backing);
        }
        if let Some(wrong) = self.wrong_share(said, own, near).or_else(|| self.in_other_kind(said, own, near)) {
            return Verdict::Contradicted(wrong);
        }
        let telling = self.telling(said, near).or_else(|| self.of_chapter(said, near));
        let telling = telling.or_else(|| self.in_other_unit(said, near)).or_else(|| self.of_each(said, near));
        let telling = telling.or_else(|| self.slip_of_topic(said, own, near));
        telling.map_or(Verdict::Nobodys, Verdict::Contradicted)
    }

    /// The cells that a statement is about: of a column's topic that the sentence names, those alone; of rows of one
    /// name, those of the unit that writes.
    pub(super) fn own(&self, said: &Said, near: &Near<'_>) -> Vec<usize> {
        let Near { subject, writes, topics, .. } = *near;
        if let Some(bare) = near.bare {
            return bare.to_vec();
        }
        let mut own = self.facts.about(subject, writes);
        if let (true, Some(side)) = (own.is_empty(), said.side) {
            own = self.facts.of_side(subject, writes, side);
        }
        let of_topic = |at: &usize| self.facts.all[*at].topic.as_ref().is_some_and(|topic| topics.contains(topic));
        if !said.measure.is_money() && !topics.is_empty() {
            let mut all = own.clone();
            if !own.iter().any(of_topic) {
                all = self.facts.about(Subject::Own, writes);
            }
            // `83 procent, jämfört med 80 procent i riket`: the topic is the other figure's, where another cell holds
            // this one.
            let holds = |at: &usize| self.is_same(said, &self.facts.all[*at]);
            let of_other =
                all.iter().any(|at| !of_topic(at) && holds(at)) && !all.iter().any(|at| of_topic(at) && holds(at));
            if all.iter().any(of_topic) && !of_other {
                all.retain(of_topic);
                return all;
            }
            if of_other {
                return own;
            }
        }
        own.retain(|at| self.facts.all[*at].topic.is_none() || said.measure.is_money() || of_topic(at));
        let mine = |at: &usize| {
            let fact = &self.facts.all[*at];
            writes.is_some() && fact.unit == writes && shift(fact, said.measure).is_some()
        };
        let rows = |own: &[usize]| own.iter().map(|at| self.facts.all[*at].row_at).collect::<BTreeSet<_>>().len();
        if rows(&own) > 1 && own.iter().any(mine) && matches!(subject, Subject::Named(_)) {
            let other: Vec<usize> = own.iter().copied().filter(|at| !mine(at)).collect();
            // Rows of others by this name bear a statement out, but contradict none.
            let bears_out = |at: &usize| {
                let fact = &self.facts.all[*at];
                self.is_same(said, fact) && (!said.certain || self.is_meant(said, fact))
            };
            if !other.iter().any(bears_out) {
                own.retain(mine);
            }
        }
        own
    }

    /// The difference between what is stated and a cell, in the statement's measure, and what it may be, since either
    /// may be rounded.
    fn distance(&self, said: &Said, fact: &Fact) -> Option<(Decimal, Decimal)> {
        let shift = shift(fact, said.measure)?;
        let there = fact.amount.shifted(shift)?;
        let off = (said.amount.value().abs() - there.value().abs()).abs();
        let finer = shift == 0 && said.amount.decimals() >= fact.amount.decimals();
        let of_cell = Amount::new(fact.amount.half_unit()).shifted(shift)?.value();
        // A cell in few digits says nothing of a figure in many.
        // So does one that is itself the rounded one of another.
        let of_cell = if fact.coarse || of_cell.checked_mul(Decimal::from(COARSE))? > said.amount.value().abs() {
            Decimal::ZERO
        } else {
            of_cell
        };
        let margin = if finer { Decimal::ZERO } else { said.amount.half_unit().max(of_cell) };
        Some((off, if said.about { margin.max(loose(said.amount)) } else { margin }))
    }

    pub(super) fn is_same(&self, said: &Said, fact: &Fact) -> bool {
        self.distance(said, fact).is_some_and(|(off, margin)| off <= margin)
    }

    /// Whether a cell can be what the statement is about.
    pub(super) fn is_meant(&self, said: &Said, fact: &Fact) -> bool {
        shift(fact, said.measure).is_some()
            && self.is_of_role(said, fact)
            && self.is_of_time(said, fact)
            && is_of_side(said, fact)
            && said.sex == fact.sex
    }

    /// Whether a cell holds what the statement says that it is: of a row that has one variance alone, that is the one,
    /// whether it is of the period or of the year.
    pub(super) fn is_of_role(&self, said: &Said, fact: &Fact) -> bool {
        (said.role == Role::Variance && fact.only) || self.is_of_very_role(said, fact)
    }

    fn is_of_very_role(&self, said: &Said, fact: &Fact) -> bool {
        let result = fact.result && matches!(fact.role, Some(Role::Outcome | Role::Forecast) | None);
        match said.role {
            Role::Variance if said.expected => {
                (fact.role == Some(Role::Variance) || result)
                    && (fact.expected || fact.time.part == Some(Part::Whole) || self.period.is_year())
            }
            // Of a row that has both, one without a time may be that of the year.
            Role::Variance => {
                let whole = matches!(said.time.part, None | Some(Part::Whole));
                (fact.role == Some(Role::Variance) && (!fact.expected || whole))
                    || (result && fact.role != Some(Role::Forecast))
            }
            Role::Forecast => fact.role == Some(Role::Forecast) || (fact.expected && fact.role != Some(Role::Variance)),
            Role::Outcome if fact.role.is_none() || self.is_planned(said, fact) => true,
            // `Utfört, %`: what a column of shares holds is what came of them.
            Role::Outcome if said.measure == Measure::Share && fact.measure == Some(Measure::Share) => {
                matches!(fact.role, Some(Role::Outcome | Role::Other))
            }
            Role::Outcome | Role::Budget | Role::Target => fact.role == Some(said.role),
            Role::Change => fact.role == Some(Role::Change),
            Role::Other => false,
        }
    }

    pub(super) fn is_of_time(&self, said: &Said, fact: &Fact) -> bool {
        // What was expected earlier is meant where the text says when.
        if fact.former && !matches!(said.time.part, Some(Part::Month(_) | Part::Other)) {
            return false;
        }
        let part = |part: Option<Part>| {
            if self.period.is_year() && part == Some(Part::Period) { Some(Part::Whole) } else { part }
        };
        // What is so in the last month is so at the period's end; what money has come to in that month alone is not.
        let last = |part: &Part| *part == Part::Month(self.period.last) && !said.measure.is_money();
        let own = if said.time.part.as_ref().is_some_and(last) { None } else { said.time.part };
        let (one, other) =
            (Time { year: said.time.year, part: part(own) }, Time { year: fact.time.year, part: part(fact.time.part) });
        let year = match (one.year, other.year) {
            (Some(a), Some(b)) => a == b,
            (None, Some(b)) => b == self.period.year,
            (Some(a), None) => a == self.period.year && !self.is_of_years(fact),
            (None, None) => true,
        };
        let parts = match (one.part, other.part) {
            (Some(Part::Month(_) | Part::Other), other) => one.part == other,
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        year && parts
    }

    /// Whether a cell is what a budget gives its row in the report's own year: `Stortorget kostar 17,5 mnkr`. What a
    /// goal is measured by has come about before.
    fn is_planned(&self, said: &Said, fact: &Fact) -> bool {
        let is_now = fact.time.year == Some(self.period.year) && fact.role == Some(Role::Budget);
        self.period.ahead && is_now && said.end.is_none() && !fact.is_indicator
    }

    /// Whether a cell is what its row comes to over the years that it has a column of each: `Total utgift`.
    fn is_of_years(&self, fact: &Fact) -> bool {
        if fact.time.year.is_some() || !TOTALS.iter().any(|word| fact.column.to_lowercase().starts_with(word)) {
            return false;
        }
        let mut years = self.facts.of_row(fact.row_at).filter_map(|(_, other)| other.time.year);
        years.next().is_some_and(|first| years.any(|year| year != first))
    }

    /// The direction that is said, against the signs of the cells that hold the very figure.
    fn direction(&self, said: &Said, same: &[usize], near: &Near<'_>) -> Option<Verdict> {
        if let Some(more) = said.turn {
            return self.turned(said, same, more);
        }
        if let Some(fell) = said.fell {
            return self.became(said, same, fell);
        }
        let minus = said.minus?;
        // `Park +0,7 mnkr`: a sign says it as well as a word does.
        let sure = said.certain || (near.here && same.len() == 1);
        if said.role != Role::Variance || !sure || !said.measure.is_money() {
            return None;
        }
        let fits = |at: &usize| {
            let fact = &self.facts.all[*at];
            fact.amount.value().is_zero() || (fact.amount.value().is_sign_negative() != fact.flipped) == minus
        };
        let first = same.first()?;
        (!same.iter().any(fits)).then_some(Verdict::Contradicted(Wrong::Direction(*first)))
    }

    /// Whether the figure is less than that of the year before, where it is said to have fallen to it, or more.
    fn became(&self, said: &Said, same: &[usize], fell: bool) -> Option<Verdict> {
        let (mut told, mut first) = (Vec::new(), None);
        for at in same {
            let fact = &self.facts.all[*at];
            let year = fact.time.year.unwrap_or(self.period.year);
            let is_before = |other: &Fact| {
                other.time.year.is_some_and(|other| other + 1 == year)
                    && other.role == fact.role
                    && (other.time.part == fact.time.part || other.time.part.is_none() || fact.time.part.is_none())
            };
            for (before, other) in self.facts.of_row(fact.row_at).filter(|(_, other)| is_before(other)) {
                let off = fact.amount.value().abs().checked_sub(other.amount.value().abs())?;
                // What has been so for two years may have become so in the first of them.
                let since = |(_, other): (usize, &Fact)| {
                    let is_earlier = other.role == fact.role && other.time.year.is_some_and(|other| other + 1 < year);
                    let off = fact.amount.value().abs().checked_sub(other.amount.value().abs());
                    is_earlier && off.is_some_and(|off| !off.is_zero() && off.is_sign_negative() == fell)
                };
                let became = off.is_zero() && self.facts.of_row(fact.row_at).any(since);
                told.push(became || (!off.is_zero() && off.is_sign_negative() == fell));
                first = first.or(Some((*at, before)));
            }
        }
        let (now, before) = first?;
        let other = said.since.is_some_and(|since| since + 1 != self.period.year) || self.facts.all[now].result;
        (!other && !told.contains(&true)).then_some(Verdict::Contradicted(Wrong::Turn(now, before)))
    }

    /// Whether the outcome of the row is more than its budget, where more was said, by their sizes.
    fn turned(&self, said: &Said, same: &[usize], more: bool) -> Option<Verdict> {
        let mut told = Vec::new();
        // Of a row that is itself a variance its sign tells, where the sentence says what costs or comes in.
        let signs = |at: &usize| {
            let fact = &self.facts.all[*at];
            let is_bad = fact.amount.value().is_sign_negative() != fact.flipped;
            fact.amount.value().is_zero() || said.minus.is_none_or(|minus| is_bad == minus)
        };
        for at in same {
            let fact = &self.facts.all[*at];
            let of = |role: fn(Option<Role>) -> bool| {
                let row = self.facts.of_row(fact.row_at).map(|(_, other)| other);
                row.filter(move |other| role(other.role) && self.is_of_time(said, other))
            };
            for budget in of(|role| role == Some(Role::Budget)) {
                for outcome in of(|role| matches!(role, Some(Role::Outcome | Role::Forecast))) {
                    let off = outcome.amount.value().abs().checked_sub(budget.amount.value().abs())?;
                    // Of several pairs the one whose difference is the figure itself.
                    if off.abs() == fact.amount.value().abs() {
                        told.push((off > Decimal::ZERO) == more);
                    }
                }
            }
        }
        let is_variance = |at: &usize| self.facts.all[*at].role == Some(Role::Variance);
        let by_sign = told.is_empty() && said.side.is_some() && said.measure.is_money();
        let turned = by_sign && same.iter().all(is_variance) && !same.iter().any(signs);
        (said.certain && (turned || (!told.is_empty() && !told.contains(&true))))
            .then(|| Verdict::Contradicted(Wrong::Direction(same[0])))
    }

    /// The stated figure is the row's, of this year, where the sentence says another one that the table does not have.
    fn other_year(&self, said: &Said, same: &[usize]) -> Option<Wrong> {
        let year = said.time.year.filter(|year| *year != self.period.year)?;
        let exact = said.certain
            && said.role != Role::Target
            && !said.apart
            && !said.about
            && digits(said.amount) >= 3
            && said.end.is_none();
        let whole = !matches!(said.time.part, Some(Part::Month(_) | Part::Other));
        let this = |at: &&usize| {
            let fact = &self.facts.all[**at];
            fact.time.year.is_none_or(|year| year == self.period.year) && self.is_of_role(said, fact)
        };
        let of_year = same.iter().any(|at| self.facts.all[*at].time.year == Some(year));
        let fact = *same.iter().find(this)?;
        (exact && whole && !of_year).then_some(Wrong::Year(fact, year))
    }

    /// What something went to against the cell of the year after the one that holds what it went from, or the other way
    /// round: `minskade från 26 till 20`, where the row has 26 and 22.
    fn other_end(&self, said: &Said, own: &[usize], near: &Near<'_>) -> Option<Verdict> {
        let (end, is_to) = (near.end?, said.end == Some(End::To));
        let holds =
            |fact: &&Fact| fact.amount.value().abs() == end.value().abs() && shift(fact, said.measure) == Some(0);
        let mut found: Vec<usize> = Vec::new();
        for fact in own.iter().map(|at| &self.facts.all[*at]).filter(holds) {
            let Some(year) = fact.time.year else { continue };
            let wanted = if is_to { year.checked_add(1) } else { year.checked_sub(1) };
            if is_to && said.time.year.is_some_and(|own| Some(own) != wanted) {
                continue;
            }
            let is_next =
                |other: &Fact| other.time.year == wanted && other.role == fact.role && other.measure == fact.measure;
            found.extend(self.facts.of_row(fact.row_at).filter(|(_, other)| is_next(other)).map(|(at, _)| at));
        }
        let [only] = found[..] else { return None };
        let right = self.facts.all[only].amount;
        if said.is(right.value().abs(), Decimal::ZERO) {
            return Some(Verdict::Confirmed(Backing { fact: only, other: None }));
        }
        if let Some(fact) = self.of_earlier(said, near).filter(|_| !is_to) {
            return Some(Verdict::Confirmed(Backing { fact, other: None }));
        }
        let cause = cause(said, right);
        // That the other end is exactly a cell's says that this row is meant, however round the figure is.
        let is_large = said.amount.value().abs() >= Decimal::TEN || digits(said.amount) >= 2;
        let told = !said.about && cause != Cause::Unknown && is_large;
        told.then_some(Verdict::Contradicted(Wrong::Figure(only, cause)))
    }

    /// The cell of an earlier year, in a row that the text speaks of, that something has come from: `Antalet
    /// tillsvidareanställda har vuxit från 75`, where a table of five years has it.
    fn of_earlier(&self, said: &Said, near: &Near<'_>) -> Option<usize> {
        let alike = self.facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        alike.into_iter().find(|at| {
            let fact = &self.facts.all[*at];
            let earlier = fact.time.year.is_some_and(|year| year < self.period.year);
            earlier && self.is_same(said, fact) && self.is_spoken(fact, near)
        })
    }

    /// The stated figure stands in another column of the row, and the column that is meant holds another one.
    fn other_column(&self, said: &Said, same: &[usize], meant: &[usize], near: &Near<'_>) -> Option<Wrong> {
        let other = *same.first()?;
        let lone = near.here && near.timeless;
        let plain = said.role == Role::Outcome && !said.measure.is_money();
        let timed = plain && said.time != Time::default();
        // `väntas bli`, of a row that is named.
        let named = matches!(near.subject, Subject::Named(_)) || near.bare.is_some();
        let expected = said.role == Role::Forecast && near.here && named;
        let sure = said.certain || timed || (plain && lone) || expected;
        if !sure
            || said.apart
            || said.about
            || meant.is_empty()
            || said.end == Some(End::From)
            || digits(said.amount) < if timed || lone || near.bare.is_some() { 2 } else { 3 }
            || said.role == Role::Change
        {
            return None;
        }
        let conflicts = |at: &usize| {
            let fact = &self.facts.all[*at];
            let role = fact.role.is_some_and(|role| role != said.role) && fact.role != Some(Role::Other);
            // `Simhallen tappade 2 635 besök`: no verb of this list.
            if fact.role == Some(Role::Change) && !said.certain {
                return false;
            }
            let now = said.time.part == Some(Part::Period) || (near.timeless && said.time == Time::default());
            let this = said.time.year.or(now.then_some(self.period.year));
            let year = fact.time.year.zip(this).is_some_and(|(a, b)| a != b);
            // `Männens sjukfrånvaro är`, and it is the women's.
            let sex = fact.sex.zip(said.sex).is_some_and(|(a, b)| a != b);
            // `ska öka från 78 till 82 procent 2013`: the year is the one that is meant.
            let named = said.end == Some(End::To) && said.time.year.is_some() && fact.time.year == said.time.year;
            if named {
                return false;
            }
            // What was expected in April is not what is now.
            let former = fact.former && said.role == Role::Forecast && near.timeless;
            // Without a year the sentence may be about another one.
            former || (role && said.role != Role::Variance && fact.role != Some(Role::Variance)) || year || sex
        };
        let row = |at: &usize| self.facts.all[*at].row_at;
        let first = *meant.iter().find(|at| row(at) == row(&other))?;
        // `Effektiviseringarna uppgår till 18,1 mnkr`: the column that holds it is what the sentence names.
        let is_named = |at: &usize| {
            let fact = &self.facts.all[*at];
            let spoken = |part: &String| near.words.iter().any(|word| names::alike(word, part));
            matches!(fact.role, None | Some(Role::Change | Role::Other))
                && names::content(&fact.column).iter().any(spoken)
        };
        if same.iter().any(is_named) {
            return None;
        }
        // `Lillhamn fick 64 nya bojar`: of what no table has.
        let fact = &self.facts.all[first];
        let is = |part: &String| names::alike(near.noun, part);
        let heads = || fact.column.to_lowercase().split(' ').any(|part| names::alike(near.noun, part));
        if !said.certain && !near.noun.is_empty() && !fact.words.iter().any(is) && !heads() {
            return None;
        }
        // Each row that holds it holds something else where it should.
        let in_row = |at: &usize| meant.iter().any(|meant| row(meant) == row(at));
        (same.iter().all(conflicts) && same.iter().all(in_row)).then_some(Wrong::Column(first, other))
    }

    /// The figure of another row of the table, in the column that is meant of the row that is named.
    fn other_row(&self, said: &Said, meant: &[usize], near: &Near<'_>) -> Option<Wrong> {
        let named = near.here && matches!(near.subject, Subject::Named(_));
        let plain = said.role == Role::Outcome && !said.measure.is_money() && near.timeless;
        let least = if said.certain { 2 } else { 3 };
        let lone = named && (said.certain || plain) && !said.apart && !said.about && said.end.is_none();
        if !lone || digits(said.amount) < least || said.role == Role::Change || near.named.len() != 1 {
            return None;
        }
        let alike = self.facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        let exact = |at: &&usize| {
            let other = &self.facts.all[**at];
            let same = other.amount.value().abs() == said.amount.value().abs() && shift(other, said.measure) == Some(0);
            same && self.is_of_role(said, other) && self.is_of_time(said, other)
        };
        let held: Vec<usize> = alike.iter().filter(exact).copied().collect();
        let mut found: Option<(usize, usize)> = None;
        let is_row = |at: &&usize| shift(&self.facts.all[**at], said.measure) == Some(0) && !self.facts.all[**at].sum;
        for first in meant.iter().filter(is_row) {
            let fact = &self.facts.all[*first];
            let is_other = |at: &&usize| {
                let other = &self.facts.all[**at];
                let beside = other.table_at == fact.table_at && other.column == fact.column;
                beside && other.row_at != fact.row_at && !other.sum && !self.is_told_of(other, fact, near)
            };
            let others: Vec<usize> = held.iter().filter(is_other).copied().collect();
            let [other] = others[..] else { continue };
            // Of several columns in which it is another row's, nobody knows which is meant, unless they hold the same.
            let value = |at: usize| self.facts.all[at].amount.value().abs();
            match found {
                Some((known, _)) if value(known) != value(*first) => return None,
                _ => found = found.or(Some((*first, other))),
            }
        }
        let (first, other) = found?;
        // What stands elsewhere, of what the text speaks, may be meant.
        let row = &self.facts.all[other].row;
        let of_row = |at: &usize| self.facts.all[*at].row == *row;
        let spoken = |at: &usize| self.is_told_of(&self.facts.all[*at], &self.facts.all[first], near);
        let free = held.iter().all(|at| of_row(at) || !spoken(at));
        free.then(|| Wrong::Figure(first, Cause::OtherRow(row.clone())))
    }

    /// Whether the sentence speaks of another row than the one that is meant, by a word that this one has not; rows
    /// that have no word of their own are all spoken of.
    fn is_told_of(&self, other: &Fact, fact: &Fact, near: &Near<'_>) -> bool {
        let own = names::content(&fact.row);
        let mut parts = names::content(&other.row);
        parts.retain(|part| !own.contains(part));
        let is = |part: &String| {
            near.spoken.iter().any(|word| names::alike(word, part) && !own.iter().any(|own| names::same(word, own)))
        };
        parts.is_empty() || parts.iter().any(is)
    }

    /// The cell that a figure was probably meant to be.
    fn near(&self, said: &Said, meant: &[usize], near: &Near<'_>) -> Option<Wrong> {
        let Near { subject, here, writes, topics, .. } = *near;
        let named = here && matches!(subject, Subject::Named(_));
        // `Sjukfrånvaron är`: a column's topic says what the figure is as well as a role does.
        let of_topic = |at: &usize| self.facts.all[*at].topic.is_some();
        let topical = !topics.is_empty() && !meant.is_empty() && meant.iter().all(of_topic);
        let bare = near.bare.is_some();
        let plain = said.role == Role::Outcome && (named || topical || bare) && !said.measure.is_money();
        let plain = plain || (said.role == Role::Forecast && named && meant.len() == 1);
        // What is said of several together is no single row's.
        if said.apart || subject == Subject::Unknown || near.together {
            return None;
        }
        if !said.certain && !plain {
            return self.slip(said, meant);
        }
        let meant: Vec<usize> = meant.iter().copied().filter(|at| self.can_tell(said, *at, writes)).collect();
        let off = |at: &usize| self.distance(said, &self.facts.all[*at]).map_or(Decimal::MAX, |(off, _)| off);
        let slip = |at: &&usize| {
            let fact = &self.facts.all[**at];
            let there = shift(fact, said.measure).and_then(|shift| fact.amount.shifted(shift));
            there.is_some_and(|there| cause(said, there) != Cause::Unknown) || self.thousands(said, fact)
        };
        let by_slip = meant.iter().filter(slip).min_by_key(|at| off(at));
        let nearest = *by_slip.or_else(|| meant.iter().min_by_key(|at| off(at)))?;
        let fact = &self.facts.all[nearest];
        let there = fact.amount.shifted(shift(fact, said.measure)?)?;
        let cause = cause(said, there);
        if self.thousands(said, fact) {
            return Some(Wrong::Figure(nearest, Cause::Thousands));
        }
        let unsure = (said.side.is_some() && said.side != fact.side && said.side != Some(Side::Net))
            || (matches!(subject, Subject::Whole) && !said.certain);
        // Where just one cell can be meant, one digit tells.
        let lone = here && self.facts.is_named(subject, nearest) || subject == Subject::Own;
        // Of a row that has a variance of the period and one of the year it is neither.
        let one = |at: &usize| {
            let other = &self.facts.all[*at];
            let same = other.amount.value().abs() == fact.amount.value().abs();
            same || (said.role == Role::Variance && other.row_at == fact.row_at)
        };
        let lone = lone && said.certain && meant.iter().all(one);
        let fewest = match (unsure, lone) {
            (true, _) => 3,
            (false, lone) => 2 - usize::from(lone),
        };
        let telling = cause != Cause::Unknown && digits(said.amount) >= fewest;
        // `360 olika anläggningar` are no inspections.
        let counts = |word: &String| {
            let column = names::content(&fact.column);
            fact.words.iter().chain(&column).any(|part| names::alike(word, part))
        };
        let counts = !near.headed && (said.counted.is_empty() || said.counted.iter().any(counts));
        // `Anmälningar per 1 000 invånare` may be near any number.
        let is_quotient = fact.column.split_whitespace().any(|word| word == "per") && !said.measure.is_money();
        let close = !unsure
            && counts
            && !said.about
            && !is_quotient
            && (said.end.is_none() || here)
            && is_near(off(&nearest), there)
            && !matches!(subject, Subject::Whole)
            && fact.role != Some(Role::Other)
            && !(said.role == Role::Variance && fact.expected && !said.expected && said.time.part.is_none())
            && self.is_of_very_role(said, fact);
        (telling || close).then_some(Wrong::Figure(nearest, cause))
    }

    /// Whether a cell that can be meant tells what a figure should be.
    fn can_tell(&self, said: &Said, at: usize, writes: Option<UnitIndex>) -> bool {
        let fact = &self.facts.all[at];
        // An indicator of all, in a text about a part: the part has figures of its own.
        let own = !fact.is_indicator || writes.is_none() || fact.unit == writes;
        // What an earlier year came to is not what it had come to by then.
        let earlier = fact.time.year.is_some_and(|year| year < self.period.year);
        let whole = fact.time.part.is_none() && said.time.part == Some(Part::Period) && !self.period.is_year();
        own && !(earlier && whole)
    }

    /// The one cell that can be meant, from which a figure of three digits or more differs in one or in their order,
    /// though the sentence does not say in so many words what it is.
    fn slip(&self, said: &Said, meant: &[usize]) -> Option<Wrong> {
        let [only] = meant else { return None };
        let fact = &self.facts.all[*only];
        let there = fact.amount.shifted(shift(fact, said.measure)?)?;
        let cause = cause(said, there);
        (digits(said.amount) >= 3 && !said.about && cause != Cause::Unknown).then_some(Wrong::Figure(*only, cause))
    }

    /// Whether a figure is a cell's in a unit a thousand times as large or small.
    fn thousands(&self, said: &Said, fact: &Fact) -> bool {
        let Some(shift) = shift(fact, said.measure) else { return false };
        let is = |shift: i32| {
            fact.amount.shifted(shift).is_some_and(|there| {
                let margin = said.amount.half_unit();
                digits(said.amount) >= 2
                    && (there.value().abs() - said.amount.value().abs()).abs()
                        <= if shift < 0 { margin } else { Decimal::ZERO }
            })
        };
        said.measure.is_money() && (is(shift + 3) || is(shift - 3))
    }

    /// The cell of the chapter that holds the very number in a unit of money a thousand times as large or small.
    fn in_other_unit(&self, said: &Said, near: &Near<'_>) -> Option<Wrong> {
        let Measure::Money(power) = said.measure else { return None };
        // `drygt 1 058 tkr`, of 1 058,4 million.
        let rare = digits(said.amount) >= if said.about { TELLING } else { 3 } && said.role != Role::Change;
        let is_it = |at: &&usize| {
            let fact = &self.facts.all[**at];
            let other = matches!(fact.measure, Some(Measure::Money(own)) if own != power);
            let there = if said.about { fact.amount.rounded(said.amount.decimals()) } else { fact.amount };
            other && there.value().abs() == said.amount.value().abs()
        };
        let found = near.chapter.iter().find(is_it).filter(|_| rare)?;
        Some(Wrong::Figure(*found, Cause::Thousands))
    }

    /// The cell of a month that the sentence names, in a row that it speaks of: `I oktober var antalet 185`.
    fn of_month(&self, said: &Said, near: &Near<'_>) -> Option<usize> {
        let month = said.time.part.filter(|part| matches!(part, Part::Month(_)))?;
        let year = said.time.year.unwrap_or(self.period.year);
        let all = self.facts.about_as_large(said.amount, said.measure, Decimal::ZERO).into_iter();
        let is_it = |at: &usize| {
            let fact = &self.facts.all[*at];
            // The last month's column is read as that of the period.
            let of_column = || times::month(&fact.column.trim().to_lowercase()).map(Part::Month);
            let of_month = fact.time.part == Some(month) || of_column() == Some(month);
            let of_then = of_month && fact.time.year.is_none_or(|own| own == year);
            of_then && self.is_same(said, fact) && self.is_spoken(fact, near)
        };
        all.into_iter().find(is_it)
    }

    /// Whether the text speaks of what a cell's row or table is of.
    pub(super) fn is_spoken(&self, fact: &Fact, near: &Near<'_>) -> bool {
        fact.words.iter().any(|part| near.words.iter().any(|word| names::alike(word, part)))
    }

    /// A cell of the whole report that holds the figure: one whose row the text names, or any where the figure has
    /// digits enough to be told by.
    fn anywhere(&self, said: &Said, near: &Near<'_>) -> Option<usize> {
        let margin = if said.about { loose(said.amount) } else { said.amount.half_unit() };
        let near_it = self.facts.about_as_large(said.amount, said.measure, margin);
        // `36,0 procent` is no count of 36.
        let written = |fact: &Fact| {
            let share = said.measure == Measure::Share && fact.measure.is_none();
            !share || fact.amount.decimals() == said.amount.decimals()
        };
        let is_it = |fact: &Fact| written(fact) && self.is_same(said, fact);
        let all = || near_it.iter().copied().filter(|at| is_it(&self.facts.all[*at]));
        let roles =
            |at: &usize| said.role == Role::Other || !said.certain || self.is_of_role(said, &self.facts.all[*at]);
        let times = |at: &usize| self.is_of_time(said, &self.facts.all[*at]);
        let spoken = |at: &usize| self.is_spoken(&self.facts.all[*at], near);
        let enough = digits(said.amount) >= if said.role == Role::Other { TELLING } else { 3 };
        all()
            .filter(|at| digits(said.amount) >= 2 && roles(at) && times(at) && spoken(at))
            .max_by_key(|at| {
                self.facts.all[*at]
                    .words
                    .iter()
                    .filter(|part| near.words.iter().any(|word| names::alike(word, part)))
                    .count()
            })
            .or_else(|| all().find(|at| enough && roles(at) && times(at)))
            .or_else(|| all().find(|at| digits(said.amount) >= TELLING && times(at)))
    }

    /// The direction of a variance that is found by its digits alone, where all variances of these digits have one.
    fn way_of(&self, said: &Said, fact: usize, near: &Near<'_>) -> Option<Verdict> {
        let is_variance = |at: &usize| self.facts.all[*at].role == Some(Role::Variance);
        let sure = said.certain && said.role == Role::Variance && digits(said.amount) >= TELLING && is_variance(&fact);
        let alike = self.facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        let all: Vec<usize> = alike.into_iter().filter(|at| self.is_same(said, &self.facts.all[*at])).collect();
        (sure && all.iter().all(is_variance)).then(|| self.direction(said, &all, near))?
    }

    /// Two cells of which the figure is the share or the sum, so that both back it.
    fn derived(&self, said: &Said, own: &[usize], near: &Near<'_>) -> Option<Backing> {
        let mut rows: Vec<usize> = own.to_vec();
        rows.extend(near.named.iter().flatten());
        rows.sort_unstable();
        rows.dedup();
        match said.measure {
            Measure::Share => self.share(said, &rows),
            Measure::Money(_) | Measure::Count => {
                self.sum(said, near).filter(|sum| sum.is(said)).map(|sum| sum.backing)
            }
            _ => None,
        }
    }

    /// A share of a row's budget or target, or of what the whole has in its column.
    fn share(&self, said: &Said, rows: &[usize]) -> Option<Backing> {
        let mut all = self.shares(said, rows).into_iter();
        all.find(|(_, share)| said.is(*share, Decimal::ZERO)).map(|(backing, _)| backing)
    }

    /// The one share that can be meant, where the stated one differs from it in a digit: `65,8 procent av budgeten`.
    fn wrong_share(&self, said: &Said, own: &[usize], near: &Near<'_>) -> Option<Wrong> {
        if said.measure != Measure::Share || !near.of || said.about || said.apart || digits(said.amount) < 2 {
            return None;
        }
        let of_now: Vec<usize> = own.iter().copied().filter(|at| self.is_of_time(said, &self.facts.all[*at])).collect();
        let mut close: Vec<(Backing, Amount)> = Vec::new();
        for (backing, share) in self.shares(said, &of_now) {
            let right = Amount::new(share).rounded(said.amount.decimals());
            let known = close.iter().any(|(_, other)| other.value() == right.value());
            if cause(said, right) != Cause::Unknown && !known {
                close.push((backing, right));
            }
        }
        let [(Backing { fact: one, other: Some(other) }, right)] = close[..] else { return None };
        Some(Wrong::Derived { how: Derived::Share, one, other, right, cause: cause(said, right) })
    }

    /// What cells are of their row's budget or target, or of the whole's in their column, in per cent.
    fn shares(&self, said: &Said, rows: &[usize]) -> Vec<(Backing, Decimal)> {
        let mut all = Vec::new();
        for one in rows.iter().filter(|at| is_of_side(said, &self.facts.all[**at])) {
            let a = &self.facts.all[*one];
            // Without a side what is spoken of is the row that has none.
            if said.side.is_none() && !matches!(a.side, None | Some(Side::Net)) {
                continue;
            }
            let alike = |b: &Fact| b.table_at == a.table_at && b.measure == a.measure && b.side == a.side;
            let others = self.facts.of_row(a.row_at).chain(self.facts.of_sums(a.table_at));
            for (other, b) in others.filter(|(_, b)| alike(b)) {
                let of_row =
                    b.row_at == a.row_at && matches!(b.role, Some(Role::Budget | Role::Target)) && b.role != a.role;
                let of_all = b.sum && b.column == a.column && b.row_at != a.row_at;
                if !(of_row || of_all) || b.amount.value().is_zero() {
                    continue;
                }
                let share = amount::percent(a.amount.value().abs(), b.amount.value().abs());
                all.extend(share.map(|share| (Backing { fact: *one, other: Some(other) }, share)));
            }
        }
        all
    }

    /// What is said of several rows together, against their sum: told where one digit is another.
    fn summed(&self, said: &Said, near: &Near<'_>) -> Option<Verdict> {
        let sum = self.sum(said, near)?;
        if sum.is(said) {
            return Some(Verdict::Confirmed(sum.backing));
        }
        let right = sum.right.rounded(said.amount.decimals());
        let cause = cause(said, right);
        let told = cause != Cause::Unknown && digits(said.amount) >= 2 && !said.about;
        let other = sum.backing.other?;
        told.then_some(Verdict::Contradicted(Wrong::Derived {
            how: Derived::Sum,
            one: sum.backing.fact,
            other,
            right,
            cause,
        }))
    }

    /// The sum of the rows that a sentence names, in a column that can be meant: the one that it says, or the first.
    fn sum(&self, said: &Said, near: &Near<'_>) -> Option<Sum> {
        let mut known = None;
        let [first, rest @ ..] = near.named else { return None };
        if rest.is_empty() {
            return None;
        }
        for one in first.iter().filter(|at| self.is_meant(said, &self.facts.all[**at])) {
            let a = &self.facts.all[*one];
            let alike = |at: &&usize| {
                let fact = &self.facts.all[**at];
                fact.table_at == a.table_at && fact.column == a.column && fact.row_at != a.row_at
            };
            let others: Option<Vec<usize>> = rest.iter().map(|row| row.iter().find(alike).copied()).collect();
            let Some(others) = others else { continue };
            let sum = others
                .iter()
                .try_fold(a.amount.value(), |sum, at| sum.checked_add(self.facts.all[*at].amount.value()))?;
            let shift = shift(a, said.measure)?;
            let right = Amount::new(sum).shifted(shift)?;
            let sum = Sum { right, backing: Backing { fact: *one, other: others.first().copied() } };
            if sum.is(said) {
                return Some(sum);
            }
            known = known.or(Some(sum));
        }
        known
    }

    /// The one cell of the unit's rows, of the whole or of the row that is named, from which a figure of many digits
    /// differs in one or in their order. Where the sentence does not say what its figure is, of the row that it names.
    fn telling(&self, said: &Said, near: &Near<'_>) -> Option<Wrong> {
        let Near { subject, here, writes, .. } = *near;
        let named = here && matches!(subject, Subject::Named(_));
        let sure = said.certain && said.role != Role::Other;
        let mean = near.mean && said.apart;
        if digits(said.amount) < TELLING || said.about || mean || !(sure || (named && !said.apart)) {
            return None;
        }
        let mut all = near.bare.map_or_else(|| self.facts.about(subject, writes), <[usize]>::to_vec);
        if matches!(subject, Subject::Own) && near.bare.is_none() {
            let own = writes.map_or(&[][..], |unit| self.facts.all_of_unit(unit));
            all.extend(Some(own).filter(|own| own.len() <= MANY).unwrap_or_default());
            all.extend(self.facts.about(Subject::Whole, None));
        }
        let close = |at: &usize| {
            let fact = &self.facts.all[*at];
            let there = shift(fact, said.measure).and_then(|shift| fact.amount.shifted(shift));
            there.is_some_and(|there| cause(said, there) != Cause::Unknown)
                && (!sure || self.is_of_role(said, fact))
                && (digits(said.amount) > TELLING || self.is_of_time(said, fact))
                && is_of_side(said, fact)
        };
        let mut near: Vec<usize> = all.into_iter().filter(close).collect();
        near.sort_unstable_by_key(|at| self.facts.all[*at].amount.value().abs());
        near.dedup_by_key(|at| self.facts.all[*at].amount.value().abs());
        let [only] = near[..] else { return None };
        let fact = &self.facts.all[only];
        let there = fact.amount.shifted(shift(fact, said.measure)?)?;
        Some(Wrong::Figure(only, cause(said, there)))
    }

    /// The differences of two cells of a row that a change or a variance can be.
    fn pairs(&self, said: &Said, own: &[usize]) -> Vec<Pair> {
        let mut all = Vec::new();
        // A change of an earlier year, `2024 ökade den med 3`, where the year before it is known as well.
        let year = |at: &usize| self.facts.all[*at].time.year;
        let of_then = said.since.is_none()
            && said.time.year.is_some_and(|then| own.iter().any(|at| year(at).is_some_and(|year| year + 1 == then)));
        for one in own {
            for (other, b) in self.facts.of_row(self.facts.all[*one].row_at) {
                let a = &self.facts.all[*one];
                if *one == other || !is_of_side(said, a) || own.binary_search(&other).is_err() {
                    continue;
                }
                let level = |fact: &Fact| matches!(fact.role, Some(Role::Outcome | Role::Forecast) | None);
                let fits = if said.role == Role::Change {
                    // A year before the report's is what is compared with.
                    let since = said.since.or(said.time.year.filter(|year| *year < self.period.year && !of_then));
                    let later = said.time.year.filter(|year| Some(*year) != since);
                    // Beside a column of an earlier year one without a year is of now.
                    let now = a.time.year.or(b.time.year.map(|_| self.period.year));
                    let years = now.zip(b.time.year).is_some_and(|(a, b)| match since {
                        Some(since) => b == since && a == later.unwrap_or(self.period.year),
                        None => a == b + 1 && later.is_none_or(|year| year == a),
                    });
                    let expected = said.expected || a.role != Some(Role::Forecast);
                    let roles =
                        (level(a) && level(b) && expected) || (a.role == Some(Role::Budget) && a.role == b.role);
                    let parts = a.time.part == b.time.part
                        || a.time.part.is_none()
                        || b.time.part.is_none()
                        || a.role == Some(Role::Forecast);
                    years && roles && parts
                } else {
                    let parts = a.time.part == b.time.part || a.time.part.is_none() || b.time.part.is_none();
                    let expected = if said.expected { a.role == Some(Role::Forecast) } else { level(a) };
                    let aim =
                        b.role == Some(Role::Budget) || (b.role == Some(Role::Target) && !said.measure.is_money());
                    expected && aim && a.time.year == b.time.year && parts && self.is_of_time(said, a)
                };
                all.extend(Some(()).filter(|()| fits).and_then(|()| self.pair(said, *one, other)));
            }
        }
        all
    }

    /// The difference of two cells in the measure of a statement.
    pub(super) fn pair(&self, said: &Said, one: usize, other: usize) -> Option<Pair> {
        let (a, b) = (&self.facts.all[one], &self.facts.all[other]);
        if b.measure != a.measure {
            return None;
        }
        // What has no measure is no money.
        let measure = a.measure.unwrap_or(Measure::Other);
        let sizes = |fact: &Fact| {
            if a.amount.value().is_sign_negative() && b.amount.value().is_sign_negative() {
                fact.amount.value().abs()
            } else {
                fact.amount.value()
            }
        };
        let (new, old) = (sizes(a), sizes(b));
        let difference = new.checked_sub(old)?;
        let half = a.amount.half_unit() + b.amount.half_unit();
        let of = |value: Decimal, margin: Decimal| Some(Pair { one, other, difference: Amount::new(value), margin });
        match (said.measure, measure) {
            (Measure::Share, Measure::Money(_) | Measure::Count | Measure::Other) => {
                of(amount::percent(difference, old.abs())?, amount::percent(half, old.abs())?)
            }
            (Measure::Points, Measure::Share) => of(difference, half),
            // What shares differ by is points.
            (Measure::Share, Measure::Share) => None,
            (wanted, own) => {
                let shift = own.shift(wanted)?;
                of(Amount::new(difference).shifted(shift)?.value(), Amount::new(half).shifted(shift)?.value())
            }
        }
    }

    /// A change that is told in per cent and is so in percentage points, or the other way round: `0,6 procent högre`,
    /// of 9,4 and 8,8 per cent.
    fn in_other_kind(&self, said: &Said, own: &[usize], near: &Near<'_>) -> Option<Wrong> {
        let (measure, how) = match said.measure {
            Measure::Share => (Measure::Points, Derived::InPoints),
            Measure::Points => (Measure::Share, Derived::InPercent),
            _ => return None,
        };
        let exact = said.role == Role::Change && said.certain && !said.about && !said.apart;
        if !exact || digits(said.amount) < if near.here { 1 } else { 2 } {
            return None;
        }
        let other = Said { measure, ..said.clone() };
        let pairs = self.pairs(&other, own);
        let pair = self.one_of(&other, &pairs)?;
        let right = pair.difference.rounded(said.amount.decimals());
        let same = right.value().abs() == said.amount.value().abs();
        same.then_some(Wrong::Derived { how, one: pair.one, other: pair.other, right, cause: Cause::Unknown })
    }

    /// Leaves out the rows that do not hold the figure that a difference stands right behind: `Klagomålen var 77, ett
    /// fler`, where the row has 33.
    fn keep_beside(&self, said: &Said, own: &mut Vec<usize>, near: &Near<'_>) {
        let before = near.beside.iter().rev().find(|other| other.at.end <= said.at.start);
        let level = |other: &&Said| {
            let close = said.at.start - other.at.end <= 2;
            close && other.measure == said.measure && other.role != Role::Change && other.end.is_none()
        };
        if let (Role::Change, Some(level)) = (said.role, before.filter(level)) {
            own.retain(|at| self.facts.of_row(self.facts.all[*at].row_at).any(|(_, fact)| self.is_same(level, fact)));
        }
    }

    /// Whether a variance is that of the other part of the year than the sentence seems to say: `hamnar 1,0 mnkr
    /// under`.
    fn is_of_other_time(&self, said: &Said, own: &[usize]) -> bool {
        let other = Said { expected: !said.expected, time: Time::default(), ..said.clone() };
        let is = |pair: &Pair| said.is(pair.difference.value(), pair.margin);
        said.role == Role::Variance && self.pairs(&other, own).iter().any(is)
    }

    /// The one difference that is meant, where all that can be are one: without a year that of this year.
    fn one_of<'p>(&self, said: &Said, pairs: &'p [Pair]) -> Option<&'p Pair> {
        let of_year = |pair: &&Pair| {
            said.role != Role::Change
                || said.time.year.is_some()
                || said.since.is_some()
                || self.facts.all[pair.one].time.year.is_none_or(|year| year == self.period.year)
        };
        let mut of_year: Vec<&Pair> = pairs.iter().filter(of_year).collect();
        let of_side = |pair: &&Pair| match said.side {
            None => matches!(self.facts.all[pair.one].side, None | Some(Side::Net)),
            side => self.facts.all[pair.one].side == side,
        };
        if of_year.iter().any(of_side) {
            of_year.retain(|pair| of_side(pair));
        }
        let mut all = of_year.into_iter();
        let first = all.next()?;
        let margin = |pair: &Pair| first.margin.saturating_add(pair.margin);
        let is_same = |pair: &Pair| {
            let off = pair.difference.value().checked_sub(first.difference.value());
            off.is_some_and(|off| off.abs() <= margin(pair))
        };
        all.all(is_same).then_some(first)
    }

    /// A change or a variance against the differences that it can be.
    fn differs(&self, said: &Said, own: &[usize], pairs: &[Pair], near: &Near<'_>) -> Option<Verdict> {
        let off = |pair: &Pair| (said.amount.value().abs() - pair.difference.value().abs()).abs();
        let margin = |pair: &Pair| {
            let own = said.amount.half_unit().saturating_add(pair.margin);
            if said.about { own.max(loose(said.amount)) } else { own }
        };
        let same: Vec<&Pair> = pairs.iter().filter(|pair| off(pair) <= margin(pair)).collect();
        if let Some(pair) = same.first() {
            // `12 mnkr lägre än budget`: less, whatever that is for the result.
            let less = if said.role == Role::Change { said.minus } else { said.turn.map(|more| !more) };
            // Without a year it is the last one's change.
            let is_last = |pair: &&Pair| {
                let year = self.facts.all[pair.one].time.year;
                said.time.year.is_some() || said.since.is_some() || year.is_none_or(|year| year == self.period.year)
            };
            let turned = said.certain
                && same.iter().all(is_last)
                && less.is_some_and(|minus| {
                    same.iter().all(|pair| {
                        !pair.difference.value().is_zero()
                            && pair.difference.value().is_sign_negative() != minus
                            && !self.facts.all[pair.one].result
                    })
                });
            let verdict = if turned {
                Verdict::Contradicted(Wrong::Turn(pair.one, pair.other))
            } else {
                Verdict::Confirmed(Backing { fact: pair.one, other: Some(pair.other) })
            };
            return Some(verdict);
        }
        let only = self.one_of(said, pairs)?;
        // `Kostnaderna steg med 5,4 procent`: of no row that says nothing of a side, unless the sentence names it.
        let other_side = said.side.is_some() && self.facts.all[only.one].side.is_none() && !near.here;
        // `Ökningen är 5,6 procent`, of what the text has come to: of the whole where that is said alone.
        let of_text = matches!(near.subject, Subject::Own | Subject::Whole) && !near.here;
        if !said.certain
            || other_side
            || (of_text && said.measure == Measure::Share && said.role == Role::Change)
            || self.is_of_other_time(said, own)
            || said.apart
            || said.about
            || said.time.part.is_some_and(|part| matches!(part, Part::Month(_) | Part::Other))
        {
            return None;
        }
        let right = only.difference.rounded(said.amount.decimals());
        let cause = cause_of_difference(said, only.difference);
        // Of a row that the sentence names, one digit of people or points tells.
        let small = near.here && matches!(near.subject, Subject::Named(_)) && !said.measure.is_money();
        let telling = cause != Cause::Unknown && digits(said.amount) >= if small { 1 } else { 2 };
        // `Simhallen minskade med 12,0 procent`: of the row of that name in the text's own chapter.
        let row = self.facts.all[only.one].row.to_lowercase();
        let is_of_chapter = || {
            let named = |at: &usize| names::same(&self.facts.all[*at].row.to_lowercase(), &row);
            !near.chapter.contains(&only.one) && near.chapter.iter().any(named)
        };
        ((telling || is_near(off(only), right)) && !is_of_chapter()).then_some(Verdict::Contradicted(Wrong::Derived {
            how: Derived::Difference,
            one: only.one,
            other: only.other,
            right,
            cause,
        }))
    }
}

/// How the headings of columns begin that add up others.
const TOTALS: [&str; 5] = ["total", "summa", "samman", "hela", "samtliga"];

/// A cell that is known by its row's name alone.
pub(super) fn with_row_alone(fact: &Fact) -> Fact {
    Fact { words: names::content(&fact.row), ..fact.clone() }
}

/// Whether a cell holds a figure as it is written, but for its sign.
pub(super) fn holds(fact: &Fact, said: &Said) -> bool {
    let share = (said.measure == Measure::Share) == (fact.measure == Some(Measure::Share));
    let there = shift(fact, said.measure).and_then(|shift| fact.amount.shifted(shift));
    (share || fact.measure.is_none()) && there.is_some_and(|there| said.is(there.value(), Decimal::ZERO))
}

/// The power of ten that turns a cell's figure into one in this measure; a cell without a measure has that of whatever
/// is no money.
pub(super) fn shift(fact: &Fact, wanted: Measure) -> Option<i32> {
    match fact.measure {
        Some(own) => own.shift(wanted),
        None => (!matches!(wanted, Measure::Money(_) | Measure::Rate(_) | Measure::Points)).then_some(0),
    }
}

pub(super) fn is_of_side(said: &Said, fact: &Fact) -> bool {
    match (said.side, fact.side) {
        // What costs net is called a cost for short.
        (Some(Side::Cost), Some(Side::Net)) => true,
        (Some(a), Some(b)) => a == b,
        (Some(Side::Income), None) => false,
        _ => true,
    }
}

/// What the digits of a statement and of a cell, rounded as the statement is, tell.
pub(super) fn cause(said: &Said, there: Amount) -> Cause {
    causes::of_digits(
        said.amount,
        if there.decimals() > said.amount.decimals() { there.rounded(said.amount.decimals()) } else { there },
    )
}

/// What the digits of a statement and of the difference that it should be tell.
fn cause_of_difference(said: &Said, difference: Amount) -> Cause {
    let is = |right: Option<Decimal>| right.is_some_and(|right| right.abs() == said.amount.value().abs());
    let times = difference.value().checked_mul(Decimal::ONE_THOUSAND);
    let part = difference.value().checked_div(Decimal::ONE_THOUSAND);
    if said.measure.is_money() && digits(said.amount) >= 2 && (is(times) || is(part)) {
        Cause::Thousands
    } else {
        causes::of_digits(said.amount, difference.rounded(said.amount.decimals()))
    }
}

/// Whether a figure is so near to the right one that it may be meant to be it.
fn is_near(off: Decimal, right: Amount) -> bool {
    amount::percent(off, right.value().abs()).is_some_and(|off| off <= Decimal::from(NEAR))
}

/// What a figure that is about right may be off by: one unit of its last digit that is not zero.
fn loose(amount: Amount) -> Decimal {
    let mut unit = amount.half_unit() * Decimal::TWO;
    let mut value = amount.value().abs();
    while amount.decimals() == 0 && !value.is_zero() && (value % Decimal::TEN).is_zero() {
        value /= Decimal::TEN;
        unit *= Decimal::TEN;
    }
    unit
}
