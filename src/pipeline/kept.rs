//! Whether the document says every text of the report: each paragraph, point, label and cell of words, with the words
//! that were read. It is looked at after lowering, by the places that the texts were written at.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::source::{FileId, Sources, Span};
use crate::diagnostic::{Code, Diagnostic};
use crate::input::prose::{self, Prose, ProseBlock, ProseKind};
use crate::model::{Block, BlockKind, Document, Inline, walk};
use crate::report::{Report, RiskTable};

use super::messages;

/// What stands for a figure that is taken from a table, whatever it is.
const FIGURE: char = '\u{fffc}';

/// The texts of `report` that `document` does not show, or shows with other words.
pub(super) fn check(report: &Report, document: &Document) -> Vec<Diagnostic> {
    let mut said: BTreeMap<Span, String> = BTreeMap::new();
    let mut say = |block: &Block| {
        let content = match &block.kind {
            BlockKind::Heading(heading) => &heading.content,
            BlockKind::Paragraph(paragraph) => &paragraph.content,
            BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => return,
        };
        if let Some(place) = block.place {
            shown(content, said.entry(place).or_default());
        }
    };
    for section in document.parts.iter().flat_map(|part| &part.sections) {
        walk(&section.blocks, &mut say);
    }
    let repeated = report.risk_tables().flat_map(RiskTable::repeated_categories).flat_map(|category| &category.blocks);
    let drawn = report.drawn_prose();
    let repeated = repeated.chain(drawn.into_iter().flat_map(|words| &words.blocks));
    let mut elsewhere = BTreeSet::new();
    for block in repeated {
        written_blocks(report, std::slice::from_ref(block), &mut |place, _| {
            elsewhere.insert(place);
        });
    }
    let mut missing = Vec::new();
    let mut look = |prose: &Prose| {
        written_blocks(report, &prose.blocks, &mut |place, words| match said.get(&place) {
            _ if words.is_empty() || elsewhere.contains(&place) => {}
            None => missing.push(messages::text_not_shown(place)),
            Some(said) if !said.contains(words) => missing.push(messages::text_changed(place)),
            Some(_) => {}
        });
    };
    report.prose().iter().for_each(|owned| look(owned.prose));
    report.own_prose().into_iter().for_each(look);
    missing
}

/// What says of a text, or of what holds it, that it is left out.
const SAYS_WHY: &[Code] = &[
    Code::BadValue,
    Code::DuplicateId,
    Code::LimitExceeded,
    Code::MissingKey,
    Code::UnaskedDelivery,
    Code::UnknownKey,
    Code::UnknownReference,
    Code::WrongType,
];

/// Leaves out that a text is not shown where another finding says so more closely: at its place or around it, or at its
/// key that there is none.
pub(super) fn once(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let is_own = |found: &Diagnostic| found.code == Code::TextNotShown;
    if !diagnostics.iter().any(is_own) {
        return;
    }
    let says_why = |found: &&Diagnostic| SAYS_WHY.contains(&found.code);
    let others: BTreeSet<Span> = diagnostics.iter().filter(says_why).filter_map(|found| found.place).collect();
    let keys = diagnostics.iter().filter(|found| found.code == Code::UnknownKey).filter_map(|found| found.place);
    let lines: BTreeSet<(FileId, usize)> = keys.map(|place| (place.file, sources.line(place).start)).collect();
    let around = |place: Span| {
        let (file, inner) = (place.file, place.range());
        let holds = |other: &Span| other.range().end >= inner.end;
        others.range(..=Span { end: u32::MAX, ..place }).rev().take_while(|other| other.file == file).take(8).any(holds)
    };
    let is_told = |place: Span| around(place) || lines.contains(&(place.file, sources.line(place).start));
    diagnostics.retain(|found| !is_own(found) || found.place.is_none_or(|place| !is_told(place)));
}

/// Adds the signs of `words` without white space.
fn solid(words: &str, out: &mut String) {
    out.extend(words.chars().filter(|c| !c.is_whitespace()));
}

fn shown(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) => solid(words, out),
            Inline::Figure { .. } | Inline::Reference { .. } => out.push(FIGURE),
            // What the tool says before the words.
            Inline::Light { .. } => {}
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Language { content: inner, .. } => shown(inner, out),
            Inline::Note { .. } | Inline::Mark { .. } | Inline::Break => {}
        }
    }
}

/// Hands the place and the signs of each paragraph and subheading to `look`.
fn written_blocks(report: &Report, blocks: &[ProseBlock], look: &mut dyn FnMut(Span, &str)) {
    for block in blocks {
        match &block.kind {
            ProseKind::Paragraph(words) | ProseKind::Quote(words) | ProseKind::Heading(_, words) => {
                let mut signs = String::new();
                written(report, words, &mut signs);
                look(block.place, &signs);
            }
            ProseKind::List { items, .. } => items.iter().for_each(|item| written_blocks(report, item, look)),
        }
    }
}

fn written(report: &Report, words: &[prose::Inline], out: &mut String) {
    for inline in words {
        match inline {
            prose::Inline::Text(words, _) => solid(words, out),
            // What names no figure stands there as it was written, and is told.
            prose::Inline::Figure(binding, _) if binding.words(report).is_err() => {
                solid(&format!("{{{{{}}}}}", binding.written()), out);
            }
            prose::Inline::Figure(..) => out.push(FIGURE),
            prose::Inline::Emphasis(inner)
            | prose::Inline::Strong(inner)
            | prose::Inline::Link(_, inner)
            | prose::Inline::Language(_, inner) => written(report, inner, out),
            prose::Inline::Note(..) | prose::Inline::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::lower::{Shape, lower};
    use crate::pipeline;

    use super::*;

    /// The findings about the example, whose document `change` has changed.
    fn found(change: impl FnOnce(&mut Document)) -> Vec<Diagnostic> {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/sandby-sn-2025-08");
        let checked = pipeline::check(&dir, None).unwrap();
        let (report, layout) = (checked.report.unwrap(), checked.layout.unwrap());
        let mut document = lower(&report, Shape::from(&layout.tokens));
        change(&mut document);
        check(&report, &document)
    }

    /// The first block of a unit's text.
    fn first_text(document: &mut Document) -> (&mut Vec<Block>, usize) {
        let sections = document.parts.iter_mut().flat_map(|part| &mut part.sections);
        let is_text = |block: &Block| {
            let address = block.address.as_ref().map(ToString::to_string);
            matches!(block.kind, BlockKind::Paragraph(_)) && address.is_some_and(|address| address.starts_with("text:"))
        };
        let mut with = sections.filter_map(|section| Some((section.blocks.iter().position(is_text)?, section)));
        with.next().map(|(at, section)| (&mut section.blocks, at)).unwrap()
    }

    #[test]
    fn a_text_that_is_lost_or_changed_on_the_way_is_told() {
        assert!(found(|_| {}).is_empty());
        let lost = found(|document| {
            let (blocks, at) = first_text(document);
            blocks.remove(at);
        });
        assert_eq!(lost.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::TextNotShown]);
        let changed = found(|document| {
            let (blocks, at) = first_text(document);
            if let BlockKind::Paragraph(paragraph) = &mut blocks[at].kind {
                paragraph.content.pop();
            }
        });
        assert_eq!(changed.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::TextChanged]);
        let emptied = found(|document| document.parts.iter_mut().for_each(|part| part.sections.clear()));
        assert!(emptied.len() > 20, "{}", emptied.len());
    }
}
