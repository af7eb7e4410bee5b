//! Whole blocks of a TOML file, and entries of its lists, that come or go: `[[rad]]` and the row's name in the list of
//! the table's rows.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::edit::{self, Edit, Quote};

/// A block: its header with all that stands below it, up to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// What stands between the brackets of its header.
    pub(super) name: String,
    /// From its header to the end of its last value's line.
    pub(super) range: Range<usize>,
}

/// The blocks of a file, in order.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let strings = strings(text);
    let is_within = |at: usize| strings.iter().any(|range| range.start < at && at < range.end);
    let mut all: Vec<Block> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, bare) = (at, line.trim());
        at += line.len();
        let is_inside = is_within(start);
        match header(bare).filter(|_| !is_inside) {
            Some(name) => all.push(Block { name: name.to_owned(), range: start..start + line.trim_end().len() }),
            None if is_inside || !(bare.is_empty() || bare.starts_with('#')) => {
                if let Some(last) = all.last_mut() {
                    last.range.end = start + line.trim_end().len();
                }
            }
            None => {}
        }
    }
    all
}

/// The name in a line that is a header.
fn header(line: &str) -> Option<&str> {
    let line = line.split_once('#').map_or(line, |(line, _)| line).trim();
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let name = inner.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(inner).trim();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    (!name.is_empty() && name.chars().all(is_plain)).then_some(name)
}

/// The block with this header in which `at` lies, with the blocks below it, `risk` with `risk.kontrollmoment`.
pub(super) fn around(text: &str, at: usize, name: &str) -> Option<Block> {
    let all = blocks(text);
    let which = all.partition_point(|block| block.range.start <= at).checked_sub(1)?;
    let first = all[..=which].iter().rposition(|block| block.name == name)?;
    let is_below = |block: &&Block| block.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'));
    let below = all[first + 1..].iter().take_while(is_below).count();
    if first + below < which {
        return None;
    }
    let range = all[first].range.start..all[first + below].range.end;
    (range.contains(&at) || at == range.end).then(|| Block { name: name.to_owned(), range })
}

/// A block taken out, with the empty lines behind it. `None` where somebody has remarked something in it: that would
/// go with it.
pub(super) fn taken_out(text: &str, block: &Block) -> Option<Edit> {
    let strings = strings(text);
    let is_remark = |(at, _): &(usize, &str)| {
        let at = block.range.start + at;
        !strings.iter().any(|range| range.contains(&at))
    };
    if text.get(block.range.clone())?.match_indices('#').any(|hit| is_remark(&hit)) {
        return None;
    }
    let mut end = block.range.end;
    for line in text.get(end..)?.split_inclusive('\n') {
        // The rest of its own line, and empty ones.
        if !line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    Some(Edit { range: block.range.start..end, with: String::new() })
}

/// Lines as a block of their own behind a block, or before it.
pub(super) fn put(text: &str, block: &Block, lines: &str, is_behind: bool) -> Edit {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let lines = lines.trim_end().replace('\n', end);
    let (at, with) = match is_behind {
        true => (block.range.end, format!("{end}{end}{lines}")),
        false => (block.range.start, format!("{lines}{end}{end}")),
    };
    Edit { range: at..at, with }
}

/// The strings of a file.
fn strings(text: &str) -> Vec<Range<usize>> {
    fn collect(value: &Spanned<DeValue<'_>>, all: &mut Vec<Range<usize>>) {
        match value.get_ref() {
            DeValue::String(_) => all.push(value.span()),
            DeValue::Array(inner) => inner.iter().for_each(|inner| collect(inner, all)),
            DeValue::Table(inner) => inner.values().for_each(|inner| collect(inner, all)),
            _ => {}
        }
    }
    let (table, _) = DeTable::parse_recoverable(text);
    let mut all = Vec::new();
    table.get_ref().values().for_each(|value| collect(value, &mut all));
    all
}

/// A list of the manifest.
#[derive(Debug, Clone, Copy)]
pub(super) enum ListOf<'l> {
    /// The rows of the table with this id.
    Rows(&'l str),
    /// The risks of a table of the internal control, wherever they are listed.
    Risks,
}

/// A string of a list, with what it says.
type Entry = (String, Range<usize>);

/// The strings of each list of this kind. A table has one list of rows; risks are listed by tables and by chapters.
fn lists(text: &str, list: ListOf<'_>) -> Vec<Vec<Entry>> {
    fn of<'d>(table: &'d DeTable<'d>, key: &str) -> Option<&'d DeValue<'d>> {
        table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value.get_ref())
    }
    fn named<'d>(value: &'d DeValue<'d>, key: &str, all: &mut Vec<&'d DeValue<'d>>) {
        match value {
            DeValue::Array(inner) => inner.iter().for_each(|inner| named(inner.get_ref(), key, all)),
            DeValue::Table(inner) => {
                for (name, value) in inner {
                    if name.get_ref() == key {
                        all.push(value.get_ref());
                    } else {
                        named(value.get_ref(), key, all);
                    }
                }
            }
            _ => {}
        }
    }
    let (table, _) = DeTable::parse_recoverable(text);
    let root = table.get_ref();
    let mut found = Vec::new();
    match list {
        ListOf::Risks => root.values().for_each(|value| named(value.get_ref(), "risker", &mut found)),
        ListOf::Rows(id) => found.extend(of(root, "tabell").and_then(DeValue::as_array).and_then(|tables| {
            let mut tables = tables.iter().filter_map(|table| table.get_ref().as_table());
            tables.find(|table| of(table, "id").and_then(DeValue::as_str) == Some(id)).and_then(|it| of(it, "rader"))
        })),
    }
    let entries = |list: &DeValue<'_>| -> Vec<Entry> {
        let all = list.as_array().into_iter().flatten();
        all.filter_map(|entry| Some((entry.get_ref().as_str()?.to_owned(), entry.span()))).collect()
    };
    found.into_iter().map(entries).collect()
}

/// The list that has an entry which says this; `None` where none has, or several do.
fn list_with(text: &str, list: ListOf<'_>, known: &str) -> Option<Vec<Entry>> {
    let mut all = lists(text, list).into_iter().filter(|list| list.iter().any(|(words, _)| words == known));
    all.next().filter(|_| all.next().is_none())
}

/// Whether a list has an entry that says this.
pub(super) fn has(text: &str, list: ListOf<'_>, words: &str) -> bool {
    lists(text, list).iter().flatten().any(|(known, _)| known == words)
}

/// A list with `new` behind the entry that says `known`, or before it.
pub(super) fn listed(text: &str, list: ListOf<'_>, known: &str, new: &str, is_behind: bool) -> Option<Edit> {
    let all = list_with(text, list, known)?;
    let mut at = all.iter().filter(|(words, _)| words == known).map(|(_, at)| at.clone());
    let (at, None) = (at.next()?, at.next()) else { return None };
    put_beside(text, &at, &format!("\"{new}\""), is_behind)
}

/// An entry of a list with another one behind it, or before it.
fn put_beside(text: &str, at: &Range<usize>, new: &str, is_behind: bool) -> Option<Edit> {
    let start = text.get(..at.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    // One to a line, or all on one.
    let lead = text.get(start..at.start)?;
    let between = if lead.trim().is_empty() && start > 0 {
        format!("{}{lead}", if text.contains("\r\n") { "\r\n" } else { "\n" })
    } else {
        " ".to_owned()
    };
    Some(match is_behind {
        true => Edit { range: at.end..at.end, with: format!(",{between}{new}") },
        false => Edit { range: at.start..at.start, with: format!("{new},{between}") },
    })
}

/// A list without the entry that says `known`. `None` where somebody has remarked something beside it.
pub(super) fn unlisted(text: &str, list: ListOf<'_>, known: &str) -> Option<Edit> {
    let all = list_with(text, list, known)?;
    let at = all.iter().position(|(words, _)| words == known)?;
    let all: Vec<Range<usize>> = all.into_iter().map(|(_, range)| range).collect();
    without(text, &all, at)
}

/// A list without one of its entries.
fn without(text: &str, all: &[Range<usize>], at: usize) -> Option<Edit> {
    let own = all.get(at)?.clone();
    let range = match (all.get(at + 1), at.checked_sub(1).and_then(|before| all.get(before))) {
        (Some(next), _) => own.start..next.start,
        (None, Some(before)) => before.end..own.end,
        // A list of nothing is another matter.
        (None, None) => return None,
    };
    let apart: String = [range.start..own.start.max(range.start), own.end.min(range.end)..range.end]
        .into_iter()
        .filter_map(|part| text.get(part))
        .collect();
    apart.chars().all(|c| c.is_whitespace() || c == ',').then_some(Edit { range, with: String::new() })
}

/// The strings of the list in which one lies at `at`, and which of them that is: points that stand as words in
/// quotation marks, each a paragraph of the paper.
fn strings_around(text: &str, at: &Range<usize>) -> Option<(Vec<Range<usize>>, usize)> {
    fn find(value: &Spanned<DeValue<'_>>, at: &Range<usize>) -> Option<(Vec<Range<usize>>, usize)> {
        match value.get_ref() {
            DeValue::Array(inner) => {
                let is_string = |value: &Spanned<DeValue<'_>>| matches!(value.get_ref(), DeValue::String(_));
                let own = inner
                    .iter()
                    .position(|one| is_string(one) && one.span().start <= at.start && at.end <= one.span().end);
                match own.filter(|_| inner.iter().all(is_string)) {
                    Some(own) => Some((inner.iter().map(Spanned::span).collect(), own)),
                    None => inner.iter().find_map(|inner| find(inner, at)),
                }
            }
            DeValue::Table(inner) => inner.values().find_map(|inner| find(inner, at)),
            _ => None,
        }
    }
    let (table, _) = DeTable::parse_recoverable(text);
    table.get_ref().values().find_map(|value| find(value, at))
}

/// A point of a list of strings taken out of it. `None` where it is no such point, or the only one.
pub(super) fn point_out(text: &str, at: &Range<usize>) -> Option<Edit> {
    let (all, own) = strings_around(text, at)?;
    without(text, &all, own)
}

/// Another point behind one of a list of strings.
pub(super) fn point_behind(text: &str, at: &Range<usize>, words: &str) -> Option<Edit> {
    let (all, own) = strings_around(text, at)?;
    let new = Quote::Escaped.written(words)?;
    put_beside(text, all.get(own)?, &format!("\"{new}\""), true)
}

/// A key with the string that is its value, all of which `at` is, taken out with its line. `None` where anything else
/// stands there.
pub(super) fn key_out(text: &str, at: &Range<usize>) -> Option<Edit> {
    let (inner, quote) = edit::whole_string(text, at)?;
    let marks = if quote.holds_lines() { 3 } else { 1 };
    let bare = text.get(inner.clone())?.trim();
    let (start, end) = (inner.start.checked_sub(marks)?, inner.end + marks);
    let line = text.get(..start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let key = text.get(line..start)?.trim().strip_suffix('=')?.trim_end();
    let is_key = !key.is_empty() && key.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'_' | b'-'));
    let rest = text.get(end..)?.split_inclusive('\n').next().unwrap_or_default();
    let is_all = bare == text.get(at.clone())?.trim();
    (is_key && is_all && rest.trim().is_empty()).then(|| Edit { range: line..end + rest.len(), with: String::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliver::absorb::edit::applied;

    const FILE: &str = "enhet = \"a\"\n\n[[rad]]\ntabell = \"t\"\nid = \"x\"\n\n# Om y.\n[[rad]]\nid = \"y\" # nej\n\n\
                        [[risk]]\nid = \"r\"\nnamn = '''\n[inte]\n'''\n\n[[risk.kontrollmoment]]\ntext = \"#1\"\n";

    #[test]
    fn blocks_end_where_the_next_begins() {
        let names: Vec<String> = blocks(FILE).into_iter().map(|block| block.name).collect();
        assert_eq!(names, ["rad", "rad", "risk", "risk.kontrollmoment"]);
        let at = |words: &str| FILE.find(words).unwrap();
        let x = around(FILE, at("\"x\""), "rad").unwrap();
        assert_eq!(&FILE[x.range.clone()], "[[rad]]\ntabell = \"t\"\nid = \"x\"");
        let without = applied(FILE, &[taken_out(FILE, &x).unwrap()]).unwrap();
        assert!(without.starts_with("enhet = \"a\"\n\n# Om y.\n[[rad]]\nid = \"y\""), "{without}");
        assert_eq!(taken_out(FILE, &around(FILE, at("\"y\""), "rad").unwrap()), None);
        assert_eq!(around(FILE, at("\"y\""), "risk"), None);
        let risk = around(FILE, at("\"#1\""), "risk").unwrap();
        assert!(FILE[risk.range.clone()].ends_with("text = \"#1\"") && taken_out(FILE, &risk).is_some());
        let new = applied(FILE, &[put(FILE, &x, "[[rad]]\nid = \"z\"\n", true)]).unwrap();
        assert!(new.contains("id = \"x\"\n\n[[rad]]\nid = \"z\"\n\n# Om y."), "{new}");
    }

    #[test]
    fn entries_of_lists_come_and_go() {
        let file = "[[tabell]]\nid = \"t\"\nrader = [\n  \"a/x\",\n  \"a/y\", # sist\n]\n\n[internkontroll]\n\
                    risker = [\"a/r\", \"a/s\"]\n";
        let made = |edit: Option<Edit>| applied(file, &[edit.unwrap()]).unwrap();
        assert!(made(listed(file, ListOf::Rows("t"), "a/x", "a/z", true)).contains("\"a/x\",\n  \"a/z\",\n  \"a/y\","));
        assert!(made(listed(file, ListOf::Rows("t"), "a/x", "a/z", false)).contains("[\n  \"a/z\",\n  \"a/x\","));
        assert!(made(listed(file, ListOf::Risks, "a/s", "a/t", true)).contains("\"a/s\", \"a/t\"]"));
        assert!(made(unlisted(file, ListOf::Rows("t"), "a/x")).contains("[\n  \"a/y\", # sist\n]"));
        assert!(made(unlisted(file, ListOf::Risks, "a/s")).contains("[\"a/r\"]"));
        let at = |words: &str| file.find(words).map(|at| at..at + words.len()).unwrap();
        assert!(made(point_out(file, &at("a/y"))).contains("[\n  \"a/x\", # sist\n]"));
        assert!(made(point_behind(file, &at("a/r"), "så \"sa\" hon")).contains(r#"["a/r", "så \"sa\" hon", "a/s"]"#));
        let id = file.find("\"t\"").unwrap() + 1;
        assert!(made(key_out(file, &(id..id + 1))).contains("[[tabell]]\nrader"));
        assert!(point_out("a = [\"x\"]", &(6..7)).is_none() && key_out("a = [\"x\"]", &(6..7)).is_none());
        assert!(key_out("a = \"x\" # y\n", &(5..6)).is_none() && key_out("a = \"x y\"\n", &(5..6)).is_none());
        assert_eq!(
            applied("b = 1\na = '''\nx\n'''\n", &[key_out("b = 1\na = '''\nx\n'''\n", &(14..15)).unwrap()]).unwrap(),
            "b = 1\n"
        );
        assert!(listed(file, ListOf::Rows("t"), "a/q", "a/z", true).is_none());
        assert!(unlisted(file, ListOf::Rows("u"), "a/x").is_none());
    }
}
