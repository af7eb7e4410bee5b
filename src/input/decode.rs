//! Typed reading of a TOML table: every key is asked for once, and what nobody asked for is reported.
//!
//! Reading never fails. A value of the wrong kind is a finding and counts as absent, so that one run tells all faults.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::base::amount::{Amount, AmountError, Intended};
use crate::base::date::Ymd;
use crate::base::ids::OwnedId;
use crate::base::limits::{FINDINGS_OF_A_FILE, LINES_TO_HEADER};
use crate::base::names::{closest_match, is_id};
use crate::base::source::{FileId, Sources, Span, Spanned, line_of, whole};
use crate::base::swedish::MINUS;
use crate::base::written::SourceText;
use crate::diagnostic::{Code, Diagnostic, Findings, Replacement};

use super::blanks::is_blank;
use super::brackets::{is_moved, matched};
use super::messages::{self, Expected};
use super::pasted::{Kind, Pasted, Repaired, is_header, repaired, spoiled};
use super::prose::Prose;
use super::prose::binding::{self, Form};

/// A TOML file under reading: its text, and the findings so far.
pub struct Reader<'s> {
    file: FileId,
    /// The text as it is read, and as it stands on the disk: of one length, with other signs where some were pasted.
    source: &'s str,
    original: &'s str,
    /// What of the text stands a few bytes before its place on the disk.
    moved: &'s [Range<usize>],
    found: RefCell<Findings>,
    /// Whether the file has syntax errors, so that what is missing may only have been lost.
    broken: bool,
    /// Whether one of them is of the file's form, so that whole blocks may have been lost.
    unclear: Cell<bool>,
    /// The blocks that stand several times in single brackets.
    bracketed: RefCell<BTreeSet<String>>,
    /// The paragraphs of its texts.
    paragraphs: Cell<usize>,
    /// Whether keys are read under the names that they had before as well.
    former: Cell<bool>,
}

impl Reader<'_> {
    /// Parses `source` and hands its fields to `decode`; returns what that made of them and every finding.
    ///
    /// What was pasted and is no TOML is told as that; the rest is read as if it had been written rightly.
    pub fn read<T>(
        file: FileId,
        original: &str,
        decode: impl for<'f> FnOnce(Fields<'_, 'f>) -> T,
    ) -> (T, Vec<Diagnostic>) {
        let repaired = as_meant(original);
        let source = repaired.text.as_str();
        let (table, mut errors) = DeTable::parse_recoverable(source);
        // A control character in a text is told as that.
        errors.retain(|error| !is_control_in_text(source, error));
        let broken = !errors.is_empty();
        errors.retain(|error| !repaired.is_silent(error.span().map_or(0, |span| span.start)));
        errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
        // Those that nobody would be told of are not looked at; the parser can stumble twice over one value.
        let untold = errors.len().saturating_sub(2 * FINDINGS_OF_A_FILE);
        errors.truncate(2 * FINDINGS_OF_A_FILE);
        let reader = Reader {
            file,
            source,
            original,
            moved: &repaired.moved,
            found: RefCell::default(),
            broken,
            unclear: Cell::new(false),
            bracketed: RefCell::default(),
            paragraphs: Cell::new(0),
            former: Cell::new(false),
        };
        for pasted in &repaired.found {
            let fix = pasted.edits.iter().map(|(range, with)| reader.replaced(range.clone(), with));
            reader.report(messages::pasted(reader.place(pasted.place.clone()), pasted).with_fix(fix));
        }
        reader.syntax(&errors);
        reader.found.borrow_mut().leave(untold);
        if let Some((place, count)) = spoiled(source) {
            let signs = source.get(place.clone()).unwrap_or("");
            reader.report(messages::letters_spoiled(reader.place(place), signs, count));
        }
        let span = 0..source.find('\n').unwrap_or(source.len());
        let root = Span::new(file, span);
        let fields = Fields::new(&reader, table.get_ref(), root);
        let value = decode(fields);
        let (mut found, more) = reader.found.into_inner().into_parts();
        // What is no TOML and of the wrong type besides is told by what the key wants.
        let wrong = found.iter().filter(|found| found.code == Code::WrongType).filter_map(|found| found.place);
        let wrong: BTreeSet<_> = wrong.collect();
        found.retain(|found| found.code != Code::TomlSyntax || found.place.is_none_or(|place| !wrong.contains(&place)));
        // A number that is none is not out of range besides, nor is a key unknown that cannot be one.
        let syntax = found.iter().filter(|found| found.code == Code::TomlSyntax).filter_map(|found| found.place);
        let syntax: BTreeSet<usize> = syntax.map(|place| place.range().start).collect();
        let stumbled =
            |found: &Diagnostic| found.place.is_some_and(|place| syntax.range(place.range()).next().is_some());
        found.retain(|found| found.code != Code::BadValue || !stumbled(found));
        // A value that is missing is not empty besides.
        let is_nothing = |found: &Diagnostic| found.place.is_some_and(|place| place.range().is_empty());
        found.retain(|found| found.code != Code::BadValue || !broken || !is_nothing(found));
        let line = |found: &Diagnostic| found.place.map(|place| line_of(original, place.range().start).start);
        let faulty = |found: &&Diagnostic| found.code == Code::TomlSyntax;
        let faulty: BTreeSet<_> = found.iter().filter(faulty).map(line).collect();
        found.retain(|found| found.code != Code::UnknownKey || !faulty.contains(&line(found)));
        stands_too_high(&mut found, original, root);
        let start = Span::new(file, 0..0);
        found.extend((more > 0).then(|| messages::more_findings(Some(start), more)));
        (value, found)
    }

    /// Reports what is no TOML; an amount as Swedish writes it once, however often the parser stumbles over it.
    fn syntax(&self, errors: &[toml::de::Error]) {
        let (mut amounts, mut lines) = (BTreeSet::new(), BTreeSet::new());
        for error in errors {
            let span = whole(self.source, error.span().unwrap_or(0..0));
            let values = [value_on_line(self.source, span.start), Some(span.clone())];
            let mut written = values.into_iter().flatten().filter_map(|span| {
                let words = self.source.get(span.clone())?;
                Some((self.place(span), words, swedish_amount(words)?))
            });
            let place = self.place(span.clone());
            if let Some((place, words, amount)) = written.next() {
                if amounts.insert(place) {
                    let fix = self.replaced(place.range(), &amount.to_string());
                    self.report(messages::amount_syntax(place, words, amount).with_fix([fix]));
                }
            } else if let Some(key) = key_without_value(self.source, span.start) {
                let line = line_of(self.source, span.start);
                if lines.insert(line.start) {
                    let end = line.start + self.source.get(line).map_or(0, |line| line.trim_end().len());
                    self.report(messages::value_missing(self.place(end.saturating_sub(1)..end), key));
                }
            } else if let Some(name) = single_bracket(self.source, error) {
                // Each block after the first is lost, and is told with that; so are keys that the first one has too.
                self.unclear.set(true);
                if self.bracketed.borrow_mut().insert(name.to_owned()) {
                    self.report(match SINGLE.contains(&name) {
                        true => messages::block_twice(place, name),
                        false => messages::brackets(place, name),
                    });
                }
            } else if error.message().contains("duplicate")
                && (!self.bracketed.borrow().is_empty() || is_block_once_single(self.source, span.start))
            {
                // The one in single brackets is told where it is read.
                self.unclear.set(true);
            } else if error.message().contains("string values must be quoted") {
                let words = self.source.get(span.clone()).unwrap_or("");
                let (key, meant) = (key_on_line(self.source, span.start), Intended::of(words));
                self.unquoted(span.clone(), words, key, meant);
            } else if let Some(range) = unquoted_on_line(self.source, span.start) {
                if lines.insert(line_of(self.source, span.start).start) {
                    let (words, key) =
                        (self.source.get(range.clone()).unwrap_or(""), key_on_line(self.source, span.start));
                    self.unquoted(range, words, key, Intended::of(words));
                }
            } else if lines.insert(line_of(self.source, span.start).start) {
                self.unclear.set(true);
                self.report(messages::toml_syntax(place, error.message(), self.source, span.start));
            }
        }
    }

    /// Reports words without quotes; an amount in crowns with what is to be left of it.
    fn unquoted(&self, at: Range<usize>, words: &str, key: Option<&str>, meant: Option<Intended>) {
        let place = self.place(at.clone());
        let measure = words.trim_end_matches('.').rsplit(|c: char| c.is_whitespace() || c.is_ascii_digit()).next();
        let is_money = measure.is_some_and(|measure| {
            ["kr", "kronor", "tkr", "mnkr", "mkr", "tusen", "miljoner", ":-"].contains(&&*measure.to_lowercase())
        });
        self.report(match meant {
            Some(Intended::Negative(amount)) => {
                let fix = self.replaced(at, &amount.to_string());
                messages::unquoted(place, words, key, meant).with_fix([fix])
            }
            Some(Intended::Alone(amount)) if is_money => messages::amount_with_measure(place, words, key, amount),
            Some(Intended::Alone(_)) | None => messages::unquoted(place, words, key, meant),
        });
    }

    /// The amount that stands on a line without quotation marks, in the writing that Swedish has and TOML has not.
    fn amount_without_quotes(&self, place: Span) -> Option<(Amount, Span)> {
        let range = value_on_line(self.source, place.range().start)?;
        let amount = swedish_amount(self.source.get(range.clone())?)?;
        Some((amount, self.place(range)))
    }

    fn report(&self, found: Diagnostic) {
        self.found.borrow_mut().push(found);
    }

    /// Reports a value that is of another kind than its key wants.
    fn mistyped(&self, place: Span, key: &str, expected: Expected) {
        let written = self.source.get(place.range()).unwrap_or("");
        let fix = expected.quoted(written).and_then(|with| self.replaced(place.range(), &with));
        self.report(messages::wrong_type(place, key, expected, written).with_fix([fix]));
    }

    /// The header that stands in a comment above a key, of which it would be one: among lines that are all comments,
    /// empty, or keys below it.
    fn header_in_comment(&self, at: usize) -> Option<&str> {
        let before = self.source.get(..line_of(self.source, at).start)?;
        for line in before.lines().rev().take(LINES_TO_HEADER) {
            let line = line.trim();
            if line.starts_with('[') {
                return None;
            }
            let header = line.strip_prefix('#').map_or("", str::trim);
            if is_header(header) && header.ends_with(']') {
                return Some(header);
            }
        }
        None
    }

    fn place(&self, span: std::ops::Range<usize>) -> Span {
        Span::new(self.file, whole(self.original, span))
    }

    /// `with` in the place of a part of the text.
    fn replaced(&self, span: std::ops::Range<usize>, with: &str) -> Option<Replacement> {
        let place = self.place(span);
        if is_moved(self.moved, &place.range()) {
            return None;
        }
        Some(Replacement { place, was: self.original.get(place.range())?.to_owned(), with: with.to_owned() })
    }

    fn written(&self, span: std::ops::Range<usize>, text: &str) -> SourceText {
        // What was repaired stands among spaces.
        let raw = self.source.get(span.clone()).unwrap_or("");
        let start = span.start + raw.len() - raw.trim_start_matches(' ').len();
        let mut written = SourceText::new(self.file, self.source, start..start + raw.trim_matches(' ').len(), text);
        written.place = self.place(span);
        cleaned(written, &mut self.found.borrow_mut())
    }
}

/// A text as it is read: with what was pasted and is no TOML repaired, and with what nobody closed.
pub(super) fn as_meant(original: &str) -> Repaired {
    let mut repaired = with_signs_as_meant(original);
    let faults = |text: &str| DeTable::parse_recoverable(text).1.len();
    let before = faults(&repaired.text);
    // Brackets are only matched where that helps.
    if before > 0
        && let Some(matched) = matched(&repaired.text)
        && faults(&matched.text) < before
    {
        repaired.found.extend(matched.found);
        repaired.found.sort_by_key(|found| found.place.start);
        (repaired.text, repaired.moved) = (matched.text, matched.moved);
    }
    repaired
}

/// A text with what was pasted and is no TOML repaired, and open brackets as they stand, such as where somebody types.
pub(super) fn with_signs_as_meant(original: &str) -> Repaired {
    // A long minus before a figure with words is no more wrong than the words, which have no quotation marks.
    let mut repaired = repaired(original, |words| {
        swedish_amount(words).is_some() || words.contains([MINUS, '–', '‰']) && is_figure_with_words(words)
    });
    let is_told_anyway = |pasted: &Pasted| matches!(pasted.kind, Kind::Backslash | Kind::Inner);
    // What is TOML as it stands is none that was pasted wrongly, whatever it looks like.
    if !repaired.found.iter().all(is_told_anyway) && DeTable::parse_recoverable(original).1.is_empty() {
        repaired.found.retain(is_told_anyway);
        repaired = Repaired { text: original.to_owned(), silent: Vec::new(), ..repaired };
    }
    repaired
}

/// The same text without what no paper may hold; the first such character is a finding.
pub fn cleaned(mut written: SourceText, found: &mut Findings) -> SourceText {
    if let Some((at, c)) = written.text.char_indices().find(|&(_, c)| is_forbidden(c)) {
        let forbidden = || written.text.char_indices().filter(|&(_, c)| is_forbidden(c));
        // What may stand for a line end is for a person to replace.
        let stands_for_more = |c| matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let fix = forbidden().map(|(at, c)| {
            let place = written.at(at..at + c.len_utf8());
            (!stands_for_more(c)).then(|| Replacement { place, was: c.to_string(), with: String::new() })
        });
        let told = messages::control_character(written.at(at..at + c.len_utf8()), c);
        found.push(told.with_fix(fix));
        written.text = written.text.chars().map(|c| if is_forbidden(c) { replacement(c) } else { c }).collect();
    }
    written
}

/// Whether the parser stumbles over a control character in a text.
fn is_control_in_text(source: &str, error: &toml::de::Error) -> bool {
    let at = error.span().map_or(0, |span| span.start);
    let c = source.get(at..).and_then(|rest| rest.chars().next());
    error.message().contains("string") && c.is_some_and(|c| c.is_control() && is_forbidden(c))
}

/// What stands on a line after `=` and before a comment; `None` where `at` is not within it.
fn value_on_line(source: &str, at: usize) -> Option<Range<usize>> {
    let line = line_of(source, at);
    let from = line.start + source.get(line.clone())?.find('=')? + 1;
    let value = source.get(from..line.end)?.split('#').next()?;
    let from = from + (value.len() - value.trim_start().len());
    let range = from..from + value.trim().len();
    range.contains(&at).then_some(range)
}

/// The key of a line that has no value, perhaps a comment.
fn key_without_value(source: &str, at: usize) -> Option<&str> {
    let line = source.get(line_of(source, at))?;
    let (key, value) = line.split_once('=')?;
    let is_empty = value.trim().is_empty() || value.trim_start().starts_with('#');
    let is_key = |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
    Some(key.trim()).filter(|key| is_empty && is_key(key))
}

/// Tells of a header that stands above the file's own keys, which are read as that block's: one finding in the place of
/// all that follows from it. `root` is where the file's own keys are told to be missing.
fn stands_too_high(found: &mut Vec<Diagnostic>, source: &str, root: Span) {
    let line_at = |at: usize| line_of(source, at).start;
    let is_missing = |key: &str| found.contains(&messages::missing_key(root, key));
    let unknown = found.iter().filter(|found| found.code == Code::UnknownKey).filter_map(|found| found.place);
    let unknown: BTreeSet<usize> = unknown.map(|place| line_at(place.range().start)).collect();
    let (mut header, mut at) = (None, 0);
    // For each header its keys that the file lacks, and where the first of them stands.
    let mut all: Vec<(Range<usize>, Vec<&str>, usize)> = Vec::new();
    for line in source.split_inclusive('\n') {
        let (start, bare) = (at, line.trim());
        at += line.len();
        if is_header(bare) {
            header = Some(start..start + line.trim_end().len());
        }
        let key = bare.split_once('=').map(|(key, _)| key.trim_end());
        let (Some(key), Some(header)) = (key, &header) else { continue };
        // What takes keys of any name has none that are unknown.
        let takes_any = source.get(header.clone()).is_some_and(|words| words.trim() == "[noter]");
        if !(takes_any || unknown.contains(&start)) || !is_missing(key) {
            continue;
        }
        match all.last_mut().filter(|(of, ..)| of == header) {
            Some((_, keys, _)) => keys.push(key),
            None => all.push((header.clone(), vec![key], start)),
        }
    }
    for (header, keys, first) in all {
        found.retain(|found| !keys.iter().any(|key| *found == messages::missing_key(root, key)));
        let end = source.get(first..).and_then(|rest| rest.find("\n[")).map_or(source.len(), |end| first + end);
        let follows = |found: &Diagnostic| {
            found.code == Code::UnknownKey
                && found.place.is_some_and(|place| (first..end).contains(&place.range().start))
        };
        found.retain(|found| !follows(found));
        let words = source.get(header.clone()).unwrap_or("").trim();
        found.push(messages::header_too_high(Span::new(root.file, header), words, &keys));
    }
}

/// The name of a block that stands once more in single brackets, which the parser takes for one table that is twice
/// there.
fn single_bracket<'s>(source: &'s str, error: &toml::de::Error) -> Option<&'s str> {
    if !error.message().contains("duplicate") {
        return None;
    }
    let line = source.get(line_of(source, error.span()?.start))?.trim();
    let name = line.strip_prefix('[')?.split(']').next()?;
    (!name.starts_with('[') && !name.is_empty()).then_some(name)
}

/// Whether the line is the header of a block, `[[x]]`, of which one stands above in single brackets: `[x]`.
fn is_block_once_single(source: &str, at: usize) -> bool {
    let line = line_of(source, at);
    let header = |line: &str| line.trim().split('#').next().unwrap_or_default().trim_end().to_owned();
    let own = header(source.get(line.clone()).unwrap_or(""));
    let Some(name) = own.strip_prefix("[[").and_then(|inner| inner.strip_suffix("]]")) else { return false };
    let single = format!("[{}]", name.trim());
    source.get(..line.start).unwrap_or("").lines().any(|line| header(line) == single)
}

/// A figure with a measure or other words behind it, which lacks quotation marks: `-3,5 %`, `−200 tkr`.
fn is_figure_with_words(value: &str) -> bool {
    let figure = value.trim_start_matches(['-', '+', MINUS, '–']).trim_start();
    let of_figure = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',');
    let words = figure.trim_start_matches(of_figure);
    let is_apart = figure.strip_suffix(words).is_some_and(|figure| figure.ends_with(char::is_whitespace));
    let begins = words.starts_with(['%', '‰']) || is_apart && words.starts_with(char::is_alphabetic);
    begins && figure.starts_with(|c: char| c.is_ascii_digit()) && !words.contains(['"', '\'', '[', ']', '{', '}', '='])
}

/// The same where it is the value of a line.
fn unquoted_on_line(source: &str, at: usize) -> Option<Range<usize>> {
    value_on_line(source, at).filter(|range| source.get(range.clone()).is_some_and(is_figure_with_words))
}

/// The key of a line.
fn key_on_line(source: &str, at: usize) -> Option<&str> {
    let (key, _) = source.get(line_of(source, at))?.split_once('=')?;
    Some(key.trim()).filter(|key| !key.is_empty() && !key.contains(['{', '[', '"', '\'']))
}

/// The amount that Swedish writes in a way that TOML does not know: `20 600,5`, `−50`, `- 22`.
fn swedish_amount(words: &str) -> Option<Amount> {
    let amount = words.parse().ok().or_else(|| {
        let behind = words.strip_prefix(['-', '+', '−', '–', '—'])?.trim_start();
        let of = behind.parse::<Amount>().ok().filter(|_| behind.starts_with(|c: char| c.is_ascii_digit()))?;
        Some(if words.starts_with('+') { of } else { Amount::new(-of.value()) })
    })?;
    words.contains(|c: char| c.is_whitespace() || c == ',' || !c.is_ascii()).then_some(amount)
}

/// Whether a paper may not hold `c`: control characters, text direction that cannot be seen, what XML forbids.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// A harmless character of the same length in UTF-8, so that places hold.
fn replacement(c: char) -> char {
    match c.len_utf8() {
        1 => '?',
        2 => '\u{bf}',
        _ => '\u{fffd}',
    }
}

/// Keys that had another name, which is still read: the name that they have, and that one.
const RENAMED: [(&str, &str); 3] = [("mattenhet", "sort"), ("avstamning", "samband"), ("riskvarde", "produkt")];

/// Blocks that stand below others: their names, and those of their headers.
const NESTED: [(&str, &str); 4] = [
    ("kontrollmoment", "risk.kontrollmoment"),
    ("indikator", "mal.indikator"),
    ("aktivitet", "mal.aktivitet"),
    ("kolumn", "kolumner.kolumn"),
];

/// Blocks of which a file has one.
const SINGLE: [&str; 11] = [
    "period",
    "innehall",
    "mellanrubriker",
    "fotnoter",
    "tjansteskrivelse",
    "fortecken",
    "malrubriker",
    "bedomning",
    "kontroller",
    "granser",
    "noter",
];

/// The fields of one table.
pub struct Fields<'r, 's> {
    reader: &'r Reader<'s>,
    table: &'r DeTable<'r>,
    place: Span,
    asked: RefCell<Vec<&'static str>>,
}

impl<'r, 's> Fields<'r, 's> {
    fn new(reader: &'r Reader<'s>, table: &'r DeTable<'r>, place: Span) -> Self {
        Fields { reader, table, place, asked: RefCell::default() }
    }

    /// Where the table's header stands.
    pub fn place(&self) -> Span {
        self.place
    }

    /// Adds a finding about this file.
    pub fn report(&self, found: Diagnostic) {
        self.reader.report(found);
    }

    /// Reports findings that were gathered by others.
    pub fn report_all(&self, found: Findings) {
        let (found, more) = found.into_parts();
        let mut all = self.reader.found.borrow_mut();
        all.extend(found);
        all.leave(more);
    }

    /// Whether the file has faults of form, so that what is not in it may have been lost.
    pub fn is_unclear(&self) -> bool {
        self.reader.unclear.get()
    }

    /// Counts paragraphs of a text.
    pub(super) fn count(&self, paragraphs: usize) {
        self.reader.paragraphs.set(self.reader.paragraphs.get() + paragraphs);
    }

    /// The paragraphs of all texts that were read so far.
    pub(super) fn paragraphs(&self) -> usize {
        self.reader.paragraphs.get()
    }

    /// A string, without asking for it.
    pub fn peek(&self, key: &str) -> Option<String> {
        self.entry(key)?.get_ref().as_str().map(str::to_owned)
    }

    /// Reads keys of this file under the names that they had before as well. A unit's file has none of them, and its
    /// rows have columns of any name.
    pub fn read_former_names(&self) {
        self.reader.former.set(true);
    }

    /// The name that a key had before, where it had one in such a file.
    fn former(&self, key: &str) -> Option<&'static str> {
        let renamed = RENAMED.iter().filter(|_| self.reader.former.get()).find(|(now, _)| *now == key);
        renamed.map(|(_, before)| *before)
    }

    /// What stands under `key`, or under the name that it had before.
    fn entry(&self, key: &str) -> Option<&'r toml::Spanned<DeValue<'r>>> {
        self.table.get(key).or_else(|| self.table.get(self.former(key)?))
    }

    /// Notes that somebody asked for `key`, and for its former name where that one alone stands there.
    fn ask(&self, key: &'static str) {
        let mut asked = self.asked.borrow_mut();
        asked.push(key);
        asked.extend(self.former(key).filter(|_| !self.table.contains_key(key)));
    }

    fn get(&self, key: &'static str) -> Option<(&'r DeValue<'r>, Span)> {
        self.ask(key);
        let value = self.entry(key)?;
        Some((value.get_ref(), self.reader.place(value.span())))
    }

    fn wrong<T>(&self, key: &str, place: Span, expected: Expected) -> Option<T> {
        self.reader.mistyped(place, key, expected);
        None
    }

    fn required<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.has(key) && !self.reader.broken {
            self.report(messages::missing_key(self.place, key));
        }
        value
    }

    /// Whether the table has `key`.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// Whether what stands under `key` is a table.
    pub fn is_table(&self, key: &str) -> bool {
        self.entry(key).is_some_and(|value| matches!(value.get_ref(), DeValue::Table(_)))
    }

    /// A string.
    pub fn text(&self, key: &'static str) -> Option<SourceText> {
        let (value, place) = self.get(key)?;
        match value {
            DeValue::String(text) => Some(self.reader.written(place.range(), text)),
            _ => self.wrong(key, place, Expected::Text),
        }
    }

    /// A string that must be there.
    pub fn required_text(&self, key: &'static str) -> Option<SourceText> {
        let value = self.text(key);
        self.required(key, value)
    }

    /// A string that must be there and hold more than white space; a gap's stand-in where it does not.
    pub fn words(&self, key: &'static str) -> Option<SourceText> {
        let value = self.required_text(key)?;
        if value.trimmed().is_empty() {
            self.report(messages::empty_text(value.place, key));
        }
        Some(value)
    }

    /// A string that need not be there, and says something where it is: one that does not is told.
    pub fn said(&self, key: &'static str) -> Option<SourceText> {
        let value = self.text(key)?;
        if value.trimmed().is_empty() {
            let written = self.reader.source.get(value.place.range()).unwrap_or("");
            let has_lines = written.starts_with("'''") || written.starts_with("\"\"\"");
            self.report(match has_lines {
                true => messages::empty_lines(value.place, key),
                false => messages::empty_value(value.place, key),
            });
        }
        Some(value)
    }

    /// The same of a line.
    pub fn said_line(&self, key: &'static str) -> Option<SourceText> {
        let line = self.said(key)?;
        self.report_marks(&line, key);
        Some(line)
    }

    /// A line that stands in the paper as it is written. Marks of a text in it are told, since nothing reads them.
    pub fn line(&self, key: &'static str) -> Option<SourceText> {
        let line = self.text(key)?;
        self.report_marks(&line, key);
        Some(line)
    }

    /// One line or a list of lines, as [`Self::line`] reads them, of at most so many.
    pub fn one_or_more_lines(&self, key: &'static str, most: usize) -> Vec<SourceText> {
        let is_list = matches!(self.entry(key).map(|value| value.get_ref()), Some(DeValue::Array(_)));
        let mut lines = if is_list { self.texts_or_none(key) } else { self.text(key).into_iter().collect() };
        if let Some(beyond) = lines.get(most) {
            self.report(messages::too_many_lines(beyond.place, key, most));
            lines.truncate(most);
        }
        lines.iter().for_each(|line| self.report_marks(line, key));
        lines
    }

    /// A line that must be there and hold more than white space.
    pub fn required_line(&self, key: &'static str) -> Option<SourceText> {
        let line = self.words(key)?;
        self.report_marks(&line, key);
        Some(line)
    }

    /// A heading: a line whose bound figures are read. Other marks of a text in it are told.
    pub fn heading(&self, key: &'static str) -> Option<SourceText> {
        let line = self.text(key)?;
        self.report_marks_but_figures(&line, key);
        Some(line)
    }

    /// A heading that must be there and hold more than white space.
    pub fn required_heading(&self, key: &'static str) -> Option<SourceText> {
        let line = self.words(key)?;
        self.report_marks_but_figures(&line, key);
        Some(line)
    }

    fn report_marks_but_figures(&self, line: &SourceText, key: &str) {
        let mut rest = line.clone();
        for found in binding::scan(&line.text) {
            match found.read {
                Some(Ok(_)) => {}
                Some(Err(form)) => {
                    let place = line.at(found.range.clone());
                    self.report(messages::binding_form(place, &form, Form::WORDS.into_iter()));
                }
                None => self.report(messages::binding_open(line.at(found.range.clone()))),
            }
            let blanks = " ".repeat(found.range.len());
            rest.text.replace_range(found.range, &blanks);
        }
        self.report_marks(&rest, key);
    }

    /// A list of lines that stand in the paper as they are written.
    pub fn lines(&self, key: &'static str) -> Vec<SourceText> {
        let lines = self.texts(key);
        lines.iter().for_each(|line| self.report_marks(line, key));
        lines
    }

    fn report_marks(&self, line: &SourceText, key: &str) {
        let mut unread = Findings::default();
        let prose = Prose::read_label(line, &mut unread);
        let told = unread.iter().filter(|found| found.code == Code::StrayMark).filter_map(|found| found.place);
        for place in prose.marked().into_iter().chain(told) {
            self.report(messages::mark_in_line(place, key));
        }
    }

    /// An id: small letters a-z, digits and hyphens.
    pub fn id<T: From<String>>(&self, key: &'static str) -> Option<Spanned<T>> {
        let text = self.text(key).or_else(|| self.bare_id(key))?;
        if !is_id(&text.text) {
            self.report(messages::bad_id(text.place, &text.text));
            return None;
        }
        Some(Spanned::new(text.text.into(), text.place))
    }

    /// An id without its quotes, `5` or `2024-05-02`, which has been told: what is known by it is there nevertheless.
    fn bare_id(&self, key: &str) -> Option<SourceText> {
        let value = self.entry(key)?;
        let bare = matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Datetime(_));
        let text = self.reader.source.get(value.span()).filter(|text| bare && is_id(text))?;
        Some(self.reader.written(value.span(), text))
    }

    /// An id that must be there.
    pub fn required_id<T: From<String>>(&self, key: &'static str) -> Option<Spanned<T>> {
        let value = self.id(key);
        self.required(key, value)
    }

    /// The id of something that stands elsewhere, which must be there: any words, since whether it is one is seen where
    /// it is looked up.
    pub fn required_name<T: From<String>>(&self, key: &'static str) -> Option<Spanned<T>> {
        let value = self.text(key).or_else(|| self.bare_id(key));
        let text = self.required(key, value)?;
        if text.trimmed().is_empty() {
            self.report(messages::empty_text(text.place, key));
            return None;
        }
        Some(Spanned::new(text.text.into(), text.place))
    }

    /// A reference to something with an id, perhaps `unit/id`.
    pub fn reference(&self, key: &'static str) -> Option<Spanned<String>> {
        self.text(key).map(|text| Spanned::new(text.text, text.place))
    }

    /// A list of references.
    pub fn references(&self, key: &'static str) -> Vec<Spanned<String>> {
        self.texts(key).into_iter().map(|text| Spanned::new(text.text, text.place)).collect()
    }

    /// A list of references to what units deliver, `unit/id`.
    pub fn owned_references(&self, key: &'static str) -> Vec<Spanned<OwnedId>> {
        self.texts(key).into_iter().map(|text| Spanned::new(OwnedId::read(&text.text), text.place)).collect()
    }

    /// A list of references, or the one word in the place of a list that says which are meant: where it stands.
    pub fn references_or(&self, key: &'static str, word: &'static str) -> (Vec<Spanned<String>>, Option<Span>) {
        match self.entry(key).map(|value| value.get_ref()) {
            Some(DeValue::String(_)) => (Vec::new(), self.word(key, &[(word, ())]).map(|word| word.place)),
            _ => (self.references(key), None),
        }
    }

    /// A list of strings that hold more than white space; empty where the key is absent.
    pub fn texts(&self, key: &'static str) -> Vec<SourceText> {
        let (empty, all): (Vec<SourceText>, _) =
            self.texts_or_none(key).into_iter().partition(|text| text.trimmed().is_empty());
        empty.iter().for_each(|text| self.report(messages::empty_item(text.place, key)));
        all
    }

    /// The same, of which some may say nothing.
    fn texts_or_none(&self, key: &'static str) -> Vec<SourceText> {
        let mut all = Vec::new();
        for item in self.items(key, Expected::Texts) {
            match item.get_ref() {
                DeValue::String(text) => all.push(self.reader.written(item.span(), text)),
                _ => self.reader.mistyped(self.reader.place(item.span()), key, Expected::Text),
            }
        }
        all
    }

    /// A whole number from `min` to `max`.
    pub fn integer(&self, key: &'static str, min: u32, max: u32) -> Option<Spanned<u32>> {
        let (value, place) = self.get(key)?;
        let DeValue::Integer(integer) = value else { return self.wrong(key, place, Expected::Integer) };
        let number = u32::from_str_radix(integer.as_str(), integer.radix()).ok().filter(|n| (min..=max).contains(n));
        if number.is_none() {
            self.report(messages::out_of_range(place, key, min, max));
        }
        number.map(|number| Spanned::new(number, place))
    }

    /// A whole number that must be there.
    pub fn required_integer(&self, key: &'static str, min: u32, max: u32) -> Option<Spanned<u32>> {
        let value = self.integer(key, min, max);
        self.required(key, value)
    }

    /// `true` or `false`.
    pub fn flag(&self, key: &'static str) -> Option<bool> {
        let (value, place) = self.get(key)?;
        match value {
            DeValue::Boolean(flag) => Some(*flag),
            _ => self.wrong(key, place, Expected::Flag),
        }
    }

    /// A date, as TOML has it or as a string, `2023-08-31`.
    pub fn date(&self, key: &'static str) -> Option<Spanned<Ymd>> {
        let (value, place) = self.get(key)?;
        let date = match value {
            DeValue::Datetime(when) if when.time.is_none() && when.offset.is_none() => {
                when.date.map(|date| Ymd { year: date.year, month: date.month, day: date.day })
            }
            DeValue::String(text) => Ymd::parse(text),
            _ => None,
        };
        match date {
            Some(date) => Some(Spanned::new(date, place)),
            None => self.wrong(key, place, Expected::Date),
        }
    }

    /// A date that must be there.
    pub fn required_date(&self, key: &'static str) -> Option<Spanned<Ymd>> {
        let value = self.date(key);
        self.required(key, value)
    }

    /// One of the words of `words`; the first one is named where there are too many to name all.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&'static str, T)]) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        let known = words.iter().find(|(word, _)| *word == text.text);
        if known.is_none() {
            let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.report(messages::unknown_word(text.place, key, &text.text, &names));
        }
        known.map(|(_, value)| Spanned::new(*value, text.place))
    }

    /// The tables of `[[key]]`; empty where the key is absent. A file may have some under the key's former name.
    pub fn tables(&self, key: &'static str) -> Vec<Fields<'r, 's>> {
        let mut all = Vec::new();
        if let Some(value) = self.entry(key)
            && let DeValue::Table(table) = value.get_ref()
            && self.reader.source.get(value.span().start..).is_some_and(|rest| rest.starts_with('['))
        {
            // Told, and read as the block that it is meant to be.
            self.ask(key);
            let place = self.reader.place(value.span());
            if !self.reader.bracketed.borrow().contains(key) {
                self.reader.mistyped(place, key, Expected::Tables);
            }
            return vec![Fields::new(self.reader, table, place)];
        }
        let before = self.former(key).filter(|before| self.table.contains_key(key) && self.table.contains_key(*before));
        let before = before.map(|before| self.items(before, Expected::Tables)).into_iter().flatten();
        for item in self.items(key, Expected::Tables).chain(before) {
            let place = self.reader.place(item.span());
            match item.get_ref() {
                DeValue::Table(table) => all.push(Fields::new(self.reader, table, place)),
                _ => self.reader.mistyped(place, key, Expected::Table),
            }
        }
        all
    }

    /// The table of `[key]`.
    pub fn table(&self, key: &'static str) -> Option<Fields<'r, 's>> {
        let (value, place) = self.get(key)?;
        match value {
            DeValue::Table(table) => Some(Fields::new(self.reader, table, place)),
            _ => self.wrong(key, place, Expected::Table),
        }
    }

    /// The table of `[key]`, or the tables of `[[key]]`.
    pub fn one_or_several(&self, key: &'static str) -> Vec<Fields<'r, 's>> {
        match self.entry(key).map(|value| value.get_ref()) {
            Some(DeValue::Array(_)) => self.tables(key),
            _ => self.table(key).into_iter().collect(),
        }
    }

    /// The entries of a list whose items are either strings or tables.
    pub fn mixed(&self, key: &'static str) -> Vec<Mixed<'r, 's>> {
        self.items(key, Expected::Texts).filter_map(|item| self.mixed_value(key, item)).collect()
    }

    /// The items of a list; none where the key is absent, or holds something else than was expected, which is told.
    fn items(&self, key: &'static str, expected: Expected) -> impl Iterator<Item = &'r toml::Spanned<DeValue<'r>>> {
        let array = match self.get(key) {
            Some((DeValue::Array(array), _)) => Some(array),
            Some((_, place)) => {
                self.reader.mistyped(place, key, expected);
                None
            }
            None => None,
        };
        array.into_iter().flat_map(|array| array.iter())
    }

    /// A string or a table.
    fn mixed_value(&self, key: &str, value: &'r toml::Spanned<DeValue<'r>>) -> Option<Mixed<'r, 's>> {
        let place = self.reader.place(value.span());
        match value.get_ref() {
            DeValue::String(text) => Some(Mixed::Text(self.reader.written(value.span(), text))),
            DeValue::Table(table) => Some(Mixed::Table(Fields::new(self.reader, table, place))),
            _ => self.wrong(key, place, Expected::Text),
        }
    }

    /// Where the value of `key` stands; the table's header where there is none.
    pub fn place_of(&self, key: &str) -> Span {
        self.entry(key).map_or(self.place, |value| self.reader.place(value.span()))
    }

    /// What nobody has asked for, as texts: their names stand in the manifest.
    pub fn others(&self) -> Vec<(Spanned<String>, SourceText)> {
        let cells = self.columns().into_iter();
        let text = |(name, value): (Spanned<String>, CellValue)| match value.content {
            CellContent::Words(words) => Some((name, words)),
            CellContent::Figure(_) => {
                self.reader.mistyped(value.place, &name.value, Expected::Text);
                None
            }
        };
        cells.filter_map(text).collect()
    }

    /// Every entry of a table whose keys are ids of the writer's own, with strings: `[noter]`.
    pub fn entries(&self) -> Vec<(Spanned<String>, SourceText)> {
        let mut all = Vec::new();
        for (key, value) in self.table {
            let name = Spanned::new(key.get_ref().to_string(), self.reader.place(key.span()));
            match value.get_ref() {
                DeValue::String(text) => all.push((name, self.reader.written(value.span(), text))),
                _ => {
                    let place = self.reader.place(value.span());
                    self.reader.mistyped(place, &name.value, Expected::Text);
                }
            }
        }
        all.sort_by_key(|(name, _)| name.place);
        all
    }

    /// Every entry of a table whose keys are ids, with strings or tables: `kolumner = { id = "Konto", ... }`.
    pub fn mixed_entries(&self) -> Vec<(Spanned<String>, Mixed<'r, 's>)> {
        let mut all = Vec::new();
        for (key, value) in self.table {
            let name = Spanned::new(key.get_ref().to_string(), self.reader.place(key.span()));
            all.extend(self.mixed_value(&name.value, value).map(|value| (name, value)));
        }
        all.sort_by_key(|(name, _)| name.place);
        all
    }

    /// The keys of this block that wait for a value in a comment: `# key =`.
    pub fn waiting(&self) -> Vec<String> {
        let all = self.in_comments().into_iter();
        all.filter(|(_, _, value)| value.is_empty()).map(|(key, ..)| key.to_owned()).collect()
    }

    /// Reports the keys of this block whose value stands there, behind the `#` of a key that waits: it is not taken.
    pub fn left_behind(&self) {
        for (key, range, value) in self.in_comments() {
            if !value.is_empty() && value.chars().all(is_blank) && !self.has(key) {
                self.report(messages::value_in_comment(self.reader.place(range), key));
            }
        }
    }

    /// The keys in comments of this block, each with where it stands and what stands behind it.
    fn in_comments(&self) -> Vec<InComment<'_>> {
        in_comments(self.reader.source, self.place.range().start)
    }

    /// What nobody has asked for: the columns of a row, whose names the manifest gives.
    pub fn columns(&self) -> Vec<(Spanned<String>, CellValue)> {
        let asked = self.asked.borrow();
        let mut all = Vec::new();
        for (key, value) in self.table {
            if asked.iter().any(|name| name == key.get_ref()) {
                continue;
            }
            let name = Spanned::new(key.get_ref().to_string(), self.reader.place(key.span()));
            if let Some(header) = self.reader.header_in_comment(key.span().start) {
                self.report(messages::key_below_comment(name.place, &name.value, header));
                continue;
            }
            let place = self.reader.place(value.span());
            if let Some(cell) = self.cell(&name.value, value.get_ref(), place) {
                all.push((name, cell));
            }
        }
        all.sort_by_key(|(name, _)| name.place);
        all
    }

    /// What stands in one cell: a figure with the digits as written, or words, perhaps over several rows.
    fn cell(&self, key: &str, value: &'r DeValue<'r>, place: Span) -> Option<CellValue> {
        match value {
            DeValue::Integer(number) if number.radix() == 10 => self.figure(key, number.as_str(), place),
            DeValue::Float(number) => self.figure(key, number.as_str(), place),
            DeValue::String(text) => {
                if text.trim().is_empty() {
                    self.report(messages::empty_value(place, key));
                    return None;
                }
                // What was told as an amount in another writing counts as it was meant.
                let (content, place) = match self.reader.amount_without_quotes(place) {
                    Some((amount, place)) => (CellContent::Figure(amount), place),
                    None => (CellContent::Words(self.reader.written(place.range(), text)), place),
                };
                Some(CellValue { content, rows: 1, columns: 1, place })
            }
            DeValue::Table(table) => {
                let fields = Fields::new(self.reader, table, place);
                let text = fields.required_text("text");
                let covers = |key| fields.integer(key, 1, 1000).map_or(1, |count| count.value);
                let (rows, columns) = (covers("rader"), covers("kolumner"));
                fields.finish();
                text.map(|text| CellValue { content: CellContent::Words(text), rows, columns, place })
            }
            _ => self.wrong(key, place, Expected::Cell),
        }
    }

    fn figure(&self, key: &str, digits: &str, place: Span) -> Option<CellValue> {
        let amount = digits.replace('_', "").parse::<Amount>();
        match amount {
            Ok(amount) => {
                if let Some(found) = messages::written_otherwise(place, digits, amount) {
                    self.report(found);
                }
                Some(CellValue { content: CellContent::Figure(amount), rows: 1, columns: 1, place })
            }
            Err(AmountError::NotAFigure) => self.wrong(key, place, Expected::Cell),
            Err(AmountError::TooLong) => {
                self.report(messages::figure_too_long(place, digits));
                None
            }
        }
    }

    /// Whether a key has blocks of its own.
    fn is_block(&self, key: &str) -> bool {
        let is_table = |value: &DeValue<'_>| matches!(value, DeValue::Table(_));
        self.entry(key).is_some_and(|value| match value.get_ref() {
            DeValue::Array(items) => items.iter().any(|item| is_table(item.get_ref())),
            value => is_table(value),
        })
    }

    /// Whether there are blocks that nobody has asked for, so that what is not in the file may be in them.
    pub fn has_unknown_blocks(&self) -> bool {
        let asked = self.asked.borrow();
        let mut keys = self.table.keys();
        keys.any(|key| !asked.iter().any(|name| name == key.get_ref()) && self.is_block(key.get_ref()))
    }

    /// Reports every key that nobody has asked for. Ends the reading.
    pub fn finish(self) {
        // What stands at the file's beginning may belong to a block whose header was lost.
        if self.is_unclear() && self.place.range().start == 0 {
            return;
        }
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            if !asked.iter().any(|name| name == key.get_ref()) {
                let place = self.reader.place(key.span());
                if let Some(header) = self.reader.header_in_comment(key.span().start) {
                    self.report(messages::key_below_comment(place, key.get_ref(), header));
                    continue;
                }
                if let Some(now) = asked.iter().find(|name| self.former(name) == Some(key.get_ref())) {
                    self.report(messages::key_under_both_names(place, key.get_ref(), now));
                    continue;
                }
                // Nobody is told to write a former name.
                let known: Vec<&'static str> =
                    asked.iter().filter(|name| !RENAMED.iter().any(|(_, before)| before == *name)).copied().collect();
                // There may be more blocks of one name.
                let is_block = self.is_block(key.get_ref());
                let free = known.iter().filter(|name| is_block || !self.has(name));
                let below = NESTED.iter().copied().find(|(name, _)| is_block && name == key.get_ref());
                if let Some((_, header)) = below.filter(|(_, header)| known.iter().any(|it| header.starts_with(*it))) {
                    self.report(messages::block_below(place, key.get_ref(), header));
                    continue;
                }
                let meant = closest_match(key.get_ref(), free.copied());
                if let Some(meant) = meant {
                    // A key that is there under a wrong name is not missing besides.
                    self.reader.found.borrow_mut().forget(&messages::missing_key(self.place, meant));
                }
                self.report(messages::unknown_key(place, key.get_ref(), meant, &known));
            }
        }
    }
}

/// A key in a comment: the key, where it stands, and what stands behind it.
type InComment<'s> = (&'s str, Range<usize>, &'s str);

/// The keys in comments of the block whose header stands at `at`.
fn in_comments(source: &str, at: usize) -> Vec<InComment<'_>> {
    let start = line_of(source, at).end;
    let below = source.get(start..).unwrap_or("");
    // Up to the next block, which may be a comment itself.
    let is_next = |line: &str| line.trim_start_matches(['#', ' ', '\t']).starts_with('[');
    let own = below.split_inclusive('\n').scan(start, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let own = own.take_while(|(_, line)| !is_next(line));
    let keys = own.filter_map(|(start, line)| {
        let (key, value) = line.trim().strip_prefix('#')?.split_once('=')?;
        let key = key.trim();
        let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
        let at = start + line.find(key)?;
        is_key.then(|| (key, at..at + key.len(), value.trim()))
    });
    keys.collect()
}

/// Tells of keys that are missing and stand in a comment of their block that they wait there: whoever adds one would
/// have it twice.
pub fn told_where_they_wait(found: &mut Vec<Diagnostic>, sources: &Sources) {
    let mut left_behind = Vec::new();
    for missing in found.iter_mut().filter(|found| found.code == Code::MissingKey) {
        let Some(place) = missing.place else { continue };
        let all = in_comments(&sources.file(place.file).text, place.range().start);
        let own = all.into_iter().find(|(key, ..)| *missing == messages::missing_key(place, key));
        if let Some((key, range, value)) = own {
            let at = Span::new(place.file, range);
            left_behind.push(messages::value_in_comment(at, key));
            *missing = messages::key_waits(at, key, !value.is_empty());
        }
    }
    found.retain(|found| !left_behind.contains(found));
}

/// An item of a list that holds strings and tables.
pub enum Mixed<'r, 's> {
    /// A string.
    Text(SourceText),
    /// A table.
    Table(Fields<'r, 's>),
}

/// What stands in a cell, and over how many rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellValue {
    /// The figure or the words.
    pub content: CellContent,
    /// Rows that the cell covers, from 1.
    pub rows: u32,
    /// Columns that the cell covers, from 1.
    pub columns: u32,
    /// Where it was written.
    pub place: Span,
}

/// A figure or words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellContent {
    /// An exact figure.
    Figure(Amount),
    /// Words, or a figure that is part of them, exactly as written.
    Words(SourceText),
}
