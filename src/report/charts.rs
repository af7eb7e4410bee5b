//! A chart of the manifest with the report's figures, for the check that judges it and the lowering that words it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::ids::OwnedId;
use crate::base::image::Image;
use crate::base::money;
use crate::base::names::closest_match;
use crate::base::positions::ColumnIndex;
use crate::base::source::{Span, Spanned};
use crate::base::written::SourceText;
use crate::input::manifest::{
    ChartForm, ChartSource, ChartSpec, NumberSpec, OrganisationLine, PictureSpec, RowSpec, TargetSpec,
};
use crate::input::messages::EntityKind;
use crate::input::row_kind::RowKind;
use crate::input::section::{self, Risk};
use crate::model::charts::OrganisationForm;

use super::address::{self, Missing};
use super::bind;
use super::fulfilment::{self, Fulfilment, GoalFulfilment};
use super::messages::ChartItem;
use super::waterfall::{self, Stage};
use super::{Delivery, FinanceTable, GoalNode, OwnedRisk, OwnedRow, Report, UnitIndex};

/// The most series, groups of bars, goals and risks that can be told apart in one chart, and the most indicators of
/// one goal.
pub const CHART_LIMITS: ChartLimits = ChartLimits {
    series: 8,
    shades: 3,
    parts: 6,
    sides: 2,
    rows: 20,
    points: 36,
    slices: 9,
    steps: 16,
    risks: 30,
    indicators: 100,
    boxes: 60,
    numbers: 12,
};

/// How much a chart can show.
#[derive(Debug, Clone, Copy)]
pub struct ChartLimits {
    /// Series of bars or lines, which have numbers where they are more than the shades.
    pub series: usize,
    /// Series that are told apart by how dark they are.
    pub shades: usize,
    /// Parts of a bar, which have numbers where they are more than the shades.
    pub parts: usize,
    /// Sides of a pyramid.
    pub sides: usize,
    /// Groups of bars, or goals.
    pub rows: usize,
    /// Points of a line.
    pub points: usize,
    /// Slices of a circle.
    pub slices: usize,
    /// Levels and steps of a waterfall.
    pub steps: usize,
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
        /// Whether figures below zero are shown by their size.
        unsigned: bool,
        /// A line across it.
        target: Option<Target>,
        /// What is a line above its bars.
        line: Option<Over<'r>>,
    },
    /// Risks, some of them with values.
    Risks(Vec<&'r Risk>),
    /// Goals with their indicators, and all indicators together.
    Goals(Vec<GoalFulfilment>, Fulfilment),
    /// Who belongs to whom.
    Organisation(&'r [OrganisationLine], OrganisationForm),
    /// Key figures, and whether their boxes have a ground of a colour.
    Numbers(&'r [NumberSpec], bool),
    /// A photograph or a drawing.
    Picture(&'r PictureSpec, &'r Arc<Image>),
}

/// A line across a chart that its figures are compared with.
#[derive(Debug)]
pub struct Target {
    /// What it is; `None` where the report does not say.
    pub words: Option<String>,
    /// Its figure, in the unit of the chart's.
    pub amount: Amount,
}

/// What is a line above bars: a column where those are the bars, and otherwise a row.
#[derive(Debug, Clone)]
pub enum Over<'r> {
    /// A column.
    Column(ColumnIndex),
    /// A row.
    Row(BarRow<'r>),
}

impl<'r> Over<'r> {
    /// The column or the row of this name, whichever the bars are.
    fn find(
        (report, table): (&'r Report, &'r FinanceTable),
        name: &'r Spanned<String>,
        by_row: bool,
        faults: &mut Vec<Fault<'r>>,
    ) -> Option<Self> {
        let name = std::slice::from_ref(name);
        if by_row {
            chosen(report, table, (name, false), faults).pop().map(Over::Row)
        } else {
            positions(table, name, faults).pop().map(Over::Column)
        }
    }

    /// Its figure in a group: a column, or a row.
    pub fn cell<'c>(&'c self, column: ColumnIndex, row: &'c BarRow<'r>) -> Option<(&'r OwnedRow, ColumnIndex)> {
        let (row, column) = match self {
            Over::Column(own) => (row, *own),
            Over::Row(own) => (own, column),
        };
        if let BarRow::Delivered(owned) = row { Some((owned, column)) } else { None }
    }
}

/// A row of a table, or one that has not come.
#[derive(Debug, Clone)]
pub enum BarRow<'r> {
    /// It came.
    Delivered(&'r OwnedRow),
    /// It is owed by this unit; its id, where the manifest says it.
    Missing(Option<UnitIndex>, Option<String>),
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
    /// A figure that is shown by its size, of a bar or a line with others on the other side of zero.
    OtherSign(&'r OwnedRow, Amount, Span),
    /// The line across the chart has no figure in the unit of the chart's.
    NoTarget(&'r SourceText, String),
    /// A level of a waterfall that the steps before it do not lead to: its figure, and where they lead.
    NotReached(&'r OwnedRow, Amount, Amount, Span),
}

impl Fault<'_> {
    /// Whether the chart is drawn nevertheless.
    fn leaves_a_chart(&self) -> bool {
        match self {
            Fault::Unknown(..)
            | Fault::Ambiguous(_)
            | Fault::NoFigure(..)
            | Fault::NoTarget(..)
            | Fault::NotReached(..) => true,
            Fault::Empty | Fault::TooMany(..) | Fault::BelowZero(..) | Fault::OtherSign(..) => false,
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
        ChartSource::Table { .. } => bars(report, &spec.source, &mut faults),
        ChartSource::Risks => risks(report, &mut faults),
        ChartSource::Goals { depth } => goals(report, *depth, &mut faults),
        ChartSource::Organisation(lines, form) => {
            if lines.is_empty() {
                faults.push(Fault::Empty);
            }
            too_many(ChartItem::Boxes, lines.len(), CHART_LIMITS.boxes, &mut faults);
            Some(Figures::Organisation(lines, *form))
        }
        ChartSource::Numbers(boxes, filled) => {
            if boxes.is_empty() {
                faults.push(Fault::Empty);
            }
            too_many(ChartItem::Boxes, boxes.len(), CHART_LIMITS.numbers, &mut faults);
            Some(Figures::Numbers(boxes, *filled))
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

/// The table that a chart is of; one that no chapter shows has no rows, and has been told about.
fn shown<'r>(report: &'r Report, table: &'r Spanned<String>, faults: &mut Vec<Fault<'r>>) -> Option<&'r FinanceTable> {
    let tables = address::tables(report);
    let found = tables.iter().copied().find(|known| known.id == table.value);
    if found.is_none() && !report.manifest.tables.iter().any(|known| known.id.value == table.value) {
        let meant = closest_match(&table.value, tables.iter().map(|table| table.id.as_str()));
        faults.push(Fault::Unknown(EntityKind::Table, table, meant.map(str::to_owned)));
    }
    found
}

fn bars<'r>(report: &'r Report, asked: &'r ChartSource, faults: &mut Vec<Fault<'r>>) -> Option<Figures<'r>> {
    let ChartSource::Table { form, by_row, table, columns, rows, unsigned, target, line } = asked else { return None };
    let (form, unsigned) = (*form, *unsigned);
    let found = shown(report, table, faults)?;
    let mut positions = positions(found, columns, faults);
    let mut chosen = chosen(report, found, (rows, form == ChartForm::Waterfall), faults);
    let [groups, series] = form.most();
    // Years stand as columns more often than as rows; where there are more columns than shades, the rows are these.
    let turns = |most: usize| positions.len() > most && chosen.len() <= most;
    let by_shade = series == CHART_LIMITS.series && turns(CHART_LIMITS.shades);
    let usual = || form == ChartForm::Lines || by_shade || turns(series);
    let of_line = line.as_ref().map(|name| found.columns.with_id(&name.value).is_none());
    let by_row = by_row.or(of_line).unwrap_or_else(usual);
    let line = line.as_ref().and_then(|name| Over::find((report, found), name, by_row, faults));
    // What is a line is no bar.
    match &line {
        Some(Over::Column(own)) => positions.retain(|at| at != own),
        Some(Over::Row(BarRow::Delivered(own))) => {
            chosen.retain(|row| !matches!(row, BarRow::Delivered(other) if other.is(own)));
        }
        Some(Over::Row(BarRow::Missing(..))) | None => {}
    }
    let [most_columns, most_rows] = if by_row { [groups, series] } else { [series, groups] };
    too_many(ChartItem::Columns, positions.len(), most_columns, faults);
    too_many(ChartItem::Rows, chosen.len(), most_rows, faults);
    let mut without = Vec::new();
    let mut shown = 0;
    // On which side of zero the first figure of each bar or line lies.
    let mut sides: BTreeMap<usize, bool> = BTreeMap::new();
    let cells = (0..).zip(&chosen).flat_map(|row| (0..).zip(&positions).map(move |column| (row, column)));
    for ((down, row), (across, column)) in cells {
        let BarRow::Delivered(owned) = row else { continue };
        let cell = owned.cell(*column);
        let place = cell.map_or(owned.row.place, |cell| cell.place);
        if let Some(amount) = figure(cell) {
            shown += 1;
            let below = amount.value() < Decimal::ZERO;
            if unsigned && !amount.value().is_zero() {
                if *sides.entry(if by_row { down } else { across }).or_insert(below) != below {
                    faults.push(Fault::OtherSign(owned, amount, place));
                }
            } else if form.is_of_parts() && below {
                faults.push(Fault::BelowZero(owned, amount, place));
            }
        } else {
            let heading = found.columns.at(*column).map_or("", |column| column.heading.trimmed());
            without.push(Fault::NoFigure(owned, heading.to_owned(), place));
        }
    }
    if let Some(line) = &line {
        without.extend(without_line(found, line, &positions, &chosen));
    }
    if shown > 0 {
        faults.extend(without);
        if form == ChartForm::Waterfall {
            faults.extend(not_reached(found, by_row, &positions, &chosen));
        }
        let target = target.as_ref().and_then(|spec| self::target(report, spec, unit(found, &positions), faults));
        let (table, columns, rows) = (found, positions, chosen);
        return Some(Figures::Bars { form, by_row, table, columns, rows, unsigned, target, line });
    }
    // What was named wrongly or has not come is told already.
    if faults.is_empty() && chosen.iter().all(|row| matches!(row, BarRow::Delivered(_))) {
        faults.push(Fault::Empty);
    }
    None
}

impl ChartForm {
    /// The most groups, and the most series.
    fn most(self) -> [usize; 2] {
        let ChartLimits { series, parts, sides, rows, points, slices, steps, .. } = CHART_LIMITS;
        match self {
            ChartForm::Pie | ChartForm::Ring => [slices, 1],
            ChartForm::Waterfall => [steps, 1],
            ChartForm::Pyramid => [points, sides],
            ChartForm::Standing | ChartForm::Lines => [points, series],
            ChartForm::StandingStacked => [points, parts],
            ChartForm::Bars => [rows, series],
            ChartForm::Stacked => [rows, parts],
        }
    }
}

/// The levels and steps of a waterfall, each row or each column: with the row and the column of its figure.
pub fn stages<'r>(
    table: &FinanceTable,
    by_row: bool,
    columns: &[ColumnIndex],
    rows: &[BarRow<'r>],
) -> Vec<(Stage, Option<(&'r OwnedRow, ColumnIndex)>)> {
    let delivered = |row: &BarRow<'r>| if let BarRow::Delivered(owned) = row { Some(*owned) } else { None };
    let amount = |owned: Option<&OwnedRow>, column: ColumnIndex| figure(owned.and_then(|owned| owned.cell(column)));
    if by_row {
        let owned = rows.first().and_then(delivered);
        let of = |(at, column): (usize, &ColumnIndex)| {
            let is_level = at == 0 || at + 1 == columns.len();
            let is_checked = table.columns.at(*column).is_some_and(|spec| spec.formula.parts().is_some());
            (Stage { amount: amount(owned, *column), is_level, is_checked }, owned.map(|owned| (owned, *column)))
        };
        return columns.iter().enumerate().map(of).collect();
    }
    let Some(column) = columns.first().copied() else { return Vec::new() };
    let of = |(at, row): (usize, &BarRow<'r>)| {
        let owned = delivered(row);
        let is_sum =
            owned.is_some_and(|owned| matches!(owned.row.kind, RowKind::Subtotal | RowKind::Sum | RowKind::Result));
        // What it says itself that it adds up is checked with its table.
        let is_checked = owned.is_some_and(|owned| owned.row.adds());
        (
            Stage { amount: amount(owned, column), is_level: at == 0 || is_sum, is_checked },
            owned.map(|owned| (owned, column)),
        )
    };
    rows.iter().enumerate().map(of).collect()
}

/// The levels of a waterfall that its steps do not lead to.
fn not_reached<'r>(table: &FinanceTable, by_row: bool, columns: &[ColumnIndex], rows: &[BarRow<'r>]) -> Vec<Fault<'r>> {
    let (stages, owned): (Vec<Stage>, Vec<_>) = stages(table, by_row, columns, rows).into_iter().unzip();
    let found = waterfall::not_reached(&stages).into_iter().filter_map(|(at, reached)| {
        let (owned, column) = owned.get(at).copied().flatten()?;
        let place = owned.cell(column).map_or(owned.row.place, |cell| cell.place);
        Some(Fault::NotReached(owned, stages.get(at)?.amount?, reached, place))
    });
    found.collect()
}

/// The cells of a line above bars that have no figure.
fn without_line<'r>(
    table: &'r FinanceTable,
    line: &Over<'r>,
    columns: &[ColumnIndex],
    rows: &[BarRow<'r>],
) -> Vec<Fault<'r>> {
    let groups: Vec<(ColumnIndex, &BarRow<'r>)> = match line {
        Over::Column(own) => rows.iter().map(|row| (*own, row)).collect(),
        Over::Row(own) => columns.iter().map(|column| (*column, own)).collect(),
    };
    let missing = groups.into_iter().filter_map(|(column, row)| {
        let (owned, column) = line.cell(column, row)?;
        let cell = owned.cell(column);
        let place = cell.map_or(owned.row.place, |cell| cell.place);
        let heading = table.columns.at(column).map_or("", |column| column.heading.trimmed());
        figure(cell).is_none().then(|| Fault::NoFigure(owned, heading.to_owned(), place))
    });
    missing.collect()
}

/// The unit of a row's figure in a column.
pub fn unit_of_cell<'r>(table: &'r FinanceTable, row: &'r OwnedRow, column: ColumnIndex) -> Option<&'r str> {
    let own = row.row.unit.as_ref().map(|unit| unit.trimmed());
    own.filter(|_| table.columns.takes_unit_of_row(column)).or_else(|| table.columns.unit_of(column))
}

/// The unit of all of these columns' figures, where they have one.
pub fn unit<'r>(table: &'r FinanceTable, columns: &[ColumnIndex]) -> Option<&'r str> {
    let units: Vec<Option<&str>> = columns.iter().map(|at| table.columns.unit_of(*at)).collect();
    units.first().copied().flatten().filter(|_| units.windows(2).all(|pair| pair[0] == pair[1]))
}

/// The line across a chart whose figures have this unit.
fn target<'r>(
    report: &Report,
    spec: &'r TargetSpec,
    unit: Option<&str>,
    faults: &mut Vec<Fault<'r>>,
) -> Option<Target> {
    let shown = bind::heading_words(report, &spec.figure);
    // A bound figure that there is not has been told about.
    if shown.contains("{{") {
        return None;
    }
    let is_of_figure = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '-' | '−' | '+');
    let end = shown.find(|c| !is_of_figure(c)).unwrap_or(shown.len());
    let (figure, own) = shown.split_at(end);
    let amount = figure.trim().trim_start_matches('+').parse::<Amount>().ok().and_then(|amount| {
        let same = own.is_empty() || unit.is_none_or(|unit| unit == own.trim_end());
        if same { Some(amount) } else { amount.shifted(money::shift(own.trim_end(), unit?)?) }
    });
    if amount.is_none() {
        faults.push(Fault::NoTarget(&spec.figure, shown));
    }
    let words = spec.words.as_ref().map(|words| bind::heading_words(report, words)).filter(|words| !words.is_empty());
    Some(Target { words, amount: amount? })
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

/// The rows that are named, or all that are no sums, or sums, too, where they are asked for.
fn chosen<'r>(
    report: &'r Report,
    table: &'r FinanceTable,
    (rows, with_sums): (&'r [Spanned<String>], bool),
    faults: &mut Vec<Fault<'r>>,
) -> Vec<BarRow<'r>> {
    if rows.is_empty() {
        let mut owed = owed(report, table);
        let is_shown = |kind: RowKind| kind == RowKind::Item || (with_sums && kind != RowKind::Group);
        let all = table.rows.iter().filter_map(|row| match row {
            Delivery::Delivered(owned) => is_shown(owned.row.kind).then_some(BarRow::Delivered(owned)),
            Delivery::Missing(gap) => {
                let at = owed.iter().position(|(unit, _)| *unit == gap.unit);
                Some(BarRow::Missing(gap.unit, at.map(|at| owed.remove(at).1)))
            }
        });
        return all.collect();
    }
    let mut all = Vec::new();
    for name in rows {
        match address::find(report, &format!("{}.{}", table.id, name.value)) {
            Ok(found) => all.push(BarRow::Delivered(found.row)),
            Err(Missing::Absent) => {
                let unit = owing(report, &table.id, &name.value);
                all.push(BarRow::Missing(unit, Some(OwnedId::read(&name.value).id)));
            }
            Err(Missing::Ambiguous(_)) => faults.push(Fault::Ambiguous(name)),
            Err(Missing::Form) => faults.push(Fault::Unknown(EntityKind::Row, name, None)),
            Err(Missing::Name(_, meant)) => faults.push(Fault::Unknown(EntityKind::Row, name, meant)),
            Err(Missing::Within(within)) => faults.push(Fault::Unknown(EntityKind::Row, name, within.meant)),
        }
    }
    all
}

/// The rows of a table that the manifest names and nobody has delivered: the units that owe them, and their ids.
fn owed(report: &Report, table: &FinanceTable) -> Vec<(Option<UnitIndex>, String)> {
    let spec = report.manifest.tables.iter().find(|spec| spec.id.value == table.id);
    let units = &report.manifest.units;
    let named = spec.iter().flat_map(|spec| &spec.rows).filter_map(|row| match row {
        RowSpec::Delivered(name) => {
            let unit = name.value.unit.as_deref();
            let unit = unit.and_then(|unit| UnitIndex::find(units, |known| known.id.value == unit));
            Some((unit, name.value.id.clone()))
        }
        RowSpec::All(_) | RowSpec::Made(_) => None,
    });
    let came = |unit: Option<UnitIndex>, id: &str| {
        let delivered = table.rows.iter().filter_map(Delivery::delivered);
        delivered.into_iter().any(|owned| owned.unit == unit && owned.row.id.value == id)
    };
    named.filter(|(unit, id)| !came(*unit, id)).collect()
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
    let owed: Vec<&OwnedRisk> =
        report.risk_tables().flat_map(|table| &table.risks).filter(|owned| !owned.is_again).collect();
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
