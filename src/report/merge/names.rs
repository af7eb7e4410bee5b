//! What a unit's file names: chapters, tables and goals by their ids, and what is said where it names none.
//!
//! Where only one can be meant, by its heading or by a slip of the pen, the block is taken as that one, so that one
//! mistake is told once and the draft shows what was written.

use std::ops::Deref;

use crate::base::ids::{ChapterId, GoalId, RowId, TableId, UnitId};
use crate::base::names::{closest_match, id_of};
use crate::base::source::Spanned;
use crate::base::swedish::folded;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{BlockSpec, Manifest, RowSpec, all_chapters};
use crate::input::messages::EntityKind;
use crate::input::section::{FinanceRow, Section};
use crate::report::messages;

/// The things of one kind that a report has: the id of each, its heading, and whether the unit is asked for it.
struct Known<'m> {
    kind: EntityKind,
    all: Vec<(&'m str, &'m str, bool)>,
}

/// Reads the names of a unit's section; those that nothing has are told, once each.
pub(super) fn read(manifest: &Manifest, unit: &UnitId, section: &mut Section, found: &mut Vec<Diagnostic>) {
    let chapters = Known::chapters(manifest, unit);
    let delivered: Vec<String> = section.narratives.iter().map(|text| text.chapter.value.as_str().to_owned()).collect();
    for text in &mut section.narratives {
        chapters.read(&mut text.chapter, |id| delivered.iter().any(|known| known == id), found);
    }
    let goals = Known::goals(manifest, unit);
    let delivered: Vec<String> = section.goals.iter().map(|goal| goal.id.value.as_str().to_owned()).collect();
    for goal in &mut section.goals {
        goals.read(&mut goal.id, |id| delivered.iter().any(|known| known == id), found);
    }
    let tables = Known::tables(manifest, unit);
    let mut told: Vec<TableId> = Vec::new();
    for row in &mut section.rows {
        let mut own = Vec::new();
        let written = row.table.value.clone();
        tables.read(&mut row.table, |_| false, &mut own);
        // A table's rows all name it in the same way.
        if !told.contains(&written) {
            found.append(&mut own);
            told.push(written);
        }
    }
    // What was told is delivered nowhere.
    section.narratives.retain(|text| chapters.has(&text.chapter.value));
    section.goals.retain(|goal| goals.has(&goal.id.value));
    section.rows.retain(|row| tables.has(&row.table.value));
}

/// The rows of a table that the manifest asks a unit for by their ids; nothing where it takes all that come.
fn asked_rows<'m>(manifest: &'m Manifest, unit: &str, table: &TableId) -> Vec<&'m str> {
    let specs = manifest.tables.iter().filter(|spec| spec.id.value == **table).flat_map(|spec| &spec.rows);
    let mut asked = Vec::new();
    for spec in specs {
        match spec {
            RowSpec::Delivered(name) if name.value.unit.as_ref().is_some_and(|of| **of == *unit) => {
                asked.push(name.value.id.as_str());
            }
            RowSpec::All(of) if *of.value == *unit => return Vec::new(),
            RowSpec::Delivered(_) | RowSpec::All(_) | RowSpec::Made(_) => {}
        }
    }
    asked
}

/// Whether a row is a line of a pasted table or another file whose id was made of its name.
fn has_made_id(row: &FinanceRow) -> bool {
    row.order.1 > 0 && id_of(&row.name.plain()).is_some_and(|made| made == *row.id.value)
}

/// Gives lines without an id that of the row which is asked for and that their name tells: the unit's own row, where
/// the line is called as the unit is.
pub(super) fn rows(manifest: &Manifest, unit: &UnitId, section: &mut Section) {
    let Some(own) = manifest.units.iter().find(|known| known.id.value == *unit) else { return };
    let delivered: Vec<(TableId, RowId)> =
        section.rows.iter().map(|row| (row.table.value.clone(), row.id.value.clone())).collect();
    let mut taken: Vec<(TableId, String)> = Vec::new();
    for row in section.rows.iter_mut().filter(|row| has_made_id(row)) {
        let free = free_rows(manifest, unit, row, &delivered);
        let is_own = folded(row.name.plain().trim()) == folded(own.name.trimmed());
        let meant = free.iter().find(|id| ***id == **unit).or(match free.as_slice() {
            [only] => Some(only),
            _ => None,
        });
        let meant = meant.filter(|id| is_own && !taken.contains(&(row.table.value.clone(), (**id).to_owned())));
        if let Some(id) = meant {
            taken.push((row.table.value.clone(), (*id).to_owned()));
            row.id.value = RowId::from((*id).to_owned());
        }
    }
}

/// The ids of the rows of a line's table that the unit is asked for and has not delivered, where the line has no id of
/// its own.
pub(super) fn free_rows<'m>(
    manifest: &'m Manifest,
    unit: &str,
    row: &FinanceRow,
    delivered: &[(TableId, RowId)],
) -> Vec<&'m str> {
    if !has_made_id(row) {
        return Vec::new();
    }
    let asked = asked_rows(manifest, unit, &row.table.value);
    if asked.contains(&&*row.id.value) {
        return Vec::new();
    }
    let has = |id: &str| delivered.iter().any(|(table, known)| *table == row.table.value && **known == *id);
    asked.into_iter().filter(|id| !has(id)).collect()
}

impl<'m> Known<'m> {
    fn chapters(manifest: &'m Manifest, unit: &UnitId) -> Self {
        let asked = |block: &BlockSpec| matches!(block, BlockSpec::Text(part) if part.unit.value == *unit);
        let all = all_chapters(&manifest.chapters).into_iter();
        let all = all.map(|it| (&*it.id.value, it.heading.trimmed(), it.blocks.iter().any(asked)));
        Known { kind: EntityKind::Chapter, all: all.collect() }
    }

    fn goals(manifest: &'m Manifest, unit: &UnitId) -> Self {
        let all = manifest.goals.iter().map(|goal| {
            let is_asked = goal.units.iter().any(|asked| *asked.value == **unit);
            (&*goal.id.value, goal.heading.trimmed(), is_asked)
        });
        Known { kind: EntityKind::Goal, all: all.collect() }
    }

    fn tables(manifest: &'m Manifest, unit: &UnitId) -> Self {
        let asked = |row: &RowSpec| match row {
            RowSpec::Delivered(reference) => reference.value.unit.as_ref().is_some_and(|of| of == unit),
            RowSpec::All(of) => of.value == *unit,
            RowSpec::Made(_) => false,
        };
        let all = manifest.tables.iter();
        let all = all.map(|it| (&*it.id.value, it.heading.trimmed(), it.rows.iter().any(asked)));
        Known { kind: EntityKind::Table, all: all.collect() }
    }

    fn has(&self, id: &str) -> bool {
        self.all.iter().any(|(known, ..)| *known == id)
    }

    /// Takes a name for the one that is meant, where it is none; a thing that is delivered besides is not meant.
    fn read<I: Deref<Target = str> + From<String>>(
        &self,
        name: &mut Spanned<I>,
        is_delivered: impl Fn(&str) -> bool,
        found: &mut Vec<Diagnostic>,
    ) {
        if self.has(&name.value) {
            return;
        }
        let own = || self.all.iter().filter(|(_, _, asked)| *asked);
        let headed: Vec<_> = self.all.iter().filter(|(_, heading, _)| folded(heading) == folded(&name.value)).collect();
        let by_heading = match headed.as_slice() {
            [one] => Some(one.0),
            _ => None,
        };
        let free = own().map(|(id, ..)| *id).filter(|id| !is_delivered(id));
        let near = closest_match(&name.value, free).or_else(|| {
            let all = self.all.iter().map(|(id, ..)| *id);
            closest_match(&name.value, all)
        });
        let mut listed: Vec<(&str, &str)> = own().map(|(id, heading, _)| (*id, *heading)).collect();
        if listed.is_empty() && self.kind != EntityKind::Chapter {
            listed = self.all.iter().map(|(id, heading, _)| (*id, *heading)).collect();
        }
        found.push(match (by_heading, near) {
            (Some(id), _) => messages::named_by_heading(name.place, self.kind, &name.value, id),
            (None, Some(id)) => crate::input::messages::unknown_reference(name.place, self.kind, &name.value, Some(id)),
            (None, None) => messages::name_of_nothing(name.place, self.kind, &name.value, &listed),
        });
        if let Some(id) = by_heading.or(near).filter(|id| !is_delivered(id)) {
            name.value = I::from(id.to_owned());
        }
    }
}

/// Names of what a unit delivers, as blocks that stand twice are told by.
pub(super) trait Named {
    /// Its kind, where two blocks are one thing.
    const KIND: EntityKind;
    /// The name as a message shows it.
    fn shown(&self) -> String;
}

impl Named for GoalId {
    const KIND: EntityKind = EntityKind::Goal;
    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Named for crate::base::ids::RiskId {
    const KIND: EntityKind = EntityKind::Risk;
    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Named for (TableId, crate::base::ids::RowId) {
    const KIND: EntityKind = EntityKind::Row;
    fn shown(&self) -> String {
        format!("{}/{}", self.0, self.1)
    }
}

impl Named for (ChapterId, Option<crate::base::ids::PartId>) {
    const KIND: EntityKind = EntityKind::Chapter;
    fn shown(&self) -> String {
        self.1.as_ref().map_or_else(|| self.0.to_string(), |part| format!("{}/{part}", self.0))
    }
}
