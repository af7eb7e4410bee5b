//! Headings that say nothing, and headings that name another unit than the figures below them have.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::money;
use crate::base::positions::ColumnIndex;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{ChartSource, ColumnSet};
use crate::input::messages::heading_without_words;
use crate::input::prose::binding::scan;
use crate::input::section::Content as CellContent;
use crate::report::passages::{self, Role};
use crate::report::visit::Item;
use crate::report::{Delivery, FinanceTable, Report, address};

use super::messages;

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = without_words(report);
    found.extend(address::tables(report).into_iter().flat_map(of_rows));
    let mut told = BTreeSet::new();
    let mut units = |heading: &SourceText, units: &BTreeSet<&str>| {
        found.extend(other_unit(heading, units).filter(|_| told.insert(heading.place)));
    };
    for table in address::tables(report) {
        let all = of_set(&table.columns);
        units(&table.heading, &all);
        table.columns.first.iter().chain(table.groups()).for_each(|at| units(at, &all));
        of_columns(&table.columns, &mut units);
    }
    for chapter in report.all_chapters() {
        if chapter.tables().next().is_some() {
            units(&chapter.heading, &chapter.tables().flat_map(|table| of_set(&table.columns)).collect());
        }
    }
    report.walk(&mut |item| {
        let Item::Goal(goal) = item else { return };
        for owned in goal.delivered() {
            let sets = [&owned.columns].into_iter().chain(owned.activities.as_ref().map(|shown| &shown.columns));
            sets.for_each(|set| of_columns(set, &mut units));
        }
    });
    for chart in report.shown_charts() {
        let ChartSource::Table { table, columns, .. } = &chart.source else { continue };
        let tables = address::tables(report);
        let Some(shown) = tables.into_iter().find(|known| known.id == table.value) else { continue };
        let set = &shown.columns;
        let chosen = |at: &ColumnIndex| {
            let id = &set[*at].id.value;
            columns.is_empty() || columns.iter().any(|column| *id == column.value)
        };
        let chosen = set.positions().filter(chosen).filter_map(|at| set.unit_of(at)).collect();
        units(&chart.title, &chosen);
    }
    found
}

/// Headings of the manifest without a letter or a digit; empty ones have been told.
fn without_words(report: &Report) -> Vec<Diagnostic> {
    let mut all: Vec<&SourceText> = Vec::new();
    report.walk(&mut |item| match item {
        Item::Chapter(chapter) => all.push(&chapter.heading),
        Item::Part(part) => all.extend(&part.heading),
        Item::Table(table) => {
            all.push(&table.heading);
            all.extend(table.groups());
        }
        Item::Goal(goal) => all.push(&goal.heading),
        Item::Row(..) | Item::Risk(..) => {}
    });
    let says_nothing =
        |heading: &&SourceText| !heading.trimmed().is_empty() && !heading.text.contains(char::is_alphanumeric);
    all.into_iter().filter(says_nothing).map(|heading| heading_without_words(heading.place)).collect()
}

/// The units of a table's columns.
fn of_set(set: &ColumnSet) -> BTreeSet<&str> {
    set.positions().filter_map(|at| set.unit_of(at)).collect()
}

/// The headings of columns, each with its own unit.
fn of_columns(set: &ColumnSet, units: &mut dyn FnMut(&SourceText, &BTreeSet<&str>)) {
    for (at, column) in set.each() {
        let own = set.unit_of(at).into_iter().collect();
        column.headings().for_each(|heading| units(heading, &own));
    }
}

/// Names of rows with amounts that end with a unit which no column has: `Lån (mnkr)` in a table in tkr.
fn of_rows(table: &FinanceTable) -> Vec<Diagnostic> {
    let units: BTreeSet<i32> = of_set(&table.columns).into_iter().filter_map(money::power).collect();
    let Some(own) = of_set(&table.columns).into_iter().find(|unit| money::power(unit).is_some()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for row in table.rows.iter().filter_map(Delivery::delivered).filter(|row| !row.is_taken()) {
        let amounts = row.cells.iter().flatten().any(|cell| matches!(cell.content, CellContent::Figure(_)));
        for passage in passages::of_prose(&row.row.name, None, Role::Label).into_iter().filter(|_| amounts) {
            let text = passage.text.trim_end();
            // A row may have a unit of its own, where its columns have none.
            let own_unit = row.row.unit.as_ref().and_then(|unit| money::power(unit.trimmed()));
            let is_known = |power: &i32| units.contains(power) || own_unit == Some(*power);
            let last = money::named(text).into_iter().last().filter(|(_, power)| !is_known(power));
            let Some((range, _)) = last else { continue };
            let (before, after) = (text[..range.start].trim_end(), text[range.end..].trim());
            if (before.ends_with('(') && after == ")") || (before.ends_with(',') && after.is_empty()) {
                let unit = text[range.clone()].to_owned();
                found.extend(passage.place(range).map(|place| messages::row_other_unit(place, &unit, own)));
            }
        }
    }
    found
}

/// The unit that a heading names where no figure below it has that one.
fn other_unit(heading: &SourceText, units: &BTreeSet<&str>) -> Option<Diagnostic> {
    // A bound figure brings its own unit.
    let bound: Vec<Range<usize>> = scan(&heading.text).into_iter().map(|found| found.range).collect();
    let mut named = money::named(&heading.text);
    named.retain(|(range, _)| !bound.iter().any(|bound| bound.contains(&range.start)));
    // A rate is in its first unit: `kr/elev`, `tkr per plats`.
    let power = |unit: &str| money::power(unit).or_else(|| money::power(unit.split(['/', ' ']).next()?));
    let known: Vec<Option<i32>> = units.iter().map(|unit| power(unit)).collect();
    let (first, _) = named.first()?;
    let agrees = known.is_empty() || named.iter().any(|(_, power)| known.contains(&Some(*power)));
    let own = units.iter().find(|unit| money::power(unit).is_some()).or(units.iter().next())?;
    let place = heading.at(first.clone());
    (!agrees).then(|| messages::heading_other_unit(place, &heading.text[first.clone()], own))
}
