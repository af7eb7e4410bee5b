//! The cells of a workbook's sheet as the lines of a text, so that findings have a place in it.

use std::collections::BTreeMap;

use crate::base::cell_ref::{Area, At};
use crate::input::sheet;

use super::Stored;
use super::line::{FileCell, Line};

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
    let merged = merged.into_iter().filter(|area| !area.is_cell());
    let mut merged: BTreeMap<At, Box<Area>> = merged.map(|area| (first(&area), Box::new(area))).collect();
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
        let stored = stored(&cell.stored).replace(['\n', '\r', '\t'], " ");
        set.text.push_str(stored.trim());
        set.starts.push((u32::try_from(start).unwrap_or(u32::MAX), cell.at));
        if let Some(line) = set.lines.last_mut() {
            line.push(FileCell {
                column: cell.at.column,
                words: words(&cell, stored.trim()),
                span: start..set.text.len(),
                merged: merged.remove(&cell.at),
                stored: Some(cell),
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
        Stored::Text(words) | Stored::Date(words) | Stored::Error(words) => words.clone(),
        Stored::Boolean(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        Stored::Uncomputed => "=".to_owned(),
    }
}

/// What a cell says: what it holds, or hundredths where it shows those.
fn words(cell: &sheet::Cell, stored: &str) -> String {
    let per_cent = matches!(cell.stored, Stored::Number(_)) && cell.format.per_cent;
    per_cent.then(|| sheet::in_per_cent(stored)).flatten().unwrap_or_else(|| stored.to_owned())
}
