//! What is said of a block, of a key and of what has an id: the reference's words, in the language.

use crate::diagnostic::Language;
use crate::input::keys::words::{needed, only, value};
use crate::input::keys::{Block, Key, Said, Takes};

use super::super::texts::pick;
use super::messages;
use super::told::Name;

fn said(words: Said, language: Language) -> &'static str {
    pick(words, language)
}

/// A key: what it takes, what it means, what holds without it, an example.
pub(super) fn key(block: &Block, key: &Key, language: Language) -> String {
    let mut kind = vec![pick(value(key), language)];
    if key.required {
        kind.push(pick(messages::required(), language));
    } else if !block.either.is_empty() && block.either.contains(&key.name) || !key.needed.is_empty() {
        kind.push(pick(needed(block, key), language));
    }
    kind.extend(Some(pick(only(key), language)).filter(|only| !only.is_empty()));
    let mut parts = vec![format!("**`{}`**: {}", key.name, kind.join("; "))];
    parts.push(format!("{}.", said(key.meaning, language)));
    if let Takes::Word(choices) = key.takes {
        let known = choices.iter().filter(|choice| !choice.means[0].is_empty());
        let lines = known.map(|choice| format!("- `\"{}\"`: {}", choice.word, said(choice.means, language)));
        let lines = lines.collect::<Vec<_>>().join("\n");
        parts.extend((!lines.is_empty()).then_some(lines));
    }
    let otherwise = said(key.otherwise, language);
    parts.extend((!otherwise.is_empty()).then(|| pick(messages::otherwise(otherwise), language)));
    parts.extend(key.aliases.iter().map(|alias| pick(messages::once(alias), language)));
    if !key.example.is_empty() {
        let example = format!("```toml\n{} = {}\n```", key.name, key.example);
        parts.push(pick(messages::example(&example), language));
    }
    parts.join("\n\n")
}

/// A block: what it is called and what it is for.
pub(super) fn block(block: &Block, language: Language) -> String {
    let title = said(block.title, language);
    let heading = block.heading().map_or_else(|| format!("**{title}**"), |heading| format!("**`{heading}`**: {title}"));
    let about = said(block.about, language);
    if about.is_empty() { heading } else { format!("{heading}\n\n{about}") }
}

/// Something that has an id: what it is, what it is called, whose it is and where its id is given.
pub(super) fn name(name: &Name, language: Language) -> String {
    let thing = pick(messages::thing(name.entity), language);
    let title = if name.name.is_empty() { String::new() } else { format!(": {}", name.name) };
    let owner = name.owner.as_ref().map(|owner| format!(", {}", pick(messages::of_unit(owner), language)));
    let place = format!("`{}:{}`", name.at.file, name.at.range.start.line + 1);
    let place = pick(messages::given_at(&place), language);
    format!("**{thing} `{}`**{title}{}\n\n{place}", name.id, owner.unwrap_or_default())
}
