//! What could stand at a place: keys, blocks, words and ids, from the table of keys and from what the report has.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gen_lsp_types::CompletionItemKind;

use crate::base::limits::EDITOR_SUGGESTIONS;
use crate::base::source::line_of;
use crate::diagnostic::{Code, Language};
use crate::input::keys::schema::Ids;
use crate::input::keys::{Block, Entity, Form, Key, Open, Takes, Words};
use crate::input::manifest::control_columns;
use crate::input::outline::At;
use crate::input::prose::binding::{self, PAGE, ReferenceKind};

use super::super::texts::pick;
use super::place::{Kind, Place, entity_of, is_of_id};
use super::{about, messages};

/// Something that could stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// How it is listed.
    pub(super) label: String,
    pub(super) kind: CompletionItemKind,
    /// What it is, in short, and at length.
    pub(super) detail: String,
    pub(super) about: String,
    /// What it replaces, and with what; that has places to go to, `$1`, where it is one.
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) is_snippet: bool,
    /// What the words that stand there are compared with.
    pub(super) filter: String,
    /// Its group in the list.
    pub(super) group: u8,
}

/// How things are written for an editor.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Whether it goes from place to place in what it puts in.
    pub(super) snippets: bool,
    pub(super) language: Language,
}

/// What could stand at a place.
pub(super) fn complete(place: &Place<'_>, style: Style) -> Vec<Item> {
    match &place.at {
        At::Header(_) => headers(place, style),
        At::Key { header, outer, within, pair } => keys(place, (*header, outer, *within), *pair, style),
        At::Value { value, .. } => values(place, value.clone(), style),
        At::Nowhere => Vec::new(),
    }
}

/// A text of TOML.
fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What stands in a snippet as itself.
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

impl Item {
    fn new(label: &str, kind: CompletionItemKind, range: Range<usize>, text: String) -> Self {
        let (label, filter) = (label.to_owned(), text.clone());
        let (detail, about) = (String::new(), String::new());
        Item { label, kind, detail, about, range, text, is_snippet: false, filter, group: 1 }
    }

    fn told(self, detail: &str, about: String) -> Self {
        Item { detail: detail.to_owned(), about, ..self }
    }
}

/// All blocks that headers of the file may begin, with the key that each stands under.
fn all_headings(kind: Kind) -> Vec<(String, &'static Block)> {
    let blocks = crate::input::keys::blocks(kind.top()).into_iter();
    blocks.filter_map(|block| Some((block.heading()?, block))).collect()
}

/// A header and the keys that its block must have.
fn block_item(block: &'static Block, heading: &str, range: Range<usize>, style: Style) -> Item {
    let mut text = heading.to_owned();
    let required = block.keys.iter().filter(|key| key.required && key.only.is_empty());
    if style.snippets {
        text = plain(heading);
        for (at, key) in required.enumerate() {
            text.push_str(&format!("\n{} = {}", key.name, value_of(key, at + 1, style)));
        }
        text.push_str("\n$0");
    } else {
        text.push('\n');
    }
    let item = Item::new(heading, CompletionItemKind::Module, range, text);
    let item = item.told(pick(block.title, style.language), about::block(block, style.language));
    Item { is_snippet: style.snippets, filter: heading.to_owned(), group: 2, ..item }
}

/// In a header: which there are.
fn headers(place: &Place<'_>, style: Style) -> Vec<Item> {
    let line = line_of(place.text, place.offset);
    let words = place.text.get(line.clone()).unwrap_or("");
    let start = (line.start + (words.len() - words.trim_start().len())).min(place.offset);
    // What stands behind the brackets stays.
    let rest = place.text.get(place.offset..line.end).unwrap_or("");
    let end = place.offset + rest.find(|c: char| !is_of_id(c) && c != '.' && c != ']').unwrap_or(rest.len());
    all_headings(place.kind)
        .into_iter()
        .map(|(heading, block)| {
            let item = block_item(block, &heading, start..end, style);
            // A header that is there keeps the keys below it.
            if end > place.offset { Item { text: heading, is_snippet: false, ..item } } else { item }
        })
        .collect()
}

/// What stands behind a key's equals sign at first.
fn value_of(key: &Key, at: usize, style: Style) -> String {
    let stop = |inner: &str| format!("${{{at}:{inner}}}");
    let quotes = format!("\"${at}\"");
    if !style.snippets {
        return String::new();
    }
    match key.takes {
        Takes::Text(Words::Prose | Words::Lines) => format!("'''\n${at}\n'''"),
        Takes::Text(_) | Takes::Id(_) | Takes::Reference(_) | Takes::TextOrTexts | Takes::TextOr(_) => quotes,
        Takes::Integer(from, to) if from == to => from.to_string(),
        Takes::Integer(..) | Takes::IntegerOr(..) => format!("${at}"),
        Takes::Flag => {
            let usual = key.otherwise[0].trim_matches('`');
            stop(if usual == "true" { "false" } else { "true" })
        }
        Takes::Date => stop(&plain(key.example)),
        Takes::Word(_) => quotes,
        Takes::Texts | Takes::References(_) | Takes::ReferencesOr(..) | Takes::Entries(..) => format!("[${at}]"),
        Takes::Block(_) | Takes::TextsById | Takes::EntriesById(_) => format!("{{ ${at} \\}}"),
        Takes::Blocks(_) | Takes::BlockOrBlocks(_) => format!("[{{ ${at} \\}}]"),
    }
}

/// Where a key stands or could: keys that are not there yet, and blocks.
fn keys(
    place: &Place<'_>,
    (header, outer, within): (usize, &[String], usize),
    pair: Option<usize>,
    style: Style,
) -> Vec<Item> {
    let touched = pair.and_then(|pair| place.outline.pairs.get(pair));
    let range = touched.and_then(|pair| {
        pair.names.iter().map(|name| name.place.clone()).find(|it| it.start < place.offset && place.offset <= it.end)
    });
    let range = range.unwrap_or(place.offset..place.offset);
    // A key with dots leads into what stands before them.
    let before = touched.into_iter().flat_map(|pair| pair.names.iter().skip(pair.outer));
    let before = before.take_while(|name| name.place.end < range.start).map(|name| name.name.clone());
    let names: Vec<String> = outer.iter().cloned().chain(before).collect();
    let is_written = touched.is_some_and(|pair| pair.has_sign);
    let in_braces = !outer.is_empty();
    let there: BTreeSet<&str> = place
        .outline
        .keys_within(header, within)
        .filter(|pair| !touched.is_some_and(|touched| std::ptr::eq(*pair, touched)))
        .filter_map(|pair| Some(pair.names.get(pair.outer)?.name.as_str()))
        .collect();
    let slag = place.said(header, within, "slag");
    let line = line_of(place.text, range.start);
    let is_alone = place.text.get(line.start..range.start).is_some_and(|before| before.trim().is_empty());
    let mut items = Vec::new();
    for block in place.blocks(header, &names) {
        for key in block.keys.iter().filter(|key| !there.contains(key.name)) {
            let is_of_kind = key.only.is_empty() || slag.is_none_or(|slag| key.only.contains(&slag));
            // Blocks have headers of their own where those can stand.
            let has_header = key.takes.blocks().iter().any(|block| block.heading().is_some());
            if is_of_kind && !(has_header && !in_braces && !matches!(block.form, Form::Entry)) {
                items.push(key_item(block, key, range.clone(), is_written, style));
            }
        }
        items.extend(
            own_keys(place, block, (header, within)).into_iter().filter(|(id, _)| !there.contains(&**id)).map(
                |(id, name)| {
                    let text = if is_written { id.clone() } else { format!("{id} = ") };
                    let item = Item::new(&id, CompletionItemKind::Field, range.clone(), text);
                    let about = pick(messages::column_of_report(), style.language);
                    Item { filter: id, group: 0, ..item.told(&name, about) }
                },
            ),
        );
    }
    if is_alone && !in_braces && !is_written {
        let once: BTreeSet<String> = (0..place.outline.headers.len()).map(|at| place.header(at).join(".")).collect();
        let all = all_headings(place.kind).into_iter();
        let open = all.filter(|(_, block)| block.form != Form::One || !once.contains(block.path));
        items.extend(open.map(|(heading, block)| {
            let item = block_item(block, &heading, range.clone(), style);
            // Nobody has typed the brackets.
            Item { filter: block.path.to_owned(), ..item }
        }));
    }
    items
}

fn key_item(block: &Block, key: &'static Key, range: Range<usize>, is_written: bool, style: Style) -> Item {
    let text = match is_written {
        true => key.name.to_owned(),
        false => format!("{} = {}", key.name, value_of(key, 1, style)),
    };
    let item = Item::new(key.name, CompletionItemKind::Property, range, text);
    let detail = pick(crate::input::keys::words::value(key), style.language).replace('`', "");
    let item = item.told(&detail, about::key(block, key, style.language));
    let is_snippet = style.snippets && !is_written;
    Item { is_snippet, filter: key.name.to_owned(), group: if key.required { 0 } else { 1 }, ..item }
}

/// Keys of a block that the report itself gives: its columns, and notes that the file cites.
fn own_keys(place: &Place<'_>, block: &Block, (header, within): (usize, usize)) -> Vec<(String, String)> {
    let ids = &place.known.section;
    let of = |columns: &BTreeMap<String, String>| columns.iter().map(|(id, name)| (id.clone(), name.clone())).collect();
    match (block.open, block.path) {
        (Open::No, _) => Vec::new(),
        (Open::Notes, _) => cited(place.text).into_iter().map(|id| (id, String::new())).collect(),
        (Open::Texts, "risk") => of(&ids.risks),
        (Open::Texts, _) => of(&ids.control_activities),
        (Open::Cells(_), "mal.indikator") => of(&ids.indicators),
        (Open::Cells(_), "mal.aktivitet") => of(&ids.activities),
        (Open::Cells(_), _) => match place.said(header, within, "tabell").and_then(|table| ids.columns.get(table)) {
            Some(columns) => of(columns),
            None => of(&ids.columns.values().flatten().map(|(id, name)| (id.clone(), name.clone())).collect()),
        },
    }
}

/// The ids of the notes that a text cites.
fn cited(text: &str) -> BTreeSet<String> {
    let parts = text.split("[^").skip(1).filter_map(|rest| rest.split_once(']'));
    parts.map(|(id, _)| id.to_owned()).filter(|id| !id.is_empty() && id.chars().all(is_of_id)).collect()
}

/// Where a value stands or could.
fn values(place: &Place<'_>, value: Option<Range<usize>>, style: Style) -> Vec<Item> {
    if let Some(inner) = place.bound() {
        return bound(place, inner, style);
    }
    if let Some(begun) = place.note() {
        let notes = notes(place).into_iter();
        let range = place.offset - begun.len()..place.offset;
        let detail = pick(messages::note_without_text(), style.language);
        return notes
            .map(|id| {
                Item::new(&id, CompletionItemKind::Reference, range.clone(), id.clone()).told(&detail, String::new())
            })
            .collect();
    }
    let Some((block, key)) = place.key_of_value() else { return Vec::new() };
    let raw = value.as_ref().and_then(|value| place.text.get(value.clone())).unwrap_or("");
    // Running text has what stands between braces, and nothing else.
    if raw.starts_with("'''") || raw.starts_with("\"\"\"") {
        return Vec::new();
    }
    let range = value.clone().unwrap_or(place.offset..place.offset);
    // A text that nothing closes reaches to the end of its line.
    let is_closed = raw.len() > 1 && raw.starts_with(['"', '\'']) && raw.chars().last() == raw.chars().next();
    let range = if is_closed || !raw.starts_with(['"', '\'']) { range } else { range.start..place.offset };
    let gap = if place.text.get(..range.start).is_some_and(|before| before.ends_with('=')) { " " } else { "" };
    let texts = words(place, block, key, style).into_iter().map(|(word, detail)| {
        let item = Item::new(&word, CompletionItemKind::EnumMember, range.clone(), format!("{gap}{}", quoted(&word)));
        Item { filter: quoted(&word), ..item.told(&detail, String::new()) }
    });
    let mut items: Vec<Item> = texts.collect();
    if let Takes::Flag = key.takes {
        items.extend(["true", "false"].map(|word| {
            let item = Item::new(word, CompletionItemKind::Keyword, range.clone(), format!("{gap}{word}"));
            Item { filter: word.to_owned(), ..item }
        }));
    }
    items
}

/// The words that a key takes, each with what it is.
fn words(place: &Place<'_>, block: &Block, key: &Key, style: Style) -> Vec<(String, String)> {
    let asked = matches!(block.path, "rad" | "risk" | "avsnitt") && place.kind == Kind::Section;
    match key.takes {
        Takes::Word(choices) => {
            let choices = choices.iter();
            choices.map(|choice| (choice.word.to_owned(), pick(choice.means, style.language).to_owned())).collect()
        }
        Takes::Text(_) if key.name == "bedomning" && block.path == "mal" => {
            ids(place).assessments.iter().map(|word| (word.clone(), String::new())).collect()
        }
        Takes::Text(_) if key.name == "kod" && block.path == "undantag" => with_names(place, Entity::Code, style),
        Takes::Id(entity) if asked => with_names(place, entity, style),
        Takes::Reference(entity) | Takes::References(entity) | Takes::Entries(Some(entity), _) => {
            with_names(place, entity, style)
        }
        Takes::ReferencesOr(word, entity) => {
            let all = std::iter::once((word.to_owned(), String::new()));
            all.chain(with_names(place, entity, style)).collect()
        }
        _ => Vec::new(),
    }
}

fn ids<'p>(place: &Place<'p>) -> &'p Ids {
    match place.kind {
        Kind::Manifest => &place.known.manifest,
        Kind::Section => &place.known.section,
    }
}

/// What may be referred to, each with what it is called.
fn with_names(place: &Place<'_>, entity: Entity, style: Style) -> Vec<(String, String)> {
    let names = || place.known.names.iter();
    let title = |id: &str| names().find(|it| it.entity == entity && it.id == id).map(|it| it.name.clone());
    let owned = |it: &super::told::Name| match &it.owner {
        Some(owner) => format!("{owner}/{}", it.id),
        None => it.id.clone(),
    };
    match entity {
        Entity::Row if place.kind == Kind::Manifest => {
            place.known.manifest.rows.iter().map(|row| (row.clone(), String::new())).collect()
        }
        Entity::Risk => names().filter(|it| it.entity == entity).map(|it| (owned(it), it.name.clone())).collect(),
        Entity::RowName => {
            let table = match place.at {
                At::Value { header, within, .. } => place.said(header, within, "tabell"),
                _ => None,
            };
            let rows = names().filter(|it| it.entity == Entity::Row);
            let rows = rows.filter(|it| table.is_none_or(|table| it.within.as_deref() == Some(table)));
            rows.map(|it| (owned(it), it.name.clone())).collect()
        }
        Entity::RowAddress => rows(place, |table, row| format!("{table}.{row}")),
        Entity::Address => {
            let mut all = rows(place, |table, row| format!("{table}.{row}"));
            for (table, columns) in &place.known.section.columns {
                if all.len() > EDITOR_SUGGESTIONS {
                    break;
                }
                let of_table = names().filter(|it| it.entity == Entity::Row && it.within.as_ref() == Some(table));
                for row in of_table {
                    all.extend(columns.iter().map(|(column, heading)| {
                        (format!("{table}.{}.{column}", row.id), format!("{}, {heading}", row.name))
                    }));
                }
            }
            all
        }
        Entity::Code => {
            let severity = |code: Code| code.severity().name_in(style.language).to_owned();
            Code::ALL.iter().map(|code| (code.name_in(style.language).to_owned(), severity(*code))).collect()
        }
        Entity::ControlColumn => control_columns().map(|word| (word.to_owned(), String::new())).into(),
        entity => match ids(place).of.get(&entity) {
            Some(known) => known.iter().map(|id| (id.clone(), title(id).unwrap_or_default())).collect(),
            None => names().filter(|it| it.entity == entity).map(|it| (it.id.clone(), it.name.clone())).collect(),
        },
    }
}

fn rows(place: &Place<'_>, written: impl Fn(&str, &str) -> String) -> Vec<(String, String)> {
    let rows = place.known.names.iter().filter(|it| it.entity == Entity::Row);
    rows.filter_map(|it| Some((written(it.within.as_deref()?, &it.id), it.name.clone()))).collect()
}

/// The notes of a unit's file: those that it cites, and those that have a text.
fn notes(place: &Place<'_>) -> BTreeSet<String> {
    let with_text = place.outline.pairs.iter().filter(|pair| place.header(pair.header) == ["noter"]);
    let with_text = with_text.filter_map(|pair| Some(pair.names.first()?.name.clone()));
    cited(place.text).into_iter().chain(with_text).collect()
}

fn item(word: &str, text: String, range: Range<usize>, detail: &str) -> Item {
    Item::new(word, CompletionItemKind::Reference, range, text).told(detail, String::new())
}

/// What a word between braces may be: a table, a goal with indicators, what is referred to.
fn begun_words(place: &Place<'_>, range: Range<usize>, style: Style) -> Vec<Item> {
    let names = || place.known.names.iter();
    let tables = names().filter(|it| it.entity == Entity::Table);
    let goals = names().filter(|it| it.entity == Entity::Indicator).filter_map(|it| it.within.as_deref());
    let goals: BTreeSet<&str> = goals.collect();
    let goals = names().filter(|it| it.entity == Entity::Goal && goals.contains(&*it.id));
    let all = tables.chain(goals).map(|it| item(&it.id, it.id.clone(), range.clone(), &it.name));
    let kind = |word: &str, thing: [String; 2]| {
        let word = format!("{word}:");
        Item { group: 2, ..item(&word, word.clone(), range.clone(), &pick(thing, style.language)) }
    };
    let references = ReferenceKind::WORDS.iter().map(|(word, of)| kind(word, messages::thing(entity_of(*of))));
    all.chain(references).chain([kind(PAGE, messages::page_of_thing())]).collect()
}

/// What may stand between braces: the parts of an address, what is referred to, and forms.
fn bound(place: &Place<'_>, inner: &str, style: Style) -> Vec<Item> {
    if let Some((_, form)) = inner.rsplit_once('|') {
        let range = place.offset - form.len()..place.offset;
        let detail = pick(messages::form_of_amount(), style.language);
        let forms = binding::Form::WORDS.iter().chain(&["tkr", "mnkr"]);
        return forms.map(|word| item(word, (*word).to_owned(), range.clone(), &detail)).collect();
    }
    // Of two figures the last one; the signs stand between spaces.
    let last = inner.rsplit([' ', '\u{a0}']).next().unwrap_or("");
    let names = || place.known.names.iter();
    if let Some((word, id)) = inner.trim_start().split_once(':') {
        let kind = ReferenceKind::WORDS.iter().find(|(known, _)| *known == word.trim_end());
        let range = place.offset - id.trim_start().len()..place.offset;
        let is_page = word.trim_end() == PAGE;
        let paged = |it: &super::told::Name| is_page && place.is_paged(it);
        let of_kind = names().filter(|it| paged(it) || kind.is_some_and(|(_, kind)| it.entity == entity_of(*kind)));
        return of_kind.map(|it| item(&it.id, it.id.clone(), range.clone(), &it.name)).collect();
    }
    let parts: Vec<&str> = last.split('.').collect();
    let begun = parts.last().copied().unwrap_or("");
    let range = place.offset - begun.len()..place.offset;
    match parts.as_slice() {
        [_] => begun_words(place, range, style),
        [table, _] => {
            let rows = names().filter(|it| matches!(it.entity, Entity::Row | Entity::Indicator));
            let rows: Vec<_> = rows.filter(|it| it.within.as_deref() == Some(*table)).collect();
            let is_twice = |id: &str| rows.iter().filter(|it| it.id == id).count() > 1;
            let written = |it: &super::told::Name| match &it.owner {
                Some(owner) if is_twice(&it.id) => format!("{owner}/{}", it.id),
                _ => it.id.clone(),
            };
            rows.iter().map(|it| item(&written(it), written(it), range.clone(), &it.name)).collect()
        }
        [table, _, _] => {
            let ids = &place.known.section;
            let is_goal = names().any(|it| it.entity == Entity::Goal && it.id == *table);
            let of_goal = if is_goal { ids.indicators.iter().chain(&ids.activities).collect() } else { Vec::new() };
            let columns: Vec<(&String, &String)> = match ids.columns.get(*table) {
                Some(columns) => columns.iter().collect(),
                None => of_goal,
            };
            let rows = place.addressed(&parts, 1);
            let shown = |id: &str| {
                let mut cells = rows.iter().flat_map(|row| &row.cells).filter(|(column, _)| column == id);
                cells.next().filter(|_| rows.len() == 1).map(|(_, words)| words)
            };
            let told = |id: &String, name: &String| match shown(id) {
                Some(words) => item(id, id.clone(), range.clone(), &format!("{name}: {words}")),
                None => item(id, id.clone(), range.clone(), name),
            };
            columns.into_iter().map(|(id, name)| told(id, name)).collect()
        }
        _ => Vec::new(),
    }
}
