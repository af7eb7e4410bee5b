//! Figures of a row that is of all of a table, or of one that is named, in the column whose heading the sentence has:
//! slips of their digits, and what was so in another year. Every pair is a text that is right, of which nothing is
//! told, and the same with a fault.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Block, Report, column, columns, row, table, toml};

/// Loans and visits of libraries by two years, how content visitors are, and what each library costs.
fn of_libraries() -> (Vec<Block>, Vec<Block>) {
    let set = vec![
        columns("k"),
        column("fjol", "Besökare 2025"),
        column("nu", "Besökare 2026"),
        column("lan", "Lån"),
        column("per", "Lån per besökare").key("decimaler", 1),
        columns("n").key("mattenhet", "%"),
        column("n25", "2025").key("over", "Nöjda, %"),
        column("n26", "2026").key("over", "Nöjda, %"),
        column("t25", "2025").key("over", "Trygga, %"),
        column("t26", "2026").key("over", "Trygga, %"),
        columns("d").key("mattenhet", "tkr"),
        column("budget", "Budget 2026"),
        column("utfall", "Utfall 2026"),
        column("avvikelse", "Avvikelse"),
        table("t", "Biblioteken i Hedvik den 31 augusti", "k", ["a/norr", "a/soder", "a/buss", "a/alla"]),
        table("u", "Besökarnas omdöme", "n", ["a/norr2", "a/soder2", "a/buss2", "a/alla2"]),
        table("v", "Nettokostnad per bibliotek, tkr", "d", ["a/norr3", "a/soder3", "a/buss3", "a/alla3"]),
    ];
    let cells = |a, b, c, d| [("fjol", a), ("nu", b), ("lan", c), ("per", d)];
    let shares = |a, b, c, d| [("n25", a), ("n26", b), ("t25", c), ("t26", d)];
    let amounts = |a, b, c| [("budget", a), ("utfall", b), ("avvikelse", c)];
    let rows = vec![
        row("t", "norr", "Norrby").cells(&cells("318", "341", "902", "2.6")),
        row("t", "soder", "Solbacken").cells(&cells("207", "196", "618", "3.2")),
        row("t", "buss", "Bokbussen").cells(&cells("86", "92", "175", "1.9")),
        row("t", "alla", "Totalt").cells(&cells("611", "629", "1695", "2.7")),
        row("u", "norr2", "Norrby").cells(&shares("81", "84", "90", "93")),
        row("u", "soder2", "Solbacken").cells(&shares("76", "72", "88", "85")),
        row("u", "buss2", "Bokbussen").cells(&shares("94", "97", "91", "95")),
        row("u", "alla2", "Samtliga bibliotek").cells(&shares("82", "83", "89", "91")),
        row("v", "norr3", "Norrby").cells(&amounts("14210", "14870", "-660")),
        row("v", "soder3", "Solbacken").cells(&amounts("9480", "9135", "345")),
        row("v", "buss3", "Bokbussen").cells(&amounts("2140", "2265", "-125")),
        row("v", "alla3", "Summa nettokostnad")
            .cells(&amounts("25830", "26270", "-440"))
            .sum(["norr3", "soder3", "buss3"]),
    ];
    (set, rows)
}

/// A chapter that one unit writes of them.
fn written(words: &str) -> Report {
    let (set, rows) = of_libraries();
    let parts = r#"[{ tabell = "t" }, { tabell = "u" }, { tabell = "v" }, { enhet = "a", rubrik = "" }]"#;
    report(set, rows, words).at("kapitel/hamn", |chapter| chapter.key("delar", toml(parts)))
}

/// What is of all of a table, by the noun that is counted or that heads its column.
#[test]
fn figures_of_all_are_those_of_the_column_that_is_named() {
    all_are_held(
        &written,
        &[
            ("Den 31 augusti hade biblioteken 629 besökare.", "Den 31 augusti hade biblioteken 692 besökare."),
            (
                "Under perioden kom 629 besökare, mot 611 året före.",
                "Under perioden kom 629 besökare, mot 161 året före.",
            ),
            ("Under perioden kom 629 besökare.", "Under perioden kom 611 besökare."),
            ("Det blir 2,7 lån per besökare.", "Det blir 7,2 lån per besökare."),
            ("Sammanlagt gjordes 1 695 lån.", "Sammanlagt gjordes 1 965 lån."),
            ("Andelen trygga är 91 procent.", "Andelen trygga är 89 procent."),
            ("Nettokostnaden blev 26 270 tkr.", "Nettokostnaden blev 26 720 tkr."),
        ],
    );
    none_is_held(
        &written,
        &[
            "På sommaren kom 692 turister till torget.",
            "Bokklubben har 161 medlemmar, tre fler än 2025.",
            "Ett nytt tak kostade 26 720 kronor.",
            "Under perioden kom 18 barn till 34 sagostunder, sammanlagt 612 gånger.",
            "Andelen som lånar ljudböcker är 38 procent.",
        ],
    );
}

/// What a row had in another year than the sentence says.
#[test]
fn figures_of_a_row_are_those_of_its_year() {
    all_are_held(
        &written,
        &[
            (
                "Andelen nöjda är 83 procent, en procentenhet högre än 2025. Högst ligger Bokbussen med 97 procent.",
                "Andelen nöjda är 83 procent, en procentenhet högre än 2025. Högst ligger Bokbussen med 94 procent.",
            ),
            (
                "Solbackens andel nöjda har gått ner från 76 till 72 procent.",
                "Solbackens andel nöjda har gått ner från 88 till 72 procent.",
            ),
            ("Solbacken minskade till 196 besökare.", "Solbacken minskade till 207 besökare."),
            ("Norrby hade 341 besökare och är störst.", "Norrby hade 318 besökare och är störst."),
        ],
    );
    none_is_held(
        &written,
        &[
            "Norrby hade 318 besökare förra året.",
            "Norrby har på två år gått från 290 till 341 besökare.",
            "Förra året var Solbacken större, med 207 besökare.",
        ],
    );
}

/// Two rows with their figures in the order of their names, and rows behind their figures.
#[test]
fn figures_stand_in_the_order_of_their_rows() {
    all_are_held(
        &written,
        &[
            (
                "Norrby och Solbacken hade 341 respektive 196 besökare.",
                "Norrby och Solbacken hade 196 respektive 341 besökare.",
            ),
            (
                "Norrby och Bokbussen är mest olika, med 902 respektive 175 lån.",
                "Norrby och Bokbussen är mest olika, med 175 respektive 902 lån.",
            ),
            (
                "På Solbacken och Bokbussen gjordes 618 respektive 175 lån.",
                "På Solbacken och Bokbussen gjordes 175 respektive 618 lån.",
            ),
        ],
    );
    none_is_held(&written, &["Norrby och Solbacken köpte 196 respektive 341 nya böcker."]);
}
