//! Whether what texts name the page of stands in the same paper as the text: each paper of an item numbers its pages by
//! itself.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::{BlockKind, Document, Inline, Part, Target, references, walk, walk_words};

use super::messages;

/// What is named the page of in another paper.
pub(super) fn check(document: &Document) -> Vec<Diagnostic> {
    if document.paged().is_empty() {
        return Vec::new();
    }
    let homes = homes(document);
    let mut found = Vec::new();
    for (at, part) in document.parts.iter().enumerate() {
        let mut look = |content: &[Inline]| {
            references(content, &mut |target, page| {
                let Some(place) = page else { return };
                let other = target.and_then(|target| homes.get(&target)).filter(|home| **home != at);
                let other = other.and_then(|home| document.parts.get(*home));
                found.extend(other.map(|other| messages::page_of_other_paper(place, &other.title)));
            });
        };
        for content in words(part) {
            look(content);
            walk_words(content, &mut |inline| {
                if let Inline::Note { note, first: true } = inline {
                    document.note(*note).into_iter().for_each(|note| look(&note.content));
                }
            });
        }
    }
    found
}

/// The words of headings and paragraphs of a part.
fn words(part: &Part) -> Vec<&[Inline]> {
    let mut all = Vec::new();
    for section in &part.sections {
        walk(&section.blocks, &mut |block| all.extend(block.kind.words()));
    }
    all
}

/// The part in which each thing stands that texts can refer to.
fn homes(document: &Document) -> BTreeMap<Target, usize> {
    let mut all = BTreeMap::new();
    for (at, part) in document.parts.iter().enumerate() {
        all.insert(Target::Part(at), at);
        for section in &part.sections {
            walk(&section.blocks, &mut |block| {
                let target = match &block.kind {
                    BlockKind::Heading(heading) => Target::Heading(heading.index),
                    BlockKind::Table(table) => Target::Table(table.index),
                    BlockKind::Chart(chart) => Target::Chart(chart.index),
                    BlockKind::Paragraph(_)
                    | BlockKind::List(_)
                    | BlockKind::Notice(_)
                    | BlockKind::Signatures(_)
                    | BlockKind::Beside(_) => return,
                };
                all.insert(target, at);
            });
        }
    }
    all
}
