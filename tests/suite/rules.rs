//! What the checks of a whole report tell and, as much, what they leave alone.

use underlag::diagnostic::Code;

use crate::support::Folder;
use crate::support::report::{self, Block, Report, chapter, column, columns, row, section, toml};

/// The codes of findings, in order.
fn codes(found: &str) -> Vec<&str> {
    found.lines().filter_map(|line| line.split('[').nth(1)?.split(']').next()).collect()
}

/// The findings of a report whose only text is this.
fn text(words: &str) -> String {
    Report::new().text(words).findings()
}

/// Columns of a finance table: id, heading, more lines.
type Columns = [(&'static str, &'static str, &'static str)];

const BUDGET: &Columns = &[
    ("budget", "Budget 2024", ""),
    ("prognos", "Prognos 2024", ""),
    ("avvikelse", "Avvikelse", "beraknas = [\"budget\", \"-prognos\"]\n"),
];

/// The findings of a table with these rows: id, more lines, figures in the order of the columns, `""` for an empty
/// cell.
fn table(columns: &Columns, rows: &[(&str, &str, &[&str])]) -> String {
    let mut manifest = String::from("[[kolumner]]\nforsta_kolumn = \"Indikator\"\nid = \"k\"\nsort = \"tkr\"\n");
    for (id, heading, more) in columns {
        manifest.push_str(&format!("[[kolumner.kolumn]]\nid = \"{id}\"\nrubrik = \"{heading}\"\n{more}"));
    }
    let list: Vec<String> = rows.iter().map(|(id, ..)| format!("\"a/{id}\"")).collect();
    manifest.push_str(&format!(
        "[[tabell]]\nid = \"t\"\nrubrik = \"T\"\nkolumner = \"k\"\nrader = [{}]\n\
         [[kapitel]]\nid = \"e\"\nrubrik = \"E\"\nslag = \"tabeller\"\ntabeller = [\"t\"]\n",
        list.join(", ")
    ));
    let mut unit = String::new();
    for (id, more, figures) in rows {
        unit.push_str(&format!("[[rad]]\ntabell = \"t\"\nid = \"{id}\"\nnamn = \"{id}\"\n{more}"));
        for ((column, ..), figure) in columns.iter().zip(*figures).filter(|(_, figure)| !figure.is_empty()) {
            unit.push_str(&format!("{column} = {figure}\n"));
        }
    }
    Folder::new().and("rapport.toml", &manifest).and("enheter/a.toml", &unit).findings()
}

const RESULT: &str = "slag = \"resultat\"\nsummerar = [\"bidrag\", \"-netto\"]\n";

/// Net costs, the municipality's contribution and the result, with these variances of the last two.
fn result(bidrag: [&str; 3], resultat: [&str; 3], more: &str) -> String {
    let more = format!("{RESULT}{more}");
    table(BUDGET, &[("netto", "", &["600", "620", "-20"]), ("bidrag", "", &bidrag), ("resultat", &more, &resultat)])
}

#[test]
fn a_deficit_is_a_negative_variance() {
    assert_eq!(result(["600", "600", "0"], ["0", "-20", "-20"], ""), "");
    assert_eq!(result(["600", "605", "5"], ["0", "-15", "-15"], ""), "");
    let found = result(["600", "600", "0"], ["0", "-20", "20"], "");
    assert_eq!(codes(&found), ["sum-mismatch", "variance-mismatch"], "{found}");
    assert!(found.contains("`resultat`, `Avvikelse`: says 20 but the columns give −20"), "{found}");
    let found = result(["600", "600", ""], ["0", "-20", ""], "");
    assert_eq!(codes(&found), ["blank-cell"], "{found}");
    assert!(found.contains("`resultat`, `Avvikelse` is empty but can be computed: −20"), "{found}");
}

#[test]
fn a_report_may_count_every_row_alike() {
    // One row may be wrong, but where all that should turn are written as the formula says, that is the report's way.
    assert_eq!(result(["600", "605", "-5"], ["0", "-15", "15"], ""), "");
    let literal = ["0", "-20", "20"];
    let found = result(["600", "600", "0"], literal, "vands = false\n");
    assert_eq!(found, "");
    let never =
        [BUDGET[0], BUDGET[1], ("avvikelse", "Avvikelse", "vands = false\nberaknas = [\"budget\", \"-prognos\"]\n")];
    let rows = |avvikelse| -> String {
        let resultat = ["0", "-20", avvikelse];
        table(
            &never,
            &[
                ("netto", "", &["600", "620", "-20"]),
                ("bidrag", "", &["600", "600", "0"]),
                ("resultat", RESULT, &resultat),
            ],
        )
    };
    assert_eq!(rows("20"), "");
    assert_eq!(codes(&rows("-20")), ["sum-mismatch", "variance-mismatch"]);
}

#[test]
fn costs_below_zero_and_sums_of_unknown_side() {
    // Costs below zero: the formula is the other way round and holds in every row.
    let columns = [BUDGET[0], BUDGET[1], ("avvikelse", "Avvikelse", "beraknas = [\"prognos\", \"-budget\"]\n")];
    let sum = "slag = \"resultat\"\nsummerar = [\"bidrag\", \"netto\"]\n";
    let rows: &[(&str, &str, &[&str])] = &[
        ("netto", "", &["-600", "-620", "-20"]),
        ("bidrag", "", &["600", "600", "0"]),
        ("resultat", sum, &["0", "-20", "-20"]),
    ];
    assert_eq!(table(&columns, rows), "");
    // Income and costs both above zero, and a net that may be either: nothing is said of its sign.
    let net = "slag = \"summa\"\nsummerar = [\"kostnader\", \"-intakter\"]\n";
    for (income, net_variance) in [("5", "-5"), ("-5", "-5")] {
        let rows: &[(&str, &str, &[&str])] = &[
            ("kostnader", "", &["100", "110", "-10"]),
            ("intakter", "", &["40", "45", income]),
            ("netto", net, &["60", "65", net_variance]),
        ];
        assert_eq!(table(BUDGET, rows), "");
    }
    let wrong: &[(&str, &str, &[&str])] = &[
        ("kostnader", "", &["100", "110", "-10"]),
        ("intakter", "", &["40", "45", "7"]),
        ("netto", net, &["60", "65", "-5"]),
    ];
    assert_eq!(codes(&table(BUDGET, wrong)), ["variance-mismatch", "sum-mismatch"]);
}

#[test]
fn empty_cells_are_told_once_and_not_where_they_stand_for_nothing() {
    let rows: &[(&str, &str, &[&str])] =
        &[("ett", "", &["10", "8", ""]), ("tva", "", &["10", "10", ""]), ("tre", "", &["10", "7", ""])];
    let found = table(BUDGET, rows);
    assert_eq!(codes(&found), ["blank-cell"], "{found}");
    assert!(found.contains("`ett`, `Avvikelse` is empty but can be computed: 2; the same holds for 1 more"), "{found}");
    let sum = "slag = \"summa\"\nsummerar = [\"ett\", \"tva\"]\n";
    let rows: &[(&str, &str, &[&str])] =
        &[("ett", "", &["10", "8", "2"]), ("tva", "", &["10", "10", "0"]), ("summa", sum, &["", "", ""])];
    assert_eq!(codes(&table(BUDGET, rows)), ["blank-cell"]);
}

#[test]
fn rounding_is_told_once_a_row() {
    let sum = "slag = \"summa\"\nsummerar = [\"ett\", \"tva\"]\n";
    let rows: &[(&str, &str, &[&str])] =
        &[("ett", "", &["10", "8", "2"]), ("tva", "", &["10", "10", "0"]), ("summa", sum, &["21", "19", "2"])];
    let found = table(BUDGET, rows);
    assert_eq!(codes(&found), ["sum-rounding"], "{found}");
    assert!(found.contains("`summa` differs from the rows in `Budget 2024`, `Prognos 2024`"), "{found}");
}

#[test]
fn spending_beyond_the_forecast() {
    let columns: &Columns = &[
        ("anslag", "Anslag 2024", ""),
        ("utfall", "Utfall 2024-08", ""),
        ("avvikelse", "Avvikelse", "beraknas = [\"anslag\", \"-utfall\"]\n"),
        ("prognos", "Prognos 2024", ""),
    ];
    let found = table(columns, &[("bryggor", "", &["400", "464", "-64", "400"])]);
    assert_eq!(codes(&found), ["outcome-exceeds-forecast"], "{found}");
    for row in [["400", "400", "0", "400"], ["-400", "-300", "-100", "-400"], ["400", "464", "-64", ""]] {
        assert_eq!(table(columns, &[("bryggor", "", &row)]), "");
    }
    // Without a plan less the outcome a table may be one of net costs, and a forecast of another year is no matter.
    assert_eq!(table(&[columns[0], columns[1], columns[3]], &[("bryggor", "", &["400", "464", "400"])]), "");
    let next = [columns[0], columns[1], columns[2], ("prognos", "Prognos 2025", "")];
    assert_eq!(table(&next, &[("bryggor", "", &["400", "464", "-64", "400"])]), "");
}

/// The findings of a goal's indicators in columns of two outcomes, a target and a forecast, with the unit's notes.
fn indicators(rows: &str, notes: &str) -> String {
    let mut manifest = String::from(
        "[[kapitel]]\nid = \"m\"\nrubrik = \"Mål\"\nslag = \"mal\"\nkolumner = \"i\"\n[[malniva]]\nnamn = \"Mål\"\n\
         [[mal]]\nid = \"g\"\nrubrik = \"Trygghet\"\nenhet = \"a\"\n[[kolumner]]\nforsta_kolumn = \"Indikator\"\nid = \"i\"\n",
    );
    for (id, heading) in
        [("u22", "Utfall 2022"), ("u23", "Utfall 2023"), ("mal", "Mål 2024"), ("prognos", "Prognos 2024")]
    {
        manifest.push_str(&format!("[[kolumner.kolumn]]\nid = \"{id}\"\nrubrik = \"{heading}\"\nslag = \"text\"\n"));
    }
    let unit = format!("[[mal]]\nid = \"g\"\ntext = \"Arbetet går vidare.\"\n{rows}{notes}");
    Folder::new().and("rapport.toml", &manifest).and("enheter/a.toml", &unit).findings()
}

/// An indicator's lines, with cells in the order of the columns, `""` for an empty one.
fn indicator(name: &str, cells: [&str; 4]) -> String {
    let mut lines = format!("[[mal.indikator]]\nnamn = {name}\n");
    for (id, cell) in ["u22", "u23", "mal", "prognos"].iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        lines.push_str(&format!("{id} = \"{cell}\"\n"));
    }
    lines
}

fn one(name: &str, cells: [&str; 4]) -> String {
    indicators(&indicator(&format!("\"{name}\""), cells), "")
}

#[test]
fn a_missing_parenthesis_hides_nothing_else() {
    let found = one("Nöjda", ["91,0 % (85,9 %)", "90 % 86,6 %)", "Öka", ""]);
    assert_eq!(codes(&found), ["comparison-unnamed", "unbalanced-parentheses", "decimals-differ"], "{found}");
    // One cell may differ in several ways and is told once.
    assert_eq!(codes(&one("Nöjda (riket)", ["40,3 % (38,6 %)", "48 % (40,5 %)", "", ""])), ["decimals-differ"]);
    assert_eq!(codes(&one("Nöjda (riket)", ["8 % (6,1 %)", "", "", ""])), ["decimals-differ"]);
    assert_eq!(one("Nöjda (riket)", ["8 % (6 %)", "9 % (7 %)", "10 % (budgeterat 9,5 %)", ""]), "");
    let found = one("Nöjda (riket)", ["23,3 % (25,3 %)", "26,35 (28,2 %)", "", ""]);
    assert_eq!(codes(&found), ["units-differ"], "{found}");
}

#[test]
fn comparisons_without_a_name_are_told_once_a_table() {
    let rows =
        indicator("\"Nöjda\"", ["40 % (38 %)", "", "", ""]) + &indicator("\"Trygga\"", ["50 % (48 %)", "", "", ""]);
    let found = indicators(&rows, "");
    assert_eq!(codes(&found), ["comparison-unnamed"], "{found}");
    assert!(found.contains("the same in one more row"), "{found}");
}

#[test]
fn outcomes_that_stand_in_the_wrong_cell() {
    let rows = |above: &str, below: &str| {
        indicator("\"Resultat\"", [above, "7,4 %", "2 % (budget 1,5 %)", ""])
            + &indicator("\"Investeringar\"", [below, "61,8 %", "70 %", ""])
    };
    assert_eq!(codes(&indicators(&rows("4,7 %", "(budget 2,3 %)"), "")), ["comparison-without-value"]);
    for text in ["(mäts 2024)", "(saknas)", "61,0 %"] {
        assert_eq!(indicators(&rows("4,7 %", text), ""), "", "{text}");
    }
}

#[test]
fn rankings_lists_and_rates() {
    let ranking = |cells: [&str; 4]| indicators(&indicator("'''\nRanking\n\n1. Totalt\n2. Skola\n'''", cells), "");
    assert_eq!(ranking(["11/22", "7/21", "+6 platser", ""]), "");
    assert_eq!(codes(&ranking(["11/22", "7/21", "+7 platser", ""])), ["target-out-of-reach"]);
    assert_eq!(codes(&ranking(["11/22/22", "7/21/19", "", ""])), ["parts-differ"]);
    assert_eq!(one("Besök på platsen", ["11", "7", "+15 platser", ""]), "");
    let rates = |rate: [&str; 2], count: [&str; 2]| {
        let rows = indicator("\"Nya företag\"", [count[0], count[1], "", ""])
            + &indicator("\"Nya företag/1 000 invånare (riket)\"", [rate[0], rate[1], "", ""]);
        indicators(&rows, "")
    };
    assert_eq!(codes(&rates(["13,2 (12,4)", "9,2 (11,5)"], ["72", "68"])), ["rate-contradicts-count"]);
    assert_eq!(rates(["7,2 (12,4)", "6,8 (11,5)"], ["72", "68"]), "");
    // So few that rounding may explain any difference.
    assert_eq!(rates(["0,2 (0,4)", "0,1 (0,5)"], ["2", "1"]), "");
}

#[test]
fn percentages_signs_and_numbers() {
    assert_eq!(codes(&one("Arbetslöshet", ["4,2 %", "3,9 %", ">1,5 % lägre än riket", ""])), ["percentage-points"]);
    assert_eq!(one("Arbetslöshet", ["4,2 %", "3,9 %", "1,5 procentenheter lägre än riket", ""]), "");
    assert_eq!(one("Kostnad per elev", ["4 200", "3 900", "5 % lägre än riket", ""]), "");
    assert_eq!(codes(&one("Befolkning", ["+0,2 %", "+0,3 %", "1,2 %", "+0,1 %"])), ["spellings-differ"]);
    assert_eq!(one("Befolkning", ["+0,2 %", "+0,3 %", "0 %", ""]), "");
    assert_eq!(one("Bostäder", ["26,3", "24,0", "+25", "+20"]), "");
    assert_eq!(codes(&one("Antal som röker", ["13,9 %", "", "Minska", ""])), ["units-differ"]);
    assert_eq!(one("Antal som röker, andel", ["13,9 %", "", "Minska", ""]), "");
    assert_eq!(one("Antal som röker", ["139", "", "Minska", ""]), "");
    let noted = |note: &str| {
        let row = indicator("\"Antal som röker[^n]\"", ["13,9 %", "", "Minska", ""]);
        indicators(&row, &format!("[noter]\nn = \"{note}\"\n"))
    };
    assert_eq!(codes(&noted("Kolada, andel (%)")), ["note-differs-from-row"]);
    assert_eq!(codes(&noted("Kolada")), ["units-differ"]);
}

#[test]
fn notes_name_columns_that_there_are() {
    let noted = |note: &str| {
        indicators(&indicator("\"Nöjda[^n]\"", ["40", "41", "", ""]), &format!("[noter]\nn = \"{note}\"\n"))
    };
    assert_eq!(codes(&noted("Utfall 2023-06 ur lönesystemet")), ["note-differs-from-row"]);
    let twice = indicator("\"Nöjda[^n]\"", ["40", "41", "", ""]) + &indicator("\"Trygga[^n]\"", ["40", "41", "", ""]);
    let found = indicators(&twice, "[noter]\nn = \"Prognos 2023 ur lönesystemet\"\n");
    assert_eq!(codes(&found), ["note-differs-from-row"], "{found}");
    for note in ["Utfall 2023 ur lönesystemet", "Mätt 2023-06", "SCB 2021"] {
        assert_eq!(noted(note), "", "{note}");
    }
}

#[test]
fn every_cell_with_a_cut_off_text_is_told() {
    let whole = "Undersökningen görs inte i år, utan 2025 blir nästa mätetal";
    let cut = whole.trim_end_matches('l');
    let rows = indicator("\"A\"", ["1", "", "", whole])
        + &indicator("\"B\"", ["1", "", "", cut])
        + &indicator("\"C\"", ["1", "", "", cut]);
    assert_eq!(codes(&indicators(&rows, "")), ["cut-off-text", "cut-off-text"]);
}

#[test]
fn words_that_differ_by_one_letter() {
    assert_eq!(codes(&text("Det förebyggande arbetet är förebyggande, inte förbyggande.")), ["possible-misspelling"]);
    for words in [
        "Beslutade åtgärder är beslutade, och de beslutande vet det.",
        "Trygghet är trygghet, otrygghet inget alls.",
        "Tidplanens slut är tidplanens slut, och tidsplanens också.",
        "Verksamheten är verksamheten i verksamhetens mening.",
        "Ett sällsynt förbyggande är bara ett förebyggande.",
        "Läs kommunens sida www.komunens.se om kommunens planer.",
    ] {
        assert_eq!(text(words), "", "{words}");
    }
}

#[test]
fn words_names_and_columns_are_written_alike() {
    assert_eq!(codes(&text("Kolada och Kolada och Kolada, men KolAda en gång.")), ["spellings-differ"]);
    assert_eq!(text("SmåKom och Kolada, Kolada och KolAda."), "");
    let columns = [("u23", "Utfall 2023-08", ""), ("u24", "Utfall 202308", "")];
    assert_eq!(codes(&table(&columns, &[("ett", "", &["1", "2"])])), ["spellings-differ"]);
    let chapter = "[[kapitel]]\nid = \"b\"\nrubrik = \"enhet A\"\nslag = \"berattelse\"\ndelar = [{ enhet = \"a\", del = \"b\", rubrik = \"Enhet a\" }]\n";
    let part = "[[avsnitt]]\nkapitel = \"b\"\ndel = \"b\"\ntext = 'Ett annat stycke.'\n";
    let found = Folder::new().and("rapport.toml", chapter).and("enheter/a.toml", part).findings();
    assert_eq!(codes(&found), ["spellings-differ"], "{found}");
}

#[test]
fn sentences_that_stand_twice() {
    let same = "Enligt beslut i nämnden ska en utredning om fler platser i förskolan vara färdig till våren";
    let twice = |first: &str, second: &str| {
        let parts = r#"["a", { enhet = "a", del = "b", rubrik = "B" }]"#;
        Report::new()
            .at("kapitel/text", |chapter| chapter.key("delar", toml(parts)))
            .text(first)
            .deliver("a", [section("text", second).key("del", "b")])
            .findings()
    };
    let found = twice(
        &format!("{same}. Den görs av staben. Sedan är det klart."),
        &format!("Nytt. {same}. Den görs av staben."),
    );
    assert_eq!(codes(&found), ["text-repeated"], "{found}");
    assert!(found.contains("the same 2 sentences"), "{found}");
    assert_eq!(twice(&format!("{same}. {same}."), "Något annat."), "");
    assert_eq!(twice("Arbetet går vidare. Det är klart.", "Arbetet går vidare. Det är klart."), "");
    let left = "Här skrivs en kort sammanfattning av hur hela förvaltningen arbetar mot det här fokusområdet.";
    assert_eq!(codes(&twice(left, left)), ["leftover-instruction", "leftover-instruction"]);
}

#[test]
fn days_of_elections() {
    for wrong in ["EU-valet i maj 2024", "riksdagsvalet i oktober 2022", "riksdagsvalet den 12 september 2026"] {
        assert_eq!(codes(&text(&format!("Vi planerar {wrong}."))), ["election-date"], "{wrong}");
    }
    for right in [
        "EU-valet i juni 2024",
        "riksdagsvalet den 11 september 2022",
        "EU-valet i maj 2029",
        "förtidsröstningen till EU-valet i maj 2024",
        "kyrkovalet i maj 2024",
    ] {
        assert_eq!(text(&format!("Vi planerar {right}.")), "", "{right}");
    }
}

#[test]
fn per_cent_is_told_once_where_a_row_has_both_ways() {
    let found =
        text("Av dem är 5% nöjda.\n\nEn del, 6%, är det inte.\n\nMålet är 7 %, utfallet 8%.\n\nFörra året 9 %.");
    assert_eq!(codes(&found), ["percent-style"], "{found}");
    assert!(found.starts_with("enheter/a.toml:10:") && found.contains("in the paper 3 without and 2 with"), "{found}");
    assert_eq!(text("Av dem är 5% nöjda, 6% inte."), "");
}

#[test]
fn spaces_hyphens_and_ends() {
    assert_eq!(codes(&text("Enligt 11 kap. 16§ och §9.")), ["spacing", "spacing"]);
    assert_eq!(codes(&text("Det gäller höst /vinter.")), ["spacing"]);
    assert_eq!(text("Det gäller 16 § och § 9, höst/vinter, km/h och 1 / 2."), "");
    assert_eq!(codes(&text("Lönerna april-dec och jan-aug.")), ["range-hyphen", "range-hyphen"]);
    assert_eq!(codes(&text("Fler platser i alla förvaltningar-")), ["sentence-without-end"]);
    let risk = |follow_up: &str| {
        let manifest = "[[kapitel]]\nid = \"ik\"\nrubrik = \"IK\"\nslag = \"internkontroll\"\n[internkontroll]\nskala = 4\nrisker = [\"a/r\"]\n";
        let unit = format!(
            "[[risk]]\nid = \"r\"\nnamn = \"R\"\nsannolikhet = 2\nkonsekvens = 2\n[[risk.kontrollmoment]]\ntext = \"T\"\nansvar = \"A\"\nuppfoljning = \"{follow_up}\"\n"
        );
        Folder::new().and("rapport.toml", manifest).and("enheter/a.toml", &unit).findings()
    };
    assert_eq!(codes(&risk("Det går inte att göra i år, då resurser saknas (personal)")), ["sentence-without-end"]);
    assert_eq!(risk("Ej genomfört"), "");
}

#[test]
fn some_goals_without_the_full_stop_of_the_others() {
    let goals = |headings: &[&str]| {
        let mut manifest = String::from(
            "[[kapitel]]\nid = \"m\"\nrubrik = \"Mål\"\nslag = \"mal\"\n[[malniva]]\nnamn = \"Nämndmål\"\n",
        );
        for (at, heading) in headings.iter().enumerate() {
            manifest.push_str(&format!("[[mal]]\nid = \"g{at}\"\nrubrik = \"{heading}\"\n"));
        }
        Folder::new().and("rapport.toml", &manifest).findings()
    };
    assert_eq!(codes(&goals(&["Gator ska lagas.", "Parker ska skötas.", "Skolan ska byggas"])), ["heading-full-stop"]);
    assert_eq!(goals(&["Gator ska lagas.", "Parker ska skötas", "Skolan ska byggas"]), "");
    assert_eq!(goals(&["Gator", "Parker"]), "");
}

#[test]
fn a_units_part_of_a_variance_is_what_it_says_itself() {
    let said = |whole: &str, own: &str| {
        Report::new()
            .unit("it", "IT, växel och telefoni")
            .at("kapitel/text", |chapter| chapter.key("delar", ["a", "it"]))
            .add([
                columns("k").key("forsta_kolumn", "Indikator").key("sort", "tkr"),
                column("u", "Utfall"),
                report::table("t", "T", "k", ["it/it"]),
                chapter("e", "E", "tabeller").key("tabeller", ["t"]),
            ])
            .text(whole)
            .deliver("it", [section("text", own), row("t", "it", "IT/Växel").cells(&[("u", "7712")])])
            .findings()
    };
    let whole = "Avvikelsen per augusti är 1 325 tkr. IT står för 1 031 tkr.";
    let own = |figure: &str| {
        format!(
            "Vi har en positiv avvikelse på {figure} tkr. För helåret är prognosen en positiv avvikelse på 200 tkr."
        )
    };
    assert_eq!(codes(&said(whole, &own("311"))), ["statements-differ"]);
    assert_eq!(said(whole, &own("1 031")), "");
    assert_eq!(said("Kostnaden är 1 325 tkr. IT står för 1 031 tkr.", &own("311")), "");
    assert_eq!(said("Prognosen är en avvikelse på 1 325 tkr, och IT står för 1 031 tkr.", &own("311")), "");
    assert_eq!(
        said(whole, "Vi har en positiv avvikelse på 311 tkr i juni. I juli är det en positiv avvikelse på 900 tkr."),
        ""
    );
}

#[test]
fn an_assessment_is_held_against_the_figures_beside_it() {
    let said = |aim: &str, outcome: &str, light: &str| {
        let found = Report::new()
            .add([
                chapter("mal", "Mål", "mal").key("kolumner", "i"),
                Block::table("bedomning")
                    .key("gron", ["Nås"])
                    .key("gul", ["Osäkert"])
                    .key("rod", ["Nås inte"])
                    .key("gra", ["Mäts inte"]),
                columns("i").key("forsta_kolumn", "Indikator"),
                column("mal", "Målvärde").key("slag", "text"),
                column("utfall", "Utfall").key("slag", "text"),
                column("lage", "Läge").key("slag", "bedomning"),
                Block::entry("malniva").key("namn", "Nämndmål"),
                Block::entry("mal").key("id", "trygg").key("rubrik", "Tryggare").key("enhet", "a"),
            ])
            .deliver(
                "a",
                [
                    Block::entry("mal").key("id", "trygg").key("text", "Arbetet går vidare."),
                    Block::entry("mal.indikator")
                        .key("namn", "Andel trygga")
                        .key("mal", aim)
                        .key("utfall", outcome)
                        .key("lage", light),
                ],
            )
            .findings();
        codes(&found).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(said("≥ 80 %", "75 %", "Nås"), ["assessment-mismatch"]);
    assert_eq!(said("≥ 80 %", "85 %", "Nås inte"), ["assessment-mismatch"]);
    for (outcome, light) in
        [("85 %", "Nås"), ("75 %", "Nås inte"), ("75 %", "Osäkert"), ("85 %", "Osäkert"), ("75 %", "Mäts inte")]
    {
        assert_eq!(said("≥ 80 %", outcome, light), Vec::<String>::new(), "{outcome} {light}");
    }
    assert_eq!(said("80 %", "75 %", "Nås"), Vec::<String>::new(), "nobody knows from which side");
    for (aim, outcome) in [("≥ 11 000", "9 892"), ("≥ 1 200 000", "987 000"), ("< 2\u{a0}500", "2\u{a0}750")] {
        assert_eq!(said(aim, outcome, "Nås"), ["assessment-mismatch"], "{aim} {outcome}");
        assert_eq!(said(aim, outcome, "Nås inte"), Vec::<String>::new(), "{aim} {outcome}");
    }
}

#[test]
fn what_is_to_happen_lies_ahead_and_what_has_happened_behind() {
    for words in [
        "Skolan invigdes den 3 november 2024.",
        "Nämnden har i november 2024 antagit en plan.",
        "Skolan ska vara klar i mars 2023.",
        "Inflyttning är planerad till den 11 januari 2024.",
        "Nya lokaler behövs senast höstterminen 2023.",
    ] {
        assert_eq!(codes(&text(words)), ["date-differs"], "{words}");
    }
    for words in [
        "Nämnden har sitt nästa möte den 3 november 2024.",
        "Nämnden har beslutat att skolan öppnar den 3 november 2024.",
        "Avtalet förlängdes till den 3 november 2024.",
        "Skolan invigdes den 3 november 2023 och ska byggas ut.",
        "Enligt prognosen i mars 2023 väntas barnen bli färre.",
        "Kostnaden väntas bli lägre än i mars 2023.",
        "Enligt uppdraget ska planen lämnas senast den 3 mars 2023.",
        "Planen ska genomföras enligt beslutet den 3 mars 2023.",
        "Kostnaden beräknas i 2023 års priser.",
        "Nämnden ska, som den beslutade den 3 mars 2023, spara.",
    ] {
        assert_eq!(text(words), "", "{words}");
    }
}

#[test]
fn names_that_texts_cite() {
    let cites = |words: &str| text(&format!("# Personal och kompetens\n\n{words}"));
    for words in
        ["Se avsnittet ”Personal och kompetenser”.", "Se tabellen ”Miljön”.", "Se rubriken Personal och kompetans."]
    {
        assert_eq!(codes(&cites(words)), ["name-without-target"], "{words}");
    }
    for words in [
        "Se avsnittet ”Personal och kompetens”.",
        "Se avsnittet ”Miljö” i planen.",
        "Kommunens årsredovisning har mer i avsnittet ”Miljö”.",
        "Målet ”90 procent” är nått.",
        "Se rubriken Personal och kompetens för mer.",
    ] {
        assert_eq!(cites(words), "", "{words}");
    }
}

#[test]
fn headings_and_rows_of_one_name() {
    let twice = |a: &str, b: &str| {
        text(&format!("# {a}\n\nDet går bra.\n\n# Personal\n\nAlla är här.\n\n# {b}\n\nDet är slut."))
    };
    assert_eq!(codes(&twice("Prognos för helåret", "Prognos helåret")), ["names-alike"]);
    assert_eq!(codes(&twice("Måluppfyllelse barn", "Måluppfyllese barn")), ["names-alike"]);
    for (a, b) in [("Analys", "Analys"), ("Mål 2024", "Mål 2025"), ("Bidrag till skolor", "Bidrag från skolor")] {
        assert_eq!(twice(a, b), "", "{a} {b}");
    }
    let row = |id, name| (id, name);
    let rows = |names: [(&'static str, &str); 3]| {
        let rows: Vec<_> = names.into_iter().map(|(id, name)| (id, name.to_owned())).collect();
        let cells: Vec<&[&str]> = vec![&["1", "2", "-1"], &["3", "4", "-1"], &["5", "6", "-1"]];
        Report::new()
            .add([chapter("e", "E", "tabeller").key("tabeller", ["t"]), columns("k").key("forsta_kolumn", "Post")])
            .add([column("u", "Utfall"), column("b", "Budget"), column("d", "Antal")])
            .add([report::table("t", "T", "k", rows.iter().map(|(id, _)| format!("a/{id}")).collect::<Vec<_>>())])
            .deliver(
                "a",
                rows.iter().zip(cells).map(|((id, name), cells)| {
                    report::row("t", id, name).cells(&[("u", cells[0]), ("b", cells[1]), ("d", cells[2])])
                }),
            )
            .findings()
    };
    let found = rows([row("a", "Köp av tjänster"), row("b", "Hyra"), row("c", "Köp av tjänster")]);
    assert_eq!(codes(&found), ["names-alike"], "{found}");
    assert_eq!(rows([row("a", "Kvinnor"), row("b", "Hyra"), row("c", "Kvinnor")]), "");
    assert_eq!(rows([row("a", "Köp"), row("b", "varav skolor"), row("c", "varav skolor")]), "");
}

#[test]
fn a_number_is_no_share() {
    for words in ["Antalet elever uppgick till 87 procent.", "Antalet beslut om bygglov är 12,5 %."] {
        assert_eq!(codes(&text(words)), ["units-differ"], "{words}");
    }
    for words in [
        "Antalet elever är 12 procent fler än i fjol.",
        "Antalet elever med stöd är 12 procent av alla.",
        "Antalet elever ökade med 12 procent.",
        "Av antalet elever är 45 flickor.",
    ] {
        assert_eq!(text(words), "", "{words}");
    }
}

#[test]
fn what_is_left_of_a_template() {
    for words in
        ["Planen gäller till 20XX.", "Beslutet fattades ÅÅÅÅ-MM-DD.", "Det är X procent.", "# Rubrik 1\n\nDet går bra."]
    {
        assert_eq!(codes(&text(words)), ["leftover-instruction"], "{words}");
    }
    for words in ["Visningarna var [antal] i år.", "Planen kommer i [månad].", "[Enheten] har [antal barn] barn."] {
        assert!(codes(&text(words)).contains(&"leftover-instruction"), "{words}");
    }
    for words in ["Det ”ska [enligt lag] ske”.", "Hon skrev [sic] så."] {
        assert!(!codes(&text(words)).contains(&"leftover-instruction"), "{words}");
    }
    for words in ["# Exempel\n\nDet går bra.", "Generation X och plan X.", "Formatet är 2024-05-02."] {
        assert_eq!(text(words), "", "{words}");
    }
}

#[test]
fn words_that_stand_twice() {
    for wrong in [
        "Vi samarbetar med med skolan.",
        "Antalet har ökat i i år.",
        "Resultatet beror på på vädret.",
        "Det ökar till till hösten.",
        "En del av av budgeten är kvar.",
        "Planen gäller för för skolorna.",
        "Resultatet är är bättre. Det som vi gör är bra.",
        "De vi mötte är nöjda. Vi arbetar med med skolan.",
        "Nämnden skall ska besluta.",
        "Det kostar ca cirka 5 kronor.",
        "Det är 5 % procent.",
        "Skolan och samt förskolan.",
        "Det är klart..",
        "Först det,, sedan detta.",
    ] {
        assert_eq!(codes(&text(wrong)), ["doubled-word"], "{wrong}");
    }
    for right in [
        "De vi samarbetar med med störst glädje är föreningarna.",
        "**Antal sammankomster**\\\nSammankomster för barn räknas av föreningarna.",
        "**Fysiska besök**\\\nBesök räknas i entrén.",
        "**Platser**\\\nPlatser räknas på alla boenden.",
        "Det som vi litar på på kontoret är kaffet.",
        "Alla får vara med med sina barn.",
        "Arbetet håller på på skolan.",
        "Frågan om om vi ska flytta är för för få öppen.",
        "Det som är är bra. De de möter är nöjda.",
        "Nämnden har … och så vidare. Enligt punkt a.",
        "Efter det, det vill säga i maj, blir det bättre.",
    ] {
        assert_eq!(text(right), "", "{right}");
    }
}

#[test]
fn capitals_stops_and_spaces_in_the_wrong_place() {
    for wrong in [
        "Det gäller verksamhEten i år.",
        "Det gäller KOmmunen i år.",
        "Det gäller verksam.heten i år.",
        "Det gäller kommunstyrelseN i år.",
    ] {
        assert_eq!(codes(&text(wrong)), ["possible-misspelling"], "{wrong}");
    }
    for wrong in [
        "Antalet ökar.(se tabell 1)",
        "Antalet ökar.(Se tabell 1.)",
        "Nämnden(KS) beslutar.",
        "Antalet ökar(se tabell 1).",
        "Antalet (se tabell 1)ökar.",
        "Antalet ( se tabell 1) ökar.",
        "Antalet (se tabell 1 ) ökar.",
        "Först det , sedan detta.",
        "Det är klart .",
        "Först det,sedan detta.",
        "Det är klart.Nu börjar nästa.",
    ] {
        let found = text(wrong);
        assert_eq!(codes(&found), ["spacing"], "{wrong} {found}");
    }
    for right in [
        "Det gäller EU:s bidrag, SKR:s rapport, IT-frågor, VDs ord, SharePoint, eTjänst och kWh.",
        "Det gäller bl.a. skolan, t.ex. elev(er), (för)skola, m.m. (se ovan) och 22(32).",
        "Läs om det på kommunen.se, i rapport.pdf eller på a.b@kommunen.se.",
        "Det kostar inkl.moms 5 kronor, alltså 1,5 per dag (0,1) i år … och så vidare.",
    ] {
        assert_eq!(text(right), "", "{right}");
    }
}

#[test]
fn thousands_behind_a_word_for_how_exact_they_are() {
    for wrong in ["ca 1500 av dem", "cirka 12500", "drygt 3400 i år", "totalt 4500", "ca 2500 elever"] {
        assert_eq!(codes(&text(&format!("Det var {wrong}."))), ["number-style"], "{wrong}");
    }
    for right in ["omkring 2015", "minst 2024 ut", "ca 1 500", "totalt 0701-234567", "runt 1990, då", "ca 1500-talet"]
    {
        assert_eq!(text(&format!("Det var {right}.")), "", "{right}");
    }
}

/// In the files amounts have a decimal point, in texts a comma; a point between thousands is nobody's way of writing.
#[test]
fn a_figure_with_points_in_a_text() {
    for (wrong, better) in [
        ("4.8 procent", "write `4,8`"),
        ("4.8 %", "write `4,8`"),
        ("0.35 procentenheter", "write `0,35`"),
        ("0.375 procent", "write `0,375`"),
        ("12.45 mnkr", "write `12,45`"),
        ("1.235 tkr", "write `1 235`, or `1,235` if"),
        ("1.235.400 kronor", "write `1 235 400`"),
        ("(−4.1 mnkr)", "write `4,1`"),
    ] {
        let checked = underlag::pipeline::check(
            Report::new().text(&format!("Det blev {wrong} till slut.")).folder().path(),
            None,
        );
        let found = checked.unwrap().diagnostics;
        let told =
            found.iter().find(|told| told.code == Code::NumberStyle).unwrap_or_else(|| panic!("{wrong}: {found:?}"));
        assert!(told.hint.en.starts_with(better), "{wrong}: {}", told.hint.en);
        // What is certain can be mended by the program.
        assert_eq!(told.fix.is_empty(), better.contains(" or "), "{wrong}");
    }
    for right in
        ["kl. 14.30", "den 4.8", "avsnitt 4.8", "version 2.1.0", "1.1.2025 i kronor", "4,8 procent", "3.2.1 tkr"]
    {
        let found = text(&format!("Det var {right} till slut."));
        assert!(!found.contains("number-style"), "{right}: {found}");
    }
}

#[test]
fn a_period_that_ends_before_it_begins() {
    for wrong in [
        "från den 1 juli 2026 till den 30 juni 2025",
        "1 maj 2025 – 30 april 2025",
        "2026-01-01–2025-12-31",
        "från 1 januari 2025 till och med 31 december 2024",
    ] {
        let found = text(&format!("Avtalet gäller {wrong}."));
        assert!(codes(&found).contains(&"date-differs") && found.contains("period begins"), "{wrong}: {found}");
    }
    for right in [
        "från den 1 juli 2026 till den 30 juni 2029",
        "1 juli till 30 juni 2025",
        "den 3 juni 2025, före den 1 maj 2025",
    ] {
        let found = text(&format!("Avtalet gäller {right}."));
        assert!(!found.contains("period begins"), "{right}: {found}");
    }
}

/// Each row has its cross in one column of a scale, and a step of it may have none; a column of figures may not.
#[test]
fn a_step_of_a_scale_may_have_no_cross() {
    for cross in ["☒", "x", "✓"] {
        let words = |id: &str, heading: &str| column(id, heading).key("slag", "text");
        let scale = || {
            Report::new()
                .text("Vi har bedömt uppdragen.")
                .add([columns("k"), words("helt", "Helt"), words("lite", "Lite"), words("inte", "Inte alls")])
                .add([words("kommentar", "Kommentar")])
                .add([report::table("t", "Uppdrag", "k", ["a/b", "a/c", "a/d"])])
                .add([chapter("e", "Uppdragen", "tabeller").key("tabeller", ["t"])])
        };
        let row = |id: &str, step: &str| row("t", id, id).key(step, cross).key("kommentar", "Det går bra.");
        let found = scale().deliver("a", [row("b", "helt"), row("c", "lite"), row("d", "helt")]).findings();
        assert!(!found.contains("without-values"), "{found}");
        let found = scale().deliver("a", [row("b", "helt"), row("c", "helt"), row("d", "helt")]).findings();
        assert!(found.contains("without-values"), "{found}");
    }
}

/// Of the longest, an average or a share no sum is taken, so that the sum's cell may be empty.
#[test]
fn no_sum_is_asked_of_the_longest_or_of_an_average() {
    let blank = |heading: &'static str| {
        let rows: [(&str, &str, &[&str]); 4] = [
            ("ett", "", &["12", "390"]),
            ("tva", "", &["7", "210"]),
            ("tre", "", &["5", "120"]),
            ("summa", "slag = \"summa\"\nsummerar = \"ovan\"\n", &["24", ""]),
        ];
        table(&[("antal", "Antal", ""), ("dagar", heading, "")], &rows).contains("blank-cell")
    };
    for heading in ["Längsta väntetid, dagar", "Snitt per plats", "Medelvärde", "Högsta belopp"] {
        assert!(!blank(heading), "{heading}");
    }
    assert!(blank("Belopp"));
}
