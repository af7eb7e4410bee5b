//! Words of a paragraph, with emphasis, links and marks of notes.

use crate::base::address::BlockAddress;
use crate::base::assessment::Light;
use crate::base::positions::{ChartIndex, TableIndex};
use crate::base::source::Span;

/// The position of a note in [`Document::notes`](super::Document::notes); notes under tables are not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteIndex(usize);

impl NoteIndex {
    /// The note at this position, from 0.
    pub fn new(at: usize) -> Self {
        NoteIndex(at)
    }

    /// Its position, from 0.
    pub fn at(self) -> usize {
        self.0
    }
}

/// What a reference leads to, each by its position in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A heading.
    Heading(usize),
    /// A table.
    Table(TableIndex),
    /// A chart.
    Chart(ChartIndex),
    /// A part: a paper of its own.
    Part(usize),
}

/// What stands for a number of a page that is not known yet.
pub const UNKNOWN_PAGE: char = '…';

/// Words that end with the number of a page, `sida 12`, before that number and with it.
pub fn page_words(words: &str) -> (&str, &str) {
    let before = words.trim_end_matches(|c: char| c == UNKNOWN_PAGE || c.is_ascii_digit());
    words.split_at(before.len())
}

/// Words with emphasis, links and note marks.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words. Never markup.
    Text(String),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// Strongly emphasised.
    Strong(Vec<Inline>),
    /// A link to a web or mail address.
    Link {
        /// The address.
        url: String,
        /// The words that are clicked.
        content: Vec<Inline>,
    },
    /// A figure of a table in running text, written out.
    Figure {
        /// How the text asks for it, `verksamhet.it.utfall|tal`.
        binding: String,
        /// The words.
        words: String,
        /// Where the text asks for it.
        place: Span,
        /// Which figure of its block it is.
        address: Option<BlockAddress>,
    },
    /// An assessment, which the layout gives its colour.
    Light {
        /// What it is.
        light: Light,
        /// Its word, with the sign before it.
        words: String,
    },
    /// Where another part of the paper is named: a chapter, a table, a chart.
    Reference {
        /// How the text asks for it, `avsnitt:ekonomi`.
        binding: String,
        /// What it leads to; `None` where that is not shown.
        target: Option<Target>,
        /// The words: `avsnitt 3.1`. They end with the number where the page is named: `sida 12`.
        words: String,
        /// Where the text asks for the page of the target, if it does.
        page: Option<Span>,
    },
    /// In another language than the paper's.
    Language {
        /// Its BCP 47 tag, `en-GB`.
        tag: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A mark of the note with this position in [`Document::notes`](super::Document::notes).
    Note {
        /// Position in [`Document::notes`](super::Document::notes).
        note: NoteIndex,
        /// Whether this is the note's first mark, where its text belongs.
        first: bool,
    },
    /// A mark of a note that stands under its table.
    Mark {
        /// Which note, counted through the document from 0.
        note: usize,
        /// The mark, `a`.
        mark: String,
        /// Whether this is the mark in front of the note itself.
        own: bool,
    },
    /// A line break.
    Break,
}

impl Inline {
    /// The words within emphasis, a link or another language; `None` for what holds none.
    pub fn inner(&self) -> Option<&[Inline]> {
        match self {
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Language { content: inner, .. } => Some(inner),
            Inline::Text(_)
            | Inline::Figure { .. }
            | Inline::Light { .. }
            | Inline::Reference { .. }
            | Inline::Note { .. }
            | Inline::Mark { .. }
            | Inline::Break => None,
        }
    }

    /// The same, to change.
    pub fn inner_mut(&mut self) -> Option<&mut [Inline]> {
        match self {
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Language { content: inner, .. } => Some(inner),
            Inline::Text(_)
            | Inline::Figure { .. }
            | Inline::Light { .. }
            | Inline::Reference { .. }
            | Inline::Note { .. }
            | Inline::Mark { .. }
            | Inline::Break => None,
        }
    }
}

/// The words of `content` without marks of notes, but for a note's own in front of it; a line break is a space.
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(content, &mut out);
    out
}

fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words)
            | Inline::Figure { words, .. }
            | Inline::Light { words, .. }
            | Inline::Reference { words, .. } => out.push_str(words),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Language { content: inner, .. } => {
                push_plain(inner, out);
            }
            Inline::Mark { mark, own: true, .. } => {
                out.push_str(mark);
                out.push(' ');
            }
            Inline::Note { .. } | Inline::Mark { .. } => {}
            Inline::Break => out.push(' '),
        }
    }
}
