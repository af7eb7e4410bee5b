//! `[[mottagare]]`: to whom the finished paper goes, and what they get.

use crate::base::source::{Span, Spanned};
use crate::base::standard::Standard;
use crate::base::written::SourceText;
use crate::input::decode::Fields;
use crate::input::messages;

/// One to whom the paper is dispatched.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The name, as the memo shows it.
    pub name: SourceText,
    /// How the paper gets there; if not said, it follows from the address that is given.
    pub form: Option<Spanned<DispatchForm>>,
    /// Where the e-mail address is written, and the postal address. What is written there stays in the house: see
    /// [`personal::original`](crate::input::personal::original).
    pub email: Option<Span>,
    /// The postal address.
    pub address: Option<Span>,
    /// What the recipient's PDF must hold to.
    pub standard: Option<Standard>,
    /// The files that the recipient gets; both unless said.
    pub files: Vec<Spanned<PaperFile>>,
    /// Where its header stands.
    pub place: Span,
}

/// How a paper gets to a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DispatchForm {
    /// By e-mail.
    Email,
    /// By post.
    Post,
    /// Within the municipality.
    Internal,
}

/// A file that a recipient can get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFile {
    /// The PDF.
    Pdf,
    /// The Word file.
    Word,
}

const FORMS: &[(&str, DispatchForm)] =
    &[("epost", DispatchForm::Email), ("post", DispatchForm::Post), ("internt", DispatchForm::Internal)];

const PAPER_FILES: &[(&str, PaperFile)] = &[("pdf", PaperFile::Pdf), ("docx", PaperFile::Word)];

pub(super) fn recipient(fields: Fields<'_, '_>) -> Option<Recipient> {
    let name = fields.required_line("namn");
    let form = fields.word("form", FORMS);
    let (email, address) = (fields.text("epost"), fields.text("adress"));
    let (email, address) = (email.map(|email| email.place), address.map(|address| address.place));
    let standards: Vec<(&str, Standard)> = Standard::ALL.iter().map(|standard| (standard.name(), *standard)).collect();
    let standard = fields.word("standard", &standards).map(|standard| standard.value);
    let files = fields.texts("filer").into_iter().filter_map(|file| {
        let known = PAPER_FILES.iter().find(|(word, _)| *word == file.trimmed());
        if known.is_none() {
            let names: Vec<&str> = PAPER_FILES.iter().map(|(word, _)| *word).collect();
            fields.report(messages::unknown_word(file.place, "filer", &file.text, &names));
        }
        known.map(|(_, kind)| Spanned::new(*kind, file.place))
    });
    let files = files.collect();
    let place = fields.place();
    fields.finish();
    Some(Recipient { name: name?, form, email, address, standard, files, place })
}
