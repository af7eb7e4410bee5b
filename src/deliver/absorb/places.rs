//! Where each paragraph of a paper was written, by the key that stands for it in the Word file.

use std::collections::BTreeMap;

use crate::base::address::{Address, BlockAddress};
use crate::base::source::Span;
use crate::model::{Block, BlockKind, Document, plain, walk};

/// Where a paragraph was written.
#[derive(Debug, Clone)]
pub(super) struct Home {
    /// The words of its file.
    pub(super) place: Span,
    /// Its address, as people write it; `None` for a heading of the manifest.
    pub(super) address: Option<String>,
    /// What it is of; `None` for such a heading.
    pub(super) of: Option<Address>,
    /// Whether it is a cell with a figure.
    pub(super) is_figure: bool,
    /// Whether it is a paragraph of a text that may have several.
    pub(super) is_paragraph: bool,
}

/// The paragraphs of a document that somebody wrote.
pub(super) fn homes(document: &Document) -> BTreeMap<String, Home> {
    let mut all = BTreeMap::new();
    for part in &document.parts {
        part.sections.iter().for_each(|section| blocks(&section.blocks, false, &mut all));
    }
    for note in &document.notes {
        if let (Some(address), Some(place)) = (&note.address, note.place) {
            add(address, place, false, &mut all);
        }
    }
    all
}

/// The headings of a document that have no key, in order: where each was written, and its words without its number.
/// `None` for one that has a key, or that nobody wrote.
pub(super) fn headings(document: &Document) -> Vec<Option<(Home, String)>> {
    let mut all = Vec::new();
    for section in document.parts.iter().flat_map(|part| &part.sections) {
        walk(&section.blocks, &mut |block| {
            let BlockKind::Heading(heading) = &block.kind else { return };
            let place = block.place.filter(|_| block.address.is_none());
            let home = |place| Home { place, address: None, of: None, is_figure: false, is_paragraph: false };
            all.push(place.map(|place| (home(place), plain(&heading.content))));
        });
    }
    all
}

fn blocks(of: &[Block], is_figure: bool, all: &mut BTreeMap<String, Home>) {
    for block in of {
        if let (Some(address), Some(place)) = (&block.address, block.place) {
            add(address, place, is_figure, all);
        }
        match &block.kind {
            BlockKind::List(list) => list.items.iter().for_each(|item| blocks(item, false, all)),
            BlockKind::Table(table) => {
                for cell in table.header.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                    blocks(&cell.blocks, cell.figure, all);
                }
            }
            BlockKind::Notice(notice) => blocks(&notice.blocks, false, all),
            BlockKind::Beside(beside) => beside.columns.iter().for_each(|column| blocks(&column.blocks, false, all)),
            BlockKind::Heading(_) | BlockKind::Paragraph(_) | BlockKind::Signatures(_) | BlockKind::Chart(_) => {}
        }
    }
}

fn add(address: &BlockAddress, place: Span, is_figure: bool, all: &mut BTreeMap<String, Home>) {
    let is_paragraph = matches!(
        &address.of,
        Address::Text { .. }
            | Address::Goal { .. }
            | Address::GoalAssessment { .. }
            | Address::Memo(_)
            | Address::TableText(_)
            | Address::ChartText(_)
    );
    let of = Some(address.of.clone());
    let home = Home { place, address: Some(address.to_string()), of, is_figure, is_paragraph };
    all.insert(address.key(), home);
}
