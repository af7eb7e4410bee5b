//! What kinds of row a finance table has, and how one of them may stand out.

use crate::base::limits::MAX_INDENT;
use crate::input::decode::Fields;

/// What kind of row a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// An ordinary row.
    Item,
    /// A sum of some rows among those of a larger one.
    Subtotal,
    /// A sum of others.
    Sum,
    /// What the table leads to.
    Result,
}

impl RowKind {
    /// The words by which a row says its kind.
    pub const WORDS: &'static [(&'static str, RowKind)] = &[
        ("post", RowKind::Item),
        ("delsumma", RowKind::Subtotal),
        ("summa", RowKind::Sum),
        ("resultat", RowKind::Result),
    ];
}

/// How a row looks beside others of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowLooks {
    /// Whether it stands out as a sum does, without being one.
    pub bold: bool,
    /// The steps by which its name is set in, below the row or the heading that it belongs to.
    pub indent: u8,
}

impl RowLooks {
    /// `fet` and `indrag`.
    pub(super) fn read(fields: &Fields<'_, '_>) -> Self {
        let steps = fields.integer("indrag", 0, MAX_INDENT).map_or(0, |steps| steps.value);
        RowLooks { bold: fields.flag("fet") == Some(true), indent: u8::try_from(steps).unwrap_or(0) }
    }
}

/// What stands in the place of the rows of a sum that adds up all items above it.
pub const ABOVE: &str = "ovan";
