//! Turns a document and a layout into bytes. Pure functions: nothing here reads or writes a file, a clock or a network.

mod beside;
mod breaks;
pub mod charts;
mod composed;
pub mod docx;
pub mod fonts;
pub mod furniture;
pub(crate) mod grid;
mod letters;
mod lines;
pub mod messages;
pub mod pdf;
pub mod preflight;
pub(crate) mod room;
pub mod text;
pub mod widths;

use std::collections::BTreeMap;

use crate::model::Target;

pub use self::composed::Composed;

/// Where things stand in the laid-out PDF, which the Word file's contents, page totals and references to pages take
/// over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageNumbers {
    /// For each heading, by its index: its page as printed, counted within its part.
    pub headings: Vec<u32>,
    /// For each part: its number of pages.
    pub totals: Vec<u32>,
    /// For what texts name the page of: its page as printed.
    pub named: BTreeMap<Target, u32>,
}
