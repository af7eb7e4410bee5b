//! The units of a table's figures, said where no heading says them: for those who see the table in a line above it, for
//! those who do not in its description.

use crate::base::counted::{heads_counts, is_count};
use crate::base::money::{given_in, names_unit};
use crate::base::positions::ColumnIndex;
use crate::base::swedish::listed;
use crate::input::manifest::{ColumnSet, ColumnSpec};

use super::plain::one_line;

/// The set's unit, where there are figures in it.
pub(super) fn of_amounts(set: &ColumnSet) -> Option<String> {
    let of_set = |at: &ColumnIndex| of_column(set, *at).is_none();
    set.positions().filter(of_set).find_map(|at| set.unit_of(at)).map(one_line)
}

/// The unit of a column, where it is another than the set's: `%` for a share.
pub(super) fn of_column(set: &ColumnSet, at: ColumnIndex) -> Option<String> {
    let of_set = set.unit.as_ref().map(|unit| unit.trimmed());
    let differs = || set.at(at).is_some_and(|column| column.formula.is_rate()) && set.unit_of(at) != of_set;
    let own = set.at(at).is_some_and(|column| column.unit.is_some() || column.is_share()) || differs();
    set.unit_of(at).filter(|_| own).map(one_line)
}

/// `Belopp i tkr` and `Andel anges i %`: the units that no heading of a table says. The first is of the amounts in
/// the set's unit; `more` are words besides the columns' headings that may say it.
pub(super) fn unsaid<'w>(set: &'w ColumnSet, more: impl Iterator<Item = &'w str>) -> (Option<String>, Vec<String>) {
    let headings = |column: &'w ColumnSpec| column.headings().map(|words| words.text.as_str());
    let over = set.first_over.iter().map(|words| words.text.as_str());
    let mut said = set.columns.iter().flat_map(headings).chain(over).chain(more);
    // Whose heading says that something is counted needs no `st`.
    let says = |words: &str, unit: &str| names_unit(words, unit) || (is_count(unit) && heads_counts(words));
    // That what is counted is counted in pieces says nothing.
    let of_amounts = of_amounts(set).filter(|unit| unit != "st" && !said.any(|words| says(words, unit)));
    let mut own: Vec<(String, Vec<String>)> = Vec::new();
    for (at, column) in set.each() {
        let unit = of_column(set, at).filter(|_| !column.shows_unit);
        let Some(unit) = unit.filter(|unit| !headings(column).any(|words| says(words, unit))) else {
            continue;
        };
        let heading = one_line(&column.heading.text);
        let known = own.iter().position(|(known, _)| *known == unit).unwrap_or(own.len());
        if known == own.len() {
            own.push((unit, Vec::new()));
        }
        if !heading.is_empty() && !own[known].1.contains(&heading) {
            own[known].1.push(heading);
        }
    }
    own.retain(|(_, headings)| !headings.is_empty());
    let own = own.into_iter().map(|(unit, headings)| format!("{} anges i {unit}", listed(&headings)));
    (of_amounts.map(|unit| given_in(&unit)), own.collect())
}

/// The line above a table of goals; see [`unsaid`].
pub(super) fn line(set: &ColumnSet, first: &str) -> Option<String> {
    let (of_amounts, own) = unsaid(set, std::iter::once(first));
    sentences(of_amounts.into_iter().chain(own))
}

/// Sentences of words that have no stop yet.
pub(super) fn sentences(all: impl Iterator<Item = String>) -> Option<String> {
    let all: Vec<String> = all.map(|words| format!("{words}.")).collect();
    (!all.is_empty()).then(|| all.join(" "))
}
