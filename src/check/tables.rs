//! Table against table: the same quantity in two places.

use crate::base::ids::RowId;
use crate::base::ids::TableId;
use crate::report::UnitIndex;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::base::money;
use crate::base::positions::ColumnIndex;
use crate::base::source::{Span, Spanned};
use crate::base::swedish::{NBSP, folded};
use crate::diagnostic::Diagnostic;
use crate::input::row_kind::RowKind;
use crate::report::address::{self, Found};
use crate::report::quantity::{Precision, Quantity, Reading, View};
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, sums};

use super::causes;
use super::coverage::{Kind, Why};
use super::finance::figure;
use super::ledger::{Asked, Ledger};
use super::messages::{self, Cause, CellName};

pub(super) fn check(report: &Report) -> (Vec<Diagnostic>, Ledger) {
    let (mut found, mut ledger) = (Vec::new(), Ledger::default());
    let (mut declared, mut precise) = (BTreeSet::new(), Precise::new());
    for relation in &report.manifest.relations {
        let mut before: Option<(Found<'_>, bool)> = None;
        for (at, (address, sign)) in relation.equal.iter().zip(&relation.opposite).enumerate() {
            let hit = address::find(report, &address.value);
            if let Err(missing) = &hit {
                found.extend(address::told(address, missing));
            }
            let hit = hit.ok();
            // Each is compared with the nearest before it that there is.
            if let Some(((first, other_sign), second)) = before.zip(hit) {
                declared.insert((key(first), key(second)));
                declared.insert((key(second), key(first)));
                for hit in [first, second] {
                    let id = hit.table.id.as_str();
                    precise.entry(id).or_insert_with(|| Precision::of(hit.table, View::Exact));
                }
                let asked = Related { report, address, first, second, opposite: *sign != other_sign };
                found.extend(asked.compare(&precise, &mut ledger));
            } else if at > 0 {
                missing(address, &mut ledger);
            }
            before = hit.map(|hit| (hit, *sign)).or(before);
        }
    }
    suggested(report, &declared, &mut found);
    of_one_name(report, &declared, &mut found);
    missing_units(report, &mut found);
    (found, ledger)
}

/// A relation with an address that nothing has, or without one before it.
fn missing(address: &Spanned<String>, ledger: &mut Ledger) {
    let table = address::table_of(&address.value);
    let name = || (address.value.clone(), String::new());
    let asked = Asked { kind: Kind::Relation, table, name: &name, place: address.place, lacks: &Vec::new };
    ledger.ask(&asked, || Err::<(), _>(Why::RowMissing));
}

/// Fewest units of a table that is taken for one over all units.
const UNITS: usize = 3;

/// Tables over the same units but for a single one, which has a row in one of them only.
fn missing_units(report: &Report, found: &mut Vec<Diagnostic>) {
    let names: HashMap<String, UnitIndex> =
        UnitIndex::each(&report.manifest.units).map(|(at, unit)| (folded(&unit.name.text), at)).collect();
    let units = |table: &FinanceTable| -> BTreeMap<UnitIndex, Span> {
        let items = table.rows.iter().filter_map(Delivery::delivered).filter(|row| row.row.kind == RowKind::Item);
        // One unit may have written the rows of all, which then have the units' names.
        let items: Vec<&OwnedRow> = items.collect();
        let named = items.iter().filter_map(|row| Some((*names.get(&folded(&row.row.name.plain()))?, row.row.place)));
        let named: BTreeMap<UnitIndex, Span> = named.collect();
        if named.len() == items.len() {
            return named;
        }
        items.iter().filter_map(|row| Some((row.unit?, row.row.place))).collect()
    };
    let tables: Vec<(&FinanceTable, BTreeMap<UnitIndex, Span>)> =
        address::tables(report).into_iter().map(|table| (table, units(table))).collect();
    for (table, has) in tables.iter().filter(|(_, has)| has.len() >= UNITS) {
        let beside = |other: &FinanceTable| other.id != table.id && other.columns.id == table.columns.id;
        for (_, all) in tables.iter().filter(|(other, _)| beside(other)) {
            let missing: Vec<UnitIndex> = all.keys().copied().filter(|unit| !has.contains_key(unit)).collect();
            let covers = has.keys().all(|unit| all.contains_key(unit));
            if let ([unit], true) = (&missing[..], covers) {
                let name = report.manifest.units[*unit].name.trimmed();
                let told = messages::unit_missing_in_table(table.heading.place, name, &table.heading.text, all[unit]);
                found.push(told.about(Some(*unit)));
            }
        }
    }
}

/// Table, unit and row.
type RowKey = (TableId, Option<UnitIndex>, RowId);

/// A table's row, whatever the address that named it.
fn key(hit: Found<'_>) -> RowKey {
    (hit.table.id.clone(), hit.row.unit, hit.row.row.id.value.clone())
}

/// How precise each table's figures are, by the table's id.
type Precise<'r> = BTreeMap<&'r str, Precision>;

/// Two cells, or two rows, that must say the same, with the address of the second.
struct Related<'r> {
    report: &'r Report,
    address: &'r Spanned<String>,
    first: Found<'r>,
    second: Found<'r>,
    /// Whether the second says the same with the other sign.
    opposite: bool,
}

impl<'r> Related<'r> {
    /// Compares the cells, or in two rows all columns of amounts of the same id.
    fn compare(&self, precise: &Precise<'_>, ledger: &mut Ledger) -> Vec<Diagnostic> {
        let pairs = self.pairs();
        if pairs.is_empty() {
            self.ask(ledger, "", || Err(Why::NoColumn));
        }
        let read = |hit: Found<'r>, column: ColumnIndex| {
            precise.get(hit.table.id.as_str()).map_or(Reading::Empty, |precise| precise.read(hit.row, column))
        };
        let mut found = Vec::new();
        for (a, b) in pairs {
            let (one, other) = (read(self.first, a), read(self.second, b));
            // Where neither says anything, nothing can be asked.
            if matches!((one, other), (Reading::Empty, Reading::Empty)) {
                continue;
            }
            let heading = &self.second.table.columns[b].heading.text;
            found.extend(self.ask(ledger, heading, || {
                let [one, other] = [one, other].map(|reading| match reading {
                    Reading::Figure(figure) => Ok(figure),
                    Reading::Words(_) => Err(Why::WordsElsewhere),
                    Reading::Empty => Err(Why::Empty),
                });
                let (first, second) = (self.first, self.second);
                let cells = [(first.table, first.row, a, one?), (second.table, second.row, b, other?)];
                // What is computed from other columns has a sign of its own: a better result may be above zero in both.
                let computed = [(first, a), (second, b)];
                let computed = computed.iter().any(|(hit, at)| !hit.table.columns[*at].formula.is_empty());
                if self.opposite && computed && compare(self.report, cells, false)?.is_none() {
                    return Ok(None);
                }
                compare(self.report, cells, self.opposite)
            }));
        }
        found
    }

    /// The columns that are compared, by their positions in both tables.
    fn pairs(&self) -> Vec<(ColumnIndex, ColumnIndex)> {
        let (one, other) = (self.first.table, self.second.table);
        match (self.first.column, self.second.column) {
            (Some(a), Some(b)) => vec![(a, b)],
            (None, None) => shared(one, other),
            (Some(a), None) => same_column(one, a, other).map(|b| (a, b)).into_iter().collect(),
            (None, Some(b)) => same_column(other, b, one).map(|a| (a, b)).into_iter().collect(),
        }
    }

    fn ask(
        &self,
        ledger: &mut Ledger,
        column: &str,
        check: impl FnOnce() -> Result<Option<Diagnostic>, Why>,
    ) -> Option<Diagnostic> {
        let name = || (self.address.value.clone(), column.to_owned());
        let (kind, table) = (Kind::Relation, self.second.table.id.as_str());
        ledger.ask(&Asked { kind, table, name: &name, place: self.address.place, lacks: &Vec::new }, check).flatten()
    }
}

/// Columns of amounts that two tables share, by their ids.
fn shared(first: &FinanceTable, second: &FinanceTable) -> Vec<(ColumnIndex, ColumnIndex)> {
    let columns = first.columns.each().filter(|(_, column)| column.amounts);
    columns.filter_map(|(a, _)| Some((a, same_column(first, a, second)?))).collect()
}

/// The column of another table with the id of a table's column.
fn same_column(table: &FinanceTable, column: ColumnIndex, other: &FinanceTable) -> Option<ColumnIndex> {
    other.columns.with_id(&table.columns.at(column)?.id.value)
}

type Cell<'r> = (&'r FinanceTable, &'r OwnedRow, ColumnIndex, Quantity);

fn name((table, row, column, Quantity { amount, .. }): Cell<'_>) -> CellName {
    CellName {
        table: table.heading.text.clone(),
        row: row.row.name.plain(),
        column: table.columns[column].heading.text.clone(),
        figure: amount.swedish(),
    }
}

/// What two cells say of the same quantity, as written; the second in the first one's unit where the two differ, and
/// with the other sign where it is written so.
fn compare(report: &Report, [first, second]: [Cell<'_>; 2], opposite: bool) -> Result<Option<Diagnostic>, Why> {
    let (one, other) = (first.3, second.3);
    let large = Why::TooLarge;
    let units = [first, second].map(|cell| cell.0.unit_of(cell.1, cell.2));
    let shift = units[0].zip(units[1]).and_then(|(to, from)| money::shift(from, to)).unwrap_or(0);
    let there = other.amount.shifted(shift).ok_or(large)?;
    let there = if opposite { Amount::new(-there.value()) } else { there };
    let difference = amount::plus(one.amount.value(), -there.value()).ok_or(large)?;
    if difference.is_zero() {
        return Ok(None);
    }
    // Each may be rounded; the coarser of the two says how far.
    let margin = Amount::new(other.margin).shifted(shift).ok_or(large)?.value();
    let rounding = difference.abs() <= one.margin.checked_add(margin).ok_or(large)?;
    let with_unit = |amount: Amount, unit: Option<&str>| match unit.filter(|_| shift != 0) {
        Some(unit) => format!("{}{NBSP}{unit}", amount.swedish()),
        None => amount.swedish(),
    };
    let amount = with_unit(Amount::new(difference.abs().normalize()), units[0]);
    // The rows of the second table are in its own unit, with its own sign.
    let own = if opposite { -difference } else { difference };
    let known = [(first, 0, difference), (second, -shift, own)].map(|(cell, shift, difference)| {
        let difference = Amount::new(difference).shifted(shift).map_or(difference, Amount::value);
        causes::of_rows(difference, &added(report, cell))
    });
    let known = known.into_iter().find(|cause| *cause != Cause::Unknown);
    let is_money = units[0].is_some_and(|unit| money::power(unit).is_some());
    let cause = known.unwrap_or_else(|| match is_money && causes::is_thousandth(one.amount, there) {
        true => Cause::Thousands,
        false => causes::of_digits(one.amount, there),
    });
    let [first, second] = [(first, one.amount, units[0]), (second, other.amount, units[1])]
        .map(|(cell, amount, unit)| CellName { figure: with_unit(amount, unit), ..name(cell) });
    Ok(Some(messages::tables_disagree(
        one.place,
        other.place,
        [&first, &second],
        opposite,
        &amount,
        (!rounding).then_some(&cause),
    )))
}

/// The rows that a cell's row adds up, with their figures in the cell's column.
fn added(report: &Report, (table, row, column, _): Cell<'_>) -> Vec<(String, Amount)> {
    let terms = sums::terms(&report.manifest, table, row).unwrap_or_default();
    let figures =
        terms.iter().filter_map(|term| Some((term.row.row.name.plain(), figure(term.row, column).ok().flatten()?.0)));
    figures.collect()
}

/// Fewest figures in which two rows must agree before the rest is compared with them.
const AGREE: usize = 3;

/// Rows of different tables with the same columns that agree in most figures but not in all.
fn suggested(report: &Report, declared: &BTreeSet<(RowKey, RowKey)>, found: &mut Vec<Diagnostic>) {
    let tables = address::tables(report);
    let mut rows: Vec<(&FinanceTable, &OwnedRow)> = Vec::new();
    for table in tables {
        // A row that is taken from another table is looked at there.
        let own = table.rows.iter().filter_map(Delivery::delivered).filter(|row| !row.is_taken());
        rows.extend(own.map(|row| (table, row)));
    }
    let of = |(table, row): &(&FinanceTable, &OwnedRow)| (table.id.clone(), row.unit, row.row.id.value.clone());
    let shown = by_figure(&rows);
    for (at, first) in rows.iter().enumerate() {
        let mut agree = BTreeMap::<usize, usize>::new();
        let (rare, usual): (Vec<_>, Vec<_>) =
            figures(first).filter_map(|key| shown.get(&key)).partition(|others| others.len() <= MAX_ALIKE);
        for other in rare.into_iter().flatten().filter(|other| **other > at && rows[**other].0.id != first.0.id) {
            *agree.entry(*other).or_default() += 1;
        }
        // Another row may agree in what many show, too.
        for (other, _) in agree.into_iter().filter(|(_, times)| times + usual.len() >= AGREE) {
            let second = rows[other];
            if !declared.contains(&(of(first), of(&second))) {
                similar(*first, second, found);
            }
        }
    }
}

/// Most rows that show a figure by which rows are found that may be the same: what more show tells little, and two
/// rows that agree in nothing else are left alone.
const MAX_ALIKE: usize = 200;

/// A column set, its unit, one of its columns, and a figure.
type Shown<'r> = (&'r str, Option<&'r str>, ColumnIndex, Decimal);

/// The figures of a row in its own columns. Small figures agree by chance.
fn figures<'r>((table, row): &(&'r FinanceTable, &'r OwnedRow)) -> impl Iterator<Item = Shown<'r>> {
    let (columns, row) = (&table.columns, *row);
    let unit = columns.unit.as_ref().map(|unit| unit.trimmed());
    columns.positions().filter_map(move |column| {
        let value = figure(row, column).ok()??.0.value();
        (value.abs() >= Decimal::ONE_HUNDRED).then(|| (columns.id.value.as_str(), unit, column, value.normalize()))
    })
}

/// Fewest figures in which two rows of one name must agree, of tables with other columns.
const NAMED_AGREE: usize = 2;

/// Most tables in which a row of one name is looked for.
const MAX_NAMED: usize = 20;

/// The columns of amounts of a table that say what they are of, by their words and their unit.
fn by_heading(table: &FinanceTable) -> BTreeMap<(String, &str), ColumnIndex> {
    let mut all = BTreeMap::new();
    for (at, column) in table.columns.each().filter(|(_, column)| column.amounts) {
        let heading = folded(&column.headings().map(|heading| heading.text.as_str()).collect::<Vec<_>>().join(" "));
        if let Some(unit) = table.columns.unit_of(at).filter(|_| heading.contains(|c: char| c.is_ascii_digit())) {
            all.insert((heading, unit), at);
        }
    }
    all
}

/// Rows of one name in tables with other columns that agree in some of the columns of one heading, but not in all.
fn of_one_name(report: &Report, declared: &BTreeSet<(RowKey, RowKey)>, found: &mut Vec<Diagnostic>) {
    let mut named: BTreeMap<String, Vec<(&FinanceTable, &OwnedRow)>> = BTreeMap::new();
    for table in address::tables(report) {
        for row in table.rows.iter().filter_map(Delivery::delivered).filter(|row| !row.is_taken()) {
            named.entry(row.row.name.plain().trim().to_lowercase()).or_default().push((table, row));
        }
    }
    let of = |(table, row): (&FinanceTable, &OwnedRow)| (table.id.clone(), row.unit, row.row.id.value.clone());
    for rows in named.values().filter(|rows| (2..=MAX_NAMED).contains(&rows.len())) {
        let columns: Vec<_> = rows.iter().map(|(table, _)| by_heading(table)).collect();
        for (at, first) in rows.iter().enumerate() {
            for (other, second) in rows.iter().enumerate().skip(at + 1) {
                if second.0.columns.id == first.0.columns.id {
                    continue;
                }
                if declared.contains(&(of(*first), of(*second))) {
                    continue;
                }
                let (mut same, mut differ) = (0, Vec::new());
                for (key, b) in &columns[other] {
                    let Some(a) = columns[at].get(key) else { continue };
                    let (Ok(Some(one)), Ok(Some(other))) = (figure(first.1, *a), figure(second.1, *b)) else {
                        continue;
                    };
                    if one.0 != other.0 {
                        differ.push((*a, *b, one, other));
                    } else if one.0.value().mantissa().unsigned_abs() >= 100 {
                        same += 1;
                    }
                }
                if same < NAMED_AGREE || differ.len() * 2 > same {
                    continue;
                }
                for (a, b, one, other) in differ {
                    let cell = |(amount, place)| Quantity { amount, margin: Decimal::ZERO, place };
                    let (a, b) = ((first.0, first.1, a, cell(one)), (second.0, second.1, b, cell(other)));
                    found.push(messages::tables_may_disagree(one.1, other.1, &name(a), &name(b), same));
                }
            }
        }
    }
}

/// The rows that show each figure, by their positions, so that not each row is compared with each other one.
fn by_figure<'r>(rows: &[(&'r FinanceTable, &'r OwnedRow)]) -> HashMap<Shown<'r>, Vec<usize>> {
    let mut all: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        for key in figures(row) {
            all.entry(key).or_default().push(at);
        }
    }
    all
}

fn similar(first: (&FinanceTable, &OwnedRow), second: (&FinanceTable, &OwnedRow), found: &mut Vec<Diagnostic>) {
    let (mut same, mut differ) = (0, Vec::new());
    for column in first.0.columns.positions() {
        let (Ok(Some(one)), Ok(Some(other))) = (figure(first.1, column), figure(second.1, column)) else { continue };
        // Small figures agree by chance.
        if one.0 == other.0 && one.0.value().abs() >= Decimal::ONE_HUNDRED {
            same += 1;
        } else if one.0 != other.0 {
            differ.push((column, one, other));
        }
    }
    if same >= AGREE && differ.len() * 3 <= same {
        for (column, one, other) in differ {
            let cell = |(amount, place)| Quantity { amount, margin: Decimal::ZERO, place };
            let (a, b) = ((first.0, first.1, column, cell(one)), (second.0, second.1, column, cell(other)));
            found.push(messages::tables_may_disagree(one.1, other.1, &name(a), &name(b), same));
        }
    }
}
