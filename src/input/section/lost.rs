//! What a unit delivered and nobody could read, which has been told: it is not missing.

use crate::input::decode::Fields;

/// The kinds of block that can be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostKind {
    /// `[[avsnitt]]`
    Narrative,
    /// `[[rad]]`, or a line of another program's file.
    Row,
    /// `[[mal]]`
    Goal,
    /// `[[risk]]`
    Risk,
}

/// Blocks that could not be read.
#[derive(Debug, Clone)]
pub struct Lost {
    kind: LostKind,
    /// The table or the chapter; `None` where it may be any.
    within: Option<String>,
    /// The ids; `None` where it may be any.
    names: Option<Vec<String>>,
}

impl Lost {
    /// Rows of a table; `None` where it may be any of them.
    pub fn rows(table: &str, names: Option<Vec<String>>) -> Self {
        Lost { kind: LostKind::Row, within: Some(table.to_owned()), names }
    }

    /// Whether this block is one of them. A goal and a risk are within nothing, a text without a part has no name.
    pub fn holds(&self, kind: LostKind, within: &str, name: &str) -> bool {
        self.kind == kind
            && self.within.as_ref().is_none_or(|known| known == within)
            && self.names.as_ref().is_none_or(|names| names.iter().any(|known| known == name))
    }
}

/// Reads the blocks of a kind; `lost` gets those of which nothing can be made.
pub(super) fn read<'r, 's, T>(
    blocks: Vec<Fields<'r, 's>>,
    kind: LostKind,
    lost: &mut Vec<Lost>,
    read: impl Fn(Fields<'r, 's>) -> Option<T>,
) -> Vec<T> {
    let mut all = Vec::new();
    for block in blocks {
        let (within, name) = match kind {
            LostKind::Narrative => (block.peek("kapitel"), Some(block.peek("del").unwrap_or_default())),
            LostKind::Row => (block.peek("tabell"), block.peek("id")),
            LostKind::Goal | LostKind::Risk => (Some(String::new()), block.peek("id")),
        };
        match read(block) {
            Some(read) => all.push(read),
            None => lost.push(Lost { kind, within, names: name.map(|name| vec![name]) }),
        }
    }
    all
}
