//! Accepted exceptions: findings that somebody has looked at and gives a reason for, and codes that are switched off.

use crate::base::names::closest_match;
use crate::base::source::{Sources, Span};
use crate::diagnostic::{Accepted, Code, Diagnostic, Severity};
use crate::input::exception::Exception;
use crate::report::Report;

use super::messages;

/// Takes out of `diagnostics` what the report accepts, and adds a finding for each exception that matches nothing.
///
/// An exception matches findings of its code in its own file and in those that it names, or in any file where it
/// stands in the manifest, whose line holds its text. Codes that are switched off are only those of warnings and
/// notes.
pub fn apply(report: &Report, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<Accepted> {
    let mut found = Vec::new();
    let off: Vec<Code> = report.manifest.rules.off.iter().filter_map(|name| known(name, &mut found)).collect();
    let exceptions: Vec<(&Exception, Option<Code>)> =
        report.all_exceptions().map(|exception| (exception, known(&exception.code, &mut found))).collect();
    for (name, code) in report.manifest.rules.off.iter().zip(&off) {
        if code.severity() == Severity::Error {
            found.push(messages::error_switched_off(name.place, &name.value));
        }
    }
    let mut used = vec![false; exceptions.len()];
    let mut accepted = Vec::new();
    diagnostics.retain(|diagnostic| {
        if off.contains(&diagnostic.code) && diagnostic.severity != Severity::Error {
            return false;
        }
        let hit = exceptions.iter().position(|(exception, code)| {
            *code == Some(diagnostic.code) && matches(report, exception, diagnostic.place, sources)
        });
        if let Some(at) = hit {
            used[at] = true;
            let (exception, _) = exceptions[at];
            let reason = exception.reason.trimmed().to_owned();
            accepted.push(Accepted { diagnostic: diagnostic.clone(), reason, place: exception.place });
        }
        hit.is_none()
    });
    for ((exception, code), used) in exceptions.iter().zip(used) {
        if !used && code.is_some() {
            found.push(messages::exception_unused(exception.place, &exception.code.value));
        }
    }
    diagnostics.extend(found);
    accepted
}

fn known(name: &crate::base::source::Spanned<String>, found: &mut Vec<Diagnostic>) -> Option<Code> {
    let code = Code::named(&name.value);
    if code.is_none() {
        let meant = closest_match(&name.value, Code::ALL.iter().map(|code| code.name()));
        found.push(messages::unknown_code(name.place, &name.value, meant));
    }
    code
}

fn matches(report: &Report, exception: &Exception, place: Option<Span>, sources: &Sources) -> bool {
    let Some(place) = place else { return false };
    let file = sources.file(place.file);
    let own = exception.place.file == place.file || Some(exception.place.file) == file.named_by;
    let here = own || exception.place.file == report.manifest.file;
    let line = file.text.get(sources.line(place)).unwrap_or("");
    here && exception.text.as_ref().is_none_or(|words| line.contains(words.trimmed()))
}
