//! What the body knows and docx-rs cannot say, kept until the file is finished.

/// The relationship id of the link at this position in `Writer::links`.
pub(super) fn link_id(at: usize) -> String {
    format!("rIdLink{}", at + 1)
}

/// What docx-rs cannot say of a table, for the finishing. The tables stand in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableFacts {
    /// The style's id.
    pub(super) style: &'static str,
    /// The width in twips.
    pub(super) width: i32,
    /// The table's name, for those who do not see it.
    pub(super) caption: String,
    /// One sentence about what stands in it.
    pub(super) description: String,
    /// Rows from the top that are repeated on each page.
    pub(super) header_rows: usize,
    /// Whether the first column names the rows.
    pub(super) first_column: bool,
    /// What it cannot say of each row.
    pub(super) rows: Vec<RowFacts>,
}

/// What docx-rs cannot say of a table's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RowFacts {
    /// The size of its letters in half points, where that is not the styles'.
    pub(super) size: Option<usize>,
    /// The height in twips that it has at least, where upright words need one.
    pub(super) height: Option<i64>,
    /// For each cell, whether it holds a figure, which stays on one line.
    pub(super) figures: Vec<bool>,
    /// For each cell, whether it is below zero, which has a colour.
    pub(super) below_zero: Vec<bool>,
}
