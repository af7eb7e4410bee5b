//! What kinds of row a finance table has.

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

/// What stands in the place of the rows of a sum that adds up all items above it.
pub const ABOVE: &str = "ovan";
