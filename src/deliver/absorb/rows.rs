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
use super::edit::{Quote, Unsure};
use super::fold;
use super::pair::Pairs;
use super::paper::{CellAt, Line, NOTE};
use super::places::Home;
use super::reading::Reading;

/// What somebody wrote as one block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
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

    pub(super) fn kind(&self) -> RowKind {
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
        let (text, block) = self.block(thing, place)?;
        let mut edits = vec![(place.file, block::taken_out(text, &block)?)];
        if let Some((list, entry)) = thing.listed() {
            let (manifest, text) = self.manifest()?;
            edits.push((manifest, block::unlisted(text, list, &entry)?));
        }
        Some(edits)
    }

    /// Finds the rows of the file that are none of the paper's.
    fn added(&self, rows: &mut Rows) {
        let numbers: Vec<usize> = self.theirs.keys().copied().collect();
        let is_new = |row: &usize| {
            let lines = self.theirs.get(row).map_or(&[][..], Vec::as_slice);
            let said = || lines.iter().filter(|at| !self.reading.theirs.lines[**at].is_empty());
            said().next().is_some() && said().all(|at| !self.found.contains_key(at))
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

    /// The edits that put a row in, and the id that it gets.
    fn written(
        &self,
        lines: &[usize],
        beside: &Beside,
        place: Span,
        taken: &mut BTreeSet<String>,
    ) -> Result<Option<Written>, Unsure> {
        let thing = &beside.thing;
        // What is done about a risk stands in several blocks.
        if matches!(thing.kind(), RowKind::Risk | RowKind::Control) {
            return Ok(None);
        }
        let Some((text, block)) = self.block(thing, place) else {
            let is_workbook = self.reading.sources.file(place.file).sheet.is_some();
            return if is_workbook { Err(Unsure::Workbook) } else { Ok(None) };
        };
        let columns = self.columns(beside);
        let (mut name, mut values) = (None, String::new());
        for (column, cell) in self.cells(lines) {
            let [words] = cell.iter().map(|at| self.reading.theirs.lines[*at].words.as_str()).collect::<Vec<_>>()[..]
            else {
                return Ok(None);
            };
            let said = words.trim().replace('\u{a0}', " ");
            if said.is_empty() {
                continue;
            }
            if said.contains(NOTE) || said.contains("{{") || said.contains('\n') {
                return Err(Unsure::Mark);
            }
            let Some((key, model)) = columns.get(&column) else { return Ok(None) };
            let Some(value) = self.value(*model, &said)? else { continue };
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
        if let (Thing::Row(RowAddress { unit: Some(unit), .. }), Some(id)) = (thing, &id) {
            let Some((list, entry)) = thing.listed() else { return Ok(None) };
            let Some((manifest, text)) = self.manifest() else { return Ok(None) };
            let edit = block::listed(text, list, &entry, &format!("{unit}/{id}"), beside.is_behind);
            let Some(edit) = edit else { return Ok(None) };
            edits.push((manifest, edit));
        }
        Ok(Some(Written { edits, id }))
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

    /// An id for a row of this name, which no row beside it has.
    fn free_id(&self, beside: &Thing, name: &str, taken: &mut BTreeSet<String>) -> String {
        let known: BTreeSet<&str> = self
            .things
            .iter()
            .flatten()
            .filter(|thing| thing.is_beside(beside))
            .filter_map(|thing| if let Thing::Row(at) = thing { Some(at.row.as_str()) } else { None })
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
