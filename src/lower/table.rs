//! What all tables share that have a column set: header rows, rows of cells with their marks, and what is said of them.

use std::ops::Range;

use crate::base::address::Address;
use crate::base::amount::Amount;
use crate::base::assessment::Light;
use crate::base::money::{given_in, names_unit};
use crate::base::positions::ColumnIndex;
use crate::base::swedish::{NBSP, folded};
use crate::base::written::SourceText;
use crate::input::manifest::{ColumnSet, ColumnSpec};
use crate::input::prose::Prose;
use crate::input::section::{self, Content};
use crate::model::{Align, Block, BlockKind, Cell, Column, Inline, Paragraph, ParagraphRole, Row, RowRole};

use super::address::address_cell;
use super::denomination;
use super::plain::one_line;
use super::prose::InlineContext;

/// The header rows of a table with this first column: one, and one more for each line that columns have above their
/// headings. A heading with less above it than others reaches up to the top.
pub(super) fn header(first: &str, set: &ColumnSet) -> Vec<Row> {
    let lines = |over: &[SourceText]| -> Vec<String> { over.iter().map(|line| one_line(line.trimmed())).collect() };
    let mut paths = vec![(lines(&set.first_over), header_cell(first, Align::Start))];
    paths.extend(set.shown().map(|(at, column)| (lines(&column.over), column_heading(set, at, column))));
    let deepest = paths.iter().map(|(over, _)| over.len()).max().unwrap_or(0);
    let row = |level: usize| {
        let mut cells = Vec::new();
        // Neighbours that say the same share a cell; the first column has one of its own.
        let alike = |(at, (over, _)): &(usize, &(Vec<String>, Cell)),
                     (_, (next, _)): &(usize, &(Vec<String>, Cell))| {
            *at > 0 && over.len() > level && next.len() > level && over[..=level] == next[..=level]
        };
        let numbered: Vec<(usize, &(Vec<String>, Cell))> = paths.iter().enumerate().collect();
        for run in numbered.chunk_by(alike) {
            let Some((at, (over, own))) = run.first() else { continue };
            let colspan = u16::try_from(run.len()).unwrap_or(u16::MAX);
            match over.get(level) {
                Some(words) => {
                    let align = if *at == 0 { Align::Start } else { Align::Center };
                    cells.push(Cell { colspan, ..header_cell(words, align) });
                }
                None if over.len() == level => {
                    let rowspan = u16::try_from(deepest - level + 1).unwrap_or(u16::MAX);
                    cells.push(Cell { rowspan, ..own.clone() });
                }
                None => {}
            }
        }
        Row { role: RowRole::Header, cells }
    };
    (0..=deepest).map(row).collect()
}

/// The heading of a column; of two whose figures stand on either side of a slash, that of both.
fn column_heading(set: &ColumnSet, at: ColumnIndex, column: &ColumnSpec) -> Cell {
    let words = match set.bracket_of(at).filter(|(_, behind)| behind.slashed) {
        Some((_, behind)) => format!("{}/{}", one_line(&column.heading.text), one_line(&behind.heading.text)),
        None => column.heading.text.clone(),
    };
    Cell { vertical: column.vertical, ..header_cell(&words, align(column)) }
}

/// A header cell with plain words.
pub(super) fn header_cell(words: &str, align: Align) -> Cell {
    let words = one_line(words);
    let content = vec![Inline::Text(words.clone())];
    let paragraph = Block::new(BlockKind::Paragraph(Paragraph { role: ParagraphRole::HeaderCell, content }));
    Cell::new(if words.is_empty() { Vec::new() } else { vec![paragraph] }, align)
}

/// How the cells of a column are set.
fn align(column: &ColumnSpec) -> Align {
    column.align.unwrap_or(if column.amounts && !column.bars { Align::End } else { Align::Start })
}

/// The columns of a table with this set.
pub(super) fn columns(set: &ColumnSet) -> Vec<Column> {
    let first = Column { share: set.first_width.into(), align: Align::Start, row_header: true, tinted: false };
    let rest = set.shown();
    let rest = rest.map(|(_, column)| Column {
        share: column.width.into(),
        align: align(column),
        row_header: false,
        tinted: column.tinted,
    });
    std::iter::once(first).chain(rest).collect()
}

/// What stands in the table, for those who do not see it.
pub(super) fn description(set: &ColumnSet) -> String {
    let unit = denomination::of_amounts(set).map_or(String::new(), |unit| format!("{}. ", given_in(&unit)));
    let name = |(at, column): (ColumnIndex, &ColumnSpec)| {
        let own = denomination::of_column(set, at).map_or(String::new(), |unit| format!(" i {unit}"));
        format!("{}{own}", one_line(&column.heading.text))
    };
    let with_bracket = |(at, column): (ColumnIndex, &ColumnSpec)| match set.bracket_of(at) {
        Some(both) if both.1.slashed => format!("{} och {} i samma cell", name((at, column)), name(both)),
        Some(bracket) => format!("{} med {} i parentes", name((at, column)), name(bracket)),
        None => name((at, column)),
    };
    let names: Vec<String> = set.shown().map(with_bracket).collect();
    format!("{unit}Kolumner: {}.", names.join(", "))
}

/// What a row is, and how it looks.
#[derive(Clone, Copy)]
pub(super) struct RowShape<'r> {
    pub(super) role: RowRole,
    /// Steps by which its name is set in.
    pub(super) indent: u8,
    /// The unit of its figures, where it is not that of their columns.
    pub(super) unit: Option<&'r str>,
}

impl Default for RowShape<'_> {
    fn default() -> Self {
        RowShape { role: RowRole::Body, indent: 0, unit: None }
    }
}

/// The rows of a table under construction.
pub(super) struct Rows<'s> {
    set: &'s ColumnSet,
    /// The signs before assessments.
    signs: [char; 4],
    rows: Vec<Row>,
    /// Whether the name of the row that is made says the unit of its figures.
    named: bool,
    /// For each column, rows below that a cell still covers.
    covered: Vec<u32>,
    /// For each column, the row and the position there of the last cell that covers several rows.
    covering: Vec<(usize, usize)>,
    /// For each column, its figures with their row and cell.
    figures: Vec<Vec<(usize, usize, u32)>>,
}

impl<'s> Rows<'s> {
    pub(super) fn new(set: &'s ColumnSet, signs: [char; 4]) -> Self {
        let columns = set.columns.len();
        Rows {
            set,
            signs,
            rows: Vec::new(),
            named: false,
            covered: vec![0; columns],
            covering: vec![(0, 0); columns],
            figures: vec![Vec::new(); columns],
        }
    }

    /// Adds a row. `address` is that of a cell in a column, and without one that of the row's name.
    pub(super) fn push(
        &mut self,
        shape: &RowShape<'_>,
        name: &Prose,
        cells: &[Option<section::Cell>],
        mut citer: InlineContext<'_, '_>,
        address: &dyn Fn(Option<&str>) -> Address,
    ) {
        let first = name_cell(name, &mut citer, address(None));
        let mut all = vec![Cell { indent: shape.indent, ..first }];
        // A name that says the unit says it of all the row's figures, and a number of something has none to show.
        self.named = shape.unit.is_some_and(|unit| names_unit(&name.plain(), unit) || folded(unit) == "antal");
        let mut beside = 0;
        for (at, column) in self.set.each() {
            if beside > 0 {
                beside -= 1;
                continue;
            }
            if self.covered[at] > 0 {
                self.covered[at] -= 1;
                continue;
            }
            if column.bracketed {
                continue;
            }
            let mut cell = Cell::new(Vec::new(), align(column));
            if let Some(value) = at.of(cells).and_then(Option::as_ref) {
                let unit = shape.unit.filter(|_| self.set.takes_unit_of_row(at));
                beside = self.fill(&mut cell, value, unit, (at, all.len()), &mut citer).saturating_sub(1);
                address_cell(&mut cell, address(Some(&column.id.value)));
            }
            if cell.colspan <= 1 {
                self.bracket(&mut cell, at, cells, &mut citer);
            }
            all.push(cell);
        }
        self.rows.push(Row { role: shape.role, cells: all });
    }

    /// Adds a row of nothing.
    pub(super) fn blank(&mut self) {
        self.across(RowRole::Blank, Cell::new(Vec::new(), Align::Start));
    }

    /// Adds a heading across the table, set in by so many steps.
    pub(super) fn group(&mut self, heading: &SourceText, indent: u8) {
        let words = Inline::Text(one_line(&heading.text));
        let paragraph = Paragraph { role: ParagraphRole::Cell, content: vec![words] };
        let cell = Cell::new(vec![Block::at(BlockKind::Paragraph(paragraph), heading.place)], Align::Start);
        self.across(RowRole::Group, Cell { indent, ..cell });
    }

    /// Adds a heading across the table that a unit has written.
    pub(super) fn delivered_group(&mut self, name: &Prose, mut citer: InlineContext<'_, '_>, address: Address) {
        let cell = name_cell(name, &mut citer, address);
        self.across(RowRole::Group, cell);
    }

    /// Adds words across the table about the row above.
    pub(super) fn comment(&mut self, comment: &Prose, mut citer: InlineContext<'_, '_>, address: Address) {
        let mut cell = Cell::new(citer.blocks(comment, ParagraphRole::Cell), Align::Start);
        address_cell(&mut cell, address);
        self.across(RowRole::Comment, cell);
    }

    /// Adds a cell across the table, or up to the first column that a cell above still covers, which then covers this
    /// row as well.
    fn across(&mut self, role: RowRole, cell: Cell) {
        let free = self.covered.iter().take_while(|rows| **rows == 0).count();
        let colspan = u16::try_from(self.shown(0..free) + 1).unwrap_or(u16::MAX);
        let mut cells = vec![Cell { colspan, ..cell }];
        let all = self.covered.iter().zip(&self.covering).zip(&self.set.columns).skip(free);
        for ((covered, (row, position)), _) in all.filter(|(_, column)| !column.bracketed) {
            if *covered == 0 {
                cells.push(Cell::new(Vec::new(), Align::Start));
            } else if let Some(cell) = self.rows.get_mut(*row).and_then(|row| row.cells.get_mut(*position)) {
                cell.rowspan = cell.rowspan.saturating_add(1);
            }
        }
        self.rows.push(Row { role, cells });
    }

    /// How many of the columns at these positions have cells of their own.
    fn shown(&self, columns: Range<usize>) -> usize {
        let columns = self.set.columns.get(columns).unwrap_or_default();
        columns.iter().filter(|column| !column.bracketed).count()
    }

    /// Adds what stands in brackets behind the figure of a column.
    fn bracket(
        &mut self,
        cell: &mut Cell,
        column: ColumnIndex,
        cells: &[Option<section::Cell>],
        citer: &mut InlineContext<'_, '_>,
    ) {
        let Some((at, spec)) = self.set.bracket_of(column) else { return };
        let Some(value) = at.of(cells).and_then(Option::as_ref) else {
            // Which of the two is there is to be seen.
            if let Some(figure) = last_text(cell).filter(|_| spec.slashed) {
                figure.push_str("/–");
                self.figures[column].retain(|(row, ..)| *row != self.rows.len());
            }
            return;
        };
        let words = match &value.content {
            Content::Figure(amount) => {
                let unit = value.unit.as_deref().or_else(|| self.set.unit_of(at).filter(|_| spec.shows_unit));
                let unit = unit.map_or(String::new(), |unit| format!("{NBSP}{}", one_line(unit)));
                format!("{}{unit}", amount.swedish())
            }
            Content::Words(words) => one_line(&words.plain()),
        };
        let (between, words) = match (spec.slashed, cell.blocks.is_empty()) {
            (true, true) => ("", format!("–/{words}")),
            (true, false) => ("", format!("/{words}")),
            (false, _) => (NBSP_TEXT, format!("({words})")),
        };
        let marks = value.marks.as_ref().map(|marks| citer.blocks(marks, ParagraphRole::Cell)).unwrap_or_default();
        let marks = marks.into_iter().filter_map(|block| {
            let BlockKind::Paragraph(paragraph) = block.kind else { return None };
            Some(paragraph.content)
        });
        let last = cell.blocks.last_mut().map(|block| &mut block.kind);
        if let Some(BlockKind::Paragraph(Paragraph { content, .. })) = last {
            match content.last_mut() {
                Some(Inline::Text(figure)) => figure.push_str(&format!("{between}{words}")),
                _ => content.push(Inline::Text(format!("{between}{words}"))),
            }
            content.extend(marks.flatten());
        } else {
            let content = std::iter::once(Inline::Text(words)).chain(marks.flatten()).collect();
            let paragraph = Paragraph { role: ParagraphRole::Cell, content };
            cell.blocks.push(Block::at(BlockKind::Paragraph(paragraph), value.place));
        }
        (cell.figure, cell.below_zero) = (true, false);
        cell.align = spec.align.unwrap_or(Align::End);
        // Brackets, and not decimal signs, stand under each other.
        self.figures[column].retain(|(row, ..)| *row != self.rows.len());
    }

    /// Fills a cell; returns how many columns it covers, those in brackets included.
    fn fill(
        &mut self,
        cell: &mut Cell,
        value: &section::Cell,
        of_row: Option<&str>,
        (column, position): (ColumnIndex, usize),
        citer: &mut InlineContext<'_, '_>,
    ) -> usize {
        cell.place = Some(value.place);
        match &value.content {
            Content::Figure(amount) => {
                let marks = value.marks.as_ref().map(|marks| citer.blocks(marks, ParagraphRole::Cell));
                let shows = self.set.at(column).is_some_and(|column| column.shows_unit);
                let of_column = || self.set.unit_of(column).filter(|_| shows);
                let of_row = of_row.map(|unit| Some(unit).filter(|_| !self.named));
                let unit = value.unit.as_deref().or_else(|| of_row.unwrap_or_else(of_column));
                cell.blocks = vec![figure(*amount, unit, marks.unwrap_or_default())];
                let own = self.set.at(column).and_then(|column| column.align);
                (cell.figure, cell.align) = (true, own.unwrap_or(Align::End));
                cell.below_zero = citer.report.manifest.signs.red && amount.value().is_sign_negative();
                if self.set.at(column).is_some_and(|column| column.bars) {
                    // Words above a bar begin where it does.
                    (cell.align, cell.progress) = (own.unwrap_or(Align::Start), amount.of_a_hundred());
                }
                // Figures in units of their own do not stand under each other.
                if of_row.is_none() && cell.align == Align::End {
                    self.figures[column].push((self.rows.len(), position, amount.decimals()));
                }
            }
            Content::Words(words) => {
                cell.blocks = citer.blocks(words, ParagraphRole::Cell);
                // So much more or less stands as the figures do.
                let spread = Amount::either_way(&words.plain()).filter(|_| self.set[column].amounts);
                if let Some(amount) = spread {
                    let own = self.set[column].align;
                    (cell.figure, cell.align) = (true, own.unwrap_or(Align::End));
                    if of_row.is_none() && cell.align == Align::End {
                        self.figures[column].push((self.rows.len(), position, amount.decimals()));
                    }
                }
                let lights = self.set.at(column).is_some_and(|column| column.lights);
                cell.light = citer.report.manifest.light(&words.plain()).filter(|_| lights);
                if let Some(light) = cell.light {
                    mark(&mut cell.blocks, self.sign(light));
                }
            }
        }
        // No further than the table reaches, or than a cell above still covers.
        let first = column.position();
        let free = self.covered.iter().skip(first + 1).take_while(|rows| **rows == 0).count();
        let across = (value.columns as usize).clamp(1, free + 1);
        let bracket = self.set.bracket_of(ColumnIndex::new(first + across - 1)).filter(|_| across <= free);
        let across = across + usize::from(bracket.is_some());
        for at in first..first + across {
            if let (Some(covered), Some(covering)) = (self.covered.get_mut(at), self.covering.get_mut(at)) {
                *covered = value.rows.saturating_sub(1);
                *covering = (self.rows.len(), position);
            }
        }
        cell.rowspan = u16::try_from(value.rows).unwrap_or(u16::MAX);
        cell.colspan = u16::try_from(self.shown(first..first + across)).unwrap_or(u16::MAX);
        if cell.colspan > 1 && self.set.at(column).is_some_and(|column| column.align.is_none()) {
            cell.align = Align::Start;
        }
        across
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

/// What stands between a figure and the one in brackets behind it.
const NBSP_TEXT: &str = "\u{a0}";

/// The last words of a cell, if they are plain.
fn last_text(cell: &mut Cell) -> Option<&mut String> {
    let BlockKind::Paragraph(paragraph) = &mut cell.blocks.last_mut()?.kind else { return None };
    match paragraph.content.last_mut()? {
        Inline::Text(words) => Some(words),
        Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Link { .. }
        | Inline::Figure { .. }
        | Inline::Light { .. }
        | Inline::Reference { .. }
        | Inline::Language { .. }
        | Inline::Note { .. }
        | Inline::Mark { .. }
        | Inline::Break => None,
    }
}

/// Puts the sign of an assessment before its words, in the place of one that was written there.
pub(super) fn mark(blocks: &mut [Block], sign: char) {
    if let Some(BlockKind::Paragraph(paragraph)) = blocks.first_mut().map(|block| &mut block.kind)
        && let Some(Inline::Text(words)) = paragraph.content.first_mut()
    {
        *words = assessed(words, sign);
    }
}

/// The words of an assessment with its sign before them, in the place of one that was written there.
pub(super) fn assessed(words: &str, sign: char) -> String {
    let rest = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    // A sign of the report's own stands alone.
    if rest.is_empty() { words.to_owned() } else { format!("{sign}{NBSP}{rest}") }
}

/// The cell that names a row.
pub(super) fn name_cell(name: &Prose, citer: &mut InlineContext<'_, '_>, address: Address) -> Cell {
    let mut cell = Cell::new(citer.blocks(name, ParagraphRole::Cell), Align::Start);
    address_cell(&mut cell, address);
    cell
}

/// A figure with the unit that is shown with it, and the marks of notes behind it.
fn figure(amount: Amount, unit: Option<&str>, marks: Vec<Block>) -> Block {
    let unit = unit.map_or(String::new(), |unit| format!("{NBSP}{}", one_line(unit)));
    let mut content = vec![Inline::Text(format!("{}{unit}", amount.swedish()))];
    for block in marks {
        if let BlockKind::Paragraph(paragraph) = block.kind {
            content.extend(paragraph.content);
        }
    }
    Block::new(BlockKind::Paragraph(Paragraph { role: ParagraphRole::Cell, content }))
}

/// A step of a scale, with its word if it has one.
pub(super) fn step(value: u32, word: Option<&String>) -> String {
    word.map_or_else(|| value.to_string(), |word| format!("{value} {word}"))
}
