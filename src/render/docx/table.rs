//! Tables: a fixed grid as wide as the text, repeated header rows, cells that span, and figures that stand under each
//! other.
//!
//! Figures are set from the right. One that lacks decimals against its column's longest gets a right indent as wide as
//! what it lacks, so that the text stays as the model has it; the widths are those of lining figures, which hardly
//! differ between families.

use docx_rs::{
    AlignmentType, BorderType, Shading, TableCell, TableCellBorder, TableCellBorderPosition, TableCellBorders,
    TableCellContent, TableRow, VAlignType, VMergeType, WidthType,
};

use crate::layout::{Color, Length};
use crate::model::{Align, Cell, Column, Row, RowRole, Table, TableRole};

use super::Writer;
use super::blocks::{CellText, Setting};
use super::flow::{Flow, Line};
use super::page::unsigned;
use super::styles::{self, id};

/// The width of a figure and of a decimal comma, in thousandths of the font size (Noto Sans).
const FIGURE_WIDTH: i32 = 572;
const COMMA_WIDTH: i32 = 268;

/// A row with a longer cell than this may be parted between pages: it could be taller than one.
const LONG_CELL: usize = 900;

/// What docx-rs cannot say of a table, for the finishing. The tables stand in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableFacts {
    /// The style's id.
    pub(super) style: &'static str,
    /// The width in twips.
    pub(super) width: i32,
    /// The table's name, for those who do not see it.
    pub(super) caption: String,
    /// One sentence about what stands in it.
    pub(super) description: String,
    /// Rows from the top that are repeated on each page.
    pub(super) header_rows: usize,
    /// Whether the first column names the rows.
    pub(super) first_column: bool,
}

/// A cell's look, which the cells that continue it below take over.
#[derive(Debug, Clone)]
struct Look {
    text: CellText,
    shade: Option<Color>,
    /// Rules above and below, where the row has its own.
    above: Option<(Length, Color)>,
    below: Option<(Length, Color)>,
    bottom: bool,
}

/// A cell of a row above that reaches down to this one.
#[derive(Debug, Clone)]
struct Spanning {
    columns: usize,
    rows: usize,
    look: Look,
}

/// A group of rows that no cell spans out of: the header or the body.
struct Group<'a> {
    table: &'a Table,
    rows: &'a [Row],
    widths: &'a [i32],
    header: bool,
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

/// The paragraph, set as its cell is.
pub(super) fn aligned(mut line: Line, text: &CellText) -> Line {
    let figure = matches!(text.style.as_str(), id::CELL_FIGURE | id::CELL_SUM_FIGURE);
    match text.align {
        Align::End if figure => {}
        Align::End => line = line.map(|paragraph| paragraph.align(AlignmentType::Right)),
        Align::Center => line = line.map(|paragraph| paragraph.align(AlignmentType::Center)),
        Align::Start => {}
    }
    if text.right > 0 {
        line = line.map(|paragraph| paragraph.indent(None, None, Some(text.right), None));
    }
    line
}

impl Writer<'_> {
    /// A table, as wide as the text where it stands.
    pub(super) fn table(&mut self, table: &Table) -> Result<Flow, String> {
        let widths = column_widths(&table.columns, self.width);
        self.tables.push(TableFacts {
            style: match table.role {
                TableRole::Finance => id::FINANCE_TABLE,
                TableRole::Indicators => id::INDICATOR_TABLE,
                TableRole::Risks => id::RISK_TABLE,
            },
            width: self.width,
            caption: table.title.clone(),
            description: table.description.clone(),
            header_rows: table.header.len(),
            first_column: table.columns.first().is_some_and(|column| column.row_header),
        });
        let mut rows = self.rows(&Group { table, rows: &table.header, widths: &widths, header: true })?;
        rows.extend(self.rows(&Group { table, rows: &table.rows, widths: &widths, header: false })?);
        let grid = widths.iter().map(|width| unsigned(*width) as usize).collect();
        Ok(Flow::Table(Box::new(docx_rs::Table::new(rows).set_grid(grid))))
    }

    fn rows(&mut self, group: &Group<'_>) -> Result<Vec<TableRow>, String> {
        let mut open: Vec<Option<Spanning>> = vec![None; group.widths.len()];
        let mut rows = Vec::with_capacity(group.rows.len());
        for (at, row) in group.rows.iter().enumerate() {
            let next = group.rows.get(at + 1).map(|row| row.role);
            let whole = match group.table.role {
                TableRole::Finance | TableRole::Indicators => !row.cells.iter().any(is_long),
                TableRole::Risks => group.header,
            };
            // A sum stays with the row above it.
            let keep = whole && matches!(next, Some(RowRole::Sum | RowRole::Result));
            let cells = self.cells(group, at, &mut open, keep)?;
            let made = TableRow::new(cells);
            rows.push(if whole { made.cant_split() } else { made });
        }
        Ok(rows)
    }

    /// The cells of the row at `at`: its own, and those that continue a cell from above.
    fn cells(
        &mut self,
        group: &Group<'_>,
        at: usize,
        open: &mut [Option<Spanning>],
        keep: bool,
    ) -> Result<Vec<TableCell>, String> {
        let row = &group.rows[at];
        let mut given = row.cells.iter();
        let mut made = Vec::new();
        let mut column = 0;
        while column < group.widths.len() {
            if let Some(mut above) = open[column].take() {
                let width = group.widths[column..column + above.columns].iter().sum();
                let empty = vec![aligned(Line::empty(&above.look.text.style), &above.look.text).into()];
                let cell = self.close_cell(empty, &above.look, width, above.columns, keep);
                made.push(cell.vertical_merge(VMergeType::Continue));
                let start = column;
                column += above.columns;
                above.rows -= 1;
                open[start] = (above.rows > 0).then_some(above);
                continue;
            }
            let free = open[column..].iter().take_while(|above| above.is_none()).count();
            let filler = Cell::new(Vec::new(), Align::Start);
            let cell = given.next().unwrap_or(&filler);
            let columns = usize::from(cell.colspan.max(1)).min(free);
            let down = usize::from(cell.rowspan.max(1)).min(group.rows.len() - at);
            let look = self.look(group, row, cell);
            let width = group.widths[column..column + columns].iter().sum();
            let flow = self.cell_flow(cell, &look, width)?;
            let mut done = self.close_cell(flow, &look, width, columns, keep);
            if down > 1 {
                done = done.vertical_merge(VMergeType::Restart);
                open[column] = Some(Spanning { columns, rows: down - 1, look });
            }
            made.push(done);
            column += columns;
        }
        match given.next() {
            Some(_) => Err(format!("row {} of the table `{}` has more cells than columns", at + 1, group.table.title)),
            None => Ok(made),
        }
    }

    fn look(&self, group: &Group<'_>, row: &Row, cell: &Cell) -> Look {
        let (farg, strong) = (&self.tokens.farg, self.tokens.tabell.linje_stark);
        let figures = cell.figure || cell.align == Align::End;
        let role = if group.header { RowRole::Header } else { row.role };
        let (style, shade, above, below) = match role {
            RowRole::Header => (id::CELL_HEADER, Some(farg.rubrikrad), None, None),
            RowRole::Body if figures => (id::CELL_FIGURE, None, None, None),
            RowRole::Body => (id::CELL, None, None, None),
            RowRole::Sum if figures => (id::CELL_SUM_FIGURE, Some(farg.summarad), Some((strong, farg.linje)), None),
            RowRole::Sum => (id::CELL_SUM, Some(farg.summarad), Some((strong, farg.linje)), None),
            RowRole::Result => {
                let rule = Some((strong, farg.rubrik));
                (if figures { id::CELL_SUM_FIGURE } else { id::CELL_SUM }, Some(farg.summarad), rule, rule)
            }
        };
        let mut look = Look {
            text: CellText { style: style.to_owned(), align: cell.align, right: self.missing_decimals(cell) },
            shade,
            above,
            below,
            bottom: group.header,
        };
        if let Some(level) = cell.weight.and_then(|weight| self.tokens.risk_level(weight)) {
            let at = self.tokens.risk.iter().position(|known| std::ptr::eq(known, level)).unwrap_or(0);
            look.text.style = styles::risk(at);
            look.shade = Some(level.botten);
        }
        look
    }

    /// The width of the decimals that a figure lacks, in twips.
    fn missing_decimals(&self, cell: &Cell) -> i32 {
        if cell.pad == 0 || cell.align != Align::End {
            return 0;
        }
        let commas = i32::from(!cell.plain().contains(','));
        let figures = i32::from(cell.pad) - commas;
        let thousandths = figures * FIGURE_WIDTH + commas * COMMA_WIDTH;
        thousandths * self.tokens.stil.cell.storlek.twips() / 1000
    }

    /// What stands in a cell, with the space between its paragraphs.
    fn cell_flow(&mut self, cell: &Cell, look: &Look, width: i32) -> Result<Vec<Flow>, String> {
        let outer = (self.width, self.page_break);
        self.width = (width - 2 * self.tokens.tabell.cell_sida.twips()).max(1);
        let flow = self.blocks(&cell.blocks, Setting::Cell(&look.text));
        (self.width, self.page_break) = outer;
        let mut flow = flow?;
        let gap = self.tokens.lista.cellmellanrum.twips();
        for (at, item) in flow.iter_mut().enumerate() {
            if let Flow::Line(line) = item {
                line.set_before(if at == 0 { 0 } else { gap });
            }
        }
        // Every cell ends with a paragraph.
        match flow.last() {
            Some(Flow::Line(_)) => {}
            Some(Flow::Table(_) | Flow::Contents(_)) => flow.push(Line::empty(id::SECTION_END).into()),
            None => flow.push(aligned(Line::empty(&look.text.style), &look.text).into()),
        }
        Ok(flow)
    }

    fn close_cell(&self, flow: Vec<Flow>, look: &Look, width: i32, columns: usize, keep: bool) -> TableCell {
        let mut cell = TableCell::new().width(unsigned(width) as usize, WidthType::Dxa);
        if columns > 1 {
            cell = cell.grid_span(columns);
        }
        if let Some(shade) = look.shade {
            cell = cell.shading(Shading::new().fill(shade.to_string()));
        }
        let mut borders = TableCellBorders::with_empty();
        let sides = [(look.above, TableCellBorderPosition::Top), (look.below, TableCellBorderPosition::Bottom)];
        for (rule, position) in sides {
            if let Some((width, color)) = rule {
                let border = TableCellBorder::new(position).border_type(BorderType::Single);
                borders = borders.set(border.size(width.eighth_points().max(2)).color(color.to_string()));
            }
        }
        cell = cell.set_borders(borders);
        if look.bottom {
            cell = cell.vertical_align(VAlignType::Bottom);
        }
        for item in flow {
            match item {
                Flow::Line(line) => {
                    let line = if keep { line.map(|paragraph| paragraph.keep_next(true)) } else { *line };
                    cell.children.push(TableCellContent::Paragraph(Box::new(line.finish(&self.sheet))));
                }
                Flow::Table(table) => cell.children.push(TableCellContent::Table(table)),
                Flow::Contents(contents) => cell.children.push(TableCellContent::StructuredDataTag(contents)),
            }
        }
        cell
    }
}

fn is_long(cell: &Cell) -> bool {
    cell.plain().chars().count() > LONG_CELL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_sum_to_the_text() {
        let column = |share| Column { share, align: Align::Start, row_header: false };
        for shares in [vec![1, 1, 1], vec![7, 2, 2, 3], vec![0, 0], vec![65_535, 1], vec![]] {
            let columns: Vec<Column> = shares.iter().copied().map(column).collect();
            let widths = column_widths(&columns, 9071);
            assert_eq!(widths.iter().sum::<i32>(), if shares.is_empty() { 0 } else { 9071 });
        }
    }
}
