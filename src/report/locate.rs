//! Where the thing that an address names was written, and what stands there. By the references that texts use, rows and
//! cells are found by [`super::address`].

use crate::base::address::{Address, ControlField, GoalTable, RiskField, RowAddress};
use crate::base::source::{Span, Spanned};
use crate::base::swedish::one_spaced;
use crate::input::manifest::{MemoContent, MemoItem};
use crate::input::prose::Prose;
use crate::input::section::{Cell, Content, ControlActivity, Goal, Risk};

use super::visit::Item;
use super::{FinanceTable, GoalNode, OwnedGoal, OwnedRow, Report, UnitIndex};

/// Letters of a text that are shown.
const MAX_LETTERS: usize = 60;

/// Where a thing was written, and what stands there in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Where.
    pub place: Span,
    /// A figure as the paper shows it, or the beginning of a text.
    pub words: String,
}

/// The thing that `address` names; `None` where the report has none, and for what holds others: tables and chapters.
pub fn locate(report: &Report, address: &Address) -> Option<Located> {
    match address {
        Address::Text { unit, chapter, part } => {
            let mut current = None;
            first(report, &mut |item| match item {
                Item::Chapter(known) => {
                    current = Some(&known.id);
                    None
                }
                Item::Part(known) if current == Some(chapter) && is_unit(report, known.unit, unit) => {
                    let text = known.text.delivered()?;
                    (text.part.as_ref().map(|part| &part.value) == part.as_ref()).then(|| of_prose(&text.text))?
                }
                Item::Part(_) | Item::Table(_) | Item::Row(..) | Item::Goal(_) | Item::Risk(..) => None,
            })
        }
        Address::GoalAssessment { unit, goal } => of_prose(owned_goal(report, unit, goal)?.goal.grounds.as_ref()?),
        Address::Goal { unit, goal } => of_prose(owned_goal(report, unit, goal)?.goal.text.as_ref()?),
        Address::GoalRow { unit, goal, kind, at, column } => {
            let owned = owned_goal(report, unit, goal)?;
            of_goal_row(owned, *kind, usize::try_from(*at).ok()?.checked_sub(1)?, column.as_deref())
        }
        Address::GoalComment { unit, goal, kind, at } => {
            let goal = &owned_goal(report, unit, goal)?.goal;
            let rows = match kind {
                GoalTable::Indicators => &goal.indicators,
                GoalTable::Activities => &goal.activities,
            };
            of_prose(&rows.get(usize::try_from(*at).ok()?.checked_sub(1)?)?.comment.as_ref()?.value)
        }
        Address::TableText(table) => first(report, &mut |item| match item {
            Item::Table(known) if known.id == *table => of_prose(known.below.text.as_ref()?),
            _ => None,
        }),
        Address::ChartText(chart) => {
            let known = report.manifest.charts.iter().find(|known| known.id.value == *chart)?;
            of_prose(known.below.text.as_ref()?)
        }
        Address::Risk { unit, risk, field } => of_risk(risk_of(report, unit, risk)?, field),
        Address::Control { unit, risk, at: Some(at), field } => {
            let risk = risk_of(report, unit, risk)?;
            of_activity(risk.activities.get(usize::try_from(*at).ok()?.checked_sub(1)?)?, field)
        }
        Address::Note { unit, note } => {
            let at = UnitIndex::find(&report.manifest.units, |known| known.id.value == *unit)?;
            let note = at.of(&report.notes)?.iter().find(|known| known.id.value == *note)?;
            Some(Located { place: note.place, words: shortened(&note.text.plain()) })
        }
        Address::Memo(section) => {
            let sections = &report.manifest.memo.as_ref()?.sections;
            let section = sections.get(usize::try_from(*section).ok()?.checked_sub(1)?)?;
            let words = match &section.content {
                MemoContent::Text(text) => text.plain(),
                MemoContent::Items { items, .. } => {
                    items.first().and_then(MemoItem::text).map(Prose::plain).unwrap_or_default()
                }
                MemoContent::Signatures(_) | MemoContent::Dispatch(_) => String::new(),
            };
            Some(Located { place: section.place, words: shortened(&words) })
        }
        Address::Row(at) => of_prose(&row_of(report, at)?.1.row.name),
        Address::Comment(at) => of_prose(&row_of(report, at)?.1.row.comment.as_ref()?.value),
        Address::Cell(at, column) => {
            let (table, row) = row_of(report, at)?;
            of_cell(row.cell(table.columns.with_id(column)?)?)
        }
        Address::Control { at: None, .. } | Address::Table(_) | Address::GoalTable { .. } | Address::Chapter(_) => None,
    }
}

/// The first thing of a report that `find` makes something of.
fn first<'r, T>(report: &'r Report, find: &mut dyn FnMut(Item<'r>) -> Option<T>) -> Option<T> {
    let mut found = None;
    report.walk(&mut |item| {
        if found.is_none() {
            found = find(item);
        }
    });
    found
}

fn is_unit(report: &Report, at: Option<UnitIndex>, id: &str) -> bool {
    at.is_some_and(|at| report.manifest.units[at].id.value == *id)
}

fn row_of<'r>(report: &'r Report, at: &RowAddress) -> Option<(&'r FinanceTable, &'r OwnedRow)> {
    first(report, &mut |item| {
        let Item::Row(table, row) = item else { return None };
        let row = row.delivered()?;
        (report.manifest.row_address(&table.id, row.unit, &row.row.id.value) == *at).then_some((table, row))
    })
}

fn owned_goal<'r>(report: &'r Report, unit: &str, goal: &str) -> Option<&'r OwnedGoal> {
    let of_goal = report.goals().into_iter().filter(|node| node.id == *goal).flat_map(GoalNode::delivered);
    of_goal.into_iter().find(|owned| is_unit(report, Some(owned.unit), unit))
}

fn risk_of<'r>(report: &'r Report, unit: &str, risk: &str) -> Option<&'r Risk> {
    first(report, &mut |item| {
        let Item::Risk(_, owned) = item else { return None };
        (owned.id == *risk && is_unit(report, owned.unit, unit)).then(|| owned.risk.delivered())?
    })
}

fn of_goal_row(owned: &OwnedGoal, kind: GoalTable, at: usize, column: Option<&str>) -> Option<Located> {
    let Goal { indicators, activities, .. } = &owned.goal;
    let (rows, columns, cells) = match kind {
        GoalTable::Indicators => (indicators, &owned.columns, &owned.cells),
        GoalTable::Activities => {
            let shown = owned.activities.as_ref()?;
            (activities, &shown.columns, &shown.cells)
        }
    };
    let Some(column) = column else { return of_prose(&rows.get(at)?.name) };
    of_cell(columns.with_id(column)?.of(cells.get(at)?)?.as_ref()?)
}

fn of_risk(risk: &Risk, field: &RiskField) -> Option<Located> {
    let figure = |value: u32, place| Some(Located { place, words: value.to_string() });
    let value = |value: &Option<Spanned<u32>>| value.as_ref().and_then(|value| figure(value.value, value.place));
    match field {
        RiskField::Category => of_prose(risk.category.as_ref()?),
        RiskField::Name => of_prose(&risk.name),
        RiskField::Likelihood => value(&risk.likelihood),
        RiskField::Consequence => value(&risk.consequence),
        RiskField::Product => {
            let (likelihood, consequence) = risk.values()?;
            figure(likelihood.checked_mul(consequence)?, risk.place)
        }
        RiskField::Introduction => of_prose(risk.introduction.as_ref()?),
        RiskField::Own(column) => of_prose(&risk.own.iter().find(|(key, _)| *column == key.value)?.1),
    }
}

fn of_activity(activity: &ControlActivity, field: &ControlField) -> Option<Located> {
    match field {
        ControlField::Activity => of_prose(&activity.text),
        ControlField::Owner => of_prose(activity.owner.as_ref()?),
        ControlField::FollowUp => of_prose(activity.follow_up.as_ref()?),
        ControlField::Own(column) => of_prose(&activity.own.iter().find(|(key, _)| *column == key.value)?.1),
    }
}

fn of_cell(cell: &Cell) -> Option<Located> {
    let words = match &cell.content {
        Content::Figure(amount) => amount.swedish(),
        Content::Words(words) => shortened(&words.plain()),
    };
    Some(Located { place: cell.place, words })
}

fn of_prose(prose: &Prose) -> Option<Located> {
    Some(Located { place: prose.blocks.first()?.place, words: shortened(&prose.plain()) })
}

/// The beginning of a text, in one line.
fn shortened(text: &str) -> String {
    let line = one_spaced(text);
    if line.chars().count() <= MAX_LETTERS {
        return line;
    }
    line.chars().take(MAX_LETTERS - 1).chain(['…']).collect()
}
