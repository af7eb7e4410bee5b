//! Shares and averages: a number that is given in per cent, and a share of all that lies outside those of its parts.

use std::sync::LazyLock;

use crate::base::amount::Amount;
use crate::base::pattern::{Pattern, pattern};
use crate::base::positions::ColumnIndex;
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ColumnSpec;
use crate::input::row_kind::RowKind;
use crate::report::passages::{self, Passage, Role};
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, address};

use super::finance::figure;
use super::messages;

/// A name of a number, and one that says otherwise.
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^antal(?:et)?\b"));

static SHARE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)\bandel|%|procent|förändring|ökning|minskning|skillnad|avvikelse|utveckling"));

/// `antalet ärenden uppgick till 187 procent`, but for what a number has changed by.
static NUMBER_IN_TEXT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\bantalet(?:\s+(?-i:\p{Ll}+)){1,5}?\s+(?:är|var|uppgår till|uppgick till|blev)\s+",
        r"(?:nu |i år |cirka |ca |drygt |knappt )?(\d+(?:,\d+)?[ \x{a0}]?(?:procent\b|%))",
    ))
});

/// What follows a figure that is a change or a part.
static OF_SOMETHING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)^\s+(?:av|fler|färre|fler[ae]|högre|lägre|större|mindre|mer|över|under|jämfört|i|utav)\b")
});

/// A row or a column for all.
static ALL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:totalt?|samtliga|alla|genomsnitt(?:et)?|snitt(?:et)?|medel(?:värde)?)\b|\b(?:totalt|samtliga|i genomsnitt)$",
    )
});

/// The two parts that all consist of.
const PARTS: [[&str; 2]; 4] = [["kvinnor", "män"], ["flickor", "pojkar"], ["kvinna", "man"], ["tjejer", "killar"]];

/// A name of figures of which all are no mean: what differs, and parts of one whole.
static NO_MEAN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)avvik|förändr|skillnad|differens|ökning|minskning|fördelning|av (?:total|hela|summan)|andel av|summa|bidrag till",
    )
});

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in address::tables(report) {
        numbers(table, &mut found);
        means(table, &mut found);
    }
    for passage in passages.iter().filter(|passage| passage.is_running() || passage.role == Role::FollowUp) {
        for hit in NUMBER_IN_TEXT.captures_iter(&passage.text) {
            let (Some(whole), Some(value)) = (hit.get(0), hit.get(1)) else { continue };
            if OF_SOMETHING.is_match(&passage.text[whole.end()..]) {
                continue;
            }
            let place = passage.place(value.range());
            found.extend(place.map(|place| messages::count_in_per_cent(place, value.as_str())));
        }
    }
    found
}

fn rows(table: &FinanceTable) -> impl Iterator<Item = &OwnedRow> {
    table.rows.iter().filter_map(Delivery::delivered)
}

/// Rows and columns that are called a number, and whose figures are per cent.
fn numbers(table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    let set = &table.columns;
    let is_number = |text: &str| NUMBER.is_match(text.trim()) && !SHARE.is_match(text);
    for (at, column) in set.each().filter(|(_, column)| column.amounts && !column.is_share()) {
        let first = rows(table).find_map(|row| figure(row, at).ok().flatten());
        let Some((amount, place)) = first.filter(|_| set.unit_of(at) == Some("%")) else { continue };
        let headings = column.headings();
        // A column that is itself a share or a change is none of the number that the table is of.
        let own = headings.clone().find(|heading| is_number(&heading.text));
        if let Some(heading) = own.filter(|_| !SHARE.is_match(&column.heading.text)) {
            let value = format!("{} %", amount.swedish());
            found.push(messages::number_in_per_cent(heading.place, heading.trimmed(), &value, place));
            return;
        }
    }
    let all_shares = !set.columns.is_empty() && set.positions().all(|at| set.unit_of(at) == Some("%"));
    let shares = set.columns.iter().any(|column| column.is_share() || SHARE.is_match(&column.heading.text));
    if all_shares && !shares && is_number(&table.heading.text) {
        let first = rows(table).flat_map(|row| set.positions().map(move |at| (row, at)));
        let first = first.filter_map(|(row, at)| figure(row, at).ok().flatten()).next();
        found.extend(first.map(|(amount, place)| {
            let value = format!("{} %", amount.swedish());
            messages::number_in_per_cent(table.heading.place, table.heading.trimmed(), &value, place)
        }));
        return;
    }
    for row in rows(table).filter(|row| row.row.unit.as_ref().is_some_and(|unit| unit.trimmed() == "%")) {
        let Some(passage) = passages::of_name(&row.row.name) else { continue };
        let first = set.positions().filter(|at| set.takes_unit_of_row(*at));
        let first = first.filter_map(|at| figure(row, at).ok().flatten()).next();
        if let (Some((amount, place)), Some(name), true) = (first, passage.whole(), is_number(&passage.text)) {
            let value = format!("{} %", amount.swedish());
            found.push(messages::number_in_per_cent(name, passage.text.trim(), &value, place));
        }
    }
}

/// A figure and where it stands.
type Value = (Amount, Span);

/// What a share of all is called, by row and column.
struct Mean<'m> {
    row: &'m str,
    column: &'m str,
    all: Value,
}

/// Shares of all outside those of their parts: of columns in a row, and of rows in a column.
fn means(table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    let set = &table.columns;
    let title = table.heading.trimmed().to_lowercase();
    if NO_MEAN.is_match(&title) {
        return;
    }
    let says_share = |text: &str| text.contains("procent") || text.contains('%') || text.contains("genomsnitt");
    let is_share = |row: &OwnedRow, at: ColumnIndex| match table.unit_of(row, at) {
        Some("%") => true,
        Some(_) => false,
        None => says_share(&title),
    };
    for row in rows(table) {
        let of = |name: &str, over: &[String]| {
            let is = |column: &ColumnSpec| {
                let own: Vec<String> = column.over.iter().map(|over| over.trimmed().to_lowercase()).collect();
                column.heading.trimmed().to_lowercase() == name && own == over
            };
            set.each().find(|(_, column)| is(column)).map(|(at, _)| at)
        };
        for (at, column) in set.each().filter(|(_, column)| ALL.is_match(column.heading.trimmed())) {
            let over: Vec<String> = column.over.iter().map(|over| over.trimmed().to_lowercase()).collect();
            let Some([one, other]) = PARTS.iter().find_map(|[one, other]| Some([of(one, &over)?, of(other, &over)?]))
            else {
                continue;
            };
            let read = |at: ColumnIndex| figure(row, at).ok().flatten();
            let name = row.row.name.plain();
            if let (Some(all), Some(one), Some(other)) = (read(at), read(one), read(other))
                && is_share(row, at)
                && !NO_MEAN.is_match(&name)
            {
                let mean = Mean { row: name.trim(), column: column.heading.trimmed(), all };
                found.extend(outside(&mean, &[one, other]));
            }
        }
    }
    down(table, &is_share, found);
}

/// Fewest parts of what no names tell to be all of it.
const ROWS: usize = 3;

/// Rows for all below their parts, since the last heading or the last row for all.
fn down(table: &FinanceTable, is_share: &dyn Fn(&OwnedRow, ColumnIndex) -> bool, found: &mut Vec<Diagnostic>) {
    let mut parts: Vec<&OwnedRow> = Vec::new();
    let mut dividers = table.dividers.iter().map(|(at, _)| *at).peekable();
    for (at, row) in table.rows.iter().enumerate() {
        while dividers.next_if(|divider| *divider <= at).is_some() {
            parts.clear();
        }
        let Some(owned) = row.delivered() else {
            // What has not come may be the part that is missing.
            parts.clear();
            continue;
        };
        let name = owned.row.name.plain().trim().to_owned();
        let of_all = owned.row.kind != RowKind::Item || ALL.is_match(&name);
        if !of_all && !owned.cells.iter().all(Option::is_none) {
            parts.push(owned);
            continue;
        }
        let lower: Vec<String> = parts.iter().map(|part| part.row.name.plain().trim().to_lowercase()).collect();
        let pair = PARTS.iter().any(|pair| lower.len() == 2 && pair.iter().all(|part| lower.iter().any(|l| l == part)));
        // The same figure of a row for each unit is of one kind; of others, such as indicators, it is not known.
        let one_kind = parts.iter().all(|part| part.row.unit.is_none());
        if of_all && ALL.is_match(&name) && (pair || (parts.len() >= ROWS && one_kind)) {
            for (at, column) in table.columns.each() {
                let mean = is_share(owned, at) && column.formula.is_empty() && !NO_MEAN.is_match(&column.heading.text);
                let values: Vec<Value> = parts.iter().filter_map(|part| figure(part, at).ok().flatten()).collect();
                let Some(all) = figure(owned, at).ok().flatten().filter(|_| mean && values.len() == parts.len()) else {
                    continue;
                };
                found.extend(outside(&Mean { row: &name, column: column.heading.trimmed(), all }, &values));
            }
        }
        parts.clear();
    }
}

/// A share of all that is higher or lower than each of its parts; parts that make up the whole are no such.
fn outside(mean: &Mean<'_>, parts: &[Value]) -> Option<Diagnostic> {
    let (all, place) = mean.all;
    let least = parts.iter().min_by_key(|(amount, _)| amount.value())?;
    let most = parts.iter().max_by_key(|(amount, _)| amount.value())?;
    let sum = parts.iter().try_fold(rust_decimal::Decimal::ZERO, |sum, (part, _)| sum.checked_add(part.value()))?;
    let whole = (sum.checked_sub(all.value())?).abs() <= rust_decimal::Decimal::ONE;
    let nearest = if all.value() > most.0.value() { most } else { least };
    let out = all.value() > most.0.value() || all.value() < least.0.value();
    let range = [least.0.swedish(), most.0.swedish()];
    (out && !whole).then(|| {
        let range = [range[0].as_str(), range[1].as_str()];
        messages::average_outside(place, [mean.row, mean.column], &all.swedish(), range, nearest.1)
    })
}
