//! The format-neutral document that both writers read.
//!
//! Everything that the two files could disagree about is decided before this point: numbering, note numbers, the
//! Swedish way of writing a number, captions and labels. The model knows nothing of sections, reports, checks,
//! Typst or Word. [`Document`] serialises to the data that a layout's Typst template reads.

pub mod charts;
pub mod inline;
mod stats;
pub mod table;
pub mod visit;

use serde::Serialize;

use crate::base::date::Ymd;
use crate::base::note_style::NoteStyle;
use crate::base::source::Place;

pub use self::charts::Chart;
pub use self::inline::{Inline, plain, plain_blocks};
pub use self::stats::Stats;
pub use self::table::{Align, Cell, Column, Row, RowRole, Table, TableRole};
pub use self::visit::walk;
use self::visit::{change_blocks, change_words};

/// One committee paper: its parts in order, with the notes of all of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// What the files say about themselves.
    pub meta: Meta,
    /// Whether something is missing or wrong, so that the paper must not pass for the final one.
    pub draft: bool,
    /// The memo, the report: each with a page count of its own.
    pub parts: Vec<Part>,
    /// All footnotes in the order of their first marks; [`Inline::Note`] points into this list.
    pub notes: Vec<Note>,
    /// How notes are numbered and where they stand.
    #[serde(skip)]
    pub note_style: NoteStyle,
    /// Fixed words that the layout shows, in the paper's language.
    pub words: Words,
    /// What the paper was made from.
    #[serde(skip)]
    pub origin: Origin,
}

/// What a paper was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The files in the order in which they were read.
    pub files: Vec<OriginFile>,
    /// One id for all of it, layout and program version included: 16 hexadecimal digits.
    pub build: String,
}

/// A file that a paper was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginFile {
    /// Its path, relative to the report's folder.
    pub path: String,
    /// The SHA-256 of its text, in hexadecimal digits.
    pub sha256: String,
}

/// What the files say about themselves: title, author, subject and the case they belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// The report's id, the stem of the output files.
    pub id: String,
    /// The paper's title.
    pub title: String,
    /// One sentence about the paper.
    pub subject: String,
    /// Who stands behind the paper: the municipality and its committee.
    pub authors: Vec<String>,
    /// The municipality or region.
    pub municipality: String,
    /// The committee or board that the paper is about.
    pub committee: String,
    /// Words to find the paper by.
    pub keywords: Vec<String>,
    /// ISO 639 language, `sv`.
    pub language: String,
    /// ISO 3166 region, `SE`.
    pub region: String,
    /// The paper's date.
    pub date: Ymd,
    /// `Ärende 6`, as the running head shows it.
    pub item: Option<String>,
    /// Diarienummer.
    pub registry_number: Option<String>,
    /// `2023-01-01–2023-08-31`.
    pub period: Option<String>,
}

/// Fixed words that the layout itself shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// The draft mark in the running head, `Utkast`.
    pub draft: String,
    /// What a repeated table header is followed by on later pages, `forts.`
    pub continued: String,
    /// What a screen reader says for the page number's field, `Sida`.
    pub page: String,
}

/// A part of the paper with a page count of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// What kind of part.
    pub kind: PartKind,
    /// The part's title, for the bookmarks.
    pub title: String,
    /// Its first page, if it has a cover.
    pub cover: Option<Cover>,
    /// Its contents page, if it has one.
    pub contents: Option<Contents>,
    /// Its text, in runs of equal page form.
    pub sections: Vec<Section>,
}

/// The kinds of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// Tjänsteskrivelse.
    Memo,
    /// The report itself.
    Report,
}

/// A cover page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// `Delårsrapport 2023`.
    pub title: String,
    /// The committee or a line of the manifest's own.
    pub subtitle: Option<String>,
    /// The municipality.
    pub organisation: String,
    /// Registry number, item, date: what a running head says must stand in the body too.
    pub facts: Vec<String>,
}

/// A contents page. Its entries are the part's listed headings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// `Innehållsförteckning`.
    pub title: String,
    /// Heading levels that are listed, 1 to 4.
    pub levels: u8,
}

/// A run of blocks in one form.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section {
    /// Columns of text, 1 or 2.
    pub columns: u8,
    /// Pages turned.
    pub landscape: bool,
    /// Begins on a new page; otherwise it goes on below the section before it, whose pages are turned like its own.
    pub new_page: bool,
    /// The committee whose chapter it is, where that is not the paper's own; its pages show it.
    pub committee: Option<String>,
    /// The numbering of footnotes begins again here.
    #[serde(skip)]
    pub restarts_notes: bool,
    /// What stands there.
    pub blocks: Vec<Block>,
}

impl Section {
    /// An upright page of one column, of the paper's own committee.
    pub fn page(blocks: Vec<Block>) -> Self {
        Section { columns: 1, landscape: false, new_page: true, committee: None, restarts_notes: false, blocks }
    }
}

/// A block with where it came from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Where it was written; `None` for what the tool itself adds.
    #[serde(skip)]
    pub place: Option<Place>,
    /// The address of what a unit delivered, `it/verksamhetsberattelse`.
    #[serde(skip)]
    pub address: Option<String>,
}

impl Block {
    /// A block that the tool adds.
    pub fn new(kind: BlockKind) -> Self {
        Block { kind, place: None, address: None }
    }

    /// A block that was written at `place`.
    pub fn at(kind: BlockKind, place: Place) -> Self {
        Block { kind, place: Some(place), address: None }
    }
}

/// The kinds of block. Both writers match every one of them, without a wildcard.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A numbered or bulleted list.
    List(List),
    /// A table.
    Table(Table),
    /// A box: the draft's list of what is missing, or a gap where a delivery is missing.
    Notice(Notice),
    /// The lines of those who sign.
    Signatures(Signatures),
    /// A chart.
    Chart(Chart),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heading {
    /// Position among all headings of the document, from 0; the anchor is made of it.
    pub index: usize,
    /// 1 to 4.
    pub level: u8,
    /// `1.`, where it is numbered.
    pub number: Option<String>,
    /// The words.
    pub content: Vec<Inline>,
    /// Whether the contents list it.
    pub listed: bool,
}

impl Heading {
    /// Number and words as plain text.
    pub fn plain(&self) -> String {
        let words = plain(&self.content);
        match &self.number {
            Some(number) => format!("{number} {words}"),
            None => words,
        }
    }
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paragraph {
    /// What it is for, which decides its style.
    pub role: ParagraphRole,
    /// The words.
    pub content: Vec<Inline>,
}

/// What a paragraph is for. A layout gives each role a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParagraphRole {
    /// Running text.
    Body,
    /// A line that leads in what follows, `Vi uppnår detta genom nämndmål:`.
    Lead,
    /// A small fact line: registry number, item, date.
    Fact,
    /// A line above a table about all of its figures: `Omräknat från tkr till mnkr`.
    TableLine,
    /// A title that is no heading of the contents, such as the memo's.
    Title,
    /// Text in a table's body cell.
    Cell,
    /// Text in a table's header cell.
    HeaderCell,
    /// A note under a table, in the table's last row.
    TableNote,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct List {
    /// The first number of a numbered list; `None` for bullets.
    pub start: Option<u64>,
    /// Each item's blocks: paragraphs and lists.
    pub items: Vec<Vec<Block>>,
}

/// Those who sign, side by side or below each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signatures {
    /// Who signs.
    pub signatories: Vec<Signatory>,
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signatory {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
}

/// A box that stands out of the text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// Its first line.
    pub title: String,
    /// What it says: paragraphs and lists.
    pub blocks: Vec<Block>,
}

/// The kinds of box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// That this is a draft, and why.
    Draft,
    /// That a delivery is missing here.
    Gap,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Note {
    /// Its number in the document, from 1.
    pub number: u32,
    /// Its mark, `1` or `*`.
    pub mark: String,
    /// Its text.
    pub content: Vec<Inline>,
    /// Where its text was written.
    #[serde(skip)]
    pub place: Option<Place>,
    /// The address of its text, `it/noter/kolada`.
    #[serde(skip)]
    pub address: Option<String>,
}

impl Document {
    /// Hands every string that is shown or read aloud to `change`, with the place of its block.
    pub fn change_words(&mut self, change: &mut dyn FnMut(&mut String, Option<Place>)) {
        let Meta { title, subject, authors, municipality, committee, keywords, item, registry_number, .. } =
            &mut self.meta;
        let lines = [title, subject, municipality, committee].into_iter().chain(authors).chain(keywords);
        lines.chain(item).chain(registry_number).for_each(|line| change(line, None));
        for part in &mut self.parts {
            change(&mut part.title, None);
            if let Some(cover) = &mut part.cover {
                let lines = [&mut cover.title, &mut cover.organisation].into_iter().chain(&mut cover.subtitle);
                lines.chain(&mut cover.facts).for_each(|line| change(line, None));
            }
            part.contents.iter_mut().for_each(|contents| change(&mut contents.title, None));
            part.sections.iter_mut().for_each(|section| change_blocks(&mut section.blocks, change));
        }
        self.notes.iter_mut().for_each(|note| change_words(&mut note.content, note.place, change));
    }

    /// Every block of the document in reading order.
    pub fn blocks(&self) -> Vec<&Block> {
        let mut all = Vec::new();
        for section in self.parts.iter().flat_map(|part| &part.sections) {
            walk(&section.blocks, &mut |block| all.push(block));
        }
        all
    }

    /// The headings of one part in order.
    pub fn headings_of(part: &Part) -> Vec<&Heading> {
        let mut all = Vec::new();
        for section in &part.sections {
            walk(&section.blocks, &mut |block| {
                if let BlockKind::Heading(heading) = &block.kind {
                    all.push(heading);
                }
            });
        }
        all
    }
}
