//! What a text sums up without a figure of its own, or counts: targets that are reached, rows with a deficit, the
//! largest of them, the day of the meeting. Each sentence is true, and a fault stands beside it.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Report, column, columns, row, table, toml};

/// A harbour's quays until August, the sums of their sides, and what its goals are measured by.
fn of_harbour(words: &str) -> Report {
    let money = |id, heading| column(id, heading).key("sort", "mnkr");
    let set = vec![
        columns("k").key("forsta_kolumn", "Verksamhet"),
        money("budget", "Budget 2026"),
        money("prognos", "Prognos 2026"),
        money("avvikelse", "Avvikelse"),
        columns("p").key("forsta_kolumn", "Post"),
        money("budget", "Budget 2026"),
        money("prognos", "Prognos 2026"),
        money("avvikelse", "Avvikelse"),
        columns("m").key("forsta_kolumn", "Mått"),
        column("mal", "Mål 2026"),
        column("utfall", "Utfall 2026"),
        table("t", "Hamnens nettokostnad", "k", ["a/kajer", "a/bojar", "a/slussar", "a/lotsar", "a/alla"]),
        table("p", "Kostnader", "p", ["a/loner", "a/hyror", "a/drift"]),
        table("m", "Hur det går", "m", ["a/besok", "a/anlop"]),
    ];
    let cells =
        |values: [&'static str; 3]| ["budget", "prognos", "avvikelse"].into_iter().zip(values).collect::<Vec<_>>();
    let rows = vec![
        row("t", "kajer", "Kajer").cells(&cells(["63.1", "68.3", "-5.2"])),
        row("t", "bojar", "Bojar").cells(&cells(["19.2", "17.5", "1.7"])),
        row("t", "slussar", "Slussar").cells(&cells(["13.2", "14.1", "-0.9"])),
        row("t", "lotsar", "Lotsar").cells(&cells(["8.8", "8.2", "0.6"])),
        row("t", "alla", "Summa hamnen")
            .cells(&cells(["104.3", "108.1", "-3.8"]))
            .sum(["kajer", "bojar", "slussar", "lotsar"]),
        row("p", "loner", "Löner").cells(&cells(["50.0", "51.2", "-1.2"])),
        row("p", "hyror", "Hyror").cells(&cells(["30.0", "30.4", "-0.4"])),
        row("p", "drift", "Drift").cells(&cells(["24.3", "26.5", "-2.2"])),
        row("m", "besok", "Besök på muséet").cells(&[("mal", "12000"), ("utfall", "11460")]),
        row("m", "anlop", "Anlöp").cells(&[("mal", "870"), ("utfall", "912")]),
    ];
    let parts = r#"[{ tabell = "t" }, { tabell = "p" }, { tabell = "m" }, { enhet = "a", rubrik = "" }]"#;
    report(set, rows, words).at("kapitel/hamn", |chapter| chapter.key("delar", toml(parts)))
}

/// How many rows have a deficit, and what they come to: of the table whose rows are called so.
#[test]
fn rows_are_counted_in_the_table_that_is_called_so() {
    all_are_held(
        &of_harbour,
        &[
            ("Två verksamheter går med underskott.", "Tre verksamheter går med underskott."),
            ("Två verksamheter får ett överskott.", "Fyra verksamheter får ett överskott."),
            ("Tre poster uppvisar underskott.", "Två poster uppvisar underskott."),
            (
                "Två verksamheter visar överskott på sammanlagt 2,3 mnkr.",
                "Två verksamheter visar överskott på sammanlagt 3,5 mnkr.",
            ),
        ],
    );
    none_is_held(
        &of_harbour,
        &[
            "Två verksamheter går med på en provperiod.",
            "Två verksamheter visar underskott på sammanlagt 6,1 mnkr.",
            "Tre verksamheter får underskott på över 0,5 mnkr om hyran höjs.",
        ],
    );
}

/// What the text has come to is the largest, or is not.
#[test]
fn the_largest_is_the_row_that_the_text_is_about() {
    all_are_held(
        &of_harbour,
        &[
            (
                "Kajerna beräknas kosta 68,3 mnkr. Det är nämndens största verksamhet.",
                "Kajerna beräknas kosta 68,3 mnkr. Det är nämndens minsta verksamhet.",
            ),
            (
                "Lotsarna beräknas kosta 8,2 mnkr. Det är vår minsta verksamhet.",
                "Lotsarna beräknas kosta 8,2 mnkr. Det är vår största verksamhet.",
            ),
        ],
    );
    none_is_held(
        &of_harbour,
        &[
            "Bojarna beräknas kosta 17,5 mnkr. Det är nämndens största verksamhet i antal besök.",
            "Bojarna beräknas kosta 17,5 mnkr. Det är en av nämndens största verksamheter.",
            "Bojarna beräknas kosta 17,5 mnkr. Det är inte vår största verksamhet.",
        ],
    );
}

/// Above a target or below it.
#[test]
fn an_outcome_is_on_the_side_of_its_target_that_is_said() {
    all_are_held(
        &of_harbour,
        &[
            ("Besöken är 11 460 och ligger under målet.", "Besöken är 11 460 och ligger över målet."),
            ("Anlöpen är 912 och ligger väl över målet.", "Anlöpen är 912 och ligger väl under målet."),
            ("Med 912 anlöp ligger hamnen över målet på 870.", "Med 912 anlöp ligger hamnen under målet på 870."),
        ],
    );
    none_is_held(
        &of_harbour,
        &[
            "Anlöpen är 912 och ligger inte under målet.",
            "Hyran är 912 kronor och ligger under målet för nästa år.",
            "Anlöpen är 912, 42 över målet.",
        ],
    );
}

/// The day on which the committee treats the paper is that of its meeting.
#[test]
fn the_paper_is_treated_when_the_committee_meets() {
    let of_memo = |words: &str| of_harbour(words).key("namnd", "Hamnnämnden");
    all_are_held(
        &of_memo,
        &[
            (
                "Rapporten behandlas av nämnden den 24 september 2026.",
                "Rapporten behandlas av nämnden den 29 september 2026.",
            ),
            ("Nämnden behandlar ärendet den 24 september.", "Nämnden behandlar ärendet den 14 september."),
            (
                "Hamnnämnden godkänner rapporten den 24 september 2026.",
                "Hamnnämnden godkänner rapporten den 23 september 2026.",
            ),
            (
                "För perioden januari–augusti redovisas ett underskott.",
                "För perioden januari–april redovisas ett underskott.",
            ),
        ],
    );
    let told = |words: &str| of_memo(words).findings().lines().any(|line| line.contains("date-differs"));
    for words in [
        "Rapporten behandlas av kommunstyrelsen den 19 oktober 2026.",
        "Nämnden behandlar ärendet om kranarna i december.",
        "Fritidsnämnden behandlar ärendet den 29 september 2026.",
        "Under perioden januari–april 2026 byggdes en kaj.",
    ] {
        assert!(!told(words), "{words}");
    }
}
