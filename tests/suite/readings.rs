//! Figures that a cell seems to contradict and another reading bears out: another row that the text is about, another
//! year that it names, two cells, two other figures. Each sentence is true; beside some stands a fault that is still
//! told.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Report, column, columns, row, table, toml};

/// A harbour's money and staff of three years, a project, and what its goals are measured by.
fn of_harbour(words: &str) -> Report {
    let money = |id, heading| column(id, heading).key("sort", "tkr");
    let share = |id, heading| column(id, heading).key("sort", "%");
    let set = vec![
        columns("k"),
        money("y24", "Utfall 2024"),
        money("y25", "Utfall 2025"),
        money("budget", "Budget 2026"),
        money("y26", "Utfall 2026"),
        columns("s"),
        share("y24", "2024"),
        share("y25", "2025"),
        share("y26", "2026"),
        columns("p"),
        money("projekt", "Projektbudget"),
        money("gjort", "Upparbetat"),
        table("t", "Nettokostnad, tkr", "k", ["a/kajer", "a/bojar", "a/alla"]),
        table("s", "Sjukfrånvaro, procent", "s", ["a/kvinnor", "a/man", "a/unga", "a/samtliga"]),
        table("p", "Projekt, tkr", "p", ["a/lyktor", "a/pir"]),
    ];
    let cells = |ids: &[&'static str], values: &[&'static str]| {
        ids.iter().copied().zip(values.iter().copied()).collect::<Vec<_>>()
    };
    let (k, s, p) = (["y24", "y25", "budget", "y26"], ["y24", "y25", "y26"], ["projekt", "gjort"]);
    let rows = vec![
        row("t", "kajer", "Kajer").cells(&cells(&k, &["41230", "44910", "46800", "47350"])),
        row("t", "bojar", "Bojar").cells(&cells(&k, &["12640", "11780", "12100", "13240"])),
        row("t", "alla", "Summa hamnen")
            .cells(&cells(&k, &["53870", "56690", "58900", "60590"]))
            .sum(["kajer", "bojar"]),
        row("s", "kvinnor", "Kvinnor").cells(&cells(&s, &["7.4", "7.1", "7.6"])),
        row("s", "man", "Män").cells(&cells(&s, &["4.9", "4.4", "5.2"])),
        row("s", "unga", "Under 30 år").cells(&cells(&s, &["4.3", "4.7", "5.1"])),
        row("s", "samtliga", "Samtliga").cells(&cells(&s, &["6.6", "6.2", "6.8"])),
        row("p", "lyktor", "Byte av lyktor").cells(&cells(&p, &["8200", "6150"])),
        row("p", "pir", "Ny pir").cells(&cells(&p, &["24600", "3100"])),
    ];
    let parts = r#"[{ tabell = "t" }, { tabell = "s" }, { tabell = "p" }, { enhet = "a", rubrik = "" }]"#;
    report(set, rows, words)
        .key("period", toml("{ fran = 2026-01-01, till = 2026-12-31 }"))
        .key("datum", toml("2027-02-10"))
        .key("sammantradesdatum", toml("2027-02-24"))
        .at("kapitel/hamn", |chapter| chapter.key("delar", toml(parts)))
}

/// What the sentence says of another year is of that one.
#[test]
fn years_that_a_sentence_names_besides() {
    none_is_held(
        &of_harbour,
        &[
            "Kajerna kostade 47 350 tkr efter ett lägre utfall 2025 på 44 910 tkr.",
            "Bojarna kostade 13 240 tkr, 1 460 tkr mer än 2025 och 600 tkr mer än 2024.",
            "Kajerna har ökat varje år, från 41 230 tkr till 47 350 tkr.",
        ],
    );
    all_are_held(
        &of_harbour,
        &[
            ("Kajerna kostade 47 350 tkr.", "Kajerna kostade 44 910 tkr."),
            (
                "Bojarna kostade 13 240 tkr, jämfört med 11 780 tkr 2025.",
                "Bojarna kostade 12 640 tkr, jämfört med 11 780 tkr 2025.",
            ),
        ],
    );
}

/// Women, men and the young are some of all.
#[test]
fn some_of_those_whom_a_row_for_all_is_of() {
    none_is_held(
        &of_harbour,
        &[
            "Kvinnornas sjukfrånvaro steg från 7,1 till 7,6 procent och männens från 4,4 till 5,2 procent.",
            "Sjukfrånvaron är 6,8 procent. Bland de yngsta är den 5,1 procent.",
            "Sjukfrånvaron bland de yngsta har ökat två år i rad.",
        ],
    );
    all_are_held(
        &of_harbour,
        &[("Sjukfrånvaron för samtliga är 6,8 procent.", "Sjukfrånvaron för samtliga är 8,6 procent.")],
    );
}

/// What is left, what something is a part of, and what figures of the sentence give.
#[test]
fn what_is_left_or_follows_is_no_cell() {
    none_is_held(
        &of_harbour,
        &[
            "Av projektets 8 200 tkr för byte av lyktor är tre fjärdedelar upparbetat.",
            "I bytet av lyktor återstår 2 050 tkr.",
            "Ny pir: av 24 600 tkr återstår 21 500 tkr.",
            "Kranarna kostade 47 530 kronor i månaden, 3 120 kronor mer än 44 410 kronor.",
        ],
    );
    all_are_held(
        &of_harbour,
        &[
            ("Bytet av lyktor har kostat 6 150 tkr.", "Bytet av lyktor har kostat 6 510 tkr."),
            ("Kajerna kostade 550 tkr mer än budget.", "Kajerna kostade 650 tkr mer än budget."),
        ],
    );
}

/// What many digits tell by themselves, where the row is named and nothing bears the figure out.
#[test]
fn a_slip_of_many_digits_is_told() {
    all_are_held(
        &of_harbour,
        &[
            ("Notan för bojarna slutade på 13 240 tkr.", "Notan för bojarna slutade på 13 420 tkr."),
            ("Räkningen för kajerna landade på 47 350 tkr.", "Räkningen för kajerna landade på 47 950 tkr."),
        ],
    );
    none_is_held(
        &of_harbour,
        &["Två nya bojar köptes in för 13 260 kronor.", "Bojarna lades ut 12 940 meter från land."],
    );
}

/// What is counted or measured otherwise than the row that comes to mind, and what no row holds at either end.
#[test]
fn what_no_row_is_of() {
    none_is_held(
        &of_harbour,
        &[
            "Antalet tillbud ökade från 47 till 52.",
            "I genomsnitt kom 46,9 båtar i veckan till kajerna, mot 47,1 förra året.",
            "Långtidsfrånvaron utgör 41 procent av all sjukfrånvaro, två procentenheter mindre än 2025.",
            "Högst index har bojarna, 12, och lägst kajerna, 11.",
            "Kajerna kostade 550 tkr mer än budget och bojarna 1 140 tkr mer, tillsammans 1,7 mnkr.",
            "Lotstätheten har ökat, från 12,1 till 11,8 båtar per lots.",
            "Antalet anmälningar ökade från 163 till 177, alltså med 14 eller 8,6 procent.",
            "Andelen är 70,7 procent, eller 70 av 99.",
            "Kostnaden minskade från 58,4 till 57,2 mnkr, trots löneökningar på i genomsnitt 3,4 procent.",
        ],
    );
    all_are_held(
        &of_harbour,
        &[
            ("Kajerna ökade från 44 910 till 47 350 tkr.", "Kajerna ökade från 41 230 till 47 350 tkr."),
            (
                "Antalet väntas minska från 489 till 450 till 2028. Det är 39 båtar.",
                "Antalet väntas minska från 489 till 450 till 2028. Det är 49 båtar.",
            ),
            (
                "Antalet minskar från 1 790 till 1 715, dvs. med 75 båtar.",
                "Antalet minskar från 1 790 till 1 715, dvs. med 85 båtar.",
            ),
            ("Engagemanget ligger med 79 över målvärdet 78.", "Engagemanget ligger med 79 under målvärdet 78."),
            (
                "Andelen är 84 procent, klart över målet 80 procent.",
                "Andelen är 84 procent, klart under målet 80 procent.",
            ),
        ],
    );
}
