//! Finance tables, and what every table with a column set shares.

use crate::base::address::Address;
use crate::base::swedish::listed;
use crate::input::row_kind::RowKind;
use crate::model::{Block, BlockKind, ParagraphRole, RowRole, Table, TableRole};
use crate::report::{Delivery, FinanceTable, OwnedRow, Shown};

use super::plain::{one_line, paragraph};
use super::prose::InlineContext;
use super::table::{Rows, columns, description, header};
use super::{Lowerer, Pages, denomination};

impl Lowerer<'_> {
    pub(super) fn finance(&mut self, table: &FinanceTable, pages: &mut Pages) {
        let heading = one_line(&table.heading.text);
        self.notes.begin_table(Address::Table(table.id.as_str().into()));
        let mut rows = Rows::new(&table.columns, self.shape.signs);
        let mut gaps = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let above = table.groups.iter().filter(|(before, _)| *before == at);
            above.for_each(|(_, heading)| rows.group(heading));
            match row {
                Delivery::Delivered(owned) => self.row(table, owned, &mut rows),
                Delivery::Missing(gap) => {
                    let gap = self.gap(*gap, &format!("en rad i tabellen {heading}"));
                    if !gaps.contains(&gap) {
                        gaps.push(gap);
                    }
                }
            }
        }
        // One below which nothing stands, which is told.
        let last = table.groups.iter().filter(|(before, _)| *before >= table.rows.len());
        last.for_each(|(_, heading)| rows.group(heading));
        let first = table.columns.first.as_ref().map_or(heading.as_str(), |first| first.trimmed());
        let header = header(first, &table.columns);
        let (description, columns) = (description(&table.columns), columns(&table.columns));
        let mut rows = rows.finish();
        rows.extend(self.notes.end_table(columns.len()));
        if let Some(line) = shown(table, first) {
            pages.push(Block::at(paragraph(ParagraphRole::TableLine, line).kind, table.heading.place));
        }
        let index = self.table_index();
        let role = TableRole::Finance;
        let table_block = Table { index, role, title: heading, description, columns, smaller: 0, header, rows };
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
        let at = self.report.manifest.row_address(&table.id, owned.unit, &owned.row.id.value);
        let address = |column: Option<&str>| match column {
            Some(column) => Address::Cell(at.clone(), column.into()),
            None => Address::Row(at.clone()),
        };
        let notes = owned.notes_of().map(|unit| (&mut self.notes, unit));
        rows.push(role, &owned.row.name, &owned.cells, InlineContext { report: self.report, notes }, &address);
        if let Some(comment) = &owned.row.comment {
            let notes = owned.notes_of().map(|unit| (&mut self.notes, unit));
            let citer = InlineContext { report: self.report, notes };
            rows.comment(comment, citer, Address::Comment(at));
        }
    }
}

/// `Omräknat från tkr till mnkr, avrundat till en decimal.`: what a table did to its figures; `Belopp i tkr.` where
/// nothing else says so. `None` for neither. `first` is the first column's heading.
fn shown(table: &FinanceTable, first: &str) -> Option<String> {
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
    let groups = table.groups.iter().map(|(_, heading)| heading.text.as_str());
    let (of_amounts, own) = denomination::unsaid(&table.columns, groups.chain([first]));
    let done = converted.into_iter().chain(rounded).collect::<Vec<_>>().join(", ");
    let mut letters = done.chars();
    let done = letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str()));
    denomination::sentences(of_amounts.filter(|_| !is_said).into_iter().chain(done).chain(own))
}

/// A small number in words.
fn count(number: u32) -> String {
    let words = ["noll", "en", "två", "tre", "fyra", "fem", "sex"];
    words.get(number as usize).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}
