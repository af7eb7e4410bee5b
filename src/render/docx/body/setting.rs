//! Where words stand: in the text, in a cell, in a note.

use crate::model::NoticeKind;

/// Where blocks stand, which decides their styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting<'a> {
    /// In running text.
    Body,
    /// In a table's cell.
    Cell(&'a CellText),
    /// In a box.
    Notice(NoticeKind),
}

/// How a cell's text is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellText {
    /// The style's id.
    pub(crate) style: String,
    /// Indent from the right, in twips; below zero for what hangs into the margin.
    pub(crate) right: i32,
    /// Indent from the left, in twips.
    pub(crate) left: i32,
}
