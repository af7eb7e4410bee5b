//! A line of a file that another program has written, cell by cell, each with its place.

use std::ops::Range;

use crate::base::amount::Amount;
use crate::base::cell_ref::Area;
use crate::input::sheet;

/// A line of a file.
pub type Line = Vec<FileCell>;

/// A cell of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileCell {
    /// Its column, from 1.
    pub column: u32,
    /// Its row in the file, from 1.
    pub row: u32,
    /// Its words, without white space around them.
    pub words: String,
    /// The other ways in which the program that wrote the file may show them.
    pub names: Vec<String>,
    /// Where they stand in the file's text.
    pub span: Range<usize>,
    /// Whether it holds several amounts, each on a line of its own.
    pub several_amounts: bool,
    /// What a workbook says of it.
    pub stored: Option<Box<sheet::Cell>>,
    /// The cells that it is merged with.
    pub merged: Option<Box<Area>>,
}

/// Whether words are several amounts, each on a line of its own or parted by tabs.
pub fn several_amounts(words: &str) -> bool {
    let mut parts = words.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).peekable();
    let first = parts.next().is_some_and(|part| part.parse::<Amount>().is_ok());
    first && parts.peek().is_some() && parts.all(|part| part.parse::<Amount>().is_ok())
}
