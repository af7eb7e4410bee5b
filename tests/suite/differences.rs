//! By how much a text says that a row has more or less than in another year, than its target or than a column beside it,
//! whether the sentence names the row or goes on about a figure; what is left of a whole. Every pair is a text that is
//! right, of which nothing is told, and the same with a fault.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Report, column, columns, row, table};

/// Visits to libraries by three years.
fn of_visits(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "st"),
        column("y2024", "Besök 2024"),
        column("y2025", "Besök 2025"),
        column("y2026", "Besök 2026"),
        table("t", "Besök per bibliotek", "k", ["a/central", "a/buss", "a/media", "a/summa"]),
    ];
    let cells = |a, b, c| [("y2024", a), ("y2025", b), ("y2026", c)];
    let rows = vec![
        row("t", "central", "Centralbiblioteket").cells(&cells("1240", "1310", "1362")),
        row("t", "buss", "Bokbussen").cells(&cells("420", "398", "371")),
        row("t", "media", "Mediateket").cells(&cells("655", "690", "745")),
        row("t", "summa", "Summa").cells(&cells("2315", "2398", "2478")).sum(["central", "buss", "media"]),
    ];
    report(set, rows, words)
}

/// Shares of those who are content, of two years and of the country.
fn of_shares(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "%"),
        column("y2025", "2025"),
        column("y2026", "2026"),
        column("riket", "Riket 2026"),
        column("mal", "Mål 2026"),
        table("t", "Enkät till låntagare", "k", ["a/nojda", "a/snabbt", "a/tider"]),
    ];
    let cells = |a, b, c, d| [("y2025", a), ("y2026", b), ("riket", c), ("mal", d)];
    let rows = vec![
        row("t", "nojda", "Nöjda låntagare").cells(&cells("78", "83", "81", "85")),
        row("t", "snabbt", "Snabba svar").cells(&cells("91", "88", "86", "90")),
        row("t", "tider", "Bra öppettider").cells(&cells("64", "67", "70", "66")),
    ];
    report(set, rows, words)
}

#[test]
fn differences_go_on_about_the_figure_before() {
    all_are_held(
        &of_visits,
        &[
            (
                "Biblioteken hade 2 478 besök. Det är 80 fler än 2025.",
                "Biblioteken hade 2 478 besök. Det är 90 fler än 2025.",
            ),
            (
                "Biblioteken hade 2 478 besök. Det är 163 fler än 2024.",
                "Biblioteken hade 2 478 besök. Det är 136 fler än 2024.",
            ),
            (
                "Biblioteken hade 2 478 besök. Ökningen är 3,3 procent.",
                "Biblioteken hade 2 478 besök. Ökningen är 8,3 procent.",
            ),
            (
                "Biblioteken hade 2 478 besök. Jämfört med 2025 är det en ökning med 80 besök.",
                "Biblioteken hade 2 478 besök. Jämfört med 2025 är det en minskning med 80 besök.",
            ),
            (
                "Biblioteken hade 2 478 besök. På två år är ökningen 163 besök.",
                "Biblioteken hade 2 478 besök. På två år är ökningen 133 besök.",
            ),
        ],
    );
}

#[test]
fn differences_are_of_the_row_that_is_named() {
    all_are_held(
        &of_visits,
        &[
            ("Mediateket ökade med 55 besök.", "Mediateket ökade med 75 besök."),
            ("Bokbussen minskade med 27 besök jämfört med 2025.", "Bokbussen ökade med 27 besök jämfört med 2025."),
            (
                "Centralbiblioteket ökade med 122 besök sedan 2024.",
                "Centralbiblioteket ökade med 212 besök sedan 2024.",
            ),
            ("Mediateket ökade med 55 besök, eller 8,0 procent.", "Mediateket ökade med 55 besök, eller 9,0 procent."),
            (
                "Bokbussen hade 371 besök. Antalet minskade med 27 sedan 2025.",
                "Bokbussen hade 371 besök. Antalet ökade med 27 sedan 2025.",
            ),
        ],
    );
}

#[test]
fn differences_stand_beside_their_figure() {
    all_are_held(
        &of_shares,
        &[
            (
                "Andelen nöjda är 83 procent, fem procentenheter högre än 2025.",
                "Andelen nöjda är 83 procent, sju procentenheter högre än 2025.",
            ),
            (
                "Andelen snabba svar är 88 procent, tre procentenheter lägre än 2025.",
                "Andelen snabba svar är 88 procent, tre procentenheter högre än 2025.",
            ),
            (
                "Andelen nöjda är 83 procent, två procentenheter högre än i riket.",
                "Andelen nöjda är 83 procent, två procentenheter lägre än i riket.",
            ),
            (
                "Andelen nöjda är 83 procent, två procentenheter under målet.",
                "Andelen nöjda är 83 procent, fyra procentenheter under målet.",
            ),
        ],
    );
}

#[test]
fn differences_of_something_else_are_let_be() {
    none_is_held(
        &of_visits,
        &[
            "Biblioteken hade 2 478 besök. Det är 31 fler än väntat.",
            "Mediateket hade 745 besök. Kostnaderna för personal ökade med 12 procent.",
            "Avgifterna höjdes vid årsskiftet: bokbussens med 4,5 procent och mediatekets med 5,0 procent.",
            "Bokbussen väntas öka med 40 besök.",
            "Mediateket hade 745 besök. I maj ökade antalet med 19.",
            "Centralbiblioteket ökade med 17 besök i mars.",
            "Bokbussen minskade med 27 besök, och turerna minskade med 9.",
            "23,3 procent är ökningen av frågor, från 30 till 37.",
        ],
    );
}

#[test]
fn what_is_left_of_a_whole_is_reckoned() {
    all_are_held(
        &of_visits,
        &[
            (
                "Vi granskade 24 avtal. Av dem var 17 rätt, medan 7 var för gamla.",
                "Vi granskade 24 avtal. Av dem var 17 rätt, medan 9 var för gamla.",
            ),
            (
                "Av de 60 lånade datorerna kom 52 tillbaka i tid, medan 8 kom för sent.",
                "Av de 60 lånade datorerna kom 25 tillbaka i tid, medan 8 kom för sent.",
            ),
            ("Med 412 anmälda saknades 38 för att nå 450.", "Med 412 anmälda saknades 83 för att nå 450."),
            (
                "I provet blev 120 av 139 godkända. Sammanlagt 19 deltagare saknade betyg.",
                "I provet blev 120 av 139 godkända. Sammanlagt 29 deltagare saknade betyg.",
            ),
        ],
    );
    none_is_held(
        &of_visits,
        &[
            "Vi granskade 24 avtal. Av dem var 12 rätt, medan 2 har sagts upp.",
            "Av de 60 datorerna är 41 nya, medan 3 är trasiga.",
            "I provet blev 120 av 139 godkända. Sammanlagt 47 saknade dator.",
        ],
    );
}

#[test]
fn shares_stand_behind_their_numbers() {
    all_are_held(
        &of_visits,
        &[
            (
                "Enkäten besvarades av 402 personer av 558, en svarsfrekvens på 72 procent.",
                "Enkäten besvarades av 402 personer av 558, en svarsfrekvens på 78 procent.",
            ),
            (
                "Av barnen fick 120 av 139 plats på kursen, vilket motsvarar 86,3 procent.",
                "Av barnen fick 112 av 139 plats på kursen, vilket motsvarar 86,3 procent.",
            ),
            ("Förra året var andelen 46,0 procent (81 av 176).", "Förra året var andelen 46,0 procent (81 av 167)."),
        ],
    );
}

/// Outcomes of five activities against their budgets, as they are pasted, with a row of all that no key says is a sum.
fn of_budgets(words: &str) -> Report {
    let amounts = |id, heading| column(id, heading).key("sort", "tkr");
    let set = vec![
        columns("k"),
        amounts("budget", "Budget 2026"),
        amounts("utfall", "Utfall 2026"),
        amounts("avvikelse", "Avvikelse"),
        table("t", "Driften, tkr", "k", ["a/gata", "a/park", "a/bad", "a/hallar", "a/stab", "a/alla"]),
    ];
    let cells = |a, b, c| [("budget", a), ("utfall", b), ("avvikelse", c)];
    let rows = vec![
        row("t", "gata", "Gator").cells(&cells("8400", "8950", "-550")),
        row("t", "park", "Parker").cells(&cells("3100", "2940", "160")),
        row("t", "bad", "Badhus").cells(&cells("5200", "5570", "-370")),
        row("t", "hallar", "Idrottshallar").cells(&cells("6900", "6610", "290")),
        row("t", "stab", "Stab").cells(&cells("2200", "2080", "120")),
        row("t", "alla", "Totalt").cells(&cells("25800", "26150", "-350")),
    ];
    report(set, rows, words)
}

#[test]
fn rows_that_have_a_deficit_are_counted_and_added() {
    all_are_held(
        &of_budgets,
        &[
            ("Två verksamheter har underskott.", "Fyra verksamheter har underskott."),
            ("Sammanlagt tre verksamheter redovisar överskott.", "Sammanlagt två verksamheter redovisar överskott."),
            (
                "Två verksamheter har underskott, tillsammans 920 tkr.",
                "Två verksamheter har underskott, tillsammans 290 tkr.",
            ),
            (
                "Tre verksamheter har överskott, sammanlagt 570 tkr.",
                "Tre verksamheter har överskott, sammanlagt 750 tkr.",
            ),
            (
                "Driften gick med ett underskott på 350 tkr. Underskottet motsvarar 1,4 procent av budgeten.",
                "Driften gick med ett underskott på 350 tkr. Underskottet motsvarar 4,1 procent av budgeten.",
            ),
        ],
    );
    none_is_held(
        &of_budgets,
        &[
            "Fyra verksamheter har underskott på mer än 100 tkr per månad.",
            "Fem verksamheter har ingen chef på plats.",
            "Av dessa två verksamheter har ingen underskott.",
        ],
    );
}

#[test]
fn the_only_one_and_the_worst_are_those_of_the_table() {
    all_are_held(
        &of_visits,
        &[
            ("Bokbussen är den enda som har minskat.", "Mediateket är det enda som har minskat."),
            (
                "Bokbussen är den enda av dem där besöken har sjunkit.",
                "Centralbiblioteket är det enda där besöken har sjunkit.",
            ),
            ("Mest ökade Mediateket.", "Mest ökade Centralbiblioteket."),
        ],
    );
    all_are_held(
        &of_shares,
        &[
            ("Sämst var öppettiderna.", "Sämst var nöjda låntagare."),
            ("Bäst gick det för snabba svar.", "Bäst gick det för nöjda låntagare."),
        ],
    );
    none_is_held(
        &of_visits,
        &[
            "Mediateket är det enda som inte har minskat.",
            "Mediateket är det enda som har ökat varje år sedan 2019.",
            "Bokbussen är den enda bussen i kommunen.",
            "Bokbussen är den minsta.",
        ],
    );
}

/// Inspections against a plan, counted.
fn of_plans(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "st"),
        column("plan", "Planerade 2026"),
        column("utfall", "Utfall 2026"),
        column("avvikelse", "Avvikelse"),
        table("t", "Tillsynsbesök", "k", ["a/skola", "a/kiosk", "a/bad"]),
    ];
    let cells = |a, b, c| [("plan", a), ("utfall", b), ("avvikelse", c)];
    let rows = vec![
        row("t", "skola", "Skolor").cells(&cells("140", "145", "5")),
        row("t", "kiosk", "Kiosker").cells(&cells("62", "55", "-7")),
        row("t", "bad", "Badplatser").cells(&cells("18", "21", "3")),
    ];
    report(set, rows, words)
}

/// What is more of people and things is neither good nor bad.
#[test]
fn more_than_planned_is_more() {
    all_are_held(
        &of_plans,
        &[
            ("Skolorna fick 145 besök, fem fler än planerat.", "Skolorna fick 145 besök, fem färre än planerat."),
            ("Kioskerna fick 55 besök, sju färre än planerat.", "Kioskerna fick 55 besök, sju fler än planerat."),
            ("Badplatserna fick 21 besök, tre fler än planerat.", "Badplatserna fick 21 besök, tre färre än planerat."),
        ],
    );
}
