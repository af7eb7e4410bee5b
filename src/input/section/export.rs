//! `[[csv]]` and `[[xlsx]]`: figures of a finance table from a file that another program has written.
//!
//! The file's first line names the columns. Where nobody can change that, `kolumner` says which of the file's columns
//! is which of the table's, and `rader` which of its lines is which row.

use crate::base::ids::RowId;
use crate::base::ids::TableId;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::amount::Amount;
use crate::base::cell_ref::{self, Area};
use crate::base::names::{closest_match, is_id};
use crate::base::source::{FileId, Span, Spanned, is_inside};
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::decode::{Fields, Mixed, cleaned};
use crate::input::messages::{self, Expected};
use crate::input::prose::Prose;
use crate::input::row_kind::RowKind;
use crate::input::sheet::line::{FileCell, Line};
use crate::input::sheet::messages::{
    bad_area, bad_column_letter, bad_row_id, column_missing, column_twice, headings_elsewhere, hidden_columns,
    hidden_rows, line_missing, merged_cells, more_decimals, residue, sheet_cell, shown_in_thousands,
};
use crate::input::sheet::{self, Stored};

use super::cell::{Cell, Content};
use super::finance::FinanceRow;

/// Where a table's figures come from.
#[derive(Debug, Clone)]
pub struct Export {
    /// The table's id.
    pub table: Spanned<TableId>,
    /// The file, within the report's folder.
    pub file: SourceText,
    /// The part of a workbook; `None` for a file of lines.
    pub part: Option<WorkbookPart>,
    /// Which columns are which, where the file does not say it in our words.
    pub columns: Option<Mapping<Column>>,
    /// Which lines are which rows, where the file does not say it in our words; others are left out.
    pub rows: Option<Mapping<SourceText>>,
    /// The decimals that figures get, where somebody asks for a number of them.
    pub decimals: Option<u32>,
}

/// The part of a workbook that figures are taken from.
#[derive(Debug, Clone, Default)]
pub struct WorkbookPart {
    /// The sheet; the only one where none is named.
    pub sheet: Option<SourceText>,
    /// The cells.
    pub area: Area,
    /// Where it says which cells.
    pub place: Option<Span>,
}

/// Our ids, each with what the file has for it.
#[derive(Debug, Clone)]
pub struct Mapping<T> {
    /// Where the mapping stands.
    pub place: Span,
    /// The entries in order.
    pub entries: Vec<(Spanned<String>, T)>,
}

/// A column of a file, with the decimals that its figures get, where somebody asks for a number of them.
#[derive(Debug, Clone)]
pub struct Column {
    /// Which one.
    pub which: Which,
    /// The decimals, instead of those of the whole file.
    pub decimals: Option<u32>,
}

/// What tells a column of a file from the others.
#[derive(Debug, Clone)]
pub enum Which {
    /// The one with these words on the first line.
    Headed(SourceText),
    /// The one with this number, from 1, which a spreadsheet calls by a letter.
    Numbered(u32),
}

/// The column whose cells are the rows' ids.
const ID: &str = "id";

/// The column whose cells are the rows' names.
const NAME: &str = "namn";

/// Decimals that figures can be given.
const MOST_DECIMALS: u32 = 6;

pub(super) fn source(fields: Fields<'_, '_>, is_workbook: bool) -> Option<Export> {
    let (table, file) = (fields.required_id("tabell"), fields.words("fil"));
    let outside = file.as_ref().filter(|file| !is_inside(&file.text));
    if let Some(file) = outside {
        fields.report(messages::path_outside(file.place, &file.text));
    }
    let file = file.filter(|file| is_inside(&file.text));
    let part = is_workbook.then(|| WorkbookPart {
        sheet: fields.text("blad"),
        area: area(&fields),
        place: fields.has("omrade").then(|| fields.place_of("omrade")),
    });
    let columns = fields.table("kolumner").map(|columns| mapping(&columns, column));
    let rows = fields.table("rader").map(|rows| mapping(&rows, line));
    let decimals = fields.integer("decimaler", 0, MOST_DECIMALS).map(|decimals| decimals.value);
    fields.finish();
    Some(Export { table: table?, file: file?, part, columns, rows, decimals })
}

fn area(fields: &Fields<'_, '_>) -> Area {
    let Some(words) = fields.text("omrade") else { return Area::default() };
    Area::parse(words.trimmed()).unwrap_or_else(|| {
        fields.report(bad_area(words.place, words.trimmed()));
        Area::default()
    })
}

fn mapping<T>(fields: &Fields<'_, '_>, read: impl Fn(Mixed<'_, '_>, &str) -> Option<T>) -> Mapping<T> {
    let mut entries = Vec::new();
    for (id, value) in fields.mixed_entries() {
        if !is_id(&id.value) {
            fields.report(messages::bad_id(id.place, &id.value));
        } else if let Some(value) = read(value, &id.value) {
            entries.push((id, value));
        }
    }
    Mapping { place: fields.place(), entries }
}

pub(crate) fn column(value: Mixed<'_, '_>, _: &str) -> Option<Column> {
    match value {
        Mixed::Text(words) => Some(Column { which: Which::Headed(words), decimals: None }),
        Mixed::Table(entry) => {
            let heading = entry.text("rubrik");
            let letters = if heading.is_some() { entry.text("kolumn") } else { entry.required_text("kolumn") };
            let number = letters.as_ref().and_then(|letters| cell_ref::column(letters.trimmed()));
            if let Some(letters) = letters.as_ref().filter(|_| number.is_none()) {
                entry.report(bad_column_letter(letters.place, letters.trimmed()));
            }
            let decimals = entry.integer("decimaler", 0, MOST_DECIMALS).map(|decimals| decimals.value);
            entry.finish();
            let which = number.map(Which::Numbered).or(heading.map(Which::Headed))?;
            Some(Column { which, decimals })
        }
    }
}

fn line(value: Mixed<'_, '_>, key: &str) -> Option<SourceText> {
    match value {
        Mixed::Text(words) => Some(words),
        Mixed::Table(entry) => {
            entry.report(messages::wrong_type(entry.place(), key, Expected::Text));
            None
        }
    }
}

/// Adds the rows of a file to those of the section: cells to a row that the section has, otherwise a row of its own.
/// `above` gives the lines above those that are taken, to look for headings there.
pub fn read(
    file: FileId,
    all: &[Line],
    above: &dyn Fn() -> Vec<Line>,
    export: &Export,
    rows: &mut Vec<FinanceRow>,
) -> Vec<Diagnostic> {
    let mut lines = all.iter().filter(|line| line.iter().any(|cell| !cell.words.is_empty()));
    let mut reading = Reading::new(file, export);
    match lines.next() {
        None => reading.found.push(messages::missing_key(Span::new(file, 0..0), ID)),
        Some(header) => {
            match reading.misplaced(header).and_then(|()| reading.headings(&above()).or_else(|| reading.headings(all)))
            {
                Some(row) => reading.elsewhere(row),
                None => reading.header(header),
            }
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.table.value == export.table.value) {
                reading.known.entry(row.id.value.to_string()).or_insert(at);
            }
            if let Some(ids) = reading.column(ID) {
                lines.for_each(|line| reading.line(line, ids, rows));
                reading.end();
            }
        }
    }
    reading.found
}

/// A column of the table that the file has.
#[derive(Debug, Clone)]
struct Known {
    id: Spanned<String>,
    /// Its number in the file, from 1.
    at: u32,
    /// The decimals that its figures get.
    decimals: Option<u32>,
}

/// A file on the way through its lines.
struct Reading<'e> {
    file: FileId,
    export: &'e Export,
    found: Vec<Diagnostic>,
    /// The table's columns, each with the file's.
    columns: Vec<Known>,
    /// The ids of lines that the mapping does not name.
    others: Vec<String>,
    /// The mapping's rows by what the file has for them, and those that a line was found for.
    wanted: BTreeMap<String, usize>,
    taken: BTreeSet<usize>,
    /// The section's rows of the table.
    known: BTreeMap<String, usize>,
    /// Columns whose number formats have been told about.
    told: BTreeSet<u32>,
    /// The first cell that is taken from a hidden row, from a hidden column, and how many rows and columns.
    hidden: [(Option<Span>, BTreeSet<u32>); 2],
}

impl<'e> Reading<'e> {
    fn new(file: FileId, export: &'e Export) -> Self {
        let (found, columns, others) = (Vec::new(), Vec::new(), Vec::new());
        let (known, taken, told, hidden) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new(), Default::default());
        let entries = export.rows.iter().flat_map(|rows| &rows.entries);
        let wanted = entries.enumerate().map(|(at, (_, words))| (spaced(&words.text), at)).collect();
        Reading { file, export, found, columns, others, wanted, taken, known, told, hidden }
    }

    fn place(&self, cell: &FileCell) -> Span {
        Span::new(self.file, cell.span.clone())
    }

    fn column(&self, wanted: &str) -> Option<u32> {
        self.columns.iter().find(|column| column.id.value == wanted).map(|column| column.at)
    }

    /// Finds the columns by the file's first line.
    fn header(&mut self, header: &[FileCell]) {
        let start = header.first().map_or(Span::new(self.file, 0..0), |cell| self.place(cell));
        let Some(mapping) = &self.export.columns else {
            for cell in header.iter().filter(|cell| !cell.words.is_empty()) {
                self.merged(cell);
                let id = Spanned::new(cell.words.clone(), self.place(cell));
                self.columns.push(Known { id, at: cell.column, decimals: self.export.decimals });
            }
            if self.column(ID).is_none() {
                self.found.push(messages::missing_key(start, ID));
            }
            return;
        };
        if !mapping.entries.iter().any(|(id, _)| id.value == ID) {
            self.found.push(messages::missing_key(mapping.place, ID));
        }
        for (id, column) in &mapping.entries {
            let at = match &column.which {
                Which::Numbered(at) => Some(*at),
                Which::Headed(words) => self.headed(header, words),
            };
            let decimals = column.decimals.or(self.export.decimals);
            self.columns.extend(at.map(|at| Known { id: id.clone(), at, decimals }));
        }
    }

    /// The words that the mapping expects on the first line.
    fn wanted(&self) -> impl Iterator<Item = String> {
        let entries = self.export.columns.iter().flat_map(|mapping| &mapping.entries);
        entries.filter_map(|(_, column)| match &column.which {
            Which::Headed(words) => Some(spaced(&words.text)),
            Which::Numbered(_) => None,
        })
    }

    /// Something where the first line has not one of the headings.
    fn misplaced(&self, header: &[FileCell]) -> Option<()> {
        let has = |words: String| header.iter().any(|cell| spaced(&cell.words) == words);
        (self.wanted().next().is_some() && !self.wanted().any(has)).then_some(())
    }

    /// The number of the row that has most of the headings, from 1.
    fn headings(&self, lines: &[Line]) -> Option<u32> {
        let count = self.wanted().count();
        let has = |line: &Line| {
            let words: BTreeSet<String> = line.iter().map(|cell| spaced(&cell.words)).collect();
            self.wanted().filter(|wanted| words.contains(wanted)).count()
        };
        let (at, line) = lines.iter().enumerate().find(|(_, line)| has(line) * 2 > count)?;
        let stored = line.iter().find_map(|cell| cell.stored.as_ref());
        stored.map(|stored| stored.at.row).or(u32::try_from(at + 1).ok())
    }

    /// Tells once where the headings stand.
    fn elsewhere(&mut self, row: u32) {
        let part = self.export.part.as_ref();
        let mapping = self.export.columns.as_ref().map(|mapping| mapping.place);
        let place = part.and_then(|part| part.place).or(mapping).unwrap_or(self.export.file.place);
        let area = part.map(|part| part.area.beginning(row));
        self.found.push(headings_elsewhere(place, row, area.as_deref()));
    }

    /// The column with these words on the first line.
    fn headed(&mut self, header: &[FileCell], words: &SourceText) -> Option<u32> {
        let wanted = spaced(&words.text);
        let all: Vec<&FileCell> = header.iter().filter(|cell| spaced(&cell.words) == wanted).collect();
        match all.as_slice() {
            [] => {
                let known: Vec<&str> =
                    header.iter().map(|cell| cell.words.as_str()).filter(|words| !words.is_empty()).collect();
                let meant = closest_match(words.trimmed(), known.iter().copied());
                self.found.push(column_missing(words.place, words.trimmed(), meant, &known));
                None
            }
            [cell] => {
                self.merged(cell);
                Some(cell.column)
            }
            [first, second, ..] => {
                let letters = [first, second].map(|cell| cell_ref::letters(cell.column));
                let places = [first, second].map(|cell| self.place(cell));
                self.found.push(column_twice(words.place, words.trimmed(), &letters, places));
                None
            }
        }
    }

    fn line(&mut self, line: &[FileCell], ids: u32, rows: &mut Vec<FinanceRow>) {
        let Some(id) = self.row_id(line, ids) else { return };
        let place = id.place;
        let name = self.column(NAME).and_then(|at| cell(line, at)).filter(|cell| !cell.words.is_empty());
        let name = name.map(|cell| self.used(cell, |reading| reading.label(cell)));
        let columns: Vec<_> =
            self.columns.iter().filter(|column| !matches!(column.id.value.as_str(), ID | NAME)).cloned().collect();
        let mut cells = Vec::new();
        for column in columns {
            let Some(cell) = cell(line, column.at).filter(|cell| !cell.words.is_empty()) else { continue };
            let content = self.used(cell, |reading| reading.content(cell, &column));
            cells.extend(
                content.map(|content| (column.id, Cell { content, marks: None, rows: 1, place: self.place(cell) })),
            );
        }
        if name.is_none() && !self.known.contains_key(&id.value) {
            self.found.push(messages::missing_key(place, NAME));
        }
        self.add(rows, id, name, cells);
    }

    /// Adds a line's cells to the row that the section has, or as a row of its own.
    fn add(
        &mut self,
        rows: &mut Vec<FinanceRow>,
        id: Spanned<String>,
        name: Option<Prose>,
        cells: Vec<(Spanned<String>, Cell)>,
    ) {
        let known = self.known.get(&id.value).and_then(|at| rows.get_mut(*at));
        // A second line of the same id, or a row whose figures were written, is a row too: merging tells that one id
        // is used twice.
        if let Some(row) = known.filter(|row| row.cells.is_empty()) {
            row.cells = cells;
            return;
        }
        self.known.entry(id.value.clone()).or_insert(rows.len());
        let (table, place) = (Spanned::new(self.export.table.value.clone(), id.place), id.place);
        let (name, kind, sums) = (name.unwrap_or_default(), RowKind::Item, Vec::new());
        let id = id.map(RowId::from);
        rows.push(FinanceRow { table, id, name, kind, sums, above: None, turned: None, comment: None, cells, place });
    }

    /// The row that a line is; `None` where it is none that is asked for, or none that can be.
    fn row_id(&mut self, line: &[FileCell], ids: u32) -> Option<Spanned<String>> {
        let named = cell(line, ids).filter(|cell| !cell.words.is_empty());
        if let Some(mapping) = &self.export.rows {
            let named = named?;
            let wanted = self.wanted.get(&spaced(&named.words)).copied();
            let Some((at, (id, _))) = wanted.and_then(|at| Some((at, mapping.entries.get(at)?))) else {
                self.others.push(named.words.clone());
                return None;
            };
            self.taken.insert(at);
            return Some(Spanned::new(id.value.clone(), self.place(named)));
        }
        let Some(named) = named else {
            let first = line.first().map_or(Span::new(self.file, 0..0), |cell| self.place(cell));
            self.found.push(messages::missing_key(first, ID));
            return None;
        };
        let place = self.place(named);
        if !is_id(&named.words) {
            self.found.push(bad_row_id(place, &named.words));
            return None;
        }
        Some(Spanned::new(named.words.clone(), place))
    }

    /// Takes what a cell holds, and remembers where it is hidden or merged.
    fn used<T>(&mut self, cell: &FileCell, take: impl FnOnce(&mut Self) -> T) -> T {
        self.merged(cell);
        let place = self.place(cell);
        if let Some(stored) = &cell.stored {
            let [row, column] = &mut self.hidden;
            for (is_hidden, number, (first, all)) in
                [(stored.hidden_row, stored.at.row, row), (stored.hidden_column, stored.at.column, column)]
            {
                if is_hidden {
                    first.get_or_insert(place);
                    all.insert(number);
                }
            }
        }
        take(self)
    }

    fn merged(&mut self, cell: &FileCell) {
        if let Some(area) = &cell.merged {
            self.found.push(merged_cells(self.place(cell), &area.name()));
        }
    }

    /// A cell's words as they are: a program that writes a file knows nothing of our markup.
    fn label(&mut self, cell: &FileCell) -> Prose {
        let written = SourceText::plain(self.file, cell.span.clone(), &cell.words);
        Prose::verbatim(&cleaned(written, &mut self.found))
    }

    /// A cell's figure or words; `None` where it holds neither.
    fn content(&mut self, cell: &FileCell, column: &Known) -> Option<Content> {
        let place = self.place(cell);
        let number = match cell.stored.as_ref().map(|stored| (&stored.stored, stored)) {
            None | Some((Stored::Text(_), _)) => None,
            Some((Stored::Number(number), stored)) => {
                self.format(number, stored, cell, column);
                Some(number)
            }
            Some((other, _)) => {
                self.found.push(sheet_cell(place, other));
                return None;
            }
        };
        match (cell.words.parse::<Amount>(), column.decimals) {
            (Ok(amount), Some(decimals)) => Some(Content::Figure(amount.rounded(decimals))),
            (Ok(amount), None) if number.is_some() => Some(Content::Figure(amount)),
            (Err(_), _) if number.is_some() => {
                self.found.push(messages::figure_too_long(place, &cell.words));
                None
            }
            _ => Some(Content::Words(self.label(cell))),
        }
    }

    /// Tells where the paper shows other digits than Excel.
    fn format(&mut self, number: &sheet::Number, stored: &sheet::Cell, cell: &FileCell, column: &Known) {
        let (place, format) = (self.place(cell), stored.format);
        let shown = format.decimals.filter(|shown| sheet::decimals(&cell.words) > *shown);
        if format.thousands > 0 && self.told.insert(stored.at.column) {
            self.found.push(shown_in_thousands(place, &cell.words, format.thousands));
        }
        if column.decimals.is_some() {
            return;
        }
        let (id, letters) = (&column.id.value, cell_ref::letters(column.at));
        if number.residue {
            self.found.push(residue(place, &cell.words, id, &letters));
        } else if let Some(shown) = shown
            && self.told.insert(stored.at.column)
        {
            self.found.push(more_decimals(place, &cell.words, shown, id, &letters));
        }
    }

    /// Tells what was hidden, and which rows of the mapping the file does not have.
    fn end(&mut self) {
        let [(row, rows), (column, columns)] = std::mem::take(&mut self.hidden);
        self.found.extend(row.map(|place| hidden_rows(place, rows.len())));
        self.found.extend(column.map(|place| hidden_columns(place, columns.len())));
        for (at, (_, words)) in self.export.rows.iter().flat_map(|rows| &rows.entries).enumerate() {
            if !self.taken.contains(&at) {
                let meant = closest_match(words.trimmed(), self.others.iter().map(String::as_str));
                self.found.push(line_missing(words.place, words.trimmed(), meant));
            }
        }
    }
}

/// The cell of a column.
fn cell(line: &[FileCell], column: u32) -> Option<&FileCell> {
    line.binary_search_by_key(&column, |cell| cell.column).ok().and_then(|at| line.get(at))
}

/// Words with one space between them.
fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
