//! Signs of costs, incomes and variances that a table says itself, beside those of the report.

use crate::support::report::{Block, Report, column, columns, row, table, toml};
use crate::support::text;

/// Two tables that share their columns, of which `own` says these signs itself, in a report that says those of `all`.
fn tables(all: &[(&str, &str)], own: &str) -> Report {
    let signs = all.iter().fold(Block::table("fortecken"), |signs, (key, word)| signs.key(key, *word));
    Report::new()
        .add([columns("k").key("mattenhet", "tkr"), column("budget", "Budget"), column("utfall", "Utfall")])
        .add([column("avvikelse", "Avvikelse"), table("alla", "Verksamheter", "k", ["a/personal"])])
        .add([table("egen", "Resultaträkning", "k", ["a/loner"]).key("fortecken", toml(own)), signs])
        .at("kapitel/text", |chapter| {
            chapter.key("delar", toml("[\"a\", { tabell = \"alla\" }, { tabell = \"egen\" }]")).without("slag")
        })
        .deliver("a", [cells("alla", "personal", "Personalkostnader", ["430", "410", "20"])])
        .deliver("a", [cells("egen", "loner", "Lönekostnader", ["-430", "-410", "20"])])
}

fn cells(of: &str, id: &str, name: &str, [budget, outcome, variance]: [&str; 3]) -> Block {
    row(of, id, name).cells(&[("budget", budget), ("utfall", outcome), ("avvikelse", variance)])
}

/// The report above with other figures in the table that says its signs.
fn with(report: Report, figures: [&str; 3]) -> String {
    report.at("rad/egen/loner", |_| cells("egen", "loner", "Lönekostnader", figures)).findings()
}

const PLAIN: &[(&str, &str)] = &[("kostnader", "plus"), ("avvikelse", "battre_resultat")];

const MINUS: &str = "{ kostnader = \"minus\" }";

#[test]
fn tables_that_share_columns_count_each_by_its_own_signs() {
    let report = tables(PLAIN, MINUS);
    assert_eq!(report.findings(), "");
    let shown = text(&report.built());
    assert!(shown.contains("430") && shown.contains("−430"), "{shown}");
    // Neither is counted as the other.
    let wrong = with(tables(PLAIN, MINUS), ["-430", "-410", "-20"]);
    assert!(wrong.contains("variance-mismatch") && wrong.contains("says −20 but the columns give 20"), "{wrong}");
    let other = |report: Report| report.at("rad/alla/personal", |row| row.key("avvikelse", -20)).findings();
    assert!(other(tables(PLAIN, MINUS)).contains("says −20 but the columns give 20"));
    // Nor where the table that says it stands alone in doing so.
    let quiet = tables(&[], "{ kostnader = \"minus\", avvikelse = \"battre_resultat\" }");
    assert_eq!(quiet.findings(), "");
    let wrong = with(quiet, ["-430", "-450", "20"]);
    assert!(wrong.contains("says 20 but the columns give −20"), "{wrong}");
}

#[test]
fn a_table_that_writes_costs_plainly_in_a_report_with_minus() {
    let report = tables(&[("kostnader", "minus"), ("avvikelse", "battre_resultat")], "{ kostnader = \"plus\" }");
    let report = report.at("rad/alla/personal", |_| cells("alla", "personal", "Personalkostnader", ["-9", "-8", "1"]));
    let right = report.at("rad/egen/loner", |_| cells("egen", "loner", "Lönekostnader", ["430", "410", "20"]));
    assert_eq!(right.findings(), "");
    let wrong = with(right, ["430", "450", "20"]);
    assert!(wrong.contains("says 20 but the columns give −20"), "{wrong}");
}

#[test]
fn a_sign_that_the_table_does_not_say_is_told_as_the_tables() {
    let found = with(tables(PLAIN, MINUS), ["430", "410", "-20"]);
    assert!(found.contains("`Lönekostnader` is 430, and the table writes costs with a minus"), "{found}");
    // What the table does not say is the report's.
    let found = with(tables(&[("kostnader", "plus")], "{ intakter = \"plus\" }"), ["-430", "-410", "-20"]);
    assert!(found.contains("`Lönekostnader` is −430, and the report writes costs without a minus"), "{found}");
}

#[test]
fn what_a_variance_means_can_be_said_alone() {
    let report = || tables(PLAIN, "{ avvikelse = \"mer_an_budget\" }");
    assert_eq!(with(report(), ["430", "410", "-20"]), "");
    let wrong = with(report(), ["430", "410", "20"]);
    assert!(wrong.contains("says 20 but the columns give −20"), "{wrong}");
    // It turns a formula that the shared columns have of their own, in this table alone.
    let formula = || {
        let of_column = |column: Block| column.key("beraknas", ["budget", "-utfall"]);
        report().at("kolumner.kolumn/avvikelse", of_column)
    };
    assert_eq!(with(formula(), ["430", "410", "-20"]), "");
    assert!(with(formula(), ["430", "410", "20"]).contains("variance-mismatch"));
    let other = formula().at("rad/alla/personal", |row| row.key("avvikelse", -20));
    assert!(with(other, ["430", "410", "-20"]).contains("`Personalkostnader`"));
}

#[test]
fn signs_of_which_no_formula_holds_are_told_at_the_table() {
    let found = tables(PLAIN, "{ kostnader = \"minus\", intakter = \"minus\" }").findings();
    assert!(found.contains("with the table's signs no one way of counting"), "{found}");
    let found = tables(PLAIN, "{ kostnader = \"minus\", avvikelse = \"mer_an_budget\" }").findings();
    assert!(found.contains("with those signs no one way of counting"), "{found}");
    // As the remedies say.
    let more = &[("kostnader", "plus"), ("avvikelse", "mer_an_budget")];
    let found = tables(more, MINUS).findings();
    assert!(found.contains("with the table's signs no one way of counting"), "{found}");
    assert!(!found.contains("variance-undeclared"), "{found}");
    let mended = tables(more, "{ kostnader = \"minus\", avvikelse = \"battre_resultat\" }");
    assert_eq!(mended.at("rad/alla/personal", |row| row.key("avvikelse", -20)).findings(), "");
    let own = |own: &str| {
        let columns = [columns("e").key("mattenhet", "tkr"), column("budget", "Budget"), column("utfall", "Utfall")];
        let variance = column("avvikelse", "Avvikelse").key("beraknas", ["utfall", "-budget"]);
        tables(PLAIN, own).add(columns).add([variance]).at("tabell/egen", |table| table.key("kolumner", "e"))
    };
    assert_eq!(own("{ kostnader = \"minus\", intakter = \"minus\" }").findings(), "");
    // Without a variance said anywhere nothing is contradicted, and the report's own is told once.
    let found = tables(&[], "{ kostnader = \"minus\", intakter = \"minus\" }").findings();
    assert!(!found.contains("no one way"), "{found}");
    let both = &[("kostnader", "minus"), ("intakter", "minus"), ("avvikelse", "battre_resultat")];
    let found = tables(both, "{ intakter = \"minus\" }").findings();
    assert_eq!(found.matches("no one way").count(), 1, "{found}");
}

#[test]
fn words_and_keys_that_a_table_does_not_know_are_told() {
    for (own, told) in [
        ("{ kostnader = \"negativa\" }", "`kostnader` cannot be `negativa`"),
        ("{ avvikelse = \"minus\" }", "`avvikelse` cannot be `minus`"),
        ("{ rott_minus = true }", "rott_minus"),
        ("{ kostnad = \"minus\" }", "kostnad"),
        ("\"minus\"", "fortecken"),
    ] {
        let found = tables(PLAIN, own).findings();
        assert!(found.contains("error") && found.contains(told), "{own}: {found}");
    }
}

/// The report above whose second table takes a row of the first.
fn taking(all: &[(&str, &str)], own: &str, name: &str, kind: &str) -> String {
    let taken = format!("[{{ ur = \"alla.personal\"{kind} }}]");
    let report = tables(all, own).without("rad/egen/loner").at("tabell/egen", |table| table.key("rader", toml(taken)));
    report.at("rad/alla/personal", |_| cells("alla", "personal", name, ["430", "410", "20"])).findings()
}

#[test]
fn a_row_taken_from_a_table_of_other_signs_is_told() {
    for name in ["Personalkostnader", "Gator", "Nettokostnad"] {
        let found = taking(PLAIN, MINUS, name, "");
        let told = "is taken from a table that writes costs without a minus, and this table writes them with one";
        assert_eq!(found.matches(told).count(), 1, "{name}: {found}");
        assert!(!found.contains("is 430, and"), "{name}: told once: {found}");
    }
    let found = taking(PLAIN, "{ avvikelse = \"mer_an_budget\" }", "Gator", "");
    assert!(found.contains("where plus in a variance is a better result"), "{found}");
    let found = taking(PLAIN, "{ intakter = \"minus\" }", "Hyresintäkter", "");
    assert!(found.contains("writes incomes without a minus, and this table writes them with one"), "{found}");
}

#[test]
fn a_row_taken_from_a_table_of_other_signs_is_left_where_it_means_the_same() {
    let plain = &[("avvikelse", "battre_resultat")];
    for (own, name, kind) in [
        ("{ kostnader = \"plus\" }", "Gator", ""),
        (MINUS, "Hyresintäkter", ""),
        ("{ avvikelse = \"battre_resultat\" }", "Gator", ""),
        (MINUS, "Årets resultat", ""),
    ] {
        let found = taking(plain, own, name, kind);
        assert!(!found.contains("is taken from"), "{own} {name}: {found}");
    }
}

#[test]
fn a_text_may_tell_of_both_tables() {
    let report = |words: &str| {
        let report = tables(PLAIN, MINUS).text(words);
        let report = report.at("rad/alla/personal", |_| cells("alla", "personal", "Städning", ["430", "410", "20"]));
        let lamps = cells("egen", "loner", "Belysning", ["-560", "-590", "-30"]);
        report.at("rad/egen/loner", |_| lamps).findings()
    };
    let right =
        "Städning kostade 410 tkr, 20 tkr mindre än budget.\n\nBelysning kostade 590 tkr, 30 tkr mer än budget.";
    assert_eq!(report(right), "");
    for (wrong, of) in [
        ("Städning kostade 410 tkr, 20 tkr mer än budget.", "20 tkr"),
        ("Belysning kostade 590 tkr, 30 tkr mindre än budget.", "30 tkr"),
        ("Belysning kostade 580 tkr.", "580"),
        ("Städning kostade 420 tkr.", "420"),
    ] {
        let found = report(wrong);
        assert!(found.contains(of), "{wrong}: {found}");
    }
}

#[test]
fn a_formula_of_shared_columns_turns_with_the_costs_of_a_table() {
    let of_column = |column: Block| column.key("beraknas", ["budget", "-utfall"]);
    for all in [&[][..], &[("kostnader", "plus")], PLAIN] {
        let report = || tables(all, MINUS).at("kolumner.kolumn/avvikelse", of_column);
        assert_eq!(report().findings(), "", "{all:?}");
        let wrong = with(report(), ["-430", "-410", "-20"]);
        assert!(wrong.contains("says −20 but the columns give 20"), "{all:?}: {wrong}");
    }
    // One that already is more than planned stays, and so does one of a table with the report's signs.
    let more = |column: Block| column.key("beraknas", ["utfall", "-budget"]);
    let report = tables(&[], MINUS).at("kolumner.kolumn/avvikelse", more);
    let report = report.at("rad/alla/personal", |row| row.key("avvikelse", -20));
    assert_eq!(report.findings(), "");
    let same = tables(&[], "{ kostnader = \"plus\" }").at("kolumner.kolumn/avvikelse", of_column);
    assert_eq!(with(same, ["430", "410", "20"]), "");
}
