//! A chart of the manifest with the report's figures, for the check that judges it and the lowering that words it.

use std::sync::Arc;

use crate::base::amount::Amount;
use crate::base::ids::OwnedId;
use crate::base::image::Image;
use crate::base::names::closest_match;
use crate::base::positions::ColumnIndex;
use crate::base::source::{Span, Spanned};
use crate::input::manifest::{ChartForm, ChartSource, ChartSpec, NumberSpec, OrganisationLine, PictureSpec, RowSpec};
use crate::input::messages::EntityKind;
use crate::input::row_kind::RowKind;
use crate::input::section::{self, Risk};

use super::address::{self, Missing};
use super::fulfilment::{self, Fulfilment, GoalFulfilment};
use super::messages::ChartItem;
use super::{Delivery, FinanceTable, GoalNode, OwnedRisk, OwnedRow, Report, UnitIndex};

/// The most series, groups of bars, goals and risks that can be told apart in one chart, and the most indicators of
/// one goal.
pub const CHART_LIMITS: ChartLimits =
    ChartLimits { series: 3, rows: 20, points: 36, slices: 9, risks: 30, indicators: 100, boxes: 60, numbers: 12 };

/// How much a chart can show.
#[derive(Debug, Clone, Copy)]
pub struct ChartLimits {
    /// Series of bars.
    pub series: usize,
    /// Groups of bars, or goals.
    pub rows: usize,
    /// Points of a line.
    pub points: usize,
    /// Slices of a circle.
    pub slices: usize,
    /// Risks.
    pub risks: usize,
    /// Indicators of one goal.
    pub indicators: usize,
    /// Boxes of an organisation.
    pub boxes: usize,
    /// Boxes of key figures.
    pub numbers: usize,
}

/// What a chart shows.
#[derive(Debug)]
pub enum Figures<'r> {
    /// A table's figures, as bars or lines.
    Bars {
        /// What they are drawn as.
        form: ChartForm,
        /// Whether each row is a series, rather than each column.
        by_row: bool,
        /// The table.
        table: &'r FinanceTable,
        /// The positions of its columns.
        columns: Vec<ColumnIndex>,
        /// Its rows.
        rows: Vec<BarRow<'r>>,
    },
    /// Risks, some of them with values.
    Risks(Vec<&'r Risk>),
    /// Goals with their indicators, and all indicators together.
    Goals(Vec<GoalFulfilment>, Fulfilment),
    /// Who belongs to whom.
    Organisation(&'r [OrganisationLine]),
    /// Key figures.
    Numbers(&'r [NumberSpec]),
    /// A photograph or a drawing.
    Picture(&'r PictureSpec, &'r Arc<Image>),
}

/// A row of a table, or one that has not come.
#[derive(Debug, Clone, Copy)]
pub enum BarRow<'r> {
    /// It came.
    Delivered(&'r OwnedRow),
    /// It is owed by this unit.
    Missing(Option<UnitIndex>),
}

/// Why a chart cannot be drawn as it is asked for.
#[derive(Debug, Clone)]
pub enum Fault<'r> {
    /// A name that nothing has, and the one that was probably meant.
    Unknown(EntityKind, &'r Spanned<String>, Option<String>),
    /// A row that several units have.
    Ambiguous(&'r Spanned<String>),
    /// Nothing to show.
    Empty,
    /// More of something than can be shown: how many there are, and how many can be.
    TooMany(ChartItem, usize, usize),
    /// A cell without a figure; the row, and the column's heading.
    NoFigure(&'r OwnedRow, String, Span),
    /// A figure below zero, which is no part of a whole.
    BelowZero(&'r OwnedRow, Amount, Span),
}

impl Fault<'_> {
    /// Whether the chart is drawn nevertheless.
    fn leaves_a_chart(&self) -> bool {
        match self {
            Fault::Unknown(..) | Fault::Ambiguous(_) | Fault::NoFigure(..) => true,
            Fault::Empty | Fault::TooMany(..) | Fault::BelowZero(..) => false,
        }
    }
}

/// The figure of a cell; none for words and for an empty one.
pub fn figure(cell: Option<&section::Cell>) -> Option<Amount> {
    match cell?.content {
        section::Content::Figure(amount) => Some(amount),
        section::Content::Words(_) => None,
    }
}

/// What `spec` shows of `report`, and what is wrong with it. `None` for figures where there is nothing to draw.
pub fn figures<'r>(report: &'r Report, spec: &'r ChartSpec) -> (Option<Figures<'r>>, Vec<Fault<'r>>) {
    let mut faults = Vec::new();
    let figures = match &spec.source {
        ChartSource::Table { form, by_row, table, columns, rows } => {
            bars(report, (*form, *by_row), table, columns, rows, &mut faults)
        }
        ChartSource::Risks => risks(report, &mut faults),
        ChartSource::Goals { depth } => goals(report, *depth, &mut faults),
        ChartSource::Organisation(lines) => {
            if lines.is_empty() {
                faults.push(Fault::Empty);
            }
            too_many(ChartItem::Boxes, lines.len(), CHART_LIMITS.boxes, &mut faults);
            Some(Figures::Organisation(lines))
        }
        ChartSource::Numbers(boxes) => {
            if boxes.is_empty() {
                faults.push(Fault::Empty);
            }
            too_many(ChartItem::Boxes, boxes.len(), CHART_LIMITS.numbers, &mut faults);
            Some(Figures::Numbers(boxes))
        }
        ChartSource::Unknown => None,
        // A file that cannot be shown has been told about.
        ChartSource::Picture(spec) => spec.image.as_ref().map(|image| Figures::Picture(spec, image)),
    };
    let drawn = faults.iter().all(Fault::leaves_a_chart);
    (figures.filter(|_| drawn), faults)
}

fn too_many(item: ChartItem, there: usize, max: usize, faults: &mut Vec<Fault<'_>>) {
    if there > max {
        faults.push(Fault::TooMany(item, there, max));
    }
}

fn bars<'r>(
    report: &'r Report,
    (form, by_row): (ChartForm, Option<bool>),
    table: &'r Spanned<String>,
    columns: &'r [Spanned<String>],
    rows: &'r [Spanned<String>],
    faults: &mut Vec<Fault<'r>>,
) -> Option<Figures<'r>> {
    let tables = address::tables(report);
    let Some(found) = tables.iter().find(|known| known.id == table.value) else {
        // One that no chapter shows has no rows, and has been told about.
        if !report.manifest.tables.iter().any(|known| known.id.value == table.value) {
            let meant = closest_match(&table.value, tables.iter().map(|table| table.id.as_str()));
            faults.push(Fault::Unknown(EntityKind::Table, table, meant.map(str::to_owned)));
        }
        return None;
    };
    let positions = positions(found, columns, faults);
    let chosen = chosen(report, found, rows, faults);
    let [groups, series] = match form {
        ChartForm::Pie => [CHART_LIMITS.slices, 1],
        form if form.stands() => [CHART_LIMITS.points, CHART_LIMITS.series],
        _ => [CHART_LIMITS.rows, CHART_LIMITS.series],
    };
    // Years stand as columns more often than as rows; where there are more columns than series, the rows are these.
    let by_row = by_row.unwrap_or(form == ChartForm::Lines || (positions.len() > series && chosen.len() <= series));
    let [most_columns, most_rows] = if by_row { [groups, series] } else { [series, groups] };
    too_many(ChartItem::Columns, positions.len(), most_columns, faults);
    too_many(ChartItem::Rows, chosen.len(), most_rows, faults);
    let mut without = Vec::new();
    let mut shown = 0;
    for (row, column) in chosen.iter().flat_map(|row| positions.iter().map(move |column| (row, *column))) {
        let BarRow::Delivered(owned) = row else { continue };
        let cell = owned.cell(column);
        if let Some(amount) = figure(cell) {
            shown += 1;
            if form.is_of_parts() && amount.value().is_sign_negative() && !amount.value().is_zero() {
                faults.push(Fault::BelowZero(owned, amount, cell.map_or(owned.row.place, |cell| cell.place)));
            }
        } else {
            let place = cell.map_or(owned.row.place, |cell| cell.place);
            let heading = found.columns.at(column).map_or("", |column| column.heading.trimmed());
            without.push(Fault::NoFigure(owned, heading.to_owned(), place));
        }
    }
    if shown > 0 {
        faults.extend(without);
        return Some(Figures::Bars { form, by_row, table: found, columns: positions, rows: chosen });
    }
    // What was named wrongly or has not come is told already.
    if faults.is_empty() && chosen.iter().all(|row| matches!(row, BarRow::Delivered(_))) {
        faults.push(Fault::Empty);
    }
    None
}

/// The positions of the columns that are named.
fn positions<'r>(
    table: &FinanceTable,
    columns: &'r [Spanned<String>],
    faults: &mut Vec<Fault<'r>>,
) -> Vec<ColumnIndex> {
    let mut all = Vec::new();
    for column in columns {
        match table.columns.with_id(&column.value) {
            Some(at) => all.push(at),
            None => {
                let known = table.columns.columns.iter();
                let meant = closest_match(&column.value, known.map(|column| column.id.value.as_str()));
                faults.push(Fault::Unknown(EntityKind::Column, column, meant.map(str::to_owned)));
            }
        }
    }
    all
}

/// The rows that are named, or all that are no sums.
fn chosen<'r>(
    report: &'r Report,
    table: &'r FinanceTable,
    rows: &'r [Spanned<String>],
    faults: &mut Vec<Fault<'r>>,
) -> Vec<BarRow<'r>> {
    if rows.is_empty() {
        let all = table.rows.iter().filter_map(|row| match row {
            Delivery::Delivered(owned) => (owned.row.kind == RowKind::Item).then_some(BarRow::Delivered(owned)),
            Delivery::Missing(gap) => Some(BarRow::Missing(gap.unit)),
        });
        return all.collect();
    }
    let mut all = Vec::new();
    for name in rows {
        match address::find(report, &format!("{}.{}", table.id, name.value)) {
            Ok(found) => all.push(BarRow::Delivered(found.row)),
            Err(Missing::Absent) => all.push(BarRow::Missing(owing(report, &table.id, &name.value))),
            Err(Missing::Ambiguous(_)) => faults.push(Fault::Ambiguous(name)),
            Err(Missing::Form) => faults.push(Fault::Unknown(EntityKind::Row, name, None)),
            Err(Missing::Name(_, meant)) => faults.push(Fault::Unknown(EntityKind::Row, name, meant)),
            Err(Missing::Within(within)) => faults.push(Fault::Unknown(EntityKind::Row, name, within.meant)),
        }
    }
    all
}

/// The unit that owes a row of a table, `row` or `unit/row`.
fn owing(report: &Report, table: &str, row: &str) -> Option<UnitIndex> {
    let spec = report.manifest.tables.iter().find(|spec| spec.id.value == table)?;
    let wanted = OwnedId::read(row);
    let names = |known: &OwnedId| *known == wanted || (known.unit.is_some() && known.id == row);
    let unit = spec.rows.iter().map(RowSpec::name).find(names)?.unit?;
    UnitIndex::find(&report.manifest.units, |known| known.id.value == unit)
}

fn risks<'r>(report: &'r Report, faults: &mut Vec<Fault<'r>>) -> Option<Figures<'r>> {
    let owed: Vec<&OwnedRisk> = report.risk_tables().flat_map(|table| &table.risks).collect();
    let all: Vec<&Risk> = owed.iter().filter_map(|owned| owned.risk.delivered()).collect();
    let assessed = all.iter().filter(|risk| risk.values().is_some()).count();
    too_many(ChartItem::Risks, assessed, CHART_LIMITS.risks, faults);
    if owed.is_empty() {
        faults.push(Fault::Empty);
    }
    (assessed > 0).then_some(Figures::Risks(all))
}

fn goals<'r>(report: &'r Report, depth: usize, faults: &mut Vec<Fault<'r>>) -> Option<Figures<'r>> {
    let mut goals = fulfilment::fulfilment(report).0;
    goals.retain(|goal| goal.depth == depth);
    let largest = goals.iter().map(|goal| goal.fulfilment.all()).max().unwrap_or(0);
    too_many(ChartItem::Goals, goals.len(), CHART_LIMITS.rows, faults);
    too_many(ChartItem::Indicators, largest, CHART_LIMITS.indicators, faults);
    if largest > 0 {
        let mut total = Fulfilment::default();
        goals.iter().for_each(|goal| total.add(goal.fulfilment));
        return Some(Figures::Goals(goals, total));
    }
    // What has not come is told elsewhere.
    let owed = |goal: &GoalNode| goal.texts.iter().any(|text| text.delivered().is_none());
    if !report.goals().into_iter().any(owed) {
        faults.push(Fault::Empty);
    }
    None
}
