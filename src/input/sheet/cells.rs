//! The cells of a sheet's part, and the words that a workbook's cells share.
//!
//! Source: ECMA-376, Part 1, 18.3.1 (worksheets) and 18.4 (shared strings).

use std::sync::Arc;

use crate::base::budget::{Budget, Resource};
use crate::base::cell_ref::{Area, At};
use crate::base::limits::{COLUMNS_OF_A_SHEET, VALUES_OF_A_CELL};

use super::dates;
use super::digits::{self, Number};
use super::fault::{Damage, Fault, ReadLimits};
use super::formats::{self, Format, Formats};
use super::package::{Node, Package, Tag};
use super::runs::Look;

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where it is.
    pub at: At,
    /// What it holds.
    pub stored: Stored,
    /// How it is shown.
    pub format: Format,
    /// Whether its row is hidden.
    pub hidden_row: bool,
    /// Whether its column is hidden.
    pub hidden_column: bool,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// A number.
    Number(Number),
    /// Words.
    Text(Arc<str>),
    /// A day or a time: the ways in which it may be shown, the likeliest first.
    Date(Vec<String>),
    /// `TRUE` or `FALSE`.
    Boolean(bool),
    /// An error, `#REF!`.
    Error(String),
    /// A formula whose value nobody has computed.
    Uncomputed,
    /// More than one value, which no program writes.
    Several(Vec<String>),
}

impl Stored {
    /// The bytes that it is shown with.
    pub(super) fn len(&self) -> usize {
        match self {
            Stored::Number(number) => number.digits.len(),
            Stored::Text(words) => words.len(),
            Stored::Error(words) => words.len(),
            Stored::Date(ways) | Stored::Several(ways) => ways.iter().map(String::len).sum(),
            Stored::Boolean(_) | Stored::Uncomputed => 1,
        }
    }
}

/// What the cells of a workbook share.
pub(super) struct Shared {
    pub(super) formats: Formats,
    pub(super) strings: Vec<Arc<str>>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

/// The words that cells name by number.
pub(super) fn strings(package: &mut Package<'_>, path: &str) -> Result<Vec<Arc<str>>, Fault> {
    let (mut all, mut words, mut in_words, mut spoken) = (Vec::new(), String::new(), false, false);
    let mut look = Look::default();
    package.part(path, |node, budget| {
        match node {
            Node::Start(tag) => match tag.name() {
                "t" => in_words = true,
                "rPh" => spoken = true,
                _ => look.start(&tag),
            },
            Node::End("t") => in_words = false,
            Node::End("rPh") => spoken = false,
            Node::End("si") => {
                budget.take(Resource::Objects, 1).map_err(Fault::Exceeded)?;
                budget.take_len(Resource::Text, words.len()).map_err(Fault::Exceeded)?;
                all.push(decoded(&std::mem::take(&mut words)).into());
            }
            // How words are pronounced stands among them, in workbooks from Japan.
            Node::Text(text) if in_words && !spoken => look.push(text, &mut words),
            Node::End(name) => look.end(name),
            Node::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(all)
}

/// The cells in `area`, and the areas that are merged.
pub(super) fn read(
    package: &mut Package<'_>,
    path: &str,
    shared: &Shared,
    area: &Area,
    limits: ReadLimits,
) -> Result<(Vec<Cell>, Vec<Area>), Fault> {
    let mut reading = Reading::new(shared, area, limits);
    package.part(path, |node, budget| match node {
        Node::Start(tag) => reading.start(&tag, budget),
        Node::Text(text) => {
            reading.text(text);
            Ok(())
        }
        Node::End(name) => reading.end(name, budget),
    })?;
    Ok((reading.cells, reading.merged))
}

/// A sheet's part on the way through its XML.
struct Reading<'s> {
    shared: &'s Shared,
    area: &'s Area,
    limits: ReadLimits,
    cells: Vec<Cell>,
    merged: Vec<Area>,
    /// Whether each column is hidden, and how many times the sheet says so.
    hidden_columns: (Vec<bool>, u32),
    rows: usize,
    /// The row that is open, and whether it is hidden.
    row: u32,
    hidden: bool,
    /// The column of the last cell.
    column: u32,
    open: Option<Open>,
    /// Whether the words that come belong to the cell.
    takes_words: bool,
}

/// A cell that is open.
#[derive(Default)]
struct Open {
    kind: String,
    style: usize,
    /// Its values, each where its element begins; and whether it is the one of `is`.
    values: Vec<(bool, String)>,
    formula: bool,
    /// Whether words stand in `is`, and not yet in `t`.
    inline: bool,
    /// Whether they say how others are pronounced.
    spoken: bool,
    /// How they look.
    look: Look,
}

impl<'s> Reading<'s> {
    fn new(shared: &'s Shared, area: &'s Area, limits: ReadLimits) -> Self {
        let hidden_columns = (vec![false; COLUMNS_OF_A_SHEET as usize + 1], 0);
        let (cells, merged) = (Vec::new(), Vec::new());
        let (rows, row, column) = (0, 0, 0);
        let (hidden, open, takes_words) = (false, None, false);
        Reading { shared, area, limits, cells, merged, hidden_columns, rows, row, hidden, column, open, takes_words }
    }

    fn start(&mut self, tag: &Tag<'_>, budget: &mut Budget) -> Result<(), Fault> {
        match (tag.name(), &mut self.open) {
            ("col", None) if tag.flag("hidden") || tag.is_zero("width") => {
                let (hidden, said) = &mut self.hidden_columns;
                *said += 1;
                if *said > COLUMNS_OF_A_SHEET {
                    return Err(Fault::Damaged(Damage::Columns));
                }
                let (first, last) = (tag.number("min").unwrap_or(0), tag.number("max").unwrap_or(0));
                let range = first as usize..=last.min(COLUMNS_OF_A_SHEET) as usize;
                hidden.get_mut(range).unwrap_or_default().fill(true);
            }
            ("row", None) => {
                // Rows and cells without a number follow the ones before them.
                let row = tag.number("r").unwrap_or(self.row.saturating_add(1));
                if row <= self.row {
                    return Err(Fault::Damaged(Damage::Rows));
                }
                (self.row, self.column, self.hidden) = (row, 0, tag.flag("hidden") || tag.is_zero("ht"));
            }
            ("c", None) => {
                let named =
                    tag.attribute("r").map(|name| At::parse(&name).ok_or(Fault::Damaged(Damage::CellName(name))));
                let at = named.unwrap_or(Ok(At { row: self.row, column: self.column + 1 }))?;
                if at.row != self.row || at.column <= self.column {
                    return Err(Fault::Damaged(Damage::Cells));
                }
                self.column = at.column;
                let style = tag.number("s").unwrap_or(0) as usize;
                self.open = Some(Open { kind: tag.attribute("t").unwrap_or_default(), style, ..Open::default() });
            }
            ("f", Some(open)) => open.formula = true,
            ("v", Some(open)) if open.values.len() < VALUES_OF_A_CELL => {
                open.values.push((false, String::new()));
                self.takes_words = true;
            }
            ("is", Some(open)) if open.values.len() < VALUES_OF_A_CELL => {
                open.values.push((true, String::new()));
                open.inline = true;
            }
            ("rPh", Some(open)) => open.spoken = true,
            ("t", Some(open)) if open.inline => self.takes_words = !open.spoken,
            ("mergeCell", None) => {
                budget.take(Resource::Objects, 1).map_err(Fault::Exceeded)?;
                let area = tag.attribute("ref").and_then(|name| Area::parse(&name));
                self.merged.extend(area);
            }
            (_, Some(open)) if open.inline => open.look.start(tag),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let Some(open) = self.open.as_mut() else { return };
        // Words of `is` stand in `t`; what stands beside it is lost on Excel, but somebody wrote it.
        let loose = open.inline && !open.spoken && !text.trim().is_empty();
        let look = open.look;
        if let Some((_, words)) = open.values.last_mut().filter(|_| self.takes_words || loose) {
            look.push(text, words);
        }
    }

    fn end(&mut self, name: &str, budget: &mut Budget) -> Result<(), Fault> {
        match name {
            "v" | "t" => self.takes_words = false,
            "r" => {
                if let Some(open) = &mut self.open {
                    open.look.end(name);
                }
            }
            "is" | "rPh" => {
                if let Some(open) = &mut self.open {
                    (open.inline, open.spoken) = (open.inline && name == "rPh", false);
                }
            }
            "c" => {
                let at = At { row: self.row, column: self.column };
                if let Some(open) = self.open.take().filter(|_| self.area.holds(at)) {
                    self.cell(at, open, budget)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, at: At, open: Open, budget: &mut Budget) -> Result<(), Fault> {
        let (format, codes) = self.shared.formats.of(open.style);
        let Some(stored) = self.stored(open, format, codes)? else { return Ok(()) };
        // The words of a cell are kept by themselves and in the sheet's text.
        budget.take_len(Resource::Text, stored.len().saturating_mul(2)).map_err(Fault::Exceeded)?;
        let format = match (&stored, codes.first()) {
            (Stored::Number(number), Some(code)) => formats::conditional(code, &number.digits).unwrap_or(format),
            _ => format,
        };
        if self.cells.last().is_none_or(|last| last.at.row != at.row) {
            self.rows += 1;
            budget.take(Resource::Rows, 1).map_err(Fault::Exceeded)?;
        }
        budget.take(Resource::Cells, 1).map_err(Fault::Exceeded)?;
        if self.rows > self.limits.rows || self.cells.len() >= self.limits.cells {
            return Err(Fault::Rows);
        }
        let hidden_column = self.hidden_columns.0.get(at.column as usize).copied().unwrap_or(false);
        self.cells.push(Cell { at, stored, format, hidden_row: self.hidden, hidden_column });
        Ok(())
    }

    /// What an open cell holds; `None` for one that is empty.
    fn stored(&self, open: Open, format: Format, codes: &[String]) -> Result<Option<Stored>, Fault> {
        let Open { kind, mut values, formula, .. } = open;
        let text = |words: Arc<str>| (!words.trim().is_empty()).then_some(Stored::Text(words));
        let valued = !values.is_empty();
        values.retain(|(_, words)| !words.trim().is_empty() || (!words.is_empty() && kind == "str"));
        if values.len() > 1 {
            return Ok(Some(Stored::Several(values.into_iter().map(|(_, words)| words.trim().to_owned()).collect())));
        }
        let (is_inline, words) = values.pop().unwrap_or_default();
        let uncomputed = formula && (!valued || (words.is_empty() && kind != "str"));
        if uncomputed {
            return Ok(Some(Stored::Uncomputed));
        }
        if words.is_empty() {
            return Ok(None);
        }
        Ok(match kind.as_str() {
            _ if is_inline => text(decoded(&words).into()),
            "s" => {
                let at: Option<usize> = words.trim().parse().ok();
                let shared = at.and_then(|at| self.shared.strings.get(at));
                text(Arc::clone(shared.ok_or(Fault::Damaged(Damage::WordsMissing))?))
            }
            "str" | "inlineStr" => text(decoded(&words).into()),
            "b" => Some(Stored::Boolean(words.trim() == "1")),
            "e" => Some(Stored::Error(words)),
            "d" => Some(Stored::Date(dates::of_words(&words, codes, self.shared.from_1904))),
            _ => {
                let number = digits::number(&words).ok_or(Fault::Damaged(Damage::NoNumber(words)))?;
                let date = |number: &Number| dates::shown(&number.digits, codes, self.shared.from_1904);
                Some(if format.is_date { Stored::Date(date(&number)) } else { Stored::Number(number) })
            }
        })
    }
}

/// Words in which `_x000D_` stands for a character that XML cannot hold.
///
/// Source: ECMA-376, Part 1, 22.9.2.19 (`ST_Xstring`).
fn decoded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find("_x") {
        let is_code = |code: &&str| code.bytes().all(|b| b.is_ascii_hexdigit()) && rest[at + 6..].starts_with('_');
        let code = rest.get(at + 2..at + 6).filter(is_code);
        let c = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        out.push_str(&rest[..at]);
        match c {
            Some(c) => {
                out.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn characters_in_hexadecimal_digits() {
        assert_eq!(decoded("a_x000D_b_x005F_x0041_"), "a\rb_x0041_");
        assert_eq!(decoded("_x_xåäö_x12_x00e5_"), "_x_xåäö_x12å");
        assert_eq!(decoded("_xD800_"), "_xD800_");
    }
}
