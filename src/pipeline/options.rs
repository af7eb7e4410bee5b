//! What to build.

use crate::base::budget::Trust;
use crate::base::standard::Standard;
use crate::diagnostic::Language;

/// The files that can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// `<id>.pdf`.
    Pdf,
    /// `<id>.docx`.
    Docx,
    /// `<id>.txt`: the document as plain text.
    Txt,
    /// `<id>-typst/`: what Typst's own command line compiles to the same pages.
    Typst,
}

/// What to build.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The files to make.
    pub formats: Vec<Format>,
    /// A layout other than the manifest's: a name or a folder.
    pub layout: Option<String>,
    /// Whether this is to be the final paper, which no error may stand in.
    pub is_final: bool,
    /// Whether the files leave the house: the Word file then keeps no words beside those that it shows.
    pub leaves: bool,
    /// What the PDF must hold to.
    pub standard: Standard,
    /// Whether a copy of the Word file is made with every finding in its margin, and in which language.
    pub comments: Option<Language>,
    /// Whose report it is.
    pub trust: Trust,
}
