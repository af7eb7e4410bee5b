//! Whole rows of tables, indicators, activities, risks and control activities that come or go: a block of a unit's
//! file, and for what the report lists the entry of the manifest's list.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::address::{Address, GoalTable, RowAddress};
use crate::base::amount::Amount;
use crate::base::ids::{GoalId, RiskId, UnitId};
use crate::base::names::id_of;
use crate::base::source::{FileId, Span};

use super::block::{self, Block, ListOf};
use super::change::{Edits, RowKind};
use super::edit::{Edit, Mark, Quote, Unsure};
use super::fold;
use super::fold::NOTE;
use super::pair::Pairs;
use super::paper::{CellAt, Line};
use super::pasted;
use super::places::Home;
use super::reading::Reading;
use super::risks::{self, Field};

/// What somebody wrote as one block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Row(RowAddress),
    Item(UnitId, GoalId, GoalTable, u32),
    Risk(UnitId, RiskId),
    Control(UnitId, RiskId, u32),
}

impl Thing {
    /// What a paragraph is of.
    fn of(address: &Address) -> Option<Self> {
        Some(match address {
            Address::Row(at) | Address::Cell(at, _) | Address::Comment(at) => Thing::Row(at.clone()),
            Address::GoalRow { unit, goal, kind, at, .. } | Address::GoalComment { unit, goal, kind, at } => {
                Thing::Item(unit.clone(), goal.clone(), *kind, *at)
            }
            Address::Risk { unit, risk, .. } => Thing::Risk(unit.clone(), risk.clone()),
            Address::Control { unit, risk, at: Some(at), .. } => Thing::Control(unit.clone(), risk.clone(), *at),
            Address::Control { unit, risk, at: None, .. } => Thing::Risk(unit.clone(), risk.clone()),
            _ => return None,
        })
    }

    fn kind(&self) -> RowKind {
        match self {
            Thing::Row(_) => RowKind::Row,
            Thing::Item(_, _, GoalTable::Indicators, _) => RowKind::Indicator,
            Thing::Item(_, _, GoalTable::Activities, _) => RowKind::Activity,
            Thing::Risk(..) => RowKind::Risk,
            Thing::Control(..) => RowKind::Control,
        }
    }

    /// The header of its block.
    fn header(&self) -> &'static str {
        match self.kind() {
            RowKind::Row => "rad",
            RowKind::Indicator => "mal.indikator",
            RowKind::Activity => "mal.aktivitet",
            RowKind::Risk => "risk",
            RowKind::Control => "risk.kontrollmoment",
        }
    }

    /// The list of the manifest that it stands in, and the words by which it does.
    fn listed(&self) -> Option<(ListOf<'_>, String)> {
        match self {
            Thing::Row(RowAddress { table, unit: Some(unit), row }) => {
                Some((ListOf::Rows(table), format!("{unit}/{row}")))
            }
            Thing::Risk(unit, risk) => Some((ListOf::Risks, format!("{unit}/{risk}"))),
            _ => None,
        }
    }

    /// Whether another one stands in the same file's table beside it.
    fn is_beside(&self, other: &Thing) -> bool {
        match (self, other) {
            (Thing::Row(one), Thing::Row(other)) => one.table == other.table && one.unit == other.unit,
            (Thing::Item(unit, goal, kind, _), Thing::Item(other_unit, other_goal, other_kind, _)) => {
                (unit, goal, kind) == (other_unit, other_goal, other_kind)
            }
            (Thing::Risk(unit, _), Thing::Risk(other, _)) => unit == other,
            _ => false,
        }
    }
}

/// A block that is gone, with all of its paragraphs.
pub(super) struct GoneThing {
    pub(super) kind: RowKind,
    /// Where it was written.
    pub(super) place: Span,
    /// The edits that take it out; none where that is not certain.
    pub(super) edits: Edits,
}

/// A row that was added.
pub(super) struct NewRow {
    pub(super) kind: RowKind,
    /// The row beside which it stands.
    pub(super) place: Span,
    /// The paragraphs of its cells in the file.
    pub(super) lines: Vec<usize>,
    /// The position of the paper's paragraph that it stands behind.
    pub(super) behind: Option<usize>,
    /// The edits that put it in, or why there are none.
    pub(super) edits: Result<Edits, Option<Unsure>>,
    /// The id that it got, for somebody to confirm.
    pub(super) id: Option<String>,
}

/// A control activity that was added to a risk.
pub(super) struct NewControl {
    /// The one behind which it stands.
    pub(super) place: Span,
    /// Its paragraphs in the file, each with that of the paper that it stands behind.
    pub(super) lines: Vec<(usize, usize)>,
    /// The edit that puts it in.
    pub(super) edit: Edit,
}

/// What a cell of a new row says.
struct Stated {
    /// The key of its column.
    key: String,
    /// A cell of that column which somebody wrote.
    model: usize,
    /// Its words.
    said: String,
}

/// A row as it is written.
struct Written {
    edits: Edits,
    id: Option<String>,
}

/// What of the rows came or went.
#[derive(Default)]
pub(super) struct Rows {
    /// By the positions of the paper's paragraphs.
    pub(super) gone: BTreeMap<usize, usize>,
    pub(super) things: Vec<GoneThing>,
    pub(super) new: Vec<NewRow>,
    pub(super) controls: Vec<NewControl>,
}

/// The paper and the file row by row.
struct Tables<'t> {
    reading: &'t Reading<'t>,
    pairs: &'t Pairs,
    /// What each paragraph of the paper is of.
    things: Vec<Option<Thing>>,
    /// The paragraphs of each row, the paper's and the file's.
    ours: BTreeMap<usize, Vec<usize>>,
    theirs: BTreeMap<usize, Vec<usize>>,
    /// The paper's paragraphs by those of the file.
    found: BTreeMap<usize, usize>,
}

/// Finds the rows that came or went.
pub(super) fn rows(reading: &Reading<'_>, pairs: &Pairs) -> Rows {
    let by_row = |lines: &[Line]| {
        let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, cell) in (0..).zip(lines).filter_map(|(at, line)| Some((at, line.cell?))) {
            rows.entry(cell.row).or_default().push(at);
        }
        rows
    };
    let of = |line: &Line| reading.home_of(line).and_then(|home| Thing::of(home.of.as_ref()?));
    let found = (0..).zip(&pairs.of_ours).filter_map(|(at, found)| Some((found.as_ref()?.0, at))).collect();
    let (ours, theirs) = (&reading.ours.lines, &reading.theirs.lines);
    let things = ours.iter().map(|line| if line.in_note { None } else { of(line) }).collect();
    let tables = Tables { reading, pairs, things, ours: by_row(ours), theirs: by_row(theirs), found };
    let mut rows = Rows::default();
    tables.gone(&mut rows);
    tables.added(&mut rows);
    rows.controls = tables.controls();
    rows
}

impl Tables<'_> {
    fn is_gone(&self, at: usize) -> bool {
        let is_there = |(found, _): &(usize, _)| !self.reading.theirs.lines[*found].is_empty();
        self.reading.ours.lines[at].is_empty() || !self.pairs.of_ours[at].as_ref().is_some_and(is_there)
    }

    /// Finds the blocks of which nothing is left.
    fn gone(&self, rows: &mut Rows) {
        let mut lines: BTreeMap<&Thing, Vec<usize>> = BTreeMap::new();
        for (at, thing) in (0..).zip(&self.things).filter_map(|(at, thing)| Some((at, thing.as_ref()?))) {
            lines.entry(thing).or_default().push(at);
        }
        let all: Vec<&Thing> = lines.keys().copied().collect();
        for thing in all {
            let mut own = lines.get(thing).cloned().unwrap_or_default();
            // A risk goes with what is done about it.
            if let Thing::Risk(unit, risk) = thing {
                let is_below = |other: &&Thing| matches!(other, Thing::Control(u, r, _) if (u, r) == (unit, risk));
                own.extend(lines.iter().filter(|(other, _)| is_below(other)).flat_map(|(_, lines)| lines));
            }
            if matches!(thing, Thing::Control(_, _, _)) && own.iter().all(|at| rows.gone.contains_key(at)) {
                continue;
            }
            let says = own.iter().any(|at| !self.reading.ours.lines[*at].is_empty());
            // What the report has got since the file was made was never in it.
            if own.iter().all(|at| self.reading.is_new(&self.reading.ours.lines[*at])) {
                continue;
            }
            if !says || !own.iter().all(|at| self.is_gone(*at)) {
                continue;
            }
            let in_rows: BTreeSet<usize> =
                own.iter().filter_map(|at| self.reading.ours.lines[*at].cell).map(|cell| cell.row).collect();
            // What the program shows beside it, as its number, goes with it.
            if thing.kind() != RowKind::Control {
                let beside = in_rows.iter().filter_map(|row| self.ours.get(row)).flatten().copied();
                let beside: Vec<usize> = beside.filter(|at| self.things[*at].is_none() && self.is_gone(*at)).collect();
                own.extend(beside);
            }
            let Some(place) = own.iter().find_map(|at| self.home(*at)).map(|home| home.place) else { continue };
            let edits = self.taken_out(thing, place).unwrap_or_default();
            rows.gone.extend(own.iter().map(|at| (*at, rows.things.len())));
            rows.things.push(GoneThing { kind: thing.kind(), place, edits });
        }
    }

    fn home(&self, at: usize) -> Option<&Home> {
        self.reading.home_of(&self.reading.ours.lines[at])
    }

    /// The manifest, and its text.
    fn manifest(&self) -> Option<(FileId, &str)> {
        let mut all = self.reading.sources.iter();
        all.find(|(_, file)| file.path == "rapport.toml").map(|(file, source)| (file, source.original()))
    }

    /// The block of a thing in its file.
    fn block(&self, thing: &Thing, place: Span) -> Option<(&str, Block)> {
        let source = self.reading.sources.file(place.file);
        let text = source.original();
        let is_toml = source.sheet.is_none() && source.path.ends_with(".toml");
        let block = block::around(text, place.range().start, thing.header()).filter(|_| is_toml)?;
        Some((text, block))
    }

    /// The edits by which a thing goes; `None` where that is not certain.
    fn taken_out(&self, thing: &Thing, place: Span) -> Option<Edits> {
        let edit = match self.block(thing, place) {
            Some((text, block)) => block::taken_out(text, &block)?,
            None => self.line(thing, place)?.taken_out(),
        };
        let mut edits = vec![(place.file, edit)];
        if let Some((list, entry)) = thing.listed() {
            let (manifest, text) = self.manifest()?;
            if !is_of_all(text, list, &entry) {
                edits.push((manifest, block::unlisted(text, list, &entry)?));
            }
        }
        Some(edits)
    }

    /// The line of a row that was given as one.
    fn line(&self, thing: &Thing, place: Span) -> Option<pasted::Line<'_>> {
        let source = self.reading.sources.file(place.file);
        let is_toml = source.sheet.is_none() && source.path.ends_with(".toml");
        (is_toml && thing.kind() == RowKind::Row).then(|| pasted::line(source.original(), place.range().start))?
    }

    /// Finds the rows of the file that are none of the paper's.
    fn added(&self, rows: &mut Rows) {
        let numbers: Vec<usize> = self.theirs.keys().copied().collect();
        let is_new = |row: &usize| {
            let lines = self.theirs.get(row).map_or(&[][..], Vec::as_slice);
            let said = || lines.iter().filter(|at| !self.reading.theirs.lines[**at].is_empty());
            // What the report has no longer is none of the file's.
            let is_gone_since = |at: &usize| self.reading.is_gone_since(&self.reading.theirs.lines[*at]);
            said().next().is_some() && said().all(|at| !self.found.contains_key(at) && !is_gone_since(at))
        };
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for (at, row) in numbers.iter().enumerate().filter(|(_, row)| is_new(row)) {
            let lines = &self.theirs[row];
            let table = self.cell(lines[0]).map(|cell| cell.table);
            let is_here = |row: &&usize| self.cell(self.theirs[*row][0]).map(|cell| cell.table) == table;
            let known = |row: &usize| self.known(*row);
            let above = numbers[..at].iter().rev().take_while(is_here).find_map(known);
            let below = numbers[at + 1..].iter().take_while(is_here).find_map(known);
            let Some(beside) = self.beside(above, below) else { continue };
            // What stands behind the row above, also where nobody wrote that.
            let before = lines.iter().find_map(|line| self.pairs.added.iter().find(|(there, _)| there == line));
            let behind = before.and_then(|(_, before)| *before);
            rows.new.extend(self.new_row(lines, &beside, behind, &mut taken));
        }
    }

    fn cell(&self, at: usize) -> Option<CellAt> {
        self.reading.theirs.lines[at].cell
    }

    /// What a row of the file is, with the paper's row.
    fn known(&self, row: usize) -> Option<(Thing, usize)> {
        let lines = self.theirs.get(&row)?;
        lines.iter().find_map(|line| {
            let at = *self.found.get(line)?;
            let thing = self.things[at].clone()?;
            let thing = match thing {
                Thing::Control(unit, risk, _) => Thing::Risk(unit, risk),
                other => other,
            };
            Some((thing, self.reading.ours.lines[at].cell?.row))
        })
    }

    /// The row beside which a new one stands, and whether the new one comes behind it. Whose it is is certain where the
    /// rows above and below are one unit's.
    fn beside(&self, above: Option<(Thing, usize)>, below: Option<(Thing, usize)>) -> Option<Beside> {
        let is_owned = |(thing, _): &(Thing, usize)| !matches!(thing, Thing::Row(RowAddress { unit: None, .. }));
        let (above, below) = (above.filter(is_owned), below.filter(is_owned));
        let is_clear = match (&above, &below) {
            (Some((one, _)), Some((other, _))) => one.is_beside(other),
            _ => true,
        };
        let is_behind = above.is_some();
        let (thing, row) = above.or(below)?;
        Some(Beside { thing, row, is_behind, is_clear })
    }

    fn new_row(
        &self,
        lines: &[usize],
        beside: &Beside,
        behind: Option<usize>,
        taken: &mut BTreeSet<String>,
    ) -> Option<NewRow> {
        let place = self.ours.get(&beside.row).into_iter().flatten().find_map(|at| self.home(*at))?.place;
        let mut row =
            NewRow { kind: beside.thing.kind(), place, lines: lines.to_vec(), behind, edits: Err(None), id: None };
        if beside.is_clear {
            match self.written(lines, beside, place, taken) {
                Ok(Some(Written { edits, id })) => (row.edits, row.id) = (Ok(edits), id),
                Ok(None) => {}
                Err(why) => row.edits = Err(Some(why)),
            }
        }
        Some(row)
    }

    /// The words of each cell of a row of the file, by its first column.
    fn cells(&self, lines: &[usize]) -> BTreeMap<usize, Vec<usize>> {
        let mut cells: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in lines {
            let column = self.cell(*at).map_or(0, |cell| cell.column);
            cells.entry(column).or_default().push(*at);
        }
        cells
    }

    /// The columns of the table of a row, by where they stand: their keys, and a cell that somebody wrote there, of the
    /// row itself where it has one.
    fn columns(&self, beside: &Beside) -> BTreeMap<usize, (String, usize)> {
        let mut columns: BTreeMap<usize, (String, usize)> = BTreeMap::new();
        let own = self.ours.get(&beside.row).into_iter().flatten();
        let others = (0..self.things.len())
            .filter(|at| self.things[*at].as_ref().is_some_and(|thing| thing.is_beside(&beside.thing)));
        for at in own.copied().chain(others) {
            let Some(cell) = self.reading.ours.lines[at].cell else { continue };
            let key = match self.home(at).and_then(|home| home.of.as_ref()) {
                Some(Address::Row(_) | Address::GoalRow { column: None, .. }) => "namn",
                Some(Address::Cell(_, column) | Address::GoalRow { column: Some(column), .. }) => column.as_str(),
                _ => continue,
            };
            columns.entry(cell.column).or_insert_with(|| (key.to_owned(), at));
        }
        columns
    }

    /// What the cells of a new row say, those that are not empty; `None` where a cell is not one paragraph, or stands
    /// in no column of the table.
    fn stated(&self, lines: &[usize], beside: &Beside) -> Result<Option<Vec<Stated>>, Unsure> {
        let mut columns = self.columns(beside);
        let mut all = Vec::new();
        for (column, cell) in self.cells(lines) {
            let [at] = cell[..] else { return Ok(None) };
            let said = self.said(at)?;
            if said.is_empty() {
                continue;
            }
            let Some((key, model)) = columns.remove(&column) else { return Ok(None) };
            all.push(Stated { key, model, said });
        }
        Ok(Some(all))
    }

    /// The edits that put a row in, and the id that it gets.
    fn written(
        &self,
        lines: &[usize],
        beside: &Beside,
        place: Span,
        taken: &mut BTreeSet<String>,
    ) -> Result<Option<Written>, Unsure> {
        let thing = &beside.thing;
        if matches!(thing.kind(), RowKind::Risk | RowKind::Control) {
            return self.new_risk(lines, beside, place, taken);
        }
        let Some((text, block)) = self.block(thing, place) else {
            if self.reading.sources.file(place.file).sheet.is_some() {
                return Err(Unsure::Workbook);
            }
            let Some(line) = self.line(thing, place) else { return Ok(None) };
            return self.as_line(lines, beside, (place, &line), taken);
        };
        let Some(stated) = self.stated(lines, beside)? else { return Ok(None) };
        let (mut name, mut values) = (None, String::new());
        for Stated { key, model, said } in stated {
            let Some(value) = self.value(model, &said)? else { continue };
            if key == "namn" {
                name = Some((said, value));
            } else {
                values.push_str(&format!("{key} = {value}\n"));
            }
        }
        let Some((name, written)) = name else { return Ok(None) };
        let (head, id) = match thing {
            Thing::Row(RowAddress { table, .. }) => {
                let id = self.free_id(thing, &name, taken);
                (format!("[[rad]]\ntabell = \"{table}\"\nid = \"{id}\"\n"), Some(id))
            }
            _ => (format!("[[{}]]\n", thing.header()), None),
        };
        let new = block::put(text, &block, &format!("{head}namn = {written}\n{values}"), beside.is_behind);
        let mut edits = vec![(place.file, new)];
        if let Some(id) = &id {
            let Some(listed) = self.listed(beside, id) else { return Ok(None) };
            edits.extend(listed);
        }
        Ok(Some(Written { edits, id }))
    }

    /// The edits of the manifest by which something new with this id stands in the list beside its neighbour: none
    /// where the list has all that the unit gives.
    fn listed(&self, beside: &Beside, id: &str) -> Option<Edits> {
        let (list, entry) = beside.thing.listed()?;
        let (manifest, text) = self.manifest()?;
        if is_of_all(text, list, &entry) {
            return Some(Edits::new());
        }
        let (unit, _) = entry.split_once('/')?;
        let edit = block::listed(text, list, &entry, &format!("{unit}/{id}"), beside.is_behind)?;
        Some(vec![(manifest, edit)])
    }

    /// The edits that put a row in as a line beside another one.
    fn as_line(
        &self,
        lines: &[usize],
        beside: &Beside,
        (place, line): (Span, &pasted::Line<'_>),
        taken: &mut BTreeSet<String>,
    ) -> Result<Option<Written>, Unsure> {
        let Some(stated) = self.stated(lines, beside)? else { return Ok(None) };
        let (mut name, mut words) = (None, BTreeMap::new());
        for Stated { key, model, said } in stated {
            let Some(home) = self.home(model).filter(|home| home.place.file == place.file) else { return Ok(None) };
            // The neighbour has no such cell, or the program computes it.
            let Some(cell) = line.cell(home.place.range().start) else { return Ok(None) };
            if home.is_figure && fold::words(&said).parse::<Amount>().is_err() {
                return Err(Unsure::NoFigure);
            }
            if key == "namn" {
                name = Some(said.clone());
            }
            words.insert(cell, said);
        }
        let Some(name) = name else { return Ok(None) };
        let id = self.free_id(&beside.thing, &name, taken);
        match line.id() {
            Some(cell) => drop(words.insert(cell, id.clone())),
            // Without one the program makes it of the name, and of two rows with one name of what stands above them.
            None if id_of(&name).as_ref() != Some(&id) => return Ok(None),
            None => {}
        }
        let (edit, listed) = (line.put(&words, beside.is_behind), self.listed(beside, &id));
        let (Some(edit), Some(listed)) = (edit, listed) else { return Ok(None) };
        Ok(Some(Written { edits: std::iter::once((place.file, edit)).chain(listed).collect(), id: Some(id) }))
    }

    /// What the columns of the table of risks are in which a row of the paper stands, by where they stand.
    fn fields(&self, row: usize) -> BTreeMap<usize, Field> {
        let cell = |at: usize| self.reading.ours.lines[at].cell;
        let own = self.ours.get(&row).and_then(|own| cell(*own.first()?));
        let mut all = BTreeMap::new();
        for at in 0..self.things.len() {
            let here = cell(at).filter(|cell| own.is_some_and(|own| own.table == cell.table));
            let field = self.home(at).and_then(|home| Field::of(home.of.as_ref()?));
            if let (Some(cell), Some(field)) = (here, field) {
                all.entry(cell.column).or_insert(field);
            }
        }
        all
    }

    /// The edits that put a risk in, where all is there that the table shows of the others.
    fn new_risk(
        &self,
        lines: &[usize],
        beside: &Beside,
        place: Span,
        taken: &mut BTreeSet<String>,
    ) -> Result<Option<Written>, Unsure> {
        let mut cells: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (column, cell) in self.cells(lines) {
            let said = cell.iter().map(|at| self.said(*at)).collect::<Result<Vec<String>, Unsure>>()?;
            cells.insert(column, said.into_iter().filter(|words| !words.is_empty()).collect());
        }
        let made = risks::made(&self.fields(beside.row), &cells)?;
        let Some((made, (text, block))) = made.zip(self.block(&beside.thing, place)) else { return Ok(None) };
        let id = self.free_id(&beside.thing, &made.name, taken);
        let named = risks::line("namn", &made.name);
        let Some((named, listed)) = named.zip(self.listed(beside, &id)) else { return Ok(None) };
        let new = format!("[[risk]]\nid = \"{id}\"\n{named}{}", made.rest);
        let edit = block::put(text, &block, &new, beside.is_behind);
        Ok(Some(Written { edits: std::iter::once((place.file, edit)).chain(listed).collect(), id: Some(id) }))
    }

    /// Finds the control activities that were added to risks that were there: a paragraph more in each of their cells,
    /// behind one and the same activity.
    fn controls(&self) -> Vec<NewControl> {
        let mut all = Vec::new();
        for (row, lines) in &self.theirs {
            let Some((Thing::Risk(..), ours)) = self.known(*row) else { continue };
            // By columns: the paragraphs that were added, each with the paper's before it.
            let mut added: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
            let mut before: BTreeMap<usize, usize> = BTreeMap::new();
            for there in lines.iter().filter(|there| !self.reading.theirs.lines[**there].is_empty()) {
                let Some(cell) = self.cell(*there) else { continue };
                match (self.found.get(there), before.get(&cell.column)) {
                    (Some(at), _) => drop(before.insert(cell.column, *at)),
                    _ if self.reading.is_gone_since(&self.reading.theirs.lines[*there]) => {}
                    (None, Some(at)) => added.entry(cell.column).or_default().push((*there, *at)),
                    (None, None) => {}
                }
            }
            all.extend(self.control(ours, &added));
        }
        all
    }

    /// What was added to the row of a risk, as control activities.
    fn control(&self, row: usize, added: &BTreeMap<usize, Vec<(usize, usize)>>) -> Option<NewControl> {
        let number = |at: usize| match self.home(at).and_then(|home| home.of.as_ref()) {
            Some(Address::Control { at: Some(number), .. }) => Some(*number),
            _ => None,
        };
        let column = |at: usize| self.reading.ours.lines[at].cell.map(|cell| cell.column);
        let own = self.ours.get(&row)?;
        let columns = own.iter().filter(|at| number(**at).is_some()).filter_map(|at| column(*at));
        let columns: BTreeSet<usize> = columns.collect();
        if columns.is_empty() || added.keys().any(|column| !columns.contains(column)) {
            return None;
        }
        let fields = self.fields(row);
        let (mut words, mut numbers, mut lines) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
        for column in &columns {
            let (Field::Control(key), new) = (fields.get(column)?, added.get(column)?) else { return None };
            numbers.extend(new.iter().map(|(_, at)| number(*at)));
            let said = new.iter().map(|(there, _)| self.said(*there).ok()).collect::<Option<Vec<String>>>()?;
            words.insert(key.clone(), said);
            lines.extend(new.iter().copied());
        }
        let behind = numbers.first().copied().flatten().filter(|_| numbers.len() == 1)?;
        let home = own.iter().filter(|at| number(**at) == Some(behind)).find_map(|at| self.home(*at))?;
        let Some(Address::Control { unit, risk, .. }) = &home.of else { return None };
        let (text, block) = self.block(&Thing::Control(unit.clone(), risk.clone(), behind), home.place)?;
        let Edit { range, with } = block::put(text, &block, risks::activities(&words)?.trim_start(), true);
        // All of its paragraphs have this edit: one that is of some words counts once.
        let last = text.get(..range.start)?.chars().next_back()?;
        let edit = Edit { range: range.start - last.len_utf8()..range.end, with: format!("{last}{with}") };
        Some(NewControl { place: home.place, lines, edit })
    }

    /// What a paragraph of a new row says.
    fn said(&self, at: usize) -> Result<String, Unsure> {
        let said = self.reading.theirs.lines[at].words.trim().replace('\u{a0}', " ");
        if said.contains(NOTE) || said.contains("{{") || said.contains('\n') {
            Err(Unsure::Mark(Mark::Other))
        } else {
            Ok(said)
        }
    }

    /// A value as the one of another row is written; `None` where the program computes it.
    fn value(&self, model: usize, said: &str) -> Result<Option<String>, Unsure> {
        let Some(home) = self.home(model) else { return Ok(None) };
        let (text, range, quote) = self.reading.at(home)?;
        if quote != Quote::Bare {
            return Ok(Quote::Escaped.written(said).map(|words| format!("\"{words}\"")));
        }
        let parse = |words: &str| fold::words(words).parse::<Amount>().ok().map(Amount::value);
        let [_, shown, _] = self.reading.parts(model);
        let raw = text.get(range).unwrap_or_default().replace('_', "");
        // What stands there is not what is shown: it is made of other figures.
        if parse(&raw).is_none() || parse(&raw) != parse(shown) {
            return Ok(None);
        }
        let amount = fold::words(said).parse::<Amount>().map_err(|_| Unsure::NoFigure)?;
        Ok(Some(amount.to_string()))
    }

    /// An id for a row or a risk of this name, which none beside it has.
    fn free_id(&self, beside: &Thing, name: &str, taken: &mut BTreeSet<String>) -> String {
        let known: BTreeSet<&str> = self
            .things
            .iter()
            .flatten()
            .filter(|thing| thing.is_beside(beside))
            .filter_map(|thing| match thing {
                Thing::Row(at) => Some(at.row.as_str()),
                Thing::Risk(_, risk) => Some(risk.as_str()),
                Thing::Item(..) | Thing::Control(..) => None,
            })
            .collect();
        let id = id_of(name).unwrap_or_else(|| "rad".to_owned());
        let numbered = (2u64..).map(|number| format!("{id}-{number}"));
        let mut all = std::iter::once(id.clone()).chain(numbered);
        let free = all.find(|id| !known.contains(id.as_str()) && !taken.contains(id)).unwrap_or(id);
        taken.insert(free.clone());
        free
    }
}

/// The row of the paper beside which a new one stands.
struct Beside {
    thing: Thing,
    row: usize,
    is_behind: bool,
    is_clear: bool,
}

/// Whether a list has all that the unit of an entry gives.
fn is_of_all(text: &str, list: ListOf<'_>, entry: &str) -> bool {
    let unit = entry.split_once('/').map(|(unit, _)| unit);
    unit.is_some_and(|unit| !block::has(text, list, entry) && block::has(text, list, &format!("{unit}/*")))
}
