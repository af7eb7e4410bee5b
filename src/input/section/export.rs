//! `[[csv]]` and `[[xlsx]]`: figures of a finance table from a file that another program has written, or from lines
//! that somebody pasted.
//!
//! The file's first line names the columns. Where nobody can change that, `kolumner` says which of the file's columns
//! is which of the table's, and `rader` which of its lines is which row.

use crate::base::ids::RowId;
use crate::base::ids::TableId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::base::amount::Amount;
use crate::base::cell_ref::{self, Area};
use crate::base::limits::{LOOKED_AT_FOR_HEADINGS, MAX_DECIMALS, SUGGESTIONS};
use crate::base::names::{closest_match, id_of, is_id};
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::{FileId, MARK, Span, Spanned, is_inside};
use crate::base::swedish::one_spaced;
use crate::base::written::SourceText;
use crate::diagnostic::{Diagnostic, Findings};
use crate::input::decode::{Fields, Mixed, cleaned};
use crate::input::messages::{self, Expected};
use crate::input::prose::Prose;
use crate::input::row_kind::{LineKey, RowKind, RowLooks};
use crate::input::sheet::line::{FileCell, Line};
use crate::input::sheet::messages::{
    bad_area, bad_column_letter, bad_row_id, cells_beyond, cells_short, column_empty, column_missing, column_twice,
    headings_elsewhere, hidden_columns, hidden_rows, line_missing, line_without_id, line_without_name, mark_in_export,
    merged_cells, more_decimals, no_id_column, nothing_parted, residue, several_amounts, sheet_cell,
    shown_in_thousands, shown_otherwise, thousands_or_decimals,
};
use crate::input::sheet::{self, Shown, Stored};

use super::cell::{Cell, Content};
use super::finance::FinanceRow;
use super::lost::Lost;

/// Where a table's figures come from.
#[derive(Debug, Clone)]
pub struct Export {
    /// The table's id.
    pub table: Spanned<TableId>,
    /// The file, within the report's folder; or the lines themselves.
    pub file: SourceText,
    /// Whether the lines stand in the unit's own file, in the place of a file's name.
    pub is_here: bool,
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
    /// Whether it has an entry for the ids, be it one that cannot be read.
    pub has_ids: bool,
    /// The entries in order.
    pub entries: Vec<(Spanned<String>, T)>,
}

impl Export {
    /// All rows that the file should give.
    pub fn all(&self) -> Lost {
        let ids = |rows: &Mapping<SourceText>| rows.entries.iter().map(|(id, _)| id.value.clone()).collect();
        Lost::rows(&self.table.value, self.rows.as_ref().map(ids))
    }
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
    /// The one with this number, from 1, which a spreadsheet calls by a letter; and where that stands.
    Numbered(u32, Span),
}

/// The column whose cells are the rows' ids.
const ID: &str = "id";

/// The column whose cells are the rows' names.
const NAME: &str = "namn";

/// The column whose cells say which rows are headings and sums.
const KIND: &str = "slag";

pub(super) fn source(fields: Fields<'_, '_>, is_workbook: bool) -> Option<Export> {
    let is_here = !is_workbook && fields.has("text") && !fields.has("fil");
    let (table, file) = (fields.required_id("tabell"), fields.words(if is_here { "text" } else { "fil" }));
    let outside = file.as_ref().filter(|file| !is_here && !is_inside(&file.text));
    if let Some(file) = outside {
        fields.report(messages::path_outside(file.place, &file.text));
    }
    let file = file.filter(|file| is_here || is_inside(&file.text));
    let part = is_workbook.then(|| WorkbookPart {
        sheet: fields.text("blad"),
        area: area(&fields),
        place: fields.has("omrade").then(|| fields.place_of("omrade")),
    });
    let columns = fields.table("kolumner").map(|columns| mapping(&columns, column));
    let rows = fields.table("rader").map(|rows| mapping(&rows, line));
    let decimals = fields.integer("decimaler", 0, MAX_DECIMALS).map(|decimals| decimals.value);
    fields.finish();
    Some(Export { table: table?, file: file?, is_here, part, columns, rows, decimals })
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
    Mapping { place: fields.place(), has_ids: fields.has(ID), entries }
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
            let decimals = entry.integer("decimaler", 0, MAX_DECIMALS).map(|decimals| decimals.value);
            let entry_place = entry.place();
            entry.finish();
            let place = letters.as_ref().map_or(entry_place, |letters| letters.place);
            let which = number.map(|at| Which::Numbered(at, place)).or(heading.map(Which::Headed))?;
            Some(Column { which, decimals })
        }
    }
}

fn line(value: Mixed<'_, '_>, key: &str) -> Option<SourceText> {
    match value {
        Mixed::Text(words) => Some(words),
        Mixed::Table(entry) => {
            entry.report(messages::wrong_type(entry.place(), key, Expected::Text, ""));
            None
        }
    }
}

/// Adds the rows of a file to those of the section: cells to a row that the section has, otherwise a row of its own.
/// `above` gives the lines above those that are taken, to look for headings there. Gives the findings, and the
/// rows that could not be taken.
pub fn read(
    file: FileId,
    all: &[Line],
    above: &mut dyn FnMut() -> Vec<Line>,
    export: &Export,
    rows: &mut Vec<FinanceRow>,
) -> (Vec<Diagnostic>, Option<Lost>) {
    let mut reading = Reading::new(file, export);
    let filled: Vec<&Line> = all.iter().filter(|line| line.iter().any(|cell| !cell.words.is_empty())).collect();
    let has_ids = |line: &&&Line| line.iter().any(|cell| spaced(&cell.words) == ID);
    if filled.iter().take(LOOKED_AT_FOR_HEADINGS).find(has_ids).is_none() {
        reading.key = NAME;
    }
    let mut lines = filled.iter().copied().skip(reading.titles(&filled));
    match lines.next() {
        None => reading.found.push(no_id_column(Span::new(file, 0..0), &[])),
        Some(header) => {
            match reading.misplaced(header).and_then(|()| reading.headings(&above()).or_else(|| reading.headings(all)))
            {
                Some(row) => reading.elsewhere(row),
                None => reading.header(header),
            }
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.table.value == export.table.value) {
                reading.known.entry(row.id.value.to_string()).or_insert(at);
                reading.called.entry(spaced(&row.name.plain()).to_lowercase()).or_insert(row.id.value.to_string());
            }
            if let Some(ids) = reading.column(ID).or_else(|| reading.names()) {
                reading.nameless = false;
                let lines: Vec<&Line> = lines.collect();
                if reading.column(ID).is_none() {
                    reading.made_ids(&lines, ids);
                    reading.timed = are_times(lines.iter().filter_map(|line| cell(line, ids)));
                }
                lines.iter().for_each(|line| reading.line(line, ids, rows));
                reading.end(&lines);
            }
        }
    }
    let lost = reading.lost();
    let (mut found, more) = reading.found.into_parts();
    found.extend((more > 0).then(|| messages::more_findings(Some(Span::new(file, 0..0)), more)));
    (found, lost)
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
    found: Findings,
    /// The column by whose heading the headings are found, where nobody says which columns there are.
    key: &'static str,
    /// Whether all names are times, so that a row without one is under the time above it.
    timed: bool,
    /// How many lines became rows.
    count: u32,
    /// The ids that are made from names, by their lines' first byte.
    made: BTreeMap<usize, String>,
    /// The table's columns, each with the file's.
    columns: Vec<Known>,
    /// The ids of lines that the mapping does not name.
    others: Vec<String>,
    /// How often it was looked for what may have been meant.
    suggested: usize,
    /// Whether nobody can say which line is which row, of all lines or of one.
    nameless: bool,
    /// The mapping's rows by what the file has for them, and those that a line was found for.
    wanted: BTreeMap<String, usize>,
    taken: BTreeSet<usize>,
    /// The section's rows of the table, by their ids, and those ids by their names.
    known: BTreeMap<String, usize>,
    called: BTreeMap<String, String>,
    /// Columns whose number formats have been told about.
    told: BTreeSet<u32>,
    /// Columns whose number formats show something else than the number.
    shown: BTreeSet<u32>,
    /// The first cell that is taken from a hidden row, from a hidden column, and how many rows and columns.
    hidden: [(Option<Span>, BTreeSet<u32>); 2],
    /// Merged cells that have been told about.
    merged: BTreeSet<String>,
    /// The cells of a file's headings, and the last column that has one.
    width: usize,
    last: u32,
    /// Rows that have more cells than there are headings, and rows that lack some: the first place, and the rows.
    beyond: (Option<Span>, Vec<u32>),
    short: (Option<Span>, Vec<u32>),
    /// Figures in each column that may be thousands: the first one, and how many.
    thousands: BTreeMap<u32, (Span, String, usize)>,
}

impl<'e> Reading<'e> {
    fn new(file: FileId, export: &'e Export) -> Self {
        let (found, columns, others) = (Findings::default(), Vec::new(), Vec::new());
        let (known, taken, told, hidden) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new(), Default::default());
        let mut reading = Reading {
            file,
            export,
            found,
            key: ID,
            timed: false,
            count: 0,
            made: BTreeMap::new(),
            columns,
            others,
            suggested: 0,
            nameless: true,
            wanted: BTreeMap::new(),
            taken,
            known,
            called: BTreeMap::new(),
            told,
            shown: BTreeSet::new(),
            hidden,
            merged: BTreeSet::new(),
            width: usize::MAX,
            last: 0,
            beyond: (None, Vec::new()),
            short: (None, Vec::new()),
            thousands: BTreeMap::new(),
        };
        reading.rows();
        reading
    }

    /// Takes the rows of the mapping by what the file has for them.
    fn rows(&mut self) {
        let entries: Vec<&SourceText> =
            self.export.rows.iter().flat_map(|rows| &rows.entries).map(|(_, words)| words).collect();
        for (at, words) in entries.iter().enumerate() {
            let first = *self.wanted.entry(spaced(&words.text)).or_insert(at);
            if let Some(first) = entries.get(first).filter(|_| first != at) {
                self.found.push(messages::duplicate_id(words.place, words.trimmed(), first.place));
                self.taken.insert(at);
            }
        }
    }

    /// How many lines stand above the headings of a file of lines, where the headings are all on one line.
    fn titles(&self, lines: &[&Line]) -> usize {
        if self.export.part.is_some() {
            return 0;
        }
        let wanted = Headings::of(self.wanted());
        let has_all = |line: &&Line| wanted.on(line) == wanted.count;
        let found = lines.iter().take(LOOKED_AT_FOR_HEADINGS).position(has_all);
        found.filter(|_| wanted.count > 0).unwrap_or(0)
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
        self.last = header.last().map_or(0, |cell| cell.column);
        if self.export.part.is_none() {
            self.width = header.len();
        }
        let Some(mapping) = &self.export.columns else {
            self.own_headings(header);
            if self.column(ID).or_else(|| self.names()).is_none() {
                let known: Vec<&str> = header.iter().map(|cell| cell.words.as_str()).collect();
                self.found.push(no_id_column(start, &known));
            }
            return;
        };
        if !mapping.entries.iter().any(|(id, _)| matches!(id.value.as_str(), ID | NAME)) {
            self.found.push(messages::missing_key(mapping.place, ID));
        }
        if self.width == 1 && self.wanted().nth(1).is_some() {
            self.found.push(nothing_parted(start));
            return;
        }
        let called = Called::of(header);
        for (id, column) in &mapping.entries {
            let at = match &column.which {
                Which::Numbered(at, _) => Some(*at),
                Which::Headed(words) => self.headed(header, &called, words),
            };
            let decimals = column.decimals.or(self.export.decimals);
            self.columns.extend(at.map(|at| Known { id: id.clone(), at, decimals }));
        }
    }

    /// Takes the headings for the table's columns themselves.
    fn own_headings(&mut self, header: &[FileCell]) {
        let mut first: BTreeMap<&str, &FileCell> = BTreeMap::new();
        // Of lines that somebody pasted as they are, the first column names the rows.
        let is_told = |cell: &FileCell| [ID, NAME].contains(&spaced(&cell.words).as_str());
        let names_first = self.export.is_here && header.len() > 1 && !header.iter().any(is_told);
        let names = header.first().filter(|_| names_first);
        self.columns.extend(names.map(|cell| {
            let id = Spanned::new(NAME.to_owned(), self.place(cell));
            Known { id, at: cell.column, decimals: None }
        }));
        let rest = header.iter().skip(usize::from(names_first));
        for cell in rest.filter(|cell| !cell.words.is_empty()) {
            self.merged(cell);
            let place = self.place(cell);
            if let Some(first) = first.get(cell.words.as_str()) {
                let letters = [first, cell].map(|cell| cell_ref::letters(cell.column));
                let places = [first, cell].map(|cell| self.place(cell));
                self.found.push(column_twice(place, &cell.words, &letters, places));
                continue;
            }
            first.insert(&cell.words, cell);
            let id = Spanned::new(cell.words.clone(), place);
            self.columns.push(Known { id, at: cell.column, decimals: self.export.decimals });
        }
    }

    /// The words that are expected on the first line.
    fn wanted(&self) -> impl Iterator<Item = String> {
        let entries = self.export.columns.iter().flat_map(|mapping| &mapping.entries);
        let mapped = entries.filter_map(|(_, column)| match &column.which {
            Which::Headed(words) => Some(spaced(&words.text)),
            Which::Numbered(..) => None,
        });
        mapped.chain(self.export.columns.is_none().then(|| self.key.to_owned()))
    }

    /// Something where the first line has not one of the headings.
    fn misplaced(&self, header: &[FileCell]) -> Option<()> {
        let wanted = Headings::of(self.wanted());
        (wanted.count > 0 && wanted.on(header) == 0).then_some(())
    }

    /// The number of the row that has most of the headings, from 1.
    fn headings(&self, lines: &[Line]) -> Option<u32> {
        let wanted = Headings::of(self.wanted());
        let line = lines.iter().take(LOOKED_AT_FOR_HEADINGS).find(|line| wanted.on(line) * 2 > wanted.count)?;
        line.first().map(|cell| cell.row)
    }

    /// What may have been meant, where not too much has been looked for already.
    fn suggest<'m>(&mut self, look: impl FnOnce() -> Option<&'m str>) -> Option<&'m str> {
        self.suggested += 1;
        if self.suggested > SUGGESTIONS { None } else { look() }
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
    fn headed(&mut self, header: &[FileCell], called: &Called<'_>, words: &SourceText) -> Option<u32> {
        let all = called.all(&spaced(&words.text));
        match all.as_slice() {
            [] => {
                let known: Vec<&str> =
                    header.iter().map(|cell| cell.words.as_str()).filter(|words| !words.is_empty()).collect();
                let meant = self.suggest(|| closest_match(words.trimmed(), known.iter().copied()));
                let is_date =
                    |cell: &&FileCell| cell.stored.as_ref().is_some_and(|cell| matches!(cell.stored, Stored::Date(_)));
                let date = header.iter().find(is_date);
                let date = date.map(|cell| (cell.words.as_str(), cell_ref::letters(cell.column)));
                self.found.push(column_missing(words.place, words.trimmed(), meant, &known, date));
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
        let name = name.map(|cell| self.used(cell, |reading| reading.name(cell)));
        self.cells(line);
        let kind = self.kind(line);
        let is_cell = |column: &&Known| !matches!(column.id.value.as_str(), ID | NAME | KIND);
        let columns: Vec<_> = self.columns.iter().filter(is_cell).cloned().collect();
        let mut cells = Vec::new();
        for column in columns {
            let Some(cell) = cell(line, column.at).filter(|cell| !cell.words.is_empty()) else { continue };
            let content = self.used(cell, |reading| reading.content(cell, &column));
            // Hundredths that a workbook shows are per cent.
            let shows = cell.stored.as_ref().map(|stored| stored.format);
            let unit = shows.filter(|format| format.per_cent).map(|_| "%".to_owned());
            cells.extend(content.map(|content| {
                (column.id, Cell { content, marks: None, unit, rows: 1, columns: 1, place: self.place(cell) })
            }));
        }
        let needs_name = self.column(ID).is_some() || !self.goes_on(line);
        if name.is_none() && needs_name && !self.known.contains_key(&id.value) {
            self.found.push(line_without_name(place, self.export.is_here));
        }
        let kind = kind.unwrap_or_else(|| self.kind_of(name.as_ref(), &cells));
        self.add(rows, id, (name, kind), cells);
    }

    /// Whether ids are made from names, so that a line of a name alone is a heading.
    fn makes_ids(&self) -> bool {
        !self.made.is_empty()
    }

    /// The column of the rows' names, where ids are to be made of them: it stands first, or behind that of their kinds.
    /// What stands before it otherwise is likely to tell rows apart.
    fn names(&self) -> Option<u32> {
        let at = self.column(NAME)?;
        let is_first = |column: &Known| column.at >= at || column.id.value == KIND;
        let is_asked_for = match &self.export.columns {
            Some(mapping) => !mapping.has_ids,
            None => self.columns.iter().all(is_first),
        };
        is_asked_for.then_some(at)
    }

    /// The kind of a line's row, where a column says it.
    fn kind(&mut self, line: &[FileCell]) -> Option<RowKind> {
        let at = self.column(KIND)?;
        let said = cell(line, at).filter(|cell| !cell.words.trim().is_empty())?;
        let kind = RowKind::named(&said.words);
        if kind.is_none() {
            let known: Vec<&str> = RowKind::WORDS.iter().map(|(word, _)| *word).collect();
            self.found.push(messages::unknown_word(self.place(said), KIND, &said.words, &known));
        }
        kind
    }

    /// The kind of a row of which nobody says it: where ids are made, a name alone is a heading, and `Summa` a sum.
    fn kind_of(&self, name: Option<&Prose>, cells: &[(Spanned<String>, Cell)]) -> RowKind {
        match name.map(Prose::plain).filter(|_| self.makes_ids() && self.column(KIND).is_none()) {
            Some(_) if cells.iter().all(|(column, _)| LineKey::is_look(&column.value)) => RowKind::Group,
            Some(name) => RowKind::of_name(&name),
            None => RowKind::Item,
        }
    }

    /// Makes the ids of rows from their names, which stand in this column. One that the section has a row of has the
    /// id of that; names that stand several times are told apart by the heading above them, or else by a number.
    fn made_ids(&mut self, lines: &[&Line], names: u32) {
        let first = |line: &Line| line.first().map_or(0, |cell| cell.span.start);
        let looks = self.columns.iter().filter(|column| LineKey::is_look(&column.id.value));
        let looks: BTreeSet<u32> = looks.map(|column| column.at).collect();
        let mut rows: Vec<(usize, String, Option<String>)> = Vec::new();
        let (mut above, mut times): (Option<String>, BTreeMap<String, usize>) = (None, BTreeMap::new());
        for line in lines {
            let name = cell(line, names).filter(|cell| !cell.words.is_empty());
            let own = name.and_then(|cell| self.called.get(&spaced(&cell.words).to_lowercase()).cloned());
            let Some(id) = own.or_else(|| name.and_then(|cell| id_of(&cell.words))) else { continue };
            *times.entry(id.clone()).or_default() += 1;
            rows.push((first(line), id.clone(), above.clone()));
            let is_look = |cell: &&FileCell| looks.contains(&cell.column);
            let filled = line.iter().filter(|cell| !cell.words.trim().is_empty() && !is_look(cell));
            let is_bare = filled.count() == 1;
            let says = self.column(KIND).and_then(|at| cell(line, at)).and_then(|cell| RowKind::named(&cell.words));
            if says.map_or(is_bare, |kind| kind == RowKind::Group) {
                above = Some(id);
            }
        }
        let mut met: BTreeSet<String> = BTreeSet::new();
        for (at, id, above) in rows {
            let several = times.get(&id).is_some_and(|times| *times > 1);
            let base = match above.filter(|_| several) {
                Some(above) => id_of(&format!("{above} {id}")).unwrap_or(id),
                None => id,
            };
            let numbered = (2..).map(|number| format!("{base}-{number}"));
            let own = std::iter::once(base.clone()).chain(numbered).find(|id| !met.contains(id)).unwrap_or(base);
            met.insert(own.clone());
            self.made.insert(at, own);
        }
    }

    /// Adds a line's cells to the row that the section has, or as a row of its own.
    fn add(
        &mut self,
        rows: &mut Vec<FinanceRow>,
        id: Spanned<String>,
        (name, kind): (Option<Prose>, RowKind),
        cells: Vec<(Spanned<String>, Cell)>,
    ) {
        self.count += 1;
        let order = (self.export.table.place.start, self.count);
        let known = self.known.get(&id.value).and_then(|at| rows.get_mut(*at));
        // A second line of the same id, or a row whose figures were written, is a row too: merging tells that one id
        // is used twice.
        if let Some(row) = known.filter(|row| row.cells.is_empty()) {
            row.cells = cells;
            row.order = order;
            return;
        }
        self.known.entry(id.value.clone()).or_insert(rows.len());
        let (table, place) = (self.export.table.clone(), id.place);
        rows.push(FinanceRow {
            order,
            table,
            id: id.map(RowId::from),
            name: name.unwrap_or_default(),
            kind,
            looks: RowLooks::default(),
            unit: None,
            key_figure: None,
            sums: Vec::new(),
            quotient: None,
            above: None,
            weight: None,
            inverted: None,
            comment: None,
            cells,
            waiting: Vec::new(),
            place,
        });
    }

    /// Whether a line without a name goes on below the one above: one of words, or of some words below a time.
    fn goes_on(&self, line: &[FileCell]) -> bool {
        let has_words = |cell: &FileCell| cell.words.contains(char::is_alphabetic);
        is_of_words(line) || (self.timed && line.iter().any(has_words))
    }

    /// The row that a line is; `None` where it is none that is asked for, or none that can be.
    fn row_id(&mut self, line: &[FileCell], ids: u32) -> Option<Spanned<String>> {
        let named = cell(line, ids).filter(|cell| !cell.words.is_empty());
        if let Some(mapping) = &self.export.rows {
            let named = named?;
            let names = std::iter::once(&named.words).chain(&named.names);
            let wanted = names.filter_map(|name| self.wanted.get(&spaced(name))).copied().next();
            let Some((at, (id, _))) = wanted.and_then(|at| Some((at, mapping.entries.get(at)?))) else {
                self.others.push(named.words.clone());
                return None;
            };
            self.taken.insert(at);
            return Some(Spanned::new(id.value.clone(), self.place(named)));
        }
        let Some(named) = named else {
            let first = line.first().map_or(Span::new(self.file, 0..0), |cell| self.place(cell));
            // The time of the row above holds for it, too.
            if self.column(ID).is_none() && self.goes_on(line) {
                let row = line.first().map_or(0, |cell| cell.row);
                return Some(Spanned::new(format!("rad-{row}"), first));
            }
            let column = if self.column(ID).is_some() { ID } else { NAME };
            self.found.push(if self.export.is_here && column == NAME {
                line_without_name(first, true)
            } else {
                line_without_id(first, column)
            });
            self.nameless = true;
            return None;
        };
        let place = self.place(named);
        if self.column(ID).is_none() {
            // A name without letters gives none; such a row has the number of its line.
            let start = line.first().map_or(0, |cell| cell.span.start);
            let made = self.made.get(&start).cloned();
            return Some(Spanned::new(made.unwrap_or_else(|| format!("rad-{}", named.row)), place));
        }
        if !is_id(&named.words) {
            self.found.push(bad_row_id(place, &named.words));
            self.nameless = true;
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
        if let Some(area) = &cell.merged
            && self.merged.insert(area.name())
        {
            self.found.push(merged_cells(self.place(cell), &area.name()));
        }
    }

    /// Remembers a row that has more cells than there are headings, or fewer than are taken.
    fn cells(&mut self, line: &[FileCell]) {
        if self.export.part.is_some() {
            return;
        }
        let row = line.first().map_or(0, |cell| cell.row);
        let needed = self.columns.iter().map(|column| column.at as usize).max().unwrap_or(0);
        let extra = line.get(self.width..).unwrap_or_default().iter().find(|cell| !cell.words.is_empty());
        if let Some(extra) = extra {
            let place = self.place(extra);
            self.beyond.0.get_or_insert(place);
            self.beyond.1.push(row);
        } else if line.len() < needed.min(self.width) && !(line.len() == 1 && self.makes_ids()) {
            let place = line.last().map(|cell| self.place(cell));
            self.short.0 = self.short.0.or(place);
            self.short.1.push(row);
        }
    }

    /// A row's name, as the program that wrote the file shows it.
    fn name(&mut self, cell: &FileCell) -> Prose {
        match fault(cell, is_known_error) {
            Some(fault) if !matches!(fault, Stored::Date(_)) => {
                self.found.push(sheet_cell(self.place(cell), &fault));
                Prose::default()
            }
            _ => {
                let is_number = cell.stored.as_ref().is_some_and(|cell| matches!(cell.stored, Stored::Number(_)));
                let words = cell.names.first().filter(|_| is_number).unwrap_or(&cell.words).clone();
                self.label(cell, &words)
            }
        }
    }

    /// A cell's words as they are: a program that writes a file knows nothing of our markup.
    fn label(&mut self, cell: &FileCell, words: &str) -> Prose {
        let written = SourceText::plain(self.file, cell.span.clone(), words);
        let mark = mark(words).map(|at| (self.narrow(cell, at.clone()), words.get(at).unwrap_or("")));
        self.found.extend(mark.map(|(place, mark)| mark_in_export(place, mark)));
        Prose::verbatim(&cleaned(written, &mut self.found))
    }

    /// A part of a cell's words; all of the cell where they do not stand in the file as they are.
    fn narrow(&self, cell: &FileCell, part: std::ops::Range<usize>) -> Span {
        let whole = self.place(cell);
        let is_whole = whole.range().len() == cell.words.len();
        if is_whole {
            Span::new(whole.file, whole.range().start + part.start..whole.range().start + part.end)
        } else {
            whole
        }
    }

    /// A cell's figure or words; `None` where it holds neither.
    fn content(&mut self, cell: &FileCell, column: &Known) -> Option<Content> {
        let place = self.place(cell);
        if let Some(fault) = fault(cell, is_error) {
            self.found.push(sheet_cell(place, &fault));
            return None;
        }
        if cell.several_amounts {
            self.found.push(several_amounts(place, &cell.words));
            return None;
        }
        let number = match cell.stored.as_ref().map(|stored| (&stored.stored, stored)) {
            Some((Stored::Number(number), stored)) => {
                self.format(number, stored, cell, column);
                Some(number)
            }
            _ => {
                self.thousands(cell, column);
                None
            }
        };
        match (cell.words.parse::<Amount>(), column.decimals) {
            (Ok(amount), Some(decimals)) => {
                self.found.extend(messages::written_otherwise(place, &cell.words, amount).filter(|_| number.is_none()));
                Some(Content::Figure(amount.rounded(decimals)))
            }
            (Ok(amount), None) if number.is_some() => Some(Content::Figure(amount)),
            (Err(_), _) if number.is_some() => {
                self.found.push(messages::figure_too_long(place, &cell.words));
                None
            }
            _ => Some(Content::Words(self.label(cell, &cell.words))),
        }
    }

    /// Remembers a figure that may be meant in thousands: nobody says how many decimals the column has.
    fn thousands(&mut self, cell: &FileCell, column: &Known) {
        if separator_of_three(&cell.words).is_some() && column.decimals != Some(3) {
            let place = self.place(cell);
            let first = self.thousands.entry(column.at).or_insert_with(|| (place, cell.words.clone(), 0));
            first.2 += 1;
        }
    }

    /// Tells where the paper shows other digits than Excel.
    fn format(&mut self, number: &sheet::Number, stored: &sheet::Cell, cell: &FileCell, column: &Known) {
        let (place, format) = (self.place(cell), stored.format);
        let shown = format.decimals.filter(|shown| sheet::decimals(&cell.words) > *shown);
        if format.thousands > 0 && self.told.insert(stored.at.column) {
            self.found.push(shown_in_thousands(place, &cell.words, format.thousands));
        }
        let seen = match number.digits.strip_prefix('-') {
            Some(_) => format.below,
            None if number.digits == "0" => Shown::Signed,
            None => format.above,
        };
        if seen != Shown::Signed && self.shown.insert(stored.at.column) {
            self.found.push(shown_otherwise(place, &cell.words, seen));
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

    /// Tells what was hidden, what may be thousands, and which columns and rows of the mapping the file does not have.
    fn end(&mut self, lines: &[&Line]) {
        let (beyond, short) = (std::mem::take(&mut self.beyond), std::mem::take(&mut self.short));
        self.found.extend(beyond.0.map(|place| cells_beyond(place, self.width, &beyond.1)));
        self.found.extend(short.0.map(|place| cells_short(place, self.width, &short.1)));
        for (column, (place, words, count)) in std::mem::take(&mut self.thousands) {
            // Another number of decimals in the column, with the same sign before them, makes it certain.
            let separator = separator_of_three(&words);
            let certain = |cell: &FileCell| {
                let is_number = cell.stored.as_ref().is_some_and(|cell| matches!(cell.stored, Stored::Number(_)));
                !is_number
                    && cell.words.parse::<Amount>().is_ok_and(|amount| amount.decimals() > 0)
                    && separator_of_three(&cell.words).is_none()
                    && cell.words.chars().find(|c| ['.', ','].contains(c)) == separator
            };
            if !lines.iter().any(|line| cell(line, column).is_some_and(certain)) {
                self.found.push(thousands_or_decimals(place, &words, count));
            }
        }
        let widest = lines.iter().filter_map(|line| line.last()).map(|cell| cell.column).max();
        let last = widest.map_or(u32::MAX, |widest| widest.max(self.last));
        for (_, column) in self.export.columns.iter().flat_map(|mapping| &mapping.entries) {
            if let Which::Numbered(at, place) = &column.which
                && *at > last
            {
                self.found.push(column_empty(*place, &cell_ref::letters(*at), &cell_ref::letters(last)));
            }
        }
        let [(row, rows), (column, columns)] = std::mem::take(&mut self.hidden);
        self.found.extend(row.map(|place| hidden_rows(place, rows.len())));
        self.found.extend(column.map(|place| hidden_columns(place, columns.len())));
        for (at, (_, words)) in self.export.rows.iter().flat_map(|rows| &rows.entries).enumerate() {
            if !self.taken.contains(&at) {
                let others = std::mem::take(&mut self.others);
                let meant = self.suggest(|| closest_match(words.trimmed(), others.iter().map(String::as_str)));
                self.found.push(line_missing(words.place, words.trimmed(), meant));
                self.others = others;
            }
        }
    }
}

impl Reading<'_> {
    /// The rows that could not be taken, all of which have been told.
    fn lost(&self) -> Option<Lost> {
        let Some(mapping) = self.export.rows.as_ref().filter(|_| !self.nameless) else {
            return self.nameless.then(|| self.export.all());
        };
        let entries = mapping.entries.iter().enumerate();
        let missing = entries.filter(|(at, _)| !self.taken.contains(at)).map(|(_, (id, _))| id.value.clone());
        Some(Lost::rows(&self.export.table.value, Some(missing.collect())))
    }
}

/// The headings that are looked for on a line.
struct Headings {
    /// Their places among all, as they are written, and in small letters.
    written: BTreeMap<String, usize>,
    small: BTreeMap<String, Vec<usize>>,
    count: usize,
}

impl Headings {
    fn of(wanted: impl Iterator<Item = String>) -> Self {
        let mut headings = Headings { written: BTreeMap::new(), small: BTreeMap::new(), count: 0 };
        for words in wanted {
            if !headings.written.contains_key(&words) {
                headings.small.entry(words.to_lowercase()).or_default().push(headings.count);
                headings.written.insert(words, headings.count);
                headings.count += 1;
            }
        }
        headings
    }

    /// How many of them stand on a line.
    fn on(&self, line: &[FileCell]) -> usize {
        let mut all: BTreeSet<usize> = BTreeSet::new();
        for cell in line {
            let [written, small] = called(cell);
            all.extend(written.iter().filter_map(|words| self.written.get(words)));
            all.extend(small.iter().filter_map(|words| self.small.get(words)).flatten());
        }
        all.len()
    }
}

/// The cells of a line by what they are called.
struct Called<'l> {
    written: BTreeMap<String, Vec<&'l FileCell>>,
    small: BTreeMap<String, Vec<&'l FileCell>>,
}

impl<'l> Called<'l> {
    fn of(line: &'l [FileCell]) -> Self {
        let mut all = Called { written: BTreeMap::new(), small: BTreeMap::new() };
        for cell in line {
            let [written, small] = called(cell);
            written.into_iter().for_each(|words| all.written.entry(words).or_default().push(cell));
            small.into_iter().for_each(|words| all.small.entry(words).or_default().push(cell));
        }
        all
    }

    /// Those that are called so, in their order.
    fn all(&self, wanted: &str) -> Vec<&'l FileCell> {
        let written = self.written.get(wanted).into_iter().flatten();
        let small = self.small.get(&wanted.to_lowercase()).into_iter().flatten();
        let mut all: Vec<&FileCell> = written.chain(small).copied().collect();
        all.sort_by_key(|cell| cell.column);
        all.dedup_by_key(|cell| cell.column);
        all
    }
}

/// What a heading is called as it is written, and, where it may be shown in several ways, in small letters.
fn called(cell: &FileCell) -> [Vec<String>; 2] {
    let names = std::iter::once(&cell.words).chain(&cell.names).filter(|_| !cell.names.is_empty());
    [vec![spaced(&cell.words)], names.map(|name| spaced(name).to_lowercase()).collect()]
}

/// Whether a line holds more words than figures.
fn is_of_words(line: &[FileCell]) -> bool {
    let filled = || line.iter().filter(|cell| !cell.words.trim().is_empty());
    let words = filled().filter(|cell| cell.words.contains(char::is_alphabetic)).count();
    words > 0 && 2 * words >= filled().count()
}

/// Whether cells hold times or days alone: `17.00`, `kl. 13:15–14.00`, `18/9`, `2025-09-18`, and one at least.
fn are_times<'c>(cells: impl Iterator<Item = &'c FileCell>) -> bool {
    let mut words = cells.map(|cell| spaced(&cell.words)).filter(|words| !words.is_empty()).peekable();
    words.peek().is_some() && words.all(|words| TIMES.is_match(&words))
}

/// A time or a day, or two of them with a dash between.
static TIMES: LazyLock<Pattern> = LazyLock::new(|| {
    let time = r"(?:[01]?\d|2[0-4])[.:][0-5]\d|\d{4}-\d{2}-\d{2}|[0-3]?\d/1?\d";
    pattern(&format!(r"(?i)^(?:kl\.? ?)?(?:{time})(?: ?[-–] ?(?:{time}))?$"))
});

/// The cell of a column.
fn cell(line: &[FileCell], column: u32) -> Option<&FileCell> {
    line.binary_search_by_key(&column, |cell| cell.column).ok().and_then(|at| line.get(at))
}

/// Words with one space between them, without quotation marks around them and signs that nobody sees.
fn spaced(words: &str) -> String {
    let unseen = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | MARK);
    one_spaced(&words.replace(unseen, "")).trim_matches('"').to_owned()
}

/// What a cell holds, where that is neither a figure nor words. `is_error` tells words that stand for an error.
fn fault(cell: &FileCell, is_error: fn(&str) -> bool) -> Option<Stored> {
    match cell.stored.as_ref().map(|stored| &stored.stored) {
        None | Some(Stored::Text(_)) if is_error(&cell.words) => Some(Stored::Error(cell.words.clone())),
        None | Some(Stored::Text(_)) if is_formula(&cell.words) => Some(Stored::Uncomputed),
        None | Some(Stored::Text(_) | Stored::Number(_)) => None,
        Some(other) => Some(other.clone()),
    }
}

/// Whether words are a program's for what it cannot compute or show, in any language: `#SAKNAS!`, `########`,
/// `Err:502`, `NaN`.
fn is_error(words: &str) -> bool {
    let lower = words.to_lowercase();
    let loud =
        |rest: &str| rest.ends_with(['!', '?']) || rest.chars().all(|c| !c.is_lowercase() && !c.is_ascii_digit());
    let word =
        |rest: &str| !rest.contains(char::is_whitespace) && (loud(rest) || matches!(rest, "Missing" | "missing"));
    words.strip_prefix('#').is_some_and(|rest| !rest.is_empty() && word(rest))
        || is_numbered_error(&lower)
        || matches!(lower.trim_start_matches(['-', '+']), "nan" | "inf" | "infinity" | "null" | "(null)")
        || lower.trim_start_matches('-').starts_with("1.#")
}

/// Whether words that may be a name stand for an error nevertheless: a row can be called `Null` or `#METOO`.
fn is_known_error(words: &str) -> bool {
    let value = words.strip_prefix('#').map(str::to_uppercase);
    let is_too_narrow = |value: &String| value.len() > 1 && value.bytes().all(|b| b == b'#');
    value.is_some_and(|value| ERRORS.contains(&value.as_str()) || is_too_narrow(&value))
        || is_numbered_error(&words.to_lowercase())
}

/// Whether words are an error as LibreOffice numbers it.
fn is_numbered_error(lower: &str) -> bool {
    lower.split_once(':').is_some_and(|(before, code)| {
        let code = code.trim();
        LIBREOFFICE.contains(&before) && code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit())
    })
}

/// What Excel and LibreOffice write behind `#` for an error, in English, in Swedish, and in the languages around.
const ERRORS: &[&str] = &[
    // English.
    "NULL!",
    "DIV/0!",
    "VALUE!",
    "REF!",
    "NAME?",
    "NUM!",
    "N/A",
    "GETTING_DATA",
    "SPILL!",
    "CALC!",
    "FIELD!",
    "BLOCKED!",
    "CONNECT!",
    "UNKNOWN!",
    "BUSY!",
    "EXTERNAL!",
    "PYTHON!",
    "MACRO?",
    // Swedish.
    "SKÄRNING!",
    "DIVISION/0!",
    "VÄRDEFEL!",
    "VÄRDE!",
    "REFERENS!",
    "NAMN?",
    "OGILTIGT!",
    "UTSPILL!",
    "SAKNAS!",
    "HÄMTAR_DATA",
    "SPILLFEL!",
    "BERÄKNA!",
    "BERÄKNING!",
    "FÄLT!",
    "BLOCKERAD!",
    "ANSLUT!",
    "OKÄND!",
    "OKÄNT!",
    "UPPTAGEN!",
    // Danish and Norwegian.
    "NUL!",
    "VÆRDI!",
    "VERDI!",
    "REFERENCE!",
    "NAVN?",
    "NUMMER!",
    "I/T",
    // Finnish.
    "TYHJÄ!",
    "JAKO/0!",
    "ARVO!",
    "VIITTAUS!",
    "NIMI?",
    "LUKU!",
    "PUUTTUU!",
    // German.
    "WERT!",
    "BEZUG!",
    "ZAHL!",
    "NV",
];

/// What LibreOffice writes before an error's number, in the languages of the countries around.
const LIBREOFFICE: &[&str] =
    &["err", "error", "fel", "feil", "fejl", "virhe", "fehler", "erreur", "errore", "erro", "viga", "fout", "błąd"];

/// Whether words are a formula that was never computed.
fn is_formula(words: &str) -> bool {
    let is_start = |c: char| c.is_alphabetic() || matches!(c, '(' | '+' | '-' | '$') || c.is_ascii_digit();
    words.strip_prefix('=').is_some_and(|rest| rest.starts_with(is_start))
}

/// The sign in figures such as `1.500` and `12,500`: before three digits, it may part thousands or begin decimals.
fn separator_of_three(words: &str) -> Option<char> {
    let figure = words.trim().trim_start_matches(['-', '+', '\u{2212}', '\u{2013}']).trim_start();
    let is_bare = figure.starts_with(|c: char| matches!(c, '1'..='9'));
    let may = is_bare && figure.parse().is_ok_and(|amount: Amount| amount.may_be_thousands());
    figure.chars().find(|c| may && ['.', ','].contains(c))
}

/// The first mark of a note or of a bound figure in words that nothing reads as such.
fn mark(words: &str) -> Option<std::ops::Range<usize>> {
    let between = |open: &str, close: &str| {
        let start = words.find(open)?;
        let inner = start + open.len();
        let end = inner + words.get(inner..)?.find(close)?;
        Some((start..end + close.len(), words.get(inner..end)?))
    };
    let figure = between("{{", "}}").map(|(at, _)| at);
    figure.or_else(|| between("[^", "]").filter(|(_, id)| is_id(id)).map(|(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::{is_error, is_known_error};

    #[test]
    fn names_of_rows_that_only_look_like_an_error() {
        for name in
            ["Null", "Inf", "NaN", "Infinity", "#METOO", "#", "#1", "#BUDGET", "#OBS!", "Fel: 502 ärenden", "1.#"]
        {
            assert!(!is_known_error(name), "{name}");
        }
        for error in [
            "#SAKNAS!",
            "#N/A",
            "#REFERENS!",
            "#REF!",
            "#DIVISION/0!",
            "#namn?",
            "Err:502",
            "Fel:504",
            "########",
            "#I/T",
        ] {
            assert!(is_known_error(error) && is_error(error), "{error}");
        }
        assert!(!is_error("#") && is_error("#METOO") && is_error("NaN"));
    }
}
