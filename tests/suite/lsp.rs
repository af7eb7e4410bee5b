//! `underlag lsp`: an editor over standard input and output. What each message is answered is asked of the answers
//! themselves, in `src/cli/lsp/tests.rs`; here that a process says it, whatever it is sent.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Folder, MANIFEST, UNIT, root, saying};

/// The longest that a message is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server, ended with the test.
struct Server {
    child: Child,
    stdin: Option<ChildStdin>,
    said: Receiver<Value>,
    id: i64,
}

impl Server {
    fn new(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_underlag"))
            .args(["lsp", "--lang", "sv"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, said) = channel();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            while let Some(message) = message(&mut out) {
                if tell.send(message).is_err() {
                    break;
                }
            }
        });
        let stdin = child.stdin.take();
        Server { child, stdin, said, id: 0 }
    }

    /// A server that an editor has begun to talk to.
    fn begun() -> Self {
        let mut server = Server::new(&[]);
        let said = server.asks("initialize", json!({ "processId": null, "rootUri": null, "capabilities": {} }));
        assert_eq!(said["result"]["serverInfo"]["name"], "underlag");
        server.says("initialized", json!({}));
        server
    }

    fn sends(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).and_then(|()| stdin.flush()).unwrap();
    }

    fn message(&mut self, message: &Value) {
        let text = message.to_string();
        self.sends(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    fn says(&mut self, method: &str, params: Value) {
        self.message(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn next(&self) -> Value {
        self.said.recv_timeout(PATIENCE).expect("it says nothing")
    }

    fn asks(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        let id = self.id;
        self.message(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let said = self.next();
            if said["id"] == id {
                return said;
            }
        }
    }

    fn opens(&mut self, path: &Path, text: &str) {
        let item = json!({ "uri": uri(path), "languageId": "toml", "version": 1, "text": text });
        self.says("textDocument/didOpen", json!({ "textDocument": item }));
    }

    fn changes(&mut self, path: &Path, version: i32, text: &str) {
        let document = json!({ "uri": uri(path), "version": version });
        self.says("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [{ "text": text }] }));
    }

    /// What is shown of a file next that is so.
    fn shows(&self, path: &Path, holds: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        loop {
            let said = self.next();
            let is_it = said["method"] == "textDocument/publishDiagnostics" && said["params"]["uri"] == uri(path);
            let found = said["params"]["diagnostics"].as_array().cloned().unwrap_or_default();
            if is_it && holds(&found) {
                return found;
            }
        }
    }

    /// Its exit code, after it is told that no more comes.
    fn code(mut self) -> Option<i32> {
        self.stdin = None;
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn message(out: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((_, value)) => length = value.parse().unwrap(),
            None => break,
        }
    }
    let mut bytes = vec![0; length];
    out.read_exact(&mut bytes).ok()?;
    Some(serde_json::from_slice(&bytes).unwrap())
}

fn uri(path: &Path) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-._~".contains(&b);
    let path = path.to_str().unwrap().replace('\\', "/");
    let written: String =
        path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02x}") }).collect();
    format!("file://{}{written}", if path.starts_with('/') { "" } else { "/" })
}

fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().filter_map(|it| it["code"].as_str()).collect()
}

#[test]
fn what_nobody_has_saved_is_checked_as_it_is_written() {
    let folder = Folder::new();
    let unit = folder.path().join("enheter/a.toml");
    let mut server = Server::begun();
    server.opens(&unit, UNIT);
    assert_eq!(server.shows(&unit, |_| true), [] as [Value; 0]);
    // The columns are those of UTF-16; what is on the disk stays.
    server.changes(&unit, 2, &saying("\u{1f600} å {{finns.inte.alls}} Ett stycke."));
    let found = server.shows(&unit, |found| !found.is_empty());
    assert_eq!(codes(&found), ["tecken-visas-inte", "okant-namn"]);
    let range = json!({ "start": { "line": 5, "character": 5 }, "end": { "line": 5, "character": 24 } });
    assert_eq!(found[1]["range"], range);
    assert!(found[1]["message"].as_str().unwrap().contains("\nråd: "), "{found:?}");
    assert_eq!(std::fs::read_to_string(&unit).unwrap(), UNIT);
    // An editor that has the byte order mark in its text counts it, on the first line alone; lines end as Windows has
    // them.
    server.changes(&unit, 3, &format!("\u{feff}{}\r\nfel = 1\r\n", "fel_ocksa = 1"));
    let found = server.shows(&unit, |found| !found.is_empty());
    let unknown = found.iter().filter(|it| it["code"] == "okand-nyckel").map(|it| it["range"].clone());
    let range = |line: u32, from: u32, to: u32| json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
    assert_eq!(unknown.collect::<Vec<_>>(), [range(0, 1, 10), range(1, 0, 3)], "{found:?}");
    server.changes(&unit, 4, UNIT);
    server.shows(&unit, <[Value]>::is_empty);
    // Another file of the report has findings by what is written in this one, and loses them.
    let manifest = folder.path().join("rapport.toml");
    server.opens(&manifest, &MANIFEST.replace("delar = [\"a\"]", "delar = [\"a\", \"b\"]"));
    let found = server.shows(&manifest, |found| !found.is_empty());
    assert_eq!(codes(&found), ["okant-namn"]);
    server.changes(&manifest, 2, MANIFEST);
    server.shows(&manifest, <[Value]>::is_empty);
    // Closed without being saved.
    server.says("textDocument/didClose", json!({ "textDocument": { "uri": uri(&unit) } }));
    server.shows(&unit, <[Value]>::is_empty);
    // Changed by others.
    let folder = folder.with("enheter/a.toml", saying("Ett stycke.[^x]"));
    let changes = json!({ "changes": [{ "uri": uri(&unit), "type": 2 }] });
    server.says("workspace/didChangeWatchedFiles", changes);
    assert_eq!(codes(&server.shows(&unit, |found| !found.is_empty())), ["fotnot-utan-text"]);
    assert_eq!(server.asks("shutdown", Value::Null)["result"], Value::Null);
    server.says("exit", Value::Null);
    assert_eq!(server.code(), Some(0));
    drop(folder);
}

#[test]
fn several_reports_and_files_of_none_are_told_apart() {
    let folder = Folder::empty()
        .with("ett/rapport.toml", MANIFEST)
        .with("ett/enheter/a.toml", saying("Ett.[^x]"))
        .with("två/rapport.toml", MANIFEST)
        .with("två/enheter/a.toml", saying("Två {{a.b.c}}."))
        .with("ensam.toml", "a = 1");
    let at = |path: &str| folder.path().join(path);
    let mut server = Server::begun();
    for path in ["ett/enheter/a.toml", "två/enheter/a.toml"] {
        server.opens(&at(path), &std::fs::read_to_string(at(path)).unwrap());
    }
    assert_eq!(codes(&server.shows(&at("ett/enheter/a.toml"), |_| true)), ["fotnot-utan-text"]);
    let found = server.shows(&at("två/enheter/a.toml"), |_| true);
    assert!(!found.is_empty() && codes(&found) != ["fotnot-utan-text"], "{found:?}");
    server.opens(&at("ensam.toml"), "a = 1");
    let found = server.shows(&at("ensam.toml"), |_| true);
    assert!(found[0]["message"].as_str().unwrap().contains("hör inte till någon rapport"), "{found:?}");
    // A file in a report's folder that the report does not read.
    server.opens(&at("ett/annat.toml"), "a = 1");
    let found = server.shows(&at("ett/annat.toml"), |_| true);
    assert!(found[0]["message"].as_str().unwrap().contains("läser inte den här filen"), "{found:?}");
    // A manifest that nobody has saved makes a report of the folder.
    server.opens(&at("rapport.toml"), "format = 1\n");
    let found = server.shows(&at("rapport.toml"), |found| !found.is_empty());
    assert!(codes(&found).contains(&"nyckel-saknas"), "{found:?}");
}

#[test]
fn remedies_that_are_certain_are_offered_once_they_are_tried() {
    let folder = Folder::new();
    let unit = folder.path().join("enheter/a.toml");
    let mut server = Server::begun();
    server.opens(&unit, &UNIT.replace("\"text\"", "“text”"));
    let found = server.shows(&unit, |found| !found.is_empty());
    let range = &found[0]["range"];
    let asked = json!({ "textDocument": { "uri": uri(&unit) }, "range": range, "context": { "diagnostics": [] } });
    let action = loop {
        let said = server.asks("textDocument/codeAction", asked.clone());
        if let Some(action) = said["result"].get(0) {
            break action.clone();
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    let edits = &action["edit"]["changes"][uri(&unit)];
    assert_eq!((edits.as_array().map(Vec::len), &edits[0]["newText"]), (Some(2), &json!("\"")), "{action}");
}

/// Whatever comes, it answers and goes on; only the end of what comes ends it.
#[test]
fn nothing_that_an_editor_sends_breaks_it() {
    let mut server = Server::new(&["--stdio"]);
    let error = |server: &Server| server.next()["error"]["code"].as_i64();
    for (bytes, code) in [
        ("Content-Length: 1\r\n\r\n{", -32700),
        ("Content-Length: 3\r\n\r\n\u{fffd}", -32700),
        ("Content-Length: x\r\n\r\n", -32700),
        ("skräp\r\n\r\n", -32700),
        ("Content-Length: 2\r\n\r\n[]", -32600),
        ("Content-Length: 4\r\n\r\nnull", -32600),
    ] {
        server.sends(bytes.as_bytes());
        assert_eq!(error(&server), Some(code), "{bytes}");
    }
    server.sends(b"Content-Length: 2\r\n\r\n\xff\xfe");
    assert_eq!(error(&server), Some(-32700), "no UTF-8");
    let deep = "[".repeat(200_000);
    server.sends(format!("Content-Length: {}\r\n\r\n{deep}", deep.len()).as_bytes());
    assert_eq!(error(&server), Some(-32700), "nested without end");
    assert_eq!(server.asks("textDocument/hover", json!({}))["error"]["code"], -32002);
    let folder = Folder::new();
    let unit = folder.path().join("enheter/a.toml");
    server.asks("initialize", json!({ "capabilities": { "general": { "positionEncodings": ["utf-8", 7] } } }));
    // Changes of what is not open, and places that are none.
    server.changes(&unit, 1, "x");
    server.opens(&unit, "\u{feff}enhet = \"\u{1f600}\r");
    for line in [0, 1, u32::MAX] {
        for character in [0, 9, 11, u32::MAX] {
            let at =
                json!({ "textDocument": { "uri": uri(&unit) }, "position": { "line": line, "character": character } });
            for method in ["textDocument/completion", "textDocument/hover", "textDocument/definition"] {
                assert!(server.asks(method, at.clone()).get("error").is_none(), "{method} {line} {character}");
            }
        }
    }
    let range = |from: u32, to: u32| json!({ "start": { "line": 0, "character": from }, "end": { "line": 0, "character": to } });
    // In the middle of a sign, turned round, behind the end.
    for (from, to) in [(11, 12), (9, 3), (90, 99)] {
        let document = json!({ "uri": uri(&unit), "version": 2 });
        let changes = json!([{ "range": range(from, to), "text": "å" }]);
        server.says("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }
    assert!(!server.shows(&unit, |found| !found.is_empty()).is_empty());
    assert_eq!(server.asks("underlag/finnsInte", Value::Null)["error"]["code"], -32601);
    assert_eq!(server.code(), Some(1), "no `shutdown`");
}

/// A layout of the report's own that never ends is stopped in its child, and the server goes on.
#[test]
fn a_layout_without_end_is_stopped() {
    let template = std::fs::read_to_string(root().join("layouts/kommun/template.typ")).unwrap();
    let tokens = std::fs::read_to_string(root().join("layouts/kommun/tokens.toml")).unwrap();
    let folder = Folder::new()
        .with("rapport.toml", MANIFEST.replacen("datum", "layout = \"egen\"\ndatum", 1))
        .with("egen/tokens.toml", tokens)
        .with("egen/template.typ", format!("#while true {{ let a = 1 }}\n{template}"));
    let mut server = Server::new(&["--time-limit", "2"]);
    server.asks("initialize", json!({ "capabilities": {} }));
    let (manifest, unit) = (folder.path().join("rapport.toml"), folder.path().join("enheter/a.toml"));
    server.opens(&unit, &saying("Ett.[^x]"));
    assert_eq!(codes(&server.shows(&unit, |found| !found.is_empty())), ["fotnot-utan-text"]);
    server.opens(&manifest, MANIFEST);
    server.shows(&manifest, <[Value]>::is_empty);
    server.says("exit", Value::Null);
    assert_eq!(server.code(), Some(1));
}
