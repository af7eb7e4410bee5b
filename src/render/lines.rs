//! How much room words have where they stand, and what is done about those that no line of it holds: hard spaces
//! between words become ordinary ones, in both files, and the PDF gets places where a longer word may be broken.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use hypher::Lang;

use crate::layout::{Layout, Style, Tokens};
use crate::model::{
    Beside, Block, BlockKind, Cell, Cover, Document, Inline, List, Paragraph, ParagraphRole, Row, RowRole, Section,
    Table,
};

use super::breaks::{Joint, Part, is_hard_space, is_space, parts, patterns, stretches};
use super::grid::{self, Merge, Placed};
use super::letters::{Faces, Letter, letters};
use super::room::{given, parted, room, smaller};

/// What shows as a hyphen where a line ends at it, and nowhere else.
const SOFT_HYPHEN: char = '\u{ad}';

/// A place where a line may end.
const NO_WIDTH: &str = "\u{200b}";

/// A soft hyphen as words.
const SOFT: &str = "\u{ad}";

/// A letter is hardly ever wider than this, in thousandths of the font size.
const WIDEST: i64 = 1000;

/// The fewest letters behind the last hyphen of a word.
const MIN_REST: usize = 4;

/// The part of a line that a piece of a word without any place to break it takes at most.
const PIECES: i64 = 4;

/// Measures words in the letters of a layout.
pub struct Ruler<'l> {
    /// The tokens of the layout.
    pub tokens: &'l Tokens,
    /// The letters.
    pub faces: Faces<'l>,
    /// How words are hyphenated.
    pub lang: Option<Lang>,
    marks: Vec<String>,
    /// The most columns that a section has, which notes stand in as well.
    columns: u8,
}

/// Where a piece of text stands that is broken into lines.
#[derive(Debug, Clone, Copy)]
pub struct Line<'l> {
    /// How it is set.
    pub style: &'l Style,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Half points by which its letters are smaller than the style's.
    pub smaller: u8,
    /// The width of a line, in English Metric Units.
    pub room: i64,
    /// Whether its digits are those of figures.
    pub figure: bool,
}

impl Line<'_> {
    /// The same in bold.
    pub fn strong(self) -> Self {
        Line { bold: true, ..self }
    }

    /// The size of the letters, in English Metric Units.
    pub fn size(&self) -> i64 {
        smaller(self.style.size, self.smaller).emu()
    }
}

impl<'l> Ruler<'l> {
    /// A ruler for a document in a layout.
    pub fn new(document: &Document, layout: &'l Layout) -> Self {
        let marks = document.notes.iter().map(|note| note.mark.clone()).collect();
        let lang = patterns(&document.meta.language);
        let sections = document.parts.iter().flat_map(|part| &part.sections);
        let columns = sections.map(|section| section.columns).max().unwrap_or(1);
        Ruler { tokens: &layout.tokens, faces: Faces::new(layout), lang, marks, columns }
    }

    /// The letters of words in a line, with their widths.
    pub fn letters(&self, content: &[Inline], line: Line<'_>, out: &mut Vec<Letter>) {
        let [face, strong] = [line.bold, true].map(|bold| self.faces.get(line.style.font, bold));
        letters(content, [face, strong], &|inline| self.mark(inline), out);
    }

    /// The text of a note at the foot of a page, which may be that of a column.
    pub fn note(&self) -> Line<'l> {
        let (tokens, room) = (self.tokens, room(self.tokens, self.columns, false));
        Setting { room, ..Setting::text(tokens) }.less(tokens.note.indent.emu()).line(&tokens.styles.note)
    }

    /// The mark of a note.
    fn mark(&self, inline: &Inline) -> String {
        match inline {
            Inline::Note { note, .. } => self.marks.get(note.at()).cloned().unwrap_or_default(),
            Inline::Mark { mark, .. } => mark.clone(),
            Inline::Text(_)
            | Inline::Figure { .. }
            | Inline::Light { .. }
            | Inline::Reference { .. }
            | Inline::Emphasis(_)
            | Inline::Strong(_)
            | Inline::Link { .. }
            | Inline::Language { .. }
            | Inline::Break => String::new(),
        }
    }

    /// For each stretch of `content` that is wider than its line: the position of its first letter, and its parts, none
    /// of which is.
    pub fn too_long(&self, content: &[Inline], line: Line<'_>) -> Vec<(usize, Vec<Part>)> {
        // Most words are short, which needs no look at their letters.
        let size = line.size().max(1);
        if longest(content) * WIDEST * size / 1000 <= line.room {
            return Vec::new();
        }
        let mut all = Vec::new();
        self.letters(content, line, &mut all);
        let width = |letters: &[Letter]| letters.iter().map(|(_, width)| width).sum::<i64>() * size / 1000;
        let mut found = Vec::new();
        for (from, stretch) in stretches(&all).filter(|(_, stretch)| width(stretch) > line.room) {
            let mut narrow = Vec::new();
            let mut at = 0;
            for part in parts(stretch, self.lang, line.figure) {
                let own = &stretch[at..at + part.letters];
                at += part.letters;
                let figure = own.iter().any(|(c, _)| c.is_ascii_digit()) && line.figure;
                if width(own) <= line.room || figure {
                    narrow.push(part);
                } else {
                    narrow.extend(pieces(own, line.room * 1000 / size / PIECES, part.joint));
                }
            }
            found.push((from, narrow));
        }
        found
    }
}

/// Where words may be broken that no line holds, by the positions of their letters.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Breaks {
    /// Words that are hyphenated.
    hyphenated: Vec<Range<usize>>,
    /// Positions behind which a line may end without a hyphen.
    bare: Vec<usize>,
    /// Positions behind which a line may end with a hyphen.
    soft: Vec<usize>,
}

/// A piece of text with such words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'p> {
    /// Words as they are.
    Words(&'p str),
    /// Words that are hyphenated.
    Hyphenated(&'p str),
    /// A place where a line may end.
    Joint,
}

impl Breaks {
    /// Words cut at what stands in them, the first of whose letters has this position.
    pub fn pieces<'p>(&self, words: &'p str, from: usize) -> Vec<Piece<'p>> {
        // Both lists are in order.
        let hyphenated = |at: usize| {
            let next = self.hyphenated.partition_point(|range| range.end <= at);
            self.hyphenated.get(next).is_some_and(|range| range.start <= at)
        };
        let (mut pieces, mut start) = (Vec::new(), 0);
        let letters: Vec<usize> = words.char_indices().map(|(byte, _)| byte).chain([words.len()]).collect();
        for at in 1..letters.len() {
            let (here, is_last) = (from + at, at + 1 == letters.len());
            let [joint, soft] = [&self.bare, &self.soft].map(|joints| joints.binary_search(&here).is_ok());
            if is_last || joint || soft || hyphenated(here) != hyphenated(here - 1) {
                let own = &words[letters[start]..letters[at]];
                pieces.push(if hyphenated(here - 1) { Piece::Hyphenated(own) } else { Piece::Words(own) });
                // Beside a space, only one without width parts what a sign keeps together.
                let beside = words[letters[at]..].starts_with(is_space) || own.ends_with(is_space);
                let part = if beside { Piece::Words(NO_WIDTH) } else { Piece::Joint };
                pieces.extend(joint.then_some(part));
                pieces.extend(soft.then_some(Piece::Words(SOFT)));
                start = at;
            }
        }
        pieces
    }
}

impl Ruler<'_> {
    /// Where words of `content` may be broken that no line holds; `None` where all of them fit.
    pub fn breaks(&self, content: &[Inline], line: Line<'_>) -> Option<Breaks> {
        let mut breaks = Breaks::default();
        // Words of body text and of cells are hyphenated by themselves.
        let hyphenates = !line.style.hyphenate;
        for (mut at, parts) in self.too_long(content, line) {
            let count = parts.len();
            let mut hyphen = false;
            for (nth, Part { letters, joint }) in parts.into_iter().enumerate() {
                let own = at..at + letters;
                at = own.end;
                let follows = std::mem::replace(&mut hyphen, joint == Joint::Hyphen);
                match breaks.hyphenated.last_mut().filter(|last| follows && last.end == own.start) {
                    Some(last) if hyphen || letters >= MIN_REST => last.end = own.end,
                    None if hyphen && hyphenates => breaks.hyphenated.push(own),
                    Some(_) | None => {}
                }
                match joint {
                    Joint::Bare if nth + 1 < count => breaks.bare.push(at),
                    Joint::Soft => breaks.soft.push(at),
                    Joint::Bare | Joint::Hyphen | Joint::Space => {}
                }
            }
        }
        (breaks != Breaks::default()).then_some(breaks)
    }

    /// A line of words with soft hyphens and zero-width spaces where those may be broken that no line holds.
    pub fn broken<'w>(&self, words: &'w str, line: Line<'_>) -> Cow<'w, str> {
        let content = [Inline::Text(words.to_owned())];
        let mut ends = BTreeMap::new();
        for (mut at, parts) in self.too_long(&content, line) {
            for (nth, Part { letters, joint }) in parts.iter().enumerate() {
                at += letters;
                let hyphen = matches!(joint, Joint::Hyphen | Joint::Soft);
                match parts.get(nth + 1) {
                    Some(next) if hyphen && (next.joint == *joint || next.letters >= MIN_REST) => {
                        ends.insert(at, SOFT_HYPHEN);
                    }
                    Some(_) if !hyphen => {
                        ends.insert(at, '\u{200b}');
                    }
                    Some(_) | None => {}
                }
            }
        }
        if ends.is_empty() {
            return Cow::Borrowed(words);
        }
        let letter = |(at, c): (usize, char)| ends.get(&at).copied().into_iter().chain([c]);
        words.chars().enumerate().flat_map(letter).collect::<String>().into()
    }

    /// How many letters a piece of text has.
    pub fn count(&self, inline: &Inline) -> usize {
        match inline {
            Inline::Text(words)
            | Inline::Figure { words, .. }
            | Inline::Light { words, .. }
            | Inline::Reference { words, .. } => words.chars().count(),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Link { content, .. }
            | Inline::Language { content, .. } => content.iter().map(|inline| self.count(inline)).sum(),
            Inline::Note { .. } | Inline::Mark { .. } => self.mark(inline).chars().count(),
            Inline::Break => 1,
        }
    }
}

/// A part without any place to break it, cut into pieces that are no wider than `max_width`.
fn pieces(part: &[Letter], max_width: i64, joint: Joint) -> Vec<Part> {
    let mut all = Vec::new();
    let (mut from, mut width) = (0, 0);
    for (at, (_, own)) in part.iter().enumerate() {
        if at > from && width + own > max_width {
            all.push(Part { letters: at - from, joint: Joint::Bare });
            (from, width) = (at, 0);
        }
        width += own;
    }
    all.push(Part { letters: part.len() - from, joint });
    all
}

/// The most letters of `content` that stand without a space between them.
fn longest(content: &[Inline]) -> i64 {
    fn count(content: &[Inline], now: &mut i64, most: &mut i64) {
        for inline in content {
            match inline {
                Inline::Text(words)
                | Inline::Figure { words, .. }
                | Inline::Light { words, .. }
                | Inline::Reference { words, .. } => {
                    for c in words.chars() {
                        *now = if is_space(c) { 0 } else { *now + 1 };
                        *most = (*most).max(*now);
                    }
                }
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Link { content, .. }
                | Inline::Language { content, .. } => count(content, now, most),
                Inline::Note { .. } | Inline::Mark { .. } => *now += 3,
                Inline::Break => *now = 0,
            }
        }
    }
    let (mut now, mut most) = (0, 0);
    count(content, &mut now, &mut most);
    most
}

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'l> {
    tokens: &'l Tokens,
    /// The width that there is, in English Metric Units.
    room: i64,
    /// How the words of a cell are set.
    cell: Option<Line<'l>>,
}

impl<'l> Setting<'l> {
    /// In the columns of a section.
    pub fn of(tokens: &'l Tokens, section: &Section) -> Self {
        Setting { tokens, room: room(tokens, section.columns, section.landscape), cell: None }
    }

    /// In one column of an upright page.
    pub fn text(tokens: &'l Tokens) -> Self {
        Setting { tokens, room: room(tokens, 1, false), cell: None }
    }

    /// In a column of this width.
    pub fn at(self, room: i64) -> Self {
        Setting { room: room.max(1), ..self }
    }

    /// In an item of a list.
    pub fn item(self) -> Self {
        let list = &self.tokens.list;
        self.less(if self.cell.is_some() { list.cell_indent } else { list.indent }.emu())
    }

    /// Beside a picture that takes so much of the column, in per cent.
    pub fn by_picture(self, share: u32) -> Self {
        self.less(self.room * i64::from(share) / 100 + self.tokens.page.column_gap.emu())
    }

    /// In each column of what stands beside each other.
    pub fn beside_each_other(self, beside: &Beside) -> Vec<Self> {
        let widths = parted(beside, self.room, self.tokens.page.column_gap.emu());
        widths.into_iter().map(|room| Setting { room, ..self }).collect()
    }

    /// In a box.
    pub fn notice(self) -> Self {
        self.less((self.tokens.notice.air + self.tokens.notice.air).emu())
    }

    fn less(self, width: i64) -> Self {
        Setting { room: (self.room - width).max(1), ..self }
    }

    /// Where each cell of rows of a table stands, in the order in which they are written.
    pub fn cells(self, table: &Table, rows: &[Row]) -> Vec<Vec<Self>> {
        let widths = given(table, self.room);
        let Ok(placed) = grid::place(rows, widths.len()) else {
            let alone =
                |row: &Row| row.cells.iter().map(|cell| self.cell(cell, row, table.smaller, self.room)).collect();
            return rows.iter().map(alone).collect();
        };
        let setting = |row: &Row, here: Placed<'_>| {
            let width = widths.iter().skip(here.column).take(here.columns).sum();
            here.cell.filter(|_| here.merge != Merge::Below).map(|cell| self.cell(cell, row, table.smaller, width))
        };
        let of_row =
            |(row, placed): (&Row, Vec<Placed<'_>>)| placed.into_iter().filter_map(|here| setting(row, here)).collect();
        rows.iter().zip(placed).map(of_row).collect()
    }

    /// In a cell of this width.
    pub fn cell(self, cell: &Cell, row: &Row, smaller: u8, width: i64) -> Self {
        let (table, styles) = (&self.tokens.table, &self.tokens.styles);
        let levels =
            [(RowRole::Subtotal, &table.subtotal), (RowRole::Sum, &table.sum), (RowRole::Result, &table.result)];
        let sum = levels.iter().any(|(role, level)| *role == row.role && level.bold);
        let strong = sum
            || matches!(row.role, RowRole::Group | RowRole::Strong)
            || cell.weight.is_some()
            || cell.light.is_some();
        let header = row.role == RowRole::Header;
        let style = if header { &styles.header_cell } else { &styles.cell };
        let bold = if header { style.bold } else { strong };
        let indent = i64::from(cell.indent) * table.indent.emu();
        let across = (width - 2 * table.cell_side.emu() - indent).max(1);
        // Upright words have the height of their row.
        let room = if cell.vertical { table.upright.emu() } else { across };
        Setting { room, cell: Some(Line { style, bold, smaller, room, figure: cell.figure }), ..self }
    }

    /// A paragraph that stands there.
    pub fn paragraph(self, role: ParagraphRole) -> Line<'l> {
        let styles = &self.tokens.styles;
        let style = match role {
            ParagraphRole::Body | ParagraphRole::Point => &styles.body,
            ParagraphRole::Lead => &styles.lead,
            ParagraphRole::Quote => styles.quote(),
            ParagraphRole::DocumentType | ParagraphRole::Fact => &styles.facts,
            ParagraphRole::TableLine => &styles.table_line,
            ParagraphRole::ListedPaper => &styles.innehall1,
            ParagraphRole::Title => &styles.title,
            ParagraphRole::Cell => &styles.cell,
            ParagraphRole::HeaderCell => &styles.header_cell,
            ParagraphRole::TableNote | ParagraphRole::Below | ParagraphRole::Source => &styles.table_note,
        };
        match self.cell {
            Some(line) if role != ParagraphRole::TableNote => Line { room: self.room, ..line },
            // All of its lines but the first are set in.
            _ if role == ParagraphRole::Point => {
                Line { room: (self.room - self.tokens.list.indent.emu()).max(1), ..self.line(style) }
            }
            _ => self.line(style),
        }
    }

    /// A heading that stands there, or in the contents, which leave less room.
    pub fn heading(self, level: u8) -> Line<'l> {
        let styles = &self.tokens.styles;
        let style = match level {
            0 | 1 => &styles.rubrik1,
            2 => &styles.rubrik2,
            3 => &styles.rubrik3,
            _ => &styles.rubrik4,
        };
        self.line(style)
    }

    /// Words of one who signs, with another one beside or alone.
    pub fn signature(self, beside: bool) -> Line<'l> {
        let column = self.tokens.signature.column.emu();
        let room = if beside { column.min(self.room / 2) } else { column };
        Setting { room, ..self }.line(&self.tokens.styles.signature).strong()
    }

    /// Words that share a line with others, as those of running heads do.
    pub fn beside(self, style: &'l Style) -> Line<'l> {
        Setting { room: self.room / 2, ..self }.line(style)
    }

    /// A cover's title, with letters that are so many half points smaller.
    pub fn cover_title(self, smaller: u8) -> Line<'l> {
        Line { smaller, ..self.line(&self.tokens.styles.cover_title) }
    }

    /// Words in a style.
    pub fn line(self, style: &'l Style) -> Line<'l> {
        let room = (self.room - style.indent.emu()).max(1);
        Line { style, bold: style.bold, smaller: 0, room, figure: false }
    }
}

/// Makes the hard spaces of `document` ordinary ones where no line holds the words that they join.
pub fn loosen(document: &mut Document, layout: &Layout) {
    let ruler = Ruler::new(document, layout);
    let tokens = &layout.tokens;
    for part in &mut document.parts {
        let text = Setting::text(tokens);
        if let Some(Cover { title, subtitle, organisation, facts, notice, below, smaller }) = &mut part.cover {
            ruler.loosen_words(title, text.cover_title(*smaller));
            let lines = subtitle.iter_mut().chain([organisation]);
            lines.for_each(|line| ruler.loosen_words(line, text.line(&tokens.styles.cover_line).strong()));
            facts.iter_mut().chain(notice).for_each(|line| ruler.loosen_words(line, text.line(&tokens.styles.facts)));
            ruler.loosen_blocks(below, text);
        }
        if let Some(contents) = &mut part.contents {
            ruler.loosen_blocks(&mut contents.above, text);
            ruler.loosen_blocks(&mut contents.below, text);
        }
        ruler.loosen_words(&mut part.title, text.line(&tokens.styles.header));
        for section in &mut part.sections {
            let setting = Setting::of(tokens, section);
            ruler.loosen_blocks(&mut section.blocks, setting);
        }
    }
    let meta = &mut document.meta;
    let head = Setting::text(tokens).beside(&tokens.styles.header);
    let lines = [&mut meta.municipality, &mut meta.committee].into_iter().chain(&mut meta.item);
    lines.chain(meta.sender.lines_mut()).for_each(|words| ruler.loosen_words(words, head));
    for facts in document.parts.iter_mut().map(|part| &mut part.facts) {
        let lines = facts.registry_number.iter_mut().chain(&mut facts.document_type);
        lines.for_each(|words| ruler.loosen_words(words, head));
    }
    document.notes.iter_mut().for_each(|note| ruler.loosen(&mut note.content, ruler.note()));
}

impl<'l> Ruler<'l> {
    fn loosen_blocks(&self, blocks: &mut [Block], setting: Setting<'l>) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading(heading) => self.loosen(&mut heading.content, setting.heading(heading.level)),
                BlockKind::Paragraph(Paragraph { role, content }) => self.loosen(content, setting.paragraph(*role)),
                BlockKind::List(List { items, style: _ }) => {
                    items.iter_mut().for_each(|item| self.loosen_blocks(item, setting.item()));
                }
                BlockKind::Table(table) => self.loosen_table(table, setting),
                BlockKind::Notice(notice) => {
                    self.loosen_words(&mut notice.title, setting.notice().line(&self.tokens.styles.facts).strong());
                    self.loosen_blocks(&mut notice.blocks, setting.notice());
                }
                BlockKind::Signatures(signatures) => {
                    let line = setting.signature(signatures.beside);
                    for who in &mut signatures.signatories {
                        [&mut who.name, &mut who.title].into_iter().for_each(|words| self.loosen_words(words, line));
                    }
                }
                BlockKind::Chart(chart) => {
                    self.loosen_words(&mut chart.title, setting.line(&self.tokens.styles.chart_title));
                }
                BlockKind::Beside(beside) => {
                    let settings = setting.beside_each_other(beside);
                    for (column, own) in beside.columns.iter_mut().zip(settings) {
                        self.loosen_blocks(&mut column.blocks, own);
                    }
                }
            }
        }
    }

    fn loosen_table(&self, table: &mut Table, setting: Setting<'l>) {
        if let Some(caption) = &mut table.caption {
            self.loosen_words(caption, setting.line(&self.tokens.styles.chart_title));
        }
        if let Some(line) = &mut table.line {
            self.loosen_words(line, setting.line(&self.tokens.styles.table_line));
        }
        let settings = [setting.cells(table, &table.header), setting.cells(table, &table.rows)];
        let rows = table.header.iter_mut().chain(&mut table.rows).zip(settings.into_iter().flatten());
        for (cell, own) in rows.flat_map(|(row, settings)| row.cells.iter_mut().zip(settings)) {
            self.loosen_blocks(&mut cell.blocks, own);
        }
    }

    fn loosen_words(&self, words: &mut String, line: Line<'_>) {
        if words.contains(is_hard_space) {
            let mut content = [Inline::Text(std::mem::take(words))];
            self.loosen(&mut content, line);
            let [Inline::Text(loose)] = content else { return };
            *words = loose;
        }
    }

    fn loosen(&self, content: &mut [Inline], line: Line<'_>) {
        let mut at = Vec::new();
        for (mut end, parts) in self.too_long(content, line) {
            for Part { letters, joint } in parts {
                end += letters;
                at.extend((joint == Joint::Space).then_some(end - 1));
            }
        }
        if !at.is_empty() {
            self.replace(content, &at, &mut 0);
        }
    }

    /// Makes the letters at these positions spaces; `passed` have been passed.
    fn replace(&self, content: &mut [Inline], at: &[usize], passed: &mut usize) {
        for inline in content {
            match inline {
                Inline::Text(words)
                | Inline::Figure { words, .. }
                | Inline::Light { words, .. }
                | Inline::Reference { words, .. } => {
                    let letters = words.chars().zip(*passed..);
                    *words = letters.map(|(c, here)| if at.binary_search(&here).is_ok() { ' ' } else { c }).collect();
                    *passed += words.chars().count();
                }
                Inline::Emphasis(content)
                | Inline::Strong(content)
                | Inline::Link { content, .. }
                | Inline::Language { content, .. } => self.replace(content, at, passed),
                Inline::Note { .. } | Inline::Mark { .. } | Inline::Break => *passed += self.count(inline),
            }
        }
    }
}
