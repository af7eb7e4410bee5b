//! Findings for people and for machines: with the lines they are about, as one line each, or as JSON.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Language, Severity, Short};
use crate::source::{Place, Sources};

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
    let level = match (diagnostic.severity, language) {
        (Severity::Error, Language::Swedish) => Level::ERROR.with_name("fel"),
        (Severity::Error, Language::English) => Level::ERROR,
        (Severity::Warning, Language::Swedish) => Level::WARNING.with_name("varning"),
        (Severity::Warning, Language::English) => Level::WARNING,
        (Severity::Note, Language::Swedish) => Level::NOTE.with_name("notering"),
        (Severity::Note, Language::English) => Level::NOTE,
    };
    let help = match language {
        Language::Swedish => Level::HELP.with_name("råd"),
        Language::English => Level::HELP,
    };
    let title = level.primary_title(diagnostic.message.get(language)).id(diagnostic.code.name());
    let hint = help.message(diagnostic.hint.get(language));
    let Some(place) = diagnostic.place else {
        return renderer.render(&[Group::with_title(title).element(hint)]);
    };
    let mut group = Group::with_title(title)
        .element(snippet(place, sources).annotation(AnnotationKind::Primary.span(shown(place, sources))));
    for related in diagnostic.related.iter().take(MOST_RELATED) {
        let annotation =
            AnnotationKind::Context.span(shown(related.place, sources)).label(related.message.get(language));
        group = group.element(snippet(related.place, sources).annotation(annotation));
    }
    renderer.render(&[group.element(hint)])
}

/// Related places that are shown for people; JSON lists all.
const MOST_RELATED: usize = 3;

fn snippet<'s, A: Clone>(place: Place, sources: &'s Sources) -> Snippet<'s, A> {
    let file = sources.file(place.file);
    Snippet::source(file.text.as_str()).path(file.path.as_str()).fold(true)
}

/// The part of a place that lies on its first line, on whole characters: a text of many lines is shown by its beginning.
fn shown(place: Place, sources: &Sources) -> std::ops::Range<usize> {
    let text = &sources.file(place.file).text;
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(place.start as usize), floor(place.end as usize));
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    start..end.min(line_end).max(start)
}

/// Shows findings as one line each, as a compiler does.
pub fn short(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    diagnostics.iter().map(|diagnostic| format!("{}\n", Short { diagnostic, sources, language })).collect()
}

#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    hint: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    related: Vec<RelatedLine<'a>>,
}

#[derive(Serialize)]
struct RelatedLine<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// Shows findings as JSON, one object a line; the same in every language.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| json_line(diagnostic, sources) + "\n").collect()
}

fn json_line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let position = diagnostic.place.map(|place| sources.position(place));
    let line = Line {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: &diagnostic.message.en,
        hint: &diagnostic.hint.en,
        file: diagnostic.place.map(|place| sources.file(place.file).path.as_str()),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        related: diagnostic
            .related
            .iter()
            .map(|related| {
                let position = sources.position(related.place);
                RelatedLine {
                    file: sources.file(related.place.file).path.as_str(),
                    line: position.line,
                    column: position.column,
                    message: &related.message.en,
                }
            })
            .collect(),
    };
    serde_json::to_string(&line).unwrap_or_default()
}
