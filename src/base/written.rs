//! A string of a TOML file that knows where each of its characters was written.

use std::ops::Range;

use super::source::{FileId, Span};

/// A decoded string with its place, and the place of each part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The decoded text.
    pub text: String,
    /// The place of the whole string, quotes included.
    pub place: Span,
    map: Map,
}

/// From positions in the decoded text to positions in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Map {
    /// The text stands in the file as it is, this far from the file's start.
    Shift(usize),
    /// The file's position of each byte of the text, and of its end.
    Bytes(Vec<u32>),
    /// Other words stand in the file: any part of the text is all of the place.
    Whole,
}

impl SourceText {
    /// `text` as it was decoded from `source[span]`, where it stands as a TOML string.
    pub fn new(file: FileId, source: &str, span: Range<usize>, text: &str) -> Self {
        let raw = source.get(span.clone()).unwrap_or("");
        let (open, literal) = opening(raw);
        let start = span.start + open;
        let map = if source.get(start..start + text.len()) == Some(text) {
            Map::Shift(start)
        } else {
            Map::Bytes(align(source.get(start..span.end).unwrap_or(""), start, literal, text))
        };
        SourceText { text: text.to_owned(), place: Span::new(file, span), map }
    }

    /// `text` as it stands in the file at `span`, without quotes or escapes; or what is made of the words there.
    pub fn plain(file: FileId, span: Range<usize>, text: &str) -> Self {
        let map = if span.len() == text.len() { Map::Shift(span.start) } else { Map::Whole };
        SourceText { text: text.to_owned(), place: Span::new(file, span), map }
    }

    /// The place of the bytes `range` of the text.
    pub fn at(&self, range: Range<usize>) -> Span {
        match &self.map {
            Map::Shift(start) => Span::new(self.place.file, range.start + start..range.end + start),
            Map::Whole => self.place,
            Map::Bytes(positions) => {
                let position = |at: usize| positions.get(at).or(positions.last()).copied().unwrap_or(self.place.start);
                Span { file: self.place.file, start: position(range.start), end: position(range.end) }
            }
        }
    }

    /// The text without the white space around it.
    pub fn trimmed(&self) -> &str {
        self.text.trim()
    }
}

/// How long the opening of a string is, a newline right after it included, and whether it is literal.
fn opening(raw: &str) -> (usize, bool) {
    let literal = raw.starts_with('\'');
    // What stands without quotes is none of TOML's strings, but a parser that recovers takes it for one.
    let quotes =
        if raw.starts_with("'''") || raw.starts_with("\"\"\"") { 3 } else { usize::from(raw.starts_with(['\'', '"'])) };
    let newline = match raw.get(quotes..) {
        Some(rest) if quotes == 3 && rest.starts_with("\r\n") => 2,
        Some(rest) if quotes == 3 && rest.starts_with('\n') => 1,
        _ => 0,
    };
    (quotes + newline, literal)
}

/// The file's position of each byte of `text`, walking through escapes in `raw`, which begins at `start`.
fn align(raw: &str, start: usize, literal: bool, text: &str) -> Vec<u32> {
    let mut positions = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    let push = |positions: &mut Vec<u32>, at: usize, times: usize| {
        // An escape that is cut short can end in the middle of a character, or past the end.
        let position = u32::try_from(start + raw.floor_char_boundary(at)).unwrap_or(u32::MAX);
        positions.extend(std::iter::repeat_n(position, times));
    };
    for c in text.chars() {
        let rest = raw.get(at..).unwrap_or("");
        if !literal && rest.starts_with('\\') {
            at += skipped(rest);
        }
        let rest = raw.get(at..).unwrap_or("");
        if c != '\r' && rest.starts_with('\r') {
            at += 1;
        }
        let rest = raw.get(at..).unwrap_or("");
        push(&mut positions, at, c.len_utf8());
        at += if !literal && rest.starts_with('\\') {
            escape_len(rest)
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
    }
    push(&mut positions, at, 1);
    positions
}

/// The length of backslashes at lines' ends and of the white space after each, which stand for nothing.
fn skipped(rest: &str) -> usize {
    let mut left = rest;
    while let Some(after) = left.strip_prefix('\\').map(|after| after.trim_start_matches([' ', '\t']))
        && after.starts_with(['\n', '\r'])
    {
        left = after.trim_start();
    }
    rest.len() - left.len()
}

/// The length of the escape that `rest` begins with.
fn escape_len(rest: &str) -> usize {
    match rest.as_bytes().get(1) {
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        Some(_) => 2,
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Sources;

    /// The characters of the file that the last character of the decoded string stands for.
    fn last(toml: &str) -> String {
        let (table, errors) = toml::de::DeTable::parse_recoverable(toml);
        assert!(errors.is_empty(), "{toml}");
        let value =
            table.get_ref().get("a").map(|value| (value.span(), value.get_ref().as_str().unwrap_or("").to_owned()));
        let (span, text) = value.unwrap_or_default();
        let mut sources = Sources::default();
        let file = sources.add("a.toml", toml);
        let written = SourceText::new(file, toml, span, &text);
        let start = text.char_indices().next_back().map_or(0, |(at, _)| at);
        toml[written.at(start..text.len()).range()].to_owned()
    }

    #[test]
    fn every_kind_of_string_maps_back() {
        for toml in [
            "a = 'åäöx'",
            "a = '''\nett\ntvåx'''",
            "a = \"\"\"\nå\\tx\"\"\"",
            "a = \"\\u00e5x\"",
            "a = '''\r\nå\r\nx'''",
        ] {
            assert_eq!(last(toml), "x", "{toml}");
        }
        assert_eq!(last("a = \"\"\"\nett \\\n   \\\n  x\"\"\""), "x");
        assert_eq!(last("a = \"x\\u00e5\""), "\\u00e5");
    }
}
