//! `[[tidigare]]`: reports that were finished before, which relations hold figures against.

use std::sync::Arc;

use crate::base::source::{Spanned, is_inside};
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::earlier::EarlierFigures;
use crate::input::messages;

/// An earlier report.
#[derive(Debug, Clone)]
pub struct EarlierSpec {
    /// Its id, which relations name.
    pub id: Spanned<String>,
    /// The file with its figures, in the report's folder.
    pub file: SourceText,
    /// What the file holds; `None` where it cannot be read.
    pub figures: Option<Arc<EarlierFigures>>,
}

pub(super) fn earlier(fields: Fields<'_, '_>) -> Option<EarlierSpec> {
    let (id, file) = (fields.required_id("id"), fields.required_text("fil"));
    let outside = file.as_ref().filter(|file| !is_inside(file.trimmed()));
    if let Some(file) = outside {
        fields.report(messages::path_outside(file.place, &file.text));
    }
    fields.finish();
    let file = file.filter(|file| is_inside(file.trimmed()))?;
    Some(EarlierSpec { id: id?, file, figures: None })
}
