//! What of a report is looked up by name, as often as texts refer to it: made when it is first asked for.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::base::positions::UnitIndex;
use crate::input::section::NoteText;

/// Where each unit's notes stand, by their ids.
#[derive(Debug, Default)]
pub(super) struct NoteNames(OnceLock<HashMap<UnitIndex, HashMap<String, usize>>>);

impl NoteNames {
    /// The position of the note of this id among a unit's; `notes` are those of all units, of which the first of
    /// several counts.
    pub(super) fn find<'n>(
        &self,
        (unit, id): (UnitIndex, &str),
        notes: impl Iterator<Item = (UnitIndex, &'n Vec<NoteText>)>,
    ) -> Option<usize> {
        let index = self.0.get_or_init(|| {
            let ids = |notes: &Vec<NoteText>| {
                notes.iter().enumerate().rev().map(|(at, note)| (note.id.value.to_string(), at)).collect()
            };
            notes.map(|(unit, notes)| (unit, ids(notes))).collect()
        });
        index.get(&unit)?.get(id).copied()
    }
}

/// The rows of a table, by name.
#[derive(Debug, Default)]
pub(super) struct RowNames {
    /// Where those stand that have come, by their ids: several units may have rows of one id.
    came: OnceLock<HashMap<String, Vec<usize>>>,
    /// The labels of those that the manifest asks for.
    asked: OnceLock<HashSet<String>>,
}

impl RowNames {
    /// The positions of the rows with this id, among `ids` of all that have come with their positions.
    pub(super) fn find<'i>(&self, id: &str, ids: impl Iterator<Item = (usize, &'i str)>) -> &[usize] {
        let index = self.came.get_or_init(|| {
            let mut all: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, id) in ids {
                all.entry(id.to_owned()).or_default().push(at);
            }
            all
        });
        index.get(id).map_or(&[], Vec::as_slice)
    }

    /// Takes in a row that has come since.
    pub(super) fn add(&mut self, id: &str, at: usize) {
        if let Some(index) = self.came.get_mut() {
            let known = index.entry(id.to_owned()).or_default();
            known.push(at);
            known.sort_unstable();
            known.dedup();
        }
    }

    /// Whether a label is one of `labels`, which are those that the manifest asks for.
    pub(super) fn asks(&self, label: &str, labels: impl Iterator<Item = String>) -> bool {
        self.asked.get_or_init(|| labels.collect()).contains(label)
    }
}
