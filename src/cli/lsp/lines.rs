//! Positions of a text as editors count them: lines from 0, and columns in bytes, in parts of UTF-16 or in characters.

use gen_lsp_types::{Position, Range};
use serde::{Deserialize, Serialize};

/// What columns count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Parts of 16 bits: what all editors know.
    Utf16,
}

impl Encoding {
    fn of(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
        }
    }
}

/// The bytes of a block whose units are counted together: a line can be as long as its file and have thousands of
/// findings.
const BLOCK: usize = 256;

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    /// Where each line begins. They end as the protocol says: with `\n`, `\r\n` or `\r`.
    starts: Vec<usize>,
    /// The units before each block.
    units: Vec<usize>,
    encoding: Encoding,
}

impl Lines {
    pub(super) fn new(text: &str, encoding: Encoding) -> Self {
        let (bytes, mut starts) = (text.as_bytes(), vec![0]);
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            starts.extend(ends.then_some(at + 1));
        }
        let (mut units, mut sum) = (Vec::new(), 0);
        for (at, c) in text.char_indices() {
            while units.len() * BLOCK <= at {
                units.push(sum);
            }
            sum += encoding.of(c);
        }
        Lines { starts, units, encoding }
    }

    /// The units before the byte `at`, which begins a character.
    fn before(&self, text: &str, at: usize) -> usize {
        let mut block = (at / BLOCK).min(self.units.len().saturating_sub(1));
        // Up to a character that begins in the block.
        while block > 0 && !text.is_char_boundary(block * BLOCK) {
            block -= 1;
        }
        let rest = text.get(block * BLOCK..at).unwrap_or("");
        self.units.get(block).copied().unwrap_or(0) + rest.chars().map(|c| self.encoding.of(c)).sum::<usize>()
    }

    /// The position of the byte `at` of the text.
    pub(super) fn position(&self, text: &str, at: usize) -> Position {
        let at = text.floor_char_boundary(at);
        let line = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let column = self.before(text, at) - self.before(text, start);
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position { line: number(line), character: number(column) }
    }

    /// The positions of a range of bytes.
    pub(super) fn range(&self, text: &str, range: std::ops::Range<usize>) -> Range {
        Range { start: self.position(text, range.start), end: self.position(text, range.end) }
    }

    /// The byte at a position: the end of the line for one behind it, the beginning of a character for one in it.
    pub(super) fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let words = text.get(start..end).unwrap_or("").trim_end_matches(['\r', '\n']);
        let mut left = position.character as usize;
        for (at, c) in words.char_indices() {
            let units = self.encoding.of(c);
            if left < units {
                return start + at;
            }
            left -= units;
        }
        start + words.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_count_what_was_agreed() {
        let text = "a = 1\r\nåäö = \"\u{1f600}x\"\n\nsist";
        let x = text.find('x').unwrap();
        for (encoding, column) in [(Encoding::Utf16, 9), (Encoding::Utf8, 14)] {
            let lines = Lines::new(text, encoding);
            assert_eq!(lines.position(text, x), at(1, column));
            assert_eq!(lines.offset(text, at(1, column)), x);
            // In the middle of a character: its beginning.
            assert_eq!(lines.offset(text, at(1, column - 1)), x - 4);
            assert_eq!(lines.position(text, x - 1), lines.position(text, x - 4));
            // Behind the end of a line, and behind all lines.
            assert_eq!(lines.offset(text, at(0, 99)), 5);
            assert_eq!(lines.offset(text, at(2, 3)), text.find("sist").unwrap() - 1);
            assert_eq!(lines.offset(text, at(9, 0)), text.len());
            assert_eq!(lines.position(text, text.len() + 9), at(3, 4));
        }
    }

    #[test]
    fn every_place_comes_back() {
        let long = "å€\u{1f600}a".repeat(700);
        for text in ["", "\n", "a\rb\r\nc\n", "å\u{1f600}\r\n\u{feff}ä", &long] {
            for encoding in [Encoding::Utf8, Encoding::Utf16] {
                let lines = Lines::new(text, encoding);
                for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let place = lines.position(text, offset);
                    // Between the two signs that end a line no position is.
                    let is_between = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                    let back = lines.offset(text, place);
                    assert_eq!(back, if is_between { offset - 1 } else { offset }, "{text:?} {offset}");
                }
            }
        }
    }
}
