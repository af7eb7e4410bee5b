//! Finance tables, and what every table with a column set shares.

use crate::base::address::Address;
use crate::base::swedish::listed;
use crate::input::manifest::{Below, Divider};
use crate::input::prose::binding::ReferenceKind;
use crate::input::row_kind::RowKind;
use crate::model::{Block, BlockKind, ParagraphRole, RowRole, Table, TableRole, Target};
use crate::report::{Delivery, FinanceTable, Gap, OwnedRow, Shown};

use super::address::addressed;
use super::plain::{one_line, paragraph};
use super::prose::InlineContext;
use super::table::{RowShape, Rows, columns, description, header};
use super::{Lowerer, Pages, denomination};

impl Lowerer<'_> {
    pub(super) fn finance(&mut self, table: &FinanceTable, pages: &mut Pages) {
        let heading = one_line(&table.heading.text);
        self.notes.begin_table(Address::Table(table.id.as_str().into()));
        let mut rows = Rows::new(&table.columns, self.shape.signs);
        let mut gaps: Vec<(Gap, u32)> = Vec::new();
        let mut dividers = table.dividers.iter().enumerate().peekable();
        // Rows below a heading whose end is said are set in.
        let (mut inner, mut open) = (0, 0);
        for (at, row) in table.rows.iter().enumerate() {
            while let Some((nth, _)) = dividers.next_if(|(_, (before, _))| *before == at) {
                inner = self.divider(table, nth, &mut open, inner, &mut rows);
            }
            match row {
                Delivery::Delivered(owned) => self.row(table, owned, inner, &mut rows),
                Delivery::Missing(gap) => match gaps.iter_mut().find(|(known, _)| known == gap) {
                    Some((_, count)) => *count += 1,
                    None => gaps.push((*gap, 1)),
                },
            }
        }
        // A heading below which nothing stands, which is told.
        for (nth, _) in dividers {
            inner = self.divider(table, nth, &mut open, inner, &mut rows);
        }
        // Where the first column has a heading of its own, the table's name stands above it.
        let own_first = table.columns.first.as_ref().map(|first| first.trimmed());
        let (first, caption) = match own_first {
            Some(first) => (first, Some(heading.clone())),
            None if self.report.manifest.captions.tables || table.headless => ("", Some(heading.clone())),
            None => (heading.as_str(), None),
        };
        let numbered = self.report.manifest.captions.tables && table.numbered;
        let caption = caption.map(|title| self.captions.tables.title(numbered, &title));
        // A row of headings that says nothing would be a gap.
        let mut header = header(first, &table.columns);
        if table.headless || header.iter().flat_map(|row| &row.cells).all(|cell| cell.blocks.is_empty()) {
            header.clear();
        }
        let (description, columns) = (description(&table.columns), columns(&table.columns));
        let mut rows = rows.finish();
        rows.extend(self.notes.end_table(columns.len()));
        let mut line = shown(table, [first, caption.as_deref().unwrap_or_default()]);
        let from = pages.mark();
        // Below the table's title, or above a table that has none.
        if let Some(line) = line.take_if(|_| caption.is_none()) {
            pages.push(Block::at(paragraph(ParagraphRole::TableLine, line).kind, table.heading.place));
        }
        let missing = self.missing_rows(gaps, &heading);
        let index = self.table_index();
        self.anchors.add(ReferenceKind::Table, &table.id, Target::Table(index));
        let role = TableRole::Finance;
        let smaller = 0;
        let shown = Table { index, role, title: heading, caption, line, description, columns, smaller, header, rows };
        pages.push(Block::at(BlockKind::Table(shown), table.heading.place));
        pages.extend(self.below(&table.below, Address::TableText(table.id.as_str().into())));
        pages.extend(missing);
        pages.beside(from, table.aside, table.heading.place);
    }

    /// A box for the rows of each unit that have not come.
    fn missing_rows(&self, gaps: Vec<(Gap, u32)>, heading: &str) -> Vec<Block> {
        let to = format!(" i tabellen ”{heading}”");
        let owed = |rows: u32| if rows == 1 { "en rad".to_owned() } else { format!("{} rader", count(rows)) };
        gaps.into_iter().map(|(gap, rows)| self.gap(gap, (&owed(rows), &to))).collect()
    }

    /// What stands below a table or a chart: words about all of it, and where its figures come from.
    pub(super) fn below(&self, below: &Below, of: Address) -> Vec<Block> {
        let text = below.text.as_ref().map_or_else(Vec::new, |text| {
            InlineContext { report: self.report, notes: None }.blocks(text, ParagraphRole::Below)
        });
        let mut blocks = addressed(text, &of);
        blocks.extend(below.source.as_ref().map(|source| {
            let words = one_line(&source.text);
            let words = if begins_as_source(&words) { words } else { format!("Källa: {words}") };
            Block::at(paragraph(ParagraphRole::Source, words).kind, source.place)
        }));
        blocks
    }

    /// Shows what stands between rows; `open` are the headings that the next ones stand below. Returns the steps by
    /// which the names of the next rows are set in: one for each heading whose end is said.
    fn divider(&self, table: &FinanceTable, nth: usize, open: &mut usize, inner: u8, rows: &mut Rows<'_>) -> u8 {
        let Some((here, divider)) = table.dividers.get(nth) else { return inner };
        let rest = table.dividers.iter().skip(nth + 1);
        let ends = rest.filter(|(_, next)| matches!(next, Divider::GroupEnd)).count();
        let steps = |open: usize, ends: usize| u8::try_from(open.min(ends)).unwrap_or(u8::MAX);
        match divider {
            Divider::Group(heading) => {
                let above = nth.checked_sub(1).and_then(|before| table.dividers.get(before));
                let below_another = above.is_some_and(|(at, above)| at == here && above.heading().is_some());
                // One for which there are ends enough stands within those that are open; another one ends the last.
                let is_within = below_another || ends > *open;
                if !is_within {
                    *open = open.saturating_sub(1);
                }
                let indent = steps(*open, ends.saturating_sub(1)).max(u8::from(below_another));
                rows.group(heading, indent);
                *open += 1;
                steps(*open, ends)
            }
            Divider::GroupEnd => {
                *open = open.saturating_sub(1);
                steps(*open, ends)
            }
            Divider::Blank => {
                rows.blank();
                inner
            }
        }
    }

    fn row(&mut self, table: &FinanceTable, owned: &OwnedRow, inner: u8, rows: &mut Rows<'_>) {
        let role = match owned.row.kind {
            RowKind::Item | RowKind::Quotient if owned.row.looks.bold => RowRole::Strong,
            RowKind::Item | RowKind::Quotient => RowRole::Body,
            RowKind::Subtotal => RowRole::Subtotal,
            RowKind::Sum | RowKind::Average => RowRole::Sum,
            RowKind::Result => RowRole::Result,
            // A heading that has figures as well is a row that stands out.
            RowKind::Group if owned.cells.iter().any(Option::is_some) => RowRole::Strong,
            RowKind::Group => RowRole::Group,
        };
        let at = self.report.manifest.row_address(&table.id, owned.unit, &owned.row.id.value);
        let address = |column: Option<&str>| match column {
            Some(column) => Address::Cell(at.clone(), column.into()),
            None => Address::Row(at.clone()),
        };
        let notes = owned.notes_of().map(|unit| (&mut self.notes, unit));
        if role == RowRole::Group {
            let citer = InlineContext { report: self.report, notes };
            rows.delivered_group(&owned.row.name, citer, Address::Row(at.clone()));
        } else {
            let unit = owned.row.unit.as_ref().map(|unit| unit.trimmed());
            let shape = RowShape { role, indent: owned.row.looks.indent.saturating_add(inner), unit };
            rows.push(&shape, &owned.row.name, &owned.cells, InlineContext { report: self.report, notes }, &address);
        }
        if let Some(comment) = &owned.row.comment {
            let notes = owned.notes_of().map(|unit| (&mut self.notes, unit));
            let citer = InlineContext { report: self.report, notes };
            rows.comment(&comment.value, citer, Address::Comment(at));
        }
    }
}

/// `Omräknat från tkr till mnkr, avrundat till en decimal.`: what a table did to its figures; `Belopp i tkr.` where
/// nothing else says so. `None` for neither. `titles` are the first column's heading and the title above the table.
fn shown(table: &FinanceTable, titles: [&str; 2]) -> Option<String> {
    let Shown { from, decimals } = &table.shown;
    let unit = denomination::of_amounts(&table.columns);
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
    let groups = table.groups().map(|heading| heading.text.as_str());
    let (of_amounts, own) = denomination::unsaid(&table.columns, groups.chain(titles));
    let done = converted.into_iter().chain(rounded).collect::<Vec<_>>().join(", ");
    let mut letters = done.chars();
    let done = letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str()));
    denomination::sentences(of_amounts.filter(|_| !is_said).into_iter().chain(done).chain(own))
}

/// Whether a line says itself that it names a source.
fn begins_as_source(line: &str) -> bool {
    let line = line.to_lowercase();
    ["källa", "källor", "uppgifter från", "uppgifterna är", "uppgifterna kommer"]
        .iter()
        .any(|word| line.starts_with(word))
}

/// A small number in words.
fn count(number: u32) -> String {
    let words = ["noll", "en", "två", "tre", "fyra", "fem", "sex"];
    words.get(number as usize).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
