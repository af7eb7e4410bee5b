//! Words, names and headings that are written in two ways.
//!
//! No dictionary: what the report itself writes more often is taken for right, and only what is left of a word
//! without its inflection is compared.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use crate::base::limits::COMPARED_LETTERS;
use crate::base::pattern::{Pattern, pattern};
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
pub(super) fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> {
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

/// How no Swedish word ends: a vowel of the ending has been left out, or a letter of it written twice.
static NO_ENDING: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:[bdfhjkpstv]n|[bdfgjlmpstv]r|[bdfgjkpstv]l|[ae]nn|aa|oo|rr)$"));

/// The letters of a word that is not too long to be compared.
fn letters(word: &str) -> Option<Vec<char>> {
    let letters: Vec<char> = word.chars().take(COMPARED_LETTERS + 1).collect();
    (letters.len() <= COMPARED_LETTERS).then_some(letters)
}

/// `word` without each of its letters in turn, with that letter and whether it is one of the last few; the first is
/// kept.
fn shorter(word: &str) -> impl Iterator<Item = (String, char, bool)> {
    let letters = letters(word).unwrap_or_default();
    let inner = letters.len().saturating_sub(ENDING);
    (1..letters.len().max(1)).map(move |at| {
        let rest = letters[..at].iter().chain(&letters[at + 1..]).collect();
        (rest, letters[at], at >= inner)
    })
}

/// `word` with each two neighbouring letters in turn changed about, but for the first.
fn swapped(word: &str) -> impl Iterator<Item = String> {
    let letters = letters(word).unwrap_or_default();
    let pairs = (2..letters.len().max(2)).filter(|at| letters[at - 1] != letters[*at]).collect::<Vec<_>>();
    pairs.into_iter().map(move |at| {
        let mut other = letters.clone();
        other.swap(at - 1, at);
        other.into_iter().collect()
    })
}

/// How often a word stands for each time that one stands which is nearly the same and taken for a slip.
const OFTENER: usize = 3;

/// Words that stand once or twice and differ by one letter, too many or too few, or by two that have changed places,
/// from a word that stands more often. The last letters count only where no word ends so.
fn misspellings(words: &Words) -> Vec<Diagnostic> {
    let count = |ways: &BTreeMap<String, Vec<Span>>| ways.values().map(Vec::len).sum::<usize>();
    let usual: HashMap<&str, usize> =
        words.iter().map(|(word, ways)| (word.as_str(), count(ways))).filter(|(_, times)| *times > 1).collect();
    let mut lacking: HashMap<String, (&str, bool)> = HashMap::new();
    // In the order of the words, so that of two the same one is always meant.
    let long = words.keys().map(String::as_str).filter(|word| word.chars().count() > WORD_LETTERS);
    for word in long.filter(|word| usual.contains_key(word)) {
        for (rest, _, in_ending) in shorter(word) {
            let known = lacking.entry(rest).or_insert((word, in_ending));
            if known.1 && !in_ending {
                *known = (word, false);
            }
        }
    }
    let mut found = Vec::new();
    for (word, ways) in words.iter().filter(|(word, ways)| count(ways) <= 2 && word.chars().count() >= WORD_LETTERS) {
        let times = count(ways);
        let enough = |often: usize| often > 1 && (times == 1 || often >= times * OFTENER);
        let whole = |in_ending: bool| !in_ending || NO_ENDING.is_match(word);
        let known = |meant: &str| usual.get_key_value(meant).filter(|(_, often)| enough(**often));
        // An s between the parts of a compound is often a matter of taste.
        let too_many = || {
            let shorter = shorter(word).filter(|(_, letter, in_ending)| *letter != 's' && whole(*in_ending));
            shorter.into_iter().find_map(|(rest, ..)| known(&rest))
        };
        let too_few = lacking.get(word).filter(|(_, in_ending)| whole(*in_ending)).and_then(|(meant, _)| known(meant));
        let meant = too_few.or_else(too_many).map(|meant| (meant, false));
        let meant = meant.or_else(|| swapped(word).find_map(|other| known(&other)).map(|meant| (meant, true)));
        let Some(((meant, often), is_swapped)) = meant else { continue };
        let most = words.get(*meant).and_then(|ways| ways.iter().max_by_key(|(_, places)| places.len()));
        let Some((usual, others)) = most else { continue };
        for (written, place) in ways.iter().flat_map(|(written, places)| places.iter().map(move |at| (written, at))) {
            let slip = messages::Slip { word: written, usual, times, often: *often, is_swapped };
            found.push(messages::possible_misspelling(*place, &slip, others[0]));
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
        let all = |word: &str| shorter(word).map(|(rest, _, ending)| (rest, ending)).collect::<Vec<_>>();
        assert!(all("förebyggande").contains(&("förbyggande".to_owned(), false)));
        assert!(all("månadsanställda").contains(&("månadanställda".to_owned(), false)));
        for (word, inflected) in [("beslutande", "beslutade"), ("genomförda", "genomföra"), ("otrygghet", "trygghet")]
        {
            assert!(!all(word).contains(&(inflected.to_owned(), false)), "{word}");
        }
        for (word, is_none) in [("verksamhetn", true), ("kommunenn", true), ("nämndr", true), ("barnen", false)] {
            assert_eq!(NO_ENDING.is_match(word), is_none, "{word}");
        }
        for word in ["vagn", "barn", "moln", "hamn", "namn", "elev", "tkr", "nytt", "hopp", "socken", "verk"] {
            assert!(!NO_ENDING.is_match(word), "{word}");
        }
        assert!(all("").is_empty() && swapped("ab").next().is_none());
        assert_eq!((all(&"a".repeat(60)).len(), all(&"a".repeat(61)).len()), (59, 0));
        assert_eq!(swapped("abca").collect::<Vec<_>>(), ["acba", "abac"]);
    }
}
