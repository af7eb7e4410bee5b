//! Pictures beside text: in a frame that the text flows around, so that no table is needed for it.

use crate::model::charts::Side;
use crate::model::{Block, BlockKind, plain_blocks};
use crate::render::docx::geometry;

use super::Writer;
use super::flow::BodyElement;

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
