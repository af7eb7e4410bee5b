//! The figures of an earlier report, `uppgifter.csv`, as a PDF for auditors carries them.

use std::collections::BTreeMap;

use crate::base::amount::Amount;
use crate::base::budget::Budget;
use crate::base::source::{FileId, Span};
use crate::diagnostic::Diagnostic;

use super::sheet::csv;
use super::sheet::line::{FileCell, Line};
use super::sheet::messages::{earlier_too_large, earlier_unreadable};

/// A figure of an earlier report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierFigure {
    /// It, as it was written.
    pub amount: Amount,
    /// Its unit, where the report named one.
    pub unit: Option<String>,
    /// Where it stands.
    pub place: Span,
}

/// The figures of the finance tables of an earlier report.
#[derive(Debug, Clone, Default)]
pub struct EarlierFigures {
    /// By `table.unit/row.column`, and by `table.row.column` where one unit alone has such a row; `None` where several
    /// have.
    figures: BTreeMap<String, Option<EarlierFigure>>,
}

impl EarlierFigures {
    /// The figure at an address; `None` where there is none, and a `None` within where several units have one.
    pub fn find(&self, address: &str) -> Option<Option<&EarlierFigure>> {
        self.figures.get(address).map(Option::as_ref)
    }

    /// The addresses that there are.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.figures.keys().map(String::as_str)
    }

    fn add(&mut self, address: &str, figure: &EarlierFigure) {
        let known = self.figures.contains_key(address);
        self.figures.insert(address.to_owned(), (!known).then(|| figure.clone()));
    }
}

/// The heads of the columns that are read, each with the one that it had when the file was called `figurer.csv`.
const HEADS: [[&str; 2]; 3] = [["cellhanvisning", "adress"], ["varde", "varde"], ["mattenhet", "sort"]];

/// How an address of a finance table's cell begins.
const CELL: &str = "cell:";

/// Reads the text of `file`, which the manifest names at `named`, of at most `max_lines` lines.
pub fn read(
    (file, path, named): (FileId, &str, Span),
    text: &str,
    max_lines: usize,
    budget: &mut Budget,
) -> (EarlierFigures, Vec<Diagnostic>) {
    let mut figures = EarlierFigures::default();
    let Ok(read) = csv::lines(text, max_lines, budget) else {
        return (figures, vec![earlier_too_large(named, path)]);
    };
    let mut lines = read.lines.iter();
    let heads =
        lines.next().map(|head| HEADS.map(|names| head.iter().find(|cell| names.contains(&cell.words.as_str()))));
    let Some([Some(address), Some(value), unit]) = heads else {
        return (figures, vec![earlier_unreadable(named, path)]);
    };
    let (address, value, unit) = (address.column, value.column, unit.map(|unit| unit.column));
    let cell = |line: &'_ Line, column: u32| line.iter().find(|cell| cell.column == column).cloned();
    for line in lines {
        let Some(at) = cell(line, address).and_then(|at| at.words.strip_prefix(CELL).map(str::to_owned)) else {
            continue;
        };
        let Some((FileCell { span, .. }, amount)) =
            cell(line, value).and_then(|cell| Some((cell.clone(), cell.words.parse().ok()?)))
        else {
            continue;
        };
        let unit = unit.and_then(|unit| cell(line, unit)).map(|cell| cell.words).filter(|unit| !unit.is_empty());
        let figure = EarlierFigure { amount, unit, place: Span::new(file, span) };
        if let [table, unit, row, column] = at.split('/').collect::<Vec<_>>()[..] {
            figures.add(&format!("{table}.{unit}/{row}.{column}"), &figure);
            figures.add(&format!("{table}.{row}.{column}"), &figure);
        }
    }
    let found = if figures.figures.is_empty() { vec![earlier_unreadable(named, path)] } else { Vec::new() };
    (figures, found)
}
