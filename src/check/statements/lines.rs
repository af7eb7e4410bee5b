//! Figures of texts as JSON, for other programs and for auditors.

use serde::Serialize;

use crate::base::source::Sources;
use crate::input::manifest::Unit;

use super::{Outcome, Statement};

/// A figure of a text, as JSON.
#[derive(Serialize)]
struct StatementLine<'s> {
    unit: Option<&'s str>,
    file: &'s str,
    line: usize,
    column: usize,
    figure: &'s str,
    sentence: &'s str,
    outcome: Outcome,
    cells: Vec<CellLine<'s>>,
}

/// A cell that a figure of a text was compared with, as JSON.
#[derive(Serialize)]
struct CellLine<'s> {
    table: &'s str,
    row: &'s str,
    column: &'s str,
    figure: &'s str,
    address: Option<&'s str>,
    file: &'s str,
    line: usize,
}

/// Every figure of a text with what became of it, as JSON: an object a line; the same in every language.
pub fn json(all: &[Statement], units: &[Unit], sources: &Sources) -> String {
    let line = |statement: &Statement| {
        let cells = statement.cells.iter().map(|cell| {
            let [table, row, column] = cell.name.each_ref().map(String::as_str);
            let (file, line) = (sources.file(cell.place.file).path.as_str(), sources.position(cell.place).line);
            CellLine { table, row, column, figure: &cell.figure, address: cell.address.as_deref(), file, line }
        });
        let position = sources.position(statement.place);
        let line = StatementLine {
            unit: statement.unit.and_then(|unit| unit.of(units)).map(|unit| unit.id.value.as_str()),
            file: &sources.file(statement.place.file).path,
            line: position.line,
            column: position.column,
            figure: &statement.written,
            sentence: &statement.sentence,
            outcome: statement.outcome,
            cells: cells.collect(),
        };
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    };
    all.iter().map(line).collect()
}
