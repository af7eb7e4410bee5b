//! `[[mal]]`: a goal's text and its indicators.

use crate::base::ids::GoalId;
use crate::base::source::{Span, Spanned};
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::prose::Prose;

use super::cell::Cell;

/// A goal that the unit answers for.
#[derive(Debug, Clone)]
pub struct Goal {
    /// The goal's id in the manifest.
    pub id: Spanned<GoalId>,
    /// What the unit says about it.
    pub text: Option<Prose>,
    /// The heading of the indicator table's first column, where it differs from the report's.
    pub first_column: Option<SourceText>,
    /// The indicator table's rows.
    pub indicators: Vec<Indicator>,
    /// The activity table's rows.
    pub activities: Vec<Indicator>,
    /// Where the goal's header stands.
    pub place: Span,
}

/// An indicator or an activity: a name and what stands in each column.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its name.
    pub name: Prose,
    /// Its cells by the column's id, in the order of the file.
    pub cells: Vec<(Spanned<String>, Cell)>,
    /// Where its header stands.
    pub place: Span,
}

pub(super) fn read(fields: Fields<'_, '_>) -> Option<Goal> {
    let (id, text) = (fields.required_id("id"), fields.text("text"));
    let text = text.map(|text| crate::input::text::prose(&fields, &text));
    let first_column = fields.line("forsta_kolumn");
    let indicators = fields.tables("indikator").into_iter().filter_map(indicator).collect();
    let activities = fields.tables("aktivitet").into_iter().filter_map(indicator).collect();
    let place = fields.place();
    fields.finish();
    Some(Goal { id: id?, text, first_column, indicators, activities, place })
}

fn indicator(fields: Fields<'_, '_>) -> Option<Indicator> {
    let name = fields.words("namn").map(|name| crate::input::text::label(&fields, &name));
    let place = fields.place();
    let cells = super::cell::cells(&fields);
    Some(Indicator { name: name?, cells, place })
}
