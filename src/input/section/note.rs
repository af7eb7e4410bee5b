//! The text of a note.

use crate::base::ids::NoteId;
use crate::base::source::{Span, Spanned};
use crate::input::prose::Prose;

/// The text of a note.
#[derive(Debug, Clone)]
pub struct NoteText {
    /// Its id within the unit.
    pub id: Spanned<NoteId>,
    /// Its text.
    pub text: Prose,
    /// Where the text was written.
    pub place: Span,
}
