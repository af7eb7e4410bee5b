//! The columns of the old report, and what they are called in the new one.

use std::collections::BTreeMap;

use crate::base::swedish::one_spaced;
use crate::input::manifest::{BlockSpec, ColumnSet, Manifest, all_chapters};

use super::roll::Roll;

/// A column in both reports.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) old_id: String,
    pub(super) old_heading: String,
    pub(super) new_id: String,
    pub(super) new_heading: String,
}

impl Column {
    /// Whether its figure of the old report is the one that `new` shows in the new one: both say so, and the time is
    /// over.
    pub(super) fn is_same_figure_as(&self, new: &Column, roll: &Roll) -> bool {
        self.old_heading == new.new_heading && roll.is_past(&self.old_heading)
    }
}

/// The columns of tables, indicators and activities.
#[derive(Debug)]
pub(super) struct Sets {
    tables: BTreeMap<String, Vec<Column>>,
    pub(super) indicators: Vec<Column>,
    pub(super) activities: Vec<Column>,
}

impl Sets {
    pub(super) fn of(manifest: &Manifest, roll: &Roll) -> Self {
        let named = |id: &str| manifest.column_sets.iter().find(|set| *set.id.value == *id);
        let columns = |id: &str| named(id).map(|set| columns(set, roll)).unwrap_or_default();
        let of_table = |table: &crate::input::manifest::TableSpec| {
            let set = table.columns.as_ref().map(|set| columns(&set.value)).unwrap_or_default();
            (table.id.value.to_string(), set)
        };
        let (mut indicators, mut activities) = (Vec::new(), Vec::new());
        for block in all_chapters(&manifest.chapters).into_iter().flat_map(|chapter| &chapter.blocks) {
            if let BlockSpec::Goals { columns: one, activities: other, .. } = block {
                indicators.extend(one.iter().flat_map(|set| columns(&set.value)));
                activities.extend(other.iter().flat_map(|set| columns(&set.value)));
            }
        }
        Sets { tables: manifest.tables.iter().map(of_table).collect(), indicators, activities }
    }

    pub(super) fn of_table(&self, id: &str) -> Vec<Column> {
        self.tables.get(id).cloned().unwrap_or_default()
    }
}

fn columns(set: &ColumnSet, roll: &Roll) -> Vec<Column> {
    let column = |column: &crate::input::manifest::ColumnSpec| {
        let heading = one_spaced(&column.headings().map(|line| line.trimmed()).collect::<Vec<_>>().join(" "));
        Column {
            old_id: column.id.value.to_string(),
            new_id: roll.words(&column.id.value),
            new_heading: roll.heading(&heading),
            old_heading: heading,
        }
    };
    set.columns.iter().map(column).collect()
}
