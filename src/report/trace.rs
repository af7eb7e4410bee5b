//! Where a figure was written, and everything that it is part of.

use crate::base::address::{Address, GoalTable};
use crate::base::amount::Amount;
use crate::base::money;
use crate::base::positions::ColumnIndex;
use crate::base::source::Span;
use crate::base::swedish::NBSP;
use crate::input::prose::Prose;
use crate::input::section::{Cell, Content};

use super::address::{self, Found};
use super::averages::{self, Reckoned, Weight};
use super::charts::{self, BarRow, Figures, Over};
use super::locate::{Located, locate};
use super::passages::{figures_in, mentions};
use super::{Delivery, FinanceTable, GoalNode, OwnedGoal, OwnedRow, Report, elsewhere, quotients, sums};

/// How a figure is used in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It was written there, as a cell.
    Cell,
    /// What a table shows of it, converted or rounded.
    Shown,
    /// It was computed there.
    Made,
    /// Another table's row takes it.
    Taken,
    /// A sum that adds it up.
    Sum,
    /// An average that it is part of.
    Average,
    /// An average that is weighted by it.
    Weight,
    /// A column that is computed from it.
    Computed,
    /// A cell that must say the same.
    Equal,
    /// A chart that shows it.
    Chart,
    /// A text takes it: `{{table.row.column}}`.
    Bound,
    /// It is named in running text.
    Text,
}

/// A place where a figure is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// How.
    pub used: Use,
    /// Where.
    pub place: Span,
    /// The cell's address, or the words around it.
    pub what: String,
    /// What stands there.
    pub figure: String,
}

/// Every use of what `wanted` names: the address of a cell or of a row, in either writing, or a figure in any. Empty
/// where nothing has it.
pub fn trace(report: &Report, wanted: &str) -> Vec<Vec<Step>> {
    // Auditors have the address of their table of figures, authors the one that texts refer with.
    if let Ok(address) = wanted.trim().parse::<Address>() {
        let of_figure = address.reference().map(|reference| referred(report, &reference)).unwrap_or_default();
        let elsewhere = || located(report, &address).into_iter().collect();
        return if of_figure.is_empty() { elsewhere() } else { of_figure };
    }
    referred(report, wanted)
}

/// Every use of what `wanted` refers to as texts do, or of a figure.
fn referred(report: &Report, wanted: &str) -> Vec<Vec<Step>> {
    let hits: Vec<Found<'_>> = match address::find(report, wanted) {
        Ok(found) if found.column.is_some() => vec![found],
        Ok(found) => found.table.columns.positions().map(|at| Found { column: Some(at), ..found }).collect(),
        Err(_) => return Wanted::read(wanted).map(|wanted| wanted.uses(report)).unwrap_or_default(),
    };
    hits.into_iter().filter_map(|found| uses(report, found)).collect()
}

/// A figure that is asked for, `7 712`, `7 712 tkr` or `89 %`.
struct Wanted {
    amount: Amount,
    /// Its unit, where one is given.
    unit: Option<String>,
}

impl Wanted {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(amount) = text.parse() {
            return Some(Wanted { amount, unit: None });
        }
        let (figure, unit) = text.split_at(text.rfind(|c: char| c.is_ascii_digit())? + 1);
        let unit = Some(unit.trim()).filter(|unit| !unit.is_empty())?;
        let unit = if unit.to_lowercase() == "procent" { "%" } else { unit };
        Some(Wanted { amount: figure.parse().ok()?, unit: Some(unit.to_owned()) })
    }

    /// Whether a figure in this unit may be meant.
    fn is_in(&self, unit: Option<&str>) -> bool {
        let Some(wanted) = &self.unit else { return true };
        let power = money::power(wanted);
        unit.is_some_and(|unit| *wanted == unit || (power.is_some() && money::power(unit) == power))
    }

    /// Whether it is asked for in per cent, if that is said.
    fn share(&self) -> Option<bool> {
        self.unit.as_ref().map(|unit| unit == "%")
    }

    fn uses(&self, report: &Report) -> Vec<Vec<Step>> {
        let same = |found: &Found<'_>| {
            let Some(column) = found.column else { return false };
            let before = found.row.before(column).and_then(|before| before.unit.as_deref());
            is(*found, self.amount) && (self.is_in(found.table.unit_of(found.row, column)) || self.is_in(before))
        };
        let hits = address::cells(report).into_iter().filter(same);
        let mut traces: Vec<Vec<Step>> = hits.filter_map(|found| uses(report, found)).collect();
        let named = if traces.is_empty() { named(report, self.amount, self.share()) } else { Vec::new() };
        traces.extend(self.of_goals(report).into_iter().map(|step| vec![step]));
        traces.extend((!named.is_empty()).then_some(named));
        traces
    }

    /// The cells of indicators and activities that hold the figure.
    fn of_goals(&self, report: &Report) -> Vec<Step> {
        let mut steps = Vec::new();
        for node in report.goals() {
            node.delivered().for_each(|owned| steps.extend(self.of_goal(report, node, owned)));
        }
        steps
    }

    fn of_goal(&self, report: &Report, node: &GoalNode, owned: &OwnedGoal) -> Vec<Step> {
        let mut steps = Vec::new();
        let activities = owned.activities.as_ref().map(|shown| (&shown.columns, &shown.cells));
        let tables = [(GoalTable::Indicators, Some((&owned.columns, &owned.cells)))];
        for (kind, shown) in tables.into_iter().chain([(GoalTable::Activities, activities)]) {
            let Some((columns, rows)) = shown else { continue };
            for (at, cells) in rows.iter().enumerate() {
                for (column, cell) in ColumnIndex::each(cells) {
                    let Some(cell) = cell.as_ref().filter(|cell| self.stands_in(columns.unit_of(column), cell)) else {
                        continue;
                    };
                    let address = Address::GoalRow {
                        unit: report.manifest.units[owned.unit].id.value.as_str().into(),
                        goal: node.id.as_str().into(),
                        kind,
                        at: u32::try_from(at + 1).unwrap_or(u32::MAX),
                        column: Some(columns.columns[column].id.value.as_str().into()),
                    };
                    let figure = match &cell.content {
                        Content::Figure(amount) => amount.swedish(),
                        Content::Words(words) => words.plain().trim().to_owned(),
                    };
                    steps.push(Step { used: Use::Cell, place: cell.place, what: address.to_string(), figure });
                }
            }
        }
        steps
    }

    fn stands_in(&self, unit: Option<&str>, cell: &Cell) -> bool {
        match &cell.content {
            Content::Figure(amount) => amount.value().abs() == self.amount.value().abs() && self.is_in(unit),
            Content::Words(words) => !figures_in(&words.plain(), self.amount, self.share()).is_empty(),
        }
    }
}

/// Where a thing outside of finance tables was written, and the texts that name it if it is a figure.
fn located(report: &Report, address: &Address) -> Option<Vec<Step>> {
    let Located { place, words } = locate(report, address)?;
    let named = words.parse::<Amount>().ok().filter(|_| matches!(address, Address::GoalRow { .. }));
    let named = named.map(|amount| self::named(report, amount, None)).unwrap_or_default();
    let first = Step { used: Use::Cell, place, what: address.to_string(), figure: words };
    Some(std::iter::once(first).chain(named).collect())
}

/// Whether a cell says so much, as written or as shown.
fn is(found: Found<'_>, amount: Amount) -> bool {
    let same = |other: Amount| other.value().abs() == amount.value().abs();
    let before = found.column.and_then(|column| found.row.before(column));
    figure(found).is_some_and(|(shown, _)| same(shown)) || before.is_some_and(|before| same(before.written))
}

/// A figure with its unit, where a table shows it in another one than it was written in.
fn in_unit(amount: Amount, unit: Option<&str>) -> String {
    unit.map_or(amount.swedish(), |unit| format!("{}{NBSP}{unit}", amount.swedish()))
}

fn figure(found: Found<'_>) -> Option<(Amount, Span)> {
    let cell = found.cell()?;
    match &cell.content {
        Content::Figure(amount) => Some((*amount, cell.place)),
        Content::Words(_) => None,
    }
}

fn step(report: &Report, used: Use, found: Found<'_>) -> Option<Step> {
    let (amount, place) = figure(found)?;
    let what = address::of(report, found.table, found.row, found.column?).reference().unwrap_or_default();
    Some(Step { used, place, what, figure: amount.swedish() })
}

fn uses(report: &Report, found: Found<'_>) -> Option<Vec<Step>> {
    let column = found.column?;
    let (amount, _) = figure(found)?;
    let first = if found.row.is_computed() { Use::Made } else { Use::Cell };
    let mut steps = vec![step(report, first, found)?];
    if let Some(before) = found.row.before(column) {
        let unit = found.table.unit_of(found.row, column);
        steps.push(Step { used: Use::Shown, figure: in_unit(amount, unit), ..steps[0].clone() });
        steps[0].figure = in_unit(before.written, before.unit.as_deref());
    }
    steps.extend(part_of(report, found));
    let share = found.table.unit_of(found.row, column).map(|unit| unit == "%");
    steps.extend(named(report, amount, share));
    steps.extend(found.row.before(column).into_iter().flat_map(|before| named(report, before.written, share)));
    Some(steps)
}

/// What a cell is part of: sums, computed columns, cells that must say the same, charts, texts that take it, and the
/// cells of other tables that take it, with what those are part of.
fn part_of(report: &Report, found: Found<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    let Some((column, (amount, _))) = found.column.zip(figure(found)) else { return steps };
    for row in found.table.rows.iter().filter_map(Delivery::delivered) {
        let terms = sums::terms(&report.manifest, found.table, row).unwrap_or_default();
        if terms.iter().any(|term| term.row.is(found.row)) {
            for at in found.table.columns.positions() {
                let used = match averages::of_row(&found.table.columns, row, at) {
                    Reckoned::Sum if at == column => Use::Sum,
                    Reckoned::Average(_) if at == column => Use::Average,
                    Reckoned::Average(Some(Weight::Column(weight))) if weight == column => Use::Weight,
                    _ => continue,
                };
                steps.extend(step(report, used, Found { row, column: Some(at), ..found }));
            }
        }
    }
    for (at, spec) in found.table.columns.each() {
        if spec.formula.uses(column) {
            steps.extend(step(report, Use::Computed, Found { column: Some(at), ..found }));
        }
    }
    steps.extend(divided(report, found));
    steps.extend(equals(report, found.table, found.row, column));
    steps.extend(charts(report, found.row, column).map(|chart| Step { figure: amount.swedish(), ..chart }));
    steps.extend(bound(report, found));
    for (taken, step) in taken(report, found, &found.table.columns.columns[column].id.value) {
        steps.push(step);
        steps.extend(part_of(report, taken));
    }
    steps
}

/// What is computed by dividing by a cell or what is divided, in any table: rows, in the column of the same id, and
/// columns of other tables.
fn divided(report: &Report, found: Found<'_>) -> Vec<Step> {
    let id = found.column.map(|column| &found.table.columns.columns[column].id.value);
    let (tables, mut steps) = (address::tables(report), Vec::new());
    for table in &tables {
        let own = id.and_then(|id| table.columns.with_id(id)).filter(|at| quotients::divides(table, *at));
        let elsewhere = table.columns.each().filter_map(|(at, spec)| Some((at, spec.formula.parts()?.elsewhere?)));
        let elsewhere: Vec<_> = elsewhere.collect();
        for row in table.rows.iter().filter_map(Delivery::delivered) {
            let uses = |address: &str| {
                elsewhere::cell(&report.manifest, &tables, row, address)
                    .is_ok_and(|cell| cell.row.is(found.row) && cell.column == found.column)
            };
            let columns = elsewhere.iter().filter(|(_, address)| uses(&address.value)).map(|(at, _)| *at);
            let of = |quotient| quotients::of(&report.manifest, &tables, (table, row.unit), quotient).ok();
            let of = row.row.quotient.as_ref().and_then(of);
            let is_part = of.is_some_and(|of| of.rows().any(|operand| operand.row.is(found.row)));
            for at in columns.chain(own.filter(|_| is_part)) {
                steps.extend(step(report, Use::Computed, Found { table, row, column: Some(at) }));
            }
        }
    }
    steps.extend(weighed(report, found, &tables));
    steps
}

/// The averages of other tables that a cell is the weight of a row of.
fn weighed(report: &Report, found: Found<'_>, tables: &[&FinanceTable]) -> Vec<Step> {
    let mut steps = Vec::new();
    for table in tables {
        for row in table.rows.iter().filter_map(Delivery::delivered) {
            for at in table.columns.positions() {
                let Reckoned::Average(Some(Weight::Elsewhere(address))) = averages::of_row(&table.columns, row, at)
                else {
                    continue;
                };
                let terms = sums::terms(&report.manifest, table, row).unwrap_or_default();
                let is_it = |term: &sums::Summand<'_>| {
                    elsewhere::cell(&report.manifest, tables, term.row, address)
                        .is_ok_and(|cell| cell.row.is(found.row) && cell.column == found.column)
                };
                if terms.iter().any(is_it) {
                    steps.extend(step(report, Use::Weight, Found { table, row, column: Some(at) }));
                }
            }
        }
    }
    steps
}

/// Where a text takes the figure of a cell.
fn bound(report: &Report, found: Found<'_>) -> Vec<Step> {
    let notes = report.notes.iter().flatten().map(|note| &note.text);
    let texts = report.prose().into_iter().map(|owned| owned.prose).chain(notes).chain(report.own_prose());
    let mut steps = Vec::new();
    let headings = report.heading_bindings();
    let of_headings = headings.iter().map(|(binding, place)| (binding, *place));
    for (binding, place) in texts.flat_map(Prose::bindings).chain(of_headings) {
        let is_it = |taken: Found<'_>| taken.row.is(found.row) && taken.column == found.column;
        let same = binding.addresses().filter_map(|address| address::find(report, address).ok()).any(is_it);
        if let Some(figure) = same.then(|| binding.words(report).ok()).flatten() {
            let what = format!("{{{{{}}}}}", binding.written());
            steps.push(Step { used: Use::Bound, place, what, figure });
        }
    }
    steps
}

/// The cells of other tables that take a row's figures.
fn taken<'r>(report: &'r Report, found: Found<'_>, column: &str) -> Vec<(Found<'r>, Step)> {
    let own = report.manifest.row_address(&found.table.id, found.row.unit, &found.row.row.id.value);
    let mut steps = Vec::new();
    for table in address::tables(report) {
        let Some(at) = table.columns.with_id(column) else { continue };
        let takes = |row: &&OwnedRow| row.made.as_ref().is_some_and(|made| made.taken && made.of.contains(&own));
        for row in table.rows.iter().filter_map(Delivery::delivered).filter(takes) {
            let taken = Found { table, row, column: Some(at) };
            let step = step(report, Use::Taken, taken);
            steps.extend(step.map(|step| (taken, Step { place: row.row.place, ..step })));
        }
    }
    steps
}

fn equals(report: &Report, table: &FinanceTable, row: &OwnedRow, column: ColumnIndex) -> Vec<Step> {
    let same = |found: &Found<'_>| found.row.is(row) && found.column.is_none_or(|named| named == column);
    let mut steps = Vec::new();
    for relation in &report.manifest.relations {
        let found: Vec<Found<'_>> =
            relation.equal.iter().filter_map(|address| address::find(report, &address.value).ok()).collect();
        if !found.iter().any(same) {
            continue;
        }
        for other in found.iter().filter(|other| !same(other)) {
            let id = &table.columns.columns[column].id.value;
            let at = other.column.or_else(|| other.table.columns.with_id(id));
            steps.extend(at.and_then(|at| step(report, Use::Equal, Found { column: Some(at), ..*other })));
        }
    }
    steps
}

/// The charts that show a cell, without its figure.
fn charts(report: &Report, row: &OwnedRow, column: ColumnIndex) -> impl Iterator<Item = Step> {
    let shown = report.shown_charts().filter(move |spec| match charts::figures(report, spec).0 {
        Some(Figures::Bars { columns, rows, line, .. }) => {
            let same = |shown: &BarRow<'_>| matches!(shown, BarRow::Delivered(other) if other.is(row));
            let is_column = columns.contains(&column) || matches!(&line, Some(Over::Column(own)) if *own == column);
            let is_row = rows.iter().any(same) || matches!(&line, Some(Over::Row(own)) if same(own));
            is_column && is_row
        }
        Some(Figures::Risks(_) | Figures::Goals(..) | Figures::Organisation(..)) => false,
        Some(Figures::Numbers(..) | Figures::Picture(..)) | None => false,
    });
    shown.map(|spec| Step {
        used: Use::Chart,
        place: spec.id.place,
        what: spec.title.trimmed().to_owned(),
        figure: String::new(),
    })
}

/// Where running text names the figure, in any grouping.
fn named(report: &Report, amount: Amount, share: Option<bool>) -> Vec<Step> {
    let mut steps = Vec::new();
    for (place, words, figure) in mentions(report, amount, share) {
        steps.push(Step { used: Use::Text, place, what: words, figure });
    }
    steps
}
