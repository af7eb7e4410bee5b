//! A report that was read, merged and checked.

use std::collections::BTreeMap;

use crate::base::positions::ChartIndex;
use crate::base::source::{FileId, Sources};
use crate::check::coverage::Coverage;
use crate::check::statements::Statement;
use crate::diagnostic::{Accepted, Diagnostic};
use crate::input::load::{LayoutFrom, SkippedFile, Stamp};
use crate::layout::Layout;
use crate::model::Document;
use crate::render::charts::Drawing;
use crate::report::Report;

/// A report that was read, merged and checked.
#[derive(Debug)]
pub struct Checked {
    /// Every file that was read.
    pub sources: Sources,
    /// What was found, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and is accepted, with the reasons.
    pub accepted: Vec<Accepted>,
    /// What the checks of figures looked at, and what they could not.
    pub coverage: Coverage,
    /// The figures of texts, and what became of each.
    pub statements: Vec<Statement>,
    /// The report; `None` where its manifest cannot be used.
    pub report: Option<Report>,
    /// The layout; `None` where it cannot be read.
    pub layout: Option<Layout>,
    /// Where the layout came from.
    pub layout_from: LayoutFrom,
    /// The layout's tokens among the sources.
    pub tokens: Option<FileId>,
    /// Files without a text that findings are about.
    pub aside: Vec<SkippedFile>,
    /// Every file that was read or asked for, as it was then.
    pub seen: Stamp,
    /// The document of the report, as it would be the final paper; `None` where there is no report or no layout.
    pub document: Option<Document>,
    /// The drawings of its charts, by their index.
    pub drawings: BTreeMap<ChartIndex, Drawing>,
}
