//! Running text, read into paragraphs, lists and words that know where they were written.
//!
//! The marks are few, and a sign is a mark only where somebody meant one: everything else is words and stays as it was
//! written. What a committee paper cannot carry (HTML, pictures, code, tables) is a finding, and its words are kept.

pub mod binding;
mod blocks;
mod conserved;
mod inlines;

use crate::base::list_style::ListStyle;
use crate::base::source::Span;
use crate::base::written::SourceText;

use self::binding::Binding;

/// Running text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// Its blocks in order.
    pub blocks: Vec<ProseBlock>,
}

/// A block of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseBlock {
    /// What it is.
    pub kind: ProseKind,
    /// Where it was written.
    pub place: Span,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProseKind {
    /// A subheading and its level, from 1.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A paragraph that quotes somebody: lines that begin with `>`.
    Quote(Vec<Inline>),
    /// A list.
    List {
        /// What stands before each item.
        style: ListStyle,
        /// Each item's blocks.
        items: Vec<Vec<ProseBlock>>,
    },
}

impl ProseBlock {
    /// How many paragraphs, headings and items' paragraphs it is.
    pub fn count(&self) -> usize {
        match &self.kind {
            ProseKind::Heading(..) | ProseKind::Paragraph(_) | ProseKind::Quote(_) => 1,
            ProseKind::List { items, .. } => items.iter().flatten().map(ProseBlock::count).sum::<usize>().max(1),
        }
    }
}

/// Words of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words as written.
    Text(String, Span),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// Strongly emphasised.
    Strong(Vec<Inline>),
    /// A link to a web or mail address.
    Link(String, Vec<Inline>),
    /// In another language, as `[words](sprak:en)` says it: its BCP 47 tag.
    Language(String, Vec<Inline>),
    /// The mark of a note.
    Note(String, Span),
    /// A figure that is bound to a table's cell.
    Figure(Binding, Span),
    /// A line break.
    Break,
}

impl Prose {
    /// How many paragraphs it has.
    pub fn count(&self) -> usize {
        self.blocks.iter().map(ProseBlock::count).sum()
    }

    /// Words as they are, in which nothing is markup.
    pub fn verbatim(written: &SourceText) -> Self {
        let words = written.trimmed();
        if words.is_empty() {
            return Prose::default();
        }
        let inlines = vec![Inline::Text(words.to_owned(), written.place)];
        Prose { blocks: vec![ProseBlock { kind: ProseKind::Paragraph(inlines), place: written.place }] }
    }

    /// Where all of it was written, from its first block to its last.
    pub fn place(&self) -> Option<Span> {
        let (first, last) = (self.blocks.first()?.place, self.blocks.last()?.place);
        Some(Span { end: last.end.max(first.end), ..first })
    }

    /// Words in running text, headings and lists.
    pub fn words(&self) -> usize {
        self.plain().split_whitespace().count()
    }

    /// Hands every piece of text to `visit`, in order; one that holds others comes before them.
    pub fn walk<'p>(&'p self, visit: &mut dyn FnMut(&'p Inline)) {
        walk_blocks(&self.blocks, visit);
    }

    /// Every bound figure in order.
    pub fn bindings(&self) -> Vec<(&Binding, Span)> {
        let mut all = Vec::new();
        self.walk(&mut |inline| {
            if let Inline::Figure(binding, place) = inline {
                all.push((binding, *place));
            }
        });
        all
    }

    /// The words of every link with their place, in order.
    pub fn links(&self) -> Vec<(String, Span)> {
        let mut all = Vec::new();
        self.walk(&mut |inline| {
            if let Inline::Link(_, inner) = inline
                && let Some(place) = first_place(inner)
            {
                let mut words = String::new();
                plain_spans(inner, &mut words);
                all.push((words, place));
            }
        });
        all
    }

    /// Every note mark in order.
    pub fn notes(&self) -> Vec<(&str, Span)> {
        let mut all = Vec::new();
        self.walk(&mut |inline| {
            if let Inline::Note(id, place) = inline {
                all.push((id.as_str(), *place));
            }
        });
        all
    }

    /// Where each mark stands: emphasis, links, notes, bound figures.
    pub fn marked(&self) -> Vec<Span> {
        let mut all = Vec::new();
        self.walk(&mut |inline| match inline {
            Inline::Text(..) | Inline::Break => {}
            Inline::Note(_, place) | Inline::Figure(_, place) => all.push(*place),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) | Inline::Language(_, inner) => {
                all.extend(first_place(inner));
            }
        });
        all
    }

    /// The marks of notes alone, if there are any.
    pub fn marks(&self) -> Option<Prose> {
        let notes: Vec<Inline> =
            self.notes().into_iter().map(|(id, place)| Inline::Note(id.to_owned(), place)).collect();
        let place = self.blocks.first()?.place;
        (!notes.is_empty()).then(|| Prose { blocks: vec![ProseBlock { kind: ProseKind::Paragraph(notes), place }] })
    }

    /// The words without marks, one paragraph a line.
    pub fn plain(&self) -> String {
        let mut lines = Vec::new();
        plain_blocks(&self.blocks, &mut lines);
        lines.join("\n")
    }
}

impl Inline {
    /// Hands this piece of text to `visit`, and then those within it.
    fn walk<'p>(&'p self, visit: &mut dyn FnMut(&'p Inline)) {
        visit(self);
        match self {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) | Inline::Language(_, inner) => {
                inner.iter().for_each(|inline| inline.walk(visit));
            }
            Inline::Text(..) | Inline::Figure(..) | Inline::Note(..) | Inline::Break => {}
        }
    }
}

fn walk_blocks<'p>(blocks: &'p [ProseBlock], visit: &mut dyn FnMut(&'p Inline)) {
    for block in blocks {
        match &block.kind {
            ProseKind::Paragraph(inlines) | ProseKind::Quote(inlines) | ProseKind::Heading(_, inlines) => {
                inlines.iter().for_each(|inline| inline.walk(visit))
            }
            ProseKind::List { items, .. } => items.iter().for_each(|item| walk_blocks(item, visit)),
        }
    }
}

fn plain_blocks(blocks: &[ProseBlock], lines: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            ProseKind::Heading(_, inlines) | ProseKind::Paragraph(inlines) | ProseKind::Quote(inlines) => {
                let mut line = String::new();
                plain_spans(inlines, &mut line);
                lines.push(line);
            }
            ProseKind::List { items, .. } => items.iter().for_each(|item| plain_blocks(item, lines)),
        }
    }
}

fn plain_spans(inlines: &[Inline], line: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words, _) => line.push_str(words),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) | Inline::Language(_, inner) => {
                plain_spans(inner, line)
            }
            Inline::Figure(binding, _) => line.push_str(&binding.written()),
            Inline::Break => line.push(' '),
            Inline::Note(..) => {}
        }
    }
}

fn first_place(words: &[Inline]) -> Option<Span> {
    words.iter().find_map(|inline| match inline {
        Inline::Text(_, place) | Inline::Note(_, place) | Inline::Figure(_, place) => Some(*place),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) | Inline::Language(_, inner) => {
            first_place(inner)
        }
        Inline::Break => None,
    })
}
