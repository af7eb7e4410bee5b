//! Arithmetic within a table: sums of rows, columns that are computed from others, cells that could be computed.
//!
//! Tolerance: half a unit in the last place of each figure as written, the result included, unless the report states
//! its own. A difference within it is what rounding explains.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount, Intended};
use crate::base::ids::ColumnId;
use crate::base::money;
use crate::base::names::closest_match;
use crate::base::pattern::{Pattern, pattern};
use crate::base::positions::{ColumnIndex, RowIndex};
use crate::base::source::{Span, Spanned};
use crate::base::swedish;
use crate::diagnostic::{Code, Diagnostic};
use crate::input::manifest::{ChartForm, ColumnSet, ColumnSpec};
use crate::input::messages::{EntityKind, unknown_reference};
use crate::input::row_kind::RowKind;
use crate::input::section::{Cell, Content as CellContent};
use crate::input::term::Parts;
use crate::report::averages::{self, Average, Reckoned, Weight};
use crate::report::charts::{self, BarRow, Figures};
use crate::report::elsewhere;
use crate::report::quantity::{Precision, Quantity, Reading, View, is_dash, is_withheld};
use crate::report::quotients::{self, Division, Lacks};
use crate::report::sums::{self, Summand};
use crate::report::{Delivery, FinanceTable, OwnedRow, Report, address};

use super::causes;
use super::coverage::{Kind, Why};
use super::ledger::{Asked, Ledger};
use super::messages::{self, CellName, Rounded, SumParts};
use super::signs::{SignConvention, SignConventions};

pub(super) fn check(report: &Report) -> (Vec<Diagnostic>, Ledger) {
    let (mut found, mut ledger) = (Vec::new(), Ledger::default());
    for table in address::tables(report) {
        let sheet = Sheet::new(report, table, View::Exact);
        let from = found.len();
        let sums = sheet.sums(&mut ledger, &mut found);
        sheet.undeclared(&mut ledger, &mut found);
        sheet.quotients(&mut ledger, &mut found);
        sheet.computed_columns(&sums, &mut ledger, &mut found);
        if !report.manifest.kind.is_of_ended_year() {
            sheet.overspent(&mut found);
        }
        if table.rows.iter().filter_map(Delivery::delivered).any(|row| !row.before.is_empty()) {
            let told: HashSet<Span> = found[from..].iter().filter_map(|found| found.place).collect();
            let rounded = Sheet::new(report, table, View::Shown).rounded();
            found.extend(rounded.into_iter().filter(|found| found.place.is_none_or(|place| !told.contains(&place))));
        }
        unasked_decimals(table, &mut found);
        found.extend(figures_in_words(report, table));
    }
    (found, ledger)
}

/// Words with digits where amounts belong: no sum can count them, though somebody may have meant a figure. What is
/// taken from another table is told there. How a figure is reckoned, `ca 20 × 0,70`, is told where a sum should count
/// it.
fn figures_in_words(report: &Report, table: &FinanceTable) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let rows = || table.rows.iter().filter_map(Delivery::delivered);
    let added: LazyCell<HashSet<usize>, _> = LazyCell::new(|| {
        let adds = rows().filter(|sum| sum.row.adds());
        let terms = adds.flat_map(|sum| sums::terms(&report.manifest, table, sum).unwrap_or_default());
        terms.map(|term| term.row.at.position()).collect()
    });
    for owned in table.rows.iter().filter_map(Delivery::delivered).filter(|owned| !owned.is_taken()) {
        for (cell, column) in owned.cells.iter().zip(&table.columns.columns).filter(|(_, column)| column.amounts) {
            // What covers several columns is no figure of any of them.
            let Some(Cell { content: CellContent::Words(words), place, columns: 1, .. }) = cell else { continue };
            let words = words.plain();
            if words.contains(|c: char| c.is_ascii_digit()) && Amount::either_way(&words).is_none() {
                if PRODUCT.is_match(words.trim()) && !added.contains(&owned.at.position()) {
                    continue;
                }
                let column = &column.heading.text;
                found.push(messages::figure_in_words(*place, words.trim(), column, Intended::of(&words)));
            }
        }
    }
    found
}

/// Figures with a sign of multiplication between them: `20 × 0,70`, `ca 3 x 12 tim`.
static PRODUCT: LazyLock<Pattern> = LazyLock::new(|| {
    let figure = r"\d[\d \u{a0}]*(?:[.,]\d+)?(?: ?(?:%|kr|tkr|st|h|tim|timmar))?";
    pattern(&format!(r"(?i)^(?:(?:ca|cirka|c:a|c\.|~|omkring) ?)?{figure}(?: ?[×x*·] ?{figure})+$"))
});

/// Figures with other decimals than the manifest asks for, a finding for each column: they are shown as they stand. A
/// zero is as precise as its column.
fn unasked_decimals(table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    for (column, spec) in table.columns.each() {
        let Some(asked) = spec.decimals else { continue };
        // What is for each of something has decimals of its own, and so has a row of another table in its own unit.
        let own = |row: &&OwnedRow| quotients::is_quotient(row) || (row.is_taken() && row.row.unit.is_some());
        let rows = table.rows.iter().filter_map(Delivery::delivered).filter(|row| !own(row));
        let figures = rows.filter_map(|row| figure(row, column).ok()?);
        let others: Vec<(Span, String)> = figures
            .filter(|(amount, _)| amount.decimals() != asked && !amount.value().is_zero())
            .map(|(amount, place)| (place, amount.swedish()))
            .collect();
        found.extend(messages::decimals_unasked(&others, &spec.heading.text, asked));
    }
}

/// The figure of a row in a column; nothing for an empty cell, an error for words.
pub(super) fn figure(row: &OwnedRow, column: ColumnIndex) -> Result<Option<(Amount, Span)>, ()> {
    match row.cell(column) {
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
    pub(super) places: Vec<Span>,
    /// Terms whose cells are empty.
    blank: usize,
    /// Cells with words among them, which are left out: where they stand.
    words: Vec<Span>,
    /// Those of them that are a dash, which says that there is nothing.
    nothing: usize,
    /// Those of them whose figure is withheld.
    withheld: usize,
}

impl Total {
    /// Adds the terms, each taken off where its flag is set; words are left out.
    ///
    /// # Errors
    ///
    /// Where they are too large to add.
    fn of<'r>(terms: impl Iterator<Item = (Reading<'r>, bool)>) -> Result<Self, Why> {
        let mut total = Total {
            places: Vec::new(),
            words: Vec::new(),
            blank: 0,
            nothing: 0,
            withheld: 0,
            value: Decimal::ZERO,
            tolerance: Decimal::ZERO,
        };
        for (term, negative) in terms {
            let Quantity { amount, margin, place } = match term {
                Reading::Figure(figure) => figure,
                Reading::Empty => {
                    total.blank += 1;
                    continue;
                }
                Reading::Words(cell) => {
                    total.words.push(cell.place);
                    total.nothing += usize::from(is_dash(cell));
                    total.withheld += usize::from(is_withheld(cell));
                    continue;
                }
            };
            let value = if negative { -amount.value() } else { amount.value() };
            total.value = amount::plus(total.value, value).ok_or(Why::TooLarge)?;
            total.tolerance = amount::plus(total.tolerance, margin).ok_or(Why::TooLarge)?;
            total.places.push(place);
        }
        Ok(total)
    }

    /// Whether each term has a figure.
    fn is_whole(&self) -> bool {
        self.blank == 0 && self.words.is_empty()
    }

    /// Whether cells are left out that should hold an amount.
    fn is_cut(&self) -> bool {
        self.words.len() > self.nothing
    }

    /// The difference of `written` from the total, and whether rounding explains it: by the figures' precision, or by
    /// the report's own rule, units in the last place of what is written.
    fn difference(&self, written: Quantity, rule: Option<u32>) -> Result<(Decimal, bool), Why> {
        let Quantity { amount, margin, .. } = written;
        let difference = amount::plus(amount.value(), -self.value).ok_or(Why::TooLarge)?;
        let tolerance = match rule {
            // The last place of a zero is its column's.
            Some(units) if amount.value().is_zero() => {
                margin.checked_mul(Decimal::TWO).and_then(|unit| unit.checked_mul(units.into()))
            }
            Some(units) => Some(Decimal::new(i64::from(units), amount.decimals())),
            None => self.tolerance.checked_add(margin),
        };
        Ok((difference, difference.abs() <= tolerance.ok_or(Why::TooLarge)?))
    }
}

/// A cell that differs from what the table gives.
struct Mismatch<'r> {
    row: &'r OwnedRow,
    column: ColumnIndex,
    place: Span,
    written: Amount,
    total: Total,
    difference: Decimal,
    rounding: bool,
}

/// An empty cell, and what it would hold.
struct MissingValue<'r> {
    row: &'r OwnedRow,
    column: ColumnIndex,
    value: Decimal,
}

/// How many times larger a figure must be than the next to be taken for one in crowns among thousands.
const MUCH_LARGER: u32 = 500;

/// The rows of an average, the column that it is of, and the one that it is weighted by.
type AverageOf<'t, 'r> = (Option<&'t [Summand<'r>]>, ColumnIndex, Option<Weight<'t>>);

/// Most rows of a sum of which nothing tells which way they count, so that all ways are tried.
const MAX_OPEN: usize = 8;

/// Earlier sums from which the rows of a sum that does not say what it adds up are tried.
const MOST_STARTS: usize = 20;

/// A table with what its rows count.
struct Sheet<'r> {
    report: &'r Report,
    table: &'r FinanceTable,
    signs: SignConventions<'r>,
    /// Whether a column is written as its formula says in every row where its sign should turn.
    literal: Vec<bool>,
    precision: Precision,
}

impl<'r> Sheet<'r> {
    fn new(report: &'r Report, table: &'r FinanceTable, view: View) -> Self {
        let (signs, precision) = (SignConventions::of(report, table), Precision::of(table, view));
        let mut sheet = Sheet { report, table, signs, literal: Vec::new(), precision };
        sheet.literal = sheet.columns().positions().map(|column| sheet.literal(column)).collect();
        sheet
    }

    fn rows(&self) -> impl Iterator<Item = &'r OwnedRow> {
        self.table.rows.iter().filter_map(Delivery::delivered)
    }

    fn columns(&self) -> &'r ColumnSet {
        &self.table.columns
    }

    /// The columns of amounts that may be added up.
    fn adding(&self) -> impl Iterator<Item = ColumnIndex> + use<'r> {
        let columns = self.columns();
        let adds = |(at, column): &(ColumnIndex, &ColumnSpec)| column.amounts && columns.adds_up(*at);
        columns.each().filter(adds).map(|(at, _)| at)
    }

    fn read<'o>(&self, row: &'o OwnedRow, column: ColumnIndex) -> Reading<'o> {
        self.precision.read(row, column)
    }

    /// Asks for the check of a cell in which something stands; nothing is asked for where nothing does. A dash is right
    /// where there is `nothing` to compute.
    fn ask<T>(
        &self,
        ledger: &mut Ledger,
        kind: Kind,
        (row, column): (&OwnedRow, ColumnIndex),
        nothing: impl FnOnce() -> bool,
        check: impl FnOnce(Quantity) -> Result<T, Why>,
    ) -> Option<T>
    where
        T: Default,
    {
        let cell = row.cell(column)?;
        let name = || (row.row.name.plain(), self.columns()[column].heading.text.clone());
        let lacks = || self.lacking(row, column);
        let asked = Asked { kind, table: &self.table.id, name: &name, place: cell.place, lacks: &lacks };
        ledger.ask(&asked, || match self.read(row, column).figure() {
            Some(written) => check(written),
            None if is_dash(cell) && nothing() => Ok(T::default()),
            None => Err(Why::Words),
        })
    }

    /// The keys of the empty cells that a cell of a row is computed from.
    fn lacking(&self, row: &OwnedRow, column: ColumnIndex) -> Vec<String> {
        let parts = self.columns()[column].formula.parts();
        let added = parts.iter().flat_map(|parts| &parts.added);
        let empty = added.filter(|(at, _)| matches!(self.read(row, *at), Reading::Empty));
        empty.map(|(at, _)| self.columns()[*at].id.value.to_string()).collect()
    }

    /// The report's own rule of rounding, which is none for what is counted.
    fn rule(&self, column: ColumnIndex) -> Option<u32> {
        self.report.manifest.rules.tolerance.filter(|_| !self.precision.counts(column))
    }

    /// What rounding of the shown figures makes of sums and computed columns that are right as written.
    fn rounded(&self) -> Vec<Diagnostic> {
        // What is asked for has been told of the figures as written.
        let (mut found, mut ledger) = (Vec::new(), Ledger::default());
        let told = self.sums(&mut ledger, &mut found);
        self.computed_columns(&told, &mut ledger, &mut found);
        found.retain(|found| matches!(found.code, Code::SumRounding | Code::VarianceRounding));
        found
    }

    fn convention(&self, row: &OwnedRow, column: ColumnIndex) -> SignConvention {
        match self.signs.convention(self.columns(), column, row) {
            SignConvention::Inverted if row.row.inverted.is_none() && column.of(&self.literal) == Some(&true) => {
                SignConvention::AsDeclared
            }
            convention => convention,
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

    /// A figure against what it should be; `None` where it is right.
    fn off(
        &self,
        row: &'r OwnedRow,
        column: ColumnIndex,
        written: Quantity,
        total: Total,
    ) -> Result<Option<Mismatch<'r>>, Why> {
        let (difference, rounding) = total.difference(written, self.rule(column))?;
        // A figure alone, as precise as what is written, has nothing to round.
        let rounding = rounding && !(total.places.len() == 1 && total.is_cut() && total.tolerance == written.margin);
        let off = Mismatch { row, column, place: written.place, written: written.amount, total, difference, rounding };
        Ok((!off.difference.is_zero()).then_some(off))
    }

    /// One finding for a row's cells that rounding explains.
    fn rounding(&self, offs: &[Mismatch<'_>], of_rows: bool, found: &mut Vec<Diagnostic>) {
        let rounded =
            |off: &Mismatch<'_>| Rounded { place: off.place, parts: self.parts(off), terms: off.total.places.clone() };
        let explained = || offs.iter().filter(|off| off.rounding);
        let left_out = explained().fold([0, 0], |[words, blank], off| {
            [words + off.total.words.len() - off.total.nothing, blank + off.total.blank]
        });
        let told = messages::rounding(&explained().map(rounded).collect::<Vec<_>>(), of_rows, left_out);
        let words = explained().flat_map(|off| &off.total.words);
        found.extend(told.map(|told| words.fold(told, |told, place| messages::with_words(told, *place))));
    }

    fn blanks(&self, blanks: &[&MissingValue<'_>]) -> Option<Diagnostic> {
        // What the program makes of rows follows once they are filled in.
        let own = |blank: &&&MissingValue<'_>| blank.row.made.is_none();
        let any_own = blanks.iter().any(|blank| own(&blank));
        let line = |blank: &MissingValue<'_>| {
            let row = &blank.row.row;
            let is_block = blank.row.made.is_none() && row.above.is_none() && row.order == (row.place.start, 0);
            is_block.then(|| format!("{} = {}", self.columns()[blank.column].id.value, Amount::new(blank.value)))
        };
        let blank = |blank: &&MissingValue<'_>| messages::Blank {
            place: blank.row.row.place,
            row: blank.row.row.name.plain(),
            column: self.columns()[blank.column].heading.text.clone(),
            value: Amount::new(blank.value).swedish(),
            line: line(blank),
        };
        let shown = blanks.iter().filter(|blank| !any_own || own(blank));
        messages::blank_cells(&shown.map(blank).collect::<Vec<_>>())
    }

    /// Sum rows against what they add up. Returns the rows and columns of empty cells that were told.
    fn sums(&self, ledger: &mut Ledger, found: &mut Vec<Diagnostic>) -> Vec<MissingValue<'r>> {
        let mut told = Vec::new();
        for owned in self.rows().filter(|row| row.row.adds()) {
            found.extend(self.unknown(owned));
            let weights = self.columns().columns.iter().filter_map(|column| column.weight.as_ref());
            for wrong in weights.filter_map(|weight| self.weight_elsewhere(owned, weight)) {
                if !found.contains(&wrong) {
                    found.push(wrong);
                }
            }
            let terms = sums::terms(&self.report.manifest, self.table, owned);
            found.extend(terms.as_ref().and_then(|terms| self.counted_twice(owned, terms)));
            let (mut offs, mut blanks, mut averages) = (Vec::new(), Vec::new(), Vec::new());
            for column in self.columns().positions() {
                match averages::of_row(self.columns(), owned, column) {
                    Reckoned::Sum => {}
                    // That there is no such column has been told.
                    Reckoned::Nothing | Reckoned::Unknown => continue,
                    Reckoned::Average(weight) => {
                        let of = (terms.as_deref(), column, weight);
                        let check = |written| self.average(owned, of, written);
                        let off = self.ask(ledger, Kind::Sum, (owned, column), || self.is_nothing(of), check);
                        averages.extend(off.flatten().map(|off| (off, weight)));
                        blanks.extend(self.blank_average(owned, of));
                        continue;
                    }
                }
                let check = |written| self.sum(owned, terms.as_deref(), column, written);
                let total = || self.total(owned, terms.as_deref().ok_or(Why::RowMissing)?, column);
                let nothing = || total().is_ok_and(|total| total.places.is_empty());
                offs.extend(self.ask(ledger, Kind::Sum, (owned, column), nothing, check).flatten());
                blanks.extend(terms.as_deref().and_then(|terms| self.blank_sum(owned, terms, column)));
            }
            self.rounding(&offs, true, found);
            if let Some(terms) = &terms {
                for off in offs.iter().filter(|off| !off.rounding) {
                    found.push(self.blank_term(off, terms).unwrap_or_else(|| self.mismatch(off, terms)));
                }
            }
            found.extend(averages.iter().map(|(off, weight)| self.wrong_average(off, *weight, terms.as_deref())));
            found.extend(self.blanks(&blanks.iter().collect::<Vec<_>>()));
            told.extend(blanks);
        }
        told
    }

    /// A sum row's figure in a column against its rows; `None` where it is right.
    fn sum(
        &self,
        owned: &'r OwnedRow,
        terms: Option<&[Summand<'_>]>,
        column: ColumnIndex,
        written: Quantity,
    ) -> Result<Option<Mismatch<'r>>, Why> {
        let terms = terms.ok_or(Why::RowMissing)?;
        let total = match self.total(owned, terms, column) {
            Err(Why::Sign) => self.nearest(owned, terms, column, written)?,
            total => total?,
        };
        if total.places.is_empty() {
            return Err(Why::NothingToAdd);
        }
        // What is for each of something is between what its rows have, and no sum of them.
        let read = |term: &Summand<'_>| Some(self.read(term.row, column).figure()?.amount.value());
        let parts: Vec<Decimal> = terms.iter().filter_map(read).collect();
        let within = parts.iter().min().zip(parts.iter().max());
        let is_mean = within.is_some_and(|(least, most)| (*least..=*most).contains(&written.amount.value()));
        // What is withheld may be the rest, and nobody can tell.
        let rest = written.amount.value().checked_sub(total.value).ok_or(Why::TooLarge)?;
        if total.withheld > 0 && !rest.is_zero() && rest.is_sign_negative() == total.value.is_sign_negative() {
            return Err(Why::WordsElsewhere);
        }
        if is_mean && parts.len() > 1 && self.columns()[column].headings().any(|heading| is_rate(heading.trimmed())) {
            return Ok(None);
        }
        self.off(owned, column, written, total)
    }

    /// The rows and the column that a row of others names and that there are not.
    fn unknown(&self, owned: &OwnedRow) -> Vec<Diagnostic> {
        let named = |term| sums::named(&self.report.manifest, self.table, owned.unit, term);
        let mut found: Vec<Diagnostic> =
            owned.row.sums.iter().filter_map(|term| named(term).err()?.map(|found| *found)).collect();
        let columns = self.columns();
        let weight = owned.row.weight.as_ref().filter(|weight| columns.with_id(&weight.value).is_none());
        let elsewhere = weight.filter(|weight| weight.value.as_str().contains('.'));
        found.extend(elsewhere.and_then(|weight| self.weight_elsewhere(owned, weight)));
        if let Some(weight) = weight.filter(|_| elsewhere.is_none()) {
            let ids = columns.columns.iter().map(|column| column.id.value.as_str());
            let meant = closest_match(&weight.value, ids);
            found.push(unknown_reference(weight.place, EntityKind::Column, &weight.value, meant));
        }
        found
    }

    /// What is wrong with figures of another table that the rows of a row are weighted by.
    fn weight_elsewhere(&self, owned: &OwnedRow, weight: &Spanned<ColumnId>) -> Option<Diagnostic> {
        let (manifest, tables) = (&self.report.manifest, address::tables(self.report));
        let terms = sums::terms(manifest, self.table, owned)?;
        let rows: Vec<&OwnedRow> = terms.iter().map(|term| term.row).collect();
        elsewhere::told(manifest, &tables, &rows, &Spanned::new(weight.value.to_string(), weight.place))
    }

    /// The average of a column of rows.
    fn average_of(&self, (terms, column, weight): AverageOf<'_, '_>) -> Result<Average, Why> {
        let tables = if let Some(Weight::Elsewhere(_)) = weight { address::tables(self.report) } else { Vec::new() };
        let terms = terms.ok_or(Why::RowMissing)?;
        let average = averages::average((&self.report.manifest, &tables), &self.precision, terms, (column, weight));
        average.map_err(|averages::TooLarge| Why::TooLarge)?.ok_or(Why::NothingToAdd)
    }

    /// Whether there is nothing to take an average of.
    fn is_nothing(&self, of: AverageOf<'_, '_>) -> bool {
        self.average_of(of).err() == Some(Why::NothingToAdd)
    }

    /// A row's figure in a column against the average of its rows; `None` where it is right.
    fn average(
        &self,
        owned: &'r OwnedRow,
        of: AverageOf<'_, '_>,
        written: Quantity,
    ) -> Result<Option<Mismatch<'r>>, Why> {
        let average = self.average_of(of)?;
        if average.words.is_some() {
            return Err(Why::WordsElsewhere);
        }
        let (at, written) = (written.place, written.amount);
        let difference = amount::plus(written.value(), -average.value).ok_or(Why::TooLarge)?;
        let tolerance = average.margin.checked_add(written.half_unit()).ok_or(Why::TooLarge)?;
        if difference.abs() <= tolerance {
            return Ok(None);
        }
        if average.lacks {
            return Err(Why::Empty);
        }
        let value = Amount::new(average.value).rounded(written.decimals()).value();
        let difference = written.value().checked_sub(value).ok_or(Why::TooLarge)?;
        let total =
            Total { value, tolerance, places: average.places, blank: 0, words: Vec::new(), nothing: 0, withheld: 0 };
        Ok(Some(Mismatch { row: owned, column: of.1, place: at, written, total, difference, rounding: false }))
    }

    /// An empty cell in which the average of a row's rows belongs.
    fn blank_average(&self, owned: &'r OwnedRow, of: AverageOf<'_, '_>) -> Option<MissingValue<'r>> {
        let average = self.average_of(of).ok().filter(|average| !average.lacks && average.words.is_none())?;
        let is_empty = matches!(self.read(owned, of.1), Reading::Empty);
        let read = |term: &Summand<'_>| Some(self.read(term.row, of.1).figure()?.amount.decimals());
        let decimals = of.0?.iter().filter_map(read).max().unwrap_or(0);
        let value = Amount::new(average.value).rounded(self.columns()[of.1].decimals.unwrap_or(decimals)).value();
        is_empty.then_some(MissingValue { row: owned, column: of.1, value })
    }

    /// A figure that is not the average that it should be, and what else it is.
    fn wrong_average(
        &self,
        off: &Mismatch<'_>,
        weight: Option<Weight<'_>>,
        terms: Option<&[Summand<'_>]>,
    ) -> Diagnostic {
        let heading = |at: ColumnIndex| self.columns()[at].heading.text.clone();
        let named = |weight: Weight<'_>| match weight {
            Weight::Column(at) => heading(at),
            Weight::Elsewhere(address) => address.to_owned(),
        };
        let others = self.averages(off, terms.unwrap_or_default()).filter(|other| other.map(Weight::Column) != weight);
        let other = others.map(|other| other.map(heading)).next();
        let (weight, other) = (weight.map(named), other.as_ref().map(Option::as_deref));
        let found = messages::average(off.place, &self.parts(off), weight.as_deref(), other, &off.total.places);
        off.row.row.sums.first().map(|first| first.place).into_iter().fold(found, messages::with_sums)
    }

    /// Of what averages of rows a figure is one, by rounding: the plain one, and those weighted by another column.
    fn averages<'s>(
        &'s self,
        off: &'s Mismatch<'_>,
        terms: &'s [Summand<'_>],
    ) -> impl Iterator<Item = Option<ColumnIndex>> + 's {
        let weights = self.adding().filter(|at| *at != off.column).map(Some);
        std::iter::once(None).chain(weights).filter(|weight| {
            let Ok(average) = self.average_of((Some(terms), off.column, weight.map(Weight::Column))) else {
                return false;
            };
            let difference = off.written.value().checked_sub(average.value).map(|difference| difference.abs());
            let is_whole = !average.lacks && average.words.is_none() && average.places.len() > 1;
            is_whole
                && difference
                    .zip(average.margin.checked_add(off.written.half_unit()))
                    .is_some_and(|(by, may)| by <= may)
        })
    }

    /// A sum row's empty cell, with the value that its rows give.
    fn blank_sum(&self, owned: &'r OwnedRow, terms: &[Summand<'_>], column: ColumnIndex) -> Option<MissingValue<'r>> {
        // `Kr per invånare`: neither of what is for each of something.
        let no_sum =
            self.columns()[column].headings().any(|heading| is_no_sum(heading.trimmed()) || is_rate(heading.trimmed()));
        if no_sum || !matches!(self.read(owned, column), Reading::Empty) {
            return None;
        }
        let total = self.total(owned, terms, column).ok()?;
        (total.is_whole() && !total.value.is_zero()).then_some(MissingValue { row: owned, column, value: total.value })
    }

    /// A row that a sum adds both by itself, or in another sum, and in a further one.
    fn counted_twice(&self, owned: &OwnedRow, terms: &[Summand<'_>]) -> Option<Diagnostic> {
        // Each row that is added, with the sum that brings it in.
        let mut added: Vec<(&OwnedRow, &OwnedRow)> = Vec::new();
        for term in terms {
            let mut open = vec![term.row];
            while let Some(row) = open.pop() {
                if row.is(owned) {
                    let place = owned.row.above.or(owned.row.sums.first().map(|first| first.place))?;
                    let through = (!term.row.is(owned)).then(|| term.row.row.name.plain());
                    return Some(messages::sum_of_itself(place, &owned.row.name.plain(), through.as_deref()));
                }
                // What a row below counts twice is told there.
                if !row.is(term.row) && added.iter().any(|(known, by)| known.is(row) && by.is(term.row)) {
                    continue;
                }
                if let Some((_, other)) = added.iter().find(|(known, _)| known.is(row)) {
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

    /// What a sum row's terms add up to in a column, words left out. A variance that counts the other way in one of
    /// the two rows than in the other changes its sign on the way.
    ///
    /// # Errors
    ///
    /// Where the way of a term is not known, or the figures are too large.
    fn total(&self, owned: &OwnedRow, terms: &[Summand<'_>], column: ColumnIndex) -> Result<Total, Why> {
        let own = self.convention(owned, column);
        if own == SignConvention::Undetermined
            || terms.iter().any(|term| self.convention(term.row, column) == SignConvention::Undetermined)
        {
            return Err(Why::Sign);
        }
        let flip = |term: &Summand<'_>| term.negative ^ (self.convention(term.row, column) != own);
        Total::of(terms.iter().map(|term| (self.read(term.row, column), flip(term))))
    }

    /// What a sum row's terms add up to in a column where nothing tells which way some of them count: of all ways, the
    /// one that comes nearest to what is written.
    ///
    /// # Errors
    ///
    /// Where there are too many ways, or the figures are too large.
    fn nearest(
        &self,
        owned: &OwnedRow,
        terms: &[Summand<'_>],
        column: ColumnIndex,
        written: Quantity,
    ) -> Result<Total, Why> {
        let conventions: Vec<SignConvention> =
            terms.iter().map(|term| term.row).chain([owned]).map(|row| self.convention(row, column)).collect();
        let open: Vec<usize> =
            (0..conventions.len()).filter(|at| conventions[*at] == SignConvention::Undetermined).collect();
        if open.len() > MAX_OPEN {
            return Err(Why::Sign);
        }
        let mut best: Option<(Decimal, Total)> = None;
        for choice in 0..1_usize << open.len() {
            let inverted = |at: usize| match open.iter().position(|known| *known == at) {
                Some(bit) => choice >> bit & 1 == 1,
                None => conventions[at] == SignConvention::Inverted,
            };
            let own = inverted(terms.len());
            let flip = |(at, term): (usize, &Summand<'_>)| term.negative ^ (inverted(at) != own);
            let total =
                Total::of(terms.iter().enumerate().map(|(at, term)| (self.read(term.row, column), flip((at, term)))))?;
            let distance = total.difference(written, None)?.0.abs();
            if best.as_ref().is_none_or(|(nearest, _)| distance < *nearest) {
                best = Some((distance, total));
            }
        }
        best.map(|(_, total)| total).ok_or(Why::Sign)
    }

    /// A sum that is off where one of its rows has nothing in the column: the fault is that row's.
    fn blank_term(&self, off: &Mismatch<'_>, terms: &[Summand<'_>]) -> Option<Diagnostic> {
        let mut empty = terms.iter().filter(|term| matches!(self.read(term.row, off.column), Reading::Empty));
        let (row, None) = (empty.next()?.row, empty.next()) else { return None };
        let read = |term: &Summand<'_>| Some(self.read(term.row, off.column).figure()?.amount);
        let known: Vec<(String, Amount)> =
            terms.iter().filter_map(|term| Some((term.row.row.name.plain(), read(term)?))).collect();
        let difference = off.written.value().checked_sub(off.total.value)?;
        if row.row.kind != RowKind::Item || causes::of_rows(difference, &known) != messages::Cause::Unknown {
            return None;
        }
        Some(self.without(row, off.column, &off.row.row.name.plain(), off.place))
    }

    /// A row's empty cell that makes a figure, at `place` in the row `of`, disagree.
    fn without(&self, row: &OwnedRow, column: ColumnIndex, of: &str, place: Span) -> Diagnostic {
        let column = &self.columns()[column];
        messages::cell_missing(
            row.row.place,
            &row.row.name.plain(),
            (&column.heading.text, &column.id.value),
            of,
            place,
        )
    }

    /// Where a sum's figure is computed from columns in which one of its rows has nothing: that row and column.
    fn blank_below(&self, owned: &OwnedRow, columns: &[(ColumnIndex, bool)]) -> Option<(&'r OwnedRow, ColumnIndex)> {
        let terms = sums::terms(&self.report.manifest, self.table, owned)?;
        columns.iter().find_map(|(column, _)| {
            let filled = terms.iter().any(|term| self.read(term.row, *column).figure().is_some());
            let empty = |term: &&Summand<'r>| {
                term.row.row.kind == RowKind::Item && matches!(self.read(term.row, *column), Reading::Empty)
            };
            terms.iter().find(empty).filter(|_| filled).map(|term| (term.row, *column))
        })
    }

    fn mismatch(&self, off: &Mismatch<'_>, terms: &[Summand<'_>]) -> Diagnostic {
        let others = self.columns().each().filter(|(at, _)| *at != off.column);
        let cell = |(at, column): (ColumnIndex, &ColumnSpec)| {
            Some((column.heading.text.clone(), self.read(off.row, at).figure()?.amount))
        };
        let cells: Vec<(String, Amount)> = others.filter_map(cell).collect();
        let amount = |term: &Summand<'_>| match self.read(term.row, off.column) {
            Reading::Figure(figure) => Some(figure.amount),
            // What is left out may be what the sum counts.
            Reading::Words(cell) => meant(cell),
            Reading::Empty => None,
        };
        let rows: Vec<(String, Amount)> =
            terms.iter().filter_map(|term| Some((term.row.row.name.plain(), amount(term)?))).collect();
        let cause = match causes::of_sum(off.written, off.total.value, &cells, &rows) {
            _ if self.is_in_crowns(off) => messages::Cause::Thousands,
            messages::Cause::Unknown => self.no_sum(off, terms),
            cause => cause,
        };
        let left_out = |term: &&Summand<'_>| matches!(self.read(term.row, off.column), Reading::Words(_));
        let left_out = terms.iter().find(left_out).map(|term| term.row.row.name.plain());
        let found = messages::sum(off.place, &self.parts(off), &cause, left_out.as_deref(), &off.total.places);
        let found = off.total.words.iter().fold(found, |found, place| messages::with_words(found, *place));
        // What is empty may be what is missing.
        let empty = terms.iter().filter(|term| matches!(self.read(term.row, off.column), Reading::Empty));
        let found = empty.fold(found, |found, term| messages::with_empty(found, term.row.row.place));
        let says = off.row.row.above.or(off.row.row.sums.first().map(|first| first.place));
        says.into_iter().fold(found, messages::with_sums)
    }

    /// A figure that is no sum, but the average of its rows or at least none that they could add up to.
    fn no_sum(&self, off: &Mismatch<'_>, terms: &[Summand<'_>]) -> messages::Cause {
        if let Some(weight) = self.averages(off, terms).next() {
            let of = weight.map(|at| &self.columns()[at]);
            return messages::Cause::Average(
                of.map(|column| [column.heading.text.clone(), column.id.value.to_string()]),
            );
        }
        let read = |term: &Summand<'_>| Some(self.read(term.row, off.column).figure()?.amount.value());
        let values: Vec<Decimal> = terms.iter().filter_map(read).collect();
        let within = values.iter().min().zip(values.iter().max());
        let is_within = within.is_some_and(|(least, most)| (*least..=*most).contains(&off.written.value()));
        let is_between = is_within && values.len() > 1 && off.written.decimals() > 0;
        if is_between { messages::Cause::Within } else { messages::Cause::Unknown }
    }

    /// Sum rows that do not say what they add up, where neither the rows since the last sum nor all rows give them.
    fn undeclared(&self, ledger: &mut Ledger, found: &mut Vec<Diagnostic>) {
        let rows: Vec<&OwnedRow> = self.rows().collect();
        let complete = rows.len() == self.table.rows.len();
        for (at, owned) in rows.iter().enumerate() {
            if matches!(owned.row.kind, RowKind::Item | RowKind::Group | RowKind::Average | RowKind::Quotient)
                || owned.row.adds()
                || owned.made.is_some()
            {
                continue;
            }
            let items = |from: usize| -> Vec<&OwnedRow> {
                let adds =
                    |row: &&&OwnedRow| row.row.kind == RowKind::Item && row.row.unit.is_none() && !sums::is_part(row);
                rows[from..at].iter().filter(adds).copied().collect()
            };
            let is_sum = |row: &&OwnedRow| {
                !matches!(row.row.kind, RowKind::Item | RowKind::Group | RowKind::Average | RowKind::Quotient)
            };
            // The rows since the last sum, since one before it, or all.
            let sums = rows[..at].iter().enumerate().rev().filter(|(_, row)| is_sum(row)).map(|(sum, _)| sum + 1);
            let starts: Vec<usize> = sums.take(MOST_STARTS).chain([0]).collect();
            let charted = self.charted(owned);
            let given = || {
                complete.then_some(()).ok_or(Why::RowMissing)?;
                let mut unread = None;
                for from in &starts {
                    match self.gives((owned, &charted), &items(*from)) {
                        Ok(true) => return Ok(true),
                        Ok(false) => {}
                        Err(why) => unread = Some(why),
                    }
                }
                unread.map_or(Ok(false), Err)
            };
            let given = given();
            for column in self.adding() {
                self.ask(ledger, Kind::Sum, (owned, column), || false, |_| given);
            }
            if given == Ok(false) {
                found.push(messages::sum_undeclared(owned.row.place, &owned.row.name.plain()));
            }
        }
    }

    /// The columns in which a chart of steps checks what leads to a sum.
    fn charted(&self, owned: &OwnedRow) -> Vec<ColumnIndex> {
        let columns = |spec| match charts::figures(self.report, spec).0 {
            Some(Figures::Bars { form: ChartForm::Waterfall, by_row: false, columns, rows, .. }) => {
                let is_it = |row: &BarRow<'_>| matches!(row, BarRow::Delivered(shown) if shown.is(owned));
                if rows.iter().any(is_it) { columns } else { Vec::new() }
            }
            _ => Vec::new(),
        };
        self.report.shown_charts().flat_map(columns).collect()
    }

    /// Whether rows add up to what a sum row says in every column but those that a chart of steps checks.
    fn gives(&self, (owned, charted): (&OwnedRow, &[ColumnIndex]), terms: &[&OwnedRow]) -> Result<bool, Why> {
        for column in self.adding().filter(|column| !charted.contains(column)) {
            let Some(written) = self.read(owned, column).figure() else { continue };
            let total = Total::of(terms.iter().map(|term| (self.read(term, column), false)))?;
            if !total.difference(written, self.rule(column))?.1 {
                // Words may hold what is missing.
                return if total.words.is_empty() { Ok(false) } else { Err(Why::Words) };
            }
        }
        Ok(!terms.is_empty())
    }

    /// Columns that the manifest says are computed from others of the same row, such as a variance. `told` are empty
    /// cells that have been told already.
    fn computed_columns(&self, told: &[MissingValue<'_>], ledger: &mut Ledger, found: &mut Vec<Diagnostic>) {
        let told: HashSet<(RowIndex, ColumnIndex)> = told.iter().map(|told| (told.row.at, told.column)).collect();
        let mut offs: Vec<Vec<Mismatch<'r>>> = self.rows().map(|_| Vec::new()).collect();
        for (column, spec) in self.columns().each().filter(|(_, spec)| !spec.formula.is_empty()) {
            let parts = spec.formula.parts();
            let mut blanks = Vec::new();
            found.extend(parts.as_ref().and_then(|parts| self.unknown_elsewhere(parts)));
            let is_of_all = parts.as_ref().is_some_and(|parts| parts.of_sum || parts.per.is_some());
            for (owned, offs) in self.rows().zip(&mut offs) {
                // What is for each of something is no part of all of them.
                if is_of_all && quotients::is_quotient(owned) {
                    continue;
                }
                let check = |written| {
                    let parts = parts.as_ref().ok_or(Why::Formula)?;
                    match self.whole(owned, parts)? {
                        Some(whole) => self.share(owned, column, (&parts.added, whole), written),
                        None => self.variance(owned, column, &parts.added, written),
                    }
                };
                let nothing = || {
                    parts.as_ref().is_some_and(|parts| {
                        self.computed(&parts.added, owned, false).err() == Some(Why::Empty)
                            || self.divides_by_nothing(owned, parts)
                    })
                };
                let off = self.ask(ledger, Kind::Variance, (owned, column), nothing, check).flatten();
                let is_average = |off: &Mismatch<'_>| self.is_plain_average(owned, off);
                offs.extend(off.filter(|off| !self.is_told_at_source(owned, column) && !is_average(off)));
                blanks.extend(parts.as_ref().and_then(|parts| self.blank_computed(owned, column, parts)));
            }
            let known = |blank: &&MissingValue<'_>| told.contains(&(blank.row.at, column));
            found.extend(self.blanks(&blanks.iter().filter(|blank| !known(blank)).collect::<Vec<_>>()));
        }
        let mut blank = HashSet::new();
        // A sum that the program makes of rows is off where one of them is: it is told there.
        let written = self.rows().zip(&offs).filter(|(row, _)| row.made.is_none());
        let told: HashSet<ColumnIndex> =
            written.flat_map(|(_, offs)| offs).filter(|off| !off.rounding).map(|off| off.column).collect();
        for (row, of_row) in self.rows().zip(offs) {
            self.rounding(&of_row, false, found);
            let follows = |off: &Mismatch<'r>| row.made.is_some() && told.contains(&off.column);
            for off in of_row.iter().filter(|off| !off.rounding && !follows(off)) {
                let parts = self.columns()[off.column].formula.parts();
                let own = (off.column, false);
                let of: Vec<_> = parts.iter().flat_map(|parts| &parts.added).copied().chain([own]).collect();
                if let Some((term, column)) = self.blank_below(row, &of) {
                    let is_told =
                        |known: &Diagnostic| known.place == Some(term.row.place) && known.code != Code::BlankCell;
                    if blank.insert((term.row.place, column)) && !found.iter().any(is_told) {
                        // That the cell can be computed is told with what it makes wrong.
                        found.retain(|known| {
                            known.code != Code::BlankCell
                                || known.place != Some(term.row.place)
                                || !known.related.is_empty()
                        });
                        found.push(self.without(term, column, &row.row.name.plain(), off.place));
                    }
                    continue;
                }
                let crowns = self.crowns_of(off, parts.as_ref().map_or(&[][..], |parts| &parts.added), row);
                let inverted = self.across(row, off.column) == SignConvention::Inverted;
                found.push(messages::variance(
                    off.place,
                    &self.parts(off),
                    (inverted, crowns.as_deref()),
                    &off.total.places,
                ));
            }
        }
    }

    /// Rows that are computed by dividing others.
    fn quotients(&self, ledger: &mut Ledger, found: &mut Vec<Diagnostic>) {
        let tables = address::tables(self.report);
        for owned in self.rows() {
            let Some(quotient) = &owned.row.quotient else { continue };
            let of = quotients::of(&self.report.manifest, &tables, (self.table, owned.unit), quotient);
            let mut blanks = Vec::new();
            // What the report's own rows lack was told when they were made.
            if let (Err(told), None) = (&of, &owned.made) {
                found.extend(told.iter().cloned());
            }
            let of = of.ok().filter(|of| of.rows().all(|operand| !operand.row.is(owned)));
            for (column, spec) in self.columns().each().filter(|(at, _)| quotients::divides(self.table, *at)) {
                let unit = self.table.unit_of(owned, column);
                let division = || {
                    let of = of.as_ref().ok_or(Why::RowMissing)?;
                    of.division(&spec.id.value, unit, View::Exact).map_err(|lacks| match lacks {
                        Lacks::Empty => Why::Empty,
                        Lacks::Words(_) => Why::WordsElsewhere,
                        Lacks::Zero(_) => Why::ZeroWhole,
                        Lacks::TooLarge => Why::TooLarge,
                    })
                };
                let check = |written| self.divided(owned, column, division()?, written);
                let nothing = || matches!(division(), Err(Why::Empty | Why::ZeroWhole));
                let off = self.ask(ledger, Kind::Variance, (owned, column), nothing, check).flatten();
                found.extend(off.map(|off| messages::quotient(off.place, &self.parts(&off), &off.total.places)));
                if let (Reading::Empty, Ok(division), None) = (self.read(owned, column), division(), &owned.made) {
                    let figures = self.columns().positions().filter_map(|at| self.read(owned, at).figure());
                    let decimals = figures.map(|figure| figure.amount.decimals()).max();
                    let decimals = decimals.unwrap_or_else(|| quotients::decimals(unit));
                    let value = division.value().map(|value| Amount::new(value).rounded(decimals).value());
                    blanks.extend(value.map(|value| MissingValue { row: owned, column, value }));
                }
            }
            found.extend(self.blanks(&blanks.iter().collect::<Vec<_>>()));
        }
    }

    /// A figure against rows that are divided; `None` where it is right.
    fn divided(
        &self,
        owned: &'r OwnedRow,
        column: ColumnIndex,
        Division { part, whole, factor }: Division,
        written: Quantity,
    ) -> Result<Option<Mismatch<'r>>, Why> {
        let (value, explained) = share(part, whole, factor, written.amount)?;
        let difference = written.amount.value().checked_sub(value).ok_or(Why::TooLarge)?;
        if explained || difference.is_zero() {
            return Ok(None);
        }
        let places = vec![part.place, whole.place];
        let total =
            Total { value, tolerance: Decimal::ZERO, places, blank: 0, nothing: 0, withheld: 0, words: Vec::new() };
        let (place, written) = (written.place, written.amount);
        Ok(Some(Mismatch { row: owned, column, place, written, total, difference, rounding: false }))
    }

    /// Whether a row of averages has the plain average of its rows in a column that is computed by dividing.
    fn is_plain_average(&self, owned: &OwnedRow, off: &Mismatch<'_>) -> bool {
        let divides = owned.row.kind == RowKind::Average && self.columns()[off.column].is_quotient();
        let terms = divides.then(|| sums::terms(&self.report.manifest, self.table, owned)).flatten();
        terms.is_some_and(|terms| self.averages(off, &terms).any(|weight| weight.is_none()))
    }

    /// Whether what a figure is divided by is zero, or not there.
    fn divides_by_nothing(&self, owned: &'r OwnedRow, parts: &Parts) -> bool {
        match self.whole(owned, parts) {
            Ok(Some(Reading::Figure(whole))) => whole.amount.value().is_zero(),
            Ok(Some(Reading::Words(cell))) => is_dash(cell),
            Ok(Some(Reading::Empty)) => true,
            Ok(None) | Err(_) => false,
        }
    }

    /// The column that is in crowns where a computed figure is off: its own, or one of those that it is computed from.
    fn crowns_of(&self, off: &Mismatch<'_>, added: &[(ColumnIndex, bool)], row: &OwnedRow) -> Option<String> {
        let is_larger = off.written.value().abs() > off.total.value.abs();
        if is_larger && self.is_in_crowns(off) {
            return Some(self.columns()[off.column].heading.text.clone());
        }
        self.crowns(added, row)
    }

    /// Whether a figure is what it should be, in crowns in a table of thousands or millions, or the other way round.
    fn is_in_crowns(&self, off: &Mismatch<'_>) -> bool {
        let is_money = self.columns().unit_of(off.column).is_some_and(|unit| money::power(unit).is_some());
        is_money && causes::is_thousandth(off.written, Amount::new(off.total.value))
    }

    /// The column of a row whose figure is so much larger than the others that it may be in crowns, though the table is
    /// in thousands or millions.
    fn crowns(&self, columns: &[(ColumnIndex, bool)], row: &OwnedRow) -> Option<String> {
        let read = |(at, _): &(ColumnIndex, bool)| Some((*at, self.read(row, *at).figure()?.amount.value().abs()));
        let mut all: Vec<(ColumnIndex, Decimal)> = columns.iter().filter_map(read).collect();
        all.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
        let [(largest, size), (_, next), ..] = all[..] else { return None };
        let is_crowns = next.checked_mul(Decimal::from(MUCH_LARGER)).is_some_and(|much| size >= much);
        let thousands = self.columns().unit_of(largest).is_some_and(|unit| unit != "kr");
        (!next.is_zero() && is_crowns && thousands).then(|| self.columns()[largest].heading.text.clone())
    }

    /// How a column's formula holds in a row. One of another table counts as it does there.
    fn across(&self, row: &OwnedRow, column: ColumnIndex) -> SignConvention {
        if row.is_taken() { SignConvention::Undetermined } else { self.convention(row, column) }
    }

    /// Whether a row comes from another table that computes the column alike, so that what is wrong is told there.
    fn is_told_at_source(&self, owned: &OwnedRow, column: ColumnIndex) -> bool {
        let Some(from) = owned.made.as_ref().filter(|made| made.taken).and_then(|made| made.of.first()) else {
            return false;
        };
        let tables = address::tables(self.report);
        let Some(source) = tables.into_iter().find(|table| table.id == from.table) else { return false };
        let terms = |columns: &ColumnSet, column: ColumnIndex| -> Option<Vec<(String, bool)>> {
            let parts = columns.at(column)?.formula.parts()?;
            // A table's own sum is none of another table.
            let whole = parts.whole.filter(|_| !parts.of_sum).map(|whole| (whole, false));
            let named = |(at, negative): (ColumnIndex, bool)| (columns[at].id.value.to_string(), negative);
            let elsewhere = parts.elsewhere.map(|address| (address.value, false));
            Some(parts.added.into_iter().chain(whole).map(named).chain(elsewhere).collect())
        };
        let id = &self.columns()[column].id.value;
        let there = source.columns.with_id(id);
        there.is_some_and(|there| terms(&source.columns, there) == terms(self.columns(), column))
    }

    /// A computed figure against the columns of its row; `None` where it is right.
    fn variance(
        &self,
        owned: &'r OwnedRow,
        column: ColumnIndex,
        terms: &[(ColumnIndex, bool)],
        written: Quantity,
    ) -> Result<Option<Mismatch<'r>>, Why> {
        let convention = self.across(owned, column);
        let exact = self.computed(terms, owned, convention == SignConvention::Inverted)?;
        let blank = exact.blank + exact.nothing > 0;
        let Some(off) = self.off(owned, column, written, exact)? else { return Ok(None) };
        if blank {
            // An empty cell may stand for nothing, or for what is not known.
            return if off.rounding { Ok(None) } else { Err(Why::Empty) };
        }
        if convention == SignConvention::Undetermined {
            let otherwise = self.off(owned, column, written, self.computed(terms, owned, true)?)?;
            if otherwise.is_none_or(|off| off.rounding) {
                return Ok(None);
            }
        }
        Ok((!self.own_sum_explains(&off)).then_some(off))
    }

    /// What the columns of a formula give in a row, with the other sign where it is inverted.
    ///
    /// # Errors
    ///
    /// Where one of them holds words, none a figure, or they are too large.
    fn computed(&self, terms: &[(ColumnIndex, bool)], row: &OwnedRow, inverted: bool) -> Result<Total, Why> {
        let total = Total::of(terms.iter().map(|(at, negative)| (self.read(row, *at), *negative ^ inverted)))?;
        match (total.words.len() == total.nothing, total.places.is_empty()) {
            (false, _) => Err(Why::WordsElsewhere),
            (true, true) => Err(Why::Empty),
            (true, false) => Ok(total),
        }
    }

    /// The empty cell of a computed column, with the value that the others of its row give.
    fn blank_computed(&self, owned: &'r OwnedRow, column: ColumnIndex, parts: &Parts) -> Option<MissingValue<'r>> {
        if owned.is_taken() || !matches!(self.read(owned, column), Reading::Empty) {
            return None;
        }
        // What is no amount is no part of another table's.
        let counts = owned.row.unit.as_ref().is_some_and(|unit| money::power(unit.trimmed()).is_none());
        if parts.elsewhere.is_some() && (counts || quotients::is_quotient(owned)) {
            return None;
        }
        let convention = self.across(owned, column);
        let total =
            self.computed(&parts.added, owned, convention == SignConvention::Inverted).ok().filter(Total::is_whole)?;
        let value = match self.whole(owned, parts).ok()? {
            Some(whole) => {
                let whole = whole.figure()?;
                let written = Amount::new(Decimal::ZERO).rounded(self.decimals(column));
                share(quantity(&total)?, whole, self.columns().factor(column)?, written).ok()?.0
            }
            None if convention == SignConvention::Undetermined => return None,
            None => total.value,
        };
        (!value.is_zero()).then_some(MissingValue { row: owned, column, value })
    }

    /// The decimals of what a column computes by dividing: those asked for, otherwise those of its figures.
    fn decimals(&self, column: ColumnIndex) -> u32 {
        let spec = &self.columns()[column];
        let figures = self.rows().filter_map(|row| Some(self.read(row, column).figure()?.amount.decimals()));
        let written = || figures.max().unwrap_or(0);
        if spec.formula.is_rate() { spec.decimals.unwrap_or_else(written) } else { 0 }
    }

    /// Whether every row that should turn is written as the formula says, and there are two at least: the report's way.
    fn literal(&self, column: ColumnIndex) -> bool {
        let Some(Parts { added: terms, .. }) = self.columns()[column].formula.parts() else { return false };
        let turning = self
            .rows()
            .filter(|row| row.row.inverted.is_none() && self.convention(row, column) == SignConvention::Inverted);
        let mut rows = 0;
        for row in turning {
            let written = self.read(row, column).figure();
            let Some((written, exact)) = written.zip(self.computed(&terms, row, false).ok()) else { continue };
            if !exact.is_whole() || exact.value.is_zero() {
                continue;
            }
            if !exact.difference(written, self.rule(column)).is_ok_and(|(_, rounding)| rounding) {
                return false;
            }
            rows += 1;
        }
        rows >= 2
    }

    /// What is wrong with the figure of another table that a column divides by.
    fn unknown_elsewhere(&self, parts: &Parts) -> Option<Diagnostic> {
        let address = parts.elsewhere.as_ref().filter(|_| self.precision.view() == View::Exact)?;
        let (tables, rows) = (address::tables(self.report), self.rows().collect::<Vec<_>>());
        elsewhere::told(&self.report.manifest, &tables, &rows, address)
    }

    /// What a computed column divides by in a row; `None` for one that does not divide.
    fn whole(&self, owned: &'r OwnedRow, parts: &Parts) -> Result<Option<Reading<'r>>, Why> {
        if let Some(address) = &parts.elsewhere {
            let (manifest, tables) = (&self.report.manifest, address::tables(self.report));
            let read =
                elsewhere::read(manifest, &tables, (self.table, owned), (&address.value, parts), self.precision.view());
            return read.map(Some).map_err(|_| Why::RowMissing);
        }
        let Some(whole) = parts.whole else { return Ok(None) };
        Ok(Some(self.read(self.row_of_whole(owned, parts)?, whole)))
    }

    /// The row in which the whole of a share stands.
    fn row_of_whole(&self, owned: &'r OwnedRow, parts: &Parts) -> Result<&'r OwnedRow, Why> {
        if !parts.of_sum {
            return Ok(owned);
        }
        let is_whole = self.table.rows.iter().all(|row| row.delivered().is_some());
        sums::total_of(self.table, owned.at).ok_or(if is_whole { Why::NoTotal } else { Why::RowMissing })
    }

    /// A share, or what there is for each of something: it must be one that the part and the whole may give, both
    /// rounded.
    fn share(
        &self,
        owned: &'r OwnedRow,
        column: ColumnIndex,
        (part, whole): (&[(ColumnIndex, bool)], Reading<'_>),
        written: Quantity,
    ) -> Result<Option<Mismatch<'r>>, Why> {
        let part = self.computed(part, owned, false)?;
        let whole = match whole {
            Reading::Figure(whole) => whole,
            Reading::Words(cell) if !is_dash(cell) => return Err(Why::WordsElsewhere),
            Reading::Words(_) | Reading::Empty => return Err(Why::Empty),
        };
        if !part.is_whole() {
            return Err(Why::Empty);
        }
        if whole.amount.value().is_zero() {
            // Nothing of nothing is nothing.
            let nothing = part.value.is_zero() && written.amount.value().is_zero();
            return if nothing { Ok(None) } else { Err(Why::ZeroWhole) };
        }
        let factor = self.columns().factor(column).ok_or(Why::TooLarge)?;
        let (value, explained) = share(quantity(&part).ok_or(Why::Empty)?, whole, factor, written.amount)?;
        let difference = written.amount.value().checked_sub(value).ok_or(Why::TooLarge)?;
        if explained || difference.is_zero() {
            return Ok(None);
        }
        let places = part.places.iter().copied().chain([whole.place]).collect();
        let total =
            Total { value, tolerance: Decimal::ZERO, places, blank: 0, nothing: 0, withheld: 0, words: Vec::new() };
        let (place, written) = (written.place, written.amount);
        Ok(Some(Mismatch { row: owned, column, place, written, total, difference, rounding: false }))
    }

    /// Whether a sum row's figure is exactly the sum of the rows above it in a column where rounding parts the two ways
    /// of computing it. What rounding does not explain is told, whatever the rows above give.
    fn own_sum_explains(&self, off: &Mismatch<'_>) -> bool {
        let Some(terms) = sums::terms(&self.report.manifest, self.table, off.row).filter(|terms| !terms.is_empty())
        else {
            return false;
        };
        let Ok(total) = self.total(off.row, &terms, off.column) else { return false };
        let exact = total.is_whole() && total.value == off.written.value();
        let rounded = total.tolerance.checked_add(off.total.tolerance);
        exact && rounded.is_some_and(|rounded| off.difference.abs() <= rounded)
    }

    /// Items of a table of grants with more booked than they are to cost in the whole year.
    fn overspent(&self, found: &mut Vec<Diagnostic>) {
        for (outcome, forecast) in spending(self.columns()) {
            for owned in self.rows().filter(|row| row.row.kind == RowKind::Item && !row.is_taken()) {
                let read = |column| self.read(owned, column).figure();
                let Some((booked, foreseen)) = read(outcome).zip(read(forecast)) else { continue };
                let (Quantity { amount: booked, place: at, .. }, Quantity { amount: foreseen, place, .. }) =
                    (booked, foreseen);
                let income =
                    self.columns().positions().any(|column| self.convention(owned, column) == SignConvention::Inverted);
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
fn spending(columns: &ColumnSet) -> Vec<(ColumnIndex, ColumnIndex)> {
    let year = |column: &ColumnSpec| -> Option<String> {
        let digits: String = column.heading.text.chars().filter(char::is_ascii_digit).take(4).collect();
        (digits.len() == 4).then_some(digits)
    };
    let begins = |column: &ColumnSpec, word: &str| column.heading.text.trim().to_lowercase().starts_with(word);
    let mut pairs = Vec::new();
    for (at, outcome) in columns.each().filter(|(_, column)| begins(column, "utfall")) {
        let gross = columns.columns.iter().filter_map(|column| column.formula.difference());
        let gross =
            gross.into_iter().any(|(from, taken)| taken == at && columns.at(from).is_some_and(ColumnSpec::is_plan));
        let whole_year = |column: &&ColumnSpec| {
            let plain = column.heading.text.chars().filter(char::is_ascii_digit).count() == 4;
            begins(column, "prognos") && plain && column.formula.is_empty() && year(column) == year(outcome)
        };
        let mut forecasts = columns.each().filter(|(_, column)| whole_year(column));
        if let (true, true, Some((forecast, _)), None) =
            (gross, year(outcome).is_some(), forecasts.next(), forecasts.next())
        {
            pairs.push((at, forecast));
        }
    }
    pairs
}

/// The figure that words were meant to be.
fn meant(cell: &Cell) -> Option<Amount> {
    match &cell.content {
        CellContent::Words(words) => Intended::of(&words.plain()),
        CellContent::Figure(_) => None,
    }
    .map(|(Intended::Negative(amount) | Intended::Alone(amount))| amount)
}

/// A total as one figure; `None` where nothing was added.
fn quantity(total: &Total) -> Option<Quantity> {
    let place = *total.places.first()?;
    Some(Quantity { amount: Amount::new(total.value), margin: total.tolerance, place })
}

/// The part divided by the whole, times the factor, with the decimals of `written`, and whether rounding of all three
/// explains what is written.
///
/// # Errors
///
/// Where the figures are too large; the whole is not zero.
fn share(part: Quantity, whole: Quantity, factor: Decimal, written: Amount) -> Result<(Decimal, bool), Why> {
    let computed = |value: Option<Decimal>| value.ok_or(Why::TooLarge);
    let quotient = |part: Decimal, whole: Decimal| computed(amount::quotient(part, whole, factor));
    let (part_value, whole_value) = (part.amount.value(), whole.amount.value());
    let exact = Amount::new(quotient(part_value, whole_value)?).rounded(written.decimals()).value();
    let mut ends = Vec::new();
    for up in [Decimal::ONE, Decimal::NEGATIVE_ONE] {
        for down in [Decimal::ONE, Decimal::NEGATIVE_ONE] {
            let part = computed(part_value.checked_add(part.margin * up))?;
            let whole = computed(whole_value.checked_add(whole.margin * down))?;
            // A whole that may be nothing gives any share.
            if whole.is_zero() {
                return Ok((exact, true));
            }
            ends.push(quotient(part, whole)?);
        }
    }
    let least = computed(ends.iter().min().and_then(|least| least.checked_sub(written.half_unit())))?;
    let most = computed(ends.iter().max().and_then(|most| most.checked_add(written.half_unit())))?;
    Ok((exact, (least..=most).contains(&written.value())))
}

/// Whether a heading is of what is for each of something: `Kontroller per anläggning`, and not `Utfall per augusti`.
fn is_rate(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let mut words = heading.split_whitespace().skip_while(|word| *word != "per").skip(1);
    let is_time = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || matches!(word, "den" | "sista" | "utgången" | "helår" | "tertial" | "kvartal")
            || swedish::month(word.trim_end_matches('.')).is_some()
    };
    words.next().is_some_and(|word| !is_time(word))
}

/// Whether a heading is of what no sum is taken of: the longest, an average, a share.
fn is_no_sum(heading: &str) -> bool {
    const WORDS: [&str; 25] = [
        "längsta",
        "längst",
        "kortaste",
        "kortast",
        "högsta",
        "högst",
        "lägsta",
        "lägst",
        "största",
        "minsta",
        "äldsta",
        "yngsta",
        "senaste",
        "median",
        "medel",
        "medelvärde",
        "medeltal",
        "medelålder",
        "snitt",
        "genomsnitt",
        "genomsnittlig",
        "genomsnittligt",
        "andel",
        "max",
        "min",
    ];
    let lower = heading.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}
