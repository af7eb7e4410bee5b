//! What kinds of row a finance table has, and how one of them may stand out.

use crate::base::limits::MAX_INDENT;
use crate::base::swedish::folded;
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
    /// The average of others.
    Average,
    /// What others give that are divided, such as costs for each pupil.
    Quotient,
    /// The heading of the rows below it.
    Group,
}

impl RowKind {
    /// The words by which a row says its kind.
    pub const WORDS: &'static [(&'static str, RowKind)] = &[
        ("post", RowKind::Item),
        ("delsumma", RowKind::Subtotal),
        ("summa", RowKind::Sum),
        ("resultat", RowKind::Result),
        ("genomsnitt", RowKind::Average),
        ("grupp", RowKind::Group),
    ];

    /// The words by which a row that is made of others says its kind.
    pub const MADE_WORDS: &'static [(&'static str, RowKind)] = &[
        ("post", RowKind::Item),
        ("delsumma", RowKind::Subtotal),
        ("summa", RowKind::Sum),
        ("resultat", RowKind::Result),
        ("genomsnitt", RowKind::Average),
    ];

    /// The kind that a cell of another program's file names: `Summa`, `delsumma`, `Rubrik`.
    pub fn named(words: &str) -> Option<Self> {
        let words = words.trim().to_lowercase();
        let other = match words.as_str() {
            "rubrik" => Some(RowKind::Group),
            "rad" => Some(RowKind::Item),
            _ => None,
        };
        other.or_else(|| Self::WORDS.iter().find(|(word, _)| *word == words).map(|(_, kind)| *kind))
    }

    /// The kind of a row with this name, of which nobody says it: `Summa drift` is a sum.
    pub fn of_name(name: &str) -> Self {
        let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
        match first.trim_end_matches([':', ',']) {
            "summa" | "totalt" | "total" => RowKind::Sum,
            "delsumma" => RowKind::Subtotal,
            _ => RowKind::Item,
        }
    }
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

/// What a column of a pasted table or of another program's file says of its rows, where the table has no such column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKey {
    /// What the row's figures are measured in.
    Unit,
    /// What stands about the row below it.
    Comment,
    /// Whether it is bold.
    Bold,
    /// How far its name is set in.
    Indent,
}

impl LineKey {
    /// What such a column can be called: as the key of a row, or as people head it.
    const NAMES: &'static [(&'static str, LineKey)] = &[
        ("mattenhet", LineKey::Unit),
        ("måttenhet", LineKey::Unit),
        ("mått", LineKey::Unit),
        ("enhet", LineKey::Unit),
        ("sort", LineKey::Unit),
        ("kommentar", LineKey::Comment),
        ("kommentarer", LineKey::Comment),
        ("fet", LineKey::Bold),
        ("fetstil", LineKey::Bold),
        ("indrag", LineKey::Indent),
    ];

    /// What a column that is called so says.
    pub fn named(heading: &str) -> Option<Self> {
        let heading = folded(heading);
        Self::NAMES.iter().find(|(name, _)| *name == heading).map(|(_, key)| *key)
    }

    /// Whether a column that is called so only says how the row looks.
    pub fn is_look(heading: &str) -> bool {
        matches!(Self::named(heading), Some(LineKey::Bold | LineKey::Indent))
    }
}

/// What stands in the place of the rows of a sum that adds up all items above it.
pub const ABOVE: &str = "ovan";
