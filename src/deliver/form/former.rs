//! What a unit said in the period before, to be shown beside what it is to say now: never taken over by itself, but for
//! what is the same in both periods, the names of its rows and the columns that name an earlier year.

use std::collections::{BTreeMap, BTreeSet};

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table};

use crate::base::address::{Address, BlockAddress, GoalTable};
use crate::base::date::Ymd;
use crate::base::ids::UnitId;
use crate::input::manifest::{BlockSpec, ColumnSet, Manifest, all_chapters};
use crate::model::{BlockKind, Document, plain};

use super::owes::{Asked, Field, FieldForm, GridKind, column_set, set_of};
use super::values::{Key, Of, Values, is_same};

/// What was said in the period before.
#[derive(Debug, Clone, Default)]
pub(super) struct Former {
    /// The lines of texts.
    pub(super) texts: BTreeMap<Key, Vec<String>>,
    /// Tables by the addresses of their fields.
    pub(super) grids: BTreeMap<String, FormerGrid>,
}

/// A table of the period before.
#[derive(Debug, Clone, Default)]
pub(super) struct FormerGrid {
    pub(super) headings: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Former {
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.grids.is_empty()
    }

    /// What `fields` held in the report before: `document` is its paper, `values` what the unit's section said.
    /// What is the same `now` is not shown twice.
    pub(super) fn of(
        fields: &[Field],
        (manifest, unit, document): (&Manifest, &UnitId, &Document),
        values: &Values,
        now: &Values,
    ) -> Self {
        let mut former = Former::default();
        for field in fields {
            match &field.form {
                FieldForm::Lines(lines) => {
                    let is_new = |asked: &&Asked| match (values.get(&asked.key), now.get(&asked.key)) {
                        (Some(was), Some(is)) => !is_same(was, is),
                        _ => true,
                    };
                    for asked in lines.iter().filter(is_new) {
                        let shown = shown(document, unit, &asked.key);
                        let written = || {
                            let text = values.get(&asked.key).map(super::words::Text::words).unwrap_or_default();
                            text.lines().map(str::to_owned).collect()
                        };
                        let lines = if shown.is_empty() { written() } else { shown };
                        if !lines.is_empty() {
                            former.texts.insert(asked.key.clone(), lines);
                        }
                    }
                }
                FieldForm::Grid(grid) => {
                    if let Some(grid) = former_grid(&grid.kind, &grid.first, manifest, values) {
                        former.grids.insert(field.address.clone(), grid);
                    }
                }
            }
        }
        former
    }
}

/// The lines of a text as the paper shows it.
fn shown(document: &Document, unit: &UnitId, key: &Key) -> Vec<String> {
    let of = match &key.of {
        Of::Narrative(chapter, part) => Address::Text {
            unit: unit.clone(),
            chapter: chapter.as_str().into(),
            part: part.as_ref().map(|part| part.as_str().into()),
        },
        Of::Goal(goal) if key.field == "text" => Address::Goal { unit: unit.clone(), goal: goal.as_str().into() },
        _ => return Vec::new(),
    };
    let is_own = |address: &Option<BlockAddress>| address.as_ref().is_some_and(|address| address.of == of);
    let words =
        document.blocks().into_iter().filter(|block| is_own(&block.address)).filter_map(|block| match &block.kind {
            BlockKind::Paragraph(paragraph) => Some(plain(&paragraph.content)),
            BlockKind::Heading(heading) => Some(plain(&heading.content)),
            _ => None,
        });
    words.filter(|words| !words.trim().is_empty()).collect()
}

/// What the columns of a grid are in a report.
fn set<'m>(kind: &GridKind, manifest: &'m Manifest) -> Option<&'m ColumnSet> {
    match kind {
        GridKind::Rows(id) => set_of(manifest, manifest.tables.iter().find(|table| *table.id.value == **id)?),
        GridKind::Items(_, kind) => {
            let blocks = all_chapters(&manifest.chapters);
            let ids = blocks.iter().flat_map(|chapter| &chapter.blocks).find_map(|block| match block {
                BlockSpec::Goals { columns, activities, .. } => match kind {
                    GoalTable::Indicators => columns.as_ref(),
                    GoalTable::Activities => activities.as_ref(),
                },
                _ => None,
            });
            column_set(manifest, &ids?.value)
        }
        GridKind::Controls(_) => None,
    }
}

fn former_grid(kind: &GridKind, first: &str, manifest: &Manifest, values: &Values) -> Option<FormerGrid> {
    let of_kind = |of: &Of| match (kind, of) {
        (GridKind::Rows(table), Of::Row(known, _)) => table == known,
        (GridKind::Items(goal, kind), Of::Item(known, of, _)) => goal == known && kind == of,
        (GridKind::Controls(risk), Of::Control(known, _)) => risk == known,
        _ => false,
    };
    let columns: Vec<(String, String)> = match (kind, set(kind, manifest)) {
        (GridKind::Controls(_), _) => [("ansvar", "Ansvarig"), ("uppfoljning", "Uppföljning")]
            .map(|(id, it)| (id.to_owned(), it.to_owned()))
            .to_vec(),
        (_, Some(set)) => set
            .columns
            .iter()
            .map(|column| (column.id.value.to_string(), column.heading.trimmed().to_owned()))
            .collect(),
        (_, None) => return None,
    };
    let things = values.order().iter().filter(|of| of_kind(of));
    let words = |key: Key| values.get(&key).map(|text| text.words().replace('\n', " ")).unwrap_or_default();
    let row = |of: &Of| {
        let cells = columns.iter().map(|(id, _)| words(of.cell(id)));
        std::iter::once(words(of.name())).chain(cells).collect::<Vec<String>>()
    };
    let rows: Vec<Vec<String>> = things.map(row).collect();
    let headings =
        std::iter::once(first.to_owned()).chain(columns.iter().map(|(_, heading)| heading.clone())).collect();
    (!rows.is_empty()).then_some(FormerGrid { headings, rows })
}

/// Keys of rows, indicators, activities and risks that are the same from one period to the next.
const KEPT: [&str; 17] = [
    "id",
    "tabell",
    "namn",
    "slag",
    "summerar",
    "beraknas",
    "viktas_med",
    "vands",
    "fet",
    "indrag",
    "mattenhet",
    "kolada",
    "kategori",
    "sannolikhet",
    "konsekvens",
    "text",
    "ansvar",
];

/// What of the unit's file of the period before a new one begins with: its rows, indicators, activities and risks, as
/// far as the report asks for them, with their names, and the cells of columns whose heading is the same in both
/// reports and names a year before the new period. `None` for a file that cannot be read.
pub(super) fn skeleton(
    unit: &str,
    text: &str,
    (old, new): (&Manifest, &Manifest),
    asks: &BTreeSet<Of>,
) -> Option<String> {
    let doc: DocumentMut = text.parse().ok()?;
    let from = new.period.as_ref().map(|(from, _)| from.value);
    let carried = |kind: &GridKind| -> BTreeSet<String> {
        let (Some(old), Some(new)) = (set(kind, old), set(kind, new)) else { return BTreeSet::new() };
        let same = new.columns.iter().filter(|column| {
            let is_same = old
                .columns
                .iter()
                .any(|it| it.id.value == column.id.value && it.heading.trimmed() == column.heading.trimmed());
            is_same && names_year_before(column.heading.trimmed(), from)
        });
        same.map(|column| column.id.value.to_string()).collect()
    };
    let mut out = DocumentMut::new();
    out.insert("enhet", toml_edit::value(unit));
    let tables = |key: &str| doc.get(key).and_then(Item::as_array_of_tables).into_iter().flat_map(ArrayOfTables::iter);
    let rows = tables("rad").filter(|row| asks.contains(&Of::Row(word(row, "tabell"), word(row, "id"))));
    let rows: ArrayOfTables = rows.map(|row| kept(row, &carried(&GridKind::Rows(word(row, "tabell"))))).collect();
    let goals = tables("mal").filter(|goal| asks.contains(&Of::Goal(word(goal, "id"))));
    let goals: ArrayOfTables = goals.map(|goal| kept_goal(goal, &carried)).collect();
    let risks = tables("risk").filter(|risk| asks.contains(&Of::Risk(word(risk, "id"))));
    let risks: ArrayOfTables = risks.map(kept_risk).collect();
    for (key, all) in [("rad", rows), ("mal", goals), ("risk", risks)] {
        if !all.is_empty() {
            out.insert(key, Item::ArrayOfTables(all));
        }
    }
    let said = out.to_string();
    let mut notes = Table::new();
    for (id, note) in doc.get("noter").and_then(Item::as_table).into_iter().flat_map(Table::iter) {
        if said.contains(&format!("[^{id}]")) {
            notes.insert(id, bare(note));
        }
    }
    if !notes.is_empty() {
        out.insert("noter", Item::Table(notes));
    }
    Some(out.to_string())
}

fn word(table: &Table, key: &str) -> String {
    table.get(key).and_then(Item::as_str).unwrap_or_default().to_owned()
}

/// What of a goal is the same: its indicators and activities with what is the same of them.
fn kept_goal(goal: &Table, carried: &dyn Fn(&GridKind) -> BTreeSet<String>) -> Table {
    let (id, mut made) = (word(goal, "id"), Table::new());
    made.insert("id", toml_edit::value(&*id));
    if let Some(first) = goal.get("forsta_kolumn") {
        made.insert("forsta_kolumn", bare(first));
    }
    for (key, kind) in [("indikator", GoalTable::Indicators), ("aktivitet", GoalTable::Activities)] {
        let columns = carried(&GridKind::Items(id.clone(), kind));
        keep_all(goal, key, &columns, &mut made);
    }
    made
}

/// What of a risk is the same: how it is called and weighed, and what is done about it.
fn kept_risk(risk: &Table) -> Table {
    let mut made = kept(risk, &BTreeSet::new());
    keep_all(risk, "kontrollmoment", &BTreeSet::new(), &mut made);
    made
}

/// Keeps what is the same of each of the tables under a key.
fn keep_all(of: &Table, key: &str, columns: &BTreeSet<String>, made: &mut Table) {
    let all = of.get(key).and_then(Item::as_array_of_tables).into_iter().flat_map(ArrayOfTables::iter);
    let all: ArrayOfTables = all.map(|it| kept(it, columns)).collect();
    if !all.is_empty() {
        made.insert(key, Item::ArrayOfTables(all));
    }
}

/// Whether a heading names a year that had ended when the new period began.
fn names_year_before(heading: &str, from: Option<Ymd>) -> bool {
    let Some(from) = from else { return false };
    let digits = heading.split(|c: char| !c.is_ascii_digit()).filter(|part| part.len() == 4);
    let years: Vec<i32> = digits.filter_map(|part| part.parse().ok()).collect();
    years.last().is_some_and(|year| *year < i32::from(from.year)) && years.len() == 1
}

/// What of a table is the same from one period to the next, without what was written about it in comments.
fn kept(table: &Table, columns: &BTreeSet<String>) -> Table {
    let mut out = Table::new();
    for (key, item) in table {
        let stays = KEPT.contains(&key) || columns.contains(key);
        if stays && !item.is_array_of_tables() {
            out.insert(key, bare(item));
        }
    }
    out
}

/// A value without the comments around it.
fn bare(item: &Item) -> Item {
    let Some(value) = item.as_value() else { return item.clone() };
    let mut value = value.clone();
    value.decor_mut().clear();
    if let Some(all) = value.as_array_mut() {
        let plain = |one: &toml_edit::Value| {
            let mut one = one.clone();
            one.decor_mut().clear();
            one
        };
        *all = all.iter().map(plain).collect::<Array>();
    }
    Item::Value(value)
}
