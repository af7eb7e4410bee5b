//! The words of a field as prose.

use crate::base::written::SourceText;

use super::decode::Fields;
use super::prose::Prose;

/// Running text of a field.
pub(super) fn prose(fields: &Fields<'_, '_>, text: &SourceText) -> Prose {
    let mut found = Vec::new();
    let prose = Prose::read(text, &mut found);
    found.into_iter().for_each(|finding| fields.report(finding));
    prose
}

/// A label or cell of a field.
pub(super) fn label(fields: &Fields<'_, '_>, text: &SourceText) -> Prose {
    let mut found = Vec::new();
    let prose = Prose::read_label(text, &mut found);
    found.into_iter().for_each(|finding| fields.report(finding));
    prose
}
