//! Findings for editors and code hosts, as SARIF.

use serde_json::json;

use crate::base::source::{Sources, Span};

use super::finding::Diagnostic;
use super::show::uri;
use super::{Code, explain, fixes};

/// Shows findings as SARIF 2.1.0, which editors and code hosts read; in English, with the Swedish
/// words as properties.
///
/// `others` are findings that are left out, as they concern others than those who asked.
///
/// Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, others: Option<usize>) -> String {
    let mut codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<_> = codes
        .iter()
        .map(|code| json!({ "id": code.name(), "fullDescription": { "text": explain(*code).text.en } }))
        .collect();
    let results: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| {
            let text = format!("{} ({})", diagnostic.message.en, diagnostic.hint.en);
            let locations: Vec<_> = diagnostic.place.iter().map(|place| location(*place, None, sources)).collect();
            let related: Vec<_> = diagnostic
                .related
                .iter()
                .map(|related| location(related.place, Some(&related.message.en), sources))
                .collect();
            let mut result = json!({
                "ruleId": diagnostic.code.name(),
                "level": diagnostic.severity.name(),
                "message": { "text": text },
                "locations": locations,
                "relatedLocations": related,
                "properties": { "message_sv": diagnostic.message.sv, "hint_sv": diagnostic.hint.sv },
            });
            let fixes = fixes::sarif(diagnostic, sources);
            if !fixes.is_empty() {
                result["fixes"] = json!(fixes);
            }
            result
        })
        .collect();
    let driver = json!({ "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let mut run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    if let Some(others) = others {
        run["properties"] = json!({ "others": others });
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    });
    format!("{log:#}\n")
}

fn location(place: Span, message: Option<&str>, sources: &Sources) -> serde_json::Value {
    let position = sources.position(place);
    let mut physical = json!({ "artifactLocation": { "uri": uri(&sources.file(place.file).path) } });
    let mut location = json!({});
    // A workbook has no lines to point at.
    match sources.cell(place) {
        Some(cell) => location["logicalLocations"] = json!([{ "fullyQualifiedName": cell }]),
        None => physical["region"] = json!({ "startLine": position.line, "startColumn": position.column }),
    }
    location["physicalLocation"] = physical;
    if let Some(message) = message {
        location["message"] = json!({ "text": message });
    }
    location
}
