//! Blocks of the model as lines and tables.

use docx_rs::{BookmarkEnd, BookmarkStart, ParagraphChild, Run};

use crate::model::{Block, BlockKind, Heading, Notice, NoticeKind, Paragraph, ParagraphRole, Signatures, beside};
use crate::render::docx::{geometry, style_id};

use super::beside::Frame;
use super::flow::{self, BodyElement, ParagraphBuilder};
use super::inline::with_words;
use super::setting::Setting;
use super::{Writer, fields};

impl Writer<'_> {
    /// Blocks in order.
    pub(crate) fn blocks(&mut self, blocks: &[Block], setting: Setting<'_>) -> Result<Vec<BodyElement>, String> {
        let mut flow = Vec::new();
        // The frame of a picture beside text, the block behind those that stand in it, and the one behind that text.
        let mut framed: Option<(Frame, usize, usize)> = None;
        for (at, block) in blocks.iter().enumerate() {
            let before = flow.len();
            if let Some((side, own, text)) =
                beside(&blocks[at..]).filter(|(.., text)| setting == Setting::Body && *text > 0)
            {
                let frame = self.frame_beside(block, side, &blocks[at + own..at + own + text]);
                framed = frame.map(|frame| (frame, at + own, at + own + text));
            }
            let made: Vec<BodyElement> = match &block.kind {
                BlockKind::Heading(heading) => vec![self.heading(heading)?.into()],
                BlockKind::Paragraph(paragraph) => {
                    self.paragraph(paragraph, setting)?.map(BodyElement::from).into_iter().collect()
                }
                BlockKind::List(list) => self.list(list, setting, 0)?,
                BlockKind::Table(table) => self.table(table)?,
                BlockKind::Notice(notice) => self.notice(notice)?,
                BlockKind::Signatures(signatures) => self.signatures(signatures, &mut flow),
                BlockKind::Chart(chart) => self.chart(chart)?,
                // Within a cell or a list there is no room beside anything.
                BlockKind::Beside(beside) => {
                    let all: Vec<Block> = beside.columns.iter().flat_map(|column| column.blocks.clone()).collect();
                    self.blocks(&all, setting)?
                }
            };
            flow.extend(made);
            if let Some((frame, own, text)) = framed {
                if at < own {
                    flow[before..].iter_mut().for_each(|line| frame.put(line));
                } else if at + 1 == text {
                    frame.fill(flow.last_mut());
                }
            }
            if let (Setting::Body, Some(BodyElement::Paragraph(line))) = (setting, flow.last_mut())
                && block.stays_with(blocks.get(at + 1))
            {
                line.paragraph = std::mem::take(&mut line.paragraph).keep_next(true);
            }
            flow::give_source(&mut flow[before..], block);
        }
        Ok(flow)
    }

    fn heading(&mut self, heading: &Heading) -> Result<ParagraphBuilder, String> {
        let style = style_id::heading(heading.level, heading.listed);
        let id = self.bookmark();
        let name = fields::heading_mark(heading.index);
        let mut children = vec![ParagraphChild::BookmarkStart(BookmarkStart::new(id, name))];
        if let Some(number) = &heading.number {
            children.push(ParagraphChild::Run(Box::new(Run::new().add_text(format!("{number} ")))));
        }
        children.extend(self.inlines(&heading.content, self.sheet.bold(&style))?);
        children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)));
        Ok(ParagraphBuilder::new(&style, children))
    }

    /// A paragraph; none for one without content, which would only be a gap.
    fn paragraph(&mut self, paragraph: &Paragraph, setting: Setting<'_>) -> Result<Option<ParagraphBuilder>, String> {
        if paragraph.content.is_empty() {
            return Ok(None);
        }
        let style = match (setting, paragraph.role) {
            (_, ParagraphRole::TableNote) => style_id::TABLE_NOTE,
            (_, ParagraphRole::Below) => style_id::BELOW,
            (_, ParagraphRole::Source) => style_id::SOURCE,
            (Setting::Cell(text), _) => {
                let line = self.cell_line(&text.style, &paragraph.content)?;
                return Ok(Some(super::table::aligned(line, text)));
            }
            (Setting::Notice(kind), _) => notice_styles(kind).1,
            (Setting::Body, ParagraphRole::Body) => style_id::BODY,
            (Setting::Body, ParagraphRole::Point) => style_id::POINT,
            (Setting::Body, ParagraphRole::Lead) => style_id::LEAD,
            (Setting::Body, ParagraphRole::Quote) => style_id::QUOTE,
            (Setting::Body, ParagraphRole::DocumentType) => style_id::DOCUMENT_TYPE,
            (Setting::Body, ParagraphRole::Fact) => style_id::FACT,
            (Setting::Body, ParagraphRole::TableLine) => style_id::TABLE_LINE,
            (Setting::Body, ParagraphRole::Title) => style_id::TITLE,
            (Setting::Body, ParagraphRole::ListedPaper) => style_id::LISTED_PAPER,
            (Setting::Body, ParagraphRole::Cell) => style_id::CELL,
            (Setting::Body, ParagraphRole::HeaderCell) => style_id::CELL_HEADER,
        };
        self.line(style, &paragraph.content).map(Some)
    }

    fn notice(&mut self, notice: &Notice) -> Result<Vec<BodyElement>, String> {
        let (title, _) = notice_styles(notice.kind);
        let heading = (!notice.title.is_empty()).then(|| words(title, &notice.title).into());
        let mut flow: Vec<BodyElement> = heading.into_iter().collect();
        flow.extend(self.blocks(&notice.blocks, Setting::Notice(notice.kind))?);
        if let Some(BodyElement::Paragraph(last)) = flow.last_mut() {
            last.set_after(self.tokens.styles.body.after.twips());
        }
        Ok(flow)
    }

    /// Signatories, each with room to sign: a screen reader reads a name with its title. One at the left stands in a
    /// frame that the one at its right flows around, so that no table is needed for it. Their room is space below what
    /// is `above`, since programs differ in where a frame begins that has space of its own.
    fn signatures(&self, signatures: &Signatures, above: &mut Vec<BodyElement>) -> Vec<BodyElement> {
        let room = self.tokens.signature.room.twips();
        let mut flow = Vec::new();
        // Nobody signs an empty page.
        if let Some(BodyElement::Paragraph(last)) = above.last_mut() {
            last.paragraph = std::mem::take(&mut last.paragraph).keep_next(true);
        }
        // The style's indent is that of a column as wide as the page's text.
        let is_narrow = self.width < geometry::text_width(self.tokens, false);
        let indent = is_narrow.then(|| (self.width - self.tokens.signature.column.twips()).max(0));
        let line = |style, text: &str, framed| {
            let line = words(style, text);
            match indent.filter(|_| [style_id::SIGNATURE, style_id::SIGNATURE_TITLE].contains(&style)) {
                Some(right) => line.map(|paragraph| paragraph.indent(None, None, Some(right), None)),
                None if framed => line.map(|paragraph| self.framed(paragraph)),
                None => line,
            }
        };
        for row in signatures.signatories.chunks(if signatures.beside { 2 } else { 1 }) {
            // What stands alone has nothing to flow around it.
            let is_pair = row.len() > 1;
            if is_pair {
                flow::end_with_line(if flow.is_empty() { above } else { &mut flow });
                let last = flow.last_mut().or(above.last_mut());
                if let Some(BodyElement::Paragraph(last)) = last {
                    last.set_after(room);
                }
            }
            for (who, beside) in row.iter().zip(style_id::SIGNATURES_BESIDE) {
                let [name, title] = if is_pair { beside } else { [style_id::SIGNATURE, style_id::SIGNATURE_TITLE] };
                let framed = is_pair && beside == style_id::SIGNATURES_BESIDE[0];
                let mut name = line(name, &who.name, framed);
                if signatures.signed {
                    name.set_before(0);
                }
                flow.push(name.into());
                if !who.title.is_empty() {
                    flow.push(line(title, &who.title, framed).into());
                }
            }
        }
        if let Some(BodyElement::Paragraph(last)) = flow.last_mut() {
            let body = &self.tokens.styles.body;
            last.set_after(2 * (body.after.twips() + (body.line.twips() - body.size.twips()).max(0)));
        }
        flow
    }

    /// A paragraph in a frame at the left. LibreOffice looks for frames in the text, not in styles.
    fn framed(&self, paragraph: docx_rs::Paragraph) -> docx_rs::Paragraph {
        let width = geometry::signature_width(self.tokens);
        paragraph.frame_width(geometry::unsigned(width)).wrap("around").v_anchor("text").h_anchor("text")
    }
}

/// A paragraph of plain words.
pub(crate) fn words(style: &str, words: &str) -> ParagraphBuilder {
    ParagraphBuilder::new(style, vec![ParagraphChild::Run(Box::new(with_words(Run::new(), words)))])
}

/// The styles of a box's first line and of its text.
pub(super) fn notice_styles(kind: NoticeKind) -> (&'static str, &'static str) {
    match kind {
        NoticeKind::Draft => (style_id::DRAFT_TITLE, style_id::DRAFT_TEXT),
        NoticeKind::Gap => (style_id::GAP_TITLE, style_id::GAP_TEXT),
        NoticeKind::Box => (style_id::BOX_TITLE, style_id::BOX_TEXT),
    }
}
