//! Arithmetic within a table: sums of rows, columns that are computed from others, cells that could be computed.
//!
//! Tolerance: half a unit in the last place of each figure as written, the result included, unless the report states its
//! own. A difference within it is what rounding explains.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, messages};
use crate::fields::nearest;
use crate::report::{Content, Delivery, FinanceTable, OwnedRow, Report};
use crate::section::{Content as CellContent, RowKind};
use crate::source::{Place, Spanned};

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for chapter in report.all_chapters() {
        if let Content::Tables(tables) = &chapter.content {
            for table in tables {
                sums(report, table, &mut found);
                undeclared(table, report.manifest.rules.tolerance, &mut found);
                computed_columns(report, table, &mut found);
            }
        }
    }
    found
}

/// A row that a sum adds, and whether it is taken off instead.
struct Term<'r> {
    row: &'r OwnedRow,
    negative: bool,
}

fn sums(report: &Report, table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    for owned in table.rows.iter().filter_map(Delivery::came) {
        let mut terms = Vec::new();
        let mut complete = true;
        for reference in &owned.row.sums {
            match resolve(report, table, owned, reference) {
                Ok(term) => terms.push(term),
                Err(finding) => {
                    complete = false;
                    found.extend(finding);
                }
            }
        }
        if complete && !terms.is_empty() {
            let rule = report.manifest.rules.tolerance;
            let columns = 0..table.columns.columns.len();
            columns.for_each(|column| found.extend(sum(table, owned, &terms, column, rule)));
        }
    }
}

/// The row that `reference` names. The error holds no finding where the row's absence has been reported already.
fn resolve<'r>(
    report: &Report,
    table: &'r FinanceTable,
    owned: &OwnedRow,
    reference: &Spanned<String>,
) -> Result<Term<'r>, Vec<Diagnostic>> {
    let name = reference.value.strip_prefix('-').unwrap_or(&reference.value);
    let units = &report.manifest.units;
    let full = if name.contains('/') { name.to_owned() } else { format!("{}/{name}", units[owned.unit].id.value) };
    let label = |row: &OwnedRow| format!("{}/{}", units[row.unit].id.value, row.row.id.value);
    let row = table.rows.iter().filter_map(Delivery::came).find(|row| label(row) == full);
    if let Some(row) = row {
        return Ok(Term { row, negative: name.len() < reference.value.len() });
    }
    let owed = report
        .manifest
        .tables
        .iter()
        .any(|spec| spec.id.value == table.id && spec.rows.iter().any(|row| row.value == full));
    if owed {
        return Err(Vec::new());
    }
    let labels: Vec<String> = table.rows.iter().filter_map(Delivery::came).map(label).collect();
    let meant = nearest(&full, labels.iter().map(String::as_str));
    Err(vec![messages::unknown_reference(reference.place, messages::Thing::Row, name, meant)])
}

/// The figure of a row in a column; nothing for an empty cell, an error for words.
pub(super) fn figure(row: &OwnedRow, column: usize) -> Result<Option<(Amount, Place)>, ()> {
    match row.cells.get(column).and_then(Option::as_ref) {
        None => Ok(None),
        Some(cell) => match &cell.content {
            CellContent::Figure(amount) => Ok(Some((*amount, cell.place))),
            CellContent::Words(_) => Err(()),
        },
    }
}

/// Figures added up: the result, how far off rounding may put it, and where the figures stand.
#[derive(Debug, Clone)]
pub(super) struct Total {
    pub(super) value: Decimal,
    pub(super) tolerance: Decimal,
    pub(super) places: Vec<Place>,
    /// Terms whose cells are empty.
    blank: usize,
}

impl Total {
    /// Adds the terms, each taken off where its flag is set. `None` where one is words, or too large to add.
    fn of(terms: impl Iterator<Item = (Result<Option<(Amount, Place)>, ()>, bool)>) -> Option<Self> {
        let mut total = Total { value: Decimal::ZERO, tolerance: Decimal::ZERO, places: Vec::new(), blank: 0 };
        for (term, negative) in terms {
            let Some((amount, place)) = term.ok()? else {
                total.blank += 1;
                continue;
            };
            let value = if negative { -amount.value() } else { amount.value() };
            total.value = total.value.checked_add(value)?;
            total.tolerance = total.tolerance.checked_add(amount.half_unit())?;
            total.places.push(place);
        }
        Some(total)
    }

    /// The difference of `written` from the total, and whether rounding explains it: by the figures' precision, or by the
    /// report's own rule, units in the last place of what is written.
    fn difference(&self, written: Amount, rule: Option<u32>) -> Option<(Decimal, bool)> {
        let difference = written.value().checked_sub(self.value)?;
        let tolerance = match rule {
            Some(units) => Decimal::new(i64::from(units), written.decimals()),
            None => self.tolerance.checked_add(written.half_unit())?,
        };
        Some((difference, difference.abs() <= tolerance))
    }
}

fn sum(
    table: &FinanceTable,
    owned: &OwnedRow,
    terms: &[Term<'_>],
    column: usize,
    rule: Option<u32>,
) -> Option<Diagnostic> {
    let total = Total::of(terms.iter().map(|term| (figure(term.row, column), term.negative)))?;
    if total.places.is_empty() {
        return None;
    }
    let Some((written, place)) = figure(owned, column).ok()? else {
        return (total.blank == 0).then(|| blank(table, owned, column));
    };
    let (difference, rounding) = total.difference(written, rule)?;
    if difference.is_zero() {
        return None;
    }
    let parts = parts(table, owned, column, written, total.value, difference);
    let mut found = messages::sum(place, &parts, rounding, &total.places);
    if !rounding {
        // What is empty may be what is missing.
        let empty = terms.iter().filter(|term| figure(term.row, column) == Ok(None));
        found = empty.fold(found, |found, term| messages::with_empty(found, term.row.row.place));
    }
    Some(found)
}

fn parts(
    table: &FinanceTable,
    owned: &OwnedRow,
    column: usize,
    written: Amount,
    computed: Decimal,
    difference: Decimal,
) -> messages::SumParts {
    messages::SumParts {
        row: owned.row.name.plain(),
        column: table.columns.columns[column].heading.text.clone(),
        written: written.swedish(),
        computed: Amount::new(computed).swedish(),
        difference: Amount::new(difference.abs()).swedish(),
        too_large: difference > Decimal::ZERO,
    }
}

fn blank(table: &FinanceTable, owned: &OwnedRow, column: usize) -> Diagnostic {
    messages::blank_cell(owned.row.place, &owned.row.name.plain(), &table.columns.columns[column].heading.text)
}

/// Sum rows that do not say what they add up, where neither the rows since the last sum nor all rows give them.
fn undeclared(table: &FinanceTable, rule: Option<u32>, found: &mut Vec<Diagnostic>) {
    let rows: Vec<&OwnedRow> = table.rows.iter().filter_map(Delivery::came).collect();
    if rows.len() < table.rows.len() {
        return;
    }
    for (at, owned) in rows.iter().enumerate() {
        if owned.row.kind == RowKind::Item || !owned.row.sums.is_empty() {
            continue;
        }
        let items = |from: usize| -> Vec<&OwnedRow> {
            rows[from..at].iter().filter(|row| row.row.kind == RowKind::Item).copied().collect()
        };
        let last = rows[..at].iter().rposition(|row| row.row.kind != RowKind::Item).map_or(0, |last| last + 1);
        let gives = |terms: &[&OwnedRow]| {
            !terms.is_empty()
                && (0..table.columns.columns.len()).all(|column| {
                    let Ok(Some((written, _))) = figure(owned, column) else { return true };
                    let total = Total::of(terms.iter().map(|term| (figure(term, column), false)));
                    total.and_then(|total| total.difference(written, rule)).is_none_or(|(_, rounding)| rounding)
                })
        };
        if !gives(&items(last)) && !gives(&items(0)) {
            found.push(messages::sum_undeclared(owned.row.place, &owned.row.name.plain()));
        }
    }
}

/// Columns that the manifest says are computed from others of the same row, such as a variance.
fn computed_columns(report: &Report, table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    let columns = &table.columns.columns;
    for (column, spec) in columns.iter().enumerate() {
        let position = |name: &str| columns.iter().position(|known| known.id.value == name);
        let mut terms = Vec::new();
        let mut base = None;
        for reference in &spec.computed {
            let name = reference.value.trim_start_matches(['-', '/']);
            match (position(name), reference.value.starts_with('/')) {
                (Some(at), true) => base = Some(at),
                (Some(at), false) => terms.push((at, reference.value.starts_with('-'))),
                (None, _) => {}
            }
        }
        if terms.is_empty() || terms.len() + usize::from(base.is_some()) < spec.computed.len() {
            continue;
        }
        if let ([(part, false)], Some(base)) = (&terms[..], base) {
            shares(table, column, *part, base, found);
            continue;
        }
        for owned in table.rows.iter().filter_map(Delivery::came) {
            let Some(total) = Total::of(terms.iter().map(|(at, negative)| (figure(owned, *at), *negative))) else {
                continue;
            };
            if total.blank > 0 {
                continue;
            }
            match figure(owned, column) {
                Ok(Some((written, place))) => {
                    let rule = report.manifest.rules.tolerance;
                    let Some((difference, rounding)) = total.difference(written, rule) else { continue };
                    if difference.is_zero() || own_sum_explains(report, table, owned, column, written) {
                        continue;
                    }
                    let parts = parts(table, owned, column, written, total.value, difference);
                    found.push(messages::variance(place, &parts, rounding, &total.places));
                }
                Ok(None) => found.push(blank(table, owned, column)),
                Err(()) => {}
            }
        }
    }
}

/// A column of shares, in per cent: each of its figures must be one that the part and the whole may give, both rounded.
fn shares(table: &FinanceTable, column: usize, part: usize, whole: usize, found: &mut Vec<Diagnostic>) {
    for owned in table.rows.iter().filter_map(Delivery::came) {
        let (Ok(Some((part, a))), Ok(Some((whole, b)))) = (figure(owned, part), figure(owned, whole)) else { continue };
        match figure(owned, column) {
            Ok(Some((written, place))) => {
                if let Some((exact, rounding)) = share(part, whole, written)
                    && let Some(difference) = written.value().checked_sub(exact)
                    && !difference.is_zero()
                    && !rounding
                {
                    let parts = parts(table, owned, column, written, exact, difference);
                    found.push(messages::variance(place, &parts, false, &[a, b]));
                }
            }
            Ok(None) => found.push(blank(table, owned, column)),
            Err(()) => {}
        }
    }
}

/// The share in per cent with the decimals of `written`, and whether rounding of all three explains what is written.
fn share(part: Amount, whole: Amount, written: Amount) -> Option<(Decimal, bool)> {
    let percent = |part: Decimal, whole: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
    let exact = percent(part.value(), whole.value())?.round_dp(written.decimals());
    let mut ends = Vec::new();
    for up in [Decimal::ONE, Decimal::NEGATIVE_ONE] {
        for down in [Decimal::ONE, Decimal::NEGATIVE_ONE] {
            let part = part.value().checked_add(part.half_unit() * up)?;
            ends.push(percent(part, whole.value().checked_add(whole.half_unit() * down)?)?);
        }
    }
    let least = ends.iter().min()?.checked_sub(written.half_unit())?;
    let most = ends.iter().max()?.checked_add(written.half_unit())?;
    Some((exact, (least..=most).contains(&written.value())))
}

/// Whether a sum row's figure is exactly the sum of the rows above it in a column where rounding parts the two ways of
/// computing it.
fn own_sum_explains(report: &Report, table: &FinanceTable, owned: &OwnedRow, column: usize, written: Amount) -> bool {
    let terms: Vec<Term<'_>> =
        owned.row.sums.iter().filter_map(|reference| resolve(report, table, owned, reference).ok()).collect();
    if terms.is_empty() || terms.len() < owned.row.sums.len() {
        return false;
    }
    let total = Total::of(terms.iter().map(|term| (figure(term.row, column), term.negative)));
    total.is_some_and(|total| total.blank == 0 && total.value == written.value())
}
