//! The words of a field as prose.

use crate::base::written::SourceText;
use crate::diagnostic::Findings;

use super::decode::Fields;
use super::prose::Prose;

/// Running text of a field.
pub(super) fn prose(fields: &Fields<'_, '_>, text: &SourceText) -> Prose {
    prose_around(fields, text, &[]).0
}

/// The same where something else is shown at each of `breaks`, which counts as a paragraph; and how many blocks stand
/// before each.
pub(super) fn prose_around(fields: &Fields<'_, '_>, text: &SourceText, breaks: &[usize]) -> (Prose, Vec<usize>) {
    let mut found = Findings::default();
    let (prose, before) = Prose::read_around(text, breaks, &mut found);
    fields.report_all(found);
    fields.count(prose.count() + breaks.len());
    (prose, before)
}

/// A cell of words.
pub(super) fn cell(fields: &Fields<'_, '_>, text: &SourceText) -> Prose {
    let mut found = Findings::default();
    let prose = Prose::read_cell(text, &mut found);
    fields.report_all(found);
    prose
}

/// A label of a field.
pub(super) fn label(fields: &Fields<'_, '_>, text: &SourceText) -> Prose {
    let mut found = Findings::default();
    let prose = Prose::read_label(text, &mut found);
    fields.report_all(found);
    prose
}
