//! The keys as a page for people, in Swedish as the guide is: `inputs/referens.md`.

use std::fmt::Write;

use super::{Block, Choice, Entity, Key, MANIFEST, Open, SECTION, Takes, Words, blocks};

/// What the page says around the tables of keys; they stand where a line says so.
const PAGE: &str = include_str!("reference.md");

/// The page.
pub fn reference() -> String {
    let manifest = blocks(&MANIFEST);
    // What both files have stands once.
    let of_section =
        blocks(&SECTION).into_iter().filter(|block| !manifest.iter().any(|known| std::ptr::eq(*known, *block)));
    let section: Vec<&Block> = of_section.collect();
    PAGE.replace("{section}\n", &tables(&section)).replace("{manifest}\n", &tables(&manifest))
}

fn tables(blocks: &[&'static Block]) -> String {
    let mut out = String::new();
    blocks.iter().for_each(|block| table(block, &mut out));
    out.trim_end().to_owned() + "\n"
}

/// A block: its heading, what it is for, its keys, and what its words mean.
fn table(block: &Block, out: &mut String) {
    let [title, _] = block.title;
    let heading = block.heading().map_or_else(|| title.to_owned(), |heading| format!("{title}: `{heading}`"));
    let _ = writeln!(out, "### {heading}\n");
    let [about, _] = block.about;
    if !about.is_empty() {
        let _ = writeln!(out, "{about}\n");
    }
    if !block.keys.is_empty() {
        out.push_str("| nyckel | värde | krävs | betyder | utan nyckeln | exempel |\n|---|---|---|---|---|---|\n");
        block.keys.iter().for_each(|key| row(block, key, out));
        out.push('\n');
    }
    for key in block.keys {
        if let Takes::Word(choices) = key.takes {
            words(key, choices, out);
        }
    }
    for key in block.keys.iter().filter(|key| key.example.contains('\n')) {
        let example = key.example.trim_start_matches("\"\"\"\n").trim_end_matches("\"\"\"");
        let _ = writeln!(out, "```toml\n{} = '''\n{example}'''\n```\n", key.name);
    }
}

fn row(block: &Block, key: &Key, out: &mut String) {
    let mut names = format!("`{}`", key.name);
    for alias in key.aliases {
        let _ = write!(names, " (förr `{alias}`)");
    }
    let [meaning, _] = key.meaning;
    let only = match key.only {
        [] => String::new(),
        kinds => {
            let kinds = kinds.iter().filter(|kind| **kind != "-").map(|kind| format!("`\"{kind}\"`"));
            format!("; bara med `slag` {}", kinds.collect::<Vec<_>>().join(", "))
        }
    };
    let [otherwise, _] = key.otherwise;
    let example = if key.example.contains('\n') { "se nedan".to_owned() } else { code(key.example) };
    let _ = writeln!(
        out,
        "| {names} | {} | {} | {meaning}{only} | {otherwise} | {example} |",
        value(key),
        needed(block, key)
    );
}

fn code(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("`{words}`") }
}

fn needed(block: &Block, key: &Key) -> String {
    if key.required {
        return "ja".to_owned();
    }
    if let Some(other) =
        block.either.iter().find(|other| **other != key.name).filter(|_| block.either.contains(&key.name))
    {
        return format!("eller `{other}`");
    }
    match key.needed {
        [] => "nej".to_owned(),
        kinds => {
            let kinds: Vec<String> = kinds.iter().map(|kind| format!("`\"{kind}\"`")).collect();
            format!("med `slag` {}", kinds.join(", "))
        }
    }
}

/// What a key takes, in words.
fn value(key: &Key) -> String {
    let block = |block: &Block| block.heading().map_or_else(|| "`{ … }`".to_owned(), |heading| format!("`{heading}`"));
    match key.takes {
        Takes::Text(Words::Prose) => "text, gärna på flera rader".to_owned(),
        Takes::Text(Words::Label) => "formaterad text".to_owned(),
        Takes::Text(Words::Heading) => "text, där belopp kan hämtas".to_owned(),
        Takes::Text(Words::Line | Words::Bare) => "text".to_owned(),
        Takes::Id(_) => "id".to_owned(),
        Takes::Reference(entity) => form(entity).to_owned(),
        Takes::Integer(from, u32::MAX) => format!("heltal från {from}"),
        Takes::Integer(from, to) if from == to => "heltal".to_owned(),
        Takes::Integer(from, to) => format!("heltal {from}–{to}"),
        Takes::Flag => "`true` eller `false`".to_owned(),
        Takes::Date => "datum".to_owned(),
        Takes::Word([one]) => format!("`\"{}\"`", one.word),
        Takes::Word(choices) if choices.iter().all(|choice| choice.means[0].is_empty()) => {
            choices.iter().map(|choice| format!("`\"{}\"`", choice.word)).collect::<Vec<_>>().join(", ")
        }
        Takes::Word(_) => "ett ord, se nedan".to_owned(),
        Takes::Texts => "lista med texter".to_owned(),
        Takes::TextOrTexts => "text, eller lista".to_owned(),
        Takes::References(entity) => format!("lista med {}", form(entity)),
        Takes::ReferencesOr(word, entity) => format!("lista med {}, eller `\"{word}\"`", form(entity)),
        Takes::Block(inner) => match inner.open {
            Open::Cells(_) => "`{ … }`".to_owned(),
            _ => block(inner),
        },
        Takes::Blocks(inner) | Takes::BlockOrBlocks(inner) => block(inner),
        Takes::TextOr(_) => "text, eller `{ … }`".to_owned(),
        Takes::IntegerOr(from, to, _) => format!("heltal {from}–{to}, eller `{{ … }}`"),
        Takes::Entries(entity, _) => format!("lista med {} och `{{ … }}`", entity.map_or("texter", form)),
        Takes::TextsById => "`{ id = \"…\" }`".to_owned(),
        Takes::EntriesById(_) => "`{ id = \"…\" }`, eller `{ id = { … } }`".to_owned(),
    }
}

/// How something that has an id is referred to.
fn form(entity: Entity) -> &'static str {
    match entity {
        Entity::Row | Entity::RowName => "`\"rad\"` eller `\"enhet/rad\"`",
        Entity::RowAddress => "`\"tabell.rad\"`",
        Entity::Address => "cellhänvisningar",
        Entity::Risk => "`\"enhet/risk\"`",
        Entity::Code => "koder",
        Entity::ControlColumn => "kolumnernas namn",
        Entity::Report
        | Entity::Unit
        | Entity::Committee
        | Entity::Paper
        | Entity::Chapter
        | Entity::Part
        | Entity::ColumnSet
        | Entity::Column
        | Entity::Table
        | Entity::Goal
        | Entity::Indicator
        | Entity::Chart
        | Entity::Picture
        | Entity::ControlTable
        | Entity::ControlColumnName
        | Entity::RiskName
        | Entity::Earlier => "id",
    }
}

/// What the words of a key mean, where they need to be told.
fn words(key: &Key, choices: &[Choice], out: &mut String) {
    if choices.iter().all(|choice| choice.means[0].is_empty()) {
        return;
    }
    let _ = writeln!(out, "| `{}` | vad det är |\n|---|---|", key.name);
    for choice in choices {
        let [means, _] = choice.means;
        let _ = writeln!(out, "| `\"{}\"` | {means} |", choice.word);
    }
    out.push('\n');
}
