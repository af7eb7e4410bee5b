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
    headings: Vec<String>,
}

/// The cells of a line; `None` where a quotation mark is left open. One in quotation marks may hold the separator.
fn cells(text: &str, line: &Range<usize>, separator: char) -> Option<Vec<Range<usize>>> {
    let (mut all, mut start, mut is_quoted) = (Vec::new(), line.start, false);
    for (at, c) in text.get(line.clone())?.char_indices().map(|(at, c)| (line.start + at, c)) {
        if c == '"' {
            // Within a cell that began without one it is a sign as any other, which other readers may take otherwise.
            if !is_quoted && !text.get(start..at)?.trim().is_empty() && !text.get(start..at)?.trim().starts_with('"') {
                return None;
            }
            is_quoted = !is_quoted;
        } else if c == separator && !is_quoted {
            all.push(start..at);
            start = at + c.len_utf8();
        }
    }
    all.push(start..line.end);
    (!is_quoted).then_some(all)
}

/// The words of a cell without its quotation marks.
fn bare(cell: &str) -> String {
    let words = cell.trim();
    let inner = words.strip_prefix('"').and_then(|inner| inner.strip_suffix('"'));
    inner.map_or_else(|| words.to_owned(), |inner| inner.replace("\"\"", "\""))
}

/// Words as a cell beside this one: in quotation marks where that is, or where they need them.
fn as_cell(words: &str, model: &str, separator: char) -> String {
    let needs = words.contains(separator) || words.contains('"');
    if needs || model.trim().starts_with('"') {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words.to_owned()
    }
}

/// The line of the `[[csv]]` of a file in which `at` lies. `None` where its cells cannot be told apart for certain, as
/// with a quotation mark that is left open, or one within a cell.
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
    let (headings, cells) = (cells(text, head, separator)?, cells(text, &range, separator)?);
    let headings: Vec<String> = headings.iter().map(|cell| bare(words(cell))).collect();
    (cells.len() == headings.len() && cells.len() > 1).then_some(Line { text, range, separator, cells, headings })
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
        let is_odd = |words: &String| words.contains(['\n', '\r']) || words.contains("'''");
        if words.values().any(is_odd) {
            return None;
        }
        let mut cells = Vec::new();
        for (at, cell) in self.cells.iter().enumerate() {
            let model = self.text.get(cell.clone())?;
            let new = words.get(&at).map(|words| as_cell(words, model, self.separator)).unwrap_or_default();
            let lead = model.len() - model.trim_start().len();
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

    const FILE: &str = "enhet = \"a\"\n\n[[csv]]\ntabell = \"t\"\ntext = '''\nid    | namn  | u\ngator | Gator | \
                        7 712\nparker | Parker |\n'''\n\n[[rad]]\nid = \"x\"\n";

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
        assert_eq!(gator.put(&[(1, "a\nb".to_owned())].into(), true), None);
        // What would part cells stands in quotation marks.
        let odd = gator.put(&[(1, "a|b".to_owned())].into(), true).unwrap();
        assert!(odd.with.contains("| \"a|b\" |"), "{odd:?}");
        // The line of headings, another block, and quotation marks that are open or within a cell.
        assert_eq!(line(FILE, at("namn")), None);
        assert_eq!(line(FILE, at("\"x\"") + 1), None);
        assert_eq!(line(&FILE.replace("Gator", "\"Gator"), at("Gator")), None);
        assert_eq!(line(&FILE.replace("Gator", "Ga\"to\"r"), at("Gator")), None);
        let windows = FILE.replace('\n', "\r\n");
        let line = line(&windows, windows.find("7 712").unwrap()).unwrap();
        let made = applied(&windows, &[line.put(&words, true).unwrap()]).unwrap();
        assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
        assert!(applied(&windows, &[line.taken_out()]).unwrap().contains("| u\r\nparker"));
    }

    #[test]
    fn quoted_cells_are_written_as_their_neighbours_are() {
        let file =
            "[[csv]]\ntabell = \"t\"\ntext = '''\n\"id\";\"namn\";\"u\"\n\"gator\";\"Gator; vägar\";7 712\n'''\n";
        let at = |words: &str| file.find(words).unwrap();
        let gator = line(file, at("7 712")).unwrap();
        assert_eq!((gator.cell(at("vägar")), gator.cell(at("7 712")), gator.id()), (Some(1), Some(2), Some(0)));
        let put = |words: [&str; 3]| {
            let words = words.iter().enumerate().map(|(at, it)| (at, (*it).to_owned())).collect();
            applied(file, &[gator.put(&words, true).unwrap()]).unwrap()
        };
        assert!(
            put(["torg", "Torg", "40"]).contains("7 712\n\"torg\";\"Torg\";40\n"),
            "{}",
            put(["torg", "Torg", "40"])
        );
        assert!(put(["torg", "Det \"stora\"", "4;0"]).contains("\"Det \"\"stora\"\"\";\"4;0\"\n"));
        assert!(applied(file, &[gator.taken_out()]).unwrap().contains("\"u\"\n'''"));
    }
}
