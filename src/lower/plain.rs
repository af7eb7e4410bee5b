//! Plain words that the tool adds, as lines and paragraphs.

use crate::base::swedish::{keep_together, one_spaced};
use crate::model::{Block, BlockKind, Inline, Paragraph, ParagraphRole};

/// A string of the manifest as one line of plain words.
pub(super) fn one_line(text: &str) -> String {
    keep_together(&one_spaced(text))
}

/// The title above a text; none where there is none, which is told as a fault of the title.
pub(super) fn title_line(title: &str) -> Option<Block> {
    (!title.is_empty()).then(|| paragraph(ParagraphRole::Title, title.to_owned()))
}

/// A paragraph of plain words that the tool adds.
pub(super) fn paragraph(role: ParagraphRole, words: String) -> Block {
    Block::new(BlockKind::Paragraph(Paragraph { role, content: vec![Inline::Text(words)] }))
}
