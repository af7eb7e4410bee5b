//! Columns that are reckoned another way than by adding up: what there is for each of something, averages, and what
//! nobody reckons.

use proptest::prelude::*;

use crate::support::both_files::{case, say};
use crate::support::report::{Block, Report, chapter, column, columns, row, table, toml};
use crate::support::{printed, underlag};

/// Schools with their pupils, what they cost in thousands, and their marks.
fn schools(rows: &str, columns_more: impl IntoIterator<Item = Block>) -> Report {
    let school = |id: &str, pupils: &str, cost: &str, mark: &str| {
        row("t", id, id).cells(&[("elever", pupils), ("kostnad", cost), ("merit", mark)])
    };
    Report::new()
        .add([chapter("e", "Skolor", "tabeller").key("tabeller", ["t"]), columns("k").key("forsta_kolumn", "Skola")])
        .add([column("elever", "Elever"), column("kostnad", "Kostnad").key("mattenhet", "tkr")])
        .add(columns_more)
        .add([table("t", "Skolor", "k", toml(format!("[{rows}]")))])
        .deliver("a", [school("bjork", "420", "45360", "218.4"), school("strand", "180", "20880", "231.9")])
}

fn mark() -> Block {
    column("merit", "Merit")
}

fn per(id: &str, of: [&str; 2], unit: &str, decimals: i32) -> Block {
    column(id, id).key("mattenhet", unit).key("decimaler", decimals).key("beraknas", of)
}

const ALL: &str = r#""a/bjork", "a/strand", { summa = "ovan", namn = "Alla", id = "alla" }"#;

#[test]
fn both_files_show_what_is_made_by_dividing_and_averaging() {
    let crowns = per("per_elev", ["kostnad", "per elever"], "kr", 0);
    let thousand = per("per_tusen", ["kostnad", "per 1000 elever"], "mnkr", 1);
    let average = r#""a/bjork", "a/strand", { genomsnitt = "ovan", viktas_med = "elever", namn = "Snitt" }"#;
    let plain = r#""a/bjork", "a/strand", { genomsnitt = ["bjork", "a/strand"], namn = "Snitt" }"#;
    let plain = plain.replace("[\"bjork\"", "[\"a/bjork\"");
    say([
        case(
            "crowns for each pupil, of thousands, in the sum as well",
            schools(ALL, [crowns, mark().key("summeras", false)])
                .at("rad/bjork", |row| row.key("per_elev", toml("108000")))
                .at("rad/strand", |row| row.key("per_elev", toml("116000"))),
            "+ Alla | 600 | 66\u{a0}240 | 110\u{a0}400 | \n",
        ),
        case(
            "millions for each thousand of pupils",
            schools(ALL, [thousand, mark().key("summeras", false)])
                .at("rad/bjork", |row| row.key("per_tusen", toml("108.0")))
                .at("rad/strand", |row| row.key("per_tusen", toml("116.0"))),
            "+ Alla | 600 | 66\u{a0}240 | 110,4 | \n",
        ),
        case(
            "an average that is weighted beside sums",
            schools(ALL, [mark().key("viktas_med", "elever")]),
            "+ Alla | 600 | 66\u{a0}240 | 222,5\n",
        ),
        case(
            "a plain average beside sums",
            schools(ALL, [mark().key("genomsnitt", true)]),
            "+ Alla | 600 | 66\u{a0}240 | 225,2\n",
        ),
        case(
            "a row of averages, weighted: what they are weighted by is added up",
            schools(average, [mark()]),
            "+ Snitt | 600 | 38\u{a0}016 | 222,5\n",
        ),
        case("a row of plain averages", schools(&plain, [mark()]), "+ Snitt | 300 | 33\u{a0}120 | 225,2\n"),
    ]);
}

/// What is found of a sum row as a unit delivers it.
fn found(cells: &[(&str, &str)], kind: &str, columns: impl IntoIterator<Item = Block>) -> String {
    let rows = r#""a/bjork", "a/strand", "a/alla""#;
    let all = row("t", "alla", "Alla").cells(cells).key("slag", kind).key("summerar", "ovan");
    let report = schools(rows, columns).deliver("a", [all]);
    report.findings()
}

#[test]
fn what_is_right_is_not_told() {
    let sums = [("elever", "600"), ("kostnad", "66240")];
    let with = |mark: &'static str| [sums[0], sums[1], ("merit", mark)];
    let quiet = |found: String| assert_eq!(found, "");
    quiet(found(&with("222.5"), "summa", [mark().key("viktas_med", "elever")]));
    // 222.45, as it is rounded.
    quiet(found(&with("222"), "summa", [mark().key("viktas_med", "elever")]));
    quiet(found(&with("225.2"), "summa", [mark().key("genomsnitt", true)]));
    quiet(found(&with("7.5"), "summa", [mark().key("summeras", false)]));
    quiet(found(&with("\"–\""), "summa", [mark().key("summeras", false)]));
    quiet(found(&[("elever", "300"), ("kostnad", "33120"), ("merit", "225.2")], "genomsnitt", [mark()]));
    for (written, told) in [("222.6", true), ("221.9", true), ("450.3", true), ("222.4", false)] {
        let found = found(&with(written), "summa", [mark().key("viktas_med", "elever")]);
        assert_eq!(found.contains("sum-mismatch"), told, "{written}: {found}");
    }
}

#[test]
fn a_figure_that_is_missing_is_no_wrong_average() {
    let rows = r#""a/bjork", "a/strand", "a/liten", "a/alla""#;
    let small = |cells: &[(&str, &str)]| row("t", "liten", "Liten").cells(cells);
    let all = |mark: &str, pupils: &str| {
        row("t", "alla", "Alla")
            .cells(&[("elever", pupils), ("kostnad", "66240"), ("merit", mark)])
            .key("slag", "summa")
            .key("summerar", "ovan")
    };
    let weighted = || [mark().key("viktas_med", "elever")];
    // A school whose mark is not shown, since few have one: the average of all may be another one.
    let hidden = [("elever", "9"), ("kostnad", "0"), ("merit", "\"..\"")];
    let report = schools(rows, weighted()).deliver("a", [small(&hidden), all("222.4", "609")]);
    assert!(!report.findings().contains("error"), "{}", report.findings());
    let report = schools(rows, weighted()).deliver("a", [small(&hidden), all("229.9", "609")]);
    assert!(!report.findings().contains("sum-mismatch"), "{}", report.findings());
    // One without pupils takes no part.
    let closed = [("elever", "0"), ("kostnad", "0"), ("merit", "\"–\"")];
    let report = schools(rows, weighted()).deliver("a", [small(&closed), all("229.9", "600")]);
    assert!(report.findings().contains("sum-mismatch"), "{}", report.findings());
    let report = schools(rows, weighted()).deliver("a", [small(&closed), all("222.5", "600")]);
    assert_eq!(report.findings(), "");
}

#[test]
fn an_average_is_traced_to_what_it_is_of_and_what_weighs_it() {
    let folder = schools(ALL, [mark().key("viktas_med", "elever")]).folder();
    let trace = |of: &str| {
        let run = underlag(&["trace", folder.path().to_str().unwrap(), of, "--lang", "en"], folder.path());
        printed(&run)
    };
    assert!(trace("t.bjork.merit").contains("averaged into"), "{}", trace("t.bjork.merit"));
    let pupils = trace("t.bjork.elever");
    assert!(pupils.contains("weighs the average") && pupils.contains("added into"), "{pupils}");
    assert!(!trace("t.bjork.kostnad").contains("average"), "{}", trace("t.bjork.kostnad"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What the program makes by dividing and averaging is right by its own check, whatever the figures are, and the
    /// same with another last digit is not.
    #[test]
    fn what_is_made_is_right(
        rows in prop::collection::vec((1u32..5_000, 1u32..900_000, 0u32..4_000), 2..5),
        weighted in any::<bool>(),
        is_row in any::<bool>(),
    ) {
        let mut report = Report::new()
            .add([chapter("e", "Skolor", "tabeller").key("tabeller", ["t"]), columns("k")])
            .add([column("elever", "Elever"), column("kostnad", "Kostnad").key("mattenhet", "tkr")]);
        let by = if weighted { mark().key("viktas_med", "elever") } else { mark().key("genomsnitt", true) };
        let made = if is_row { "genomsnitt" } else { "summa" };
        report = report.add([by.key("decimaler", 1)]);
        let names: Vec<String> = (0..rows.len()).map(|at| format!("\"a/r{at}\"")).collect();
        let rows_of = format!("[{}, {{ {made} = \"ovan\", namn = \"Alla\", id = \"alla\" }}]", names.join(", "));
        report = report.add([table("t", "Skolor", "k", toml(rows_of))]);
        for (at, (pupils, cost, mark)) in rows.iter().enumerate() {
            let mark = format!("{}.{}", mark / 10, mark % 10);
            let id = format!("r{at}");
            let cells = [("elever", &*pupils.to_string()), ("kostnad", &*cost.to_string()), ("merit", &*mark)];
            report = report.deliver("a", [row("t", &id, &id).cells(&cells)]);
        }
        let found = report.findings();
        prop_assert!(!found.contains("sum-mismatch") && !found.contains("variance-mismatch"), "{}", found);
    }
}
