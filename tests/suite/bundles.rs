//! Figures that tell one change together, of which a row's cells give all but one, and figures right behind a row's
//! name that stand in another row or another year. Every pair is a text that is right, of which nothing is told, and
//! the same with a fault.

use crate::claims::{all_are_held, none_is_held, of_year, report};
use crate::support::report::{Block, Report, column, columns, row, table};

/// A library's loans, visits and what it costs, over three years; its houses by what they have.
fn of_library() -> (Vec<Block>, Vec<Block>) {
    let set = vec![
        columns("k"),
        column("a", "2024").key("sort", "st"),
        column("b", "2025").key("sort", "st"),
        column("c", "2026").key("sort", "st"),
        columns("m"),
        column("x", "Utfall 2025").key("sort", "tkr"),
        column("y", "Budget 2026").key("sort", "tkr"),
        column("z", "Utfall 2026").key("sort", "tkr"),
        columns("p"),
        column("bocker", "Böcker").key("sort", "st"),
        column("platser", "Sittplatser").key("sort", "st"),
        column("andel", "Andel av lånen, %").key("mattenhet", "%"),
        table("t", "Lån och besök", "k", ["a/vuxen", "a/barnlan", "a/ebok", "a/besok"]),
        table("m", "Bibliotekets kostnader, tkr", "m", ["a/medier", "a/hyror", "a/transport"]),
        table("u", "Filialerna", "p", ["a/torget", "a/backen", "a/viken"]),
    ];
    let years = |a, b, c| [("a", a), ("b", b), ("c", c)];
    let money = |a, b, c| [("x", a), ("y", b), ("z", c)];
    let house = |a, b, c| [("bocker", a), ("platser", b), ("andel", c)];
    let rows = vec![
        row("t", "vuxen", "Vuxenlån").cells(&years("28140", "27655", "26910")),
        row("t", "barnlan", "Barnlån").cells(&years("19320", "20115", "21480")),
        row("t", "ebok", "E-böcker").cells(&years("3480", "3945", "4410")),
        row("t", "besok", "Besök").cells(&years("61200", "63480", "62750")),
        row("m", "medier", "Medieinköp").cells(&money("1485", "1520", "1562")),
        row("m", "hyror", "Lokalhyror").cells(&money("3260", "3340", "3318")),
        row("m", "transport", "Transporter").cells(&money("412", "430", "447")),
        row("u", "torget", "Torgfilialen").cells(&house("18400", "64", "51.3")),
        row("u", "backen", "Backfilialen").cells(&house("9150", "38", "29.6")),
        row("u", "viken", "Vikfilialen").cells(&house("6280", "22", "19.1")),
    ];
    (set, rows)
}

/// A report of the year with a chapter of these tables.
pub(crate) fn written(words: &str) -> Report {
    let (set, rows) = of_library();
    let parts = r#"[{ tabell = "t" }, { tabell = "m" }, { tabell = "u" }, { enhet = "a", rubrik = "" }]"#;
    of_year(report(set, rows, words), parts)
}

/// A change whose other figures the row of it gives.
#[test]
fn a_change_is_what_its_row_gives() {
    all_are_held(
        &written,
        &[
            ("Barnlånen ökade med 1 365 till 21 480.", "Barnlånen ökade med 1 365 till 20 115."),
            ("Medieinköpen ökade med 77 tkr till 1 562 tkr.", "Medieinköpen ökade med 77 tkr till 1 485 tkr."),
            ("Vuxenlånen minskade med 745, till 26 910.", "Vuxenlånen minskade med 745, till 27 655."),
            (
                "E-böckerna ökade med 465 till 4 410, eller med 11,8 procent.",
                "E-böckerna ökade med 465 till 3 945, eller med 11,8 procent.",
            ),
            (
                "Lokalhyrorna ökade från 3 260 till 3 318 tkr, med 1,8 procent, sedan avtalet förnyats.",
                "Lokalhyrorna ökade från 3 260 till 3 318 tkr, med 8,1 procent, sedan avtalet förnyats.",
            ),
            (
                "Besöken sjönk från 63 480 till 62 750 på ett år, alltså med 730.",
                "Besöken sjönk från 63 480 till 62 750 på ett år, alltså med 370.",
            ),
        ],
    );
}

/// A figure behind a row's name that another row of the table has, of which nobody speaks, or another year.
#[test]
fn a_figure_behind_a_name_is_of_that_row() {
    all_are_held(
        &written,
        &[
            ("Medieinköpen kostade 1 562 tkr.", "Medieinköpen kostade 3 318 tkr."),
            ("Torgfilialen har 64 sittplatser.", "Torgfilialen har 38 sittplatser."),
            ("Backfilialen svarar för 29,6 procent.", "Backfilialen svarar för 19,1 procent."),
            ("Transporterna blev 447 tkr.", "Transporterna blev 412 tkr."),
            ("Barnlånen uppgick till 21 480.", "Barnlånen uppgick till 26 910."),
        ],
    );
}

/// Ordinary true sentences over these tables.
#[test]
fn true_sentences_of_changes_and_names_are_left_alone() {
    none_is_held(
        &written,
        &[
            "Barnlånen ökade med 1 365, från 20 115 till 21 480.",
            "Barnlånen har sedan 2024 ökat med 2 160 till 21 480, eller 11,2 procent.",
            "Vuxenlånen minskade med 745 till 26 910 och barnlånen ökade med 1 365 till 21 480.",
            "Vuxenlånen är 26 910, medan barnlånen är 21 480.",
            "E-böckerna ökade från 3 945 till 4 410, eller 11,8 procent.",
            "E-böckerna ökade med 465 om året, både 2025 och 2026.",
            "Besöken var 62 750, 730 färre än 2025 men 1 550 fler än 2024.",
            "Besöken minskade med 730 till 62 750, eller 1,1 procent, medan lånen av e-böcker steg till 4 410.",
            "Medieinköpen kostade 1 562 tkr, 42 tkr mer än budgeterade 1 520 tkr.",
            "Medieinköpen kostade 1 562 tkr mot 1 485 tkr året före, 5,2 procent mer.",
            "Lokalhyrorna blev 3 318 tkr, vilket är 22 tkr lägre än budgeten på 3 340 tkr.",
            "Lokalhyrorna ökade med 58 tkr, varav 31 tkr avser Torgfilialen.",
            "Transporterna ökade med 35 tkr till 447 tkr, eller 8,5 procent.",
            "Transporterna kostade 447 tkr. Året före kostade de 412 tkr.",
            "Torgfilialen har 18 400 böcker och 64 sittplatser.",
            "Torgfilialen, som öppnade 1978, har 64 sittplatser mot 38 i Backfilialen.",
            "Vikfilialen är minst med 6 280 böcker; Backfilialen har 9 150.",
            "Backfilialen har 38 platser, 16 fler än Vikfilialen.",
            "Torgfilialen svarar för 51,3 procent av lånen, Backfilialen för 29,6 procent och Vikfilialen för 19,1 procent.",
            "Av medieinköpen gick 447 tkr till barnböcker.",
            "Medieinköpen väntas öka till 1 610 tkr nästa år.",
            "Barnlånen var som lägst 2024, då de var 19 320.",
            "Redan 2025 passerade barnlånen 20 115.",
            "För vuxenlånen är trenden den motsatta: 28 140 år 2024 och 26 910 år 2026.",
            "På Torgfilialen lånades 38 böcker ut under bokbussens dag.",
            "Lokalhyrorna motsvarar 2,1 gånger medieinköpen.",
            "Besöken per öppettimme blev 38, och Torgfilialen hade flest.",
            "Medieinköpen och transporterna kostade tillsammans 2 009 tkr.",
            "Ökningen av barnlånen, 6,8 procent, är den största sedan 2012.",
            "Hyran höjdes med 1,8 procent till 3 318 tkr, en ökning med 58 tkr.",
        ],
    );
}
