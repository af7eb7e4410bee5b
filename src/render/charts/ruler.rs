//! Measures words, wraps them and shortens them.

use crate::layout::Style;

/// What words are taken to need, in per cent of their width in the layout's own font. Where that is not installed, Word
/// and LibreOffice show another one, and no figure may then lose a digit: DejaVu Sans and Verdana, the widest that they
/// choose, are a ninth to a seventh wider than Noto Sans.
const SAFE: i64 = 116;

/// How much wider bold words are, in per cent.
const BOLD: i64 = 110;

/// A ruler for words in one style.
pub(super) struct Ruler<'a> {
    /// The width of a character in thousandths of the font size.
    advance: &'a dyn Fn(char) -> i64,
    /// The font size.
    size: i64,
    /// From one line's foot to the next.
    pub(super) line: i64,
}

/// Words in lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrapped {
    /// The lines.
    pub(super) lines: Vec<String>,
    /// Whether all words are there.
    pub(super) whole: bool,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(advance: &'a dyn Fn(char) -> i64, style: &Style) -> Self {
        Ruler { advance, size: style.size.emu(), line: style.line.emu().max(1) }
    }

    /// A ruler for bold words of another size, with as much between lines for it.
    pub(super) fn sized(&self, size: i64) -> Ruler<'a> {
        let line = self.line * size / self.size.max(1);
        Ruler { advance: self.advance, size: size * BOLD / 100, line }
    }

    /// The width that words on one line need.
    pub(super) fn width(&self, words: &str) -> i64 {
        (words.chars().map(self.advance).sum::<i64>() * self.size * SAFE + 99_999) / 100_000
    }

    /// The width of the widest of some words.
    pub(super) fn widest<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> i64 {
        words.into_iter().map(|words| self.width(words)).max().unwrap_or(0)
    }

    /// Words that are too wide for a line, cut with an ellipsis; nothing where not even that has room.
    pub(super) fn shortened(&self, words: &str, width: i64) -> String {
        if self.width(words) <= width {
            return words.to_owned();
        }
        let mut kept = String::new();
        let mut room = width - self.width("…");
        if room < 0 {
            return kept;
        }
        for character in words.chars() {
            room -= self.width(character.encode_utf8(&mut [0; 4]));
            if room < 0 {
                break;
            }
            kept.push(character);
        }
        format!("{}…", kept.trim_end())
    }

    /// Words in at most `max_lines` lines, broken at spaces, hyphens and strokes.
    pub(super) fn wrapped(&self, words: &str, width: i64, max_lines: usize) -> Wrapped {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let pieces: Vec<&str> = words.split_inclusive([' ', '-', '/']).collect();
        for (at, piece) in pieces.iter().enumerate() {
            let longer = format!("{line}{piece}");
            if self.width(longer.trim_end()) <= width {
                line = longer;
                continue;
            }
            if line.trim().is_empty() || lines.len() + 1 >= max_lines {
                let rest = line + &pieces[at..].concat();
                lines.push(self.shortened(&rest, width));
                return Wrapped { lines, whole: false };
            }
            lines.push(line.trim_end().to_owned());
            line.clear();
            if self.width(piece.trim_end()) > width {
                let rest = pieces[at..].concat();
                lines.push(self.shortened(&rest, width));
                return Wrapped { lines, whole: false };
            }
            line.push_str(piece);
        }
        if !line.trim().is_empty() || lines.is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        Wrapped { lines, whole: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style() -> Style {
        let text = include_str!("../../../layouts/kommun/tokens.toml");
        let tokens: crate::layout::Tokens = toml::from_str(text).expect("the layout's tokens");
        Style { size: "1pt".parse().expect("a length"), ..tokens.styles.chart }
    }

    /// Lines of at most `columns` characters, each an em wide, parted by `|`.
    fn wrap(words: &str, columns: i64, max_lines: usize) -> (String, bool) {
        let style = style();
        let ruler = Ruler::new(&|_| 1000, &style);
        let Wrapped { lines, whole } = ruler.wrapped(words, columns * 127 * SAFE, max_lines);
        (lines.join("|"), whole)
    }

    #[test]
    fn words_are_wrapped_and_shortened() {
        for (words, columns, max_lines, lines, whole) in [
            ("Kultur och fritid", 17, 2, "Kultur och fritid", true),
            ("Kultur och fritid", 10, 2, "Kultur och|fritid", true),
            ("Kultur och fritid", 10, 1, "Kultur oc…", false),
            ("IT-/växel-/telefoni", 11, 3, "IT-/växel-/|telefoni", true),
            ("Räddningstjänst", 6, 3, "Räddn…", false),
            ("En räddningstjänst här", 6, 3, "En|räddn…", false),
            ("a b c d e f", 3, 2, "a b|c…", false),
            ("1\u{a0}000\u{a0}tkr", 5, 2, "1\u{a0}00…", false),
            ("", 5, 2, "", true),
            ("x", 0, 2, "", false),
        ] {
            assert_eq!(wrap(words, columns, max_lines), (lines.to_owned(), whole), "{words}");
        }
    }
}
