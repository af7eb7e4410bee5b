//! Running text into the model's paragraphs and words, with notes numbered in the order in which they are first cited.

use crate::base::note_style::Numbering;
use crate::model::NoteIndex;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::base::address::{Address, BlockAddress};
use crate::base::note_style::{NoteStyle, TableNotes};
use crate::base::source::Span;
use crate::base::swedish::keep_together;
use crate::base::written::SourceText;
use crate::input::prose::binding::{Asked, scan};
use crate::input::prose::{self, Prose, ProseBlock, ProseKind};
use crate::model::{Align, Block, BlockKind, Cell, Inline, List, Note, Paragraph, ParagraphRole, Row, RowRole};
use crate::report::{Report, UnitIndex};

use super::address::{BlockNumbers, figures};
use super::plain::one_line;

/// What a note says when nobody has written its text.
const NO_TEXT: &str = "Fotnotens text saknas.";

/// The notes of the document so far.
pub(super) struct Notes<'r> {
    report: &'r Report,
    style: NoteStyle,
    notes: Vec<Note>,
    /// Those that have a mark since the numbering began.
    known: BTreeMap<(UnitIndex, String), NoteIndex>,
    /// The number of the last mark.
    last: usize,
    /// The notes of the table that is being made, if they stand under it.
    table: Option<(Address, Vec<TableNote>)>,
    /// The position of each of them.
    in_table: HashMap<(UnitIndex, String), usize>,
    /// The chapter in which the numbering began again, if it does so.
    chapter: Option<Address>,
    /// Notes under tables so far.
    under_tables: usize,
}

/// A note under the table that is being made.
struct TableNote {
    unit: UnitIndex,
    id: String,
}

impl<'r> Notes<'r> {
    pub(super) fn new(report: &'r Report, style: NoteStyle) -> Self {
        let (notes, known) = (Vec::new(), BTreeMap::new());
        Notes {
            report,
            style,
            notes,
            known,
            last: 0,
            table: None,
            in_table: HashMap::new(),
            chapter: None,
            under_tables: 0,
        }
    }

    /// Begins a chapter, and says whether the numbering begins again with it.
    pub(super) fn chapter(&mut self, id: &str) -> bool {
        let restarts = self.style.numbering == Numbering::Chapter;
        if restarts {
            self.known.clear();
            self.last = 0;
            self.chapter = Some(Address::Chapter(id.into()));
        }
        restarts
    }

    /// Begins a paper, with this chapter, and says whether the numbering begins again with it: each has its own notes.
    pub(super) fn paper(&mut self, first: Option<&str>) -> bool {
        let restarts = !self.known.is_empty();
        if restarts {
            self.known.clear();
            self.last = 0;
            self.chapter = first.map(|id| Address::Chapter(id.into()));
        }
        restarts
    }

    /// Begins a table, whose notes may stand under it.
    pub(super) fn begin_table(&mut self, of: Address) {
        self.in_table.clear();
        self.table = (self.style.in_tables == TableNotes::Table).then(|| (of, Vec::new()));
    }

    /// Ends a table: the row with its notes, if it has any under it.
    pub(super) fn end_table(&mut self, columns: usize) -> Option<Row> {
        let (of, notes) = self.table.take().filter(|(_, notes)| !notes.is_empty())?;
        let mut blocks = Vec::new();
        for (at, TableNote { unit, id }) in notes.iter().enumerate() {
            let (text, place, address) = self.text(*unit, id, Some(&of));
            let (note, mark) = (self.under_tables + at, self.style.table_marks.mark(at + 1));
            let mut content = vec![Inline::Mark { note, mark, own: true }];
            content.extend(text);
            let kind = BlockKind::Paragraph(Paragraph { role: ParagraphRole::TableNote, content });
            blocks.push(Block { kind, place, address });
        }
        self.under_tables += notes.len();
        let colspan = u16::try_from(columns).unwrap_or(u16::MAX);
        Some(Row { role: RowRole::Notes, cells: vec![Cell { colspan, ..Cell::new(blocks, Align::Start) }] })
    }

    /// A note's words, where they were written, and their address, as they are shown in a table or a chapter.
    fn text(
        &self,
        unit: UnitIndex,
        id: &str,
        within: Option<&Address>,
    ) -> (Vec<Inline>, Option<Span>, Option<BlockAddress>) {
        let text = self.report.note(unit, id);
        let content = text.map(|note| flat(self.report, &note.text)).filter(|content| !content.is_empty());
        let mut content = content.unwrap_or_else(|| vec![Inline::Text(NO_TEXT.to_owned())]);
        let address = text.map(|_| {
            let unit = self.report.manifest.units[unit].id.value.as_str().into();
            BlockNumbers::new(Address::Note { unit, note: id.into() }).within(within.cloned()).next()
        });
        if let Some(address) = &address {
            figures(&mut content, address, &mut 0);
        }
        (content, text.map(|note| note.place), address)
    }

    pub(super) fn finish(self) -> Vec<Note> {
        self.notes
    }

    fn cite(&mut self, unit: UnitIndex, id: &str) -> Inline {
        if let Some((_, table)) = &mut self.table {
            let next = table.len();
            let at = *self.in_table.entry((unit, id.to_owned())).or_insert(next);
            if at == next {
                table.push(TableNote { unit, id: id.to_owned() });
            }
            return Inline::Mark {
                note: self.under_tables + at,
                mark: self.style.table_marks.mark(at + 1),
                own: false,
            };
        }
        let key = (unit, id.to_owned());
        if let Some(&note) = self.known.get(&key) {
            return Inline::Note { note, first: false };
        }
        let (content, place, address) = self.text(unit, id, self.chapter.as_ref());
        let note = NoteIndex::new(self.notes.len());
        let number = u32::try_from(note.at() + 1).unwrap_or(u32::MAX);
        self.last += 1;
        self.notes.push(Note { number, mark: self.style.marks.mark(self.last), content, place, address });
        self.known.insert(key, note);
        Inline::Note { note, first: true }
    }
}

/// Whether a block is a paragraph of white space, such as `&nbsp;`, which says nothing.
fn is_blank(block: &Block) -> bool {
    let says_nothing = |word: &Inline| matches!(word, Inline::Text(words) if words.trim().is_empty());
    matches!(&block.kind, BlockKind::Paragraph(paragraph) if paragraph.content.iter().all(says_nothing))
}

/// Who cites: a unit's notes, or nobody's where notes cannot be cited.
pub(super) struct InlineContext<'n, 'r> {
    pub(super) report: &'r Report,
    pub(super) notes: Option<(&'n mut Notes<'r>, UnitIndex)>,
}

impl InlineContext<'_, '_> {
    /// The blocks of a text whose paragraphs have this role. Subheadings become strong paragraphs; where they are
    /// headings, the caller has taken them out.
    pub(super) fn blocks(&mut self, prose: &Prose, role: ParagraphRole) -> Vec<Block> {
        self.all(&prose.blocks, role)
    }

    fn all(&mut self, blocks: &[ProseBlock], role: ParagraphRole) -> Vec<Block> {
        blocks.iter().map(|block| self.block(block, role)).filter(|block| !is_blank(block)).collect()
    }

    /// One block.
    pub(super) fn block(&mut self, block: &ProseBlock, role: ParagraphRole) -> Block {
        let kind = match &block.kind {
            ProseKind::Paragraph(pieces) => BlockKind::Paragraph(Paragraph { role, content: self.words(pieces) }),
            ProseKind::Quote(pieces) => {
                // In cells and notes the words alone are told apart.
                let role = if role == ParagraphRole::Body { ParagraphRole::Quote } else { role };
                BlockKind::Paragraph(Paragraph { role, content: self.words(pieces) })
            }
            ProseKind::Heading(_, pieces) => {
                BlockKind::Paragraph(Paragraph { role, content: vec![Inline::Strong(self.words(pieces))] })
            }
            ProseKind::List { style, items } => {
                let items = items.iter().map(|item| self.all(item, role)).filter(|item| !item.is_empty()).collect();
                BlockKind::List(List { style: *style, items })
            }
        };
        Block::at(kind, block.place)
    }

    /// Words, with neighbouring ones joined and figures kept together with their units.
    pub(super) fn words(&mut self, pieces: &[prose::Inline]) -> Vec<Inline> {
        let mut all: Vec<Inline> = Vec::new();
        for piece in pieces {
            let inline = match piece {
                prose::Inline::Text(words, _) => {
                    add(&mut all, words);
                    continue;
                }
                prose::Inline::Figure(binding, place) => match binding.words(self.report) {
                    // What it is called is known when all is numbered.
                    Ok(words) if matches!(binding.of, Asked::Reference(..) | Asked::Page(_)) => {
                        let page = Some(*place).filter(|_| binding.is_page());
                        Inline::Reference { binding: binding.written(), target: None, words, page }
                    }
                    // Within a sentence its first letter is small.
                    Ok(_) if binding.is_title() && crate::model::plain(&all).trim().is_empty() => {
                        let words = self.report.manifest.title.trimmed().to_owned();
                        Inline::Figure { binding: binding.written(), words, place: *place, address: None }
                    }
                    Ok(words) => Inline::Figure { binding: binding.written(), words, place: *place, address: None },
                    Err(_) => {
                        add(&mut all, &format!("{{{{{}}}}}", binding.written()));
                        continue;
                    }
                },
                prose::Inline::Emphasis(inner) => Inline::Emphasis(self.words(inner)),
                prose::Inline::Strong(inner) => Inline::Strong(self.words(inner)),
                prose::Inline::Link(url, inner) => Inline::Link { url: url.clone(), content: self.words(inner) },
                prose::Inline::Language(tag, inner) => {
                    Inline::Language { tag: tag.clone(), content: self.words(inner) }
                }
                prose::Inline::Note(id, _) => match &mut self.notes {
                    Some((notes, unit)) => notes.cite(*unit, id),
                    None => continue,
                },
                prose::Inline::Break => Inline::Break,
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

/// A heading of the manifest with its bound figures and references.
pub(super) fn heading_words(report: &Report, written: &SourceText) -> Vec<Inline> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    let text = |range: Range<usize>| {
        let words = written.text[range.clone()].replace(['\n', '\r', '\t'], " ");
        prose::Inline::Text(words, written.at(range))
    };
    for found in scan(&written.text) {
        let Some(Ok(binding)) = found.read else { continue };
        pieces.push(text(at..found.range.start));
        pieces.push(prose::Inline::Figure(binding, written.at(found.range.clone())));
        at = found.range.end;
    }
    if pieces.is_empty() {
        return vec![Inline::Text(one_line(&written.text))];
    }
    pieces.push(text(at..written.text.len()));
    InlineContext { report, notes: None }.words(&pieces)
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

/// The words of a note: its paragraphs and the points of its lists one after another, without marks of other notes.
fn flat(report: &Report, prose: &Prose) -> Vec<Inline> {
    let mut all = Vec::new();
    let mut citer = InlineContext { report, notes: None };
    flat_blocks(&mut citer, &prose.blocks, &mut all);
    all
}

fn flat_blocks(citer: &mut InlineContext<'_, '_>, blocks: &[ProseBlock], all: &mut Vec<Inline>) {
    for block in blocks {
        match &block.kind {
            ProseKind::Paragraph(words) | ProseKind::Quote(words) | ProseKind::Heading(_, words) => {
                let begun = matches!(all.last(), Some(Inline::Text(mark)) if mark.ends_with(' '));
                if !all.is_empty() && !begun {
                    all.push(Inline::Break);
                }
                all.extend(citer.words(words));
            }
            ProseKind::List { style, items } => {
                for (at, item) in items.iter().enumerate() {
                    let mark = style.mark(at).unwrap_or_else(|| "•".to_owned());
                    all.extend((!all.is_empty()).then_some(Inline::Break));
                    all.push(Inline::Text(format!("{mark} ")));
                    flat_blocks(citer, item, all);
                }
            }
        }
    }
}
