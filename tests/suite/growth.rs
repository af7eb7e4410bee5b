//! What a text says of one change in several ways, in a sentence or in two; whom of women and men a figure is of; rows
//! that a number tells apart; parts that are held against no whole; rows that two tables have. Every pair is a text that
//! is right, of which nothing is told, and the same with a fault.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Report, chapter, column, columns, row, table, toml};

/// Members of sports clubs, by sex and by age group.
fn of_clubs(words: &str) -> Report {
    let set = vec![
        columns("k"),
        column("kvinnor", "Kvinnor").key("sort", "st"),
        column("man", "Män").key("sort", "st"),
        column("nu", "Totalt 2026").key("sort", "st"),
        column("fjol", "Totalt 2025").key("sort", "st"),
        table("t", "Medlemmar per förening", "k", ["a/grupp-1", "a/grupp-2", "a/simning", "a/brottning", "a/summa"]),
    ];
    let cells = |a, b, c, d| [("kvinnor", a), ("man", b), ("nu", c), ("fjol", d)];
    let rows = vec![
        row("t", "grupp-1", "Grupp 1").cells(&cells("214", "187", "401", "376")),
        row("t", "grupp-2", "Grupp 2").cells(&cells("163", "241", "404", "431")),
        row("t", "simning", "Simning").cells(&cells("132", "98", "230", "218")),
        row("t", "brottning", "Brottning").cells(&cells("41", "76", "117", "126")),
        row("t", "summa", "Summa").cells(&cells("550", "602", "1152", "1151")).sum([
            "grupp-1",
            "grupp-2",
            "simning",
            "brottning",
        ]),
    ];
    report(set, rows, words)
}

#[test]
fn changes_are_reckoned_over_two_sentences() {
    all_are_held(
        &of_clubs,
        &[
            (
                "Biblioteken hade 640 lån. Det är 32 fler än året innan, en ökning med 5,3 procent.",
                "Biblioteken hade 640 lån. Det är 32 fler än året innan, en ökning med 3,5 procent.",
            ),
            (
                "Avgifterna gav 1 260 tkr, 140 tkr mer än 2025. Det motsvarar en ökning på 12,5 procent.",
                "Avgifterna gav 1 260 tkr, 140 tkr mer än 2025. Det motsvarar en ökning på 15,2 procent.",
            ),
            (
                "Antalet lag ökade från 48 till 54. Ökningen är 12,5 procent.",
                "Antalet lag ökade från 48 till 54. Ökningen är 21,5 procent.",
            ),
            (
                "Det kom 318 ansökningar, 24 färre än 2025 då de var 342.",
                "Det kom 318 ansökningar, 24 färre än 2025 då de var 324.",
            ),
            (
                "Vi lånade ut 157 cyklar, 19 fler än de 138 som lånades ut 2025.",
                "Vi lånade ut 157 cyklar, 91 fler än de 138 som lånades ut 2025.",
            ),
            ("Hallarna har blivit tre fler, från 14 till 17.", "Hallarna har blivit fem fler, från 14 till 17."),
            (
                "Svarsfrekvensen var 63,4 procent. Det är en minskning från 68,1 procent, alltså med 4,7 procentenheter.",
                "Svarsfrekvensen var 63,4 procent. Det är en ökning från 68,1 procent.",
            ),
            (
                "Svarsfrekvensen var 63,4 procent. Det är en minskning från 68,1 procent, alltså med 4,7 procentenheter.",
                "Svarsfrekvensen var 63,4 procent. Det är en minskning från 68,1 procent, alltså med 7,4 procentenheter.",
            ),
            (
                "Andelen nöjda är 71 procent. Det är en lägre andel än 2024, då den var 76 procent.",
                "Andelen nöjda är 71 procent. Det är en högre andel än 2024, då den var 76 procent.",
            ),
            ("Antalet klubbar gick upp från sju till nio.", "Antalet klubbar gick ned från sju till nio."),
        ],
    );
    none_is_held(
        &of_clubs,
        &[
            "Personalen kostade 1 764 tkr (1 702 tkr), en ökning med 62 tkr eller 3,6 procent.",
            "Antalet läger har ökat mest i procent, 14,8, från 27 till 31.",
            "Ledarna ökade med tre, medan domarna minskade från 151 till 146.",
            "Lånen var 640 och besöken 2 310. Det är 32 respektive 140 fler, en ökning med 5,3 respektive 6,5 procent.",
            "Det fanns 64 ledare, tre fler än 2025. Timavlönade arbetade 8 150 timmar, en minskning med 6,9 procent.",
            "I genomsnitt hölls 32 matcher i månaden. Vi höll 382 matcher under året.",
        ],
    );
}

#[test]
fn women_and_men_are_those_whom_the_sentence_names() {
    all_are_held(
        &of_clubs,
        &[
            ("Simning har 132 kvinnor och 98 män.", "Simning har 98 kvinnor och 132 män."),
            ("Brottning har 76 män som medlemmar.", "Brottning har 41 män som medlemmar."),
            (
                "Lägret hade 198 deltagare, 109 kvinnor och 89 män.",
                "Lägret hade 198 deltagare, 109 kvinnor och 98 män.",
            ),
        ],
    );
    none_is_held(
        &of_clubs,
        &[
            "Medlemmarna har fått 541 tröjor.",
            "Av medlemmarna har 541 betalat i tid och 611 efter påminnelse.",
            "Av de 1 152 medlemmarna röstade 602 på stämman.",
        ],
    );
}

#[test]
fn rows_that_a_number_tells_apart_are_told_apart() {
    all_are_held(
        &of_clubs,
        &[
            ("I grupp 1 finns 401 medlemmar.", "I grupp 1 finns 441 medlemmar."),
            ("I grupp 1 ökade antalet från 376 till 401.", "I grupp 1 ökade antalet från 376 till 410."),
            ("I grupp 2 har antalet gått från 431 till 404.", "I grupp 2 har antalet gått från 404 till 431."),
        ],
    );
    none_is_held(&of_clubs, &["Grupp 1 och 2 har tillsammans 805 medlemmar.", "Grupp 3 har ännu inga medlemmar."]);
}

#[test]
fn rows_of_one_name_hold_the_same_in_two_tables() {
    let with = |first: &str, second: &str| {
        let both = "[{ tabell = \"r\" }, { tabell = \"s\" }]";
        Report::new()
            .key("datum", toml("2026-02-10"))
            .key("period", toml("{ fran = 2025-01-01, till = 2025-12-31 }"))
            .add([
                chapter("r", "Räkningen", "berattelse").key("delar", toml(both)),
                columns("r"),
                column("u24", "Utfall 2024").key("sort", "tkr"),
                column("u25", "Utfall 2025").key("sort", "tkr"),
                table("r", "Resultaträkning", "r", ["a/avgifter", "a/lokaler"]),
                columns("s"),
                column("y23", "2023").key("sort", "tkr"),
                column("y24", "2024").key("sort", "tkr"),
                column("y25", "2025").key("sort", "tkr"),
                table("s", "Tre år i sammandrag", "s", ["a/av", "a/lo"]),
            ])
            .deliver(
                "a",
                [
                    row("r", "avgifter", "Medlemsavgifter").cells(&[("u24", "4310"), ("u25", "4582")]),
                    row("r", "lokaler", "Entréer").cells(&[("u24", "1207"), ("u25", "1318")]),
                    row("s", "av", "Medlemsavgifter, tkr").cells(&[("y23", "4105"), ("y24", "4310"), ("y25", first)]),
                    row("s", "lo", "Entréer").cells(&[("y23", "1100"), ("y24", second), ("y25", "1318")]),
                ],
            )
            .findings()
    };
    let told = |found: &str| found.lines().filter(|line| line.contains("tables-may-disagree")).count();
    assert_eq!(told(&with("4582", "1207")), 0);
    assert_eq!(told(&with("4852", "1207")), 1);
    assert_eq!(told(&with("4582", "1270")), 1);
    // What is another figure altogether is another quantity.
    assert_eq!(told(&with("6915", "1207")), 0);
}
