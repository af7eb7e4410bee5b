//! What a unit delivered and nobody could read, which has been told: it is not missing.

use std::collections::HashSet;

use crate::input::decode::Fields;

/// The kinds of block that can be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
}

/// All blocks of a unit that could not be read, to be looked up.
#[derive(Debug, Default)]
pub struct AllLost(HashSet<(LostKind, Option<String>, Option<String>)>);

impl AllLost {
    /// Those of a section.
    pub fn of(lost: Vec<Lost>) -> Self {
        let mut all = HashSet::new();
        for Lost { kind, within, names } in lost {
            match names {
                Some(names) => all.extend(names.into_iter().map(|name| (kind, within.clone(), Some(name)))),
                None => drop(all.insert((kind, within, None))),
            }
        }
        AllLost(all)
    }

    /// Whether this block is one of them. A goal and a risk are within nothing, a text without a part has no name.
    pub fn holds(&self, kind: LostKind, within: &str, name: &str) -> bool {
        let (within, name) = (Some(within.to_owned()), Some(name.to_owned()));
        let ways = [(None, None), (None, name.clone()), (within.clone(), None), (within, name)];
        ways.into_iter().any(|(within, name)| self.0.contains(&(kind, within, name)))
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
        block.left_behind();
        match read(block) {
            Some(read) => all.push(read),
            None => lost.push(Lost { kind, within, names: name.map(|name| vec![name]) }),
        }
    }
    all
}
