//! A report far larger and stranger than any paper: 500 tables, 2 000 notes in cells, every kind of block nested as
//! deep as it is read, every character of the Basic Multilingual Plane that XML allows.
//!
//! `UNDERLAG_STRESS=DIR cargo test --release -- stress` leaves the report in `DIR`, for tools that look at its files.

use std::fmt::Write;
use std::path::Path;

use underlag::base::budget::Trust;
use underlag::deliver::verify;
use underlag::diagnostic::Code;

use crate::support::{build, bytes};

/// Tables, and rows in each; every row's name has a note.
const TABLES: usize = 500;
const ROWS: usize = 4;

/// Units; the last one has no file, so that each chapter has a gap.
const UNITS: usize = 10;

fn manifest() -> String {
    let mut out = String::from(
        "format = 1\nid = \"stress\"\ntitel = \"Stor rapport\"\nkommun = \"Exempelby kommun\"\nnamnd = \"Testnämnden\"\n\
         datum = 2024-09-19\narende = \"1\"\ndiarienummer = \"TN 2024-1\"\n[innehall]\nnivaer = 4\n\
         [tjansteskrivelse]\ntitel = \"Tjänsteskrivelse\"\n\
         [[tjansteskrivelse.avsnitt]]\nrubrik = \"Förslag\"\nslag = \"forslag\"\npunkter = [\"Ett.\", \"Två.\", \"Tre.\"]\n\
         [[tjansteskrivelse.avsnitt]]\nslag = \"underskrift\"\nundertecknare = [{ namn = \"N. N.\", titel = \"Chef\" }, \
         { namn = \"M. M.\", titel = \"Ordförande\" }]\n",
    );
    for unit in 0..UNITS {
        let _ = write!(out, "[[enhet]]\nid = \"e{unit}\"\nnamn = \"Enhet {unit}\"\n");
    }
    out.push_str("[[kolumner]]\nid = \"k\"\nsort = \"tkr\"\n");
    for column in ["utfall", "budget", "prognos"] {
        let _ = write!(out, "[[kolumner.kolumn]]\nid = \"{column}\"\nrubrik = \"{column}\"\n");
    }
    out.push_str("[[kolumner]]\nid = \"i\"\n[[kolumner.kolumn]]\nid = \"ord\"\nrubrik = \"Ord\"\nslag = \"text\"\n");
    let units: Vec<String> = (0..UNITS).map(|unit| format!("\"e{unit}\"")).collect();
    let chapters = [("djupt", "Djupt", 1), ("spalter", "I spalter", 2), ("tecken", "Tecken", 1)];
    for (id, heading, columns) in chapters {
        let _ = write!(
            out,
            "[[kapitel]]\nid = \"{id}\"\nrubrik = \"{heading}\"\nslag = \"berattelse\"\nspalter = {columns}\ndelar = [{}]\n",
            if id == "tecken" { "\"e0\"".to_owned() } else { units.join(", ") },
        );
    }
    let tables: Vec<String> = (0..TABLES).map(|table| format!("\"t{table}\"")).collect();
    let _ = write!(
        out,
        "[[kapitel]]\nid = \"tabeller\"\nrubrik = \"Tabeller\"\nslag = \"tabeller\"\ntabeller = [{}]\n",
        tables.join(", ")
    );
    out.push_str("[[kapitel]]\nid = \"mal\"\nrubrik = \"Mål\"\nslag = \"mal\"\nkolumner = \"i\"\n");
    out.push_str("[[kapitel]]\nid = \"risker\"\nrubrik = \"Risker\"\nslag = \"internkontroll\"\nliggande = true\n");
    for table in 0..TABLES {
        let unit = table % (UNITS - 1);
        let rows: Vec<String> = (0..ROWS).map(|row| format!("\"e{unit}/r{row}\"")).collect();
        let _ = write!(
            out,
            "[[tabell]]\nid = \"t{table}\"\nrubrik = \"Tabell {table}\"\nkolumner = \"k\"\nrader = [{}]\n",
            rows.join(", ")
        );
    }
    out.push_str("[[malniva]]\nnamn = \"A\"\n[[malniva]]\nnamn = \"B\"\n[[malniva]]\nnamn = \"C\"\nnumrerad = true\n");
    out.push_str(
        "[[mal]]\nid = \"m0\"\nrubrik = \"Överst\"\n[[mal]]\nid = \"m1\"\nunder = \"m0\"\nrubrik = \"Under\"\n",
    );
    out.push_str("[[mal]]\nid = \"m2\"\nunder = \"m1\"\nrubrik = \"Nederst\"\nenhet = \"e0\"\n");
    let risks: Vec<String> = (0..40).map(|risk| format!("\"e{}/x{risk}\"", risk % (UNITS - 1))).collect();
    let _ = write!(out, "[internkontroll]\nskala = 5\nrisker = [{}]\n", risks.join(", "));
    out
}

/// Lists in lists, numbered and not, with emphasis in emphasis, and a link and a note in the middle.
fn deep(unit: usize) -> String {
    let mut out = String::from("# Underrubrik\n\nFörst ett stycke.\n\n");
    for depth in 0..4 {
        let indent = "   ".repeat(depth);
        let mark = if depth % 2 == 0 { "1. " } else { "-  " };
        let _ = write!(
            out,
            "{indent}{mark}Nivå {depth} med *betoning **stark** och* text.\n\n{indent}   Ett stycke till.\n\n"
        );
    }
    let _ = writeln!(out, "Till sist [en länk](https://www.example.se/{unit}) och [Lean](sprak:en).");
    out
}

/// Every character that XML 1.0 and TOML allow in the Basic Multilingual Plane, 64 in a paragraph.
fn characters() -> String {
    let all: Vec<char> = (0x20..=0xfffdu32).filter_map(char::from_u32).filter(|c| !c.is_control()).collect();
    let mark = regex::Regex::new(r"^\p{M}$").unwrap();
    let mut out = String::new();
    for line in all.chunks(64) {
        out.push_str("Tecken: ");
        for c in line {
            if c.is_ascii_punctuation() {
                out.push('\\');
            } else if mark.is_match(c.encode_utf8(&mut [0; 4])) {
                // Marks are set on the letter before them, and hundreds on one letter are none of a paper's faults.
                out.push('x');
            }
            out.push(*c);
        }
        out.push_str(".\n\n");
    }
    out.replace("'''", "''")
}

fn section(unit: usize) -> String {
    let mut out = format!("enhet = \"e{unit}\"\n");
    for chapter in ["djupt", "spalter"] {
        let _ = write!(out, "[[avsnitt]]\nkapitel = \"{chapter}\"\ntext = '''\n{}'''\n", deep(unit));
    }
    if unit == 0 {
        let _ = write!(out, "[[avsnitt]]\nkapitel = \"tecken\"\ntext = '''\n{}'''\n", characters());
        out.push_str("[[mal]]\nid = \"m2\"\ntext = \"Text.\"\n[[mal.indikator]]\nnamn = \"Ett\"\nord = \"Öka\"\n");
    }
    let mut notes = String::from("[noter]\n");
    for table in (0..TABLES).filter(|table| table % (UNITS - 1) == unit) {
        for row in 0..ROWS {
            let (id, amount) = (format!("n{table}-{row}"), table * 1000 + row);
            let _ = write!(
                out,
                "[[rad]]\ntabell = \"t{table}\"\nid = \"r{row}\"\nnamn = \"Rad {row}[^{id}]\"\nutfall = {amount}\nbudget = -{amount}.5\n"
            );
            let _ = writeln!(notes, "{id} = \"Källa {table} för rad {row}\"");
        }
    }
    for risk in (0..40).filter(|risk| risk % (UNITS - 1) == unit) {
        let _ = write!(
            out,
            "[[risk]]\nid = \"x{risk}\"\nnamn = \"Risk {risk}\"\nsannolikhet = {}\nkonsekvens = {}\n",
            risk % 5 + 1,
            risk % 4 + 1
        );
        for activity in 0..3 {
            let _ = write!(
                out,
                "[[risk.kontrollmoment]]\ntext = \"Moment {activity}\"\nansvar = \"Chef\"\nuppfoljning = \"Risk {risk}, moment {activity}: klart.\"\n"
            );
        }
    }
    out + &notes
}

/// Writes the report.
fn write(dir: &Path) {
    std::fs::create_dir_all(dir.join("enheter")).unwrap();
    std::fs::write(dir.join("rapport.toml"), manifest()).unwrap();
    for unit in 0..UNITS - 1 {
        std::fs::write(dir.join(format!("enheter/e{unit}.toml")), section(unit)).unwrap();
    }
}

#[test]
fn a_report_of_500_tables_and_2000_notes() {
    let folder = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("UNDERLAG_STRESS");
    let dir = kept.as_ref().map_or(folder.path(), |kept| Path::new(kept));
    write(dir);
    let built = build(dir);
    // Its words hold every character there is, those that a mistaken encoding leaves among them.
    let expected = [Code::CharacterNotShown, Code::ControlCharacter, Code::FileMissing, Code::NotUtf8];
    let other = |code: &Code| !expected.contains(code);
    let errors =
        built.checked.diagnostics.iter().filter(|found| found.severity == underlag::diagnostic::Severity::Error);
    let errors: Vec<_> = errors.filter(|found| other(&found.code)).collect();
    assert!(errors.is_empty(), "{:#?}", &errors[..errors.len().min(5)]);
    let document = built.document.as_ref().unwrap();
    let stats = underlag::model::Stats::of(document);
    assert_eq!((stats.tables, stats.notes), (TABLES + 2, TABLES * ROWS));
    let verified = verify::verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), Some(document), Trust::Own).unwrap();
    let shown = underlag::cli::show::verified(&verified, underlag::diagnostic::Language::English);
    println!("{shown}");
    // Letters of scripts that are joined or run from the right stand in another order in a PDF.
    let count = |sides| verified.differences.iter().filter(|found| found.sides == sides).count();
    // Rows of characters that no font has are no words, and leave their page.
    let of_word = count(verify::Sides::ModelWord);
    let of_pdf = count(verify::Sides::PdfWord) + count(verify::Sides::ModelPdf);
    assert!(of_word == 0 && of_pdf < 100, "{}", shown.chars().take(3000).collect::<String>());
}
