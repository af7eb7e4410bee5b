//! A finding: what is wrong, where, and what to do about it, in both languages; and how many there are of each kind.

use std::fmt;

use crate::base::escape;
use crate::base::positions::UnitIndex;
use crate::base::source::{Sources, Span};

use super::codes::{Code, Severity};
use super::language::Language;

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Text {
    /// `sv` and `en`.
    pub fn new(sv: impl Into<String>, en: impl Into<String>) -> Self {
        Text { sv: sv.into(), en: en.into() }
    }

    /// The words in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => &self.en,
        }
    }
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding, stable over releases.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub hint: Text,
    /// Where; `None` where no file can be shown.
    pub place: Option<Span>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What is to stand elsewhere instead, where that is certain; all of it or nothing.
    pub fix: Vec<Replacement>,
    /// The unit whose matter it is, where that does not follow from its place.
    pub about: Option<UnitIndex>,
}

/// A part of a file's text, and what is to stand in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Where.
    pub place: Span,
    /// What stands there; where anything else does, nothing is replaced.
    pub was: String,
    /// What is to stand there.
    pub with: String,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Span,
    /// What is there.
    pub message: Text,
}

impl Diagnostic {
    /// A finding with its code's own severity.
    pub fn new(code: Code, place: impl Into<Option<Span>>, message: Text, hint: Text) -> Self {
        let (place, severity) = (place.into(), code.severity());
        Diagnostic { code, severity, message, hint, place, related: Vec::new(), fix: Vec::new(), about: None }
    }

    /// The same finding with its remedy as data; none where a part of that is missing.
    #[must_use]
    pub fn with_fix(mut self, fix: impl IntoIterator<Item = Option<Replacement>>) -> Self {
        self.fix = fix.into_iter().collect::<Option<_>>().unwrap_or_default();
        self
    }

    /// The same finding as the matter of a unit.
    #[must_use]
    pub fn about(mut self, unit: Option<UnitIndex>) -> Self {
        self.about = unit;
        self
    }

    /// What its remedy replaces: nothing where a part of it stands otherwise in the file, or in one that is taken from
    /// elsewhere.
    pub fn replacements<'d>(&'d self, sources: &Sources) -> &'d [Replacement] {
        let holds = |replacement: &Replacement| {
            let file = sources.file(replacement.place.file);
            let is_own = file.sheet.is_none() && file.named_by.is_none();
            is_own && file.original().get(replacement.place.range()) == Some(replacement.was.as_str())
        };
        if self.fix.iter().all(holds) { &self.fix } else { &[] }
    }

    /// The same finding with another place.
    #[must_use]
    pub fn with_related(mut self, place: Span, message: Text) -> Self {
        self.related.push(Related { place, message });
        self
    }
}

/// A finding that an exception silences, with the exception's reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why it is accepted.
    pub reason: String,
    /// Where the exception stands.
    pub place: Span,
}

/// Puts findings in the order of their places, those without a place first, and drops repeated ones.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.place, a.code, &a.message).cmp(&(b.place, b.code, &b.message)));
    diagnostics.dedup();
}

/// How many findings of each severity there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Tally {
    /// Counts `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
        Tally { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Note) }
    }
}

/// One line, `file:line:column: error[code]: message`, as a compiler writes it, in the words of the language.
pub struct Short<'a> {
    /// The finding.
    pub diagnostic: &'a Diagnostic,
    /// The files.
    pub sources: &'a Sources,
    /// The message's language.
    pub language: Language,
}

impl fmt::Display for Short<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Short { diagnostic, sources, language } = self;
        if let Some(place) = diagnostic.place {
            write!(f, "{}: ", escape::words(&sources.locate(place)))?;
        }
        let message = escape::words(diagnostic.message.get(*language));
        let (severity, code) = (diagnostic.severity.name_in(*language), diagnostic.code.name_in(*language));
        write!(f, "{severity}[{code}]: {message}")
    }
}
