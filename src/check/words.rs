//! Words of the report that no list of Swedish words knows.
//!
//! A word that the report itself uses as its own is known: names, words that it repeats, what the manifest lists.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::limits::COMPARED_LETTERS;
use crate::base::source::Span;
use crate::base::words::{Spelling, WordList};
use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::report::passages::{Passage, Role};

use super::messages;
use super::spelling::words_of;

/// Fewest letters of a word that is looked up, and of one with a capital, which may be a name.
const LOOKED_UP: usize = 4;
const WITH_CAPITAL: usize = 8;

/// The number of times that a word stands which the report has made its own.
const OWN: usize = 3;

/// Words that another is suggested for: a text that is not Swedish would ask for one at each of its words.
const SUGGESTED: usize = 200;

/// The letters that words are written with.
const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyzåäöé";

pub(super) fn check(report: &Report, passages: &[Passage], spelling: Spelling<'_>) -> Vec<Diagnostic> {
    let asked = report.manifest.rules.word_list;
    let list = match (spelling, asked) {
        (Spelling::Unasked, _) | (_, Some((false, _))) | (Spelling::Absent, None) => return Vec::new(),
        (Spelling::Absent, Some((true, place))) => return vec![messages::words_not_compared(place)],
        (Spelling::With(list), _) => list,
    };
    let mut own = own_words(report);
    let seen = seen(passages, &mut own);
    let unknown: Vec<(&String, &Seen)> =
        seen.iter().filter(|(word, _)| !own.contains(*word) && !list.knows(word)).collect();
    let places: BTreeSet<usize> = unknown.iter().map(|(_, seen)| seen.at).collect();
    let mut found = Vec::new();
    for (at, (word, of_word)) in unknown.iter().enumerate() {
        let meant = if at < SUGGESTED { meant(word, &seen, list) } else { None };
        let others = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| unknown.get(at));
        let is_repeated = of_word.times >= OWN
            || (of_word.is_label && of_word.times > 1)
            || others.into_iter().any(|(other, _)| is_form_of(word, other));
        // What is repeated is nobody's slip, unless the report has the right word more often.
        let is_outnumbered =
            meant.as_ref().and_then(|meant| seen.get(meant)).is_some_and(|meant| meant.times > of_word.times);
        // Two in a row are words of another language or a name, and one with a capital may be a name.
        let is_phrase = places.contains(&(of_word.at + 1)) || places.contains(&of_word.at.wrapping_sub(1));
        // `planåren`, which is one slip away from nothing: two words of the list, which nobody has put together there.
        let is_new = meant.is_none() && list.joins(word);
        let is_name = of_word.is_large && (meant.is_none() || word.chars().count() < WITH_CAPITAL);
        if (!is_repeated || is_outnumbered) && !is_phrase && !is_name && !is_new {
            found.push(messages::unknown_word(of_word.place, &of_word.written, meant.as_deref()));
        }
    }
    found
}

/// Most letters at the end of a word that are inflection, and fewest before them.
const ENDING: usize = 4;
const STEM: usize = 6;

/// Whether two words differ in their endings only.
fn is_form_of(word: &str, other: &str) -> bool {
    let alike = word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let longest = word.chars().count().max(other.chars().count());
    alike >= STEM && alike + ENDING >= longest
}

/// A word as it stands in the report.
struct Seen {
    written: String,
    /// Where it stands first.
    place: Span,
    times: usize,
    /// Which of the report's words that is, counted from its beginning.
    at: usize,
    /// Whether the name of a row, an indicator or a risk has it.
    is_label: bool,
    /// Whether it always has a capital, as the first word of its sentence.
    is_large: bool,
}

/// The words that the manifest knows, in small letters: who writes and who reads, and what it lists.
fn own_words(report: &Report) -> BTreeSet<String> {
    let manifest = &report.manifest;
    let units = manifest.units.iter().map(|unit| &unit.name);
    let committees = manifest.committees.iter().map(|committee| &committee.name);
    let recipients = manifest.recipients.iter().map(|recipient| &recipient.name);
    let all = units.chain(committees).chain(recipients).chain([&manifest.municipality, &manifest.committee]);
    let texts = all.chain(&manifest.rules.words).chain(&manifest.keywords);
    let words = texts.flat_map(|text| words_of(&text.text).map(|range| text.text[range].to_lowercase()));
    words.collect()
}

/// Every word of the report that may be looked up, by its small letters. What has a capital within a sentence is a
/// name, which is added to the report's own words.
fn seen(passages: &[Passage], own: &mut BTreeSet<String>) -> BTreeMap<String, Seen> {
    let mut all: BTreeMap<String, Seen> = BTreeMap::new();
    let mut at = 0;
    // Sources are cited as they are.
    for passage in passages.iter().filter(|passage| passage.role != Role::Note) {
        // The last word of a passage is not beside the first of the next.
        at += 1;
        for range in words_of(&passage.text) {
            at += 1;
            let written = &passage.text[range.clone()];
            let (length, inner) = (written.chars().count(), written.chars().skip(1).any(char::is_uppercase));
            if !(LOOKED_UP..=COMPARED_LETTERS).contains(&length) || inner || !stands_alone(passage, &range) {
                continue;
            }
            let (word, is_large) = (written.to_lowercase(), written.starts_with(char::is_uppercase));
            if is_large && !begins_sentence(&passage.text[..range.start]) {
                own.insert(word);
                continue;
            }
            let Some(place) = passage.place(range) else { continue };
            let of_word = all.entry(word).or_insert_with(|| {
                let written = written.to_owned();
                Seen { written, place, times: 0, at, is_label: false, is_large: true }
            });
            of_word.times += 1;
            of_word.is_label |= passage.role == Role::Label;
            if of_word.is_large && !is_large {
                (of_word.written, of_word.place, of_word.is_large, of_word.at) = (written.to_owned(), place, false, at);
            }
        }
    }
    all
}

/// Whether a word is no part of something else: of `60-talet`, `EU:s`, `(för)skola`, `hälso- och sjukvård`, an
/// abbreviation or words of another language.
fn stands_alone(passage: &Passage, range: &Range<usize>) -> bool {
    let (before, after) = (&passage.text[..range.start], &passage.text[range.end..]);
    let binds = |c: char| c.is_alphanumeric() || "-–_@&+#'’§*".contains(c);
    let (last, mut next) = (before.chars().next_back(), after.chars());
    let first = next.next();
    let second = next.next();
    let follows = |sign: char| first == Some(sign) && second.is_some_and(char::is_alphanumeric);
    // `resp.` within a sentence.
    let is_short = range.len() < SHORT
        && first == Some('.')
        && after[1..].trim_start().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    !last.is_some_and(|c| binds(c) || ":./)".contains(c))
        && !first.is_some_and(|c| binds(c) || c == '(')
        && !follows('.')
        && !follows(':')
        && !is_short
        && !passage.is_foreign(range)
}

/// Bytes of what is no abbreviation any more.
const SHORT: usize = 7;

/// Whether what follows `before` is the first word of a sentence, so that its capital says nothing.
fn begins_sentence(before: &str) -> bool {
    before.trim_end().chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !",)%".contains(c))
}

/// What was probably meant by `word`: the word of the report, or else of the list, that is one slip away.
fn meant(word: &str, seen: &BTreeMap<String, Seen>, list: &WordList) -> Option<String> {
    let slips = slips(word);
    let known = slips.iter().filter_map(|slip| seen.get_key_value(slip)).filter(|(slip, _)| list.knows(slip));
    // Of several that stand as often the first slip.
    let usual = known.rev().max_by_key(|(_, of_word)| of_word.times).map(|(slip, _)| slip);
    usual.or_else(|| slips.iter().find(|slip| list.has(slip))).cloned()
}

/// What `word` would be without one slip of four letters and more: two letters in the wrong order, one too many, one
/// too few, another one. The first letter is mostly right.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let count = letters.len();
    let with = |from: usize, new: &[char], to: usize| {
        letters[..from].iter().chain(new).chain(&letters[to..]).collect::<String>()
    };
    let mut all = Vec::new();
    all.extend((1..count).map(|at| with(at - 1, &[letters[at], letters[at - 1]], at + 1)));
    all.extend((1..count).map(|at| with(at, &[], at + 1)));
    all.extend((1..=count).flat_map(|at| ALPHABET.chars().map(move |c| (at, c))).map(|(at, c)| with(at, &[c], at)));
    all.extend((1..count).flat_map(|at| ALPHABET.chars().map(move |c| (at, c))).map(|(at, c)| with(at, &[c], at + 1)));
    all.extend(ALPHABET.chars().map(|c| with(0, &[c], 1)));
    all.extend([with(0, &[], 1)]);
    all.retain(|slip| slip != word && slip.chars().count() >= LOOKED_UP);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_a_word() {
        let slips = slips("skoln");
        for meant in ["skolan", "sklon", "skol", "skole", "kskoln", "koln", "skolnt"] {
            assert_eq!(slips.contains(&meant.to_owned()), meant != "kskoln", "{meant}");
        }
        assert!(super::slips("abc").iter().all(|slip| slip.chars().count() == 4));
    }

    #[test]
    fn the_first_word_of_a_sentence() {
        for (before, begins) in [("", true), ("Nu. ", true), ("(", true), ("hos ", false), ("det, ", false)] {
            assert_eq!(begins_sentence(before), begins, "{before}");
        }
    }
}
