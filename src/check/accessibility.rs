//! What a screen reader would stumble over in what units write. Headings, tables and languages are right by construction.

use crate::diagnostic::{Diagnostic, messages};
use crate::prose::Prose;
use crate::report::Report;

/// Link texts that say nothing, in Swedish and English, in small letters.
const VAGUE: &[&str] = &[
    "här",
    "hit",
    "klicka",
    "klicka här",
    "länk",
    "länken",
    "läs mer",
    "mer",
    "mer information",
    "se här",
    "click here",
    "here",
    "link",
    "more",
    "read more",
    "this link",
];

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let texts = report.prose().into_iter().map(|owned| owned.prose);
    let notes = report.notes.iter().flatten().map(|note| &note.text);
    let memo = report.manifest.memo.iter().flat_map(|memo| &memo.sections).flat_map(|section| section.content.texts());
    texts.chain(notes).chain(memo).flat_map(vague_links).collect()
}

fn vague_links(prose: &Prose) -> Vec<Diagnostic> {
    let says_nothing = |words: &str| {
        let words = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        VAGUE.contains(&words.as_str()) || words.is_empty()
    };
    let vague = prose.links().into_iter().filter(|(words, _)| says_nothing(words));
    vague.map(|(words, place)| messages::link_text_vague(place, words.trim())).collect()
}
