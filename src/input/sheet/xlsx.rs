//! The cells of a workbook's sheet as the lines of a text, so that findings have a place in it.

use std::collections::BTreeMap;

use crate::base::cell_ref::{Area, At};
use crate::base::limits::COVERED_CELLS;
use crate::input::sheet;

use super::Stored;
use super::line::{FileCell, Line, several_amounts};

/// A sheet as text: a line for each row that holds something, its cells parted by tabs.
#[derive(Debug, Default)]
pub struct SheetText {
    /// The text.
    pub text: String,
    /// Where each cell begins in it, in order.
    pub starts: Vec<(u32, At)>,
    /// The cells.
    pub lines: Vec<Line>,
}

/// Sets the cells of a sheet, row by row, as text.
pub fn set(cells: Vec<sheet::Cell>, merged: Vec<Area>) -> SheetText {
    let mut set = SheetText::default();
    // Of cells that are merged the first one holds what is shown.
    let first = |area: &Area| At { row: *area.rows.start(), column: *area.columns.start() };
    let merged: Vec<Area> = merged.into_iter().filter(|area| !area.is_cell()).collect();
    let covered = merged.iter().flat_map(|area| covered(area).map(move |at| (at, area))).take(COVERED_CELLS);
    let mut covered: BTreeMap<At, Box<Area>> = covered.map(|(at, area)| (at, Box::new(area.clone()))).collect();
    covered.extend(merged.iter().map(|area| (first(area), Box::new(area.clone()))));
    set.text.reserve_exact(cells.iter().map(|cell| cell.stored.len() + 1).sum());
    set.starts.reserve_exact(cells.len());
    let mut row = 0;
    for cell in cells {
        if cell.at.row != row {
            if row > 0 {
                set.text.push('\n');
            }
            set.lines.push(Line::new());
            row = cell.at.row;
        } else {
            set.text.push('\t');
        }
        let start = set.text.len();
        // Line ends and tabs part rows and cells here; of the same length, so that places hold.
        let whole = stored(&cell.stored);
        let stored = whole.replace(['\n', '\r', '\t'], " ");
        set.text.push_str(stored.trim());
        set.starts.push((u32::try_from(start).unwrap_or(u32::MAX), cell.at));
        if let Some(line) = set.lines.last_mut() {
            line.push(FileCell {
                column: cell.at.column,
                row: cell.at.row,
                words: words(&cell, stored.trim()),
                names: names(&cell),
                span: start..set.text.len(),
                several_amounts: several_amounts(&whole),
                merged: covered.remove(&cell.at),
                stored: Some(Box::new(cell)),
            });
        }
    }
    set.text.push('\n');
    set
}

/// What a cell holds, as it stands in the file.
fn stored(stored: &Stored) -> String {
    match stored {
        Stored::Number(number) => number.digits.clone(),
        Stored::Text(words) => words.to_string(),
        Stored::Error(words) => words.clone(),
        Stored::Date(ways) => ways.first().cloned().unwrap_or_default(),
        Stored::Boolean(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        Stored::Uncomputed => "=".to_owned(),
        Stored::Several(values) => values.join(" | "),
    }
}

/// The other ways in which Excel may show what a cell holds: a day in another language, `0120` for 120.
fn names(cell: &sheet::Cell) -> Vec<String> {
    match &cell.stored {
        Stored::Date(ways) => ways.get(1..).unwrap_or_default().to_vec(),
        Stored::Number(number) if number.digits.len() < cell.format.least && !number.digits.contains(['.', '-']) => {
            let (digits, width) = (&number.digits, cell.format.least);
            vec![format!("{digits:0>width$}")]
        }
        _ => Vec::new(),
    }
}

/// The cells of a merged area but the first one, where there are not too many.
fn covered(area: &Area) -> impl Iterator<Item = At> {
    let (rows, columns) = (area.rows.clone(), area.columns.clone());
    let all = rows.flat_map(move |row| columns.clone().map(move |column| At { row, column }));
    all.take(COVERED_CELLS).skip(1)
}

/// What a cell says: what it holds, or hundredths where it shows those.
fn words(cell: &sheet::Cell, stored: &str) -> String {
    let per_cent = matches!(cell.stored, Stored::Number(_)) && cell.format.per_cent;
    per_cent.then(|| sheet::in_per_cent(stored)).flatten().unwrap_or_else(|| stored.to_owned())
}
