//! Lists: Word's numbering definitions, and the paragraphs of items.
//!
//! Each numbered list has an instance of its own with its own start, so that no list goes on counting another's items.

use docx_rs::{IndentLevel, NumberingId};

use crate::base::list_style::ListStyle;
use crate::model::{BlockKind, Inline, List, NoticeKind, Paragraph};
use crate::render::docx::numbering::{Family, LEVELS, continuation};
use crate::render::docx::style_id;

use super::Writer;
use super::blocks::notice_styles;
use super::flow::{self, BodyElement, ParagraphBuilder};
use super::setting::Setting;

/// The styles of a list's paragraphs: those with a mark, and those that go on below one.
fn item_styles(setting: Setting<'_>, numbered: bool) -> (Family, &'static str, &'static str) {
    match setting {
        Setting::Body if numbered => (Family::Body, style_id::LIST_NUMBER, style_id::LIST_CONTINUE),
        Setting::Body => (Family::Body, style_id::LIST_BULLET, style_id::LIST_CONTINUE),
        Setting::Cell(_) if numbered => (Family::Cell, style_id::CELL_NUMBER, style_id::CELL_CONTINUE),
        Setting::Cell(_) => (Family::Cell, style_id::CELL_BULLET, style_id::CELL_CONTINUE),
        Setting::Notice(NoticeKind::Draft) => (Family::Notice, style_id::DRAFT_LIST, style_id::DRAFT_LIST),
        Setting::Notice(NoticeKind::Gap) => (Family::Notice, style_id::GAP_LIST, style_id::GAP_LIST),
        Setting::Notice(NoticeKind::Box) => (Family::Notice, style_id::BOX_LIST, style_id::BOX_LIST),
    }
}

impl Writer<'_> {
    /// The paragraphs of a list `depth` lists deep, from 0. Word knows nine levels; deeper lists stand on the ninth.
    pub(crate) fn list(&mut self, list: &List, setting: Setting<'_>, depth: usize) -> Result<Vec<BodyElement>, String> {
        if list.style == ListStyle::Terms {
            return self.terms(list, setting);
        }
        let (family, marked, continued) = item_styles(setting, list.style != ListStyle::Sign);
        let depth = depth.min(LEVELS - 1);
        let instance = self.counters.instance(family, depth, list.style);
        let mark = |line: ParagraphBuilder| {
            line.map(|paragraph| paragraph.numbering(NumberingId::new(instance), IndentLevel::new(depth)))
        };
        let (left, _) = family.indents(self.tokens, depth);
        let mut flow = Vec::new();
        for item in &list.items {
            // An item that does not begin with a paragraph still has its mark, or its list would count wrong.
            if !matches!(item.first().map(|block| &block.kind), Some(BlockKind::Paragraph(_))) {
                flow.push(mark(ParagraphBuilder::empty(marked)).into());
            }
            for (at, block) in item.iter().enumerate() {
                let before = flow.len();
                match &block.kind {
                    BlockKind::Paragraph(paragraph) if at == 0 => {
                        flow.push(mark(self.item(marked, paragraph, setting)?).into());
                    }
                    BlockKind::Paragraph(paragraph) => {
                        let line = self.item(continued, paragraph, setting)?;
                        flow.push(line.map(|line| continuation(line, family, depth, left)).into());
                    }
                    BlockKind::List(inner) => flow.extend(self.list(inner, setting, depth + 1)?),
                    BlockKind::Heading(_)
                    | BlockKind::Table(_)
                    | BlockKind::Notice(_)
                    | BlockKind::Signatures(_)
                    | BlockKind::Chart(_)
                    | BlockKind::Beside(_) => flow.extend(self.blocks(std::slice::from_ref(block), setting)?),
                }
                flow::give_source(&mut flow[before..], block);
            }
        }
        if setting == Setting::Body && list.is_short() {
            flow::keep_together(&mut flow);
        }
        if depth == 0
            && setting == Setting::Body
            && let Some(BodyElement::Paragraph(last)) = flow.last_mut()
        {
            last.set_after(self.tokens.styles.body.after.twips());
        }
        Ok(flow)
    }

    /// Terms with what they mean.
    fn terms(&mut self, list: &List, setting: Setting<'_>) -> Result<Vec<BodyElement>, String> {
        let [of_term, of_words] = match setting {
            Setting::Body => [style_id::TERM, style_id::EXPLANATION],
            Setting::Cell(_) => [style_id::CELL, style_id::CELL_CONTINUE],
            Setting::Notice(kind) => {
                let (_, text) = notice_styles(kind);
                [text, text]
            }
        };
        let mut flow = Vec::new();
        for item in &list.items {
            for (at, block) in item.iter().enumerate() {
                let before = flow.len();
                match &block.kind {
                    BlockKind::Paragraph(paragraph) if at == 0 => {
                        // Where the style is that of all words, the term itself stands out.
                        let strong = [Inline::Strong(paragraph.content.clone())];
                        let content = if setting == Setting::Body { &paragraph.content[..] } else { &strong };
                        let line = match setting {
                            Setting::Cell(_) => self.cell_line(of_term, content)?,
                            Setting::Body | Setting::Notice(_) => self.line(of_term, content)?,
                        };
                        flow.push(line.map(|line| line.keep_next(true)).into());
                    }
                    BlockKind::Paragraph(paragraph) => flow.push(self.item(of_words, paragraph, setting)?.into()),
                    BlockKind::List(_)
                    | BlockKind::Heading(_)
                    | BlockKind::Table(_)
                    | BlockKind::Notice(_)
                    | BlockKind::Signatures(_)
                    | BlockKind::Chart(_)
                    | BlockKind::Beside(_) => flow.extend(self.blocks(std::slice::from_ref(block), setting)?),
                }
                flow::give_source(&mut flow[before..], block);
            }
        }
        if setting == Setting::Body
            && let Some(BodyElement::Paragraph(last)) = flow.last_mut()
        {
            last.set_after(self.tokens.styles.body.after.twips());
        }
        Ok(flow)
    }

    /// A paragraph of an item.
    fn item(&mut self, style: &str, paragraph: &Paragraph, setting: Setting<'_>) -> Result<ParagraphBuilder, String> {
        match setting {
            Setting::Cell(_) => self.cell_line(style, &paragraph.content),
            Setting::Body | Setting::Notice(_) => self.line(style, &paragraph.content),
        }
    }
}
