//! What a text works out from its own figures, and what the other figures of a sentence place in a table: chains of
//! years, ends of a change, a number and its share, one column. Every pair is a text that is right, of which nothing is
//! told, and the same with a fault.

use crate::claims::{all_are_held, none_is_held, report};
use crate::support::report::{Block, Report, chapter, column, columns, row, section, table, toml};

/// Staff of a fire service by place over three years, callouts by kind, and who they are.
fn of_service() -> (Vec<Block>, Vec<Block>) {
    let set = vec![
        columns("k"),
        column("a", "2024").key("sort", "st"),
        column("b", "2025").key("sort", "st"),
        column("c", "2026").key("sort", "st"),
        columns("p"),
        column("kvinnor", "Kvinnor").key("sort", "st"),
        column("man", "Män").key("sort", "st"),
        column("totalt", "Totalt").key("sort", "st"),
        column("andel", "Andel, %").key("mattenhet", "%"),
        table("t", "Utryckningar per slag", "k", ["a/brand", "a/trafik", "a/larm", "a/vatten", "a/alla"]),
        table("u", "De fyra största stationerna", "p", ["a/norra", "a/sodra", "a/hamnen", "a/ovre", "a/summa"]),
    ];
    let years = |a, b, c| [("a", a), ("b", b), ("c", c)];
    let staff = |a, b, c, d| [("kvinnor", a), ("man", b), ("totalt", c), ("andel", d)];
    let rows = vec![
        row("t", "brand", "Bränder i byggnad").cells(&years("187", "174", "163")),
        row("t", "trafik", "Trafikolyckor").cells(&years("231", "248", "266")),
        row("t", "larm", "Automatiska larm").cells(&years("402", "395", "381")),
        row("t", "vatten", "Drunkningstillbud").cells(&years("18", "21", "16")),
        row("t", "alla", "Summa utryckningar")
            .cells(&years("838", "838", "826"))
            .sum(["brand", "trafik", "larm", "vatten"]),
        row("u", "norra", "Norra stationen").cells(&staff("31", "128", "159", "37.9")),
        row("u", "sodra", "Södra stationen").cells(&staff("24", "97", "121", "28.9")),
        row("u", "hamnen", "Hamnstationen").cells(&staff("17", "66", "83", "19.8")),
        row("u", "ovre", "Övre stationen").cells(&staff("12", "44", "56", "13.4")),
        row("u", "summa", "Summa").cells(&staff("84", "335", "419", "100.0")).sum(["norra", "sodra", "hamnen", "ovre"]),
    ];
    (set, rows)
}

/// A report of the year with a chapter of these two tables.
fn written(words: &str) -> Report {
    let (set, rows) = of_service();
    let parts = r#"[{ tabell = "t" }, { tabell = "u" }, { enhet = "a", rubrik = "" }]"#;
    report(set, rows, words)
        .key("period", toml("{ fran = 2026-01-01, till = 2026-12-31 }"))
        .key("datum", toml("2027-02-10"))
        .key("sammantradesdatum", toml("2027-02-24"))
        .at("kapitel/hamn", |chapter| chapter.key("delar", toml(parts)))
}

/// Differences, quotients, sums and means of what the text itself says.
#[test]
fn what_a_text_works_out_follows_from_its_figures() {
    all_are_held(
        &written,
        &[
            (
                "En brandman tjänar 34 690 kronor och en brandingenjör 41 300 kronor. Skillnaden är 6 610 kronor.",
                "En brandman tjänar 34 690 kronor och en brandingenjör 41 300 kronor. Skillnaden är 6 160 kronor.",
            ),
            (
                "Övningarna kostade 47,2 tkr. Året innan kostade de 61,9 tkr, så det rör sig om en minskning \
                 med 14,7 tkr.",
                "Övningarna kostade 47,2 tkr. Året innan kostade de 61,9 tkr, så det rör sig om en minskning \
                 med 17,4 tkr.",
            ),
            (
                "Enkäten gick till 1 452 hushåll, och 1 017 svarade. Svarsfrekvensen blev 70 procent.",
                "Enkäten gick till 1 452 hushåll, och 1 017 svarade. Svarsfrekvensen blev 90 procent.",
            ),
            (
                "Deltidarna fick 31 240 kronor och heltidarna 36 110 kronor. Deltidarnas ersättning är därmed 86,5 \
                 procent av heltidarnas.",
                "Deltidarna fick 31 240 kronor och heltidarna 36 110 kronor. Deltidarnas ersättning är därmed 68,5 \
                 procent av heltidarnas.",
            ),
            (
                "Mellan 2027 och 2031 går 140 brandmän i pension, i genomsnitt 28 om året.",
                "Mellan 2027 och 2031 går 140 brandmän i pension, i genomsnitt 82 om året.",
            ),
            (
                "Under året hölls 264 utbildningar, i genomsnitt 22 i månaden.",
                "Under året hölls 264 utbildningar, i genomsnitt 27 i månaden.",
            ),
            (
                "Avtalet med länet kostar 412,6 tkr och jouren 388,9 tkr. Tillsammans blir det 801,5 tkr.",
                "Avtalet med länet kostar 412,6 tkr och jouren 388,9 tkr. Tillsammans blir det 810,5 tkr.",
            ),
            (
                "Räntorna blev 2,6 tkr, vilket är 7,1 tkr bättre än de −4,5 tkr som budgeterades.",
                "Räntorna blev 3,6 tkr, vilket är 7,1 tkr bättre än de −4,5 tkr som budgeterades.",
            ),
            (
                "Av medlen på 328,6 tkr är 142,3 tkr bidrag, 98,7 tkr avgifter, 61,4 tkr hyror och 26,2 tkr övrigt.",
                "Av medlen på 328,6 tkr är 142,3 tkr bidrag, 98,7 tkr avgifter, 64,1 tkr hyror och 26,2 tkr övrigt.",
            ),
            (
                "Reserven har 932 personer: 766 frivilliga och 166 värnpliktiga.",
                "Reserven har 932 personer: 766 frivilliga och 184 värnpliktiga.",
            ),
            ("Kursen hade 74 deltagare, varav 63 nya.", "Kursen hade 74 deltagare, varav 83 nya."),
            (
                "Priset är 412 kronor per timme mot 418 kronor, en minskning med 1,4 procent.",
                "Priset är 412 kronor per timme mot 418 kronor, en minskning med 2,4 procent.",
            ),
        ],
    );
}

/// Cells that the other figures of a sentence leave for one.
#[test]
fn figures_of_a_sentence_stand_in_one_row_or_column() {
    all_are_held(
        &written,
        &[
            (
                "Olyckorna på vägarna blir fler: 231 år 2024, 248 år 2025 och 266 år 2026.",
                "Olyckorna på vägarna blir fler: 231 år 2024, 284 år 2025 och 266 år 2026.",
            ),
            (
                "I byggnaderna brann det 187 gånger 2024, 174 gånger 2025 och 163 gånger 2026.",
                "I byggnaderna brann det 187 gånger 2024, 174 gånger 2025 och 136 gånger 2026.",
            ),
            ("De falska sjönk från 395 till 381.", "De falska sjönk från 395 till 318."),
            ("På vägarna steg antalet från 248 till 266.", "På vägarna steg antalet från 284 till 266."),
            (
                "Vanligast är automatiska larm (381), följt av trafikolyckor (266).",
                "Vanligast är automatiska larm (381), följt av trafikolyckor (163).",
            ),
            (
                "I norr arbetar 159 personer, eller 37,9 procent, och de har skift.",
                "I norr arbetar 159 personer, eller 32,9 procent, och de har skift.",
            ),
            ("Ytterligare 159 personer arbetar i norr.", "Ytterligare 128 personer arbetar i norr."),
            (
                "Under året släcktes 163 bränder, medan 266 fick hjälp på vägarna.",
                "Under året släcktes 163 bränder, medan 248 fick hjälp på vägarna.",
            ),
            (
                "Alla 419 på de största stationerna har gått kursen.",
                "Alla 491 på de största stationerna har gått kursen.",
            ),
            ("Södra stationen har 121 anställda.", "Södra stationen har 159 anställda."),
        ],
    );
}

/// Which row, which months and how many, with no figure of a cell.
#[test]
fn what_is_said_of_rows_without_a_figure_is_held_against_all_of_them() {
    all_are_held(
        &written,
        &[
            ("Trafikolyckorna ökar för varje år.", "Trafikolyckorna minskar för varje år."),
            ("Bränderna i byggnad minskar år för år.", "Bränderna i byggnad ökar år för år."),
            ("Automatiska larm är färre än 2025.", "Automatiska larm är fler än 2025."),
            ("Drunkningstillbuden var lägre än förra året.", "Drunkningstillbuden var högre än förra året."),
            ("Mest har trafikolyckorna ökat.", "Mest har bränderna i byggnad ökat."),
            ("Automatiska larm minskade mest.", "Drunkningstillbuden minskade mest."),
            ("Antalet minskade i tre av fyra grupper.", "Antalet minskade i två av fyra grupper."),
            ("De fyra största stationerna har 419 anställda.", "De fem största stationerna har 419 anställda."),
        ],
    );
}

/// What only looks like one of these.
#[test]
fn what_the_text_tells_otherwise_is_nobodys() {
    none_is_held(
        &written,
        &[
            "Bränderna i byggnad har minskat från 187 till 163 på två år.",
            "Norra stationen har 31 kvinnor och 128 män.",
            "Enkäten gick till 412 personer, och 218 svarade. Svarsfrekvensen var 49 procent i den förra enkäten.",
            "Av medlen på 328,6 tkr är 142,3 tkr bidrag, 98,7 tkr avgifter och 61,4 tkr hyror.",
            "Skillnaden mellan stationerna är stor: 17 minuter mot 9.",
            "Tillsammans med grannarna har kommunen 64 fordon.",
            "Automatiska larm minskade mest på sommaren.",
            "De tre största stationerna har 363 anställda.",
            "Deltidarna är 312 och heltidarna 107, alltså 74,5 procent deltidare.",
            "I genomsnitt kommer bilen fram på 9 minuter i månaden med minst snö.",
            "Kursen hade 74 deltagare, varav 12 från grannkommunen och 9 från länet.",
            "Jouren kostade 412 kronor i timmen, vilket är 18 kronor mer än 2025, och bilen 95 kronor.",
            "Drunkningstillbuden är fler än bränderna i skolor.",
            "Trafikolyckor (länsväg 163) är vanligast på vintern.",
        ],
    );
}

/// A figure in a box, beside the table and the text that hold it.
#[test]
fn a_box_says_what_the_table_does() {
    let boxed = |figure: &str, words: &str| {
        let (set, rows) = of_service();
        let boxes = format!("[{{ tal = \"{figure}\", text = \"{words}\" }}, {{ tal = \"24\", text = \"fordon\" }}]");
        let numbers = Block::entry("diagram").key("id", "d").key("slag", "nyckeltal").key("rutor", toml(boxes));
        let parts = r#"[{ diagram = "d" }, { tabell = "t" }, { tabell = "u" }, { enhet = "a", rubrik = "" }]"#;
        report(set, rows, "Året var lugnt.")
            .key("period", toml("{ fran = 2026-01-01, till = 2026-12-31 }"))
            .at("kapitel/hamn", |chapter| chapter.key("delar", toml(parts)))
            .add([numbers.key("rubrik", "Året i siffror")])
            .findings()
    };
    for (right, wrong, words) in
        [("826", "862", "utryckningar"), ("266", "256", "trafikolyckor"), ("159", "195", "på Norra stationen")]
    {
        assert!(!boxed(right, words).contains("contradicts"), "{right} {words}: {}", boxed(right, words));
        assert!(boxed(wrong, words).contains("contradicts"), "{wrong} {words}: {}", boxed(wrong, words));
    }
}

/// A chapter that one unit writes.
fn told(id: &str, heading: &str) -> Block {
    chapter(id, heading, "berattelse").key("delar", toml(r#"[{ enhet = "a", rubrik = "" }]"#))
}

/// A number that two texts give of one noun.
#[test]
fn a_number_of_one_noun_is_the_same_in_two_texts() {
    let found = |second: &str| {
        Report::new()
            .key("period", toml("{ fran = 2026-01-01, till = 2026-12-31 }"))
            .add([told("en", "Läget"), told("tva", "Framåt")])
            .deliver("a", [section("en", "Antalet hushåll i området var 28 642 vid årets slut.")])
            .deliver("a", [section("tva", second)])
            .findings()
    };
    for (right, wrong) in [
        ("Området har 28 642 hushåll och två broar.", "Området har 28 426 hushåll och två broar."),
        ("Bland 28 642 hushåll har tolv svarat.", "Bland 28 624 hushåll har tolv svarat."),
        ("Antalet hushåll var 28 642, färre än väntat.", "Antalet hushåll var 28 942, färre än väntat."),
    ] {
        assert!(!found(right).contains("statements-differ"), "{right}: {}", found(right));
        assert!(found(wrong).contains("statements-differ"), "{wrong}: {}", found(wrong));
    }
}

/// One name in two spellings, of those who sign and those whom texts name.
#[test]
fn a_name_is_spelt_in_one_way() {
    let found = |named: &str| {
        let facts = r#"[{ namn = "Handläggare", text = "Lovisa Strand, controller" }]"#;
        Report::new()
            .key("uppgifter", toml(facts))
            .add([told("en", "Läget")])
            .deliver("a", [section("en", named)])
            .findings()
    };
    for (right, wrong) in [
        ("Rapporten är skriven av Lovisa Strand.", "Rapporten är skriven av Louise Strand."),
        ("Lovisa Strands rapport är klar.", "Lovisa Strandh har skrivit rapporten."),
        ("Frågor till Lovisa Strand, tack.", "Frågor till Lovisa Strond, tack."),
        ("Ordförande är Louise Bergman.", "Ordförande är Lovisa Strant."),
    ] {
        assert!(!found(right).contains("spellings-differ"), "{right}: {}", found(right));
        assert!(found(wrong).contains("spellings-differ"), "{wrong}: {}", found(wrong));
    }
}

/// Days of a thirteenth month, but no numbers of files.
#[test]
fn no_calendar_has_a_thirteenth_month() {
    let found = |words: &str| {
        let text = section("en", words);
        Report::new().add([told("en", "Läget")]).deliver("a", [text]).findings()
    };
    for words in ["Protokollet är från 2026-13-02.", "Mötet hölls 2026-20-01.", "Planen antogs 2026-02-30."] {
        assert!(found(words).contains("calendar"), "{words}: {}", found(words));
    }
    for words in ["Beslutet har dnr 2026-13-02.", "Mötet hölls 2026-12-13."] {
        assert!(!found(words).contains("calendar"), "{words}: {}", found(words));
    }
}

/// A page of an officer's prose over the two tables, each sentence true.
#[test]
fn true_sentences_of_many_kinds_are_left_alone() {
    none_is_held(
        &written,
        &[
            "Norra stationen har 159 anställda, 38 fler än Södra stationen.",
            "Hamnstationen är den näst minsta, med 83 anställda.",
            "Övre stationen är minst: 12 kvinnor och 44 män.",
            "Var femte brandman arbetar på Hamnstationen.",
            "Norra och Södra stationen har tillsammans 280 anställda, två tredjedelar av alla.",
            "Av 419 anställda är 84 kvinnor, det vill säga 20,0 procent.",
            "Kvinnorna är 84, varav 31 på Norra stationen.",
            "Trafikolyckorna har blivit 18 fler sedan 2025 och 35 fler sedan 2024.",
            "Sedan 2024 har bränderna i byggnad minskat med 24, alltså med 12,8 procent.",
            "Larmen var 381, att jämföra med 402 två år tidigare.",
            "De automatiska larmen svarar för 46 procent av utryckningarna.",
            "Trafikolyckorna blev 18 fler.",
            "Antalet utryckningar var detsamma 2024 och 2025, 838, och sjönk 2026 till 826.",
            "Tre av fyra slag blev färre.",
            "Drunkningstillbuden var 21 som mest, 2025.",
            "Det var tolv färre utryckningar än året innan, en minskning med 1,4 procent.",
            "Automatiska larm är vanligast alla tre åren.",
            "Två år i rad har bränderna i byggnad minskat: 174 år 2025 och 163 år 2026.",
            "I genomsnitt ryckte stationerna ut 69 gånger i månaden.",
            "Skillnaden mellan den största och den minsta stationen är 103 anställda.",
            "Endast drunkningstillbuden är färre än 100.",
            "Stationerna i norr och söder har 159 respektive 121 anställda.",
            "Av 826 utryckningar gällde 647 larm eller trafik, 266 trafik och 381 larm.",
            "Räddningstjänstens bilar körde 41 300 mil, 2 100 mil mer än 2025.",
            "En utryckning kostar i genomsnitt 18 400 kronor.",
            "Under 2027 väntas larmen bli omkring 370.",
            "Målet är högst 350 automatiska larm år 2028.",
            "Det motsvarar ungefär två utryckningar om dagen.",
            "Mer än hälften av de anställda på Norra stationen, 88 personer, bor i kommunen.",
            "Av bränderna var 41 anlagda, tre färre än 2025.",
            "Grannkommunens larm uppgick till 296.",
            "Hamnstationens olyckor var 61 och stationens larm 93.",
            "Kostnaden blev 3,1 mnkr högre och hamnade på 48,2 mnkr.",
            "Andelen kvinnor är 20,0 procent.",
        ],
    );
}
