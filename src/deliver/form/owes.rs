//! What a unit owes a report, in the order of the report: the fields of its form.

use std::collections::BTreeSet;

use crate::base::address::{Address, ControlField, GoalTable, RiskField, RowAddress};
use crate::base::ids::{OwnedId, UnitId};
use crate::base::swedish::one_spaced;
use crate::input::manifest::{
    BlockSpec, Chapter, ColumnSet, ControlColumnKind, ControlSpec, GoalSpec, Manifest, PartSpec, RowSpec, TableSpec,
    Unit, all_chapters,
};

use super::values::{Key, Of, Values};

/// A field of a form: a table in which somebody writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The heading above it.
    pub(super) title: String,
    /// Its address, by which it is known whatever becomes of the file.
    pub(super) address: String,
    pub(super) form: FieldForm,
}

/// What a field looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FieldForm {
    /// A line for each value, with its label.
    Lines(Vec<Asked>),
    /// A row for each thing, a column for each value.
    Grid(Grid),
}

/// A value that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) key: Key,
    pub(super) label: String,
    /// Whether the form has a line for it, or takes it where somebody has made one.
    pub(super) is_shown: bool,
}

/// A table to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    /// What its rows are.
    pub(super) kind: GridKind,
    /// The heading of the first column, in which names stand.
    pub(super) first: String,
    /// The other columns.
    pub(super) columns: Vec<GridColumn>,
    /// What each row is of, with its name where nobody has given it one.
    pub(super) rows: Vec<(Of, String)>,
}

/// What the rows of a grid are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum GridKind {
    /// Rows of a finance table.
    Rows(String),
    /// Indicators or activities of a goal.
    Items(String, GoalTable),
    /// Control activities of a risk.
    Controls(String),
}

impl GridKind {
    /// What the row at a position is of, where it is none that there was; `id` is for those that have one.
    pub(super) fn of(&self, at: usize, id: &str) -> Of {
        match self {
            GridKind::Rows(table) => Of::Row(table.clone(), id.to_owned()),
            GridKind::Items(goal, kind) => Of::Item(goal.clone(), *kind, at),
            GridKind::Controls(risk) => Of::Control(risk.clone(), at),
        }
    }
}

/// A column of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GridColumn {
    /// Its id, or the key of its values.
    pub(super) id: String,
    pub(super) heading: String,
    /// The unit of its figures, where it holds figures: empty where nobody says it.
    pub(super) figures: Option<String>,
}

/// The address of what a row of a form's grid begins with.
pub(super) fn address(unit: &UnitId, of: &Of) -> Option<Address> {
    let number = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    Some(match of {
        Of::Row(table, row) => Address::Row(RowAddress {
            table: table.as_str().into(),
            unit: Some(unit.clone()),
            row: row.as_str().into(),
        }),
        Of::Item(goal, kind, at) => Address::GoalRow {
            unit: unit.clone(),
            goal: goal.as_str().into(),
            kind: *kind,
            at: number(*at),
            column: None,
        },
        Of::Control(risk, at) => Address::Control {
            unit: unit.clone(),
            risk: risk.as_str().into(),
            at: Some(number(*at)),
            field: ControlField::Activity,
        },
        Of::Note(note) => Address::Note { unit: unit.clone(), note: note.as_str().into() },
        Of::Narrative(..) | Of::Goal(_) | Of::Risk(_) => return None,
    })
}

/// The label of the line in which a text is written.
pub(super) const WRITE_HERE: &str = "Skriv här";

/// The fields of a unit's form. `now` is what its section says, `elsewhere` are tables whose rows come from other
/// files.
pub(super) fn fields(manifest: &Manifest, unit: &Unit, now: &Values, elsewhere: &BTreeSet<String>) -> Vec<Field> {
    let mut owed = Owed { manifest, unit, now, all: Vec::new(), tables: BTreeSet::new(), goals: BTreeSet::new() };
    owed.tables.extend(elsewhere.iter().cloned());
    for chapter in all_chapters(&manifest.chapters) {
        for block in &chapter.blocks {
            match block {
                BlockSpec::Text(part) => owed.narrative(chapter, part),
                BlockSpec::Table(id) => {
                    if let Some(table) = manifest.tables.iter().find(|table| *table.id.value == *id.value) {
                        owed.table(table);
                    }
                }
                BlockSpec::Goals { columns, activities, roots } => {
                    let set = |id: &Option<crate::base::source::Spanned<String>>| {
                        id.as_ref().and_then(|id| column_set(manifest, &id.value))
                    };
                    let roots: Vec<&str> = roots.iter().map(|root| root.value.as_str()).collect();
                    owed.goals(&roots, set(columns), set(activities));
                }
                BlockSpec::Risks { table, risks } => {
                    let named = |control: &&ControlSpec| {
                        let id = control.id.as_ref().map(|id| &id.value);
                        table.as_ref().is_none_or(|table| id == Some(&table.value))
                    };
                    if let Some(control) = manifest.controls.iter().find(named) {
                        let risks = if risks.is_empty() { &control.risks } else { risks };
                        risks.iter().for_each(|risk| owed.risk(control, &risk.value));
                    }
                }
                BlockSpec::Chart(_) | BlockSpec::Picture(_) | BlockSpec::Signatures(_) => {}
            }
        }
    }
    // Tables that only texts and charts ask for.
    manifest.tables.iter().for_each(|table| owed.table(table));
    owed.all
}

/// The column set with this id.
pub(super) fn column_set<'m>(manifest: &'m Manifest, id: &str) -> Option<&'m ColumnSet> {
    manifest.column_sets.iter().find(|set| *set.id.value == *id)
}

/// The column set of a table.
pub(super) fn set_of<'m>(manifest: &'m Manifest, table: &'m TableSpec) -> Option<&'m ColumnSet> {
    manifest.columns_of(table)
}

struct Owed<'m> {
    manifest: &'m Manifest,
    unit: &'m Unit,
    now: &'m Values,
    all: Vec<Field>,
    /// The tables and goals that stand there.
    tables: BTreeSet<String>,
    goals: BTreeSet<String>,
}

impl Owed<'_> {
    fn is_own(&self, unit: &str) -> bool {
        *self.unit.id.value == *unit
    }

    fn push(&mut self, title: &str, address: &str, form: FieldForm) {
        let field = Field { title: one_spaced(title), address: address.to_owned(), form };
        // A text may be shown at two places.
        if !self.all.iter().any(|known| known.address == field.address) {
            self.all.push(field);
        }
    }

    fn narrative(&mut self, chapter: &Chapter, part: &PartSpec) {
        if !self.is_own(&part.unit.value) {
            return;
        }
        let id = part.part.as_ref().map(|part| part.value.clone());
        let address =
            Address::Text { unit: self.unit.id.value.clone(), chapter: chapter.id.value.clone(), part: id.clone() };
        let of = Of::Narrative(chapter.id.value.to_string(), id.map(|id| id.to_string()));
        let heading = part.heading.as_ref().map(|heading| heading.trimmed()).filter(|heading| !heading.is_empty());
        let title = match (heading, &part.part) {
            (Some(heading), _) => format!("{}: {heading}", chapter.heading.trimmed()),
            (None, _) => chapter.heading.trimmed().to_owned(),
        };
        let asked = Asked { key: of.field("text"), label: WRITE_HERE.to_owned(), is_shown: true };
        self.push(&title, &address.to_string(), FieldForm::Lines(vec![asked]));
    }

    fn table(&mut self, table: &TableSpec) {
        let id = table.id.value.to_string();
        let Some(set) = set_of(self.manifest, table).filter(|_| !self.tables.contains(&id)) else { return };
        let (mut rows, mut is_owed) = (Vec::new(), false);
        for spec in &table.rows {
            match spec {
                RowSpec::Delivered(reference) => {
                    let OwnedId { unit, id: row } = &reference.value;
                    if unit.as_ref().is_some_and(|unit| self.is_own(unit)) {
                        rows.push(row.clone());
                    }
                }
                RowSpec::All(unit) => is_owed |= self.is_own(&unit.value),
                RowSpec::Made(_) => {}
            }
        }
        is_owed |= !rows.is_empty();
        if !is_owed {
            return;
        }
        // Those that the unit has written besides.
        for of in self.now.order() {
            if let Of::Row(of, row) = of
                && *of == id
                && !rows.contains(row)
            {
                rows.push(row.clone());
            }
        }
        let named = |row: String| (Of::Row(id.clone(), row.clone()), row);
        let heading = table.heading.trimmed();
        let first = table.first.as_ref().or(set.first.as_ref()).map_or("", |first| first.trimmed());
        let first = if first.is_empty() { "Rad" } else { first };
        let rows = rows.into_iter().map(named).collect();
        let mut columns = columns(set, table.unit.as_ref().map(|unit| unit.trimmed()));
        let has_comments =
            self.now.keys().any(|key| matches!(&key.of, Of::Row(of, _) if *of == id) && key.field == COMMENT);
        if has_comments || table.commented_from.is_some() && self.manifest.rules.comments.is_none() {
            add_comment(&mut columns);
        }
        let grid = Grid { kind: GridKind::Rows(id.clone()), first: first.to_owned(), columns, rows };
        self.tables.insert(id.clone());
        let address = format!("{}/{}", Address::Table(id.as_str().into()), self.unit.id.value);
        self.push(heading, &address, FieldForm::Grid(grid));
    }

    fn goals(&mut self, roots: &[&str], indicators: Option<&ColumnSet>, activities: Option<&ColumnSet>) {
        let goals = &self.manifest.goals;
        let below = |goal: &GoalSpec| {
            let (mut at, mut left) = (goal, goals.len());
            loop {
                if roots.is_empty() || roots.contains(&at.id.value.as_str()) {
                    return true;
                }
                let above = at.under.as_ref().and_then(|under| goals.iter().find(|it| *it.id.value == *under.value));
                match above.filter(|_| left > 0) {
                    Some(above) => (at, left) = (above, left - 1),
                    None => return false,
                }
            }
        };
        for goal in goals.iter().filter(|goal| below(goal)) {
            let id = goal.id.value.to_string();
            if goal.units.iter().any(|unit| self.is_own(&unit.value)) && self.goals.insert(id.clone()) {
                self.goal(goal, &id, indicators, activities);
            }
        }
    }

    fn goal(&mut self, goal: &GoalSpec, id: &str, indicators: Option<&ColumnSet>, activities: Option<&ColumnSet>) {
        let (unit, of) = (self.unit.id.value.clone(), Of::Goal(id.to_owned()));
        let heading = goal.heading.trimmed();
        let labels = &self.manifest.goal_labels;
        let is_said = |field: &str| self.now.contains_key(&of.field(field));
        let mut asked = vec![Asked { key: of.field("text"), label: WRITE_HERE.to_owned(), is_shown: true }];
        let is_shown = labels.assessment.is_some() || is_said("bedomning") || is_said("motivering");
        let label = labels.assessment.as_ref().map_or("Bedömning", |label| label.trimmed());
        for (field, label) in [("bedomning", label), ("motivering", "Motivering")] {
            asked.push(Asked { key: of.field(field), label: label.to_owned(), is_shown });
        }
        let address = Address::Goal { unit: unit.clone(), goal: id.into() };
        self.push(&format!("Mål: {heading}"), &address.to_string(), FieldForm::Lines(asked));
        let kinds = [
            (GoalTable::Indicators, indicators, labels.indicators.as_ref(), "Indikatorer"),
            (GoalTable::Activities, activities, labels.activities.as_ref(), "Aktiviteter"),
        ];
        for (kind, set, label, usual) in kinds {
            let Some(set) = set else { continue };
            let count = self.now.keys().filter_map(|key| match &key.of {
                Of::Item(goal, known, at) if goal == id && *known == kind => Some(at + 1),
                _ => None,
            });
            let rows = (0..count.max().unwrap_or(0)).map(|at| (Of::Item(id.to_owned(), kind, at), String::new()));
            let mut columns = columns(set, None);
            let has_comments = self.now.keys().any(|key| {
                matches!(&key.of, Of::Item(goal, known, _) if goal == id && *known == kind) && key.field == COMMENT
            });
            if has_comments {
                add_comment(&mut columns);
            }
            let first = set.first.as_ref().map(|first| first.trimmed()).filter(|first| !first.is_empty());
            let grid = Grid {
                kind: GridKind::Items(id.to_owned(), kind),
                first: first.unwrap_or(usual).to_owned(),
                columns,
                rows: rows.collect(),
            };
            let label = label.map_or(usual, |label| label.trimmed());
            let address = Address::GoalTable { unit: unit.clone(), goal: id.into(), kind };
            self.push(&format!("{label}: {heading}"), &address.to_string(), FieldForm::Grid(grid));
        }
    }

    fn risk(&mut self, control: &ControlSpec, risk: &OwnedId) {
        let OwnedId { unit, id } = risk;
        if !unit.as_ref().is_some_and(|unit| self.is_own(unit)) {
            return;
        }
        let (unit, of) = (self.unit.id.value.clone(), Of::Risk(id.clone()));
        let mut asked = vec![Asked { key: of.name(), label: "Risk".to_owned(), is_shown: true }];
        let is_said = |field: &str| self.now.contains_key(&of.field(field));
        let has = |kind: ControlColumnKind| control.has(&kind);
        let mut ask = |field: &str, label: String, is_owed: bool| {
            asked.push(Asked { key: of.field(field), label, is_shown: is_owed || is_said(field) });
        };
        ask("kategori", "Kategori".to_owned(), has(ControlColumnKind::Category));
        let is_assessed = has(ControlColumnKind::Assessment) || has(ControlColumnKind::Level);
        ask("sannolikhet", format!("Sannolikhet (1–{})", control.scale), is_assessed);
        ask("konsekvens", format!("Konsekvens (1–{})", control.scale), is_assessed);
        ask("inledning", "Inledning".to_owned(), false);
        let mut columns = Vec::new();
        let mut first = "Kontrollmoment".to_owned();
        for column in &control.columns {
            let heading = column.heading.as_ref().map(|heading| heading.trimmed().to_owned());
            let mut add = |id: &str, usual: &str| {
                let heading = heading.clone().unwrap_or_else(|| usual.to_owned());
                columns.push(GridColumn { id: id.to_owned(), heading, figures: None });
            };
            match &column.kind {
                ControlColumnKind::Activities => first = heading.unwrap_or(first),
                ControlColumnKind::Owner => add("ansvar", "Ansvarig"),
                ControlColumnKind::FollowUp => add("uppfoljning", "Uppföljning"),
                ControlColumnKind::OfActivity(id) => add(&id.value, &id.value),
                ControlColumnKind::OfRisk(id) => {
                    ask(&id.value, heading.unwrap_or_else(|| id.value.clone()), true);
                }
                ControlColumnKind::Number
                | ControlColumnKind::Category
                | ControlColumnKind::Risk
                | ControlColumnKind::Level
                | ControlColumnKind::Assessment => {}
            }
        }
        let name = self.now.get(&of.name()).map_or_else(|| id.clone(), super::words::Text::words);
        let title = format!("Risk: {name}");
        let whole = Address::Risk { unit: unit.clone(), risk: id.as_str().into(), field: RiskField::Name }.to_string();
        self.push(&title, whole.trim_end_matches("/namn"), FieldForm::Lines(asked));
        if control.activity_keys().is_empty() {
            return;
        }
        let count = self.now.keys().filter_map(|key| match &key.of {
            Of::Control(risk, at) if risk == id => Some(at + 1),
            _ => None,
        });
        let rows = (0..count.max().unwrap_or(0)).map(|at| (Of::Control(id.clone(), at), String::new())).collect();
        let grid = Grid { kind: GridKind::Controls(id.clone()), first, columns, rows };
        let address = Address::Control { unit, risk: id.as_str().into(), at: None, field: ControlField::Activity };
        let title = format!("{}: {name}", grid.first);
        self.push(&title, &address.to_string(), FieldForm::Grid(grid));
    }
}

/// The key of what stands about a row below it.
const COMMENT: &str = "kommentar";

fn add_comment(columns: &mut Vec<GridColumn>) {
    if !columns.iter().any(|column| column.id == COMMENT) {
        columns.push(GridColumn { id: COMMENT.to_owned(), heading: "Kommentar".to_owned(), figures: None });
    }
}

/// The columns of a set that a unit fills in: those that the program computes it does not.
fn columns(set: &ColumnSet, of_table: Option<&str>) -> Vec<GridColumn> {
    let column =
        |(at, column): (crate::base::positions::ColumnIndex, &crate::input::manifest::ColumnSpec)| GridColumn {
            id: column.id.value.to_string(),
            heading: one_spaced(&column.headings().map(|line| line.trimmed()).collect::<Vec<_>>().join(" ")),
            figures: column.amounts.then(|| set.unit_of(at).or(of_table).unwrap_or_default().to_owned()),
        };
    set.each().map(column).collect()
}
