//! What stands beside each other: whether there is room for it, and how much of a text stands beside something before
//! it goes on below. Worked out once, for both files.
//!
//! A text stands beside something as long as that is high, whole paragraphs at a time. What does not fit beside each
//! other stands below each other, which is told.

use crate::diagnostic::Diagnostic;
use crate::layout::{Layout, Tokens};
use crate::model::{
    Beside, BesideColumn, Block, BlockKind, Document, Inline, List, Paragraph, ParagraphRole, Section, Table,
};

use super::breaks::stretches;
use super::charts::{self, Room};
use super::lines::{Line, Ruler, Setting};
use super::messages::{self, NoRoom};
use super::room::{parted, room};
use super::widths::Fitting;

/// The least letters of a line of text beside something else.
const LETTERS: i64 = 18;

/// The least width of a chart or a picture, in lines of its words.
const CHART_LINES: i64 = 9;

/// How much of a page's height what stands beside each other may take, in per cent: both files keep it in one piece.
const TALLEST: i64 = 80;

/// Puts what does not fit beside each other below each other, and tells so; and text that is longer than what it
/// stands beside behind that.
pub(super) fn settle(document: &mut Document, layout: &Layout) -> Vec<Diagnostic> {
    let is_beside = |block: &Block| matches!(block.kind, BlockKind::Beside(_));
    let sections = || document.parts.iter().flat_map(|part| &part.sections);
    if !sections().any(|section| section.blocks.iter().any(is_beside)) {
        return Vec::new();
    }
    let settling = Settling { fitting: Fitting::new(document, layout), layout, tokens: &layout.tokens };
    let mut found = Vec::new();
    for section in document.parts.iter_mut().flat_map(|part| &mut part.sections) {
        let blocks = std::mem::take(&mut section.blocks);
        for block in blocks {
            let Block { kind: BlockKind::Beside(beside), place, address } = block else {
                section.blocks.push(block);
                continue;
            };
            match settling.settle(beside, section) {
                Ok((beside, rest)) => {
                    section.blocks.push(Block { kind: BlockKind::Beside(beside), place, address });
                    section.blocks.extend(rest);
                }
                Err((beside, why)) => {
                    // What nothing has followed was told.
                    let told = why.and_then(|why| Some(messages::no_room_beside(place?, why)));
                    found.extend(told);
                    section.blocks.extend(beside.below_each_other());
                }
            }
        }
    }
    found
}

struct Settling<'l> {
    fitting: Fitting<'l>,
    layout: &'l Layout,
    tokens: &'l Tokens,
}

/// What does not stand beside each other, and why, where that is not told already.
type Refused = (Beside, Option<NoRoom>);

impl Settling<'_> {
    /// What stands beside each other in a section with its last widths, and what of its text goes on below.
    fn settle(&self, mut beside: Beside, section: &Section) -> Result<(Beside, Vec<Block>), Refused> {
        if beside.columns.len() < 2 {
            return Err((beside, None));
        }
        if section.columns > 1 {
            return Err((beside, Some(NoRoom::Columns)));
        }
        if !in_order(&beside) {
            return Err((beside, Some(NoRoom::Notes)));
        }
        let (room, gap) = (room(self.tokens, section.columns, section.landscape), self.tokens.page.column_gap.emu());
        let least: Vec<i64> = beside.columns.iter().map(|column| self.least(&column.blocks)).collect();
        let gaps = gap * i64::try_from(least.len() - 1).unwrap_or(0);
        let shares: Vec<i64> = parted(&beside, room, gap);
        let Some(widths) = super::widths::spread(&shares, &least, room - gaps) else {
            let needed = least.iter().sum::<i64>() + gaps;
            return Err((beside, Some(NoRoom::Width { needed, room })));
        };
        for (column, width) in beside.columns.iter_mut().zip(&widths) {
            column.share = u32::try_from(width / 127).unwrap_or(u32::MAX).max(1);
        }
        let page = Room::of(self.tokens, section);
        if beside.columns.iter().zip(&widths).any(|(column, width)| self.is_shortened(&column.blocks, *width, page)) {
            return Err((beside, Some(NoRoom::Words)));
        }
        let heights = || beside.columns.iter().zip(&widths);
        let fixed = heights().filter(|(column, _)| !column.is_text);
        let tallest = fixed.map(|(column, width)| self.height(&column.blocks, *width, page)).max().unwrap_or(0);
        if tallest > page.page * TALLEST / 100 {
            return Err((beside, Some(NoRoom::Height)));
        }
        let mut rest = Vec::new();
        for (column, width) in beside.columns.iter_mut().zip(&widths).filter(|(column, _)| column.is_text) {
            rest.extend(self.cut(column, *width, tallest, page));
        }
        Ok((beside, rest))
    }

    /// Whether words of a chart are shortened at a width that are whole at the section's.
    fn is_shortened(&self, blocks: &[Block], width: i64, page: Room) -> bool {
        let drawn = |chart, room| charts::drawn(chart, self.layout, room).shortened();
        blocks.iter().any(|block| {
            matches!(&block.kind, BlockKind::Chart(chart) if drawn(chart, page.narrowed(width)) > drawn(chart, page))
        })
    }

    /// What of a text's blocks goes on below, where it is longer than what it stands beside.
    fn cut(&self, column: &mut BesideColumn, width: i64, tallest: i64, page: Room) -> Vec<Block> {
        let (mut height, mut count) = (0, 0);
        while count < column.blocks.len() && (height < tallest || count == 0) {
            height += self.height(&column.blocks[count..=count], width, page);
            count += 1;
            // What leads in stays with what it leads in.
            while count < column.blocks.len() && leads_in(&column.blocks[count - 1]) {
                height += self.height(&column.blocks[count..=count], width, page);
                count += 1;
            }
        }
        column.blocks.split_off(count)
    }

    /// The least width of blocks.
    fn least(&self, blocks: &[Block]) -> i64 {
        let styles = &self.tokens.styles;
        let letters = |line: Line<'_>| self.fitting.letters(line, LETTERS);
        let text = letters(Setting::text(self.tokens).paragraph(ParagraphRole::Body));
        let least = |block: &Block| match &block.kind {
            BlockKind::Table(table) => self.fitting.least(table),
            BlockKind::Chart(_) => styles.chart.line.emu() * CHART_LINES,
            BlockKind::Notice(_) => text + 2 * self.tokens.notice.air.emu(),
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Signatures(_)
            | BlockKind::Beside(_) => text,
        };
        blocks.iter().map(least).max().unwrap_or(text)
    }

    /// About how high blocks are below each other at a width.
    fn height(&self, blocks: &[Block], width: i64, page: Room) -> i64 {
        let setting = Setting::text(self.tokens).at(width);
        blocks.iter().map(|block| self.block(block, setting, page.narrowed(width))).sum()
    }

    fn block(&self, block: &Block, setting: Setting<'_>, page: Room) -> i64 {
        let styles = &self.tokens.styles;
        let inner = |blocks: &[Block], setting| blocks.iter().map(|it| self.block(it, setting, page)).sum::<i64>();
        let words = |words: &str, line: Line<'_>| match words {
            "" => 0,
            _ => self.words(&[Inline::Text(words.to_owned())], line),
        };
        match &block.kind {
            BlockKind::Heading(heading) => self.words(&heading.content, setting.heading(heading.level)),
            BlockKind::Paragraph(Paragraph { role, content }) => self.words(content, setting.paragraph(*role)),
            BlockKind::List(List { items, style: _ }) => items.iter().map(|item| inner(item, setting.item())).sum(),
            BlockKind::Table(table) => {
                let above = table.caption.iter().map(|it| words(it, setting.line(&styles.chart_title)));
                let above = above.chain(table.line.iter().map(|it| words(it, setting.line(&styles.table_line))));
                above.sum::<i64>() + self.table(table, setting) + self.tokens.table.after.emu()
            }
            BlockKind::Notice(notice) => {
                let title = words(&notice.title, setting.notice().line(&styles.facts).strong());
                title + inner(&notice.blocks, setting.notice()) + 2 * self.tokens.notice.air.emu()
            }
            BlockKind::Chart(chart) => {
                let height = charts::drawn(chart, self.layout, page).height;
                height + words(&chart.title, setting.line(&styles.chart_title)) + self.tokens.chart.after.emu()
            }
            BlockKind::Signatures(signatures) => {
                let room = self.tokens.signature.room + styles.signature.line + styles.signature.line;
                room.emu() * i64::try_from(signatures.signatories.len()).unwrap_or(1)
            }
            BlockKind::Beside(beside) => {
                let all = beside.columns.iter().zip(setting.beside_each_other(beside));
                all.map(|(column, own)| inner(&column.blocks, own)).max().unwrap_or(0)
            }
        }
    }

    fn table(&self, table: &Table, setting: Setting<'_>) -> i64 {
        let mut height = 0;
        for rows in [&table.header, &table.rows] {
            for (row, settings) in rows.iter().zip(setting.cells(table, rows)) {
                let cells = row.cells.iter().zip(settings).filter(|(cell, _)| cell.rowspan == 1);
                let cell = |blocks: &[Block], own: Setting<'_>| -> i64 {
                    let lines = blocks.iter().map(|block| self.lines_of(block, own)).sum::<i64>();
                    lines.max(1) * self.tokens.styles.cell.line.emu()
                };
                let row = cells.map(|(it, own)| cell(&it.blocks, own)).max().unwrap_or(0);
                height += row + 2 * self.tokens.table.cell_height.emu();
            }
        }
        height
    }

    /// How many lines a block of a cell takes.
    fn lines_of(&self, block: &Block, setting: Setting<'_>) -> i64 {
        match &block.kind {
            BlockKind::Paragraph(Paragraph { role, content }) => self.lines(content, setting.paragraph(*role)),
            BlockKind::List(list) => {
                list.items.iter().flatten().map(|block| self.lines_of(block, setting.item())).sum()
            }
            BlockKind::Heading(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => 1,
        }
    }

    /// The height of words, with the space around them.
    fn words(&self, content: &[Inline], line: Line<'_>) -> i64 {
        let style = line.style;
        self.lines(content, line) * style.line.emu() + style.before.emu().max(style.after.emu())
    }

    /// How many lines words take.
    fn lines(&self, content: &[Inline], line: Line<'_>) -> i64 {
        let mut letters = Vec::new();
        let ruler: &Ruler<'_> = self.fitting.ruler();
        ruler.letters(content, line, &mut letters);
        let space = ruler.faces.get(line.style.font, line.bold).width(' ');
        let (room, mut lines, mut used) = (line.room * 1000 / line.size().max(1), 1, 0);
        for words in letters.split(|(letter, _)| *letter == '\n') {
            if used > 0 {
                (lines, used) = (lines + 1, 0);
            }
            for (_, stretch) in stretches(words) {
                let width: i64 = stretch.iter().map(|(_, width)| width).sum();
                if used > 0 && used + space + width > room {
                    (lines, used) = (lines + 1, 0);
                }
                used += width + space;
            }
        }
        lines
    }
}

/// Whether a block leads in what stands below it.
fn leads_in(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Paragraph(it) if it.role == ParagraphRole::Lead)
}

/// Whether the notes of what stands beside each other are read in the order of their numbers, text that goes on below
/// included.
fn in_order(beside: &Beside) -> bool {
    let text = beside.columns.iter().position(|column| column.is_text);
    let marks = |column: &BesideColumn| {
        let mut any = false;
        crate::model::walk(&column.blocks, &mut |block| any |= block.kind.words().is_some_and(has_note));
        any
    };
    let mut nths = beside.columns.iter().filter(|column| marks(column)).map(|column| column.nth);
    let is_sorted = nths.clone().is_sorted();
    is_sorted && text.is_none_or(|at| nths.all(|nth| nth <= beside.columns[at].nth))
}

fn has_note(content: &[Inline]) -> bool {
    let mut any = false;
    crate::model::walk_words(content, &mut |inline| any |= matches!(inline, Inline::Note { first: true, .. }));
    any
}
