//! What Kolada says of the rows that are its key figures, and which of its figures a report asks for.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::amount::Amount;
use crate::base::positions::ColumnIndex;
use crate::base::source::Span;
use crate::input::kolada::{Answer, Gender, Key, KeyFigure};
use crate::input::manifest::{ColumnSet, ColumnSpec, KoladaSpec, Manifest};
use crate::input::prose::Prose;
use crate::input::section::{Cell, Content, Indicator};

use super::{Delivery, GoalNode, OwnedRow, Report};

/// A row that may be a key figure.
#[derive(Debug, Clone)]
pub struct Row<'r> {
    /// The key figure that it is.
    pub key_figure: Option<&'r KeyFigure>,
    /// Its name.
    pub name: &'r Prose,
    /// Its table's columns.
    pub columns: &'r ColumnSet,
    /// Its cells in the order of the columns.
    cells: &'r [Option<Cell>],
    /// The columns in which a cell above reaches down over this row.
    covered: BTreeSet<ColumnIndex>,
    /// The row of a finance table, whose figures may not be shown as they were written.
    owned: Option<&'r OwnedRow>,
}

impl<'r> Row<'r> {
    /// What stands in a column.
    pub fn cell(&self, column: ColumnIndex) -> Option<&'r Cell> {
        column.of(self.cells)?.as_ref()
    }

    /// Whether a cell above reaches down over the row in a column.
    pub fn is_covered(&self, column: ColumnIndex) -> bool {
        self.covered.contains(&column)
    }

    /// The figure that was written in a column, whatever is shown; `None` where it is empty or holds no figure.
    pub fn figure(&self, column: ColumnIndex) -> Option<Amount> {
        let before = self.owned.and_then(|owned| owned.before(column));
        before.map(|before| before.written).or_else(|| figure_of(self.cell(column)?))
    }
}

/// What a row shows in a column, as Kolada knows it; `None` where it is no key figure, the column shows none, or nobody
/// says which municipality is meant.
pub fn key(manifest: &Manifest, key_figure: &KeyFigure, column: &ColumnSpec) -> Option<Key> {
    let shows = column.shows.as_ref()?;
    let own = || manifest.municipality_code.as_ref().map(|code| code.trimmed().to_owned());
    let area = shows.area.clone().or_else(own)?;
    let gender = shows.gender.or(key_figure.gender).unwrap_or(Gender::All);
    Some(Key { key_figure: key_figure.id.trimmed().to_owned(), area, year: shows.year, gender })
}

/// The first saved answer that has a figure, and the figure.
pub fn find<'m>(manifest: &'m Manifest, key: &Key) -> Option<(&'m KoladaSpec, &'m Answer)> {
    manifest.kolada.iter().find_map(|spec| Some((spec, spec.answers.as_ref()?.figures.get(key)?)))
}

/// The rows of finance tables and the indicators of goals, in reading order; those of other tables that are shown once
/// more are not among them.
pub fn rows<'r>(report: &'r Report) -> Vec<Row<'r>> {
    let mut all = Vec::new();
    for chapter in report.all_chapters() {
        for table in chapter.tables() {
            let cells = |row: &'r Delivery<OwnedRow>| row.delivered().map_or(&[][..], |owned| &owned.cells);
            let covered = covered(table.rows.iter().map(cells));
            let delivered =
                table.rows.iter().zip(covered).filter_map(|(row, covered)| Some((row.delivered()?, covered)));
            all.extend(delivered.filter(|(owned, _)| owned.made.is_none()).map(|(owned, covered)| Row {
                key_figure: owned.row.key_figure.as_ref(),
                name: &owned.row.name,
                columns: &table.columns,
                cells: &owned.cells,
                covered,
                owned: Some(owned),
            }));
        }
        for goal in chapter.goals().flat_map(GoalNode::and_below).flat_map(GoalNode::delivered) {
            let rows: Vec<_> = goal.indicators().collect();
            all.extend(of_table(&rows, &goal.columns));
            if let Some(activities) = &goal.activities {
                let rows: Vec<_> = goal.activities().collect();
                all.extend(of_table(&rows, &activities.columns));
            }
        }
    }
    all
}

/// The rows of a table of indicators or activities.
fn of_table<'r>(rows: &[(&'r Indicator, &'r [Option<Cell>])], columns: &'r ColumnSet) -> Vec<Row<'r>> {
    let covered = covered(rows.iter().map(|(_, cells)| *cells));
    let row = |(&(row, cells), covered): (&(&'r Indicator, &'r [Option<Cell>]), BTreeSet<ColumnIndex>)| {
        let (key_figure, name) = (row.key_figure.as_ref(), &row.name);
        Row { key_figure, name, columns, cells, covered, owned: None }
    };
    rows.iter().zip(covered).map(row).collect()
}

/// For each row of a table, the columns in which a cell above reaches down over it.
fn covered<'c>(rows: impl Iterator<Item = &'c [Option<Cell>]>) -> Vec<BTreeSet<ColumnIndex>> {
    let mut below: BTreeMap<ColumnIndex, u32> = BTreeMap::new();
    let mut all = Vec::new();
    for cells in rows {
        all.push(below.keys().copied().collect());
        below.values_mut().for_each(|rows| *rows -= 1);
        below.retain(|_, rows| *rows > 0);
        let reach = ColumnIndex::each(cells).filter_map(|(at, cell)| Some((at, cell.as_ref()?.rows.checked_sub(1)?)));
        below.extend(reach.filter(|(_, rows)| *rows > 0));
    }
    all
}

/// Every figure of Kolada that the report asks for, with the place of the row that first does.
pub fn asked(report: &Report) -> BTreeMap<Key, Span> {
    let mut all = BTreeMap::new();
    for row in rows(report) {
        let Some(key_figure) = row.key_figure else { continue };
        for column in &row.columns.columns {
            if let Some(key) = key(&report.manifest, key_figure, column) {
                all.entry(key).or_insert(key_figure.id.place);
            }
        }
    }
    all
}

/// Whether a row is to show the report's own municipality, and nobody says which that is.
pub fn lacks_municipality(report: &Report) -> bool {
    let shows_own = |row: &Row<'_>| {
        let mut columns = row.columns.columns.iter().filter_map(|column| column.shows.as_ref());
        row.key_figure.is_some() && columns.any(|shows| shows.area.is_none())
    };
    report.manifest.municipality_code.is_none() && rows(report).iter().any(shows_own)
}

/// The letters of what stands behind a figure as its unit, at the most.
const UNIT_LETTERS: usize = 20;

/// The figure of a cell: alone, or with a unit or a comparison in parentheses behind it.
pub fn figure_of(cell: &Cell) -> Option<Amount> {
    match &cell.content {
        Content::Figure(amount) => Some(*amount),
        Content::Words(words) => parts(&words.plain()).map(|(amount, _)| amount),
    }
}

/// A figure and the unit behind it, with the space between them.
pub fn parts(words: &str) -> Option<(Amount, &str)> {
    let words = words.trim();
    let words = words.split_once('(').map_or(words, |(before, _)| before.trim_end());
    let end = words.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (digits, unit) = words.split_at(end);
    let is_unit = unit.chars().count() <= UNIT_LETTERS && !unit.contains(['<', '>', '–', '-', '/', ',', ';', ':']);
    let is_unit = is_unit || unit.trim_start().starts_with("kr/");
    Some((digits.parse().ok().filter(|_| is_unit)?, unit))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn figures_with_units() {
        for (words, figure) in [
            ("7,9%", Some("7.9")),
            ("7,9 % (8,1 %)", Some("7.9")),
            ("52 341 kr/inv", Some("52341")),
            ("−1,5 procent", Some("-1.5")),
            ("12", Some("12")),
            ("<7%", None),
            ("7–8 %", None),
            ("plats 12 av 290", None),
            ("Mäts inte", None),
            ("", None),
            ("12-", None),
        ] {
            assert_eq!(parts(words).map(|(amount, _)| amount.to_string()).as_deref(), figure, "{words}");
        }
    }
}
