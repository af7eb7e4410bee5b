//! What the checks of figures were asked for, and what became of each: done, or left out for a reason.
//!
//! A check of a figure is asked for through [`Ledger::ask`] alone, and gives either what it found or why it could not
//! look. So none can fall silent: what is not done is told, as a finding and by `check --coverage`.

use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::report::{Report, address};

use super::coverage::{Coverage, Covered, Kind, Skipped, Why};
use super::messages;

/// What the checks were asked for so far.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    done: Vec<(String, Kind, usize)>,
    skipped: Vec<Skipped>,
}

/// The cell that a check is about, named only where it is left out.
pub(super) struct Asked<'a> {
    /// What is asked for.
    pub(super) kind: Kind,
    /// The table's id.
    pub(super) table: &'a str,
    /// The row's label and the column's heading.
    pub(super) name: &'a dyn Fn() -> (String, String),
    /// Where it stands.
    pub(super) place: Span,
    /// The keys of the empty cells that it is computed from.
    pub(super) lacks: &'a dyn Fn() -> Vec<String>,
}

impl Ledger {
    /// Makes a check and remembers what became of it; gives what it found.
    pub(super) fn ask<T>(&mut self, asked: &Asked<'_>, check: impl FnOnce() -> Result<T, Why>) -> Option<T> {
        match check() {
            Ok(found) => {
                self.done(asked.table, asked.kind);
                Some(found)
            }
            Err(why) => {
                let ((row, column), Asked { kind, table, place, .. }) = ((asked.name)(), asked);
                let lacks = if why == Why::Empty { (asked.lacks)() } else { Vec::new() };
                let table = (*table).to_owned();
                self.skipped.push(Skipped { table, kind: *kind, row, column, place: *place, why, lacks });
                None
            }
        }
    }

    fn done(&mut self, table: &str, kind: Kind) {
        // Checks of one table come one after the other.
        match self.done.last_mut() {
            Some((last, of, count)) if last == table && *of == kind => *count += 1,
            _ => self.done.push((table.to_owned(), kind, 1)),
        }
    }

    /// This ledger with what another one holds behind it.
    pub(super) fn and(mut self, other: Ledger) -> Self {
        self.done.extend(other.done);
        self.skipped.extend(other.skipped);
        self
    }

    /// What was checked of each table.
    pub(super) fn coverage(self, report: &Report) -> Coverage {
        let mut tables: Vec<Covered> = Vec::new();
        for table in address::tables(report) {
            if tables.iter().all(|known| table.id != *known.table) {
                let (id, heading) = (table.id.to_string(), table.heading.trimmed().to_owned());
                let place = Some(table.heading.place);
                tables.push(Covered { table: id, heading, place, ..Covered::default() });
            }
        }
        let mut elsewhere = Covered::default();
        let at: std::collections::HashMap<String, usize> =
            tables.iter().enumerate().map(|(at, table)| (table.table.clone(), at)).collect();
        for (table, kind, count) in self.done {
            let covered = at.get(&table).and_then(|at| tables.get_mut(*at)).unwrap_or(&mut elsewhere);
            covered.count(kind).checked += count;
        }
        for skipped in self.skipped {
            let covered = at.get(&skipped.table).and_then(|at| tables.get_mut(*at)).unwrap_or(&mut elsewhere);
            covered.count(skipped.kind).skipped += 1;
            covered.place = covered.place.or(Some(skipped.place));
            covered.skipped.push(skipped);
        }
        tables.extend((!elsewhere.skipped.is_empty()).then_some(elsewhere));
        Coverage { tables }
    }
}

/// What could not be checked, a finding for each table; figures that are too large are one each.
pub(super) fn findings(coverage: &Coverage) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in &coverage.tables {
        let (large, rest): (Vec<_>, Vec<_>) = table.skipped.iter().partition(|skipped| skipped.why == Why::TooLarge);
        found.extend(large.into_iter().map(messages::too_large));
        found.extend(table.place.and_then(|place| messages::check_skipped(place, &table.heading, &rest)));
    }
    found
}
