//! Cells and ranges as spreadsheets name them: `C7`, `A3:F20`, `'Drift 2025'!C7`.

use std::ops::RangeInclusive;

use super::limits::{COLUMNS_OF_A_SHEET, ROWS_OF_A_SHEET};

/// The place of a cell, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

impl At {
    /// Reads `C7`, `$` before letters or digits left out.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace('$', "");
        let split = text.find(|c: char| c.is_ascii_digit())?;
        let (column, row) = (column(&text[..split])?, &text[split..]);
        let row = row.bytes().all(|b| b.is_ascii_digit()).then(|| row.parse().ok()).flatten()?;
        (1..=ROWS_OF_A_SHEET).contains(&row).then_some(At { row, column })
    }

    /// `C7`.
    pub fn name(self) -> String {
        format!("{}{}", letters(self.column), self.row)
    }
}

/// The number of the column that these letters name, from 1.
pub fn column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let digit = |b: u8| u32::from(b.to_ascii_uppercase() - b'A') + 1;
    let number = letters.bytes().fold(0, |number, b| number * 26 + digit(b));
    (number <= COLUMNS_OF_A_SHEET).then_some(number)
}

/// The letters of a column.
pub fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.push(char::from(b'A' + u8::try_from((column - 1) % 26).unwrap_or(0)));
        column = (column - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its rows, from 1.
    pub rows: RangeInclusive<u32>,
    /// Its columns, from 1.
    pub columns: RangeInclusive<u32>,
}

impl Default for Area {
    /// All of a sheet.
    fn default() -> Self {
        Area { rows: 1..=ROWS_OF_A_SHEET, columns: 1..=COLUMNS_OF_A_SHEET }
    }
}

impl Area {
    /// Reads `A3:F20`, `A3:F` (down to the last row), `A:F`, or `A3` (to the right and down).
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace('$', "");
        let (from, to) = text.split_once(':').map_or((text.as_str(), None), |(from, to)| (from, Some(to)));
        let from =
            At::parse(from).or_else(|| column(from).filter(|_| to.is_some()).map(|column| At { row: 1, column }))?;
        let last = At { row: ROWS_OF_A_SHEET, column: COLUMNS_OF_A_SHEET };
        let to = match to {
            None => last,
            Some(to) => At::parse(to).or_else(|| column(to).map(|column| At { column, ..last }))?,
        };
        let ordered = from.row <= to.row && from.column <= to.column;
        ordered.then_some(Area { rows: from.row..=to.row, columns: from.column..=to.column })
    }

    /// `A3:F20`.
    pub fn name(&self) -> String {
        let corner = |row: &u32, column: &u32| At { row: *row, column: *column }.name();
        let from = corner(self.rows.start(), self.columns.start());
        format!("{from}:{}", corner(self.rows.end(), self.columns.end()))
    }

    /// The same columns from another row on, as one writes it: `A3:J`.
    pub fn beginning(&self, row: u32) -> String {
        let from = At { row, column: *self.columns.start() }.name();
        let (last_row, last_column) = (*self.rows.end(), *self.columns.end());
        match (last_row == ROWS_OF_A_SHEET, last_column == COLUMNS_OF_A_SHEET) {
            (true, true) => from,
            (true, false) => format!("{from}:{}", letters(last_column)),
            (false, _) => format!("{from}:{}", At { row: last_row, column: last_column }.name()),
        }
    }

    /// Whether it is one cell.
    pub fn is_cell(&self) -> bool {
        self.rows.start() == self.rows.end() && self.columns.start() == self.columns.end()
    }

    /// Whether a cell lies in it.
    pub fn holds(&self, at: At) -> bool {
        self.rows.contains(&at.row) && self.columns.contains(&at.column)
    }
}

/// A sheet's name as formulas write it: in quotes where it holds more than letters, digits and underscores.
pub fn quoted(sheet: &str) -> String {
    let plain = sheet.chars().all(|c| c.is_alphanumeric() || c == '_') && !sheet.starts_with(|c: char| c.is_numeric());
    if plain && !sheet.is_empty() { sheet.to_owned() } else { format!("'{}'", sheet.replace('\'', "''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells() {
        for (name, row, column) in [("A1", 1, 1), ("Z9", 9, 26), ("AA10", 10, 27), ("XFD1048576", 1_048_576, 16_384)] {
            assert_eq!(At::parse(name), Some(At { row, column }));
            assert_eq!(At { row, column }.name(), name);
        }
        for wrong in ["", "A", "7", "A0", "XFE1", "A1048577", "A1B", "ÅÄ1", "A 1", "A+1"] {
            assert_eq!(At::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn areas() {
        assert_eq!(Area::parse("A3:F20"), Some(Area { rows: 3..=20, columns: 1..=6 }));
        assert_eq!(Area::parse("$b$3:f"), Some(Area { rows: 3..=1_048_576, columns: 2..=6 }));
        assert_eq!(Area::parse("A:F"), Some(Area { rows: 1..=1_048_576, columns: 1..=6 }));
        assert_eq!(Area::parse("C4"), Some(Area { rows: 4..=1_048_576, columns: 3..=16_384 }));
        for (area, beginning) in [("A4:F20", "A3:F20"), ("A4:F", "A3:F"), ("B4", "B3"), ("A:F", "A3:F")] {
            assert_eq!(Area::parse(area).unwrap().beginning(3), beginning);
        }
        for wrong in ["", "A", "F20:A3", "A3:", "A3:F20:G1", "Drift!A1", "A1:ÅÄÖ"] {
            assert_eq!(Area::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn sheets_are_quoted_where_formulas_quote_them() {
        assert_eq!(quoted("Drift"), "Drift");
        assert_eq!(quoted("Drift 2025"), "'Drift 2025'");
        assert_eq!(quoted("Kalle's"), "'Kalle''s'");
        assert_eq!(quoted("2025"), "'2025'");
    }
}
