//! Marks without a text, texts without a mark, two notes with one text, sources about something else than their row.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Diagnostic, messages};
use crate::prose::Prose;
use crate::report::{Content, Delivery, GoalNode, Report, UnitIndex};
use crate::source::Place;

use super::pattern;

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut cited = BTreeSet::new();
    for text in report.prose() {
        for (id, place) in text.prose.notes() {
            cited.insert((text.unit, id.to_owned()));
            if !report.notes[text.unit].iter().any(|note| note.id.value == id) {
                found.push(messages::note_without_text(place, id));
            }
        }
    }
    for (unit, notes) in report.notes.iter().enumerate() {
        for note in notes {
            if !cited.contains(&(unit, note.id.value.clone())) {
                found.push(messages::note_without_mark(note.id.place, &note.id.value));
            }
            found.extend(note.text.notes().into_iter().map(|(_, place)| messages::note_in_note(place)));
        }
    }
    for section in report.manifest.memo.iter().flat_map(|memo| &memo.sections) {
        let texts = section.content.texts();
        found.extend(texts.iter().flat_map(|text| text.notes()).map(|(_, place)| messages::note_in_memo(place)));
    }
    found.extend(duplicates(report));
    for chapter in report.all_chapters() {
        match &chapter.content {
            Content::Goals(goals) => goals.iter().for_each(|goal| sources(report, goal, &mut found)),
            Content::Tables(tables) => {
                for owned in tables.iter().flat_map(|table| &table.rows).filter_map(Delivery::came) {
                    found.extend(source(report, owned.unit, &owned.row.name));
                }
            }
            Content::Group | Content::Narrative(_) | Content::InternalControl(_) => {}
        }
    }
    found
}

/// Notes of one unit with the same text, which one note with several marks would say as well.
fn duplicates(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for notes in &report.notes {
        let mut known: BTreeMap<String, (&str, Place)> = BTreeMap::new();
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
static RANGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d{1,3})\s?[-–]\s?(\d{1,3})\s?år"));

fn sources(report: &Report, node: &GoalNode, found: &mut Vec<Diagnostic>) {
    if let Some(Delivery::Came(owned)) = &node.text {
        for (indicator, _) in owned.indicators() {
            found.extend(source(report, owned.unit, &indicator.name));
        }
    }
    node.goals.iter().for_each(|goal| sources(report, goal, found));
}

/// A source that names another range of ages than the row that cites it.
fn source(report: &Report, unit: UnitIndex, name: &Prose) -> Vec<Diagnostic> {
    let range = |text: &str| RANGE.captures(text).map(|hit| format!("{}–{} år", &hit[1], &hit[2]));
    let Some(row) = range(&name.plain()) else { return Vec::new() };
    let cited = name.notes().into_iter().filter_map(|(id, place)| {
        let note = report.notes[unit].iter().find(|note| note.id.value == id)?;
        let source = range(&note.text.plain()).filter(|source| *source != row)?;
        Some(messages::note_differs_from_row(note.place, &source, &row, place))
    });
    cited.collect()
}
