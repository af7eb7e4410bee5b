//! What one unit delivers, as a typed value: one file of `enheter/`.
//!
//! Knows nothing of the manifest: whether somebody asked for a text or a row is for the merge to say.

pub mod csv;
pub mod export;
mod finance;
mod goals;
mod narrative;
mod risks;
pub mod xlsx;

use crate::base::amount::Amount;
use crate::base::source::{FileId, Place, Spanned};
use crate::base::written::Written;
use crate::diagnostic::{Diagnostic, messages};
use crate::exception::{self, Exception};
use crate::fields::{CellContent, Fields, Reader};
use crate::prose::Prose;

pub use self::export::Export;
pub use self::finance::{ABOVE, FinanceRow, RowKind};
pub use self::goals::{Goal, Indicator};
pub use self::narrative::Narrative;
pub use self::risks::{ControlActivity, Risk};

/// A unit's section.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// The unit that the file says it comes from.
    pub unit: Option<Spanned<String>>,
    /// Texts for chapters.
    pub narratives: Vec<Narrative>,
    /// Goals with their indicators.
    pub goals: Vec<Goal>,
    /// Rows of finance tables.
    pub rows: Vec<FinanceRow>,
    /// Files of other programs with figures of finance tables.
    pub exports: Vec<Export>,
    /// Risks.
    pub risks: Vec<Risk>,
    /// Texts of notes, by id.
    pub notes: Vec<NoteText>,
    /// Findings about this file that are accepted.
    pub exceptions: Vec<Exception>,
}

/// The text of a note.
#[derive(Debug, Clone)]
pub struct NoteText {
    /// Its id within the unit.
    pub id: Spanned<String>,
    /// Its text.
    pub text: Prose,
    /// Where the text was written.
    pub place: Place,
}

/// What stands in a cell, and over how many rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The figure or the words.
    pub content: Content,
    /// The marks of notes behind a figure; those of words stand among them.
    pub marks: Option<Prose>,
    /// Rows that the cell covers, from 1.
    pub rows: u32,
    /// Where it was written.
    pub place: Place,
}

/// A figure or words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// An exact figure.
    Figure(Amount),
    /// Words.
    Words(Prose),
}

/// Reads a unit's file.
pub fn read(file: FileId, source: &str) -> (Section, Vec<Diagnostic>) {
    Reader::read(file, source, |fields| {
        let section = Section {
            unit: fields.required_id("enhet"),
            narratives: fields.tables("avsnitt").into_iter().filter_map(narrative::read).collect(),
            goals: fields.tables("mal").into_iter().filter_map(goals::read).collect(),
            rows: fields.tables("rad").into_iter().filter_map(finance::read).collect(),
            exports: exports(&fields),
            risks: fields.tables("risk").into_iter().filter_map(risks::read).collect(),
            notes: fields.table("noter").map(notes).unwrap_or_default(),
            exceptions: exception::read(&fields),
        };
        fields.finish();
        section
    })
}

fn exports(fields: &Fields<'_, '_>) -> Vec<Export> {
    let csv = fields.tables("csv").into_iter().filter_map(|table| export::source(table, false));
    let workbooks = fields.tables("xlsx").into_iter().filter_map(|table| export::source(table, true));
    csv.chain(workbooks).collect()
}

fn notes(fields: Fields<'_, '_>) -> Vec<NoteText> {
    let entries = fields.entries();
    let note = |(id, text): (Spanned<String>, Written)| {
        if text.trimmed().is_empty() {
            fields.report(messages::empty_text(text.place, &id.value));
        }
        let place = text.place;
        NoteText { id, text: label(&fields, &text), place }
    };
    entries.into_iter().map(note).collect()
}

/// Running text of a field.
fn prose(fields: &Fields<'_, '_>, text: &Written) -> Prose {
    let mut found = Vec::new();
    let prose = Prose::read(text, &mut found);
    found.into_iter().for_each(|finding| fields.report(finding));
    prose
}

/// A label or cell of a field.
fn label(fields: &Fields<'_, '_>, text: &Written) -> Prose {
    let mut found = Vec::new();
    let prose = Prose::read_label(text, &mut found);
    found.into_iter().for_each(|finding| fields.report(finding));
    prose
}

/// The cells of a row, by the names of their columns.
fn cells(fields: &Fields<'_, '_>) -> Vec<(Spanned<String>, Cell)> {
    let cell = |(key, value): (Spanned<String>, crate::fields::CellValue)| {
        let content = match value.content {
            CellContent::Figure(amount) => Content::Figure(amount),
            CellContent::Words(words) => Content::Words(label(fields, &words)),
        };
        (key, Cell { content, marks: None, rows: value.rows, place: value.place })
    };
    fields.columns().into_iter().map(cell).collect()
}
