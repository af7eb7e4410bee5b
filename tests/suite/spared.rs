//! Figures that only seem to be contradicted: true sentences over a library's tables, over a comparison with others and
//! over goals, of which nothing is told, and beside them faults that are still found.

use crate::bundles::written;
use crate::claims::{all_are_held, none_is_held, of_year, report};
use crate::support::report::{Block, Report, chapter, column, columns, row, table, toml};

/// A town's figures beside those of others and what it aims at.
fn compared(words: &str) -> Report {
    let set = vec![
        columns("k"),
        column("egen", "Lindvik").key("sort", "st"),
        column("lika", "Liknande kommuner").key("sort", "st"),
        column("riket", "Riket").key("sort", "st"),
        columns("m"),
        column("utfall", "Utfall 2026").key("sort", "st"),
        column("malet", "Mål 2026").key("sort", "st"),
        table("t", "Jämfört med andra", "k", ["a/tid", "a/plats"]),
        table("u", "Vad som ska nås", "m", ["a/nojda", "a/svar"]),
    ];
    let rows = vec![
        row("t", "tid", "Utredningstid, dagar").cells(&[("egen", "108"), ("lika", "112"), ("riket", "115")]),
        row("t", "plats", "Väntetid på plats, dagar").cells(&[("egen", "46"), ("lika", "51"), ("riket", "58")]),
        row("u", "nojda", "Nöjda besökare").cells(&[("utfall", "742"), ("malet", "700")]),
        row("u", "svar", "Besvarade brev").cells(&[("utfall", "381"), ("malet", "400")]),
    ];
    let parts = r#"[{ tabell = "t" }, { tabell = "u" }, { enhet = "a", rubrik = "" }]"#;
    of_year(report(set, rows, words), parts)
}

/// What a figure is compared with is told behind it, or is the figure itself.
#[test]
fn what_something_is_compared_with_is_no_fault() {
    none_is_held(
        &compared,
        &[
            "Utredningstiden, 108 dagar, är sju dagar kortare än i riket.",
            "Väntetiden på plats, 46 dagar, är tolv dagar kortare än riket.",
            "Utredningstiden är 108 dagar, kortare än i liknande kommuner.",
            "Nöjda besökare blev 742 mot 700.",
            "Besvarade brev blev 381 jämfört med 400.",
            "Utredningstiden är 108 dagar mot 115 i riket.",
        ],
    );
    all_are_held(
        &compared,
        &[
            ("Utredningstiden är 115 dagar i riket.", "Utredningstiden är 151 dagar i riket."),
            ("Väntetiden på plats är 58 dagar i riket.", "Väntetiden på plats är 85 dagar i riket."),
        ],
    );
}

/// What is of several rows together, of the row that is named, of the clause before, or what something is counted by.
#[test]
fn what_is_of_another_row_is_no_fault() {
    none_is_held(
        &written,
        &[
            "Medieinköpen och transporterna kostade tillsammans 2 009 tkr, 112 tkr mer än 2025.",
            "Lokalhyrorna och medieinköpen kostade sammanlagt 4 880 tkr, 135 tkr mer än 2025.",
            "Transporterna och lokalhyrorna kostade tillsammans 3 765 tkr, 93 tkr mer än året före.",
            "Torgfilialen har flest böcker, 18 400, följt av Backfilialen med 9 150 och Vikfilialen med 6 280.",
            "Flest sittplatser, 64, har Torgfilialen.",
            "Minst är Vikfilialen, med 22 sittplatser, och Torgfilialen har 64.",
            "Besöken per 1 000 invånare är 4 120, och besöken var 62 750.",
            "Vuxenlånen per 1 000 invånare blev 1 767.",
            "Det lånades 38 e-böcker per 10 000 invånare.",
            "Lånen fortsatte att minska, från 27 655 till 26 910.",
        ],
    );
    all_are_held(
        &written,
        &[
            ("Torgfilialen har 18 400 böcker.", "Torgfilialen har 9 150 böcker."),
            ("Vuxenlånen minskade från 27 655 till 26 910.", "Vuxenlånen minskade från 27 655 till 21 480."),
            (
                "Medieinköpen kostade 1 562 tkr, 77 tkr mer än 2025.",
                "Medieinköpen kostade 1 562 tkr, 112 tkr mer än 2025.",
            ),
        ],
    );
}

/// Two goals, one of three indicators and one of two.
fn of_goals(words: &str) -> Report {
    let goal = |id: &str| Block::entry("mal").key("id", id).key("rubrik", id).key("enhet", "a");
    let indicator = |name: &str, said: &str| Block::entry("mal.indikator").key("namn", name).key("bedomning", said);
    let said =
        |id: &str, word: &str, text: &str| Block::entry("mal").key("id", id).key("bedomning", word).key("text", text);
    Report::new()
        .key("period", toml("{ fran = 2026-01-01, till = 2026-12-31 }"))
        .key("datum", toml("2027-02-10"))
        .key("sammantradesdatum", toml("2027-02-24"))
        .add([
            chapter("mal", "Mål", "mal").key("kolumner", "i"),
            Block::entry("malniva").key("namn", "Mål"),
            columns("i"),
            column("bedomning", "Bedömning").key("slag", "bedomning"),
            goal("trygg"),
            goal("ren"),
            Block::table("bedomning").key("gron", ["Uppnått"]).key("gul", ["Delvis"]).key("rod", ["Ej uppnått"]),
        ])
        .deliver(
            "a",
            [
                said("trygg", "Delvis", words),
                indicator("Samtal", "Uppnått"),
                indicator("Svar", "Uppnått"),
                indicator("Tid", "Ej uppnått"),
                said("ren", "Delvis", "Läget är känt."),
                indicator("Vatten", "Uppnått"),
                indicator("Luft", "Ej uppnått"),
            ],
        )
}

/// What a goal's text says of indicators is of its own, or of all.
#[test]
fn a_goal_has_indicators_of_its_own() {
    none_is_held(
        &of_goals,
        &[
            "Två av tre indikatorer når målvärdet.",
            "Två av målets tre indikatorer är uppnådda.",
            "Av de fem indikatorerna är tre uppnådda.",
            "Av de 52 klagomålen avslutades 31 utan åtgärd och två är uppnådda.",
            "Två av fyra föremål har visats och är uppnådda.",
            "Fem av de sju tvistemålen är avgjorda.",
        ],
    );
    all_are_held(
        &of_goals,
        &[
            ("Två av tre indikatorer är uppnådda.", "Tre av tre indikatorer är uppnådda."),
            (
                "Av tre indikatorer är två uppnådda och en ej uppnådd.",
                "Av tre indikatorer är en uppnådd och två ej uppnådda.",
            ),
            ("Av målets tre indikatorer är två uppnådda.", "Av målets fyra indikatorer är två uppnådda."),
        ],
    );
}
