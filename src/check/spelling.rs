//! Words, names and headings that are written in two ways.
//!
//! No dictionary: what the report itself writes more often is taken for right, and only what is left of a word
//! without its inflection is compared.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::base::limits::COMPARED_LETTERS;
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::report::passages::{Passage, Role};

use super::messages;

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let words = words(passages);
    let mut found = misspellings(&words);
    found.extend(capitals(&words));
    found.extend(labels(passages));
    found.extend(headings(report));
    found
}

/// Where words of letters only stand in `text`; what stands in an address is none.
fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    let pieces = text.split_inclusive(char::is_whitespace).map(move |piece| {
        end += piece.len();
        (end - piece.len(), piece)
    });
    let is_address = |piece: &str| ["://", "www.", "@"].iter().any(|sign| piece.contains(sign));
    pieces.filter(move |(_, piece)| !is_address(piece)).flat_map(|(start, piece)| {
        let mut end = start;
        piece.split_inclusive(|c: char| !c.is_alphabetic()).filter_map(move |word| {
            end += word.len();
            let letters = word.trim_end_matches(|c: char| !c.is_alphabetic()).len();
            (letters > 0).then(|| end - word.len()..end - word.len() + letters)
        })
    })
}

/// The spellings of each word, by its small letters, and the places of each.
type Words = BTreeMap<String, BTreeMap<String, Vec<Span>>>;

fn words(passages: &[Passage]) -> Words {
    let mut all = Words::new();
    for passage in passages {
        for range in words_of(&passage.text) {
            let word = &passage.text[range.clone()];
            if let Some(place) = passage.place(range) {
                let ways = all.entry(word.to_lowercase()).or_default();
                ways.entry(word.to_owned()).or_default().push(place);
            }
        }
    }
    all
}

/// Fewest letters of a word that is compared, and letters at its end that may be inflection.
const WORD_LETTERS: usize = 8;

const ENDING: usize = 3;

/// `word` without each of its letters in turn, but for the first and the last few; nothing of one that is too long to
/// be compared.
fn shorter(word: &str) -> impl Iterator<Item = (String, char)> {
    let letters: Vec<char> = word.chars().take(COMPARED_LETTERS + 1).collect();
    let to = if letters.len() > COMPARED_LETTERS { 0 } else { letters.len().saturating_sub(ENDING) };
    (1..to.max(1)).map(move |at| {
        let rest = letters[..at].iter().chain(&letters[at + 1..]).collect();
        (rest, letters[at])
    })
}

/// Words that stand once and differ by one letter, too many or too few, from a word that stands more often.
fn misspellings(words: &Words) -> Vec<Diagnostic> {
    let count = |ways: &BTreeMap<String, Vec<Span>>| ways.values().map(Vec::len).sum::<usize>();
    let usual: HashMap<&str, usize> =
        words.iter().map(|(word, ways)| (word.as_str(), count(ways))).filter(|(_, times)| *times > 1).collect();
    let mut lacking: HashMap<String, &str> = HashMap::new();
    // In the order of the words, so that of two the same one is always meant.
    let long = words.keys().map(String::as_str).filter(|word| word.chars().count() > WORD_LETTERS);
    for word in long.filter(|word| usual.contains_key(word)) {
        for (rest, _) in shorter(word) {
            lacking.entry(rest).or_insert(word);
        }
    }
    let mut found = Vec::new();
    for (word, ways) in words.iter().filter(|(word, ways)| count(ways) == 1 && word.chars().count() >= WORD_LETTERS) {
        // An s between the parts of a compound is often a matter of taste.
        let too_many = || {
            shorter(word).filter(|(_, letter)| *letter != 's').find_map(|(rest, _)| usual.get_key_value(rest.as_str()))
        };
        let meant = lacking
            .get(word)
            .map(|meant| (*meant, usual[meant]))
            .or_else(|| too_many().map(|(meant, times)| (*meant, *times)));
        let (Some((meant, times)), Some((written, places))) = (meant, ways.first_key_value()) else { continue };
        let most = words.get(meant).and_then(|ways| ways.iter().max_by_key(|(_, places)| places.len()));
        if let (Some(place), Some((usual, others))) = (places.first(), most) {
            found.push(messages::possible_misspelling(*place, written, usual, times, others[0]));
        }
    }
    found
}

/// Fewest times that the usual spelling stands before another one is told.
const USUAL: usize = 3;

/// Words with a capital after a small letter, `KolAda`, that mostly have none.
fn capitals(words: &Words) -> Vec<Diagnostic> {
    let inner = |word: &str| word.chars().zip(word.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    let mut found = Vec::new();
    for ways in words.values().filter(|ways| ways.len() > 1) {
        let plain = ways.iter().filter(|(word, _)| !inner(word)).max_by_key(|(_, places)| places.len());
        let Some((usual, places)) = plain.filter(|(_, places)| places.len() >= USUAL) else { continue };
        let odd = ways.iter().filter(|(word, at)| inner(word) && at.len() < places.len());
        found.extend(odd.filter_map(|(word, at)| messages::spellings_differ(at, word, usual, places[0])));
    }
    found
}

/// The ways that something is written, in the order in which they first stand; all but the most frequent are told, of
/// two that are as frequent the later.
fn less_usual(ways: &[(String, Vec<Span>)]) -> Vec<Diagnostic> {
    let most = ways.iter().map(|(_, places)| places.len()).max().unwrap_or(0);
    let Some((usual, places)) = ways.iter().find(|(_, places)| places.len() == most) else { return Vec::new() };
    let others = ways.iter().filter(|(text, _)| text != usual);
    others.filter_map(|(text, at)| messages::spellings_differ(at, text, usual, places[0])).collect()
}

/// Adds a text to the ways that things with its key are written.
fn add(all: &mut BTreeMap<String, Vec<(String, Vec<Span>)>>, key: String, text: &str, place: Span) {
    let ways = all.entry(key).or_default();
    match ways.iter_mut().find(|(known, _)| known == text) {
        Some((_, places)) => places.push(place),
        None => ways.push((text.to_owned(), vec![place])),
    }
}

/// Labels and headings that differ in capitals only, the first letter apart.
fn labels(passages: &[Passage]) -> Vec<Diagnostic> {
    let mut all = BTreeMap::new();
    for passage in passages.iter().filter(|passage| matches!(passage.role, Role::Label | Role::Heading)) {
        let text = passage.text.trim();
        let mut letters = text.chars();
        let key: String = letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect();
        if let Some(place) = passage.whole() {
            add(&mut all, key, text, place);
        }
    }
    all.values().flat_map(|ways| less_usual(ways)).collect()
}

/// Headings of columns that differ in hyphens and spaces only: `Utfall 202308` and `Utfall 2023-08`.
fn headings(report: &Report) -> Vec<Diagnostic> {
    let mut all = BTreeMap::new();
    for column in report.manifest.column_sets.iter().flat_map(|set| &set.columns) {
        let text = column.heading.trimmed();
        let key = text.to_lowercase().replace(['-', '–', ' ', '\u{a0}'], "");
        add(&mut all, key, text, column.heading.place);
    }
    all.values().flat_map(|ways| less_usual(ways)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_no_words() {
        let text = "Se www.exempelby.se, KolAda2 och\u{a0}å/ä (a@b.se)\nsist.";
        let words: Vec<&str> = words_of(text).map(|range| &text[range]).collect();
        assert_eq!(words, ["Se", "KolAda", "och", "å", "ä", "sist"]);
    }

    #[test]
    fn only_what_is_no_inflection_is_compared() {
        let of = |word: &str| shorter(word).map(|(rest, _)| rest).collect::<Vec<_>>();
        assert!(of("förebyggande").contains(&"förbyggande".to_owned()));
        assert!(of("månadsanställda").contains(&"månadanställda".to_owned()));
        for (word, inflected) in [("beslutande", "beslutade"), ("genomförda", "genomföra"), ("otrygghet", "trygghet")]
        {
            assert!(!of(word).contains(&inflected.to_owned()), "{word}");
        }
        assert!(of("ab").is_empty());
        assert_eq!((of(&"a".repeat(60)).len(), of(&"a".repeat(61)).len()), (56, 0));
    }
}
