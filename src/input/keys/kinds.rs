//! What a table of keys is made of: blocks, their keys, and what these take.

use serde::{Deserialize, Serialize};

/// A text in Swedish and in English.
pub type Said = [&'static str; 2];

/// A table of TOML: the top of a file, `[block]`, `[[block]]`, or an entry `{ … }` of a list.
#[derive(Debug)]
pub struct Block {
    /// Where it stands: the keys from the top of the file, with dots.
    pub path: &'static str,
    /// How it is written.
    pub form: Form,
    /// What stands under keys that are not among its own.
    pub open: Open,
    /// What it is called.
    pub title: Said,
    /// What it is for; empty where its title says it.
    pub about: Said,
    /// Keys of which one must be there; none where it is empty.
    pub either: &'static [&'static str],
    /// Its keys, those that must be there first.
    pub keys: &'static [Key],
}

/// How a block is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `[block]`, or the top of the file.
    One,
    /// `[[block]]`.
    Many,
    /// Either.
    OneOrMany,
    /// `{ … }`, as the value of a key or an item of its list.
    Entry,
}

/// What stands under keys of a block that are not among its own.
#[derive(Debug, Clone, Copy)]
pub enum Open {
    /// Nothing: such a key is a fault.
    No,
    /// Cells, by the ids of their columns; and how one is written that is neither a figure nor a text.
    Cells(&'static Block),
    /// Texts, by the ids of columns of the report's own.
    Texts,
    /// Texts of notes, by ids that the unit chooses.
    Notes,
}

/// A key of a block.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Names that it had before, and that are still read.
    pub aliases: &'static [&'static str],
    /// What it takes.
    pub takes: Takes,
    /// Whether it must be there; where `only` is not empty, with those.
    pub required: bool,
    /// The kinds of the block, as its key `slag` says them, that must have it.
    pub needed: &'static [&'static str],
    /// What holds without it; empty where nothing does.
    pub otherwise: Said,
    /// The kinds of the block, as its key `slag` says them, that it belongs to; all where it is empty. `-` is a block
    /// without `slag`.
    pub only: &'static [&'static str],
    /// What it means.
    pub meaning: Said,
    /// A value, as it is written; empty for what is a block of its own.
    pub example: &'static str,
}

/// What a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// A text.
    Text(Words),
    /// An id that is given here.
    Id(Entity),
    /// What has an id elsewhere.
    Reference(Entity),
    /// A whole number, from and to.
    Integer(u32, u32),
    /// `true` or `false`.
    Flag,
    /// A date.
    Date,
    /// One of some words.
    Word(&'static [Choice]),
    /// A list of texts.
    Texts,
    /// A text, or a list of texts.
    TextOrTexts,
    /// A list of references.
    References(Entity),
    /// A list of references, or this word.
    ReferencesOr(&'static str, Entity),
    /// `[block]`.
    Block(&'static Block),
    /// `[[block]]`.
    Blocks(&'static Block),
    /// Either.
    BlockOrBlocks(&'static Block),
    /// A text, or an entry.
    TextOr(&'static Block),
    /// A whole number, or an entry.
    IntegerOr(u32, u32, &'static Block),
    /// A list of texts, perhaps references, and of entries of one of these kinds.
    Entries(Option<Entity>, &'static [&'static Block]),
    /// Texts by ids.
    TextsById,
    /// Texts or entries by ids.
    EntriesById(&'static Block),
}

/// How the words of a text are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// As they are, by the program alone.
    Bare,
    /// A line that stands in the paper as it is written.
    Line,
    /// Several of them.
    Lines,
    /// A line with bound figures.
    Heading,
    /// A line with marks.
    Label,
    /// Running text, of several lines.
    Prose,
}

/// One of the words that a key takes.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The word.
    pub word: &'static str,
    /// What it means; empty where it says so itself.
    pub means: Said,
}

/// What has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Entity {
    /// The report.
    Report,
    /// A unit.
    Unit,
    /// A committee.
    Committee,
    /// A paper of `[[handling]]`.
    Paper,
    /// A chapter.
    Chapter,
    /// One of several texts of a unit for a chapter.
    Part,
    /// A column set.
    ColumnSet,
    /// A column.
    Column,
    /// A table.
    Table,
    /// A row of a table, by its id alone in its unit or as `unit/row`.
    Row,
    /// A row of a chart's table, `row` or `unit/row`.
    RowName,
    /// A row of another table, `table.row`.
    RowAddress,
    /// Rows or cells that must agree, `table.row` or `table.row.column`.
    Address,
    /// A goal.
    Goal,
    /// An indicator or an activity.
    Indicator,
    /// A chart.
    Chart,
    /// A picture.
    Picture,
    /// An internal-control table.
    ControlTable,
    /// One of the usual columns of an internal-control table.
    ControlColumn,
    /// Such a column, or one of the report's own.
    ControlColumnName,
    /// A risk, `unit/risk`.
    Risk,
    /// A risk, by its id in its unit.
    RiskName,
    /// An earlier report.
    Earlier,
    /// A check's code.
    Code,
}

impl Block {
    /// The key with this name, or that had it before.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name || key.aliases.contains(&name))
    }

    /// The block as a heading of TOML, `[[kapitel]]`; the title's own words for the top of a file.
    pub fn heading(&self) -> Option<String> {
        let path = self.path;
        match self.form {
            _ if path.is_empty() => None,
            Form::One => Some(format!("[{path}]")),
            Form::Many | Form::OneOrMany => Some(format!("[[{path}]]")),
            Form::Entry => None,
        }
    }
}

impl Takes {
    /// The blocks that stand under the key.
    pub fn blocks(&self) -> Vec<&'static Block> {
        match self {
            Takes::Block(block)
            | Takes::Blocks(block)
            | Takes::BlockOrBlocks(block)
            | Takes::TextOr(block)
            | Takes::IntegerOr(_, _, block)
            | Takes::EntriesById(block) => vec![block],
            Takes::Entries(_, blocks) => blocks.to_vec(),
            Takes::Text(_)
            | Takes::Id(_)
            | Takes::Reference(_)
            | Takes::Integer(..)
            | Takes::Flag
            | Takes::Date
            | Takes::Word(_)
            | Takes::Texts
            | Takes::TextOrTexts
            | Takes::References(_)
            | Takes::ReferencesOr(..)
            | Takes::TextsById => Vec::new(),
        }
    }
}

/// All blocks of a file from its top on, each once, in the order of their keys.
pub fn blocks(top: &'static Block) -> Vec<&'static Block> {
    fn add(block: &'static Block, all: &mut Vec<&'static Block>) {
        if all.iter().any(|known| std::ptr::eq(*known, block)) {
            return;
        }
        all.push(block);
        block.keys.iter().flat_map(|key| key.takes.blocks()).for_each(|inner| add(inner, all));
        if let Open::Cells(cell) = block.open {
            add(cell, all);
        }
    }
    let mut all = Vec::new();
    add(top, &mut all);
    all
}

/// The blocks that stand under these names, from the top of a file on: several where an entry may be of several kinds,
/// none where there is nothing of that name.
pub fn blocks_at<'n>(top: &'static Block, names: impl IntoIterator<Item = &'n str>) -> Vec<&'static Block> {
    let mut blocks = vec![top];
    // Within texts or entries by ids, the next name is an id.
    let mut by_id: Vec<&'static Block> = Vec::new();
    for name in names {
        if !by_id.is_empty() {
            blocks = std::mem::take(&mut by_id);
            continue;
        }
        let mut inner = Vec::new();
        for block in blocks {
            match (block.key(name), block.open) {
                (Some(Key { takes: Takes::EntriesById(entry), .. }), _) => by_id.push(entry),
                (Some(key), _) => inner.extend(key.takes.blocks()),
                (None, Open::Cells(cell)) => inner.push(cell),
                (None, Open::No | Open::Texts | Open::Notes) => {}
            }
        }
        blocks = inner;
    }
    blocks
}

/// A key, of which the builders below say more.
pub(super) const fn key(name: &'static str, takes: Takes, meaning: Said, example: &'static str) -> Key {
    Key { name, aliases: &[], takes, required: false, needed: &[], otherwise: ["", ""], only: &[], meaning, example }
}

impl Key {
    pub(super) const fn required(self) -> Self {
        Key { required: true, ..self }
    }

    pub(super) const fn needed(self, needed: &'static [&'static str]) -> Self {
        Key { needed, ..self }
    }

    pub(super) const fn otherwise(self, otherwise: Said) -> Self {
        Key { otherwise, ..self }
    }

    pub(super) const fn only(self, only: &'static [&'static str]) -> Self {
        Key { only, ..self }
    }

    pub(super) const fn once(self, aliases: &'static [&'static str]) -> Self {
        Key { aliases, ..self }
    }
}

pub(super) const fn choice(word: &'static str, means: Said) -> Choice {
    Choice { word, means }
}
