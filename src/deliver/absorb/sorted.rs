//! Rows of a table whose order was changed in Word, so that words of one row stand in the place of another's: taken in,
//! they would be that row's. They are told as moved.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Judged, Outcome};
use super::fold;
use super::pair::Pairs;
use super::paper::Line;
use super::reading::Reading;

/// A row: its table, the words of its first cell that says something, and its paragraphs.
#[derive(Debug, Default)]
struct Row {
    table: usize,
    label: String,
    lines: Vec<usize>,
}

fn rows(lines: &[Line]) -> BTreeMap<usize, Row> {
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(cell) = line.cell else { continue };
        let row = rows.entry(cell.row).or_default();
        row.table = cell.table;
        row.lines.push(at);
        if row.label.is_empty() {
            row.label = fold::words(&line.words);
        }
    }
    rows
}

impl Reading<'_> {
    /// The rows of the paper in whose place another one's words stand in the file, or whose cells stand in several rows
    /// there.
    fn sorted(&self, pairs: &Pairs) -> BTreeSet<usize> {
        let (ours, theirs) = (rows(&self.ours.lines), rows(&self.theirs.lines));
        let there = |at: &usize| self.theirs.lines[pairs.of_ours[*at]?.0].cell.map(|cell| cell.row);
        let mut named: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        for (row, of) in ours.iter().filter(|(_, of)| !of.label.is_empty()) {
            named.entry((of.table, of.label.as_str())).or_default().push(*row);
        }
        // What each row is called in the file; nothing where it is gone.
        let now: BTreeMap<usize, &str> = ours
            .iter()
            .map(|(row, of)| {
                let found = of.lines.iter().find_map(there).and_then(|row| theirs.get(&row));
                (*row, found.map_or("", |found| found.label.as_str()))
            })
            .collect();
        let mut all = BTreeSet::new();
        for (row, of) in &ours {
            let is_apart = of.lines.iter().filter_map(there).collect::<BTreeSet<usize>>().len() > 1;
            if is_apart {
                all.insert(*row);
            }
            let is_other = now[row] != of.label && !now[row].is_empty() && !of.label.is_empty();
            let Some([other]) = named.get(&(of.table, now[row])).map(Vec::as_slice).filter(|_| is_other) else {
                continue;
            };
            if ours.get(other).is_some_and(|it| now[other] != it.label) {
                all.extend([*row, *other]);
            }
        }
        all
    }

    /// Leaves what differs in rows that were sorted for a person.
    pub(super) fn left_sorted(&self, pairs: &Pairs, judged: &mut [Judged]) {
        let rows = self.sorted(pairs);
        let row = |judged: &Judged| self.ours.lines[judged.ours?].cell.map(|cell| cell.row);
        let is_edit = |judged: &Judged| judged.change.was.is_some() && judged.change.is.is_some();
        for judged in judged.iter_mut().filter(|it| is_edit(it) && row(it).is_some_and(|row| rows.contains(&row))) {
            if judged.change.outcome != Outcome::Merged {
                judged.change.outcome = Outcome::Moved;
            }
            judged.edits.clear();
            judged.values.clear();
        }
    }
}
