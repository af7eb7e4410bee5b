//! Names of people that differ by a letter or two from the same name elsewhere in the paper: who signs, who has
//! prepared the matter, who is named in a text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::MemoContent;
use crate::report::Report;
use crate::report::passages::Passage;

use super::messages;

/// Two words, or three, with a capital each.
static NAME: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)? \p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?"));

/// Fewest letters of a part that may be misspelt.
const FEWEST: usize = 4;

/// How many letters two spellings of one name may differ by.
const OFF: usize = 2;

/// Names of people that are spelt in two ways.
pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut known: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let signs = |text: &SourceText, all: &mut BTreeMap<String, Vec<Span>>| {
        for hit in NAME.find_iter(&text.text) {
            all.entry(hit.as_str().to_owned()).or_default().push(text.at(hit.range()));
        }
    };
    for text in people(report) {
        signs(text, &mut known);
    }
    let mut named = known.clone();
    for passage in passages {
        for hit in NAME.find_iter(&passage.text) {
            let name = hit.as_str().strip_suffix('s').filter(|name| known.contains_key(*name)).unwrap_or(hit.as_str());
            named.entry(name.to_owned()).or_default().extend(passage.place(hit.range()));
        }
    }
    // What stands more often is right; of two that stand as often the one of the two that signs, or that comes first.
    let rank = |name: &str| (named.get(name).map_or(0, Vec::len), known.contains_key(name));
    let is_wrong = |name: &str, other: &str| rank(name) < rank(other) || (rank(name) == rank(other) && name > other);
    let mut slips: BTreeMap<&str, &str> = BTreeMap::new();
    for one in known.keys() {
        for other in named.keys().filter(|other| *other != one && is_slip(one, other)) {
            let (wrong, right) = if is_wrong(one, other) { (one, other) } else { (other, one) };
            slips.entry(wrong).or_insert(right);
        }
    }
    let told = |(wrong, right): (&str, &str)| {
        let at = named.get(right)?.first()?;
        messages::spellings_differ(named.get(wrong)?, wrong, right, *at)
    };
    slips.into_iter().filter_map(told).collect()
}

/// Where the report says who has written it, prepared it or signs it.
fn people(report: &Report) -> Vec<&SourceText> {
    let manifest = &report.manifest;
    let facts = manifest.papers.iter().flat_map(|paper| &paper.facts);
    let mut all: Vec<&SourceText> = facts.map(|fact| &fact.text).collect();
    let Some(memo) = &manifest.memo else { return all };
    all.extend(memo.officer.iter().map(|officer| &officer.name));
    for section in &memo.sections {
        if let MemoContent::Signatures(signatures) = &section.content {
            all.extend(signatures.who.iter().map(|(name, _)| name));
        }
    }
    all
}

/// Whether one part of two names is the same, and the other differs by a letter or two.
fn is_slip(one: &str, other: &str) -> bool {
    let (Some((a, b)), Some((c, d))) = (one.split_once(' '), other.split_once(' ')) else { return false };
    let near = |one: &str, other: &str| {
        let first = one.chars().next() == other.chars().next();
        let long = one.chars().count().min(other.chars().count()) >= FEWEST;
        // `Berg`, `Bergs`: whose it is.
        let owned = one.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(one);
        let off = distance(one, other);
        let most = if one.chars().count().max(other.chars().count()) >= 6 { OFF } else { 1 };
        first && long && !owned && off > 0 && off <= most
    };
    (a == c && near(b, d)) || (b == d && near(a, c))
}

/// How many letters are to be changed, added or taken out.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, a) in one.chars().enumerate() {
        let mut last = std::mem::replace(&mut row[0], at + 1);
        for (index, b) in other.iter().enumerate() {
            let here = row[index + 1];
            row[index + 1] = (last + usize::from(a != *b)).min(here + 1).min(row[index] + 1);
            last = here;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_two_spellings_is_told_from_two_names() {
        for (one, other, is) in [
            ("Göran Lilja", "Göran Lilje", true),
            ("Lovisa Strand", "Louise Strand", true),
            ("Petra Nyholm", "Petra Nyholms", false),
            ("Anna Berg", "Anna Borg", true),
            ("Anna Berg", "Erik Berg", false),
            ("Anna Lund", "Anna Lindqvist", false),
        ] {
            assert_eq!(is_slip(one, other), is, "{one} {other}");
        }
    }
}
