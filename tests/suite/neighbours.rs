//! Figures of texts that only the others of their sentence, or of the one before it, place among the cells: rows with
//! a figure each, parts and wholes, months, units of one kind, what a text takes up again. Every pair is a text that is
//! right, of which nothing is told, and the same with a fault.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Report, column, columns, row, table};

/// Calls of ships and their goods, by two years and by harbour.
fn of_harbours(words: &str) -> Report {
    let set = vec![
        columns("k"),
        column("fjol", "Anlöp 2025").key("sort", "st"),
        column("nu", "Anlöp 2026").key("sort", "st"),
        column("gods", "Gods, ton").key("sort", "ton"),
        column("tid", "Väntetid, timmar").key("sort", "timmar"),
        table("t", "Anlöp och gods per hamn", "k", ["a/norra", "a/sodra", "a/ostra", "a/vastra", "a/summa"]),
    ];
    let cells = |a, b, c, d| [("fjol", a), ("nu", b), ("gods", c), ("tid", d)];
    let rows = vec![
        row("t", "norra", "Norrhamn").cells(&cells("418", "436", "12450", "4.2")),
        row("t", "sodra", "Sydhamn").cells(&cells("297", "283", "8120", "6.8")),
        row("t", "ostra", "Osthamn").cells(&cells("151", "174", "30560", "3.5")),
        row("t", "vastra", "Lillhamn").cells(&cells("64", "87", "990", "7.1")),
        row("t", "summa", "Summa")
            .cells(&[("fjol", "930"), ("nu", "980"), ("gods", "52120")])
            .sum(["norra", "sodra", "ostra", "vastra"]),
    ];
    report(set, rows, words)
}

#[test]
fn rows_with_a_figure_each_are_those_of_one_column() {
    all_are_held(
        &of_harbours,
        &[
            (
                "Flest anlöp hade Norrhamn med 436, följt av Sydhamn med 283 och Osthamn med 174.",
                "Flest anlöp hade Norrhamn med 436, följt av Sydhamn med 174 och Osthamn med 283.",
            ),
            ("Sydhamn hade 283 och Lillhamn 87 anlöp.", "Sydhamn hade 87 och Lillhamn 283 anlöp."),
            ("Mest gods hade Osthamn, 30 560 ton.", "Mest gods hade Sydhamn, 30 560 ton."),
            (
                "Av anlöpen gjordes 436 i Norrhamn, 283 i Sydhamn och 174 i Osthamn.",
                "Av anlöpen gjordes 283 i Norrhamn, 436 i Sydhamn och 174 i Osthamn.",
            ),
        ],
    );
    none_is_held(
        &of_harbours,
        &[
            "Norrhamn fick 283 nya bojar och Sydhamn 436 nya lampor.",
            "Norrhamn hade 418 anlöp 2025 och Sydhamn 283 i år.",
            "Lillhamn och Osthamn hade tillsammans 261 anlöp.",
        ],
    );
}

#[test]
fn units_of_one_kind_are_those_of_the_cell() {
    all_are_held(
        &of_harbours,
        &[
            ("Godset i Osthamn uppgick till 30 560 ton.", "Godset i Osthamn uppgick till 30 560 kg."),
            ("Väntetiden i Sydhamn var 6,8 timmar.", "Väntetiden i Sydhamn var 6,8 dagar."),
            ("I Lillhamn var väntetiden 7,1 timmar.", "I Lillhamn var väntetiden 7,1 minuter."),
        ],
    );
    none_is_held(&of_harbours, &["Kajen i Sydhamn är 283 meter lång.", "Färden till Lillhamn tar 87 minuter."]);
}

#[test]
fn what_a_text_takes_up_again_has_the_number_that_it_had() {
    all_are_held(
        &of_harbours,
        &[
            (
                "Under våren besiktigades 31 bryggor. Åtta av de 31 bryggorna fick anmärkning.",
                "Under våren besiktigades 31 bryggor. Åtta av de 21 bryggorna fick anmärkning.",
            ),
            (
                "Det inträffade 12 olyckor. Fyra av de tolv olyckorna var allvarliga.",
                "Det inträffade 12 olyckor. Fyra av de elva olyckorna var allvarliga.",
            ),
            (
                "Elva av de fjorton lotsarna deltog. Tre av de elva lotsarna har slutat.",
                "Elva lotsar deltog. Tre av de tolv lotsarna har slutat.",
            ),
        ],
    );
    none_is_held(
        &of_harbours,
        &[
            "Det finns 40 bryggor, varav 9 av trä. Två av de 31 bryggorna av sten är nya.",
            "Sex lotsar slutade och nio lotsar anställdes. Fyra av de nio lotsarna är kvinnor.",
        ],
    );
}

#[test]
fn the_plan_and_the_level_are_those_of_the_row_beside() {
    let of_plan = |words: &str| {
        let amounts = |id, heading| column(id, heading).key("sort", "tkr");
        let set = vec![
            columns("k"),
            amounts("budget", "Budget 2026"),
            amounts("utfall", "Utfall 2026"),
            amounts("avvikelse", "Avvikelse"),
            table("t", "Hamnens kostnader, tkr", "k", ["a/kajer", "a/lotsar", "a/kranar", "a/resultat"]),
        ];
        let cells = |a, b, c| [("budget", a), ("utfall", b), ("avvikelse", c)];
        let rows = vec![
            row("t", "kajer", "Kajunderhåll").cells(&cells("5600", "5480", "120")),
            row("t", "lotsar", "Lotsning").cells(&cells("2900", "3175", "-275")),
            row("t", "kranar", "Kranar").cells(&cells("1350", "1410", "-60")),
            row("t", "resultat", "Årets resultat").cells(&cells("640", "1825", "1185")),
        ];
        report(set, rows, words)
    };
    all_are_held(
        &of_plan,
        &[
            ("Resultatet blev 1 825 tkr.", "Resultatet blev 1 285 tkr."),
            (
                "Hamnen redovisar ett resultat på 1 825 tkr, vilket är 1 185 tkr bättre än budget.",
                "Hamnen redovisar ett resultat på 1 852 tkr, vilket är 1 185 tkr bättre än budget.",
            ),
            (
                "Underhållet gick bra. Kajunderhållet kostade 5 480 tkr mot budgeterade 5 600 tkr.",
                "Underhållet gick bra. Kajunderhållet kostade 5 480 tkr mot budgeterade 5 900 tkr.",
            ),
            ("Två av tre delar redovisar underskott.", "Två av tre delar redovisar överskott."),
        ],
    );
}

#[test]
fn a_sentence_goes_on_about_the_figure_of_the_one_before() {
    all_are_held(
        &of_harbours,
        &[
            (
                "Norrhamn hade 436 anlöp. Det motsvarar 44,5 procent av alla anlöp.",
                "Norrhamn hade 436 anlöp. Det motsvarar 45,4 procent av alla anlöp.",
            ),
            ("Osthamn hade 174 anlöp. Det är 23 fler än 2025.", "Osthamn hade 174 anlöp. Det är 32 fler än 2025."),
            ("Sydhamn hade 283 anlöp. Det är 14 färre än 2025.", "Sydhamn hade 283 anlöp. Det är 14 fler än 2025."),
            ("Norrhamn svarar för 44,5 procent av anlöpen.", "Norrhamn svarar för 45,4 procent av anlöpen."),
        ],
    );
    none_is_held(
        &of_harbours,
        &[
            "Norrhamn hade 436 anlöp. Det finns 45,4 procent fler bojar.",
            "Osthamn hade 174 anlöp. Det är 32 meter djupt där.",
        ],
    );
}

/// Guests by month.
fn of_months(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "st"),
        column("gaster", "Gäster"),
        table("t", "Gäster i hamnen per månad", "k", ["a/m5", "a/m6", "a/m7", "a/m8"]),
    ];
    let one = |id, name, guests| row("t", id, name).cells(&[("gaster", guests)]);
    let rows = vec![
        one("m5", "Maj", "1240"),
        one("m6", "Juni", "3115"),
        one("m7", "Juli", "6420"),
        one("m8", "Augusti", "5035"),
    ];
    report(set, rows, words)
}

#[test]
fn months_have_the_figure_that_stands_beside_them() {
    all_are_held(
        &of_months,
        &[
            (
                "Flest gäster kom i juli, 6 420, och minst antal i maj, 1 240.",
                "Flest gäster kom i juli, 6 420, och minst antal i juni, 1 240.",
            ),
            ("Juli var sommarens bästa månad med 6 420 gäster.", "Juni var sommarens bästa månad med 6 420 gäster."),
            ("Under juli och augusti kom 11 455 gäster.", "Under juli och augusti kom 11 545 gäster."),
            ("Från maj till juli kom 10 775 gäster.", "Från maj till juli kom 10 757 gäster."),
        ],
    );
}

#[test]
fn words_say_which_of_two_levels_is_more() {
    all_are_held(
        &of_harbours,
        &[
            ("Även klagomålen blev fler: 34 jämfört med 29.", "Även klagomålen blev färre: 34 jämfört med 29."),
            (
                "Svaren tog längre tid: 9,3 veckor jämfört med 8,7.",
                "Svaren tog längre tid: 8,7 veckor jämfört med 9,3.",
            ),
            ("Lyktorna minskade, 71 mot 74 året innan.", "Lyktorna ökade, 71 mot 74 året innan."),
            (
                "Bojarna var 233, jämfört med 251 året innan, en minskning med 7,2 procent.",
                "Bojarna var 233, jämfört med 251 året innan, en ökning med 7,2 procent.",
            ),
            (
                "Kursen hade 18 grupper med i genomsnitt 9 barn, sammanlagt 162 barn.",
                "Kursen hade 18 grupper med i genomsnitt 9 barn, sammanlagt 126 barn.",
            ),
        ],
    );
}

#[test]
fn an_earlier_years_figure_is_told_where_no_year_is_said() {
    all_are_held(
        &of_harbours,
        &[
            ("Störst är Norrhamn med 436 anlöp.", "Störst är Norrhamn med 418 anlöp."),
            ("Minst är fortfarande Lillhamn, 87 stycken.", "Minst är fortfarande Lillhamn, 64 stycken."),
            ("I Osthamn gjordes 174 anlöp.", "I Osthamn gjordes 151 anlöp."),
        ],
    );
    none_is_held(
        &of_harbours,
        &[
            "Norrhamn hade 418 anlöp förra året.",
            "Norrhamn hade 436 anlöp, jämfört med 418.",
            "Under 2025 gick det sämre. Norrhamn hade då 418 anlöp.",
            "Lillhamn fick 64 nya bojar.",
        ],
    );
}

/// Applications by quarter, and how long they took.
fn of_quarters(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "st"),
        column("k1", "Kvartal 1"),
        column("k2", "Kvartal 2"),
        column("k3", "Kvartal 3"),
        table("t", "Ansökningar om bojplats", "k", ["a/norra", "a/sodra"]),
        columns("l").key("sort", "veckor"),
        column("fjol", "2025"),
        column("nu", "2026"),
        table("u", "Handläggningstider", "l", ["a/platser", "a/bojar"]),
    ];
    let cells = |a, b, c| [("k1", a), ("k2", b), ("k3", c)];
    let rows = vec![
        row("t", "norra", "Norrhamn").cells(&cells("52", "74", "58")),
        row("t", "sodra", "Sydhamn").cells(&cells("31", "49", "27")),
        row("u", "platser", "Kajplatser, årskort").cells(&[("fjol", "5.2"), ("nu", "4.6")]),
        row("u", "bojar", "Kajplatser, gäster").cells(&[("fjol", "6.8"), ("nu", "6.1")]),
    ];
    report(set, rows, words)
}

#[test]
fn quarters_and_the_ends_of_a_change_are_of_one_row() {
    all_are_held(
        &of_quarters,
        &[
            (
                "Flest ansökningar kom till Norrhamn under årets andra kvartal, 74 stycken.",
                "Flest ansökningar kom till Norrhamn under årets tredje kvartal, 74 stycken.",
            ),
            ("Under kvartal 3 kom 27 ansökningar till Sydhamn.", "Under kvartal 1 kom 27 ansökningar till Sydhamn."),
            ("Till Sydhamn kom under första kvartalet 31.", "Till Sydhamn kom under andra kvartalet 31."),
        ],
    );
}

#[test]
fn two_levels_of_the_sentence_before_tell_their_change() {
    all_are_held(
        &of_harbours,
        &[
            (
                "Under året byttes 38 bojar, att jämföra med 56 under 2025. Det är en minskning med 18 bojar.",
                "Under året byttes 38 bojar, att jämföra med 56 under 2025. Det är en minskning med 28 bojar.",
            ),
            (
                "Under året byttes 38 bojar, att jämföra med 56 under 2025. Det är en minskning med 32,1 procent.",
                "Under året byttes 38 bojar, att jämföra med 56 under 2025. Det är en ökning med 32,1 procent.",
            ),
            (
                "Väntan var 24 dagar, jämfört med 31 dagar förra året. Det är en minskning med 7 dagar.",
                "Väntan var 24 dagar, jämfört med 31 dagar förra året. Det är en ökning med 7 dagar.",
            ),
        ],
    );
}

/// Grants to clubs: how many, and what they cost.
fn of_grants(words: &str) -> Report {
    let set = vec![
        columns("k"),
        column("antal", "Bidrag").key("sort", "st"),
        column("belopp", "Kostnad, tkr").key("sort", "tkr"),
        table("t", "Bidrag till båtklubbar", "k", ["a/segel", "a/motor", "a/summa"]),
    ];
    let cells = |a, b| [("antal", a), ("belopp", b)];
    let rows = vec![
        row("t", "segel", "Segelklubbar").cells(&cells("54", "3450")),
        row("t", "motor", "Motorbåtsklubbar").cells(&cells("33", "1410")),
        row("t", "summa", "Summa").cells(&cells("87", "4860")).sum(["segel", "motor"]),
    ];
    report(set, rows, words)
}

#[test]
fn what_is_said_of_each_is_what_the_sum_gives() {
    all_are_held(
        &of_grants,
        &[
            ("I genomsnitt kostade varje bidrag 55,9 tkr.", "I genomsnitt kostade varje bidrag 59,5 tkr."),
            ("Ett bidrag var i snitt 56 tkr.", "Ett bidrag var i snitt 65 tkr."),
            ("Klubbarna fick 4 860 tkr.", "Klubbarna fick 4 860 mnkr."),
            ("Segelklubbarna fick mest, 3 450 tkr.", "Segelklubbarna fick mest, 3 450 kr."),
        ],
    );
    none_is_held(&of_grants, &["I genomsnitt är ledarna 59,5 år.", "En segelklubb fick i snitt 63,9 tkr."]);
}
