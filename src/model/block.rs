//! Blocks: headings, paragraphs, lists, tables, boxes, signatures, charts. A cell holds blocks and a block may be a
//! table, so that both stand here.

use crate::base::address::Address;
use crate::base::address::BlockAddress;
use crate::base::assessment::Light;
use crate::base::list_style::ListStyle;
use crate::base::positions::TableIndex;
use crate::base::source::Span;

use super::charts::{Chart, Side};
use super::inline::{Inline, plain};

/// The words of paragraphs and lists, one entry a paragraph, without note marks and list numbers.
pub fn plain_blocks(blocks: &[Block], lines: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => lines.push(heading.plain()),
            BlockKind::Paragraph(paragraph) => lines.push(plain(&paragraph.content)),
            BlockKind::List(list) => list.items.iter().for_each(|item| plain_blocks(item, lines)),
            BlockKind::Table(table) => {
                lines.extend(table.caption.iter().chain(&table.line).cloned());
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
            BlockKind::Beside(beside) => beside.columns.iter().for_each(|it| plain_blocks(&it.blocks, lines)),
        }
    }
}

/// A block with where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it was written; `None` for what the tool itself adds.
    pub place: Option<Span>,
    /// Which block of what a unit or the manifest has written it is.
    pub address: Option<BlockAddress>,
}

/// The first of `blocks`, if it is a picture beside text: its side, how many blocks belong to it, itself among them,
/// and how many paragraphs and lists follow, beside which it stands.
pub fn beside(blocks: &[Block]) -> Option<(Side, usize, usize)> {
    let BlockKind::Chart(chart) = &blocks.first()?.kind else { return None };
    let picture = chart.kind.picture()?;
    let own = 1 + blocks.iter().skip(1).take_while(|block| block.is_below()).count();
    let text = blocks.iter().skip(own).take_while(|block| block.is_text());
    Some((picture.beside?, own, text.count()))
}

impl Block {
    /// A block that the tool adds.
    pub fn new(kind: BlockKind) -> Self {
        Block { kind, place: None, address: None }
    }

    /// Whether it is running text, beside which something else may stand.
    pub fn is_text(&self) -> bool {
        match &self.kind {
            BlockKind::Paragraph(Paragraph { role, .. }) => {
                matches!(role, ParagraphRole::Body | ParagraphRole::Point | ParagraphRole::Quote | ParagraphRole::Lead)
            }
            BlockKind::List(_) => true,
            BlockKind::Heading(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => false,
        }
    }

    /// Whether it belongs to the table or the chart above it.
    pub fn is_below(&self) -> bool {
        match &self.kind {
            BlockKind::Paragraph(Paragraph { role, .. }) => {
                matches!(role, ParagraphRole::Below | ParagraphRole::Source)
            }
            BlockKind::Heading(_)
            | BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => false,
        }
    }

    /// Whether it is a paragraph that stays on the page of what follows: an assessment with the words about it, and
    /// words that end with a colon with the list, the table or the chart that they announce.
    pub fn stays_with(&self, next: Option<&Block>) -> bool {
        let (BlockKind::Paragraph(Paragraph { role: ParagraphRole::Body, content }), Some(next)) = (&self.kind, next)
        else {
            return false;
        };
        let judges = content.iter().any(|inline| matches!(inline, Inline::Light { .. }));
        match &next.kind {
            BlockKind::Paragraph(paragraph) => judges && paragraph.role == ParagraphRole::Body,
            BlockKind::List(_) => judges || plain(content).ends_with(':'),
            BlockKind::Table(_) | BlockKind::Chart(_) => plain(content).ends_with(':'),
            BlockKind::Heading(_) | BlockKind::Notice(_) | BlockKind::Signatures(_) | BlockKind::Beside(_) => false,
        }
    }

    /// A block that was written at `place`.
    pub fn at(kind: BlockKind, place: Span) -> Self {
        Block { kind, place: Some(place), address: None }
    }
}

/// The kinds of block. Both writers match every one of them, without a wildcard.
#[derive(Debug, Clone, PartialEq)]
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
    /// What stands beside each other.
    Beside(Beside),
}

impl BlockKind {
    /// The words of a heading or a paragraph.
    pub fn words(&self) -> Option<&[Inline]> {
        match self {
            BlockKind::Heading(heading) => Some(&heading.content),
            BlockKind::Paragraph(paragraph) => Some(&paragraph.content),
            BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn words_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            BlockKind::Heading(heading) => Some(&mut heading.content),
            BlockKind::Paragraph(paragraph) => Some(&mut paragraph.content),
            BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => None,
        }
    }
}

/// A heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Position among all headings of the document, from 0; the anchor is made of it.
    pub index: usize,
    /// 1 to 6.
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
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// What it is for, which decides its style.
    pub role: ParagraphRole,
    /// The words.
    pub content: Vec<Inline>,
}

/// What a paragraph is for. A layout gives each role a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParagraphRole {
    /// Running text.
    Body,
    /// What somebody else has said.
    Quote,
    /// A point that goes on with a list above it, below a table or a chart, with its number in its words.
    Point,
    /// A line that leads in what follows, `Vi uppnår detta genom nämndmål:`.
    Lead,
    /// What kind of paper this is, above all: `Tjänsteskrivelse`.
    DocumentType,
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
    /// Words below a table or a chart about all of it.
    Below,
    /// Where the figures of a table or a chart come from, below it.
    Source,
    /// One of the enclosures, below the entries of the contents.
    ListedPaper,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// What stands before each item.
    pub style: ListStyle,
    /// Each item's blocks: paragraphs and lists.
    pub items: Vec<Vec<Block>>,
}

impl List {
    /// Most items of a list that stays on one page, and most letters of all of them.
    const SHORT: (usize, usize) = (4, 240);

    /// Whether the list is of a few short lines, such as those whom a decision is sent to: it stays on one page.
    pub fn is_short(&self) -> bool {
        let mut letters = 0;
        let is_line = |item: &Vec<Block>| match item.as_slice() {
            [Block { kind: BlockKind::Paragraph(paragraph), .. }] => {
                letters += plain(&paragraph.content).chars().count();
                true
            }
            _ => false,
        };
        let (most, most_letters) = Self::SHORT;
        self.items.len() <= most && self.items.iter().all(is_line) && letters <= most_letters
    }
}

/// Those who sign, two beside each other or all below each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatures {
    /// Who signs.
    pub signatories: Vec<Signatory>,
    /// Whether two stand beside each other.
    pub beside: bool,
    /// Whether their signatures stand above them as pictures, so that they need no room to sign.
    pub signed: bool,
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
}

/// Blocks beside each other: two charts, a box and the text that it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// From the left to the right, as they are read. Where there is but one, nothing has followed for it to stand
    /// beside.
    pub columns: Vec<BesideColumn>,
}

/// What stands below each other among blocks beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct BesideColumn {
    /// Its share of the width, against the sum of all columns' shares.
    pub share: u32,
    /// Its place among the columns as they were written.
    pub nth: usize,
    /// Whether it is running text, which may go on below.
    pub is_text: bool,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

impl Beside {
    /// The blocks below each other, in the order in which they were written.
    pub fn below_each_other(mut self) -> Vec<Block> {
        self.columns.sort_by_key(|column| column.nth);
        self.columns.into_iter().flat_map(|column| column.blocks).collect()
    }
}

/// A box that stands out of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What it is about.
    pub kind: NoticeKind,
    /// Its first line.
    pub title: String,
    /// What it says: paragraphs and lists.
    pub blocks: Vec<Block>,
}

/// The kinds of box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// That this is a draft, and why.
    Draft,
    /// That a delivery is missing here.
    Gap,
    /// What somebody has framed: a conclusion, variances.
    Box,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Which of the document's it is.
    pub index: TableIndex,
    /// What it shows, which decides its looks.
    pub role: TableRole,
    /// Its name for those who do not see it, and in the Word file's properties.
    pub title: String,
    /// The title above it, with its number where it has one; `None` where its first column's heading says it.
    pub caption: Option<String>,
    /// A line below that title about all of its figures: `Belopp i tkr.`
    pub line: Option<String>,
    /// One sentence about what stands in it.
    pub description: String,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Half points by which the letters of its cells are smaller than the layout's, so that its columns fit.
    pub smaller: u8,
    /// Rows that are repeated at the top of each page.
    pub header: Vec<Row>,
    /// The other rows.
    pub rows: Vec<Row>,
}

/// What a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableRole {
    /// Amounts.
    Finance,
    /// Indicators of a goal.
    Indicators,
    /// The internal-control table.
    Risks,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its share of the table's width, against the sum of all columns' shares.
    pub share: u32,
    /// How its body cells are set.
    pub align: Align,
    /// Whether its cells name their rows.
    pub row_header: bool,
    /// Whether it stands out by a ground of its own.
    pub tinted: bool,
}

/// How a cell's text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// From the left.
    Start,
    /// In the middle.
    Center,
    /// To the right; figures, aligned on the decimal by [`Cell::pad`].
    End,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is, which decides its looks.
    pub role: RowRole,
    /// Its cells; positions that a cell above spans are left out.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRole {
    /// A header row.
    Header,
    /// An ordinary row.
    Body,
    /// An ordinary row that stands out.
    Strong,
    /// A row of nothing, which parts those above it from those below.
    Blank,
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
    /// By how many steps it is set in: rows that belong to one above.
    pub indent: u8,
    /// Whether it holds a figure.
    pub figure: bool,
    /// Whether that is below zero and shown in a colour of its own, beside its minus.
    pub below_zero: bool,
    /// Whether its words stand upright, from the foot to the top.
    pub vertical: bool,
    /// Decimals that are missing against the column's longest, so that decimal signs stand under each other;
    /// the decimal sign itself counts as one when the figure has none.
    pub pad: u8,
    /// A risk's weight in per cent of the scale's largest product, which the layout turns into a colour.
    pub weight: Option<u8>,
    /// An assessment, which the layout turns into a colour; its sign stands among the words.
    pub light: Option<Light>,
    /// How far something has come, in per cent, which a bar below the words shows to the eye.
    pub progress: Option<u8>,
    /// Where it was written.
    pub place: Option<Span>,
    /// What stands in it.
    pub address: Option<Address>,
}

impl Cell {
    /// A cell of one row and one column.
    pub fn new(blocks: Vec<Block>, align: Align) -> Self {
        Cell {
            blocks,
            colspan: 1,
            rowspan: 1,
            align,
            indent: 0,
            figure: false,
            below_zero: false,
            vertical: false,
            pad: 0,
            weight: None,
            light: None,
            progress: None,
            place: None,
            address: None,
        }
    }

    /// Its words, paragraphs parted by a space.
    pub fn plain(&self) -> String {
        let mut lines = Vec::new();
        plain_blocks(&self.blocks, &mut lines);
        lines.join(" ")
    }
}
