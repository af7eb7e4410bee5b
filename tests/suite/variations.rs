//! What varies between papers, one case each: the smallest report that has it, what the paper then says as text, and that
//! both files say the same.

use underlag::verify::verify;

use crate::support::{Folder, MANIFEST, UNIT, bytes, root, text};

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
    for case in [tables(), controls(), memos(), notes(), chosen_columns()].concat() {
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
