//! Runs of rich text within a cell, where their look tells what they say: `7712` with a raised `1` is a figure and the
//! mark of a note, and what is struck out is not meant.
//!
//! Source: ECMA-376, Part 1, 18.4.4 (`r`), 18.4.10 (`strike`) and 18.4.14 (`vertAlign`).

use super::package::Tag;

/// How a run looks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    raised: bool,
    lowered: bool,
    struck: bool,
}

/// What stands round words that are struck out.
const STRUCK: char = '~';

impl Look {
    /// Takes in the start of an element.
    pub(super) fn start(&mut self, tag: &Tag<'_>) {
        let value = || tag.attribute("val").unwrap_or_default();
        match tag.name() {
            "r" => *self = Look::default(),
            "vertAlign" => (self.raised, self.lowered) = (value() == "superscript", value() == "subscript"),
            "strike" => self.struck = !matches!(&*value(), "0" | "false"),
            _ => {}
        }
    }

    /// Takes in the end of an element.
    pub(super) fn end(&mut self, name: &str) {
        if name == "r" {
            *self = Look::default();
        }
    }

    /// Adds the words of a run: raised and lowered digits as the characters for them, which are no part of a figure,
    /// and what is struck out between tildes.
    pub(super) fn push(self, words: &str, out: &mut String) {
        if self.struck && !words.trim().is_empty() {
            out.push(STRUCK);
        }
        match (self.raised, self.lowered) {
            (false, false) => out.push_str(words),
            (raised, _) => out.extend(words.chars().map(|c| digit(c, raised))),
        }
        if self.struck && !words.trim().is_empty() {
            out.push(STRUCK);
        }
    }
}

/// The raised or the lowered form of a digit; any other character as it is.
fn digit(c: char, raised: bool) -> char {
    let of = |forms: &str| c.to_digit(10).and_then(|digit| forms.chars().nth(digit as usize));
    of(if raised { "⁰¹²³⁴⁵⁶⁷⁸⁹" } else { "₀₁₂₃₄₅₆₇₈₉" }).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_notes_are_no_digits_of_figures() {
        let shown = |look: Look, words: &str| {
            let mut out = String::from("7712");
            look.push(words, &mut out);
            out
        };
        let plain = Look::default();
        assert_eq!(shown(plain, "5"), "77125");
        assert_eq!(shown(Look { raised: true, ..plain }, "10 a"), "7712¹⁰ a");
        assert_eq!(shown(Look { lowered: true, ..plain }, "2"), "7712₂");
        assert_eq!(shown(Look { struck: true, ..plain }, "100"), "7712~100~");
        assert_eq!(shown(Look { struck: true, ..plain }, " "), "7712 ");
    }
}
