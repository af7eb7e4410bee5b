//! What word processors and web pages put into a file that is no TOML: curly quotation marks, hard spaces, signs that
//! nobody sees, dashes for hyphens, and backslashes that mean something else between quotation marks.
//!
//! Each kind is found once for a file, and the text is repaired for the reading with as many bytes, so that places
//! hold: what follows from such a sign is no finding of its own.

use crate::base::limits::{CHARACTERS_OF_A_LINE, TOLD_ALONE};
use crate::base::source::{end_of_line, line_of};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::blanks::without_comment;

/// What is written where there is no figure.
const NOTHING: &str = "\"–\"";

/// What was pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Curly quotation marks in the place of `"`.
    Double,
    /// Curly quotation marks or accents in the place of `'`.
    Single,
    /// A space that is no ordinary one.
    Space,
    /// A sign that nobody sees.
    Unseen,
    /// A dash in the place of a hyphen.
    Dash,
    /// A dash or a hyphen that is all of a value, and says that there is none.
    Nothing,
    /// Another sign that means nothing outside of texts.
    Sign,
    /// A backslash between `"` that does not stand for itself.
    Backslash,
    /// A straight quotation mark within a text between such marks, which ends there for the parser.
    Inner,
    /// Three marks that open a text which nothing closes.
    Open,
    /// One mark that opens a text of several lines.
    Lines,
    /// One mark that opens a text which nothing closes before the comment on its line.
    Unended,
    /// A letter that no key has: å, ä, ö.
    Letter,
    /// A line end that no program of today writes.
    LineEnd,
    /// A list that nothing closes.
    List,
    /// An inline table that nothing closes.
    Table,
    /// A text in a list, on one line, that nothing closes.
    Text,
    /// A header with a bracket too few.
    Header,
    /// A bracket that closes nothing.
    Stray,
}

/// A sign that was pasted, and where it stands again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// What kind of sign.
    pub kind: Kind,
    /// The first one.
    pub sign: char,
    /// Where that stands; an escape with its letter.
    pub place: Range<usize>,
    /// The lines on which there are more of the kind, from 1.
    pub lines: Vec<usize>,
    /// The line of the first one as it should be, or its beginning.
    pub line: String,
    /// How many more texts there are in which the same is wrong and which are not told.
    pub more: usize,
    /// What is to stand in the place of all signs of the kind, where that is certain.
    pub edits: Vec<(Range<usize>, String)>,
}

/// A text that was repaired.
#[derive(Debug, Default)]
pub struct Repaired {
    /// The text, of the same length.
    pub text: String,
    /// What was found, in the order of the file.
    pub found: Vec<Pasted>,
    /// Where the parser stumbles over nothing but that.
    pub(super) silent: Vec<Range<usize>>,
    /// What stands a few bytes before its place, so that a remedy there is not certain.
    pub(super) moved: Vec<Range<usize>>,
}

impl Repaired {
    /// Whether what the parser says of a byte only follows from what was found.
    pub fn is_silent(&self, at: usize) -> bool {
        let after = self.silent.partition_point(|range| range.start <= at);
        self.silent.get(after.saturating_sub(1)).is_some_and(|range| range.start <= at && at <= range.end)
    }
}

/// Finds and repairs what was pasted. `is_amount` tells amounts in Swedish writing, which are told as such.
pub fn repaired(original: &str, is_amount: impl Fn(&str) -> bool) -> Repaired {
    let returned = carriage_return(original);
    let source = &*match returned {
        None => Cow::Borrowed(original),
        Some(_) => Cow::Owned(original.replace("\r\n", " \n").replace('\r', "\n")),
    };
    let mut scan = Scan {
        source,
        out: source.as_bytes().to_vec(),
        at: 0,
        line: line_of(source, 0),
        open: Vec::new(),
        all: Vec::new(),
        opened: BTreeMap::new(),
        silent: Vec::new(),
        stretch: None,
        endless: BTreeMap::new(),
        unfit: BTreeMap::new(),
        writes: Vec::new(),
        is_open: false,
    };
    scan.all(&is_amount);
    let edits = scan.edits();
    let Scan { out, mut all, opened, mut silent, .. } = scan;
    silent.sort_by_key(|range| (range.start, range.end));
    silent.dedup_by(|next, last| {
        let same = next.start <= last.end;
        last.end = if same { last.end.max(next.end) } else { last.end };
        same
    });
    // Every sign is replaced whole, by ASCII.
    let text = String::from_utf8(out).unwrap_or_else(|_| source.to_owned());
    all.sort_by_key(|(_, _, place)| place.start);
    let mut found = told(source, &text, all);
    for (kind, edits) in edits {
        found.iter_mut().filter(|found| found.kind == kind).for_each(|found| found.edits.clone_from(&edits));
    }
    for found in &mut found {
        let first = found.lines.remove(0);
        if found.kind == Kind::Unended {
            let (mark, place) = (straight(found.sign).unwrap_or(found.sign), found.place.clone());
            let key = source.get(line_of(source, place.start).start..place.start).unwrap_or("");
            let words = source.get(place.start + found.sign.len_utf8()..place.end).unwrap_or("");
            found.line = beginning(&format!("{key}{mark}{words}{mark}"));
        }
        if found.kind == Kind::Nothing {
            found.line = beginning(without_comment(&edited(source, line_of(source, found.place.start), &found.edits)));
        }
        // What should stand behind the mark that is missing.
        if let Some(next) = opened.get(&found.place.start) {
            let between = source.get(found.place.start..*next).unwrap_or("");
            found.lines.push(first + between.matches('\n').count());
            let line = without_comment(source.get(line_of(source, *next)).unwrap_or(""));
            found.line = line.trim().chars().take(CHARACTERS_OF_A_LINE).collect();
        }
    }
    if let Some(at) = returned {
        let (kind, place, lines, line) = (Kind::LineEnd, at..at + 1, Vec::new(), String::new());
        found.insert(0, Pasted { kind, sign: '\r', place, lines, line, more: 0, edits: Vec::new() });
    }
    Repaired { text, found, silent, moved: Vec::new() }
}

/// What is told of all signs, which stand in the order of the file; each with its own line as the first one.
fn told(source: &str, text: &str, all: Vec<(Kind, char, Range<usize>)>) -> Vec<Pasted> {
    let mut found: Vec<Pasted> = Vec::new();
    let (mut number, mut counted) = (1, 0);
    for (kind, sign, place) in all {
        number += source.get(counted..place.start).map_or(0, |before| before.matches('\n').count());
        counted = place.start;
        // Each text with backslashes, and each that is not closed, has a remedy of its own.
        let is_alone =
            matches!(kind, Kind::Backslash | Kind::Inner | Kind::Open | Kind::Lines | Kind::Unended | Kind::Letter);
        let many = is_alone && found.iter().filter(|found| found.kind == kind).count() < TOLD_ALONE;
        match found.iter_mut().rfind(|found| found.kind == kind).filter(|_| !many) {
            Some(last) if is_alone => last.more += 1,
            Some(first) if first.lines.last() == Some(&number) => {}
            Some(first) => first.lines.push(number),
            None => {
                let line = beginning(without_comment(text.get(line_of(source, place.start)).unwrap_or("")));
                found.push(Pasted { kind, sign, place, lines: vec![number], line, more: 0, edits: Vec::new() });
            }
        }
    }
    found
}

/// A line of a text with those of the edits that lie in it.
fn edited(source: &str, line: Range<usize>, edits: &[(Range<usize>, String)]) -> String {
    let (mut made, mut at) = (String::new(), line.start);
    for (range, with) in edits.iter().filter(|(range, _)| line.start <= range.start && range.end <= line.end) {
        made.push_str(source.get(at..range.start).unwrap_or(""));
        made.push_str(with);
        at = range.end;
    }
    made + source.get(at..line.end).unwrap_or("")
}

/// The words at the beginning of a line, with one space between them.
fn beginning(line: &str) -> String {
    let mut shown = String::new();
    for word in line.split_whitespace() {
        if shown.len() > CHARACTERS_OF_A_LINE * 4 {
            break;
        }
        shown.push_str(if shown.is_empty() { "" } else { " " });
        shown.extend(word.chars().take(CHARACTERS_OF_A_LINE));
    }
    shown.chars().take(CHARACTERS_OF_A_LINE).collect()
}

/// The first carriage return that no line feed follows.
fn carriage_return(text: &str) -> Option<usize> {
    text.match_indices('\r').map(|(at, _)| at).find(|at| text.as_bytes().get(at + 1) != Some(&b'\n'))
}

/// The first signs of a text that stand where a letter was before an encoding was mistaken, and how many there are:
/// `Ã¤` for ä, `â€“` for a dash, and the sign that programs write for what they cannot read.
pub fn spoiled(text: &str) -> Option<(Range<usize>, usize)> {
    let mut found = None;
    let mut count = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, 'Ã' | 'â' | '\u{fffd}')) {
        let mut rest = text.get(at + c.len_utf8()..).unwrap_or("").chars();
        let next = rest.next();
        let length = match (c, next) {
            ('\u{fffd}', _) => c.len_utf8(),
            ('Ã', Some(next)) if matches!(next, '¥' | '¤' | '¶' | '…' | '„' | '–' | '©' | '¨' | '¼') => {
                c.len_utf8() + next.len_utf8()
            }
            ('â', Some('€')) => c.len_utf8() + '€'.len_utf8() + rest.next().map_or(0, char::len_utf8),
            _ => continue,
        };
        count += 1;
        found.get_or_insert(at..at + length);
    }
    found.map(|place| (place, count))
}

/// The quotation mark that curly ones and accents stand for.
fn straight(c: char) -> Option<char> {
    match c {
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' | '\u{ff02}' | '"' => Some('"'),
        '\u{2018}'..='\u{201b}' | '\u{2039}' | '\u{203a}' | '\u{2032}' | '\u{b4}' | '`' | '\'' => Some('\''),
        _ => None,
    }
}

fn is_curly(c: char) -> bool {
    straight(c).is_some() && !matches!(c, '"' | '\'')
}

/// Whether a sign is a space that no program takes for an ordinary one.
pub fn is_odd_space(c: char) -> bool {
    (c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r')) || c == '\u{180e}'
}

/// Whether a sign is one that nobody sees.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a sign ends a line in programs that no one writes TOML in.
fn is_line_end(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// A text on the way from sign to sign.
struct Scan<'s> {
    source: &'s str,
    out: Vec<u8>,
    at: usize,
    /// The line that was looked at last.
    line: Range<usize>,
    /// Brackets and braces that are open: those of a header as a line end.
    open: Vec<u8>,
    all: Vec<(Kind, char, Range<usize>)>,
    /// Texts that nothing closes: where each begins, and the line that cannot belong to it.
    opened: BTreeMap<usize, usize>,
    pub(super) silent: Vec<Range<usize>>,
    /// From where it was looked last for the end of a text over lines, and what was found.
    stretch: Option<(usize, TextEnd)>,
    /// For marks, and how many of them end a text: the end of such lines among which none can be the last.
    endless: BTreeMap<(char, usize), usize>,
    /// For a mark, in a list or not: what would end a text up to there, and cannot.
    unfit: BTreeMap<(char, bool), usize>,
    /// What was written over what.
    writes: Vec<(Range<usize>, String)>,
    /// Whether some text was not closed, so that what was written for its marks is a guess.
    is_open: bool,
}

/// Where a text ends at the latest; where the line begins that cannot belong to it; and whether it is one of marks.
type TextEnd = (usize, usize, bool);

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn all(&mut self, is_amount: &impl Fn(&str) -> bool) {
        let mut value_of_line = None;
        while let Some(c) = self.rest().chars().next() {
            match c {
                '\n' => {
                    self.at += 1;
                    value_of_line = None;
                    let line = self.source.get(self.at..end_of_line(self.source, self.at)).unwrap_or("").trim();
                    if line.starts_with('[') && line.ends_with(']') && !line.contains([',', '"', '\'']) {
                        self.open.clear();
                    }
                }
                '#' => self.at = end_of_line(self.source, self.at),
                '[' | '{' => self.open(c),
                ']' | '}' => {
                    self.open.pop();
                    self.at += 1;
                }
                '"' | '\'' => self.string(c),
                c if is_odd_space(c) => self.space(c),
                c if c.is_whitespace() || matches!(c, '=' | ',') => self.at += 1,
                c => {
                    let before = self.before();
                    if is_curly(c) && matches!(before, b'=' | b'[' | b'{' | b',' | b'\n') {
                        self.curly(c, before);
                        continue;
                    }
                    if before == b'=' && self.depth() == 0 && value_of_line.is_none() {
                        let line = self.source.get(self.at..end_of_line(self.source, self.at)).unwrap_or("");
                        let value = line.split('#').next().unwrap_or("").trim_end();
                        value_of_line = Some(());
                        if is_amount(value) {
                            self.at += value.len();
                            continue;
                        }
                    }
                    self.token();
                }
            }
        }
    }

    /// How many brackets and braces are open.
    fn depth(&self) -> usize {
        self.open.len()
    }

    /// A bracket or a brace that opens.
    fn open(&mut self, sign: char) {
        let is_header = match self.open.last() {
            None => sign == '[' && self.before() == b'\n',
            Some(last) => *last == b'\n' && self.before() == b'[',
        };
        self.open.push(if is_header { b'\n' } else { sign as u8 });
        self.at += 1;
    }

    /// The range of the line that holds a byte, which is mostly the same as before.
    fn line(&mut self, at: usize) -> Range<usize> {
        if at < self.line.start || at > self.line.end {
            self.line = line_of(self.source, at);
        }
        self.line.clone()
    }

    /// What stands before this on the line, spaces left out: a line end where nothing does.
    fn before(&self) -> u8 {
        self.before_at(self.at)
    }

    /// The same of a byte.
    fn before_at(&self, at: usize) -> u8 {
        let before = self.out.get(..at).unwrap_or_default();
        before.iter().rev().copied().find(|b| !matches!(b, b' ' | b'\t' | b'\r')).unwrap_or(b'\n')
    }

    /// Writes ASCII over a range; what it is shorter by are spaces, before it or behind it.
    fn write(&mut self, range: Range<usize>, ascii: &str, spaces_first: bool) {
        let width = range.len();
        let padded = if spaces_first { format!("{ascii:>width$}") } else { format!("{ascii:<width$}") };
        if let Some(out) = self.out.get_mut(range.clone()).filter(|out| out.len() == padded.len()) {
            out.copy_from_slice(padded.as_bytes());
        }
        self.writes.push((range, ascii.to_owned()));
    }

    /// What is to stand in the place of all signs of each kind for which that is certain.
    fn edits(&self) -> BTreeMap<Kind, Vec<(Range<usize>, String)>> {
        let mut edits: BTreeMap<Kind, Vec<_>> = BTreeMap::new();
        for (kind, sign, place) in &self.all {
            let with = match kind {
                Kind::Space if is_line_end(*sign) => continue,
                Kind::Space => " ",
                Kind::Unseen => "",
                Kind::Nothing => NOTHING,
                Kind::Dash => "-",
                _ => continue,
            };
            edits.entry(*kind).or_default().push((place.clone(), with.to_owned()));
        }
        for (range, with) in self.writes.iter().filter(|_| !self.is_open) {
            let marks = self.source.get(range.clone()).unwrap_or("");
            let is_curly = marks.chars().any(is_curly) && marks.chars().all(|c| straight(c).is_some());
            let Some(first) = marks.chars().next().filter(|_| is_curly).and_then(straight) else { continue };
            let kind = if first == '"' { Kind::Double } else { Kind::Single };
            edits.entry(kind).or_default().push((range.clone(), with.clone()));
        }
        edits
    }

    /// Whether what was just read, from `start`, is all of a value: behind a key, or in a list.
    fn is_value(&self, start: usize) -> bool {
        let before = self.before_at(start);
        let in_list = self.open.last() == Some(&b'[') && matches!(before, b'[' | b',' | b'\n');
        let is_blank = |c: char| matches!(c, ' ' | '\t') || is_odd_space(c) || is_unseen(c);
        let after = self.rest().trim_start_matches(is_blank);
        let ends = after.is_empty() || after.starts_with(['\n', '\r', '#']);
        (before == b'=' || in_list) && (ends || !self.open.is_empty() && after.starts_with([',', ']', '}']))
    }

    /// Dashes or hyphens in the place of a value: told, and read as one hyphen.
    fn nothing(&mut self, start: usize, token: &str) -> bool {
        let first = token.chars().next().filter(|_| token.chars().all(|c| c == '-' || is_dash(c)));
        let Some(sign) = first.filter(|_| self.is_value(start)) else { return false };
        let place = start..self.at;
        self.write(place.clone(), "-", true);
        self.silent.push(place.clone());
        self.all.push((Kind::Nothing, sign, place));
        true
    }

    fn tell(&mut self, kind: Kind, sign: char, place: Range<usize>) {
        if self.silent.last().is_none_or(|line| !line.contains(&place.start)) {
            let line = self.line(place.start);
            self.silent.push(line);
        }
        self.all.push((kind, sign, place));
    }

    fn space(&mut self, c: char) {
        let range = self.at..self.at + c.len_utf8();
        self.write(range.clone(), if is_line_end(c) { "\n" } else { "" }, false);
        self.tell(Kind::Space, c, range.clone());
        self.at = range.end;
    }

    /// A key, a number, or words that should have quotation marks.
    fn token(&mut self) {
        let ends = |c: char| {
            c.is_whitespace() || is_odd_space(c) || matches!(c, '=' | ',' | '[' | ']' | '{' | '}' | '#' | '"' | '\'')
        };
        let rest = self.rest();
        let token = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or("").to_owned();
        let start = self.at;
        self.at += token.len();
        if self.letters_of_key(start, &token) || self.nothing(start, &token) {
            return;
        }
        let mut clean = String::new();
        for (at, c) in token.char_indices() {
            let place = start + at..start + at + c.len_utf8();
            if is_unseen(c) {
                self.tell(Kind::Unseen, c, place);
            } else if is_dash(c) {
                self.tell(Kind::Dash, c, place);
                clean.push('-');
            } else if c == '\u{fffd}' {
                // A letter that was lost is told as that.
                self.silent.push(place);
            } else if !c.is_ascii() && !c.is_alphanumeric() && !is_curly(c) {
                self.tell(Kind::Sign, c, place);
            } else {
                clean.push(c);
            }
        }
        if clean != token && clean.is_ascii() {
            self.write(start..self.at, &clean, true);
        }
    }

    /// A key with letters that no key has: told, and read as the key that is meant.
    fn letters_of_key(&mut self, start: usize, token: &str) -> bool {
        let is_key = self.rest().trim_start_matches([' ', '\t']).starts_with('=') && !token.is_ascii();
        let plain: String = token
            .chars()
            .map(|c| match c {
                'å' | 'ä' | 'Å' | 'Ä' => 'a',
                'ö' | 'Ö' => 'o',
                'é' | 'É' => 'e',
                c => c,
            })
            .collect();
        let is_plain = plain.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        if !is_key || !is_plain || !matches!(self.before_at(start), b'\n' | b'{' | b',') {
            return false;
        }
        let sign = token.chars().find(|c| !c.is_ascii()).unwrap_or('å');
        self.write(start..self.at, &plain, false);
        self.tell(Kind::Letter, sign, start..self.at);
        true
    }

    /// Whether a value is the first one of its line, of which each has one.
    fn is_first_value(&mut self, start: usize) -> bool {
        let before = self.line(start).start..start;
        let key = Some(before)
            .filter(|before| before.len() <= CHARACTERS_OF_A_LINE)
            .and_then(|before| self.source.get(before));
        key.is_some_and(|key| key.bytes().filter(|b| *b == b'=').count() == 1)
    }

    /// Whether what follows the mark that ends a text for the parser shows that it was not meant to.
    fn is_odd(&mut self, end: Option<&Range<usize>>) -> bool {
        let Some(close) = end else { return true };
        let line = self.line(close.end).end;
        let follows = self.source.get(close.end..line).unwrap_or("").trim();
        !follows.is_empty() && !follows.starts_with('#')
    }

    /// A text that `mark` opens, whose end was forgotten before the comment on its line: told, and ended there.
    fn unended(&mut self, start: usize, mark: char) -> bool {
        let inner = start + mark.len_utf8();
        let end = self.line(inner).end;
        let line = self.source.get(inner..end).unwrap_or("");
        let Some(comment) = comment_of(line) else { return false };
        let text = line.get(..comment).unwrap_or("");
        let words = text.trim_end();
        let is_closed = words.chars().any(|c| straight(c) == straight(mark));
        if is_closed || words.is_empty() || words.len() == text.len() {
            return false;
        }
        let straight = straight(mark).unwrap_or('"').to_string();
        let close = inner + words.len();
        self.write(start..inner, &straight, true);
        self.write(close..close + 1, &straight, false);
        self.is_open = true;
        self.tell(Kind::Unended, mark, start..close);
        self.at = inner + comment;
        true
    }

    /// A string in curly quotation marks, of which `first` is the first one, behind the sign `before`.
    fn curly(&mut self, first: char, before: u8) {
        let Some(mark) = straight(first) else { return };
        let kind = if mark == '"' { Kind::Double } else { Kind::Single };
        let start = self.at;
        self.tell(kind, first, start..start + first.len_utf8());
        let marks: Vec<char> = self.rest().chars().take_while(|c| straight(*c) == Some(mark)).take(3).collect();
        let length = |marks: &[char]| marks.iter().map(|c| c.len_utf8()).sum::<usize>();
        if let [_, _, _] = marks.as_slice() {
            return self.long(start..start + length(&marks), mark);
        }
        if before == b'=' && self.depth() == 0 && self.is_first_value(start) && self.unended(start, first) {
            return;
        }
        let open = start..start + first.len_utf8();
        let line = open.end..self.line(open.end).end;
        match closing(self.source.get(line.clone()).unwrap_or(""), mark, before, self.depth()) {
            Some((at, c)) => {
                let close = line.start + at..line.start + at + c.len_utf8();
                let inner = self.source.get(open.end..close.start).unwrap_or("");
                let plain = if inner.contains(['"', '\\']) && !inner.contains('\'') { "'" } else { "\"" };
                self.write(open, plain, true);
                self.write(close.clone(), plain, false);
                self.at = close.end;
            }
            None => self.over_lines(open, mark),
        }
    }

    /// A string over several lines whose opening marks, curly ones among them, stand at `open`.
    fn long(&mut self, open: Range<usize>, mark: char) {
        let rest = self.source.get(open.end..).unwrap_or("");
        let mut run = (0, 0);
        for (at, c) in rest.char_indices() {
            run = match (straight(c) == Some(mark), run) {
                (false, _) => (0, 0),
                (true, (0, _)) => (1, at),
                (true, (count, from)) => (count + 1, from),
            };
            if run.0 == 3 {
                let close = open.end + run.1..open.end + at + c.len_utf8();
                if let Some(sign) =
                    self.source.get(close.clone()).and_then(|marks| marks.chars().find(|c| is_curly(*c)))
                {
                    let kind = if mark == '"' { Kind::Double } else { Kind::Single };
                    self.tell(kind, sign, close.clone());
                }
                self.write(open, "'''", true);
                self.write(close.clone(), "'''", false);
                self.at = close.end;
                return;
            }
        }
        self.give_up(open);
    }

    /// A text in curly quotation marks that goes on on the lines below.
    fn over_lines(&mut self, open: Range<usize>, mark: char) {
        let end = self.block_end(open.end);
        let text = self.source.get(open.end..end).unwrap_or("").trim_end();
        let last = text.chars().next_back().filter(|c| straight(*c) == Some(mark) && c.len_utf8() == 3);
        match last.filter(|_| open.len() == 3) {
            Some(_) => {
                let close = open.end + text.len() - 3..open.end + text.len();
                self.write(open, "'''", true);
                self.write(close.clone(), "'''", false);
                self.at = close.end;
            }
            None => self.give_up(open),
        }
    }

    /// Nothing closes the text: what the parser makes of its lines is no finding of its own.
    fn give_up(&mut self, open: Range<usize>) {
        let end = self.block_end(open.end);
        self.is_open = true;
        self.silent.push(open.start..end);
        // So that the parser takes the mark for one, and what is left of the text is the text.
        self.write(open, "\"", true);
        self.at = end;
    }

    /// Where the next line begins that looks like a key or a heading, or is empty.
    fn block_end(&self, from: usize) -> usize {
        let mut at = end_of_line(self.source, from);
        while at < self.source.len() {
            let line = self.source.get(at + 1..end_of_line(self.source, at + 1)).unwrap_or("").trim_end();
            let key = line.split('=').next().unwrap_or("").trim();
            let is_key =
                line.contains('=') && !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
            if line.is_empty() || line.starts_with('[') || is_key {
                break;
            }
            at = end_of_line(self.source, at + 1);
        }
        at
    }

    /// A string in straight quotation marks.
    fn string(&mut self, mark: char) {
        let (start, before) = (self.at, self.before());
        let triple = mark.to_string().repeat(3);
        let is_long = self.rest().starts_with(&triple);
        let inner = start + if is_long { 3 } else { 1 };
        let end = if is_long { self.long_end(inner, mark) } else { self.short_end(inner, mark) };
        let is_only = !is_long && before == b'=' && self.depth() == 0 && self.is_first_value(start);
        if is_only && self.is_odd(end.as_ref()) && self.unended(start, mark) {
            return;
        }
        let line_start = end.as_ref().filter(|_| is_long).map_or(start, |close| self.line(close.start).start);
        let is_value = is_long && before == b'=' && self.depth() == 0;
        match end {
            Some(close) if is_long && is_key(self.source.get(line_start..close.start)) => {
                self.unclosed(start..inner, mark);
            }
            Some(close) if is_value && self.inner_long(start..inner, close.clone(), mark) => {}
            Some(close) if !is_long && self.inner(start, close.clone(), mark, before) => {}
            Some(close) => {
                if mark == '"' {
                    self.backslashes(inner..close.start, is_long);
                }
                self.at = close.end;
                // A text can end with two quotation marks of its own.
                let own = if is_long { 2 } else { 0 };
                let more = self.rest().chars().take(own).take_while(|c| *c == mark).count();
                self.at += more;
            }
            None if is_long => self.unclosed(start..inner, mark),
            None => self.half(inner, mark, before),
        }
    }

    /// The marks that end a text over several lines; a line of curly marks alone ends it too.
    fn long_end(&mut self, inner: usize, mark: char) -> Option<Range<usize>> {
        let (mut at, mut line_start) = (inner, inner);
        while let Some(c) = self.source.get(at..).and_then(|rest| rest.chars().next()) {
            if c == '\n' {
                let line = self.source.get(line_start..at).unwrap_or("");
                if let Some(close) = self.curly_line(line, line_start, mark) {
                    return Some(close);
                }
                line_start = at + 1;
            }
            if c == '\\' && mark == '"' {
                let escaped = self.source.get(at + 1..).and_then(|rest| rest.chars().next());
                at += 1 + escaped.filter(|c| *c != '\n').map_or(0, char::len_utf8);
                continue;
            }
            if c == mark && self.source.get(at..).is_some_and(|rest| rest.starts_with(&mark.to_string().repeat(3))) {
                return Some(at..at + 3);
            }
            at += c.len_utf8();
        }
        let line = self.source.get(line_start..at).unwrap_or("");
        self.curly_line(line, line_start, mark)
    }

    /// The closing marks of a line that holds nothing else than three, some of them curly; repaired.
    fn curly_line(&mut self, line: &str, start: usize, mark: char) -> Option<Range<usize>> {
        let marks = line.trim();
        let all = marks.chars().count() == 3 && marks.chars().all(|c| straight(c) == Some(mark));
        let sign = marks.chars().find(|c| is_curly(*c)).filter(|_| all)?;
        let at = start + line.find(marks)?;
        let triple = mark.to_string().repeat(3);
        let close = at..at + marks.len();
        self.write(close.clone(), &triple, false);
        self.tell(if mark == '"' { Kind::Double } else { Kind::Single }, sign, close.clone());
        Some(close)
    }

    /// Where a text ends at the latest that goes on from a byte: before a line that cannot belong to it, or behind one
    /// of marks alone; where that line begins; and whether it is one of marks.
    fn text_end(&mut self, from: usize) -> TextEnd {
        let is_within =
            |(first, (_, stop, _)): &(usize, TextEnd)| *first <= from && (from < *stop || *stop == self.source.len());
        let known = self.stretch.filter(is_within).map(|(_, found)| found);
        let found = known.unwrap_or_else(|| self.search_text_end(from));
        self.stretch = Some((from, found));
        found
    }

    fn search_text_end(&self, from: usize) -> TextEnd {
        let mut end = end_of_line(self.source, from);
        while end < self.source.len() {
            let (start, after) = (end + 1, end_of_line(self.source, end + 1));
            let line = self.source.get(start..after).unwrap_or("").trim();
            let is_marks = !line.is_empty() && line.chars().all(|c| straight(c).is_some());
            if is_marks || is_header(line) || is_key(line.split_inclusive('=').next()) {
                return (if is_marks { after } else { end }, start, is_marks);
            }
            end = after;
        }
        (end, end, false)
    }

    /// Three marks, at `open`, that open a text which nothing closes: it ends where a line cannot belong to it, or at a
    /// line of other marks.
    fn unclosed(&mut self, open: Range<usize>, mark: char) {
        let triple = mark.to_string().repeat(3);
        let (end, next, _) = self.text_end(open.end);
        self.is_open = true;
        self.tell(Kind::Open, mark, open.clone());
        self.opened.insert(open.start, next);
        self.silent.push(open.start..end);
        // What closes it for the reading stands on the last letters, since there is no room for more.
        let mut close = end.saturating_sub(triple.len());
        while !self.source.is_char_boundary(close) {
            close -= 1;
        }
        if close >= open.end {
            self.write(close..end, &triple, true);
        } else {
            self.write(open, &triple[..2], false);
        }
        self.at = end;
    }

    /// A text behind one mark that goes on on the lines below. Tells the mark, at `open`, and takes the lines for one.
    fn lines(&mut self, open: Range<usize>, mark: char) -> bool {
        let (end, ..) = self.text_end(open.end);
        if self.endless.get(&(mark, 1)) == Some(&end) {
            return false;
        }
        let text = self.source.get(open.end..end).unwrap_or("");
        let is_last = |at: &usize| {
            let behind = text.get(at + 1..).unwrap_or("").trim_start_matches(is_space_on_line);
            behind.is_empty() || behind.starts_with(['\n', '#'])
        };
        // What a comment has in quotation marks is an example of what to write.
        let in_comment = |at: &usize| {
            let before = text.get(..*at).unwrap_or("");
            before.rsplit_once('\n').is_some_and(|(_, line)| line.trim_start().starts_with('#'))
        };
        let mut ends = text.rmatch_indices(mark).map(|(at, _)| at).filter(is_last);
        let Some(last) = ends.next().filter(|at| !in_comment(at)) else {
            self.endless.insert((mark, 1), end);
            return false;
        };
        for (at, c) in text.char_indices().take_while(|(at, _)| *at < last) {
            let place = open.end + at..open.end + at + c.len_utf8();
            match c {
                '\n' | '\r' => self.write(place, " ", false),
                c if c == mark => self.write(place, if mark == '"' { "'" } else { "\"" }, false),
                _ => {}
            }
        }
        self.tell(Kind::Lines, mark, open.clone());
        self.silent.push(open.start..open.end + last);
        if mark == '"' {
            self.backslashes(open.end..open.end + last, false);
        }
        self.at = open.end + last + 1;
        true
    }

    /// A text between three marks in which three such marks stand: the first of them, at `close`, end it for the
    /// parser. Tells them and takes the last ones for the end.
    fn inner_long(&mut self, open: Range<usize>, close: Range<usize>, mark: char) -> bool {
        let line_end = self.line(close.end).end;
        let rest = self.source.get(close.end..line_end).unwrap_or("").trim_start_matches(mark).trim_start();
        if rest.is_empty() || rest.starts_with('#') {
            return false;
        }
        let triple = mark.to_string().repeat(3);
        let (end, next, is_marks) = self.text_end(close.end);
        if self.endless.get(&(mark, 3)) == Some(&end) {
            return false;
        }
        let text = self.source.get(close.end..end).unwrap_or("");
        let is_last = |at: &usize| {
            let behind = text.get(at + 3..).unwrap_or("").trim_start_matches(is_space_on_line);
            behind.is_empty() || behind.starts_with('\n')
        };
        let own = is_marks && self.source.get(next..end).is_some_and(|line| line.trim() == triple);
        let last = text.rmatch_indices(&triple).map(|(at, _)| at).find(is_last);
        let Some(last) = last.filter(|_| own || !is_marks).map(|at| close.end + at..close.end + at + 3) else {
            self.endless.insert((mark, 3), end);
            return false;
        };
        let inner = self.source.get(open.end..last.start).unwrap_or("").to_owned();
        let other = if mark == '"' { "'''" } else { "\"\"\"" };
        if !inner.contains(other) && !inner.contains('\\') {
            self.write(open.clone(), other, false);
            self.write(last.clone(), other, false);
        } else {
            for (at, _) in inner.match_indices(&triple) {
                self.write(open.end + at..open.end + at + 3, &triple[..2], false);
            }
        }
        self.tell(Kind::Inner, mark, close);
        self.silent.push(open.start..last.end);
        self.at = last.end;
        true
    }

    /// A text on one line, opened at `start`, in which such marks stand as those around it: the first of them, at
    /// `close`, ends it for the parser. Tells it and takes the last one for the end.
    fn inner(&mut self, start: usize, close: Range<usize>, mark: char, before: u8) -> bool {
        let line_end = self.line(close.end).end;
        let rest = self.source.get(close.end..line_end).unwrap_or("");
        let after = rest.trim_start();
        let in_list = self.depth() > 0 && matches!(before, b'=' | b'[' | b'{' | b',' | b'\n');
        let goes_on = match after.chars().next() {
            None => false,
            // A comma is missing between two texts, or between two keys.
            Some(next) if in_list => {
                let is_missing = next == mark && rest.starts_with(' ');
                // Or the mark that should have ended the text before.
                let said = self.source.get(start + 1..close.start).unwrap_or("").trim_end();
                !matches!(next, ',' | ']' | '}' | '#' | '=')
                    && !said.ends_with([',', '=', '[', '{'])
                    && !is_missing
                    && !begins_with_key(after)
            }
            // A comment begins behind a space.
            Some('#') => before == b'=' && rest.starts_with('#') && after.trim_end().ends_with(mark),
            Some(_) => before == b'=' && self.depth() == 0,
        };
        let is_unfit = self.unfit.get(&(mark, in_list)).is_some_and(|at| close.end <= *at);
        if !goes_on || (is_unfit && !after.starts_with('#')) {
            return false;
        }
        let last = if after.starts_with('#') { rest.rfind(mark).map(|at| (at, mark)) } else { None };
        let last = last.or_else(|| closing(rest, mark, before, self.depth()));
        let is_end = |at: usize| {
            let behind = rest.get(at + 1..).unwrap_or("").trim_start();
            behind.is_empty() || behind.starts_with('#') || in_list
        };
        let Some((at, _)) = last.filter(|(at, c)| *c == mark && is_end(*at)) else {
            self.unfit.insert((mark, in_list), last.map_or(line_end, |(at, _)| close.end + at));
            return false;
        };
        let end = close.end + at;
        let inner = self.source.get(start + 1..end).unwrap_or("").to_owned();
        let other = if mark == '"' { '\'' } else { '"' };
        let around = if inner.contains(other) { '"' } else { other };
        self.write(start..start + 1, &around.to_string(), false);
        self.write(end..end + 1, &around.to_string(), false);
        for (at, _) in inner.match_indices('"').filter(|_| around == '"') {
            self.write(start + 1 + at..start + 2 + at, "'", false);
        }
        self.tell(Kind::Inner, mark, close);
        self.at = end + 1;
        true
    }

    /// The mark that ends a text on one line.
    fn short_end(&self, inner: usize, mark: char) -> Option<Range<usize>> {
        let mut letters = self.source.get(inner..)?.char_indices().take_while(|(_, c)| *c != '\n');
        while let Some((at, c)) = letters.next() {
            if c == '\\' && mark == '"' {
                letters.next();
            } else if c == mark {
                return Some(inner + at..inner + at + 1);
            }
        }
        None
    }

    /// A text that is opened by a straight mark and closed by a curly one, or not at all.
    fn half(&mut self, inner: usize, mark: char, before: u8) {
        let end = self.line(inner).end;
        let line = self.source.get(inner..end).unwrap_or("");
        if let Some((at, c)) = closing(line, mark, b'=', self.depth()).filter(|(_, c)| is_curly(*c)) {
            let close = inner + at..inner + at + c.len_utf8();
            self.write(close.clone(), &mark.to_string(), false);
            self.tell(if mark == '"' { Kind::Double } else { Kind::Single }, c, close.clone());
            if mark == '"' {
                self.backslashes(inner..close.start, false);
            }
            self.at = close.end;
        } else if mark == '"' && line.trim_end().ends_with("\\\"") {
            // A folder's name ends with a backslash, which takes the mark along.
            let close = inner + line.trim_end().len() - 1;
            self.tell(Kind::Backslash, '\\', close - 1..close + 1);
            if line.contains('\'') {
                self.write(close - 1..close, "/", false);
            } else {
                self.write(inner - 1..inner, "'", false);
                self.write(close..close + 1, "'", false);
            }
            self.at = close + 1;
        } else if before != b'='
            || self.depth() > 0
            || !(self.lines(inner - 1..inner, mark) || self.ended_by_line(inner, mark))
        {
            self.at = end;
        }
    }

    /// A text behind one mark, on a line below which nothing goes on: told, and ended with the line. What closes it for
    /// the reading stands on its last letter where there is no room for more.
    fn ended_by_line(&mut self, inner: usize, mark: char) -> bool {
        let end = self.line(inner).end;
        let words = self.source.get(inner..end).unwrap_or("").trim_end();
        let Some(last) = words.chars().next_back() else { return false };
        let mut below = self.source.get(end..).unwrap_or("").lines().map(str::trim);
        let next = below.find(|line| !line.is_empty()).unwrap_or("");
        if !(next.is_empty() || next.starts_with('#') || is_header(next) || begins_with_key(next)) {
            return false;
        }
        let close = inner + words.len();
        let room = if close < end { close..close + 1 } else { close - last.len_utf8()..close };
        self.write(room, &mark.to_string(), true);
        self.is_open = true;
        self.tell(Kind::Unended, mark, inner - 1..close);
        self.at = end;
        true
    }

    /// Tells the first backslash of a text that does not stand for itself, and makes the text one in which all do.
    fn backslashes(&mut self, inner: Range<usize>, is_long: bool) {
        let text = self.source.get(inner.clone()).unwrap_or("").to_owned();
        let wrong = wrong_backslashes(&text);
        let Some((first, length)) = wrong.first().copied() else { return };
        let place = inner.start + first..inner.start + first + length;
        self.tell(Kind::Backslash, '\\', place);
        let (marks, width) = if is_long { ("'''", 3) } else { ("'", 1) };
        let closed_so =
            self.out.get(inner.end..inner.end + width) == Some("\"\"\"".get(..width).unwrap_or("").as_bytes());
        if !text.contains(marks) && closed_so && !(is_long && text.ends_with('\'')) {
            self.write(inner.start - width..inner.start, marks, false);
            self.write(inner.end..inner.end + width, marks, false);
        } else {
            for (at, _) in wrong {
                self.write(inner.start + at..inner.start + at + 1, "/", false);
            }
        }
    }
}

fn is_space_on_line(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

/// Whether words are a key with its `=`, and nothing else.
fn is_key(words: Option<&str>) -> bool {
    let key = words.and_then(|words| words.trim().strip_suffix('=')).map_or("", str::trim);
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether words begin with a key and its `=`.
pub(super) fn begins_with_key(words: &str) -> bool {
    let behind = words.trim_start_matches(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    behind.len() < words.len() && behind.trim_start().starts_with('=')
}

/// Whether a line is the header of a table or of an entry.
pub(super) fn is_header(line: &str) -> bool {
    let name = line.strip_prefix('[').and_then(|line| line.split_once(']'));
    name.is_some_and(|(name, _)| {
        let name = name.trim_start_matches('[');
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'.' | b'-'))
    })
}

/// Where a text on the rest of a line ends, by a mark of one kind: the last one before the line's end or a comment,
/// where nothing else can follow; otherwise the first one before a comma or a bracket, or before `=` after a key.
fn closing(line: &str, mark: char, before: u8, depth: usize) -> Option<(usize, char)> {
    let (mut last, mut any) = (None, None);
    for (at, c) in line.char_indices().filter(|(_, c)| straight(*c) == Some(mark)) {
        let after = line.get(at + c.len_utf8()..).unwrap_or("").trim_start();
        let is_end = after.is_empty() || after.starts_with('#');
        any = Some((at, c));
        // What stands behind `#` and a space, or a sign that is blanked, is a comment.
        if before == b'=' && depth == 0 && is_comment(after) {
            return Some((at, c));
        }
        if before == b'=' && depth == 0 {
            last = if is_end { Some((at, c)) } else { last };
        } else if is_end || after.starts_with([',', ']', '}', '=']) {
            return Some((at, c));
        }
    }
    // Something stands behind the text that does not belong there.
    last.or(any)
}

/// Whether words are a comment: `# so`, or one that is blanked.
fn is_comment(words: &str) -> bool {
    words.strip_prefix('#').is_some_and(|rest| rest.starts_with([' ', '\t', '*']))
}

/// Where a comment begins that somebody wrote behind the value of a line: after spaces.
fn comment_of(line: &str) -> Option<usize> {
    let mut all = line.match_indices('#').map(|(at, _)| at);
    all.find(|at| {
        let (before, after) = line.split_at(*at);
        (before.ends_with("  ") || before.ends_with('\t')) && is_comment(after)
    })
}

/// The escapes of a text that officers mean as themselves, `C:\temp` and `\s`: where each stands and how long it is.
fn wrong_backslashes(text: &str) -> Vec<(usize, usize)> {
    let mut wrong = Vec::new();
    if !text.contains('\\') {
        return wrong;
    }
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        // A backslash at a line's end joins lines.
        let all = escapes(word);
        let drive = |word: &str| {
            let word = word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\\');
            let drive = word.as_bytes();
            match drive {
                [letter, b':', b'\\', next, ..] => letter.is_ascii_alphabetic() && *next != b'\\',
                [b'\\', b'\\', next, ..] => next.is_ascii_alphanumeric(),
                _ => false,
            }
        };
        let is_path = all.iter().any(|(_, _, known)| !known) && (drive(word) || all.len() > 1)
            || drive(word) && all.iter().any(|(_, escape, _)| !matches!(escape.as_str(), "\\\\" | "\\\""));
        for (at, escape, known) in all {
            let plain = matches!(escape.as_str(), "\\\\" | "\\\"");
            if !known || (is_path && !plain) {
                wrong.push((start + at, escape.len()));
            }
        }
        start += word.len();
    }
    wrong
}

/// The escapes of a word: where each stands, itself, and whether somebody may have meant it.
fn escapes(word: &str) -> Vec<(usize, String, bool)> {
    let mut all = Vec::new();
    let mut letters = word.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if c != '\\' {
            continue;
        }
        let Some((_, next)) = letters.next() else { break };
        let rest = word.get(at + 1 + next.len_utf8()..).unwrap_or("");
        let hex = |count: usize| rest.get(..count).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let in_word = rest.starts_with(|c: char| c.is_alphabetic()) && !word.get(..at).unwrap_or("").is_empty();
        let known = match next {
            '"' | '\\' | 'n' => true,
            'u' => hex(4),
            'U' => hex(8),
            'x' => hex(2),
            't' | 'r' => !in_word,
            c => c.is_whitespace(),
        };
        all.push((at, format!("\\{}", if next.is_whitespace() { String::new() } else { next.to_string() }), known));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{CHARACTERS_OF_A_LINE, Kind, Repaired, TOLD_ALONE, repaired, spoiled};

    fn read(source: &str) -> Repaired {
        let repaired = repaired(source, |_| false);
        assert_eq!(repaired.text.len(), source.len(), "{source}");
        repaired
    }

    /// The value of `a` as it is read, and the kinds of sign that were found.
    fn value(source: &str) -> (String, Vec<Kind>) {
        let repaired = read(source);
        let table: toml::Table = repaired.text.parse().unwrap_or_else(|error| panic!("{}: {error}", repaired.text));
        let value = &table["a"];
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (value, repaired.found.iter().map(|found| found.kind).collect())
    }

    #[test]
    fn quotation_marks_are_those_that_were_meant() {
        for (source, words) in [
            ("a = ”gata”", "gata"),
            ("a = “gata”", "gata"),
            ("a = „gata”", "gata"),
            ("a = «gata»", "gata"),
            ("a = \"gata”", "gata"),
            ("a = ”gata\"", "gata"),
            ("a = ”Han sa ”hej”, och gick.” # så", "Han sa ”hej”, och gick."),
            ("a = ”Han sa \"hej\".”", "Han sa \"hej\"."),
            ("a = ”C:\\temp”", "C:\\temp"),
            ("a = ””", ""),
            ("a = ”””\nEtt.\n\nTvå.\n”””\nb = 1", "Ett.\n\nTvå.\n"),
            ("a = ”ett\ntvå.”\nb = 1", "ett\ntvå."),
            ("a = [”ett”, “två”,\n ”tre”]", "[\"ett\", \"två\", \"tre\"]"),
            ("a = { b = ”ett”, c = ”två” }", "{ b = \"ett\", c = \"två\" }"),
            ("”a” = ”gata”", "gata"),
            ("a = ”gata” # och så", "gata"),
        ] {
            assert_eq!(value(source), (words.to_owned(), vec![Kind::Double]), "{source}");
        }
        for (source, words) in [
            ("a = ’gata’", "gata"),
            ("a = ‘gata’", "gata"),
            ("a = ´gata´", "gata"),
            ("a = `gata`", "gata"),
            ("a = ’’’\nEtt.\n’’’\nb = 1", "Ett.\n"),
            ("a = ‘’’\nKalle’s.\n’’’\nb = 1", "Kalle’s.\n"),
            ("a = '''\nEtt.\n’’’\nb = 1", "Ett.\n"),
        ] {
            assert_eq!(value(source), (words.to_owned(), vec![Kind::Single]), "{source}");
        }
    }

    #[test]
    fn signs_within_texts_and_comments_are_the_writers() {
        for source in [
            "a = \"”Hej” – sa hon\u{a0}…\" # ”så”",
            "a = '''\n”Hej”\n’’\n\u{a0}– ’’’ –\n'''\n",
            "a = \"\"\"\n\\\"Hej\\\" \\\n  och ”hej”\"\"\"\n",
            "a = \"ett\\ntvå \\\\ \\u00e5\"",
            "a = 'C:\\temp'",
            "a = \"C:\\\\temp\"",
            "a = \"\\\\\\\\server\\\\delad\"",
            "a = \"\\tett\"",
        ] {
            assert_eq!(read(source).found, [], "{source}");
        }
    }

    #[test]
    fn spaces_and_signs_that_nobody_sees() {
        for (source, kind) in [
            ("\u{a0}\u{a0}a = 1250", Kind::Space),
            ("a\u{202f}=\u{202f}1250", Kind::Space),
            ("a =\u{2003}1250\u{a0}", Kind::Space),
            ("a = 12\u{200b}50", Kind::Unseen),
            ("\u{feff}a = 1250", Kind::Unseen),
            ("a\u{ad} = 1250", Kind::Unseen),
            ("a = 1250\u{c}", Kind::Space),
            ("a = 1250 …", Kind::Sign),
            ("• a = 1250", Kind::Sign),
        ] {
            assert_eq!(value(source), ("1250".to_owned(), vec![kind]), "{source:?}");
        }
        assert_eq!(value("a = –1250"), ("-1250".to_owned(), vec![Kind::Dash]));
        assert_eq!(value("a = 2025–05–08"), ("2025-05-08".to_owned(), vec![Kind::Dash]));
        let two = read("\u{a0}a = 1\nb\u{a0}= 2\n\nc =\u{202f}3\u{a0}\n");
        assert_eq!((two.found.len(), two.found[0].lines.as_slice()), (1, &[2, 4][..]));
    }

    #[test]
    fn backslashes_stand_for_themselves() {
        for (source, words, first) in [
            ("a = \"C:\\temp\"", "C:\\temp", "\\t"),
            ("a = \"C:\\nytt\\rapport\"", "C:\\nytt\\rapport", "\\n"),
            ("a = \"\\\\server\\delad\"", "\\\\server\\delad", "\\d"),
            ("a = \"G:\\users\\år\"", "G:\\users\\år", "\\u"),
            ("a = \"3 \\* 4\"", "3 \\* 4", "\\*"),
            ("a = \"\"\"\nSe \\s och \\åter.\n\"\"\"", "Se \\s och \\åter.\n", "\\s"),
            ("a = \"mapp\\fil\"", "mapp\\fil", "\\f"),
            ("a = \"C:\\temp\\\"", "C:\\temp\\", "\\\""),
            ("a = \"mapp\\\"", "mapp\\", "\\\""),
            ("a = \"it's C:\\temp\"", "it's C:/temp", "\\t"),
        ] {
            assert_eq!(value(source), (words.to_owned(), vec![Kind::Backslash]), "{source}");
            let place = read(source).found[0].place.clone();
            assert_eq!(&source[place], first, "{source}");
        }
    }

    #[test]
    fn letters_of_a_mistaken_encoding() {
        assert_eq!(spoiled("BenÃ¤mning, lÃ¶n"), Some((3..7, 2)));
        assert_eq!(spoiled("a â€“ b").map(|(place, _)| place), Some(2..10));
        assert_eq!(spoiled("f\u{fffd}r"), Some((1..4, 1)));
        assert_eq!([spoiled("SÃO PAULO"), spoiled("fâcheux"), spoiled("Åäö")], [None, None, None]);
    }

    #[test]
    fn what_nothing_closes_is_silent() {
        let open = read("a = ”ett\ntvå\n\n[b]\nc = 1\n");
        assert_eq!(open.found.len(), 1);
        assert_eq!([0, 14, 15, 18].map(|at| open.is_silent(at)), [true, true, true, false], "{:?}", open.silent);
    }

    #[test]
    fn the_same_in_many_texts_is_told_some_tens_of_times() {
        let count = 50_000;
        for (source, kind) in [
            (format!("a = [{}]", "\"\\q\",".repeat(count)), Kind::Backslash),
            (format!("a = [\n{}]", "\"\\q\",\n".repeat(count)), Kind::Backslash),
            (format!("a = [{}]", "\"b \"c\" d\", ".repeat(count)), Kind::Inner),
            ("a = 'b'c'\n".repeat(count), Kind::Inner),
            ("a = \"b\nc\"\n".repeat(count), Kind::Lines),
        ] {
            let repaired = read(&source);
            let found: Vec<_> = repaired.found.iter().filter(|found| found.kind == kind).collect();
            assert_eq!(found.len(), TOLD_ALONE, "{kind:?}");
            assert_eq!(found.iter().map(|found| 1 + found.more).sum::<usize>(), count, "{kind:?}");
            assert_eq!(found.iter().filter(|found| found.more > 0).count(), 1, "{kind:?}");
            assert!(repaired.found.iter().all(|found| found.line.chars().count() <= CHARACTERS_OF_A_LINE), "{kind:?}");
        }
        let few = read(&"a = \"\\q\"\n".repeat(TOLD_ALONE));
        assert!(few.found.len() == TOLD_ALONE && few.found.iter().all(|found| found.more == 0));
    }

    #[test]
    fn the_time_grows_with_the_text() {
        let count = 100_000;
        let spaces = " ".repeat(count);
        for source in [
            format!("a = [{}]", "\"b\",".repeat(count)),
            format!("a = [{}]{spaces}", "\"b\",".repeat(count)),
            format!("a = [{}]", "\"b\" c ".repeat(count) + "\u{201d}"),
            "a = \"b\" c ".repeat(count),
            "Å = \"a b\n".repeat(count),
            "Å = 'a b\n".repeat(count),
            "A = '''a''' b\n".repeat(count),
            "A = '''a''' b ".repeat(count),
            "A = \"\"\"a\"\"\" b\n".repeat(count),
            "Å = '''a\n\nb = 1\n".repeat(count),
            "\u{fffd} – ".repeat(count),
            "a = –1 \u{a0}\n".repeat(count),
        ] {
            let started = std::time::Instant::now();
            read(&source);
            let (took, begin) = (started.elapsed(), source.chars().take(20).collect::<String>());
            assert!(took.as_secs() < 10, "{begin}: {took:?}");
        }
    }
}
