//! The keys as a page for people, in Swedish as the guide is: `inputs/referens.md`.

use std::fmt::Write;

use super::words::{needed, only, value};
use super::{Block, Choice, Key, MANIFEST, SECTION, Takes, blocks};

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
    let [only, _] = only(key);
    let only = if only.is_empty() { only } else { format!("; {only}") };
    let [otherwise, _] = key.otherwise;
    let example = if key.example.contains('\n') { "se nedan".to_owned() } else { code(key.example) };
    let ([value, _], [needed, _]) = (value(key), needed(block, key));
    let _ = writeln!(out, "| {names} | {value} | {needed} | {meaning}{only} | {otherwise} | {example} |");
}

fn code(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("`{words}`") }
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
