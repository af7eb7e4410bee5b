//! The format-neutral document that both writers read.
//!
//! Everything that the two files could disagree about is decided before this point: numbering, note numbers, the
//! Swedish way of writing a number, captions and labels. The model knows nothing of sections, reports, checks,
//! Typst or Word. [`Document`] serialises to the data that a layout's Typst template reads.

pub mod charts;
mod stats;

use crate::base::note_style::NoteStyle;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

use crate::base::assessment::Light;
use crate::base::date::Ymd;
use crate::base::source::Place;

pub use self::charts::Chart;
pub use self::stats::Stats;

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

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Position among all tables of the document, from 0.
    pub index: usize,
    /// What it shows, which decides its looks.
    pub role: TableRole,
    /// Its name for those who do not see it, and in the Word file's properties.
    pub title: String,
    /// One sentence about what stands in it.
    pub description: String,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows that are repeated at the top of each page.
    pub header: Vec<Row>,
    /// The other rows.
    pub rows: Vec<Row>,
}

/// What a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableRole {
    /// Amounts.
    Finance,
    /// Indicators of a goal.
    Indicators,
    /// The internal-control table.
    Risks,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its share of the table's width, against the sum of all columns' shares.
    pub share: u16,
    /// How its body cells are set.
    pub align: Align,
    /// Whether its cells name their rows.
    pub row_header: bool,
}

/// How a cell's text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// From the left.
    Start,
    /// In the middle.
    Center,
    /// To the right; figures, aligned on the decimal by [`Cell::pad`].
    End,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What it is, which decides its looks.
    pub role: RowRole,
    /// Its cells; positions that a cell above spans are left out.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowRole {
    /// A header row.
    Header,
    /// An ordinary row.
    Body,
    /// The heading of the rows below it, across the table.
    Group,
    /// Words about the row above it, across the table.
    Comment,
    /// A sum of some rows among those of a larger one.
    Subtotal,
    /// A sum of rows above.
    Sum,
    /// The result that the table leads to.
    Result,
    /// The notes of the table, across it.
    Notes,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What stands in it: paragraphs and lists; none for an empty cell.
    pub blocks: Vec<Block>,
    /// Columns that it covers, from 1.
    pub colspan: u16,
    /// Rows that it covers, from 1.
    pub rowspan: u16,
    /// How it is set.
    pub align: Align,
    /// Whether it holds a figure.
    pub figure: bool,
    /// Decimals that are missing against the column's longest, so that decimal signs stand under each other;
    /// the decimal sign itself counts as one when the figure has none.
    pub pad: u8,
    /// A risk's weight in per cent of the scale's largest product, which the layout turns into a colour.
    pub weight: Option<u8>,
    /// An assessment, which the layout turns into a colour; its sign stands among the words.
    pub light: Option<Light>,
    /// Where it was written.
    pub place: Option<Place>,
    /// The address of its figure or text, `verksamhet.it.utfall_2023_08`.
    pub address: Option<String>,
}

impl Serialize for Cell {
    /// What a layout sets, with what it asks of each cell's words and would take long to find out: how many letters they have,
    /// the longest of them, and whether a list is among them.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words = self.plain();
        let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '–' | '-');
        let mut cell = serializer.serialize_struct("Cell", 11)?;
        cell.serialize_field("blocks", &self.blocks)?;
        cell.serialize_field("colspan", &self.colspan)?;
        cell.serialize_field("rowspan", &self.rowspan)?;
        cell.serialize_field("align", &self.align)?;
        cell.serialize_field("figure", &self.figure)?;
        cell.serialize_field("pad", &self.pad)?;
        cell.serialize_field("weight", &self.weight)?;
        if let Some(light) = self.light {
            cell.serialize_field("light", &light)?;
        }
        cell.serialize_field("letters", &words.chars().count())?;
        cell.serialize_field("longest", words.split(ends).max_by_key(|word| word.chars().count()).unwrap_or_default())?;
        cell.serialize_field("lists", &self.blocks.iter().any(|block| matches!(block.kind, BlockKind::List(_))))?;
        cell.end()
    }
}

impl Cell {
    /// A cell of one row and one column.
    pub fn new(blocks: Vec<Block>, align: Align) -> Self {
        Cell {
            blocks,
            colspan: 1,
            rowspan: 1,
            align,
            figure: false,
            pad: 0,
            weight: None,
            light: None,
            place: None,
            address: None,
        }
    }

    /// Gives the cell and its paragraphs an address; paragraphs after the first have their number behind it.
    pub fn give_address(&mut self, address: String) {
        number_paragraphs(&mut self.blocks, &address, self.place, &mut 0);
        self.address = Some(address);
    }

    /// Its words, paragraphs parted by a space.
    pub fn plain(&self) -> String {
        let mut lines = Vec::new();
        plain_blocks(&self.blocks, &mut lines);
        lines.join(" ")
    }
}

/// Gives paragraphs an address, those of lists among them.
fn number_paragraphs(blocks: &mut [Block], address: &str, place: Option<Place>, met: &mut usize) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(_) => {
                *met += 1;
                block.place = block.place.or(place);
                block.address = Some(if *met == 1 { address.to_owned() } else { format!("{address}/{met}") });
            }
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| number_paragraphs(item, address, place, met));
            }
            BlockKind::Heading(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_) => {}
        }
    }
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

/// Words with emphasis, links and note marks.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words. Never markup.
    Text(String),
    /// Emphasised.
    Emphasis(Vec<Inline>),
    /// Strongly emphasised.
    Strong(Vec<Inline>),
    /// A link to a web or mail address.
    Link {
        /// The address.
        url: String,
        /// The words that are clicked.
        content: Vec<Inline>,
    },
    /// A figure of a table in running text, written out.
    Figure {
        /// How the text asks for it, `verksamhet.it.utfall|tal`.
        binding: String,
        /// The words.
        words: String,
        /// Where the text asks for it.
        place: Place,
    },
    /// In another language than the paper's.
    Language {
        /// Its BCP 47 tag, `en-GB`.
        tag: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// A mark of the note with this position in [`Document::notes`].
    Note {
        /// Position in [`Document::notes`].
        note: usize,
        /// Whether this is the note's first mark, where its text belongs.
        first: bool,
    },
    /// A mark of a note that stands under its table.
    Mark {
        /// Which note, counted through the document from 0.
        note: usize,
        /// The mark, `a`.
        mark: String,
        /// Whether this is the mark in front of the note itself.
        own: bool,
    },
    /// A line break.
    Break,
}

impl Serialize for Inline {
    /// Words are strings; everything else is a list of a name and its parts: short, since a paper has thousands.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Inline::Text(words) | Inline::Figure { words, .. } => words.serialize(serializer),
            Inline::Emphasis(content) => ("emph", content).serialize(serializer),
            Inline::Strong(content) => ("strong", content).serialize(serializer),
            Inline::Link { url, content } => ("link", url, content).serialize(serializer),
            Inline::Language { tag, content } => ("lang", tag, content).serialize(serializer),
            Inline::Note { note, first } => ("note", note, first).serialize(serializer),
            Inline::Mark { note, mark, own } => ("mark", note, mark, own).serialize(serializer),
            Inline::Break => ("break",).serialize(serializer),
        }
    }
}

/// The words of `content` without marks of notes, but for a note's own in front of it; a line break is a space.
pub fn plain(content: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(content, &mut out);
    out
}

fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(words) | Inline::Figure { words, .. } => out.push_str(words),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Language { content: inner, .. } => {
                push_plain(inner, out);
            }
            Inline::Mark { mark, own: true, .. } => {
                out.push_str(mark);
                out.push(' ');
            }
            Inline::Note { .. } | Inline::Mark { .. } => {}
            Inline::Break => out.push(' '),
        }
    }
}

/// The words of paragraphs and lists, one entry a paragraph, without note marks and list numbers.
pub fn plain_blocks(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => lines.push(heading.plain()),
            BlockKind::Paragraph(paragraph) => lines.push(plain(&paragraph.content)),
            BlockKind::List(list) => list.items.iter().for_each(|item| plain_blocks(item, lines)),
            BlockKind::Table(table) => {
                for row in table.header.iter().chain(&table.rows) {
                    lines.extend(row.cells.iter().map(Cell::plain).filter(|words| !words.is_empty()));
                }
            }
            BlockKind::Notice(notice) => {
                lines.push(notice.title.clone());
                plain_blocks(&notice.blocks, lines);
            }
            BlockKind::Signatures(signatures) => {
                for who in &signatures.signatories {
                    lines.push(who.name.clone());
                    lines.push(who.title.clone());
                }
            }
            BlockKind::Chart(chart) => lines.extend([chart.title.clone(), chart.alt.clone()]),
        }
    }
}

/// Every block of the document in reading order, cells' and list items' blocks after the block that holds them.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::List(list) => list.items.iter().for_each(|item| walk(item, visit)),
            BlockKind::Table(table) => {
                for row in table.header.iter().chain(&table.rows) {
                    row.cells.iter().for_each(|cell| walk(&cell.blocks, visit));
                }
            }
            BlockKind::Notice(notice) => walk(&notice.blocks, visit),
            BlockKind::Heading(_) | BlockKind::Paragraph(_) | BlockKind::Signatures(_) | BlockKind::Chart(_) => {}
        }
    }
}

/// Hands every string that is shown to `change`, with the place of its block.
type Change<'c> = dyn FnMut(&mut String, Option<Place>) + 'c;

fn change_blocks(blocks: &mut [Block], change: &mut Change<'_>) {
    for block in blocks {
        let place = block.place;
        match &mut block.kind {
            BlockKind::Heading(heading) => {
                heading.number.iter_mut().for_each(|number| change(number, place));
                change_words(&mut heading.content, place, change);
            }
            BlockKind::Paragraph(paragraph) => change_words(&mut paragraph.content, place, change),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| change_blocks(item, change)),
            BlockKind::Table(table) => {
                change(&mut table.title, place);
                change(&mut table.description, place);
                let rows = table.header.iter_mut().chain(&mut table.rows);
                rows.flat_map(|row| &mut row.cells).for_each(|cell| change_blocks(&mut cell.blocks, change));
            }
            BlockKind::Notice(notice) => {
                change(&mut notice.title, place);
                change_blocks(&mut notice.blocks, change);
            }
            BlockKind::Signatures(signatures) => {
                for who in &mut signatures.signatories {
                    change(&mut who.name, place);
                    change(&mut who.title, place);
                }
            }
            BlockKind::Chart(chart) => chart.strings().into_iter().for_each(|words| change(words, place)),
        }
    }
}

fn change_words(words: &mut [Inline], place: Option<Place>, change: &mut Change<'_>) {
    for inline in words {
        match inline {
            Inline::Text(words) | Inline::Figure { words, .. } => change(words, place),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link { content: inner, .. }
            | Inline::Language { content: inner, .. } => {
                change_words(inner, place, change);
            }
            Inline::Note { .. } | Inline::Mark { .. } | Inline::Break => {}
        }
    }
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
