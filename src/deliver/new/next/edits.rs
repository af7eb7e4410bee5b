//! Edits of a TOML file at its bytes: values replaced, statements and blocks turned into comments, notes above them.
//! What nothing is said of stays as somebody wrote it.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::lines::printable;

/// What stands before what the report of the period before said.
pub(super) const BEFORE: &str = "# Förra rapporten: ";

/// A statement of a file: a key with its value.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// The key.
    pub(super) key: String,
    /// Its lines, with the line end.
    pub(super) lines: Range<usize>,
}

/// Edits of a text.
pub(super) struct Edits<'t> {
    text: &'t str,
    all: Vec<(Range<usize>, String)>,
    /// Where a note stands already.
    noted: BTreeSet<usize>,
    /// The headers in order, each with its path.
    headers: Vec<(usize, Vec<String>)>,
}

impl<'t> Edits<'t> {
    pub(super) fn of(text: &'t str, table: &DeTable<'_>) -> Self {
        let mut headers = Vec::new();
        collect(text, table, &mut Vec::new(), &mut headers);
        headers.sort();
        Edits { text, all: Vec::new(), noted: BTreeSet::new(), headers }
    }

    /// The text of a range.
    pub(super) fn raw(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The statement of a key and its value.
    pub(super) fn statement(&self, key: &str, at: Range<usize>, value: Range<usize>) -> Statement {
        Statement { key: key.to_owned(), lines: self.lines(at.start..value.end) }
    }

    /// The whole lines of a range.
    fn lines(&self, range: Range<usize>) -> Range<usize> {
        let start = self.text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let rest = self.text.get(range.end..).unwrap_or_default();
        let end = rest.find('\n').map_or(self.text.len(), |at| range.end + at + 1);
        start..end
    }

    /// Puts something else in the place of a range.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        self.all.push((range, with.to_owned()));
    }

    /// Puts lines above a statement.
    pub(super) fn above(&mut self, at: usize, lines: &str) {
        self.all.push((at..at, lines.to_owned()));
    }

    /// Puts what a statement said above it, once.
    pub(super) fn said_above(&mut self, statement: &Statement) {
        if self.noted.insert(statement.lines.start) {
            let raw = self.raw(&statement.lines).to_owned();
            self.above(statement.lines.start, &said(&raw));
        }
    }

    /// Turns a statement into a comment.
    pub(super) fn comment_out(&mut self, statement: &Statement) {
        let raw = self.raw(&statement.lines).to_owned();
        self.replace(statement.lines.clone(), &said(&raw));
    }

    /// The block of a header, with the blocks within it, up to the comments above the next one.
    pub(super) fn block(&self, header: usize) -> Range<usize> {
        let at = self.headers.iter().position(|(start, _)| *start == header).unwrap_or(self.headers.len());
        let path = self.headers.get(at).map(|(_, path)| path.clone()).unwrap_or_default();
        let is_within = |other: &[String]| other.len() > path.len() && other.starts_with(&path);
        let next = self.headers.iter().skip(at + 1).find(|(_, other)| !is_within(other));
        let start = self.lines(header..header).start;
        let end = next.map_or(self.text.len(), |(next, _)| self.lines(*next..*next).start);
        let body = self.raw(&(start..end));
        let mut length = 0;
        let mut at = 0;
        for line in body.split_inclusive('\n') {
            at += line.len();
            if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
                length = at;
            }
        }
        start..start + length
    }

    /// Turns a block into a comment, with words above it.
    pub(super) fn block_out(&mut self, header: usize, why: &str) {
        self.block_out_with(header, why, str::to_owned);
    }

    /// The same with its lines in other words.
    pub(super) fn block_out_with(&mut self, header: usize, why: &str, words: impl Fn(&str) -> String) {
        let block = self.block(header);
        let raw = words(self.raw(&block));
        let mut out = format!("# {why}\n");
        raw.lines().for_each(|line| out.push_str(&format!("{}\n", commented(line))));
        self.replace(block, &out);
    }

    /// The text with all of them.
    pub(super) fn applied(mut self) -> String {
        self.all.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut out, mut at) = (String::new(), 0);
        for (range, with) in self.all {
            // What lies within something that is gone is gone with it.
            if range.start < at {
                continue;
            }
            out.push_str(self.text.get(at..range.start).unwrap_or_default());
            out.push_str(&with);
            at = range.end;
        }
        out + self.text.get(at..).unwrap_or_default()
    }
}

/// A line as a comment.
pub(super) fn commented(line: &str) -> String {
    format!("# {}", printable(line.trim_end_matches('\r'))).trim_end().to_owned()
}

/// Lines of a file as what the report of the period before said.
fn said(raw: &str) -> String {
    let mut lines = raw.lines().map(|line| printable(line.trim_end_matches('\r')));
    let first = lines.next().unwrap_or_default();
    let mut out = format!("{BEFORE}{}", first.trim_start()).trim_end().to_owned() + "\n";
    lines.for_each(|line| out.push_str(&format!("{}\n", commented(&line))));
    out
}

/// Every header of a table, with its path.
fn collect(text: &str, table: &DeTable<'_>, path: &mut Vec<String>, all: &mut Vec<(usize, Vec<String>)>) {
    for (key, value) in table {
        path.push(key.get_ref().to_string());
        collect_value(text, value, path, all);
        path.pop();
    }
}

fn collect_value(
    text: &str,
    value: &Spanned<DeValue<'_>>,
    path: &mut Vec<String>,
    all: &mut Vec<(usize, Vec<String>)>,
) {
    match value.get_ref() {
        DeValue::Table(inner) => {
            if is_header(text, &value.span()) {
                all.push((value.span().start, path.clone()));
            }
            if !is_inline(text, &value.span()) {
                collect(text, inner, path, all);
            }
        }
        DeValue::Array(inner) => inner.iter().for_each(|value| collect_value(text, value, path, all)),
        _ => {}
    }
}

/// Whether a table has a header of its own.
pub(super) fn is_header(text: &str, at: &Range<usize>) -> bool {
    text.get(at.start..).is_some_and(|rest| rest.starts_with('['))
}

/// Whether a table stands in braces.
pub(super) fn is_inline(text: &str, at: &Range<usize>) -> bool {
    text.get(at.start..).is_some_and(|rest| rest.starts_with('{'))
}

/// Empties a text: what it said stands above it, a comment line for each of its lines.
pub(super) fn empty_text(edits: &mut Edits<'_>, value: &Spanned<DeValue<'_>>, text: &str, statement: &Statement) {
    let mut lines = format!("{BEFORE}{}\n", statement.key);
    text.trim_matches(['\n', '\r']).lines().for_each(|line| lines.push_str(&(commented(line) + "\n")));
    edits.above(statement.lines.start, &lines);
    let raw = edits.raw(&value.span());
    let is_long = raw.starts_with("'''") || raw.starts_with("\"\"\"");
    edits.replace(value.span(), if is_long { "'''\n'''" } else { "\"\"" });
}
