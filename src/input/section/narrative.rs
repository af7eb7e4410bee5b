//! `[[avsnitt]]`: a text for one chapter.

use crate::base::ids::ChapterId;
use crate::base::ids::PartId;
use crate::base::source::{Span, Spanned};
use crate::input::decode::Fields;
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
    /// Where the text was written.
    pub place: Span,
}

pub(super) fn read(fields: Fields<'_, '_>) -> Option<Narrative> {
    let (chapter, part, text) = (fields.required_id("kapitel"), fields.id("del"), fields.words("text"));
    let place = text.as_ref().map_or(fields.place(), |text| text.place);
    let text = text.map(|text| crate::input::text::prose(&fields, &text));
    fields.finish();
    Some(Narrative { chapter: chapter?, part, text: text?, place })
}
