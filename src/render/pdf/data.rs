//! The document as the data that a layout's template reads: which fields it has, under which names, in which order. The
//! model knows nothing of that; whatever a block, a cell or a piece of text gets must be given a form here.

use std::borrow::Cow;
use std::rc::Rc;

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use crate::base::assessment::Light;
use crate::base::list_style::ListStyle;
use crate::base::swedish::joins_months;
use crate::model::charts::Side;
use crate::model::{
    Align, BesideColumn, Block, BlockKind, Cell, Chart, Column, Contents, Cover, Document, Heading, Inline, List, Meta,
    Note, Notice, NoticeKind, Paragraph, ParagraphRole, Part, PartKind, Row, RowRole, Section, Signatures, Table,
    TableRole, Target, Words, beside,
};
use crate::render::grid;
use crate::render::lines::{Breaks, Line, Piece, Ruler, Setting};

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
    title: Cow<'d, str>,
    cover: Option<CoverData<'d>>,
    contents: Option<ContentsData<'d>>,
    sections: Vec<SectionData<'d>>,
}

#[derive(Serialize)]
struct CoverData<'d> {
    title: Cow<'d, str>,
    subtitle: Option<Cow<'d, str>>,
    organisation: Cow<'d, str>,
    facts: Vec<Cow<'d, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<Cow<'d, str>>,
    #[serde(skip_serializing_if = "is_zero")]
    smaller: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    below: Vec<BlockData<'d>>,
}

#[derive(Serialize)]
struct ContentsData<'d> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    above: Vec<BlockData<'d>>,
    title: &'d str,
    levels: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    below: Vec<BlockData<'d>>,
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
    Heading {
        index: usize,
        level: u8,
        number: Option<&'d str>,
        content: Content<'d>,
        listed: bool,
    },
    Paragraph {
        role: &'static str,
        content: Content<'d>,
        /// Of what stands below a table or a chart: whether it is the last of it.
        #[serde(skip_serializing_if = "is_false")]
        ends: bool,
        /// Whether it stays on the page of what follows.
        #[serde(skip_serializing_if = "is_false")]
        stays: bool,
    },
    List {
        marks: Option<Vec<String>>,
        terms: bool,
        whole: bool,
        items: Vec<Vec<BlockData<'d>>>,
    },
    Table(TableData<'d>),
    Notice {
        kind: &'static str,
        title: Cow<'d, str>,
        blocks: Vec<BlockData<'d>>,
    },
    Signatures {
        signatories: Vec<SignatoryData<'d>>,
        #[serde(skip_serializing_if = "is_false")]
        beside: bool,
        #[serde(skip_serializing_if = "is_false")]
        signed: bool,
    },
    Chart {
        index: usize,
        title: Cow<'d, str>,
        alt: &'d str,
        followed: bool,
        beside: Option<&'static str>,
    },
    Beside {
        columns: Vec<BesideData<'d>>,
    },
}

/// One of the columns of what stands beside each other.
#[derive(Serialize)]
struct BesideData<'d> {
    share: u32,
    blocks: Vec<BlockData<'d>>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

#[derive(Serialize)]
struct SignatoryData<'d> {
    name: Cow<'d, str>,
    title: Cow<'d, str>,
}

#[derive(Serialize)]
struct TableData<'d> {
    index: usize,
    role: &'static str,
    title: &'d str,
    caption: Option<Cow<'d, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<Cow<'d, str>>,
    description: &'d str,
    /// Whether words about all of it stand below it.
    followed: bool,
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
    #[serde(skip_serializing_if = "is_false")]
    tinted: bool,
}

#[derive(Serialize)]
struct RowData<'d> {
    role: &'static str,
    /// Whether it has the ground of every second row.
    #[serde(skip_serializing_if = "is_false")]
    striped: bool,
    cells: Vec<CellData<'d>>,
}

/// What a layout sets, with what it asks of each cell's words and would take long to find out.
#[derive(Serialize)]
struct CellData<'d> {
    blocks: Vec<BlockData<'d>>,
    colspan: u16,
    rowspan: u16,
    align: &'static str,
    #[serde(skip_serializing_if = "is_zero")]
    indent: u8,
    figure: bool,
    #[serde(skip_serializing_if = "is_false")]
    below_zero: bool,
    #[serde(skip_serializing_if = "is_false")]
    vertical: bool,
    pad: u8,
    weight: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    light: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<u8>,
    /// How many letters its words have.
    letters: usize,
    /// The longest of them.
    longest: String,
    /// Whether a list is among them.
    lists: bool,
    /// Whether there are words that are wider than the cell, or may be.
    hyphenate: bool,
}

fn is_zero(steps: &u8) -> bool {
    *steps == 0
}

/// Words with emphasis, links and note marks.
struct Content<'d> {
    content: &'d [Inline],
    /// Where words of it may be broken that no line holds, and letters before the first one.
    breaks: Option<(Rc<Breaks>, usize)>,
    ruler: &'d Ruler<'d>,
}

impl<'d> Content<'d> {
    /// Words in a line.
    fn new(content: &'d [Inline], line: Line<'_>, ruler: &'d Ruler<'d>) -> Self {
        let breaks = ruler.breaks(content, line).map(|breaks| (Rc::new(breaks), 0));
        Content { content, breaks, ruler }
    }
}

impl Serialize for Content<'_> {
    /// Words are strings; everything else is a list of a name and its parts: short, since a paper has thousands.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = serializer.serialize_seq(None)?;
        let mut breaks = self.breaks.clone();
        for inline in self.content {
            let within = |content| Content { content, breaks: breaks.clone(), ruler: self.ruler };
            match inline {
                Inline::Text(words) | Inline::Figure { words, binding: _, place: _, address: _ } => match &breaks {
                    None => serialize_words(words, &mut all)?,
                    Some((breaks, from)) => {
                        for piece in breaks.pieces(words, *from) {
                            match piece {
                                Piece::Words(words) => serialize_words(words, &mut all)?,
                                Piece::Hyphenated(words) => all.serialize_element(&("hyph", words))?,
                                Piece::Joint => all.serialize_element(&("joint",))?,
                            }
                        }
                    }
                },
                Inline::Light { light, words } => all.serialize_element(&("light", self::light(*light), words))?,
                Inline::Reference { target, words, binding: _, page: _ } => match target {
                    Some(target) => all.serialize_element(&("ref", anchor(*target), words))?,
                    None => serialize_words(words, &mut all)?,
                },
                Inline::Emphasis(content) => all.serialize_element(&("emph", within(content)))?,
                Inline::Strong(content) => all.serialize_element(&("strong", within(content)))?,
                Inline::Link { url, content } => all.serialize_element(&("link", url, within(content)))?,
                Inline::Language { tag, content } => all.serialize_element(&("lang", tag, within(content)))?,
                Inline::Note { note, first } => all.serialize_element(&("note", note.at(), first))?,
                Inline::Mark { note, mark, own } => all.serialize_element(&("mark", note, mark, own))?,
                Inline::Break => all.serialize_element(&("break",))?,
            }
            if let Some((_, from)) = &mut breaks {
                *from += self.ruler.count(inline);
            }
        }
        all.end()
    }
}

/// Words as strings, but what is no word apart: a hyphen within a file name or an address would be taken for its own,
/// and `jan–aug` is not broken at its dash.
fn serialize_words<S: SerializeSeq>(words: &str, all: &mut S) -> Result<(), S::Error> {
    let mut from = 0;
    for (at, name) in names(words) {
        if from < at {
            all.serialize_element(&words[from..at])?;
        }
        all.serialize_element(&(if joins_months(name) { "whole" } else { "name" }, name))?;
        from = at + name.len();
    }
    if from < words.len() || from == 0 { all.serialize_element(&words[from..]) } else { Ok(()) }
}

/// The file names and addresses among words, with where they begin.
fn names(words: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_name = |token: &str| {
        let token = token.trim_end_matches(['.', ',', ')', ':', ';']);
        let inner = token
            .as_bytes()
            .windows(3)
            .any(|three| three[0].is_ascii_alphanumeric() && three[1] == b'.' && three[2].is_ascii_alphabetic());
        inner || token.contains(['_', '@', '\\']) || token.contains("//") || joins_months(token)
    };
    let seldom = words.contains(['_', '@', '\\', '.', '–']) || words.contains("//");
    let mut next = 0;
    let tokens = seldom.then(|| words.split_inclusive(char::is_whitespace));
    tokens.into_iter().flatten().filter_map(move |token| {
        let at = next;
        next += token.len();
        Some((at, token.trim_end())).filter(|(_, token)| is_name(token))
    })
}

/// The data of a document. How its notes are numbered and what it was made of say nothing to a template.
pub(super) fn document<'d>(document: &'d Document, ruler: &'d Ruler<'d>) -> DocumentData<'d> {
    let Document { meta, draft, parts, notes, note_style: _, words, origin: _, remarks: _ } = document;
    let Words { draft: marked, continued, page } = words;
    DocumentData {
        meta: self::meta(meta),
        draft: *draft,
        parts: parts.iter().map(|it| part(it, ruler)).collect(),
        notes: notes.iter().map(|it| note(it, ruler)).collect(),
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

fn part<'d>(part: &'d Part, ruler: &'d Ruler<'d>) -> PartData<'d> {
    let Part { kind, title, facts: _, cover, contents, sections } = part;
    let kind = match kind {
        PartKind::Memo => "memo",
        PartKind::Report => "report",
        PartKind::Enclosure => "enclosure",
    };
    PartData {
        kind,
        title: ruler.broken(title, Setting::text(ruler.tokens).beside(&ruler.tokens.styles.header)),
        cover: cover.as_ref().map(|it| self::cover(it, ruler)),
        contents: contents.as_ref().map(|it| self::contents(it, ruler)),
        sections: sections.iter().map(|it| section(it, ruler)).collect(),
    }
}

fn cover<'d>(cover: &'d Cover, ruler: &'d Ruler<'d>) -> CoverData<'d> {
    let Cover { title, subtitle, organisation, facts, notice, below, smaller } = cover;
    let styles = &ruler.tokens.styles;
    let text = Setting::text(ruler.tokens);
    let of = |words: &'d str, style| ruler.broken(words, text.line(style).strong());
    let mark = cover.mark();
    let notice = notice.iter().filter(|_| mark.is_none());
    CoverData {
        title: ruler.broken(title, text.cover_title(*smaller)),
        subtitle: subtitle.as_deref().map(|words| of(words, &styles.cover_line)),
        organisation: of(organisation, &styles.cover_line),
        facts: facts.iter().chain(notice).map(|words| of(words, &styles.facts)).collect(),
        mark: mark.map(|words| of(words, &styles.facts)),
        smaller: *smaller,
        below: blocks(below, text, ruler),
    }
}

fn contents<'d>(contents: &'d Contents, ruler: &'d Ruler<'d>) -> ContentsData<'d> {
    let Contents { above, below, title, levels } = contents;
    let text = Setting::text(ruler.tokens);
    ContentsData { above: blocks(above, text, ruler), title, levels: *levels, below: blocks(below, text, ruler) }
}

fn section<'d>(section: &'d Section, ruler: &'d Ruler<'d>) -> SectionData<'d> {
    let setting = Setting::of(ruler.tokens, section);
    let Section { columns, landscape, new_page, committee, restarts_notes: _, blocks } = section;
    SectionData {
        columns: *columns,
        landscape: *landscape,
        new_page: *new_page,
        committee: committee.as_deref(),
        blocks: self::blocks(blocks, setting, ruler),
    }
}

fn note<'d>(note: &'d Note, ruler: &'d Ruler<'d>) -> NoteData<'d> {
    let Note { number, mark, content, place: _, address: _ } = note;
    NoteData { number: *number, mark, content: Content::new(content, ruler.note(), ruler) }
}

fn blocks<'d>(blocks: &'d [Block], setting: Setting<'d>, ruler: &'d Ruler<'d>) -> Vec<BlockData<'d>> {
    // How much pictures leave for the text beside them, and where that text ends.
    let (mut narrow, mut until) = (setting, 0);
    let mut all = Vec::new();
    for (at, it) in blocks.iter().enumerate() {
        if let (Some((_, own, text)), Some(share)) = (beside(&blocks[at..]), share(it)) {
            (narrow, until) = (setting.by_picture(share), at + own + text);
        }
        let is_text = at < until && !it.is_below();
        let setting = if is_text && share(it).is_none() { narrow } else { setting };
        all.push(block(it, blocks.get(at + 1), setting, ruler));
    }
    all
}

/// How much of the column a picture takes, in per cent, where it says so.
fn share(block: &Block) -> Option<u32> {
    let BlockKind::Chart(chart) = &block.kind else { return None };
    chart.kind.picture()?.share
}

/// One block, with the one behind it.
fn block<'d>(block: &'d Block, next: Option<&Block>, setting: Setting<'d>, ruler: &'d Ruler<'d>) -> BlockData<'d> {
    // Whether one stands below it that belongs to the table or the chart above.
    let followed = next.is_some_and(Block::is_below);
    let ends = block.is_below() && !followed;
    let Block { kind, place: _, address: _ } = block;
    match kind {
        BlockKind::Heading(Heading { index, level, number, content, listed }) => BlockData::Heading {
            index: *index,
            level: *level,
            number: number.as_deref(),
            content: Content::new(content, setting.heading(*level), ruler),
            listed: *listed,
        },
        BlockKind::Paragraph(Paragraph { role, content }) => {
            let content = Content::new(content, setting.paragraph(*role), ruler);
            BlockData::Paragraph { role: paragraph_role(*role), content, ends, stays: block.stays_with(next) }
        }
        BlockKind::List(list @ List { style, items }) => {
            let whole = list.is_short();
            let marks = (0..items.len()).map(|at| style.mark(at)).collect();
            let terms = *style == ListStyle::Terms;
            BlockData::List {
                marks,
                terms,
                whole,
                items: items.iter().map(|item| blocks(item, setting.item(), ruler)).collect(),
            }
        }
        BlockKind::Table(table) => BlockData::Table(self::table(table, followed, setting, ruler)),
        BlockKind::Notice(Notice { kind, title, blocks }) => {
            let kind = match kind {
                NoticeKind::Draft => "draft",
                NoticeKind::Gap => "gap",
                NoticeKind::Box => "box",
            };
            let title = ruler.broken(title, setting.notice().line(&ruler.tokens.styles.facts).strong());
            BlockData::Notice { kind, title, blocks: self::blocks(blocks, setting.notice(), ruler) }
        }
        BlockKind::Signatures(Signatures { signatories, beside, signed }) => {
            let of = |words: &'d str| ruler.broken(words, setting.signature(*beside));
            let data = signatories.iter().map(|who| SignatoryData { name: of(&who.name), title: of(&who.title) });
            BlockData::Signatures { signatories: data.collect(), beside: *beside, signed: *signed }
        }
        // The drawing stands beside the document; what is drawn is for it to say.
        BlockKind::Chart(Chart { index, title, alt, kind }) => {
            let styles = &ruler.tokens.styles;
            let picture = kind.picture();
            let style = if picture.is_some() { &styles.table_note } else { &styles.chart_title };
            let title = ruler.broken(title, setting.line(style));
            let beside = picture.and_then(|picture| picture.beside).map(|side| match side {
                Side::Left => "left",
                Side::Right => "right",
            });
            // Who has signed stands right below the signature, on the same page.
            let signs = |next: &Block| matches!(&next.kind, BlockKind::Signatures(Signatures { signed: true, .. }));
            let followed = followed || next.is_some_and(signs);
            BlockData::Chart { index: index.position(), title, alt, followed, beside }
        }
        BlockKind::Beside(beside) => {
            let settings = setting.beside_each_other(beside);
            let column = |(column, own): (&'d BesideColumn, Setting<'d>)| BesideData {
                share: column.share,
                blocks: blocks(&column.blocks, own, ruler),
            };
            BlockData::Beside { columns: beside.columns.iter().zip(settings).map(column).collect() }
        }
    }
}

fn paragraph_role(role: ParagraphRole) -> &'static str {
    match role {
        ParagraphRole::Body => "body",
        ParagraphRole::Point => "point",
        ParagraphRole::Lead => "lead",
        ParagraphRole::Quote => "quote",
        ParagraphRole::DocumentType => "document-type",
        ParagraphRole::Fact => "fact",
        ParagraphRole::TableLine => "table-line",
        ParagraphRole::Title => "title",
        ParagraphRole::Cell => "cell",
        ParagraphRole::HeaderCell => "header-cell",
        ParagraphRole::TableNote => "table-note",
        ParagraphRole::Below => "below",
        ParagraphRole::Source => "source",
        ParagraphRole::ListedPaper => "listed-paper",
    }
}

fn table<'d>(table: &'d Table, followed: bool, setting: Setting<'d>, ruler: &'d Ruler<'d>) -> TableData<'d> {
    let rows = |rows: &'d [Row]| {
        let settings = setting.cells(table, rows);
        let stripes = if ruler.tokens.table.stripe.is_some() { grid::stripes(rows) } else { vec![false; rows.len()] };
        let all = rows.iter().zip(settings).zip(stripes);
        all.map(|((it, settings), striped)| row(it, striped, settings, ruler)).collect()
    };
    let Table { index, role, title, caption, line, description, columns, smaller, header, rows: body } = table;
    let role = match role {
        TableRole::Finance => "finance",
        TableRole::Indicators => "indicators",
        TableRole::Risks => "risks",
    };
    let column = |column: &Column| {
        let Column { share, align, row_header, tinted } = column;
        ColumnData { share: *share, align: self::align(*align), row_header: *row_header, tinted: *tinted }
    };
    TableData {
        index: index.position(),
        role,
        title,
        caption: caption.as_ref().map(|words| ruler.broken(words, setting.line(&ruler.tokens.styles.chart_title))),
        line: line.as_ref().map(|words| ruler.broken(words, setting.line(&ruler.tokens.styles.table_line))),
        description,
        followed,
        columns: columns.iter().map(column).collect(),
        smaller: *smaller,
        header: rows(header),
        rows: rows(body),
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    }
}

fn row<'d>(row: &'d Row, striped: bool, settings: Vec<Setting<'d>>, ruler: &'d Ruler<'d>) -> RowData<'d> {
    let Row { role, cells } = row;
    let role = match role {
        RowRole::Header => "header",
        RowRole::Body => "body",
        RowRole::Strong => "strong",
        RowRole::Blank => "blank",
        RowRole::Group => "group",
        RowRole::Comment => "comment",
        RowRole::Subtotal => "subtotal",
        RowRole::Sum => "sum",
        RowRole::Result => "result",
        RowRole::Notes => "notes",
    };
    RowData { role, striped, cells: cells.iter().zip(settings).map(|(it, setting)| cell(it, setting, ruler)).collect() }
}

fn cell<'d>(cell: &'d Cell, setting: Setting<'d>, ruler: &'d Ruler<'d>) -> CellData<'d> {
    let Cell { blocks, colspan, rowspan, align, indent, figure, below_zero, vertical, pad, .. } = cell;
    let Cell { weight, light, progress, place: _, address: _, .. } = cell;
    let words = cell.plain();
    let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '–' | '-');
    let longest = words.split(ends).max_by_key(|word| word.chars().count()).unwrap_or_default();
    let lists = blocks.iter().any(|block| matches!(block.kind, BlockKind::List(_)));
    CellData {
        blocks: self::blocks(blocks, setting, ruler),
        colspan: *colspan,
        rowspan: *rowspan,
        align: self::align(*align),
        indent: *indent,
        figure: *figure,
        below_zero: *below_zero,
        vertical: *vertical,
        pad: *pad,
        weight: *weight,
        light: light.map(self::light),
        progress: *progress,
        letters: words.chars().count(),
        longest: longest.to_owned(),
        lists,
        hyphenate: !vertical && (lists || blocks.iter().any(|block| has_long(block, setting, ruler))),
    }
}

/// Whether words of a paragraph are wider than its cell.
fn has_long<'d>(block: &Block, setting: Setting<'d>, ruler: &Ruler<'d>) -> bool {
    match &block.kind {
        BlockKind::Paragraph(Paragraph { role, content }) => {
            !ruler.too_long(content, setting.paragraph(*role)).is_empty()
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

/// The label that a template gives to what a reference leads to.
pub(super) fn anchor(target: Target) -> String {
    match target {
        Target::Heading(at) => format!("h-{at}"),
        Target::Table(at) => format!("t-{}", at.position()),
        Target::Chart(at) => format!("c-{}", at.position()),
        Target::Part(at) => format!("part-{at}"),
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
