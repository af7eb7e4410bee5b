//! `[[malniva]]` and `[[mal]]`: the levels of the goal tree, and its goals.

use crate::base::ids::GoalId;
use crate::base::source::Spanned;
use crate::base::written::SourceText;
use crate::input::decode::Fields;

/// A level of the goal tree.
#[derive(Debug, Clone)]
pub struct GoalLevel {
    /// What its goals are called.
    pub name: SourceText,
    /// The line that leads in the goals below one of its own.
    pub lead: Option<SourceText>,
    /// Whether its goals are numbered within the goal above.
    pub numbered: bool,
}

/// A goal.
#[derive(Debug, Clone)]
pub struct GoalSpec {
    /// Its id.
    pub id: Spanned<GoalId>,
    /// The goal above it.
    pub under: Option<Spanned<String>>,
    /// Its heading.
    pub heading: SourceText,
    /// The units that owe its text, indicators and activities.
    pub units: Vec<Spanned<String>>,
    /// The committee whose it is, with the goals below it.
    pub committee: Option<Spanned<String>>,
}

pub(super) fn goal_level(fields: Fields<'_, '_>) -> Option<GoalLevel> {
    let (name, lead) = (fields.required_line("namn"), fields.line("ledtext"));
    let numbered = fields.flag("numrerad") == Some(true);
    fields.finish();
    Some(GoalLevel { name: name?, lead, numbered })
}

pub(super) fn goal(fields: Fields<'_, '_>) -> Option<GoalSpec> {
    let (id, under) = (fields.required_id("id"), fields.reference("under"));
    let (heading, committee) = (fields.required_heading("rubrik"), fields.reference("namnd"));
    let units = fields.reference("enhet").into_iter().chain(fields.references("enheter")).collect();
    fields.finish();
    Some(GoalSpec { id: id?, under, heading: heading?, units, committee })
}

/// What stands above the parts of each goal, where the report gives them headings.
#[derive(Debug, Clone, Default)]
pub struct GoalLabels {
    /// Above its assessment.
    pub assessment: Option<SourceText>,
    /// Above its text.
    pub text: Option<SourceText>,
    /// Above its indicators.
    pub indicators: Option<SourceText>,
    /// Above its activities.
    pub activities: Option<SourceText>,
    /// Whether tables of indicators and activities have titles, with numbers where tables have them.
    pub captions: bool,
}

pub(super) fn goal_labels(fields: Fields<'_, '_>) -> GoalLabels {
    let labels = GoalLabels {
        assessment: fields.line("bedomning"),
        text: fields.line("text"),
        indicators: fields.line("indikatorer"),
        activities: fields.line("aktiviteter"),
        captions: fields.flag("tabellrubriker") == Some(true),
    };
    fields.finish();
    labels
}
