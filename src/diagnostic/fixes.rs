//! What remedies replace, for machines.

use serde::Serialize;
use serde_json::{Value, json};

use crate::base::source::{Sources, Span};

use super::finding::{Diagnostic, Replacement};
use super::show::{Line, json_line, uri};

/// A finding with what its remedy replaces.
#[derive(Serialize)]
struct WithFixes<'a> {
    #[serde(flatten)]
    finding: Line<'a>,
    fixes: Vec<Fix<'a>>,
}

/// A part of a file, lines and columns in characters from 1, and what is to stand in its place.
#[derive(Serialize)]
struct Fix<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    was: &'a str,
    text: &'a str,
}

fn end(place: Span) -> Span {
    Span { start: place.end, ..place }
}

fn fix<'a>(replacement: &'a Replacement, sources: &'a Sources) -> Fix<'a> {
    let Replacement { place, was, with } = replacement;
    let (from, to) = (sources.position(*place), sources.position(end(*place)));
    let file = sources.file(place.file).path.as_str();
    Fix { file, line: from.line, column: from.column, end_line: to.line, end_column: to.column, was, text: with }
}

/// Shows findings as JSON, one object a line, each with what its remedy replaces, all of it or nothing; the same in
/// every language.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let line = |diagnostic: &Diagnostic| {
        let fixes = diagnostic.replacements(sources).iter().map(|it| fix(it, sources)).collect();
        let line = WithFixes { finding: json_line(diagnostic, sources), fixes };
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    };
    diagnostics.iter().map(line).collect()
}

/// The remedy of a finding as SARIF has it; nothing where there is none for certain.
pub(super) fn sarif(diagnostic: &Diagnostic, sources: &Sources) -> Vec<Value> {
    let all = diagnostic.replacements(sources);
    let files = all.chunk_by(|one, other| one.place.file == other.place.file);
    let changes: Vec<Value> = files
        .map(|edits| {
            let replacements: Vec<Value> = edits
                .iter()
                .map(|it| {
                    let Fix { line, column, end_line, end_column, text, .. } = fix(it, sources);
                    json!({
                        "deletedRegion": {
                            "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
                        },
                        "insertedContent": { "text": text },
                    })
                })
                .collect();
            let path = edits.first().map_or("", |it| &sources.file(it.place.file).path);
            json!({ "artifactLocation": { "uri": uri(path) }, "replacements": replacements })
        })
        .collect();
    if changes.is_empty() {
        return Vec::new();
    }
    vec![json!({ "description": { "text": diagnostic.hint.en }, "artifactChanges": changes })]
}
