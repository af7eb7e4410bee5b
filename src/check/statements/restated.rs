//! Rows of one name in tables whose columns are called otherwise, `2025` and `Utfall 2025`: where they hold the same in
//! some columns of one role and time, and in another a digit or the order of the digits differs, one of them is wrong.

use std::collections::BTreeMap;

use crate::base::amount::Amount;
use crate::check::causes;
use crate::check::messages::Cause;

use super::facts::{Fact, Facts};
use super::names::is_general;
use super::reading::{Measure, digits};
use super::times::{Part, Period};
use super::words::{Role, Sex};

/// Two cells that should hold the same, and in how many others their rows do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Restated {
    /// The cell of the later table.
    pub(super) one: usize,
    /// That of the earlier one.
    pub(super) other: usize,
    /// In how many cells the rows agree.
    pub(super) same: usize,
}

/// Most tables in which a row of one name is looked for.
const MOST: usize = 20;

/// Fewest letters of a name that tells a row.
const LETTERS: usize = 5;

/// Fewest digits by which two cells are known to be the same, though nothing else of their rows is.
const TELLING: usize = 4;

/// What a cell is of, besides its row.
type Of = (Role, u16, Option<Part>, Option<Sex>, Option<String>, Option<Measure>);

/// The cells of a row in one table, by what they are of; `None` where several are of the same.
type Row = BTreeMap<Of, Option<usize>>;

/// Pairs of cells that hold one figure in two ways.
pub(super) fn check(facts: &Facts, period: Period) -> Vec<Restated> {
    let mut named: BTreeMap<String, BTreeMap<usize, BTreeMap<usize, Row>>> = BTreeMap::new();
    for (at, fact) in facts.all.iter().enumerate() {
        let (Some(name), Some(of)) = (name(fact), of(fact, period)) else { continue };
        let rows = named.entry(name).or_default().entry(fact.table_at).or_default();
        rows.entry(fact.row_at).or_default().entry(of).and_modify(|cell| *cell = None).or_insert(Some(at));
    }
    let mut found = Vec::new();
    for (name, tables) in named.into_iter().filter(|(_, tables)| (2..=MOST).contains(&tables.len())) {
        // Rows that are called by what they hold alone must agree in more, to be the same.
        let least = if is_general(&name) { 2 } else { 1 };
        // Of several rows of one name in a table nobody knows which is meant.
        let lone = tables.into_values().filter(|rows| rows.len() == 1);
        let rows: Vec<Row> = lone.flat_map(BTreeMap::into_values).collect();
        for (at, one) in rows.iter().enumerate() {
            rows[..at].iter().for_each(|other| found.extend(compared(one, other, least, facts)));
        }
    }
    found
}

/// What a row is called, without its unit: `Medlemsbidrag, tkr`.
fn name(fact: &Fact) -> Option<String> {
    let name = fact.row.split([',', '(']).next()?.trim().to_lowercase();
    let tells = name.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS;
    (tells && !name.starts_with("summa") && !name.starts_with("total")).then_some(name)
}

/// What a cell is of; `None` for a variance, a change, or what nobody knows.
fn of(fact: &Fact, period: Period) -> Option<Of> {
    let role = match fact.role {
        None | Some(Role::Outcome) => Role::Outcome,
        Some(role @ (Role::Budget | Role::Forecast)) => role,
        Some(Role::Target | Role::Variance | Role::Change | Role::Other) => return None,
    };
    let part = fact.time.part.filter(|part| !(period.is_year() && matches!(part, Part::Period | Part::Whole)));
    let year = fact.time.year.unwrap_or(period.year);
    Some((role, year, part, fact.sex, fact.topic.clone(), fact.measure))
}

/// The cells of two rows that differ by a slip, where the rest shows that the rows are the same.
fn compared(one: &Row, other: &Row, least: usize, facts: &Facts) -> Vec<Restated> {
    let (mut same, mut slips, mut differ) = (0, Vec::new(), 0);
    for (of, a) in one {
        let (Some(a), Some(Some(b))) = (a, other.get(of)) else { continue };
        let (first, second) = (facts.all[*a].amount, facts.all[*b].amount);
        let decimals = first.decimals().min(second.decimals());
        let [x, y] = [first, second].map(|amount| {
            let value = Amount::new(amount.value().abs());
            if amount.decimals() > decimals { value.rounded(decimals) } else { value }
        });
        if x.value() == y.value() {
            same += usize::from(digits(x) >= 2);
        } else if causes::of_digits(x, y) != Cause::Unknown {
            slips.push((*a, *b, digits(x).min(digits(y)), causes::of_digits(x, y)));
        } else {
            differ += 1;
        }
    }
    let known = same >= least && slips.len() + differ <= same;
    let told = |(_, _, digits, cause): &(usize, usize, usize, Cause)| {
        known && *digits >= 2 || same + differ == 0 && least == 1 && *digits >= TELLING && *cause == Cause::Transposed
    };
    slips.into_iter().filter(told).map(|(one, other, ..)| Restated { one, other, same }).collect()
}
