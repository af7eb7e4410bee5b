//! Every text that a unit wrote, wherever it stands in the report.

use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::input::prose::Prose;
use crate::input::prose::binding::{Binding, scan};
use crate::input::section::{Cell, Content as CellContent};

use super::visit::Item;
use super::{Delivery, GoalNode, OwnedGoal, OwnedRisk, Report, UnitIndex};

/// A text of the report with the unit that wrote it, whose notes it may cite.
#[derive(Debug, Clone, Copy)]
pub struct OwnedProse<'r> {
    /// The unit.
    pub unit: UnitIndex,
    /// The text.
    pub prose: &'r Prose,
}

impl Report {
    /// Every text of the manifest's own that the paper shows: the memo's, and those below tables and charts.
    pub fn own_prose(&self) -> Vec<&Prose> {
        let memo = self.manifest.memo.iter().flat_map(|memo| &memo.sections);
        let mut all: Vec<&Prose> = memo.flat_map(|section| section.content.texts()).collect();
        self.walk(&mut |item| {
            if let Item::Table(table) = item {
                all.extend(&table.below.text);
            }
        });
        all.extend(self.shown_charts().filter_map(|chart| chart.below.text.as_ref()));
        all
    }

    /// The headings whose bound figures are read, of chapters, texts, goals and the memo's sections; and of
    /// charts.
    pub fn headings(&self) -> Vec<&SourceText> {
        let memo = self.manifest.memo.iter().flat_map(|memo| &memo.sections);
        let mut all: Vec<&SourceText> = memo.filter_map(|section| section.heading.as_ref()).collect();
        self.walk(&mut |item| match item {
            Item::Chapter(chapter) => all.push(&chapter.heading),
            Item::Part(part) => all.extend(&part.heading),
            Item::Goal(goal) => all.push(&goal.heading),
            Item::Table(_) | Item::Row(..) | Item::Risk(..) => {}
        });
        for chart in self.shown_charts() {
            all.extend(chart.bound());
        }
        all
    }

    /// The bound figures of headings, with where they stand.
    pub fn heading_bindings(&self) -> Vec<(Binding, Span)> {
        let read = |heading: &SourceText| {
            let found = scan(&heading.text).into_iter();
            let all = found.filter_map(|found| Some((found.read?.ok()?, heading.at(found.range))));
            all.collect::<Vec<_>>()
        };
        self.headings().into_iter().flat_map(read).collect()
    }

    /// The labels and the cells of tables that are only drawn: charts show them as words.
    pub fn drawn_prose(&self) -> Vec<&Prose> {
        let rows = self.drawn().flat_map(|table| &table.rows).filter_map(Delivery::delivered);
        let mut all = Vec::new();
        for owned in rows {
            let Some(unit) = owned.unit else { continue };
            let mut own = vec![OwnedProse { unit, prose: &owned.row.name }];
            cells(unit, &owned.cells, &mut own);
            all.extend(own.into_iter().map(|owned| owned.prose));
        }
        all
    }

    /// Every text that a unit wrote, labels and cells included.
    pub fn prose(&self) -> Vec<OwnedProse<'_>> {
        let mut all = Vec::new();
        self.walk(&mut |item| match item {
            Item::Part(part) => {
                if let (Some(unit), Delivery::Delivered(text)) = (part.unit, &part.text) {
                    all.push(OwnedProse { unit, prose: &text.text });
                }
            }
            Item::Row(_, row) => {
                let Some((owned, unit)) = row.delivered().and_then(|owned| Some((owned, owned.unit?))) else { return };
                all.push(OwnedProse { unit, prose: &owned.row.name });
                cells(unit, &owned.cells, &mut all);
                all.extend(owned.row.comment.iter().map(|comment| OwnedProse { unit, prose: &comment.value }));
            }
            Item::Goal(goal) => goal_prose(goal, &mut all),
            Item::Risk(_, risk) => risk_prose(risk, &mut all),
            Item::Chapter(_) | Item::Table(_) => {}
        });
        all
    }
}

fn cells<'r>(unit: UnitIndex, cells: &'r [Option<Cell>], all: &mut Vec<OwnedProse<'r>>) {
    for cell in cells.iter().flatten() {
        if let CellContent::Words(prose) = &cell.content {
            all.push(OwnedProse { unit, prose });
        }
        all.extend(cell.marks.iter().map(|prose| OwnedProse { unit, prose }));
    }
}

fn goal_prose<'r>(node: &'r GoalNode, all: &mut Vec<OwnedProse<'r>>) {
    node.delivered().for_each(|owned| owned_goal_prose(owned, all));
}

fn owned_goal_prose<'r>(owned: &'r OwnedGoal, all: &mut Vec<OwnedProse<'r>>) {
    let unit = owned.unit;
    all.extend(owned.goal.grounds.iter().chain(&owned.goal.text).map(|prose| OwnedProse { unit, prose }));
    for (indicator, values) in owned.indicators().chain(owned.activities()) {
        all.push(OwnedProse { unit, prose: &indicator.name });
        cells(unit, values, all);
        all.extend(indicator.comment.iter().map(|comment| OwnedProse { unit, prose: &comment.value }));
    }
}

fn risk_prose<'r>(owned: &'r OwnedRisk, all: &mut Vec<OwnedProse<'r>>) {
    let (Some(unit), Delivery::Delivered(risk)) = (owned.unit, &owned.risk) else { return };
    let mut push = |prose: &'r Prose| all.push(OwnedProse { unit, prose });
    risk.category.iter().for_each(&mut push);
    push(&risk.name);
    risk.introduction.iter().for_each(&mut push);
    risk.own.iter().for_each(|(_, text)| push(text));
    for activity in &risk.activities {
        push(&activity.text);
        activity.owner.iter().chain(&activity.follow_up).for_each(&mut push);
        activity.own.iter().for_each(|(_, text)| push(text));
    }
}
