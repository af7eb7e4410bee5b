//! Whether what texts name by a number is there: `avsnitt 3.1`, `tabell 4`, `bilaga 2`, `fotnot 3`. Only kinds that the
//! paper numbers are looked at.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::base::note_style::Marks;
use crate::base::pattern::{Pattern, pattern};
use crate::diagnostic::Diagnostic;
use crate::model::{BlockKind, Document};
use crate::report::Report;
use crate::report::passages::passages;

use super::messages;

/// A thing with its number.
static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:(avsnitt(?:et)?|(?:del|under)?kapit(?:el|let))|(tabell(?:en)?)|(diagram(?:met)?)|(bilaga(?:n)?)|(bild(?:en)?)|(fotnot(?:en)?))",
        r"[ \x{a0}](\d{1,3}(?:\.\d{1,3})*)(?:\b|$)",
    ))
});

/// What follows the number of a chapter in a law: `kapitel 11 i kommunallagen`, `kapitel 5, 2 §`.
static OF_A_LAW: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)^[ \x{a0}]*(?:§|,? ?\d+[ \x{a0}]?[a-z]?[ \x{a0}]?§|(?:i|enligt) [a-zåäö]*(?:lag|balk|förordning))")
});

/// The numbers that things of the paper have, by kind: sections, tables, charts, enclosures, pictures, notes.
fn numbers(document: &Document) -> [BTreeSet<String>; 6] {
    let mut all: [BTreeSet<String>; 6] = Default::default();
    let [sections, tables, charts, papers, pictures, notes] = &mut all;
    let numbered = |title: &str, word: &str| {
        let rest = title.strip_prefix(word)?.trim_start();
        rest.split_once(". ").map(|(number, _)| number.to_owned()).filter(|number| number.parse::<u32>().is_ok())
    };
    for block in document.blocks() {
        match &block.kind {
            BlockKind::Heading(heading) => {
                sections.extend(heading.number.as_ref().map(|number| number.trim_end_matches('.').to_owned()));
            }
            BlockKind::Table(table) => {
                tables.extend(table.caption.as_ref().and_then(|caption| numbered(caption, "Tabell")));
            }
            BlockKind::Chart(chart) => {
                charts.extend(numbered(&chart.title, "Diagram"));
                pictures.extend(numbered(&chart.title, "Bild"));
            }
            BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Notice(_) | BlockKind::Signatures(_) => {}
        }
    }
    papers.extend(document.parts.iter().filter_map(|part| numbered(&part.title, "Bilaga")));
    if document.note_style.marks == Marks::Digits {
        notes.extend((1..=document.notes.len()).map(|number| number.to_string()));
    }
    all
}

/// What texts of `report` name by a number that nothing in `document` has.
pub(super) fn check(report: &Report, document: &Document) -> Vec<Diagnostic> {
    let numbers = numbers(document);
    let mut found = Vec::new();
    for passage in passages(report) {
        for hit in NAMED.captures_iter(&passage.text) {
            let (Some(whole), Some(number)) = (hit.get(0), hit.get(7)) else { continue };
            let Some(kind) = (1..=6).find(|group| hit.get(*group).is_some()) else { continue };
            let known = &numbers[kind - 1];
            let is_law = kind == 1 && OF_A_LAW.is_match(&passage.text[whole.end()..]);
            if !known.is_empty() && !known.contains(number.as_str()) && !is_law {
                let place = passage.place(whole.range());
                found.extend(place.map(|place| messages::number_without_target(place, whole.as_str(), kind)));
            }
        }
    }
    found
}
