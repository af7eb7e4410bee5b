//! From a text to its blocks: paragraphs, subheadings, lists.
//!
//! What is taken as a list is only what somebody meant as one, so that no sign is lost that means something: numbers
//! count on from 1, letters from a; dashes and stars stand on several lines; a plus is always a plus. Lines that begin
//! with a sign or a number and are no list stay lines. Everything else is words.

use std::ops::Range;

use crate::base::limits::{MARKUP_DEPTH, SUBHEADING_LEVELS};
use crate::base::list_style::{Delimiter, ListStyle, MAX_LETTERS};
use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::diagnostic::{Findings, Replacement};
use crate::input::messages::{self, Markup, StrayMark};

use super::conserved;
use super::inlines::{self, Lines};
use super::{Inline, Prose, ProseBlock, ProseKind};

impl Prose {
    /// Reads text of any length.
    pub fn read(written: &SourceText, found: &mut Findings) -> Self {
        Prose::read_around(written, &[], found).0
    }

    /// The same where something else is shown at each of `breaks`, positions in the text and in order, so that no block
    /// goes on there; and how many blocks stand before each.
    pub fn read_around(written: &SourceText, breaks: &[usize], found: &mut Findings) -> (Self, Vec<usize>) {
        Prose::read_lines(written, breaks, found, false)
    }

    /// The same for a text or for the words of a cell, in which there are no terms.
    fn read_lines(written: &SourceText, breaks: &[usize], found: &mut Findings, in_cell: bool) -> (Self, Vec<usize>) {
        let lines = lines_of(&written.text);
        let mut reader = Reader { written, found, in_cell, deep: false, level: 0 };
        reader.tables(&lines);
        let (mut blocks, mut before, mut rest) = (Vec::new(), Vec::new(), lines.as_slice());
        for at in breaks {
            let (lines, others) = rest.split_at(rest.partition_point(|line| line.from < *at));
            blocks.extend(reader.blocks(lines, 0));
            before.push(blocks.len());
            rest = others;
        }
        blocks.extend(reader.blocks(rest, 0));
        (Prose { blocks }.conserving(written, found), before)
    }

    /// Reads a label or a cell: one line of words, in which a leading `-` or `1.` means itself. Text of several lines
    /// is read as [`Prose::read`] does.
    pub fn read_label(written: &SourceText, found: &mut Findings) -> Self {
        let words = written.trimmed();
        if words.contains('\n') {
            return Prose::read_lines(written, &[], found, true).0;
        }
        let start = written.text.len() - written.text.trim_start().len();
        let line = Line { from: start, end: start + words.len(), column: 0, hard: false };
        let mut reader = Reader { written, found, in_cell: true, deep: false, level: 0 };
        reader.placement(line);
        let paragraph = reader.paragraph(&[line], ProseKind::Paragraph);
        Prose { blocks: paragraph.into_iter().collect() }.conserving(written, found)
    }

    /// Reads a cell: a label, but a point of a list where a sign stands before words.
    pub fn read_cell(written: &SourceText, found: &mut Findings) -> Self {
        let words = written.trimmed();
        let is_word = |at: usize| words.get(at..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        match mark_of(words) {
            Some((Mark::Sign, at)) if is_word(at) => Prose::read_lines(written, &[], found, true).0,
            _ => Prose::read_label(written, found),
        }
    }

    /// The same, told if it does not say what was written.
    fn conserving(self, written: &SourceText, found: &mut Findings) -> Self {
        if let Some(at) = conserved::difference(&written.text, &self) {
            let rest = written.text.get(at..).unwrap_or("");
            let line = rest.lines().next().unwrap_or("");
            found.push(messages::text_changed(written.at(at..at + line.len()), line));
        }
        self
    }
}

/// A line without the white space around it.
#[derive(Debug, Clone, Copy)]
struct Line {
    from: usize,
    end: usize,
    /// How far it is moved in; a tab is four.
    column: usize,
    /// Whether it ends with two spaces, which ask for a new line.
    hard: bool,
}

impl Line {
    fn is_blank(self) -> bool {
        self.from >= self.end
    }
}

/// The lines of `text`.
fn lines_of(text: &str) -> Vec<Line> {
    let mut all = Vec::new();
    let mut start = 0;
    for whole in text.split('\n') {
        let words = whole.trim_end();
        let column = columns(words);
        let from = start + (words.len() - words.trim_start().len());
        let hard = whole.trim_end_matches('\r').ends_with("  ");
        all.push(Line { from, end: start + words.len(), column, hard });
        start += whole.len() + 1;
    }
    all
}

/// The columns of the white space that `line` begins with.
fn columns(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// What a line begins with, if it may be the mark of a list's point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A sign that stands for a point wherever it stands.
    Sign,
    /// A sign that does so at several lines: `–`, `*`.
    Several(char),
    /// The hollow point that Word makes of a second level, `o`, and its like.
    Inner(char),
    Number(u64, Delimiter),
    Letter(usize, bool, Delimiter),
}

/// Signs of points that stand for nothing else; the last ones are how Word's own signs arrive in text.
const SIGNS: &[char] = &['-', '•', '·', '‣', '⁃', '∙', '\u{f0b7}', '\u{f0d8}', '\u{f076}'];

/// Signs of points of a second level.
const INNER: &[char] = &['o', '◦', '▪', '\u{f0a7}'];

impl Mark {
    /// Lines that the mark must stand on to be one, so deep within other lists.
    fn least(self, depth: usize) -> usize {
        match self {
            Mark::Sign => 1,
            Mark::Inner(c) if c != 'o' || depth > 0 => 1,
            Mark::Several(_) | Mark::Inner(_) | Mark::Number(..) | Mark::Letter(..) => 2,
        }
    }

    /// Whether a list can begin with it.
    fn begins(self) -> bool {
        !matches!(self, Mark::Number(number, _) if number != 1) && !matches!(self, Mark::Letter(at, ..) if at != 0)
    }

    /// Whether `next` is the mark of the point after this one.
    fn goes_on(self, next: Mark) -> bool {
        match (self, next) {
            (Mark::Number(one, a), Mark::Number(other, b)) => a == b && one.checked_add(1) == Some(other),
            (Mark::Letter(one, a, b), Mark::Letter(other, c, d)) => (a, b) == (c, d) && one + 1 == other,
            _ => self == next,
        }
    }

    /// Whether points may be parted by an empty line. Paragraphs that begin with a dash are what people say.
    fn may_be_parted(self) -> bool {
        !matches!(self, Mark::Several('–' | '—'))
    }

    fn style(self) -> ListStyle {
        match self {
            Mark::Sign | Mark::Several(_) | Mark::Inner(_) => ListStyle::Sign,
            Mark::Number(_, delimiter) => ListStyle::Number(delimiter),
            Mark::Letter(_, upper, delimiter) => ListStyle::Letter { upper, delimiter },
        }
    }
}

/// The mark that `words` begin with, and where what it marks begins.
fn mark_of(words: &str) -> Option<(Mark, usize)> {
    let first = words.chars().next()?;
    let (mark, length) = if SIGNS.contains(&first) {
        (Mark::Sign, first.len_utf8())
    } else if INNER.contains(&first) {
        (Mark::Inner(first), first.len_utf8())
    } else if matches!(first, '*' | '–' | '—') {
        (Mark::Several(first), first.len_utf8())
    } else {
        counted(words)?
    };
    let rest = words.get(length..)?;
    let content = rest.trim_start();
    // Points that are pasted may stand close to their words; what is a hyphen, a letter or a number may not.
    let close = matches!(first, '•' | '‣' | '⁃' | '◦' | '▪' | '\u{f000}'..='\u{f0ff}');
    let parted = content.len() < rest.len() || (close && content.starts_with(char::is_alphanumeric));
    // A row of dashes is none of points.
    let filled = content.chars().any(|c| c != first && !c.is_whitespace());
    (parted && filled).then_some((mark, words.len() - content.len()))
}

/// `12.`, `3)`, `b)`, `A.`: the mark and its length.
fn counted(words: &str) -> Option<(Mark, usize)> {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let at = if digits > 0 { digits } else { 1 };
    let delimiter = match words.as_bytes().get(at)? {
        b'.' => Delimiter::Point,
        b')' => Delimiter::Parenthesis,
        _ => return None,
    };
    let name = words.get(..at)?;
    let mark = if digits > 0 {
        // `01.` would become another number.
        let number = name.parse().ok().filter(|_| !name.starts_with('0'))?;
        Mark::Number(number, delimiter)
    } else {
        let letter = *name.as_bytes().first().filter(|c| c.is_ascii_alphabetic())?;
        let at = usize::from(letter.to_ascii_lowercase() - b'a');
        Mark::Letter(at.min(MAX_LETTERS - 1), letter.is_ascii_uppercase(), delimiter)
    };
    Some((mark, at + 1))
}

/// Whether a word is what points are counted by: `12.`, `3)`, `(4)`, `(b)`, `IV.`, `ii)`, `3.1`, `3.1.`.
fn is_count(word: &str) -> bool {
    let inner = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let name = inner.or(word.strip_suffix(['.', ')'])).unwrap_or(word);
    let levels = name.split('.').count();
    let numbers = name.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let roman = |digits: &str| !name.is_empty() && name.len() <= 6 && name.chars().all(|c| digits.contains(c));
    let letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let closed = inner.is_some() || word.len() > name.len();
    (numbers && (closed || levels > 1)) || (closed && (roman("IVXLC") || roman("ivxlc") || letter))
}

/// What stands behind the count that words begin with: `1.1 `, `(a) `, `**2.** `, `3: `, `4 - `.
fn counted_words(words: &str) -> Option<&str> {
    let (name, rest) = words.split_once(char::is_whitespace)?;
    let name = name.trim_matches('*');
    let numbered = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    let colon = name.strip_suffix(':').is_some_and(numbered);
    let dash = numbered(name) && ["- ", "– "].iter().any(|dash| rest.trim_start().starts_with(dash));
    (is_count(name) || colon || dash).then_some(rest)
}

/// Whether words begin with a number that stands close to them: `1.Ett`, `2)Två`.
fn is_close_count(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = rest.strip_prefix(['.', ')']).unwrap_or("");
    (1..=2).contains(&(words.len() - rest.len())) && after.starts_with(char::is_alphabetic)
}

/// Whether words are a figure with a label: `Utfall: 500`.
fn is_labelled_figure(words: &str) -> bool {
    let Some((label, figure)) = words.split_once(':') else { return false };
    let digits = figure.trim_start().trim_start_matches(['-', '−', '–', '+']);
    let short = label.split_whitespace().count() <= 5 && label.starts_with(char::is_alphabetic) && figure.len() <= 24;
    short && digits.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a line that begins so is a line of its own even within a paragraph: it begins with a sign or a number as
/// points and rows do.
fn begins_row(words: &str) -> bool {
    let Some(first) = words.chars().next() else { return false };
    let rest = &words[first.len_utf8()..];
    let sign = !first.is_alphanumeric() && !"\"'”’“‘»«([{<*_`\\&%/,.;:!?)]}".contains(first);
    let counted = counted_words(words).is_some() || is_close_count(words) || is_labelled_figure(words);
    let signed = matches!(first, '+' | '-' | '−' | '–') && rest.starts_with(|c: char| c.is_ascii_digit());
    mark_of(words).is_some()
        || counted
        || signed
        || (sign && rest.starts_with(char::is_whitespace))
        || (matches!(first, '+' | '|') && !rest.trim_start().is_empty())
}

/// A list as it stands in the lines: its points, each of one line or more, and the line after it.
struct Found {
    style: ListStyle,
    points: Vec<Range<usize>>,
    next: usize,
}

struct Reader<'a> {
    written: &'a SourceText,
    found: &'a mut Findings,
    /// Whether it is a cell or a label.
    in_cell: bool,
    /// Whether something was nested too deep.
    deep: bool,
    /// The level of the last subheading; 0 before the first one.
    level: u8,
}

impl Reader<'_> {
    fn words(&self, line: Line) -> &str {
        self.written.text.get(line.from..line.end).unwrap_or("")
    }

    fn place(&self, range: Range<usize>) -> Span {
        self.written.at(range)
    }

    fn unsupported(&mut self, line: Line, what: Markup) {
        let place = self.place(line.from..line.end);
        self.found.push(messages::unsupported_markup(place, what));
    }

    fn blocks(&mut self, lines: &[Line], depth: usize) -> Vec<ProseBlock> {
        let mut all = Vec::new();
        let mut at = 0;
        let mut parted = true;
        while at < lines.len() {
            if lines[at].is_blank() {
                parted = true;
                at += 1;
            } else if let Some(list) = self.list_at(lines, at, depth) {
                all.extend(self.list(lines, &list, depth));
                at = list.next;
                parted = true;
            } else if let Some(terms) = self.terms_at(lines, at, depth) {
                all.extend(self.terms(lines, &terms));
                at = terms.last().map_or(at + 1, |term| term.end);
                parted = true;
            } else if let Some((level, from)) = self.subheading(lines[at], parted) {
                if level > usize::from(SUBHEADING_LEVELS) {
                    self.unsupported(lines[at], Markup::Subheading);
                }
                if !self.words(Line { from, ..lines[at] }).contains(char::is_alphanumeric) {
                    let place = self.place(lines[at].from..lines[at].end);
                    self.found.push(messages::heading_without_words(place));
                }
                // Headings go down by one level at a time.
                let level = u8::try_from(level).unwrap_or(u8::MAX).min(SUBHEADING_LEVELS).min(self.level + 1);
                self.level = level;
                all.extend(self.paragraph(&[Line { from, ..lines[at] }], |words| ProseKind::Heading(level, words)));
                at += 1;
                parted = true;
            } else if self.begins_quote(lines[at]) {
                let quoted = lines[at..].iter().take_while(|line| self.words(**line).starts_with('>')).count();
                all.extend(self.quote(&lines[at..at + quoted]));
                at += quoted;
                parted = true;
            } else {
                let more = lines[at + 1..].iter().enumerate().find(|&(after, &line)| {
                    let next = at + 1 + after;
                    line.is_blank()
                        || self.begins_quote(line)
                        || self.subheading(line, false).is_some()
                        || self.list_at(lines, next, depth).is_some()
                        || self.explained(lines, next, depth).is_some()
                });
                let end = more.map_or(lines.len(), |(after, _)| at + 1 + after);
                self.rules(&lines[at..end]);
                all.extend(self.paragraph(&lines[at..end], ProseKind::Paragraph));
                at = end;
                parted = false;
            }
        }
        all
    }

    /// The words behind a colon at the beginning of a line, which say what the term above means.
    fn behind_colon(&self, line: Line) -> Option<Line> {
        let rest = self.words(line).strip_prefix(':')?;
        let words = rest.trim_start();
        (words.len() < rest.len() && !words.is_empty()).then(|| Line { from: line.end - words.len(), ..line })
    }

    /// Where the explanation of the line at `at` begins, if that is a term: in the next line, or behind an empty one.
    fn explained(&self, lines: &[Line], at: usize, depth: usize) -> Option<usize> {
        let term = lines.get(at).filter(|_| depth == 0 && !self.in_cell).filter(|line| !line.is_blank())?;
        let next = (at + 1..lines.len()).take(2).find(|next| !lines[*next].is_blank())?;
        let is_plain = !self.words(*term).starts_with([':', '#', '>']) && mark_of(self.words(*term)).is_none();
        let is_term = is_plain || self.marked_term(lines, at).is_some();
        self.behind_colon(lines[next]).filter(|_| is_term && self.marked_term(lines, next).is_none()).map(|_| next)
    }

    /// Whether words end as a sentence does, or as one that announces a list.
    fn is_sentence(&self, line: Line) -> bool {
        self.words(line).trim_end().ends_with(['.', '!', '?', ':'])
    }

    /// The words of a line that has the colon of an explanation, and is the term of the one right below: no sentence.
    fn with_colon(&self, lines: &[Line], at: usize) -> Option<Line> {
        let term = self.behind_colon(*lines.get(at)?).filter(|term| !self.is_sentence(*term))?;
        self.behind_colon(*lines.get(at + 1)?).map(|_| term)
    }

    /// The same where nothing above can be what it explains: a sentence, a heading, another explanation, or nothing.
    fn marked_term(&self, lines: &[Line], at: usize) -> Option<Line> {
        let term = self.with_colon(lines, at)?;
        let above = lines[..at].iter().rposition(|line| !line.is_blank());
        let is_apart = above.is_none_or(|above| {
            let (line, parted) = (lines[above], above + 1 < at);
            let is_explanation = parted && self.behind_colon(line).is_some();
            is_explanation || self.is_sentence(line) || self.subheading(line, true).is_some()
        });
        is_apart.then_some(term)
    }

    /// Tells a term that has the colon of an explanation: `at` is its line, or that of what stands as its explanation.
    fn term_with_colon(&mut self, lines: &[Line], at: usize) {
        let marked = self.marked_term(lines, at);
        let as_explanation = || {
            let first = self.explained(lines, at, 0)?;
            let term = self.with_colon(lines, first)?;
            let more = lines.get(first + 2..)?.iter();
            let more = more.take_while(|line| !line.is_blank() && self.behind_colon(**line).is_none()).count();
            lines.get(first + 1 + more).filter(|last| self.is_sentence(**last)).map(|_| term)
        };
        let Some(term) = marked.or_else(as_explanation) else { return };
        let words = self.words(term).to_owned();
        self.found.push(messages::stray_mark(self.place(term.from..term.end), StrayMark::Term, &words));
    }

    /// The lines of each term that begins at `at` or behind the one before, each with its explanation.
    fn terms_at(&self, lines: &[Line], at: usize, depth: usize) -> Option<Vec<Range<usize>>> {
        let mut all: Vec<Range<usize>> = Vec::new();
        let mut next = at;
        while let Some(mut end) = self.explained(lines, next, depth) {
            // An explanation goes on to an empty line that no other one of the same term stands behind.
            while let Some(line) = lines.get(end) {
                let goes_on = match lines.get(end + 1) {
                    Some(after) if line.is_blank() => {
                        self.behind_colon(*after).is_some() && self.marked_term(lines, end + 1).is_none()
                    }
                    _ if line.is_blank() => false,
                    // One that is a term itself stands right above its own.
                    _ => self.explained(lines, end, depth) != Some(end + 1),
                };
                if !goes_on {
                    break;
                }
                end += 1;
            }
            all.push(next..end);
            next = lines.get(end..)?.iter().position(|line| !line.is_blank()).map_or(lines.len(), |blank| end + blank);
        }
        (!all.is_empty()).then_some(all)
    }

    /// A list of terms.
    fn terms(&mut self, lines: &[Line], terms: &[Range<usize>]) -> Option<ProseBlock> {
        let mut items = Vec::new();
        for term in terms {
            let (first, rest) = lines.get(term.clone())?.split_first()?;
            self.term_with_colon(lines, term.start);
            let first = self.marked_term(lines, term.start).unwrap_or(*first);
            let mut item: Vec<ProseBlock> = self.paragraph(&[first], ProseKind::Paragraph).into_iter().collect();
            let mut explained: Vec<Vec<Line>> = Vec::new();
            for line in rest.iter().filter(|line| !line.is_blank()) {
                match (self.behind_colon(*line), explained.last_mut()) {
                    (Some(words), _) => explained.push(vec![words]),
                    (None, Some(paragraph)) => paragraph.push(*line),
                    (None, None) => {}
                }
            }
            for paragraph in &explained {
                item.extend(self.paragraph(paragraph, ProseKind::Paragraph));
            }
            items.push(item);
        }
        let (first, last) = (lines.get(terms.first()?.start)?, lines.get(terms.last()?.end - 1)?);
        let place = self.place(first.from..last.end);
        Some(ProseBlock { kind: ProseKind::List { style: ListStyle::Terms, items }, place })
    }

    /// A line of a paragraph that begins with a colon, which explains no term as it stands.
    fn explanation(&mut self, line: Line) {
        let rest = self.words(line).strip_prefix(':').unwrap_or_default();
        if rest.trim_start().starts_with(char::is_alphabetic) {
            let place = self.place(line.from..line.from + 1);
            self.found.push(messages::stray_mark(place, StrayMark::Colon, ":"));
        }
    }

    /// Whether a line begins what somebody else has said: `> Vi såg det.`, and not `> 75 %`.
    fn begins_quote(&self, line: Line) -> bool {
        let rest = self.words(line).strip_prefix('>');
        let begins = |c: char| c.is_alphabetic() || "\"”“»'’–".contains(c);
        rest.is_some_and(|rest| rest.trim_start().starts_with(begins))
    }

    /// The paragraphs of lines that begin with `>`.
    fn quote(&mut self, lines: &[Line]) -> Vec<ProseBlock> {
        let inner = |line: &Line| {
            let words = self.words(*line);
            let rest = words.trim_start_matches('>').trim_start();
            // One sign is the mark; others are words.
            let rest = if words.starts_with(">>") { &words[1..] } else { rest };
            Line { from: line.end - rest.len(), ..*line }
        };
        let inner: Vec<Line> = lines.iter().map(inner).collect();
        let paragraphs = inner.split(|line| line.is_blank()).filter(|lines| !lines.is_empty());
        paragraphs.flat_map(|lines| self.paragraph(lines, ProseKind::Quote)).collect()
    }

    /// The level of a line that is a subheading, and where its words begin. A number sign before a number is one where
    /// the line does not go on with a paragraph: `nr⏎# 1`.
    fn subheading(&self, line: Line, parted: bool) -> Option<(usize, usize)> {
        let words = self.words(line);
        let rest = words.trim_start_matches('#');
        let level = words.len() - rest.len();
        let heading = rest.trim_start();
        let begins = parted || !heading.starts_with(|c: char| c.is_ascii_digit());
        let is_heading = level > 0 && heading.len() < rest.len() && !heading.is_empty() && begins;
        is_heading.then_some((level, line.end - heading.len()))
    }

    /// A line in double brackets, which shows something in the text of a chapter alone and was taken out of that.
    fn placement(&mut self, line: Line) {
        let words = self.words(line);
        if words.starts_with("[[") && words.ends_with("]]") {
            let place = self.place(line.from..line.end);
            self.found.push(messages::stray_mark(place, StrayMark::Placement, self.words(line)));
        }
    }

    /// Lines of nothing but dashes or the like, which stay as they are.
    fn rules(&mut self, lines: &[Line]) {
        for &line in lines {
            self.placement(line);
            self.explanation(line);
            let words = self.words(line);
            let first = words.chars().next().unwrap_or(' ');
            let same = words.chars().filter(|c| !c.is_whitespace()).all(|c| c == first);
            if first == '#' && same {
                let place = self.place(line.from..line.end);
                self.found.push(messages::heading_without_words(place));
            } else if words.trim_start_matches('#').starts_with(char::is_uppercase) && first == '#' {
                let place = self.place(line.from..line.end);
                self.found.push(messages::stray_mark(place, StrayMark::Heading, self.words(line)));
            } else if matches!(first, '-' | '=' | '*') && same && words.len() >= 3 {
                self.unsupported(line, Markup::Rule);
            } else if words.starts_with("```") || words.starts_with("~~~") {
                self.unsupported(line, Markup::CodeBlock);
            }
        }
    }

    /// Rows of a table among the lines, told once for each run of them.
    fn tables(&mut self, lines: &[Line]) {
        let mut run: Vec<Line> = Vec::new();
        for &line in lines.iter().chain([&Line { from: 0, end: 0, column: 0, hard: false }]) {
            if self.cells(line) > 1 {
                run.push(line);
                continue;
            }
            let most = run.iter().map(|line| self.cells(*line)).max().unwrap_or(0);
            let tabbed = run.first().is_some_and(|line| self.words(*line).contains(['\t', '|']));
            let single = tabbed && most > 2 && !run.first().is_some_and(|line| self.has_bars_within(*line));
            if let Some(first) = run.first().filter(|_| run.len() > 1 || single) {
                self.unsupported(*first, Markup::Table);
            }
            run.clear();
        }
    }

    /// How many cells of a table a line seems to hold: parted by tabs, by `|`, or by many spaces.
    fn cells(&self, line: Line) -> usize {
        let words = self.words(line);
        let words = mark_of(words).map_or(words, |(_, content)| &words[content..]);
        let words = counted_words(words).unwrap_or(words).trim_start();
        let filled = |parts: &mut dyn Iterator<Item = &str>| parts.filter(|part| !part.trim().is_empty()).count();
        let bars = if words.matches('|').count() > 1 { filled(&mut words.split('|')).max(2) } else { 1 };
        // Bound figures hold bars as well.
        let bars = if words.contains("{{") { 1 } else { bars };
        let leaders = filled(&mut words.split("...."));
        // Cells of a file: parted by semicolons without a space.
        let semicolons = words.matches(';').count();
        let cells = if semicolons > 0 && !words.contains("; ") && !words.ends_with(';') { semicolons + 1 } else { 1 };
        filled(&mut words.split('\t')).max(bars).max(filled(&mut words.split("    "))).max(leaders).max(cells)
    }

    /// Whether bars stand within a line alone, as between the entries of a menu.
    fn has_bars_within(&self, line: Line) -> bool {
        let words = self.words(line);
        words.contains('|') && !words.starts_with('|') && !words.contains('\t')
    }

    /// The list that begins with the line at `at`, if one does.
    fn list_at(&mut self, lines: &[Line], at: usize, depth: usize) -> Option<Found> {
        let line = lines[at];
        let (first, _) = mark_of(self.words(line)).filter(|(mark, _)| mark.begins())?;
        if depth >= MARKUP_DEPTH / 2 {
            self.too_deep(line);
            return None;
        }
        let (mut points, mut last, mut start) = (Vec::new(), first, at);
        let mut next = at + 1;
        let mut end = next;
        while next < lines.len() {
            let here = lines[next];
            if here.is_blank() {
                next += 1;
                continue;
            }
            let parted = next > end;
            let mark = mark_of(self.words(here)).map(|(mark, _)| mark);
            let inner = matches!(mark, Some(Mark::Inner(_))) && !matches!(first, Mark::Inner(_));
            if here.column > line.column || (inner && here.column == line.column && !parted) {
                // It belongs to this point.
            } else if here.column == line.column && mark.is_some_and(|mark| last.goes_on(mark)) {
                if parted && !first.may_be_parted() {
                    break;
                }
                points.push(start..next);
                (start, last) = (next, mark.unwrap_or(last));
            } else {
                break;
            }
            next += 1;
            end = next;
        }
        points.push(start..end);
        if points.len() < first.least(depth) {
            return None;
        }
        Some(Found { style: first.style(), points, next: end })
    }

    fn list(&mut self, lines: &[Line], list: &Found, depth: usize) -> Option<ProseBlock> {
        let mut items = Vec::new();
        let all_are_amounts = self.all_are_amounts(lines, list);
        for point in &list.points {
            let mut own: Vec<Line> = lines[point.clone()].to_vec();
            let (line, content) = (own[0], mark_of(self.words(own[0])).map_or(0, |(_, content)| content));
            let mark = self.words(line).get(..content).unwrap_or("");
            let width: usize = mark.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
            own[0] = Line { from: line.from + content, column: line.column + width, ..line };
            self.ambiguous(line, own[0], list, all_are_amounts);
            // Lines that go on with the point's words are at its level; deeper ones are seen against them.
            items.push(self.blocks(&own, depth + 1));
        }
        self.after(lines, list);
        let (first, last) = (lines.get(list.points.first()?.start)?, lines.get(list.points.last()?.end - 1)?);
        let place = self.place(first.from..last.end);
        Some(ProseBlock { kind: ProseKind::List { style: list.style, items }, place })
    }

    /// Whether all points of a list begin with an amount: one among others, `28 642 invånare`, `21,84 kr i skattesats`,
    /// is a point and none below zero.
    fn all_are_amounts(&self, lines: &[Line], list: &Found) -> bool {
        list.points.iter().all(|at| {
            let words = self.words(lines[at.start]);
            let own = words.get(mark_of(words).map_or(0, |(_, content)| content)..).unwrap_or_default();
            let (figure, rest) = split_figure(own);
            !figure.is_empty() && is_measured(rest)
        })
    }

    /// Tells of a point that may be an amount below zero.
    fn ambiguous(&mut self, line: Line, content: Line, list: &Found, all: bool) {
        let dash = self.words(line).starts_with(['-', '–', '—']);
        let (figure, rest) = split_figure(self.words(content));
        let is_odd = all || list.points.len() == 1 || rest.is_empty();
        if list.style == ListStyle::Sign && dash && !figure.is_empty() && is_odd {
            let figure = figure.trim_end_matches([' ', '\u{a0}', ',', '.']).to_owned();
            let place = self.place(line.from..content.from + figure.len());
            self.found.push(messages::point_or_minus(place, &figure));
        }
    }

    /// Tells of a line right after a list, which may be meant to go on with its last point.
    fn after(&mut self, lines: &[Line], list: &Found) {
        let Some(after) = lines.get(list.next).copied().filter(|after| !after.is_blank()) else { return };
        if mark_of(self.words(after)).is_none() && self.subheading(after, true).is_none() {
            let place = self.place(after.from..after.end);
            self.found.push(messages::line_after_list(place));
        }
    }

    /// Tells once for the text that something is nested too deep; it stays as it was written.
    fn too_deep(&mut self, line: Line) {
        if !std::mem::replace(&mut self.deep, true) {
            let place = self.place(line.from..line.end);
            self.found.push(messages::nested_too_deep(place, MARKUP_DEPTH / 2));
        }
    }

    /// Tells of words that a line's end has parted, as they are pasted from a PDF.
    fn broken_words(&mut self, lines: &[Line]) {
        for pair in lines.windows(2) {
            let [before, after] = [pair[0], pair[1]].map(|line| self.words(line));
            let stem = before.strip_suffix(['-', '\u{ad}']).unwrap_or("");
            let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            let parted = stem.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase);
            if parted && !["och", "eller", "samt", "till", "respektive", "men"].contains(&next) {
                let (from, to) = (pair[0].end - 1, pair[1].from + next.len());
                let place = self.place(self.written.text.floor_char_boundary(from)..to);
                let range = self.written.text.floor_char_boundary(from)..pair[1].from;
                let was = self.written.text.get(range.clone()).unwrap_or("").to_owned();
                let fix = Replacement { place: self.place(range), was, with: String::new() };
                self.found.push(messages::word_parted(place, stem, next).with_fix([Some(fix)]));
            }
        }
    }

    fn paragraph(&mut self, lines: &[Line], kind: impl FnOnce(Vec<Inline>) -> ProseKind) -> Option<ProseBlock> {
        let (first, last) = (lines.first()?, lines.last()?);
        // One line that begins so may be the rest of a sentence; several are rows.
        let rows = lines.iter().filter(|line| begins_row(self.words(**line))).count() > 1;
        let mut joined = Lines::new(self.written);
        for (at, line) in lines.iter().enumerate() {
            let (before, words) = (at.checked_sub(1).map(|at| lines[at]), self.words(*line));
            // Among rows, a new sentence is no row's rest.
            let sentence = |before: Line| {
                self.words(before).ends_with(['.', ':', '!', '?']) && words.starts_with(char::is_uppercase)
            };
            let row = |before: Line| rows && (begins_row(words) || sentence(before));
            // A backslash at the end of a line asks for a new one, as two spaces do; the last line has none below it.
            let broken = |line: Line| ends_in_backslash(self.words(line));
            let bare = words.strip_suffix('\\').filter(|_| at + 1 < lines.len() && broken(*line));
            let end = bare.map_or(line.end, |bare| line.from + bare.trim_end().len());
            let hard = |before: Line| before.hard || broken(before) || row(before);
            joined.push(line.from..end, before.is_some_and(hard));
        }
        self.broken_words(lines);
        let inlines = inlines::read(&joined, self.found);
        let place = self.place(first.from..last.end);
        (!inlines.iter().all(is_blank)).then(|| ProseBlock { kind: kind(inlines), place })
    }
}

/// Whether words end in a backslash that stands behind none and in no path of folders.
fn ends_in_backslash(words: &str) -> bool {
    let rest = words.strip_suffix('\\');
    rest.is_some_and(|rest| {
        let word = rest.rsplit(char::is_whitespace).next().unwrap_or("");
        let bare = word.trim_matches(['*', '_', '(', ')', '"', '”', '’']).as_bytes();
        let is_drive = bare.len() > 1 && bare[0].is_ascii_alphabetic() && bare[1] == b':';
        !has_own_backslash(word) && !is_drive
    })
}

/// Whether a word has a backslash that makes words of no sign after it.
fn has_own_backslash(word: &str) -> bool {
    let path = word.starts_with("\\\\") || word.contains(":\\");
    let mut rest = word;
    while let Some((_, after)) = rest.split_once('\\') {
        if path || !after.starts_with(inlines::ESCAPED) {
            return true;
        }
        rest = &after[1..];
    }
    false
}

/// What follows an amount.
const MEASURES: &[&str] =
    &["tkr", "mnkr", "mkr", "msek", "kr", "kronor", "miljoner", "miljarder", "%", "procent", "Mkr", "Tkr"];

/// The figure that words begin with, and the rest; nothing where they begin with none.
fn split_figure(words: &str) -> (&str, &str) {
    if !words.starts_with(|c: char| c.is_ascii_digit()) {
        return ("", words);
    }
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | ',' | '.'));
    words.split_at(words.len() - rest.len())
}

/// Whether words begin with what an amount is measured in.
fn is_measured(words: &str) -> bool {
    let is_it =
        |measure: &&str| words.strip_prefix(*measure).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    MEASURES.iter().any(is_it)
}

/// Whether words show nothing: spaces of any kind, and breaks between them. Only one of the files could show a
/// paragraph of those.
fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(words, _) => words.trim().is_empty(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link(_, inner) | Inline::Language(_, inner) => {
            inner.iter().all(is_blank)
        }
        Inline::Break => true,
        Inline::Note(..) | Inline::Figure(..) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::base::source::Sources;

    use super::*;

    /// What a text is read as, in one line: `¶` a paragraph, `#` a subheading, `/` a break, `{• ...}` a list; and the
    /// codes of what is told.
    fn shown(text: &str) -> (String, Vec<&'static str>) {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", text);
        let mut found = Findings::default();
        let prose = Prose::read(&SourceText::plain(file, 0..text.len(), text), &mut found);
        (blocks(&prose.blocks), found.iter().map(|finding| finding.code.name()).collect())
    }

    fn blocks(all: &[ProseBlock]) -> String {
        let one = |block: &ProseBlock| match &block.kind {
            ProseKind::Heading(level, words) => format!("{}{}", "#".repeat(usize::from(*level)), inlines(words)),
            ProseKind::Paragraph(words) => format!("¶{}", inlines(words)),
            ProseKind::Quote(words) => format!("”{}", inlines(words)),
            ProseKind::List { style, items } => {
                let items = items.iter().enumerate().map(|(at, item)| {
                    let mark = style.mark(at).unwrap_or("•".to_owned());
                    format!("{{{mark} {}}}", blocks(item))
                });
                items.collect()
            }
        };
        all.iter().map(one).collect()
    }

    fn inlines(all: &[Inline]) -> String {
        let one = |inline: &Inline| match inline {
            Inline::Text(words, _) => words.clone(),
            Inline::Emphasis(inner) => format!("<e>{}</e>", inlines(inner)),
            Inline::Strong(inner) => format!("<s>{}</s>", inlines(inner)),
            Inline::Link(url, inner) => format!("<{url}|{}>", inlines(inner)),
            Inline::Language(tag, inner) => format!("<{tag}|{}>", inlines(inner)),
            Inline::Note(id, _) => format!("<^{id}>"),
            Inline::Figure(binding, _) => format!("<={}>", binding.written()),
            Inline::Break => "/".to_owned(),
        };
        all.iter().map(one).collect()
    }

    #[track_caller]
    fn reads(text: &str, expected: &str, told: &[&str]) {
        assert_eq!(shown(text), (expected.to_owned(), told.to_vec()), "{text}");
    }

    #[test]
    fn numbers_make_a_list_only_where_they_count_on_from_one() {
        reads("2023. Året var bra.\n\n12. mars var en dag.", "¶2023. Året var bra.¶12. mars var en dag.", &[]);
        reads("1. ett\n2. två\n3. tre", "{1. ¶ett}{2. ¶två}{3. ¶tre}", &[]);
        reads("1) ett\n\n2) två", "{1) ¶ett}{2) ¶två}", &[]);
        reads("1. ensam", "¶1. ensam", &[]);
        reads("2. två\n3. tre", "¶2. två/3. tre", &[]);
        reads("1. ett\n1. ett igen", "¶1. ett/1. ett igen", &[]);
        reads("I. ett\nII. två\nIV. fyra", "¶I. ett/II. två/IV. fyra", &[]);
        reads("(1) ett\n(2) två", "¶(1) ett/(2) två", &[]);
        reads("(a) ett\n(b) två", "¶(a) ett/(b) två", &[]);
        reads("1.1 ett\n1.2 två", "¶1.1 ett/1.2 två", &[]);
        reads("1.Ett\n2.Två", "¶1.Ett/2.Två", &[]);
        reads("1: ett\n2: två", "¶1: ett/2: två", &[]);
        reads("**1.** ett\n**2.** två", "¶<s>1.</s> ett/<s>2.</s> två", &[]);
        reads("1. A.\nDärefter:\n2. B.", "¶1. A./Därefter:/2. B.", &[]);
        reads("Utfall: 500\nBudget: 600", "¶Utfall: 500/Budget: 600", &[]);
        reads("2,5 miljoner\n3,5 miljoner", "¶2,5 miljoner 3,5 miljoner", &[]);
        reads("1. ett\n2. två\n4. fyra", "{1. ¶ett}{2. ¶två}¶4. fyra", &[]);
        reads("01. nolla\n02. nolla", "¶01. nolla/02. nolla", &[]);
        reads("99999999999999999999. x\n3.1 Avsnitt", "¶99999999999999999999. x/3.1 Avsnitt", &[]);
        reads("den 3 maj och\n12. mars", "¶den 3 maj och 12. mars", &[]);
    }

    #[test]
    fn a_line_above_a_colon_is_a_term() {
        let two = "{• ¶Netto¶Det som är kvar.}{• ¶Brutto¶Allt.}";
        reads("Netto\n: Det som är kvar.\nBrutto\n: Allt.", two, &[]);
        reads("Netto\n\n: Det som är kvar.\n\nBrutto\n:   Allt.\n\nSlut.", &format!("{two}¶Slut."), &[]);
        reads("Ord.\nNetto\n: Det som\när kvar.\n\n: Och mer.", "¶Ord.{• ¶Netto¶Det som är kvar.¶Och mer.}", &[]);
        // What is no term's explanation is told: without a space, and with nothing above.
        reads("Netto\n:Det som är kvar.", "¶Netto :Det som är kvar.", &["stray-mark"]);
        reads(": Det som är kvar.", "¶: Det som är kvar.", &["stray-mark"]);
        reads("# Netto\n\n: Det som är kvar.", "#Netto¶: Det som är kvar.", &["stray-mark"]);
        reads("Klockan\n:30 eller :45.", "¶Klockan :30 eller :45.", &[]);
    }

    #[test]
    fn a_term_with_a_colon_of_its_own_is_told_and_read_as_meant() {
        let two = "{• ¶Netto¶Det som är kvar.}{• ¶Brutto¶Allt.}";
        let told = ["stray-mark"; 2];
        reads(": Netto\n: Det som är kvar.\n\n: Brutto\n: Allt.", two, &told);
        reads("Ett stycke.\n: Netto\n: Det som är kvar.\n: Brutto\n: Allt.", &format!("¶Ett stycke.{two}"), &told);
        reads(
            "Ett stycke.\n\n: Netto\n: Det som\när kvar.\n\nBrutto\n: Allt.",
            &format!("¶Ett stycke.{two}"),
            &told[..1],
        );
        reads(
            "Orden betyder:\n\n: Netto\n: det som är kvar\n\n: Brutto\n: allt",
            "¶Orden betyder:{• ¶Netto¶det som är kvar}{• ¶Brutto¶allt}",
            &told,
        );
        reads("# Ord\n\n: Netto\n: Det som är kvar.", "#Ord{• ¶Netto¶Det som är kvar.}", &told[..1]);
        reads("Netto\n: Det som är kvar.\n\n: Brutto\n: Allt.", two, &told[..1]);
        // What it explains may be the line above.
        reads("Ord\n: Netto\n: Det som är kvar.", "{• ¶Ord¶Netto¶Det som är kvar.}", &told[..1]);
        reads("Netto\n: det som är kvar\n: resultatet", "{• ¶Netto¶det som är kvar¶resultatet}", &[]);
        reads("Netto\n: Det som är kvar.\n: Det syns sist.", "{• ¶Netto¶Det som är kvar.¶Det syns sist.}", &[]);
    }

    #[test]
    fn letters_make_a_list_only_where_they_count_on_from_a() {
        reads("att\na) godkänna,\nb) överföra.", "¶att{a) ¶godkänna,}{b) ¶överföra.}", &[]);
        reads("A. ett\nB. två", "{A. ¶ett}{B. ¶två}", &[]);
        reads("a) ensam", "¶a) ensam", &[]);
        reads("i) ett\nii) två", "¶i) ett/ii) två", &[]);
        reads("b) ett\nc) två", "¶b) ett/c) två", &[]);
        reads("A. Andersson skrev", "¶A. Andersson skrev", &[]);
    }

    #[test]
    fn signs_make_a_list_as_they_are_pasted() {
        reads("- ett\n- två", "{• ¶ett}{• ¶två}", &[]);
        reads("•\tNy rutin\n•\tAsfalt", "{• ¶Ny rutin}{• ¶Asfalt}", &[]);
        reads("•Ny rutin\n•Asfalt", "{• ¶Ny rutin}{• ¶Asfalt}", &[]);
        reads("·       ett\n·       två", "{• ¶ett}{• ¶två}", &[]);
        reads("\u{f0b7}\tett", "{• ¶ett}", &[]);
        reads("– ett\n– två", "{• ¶ett}{• ¶två}", &[]);
        reads("– Det går bra, säger hon.", "¶– Det går bra, säger hon.", &[]);
        reads("– Det går bra.\n\n– Jaså.", "¶– Det går bra.¶– Jaså.", &[]);
        reads("* ett\n* två", "{• ¶ett}{• ¶två}", &[]);
        reads("* exklusive moms", "¶* exklusive moms", &[]);
        reads("o ett\no två", "{• ¶ett}{• ¶två}", &[]);
        reads("kommunen\no andra", "¶kommunen o andra", &[]);
        reads("•\tett\no\tunder\n•\ttvå", "{• ¶ett{• ¶under}}{• ¶två}", &[]);
        reads("• 1. ett\n  2. två", "{• {1. ¶ett}{2. ¶två}}", &[]);
        reads("- ett\n  1. a\n  2. b\n- två", "{• ¶ett{1. ¶a}{2. ¶b}}{• ¶två}", &[]);
        reads("- ett\n  går vidare\n\n  nytt stycke\n- två", "{• ¶ett går vidare¶nytt stycke}{• ¶två}", &[]);
        reads("§ 12 Rapport\n§ 13 Budget", "¶§ 12 Rapport/§ 13 Budget", &[]);
        reads("● gul\n● röd", "¶● gul/● röd", &[]);
    }

    #[test]
    fn a_sign_before_a_figure_is_kept_or_told() {
        reads("+ 300 tkr\n+ 200 tkr", "¶+ 300 tkr/+ 200 tkr", &[]);
        reads("+ bra", "¶+ bra", &[]);
        reads("- 500 tkr", "{• ¶500 tkr}", &["point-or-minus"]);
        reads("– 5 %\n– 7 %", "{• ¶5 %}{• ¶7 %}", &["point-or-minus", "point-or-minus"]);
        reads("- 3 tjänster", "{• ¶3 tjänster}", &["point-or-minus"]);
        reads("- 12 bostäder i Torp\n- 8 bostäder i By", "{• ¶12 bostäder i Torp}{• ¶8 bostäder i By}", &[]);
        reads("-500 tkr", "¶-500 tkr", &[]);
        reads("−500 tkr\n−300 tkr\n-20", "¶−500 tkr/−300 tkr/-20", &[]);
    }

    #[test]
    fn a_line_right_after_a_list_is_a_paragraph() {
        reads("- ett\n- två\nSedan.", "{• ¶ett}{• ¶två}¶Sedan.", &["line-after-list"]);
        reads("1. ett\n2. två\noch mer", "{1. ¶ett}{2. ¶två}¶och mer", &["line-after-list"]);
        reads("- ett\n\nSedan.", "{• ¶ett}¶Sedan.", &[]);
        reads("- ett\n# Rubrik\ntext", "{• ¶ett}#Rubrik¶text", &[]);
    }

    #[test]
    fn emphasis_stands_at_the_edges_of_words() {
        reads("3*12*450 och 5*10", "¶3*12*450 och 5*10", &[]);
        reads("*ord*, **ord** och ***ord***", "¶<e>ord</e>, <s>ord</s> och <s><e>ord</e></s>", &[]);
        reads("**a *b***", "¶<s>a <e>b</e></s>", &[]);
        reads("**Resultat:**Året", "¶<s>Resultat:</s>Året", &[]);
        reads("** Viktigt ** nu", "¶** Viktigt ** nu", &["stray-mark"]);
        reads("**mål **är", "¶**mål **är", &["stray-mark"]);
        reads("2**3**4 och https://a.se/**/b", "¶2**3**4 och https://a.se/**/b", &[]);
        reads("del*ord* här", "¶del*ord* här", &["stray-mark"]);
        reads("* ord*", "¶* ord*", &["stray-mark"]);
        reads("***", "¶***", &["unsupported-markup"]);
        reads("G:\\_Ekonomi\\_2025_\\x", "¶G:\\_Ekonomi\\_2025_\\x", &[]);
        reads("Pris* 3 * 4", "¶Pris* 3 * 4", &[]);
        reads("*ensam stjärna", "¶*ensam stjärna", &[]);
        reads("*exkl.*moms", "¶<e>exkl.</e>moms", &[]);
        reads("*ett*två", "¶*ett*två", &["stray-mark"]);
        reads("_ord_ och fil_namn_ett och ____", "¶_ord_ och fil_namn_ett och ____", &["stray-mark"]);
        reads("över *två\nrader* här", "¶över <e>två rader</e> här", &[]);
    }

    #[test]
    fn a_backslash_at_the_end_of_a_line_is_a_new_line() {
        reads("**Chef** Ek\\\n**Antal** 4\\\nslut", "¶<s>Chef</s> Ek/<s>Antal</s> 4/slut", &[]);
        reads("ett \\\ntvå", "¶ett/två", &[]);
        reads("\\_\\_\\_\\\nBo Ek", "¶___/Bo Ek", &[]);
        reads("Text\\*\\\nny rad", "¶Text*/ny rad", &[]);
        reads("\\[sic\\]\\\nny\\|\\\nrad", "¶[sic]/ny|/rad", &[]);
        reads("\\#\\\n\\{x\\}\\\nslut", "¶#/{x}/slut", &[]);
        // The last line of a paragraph, paths of folders, two of them.
        reads("ett\\\n\ntvå\\", "¶ett\\¶två\\", &[]);
        reads("i C:\\temp\\\noch D:\\\nslut", "¶i C:\\temp\\ och D:\\ slut", &[]);
        reads("ett\\\\\ntvå", "¶ett\\\\ två", &[]);
    }

    #[test]
    fn a_backslash_is_one_unless_it_stands_before_a_mark() {
        reads("C:\\temp\\x och \\\\server\\*\\[a]", "¶C:\\temp\\x och \\\\server\\*\\[a]", &[]);
        reads("\\*ord\\* och \\[a] och \\<b>", "¶*ord* och [a] och <b>", &[]);
        reads("1\\. ett\n2\\. två", "¶1. ett 2. två", &[]);
        reads("\\- inte en punkt", "¶- inte en punkt", &[]);
        reads("\\# inte en rubrik", "¶# inte en rubrik", &[]);
    }

    #[test]
    fn links_and_notes_are_marks_or_told() {
        reads("[plan](https://a.se/x(1)) ", "¶<https://a.se/x(1)|plan>", &[]);
        reads("<https://a.se> <a@b.se>", "¶<https://a.se|https://a.se> <mailto:a@b.se|a@b.se>", &[]);
        let deep = format!("{}a{}", "[".repeat(3_000), "](sprak:en)".repeat(3_000));
        assert!(shown(&deep).1.contains(&"limit-exceeded"), "{:?}", shown(&deep).1);
        reads("[Lean](sprak:en)", "¶<en-GB|Lean>", &[]);
        reads("[plan] (https://a.se)", "¶[plan] (https://a.se)", &["stray-mark"]);
        reads("[plan](https://a.se/a b)", "¶[plan](https://a.se/a b)", &["stray-mark"]);
        reads("[plan](a.docx)", "¶[plan](a.docx)", &["unsupported-markup"]);
        reads("not[^a] och[^b", "¶not<^a> och[^b", &["stray-mark"]);
        reads("[a]: https://a.se", "¶[a]: https://a.se", &[]);
        reads("[2](se nedan)", "¶[2](se nedan)", &[]);
        reads("{{t.r.k|tal}} och {{t.r", "¶<=t.r.k|tal> och {{t.r", &["bad-value"]);
        reads("slut }}", "¶slut }}", &["stray-mark"]);
        reads("\\{{ tal }}", "¶{{ tal }}", &[]);
    }

    #[test]
    fn what_a_paper_cannot_carry_is_told_and_kept() {
        reads("<b>ord</b>", "¶<b>ord</b>", &["unsupported-markup"]);
        reads("a<b och c>d, x<y>z", "¶a<b och c>d, x<y>z", &[]);
        reads("Välj Ekonomi|Rapporter|Budget.", "¶Välj Ekonomi|Rapporter|Budget.", &[]);
        reads("Konto;Belopp\n1200;500", "¶Konto;Belopp 1200;500", &["unsupported-markup"]);
        reads("Utfall ..... 500\nBudget ..... 600", "¶Utfall ..... 500 Budget ..... 600", &["unsupported-markup"]);
        reads("1.1\tFörsta\n1.2\tAndra", "¶1.1 Första/1.2 Andra", &[]);
        reads("Vi är nr\n# 1 i landet.", "¶Vi är nr # 1 i landet.", &[]);
        reads("för-\nvaltningen", "¶för- valtningen", &["line-break-hyphen"]);
        reads("för-\noch nackdelar", "¶för- och nackdelar", &[]);
        reads("3 < 5 och 7 > 6", "¶3 < 5 och 7 > 6", &[]);
        reads("> 90 procent", "¶> 90 procent", &[]);
        reads("A&nbsp;O och A&O;", "¶A&nbsp;O och A&O;", &["unsupported-markup"]);
        reads("`kod` här", "¶`kod` här", &["unsupported-markup"]);
        reads("![b](x.png)", "¶![b](x.png)", &["unsupported-markup"]);
        reads("Rubrik\n---", "¶Rubrik ---", &["unsupported-markup"]);
        reads("## Djup", "#Djup", &[]);
        reads("# Ett\n\n## Två\n\n## Tre\n\n# Fyra", "#Ett##Två##Tre#Fyra", &[]);
        reads("# Ett\n\n### Djup", "#Ett##Djup", &["unsupported-markup"]);
        reads("#5 i listan", "¶#5 i listan", &[]);
        reads("# \n\n# –\n\ntext", "¶##–¶text", &["heading-without-words", "heading-without-words"]);
        reads("| a | b |\n|---|---|", "¶| a | b |/|---|---|", &["unsupported-markup"]);
        reads("a\tb\tc\nd\te\tf", "¶a b c d e f", &["unsupported-markup"]);
        reads("a\tb", "¶a b", &[]);
        reads(
            "Vinter      500     620\nSommar      300     280",
            "¶Vinter      500     620 Sommar      300     280",
            &["unsupported-markup"],
        );
    }
}
