//! Marks without a text, texts without a mark, two notes with one text, sources about something else than their row.

use crate::base::ids::NoteId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ColumnSet;
use crate::input::prose::Prose;
use crate::input::section::{Cell, NoteText};
use crate::report::fulfilment::{self, Role as Aim};
use crate::report::{Delivery, GoalNode, Report, UnitIndex, address};

use super::{indicators, messages};

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut cited = BTreeSet::new();
    for text in report.prose() {
        for (id, place) in text.prose.notes() {
            cited.insert((text.unit, NoteId::from(id)));
            if report.note(text.unit, id).is_none() {
                found.push(messages::note_without_text(place, id));
            }
        }
    }
    for (unit, notes) in UnitIndex::each(&report.notes) {
        for note in notes {
            if !cited.contains(&(unit, note.id.value.clone())) {
                found.push(messages::note_without_mark(note.id.place, &note.id.value));
            }
            found.extend(note.text.notes().into_iter().map(|(_, place)| messages::note_in_note(place)));
        }
    }
    let own = report.own_prose().into_iter().flat_map(Prose::notes);
    found.extend(own.map(|(_, place)| messages::note_in_manifest(place)));
    found.extend(duplicates(report));
    report.goals().into_iter().for_each(|goal| sources(report, goal, &mut found));
    for table in address::tables(report) {
        for owned in table.rows.iter().filter_map(Delivery::delivered) {
            let Some(unit) = owned.unit else { continue };
            found.extend(source(report, unit, &owned.row.name));
            without_column(report, unit, &owned.row.name, &table.columns, &mut found);
        }
    }
    found
}

/// Notes of one unit with the same text, which one note with several marks would say as well.
fn duplicates(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for notes in &report.notes {
        let mut known: BTreeMap<String, (&str, Span)> = BTreeMap::new();
        for note in notes {
            let text = note.text.plain().trim().to_owned();
            match known.get(&text) {
                Some((first, place)) => found.push(messages::duplicate_note(note.place, &note.id.value, first, *place)),
                None => drop(known.insert(text, (&note.id.value, note.place))),
            }
        }
    }
    found
}

/// A range of ages or years: `13–16 år`.
static RANGE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(\d{1,3})\s?[-–]\s?(\d{1,3})\s?år"));

fn sources(report: &Report, node: &GoalNode, found: &mut Vec<Diagnostic>) {
    for owned in node.delivered() {
        let roles = fulfilment::roles(&owned.columns);
        for (indicator, cells) in owned.indicators() {
            found.extend(source(report, owned.unit, &indicator.name));
            without_column(report, owned.unit, &indicator.name, &owned.columns, found);
            found.extend(number(report, owned.unit, &indicator.name, &roles, cells));
        }
    }
}

/// The notes that a text cites, with their marks.
fn cited<'r>(report: &'r Report, unit: UnitIndex, name: &Prose) -> Vec<(&'r NoteText, Span)> {
    name.notes().into_iter().filter_map(|(id, place)| Some((report.note(unit, id)?, place))).collect()
}

/// What a note says about a column: `Utfall 2023-06`.
static COLUMN: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b(Utfall|Budget|Prognos) (\d{4}(?:-?\d{2})?)\b"));

/// Notes that name a column which the citing table does not have, each once.
fn without_column(report: &Report, unit: UnitIndex, name: &Prose, columns: &ColumnSet, found: &mut Vec<Diagnostic>) {
    let bare = |text: &str| text.to_lowercase().replace(['-', ' ', '\u{a0}'], "");
    let headings: Vec<String> = columns.columns.iter().map(|column| bare(&column.heading.text)).collect();
    for (note, mark) in cited(report, unit, name) {
        for hit in COLUMN.captures_iter(&note.text.plain()) {
            let (column, measure) = (bare(&hit[0]), bare(&hit[1]));
            // A table without any such measure of a year is about something else.
            let dated = |heading: &String| heading.starts_with(&measure) && heading.contains(char::is_numeric);
            if headings.iter().any(dated) && !headings.iter().any(|heading| heading.contains(&column)) {
                let told = messages::note_without_column(note.place, &hit[0], mark);
                if !found.iter().any(|known| known.place == told.place && known.message == told.message) {
                    found.push(told);
                }
            }
        }
    }
}

/// A label about a number, and one that says otherwise.
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^antal(?:et)?\b"));

static SHARE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)\bandel|%|procent"));

/// A label that speaks of a number, where every outcome is per cent; its note may say that it is about a share.
fn number(report: &Report, unit: UnitIndex, name: &Prose, roles: &[Aim], cells: &[Option<Cell>]) -> Option<Diagnostic> {
    let label = indicators::name(name);
    if !NUMBER.is_match(&label) || SHARE.is_match(&label) {
        return None;
    }
    let outcomes = roles.iter().zip(cells).filter(|(role, _)| **role == Aim::Outcome);
    let figures: Vec<(String, Span)> = outcomes
        .filter_map(|(_, cell)| cell.as_ref().map(|cell| (fulfilment::words(cell), cell.place)))
        .filter(|(text, _)| text.contains(|c: char| c.is_ascii_digit()))
        .collect();
    let (text, place) = figures.first().filter(|_| figures.iter().all(|(text, _)| text.contains('%')))?;
    let at = name.blocks.first()?.place;
    match cited(report, unit, name).into_iter().find(|(note, _)| SHARE.is_match(&note.text.plain())) {
        Some((note, _)) => Some(messages::note_about_share(at, &label, note.place)),
        None => Some(messages::number_in_per_cent(at, &label, text, *place)),
    }
}

/// A source that names another range of ages than the row that cites it.
fn source(report: &Report, unit: UnitIndex, name: &Prose) -> Vec<Diagnostic> {
    let range = |text: &str| RANGE.captures(text).map(|hit| format!("{}–{} år", &hit[1], &hit[2]));
    let Some(row) = range(&name.plain()) else { return Vec::new() };
    let differing = cited(report, unit, name).into_iter().filter_map(|(note, place)| {
        let source = range(&note.text.plain()).filter(|source| *source != row)?;
        Some(messages::note_differs_from_row(note.place, &source, &row, place))
    });
    differing.collect()
}
