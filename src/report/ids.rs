//! The ids of one report, for editors: what a file of it may name.

use std::collections::{BTreeMap, BTreeSet};

use crate::input::keys::Entity;
use crate::input::keys::schema::Ids;
use crate::input::manifest::{
    BlockSpec, Chapter, ChartSpec, ColumnSet, ControlColumn, ControlColumnKind, Manifest, RowSpec, all_chapters,
};

/// The ids that `rapport.toml` may name.
pub fn of_manifest(manifest: &Manifest) -> Ids {
    let mut ids = shared(manifest);
    let units = set(manifest.units.iter().map(|unit| unit.id.value.as_str()));
    let rows = manifest.tables.iter().flat_map(|table| &table.rows).filter_map(|row| match row {
        RowSpec::Delivered(row) => Some(row.value.to_string()),
        RowSpec::All(_) | RowSpec::Made(_) => None,
    });
    let all = units.iter().map(|unit| format!("{unit}/*"));
    ids.rows = rows.chain(all).collect();
    ids.of.insert(Entity::Chapter, set(chapters(manifest).iter().map(|chapter| chapter.id.value.as_str())));
    ids.of.insert(Entity::Unit, units);
    ids
}

/// The ids that units' files may name.
pub fn of_sections(manifest: &Manifest) -> Ids {
    let mut ids = shared(manifest);
    let (mut texts, mut parts) = (BTreeSet::new(), BTreeSet::new());
    let comments = manifest.rules.comments.iter().map(|chapter| chapter.value.clone());
    for chapter in chapters(manifest) {
        for block in &chapter.blocks {
            if let BlockSpec::Text(text) = block {
                texts.insert(chapter.id.value.to_string());
                parts.extend(text.part.iter().map(|part| part.value.to_string()));
            }
        }
    }
    texts.extend(comments);
    ids.of.insert(Entity::Chapter, texts);
    ids.of.insert(Entity::Part, parts);
    ids.of.insert(Entity::Unit, set(manifest.units.iter().map(|unit| unit.id.value.as_str())));
    let rows: Vec<&RowSpec> = manifest.tables.iter().flat_map(|table| &table.rows).collect();
    // Where all that a unit delivers is taken, nobody says what it is called.
    if !rows.iter().any(|row| matches!(row, RowSpec::All(_))) {
        let delivered = rows.iter().filter_map(|row| match row {
            RowSpec::Delivered(row) => Some(row.value.id.as_str()),
            RowSpec::All(_) | RowSpec::Made(_) => None,
        });
        ids.of.insert(Entity::Row, set(delivered));
    }
    ids.of.insert(Entity::RiskName, risks(manifest));
    ids.columns =
        manifest.tables.iter().map(|table| (table.id.value.to_string(), columns_of(manifest, table))).collect();
    (ids.indicators, ids.activities) = goal_columns(manifest);
    for column in manifest.controls.iter().flat_map(|control| &control.columns) {
        own_column(column, &mut ids);
    }
    ids
}

/// What files of both kinds may name.
fn shared(manifest: &Manifest) -> Ids {
    let is_picture = |chart: &&ChartSpec| chart.is_picture();
    let (pictures, charts): (Vec<&ChartSpec>, Vec<&ChartSpec>) = manifest.charts.iter().partition(is_picture);
    let sets = &manifest.column_sets;
    let columns = sets.iter().flat_map(|set| &set.columns).map(|column| column.id.value.as_str());
    let of = BTreeMap::from([
        (Entity::Committee, set(manifest.committees.iter().map(|committee| committee.id.value.as_str()))),
        (Entity::Paper, set(manifest.papers.iter().filter_map(|paper| Some(paper.id.as_ref()?.value.as_str())))),
        (Entity::ColumnSet, set(sets.iter().map(|set| set.id.value.as_str()))),
        (Entity::Column, set(columns)),
        (Entity::Table, set(manifest.tables.iter().map(|table| table.id.value.as_str()))),
        (Entity::Goal, set(manifest.goals.iter().map(|goal| goal.id.value.as_str()))),
        (Entity::Chart, set(charts.iter().map(|chart| chart.id.value.as_str()))),
        (Entity::Picture, set(pictures.iter().map(|chart| chart.id.value.as_str()))),
        (
            Entity::ControlTable,
            set(manifest.controls.iter().filter_map(|table| Some(table.id.as_ref()?.value.as_str()))),
        ),
    ]);
    let assessments = manifest.lights.iter().map(|(word, _)| word.trimmed().to_owned()).collect();
    Ids { of, assessments, ..Ids::default() }
}

fn set<'i>(ids: impl Iterator<Item = &'i str>) -> BTreeSet<String> {
    ids.map(str::to_owned).collect()
}

fn chapters(manifest: &Manifest) -> Vec<&Chapter> {
    all_chapters(&manifest.chapters)
}

/// The risks that some table takes, by their ids in their units.
fn risks(manifest: &Manifest) -> BTreeSet<String> {
    let of_tables = manifest.controls.iter().flat_map(|control| &control.risks);
    let blocks = chapters(manifest).into_iter().flat_map(|chapter| &chapter.blocks);
    let of_chapters = blocks.flat_map(|block| match block {
        BlockSpec::Risks { risks, .. } => risks.as_slice(),
        _ => &[],
    });
    of_tables.chain(of_chapters).map(|risk| risk.value.id.clone()).collect()
}

fn named(set: &ColumnSet) -> impl Iterator<Item = (String, String)> {
    let name = |heading: &str, id: &str| if heading.is_empty() { id.to_owned() } else { heading.to_owned() };
    set.columns.iter().map(move |column| {
        let id = column.id.value.to_string();
        let heading = name(column.heading.trimmed(), &id);
        (id, heading)
    })
}

/// The columns of a table, each with its heading.
fn columns_of(manifest: &Manifest, table: &crate::input::manifest::TableSpec) -> BTreeMap<String, String> {
    let wanted = table.columns.as_ref().map(|columns| columns.value.as_str());
    manifest.column_sets.iter().filter(|set| Some(set.id.value.as_str()) == wanted).flat_map(named).collect()
}

/// The columns of indicators, and those of activities.
fn goal_columns(manifest: &Manifest) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let (mut indicators, mut of_activities) = (BTreeSet::new(), BTreeSet::new());
    for block in chapters(manifest).into_iter().flat_map(|chapter| &chapter.blocks) {
        if let BlockSpec::Goals { columns, activities, .. } = block {
            indicators.extend(columns.iter().map(|columns| columns.value.as_str()));
            of_activities.extend(activities.iter().map(|columns| columns.value.as_str()));
        }
    }
    let of = |wanted: &BTreeSet<&str>| {
        let sets = manifest.column_sets.iter().filter(|set| wanted.contains(set.id.value.as_str()));
        sets.flat_map(named).collect()
    };
    (of(&indicators), of(&of_activities))
}

fn own_column(column: &ControlColumn, ids: &mut Ids) {
    let name = |id: &str| column.heading.as_ref().map_or_else(|| id.to_owned(), |heading| heading.trimmed().to_owned());
    match &column.kind {
        ControlColumnKind::OfRisk(id) => drop(ids.risks.insert(id.value.clone(), name(&id.value))),
        ControlColumnKind::OfActivity(id) => drop(ids.control_activities.insert(id.value.clone(), name(&id.value))),
        _ => {}
    }
}
