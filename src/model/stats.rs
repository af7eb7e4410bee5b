//! Counts of what a document holds, for the build's last lines and for comparing the finished files with the model.

use super::block::{BlockKind, ParagraphRole, plain_blocks};
use super::document::Document;

/// How much stands in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Headings.
    pub headings: usize,
    /// Paragraphs outside tables.
    pub paragraphs: usize,
    /// Tables.
    pub tables: usize,
    /// Table rows, header rows not counted.
    pub rows: usize,
    /// Cells, header cells included.
    pub cells: usize,
    /// Notes.
    pub notes: usize,
    /// Words parted by white space, note texts included, contents and running heads not.
    pub words: usize,
}

impl Stats {
    /// Counts `document`.
    pub fn of(document: &Document) -> Self {
        let mut stats =
            Stats { headings: 0, paragraphs: 0, tables: 0, rows: 0, cells: 0, notes: document.notes.len(), words: 0 };
        for block in document.blocks() {
            match &block.kind {
                BlockKind::Heading(_) => stats.headings += 1,
                BlockKind::Paragraph(paragraph) => {
                    let in_table = matches!(
                        paragraph.role,
                        ParagraphRole::Cell | ParagraphRole::HeaderCell | ParagraphRole::TableNote
                    );
                    stats.paragraphs += usize::from(!in_table);
                }
                BlockKind::Table(table) => {
                    stats.tables += 1;
                    stats.rows += table.rows.len();
                    stats.cells += table.header.iter().chain(&table.rows).map(|row| row.cells.len()).sum::<usize>();
                }
                BlockKind::List(_)
                | BlockKind::Notice(_)
                | BlockKind::Signatures(_)
                | BlockKind::Chart(_)
                | BlockKind::Beside(_) => {}
            }
        }
        let mut lines = Vec::new();
        for section in document.parts.iter().flat_map(|part| &part.sections) {
            plain_blocks(&section.blocks, &mut lines);
        }
        lines.extend(document.notes.iter().map(|note| super::inline::plain(&note.content)));
        stats.words = lines.iter().map(|line| line.split_whitespace().count()).sum();
        stats
    }
}
