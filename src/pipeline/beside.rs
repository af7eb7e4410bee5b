//! Whether anything follows what is to stand beside what follows it.

use crate::diagnostic::Diagnostic;
use crate::model::{Beside, BlockKind, Document, beside};

use super::messages;

/// Pictures, charts, tables and boxes that stand alone.
pub(super) fn check(document: &Document) -> Vec<Diagnostic> {
    let sections = document.parts.iter().flat_map(|part| &part.sections);
    let alone = sections.flat_map(|section| {
        let from = (0..section.blocks.len()).map(|at| &section.blocks[at..]);
        from.filter_map(|blocks| {
            let is_alone = |it: &Beside| it.columns.len() < 2;
            let first = blocks.first()?;
            match &first.kind {
                BlockKind::Beside(it) if is_alone(it) => first.place.map(messages::nothing_beside),
                _ if matches!(beside(blocks), Some((.., 0))) => first.place.map(messages::picture_without_text),
                _ => None,
            }
        })
    });
    alone.collect()
}
