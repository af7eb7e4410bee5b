//! What a key takes, and whether it must be there, in words: for the reference, and for editors.

use super::{Block, Entity, Key, Open, Takes, Words};

/// A text in Swedish and in English that is put together.
pub type Told = [String; 2];

fn both(sv: &str, en: &str) -> Told {
    [sv.to_owned(), en.to_owned()]
}

fn with(sv: &str, en: &str, rest: &Told) -> Told {
    let [rest_sv, rest_en] = rest;
    [format!("{sv} {rest_sv}"), format!("{en} {rest_en}")]
}

/// What a key takes.
pub fn value(key: &Key) -> Told {
    let entry = || both("`{ … }`", "`{ … }`");
    let block =
        |block: &Block| block.heading().map_or_else(entry, |heading| [format!("`{heading}`"), format!("`{heading}`")]);
    match key.takes {
        Takes::Text(Words::Prose | Words::Lines) => {
            both("text, gärna på flera rader", "text, perhaps of several lines")
        }
        Takes::Text(Words::Label) => both("formaterad text", "formatted text"),
        Takes::Text(Words::Heading) => both("text, där belopp kan hämtas", "text, with amounts taken from tables"),
        Takes::Text(Words::Line | Words::Bare) => both("text", "text"),
        Takes::Id(_) => both("id", "id"),
        Takes::Reference(entity) => form(entity),
        Takes::Integer(from, u32::MAX) => [format!("heltal från {from}"), format!("whole number from {from}")],
        Takes::Integer(from, to) if from == to => both("heltal", "whole number"),
        Takes::Integer(from, to) => [format!("heltal {from}–{to}"), format!("whole number {from}–{to}")],
        Takes::Flag => both("`true` eller `false`", "`true` or `false`"),
        Takes::Date => both("datum", "date"),
        Takes::Word([one]) => [format!("`\"{}\"`", one.word), format!("`\"{}\"`", one.word)],
        Takes::Word(choices) if choices.iter().all(|choice| choice.means[0].is_empty()) => {
            let all = choices.iter().map(|choice| format!("`\"{}\"`", choice.word)).collect::<Vec<_>>().join(", ");
            [all.clone(), all]
        }
        Takes::Word(_) => both("ett ord, se nedan", "a word, see below"),
        Takes::Texts => both("lista med texter", "list of texts"),
        Takes::TextOrTexts => both("text, eller lista", "text, or list"),
        Takes::References(entity) => with("lista med", "list of", &form(entity)),
        Takes::ReferencesOr(word, entity) => {
            let [sv, en] = with("lista med", "list of", &form(entity));
            [format!("{sv}, eller `\"{word}\"`"), format!("{en}, or `\"{word}\"`")]
        }
        Takes::Block(inner) => match inner.open {
            Open::Cells(_) => entry(),
            _ => block(inner),
        },
        Takes::Blocks(inner) | Takes::BlockOrBlocks(inner) => block(inner),
        Takes::TextOr(_) => both("text, eller `{ … }`", "text, or `{ … }`"),
        Takes::IntegerOr(from, to, _) => {
            [format!("heltal {from}–{to}, eller `{{ … }}`"), format!("whole number {from}–{to}, or `{{ … }}`")]
        }
        Takes::Entries(entity, _) => {
            let of = entity.map_or_else(|| both("texter", "texts"), form);
            let [sv, en] = with("lista med", "list of", &of);
            [format!("{sv} och `{{ … }}`"), format!("{en} and `{{ … }}`")]
        }
        Takes::TextsById => both("`{ id = \"…\" }`", "`{ id = \"…\" }`"),
        Takes::EntriesById(_) => {
            both("`{ id = \"…\" }`, eller `{ id = { … } }`", "`{ id = \"…\" }`, or `{ id = { … } }`")
        }
    }
}

/// How something that has an id is referred to.
fn form(entity: Entity) -> Told {
    match entity {
        Entity::Row | Entity::RowName => both("`\"rad\"` eller `\"enhet/rad\"`", "`\"row\"` or `\"unit/row\"`"),
        Entity::RowAddress => both("`\"tabell.rad\"`", "`\"table.row\"`"),
        Entity::Address => both("cellhänvisningar", "cell references"),
        Entity::Risk => both("`\"enhet/risk\"`", "`\"unit/risk\"`"),
        Entity::Code => both("koder", "codes"),
        Entity::ControlColumn => both("kolumnernas namn", "the columns' names"),
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
        | Entity::Earlier => both("id", "id"),
    }
}

/// Whether a block must have a key.
pub fn needed(block: &Block, key: &Key) -> Told {
    if key.required {
        return both("ja", "yes");
    }
    if let Some(other) =
        block.either.iter().find(|other| **other != key.name).filter(|_| block.either.contains(&key.name))
    {
        return [format!("eller `{other}`"), format!("or `{other}`")];
    }
    match key.needed {
        [] => both("nej", "no"),
        kinds => {
            let kinds = kinds.iter().map(|kind| format!("`\"{kind}\"`")).collect::<Vec<_>>().join(", ");
            [format!("med `slag` {kinds}"), format!("with `slag` {kinds}")]
        }
    }
}

/// The kinds of the block that a key belongs to; empty for all.
pub fn only(key: &Key) -> Told {
    match key.only {
        [] => both("", ""),
        kinds => {
            let kinds = kinds.iter().filter(|kind| **kind != "-").map(|kind| format!("`\"{kind}\"`"));
            let kinds = kinds.collect::<Vec<_>>().join(", ");
            [format!("bara med `slag` {kinds}"), format!("only with `slag` {kinds}")]
        }
    }
}
