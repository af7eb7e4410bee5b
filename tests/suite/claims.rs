//! What the tables of a text's own chapter tell of its figures, and days that papers say of each other. Every pair is a
//! text that is right, of which nothing is told, and the same with a fault, which is.

use crate::support::report::{Block, Report, chapter, column, columns, row, section, table, toml};

/// A report to August with a chapter in which one unit writes of a table, and a memo.
pub(crate) fn report(tables: Vec<Block>, rows: Vec<Block>, words: &str) -> Report {
    Report::new()
        .key("datum", toml("2026-09-10"))
        .key("sammantradesdatum", toml("2026-09-24"))
        .key("period", toml("{ fran = 2026-01-01, till = 2026-08-31 }"))
        .add([chapter("hamn", "Hamnen", "berattelse")
            .key("delar", toml("[{ tabell = \"t\" }, { enhet = \"a\", rubrik = \"\" }]"))])
        .add(tables)
        .deliver("a", [section("hamn", words)])
        .deliver("a", rows)
}

/// The same of a whole year, with these parts of its chapter.
pub(crate) fn of_year(report: Report, parts: &str) -> Report {
    report
        .key("period", toml("{ fran = 2026-01-01, till = 2026-12-31 }"))
        .key("datum", toml("2027-02-10"))
        .key("sammantradesdatum", toml("2027-02-24"))
        .at("kapitel/hamn", |chapter| chapter.key("delar", toml(parts)))
}

pub(crate) fn all_are_held(of: &dyn Fn(&str) -> Report, pairs: &[(&str, &str)]) {
    let told = |words: &str| {
        let found = of(words).findings();
        let kinds = [
            "contradicts",
            "statements-differ",
            "date-differs",
            "year-differs",
            "name-without-target",
            "number-of-other",
        ];
        found.lines().filter(|line| kinds.iter().any(|kind| line.contains(kind))).map(str::to_owned).collect::<Vec<_>>()
    };
    let faults: Vec<String> = pairs
        .iter()
        .flat_map(|(right, wrong)| {
            let alarm = told(right);
            let missed = told(wrong).is_empty();
            [(!alarm.is_empty()).then(|| format!("{right}: {alarm:?}")), missed.then(|| format!("missed: {wrong}"))]
        })
        .flatten()
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Texts of which nothing is told.
pub(crate) fn none_is_held(of: &dyn Fn(&str) -> Report, all: &[&str]) {
    for words in all {
        let found = of(words).findings();
        let told = |line: &&str| ["contradicts", "statements-differ"].iter().any(|kind| line.contains(kind));
        assert_eq!(found.lines().find(told), None, "{words}");
    }
}

/// Income, costs and what they come to, of two years, in thousands.
fn of_money(words: &str) -> Report {
    let amounts = |id, heading| column(id, heading).key("sort", "tkr");
    let set = vec![
        columns("k"),
        amounts("fjol", "Utfall 2025"),
        amounts("budget", "Budget 2026"),
        amounts("utfall", "Utfall 2026"),
        table("t", "Hamnens ekonomi, tkr", "k", ["a/intakter", "a/kajer", "a/ovriga", "a/netto"]),
    ];
    let cells = |fjol, budget, utfall| [("fjol", fjol), ("budget", budget), ("utfall", utfall)];
    let rows = vec![
        row("t", "intakter", "Intäkter").cells(&cells("-3120", "-3400", "-3650")),
        row("t", "kajer", "Underhåll av kajer").cells(&cells("5210", "5600", "5480")),
        row("t", "ovriga", "Övriga kostnader").cells(&cells("1840", "1900", "2075")),
        row("t", "netto", "Nettokostnad").cells(&cells("3930", "4100", "3905")).sum(["intakter", "kajer", "ovriga"]),
    ];
    report(set, rows, words)
}

/// Rows that no name tells, the sum of the chapter's table, and shares of what stands beside.
#[test]
fn rows_without_a_name_of_their_own_are_the_chapters() {
    all_are_held(
        &of_money,
        &[
            ("Övriga kostnader blev 2 075 tkr.", "Övriga kostnader blev 2 750 tkr."),
            ("Övriga kostnader är 175 tkr högre än budget.", "Övriga kostnader är 175 tkr lägre än budget."),
            ("Övriga kostnader överskred budget med 175 tkr.", "Övriga kostnader underskred budget med 175 tkr."),
            ("Intäkterna uppgick till 3 650 tkr.", "Intäkterna uppgick till 3 560 tkr."),
            (
                "Intäkterna blev 3 650 tkr, 250 tkr mer än budgeterat.",
                "Intäkterna blev 3 650 tkr, 250 tkr mindre än budgeterat.",
            ),
            (
                "Övriga kostnader är 2 075 tkr och har därmed ökat med 235 tkr jämfört med 2025.",
                "Övriga kostnader är 2 075 tkr och har därmed ökat med 253 tkr jämfört med 2025.",
            ),
            (
                "Underhållet av kajer kostade 5 480 tkr, 97,9 procent av budgeten.",
                "Underhållet av kajer kostade 5 480 tkr, 99,7 procent av budgeten.",
            ),
            (
                "Under året har 3 905 tkr använts, eller 95,2 procent av budgeten.",
                "Under året har 3 905 tkr använts, eller 92,5 procent av budgeten.",
            ),
            (
                "Utfallet blev 3 905 tkr mot budgeterade 4 100 tkr, alltså ett överskott på 195 tkr.",
                "Utfallet blev 3 905 tkr mot budgeterade 4 100 tkr, alltså ett överskott på 240 tkr.",
            ),
            (
                "Renoveringen av fyren kostar 840 tkr för 12 lyktor, det vill säga 70 tkr per lykta.",
                "Renoveringen av fyren kostar 840 tkr för 12 lyktor, det vill säga 80 tkr per lykta.",
            ),
        ],
    );
}

/// What stands in the same sentence, or names something else, keeps a figure from being told.
#[test]
fn figures_that_no_row_of_the_chapter_has_are_nobodys() {
    none_is_held(
        &of_money,
        &[
            "En ny kran kostade 2 057 kronor per dag i hyra.",
            "Av övriga kostnader avser 750 tkr muddring.",
            "Lotsarnas intäkter är inte med och var 3 560 tkr förra året.",
            "Besöken har varierat mellan 2 750 och 3 560.",
            "Hamnen har 12 anställda, varav 7 med båtkort och 6 med truckkort.",
            "Bryggan kostade 840 tkr för 12 platser, det vill säga 14 tkr per meter.",
        ],
    );
}

/// People and boats, counted by part and by year.
fn of_counts(words: &str) -> Report {
    let set = vec![
        columns("k").key("sort", "st"),
        column("y2024", "2024"),
        column("y2025", "2025"),
        column("y2026", "2026"),
        table("t", "Antal anlöp per fartyg", "k", ["a/farjor", "a/fisk", "a/gast", "a/segel", "a/summa"]),
    ];
    let cells = |a, b, c| [("y2024", a), ("y2025", b), ("y2026", c)];
    let rows = vec![
        row("t", "farjor", "Färjor").cells(&cells("410", "428", "436")),
        row("t", "fisk", "Fiskefartyg").cells(&cells("212", "197", "183")),
        row("t", "gast", "Gästbåtar").cells(&cells("865", "931", "1274")),
        row("t", "segel", "varav segelbåtar").cells(&cells("540", "566", "718")),
        row("t", "summa", "Summa").cells(&cells("1487", "1556", "1893")).sum(["farjor", "fisk", "gast"]),
    ];
    report(set, rows, words)
}

/// The row that the noun behind a figure names, the other end of a change, parts, and which row has most.
#[test]
fn counts_go_on_in_the_row_of_the_one_before() {
    all_are_held(
        &of_counts,
        &[
            ("Hamnen tog emot 183 fiskefartyg.", "Hamnen tog emot 138 fiskefartyg."),
            ("Under året kom 1 274 gästbåtar till hamnen.", "Under året kom 1 724 gästbåtar till hamnen."),
            ("Antalet färjor har ökat från 428 till 436.", "Antalet färjor har ökat från 428 till 463."),
            (
                "Antalet gästbåtar var 1 274, varav 718 segelbåtar.",
                "Antalet gästbåtar var 1 274, varav 781 segelbåtar.",
            ),
            ("Flest var gästbåtarna, 1 274 stycken.", "Minst var gästbåtarna, 1 274 stycken."),
            ("Lägst antal hade fiskefartyg, 183.", "Högst antal hade fiskefartyg, 183."),
            ("Antalet anlöp var 1 893 under året.", "Antalet anlöp var 1 983 under året."),
            (
                "Av 40 besättningar hade 6 en brist, det vill säga 15 procent.",
                "Av 40 besättningar hade 9 en brist, det vill säga 15 procent.",
            ),
            (
                "Kajplatserna var 436, varav 201 för kvinnor och 235 för män.",
                "Kajplatserna var 436, varav 210 för kvinnor och 235 för män.",
            ),
            (
                "Väntetiden var 12 dagar, jämfört med 15 dagar 2025, en minskning med 3 dagar.",
                "Väntetiden var 12 dagar, jämfört med 15 dagar 2025, en ökning med 3 dagar.",
            ),
            (
                "Nöjdheten är 84 procent, en ökning från 79 procent.",
                "Nöjdheten är 84 procent, en minskning från 79 procent.",
            ),
        ],
    );
}

/// Steps that are done, under way or late.
fn of_steps(words: &str) -> Report {
    let set = vec![
        columns("k").key("forsta_kolumn", "Åtgärd"),
        column("lage", "Läge").key("slag", "bedomning"),
        Block::table("bedomning").key("gron", ["Klar"]).key("gul", ["Pågår"]).key("rod", ["Försenad"]),
        table("t", "Åtgärder i hamnen", "k", ["a/en", "a/tva", "a/tre", "a/fyra", "a/fem", "a/sex"]),
    ];
    let said =
        [("en", "Klar"), ("tva", "Klar"), ("tre", "Pågår"), ("fyra", "Klar"), ("fem", "Försenad"), ("sex", "Pågår")];
    let rows = said.map(|(id, word)| row("t", id, &format!("Arbete {id}")).key("lage", word));
    report(set, rows.to_vec(), words)
}

/// Numbers of what a column tells of each row.
#[test]
fn rows_are_counted_by_what_a_column_says_of_them() {
    all_are_held(
        &of_steps,
        &[
            (
                "Av sex åtgärder är tre klara, två pågår och en är försenad.",
                "Av sex åtgärder är fyra klara, en pågår och en är försenad.",
            ),
            ("Hamnen har sex åtgärder.", "Hamnen har sju åtgärder."),
            ("Tre är slutförda, två pågår och en är försenad.", "Två är slutförda, tre pågår och en är försenad."),
            ("Av de sex åtgärderna är tre genomförda.", "Av de sex åtgärderna är två genomförda."),
            (
                "Av sex åtgärder är tre klara, två pågår och en är försenad, så planen hålls.",
                "Av sju åtgärder är tre klara, två pågår och en är försenad, så planen hålls.",
            ),
        ],
    );
    none_is_held(
        &of_steps,
        &[
            "Två åtgärder har fått mer pengar, och en har en ny ledare.",
            "Tre av åtgärderna har en mindre försening.",
            "Förra året hade vi åtta åtgärder.",
        ],
    );
}

fn of_memo(item: &str) -> Report {
    let point = |kind: &str, heading: &str, item: &str| {
        let entry = Block::entry("tjansteskrivelse.avsnitt").key("slag", kind).key("rubrik", heading);
        entry.key("punkter", toml(format!("[{item}]")))
    };
    let (proposal, basis) =
        if item.contains("text =") { ("\"Rapporten godkänns.\"", item) } else { (item, "\"Karta\"") };
    of_money("Hamnen är öppen.").key("titel", "Hamnrapport 2 2026").add([
        Block::table("tjansteskrivelse").key("titel", "Hamnrapport 2 2026"),
        point("forslag", "Förslag till beslut", proposal),
        point("beslutsunderlag", "Beslutsunderlag", basis),
    ])
}

/// Days, periods and names of what a decision rests on.
#[test]
fn papers_say_the_same_of_each_other() {
    all_are_held(
        &of_memo,
        &[
            (
                "{ text = \"Tjänsteskrivelse\", datum = 2026-09-10 }",
                "{ text = \"Tjänsteskrivelse\", datum = 2026-09-01 }",
            ),
            (
                "{ text = \"Hamnrapport 2 2026\", datum = 2026-09-10 }",
                "{ text = \"Hamnrapport 1 2026\", datum = 2026-09-10 }",
            ),
            (
                "\"att godkänna rapporten för januari till och med augusti 2026.\"",
                "\"att godkänna rapporten för januari till och med augusti 2025.\"",
            ),
            ("\"att godkänna uppföljningen för 2026.\"", "\"att godkänna uppföljningen för 2025.\""),
        ],
    );
    all_are_held(
        &of_money,
        &[
            ("Denna rapport omfattar januari–augusti 2026.", "Denna rapport omfattar januari–juli 2026."),
            (
                "Rapporten avser perioden januari till och med augusti 2026.",
                "Rapporten avser perioden januari till och med augusti 2025.",
            ),
        ],
    );
    let met = |day: &str| of_money("Hamnen är öppen.").key("uppgifter", [format!("Behandlas av Testnämnden {day}")]);
    all_are_held(&met, &[("2026-09-24", "2026-09-25")]);
    let source = |day: &str| {
        of_money("Hamnen är öppen.").at("tabell/t", |block| block.key("kalla", format!("hamnboken, {day}")))
    };
    all_are_held(&source, &[("31 augusti 2026", "31 augusti 2027")]);
}

/// What stands beside a figure that a cell backs says by how much its row has changed, and which way; and what a sentence
/// comes to with the one before it.
#[test]
fn differences_beside_a_cell_and_what_sentences_come_to() {
    all_are_held(
        &of_money,
        &[
            (
                "Övriga kostnader: 2 075 tkr, 235 tkr mer än 2025.",
                "Övriga kostnader: 2 075 tkr, 235 tkr mindre än 2025.",
            ),
            ("Övriga kostnader: 2 075 tkr, 235 tkr mer än 2025.", "Övriga kostnader: 2 075 tkr, 253 tkr mer än 2025."),
            (
                "Underhållet av kajer ökade med 270 tkr till 5 480 tkr.",
                "Underhållet av kajer ökade med 720 tkr till 5 480 tkr.",
            ),
            (
                "Underhållet av kajer ökade med 270 tkr till 5 480 tkr.",
                "Underhållet av kajer minskade med 270 tkr till 5 480 tkr.",
            ),
            (
                "Av 279 planerade anlöp genomfördes 274, det vill säga 98,2 procent.",
                "Av 279 planerade anlöp genomfördes 247, det vill säga 98,2 procent.",
            ),
            (
                "Anmälningarna ökade från 84 till 102, eller med 21,4 procent.",
                "Anmälningarna ökade från 84 till 102, eller med 12,4 procent.",
            ),
            (
                "Övriga kostnader blev 2 075 tkr, en ökning med 235 tkr jämfört med 2025.",
                "Övriga kostnader blev 2 075 tkr, en minskning med 235 tkr jämfört med 2025.",
            ),
            (
                "Övriga kostnader blev 2 075 tkr, en ökning med 235 tkr eller 12,8 procent.",
                "Övriga kostnader blev 2 075 tkr, en ökning med 235 tkr eller 18,2 procent.",
            ),
            (
                "Underhållet av kajer ökade med 270 tkr, eller 5,2 procent.",
                "Underhållet av kajer ökade med 720 tkr, eller 5,2 procent.",
            ),
            (
                "Under året besöktes 134 fastigheter. Av dem fick 34 röd status, eller 25,4 procent.",
                "Under året besöktes 134 fastigheter. Av dem fick 34 röd status, eller 24,5 procent.",
            ),
            (
                "Vi besökte 31 skolor och 14 boenden, det vill säga 45 objekt.",
                "Vi besökte 31 skolor och 14 boenden, det vill säga 55 objekt.",
            ),
            (
                "Hamnen hade 228 anställda, 82 tillsvidareanställda och 146 timanställda.",
                "Hamnen hade 218 anställda, 82 tillsvidareanställda och 146 timanställda.",
            ),
            (
                "Insatsen kostade 1 240 tkr, varav staten ersatte 815 tkr.",
                "Insatsen kostade 1 240 tkr, varav staten ersatte 1 815 tkr.",
            ),
            (
                "Vi har nio ledamöter:\n\n- fem från Viken\n- tre från Sundet\n- en från Näset",
                "Vi har åtta ledamöter:\n\n- fem från Viken\n- tre från Sundet\n- en från Näset",
            ),
            (
                "Antalet fordon var 23: elva bilar, två båtar, tre släp och sju truckar.",
                "Antalet fordon var 24: elva bilar, två båtar, tre släp och sju truckar.",
            ),
        ],
    );
}

/// What only seems to be contradicted: figures of a later year, means of years, parts of lists that count something else,
/// what the same sentence says of another figure, a verb that is said once for two.
#[test]
fn what_a_cell_of_something_else_seems_to_contradict_is_left_alone() {
    none_is_held(
        &of_money,
        &[
            "Budgeten för 2027 är beslutad. Övriga kostnader höjs till 2 115 tkr.",
            "Från den 1 januari 2027 höjs övriga kostnader med 40 tkr till 2 115 tkr.",
            "Sett över fem år är genomsnittet för övriga kostnader 1 975 tkr.",
            "De senaste tre åren har underhållet av kajer i genomsnitt kostat 5 180 tkr.",
            "Övriga kostnader blev 2 075 tkr jämfört med 1 840.",
            "Underhållet av kajer ökade med 270 tkr och övriga kostnader med 235 tkr.",
            "Vid en genomgång av 30 ärenden konstaterades att:\n\n- beslut saknades\n- avgiften var fel\n- svar dröjde",
            "Vi har nio ledamöter:\n\n- fem från Viken\n- tre från Sundet\n- en från Näset",
            "Vi besökte 31 skolor och 14 boenden, det vill säga fler än året innan då det var 40 objekt.",
            "Av 134 fastigheter fick 34 röd status, eller 45 procent av dem som hade gul.",
        ],
    );
}
