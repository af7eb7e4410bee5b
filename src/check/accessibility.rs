//! What a screen reader would stumble over in what units write. Headings, tables and languages are right by
//! construction.

use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
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
    let sets = report.manifest.column_sets.iter();
    let headings = sets.flat_map(|set| set.first.iter().chain(set.columns.iter().map(|column| &column.heading)));
    let mut empty: Vec<Span> =
        headings.filter(|heading| heading.trimmed().is_empty()).map(|heading| heading.place).collect();
    report.goals().into_iter().flat_map(GoalNode::delivered).for_each(|goal| first_columns(goal, &mut empty));
    found.extend(empty.into_iter().map(messages::column_without_heading));
    found
}

/// First columns of goals' tables that have no heading: neither their own nor that of the report's columns.
fn first_columns(owned: &OwnedGoal, empty: &mut Vec<Span>) {
    // Without columns there is no table, which has been told.
    let indicators = !owned.goal.indicators.is_empty() && !owned.columns.columns.is_empty();
    match (&owned.goal.first_column, &owned.columns.first) {
        (Some(own), _) => empty.extend((indicators && own.trimmed().is_empty()).then_some(own.place)),
        (None, Some(_)) => {}
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
