//! `[[kolada]]`: saved answers of the municipalities' shared database, which rows are compared with and filled from.

use std::sync::Arc;

use crate::base::date::Ymd;
use crate::base::source::{Spanned, is_inside};
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::kolada::messages::municipality_code_form;
use crate::input::kolada::{Answers, is_municipality};
use crate::input::messages;

/// A saved answer.
#[derive(Debug, Clone)]
pub struct KoladaSpec {
    /// Its file, in the report's folder.
    pub file: SourceText,
    /// When it was fetched, where its file does not say.
    pub fetched: Option<Spanned<Ymd>>,
    /// Whether cells that are left out are filled from it.
    pub fills: bool,
    /// Whether each row that it is about gets a note that says so.
    pub cites: bool,
    /// What the file holds; `None` where it cannot be read.
    pub answers: Option<Arc<Answers>>,
}

impl KoladaSpec {
    /// When it was fetched.
    pub fn fetched(&self) -> Option<Ymd> {
        let own = self.answers.as_ref().and_then(|answers| answers.fetched);
        self.fetched.as_ref().map(|date| date.value).or(own)
    }
}

pub(super) fn kolada(fields: Fields<'_, '_>) -> Option<KoladaSpec> {
    let file = fields.required_text("fil");
    let file = file.filter(|file| {
        let is_inside = is_inside(file.trimmed());
        if !is_inside {
            fields.report(messages::path_outside(file.place, &file.text));
        }
        is_inside
    });
    let (fetched, fills) = (fields.date("hamtad"), fields.flag("fyll") == Some(true));
    let cites = fields.flag("noter") != Some(false);
    fields.finish();
    Some(KoladaSpec { file: file?, fetched, fills, cites, answers: None })
}

/// `kommunkod`, the four digits by which the municipality is known.
pub(super) fn municipality_code(fields: &Fields<'_, '_>) -> Option<SourceText> {
    let code = fields.text("kommunkod")?;
    let is_form = is_municipality(code.trimmed());
    if !is_form {
        fields.report(municipality_code_form(code.place, code.trimmed()));
    }
    is_form.then_some(code)
}
