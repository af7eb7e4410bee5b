//! Addresses of figures: `verksamhet.it.utfall_2023` is the cell of a table's row in a column.

use crate::base::address::Address;
use crate::base::ids::OwnedId;
use crate::base::limits::COMPARED_NAMES;
use crate::base::names::closest_match;
use crate::base::positions::ColumnIndex;
use crate::base::source::Spanned;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::Manifest;
use crate::input::messages::EntityKind;
use crate::input::section::Cell;

use super::{Chapter, Delivery, FinanceTable, OwnedRow, Report, messages};

/// What an address names: a cell, or a whole row where it has no column.
#[derive(Debug, Clone, Copy)]
pub struct Found<'r> {
    /// The table.
    pub table: &'r FinanceTable,
    /// The row.
    pub row: &'r OwnedRow,
    /// The column's position.
    pub column: Option<ColumnIndex>,
}

impl<'r> Found<'r> {
    /// The cell; `None` for a whole row and for an empty cell.
    pub fn cell(self) -> Option<&'r Cell> {
        self.row.cell(self.column?)
    }
}

/// Why an address names nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// It is not `table.row` or `table.row.column`.
    Form,
    /// The name that nothing has, and the one that was probably meant.
    Name(String, Option<String>),
    /// The row or column of this name that a table does not have.
    Within(Box<Within>),
    /// Several units have a row of this name in the table.
    Ambiguous(String),
    /// The row is owed and has not come, which is told elsewhere.
    Absent,
}

/// A name that a table does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// A row or a column.
    pub thing: EntityKind,
    /// The name.
    pub name: String,
    /// The one that was probably meant.
    pub meant: Option<String>,
    /// The table.
    pub table: String,
    /// The names that it has.
    pub known: Vec<String>,
}

/// What an address is made of: `table.row` or `table.row.column`, where the row is `row` or `unit/row`.
pub(super) struct Parts<'a> {
    /// The table, or the goal whose indicator is meant.
    pub(super) table: &'a str,
    /// The row.
    pub(super) row: OwnedId,
    /// The column; `None` for a whole row.
    pub(super) column: Option<&'a str>,
}

impl<'a> Parts<'a> {
    /// Reads an address; `None` for what is none.
    pub(super) fn read(address: &'a str) -> Option<Self> {
        let mut parts = address.split('.');
        let (table, row, column) = (parts.next()?, OwnedId::read(parts.next()?), parts.next());
        parts.next().is_none().then_some(Parts { table, row, column })
    }
}

/// The table that an address names, whatever else is wrong with it.
pub fn table_of(address: &str) -> &str {
    address.split('.').next().unwrap_or_default().trim()
}

/// The row or cell at `address`: `table.row` or `table.row.column`, where the row is `row` or `unit/row`.
///
/// # Errors
///
/// What the address has that the report does not.
pub fn find<'r>(report: &'r Report, address: &str) -> Result<Found<'r>, Missing> {
    find_in(&report.manifest, &tables(report), address)
}

/// The row or cell at `address` among `tables`.
///
/// # Errors
///
/// What the address has that the tables do not.
pub fn find_in<'r>(manifest: &Manifest, tables: &[&'r FinanceTable], address: &str) -> Result<Found<'r>, Missing> {
    let Parts { table, row, column } = Parts::read(address.trim()).ok_or(Missing::Form)?;
    let names = || tables.iter().map(|table| table.id.as_str());
    let table = tables.iter().find(|known| known.id == table).ok_or_else(|| missing(table, names()))?;
    let label = |row: &OwnedRow| manifest.label(row.unit, &row.row.id.value);
    let (full, written) = (row.unit.is_some(), row.to_string());
    let is_it = |known: &&OwnedRow| !full || label(known) == written;
    let hits: Vec<&OwnedRow> = table.rows_named(&row.id).filter(is_it).take(2).collect();
    let row = match hits[..] {
        [hit] => hit,
        [] if table.rows.iter().any(|row| row.delivered().is_none()) => return Err(Missing::Absent),
        [] => {
            let came = table.rows.iter().filter_map(Delivery::delivered).take(COMPARED_NAMES);
            let labels: Vec<String> =
                came.map(|known| if full { label(known) } else { known.row.id.value.to_string() }).collect();
            return Err(within(EntityKind::Row, &written, table, labels));
        }
        _ => return Err(Missing::Ambiguous(written)),
    };
    let column = match column {
        None => None,
        Some(column) => {
            let at = table.columns.with_id(column);
            let ids = || table.columns.columns.iter().map(|known| known.id.value.to_string()).collect();
            Some(at.ok_or_else(|| within(EntityKind::Column, column, table, ids()))?)
        }
    };
    Ok(Found { table, row, column })
}

/// What is wrong with an address, unless it has been told elsewhere.
pub fn told(address: &Spanned<String>, missing: &Missing) -> Option<Diagnostic> {
    match missing {
        Missing::Absent => None,
        Missing::Form => Some(messages::address_form(address.place, &address.value)),
        Missing::Ambiguous(row) => Some(messages::address_ambiguous(address.place, row)),
        Missing::Name(name, meant) => Some(messages::address_unknown(address.place, name, meant.as_deref())),
        Missing::Within(within) => {
            let Within { thing, name, meant, table, known } = &**within;
            Some(messages::address_not_in_table(address.place, *thing, name, table, meant.as_deref(), known))
        }
    }
}

fn missing<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Missing {
    Missing::Name(name.to_owned(), closest_match(name, known).map(str::to_owned))
}

fn within(thing: EntityKind, name: &str, table: &FinanceTable, known: Vec<String>) -> Missing {
    let meant = closest_match(name, known.iter().map(String::as_str)).map(str::to_owned);
    Missing::Within(Box::new(Within { thing, name: name.to_owned(), meant, table: table.id.to_string(), known }))
}

/// Every finance table in the report's order. Asked for with each reference, so that it passes by what stands in them.
pub fn tables(report: &Report) -> Vec<&FinanceTable> {
    report.all_chapters().into_iter().flat_map(Chapter::tables).collect()
}

/// Every cell of every table that is not empty.
pub fn cells(report: &Report) -> Vec<Found<'_>> {
    let mut all = Vec::new();
    for table in tables(report) {
        for row in table.rows.iter().filter_map(Delivery::delivered) {
            let columns = table.columns.positions().map(|at| Found { table, row, column: Some(at) });
            all.extend(columns.filter(|found| found.cell().is_some()));
        }
    }
    all
}

/// What a text writes to take a cell's figure: `table.row.column`, the row with its unit where several have one of its
/// name.
pub fn written(report: &Report, at: Found<'_>) -> Option<String> {
    let (table, row) = (at.table, &at.row.row.id.value);
    let column = &table.columns.at(at.column?)?.id.value;
    let short = format!("{}.{row}.{column}", table.id);
    let is_it = |found: Found<'_>| std::ptr::eq(found.row, at.row);
    let unit = || at.row.unit.and_then(|unit| unit.of(&report.manifest.units)).map(|unit| &unit.id.value);
    match find(report, &short) {
        Ok(found) if is_it(found) => Some(short),
        _ => Some(format!("{}.{}/{row}.{column}", table.id, unit()?)),
    }
}

/// The address of a cell.
pub fn of(report: &Report, table: &FinanceTable, row: &OwnedRow, column: ColumnIndex) -> Address {
    let at = report.manifest.row_address(&table.id, row.unit, &row.row.id.value);
    let column = table.columns.at(column).map_or("", |column| column.id.value.as_str());
    Address::Cell(at, column.into())
}
