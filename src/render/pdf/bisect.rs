//! Finds what of a document a failure is about, so that it comes back at a line of the file where that was written.
//!
//! Typst's own places lead into the template, since everything that somebody wrote is data. So the document is laid
//! out again, cut off behind an ever smaller number of its leaves (headings, paragraphs, and lists, tables, boxes as
//! such), until the last leaf is the one with which it begins to fail. Only a document that has failed takes this
//! way.

use crate::model::NoteIndex;
use crate::render::Composed;
use std::collections::BTreeSet;

use crate::base::source::Span;
use crate::base::standard::Standard;
use crate::layout::Layout;
use crate::model::{Block, BlockKind, Document, Inline, Paragraph, ParagraphRole, plain, walk_words};

use super::engine::{Failure, RowBreaks, lay_out};

/// Leaves that are looked for in one run, when there is more than one that fails.
const MAX_FAILURES: usize = 5;

/// The failures of `document` with their places; `failures` as they are where it fails without any of its leaves.
pub fn locate(
    document: &Document,
    layout: &Layout,
    rows: RowBreaks,
    standard: Standard,
    failures: Vec<Failure>,
) -> Vec<Failure> {
    let trial = |document: &Document, writes: bool| -> Result<(), Vec<Failure>> {
        let laid = lay_out(&Composed::new(document, layout), layout, &[], rows)?;
        if writes { laid.export(standard).map(drop) } else { Ok(()) }
    };
    let whole = Cut { leaves: usize::MAX, ..Cut::default() };
    let (_, places) = whole.apply(document);
    let (mut found, mut passing) = (Vec::new(), Cut::default());
    while found.len() < MAX_FAILURES {
        let cut = |leaves: usize| Cut { leaves, ..passing.clone() };
        let (left, _) = cut(places.len()).apply(document);
        // What cannot be laid out need not be written either.
        let writes = trial(&left, false).is_ok();
        let Err(wanted) = trial(&left, writes) else { break };
        // A template may stumble over a document that is cut short; that is another failure.
        let same = |failure: &Failure| wanted.iter().any(|wanted| wanted.message == failure.message);
        let fails = |document: &Document| trial(document, writes).is_err_and(|failures| failures.iter().any(same));
        if fails(&cut(passing.leaves).apply(document).0) {
            break;
        }
        let leaves = first(passing.leaves + 1..places.len(), |leaves| fails(&cut(leaves).apply(document).0));
        let failing = cut(leaves);
        // A leaf can fail in several ways at once; the first one is mended first.
        let failures = trial(&failing.apply(document).0, writes).err().unwrap_or_default();
        let Some(failure) = failures.into_iter().find(same) else { break };
        let at = leaves - 1;
        let place = places.get(at).copied().flatten();
        match within(document, &failing, &fails) {
            Within::Note(note) => {
                let place = document.note(note).and_then(|note| note.place).or(place);
                found.push(Failure { place, ..failure });
                passing.leaves = at;
                passing.blanked.insert(note);
            }
            Within::Words(words) => {
                found.push(Failure { place, words, ..failure });
                passing.leaves = leaves;
                passing.dropped.insert(at);
            }
        }
    }
    if found.is_empty() { failures } else { found }
}

/// The first number of a range for which `fails` holds, or its end. Numbers that hold are followed by none that does
/// not.
fn first(range: std::ops::Range<usize>, fails: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if fails(middle) { high = middle } else { low = middle + 1 }
    }
    low
}

/// What of a leaf a failure is about.
enum Within {
    /// The text of the note with this position.
    Note(NoteIndex),
    /// Words that stand there; `None` where it is about the leaf as such.
    Words(Option<String>),
}

/// What of the last leaf of a cut a failure is about.
fn within(document: &Document, cut: &Cut, fails: &dyn Fn(&Document) -> bool) -> Within {
    let Some(content) = cut.last_words(document) else { return Within::Words(None) };
    let fails = |words: &[Inline]| fails(&Cut { last: Some(words.to_vec()), ..cut.clone() }.apply(document).0);
    let upto = first(1..content.len(), |upto| fails(&content[..upto]));
    let Some((inline, before)) = content.get(..upto).and_then(<[Inline]>::split_last) else {
        return Within::Words(None);
    };
    match inline {
        Inline::Note { note, .. } => Within::Note(*note),
        Inline::Link { url, .. } => Within::Words(Some(url.clone())),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Language { content: inner, .. } => {
            Within::Words(Some(plain(inner)))
        }
        Inline::Figure { words, .. } | Inline::Light { words, .. } | Inline::Reference { words, .. } => {
            Within::Words(Some(words.clone()))
        }
        Inline::Break | Inline::Mark { .. } => Within::Words(None),
        Inline::Text(text) => {
            let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
            let with = |upto: usize| [before, &[Inline::Text(words[..upto].concat())]].concat();
            let upto = first(1..words.len(), |upto| fails(&with(upto)));
            Within::Words(words.get(upto - 1).map(|word| word.trim().to_owned()))
        }
    }
}

/// A document without the leaves behind a number of them, and without some that are known to fail.
#[derive(Debug, Clone, Default)]
struct Cut {
    /// Leaves that are kept.
    leaves: usize,
    /// Leaves that are left out before that.
    dropped: BTreeSet<usize>,
    /// Notes whose texts are left out.
    blanked: BTreeSet<NoteIndex>,
    /// What the last leaf says instead of its own words.
    last: Option<Vec<Inline>>,
}

impl Cut {
    /// The document that is left, and the place of each leaf of the whole one.
    fn apply(&self, document: &Document) -> (Document, Vec<Option<Span>>) {
        let mut document = document.clone();
        let mut cutter = Cutter { cut: self, places: Vec::new(), blanked: self.blanked.clone() };
        for section in document.parts.iter_mut().flat_map(|part| &mut part.sections) {
            cutter.blocks(&mut section.blocks, None);
        }
        let Cutter { places, blanked, .. } = cutter;
        for note in blanked {
            if let Some(note) = document.notes.get_mut(note.at()) {
                note.content = vec![Inline::Text("–".to_owned())];
            }
        }
        (document, places)
    }

    /// The words of the last leaf, if it has any of its own.
    fn last_words(&self, document: &Document) -> Option<Vec<Inline>> {
        let (document, _) = self.apply(document);
        let mut last = None;
        for section in document.parts.iter().flat_map(|part| &part.sections) {
            crate::model::walk(&section.blocks, &mut |block| {
                last = match &block.kind {
                    BlockKind::Heading(heading) => Some(heading.content.clone()),
                    BlockKind::Paragraph(paragraph) => Some(paragraph.content.clone()),
                    BlockKind::List(_)
                    | BlockKind::Table(_)
                    | BlockKind::Notice(_)
                    | BlockKind::Signatures(_)
                    | BlockKind::Chart(_)
                    | BlockKind::Beside(_) => None,
                };
            });
        }
        last
    }
}

/// Cuts the blocks of a document, one leaf after the other.
struct Cutter<'c> {
    cut: &'c Cut,
    /// The places of the leaves so far.
    places: Vec<Option<Span>>,
    /// Notes whose first marks stood in leaves that are left out: later marks need them, but not their words.
    blanked: BTreeSet<NoteIndex>,
}

impl Cutter<'_> {
    fn blocks(&mut self, blocks: &mut Vec<Block>, outer: Option<Span>) {
        blocks.retain_mut(|block| self.block(block, outer));
    }

    /// Whether a block stays, cut as far as it has to be.
    fn block(&mut self, block: &mut Block, outer: Option<Span>) -> bool {
        let place = block.place.or(outer);
        match &mut block.kind {
            BlockKind::Heading(heading) => {
                let stays = self.words(&mut heading.content, place);
                // A heading cannot be empty; what is left of it are the marks of notes.
                if stays && self.is_dropped() {
                    let content = std::mem::take(&mut heading.content);
                    block.kind = BlockKind::Paragraph(Paragraph { role: ParagraphRole::Body, content });
                }
                stays
            }
            BlockKind::Paragraph(paragraph) => self.words(&mut paragraph.content, place),
            BlockKind::List(list) => {
                let (leaf, stays) = (self.places.len(), self.leaf(place));
                list.items.iter_mut().for_each(|item| self.blocks(item, place));
                list.items.retain(|item| !item.is_empty());
                stays || self.marks_of(leaf, block)
            }
            BlockKind::Table(table) => {
                let (leaf, stays) = (self.places.len(), self.leaf(place));
                for cell in table.header.iter_mut().chain(&mut table.rows).flat_map(|row| &mut row.cells) {
                    self.blocks(&mut cell.blocks, cell.place.or(place));
                }
                stays || self.marks_of(leaf, block)
            }
            BlockKind::Notice(notice) => {
                let (leaf, stays) = (self.places.len(), self.leaf(place));
                self.blocks(&mut notice.blocks, place);
                stays || self.marks_of(leaf, block)
            }
            BlockKind::Signatures(_) | BlockKind::Chart(_) => self.leaf(place),
            BlockKind::Beside(beside) => {
                beside.columns.iter_mut().for_each(|column| self.blocks(&mut column.blocks, place));
                beside.columns.retain(|column| !column.blocks.is_empty());
                !beside.columns.is_empty()
            }
        }
    }

    /// Leaves of a block that is left out nothing but the first marks of notes, and says whether there are any.
    fn marks_of(&mut self, leaf: usize, block: &mut Block) -> bool {
        if !self.cut.dropped.contains(&leaf) {
            return false;
        }
        let mut content = Vec::new();
        crate::model::walk(std::slice::from_ref(block), &mut |inner| {
            let words = match &inner.kind {
                BlockKind::Heading(heading) => heading.content.as_slice(),
                BlockKind::Paragraph(paragraph) => paragraph.content.as_slice(),
                BlockKind::List(_)
                | BlockKind::Table(_)
                | BlockKind::Notice(_)
                | BlockKind::Signatures(_)
                | BlockKind::Chart(_)
                | BlockKind::Beside(_) => &[],
            };
            content
                .extend(marks(words).into_iter().filter(|inline| matches!(inline, Inline::Note { first: true, .. })));
        });
        let stays = !content.is_empty();
        block.kind = BlockKind::Paragraph(Paragraph { role: ParagraphRole::Body, content });
        stays
    }

    /// Counts a leaf, and says whether it stays.
    fn leaf(&mut self, place: Option<Span>) -> bool {
        self.places.push(place);
        self.places.len() <= self.cut.leaves && !self.is_dropped()
    }

    /// Whether the leaf that was counted last is left out.
    fn is_dropped(&self) -> bool {
        self.cut.dropped.contains(&(self.places.len() - 1))
    }

    /// Counts a leaf of words, and says whether anything of it stays.
    fn words(&mut self, content: &mut Vec<Inline>, place: Option<Span>) -> bool {
        if self.leaf(place) {
            if let Some(last) = self.cut.last.as_ref().filter(|_| self.places.len() == self.cut.leaves) {
                content.clone_from(last);
            }
            return true;
        }
        if self.places.len() > self.cut.leaves {
            return false;
        }
        *content = marks(content);
        let first = |inline: &Inline| {
            let Inline::Note { note, first: true } = inline else { return None };
            Some(*note)
        };
        let notes = content.iter().filter_map(first);
        self.blanked.extend(notes);
        !content.is_empty()
    }
}

/// The marks of notes among words.
fn marks(words: &[Inline]) -> Vec<Inline> {
    let mut all = Vec::new();
    walk_words(words, &mut |inline| {
        if matches!(inline, Inline::Note { .. }) {
            all.push(inline.clone());
        }
    });
    all
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn the_first_of_those_that_fail() {
        for wanted in 3..=9 {
            assert_eq!(first(3..9, |at| at >= wanted), wanted);
        }
    }
}
