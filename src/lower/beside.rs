//! What stands beside what follows it: a chart beside another one, a box beside the text that it belongs to. Whether
//! there is room for that, and how much of a text stands beside it, is for [`crate::render`] to say.

use crate::base::source::Span;
use crate::input::manifest::Aside;
use crate::model::charts::{Chart, ChartKind, Side};
use crate::model::{Beside, BesideColumn, Block, BlockKind, ParagraphRole, Section};

use super::{Asked, Pages};

/// The whole of which shares are parts.
const WHOLE: u32 = 1000;

/// The part of the width that something takes beside text, if it does not say, in per cent.
const BESIDE_TEXT: u32 = 40;

impl Pages {
    /// Where the next block will stand, among those of its section.
    pub(super) fn mark(&self) -> usize {
        self.sections.last().map_or(0, |section| section.blocks.len())
    }

    /// Says of the blocks since `from` that they are to stand beside what follows them.
    pub(super) fn beside(&mut self, from: usize, aside: Option<Aside>, place: Span) {
        let (Some(aside), Some(section)) = (aside, self.sections.len().checked_sub(1)) else { return };
        self.asked.push(Asked { section, from, to: self.mark(), aside, place });
    }

    /// The sections, with what stands beside each other put together.
    pub(super) fn finish(self) -> Vec<Section> {
        let Pages { mut sections, asked, .. } = self;
        // From behind, so that the places before stay as they are, and what follows is put together already.
        for asked in asked.into_iter().rev() {
            if let Some(section) = sections.get_mut(asked.section) {
                asked.put_together(&mut section.blocks);
            }
        }
        sections
    }
}

impl Asked {
    fn put_together(self, blocks: &mut Vec<Block>) {
        let Some(rest) = blocks.get(self.to..) else { return };
        let (end, is_text) = partner(rest);
        // Text flows around a picture, which is a matter of its own.
        if is_text && blocks.get(self.from).is_some_and(is_picture) {
            return;
        }
        let mut own: Vec<Block> = blocks.splice(self.from..self.to + end, []).collect();
        let mut others = own.split_off(self.to - self.from);
        [&mut own, &mut others].into_iter().filter_map(|all| all.first_mut()).for_each(stand);
        let columns = columns(own, others, is_text, self.aside);
        let block = Block::at(BlockKind::Beside(Beside { columns }), self.place);
        blocks.insert(self.from, block);
    }
}

/// Where what stands beside something ends, from the block behind that on, and whether it is running text.
fn partner(rest: &[Block]) -> (usize, bool) {
    let is_line =
        |block: &Block| matches!(&block.kind, BlockKind::Paragraph(it) if it.role == ParagraphRole::TableLine);
    let below = |from: usize| from + rest[from..].iter().take_while(|block| block.is_below()).count();
    let first = usize::from(rest.first().is_some_and(is_line));
    match rest.get(first).map(|block| &block.kind) {
        Some(BlockKind::Table(_)) => (below(first + 1), false),
        Some(BlockKind::Chart(_) | BlockKind::Notice(_) | BlockKind::Beside(_)) if first == 0 => (below(1), false),
        Some(
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Notice(_)
            | BlockKind::Beside(_),
        )
        | None => (rest.iter().take_while(|block| block.is_text()).count(), true),
    }
}

fn is_picture(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Chart(Chart { kind: ChartKind::Picture(_), .. }))
}

/// Has a picture stand in its column alone, and fill it.
fn stand(block: &mut Block) {
    if let BlockKind::Chart(Chart { kind: ChartKind::Picture(picture), .. }) = &mut block.kind
        && picture.beside.take().is_some()
    {
        picture.share = None;
    }
}

/// The columns of something and of what follows it; it alone where nothing does.
fn columns(own: Vec<Block>, others: Vec<Block>, is_text: bool, aside: Aside) -> Vec<BesideColumn> {
    let column = |nth, is_text, share, blocks| BesideColumn { share, nth, is_text, blocks };
    if others.is_empty() {
        return vec![column(0, false, WHOLE, own)];
    }
    let mut rest = match <[Block; 1]>::try_from(others) {
        Ok([Block { kind: BlockKind::Beside(beside), .. }]) => beside.columns,
        Ok([other]) => vec![column(0, is_text, WHOLE, vec![other])],
        Err(others) => vec![column(0, is_text, WHOLE, others)],
    };
    let count = u32::try_from(rest.len()).unwrap_or(1);
    let usual = if is_text { BESIDE_TEXT } else { 100 / (count + 1) };
    let part = aside.share.unwrap_or(usual) * WHOLE / 100;
    let all: u32 = rest.iter().map(|column| column.share).sum();
    for it in &mut rest {
        it.share = it.share * (WHOLE - part) / all.max(1);
        it.nth += 1;
    }
    let own = column(0, false, part, own);
    match aside.side {
        Side::Left => rest.insert(0, own),
        Side::Right => rest.push(own),
    }
    rest
}
