//! Texts of a budget with a plan for the years after it, and what only seems to contradict a table: every pair is a
//! text that is right, of which nothing is told, and the same with a fault; what stands alone is right.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Report, column, columns, row, table, toml};

/// A budget for 2027 with a plan for two years, what changes from the budget before it, and investments by years.
fn budget(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "mnkr"),
        column("b26", "Budget 2026"),
        column("b27", "Budget 2027"),
        column("p28", "Plan 2028"),
        column("p29", "Plan 2029"),
        columns("r").key("sort", "mnkr"),
        column("r26", "Budget 2026"),
        column("volym", "Volymer").key("over", "Förändringar"),
        column("spar", "Effektivi\u{ad}sering").key("over", "Förändringar"),
        column("r27", "Budget 2027").key("beraknas", toml("[\"r26\", \"volym\", \"spar\"]")),
        columns("i").key("sort", "mnkr"),
        column("total", "Total utgift").key("beraknas", toml("[\"i27\", \"i28\", \"i29\"]")),
        column("i27", "2027").key("over", "Budget"),
        column("i28", "2028").key("over", "Plan"),
        column("i29", "2029").key("over", "Plan"),
        table("t", "Nettokostnad per verksamhet", "k", ["a/park", "a/bad", "a/bibliotek", "a/alla"]),
        table("u", "Från budget till budget", "r", ["a/park2", "a/bad2", "a/alla2"]),
        table("v", "Investeringar", "i", ["a/torg", "a/hall", "a/bro"]),
    ];
    let years = |a, b, c, d| [("b26", a), ("b27", b), ("p28", c), ("p29", d)];
    let changes = |a, b, c, d| [("r26", a), ("volym", b), ("spar", c), ("r27", d)];
    let each = |a, b, c, d| [("total", a), ("i27", b), ("i28", c), ("i29", d)];
    let rows = vec![
        row("t", "park", "Parker").cells(&years("31.2", "29.4", "28.7", "29.5")),
        row("t", "bad", "Badhus").cells(&years("44.6", "47.1", "48.2", "49.9")),
        row("t", "bibliotek", "Bibliotek").cells(&years("19.4", "22.8", "23.1", "24.6")),
        row("t", "alla", "Summa").cells(&years("95.2", "99.3", "100.0", "104.0")).sum(["park", "bad", "bibliotek"]),
        row("u", "park2", "Parkskötsel").cells(&changes("31.2", "0.6", "-2.4", "29.4")),
        row("u", "bad2", "Badhusdrift").cells(&changes("44.6", "3.2", "-0.7", "47.1")),
        row("u", "alla2", "Summa nämnder").cells(&changes("75.8", "3.8", "-3.1", "76.5")).sum(["park2", "bad2"]),
        row("v", "torg", "Stortorget").cells(&each("42.5", "17.5", "14.9", "10.1")),
        row("v", "hall", "Ishallen").cells(&each("58.2", "38.0", "14.8", "5.4")),
        row("v", "bro", "Kvarnbron").cells(&each("16.6", "6.3", "7.2", "3.1")),
    ];
    let parts = r#"[{ tabell = "t" }, { tabell = "u" }, { tabell = "v" }, { enhet = "a", rubrik = "" }]"#;
    report(set, rows, words)
        .key("slag", "plan")
        .key("period", toml("{ fran = 2027-01-01, till = 2029-12-31 }"))
        .at("kapitel/hamn", |chapter| chapter.key("delar", toml(parts)))
}

/// Where a text names no year it is about the first of the plan, and changes are from the budget before it.
#[test]
fn a_budget_with_a_plan_is_about_its_first_year() {
    all_are_held(
        &budget,
        &[
            ("Parkerna får 29,4 mnkr.", "Parkerna får 24,9 mnkr."),
            ("Badhusens kostnader ökar med 2,5 mnkr.", "Badhusens kostnader ökar med 5,2 mnkr."),
            ("Parkernas kostnad minskar med 1,8 mnkr.", "Parkernas kostnad minskar med 8,1 mnkr."),
            ("Biblioteken stiger från 19,4 till 22,8 mnkr.", "Biblioteken stiger från 19,4 till 28,2 mnkr."),
            ("Badhusen kostar 47,1 mnkr.", "Badhusen kostar 41,7 mnkr."),
            ("Parkernas nettokostnad är 29,4 mnkr.", "Parkernas nettokostnad är 24,9 mnkr."),
            ("Bibliotekens nettokostnad blir 22,8 mnkr.", "Bibliotekens nettokostnad blir 19,4 mnkr."),
        ],
    );
    none_is_held(
        &budget,
        &[
            "Biblioteken får 22,8 mnkr; till 2029 har det vuxit till 24,6 mnkr. Badhusen höjs från 44,6 till 47,1 mnkr.",
            "Parkerna växer till 29,5 mnkr 2029. Badhusen får 47,1 mnkr.",
            "Badhusen växer med 1,1 mnkr 2028 och med 1,7 mnkr 2029.",
            "Kostnaderna växer från 95,2 till 99,3 mnkr, och året därpå till 100,0 mnkr.",
        ],
    );
}

/// A column of what the years come to together is none of the year that is said; one that the sentence names, broken by
/// a soft hyphen in its heading, is meant.
#[test]
fn columns_of_several_years_are_of_none() {
    all_are_held(
        &budget,
        &[
            ("Stortorget kostar 17,5 mnkr 2027.", "Stortorget kostar 15,7 mnkr 2027."),
            ("Den totala utgiften för Ishallen är 58,2 mnkr.", "Den totala utgiften för Ishallen är 52,8 mnkr."),
        ],
    );
    none_is_held(
        &budget,
        &[
            "Ishallen kostar 38,0 mnkr 2027 och 14,8 mnkr året därpå.",
            "Det mesta av Stortorget, 14,9 mnkr, faller 2028. **Kvarnbron** kostar 16,6 mnkr; i mars 2028 är den klar.",
            "Ishallen får 58,2 mnkr, och 2029 öppnar den.",
            "I planen för 2028 står Stortorget med 42,5 mnkr i allt.",
            "Effektiviseringarna i nämndernas ramar uppgår till 3,1 mnkr.",
            "Nämnden får 47,1 mnkr för badhusen, en ökning med 2,5 mnkr.",
        ],
    );
}

/// Reports of children and grown-ups by years, women and men, and districts.
fn of_counts(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "st"),
        column("y24", "2024"),
        column("y25", "2025"),
        column("y26", "2026"),
        columns("n").key("sort", "st"),
        column("antal", "Antal"),
        column("del", "Andel, %").key("mattenhet", "%"),
        columns("d").key("sort", "st"),
        column("anm", "Anmälningar"),
        column("inom", "Inom fyra månader"),
        column("per", "Anmälningar per 1 000 invånare"),
        table("t", "Anmälningar", "k", ["a/skola", "a/vard", "a/polis", "a/alla"]),
        table("u", "Hushåll efter tid", "n", ["a/kort", "a/mellan", "a/lang", "a/alla2"]),
        table("v", "Anmälningar per område", "d", ["a/norr", "a/soder", "a/hela"]),
        table("w", "Stöd", "k", ["a/kvinnor", "a/man"]),
    ];
    let years = |a, b, c| [("y24", a), ("y25", b), ("y26", c)];
    let shares = |a, b| [("antal", a), ("del", b)];
    let areas = |a, b, c| [("anm", a), ("inom", b), ("per", c)];
    let rows = vec![
        row("t", "skola", "Skola").cells(&years("230", "241", "268")),
        row("t", "vard", "Sjukvård").cells(&years("131", "118", "129")),
        row("t", "polis", "Polis").cells(&years("185", "211", "213")),
        row("t", "alla", "Alla anmälningar").cells(&years("546", "570", "610")).sum(["skola", "vard", "polis"]),
        row("u", "kort", "Högst tre månader").cells(&shares("156", "30.0")),
        row("u", "mellan", "Fyra till nio månader").cells(&shares("172", "33.1")),
        row("u", "lang", "Minst tio månader").cells(&shares("192", "36.9")),
        row("u", "alla2", "Alla hushåll").cells(&shares("520", "100.0")).sum(["kort", "mellan", "lang"]),
        row("v", "norr", "Norra området").cells(&areas("352", "301", "146")),
        row("v", "soder", "Södra området").cells(&areas("258", "249", "137")),
        row("v", "hela", "Hela kommunen").cells(&areas("610", "550", "142")).sum(["norr", "soder"]),
        row("w", "kvinnor", "Kvinnor som fått stöd").cells(&years("48", "53", "61")),
        row("w", "man", "Män som fått stöd").cells(&years("6", "6", "9")),
    ];
    let parts =
        r#"[{ tabell = "t" }, { tabell = "u" }, { tabell = "v" }, { tabell = "w" }, { enhet = "a", rubrik = "" }]"#;
    report(set, rows, words).at("kapitel/hamn", |chapter| chapter.key("delar", toml(parts)))
}

/// What another year, another whole or two figures together come to is not what the one figure is.
#[test]
fn what_is_of_something_else_is_not_told() {
    none_is_held(
        &of_counts,
        &[
            "Det kom 610 anmälningar, en ökning med 40, och ökningen året innan var 24 anmälningar.",
            "Det kom 610 anmälningar. Det är 40 fler än 2025; uppgången dessförinnan var 24 anmälningar.",
            "Under 2026 fick 61 kvinnor och 9 män stöd, sammanlagt 70 vuxna. Det är elva fler än 2025.",
            "Nästan vart tredje hushåll är kortvarigt: 156 hushåll, exakt 30,0 procent, klarade sig efter tre månader.",
            "Av hushållen hade 192 hushåll (36,9 procent) stöd i tio månader eller mer.",
            "Lägst är andelen i Norra området: 301 av 352, eller 85,5 procent.",
            "Skolans anmälningar har ökat mest räknat i antal, från 241 till 268.",
            "Sjukvårdens anmälningar gick upp igen, från 118 till 129, efter en nedgång 2025.",
            "Under 2026 vårdades 62 barn, fyra fler än 2025. Antalet vårddygn ökade med 6,0 procent till 15 778.",
        ],
    );
    all_are_held(
        &of_counts,
        &[
            ("Skola anmälde 268 gånger, 27 fler än 2025.", "Skola anmälde 268 gånger, 72 fler än 2025."),
            (
                "Under 2026 fick 61 kvinnor stöd. Det är åtta fler än 2025.",
                "Under 2026 fick 61 kvinnor stöd. Det är tre fler än 2025.",
            ),
            ("Minst tio månader hade 192 hushåll, 36,9 procent.", "Minst tio månader hade 192 hushåll, 39,6 procent."),
        ],
    );
}

/// A figure that is withheld may be the rest of its sum: nobody can tell, and that is said; what no rest explains is told.
#[test]
fn what_is_withheld_may_be_the_rest_of_a_sum() {
    let of = |withheld: &str, sum: &str| {
        let rows = [("norr", "27"), ("soder", "14"), ("vik", withheld), ("alla", sum)];
        let rows = rows.map(|(id, figure)| row("t", id, id).key("antal", figure));
        let [norr, soder, vik, all] = rows;
        let rows = vec![norr, soder, vik, all.sum(["norr", "soder", "vik"])];
        let set = vec![
            columns("k").key("sort", "st"),
            column("antal", "Antal"),
            table("t", "Placerade barn", "k", ["a/norr", "a/soder", "a/vik", "a/alla"]),
        ];
        report(set, rows, "Barnen är få.").findings()
    };
    for withheld in ["..", "…"] {
        let found = of(withheld, "43");
        assert!(found.contains("check-skipped") && !found.contains("sum-"), "{found}");
        assert!(of(withheld, "60").contains("check-skipped"), "however large");
        assert_eq!(of(withheld, "41"), "", "which may be nothing");
        assert!(of(withheld, "38").contains("sum-"), "less than what is known");
    }
    assert!(of("–", "43").contains("sum-"), "a dash is nothing");
    assert!(of("1", "43").contains("sum-"));
}

/// Lines below each other that say what is where need no full stop.
#[test]
fn lines_of_facts_need_no_full_stop() {
    let of = |words: &str| {
        report(vec![], vec![], words)
            .at("kapitel/hamn", |chapter| chapter.key("delar", toml("[{ enhet = \"a\", rubrik = \"\" }]")))
            .findings()
    };
    let last = [
        "Kontor: Hamngatan 8, och mottagning i Lervik på tisdagar",
        "Telefon: växeln, och jour på kvällar och helger",
        "Antal anställda: 41, varav tre arbetar i Lervik på deltid",
    ];
    for line in last {
        assert_eq!(of(&format!("Invånare: 24 310\\\n{line}")), "", "{line}");
        assert_eq!(of(line), "", "{line}");
    }
    assert!(
        of("Vi har öppet på tisdagar\\\nDet kommer många besökare till mottagningen i Lervik varje vecka")
            .contains("sentence-without-end")
    );
}
