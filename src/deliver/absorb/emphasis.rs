//! Bold and italic words that somebody made or unmade in Word, as marks of a text.

use std::ops::Range;

use super::edit::{Edit, Quote, aligned, letters};

/// How a character looks: whether it is bold, and whether it is italic.
type Look = (bool, bool);

/// The bits of a character's look that a text can say.
pub(super) const SAID: u8 = 0b11;

fn look(bits: u8) -> Look {
    (bits & 1 != 0, bits & 2 != 0)
}

/// The edits of `text[of]`, which shows `shown`, so that its characters look like `is` in place of `was`: one look for
/// each byte of what is shown. `None` where a text cannot say it for certain.
pub(super) fn edits(
    text: &str,
    of: &Range<usize>,
    quote: Quote,
    shown: &str,
    [was, is]: [&[u8]; 2],
) -> Option<Vec<Edit>> {
    if !quote.holds_lines() || was.len() != shown.len() || is.len() != shown.len() {
        return None;
    }
    let letters = letters(text, of, quote);
    let chars: Vec<char> = shown.chars().collect();
    let places = aligned(&chars, &letters);
    let looks: Vec<(Look, Look)> = shown.char_indices().map(|(at, _)| (look(was[at]), look(is[at]))).collect();
    // How white space looks says nothing.
    let differs = |at: usize| looks[at].0 != looks[at].1 && !chars[at].is_whitespace();
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..chars.len()).find(|at| differs(*at)) {
        let is_more = |next: &usize| chars[*next].is_whitespace() || (differs(*next) && looks[*next] == looks[start]);
        let end = (start..chars.len()).take_while(is_more).filter(|at| !chars[*at].is_whitespace()).last()?;
        at = end + 1;
        let (first, last) = (letters[places[start]?].range.start, letters[places[end]?].range.end);
        // Between other marks, or within a word, nothing is certain.
        if text.get(first..last)?.contains(['*', '[', ']', '{', '}', '\\', '<']) {
            return None;
        }
        let sign = match looks[start] {
            ((false, false), (true, false)) | ((true, false), (false, false)) => "**",
            ((false, false), (false, true)) | ((false, true), (false, false)) => "*",
            _ => return None,
        };
        let (before, behind) = (text.get(of.start..first)?, text.get(last..of.end)?);
        if looks[start].0 == (false, false) {
            let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '*');
            if !is_apart(before.chars().next_back()) || !is_apart(behind.chars().next()) {
                return None;
            }
            edits.push(Edit { range: first..first, with: sign.to_owned() });
            edits.push(Edit { range: last..last, with: sign.to_owned() });
        } else {
            // All that stands between the two marks, and no other ones beside them.
            let (left, right) = (before.strip_suffix(sign)?, behind.strip_prefix(sign)?);
            if left.ends_with('*') || right.starts_with('*') {
                return None;
            }
            edits.push(Edit { range: first - sign.len()..first, with: String::new() });
            edits.push(Edit { range: last..last + sign.len(), with: String::new() });
        }
    }
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliver::absorb::edit::applied;

    fn made(source: &str, shown: &str, was: &str, is: &str) -> Option<String> {
        // A letter for each character: `b`, `i`, or nothing.
        let bits = |looks: &str| -> Vec<u8> {
            let one = |(c, look): (char, char)| {
                vec![b' ' | u8::from(look == 'b') | (u8::from(look == 'i') << 1); c.len_utf8()]
            };
            shown.chars().zip(looks.chars()).flat_map(one).collect()
        };
        let edits = edits(source, &(0..source.len()), Quote::Lines, shown, [&bits(was), &bits(is)])?;
        applied(source, &edits)
    }

    #[test]
    fn words_become_bold_and_plain_again() {
        let shown = "Vi är här nu";
        let plain = "            ";
        assert_eq!(made(shown, shown, plain, "   bb       ").as_deref(), Some("Vi **är** här nu"));
        assert_eq!(made(shown, shown, plain, "   iiiiiii  ").as_deref(), Some("Vi *är här* nu"));
        assert_eq!(made("Vi **är** här nu", shown, "   bb       ", plain).as_deref(), Some(shown));
        assert_eq!(made("Vi *är här* nu", shown, "   iiiiii   ", plain).as_deref(), Some(shown));
        // Within a word, a part of what is marked, and both at once.
        assert_eq!(made(shown, shown, plain, "    b       "), None);
        assert_eq!(made("Vi **är här** nu", shown, "   bbbbbb   ", "   bb       "), None);
        assert_eq!(made("Vi **är** här nu", shown, "   bb       ", "   ii       "), None);
    }
}
