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
    let before = text.get(..start)?.trim_end();
    let opens = ["'''", "\"\"\""].iter().any(|quotes| before.ends_with(quotes));
    // Behind the last point of a list the empty line stays.
    let is_apart = opens || text.get(before.len()..start)?.matches('\n').count() > 1;
    for line in rest.split_inclusive('\n').take(if is_apart { 2 } else { 1 }) {
        if !line.trim().is_empty() || !line.ends_with('\n') {
            break;
        }
        end += line.len();
    }
    // All of a text is no paragraph.
    let after = text.get(end..)?.trim_start();
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

/// What a numbered line begins with: white space, its number, and what comes behind that.
fn number(line: &str) -> Option<(&str, u32, &str)> {
    let bare = line.trim_start();
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = bare.get(..bare.len() - rest.len())?.parse().ok()?;
    rest.starts_with(['.', ')']).then(|| (&line[..line.len() - bare.len()], number, rest))
}

/// The numbers of the points behind one, where that is a point of a numbered list which goes, or gets one more behind
/// it.
pub(super) fn renumbered(text: &str, of: &Range<usize>, is_more: bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    let Some((indent, mut last, sign)) = sign(text, of.start).and_then(number) else { return edits };
    let end = text.get(of.end..).and_then(|rest| rest.find('\n'));
    let mut at = end.map_or(text.len(), |end| of.end + end + 1);
    for line in text.get(at..).unwrap_or_default().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let own = number(line).filter(|(own, _, rest)| *own == indent && rest.starts_with(sign.trim_end()));
        let Some((_, number, rest)) = own else {
            // It goes on in its point, or in a list within.
            let is_within = line.strip_prefix(indent).is_some_and(|rest| rest.starts_with([' ', '\t']));
            if is_within && !line.trim().is_empty() {
                continue;
            }
            break;
        };
        // Some write all of them as 1.
        if last.checked_add(1) != Some(number) {
            break;
        }
        last = number;
        let with = if is_more { number.saturating_add(1) } else { number - 1 }.to_string();
        edits.push(Edit { range: start + indent.len()..start + line.len() - rest.len(), with });
    }
    edits
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
        (Lead::AsBefore, Some(sign)) => match number(sign) {
            Some((indent, number, rest)) => format!("\n{indent}{}{rest}", number.saturating_add(1)),
            None => format!("\n{sign}"),
        },
        (Lead::Sign(sign), _) => format!("\n\n{sign}"),
        (Lead::Nothing | Lead::AsBefore, _) => "\n\n".to_owned(),
    };
    let words = quote.written(&words)?;
    Some(Edit { range: behind.end..behind.end, with: format!("{lead}{words}") })
}
