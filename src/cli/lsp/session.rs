//! What is said to an editor: every message that it sends has its answer here, without reading, writing or waiting. A
//! report that has to be checked is handed out as a job, and what came of that is taken in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    CompletionParams, DefinitionParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, ErrorCodes, HoverParams,
    TextDocumentPositionParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::diagnostic::Language;
use crate::input::load::MANIFEST;

use super::super::texts::pick;
use super::checks::{Answer, Done, Job, Texts};
use super::complete::Style;
use super::documents::{Document, Documents};
use super::lines::Encoding;
use super::place::{Kind, Place};
use super::told::{Known, Told};
use super::{answers, messages, uri};

/// How far the conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Before `initialize`.
    New,
    /// Between that and `shutdown`.
    Running,
    /// After it.
    ShutDown,
}

/// What an editor can do.
#[derive(Debug, Clone, Copy, Default)]
struct Abilities {
    snippets: bool,
    markdown: bool,
    watches: bool,
}

/// A report of which a file is open, or was.
#[derive(Debug, Default)]
struct Report {
    /// Counts the changes of its files.
    state: u64,
    /// The state that the findings are of.
    checked: Option<u64>,
    found: Vec<Told>,
    /// Which of them have a remedy that holds.
    remedies: Vec<usize>,
    /// Which files the editor shows findings of, by their addresses.
    shown: BTreeSet<String>,
    known: Known,
}

/// A conversation with an editor.
pub(super) struct Session {
    phase: Phase,
    language: Language,
    abilities: Abilities,
    documents: Documents,
    reports: BTreeMap<PathBuf, Report>,
    /// Reports that are to be checked.
    due: BTreeSet<PathBuf>,
    /// What is to be sent.
    out: Vec<Value>,
    /// The exit code, once the conversation is over.
    ended: Option<u8>,
    report_of: ReportOf,
}

/// The folder of the report that a file belongs to: by the disk, and by whether a manifest is open at a path.
pub(super) type ReportOf = fn(&Path, &dyn Fn(&Path) -> bool) -> Option<PathBuf>;

/// What a request is answered: a result, or an error.
type Result<T> = std::result::Result<T, (ErrorCodes, [String; 2])>;

impl Session {
    /// A conversation that has not begun.
    pub(super) fn new(language: Language, report_of: ReportOf) -> Self {
        Session {
            phase: Phase::New,
            language,
            abilities: Abilities::default(),
            documents: Documents::new(Encoding::Utf16),
            reports: BTreeMap::new(),
            due: BTreeSet::new(),
            out: Vec::new(),
            ended: None,
            report_of,
        }
    }

    /// What is to be sent, in order.
    pub(super) fn sent(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.out)
    }

    /// The exit code, once the conversation is over.
    pub(super) fn ended(&self) -> Option<u8> {
        self.ended
    }

    /// The exit code of an editor that is gone without a word.
    pub(super) fn left(&self) -> u8 {
        u8::from(self.phase != Phase::ShutDown)
    }

    /// Whether a report is to be checked.
    pub(super) fn is_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// The reports that are to be checked, with their texts.
    pub(super) fn jobs(&mut self) -> Vec<Job> {
        let due = std::mem::take(&mut self.due);
        let jobs = due.into_iter().filter_map(|dir| {
            let state = self.reports.get(&dir)?.state;
            let open = self.documents.iter().filter(|document| document.report.as_deref() == Some(&*dir));
            let texts: Texts = open.filter_map(|it| Some((it.inside()?.1, it.text()?.to_owned()))).collect();
            Some(Job { dir, state, texts, encoding: self.documents.encoding })
        });
        jobs.collect()
    }

    /// Takes in a message that could not be read.
    pub(super) fn unreadable(&mut self, code: ErrorCodes, why: [String; 2]) {
        self.refuse(&Value::Null, code, why);
    }

    /// Takes in a message.
    pub(super) fn message(&mut self, message: &Value) {
        let id = message.get("id");
        let (is_ours, method) = (message.get("jsonrpc") == Some(&json!("2.0")), message.get("method"));
        if is_ours && method.is_none() && (message.get("result").is_some() || message.get("error").is_some()) {
            // An answer to what was asked of the editor, which changes nothing.
            return;
        }
        let is_id = id.is_none_or(|id| id.is_i64() || id.is_u64() || id.is_string());
        let Some(method) = method.and_then(Value::as_str).filter(|_| is_ours && is_id) else {
            let id = id.filter(|id| id.is_number() || id.is_string()).cloned().unwrap_or(Value::Null);
            return self.refuse(&id, ErrorCodes::InvalidRequest, messages::no_message());
        };
        let params = message.get("params").cloned().unwrap_or(Value::Null);
        let Some(id) = id.cloned() else { return self.notification(method, params) };
        match self.request(method, params) {
            Ok(result) => self.out.push(json!({ "jsonrpc": "2.0", "id": id, "result": result })),
            Err((code, why)) => self.refuse(&id, code, why),
        }
    }

    fn refuse(&mut self, id: &Value, code: ErrorCodes, why: [String; 2]) {
        let (code, message) = (i32::from(code), pick(why, self.language));
        self.out.push(json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } }));
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.out.push(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn request(&mut self, method: &str, params: Value) -> Result<Value> {
        match (self.phase, method) {
            (Phase::New, "initialize") => Ok(self.initialize(&params)),
            (Phase::New, _) => Err((ErrorCodes::ServerNotInitialized, messages::not_initialized())),
            (Phase::ShutDown, _) => Err((ErrorCodes::InvalidRequest, messages::shut_down())),
            (Phase::Running, "initialize") => Err((ErrorCodes::InvalidRequest, messages::initialized_before())),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                self.due.clear();
                Ok(Value::Null)
            }
            (Phase::Running, "textDocument/completion") => {
                let params: CompletionParams = read(method, params)?;
                Ok(self.completion(&params.text_document_position_params))
            }
            (Phase::Running, "textDocument/hover") => {
                let params: HoverParams = read(method, params)?;
                Ok(self.hover(&params.text_document_position_params).unwrap_or_default())
            }
            (Phase::Running, "textDocument/definition") => {
                let params: DefinitionParams = read(method, params)?;
                Ok(self.definition(&params.text_document_position_params).unwrap_or_default())
            }
            (Phase::Running, "textDocument/codeAction") => Ok(self.actions(&read(method, params)?)),
            (Phase::Running, _) => Err((ErrorCodes::MethodNotFound, messages::no_method(method))),
        }
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.phase = Phase::Running;
        let can = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let lists = |path: &str, word: &str| {
            can(path).and_then(Value::as_array).is_some_and(|all| all.iter().any(|it| it == word))
        };
        let is = |path: &str| can(path).and_then(Value::as_bool) == Some(true);
        self.abilities = Abilities {
            snippets: is("textDocument/completion/completionItem/snippetSupport"),
            markdown: lists("textDocument/hover/contentFormat", "markdown"),
            watches: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
        };
        let encoding = if lists("general/positionEncodings", "utf-8") { Encoding::Utf8 } else { Encoding::Utf16 };
        self.documents.encoding = encoding;
        json!({
            "capabilities": answers::capabilities(encoding),
            "serverInfo": { "name": "underlag", "version": env!("CARGO_PKG_VERSION") },
        })
    }

    fn notification(&mut self, method: &str, params: Value) {
        if method == "exit" {
            self.ended = Some(self.left());
            return;
        }
        if self.phase != Phase::Running {
            return;
        }
        // What the protocol does not know of, or of which it says something else, is passed by, as it asks for.
        match method {
            "initialized" if self.abilities.watches => self.out.push(answers::watch()),
            "textDocument/didOpen" => {
                if let Ok(DidOpenTextDocumentParams { text_document: it }) = read(method, params) {
                    let language = serde_json::to_value(&it.language_id).unwrap_or_default();
                    let language = language.as_str().unwrap_or("").to_owned();
                    self.documents.open(it.uri.0.clone(), &language, it.version, it.text);
                    self.assign();
                    self.changed(&it.uri.0);
                }
            }
            "textDocument/didChange" => {
                if let Ok(DidChangeTextDocumentParams { text_document: it, content_changes }) = read(method, params)
                    && self.documents.change(&it.text_document_identifier.uri.0, it.version, content_changes)
                {
                    self.changed(&it.text_document_identifier.uri.0);
                }
            }
            "textDocument/didSave" => {
                if let Ok(DidSaveTextDocumentParams { text_document: it, .. }) = read(method, params) {
                    self.assign();
                    self.changed(&it.uri.0);
                }
            }
            "textDocument/didClose" => {
                if let Ok(DidCloseTextDocumentParams { text_document: it }) = read(method, params) {
                    self.closed(&it.uri.0);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                if let Ok(DidChangeWatchedFilesParams { changes }) = read(method, params) {
                    self.assign();
                    let paths: Vec<PathBuf> = changes.iter().filter_map(|it| uri::path(&it.uri.0)).collect();
                    let dirs: Vec<PathBuf> = self.reports.keys().cloned().collect();
                    let touched = dirs.into_iter().filter(|dir| paths.iter().any(|path| path.starts_with(dir)));
                    touched.collect::<Vec<_>>().iter().for_each(|dir| self.touch(dir));
                }
            }
            _ => {}
        }
    }

    /// Finds the report of every open text anew: a manifest may have come or gone.
    fn assign(&mut self) {
        let is_manifest = |it: &Document| it.path.as_ref().is_some_and(|path| path.ends_with(MANIFEST));
        let open: BTreeSet<PathBuf> =
            self.documents.iter().filter(|it| is_manifest(it)).filter_map(|it| it.path.clone()).collect();
        let is_open = |path: &Path| open.contains(path);
        let (mut touched, mut alone) = (BTreeSet::new(), Vec::new());
        for document in self.documents.iter_mut() {
            let report = document.path.as_deref().and_then(|path| (self.report_of)(path, &is_open));
            if report != document.report {
                touched.extend([document.report.take(), report.clone()].into_iter().flatten());
                document.report = report;
            }
            alone.extend(document.report.is_none().then(|| document.uri.clone()));
        }
        touched.iter().for_each(|dir| self.touch(dir));
        alone.iter().for_each(|uri| self.explain(uri));
    }

    /// A report has to be checked again.
    fn touch(&mut self, dir: &Path) {
        self.reports.entry(dir.to_owned()).or_default().state += 1;
        self.due.insert(dir.to_owned());
    }

    /// An open text is another one.
    fn changed(&mut self, uri: &str) {
        if let Some(dir) = self.documents.get(uri).and_then(|document| document.report.clone()) {
            self.touch(&dir);
        }
    }

    /// A text is closed: the file on the disk counts again.
    fn closed(&mut self, uri: &str) {
        let Some(document) = self.documents.close(uri) else { return };
        self.assign();
        match document.report {
            Some(dir) => {
                self.touch(&dir);
                // By another address than the editor's own it shows findings that it has not opened.
                if let Some(report) = self.reports.get_mut(&dir) {
                    report.shown.insert(document.uri);
                }
            }
            None => self.show(&document.uri, None, &[]),
        }
    }

    /// Says of a text that belongs to no report why nothing is checked in it.
    fn explain(&mut self, uri: &str) {
        let Some(document) = self.documents.get(uri).filter(|document| document.is_toml) else { return };
        // What else is shown as text, as an older version beside a file, is nothing that somebody writes.
        let why = match &document.path {
            Some(_) => messages::no_report(),
            None if document.uri.starts_with("untitled:") => messages::not_saved(),
            None => return,
        };
        let (uri, version) = (document.uri.clone(), document.version);
        let told = answers::explanation(&pick(why, self.language));
        self.show(&uri, Some(version), &[told]);
    }

    fn show(&mut self, uri: &str, version: Option<i32>, diagnostics: &[Value]) {
        let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
        if let Some(version) = version {
            params["version"] = json!(version);
        }
        self.notify("textDocument/publishDiagnostics", params);
    }

    /// Takes in what came of a check. What is of an older state than the texts is never shown.
    pub(super) fn done(&mut self, done: Done) {
        let Done { dir, state, answer } = done;
        let Some(report) = self.reports.get_mut(&dir).filter(|report| report.state == state) else { return };
        if self.phase != Phase::Running {
            return;
        }
        match answer {
            Answer::Remedies(remedies) => report.remedies = remedies,
            Answer::Checked(found, known) => {
                report.checked = Some(state);
                report.remedies.clear();
                // What was known stays while the manifest cannot be read.
                if let Some(known) = known {
                    report.known = *known;
                }
                report.found = found;
                self.publish(&dir, None);
            }
            Answer::Failed(why) => {
                report.checked = None;
                (report.found, report.remedies) = (Vec::new(), Vec::new());
                self.publish(&dir, Some(&why));
            }
        }
    }

    /// The address of a file of a report, as the editor writes it where it has it open.
    fn address(&self, dir: &Path, file: &str) -> String {
        let path = dir.join(file.replace('/', std::path::MAIN_SEPARATOR_STR));
        self.documents.at(&path).map_or_else(|| uri::of(&path), |document| document.uri.clone())
    }

    /// Shows what was found in a report, file by file, and that nothing is found where something was.
    fn publish(&mut self, dir: &Path, failed: Option<&str>) {
        let Some(report) = self.reports.get(dir) else { return };
        let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for told in &report.found {
            let shown = answers::finding(told, &|file| self.address(dir, file), self.language);
            files.entry(self.address(dir, &told.at.file)).or_default().push(shown);
        }
        for document in self.documents.iter().filter(|document| document.report.as_deref() == Some(dir)) {
            let told = files.entry(document.uri.clone()).or_default();
            if document.text().is_none() {
                told.push(answers::explanation(&pick(messages::too_much(), self.language)));
            }
            if let Some(why) = failed {
                told.push(answers::failure(&pick(messages::not_checked(why), self.language)));
            } else if document.is_toml && !self.is_read(report, document) {
                told.push(answers::explanation(&pick(messages::not_read(), self.language)));
            }
        }
        let gone: Vec<String> = report.shown.iter().filter(|uri| !files.contains_key(*uri)).cloned().collect();
        let shown = files.iter().filter(|(_, told)| !told.is_empty()).map(|(uri, _)| uri.clone()).collect();
        for uri in gone {
            // What now belongs elsewhere is told there.
            let is_elsewhere = self.documents.get(&uri).is_some_and(|document| document.report.as_deref() != Some(dir));
            if !is_elsewhere {
                self.show(&uri, None, &[]);
            }
        }
        for (uri, told) in files {
            let version = self.documents.get(&uri).map(|document| document.version);
            self.show(&uri, version, &told);
        }
        if let Some(report) = self.reports.get_mut(dir) {
            report.shown = shown;
        }
    }

    /// Whether a report reads an open text, as far as is known; one that it says something of it has read.
    fn is_read(&self, report: &Report, document: &Document) -> bool {
        let Some((_, inside)) = document.inside() else { return false };
        let is_named = report.known.read.contains(&inside);
        let is_told = report.found.iter().any(|told| told.at.file == inside);
        inside == MANIFEST || is_named || is_told || report.known.read.is_empty()
    }

    /// The place in an open text of a report; `whole` has it at the end of the sign there.
    fn place<'s>(&'s self, params: &TextDocumentPositionParams, whole: bool) -> Option<(&'s Document, Place<'s>)> {
        let document = self.documents.get(&params.text_document.uri.0)?;
        let (dir, inside) = document.inside()?;
        let known = &self.reports.get(dir)?.known;
        let kind = Kind::of(&inside, known)?;
        let (body, _) = document.body()?;
        let mut offset = document.offset(params.position)?;
        if whole {
            let sign = body.get(offset..).and_then(|rest| rest.chars().next()).filter(|c| !matches!(c, '\r' | '\n'));
            offset += sign.map_or(0, char::len_utf8);
        }
        Some((document, Place::new(kind, body, offset, known)))
    }

    fn completion(&self, params: &TextDocumentPositionParams) -> Value {
        let style = Style { snippets: self.abilities.snippets, language: self.language };
        let Some((document, place)) = self.place(params, false) else { return Value::Null };
        answers::completion(document, &place, style, self.abilities.markdown)
    }

    fn hover(&self, params: &TextDocumentPositionParams) -> Option<Value> {
        let (document, place) = self.place(params, true)?;
        let (words, range) = super::hover::hover(&place, self.language)?;
        let words = answers::markup(&words, self.abilities.markdown);
        Some(json!({ "contents": words, "range": document.range(range)? }))
    }

    fn definition(&self, params: &TextDocumentPositionParams) -> Option<Value> {
        let (document, place) = self.place(params, true)?;
        if let Some(note) = place.text_of_note() {
            return Some(json!([{ "uri": document.uri, "range": document.range(note)? }]));
        }
        let (dir, _) = document.inside()?;
        let named = place.named();
        let all =
            named.iter().map(|(name, _)| json!({ "uri": self.address(dir, &name.at.file), "range": name.at.range }));
        Some(Value::Array(all.collect()))
    }

    /// The remedies that are certain, of the findings in a part of a text. There are none while it is another text than
    /// the one that was checked.
    fn actions(&self, params: &gen_lsp_types::CodeActionParams) -> Value {
        let document = self.documents.get(&params.text_document.uri.0);
        let found = document.and_then(|document| {
            let (dir, inside) = document.inside()?;
            let report = self.reports.get(dir).filter(|report| report.checked == Some(report.state))?;
            Some((dir, inside, report))
        });
        let Some((dir, inside, report)) = found else { return json!([]) };
        let held = report.remedies.iter().filter_map(|at| report.found.get(*at));
        let touches = |told: &&Told| {
            let (one, other) = (told.at.range, params.range);
            told.at.file == inside && one.start <= other.end && other.start <= one.end
        };
        let address = |file: &str| self.address(dir, file);
        held.filter(touches).map(|told| answers::action(told, &address, self.language)).collect()
    }
}

fn read<T: DeserializeOwned>(method: &str, params: Value) -> Result<T> {
    serde_json::from_value(params).map_err(|_| (ErrorCodes::InvalidParams, messages::wrong_params(method)))
}
