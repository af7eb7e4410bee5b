//! Finance tables, and what every table with a column set shares.

use crate::base::amount::Amount;
use crate::base::assessment::Light;
use crate::base::swedish::listed;
use crate::base::written::Written;
use crate::input::manifest::{ColumnSet, ColumnSpec};
use crate::input::prose::Prose;
use crate::input::row_kind::RowKind;
use crate::input::section::{self, Content};
use crate::model::{
    Align, Block, BlockKind, Cell, Column, Inline, Paragraph, ParagraphRole, Row, RowRole, Table, TableRole,
};
use crate::report::{Delivery, FinanceTable, OwnedRow, Shown};

use super::words::Citer;
use super::{Lowerer, Pages, one_line, paragraph, units};

impl Lowerer<'_> {
    pub(super) fn finance(&mut self, table: &FinanceTable, pages: &mut Pages) {
        let heading = one_line(&table.heading.text);
        self.notes.begin_table();
        let mut rows = Rows::new(&table.columns, self.shape.signs);
        let mut gaps = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let above = table.groups.iter().filter(|(before, _)| *before == at);
            above.for_each(|(_, heading)| rows.group(heading));
            match row {
                Delivery::Came(owned) => self.row(table, owned, &mut rows),
                Delivery::Missing(gap) => {
                    let gap = self.gap(*gap, &format!("en rad i tabellen {heading}"));
                    if !gaps.contains(&gap) {
                        gaps.push(gap);
                    }
                }
            }
        }
        let first = table.columns.first.as_ref().map_or(heading.as_str(), |first| first.trimmed());
        let header = header(first, &table.columns);
        let (description, columns) = (description(&table.columns), columns(&table.columns));
        let mut rows = rows.finish();
        rows.extend(self.notes.end_table(columns.len()));
        if let Some(line) = shown(table, first) {
            pages.push(Block::at(paragraph(ParagraphRole::TableLine, line).kind, table.heading.place));
        }
        let index = self.table_index();
        let table_block = Table { index, role: TableRole::Finance, title: heading, description, columns, header, rows };
        pages.push(Block::at(BlockKind::Table(table_block), table.heading.place));
        pages.extend(gaps);
    }

    fn row(&mut self, table: &FinanceTable, owned: &OwnedRow, rows: &mut Rows<'_>) {
        let role = match owned.row.kind {
            RowKind::Item => RowRole::Body,
            RowKind::Subtotal => RowRole::Subtotal,
            RowKind::Sum => RowRole::Sum,
            RowKind::Result => RowRole::Result,
        };
        let owner = self.report.manifest.owner(owned.unit);
        let address = format!("{owner}/{}/{}", table.id, owned.row.id.value);
        let notes = owned.notes_of().map(|unit| (&mut self.notes, unit));
        rows.push(role, &owned.row.name, &owned.cells, Citer { report: self.report, notes }, &address);
        if let Some(comment) = &owned.row.comment {
            let notes = owned.notes_of().map(|unit| (&mut self.notes, unit));
            let citer = Citer { report: self.report, notes };
            rows.comment(comment, citer, &format!("{address}/kommentar"));
        }
    }
}

/// The header rows of a table with this first column: two where columns have something above them.
pub(super) fn header(first: &str, set: &ColumnSet) -> Vec<Row> {
    let own = |column: &ColumnSpec| header_cell(&column.heading.text, align(column.amounts));
    let first = header_cell(first, Align::Start);
    if set.columns.iter().all(|column| column.over.is_none()) {
        let cells = std::iter::once(first).chain(set.columns.iter().map(own)).collect();
        return vec![Row { role: RowRole::Header, cells }];
    }
    let (mut upper, mut lower) = (vec![Cell { rowspan: 2, ..first }], Vec::new());
    let over = |column: &ColumnSpec| column.over.as_ref().map(|over| over.trimmed().to_owned());
    for run in set.columns.chunk_by(|column, next| over(column).is_some() && over(column) == over(next)) {
        match run.first().and_then(over) {
            Some(words) => {
                let colspan = u16::try_from(run.len()).unwrap_or(u16::MAX);
                upper.push(Cell { colspan, ..header_cell(&words, Align::Center) });
                lower.extend(run.iter().map(own));
            }
            None => upper.extend(run.iter().map(|column| Cell { rowspan: 2, ..own(column) })),
        }
    }
    [upper, lower].map(|cells| Row { role: RowRole::Header, cells }).into()
}

/// A header cell with plain words.
pub(super) fn header_cell(words: &str, align: Align) -> Cell {
    let words = one_line(words);
    let content = vec![Inline::Text(words.clone())];
    let paragraph = Block::new(BlockKind::Paragraph(Paragraph { role: ParagraphRole::HeaderCell, content }));
    Cell::new(if words.is_empty() { Vec::new() } else { vec![paragraph] }, align)
}

fn align(amounts: bool) -> Align {
    if amounts { Align::End } else { Align::Start }
}

/// The columns of a table with this set.
pub(super) fn columns(set: &ColumnSet) -> Vec<Column> {
    let first = Column { share: set.first_width, align: Align::Start, row_header: true };
    let rest = set.columns.iter();
    let rest = rest.map(|column| Column { share: column.width, align: align(column.amounts), row_header: false });
    std::iter::once(first).chain(rest).collect()
}

/// What stands in the table, for those who do not see it.
pub(super) fn description(set: &ColumnSet) -> String {
    let unit = units::of_amounts(set).map_or(String::new(), |unit| format!("Belopp i {unit}. "));
    let name = |(at, column): (usize, &ColumnSpec)| {
        let own = units::of_column(set, at).map_or(String::new(), |unit| format!(" i {unit}"));
        format!("{}{own}", one_line(&column.heading.text))
    };
    let names: Vec<String> = set.columns.iter().enumerate().map(name).collect();
    format!("{unit}Kolumner: {}.", names.join(", "))
}

/// `Omräknat från tkr till mnkr, avrundat till en decimal.`: what a table did to its figures; `Belopp i tkr.` where nothing
/// else says so. `None` for neither. `first` is the first column's heading.
fn shown(table: &FinanceTable, first: &str) -> Option<String> {
    let Shown { from, decimals } = &table.shown;
    let unit = units::of_amounts(&table.columns);
    let from: Vec<String> = from.iter().map(|unit| one_line(unit)).collect();
    let converted = unit.as_ref().filter(|_| !from.is_empty());
    let converted = converted.map(|unit| format!("omräknat från {} till {unit}", listed(&from)));
    let rounded = match decimals[..] {
        [] => None,
        [0] => Some(match &unit {
            Some(unit) => format!("avrundat till hela {unit}"),
            None => "avrundat till heltal".to_owned(),
        }),
        [1] => Some("avrundat till en decimal".to_owned()),
        [many] => Some(format!("avrundat till {} decimaler", count(many))),
        _ => Some("avrundat".to_owned()),
    };
    let is_said = converted.is_some() || (unit.is_some() && decimals[..] == [0]);
    let groups = table.groups.iter().map(|(_, heading)| heading.text.as_str());
    let (of_amounts, own) = units::unsaid(&table.columns, groups.chain([first]));
    let done = converted.into_iter().chain(rounded).collect::<Vec<_>>().join(", ");
    let mut letters = done.chars();
    let done = letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str()));
    units::sentences(of_amounts.filter(|_| !is_said).into_iter().chain(done).chain(own))
}

/// A small number in words.
fn count(number: u32) -> String {
    let words = ["noll", "en", "två", "tre", "fyra", "fem", "sex"];
    words.get(number as usize).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// The rows of a table under construction.
pub(super) struct Rows<'s> {
    set: &'s ColumnSet,
    /// The signs before assessments.
    signs: [char; 4],
    rows: Vec<Row>,
    /// For each column, rows below that a cell still covers.
    covered: Vec<u32>,
    /// For each column, its figures with their row and cell.
    figures: Vec<Vec<(usize, usize, u32)>>,
}

impl<'s> Rows<'s> {
    pub(super) fn new(set: &'s ColumnSet, signs: [char; 4]) -> Self {
        let columns = set.columns.len();
        Rows { set, signs, rows: Vec::new(), covered: vec![0; columns], figures: vec![Vec::new(); columns] }
    }

    /// Adds a row. Its cells get `address` with the column's id behind it.
    pub(super) fn push(
        &mut self,
        role: RowRole,
        name: &Prose,
        cells: &[Option<section::Cell>],
        mut citer: Citer<'_, '_>,
        address: &str,
    ) {
        let mut all = vec![name_cell(name, &mut citer, address)];
        for (at, column) in self.set.columns.iter().enumerate() {
            if self.covered[at] > 0 {
                self.covered[at] -= 1;
                continue;
            }
            let mut cell = Cell::new(Vec::new(), align(column.amounts));
            if let Some(value) = cells.get(at).and_then(Option::as_ref) {
                self.fill(&mut cell, value, at, all.len(), &mut citer);
                cell.give_address(format!("{address}/{}", column.id.value));
            }
            all.push(cell);
        }
        self.rows.push(Row { role, cells: all });
    }

    /// Adds a heading across the table.
    fn group(&mut self, heading: &Written) {
        let words = Inline::Text(one_line(&heading.text));
        let paragraph = Paragraph { role: ParagraphRole::Cell, content: vec![words] };
        let cell = Cell::new(vec![Block::at(BlockKind::Paragraph(paragraph), heading.place)], Align::Start);
        self.across(RowRole::Group, cell);
    }

    /// Adds words across the table about the row above.
    fn comment(&mut self, comment: &Prose, mut citer: Citer<'_, '_>, address: &str) {
        let mut cell = Cell::new(citer.blocks(comment, ParagraphRole::Cell), Align::Start);
        cell.give_address(address.to_owned());
        self.across(RowRole::Comment, cell);
    }

    fn across(&mut self, role: RowRole, cell: Cell) {
        let colspan = u16::try_from(self.set.columns.len() + 1).unwrap_or(u16::MAX);
        self.rows.push(Row { role, cells: vec![Cell { colspan, ..cell }] });
    }

    fn fill(
        &mut self,
        cell: &mut Cell,
        value: &section::Cell,
        column: usize,
        position: usize,
        citer: &mut Citer<'_, '_>,
    ) {
        cell.place = Some(value.place);
        match &value.content {
            Content::Figure(amount) => {
                let marks = value.marks.as_ref().map(|marks| citer.blocks(marks, ParagraphRole::Cell));
                cell.blocks = vec![figure(*amount, marks.unwrap_or_default())];
                (cell.figure, cell.align) = (true, Align::End);
                self.figures[column].push((self.rows.len(), position, amount.decimals()));
            }
            Content::Words(words) => {
                cell.blocks = citer.blocks(words, ParagraphRole::Cell);
                let lights = self.set.columns.get(column).is_some_and(|column| column.lights);
                cell.light = citer.report.manifest.light(&words.plain()).filter(|_| lights);
                if let Some(light) = cell.light {
                    mark(&mut cell.blocks, self.sign(light));
                }
            }
        }
        self.covered[column] = value.rows.saturating_sub(1);
        cell.rowspan = u16::try_from(value.rows).unwrap_or(u16::MAX);
    }

    fn sign(&self, light: Light) -> char {
        let at = Light::ALL.iter().position(|(_, known)| *known == light).unwrap_or(0);
        self.signs[at]
    }

    /// The rows, with decimal signs under each other and no cell reaching below the last row.
    pub(super) fn finish(mut self) -> Vec<Row> {
        for column in &self.figures {
            let most = column.iter().map(|(_, _, decimals)| *decimals).max().unwrap_or(0);
            for &(row, cell, decimals) in column {
                let sign = u32::from(decimals == 0 && most > 0);
                self.rows[row].cells[cell].pad = u8::try_from(most - decimals + sign).unwrap_or(u8::MAX);
            }
        }
        let rows = self.rows.len();
        for (at, row) in self.rows.iter_mut().enumerate() {
            let left = u16::try_from(rows - at).unwrap_or(u16::MAX);
            row.cells.iter_mut().for_each(|cell| cell.rowspan = cell.rowspan.min(left));
        }
        self.rows
    }
}

/// Puts the sign of an assessment before its words, in the place of one that was written there.
fn mark(blocks: &mut [Block], sign: char) {
    if let Some(BlockKind::Paragraph(paragraph)) = blocks.first_mut().map(|block| &mut block.kind)
        && let Some(Inline::Text(words)) = paragraph.content.first_mut()
    {
        *words = format!("{sign}\u{a0}{}", words.trim_start_matches(|c: char| !c.is_alphanumeric()));
    }
}

/// The cell that names a row, with the row's `address` and `/namn` behind it.
pub(super) fn name_cell(name: &Prose, citer: &mut Citer<'_, '_>, address: &str) -> Cell {
    let mut cell = Cell::new(citer.blocks(name, ParagraphRole::Cell), Align::Start);
    cell.give_address(format!("{address}/namn"));
    cell
}

/// A figure with the marks of notes behind it.
fn figure(amount: Amount, marks: Vec<Block>) -> Block {
    let mut content = vec![Inline::Text(amount.swedish())];
    for block in marks {
        if let BlockKind::Paragraph(paragraph) = block.kind {
            content.extend(paragraph.content);
        }
    }
    Block::new(BlockKind::Paragraph(Paragraph { role: ParagraphRole::Cell, content }))
}
