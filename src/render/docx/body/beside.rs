//! What stands beside each other, without a table: pictures beside text in a frame that the text flows around, all else
//! in a section with a column for each, which are read one after the other.

use crate::model::charts::Side;
use crate::model::{Beside, Block, BlockKind, plain_blocks};
use crate::render::docx::{geometry, style_id};
use crate::render::room::parted;

use super::Writer;
use super::flow::{self, BodyElement, ParagraphBuilder};

/// English Metric Units to a twip.
const TWIP: i64 = 635;

/// The frame of a picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    side: Side,
    /// Its width and the space beside it, in twips.
    width: i32,
    gap: i32,
    /// By how much the picture is higher than the text beside it, at a guess, in twips.
    more: i32,
}

impl Writer<'_> {
    /// The frame of a picture; `text` stands beside it.
    pub(super) fn frame_beside(&self, picture: &Block, side: Side, text: &[Block]) -> Option<Frame> {
        let BlockKind::Chart(chart) = &picture.kind else { return None };
        let drawing = self.drawings.get(&chart.index)?;
        let twips = |length: i64| i32::try_from(length / TWIP).unwrap_or(0);
        let (body, gap) = (&self.tokens.styles.body, self.tokens.page.column_gap.twips());
        let (width, caption) = (twips(drawing.width), self.tokens.styles.table_note.line.twips() * 2);
        let room = (self.width - width - gap).max(1);
        let mut lines = Vec::new();
        plain_blocks(text, &mut lines);
        // A letter is a little less than half as wide as it is high.
        let length = |words: &String| i32::try_from(words.chars().count()).unwrap_or(0) * body.size.twips() * 9 / 20;
        let height = |words: &String| (length(words) / room + 1) * body.line.twips() + body.after.twips();
        let text: i32 = lines.iter().map(height).fold(0, i32::saturating_add);
        let more = (twips(drawing.height) + caption - text).max(0);
        Some(Frame { side, width, gap, more })
    }
}

impl Writer<'_> {
    /// What stands beside each other, and which of the sections of unequal columns it is. What stands in
    /// one column stays together.
    pub(super) fn beside_each_other(&mut self, beside: &Beside) -> Result<(Vec<BodyElement>, Option<usize>), String> {
        let gap = i64::from(self.tokens.page.column_gap.twips());
        let widths = parted(beside, i64::from(self.width), gap);
        let widths: Vec<i32> = widths.into_iter().map(|width| i32::try_from(width).unwrap_or(1)).collect();
        let mut all = Vec::new();
        for (column, width) in beside.columns.iter().zip(&widths) {
            self.width = *width;
            let mut own = self.run(&[&column.blocks])?;
            flow::start_page(&mut own);
            flow::keep_together(&mut own);
            if !all.is_empty() {
                flow::begin_column(&mut own);
            }
            all.extend(own);
        }
        // LibreOffice takes the empty line at a section's end away, and loses its way where that leaves a table.
        if matches!(all.last(), Some(BodyElement::Table(_))) {
            all.extend([style_id::SECTION_END, style_id::TABLE_GAP].map(|style| ParagraphBuilder::empty(style).into()));
        }
        Ok((all, Some(self.heads.beside(widths))))
    }
}

impl Frame {
    /// Puts a line into the frame. LibreOffice looks for frames in the text, not in styles.
    pub(super) fn put(self, line: &mut BodyElement) {
        let BodyElement::Paragraph(line) = line else { return };
        // The space beside the picture belongs to the frame: programs differ in where one has space of its own.
        let framed = std::mem::take(&mut line.paragraph).frame_width(geometry::unsigned(self.width + self.gap));
        let framed = framed.wrap("around").v_anchor("text").h_anchor("text");
        line.paragraph = match self.side {
            Side::Left => framed,
            Side::Right => framed.x_align("right").indent(Some(self.gap), None, None, None),
        };
    }

    /// Space below the last line of the text, where that ends before the picture does.
    pub(super) fn fill(self, line: Option<&mut BodyElement>) {
        if let Some(BodyElement::Paragraph(line)) = line.filter(|_| self.more > 0) {
            line.set_after(self.more);
        }
    }
}
