//! Tables: rows of cells in columns, with what each column and row is.

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::base::assessment::Light;
use crate::base::source::Place;

use super::inline::plain_blocks;
use super::visit::number_paragraphs;
use super::{Block, BlockKind};

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Position among all tables of the document, from 0.
    pub index: usize,
    /// What it shows, which decides its looks.
    pub role: TableRole,
    /// Its name for those who do not see it, and in the Word file's properties.
    pub title: String,
    /// One sentence about what stands in it.
    pub description: String,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows that are repeated at the top of each page.
    pub header: Vec<Row>,
    /// The other rows.
    pub rows: Vec<Row>,
}

/// What a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableRole {
    /// Amounts.
    Finance,
    /// Indicators of a goal.
    Indicators,
    /// The internal-control table.
    Risks,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its share of the table's width, against the sum of all columns' shares.
    pub share: u16,
    /// How its body cells are set.
    pub align: Align,
    /// Whether its cells name their rows.
    pub row_header: bool,
}

/// How a cell's text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// From the left.
    Start,
    /// In the middle.
    Center,
    /// To the right; figures, aligned on the decimal by [`Cell::pad`].
    End,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What it is, which decides its looks.
    pub role: RowRole,
    /// Its cells; positions that a cell above spans are left out.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowRole {
    /// A header row.
    Header,
    /// An ordinary row.
    Body,
    /// The heading of the rows below it, across the table.
    Group,
    /// Words about the row above it, across the table.
    Comment,
    /// A sum of some rows among those of a larger one.
    Subtotal,
    /// A sum of rows above.
    Sum,
    /// The result that the table leads to.
    Result,
    /// The notes of the table, across it.
    Notes,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What stands in it: paragraphs and lists; none for an empty cell.
    pub blocks: Vec<Block>,
    /// Columns that it covers, from 1.
    pub colspan: u16,
    /// Rows that it covers, from 1.
    pub rowspan: u16,
    /// How it is set.
    pub align: Align,
    /// Whether it holds a figure.
    pub figure: bool,
    /// Decimals that are missing against the column's longest, so that decimal signs stand under each other;
    /// the decimal sign itself counts as one when the figure has none.
    pub pad: u8,
    /// A risk's weight in per cent of the scale's largest product, which the layout turns into a colour.
    pub weight: Option<u8>,
    /// An assessment, which the layout turns into a colour; its sign stands among the words.
    pub light: Option<Light>,
    /// Where it was written.
    pub place: Option<Place>,
    /// The address of its figure or text, `verksamhet.it.utfall_2023_08`.
    pub address: Option<String>,
}

impl Serialize for Cell {
    /// What a layout sets, with what it asks of each cell's words and would take long to find out: how many letters
    /// they have, the longest of them, and whether a list is among them.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words = self.plain();
        let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '–' | '-');
        let mut cell = serializer.serialize_struct("Cell", 11)?;
        cell.serialize_field("blocks", &self.blocks)?;
        cell.serialize_field("colspan", &self.colspan)?;
        cell.serialize_field("rowspan", &self.rowspan)?;
        cell.serialize_field("align", &self.align)?;
        cell.serialize_field("figure", &self.figure)?;
        cell.serialize_field("pad", &self.pad)?;
        cell.serialize_field("weight", &self.weight)?;
        if let Some(light) = self.light {
            cell.serialize_field("light", &light)?;
        }
        cell.serialize_field("letters", &words.chars().count())?;
        cell.serialize_field("longest", words.split(ends).max_by_key(|word| word.chars().count()).unwrap_or_default())?;
        cell.serialize_field("lists", &self.blocks.iter().any(|block| matches!(block.kind, BlockKind::List(_))))?;
        cell.end()
    }
}

impl Cell {
    /// A cell of one row and one column.
    pub fn new(blocks: Vec<Block>, align: Align) -> Self {
        Cell {
            blocks,
            colspan: 1,
            rowspan: 1,
            align,
            figure: false,
            pad: 0,
            weight: None,
            light: None,
            place: None,
            address: None,
        }
    }

    /// Gives the cell and its paragraphs an address; paragraphs after the first have their number behind it.
    pub fn give_address(&mut self, address: String) {
        number_paragraphs(&mut self.blocks, &address, self.place, &mut 0);
        self.address = Some(address);
    }

    /// Its words, paragraphs parted by a space.
    pub fn plain(&self) -> String {
        let mut lines = Vec::new();
        plain_blocks(&self.blocks, &mut lines);
        lines.join(" ")
    }
}
