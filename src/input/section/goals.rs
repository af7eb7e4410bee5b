//! `[[mal]]`: a goal's text and its indicators.

use crate::base::ids::GoalId;
use crate::base::source::{Span, Spanned};
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::kolada::{self, KeyFigure};
use crate::input::placed::{self, Placed};
use crate::input::prose::Prose;

use super::cell::Cell;

/// A goal that the unit answers for.
#[derive(Debug, Clone)]
pub struct Goal {
    /// The goal's id in the manifest.
    pub id: Spanned<GoalId>,
    /// How it goes, in one of the report's words for assessments.
    pub assessment: Option<SourceText>,
    /// Why it is assessed so.
    pub grounds: Option<Prose>,
    /// What the unit says about it.
    pub text: Option<Prose>,
    /// The tables, charts and pictures between the blocks of its text, in order.
    pub placed: Vec<Placed>,
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
    /// Its id, by which texts take its figures.
    pub id: Option<Spanned<String>>,
    /// Its name.
    pub name: Prose,
    /// The unit of its figures, where it is not that of their columns.
    pub unit: Option<SourceText>,
    /// The key figure that it is.
    pub key_figure: Option<KeyFigure>,
    /// What stands about it in a row of its own below, or in a column of this name.
    pub comment: Option<Spanned<Prose>>,
    /// Its cells by the column's id, in the order of the file.
    pub cells: Vec<(Spanned<String>, Cell)>,
    /// Where its header stands.
    pub place: Span,
}

pub(super) fn read(fields: Fields<'_, '_>) -> Option<Goal> {
    let (id, text) = (fields.required_name("id"), fields.said("text"));
    let (text, placed) = text.map(|text| placed::read(&fields, &text)).unzip();
    let placed = placed.unwrap_or_default();
    let (assessment, grounds) = (fields.said_line("bedomning"), fields.said("motivering"));
    let grounds = grounds.map(|text| crate::input::text::label(&fields, &text));
    let first_column = fields.line("forsta_kolumn");
    let indicators = fields.tables("indikator").into_iter().filter_map(indicator).collect();
    let activities = fields.tables("aktivitet").into_iter().filter_map(indicator).collect();
    let place = fields.place();
    fields.finish();
    Some(Goal { id: id?, assessment, grounds, text, placed, first_column, indicators, activities, place })
}

fn indicator(fields: Fields<'_, '_>) -> Option<Indicator> {
    fields.left_behind();
    let id = fields.id("id");
    let name = fields.words("namn").map(|name| crate::input::text::label(&fields, &name));
    let comment = super::cell::comment(&fields);
    let (unit, place) = (fields.line("mattenhet"), fields.place());
    let key_figure = kolada::key_figure(&fields);
    let cells = super::cell::cells_of_row(&fields);
    Some(Indicator { id, name: name?, unit, key_figure, comment, cells, place })
}
