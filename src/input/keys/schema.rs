//! The keys as JSON Schema, in the draft that editors of TOML take: Taplo, and Even Better TOML in VS Code.
//!
//! In general, or with the ids of one report. A date of TOML is a text to a schema. `x-taplo` holds what is no part of
//! a schema: what each word of a list means, and which keys are only read.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::input::manifest::control_columns;

use super::{Block, Choice, Entity, Key, Open, Said, Takes, Words, blocks};

/// The ids of one report.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Ids {
    /// What has an id, with the ids that there are.
    pub of: BTreeMap<Entity, BTreeSet<String>>,
    /// What may be written for any row of a unit, by the table's id: each column's id, and what it is called.
    pub columns: BTreeMap<String, BTreeMap<String, String>>,
    /// The same for indicators and for activities.
    pub indicators: BTreeMap<String, String>,
    /// The same for activities.
    pub activities: BTreeMap<String, String>,
    /// The report's own columns of risks, and of control activities.
    pub risks: BTreeMap<String, String>,
    /// The same for control activities.
    pub control_activities: BTreeMap<String, String>,
    /// The words of assessments.
    pub assessments: BTreeSet<String>,
    /// Rows that a table of the manifest may name, `unit/row` or `unit/*`, beside others of those units.
    pub rows: BTreeSet<String>,
}

/// The draft of JSON Schema.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The form of an id.
const ID: &str = "^[a-z0-9_-]{1,80}$";

/// The schema of a file whose top is `top`, with descriptions in the language that `say` picks.
pub fn schema(top: &'static Block, ids: Option<&Ids>, say: fn(Said) -> &'static str) -> Value {
    let all = blocks(top);
    let maker = Maker { all: &all, ids, say };
    let mut definitions: Map<String, Value> = Map::new();
    for (at, block) in all.iter().enumerate().skip(1) {
        definitions.insert(maker.name(at), maker.block(block));
    }
    let mut schema = maker.block(top);
    schema["$schema"] = json!(DRAFT);
    schema["title"] = json!(say(top.title));
    schema["definitions"] = Value::Object(definitions);
    schema
}

/// The same as a file.
pub fn text(top: &'static Block, ids: Option<&Ids>, say: fn(Said) -> &'static str) -> String {
    format!("{:#}\n", schema(top, ids, say))
}

/// What schemas of blocks are made with.
struct Maker<'m> {
    all: &'m [&'static Block],
    ids: Option<&'m Ids>,
    say: fn(Said) -> &'static str,
}

impl Maker<'_> {
    /// The name of a block's definition.
    fn name(&self, at: usize) -> String {
        let path = self.all.get(at).map_or("", |block| block.path);
        let same = self.all.iter().take(at).filter(|block| block.path == path).count();
        let path = path.replace(['.', '<', '>'], "-");
        if same == 0 { path } else { format!("{path}-{}", same + 1) }
    }

    fn reference(&self, block: &'static Block) -> Value {
        let at = self.all.iter().position(|known| std::ptr::eq(*known, block)).unwrap_or(0);
        json!({ "$ref": format!("#/definitions/{}", self.name(at)) })
    }

    fn block(&self, block: &'static Block) -> Value {
        let mut properties: Map<String, Value> = Map::new();
        for key in block.keys {
            properties.insert(key.name.to_owned(), self.key(block, key));
            for alias in key.aliases {
                let mut old = self.key(block, key);
                old["x-taplo"] = json!({ "hidden": true });
                properties.insert((*alias).to_owned(), old);
            }
        }
        let mut rules = conditions(block);
        let others = self.others(block, &mut properties, &mut rules);
        let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": others });
        let about = (self.say)(block.about);
        schema["description"] = json!(if about.is_empty() { (self.say)(block.title) } else { about });
        let required: Vec<&Key> = block.keys.iter().filter(|key| key.required && key.only.is_empty()).collect();
        let (plain, renamed): (Vec<&Key>, Vec<&Key>) = required.into_iter().partition(|key| key.aliases.is_empty());
        if !plain.is_empty() {
            schema["required"] = plain.iter().map(|key| key.name).collect();
        }
        rules.extend(renamed.into_iter().map(has));
        if !block.either.is_empty() {
            let either = block.either.iter().map(|name| json!({ "required": [name] }));
            rules.push(json!({ "anyOf": either.collect::<Vec<_>>() }));
        }
        if !rules.is_empty() {
            schema["allOf"] = Value::Array(rules);
        }
        schema
    }

    /// What stands under keys that are not among the block's own; with a report's ids, its columns are such keys.
    fn others(&self, block: &Block, properties: &mut Map<String, Value>, rules: &mut Vec<Value>) -> Value {
        let (each, columns) = match (block.open, self.ids) {
            (Open::No, _) => return json!(false),
            (Open::Notes, _) => return json!({ "type": "string" }),
            (Open::Texts, None) => return json!({ "type": "string" }),
            (Open::Cells(cell), None) => return self.cell(cell),
            (Open::Texts, Some(ids)) if block.path == "risk" => (json!({ "type": "string" }), ids.risks.clone()),
            (Open::Texts, Some(ids)) => (json!({ "type": "string" }), ids.control_activities.clone()),
            (Open::Cells(cell), Some(ids)) => (
                self.cell(cell),
                match block.path {
                    "mal.indikator" => ids.indicators.clone(),
                    "mal.aktivitet" => ids.activities.clone(),
                    // Cells that are called as a key is: any column's.
                    "rad.celler" => return self.cell(cell),
                    _ => ids.columns.values().flatten().map(|(id, name)| (id.clone(), name.clone())).collect(),
                },
            ),
        };
        for (id, name) in &columns {
            let mut cell = each.clone();
            cell["description"] = json!(name);
            properties.entry(id.clone()).or_insert(cell);
        }
        if let Some(ids) = self.ids.filter(|_| block.path == "rad") {
            rules.extend(ids.columns.iter().map(|(table, columns)| of_table(block, table, columns)));
        }
        json!(false)
    }

    fn cell(&self, cell: &'static Block) -> Value {
        json!({ "anyOf": [{ "type": "number" }, { "type": "string" }, self.reference(cell)] })
    }

    fn key(&self, block: &Block, key: &'static Key) -> Value {
        let mut schema = self.value(block, key);
        let (meaning, otherwise) = ((self.say)(key.meaning), (self.say)(key.otherwise));
        let without = (self.say)(["Annars", "Otherwise"]);
        let more = if otherwise.is_empty() { String::new() } else { format!(" {without}: {otherwise}.") };
        let example =
            if key.example.is_empty() { String::new() } else { format!("\n\n`{} = {}`", key.name, key.example) };
        let example = if key.example.contains('\n') { String::new() } else { example };
        // What stands beside a reference is not read in this draft.
        if schema.get("$ref").is_some() {
            schema = json!({ "allOf": [schema] });
        }
        schema["description"] = json!(format!("{meaning}.{more}{example}"));
        schema
    }

    fn value(&self, block: &Block, key: &'static Key) -> Value {
        let text = || json!({ "type": "string" });
        match key.takes {
            Takes::Text(_) if key.name == "bedomning" && block.path == "mal" && self.ids.is_some() => {
                self.one_of_words(self.ids.map(|ids| &ids.assessments), Words::Line)
            }
            Takes::Text(words) => self.one_of_words(None, words),
            Takes::Id(entity) => self.id(block, entity),
            Takes::Reference(entity) => self.reference_to(entity),
            Takes::Integer(from, to) => integer(from, to),
            Takes::Flag => json!({ "type": "boolean" }),
            Takes::Date => json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$" }),
            Takes::Word(choices) => self.words(choices),
            Takes::Texts => list(text()),
            Takes::TextOrTexts => json!({ "anyOf": [text(), list(text())] }),
            Takes::References(entity) => list(self.reference_to(entity)),
            Takes::ReferencesOr(word, _) => json!({ "anyOf": [{ "const": word }, list(text())] }),
            Takes::Block(inner) => self.reference(inner),
            Takes::Blocks(inner) => list(self.reference(inner)),
            Takes::BlockOrBlocks(inner) => json!({ "anyOf": [self.reference(inner), list(self.reference(inner))] }),
            Takes::TextOr(inner) => json!({ "anyOf": [text(), self.reference(inner)] }),
            Takes::IntegerOr(from, to, inner) => json!({ "anyOf": [integer(from, to), self.reference(inner)] }),
            Takes::Entries(entity, inner) => {
                let words = entity.map_or_else(text, |entity| self.reference_to(entity));
                let all = std::iter::once(words).chain(inner.iter().map(|block| self.reference(block)));
                list(json!({ "anyOf": all.collect::<Vec<_>>() }))
            }
            Takes::TextsById => json!({ "type": "object", "additionalProperties": text() }),
            Takes::EntriesById(inner) => {
                json!({ "type": "object", "additionalProperties": { "anyOf": [text(), self.reference(inner)] } })
            }
        }
    }

    fn one_of_words(&self, words: Option<&BTreeSet<String>>, kind: Words) -> Value {
        match words.filter(|words| !words.is_empty()) {
            Some(words) => json!({ "type": "string", "enum": words }),
            None if kind == Words::Bare => json!({ "type": "string", "minLength": 1 }),
            None => json!({ "type": "string" }),
        }
    }

    /// An id that is given here; in a unit's file only those that the report asks for.
    fn id(&self, block: &Block, entity: Entity) -> Value {
        let asked = matches!(block.path, "rad" | "risk" | "avsnitt");
        match self.ids.filter(|_| asked).and_then(|ids| ids.of.get(&entity)) {
            Some(ids) => json!({ "type": "string", "enum": ids }),
            None => json!({ "type": "string", "pattern": ID }),
        }
    }

    fn reference_to(&self, entity: Entity) -> Value {
        if let Some(ids) = self.ids.and_then(|ids| ids.of.get(&entity)) {
            return json!({ "type": "string", "enum": ids });
        }
        let units = self.ids.and_then(|ids| ids.of.get(&Entity::Unit)).filter(|units| !units.is_empty());
        let owned = |ending: &str| {
            let units = units.map(|units| units.iter().map(String::as_str).collect::<Vec<_>>().join("|"));
            units.map(|units| json!({ "type": "string", "pattern": format!("^({units})/{ending}$") }))
        };
        let owned = match entity {
            Entity::ControlColumn => return json!({ "enum": control_columns() }),
            Entity::Risk => owned("[a-z0-9_-]+"),
            Entity::Row => {
                let known = self.ids.map(|ids| &ids.rows);
                owned("([a-z0-9_-]+|\\*)").map(|pattern| json!({ "anyOf": [{ "enum": known }, pattern] }))
            }
            _ => None,
        };
        owned.unwrap_or_else(|| json!({ "type": "string", "minLength": 1 }))
    }

    fn words(&self, choices: &[Choice]) -> Value {
        let words: Vec<&str> = choices.iter().map(|choice| choice.word).collect();
        let means: Vec<&str> = choices.iter().map(|choice| (self.say)(choice.means)).collect();
        json!({ "enum": words, "x-taplo": { "docs": { "enumValues": means } } })
    }
}

fn integer(from: u32, to: u32) -> Value {
    json!({ "type": "integer", "minimum": from, "maximum": to })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// That a block has a key, or has it by a name that it had before.
fn has(key: &Key) -> Value {
    let names = std::iter::once(&key.name).chain(key.aliases);
    json!({ "anyOf": names.map(|name| json!({ "required": [name] })).collect::<Vec<_>>() })
}

/// That a row of a table has cells of the table's columns alone.
fn of_table(block: &Block, table: &str, columns: &BTreeMap<String, String>) -> Value {
    let own = block.keys.iter().flat_map(|key| std::iter::once(&key.name).chain(key.aliases));
    let known: BTreeSet<&str> = own.copied().chain(columns.keys().map(String::as_str)).collect();
    json!({
        "if": { "properties": { "tabell": { "const": table } }, "required": ["tabell"] },
        "then": { "propertyNames": { "enum": known } },
    })
}

/// Which keys a block has, or must have, because of its `slag`.
fn conditions(block: &Block) -> Vec<Value> {
    let mut rules = Vec::new();
    let usual = block.key("slag").and_then(|slag| slag.otherwise[0].strip_prefix("`\"")).unwrap_or("-");
    let usual = usual.trim_end_matches("\"`");
    for key in block.keys {
        if !key.only.is_empty() {
            let then = if key.required { has(key) } else { json!({}) };
            rules.push(json!({
                "if": is_of(key.only, usual),
                "then": then,
                "else": { "properties": { key.name: false } },
            }));
        }
        if !key.needed.is_empty() {
            rules.push(json!({ "if": is_of(key.needed, usual), "then": has(key) }));
        }
    }
    rules
}

/// That a block is of one of these kinds, of which the usual one need not be said.
fn is_of(kinds: &[&str], usual: &str) -> Value {
    let said = json!({ "properties": { "slag": { "enum": kinds } }, "required": ["slag"] });
    if kinds.contains(&usual) { json!({ "anyOf": [said, { "not": { "required": ["slag"] } }] }) } else { said }
}
