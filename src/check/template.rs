//! What is left of a template: rows, columns, headings and names that nobody has filled in, and dates of letters.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::base::pattern::{Pattern, pattern};
use crate::base::template::left;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{ColumnSpec, MemoContent, SignatureSpec};
use crate::report::passages::{Passage, Role};
use crate::report::{Report, address};

use super::{editorial, messages};

/// What a template calls a thing that is to have a name.
static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:(?:rad|kolumn|cell|text) ?\d{1,2}|(?:under|kolumn|rad|tabell)?rubrik(?:nivå)?(?: ?\d{1,2})?|",
        r"exempel(?:rad|text|rubrik)(?: ?\d{1,2})?|ny(?:tt)? (?:rad|kolumn|rubrik|avsnitt|tabell)|testrad(?: ?\d{1,2})?|",
        r"(?:rubrik|text|namn|titel) här|(?:för- och )?förnamn efternamn|för- och efternamn|n\. ?n\.?|lorem)$",
    ))
});

/// What a row or a cell is called in a template, and a heading may rightly be.
static EXAMPLE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^exempel(?: ?\d{1,2})?$"));

/// A paragraph of nothing.
static NOTHING: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^(?:\.{3,}|text|brödtext|text här)\.?$"));

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = passages.iter().filter_map(of_passage).collect();
    let mut looked: BTreeSet<_> =
        passages.iter().filter(|passage| passage.role == Role::Heading).filter_map(Passage::whole).collect();
    for text in names(report) {
        let words = text.trimmed();
        if words.is_empty() || !looked.insert(text.at(0..text.text.len())) {
            continue;
        }
        if NAMED.is_match(words) {
            found.push(messages::leftover_name(text.place, words));
        } else if let Some(range) = editorial::instruction(&text.text) {
            found.push(messages::leftover_name(text.at(range.clone()), &text.text[range]));
        }
    }
    found
}

fn of_passage(passage: &Passage) -> Option<Diagnostic> {
    let text = passage.text.trim();
    if let Some(words) = left(text) {
        return Some(messages::leftover_name(passage.whole()?, words));
    }
    let left = match passage.role {
        Role::Heading => NAMED.is_match(text),
        Role::Label | Role::Cell => NAMED.is_match(text) || EXAMPLE.is_match(text),
        Role::Paragraph | Role::Item | Role::FollowUp => NOTHING.is_match(text),
        Role::Note => false,
    };
    if left { Some(messages::leftover_name(passage.whole()?, text)) } else { None }
}

/// What has a name in the report, and stands in none of its texts.
fn names(report: &Report) -> Vec<&SourceText> {
    let manifest = &report.manifest;
    let mut all = vec![&manifest.title];
    all.extend(&manifest.registry_number);
    for paper in &manifest.papers {
        all.push(&paper.title);
        all.extend(paper.facts.iter().flat_map(|fact| fact.name.iter().chain([&fact.text])));
        all.extend(&paper.registry_number);
    }
    if let Some(memo) = &manifest.memo {
        all.push(&memo.title);
        all.extend(&memo.addressee);
        all.extend(memo.officer.iter().map(|officer| &officer.name));
        for section in &memo.sections {
            if let MemoContent::Signatures(spec) = &section.content {
                all.extend(spec.words());
            }
        }
    }
    all.extend(report.signatures().into_iter().flat_map(SignatureSpec::words));
    for table in address::tables(report) {
        all.push(&table.heading);
        all.extend(table.groups());
    }
    for set in &manifest.column_sets {
        all.extend(&set.first);
        all.extend(set.columns.iter().flat_map(ColumnSpec::headings));
    }
    all
}
