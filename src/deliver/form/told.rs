//! What differs between a form and a unit's file, and what becomes of it.

use super::values::{Key, Of};

/// Where something stands in a form, as its words say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Where {
    /// The heading above the field.
    pub field: String,
    /// The name of the row, if it stands in one.
    pub row: Option<String>,
    /// The heading of the column, or the label of the line.
    pub column: Option<String>,
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormChange {
    /// Where it stands in the form.
    pub place: Where,
    /// Its key in the unit's file, `rad/drift/utfall`.
    pub key: String,
    /// What the file says; `None` where that is new.
    pub was: Option<String>,
    /// What the form says; `None` where it is empty.
    pub is: Option<String>,
    /// What both said when the form was made, where that is something else.
    pub base: Option<String>,
    /// What becomes of it.
    pub outcome: FormOutcome,
}

/// What becomes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormOutcome {
    /// It is written into the unit's file.
    Taken,
    /// The same, in a row that was added: its id was made of its name.
    TakenInNewRow,
    /// The same, in the place of what an earlier form of the unit delivered.
    Corrected,
    /// An earlier form of the unit delivered what stands in the file, and this one says nothing of it.
    Withdrawn,
    /// It is no figure, where one is asked for.
    NoFigure,
    /// The unit's file has changed there as well since the form was made.
    Conflict,
    /// What the form was made with is not known, and the file says something else.
    NoBase,
    /// The row or the name is gone from the form.
    Gone,
    /// A row has values, but no name.
    Nameless,
    /// It stands in a place of which the form asks nothing: an unknown row, column or table.
    Unasked,
    /// It is a heading of the form's that was written anew.
    Heading,
    /// In which column it stands cannot be seen: there is no row of headings, or cells were joined or taken away.
    Unaligned,
    /// Its field stands in the form twice.
    Twice,
    /// It is a note that nothing refers to.
    Uncited,
    /// It stands outside of the fields.
    Outside,
    /// It stands where the form shows what was said before.
    Former,
    /// It cannot be written so that it says the same.
    Unwritable,
}

impl FormOutcome {
    /// Whether it is written.
    pub fn is_taken(self) -> bool {
        matches!(self, FormOutcome::Taken | FormOutcome::TakenInNewRow | FormOutcome::Corrected)
    }
}

/// A value's key, as it is written in the unit's file.
pub(super) fn key(key: &Key) -> String {
    let of = match &key.of {
        Of::Narrative(chapter, None) => format!("avsnitt/{chapter}"),
        Of::Narrative(chapter, Some(part)) => format!("avsnitt/{chapter}/{part}"),
        Of::Row(table, row) => format!("rad/{table}/{row}"),
        Of::Goal(goal) => format!("mal/{goal}"),
        Of::Item(goal, crate::base::address::GoalTable::Indicators, at) => format!("mal/{goal}/indikator/{}", at + 1),
        Of::Item(goal, crate::base::address::GoalTable::Activities, at) => format!("mal/{goal}/aktivitet/{}", at + 1),
        Of::Risk(risk) => format!("risk/{risk}"),
        Of::Control(risk, at) => format!("risk/{risk}/kontrollmoment/{}", at + 1),
        Of::Note(note) => return format!("noter/{note}"),
    };
    format!("{of}/{}", key.field)
}
