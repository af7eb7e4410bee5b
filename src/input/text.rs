//! The words of a field as prose.

use crate::base::written::SourceText;
use crate::diagnostic::Findings;

use super::decode::Fields;
use super::prose::Prose;

/// Running text of a field.
pub(super) fn prose(fields: &Fields<'_, '_>, text: &SourceText) -> Prose {
    let mut found = Findings::default();
    let prose = Prose::read(text, &mut found);
    fields.report_all(found);
    fields.count(prose.count());
    prose
}

/// A label or cell of a field.
pub(super) fn label(fields: &Fields<'_, '_>, text: &SourceText) -> Prose {
    let mut found = Findings::default();
    let prose = Prose::read_label(text, &mut found);
    fields.report_all(found);
    prose
}
