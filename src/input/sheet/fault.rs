//! Why a workbook cannot be read, and how much of it is read at the most.

use crate::base::budget::Exceeded;

/// Why nothing can be read of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It has a password.
    Encrypted,
    /// It is another kind of file: an older Excel's, another program's, or none.
    Other,
    /// It cannot be read; why.
    Damaged(Damage),
    /// It declares a document type or names an entity, which no program does that writes workbooks.
    Declares,
    /// It is larger than may be unpacked.
    Unpacked,
    /// With it the report's files hold more than may be read in all.
    Exceeded(Exceeded),
    /// It has more rows than may be read, or more cells for them.
    Rows,
    /// No sheet has the name, or none was named and there are several. These exist.
    NoSheet(Vec<String>),
}

/// What is wrong with a workbook that is damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Damage {
    /// Its archive cannot be unpacked; what the unpacker says.
    Archive(String),
    /// One of its parts is no XML; what the parser says.
    Xml(String),
    /// Two of its parts have this name.
    Twice(String),
    /// Its parts lie in each other, or are more than any program writes.
    Parts,
    /// An element has more attributes than any program writes.
    Attributes,
    /// The sheet is listed, but not there.
    SheetMissing,
    /// A cell names words that are not there.
    WordsMissing,
    /// Rows do not stand in their order.
    Rows,
    /// Cells do not stand in their order.
    Cells,
    /// More columns are hidden than there are.
    Columns,
    /// A cell has a name that no cell has.
    CellName(String),
    /// A cell should hold a number, and holds this.
    NoNumber(String),
}

/// How much may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadLimits {
    /// Bytes, unpacked.
    pub unpacked: u64,
    /// Rows that hold something.
    pub rows: usize,
    /// Cells that hold something.
    pub cells: usize,
}
