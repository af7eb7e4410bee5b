//! The addresses of blocks: each paragraph and heading of what somebody wrote is numbered within it, and the bound
//! figures in each, so that no two blocks of a document have one address and none depends on where in the paper it
//! stands.

use std::collections::BTreeMap;

use crate::base::address::{Address, BlockAddress};
use crate::base::source::Span;
use crate::model::visit::{walk_mut, walk_words_mut};
use crate::model::{Block, BlockKind, Cell, Document, Inline};

/// The numbering of the blocks of one thing.
pub(super) struct BlockNumbers {
    of: Address,
    within: Option<Address>,
    last: u32,
}

impl BlockNumbers {
    /// The numbering of what `of` names.
    pub(super) fn new(of: Address) -> Self {
        BlockNumbers { of, within: None, last: 0 }
    }

    /// The same numbering of a thing that is shown within another, and perhaps in several.
    pub(super) fn within(self, within: Option<Address>) -> Self {
        BlockNumbers { within, ..self }
    }

    /// Goes on behind so many blocks, which stand elsewhere.
    pub(super) fn skip(&mut self, blocks: usize) {
        self.last = self.last.saturating_add(u32::try_from(blocks).unwrap_or(u32::MAX));
    }

    /// The address of the next block.
    pub(super) fn next(&mut self) -> BlockAddress {
        self.last = self.last.saturating_add(1);
        BlockAddress { within: self.within.clone(), ..BlockAddress::new(self.of.clone(), self.last) }
    }

    /// The same blocks, numbered; those of a box by themselves.
    pub(super) fn all(&mut self, mut blocks: Vec<Block>) -> Vec<Block> {
        for block in &mut blocks {
            match &mut block.kind {
                BlockKind::Notice(notice) => notice.blocks.iter_mut().for_each(|block| self.block(block)),
                BlockKind::Heading(_)
                | BlockKind::Paragraph(_)
                | BlockKind::List(_)
                | BlockKind::Table(_)
                | BlockKind::Signatures(_)
                | BlockKind::Chart(_)
                | BlockKind::Beside(_) => self.block(block),
            }
        }
        blocks
    }

    /// Numbers a block, or the blocks of a list.
    pub(super) fn block(&mut self, block: &mut Block) {
        match &mut block.kind {
            BlockKind::Paragraph(paragraph) => {
                let address = self.next();
                figures(&mut paragraph.content, &address, &mut 0);
                block.address = Some(address);
            }
            BlockKind::Heading(heading) => {
                let address = self.next();
                figures(&mut heading.content, &address, &mut 0);
                block.address = Some(address);
            }
            BlockKind::List(list) => list.items.iter_mut().flatten().for_each(|block| self.block(block)),
            BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => {}
        }
    }
}

/// Numbers the bound figures of a block with this address.
pub(super) fn figures(content: &mut [Inline], of: &BlockAddress, met: &mut u32) {
    walk_words_mut(content, &mut |inline| {
        if let Inline::Figure { address, .. } = inline {
            *met = met.saturating_add(1);
            *address = Some(of.figure(*met));
        }
    });
}

/// Blocks with the addresses of what they came from.
pub(super) fn addressed(mut blocks: Vec<Block>, of: &Address) -> Vec<Block> {
    let mut numbering = BlockNumbers::new(of.clone());
    blocks.iter_mut().for_each(|block| numbering.block(block));
    blocks
}

/// Gives a cell and its blocks the address of what stands in it. Blocks without a place of their own get the cell's.
pub(super) fn address_cell(cell: &mut Cell, of: Address) {
    fn place(blocks: &mut [Block], cell: Option<Span>) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Paragraph(_) => block.place = block.place.or(cell),
                BlockKind::List(list) => list.items.iter_mut().for_each(|item| place(item, cell)),
                BlockKind::Heading(_)
                | BlockKind::Table(_)
                | BlockKind::Notice(_)
                | BlockKind::Signatures(_)
                | BlockKind::Chart(_)
                | BlockKind::Beside(_) => {}
            }
        }
    }
    place(&mut cell.blocks, cell.place);
    let mut numbering = BlockNumbers::new(of.clone());
    cell.blocks.iter_mut().for_each(|block| numbering.block(block));
    cell.address = Some(of);
}

/// Tells things apart that have one address, as two rows of one id have. That is an error of the report, which a draft
/// shows all the same.
pub(super) fn tell_apart(document: &mut Document) {
    let mut met: BTreeMap<BlockAddress, u32> = BTreeMap::new();
    let mut apart = |address: &mut BlockAddress| {
        let times = met.entry(address.clone()).or_default();
        address.copy = *times;
        *times = times.saturating_add(1);
    };
    for section in document.parts.iter_mut().flat_map(|part| &mut part.sections) {
        walk_mut(&mut section.blocks, &mut |block| {
            let Some(address) = &mut block.address else { return };
            apart(address);
            match &mut block.kind {
                BlockKind::Paragraph(paragraph) => figures(&mut paragraph.content, address, &mut 0),
                BlockKind::Heading(heading) => figures(&mut heading.content, address, &mut 0),
                BlockKind::List(_)
                | BlockKind::Table(_)
                | BlockKind::Notice(_)
                | BlockKind::Signatures(_)
                | BlockKind::Chart(_)
                | BlockKind::Beside(_) => {}
            }
        });
    }
    for note in &mut document.notes {
        let Some(address) = &mut note.address else { continue };
        apart(address);
        figures(&mut note.content, address, &mut 0);
    }
}
