//! Forecasts made at two times, and what a text says of them and of what they are compared with: true sentences of
//! which nothing is told, and faults beside them.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Report, column, columns, row, table, toml};

/// A harbour's money until August, and what was expected in April and is now; its staff away, by sex.
fn of_harbour(words: &str) -> Report {
    let money = |id, heading| column(id, heading).key("sort", "mnkr");
    let share = |id, heading| column(id, heading).key("sort", "%");
    let set = vec![
        columns("k"),
        money("fjol", "Utfall jan–aug 2025"),
        money("utfall", "Utfall jan–aug 2026"),
        money("avvikelse", "Avvikelse jan–aug"),
        money("budget", "Budget 2026"),
        money("april", "Prognos april"),
        money("augusti", "Prognos augusti"),
        money("helar", "Avvikelse helår"),
        columns("s"),
        share("fjol", "Jan–aug 2025"),
        share("nu", "Jan–aug 2026"),
        table("t", "Nettokostnad, mnkr", "k", ["a/kajer", "a/bojar", "a/slussar"]),
        table("s", "Sjukfrånvaro, procent", "s", ["a/kvinnor", "a/man", "a/lotsar"]),
    ];
    let cells = |values: [&'static str; 7]| {
        ["fjol", "utfall", "avvikelse", "budget", "april", "augusti", "helar"]
            .into_iter()
            .zip(values)
            .collect::<Vec<_>>()
    };
    let rows = vec![
        row("t", "kajer", "Kajer").cells(&cells(["41.2", "44.9", "-2.8", "63.1", "65.4", "68.3", "-5.2"])),
        row("t", "bojar", "Bojar").cells(&cells(["12.6", "11.7", "1.1", "19.2", "18.9", "17.5", "1.7"])),
        row("t", "slussar", "Slussar").cells(&cells(["8.3", "9.4", "-0.6", "13.2", "13.2", "14.1", "-0.9"])),
        row("s", "kvinnor", "Kvinnor").cells(&[("fjol", "7.9"), ("nu", "7.7")]),
        row("s", "man", "Män").cells(&[("fjol", "4.2"), ("nu", "4.6")]),
        row("s", "lotsar", "Lotsar").cells(&[("fjol", "5.2"), ("nu", "5.8")]),
    ];
    let parts = r#"[{ tabell = "t" }, { tabell = "s" }, { enhet = "a", rubrik = "" }]"#;
    report(set, rows, words).at("kapitel/hamn", |chapter| chapter.key("delar", toml(parts)))
}

/// What is expected is that of now, where the text does not say when it was made.
#[test]
fn a_forecast_that_was_made_earlier_is_another() {
    all_are_held(
        &of_harbour,
        &[
            ("Prognosen för kajerna är 68,3 mnkr.", "Prognosen för kajerna är 63,8 mnkr."),
            ("Kajerna prognostiserar 68,3 mnkr.", "Kajerna prognostiserar 65,4 mnkr."),
            ("Helårsprognosen för bojarna är 17,5 mnkr.", "Helårsprognosen för bojarna är 15,7 mnkr."),
            ("Slussarna beräknas kosta 14,1 mnkr.", "Slussarna beräknas kosta 14,7 mnkr."),
        ],
    );
    none_is_held(
        &of_harbour,
        &[
            "I aprilprognosen var kajerna 65,4 mnkr.",
            "Prognosen för bojarna är 17,5 mnkr (april: 18,9).",
            "I april beräknades kajerna kosta 65,4 mnkr.",
        ],
    );
}

/// A variance without a time may be that of the months or of the year, and is neither where both are others.
#[test]
fn a_variance_without_a_time_is_one_of_two() {
    none_is_held(
        &of_harbour,
        &[
            "Bojarna ger ett överskott på 1,7 mnkr.",
            "Bojarna ger ett överskott på 1,1 mnkr.",
            "Kajerna går 5,2 mnkr back.",
        ],
    );
    all_are_held(
        &of_harbour,
        &[
            ("Kajerna ger ett underskott på 5,2 mnkr.", "Kajerna ger ett underskott på 2,5 mnkr."),
            ("Bojarna ger ett överskott på 1,7 mnkr.", "Bojarna ger ett underskott på 1,7 mnkr."),
            ("Slussarna ger ett underskott på 0,9 mnkr.", "Slussarna ger ett underskott på 0,8 mnkr."),
        ],
    );
}

/// What is told from what: each true, and by no cell of another time contradicted.
#[test]
fn what_something_came_from_is_of_then() {
    none_is_held(
        &of_harbour,
        &[
            "Kajerna kostade 44,9 mnkr, en ökning med 3,7 mnkr från 41,2 mnkr.",
            "Bojarna kostade 11,7 mnkr, en minskning med 7,1 procent från 12,6 mnkr.",
            "Slussarna kostade 9,4 mnkr, vilket är en ökning med 1,1 mnkr från 8,3 mnkr.",
            "För kajerna är prognosen 68,3 mnkr och utfallet 44,9 mnkr.",
            "Kajerna och bojarna har tillsammans kostat 56,6 mnkr.",
            "Kvinnornas frånvaro har minskat från 7,9 till 7,7 procent.",
            "Männens frånvaro har ökat från 4,2 till 4,6 procent.",
        ],
    );
}

/// Shares differ by points, and amounts by per cent.
#[test]
fn points_are_no_per_cent() {
    all_are_held(
        &of_harbour,
        &[
            (
                "Sjukfrånvaron är högst hos lotsarna, 5,8 procent, 0,6 procentenheter högre än i fjol.",
                "Sjukfrånvaron är högst hos lotsarna, 5,8 procent, 0,6 procent högre än i fjol.",
            ),
            (
                "Bojarna kostade 11,7 mnkr, 7,1 procent lägre än i fjol.",
                "Bojarna kostade 11,7 mnkr, 7,1 procentenheter lägre än i fjol.",
            ),
            (
                "Kajerna kostade 44,9 mnkr, en ökning med 9,0 procent sedan i fjol.",
                "Kajerna kostade 44,9 mnkr, en ökning med 9,0 procentenheter sedan i fjol.",
            ),
        ],
    );
}
