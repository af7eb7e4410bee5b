//! Rows that the manifest makes of others: taken from another table, or added up.

use crate::input::term::{Parts, QuotientTerm, RowQuotient, RowTerm};
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::base::money;
use crate::base::positions::{ColumnIndex, RowIndex};
use crate::base::source::Spanned;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{ColumnSet, MANIFEST, MadeRow, Manifest, RowSource};
use crate::input::prose::Prose;
use crate::input::row_kind::RowKind;
use crate::input::section::{Cell, Content as CellContent, FinanceRow};
use crate::report::address::{self, Missing};
use crate::report::averages::{self, Reckoned, Weight};
use crate::report::elsewhere;
use crate::report::quantity::{Precision, Reading, View, is_dash};
use crate::report::quotients::{self, Lacks};
use crate::report::{Before, Chapter, Content, Delivery, FinanceTable, GoalNode, Made, OwnedRow, messages, sums};

use super::convert::{Conversion, Quantity};

/// A row that is still to be made: its place in a table of this id, and how the table shows its figures.
pub(super) struct Pending<'m> {
    pub(super) table: String,
    pub(super) at: RowIndex,
    /// Its position among the rows of the manifest.
    pub(super) spec: usize,
    pub(super) row: &'m MadeRow,
}

/// Makes every row of `pending`, in an order in which each has what it is made of. Those that are made of themselves
/// are told, and stay gaps.
pub(super) fn make(
    manifest: &Manifest,
    chapters: &mut [Chapter],
    mut pending: Vec<Pending<'_>>,
    conversions: &mut [(String, Conversion)],
) -> Vec<Diagnostic> {
    let mut maker = Maker { manifest, tables: Vec::new(), conversions, found: Vec::new() };
    collect(chapters, &mut maker.tables);
    let mut open = Open::default();
    pending.iter().for_each(|pending| open.add(pending));
    loop {
        let before = pending.len();
        // What has become ready by a row above it is made in the same round.
        pending.retain(|pending| {
            let waits = maker.waits(pending, &open);
            if !waits {
                open.remove(pending);
                maker.row(pending);
            }
            waits
        });
        if pending.len() == before {
            break;
        }
    }
    maker.shares_of_sums();
    maker.shares_elsewhere();
    maker
        .found
        .extend(pending.iter().map(|pending| messages::row_of_itself(pending.row.id.place, &pending.row.id.value)));
    maker.tables.iter_mut().for_each(|table| {
        let showing = maker.conversions.iter().find(|(id, _)| table.id == *id);
        table.shown = showing.map(|(_, showing)| showing.shown()).unwrap_or_default();
    });
    maker.found
}

fn collect<'c>(chapters: &'c mut [Chapter], tables: &mut Vec<&'c mut FinanceTable>) {
    for chapter in chapters {
        collect_blocks(&mut chapter.content, tables);
        collect(&mut chapter.chapters, tables);
    }
}

fn collect_blocks<'c>(blocks: &'c mut [Content], tables: &mut Vec<&'c mut FinanceTable>) {
    for block in blocks {
        match block {
            Content::Table(table) => tables.push(table.as_mut()),
            Content::Goals(goals) => goals.iter_mut().for_each(|goal| collect_goal(goal, tables)),
            Content::Text(_) | Content::Chart(_) | Content::Risks(_) | Content::Signatures(_) => {}
        }
    }
}

fn collect_goal<'c>(goal: &'c mut GoalNode, tables: &mut Vec<&'c mut FinanceTable>) {
    for text in &mut goal.texts {
        if let Delivery::Delivered(owned) = text {
            collect_blocks(&mut owned.content, tables);
        }
    }
    goal.goals.iter_mut().for_each(|goal| collect_goal(goal, tables));
}

fn made_label(row: &MadeRow) -> String {
    format!("{MANIFEST}/{}", row.id.value)
}

/// The rows that are still to be made.
#[derive(Default)]
struct Open {
    /// Those of each table by their labels, which several may have.
    labels: BTreeMap<String, BTreeMap<String, usize>>,
    /// Their positions in each table.
    positions: BTreeMap<String, BTreeSet<usize>>,
}

impl Open {
    fn add(&mut self, pending: &Pending<'_>) {
        let labels = self.labels.entry(pending.table.clone()).or_default();
        *labels.entry(made_label(pending.row)).or_default() += 1;
        self.positions.entry(pending.table.clone()).or_default().insert(pending.spec);
    }

    fn remove(&mut self, pending: &Pending<'_>) {
        let of_table = self.labels.get_mut(&pending.table);
        if let Some(count) = of_table.and_then(|labels| labels.get_mut(&made_label(pending.row))) {
            *count = count.saturating_sub(1);
        }
        if let Some(positions) = self.positions.get_mut(&pending.table) {
            positions.remove(&pending.spec);
        }
    }

    fn has(&self, table: &str, label: &str) -> bool {
        self.labels.get(table).and_then(|labels| labels.get(label)).is_some_and(|count| *count > 0)
    }

    /// Whether one stands above the row at `position`.
    fn has_above(&self, table: &str, position: usize) -> bool {
        self.positions.get(table).and_then(BTreeSet::first).is_some_and(|first| *first < position)
    }
}

struct Maker<'c, 'm> {
    manifest: &'m Manifest,
    tables: Vec<&'c mut FinanceTable>,
    conversions: &'m mut [(String, Conversion)],
    found: Vec<Diagnostic>,
}

/// What a made row consists of.
struct Row {
    cells: Vec<Option<Cell>>,
    before: Vec<Option<Before>>,
    made: Made,
    name: Option<Prose>,
    /// The unit of its figures, where it is that of the row that it is taken from.
    unit: Option<SourceText>,
    inverted: Option<bool>,
}

impl Maker<'_, '_> {
    /// Fills in what rows that were made are of the sum below them, now that all of those are there.
    fn shares_of_sums(&mut self) {
        for table in &mut self.tables {
            let columns = table.columns.each().filter_map(|(at, spec)| Some((at, spec.formula.parts()?)));
            let columns: Vec<(ColumnIndex, Parts)> = columns.filter(|(_, parts)| parts.of_sum).collect();
            for (column, parts) in columns {
                let shares: Vec<(usize, Amount)> = (0..table.rows.len())
                    .filter_map(|at| Some((at, share_of_sum(table, at, column, &parts)?)))
                    .collect();
                for (at, share) in shares {
                    let row = table.rows.get_mut(at).and_then(Delivery::delivered_mut);
                    let cell = row.and_then(|row| Some((row.row.id.place, row.cells.get_mut(column.position())?)));
                    if let Some((place, cell)) = cell {
                        let content = CellContent::Figure(share);
                        *cell = Some(Cell { content, marks: None, unit: None, rows: 1, columns: 1, place });
                    }
                }
            }
        }
    }

    /// Fills in what rows that were made are of figures of other tables, now that all of those are there.
    fn shares_elsewhere(&mut self) {
        let tables: Vec<&FinanceTable> = self.tables.iter().map(|table| &**table).collect();
        let mut filled: Vec<(usize, RowIndex, ColumnIndex, Amount)> = Vec::new();
        for (at, table) in tables.iter().enumerate() {
            let columns = table.columns.each().filter_map(|(column, spec)| Some((column, spec.formula.parts()?)));
            for (column, parts) in columns.filter(|(_, parts)| parts.elsewhere.is_some()) {
                let rows = table.rows.iter().filter_map(Delivery::delivered);
                for row in rows.filter(|row| row.is_computed() && !quotients::is_quotient(row)) {
                    let share = share_elsewhere(self.manifest, &tables, (table, row), (column, &parts));
                    filled.extend(share.map(|share| (at, row.at, column, share)));
                }
            }
        }
        for (table, row, column, share) in filled {
            let table = self.tables.get_mut(table);
            let row = table.and_then(|table| table.rows.get_mut(row.position())).and_then(Delivery::delivered_mut);
            let cell = row.and_then(|row| Some((row.row.id.place, row.cells.get_mut(column.position())?)));
            if let Some((place, cell)) = cell {
                let content = CellContent::Figure(share);
                *cell = Some(Cell { content, marks: None, unit: None, rows: 1, columns: 1, place });
            }
        }
    }

    /// Whether a row is made of one that is still to be made.
    fn waits(&self, pending: &Pending<'_>, open: &Open) -> bool {
        match &pending.row.source {
            RowSource::Taken(from) => from.of.as_ref().is_some_and(|(table, row)| {
                let own = if row.unit.is_some() { row.to_string() } else { format!("{MANIFEST}/{}", row.id) };
                open.has(table, &own)
            }),
            RowSource::Sum(rows) => {
                rows.iter().any(|row| open.has(&pending.table, &sums::full(self.manifest, None, row)))
            }
            RowSource::Above(_) => open.has_above(&pending.table, pending.spec),
            RowSource::Divided(quotient) => {
                let is_open = |term: &QuotientTerm| {
                    let table = term.name.table.as_ref().map_or(pending.table.as_str(), |table| table.as_str());
                    let row = &term.name.row;
                    let own = if row.unit.is_some() { row.to_string() } else { format!("{MANIFEST}/{}", row.id) };
                    open.has(table, &own)
                };
                quotient.terms().any(is_open)
            }
        }
    }

    fn row(&mut self, pending: &Pending<'_>) {
        let tables: Vec<&FinanceTable> = self.tables.iter().map(|table| &**table).collect();
        let Some(at) = tables.iter().position(|table| table.id == pending.table) else { return };
        let Some((_, showing)) = self.conversions.iter_mut().find(|(id, _)| *id == pending.table) else { return };
        let mut work =
            Work { manifest: self.manifest, tables: &tables, table: tables[at], showing, found: &mut self.found };
        let made = match &pending.row.source {
            RowSource::Taken(from) => work.taken(&from.address),
            RowSource::Sum(rows) => work.named(rows).map(|terms| work.sum(pending.row, &terms)),
            RowSource::Above(_) => sums::above(work.table, pending.at).map(|terms| work.sum(pending.row, &terms)),
            RowSource::Divided(quotient) => work.divided(pending.row, quotient),
        };
        let Some(row) = made else { return };
        let spec = pending.row;
        let (sums, above) = match &spec.source {
            RowSource::Taken(_) | RowSource::Divided(_) => (Vec::new(), None),
            RowSource::Sum(rows) => (rows.clone(), None),
            RowSource::Above(place) => (Vec::new(), Some(*place)),
        };
        let quotient = match &spec.source {
            RowSource::Divided(quotient) => Some(quotient.clone()),
            RowSource::Taken(_) | RowSource::Sum(_) | RowSource::Above(_) => None,
        };
        let made = OwnedRow {
            at: pending.at,
            unit: None,
            row: FinanceRow {
                order: (0, 0),
                table: Spanned::new(pending.table.as_str().into(), spec.id.place),
                id: spec.id.clone(),
                name: spec.name.clone().or(row.name).unwrap_or_default(),
                kind: spec.kind,
                looks: spec.looks,
                unit: row.unit,
                key_figure: None,
                sums,
                above,
                quotient,
                weight: spec.weight.clone(),
                inverted: spec.inverted.or(row.inverted),
                comment: None,
                cells: Vec::new(),
                waiting: Vec::new(),
                place: spec.id.place,
            },
            cells: row.cells,
            before: row.before,
            made: Some(Made { named: spec.name.is_some(), ..row.made }),
        };
        if let Some(table) = self.tables.get_mut(at) {
            table.put(made);
        }
    }
}

/// The making of one row.
struct Work<'w> {
    manifest: &'w Manifest,
    tables: &'w [&'w FinanceTable],
    table: &'w FinanceTable,
    showing: &'w mut Conversion,
    found: &'w mut Vec<Diagnostic>,
}

impl<'w> Work<'w> {
    /// The figures of another table's row, for the columns with the same id.
    fn taken(&mut self, address: &Spanned<String>) -> Option<Row> {
        let source = match address::find_in(self.manifest, self.tables, &address.value) {
            Ok(found) if found.column.is_none() => found,
            Ok(_) => {
                self.found.extend(address::told(address, &Missing::Form));
                return None;
            }
            Err(missing) => {
                self.found.extend(address::told(address, &missing));
                return None;
            }
        };
        let (mut cells, mut before, mut shared) = (Vec::new(), Vec::new(), false);
        for (column, spec) in self.table.columns.each() {
            let at = source.table.columns.with_id(&spec.id.value);
            shared |= at.is_some();
            let (cell, was) = match at {
                Some(at) => self.cell(column, address, (source.table, source.row, at)),
                None => (None, None),
            };
            cells.push(cell);
            before.push(was);
        }
        if !shared {
            self.found.push(messages::no_shared_column(address.place, &address.value));
        }
        let made = Made {
            of: vec![self.manifest.row_address(&source.table.id, source.row.unit, &source.row.row.id.value)],
            taken: true,
            unit: source.row.notes_of(),
            named: false,
        };
        let FinanceRow { name, unit, inverted, .. } = &source.row.row;
        Some(Row { cells, before, made, name: Some(name.clone()), unit: unit.clone(), inverted: *inverted })
    }

    /// A cell as this table shows it in a column.
    fn cell(
        &mut self,
        column: ColumnIndex,
        address: &Spanned<String>,
        (table, row, at): (&FinanceTable, &OwnedRow, ColumnIndex),
    ) -> (Option<Cell>, Option<Before>) {
        let Some(cell) = row.cell(at) else { return (None, None) };
        let mut cell = Cell { rows: 1, columns: 1, ..cell.clone() };
        let CellContent::Figure(shown) = cell.content else { return (Some(cell), None) };
        // A row in a unit of its own keeps it.
        let own = row.row.unit.as_ref().filter(|_| self.table.columns.takes_unit_of_row(column));
        let to = own.map(|unit| unit.trimmed()).or_else(|| self.table.columns.unit_of(column));
        let from = table.unit_of(row, at);
        let shift = match (from, to) {
            (from, to) if from == to => Some(0),
            (Some(from), Some(to)) => money::shift(from, to),
            _ => None,
        };
        let told = |found: Diagnostic, all: &mut Vec<Diagnostic>| {
            if !all.contains(&found) {
                all.push(found);
            }
        };
        let (from_name, to_name) = (from.unwrap_or(""), to.unwrap_or(""));
        let shift = match shift {
            Some(shift) if shift == 0 || self.showing.converts() => shift,
            Some(_) => {
                told(messages::row_in_other_unit(address.place, &address.value, from_name, to_name), self.found);
                0
            }
            None => {
                told(messages::unit_not_converted(address.place, from_name, to_name), self.found);
                0
            }
        };
        let was = row.before(at);
        if shift == 0 && !self.showing.rounds(column) {
            return (Some(cell), was.cloned());
        }
        let plain =
            || Quantity { written: shown, unit: from.map(str::to_owned), exact: shown, margin: shown.half_unit() };
        let quantity = was.map_or_else(plain, |was| Quantity {
            written: was.written,
            unit: was.unit.clone(),
            exact: was.exact,
            margin: was.margin,
        });
        let before = self.showing.quantity(column, &mut cell, quantity, shift, self.found);
        (Some(cell), before)
    }

    /// Rows that are divided by one, in each column of figures.
    fn divided(&mut self, spec: &MadeRow, quotient: &RowQuotient) -> Option<Row> {
        let found = quotients::of(self.manifest, self.tables, (self.table, None), quotient);
        let quotient = found.map_err(|told| self.found.extend(told)).ok()?;
        let of_row = spec.unit.as_ref().map(|unit| unit.trimmed());
        let (mut cells, mut before) = (Vec::new(), Vec::new());
        for (column, own) in self.table.columns.each() {
            let unit = of_row.filter(|_| self.table.columns.takes_unit_of_row(column));
            let unit = unit.or_else(|| self.table.columns.unit_of(column));
            let divided = quotients::divides(self.table, column).then(|| {
                let value = quotient.division(&own.id.value, unit, View::Exact)?.value().ok_or(Lacks::TooLarge)?;
                Ok(Amount::new(value).rounded(spec.decimals.unwrap_or_else(|| quotients::decimals(unit))))
            });
            let content = match divided {
                Some(Ok(amount)) => Some(CellContent::Figure(amount)),
                Some(Err(Lacks::Words(at) | Lacks::Zero(at))) => {
                    self.found.push(messages::quotient_not_computed(spec.id.place, &own.heading.text, at));
                    None
                }
                Some(Err(Lacks::TooLarge)) => {
                    self.found.push(messages::sum_too_large(spec.id.place, &own.heading.text));
                    None
                }
                Some(Err(Lacks::Empty)) | None => None,
            };
            let place = spec.id.place;
            cells.push(content.map(|content| Cell { content, marks: None, unit: None, rows: 1, columns: 1, place }));
            before.push(None);
        }
        self.differences(&mut cells, spec);
        let address =
            |it: &quotients::Operand<'_>| self.manifest.row_address(&it.table.id, it.row.unit, &it.row.row.id.value);
        let of = quotient.rows().map(address).collect();
        let made = Made { of, taken: false, unit: None, named: false };
        Some(Row { cells, before, made, name: None, unit: spec.unit.clone(), inverted: spec.inverted })
    }

    /// What columns that are computed from others have of a row's own figures, as they are shown.
    fn differences(&mut self, cells: &mut [Option<Cell>], spec: &MadeRow) {
        for column in self.table.columns.positions() {
            let Some(formula) = formula(&self.table.columns, column) else { continue };
            let figure = |at: ColumnIndex| match at.of(cells)?.as_ref()?.content {
                CellContent::Figure(amount) => Some(Total { value: amount.value(), margin: Decimal::ZERO }),
                CellContent::Words(_) => None,
            };
            let inverted = spec.inverted.unwrap_or(false);
            if formula.iter().any(|(at, _)| figure(*at).is_none()) {
                continue;
            }
            let total = Total::of(formula.into_iter().map(|(at, negative)| (figure(at), negative ^ inverted)));
            let total = self.unless_too_large(spec, column, total);
            if let (Some(total), Some(cell)) = (total, cells.get_mut(column.position())) {
                let content = CellContent::Figure(Amount::new(total.value));
                *cell = Some(Cell { content, marks: None, unit: None, rows: 1, columns: 1, place: spec.id.place });
            }
        }
    }

    /// The rows of this table that are named; `None` where one of them is missing.
    fn named(&mut self, rows: &[RowTerm]) -> Option<Vec<sums::Summand<'w>>> {
        let mut terms = Vec::new();
        let mut complete = true;
        for term in rows {
            match sums::named(self.manifest, self.table, None, term) {
                Ok(summands) => terms.extend(summands),
                Err(finding) => {
                    complete = false;
                    self.found.extend(finding.map(|found| *found));
                }
            }
        }
        complete.then_some(terms)
    }

    /// Rows of this table, added up.
    fn sum(&mut self, spec: &MadeRow, terms: &[sums::Summand<'_>]) -> Row {
        let takes_off = terms.iter().any(|term| term.negative);
        let inverted = spec.inverted.unwrap_or(false);
        let columns = &self.table.columns;
        let precision = Precision::among(self.table, terms.iter().map(|term| term.row), View::Exact);
        let mut totals: Vec<Option<Total>> =
            columns.positions().map(|column| self.total(spec, terms, column, &precision)).collect();
        for column in columns.positions() {
            // What is taken off may count the other way, so that the row's own columns say more than the rows do.
            // An average of what is computed is computed from the averages.
            let formula = formula(columns, column).filter(|_| takes_off || spec.kind == RowKind::Average);
            if let Some(formula) = formula {
                let of_row = Total::of(formula.into_iter().map(|(at, negative)| (totals[at], negative ^ inverted)));
                totals[column] = self.unless_too_large(spec, column, of_row);
            }
        }
        let shares: Vec<Option<Amount>> =
            columns.positions().map(|column| self.share(spec, terms, &totals, column)).collect();
        let (mut cells, mut before) = (Vec::new(), Vec::new());
        for (column, (total, share)) in columns.positions().zip(totals.into_iter().zip(shares)) {
            let exact = total.map(|total| self.as_written(spec, terms, column, total.value));
            let Some(exact) = exact.or(share) else {
                cells.push(None);
                before.push(None);
                continue;
            };
            let content = CellContent::Figure(exact);
            let mut cell = Cell { content, marks: None, unit: None, rows: 1, columns: 1, place: spec.id.place };
            let unit = columns.unit_of(column).map(str::to_owned);
            let margin = total.map_or(Decimal::ZERO, |total| total.margin);
            let quantity = Quantity { written: exact, unit, exact, margin };
            before.push(self.showing.quantity(column, &mut cell, quantity, 0, self.found));
            cells.push(Some(cell));
        }
        let name =
            |term: &sums::Summand<'_>| self.manifest.row_address(&self.table.id, term.row.unit, &term.row.row.id.value);
        let of = terms.iter().map(name).collect();
        let made = Made { of, taken: false, unit: None, named: false };
        Row { cells, before, made, name: None, unit: None, inverted: takes_off.then_some(inverted) }
    }

    /// What was computed; a finding where it is too large.
    fn unless_too_large<T>(
        &mut self,
        spec: &MadeRow,
        column: ColumnIndex,
        computed: Result<Option<T>, TooLarge>,
    ) -> Option<T> {
        computed.unwrap_or_else(|TooLarge| {
            let heading = &self.table.columns[column].heading.text;
            self.found.push(messages::sum_too_large(spec.id.place, heading));
            None
        })
    }

    /// The exact sum of a column, words left out; `None` for one that cannot be added up.
    fn total(
        &mut self,
        spec: &MadeRow,
        terms: &[sums::Summand<'_>],
        column: ColumnIndex,
        precision: &Precision,
    ) -> Option<Total> {
        let own = self.table.columns.at(column).filter(|spec| spec.amounts)?;
        match averages::reckoned(&self.table.columns, (spec.kind, spec.weight.as_ref()), column) {
            Reckoned::Sum => {}
            Reckoned::Average(weight) => return self.average(spec, terms, (column, weight), precision),
            Reckoned::Unknown | Reckoned::Nothing => return None,
        }
        let mut all = Vec::new();
        for term in terms {
            match precision.read(term.row, column) {
                Reading::Empty => {}
                // A dash says that there is nothing to add.
                Reading::Words(cell) if is_dash(cell) => {}
                Reading::Words(cell) => {
                    let row = term.row.row.name.plain();
                    self.found.push(messages::sum_not_computed(spec.id.place, &row, &own.heading.text, cell.place));
                }
                Reading::Figure(figure) => {
                    let total = Total { value: figure.amount.value(), margin: figure.margin };
                    all.push((Some(total), term.negative));
                }
            }
        }
        self.unless_too_large(spec, column, Total::of(all.into_iter()))
    }

    /// The exact average of a column; `None` where a row lacks what it would take.
    fn average(
        &mut self,
        spec: &MadeRow,
        terms: &[sums::Summand<'_>],
        of: (ColumnIndex, Option<Weight<'_>>),
        precision: &Precision,
    ) -> Option<Total> {
        let column = of.0;
        let average = averages::average((self.manifest, self.tables), precision, terms, of);
        let average = average.map_err(|averages::TooLarge| TooLarge);
        let average = self.unless_too_large(spec, column, average)?;
        if let Some(words) = average.words {
            let heading = &self.table.columns[column].heading.text;
            let row = terms.iter().find(|term| term.row.cells.iter().flatten().any(|cell| cell.place == words));
            let row = row.map_or_else(String::new, |term| term.row.row.name.plain());
            self.found.push(messages::sum_not_computed(spec.id.place, &row, heading, words));
        }
        (!average.lacks).then_some(Total { value: average.value, margin: average.margin })
    }

    /// What a made row shows of what was computed: an average with as many decimals as the rows have, or one where they
    /// have none.
    fn as_written(&self, spec: &MadeRow, terms: &[sums::Summand<'_>], column: ColumnIndex, value: Decimal) -> Amount {
        let exact = Amount::new(value);
        let reckoned = averages::reckoned(&self.table.columns, (spec.kind, spec.weight.as_ref()), column);
        if reckoned == Reckoned::Sum || self.showing.rounds(column) {
            return exact;
        }
        let least = u32::from(!value.is_integer() && spec.kind == RowKind::Average);
        let own = self.table.columns[column].decimals;
        exact.rounded(own.unwrap_or_else(|| decimals(terms, column).max(least)))
    }

    /// The share that a column's formula gives of the row's own sums, with as many decimals as the rows above have.
    fn share(
        &mut self,
        made: &MadeRow,
        terms: &[sums::Summand<'_>],
        totals: &[Option<Total>],
        column: ColumnIndex,
    ) -> Option<Amount> {
        let spec = self.table.columns.at(column).filter(|spec| spec.is_quotient())?;
        let Parts { added, whole, of_sum, .. } = spec.formula.parts()?;
        // Of a sum further down, the share is known when that is made.
        if of_sum && made.kind != RowKind::Sum {
            return None;
        }
        let whole = (*whole?.of(totals)?)?;
        let part = Total::of(added.into_iter().map(|(at, negative)| (at.of(totals).copied().flatten(), negative)));
        let part = self.unless_too_large(made, column, part)?;
        let decimals = spec.decimals.unwrap_or_else(|| decimals(terms, column));
        if whole.value.is_zero() {
            return None;
        }
        let share = amount::quotient(part.value, whole.value, self.table.columns.factor(column)?);
        let share = self.unless_too_large(made, column, share.ok_or(TooLarge).map(Some))?;
        Some(Amount::new(share).rounded(decimals))
    }
}

/// The decimals of the most precise of the rows' figures in a column.
fn decimals(terms: &[sums::Summand<'_>], column: ColumnIndex) -> u32 {
    let figures = terms.iter().filter_map(|term| match term.row.cell(column)?.content {
        CellContent::Figure(amount) => Some(amount.decimals()),
        CellContent::Words(_) => None,
    });
    figures.max().unwrap_or(0)
}

/// What a row that was made is of the sum below it, with as many decimals as the column's other shares have; `None`
/// where its cell is filled, or the sum has none or is zero.
fn share_of_sum(table: &FinanceTable, at: usize, column: ColumnIndex, parts: &Parts) -> Option<Amount> {
    let row = table
        .rows
        .get(at)?
        .delivered()
        .filter(|row| row.is_computed() && !quotients::is_quotient(row) && row.cell(column).is_none())?;
    let figure = |row: &OwnedRow, column: ColumnIndex| match row.cell(column)?.content {
        CellContent::Figure(amount) => Some(amount),
        CellContent::Words(_) => None,
    };
    let whole = figure(sums::total_of(table, row.at)?, parts.whole?)?;
    let mut part = Decimal::ZERO;
    for (column, negative) in &parts.added {
        let value = figure(row, *column)?.value();
        part = amount::plus(part, if *negative { -value } else { value })?;
    }
    if whole.value().is_zero() {
        return None;
    }
    let others = table.rows.iter().filter_map(Delivery::delivered).filter_map(|row| figure(row, column));
    let decimals = table.columns[column].decimals.or(others.map(|share| share.decimals()).max()).unwrap_or(0);
    Some(Amount::new(amount::percent(part, whole.value())?).rounded(decimals))
}

/// What a row that was made is of a figure of another table, with as many decimals as the column's other shares have;
/// `None` where its cell is filled, or there is no such figure.
fn share_elsewhere(
    manifest: &Manifest,
    tables: &[&FinanceTable],
    (table, row): (&FinanceTable, &OwnedRow),
    (column, parts): (ColumnIndex, &Parts),
) -> Option<Amount> {
    let figure = |row: &OwnedRow, column: ColumnIndex| match row.cell(column)?.content {
        CellContent::Figure(amount) => Some(amount),
        CellContent::Words(_) => None,
    };
    if row.cell(column).is_some() {
        return None;
    }
    let address = &parts.elsewhere.as_ref()?.value;
    let whole = elsewhere::read(manifest, tables, (table, row), (address, parts), View::Exact).ok()?.figure()?;
    let mut part = Decimal::ZERO;
    for (at, negative) in &parts.added {
        let value = figure(row, *at)?.value();
        part = amount::plus(part, if *negative { -value } else { value })?;
    }
    if whole.amount.value().is_zero() {
        return None;
    }
    let others = table.rows.iter().filter_map(Delivery::delivered).filter_map(|row| figure(row, column));
    let decimals = table.columns[column].decimals.or(others.map(|share| share.decimals()).max()).unwrap_or(1);
    let share = amount::quotient(part, whole.amount.value(), table.columns.factor(column)?)?;
    Some(Amount::new(share).rounded(decimals))
}

/// A figure has more digits than can be kept exactly.
struct TooLarge;

/// A sum, and what it may be off by since its figures were rounded when they were written.
#[derive(Clone, Copy)]
struct Total {
    value: Decimal,
    margin: Decimal,
}

impl Total {
    /// The sum of those that there are, each taken off where its flag is set; `None` where there is none.
    fn of(terms: impl Iterator<Item = (Option<Total>, bool)>) -> Result<Option<Self>, TooLarge> {
        let mut sum: Option<Total> = None;
        for (term, negative) in terms {
            let Some(Total { value, margin }) = term else { continue };
            let value = if negative { -value } else { value };
            sum = Some(match sum {
                None => Total { value, margin },
                Some(sum) => Total {
                    value: amount::plus(sum.value, value).ok_or(TooLarge)?,
                    margin: amount::plus(sum.margin, margin).ok_or(TooLarge)?,
                },
            });
        }
        Ok(sum)
    }
}

/// The columns that a column is computed from, with whether each is taken off; `None` for no formula and for what is
/// divided.
fn formula(columns: &ColumnSet, column: ColumnIndex) -> Option<Vec<(ColumnIndex, bool)>> {
    let spec = columns.at(column).filter(|spec| !spec.is_quotient())?;
    spec.formula.parts().map(|parts| parts.added)
}
