//! The document as the data that a layout's template reads: which fields it has, under which names, in which order. The
//! model knows nothing of that; whatever a block, a cell or a piece of text gets must be given a form here.

use serde::{Serialize, Serializer};

use crate::base::assessment::Light;
use crate::model::{
    Align, Block, BlockKind, Cell, Chart, Column, Contents, Cover, Document, Heading, Inline, List, Meta, Note, Notice,
    NoticeKind, Paragraph, ParagraphRole, Part, PartKind, Row, RowRole, Section, Signatures, Table, TableRole, Words,
};

/// A document.
#[derive(Serialize)]
pub(super) struct DocumentData<'d> {
    meta: MetaData<'d>,
    draft: bool,
    parts: Vec<PartData<'d>>,
    notes: Vec<NoteData<'d>>,
    words: WordsData<'d>,
}

#[derive(Serialize)]
struct MetaData<'d> {
    id: &'d str,
    title: &'d str,
    subject: &'d str,
    authors: &'d [String],
    municipality: &'d str,
    committee: &'d str,
    keywords: &'d [String],
    language: &'d str,
    region: &'d str,
    date: DateData,
    item: Option<&'d str>,
    registry_number: Option<&'d str>,
    period: Option<&'d str>,
}

#[derive(Serialize)]
struct DateData {
    year: u16,
    month: u8,
    day: u8,
}

#[derive(Serialize)]
struct WordsData<'d> {
    draft: &'d str,
    continued: &'d str,
    page: &'d str,
}

#[derive(Serialize)]
struct PartData<'d> {
    kind: &'static str,
    title: &'d str,
    cover: Option<CoverData<'d>>,
    contents: Option<ContentsData<'d>>,
    sections: Vec<SectionData<'d>>,
}

#[derive(Serialize)]
struct CoverData<'d> {
    title: &'d str,
    subtitle: Option<&'d str>,
    organisation: &'d str,
    facts: Vec<&'d str>,
}

#[derive(Serialize)]
struct ContentsData<'d> {
    title: &'d str,
    levels: u8,
}

#[derive(Serialize)]
struct SectionData<'d> {
    columns: u8,
    landscape: bool,
    new_page: bool,
    committee: Option<&'d str>,
    blocks: Vec<BlockData<'d>>,
}

#[derive(Serialize)]
struct NoteData<'d> {
    number: u32,
    mark: &'d str,
    content: Content<'d>,
}

#[derive(Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
enum BlockData<'d> {
    Heading { index: usize, level: u8, number: Option<&'d str>, content: Content<'d>, listed: bool },
    Paragraph { role: &'static str, content: Content<'d> },
    List { marks: Option<Vec<String>>, items: Vec<Vec<BlockData<'d>>> },
    Table(TableData<'d>),
    Notice { kind: &'static str, title: &'d str, blocks: Vec<BlockData<'d>> },
    Signatures { signatories: Vec<SignatoryData<'d>> },
    Chart { index: usize, title: &'d str, alt: &'d str },
}

#[derive(Serialize)]
struct SignatoryData<'d> {
    name: &'d str,
    title: &'d str,
}

#[derive(Serialize)]
struct TableData<'d> {
    index: usize,
    role: &'static str,
    title: &'d str,
    description: &'d str,
    columns: Vec<ColumnData>,
    smaller: u8,
    header: Vec<RowData<'d>>,
    rows: Vec<RowData<'d>>,
}

#[derive(Serialize)]
struct ColumnData {
    share: u32,
    align: &'static str,
    row_header: bool,
}

#[derive(Serialize)]
struct RowData<'d> {
    role: &'static str,
    cells: Vec<CellData<'d>>,
}

/// What a layout sets, with what it asks of each cell's words and would take long to find out.
#[derive(Serialize)]
struct CellData<'d> {
    blocks: Vec<BlockData<'d>>,
    colspan: u16,
    rowspan: u16,
    align: &'static str,
    figure: bool,
    pad: u8,
    weight: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    light: Option<&'static str>,
    /// How many letters its words have.
    letters: usize,
    /// The longest of them.
    longest: String,
    /// Whether a list is among them.
    lists: bool,
}

/// Words with emphasis, links and note marks.
struct Content<'d>(&'d [Inline]);

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Piece))
    }
}

struct Piece<'d>(&'d Inline);

impl Serialize for Piece<'_> {
    /// Words are strings; everything else is a list of a name and its parts: short, since a paper has thousands.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Inline::Text(words) | Inline::Figure { words, binding: _, place: _, address: _ } => {
                words.serialize(serializer)
            }
            Inline::Emphasis(content) => ("emph", Content(content)).serialize(serializer),
            Inline::Strong(content) => ("strong", Content(content)).serialize(serializer),
            Inline::Link { url, content } => ("link", url, Content(content)).serialize(serializer),
            Inline::Language { tag, content } => ("lang", tag, Content(content)).serialize(serializer),
            Inline::Note { note, first } => ("note", note.at(), first).serialize(serializer),
            Inline::Mark { note, mark, own } => ("mark", note, mark, own).serialize(serializer),
            Inline::Break => ("break",).serialize(serializer),
        }
    }
}

/// The data of a document. How its notes are numbered and what it was made of say nothing to a template.
pub(super) fn document(document: &Document) -> DocumentData<'_> {
    let Document { meta, draft, parts, notes, note_style: _, words, origin: _ } = document;
    let Words { draft: marked, continued, page } = words;
    DocumentData {
        meta: self::meta(meta),
        draft: *draft,
        parts: parts.iter().map(part).collect(),
        notes: notes.iter().map(note).collect(),
        words: WordsData { draft: marked, continued, page },
    }
}

fn meta(meta: &Meta) -> MetaData<'_> {
    let Meta { id, title, subject, authors, municipality, committee, keywords, language, region, .. } = meta;
    let Meta { date, item, registry_number, period, .. } = meta;
    MetaData {
        id,
        title,
        subject,
        authors,
        municipality,
        committee,
        keywords,
        language,
        region,
        date: DateData { year: date.year, month: date.month, day: date.day },
        item: item.as_deref(),
        registry_number: registry_number.as_deref(),
        period: period.as_deref(),
    }
}

fn part(part: &Part) -> PartData<'_> {
    let Part { kind, title, cover, contents, sections } = part;
    let kind = match kind {
        PartKind::Memo => "memo",
        PartKind::Report => "report",
    };
    PartData {
        kind,
        title,
        cover: cover.as_ref().map(self::cover),
        contents: contents.as_ref().map(|Contents { title, levels }| ContentsData { title, levels: *levels }),
        sections: sections.iter().map(section).collect(),
    }
}

fn cover(cover: &Cover) -> CoverData<'_> {
    let Cover { title, subtitle, organisation, facts, notice } = cover;
    let facts = facts.iter().chain(notice).map(String::as_str).collect();
    CoverData { title, subtitle: subtitle.as_deref(), organisation, facts }
}

fn section(section: &Section) -> SectionData<'_> {
    let Section { columns, landscape, new_page, committee, restarts_notes: _, blocks } = section;
    SectionData {
        columns: *columns,
        landscape: *landscape,
        new_page: *new_page,
        committee: committee.as_deref(),
        blocks: self::blocks(blocks),
    }
}

fn note(note: &Note) -> NoteData<'_> {
    let Note { number, mark, content, place: _, address: _ } = note;
    NoteData { number: *number, mark, content: Content(content) }
}

fn blocks(blocks: &[Block]) -> Vec<BlockData<'_>> {
    blocks.iter().map(block).collect()
}

fn block(block: &Block) -> BlockData<'_> {
    let Block { kind, place: _, address: _ } = block;
    match kind {
        BlockKind::Heading(Heading { index, level, number, content, listed }) => BlockData::Heading {
            index: *index,
            level: *level,
            number: number.as_deref(),
            content: Content(content),
            listed: *listed,
        },
        BlockKind::Paragraph(Paragraph { role, content }) => {
            BlockData::Paragraph { role: paragraph_role(*role), content: Content(content) }
        }
        BlockKind::List(List { style, items }) => {
            let marks = (0..items.len()).map(|at| style.mark(at)).collect();
            BlockData::List { marks, items: items.iter().map(|item| blocks(item)).collect() }
        }
        BlockKind::Table(table) => BlockData::Table(self::table(table)),
        BlockKind::Notice(Notice { kind, title, blocks }) => {
            let kind = match kind {
                NoticeKind::Draft => "draft",
                NoticeKind::Gap => "gap",
            };
            BlockData::Notice { kind, title, blocks: self::blocks(blocks) }
        }
        BlockKind::Signatures(Signatures { signatories }) => {
            let data = signatories.iter().map(|who| SignatoryData { name: &who.name, title: &who.title });
            BlockData::Signatures { signatories: data.collect() }
        }
        // The drawing stands beside the document; what is drawn is for it to say.
        BlockKind::Chart(Chart { index, title, alt, kind: _ }) => BlockData::Chart { index: *index, title, alt },
    }
}

fn paragraph_role(role: ParagraphRole) -> &'static str {
    match role {
        ParagraphRole::Body => "body",
        ParagraphRole::Lead => "lead",
        ParagraphRole::Fact => "fact",
        ParagraphRole::TableLine => "table-line",
        ParagraphRole::Title => "title",
        ParagraphRole::Cell => "cell",
        ParagraphRole::HeaderCell => "header-cell",
        ParagraphRole::TableNote => "table-note",
    }
}

fn table(table: &Table) -> TableData<'_> {
    let Table { index, role, title, description, columns, smaller, header, rows } = table;
    let role = match role {
        TableRole::Finance => "finance",
        TableRole::Indicators => "indicators",
        TableRole::Risks => "risks",
    };
    let column = |column: &Column| {
        let Column { share, align, row_header } = column;
        ColumnData { share: *share, align: self::align(*align), row_header: *row_header }
    };
    TableData {
        index: *index,
        role,
        title,
        description,
        columns: columns.iter().map(column).collect(),
        smaller: *smaller,
        header: header.iter().map(row).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    }
}

fn row(row: &Row) -> RowData<'_> {
    let Row { role, cells } = row;
    let role = match role {
        RowRole::Header => "header",
        RowRole::Body => "body",
        RowRole::Group => "group",
        RowRole::Comment => "comment",
        RowRole::Subtotal => "subtotal",
        RowRole::Sum => "sum",
        RowRole::Result => "result",
        RowRole::Notes => "notes",
    };
    RowData { role, cells: cells.iter().map(cell).collect() }
}

fn cell(cell: &Cell) -> CellData<'_> {
    let Cell { blocks, colspan, rowspan, align, figure, pad, weight, light, place: _, address: _ } = cell;
    let words = cell.plain();
    let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '–' | '-');
    let longest = words.split(ends).max_by_key(|word| word.chars().count()).unwrap_or_default();
    CellData {
        blocks: self::blocks(blocks),
        colspan: *colspan,
        rowspan: *rowspan,
        align: self::align(*align),
        figure: *figure,
        pad: *pad,
        weight: *weight,
        light: light.map(self::light),
        letters: words.chars().count(),
        longest: longest.to_owned(),
        lists: blocks.iter().any(|block| matches!(block.kind, BlockKind::List(_))),
    }
}

/// The name by which the tokens know an assessment.
fn light(light: Light) -> &'static str {
    match light {
        Light::Green => "gron",
        Light::Yellow => "gul",
        Light::Red => "rod",
        Light::Grey => "gra",
    }
}
