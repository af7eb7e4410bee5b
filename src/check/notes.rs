//! Marks without a text, texts without a mark.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, messages};
use crate::manifest::MemoContent;
use crate::report::Report;

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
        let texts = match &section.content {
            MemoContent::Text(text) => std::slice::from_ref(text),
            MemoContent::Items { items, .. } => items,
            MemoContent::Signatures(_) | MemoContent::Dispatch(_) => &[],
        };
        found.extend(texts.iter().flat_map(|text| text.notes()).map(|(_, place)| messages::note_in_memo(place)));
    }
    found
}
