//! Patterns of words and figures in running text, which know where a Swedish word ends.
//!
//! A word boundary that knows å, ä and ö is beyond the automaton of `regex` as soon as a text holds one of them, and
//! what it falls back on is slower by far; the letters of all scripts take long to prepare for. So a text is first
//! asked for a looser pattern, without boundaries and with whatever is beyond ASCII as a letter, which can only match
//! more: most texts hold nothing of the kind.

use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

/// What is loosened, as patterns write it, and what takes its place.
const LOOSER: [(&str, &str); 4] = [(r"\b", ""), (r"\p{L}", LETTER), (r"\p{Lu}", LETTER), (r"\p{Ll}", LETTER)];

/// The letters of ASCII, and all beyond it.
const LETTER: &str = r"[A-Za-z\x{80}-\x{10ffff}]";

/// A digit, as patterns write it. Figures are written with these ten, so that the hundreds of other scripts need not be
/// prepared for.
const DIGIT: (&str, &str) = (r"\d", "[0-9]");

/// A pattern that stands in this program.
#[derive(Debug)]
pub(crate) struct Pattern {
    text: String,
    /// The looser pattern, if it is another one.
    loose: Option<Regex>,
    exact: OnceLock<Regex>,
}

/// A pattern that stands in this program, so that it is known to be well formed. What it excludes must not hold
/// letters, `[^\p{L}]`, since a looser pattern would exclude more. Where capitals do not matter, letters as a class
/// stand within `(?-i:…)`: to find the capitals of all letters takes longer than to read a report.
pub(crate) fn pattern(text: &str) -> Pattern {
    let text = text.replace(DIGIT.0, DIGIT.1);
    let looser = LOOSER.iter().fold(text.clone(), |text, (from, to)| text.replace(from, to));
    let loose = (looser != text).then(|| read(&looser));
    Pattern { text, loose, exact: OnceLock::new() }
}

#[expect(clippy::expect_used, reason = "patterns are constants, and the gallery reads each")]
fn read(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this program is well formed")
}

impl Pattern {
    /// The pattern as it is written; `None` where the text holds nothing of the kind.
    fn exact(&self, text: &str) -> Option<&Regex> {
        let possible = self.loose.as_ref().is_none_or(|loose| loose.is_match(text));
        possible.then(|| self.exact.get_or_init(|| read(&self.text)))
    }

    /// Whether it stands in `text`.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.exact(text).is_some_and(|exact| exact.is_match(text))
    }

    /// The first place in `text` where it stands.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.exact(text)?.find(text)
    }

    /// All places in `text` where it stands, none over another.
    pub(crate) fn find_iter<'p, 't>(&'p self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'p, 't> {
        self.exact(text).into_iter().flat_map(move |exact| exact.find_iter(text))
    }

    /// The groups of the first place in `text`.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.exact(text)?.captures(text)
    }

    /// The groups of all places in `text`.
    pub(crate) fn captures_iter<'p, 't>(&'p self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'p, 't> {
        self.exact(text).into_iter().flat_map(move |exact| exact.captures_iter(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_after_its_last_letter_wherever_it_stands() {
        let year = pattern(r"(?i)\bår\b");
        for (text, words) in
            [("Ett år.", vec!["år"]), ("årår år", vec!["år"]), ("håret året", vec![]), ("ÅR/år", vec!["ÅR", "år"])]
        {
            assert_eq!(year.find_iter(text).map(|hit| hit.as_str()).collect::<Vec<_>>(), words, "{text}");
            assert_eq!(year.is_match(text), !words.is_empty(), "{text}");
            assert_eq!(year.captures_iter(text).count(), words.len(), "{text}");
            assert_eq!(year.captures(text).is_some(), year.find(text).is_some(), "{text}");
        }
    }

    #[test]
    fn letters_are_those_of_every_script() {
        let name = pattern(r"\(\p{Lu}\p{Ll}+\)");
        for (text, is) in
            [("(Åsa)", true), ("(Ćiro)", true), ("(Δήμος)", true), ("(åsa)", false), ("(5–6)", false), ("(––)", false)]
        {
            assert_eq!(name.is_match(text), is, "{text}");
        }
    }

    #[test]
    fn what_a_text_cannot_hold_is_never_looked_for() {
        let year = pattern(r"\bår\b");
        assert!(!year.is_match("Inget här"));
        assert!(year.exact.get().is_none());
        assert!(!year.is_match("en fåra"));
        assert!(year.exact.get().is_some());
    }
}
