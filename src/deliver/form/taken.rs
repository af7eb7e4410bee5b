//! Takes what somebody has filled in into the unit's file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use toml_edit::DocumentMut;

use crate::base::address::{BlockAddress, GoalTable};
use crate::base::amount::Amount;
use crate::base::budget::Budget;
use crate::base::hash::sha256;
use crate::base::ids::UnitId;
use crate::base::names::id_of;
use crate::base::source::Sources;
use crate::base::swedish::one_spaced;
use crate::deliver::absorb::{Delivered, Memory, Tracked, fold};

use super::filled::{Filled, FilledCell, FilledField};
use super::owes::{self, Asked, Field, FieldForm, Grid, GridColumn, GridKind, fields};
use super::put::{Shape, in_order, put};
use super::reading::{FormError, Read, new, read, values_of};
use super::told::{self, FormChange, FormOutcome, Where};
use super::values::{Key, Of, Values, figure, is_same};
use super::words::{Kind, Text};
use super::{document, word, workbook};

/// What came of a form.
#[derive(Debug)]
pub struct TakenIn {
    /// The unit's id.
    pub unit: String,
    /// The unit's file.
    pub file: String,
    /// What differs, in the order of the form.
    pub changes: Vec<FormChange>,
    /// Values that the form says as the file does.
    pub unchanged: usize,
    /// The comments of the file: who wrote them, and what they say.
    pub comments: Vec<(String, String)>,
    /// Who had tracked changes in it, and how many.
    pub authors: BTreeMap<String, usize>,
    /// What holds words and is not taken in: text boxes, tables within cells.
    pub unread: Vec<String>,
    /// What it delivers; `None` for a form that does not say what it was made of.
    pub delivered: Option<Delivered>,
    /// The files that the report was made of.
    pub sources: Sources,
    /// The files to be written: their paths in the report's folder, and their new text.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Takes a form in; `None` for a file that is none. Nothing is written.
///
/// # Errors
///
/// Why nothing can be taken from it.
pub fn take(dir: &Path, file: &[u8], tracked: Tracked) -> Result<Option<TakenIn>, FormError> {
    let budget = &mut Budget::of_strangers();
    let filled = match workbook::is_workbook(file) {
        true => workbook::read(file, budget).map_err(FormError::Workbook)?,
        false => word::read(file, tracked, budget).map_err(FormError::Unreadable)?,
    };
    let Some(filled) = filled else { return Ok(None) };
    let report = read(dir)?;
    if let Some(other) = filled.report.as_ref().filter(|id| **id != report.manifest.id.value) {
        return Err(FormError::Other(other.clone()));
    }
    let unit = of_unit(&filled, &report)?;
    let (at, unit) = report.unit(&unit)?;
    let today = report.sources.iter().find(|(_, file)| file.path == unit.file).map(|(_, file)| file);
    let base = filled.base.as_ref().map(|(_, base)| base.clone());
    let start = match today {
        Some(file) => file.original().to_owned(),
        None => base.clone().unwrap_or_else(|| new(&unit.id.value)),
    };
    let (making, earlier) = earlier(dir, &unit.id.value, base.as_deref());
    let mut doc: DocumentMut = start.parse().map_err(|_| FormError::Broken(unit.file.clone()))?;
    let (base, ours) = (base.map(|base| values_of(&base)), values_of(&start));
    let known = base.iter().fold(ours.clone(), |known, base| known.and(base));
    let owed = fields(&report.manifest, unit, &known, &report.elsewhere(at));
    let mut taking = Taking {
        unit: &unit.id.value,
        base: base.as_ref(),
        ours: &ours,
        earlier,
        notes: BTreeMap::new(),
        ids: known.keys().map(|key| key.of.clone()).collect(),
        said: Vec::new(),
        changes: Vec::new(),
        unchanged: 0,
    };
    taking.name_notes(&filled);
    for field in &filled.fields {
        let known = owed.iter().find(|known| known.address == field.address);
        match known {
            Some(known) if filled.fields.iter().filter(|it| it.address == field.address).count() > 1 => {
                taking.listed_cells(&known.title, &[], field.rows.iter().flatten(), FormOutcome::Twice);
            }
            Some(known) => taking.field(known, field),
            None => taking.unasked(&field.address, &[], field.rows.iter().flatten()),
        }
    }
    let is_missing = |known: &&Field| !filled.fields.iter().any(|field| field.address == known.address);
    owed.iter().filter(is_missing).for_each(|known| taking.missing(known));
    taking.note_texts(&filled);
    taking.withdrawn(&owed);
    taking.judge();
    let delivers = taking.written(&mut doc);
    let delivered = making.map(|base| Delivered { unit: unit.id.value.to_string(), base, values: delivers });
    taking.strays(&filled, &owed, [unit.name.trimmed(), &paper_title(&report)]);
    let Taking { changes, unchanged, .. } = taking;
    let mark = if today.is_some_and(|file| file.marked) { "\u{feff}" } else { "" };
    // A new file is written in the order of the guide.
    let text = if today.is_some() { with_ends(&doc.to_string(), &start) } else { in_order(&doc) };
    // A file that is missing is made, also of a form that says what it was made with.
    // What only stands there since the period before is no reason.
    let is_told = |of: &Of| matches!(of, Of::Narrative(..) | Of::Goal(_));
    let is_text = |(key, text): (&Key, &Text)| is_told(&key.of) && key.field == "text" && !text.is_empty();
    let is_missing = today.is_none() && values_of(&text).iter().any(is_text);
    let is_taken = is_missing || changes.iter().any(|change| change.outcome.is_taken());
    let files = is_taken.then(|| (unit.file.clone(), format!("{mark}{text}").into_bytes()));
    let Filled { comments, authors, unread, .. } = filled;
    let (unit, file) = (unit.id.value.to_string(), unit.file.clone());
    let files = files.into_iter().collect();
    let sources = report.sources;
    Ok(Some(TakenIn { unit, file, changes, unchanged, comments, authors, unread, delivered, sources, files }))
}

/// The hash of the file that a form was made of, if it says so, and what earlier forms of that making delivered.
fn earlier(dir: &Path, unit: &UnitId, base: Option<&str>) -> (Option<String>, BTreeMap<String, String>) {
    let making = base.map(sha256);
    let earlier = making.as_ref().map(|making| Memory::read(dir).delivered(unit, making));
    (making, earlier.unwrap_or_default())
}

/// The paper's title as its first line shows it.
fn paper_title(report: &Read) -> String {
    let [title, committee] = [&report.manifest.title, &report.manifest.committee].map(|it| one_spaced(it.trimmed()));
    format!("{title}, {committee}")
}

/// Whose form it is: as the file says, or by its fields.
fn of_unit(filled: &Filled, report: &Read) -> Result<String, FormError> {
    if let Some((unit, _)) = &filled.base {
        return Ok(unit.clone());
    }
    let met = |unit: &crate::input::manifest::Unit| {
        let owed = fields(&report.manifest, unit, &Values::default(), &BTreeSet::new());
        let is_met = |field: &&FilledField| owed.iter().any(|known| known.address == field.address);
        filled.fields.iter().filter(is_met).count()
    };
    let units = report.manifest.units.iter();
    let best = units.map(|unit| (met(unit), unit)).filter(|(met, _)| *met > 0).max_by_key(|(met, _)| *met);
    let all = || report.manifest.units.iter().map(|unit| unit.id.value.to_string()).collect();
    best.map(|(_, unit)| unit.id.value.to_string()).ok_or_else(|| FormError::NoUnit(String::new(), all()))
}

/// A value that the form says.
struct Said {
    key: Key,
    text: Text,
    place: Where,
    shape: Shape,
    /// Whether it stands in a row that was added.
    is_new: bool,
    /// What became of it, where that is known before it is compared.
    outcome: Option<FormOutcome>,
}

struct Taking<'t> {
    unit: &'t UnitId,
    base: Option<&'t Values>,
    ours: &'t Values,
    /// The prints of what earlier forms of the same making delivered, by the keys.
    earlier: BTreeMap<String, String>,
    /// The ids of notes by what the file calls them.
    notes: BTreeMap<String, String>,
    /// Everything that has values so far.
    ids: BTreeSet<Of>,
    said: Vec<Said>,
    changes: Vec<FormChange>,
    unchanged: usize,
}

/// Words as labels are compared.
fn label(words: &str) -> String {
    fold::words(words).to_lowercase()
}

impl Taking<'_> {
    fn listed(&mut self, place: Where, is: &str, outcome: FormOutcome) {
        let is = (!is.is_empty()).then(|| is.to_owned());
        self.changes.push(FormChange { place, key: String::new(), was: None, is, base: None, outcome });
    }

    /// What stands in a field, a row or a column that the form does not ask for.
    fn unasked<'c>(&mut self, field: &str, names: &[&str], cells: impl Iterator<Item = &'c FilledCell>) {
        self.listed_cells(field, names, cells, FormOutcome::Unasked);
    }

    fn listed_cells<'c>(
        &mut self,
        field: &str,
        names: &[&str],
        cells: impl Iterator<Item = &'c FilledCell>,
        outcome: FormOutcome,
    ) {
        let words: Vec<String> = cells.map(|cell| cell.text.words()).filter(|words| !words.is_empty()).collect();
        if !words.is_empty() {
            let [row, column] =
                [0, 1].map(|at| names.get(at).filter(|name| !name.is_empty()).map(|it| (*it).to_owned()));
            let place = Where { field: field.to_owned(), row, column };
            self.listed(place, &words.join(" "), outcome);
        }
    }

    /// A field that the form had, since it held something, and has no longer.
    fn missing(&mut self, known: &Field) {
        let of =
            |of: &Of| self.base.is_some_and(|base| base.iter().any(|(key, text)| key.of == *of && !text.is_empty()));
        let held = match &known.form {
            FieldForm::Lines(lines) => {
                let says =
                    |base: &Values| lines.iter().any(|it| base.get(&it.key).is_some_and(|text| !text.is_empty()));
                self.base.is_some_and(says)
            }
            FieldForm::Grid(grid) => grid.rows.iter().any(|(row, _)| of(row)),
        };
        if held {
            let place = Where { field: known.title.clone(), ..Where::default() };
            let key = known.address.clone();
            self.changes.push(FormChange { place, key, was: None, is: None, base: None, outcome: FormOutcome::Gone });
        }
    }

    /// Gives each note of the file its id: by its bookmark, by its words, or a new one.
    fn name_notes(&mut self, filled: &Filled) {
        let mut known: Vec<(String, Text)> = Vec::new();
        for (key, text) in self.base.iter().flat_map(|base| base.iter()).chain(self.ours.iter()) {
            // One that is cited has an id, whether anybody has written its text or not.
            let cited = text.notes().map(|id| (id.to_owned(), Text::plain(document::NO_TEXT)));
            let own = if let Of::Note(id) = &key.of { Some((id.clone(), text.clone())) } else { None };
            for (id, text) in own.into_iter().chain(cited) {
                match known.iter_mut().find(|(known, _)| *known == id) {
                    Some(known) if matches!(key.of, Of::Note(_)) => known.1 = text,
                    Some(_) => {}
                    None => known.push((id, text)),
                }
            }
        }
        let mut taken: BTreeSet<String> = known.iter().map(|(id, _)| id.clone()).collect();
        let mut met: BTreeSet<String> = BTreeSet::new();
        let mut corrected = self.corrected_note(filled, &known);
        for (number, note) in &filled.notes {
            if filled.is_named {
                self.notes.insert(number.clone(), number.clone());
                continue;
            }
            let id = self.known_note(note, &known, &met).or_else(|| corrected.take()).unwrap_or_else(|| {
                let words = note.text.words();
                let first: Vec<&str> = words.split_whitespace().take(2).collect();
                unique(&id_of(&first.join(" ")).unwrap_or_else(|| "not".to_owned()), |id| taken.contains(id))
            });
            taken.insert(id.clone());
            met.insert(id.clone());
            self.notes.insert(number.clone(), id);
        }
    }

    /// The id of a note by its bookmark, or by its words where no other one has `met` them.
    fn known_note(&self, note: &FilledCell, known: &[(String, Text)], met: &BTreeSet<String>) -> Option<String> {
        let by_key = |(id, _): &&(String, Text)| {
            let address = owes::address(self.unit, &Of::Note(id.clone()));
            address.is_some_and(|address| note.keys.contains(&BlockAddress::new(address, 1).key()))
        };
        let by_words =
            |(id, text): &&(String, Text)| !met.contains(id) && label(&text.words()) == label(&note.text.words());
        known.iter().find(by_key).or_else(|| known.iter().find(by_words)).map(|(id, _)| id.clone())
    }

    /// The note of an earlier form that one of this form is with other words: where each has one that the other has
    /// not.
    fn corrected_note(&self, filled: &Filled, known: &[(String, Text)]) -> Option<String> {
        let met = filled.notes.values().map(|note| self.known_note(note, known, &BTreeSet::new()));
        let met: Vec<Option<String>> = met.collect();
        let is_left = |id: &&String| {
            self.is_earlier(&Of::Note((*id).clone()).name()) && !met.iter().flatten().any(|met| met == *id)
        };
        let mut left = known.iter().map(|(id, _)| id).filter(is_left);
        let is_alone = met.iter().filter(|met| met.is_none()).count() == 1;
        left.next().filter(|_| is_alone && left.next().is_none()).cloned()
    }

    /// A cell's text with the ids of its notes.
    fn text(&self, cell: &FilledCell) -> Text {
        let mut text = cell.text.clone();
        text.rename_notes(&|number| self.notes.get(number).cloned().unwrap_or_else(|| number.to_owned()));
        text
    }

    fn say(&mut self, key: Key, text: Text, place: Where, shape: Shape, is_new: bool) {
        let (text, outcome) = match shape {
            Shape::Number if !text.is_empty() && text.words().parse::<u32>().is_err() => {
                (text, Some(FormOutcome::NoFigure))
            }
            _ => (text, None),
        };
        self.said.push(Said { key, text, place, shape, is_new, outcome });
    }

    fn field(&mut self, known: &Field, field: &FilledField) {
        match &known.form {
            FieldForm::Lines(lines) => self.lines(known, lines, field),
            FieldForm::Grid(grid) => self.grid(known, grid, field),
        }
    }

    fn lines(&mut self, known: &Field, lines: &[Asked], field: &FilledField) {
        let mut texts: Vec<Option<Text>> = vec![None; lines.len()];
        let mut current: Option<usize> = None;
        for row in &field.rows {
            let Some((first, rest)) = row.split_first() else { continue };
            let name = first.text.words();
            let found = lines.iter().position(|asked| label(&asked.label) == label(&name));
            current = if name.is_empty() { current } else { found };
            match current {
                // Below a line of a few words there is nothing more of it.
                Some(at) if name.is_empty() && shape_of(&lines[at].key) != Shape::Prose => {
                    self.unasked(&known.title, &["", &lines[at].label], rest.iter());
                }
                Some(at) => {
                    // A cell that was emptied is none in a workbook.
                    texts[at].get_or_insert_default();
                    for cell in rest {
                        let text = self.text(cell);
                        texts[at].get_or_insert_default().0.extend(text.0);
                    }
                }
                None => self.unasked(&known.title, &[], row.iter()),
            }
        }
        for (asked, text) in lines.iter().zip(texts) {
            let column = (lines.len() > 1).then(|| asked.label.clone());
            let place = Where { field: known.title.clone(), row: None, column };
            match text {
                Some(text) => self.say(asked.key.clone(), text, place, shape_of(&asked.key), false),
                None if !asked.is_shown => {}
                None => self.gone(&asked.key, place),
            }
        }
    }

    /// What the form had, and has no longer.
    fn gone(&mut self, key: &Key, place: Where) {
        if let Some(was) = self.base.unwrap_or(self.ours).get(key).filter(|_| self.ours.contains_key(key)) {
            let was = Some(was.words());
            let key = told::key(key);
            self.changes.push(FormChange { place, key, was, is: None, base: None, outcome: FormOutcome::Gone });
        }
    }

    fn grid(&mut self, known: &Field, grid: &Grid, field: &FilledField) {
        let Some(head) = head_of(grid, &field.rows) else {
            for row in &field.rows {
                self.listed_cells(&known.title, &[], row.iter(), FormOutcome::Unaligned);
            }
            return;
        };
        for row in &field.rows[..head] {
            self.unasked(&known.title, &[], row.iter());
        }
        let (headings, rows) = (&field.rows[head], &field.rows[head + 1..]);
        let mut columns = columns_of(grid, headings);
        // A column that was emptied with its heading is gone, as one at the end is, of which nothing is left.
        for (at, column) in columns.iter_mut().enumerate() {
            let says = |row: &[FilledCell]| row.get(at + 1).is_some_and(|cell| !cell.text.is_empty());
            if !says(headings) && !rows.iter().any(|row| says(row)) {
                *column = None;
            }
        }
        self.headings(known, grid, headings, &columns);
        self.gone_columns(known, grid, &columns);
        let found = self.rows_of(grid, rows);
        for (row, of) in rows.iter().zip(&found) {
            let Some((first, rest)) = row.split_first() else { continue };
            let (name, mut cells) = (self.text(first), rest.iter().map(|cell| self.text(cell)).collect::<Vec<Text>>());
            // Cells at the end that were emptied are none in a workbook.
            cells.resize_with(cells.len().max(headings.len().saturating_sub(1)), Text::default);
            let is_covered = |at: usize| rest.get(at).is_some_and(|cell: &FilledCell| cell.is_covered);
            let is_blank = name.is_empty() && cells.iter().all(Text::is_empty);
            if is_blank {
                continue;
            }
            let place = |column: Option<&str>| Where {
                field: known.title.clone(),
                row: Some(name.words()).filter(|name| !name.is_empty()),
                column: column.map(str::to_owned),
            };
            let (of, is_new) = match of {
                Some(of) => (of.clone(), false),
                None if name.is_empty() => {
                    let words: Vec<String> = cells.iter().map(Text::words).collect();
                    self.listed(place(None), words.join(" ").trim(), FormOutcome::Nameless);
                    continue;
                }
                None => (self.new_row(&grid.kind, &name.words()), true),
            };
            let usual = grid.rows.iter().find(|(known, _)| *known == of).map_or("", |(_, usual)| usual.as_str());
            let has_values = cells.iter().any(|cell| !cell.is_empty());
            // A name that the program has given, in a row in which nobody has written.
            let is_untouched = !is_new && !has_values && name.words() == usual && !self.has(&of.name());
            if !is_untouched {
                self.say(of.name(), name.clone(), place(None), Shape::Words, is_new);
            }
            for (at, text) in cells.into_iter().enumerate() {
                match columns.get(at).copied().flatten() {
                    Some(column) if is_covered(at) => self.gone(&of.cell(&column.id), place(Some(&column.heading))),
                    Some(column) => self.cell(&of, column, text, place(Some(&column.heading)), is_new),
                    None => {
                        let heading = headings.get(at + 1).map(|cell| cell.text.words()).unwrap_or_default();
                        let name = name.words();
                        let cell = FilledCell { text, ..FilledCell::default() };
                        self.unasked(&known.title, &[&name, &heading], std::iter::once(&cell));
                    }
                }
            }
        }
        for (of, _) in grid.rows.iter().filter(|(of, _)| !found.iter().flatten().any(|found| found == of)) {
            let row = self.ours.get(&of.name()).map(Text::words);
            self.gone(&of.name(), Where { field: known.title.clone(), row, column: None });
        }
    }

    /// Headings that somebody has written anew: they are not the form's to change.
    fn headings(&mut self, known: &Field, grid: &Grid, headings: &[FilledCell], columns: &[Option<&GridColumn>]) {
        let first = headings.first().filter(|cell| label(&cell.text.words()) != label(&grid.first));
        let is_own = |(at, cell): &(usize, &FilledCell)| {
            let column = columns.get(*at).copied().flatten();
            column.is_some_and(|column| label(&cell.text.words()) == own_heading(column))
        };
        let others = headings.iter().skip(1).enumerate().filter(|it| !is_own(it)).map(|(_, cell)| cell);
        for cell in first.into_iter().chain(others) {
            self.listed_cells(&known.title, &[], std::iter::once(cell), FormOutcome::Heading);
        }
    }

    /// Columns that the form had, since they held something, and has no longer.
    fn gone_columns(&mut self, known: &Field, grid: &Grid, columns: &[Option<&GridColumn>]) {
        for column in &grid.columns {
            let is_found = columns.iter().flatten().any(|found| found.id == column.id);
            let held = |values: &Values| grid.rows.iter().any(|(of, _)| values.contains_key(&of.cell(&column.id)));
            if !is_found && self.base.is_some_and(held) {
                let place = Where { field: known.title.clone(), row: None, column: Some(column.heading.clone()) };
                let (key, outcome) = (known.address.clone(), FormOutcome::Gone);
                self.changes.push(FormChange { place, key, was: None, is: None, base: None, outcome });
            }
        }
    }

    fn has(&self, key: &Key) -> bool {
        self.ours.contains_key(key) || self.base.is_some_and(|base| base.contains_key(key))
    }

    fn cell(&mut self, of: &Of, column: &GridColumn, text: Text, place: Where, is_new: bool) {
        let key = of.cell(&column.id);
        let Some(unit) = &column.figures else { return self.say(key, text, place, Shape::Words, is_new) };
        let same = |known: Option<&Text>| known.is_some_and(|known| is_same(known, &text));
        let is_known = same(self.ours.get(&key)) || same(self.base.and_then(|base| base.get(&key)));
        let words = text.words();
        let is_list = text.0.iter().any(|paragraph| paragraph.kind != Kind::Body);
        let value = amount(&words, unit).filter(|_| !is_list && !text.is_odd());
        let outcome = match value {
            _ if is_known || text.is_empty() => None,
            Some(_) => None,
            // A dash and its like say that there is no figure.
            None if !words.contains(char::is_alphanumeric) => None,
            None => Some(FormOutcome::NoFigure),
        };
        let is_plain = text.notes().next().is_none();
        // `4,2 %` stays with its sign, where the file has it.
        let known = self.ours.get(&key).or_else(|| self.base.and_then(|base| base.get(&key)));
        let has_unit = |known: &Text| figure(known).is_none() && amount(&known.words(), unit).is_some();
        let keeps_unit = known.is_some_and(has_unit) && figure(&text).is_none();
        let text = match value.filter(|_| is_plain && !is_known && !keeps_unit) {
            Some(amount) => Text::plain(&amount.swedish()),
            None => text,
        };
        self.said.push(Said { key, text, place, shape: Shape::Figure, is_new, outcome });
    }

    /// Which of the grid's rows each row of the file is: by its bookmark, by its name, or where it stands.
    fn rows_of(&self, grid: &Grid, rows: &[Vec<FilledCell>]) -> Vec<Option<Of>> {
        let mut found: Vec<Option<Of>> = vec![None; rows.len()];
        let mut taken: BTreeSet<&Of> = BTreeSet::new();
        let key = |of: &Of| owes::address(self.unit, of).map(|address| BlockAddress::new(address, 1).key());
        let keys: Vec<Option<String>> = grid.rows.iter().map(|(of, _)| key(of)).collect();
        let name = |of: &Of, usual: &str| {
            let known = self.base.and_then(|base| base.get(&of.name())).or_else(|| self.ours.get(&of.name()));
            label(&known.map_or_else(|| usual.to_owned(), Text::words))
        };
        let first = |row: &Vec<FilledCell>| row.first().map(|cell| label(&cell.text.words())).unwrap_or_default();
        // Of two rows with one bookmark the one is a copy that does not have the name.
        for pass in 0..2 {
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
                let of = grid.rows.iter().zip(&keys).find(|((of, usual), key)| {
                    let is_it = key.as_ref().is_some_and(|key| row[0].keys.contains(key));
                    is_it && !taken.contains(of) && (pass == 1 || name(of, usual) == first(row))
                });
                if let Some(((of, _), _)) = of.filter(|_| found[at].is_none()) {
                    taken.insert(of);
                    found[at] = Some(of.clone());
                }
            }
        }
        for (at, row) in rows.iter().enumerate() {
            let of = grid.rows.iter().find(|(of, usual)| !taken.contains(of) && name(of, usual) == first(row));
            if let Some((of, _)) = of.filter(|_| found[at].is_none() && !first(row).is_empty()) {
                taken.insert(of);
                found[at] = Some(of.clone());
            }
        }
        // Where no bookmark is left, a row of another name in the place of one that is gone is that one.
        let has_keys =
            rows.iter().flatten().any(|cell| cell.keys.iter().any(|key| keys.iter().flatten().any(|it| it == key)));
        let filled = rows.iter().filter(|row| row.iter().any(|cell| !cell.text.is_empty())).count();
        for (at, (of, _)) in grid.rows.iter().enumerate().filter(|_| !has_keys || filled == grid.rows.len()) {
            let is_said = rows.get(at).is_some_and(|row| !first(row).is_empty());
            if !taken.contains(of) && is_said && found.get(at).is_some_and(Option::is_none) {
                taken.insert(of);
                found[at] = Some(of.clone());
            }
        }
        found
    }

    /// What a row is of that was added.
    fn new_row(&mut self, kind: &GridKind, name: &str) -> Of {
        // Indicators, activities and control activities are known by where they stand.
        let id = match kind {
            GridKind::Rows(_) => {
                unique(&id_of(name).unwrap_or_else(|| "rad".to_owned()), |id| self.ids.contains(&kind.of(0, id)))
            }
            GridKind::Items(..) | GridKind::Controls(_) => String::new(),
        };
        let count = self.ids.iter().filter(|of| match (kind, of) {
            (GridKind::Items(goal, kind), Of::Item(known, of, _)) => goal == known && kind == of,
            (GridKind::Controls(risk), Of::Control(known, _)) => risk == known,
            _ => false,
        });
        let of = kind.of(count.count(), &id);
        self.ids.insert(of.clone());
        of
    }

    /// The texts of the notes that the form has.
    fn note_texts(&mut self, filled: &Filled) {
        let cited: BTreeSet<String> =
            self.said.iter().flat_map(|said| said.text.notes().map(str::to_owned).collect::<Vec<_>>()).collect();
        for (number, note) in &filled.notes {
            let Some(id) = self.notes.get(number).cloned() else { continue };
            let place = Where { field: "Fotnot".to_owned(), row: Some(id.clone()), column: None };
            let text = self.text(note);
            let text = if text.words() == document::NO_TEXT { Text::default() } else { text };
            let key = Of::Note(id.clone()).name();
            let is_known = [self.base, Some(self.ours)].into_iter().flatten().any(|all| all.get(&key) == Some(&text));
            if !cited.contains(&id) {
                match text.is_empty() {
                    false if is_known => {}
                    false => self.listed(place, &text.words(), FormOutcome::Uncited),
                    true if self.has(&key) => self.gone(&key, place),
                    // A name alone, which somebody has written where names of notes stand.
                    true if filled.is_named => self.listed(place, &id, FormOutcome::Uncited),
                    true => {}
                }
                continue;
            }
            self.say(Of::Note(id).name(), text, place, Shape::Words, false);
        }
        self.gone_notes(filled);
    }

    /// Notes that a workbook had by their ids, and has no longer.
    fn gone_notes(&mut self, filled: &Filled) {
        let known = self.base.into_iter().flat_map(|base| base.keys()).filter(|key| match &key.of {
            Of::Note(id) => filled.is_named && !filled.notes.contains_key(id),
            _ => false,
        });
        for key in known.cloned().collect::<Vec<_>>() {
            let Of::Note(id) = &key.of else { continue };
            let place = Where { field: "Fotnot".to_owned(), row: Some(id.clone()), column: None };
            self.gone(&key, place);
        }
    }

    /// Compares all that the form says with what was and is said elsewhere.
    fn judge(&mut self) {
        let places = same_items(self.base, self.ours);
        let mut judged = Vec::new();
        for mut said in std::mem::take(&mut self.said) {
            let base = self.base.map(|base| base.get(&said.key).cloned().unwrap_or_default());
            // An indicator may stand at another place in today's file than in the one that the form was made of.
            let mut is_lost = false;
            if let Of::Item(goal, kind, at) = &said.key.of
                && !said.is_new
                && let Some(now) = places.get(&(goal.clone(), *kind, *at))
            {
                match now {
                    Some(now) => said.key.of = Of::Item(goal.clone(), *kind, *now),
                    None => is_lost = true,
                }
            }
            let ours = self.ours.get(&said.key).cloned().unwrap_or_default();
            let is_earlier = self.is_earlier(&said.key);
            let is_ours = is_as(&said.text, &ours);
            let is_base = base.as_ref().map_or(said.text.is_empty(), |base| is_as(&said.text, base));
            if is_ours || (is_base && !is_earlier) || (said.is_new && said.text.is_empty()) {
                self.unchanged += usize::from(!said.text.is_empty());
                continue;
            }
            let differs = match &base {
                Some(base) => !is_as(base, &ours),
                None => !ours.is_empty(),
            };
            let outcome = match (differs || is_lost, &base) {
                // Whether it is as it was made, or was made so again, cannot be seen.
                _ if is_earlier && is_base => FormOutcome::Withdrawn,
                (true, Some(_)) if is_earlier && !is_lost => FormOutcome::Corrected,
                (true, Some(_)) => FormOutcome::Conflict,
                (true, None) => FormOutcome::NoBase,
                (false, _) if said.text.is_empty() && said.key == said.key.of.name() => FormOutcome::Gone,
                (false, _) if said.is_new => FormOutcome::TakenInNewRow,
                (false, _) => FormOutcome::Taken,
            };
            said.outcome.get_or_insert(outcome);
            judged.push(said);
        }
        self.said = judged;
    }

    /// Whether a value of the file is the one that an earlier form of the same making delivered.
    fn is_earlier(&self, key: &Key) -> bool {
        let now = self.ours.get(key).map(print);
        now.is_some() && now.as_ref() == self.earlier.get(&told::key(key))
    }

    /// Tells what stands in the file as an earlier form delivered it, and is not in this one.
    fn withdrawn(&mut self, owed: &[Field]) {
        let said: BTreeSet<Key> = self.said.iter().map(|said| said.key.clone()).collect();
        for field in owed {
            let keys: Vec<Key> = match &field.form {
                FieldForm::Lines(lines) => lines.iter().map(|asked| asked.key.clone()).collect(),
                FieldForm::Grid(grid) => grid.rows.iter().map(|(of, _)| of.name()).collect(),
            };
            let keys: Vec<Key> = keys.into_iter().filter(|key| !said.contains(key) && self.is_earlier(key)).collect();
            for key in keys {
                let was = self.ours.get(&key).map(Text::words);
                let row = was.clone().filter(|_| matches!(field.form, FieldForm::Grid(_)));
                let place = Where { field: field.title.clone(), row, column: None };
                let (key, outcome) = (told::key(&key), FormOutcome::Withdrawn);
                self.changes.push(FormChange { place, key, was, is: None, base: None, outcome });
            }
        }
    }

    /// Writes what is certain, and tells all of it. Returns the prints of what is in the file then as the form says it,
    /// by the keys.
    fn written(&mut self, doc: &mut DocumentMut) -> BTreeMap<String, String> {
        let said = std::mem::take(&mut self.said);
        let mut outcomes: Vec<FormOutcome> = said.iter().filter_map(|said| said.outcome).collect();
        let start = doc.clone();
        // What does not say the same afterwards is left out, and the rest is written again.
        loop {
            *doc = start.clone();
            for (said, outcome) in said.iter().zip(&mut outcomes).filter(|(_, outcome)| outcome.is_taken()) {
                if !put(doc, &said.key, &said.text, said.shape) {
                    *outcome = FormOutcome::Unwritable;
                }
            }
            let now = values_of(&doc.to_string());
            let mut is_well = true;
            for (said, outcome) in said.iter().zip(&mut outcomes).filter(|(_, outcome)| outcome.is_taken()) {
                let is = now.get(&said.key).cloned().unwrap_or_default();
                if !is_as(&is, &said.text) {
                    *outcome = FormOutcome::Unwritable;
                    is_well = false;
                }
            }
            if is_well {
                break;
            }
        }
        let now = values_of(&doc.to_string());
        let is_written = said.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_taken());
        let delivers = is_written.filter_map(|(said, _)| Some((told::key(&said.key), print(now.get(&said.key)?))));
        let delivers = delivers.collect();
        for (said, outcome) in said.into_iter().zip(outcomes) {
            let words = |text: Option<&Text>| text.map(Text::words).filter(|words| !words.is_empty());
            let was = words(self.ours.get(&said.key));
            let base = words(self.base.and_then(|base| base.get(&said.key))).filter(|base| Some(base) != was.as_ref());
            let (is, key) = (words(Some(&said.text)), told::key(&said.key));
            self.changes.push(FormChange { place: said.place, key, was, is, base, outcome });
        }
        delivers
    }

    /// Tells what stands outside of the fields.
    fn strays(&mut self, filled: &Filled, owed: &[Field], [unit, paper]: [&str; 2]) {
        // What the program wrote stands there as often as it wrote it; where the file does not say, once and again.
        let mut made: BTreeMap<String, usize> = BTreeMap::new();
        filled.made.iter().for_each(|line| *made.entry(label(line)).or_default() += 1);
        if filled.made.is_empty() {
            let titles = owed.iter().map(|field| field.title.clone());
            let lines = titles.chain([document::title(unit), paper.to_owned()]).chain(document::instructions(true));
            made.extend(lines.map(|line| (label(&line), usize::MAX)));
        }
        for words in &filled.unaligned {
            self.listed(Where::default(), &one_spaced(words), FormOutcome::Unaligned);
        }
        let all = [
            (&filled.outside, FormOutcome::Outside),
            (&filled.former, FormOutcome::Former),
            (&filled.edges, FormOutcome::Outside),
        ];
        // Without what the program wrote there is nothing that the rest could be compared with.
        for (lines, outcome) in all.into_iter().take(if filled.made.is_empty() { 1 } else { 3 }) {
            for line in lines {
                match made.get_mut(&label(line)).filter(|left| **left > 0) {
                    Some(left) => *left -= 1,
                    None => self.listed(Where::default(), &one_spaced(line), outcome),
                }
            }
        }
    }
}

/// A value by which it is known again, however its figure is written.
fn print(value: &Text) -> String {
    let figure = figure(value).map(|figure| figure.value().to_string());
    sha256(figure.or_else(|| value.written()).unwrap_or_else(|| value.words()))
}

/// Whether two values are one, or both say nothing.
fn is_as(one: &Text, other: &Text) -> bool {
    is_same(one, other) || (one.is_empty() && other.is_empty())
}

/// The first of `id`, `id-2`, `id-3` that is free.
fn unique(id: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2u64..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|id| !is_taken(id)).unwrap_or_default()
}

/// The figure that words are, with the column's unit behind it or without.
fn amount(words: &str, unit: &str) -> Option<Amount> {
    let bare = words.trim();
    let sign = ["", "%", "procent"].contains(&unit).then(|| bare.strip_suffix('%')).flatten();
    let bare = sign.or_else(|| bare.strip_suffix(unit).filter(|_| !unit.is_empty())).unwrap_or(bare);
    figure(&Text::plain(bare.trim()))
}

/// What a line is written as.
fn shape_of(key: &Key) -> Shape {
    match (&key.of, key.field.as_str()) {
        (Of::Narrative(..) | Of::Goal(_), "text") => Shape::Prose,
        (Of::Risk(_), "sannolikhet" | "konsekvens") => Shape::Number,
        _ => Shape::Words,
    }
}

/// A text with the line ends of another.
fn with_ends(text: &str, like: &str) -> String {
    let is_windows = like.contains("\r\n");
    let text = text.replace("\r\n", "\n");
    if is_windows { text.replace('\n', "\r\n") } else { text }
}

/// A column's heading as the form has it.
fn own_heading(column: &GridColumn) -> String {
    label(&document::heading_of(&column.heading, column.figures.as_deref()))
}

/// What of a heading tells one column from another: its digits, and what stands in parentheses.
fn telling(heading: &str) -> (String, String) {
    let digits = heading.chars().filter(char::is_ascii_digit).collect();
    let unit = heading.rsplit_once('(').map(|(_, unit)| unit.to_owned()).unwrap_or_default();
    (digits, unit)
}

/// Which of the file's rows is that of the headings.
fn head_of(grid: &Grid, rows: &[Vec<FilledCell>]) -> Option<usize> {
    rows.iter().position(|row| {
        let mut said = row.iter().map(|cell| label(&cell.text.words()));
        let is_first = said.next().is_some_and(|first| first == label(&grid.first));
        is_first || said.any(|words| grid.columns.iter().any(|column| words == own_heading(column)))
    })
}

/// Which column of the grid each further column of the file is: by its heading, or where it stands.
fn columns_of<'g>(grid: &'g Grid, headings: &[FilledCell]) -> Vec<Option<&'g GridColumn>> {
    let said: Vec<String> = headings.iter().skip(1).map(|cell| label(&cell.text.words())).collect();
    let mut found: Vec<Option<&GridColumn>> = vec![None; said.len()];
    for column in &grid.columns {
        let free = |at: &usize| found[*at].is_none();
        if let Some(at) = (0..said.len()).filter(free).find(|at| said[*at] == own_heading(column)) {
            found[at] = Some(column);
        }
    }
    // One whose heading was edited stands where it stood, but if it names another year or unit.
    if said.len() == grid.columns.len() {
        for (at, column) in grid.columns.iter().enumerate() {
            let is_found = found.iter().flatten().any(|it| it.id == column.id);
            let is_other = !said[at].is_empty() && telling(&said[at]) != telling(&own_heading(column));
            if found[at].is_none() && !is_found && !is_other {
                found[at] = Some(column);
            }
        }
    }
    found
}

/// Where each indicator and activity of `base` stands in today's file: the one of its name, if there is one.
fn same_items(base: Option<&Values>, ours: &Values) -> BTreeMap<(String, GoalTable, usize), Option<usize>> {
    let mut all = BTreeMap::new();
    for (key, name) in base.iter().flat_map(|base| base.iter()) {
        let Of::Item(goal, kind, at) = &key.of else { continue };
        if key.field != "namn" {
            continue;
        }
        let is = |now: usize| ours.get(&Of::Item(goal.clone(), *kind, now).name()).is_some_and(|it| is_same(it, name));
        // One of the same name that stood there before as well is another one.
        let was = |now: usize| {
            let before = base.and_then(|base| base.get(&Of::Item(goal.clone(), *kind, now).name()));
            now != *at && before.is_some_and(|it| is_same(it, name))
        };
        let there = ours.keys().filter_map(|key| match &key.of {
            Of::Item(of, known, now) if of == goal && known == kind && key.field == "namn" && !was(*now) => Some(*now),
            _ => None,
        });
        let now = if is(*at) { Some(*at) } else { there.into_iter().find(|now| is(*now)) };
        // One whose name alone was changed since stands where it stood.
        let is_renamed = now.is_none() && ours.contains_key(&key.of.name());
        all.insert((goal.clone(), *kind, *at), if is_renamed { Some(*at) } else { now });
    }
    all
}
