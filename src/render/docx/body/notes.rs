//! Notes: real footnotes with numbers that Word counts itself, and references to a note's first mark.
//!
//! A note's mark may stand in a header row that is repeated. Word prints its text once, below the page with the row
//! itself, and shows the mark again in each repetition; it is the reader's best, and changes no number.

use crate::model::NoteIndex;
use docx_rs::{BookmarkEnd, BookmarkStart, Footnote, Hyperlink, HyperlinkType, Paragraph, ParagraphChild, Run};

use crate::model::{BlockKind, Cell, Document, Inline, visit};
use crate::render::docx::control_map::Source;
use crate::render::docx::style_id;

use super::{Writer, fields};

impl Writer<'_> {
    /// The mark of the note at `note` in the document's list.
    pub(crate) fn note_mark(&mut self, note: NoteIndex, first: bool) -> Result<Vec<ParagraphChild>, String> {
        let known = self.document.note(note).ok_or_else(|| format!("there is no note at position {}", note.at()))?;
        if self.in_note {
            // A footnote can hold no other: its mark stands there in print.
            return Ok(vec![run(Run::new().style(style_id::NOTE_MARK).add_text(&known.mark))]);
        }
        let mark = fields::note_mark(known.number);
        if !first {
            let field = fields::field(&format!("NOTEREF {mark} \\h"), &known.mark, Some(style_id::NOTE_MARK));
            return Ok(field.into_iter().map(run).collect());
        }
        if known.number != self.next_note {
            let (found, next) = (known.number, self.next_note);
            return Err(format!("note {found} has its first mark where note {next} is the next in order"));
        }
        self.next_note += 1;
        self.in_note = true;
        let content = self.inlines(&known.content, false);
        self.in_note = false;
        let mut text = Paragraph::new().style(style_id::NOTE_TEXT);
        let source = known.address.clone().map(|address| Source { address, place: known.place });
        text.children = self.controlled(content?, source.as_ref());
        let id = usize::try_from(known.number).unwrap_or_default();
        let reference = run(Run::new().add_footnote_reference(Footnote { id, content: vec![text] }));
        if !self.cited.contains(&note) {
            return Ok(vec![reference]);
        }
        let bookmark = self.bookmark();
        Ok(vec![
            ParagraphChild::BookmarkStart(BookmarkStart::new(bookmark, mark)),
            reference,
            ParagraphChild::BookmarkEnd(BookmarkEnd::new(bookmark)),
        ])
    }
}

impl Writer<'_> {
    /// A mark of a note under its table: a link to the note, or what it leads to in front of the note itself.
    pub(crate) fn table_mark(&mut self, note: usize, mark: &str, own: bool) -> Vec<ParagraphChild> {
        let name = fields::table_note(note);
        if own {
            let bookmark = self.bookmark();
            return vec![
                ParagraphChild::BookmarkStart(BookmarkStart::new(bookmark, name)),
                run(Run::new().add_text(mark).add_tab()),
                ParagraphChild::BookmarkEnd(BookmarkEnd::new(bookmark)),
            ];
        }
        let link = Hyperlink::new(name, HyperlinkType::Anchor);
        vec![ParagraphChild::Hyperlink(link.add_run(Run::new().style(style_id::TABLE_NOTE_MARK).add_text(mark)))]
    }
}

/// The mark of a note that is the last that stands in a cell.
pub(crate) fn mark_at_end<'d>(document: &'d Document, cell: &'d Cell) -> Option<&'d str> {
    let BlockKind::Paragraph(paragraph) = &cell.blocks.last()?.kind else { return None };
    match paragraph.content.last()? {
        Inline::Note { note, .. } => Some(document.note(*note)?.mark.as_str()),
        Inline::Text(_)
        | Inline::Figure { .. }
        | Inline::Light { .. }
        | Inline::Reference { .. }
        | Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Link { .. }
        | Inline::Language { .. }
        | Inline::Break => None,
        Inline::Mark { mark, .. } => Some(mark),
    }
}

pub(crate) fn run(run: Run) -> ParagraphChild {
    ParagraphChild::Run(Box::new(run))
}

/// The notes that are referred to again after their first mark, or that such a reference stands for.
pub(crate) fn cited(document: &Document) -> Vec<NoteIndex> {
    let mut found = Vec::new();
    for section in document.parts.iter().flat_map(|part| &part.sections) {
        visit::walk(&section.blocks, &mut |block| match &block.kind {
            BlockKind::Heading(heading) => references(&heading.content, &mut found),
            BlockKind::Paragraph(paragraph) => references(&paragraph.content, &mut found),
            BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => {}
        });
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn references(content: &[Inline], found: &mut Vec<NoteIndex>) {
    visit::walk_words(content, &mut |inline| {
        if let Inline::Note { note, first: false } = inline {
            found.push(*note);
        }
    });
}
