//! Where words of laid-out pages were written: found by the words themselves, first among what stands below the last
//! heading before them.

use crate::base::source::Span;
use crate::model::{Block, BlockKind, Document, Inline, plain};

/// The places of a document's words.
pub struct Places {
    leaves: Vec<Leaf>,
}

/// Words that were written in one place.
struct Leaf {
    /// Letters and digits alone.
    letters: String,
    place: Option<Span>,
    /// The last heading before them, from 1.
    heading: usize,
}

impl Places {
    /// The places of `document`.
    pub fn of(document: &Document) -> Self {
        let mut places = Places { leaves: Vec::new() };
        let mut heading = 0;
        for section in document.parts.iter().flat_map(|part| &part.sections) {
            places.blocks(&section.blocks, None, &mut heading);
        }
        for note in &document.notes {
            places.push(&plain(&note.content), note.place, usize::MAX);
        }
        places
    }

    /// Where these words were written that stand below this heading, as far as that is known.
    pub fn find(&self, words: &str, heading: usize) -> Option<Span> {
        let wanted = letters(words);
        if wanted.is_empty() {
            return None;
        }
        let here = |leaf: &&Leaf| leaf.place.is_some() && leaf.letters.contains(&wanted);
        let below = self.leaves.iter().filter(|leaf| leaf.heading == heading).find(here);
        below.or_else(|| self.leaves.iter().find(here)).and_then(|leaf| leaf.place)
    }

    fn push(&mut self, words: &str, place: Option<Span>, heading: usize) {
        self.leaves.push(Leaf { letters: letters(words), place, heading });
    }

    fn words(&mut self, content: &[Inline], place: Option<Span>, heading: usize) {
        self.push(&plain(content), place, heading);
    }

    fn blocks(&mut self, blocks: &[Block], outer: Option<Span>, heading: &mut usize) {
        for block in blocks {
            let place = block.place.or(outer);
            match &block.kind {
                BlockKind::Heading(it) => {
                    *heading = it.index + 1;
                    self.push(&it.plain(), place, *heading);
                }
                BlockKind::Paragraph(paragraph) => self.words(&paragraph.content, place, *heading),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(item, place, heading)),
                BlockKind::Table(table) => {
                    for cell in table.header.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                        self.blocks(&cell.blocks, cell.place.or(place), heading);
                    }
                }
                BlockKind::Notice(notice) => {
                    self.push(&notice.title, place, *heading);
                    self.blocks(&notice.blocks, place, heading);
                }
                BlockKind::Signatures(signatures) => {
                    for who in &signatures.signatories {
                        self.push(&who.name, place, *heading);
                        self.push(&who.title, place, *heading);
                    }
                }
                // What is drawn stands in the words for those who do not see it.
                BlockKind::Chart(chart) => {
                    self.push(&chart.title, place, *heading);
                    self.push(&chart.alt, place, *heading);
                }
                BlockKind::Beside(beside) => {
                    beside.columns.iter().for_each(|column| self.blocks(&column.blocks, place, heading));
                }
            }
        }
    }
}

/// The letters and digits of words, without what is between them and what breaks them.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}
