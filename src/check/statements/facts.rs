//! The cells of all tables, each with what its row and its column say of it: what sentences are compared with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::counted;
use crate::base::money;
use crate::base::positions::ColumnIndex;
use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::check::indicators;
use crate::input::manifest::{ColumnSet, ColumnSpec, Manifest};
use crate::input::row_kind::RowKind;
use crate::input::section::{Cell, Content as CellContent};
use crate::report::{Delivery, FinanceTable, GoalNode, OwnedRow, Report, UnitIndex, fulfilment};

use super::names::{self, NameId, Names, Subject, is_general};
use super::reading::{Measure, Sentence, digits};
use super::times::{self, Part, Period, Time};
use super::tokens::{self, Kind, tokens};
use super::units::Unit;
use super::words::{self, Class, Role, Sex, Side};

/// A figure of a table.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// Its value.
    pub(super) amount: Amount,
    /// Its measure; `None` where nothing says it.
    pub(super) measure: Option<Measure>,
    /// The unit in which it is measured, where that is one of those that texts mix up.
    pub(super) measured: Option<Unit>,
    /// What its column holds; `None` where the heading does not say.
    pub(super) role: Option<Role>,
    /// Whether it is of what is expected.
    pub(super) expected: bool,
    /// Its time.
    pub(super) time: Time,
    /// Its side of the accounts.
    pub(super) side: Option<Side>,
    /// Of whom it is, by its column, its row or its group.
    pub(super) sex: Option<Sex>,
    /// Whether its row is a result, which is itself above or below zero.
    pub(super) result: bool,
    /// The words of its row, its group and its table's heading that say what it is of.
    pub(super) words: Vec<String>,
    /// The words of all headings of its column.
    pub(super) heads: Arc<[String]>,
    /// The words of its table's heading.
    pub(super) title: Arc<[String]>,
    /// What its column is about, if that is more than what it holds and when: `sjukfrånvaro`.
    pub(super) topic: Option<String>,
    /// Whether its row is an indicator of a goal.
    pub(super) is_indicator: bool,
    /// Whether its column counts a surplus below zero.
    pub(super) flipped: bool,
    /// Whether it is of the committee as a whole.
    pub(super) whole: bool,
    /// Whether its row is a sum.
    pub(super) sum: bool,
    /// Whether it is the only variance of its row, so that it is that of whatever the text speaks of.
    pub(super) only: bool,
    /// Whether it was expected earlier, and its row has what is expected now: `Prognos T1` beside `Prognos T2`.
    pub(super) former: bool,
    /// Whether a more exact cell holds the same, so that its own rounding excuses nothing.
    pub(super) coarse: bool,
    /// Where it was written.
    pub(super) place: Span,
    /// The heading of its table.
    pub(super) table: String,
    /// The name of its row.
    pub(super) row: String,
    /// The heading of its column.
    pub(super) column: String,
    /// Its row, among all rows.
    pub(super) row_at: usize,
    /// Its table, among all tables.
    pub(super) table_at: usize,
    /// The unit whose row it is.
    pub(super) unit: Option<UnitIndex>,
    /// Its address, as texts bind it; `None` where it has none.
    pub(super) address: Option<String>,
}

/// All figures, and the names by which texts name their rows.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The figures.
    pub(super) all: Vec<Fact>,
    /// The names.
    pub(super) names: Names,
    /// The figures of each name.
    of_name: Vec<Vec<usize>>,
    /// The figures of each unit's rows that are the only ones of it in their table.
    alone: BTreeMap<UnitIndex, Vec<usize>>,
    /// The figures of each row.
    of_row: BTreeMap<usize, Vec<usize>>,
    /// The sums of all of each table.
    of_sums: BTreeMap<usize, Vec<usize>>,
    /// The figures of each table.
    of_table: BTreeMap<usize, Vec<usize>>,
    /// Rows of months and columns of months: the figure of each month.
    of_months: Vec<Vec<(u16, usize)>>,
    /// The words of the name of each row, in small letters.
    names_of_rows: BTreeMap<usize, RowName>,
    /// All figures by their size: money in kronor, the rest as they are.
    by_size: BTreeMap<bool, Vec<(Decimal, usize)>>,
    /// The figures of each unit's rows.
    of_unit: BTreeMap<UnitIndex, Vec<usize>>,
    /// The figures of each unit's rows that say no more than which side they are on: `Nettokostnad`.
    of_unit_in_all: BTreeMap<UnitIndex, Vec<usize>>,
    /// The figures of each chapter's tables, by the place of its heading.
    of_chapter: BTreeMap<Span, Vec<usize>>,
    /// The figures of rows that are called results and no more.
    of_results: Vec<usize>,
    /// The rows that are of all of their table: its sum, `Samtliga skolor`, or the only one that it has.
    of_all: BTreeSet<usize>,
    /// The figures of the whole.
    of_whole: Vec<usize>,
    /// What the rows of each table are called, and what it is called itself, in small letters: `verksamhet`.
    kinds: BTreeMap<usize, Vec<String>>,
    /// The rows of indicators of which it is known whether they reach their target, and whether they do.
    pub(super) reached: BTreeMap<usize, bool>,
    /// The names that are units'.
    units: BTreeMap<NameId, UnitIndex>,
    /// The names that are the committee's.
    committee: BTreeSet<NameId>,
    /// What columns are about besides what they hold: `Sjukfrånvaro 2026`.
    pub(super) topics: BTreeSet<String>,
}

/// A row's name, as texts are searched for it.
#[derive(Debug)]
pub(super) struct RowName {
    /// Its words, in small letters.
    pub(super) words: Vec<String>,
    /// Whether it says no more than what the row holds: `Intäkter`.
    pub(super) general: bool,
    /// Whether the row is an indicator.
    pub(super) is_indicator: bool,
}

impl RowName {
    fn of(fact: &Fact) -> Self {
        let lower = fact.row.to_lowercase();
        let words = tokens(&lower).into_iter().filter(|token| token.kind == Kind::Word).map(|token| token.word);
        RowName { words: words.collect(), general: is_general(lower.trim()), is_indicator: fact.is_indicator }
    }
}

/// What a column says of its figures.
struct Column {
    heads: Arc<[String]>,
    topic: Option<String>,
    role: Option<Role>,
    expected: bool,
    time: Time,
    side: Option<Side>,
    sex: Option<Sex>,
    unit: Option<Unit>,
}

impl Column {
    /// What its figure is in a row that says itself what it holds: `Budget nettokostnader`, `Budgetavvikelse`.
    fn in_row_of(&self, row: Role) -> Option<Role> {
        match (row, self.role) {
            (Role::Budget, Some(Role::Variance | Role::Change | Role::Other)) => self.role,
            (Role::Variance, Some(Role::Budget | Role::Variance | Role::Change | Role::Other)) => Some(Role::Other),
            _ => Some(row),
        }
    }
}

impl Facts {
    pub(super) fn of(report: &Report, period: Period) -> Self {
        let mut made = Maker {
            report,
            period,
            facts: Facts::default(),
            named: Vec::new(),
            known: BTreeMap::new(),
            rows: 0,
            units: BTreeSet::new(),
        };
        let mut tables = 0;
        for chapter in report.all_chapters() {
            let first = made.facts.all.len();
            for table in chapter.tables() {
                made.table(tables, table);
                tables += 1;
            }
            let own = made.facts.of_chapter.entry(chapter.heading.place).or_default();
            own.extend(first..made.facts.all.len());
        }
        for chapter in report.all_chapters() {
            let first = made.facts.all.len();
            chapter.goals().for_each(|goal| made.goal(goal));
            let own = made.facts.of_chapter.entry(chapter.heading.place).or_default();
            own.extend(first..made.facts.all.len());
        }
        made.done()
    }

    /// The figures that a subject names, and whether they are those of one row in each table.
    pub(super) fn about(&self, subject: Subject, writes: Option<UnitIndex>) -> Vec<usize> {
        match subject {
            Subject::Named(id) => {
                let mut all: Vec<usize> = self.of_name.get(id).cloned().unwrap_or_default();
                if let Some(unit) = self.units.get(&id) {
                    all.extend(self.of_unit(*unit));
                }
                if self.committee.contains(&id) {
                    all.extend(&self.of_whole);
                }
                all.sort_unstable();
                all.dedup();
                all
            }
            Subject::Own => {
                let own = writes.map_or_else(Vec::new, |unit| self.of_unit(unit));
                if own.is_empty() { self.of_whole.clone() } else { own }
            }
            Subject::Whole => self.of_whole.clone(),
            Subject::Unknown => Vec::new(),
        }
    }

    /// The figures of a unit that has one row in each table; none of a table where it has several.
    fn of_unit(&self, unit: UnitIndex) -> Vec<usize> {
        self.alone.get(&unit).cloned().unwrap_or_default()
    }

    /// Finds out which rows are the only ones of their unit in their table, or of all that it has.
    fn alone(&mut self) {
        for (unit, all) in &self.of_unit {
            let mut rows: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
            for fact in all.iter().map(|at| &self.all[*at]) {
                rows.entry(fact.table_at).or_default().insert(fact.row_at);
            }
            let single = |at: &&usize| rows.get(&self.all[**at].table_at).is_some_and(|rows| rows.len() == 1);
            self.alone.entry(*unit).or_default().extend(all.iter().filter(single));
        }
        for (unit, all) in &self.of_unit_in_all {
            self.alone.entry(*unit).or_default().extend(all);
        }
        for own in self.alone.values_mut() {
            own.sort_unstable();
            own.dedup();
        }
    }

    /// What a sentence names of what columns are about.
    pub(super) fn topics(&self, sentence: &Sentence) -> Vec<String> {
        let named = |topic: &&String| {
            sentence.tokens.iter().any(|token| token.kind == Kind::Word && names::same(&token.word, topic))
        };
        self.topics.iter().filter(named).cloned().collect()
    }

    /// Finds figures by their rows, tables and sizes.
    fn index(&mut self) {
        // Of several sums the last is that of all.
        let sums = self.all.iter().filter(|fact| fact.sum && !fact.result);
        let last: BTreeMap<usize, usize> = sums.map(|fact| (fact.table_at, fact.row_at)).collect();
        for (at, fact) in self.all.iter().enumerate() {
            self.of_row.entry(fact.row_at).or_default().push(at);
            self.of_table.entry(fact.table_at).or_default().push(at);
            self.names_of_rows.entry(fact.row_at).or_insert_with(|| RowName::of(fact));
            if fact.sum && (fact.whole || last.get(&fact.table_at) == Some(&fact.row_at)) {
                self.of_sums.entry(fact.table_at).or_default().push(at);
            }
            if matches!(&*fact.row.trim().to_lowercase(), "resultat" | "årets resultat" | "periodens resultat") {
                self.of_results.push(at);
            }
            let (money, size) = size(fact.amount, fact.measure);
            self.by_size.entry(money).or_default().extend(size.map(|size| (size, at)));
        }
        self.by_size.values_mut().for_each(|all| all.sort());
        for own in self.of_table.values() {
            let rows: BTreeSet<usize> = own.iter().map(|at| self.all[*at].row_at).collect();
            let is_all = |at: &&usize| {
                let fact = &self.all[**at];
                let sum = fact.result || self.of_sums.get(&fact.table_at).is_some_and(|sums| sums.contains(at));
                let only = rows.len() == 1 && names::content(&fact.row).is_empty();
                !fact.is_indicator && (only || sum || is_of_all(&fact.row))
            };
            self.of_all.extend(own.iter().filter(is_all).map(|at| self.all[*at].row_at));
        }
        if self.of_results.len() > MANY {
            self.of_results.clear();
        }
    }

    /// Finds the figures of each month, in rows whose columns are months and in columns whose rows are.
    fn months(&mut self, period: Period) {
        type Line = (usize, usize, String, Option<Measure>);
        let mut all: BTreeMap<Line, Vec<(u16, usize)>> = BTreeMap::new();
        let mut known: BTreeMap<&str, Option<u8>> = BTreeMap::new();
        for (at, fact) in self.all.iter().enumerate() {
            if fact.sum || fact.time.year.is_some_and(|year| year != period.year) {
                continue;
            }
            let mut month = |name| *known.entry(name).or_insert_with(|| times::month_of(name));
            if let Some(month) = month(&*fact.column) {
                let key = (fact.table_at, fact.row_at, String::new(), fact.measure);
                all.entry(key).or_default().push((u16::from(month), at));
            } else if let Some(month) = month(&*fact.row) {
                let key = (fact.table_at, 0, fact.column.clone(), fact.measure);
                all.entry(key).or_default().push((u16::from(month), at));
            }
        }
        self.of_months = all.into_values().filter(|months| months.len() > 2).collect();
    }

    /// The figures of each month, of every row or column that has them.
    pub(super) fn of_months(&self) -> impl Iterator<Item = &Vec<(u16, usize)>> {
        self.of_months.iter()
    }

    /// The figures of a table.
    pub(super) fn of_table(&self, table: usize) -> &[usize] {
        self.of_table.get(&table).map_or(&[], |all| all)
    }

    /// Whether the rows of a table are called so, or the table is: `Verksamhet`, of `fyra verksamheter`.
    pub(super) fn are_called(&self, table: usize, noun: &str) -> bool {
        self.kinds.get(&table).is_some_and(|words| words.iter().any(|word| names::alike(noun, word)))
    }

    /// The name of a row.
    pub(super) fn name_of(&self, row: usize) -> Option<&RowName> {
        self.names_of_rows.get(&row)
    }

    /// The figures of a row.
    pub(super) fn of_row(&self, row: usize) -> impl Iterator<Item = (usize, &Fact)> {
        self.of_row.get(&row).into_iter().flatten().map(|at| (*at, &self.all[*at]))
    }

    /// The figures of the tables and goals of a chapter.
    pub(super) fn of_chapter(&self, chapter: Option<Span>) -> &[usize] {
        chapter.and_then(|chapter| self.of_chapter.get(&chapter)).map_or(&[], |all| all)
    }

    /// The figures of rows that are called results and no more.
    pub(super) fn of_results(&self) -> &[usize] {
        &self.of_results
    }

    /// The sums of all of a table.
    pub(super) fn of_sums(&self, table: usize) -> impl Iterator<Item = (usize, &Fact)> {
        self.of_sums.get(&table).into_iter().flatten().map(|at| (*at, &self.all[*at]))
    }

    /// Whether a row is of all of its table.
    pub(super) fn is_of_all(&self, row: usize) -> bool {
        self.of_all.contains(&row)
    }

    /// The figures that two digits in each other's place, or one digit, tell from one in this measure.
    pub(super) fn slips(&self, amount: Amount, measure: Measure) -> Vec<usize> {
        let value = amount.value().abs();
        let digits = value.mantissa().to_string().into_bytes();
        let mut near: BTreeSet<Vec<u8>> = BTreeSet::new();
        for one in 0..digits.len() {
            for other in one + 1..digits.len() {
                let mut turned = digits.clone();
                turned.swap(one, other);
                near.insert(turned);
            }
            for digit in b'0'..=b'9' {
                let mut changed = digits.clone();
                changed[one] = digit;
                near.insert(changed);
            }
        }
        near.remove(&digits);
        let power = match measure {
            Measure::Money(power) | Measure::Rate(power) => power,
            _ => 0,
        };
        let all = self.by_size.get(&size(amount, Some(measure)).0).map_or(&[][..], |all| all);
        let margin = Amount::new(amount.half_unit()).shifted(power).map_or(Decimal::ZERO, Amount::value);
        let mut found = Vec::new();
        for text in near.iter().filter(|text| text.first() != Some(&b'0')) {
            let mantissa = std::str::from_utf8(text).ok().and_then(|text| text.parse::<i128>().ok());
            let there = mantissa.and_then(|mantissa| Decimal::try_from_i128_with_scale(mantissa, value.scale()).ok());
            let Some(there) = there.and_then(|there| Amount::new(there).shifted(power)) else { continue };
            let (least, most) = (there.value() - margin, there.value() + margin);
            let from = all.partition_point(|(size, _)| *size < least);
            found.extend(all[from..].iter().take_while(|(size, _)| *size <= most).map(|(_, at)| *at));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The figures that are about as large as one in this measure, in the order of the tables.
    pub(super) fn about_as_large(&self, amount: Amount, measure: Measure, margin: Decimal) -> Vec<usize> {
        let (money, size) = size(amount, Some(measure));
        let all = self.by_size.get(&money).map_or(&[][..], |all| all);
        let (Some(size), Some(margin)) = (size, self::size(Amount::new(margin), Some(measure)).1) else {
            return Vec::new();
        };
        // A cell in few digits may be off by a part of the figure.
        let margin = margin.max(size.checked_div(Decimal::from(COARSE)).unwrap_or_default());
        let (Some(least), Some(most)) = (size.checked_sub(margin), size.checked_add(margin)) else { return Vec::new() };
        let from = all.partition_point(|(size, _)| *size < least);
        let mut found: Vec<usize> =
            all[from..].iter().take_while(|(size, _)| *size <= most).map(|(_, at)| *at).collect();
        found.sort_unstable();
        found
    }

    /// Finds out in which columns a surplus is below zero: where an outcome above the budget, both above zero, has a
    /// variance above zero, and never below.
    fn signs(&mut self) {
        // Where costs are written below zero, more is better in every row.
        let signed: BTreeSet<usize> = self
            .all
            .iter()
            .filter(|fact| fact.role == Some(Role::Budget) && fact.amount.value().is_sign_negative())
            .map(|fact| fact.table_at)
            .collect();
        let mut votes: BTreeMap<(usize, String), (usize, usize)> = BTreeMap::new();
        for variance in
            self.all.iter().filter(|fact| fact.role == Some(Role::Variance) && !signed.contains(&fact.table_at))
        {
            let row = || self.of_row(variance.row_at).map(|(_, fact)| fact);
            let plain =
                |fact: &&Fact| fact.amount.value() > Decimal::ZERO && fact.side != Some(Side::Income) && !fact.result;
            for budget in row().filter(|fact| fact.role == Some(Role::Budget)).filter(plain) {
                for outcome in
                    row().filter(|fact| matches!(fact.role, Some(Role::Outcome | Role::Forecast))).filter(plain)
                {
                    let Some(saved) = budget.amount.value().checked_sub(outcome.amount.value()) else { continue };
                    let vote = votes.entry((variance.table_at, variance.column.clone())).or_default();
                    if saved.is_zero() {
                    } else if saved == variance.amount.value() {
                        vote.0 += 1;
                    } else if -saved == variance.amount.value() {
                        vote.1 += 1;
                    }
                }
            }
        }
        for fact in self.all.iter_mut().filter(|fact| fact.role == Some(Role::Variance)) {
            fact.flipped =
                votes.get(&(fact.table_at, fact.column.clone())).is_some_and(|(usual, turned)| turned > usual);
        }
    }

    /// A unit's rows that hold what the whole does in another table, are of the whole.
    fn promote(&mut self) {
        let telling = |at: &usize| {
            let fact = &self.all[*at];
            let level = matches!(fact.role, Some(Role::Outcome | Role::Forecast));
            let value = in_kronor(fact.amount.value().abs(), fact).filter(|_| level)?;
            let margin = in_kronor(fact.amount.half_unit(), fact)?;
            (digits(fact.amount) >= 4).then_some((fact.role, value, margin))
        };
        let mut found: BTreeSet<usize> = BTreeSet::new();
        let mut of_whole: Option<Vec<(Option<Role>, Decimal, Decimal)>> = None;
        for all in self.of_unit_in_all.values() {
            let of_whole = of_whole.get_or_insert_with(|| self.of_whole.iter().filter_map(telling).collect());
            let is_whole = |at: &&usize| {
                telling(at).is_some_and(|(role, value, margin)| {
                    let is_it = |(other, of_all, other_margin): &(Option<Role>, Decimal, Decimal)| {
                        let off = value.checked_sub(*of_all);
                        role == *other && off.is_some_and(|off| off.abs() <= margin.max(*other_margin))
                    };
                    of_whole.iter().any(is_it)
                })
            };
            let tables: BTreeSet<usize> = all.iter().filter(is_whole).map(|at| self.all[*at].table_at).collect();
            found.extend(all.iter().filter(|at| tables.contains(&self.all[**at].table_at)));
        }
        self.of_whole.extend(found);
        self.of_whole.sort_unstable();
        self.of_whole.dedup();
    }

    /// Finds out which variances are the only ones of their rows.
    fn lone_variances(&mut self) {
        let is = |at: &&usize| self.all[**at].role == Some(Role::Variance);
        let only = |row: &Vec<usize>| {
            let mut variances = row.iter().filter(is);
            variances.next().copied().filter(|_| variances.next().is_none())
        };
        let all: Vec<usize> = self.of_row.values().filter_map(only).collect();
        all.into_iter().for_each(|at| self.all[at].only = true);
    }

    /// Finds out what was expected earlier than what the row expects now.
    fn former(&mut self) {
        let is_early = |fact: &Fact| matches!(fact.time.part, Some(Part::Month(_) | Part::Other));
        let mut former = Vec::new();
        for row in self.of_row.values() {
            let all = || row.iter().map(|at| (*at, &self.all[*at])).filter(|(_, fact)| fact.expected);
            for (at, fact) in all().filter(|(_, fact)| is_early(fact)) {
                let is_now = |other: &Fact| {
                    let year =
                        other.time.year.is_none() || fact.time.year.is_none() || other.time.year == fact.time.year;
                    year && !is_early(other) && other.role == fact.role && other.side == fact.side
                };
                former.extend(all().any(|(_, other)| is_now(other)).then_some(at));
            }
        }
        former.into_iter().for_each(|at| self.all[at].former = true);
    }

    /// Finds out which cells are the rounded ones of others: of one name, role and time.
    fn coarse(&mut self) {
        let mut coarse = Vec::new();
        for all in self.of_name.iter().chain([&self.of_whole]) {
            let kind = |at: &usize| (self.all[*at].measure, self.all[*at].amount.decimals());
            let Some(first) = all.first().map(kind) else { continue };
            if all.iter().all(|at| kind(at) == first) {
                continue;
            }
            let mut alike: BTreeMap<(Role, Time), Vec<usize>> = BTreeMap::new();
            for at in all {
                let fact = &self.all[*at];
                let exact = Time { year: fact.time.year, part: None };
                let role = fact.role.filter(|_| matches!(fact.measure, Some(Measure::Money(_))));
                alike.entry((role.unwrap_or(Role::Other), exact)).or_default().push(*at);
            }
            for group in alike.values().filter(|group| group.len() > 1) {
                let unit = |at: usize| in_kronor(self.all[at].amount.half_unit(), &self.all[at]);
                let mut exact: Vec<(Decimal, usize)> = group.iter().filter_map(|at| Some((unit(*at)?, *at))).collect();
                exact.sort_unstable();
                let Some(finest) = exact.first().map(|first| first.0) else { continue };
                for (own, at) in exact.iter().filter(|(own, _)| *own > finest) {
                    let is_it = |(unit, other): &(Decimal, usize)| {
                        let off = in_kronor(self.all[*at].amount.value().abs(), &self.all[*at])
                            .zip(in_kronor(self.all[*other].amount.value().abs(), &self.all[*other]))
                            .and_then(|(one, other)| one.checked_sub(other));
                        unit < own && off.is_some_and(|off| off.abs() <= *own)
                    };
                    coarse.extend(exact.iter().any(is_it).then_some(*at));
                }
            }
        }
        coarse.into_iter().for_each(|at| self.all[at].coarse = true);
    }

    /// Whether a figure's row has the name that was named, rather than being a row of the unit of that name.
    pub(super) fn is_named(&self, subject: Subject, at: usize) -> bool {
        let Subject::Named(id) = subject else { return false };
        self.of_name.get(id).is_some_and(|all| all.contains(&at))
    }

    /// The figures of the one row on this side of the accounts that a unit has: a sum, where it has several.
    pub(super) fn of_side(&self, subject: Subject, writes: Option<UnitIndex>, side: Side) -> Vec<usize> {
        let unit = match subject {
            Subject::Named(id) => self.units.get(&id).copied(),
            Subject::Own => writes,
            Subject::Whole | Subject::Unknown => None,
        };
        let all = unit.map_or(&[][..], |unit| self.all_of_unit(unit));
        let on_side = |sum: bool| {
            let is = |at: &&usize| self.all[**at].side == Some(side) && (!sum || self.all[**at].sum);
            all.iter().filter(is).copied().collect::<Vec<_>>()
        };
        let is_one = |own: &Vec<usize>| {
            own.first().is_some_and(|first| own.iter().all(|at| self.all[*at].row_at == self.all[*first].row_at))
        };
        [on_side(false), on_side(true)].into_iter().find(is_one).unwrap_or_default()
    }

    /// Every figure of a unit's rows.
    pub(super) fn all_of_unit(&self, unit: UnitIndex) -> &[usize] {
        self.of_unit.get(&unit).map_or(&[], |all| all)
    }
}

/// What a row says of all its cells, and its table.
struct OwnRow<'n> {
    name: &'n str,
    title: &'n Arc<[String]>,
    group: Option<&'n str>,
    dated: Option<u16>,
    side: Option<Side>,
    role: Option<Role>,
    /// Of whom it is, by its name or its group.
    sex: Option<Sex>,
    /// The unit that one of its cells is.
    unit: Option<Unit>,
    /// The unit that its name says.
    named_unit: Option<Unit>,
    result: bool,
    whole: bool,
    sum: bool,
}

/// The most figures that a name, or the whole, can have for a text to be compared with them.
pub(super) const MANY: usize = 600;

/// How many times what a cell may be off by a figure must be, for the cell to say anything of it.
pub(super) const COARSE: i64 = 50;

struct Maker<'r> {
    report: &'r Report,
    period: Period,
    facts: Facts,
    /// Each name with the figures that it names.
    named: Vec<(String, Vec<usize>)>,
    /// Where each name stands among them, in small letters.
    known: BTreeMap<String, NameId>,
    rows: usize,
    /// The units whose rows the table has that is read now.
    units: BTreeSet<UnitIndex>,
}

impl Maker<'_> {
    fn name(&mut self, name: &str, figures: &[usize]) {
        let at = *self.known.entry(name.to_lowercase()).or_insert(self.named.len());
        match self.named.get_mut(at) {
            Some((_, all)) => all.extend(figures),
            None => self.named.push((name.to_owned(), figures.to_vec())),
        }
    }

    fn table(&mut self, at: usize, table: &FinanceTable) {
        let columns: Vec<Column> = table
            .columns
            .positions()
            .map(|column| self.column(&table.columns, column, table.heading.trimmed()))
            .collect();
        let mut dated: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
        let names = table.rows.iter().filter_map(Delivery::delivered).map(|row| indicators::name(&row.row.name));
        for (year, rest) in names.filter_map(|name| year_of_row(&name)) {
            dated.entry(rest).or_default().insert(year);
        }
        let title = words_of(table.heading.trimmed());
        let called = table.columns.first.iter().chain([&table.heading]).map(|words| words.text.to_lowercase());
        let called = called.collect::<Vec<_>>().join(" ");
        let of_called = tokens(&called).into_iter().filter(|token| token.kind == Kind::Word).map(|token| token.word);
        self.facts.kinds.insert(at, of_called.collect());
        self.units = table.rows.iter().filter_map(|row| row.delivered()?.unit).collect();
        let headings: BTreeMap<usize, Option<String>> = table
            .dividers
            .iter()
            .map(|(before, divider)| (*before, divider.heading().map(|heading| heading.trimmed().to_owned())))
            .collect();
        let mut group: Option<String> = None;
        for (index, delivery) in table.rows.iter().enumerate() {
            if let Some(heading) = headings.get(&index) {
                group.clone_from(heading);
            }
            let Some(row) = delivery.delivered() else { continue };
            let name = indicators::name(&row.row.name);
            if row.row.kind == RowKind::Group {
                group = Some(name);
                continue;
            }
            // `Hushåll 2019` is of that year where another row is `Hushåll 2020`.
            let dated = year_of_row(&name).filter(|(_, rest)| dated.get(rest).is_some_and(|years| years.len() > 1));
            let dated = dated.map(|(year, _)| year);
            let figures = self.row((at, &title), table, row, &columns, (&name, group.as_deref(), dated));
            let lower = name.to_lowercase();
            let sums = lower.starts_with("summa") || lower.starts_with("totalt");
            if !is_general(&lower) {
                self.name(&name, &figures);
            }
            // `Sjukfrånvaro, procent` is what the row for all is of.
            if (sums || is_general(&lower)) && (row.row.kind != RowKind::Item || lower.starts_with("total")) {
                title_noun(table.heading.trimmed()).iter().for_each(|noun| self.name(noun, &figures));
            }
            // `Nettokostnad` below the heading of an activity is that activity's.
            if let Some(group) = group.as_ref().filter(|_| is_general(&lower) || side(&name).is_some() || sums) {
                self.name(group, &figures);
            }
        }
    }

    fn row(
        &mut self,
        (at, title): (usize, &Arc<[String]>),
        table: &FinanceTable,
        row: &OwnedRow,
        columns: &[Column],
        (name, group, dated): (&str, Option<&str>, Option<u16>),
    ) -> Vec<usize> {
        self.rows += 1;
        let lower = name.to_lowercase();
        let is_sum = matches!(row.row.kind, RowKind::Sum | RowKind::Result);
        let (is_whole, in_all) = self.reach(table, row.row.kind, name, group);
        let in_all = in_all || self.is_of_unit(row, name);
        let owner = row.unit.or_else(|| self.units.first().copied()).filter(|_| in_all);
        let own = OwnRow {
            side: side(name),
            role: role_of_row(name),
            sex: sex(&[name, group.unwrap_or("")]),
            unit: unit_among(row),
            named_unit: unit_in(name),
            result: row.row.kind == RowKind::Result || lower.contains("resultat"),
            whole: is_whole,
            sum: is_sum || row.row.kind == RowKind::Subtotal,
            name,
            title,
            group,
            dated,
        };
        let mut figures = Vec::new();
        for (index, column) in ColumnIndex::each(columns) {
            let Some(fact) = self.cell((at, table), row, (index, column), &own) else { continue };
            let at = self.push(fact);
            if let Some(unit) = owner {
                self.facts.of_unit_in_all.entry(unit).or_default().push(at);
            }
            figures.push(at);
        }
        figures
    }

    /// The figure of a cell, with what its row and its column say of it.
    fn cell(
        &self,
        (at, table): (usize, &FinanceTable),
        row: &OwnedRow,
        (index, column): (ColumnIndex, &Column),
        own: &OwnRow<'_>,
    ) -> Option<Fact> {
        let cell = row.cell(index)?;
        let spec = &table.columns[index];
        // Words of a column of text are a figure where they say in what: `72 %`, `8,2 veckor`.
        let (amount, said) = value(cell).filter(|_| !spec.lights)?;
        let is_figure = matches!(cell.content, CellContent::Figure(_));
        if !is_figure && (said.is_none() || spec.amounts) {
            return None;
        }
        let unit = table.unit_of(row, index).map(str::to_owned).or_else(|| cell.unit.clone());
        let measure = said
            .filter(|_| !is_figure)
            .or_else(|| unit.as_deref().and_then(measure_of))
            .or_else(|| table.columns.counts(index).then_some(Measure::Count))
            .or_else(|| of_end(own.name).filter(|_| unit.is_none()))
            .or_else(|| of_end(table.heading.trimmed()).filter(|_| unit.is_none()))
            .or_else(|| unit.is_some().then_some(Measure::Other));
        let title = table.heading.trimmed();
        Some(Fact {
            amount,
            measure,
            measured: unit
                .as_deref()
                .map_or_else(|| own.unit.or(column.unit).or(own.named_unit), |unit| Unit::of(&unit.to_lowercase())),
            role: own.role.map_or(column.role, |own| column.in_row_of(own)),
            expected: column.expected && own.role != Some(Role::Budget),
            time: own.dated.filter(|_| column.time.year.is_none()).map_or(column.time, |year| column.time.of(year)),
            side: own.side.or(column.side),
            sex: column.sex.or(own.sex),
            result: own.result,
            words: content(&[own.name, own.group.unwrap_or(""), title, column.topic.as_deref().unwrap_or("")]),
            heads: Arc::clone(&column.heads),
            title: Arc::clone(own.title),
            topic: column.topic.clone(),
            is_indicator: false,
            flipped: false,
            whole: own.whole,
            sum: own.sum,
            only: false,
            former: false,
            coarse: false,
            place: cell.place,
            table: table.heading.text.clone(),
            row: own.name.to_owned(),
            column: spec.heading.text.clone(),
            row_at: self.rows,
            table_at: at,
            unit: row.unit,
            address: Some([table.id.as_str(), row.row.id.value.as_str(), spec.id.value.as_str()].join(".")),
        })
    }

    /// Whether a row is of the committee as a whole, and whether it is of all that a unit has, `Nettokostnad`.
    fn reach(&self, table: &FinanceTable, kind: RowKind, name: &str, group: Option<&str>) -> (bool, bool) {
        let is_sum = matches!(kind, RowKind::Sum | RowKind::Result);
        let lower = name.to_lowercase();
        let committee = self.report.manifest.committee.trimmed().to_lowercase();
        let of_all = |words: &str| {
            let words = words.to_lowercase();
            let begins =
                |word: &str| ["förvaltningen", "styrelsen", "kommunen"].iter().any(|all| word.starts_with(all));
            let mut parts = words.split(|c: char| !c.is_alphanumeric());
            // `60 Stab, nämnd och ledning` is a unit.
            let is_unit = || {
                let names = self.report.manifest.units.iter().map(|unit| unit.name.trimmed().to_lowercase());
                names.into_iter().any(|name| name.contains(' ') && words.contains(&name))
            };
            parts.any(|word| word.contains("nämnd") || begins(word)) && !is_unit() || words.contains(&committee)
        };
        let plain = is_general(&lower) || side(name).is_some() || role_of_row(name).is_some();
        let subtotal = kind == RowKind::Subtotal && plain && of_all(table.heading.trimmed());
        // `Nettokostnad` below `Nämnden totalt`.
        let of_group = group.is_some_and(|group| {
            let total =
                group.to_lowercase().split_whitespace().any(|word| words::among("totalt total hela summa", word));
            total && plain && of_all(group)
        });
        let is_whole =
            subtotal || of_group || is_sum && (self.units.len() > 1 || of_all(table.heading.trimmed()) || of_all(name));
        let sums = is_sum || lower.starts_with("netto") || lower.starts_with("summa");
        (is_whole, plain && sums && self.units.len() <= 1 && group.is_none() && !is_whole)
    }

    /// Whether a sum says that it is of all that its unit has in the table: `Summa äldreomsorg` of `Äldreomsorg`.
    fn is_of_unit(&self, row: &OwnedRow, name: &str) -> bool {
        let Some(unit) = row.unit.filter(|_| matches!(row.row.kind, RowKind::Sum | RowKind::Subtotal)) else {
            return false;
        };
        let words = |name: &str| {
            let all = tokens(&name.to_lowercase()).into_iter().filter(|token| token.kind == Kind::Word);
            let all = all.map(|token| token.word);
            all.filter(|word| !words::among("summa delsumma totalt total netto", word)).collect::<Vec<_>>()
        };
        let own = words(self.report.manifest.units[unit].name.trimmed());
        !own.is_empty() && words(name) == own
    }

    fn push(&mut self, fact: Fact) -> usize {
        let at = self.facts.all.len();
        if fact.whole {
            self.facts.of_whole.push(at);
        }
        if let Some(unit) = fact.unit.filter(|_| !fact.sum) {
            self.facts.of_unit.entry(unit).or_default().push(at);
        }
        self.facts.all.push(fact);
        at
    }

    fn goal(&mut self, node: &GoalNode) {
        for owned in node.delivered() {
            let roles = fulfilment::roles(&owned.columns);
            let table_at = usize::MAX - self.rows;
            let title = words_of(&node.heading.text);
            for (indicator, cells) in owned.indicators() {
                self.rows += 1;
                let name = indicators::name(&indicator.name);
                let unit = indicator.unit.as_ref().map(|unit| unit.trimmed().to_owned());
                let reached = reached(&self.report.manifest, &name, &owned.columns, cells);
                self.facts.reached.extend(reached.map(|reached| (self.rows, reached)));
                let mut figures = Vec::new();
                for (index, cell) in ColumnIndex::each(cells) {
                    let Some((cell, (amount, said))) = cell.as_ref().and_then(|cell| Some((cell, value(cell)?))) else {
                        continue;
                    };
                    let spec = &owned.columns[index];
                    if spec.lights {
                        continue;
                    }
                    let mut column = self.column(&owned.columns, index, "");
                    column.role = match index.of(&roles) {
                        Some(fulfilment::Role::Outcome) => Some(Role::Outcome),
                        Some(fulfilment::Role::Target) => Some(Role::Target),
                        Some(fulfilment::Role::Forecast) => Some(Role::Forecast),
                        _ => column.role.or(column.time.year.map(|_| Role::Outcome)),
                    };
                    let measure = said
                        .or_else(|| unit.as_deref().and_then(measure_of))
                        .or_else(|| owned.columns.unit_of(index).and_then(measure_of))
                        .or_else(|| of_name(&name));
                    figures.push(self.push(Fact {
                        amount,
                        measure,
                        measured: unit.as_deref().and_then(|unit| Unit::of(&unit.to_lowercase())),
                        role: column.role,
                        expected: column.expected,
                        time: column.time,
                        side: None,
                        sex: sex(&[spec.heading.trimmed(), &name]),
                        result: false,
                        words: content(&[&name]),
                        heads: words_of(spec.heading.trimmed()),
                        title: Arc::clone(&title),
                        topic: None,
                        is_indicator: true,
                        flipped: false,
                        whole: false,
                        sum: false,
                        only: false,
                        former: false,
                        coarse: false,
                        place: cell.place,
                        table: node.heading.text.clone(),
                        row: name.clone(),
                        column: spec.heading.text.clone(),
                        row_at: self.rows,
                        table_at,
                        unit: Some(owned.unit),
                        address: None,
                    }));
                }
                self.name(&name, &figures);
            }
        }
        node.goals.iter().for_each(|goal| self.goal(goal));
    }

    /// What a column's headings say, with what the table's says of all.
    fn column(&self, set: &ColumnSet, index: ColumnIndex, title: &str) -> Column {
        let spec: &ColumnSpec = &set[index];
        let headings: Vec<&str> = spec.headings().map(SourceText::trimmed).collect();
        let heading = headings.join(" ");
        let all = tokens(&heading);
        let (roles, side) = of_heading(&all);
        let role = if spec.is_share() || says_rest(&all) {
            Some(Role::Other)
        } else {
            // What a heading says of several: `Avvikelse budget–utfall`.
            let order =
                [Role::Variance, Role::Change, Role::Forecast, Role::Target, Role::Outcome, Role::Budget, Role::Other];
            order.into_iter().find(|role| roles.contains(role)).or(side.map(|_| Role::Outcome))
        };
        // A variance that is computed of a forecast is of what is expected.
        let of_forecast = || {
            let used = set.each().filter(|(at, _)| spec.formula.uses(*at));
            used.into_iter().any(|(_, used)| of_heading(&tokens(used.heading.trimmed())).0.contains(&Role::Forecast))
        };
        let expected = roles.contains(&Role::Forecast) || (role == Some(Role::Variance) && of_forecast());
        let said = times::times(&heading, &all, self.period);
        let mut time = self.time(&said, title);
        // `Prognos T2`: made then, of all of the year.
        let made_now = matches!(time.part, None | Some(Part::Period | Part::Month(12)));
        if expected && made_now {
            time.part = Some(Part::Whole);
        }
        // A year alone heads outcomes.
        let dated = said.iter().filter_map(|said| said.time.year).any(|year| year <= self.period.year);
        let role = role.or_else(|| dated.then_some(Role::Outcome));
        let topic = topic(&all, &said);
        let sex = words::sex_of(all.iter().map(|token| &*token.word));
        let heads = words_of(&heading);
        Column { heads, topic, role, expected, time, side, sex, unit: unit_in(spec.heading.trimmed()) }
    }

    /// The time that a heading says, or else the table's title alone.
    fn time(&self, said: &[times::Said], title: &str) -> Time {
        let mut time = said.iter().fold(Time::default(), |time, said| Time {
            year: time.year.or(said.time.year),
            part: time.part.or(said.time.part),
        });
        let of_title = times::times(title, &tokens(title), self.period);
        if let (true, [only]) = (time == Time::default(), &of_title[..]) {
            time = only.time;
        }
        // `Utfall aug 2026` is what has come until then.
        if time.part == Some(Part::Month(self.period.last)) {
            time.part = None;
        }
        if self.period.is_year() && time.part == Some(Part::Period) {
            time.part = Some(Part::Whole);
        }
        time
    }

    fn done(self) -> Facts {
        let Maker { report, period, mut facts, mut named, mut known, .. } = self;
        facts.index();
        facts.months(period);
        facts.signs();
        facts.alone();
        facts.promote();
        facts.lone_variances();
        facts.former();
        let mut units = Vec::new();
        for (at, unit) in UnitIndex::each(&report.manifest.units) {
            let name = unit.name.trimmed();
            let id = *known.entry(name.to_lowercase()).or_insert(named.len());
            if id == named.len() {
                named.push((name.to_owned(), Vec::new()));
            }
            units.push((id, at));
        }
        let committee = report.manifest.committee.trimmed().to_lowercase();
        facts.committee = (0..named.len()).filter(|id| named[*id].0.to_lowercase() == committee).collect();
        facts.topics = facts.all.iter().filter_map(|fact| fact.topic.clone()).collect();
        facts.units = units.into_iter().collect();
        facts.names = Names::new(named.iter().map(|(name, _)| name.as_str()));
        // Rows of one name in several tables are one.
        let mut together: BTreeMap<NameId, Vec<usize>> = BTreeMap::new();
        for (id, (_, figures)) in named.iter().enumerate() {
            together.entry(facts.names.first(id)).or_default().extend(figures);
        }
        // A name of very many rows tells none from another.
        together.retain(|_, all| all.len() <= MANY);
        if facts.of_whole.len() > MANY {
            facts.of_whole.clear();
        }
        let of = |id| together.get(&facts.names.first(id)).cloned().unwrap_or_default();
        facts.of_name = (0..named.len()).map(of).collect();
        facts.coarse();
        facts
    }
}

/// A value of a cell of money in kronor.
fn in_kronor(value: Decimal, fact: &Fact) -> Option<Decimal> {
    let Some(Measure::Money(power)) = fact.measure else { return None };
    Some(Amount::new(value).shifted(power)?.value())
}

/// Whether a figure is money, and its size: in kronor where it is.
fn size(amount: Amount, measure: Option<Measure>) -> (bool, Option<Decimal>) {
    let power = match measure {
        Some(Measure::Money(power) | Measure::Rate(power)) => Some(power),
        _ => None,
    };
    (power.is_some(), amount.shifted(power.unwrap_or(0)).map(|amount| amount.value().abs()))
}

/// Whether a row's name says that it is of all: `Samtliga skolor`, `Hela kommunen`.
fn is_of_all(name: &str) -> bool {
    let lower = name.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    words::among("totalt total totala summa samtliga alla hela kommunen", first)
}

/// What the words of a heading say that its figures are, and on which side of the accounts.
fn of_heading(all: &[tokens::Token]) -> (Vec<Role>, Option<Side>) {
    let (mut roles, mut side) = (Vec::new(), None);
    // `Utfall/budget`: each part says something.
    for word in all.iter().flat_map(|token| token.word.split('/')) {
        match words::class(word) {
            Some(Class::Is(role, _)) => roles.push(role),
            Some(Class::Of(of)) => side = Some(of),
            Some(Class::Expected) => roles.push(Role::Forecast),
            _ => {}
        }
    }
    (roles, side)
}

/// What a row holds by its name, where that says no more: `Budget nettokostnader`, `Avvikelse mot budget`.
fn role_of_row(name: &str) -> Option<Role> {
    if !["budget", "Budget", "vvikelse"].iter().any(|part| name.contains(part)) {
        return None;
    }
    let all = tokens(name);
    let classes: Option<Vec<Class>> = all
        .iter()
        .filter(|token| token.kind == Kind::Word && !words::among("mot från av och", &token.word))
        .map(|token| words::class(&token.word))
        .collect();
    let classes = classes?;
    let has = |role: Role| classes.iter().any(|class| matches!(class, Class::Is(of, None) if *of == role));
    let plain = classes.iter().all(|class| matches!(class, Class::Is(..) | Class::Of(_)));
    let says_budget = all.iter().any(|token| token.word.starts_with("budget") || token.word.ends_with("budget"));
    match () {
        () if !plain => None,
        () if has(Role::Variance) => Some(Role::Variance),
        () if has(Role::Budget) && says_budget => Some(Role::Budget),
        () => None,
    }
}

/// The one year that a row's name says, and the rest of the name.
fn year_of_row(name: &str) -> Option<(u16, String)> {
    if !name.contains("19") && !name.contains("20") {
        return None;
    }
    let all = tokens(name);
    let mut years = all.iter().filter_map(|token| Some((times::year(token)?, token.range.clone())));
    let (year, range) = years.next()?;
    let rest = [name.get(..range.start)?, name.get(range.end..)?].concat();
    years.next().is_none().then_some((year, rest))
}

/// Whether a heading is of what is left, or of a part.
fn says_rest(all: &[tokens::Token]) -> bool {
    let rest = "kvar återstår återstående andel procent förbrukad förbrukat jämförelse justerad";
    all.iter().any(|token| words::among(rest, &token.word))
}

/// The unit that a cell of words of a row is.
fn unit_among(row: &OwnedRow) -> Option<Unit> {
    row.row.cells.iter().find_map(|(_, cell)| match &cell.content {
        CellContent::Words(words) => Unit::of(&words.plain().trim().to_lowercase()),
        CellContent::Figure(_) => None,
    })
}

/// The one unit that a heading or a name says.
fn unit_in(words: &str) -> Option<Unit> {
    let mut all = tokens(&words.to_lowercase()).into_iter().filter_map(|token| Unit::of(&token.word));
    all.next().filter(|_| all.next().is_none())
}

/// Of whom a cell is, by the first of its names that says so.
fn sex(names: &[&str]) -> Option<Sex> {
    let of = |name: &&str| {
        let all = tokens(&name.to_lowercase());
        words::sex_of(all.iter().map(|token| &*token.word))
    };
    names.iter().find_map(of)
}

/// The words of a heading, in small letters, that are longer than two.
fn words_of(heading: &str) -> Arc<[String]> {
    let all = tokens(&heading.to_lowercase()).into_iter().filter(|token| token.kind == Kind::Word);
    all.map(|token| token.word).filter(|word| word.chars().count() >= 3).collect()
}

/// The words of names that say what something is.
fn content(names: &[&str]) -> Vec<String> {
    let all = names
        .iter()
        .flat_map(|name| tokens(&name.to_lowercase()))
        .filter(|token| token.kind == Kind::Word)
        .map(|token| token.word);
    let mut all: Vec<String> = all
        .filter(|word| {
            word.chars().count() >= 4
                && words::class(word).is_none_or(|class| class == Class::Thing)
                && !names::is_small(word)
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

/// The first word of a heading that says neither what its figures are nor of which time.
fn topic(all: &[tokens::Token], times: &[times::Said]) -> Option<String> {
    let small = "och i av per mot antal andel den tkr mnkr kr st \
        procent från till jan aug ack belopp summa totalt netto varav kvinnor män";
    let is_time = |at: usize| times.iter().any(|time| time.at.contains(&at));
    let mut words = all.iter().enumerate().filter(|(at, token)| token.kind == Kind::Word && !is_time(*at));
    let topic = words.find(|(_, token)| token.word.chars().count() >= 5 && !words::among(small, &token.word))?;
    words::class(&topic.1.word).is_none().then(|| topic.1.word.clone())
}

/// The side of the accounts that a row's name tells; a net cost is on neither.
fn side(name: &str) -> Option<Side> {
    let name = name.to_lowercase();
    if name.contains("netto") {
        return Some(Side::Net);
    }
    tokens(&name).iter().find_map(|token| match words::class(&token.word) {
        Some(Class::Of(side)) => Some(side),
        _ => None,
    })
}

/// The measure that a unit of a table stands for.
fn measure_of(unit: &str) -> Option<Measure> {
    match unit.trim() {
        "%" | "procent" => Some(Measure::Share),
        "%-enheter" | "procentenheter" => Some(Measure::Points),
        "" => None,
        unit => money::power(unit)
            .map(Measure::Money)
            .or_else(|| counted::is_count(unit).then_some(Measure::Count))
            .or(Some(Measure::Other)),
    }
}

/// Whether an indicator reaches its target, by its figures and its assessment; `None` where they do not tell, or tell
/// two things.
fn reached(manifest: &Manifest, name: &str, set: &ColumnSet, cells: &[Option<Cell>]) -> Option<bool> {
    let told = |verdict: fulfilment::Verdict| match verdict {
        fulfilment::Verdict::Met => Some(true),
        fulfilment::Verdict::Missed => Some(false),
        fulfilment::Verdict::Open => None,
    };
    let by_figures = told(fulfilment::judge(name, set, cells));
    let by_light = fulfilment::assessed(manifest, set, cells).and_then(told);
    let one = by_figures.or(by_light);
    one.filter(|one| [by_figures, by_light].into_iter().flatten().all(|other| other == *one))
}

/// What a table's title says that its row for all is of: `Sjukfrånvaro per verksamhet, %`, `Antal händelser per typ`.
fn title_noun(title: &str) -> Option<String> {
    let ends = |word: &str| words::among("per i på hos för under den efter och fördelat från till", word);
    let first = title.split([',', '(', '–', ':']).next()?;
    let all: Vec<&str> = first.split_whitespace().collect();
    let all = if all.first().is_some_and(|word| words::among("antal antalet", &word.to_lowercase())) {
        &all[1..]
    } else {
        &all
    };
    let noun: Vec<&str> = all
        .iter()
        .take_while(|word| !ends(&word.to_lowercase()) && !word.starts_with(|c: char| c.is_ascii_digit()))
        .copied()
        .collect();
    let says = noun.iter().any(|word| words::class(&word.to_lowercase()).is_some());
    let long = noun.last().is_some_and(|word| word.chars().count() >= 6);
    let tells = noun.iter().any(|word| !names::is_small(&word.to_lowercase()));
    ((1..=2).contains(&noun.len()) && long && tells && !says).then(|| noun.join(" "))
}

/// The measure that stands behind the last comma of a name: `Individ- och familjeomsorg, kronor per invånare`.
fn of_end(name: &str) -> Option<Measure> {
    let (_, end) = name.rsplit_once(',')?;
    let (unit, rest) = end.trim().split_once(' ').unwrap_or((end.trim(), ""));
    if words::among("% procent", unit) && rest.is_empty() {
        return Some(Measure::Share);
    }
    match money::power(unit) {
        Some(power) if rest.starts_with("per ") => Some(Measure::Rate(power)),
        power => power.filter(|_| rest.is_empty()).map(Measure::Money),
    }
}

/// The measure that an indicator's name tells.
fn of_name(name: &str) -> Option<Measure> {
    let name = name.to_lowercase();
    if name.starts_with("andel") || name.contains("(%)") || name.contains("procent") || name.contains("sjukfrånvaro") {
        Some(Measure::Share)
    } else if name.starts_with("antal") {
        Some(Measure::Count)
    } else {
        None
    }
}

/// The first figure of a cell, with the measure that stands behind it.
fn value(cell: &Cell) -> Option<(Amount, Option<Measure>)> {
    match &cell.content {
        CellContent::Figure(amount) => Some((*amount, cell.unit.as_deref().and_then(measure_of))),
        CellContent::Words(words) => {
            let text = words.plain();
            let all = tokens(&text);
            let at = all.iter().position(|token| matches!(token.kind, Kind::Figure(..)))?;
            // Words before it, other than a sign, make it part of a sentence.
            if at > 1 || all.len() > 12 {
                return None;
            }
            let Kind::Figure(amount, _) = all[at].kind else { return None };
            if times::year(&all[at]).is_some() {
                return None;
            }
            let measure = match all.get(at + 1).map(|token| (token.kind, &*token.word)) {
                Some((Kind::Mark('%'), _)) | Some((_, "procent")) => Some(Measure::Share),
                Some((Kind::Word, word)) => measure_of(word),
                _ => None,
            };
            Some((amount, measure))
        }
    }
}
