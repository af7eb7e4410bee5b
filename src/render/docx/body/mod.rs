//! The body of the file: blocks, lists, tables, words and notes call each other, since a cell holds blocks and a
//! block may be a table. That is the recursion of the document itself, and the one circle between files of this
//! program.

mod beside;
mod blocks;
mod charts;
mod controls;
pub(super) mod fields;
mod flow;
mod front;
mod inline;
mod lists;
mod notes;
mod setting;
mod syllables;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use docx_rs::{BookmarkEnd, BookmarkStart, DocumentChild, Paragraph, ParagraphChild};

use crate::base::positions::ChartIndex;
use crate::layout::Tokens;
use crate::model::{Beside, Block, BlockKind, Document, Heading, NoteIndex, Part, Target};
use crate::render::charts::Drawing;
use crate::render::{Composed, PageNumbers, furniture};

use super::control_map::{Controls, Extent};
use super::furniture::{Form, Heads};
use super::ledger::TableFacts;
use super::numbering::Counters;
use super::picture::Picture;
use super::styles::Stylesheet;
use super::xml::Element;
use super::{geometry, parts, style_id};

use self::flow::{BodyElement, ParagraphBuilder};
use self::setting::Setting;

/// The state of writing one document.
pub(super) struct Writer<'a> {
    document: &'a Document,
    tokens: &'a Tokens,
    pages: &'a PageNumbers,
    pub(super) sheet: Stylesheet<'a>,
    /// The width of the text where the writing is, in twips.
    width: i32,
    /// The number that the next first mark of a note must have.
    pub(super) next_note: u32,
    /// Notes that are referred to again, and so need a bookmark.
    pub(super) cited: Vec<NoteIndex>,
    /// What texts refer to, which needs a bookmark.
    referred: BTreeSet<Target>,
    in_note: bool,
    /// The addresses of links.
    pub(super) links: Vec<String>,
    pub(super) tables: Vec<TableFacts>,
    /// The shapes of each chart, by its index.
    drawings: &'a BTreeMap<ChartIndex, Drawing>,
    /// The drawings that the text shows, in its order.
    pub(super) shown: Vec<Element>,
    /// The pictures that the text shows, in its order.
    pub(in crate::render::docx) figures: Vec<Picture>,
    /// The last id of a drawing or shape; the cover's field has the first.
    shapes: usize,
    pub(super) counters: Counters,
    pub(super) heads: Heads,
    bookmarks: usize,
    pub(super) controls: Controls,
}

/// A run of paragraphs and tables that ends with a section break.
struct SectionRun {
    form: Form,
    flow: Vec<BodyElement>,
}

impl SectionRun {
    /// Begins a new page by its first paragraph where columns stand above: before a section that begins a page, Word
    /// fills the first of them to its foot.
    fn level(&mut self, above: Form) {
        let alike = (self.form.landscape, self.form.committee) == (above.landscape, above.committee);
        if let Some(BodyElement::Paragraph(line)) = self.flow.first_mut()
            && self.form.new_page
            && above.columns > 1
            && alike
        {
            line.paragraph = std::mem::take(&mut line.paragraph).page_break_before(true);
            self.form.new_page = false;
        }
    }

    /// What follows columns on their page, without words, where nothing else does: so they end level.
    fn below(columns: Form) -> Option<Self> {
        let form = Form { columns: 1, new_page: false, first: false, restarts_notes: false, ..columns };
        let flow = || vec![ParagraphBuilder::empty(style_id::SECTION_END).into()];
        (columns.columns > 1 && columns.beside.is_none()).then(|| SectionRun { form, flow: flow() })
    }

    /// Whether it has no words of its own.
    fn is_gap(&self) -> bool {
        matches!(&self.flow[..], [BodyElement::Paragraph(line)] if line.paragraph.children.is_empty())
    }
}

impl<'a> Writer<'a> {
    pub(super) fn new(composed: &'a Composed<'a>, tokens: &'a Tokens, pages: &'a PageNumbers) -> Self {
        let document = composed.document;
        Writer {
            document,
            tokens,
            pages,
            sheet: Stylesheet::new(tokens, parts::language(&document.meta), document.note_style, composed.heads.middle),
            width: geometry::text_width(tokens, false),
            next_note: 1,
            cited: notes::cited(document),
            referred: document.referred(),
            in_note: false,
            links: Vec::new(),
            tables: Vec::new(),
            drawings: &composed.drawings,
            shown: Vec::new(),
            figures: Vec::new(),
            shapes: 1,
            counters: Counters::default(),
            heads: Heads::new(composed),
            bookmarks: 0,
            controls: Controls::default(),
        }
    }

    /// A new bookmark's id.
    pub(super) fn bookmark(&mut self) -> usize {
        self.bookmarks += 1;
        self.bookmarks
    }

    /// The whole text, part after part.
    pub(super) fn body(&mut self) -> Result<docx_rs::Document, String> {
        let mut body = docx_rs::Document::new();
        let mut last = None;
        let document = self.document;
        for (at, part) in document.parts.iter().enumerate() {
            let front = self.front(at, part)?;
            let text = self.text(at, part)?;
            let opening = front.len();
            let mut stretches: Vec<SectionRun> = front.into_iter().chain(text).collect();
            let Some(first) = stretches.first_mut() else { continue };
            first.form.first = true;
            let range = self.bookmark();
            let count = stretches.len();
            let ends = stretches.iter().rposition(|run| !run.is_gap()).unwrap_or(count - 1);
            for (index, stretch) in stretches.into_iter().enumerate() {
                // A section's properties stand in its last paragraph; the last section's at the end of the body.
                if let Some((form, line)) = last.take() {
                    self.close_section(&mut body, form, line);
                }
                if index == opening.min(count - 1) {
                    let start = BookmarkStart::new(range, fields::part_range(at));
                    body.children.push(DocumentChild::BookmarkStart(start));
                }
                let mut flow = stretch.flow;
                if index == ends {
                    self.mark_end(&mut flow, at);
                }
                let mut line = self.stretch(&mut body, flow);
                if index + 1 == count {
                    line.paragraph.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(range)));
                }
                last = Some((stretch.form, line));
            }
        }
        if let Some((form, line)) = last {
            body.children.push(DocumentChild::Paragraph(Box::new(line.finish(&self.sheet))));
            body.section_property = self.heads.section(self.tokens, form);
        }
        Ok(body)
    }

    /// Ends a section that another follows.
    fn close_section(&mut self, body: &mut docx_rs::Document, form: Form, line: ParagraphBuilder) {
        let section = self.heads.section(self.tokens, form);
        let paragraph: Paragraph = line.finish(&self.sheet).section_property(section);
        body.children.push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    /// Sets the bookmark by which the running head finds the part's last page. It stands in the last paragraph with
    /// words, which may be a cell's; the finishing puts it round the last word there.
    fn mark_end(&mut self, flow: &mut Vec<BodyElement>, part: usize) {
        let bookmark = self.bookmark();
        if flow::last_paragraph(flow).is_none() {
            flow.push(ParagraphBuilder::empty(style_id::SECTION_END).into());
        }
        if let Some(paragraph) = flow::last_paragraph(flow) {
            paragraph.children.extend([
                ParagraphChild::BookmarkStart(BookmarkStart::new(bookmark, fields::part_end(part))),
                ParagraphChild::BookmarkEnd(BookmarkEnd::new(bookmark)),
            ]);
        }
    }

    /// Writes all of a stretch but its last paragraph, which is returned: what follows decides what it holds besides.
    fn stretch(&mut self, body: &mut docx_rs::Document, mut flow: Vec<BodyElement>) -> ParagraphBuilder {
        self.mark_controls(&mut flow, Extent::Words);
        let mut last = None;
        for item in flow {
            if let Some(line) = last.take() {
                let line: ParagraphBuilder = line;
                body.children.push(DocumentChild::Paragraph(Box::new(line.finish(&self.sheet))));
            }
            match item {
                BodyElement::Paragraph(line) => last = Some(*line),
                BodyElement::Table(table) => body.children.push(DocumentChild::Table(table)),
                BodyElement::Contents(contents) => body.children.push(DocumentChild::StructuredDataTag(contents)),
            }
        }
        last.unwrap_or_else(|| ParagraphBuilder::empty(style_id::SECTION_END))
    }

    /// Cover and contents, in a section of their own.
    fn front(&mut self, at: usize, part: &Part) -> Result<Vec<SectionRun>, String> {
        let mut flow = Vec::new();
        if let Some(cover) = &part.cover {
            flow.extend(self.cover(cover)?);
        }
        if let Some(contents) = &part.contents {
            flow.extend(self.contents(at, part, contents, part.cover.is_some())?);
        }
        if flow.is_empty() {
            return Ok(Vec::new());
        }
        let cover = part.cover.is_some();
        let (committee, restarts_notes) = (None, false);
        let form = Form {
            part: at,
            columns: 1,
            beside: None,
            landscape: false,
            new_page: true,
            first: false,
            cover,
            committee,
            restarts_notes,
            front: true,
            chapter: None,
        };
        Ok(vec![SectionRun { form, flow }])
    }

    /// Blocks below each other, with the space between them.
    fn run(&mut self, all: &[&[Block]]) -> Result<Vec<BodyElement>, String> {
        let mut flow = Vec::new();
        for blocks in all {
            flow.extend(self.blocks(blocks, Setting::Body)?);
        }
        Ok(flow::space_tables(flow, self.tokens, &self.sheet))
    }

    /// The part's text: the model's sections, those in two columns cut at what spans both.
    fn text(&mut self, at: usize, part: &Part) -> Result<Vec<SectionRun>, String> {
        let mut stretches: Vec<SectionRun> = Vec::new();
        let mut new_page = true;
        let mut goes_on = None;
        for run in block_runs(part) {
            new_page |= run.new_page;
            self.width = geometry::column_width(self.tokens, run.columns, run.landscape);
            let (mut flow, beside) = match run.beside {
                Some(beside) => self.beside_each_other(beside)?,
                None => (self.run(&run.blocks)?, None),
            };
            if flow.is_empty() {
                continue;
            }
            if new_page {
                flow::start_page(&mut flow);
            } else if let Some(above) = stretches.last_mut() {
                flow::end_with_line(&mut above.flow);
            }
            let (landscape, first, cover) = (run.landscape, false, false);
            let columns = run.beside.map_or(run.columns, |it| u8::try_from(it.columns.len()).unwrap_or(u8::MAX));
            let (committee, restarts_notes) = (self.heads.committee(run.committee), run.restarts_notes);
            let (front, chapter) = (false, self.chapter(&run, &mut goes_on));
            let form = Form {
                part: at,
                columns,
                beside,
                landscape,
                new_page,
                first,
                cover,
                committee,
                restarts_notes,
                front,
                chapter,
            };
            let mut run = SectionRun { form, flow };
            if let Some(above) = stretches.last() {
                let above = above.form;
                run.level(above);
                stretches.extend(SectionRun::below(above).filter(|_| run.form.new_page));
            }
            stretches.push(run);
            new_page = false;
        }
        let below = stretches.last().and_then(|last| SectionRun::below(last.form));
        stretches.extend(below);
        Ok(stretches)
    }
}

impl Writer<'_> {
    /// The chapter whose words the heads of a run's pages are to begin with; `goes_on` is the one before it,
    /// and then the one that goes on below it.
    fn chapter(&mut self, run: &BlockRun<'_>, goes_on: &mut Option<usize>) -> Option<usize> {
        let blocks = || run.blocks.iter().flat_map(|blocks| blocks.iter());
        let mut chapters = blocks().filter_map(|block| furniture::chapter(&block.kind)).map(Heading::plain);
        let begins = blocks().next().is_some_and(|block| furniture::chapter(&block.kind).is_some());
        let first = chapters.next().and_then(|words| self.heads.chapter(words));
        // The first one of its part stands on the first page, whatever stands before it there.
        let own = if begins || goes_on.is_none() { first } else { *goes_on };
        let last = chapters.next_back().and_then(|words| self.heads.chapter(words));
        *goes_on = last.or(first).or(*goes_on);
        own
    }
}

/// Blocks that stand in one form below each other.
struct BlockRun<'a> {
    columns: u8,
    landscape: bool,
    new_page: bool,
    committee: Option<&'a str>,
    restarts_notes: bool,
    /// What stands beside each other, which has a run of its own.
    beside: Option<&'a Beside>,
    blocks: Vec<&'a [Block]>,
}

/// Cuts the sections of a part where the form changes: at new pages, and in columns at what spans them.
fn block_runs(part: &Part) -> Vec<BlockRun<'_>> {
    let mut runs: Vec<BlockRun<'_>> = Vec::new();
    for section in &part.sections {
        let heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
        // Headings that open a section stand across it.
        let opening = section.blocks.iter().take_while(|block| heading(block)).count();
        let across = |at: usize| section.columns > 1 && (at < opening || spans(&section.blocks[at]));
        let (mut new_page, mut restarts_notes) = (section.new_page, section.restarts_notes);
        let mut from = 0;
        while from < section.blocks.len() {
            let beside = beside_at(&section.blocks, from);
            let ends = |at: &usize| {
                beside.is_some() || across(*at) != across(from) || beside_at(&section.blocks, *at).is_some()
            };
            let to = (from + 1..section.blocks.len()).find(ends);
            let blocks = &section.blocks[from..to.unwrap_or(section.blocks.len())];
            let columns = if across(from) { 1 } else { section.columns.clamp(1, 2) };
            let (landscape, committee) = (section.landscape, section.committee.as_deref());
            match runs.last_mut() {
                Some(last)
                    if !new_page
                        && !restarts_notes
                        && (last.columns, last.landscape) == (columns, landscape)
                        && last.beside.or(beside).is_none() =>
                {
                    last.blocks.push(blocks);
                }
                _ => runs.push(BlockRun {
                    columns,
                    landscape,
                    new_page,
                    committee,
                    restarts_notes,
                    beside,
                    blocks: vec![blocks],
                }),
            }
            (new_page, restarts_notes) = (false, false);
            from += blocks.len();
        }
    }
    runs
}

/// What stands beside each other at a position.
fn beside_at(blocks: &[Block], at: usize) -> Option<&Beside> {
    blocks.get(at).and_then(|block| if let BlockKind::Beside(beside) = &block.kind { Some(beside) } else { None })
}

/// Whether a block stands across all columns of its section.
fn spans(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading(heading) => heading.level == 1,
        // A table that does not fit into a column stands in a section of its own.
        BlockKind::Table(_)
        | BlockKind::Paragraph(_)
        | BlockKind::List(_)
        | BlockKind::Notice(_)
        | BlockKind::Signatures(_)
        | BlockKind::Chart(_)
        | BlockKind::Beside(_) => false,
    }
}
