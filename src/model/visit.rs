//! Ways through a document: every block and every piece of text, to look at or to change.

use crate::base::source::Span;

use super::block::{Block, BlockKind};
use super::inline::Inline;

/// Every block of the document in reading order, cells' and list items' blocks after the block that holds them.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::List(list) => list.items.iter().for_each(|item| walk(item, visit)),
            BlockKind::Table(table) => {
                for row in table.header.iter().chain(&table.rows) {
                    row.cells.iter().for_each(|cell| walk(&cell.blocks, visit));
                }
            }
            BlockKind::Notice(notice) => walk(&notice.blocks, visit),
            BlockKind::Beside(beside) => beside.columns.iter().for_each(|column| walk(&column.blocks, visit)),
            BlockKind::Heading(_) | BlockKind::Paragraph(_) | BlockKind::Signatures(_) | BlockKind::Chart(_) => {}
        }
    }
}

/// Every piece of words in reading order, those within emphasis, links and other languages after what holds them.
pub fn walk_words<'a>(content: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
    for inline in content {
        visit(inline);
        inline.inner().into_iter().for_each(|inner| walk_words(inner, visit));
    }
}

/// Hands every piece of words to `change`, those within emphasis, links and other languages after what holds them.
pub fn walk_words_mut(content: &mut [Inline], change: &mut dyn FnMut(&mut Inline)) {
    for inline in content {
        change(inline);
        inline.inner_mut().into_iter().for_each(|inner| walk_words_mut(inner, change));
    }
}

/// Hands every block to `change`, those within others after them.
pub fn walk_mut(blocks: &mut [Block], change: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        change(block);
        match &mut block.kind {
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| walk_mut(item, change)),
            BlockKind::Table(table) => {
                let rows = table.header.iter_mut().chain(&mut table.rows);
                rows.flat_map(|row| &mut row.cells).for_each(|cell| walk_mut(&mut cell.blocks, change));
            }
            BlockKind::Notice(notice) => walk_mut(&mut notice.blocks, change),
            BlockKind::Beside(beside) => {
                beside.columns.iter_mut().for_each(|column| walk_mut(&mut column.blocks, change));
            }
            BlockKind::Heading(_) | BlockKind::Paragraph(_) | BlockKind::Signatures(_) | BlockKind::Chart(_) => {}
        }
    }
}

/// Hands every string that is shown to `change`, with the place of its block.
type Change<'c> = dyn FnMut(&mut String, Option<Span>) + 'c;

pub(super) fn change_blocks(blocks: &mut [Block], change: &mut Change<'_>) {
    for block in blocks {
        let place = block.place;
        match &mut block.kind {
            BlockKind::Heading(heading) => {
                heading.number.iter_mut().for_each(|number| change(number, place));
                change_words(&mut heading.content, place, change);
            }
            BlockKind::Paragraph(paragraph) => change_words(&mut paragraph.content, place, change),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| change_blocks(item, change)),
            BlockKind::Table(table) => {
                change(&mut table.title, place);
                table.caption.iter_mut().chain(&mut table.line).for_each(|words| change(words, place));
                change(&mut table.description, place);
                let rows = table.header.iter_mut().chain(&mut table.rows);
                rows.flat_map(|row| &mut row.cells).for_each(|cell| change_blocks(&mut cell.blocks, change));
            }
            BlockKind::Notice(notice) => {
                change(&mut notice.title, place);
                change_blocks(&mut notice.blocks, change);
            }
            BlockKind::Signatures(signatures) => {
                for who in &mut signatures.signatories {
                    change(&mut who.name, place);
                    change(&mut who.title, place);
                }
            }
            BlockKind::Chart(chart) => chart.strings().into_iter().for_each(|words| change(words, place)),
            BlockKind::Beside(beside) => {
                beside.columns.iter_mut().for_each(|column| change_blocks(&mut column.blocks, change));
            }
        }
    }
}

pub(super) fn change_words(words: &mut [Inline], place: Option<Span>, change: &mut Change<'_>) {
    for inline in words {
        match inline {
            Inline::Text(words)
            | Inline::Figure { words, .. }
            | Inline::Light { words, .. }
            | Inline::Reference { words, .. } => change(words, place),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Language { content: inner, .. } => {
                change_words(inner, place, change);
            }
            Inline::Note { .. } | Inline::Mark { .. } | Inline::Break => {}
        }
    }
}
