//! What a screen reader would stumble over in what units write. Headings, tables and languages are right by
//! construction.

use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ColumnSet;
use crate::input::prose::Prose;
use crate::report::{GoalNode, OwnedGoal, Report};

use super::messages;

/// Link texts that say nothing, in Swedish and English, in small letters.
const VAGUE: &[&str] = &[
    "här",
    "hit",
    "klicka",
    "klicka här",
    "länk",
    "länken",
    "läs mer",
    "mer",
    "mer information",
    "se här",
    "click here",
    "here",
    "link",
    "more",
    "read more",
    "this link",
];

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let texts = report.prose().into_iter().map(|owned| owned.prose);
    let notes = report.notes.iter().flatten().map(|note| &note.text);
    let mut found: Vec<Diagnostic> = texts.chain(notes).chain(report.own_prose()).flat_map(vague_links).collect();
    let mut empty: Vec<Span> = report.manifest.column_sets.iter().flat_map(without_heading).collect();
    report.goals().into_iter().flat_map(GoalNode::delivered).for_each(|goal| first_columns(goal, &mut empty));
    found.extend(empty.into_iter().map(messages::column_without_heading));
    found
}

/// Headings of a set that say nothing. A set without any makes tables without headings; and the first column of
/// amounts, whose cells name their rows, seldom has one.
fn without_heading(set: &ColumnSet) -> Vec<Span> {
    let is_empty = |heading: &&SourceText| heading.trimmed().is_empty();
    let headings = || set.columns.iter().map(|column| &column.heading);
    let bare = set.first.as_ref().is_some_and(|first| is_empty(&first)) && headings().all(|heading| is_empty(&heading));
    if bare {
        return Vec::new();
    }
    let amounts = set.columns.iter().any(|column| column.amounts);
    let first = set.first.iter().filter(|_| !amounts);
    first.chain(headings()).filter(is_empty).map(|heading| heading.place).collect()
}

/// First columns of goals' tables that have no heading: neither their own nor that of the report's columns.
fn first_columns(owned: &OwnedGoal, empty: &mut Vec<Span>) {
    // Without columns there is no table, which has been told.
    let indicators = !owned.goal.indicators.is_empty() && !owned.columns.columns.is_empty();
    match (&owned.goal.first_column, &owned.columns.first) {
        (Some(own), _) => empty.extend((indicators && own.trimmed().is_empty()).then_some(own.place)),
        (None, Some(first)) => {
            let is_new = indicators && first.trimmed().is_empty() && !empty.contains(&first.place);
            empty.extend(is_new.then_some(first.place));
        }
        (None, None) => empty.extend(indicators.then_some(owned.columns.id.place)),
    }
    let activities = owned.activities.as_ref().filter(|_| !owned.goal.activities.is_empty());
    let bare = activities.filter(|shown| shown.columns.first.is_none() && !shown.columns.columns.is_empty());
    empty.extend(bare.map(|shown| shown.columns.id.place));
}

fn vague_links(prose: &Prose) -> Vec<Diagnostic> {
    let says_nothing = |words: &str| {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        VAGUE.contains(&words.as_str()) || words.is_empty()
    };
    let vague = prose.links().into_iter().filter(|(words, _)| says_nothing(words));
    vague.map(|(words, place)| messages::link_text_vague(place, words.trim())).collect()
}
