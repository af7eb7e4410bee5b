//! What one unit delivers, as a typed value: one file of `enheter/`.
//!
//! Knows nothing of the manifest: whether somebody asked for a text or a row is for the merge to say.

pub mod cell;
pub mod export;
mod finance;
mod goals;
pub mod lost;
mod narrative;
pub mod note;
mod risks;

use crate::base::ids::{NoteId, TableId};
use crate::base::source::{FileId, Spanned};
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;

use super::decode::{Fields, Reader};
use super::exception::{self, Exception};
use super::messages;
use super::text::label;

pub use self::cell::{Cell, Content, is_covered};
pub use self::export::Export;
pub use self::finance::FinanceRow;
pub use self::goals::{Goal, Indicator};
pub use self::lost::{AllLost, Lost, LostKind};
pub use self::narrative::Narrative;
pub use self::note::NoteText;
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
    /// The tables that the unit has no rows of: it says so, and owes none.
    pub no_rows: Vec<Spanned<TableId>>,
    /// Files of other programs with figures of finance tables.
    pub exports: Vec<Export>,
    /// Blocks that nothing can be made of, and rows that those files should have given and did not.
    pub lost: Vec<Lost>,
    /// Whether the file has faults of form, so that what is not found in it may be there.
    pub unclear: bool,
    /// Risks.
    pub risks: Vec<Risk>,
    /// Texts of notes, by id.
    pub notes: Vec<NoteText>,
    /// Findings about this file that are accepted.
    pub exceptions: Vec<Exception>,
    /// The paragraphs of all of its texts.
    pub paragraphs: usize,
}

/// Reads a unit's file.
pub fn read(file: FileId, source: &str) -> (Section, Vec<Diagnostic>) {
    Reader::read(file, source, |fields| {
        let mut lost = Vec::new();
        let section = Section {
            unit: fields.required_id("enhet"),
            narratives: lost::read(fields.tables("avsnitt"), LostKind::Narrative, &mut lost, narrative::read),
            goals: lost::read(fields.tables("mal"), LostKind::Goal, &mut lost, goals::read),
            rows: lost::read(fields.tables("rad"), LostKind::Row, &mut lost, finance::read),
            no_rows: no_rows(&fields),
            exports: exports(&fields),
            risks: lost::read(fields.tables("risk"), LostKind::Risk, &mut lost, risks::read),
            notes: fields.table("noter").map(notes).unwrap_or_default(),
            exceptions: exception::read(&fields),
            lost,
            paragraphs: fields.paragraphs(),
            unclear: fields.is_unclear() || fields.has_unknown_blocks(),
        };
        fields.finish();
        section
    })
}

/// Figures that may be meant in thousands, among those of all units' rows.
pub fn thousands<'s>(sections: impl Iterator<Item = &'s Section>) -> Vec<Diagnostic> {
    finance::thousands(sections.flat_map(|section| &section.rows))
}

fn no_rows(fields: &Fields<'_, '_>) -> Vec<Spanned<TableId>> {
    fields.references("inga_rader").into_iter().map(|table| table.map(TableId::from)).collect()
}

fn exports(fields: &Fields<'_, '_>) -> Vec<Export> {
    let csv = fields.tables("csv").into_iter().filter_map(|table| export::source(table, false));
    let workbooks = fields.tables("xlsx").into_iter().filter_map(|table| export::source(table, true));
    csv.chain(workbooks).collect()
}

fn notes(fields: Fields<'_, '_>) -> Vec<NoteText> {
    let entries = fields.entries();
    let note = |(id, text): (Spanned<String>, SourceText)| {
        if text.trimmed().is_empty() {
            fields.report(messages::empty_text(text.place, &id.value));
        }
        let place = text.place;
        NoteText { id: id.map(NoteId::from), text: label(&fields, &text), place }
    };
    entries.into_iter().map(note).collect()
}
