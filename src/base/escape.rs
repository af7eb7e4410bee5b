//! Characters that change what a terminal shows, written so that they are seen: `\u001b`.
//!
//! Names of files, words of others' files and attachments are printed, and may hold what moves the cursor, paints over
//! what was said or turns the order of letters. What stands for such a character is what JSON writes for it, so that
//! JSON that is printed stays the same JSON.

use std::borrow::Cow;

/// Whether a terminal obeys a character, or shows nothing where it stands.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // The order of letters.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Ends of lines, and what takes no room.
            | '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

fn escaped(text: &str, is_kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_left = |c: char| !is_unseen(c) || is_kept(c);
    if text.chars().all(is_left) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_left(c) {
            out.push(c);
        } else {
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    Cow::Owned(out)
}

/// Lines of our own that may hold words of others.
pub fn lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| c == '\n' || c == '\t')
}

/// Words of others that are to stand in one line.
pub fn words(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// Lines of our own in colours, in which words of others are [escaped](words()) already: the colours are kept.
pub fn painted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        let (before, behind) = rest.split_at(at);
        out.push_str(&lines(before));
        let parameters = behind[2..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        let length = if parameters.starts_with('m') { behind.len() - parameters.len() + 1 } else { 0 };
        out.push_str(&behind[..length]);
        // What is no colour is shown as what it is.
        let (is_colour, shown) = (length > 0, &behind[..1]);
        if !is_colour {
            out.push_str(&lines(shown));
        }
        rest = &behind[if is_colour { length } else { 1 }..];
    }
    out.push_str(&lines(rest));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        assert_eq!(lines("a\u{1b}[2Jb\r\n\tc\u{9b}31m"), "a\\u001b[2Jb\\u000d\n\tc\\u009b31m");
        assert_eq!(words("a\n\u{202e}b\u{200f}\u{2028}\u{e0041}"), "a\\u000a\\u202eb\\u200f\\u2028\\udb40\\udc41");
        assert!(matches!(lines("Å – ”ä” 10\u{a0}942 👩\u{200d}🚒 e\u{301}"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_stays_the_same() {
        let value = serde_json::json!({ "a": "\u{1b}\u{9b}\u{202e}\u{7f}\u{e0041}\u{2028}" });
        let printed = lines(&value.to_string()).into_owned();
        assert!(printed.is_ascii() && !printed.contains('\u{7f}'), "{printed}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&printed).unwrap(), value);
    }

    #[test]
    fn colours_are_kept_and_nothing_else_that_begins_like_them() {
        assert_eq!(painted("\u{1b}[1m\u{1b}[38;5;9mfel\u{1b}[0m\n"), "\u{1b}[1m\u{1b}[38;5;9mfel\u{1b}[0m\n");
        assert_eq!(painted("\u{1b}[2J\u{1b}]0;x\u{7}\u{1b}[1\u{1b}"), "\\u001b[2J\\u001b]0;x\\u0007\\u001b[1\\u001b");
    }
}
