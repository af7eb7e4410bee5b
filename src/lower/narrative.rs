//! A unit's text in a chapter, with its heading.

use crate::base::address::Address;
use crate::base::source::Span;
use crate::input::prose::{ProseBlock, ProseKind};
use crate::model::{Block, BlockKind, Inline, Notice, NoticeKind, ParagraphRole};
use crate::report::bind::heading_words;
use crate::report::{Absence, Chapter, Delivery, Gap, NarrativePart, UnitIndex};

use super::address::BlockNumbers;
use super::plain::one_line;
use super::prose::InlineContext;
use super::{Lowerer, Pages};

impl Lowerer<'_> {
    /// A subheading of a unit's text, which the report lists and numbers or not.
    pub(super) fn subheading(&mut self, level: u8, content: Vec<Inline>, listed: bool, place: Span) -> Block {
        let asked = self.report.manifest.subheadings;
        if !asked.numbered {
            self.unnumbered.insert(self.headings);
        }
        self.heading_of(level, content, None, listed && asked.listed, place)
    }

    pub(super) fn narrative(&mut self, part: &NarrativePart, chapter: &Chapter, listed: bool, pages: &mut Pages) {
        if let Some(heading) = &part.heading {
            pages.push(self.heading(chapter.level + 1, heading, None, listed));
        }
        let above = chapter.level + u8::from(part.headed);
        let (text, unit) = match (&part.text, part.unit) {
            (Delivery::Delivered(text), Some(unit)) if !text.is_empty => (text, unit),
            (Delivery::Missing(_), _) | (Delivery::Delivered(_), Some(_)) => {
                let gap = match &part.text {
                    Delivery::Missing(gap) => *gap,
                    Delivery::Delivered(_) => Gap { unit: part.unit, why: Absence::Empty },
                };
                let to = format!(" till avsnittet {}", one_line(&heading_words(self.report, &chapter.heading)));
                return pages.push(self.gap(gap, ("text", &to)));
            }
            (Delivery::Delivered(_), None) => return,
        };
        let mut numbering = BlockNumbers::new(Address::Text {
            unit: self.report.manifest.units[unit].id.value.as_str().into(),
            chapter: chapter.id.as_str().into(),
            part: text.part.as_ref().map(|part| part.value.as_str().into()),
        });
        numbering.skip(part.before);
        if let Some(title) = &text.boxed {
            let words = InlineContext { report: self.report, notes: Some((&mut self.notes, unit)) }
                .blocks(&text.text, ParagraphRole::Body);
            let mut notice = Notice { kind: NoticeKind::Box, title: one_line(&title.text), blocks: words };
            notice.blocks.iter_mut().for_each(|block| numbering.block(block));
            let from = pages.mark();
            pages.push(Block::at(BlockKind::Notice(notice), title.place));
            return pages.beside(from, text.aside, title.place);
        }
        self.prose(&text.text.blocks, unit, (above, listed), &mut numbering, pages);
    }

    /// Blocks of a unit's text whose subheadings are headings below one of the level `above`.
    pub(super) fn prose(
        &mut self,
        text: &[ProseBlock],
        unit: UnitIndex,
        (above, listed): (u8, bool),
        numbering: &mut BlockNumbers,
        pages: &mut Pages,
    ) {
        for block in text {
            let mut lowered = if let ProseKind::Heading(level, spans) = &block.kind {
                let content = InlineContext { report: self.report, notes: Some((&mut self.notes, unit)) }.words(spans);
                self.subheading(above + level, content, listed, block.place)
            } else {
                InlineContext { report: self.report, notes: Some((&mut self.notes, unit)) }
                    .block(block, ParagraphRole::Body)
            };
            numbering.block(&mut lowered);
            pages.push(lowered);
        }
    }
}
