//! Rows that are computed by dividing other rows, of their table or of another.

use crate::support::both_files::{case, say};
use crate::support::report::{Report, chapter, column, columns, row, table, toml};
use crate::support::text;

/// A table in thousands of what a service costs and how many have it, one of all that the committee spends, and more
/// rows of the first.
fn service(rows: &str) -> Report {
    let of = |id: &str, budget: &str, outcome: &str| row("t", id, id).cells(&[("budget", budget), ("utfall", outcome)]);
    let all = row("alla", "summa", "Alla").cells(&[("budget", "412000"), ("utfall", "418300")]);
    Report::new()
        .add([chapter("e", "Hemtjänst", "tabeller").key("tabeller", ["t", "alla"])])
        .add([columns("k").key("mattenhet", "tkr"), column("budget", "Budget"), column("utfall", "Utfall")])
        .add([column("diff", "Skillnad").key("beraknas", ["budget", "-utfall"])])
        .add([table("t", "Hemtjänst", "k", toml(format!("[\"a/kostnad\", \"a/brukare\"{rows}]")))])
        .add([table("alla", "Alla", "k", ["a/summa"])])
        .deliver("a", [of("kostnad", "46000", "46750").key("diff", toml("-750"))])
        .deliver("a", [of("brukare", "230", "238").key("mattenhet", "antal").key("diff", toml("-8"))])
        .deliver("a", [all.key("diff", toml("-6300"))])
}

#[test]
fn both_files_show_what_rows_give_that_are_divided() {
    let made = |keys: &str| service(&format!(", {{ namn = \"Kvot\", {keys} }}"));
    say([
        case(
            "crowns for each, of thousands; the difference is that of the row's own figures",
            made(r#"beraknas = ["kostnad", "per brukare"], mattenhet = "kr""#),
            "| Kvot | 200\u{a0}000\u{a0}kr | 196\u{a0}429\u{a0}kr | 3\u{a0}571\u{a0}kr\n",
        ),
        case(
            "the table's own unit, for each ten, with decimals",
            made(r#"beraknas = ["a/kostnad", "per 10 a/brukare"], decimaler = 2"#),
            "| Kvot | 2\u{a0}000,00 | 1\u{a0}964,29 | 35,71\n",
        ),
        case(
            "a share of another table's row",
            made(r#"beraknas = ["kostnad", "/alla.summa"]"#),
            "| Kvot | 11,2\u{a0}% | 11,2\u{a0}% | 0,0\u{a0}%\n",
        ),
        case(
            "a difference that is divided, bold",
            made(r#"beraknas = ["alla.a/summa", "-kostnad", "per brukare"], mattenhet = "kr/brukare", fet = true"#),
            "| Kvot | 1\u{a0}591\u{a0}304\u{a0}kr/brukare | 1\u{a0}561\u{a0}134\u{a0}kr/brukare | 30\u{a0}170\u{a0}kr/brukare\n",
        ),
    ]);
}

/// What is found of a row of a unit's own.
fn own(beraknas: &str, figures: [&str; 3], unit: &str) -> String {
    let own = row("t", "kvot", "Kvot").key("beraknas", toml(beraknas)).key("mattenhet", unit);
    let cells = [("budget", figures[0]), ("utfall", figures[1]), ("diff", figures[2])];
    let cells: Vec<(&str, &str)> = cells.into_iter().filter(|(_, figure)| !figure.is_empty()).collect();
    service(", \"a/kvot\"").deliver("a", [own.cells(&cells)]).findings()
}

#[test]
fn a_units_own_row_is_checked() {
    let rate = r#"["kostnad", "per brukare"]"#;
    assert_eq!(own(rate, ["200000", "196429", "3571"], "kr"), "");
    assert_eq!(own(rate, ["200", "196.4", "3.6"], "tkr"), "");
    assert_eq!(own(r#"["kostnad", "/alla.summa"]"#, ["11.2", "11.2", "0.0"], "%"), "");
    let wrong = own(rate, ["200000", "169429", "30571"], "kr");
    assert!(wrong.contains("error[variance-mismatch]") && wrong.contains("196\u{a0}429"), "{wrong}");
    assert_eq!(wrong.matches("error[").count(), 1, "{wrong}");
    let unit = own(rate, ["200000", "196429", "3571"], "tkr");
    assert_eq!(unit.matches("error[variance-mismatch]").count(), 2, "{unit}");
    let empty = own(rate, ["200000", "", ""], "kr");
    assert!(empty.contains("blank-cell") && empty.contains("196\u{a0}429"), "{empty}");
}

#[test]
fn what_cannot_be_divided_is_told() {
    let rate = |terms: &str| own(terms, ["", "", ""], "kr");
    for (terms, told) in [
        (r#"["kostnad"]"#, "there is not just one that divides"),
        (r#"["per brukare"]"#, "there is not just one that divides"),
        (r#"["kostnad", "per brukare", "/kostnad"]"#, "there is not just one that divides"),
        (r#"["kostnad", "per brukar"]"#, "`brukar`"),
        (r#"["kostnad", "per ala.summa"]"#, "`ala`"),
        (r#"["kostnad", "per alla.sum"]"#, "`sum`"),
        ("7", "beraknas"),
    ] {
        let found = rate(terms);
        assert!(found.contains("error[") && found.contains(told), "{terms}: {found}");
    }
    // Nobody divides by nothing, and a row is not made of itself.
    let zero = service(r#", { beraknas = ["kostnad", "per noll"], namn = "Kvot" }, "a/noll""#)
        .deliver("a", [row("t", "noll", "Noll").key("mattenhet", "st").cells(&[("budget", "0"), ("utfall", "0")])]);
    assert!(zero.findings().contains("sum-not-computed"), "{}", zero.findings());
    let own = service(r#", { beraknas = ["kostnad", "per kvot"], id = "kvot", namn = "Kvot" }"#);
    assert!(own.findings().contains("made of itself"), "{}", own.findings());
    let ring = [["kostnad", "b", "a"], ["a", "kostnad", "b"]].map(|[part, whole, id]| {
        format!(r#", {{ beraknas = ["{part}", "per {whole}"], id = "{id}", namn = "{id}" }}"#)
    });
    assert!(service(&ring.concat()).findings().contains("made of itself"));
}

#[test]
fn it_is_part_of_no_sum_and_is_traced() {
    let quotient = r#", { beraknas = ["kostnad", "per brukare"], id = "kvot", namn = "Kvot" }"#;
    let report = service(&format!("{quotient}, {{ summa = \"ovan\", namn = \"Summa\" }}"));
    assert_eq!(report.findings(), "");
    let said = text(&report.built());
    assert!(said.contains("Summa") && said.contains("46\u{a0}000"), "{said}");
    let folder = report.folder();
    let checked = underlag::pipeline::check(folder.path(), None).unwrap();
    let traces = underlag::report::trace::trace(checked.report.as_ref().unwrap(), "t.brukare.utfall");
    assert!(traces.iter().flatten().any(|step| step.what == "t.rapport/kvot.utfall"), "{traces:?}");
}

/// Schools with what they cost, a table of pupils with the same rows, and a column that divides by another table.
fn schools(formula: [&str; 2], keys: &[(&str, &str)], figures: [&str; 2]) -> Report {
    let school = |id: &str, cost: &str, share: &str| row("t", id, id).cells(&[("kostnad", cost), ("del", share)]);
    let pupils = |id: &str, many: &str| row("elever", id, id).cells(&[("antal", many)]);
    let share = column("del", "Del").key("beraknas", formula);
    let share = keys.iter().fold(share, |share, (key, value)| share.key(key, toml(*value)));
    Report::new()
        .add([chapter("e", "Skolor", "tabeller").key("tabeller", ["t", "elever", "alla"])])
        .add([columns("k").key("mattenhet", "tkr"), column("kostnad", "Kostnad"), share])
        .add([columns("p").key("mattenhet", "st"), column("antal", "Antal")])
        .add([columns("m").key("mattenhet", "mnkr"), column("kostnad", "Kostnad")])
        .add([table("t", "Skolor", "k", toml("[\"a/bjork\", \"a/strand\", { summa = \"ovan\", namn = \"Alla\" }]"))])
        .add([table(
            "elever",
            "Elever",
            "p",
            toml("[\"a/strand\", \"a/bjork\", { summa = \"ovan\", namn = \"Alla\" }]"),
        )])
        .add([table("alla", "Alla", "m", ["a/kommunen"])])
        .deliver("a", [school("bjork", "45360", figures[0]), school("strand", "20880", figures[1])])
        .deliver("a", [pupils("bjork", "420"), pupils("strand", "180")])
        .deliver("a", [row("alla", "kommunen", "Kommunen").cells(&[("kostnad", "331.2")])])
}

#[test]
fn a_column_divides_by_another_table() {
    let crowns: &[(&str, &str)] = &[("mattenhet", "\"kr\""), ("decimaler", "0")];
    let per = schools(["kostnad", "per elever.antal"], crowns, ["108000", "116000"]);
    let share = schools(["kostnad", "/alla.kommunen.kostnad"], &[], ["13.7", "6.3"]);
    say([
        case("the row of the same id, in the sum as well", per, "+ Alla | 66\u{a0}240 | 110\u{a0}400\n"),
        case("one figure for all rows, in millions", share.clone(), "+ Alla | 66\u{a0}240 | 20,0\n"),
    ]);
    let folder = share.folder();
    let checked = underlag::pipeline::check(folder.path(), None).unwrap();
    let traces = underlag::report::trace::trace(checked.report.as_ref().unwrap(), "alla.kommunen.kostnad");
    assert!(traces.iter().flatten().any(|step| step.what == "t.a/strand.del"), "{traces:?}");
}

#[test]
fn what_a_column_divides_by_elsewhere_is_checked_and_told() {
    let wrong = schools(["kostnad", "/alla.kommunen.kostnad"], &[], ["17.3", "6.3"]).findings();
    assert!(wrong.contains("error[variance-mismatch]") && wrong.contains("13,7"), "{wrong}");
    assert_eq!(wrong.matches("error[").count(), 1, "{wrong}");
    for (address, told) in [
        ("/ala.kommunen.kostnad", "`ala`"),
        ("/alla.komunen.kostnad", "`komunen`"),
        ("/alla.kommunen.kostna", "`kostna`"),
        ("per elev.antal", "`elev`"),
        ("per elever.anta", "`anta`"),
        ("/a.b.c.d", "a.b.c.d"),
    ] {
        let found = schools(["kostnad", address], &[], ["13.7", "6.3"]).findings();
        assert!(found.contains("error[") && found.contains(told), "{address}: {found}");
    }
}

/// Schools with their marks, and a table of pupils with the same rows.
fn marks(column_keys: &str, last: &str, mark: &str) -> Report {
    let school = |id: &str, mark: &str| row("t", id, id).cells(&[("merit", mark)]);
    let pupils = |id: &str, many: &str| row("elever", id, id).cells(&[("antal", many)]);
    let merit = column("merit", "Merit");
    let merit = if column_keys.is_empty() { merit } else { merit.key("viktas_med", column_keys) };
    let all = row("t", "alla", "Alla").cells(&[("merit", mark)]).key("slag", "summa").key("summerar", "ovan");
    let report = Report::new()
        .add([chapter("e", "Skolor", "tabeller").key("tabeller", ["t", "elever"])])
        .add([columns("k"), merit, columns("p").key("mattenhet", "st"), column("antal", "Antal")])
        .add([table("t", "Skolor", "k", toml(format!("[\"a/bjork\", \"a/strand\", {last}]")))])
        .add([table("elever", "Elever", "p", ["a/strand", "a/bjork"])])
        .deliver("a", [school("bjork", "218.4"), school("strand", "231.9")])
        .deliver("a", [pupils("bjork", "420"), pupils("strand", "180")]);
    if mark.is_empty() { report } else { report.deliver("a", [all]) }
}

#[test]
fn an_average_is_weighted_by_another_table() {
    let made = marks("elever.antal", r#"{ summa = "ovan", namn = "Alla" }"#, "");
    let of_row = marks("", r#"{ genomsnitt = "ovan", viktas_med = "elever.antal", namn = "Alla" }"#, "");
    say([
        case("a column's averages", made.clone(), "+ Alla | 222,5\n"),
        case("a row of averages", of_row.clone(), "+ Alla | 222,5\n"),
    ]);
    for report in [made, of_row] {
        let folder = report.folder();
        let checked = underlag::pipeline::check(folder.path(), None).unwrap();
        let traces = underlag::report::trace::trace(checked.report.as_ref().unwrap(), "elever.strand.antal");
        assert!(traces.iter().flatten().any(|step| step.figure == "222,5"), "{traces:?}");
    }
    assert_eq!(marks("elever.antal", "\"a/alla\"", "222.5").findings(), "");
    let plain = marks("elever.antal", "\"a/alla\"", "225.2").findings();
    assert!(plain.contains("error[sum-mismatch]") && plain.contains("weighted by `elever.antal`"), "{plain}");
    for (weight, told) in [("elev.antal", "`elev`"), ("elever.anta", "`anta`")] {
        let of_column = marks(weight, "\"a/alla\"", "222.5").findings();
        let of_row = format!("{{ genomsnitt = \"ovan\", viktas_med = \"{weight}\", namn = \"Alla\" }}");
        let of_row = marks("", &of_row, "").findings();
        for found in [of_column, of_row] {
            assert!(found.contains("error[unknown-reference]") && found.contains(told), "{weight}: {found}");
        }
    }
}
