//! Whether what texts name by a number is there: `avsnitt 3.1`, `tabell 4`, `bilaga 2`, `fotnot 3`. Only kinds that the
//! paper numbers are looked at.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::note_style::Marks;
use crate::base::pattern::{Pattern, pattern};
use crate::diagnostic::Diagnostic;
use crate::model::{BlockKind, Document};
use crate::report::Report;
use crate::report::passages::{passages, sentences};

use super::messages;
use super::targets::{Named, Things};

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
            BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Beside(_) => {}
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
    let mut things: Option<Things> = None;
    for passage in passages(report) {
        let mut parted: Option<Vec<Range<usize>>> = None;
        for hit in NAMED.captures_iter(&passage.text) {
            let (Some(whole), Some(number)) = (hit.get(0), hit.get(7)) else { continue };
            let Some(kind) = (1..=6).find(|group| hit.get(*group).is_some()) else { continue };
            let known = &numbers[kind - 1];
            let is_law = kind == 1 && OF_A_LAW.is_match(&passage.text[whole.end()..]);
            if !known.is_empty() && !known.contains(number.as_str()) && !is_law {
                let place = passage.place(whole.range());
                found.extend(place.map(|place| messages::number_without_target(place, whole.as_str(), kind)));
            } else if known.contains(number.as_str()) && !is_law {
                let text = passage.text.as_str();
                let parted = parted.get_or_insert_with(|| sentences(text));
                let index = parted.partition_point(|sentence| sentence.end <= whole.start());
                let Some(sentence) = parted.get(index).filter(|it| it.contains(&whole.start())).cloned() else {
                    continue;
                };
                let at = whole.start() - sentence.start..whole.end().min(sentence.end) - sentence.start;
                let sentence = &text[sentence];
                // Of several numbers nobody knows which the words are of.
                if NAMED.find_iter(sentence).take(2).count() != 1 || is_more(&sentence[at.end..]) {
                    continue;
                }
                let before = index.checked_sub(1).and_then(|at| text.get(parted.get(at)?.clone())).unwrap_or("");
                let named = Named { kind, number: number.as_str(), text, before, sentence, at };
                let other = things.get_or_insert_with(|| Things::of(document)).other(&named);
                let told = other.zip(passage.place(whole.range()));
                found.extend(told.map(|((own, other), place)| {
                    messages::number_of_other(place, whole.as_str(), &own.title, &other.shown(), &other.title)
                }));
            }
        }
    }
    found
}

/// Whether another number follows right behind one: `tabell 3 och 4`, `avsnitt 3–5`, `avsnitt 3 i årsredovisningen`.
fn is_more(rest: &str) -> bool {
    let rest = rest.trim_start();
    let numbers = ["och ", "samt ", "till ", "–", "-", ", "].iter().filter_map(|joint| rest.strip_prefix(joint));
    let elsewhere = rest.split_whitespace().take(2).collect::<Vec<_>>();
    numbers.into_iter().any(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        || matches!(elsewhere[..], ["i" | "ur" | "från" | "till", _])
}
