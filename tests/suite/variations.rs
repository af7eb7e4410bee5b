//! What varies between papers, one case each: the smallest report that has it, what the paper then says as text, and
//! that both files say the same.

use underlag::deliver::verify::{pdf, verify, word};
use underlag::model::BlockKind;

use crate::support::{Folder, MANIFEST, UNIT, bytes, figures_as_csv, root, text};

/// A column set of two amounts and a table of three rows, for the manifest of [`crate::support`].
const TABLE: &str = r#"
[[kapitel]]
id = "ekonomi"
rubrik = "Ekonomi"
slag = "tabeller"
tabeller = ["netto"]

[[kolumner]]
id = "ar"
sort = "mnkr"

[[kolumner.kolumn]]
id = "budget"
rubrik = "Budget"

[[kolumner.kolumn]]
id = "utfall"
rubrik = "Utfall"

[[tabell]]
id = "netto"
rubrik = "Nettokostnad, mnkr"
kolumner = "ar"
rader = ["a/skola", "a/vard", "a/summa"]
"#;

const ROWS: &str = r#"
[[rad]]
tabell = "netto"
id = "skola"
namn = "Skola"
budget = 10.5
utfall = 10.0

[[rad]]
tabell = "netto"
id = "vard"
namn = "Vård"
budget = 4.0
utfall = 4.2

[[rad]]
tabell = "netto"
id = "summa"
namn = "Summa"
slag = "summa"
summerar = ["skola", "vard"]
budget = 14.5
utfall = 14.2
"#;

/// An internal-control table with a scale of five steps and one risk.
const CONTROL: &str = r#"
[[kapitel]]
id = "kontroll"
rubrik = "Intern kontroll"
slag = "internkontroll"

[internkontroll]
skala = 5
risker = ["a/avtal"]
"#;

const RISK: &str = r#"
[[risk]]
id = "avtal"
namn = "Avtal löper ut"
sannolikhet = 2
konsekvens = 4

[[risk.kontrollmoment]]
text = "Registret gås igenom."
ansvar = "Stabschef"
uppfoljning = "Gjort i mars."
"#;

/// A report, and lines of its text in a row.
#[derive(Clone)]
struct Case {
    what: &'static str,
    manifest: String,
    unit: String,
    says: &'static str,
}

fn finance(what: &'static str, manifest: (&str, &str), unit: (&str, &str), says: &'static str) -> Case {
    let change = |text: &str, (old, new): (&str, &str)| {
        assert!(text.contains(old), "{what}: {old}");
        text.replacen(old, new, 1)
    };
    let (manifest, unit) = (change(TABLE, manifest), change(ROWS, unit));
    Case { what, manifest: format!("{MANIFEST}{manifest}"), unit: format!("{UNIT}{unit}"), says }
}

fn control(what: &'static str, more: &str, says: &'static str) -> Case {
    Case { what, manifest: format!("{MANIFEST}{CONTROL}{more}"), unit: format!("{UNIT}{RISK}"), says }
}

fn memo(what: &'static str, sections: &str, says: &'static str) -> Case {
    let memo = format!("\n[tjansteskrivelse]\ntitel = \"Skrivelse\"\n{sections}");
    Case { what, manifest: format!("{MANIFEST}{memo}"), unit: UNIT.to_owned(), says }
}

const SAME: (&str, &str) = ("", "");

fn tables() -> Vec<Case> {
    vec![
        finance(
            "millions with one decimal",
            SAME,
            SAME,
            "! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 10,5 | 10,0\n| Vård | 4,0 | 4,2\n+ Summa | 14,5 | 14,2\n",
        ),
        finance(
            "decimals that differ in a column",
            SAME,
            ("budget = 4.0", "budget = 4"),
            "| Skola | 10,5 | 10,0\n| Vård | 4 | 4,2\n",
        ),
        finance("a cell that is no number", SAME, ("utfall = 4.2", "utfall = \"Stängt\""), "| Vård | 4,0 | Stängt\n"),
        finance("an empty cell", SAME, ("utfall = 4.2\n", ""), "| Vård | 4,0 | \n"),
        finance(
            "groups of rows",
            ("\"a/skola\", \"a/vard\"", "{ grupp = \"Barn\" }, \"a/skola\", { grupp = \"Vuxna\" }, \"a/vard\""),
            SAME,
            "> <3x1> Barn\n| Skola | 10,5 | 10,0\n> <3x1> Vuxna\n| Vård | 4,0 | 4,2\n+ Summa",
        ),
        finance(
            "a comment row",
            SAME,
            ("id = \"vard\"", "id = \"vard\"\nkommentar = \"Fler *platser* sedan i mars.\""),
            "| Vård | 4,0 | 4,2\n~ <3x1> Fler *platser* sedan i mars.\n+ Summa",
        ),
        finance(
            "a header that spans columns",
            ("id = \"utfall\"", "id = \"utfall\"\nover = \"Januari–augusti\""),
            SAME,
            "! <1x2> Nettokostnad, mnkr | <1x2> Budget | Januari–augusti\n! Utfall\n| Skola",
        ),
        finance(
            "a header that spans all columns",
            (
                "rubrik = \"Budget\"",
                "rubrik = \"Budget\"\nover = \"2024\"\n\n[[kolumner.kolumn]]\nid = \"prognos\"\nrubrik = \"Prognos\"\nover = \"2024\"",
            ),
            SAME,
            "! <1x2> Nettokostnad, mnkr | <2x1> 2024 | <1x2> Utfall\n! Budget | Prognos\n",
        ),
    ]
}

/// Rows in thousands, which tables may show in millions.
fn in_thousands(unit: &str) -> String {
    // The longer ones first, which hold the shorter ones.
    let written =
        [("10.5", "10449"), ("10.0", "9950"), ("14.5", "14532"), ("14.2", "14200"), ("4.0", "4083"), ("4.2", "4250")];
    written.iter().fold(unit.to_owned(), |unit, (old, new)| unit.replace(old, new))
}

fn units() -> Vec<Case> {
    let shown = |what, table: &str, says| {
        let case = finance(what, ("kolumner = \"ar\"\n", &format!("kolumner = \"ar\"\n{table}")), SAME, says);
        Case {
            manifest: case.manifest.replace("sort = \"mnkr\"\n\n", "sort = \"tkr\"\n\n"),
            unit: in_thousands(&case.unit),
            ..case
        }
    };
    vec![
        shown(
            "thousands as they are written",
            "",
            "\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 10\u{a0}449 | 9\u{a0}950\n",
        ),
        shown(
            "thousands converted into millions, with every digit",
            "sort = \"mnkr\"\nomrakna = true\n",
            "\nOmräknat från tkr till mnkr.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 10,449 | 9,950\n",
        ),
        shown(
            "thousands converted into millions and rounded, a half away from zero",
            "sort = \"mnkr\"\nomrakna = true\ndecimaler = 1\navrunda = true\n",
            "\nOmräknat från tkr till mnkr, avrundat till en decimal.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 10,4 | 10,0\n| Vård | 4,1 | 4,3\n+ Summa | 14,5 | 14,2\n",
        ),
        shown("another unit without conversion", "sort = \"kr\"\n", "| Skola | 10\u{a0}449 | 9\u{a0}950\n"),
        finance(
            "figures rounded to whole ones",
            ("kolumner = \"ar\"\n", "kolumner = \"ar\"\ndecimaler = 0\navrunda = true\n"),
            SAME,
            "\nAvrundat till hela mnkr.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n| Skola | 11 | 10\n| Vård | 4 | 4\n+ Summa | 15 | 14\n",
        ),
        finance(
            "a column of per cent with decimals of its own",
            (
                "rubrik = \"Utfall\"\n",
                "rubrik = \"Utfall\"\n\n[[kolumner.kolumn]]\nid = \"andel\"\nrubrik = \"Andel\"\nsort = \"%\"\ndecimaler = 0\nberaknas = [\"utfall\", \"/budget\"]\n",
            ),
            ("utfall = 14.2\n", "utfall = 14.2\nandel = 98\n"),
            "\nAndel anges i %.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall | Andel\n| Skola | 10,5 | 10,0 | \n| Vård | 4,0 | 4,2 | \n+ Summa | 14,5 | 14,2 | 98\n",
        ),
        finance(
            "columns with units of their own that no heading says, once each",
            (
                "rubrik = \"Utfall\"\n",
                "rubrik = \"Utfall\"\n\n[[kolumner.kolumn]]\nid = \"andel\"\nrubrik = \"Andel\"\nberaknas = [\"utfall\", \"/budget\"]\n\n[[kolumner.kolumn]]\nid = \"elever\"\nrubrik = \"Elever\"\nsort = \"st\"\n\n[[kolumner.kolumn]]\nid = \"platser\"\nrubrik = \"Platser, st\"\nsort = \"st\"\n\n[[kolumner.kolumn]]\nid = \"lokaler\"\nrubrik = \"Lokaler\"\nsort = \"st\"\n",
            ),
            SAME,
            "\nAndel anges i %. Elever och Lokaler anges i st.\n\n[tabell: Nettokostnad, mnkr]\n",
        ),
        shown(
            "a unit that no heading says",
            "",
            "\nBelopp i tkr.\n\n[tabell: Nettokostnad, mnkr]\n! Nettokostnad, mnkr | Budget | Utfall\n",
        ),
    ]
}

/// Two chapters' tables in thousands, and before them one that is made of their sums.
fn made(what: &'static str, table: &str, says: &'static str) -> Case {
    Case { what, manifest: summary(table), unit: format!("{UNIT}{}", two_tables()), says }
}

/// The manifest of [`made`], with these lines of the table `oversikt`.
fn summary(table: &str) -> String {
    let chapter = "tabeller = [\"netto\"]\n";
    let chapters = "tabeller = [\"oversikt\", \"netto\", \"bygg\"]\n";
    let tables = TABLE.replace("sort = \"mnkr\"", "sort = \"tkr\"").replace(chapter, chapters);
    let bygg = "\n[[tabell]]\nid = \"bygg\"\nrubrik = \"Bygg\"\nkolumner = \"ar\"\nrader = [\"a/gata\", \"a/summa\"]\n";
    format!("{MANIFEST}{tables}{bygg}\n[[tabell]]\nid = \"oversikt\"\nrubrik = \"Nämnd\"\nkolumner = \"ar\"\n{table}")
}

/// The rows of the chapters' tables, 14 532 and 2 149 thousand in budget.
fn two_tables() -> String {
    let row = |id: &str, more: &str| {
        format!("\n[[rad]]\ntabell = \"bygg\"\nid = \"{id}\"\nnamn = \"Gata\"\n{more}budget = 2149\nutfall = 2250\n")
    };
    let sum = row("summa", "slag = \"summa\"\nsummerar = [\"gata\"]\n");
    format!("{}{}{sum}", in_thousands(ROWS), row("gata", ""))
}

const TAKEN: &str =
    "{ ur = \"netto.summa\", namn = \"Socialnämnden\" }, { ur = \"bygg.a/summa\", namn = \"Byggnämnden\" }";

fn made_rows() -> Vec<Case> {
    let taken = |more: &str, last: &str| format!("{more}rader = [{TAKEN}{last}]\n");
    let sum = ", { summa = [\"netto\", \"bygg\"], namn = \"Summa\" }";
    let millions = "sort = \"mnkr\"\nomrakna = true\ndecimaler = 1\navrunda = true\n";
    vec![
        made(
            "rows taken from other tables",
            &taken("", ""),
            "[tabell: Nämnd]\n! Nämnd | Budget | Utfall\n| Socialnämnden | 14\u{a0}532 | 14\u{a0}200\n| Byggnämnden | 2\u{a0}149 | 2\u{a0}250\n",
        ),
        made(
            "rows taken from other tables, converted, and their sum computed exactly",
            &taken(millions, sum),
            "\nOmräknat från tkr till mnkr, avrundat till en decimal.\n\n[tabell: Nämnd]\n! Nämnd | Budget | Utfall\n| Socialnämnden | 14,5 | 14,2\n| Byggnämnden | 2,1 | 2,3\n+ Summa | 16,7 | 16,5\n",
        ),
        made(
            "a row that keeps the name of the one that it is taken from, and a result that takes it off",
            "rader = [{ ur = \"netto.vard\" }, { ur = \"bygg.gata\", id = \"g\" }, { summa = [\"netto\", \"-g\"], namn = \"Netto\", slag = \"resultat\" }]\n",
            "! Nämnd | Budget | Utfall\n| Vård | 4\u{a0}083 | 4\u{a0}250\n| Gata | 2\u{a0}149 | 2\u{a0}250\n= Netto | 1\u{a0}934 | 2\u{a0}000\n",
        ),
    ]
}

/// A result statement: items, running subtotals, a subtotal of some rows, a result.
const STATEMENT: &[(&str, &str, &str, &str, &str)] = &[
    ("intakter", "Intäkter", "post", "", "120"),
    ("kostnader", "Kostnader", "post", "", "-500"),
    ("netto", "Nettokostnad", "delsumma", "summerar = \"ovan\"\n", "-380"),
    ("skatt", "Skatt", "post", "", "300"),
    ("bidrag", "Bidrag", "post", "", "90"),
    ("medel", "Skatt och bidrag", "delsumma", "summerar = [\"skatt\", \"bidrag\"]\n", "390"),
    ("verksamhet", "Verksamhetens resultat", "summa", "summerar = \"ovan\"\n", "10"),
    ("finans", "Finansnetto", "post", "", "-3"),
    ("resultat", "Årets resultat", "resultat", "summerar = \"ovan\"\n", "7"),
];

fn statement() -> Case {
    let rows: Vec<String> = STATEMENT.iter().map(|row| format!("\"a/{}\"", row.0)).collect();
    let table = TABLE.replace("\"a/skola\", \"a/vard\", \"a/summa\"", &rows.join(", "));
    let mut unit = UNIT.to_owned();
    for (id, name, kind, sums, figure) in STATEMENT {
        let row = format!("\n[[rad]]\ntabell = \"netto\"\nid = \"{id}\"\nnamn = \"{name}\"\nslag = \"{kind}\"\n");
        unit.push_str(&format!("{row}{sums}utfall = {figure}\n"));
    }
    Case {
        what: "running subtotals and subtotals",
        manifest: format!("{MANIFEST}{table}"),
        unit,
        says: "| Kostnader |  | −500\n· Nettokostnad |  | −380\n| Skatt |  | 300\n| Bidrag |  | 90\n· Skatt och bidrag |  | 390\n+ Verksamhetens resultat |  | 10\n| Finansnetto |  | −3\n= Årets resultat |  | 7\n",
    }
}

fn controls() -> Vec<Case> {
    vec![
        control(
            "a risk with its product",
            "",
            "| Avtal löper ut | 1. Registret gås igenom. | 2 | 4 | 8 | 1. Stabschef",
        ),
        control(
            "a risk without product",
            "produkt = false\n",
            "| Avtal löper ut | 1. Registret gås igenom. | 2 | 4 | 1. Stabschef",
        ),
        control(
            "a scale with words",
            "[internkontroll.ord]\nsannolikhet = [\"Osannolik\", \"Liten\", \"Möjlig\", \"Trolig\", \"Säker\"]\n",
            "| Avtal löper ut | 1. Registret gås igenom. | 2 Liten | 4 | 8 | 1. Stabschef",
        ),
        control(
            "headings of the figures",
            "rubriker = { konsekvens = \"Följd\" }\n",
            "! <1x2> Risk | <1x2> Kontrollmoment | <3x1> Risk- och konsekvensbedömning | <1x2> Ansvar | <1x2> Uppföljning\n! Sannolikhet | Följd | RxK\n",
        ),
        control(
            "no product and no word of it",
            "produkt = false\nrubriker = { produkt = \"Produkt\" }\n",
            "! Risk | Kontrollmoment | <2x1> Risk- och konsekvensbedömning | Ansvar | Uppföljning\n",
        ),
    ]
}

/// Columns that the report chooses, for a risk with more or fewer texts.
fn columns(what: &'static str, columns: &str, (old, new): (&str, &str), says: &'static str) -> Case {
    assert!(RISK.contains(old));
    let manifest = format!("{MANIFEST}{CONTROL}kolumner = [{columns}]\n");
    Case { what, manifest, unit: format!("{UNIT}{}", RISK.replacen(old, new, 1)), says }
}

fn chosen_columns() -> Vec<Case> {
    let followed_up = "uppfoljning = \"Gjort i mars.\"\n";
    vec![
        columns(
            "a plan without follow-up",
            "\"risk\", \"bedomning\", \"kontrollmoment\", \"ansvar\"",
            (followed_up, ""),
            "! Risk | <3x1> Risk- och konsekvensbedömning RxK | Kontrollmoment | Ansvar\n| Avtal löper ut | 2 | 4 | 8 | 1. Registret gås igenom. | 1. Stabschef\n",
        ),
        columns(
            "a follow-up alone",
            "\"risk\", \"uppfoljning\"",
            ("ansvar = \"Stabschef\"\n", ""),
            "! Risk | Uppföljning\n| Avtal löper ut | 1. Gjort i mars.\n",
        ),
        columns(
            "columns of the report's own",
            "\"risk\", { id = \"process\", rubrik = \"Process\", per = \"risk\", bredd = 9 }, \"kontrollmoment\", { id = \"metod\", rubrik = \"Metod\" }, { id = \"ansvar\", rubrik = \"Vem\" }",
            (
                "konsekvens = 4\n\n[[risk.kontrollmoment]]\n",
                "konsekvens = 4\nprocess = \"Inköp\"\n\n[[risk.kontrollmoment]]\nmetod = \"Stickprov\"\n",
            ),
            "! Risk | Process | Kontrollmoment | Metod | Vem\n| Avtal löper ut | Inköp | 1. Registret gås igenom. | 1. Stickprov | 1. Stabschef\n",
        ),
    ]
}

/// The width of the assessment is that of its figures together.
#[test]
fn a_chosen_width_of_the_assessment_is_divided_among_its_figures() {
    let shares = |columns: &str, more: &str| {
        let manifest = format!("{MANIFEST}{CONTROL}{more}kolumner = [{columns}]\n");
        let built =
            Folder::new().with("rapport.toml", manifest).with("enheter/a.toml", format!("{UNIT}{RISK}")).built();
        let document = built.document.unwrap();
        let blocks = document.parts.iter().flat_map(|part| &part.sections).flat_map(|section| &section.blocks);
        let table = blocks.into_iter().find_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        table.unwrap().columns.iter().map(|column| column.share).collect::<Vec<_>>()
    };
    let rest = "\"kontrollmoment\", \"ansvar\", \"uppfoljning\"";
    let chosen = |width: u8| format!("\"risk\", {{ id = \"bedomning\", bredd = {width} }}, {rest}");
    assert_eq!(shares(&format!("\"risk\", \"bedomning\", {rest}"), "")[1..4], [5, 5, 6]);
    assert_eq!(shares(&chosen(33), "")[1..4], [10, 10, 13]);
    assert_eq!(shares(&chosen(21), "produkt = false\n")[1..3], [10, 11]);
    assert_eq!(shares(&chosen(1), "")[1..4], [1, 1, 1]);
}

#[test]
fn what_a_chosen_column_lacks_is_told() {
    let found = |columns: &str, risk: &str| {
        let manifest = format!("{MANIFEST}{CONTROL}kolumner = [{columns}]\n");
        Folder::new().with("rapport.toml", manifest).with("enheter/a.toml", format!("{UNIT}{risk}")).findings()
    };
    let own = "\"risk\", { id = \"metod\", rubrik = \"Metod\" }, \"ansvar\"";
    assert!(
        found(own, RISK).contains("enheter/a.toml:15:1: error[missing-key]: `metod` is missing"),
        "{}",
        found(own, RISK)
    );
    let misspelt = RISK.replace("ansvar", "metdo = \"x\"\nansvar");
    assert!(found(own, &misspelt).contains("did you mean `metod`?") || found(own, &misspelt).contains("unknown-key"));
    let usual = "\"risk\", \"kontrollmoment\", \"bedomning\", \"ansvar\", \"uppfoljning\"";
    let without = found(usual, &RISK.replace("ansvar = \"Stabschef\"\n", ""));
    assert!(without.contains("error[missing-key]: `ansvar` is missing"), "{without}");
    assert!(found("\"kontrollmoment\"", RISK).contains("error[bad-value]: the table's first column must be `risk`"));
    assert!(found("\"risk\", \"ansvarig\"", RISK).contains("error[bad-value]"));
    assert!(found("\"risk\", \"risk\"", RISK).contains("error[duplicate-id]"));
    assert!(found("\"risk\", { id = \"metod\" }", RISK).contains("error[missing-key]: `rubrik` is missing"));
}

/// A goal tree of `levels` levels, whose lowest goal has what `unit` delivers, with columns for indicators and
/// activities.
fn goals(what: &'static str, levels: usize, manifest: &str, unit: &str, says: &'static str) -> Case {
    let mut tree =
        "\n[[kapitel]]\nid = \"mal\"\nrubrik = \"Mål\"\nslag = \"mal\"\nkolumner = \"matt\"\naktiviteter = \"gjort\"\n"
            .to_owned();
    for level in 1..=levels {
        tree.push_str(&format!("\n[[malniva]]\nnamn = \"Nivå {level}\"\nnumrerad = {}\n", level % 2 == 0));
        let under = if level > 1 { format!("under = \"m{}\"\n", level - 1) } else { String::new() };
        let owner = if level == levels { "enhet = \"a\"\n" } else { "" };
        tree.push_str(&format!("\n[[mal]]\nid = \"m{level}\"\nrubrik = \"Mål {level}\"\n{under}{owner}"));
    }
    let columns = r#"
[[kolumner]]
id = "matt"
forsta_kolumn = "Indikator"

[[kolumner.kolumn]]
id = "mal"
rubrik = "Mål"
slag = "text"

[[kolumner.kolumn]]
id = "utfall"
rubrik = "Utfall"
slag = "text"

[[kolumner.kolumn]]
id = "lage"
rubrik = "Läge"
slag = "bedomning"

[[kolumner]]
id = "gjort"
forsta_kolumn = "Aktivitet"
sort = "%"

[[kolumner.kolumn]]
id = "klart"
rubrik = "Klart, %"
"#;
    let owned = format!("{UNIT}\n[[mal]]\nid = \"m{levels}\"\n{unit}");
    Case { what, manifest: format!("{MANIFEST}{tree}{columns}{manifest}"), unit: owned, says }
}

const LIGHTS: &str =
    "\n[bedomning]\ngron = [\"Nås\"]\ngul = [\"Osäkert\"]\nrod = [\"Nås inte\"]\ngra = [\"Mäts senare\"]\n";

fn goal_trees() -> Vec<Case> {
    let indicator = |rest: &str| {
        format!("[[mal.indikator]]\nnamn = \"Trygghet\"\nmal = \"80 %\"\nutfall = \"82 %\"\nlage = \"{rest}\"\n")
    };
    vec![
        goals(
            "an assessment as sign and word",
            2,
            LIGHTS,
            &indicator("Nås"),
            "| Trygghet | 80\u{a0}% | 82\u{a0}% | ●\u{a0}Nås\n",
        ),
        goals(
            "an assessment with a sign of the unit's own",
            2,
            LIGHTS,
            &indicator("★ nås inte"),
            "| Trygghet | 80\u{a0}% | 82\u{a0}% | ■\u{a0}nås inte\n",
        ),
        goals(
            "per cent done with activities",
            1,
            LIGHTS,
            "text = \"Vi är på väg.\"\n[[mal.aktivitet]]\nnamn = \"Ny rutin\"\nklart = 60\n[[mal.aktivitet]]\nnamn = \"Utbildning\"\nklart = 100\n",
            "\nVi är på väg.\n\n[tabell: Aktiviteter: Mål 1]\n! Aktivitet | Klart, %\n| Ny rutin | 60\n| Utbildning | 100\n",
        ),
        goals(
            "a goal in prose alone",
            2,
            LIGHTS,
            "text = \"Det går bra.\"\n",
            "\n## Mål 1\n\n### 1. Mål 2\n\nDet går bra.\n",
        ),
        goals(
            "a tree of six levels",
            6,
            LIGHTS,
            "text = \"Längst ned.\"\n",
            "\n#### Mål 3\n\n#### 1. Mål 4\n\n#### Mål 5\n\n#### 1. Mål 6\n\nLängst ned.\n",
        ),
    ]
}

#[test]
fn an_assessment_is_one_of_the_reports_words() {
    let found =
        |case: Case| Folder::new().with("rapport.toml", case.manifest).with("enheter/a.toml", case.unit).findings();
    let unit = "[[mal.indikator]]\nnamn = \"Trygghet\"\nmal = \"80 %\"\nutfall = \"82 %\"\nlage = \"Nåss\"\n";
    let unknown = found(goals("", 1, LIGHTS, unit, ""));
    assert!(unknown.contains("enheter/a.toml:15:8: error[bad-value]"), "{unknown}");
    let none = found(goals("", 1, "", unit, ""));
    assert!(none.contains("error[missing-key]: the column has assessments, but `[bedomning]` is missing"), "{none}");
    let activities = "[[mal.aktivitet]]\nnamn = \"Ny rutin\"\nklart = 60\n";
    let mut case = goals("", 1, LIGHTS, activities, "");
    case.manifest = case.manifest.replace("aktiviteter = \"gjort\"\n", "");
    let without = found(case);
    assert!(without.contains("error[bad-value]: activities cannot be shown"), "{without}");
}

fn memos() -> Vec<Case> {
    let recipient = |name: &str| format!("\n[[mottagare]]\nnamn = \"{name}\"\nepost = \"a@b.example\"\n");
    let dispatch = "\n[[tjansteskrivelse.avsnitt]]\nslag = \"expediering\"\nledtext = \"Beslutet skickas till:\"\n";
    vec![
        memo(
            "one recipient on the label's line",
            &format!("{dispatch}{}", recipient("Revisorerna")),
            "\nBeslutet skickas till: Revisorerna\n",
        ),
        memo(
            "several recipients below the label",
            &format!("{dispatch}{}{}", recipient("Revisorerna"), recipient("Styrelsen")),
            "\nBeslutet skickas till:\n\n-  Revisorerna\n\n-  Styrelsen\n",
        ),
        memo(
            "several decisions",
            "\n[[tjansteskrivelse.avsnitt]]\nslag = \"forslag\"\nrubrik = \"Beslut\"\npunkter = [\"Det ena.\", \"Det andra.\"]\n",
            "\n## Beslut\n\n1. Det ena.\n\n2. Det andra.\n",
        ),
        memo(
            "several who sign",
            "\n[[tjansteskrivelse.avsnitt]]\nslag = \"underskrift\"\nundertecknare = [{ namn = \"Chef\", titel = \"Stab\" }, { namn = \"Ekonom\", titel = \"Ekonomi\" }]\n",
            "\nChef\nStab\nEkonom\nEkonomi\n",
        ),
    ]
}

/// A report of two chapters whose notes stand in text, header and figures, with one of them cited in both chapters.
fn noted(what: &'static str, style: &str, says: &'static str) -> Case {
    let table = TABLE.replace("rubrik = \"Ekonomi\"\nslag", "rubrik = \"Ekonomi\"\nny_sida = false\nslag");
    let after = "\n[[kapitel]]\nid = \"mer\"\nrubrik = \"Mer\"\nslag = \"berattelse\"\ndelar = [\"a\"]\n";
    let manifest = format!("{MANIFEST}{table}{after}\n[fotnoter]\n{style}\n");
    let text = UNIT.replace("Ett stycke.", "Ett stycke.[^forst] Ett till.[^kalla]");
    let rows = ROWS
        .replace("namn = \"Skola\"", "namn = \"Skola[^kalla]\"")
        .replace("namn = \"Vård\"", "namn = \"Vård[^vard][^kalla]\"")
        .replace("utfall = 4.2", "utfall = \"4,2[^vard]\"");
    let more = "\n[[avsnitt]]\nkapitel = \"mer\"\ntext = \"Sist.[^kalla] Slut.[^sist]\"\n";
    let notes = "\n[noter]\nforst = \"Den *första*.\"\nkalla = \"Källa: bokslutet.\"\nvard = \"Med hemtjänst.\"\nsist = \"Den sista.\"\n";
    Case { what, manifest, unit: format!("{text}{rows}{more}{notes}"), says }
}

fn notes() -> Vec<Case> {
    vec![
        noted(
            "notes through the document",
            "i_tabeller = \"sidan\"",
            "\n[1] Den *första*.\n[2] Källa: bokslutet.\n[3] Med hemtjänst.\n[4] Den sista.\n",
        ),
        noted(
            "notes in each chapter",
            "i_tabeller = \"sidan\"\nnumrering = \"kapitel\"",
            "\n[1] Den *första*.\n[2] Källa: bokslutet.\n[1] Källa: bokslutet.\n[2] Med hemtjänst.\n[1] Källa: bokslutet.\n[2] Den sista.\n",
        ),
        noted(
            "notes with letters",
            "i_tabeller = \"sidan\"\nmarken = \"bokstaver\"",
            "\n[a] Den *första*.\n[b] Källa: bokslutet.\n[c] Med hemtjänst.\n[d] Den sista.\n",
        ),
        noted(
            "starred notes in each chapter",
            "i_tabeller = \"sidan\"\nnumrering = \"kapitel\"\nmarken = \"stjarnor\"",
            "\n[*] Den *första*.\n[**] Källa: bokslutet.\n[*] Källa: bokslutet.\n[**] Med hemtjänst.\n[*] Källa: bokslutet.\n[**] Den sista.\n",
        ),
        noted(
            "notes under the table, with letters",
            "i_tabeller = \"tabellen\"",
            "| Skola[a] | 10,5 | 10,0\n| Vård[b][a] | 4,0 | 4,2[b]\n+ Summa | 14,5 | 14,2\n^ <3x1> [a] Källa: bokslutet. [b] Med hemtjänst.\n",
        ),
        noted(
            "starred notes under the table",
            "i_tabeller = \"tabellen\"\ntabellmarken = \"stjarnor\"",
            "| Skola[*] | 10,5 | 10,0\n| Vård[**][*] | 4,0 | 4,2[**]\n+ Summa | 14,5 | 14,2\n^ <3x1> [*] Källa: bokslutet. [**] Med hemtjänst.\n",
        ),
        noted(
            "notes of the text go on beside those under the table",
            "i_tabeller = \"tabellen\"",
            "\n[1] Den *första*.\n[2] Källa: bokslutet.\n[3] Den sista.\n",
        ),
    ]
}

#[test]
fn each_variation_is_said_by_both_files() {
    let all = [
        tables(),
        units(),
        made_rows(),
        vec![statement()],
        controls(),
        memos(),
        notes(),
        chosen_columns(),
        goal_trees(),
    ];
    for case in all.concat() {
        let manifest = case.manifest.clone();
        for layout in ["kommun", "region"] {
            let manifest = format!("layout = \"{layout}\"\nnumrerade_rubriker = 0\n{manifest}");
            let folder = Folder::new().with("rapport.toml", manifest).with("enheter/a.toml", &case.unit);
            let built = folder.built();
            let said = text(&built);
            assert!(said.contains(case.says), "{} in {layout}:\n{}\nin\n{said}", case.what, case.says);
            let verified = verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref()).unwrap();
            assert_eq!(verified.differences, [], "{} in {layout}", case.what);
        }
    }
}

/// A report with a layout of its own, in whose folder `file` is the logo.
fn with_logo(file: &str, logo: &[u8]) -> Folder {
    let tokens = format!(
        "arver = \"kommun\"\nnamn = \"Egen\"\n[sidhuvud]\nvanster = \"{{logotyp}} {{kommun}}\"\n\
         [logotyp]\nfil = \"{file}\"\nbredd = \"12mm\"\nomslag = true\n"
    );
    let manifest = format!("layout = \"egen\"\n{MANIFEST}");
    let folder = Folder::new().with("rapport.toml", manifest).with("egen/tokens.toml", tokens);
    folder.with(&format!("egen/{file}"), logo)
}

/// What stands at the head and the foot of the pages, as a layout's patterns say it and both files show it.
#[test]
fn heads_and_feet_follow_the_layouts_patterns() {
    let date = "Dnr {diarienummer}, {datum}";
    let cases = [
        ("{arende}", "{sida}({sidor})", "Ärende 6", "1(1)"),
        ("{kommun} · {namnd}", "{sida} ({sidor})", "Exempelby kommun · Testnämnden", "1 (1)"),
        ("{titel}", "Sid {sida} av {sidor}", "Liten rapport", "Sid 1 av 1"),
        (date, "Sida {sida}", "Dnr TN 2024/7, 2024-05-02", "Sida 1"),
        ("{diarienummer} {utkast}", "{sida}", "TN 2024/7", "1"),
    ];
    for (head, foot, shown, page) in cases {
        let tokens = format!(
            "arver = \"kommun\"\nnamn = \"Egen\"\n[sidhuvud]\nvanster = \"{head}\"\nmitten = \"\"\nhoger = \"{{utkast}}\"\n\
             [sidfot]\nvanster = \"\"\nmitten = \"{foot}\"\n"
        );
        let own = "layout = \"egen\"\nomslag = false\narende = \"6\"\ndiarienummer = \"TN 2024/7\"\n";
        let folder = Folder::new().with("rapport.toml", format!("{own}{MANIFEST}")).with("egen/tokens.toml", tokens);
        let built = folder.built();
        let solid = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let said = pdf::read(bytes(&built, ".pdf")).unwrap().pages;
        assert_eq!(said.iter().map(|words| solid(words)).collect::<Vec<_>>(), [solid(&format!("{shown}{page}"))]);
        let verified = verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref()).unwrap();
        assert_eq!(verified.differences, [], "{head} {foot}");
    }
}

/// Lines that are broken simply are other lines of the same words.
#[test]
fn lines_are_broken_as_the_layout_says() {
    let tokens = |breaks: &str| format!("arver = \"kommun\"\nnamn = \"Egen\"\n[sida]\nradbrytning = \"{breaks}\"\n");
    let words = "Enheten har arbetat med planering, uppföljning och utveckling av verksamheten. ".repeat(20);
    let folder = |breaks: &str| {
        Folder::new()
            .with("rapport.toml", format!("layout = \"egen\"\n{MANIFEST}"))
            .with("egen/tokens.toml", tokens(breaks))
            .with("enheter/a.toml", UNIT.replace("Ett stycke.", &words))
    };
    let lines = |breaks: &str| {
        let built = folder(breaks).built();
        let verified = verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref()).unwrap();
        assert_eq!(verified.differences, [], "{breaks}");
        let document = lopdf::Document::load_mem(bytes(&built, ".pdf")).unwrap();
        document.extract_text(&[2]).unwrap()
    };
    assert_ne!(lines("jamn"), lines("enkel"));
    let told = folder("snabb").findings();
    assert!(told.contains("egen/tokens.toml:4:15: error[layout-tokens]"), "{told}");
}

/// Body text breaks no word that is shorter than the layout says, and Word leaves as much space rather than break one.
#[test]
fn only_words_as_long_as_the_layout_says_are_hyphenated() {
    let words = "Kommunens ansvar omfattar verksamhetsuppföljning, **kompetensförsörjningsplaner** och utredningar. "
        .repeat(30);
    let broken = |least: u8| {
        let tokens = format!("arver = \"kommun\"\nnamn = \"Egen\"\n[sida]\navstava_ord = {least}\n");
        let folder = Folder::new()
            .with("rapport.toml", format!("layout = \"egen\"\n{}", MANIFEST.replace("delar", "spalter = 2\ndelar")))
            .with("egen/tokens.toml", tokens)
            .with("enheter/a.toml", UNIT.replace("Ett stycke.", &words));
        let built = folder.built();
        let verified = verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref()).unwrap();
        assert_eq!(verified.differences, [], "{least}");
        let parts = word::parts(bytes(&built, ".docx")).unwrap();
        let settings = String::from_utf8(parts["word/settings.xml"].to_vec()).unwrap();
        let document = lopdf::Document::load_mem(bytes(&built, ".pdf")).unwrap();
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let said = document.extract_text(&pages).unwrap();
        let halves: Vec<&str> = said.split(" \n\u{ad}\n").collect();
        let mut broken: Vec<usize> = halves
            .windows(2)
            .map(|sides| (sides[0].split_whitespace().last().unwrap(), sides[1].split_whitespace().next().unwrap()))
            .map(|(start, end)| (start.to_owned() + end).chars().filter(|c| c.is_alphabetic()).count())
            .collect();
        broken.sort_unstable();
        broken.dedup();
        (broken, settings)
    };
    let (any, settings) = broken(0);
    assert!(any[0] < 12 && !settings.contains("hyphenationZone"), "{any:?} {settings}");
    let (long, settings) = broken(24);
    assert_eq!(long, ["kompetensförsörjningsplaner".chars().count()]);
    // 24 letters of 10.5 points, half as wide, in twentieths of a point.
    assert!(settings.contains(r#"<w:hyphenationZone w:val="2520"/>"#), "{settings}");
}

#[test]
fn headings_are_numbered_to_the_level_that_the_report_asks_for() {
    let chapters = "\n[[kapitel]]\nid = \"b\"\nrubrik = \"Två\"\n\n[[kapitel.underkapitel]]\nid = \"c\"\nrubrik = \"Två ett\"\nslag = \"berattelse\"\ndelar = [\"a\"]\n";
    let unit = format!("{UNIT}\n[[avsnitt]]\nkapitel = \"c\"\ntext = \"\"\"\n# Under\n\nSist.\n\"\"\"\n");
    let headings = |levels: usize| {
        let manifest = format!("numrerade_rubriker = {levels}\n{MANIFEST}{chapters}");
        let built = Folder::new().with("rapport.toml", manifest).with("enheter/a.toml", &unit).built();
        let verified = verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref()).unwrap();
        assert_eq!(verified.differences, [], "{levels}");
        text(&built).lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(headings(0), ["# Text", "## Enhet A", "# Två", "## Två ett", "### Enhet A", "#### Under"]);
    assert_eq!(headings(2), ["# 1 Text", "## 1.1 Enhet A", "# 2 Två", "## 2.1 Två ett", "### Enhet A", "#### Under"]);
    let all = ["# 1 Text", "## 1.1 Enhet A", "# 2 Två", "## 2.1 Två ett", "### 2.1.1 Enhet A", "#### 2.1.1.1 Under"];
    assert_eq!(headings(4), all);
}

#[test]
fn a_logo_stands_in_head_and_cover_of_both_files() {
    let svg = std::fs::read(root().join("inputs/sandby-sn-2025-08/sandby/logotyp.svg")).unwrap();
    let drawn = |file: &str, logo: &[u8]| {
        let folder = with_logo(file, logo);
        assert_eq!(folder.findings(), "", "{file}");
        let built = folder.built();
        let verified = verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref()).unwrap();
        assert_eq!(verified.differences, [], "{file}");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes(&built, ".docx").to_vec())).unwrap();
        let mut read = |path: &str| {
            let mut part = Vec::new();
            std::io::Read::read_to_end(&mut archive.by_name(path).ok()?, &mut part).unwrap();
            Some(part)
        };
        for header in ["header1", "headerCover"] {
            let part = String::from_utf8(read(&format!("word/{header}.xml")).unwrap()).unwrap();
            assert_eq!(part.matches("<pic:pic").count(), 1, "{header}");
            let arrows = String::from_utf8(read(&format!("word/_rels/{header}.xml.rels")).unwrap()).unwrap();
            assert!(arrows.contains("media/logo.png"), "{arrows}");
        }
        [read("word/media/logo.png"), read("word/media/logo.svg")]
    };
    let [pixels, vectors] = drawn("logotyp.svg", &svg);
    assert_eq!(vectors, Some(svg));
    let pixels = pixels.unwrap();
    // 12 mm at 300 pixels to the inch, and six fifths of that in height, rounded up.
    assert_eq!(pixels[16..24], [0, 0, 0, 141, 0, 0, 0, 170]);
    assert_eq!(drawn("logotyp.png", &pixels), [Some(pixels.clone()), None]);
}

#[test]
fn a_logo_lies_in_the_layouts_folder() {
    let missing = with_logo("annan.svg", b"").without("egen/annan.svg").findings();
    assert!(missing.starts_with("egen/tokens.toml:6:7: error[layout-logo]"), "{missing}");
    let outside = with_logo("logotyp.svg", b"<svg/>")
        .with("egen/tokens.toml", "arver = \"kommun\"\n[logotyp]\nfil = \"../enheter/a.toml\"\nbredd = \"9mm\"\n");
    assert!(outside.findings().contains("egen/tokens.toml:3:7: error[layout-logo]"));
}

#[test]
fn words_for_a_scale_are_as_many_as_its_steps() {
    let manifest = format!("{MANIFEST}{CONTROL}[internkontroll.ord]\nkonsekvens = [\"Liten\", \"Stor\"]\n");
    let folder = Folder::new().with("rapport.toml", manifest).with("enheter/a.toml", format!("{UNIT}{RISK}"));
    assert!(folder.findings().contains("error[bad-value]: `konsekvens` has 2 words, but the scale has 5 steps"));
}

#[test]
fn risk_scales_have_three_to_six_steps() {
    for scale in 3..=6 {
        let manifest = format!("{MANIFEST}{CONTROL}").replace("skala = 5", &format!("skala = {scale}"));
        let risk = RISK
            .replace("sannolikhet = 2", &format!("sannolikhet = {scale}"))
            .replace("konsekvens = 4", "konsekvens = 3");
        let folder = Folder::new().with("rapport.toml", manifest).with("enheter/a.toml", format!("{UNIT}{risk}"));
        assert_eq!(folder.findings(), "");
        let said = text(&folder.built());
        assert!(said.contains(&format!("| {scale} | 3 | {} |", scale * 3)), "{said}");
    }
}

/// A report with the rows of [`ROWS`] in a file of another program's.
fn with_csv(csv: &str) -> Folder {
    let sum = ROWS.split("\n[[rad]]").last().unwrap().split("budget").next().unwrap();
    let unit = format!("{UNIT}\n[[csv]]\ntabell = \"netto\"\nfil = \"enheter/a.csv\"\n\n[[rad]]{sum}");
    let folder = Folder::new().with("rapport.toml", format!("{MANIFEST}{TABLE}"));
    folder.with("enheter/a.toml", unit).with("enheter/a.csv", csv)
}

#[test]
fn figures_come_from_a_file_as_they_stand_there() {
    let folder = with_csv(
        "id;namn;budget;utfall\r\nskola;Skola;\"1 010,50\";10,00\r\nvard;Vård; 4,0 ;4.2\r\nsumma;;1014,5;14,2\r\n",
    );
    assert_eq!(folder.findings(), "");
    let built = folder.built();
    let said = text(&built);
    let rows = "| Skola | 1\u{a0}010,50 | 10,00\n| Vård | 4,0 | 4,2\n+ Summa | 1\u{a0}014,5 | 14,2\n";
    assert!(said.contains(rows), "{said}");
    let verified = verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref()).unwrap();
    assert_eq!(verified.differences, []);
    let commas = with_csv("id,namn,budget,utfall\nskola,Skola,10.5,\"10,0\"\nvard,Vård,4,4.2\nsumma,,14.5,14.2");
    assert_eq!(commas.findings(), "");
}

#[test]
fn what_is_wrong_in_a_file_is_told_at_its_place() {
    let found = |csv: &str| with_csv(csv).findings();
    let wrong = found("id;namn;budget;utfall\nskola;Skola;10,5;10,0\nvard;Vård;4,0;4,2\nsumma;;14,5;14,9\n");
    assert!(wrong.starts_with("enheter/a.csv:4:13: error[sum-mismatch]"), "{wrong}");
    let column = found("id;namn;budgt\nskola;Skola;10,5\nvard;Vård;4\nsumma;;14,5\n");
    assert!(column.contains("enheter/a.csv:1:9: error[unknown-key]"), "{column}");
    let name = found("id;budget\nskola;10,5\n");
    assert!(name.contains("enheter/a.csv:2:1: error[missing-key]"), "{name}");
    let id = found("konto;namn;budget\nskola;Skola;10,5\n");
    assert!(id.contains("enheter/a.csv:1:1: error[missing-key]"), "{id}");
    let id = found("id;namn;budget\nSkola 1;Skola;10,5\n");
    assert!(id.contains("enheter/a.csv:2:1: error[bad-value]"), "{id}");
    let twice = found("id;namn;budget\nskola;Skola;10,5\nskola;Skola;10,5\n");
    assert!(twice.contains("enheter/a.csv:3:1: error[duplicate-id]"), "{twice}");
    let missing = with_csv("").without("enheter/a.csv").findings();
    assert!(missing.contains("enheter/a.toml:11:7: error[file-missing]"), "{missing}");
}

/// A report in thousands whose table is shown in millions with one decimal.
fn in_millions() -> Folder {
    let asked = "kolumner = \"ar\"\nsort = \"mnkr\"\nomrakna = true\ndecimaler = 1\navrunda = true\n";
    let table = TABLE.replace("sort = \"mnkr\"", "sort = \"tkr\"").replace("kolumner = \"ar\"\n", asked);
    let folder = Folder::new().with("rapport.toml", format!("{MANIFEST}{table}"));
    folder.with("enheter/a.toml", format!("{UNIT}{}", in_thousands(ROWS)))
}

#[test]
fn converted_figures_are_checked_as_written_and_as_shown() {
    let folder = in_millions();
    // 10,0 and 4,3 do not give 14,2, though 9 950 and 4 250 give 14 200.
    let found = folder.findings();
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(found.contains("note[sum-rounding]: `Summa`, `Utfall`: says 14,2 but the rows give 14,3"), "{found}");
    let wrong = in_thousands(ROWS).replace("utfall = 14200", "utfall = 14201");
    let found = in_millions().with("enheter/a.toml", format!("{UNIT}{wrong}")).findings();
    assert!(found.contains("`Utfall`: says 14,201 but the rows give 14,200, which is 0,001 too much"), "{found}");
    let no_money = TABLE.replace("kolumner = \"ar\"\n", "kolumner = \"ar\"\nsort = \"st\"\nomrakna = true\n");
    let found = Folder::new().with("rapport.toml", format!("{MANIFEST}{no_money}")).findings();
    assert!(found.contains("error[bad-value]: figures in `mnkr` cannot be converted into `st`"), "{found}");
}

#[test]
fn a_converted_figure_is_known_as_written_and_as_shown() {
    let text = UNIT.replace("Ett stycke.", "Utfallet är {{netto.skola.utfall}}, alltså {{netto.skola.utfall|tal}}.");
    let folder = in_millions().with("enheter/a.toml", format!("{text}{}", in_thousands(ROWS)));
    let said = self::text(&folder.built());
    assert!(said.contains("Utfallet är 10,0\u{a0}mnkr, alltså 10,0."), "{said}");
    let checked = underlag::pipeline::check(folder.path(), None).unwrap();
    let report = checked.report.as_ref().unwrap();
    let figures = figures_as_csv(folder.path());
    let row =
        "cell:netto/a/skola/utfall,ekonomi,\"Nettokostnad, mnkr\",Skola,Utfall,mnkr,10.0,\"10,0\",9950,enheter/a.toml,";
    let line = figures.lines().find(|line| line.starts_with(row)).unwrap_or_else(|| panic!("{figures}"));
    assert!(line.ends_with(",tkr,"), "{line}");
    for wanted in ["9 950", "netto.skola.utfall"] {
        let traces = underlag::report::trace::trace(report, wanted);
        let shown = underlag::cli::show::traces(&traces, &checked.sources, underlag::diagnostic::Language::English);
        let lines = "9\u{a0}950\u{a0}tkr  written in netto.a/skola.utfall  (enheter/a.toml:14:10)\n  10,0\u{a0}mnkr  shown in netto.a/skola.utfall";
        assert!(shown.starts_with(lines), "{wanted}: {shown}");
    }
}

#[test]
fn tables_in_different_units_are_compared() {
    let more = "\n[[tabell]]\nid = \"hela\"\nrubrik = \"Hela\"\nkolumner = \"ar\"\nsort = \"tkr\"\nrader = [\"a/allt\"]\n\n\
                [[samband]]\nlika = [\"netto.summa\", \"hela.allt\"]\n";
    let table = TABLE.replace("[\"netto\"]", "[\"netto\", \"hela\"]");
    let row = |budget: &str| {
        let row = "\n[[rad]]\ntabell = \"hela\"\nid = \"allt\"\nnamn = \"Allt\"\nutfall = 14200\nbudget = ";
        let folder = Folder::new().with("rapport.toml", format!("{MANIFEST}{table}{more}"));
        folder.with("enheter/a.toml", format!("{UNIT}{ROWS}{row}{budget}\n")).findings()
    };
    assert_eq!(row("14500"), "");
    assert!(row("14540").contains("note[tables-rounding]"), "{}", row("14540"));
    let found = row("15400");
    let said = "`Summa`, `Budget`: says 14,5\u{a0}mnkr, but `Allt` in `Hela` says 15\u{a0}400\u{a0}tkr; the difference is 0,9\u{a0}mnkr";
    assert!(found.contains(said), "{found}");
}

#[test]
fn shares_are_not_added_up() {
    let columns = "rubrik = \"Utfall\"\n\n[[kolumner.kolumn]]\nid = \"andel\"\nrubrik = \"Andel\"\nberaknas = [\"utfall\", \"/budget\"]\n";
    let table = TABLE.replace("rubrik = \"Utfall\"\n", columns);
    let rows =
        [("10.0", "95"), ("4.2", "105"), ("14.2", "98")].into_iter().fold(ROWS.to_owned(), |rows, (figure, share)| {
            rows.replace(&format!("utfall = {figure}\n"), &format!("utfall = {figure}\nandel = {share}\n"))
        });
    let folder = Folder::new().with("rapport.toml", format!("{MANIFEST}{table}"));
    assert_eq!(folder.with("enheter/a.toml", format!("{UNIT}{rows}")).findings(), "");
}

/// A report with a summary table of these lines.
fn with_summary(table: &str) -> Folder {
    let folder = Folder::new().with("rapport.toml", summary(table));
    folder.with("enheter/a.toml", format!("{UNIT}{}", two_tables()))
}

#[test]
fn what_is_made_of_other_rows_is_traced_and_said_to_be() {
    let sum = "{ summa = [\"netto\", \"bygg\"], namn = \"Summa\" }";
    let folder = with_summary(&format!("sort = \"mnkr\"\nomrakna = true\nrader = [{TAKEN}, {sum}]\n"));
    assert_eq!(folder.findings(), "");
    let checked = underlag::pipeline::check(folder.path(), None).unwrap();
    let report = checked.report.as_ref().unwrap();
    let traced = |wanted: &str| {
        let traces = underlag::report::trace::trace(report, wanted);
        underlag::cli::show::traces(&traces, &checked.sources, underlag::diagnostic::Language::English)
    };
    let said = traced("netto.summa.budget");
    assert!(said.contains("14,532  taken into oversikt.rapport/netto.budget  (rapport.toml:"), "{said}");
    let said = traced("oversikt.netto.budget");
    let lines = "14\u{a0}532\u{a0}tkr  written in oversikt.rapport/netto.budget  (enheter/a.toml:29:10)\n  14,532\u{a0}mnkr  shown in";
    assert!(said.starts_with(lines) && said.contains("16,681  added into oversikt.rapport/summa.budget"), "{said}");
    let said = traced("oversikt.summa.budget");
    assert!(said.starts_with("16,681  computed in oversikt.rapport/summa.budget  (rapport.toml:"), "{said}");
    let figures = figures_as_csv(folder.path());
    let line =
        |start: &str| figures.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{figures}"));
    assert!(line("cell:oversikt/rapport/netto/budget").ends_with(",tkr,cell:netto/a/summa/budget"), "{figures}");
    let sum = line("cell:oversikt/rapport/summa/budget");
    assert!(sum.contains(",Budget,mnkr,16.681,\"16,681\",,rapport.toml,"), "{sum}");
    assert!(sum.ends_with(",,cell:oversikt/rapport/netto/budget cell:oversikt/rapport/bygg/budget"), "{sum}");
}

#[test]
fn a_delivered_sum_of_taken_rows_is_checked() {
    let more = |figure: &str| {
        let sum = "\n[[rad]]\ntabell = \"oversikt\"\nid = \"alla\"\nnamn = \"Alla\"\nslag = \"summa\"\n\
                   summerar = [\"rapport/netto\", \"rapport/bygg\"]\nutfall = 16450\nbudget = ";
        let folder = with_summary(&format!("rader = [{TAKEN}, \"a/alla\"]\n"));
        folder.and("enheter/a.toml", &format!("{sum}{figure}\n")).findings()
    };
    assert_eq!(more("16681"), "");
    assert!(
        more("16618").contains("error[sum-mismatch]: `Alla`, `Budget`: says 16\u{a0}618 but the rows give 16\u{a0}681")
    );
}

#[test]
fn what_a_row_cannot_be_made_of_is_told() {
    let found = |rows: &str| with_summary(&format!("rader = [{rows}]\n")).findings();
    let said = found("{ ur = \"neto.summa\" }");
    assert!(said.contains("error[unknown-reference]"), "{said}");
    let said = found("{ ur = \"netto.summa.budget\" }");
    assert!(said.contains("error[unknown-reference]: `netto.summa.budget` is no address"), "{said}");
    let said = found("{ ur = \"oversikt.oversikt\" }");
    assert!(said.contains("error[bad-value]: the row `oversikt` is made of itself"), "{said}");
    let said = found("{ ur = \"netto.summa\" }, { ur = \"netto.vard\" }");
    assert!(said.contains("error[duplicate-id]"), "{said}");
    let said = found("{ summa = [\"netto\"], namn = \"Summa\" }");
    assert!(said.contains("error[unknown-reference]"), "{said}");
    let said = with_summary("sort = \"mnkr\"\nrader = [{ ur = \"netto.summa\" }]\n").findings();
    assert!(
        said.contains("the figures of `netto.summa` are in `tkr`, but the table that takes them is in `mnkr`"),
        "{said}"
    );
    // What is missing is told once, where it is missing, and leaves a gap in both tables.
    let folder = with_summary(&format!("rader = [{TAKEN}, {{ summa = [\"netto\", \"bygg\"], namn = \"Summa\" }}]\n"));
    let folder =
        folder.with("enheter/a.toml", format!("{UNIT}{}", two_tables().replace("id = \"summa\"", "id = \"sum\"")));
    let found = folder.findings();
    assert!(found.contains("error[missing-delivery]") && !found.contains("unknown-reference"), "{found}");
    let said = text(&folder.built());
    assert!(said.contains("[Här saknas en rad i tabellen Nämnd]"), "{said}");
}

#[test]
fn a_running_subtotal_counts_each_item_once() {
    let Case { manifest, unit, .. } = statement();
    let found = |unit: &str| Folder::new().with("rapport.toml", &manifest).with("enheter/a.toml", unit).findings();
    assert_eq!(found(&unit), "");
    let said = found(&unit.replace("utfall = 7\n", "utfall = 12\n"));
    assert!(said.contains("error[sum-mismatch]: `Årets resultat`, `Utfall`: says 12 but the rows give 7"), "{said}");
    let said = found(&unit.replace("summerar = \"ovan\"\nutfall = 7", "summerar = \"alla\"\nutfall = 7"));
    assert!(said.contains("error[bad-value]: `summerar` cannot be `alla`"), "{said}");
    // The manifest can have the same sum computed.
    let computed = manifest.replace("\"a/resultat\"", "{ summa = \"ovan\", namn = \"Resultat\", slag = \"resultat\" }");
    let rows = unit.split("\n[[rad]]").collect::<Vec<_>>();
    let folder =
        Folder::new().with("rapport.toml", computed).with("enheter/a.toml", rows[..rows.len() - 1].join("\n[[rad]]"));
    assert_eq!(folder.findings(), "");
    assert!(text(&folder.built()).contains("| Finansnetto |  | −3\n= Resultat |  | 7\n"));
}

#[test]
fn groups_comments_taken_rows_and_columns_of_their_own_unit_go_together() {
    let columns = "rubrik = \"Utfall\"\n\n[[kolumner.kolumn]]\nid = \"andel\"\nrubrik = \"Andel\"\nsort = \"%\"\ndecimaler = 1\n\
                   beraknas = [\"utfall\", \"/budget\"]\n\n[[kolumner.kolumn]]\nid = \"platser\"\nrubrik = \"Platser\"\nsort = \"st\"\n";
    let rows = format!(
        "sort = \"mnkr\"\nomrakna = true\ndecimaler = 1\navrunda = true\nrader = [{{ grupp = \"Egna\" }}, \"b/gata\", \"a/park\", \
         {{ grupp = \"Hämtade\" }}, {TAKEN}, {{ summa = \"ovan\", namn = \"Summa\" }}]\n"
    );
    let manifest = summary(&rows).replace("rubrik = \"Utfall\"\n", columns);
    let manifest = format!("{manifest}\n[[enhet]]\nid = \"b\"\nnamn = \"Enhet B\"\n");
    let row = |id: &str, figures: &str| {
        format!(
            "\n[[rad]]\ntabell = \"oversikt\"\nid = \"{id}\"\nnamn = \"Rad {id}\"\nkommentar = \"Ord om {id}[^not].\"\n{figures}"
        )
    };
    let notes = |id: &str| format!("\n[noter]\nnot = \"Not om {id}.\"\n");
    let park = row("park", "budget = 1000\nutfall = 1050\nandel = 105.0\nplatser = 12\n");
    let gata = row("gata", "budget = 3000\nutfall = 2850\nandel = 95.0\nplatser = 7\n");
    let folder = Folder::new()
        .with("rapport.toml", manifest)
        .with("enheter/a.toml", format!("{UNIT}{}{park}{}", two_tables(), notes("park")))
        .with("enheter/b.toml", format!("enhet = \"b\"\n{gata}{}", notes("gata")));
    let found = folder.findings();
    assert!(!found.contains("error") && !found.contains("note-without-mark"), "{found}");
    let built = folder.built();
    let said = text(&built);
    let table = "! Nämnd | Budget | Utfall | Andel | Platser\n> <5x1> Egna\n| Rad gata | 3,0 | 2,9 | 95,0 | 7\n~ <5x1> Ord om gata[1].\n\
                 | Rad park | 1,0 | 1,1 | 105,0 | 12\n~ <5x1> Ord om park[2].\n> <5x1> Hämtade\n| Socialnämnden | 14,5 | 14,2 |  | \n\
                 | Byggnämnden | 2,1 | 2,3 |  | \n+ Summa | 20,7 | 20,4 | 98,4 | 19\n";
    assert!(said.contains(table), "{said}");
    let verified = verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref()).unwrap();
    assert_eq!(verified.differences, []);
}

#[test]
fn a_note_that_only_a_comment_cites_is_cited() {
    let rows = ROWS
        .replace("namn = \"Vård\"", "namn = \"Vård\"\nkommentar = \"Fler platser[^plats], {{netto.skola.utfal}}.\"");
    let folder = Folder::new().with("rapport.toml", format!("{MANIFEST}{TABLE}"));
    let found = folder.with("enheter/a.toml", format!("{UNIT}{rows}\n[noter]\nplats = \"Sedan mars.\"\n")).findings();
    assert!(!found.contains("note-without-mark"), "{found}");
    assert!(found.contains("error[unknown-reference]") && found.lines().count() == 1, "{found}");
}
