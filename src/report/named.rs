//! Everything in a report that has an id: where that is given, and what it is called. For editors.

use crate::base::source::Span;
use crate::base::swedish::one_spaced;
use crate::input::keys::Entity;
use crate::input::manifest::{ColumnSet, Manifest, all_chapters};
use crate::input::section::{Cell, Content};

use super::visit::Item;
use super::{GoalNode, Report};

/// Something that has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is.
    pub entity: Entity,
    /// Its id.
    pub id: String,
    /// What it stands in, where its id holds in there alone: a column's set, a row's table, an indicator's goal.
    pub within: Option<String>,
    /// The unit whose it is.
    pub owner: Option<String>,
    /// What it is called.
    pub name: String,
    /// Of a row, an indicator or an activity: what stands in its columns, by their ids, as it is shown.
    pub cells: Vec<(String, String)>,
    /// Where its id is given.
    pub place: Span,
}

impl Named {
    fn new(entity: Entity, (id, place): (&str, Span), name: &str) -> Self {
        let name = name.trim().to_owned();
        Named { entity, id: id.to_owned(), within: None, owner: None, name, cells: Vec::new(), place }
    }

    fn within(self, holder: &str) -> Self {
        Named { within: Some(holder.to_owned()), ..self }
    }

    fn with_cells(self, columns: &ColumnSet, cells: &[Option<Cell>]) -> Self {
        let shown = columns.columns.iter().zip(cells).filter_map(|(column, cell)| {
            let words = match &cell.as_ref()?.content {
                Content::Figure(amount) => amount.swedish(),
                Content::Words(words) => one_spaced(&words.plain()),
            };
            Some((column.id.value.to_string(), words))
        });
        Named { cells: shown.collect(), ..self }
    }

    fn of(self, owner: Option<&str>) -> Self {
        Named { owner: owner.map(str::to_owned), ..self }
    }
}

/// All that has an id, in the report's order, things of each kind together.
pub fn names(report: &Report) -> Vec<Named> {
    let mut all = of_manifest(&report.manifest);
    let owner = |unit: Option<super::UnitIndex>| unit.map(|unit| report.manifest.owner(Some(unit)));
    report.walk(&mut |item| match item {
        Item::Row(table, row) => all.extend(row.delivered().map(|row| {
            let name = row.row.name.plain();
            let named = Named::new(Entity::Row, (&row.row.id.value, row.row.id.place), &name);
            named.within(&table.id).of(owner(row.unit)).with_cells(&table.columns, &row.cells)
        })),
        Item::Goal(goal) => all.extend(indicators(goal, &owner)),
        Item::Risk(_, risk) => all.extend(risk.risk.delivered().map(|known| {
            Named::new(Entity::Risk, (&known.id.value, known.id.place), &known.name.plain()).of(owner(risk.unit))
        })),
        Item::Chapter(_) | Item::Part(_) | Item::Table(_) => {}
    });
    all
}

fn indicators<'n>(goal: &GoalNode, owner: &impl Fn(Option<super::UnitIndex>) -> Option<&'n str>) -> Vec<Named> {
    let mut all = Vec::new();
    for owned in goal.delivered() {
        let of_activities = owned.activities.as_ref().map(|shown| (&shown.columns, &shown.cells));
        let tables = [(&owned.goal.indicators, Some((&owned.columns, &owned.cells)))];
        for (rows, shown) in tables.into_iter().chain([(&owned.goal.activities, of_activities)]) {
            for (at, row) in rows.iter().enumerate() {
                let Some(id) = &row.id else { continue };
                let named = Named::new(Entity::Indicator, (&id.value, id.place), &row.name.plain());
                let named = named.within(&goal.id).of(owner(Some(owned.unit)));
                let cells = shown.and_then(|(columns, cells)| Some((columns, cells.get(at)?)));
                all.push(match cells {
                    Some((columns, cells)) => named.with_cells(columns, cells),
                    None => named,
                });
            }
        }
    }
    all
}

fn of_manifest(manifest: &Manifest) -> Vec<Named> {
    let mut all = Vec::new();
    let units = manifest.units.iter();
    all.extend(units.map(|it| Named::new(Entity::Unit, (&it.id.value, it.id.place), &it.name.text)));
    let committees = manifest.committees.iter();
    all.extend(committees.map(|it| Named::new(Entity::Committee, (&it.id.value, it.id.place), &it.name.text)));
    all.extend(manifest.papers.iter().filter_map(|it| {
        let id = it.id.as_ref()?;
        Some(Named::new(Entity::Paper, (&id.value, id.place), &it.title.text))
    }));
    let chapters = all_chapters(&manifest.chapters).into_iter();
    all.extend(chapters.map(|it| Named::new(Entity::Chapter, (&it.id.value, it.id.place), &it.heading.text)));
    for set in &manifest.column_sets {
        all.push(Named::new(Entity::ColumnSet, (&set.id.value, set.id.place), ""));
        all.extend(
            set.columns.iter().map(|it| {
                Named::new(Entity::Column, (&it.id.value, it.id.place), &it.heading.text).within(&set.id.value)
            }),
        );
    }
    all.extend(manifest.tables.iter().map(|it| {
        let columns = it.columns.as_ref().map(|columns| columns.value.clone());
        let named = Named::new(Entity::Table, (&it.id.value, it.id.place), &it.heading.text);
        Named { within: columns, ..named }
    }));
    let goals = manifest.goals.iter();
    all.extend(goals.map(|it| Named::new(Entity::Goal, (&it.id.value, it.id.place), &it.heading.text)));
    all.extend(manifest.charts.iter().map(|it| {
        let entity = if it.is_picture() { Entity::Picture } else { Entity::Chart };
        Named::new(entity, (&it.id.value, it.id.place), &it.title.text)
    }));
    all.extend(
        manifest.earlier.iter().map(|it| Named::new(Entity::Earlier, (&it.id.value, it.id.place), &it.file.text)),
    );
    all.extend(manifest.controls.iter().filter_map(|it| {
        let id = it.id.as_ref()?;
        Some(Named::new(Entity::ControlTable, (&id.value, id.place), ""))
    }));
    all
}
