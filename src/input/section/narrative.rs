//! `[[avsnitt]]`: a text for one chapter.

use crate::base::ids::ChapterId;
use crate::base::ids::PartId;
use crate::base::source::{Span, Spanned};
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::manifest::Aside;
use crate::input::messages;
use crate::input::placed::{self, Placed};
use crate::input::prose::Prose;

/// A text that a unit delivers to a chapter.
#[derive(Debug, Clone)]
pub struct Narrative {
    /// The chapter's id.
    pub chapter: Spanned<ChapterId>,
    /// Which of the unit's texts for the chapter, where there are several.
    pub part: Option<Spanned<PartId>>,
    /// The text.
    pub text: Prose,
    /// Whether nobody has written anything.
    pub is_empty: bool,
    /// The heading of the box that the text stands in, if it stands in one.
    pub boxed: Option<SourceText>,
    /// Where that box stands beside what follows it.
    pub aside: Option<Aside>,
    /// The tables and charts between its blocks, in order.
    pub placed: Vec<Placed>,
    /// Where the text was written.
    pub place: Span,
}

pub(super) fn read(fields: Fields<'_, '_>) -> Option<Narrative> {
    let (chapter, part, text) = (fields.required_name("kapitel"), fields.id("del"), fields.words("text"));
    let place = text.as_ref().map_or(fields.place(), |text| text.place);
    let (boxed, aside) = (fields.line("ruta"), Aside::read(&fields));
    if aside.is_some() && !fields.has("ruta") {
        fields.report(messages::missing_key(fields.place(), "ruta"));
    }
    let is_empty = text.as_ref().is_some_and(|text| text.trimmed().is_empty());
    let read = text.map(|text| placed::read(&fields, &text));
    fields.finish();
    let (text, placed) = read?;
    Some(Narrative { chapter: chapter?, part, text, is_empty, boxed, aside, placed, place })
}
