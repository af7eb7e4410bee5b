//! What a document says, one entry a heading, paragraph, cell, note, chart or line of the contents, in reading order.

#![deny(clippy::wildcard_enum_match_arm)]

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::base::list_style::ListStyle;
use crate::model::{Block, BlockKind, Cell, Document, Inline, List, plain, walk_words};

/// One thing that is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The words, with single spaces; a note's begin with its number, a contents line's end with its page.
    pub words: String,
    /// Where it stands.
    pub at: Option<Spot>,
}

/// The kinds of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A heading of this level.
    Heading(u8),
    /// A paragraph or a list's item.
    Paragraph,
    /// A table's cell.
    Cell,
    /// A note.
    Note,
    /// The mark of a note that stands under its table.
    Mark,
    /// The sign or the number before a list's item; of a bullet the model says nothing, since the layout decides it.
    Sign,
    /// A line of the contents.
    Entry,
    /// A chart or picture: what is said in its place.
    Figure,
    /// A running head, or the number of pages.
    Head,
    /// Words at a place of a page, whatever they are a part of.
    Words,
}

/// Where something stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// On this page of the PDF, counted from 1 through the whole file.
    Page(usize),
    /// In this paragraph of the Word file, counted from 1, cells' paragraphs included.
    Paragraph(usize),
}

impl Entry {
    /// An entry with its white space evened out. No-break spaces are words' own and stay.
    pub fn new(kind: Kind, words: &str, at: Option<Spot>) -> Self {
        let words = words.replace(is_break, "");
        let words = words.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        Entry { kind, words, at }
    }
}

/// What shows nothing but that a line may end there.
fn is_break(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}')
}

/// Words without any white space and soft hyphens, for what a PDF sets in pieces.
pub(super) fn solid(words: &str) -> String {
    directed(&words.chars().filter(|c| !c.is_whitespace() && !is_break(*c)).collect::<String>()).into_owned()
}

/// Words whose letters that run from right to left stand in an order that does not depend on it. A PDF has them in the
/// order of their places, with the figures and signs between them and the next letters that run from left to right: of
/// these it is compared that they are there.
pub(super) fn directed(words: &str) -> Cow<'_, str> {
    if !words.contains(runs_leftwards) {
        return Cow::Borrowed(words);
    }
    let mut all: Vec<char> = words.chars().collect();
    let is_other = |c: &char| c.is_alphabetic() && !runs_leftwards(*c);
    for between in all.split_mut(is_other).filter(|between| between.iter().any(|c| runs_leftwards(*c))) {
        between.sort_unstable();
    }
    Cow::Owned(all.into_iter().collect())
}

/// Whether a letter is one of a script that runs from right to left: Hebrew, Arabic and those of their kind.
fn runs_leftwards(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

static FIGURE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\d+(?:[\u{a0}\u{202f} ]\d{3}\b)*(?:,\d+)?").ok());

/// How many figures stand in `words`.
pub(super) fn figures(words: &str) -> usize {
    FIGURE.as_ref().map_or(0, |pattern| pattern.find_iter(words).count())
}

/// What the model says.
pub fn of_model(document: &Document) -> Vec<Entry> {
    let mut all = Vec::new();
    for part in &document.parts {
        if let Some(cover) = &part.cover {
            let lines = [&cover.organisation, &cover.title].into_iter().chain(&cover.subtitle).chain(cover.lines());
            all.extend(lines.map(|line| Entry::new(Kind::Paragraph, line, None)));
            blocks(document, &cover.below, &mut all);
        }
        if let Some(contents) = &part.contents {
            blocks(document, &contents.above, &mut all);
            all.push(Entry::new(Kind::Heading(1), &contents.title, None));
            let listed = Document::headings_of(part).into_iter();
            let listed = listed.filter(|heading| heading.listed && heading.level <= contents.levels);
            all.extend(listed.map(|heading| Entry::new(Kind::Entry, &heading.plain(), None)));
            blocks(document, &contents.below, &mut all);
        }
        part.sections.iter().for_each(|section| blocks(document, &section.blocks, &mut all));
    }
    all
}

fn blocks(document: &Document, all: &[Block], said: &mut Vec<Entry>) {
    for block in all {
        match &block.kind {
            BlockKind::Heading(heading) => {
                said.push(Entry::new(Kind::Heading(heading.level), &heading.plain(), None));
                notes(document, &heading.content, said);
            }
            BlockKind::Paragraph(paragraph) => {
                said.push(Entry::new(Kind::Paragraph, &plain(&paragraph.content), None));
                notes(document, &paragraph.content, said);
            }
            BlockKind::List(List { style: ListStyle::Terms, items }) => {
                items.iter().for_each(|item| blocks(document, item, said));
            }
            BlockKind::List(list) => {
                for (at, item) in list.items.iter().enumerate() {
                    let sign = list.style.mark(at).unwrap_or_default();
                    said.push(Entry::new(Kind::Sign, &sign, None));
                    blocks(document, item, said);
                }
            }
            BlockKind::Table(table) => {
                let above = table.caption.iter().chain(&table.line);
                said.extend(above.map(|words| Entry::new(Kind::Paragraph, words, None)));
                let rows = table.header.iter().chain(&table.rows);
                rows.flat_map(|row| &row.cells).for_each(|cell| self::cell(document, cell, said));
            }
            BlockKind::Notice(notice) => {
                if !notice.title.is_empty() {
                    said.push(Entry::new(Kind::Paragraph, &notice.title, None));
                }
                blocks(document, &notice.blocks, said);
            }
            BlockKind::Signatures(signatures) => {
                let lines = signatures.signatories.iter().flat_map(|who| [&who.name, &who.title]);
                said.extend(lines.map(|line| Entry::new(Kind::Paragraph, line, None)));
            }
            // Decoration says nothing.
            BlockKind::Chart(chart) if chart.alt.is_empty() => {}
            BlockKind::Chart(chart) => {
                if !chart.title.is_empty() {
                    said.push(Entry::new(Kind::Paragraph, &chart.title, None));
                }
                said.push(Entry::new(Kind::Figure, &chart.alt, None));
            }
            BlockKind::Beside(beside) => {
                beside.columns.iter().for_each(|column| blocks(document, &column.blocks, said));
            }
        }
    }
}

fn cell(document: &Document, cell: &Cell, said: &mut Vec<Entry>) {
    said.push(Entry::new(Kind::Cell, &cell.plain(), None));
    let mut inner = Vec::new();
    blocks(document, &cell.blocks, &mut inner);
    let (signs, rest): (Vec<_>, Vec<_>) = inner.into_iter().partition(|entry| entry.kind == Kind::Sign);
    said.extend(signs);
    said.extend(rest.into_iter().filter(|entry| matches!(entry.kind, Kind::Note | Kind::Mark)));
}

fn notes(document: &Document, content: &[Inline], said: &mut Vec<Entry>) {
    walk_words(content, &mut |inline| match inline {
        Inline::Note { note, first: true } => {
            let note = document.note(*note).into_iter();
            said.extend(note.map(|it| Entry::new(Kind::Note, &format!("{} {}", it.mark, plain(&it.content)), None)));
        }
        Inline::Mark { mark, own: false, .. } => said.push(Entry::new(Kind::Mark, mark, None)),
        Inline::Text(_)
        | Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Link { .. }
        | Inline::Language { .. }
        | Inline::Figure { .. }
        | Inline::Light { .. }
        | Inline::Reference { .. }
        | Inline::Break
        | Inline::Note { .. }
        | Inline::Mark { .. } => {}
    });
}

#[cfg(test)]
mod tests {
    use super::{directed, figures};

    #[test]
    fn figures_are_counted_as_people_read_them() {
        assert_eq!(figures("7\u{a0}712 tkr av 12 954,5 och 40,3\u{a0}% (38,6\u{a0}%)"), 4);
        assert_eq!(figures("inga"), 0);
    }

    #[test]
    fn letters_from_right_to_left_are_compared_without_their_order() {
        for (written, shown) in [
            ("Namn: אבג och slut.", "Namn: גבא och slut."),
            ("אבג דהו 123 זחט, och", "והד גבא 123 טחז , och"),
            ("(אבג) 45.", "(גבא)45 ."),
            ("samt „שלום” 45.", "samt „ ”םולש45."),
            ("مرحبا och السلام", "ابحرم och مالسلا"),
        ] {
            let [written, shown] = [written, shown].map(|words| words.replace(' ', ""));
            assert_eq!(directed(&written), directed(&shown), "{written}");
        }
        for (one, other) in [("אבג och", "אב och"), ("אבג och 12", "אבג och 21"), ("a אבג", "b אבג"), ("ab", "ba")]
        {
            assert_ne!(directed(one), directed(other));
        }
    }
}
