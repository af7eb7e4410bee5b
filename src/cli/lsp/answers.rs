//! Answers as the protocol writes them.

use gen_lsp_types::{CompletionItem, CompletionItemKind, InsertTextFormat, TextEdit};
use serde_json::{Value, json};

use crate::base::limits::EDITOR_SUGGESTIONS;
use crate::diagnostic::Language;

use super::super::texts::pick;
use super::complete::{Item, Style, complete};
use super::documents::Document;
use super::lines::Encoding;
use super::messages;
use super::place::Place;
use super::told::Told;

/// What stands behind findings as who found them.
const SOURCE: &str = "underlag";

/// What this server can do.
pub(super) fn capabilities(encoding: Encoding) -> Value {
    json!({
        "positionEncoding": match encoding { Encoding::Utf8 => "utf-8", Encoding::Utf16 => "utf-16" },
        // Texts are sent part by part.
        "textDocumentSync": { "openClose": true, "change": 2, "save": true },
        "completionProvider": { "triggerCharacters": ["\"", "[", "{", ".", "/", "|", "^", ":"] },
        "hoverProvider": true,
        "definitionProvider": true,
        "codeActionProvider": { "codeActionKinds": ["quickfix"] },
        "workspace": { "workspaceFolders": { "supported": true } },
    })
}

/// Asks the editor to tell of files that others change.
pub(super) fn watch() -> Value {
    let pattern = "**/*.{toml,csv,xlsx,json,pdf,png,jpg,jpeg,svg,typ,ttf,otf}";
    json!({
        "jsonrpc": "2.0",
        "id": "watch",
        "method": "client/registerCapability",
        "params": { "registrations": [{
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": [{ "globPattern": pattern }] },
        }] },
    })
}

/// A finding, with what to do about it.
pub(super) fn finding(told: &Told, address: &dyn Fn(&str) -> String, language: Language) -> Value {
    let related = told
        .related
        .iter()
        .map(|(at, words)| json!({ "location": { "uri": address(&at.file), "range": at.range }, "message": words }));
    json!({
        "range": told.at.range,
        "severity": told.severity,
        "code": told.code,
        "source": SOURCE,
        "message": pick(messages::with_hint(&told.message, &told.hint), language),
        "relatedInformation": related.collect::<Vec<_>>(),
    })
}

/// Why nothing is found in a text, at its top.
pub(super) fn explanation(words: &str) -> Value {
    let top = json!({ "line": 0, "character": 0 });
    json!({ "range": { "start": top, "end": top }, "severity": 3, "source": SOURCE, "message": words })
}

/// Why a report could not be checked.
pub(super) fn failure(words: &str) -> Value {
    let mut told = explanation(words);
    told["severity"] = json!(1);
    told
}

/// Words with marks, for an editor that shows them; for others without most of them.
pub(super) fn markup(words: &str, markdown: bool) -> Value {
    if markdown {
        return json!({ "kind": "markdown", "value": words });
    }
    let plain = ["**", "```toml\n", "\n```"].iter().fold(words.to_owned(), |words, marks| words.replace(marks, ""));
    json!({ "kind": "plaintext", "value": plain })
}

/// What could stand at a place. Of very many only those that go on with what stands there.
pub(super) fn completion(document: &Document, place: &Place<'_>, style: Style, markdown: bool) -> Value {
    let mut items = complete(place, style);
    let is_cut = items.len() > EDITOR_SUGGESTIONS;
    if is_cut {
        let begun = |item: &Item| place.text.get(item.range.start..place.offset).unwrap_or("").to_lowercase();
        items.retain(|item| item.filter.to_lowercase().contains(&begun(item)));
        items.truncate(EDITOR_SUGGESTIONS);
    }
    let items: Vec<CompletionItem> =
        items.into_iter().enumerate().filter_map(|(at, item)| one(document, item, at, markdown)).collect();
    json!({ "isIncomplete": is_cut, "items": items })
}

fn one(document: &Document, item: Item, at: usize, markdown: bool) -> Option<CompletionItem> {
    let edit = TextEdit { range: document.range(item.range)?, new_text: item.text };
    let words = |words: String| serde_json::from_value(markup(&words, markdown)).ok();
    let is_block = item.kind == CompletionItemKind::Module;
    let format = if item.is_snippet { InsertTextFormat::Snippet } else { InsertTextFormat::PlainText };
    Some(CompletionItem {
        // In the order of the reference.
        sort_text: Some(format!("{}{at:06}", item.group)),
        detail: Some(item.detail).filter(|detail| !detail.is_empty()),
        documentation: Some(item.about).filter(|about| !about.is_empty()).and_then(words),
        filter_text: Some(item.filter).filter(|filter| *filter != item.label),
        insert_text_format: Some(format),
        preselect: is_block.then_some(false),
        text_edit: Some(edit.into()),
        kind: Some(item.kind),
        label: item.label,
        ..CompletionItem::default()
    })
}

/// A remedy that an editor can make.
pub(super) fn action(told: &Told, address: &dyn Fn(&str) -> String, language: Language) -> Value {
    let mut changes = serde_json::Map::new();
    for (at, text) in &told.fix {
        let edits = changes.entry(address(&at.file)).or_insert_with(|| json!([]));
        if let Some(edits) = edits.as_array_mut() {
            edits.push(json!({ "range": at.range, "newText": text }));
        }
    }
    json!({
        "title": told.hint,
        "kind": "quickfix",
        "diagnostics": [finding(told, address, language)],
        "isPreferred": true,
        "edit": { "changes": changes },
    })
}
