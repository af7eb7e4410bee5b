//! What a unit owes, for those who write its file rather than a form: the fields of its form without their places.

use std::collections::BTreeSet;

use crate::base::address::GoalTable;
use crate::input::manifest::{Manifest, Unit};

use super::owes::{FieldForm, Grid, GridKind, fields};
use super::values::{Of, Values};

/// A thing that a unit owes, with the heading that its form has above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The heading.
    pub title: String,
    /// What it is.
    pub what: What,
}

/// What a unit owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A text for a chapter, or for one part of it.
    Text {
        /// The chapter.
        chapter: String,
        /// The part.
        part: Option<String>,
    },
    /// Rows of a table; where none is named, as many as the unit likes.
    Rows {
        /// The table.
        table: String,
        /// Their ids.
        rows: Vec<String>,
        /// Their cells.
        cells: Vec<Cell>,
    },
    /// A goal, whose indicators and activities follow.
    Goal {
        /// The goal.
        goal: String,
        /// The keys besides its text.
        keys: Vec<Cell>,
    },
    /// Indicators or activities of the goal before.
    Items {
        /// Which of the two.
        kind: GoalTable,
        /// Their cells.
        cells: Vec<Cell>,
    },
    /// A risk, whose controls follow.
    Risk {
        /// The risk.
        risk: String,
        /// The keys besides its name.
        keys: Vec<Cell>,
    },
    /// Control activities of the risk before.
    Controls {
        /// The keys besides what is done.
        keys: Vec<Cell>,
    },
}

/// A key with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The key.
    pub key: String,
    /// Its column's heading.
    pub heading: String,
    /// The unit of its figures, where it holds figures: empty where nobody says it.
    pub figures: Option<String>,
}

/// What a unit owes, in the order of the report.
pub fn owed(manifest: &Manifest, unit: &Unit) -> Vec<Owed> {
    let all = fields(manifest, unit, &Values::default(), &BTreeSet::new());
    let owed = |field: super::owes::Field| {
        let what = match field.form {
            FieldForm::Lines(lines) => {
                let of = lines.first()?.key.of.clone();
                let keys = lines
                    .iter()
                    .filter(|asked| asked.is_shown && !["text", "namn"].contains(&asked.key.field.as_str()));
                let key = |asked: &super::owes::Asked| Cell {
                    key: asked.key.field.clone(),
                    heading: asked.label.clone(),
                    figures: None,
                };
                let keys = keys.map(key).collect();
                match of {
                    Of::Narrative(chapter, part) => What::Text { chapter, part },
                    Of::Goal(goal) => What::Goal { goal, keys },
                    Of::Risk(risk) => What::Risk { risk, keys },
                    Of::Row(..) | Of::Item(..) | Of::Control(..) | Of::Note(_) => return None,
                }
            }
            FieldForm::Grid(grid) => of_grid(grid),
        };
        Some(Owed { title: field.title, what })
    };
    all.into_iter().filter_map(owed).collect()
}

fn of_grid(grid: Grid) -> What {
    let cells = |of: &Of| {
        let cell = |column: &super::owes::GridColumn| Cell {
            key: of.cell(&column.id).field,
            heading: column.heading.clone(),
            figures: column.figures.clone(),
        };
        grid.columns.iter().map(cell).collect()
    };
    match &grid.kind {
        GridKind::Rows(table) => {
            let of = Of::Row(table.clone(), String::new());
            let id = |of: &Of| match of {
                Of::Row(_, row) => Some(row.clone()),
                _ => None,
            };
            What::Rows {
                table: table.clone(),
                rows: grid.rows.iter().filter_map(|(of, _)| id(of)).collect(),
                cells: cells(&of),
            }
        }
        GridKind::Items(goal, kind) => What::Items { kind: *kind, cells: cells(&Of::Item(goal.clone(), *kind, 0)) },
        GridKind::Controls(risk) => What::Controls { keys: cells(&Of::Control(risk.clone(), 0)) },
    }
}
