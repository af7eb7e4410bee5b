//! Running text: CommonMark, read into paragraphs, lists and words that know where they were written.
//!
//! What a committee paper cannot carry (HTML, pictures, code, quotes) is a finding, and its words are kept.

pub mod binding;
pub mod reader;

use crate::base::source::Place;
use crate::base::written::Written;

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
    pub place: Place,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProseKind {
    /// A subheading.
    Heading(Vec<Span>),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list; numbered from `start`, or with bullets.
    List {
        /// The first number.
        start: Option<u64>,
        /// Each item's blocks.
        items: Vec<Vec<ProseBlock>>,
    },
}

/// Words of running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Words as written.
    Text(String, Place),
    /// Emphasised.
    Emphasis(Vec<Span>),
    /// Strongly emphasised.
    Strong(Vec<Span>),
    /// A link to a web or mail address.
    Link(String, Vec<Span>),
    /// In another language, as `[words](sprak:en)` says it: its BCP 47 tag.
    Language(String, Vec<Span>),
    /// The mark of a note.
    Note(String, Place),
    /// A figure that is bound to a table's cell.
    Figure(Binding, Place),
    /// A line break.
    Break,
}

impl Prose {
    /// Words as they are, in which nothing is markup.
    pub fn verbatim(written: &Written) -> Self {
        let words = written.trimmed();
        if words.is_empty() {
            return Prose::default();
        }
        let spans = vec![Span::Text(words.to_owned(), written.place)];
        Prose { blocks: vec![ProseBlock { kind: ProseKind::Paragraph(spans), place: written.place }] }
    }

    /// Words in running text, headings and lists.
    pub fn words(&self) -> usize {
        self.plain().split_whitespace().count()
    }

    /// Hands every piece of text to `visit`, in order; one that holds others comes before them.
    pub fn walk<'p>(&'p self, visit: &mut dyn FnMut(&'p Span)) {
        walk_blocks(&self.blocks, visit);
    }

    /// Every bound figure in order.
    pub fn bindings(&self) -> Vec<(&Binding, Place)> {
        let mut all = Vec::new();
        self.walk(&mut |span| {
            if let Span::Figure(binding, place) = span {
                all.push((binding, *place));
            }
        });
        all
    }

    /// The words of every link with their place, in order.
    pub fn links(&self) -> Vec<(String, Place)> {
        let mut all = Vec::new();
        self.walk(&mut |span| {
            if let Span::Link(_, inner) = span
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
    pub fn notes(&self) -> Vec<(&str, Place)> {
        let mut all = Vec::new();
        self.walk(&mut |span| {
            if let Span::Note(id, place) = span {
                all.push((id.as_str(), *place));
            }
        });
        all
    }

    /// The marks of notes alone, if there are any.
    pub fn marks(&self) -> Option<Prose> {
        let notes: Vec<Span> = self.notes().into_iter().map(|(id, place)| Span::Note(id.to_owned(), place)).collect();
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

impl Span {
    /// Hands this piece of text to `visit`, and then those within it.
    fn walk<'p>(&'p self, visit: &mut dyn FnMut(&'p Span)) {
        visit(self);
        match self {
            Span::Emphasis(inner) | Span::Strong(inner) | Span::Link(_, inner) | Span::Language(_, inner) => {
                inner.iter().for_each(|span| span.walk(visit));
            }
            Span::Text(..) | Span::Figure(..) | Span::Note(..) | Span::Break => {}
        }
    }
}

fn walk_blocks<'p>(blocks: &'p [ProseBlock], visit: &mut dyn FnMut(&'p Span)) {
    for block in blocks {
        match &block.kind {
            ProseKind::Paragraph(spans) | ProseKind::Heading(spans) => spans.iter().for_each(|span| span.walk(visit)),
            ProseKind::List { items, .. } => items.iter().for_each(|item| walk_blocks(item, visit)),
        }
    }
}

fn plain_blocks(blocks: &[ProseBlock], lines: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            ProseKind::Heading(spans) | ProseKind::Paragraph(spans) => {
                let mut line = String::new();
                plain_spans(spans, &mut line);
                lines.push(line);
            }
            ProseKind::List { items, .. } => items.iter().for_each(|item| plain_blocks(item, lines)),
        }
    }
}

fn plain_spans(spans: &[Span], line: &mut String) {
    for span in spans {
        match span {
            Span::Text(words, _) => line.push_str(words),
            Span::Emphasis(inner) | Span::Strong(inner) | Span::Link(_, inner) | Span::Language(_, inner) => {
                plain_spans(inner, line)
            }
            Span::Figure(binding, _) => line.push_str(&binding.address),
            Span::Break => line.push(' '),
            Span::Note(..) => {}
        }
    }
}

fn first_place(words: &[Span]) -> Option<Place> {
    words.iter().find_map(|span| match span {
        Span::Text(_, place) | Span::Note(_, place) | Span::Figure(_, place) => Some(*place),
        Span::Emphasis(inner) | Span::Strong(inner) | Span::Link(_, inner) | Span::Language(_, inner) => {
            first_place(inner)
        }
        Span::Break => None,
    })
}
