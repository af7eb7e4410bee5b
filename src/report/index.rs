//! What of a report is looked up by name, as often as texts refer to it: made when it is first asked for.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::input::manifest::Manifest;
use crate::input::section::NoteText;

use super::{Delivery, FinanceTable, OwnedRow, Report, UnitIndex};

/// Where each unit's notes stand, by their ids.
#[derive(Debug, Default)]
pub(super) struct Index(OnceLock<Vec<HashMap<String, usize>>>);

/// Where the rows of a table stand, by their ids: several units may have rows of one id.
#[derive(Debug, Default)]
pub(super) struct RowIndex {
    came: OnceLock<HashMap<String, Vec<usize>>>,
    /// The labels of the rows that the manifest asks for.
    asked: OnceLock<HashSet<String>>,
}

impl Report {
    /// The text of a unit's note.
    pub fn note(&self, unit: UnitIndex, id: &str) -> Option<&NoteText> {
        let index = self.index.0.get_or_init(|| {
            let of = |notes: &Vec<NoteText>| {
                // The first of several.
                notes.iter().enumerate().rev().map(|(at, note)| (note.id.value.to_string(), at)).collect()
            };
            self.notes.iter().map(of).collect()
        });
        self.notes[unit].get(*index[unit].get(id)?)
    }
}

impl FinanceTable {
    /// The rows of this id that have come.
    pub(super) fn rows_named(&self, id: &str) -> impl Iterator<Item = &OwnedRow> {
        let index = self.index.came.get_or_init(|| {
            let mut all: HashMap<String, Vec<usize>> = HashMap::new();
            for (at, row) in self.rows.iter().enumerate() {
                if let Some(row) = row.delivered() {
                    all.entry(row.row.id.value.to_string()).or_default().push(at);
                }
            }
            all
        });
        index.get(id).into_iter().flatten().filter_map(|at| self.rows.get(*at).and_then(Delivery::delivered))
    }

    /// Puts a row that was made of others into its place.
    pub(super) fn put(&mut self, at: usize, made: OwnedRow) {
        if let Some(index) = self.index.came.get_mut() {
            let known = index.entry(made.row.id.value.to_string()).or_default();
            known.push(at);
            known.sort_unstable();
            known.dedup();
        }
        if let Some(place) = self.rows.get_mut(at) {
            *place = Delivery::Delivered(made);
        }
    }

    /// Whether the manifest asks for a row of this label in the table.
    pub(super) fn owes(&self, manifest: &Manifest, label: &str) -> bool {
        let index = self.index.asked.get_or_init(|| {
            let of_table = manifest.tables.iter().filter(|spec| spec.id.value == self.id);
            of_table.flat_map(|spec| &spec.rows).map(|row| row.label()).collect()
        });
        index.contains(label)
    }

    /// Whether a row has not come.
    pub(super) fn is_owed_rows(&self) -> bool {
        self.rows.iter().any(|row| row.delivered().is_none())
    }
}
