//! Figures of running text that are bound to cells: `{{verksamhet.it.avvikelse}}`, `{{a - b}}`, `{{a / b|procent}}`.

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount, plus};
use crate::base::ids::OwnedId;
use crate::base::money;
use crate::base::names::closest_match;
use crate::base::swedish::{NBSP, in_sentence};
use crate::base::written::SourceText;
use crate::input::manifest::ChartSpec;
use crate::input::prose::binding::{Asked, Binding, Form, ReferenceKind, Sign, Wording, scan};
use crate::input::row_kind::RowKind;
use crate::input::section::{Cell, Content};

use super::address::{self, Missing, Parts};
use super::{FinanceTable, GoalNode, OwnedGoal, Report, fulfilment};

/// Why a bound figure cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unbound {
    /// Its address, which stands here, names nothing.
    Address(String, Missing),
    /// Its address names a row without a column, an empty cell, or words.
    NoFigure(String),
    /// The row is no result, so that its figure is no surplus or deficit.
    NoResult(String),
    /// The units of the figures, or of the figure and the one that is asked for, cannot be converted into each other.
    Units(String, String),
    /// The second figure is zero, of which nothing is a share.
    Zero(String),
    /// The result is too large for an exact figure.
    TooLarge,
    /// Nothing has the id that a reference names; the one that was probably meant.
    Reference(ReferenceKind, String, Option<String>),
    /// Nothing has the id whose page is asked for; the one that was probably meant.
    Page(String, Option<String>),
    /// Things of several kinds have the id whose page is asked for.
    PageOfSeveral(String, Vec<ReferenceKind>),
}

/// A figure that a text asks for.
struct Value {
    amount: Amount,
    unit: Option<String>,
    /// Whether its row is a result.
    is_result: bool,
}

/// The decimals of a share in per cent where the text says none.
const SHARE_DECIMALS: u32 = 1;

impl Binding {
    /// The goal of `uppfyllelse.goal`, or an empty one for all of `uppfyllelse`.
    fn goal(&self) -> Option<&str> {
        let Asked::Figure(address) = &self.of else { return None };
        let rest = address.strip_prefix("uppfyllelse")?;
        if rest.is_empty() { Some("") } else { rest.strip_prefix('.') }
    }

    /// The words that stand for the figure in the paper; for a reference, the name of what it refers to.
    ///
    /// # Errors
    ///
    /// Why there is no figure.
    pub fn words(&self, report: &Report) -> Result<String, Unbound> {
        if let Some(goal) = self.goal() {
            return fulfilled(report, goal);
        }
        if self.is_title() {
            return Ok(in_sentence(report.manifest.title.trimmed()));
        }
        match &self.of {
            Asked::Reference(kind, id) => named(report, *kind, id),
            Asked::Page(id) => named(report, paged(report, id)?, id),
            Asked::Figure(address) => {
                // Words of an indicator are taken as they are.
                if let Some(words) = words_of_goal(report, address)?.filter(|_| self.form == Form::default()) {
                    return Ok(words);
                }
                self.form.shown(value(report, address)?, address)
            }
            Asked::Difference(first, second) => self.difference(report, first, second),
            Asked::Share(part, whole) => {
                let (one, other) = (value(report, part)?, value(report, whole)?);
                let amount = percent(one.amount.value(), &in_unit(&other, one.unit.as_deref())?, whole)?;
                self.form.share(amount)
            }
        }
    }

    /// One figure less another, or the change from the second one in per cent of it.
    fn difference(&self, report: &Report, first: &str, second: &str) -> Result<String, Unbound> {
        let (one, other) = (value(report, first)?, value(report, second)?);
        let other = in_unit(&other, one.unit.as_deref())?;
        let difference = plus(one.amount.value(), -other.value()).ok_or(Unbound::TooLarge)?;
        if self.form.percent {
            return self.form.share(percent(difference, &other, second)?);
        }
        // A figure has the decimals of the more precise one of the two.
        let decimals = one.amount.decimals().max(other.decimals());
        let mut exact = difference;
        exact.rescale(decimals);
        self.form.shown(Value { amount: Amount::new(exact), is_result: true, ..one }, first)
    }
}

impl Form {
    /// A share in per cent.
    fn share(&self, amount: Amount) -> Result<String, Unbound> {
        let amount = amount.at_most(self.decimals.unwrap_or(SHARE_DECIMALS));
        let form = Form { decimals: None, unit: None, ..self.clone() };
        form.shown(Value { amount, unit: Some("%".to_owned()), is_result: true }, "")
    }

    /// A figure in this form. `address` is where it stands.
    fn shown(&self, value: Value, address: &str) -> Result<String, Unbound> {
        if self.wording == Wording::Surplus && !value.is_result {
            return Err(Unbound::NoResult(address.to_owned()));
        }
        let (mut amount, mut unit) = (value.amount, value.unit.clone());
        if let Some(asked) = &self.unit {
            let from = value.unit.as_deref().unwrap_or_default();
            let power = money::power(from).zip(money::power(asked));
            let (from_power, to_power) = power.ok_or_else(|| Unbound::Units(from.to_owned(), asked.clone()))?;
            amount = amount.shifted(from_power - to_power).ok_or(Unbound::TooLarge)?;
            // Millions are said with one decimal, thousands and kronor with none, unless the text says otherwise.
            let usual = if to_power >= 6 { 1 } else { 0 };
            if from_power < to_power {
                amount = amount.at_most(self.decimals.unwrap_or(usual));
            }
            unit = Some(asked.clone());
        }
        if let Some(decimals) = self.decimals {
            amount = amount.at_most(decimals);
        }
        let unit = unit.filter(|_| self.wording != Wording::Bare).map_or(String::new(), |unit| format!("{NBSP}{unit}"));
        let value = amount.value();
        let size = format!("{}{unit}", Amount::new(value.abs()).swedish());
        let plus = if self.sign == Sign::Always && value > Decimal::ZERO { "+" } else { "" };
        let alone = if self.sign == Sign::Never { size.clone() } else { format!("{plus}{}{unit}", amount.swedish()) };
        let words = |over: &str, under: &str, none: String| match value {
            _ if value > Decimal::ZERO => format!("{over} på {size}"),
            _ if value < Decimal::ZERO => format!("{under} på {size}"),
            _ => none,
        };
        Ok(match self.wording {
            Wording::WithUnit | Wording::Bare | Wording::Heading => alone,
            Wording::Surplus => words("ett överskott", "ett underskott", "ett nollresultat".to_owned()),
            Wording::Variance => words("en positiv avvikelse", "en negativ avvikelse", "ingen avvikelse".to_owned()),
            Wording::AgainstBudget => {
                words("ett överskott mot budget", "ett underskott mot budget", "ingen avvikelse mot budget".to_owned())
            }
        })
    }
}

/// A figure in another unit of money, or in none where both have none.
fn in_unit(value: &Value, unit: Option<&str>) -> Result<Amount, Unbound> {
    let own = value.unit.as_deref();
    if own == unit {
        return Ok(value.amount);
    }
    let (from, to) = (own.unwrap_or_default(), unit.unwrap_or_default());
    let shift = money::shift(from, to).ok_or_else(|| Unbound::Units(from.to_owned(), to.to_owned()))?;
    value.amount.shifted(shift).ok_or(Unbound::TooLarge)
}

/// A part in per cent of a whole, which stands at `address`.
fn percent(part: Decimal, whole: &Amount, address: &str) -> Result<Amount, Unbound> {
    if whole.value().is_zero() {
        return Err(Unbound::Zero(address.to_owned()));
    }
    amount::percent(part, whole.value()).map(Amount::new).ok_or(Unbound::TooLarge)
}

/// The figure at an address: a cell of a finance table, or of an indicator or an activity that has an id.
fn value(report: &Report, address: &str) -> Result<Value, Unbound> {
    if let Some(GoalCell { cell, unit }) = goal_cell(report, address)? {
        let amount = match &cell.content {
            Content::Figure(amount) => *amount,
            Content::Words(words) => {
                let words = words.plain();
                let bare = words.trim().trim_end_matches('%').trim_end();
                bare.parse().map_err(|_| Unbound::NoFigure(address.to_owned()))?
            }
        };
        let says_percent = matches!(&cell.content, Content::Words(words) if words.plain().trim_end().ends_with('%'));
        let unit = cell.unit.clone().or(unit).or_else(|| says_percent.then(|| "%".to_owned()));
        return Ok(Value { amount, unit, is_result: false });
    }
    let found = address::find(report, address).map_err(|missing| Unbound::Address(address.to_owned(), missing))?;
    let Some(Content::Figure(amount)) = found.cell().map(|cell| &cell.content) else {
        return Err(Unbound::NoFigure(address.to_owned()));
    };
    let unit = found.column.and_then(|column| found.table.unit_of(found.row, column));
    let is_result = found.row.row.kind == RowKind::Result;
    Ok(Value { amount: *amount, unit: unit.map(str::to_owned), is_result })
}

/// A cell of an indicator or an activity, with the unit of its figure.
struct GoalCell<'r> {
    cell: &'r Cell,
    unit: Option<String>,
}

/// The cell at `goal.indicator.column`; `None` where no goal has the first name.
fn goal_cell<'r>(report: &'r Report, address: &str) -> Result<Option<GoalCell<'r>>, Unbound> {
    let Some(Parts { table: goal, row: OwnedId { unit, id }, column: Some(column) }) = Parts::read(address) else {
        return Ok(None);
    };
    // A table of the same name comes first.
    if address::tables(report).iter().any(|table| table.id == goal) {
        return Ok(None);
    }
    let Some(node) = report.goals().into_iter().find(|node| node.id == goal) else { return Ok(None) };
    let missing = |name: &str, known: Vec<String>| {
        let meant = closest_match(name, known.iter().map(String::as_str)).map(str::to_owned);
        Unbound::Address(address.to_owned(), Missing::Name(name.to_owned(), meant))
    };
    let of_unit = |owned: &OwnedGoal| &report.manifest.units[owned.unit].id.value;
    let mut known = Vec::new();
    for owned in node.delivered().filter(|owned| unit.as_ref().is_none_or(|unit| of_unit(owned) == unit)) {
        let activities = owned.activities.as_ref().map(|shown| (&owned.goal.activities, &shown.columns, &shown.cells));
        let indicators = Some((&owned.goal.indicators, &owned.columns, &owned.cells));
        for (rows, columns, cells) in indicators.into_iter().chain(activities) {
            known.extend(rows.iter().filter_map(|row| Some(row.id.as_ref()?.value.clone())));
            let is_it = |row: &&(usize, &crate::input::section::Indicator)| {
                row.1.id.as_ref().is_some_and(|known| known.value == *id)
            };
            let Some((at, row)) = rows.iter().enumerate().find(|row| is_it(&row)) else { continue };
            let Some(position) = columns.with_id(column) else {
                return Err(missing(column, columns.columns.iter().map(|known| known.id.value.to_string()).collect()));
            };
            let cell = cells.get(at).and_then(|cells| position.of(cells)).and_then(Option::as_ref);
            let own = row.unit.as_ref().filter(|_| columns.takes_unit_of_row(position)).map(|unit| unit.trimmed());
            let unit = own.or_else(|| columns.unit_of(position)).map(str::to_owned);
            let cell = cell.ok_or_else(|| Unbound::NoFigure(address.to_owned()))?;
            return Ok(Some(GoalCell { cell, unit }));
        }
    }
    Err(missing(&id, known))
}

/// The words in a cell of an indicator or an activity; `None` where it holds a figure, or is no such cell.
fn words_of_goal(report: &Report, address: &str) -> Result<Option<String>, Unbound> {
    Ok(goal_cell(report, address)?.and_then(|found| match &found.cell.content {
        Content::Words(words) => Some(words.plain().trim().to_owned()),
        Content::Figure(_) => None,
    }))
}

/// A heading with the bound figures in it; a reference stands as it is written, since a heading may refer to itself.
pub fn heading_words(report: &Report, heading: &SourceText) -> String {
    let mut words = heading.text.clone();
    for found in scan(&heading.text).into_iter().rev() {
        let Some(Ok(binding)) = found.read else { continue };
        if binding.is_title() && words.get(..found.range.start).is_some_and(|before| before.trim().is_empty()) {
            words.replace_range(found.range, report.manifest.title.trimmed());
            continue;
        }
        if matches!(binding.of, Asked::Reference(..) | Asked::Page(_)) {
            continue;
        }
        if let Ok(figure) = binding.words(report) {
            words.replace_range(found.range, &figure);
        }
    }
    words.trim().to_owned()
}

/// What kind of thing has the id whose page is asked for.
fn paged(report: &Report, id: &str) -> Result<ReferenceKind, Unbound> {
    let all = ReferenceKind::WORDS.map(|(_, kind)| (kind, referable(report, kind)));
    let has = |names: &[(&str, String)]| names.iter().any(|(name, _)| *name == id);
    let mut of: Vec<ReferenceKind> = all.iter().filter(|(_, names)| has(names)).map(|(kind, _)| *kind).collect();
    // The page of a goal is that of its heading, wherever its table stands.
    if goals_with_titled_tables(report).any(|node| *node.id == *id) {
        of.retain(|kind| *kind != ReferenceKind::Table);
    }
    match of.as_slice() {
        [kind] => Ok(*kind),
        [] => {
            let names = all.iter().flat_map(|(_, names)| names.iter().map(|(name, _)| *name));
            Err(Unbound::Page(id.to_owned(), closest_match(id, names).map(str::to_owned)))
        }
        _ => Err(Unbound::PageOfSeveral(id.to_owned(), of)),
    }
}

/// The name of what a reference refers to.
fn named(report: &Report, kind: ReferenceKind, id: &str) -> Result<String, Unbound> {
    let known = referable(report, kind);
    match known.iter().find(|(name, _)| *name == id) {
        Some((_, name)) => Ok(name.clone()),
        None => {
            let meant = closest_match(id, known.iter().map(|(name, _)| *name)).map(str::to_owned);
            Err(Unbound::Reference(kind, id.to_owned(), meant))
        }
    }
}

/// The goals whose indicators stand in a table with a title, to which texts refer by the goal's id: no other table may
/// have that.
pub fn goals_with_titled_tables(report: &Report) -> impl Iterator<Item = &GoalNode> {
    let nodes = if report.manifest.goal_labels.captions { report.goals() } else { Vec::new() };
    let tables = address::tables(report);
    let is_free = move |node: &&GoalNode| !tables.iter().any(|table| *table.id == *node.id);
    nodes.into_iter().filter(|node| node.delivered().any(|owned| !owned.cells.is_empty())).filter(is_free)
}

/// What texts can refer to of a kind: ids with names.
fn referable(report: &Report, kind: ReferenceKind) -> Vec<(&str, String)> {
    let manifest = &report.manifest;
    let of = |words: &SourceText| words.trimmed().to_owned();
    match kind {
        ReferenceKind::Chapter => {
            let chapters = report.all_chapters().into_iter();
            chapters.map(|chapter| (chapter.id.as_str(), heading_words(report, &chapter.heading))).collect()
        }
        ReferenceKind::Table => {
            let is_drawn = |table: &&FinanceTable| report.drawn().any(|drawn| drawn.id == table.id);
            let tables = address::tables(report).into_iter().filter(|table| !is_drawn(table));
            let goals = goals_with_titled_tables(report);
            let goals =
                goals.map(|node| (node.id.as_str(), format!("Indikatorer: {}", heading_words(report, &node.heading))));
            tables.map(|table| (table.id.as_str(), of(&table.heading))).chain(goals).collect()
        }
        ReferenceKind::Chart | ReferenceKind::Picture => {
            let is_kind = |chart: &&ChartSpec| chart.is_picture() == (kind == ReferenceKind::Picture);
            // One without a title has no name.
            let shown = report.shown_charts().filter(is_kind).filter(|chart| !chart.title.trimmed().is_empty());
            shown.map(|chart| (chart.id.value.as_str(), of(&chart.title))).collect()
        }
        ReferenceKind::Goal => {
            let goals = report.goals().into_iter();
            goals.map(|node| (node.id.as_str(), heading_words(report, &node.heading))).collect()
        }
        ReferenceKind::Paper => {
            let papers = manifest.papers.iter();
            papers.filter_map(|paper| Some((paper.id.as_ref()?.value.as_str(), of(&paper.title)))).collect()
        }
    }
}

/// `7 av 9 indikatorer`: how many indicators of a goal, or of all, reach their targets.
pub(crate) fn fulfilled(report: &Report, goal: &str) -> Result<String, Unbound> {
    let (goals, all) = fulfilment::fulfilment(report);
    if goal.is_empty() {
        return Ok(all.swedish());
    }
    match goals.iter().find(|known| known.id == goal) {
        Some(known) => Ok(known.fulfilment.swedish()),
        None => {
            let meant = closest_match(goal, goals.iter().map(|known| known.id.as_str())).map(str::to_owned);
            Err(Unbound::Address(format!("uppfyllelse.{goal}"), Missing::Name(goal.to_owned(), meant)))
        }
    }
}
