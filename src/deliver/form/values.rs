//! What a unit's section says, value by value, each under the name by which a form asks for it.

use std::collections::BTreeMap;
use std::ops::Deref;

use crate::base::address::GoalTable;
use crate::base::amount::Amount;
use crate::base::source::FileId;
use crate::input::section::{Cell, Content, ControlActivity, FinanceRow, Indicator, Risk, Section};
use crate::report::merge::{GOAL_ROW_KEYS, ROW_KEYS};

use super::words::{Kind, Text};

/// What of a section a value is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    /// A text in a chapter, or in one part of it.
    Narrative(String, Option<String>),
    /// A row of a table.
    Row(String, String),
    /// A goal.
    Goal(String),
    /// An indicator or an activity of a goal, from 0.
    Item(String, GoalTable, usize),
    /// A risk.
    Risk(String),
    /// A control activity of a risk, from 0.
    Control(String, usize),
    /// A note.
    Note(String),
}

/// The name of a value: what it is of, and its key there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) of: Of,
    pub(super) field: String,
}

impl Of {
    pub(super) fn field(&self, field: &str) -> Key {
        Key { of: self.clone(), field: field.to_owned() }
    }

    /// The key of its name: what its row begins with.
    pub(super) fn name(&self) -> Key {
        self.field(match self {
            Of::Control(..) | Of::Narrative(..) | Of::Note(_) => "text",
            Of::Row(..) | Of::Goal(_) | Of::Item(..) | Of::Risk(_) => "namn",
        })
    }

    /// The key of its value in a column of the report's. What is called as a key of the row stands apart.
    pub(super) fn cell(&self, column: &str) -> Key {
        let own = match self {
            Of::Row(..) => ROW_KEYS,
            Of::Item(..) => GOAL_ROW_KEYS,
            Of::Narrative(..) | Of::Goal(_) | Of::Risk(_) | Of::Control(..) | Of::Note(_) => &[],
        };
        let is_apart = own.contains(&column) && !["kommentar", "mattenhet", "kolada"].contains(&column);
        self.field(&if is_apart { format!("{APART}{column}") } else { column.to_owned() })
    }
}

/// What stands before the id of a column whose cell stands apart.
pub(super) const APART: &str = "celler.";

/// The values of a section.
#[derive(Debug, Clone, Default)]
pub(super) struct Values {
    all: BTreeMap<Key, Text>,
    /// What they are of, in the order of the file.
    order: Vec<Of>,
}

impl Deref for Values {
    type Target = BTreeMap<Key, Text>;

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl Values {
    fn put(&mut self, key: Key, value: Text) {
        if value.is_empty() {
            return;
        }
        if !self.order.contains(&key.of) {
            self.order.push(key.of.clone());
        }
        self.all.insert(key, value);
    }

    /// What there are values of, in the order of the file.
    pub(super) fn order(&self) -> &[Of] {
        &self.order
    }

    /// With what `others` have besides.
    pub(super) fn and(mut self, others: &Values) -> Self {
        for of in &others.order {
            if !self.order.contains(of) {
                self.order.push(of.clone());
            }
        }
        for (key, value) in &others.all {
            self.all.entry(key.clone()).or_insert_with(|| value.clone());
        }
        self
    }
}

/// Whether two values are one: the same words, or the same figure.
pub(super) fn is_same(one: &Text, other: &Text) -> bool {
    one.is(other) || figure(one).is_some_and(|value| figure(other).map(Amount::value) == Some(value.value()))
}

/// The figure that a value is, whatever it is written with.
pub(super) fn figure(value: &Text) -> Option<Amount> {
    let is_list = value.0.iter().any(|paragraph| paragraph.kind != Kind::Body);
    if value.notes().next().is_some() || value.is_odd() || is_list {
        return None;
    }
    value.words().parse().ok()
}

/// The values of what stands in the section's own file.
pub(super) fn values(section: &Section, file: FileId) -> Values {
    let mut all = Values::default();
    let mut put = |key: Key, value: Text| all.put(key, value);
    for narrative in &section.narratives {
        let part = narrative.part.as_ref().map(|part| part.value.to_string());
        let of = Of::Narrative(narrative.chapter.value.to_string(), part);
        put(of.field("text"), Text::of(&narrative.text, &narrative.placed));
    }
    section.rows.iter().filter(|row| row.place.file == file).for_each(|row| of_row(row, &mut put));
    for goal in &section.goals {
        let of = Of::Goal(goal.id.value.to_string());
        put(of.field("text"), goal.text.as_ref().map_or_else(Text::default, |text| Text::of(text, &goal.placed)));
        put(of.field("motivering"), goal.grounds.as_ref().map_or_else(Text::default, |text| Text::of(text, &[])));
        put(of.field("bedomning"), goal.assessment.as_ref().map_or_else(Text::default, |it| Text::plain(it.trimmed())));
        let kinds = [(GoalTable::Indicators, &goal.indicators), (GoalTable::Activities, &goal.activities)];
        for (kind, items) in kinds {
            for (at, item) in items.iter().enumerate() {
                of_item(Of::Item(goal.id.value.to_string(), kind, at), item, &mut put);
            }
        }
    }
    section.risks.iter().for_each(|risk| of_risk(risk, &mut put));
    for note in &section.notes {
        put(Of::Note(note.id.value.to_string()).name(), Text::of(&note.text, &[]));
    }
    all
}

fn of_row(row: &FinanceRow, put: &mut dyn FnMut(Key, Text)) {
    let of = Of::Row(row.table.value.to_string(), row.id.value.to_string());
    put(of.name(), Text::of(&row.name, &[]));
    if let Some(comment) = &row.comment {
        put(of.field("kommentar"), Text::of(&comment.value, &[]));
    }
    row.cells.iter().for_each(|(column, cell)| put(of.cell(&column.value), of_cell(cell)));
}

fn of_item(of: Of, item: &Indicator, put: &mut dyn FnMut(Key, Text)) {
    put(of.name(), Text::of(&item.name, &[]));
    if let Some(comment) = &item.comment {
        put(of.field("kommentar"), Text::of(&comment.value, &[]));
    }
    item.cells.iter().for_each(|(column, cell)| put(of.cell(&column.value), of_cell(cell)));
}

fn of_risk(risk: &Risk, put: &mut dyn FnMut(Key, Text)) {
    let of = Of::Risk(risk.id.value.to_string());
    put(of.name(), Text::of(&risk.name, &[]));
    let texts = [("kategori", &risk.category), ("inledning", &risk.introduction)];
    for (field, text) in texts {
        put(of.field(field), text.as_ref().map_or_else(Text::default, |text| Text::of(text, &[])));
    }
    for (field, value) in [("sannolikhet", &risk.likelihood), ("konsekvens", &risk.consequence)] {
        put(of.field(field), value.as_ref().map_or_else(Text::default, |it| Text::plain(&it.value.to_string())));
    }
    risk.own.iter().for_each(|(id, text)| put(of.field(&id.value), Text::of(text, &[])));
    for (at, activity) in risk.activities.iter().enumerate() {
        let ControlActivity { text, owner, follow_up, own, .. } = activity;
        let of = Of::Control(risk.id.value.to_string(), at);
        put(of.name(), Text::of(text, &[]));
        for (field, text) in [("ansvar", owner), ("uppfoljning", follow_up)] {
            put(of.field(field), text.as_ref().map_or_else(Text::default, |text| Text::of(text, &[])));
        }
        own.iter().for_each(|(id, text)| put(of.field(&id.value), Text::of(text, &[])));
    }
}

fn of_cell(cell: &Cell) -> Text {
    match &cell.content {
        Content::Figure(amount) => Text::plain(&amount.swedish()),
        Content::Words(words) => Text::of(words, &[]),
    }
}
