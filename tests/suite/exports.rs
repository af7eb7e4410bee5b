//! Figures from files of other programs: CSV and Excel workbooks, mapped to the report's own names, exact to the digit.

use underlag::base::budget::{Budget, Trust};
use underlag::base::standard::Standard;
use underlag::deliver::reverify::{attachments, reverify};
use underlag::deliver::verify::verify;
use underlag::pipeline;
use underlag::pipeline::evidence::Record;
use underlag::pipeline::{Format, Options};

use crate::support::{Folder, MANIFEST, UNIT, bytes, printed, text, underlag};
use crate::workbook::{drift, package, parts, rows, workbook};

/// A table of two amounts and three rows.
const TABLE: &str = r#"
[[kapitel]]
id = "ekonomi"
rubrik = "Ekonomi"
slag = "tabeller"
tabeller = ["netto"]

[[kolumner]]
id = "ar"
sort = "tkr"
kolumn = [{ id = "budget", rubrik = "Budget" }, { id = "utfall", rubrik = "Utfall" }]

[[tabell]]
id = "netto"
rubrik = "Nettokostnad, tkr"
kolumner = "ar"
rader = ["a/skola", "a/vard", "a/summa"]
"#;

const SUM: &str = r#"
[[rad]]
tabell = "netto"
id = "summa"
namn = "Summa"
slag = "summa"
summerar = ["skola", "vard"]
"#;

const XLSX: &str = "[[xlsx]]\ntabell = \"netto\"\nfil = \"enheter/a.xlsx\"\n";
const CSV: &str = "[[csv]]\ntabell = \"netto\"\nfil = \"enheter/a.csv\"\n";

/// A report whose unit takes figures from a file as `export` says.
fn report(export: &str, file: &str, bytes: impl AsRef<[u8]>) -> Folder {
    let unit = format!("{UNIT}\n{export}{SUM}");
    Folder::new().with("rapport.toml", format!("{MANIFEST}{TABLE}")).with("enheter/a.toml", unit).with(file, bytes)
}

fn with_workbook(more: &str, bytes: impl AsRef<[u8]>) -> Folder {
    report(&format!("{XLSX}{more}"), "enheter/a.xlsx", bytes)
}

/// A sheet as the report's own words name it.
const PLAIN: &[&str] = &["id|namn|budget|utfall", "skola|Skola|1010.5|10", "vard|Vård|4|4.25", "summa||1014.5|14.25"];

/// What a finance system writes: its own titles, names, and lines that nobody asked for.
const SYSTEM: &[&str] = &[
    "Ekonomirapport|||Utskriven",
    "",
    "Ansvar|Benämning|Period|Budget helår|Utfall ack",
    "1200|Skola|202508|1010.5|10",
    "1300|Vård &amp; omsorg|202508|4|4.25",
    "9999|Ska inte med|202508|77|77",
    "Totalt||202508|1014.5|14.25",
];

const MAPPED: &str = "blad = \"Drift\"\nomrade = \"A3:E\"\n\
    kolumner = { id = \"Ansvar\", namn = \"Benämning\", budget = \"Budget  helår\", utfall = { kolumn = \"E\" } }\n\
    rader = { skola = \"1200\", vard = \"1300\", summa = \"Totalt\" }\n";

const SAYS: &str = "| Skola | 1\u{a0}010,5 | 10\n| Vård | 4 | 4,25\n+ Summa | 1\u{a0}014,5 | 14,25\n";

/// The paper says `says` in both files and both layouts, and nothing is found.
fn assert_says(folder: Folder, says: &str) {
    assert_eq!(folder.findings(), "");
    let manifest = std::fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
    let mut folder = folder;
    for layout in ["kommun", "region"] {
        folder = folder.with("rapport.toml", format!("layout = \"{layout}\"\nnumrerade_rubriker = 0\n{manifest}"));
        let built = folder.built();
        let said = text(&built);
        assert!(said.contains(says), "{says}\nin {layout}:\n{said}");
        let verified =
            verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref(), Trust::Own).unwrap();
        assert_eq!(verified.differences, [], "{layout}");
    }
}

#[test]
fn a_workbook_in_the_reports_own_words() {
    assert_says(with_workbook("", drift(PLAIN)), SAYS);
}

#[test]
fn a_workbook_of_a_finance_system() {
    let both = workbook(&[("Info", &rows(&["id|namn"]), ""), ("Drift", &rows(SYSTEM), "")]);
    assert_says(with_workbook(MAPPED, both), &SAYS.replace("Vård", "Vård & omsorg"));
}

#[test]
fn a_file_of_lines_of_a_finance_system() {
    let lines = "Ansvar;Benämning;Period;Budget helår;Utfall ack\r\n1200;Skola;202508;1 010,5;10\r\n1300;Vård;202508;4;4,25\r\n\
                 9999;Ska inte med;202508;77;77\r\nTotalt;;202508;1014,5;14,25\r\n";
    let mapping: Vec<&str> = MAPPED.lines().skip(2).collect();
    assert_says(report(&format!("{CSV}{}\n", mapping.join("\n")), "enheter/a.csv", lines), SAYS);
}

#[test]
fn decimals_are_those_of_the_file_unless_somebody_asks() {
    let lines = &["id|namn|budget|utfall", "skola|Skola|0.1|1.1000000000000001", "vard|Vård|0.2|3", "summa||0.3|4.1"];
    assert_says(with_workbook("", drift(lines)), "| Skola | 0,1 | 1,1\n| Vård | 0,2 | 3\n+ Summa | 0,3 | 4,1\n");
    let residue =
        &["id|namn|budget|utfall", "skola|Skola|0.1|1.26", "vard|Vård|0.2|3", "summa||0.30000000000000004|4.3"];
    let one = "| Skola | 0,1 | 1,3\n| Vård | 0,2 | 3,0\n+ Summa | 0,3 | 4,3\n";
    assert_says(with_workbook("decimaler = 1\n", drift(residue)), one);
    let found = with_workbook("", drift(residue)).findings();
    assert!(found.contains("enheter/a.xlsx:Drift!C4: warning[sheet-digits]: `0.30000000000000004` is"), "{found}");
    let csv = "id;namn;budget;utfall\nskola;Skola;0,1;1,26\nvard;Vård;0,2;3\nsumma;;0,3;4,3\n";
    assert_says(report(&format!("{CSV}decimaler = 1\n"), "enheter/a.csv", csv), one);
}

/// One sheet's rows with a cell of any kind in `C2`.
fn cell(xml: &str) -> Vec<u8> {
    let sheet = rows(PLAIN).replacen("<c r=\"C2\"><v>1010.5</v></c>", xml, 1);
    assert!(sheet.contains(xml));
    workbook(&[("Drift", &sheet, "")])
}

#[test]
fn kinds_of_cell() {
    let said = |xml: &str| text(&with_workbook("", cell(xml)).built());
    for (xml, says) in [
        ("<c r=\"C2\" t=\"s\"><v>0</v></c>", "| Skola | Stängt | 10"),
        ("<c r=\"C2\" t=\"s\"><v>1</v></c>", "| Skola | Öka A&O | 10"),
        ("<c t=\"str\"><f>A1</f><v>Öka</v></c>", "| Skola | Öka | 10"),
        ("<c r=\"C2\" t=\"str\"><f>\"\"</f><v></v></c>", "| Skola |  | 10"),
        ("<c r=\"C2\"><f>SUM(C3:C4)</f><v>77.5</v></c>", "| Skola | 77,5 | 10"),
        ("<c r=\"C2\" s=\"1\"/>", "| Skola |  | 10"),
        ("<c r=\"C2\" s=\"4\"><v>0.125</v></c>", "| Skola | 12,5 | 10"),
        ("<c r=\"C2\" t=\"inlineStr\"><is><t>*Ej* [^klart] &lt;b&gt;</t></is></c>", "| Skola | *Ej* [^klart] <b>"),
        ("<c r=\"C2\" t=\"inlineStr\"><is><t>två_x000A_rader</t></is></c>", "| Skola | två rader | 10"),
        (
            "<c r=\"C2\" t=\"inlineStr\"><is><r><t>77</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r></is></c>",
            "| Skola | 77¹ | 10",
        ),
        (
            "<c r=\"C2\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>77</t></r><r><t>78</t></r></is></c>",
            "| Skola | ~77~78 | 10",
        ),
        ("<c r=\"C2\" t=\"s\"><v>2</v></c>", "| Skola | 12² | 10"),
    ] {
        let said = said(xml).replace('\\', "");
        assert!(said.contains(says), "{xml}: {says}\n{said}");
    }
    let found = |xml: &str| with_workbook("", cell(xml)).findings();
    for (xml, told) in [
        ("<c r=\"C2\" t=\"e\"><v>#REF!</v></c>", "Drift!C2: error[sheet-cell]: the cell has the error `#REF!`"),
        ("<c r=\"C2\"><f>SUM(C3)</f></c>", "Drift!C2: error[sheet-cell]: the formula has no computed value"),
        ("<c r=\"C2\"><f>SUM(C3)</f><v></v></c>", "Drift!C2: error[sheet-cell]: the formula has no computed value"),
        ("<c r=\"C2\" t=\"b\"><v>1</v></c>", "Drift!C2: error[sheet-cell]: the cell is true or false"),
        ("<c r=\"C2\" s=\"3\"><v>45535</v></c>", "Drift!C2: error[sheet-cell]: the cell is a date"),
        ("<c r=\"C2\" t=\"d\"><v>2025-08-31</v></c>", "Drift!C2: error[sheet-cell]: the cell is a date"),
        ("<c r=\"C2\"><v>1e40</v></c>", "Drift!C2: error[bad-value]: "),
    ] {
        let found = found(xml);
        assert!(found.contains(told), "{xml}: {told}\n{found}");
    }
}

#[test]
fn cells_that_nobody_asks_for_are_no_business_of_ours() {
    let sheet = rows(SYSTEM).replace("<c r=\"D6\"><v>77</v></c>", "<c r=\"D6\" t=\"e\"><v>#N/A</v></c>");
    let sheet = sheet.replace("<c r=\"C4\"><v>202508</v></c>", "<c r=\"C4\" s=\"3\"><v>45535</v></c>");
    assert!(sheet.contains("#N/A") && sheet.contains("45535"));
    assert_eq!(with_workbook(MAPPED, workbook(&[("Drift", &sheet, "")])).findings(), "");
}

#[test]
fn what_a_workbook_hides_is_told() {
    let hidden = rows(PLAIN).replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">");
    let found = with_workbook("", workbook(&[("Drift", &hidden, "hidden")])).findings();
    assert!(found.contains("enheter/a.toml:11:7: note[sheet-hidden]: the sheet `Drift` is hidden"), "{found}");
    assert!(found.contains("enheter/a.xlsx:Drift!B3: note[sheet-hidden]: a hidden row"), "{found}");
    let column = format!("<cols><col min=\"3\" max=\"3\" hidden=\"true\"/></cols>{}", rows(PLAIN));
    let found = with_workbook("", workbook(&[("Drift", &column, "")])).findings();
    assert_eq!(found.matches("sheet-hidden").count(), 1);
    assert!(found.contains("enheter/a.xlsx:Drift!C2: note[sheet-hidden]: a hidden column"), "{found}");
}

#[test]
fn places_are_cells_wherever_they_are_shown() {
    let sheet = rows(&["id|namn|budget|utfall", "skola|Skola|10.5|10", "vard|Vård|4|4", "summa||14.5|19"]);
    let folder = with_workbook("blad = \"Drift 2025\"\n", workbook(&[("Drift 2025", &sheet, "")]));
    let dir = folder.path().to_str().unwrap();
    let run = |arguments: &[&str]| printed(&underlag(arguments, folder.path()));
    let human = run(&["check", dir, "--lang", "en"]);
    assert!(
        human.contains("╭▸ enheter/a.xlsx:'Drift 2025'!D4\n") && human.contains("4 │ summa    14.5    19"),
        "{human}"
    );
    let short = run(&["check", dir, "--lang", "en", "--format", "short"]);
    assert!(short.starts_with("enheter/a.xlsx:'Drift 2025'!D4: error[sum-mismatch]"), "{short}");
    let json: serde_json::Value =
        serde_json::from_str(run(&["check", dir, "--format", "json"]).lines().next().unwrap()).unwrap();
    assert_eq!((&json["file"], &json["cell"]), (&"enheter/a.xlsx".into(), &"'Drift 2025'!D4".into()));
    assert_eq!((&json["line"], &json["column"]), (&4.into(), &4.into()));
    assert_eq!(json["related"][0]["cell"], "'Drift 2025'!D2");
    let sarif: serde_json::Value = serde_json::from_str(&run(&["check", dir, "--format", "sarif"])).unwrap();
    let place = &sarif["runs"][0]["results"][0]["locations"][0];
    assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], "'Drift 2025'!D4");
    assert_eq!(place["physicalLocation"], serde_json::json!({ "artifactLocation": { "uri": "enheter/a.xlsx" } }));
    let traced = run(&["trace", dir, "10,5", "--lang", "en"]);
    assert!(traced.contains("(enheter/a.xlsx:'Drift 2025'!C2)"), "{traced}");
    let draft = text(&folder.built());
    assert!(draft.contains("enheter/a.xlsx, 'Drift 2025'!D4: "), "{draft}");
}

#[test]
fn an_exception_of_the_unit_holds_for_its_files() {
    let wrong = drift(&["id|namn|budget|utfall", "skola|Skola|10.5|10", "vard|Vård|4|4", "summa||14.5|19"]);
    let exception = "\n[[undantag]]\nkod = \"sum-mismatch\"\nrad = \"summa\"\nskal = \"Sett.\"\n";
    assert_eq!(with_workbook(exception, wrong).findings(), "");
}

#[test]
fn the_auditors_file_carries_the_workbook_and_is_made_again() {
    let lines = &["id|namn|budget|utfall", "skola|Skola|1010.5|10", "vard|Vård|0.2|4.25", "summa||1010.7|14.25"];
    let book = drift(lines);
    let folder = with_workbook("", &book);
    let options = Options { formats: vec![Format::Pdf], standard: Standard::A3a, ..Options::default() };
    let built = pipeline::build(folder.path(), &options).unwrap();
    let pdf = bytes(&built, ".pdf");
    let attached = attachments(pdf, &mut Budget::of_own()).unwrap();
    assert!(attached["rapport-enheter-a.xlsx"] == book);
    let figures: Vec<serde_json::Value> = serde_json::from_slice(&attached["uppgifter.json"]).unwrap();
    let one = figures.iter().find(|figure| figure["address"] == "cell:netto/a/vard/budget").unwrap();
    assert_eq!((&one["file"], &one["cell"]), (&"enheter/a.xlsx".into(), &"Drift!C3".into()));
    assert_eq!((&one["value"], &one["written"]), (&"0.2".into(), &"0.2".into()));
    let csv = String::from_utf8(attached["uppgifter.csv"].clone()).unwrap();
    assert!(csv.contains(";enheter/a.xlsx;3;3;Drift!C3;;\r\n"), "{csv}");
    let verdict = reverify(pdf).unwrap();
    assert_eq!(verdict.differences, []);
    let record: Record = serde_json::from_slice(&attached["kontrollsummor.json"]).unwrap();
    assert!(record.files.iter().any(|file| file.path == "rapport/enheter/a.xlsx"));
    // One digit in the workbook makes another paper.
    let origin = |folder: &Folder| folder.built().document.unwrap().origin;
    let other = with_workbook(
        "",
        drift(&["id|namn|budget|utfall", "skola|Skola|1010.5|11", "vard|Vård|0.2|4.25", "summa||1010.7|15.25"]),
    );
    assert_ne!(origin(&folder).build, origin(&other).build);
}

#[test]
fn a_file_that_nothing_can_be_taken_from_goes_to_the_auditors_too() {
    for broken in [&b"Ansvar;Budget\n"[..], &drift(PLAIN)[..200]] {
        let folder = with_workbook("", broken);
        let options = Options { formats: vec![Format::Pdf], standard: Standard::A3a, ..Options::default() };
        let built = pipeline::build(folder.path(), &options).unwrap();
        let pdf = bytes(&built, ".pdf");
        assert!(attachments(pdf, &mut Budget::of_own()).unwrap()["rapport-enheter-a.xlsx"] == broken);
        assert_eq!(reverify(pdf).unwrap().differences, []);
    }
}

#[test]
fn two_sheets_of_one_workbook() {
    let first = rows(&["id|namn|budget|utfall", "skola|Skola|1010.5|10"]);
    let second = rows(&["id|namn|budget|utfall", "vard|Vård|4|4.25", "summa||1014.5|14.25"]);
    let book = workbook(&[("Ett", &first, ""), ("Två", &second, "")]);
    let more = format!("blad = \"Ett\"\n\n{XLSX}blad = \"Två\"\n");
    assert_says(with_workbook(&more, book), SAYS);
}

#[test]
fn control_characters_in_cells() {
    let csv = "id;namn;budget;utfall\nskola;Sko\u{7}la;10,5;10\nvard;V\u{202e}ård;4;4\nsumma;;14,5;14\n";
    let found = report(CSV, "enheter/a.csv", csv).findings();
    assert!(found.contains("enheter/a.csv:2:10: error[control-character]"), "{found}");
    assert!(found.contains("enheter/a.csv:3:7: error[control-character]"), "{found}");
    let found = with_workbook("", cell("<c r=\"C2\" t=\"inlineStr\"><is><t>a_x0007_b</t></is></c>")).findings();
    assert!(found.contains("enheter/a.xlsx:Drift!C2: error[control-character]"), "{found}");
}

#[test]
fn the_same_workbook_makes_the_same_files() {
    let made = |_: u32| with_workbook("", drift(PLAIN)).built();
    let [one, other] = [1, 2].map(made);
    for end in [".pdf", ".docx", ".txt"] {
        assert!(bytes(&one, end) == bytes(&other, end), "{end}");
    }
}

/// A workbook of one plain sheet whose parts have other names.
fn renamed(name: impl Fn(&str) -> String) -> Vec<u8> {
    let parts = parts(&[("Drift", &rows(PLAIN), "")]);
    let parts: Vec<(String, String)> = parts.into_iter().map(|(path, text)| (name(&path), text)).collect();
    package(&parts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn names_of_parts_are_compared_without_regard_to_capitals_and_strokes() {
    assert_says(with_workbook("", renamed(|path| path.replace("sheet1", "Sheet1"))), SAYS);
    assert_says(with_workbook("", renamed(str::to_uppercase)), SAYS);
    assert_says(with_workbook("", renamed(|path| path.replace('/', "\\"))), SAYS);
    assert_says(with_workbook("", renamed(|path| path.replace("strings", "str%69ngs"))), SAYS);
}

/// Headings that are days, shown as `mar 25` and `2025-04-01`.
fn dated(budget: &str, utfall: &str) -> Folder {
    let lines: Vec<String> = PLAIN.iter().map(|line| line.replace("budget|utfall", "45717|45748")).collect();
    let sheet = rows(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let sheet = sheet.replace("<c r=\"C1\">", "<c r=\"C1\" s=\"7\">").replace("<c r=\"D1\">", "<c r=\"D1\" s=\"3\">");
    let mapping = format!("kolumner = {{ id = \"id\", namn = \"namn\", budget = {budget}, utfall = {utfall} }}\n");
    with_workbook(&mapping, workbook(&[("Drift", &sheet, "")]))
}

#[test]
fn headings_that_are_days_are_called_as_excel_shows_them() {
    assert_says(dated("\"mar 25\"", "\"2025-04-01\""), SAYS);
    assert_says(dated("\"Mar 25\"", "\"2025-04-01\""), SAYS);
    assert_says(dated("\"2025-03-01\"", "{ kolumn = \"D\" }"), SAYS);
    let folder = dated("\"Mars 2025\"", "\"45748\"");
    let found = folder.findings();
    assert_eq!(found.matches("error[unknown-reference]: no column is called").count(), 2, "{found}");
    let said = printed(&underlag(&["check", folder.path().to_str().unwrap(), "--lang", "en"], folder.path()));
    assert!(said.contains("the heading `mar 25` is a date in the workbook"), "{said}");
    assert!(said.contains("`{ kolumn = \"C\" }`"), "{said}");
}

#[test]
fn formats_that_show_something_else_are_told() {
    let found = |style: u32, value: &str| {
        with_workbook("", cell(&format!("<c r=\"C2\" s=\"{style}\"><v>{value}</v></c>"))).findings()
    };
    let hidden = found(6, "-5");
    let told = "Drift!C2: warning[sheet-shown]: Excel shows `5` without its minus sign, but the cell has `-5`";
    assert!(hidden.contains(told), "{hidden}");
    assert!(!found(6, "5").contains("sheet-shown"));
    // Words are no minus, and what a code with conditions shows depends on the number.
    for (style, value, told) in [
        (10, "-500", "Excel shows `500` without its minus sign, but the cell has `-500`"),
        (11, "-5", "Excel shows `5` without its minus sign"),
        (12, "-2", "Excel shows words instead of the number, but the cell has `-2`"),
        (13, "4", "Excel shows digits that are not the number's, but the cell has `4`"),
        (14, "5000", "Excel shows the number divided by 1000, but the cell has `5000`"),
    ] {
        let shown = found(style, value);
        assert!(shown.contains(&format!("Drift!C2: warning[sheet-shown]: {told}")), "{style} {value}: {shown}");
    }
    for (style, value) in [(10, "500"), (11, "5"), (12, "4"), (14, "500"), (15, "-5"), (15, "4")] {
        assert!(!found(style, value).contains("sheet-shown"), "{style} {value}");
    }
    assert!(found(5, "5000").contains("warning[sheet-shown]: Excel shows the number divided by 1000"));
    for value in ["5", "-5", "1010.5"] {
        assert!(!found(8, value).contains("sheet-"), "Standard is General: {value}");
    }
}

#[test]
fn cells_that_hold_something_else_than_they_seem() {
    let words = |words: &str| format!("<c r=\"C2\" t=\"inlineStr\"><is><t>{words}</t></is></c>");
    for (xml, told) in [
        (words("500_x000A_620"), "error[sheet-cell]: the cell has several amounts"),
        (words("500\n620\n"), "error[sheet-cell]: the cell has several amounts"),
        (words("#SAKNAS!"), "error[sheet-cell]: the cell has the error `#SAKNAS!`"),
        ("<c r=\"C2\" t=\"str\"><v>########</v></c>".to_owned(), "error[sheet-cell]: the cell has the error value"),
        (words("1.500"), "warning[thousands-or-decimals]: `1.500`"),
        (
            "<c r=\"C2\"><v>500</v><v>600</v></c>".to_owned(),
            "error[sheet-cell]: the cell has several values, `500` and",
        ),
        (
            "<c r=\"C2\"><v>500</v><is>640</is></c>".to_owned(),
            "error[sheet-cell]: the cell has several values, `500` and `640`: the workbook is damaged",
        ),
        (
            "<c r=\"C2\" t=\"inlineStr\"><is><t>5</t></is><v>6</v><v>7</v></c>".to_owned(),
            "error[sheet-cell]: the cell has several values, `5` and `6` and `7`",
        ),
        (
            "<c r=\"C2\"><f>A1</f><v>1</v><v>2</v></c>".to_owned(),
            "error[sheet-cell]: the cell has several values, `1` and `2`",
        ),
    ] {
        let found = with_workbook("", cell(&xml)).findings();
        assert!(found.contains(&format!("enheter/a.xlsx:Drift!C2: {told}")), "{xml}: {found}");
    }
    let name = "<c r=\"B2\" t=\"inlineStr\"><is><t>Skola</t></is></c>";
    let label = rows(PLAIN).replace(name, "<c r=\"B2\" t=\"e\"><v>#NAME?</v></c>");
    let found = with_workbook("", workbook(&[("Drift", &label, "")])).findings();
    assert!(found.contains("Drift!B2: error[sheet-cell]: the cell has the error `#NAME?`"), "{found}");
}

#[test]
fn how_words_are_pronounced_is_no_part_of_them() {
    let name = "<c r=\"B2\" t=\"inlineStr\"><is><t>Skola</t></is></c>";
    for is in [
        "<t>Skola</t><rPh sb=\"0\" eb=\"1\"><t>FONETIK</t></rPh>",
        "<rPh sb=\"0\" eb=\"1\"><t>FONETIK</t></rPh><r><t>Sko</t></r>\n<r><t>la</t></r>",
        "<r><rPr><b/></rPr><t>Sk</t></r><r><t>ola</t></r><rPh sb=\"0\" eb=\"1\"><t>X</t></rPh><phoneticPr fontId=\"1\"/>",
    ] {
        let sheet = rows(PLAIN).replace(name, &format!("<c r=\"B2\" t=\"inlineStr\"><is>{is}</is></c>"));
        assert_says(with_workbook("", workbook(&[("Drift", &sheet, "")])), SAYS);
    }
}

#[test]
fn what_excel_does_not_show_is_told() {
    // A cell below a merged one is not shown, whatever it holds.
    let merged = format!("{}<mergeCells><mergeCell ref=\"D2:D3\"/></mergeCells>", rows(PLAIN));
    let found = with_workbook("", workbook(&[("Drift", &merged, "")])).findings();
    assert_eq!(found.matches("warning[sheet-merged]: the cells D2:D3 are merged").count(), 1, "{found}");
    let rows_taken = "rader = { vard = \"vard\", summa = \"summa\" }\n";
    let found = with_workbook(rows_taken, workbook(&[("Drift", &merged, "")])).findings();
    assert!(found.contains("Drift!D3: warning[sheet-merged]: the cells D2:D3 are merged"), "{found}");
    let flat = rows(PLAIN).replace("<row r=\"3\">", "<row r=\"3\" ht=\"0\">");
    let narrow = format!("<cols><col min=\"3\" max=\"3\" width=\"0\"/></cols>{flat}");
    let found = with_workbook("", workbook(&[("Drift", &narrow, "")])).findings();
    assert!(found.contains("a hidden row is taken") && found.contains("a hidden column is taken"), "{found}");
}

#[test]
fn codes_with_zeros_that_a_format_adds() {
    let sheet = rows(&["id|namn|budget|utfall", "120|Skola|1010.5|10", "130|Vård|4|4.25", "140||1014.5|14.25"]);
    let sheet = ["A2", "A3", "A4"]
        .iter()
        .fold(sheet, |sheet, at| sheet.replace(&format!("<c r=\"{at}\">"), &format!("<c r=\"{at}\" s=\"9\">")));
    for codes in [["0120", "0130", "0140"], ["120", "130", "140"]] {
        let [skola, vard, summa] = codes;
        let taken = format!("rader = {{ skola = \"{skola}\", vard = \"{vard}\", summa = \"{summa}\" }}\n");
        assert_says(with_workbook(&taken, workbook(&[("Drift", &sheet, "")])), SAYS);
    }
}

#[test]
fn what_a_workbook_cannot_give_is_told_once() {
    let mapped = MAPPED.replace("omrade = \"A3:E\"\n", "");
    for (more, bytes, code) in [
        ("", b"PK\x03\x04".to_vec(), "file-unreadable"),
        ("blad = \"Investering\"\n", drift(PLAIN), "unknown-reference"),
        (mapped.as_str(), drift(SYSTEM), "unknown-reference"),
        ("", cell("<c r=\"C2\"><v>x</v></c>"), "file-unreadable"),
    ] {
        let found = with_workbook(more, bytes).findings();
        assert!(found.contains(code) && !found.contains("missing-delivery"), "{found}");
        assert_eq!(found.matches(" error[").count(), 1, "{found}");
    }
    // Of the rows of a mapping those that the file does not have.
    let other = MAPPED.replace("1300", "1400").replace(", summa = \"Totalt\"", "");
    let found = with_workbook(&other, drift(SYSTEM)).findings();
    assert!(found.contains("`1400`") && !found.contains("missing-delivery"), "{found}");
}
