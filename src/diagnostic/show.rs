//! Findings for people and for machines: with the lines they are about, as one line each, or as JSON.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::base::escape;
use crate::base::source::{Sources, Span};

use super::codes::Severity;
use super::finding::{Accepted, Diagnostic, Short};
use super::language::Language;

/// Shows findings with the lines that they are about, each with its remedy.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, language: Language, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Unicode);
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&one(diagnostic, sources, language, &renderer));
        out.push_str("\n\n");
    }
    out
}

fn one(diagnostic: &Diagnostic, sources: &Sources, language: Language, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name(diagnostic.severity.name_in(language));
    let help = match language {
        Language::Swedish => Level::HELP.with_name("råd"),
        Language::English => Level::HELP,
    };
    let title =
        level.primary_title(escape::words(diagnostic.message.get(language))).id(diagnostic.code.name_in(language));
    let hint = help.message(escape::words(diagnostic.hint.get(language)));
    let Some(place) = diagnostic.place else {
        return renderer.render(&[Group::with_title(title).element(hint)]);
    };
    let related: Vec<_> = diagnostic.related.iter().take(MAX_RELATED).collect();
    let mut group = Group::with_title(title)
        .element(snippet(place, sources).annotation(AnnotationKind::Primary.span(shown(place, sources))));
    for related in &related {
        let annotation = AnnotationKind::Context.span(shown(related.place, sources));
        group = group.element(
            snippet(related.place, sources).annotation(annotation.label(escape::words(related.message.get(language)))),
        );
    }
    let mut out = renderer.render(&[group.element(hint)]);
    for place in std::iter::once(place).chain(related.iter().map(|related| related.place)) {
        // The renderer puts line and column behind every path; what is named says both.
        if is_named(place, sources) {
            let (line, row) = (sources.position(place).line, &sources.file(place.file).text);
            let start = seen(place, sources).start;
            let column = row.get(start..start + shown(place, sources).start).map_or(1, |lead| lead.chars().count() + 1);
            let cell = escape::words(&sources.locate(place)).into_owned();
            out = out.replace(&format!("{cell}:{line}:{column}"), &cell);
        }
    }
    out
}

/// The line that a place begins in, of a file or of a sheet, there with the name of the cell; as it was written, since
/// whoever reads this wrote it. The renderer reads through all that it is handed, for each finding.
fn snippet<'s, A: Clone>(place: Span, sources: &'s Sources) -> Snippet<'s, A> {
    let file = sources.file(place.file);
    let line = file.original().get(seen(place, sources)).unwrap_or("");
    let path = if is_named(place, sources) { sources.locate(place) } else { file.path.clone() };
    let path = escape::words(&path).into_owned();
    Snippet::source(line).path(path).line_start(sources.position(place).line)
}

/// The bytes of a line that are shown, around the place, where it is longer: no screen is so wide.
const LINE_SHOWN: usize = 1_000;

/// The part of its line around a place that is handed to the renderer, which goes through all of it many times.
fn seen(place: Span, sources: &Sources) -> Range<usize> {
    let (text, line) = (&sources.file(place.file).text, sources.line(place));
    if line.len() <= LINE_SHOWN {
        return line;
    }
    let start = (place.start as usize).saturating_sub(LINE_SHOWN / 4).max(line.start);
    text.floor_char_boundary(start)..text.floor_char_boundary((start + LINE_SHOWN).min(line.end))
}

/// Whether a place is shown under its whole name, with the cell, or the line and column of what is not shown whole.
fn is_named(place: Span, sources: &Sources) -> bool {
    sources.file(place.file).sheet.is_some() || sources.line(place).len() > LINE_SHOWN
}

/// Findings that are accepted, a line each with the reason.
pub fn accepted(accepted: &[Accepted], sources: &Sources, language: Language) -> String {
    let word = match language {
        Language::Swedish => "godtaget",
        Language::English => "accepted",
    };
    let line = |accepted: &Accepted| {
        let short = Short { diagnostic: &accepted.diagnostic, sources, language };
        format!("{word}: {short} ({})\n", escape::words(&accepted.reason))
    };
    let lines: String = accepted.iter().map(line).collect();
    if lines.is_empty() { lines } else { lines + "\n" }
}

/// Related places that are shown for people; JSON lists all.
const MAX_RELATED: usize = 3;

/// The part of a place that lies on its first line, within that line, on whole characters: a text of many lines is
/// shown by its beginning.
fn shown(place: Span, sources: &Sources) -> Range<usize> {
    let text = &sources.file(place.file).text;
    let line = seen(place, sources);
    let [start, end] = [place.start, place.end].map(|at| text.floor_char_boundary(at as usize).min(line.end));
    start - line.start..end.max(start) - line.start
}

/// Shows findings as one line each, as a compiler does.
pub fn short(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    diagnostics.iter().map(|diagnostic| format!("{}\n", Short { diagnostic, sources, language })).collect()
}

/// What stands as it is in the path of a URI (RFC 3986, 2.3), and what parts it.
const ENCODED: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A relative path as a URI reference: everything but letters, digits and a few marks is percent-encoded.
pub fn uri(path: &str) -> String {
    utf8_percent_encode(path, &ENCODED).to_string()
}

#[derive(Serialize)]
pub(super) struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    hint: &'a str,
    message_sv: &'a str,
    hint_sv: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    /// The cell, `Drift!C7`, where the file is a workbook; line and column are the cell's row and column then.
    cell: Option<String>,
    related: Vec<RelatedLine<'a>>,
}

#[derive(Serialize)]
struct RelatedLine<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    cell: Option<String>,
    message: &'a str,
    message_sv: &'a str,
}

/// A line of the protocol: a finding, and whether it stands or somebody accepts it.
#[derive(Serialize)]
struct ProtocolLine<'a> {
    #[serde(flatten)]
    finding: Line<'a>,
    accepted: Option<AcceptedLine<'a>>,
}

#[derive(Serialize)]
struct AcceptedLine<'a> {
    reason: &'a str,
    file: &'a str,
    line: usize,
}

/// Shows what was found and what of it is accepted, with the reasons, as JSON with one object a line.
pub fn protocol(diagnostics: &[Diagnostic], accepted: &[Accepted], sources: &Sources) -> String {
    let open = diagnostics.iter().map(|found| ProtocolLine { finding: json_line(found, sources), accepted: None });
    let closed = accepted.iter().map(|accepted| ProtocolLine {
        finding: json_line(&accepted.diagnostic, sources),
        accepted: Some(AcceptedLine {
            reason: &accepted.reason,
            file: &sources.file(accepted.place.file).path,
            line: sources.position(accepted.place).line,
        }),
    });
    open.chain(closed).map(|line| serde_json::to_string(&line).unwrap_or_default() + "\n").collect()
}

pub(super) fn json_line<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Line<'a> {
    let position = diagnostic.place.map(|place| sources.position(place));
    Line {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message.en,
        hint: &diagnostic.hint.en,
        message_sv: &diagnostic.message.sv,
        hint_sv: &diagnostic.hint.sv,
        file: diagnostic.place.map(|place| sources.file(place.file).path.as_str()),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        cell: diagnostic.place.and_then(|place| sources.cell(place)),
        related: diagnostic
            .related
            .iter()
            .map(|related| {
                let position = sources.position(related.place);
                RelatedLine {
                    file: sources.file(related.place.file).path.as_str(),
                    line: position.line,
                    column: position.column,
                    cell: sources.cell(related.place),
                    message: &related.message.en,
                    message_sv: &related.message.sv,
                }
            })
            .collect(),
    }
}
