//! From a paragraph's lines to its words: emphasis, links, notes, bound figures. What is no mark is words.

use crate::base::limits::{MARKS_WITHIN_EACH_OTHER, OPEN_TAGS, PATH_LENGTH};
use std::ops::Range;

use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::diagnostic::Findings;
use crate::input::messages::{self, Markup, StrayMark};

use super::Inline;
use super::binding::{Binding, Form};

/// The lines of a paragraph one after another, as one text that knows where each of them was written.
pub(super) struct Lines<'a> {
    written: &'a SourceText,
    text: String,
    /// Where each line begins in the text, where it was written, and whether a break stands before it.
    starts: Vec<(usize, usize, bool)>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(written: &'a SourceText) -> Self {
        Lines { written, text: String::new(), starts: Vec::new() }
    }

    /// Adds the line at `range` of what was written, on a line of its own in the paper if it is `hard`.
    pub(super) fn push(&mut self, range: Range<usize>, hard: bool) {
        if !self.starts.is_empty() {
            self.text.push('\n');
        }
        self.starts.push((self.text.len(), range.start, hard));
        self.text.push_str(self.written.text.get(range).unwrap_or(""));
    }

    /// The line that holds a byte of the text.
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|(start, ..)| *start <= at).saturating_sub(1)
    }

    fn place(&self, range: Range<usize>) -> Span {
        let written = |at: usize| self.starts.get(self.line(at)).map_or(0, |(start, from, _)| from + (at - start));
        self.written.at(written(range.start)..written(range.end))
    }

    fn begins_line(&self, at: usize) -> bool {
        at == 0 || self.text.as_bytes().get(at - 1) == Some(&b'\n')
    }
}

/// The signs that a backslash makes words of wherever they stand.
pub(super) const ESCAPED: &[char] = &['*', '[', ']', '<', '>', '{', '}', '`', '&', '_', '#', '|'];

/// The words of a paragraph.
pub(super) fn read(lines: &Lines<'_>, found: &mut Findings) -> Vec<Inline> {
    let (brackets, parentheses) = (pairs(&lines.text, b"[]"), pairs(&lines.text, b"()"));
    let (brackets, parentheses) = (brackets.as_slice(), parentheses.as_slice());
    let seen = Seen::default();
    let mut scanner =
        Scanner { lines, brackets, parentheses, found, at: 0, end: lines.text.len(), in_link: false, depth: 0, seen };
    scanner.run()
}

/// For each sign that opens the one that closes it, by position.
fn pairs(text: &str, [opens, closes]: &[u8; 2]) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut all = Vec::new();
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            byte if byte == *opens && !escaped => open.push(at),
            byte if byte == *closes && !escaped => all.extend(open.pop().map(|start| (start, at))),
            _ => {}
        }
        escaped = byte == b'\\' && !escaped;
    }
    all.sort_unstable();
    all
}

/// Reads a stretch of a paragraph.
struct Scanner<'a, 'd> {
    lines: &'a Lines<'a>,
    brackets: &'a [(usize, usize)],
    parentheses: &'a [(usize, usize)],
    found: &'d mut Findings,
    at: usize,
    end: usize,
    in_link: bool,
    /// How many links and languages it stands in.
    depth: usize,
    seen: Seen<'a>,
}

/// What was met so far that is no mark by itself.
#[derive(Default)]
struct Seen<'a> {
    /// Whether a bound figure is open that nothing closes.
    unclosed: bool,
    /// Asterisks that were told and may have a partner; none if there are no such.
    stars: usize,
    /// A single asterisk within a word or before a space, which another may be meant to close.
    star: Option<usize>,
    /// Whether a brace was written with a backslash, so that what closes it is meant as well.
    brace: bool,
    /// The names of tags that were told and are open.
    tags: Vec<&'a str>,
}

/// Asterisks that mean emphasis at most.
const MAX_STARS: usize = 3;

/// Words since emphasis began, if it did.
struct Open {
    /// How many asterisks open it, and where they stand; none for the stretch itself.
    stars: Option<(usize, usize)>,
    words: Vec<Inline>,
}

/// The emphasis that is open in a stretch.
struct Stack {
    open: Vec<Open>,
    /// How many are open of one, two and three asterisks.
    count: [usize; MAX_STARS + 1],
}

impl Stack {
    fn new() -> Self {
        Stack { open: vec![Open { stars: None, words: Vec::new() }], count: [0; MAX_STARS + 1] }
    }

    fn push(&mut self, inline: Inline) {
        if let Some(last) = self.open.last_mut() {
            last.words.push(inline);
        }
    }

    fn begin(&mut self, stars: usize, at: usize) {
        self.count[stars] += 1;
        self.open.push(Open { stars: Some((stars, at)), words: Vec::new() });
    }

    /// What is open on top and adds up to `count` asterisks, as in `**a *b***`; nothing if that is not so.
    fn on_top(&self, count: usize) -> Vec<usize> {
        let mut steps = Vec::new();
        let mut left = count;
        for (stars, _) in self.open.iter().rev().map_while(|open| open.stars) {
            if stars > left {
                break;
            }
            left -= stars;
            steps.push(stars);
        }
        if left == 0 { steps } else { Vec::new() }
    }

    /// Takes off what is open on top; its asterisks are words unless they are closed.
    fn pop(&mut self) -> Option<Open> {
        let top = self.open.pop_if(|open| open.stars.is_some())?;
        self.count[top.stars.map_or(0, |(stars, _)| stars)] -= 1;
        Some(top)
    }
}

impl<'a> Scanner<'a, '_> {
    fn text(&self) -> &'a str {
        self.lines.text.get(..self.end).unwrap_or("")
    }

    fn rest(&self) -> &'a str {
        self.text().get(self.at..).unwrap_or("")
    }

    fn before(&self) -> Option<char> {
        self.lines.text.get(..self.at)?.chars().next_back()
    }

    fn place(&self, range: Range<usize>) -> Span {
        self.lines.place(range)
    }

    /// Words as they stand at `range`.
    fn plain(&self, range: Range<usize>) -> Inline {
        let words = self.lines.text.get(range.clone()).unwrap_or("");
        Inline::Text(words.replace(['\t', '\r'], " "), self.place(range))
    }

    fn unsupported(&mut self, range: Range<usize>, what: Markup) {
        let place = self.place(range);
        self.found.push(messages::unsupported_markup(place, what));
    }

    fn stray(&mut self, range: Range<usize>, what: StrayMark) {
        let words = self.lines.text.get(range.clone()).unwrap_or("").to_owned();
        let place = self.place(range);
        self.found.push(messages::stray_mark(place, what, &words));
    }

    fn run(&mut self) -> Vec<Inline> {
        let mut stack = Stack::new();
        let mut words = self.at;
        while self.at < self.end {
            let Some(length) = self.plain_length() else {
                let start = self.at;
                let mark = self.mark(&mut stack, words);
                if let Some(inlines) = mark {
                    // The mark has said whether the words before it are taken already.
                    inlines.into_iter().for_each(|inline| stack.push(inline));
                    words = self.at;
                } else if self.at == start {
                    self.at += self.rest().chars().next().map_or(1, char::len_utf8);
                }
                continue;
            };
            self.at += length;
        }
        self.flush(&mut stack, words);
        self.finish(stack)
    }

    /// How long the words are that hold no sign that may be a mark, if there are any here.
    fn plain_length(&self) -> Option<usize> {
        let rest = self.rest();
        let length = rest.find(['\n', '\\', '*', '[', '<', '{', '}', '`', '&', '_', '!']).unwrap_or(rest.len());
        (length > 0).then_some(length)
    }

    /// Hands the words from `from` to here to what is open.
    fn flush(&self, stack: &mut Stack, from: usize) {
        if from < self.at {
            stack.push(self.plain(from..self.at));
        }
    }

    /// Reads the mark here, if it is one: what it makes. The words from `words` on come before it.
    fn mark(&mut self, stack: &mut Stack, words: usize) -> Option<Vec<Inline>> {
        let start = self.at;
        match self.rest().as_bytes().first()? {
            b'\n' => {
                self.flush(stack, words);
                self.at += 1;
                let hard = self.lines.starts.get(self.lines.line(self.at)).is_some_and(|(.., hard)| *hard);
                let space = Inline::Text(" ".to_owned(), self.place(start..start + 1));
                Some(vec![if hard { Inline::Break } else { space }])
            }
            b'\\' => self.escaped().map(|length| {
                self.seen.brace |= self.rest()[1..].starts_with('{');
                self.flush(stack, words);
                self.at += 1 + length;
                vec![self.plain(start + 1..self.at)]
            }),
            b'*' => self.stars(stack, words),
            b'[' => {
                let (length, inlines) = self.bracket()?;
                self.at = start;
                self.flush(stack, words);
                self.at += length;
                Some(inlines)
            }
            b'<' => {
                let (length, inlines) = self.angle()?;
                self.flush(stack, words);
                self.at += length;
                Some(inlines)
            }
            b'{' => {
                let (length, inlines) = self.binding()?;
                self.flush(stack, words);
                self.at += length;
                Some(inlines)
            }
            _ => {
                self.told();
                None
            }
        }
    }

    /// How long what a backslash here makes words of is; none where it is a backslash.
    fn escaped(&self) -> Option<usize> {
        let next = self.rest().as_bytes().get(1)?;
        let line = self.lines.starts.get(self.lines.line(self.at)).map_or(0, |(start, ..)| *start);
        let before = self.lines.text.get(line..self.at)?;
        let counts = |before: &str| before.bytes().all(|byte| byte.is_ascii_digit()) || before.len() == 1;
        let begins = before.is_empty() && matches!(next, b'-' | b'+' | b'#' | b'>' | b'|' | b'=');
        let counted = !before.is_empty() && counts(before) && matches!(next, b'.' | b')');
        (ESCAPED.contains(&char::from(*next)) && !self.in_path() || begins || counted).then_some(1)
    }

    /// Whether the backslash here stands in a path of folders, where it is none for a mark.
    fn in_path(&self) -> bool {
        let start = self.lines.text.floor_char_boundary(self.at.saturating_sub(PATH_LENGTH));
        let word = self.lines.text.get(start..self.at).unwrap_or("").rsplit(char::is_whitespace).next().unwrap_or("");
        word.contains(":\\") || word.ends_with(':') || word.starts_with("\\\\") || word.ends_with('\\')
    }

    /// Reads asterisks. They mean emphasis at the edges of words only, and never between figures.
    fn stars(&mut self, stack: &mut Stack, words: usize) -> Option<Vec<Inline>> {
        let start = self.at;
        let count = self.rest().bytes().take_while(|byte| *byte == b'*').count();
        let (before, after) = (self.before(), self.rest().get(count..)?.chars().next());
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let closes = !is_space(before) && (!is_word(after) || (!is_word(before) && !is_digit(after)));
        let opens = !is_space(after) && !is_word(before);
        if closes && count <= MAX_STARS && self.close(stack, words, count) {
            return Some(Vec::new());
        }
        if opens && count <= MAX_STARS && !self.in_address() {
            self.flush(stack, words);
            self.at = start + count;
            // What is open already was none, since nothing closed it.
            while stack.count[count] > 0 {
                self.drop_top(stack);
            }
            stack.begin(count, start);
            return Some(Vec::new());
        }
        self.at = start + count;
        self.told_stars(start, count, before, after);
        None
    }

    /// Tells of asterisks that open and close nothing, of a pair that is none once.
    fn told_stars(&mut self, start: usize, count: usize, before: Option<char>, after: Option<char>) {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let is_end = |c: Option<char>| c.is_none_or(|c| c == '\n');
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        if count > 1 {
            // A row of them is told as a rule, and figures may be multiplied.
            let meant = (count > 2 && is_end(before) && is_end(after)) || (is_digit(before) && is_digit(after));
            if meant || self.in_address() {
                return;
            }
            let partner = std::mem::replace(&mut self.seen.stars, count) == count;
            if partner {
                self.seen.stars = 0;
            } else {
                self.stray(start..start + count, StrayMark::Stars);
            }
        } else if !is_space(before) && !is_letter(after) {
            if let Some(at) = self.seen.star.take() {
                self.stray(at..at + 1, StrayMark::Stars);
            }
        } else if (is_letter(before) && is_letter(after)) || (self.lines.begins_line(start) && is_space(after)) {
            self.seen.star = Some(start);
        }
    }

    /// Whether what stands here is part of an address of the web.
    fn in_address(&self) -> bool {
        let start = self.lines.text.floor_char_boundary(self.at.saturating_sub(PATH_LENGTH));
        let word = self.lines.text.get(start..self.at).unwrap_or("").rsplit(char::is_whitespace).next().unwrap_or("");
        word.contains("://")
    }

    /// Closes emphasis with `count` asterisks here, if as many are open.
    fn close(&mut self, stack: &mut Stack, words: usize, count: usize) -> bool {
        let mut steps = stack.on_top(count);
        if steps.is_empty() && stack.count[count] > 0 {
            steps.push(count);
        }
        if steps.is_empty() {
            return false;
        }
        self.flush(stack, words);
        self.at += count;
        for stars in steps {
            while stack.open.last().and_then(|open| open.stars).is_some_and(|(open, _)| open != stars) {
                self.drop_top(stack);
            }
            if let Some(top) = stack.pop() {
                stack.push(emphasised(stars, top.words));
            }
        }
        true
    }

    /// Makes words of the asterisks that are open on top.
    fn drop_top(&mut self, stack: &mut Stack) {
        if let Some(top) = stack.pop() {
            self.reopened(stack, top);
        }
    }

    /// Makes words of asterisks that open nothing.
    fn reopened(&mut self, stack: &mut Stack, open: Open) {
        if let Some((stars, at)) = open.stars {
            if stars > 1 && self.seen.stars != stars {
                self.stray(at..at + stars, StrayMark::Stars);
                self.seen.stars = stars;
            } else if stars > 1 {
                self.seen.stars = 0;
            }
            stack.push(self.plain(at..at + stars));
        }
        open.words.into_iter().for_each(|inline| stack.push(inline));
    }

    /// All words of the stretch, joined where they stand next to each other.
    fn finish(&mut self, mut stack: Stack) -> Vec<Inline> {
        let mut left = Vec::new();
        while let Some(top) = stack.pop() {
            left.push(top);
        }
        // One asterisk alone may be the mark of a remark.
        for open in left.into_iter().rev() {
            let alone = open.stars.filter(|(stars, at)| *stars == 1 && self.closed_late(*at));
            if let Some((_, at)) = alone {
                self.stray(at..at + 1, StrayMark::Stars);
            }
            self.reopened(&mut stack, open);
        }
        joined(stack.open.pop().map(|open| open.words).unwrap_or_default())
    }

    /// Whether another asterisk follows the one at `at`, so that it was meant to be closed.
    fn closed_late(&self, at: usize) -> bool {
        self.text().get(at + 1..).is_some_and(|rest| {
            let next = rest.find('*');
            next.is_some_and(|next| !rest[..next].is_empty() && !rest[..next].ends_with(char::is_whitespace))
        })
    }

    /// Tells of signs that are words but look like marks.
    fn told(&mut self) {
        let rest = self.rest();
        let (at, first) = (self.at, rest.chars().next().unwrap_or(' '));
        match first {
            '`' => {
                let length = rest.len() - rest.trim_start_matches('`').len();
                let begins = self.lines.begins_line(at) && length >= 3;
                let close = rest[length..].find('`').map(|close| length + close);
                if let (Some(close), false) = (close, begins) {
                    self.unsupported(at..at + close + 1, Markup::Code);
                    self.at += close + 1;
                } else {
                    self.at += length;
                }
            }
            '&' => {
                if let Some(length) = entity(rest) {
                    self.unsupported(at..at + length, Markup::Entity);
                    self.at += length;
                }
            }
            '}' if rest.starts_with("}}") => {
                if !self.seen.brace {
                    self.stray(at..at + 2, StrayMark::Braces);
                }
                self.at += 2;
            }
            '!' if rest.starts_with("![") => {
                let close = self.partner(self.brackets, at + 1);
                if let Some(end) = close.and_then(|close| self.partner(self.parentheses, close + 1)) {
                    self.unsupported(at..end + 1, Markup::Image);
                    self.at = end + 1;
                }
            }
            '_' => {
                match underscored(rest, self.before()) {
                    Some(length) => {
                        self.stray(at..at + length, StrayMark::Underscores);
                        self.at += length;
                    }
                    // A run of them is looked at once.
                    None => self.at += rest.len() - rest.trim_start_matches('_').len(),
                }
            }
            _ => {}
        }
    }

    /// The sign that closes the one at `at`.
    fn partner(&self, pairs: &[(usize, usize)], at: usize) -> Option<usize> {
        let found = pairs.binary_search_by_key(&at, |(open, _)| *open).ok()?;
        let (_, close) = *pairs.get(found)?;
        (close < self.end).then_some(close)
    }

    /// Reads a note's mark or a link: how long it is, and what it makes.
    fn bracket(&mut self) -> Option<(usize, Vec<Inline>)> {
        let (start, rest) = (self.at, self.rest());
        if let Some(after) = rest.strip_prefix("[^") {
            let id: &str = after.split(|c: char| c.is_whitespace() || "[]".contains(c)).next().unwrap_or("");
            let length = 2 + id.len() + 1;
            if id.is_empty() || !after[id.len()..].starts_with(']') {
                self.stray(start..start + 2 + id.len(), StrayMark::Note);
                return None;
            }
            if rest[length..].starts_with(':') && self.lines.begins_line(start) {
                self.unsupported(start..start + length, Markup::NoteText);
            }
            return Some((length, vec![Inline::Note(id.to_owned(), self.place(start..start + length))]));
        }
        let close = self.partner(self.brackets, start)?;
        if self.is_pasted_note(start..close + 1) {
            self.stray(start..close + 1, StrayMark::Note);
            return None;
        }
        let address = self.address(start..close + 1)?;
        let length = close + 1 - start + address.len() + 2;
        let kind = self.link(address, start..start + length)?;
        let words = self.inner(start + 1..close);
        if words.is_empty() {
            self.stray(start..start + length, StrayMark::Link);
            return None;
        }
        Some((length, vec![kind.around(words)]))
    }

    /// Whether brackets are what is left of a note's mark that was pasted from Word: `så.[1]`.
    fn is_pasted_note(&self, words: Range<usize>) -> bool {
        let number = self.text().get(words.start + 1..words.end - 1).unwrap_or("");
        let before = self.text().get(..words.start).and_then(|before| before.chars().next_back());
        let is_attached =
            before.is_some_and(|c| c.is_alphabetic() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '”'));
        let goes_on = self.text().get(words.end..).is_some_and(|after| after.starts_with(['(', '[']));
        (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) && is_attached && !goes_on
    }

    /// The address in parentheses that follows `words`; what is nearly one is told.
    fn address(&mut self, words: Range<usize>) -> Option<&'a str> {
        let after = self.text().get(words.end..)?;
        let leads = |rest: &str| SCHEMES.iter().any(|scheme| rest.trim_start().starts_with(scheme));
        let Some(open) = after.strip_prefix('(') else {
            if after.trim_start().strip_prefix('(').is_some_and(leads) {
                self.stray(words, StrayMark::Link);
            }
            return None;
        };
        let close = self.partner(self.parentheses, words.end);
        let address = close.and_then(|close| self.text().get(words.end + 1..close));
        match address {
            Some(address) if !address.is_empty() && !address.contains(char::is_whitespace) => Some(address),
            _ => {
                if leads(open) {
                    self.stray(words, StrayMark::Link);
                }
                None
            }
        }
    }

    /// What the address of a link makes of its words; none, and told, for what is none.
    fn link(&mut self, address: &str, range: Range<usize>) -> Option<Around> {
        if let Some(tag) = address.strip_prefix(LANGUAGE) {
            // Words in one language within words in another may stand in a link, not the other way round for ever.
            if self.depth >= MARKS_WITHIN_EACH_OTHER {
                let place = self.place(range);
                self.found.push(messages::nested_too_deep(place, MARKS_WITHIN_EACH_OTHER));
                return None;
            }
            let known = language(tag);
            if known.is_none() {
                let place = self.place(range);
                self.found.push(messages::language_tag(place, tag));
            }
            return known.map(Around::Language);
        }
        if self.in_link || !is_address(address) {
            // `[2](not)` may well be words and a remark.
            if address.contains([':', '/', '.', '@', '#']) || self.in_link {
                self.unsupported(range, Markup::Link);
            }
            return None;
        }
        Some(Around::Link(address.to_owned()))
    }

    /// The words within a link.
    fn inner(&mut self, range: Range<usize>) -> Vec<Inline> {
        let (lines, brackets, parentheses) = (self.lines, self.brackets, self.parentheses);
        let mut inner = Scanner {
            lines,
            brackets,
            parentheses,
            found: self.found,
            at: range.start,
            end: range.end,
            in_link: true,
            depth: self.depth + 1,
            seen: Seen { unclosed: self.seen.unclosed, ..Seen::default() },
        };
        inner.run()
    }

    /// Reads `<https://address>`; tags are told and are words.
    fn angle(&mut self) -> Option<(usize, Vec<Inline>)> {
        let (start, rest) = (self.at, self.rest());
        let close = rest[1..].find(['<', '>', '\n']).map(|at| at + 1)?;
        if !rest[close..].starts_with('>') && !rest.starts_with("<!--") {
            return None;
        }
        let inside = rest[1..close].to_owned();
        let mail = inside.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        let address = if mail && !inside.contains(':') { format!("mailto:{inside}") } else { inside.clone() };
        if is_address(&address) && !self.in_link {
            let words = self.plain(start + 1..start + close);
            return Some((close + 1, vec![Inline::Link(address, vec![words])]));
        }
        let name = rest[1..close].trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        let closes = inside.starts_with('/');
        let opens = |known: &&str| known.eq_ignore_ascii_case(name);
        let opened = if closes { self.seen.tags.iter().rev().take(OPEN_TAGS).position(opens) } else { None };
        if let Some(opened) = opened.map(|back| self.seen.tags.len() - 1 - back) {
            self.seen.tags.swap_remove(opened);
        } else if (is_tag(name) && (inside.trim_matches('/').trim_end() == name || inside.contains('=')))
            || inside.starts_with("!--")
        {
            self.seen.tags.push(name);
            self.unsupported(start..start + close + 1, Markup::Html);
        }
        None
    }

    /// Reads a bound figure, `{{address}}`.
    fn binding(&mut self) -> Option<(usize, Vec<Inline>)> {
        let (start, rest) = (self.at, self.rest());
        let inside = rest.strip_prefix("{{")?;
        if self.seen.unclosed {
            return None;
        }
        let Some(close) = inside.find("}}") else {
            let place = self.place(start..self.end);
            self.found.push(messages::binding_open(place));
            self.seen.unclosed = true;
            return None;
        };
        let length = close + 4;
        let here = self.place(start..start + length);
        match Binding::read(&inside[..close]) {
            Ok(binding) => Some((length, vec![Inline::Figure(binding, here)])),
            Err(form) => {
                self.found.push(messages::binding_form(here, &form, Form::WORDS.into_iter()));
                Some((length, vec![self.plain(start..start + length)]))
            }
        }
    }
}

/// Whether a name is that of a tag of HTML, or of Word's.
fn is_tag(name: &str) -> bool {
    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)) || (name.contains(':') && !name.contains("//"))
}

/// The tags that text from web pages and mails has.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "link",
    "meta",
    "ol",
    "option",
    "p",
    "pre",
    "s",
    "script",
    "select",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "textarea",
    "th",
    "thead",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
];

/// What a link makes of its words.
enum Around {
    Link(String),
    Language(String),
}

impl Around {
    fn around(self, words: Vec<Inline>) -> Inline {
        match self {
            Around::Link(url) => Inline::Link(url, words),
            Around::Language(tag) => Inline::Language(tag, words),
        }
    }
}

fn emphasised(stars: usize, words: Vec<Inline>) -> Inline {
    match stars {
        1 => Inline::Emphasis(joined(words)),
        2 => Inline::Strong(joined(words)),
        _ => Inline::Strong(vec![Inline::Emphasis(joined(words))]),
    }
}

/// What stands before the tag of a language where a link has its address.
const LANGUAGE: &str = "sprak:";

/// How addresses begin that a paper can lead to.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// Whether a link can lead there: a whole web or mail address.
fn is_address(url: &str) -> bool {
    let web = SCHEMES.iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    });
    web && url.bytes().all(|b| b > b' ' && b != 0x7f && !b"<>\"{}|\\^`".contains(&b))
}

/// A language's tag with its region, `en-GB`: two or three small letters, and two capitals (BCP 47). Languages that are
/// often cited get the region that proofing tools know them by.
fn language(tag: &str) -> Option<String> {
    let (language, region) = tag.split_once('-').map_or((tag, None), |(language, region)| (language, Some(region)));
    let letters = |text: &str, lengths: std::ops::RangeInclusive<usize>, of: fn(&u8) -> bool| {
        lengths.contains(&text.len()) && text.as_bytes().iter().all(of)
    };
    let known = letters(language, 2..=3, u8::is_ascii_lowercase)
        && region.is_none_or(|region| letters(region, 2..=2, u8::is_ascii_uppercase));
    let usual = match language {
        "da" => "DK",
        "de" => "DE",
        "en" => "GB",
        "es" => "ES",
        "fi" => "FI",
        "fr" => "FR",
        "nb" => "NO",
        _ => "",
    };
    let region = region.unwrap_or(usual);
    known.then(|| if region.is_empty() { language.to_owned() } else { format!("{language}-{region}") })
}

/// The length of a character that is written as web pages write it: `&nbsp;`, `&#229;`.
fn entity(rest: &str) -> Option<usize> {
    let name = rest.get(1..rest.bytes().take(10).position(|byte| byte == b';')?)?;
    let numbered = name.strip_prefix('#').is_some_and(|number| {
        let digits = number.strip_prefix(['x', 'X']).unwrap_or(number);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    let named = (2..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (numbered || named).then_some(name.len() + 2)
}

/// The length of words between underscores, which mean emphasis elsewhere.
fn underscored(rest: &str, before: Option<char>) -> Option<usize> {
    let count = rest.len() - rest.trim_start_matches('_').len();
    let inside = &rest[count..];
    let begins = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\\' | '/' | '_'))
        && inside.starts_with(char::is_alphanumeric);
    let close = inside.find(['_', '\n'])?;
    let after = inside[close..].trim_start_matches('_');
    let ends = inside[close..].starts_with('_') && !inside[..close].ends_with(char::is_whitespace);
    (begins && ends && count <= 2 && !after.starts_with(char::is_alphanumeric))
        .then_some(count + close + (inside.len() - close - after.len()))
}

/// Whether words stand in the file as they are.
fn exact(words: &str, place: Span) -> bool {
    place.range().len() == words.len()
}

/// Words that stand right after each other in the file as one run.
fn joined(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut all: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        if let (Some(Inline::Text(before, first)), Inline::Text(words, place)) = (all.last_mut(), &inline)
            && exact(before, *first)
            && exact(words, *place)
            && first.end == place.start
        {
            before.push_str(words);
            first.end = place.end;
        } else {
            all.push(inline);
        }
    }
    all
}
