//! Lists and inline tables that nobody closed, and brackets that close nothing: one forgotten sign would make the
//! parser lose the rest of the file.
//!
//! The text is repaired for the reading with as many bytes, as [`super::pasted`] does. What is missing is written on
//! spaces behind the list, or takes the place of a space within it, so that a part of the list moves by that.

use std::ops::Range;

use crate::base::limits::{BRACKETS_OPEN, CHARACTERS_OF_A_LINE, TOLD_ALONE};
use crate::base::source::line_of;

use super::pasted::{Kind, Pasted, begins_with_key, is_header};

/// A text whose brackets match.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// The text, of the same length.
    pub text: String,
    /// What was wrong, in the order of the file.
    pub found: Vec<Pasted>,
    /// What stands a few bytes before its place.
    pub moved: Vec<Range<usize>>,
}

/// Finds brackets without their other half in a text whose quotation marks are straight, and repairs it; `None` where
/// all have theirs, or where it cannot be repaired.
pub(super) fn matched(original: &str) -> Option<Matched> {
    let mut scan = Scan {
        out: original.as_bytes().to_vec(),
        at: 0,
        open: Vec::new(),
        before: b'\n',
        end: 0,
        gaps: Vec::new(),
        faults: Vec::new(),
        moved: Vec::new(),
        is_lost: false,
    };
    scan.all();
    if scan.faults.is_empty() || scan.is_lost {
        return None;
    }
    let Scan { out, mut faults, moved, .. } = scan;
    let text = String::from_utf8(out).ok()?;
    faults.sort_by_key(|fault| fault.place.start);
    Some(Matched { found: told(original, faults), text, moved })
}

/// What is told of the faults: so many of a kind, and how many more there are.
fn told(text: &str, faults: Vec<Fault>) -> Vec<Pasted> {
    let mut found: Vec<Pasted> = Vec::new();
    let (mut number, mut counted) = (1, 0);
    for Fault { kind, sign, place, end, with } in faults {
        number += text.get(counted..place.start).map_or(0, |before| before.matches('\n').count());
        counted = place.start;
        if found.iter().filter(|found| found.kind == kind).count() >= TOLD_ALONE {
            let last = found.iter_mut().rfind(|found| found.kind == kind);
            last.into_iter().for_each(|last| last.more += 1);
            continue;
        }
        let last = number + text.get(place.start..end).map_or(0, |within| within.matches('\n').count());
        let line = text.get(line_of(text, end.saturating_sub(1)).start..end).unwrap_or("");
        let line = if kind == Kind::Header { with } else { format!("{}{with}", line.trim()) };
        let line = line.chars().take(CHARACTERS_OF_A_LINE).collect();
        let lines = (last > number).then_some(last).into_iter().collect();
        found.push(Pasted { kind, sign, place, lines, line, more: 0, edits: Vec::new() });
    }
    found
}

/// What is wrong: the sign that opens or closes, where it stands, and the end of what was repaired.
struct Fault {
    kind: Kind,
    sign: char,
    place: Range<usize>,
    end: usize,
    /// What is to be written there, or in the place of a header.
    with: String,
}

/// A list or an inline table that is open.
struct Open {
    sign: u8,
    at: usize,
    /// Whether its first key stands on a line below.
    over_lines: Option<bool>,
}

/// A text on the way from sign to sign.
struct Scan {
    out: Vec<u8>,
    at: usize,
    open: Vec<Open>,
    /// The last sign that says something: `v` for a value or a bracket that closes, otherwise itself.
    before: u8,
    /// Where the last value or opening bracket ends.
    end: usize,
    /// The spaces that can be left out before that, without a comment behind them.
    gaps: Vec<usize>,
    faults: Vec<Fault>,
    moved: Vec<Range<usize>>,
    /// Whether something could not be repaired.
    is_lost: bool,
}

impl Scan {
    fn all(&mut self) {
        while let Some(byte) = self.out.get(self.at).copied().filter(|_| !self.is_lost) {
            match byte {
                b'\n' => self.line_end(),
                b' ' | b'\t' => {
                    self.gaps.push(self.at);
                    self.at += 1;
                }
                b'\r' => self.at += 1,
                b'#' => {
                    self.at = self.line_end_from(self.at);
                    self.gaps.clear();
                }
                b'"' | b'\'' => self.string(byte),
                b'[' | b'{' => self.opens(byte),
                b']' | b'}' => self.closes(byte),
                b',' | b'=' => {
                    self.before = byte;
                    self.at += 1;
                }
                _ => self.token(),
            }
        }
        let end = self.out.len();
        self.close(0, end, false);
    }

    fn line_end_from(&self, at: usize) -> usize {
        let rest = self.out.get(at..).unwrap_or_default();
        at + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len())
    }

    /// The rest of the line at a byte.
    fn line(&self, at: usize) -> &str {
        let line = self.out.get(at..self.line_end_from(at)).unwrap_or_default();
        std::str::from_utf8(line).unwrap_or("").trim()
    }

    /// A line's end, behind which a line can begin that belongs to no list.
    fn line_end(&mut self) {
        self.at += 1;
        let Some(last) = self.open.last() else {
            self.before = b'\n';
            self.gaps.clear();
            return;
        };
        let is_value_next = matches!(self.before, b',' | b'{') || last.over_lines == Some(true);
        let line = self.line(self.at);
        let is_next = is_header(line) || begins_with_key(line) && (last.sign == b'[' || !is_value_next);
        if is_next {
            self.close(0, self.at, false);
            self.before = b'\n';
            self.gaps.clear();
        } else if self.out.get(self.at.saturating_sub(2)) != Some(&b'\r') {
            self.gaps.push(self.at - 1);
        }
    }

    /// A text: one that nothing closes within a list ends before the brackets at the end of its line.
    fn string(&mut self, mark: u8) {
        let rest = self.out.get(self.at..).unwrap_or_default();
        let is_long = rest.starts_with(&[mark; 3]);
        let inner = self.at + if is_long { 3 } else { 1 };
        let mut at = inner;
        while let Some(byte) = self.out.get(at).copied() {
            let rest = self.out.get(at..).unwrap_or_default();
            match byte {
                b'\\' if mark == b'"' => at += 1,
                b'\n' if !is_long => break,
                _ if byte == mark && is_long && rest.starts_with(&[mark; 3]) => {
                    // It can end with two marks of its own.
                    let more = rest.iter().skip(3).take(2).take_while(|byte| **byte == mark).count();
                    return self.value(at + 3 + more);
                }
                _ if byte == mark && !is_long => {
                    return match self.is_odd(at + 1).then(|| self.comma(inner..at)).flatten() {
                        Some(comma) => self.ended(inner, comma, mark),
                        None => self.value(at + 1),
                    };
                }
                _ => {}
            }
            at += 1;
        }
        let at = at.min(self.out.len());
        if is_long || self.open.is_empty() {
            self.at = at;
            return;
        }
        self.unended(inner, mark);
    }

    /// A text on one line, within a list, without the mark that closes it.
    fn unended(&mut self, inner: usize, mark: u8) {
        let line = self.out.get(inner..self.line_end_from(inner)).unwrap_or_default();
        let words = std::str::from_utf8(line).unwrap_or("").trim_end();
        let words = words.trim_end_matches([']', '}', ',', ' ', '\t']);
        if words.is_empty() {
            self.is_lost = true;
            return;
        }
        let end = inner + words.len();
        self.ended(inner, end, mark);
    }

    /// Whether something stands behind a text in a list that cannot.
    fn is_odd(&self, end: usize) -> bool {
        let behind = self.out.get(end..).unwrap_or_default();
        let next = behind.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        !self.open.is_empty() && next.is_some_and(u8::is_ascii_alphanumeric)
    }

    /// The first comma of a text that ends as if the next one began there: behind a comma or `=`.
    fn comma(&self, text: Range<usize>) -> Option<usize> {
        let words = self.out.get(text.clone())?;
        let last = words.trim_ascii_end().last()?;
        let comma = words.iter().position(|byte| *byte == b',').filter(|at| *at > 0)?;
        matches!(last, b',' | b'=').then_some(text.start + comma)
    }

    /// Ends a text before a byte.
    fn ended(&mut self, inner: usize, end: usize, mark: u8) {
        if self.insert(end, &[mark]) {
            self.faults.push(Fault {
                kind: Kind::Text,
                sign: char::from(mark),
                place: inner - 1..inner,
                end,
                with: char::from(mark).into(),
            });
            self.value(end);
        }
    }

    fn value(&mut self, end: usize) {
        (self.at, self.end, self.before) = (end, end, b'v');
    }

    /// A key, a number, or words without quotation marks.
    fn token(&mut self) {
        let rest = self.out.get(self.at..).unwrap_or_default();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"=,[]{}#\"'".contains(byte);
        let end = self.at + rest.iter().position(ends).unwrap_or(rest.len()).max(1);
        let behind = self.out.get(end..).unwrap_or_default();
        let is_key = behind.iter().find(|byte| !matches!(byte, b' ' | b'\t')) == Some(&b'=');
        let in_list = self.open.last().is_some_and(|last| last.sign == b'[');
        let table = self.open.iter().rposition(|open| open.sign == b'{');
        if let Some(table) = table.filter(|_| in_list && is_key && matches!(self.before, b',' | b'v')) {
            // The next key of the table that the list stands in.
            self.close(table + 1, self.at, true);
        }
        if let Some(last) = self.open.last_mut().filter(|last| last.over_lines.is_none()) {
            let between = self.out.get(last.at..self.at).unwrap_or_default();
            last.over_lines = Some(between.contains(&b'\n'));
        }
        self.value(end);
    }

    /// A bracket that opens a list, a table or a header.
    fn opens(&mut self, sign: u8) {
        match self.open.last() {
            None if self.before != b'=' => return self.header(),
            None => {}
            // Where a key is wanted, the next entry begins.
            Some(last) if last.sign == b'{' && self.before != b'=' && self.open.len() > 1 => {
                let depth = self.open.len() - 1;
                self.close(depth, self.at, true);
            }
            Some(_) => {}
        }
        self.is_lost |= self.open.len() > BRACKETS_OPEN;
        self.open.push(Open { sign, at: self.at, over_lines: None });
        (self.before, self.at) = (sign, self.at + 1);
        self.end = self.at;
    }

    /// A header, or what is none of ours. One with a bracket too few gets it in the place of the empty line above.
    fn header(&mut self) {
        let (start, end) = (self.at, self.line_end_from(self.at));
        self.at = end;
        let line = self.line(start);
        let line = line.split('#').next().unwrap_or("").trim_end();
        let name = line.trim_matches(['[', ']']).to_owned();
        let is_name =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'.' | b'-'));
        let opened = line.len() - line.trim_start_matches('[').len();
        let closed = line.len() - line.trim_end_matches(']').len();
        let is_begun = self.before == b'\n' && is_name && (opened, closed) != (0, 0);
        let behind = start + line.len();
        if is_begun && closed > opened && opened == 2 {
            self.stray(behind - 1);
        } else if is_begun && matches!((opened, closed), (1, 0) | (2, 1) | (1, 2)) {
            let above = self.out.get(..start).unwrap_or_default();
            if !above.ends_with(b"\n\n") {
                return;
            }
            let sign = if closed > opened { b'[' } else { b']' };
            self.gaps = vec![start - 1];
            let end = if sign == b'[' { start } else { behind };
            if self.insert(end, &[sign]) {
                let place = start..behind;
                let with = if opened + closed == 1 { format!("[{name}]") } else { format!("[[{name}]]") };
                self.faults.push(Fault { kind: Kind::Header, sign: char::from(sign), place, end: behind, with });
            }
        }
    }

    /// A bracket that closes nothing.
    fn stray(&mut self, at: usize) {
        let Some(out) = self.out.get_mut(at) else { return };
        let sign = char::from(std::mem::replace(out, b' '));
        self.faults.push(Fault { kind: Kind::Stray, sign, place: at..at + 1, end: at, with: String::new() });
    }

    /// A bracket that closes.
    fn closes(&mut self, sign: u8) {
        let opens = if sign == b']' { b'[' } else { b'{' };
        match self.open.iter().rposition(|open| open.sign == opens) {
            Some(depth) => {
                self.close(depth + 1, self.at, false);
                self.open.truncate(depth);
                self.value(self.at + 1);
            }
            None => {
                self.stray(self.at);
                self.at += 1;
            }
        }
    }

    /// Closes what is open but for so many, behind the last value, before what stands at `next`; with a comma behind
    /// that where another entry follows.
    fn close(&mut self, keep: usize, next: usize, goes_on: bool) {
        if self.open.len() <= keep {
            return;
        }
        let closed: Vec<Open> = self.open.drain(keep..).collect();
        let mut signs: Vec<u8> = closed.iter().rev().map(|open| if open.sign == b'[' { b']' } else { b'}' }).collect();
        let behind = self.out.get(self.end..next).unwrap_or_default();
        let comment = behind.iter().position(|byte| *byte == b'#');
        let room = comment.unwrap_or_else(|| {
            let line_end = if behind.ends_with(b"\r\n") { 2 } else { usize::from(behind.ends_with(b"\n")) };
            behind.len() - line_end
        });
        // A comma behind the last value stands before the brackets, unless another entry follows.
        let comma = behind.get(..room).unwrap_or_default().iter().position(|byte| *byte == b',');
        match comma {
            _ if goes_on => signs.push(b','),
            Some(_) => signs.insert(0, b','),
            None => {}
        }
        if let Some(comma) = comma.and_then(|at| self.out.get_mut(self.end + at)) {
            *comma = b' ';
        }
        let (over, moved) = signs.split_at(signs.len().saturating_sub(room));
        let end = self.end;
        if over.len() == 1 && !self.gaps.iter().any(|gap| *gap < end) {
            self.push_on(end, next);
            let Some(out) = self.out.get_mut(end).filter(|_| !self.is_lost) else { return };
            *out = over.first().copied().unwrap_or(b']');
            self.at += 1;
        } else if !self.insert(end, over) {
            return;
        }
        if let Some(out) = self.out.get_mut(end..end + moved.len()) {
            out.copy_from_slice(moved);
        }
        let with: String = closed.iter().rev().map(|open| if open.sign == b'[' { ']' } else { '}' }).collect();
        let place = self.end;
        let end = end + moved.len();
        self.faults.extend(closed.iter().map(|open| {
            let kind = if open.sign == b'[' { Kind::List } else { Kind::Table };
            Fault { kind, sign: char::from(open.sign), place: open.at..open.at + 1, end: place, with: with.clone() }
        }));
        (self.end, self.before) = (end, if goes_on { b',' } else { b'v' });
    }

    /// Makes room for one sign at `end`, in the place of the space behind the next line's key.
    fn push_on(&mut self, end: usize, next: usize) {
        let line = self.out.get(next..self.line_end_from(next)).unwrap_or_default();
        let of_key = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_';
        let key = line.iter().take_while(|byte| of_key(byte)).count();
        let gap = next + key;
        if key == 0 || line.get(key) != Some(&b' ') {
            self.is_lost = true;
            return;
        }
        if let Some(part) = self.out.get_mut(end..=gap) {
            part.rotate_right(1);
        }
        self.moved.push(end..gap);
    }

    /// Writes signs before a byte in the place of the last spaces before it.
    fn insert(&mut self, end: usize, signs: &[u8]) -> bool {
        for sign in signs {
            while self.gaps.last().is_some_and(|gap| *gap >= end) {
                self.gaps.pop();
            }
            let Some(gap) = self.gaps.pop() else {
                self.is_lost = true;
                return false;
            };
            if let Some(part) = self.out.get_mut(gap..end) {
                part.rotate_left(1);
            }
            if let Some(last) = end.checked_sub(1).and_then(|last| self.out.get_mut(last)) {
                *last = *sign;
            }
            self.moved.push(gap..end);
        }
        true
    }
}

/// Whether a place lies in what was moved.
pub(super) fn is_moved(moved: &[Range<usize>], place: &Range<usize>) -> bool {
    moved.iter().any(|moved| moved.start < place.end && place.start < moved.end)
}

#[cfg(test)]
mod tests {
    use super::{Kind, matched};

    fn kinds(source: &str) -> (String, Vec<Kind>) {
        let Some(matched) = matched(source) else { return (source.to_owned(), Vec::new()) };
        assert_eq!(matched.text.len(), source.len(), "{source}");
        (matched.text, matched.found.iter().map(|found| found.kind).collect())
    }

    /// The text that is read is TOML and says the same as what somebody meant.
    #[test]
    fn what_is_not_closed_is_closed_where_it_was_meant_to_be() {
        for (source, meant, found) in [
            ("a = [\"x\", \"y\"\n", "a = [\"x\", \"y\"]", &[Kind::List][..]),
            ("a = [\"x\", \"y\"\n\n[[b]]\nc = 1\n", "a = [\"x\", \"y\"]\n[[b]]\nc = 1", &[Kind::List]),
            ("a = [\"x\", \"y\"\nb = 1\n", "a = [\"x\", \"y\"]\nb = 1", &[Kind::List]),
            ("a = [\"x\", \"y\"\r\nb = 1\r\n", "a = [\"x\", \"y\"]\nb = 1", &[Kind::List]),
            ("a = [\"x\"  # so\nb = 1\n", "a = [\"x\"]\nb = 1", &[Kind::List]),
            ("a = [\"x\"# so\nb = 1\n", "a = [\"x\"]\nb = 1", &[Kind::List]),
            ("a = [\n  \"x\",\n  \"y\",\n[b]\n", "a = [\"x\", \"y\"]\n[b]", &[Kind::List]),
            ("a = [\nb = 1\n", "a = []\nb = 1", &[Kind::List]),
            ("a = [[\"x\"], [\"y\"\nb = 1\n", "a = [[\"x\"], [\"y\"]]\nb = 1", &[Kind::List, Kind::List]),
            ("a = [[\"x\", [\"y\"]]\nb = 1\n", "a = [[\"x\", [\"y\"]]]\nb = 1", &[Kind::List]),
            ("a = [\n  { b = 1 },\n  { b = 2,\n  { b = 3 },\n]\n", "a = [{b=1},{b=2},{b=3}]", &[Kind::Table]),
            ("a = [\n  { b = 1 },\n  { b = 2\n  { b = 3 },\n]\n", "a = [{b=1},{b=2},{b=3}]", &[Kind::Table]),
            ("a = [\n  { b = 1 },\n  { b = 2\n]\n", "a = [{b=1},{b=2}]", &[Kind::Table]),
            ("a = [{ b = [1, 2 }, { b = [3] }]\n", "a = [{b=[1,2]},{b=[3]}]", &[Kind::List]),
            ("a = { b = [1, c = 2 }\n", "a = {b=[1],c=2}", &[Kind::List]),
            ("a = { b = 1\nc = 2\n", "a = {b=1}\nc = 2", &[Kind::Table]),
            ("a = { b = 1\n\n[c]\n", "a = {b=1}\n[c]", &[Kind::Table]),
            ("a = [\"x]\nb = 1\n", "a = [\"x\"]\nb = 1", &[Kind::Text]),
            ("a = [\"å\", \"y]\n\n[[b]]\n", "a = [\"å\", \"y\"]\n[[b]]", &[Kind::Text]),
            ("a=[\"x\",\"y\"\nb = 1\n", "a = [\"x\", \"y\"]\nb = 1", &[Kind::List]),
            ("a = [\"x, \"y\", \"z\"]\n", "a = [\"x\", \"y\", \"z\"]", &[Kind::Text]),
            ("a = [\"x, { b = \"y\" }]\n", "a = [\"x\", { b = \"y\" }]", &[Kind::Text]),
            ("a = 1\n\n[[b]\nc = 1\n", "a = 1\n[[b]]\nc = 1", &[Kind::Header]),
            ("a = 1\n\n[b]]\nc = 1\n", "a = 1\n[[b]]\nc = 1", &[Kind::Header]),
            ("a = 1\n\n[b\nc = 1\n", "a = 1\n[b]\nc = 1", &[Kind::Header]),
            ("a = 1\n[[b]]]\nc = 1\n", "a = 1\n[[b]]\nc = 1", &[Kind::Stray]),
            ("a = [\"x\"]]\nb = 1\n", "a = [\"x\"]\nb = 1", &[Kind::Stray]),
            ("a = 1 }\nb = 1\n", "a = 1\nb = 1", &[Kind::Stray]),
        ] {
            let (text, kinds) = kinds(source);
            assert_eq!(kinds, found, "{source} {text}");
            let table = |text: &str| text.parse::<toml::Table>().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(table(&text), table(meant), "{source}");
        }
    }

    #[test]
    fn what_is_closed_is_left_alone() {
        for source in [
            "a = [\n  \"x\", # [\n  \"]\",\n]\n[[b]]\nc = { d = 1,\n  e = 2 }\n",
            "a = '''\n[\n'''\nb = [[\"x\"],\n[\"y\"]]\n",
            "a = {\n  b = 1\n  c = 2\n}\n",
            "a = \"[\"\n",
        ] {
            assert_eq!(kinds(source), (source.to_owned(), Vec::new()));
        }
    }
}
