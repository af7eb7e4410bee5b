//! Layouts that take over another one's tokens and change some of them.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::tokens::Tokens;

/// The key that names the layout whose tokens are taken over.
const FROM: &str = "arver";

/// The layout that the tokens in `text` are taken over from, with its place in the text.
pub fn parent(text: &str) -> Option<(String, Range<usize>)> {
    let table = DeTable::parse(text).ok()?;
    let value = table.get_ref().get(FROM)?;
    Some((value.get_ref().as_str()?.to_owned(), value.span()))
}

/// The tokens of `parent` with those that `child` changes. Tables are gone through; a list replaces the whole list.
///
/// # Errors
///
/// Where in `child`, and why it cannot be read.
pub fn inherit(parent: &str, child: &str) -> Result<String, (Range<usize>, String)> {
    let fault = |error: toml::de::Error| (error.span().unwrap_or(0..0), error.message().to_owned());
    let changes = toml::from_str::<Table>(child).map_err(fault)?;
    let mut merged = toml::from_str::<Table>(parent).map_err(|error| (0..0, error.message().to_owned()))?;
    overlay(&mut merged, changes);
    merged.remove(FROM);
    let text = toml::to_string(&merged).map_err(|error| (0..0, error.to_string()))?;
    match toml::from_str::<Tokens>(&text) {
        Ok(_) => Ok(text),
        Err(error) => Err(culprit(parent, child).unwrap_or_else(|| (0..0, error.message().to_owned()))),
    }
}

fn overlay(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => overlay(under, over),
            (_, value) => drop(under.insert(key, value)),
        }
    }
}

/// The first change that cannot stand even alone: its place, and why.
fn culprit(parent: &str, child: &str) -> Option<(Range<usize>, String)> {
    let table = DeTable::parse(child).ok()?;
    let mut changes = Vec::new();
    leaves(table.get_ref(), &mut Vec::new(), &mut changes);
    let theirs = toml::from_str::<Table>(parent).ok()?;
    changes.into_iter().find_map(|(path, span)| {
        let mut merged = theirs.clone();
        let whole = toml::from_str::<Table>(child).ok()?;
        overlay(&mut merged, only(&whole, known(&theirs, &path))?);
        merged.remove(FROM);
        let error = toml::from_str::<Tokens>(&toml::to_string(&merged).ok()?).err()?;
        Some((span, error.message().to_owned()))
    })
}

/// Every value that is no table, with its path and place, in the order of the file.
fn leaves(table: &DeTable<'_>, path: &mut Vec<String>, all: &mut Vec<(Vec<String>, Range<usize>)>) {
    let mut values: Vec<_> = table.iter().collect();
    values.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in values {
        path.push(key.get_ref().to_string());
        match Spanned::get_ref(value) {
            DeValue::Table(inner) => leaves(inner, path, all),
            _ => all.push((path.clone(), value.span())),
        }
        path.pop();
    }
}

/// The path of a change, or of the outermost table around it that is new, which may say nothing in part.
fn known<'p>(table: &Table, path: &'p [String]) -> &'p [String] {
    let mut here = table;
    for (at, key) in path.iter().enumerate() {
        match here.get(key) {
            Some(Value::Table(inner)) => here = inner,
            Some(_) => break,
            None => return &path[..=at],
        }
    }
    path
}

/// `table` without all but the value at `path`.
fn only(table: &Table, path: &[String]) -> Option<Table> {
    let (first, rest) = path.split_first()?;
    let value = match (table.get(first)?, rest) {
        (value, []) => value.clone(),
        (Value::Table(inner), rest) => Value::Table(only(inner, rest)?),
        _ => return None,
    };
    Some(Table::from_iter([(first.clone(), value)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOMMUN: &str = include_str!("../../layouts/kommun/tokens.toml");

    #[test]
    fn only_what_is_changed_changes() {
        let child = "arver = \"kommun\"\n[sida]\nspalter = 1\n[stil.brod]\nstorlek = \"9pt\"\n";
        assert_eq!(parent(child), Some(("kommun".to_owned(), 8..16)));
        let text = inherit(KOMMUN, child).unwrap();
        let (own, theirs) = (toml::from_str::<Tokens>(&text).unwrap(), toml::from_str::<Tokens>(KOMMUN).unwrap());
        assert_eq!((own.page.columns, own.styles.body.size), (1, "9pt".parse().unwrap()));
        assert_eq!((own.page.width, own.styles.body.line), (theirs.page.width, theirs.styles.body.line));
    }

    #[test]
    fn a_wrong_change_is_found_at_its_place() {
        let wrong = |change: &str| {
            let child = format!("arver = \"kommun\"\n[farg]\ntext = \"#000000\"\n{change}");
            let (span, why) = inherit(KOMMUN, &child).unwrap_err();
            (child[span].to_owned(), why)
        };
        assert_eq!(wrong("[stil.brod]\nstorlek = \"9\"\n").0, "\"9\"");
        assert!(wrong("[stil.brod]\nstorlk = \"9pt\"\n").1.contains("unknown field `storlk`"));
        assert!(inherit(KOMMUN, "arver = \"kommun\"\n[stil.brod\n").is_err());
        let logo = "[logotyp]\nfil = \"a.svg\"\nbredd = \"11mm\"\n";
        assert_eq!(wrong(&format!("{logo}[stil.cell]\nstorlek = \"9\"\n")).0, "\"9\"", "a new table is whole");
        assert_eq!(wrong("[logotyp]\nfil = \"a.svg\"\n").0, "\"a.svg\"");
    }
}
