//! Bold and italic words that somebody made or unmade in Word, as marks of a text.

use std::ops::Range;

use super::edit::{Edit, Quote, aligned, letters};
use super::leads::is_plain;
use super::paper::{Lead, Line};

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

/// How a character of a new paragraph looks, and where it leads.
type Dress<'l> = (Look, Option<&'l str>);

/// The words of a new paragraph with the marks of its bold and italic words and its links, as somebody would write
/// them. `None` where a text cannot say how they look.
pub(super) fn dressed(line: &Line) -> Option<String> {
    let lead = |at: usize| line.leads.iter().find(|lead| lead.is_link() && lead.range.contains(&at));
    let look =
        |at: usize| (look(line.looks.get(at).copied().unwrap_or_default()), lead(at).map(|lead| lead.to.as_str()));
    let mut parts: Vec<(Dress<'_>, Range<usize>)> = Vec::new();
    for (at, c) in line.words.char_indices() {
        let end = at + c.len_utf8();
        match parts.last_mut() {
            // How white space looks says nothing.
            Some((own, range)) if *own == look(at) || c.is_whitespace() => range.end = end,
            _ => parts.push((look(at), at..end)),
        }
    }
    let is_bare = |(own, _): &(Dress<'_>, Range<usize>)| *own == ((false, false), None);
    if parts.iter().all(is_bare) {
        return Some(line.words.clone());
    }
    let mut said = String::new();
    for (own, range) in parts {
        let words = line.words.get(range.clone())?;
        let bare = words.trim_end();
        let ((is_bold, is_italic), to) = own;
        let sign = match (is_bold, is_italic) {
            (true, true) => return None,
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let cuts = is_word(said.chars().next_back()) && is_word(bare.chars().next());
        let is_odd = bare.contains(['*', '[', ']', '{', '}', '\\', '<', '`']) || bare.trim().is_empty();
        let is_said = to.is_none_or(|to| is_plain(&Lead { range: range.clone(), to: to.to_owned() }));
        if cuts || is_odd || !is_said {
            return None;
        }
        let words = format!("{sign}{bare}{sign}");
        said.push_str(&to.map_or_else(|| words.clone(), |to| format!("[{words}]({to})")));
        said.push_str(line.words.get(range.start + bare.len()..range.end)?);
    }
    Some(said)
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
