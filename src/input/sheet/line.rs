//! A line of a file that another program has written, cell by cell, each with its place.

use std::ops::Range;

use crate::base::cell_ref::Area;
use crate::input::sheet;

/// A line of a file.
pub type Line = Vec<FileCell>;

/// A cell of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileCell {
    /// Its column, from 1.
    pub column: u32,
    /// Its words, without white space around them.
    pub words: String,
    /// Where they stand in the file's text.
    pub span: Range<usize>,
    /// What a workbook says of it.
    pub stored: Option<sheet::Cell>,
    /// The cells that it is merged with.
    pub merged: Option<Box<Area>>,
}
