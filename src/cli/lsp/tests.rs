//! The answers, asked of the example to copy.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::diagnostic::Language;
use crate::input::keys::Entity;
use crate::input::load::Overlay;
use crate::pipeline;

use super::super::args::LanguageArgument;
use super::super::texts;
use super::checks::{Answer, Done};
use super::complete::{Item, Style, complete};
use super::hover::hover;
use super::lines::Encoding;
use super::place::{Kind, Place};
use super::session::Session;
use super::told::{Known, known, told};

/// A language by its name.
fn spoken(name: &str) -> Language {
    texts::language(LanguageArgument::named(name))
}

const REPORT: &str = "inputs/sandby-sn-2025-08";

fn sandby() -> Known {
    let checked = pipeline::check(Path::new(REPORT), None).unwrap();
    known(checked.report.as_ref().unwrap(), &checked.sources, &Overlay::default(), Encoding::Utf16)
}

/// What could stand at the sign `|` of a text.
fn offered(kind: Kind, text: &str, snippets: bool) -> (Vec<Item>, String) {
    let known = sandby();
    let (offset, text) = (text.find('|').unwrap(), text.replacen('|', "", 1));
    let place = Place::new(kind, &text, offset, &known);
    (complete(&place, Style { snippets, language: spoken("sv") }), text)
}

fn labels(kind: Kind, text: &str) -> Vec<String> {
    offered(kind, text, false).0.into_iter().map(|item| item.label).collect()
}

#[track_caller]
fn holds(kind: Kind, text: &str, wanted: &[&str], unwanted: &[&str]) {
    let labels = labels(kind, text);
    for label in wanted {
        assert!(labels.iter().any(|it| it == label), "{label} is missing at {text:?}: {labels:?}");
    }
    for label in unwanted {
        assert!(!labels.iter().any(|it| it == label), "{label} stands at {text:?}: {labels:?}");
    }
}

#[test]
fn keys_are_those_of_the_block_and_not_there_yet() {
    let section = Kind::Section;
    holds(section, "|", &["enhet", "[[rad]]", "[[mal.indikator]]", "[noter]"], &["tabell", "rad", "[[kapitel]]"]);
    holds(section, "enhet = \"a\"\n|", &["[[rad]]"], &["enhet"]);
    holds(
        section,
        "[[rad]]\ntabell = \"netto\"\nut|",
        &["id", "namn", "utfall_2025_08", "[[rad]]"],
        &["tabell", "kapitel"],
    );
    holds(
        section,
        "[[rad]]\ntabell = \"netto\"\nid = \"a\"\n|\nnamn = \"A\"",
        &["budget_2025"],
        &["id", "namn", "tabell"],
    );
    // Another table of the same kind has its own keys.
    holds(section, "[[rad]]\nid = \"a\"\n\n[[rad]]\n|", &["id", "tabell"], &[]);
    holds(section, "[[avsnitt]]\r\nkapitel = \"a\"\r\n|\r\n", &["text", "ruta"], &["kapitel", "tabell"]);
    holds(section, "[[mal]]\nindikator = [{ na| }]", &["namn", "id"], &["[[rad]]", "motivering"]);
    holds(section, "[[mal.indikator]]\nnamn = \"x\"\n|", &["id", "kommentar"], &["namn", "motivering"]);
    holds(section, "[[avsnitt]]\ntext = \"ett[^a] två[^b]\"\n[noter]\na = \"x\"\n|", &["b"], &["a"]);
    // A block that stands once is not offered again, one that may stand often is.
    holds(section, "[noter]\na = \"x\"\n\n|", &["[[rad]]"], &["[noter]"]);
    let manifest = Kind::Manifest;
    holds(manifest, "|", &["titel", "[[enhet]]", "[period]", "[[kapitel]]"], &["[[rad]]", "enhet"]);
    // Of kinds that `slag` says only their keys.
    let of_kind = |slag: &str| labels(manifest, &format!("[[diagram]]\nslag = \"{slag}\"\n|"));
    assert_ne!(of_kind("riskmatris"), of_kind("staplar"));
    // Where nothing can stand, nothing is offered.
    for text in ["# |", "enhet = \"a\" |", "enhet |", "[[finns.inte]]\nx|", "[[rad]]\nid = { x = { y| } }"] {
        let offered = labels(section, text);
        assert!(offered.iter().all(|label| label.starts_with('[')), "{text}: {offered:?}");
    }
}

#[test]
fn headers_are_completed_within_their_brackets() {
    for (text, wanted) in [
        ("[[ra|", "[[rad]]\n"),
        ("[[ra|]]\nid = 1", "[[rad]]\nid = 1"),
        ("  [|\nid = 1", "  [[rad]]\n\nid = 1"),
        ("[[mal.ind|ikator]] # ord", "[[rad]] # ord"),
    ] {
        let (items, mut text) = offered(Kind::Section, text, false);
        let item = items.into_iter().find(|item| item.label == "[[rad]]").unwrap();
        text.replace_range(item.range, &item.text);
        assert_eq!(text, wanted);
    }
}

#[test]
fn what_is_put_in_can_be_read() {
    let put = |kind, text: &str, label: &str, snippets| {
        let (items, mut text) = offered(kind, text, snippets);
        let item = items.into_iter().find(|item| item.label == label).unwrap();
        text.replace_range(item.range, &item.text);
        text
    };
    let section = Kind::Section;
    assert_eq!(put(section, "enh|", "enhet", false), "enhet = ");
    assert_eq!(put(section, "enh|", "enhet", true), "enhet = \"$1\"");
    assert_eq!(put(section, "enh| = 1", "enhet", true), "enhet = 1");
    assert_eq!(put(section, "[[avsnitt]]\nte|", "text", true), "[[avsnitt]]\ntext = '''\n$1\n'''");
    let block = put(section, "a = 1\nra|", "[[avsnitt]]", true);
    assert_eq!(block, "a = 1\n[[avsnitt]]\nkapitel = \"$1\"\ntext = '''\n$2\n'''\n$0");
    for text in ["enhet =|", "enhet = |", "enhet = \"|\"", "enhet = \"x|y\"", "enhet = \"x|", "enhet = if|"] {
        let label = &labels(section, text)[0];
        assert_eq!(put(section, text, label, true), format!("enhet = \"{label}\""), "{text}");
    }
    assert_eq!(put(section, "[[rad]]\nfet = |", "true", false), "[[rad]]\nfet = true");
}

#[test]
fn values_are_the_reports_ids_and_the_keys_words() {
    let known = sandby();
    let units: Vec<&str> = known.section.of[&Entity::Unit].iter().map(String::as_str).collect();
    holds(Kind::Section, "enhet = \"|\"", &units, &["netto"]);
    holds(Kind::Section, "[[rad]]\ntabell = \"|\"", &["netto"], &units);
    holds(Kind::Section, "[[undantag]]\nkod = |", &["tom-cell"], &[]);
    holds(Kind::Manifest, "slag = \"|\"", &["delarsrapport", "plan"], &[]);
    holds(Kind::Manifest, "omslag = |", &["true", "false"], &[]);
    holds(Kind::Manifest, "[[kapitel]]\nslag = \"tabeller\"\ntabeller = [\"|\"]", &["netto"], &units);
    holds(Kind::Manifest, "[[kapitel]]\ntabeller = [\"a\", |", &["netto"], &[]);
    // Texts, ids that are given here, and numbers have none.
    for text in ["titel = \"|\"", "id = \"|\"", "numrerade_rubriker = |"] {
        assert_eq!(labels(Kind::Manifest, text), [""; 0], "{text}");
    }
}

#[test]
fn texts_are_offered_what_the_report_has() {
    let text = |inner: &str| format!("[[avsnitt]]\ntext = '''\nÅr \u{1f600} {{{{{inner}|\n\nannat\n'''\n");
    holds(Kind::Section, &text(""), &["netto", "avsnitt:", "tabell:"], &["utfall_2025_08"]);
    let row = &labels(Kind::Section, &text("netto."))[0];
    holds(Kind::Section, &text(&format!("netto.{row}.")), &["budget_2025", "utfall_2025_08"], &["netto"]);
    holds(Kind::Section, &text(&format!("netto.{row}.utfall_2025_08 - netto.")), &[row], &["budget_2025"]);
    holds(Kind::Section, &text("tabell:"), &["netto"], &["avsnitt:"]);
    holds(Kind::Section, &text(""), &["sida:"], &[]);
    holds(Kind::Section, &text("sida:"), &["netto"], &["avsnitt:"]);
    holds(Kind::Section, &text("netto.x.utfall_2025_08}} och ett ord"), &[], &["netto"]);
    // The first sign `|` is the place.
    let (items, _) = offered(Kind::Section, "[[avsnitt]]\ntext = \"{{a.b.c\u{7c}\"", false);
    assert!(items.is_empty());
    holds(Kind::Section, "[[avsnitt]]\ntext = \"ett[^a] och [^|\"\n[noter]\nb = \"x\"", &["a", "b"], &[]);
}

#[test]
fn keys_and_ids_are_explained() {
    let known = sandby();
    let said = |kind, text: &str, language| {
        let (offset, text) = (text.find('|').unwrap(), text.replacen('|', "", 1));
        let place = Place::new(kind, &text, offset, &known);
        hover(&place, language).map(|(words, range)| (words, text[range].to_owned()))
    };
    let (words, of) = said(Kind::Section, "[[rad]]\nta|bell = \"netto\"", spoken("sv")).unwrap();
    assert!(words.starts_with("**`tabell`**: ") && words.contains("krävs") && of == "tabell", "{words}");
    let (words, _) = said(Kind::Manifest, "om|slag = true", spoken("en")).unwrap();
    assert!(words.contains("`true` or `false`") && words.contains("Otherwise: `true`."), "{words}");
    assert!(words.contains("```toml\nomslag = false\n```"), "{words}");
    let (words, of) = said(Kind::Section, "[[rad]]\ntabell = \"ne|tto\"", spoken("sv")).unwrap();
    assert!(words.starts_with("**tabell `netto`**") && words.contains("rapport.toml:") && of == "\"netto\"", "{words}");
    let (words, of) = said(Kind::Section, "[[r|ad]]", spoken("sv")).unwrap();
    assert!(words.starts_with("**`[[rad]]`**") && of == "[[rad]]", "{words}");
    // The part of an address that is pointed at.
    let text = |inner: &str| format!("[[avsnitt]]\ntext = '''\nett {{{{{inner}}}}} två\n'''\n");
    let (words, of) = said(Kind::Section, &text("ne|tto.x.utfall_2025_08"), spoken("sv")).unwrap();
    assert!(words.starts_with("**tabell `netto`**") && of == "netto", "{words}");
    let (words, of) = said(Kind::Section, &text("sida:ne|tto"), spoken("sv")).unwrap();
    assert!(words.starts_with("**tabell `netto`**") && of == "netto", "{words}");
    let (words, of) = said(Kind::Section, &text("netto.x.utf|all_2025_08"), spoken("sv")).unwrap();
    assert!(words.starts_with("**kolumn `utfall_2025_08`**") && of == "utfall_2025_08", "{words}");
    let (words, of) =
        said(Kind::Section, &text("netto.x.utfall_2025_08 - ne|tto.x.budget_2025"), spoken("sv")).unwrap();
    assert!(words.starts_with("**tabell") && of == "netto", "{words}");
    // What the cell holds that an address names.
    let row = known.names.iter().find(|it| it.entity == Entity::Row && !it.cells.is_empty()).unwrap();
    let (column, shown) = row.cells.iter().find(|(_, shown)| shown.contains(char::is_numeric)).unwrap();
    let address = format!("netto.{}.{column}", row.id);
    let (words, _) = said(Kind::Section, &text(&format!("{address}|")), spoken("sv")).unwrap();
    assert!(words.starts_with(&format!("**`{address}`**: {shown}\n")), "{words}");
    for text in ["[[avsnitt]]\ntext = '''\nlöpande te|xt\n'''", "# ord|", "\n|\n", "[[finns.inte]]\nx| = 1"] {
        assert_eq!(said(Kind::Section, text, spoken("sv")), None, "{text}");
    }
}

/// Any text, and any place in it, has an answer.
#[test]
fn no_text_is_too_odd() {
    let known = sandby();
    let parts = [
        "[",
        "]",
        "{",
        "}",
        "{{",
        "}}",
        "=",
        ".",
        ",",
        "\"",
        "'''",
        "#",
        "\n",
        "\r\n",
        "rad",
        "tabell",
        "netto",
        "å",
        " ",
        "|",
        "[^",
        ":",
        "-",
        "\u{1f600}",
        "mal",
        "indikator",
    ];
    let mut state = 11_u32;
    for round in 0..600 {
        let mut text = String::new();
        for _ in 0..16 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(parts[(state >> 16) as usize % parts.len()]);
        }
        let kind = if round % 2 == 0 { Kind::Section } else { Kind::Manifest };
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let place = Place::new(kind, &text, offset, &known);
            for item in complete(&place, Style { snippets: true, language: spoken("en") }) {
                assert!(text.get(item.range.clone()).is_some(), "{text:?} {offset} {item:?}");
            }
            if let Some((_, range)) = hover(&place, spoken("en")) {
                assert!(text.get(range.clone()).is_some(), "{text:?} {offset} {range:?}");
            }
        }
    }
}

// The conversation.

fn report_of(path: &Path, is_open: &dyn Fn(&Path) -> bool) -> Option<PathBuf> {
    let mut folders = path.ancestors().skip(1);
    folders.find(|dir| dir.ends_with("r") || is_open(&dir.join("rapport.toml"))).map(Path::to_owned)
}

struct Talk(Session);

impl Talk {
    /// A conversation that has begun.
    fn new() -> Self {
        let mut talk = Talk(Session::new(spoken("sv"), report_of));
        let said = talk.asks(1, "initialize", json!({ "capabilities": {} }));
        assert_eq!(said["result"]["capabilities"]["positionEncoding"], "utf-16");
        talk.says("initialized", json!({}));
        talk
    }

    fn asks(&mut self, id: i64, method: &str, params: Value) -> Value {
        self.0.message(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        let mut sent = self.0.sent();
        assert_eq!(sent.len(), 1, "{sent:?}");
        sent.remove(0)
    }

    fn says(&mut self, method: &str, params: Value) -> Vec<Value> {
        self.0.message(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
        self.0.sent()
    }

    fn opens(&mut self, uri: &str, text: &str) -> Vec<Value> {
        let item = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
        self.says("textDocument/didOpen", json!({ "textDocument": item }))
    }

    fn changes(&mut self, uri: &str, text: &str) -> Vec<Value> {
        let document = json!({ "uri": uri, "version": 2 });
        self.says("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [{ "text": text }] }))
    }
}

/// What a check of the example would answer, found in the unit's file.
fn answer() -> Answer {
    let mut overlay = Overlay::default();
    overlay.put("enheter/ifo.toml", b"enhet = \"ifo\"\nfel = 1\n".as_slice());
    let checked =
        pipeline::check_over(Path::new(REPORT), None, crate::base::words::Spelling::Unasked, &overlay).unwrap();
    let found = told(&checked, &overlay, Encoding::Utf16, spoken("sv"));
    assert!(found.iter().any(|it| it.at.file == "enheter/ifo.toml" && it.at.range.start.line == 1), "{found:?}");
    let known = known(checked.report.as_ref().unwrap(), &checked.sources, &overlay, Encoding::Utf16);
    Answer::Checked(found, Some(Box::new(known)))
}

fn uris(sent: &[Value]) -> Vec<(&str, usize)> {
    let count = |it: &Value| it["params"]["diagnostics"].as_array().unwrap().len();
    sent.iter().map(|it| (it["params"]["uri"].as_str().unwrap(), count(it))).collect()
}

#[test]
fn an_answer_to_an_older_text_is_never_shown() {
    let (mut talk, uri) = (Talk::new(), "file:///r/enheter/ifo.toml");
    assert!(talk.opens(uri, "enhet = 1").is_empty() && talk.0.is_due());
    let first = talk.0.jobs().remove(0);
    assert_eq!((first.dir.as_path(), &*first.texts["enheter/ifo.toml"]), (Path::new("/r"), "enhet = 1"));
    assert!(!talk.0.is_due());
    talk.changes(uri, "enhet = 2");
    let second = talk.0.jobs().remove(0);
    let done = |job: &super::checks::Job, answer| Done { dir: job.dir.clone(), state: job.state, answer };
    talk.0.done(done(&first, answer()));
    assert_eq!(talk.0.sent(), [] as [Value; 0]);
    talk.0.done(done(&second, answer()));
    let sent = talk.0.sent();
    let own = sent.iter().find(|it| it["params"]["uri"] == uri).unwrap();
    assert_eq!(own["params"]["version"], 2);
    let told = &own["params"]["diagnostics"][0];
    assert!(told["message"].as_str().unwrap().contains("\nråd: ") && told["source"] == "underlag", "{told}");
    // Remedies of findings that are not shown any more are not offered.
    talk.changes(uri, "enhet = 3");
    talk.0.done(done(&second, Answer::Remedies(vec![0])));
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let asked = json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } });
    assert_eq!(talk.asks(2, "textDocument/codeAction", asked)["result"], json!([]));
}

#[test]
fn ids_lead_to_where_they_are_given() {
    let (mut talk, uri) = (Talk::new(), "file:///r/enheter/ifo.toml");
    let text = "\u{feff}enhet = \"ifo\"\r\n\r\n[[avsnitt]]\r\ntext = \"å \u{1f600} ett[^vaxel] {{netto.x.y}}\"\r\n";
    talk.opens(uri, &format!("{text}[noter]\r\nvaxel = \"x\"\r\n"));
    let job = talk.0.jobs().remove(0);
    talk.0.done(Done { dir: job.dir, state: job.state, answer: answer() });
    talk.0.sent();
    let mut defined = |line: u32, character: u32| {
        let at = json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } });
        let said = talk.asks(9, "textDocument/definition", at)["result"].clone();
        let start = said[0]["range"]["start"].clone();
        (said[0]["uri"].as_str().map(str::to_owned), start["line"].as_u64(), start["character"].as_u64())
    };
    let manifest = || Some("file:///r/rapport.toml".to_owned());
    let (of, line, _) = defined(0, 11);
    assert!(of == manifest() && line.is_some(), "{of:?}");
    let (of, line, _) = defined(3, 27);
    assert!(of == manifest() && line.is_some(), "{of:?}");
    assert_eq!(defined(3, 18), (Some(uri.to_owned()), Some(5), Some(0)));
    assert_eq!(defined(2, 3).0, None);
}

#[test]
fn what_is_closed_is_as_the_disk_has_it_and_what_went_is_taken_away() {
    let (mut talk, uri) = (Talk::new(), "file:///r/enheter/ifo%2etoml");
    talk.opens(uri, "x");
    let job = talk.0.jobs().remove(0);
    talk.0.done(Done { dir: job.dir, state: job.state, answer: answer() });
    assert!(uris(&talk.0.sent()).iter().any(|(it, count)| *it == uri && *count > 0));
    talk.says("textDocument/didClose", json!({ "textDocument": { "uri": "file:///r/enheter/ifo.toml" } }));
    let job = talk.0.jobs().remove(0);
    assert!(job.texts.is_empty());
    talk.0.done(Done { dir: job.dir, state: job.state, answer: Answer::Checked(Vec::new(), None) });
    let sent = talk.0.sent();
    assert!(uris(&sent).contains(&(uri, 0)), "{sent:?}");
    // What others change is seen; what lies elsewhere is not.
    let changed = |uri: &str| json!({ "changes": [{ "uri": uri, "type": 2 }] });
    talk.says("workspace/didChangeWatchedFiles", changed("file:///annat/x.toml"));
    assert!(!talk.0.is_due());
    talk.says("workspace/didChangeWatchedFiles", changed("file:///r/siffror.csv"));
    assert!(talk.0.is_due());
}

#[test]
fn a_text_without_a_report_says_so_until_it_has_one() {
    let (mut talk, uri) = (Talk::new(), "file:///c%3A/Mapp%20%C3%A5/enheter/a.toml");
    let sent = talk.opens(uri, "a = 1");
    assert_eq!(uris(&sent), [(uri, 1)]);
    assert!(sent[0].to_string().contains("hör inte till någon rapport"), "{sent:?}");
    let sent = talk.opens("untitled:1", "a = 1");
    assert!(uris(&sent).contains(&("untitled:1", 1)) && sent.iter().any(|it| it.to_string().contains("spara den")));
    let sent = talk.opens("git:/x/enheter/a.toml?ref", "a = 1");
    assert!(!uris(&sent).iter().any(|(it, _)| it.starts_with("git:")), "{sent:?}");
    // A text that is no TOML is left alone.
    let item = json!({ "uri": "file:///x/brev.md", "languageId": "markdown", "version": 1, "text": "# ord" });
    let sent = talk.says("textDocument/didOpen", json!({ "textDocument": item }));
    assert!(!uris(&sent).iter().any(|(it, _)| it.ends_with("brev.md")), "{sent:?}");
    // A manifest that is not saved yet makes the folder one of a report.
    talk.opens("file:///c%3A/Mapp%20%C3%A5/rapport.toml", "format = 1");
    assert!(talk.0.is_due());
    let texts: Vec<String> = talk.0.jobs().remove(0).texts.into_keys().collect();
    assert_eq!(texts, ["enheter/a.toml", "rapport.toml"]);
}

#[test]
fn messages_have_the_protocols_answers() {
    let code = |sent: &Value| sent["error"]["code"].as_i64();
    let mut talk = Talk(Session::new(spoken("en"), report_of));
    assert_eq!(code(&talk.asks(1, "textDocument/hover", json!({}))), Some(-32002));
    assert!(talk.opens("file:///r/rapport.toml", "x").is_empty() && !talk.0.is_due(), "before it is initialized");
    talk = Talk::new();
    assert_eq!(code(&talk.asks(2, "initialize", json!({}))), Some(-32600));
    assert_eq!(code(&talk.asks(3, "textDocument/finnsInte", json!({}))), Some(-32601));
    assert_eq!(code(&talk.asks(4, "$/finnsInte", json!({}))), Some(-32601));
    for params in [Value::Null, json!([]), json!({ "textDocument": 1 }), json!({ "position": { "line": -1 } })] {
        assert_eq!(code(&talk.asks(5, "textDocument/completion", params)), Some(-32602));
    }
    for method in ["$/cancelRequest", "textDocument/didOpen", "textDocument/didChange", "finns/inte"] {
        assert!(talk.says(method, json!({ "id": 1, "textDocument": [] })).is_empty(), "{method}");
    }
    for message in [json!([]), json!(1), json!({}), json!({ "method": "x" }), json!({ "jsonrpc": "2.0", "id": {} })] {
        talk.0.message(&message);
        let sent = talk.0.sent();
        assert_eq!((sent.len(), code(&sent[0]), &sent[0]["id"]), (1, Some(-32600), &Value::Null), "{message}");
    }
    talk.0.message(&json!({ "jsonrpc": "2.0", "id": "watch", "result": null }));
    assert!(talk.0.sent().is_empty(), "an answer is no question");
    // Of a text that is not open, or of no report, there is nothing to say.
    let at = json!({ "textDocument": { "uri": "file:///x" }, "position": { "line": 4000000000u32, "character": 7 } });
    assert_eq!(talk.asks(6, "textDocument/completion", at.clone())["result"], Value::Null);
    assert_eq!(talk.asks(7, "textDocument/definition", at)["result"], Value::Null);
    assert_eq!(talk.0.left(), 1);
    assert_eq!(talk.asks(8, "shutdown", Value::Null)["result"], Value::Null);
    assert_eq!(code(&talk.asks(9, "textDocument/hover", json!({}))), Some(-32600));
    assert_eq!((talk.0.ended(), talk.0.left()), (None, 0));
    talk.says("exit", Value::Null);
    assert_eq!(talk.0.ended(), Some(0));
    talk = Talk::new();
    talk.says("exit", Value::Null);
    assert_eq!(talk.0.ended(), Some(1), "without `shutdown`");
}
