//! The files of other programs that a unit's file names: CSV files and the sheets of workbooks.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::cell_ref::{Area, At};
use crate::base::limits::{CELLS_OF_A_ROW, Limit, Limits, MEGABYTE};
use crate::base::names::closest_match;
use crate::base::source::{FileId, SourceSheet, Sources, Span};
use crate::diagnostic::Diagnostic;
use crate::input::messages;
use crate::input::pasted::spoiled;
use crate::input::section::export::WorkbookPart;
use crate::input::section::{self, Export, FinanceRow, Lost};
use crate::input::sheet::csv::Refused;
use crate::input::sheet::line::Line;
use crate::input::sheet::messages::{
    hidden_sheet, line_too_wide, quote_open, separator_unclear, sheet_missing, workbook_unreadable,
};
use crate::input::sheet::{self, Fault, csv, xlsx};

use super::aside::{SkippedFile, SkippedReason};
use super::counted;
use super::files::Unread;
use super::root::Root;

/// The files of other programs that a unit's file names.
pub(super) struct Exports<'l> {
    pub(super) dir: &'l Root,
    pub(super) limits: Limits,
    /// The unit's file.
    pub(super) by: FileId,
    /// The workbooks that were read: one of several sheets is the same for all of them.
    pub(super) workbooks: &'l mut BTreeMap<String, Arc<Vec<u8>>>,
    /// The sheet that was read last, of whatever unit.
    pub(super) last: &'l mut Option<LastSheet>,
    pub(super) budget: &'l mut Budget,
    pub(super) sources: &'l mut Sources,
    pub(super) aside: &'l mut Vec<SkippedFile>,
    pub(super) found: Vec<Diagnostic>,
}

/// The sheet that was read last.
pub(super) struct LastSheet {
    /// The workbook, the sheet and the cells that were asked for.
    asked: (String, Option<String>, Area),
    name: String,
    hidden: bool,
    text: String,
    starts: Vec<(u32, At)>,
    lines: Arc<Vec<Line>>,
}

impl LastSheet {
    fn is(&self, path: &str, name: Option<&str>, area: &Area) -> bool {
        self.asked.0 == path && self.asked.1.as_deref() == name && self.asked.2 == *area
    }

    /// Counts what is gone through once more, and the text, which each block has by itself.
    fn count(&self, budget: &mut Budget) -> Result<(), Exceeded> {
        budget.take_len(Resource::Rows, self.lines.len())?;
        budget.take_len(Resource::Cells, self.starts.len())?;
        budget.take_len(Resource::Text, self.text.len())
    }
}

impl Exports<'_> {
    /// Adds a file's figures to the section's rows; gives those that it should have and that could not be taken.
    pub(super) fn read(&mut self, export: &Export, rows: &mut Vec<FinanceRow>) -> Option<Lost> {
        let read = match &export.part {
            None => self.text(export),
            Some(part) => self.sheet(export, part),
        };
        let Some((file, lines)) = read else { return Some(export.all()) };
        let max_rows = self.limits.rows as usize;
        let is_cut = lines.len() > max_rows;
        if let Some(beyond) = lines.get(max_rows) {
            let place = beyond.first().map(|cell| Span::new(file, cell.span.clone()));
            let what = if export.is_here { export.table.value.as_str() } else { &export.file.text };
            self.found.push(messages::limit_exceeded(place, what, Limit::Rows, self.limits.rows));
        }
        let lines = lines.get(..max_rows).unwrap_or(&lines);
        let (found, lost) = section::export::read(file, lines, &mut || self.above(export), export, rows);
        self.found.extend(found);
        if is_cut { Some(export.all()) } else { lost }
    }

    /// A file of lines, or lines that stand in the unit's own file.
    fn text(&mut self, export: &Export) -> Option<(FileId, Arc<Vec<Line>>)> {
        let file = if export.is_here {
            self.by
        } else {
            let text = counted::text(self.dir, &export.file.text, self.limits.file_size, self.budget);
            let text = text.map_err(|unread| self.unread(export, unread)).ok()?;
            self.sources.add_named(self.by, &export.file.text, text, None)
        };
        let source = self.sources.file(file);
        let (text, path) =
            if export.is_here { (&export.file.text, &source.path) } else { (&source.text, &source.path) };
        let place = export.file.place;
        let at = |range: Range<usize>| if export.is_here { export.file.at(range).range() } else { range };
        if let Some((place, count)) = spoiled(text) {
            let signs = text.get(place.clone()).unwrap_or("");
            self.found.push(messages::letters_spoiled(Span::new(file, at(place)), signs, count));
        }
        let (rows, cells) = (self.limits.rows as usize, u64::from(self.limits.rows) * CELLS_OF_A_ROW as u64);
        let before = self.budget.at_most(Resource::Cells, cells);
        let mut budget = before.clone();
        let read = csv::lines(text, rows.saturating_add(1), &mut budget);
        let read = read.and_then(|read| self.budget.count(&before, &budget).map(|()| read).map_err(Refused::TooMuch));
        let read = read.map_err(|refused| match refused {
            Refused::TooMuch(exceeded) => messages::too_much(place, path, exceeded),
            Refused::TooWide(cell) => line_too_wide(Span::new(file, at(cell)), path),
        });
        let mut read = read.map_err(|refused| self.found.push(refused)).ok()?;
        if export.is_here {
            read.lines.iter_mut().flatten().for_each(|cell| cell.span = at(cell.span.clone()));
        }
        let (open, more) = read.open;
        let last = open.len().saturating_sub(1);
        let open = open.into_iter().map(at).enumerate();
        self.found
            .extend(open.map(|(nth, place)| quote_open(Span::new(file, place), if nth == last { more } else { 0 })));
        let unclear = read.unclear.map(|place| (Span::new(file, at(place.clone())), text.get(place).unwrap_or("")));
        self.found.extend(unclear.map(|(place, words)| separator_unclear(place, words)));
        Some((file, Arc::new(read.lines)))
    }

    /// The sheet of a workbook. One that was the last to be read is not read again: many units can have a block each
    /// for the same one.
    fn sheet(&mut self, export: &Export, part: &WorkbookPart) -> Option<(FileId, Arc<Vec<Line>>)> {
        let (path, place) = (&export.file.text, export.file.place);
        let bytes = self.workbook(export)?;
        let name = part.sheet.as_ref().map(|name| name.trimmed());
        let known = self.last.as_ref().is_some_and(|last| last.is(path, name, &part.area));
        if known {
            let again = self.last.as_ref().map_or(Ok(()), |last| last.count(self.budget));
            again.map_err(|exceeded| self.found.push(messages::too_much(place, path, exceeded))).ok()?;
        } else {
            *self.last = None;
            *self.last = Some(self.read_sheet(export, part, &bytes)?);
        }
        let last = self.last.as_ref()?;
        if last.hidden {
            let place = part.sheet.as_ref().map_or(place, |name| name.place);
            self.found.push(hidden_sheet(place, &last.name));
        }
        let source = SourceSheet { bytes, name: last.name.clone(), cells: last.starts.clone() };
        Some((self.sources.add_named(self.by, path, last.text.clone(), Some(source)), Arc::clone(&last.lines)))
    }

    /// Reads the sheet of a workbook.
    fn read_sheet(&mut self, export: &Export, part: &WorkbookPart, bytes: &[u8]) -> Option<LastSheet> {
        let name = part.sheet.as_ref().map(|name| name.trimmed());
        let sheet = sheet::read(bytes, name, &part.area, self.read_limits(), self.budget);
        let sheet = sheet.map_err(|fault| {
            self.found.push(faulty(export, part, &fault, self.limits));
            let is_kept = self.budget.take_len(Resource::Text, bytes.len()).is_ok();
            let why = if is_kept { SkippedReason::Unused(bytes.to_vec()) } else { SkippedReason::Unreadable };
            self.aside.push(SkippedFile { path: export.file.text.clone(), why });
        });
        let sheet = sheet.ok()?;
        let set = xlsx::set(sheet.cells, sheet.merged);
        Some(LastSheet {
            asked: (export.file.text.clone(), name.map(str::to_owned), part.area.clone()),
            name: sheet.name,
            hidden: sheet.hidden,
            text: set.text,
            starts: set.starts,
            lines: Arc::new(set.lines),
        })
    }

    /// How much of a workbook may be read.
    fn read_limits(&self) -> sheet::ReadLimits {
        let rows = self.limits.rows as usize;
        let cells = rows.saturating_mul(CELLS_OF_A_ROW);
        sheet::ReadLimits { unpacked: u64::from(self.limits.unpacked) * MEGABYTE, rows, cells }
    }

    /// The lines of a sheet above the part that is taken; none where they cannot be read.
    fn above(&mut self, export: &Export) -> Vec<Line> {
        let (bytes, part) = (self.workbooks.get(&export.file.text).cloned(), export.part.as_ref());
        let Some((bytes, part)) = bytes.zip(part).filter(|(_, part)| *part.area.rows.start() > 1) else {
            return Vec::new();
        };
        let read_limits = self.read_limits();
        let area = Area { rows: 1..=part.area.rows.start() - 1, columns: part.area.columns.clone() };
        let name = part.sheet.as_ref().map(|name| name.trimmed());
        let sheet = sheet::read(&bytes, name, &area, read_limits, self.budget);
        sheet.map_or(Vec::new(), |sheet| xlsx::set(sheet.cells, sheet.merged).lines)
    }

    fn workbook(&mut self, export: &Export) -> Option<Arc<Vec<u8>>> {
        let path = &export.file.text;
        if let Some(bytes) = self.workbooks.get(path) {
            return Some(Arc::clone(bytes));
        }
        let bytes = counted::bytes(self.dir, path, self.limits.file_size, self.budget);
        let bytes = Arc::new(bytes.map_err(|unread| self.unread(export, unread)).ok()?);
        self.workbooks.insert(path.clone(), Arc::clone(&bytes));
        Some(bytes)
    }

    fn unread(&mut self, export: &Export, unread: Unread) {
        let path = &export.file.text;
        let unread = unread.looked_for(self.dir, &self.dir.join(path));
        self.aside.extend(unread.beside(path));
        let sources = (&mut *self.sources, Some(self.by));
        self.found.push(unread.finding(sources, Some(export.file.place), path, None, Some(self.limits)));
        self.aside.extend(unread.aside().map(|why| SkippedFile { path: path.clone(), why }));
    }
}

/// What is told of a workbook of which nothing can be read.
fn faulty(export: &Export, part: &WorkbookPart, fault: &Fault, limits: Limits) -> Diagnostic {
    let (path, place) = (&export.file.text, export.file.place);
    match fault {
        Fault::Unpacked => messages::limit_exceeded(Some(place), path, Limit::Unpacked, limits.unpacked),
        Fault::Exceeded(exceeded) => messages::too_much(place, path, *exceeded),
        Fault::Rows => messages::limit_exceeded(Some(place), path, Limit::Rows, limits.rows),
        Fault::NoSheet(known) => {
            let name = part.sheet.as_ref();
            let meant = name.and_then(|name| closest_match(name.trimmed(), known.iter().map(String::as_str)));
            let place = name.map_or(place, |name| name.place);
            sheet_missing(place, name.map(|name| name.trimmed()), meant, known)
        }
        Fault::Encrypted | Fault::Other | Fault::Damaged(_) | Fault::Declares => {
            workbook_unreadable(place, path, fault)
        }
    }
}
