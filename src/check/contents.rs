//! What has a name and no content: headings of texts with nothing below, rows and columns without a value, and the one
//! cell that is empty where all others of its column hold something.

use crate::base::source::Span;
use crate::base::written::SourceText;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{ColumnSet, MemoContent, RowSpec};
use crate::input::prose::{Prose, ProseKind};
use crate::input::row_kind::RowKind;
use crate::input::section::{Cell, is_covered};
use crate::report::left_out::amounts_left_out;
use crate::report::passages;
use crate::report::{Chapter, Content, Delivery, FinanceTable, GoalNode, OwnedRow, Report, address, fulfilment};

use super::messages;
use super::years::years;

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for section in report.manifest.memo.iter().flat_map(|memo| &memo.sections) {
        if let MemoContent::Text(text) = &section.content {
            headings(text, true, &mut found);
        }
    }
    for chapter in report.all_chapters() {
        texts(chapter, &mut found);
        chapter.goals().for_each(|goal| of_goal(goal, &mut found));
    }
    address::tables(report).into_iter().for_each(|table| of_table(report, table, &mut found));
    found
}

/// The texts of a chapter: what ends one may head the table that comes next.
fn texts(chapter: &Chapter, found: &mut Vec<Diagnostic>) {
    for (at, block) in chapter.content.iter().enumerate() {
        let Content::Text(part) = block else { continue };
        let ends = match chapter.content.get(at + 1) {
            None => chapter.chapters.is_empty(),
            Some(Content::Text(next)) => next.before == 0,
            Some(_) => false,
        };
        part.text.delivered().into_iter().for_each(|text| headings(&text.text, ends, found));
    }
}

/// Headings of a text with nothing before the next one of their level, or before the text's end.
fn headings(text: &Prose, ends: bool, found: &mut Vec<Diagnostic>) {
    for (at, level, passage) in passages::headings(text) {
        let empty = match text.blocks.get(at + 1).map(|next| &next.kind) {
            None => ends,
            Some(ProseKind::Heading(next, _)) => *next <= level,
            Some(ProseKind::Paragraph(_) | ProseKind::Quote(_) | ProseKind::List { .. }) => false,
        };
        let place = passage.whole().filter(|_| empty);
        found.extend(place.map(|place| messages::empty_heading(place, passage.text.trim())));
    }
}

fn of_goal(goal: &GoalNode, found: &mut Vec<Diagnostic>) {
    for owned in goal.delivered() {
        if owned.content.is_empty() {
            owned.goal.text.iter().for_each(|text| headings(text, false, found));
        }
        let rows: Vec<Line<'_>> = owned
            .indicators()
            .map(|(indicator, cells)| Line { name: indicator.name.plain(), place: indicator.place, cells })
            .collect();
        lone(&owned.columns, &rows, found);
    }
    goal.goals.iter().for_each(|goal| of_goal(goal, found));
}

/// A row that a value is asked of in each column.
struct Line<'r> {
    name: String,
    place: Span,
    cells: &'r [Option<Cell>],
}

fn of_table(report: &Report, table: &FinanceTable, found: &mut Vec<Diagnostic>) {
    let rows: Vec<&OwnedRow> = table.rows.iter().filter_map(Delivery::delivered).collect();
    let is_whole = rows.len() == table.rows.len();
    let line = |owned: &&'_ OwnedRow| owned.row.kind == RowKind::Item && owned.made.is_none();
    // Where most rows have none but some do, it is the file that could not be read, which has been told. Where none has
    // any, nobody has filled in the table, unless it is of other files.
    let filled = rows.iter().filter(|owned| owned.cells.iter().any(Option::is_some)).count();
    let own = |owned: &&&OwnedRow| owned.row.order == (owned.row.place.start, 0);
    let untouched = filled == 0 && rows.iter().filter(|owned| line(owned)).all(|owned| own(&owned));
    let mostly = is_whole && (filled * 2 > rows.len() || untouched);
    // A row whose keys wait for their values is one that nobody has filled in, whatever others have.
    let tells = |owned: &OwnedRow| mostly || !owned.row.waiting.is_empty();
    for (at, owned) in rows.iter().enumerate().filter(|(_, owned)| line(owned) && tells(owned)) {
        let row = &owned.row;
        let heads = rows.get(at + 1).is_some_and(|next| next.row.looks.indent > row.looks.indent) || row.looks.bold;
        // What was written under a name that is no column has been told.
        let bare = owned.cells.iter().all(Option::is_none) && row.cells.is_empty();
        let bare = bare && row.key_figure.is_none() && row.comment.is_none();
        if bare && !heads && !owned.cells.is_empty() {
            let keys = asked(report, table, owned).then(|| keys(&table.columns));
            let (name, waits) = (row.name.plain(), !row.waiting.is_empty());
            found.push(messages::row_without_values(row.place, name.trim(), keys.as_deref(), waits));
        }
    }
    if !is_whole {
        return;
    }
    let bare = |owned: &&&OwnedRow| owned.cells.iter().all(Option::is_none) && !owned.row.waiting.is_empty();
    let unfinished = rows.iter().filter(|owned| line(owned)).any(|owned| bare(&owned));
    for (at, column) in table.columns.columns.iter().enumerate() {
        let computed = !column.formula.is_empty() || column.shows.is_some();
        let empty = rows.iter().all(|row| row.cells.get(at).is_none_or(Option::is_none));
        let has_others = rows.iter().any(|row| row.cells.iter().any(Option::is_some));
        let is_told = rows.len() >= ROWS && !unfinished && !column.heading.trimmed().is_empty() && !is_step(&rows, at);
        if !computed && empty && has_others && is_told {
            found.push(messages::column_without_values(table.heading.place, &table.heading, &column.heading));
        }
    }
    // What stands below a sum is not of those above it.
    for group in rows.chunk_by(|one, other| line(one) && line(other)) {
        let lines: Vec<Line<'_>> = group
            .iter()
            .filter(|owned| line(owned) && owned.row.key_figure.is_none())
            .map(|owned| Line { name: owned.row.name.plain(), place: owned.row.place, cells: &owned.cells })
            .collect();
        lone(&table.columns, &lines, found);
    }
}

/// Amounts that units have left out of rows that hold others.
pub(super) fn left_out(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for table in address::tables(report) {
        for (owned, columns) in amounts_left_out(table) {
            let named = columns.into_iter().map(|at| &table.columns[at]);
            let named: Vec<[&str; 2]> =
                named.map(|column| [column.heading.trimmed(), column.id.value.as_str()]).collect();
            found.push(messages::amounts_left_out(owned.row.place, owned.row.name.plain().trim(), &named));
        }
    }
    found
}

/// Whether the manifest asks a unit for just this row.
fn asked(report: &Report, table: &FinanceTable, owned: &OwnedRow) -> bool {
    let unit = owned.unit.and_then(|unit| unit.of(&report.manifest.units)).map(|unit| &unit.id.value);
    let spec = report.manifest.tables.iter().find(|spec| spec.id.value == table.id);
    let is_it = |row: &RowSpec| match row {
        RowSpec::Delivered(name) => name.value.unit.as_ref() == unit && *name.value.id == *owned.row.id.value,
        RowSpec::All(_) | RowSpec::Made(_) => false,
    };
    spec.is_some_and(|spec| spec.rows.iter().any(is_it))
}

/// The keys of a row that are to be written.
fn keys(set: &ColumnSet) -> Vec<&str> {
    let written = set.columns.iter().filter(|column| column.formula.is_empty() && column.shows.is_none());
    written.map(|column| column.id.value.as_str()).collect()
}

/// Signs by which a row is put in one column of several.
const CROSSES: [&str; 12] = ["x", "☒", "☑", "✓", "✔", "✗", "✘", "×", "●", "•", "■", "◼"];

/// Whether a column is a step of a scale, in one of whose columns each row has a cross: none may be in it.
fn is_step(rows: &[&OwnedRow], at: usize) -> bool {
    let cell = |row: &OwnedRow, at: usize| row.cells.get(at).and_then(Option::as_ref).map(fulfilment::words);
    let is_cross = |words: &String| CROSSES.contains(&&*words.trim().to_lowercase());
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let crossed = |at: usize| rows.iter().filter_map(|row| cell(row, at)).all(|words| is_cross(&words));
    let is_empty = |at: usize| rows.iter().all(|row| cell(row, at).is_none());
    // The columns beside each other that hold crosses or nothing.
    let first = (0..=at).rev().take_while(|at| crossed(*at)).last().unwrap_or(at);
    let scale: Vec<usize> = (first..width).take_while(|at| crossed(*at)).collect();
    let once = rows.iter().all(|row| scale.iter().filter(|at| cell(row, **at).is_some()).count() <= 1);
    once && scale.iter().filter(|at| !is_empty(**at)).count() >= 2
}

/// Fewest rows of a table in which a column without values is told.
const ROWS: usize = 3;

/// Fewest rows that hold something in a column where a single one does not.
const OTHERS: usize = 4;

/// The one cell of a column that is empty.
fn lone(set: &ColumnSet, rows: &[Line<'_>], found: &mut Vec<Diagnostic>) {
    if rows.len() <= OTHERS {
        return;
    }
    let last = set.columns.iter().filter_map(|column| year(&column.heading)).max();
    for (at, column) in set.columns.iter().enumerate() {
        // What is new has no plan and no earlier year.
        let of_now = !column.is_plan() && year(&column.heading).is_none_or(|year| Some(year) == last);
        if !column.formula.is_empty() || column.shows.is_some() || column.notes || !of_now || may_lack(&column.heading)
        {
            continue;
        }
        let mut empty =
            rows.iter().filter(|row| row.cells.get(at).is_none_or(Option::is_none) && !is_covered(row.cells, at));
        if let (Some(row), None) = (empty.next(), empty.next())
            && row.cells.iter().any(Option::is_some)
        {
            found.push(messages::cell_left_empty(row.place, row.name.trim(), column.heading.trimmed()));
        }
    }
}

/// What there may rightly be nothing of: remarks, targets, and what others have.
const MAY_LACK: &[&str] = &[
    "kommentar",
    "anmärkning",
    "not",
    "övrig",
    "åtgärd",
    "mål",
    "jämför",
    "riket",
    "snitt",
    "prognos",
    "avvik",
    "förändr",
];

/// Whether a column is for what there may rightly be nothing of.
fn may_lack(heading: &SourceText) -> bool {
    let heading = heading.trimmed().to_lowercase();
    MAY_LACK.iter().any(|word| heading.starts_with(word))
}

/// The last year that a heading names.
fn year(heading: &SourceText) -> Option<u16> {
    years(&heading.text).last().copied()
}
