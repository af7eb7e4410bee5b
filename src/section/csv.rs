//! `[[csv]]`: figures of a finance table from a file that another program has written.

use std::ops::Range;

use super::finance::{FinanceRow, RowKind};
use super::{Cell, Content};
use crate::diagnostic::{Diagnostic, messages};
use crate::fields::{Fields, is_id};
use crate::prose::Prose;
use crate::source::{FileId, Place, Spanned, is_inside};
use crate::written::Written;

/// Where a table's figures come from.
#[derive(Debug, Clone)]
pub struct CsvSource {
    /// The table's id.
    pub table: Spanned<String>,
    /// The file, within the report's folder.
    pub file: Written,
}

/// The column whose cells are the rows' ids.
const ID: &str = "id";

/// The column whose cells are the rows' names.
const NAME: &str = "namn";

pub(super) fn source(fields: Fields<'_, '_>) -> Option<CsvSource> {
    let (table, file) = (fields.required_id("tabell"), fields.words("fil"));
    let outside = file.as_ref().filter(|file| !is_inside(&file.text));
    if let Some(file) = outside {
        fields.report(messages::path_outside(file.place, &file.text));
    }
    let file = file.filter(|file| is_inside(&file.text));
    fields.finish();
    Some(CsvSource { table: table?, file: file? })
}

/// Adds the rows of a file to those of the section: cells to a row that the section has, otherwise a row of its own.
///
/// The first line names the columns. Cells are parted by semicolons, tabs or commas, whichever of them the first line has
/// first in this order.
pub fn read(file: FileId, text: &str, table: &Spanned<String>, rows: &mut Vec<FinanceRow>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut lines = lines(text).into_iter().filter(|line| line.iter().any(|cell| !cell.0.trim().is_empty()));
    let whole = Place::new(file, 0..0);
    let Some(header) = lines.next() else {
        found.push(messages::missing_key(whole, ID));
        return found;
    };
    let names: Vec<Spanned<String>> =
        header.into_iter().map(|(name, span)| Spanned::new(name.trim().to_owned(), Place::new(file, span))).collect();
    let at = |wanted: &str| names.iter().position(|name| name.value == wanted);
    let Some(ids) = at(ID) else {
        found.push(messages::missing_key(names.first().map_or(whole, |name| name.place), ID));
        return found;
    };
    let label = |cell: &(String, Range<usize>), found: &mut Vec<Diagnostic>| {
        Prose::read_label(&Written::plain(file, cell.1.clone(), &cell.0), found)
    };
    for line in lines {
        let Some(id) = line.get(ids).filter(|id| !id.0.trim().is_empty()) else {
            let first = line.first().map_or(0..0, |cell| cell.1.clone());
            found.push(messages::missing_key(Place::new(file, first), ID));
            continue;
        };
        let (id, place) = (id.0.trim().to_owned(), Place::new(file, id.1.clone()));
        if !is_id(&id) {
            found.push(messages::bad_id(place, &id));
            continue;
        }
        let named = at(NAME).and_then(|at| line.get(at)).map(|name| label(name, &mut found));
        let cells = names
            .iter()
            .zip(&line)
            .filter(|(name, (words, _))| !matches!(name.value.as_str(), "" | ID | NAME) && !words.trim().is_empty());
        let cells: Vec<(Spanned<String>, Cell)> = cells
            .map(|(name, cell)| {
                let content = Content::Words(label(cell, &mut found));
                (name.clone(), Cell { content, marks: None, rows: 1, place: Place::new(file, cell.1.clone()) })
            })
            .collect();
        if !add(rows, table, Spanned::new(id, place), named, cells) {
            found.push(messages::missing_key(place, NAME));
        }
    }
    found
}

/// Adds a line's cells; `false` where nobody has named the row.
fn add(
    rows: &mut Vec<FinanceRow>,
    table: &Spanned<String>,
    id: Spanned<String>,
    name: Option<Prose>,
    cells: Vec<(Spanned<String>, Cell)>,
) -> bool {
    let known = rows.iter_mut().find(|row| row.table.value == table.value && row.id.value == id.value);
    match known {
        // A second line of the same id, or a row whose figures were written: that one id is used twice is told later.
        Some(row) if row.cells.is_empty() => {
            row.cells = cells;
            true
        }
        _ => {
            let (place, is_named) = (id.place, name.is_some());
            let table = Spanned::new(table.value.clone(), place);
            let (name, kind, sums) = (name.unwrap_or_default(), RowKind::Item, Vec::new());
            rows.push(FinanceRow {
                table,
                id,
                name,
                kind,
                sums,
                above: None,
                turned: None,
                comment: None,
                cells,
                place,
            });
            is_named
        }
    }
}

/// The cells of each line with their places, quotes left out. A quoted cell may hold separators, line ends, and quotes
/// written twice.
fn lines(text: &str) -> Vec<Vec<(String, Range<usize>)>> {
    let first = text.lines().next().unwrap_or("");
    let separator = [';', '\t'].into_iter().find(|separator| first.contains(*separator)).unwrap_or(',');
    let mut lines = vec![Vec::new()];
    let (mut words, mut start, mut quoted) = (String::new(), 0, false);
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        match c {
            '"' if quoted && next == Some('"') => {
                words.push('"');
                letters.next();
            }
            '"' if quoted => quoted = false,
            '"' if words.trim().is_empty() => {
                (words, start, quoted) = (String::new(), at + 1, true);
            }
            '\r' if !quoted && next == Some('\n') => {}
            '\n' | '\r' if !quoted => {
                end(&mut lines, &mut words, start);
                start = at + 1;
                lines.push(Vec::new());
            }
            c if c == separator && !quoted => {
                end(&mut lines, &mut words, start);
                start = at + 1;
            }
            c => words.push(c),
        }
    }
    end(&mut lines, &mut words, start);
    lines
}

/// Ends a cell; its place leaves out the white space around it.
fn end(lines: &mut [Vec<(String, Range<usize>)>], words: &mut String, start: usize) {
    let words = std::mem::take(words);
    let lead = words.len() - words.trim_start().len();
    let trimmed = words.trim().to_owned();
    let range = start + lead..start + lead + trimmed.len();
    if let Some(line) = lines.last_mut() {
        line.push((trimmed, range));
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn cells_are_parted_and_have_places() {
        let text = "id;namn;utfall\r\na;\"Lön; \"\"fast\"\"\"; 1 200,50 \r\nb;;\n";
        let all = lines(text);
        let words: Vec<Vec<&str>> = all.iter().map(|line| line.iter().map(|cell| cell.0.as_str()).collect()).collect();
        assert_eq!(words[..2], [["id", "namn", "utfall"], ["a", "Lön; \"fast\"", "1 200,50"]]);
        assert_eq!(&text[all[1][2].1.clone()], "1 200,50");
    }
}
