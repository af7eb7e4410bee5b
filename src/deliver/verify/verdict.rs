//! What came of a comparison of two finished files.

use crate::base::budget::Exceeded;

use super::transcript::Entry;

/// Why a file cannot be read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no PDF, or a broken one: why, in the reader's own words, which are English.
    NoPdf(String),
    /// It is no Word file, or a broken one: the same.
    NoWord(String),
    /// It holds more than may be read: where that showed, and of what there is too much.
    TooMuch(Where, Exceeded),
    /// The PDF is encrypted, so that it opens with a password or for some only.
    Locked,
    /// The parts of the PDF are not where it says.
    Damaged,
    /// The PDF has no tags, by which its words would be found.
    NoTags,
}

/// The part of a file that was read when there was too much of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where {
    /// The PDF, but no page of it.
    Pdf,
    /// A page of the PDF, from 1.
    Page(usize),
    /// The Word file, but no part of it.
    Word,
    /// A part of the Word file, `word/document.xml`.
    Part(String),
}

/// Something that one file says and the other does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What is compared.
    pub sides: Sides,
    /// What the first side says, with its place; `None` where it says nothing.
    pub first: Option<Entry>,
    /// What the second side says.
    pub second: Option<Entry>,
}

/// The two sides of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// The PDF and the Word file.
    PdfWord,
    /// The model and the PDF.
    ModelPdf,
    /// The model and the Word file.
    ModelWord,
    /// The PDF by itself: words of a page that stand outside of it, or words and what stands over them.
    Places,
    /// The PDF by itself: a page with too much on it to look where all of its words stand.
    Unseen,
    /// The PDF by itself: a page that shows words of a form or a note of their own, which are not read. The program
    /// makes none.
    UnreadPdf,
    /// The Word file by itself: what it holds that may show words and is not compared.
    UnreadWord,
}

/// What both files hold, and where they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Figures in headings, paragraphs, cells and notes.
    pub figures: usize,
    /// Table cells, those of header rows included.
    pub cells: usize,
    /// Notes.
    pub notes: usize,
    /// Pages of the PDF.
    pub pages: usize,
    /// Photographs and drawings in the Word file's text, which are compared by their alternative texts alone.
    pub pictures: usize,
    /// The differences, in reading order.
    pub differences: Vec<Difference>,
}
