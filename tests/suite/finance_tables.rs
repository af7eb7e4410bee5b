//! Tables of figures: decimals, groups, comments, headers that span columns, subtotals, and tables held against others.

use crate::support::both_files::{case, say};
use crate::support::net_costs::{net_costs, undelivered};
use crate::support::report::{Block, Report, Value, chapter, column, columns, notes, row, table, toml};
use crate::support::text;

#[test]
fn both_files_show_a_table_as_it_was_written() {
    say([
        case(
            "millions with one decimal",
            net_costs(),
            "! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 10,5 | 10,0\n| Vård | 4,0 | 4,2\n+ Summa | 14,5 | 14,2\n",
        ),
        case(
            "decimals that differ in a column",
            net_costs().at("rad/vard", |row| row.key("budget", toml("4"))),
            "| Skola | 10,5 | 10,0\n| Vård | 4 | 4,2\n",
        ),
        case(
            "a cell that is not a number",
            net_costs().at("rad/vard", |row| row.key("utfall", "Stängt")),
            "| Vård | 4,0 | Stängt\n",
        ),
        case("an empty cell", net_costs().at("rad/vard", |row| row.without("utfall")), "| Vård | 4,0 | \n"),
    ]);
}

#[test]
fn both_files_show_groups_comments_and_headers_across_columns() {
    let groups = r#"[{ grupp = "Barn" }, "a/skola", { grupp = "Vuxna" }, "a/vard", "a/summa"]"#;
    let over = |address: &str, heading: &str| net_costs().at(address, |column| column.key("over", heading));
    say([
        case(
            "groups of rows",
            net_costs().at("tabell/netto", |table| table.key("rader", toml(groups))),
            "> <3x1> Barn\n| Skola | 10,5 | 10,0\n> <3x1> Vuxna\n| Vård | 4,0 | 4,2\n+ Summa",
        ),
        case(
            "a comment row",
            net_costs().at("rad/vard", |row| row.key("kommentar", "Fler *platser* sedan i mars.")),
            "| Vård | 4,0 | 4,2\n~ <3x1> Fler *platser* sedan i mars.\n+ Summa",
        ),
        case(
            "a header that spans columns",
            over("kolumner.kolumn/utfall", "Januari–augusti"),
            "! <1x2> Nettokostnad, mnkr | <1x2> Budget | Januari–augusti\n! Utfall\n| Skola",
        ),
        case(
            "a storey that says nothing",
            net_costs().at("kolumner.kolumn/utfall", |column| column.key("over", toml("[\"Bokslut\", \"\"]"))),
            "! <1x2> Nettokostnad, mnkr | <1x2> Budget | Bokslut\n! Utfall\n| Skola",
        ),
        case(
            "a header that spans all columns",
            over("kolumner.kolumn/budget", "2024")
                .after("kolumner.kolumn/budget", column("prognos", "Prognos").key("over", "2024")),
            "! <1x2> Nettokostnad, mnkr | <2x1> 2024 | <1x2> Utfall\n! Budget | Prognos\n",
        ),
    ]);
}

/// A result statement: items, running subtotals, a subtotal of some rows, a result.
fn statement() -> Report {
    let above = || Some(Value::from("ovan"));
    let some = Some(Value::from(["skatt", "bidrag"]));
    let rows = [
        ("intakter", "Intäkter", "post", None, "120"),
        ("kostnader", "Kostnader", "post", None, "-500"),
        ("netto", "Nettokostnad", "delsumma", above(), "-380"),
        ("skatt", "Skatt", "post", None, "300"),
        ("bidrag", "Bidrag", "post", None, "90"),
        ("medel", "Skatt och bidrag", "delsumma", some, "390"),
        ("verksamhet", "Verksamhetens resultat", "summa", above(), "10"),
        ("finans", "Finansnetto", "post", None, "-3"),
        ("resultat", "Årets resultat", "resultat", above(), "7"),
    ];
    let asked: Vec<String> = rows.iter().map(|row| format!("a/{}", row.0)).collect();
    let delivered = rows.map(|(id, name, kind, sums, figure)| {
        let row = row("netto", id, name).key("slag", kind);
        let row = if let Some(sums) = sums { row.key("summerar", sums) } else { row };
        row.key("utfall", toml(figure))
    });
    undelivered().at("tabell/netto", |table| table.key("rader", asked)).deliver("a", delivered)
}

#[test]
fn both_files_show_a_result_statement() {
    say([case(
        "running subtotals and subtotals",
        statement(),
        "| Kostnader |  | −500\n· Nettokostnad |  | −380\n| Skatt |  | 300\n| Bidrag |  | 90\n· Skatt och bidrag |  | 390\n+ Verksamhetens resultat |  | 10\n| Finansnetto |  | −3\n= Årets resultat |  | 7\n",
    )]);
}

/// What is found, but for the column of the statement that nobody fills.
fn of_rows(report: &Report) -> String {
    let found = report.findings();
    found.lines().filter(|line| !line.contains("warning[without-values]: the column `Budget`")).collect()
}

#[test]
fn a_running_subtotal_counts_each_item_once() {
    assert_eq!(of_rows(&statement()), "");
    let said = statement().at("rad/resultat", |row| row.key("utfall", toml("12"))).findings();
    assert!(said.contains("error[sum-mismatch]: `Årets resultat`, `Utfall`: says 12 but the rows give 7"), "{said}");
    let said = statement().at("rad/resultat", |row| row.key("summerar", "alla")).findings();
    assert!(said.contains("error[bad-value]: `summerar` cannot be `alla`"), "{said}");
}

#[test]
fn the_manifest_can_have_a_running_subtotal_computed() {
    let rows = [
        r#""a/intakter", "a/kostnader", "a/netto", "a/skatt", "a/bidrag", "a/medel", "a/verksamhet", "a/finans""#,
        r#"{ summa = "ovan", namn = "Resultat", slag = "resultat" }"#,
    ];
    let computed = toml(format!("[{}]", rows.join(", ")));
    let report = statement().at("tabell/netto", |table| table.key("rader", computed)).without("rad/resultat");
    assert_eq!(of_rows(&report), "");
    assert!(text(&report.built()).contains("| Finansnetto |  | −3\n= Resultat |  | 7\n"));
}

#[test]
fn tables_in_different_units_are_compared() {
    let found = |budget: &str| {
        net_costs()
            .at("kapitel/ekonomi", |chapter| chapter.key("tabeller", ["netto", "hela"]))
            .add([
                table("hela", "Hela", "ar", ["a/allt"]).key("sort", "tkr"),
                Block::entry("samband").key("lika", ["netto.summa", "hela.allt"]),
            ])
            .deliver("a", [row("hela", "allt", "Allt").cells(&[("utfall", "14200"), ("budget", budget)])])
            .findings()
    };
    assert_eq!(found("14500"), "");
    assert!(found("14540").contains("note[tables-rounding]"), "{}", found("14540"));
    let found = found("15400");
    let said = "`Summa`, `Budget`: says 14,5\u{a0}mnkr, but `Allt` in `Hela` says 15\u{a0}400\u{a0}tkr; the difference is 0,9\u{a0}mnkr";
    assert!(found.contains(said), "{found}");
}

#[test]
fn shares_are_not_added_up() {
    let share = column("andel", "Andel").key("beraknas", ["utfall", "/budget"]);
    let report = [("skola", "95"), ("vard", "105"), ("summa", "98")]
        .into_iter()
        .fold(net_costs().after("kolumner.kolumn/utfall", share), |report, (id, share)| {
            report.at(&format!("rad/{id}"), |row| row.key("andel", toml(share)))
        });
    assert_eq!(report.findings(), "");
}

#[test]
fn a_note_that_only_a_comment_cites_is_cited() {
    let found = net_costs()
        .at("rad/vard", |row| row.key("kommentar", "Fler platser[^plats], {{netto.skola.utfal}}."))
        .deliver("a", [notes(&[("plats", "Sedan mars.")])])
        .findings();
    assert!(!found.contains("note-without-mark"), "{found}");
    assert!(found.contains("error[unknown-reference]") && found.lines().count() == 1, "{found}");
}

/// A table with a column of shares of the column `u`, of rows that the manifest lists.
fn of_sum(rows: &str) -> Report {
    let share = column("andel", "Andel").key("beraknas", ["u", "/u.summa"]);
    Report::new()
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k"), column("u", "Utfall"), share])
        .add([table("t", "Tabell", "k", toml(rows))])
}

#[test]
fn a_share_of_the_sum_is_checked_as_it_is_rounded() {
    let rows = |a: &str, b: &str, all: &str| {
        of_sum("[\"a/x\", \"a/y\", \"a/s\"]")
            .deliver("a", [row("t", "x", "X").cells(&[("u", "1000"), ("andel", a)])])
            .deliver("a", [row("t", "y", "Y").cells(&[("u", "2000"), ("andel", b)])])
            .deliver("a", [row("t", "s", "Summa").cells(&[("u", "3000"), ("andel", all)]).sum(["x", "y"])])
            .findings()
    };
    for (a, b, all) in [("33", "67", "100"), ("33.3", "66.7", "100.0"), ("33.33", "66.67", "100")] {
        assert_eq!(rows(a, b, all), "", "{a} {b} {all}");
    }
    for (a, b, all) in [("35", "67", "100"), ("33.5", "66.7", "100.0"), ("33", "67", "98"), ("100", "67", "100")] {
        let found = rows(a, b, all);
        assert!(found.contains("variance-mismatch") && found.lines().count() == 1, "{a} {b} {all}: {found}");
    }
    // An empty cell of the column follows from others, and is told.
    assert!(rows("33", "", "100").contains("blank-cell"));
}

#[test]
fn made_rows_have_their_shares_of_the_sum() {
    let rows = "[\"a/x\", \"a/y\", { summa = [\"a/x\", \"a/y\"], id = \"d\", namn = \"Delsumma\", slag = \"delsumma\" }, \
                \"a/z\", { summa = \"ovan\", id = \"s\", namn = \"Summa\" }]";
    let report = of_sum(rows)
        .deliver("a", [row("t", "x", "X").cells(&[("u", "100"), ("andel", "12.5")])])
        .deliver("a", [row("t", "y", "Y").cells(&[("u", "300"), ("andel", "37.5")])])
        .deliver("a", [row("t", "z", "Z").cells(&[("u", "400"), ("andel", "50.0")])]);
    assert_eq!(report.findings(), "");
    let shown = crate::support::text(&report.built());
    assert!(shown.contains("Delsumma | 400 | 50,0") && shown.contains("Summa | 800 | 100,0"), "{shown}");
}

#[test]
fn several_sums_have_their_own_shares() {
    let report = of_sum("[{ grupp = \"Inne\" }, \"a/x\", \"a/s\", { grupp = \"Ute\" }, \"a/y\", \"a/z\", \"a/t\"]")
        .deliver("a", [row("t", "x", "X").cells(&[("u", "100"), ("andel", "100")])])
        .deliver("a", [row("t", "s", "Summa inne").cells(&[("u", "100"), ("andel", "100")]).sum(["x"])])
        .deliver("a", [row("t", "y", "Y").cells(&[("u", "100"), ("andel", "25")])])
        .deliver("a", [row("t", "z", "Z").cells(&[("u", "300"), ("andel", "75")])])
        .deliver("a", [row("t", "t", "Summa ute").cells(&[("u", "400"), ("andel", "100")]).sum(["y", "z"])]);
    assert_eq!(report.findings(), "");
    let wrong = report.at("rad/t/y", |row| row.key("andel", 20)).findings();
    assert!(wrong.contains("variance-mismatch"), "{wrong}");
}

#[test]
fn a_share_of_no_sum_is_told_and_not_passed_over() {
    let none =
        of_sum("[\"a/x\"]").deliver("a", [row("t", "x", "X").cells(&[("u", "100"), ("andel", "90")])]).findings();
    assert!(none.contains("check-skipped"), "{none}");
    let zero = of_sum("[\"a/x\", \"a/y\", \"a/s\"]")
        .deliver("a", [row("t", "x", "X").cells(&[("u", "100"), ("andel", "50")])])
        .deliver("a", [row("t", "y", "Y").cells(&[("u", "-100"), ("andel", "50")])])
        .deliver("a", [row("t", "s", "Summa").cells(&[("u", "0"), ("andel", "100")]).sum(["x", "y"])])
        .findings();
    assert!(zero.contains("check-skipped"), "{zero}");
}
