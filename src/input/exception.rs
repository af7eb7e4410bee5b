//! `[[undantag]]`: a finding that somebody has looked at and accepts, with the reason.

use crate::base::source::{Span, Spanned};
use crate::base::written::SourceText;

use super::decode::Fields;

/// An accepted exception.
#[derive(Debug, Clone)]
pub struct Exception {
    /// The code of the findings that it silences.
    pub code: Spanned<String>,
    /// Words of the line that they are about; every line where there are none.
    pub text: Option<SourceText>,
    /// Why they are accepted.
    pub reason: SourceText,
    /// Where its header stands.
    pub place: Span,
}

/// Reads all exceptions of a file.
pub fn read(fields: &Fields<'_, '_>) -> Vec<Exception> {
    let one = |exception: Fields<'_, '_>| {
        let (code, text) = (exception.required_text("kod"), exception.said("rad"));
        let reason = exception.words("skal");
        let place = exception.place();
        exception.finish();
        let code = code?;
        Some(Exception { code: Spanned::new(code.text, code.place), text, reason: reason?, place })
    };
    fields.tables("undantag").into_iter().filter_map(one).collect()
}
