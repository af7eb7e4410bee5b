//! What is not there: goals without goals below them, chapters without content, variances that nobody explains.

use rust_decimal::Decimal;

use crate::base::names::closest_match;
use crate::base::source::Spanned;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{self, BlockSpec, Divider, MemoContent, MemoItem};
use crate::input::messages::{EntityKind, unknown_reference};
use crate::input::row_kind::RowKind;
use crate::report::{Chapter, Content, Delivery, FinanceTable, GoalNode, OwnedGoal, Report};

use super::finance::figure;
use super::messages::{self, OfGoal};

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let levels = report.manifest.goal_levels.len();
    for chapter in report.all_chapters() {
        if is_empty(chapter) && !asks(report, chapter) {
            found.push(messages::empty_chapter(chapter.heading.place, chapter.heading.trimmed()));
        }
    }
    report.goals().into_iter().for_each(|goal| childless(goal, levels, &mut found));
    found.extend(goals_without(report));
    for table in crate::report::address::tables(report) {
        without_rows(table, &mut found);
    }
    found.extend(uncommented(report));
    found.extend(enclosures(report));
    found
}

/// Papers that the memo's list names and there are not, and those that it leaves out where it names others.
fn enclosures(report: &Report) -> Vec<Diagnostic> {
    let manifest = &report.manifest;
    let sections = manifest.memo.iter().flat_map(|memo| &memo.sections);
    let items = sections.filter_map(|section| match &section.content {
        MemoContent::Items { items, .. } => Some(items),
        MemoContent::Text(_) | MemoContent::Signatures(_) | MemoContent::Dispatch(_) => None,
    });
    let listed: Vec<&Spanned<String>> = items
        .flatten()
        .filter_map(|item| match item {
            MemoItem::Paper(id) => Some(id),
            MemoItem::Text(..) => None,
        })
        .collect();
    let ids = || manifest.papers.iter().filter_map(|paper| paper.id.as_ref());
    let unknown = listed.iter().filter(|listed| !ids().any(|id| id.value == listed.value));
    let mut found: Vec<Diagnostic> = unknown
        .map(|id| {
            let meant = closest_match(&id.value, ids().map(|id| id.value.as_str()));
            unknown_reference(id.place, EntityKind::Paper, &id.value, meant)
        })
        .collect();
    if let Some(first) = listed.first() {
        let is_listed = |id: &&Spanned<String>| listed.iter().any(|listed| listed.value == id.value);
        let unlisted = ids().filter(|id| !is_listed(id));
        found.extend(unlisted.map(|id| messages::enclosure_unlisted(id.place, &id.value, first.place)));
    }
    found
}

/// A table, or a heading across it, with nothing below.
fn without_rows(table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    if table.rows.is_empty() {
        found.push(messages::table_without_rows(table.heading.place, table.heading.trimmed()));
        return;
    }
    for (at, (above, divider)) in table.dividers.iter().enumerate() {
        let Some(heading) = divider.heading() else { continue };
        let ends = |divider: &&(usize, Divider)| !matches!(divider.1, Divider::Blank);
        let next = table.dividers.iter().skip(at + 1).find(ends);
        let end = next.map_or(table.rows.len(), |(next, _)| *next);
        // A heading right below another one is one within it.
        let holds_another = next.is_some_and(|(_, next)| next.heading().is_some()) && end < table.rows.len();
        if *above >= end && !holds_another {
            found.push(messages::group_without_rows(heading.place, heading.trimmed()));
        }
    }
}

/// Goals that say less than they are asked for: no assessment where others of their level have one, no indicators
/// where there are columns for them, or nothing at all.
fn goals_without(report: &Report) -> Vec<Diagnostic> {
    let nodes = report.goals();
    let beside = |depth: usize, has: &dyn Fn(&OwnedGoal) -> bool| {
        nodes.iter().filter(|node| node.depth == depth).any(|node| node.delivered().any(has))
    };
    let mut found = Vec::new();
    for node in &nodes {
        for owned in node.delivered() {
            let goal = &owned.goal;
            let mut without = |what| found.push(messages::goal_without(goal.place, node.heading.trimmed(), what));
            let has_rows = |owned: &OwnedGoal| !owned.goal.indicators.is_empty();
            let no_text = goal.text.is_none() && goal.grounds.is_none();
            let no_rows = goal.indicators.is_empty();
            let asked = !owned.columns.columns.is_empty() && (node.goals.is_empty() || beside(node.depth, &has_rows));
            if no_rows && asked {
                without(OfGoal::Indicators);
            } else if no_rows && no_text && goal.activities.is_empty() && goal.assessment.is_none() {
                without(OfGoal::Anything);
            }
            if goal.assessment.is_none() && beside(node.depth, &|owned| owned.goal.assessment.is_some()) {
                without(OfGoal::Assessment);
            }
        }
    }
    found
}

fn childless(node: &GoalNode, levels: usize, found: &mut Vec<Diagnostic>) {
    // A goal that a unit follows up itself needs none below.
    if node.goals.is_empty() && node.depth + 1 < levels && node.texts.is_empty() {
        found.push(messages::goal_without_subgoals(node.heading.place, node.heading.trimmed()));
    }
}

fn is_empty(chapter: &Chapter) -> bool {
    let is_nothing = |block: &Content| match block {
        Content::Goals(goals) => goals.is_empty(),
        Content::Risks(table) => table.risks.is_empty(),
        Content::Text(_) | Content::Table(_) | Content::Chart(_) | Content::Signatures(_) => false,
    };
    chapter.content.iter().all(is_nothing) && chapter.chapters.is_empty()
}

/// Whether the manifest names something for a chapter to show, which is told where it is not there.
fn asks(report: &Report, chapter: &Chapter) -> bool {
    let spec = manifest::all_chapters(&report.manifest.chapters);
    let spec = spec.into_iter().find(|spec| spec.heading.place == chapter.heading.place);
    spec.is_some_and(|spec| {
        spec.blocks.iter().any(|block| match block {
            BlockSpec::Goals { roots, .. } => !roots.is_empty(),
            BlockSpec::Risks { risks, .. } => !risks.is_empty(),
            BlockSpec::Text(_)
            | BlockSpec::Table(_)
            | BlockSpec::Chart(_)
            | BlockSpec::Picture(_)
            | BlockSpec::Signatures(_) => true,
        })
    })
}

/// Variances from their table's limit on, without a comment in the row, whose unit writes nothing in the chapter of
/// comments.
fn uncommented(report: &Report) -> Vec<Diagnostic> {
    let wanted = report.manifest.rules.comments.as_ref();
    let chapters = report.all_chapters();
    let mut found = Vec::new();
    if let Some(wanted) = wanted.filter(|wanted| !chapters.iter().any(|chapter| chapter.id == wanted.value)) {
        let meant = closest_match(&wanted.value, chapters.iter().map(|chapter| chapter.id.as_str()));
        found.push(unknown_reference(wanted.place, EntityKind::Chapter, &wanted.value, meant));
    }
    let comments = chapters.iter().filter(|chapter| wanted.is_some_and(|wanted| chapter.id == wanted.value));
    let mut commenting = Vec::new();
    for chapter in comments {
        let written =
            chapter.texts().filter(|part| part.text.delivered().is_some_and(|text| !text.text.blocks.is_empty()));
        commenting.extend(written.filter_map(|part| part.unit));
    }
    for table in crate::report::address::tables(report) {
        let spec = report.manifest.tables.iter().find(|spec| spec.id.value == table.id);
        let Some(from) = spec.and_then(|spec| spec.commented_from) else { continue };
        let items = table.rows.iter().filter_map(Delivery::delivered).filter(|owned| owned.row.kind == RowKind::Item);
        for owned in items.filter(|owned| owned.row.comment.is_none()) {
            for (at, column) in table.columns.each() {
                let Ok(Some((amount, place))) = figure(owned, at) else { continue };
                let large = amount.value().abs() >= Decimal::from(from);
                let variance = column.formula.takes_off();
                if variance && large && owned.unit.is_some_and(|unit| !commenting.contains(&unit)) {
                    let (row, column) = (owned.row.name.plain(), &column.heading.text);
                    found.push(messages::variance_without_comment(place, &row, column, &amount.swedish()));
                }
            }
        }
    }
    found
}
