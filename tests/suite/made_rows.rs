//! Rows that the manifest makes of other rows: taken from other tables, converted, added up, and traced.

use crate::support::both_files::{agree, case, say};
use crate::support::net_costs::{in_thousands, shown_in_millions};
use crate::support::report::{Block, Report, column, columns, notes, row, table, toml};
use crate::support::{figures_as_csv, text};

/// Two chapters' tables in thousands, 14 532 and 2 149 of them in budget, and before them the table `oversikt`, with
/// these rows.
fn summary(rows: &str) -> Report {
    let figures = [("budget", "2149"), ("utfall", "2250")];
    in_thousands()
        .at("kapitel/ekonomi", |chapter| chapter.key("tabeller", ["oversikt", "netto", "bygg"]))
        .at("tabell/netto", |table| table.key("rubrik", "Nettokostnad, tkr"))
        .add([
            table("bygg", "Bygg", "ar", ["a/gata", "a/summa"]),
            table("oversikt", "Nämnd", "ar", toml(format!("[{rows}]"))),
        ])
        .deliver(
            "a",
            [row("bygg", "gata", "Gata").cells(&figures), row("bygg", "summa", "Gata").sum(["gata"]).cells(&figures)],
        )
}

/// The same in a summary table that is shown in millions, with one decimal.
fn in_millions(rows: &str) -> Report {
    summary(rows).at("tabell/oversikt", shown_in_millions)
}

const TAKEN: &str = r#"{ ur = "netto.summa", namn = "Socialnämnden" }, { ur = "bygg.a/summa", namn = "Byggnämnden" }"#;
const SUM: &str = r#"{ summa = ["netto", "bygg"], namn = "Summa" }"#;

#[test]
fn both_files_show_rows_that_are_made_of_others() {
    let result = r#"{ ur = "netto.vard" }, { ur = "bygg.gata", id = "g" },
        { summa = ["netto", "-g"], namn = "Netto", slag = "resultat" }"#;
    say([
        case(
            "rows taken from other tables",
            summary(TAKEN),
            "[tabell: Nämnd]\n! Nämnd | Budget | Utfall\n| Socialnämnden | 14\u{a0}532 | 14\u{a0}200\n| Byggnämnden | 2\u{a0}149 | 2\u{a0}250\n",
        ),
        case(
            "rows taken from other tables, converted, and their sum computed exactly",
            in_millions(&format!("{TAKEN}, {SUM}")),
            "\nOmräknat från tkr till mnkr, avrundat till en decimal.\n\n[tabell: Nämnd]\n! Nämnd | Budget | Utfall\n| Socialnämnden | 14,5 | 14,2\n| Byggnämnden | 2,1 | 2,3\n+ Summa | 16,7 | 16,5\n",
        ),
        case(
            "a row that keeps the name of the one that it is taken from, and a result that takes it off",
            summary(result),
            "! Nämnd | Budget | Utfall\n| Vård | 4\u{a0}083 | 4\u{a0}250\n| Gata | 2\u{a0}149 | 2\u{a0}250\n= Netto | 1\u{a0}934 | 2\u{a0}000\n",
        ),
    ]);
}

/// All items of a unit are added up by `unit/*`, whether the table names them or not, taken off too; its sums are not.
#[test]
fn all_rows_of_a_unit_are_added_up() {
    let figures = |budget: &str, utfall: &str| vec![("budget", budget.to_owned()), ("utfall", utfall.to_owned())];
    let report = |sums: &str, delivered: bool| {
        let rows = |unit: &str, add: i64| {
            let one = |id: &str, value: i64| {
                let figures = figures(&(value + add).to_string(), &(value + add + 1).to_string());
                let figures: Vec<(&str, &str)> = figures.iter().map(|(key, value)| (*key, value.as_str())).collect();
                row("drift", id, &format!("{id} {unit}")).cells(&figures)
            };
            [one("gata", 10), one("park", 20)]
        };
        let all = toml(format!("[\"a/*\", \"b/gata\", \"b/park\", {sums}]"));
        let report = Report::new()
            .unit("b", "Enhet B")
            .add([Block::entry("kapitel")
                .key("id", "drift")
                .key("rubrik", "Drift")
                .key("slag", "tabeller")
                .key("tabeller", ["drift"])])
            .add([columns_in_thousands(), column("budget", "Budget"), column("utfall", "Utfall")])
            .add([table("drift", "Drift", "tal", all)])
            .deliver("a", rows("a", 0));
        if delivered { report.deliver("b", rows("b", 100)) } else { report }
    };
    let sum = r#"{ summa = ["a/*"], namn = "Summa A", id = "sa", slag = "delsumma" },
        { summa = ["b/*", "-a/*"], namn = "B utan A", id = "sb", slag = "delsumma" },
        { summa = ["a/gata", "b/*"], namn = "Blandat", id = "sc", slag = "delsumma" }"#;
    let built = report(sum, true);
    assert_eq!(built.findings(), "");
    let said = text(&built.built());
    for line in ["Summa A | 30 | 32", "B utan A | 200 | 200", "Blandat | 240 | 243"] {
        assert!(said.contains(line), "{line}: {said}");
    }
    // A unit that owes its rows leaves no sum, and its rows are told; one that there is not is told itself.
    let waiting = report(sum, false).findings();
    assert!(waiting.contains("missing-delivery"), "{waiting}");
    let unknown = report(r#"{ summa = ["c/*"], namn = "Summa C" }"#, true).findings();
    assert!(unknown.contains("error[unknown-reference]") && unknown.contains("c/*"), "{unknown}");
    let own = report(r#"{ summa = ["*"], namn = "Summa" }"#, true).findings();
    assert!(own.contains("error[unknown-reference]"), "{own}");
}

fn columns_in_thousands() -> Block {
    columns("tal").key("mattenhet", "tkr")
}

#[test]
fn what_is_made_of_other_rows_is_traced_and_said_to_be() {
    let folder = summary(&format!("{TAKEN}, {SUM}"))
        .at("tabell/oversikt", |table| table.key("sort", "mnkr").key("omrakna", true))
        .folder();
    assert_eq!(folder.findings(), "");
    let checked = underlag::pipeline::check(folder.path(), None).unwrap();
    let report = checked.report.as_ref().unwrap();
    let traced = |wanted: &str| {
        let traces = underlag::report::trace::trace(report, wanted);
        underlag::cli::show::traces(
            &traces,
            &checked.statements,
            &checked.sources,
            underlag::diagnostic::Language::English,
        )
    };
    let said = traced("netto.summa.budget");
    assert!(said.contains("14,532  taken into oversikt.rapport/netto.budget  (rapport.toml:"), "{said}");
    let said = traced("oversikt.netto.budget");
    let lines = "14\u{a0}532\u{a0}tkr  written in oversikt.rapport/netto.budget  (enheter/a.toml:29:10)\n  14,532\u{a0}mnkr  shown in";
    assert!(said.starts_with(lines) && said.contains("16,681  added into oversikt.rapport/summa.budget"), "{said}");
    let said = traced("oversikt.summa.budget");
    assert!(said.starts_with("16,681  computed in oversikt.rapport/summa.budget  (rapport.toml:"), "{said}");
    let figures = figures_as_csv(folder.path());
    let line =
        |start: &str| figures.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{figures}"));
    assert!(line("cell:oversikt/rapport/netto/budget").ends_with(";tkr;cell:netto/a/summa/budget"), "{figures}");
    let sum = line("cell:oversikt/rapport/summa/budget");
    assert!(sum.contains(";Budget;mnkr;16,681;16,681;;rapport.toml;"), "{sum}");
    assert!(sum.ends_with(";;cell:oversikt/rapport/netto/budget cell:oversikt/rapport/bygg/budget"), "{sum}");
}

#[test]
fn a_delivered_sum_of_taken_rows_is_checked() {
    let more = |figure: &str| {
        let sum = row("oversikt", "alla", "Alla").sum(["rapport/netto", "rapport/bygg"]);
        let sum = sum.cells(&[("utfall", "16450"), ("budget", figure)]);
        summary(&format!("{TAKEN}, \"a/alla\"")).deliver("a", [sum]).findings()
    };
    assert_eq!(more("16681"), "");
    assert!(
        more("16618").contains("error[sum-mismatch]: `Alla`, `Budget`: says 16\u{a0}618 but the rows give 16\u{a0}681")
    );
}

#[test]
fn what_a_row_cannot_be_made_of_is_told() {
    let found = |rows: &str| summary(rows).findings();
    let said = found("{ ur = \"neto.summa\" }");
    assert!(said.contains("error[unknown-reference]"), "{said}");
    let said = found("{ ur = \"netto.summa.budget\" }");
    assert!(said.contains("error[unknown-reference]: `netto.summa.budget` is not a valid cell reference"), "{said}");
    let said = found("{ ur = \"oversikt.oversikt\" }");
    assert!(said.contains("error[bad-value]: the row `oversikt` is made of itself"), "{said}");
    let said = found("{ ur = \"netto.summa\" }, { ur = \"netto.summa\" }");
    assert!(said.contains("error[duplicate-id]"), "{said}");
    let said = found("{ summa = [\"netto\"], namn = \"Summa\" }");
    assert!(said.contains("error[unknown-reference]"), "{said}");
    let taken = summary("{ ur = \"netto.summa\" }").at("tabell/oversikt", |table| table.key("sort", "mnkr"));
    let said = taken.findings();
    assert!(
        said.contains("the figures of `netto.summa` are in `tkr`, but the table that takes them is in `mnkr`"),
        "{said}"
    );
}

/// What is missing is told once, where it is missing, and leaves a gap in both tables.
#[test]
fn a_row_made_of_one_that_is_missing_leaves_a_gap() {
    let renamed = |row: Block| row.key("id", "sum");
    let report = summary(&format!("{TAKEN}, {SUM}")).at("rad/netto/summa", renamed).at("rad/bygg/summa", renamed);
    let found = report.findings();
    assert!(found.contains("error[missing-delivery]") && !found.contains("unknown-reference"), "{found}");
    let said = text(&report.built());
    assert!(said.contains("[Här saknas tre rader i tabellen ”Nämnd”]"), "{said}");
}

#[test]
fn groups_comments_taken_rows_and_columns_of_their_own_unit_go_together() {
    let rows = format!(
        r#"{{ grupp = "Egna" }}, "b/gata", "a/park", {{ grupp = "Hämtade" }}, {TAKEN}, {{ summa = "ovan", namn = "Summa" }}"#
    );
    let commented = |id: &str, figures: &[(&str, &str)]| {
        let row = row("oversikt", id, &format!("Rad {id}")).key("kommentar", format!("Ord om {id}[^not]."));
        [row.cells(figures), notes(&[("not", &format!("Not om {id}."))])]
    };
    let park = commented("park", &[("budget", "1000"), ("utfall", "1050"), ("andel", "105.0"), ("platser", "12")]);
    let gata = commented("gata", &[("budget", "3000"), ("utfall", "2850"), ("andel", "95.0"), ("platser", "7")]);
    let share = column("andel", "Andel").key("sort", "%").key("decimaler", 1).key("beraknas", ["utfall", "/budget"]);
    let report = in_millions(&rows)
        .after("kolumner.kolumn/utfall", share)
        .after("kolumner.kolumn/andel", column("platser", "Platser").key("sort", "st"))
        .unit("b", "Enhet B")
        .deliver("a", park)
        .deliver("b", gata);
    let found = report.findings();
    assert!(!found.contains("error") && !found.contains("note-without-mark"), "{found}");
    let built = report.built();
    let said = text(&built);
    let table = "! Nämnd | Budget | Utfall | Andel | Platser\n> <5x1> Egna\n| Rad gata | 3,0 | 2,9 | 95,0 | 7\n~ <5x1> Ord om gata[1].\n\
                 | Rad park | 1,0 | 1,1 | 105,0 | 12\n~ <5x1> Ord om park[2].\n> <5x1> Hämtade\n| Socialnämnden | 14,5 | 14,2 |  | \n\
                 | Byggnämnden | 2,1 | 2,3 |  | \n+ Summa | 20,7 | 20,4 | 98,4 | 19\n";
    assert!(said.contains(table), "{said}");
    agree(&built, "rows of every kind");
}

/// A variance that is wrong in a row is wrong in the sum that the program makes of it: it is told once, in the row.
#[test]
fn what_follows_in_a_sum_that_is_made_is_told_where_it_is_written() {
    let rows = r#"["a/gata", "a/park", { summa = "ovan", id = "summa", namn = "Summa" }]"#;
    let report = |variance: &str| {
        Report::new()
            .add([
                crate::support::report::chapter("e", "Ekonomi", "tabeller").key("tabeller", ["drift"]),
                table("drift", "Drift", "k", toml(rows)),
                crate::support::report::columns("k").key("mattenhet", "tkr"),
                column("budget", "Budget"),
                column("utfall", "Utfall"),
                column("avvikelse", "Avvikelse").key("beraknas", ["budget", "-utfall"]),
            ])
            .deliver(
                "a",
                [
                    row("drift", "gata", "Gata").cells(&[
                        ("budget", "500"),
                        ("utfall", "450"),
                        ("avvikelse", variance),
                    ]),
                    row("drift", "park", "Park").cells(&[("budget", "300"), ("utfall", "310"), ("avvikelse", "-10")]),
                ],
            )
    };
    assert_eq!(report("50").findings(), "");
    let found = report("70").findings();
    assert!(found.matches("variance-mismatch").count() == 1 && found.contains("`Gata`"), "{found}");
}
