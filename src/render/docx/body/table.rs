//! Tables: a fixed grid as wide as the text, repeated header rows, cells that span, and figures that stand under each
//! other.
//!
//! Figures are set from the right. One that lacks decimals against its column's longest gets a right indent as wide as
//! what it lacks, so that the text stays as the model has it, and a note's mark behind a figure hangs out to the right
//! by a negative one. The widths are those of lining figures, which hardly differ between families.

use docx_rs::{
    BookmarkEnd, BookmarkStart, BorderType, Paragraph, ParagraphChild, Shading, TableCell, TableCellBorder,
    TableCellBorderPosition, TableCellBorders, TableCellContent, TableRow, TextDirectionType, VAlignType, VMergeType,
    WidthType,
};

use crate::base::measure::{Color, Length};
use crate::layout::LevelTokens;
use crate::model::{Align, Cell, Column, Inline, Row, RowRole, Table, TableRole, Target, block};
use crate::render::breaks;
use crate::render::docx::control_map::Extent;
use crate::render::docx::geometry::unsigned;
use crate::render::docx::ledger::{RowFacts, TableFacts};
use crate::render::docx::style_id;
use crate::render::grid::{self, Merge, Placed};
use crate::render::room::smaller;

use super::blocks::words;
use super::flow::{BodyElement, ParagraphBuilder};
use super::setting::{CellText, Setting};
use super::{Writer, charts, fields, flow, notes, syllables};

/// The width of a figure and of a decimal comma, in thousandths of the font size (Noto Sans).
const FIGURE_WIDTH: i32 = 572;

const COMMA_WIDTH: i32 = 268;

/// The columns that Word's tables can have.
const MAX_COLUMNS: usize = 63;

/// The size of raised text in Word, in per cent of the text's.
const MARK_SIZE: i32 = 65;

/// The mean width of a letter, in thousandths of the font size.
const LETTER_WIDTH: i32 = 540;

/// The mean width of a bold letter, and a little more.
const BOLD_LETTER_WIDTH: i32 = 640;

/// English Metric Units of a twip.
const EMU_OF_A_TWIP: i64 = 635;

/// A row with a cell of more lines than this may be parted between pages; a shorter one moves to the next as a whole.
const MAX_LINES: i32 = 16;

/// A rule's width and colour.
type Rule = (Length, Color);

/// What a cell has at one of its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// What the table's style gives it.
    Style,
    /// Nothing, though the table's style has a rule there.
    Bare,
    /// A rule of its own.
    Own(Rule),
}

impl Edge {
    /// A rule of this width and colour, or the table style's where the width is none.
    fn rule(width: Length, color: Color) -> Self {
        if width.eighth_points() > 0 { Edge::Own((width, color)) } else { Edge::Style }
    }
}

/// A cell's format, which the cells that continue it below take over.
#[derive(Debug, Clone)]
struct CellFormat {
    text: CellText,
    shade: Option<Color>,
    above: Edge,
    below: Edge,
    left: Edge,
    bottom: bool,
}

/// A group of rows that no cell spans out of: the header or the body.
struct Group<'a> {
    table: &'a Table,
    rows: &'a [Row],
    widths: &'a [i32],
    header: bool,
    /// Which rows have the ground of every second one, where a layout has such.
    striped: Vec<bool>,
}

/// Cuts `width` into columns by their shares; the widths sum to it exactly.
fn column_widths(columns: &[Column], width: i32) -> Vec<i32> {
    let shares: Vec<i64> = columns.iter().map(|column| i64::from(column.share.max(1))).collect();
    let all: i64 = shares.iter().sum::<i64>().max(1);
    let mut edge = 0;
    let mut before = 0;
    let mut widths = Vec::with_capacity(shares.len());
    for share in shares {
        edge += share;
        let right = i32::try_from(i64::from(width) * edge / all).unwrap_or(width);
        widths.push(right - before);
        before = right;
    }
    widths
}

/// The paragraph with its cell's indent, which depends on the figures above and below it.
pub(crate) fn aligned(line: ParagraphBuilder, text: &CellText) -> ParagraphBuilder {
    let [left, right] = [text.left, text.right].map(|indent| Some(indent).filter(|indent| *indent != 0));
    if left.or(right).is_none() { line } else { line.map(|paragraph| paragraph.indent(left, None, right, None)) }
}

impl Writer<'_> {
    /// A table below its title, as wide as the text where it stands; nothing for one without rows, which Word would
    /// call damaged.
    pub(crate) fn table(&mut self, table: &Table) -> Result<Vec<BodyElement>, String> {
        if table.columns.len() > MAX_COLUMNS {
            return Err(format!("the table `{}` has more than the {MAX_COLUMNS} columns of Word", table.title));
        }
        if table.header.is_empty() && table.rows.is_empty() {
            return Ok(Vec::new());
        }
        let widths = column_widths(&table.columns, self.width);
        let groups = [(&table.header, true), (&table.rows, false)].map(|(rows, header)| Group {
            table,
            rows,
            widths: &widths,
            header,
            striped: grid::stripes(rows),
        });
        self.tables.push(TableFacts {
            style: match table.role {
                TableRole::Finance => style_id::FINANCE_TABLE,
                TableRole::Indicators => style_id::INDICATOR_TABLE,
                TableRole::Risks => style_id::RISK_TABLE,
            },
            width: self.width,
            caption: table.title.clone(),
            description: table.description.clone(),
            header_rows: table.header.len(),
            first_column: table.columns.first().is_some_and(|column| column.row_header),
            rows: groups.iter().flat_map(|group| self.row_facts(group)).collect(),
        });
        let mut rows = Vec::new();
        for group in &groups {
            rows.extend(self.rows(group)?);
        }
        let grid = widths.iter().map(|width| unsigned(*width) as usize).collect();
        let mut made = docx_rs::Table::new(rows).set_grid(grid);
        let mark = Target::Table(table.index);
        let mut caption = table.caption.as_ref().map(|caption| words(style_id::CAPTION, caption).titling_table());
        match &mut caption {
            Some(caption) => self.enclose(&mut caption.paragraph, mark),
            // Without a title, its first cell is where references lead.
            None => flow::first_paragraph(&mut made).into_iter().for_each(|line| self.enclose(line, mark)),
        }
        let made = BodyElement::Table(Box::new(made));
        let line = table.line.as_ref().map(|line| words(style_id::TABLE_LINE, line));
        let line = if caption.is_some() { line.map(ParagraphBuilder::below_title) } else { line };
        Ok(caption.into_iter().chain(line).map(BodyElement::from).chain([made]).collect())
    }

    /// Puts a bookmark round the words of a paragraph, where a text refers to it.
    pub(crate) fn enclose(&mut self, line: &mut Paragraph, target: Target) {
        if !self.referred.contains(&target) {
            return;
        }
        let (id, name) = (self.bookmark(), fields::anchor(target));
        line.children.insert(0, ParagraphChild::BookmarkStart(BookmarkStart::new(id, name)));
        line.children.push(ParagraphChild::BookmarkEnd(BookmarkEnd::new(id)));
    }

    /// What docx-rs cannot say of the rows of a group.
    fn row_facts(&self, group: &Group<'_>) -> Vec<RowFacts> {
        let styles = &self.tokens.styles;
        let style = if group.header { &styles.header_cell } else { &styles.cell };
        let size = smaller(style.size, group.table.smaller).half_points();
        let grid = grid::place(group.rows, group.widths.len()).unwrap_or_default();
        let facts = grid.iter().zip(group.rows).map(|(placed, row)| RowFacts {
            height: self.upright(row),
            size: (group.table.smaller > 0 && row.role != RowRole::Notes).then_some(size),
            figures: placed.iter().map(|here| here.cell.is_some_and(|cell| cell.figure)).collect(),
            below_zero: placed.iter().map(|here| here.cell.is_some_and(|cell| cell.below_zero)).collect(),
        });
        facts.collect()
    }

    /// A paragraph of a cell, whose words may be broken where they are longer than its lines.
    pub(crate) fn cell_line(&mut self, style: &str, content: &[Inline]) -> Result<ParagraphBuilder, String> {
        let wide = self.tokens.styles.cell.size.twips() * BOLD_LETTER_WIDTH / 1000;
        let max_letters = usize::try_from(self.width / wide.max(1)).unwrap_or(0);
        match breaks::patterns(&self.document.meta.language) {
            Some(language) => self.line(style, &syllables::softened(content, max_letters, language)),
            None => self.line(style, content),
        }
    }

    fn rows(&mut self, group: &Group<'_>) -> Result<Vec<TableRow>, String> {
        let grid = grid::place(group.rows, group.widths.len())
            .map_err(|at| format!("row {} of the table `{}` has more cells than columns", at + 1, group.table.title))?;
        let single = |placed: &[Placed<'_>]| {
            placed.iter().filter(|here| here.rows == 1).map(|here| self.lines(group, here)).max().unwrap_or(0)
        };
        let lines: Vec<i32> = grid.iter().map(|placed| single(placed)).collect();
        let together = self.stays_whole(&lines);
        let mut rows = Vec::with_capacity(grid.len());
        for (at, placed) in grid.into_iter().enumerate() {
            let whole = lines[at] <= MAX_LINES;
            let keep = whole && at + 1 < group.rows.len() && (together || self.belongs_below(group.rows, at));
            let mut cells = Vec::with_capacity(placed.len());
            for here in placed {
                cells.push(self.cell(group, &here, keep)?);
            }
            let row = TableRow::new(cells);
            rows.push(if whole { row.cant_split() } else { row });
        }
        Ok(rows)
    }

    /// The height in twips that a row's upright words need, which Word does not work out.
    fn upright(&self, row: &Row) -> Option<i64> {
        let cells = row.cells.iter().filter(|cell| cell.vertical);
        let letters = cells.map(|cell| cell.plain().chars().count()).max()?;
        let letter = self.tokens.styles.header_cell.size.twips() * BOLD_LETTER_WIDTH / 1000;
        let needed = i64::try_from(letters).unwrap_or(i64::MAX).saturating_mul(letter.into());
        Some(needed.min(self.tokens.table.upright.twips().into()) + i64::from(2 * self.tokens.table.cell_side.twips()))
    }

    /// Whether a row stays on the page of the next one: a heading, a row above its comment or its notes, and the two
    /// above a sum, which would say little alone.
    fn belongs_below(&self, rows: &[Row], at: usize) -> bool {
        let role = |at: usize| rows.get(at).map(|row| row.role);
        let sum = |role: RowRole| self.level(role).is_some();
        let next = role(at + 1);
        let second = next == Some(RowRole::Body) && role(at + 2).is_some_and(sum);
        let follows = next.is_some_and(|next| sum(next) || matches!(next, RowRole::Comment | RowRole::Notes));
        follows || second || role(at) == Some(RowRole::Group)
    }

    fn cell(&mut self, group: &Group<'_>, here: &Placed<'_>, keep: bool) -> Result<TableCell, String> {
        let format = self.cell_format(group, here);
        let mut flow = match here.cell {
            Some(cell) if here.merge != Merge::Below => self.cell_flow(cell, &format, group.width(here))?,
            _ => vec![aligned(ParagraphBuilder::empty(&format.text.style), &format.text).into()],
        };
        let mut made = TableCell::new().width(unsigned(group.width(here)) as usize, WidthType::Dxa);
        if here.columns > 1 {
            made = made.grid_span(here.columns);
        }
        made = match here.merge {
            Merge::None => made,
            Merge::Uppermost => made.vertical_merge(VMergeType::Restart),
            Merge::Below => made.vertical_merge(VMergeType::Continue),
        };
        made = format.dress(made);
        if here.cell.is_some_and(|cell| cell.vertical) {
            made = made.text_direction(TextDirectionType::BtLr);
        }
        self.mark_controls(&mut flow, Extent::Mark);
        for item in flow {
            made.children.push(match item {
                BodyElement::Paragraph(line) => {
                    let line = if keep { line.map(|paragraph| paragraph.keep_next(true)) } else { *line };
                    TableCellContent::Paragraph(Box::new(line.finish(&self.sheet)))
                }
                BodyElement::Table(table) => TableCellContent::Table(table),
                BodyElement::Contents(contents) => TableCellContent::StructuredDataTag(contents),
            });
        }
        Ok(made)
    }

    /// Whether rows of so many lines are, together, at most the part of a page that is kept in one piece.
    fn stays_whole(&self, lines: &[i32]) -> bool {
        let (cell, tabell, sida) = (&self.tokens.styles.cell, &self.tokens.table, &self.tokens.page);
        let row = |lines: &i32| lines.saturating_mul(cell.line.twips()).saturating_add(2 * tabell.cell_height.twips());
        let height = lines.iter().map(row).fold(0, i32::saturating_add);
        let page = sida.height.twips() - sida.margin_top.twips() - sida.margin_bottom.twips();
        i64::from(height) * 100 <= i64::from(page) * i64::from(tabell.whole_percent)
    }

    /// About how many lines a cell's text takes.
    fn lines(&self, group: &Group<'_>, here: &Placed<'_>) -> i32 {
        let mut paragraphs = Vec::new();
        if let Some(cell) = here.cell {
            block::plain_blocks(&cell.blocks, &mut paragraphs);
        }
        let letter = smaller(self.tokens.styles.cell.size, group.table.smaller).twips() * LETTER_WIDTH / 1000;
        let room = (self.inner(group.width(here)) / letter.max(1)).max(1);
        let lines = |words: &String| i32::try_from(words.chars().count()).unwrap_or(i32::MAX) / room + 1;
        paragraphs.iter().map(lines).fold(0, i32::saturating_add)
    }

    /// The room for text in cells of this width, in twips.
    fn inner(&self, width: i32) -> i32 {
        (width - 2 * self.tokens.table.cell_side.twips()).max(1)
    }

    /// The format of a cell; cells that continue one above have its format.
    fn cell_format(&self, group: &Group<'_>, here: &Placed<'_>) -> CellFormat {
        let empty = Cell::new(Vec::new(), Align::Start);
        let cell = here.cell.unwrap_or(&empty);
        let (farg, tabell) = (&self.tokens.color, &self.tokens.table);
        let strong = tabell.rule_strong;
        let figures = cell.align == Align::End;
        let role = if group.header { RowRole::Header } else { group.rows[here.row].role };
        let last = here.row + here.rows == group.rows.len();
        let (style, shade, above, below) = match role {
            // The table's style sets the first row apart, and no further one.
            RowRole::Header if group.rows.len() == 1 => (style_id::CELL_HEADER, None, Edge::Style, Edge::Style),
            RowRole::Header => {
                let below = if last { Edge::Own((strong, farg.rule)) } else { Edge::Style };
                (style_id::CELL_HEADER, Some(farg.header_row), Edge::Style, below)
            }
            RowRole::Group => (style_id::CELL_SUM, None, Edge::Style, Edge::Style),
            RowRole::Comment => (style_id::CELL, None, Edge::Bare, self.below_comment(group, here)),
            RowRole::Notes => (style_id::CELL, None, Edge::Own((strong, farg.rule)), Edge::Bare),
            RowRole::Body if figures => (style_id::CELL_FIGURE, None, Edge::Style, Edge::Style),
            RowRole::Body => (style_id::CELL, None, Edge::Style, Edge::Style),
            // A gap between rows, with no rule where it ends.
            RowRole::Blank => (style_id::CELL, None, Edge::Style, Edge::Bare),
            RowRole::Strong if figures => (style_id::CELL_SUM_FIGURE, None, Edge::Style, Edge::Style),
            RowRole::Strong => (style_id::CELL_SUM, None, Edge::Style, Edge::Style),
            RowRole::Subtotal | RowRole::Sum | RowRole::Result => self.sum_look(role, figures),
        };
        let commented = group.rows.get(here.row + here.rows).is_some_and(|next| next.role == RowRole::Comment);
        let figure = matches!(style, style_id::CELL_FIGURE | style_id::CELL_SUM_FIGURE);
        // Upright words begin at the foot of their cell.
        let align = if cell.vertical { Align::Start } else { cell.align };
        let style = if figure { style.to_owned() } else { style_id::aligned(style, align) };
        let mut format = CellFormat {
            text: CellText {
                style,
                right: self.right_indent(cell, group.table.smaller),
                left: i32::from(cell.indent) * tabell.indent.twips(),
            },
            shade: shade.or(tabell.stripe.filter(|_| group.striped.get(here.row) == Some(&true))),
            above,
            // A row and its comment are one, with the row's rule below the comment.
            below: if commented { Edge::Bare } else { below },
            left: if group.header && parted(here) {
                Edge::Own((tabell.cell_side, farg.header_row))
            } else {
                Edge::Style
            },
            bottom: group.header && group.rows.len() > 1,
        };
        let is_tinted = here.columns == 1 && group.table.columns.get(here.column).is_some_and(|it| it.tinted);
        if is_tinted && takes_tint(role) {
            format.shade = Some(farg.tint());
        }
        if let Some((at, level)) = cell.weight.and_then(|weight| self.tokens.risk_level(weight)) {
            format.text.style = style_id::risk(at);
            format.shade = Some(level.fill);
        }
        if let Some(light) = cell.light {
            format.text.style = style_id::light(light).to_owned();
            format.shade = Some(self.tokens.assessment.get(light).fill);
        }
        format
    }

    /// The tokens of a row of sums.
    fn level(&self, role: RowRole) -> Option<&LevelTokens> {
        let tabell = &self.tokens.table;
        match role {
            RowRole::Subtotal => Some(&tabell.subtotal),
            RowRole::Sum => Some(&tabell.sum),
            RowRole::Result => Some(&tabell.result),
            RowRole::Header
            | RowRole::Body
            | RowRole::Strong
            | RowRole::Blank
            | RowRole::Group
            | RowRole::Comment
            | RowRole::Notes => None,
        }
    }

    /// Style, shade and rules of a cell of sums.
    fn sum_look(&self, role: RowRole, figures: bool) -> (&'static str, Option<Color>, Edge, Edge) {
        let farg = &self.tokens.color;
        let Some(level) = self.level(role) else { return (style_id::CELL, None, Edge::Style, Edge::Style) };
        let style = match (level.bold, figures) {
            (true, true) => style_id::CELL_SUM_FIGURE,
            (true, false) => style_id::CELL_SUM,
            (false, true) => style_id::CELL_FIGURE,
            (false, false) => style_id::CELL,
        };
        let rule = |width: Length| Edge::rule(width, farg.rule);
        (style, level.shaded.then_some(farg.sum_row), rule(level.above), rule(level.below))
    }

    /// The rule below a comment: that of the row it belongs to.
    fn below_comment(&self, group: &Group<'_>, here: &Placed<'_>) -> Edge {
        let of = here.row.checked_sub(1).and_then(|above| self.level(group.rows.get(above)?.role));
        of.map_or(Edge::Style, |level| Edge::rule(level.below, self.tokens.color.rule))
    }

    /// The right indent that puts a figure's decimal sign under the others', in twips: the width of the decimals that
    /// it lacks, less that of a note's mark behind it, which hangs into the cell's margin.
    fn right_indent(&self, cell: &Cell, half_points: u8) -> i32 {
        if cell.align != Align::End || !cell.figure {
            return 0;
        }
        let commas = i32::from(cell.pad > 0 && !cell.plain().contains(','));
        let figures = i32::from(cell.pad) - commas;
        let letters = notes::mark_at_end(self.document, cell).map_or(0, |mark| mark.chars().count());
        let mark = i32::try_from(letters).unwrap_or(1) * FIGURE_WIDTH * MARK_SIZE / 100;
        let thousandths = figures * FIGURE_WIDTH + commas * COMMA_WIDTH - mark;
        thousandths * smaller(self.tokens.styles.cell.size, half_points).twips() / 1000
    }

    /// What stands in a cell, with the space between its paragraphs.
    fn cell_flow(&mut self, cell: &Cell, format: &CellFormat, width: i32) -> Result<Vec<BodyElement>, String> {
        let outer = self.width;
        self.width = self.inner(width);
        let flow = self.blocks(&cell.blocks, Setting::Cell(&format.text));
        self.width = outer;
        let mut flow = flow?;
        let gap = self.tokens.list.cell_gap.twips();
        for (at, item) in flow.iter_mut().enumerate() {
            if let BodyElement::Paragraph(line) = item {
                line.set_before(if at == 0 { 0 } else { gap });
            }
        }
        if let Some(percent) = cell.progress {
            let most = i64::from(self.inner(width)) * EMU_OF_A_TWIP;
            self.shown.push(charts::bar(self.tokens, percent, most, &mut self.shapes));
            flow.push(aligned(ParagraphBuilder::empty(style_id::PROGRESS), &format.text).into());
        }
        // Every cell ends with a paragraph.
        match flow.last() {
            Some(BodyElement::Paragraph(_)) => {}
            Some(BodyElement::Table(_) | BodyElement::Contents(_)) => {
                flow.push(ParagraphBuilder::empty(style_id::SECTION_END).into());
            }
            None => flow.push(aligned(ParagraphBuilder::empty(&format.text.style), &format.text).into()),
        }
        Ok(flow)
    }
}

impl Group<'_> {
    /// The width of the columns that a cell covers, in twips.
    fn width(&self, here: &Placed<'_>) -> i32 {
        self.widths.iter().skip(here.column).take(here.columns).sum()
    }
}

/// Whether a column that stands out has its ground in such a row.
fn takes_tint(role: RowRole) -> bool {
    match role {
        RowRole::Body | RowRole::Strong | RowRole::Subtotal | RowRole::Sum | RowRole::Result => true,
        RowRole::Header | RowRole::Blank | RowRole::Group | RowRole::Comment | RowRole::Notes => false,
    }
}

/// Whether a cell is above a group of columns and stands beside another such cell, from which a slit in their common
/// rule parts it.
fn parted(here: &Placed<'_>) -> bool {
    here.columns > 1 && here.before.is_some_and(|before| before.colspan > 1)
}

impl CellFormat {
    /// Shade and rules, which no paragraph style can hold.
    fn dress(&self, mut cell: TableCell) -> TableCell {
        if let Some(shade) = self.shade {
            cell = cell.shading(Shading::new().fill(shade.to_string()));
        }
        let mut borders = TableCellBorders::with_empty();
        let sides = [
            (self.above, TableCellBorderPosition::Top),
            (self.below, TableCellBorderPosition::Bottom),
            (self.left, TableCellBorderPosition::Left),
        ];
        for (edge, position) in sides {
            let border = TableCellBorder::new(position);
            borders = match edge {
                Edge::Style => borders,
                Edge::Bare => borders.set(border.border_type(BorderType::Nil)),
                Edge::Own((width, color)) => {
                    let border = border.border_type(BorderType::Single);
                    borders.set(border.size(width.eighth_points().max(2)).color(color.to_string()))
                }
            };
        }
        cell = cell.set_borders(borders);
        if self.bottom { cell.vertical_align(VAlignType::Bottom) } else { cell }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_sum_to_the_text() {
        let column = |share| Column { share, align: Align::Start, row_header: false, tinted: false };
        for shares in [vec![1, 1, 1], vec![7, 2, 2, 3], vec![0, 0], vec![65_535, 1], vec![]] {
            let columns: Vec<Column> = shares.iter().copied().map(column).collect();
            let widths = column_widths(&columns, 9071);
            assert_eq!(widths.iter().sum::<i32>(), if shares.is_empty() { 0 } else { 9071 });
        }
    }
}
