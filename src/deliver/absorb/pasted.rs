//! Rows that somebody gave as lines, pasted or typed into a `[[csv]]`: a line taken out, and one put in beside another.

use std::collections::BTreeMap;
use std::ops::Range;

use super::block;
use super::edit::{self, Edit, Quote};

/// A line of a row, among others.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    text: &'t str,
    /// The line without its end.
    range: Range<usize>,
    /// What stands between its cells.
    separator: char,
    /// Its cells with the white space around their words.
    cells: Vec<Range<usize>>,
    /// The words of the first line's cells.
    headings: Vec<&'t str>,
}

/// The cells of a line.
fn cells(text: &str, line: &Range<usize>, separator: char) -> Vec<Range<usize>> {
    let mut start = line.start;
    let words = text.get(line.clone()).unwrap_or_default();
    let lengths = words.split(separator).map(str::len);
    lengths
        .map(|length| {
            let cell = start..start + length;
            start = cell.end + separator.len_utf8();
            cell
        })
        .collect()
}

/// The line of the `[[csv]]` of a file in which `at` lies. `None` where its cells cannot be told apart for certain, as
/// with quotation marks.
pub(super) fn line(text: &str, at: usize) -> Option<Line<'_>> {
    let around = block::around(text, at, "csv")?;
    let (within, quote) = edit::whole_string(text, &(at..at))?;
    if quote != Quote::Lines || within.start < around.range.start {
        return None;
    }
    let mut lines = Vec::new();
    let mut start = within.start;
    for line in text.get(within)?.split_inclusive('\n') {
        lines.push(start..start + line.trim_end_matches(['\r', '\n']).len());
        start += line.len();
    }
    let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let head = lines.iter().find(|line| !words(line).trim().is_empty())?;
    let range = lines.iter().find(|line| line.start <= at && at <= line.end && *line != head)?.clone();
    let separator = ['|', ';', '\t'].into_iter().max_by_key(|c| words(head).matches(*c).count())?;
    let [headings, cells] = [head, &range].map(|line| cells(text, line, separator));
    let is_plain = [head, &range].iter().all(|line| !words(line).contains('"'));
    let headings: Vec<&str> = headings.iter().map(|cell| words(cell).trim()).collect();
    (is_plain && cells.len() == headings.len() && cells.len() > 1).then_some(Line {
        text,
        range,
        separator,
        cells,
        headings,
    })
}

impl Line<'_> {
    /// Which cell of the line `at` lies in.
    pub(super) fn cell(&self, at: usize) -> Option<usize> {
        self.cells.iter().position(|cell| cell.start <= at && at <= cell.end)
    }

    /// Which cell has the row's id, if one has.
    pub(super) fn id(&self) -> Option<usize> {
        self.headings.iter().position(|heading| *heading == "id")
    }

    fn end(&self) -> &'static str {
        if self.text.get(self.range.end..).is_some_and(|rest| rest.starts_with("\r\n")) { "\r\n" } else { "\n" }
    }

    /// The line taken out.
    pub(super) fn taken_out(&self) -> Edit {
        Edit { range: self.range.start..self.range.end + self.end().len(), with: String::new() }
    }

    /// Another line behind it, or before it, with these words in its cells, which stand as wide as in this one. `None`
    /// for words that would be no cell.
    pub(super) fn put(&self, words: &BTreeMap<usize, String>, is_behind: bool) -> Option<Edit> {
        let is_odd = |words: &String| words.contains([self.separator, '"', '\n', '\r']) || words.contains("'''");
        if words.values().any(is_odd) {
            return None;
        }
        let mut cells = Vec::new();
        for (at, cell) in self.cells.iter().enumerate() {
            let model = self.text.get(cell.clone())?;
            let (new, lead) = (words.get(&at).map_or("", String::as_str), model.len() - model.trim_start().len());
            let lead = if model.trim().is_empty() { "" } else { model.get(..lead)? };
            let made = format!("{lead}{new}");
            // As wide as the model where that has white space behind its words.
            let more = if model.ends_with(' ') {
                model.chars().count().saturating_sub(made.chars().count()).max(1)
            } else {
                0
            };
            cells.push(format!("{made}{}", " ".repeat(more)));
        }
        let line = cells.join(&self.separator.to_string()).trim_end_matches(' ').to_owned();
        Some(match is_behind {
            true => Edit { range: self.range.end..self.range.end, with: format!("{}{line}", self.end()) },
            false => Edit { range: self.range.start..self.range.start, with: format!("{line}{}", self.end()) },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliver::absorb::edit::applied;

    const FILE: &str = "enhet = \"a\"\n\n[[csv]]\ntabell = \"t\"\ntext = '''\nid    | namn  | u\ngator | Gator | 7 712\n\
                        parker | Parker |\n'''\n\n[[rad]]\nid = \"x\"\n";

    #[test]
    fn lines_come_and_go() {
        let at = |words: &str| FILE.find(words).unwrap();
        let gator = line(FILE, at("7 712")).unwrap();
        assert_eq!((gator.cell(at("7 712")), gator.cell(at("Gator")), gator.id()), (Some(2), Some(1), Some(0)));
        let gone = applied(FILE, &[gator.taken_out()]).unwrap();
        assert!(gone.contains("| u\nparker | Parker |\n'''"), "{gone}");
        let words: BTreeMap<usize, String> =
            [(0, "torg"), (1, "Torg"), (2, "40")].map(|(at, it)| (at, it.to_owned())).into();
        let made = |behind: bool| applied(FILE, &[gator.put(&words, behind).unwrap()]).unwrap();
        assert!(made(true).contains("7 712\ntorg  | Torg  | 40\nparker"), "{}", made(true));
        assert!(made(false).contains("| u\ntorg  | Torg  | 40\ngator"), "{}", made(false));
        assert_eq!(gator.put(&[(1, "a|b".to_owned())].into(), true), None);
        // The line of headings, another block, and cells in quotation marks.
        assert_eq!(line(FILE, at("namn")), None);
        assert_eq!(line(FILE, at("\"x\"") + 1), None);
        assert_eq!(line(&FILE.replace("Gator", "\"Gator\""), at("Gator")), None);
        let windows = FILE.replace('\n', "\r\n");
        let line = line(&windows, windows.find("7 712").unwrap()).unwrap();
        let made = applied(&windows, &[line.put(&words, true).unwrap()]).unwrap();
        assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
        assert!(applied(&windows, &[line.taken_out()]).unwrap().contains("| u\r\nparker"));
    }
}
