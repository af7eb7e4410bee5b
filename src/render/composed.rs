//! A document with what both of its files show alike: the drawings of its charts, and the heads and feet of its pages,
//! each made once.

use std::collections::BTreeMap;

use crate::base::positions::ChartIndex;
use crate::layout::Layout;
use crate::model::Document;

use super::charts::{Drawing, draw};
use super::furniture::{RunningHeads, running_heads};

/// What the writers read.
#[derive(Debug)]
pub struct Composed<'d> {
    /// The document.
    pub document: &'d Document,
    /// The drawing of each chart, by its index.
    pub drawings: BTreeMap<ChartIndex, Drawing>,
    /// What stands in the head and the foot of each page.
    pub heads: RunningHeads,
}

impl<'d> Composed<'d> {
    /// Draws the charts of `document`, and works out its heads and feet.
    pub fn new(document: &'d Document, layout: &Layout) -> Self {
        Self::with(document, layout, draw(document, layout))
    }

    /// The same with drawings that were made before.
    pub fn with(document: &'d Document, layout: &Layout, drawings: BTreeMap<ChartIndex, Drawing>) -> Self {
        Composed { document, drawings, heads: running_heads(document, &layout.tokens) }
    }

    /// The same with a document in its place that differs in words of its text alone.
    pub fn reworded<'o>(&self, document: &'o Document) -> Composed<'o> {
        Composed { document, drawings: self.drawings.clone(), heads: self.heads.clone() }
    }
}
