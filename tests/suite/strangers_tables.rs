//! Workbooks, files of lines and units' files that somebody made to cost more than they weigh, or that are one by
//! accident: refused by counting, in words that say which limit and where.

use std::fmt::Write as _;

use crate::support::bounded::bounded;
use crate::support::{Folder, MANIFEST, UNIT};
use crate::workbook;

const MEGABYTE: usize = 1 << 20;

const TABLE: &str = "\n[[kapitel]]\nid = \"ekonomi\"\nrubrik = \"Ekonomi\"\nslag = \"tabeller\"\ntabeller = [\"netto\"]\n\n\
    [[kolumner]]\nid = \"ar\"\nkolumn = [{ id = \"budget\", rubrik = \"Budget\" }]\n\n\
    [[tabell]]\nid = \"netto\"\nrubrik = \"Netto\"\nkolumner = \"ar\"\nrader = [\"a/skola\"]\n";

const CSV: &str = "\n[[csv]]\ntabell = \"netto\"\nfil = \"enheter/a.csv\"\n";

const BOOK: &str = "\n[[xlsx]]\ntabell = \"netto\"\nfil = \"enheter/a.xlsx\"\n";

const LINES: &str = "id;namn;budget\nskola;Skola;10\n";

/// The smallest report with a table whose figures come from a file.
fn table(block: &str) -> Folder {
    Folder::new().and("rapport.toml", TABLE).and("enheter/a.toml", block)
}

fn csv(text: &str) -> Folder {
    table(CSV).with("enheter/a.csv", text)
}

/// A row of words.
fn row(words: &[&str]) -> String {
    let cell = |words: &&str| format!("<c t=\"inlineStr\"><is><t>{words}</t></is></c>");
    format!("<row>{}</row>", words.iter().map(cell).collect::<String>())
}

/// A sheet of a head, a row, and what comes behind.
fn sheet(more: &str) -> String {
    format!("<sheetData>{}{}{more}</sheetData>", row(&["id", "namn", "budget"]), row(&["skola", "Skola", "10"]))
}

/// A workbook of one sheet, of which one part is another one.
fn book(sheet: &str, path: &str, part: &str) -> Vec<u8> {
    let mut parts = workbook::parts(&[("Drift", sheet, "")]);
    parts.retain(|(known, _)| known != path);
    let mut all: Vec<(&str, &str)> = parts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    all.push((path, part));
    workbook::package(&all)
}

#[test]
fn lines_of_a_file_are_counted_while_they_are_read() {
    for (case, text, code, said) in [
        ("blank lines", format!("{LINES}{}", "\n".repeat(15 * MEGABYTE)), 0, "0 errors"),
        ("lines of spaces", format!("{LINES}{}", " \r\n".repeat(5 * MEGABYTE)), 0, "0 errors"),
        ("blank lines in front", format!("{}{LINES}", "\n".repeat(15 * MEGABYTE)), 0, "0 errors"),
        ("separators", ";".repeat(15 * MEGABYTE), 1, "enheter/a.csv has more than 16384 cells"),
        ("tabs", "\t".repeat(15 * MEGABYTE), 1, "enheter/a.csv has more than 16384 cells"),
        ("lines of separators", format!("{LINES}{}", ";;\n".repeat(5 * MEGABYTE)), 1, "hold more than 1000000 cells"),
        ("lines of one letter", format!("{LINES}{}", "a\n".repeat(7 * MEGABYTE)), 1, "has more than 50000 rows"),
        ("quotes", format!("{LINES}{}", "\"\"\n".repeat(5 * MEGABYTE)), 0, "0 errors"),
    ] {
        bounded(csv(&text).path(), &["check", "."]).ended(case, code, &[said]);
    }
}

#[test]
fn rows_are_those_of_the_file_below_blank_lines() {
    let found = csv("id;namn;budget\n\n\n;;\nskola;Skola;#REF!\n").findings();
    assert!(found.contains("enheter/a.csv:5:13: error"), "{found}");
}

#[test]
fn what_cells_of_a_workbook_share_is_counted_in_each() {
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(1_000);
    let words = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(8 * MEGABYTE));
    let folder =
        table(BOOK).with("enheter/a.xlsx", book(&sheet(&format!("<row>{cells}</row>")), "xl/strings.xml", &words));
    bounded(folder.path(), &["check", "."]).ended("words", 1, &["enheter/a.xlsx is not read", "192 MB of text"]);
}

#[test]
fn parts_of_a_workbook_are_counted() {
    let empty = sheet("");
    let styles = |part: &str| format!("<styleSheet><cellXfs>{part}</cellXfs></styleSheet>");
    let large = |part: &str, megabytes: usize| part.repeat(megabytes * MEGABYTE / part.len());
    for (case, made, said) in [
        ("strings", book(&empty, "xl/strings.xml", &format!("<sst>{}</sst>", large("<si/>", 50))), "lines, keys and"),
        ("styles", book(&empty, "xl/styles.xml", &styles(&large("<xf/>", 50))), "lines, keys and"),
        ("too large", book(&empty, "xl/styles.xml", &styles(&large("<xf/>", 65))), "larger than 64 MB when"),
        ("attributes", book(&sheet(&format!("<row {}/>", large("a=\"1\" ", 8))), "x", ""), "more attributes than any"),
        ("rows", book(&sheet(&"<row><c><v>1</v></c></row>".repeat(60_000)), "x", ""), "has more than 50000 rows"),
    ] {
        let folder = table(BOOK).with("enheter/a.xlsx", made);
        bounded(folder.path(), &["check", "."]).ended(case, 1, &[said]);
    }
    let values = book(&sheet(&format!("<row><c>{}</c></row>", large("<v>1</v>", 60))), "x", "");
    let folder = table(BOOK).with("enheter/a.xlsx", values);
    bounded(folder.path(), &["check", "."]).ended("values", 1, &["`1 | 1 |"]);
}

#[test]
fn a_cell_with_two_values_is_told() {
    let two = sheet("").replace("<c t=\"inlineStr\"><is><t>10</t></is></c>", "<c><v>1</v><v>2</v></c>");
    let found = table(BOOK).with("enheter/a.xlsx", book(&two, "x", "")).findings();
    assert!(found.contains("several values, `1` and `2`"), "{found}");
}

#[test]
fn two_parts_of_one_name_are_told() {
    for (path, name) in
        [("XL/Worksheets/Sheet1.xml", "xl/worksheets/sheet1.xml"), ("xl/work%62ook.xml", "xl/workbook.xml")]
    {
        let folder = table(BOOK).with("enheter/a.xlsx", book(&sheet(""), path, "<worksheet/>"));
        bounded(folder.path(), &["check", "."]).ended(path, 1, &[&format!("two of its parts are called `{name}`")]);
    }
}

#[test]
fn blocks_of_all_units_are_counted_together() {
    let blocks = BOOK.repeat(100);
    // The same sheet is read once.
    let folder = table(&blocks).with("enheter/a.xlsx", book(&sheet(&"<row/>".repeat(MEGABYTE)), "x", ""));
    bounded(folder.path(), &["check", "."]).ended("one sheet", 1, &["duplicate-id"]);
    // Parts of it, each another one.
    let mut blocks = String::new();
    for last in 0..60 {
        writeln!(blocks, "{BOOK}omrade = \"A1:F{}\"", 100 + last).unwrap();
    }
    let folder = table(&blocks).with("enheter/a.xlsx", book(&sheet(&"<row/>".repeat(9 * MEGABYTE)), "x", ""));
    bounded(folder.path(), &["check", "."]).ended("parts", 1, &["enheter/a.xlsx is not read", "2048 MB when"]);
}

/// A report of many units that name one file.
fn units(count: usize, text: &str) -> Folder {
    let mut manifest = MANIFEST.split("[[enhet]]").next().unwrap().to_owned();
    for at in 0..count {
        write!(manifest, "[[enhet]]\nid = \"a{at}\"\nnamn = \"E{at}\"\nfil = \"enheter/b.toml\"\n\n").unwrap();
    }
    manifest.push_str("[[kapitel]]\nid = \"text\"\nrubrik = \"Text\"\nslag = \"berattelse\"\ndelar = [\"a0\"]\n");
    Folder::empty().with("rapport.toml", manifest).with("enheter/b.toml", text)
}

#[test]
fn files_of_all_units_are_counted_together() {
    let comment = format!("enhet = \"a\"\n# {}\n", "x".repeat(10 * MEGABYTE));
    for (case, text, said) in [
        ("a large file", comment, "hold more than 192 MB of text"),
        ("comments", "#\n".repeat(5 * MEGABYTE), "hold more than 1000000 lines, keys and values"),
        ("tables", "[[rad]]\n".repeat(MEGABYTE / 8), "more findings are not shown"),
        ("no TOML", "=\n".repeat(MEGABYTE / 8), "more findings are not shown"),
        ("values", format!("x = [{}]", "{},".repeat(MEGABYTE / 8)), "hold more than 8000000 lines, keys and values"),
    ] {
        bounded(units(300, &text).path(), &["check", ".", "--format", "short"]).ended(
            case,
            1,
            &["enheter/b.toml", said],
        );
    }
}

#[test]
fn one_file_is_counted_before_it_is_parsed() {
    for (case, line) in [("keys", "a=1\n"), ("values", "1,"), ("tables", "[a]\n"), ("ends", "\r\n"), ("faults", "=\n")]
    {
        let text = format!("enhet = \"a\"\n{}", line.repeat(15 * MEGABYTE / line.len()));
        let folder = Folder::new().with("enheter/a.toml", &text);
        let said = "enheter/a.toml is not read: it, or all of the report's files, hold more than 1000000 lines";
        bounded(folder.path(), &["check", "."]).ended(case, 1, &[said]);
        let folder = Folder::new().with("rapport.toml", &text);
        bounded(folder.path(), &["check", "."]).ended(case, 1, &["rapport.toml is not read"]);
    }
}

#[test]
fn rows_and_paragraphs_of_a_report_are_counted_before_they_are_set() {
    let mut rows = String::from(UNIT);
    for at in 0..40_000 {
        write!(rows, "[[rad]]\ntabell = \"netto\"\nid = \"r{at}\"\nnamn = \"R\"\nbudget = 1\n").unwrap();
    }
    let folder = table("").with("enheter/a.toml", rows);
    bounded(folder.path(), &["build", ".", "--output", "ut"]).ended("rows", 0, &[]);
    let found = folder.findings();
    assert!(found.contains("with Enhet A the report's tables have more than 25000 rows"), "{found}");
    let text = UNIT.replace("Ett stycke.", &"Ord.\n\n".repeat(90_000));
    let folder = Folder::new().with("enheter/a.toml", text);
    let said = "with Enhet A the report's texts have more than 80000 paragraphs";
    bounded(folder.path(), &["check", "."]).ended("paragraphs", 1, &[said]);
}

#[test]
fn limits_of_the_manifest_raise_what_is_read_in_all() {
    let comment = format!("enhet = \"a\"\n# {}\n", "x".repeat(10 * MEGABYTE));
    let folder = units(25, &comment).and("rapport.toml", "\n[granser]\nfilstorlek = 32\n");
    assert!(!folder.findings().contains("limit-exceeded"));
    let folder = units(25, &comment);
    assert_eq!(folder.findings().matches("limit-exceeded").count(), 25 - 19);
}

#[test]
fn stray_files_and_missing_ones_are_compared_by_what_they_have_in_common() {
    let mut folder = units(1, UNIT);
    let mut manifest = String::new();
    for at in 0..1_900 {
        write!(manifest, "\n[[enhet]]\nid = \"b{at}\"\nnamn = \"B{at}\"\n").unwrap();
    }
    folder = folder.and("rapport.toml", &manifest);
    for at in 0..3_000 {
        std::fs::write(folder.path().join(format!("enheter/stray{at}.toml")), "").unwrap();
    }
    let ran = bounded(folder.path(), &["check", ".", "--format", "short"]);
    ran.ended("strays", 1, &["enheter/stray2999.toml", "b1899"]);
}
