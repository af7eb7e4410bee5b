//! Findings as remarks in the margin of a Word file: each beside the block in which it was written.

use crate::base::address::BlockAddress;
use crate::base::escape;
use crate::base::source::{Sources, Span};
use crate::diagnostic::{Diagnostic, Language};
use crate::model::{Block, Document, Remark};

/// The remarks about a document, in the order of the findings.
pub(super) fn remarks(document: &Document, found: &[Diagnostic], sources: &Sources, language: Language) -> Vec<Remark> {
    let written = |block: &&Block| Some((block.place?, block.address.clone()?));
    let mut places: Vec<(Span, BlockAddress)> = document.blocks().iter().filter_map(written).collect();
    places.sort_by_key(|(place, _)| *place);
    found.iter().map(|found| remark(found, &places, sources, language)).collect()
}

fn remark(found: &Diagnostic, places: &[(Span, BlockAddress)], sources: &Sources, language: Language) -> Remark {
    let on = found.place.and_then(|place| beside(place, places));
    let place = found.place.map(|place| sources.locate(place));
    let mut lines = vec![format!("[{}] {}", found.code.name_in(language), found.message.get(language))];
    lines.extend([found.hint.get(language).to_owned()].into_iter().filter(|hint| !hint.is_empty()));
    lines.extend(place);
    Remark { on, lines: lines.iter().map(|line| escape::words(line).into_owned()).collect() }
}

/// The block that was written at a place, the smallest of several; or else the next one in the same file, as the cells
/// behind the head of their row.
fn beside(place: Span, places: &[(Span, BlockAddress)]) -> Option<BlockAddress> {
    let holds =
        |at: &&(Span, BlockAddress)| at.0.file == place.file && at.0.start <= place.start && place.end <= at.0.end;
    let inner = places.iter().filter(holds).min_by_key(|(at, _)| at.end - at.start);
    let next = || places.iter().find(|(at, _)| at.file == place.file && at.start >= place.start);
    inner.or_else(next).map(|(_, address)| address.clone())
}
