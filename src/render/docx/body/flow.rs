//! What a section's text is made of before it becomes a part of the file: lines, tables, contents; and the space
//! between them.

use docx_rs::{
    BreakType, LineSpacing, Paragraph, ParagraphChild, Run, StructuredDataTag, Table, TableCellContent, TableChild,
    TableRowChild,
};

use crate::layout::Tokens;
use crate::model::Block;
use crate::render::docx::control_map::Source;
use crate::render::docx::geometry::unsigned;
use crate::render::docx::style_id;
use crate::render::docx::styles::Stylesheet;

/// A paragraph under construction: its style, and what departs from the style.
#[derive(Debug)]
pub(crate) struct ParagraphBuilder {
    /// The paragraph.
    pub(crate) paragraph: Paragraph,
    /// What it came from, together with its neighbours of the same address.
    pub(crate) source: Option<Source>,
    style: String,
    before: Option<i32>,
    after: Option<i32>,
    /// Whether it begins a column.
    begins_column: bool,
    /// Whether it is a table's own title or the line below that, which stand above it as their styles say.
    titles_table: bool,
}

impl ParagraphBuilder {
    /// A paragraph of the style with this id.
    pub(crate) fn new(style: &str, children: Vec<ParagraphChild>) -> Self {
        let mut paragraph = Paragraph::new().style(style);
        paragraph.children = children;
        ParagraphBuilder {
            paragraph,
            source: None,
            style: style.to_owned(),
            before: None,
            after: None,
            begins_column: false,
            titles_table: false,
        }
    }

    /// A paragraph without words.
    pub(crate) fn empty(style: &str) -> Self {
        ParagraphBuilder::new(style, Vec::new())
    }

    /// The paragraph, changed by docx-rs's own methods.
    pub(crate) fn map(mut self, change: impl FnOnce(Paragraph) -> Paragraph) -> Self {
        self.paragraph = change(self.paragraph);
        self
    }

    /// Whether it belongs to the table or the chart above it.
    fn is_below(&self) -> bool {
        matches!(self.style.as_str(), style_id::BELOW | style_id::SOURCE)
    }

    /// The paragraph as the title of the table below it.
    pub(crate) fn titling_table(mut self) -> Self {
        self.titles_table = true;
        self
    }

    /// The paragraph as the line between a title and its table.
    pub(crate) fn below_title(mut self) -> Self {
        self.set_before(0);
        self.titling_table()
    }

    /// Space above instead of the style's, in twips.
    pub(crate) fn set_before(&mut self, before: i32) {
        self.before = Some(before);
    }

    /// Space below instead of the style's, in twips.
    pub(crate) fn set_after(&mut self, after: i32) {
        self.after = Some(after);
    }

    /// The paragraph with its departures from the style, where they are any.
    pub(crate) fn finish(mut self, sheet: &Stylesheet) -> Paragraph {
        if self.begins_column {
            let next = ParagraphChild::Run(Box::new(Run::new().add_break(BreakType::Column)));
            self.paragraph.children.insert(0, next);
        }
        let (before, after) = sheet.spacing(&self.style);
        let before = self.before.filter(|own| *own != before);
        let after = self.after.filter(|own| *own != after);
        if before.is_none() && after.is_none() {
            return self.paragraph;
        }
        let mut spacing = LineSpacing::new();
        if let Some(before) = before {
            spacing = spacing.before(unsigned(before));
        }
        if let Some(after) = after {
            spacing = spacing.after(unsigned(after));
        }
        self.paragraph.line_spacing(spacing)
    }
}

/// An element of a section.
#[derive(Debug)]
pub(crate) enum BodyElement {
    /// A paragraph.
    Paragraph(Box<ParagraphBuilder>),
    /// A table.
    Table(Box<Table>),
    /// Contents.
    Contents(Box<StructuredDataTag>),
}

impl From<ParagraphBuilder> for BodyElement {
    fn from(line: ParagraphBuilder) -> Self {
        BodyElement::Paragraph(Box::new(line))
    }
}

/// Takes away the space above the first paragraph of a page, so that all pages begin at the same height.
pub(crate) fn start_page(flow: &mut [BodyElement]) {
    if let Some(BodyElement::Paragraph(line)) = flow.first_mut() {
        line.set_before(0);
    }
}

/// Begins a column with a flow: by its first paragraph, since LibreOffice loses its way behind an empty one, or by one
/// that says nothing above a table.
pub(crate) fn begin_column(flow: &mut Vec<BodyElement>) {
    if !matches!(flow.first(), Some(BodyElement::Paragraph(_))) {
        flow.insert(0, ParagraphBuilder::empty(style_id::SECTION_END).into());
    }
    if let Some(BodyElement::Paragraph(line)) = flow.first_mut() {
        line.begins_column = true;
    }
}

/// Keeps each element on the page of the next one.
pub(crate) fn keep_together(flow: &mut [BodyElement]) {
    let last = flow.len().saturating_sub(1);
    for (at, item) in flow.iter_mut().enumerate() {
        match item {
            BodyElement::Paragraph(line) if at < last => {
                line.paragraph = std::mem::take(&mut line.paragraph).keep_next(true);
            }
            BodyElement::Table(table) => {
                let rows = table.rows.len().saturating_sub(usize::from(at == last));
                table.rows.iter_mut().take(rows).for_each(keep_row);
            }
            BodyElement::Paragraph(_) | BodyElement::Contents(_) => {}
        }
    }
}

/// Ends a flow that another follows on the same page with a paragraph, since the break between them stands in one.
pub(crate) fn end_with_line(flow: &mut Vec<BodyElement>) {
    if matches!(flow.last(), Some(BodyElement::Table(_))) {
        flow.push(ParagraphBuilder::empty(style_id::TABLE_GAP).into());
    }
}

/// Says of lines that they came from where `block` did, if it has an address.
pub(crate) fn give_source(flow: &mut [BodyElement], block: &Block) {
    let Some(source) = Source::of(block) else { return };
    for item in flow {
        if let BodyElement::Paragraph(line) = item {
            line.source = Some(source.clone());
        }
    }
}

/// The last paragraph of `flow`; for a table that is the last of its last cell.
pub(crate) fn last_paragraph(flow: &mut [BodyElement]) -> Option<&mut Paragraph> {
    match flow.last_mut()? {
        BodyElement::Paragraph(line) => Some(&mut line.paragraph),
        BodyElement::Table(table) => {
            let TableChild::TableRow(row) = table.rows.last_mut()?;
            let TableRowChild::TableCell(cell) = row.cells.last_mut()?;
            paragraph_of(cell.children.last_mut()?)
        }
        BodyElement::Contents(_) => None,
    }
}

/// The first paragraph of a table's first cell.
pub(crate) fn first_paragraph(table: &mut Table) -> Option<&mut Paragraph> {
    let TableChild::TableRow(row) = table.rows.first_mut()?;
    let TableRowChild::TableCell(cell) = row.cells.first_mut()?;
    paragraph_of(cell.children.first_mut()?)
}

fn paragraph_of(content: &mut TableCellContent) -> Option<&mut Paragraph> {
    match content {
        TableCellContent::Paragraph(paragraph) => Some(paragraph),
        TableCellContent::Table(_) | TableCellContent::StructuredDataTag(_) | TableCellContent::TableOfContents(_) => {
            None
        }
    }
}

/// Keeps the last row of a table on the page of what stands below the table.
fn keep_last_row(table: &mut Table) {
    table.rows.last_mut().into_iter().for_each(keep_row);
}

/// Keeps a row on the page of the next one.
fn keep_row(row: &mut TableChild) {
    let TableChild::TableRow(row) = row;
    for TableRowChild::TableCell(cell) in &mut row.cells {
        for paragraph in cell.children.iter_mut().filter_map(paragraph_of) {
            *paragraph = std::mem::take(paragraph).keep_next(true);
        }
    }
}

/// Gives each table its space: the paragraphs above and below it get more, where their styles give them less, and
/// only two tables in a row are parted by a paragraph of their own, without which Word would make them one.
pub(crate) fn space_tables(flow: Vec<BodyElement>, tokens: &Tokens, sheet: &Stylesheet) -> Vec<BodyElement> {
    let (above, below) = (tokens.table.before.twips(), tokens.table.after.twips());
    let mut out: Vec<BodyElement> = Vec::with_capacity(flow.len());
    for mut item in flow {
        match (out.last_mut(), &mut item) {
            (Some(BodyElement::Table(_)), BodyElement::Table(_)) => {
                out.push(ParagraphBuilder::empty(style_id::TABLE_GAP).into());
            }
            (Some(BodyElement::Table(table)), BodyElement::Paragraph(line)) if line.is_below() => keep_last_row(table),
            (Some(BodyElement::Paragraph(last)), BodyElement::Paragraph(line)) if line.is_below() => {
                last.paragraph = std::mem::take(&mut last.paragraph).keep_next(true);
                // A chart's own space stands below its words.
                if !last.is_below() {
                    last.set_after(0);
                }
            }
            (Some(BodyElement::Table(_)), BodyElement::Paragraph(line)) => {
                let own = line.before.unwrap_or(sheet.spacing(&line.style).0);
                line.set_before(own.max(below));
            }
            (Some(BodyElement::Paragraph(line)), BodyElement::Table(_)) if line.titles_table => {}
            (Some(BodyElement::Paragraph(line)), BodyElement::Table(_)) => {
                let own = line.after.unwrap_or(sheet.spacing(&line.style).1);
                line.set_after(own.max(above));
            }
            (Some(BodyElement::Paragraph(last)), BodyElement::Paragraph(_)) if last.is_below() => {
                last.set_after(below);
            }
            _ => {}
        }
        out.push(item);
    }
    out
}
