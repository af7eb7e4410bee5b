//! The cells of a file of comma-separated values, or of semicolons or tabs, with their places.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::limits::{COLUMNS_OF_A_SHEET, LOOKED_AT_FOR_SEPARATOR as LOOKED_AT};

use super::line::{FileCell, Line, several_amounts};

/// A file of lines.
#[derive(Debug, Default)]
pub struct CsvText {
    /// Its lines that hold something. One that says what parts the cells is empty.
    pub lines: Vec<Line>,
    /// Quotation marks that open a cell and do not close it: their places, and how many more there are than these.
    pub open: (Vec<Range<usize>>, usize),
    /// A first line that says what parts the cells, in a way that nobody can follow.
    pub unclear: Option<Range<usize>>,
}

/// Why the lines of a file are not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is more in them than may be read.
    TooMuch(Exceeded),
    /// A line has more cells than a sheet has columns: the first one beyond.
    TooWide(Range<usize>),
}

impl From<Exceeded> for Refused {
    fn from(exceeded: Exceeded) -> Self {
        Refused::TooMuch(exceeded)
    }
}

/// What may part cells; of two that part as many lines into as many cells the first one does.
const SEPARATORS: [char; 4] = [';', '\t', '|', ','];

/// The open quotation marks that are told each at its place.
const TOLD: usize = 20;

/// The cells of each line with their places, quotes left out. A quoted cell may hold separators, line ends, and quotes
/// written twice. What parts the cells is what Excel's own first line says, `sep=;`, or else what parts most lines into
/// the same number of cells: a line of its own above the headings may hold any of them.
///
/// Cells, lines and words are counted before they are kept, and no more than `max_lines` are read.
///
/// # Errors
///
/// Where there are more of them than may be read.
pub fn lines(text: &str, max_lines: usize, budget: &mut Budget) -> Result<CsvText, Refused> {
    let declared = declared(text);
    let (said, begin) = declared.unwrap_or((None, 0));
    // Blank lines above the first one that holds something tell nothing.
    let rest = text.get(begin..).unwrap_or("");
    let first = text.len() - rest.trim_start_matches(['\n', '\r']).len();
    let (likely, columns) = likely(text, first);
    // What parts no line, where something else does, was said by mistake.
    let said = said.filter(|said| columns == 0 || parted(text, first, *said).0 > 0);
    let columns = if said.is_none_or(|said| said == likely) { columns } else { 0 };
    let separator = said.unwrap_or(likely);
    let mut read = Reading { text, separator, columns, lines: Vec::new(), open: (Vec::new(), 0) };
    read.all(begin, max_lines, budget)?;
    if declared.is_some() {
        read.lines.insert(0, Line::new());
    }
    let unclear = declared.filter(|_| said.is_none()).map(|_| 0..line_end(text, 0));
    Ok(CsvText { lines: read.lines, open: read.open, unclear })
}

/// The separator that the first line says, and where the next line begins; none where it says no such thing.
fn declared(text: &str) -> Option<(Option<char>, usize)> {
    let end = line_end(text, 0);
    let line = text.get(..end)?.trim_start_matches('"');
    let said = line.get(..4).filter(|word| word.eq_ignore_ascii_case("sep="))?.len();
    let mut rest = line.get(said..)?.chars();
    let separator = rest.next().filter(|c| !c.is_alphanumeric() && *c != '"');
    let is_all = |separator: &char| rest.all(|c| c == *separator || matches!(c, '"' | ' '));
    Some((separator.filter(is_all), next_line(text, end)))
}

/// What parts most lines into the same number of cells, more than one, and that number.
fn likely(text: &str, begin: usize) -> (char, usize) {
    let mut best = (',', (0, 0));
    for separator in SEPARATORS {
        let parted = parted(text, begin, separator);
        if parted.0 > best.1.0 {
            best = (separator, parted);
        }
    }
    (best.0, best.1.1)
}

/// How many lines a separator parts into the same number of cells, more than one, empty ones at the end left out; and
/// that number. A comma between digits is one of decimals, unless there are others on the line.
fn parted(text: &str, begin: usize, separator: char) -> (usize, usize) {
    let end = text.floor_char_boundary(begin.saturating_add(LOOKED_AT.1).min(text.len()));
    let text = text.get(..end).unwrap_or(text);
    let mut read = Reading { text, separator, columns: 0, lines: Vec::new(), open: (Vec::new(), 0) };
    // What is looked at is little; a line that is too wide is told where all is read.
    let wide = read.all(begin, LOOKED_AT.0, &mut Budget::of_own()).is_err();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for line in &read.lines {
        let cells = line.iter().rposition(|cell| !cell.words.is_empty()).map_or(0, |last| last + 1);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let decimals = |pair: &[FileCell]| match pair {
            [one, two] => is_digit(one.words.chars().next_back()) && is_digit(two.words.chars().next()),
            _ => false,
        };
        if cells > 1 && (separator != ',' || !line.windows(2).all(decimals)) {
            *counts.entry(cells).or_default() += 1;
        }
    }
    if wide {
        *counts.entry(COLUMNS_OF_A_SHEET as usize + 1).or_default() += 1;
    }
    let most = counts.into_iter().map(|(cells, lines)| (lines, cells)).max();
    most.unwrap_or_default()
}

/// Where the line ends that holds the byte `at`, and where the one after it begins.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find(['\n', '\r']).unwrap_or(rest.len())
}

fn next_line(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or("");
    end + if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) }
}

/// A text on the way through its cells.
struct Reading<'t> {
    text: &'t str,
    separator: char,
    /// The cells that most lines have, where that is known.
    columns: usize,
    lines: Vec<Line>,
    open: (Vec<Range<usize>>, usize),
}

/// A cell with what it says, the place of that, and where the cell ends.
struct Taken {
    words: String,
    span: Range<usize>,
    end: usize,
}

/// What a quotation mark at the beginning of a cell is.
enum Quote {
    /// It opens a cell that is closed.
    Cell(Taken),
    /// A sign like any other: `"Stora" parken`.
    Sign,
    /// It opens what nothing closes where a cell ends.
    Open,
}

impl Reading<'_> {
    /// Reads all lines from `at` on that hold something, at most so many.
    fn all(&mut self, mut at: usize, max_lines: usize, budget: &mut Budget) -> Result<(), Refused> {
        let mut row = u32::from(at > 0) + 1;
        let mut line = Line::new();
        let mut filled = false;
        loop {
            let cell = self.cell(at);
            let raw = self.text.get(at..cell.end).unwrap_or("");
            let ends = u32::try_from(line_ends(raw)).unwrap_or(u32::MAX);
            let rest = self.text.get(cell.end..).unwrap_or("");
            at = cell.end;
            filled |= !cell.words.is_empty();
            let goes_on = rest.starts_with(self.separator);
            // A line without anything costs nothing.
            if goes_on || filled || !line.is_empty() {
                if line.len() >= COLUMNS_OF_A_SHEET as usize {
                    return Err(Refused::TooWide(cell.span));
                }
                budget.take(Resource::Cells, 1)?;
                budget.take_len(Resource::Text, cell.words.len())?;
                line.push(file_cell(cell, row, line.len()));
            }
            row = row.saturating_add(ends);
            if goes_on {
                at += self.separator.len_utf8();
                continue;
            }
            if filled {
                budget.take(Resource::Rows, 1)?;
                line.shrink_to_fit();
                self.lines.push(std::mem::take(&mut line));
            }
            line.clear();
            filled = false;
            if rest.is_empty() || self.lines.len() >= max_lines {
                return Ok(());
            }
            (at, row) = (next_line(self.text, at), row.saturating_add(1));
        }
    }

    /// The cell that begins at a byte.
    fn cell(&mut self, start: usize) -> Taken {
        let rest = self.text.get(start..).unwrap_or("");
        let blank = |c: char| c.is_whitespace() && c != self.separator && !matches!(c, '\n' | '\r');
        let mut begin = start + rest.len() - rest.trim_start_matches(blank).len();
        let rest = self.text.get(begin..).unwrap_or("");
        // Programs write `="0120"` for words that Excel would take for a figure.
        let equals = usize::from(rest.starts_with("=\""));
        if rest.get(equals..).is_some_and(|rest| rest.starts_with('"')) {
            match self.quoted(start, begin + equals) {
                Quote::Cell(cell) => return cell,
                Quote::Sign => {}
                Quote::Open => {
                    if self.open.0.len() < TOLD {
                        self.open.0.push(begin..begin + 1);
                    } else {
                        self.open.1 += 1;
                    }
                    // The mark is told, and no sign of the text.
                    begin += 1;
                }
            }
        }
        let rest = self.text.get(begin..).unwrap_or("");
        let end = begin + rest.find([self.separator, '\n', '\r']).unwrap_or(rest.len());
        let whole = self.text.get(begin..end).unwrap_or("");
        let (words, begin) = (whole.trim(), begin + whole.len() - whole.trim_start().len());
        Taken { words: words.to_owned(), span: begin..begin + words.len(), end }
    }

    /// The cell that a quotation mark at `mark` opens; the cell begins at `start`.
    fn quoted(&self, start: usize, mark: usize) -> Quote {
        let rest = self.text.get(mark + 1..).unwrap_or("");
        let mut letters = rest.char_indices().peekable();
        let (mut words, mut parted) = (String::new(), false);
        while let Some((at, c)) = letters.next() {
            if c == '"' && letters.peek().is_some_and(|(_, next)| *next == '"') {
                words.push('"');
                letters.next();
            } else if c == '"' {
                let inner = rest.get(..at).unwrap_or("");
                let after = rest.get(at + 1..).unwrap_or("");
                let blank = after.trim_start_matches([' ', '\u{a0}']);
                let is_end = blank.is_empty() || blank.starts_with([self.separator, '\n', '\r']);
                let end = mark + 1 + at + 1 + after.len() - blank.len();
                return match is_end {
                    true if self.swallows(start, end, inner) => Quote::Open,
                    true => {
                        let begin = mark + 1 + inner.len() - inner.trim_start().len();
                        let span = begin..begin + inner.trim().len();
                        Quote::Cell(Taken { words: words.trim().to_owned(), span, end })
                    }
                    false if parted => Quote::Open,
                    false => Quote::Sign,
                };
            } else {
                parted |= c == self.separator || matches!(c, '\n' | '\r');
                words.push(c);
            }
        }
        Quote::Open
    }

    /// Whether what stands in quotes is several whole lines: each has as many cells as the others without the quotes.
    fn swallows(&self, start: usize, end: usize, inner: &str) -> bool {
        if self.columns < 2 || !inner.contains(['\n', '\r']) {
            return false;
        }
        let before = self.text.get(..start).unwrap_or("");
        let first = before.rfind(['\n', '\r']).map_or(0, |newline| newline + 1);
        let lines = self.text.get(first..line_end(self.text, end)).unwrap_or("");
        let whole = |line: &str| line.matches(self.separator).count() + 1 == self.columns;
        lines.split(['\n', '\r']).filter(|line| !line.is_empty()).all(whole)
    }
}

/// A cell with its place in the file.
fn file_cell(cell: Taken, row: u32, before: usize) -> FileCell {
    FileCell {
        column: u32::try_from(before + 1).unwrap_or(u32::MAX),
        row,
        several_amounts: several_amounts(&cell.words),
        // A line end or a tab within quotes is a space between words; of the same length, so that places hold.
        words: cell.words.replace(['\n', '\r', '\t'], " "),
        span: cell.span,
        ..FileCell::default()
    }
}

fn line_ends(text: &str) -> usize {
    text.matches(['\n', '\r']).count() - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::{Budget, CsvText};

    fn lines(text: &str) -> CsvText {
        super::lines(text, usize::MAX, &mut Budget::of_own()).unwrap()
    }

    fn words(text: &str) -> Vec<Vec<String>> {
        let cells = |line: Vec<super::FileCell>| line.into_iter().map(|cell| cell.words).collect();
        lines(text).lines.into_iter().map(cells).collect()
    }

    #[test]
    fn cells_are_parted_and_have_places() {
        let text = "id;namn;utfall\r\na;\"Lön; \"\"fast\"\"\"; 1 200,50 \r\nb;;\n";
        let all = lines(text).lines;
        assert_eq!(words(text)[..2], [["id", "namn", "utfall"], ["a", "Lön; \"fast\"", "1 200,50"]]);
        assert_eq!(&text[all[1][1].span.clone()], "Lön; \"\"fast\"\"");
        assert_eq!(&text[all[1][2].span.clone()], "1 200,50");
        let odd = "id;\"\"å;\"a\" b";
        let spans: Vec<&str> = lines(odd).lines[0].iter().map(|cell| odd.get(cell.span.clone()).unwrap()).collect();
        assert_eq!(spans, ["id", "\"\"å", "\"a\" b"], "what stands there is kept");
        assert_eq!(words("id;kod\na;=\"0120\"\n")[1], ["a", "0120"]);
    }

    #[test]
    fn several_lines_tell_what_parts_the_cells() {
        for (text, cells) in [
            ("Rapport, maj\nid;a;b\nx;1,5;2,5\n", ["x", "1,5", "2,5"]),
            ("id,a,b\nx,1;5,2\ny,3,4\n", ["x", "1;5", "2"]),
            ("Rapport; maj\nid\ta\tb\nx\t1,5\t2,5\n", ["x", "1,5", "2,5"]),
            ("id|a|b\nx|1,5|2,5\n", ["x", "1,5", "2,5"]),
            ("id,a,b\nx,\"1;2;3\",\"4;5;6\"\n", ["x", "1;2;3", "4;5;6"]),
            ("a;b;c\n1,5;2,5;3,5\n", ["1,5", "2,5", "3,5"]),
        ] {
            let all = words(text);
            let line = all.iter().find(|line| ["x", "1,5"].contains(&line[0].as_str())).unwrap();
            assert_eq!(line[..], cells, "{text}");
        }
    }

    #[test]
    fn a_first_line_can_say_what_parts_the_cells() {
        for text in ["sep=;\nid;a\n", "SEP=;\r\nid;a\r\n", "\"sep=;\"\nid;a\n", "sep=;;\nid;a\n", "sep=|\nid|a\n"] {
            let read = lines(text);
            assert_eq!((words(text)[1].join(" ").as_str(), read.unclear), ("id a", None), "{text}");
            assert_eq!((read.lines[1][0].row, read.lines[0].len()), (2, 0), "{text}");
        }
        assert_eq!(lines("sep=\nid;a\nx;1\n").unclear, Some(0..4));
        assert_eq!(lines("sep=,\nid;a\nx;1\n").unclear, Some(0..5), "nothing is parted by commas");
        assert_eq!(words("sep=;a\nid;a\nx;1\n")[1], ["id", "a"]);
        assert_eq!(words("separat;a\nx;1\n")[0], ["separat", "a"]);
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_keeps_its_line() {
        for (text, places) in [
            ("id;a;b\nx;\"Öst;1\ny;Väst;2\n", vec![9]),
            ("id;a;b\nx;\"Öst;1\ny;\"Väst;2\nz;Syd;3", vec![9, 19]),
            ("id;a;b\nx;\"Öst;1\ny;Väst\";2\nz;Syd;3", vec![9]),
            ("id;a;b\nx;\"Öst;1\ny;Väst;2\nz;Syd\";3", vec![9]),
            ("id;a;b\nx;\"Öst;1\ny;\"Väst\";2\nz;Syd;3", vec![9]),
        ] {
            let read = lines(text);
            let open: Vec<usize> = read.open.0.iter().map(|place| place.start).collect();
            assert_eq!(open, places, "{text}");
            let all = words(text);
            assert_eq!(all[1], ["x", "Öst", "1"], "{text}");
            assert_eq!(all[2].len(), 3, "{text}");
        }
        for closed in ["id;a;b\nx;\"Öst\nKust\";1\ny;Väst;2\n", "id;a;b\nx;Rör 5\";1\n", "id;a;b\nx;\"A\" \"B\";1\n"]
        {
            assert!(lines(closed).open.0.is_empty(), "{closed}");
        }
    }

    #[test]
    fn rows_are_those_of_the_file() {
        let rows = |text: &str| lines(text).lines.iter().map(|line| line[0].row).collect::<Vec<_>>();
        assert_eq!(rows("a;b\n\"1\n2\";3\r\n\r\nc;d\re;f"), [1, 2, 5, 6]);
    }
}
