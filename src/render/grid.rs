//! Where the cells of a table's rows stand: the model leaves out what a cell above spans, Word wants it filled.

use crate::model::{Cell, Row, RowRole};

/// How a cell is merged with those above and below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Merge {
    /// Not at all.
    None,
    /// It is the uppermost, which holds the text.
    Uppermost,
    /// It continues the one above it.
    Below,
}

/// A cell at its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    /// The model's cell, for a merged one that of the uppermost; `None` where the model has too few.
    pub(crate) cell: Option<&'a Cell>,
    /// The model's cell before that one in its row.
    pub(crate) before: Option<&'a Cell>,
    /// The row that the cell begins in.
    pub(crate) row: usize,
    /// The rows that it covers, from 1.
    pub(crate) rows: usize,
    /// Its first column.
    pub(crate) column: usize,
    /// The columns that it covers, from 1.
    pub(crate) columns: usize,
    /// How it is merged here.
    pub(crate) merge: Merge,
}

/// Which of a table's rows have a ground of their own in a layout where every second one has: each begins anew below a
/// heading, a sum or a gap, and a comment goes with its row.
pub(crate) fn stripes(rows: &[Row]) -> Vec<bool> {
    let mut striped = true;
    let stripe = |row: &Row| {
        striped = match row.role {
            RowRole::Body | RowRole::Strong => !striped,
            RowRole::Comment => striped,
            RowRole::Header
            | RowRole::Group
            | RowRole::Blank
            | RowRole::Subtotal
            | RowRole::Sum
            | RowRole::Result
            | RowRole::Notes => true,
        };
        striped && matches!(row.role, RowRole::Body | RowRole::Strong | RowRole::Comment)
    };
    rows.iter().map(stripe).collect()
}

/// Places the cells of `rows` in a grid of `columns`; no cell reaches below the last row or past the last column.
///
/// # Errors
///
/// The position of a row that has more cells than room.
pub(crate) fn place(rows: &[Row], columns: usize) -> Result<Vec<Vec<Placed<'_>>>, usize> {
    // For each column the cell that begins there and reaches on down.
    let mut open: Vec<Option<Placed>> = vec![None; columns];
    let mut grid = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let (mut given, mut last) = (row.cells.iter(), None);
        let mut placed = Vec::new();
        let mut column = 0;
        while column < columns {
            let here = open[column].take().unwrap_or_else(|| {
                let free = open[column..].iter().take_while(|above| above.is_none()).count();
                let cell = given.next();
                let before = std::mem::replace(&mut last, cell);
                let spans = |span: fn(&Cell) -> u16| cell.map_or(1, |cell| usize::from(span(cell).max(1)));
                let rows = spans(|cell| cell.rowspan).min(rows.len() - at);
                let merge = if rows > 1 { Merge::Uppermost } else { Merge::None };
                let columns = spans(|cell| cell.colspan).min(free.max(1));
                Placed { cell, before, row: at, rows, column, columns, merge }
            });
            open[column] = (here.row + here.rows > at + 1).then_some(Placed { merge: Merge::Below, ..here });
            column += here.columns;
            placed.push(here);
        }
        if given.next().is_some() {
            return Err(at);
        }
        grid.push(placed);
    }
    Ok(grid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Align, RowRole};

    #[test]
    fn spanning_cells_keep_the_grid_full() {
        let cell = |colspan, rowspan| Cell { colspan, rowspan, ..Cell::new(Vec::new(), Align::Start) };
        let row = |cells| Row { role: RowRole::Body, cells };
        let rows = [
            row(vec![cell(1, 9), cell(2, 1), cell(1, 2)]),
            row(vec![cell(7, 1)]),
            row(vec![]),
            row(vec![cell(0, 0), cell(1, 1), cell(1, 1)]),
        ];
        let grid = place(&rows, 4).expect("enough room");
        let shape = |at: usize| -> Vec<_> { grid[at].iter().map(|here: &Placed| (here.columns, here.merge)).collect() };
        assert_eq!(shape(0), [(1, Merge::Uppermost), (2, Merge::None), (1, Merge::Uppermost)]);
        assert_eq!(shape(1), [(1, Merge::Below), (2, Merge::None), (1, Merge::Below)]);
        assert_eq!(shape(2), [(1, Merge::Below), (1, Merge::None), (1, Merge::None), (1, Merge::None)]);
        assert_eq!(shape(3).len(), 4);
        assert_eq!(place(&[row(vec![cell(1, 1), cell(4, 1), cell(1, 1)])], 2).err(), Some(0));
    }
}
