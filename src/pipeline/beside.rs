//! Whether there is text beside the pictures that stand beside text.

use crate::diagnostic::Diagnostic;
use crate::model::{Document, beside};

use super::messages;

/// Pictures that stand alone.
pub(super) fn check(document: &Document) -> Vec<Diagnostic> {
    let sections = document.parts.iter().flat_map(|part| &part.sections);
    let alone = sections.flat_map(|section| {
        let from = (0..section.blocks.len()).map(|at| &section.blocks[at..]);
        from.filter(|blocks| matches!(beside(blocks), Some((.., 0)))).filter_map(|blocks| blocks.first()?.place)
    });
    alone.map(messages::picture_without_text).collect()
}
