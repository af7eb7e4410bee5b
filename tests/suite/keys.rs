//! The keys of `rapport.toml` and of units' files as editors and people are told of them, held against the decoders.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::Value;

use underlag::base::source::{FileId, Sources};
use underlag::diagnostic::{Code, Diagnostic};
use underlag::input::keys::reference::reference;
use underlag::input::keys::schema::schema;
use underlag::input::keys::{Block, Choice, Entity, Form, Key, MANIFEST, Open, SECTION, Takes, Words};
use underlag::input::{manifest, section};
use underlag::report::ids;

use crate::support::root;
use crate::tidy::sources;

/// The reference that people read is the one that the program gives.
#[test]
fn the_reference_is_what_the_program_says() {
    let path = root().join("inputs/referens.md");
    if std::env::var_os("UNDERLAG_BLESS").is_some() {
        fs::write(&path, reference()).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == reference(), "inputs/referens.md is stale: UNDERLAG_BLESS=1 cargo test --test suite -- keys::");
}

/// All that does not hold, told at once.
#[derive(Default)]
struct Faults(RefCell<Vec<String>>);

impl Faults {
    fn hold(&self, holds: bool, why: impl FnOnce() -> String) {
        if !holds {
            self.0.borrow_mut().push(why());
        }
    }
}

impl Drop for Faults {
    fn drop(&mut self) {
        let all = self.0.take();
        assert!(all.is_empty() || std::thread::panicking(), "{}", all.join("\n"));
    }
}

/// What leads from the top of a file to a block: each block with its key in the one before, outermost first.
type Way = Vec<(&'static Block, &'static Key)>;

/// All blocks of a file, each with one way to it.
fn ways(top: &'static Block) -> Vec<(&'static Block, Way)> {
    fn add(block: &'static Block, way: &Way, all: &mut Vec<(&'static Block, Way)>) {
        if all.iter().any(|(known, _)| std::ptr::eq(*known, block)) {
            return;
        }
        all.push((block, way.clone()));
        for key in block.keys {
            for inner in key.takes.blocks() {
                add(inner, &[way.as_slice(), &[(block, key)]].concat(), all);
            }
        }
    }
    let mut all = Vec::new();
    add(top, &Vec::new(), &mut all);
    all
}

/// A block of a kind with what it must have, less `without`, and with these lines besides.
fn entries(block: &Block, kind: Option<&str>, without: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let either = block
        .either
        .iter()
        .find(|name| !more.iter().any(|(other, _)| block.either.contains(other)) && **name != without);
    for key in block.keys.iter().filter(|key| key.name != without) {
        let is_of = key.only.is_empty() || key.only.contains(&kind.unwrap_or(usual(block)));
        let is_asked = kind.is_some_and(|kind| key.needed.contains(&kind)) || (key.required && is_of);
        let is_kind = key.name == "slag" && kind.is_some();
        if is_asked || is_kind || either == Some(&key.name) {
            let value = if is_kind { format!("\"{}\"", kind.unwrap()) } else { example(key) };
            all.push((key.name.to_owned(), value));
        }
    }
    let asked = |key: &str| key.is_empty() || more.iter().any(|(name, _)| *name == key);
    let besides =
        BESIDES.into_iter().filter(|(path, key, name, _)| *path == block.path && asked(key) && *name != without);
    all.extend(besides.map(|(_, _, name, value)| (name.to_owned(), value.to_owned())));
    for (name, value) in more {
        all.retain(|(known, _)| known != name);
        all.push(((*name).to_owned(), (*value).to_owned()));
    }
    all
}

/// The kind of a block that does not say it.
fn usual(block: &Block) -> &str {
    let said = block.key("slag").and_then(|slag| slag.otherwise[0].strip_prefix("`\""));
    said.map_or("-", |said| said.trim_end_matches("\"`"))
}

fn table(entries: &[(String, String)]) -> String {
    let all: Vec<String> = entries.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    format!("{{ {} }}", all.join(", "))
}

/// A value of a key that is a value of its own.
fn example(key: &Key) -> String {
    match key.takes {
        Takes::Block(inner) => table(&entries(inner, None, "", &[])),
        Takes::Blocks(inner) | Takes::BlockOrBlocks(inner) if key.example.is_empty() => {
            format!("[{}]", table(&entries(inner, first_kind(inner), "", &[])))
        }
        _ => key.example.to_owned(),
    }
}

/// What an example needs besides, for what it says: the block, the key or any, and what stands with it.
const BESIDES: [(&str, &str, &str, &str); 10] = [
    ("internkontroll.kolumner", "", "rubrik", "\"Metod\""),
    ("tabell", "omrakna", "sort", "\"mnkr\""),
    ("diagram", "mallinje_text", "mallinje", "\"95\""),
    ("bild", "alternativtext", "bildtext", "\"Skolan\""),
    ("tabell", "bredd", "bredvid", "\"hoger\""),
    ("diagram", "bredd", "bredvid", "\"hoger\""),
    ("avsnitt", "bredd", "bredvid", "\"hoger\""),
    ("avsnitt", "bredd", "ruta", "\"Fakta\""),
    ("avsnitt", "bredvid", "ruta", "\"Fakta\""),
    ("rad", "viktas_med", "slag", "\"genomsnitt\""),
];

/// The kind to write where one must be said.
fn first_kind(block: &Block) -> Option<&'static str> {
    match block.key("slag") {
        Some(Key { takes: Takes::Word(choices), required: true, .. }) => choices.first().map(|choice| choice.word),
        _ => None,
    }
}

/// A whole file in which the block stands, with `inner` as its entries.
fn file(top: &'static Block, way: &Way, inner: &[(String, String)]) -> String {
    let mut entries_of = inner.to_vec();
    for (at, (outer, key)) in way.iter().enumerate().rev() {
        let value = match key.takes {
            // A column in brackets stands behind another one.
            Takes::Blocks(_)
                if entries_of.iter().any(|(name, _)| name == "i_parentes" || name == "efter_snedstreck") =>
            {
                format!("[{{ id = \"antal\", rubrik = \"Antal\" }}, {}]", table(&entries_of))
            }
            Takes::Blocks(_) => format!("[{}]", table(&entries_of)),
            Takes::Entries(Some(Entity::ControlColumn), _) => format!("[\"risk\", {}]", table(&entries_of)),
            Takes::Entries(..) => format!("[{}]", table(&entries_of)),
            Takes::EntriesById(_) => format!("{{ budget_2026 = {} }}", table(&entries_of)),
            _ => table(&entries_of),
        };
        let kind = key.only.first().or(key.needed.first()).copied().filter(|kind| *kind != "-").or(first_kind(outer));
        entries_of = entries(if at == 0 { top } else { outer }, kind, "", &[(key.name, &value)]);
    }
    let lines: Vec<String> = entries_of.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    lines.join("\n") + "\n"
}

/// What the decoder says of a file.
fn decoded(top: &'static Block, text: &str) -> Vec<Diagnostic> {
    let found =
        if std::ptr::eq(top, &MANIFEST) { manifest::read(nowhere(), text).1 } else { section::read(nowhere(), text).1 };
    found.into_iter().filter(|found| OF_KEYS.contains(&found.code)).collect()
}

fn nowhere() -> FileId {
    Sources::default().add("a.toml", "")
}

/// What decoders say of keys and of their values.
const OF_KEYS: [Code; 5] = [Code::UnknownKey, Code::WrongType, Code::BadValue, Code::MissingKey, Code::TomlSyntax];

/// A kind of block for which a key is its own.
fn kind_of(block: &Block, key: &Key) -> Option<&'static str> {
    if key.name == "slag" && !key.example.is_empty() {
        return Some(key.example.trim_matches('"'));
    }
    key.only.first().copied().filter(|kind| *kind != "-").or(first_kind(block))
}

fn findings(top: &'static Block, text: &str) -> String {
    let found = decoded(top, text);
    found.iter().map(|found| format!("{} {}\n", found.code, found.message.en)).collect()
}

/// Each key's example is read by the decoders without a finding.
#[test]
fn every_key_is_read_as_its_example_says() {
    let faults = Faults::default();
    let mut read = 0;
    for top in [&MANIFEST, &SECTION] {
        for (block, way) in ways(top) {
            for key in block.keys {
                let entries = entries(block, kind_of(block, key), "", &[(key.name, &example(key))]);
                let text = file(top, &way, &entries);
                let wrong = findings(top, &text);
                // What is so deep that it can only be had with more than this is no fault of the key.
                faults.hold(wrong.is_empty(), || format!("{}.{}:\n{text}\n{wrong}", block.path, key.name));
                for alias in key.aliases {
                    let renamed = text.replace(&format!("{} = ", key.name), &format!("{alias} = "));
                    faults.hold(findings(top, &renamed).is_empty(), || {
                        format!("{alias} for {}.{}", block.path, key.name)
                    });
                }
                read += 1;
            }
        }
    }
    assert!(read > 280, "{read}");
}

/// A value of another kind is told, of each key; so is a word that is none of those it takes, and a number beyond.
#[test]
fn every_key_refuses_what_it_does_not_take() {
    let faults = Faults::default();
    for top in [&MANIFEST, &SECTION] {
        for (block, way) in ways(top) {
            for key in block.keys {
                for wrong in not_taken(key) {
                    let entries = entries(block, kind_of(block, key), "", &[(key.name, &wrong)]);
                    let text = file(top, &way, &entries);
                    let found = decoded(top, &text);
                    let told = found.iter().any(|found| matches!(found.code, Code::WrongType | Code::BadValue));
                    faults.hold(told, || {
                        format!("{}.{} takes {wrong}:\n{text}\n{}", block.path, key.name, findings(top, &text))
                    });
                }
            }
        }
    }
}

fn not_taken(key: &Key) -> Vec<String> {
    let all: &[&str] = match key.takes {
        Takes::Text(_) | Takes::Reference(_) => &["true", "[1]"],
        Takes::Id(_) => &["true", "\"Å\""],
        Takes::Integer(from, to) => {
            let beyond = [u64::from(to) + 1].map(|number| number.to_string());
            let below = from.checked_sub(1).map(|number| number.to_string());
            return beyond.into_iter().chain(below).chain(["\"x\"".to_owned()]).collect();
        }
        Takes::Flag => &["\"true\"", "1"],
        Takes::Date => &["\"i går\"", "1"],
        Takes::Word(_) => &["\"annat-ord\"", "1"],
        Takes::Texts | Takes::References(_) => &["1", "[1]", "\"x\""],
        Takes::TextOrTexts => &["1", "[1]"],
        Takes::ReferencesOr(..) => &["1", "\"annat\""],
        Takes::Block(_) | Takes::TextsById | Takes::EntriesById(_) => &["1", "\"x\""],
        Takes::Blocks(_) => &["1", "[1]", "\"x\""],
        Takes::BlockOrBlocks(_) => &["1", "[1]"],
        Takes::TextOr(_) => &["1", "true"],
        Takes::IntegerOr(..) => &["\"x\"", "true"],
        Takes::Entries(..) => &["1", "[1]"],
    };
    all.iter().map(|value| (*value).to_owned()).collect()
}

/// Each word that a key takes is taken.
#[test]
fn every_word_is_taken() {
    let faults = Faults::default();
    for top in [&MANIFEST, &SECTION] {
        for (block, way) in ways(top) {
            for key in block.keys {
                let Takes::Word(choices) = key.takes else { continue };
                for choice in choices {
                    let kind = if key.name == "slag" { Some(choice.word) } else { kind_of(block, key) };
                    let value = format!("\"{}\"", choice.word);
                    let text = file(top, &way, &entries(block, kind, "", &[(key.name, &value)]));
                    faults.hold(findings(top, &text).is_empty(), || {
                        format!("{}.{} = {value}:\n{text}", block.path, key.name)
                    });
                }
            }
        }
    }
}

/// What must be there is missed where it is not, and nothing else is.
#[test]
fn what_must_be_there_is_missed() {
    let faults = Faults::default();
    for top in [&MANIFEST, &SECTION] {
        for (block, way) in ways(top) {
            for key in block.keys {
                let kinds: Vec<Option<&str>> = match block.key("slag").map(|slag| slag.takes) {
                    Some(Takes::Word(choices)) if !way.is_empty() => {
                        choices.iter().map(|Choice { word, .. }| Some(*word)).collect()
                    }
                    _ => vec![first_kind(block)],
                };
                for kind in kinds.into_iter().filter(|_| key.name != "slag" && !CONDITIONAL.contains(&key.name)) {
                    let is_of = key.only.is_empty() || kind.is_none_or(|kind| key.only.contains(&kind));
                    let needed = kind.is_some_and(|kind| key.needed.contains(&kind)) || (key.required && is_of);
                    let text = file(top, &way, &entries(block, kind, key.name, &[]));
                    let missed = decoded(top, &text).iter().any(|found| {
                        found.code == Code::MissingKey && found.message.en.contains(&format!("`{}`", key.name))
                    });
                    // An entry that lacks what tells its kind is another one.
                    let tells_kind = block.form == Form::Entry
                        && way.last().is_some_and(|(_, key)| matches!(key.takes, Takes::Entries(..)));
                    faults.hold(missed == needed || tells_kind, || {
                        format!("{}.{} {kind:?}: {needed}\n{text}", block.path, key.name)
                    });
                }
            }
        }
    }
}

/// What depends on other keys than `slag`: a picture's words on whether it is decoration; a heading on whether the
/// column is the report's own. And what is told as a relation of too few.
const CONDITIONAL: [&str; 4] = ["bildtext", "alternativtext", "nivaer", "lika"];

/// A key that the table does not have in a block is refused there: any that the decoders or the table know.
#[test]
fn every_key_that_is_not_told_of_is_refused() {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let literal = Regex::new(r#""([a-z][a-z_]{1,30})""#).unwrap();
    for (_, code) in sources("src/input").into_iter().chain(sources("src/base")) {
        names.extend(literal.captures_iter(&code).map(|found| found[1].to_owned()));
    }
    assert!(names.contains("kommentarskapitel") && names.contains("nivaer") && names.len() > 300, "{}", names.len());
    // Told of in words of its own: notes stand in units' files.
    names.remove("noter");
    for top in [&MANIFEST, &SECTION] {
        for (block, way) in ways(top).into_iter().filter(|(block, _)| matches!(block.open, Open::No)) {
            // An entry that has the key of another kind of entry is one of that kind.
            let siblings: Vec<&Block> = match way.last().map(|(_, key)| key.takes) {
                Some(Takes::Entries(_, blocks)) => blocks.to_vec(),
                _ => vec![block],
            };
            let unknown = |name: &&String| siblings.iter().all(|block| block.key(name).is_none());
            let unknown: Vec<&String> = names.iter().filter(unknown).collect();
            for some in unknown.chunks(40) {
                let more: Vec<(&str, &str)> = some.iter().map(|name| (name.as_str(), "1")).collect();
                let text = file(top, &way, &entries(block, first_kind(block), "", &more));
                let refused = findings(top, &text);
                for name in some {
                    let told = refused
                        .lines()
                        .any(|line| line.starts_with("unknown-key") && line.contains(&format!("`{name}`")));
                    assert!(
                        told,
                        "{}: `{name}` is read, and the table of keys does not tell of it\n{refused}",
                        block.path
                    );
                }
            }
        }
    }
}

/// The words of lines say how they are read: a mark of a text is told in a line, and read in what is a text.
#[test]
fn lines_and_texts_are_told_apart() {
    let faults = Faults::default();
    for top in [&MANIFEST, &SECTION] {
        for (block, way) in ways(top) {
            for key in block.keys {
                let Takes::Text(words) = key.takes else { continue };
                let entries = entries(block, kind_of(block, key), "", &[(key.name, "\"Ett *ord* här\"")]);
                let text = file(top, &way, &entries);
                let found = if std::ptr::eq(top, &MANIFEST) {
                    manifest::read(nowhere(), &text).1
                } else {
                    section::read(nowhere(), &text).1
                };
                let told = found.iter().any(|found| found.code == Code::StrayMark);
                let is_line = matches!(words, Words::Line | Words::Lines | Words::Heading);
                faults.hold(told == is_line || words == Words::Bare, || {
                    format!("{}.{}: {words:?} {told}", block.path, key.name)
                });
            }
        }
    }
}

// The schemas.

/// Whether a value is as a schema of draft 7 says, of which it takes what the program writes and nothing else.
fn is_valid(value: &Value, schema: &Value, root: &Value) -> bool {
    let Value::Object(rules) = schema else { return schema != &Value::Bool(false) };
    let holds = |schema: &Value| is_valid(value, schema, root);
    let each =
        |schemas: &Value| schemas.as_array().unwrap().iter().map(|schema| is_valid(value, schema, root)).collect();
    rules.iter().all(|(rule, wanted)| match rule.as_str() {
        "$ref" => holds(root.pointer(wanted.as_str().unwrap().trim_start_matches('#')).unwrap()),
        "type" => match wanted.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            other => panic!("{other}"),
        },
        "enum" => wanted.as_array().unwrap().contains(value),
        "const" => value == wanted,
        "pattern" => value.as_str().is_none_or(|text| Regex::new(wanted.as_str().unwrap()).unwrap().is_match(text)),
        "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= wanted.as_u64().unwrap()),
        "minimum" => value.as_i64().is_none_or(|number| number >= wanted.as_i64().unwrap()),
        "maximum" => value.as_i64().is_none_or(|number| number <= wanted.as_i64().unwrap()),
        "items" => value.as_array().is_none_or(|items| items.iter().all(|item| is_valid(item, wanted, root))),
        "required" => {
            let names = wanted.as_array().unwrap();
            value.as_object().is_none_or(|all| names.iter().all(|name| all.contains_key(name.as_str().unwrap())))
        }
        "properties" => value.as_object().is_none_or(|all| {
            all.iter().all(|(name, inner)| wanted.get(name).is_none_or(|schema| is_valid(inner, schema, root)))
        }),
        "additionalProperties" => value.as_object().is_none_or(|all| {
            let known = |name: &str| rules.get("properties").is_some_and(|known| known.get(name).is_some());
            all.iter().filter(|(name, _)| !known(name)).all(|(_, inner)| is_valid(inner, wanted, root))
        }),
        "propertyNames" => value
            .as_object()
            .is_none_or(|all| all.keys().all(|name| is_valid(&Value::String(name.clone()), wanted, root))),
        "anyOf" => {
            let all: Vec<bool> = each(wanted);
            all.contains(&true)
        }
        "allOf" => {
            let all: Vec<bool> = each(wanted);
            !all.contains(&false)
        }
        "not" => !holds(wanted),
        "if" => rules.get(if holds(wanted) { "then" } else { "else" }).is_none_or(holds),
        "then" | "else" | "$schema" | "title" | "description" | "definitions" | "x-taplo" => true,
        other => panic!("{other} is no rule of these schemas"),
    })
}

/// A file of TOML as a schema sees it: dates are texts.
fn json(text: &str) -> Value {
    fn value(of: toml::Value) -> Value {
        match of {
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(all) => all.into_iter().map(|(name, inner)| (name, value(inner))).collect(),
            toml::Value::Float(number) => serde_json::json!(number),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::String(text) => text.into(),
        }
    }
    value(toml::Value::Table(text.parse().unwrap()))
}

fn in_general(top: &'static Block) -> Value {
    schema(top, None, |[sv, _]| sv)
}

/// The schemas take what the decoders take, key by key, and refuse what they refuse.
#[test]
fn the_schemas_agree_with_the_decoders() {
    let faults = Faults::default();
    for top in [&MANIFEST, &SECTION] {
        let schema = in_general(top);
        let valid = |text: &str| is_valid(&json(text), &schema, &schema);
        for (block, way) in ways(top) {
            let whole = |name, more: &[(&str, &str)], kind| file(top, &way, &entries(block, kind, name, more));
            for key in block.keys {
                let kind = kind_of(block, key);
                let text = whole("", &[(key.name, &example(key))], kind);
                faults.hold(valid(&text), || format!("{}.{} is refused:\n{text}", block.path, key.name));
                for wrong in not_taken(key) {
                    let text = whole("", &[(key.name, &wrong)], kind);
                    faults.hold(!valid(&text), || format!("{}.{} takes {wrong}:\n{text}", block.path, key.name));
                }
                if key.required {
                    let text = whole(key.name, &[], kind);
                    faults.hold(!valid(&text), || format!("{}.{} is not missed:\n{text}", block.path, key.name));
                }
            }
            if matches!(block.open, Open::No) {
                let text = whole("", &[("finns_inte", "1")], first_kind(block));
                faults.hold(!valid(&text), || format!("{}:\n{text}", block.path));
            }
        }
    }
}

/// All reports of the repository are as the schemas say, in general and with their own ids; what they do not have is
/// refused by those.
#[test]
fn reports_are_as_their_schemas_say() {
    let mut files = 0;
    for folder in ["inputs", "tests/reports"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let dir = entry.unwrap().path();
            if !dir.join("rapport.toml").is_file() {
                continue;
            }
            let checked = underlag::pipeline::check(&dir, Some("kommun")).unwrap();
            let manifest = checked.report.unwrap().manifest;
            let say: fn([&'static str; 2]) -> &'static str = |[sv, _]| sv;
            let own = schema(&MANIFEST, Some(&ids::of_manifest(&manifest)), say);
            let of_units = schema(&SECTION, Some(&ids::of_sections(&manifest)), say);
            let mut check = |path: &Path, schemas: [&Value; 2]| {
                let text = fs::read_to_string(path).unwrap();
                for schema in schemas {
                    assert!(is_valid(&json(&text), schema, schema), "{}", path.display());
                }
                files += 1;
            };
            check(&dir.join("rapport.toml"), [&in_general(&MANIFEST), &own]);
            for unit in &manifest.units {
                let path = dir.join(&unit.file);
                if path.is_file() {
                    check(&path, [&in_general(&SECTION), &of_units]);
                }
            }
        }
    }
    assert!(files > 30, "{files}");
}

#[test]
fn a_reports_own_schema_knows_its_ids() {
    let dir = root().join("inputs/sandby-sn-2025-08");
    let manifest = underlag::pipeline::check(&dir, Some("kommun")).unwrap().report.unwrap().manifest;
    let say: fn([&'static str; 2]) -> &'static str = |[sv, _]| sv;
    let own = schema(&SECTION, Some(&ids::of_sections(&manifest)), say);
    let text = fs::read_to_string(dir.join("enheter/stab.toml")).unwrap();
    assert!(is_valid(&json(&text), &own, &own));
    for (right, wrong) in [
        ("enhet = \"stab\"", "enhet = \"staben\""),
        ("kapitel = \"sammanfattning\"", "kapitel = \"sammanfatning\""),
        ("del = \"kommentar\"", "del = \"komentar\""),
        ("tabell = \"netto\"", "tabell = \"neto\""),
        ("id = \"summa\"", "id = \"suma\""),
        ("budget_2025 = 21.3", "budget_2026 = 21.3"),
        ("id = \"behorigheter\"", "id = \"behorighet\""),
    ] {
        let near = text.replace(right, wrong);
        assert!(near != text && !is_valid(&json(&near), &own, &own), "{wrong}");
    }
    let own = schema(&MANIFEST, Some(&ids::of_manifest(&manifest)), say);
    let text = fs::read_to_string(dir.join("rapport.toml")).unwrap();
    for (right, wrong) in [
        ("tabeller = [\"netto\"]", "tabeller = [\"neto\"]"),
        ("kolumner = \"helar\"", "kolumner = \"halvar\""),
        ("\"aldreomsorg/boende\"", "\"aldreomsorgen/boende\""),
        ("\"ifo/utredningstid\"", "\"if/utredningstid\""),
        ("diagram = [\"utfall\"]", "diagram = [\"utfal\"]"),
        ("kommentarskapitel = \"kommentarer\"", "kommentarskapitel = \"komentarer\""),
    ] {
        let near = text.replace(right, wrong);
        assert!(near != text && !is_valid(&json(&near), &own, &own), "{wrong}");
    }
}
