//! A cell of a row: a figure, or words in its place.

use crate::base::amount::Amount;
use crate::base::source::{Span, Spanned};
use crate::input::decode::{CellContent, Fields};
use crate::input::prose::Prose;
use crate::input::text;

/// What stands in a cell, and over how many rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The figure or the words.
    pub content: Content,
    /// The marks of notes behind a figure; those of words stand among them.
    pub marks: Option<Prose>,
    /// The unit behind a figure, where one was written with it: `4,2 %`.
    pub unit: Option<String>,
    /// Rows that the cell covers, from 1.
    pub rows: u32,
    /// Columns that the cell covers, from 1.
    pub columns: u32,
    /// Where it was written.
    pub place: Span,
}

/// A figure or words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// An exact figure.
    Figure(Amount),
    /// Words.
    Words(Prose),
}

/// Whether a cell of a row covers the column at a position, which is not its first one.
pub fn is_covered(cells: &[Option<Cell>], at: usize) -> bool {
    let before = cells.iter().take(at).enumerate();
    before.into_iter().any(|(from, cell)| cell.as_ref().is_some_and(|cell| from + cell.columns as usize > at))
}

/// What a row's `kommentar` says.
pub(super) fn comment(fields: &Fields<'_, '_>) -> Option<Spanned<Prose>> {
    fields.said("kommentar").map(|text| Spanned::new(text::cell(fields, &text), text.place))
}

/// The cells of a row, by the names of their columns; those of columns that are called as a key of the row is stand
/// apart, in `celler`. To be asked for last.
pub(super) fn cells_of_row(fields: &Fields<'_, '_>) -> Vec<(Spanned<String>, Cell)> {
    let apart = fields.table("celler").map(|apart| cells(&apart)).unwrap_or_default();
    cells(fields).into_iter().chain(apart).collect()
}

fn cells(fields: &Fields<'_, '_>) -> Vec<(Spanned<String>, Cell)> {
    let cell = |(key, value): (Spanned<String>, crate::input::decode::CellValue)| {
        let content = match value.content {
            CellContent::Figure(amount) => Content::Figure(amount),
            CellContent::Words(words) => Content::Words(text::cell(fields, &words)),
        };
        (key, Cell { content, marks: None, unit: None, rows: value.rows, columns: value.columns, place: value.place })
    };
    fields.columns().into_iter().map(cell).collect()
}
