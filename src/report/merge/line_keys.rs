//! Columns of a pasted table or of another program's file that say how a row is, where its table has no such column:
//! what its figures are measured in, its comment, whether it is bold, how far it is set in.
//!
//! A row all of whose figures have one unit behind them, as per cent among crowns, is measured in that.

use crate::base::amount::Amount;
use crate::base::limits::MAX_INDENT;
use crate::base::source::{Span, Spanned};
use crate::base::swedish::folded;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ColumnSet;
use crate::input::messages::{duplicate_id, unknown_word};
use crate::input::prose::Prose;
use crate::input::row_kind::LineKey;
use crate::input::section::{Cell, Content, FinanceRow};

/// The keys that a line of another file may have beside its table's columns.
pub(super) const LINE_KEYS: &[&str] = &["id", "namn", "slag", "mattenhet", "kommentar", "fet", "indrag"];

/// The words by which a cell says yes, and no.
const YES: &[&str] = &["ja", "x", "fet", "sant", "true", "1"];
const NO: &[&str] = &["nej", "falskt", "false", "0"];

/// Whether a row came as a line of another file or of a pasted table.
pub(super) fn is_line(row: &FinanceRow) -> bool {
    row.order.1 > 0
}

/// Takes what a line says of itself out of its cells.
pub(super) fn take(row: &mut FinanceRow, columns: &ColumnSet, found: &mut Vec<Diagnostic>) {
    if !is_line(row) {
        return;
    }
    let mut cells = Vec::with_capacity(row.cells.len());
    for (column, cell) in std::mem::take(&mut row.cells) {
        match LineKey::named(&column.value).filter(|_| columns.named(&column.value).is_none()) {
            Some(key) => say(row, key, &column, &cell, found),
            None => cells.push((column, cell)),
        }
    }
    row.cells = cells;
    if row.unit.is_none() {
        row.unit = common_unit(&row.cells, columns);
    }
    // What a number's format shows tells of the row as a whole.
    row.cells.iter_mut().for_each(|(_, cell)| cell.unit = None);
}

/// Takes what one cell says of its row.
fn say(row: &mut FinanceRow, key: LineKey, column: &Spanned<String>, cell: &Cell, found: &mut Vec<Diagnostic>) {
    let (words, place) = (words(cell), cell.place);
    let mut twice = |first: Span| found.push(duplicate_id(place, &column.value, first));
    match key {
        LineKey::Unit => match &row.unit {
            Some(first) => twice(first.place),
            None => row.unit = Some(SourceText::plain(place.file, place.range(), words.trim())),
        },
        LineKey::Comment => match (&row.comment, &cell.content) {
            (Some(first), _) => twice(first.place),
            (None, Content::Words(said)) => row.comment = Some(Spanned::new(said.clone(), place)),
            (None, Content::Figure(_)) => {
                let said = SourceText::plain(place.file, place.range(), &words);
                row.comment = Some(Spanned::new(Prose::verbatim(&said), place));
            }
        },
        LineKey::Bold => match folded(&words) {
            said if YES.contains(&said.as_str()) => row.looks.bold = true,
            said if NO.contains(&said.as_str()) => {}
            _ => found.push(unknown_word(place, &column.value, &words, &["ja", "nej"])),
        },
        LineKey::Indent => match words.trim().parse::<u8>().ok().filter(|steps| u32::from(*steps) <= MAX_INDENT) {
            Some(steps) => row.looks.indent = steps,
            None => {
                let known: Vec<String> = (0..=MAX_INDENT).map(|steps| steps.to_string()).collect();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                found.push(unknown_word(place, &column.value, &words, &known));
            }
        },
    }
}

fn words(cell: &Cell) -> String {
    match &cell.content {
        Content::Figure(amount) => amount.ungrouped(),
        Content::Words(words) => words.plain(),
    }
}

/// The unit that stands behind each figure of a row in the columns that a row's unit holds for, where that is not the
/// columns' own.
fn common_unit(cells: &[(Spanned<String>, Cell)], columns: &ColumnSet) -> Option<SourceText> {
    let mut common: Option<SourceText> = None;
    for (column, cell) in cells {
        let Some(at) = columns.named(&column.value).filter(|at| columns.takes_unit_of_row(*at)) else { continue };
        let unit = match &cell.content {
            Content::Figure(_) => cell.unit.clone()?,
            Content::Words(words) => match unit_behind(&words.plain()) {
                Behind::Unit(unit) => unit,
                Behind::Nothing => return None,
                Behind::Words => continue,
            },
        };
        let is_own = columns.unit_of(at).is_some_and(|own| own == unit);
        if is_own || common.as_ref().is_some_and(|common| common.trimmed() != unit) {
            return None;
        }
        common = common.or_else(|| Some(SourceText::plain(cell.place.file, cell.place.range(), &unit)));
    }
    common
}

/// What stands behind the figure that a cell is.
enum Behind {
    /// A unit.
    Unit(String),
    /// Nothing: it is a figure alone.
    Nothing,
    /// It is no figure.
    Words,
}

fn unit_behind(words: &str) -> Behind {
    let words = words.trim();
    if words.parse::<Amount>().is_ok() {
        return Behind::Nothing;
    }
    let after = words.rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1);
    let (figure, unit) = words.split_at(after);
    let is_apart = unit.starts_with(char::is_whitespace) || !unit.starts_with(char::is_alphanumeric);
    let (unit, is_figure) = (unit.trim(), figure.trim().parse::<Amount>().is_ok());
    let is_unit = unit == "%" || (unit.chars().any(char::is_alphabetic) && !unit.contains(char::is_whitespace));
    if is_figure && is_apart && is_unit { Behind::Unit(unit.to_owned()) } else { Behind::Words }
}
