//! A table of net costs: two amounts, two rows and their sum.

use super::report::{Block, Report, chapter, column, columns, row, table};

/// The table, in millions, without a row that anybody has delivered.
pub fn undelivered() -> Report {
    Report::new().add([
        chapter("ekonomi", "Ekonomi", "tabeller").key("tabeller", ["netto"]),
        columns("ar").key("sort", "mnkr"),
        column("budget", "Budget"),
        column("utfall", "Utfall"),
        table("netto", "Nettokostnad, mnkr", "ar", ["a/skola", "a/vard", "a/summa"]),
    ])
}

/// The sum's row, without figures.
pub fn sum() -> Block {
    row("netto", "summa", "Summa").sum(["skola", "vard"])
}

/// The table with budget and outcome of both rows and of their sum.
fn delivered(report: Report, [skola, vard, summa]: [[&str; 2]; 3]) -> Report {
    let cells = |row: Block, [budget, utfall]: [&str; 2]| row.cells(&[("budget", budget), ("utfall", utfall)]);
    report.deliver(
        "a",
        [cells(row("netto", "skola", "Skola"), skola), cells(row("netto", "vard", "Vård"), vard), cells(sum(), summa)],
    )
}

/// The table in millions, with one decimal.
pub fn net_costs() -> Report {
    delivered(undelivered(), [["10.5", "10.0"], ["4.0", "4.2"], ["14.5", "14.2"]])
}

/// The table in thousands, which may be shown in millions.
pub fn in_thousands() -> Report {
    let report = undelivered().at("kolumner/ar", |columns| columns.key("sort", "tkr"));
    delivered(report, [["10449", "9950"], ["4083", "4250"], ["14532", "14200"]])
}

/// A table that shows millions with one decimal, whatever its columns are in.
pub fn shown_in_millions(table: Block) -> Block {
    table.key("sort", "mnkr").key("omrakna", true).key("decimaler", 1).key("avrunda", true)
}
