//! What somebody has filled in, whichever kind of file it was written in.

use std::collections::{BTreeMap, BTreeSet};

use super::words::Text;

/// A form that somebody has filled in.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// The report's id, as the file says.
    pub(super) report: Option<String>,
    /// The unit's id and the file that the form was made of, as the file says.
    pub(super) base: Option<(String, String)>,
    /// What the program wrote outside of the fields, paragraph by paragraph, as the file says.
    pub(super) made: Vec<String>,
    /// Its fields, in order.
    pub(super) fields: Vec<FilledField>,
    /// Whether the file calls its notes by their ids.
    pub(super) is_named: bool,
    /// The notes, by what the file calls them.
    pub(super) notes: BTreeMap<String, FilledCell>,
    /// Rows of fields whose cells are not those of the row of headings.
    pub(super) unaligned: Vec<String>,
    /// What stands outside of the fields, paragraph by paragraph.
    pub(super) outside: Vec<String>,
    /// What stands in heads and feet, line by line.
    pub(super) edges: Vec<String>,
    /// What stands where the form shows what was said before.
    pub(super) former: Vec<String>,
    /// What holds words and is not read.
    pub(super) unread: Vec<String>,
    /// Who had tracked changes in it, and how many.
    pub(super) authors: BTreeMap<String, usize>,
    /// The comments: who wrote them, and what they say.
    pub(super) comments: Vec<(String, String)>,
}

/// A field that somebody has filled in.
#[derive(Debug, Default)]
pub(super) struct FilledField {
    pub(super) address: String,
    /// The rows below the one with the address.
    pub(super) rows: Vec<Vec<FilledCell>>,
}

/// A cell.
#[derive(Debug, Default, Clone)]
pub(super) struct FilledCell {
    /// The bookmarks of ours that stand in it.
    pub(super) keys: BTreeSet<String>,
    /// Whether it is part of the cell before it, or of the one above.
    pub(super) is_covered: bool,
    pub(super) text: Text,
}
