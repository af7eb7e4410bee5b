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
        || matches!(bare, "-" | "*" | "•" | ">" | ":")
        || counted(before).is_some_and(|counted| counted.rest.trim_end().len() == 1);
    is_sign.then_some(before)
}

/// What stands before a point of a list that begins at `at`, with its indent; `None` for what is no point of one.
pub(super) fn point_sign(text: &str, at: usize) -> Option<&str> {
    let sign = sign(text, at)?;
    let is_point = matches!(sign.trim(), "-" | "*" | "•") || counted(sign).is_some();
    is_point.then_some(sign)
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
    // Between the paragraphs of a quotation stands its sign alone.
    let is_quote = sign.trim() == ">";
    for (nth, line) in rest.split_inclusive('\n').take(2).enumerate() {
        let is_empty = match line.trim() {
            "" => nth == 0 || is_apart,
            bare => is_quote && nth == 1 && bare == ">",
        };
        if !is_empty || !line.ends_with('\n') {
            break;
        }
        end += line.len();
    }
    // All of a text is no paragraph.
    let after = text.get(end..)?;
    let closes = ends(after.trim_start());
    // The last one may stand before the quotation marks of its text, in one line.
    let is_whole = end > range.end || ends(after);
    (!(opens && closes) && is_whole).then_some(Edit { range: start..end, with: String::new() })
}

/// Whether a text ends here.
fn ends(rest: &str) -> bool {
    rest.is_empty() || ["'''", "\"\"\""].iter().any(|quotes| rest.starts_with(quotes))
}

/// What a new paragraph begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing.
    Nothing,
    /// A sign, as that of a heading, behind an empty line.
    Sign(String),
    /// A sign in the next line: of a further point, of an explanation.
    Below(String),
    /// The sign of the paragraph before it, as a point of its list.
    AsBefore,
}

/// What a line of a numbered list begins with.
#[derive(Clone, Copy)]
struct Counted<'l> {
    indent: &'l str,
    /// From 1.
    number: u32,
    /// Whether it is a letter, a capital one.
    letter: Option<bool>,
    /// The full stop or parenthesis, and all behind it.
    rest: &'l str,
}

/// The number or letter that a line begins with.
fn counted(line: &str) -> Option<Counted<'_>> {
    let bare = line.trim_start();
    let indent = &line[..line.len() - bare.len()];
    let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = if digits.len() < bare.len() {
        let number = bare.get(..bare.len() - digits.len())?.parse().ok()?;
        Counted { indent, number, letter: None, rest: digits }
    } else {
        let letter = *bare.as_bytes().first().filter(|c| c.is_ascii_alphabetic())?;
        let number = u32::from(letter.to_ascii_lowercase() - b'a') + 1;
        Counted { indent, number, letter: Some(letter.is_ascii_uppercase()), rest: bare.get(1..)? }
    };
    counted.rest.starts_with(['.', ')']).then_some(counted)
}

impl Counted<'_> {
    /// Whether the other one is of the same list, whatever its number.
    fn is_like(&self, other: &Counted<'_>) -> bool {
        let sign = |of: &Counted<'_>| of.rest.chars().next();
        self.indent == other.indent && self.letter == other.letter && sign(self) == sign(other)
    }

    /// Another number as this one is written; `None` where there is no such letter.
    fn written(&self, number: u32) -> Option<String> {
        let Some(upper) = self.letter else { return Some(number.to_string()) };
        let letter = u8::try_from(number).ok()?.checked_sub(1).filter(|at| *at < 26)? + b'a';
        Some(char::from(if upper { letter.to_ascii_uppercase() } else { letter }).to_string())
    }
}

/// Edits with the numbers of the points of lists of which some come or go, and without the empty line that would be
/// left of a whole list.
pub(super) fn finished(text: &str, edits: &[Edit]) -> Vec<Edit> {
    let mut all = edits.to_vec();
    all.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line = |at: usize| {
        let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
        text.get(at..end).unwrap_or_default()
    };
    let of_edit = |edit: &Edit| -> Option<usize> {
        let at = starts.partition_point(|start| *start <= edit.range.start).checked_sub(1)?;
        match edit.with.strip_prefix('\n') {
            // A point that is put in behind another one, which may have lines of its own, or lists within.
            Some(new) if edit.range.is_empty() => {
                let new = counted(new.lines().next()?)?;
                above(&new, (0..=at).rev().map(|at| (at, line(starts[at]))))
            }
            None if edit.with.is_empty() && edit.range.start == starts[at] => counted(line(starts[at])).map(|_| at),
            _ => None,
        }
    };
    let mut lists: Vec<Vec<usize>> = edits.iter().filter_map(of_edit).map(|at| list(&starts, &line, at)).collect();
    lists.sort();
    lists.dedup();
    for list in lists.iter().map(|list| list.iter().map(|at| starts[*at]).collect::<Vec<usize>>()) {
        renumber(text, &list, &line, &mut all);
    }
    without_empty_lines(text, &mut all);
    all
}

/// The line of the list that a new point stands in, among those from its place upwards: over what stands within a point
/// or goes on in it, and not over a paragraph.
fn above<'t>(new: &Counted<'_>, lines: impl Iterator<Item = (usize, &'t str)>) -> Option<usize> {
    let mut goes_on = false;
    for (at, words) in lines {
        let is_within = words.strip_prefix(new.indent).is_some_and(|rest| rest.starts_with([' ', '\t']));
        match words {
            words if counted(words).is_some_and(|own| own.is_like(new)) => return Some(at),
            words if words.ends_with("'''") || (goes_on && words.trim().is_empty()) => return None,
            words => goes_on = !words.trim().is_empty() && !is_within,
        }
    }
    None
}

/// Where a point ends that begins at `at`, with what stands within it.
fn end_of_point(text: &str, at: usize, indent: &str) -> usize {
    let (mut end, mut start, mut is_parted) = (at, at, false);
    for line in text.get(at..).unwrap_or_default().split_inclusive('\n') {
        let is_empty = line.trim().is_empty();
        let is_within = line.strip_prefix(indent).is_some_and(|rest| rest.starts_with([' ', '\t']));
        if is_parted && !is_empty && !is_within {
            break;
        }
        if !is_empty {
            end = start + line.trim_end().len();
        }
        (is_parted, start) = (is_empty || (is_parted && is_within), start + line.len());
    }
    end
}

/// The lines at which the points of a list begin of which one begins in this line.
fn list<'t>(starts: &[usize], line: &dyn Fn(usize) -> &'t str, at: usize) -> Vec<usize> {
    let Some(own) = counted(line(starts[at])) else { return Vec::new() };
    let mut all = vec![at];
    // Up and down, over what goes on in a point or stands within it.
    let goes_on = |words: &str, is_parted: bool| {
        let is_within = words.strip_prefix(own.indent).is_some_and(|rest| rest.starts_with([' ', '\t']));
        words.trim().is_empty() || is_within || (!is_parted && !words.contains(['=', '\'', '#']))
    };
    let (mut next, mut number, mut is_parted) = (at + 1, own.number, false);
    while let Some(words) = starts.get(next).map(|start| line(*start)) {
        match counted(words).filter(|it| it.is_like(&own)) {
            Some(it) if number.checked_add(1) == Some(it.number) => {
                (number, is_parted) = (it.number, false);
                all.push(next);
            }
            Some(_) => break,
            None if goes_on(words, is_parted) => is_parted |= words.trim().is_empty(),
            None => break,
        }
        next += 1;
    }
    let mut number = own.number;
    for before in (0..at).rev() {
        let words = line(starts[before]);
        match counted(words).filter(|it| it.is_like(&own)) {
            Some(it) if it.number.checked_add(1) == Some(number) => {
                number = it.number;
                all.insert(0, before);
            }
            Some(_) => break,
            None if goes_on(words, false) => {}
            None => break,
        }
    }
    all
}

/// Gives the points of a list that stay and those that come their numbers.
fn renumber<'t>(text: &str, list: &[usize], line: &dyn Fn(usize) -> &'t str, all: &mut Vec<Edit>) {
    let Some(first) = list.first().and_then(|at| counted(line(*at))) else { return };
    let mut number = first.number;
    let mut more = Vec::new();
    for (which, at) in list.iter().enumerate() {
        let Some(own) = counted(line(*at)) else { continue };
        let is_gone = all.iter().any(|edit| edit.range.contains(at) && edit.with.is_empty());
        if !is_gone {
            let start = at + own.indent.len();
            let end = at + line(*at).len() - own.rest.len();
            let is_other = all.iter().any(|edit| edit.range.start <= start && start < edit.range.end);
            if own.number != number
                && !is_other
                && let Some(with) = own.written(number)
            {
                more.push(Edit { range: start..end, with });
            }
            number = number.saturating_add(1);
        }
        let end = list.get(which + 1).copied().unwrap_or_else(|| end_of_point(text, *at, own.indent) + 1);
        let is_here = |edit: &&mut Edit| edit.range.is_empty() && (*at..end).contains(&edit.range.start);
        for edit in all.iter_mut().filter(is_here) {
            let Some(new) = edit.with.strip_prefix('\n') else { continue };
            let Some(new) = counted(new).filter(|new| new.is_like(&own)) else { continue };
            let Some(written) = new.written(number) else { continue };
            edit.with = format!("\n{}{written}{}", new.indent, new.rest);
            number = number.saturating_add(1);
        }
    }
    all.extend(more);
}

/// Takes out one of the two empty lines between which nothing is left.
fn without_empty_lines(text: &str, all: &mut [Edit]) {
    all.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut start: Option<usize> = None;
    for at in 0..all.len() {
        let range = all[at].range.clone();
        let is_out = all[at].with.is_empty() && !range.is_empty();
        let goes_on = at > 0 && start.is_some() && all[at - 1].range.end == range.start;
        start = match (is_out, goes_on) {
            (true, true) => start,
            (true, false) => Some(range.start),
            (false, _) => None,
        };
        let is_last = all.get(at + 1).is_none_or(|next| next.range.start > range.end);
        let Some(start) = start.filter(|_| is_last) else { continue };
        let (Some(before), Some(behind)) = (text.get(..start), text.get(range.end..)) else { continue };
        let bare = before.replace('\r', "");
        let is_apart = bare.ends_with("\n\n") || bare.ends_with("'''\n") || bare.ends_with("\"\"\"\n");
        let empty = ["\r\n", "\n"].into_iter().find(|end| behind.starts_with(end));
        if let Some(empty) = empty.filter(|_| is_apart) {
            all[at].range.end += empty.len();
        }
        // What is left of a text ends as all of it did.
        let first = all[..=at].iter().position(|edit| edit.range.start == start && !edit.range.is_empty());
        if let (Some(end), Some(first)) = (end_before(text, start..all[at].range.end), first) {
            all[first].range.start = end;
        }
    }
}

/// Where words that are gone begin with the empty lines before them, if they are the last ones of a text of which some
/// are left.
fn end_before(text: &str, gone: Range<usize>) -> Option<usize> {
    let (before, behind) = (text.get(..gone.start)?, text.get(gone.end..)?);
    let bare = before.trim_end();
    if !ends(behind) || bare.is_empty() || ["'''", "\"\"\""].iter().any(|quotes| bare.ends_with(quotes)) {
        return None;
    }
    let line = ["\r\n", "\n"].into_iter().find(|end| before[bare.len()..].starts_with(end)).unwrap_or_default();
    // The quotation marks stand in the line of the last words, or below it.
    let is_below = text.get(gone)?.ends_with('\n');
    Some(if is_below { bare.len() + line.len() } else { bare.len() })
}

/// Words of a new paragraph as somebody would write them. `None` where a mark stands among them, or they would be read
/// as more than words.
pub(super) fn as_written(words: &str) -> Option<String> {
    let is_plain = !words.contains([NOTE, SIGN, '\n']) && !words.contains("{{");
    is_plain.then(|| words.trim().replace('\u{a0}', " "))
}

/// What a point begins with that stands deeper than one at `at`, or less deep, by so many levels.
pub(super) fn point_lead(text: &str, at: usize, deeper: isize) -> Option<Lead> {
    let own = sign(text, at).filter(|sign| !sign.trim().is_empty())?;
    let indent = |line: &str| line.len() - line.trim_start().len();
    match deeper {
        0 => Some(Lead::AsBefore),
        1 => Some(Lead::Below(format!("{}- ", " ".repeat(own.chars().count())))),
        less if less < 0 => {
            let (mut depth, mut left) = (indent(own), less.unsigned_abs());
            let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
            for line in text.get(..start)?.lines().rev().take_while(|line| !line.contains("'''")) {
                let bare = line.trim_start();
                if bare.is_empty() || indent(line) >= depth {
                    continue;
                }
                (depth, left) = (indent(line), left - 1);
                if left == 0 {
                    let is_bullet = ["- ", "* ", "• "].iter().find(|sign| bare.starts_with(**sign));
                    return is_bullet.map(|sign| Lead::Below(format!("{}{sign}", &line[..depth])));
                }
            }
            None
        }
        _ => None,
    }
}

/// A paragraph put in behind another one.
pub(super) fn inserted(text: &str, behind: &Range<usize>, quote: Quote, words: &str, lead: &Lead) -> Option<Edit> {
    let words = as_written(words).filter(|_| quote.holds_lines())?;
    let sign = sign(text, behind.start).filter(|sign| !sign.trim().is_empty());
    let lead = match (lead, sign) {
        (Lead::AsBefore, Some(sign)) => match counted(sign) {
            Some(own) => format!("\n{}{}{}", own.indent, own.written(own.number.saturating_add(1))?, own.rest),
            None => format!("\n{sign}"),
        },
        (Lead::Below(sign), _) => format!("\n{sign}"),
        (Lead::Sign(sign), _) => format!("\n\n{sign}"),
        (Lead::Nothing | Lead::AsBefore, _) => "\n\n".to_owned(),
    };
    let words = quote.written(&words)?;
    Some(Edit { range: behind.end..behind.end, with: format!("{lead}{words}") })
}
