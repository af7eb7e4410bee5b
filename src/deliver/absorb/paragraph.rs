//! Whole paragraphs of a text that come or go.

use std::ops::Range;

use super::edit::{Edit, Quote};
use super::fold::NOTE;
use super::paper::SIGN;

/// The line prefix before a paragraph, if it is nothing but a list's sign.
fn sign(text: &str, at: usize) -> Option<&str> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let before = text.get(start..at)?;
    let bare = before.trim();
    let is_sign = bare.is_empty()
        || bare.bytes().all(|sign| sign == b'#')
        || matches!(bare, "-" | "*" | "•")
        || bare.strip_suffix(['.', ')']).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    is_sign.then_some(before)
}

/// A paragraph taken out of its text, with the empty line behind it.
pub(super) fn removed(text: &str, range: Range<usize>, quote: Quote) -> Option<Edit> {
    if !quote.holds_lines() {
        return None;
    }
    let sign = sign(text, range.start)?;
    let start = range.start - sign.len();
    let rest = text.get(range.end..)?;
    let mut end = range.end;
    for line in rest.split_inclusive('\n').take(2) {
        if !line.trim().is_empty() || !line.ends_with('\n') {
            break;
        }
        end += line.len();
    }
    // All of a text is no paragraph.
    let before = text.get(..start)?.trim_end();
    let after = text.get(end..)?.trim_start();
    let opens = ["'''", "\"\"\""].iter().any(|quotes| before.ends_with(quotes));
    let closes = ["'''", "\"\"\""].iter().any(|quotes| after.starts_with(quotes));
    (!(opens && closes) && end > range.end).then_some(Edit { range: start..end, with: String::new() })
}

/// What a new paragraph begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead<'l> {
    /// Nothing.
    Nothing,
    /// The sign of a heading.
    Sign(&'l str),
    /// The sign of the paragraph before it, as a point of its list.
    AsBefore,
}

/// Words of a new paragraph as somebody would write them. `None` where a mark stands among them, or they would be read
/// as more than words.
pub(super) fn as_written(words: &str) -> Option<String> {
    let is_plain = !words.contains([NOTE, SIGN, '\n']) && !words.contains("{{");
    is_plain.then(|| words.trim().replace('\u{a0}', " "))
}

/// A paragraph put in behind another one.
pub(super) fn inserted(text: &str, behind: &Range<usize>, quote: Quote, words: &str, lead: Lead<'_>) -> Option<Edit> {
    let words = as_written(words).filter(|_| quote.holds_lines())?;
    let sign = sign(text, behind.start).filter(|sign| !sign.trim().is_empty());
    let lead = match (lead, sign) {
        (Lead::AsBefore, Some(sign)) => format!("\n{sign}"),
        (Lead::Sign(sign), _) => format!("\n\n{sign}"),
        (Lead::Nothing | Lead::AsBefore, _) => "\n\n".to_owned(),
    };
    let words = quote.written(&words)?;
    Some(Edit { range: behind.end..behind.end, with: format!("{lead}{words}") })
}
