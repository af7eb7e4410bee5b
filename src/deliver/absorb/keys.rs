//! The keys of a file in the report as it is today. A paragraph's key is made of its number in its text, so that a
//! paragraph that came or went since the file was made gives those behind it other keys.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::paper::{Item, Paper};

/// A paragraph of a text: its number, its key, and the hash of its words.
type Block<'m> = (u32, &'m str, &'m str);

/// Gives the paragraphs of `theirs` the keys that they have in `ours`. Texts whose paragraphs are the same in number
/// and words keep theirs; of the others each paragraph is looked for by its words, and what is not found is known by
/// none.
pub(super) fn renewed(ours: &Paper, theirs: &mut Paper) {
    let (today, then) = (texts(&ours.map), texts(&theirs.map));
    let mut renamed: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (text, was) in &then {
        let is = today.get(text).map_or(&[][..], Vec::as_slice);
        let [one, other] = [was.as_slice(), is].map(|all| all.iter().map(|(.., hash)| *hash).collect::<Vec<&str>>());
        if one == other {
            continue;
        }
        renamed.extend(was.iter().map(|(_, key, _)| ((*key).to_owned(), None)));
        for change in capture_diff_slices(Algorithm::Patience, &one, &other) {
            let (from, to) = (change.old_range(), change.new_range());
            let same = matches!(change, DiffOp::Equal { .. }) || from.len() == to.len();
            for ((_, old, _), (_, new, _)) in was[from].iter().zip(&is[to]).filter(|_| same) {
                renamed.insert((*old).to_owned(), Some((*new).to_owned()));
            }
        }
    }
    items_renewed(ours, theirs, &mut renamed);
    if renamed.is_empty() {
        return;
    }
    let name = |key: &str| renamed.get(key).map_or_else(|| Some(key.to_owned()), Clone::clone);
    let map = std::mem::take(&mut theirs.map).into_iter();
    let map: BTreeMap<String, Item> = map.filter_map(|(key, item)| Some((name(&key)?, item))).collect();
    theirs.map = map;
    for line in &mut theirs.lines {
        let keys = std::mem::take(&mut line.keys).into_iter();
        line.keys = keys.filter_map(|(key, from, to)| Some((name(&key)?, from, to))).collect();
    }
}

/// The paragraphs of each text, in order.
fn texts(map: &BTreeMap<String, Item>) -> BTreeMap<&str, Vec<Block<'_>>> {
    let mut all: BTreeMap<&str, Vec<Block<'_>>> = BTreeMap::new();
    for (key, item) in map.iter().filter(|(_, item)| !item.is_bound()) {
        let Some((text, number)) = item.address.rsplit_once('#') else { continue };
        let Ok(number) = number.parse() else { continue };
        all.entry(text).or_default().push((number, key, &item.sha256));
    }
    all.values_mut().for_each(|blocks| blocks.sort_unstable());
    all
}

/// A numbered thing of several paragraphs, an indicator or a control activity: what stands behind its number in each
/// address, with the key and the hash of the words.
type Numbered<'m> = BTreeMap<u32, Vec<(String, &'m str, &'m str)>>;

/// The same for what is numbered among others: indicators, activities, control activities.
fn items_renewed(ours: &Paper, theirs: &Paper, renamed: &mut BTreeMap<String, Option<String>>) {
    let (today, then) = (items(&ours.map), items(&theirs.map));
    let none = Numbered::new();
    for (of, was) in &then {
        let is = today.get(of).unwrap_or(&none);
        let said = |all: &Numbered<'_>| -> Vec<Vec<(String, String)>> {
            let of_one = |one: &Vec<(String, &str, &str)>| {
                one.iter().map(|(rest, _, hash)| (rest.clone(), (*hash).to_owned())).collect()
            };
            all.values().map(of_one).collect()
        };
        let (one, other) = (said(was), said(is));
        if one == other {
            continue;
        }
        let (was, is): (Vec<_>, Vec<_>) = (was.values().collect(), is.values().collect());
        renamed.extend(was.iter().copied().flatten().map(|(_, key, _)| ((*key).to_owned(), None)));
        for change in capture_diff_slices(Algorithm::Patience, &one, &other) {
            let (from, to) = (change.old_range(), change.new_range());
            let same = matches!(change, DiffOp::Equal { .. }) || from.len() == to.len();
            for (old, new) in was[from].iter().zip(&is[to]).filter(|_| same) {
                for (rest, key, _) in *old {
                    let now = new.iter().find(|(other, ..)| other == rest).map(|(_, key, _)| (*key).to_owned());
                    renamed.insert((*key).to_owned(), now);
                }
            }
        }
    }
}

/// What is numbered, by what it is of.
fn items(map: &BTreeMap<String, Item>) -> BTreeMap<String, Numbered<'_>> {
    let mut all: BTreeMap<String, Numbered<'_>> = BTreeMap::new();
    for (key, item) in map.iter().filter(|(_, item)| !item.is_bound()) {
        let Some((kind, path)) = item.address.split_once(':') else { continue };
        let kind = kind.strip_suffix("-comment").unwrap_or(kind);
        let mut parts = path.split_inclusive('/');
        let (Some(unit), Some(of)) = (parts.next(), parts.next()) else { continue };
        let rest: String = parts.collect();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if !["indicator", "activity", "control"].contains(&kind) {
            continue;
        }
        let Ok(number) = rest[..digits].parse() else { continue };
        let rest = format!("{}{}", if item.address.contains("-comment:") { "comment" } else { "" }, &rest[digits..]);
        let one = all.entry(format!("{kind}:{unit}{of}")).or_default();
        one.entry(number).or_default().push((rest, key, &item.sha256));
    }
    all.values_mut().flat_map(BTreeMap::values_mut).for_each(|one| one.sort_unstable());
    all
}
