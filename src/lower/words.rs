//! Running text into the model's paragraphs and words, with notes numbered in the order in which they are first cited.

use std::collections::BTreeMap;

use crate::model::{Block, BlockKind, Inline, List, Note, Paragraph, ParagraphRole};
use crate::prose::{Prose, ProseBlock, ProseKind, Span};
use crate::report::{Report, UnitIndex};
use crate::swedish::keep_together;

/// What a note says when nobody has written its text.
const NO_TEXT: &str = "Text till noten saknas.";

/// The notes of the document so far.
pub(super) struct Notes<'r> {
    report: &'r Report,
    notes: Vec<Note>,
    known: BTreeMap<(UnitIndex, String), usize>,
}

impl<'r> Notes<'r> {
    pub(super) fn new(report: &'r Report) -> Self {
        Notes { report, notes: Vec::new(), known: BTreeMap::new() }
    }

    pub(super) fn finish(self) -> Vec<Note> {
        self.notes
    }

    fn cite(&mut self, unit: UnitIndex, id: &str) -> Inline {
        let key = (unit, id.to_owned());
        if let Some(&note) = self.known.get(&key) {
            return Inline::Note { note, first: false };
        }
        let text = self.report.notes[unit].iter().find(|note| note.id.value == id);
        let content = text.map(|note| flat(self.report, &note.text)).filter(|content| !content.is_empty());
        let note = self.notes.len();
        self.notes.push(Note {
            number: u32::try_from(note + 1).unwrap_or(u32::MAX),
            content: content.unwrap_or_else(|| vec![Inline::Text(NO_TEXT.to_owned())]),
            place: text.map(|note| note.place),
            address: text.map(|_| format!("{}/noter/{id}", self.report.manifest.units[unit].id.value)),
        });
        self.known.insert(key, note);
        Inline::Note { note, first: true }
    }
}

/// Who cites: a unit's notes, or nobody's where notes cannot be cited.
pub(super) struct Citer<'n, 'r> {
    pub(super) report: &'r Report,
    pub(super) notes: Option<(&'n mut Notes<'r>, UnitIndex)>,
}

impl Citer<'_, '_> {
    /// The blocks of a text whose paragraphs have this role. Subheadings become strong paragraphs; where they are
    /// headings, the caller has taken them out.
    pub(super) fn blocks(&mut self, prose: &Prose, role: ParagraphRole) -> Vec<Block> {
        self.all(&prose.blocks, role)
    }

    fn all(&mut self, blocks: &[ProseBlock], role: ParagraphRole) -> Vec<Block> {
        blocks.iter().map(|block| self.block(block, role)).collect()
    }

    /// One block.
    pub(super) fn block(&mut self, block: &ProseBlock, role: ParagraphRole) -> Block {
        let kind = match &block.kind {
            ProseKind::Paragraph(spans) => BlockKind::Paragraph(Paragraph { role, content: self.words(spans) }),
            ProseKind::Heading(spans) => {
                BlockKind::Paragraph(Paragraph { role, content: vec![Inline::Strong(self.words(spans))] })
            }
            ProseKind::List { start, items } => {
                let items = items.iter().map(|item| self.all(item, role)).collect();
                BlockKind::List(List { start: *start, items })
            }
        };
        Block::at(kind, block.place)
    }

    /// Words, with neighbouring ones joined and figures kept together with their units.
    pub(super) fn words(&mut self, spans: &[Span]) -> Vec<Inline> {
        let mut all: Vec<Inline> = Vec::new();
        for span in spans {
            let inline = match span {
                Span::Text(words, _) => {
                    add(&mut all, words);
                    continue;
                }
                Span::Figure(binding, place) => match binding.words(self.report) {
                    Ok(words) => Inline::Figure { binding: binding.written(), words, place: *place },
                    Err(_) => {
                        add(&mut all, &format!("{{{{{}}}}}", binding.address));
                        continue;
                    }
                },
                Span::Emphasis(inner) => Inline::Emphasis(self.words(inner)),
                Span::Strong(inner) => Inline::Strong(self.words(inner)),
                Span::Link(url, inner) => Inline::Link { url: url.clone(), content: self.words(inner) },
                Span::Language(tag, inner) => Inline::Language { tag: tag.clone(), content: self.words(inner) },
                Span::Note(id, _) => match &mut self.notes {
                    Some((notes, unit)) => notes.cite(*unit, id),
                    None => continue,
                },
                Span::Break => Inline::Break,
            };
            all.push(inline);
        }
        for inline in &mut all {
            if let Inline::Text(words) | Inline::Figure { words, .. } = inline {
                *words = keep_together(words);
            }
        }
        trim(&mut all);
        all
    }
}

/// Adds words to those before them.
fn add(all: &mut Vec<Inline>, words: &str) {
    match all.last_mut() {
        Some(Inline::Text(before)) => before.push_str(words),
        _ => all.push(Inline::Text(words.to_owned())),
    }
}

/// Takes white space off the ends.
fn trim(words: &mut Vec<Inline>) {
    if let Some(Inline::Text(first)) = words.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Inline::Text(last)) = words.last_mut() {
        *last = last.trim_end().to_owned();
    }
    words.retain(|inline| !matches!(inline, Inline::Text(words) if words.is_empty()));
}

/// The words of a note: its paragraphs one after another, without marks of other notes.
fn flat(report: &Report, prose: &Prose) -> Vec<Inline> {
    let mut citer = Citer { report, notes: None };
    let mut all = Vec::new();
    for block in citer.blocks(prose, ParagraphRole::Body) {
        if let BlockKind::Paragraph(paragraph) = block.kind {
            if !all.is_empty() {
                all.push(Inline::Text(" ".to_owned()));
            }
            all.extend(paragraph.content);
        }
    }
    all
}
