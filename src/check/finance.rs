//! Arithmetic within a table: sums of rows, columns that are computed from others, cells that could be computed.
//!
//! Tolerance: half a unit in the last place of each figure as written, the result included, unless the report states
//! its own. A difference within it is what rounding explains.

use rust_decimal::Decimal;

use crate::base::amount::{Amount, Intended};
use crate::base::source::Span;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::manifest::{ColumnSpec, ReportKind};
use crate::input::row_kind::RowKind;
use crate::input::section::{Cell, Content as CellContent};
use crate::input::term::Parts;
use crate::report::sums::{self, Summand};
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, address};

use super::causes;
use super::messages::{self, CellName, Rounded, SumParts};
use super::signs::{self, Signs, Way};

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in address::tables(report) {
        let sheet = Sheet::new(report, table, View::Exact);
        let from = found.len();
        let sums = sheet.sums(&mut found);
        sheet.undeclared(&mut found);
        sheet.computed_columns(&sums, &mut found);
        if report.manifest.kind != ReportKind::Annual {
            sheet.overspent(&mut found);
        }
        if table.rows.iter().filter_map(Delivery::delivered).any(|row| !row.before.is_empty()) {
            let told: Vec<Span> = found[from..].iter().filter_map(|found| found.place).collect();
            let rounded = Sheet::new(report, table, View::Shown).rounded();
            found.extend(rounded.into_iter().filter(|found| found.place.is_none_or(|place| !told.contains(&place))));
        }
        unasked_decimals(table, &mut found);
        found.extend(figures_in_words(table));
    }
    found
}

/// Words with digits where amounts belong: no sum can count them, though somebody may have meant a figure. What is
/// taken from another table is told there.
fn figures_in_words(table: &FinanceTable) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for owned in table.rows.iter().filter_map(Delivery::delivered).filter(|owned| !owned.is_taken()) {
        for (cell, column) in owned.cells.iter().zip(&table.columns.columns).filter(|(_, column)| column.amounts) {
            let Some(Cell { content: CellContent::Words(words), place, .. }) = cell else { continue };
            let words = words.plain();
            if words.contains(|c: char| c.is_ascii_digit()) {
                let column = &column.heading.text;
                found.push(messages::figure_in_words(*place, words.trim(), column, Intended::of(&words)));
            }
        }
    }
    found
}

/// Figures with other decimals than the manifest asks for, a finding for each column: they are shown as they stand.
fn unasked_decimals(table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    for (column, spec) in table.columns.columns.iter().enumerate() {
        let Some(asked) = spec.decimals else { continue };
        let figures = table.rows.iter().filter_map(Delivery::delivered).filter_map(|row| figure(row, column).ok()?);
        let others: Vec<(Span, String)> = figures
            .filter(|(amount, _)| amount.decimals() != asked)
            .map(|(amount, place)| (place, amount.swedish()))
            .collect();
        found.extend(messages::decimals_unasked(&others, &spec.heading.text, asked));
    }
}

/// The figure of a row in a column; nothing for an empty cell, an error for words.
pub(super) fn figure(row: &OwnedRow, column: usize) -> Result<Option<(Amount, Span)>, ()> {
    match row.cells.get(column).and_then(Option::as_ref) {
        None => Ok(None),
        Some(cell) => match &cell.content {
            CellContent::Figure(amount) => Ok(Some((*amount, cell.place))),
            CellContent::Words(_) => Err(()),
        },
    }
}

/// Which of a table's figures are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    /// The figures as written, in the table's unit.
    Exact,
    /// The figures as the paper shows them, converted and rounded.
    Shown,
}

/// A figure, what it may be off by since it was rounded, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) amount: Amount,
    pub(super) margin: Decimal,
    pub(super) place: Span,
}

/// The figure of a row in a column as written, in the table's unit; nothing for an empty cell, an error for words.
pub(super) fn exact(row: &OwnedRow, column: usize) -> Result<Option<Figure>, ()> {
    let Some((amount, place)) = figure(row, column)? else { return Ok(None) };
    Ok(Some(match row.before(column) {
        Some(before) => Figure { amount: before.exact, margin: before.margin, place },
        None => Figure { amount, margin: amount.half_unit(), place },
    }))
}

/// Figures added up: the result, how far off rounding may put it, and where the figures stand.
#[derive(Debug, Clone)]
pub(super) struct Total {
    pub(super) value: Decimal,
    pub(super) tolerance: Decimal,
    pub(super) places: Vec<Span>,
    /// Terms whose cells are empty.
    blank: usize,
}

impl Total {
    /// Adds the terms, each taken off where its flag is set. `None` where one is words, or too large to add.
    fn of(terms: impl Iterator<Item = (Result<Option<Figure>, ()>, bool)>) -> Option<Self> {
        let mut total = Total { value: Decimal::ZERO, tolerance: Decimal::ZERO, places: Vec::new(), blank: 0 };
        for (term, negative) in terms {
            let Some(Figure { amount, margin, place }) = term.ok()? else {
                total.blank += 1;
                continue;
            };
            let value = if negative { -amount.value() } else { amount.value() };
            total.value = total.value.checked_add(value)?;
            total.tolerance = total.tolerance.checked_add(margin)?;
            total.places.push(place);
        }
        Some(total)
    }

    /// The difference of `written` from the total, and whether rounding explains it: by the figures' precision, or by
    /// the report's own rule, units in the last place of what is written.
    fn difference(&self, written: Figure, rule: Option<u32>) -> Option<(Decimal, bool)> {
        let Figure { amount, margin, .. } = written;
        let difference = amount.value().checked_sub(self.value)?;
        let tolerance = match rule {
            Some(units) => Decimal::new(i64::from(units), amount.decimals()),
            None => self.tolerance.checked_add(margin)?,
        };
        Some((difference, difference.abs() <= tolerance))
    }
}

/// A cell that differs from what the table gives.
struct Mismatch<'r> {
    row: &'r OwnedRow,
    column: usize,
    place: Span,
    written: Amount,
    total: Total,
    difference: Decimal,
    rounding: bool,
}

/// An empty cell, and what it would hold.
struct MissingValue<'r> {
    row: &'r OwnedRow,
    column: usize,
    value: Decimal,
}

/// A table with what its rows count.
struct Sheet<'r> {
    report: &'r Report,
    table: &'r FinanceTable,
    signs: Signs<'r>,
    /// Whether a column is written as its formula says in every row where its sign should turn.
    literal: Vec<bool>,
    view: View,
}

impl<'r> Sheet<'r> {
    fn new(report: &'r Report, table: &'r FinanceTable, view: View) -> Self {
        let mut sheet = Sheet { report, table, signs: Signs::of(report, table), literal: Vec::new(), view };
        sheet.literal = (0..sheet.columns().len()).map(|column| sheet.literal(column)).collect();
        sheet
    }

    fn rows(&self) -> impl Iterator<Item = &'r OwnedRow> {
        self.table.rows.iter().filter_map(Delivery::delivered)
    }

    fn columns(&self) -> &'r [ColumnSpec] {
        &self.table.columns.columns
    }

    /// The figure of a row in a column; nothing for an empty cell, an error for words.
    fn figure(&self, row: &OwnedRow, column: usize) -> Result<Option<Figure>, ()> {
        match self.view {
            View::Exact => exact(row, column),
            View::Shown => Ok(figure(row, column)?.map(|(amount, place)| {
                let margin = amount.half_unit();
                Figure { amount, margin, place }
            })),
        }
    }

    /// What rounding of the shown figures makes of sums and computed columns that are right as written.
    fn rounded(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let told = self.sums(&mut found);
        self.computed_columns(&told, &mut found);
        found.retain(|found| matches!(found.code, Code::SumRounding | Code::VarianceRounding));
        found
    }

    fn way(&self, row: &OwnedRow, column: usize) -> Way {
        match self.signs.way(self.columns(), column, row) {
            Way::Turned if row.row.turned.is_none() && self.literal.get(column) == Some(&true) => Way::AsDeclared,
            way => way,
        }
    }

    fn parts(&self, off: &Mismatch<'_>) -> SumParts {
        SumParts {
            row: off.row.row.name.plain(),
            column: self.columns()[off.column].heading.text.clone(),
            written: off.written.swedish(),
            computed: Amount::new(off.total.value).swedish(),
            difference: Amount::new(off.difference.abs()).swedish(),
            too_large: off.difference > Decimal::ZERO,
        }
    }

    /// A cell against what it should be; `None` where it is right, empty, or words.
    fn off(&self, row: &'r OwnedRow, column: usize, total: Total) -> Option<Mismatch<'r>> {
        let written = self.figure(row, column).ok()??;
        let (difference, rounding) = total.difference(written, self.report.manifest.rules.tolerance)?;
        let off = Mismatch { row, column, place: written.place, written: written.amount, total, difference, rounding };
        (!off.difference.is_zero()).then_some(off)
    }

    /// One finding for a row's cells that rounding explains.
    fn rounding(&self, offs: &[Mismatch<'_>], of_rows: bool, found: &mut Vec<Diagnostic>) {
        let rounded =
            |off: &Mismatch<'_>| Rounded { place: off.place, parts: self.parts(off), terms: off.total.places.clone() };
        let cells: Vec<_> = offs.iter().filter(|off| off.rounding).map(rounded).collect();
        found.extend(messages::rounding(&cells, of_rows));
    }

    fn blanks(&self, blanks: &[&MissingValue<'_>]) -> Option<Diagnostic> {
        let blank = |blank: &&MissingValue<'_>| messages::Blank {
            place: blank.row.row.place,
            row: blank.row.row.name.plain(),
            column: self.columns()[blank.column].heading.text.clone(),
            value: Amount::new(blank.value).swedish(),
        };
        messages::blank_cells(&blanks.iter().map(blank).collect::<Vec<_>>())
    }

    /// Sum rows against what they add up. Returns the rows and columns of empty cells that were told.
    fn sums(&self, found: &mut Vec<Diagnostic>) -> Vec<MissingValue<'r>> {
        let mut told = Vec::new();
        for owned in self.rows().filter(|row| row.row.adds()) {
            for term in &owned.row.sums {
                let named = sums::named(&self.report.manifest, self.table, owned.unit, term);
                found.extend(named.err().flatten().map(|found| *found));
            }
            let Some(terms) = sums::terms(&self.report.manifest, self.table, owned) else { continue };
            found.extend(self.counted_twice(owned, &terms));
            let (mut offs, mut blanks) = (Vec::new(), Vec::new());
            for column in 0..self.columns().len() {
                let Some(total) = self.total(owned, &terms, column).filter(|total| !total.places.is_empty()) else {
                    continue;
                };
                if self.figure(owned, column) == Ok(None) && total.blank == 0 && !total.value.is_zero() {
                    blanks.push(MissingValue { row: owned, column, value: total.value });
                }
                offs.extend(self.off(owned, column, total));
            }
            self.rounding(&offs, true, found);
            found.extend(offs.iter().filter(|off| !off.rounding).map(|off| self.mismatch(off, &terms)));
            found.extend(self.blanks(&blanks.iter().collect::<Vec<_>>()));
            told.extend(blanks);
        }
        told
    }

    /// A row that a sum adds both by itself, or in another sum, and in a further one.
    fn counted_twice(&self, owned: &OwnedRow, terms: &[Summand<'_>]) -> Option<Diagnostic> {
        // Each row that is added, with the sum that brings it in.
        let mut added: Vec<(&OwnedRow, &OwnedRow)> = Vec::new();
        for term in terms {
            let mut open = vec![term.row];
            while let Some(row) = open.pop() {
                if let Some((_, other)) = added.iter().find(|(known, _)| std::ptr::eq(*known, row)) {
                    let place = owned.row.above.or(owned.row.sums.first().map(|first| first.place))?;
                    let names = [row, *other, term.row].map(|row| row.row.name.plain());
                    return Some(messages::sum_counts_twice(place, &owned.row.name.plain(), &names, row.row.place));
                }
                added.push((row, term.row));
                let parts = row.row.adds().then(|| sums::terms(&self.report.manifest, self.table, row)).flatten();
                open.extend(parts.into_iter().flatten().map(|part| part.row));
            }
        }
        None
    }

    /// What a sum row's terms add up to in a column. A variance that counts the other way in one of the two rows than
    /// in the other changes its sign on the way. `None` where a term is words or in per cent, or its way is not
    /// known.
    fn total(&self, owned: &OwnedRow, terms: &[Summand<'_>], column: usize) -> Option<Total> {
        let ways = || terms.iter().map(|term| self.way(term.row, column));
        let own = self.way(owned, column);
        if !self.table.columns.adds_up(column) || own == Way::Either || ways().any(|way| way == Way::Either) {
            return None;
        }
        let flip = |term: &Summand<'_>| term.negative ^ (self.way(term.row, column) != own);
        Total::of(terms.iter().map(|term| (self.figure(term.row, column), flip(term))))
    }

    fn mismatch(&self, off: &Mismatch<'_>, terms: &[Summand<'_>]) -> Diagnostic {
        let cells: Vec<(String, Amount)> = (0..self.columns().len())
            .filter(|column| *column != off.column)
            .filter_map(|column| {
                Some((self.columns()[column].heading.text.clone(), self.figure(off.row, column).ok()??.amount))
            })
            .collect();
        let rows: Vec<(String, Amount)> = terms
            .iter()
            .filter_map(|term| Some((term.row.row.name.plain(), self.figure(term.row, off.column).ok()??.amount)))
            .collect();
        let cause = causes::of_sum(off.written, off.total.value, &cells, &rows);
        let found = messages::sum(off.place, &self.parts(off), &cause, &off.total.places);
        // What is empty may be what is missing.
        let empty = terms.iter().filter(|term| self.figure(term.row, off.column) == Ok(None));
        let found = empty.fold(found, |found, term| messages::with_empty(found, term.row.row.place));
        let says = off.row.row.above.or(off.row.row.sums.first().map(|first| first.place));
        says.into_iter().fold(found, messages::with_sums)
    }

    /// Sum rows that do not say what they add up, where neither the rows since the last sum nor all rows give them.
    fn undeclared(&self, found: &mut Vec<Diagnostic>) {
        let rows: Vec<&OwnedRow> = self.rows().collect();
        if rows.len() < self.table.rows.len() {
            return;
        }
        let rule = self.report.manifest.rules.tolerance;
        for (at, owned) in rows.iter().enumerate() {
            if owned.row.kind == RowKind::Item || owned.row.adds() || owned.made.is_some() {
                continue;
            }
            let items = |from: usize| -> Vec<&OwnedRow> {
                rows[from..at].iter().filter(|row| row.row.kind == RowKind::Item).copied().collect()
            };
            let last = rows[..at].iter().rposition(|row| row.row.kind != RowKind::Item).map_or(0, |last| last + 1);
            let gives = |terms: &[&OwnedRow]| {
                !terms.is_empty()
                    && (0..self.columns().len()).filter(|column| self.table.columns.adds_up(*column)).all(|column| {
                        let Ok(Some(written)) = self.figure(owned, column) else { return true };
                        let total = Total::of(terms.iter().map(|term| (self.figure(term, column), false)));
                        total.and_then(|total| total.difference(written, rule)).is_none_or(|(_, rounding)| rounding)
                    })
            };
            if !gives(&items(last)) && !gives(&items(0)) {
                found.push(messages::sum_undeclared(owned.row.place, &owned.row.name.plain()));
            }
        }
    }

    /// Columns that the manifest says are computed from others of the same row, such as a variance. `told` are empty
    /// cells that have been told already.
    fn computed_columns(&self, told: &[MissingValue<'_>], found: &mut Vec<Diagnostic>) {
        let mut offs: Vec<Mismatch<'r>> = Vec::new();
        for (column, spec) in self.columns().iter().enumerate() {
            let Some(Parts { added: terms, whole }) = spec.formula.parts() else { continue };
            let mut blanks = Vec::new();
            if let ([(part, false)], Some(whole)) = (&terms[..], whole) {
                self.shares(column, *part, whole, found, &mut blanks);
            } else if whole.is_none() {
                self.formula(column, &terms, &mut offs, &mut blanks);
            }
            let known = |blank: &&MissingValue<'_>| {
                told.iter().any(|told| told.column == column && std::ptr::eq(told.row, blank.row))
            };
            found.extend(self.blanks(&blanks.iter().filter(|blank| !known(blank)).collect::<Vec<_>>()));
        }
        for row in self.rows() {
            let (of_row, rest): (Vec<_>, Vec<_>) = offs.into_iter().partition(|off| std::ptr::eq(off.row, row));
            offs = rest;
            self.rounding(&of_row, false, found);
            for off in of_row.iter().filter(|off| !off.rounding) {
                let turned = self.way(row, off.column) == Way::Turned;
                found.push(messages::variance(off.place, &self.parts(off), turned, &off.total.places));
            }
        }
    }

    fn formula(
        &self,
        column: usize,
        terms: &[(usize, bool)],
        offs: &mut Vec<Mismatch<'r>>,
        blanks: &mut Vec<MissingValue<'r>>,
    ) {
        for owned in self.rows().filter(|row| !row.is_taken()) {
            let way = self.way(owned, column);
            let total = |turned: bool| total(terms, self, owned, turned).filter(|total| total.blank == 0);
            let Some(exact) = total(way == Way::Turned) else { continue };
            if self.figure(owned, column) == Ok(None) && way != Way::Either && !exact.value.is_zero() {
                blanks.push(MissingValue { row: owned, column, value: exact.value });
            }
            let Some(off) = self.off(owned, column, exact) else { continue };
            let otherwise = || total(true).and_then(|total| self.off(owned, column, total));
            if self.own_sum_explains(&off) || (way == Way::Either && otherwise().is_none_or(|off| off.rounding)) {
                continue;
            }
            offs.push(off);
        }
    }

    /// Whether every row that should turn is written as the formula says, and there are two at least: the report's way.
    fn literal(&self, column: usize) -> bool {
        let Some(Parts { added: terms, .. }) = self.columns()[column].formula.parts() else { return false };
        let turning = self.rows().filter(|row| row.row.turned.is_none() && self.way(row, column) == Way::Turned);
        let mut rows = 0;
        for row in turning {
            let Some((written, exact)) = self.figure(row, column).ok().flatten().zip(total(&terms, self, row, false))
            else {
                continue;
            };
            if exact.blank > 0 || exact.value.is_zero() {
                continue;
            }
            let rule = self.report.manifest.rules.tolerance;
            if !exact.difference(written, rule).is_some_and(|(_, rounding)| rounding) {
                return false;
            }
            rows += 1;
        }
        rows >= 2
    }

    /// A column of shares, in per cent: each of its figures must be one that the part and the whole may give, both
    /// rounded.
    fn shares(
        &self,
        column: usize,
        part: usize,
        whole: usize,
        found: &mut Vec<Diagnostic>,
        blanks: &mut Vec<MissingValue<'r>>,
    ) {
        for owned in self.rows().filter(|row| !row.is_taken()) {
            let (Ok(Some(part)), Ok(Some(whole))) = (self.figure(owned, part), self.figure(owned, whole)) else {
                continue;
            };
            match self.figure(owned, column) {
                Ok(Some(Figure { amount: written, place, .. })) => {
                    if let Some((exact, false)) = share(part, whole, written)
                        && let Some(difference) = written.value().checked_sub(exact)
                        && !difference.is_zero()
                    {
                        let total = Total {
                            value: exact,
                            tolerance: Decimal::ZERO,
                            places: vec![part.place, whole.place],
                            blank: 0,
                        };
                        let off = Mismatch { row: owned, column, place, written, total, difference, rounding: false };
                        found.push(messages::variance(place, &self.parts(&off), false, &off.total.places));
                    }
                }
                Ok(None) => {
                    let value =
                        share(part, whole, Amount::new(Decimal::ZERO)).map_or(Decimal::ZERO, |(exact, _)| exact);
                    blanks.extend((!value.is_zero()).then_some(MissingValue { row: owned, column, value }));
                }
                Err(()) => {}
            }
        }
    }

    /// Whether a sum row's figure is exactly the sum of the rows above it in a column where rounding parts the two ways
    /// of computing it.
    fn own_sum_explains(&self, off: &Mismatch<'_>) -> bool {
        let Some(terms) = sums::terms(&self.report.manifest, self.table, off.row).filter(|terms| !terms.is_empty())
        else {
            return false;
        };
        let total = self.total(off.row, &terms, off.column);
        total.is_some_and(|total| total.blank == 0 && total.value == off.written.value())
    }

    /// Items of a table of grants with more booked than they are to cost in the whole year.
    fn overspent(&self, found: &mut Vec<Diagnostic>) {
        for (outcome, forecast) in spending(self.columns()) {
            for owned in self.rows().filter(|row| row.row.kind == RowKind::Item && !row.is_taken()) {
                let (Ok(Some(booked)), Ok(Some(foreseen))) =
                    (self.figure(owned, outcome), self.figure(owned, forecast))
                else {
                    continue;
                };
                let (Figure { amount: booked, place: at, .. }, Figure { amount: foreseen, place, .. }) =
                    (booked, foreseen);
                let income = (0..self.columns().len()).any(|column| self.way(owned, column) == Way::Turned);
                if income || foreseen.value() < Decimal::ZERO || booked.value() <= foreseen.value() {
                    continue;
                }
                let (row, column) = (owned.row.name.plain(), self.columns()[forecast].heading.text.clone());
                let table = self.table.heading.text.clone();
                let name = CellName { table, row, column, figure: foreseen.swedish() };
                found.push(messages::outcome_exceeds_forecast(place, &name, &booked.swedish(), at));
            }
        }
    }
}

/// The columns of outcome and forecast of the same year, in a table with a column of a plan less that outcome.
fn spending(columns: &[ColumnSpec]) -> Vec<(usize, usize)> {
    let year = |column: &ColumnSpec| -> Option<String> {
        let digits: String = column.heading.text.chars().filter(char::is_ascii_digit).take(4).collect();
        (digits.len() == 4).then_some(digits)
    };
    let begins = |column: &ColumnSpec, word: &str| column.heading.text.trim().to_lowercase().starts_with(word);
    let mut pairs = Vec::new();
    for (at, outcome) in columns.iter().enumerate().filter(|(_, column)| begins(column, "utfall")) {
        let gross = columns.iter().filter_map(|column| column.formula.difference());
        let gross = gross.into_iter().any(|(from, taken)| taken == at && columns.get(from).is_some_and(signs::is_plan));
        let whole_year = |column: &&ColumnSpec| {
            let plain = column.heading.text.chars().filter(char::is_ascii_digit).count() == 4;
            begins(column, "prognos") && plain && column.formula.is_empty() && year(column) == year(outcome)
        };
        let mut forecasts = columns.iter().enumerate().filter(|(_, column)| whole_year(column));
        if let (true, true, Some((forecast, _)), None) =
            (gross, year(outcome).is_some(), forecasts.next(), forecasts.next())
        {
            pairs.push((at, forecast));
        }
    }
    pairs
}

/// What the columns of a formula give in a row, with the other sign where it is turned.
fn total(terms: &[(usize, bool)], sheet: &Sheet<'_>, row: &OwnedRow, turned: bool) -> Option<Total> {
    Total::of(terms.iter().map(|(at, negative)| (sheet.figure(row, *at), *negative ^ turned)))
}

/// The share in per cent with the decimals of `written`, and whether rounding of all three explains what is written.
fn share(part: Figure, whole: Figure, written: Amount) -> Option<(Decimal, bool)> {
    let percent = |part: Decimal, whole: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
    let (part_value, whole_value) = (part.amount.value(), whole.amount.value());
    let exact = Amount::new(percent(part_value, whole_value)?).rounded(written.decimals()).value();
    let mut ends = Vec::new();
    for up in [Decimal::ONE, Decimal::NEGATIVE_ONE] {
        for down in [Decimal::ONE, Decimal::NEGATIVE_ONE] {
            let part = part_value.checked_add(part.margin * up)?;
            ends.push(percent(part, whole_value.checked_add(whole.margin * down)?)?);
        }
    }
    let least = ends.iter().min()?.checked_sub(written.half_unit())?;
    let most = ends.iter().max()?.checked_add(written.half_unit())?;
    Some((exact, (least..=most).contains(&written.value())))
}
