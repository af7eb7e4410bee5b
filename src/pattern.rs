//! Patterns of words and figures in running text, which know where a Swedish word ends.
//!
//! A word boundary that knows å, ä and ö is beyond the automaton of `regex` as soon as a text holds one of them, and what
//! it falls back on is slower by far. So a text is first asked for the same pattern without its boundaries, which can
//! only match more: most texts hold nothing of the kind.

use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

/// A word boundary, as patterns write it.
const BOUNDARY: &str = r"\b";

/// A pattern that stands in this program.
#[derive(Debug)]
pub(crate) struct Pattern {
    text: String,
    /// The pattern without boundaries, if it has any.
    loose: Option<Regex>,
    exact: OnceLock<Regex>,
}

/// A pattern that stands in this program, so that it is known to be well formed.
pub(crate) fn pattern(text: &str) -> Pattern {
    let loose = text.contains(BOUNDARY).then(|| read(&text.replace(BOUNDARY, "")));
    Pattern { text: text.to_owned(), loose, exact: OnceLock::new() }
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
    fn what_a_text_cannot_hold_is_never_looked_for() {
        let year = pattern(r"\bår\b");
        assert!(!year.is_match("Inget här"));
        assert!(year.exact.get().is_none());
        assert!(!year.is_match("en fåra"));
        assert!(year.exact.get().is_some());
    }
}
