//! Figures that stand in a CSV file of another program's.

use underlag::diagnostic::{Language, show};
use underlag::pipeline;

use crate::support::both_files::agree;
use crate::support::net_costs::{sum, undelivered};
use crate::support::report::{Block, Report};
use crate::support::text;

/// The table of net costs with its figures in such a file.
fn with_csv(csv: &str) -> Report {
    let file = Block::entry("csv").key("tabell", "netto").key("fil", "enheter/a.csv");
    undelivered().deliver("a", [file, sum()]).file("enheter/a.csv", csv)
}

#[test]
fn figures_come_from_a_file_as_they_stand_there() {
    let report = with_csv(
        "id;namn;budget;utfall\r\nskola;Skola;\"1 010,50\";10,00\r\nvard;Vård; 4,0 ;4.2\r\nsumma;;1014,5;14,2\r\n",
    );
    assert_eq!(report.findings(), "");
    let built = report.built();
    let said = text(&built);
    let rows = "| Skola | 1\u{a0}010,50 | 10,00\n| Vård | 4,0 | 4,2\n+ Summa | 1\u{a0}014,5 | 14,2\n";
    assert!(said.contains(rows), "{said}");
    agree(&built, "figures from a file");
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
    let missing = with_csv("").folder().without("enheter/a.csv").findings();
    assert!(missing.contains("enheter/a.toml:11:7: error[file-missing]"), "{missing}");
}

/// The same lines in the unit's own file.
fn pasted(lines: &str) -> Report {
    undelivered().deliver("a", [Block::entry("csv").key("tabell", "netto").key("text", lines), sum()])
}

#[test]
fn lines_that_are_pasted_are_read_as_a_file_is() {
    let semicolons = "id;namn;budget;utfall\nskola;Skola;10,5;10,0\nvard;Vård;4,0;4,2\nsumma;;14,5;14,2\n";
    for separator in [";", "\t", " | "] {
        let report = pasted(&semicolons.replace(';', separator));
        assert_eq!(report.findings(), "", "{separator}");
        let built = report.built();
        assert!(text(&built).contains(ROWS), "{}", text(&built));
        agree(&built, separator);
    }
    // Each fault at its place in the unit's file, however the lines are quoted.
    let folder = pasted("id;namn;budget;utfall\nskola;Skola;10,5;10,0\nvard;Vård;4,0;4,2\nsumma;;14,5;14,9\n").folder();
    let quoted = std::fs::read_to_string(folder.path().join("enheter/a.toml")).unwrap();
    let found = folder.findings();
    let line = quoted.lines().position(|line| line.contains("14,9")).map(|at| at + 1);
    let place = line.map_or_else(|| "enheter/a.toml:".to_owned(), |line| format!("enheter/a.toml:{line}:"));
    assert!(found.contains("error[sum-mismatch]") && found.contains(&place), "{found}\n{quoted}");
    let open = pasted("id;namn;budget\nskola;\"Skola;10,5\nvard;Vård;4,0\nsumma;;14,5\n").findings();
    assert!(open.contains("error[csv-quote]") && open.contains("enheter/a.toml:"), "{open}");
    let both = undelivered().deliver(
        "a",
        [Block::entry("csv").key("tabell", "netto").key("text", "id").key("fil", "enheter/a.csv"), sum()],
    );
    assert!(both.findings().contains("error[unknown-key]"), "{}", both.findings());
    let workbook = Block::entry("xlsx").key("tabell", "netto").key("text", semicolons);
    assert!(undelivered().deliver("a", [workbook, sum()]).findings().contains("error[missing-key]"));
}

/// The rows of a file that has nothing wrong with it.
const ROWS: &str = "| Skola | 10,5 | 10,0\n| Vård | 4,0 | 4,2\n";

/// The paper of such a file, whatever stands around its rows.
fn assert_read(csv: &str) {
    let report = with_csv(csv);
    assert_eq!(report.findings(), "", "{csv}");
    let said = text(&report.built());
    assert!(said.contains(ROWS), "{csv}\n{said}");
}

#[test]
fn what_parts_the_cells_is_seen_from_several_lines() {
    let plain = "id;namn;budget;utfall\nskola;Skola;10,5;10,0\nvard;Vård;4,0;4,2\nsumma;;14,5;14,2\n";
    for title in [
        "Resultatrapport, utskriven 2025-05-02\n",
        "Rapport\nNämnd, period\n\n",
        "\"Rapport; maj\"\n",
        "sep=;\n",
        "SEP=;\r\n",
        "\"sep=;\"\n",
        "sep=;\nRapport, maj\n",
        "\u{feff}sep=;\n",
    ] {
        assert_read(&format!("{title}{plain}"));
    }
    for separator in ["\t", "|"] {
        assert_read(&plain.replace(';', separator));
        assert_read(&format!("Rapport, maj; nämnden\n{}", plain.replace(';', separator)));
        assert_read(&format!("sep={separator}\n{}", plain.replace(';', separator)));
    }
    let commas = plain.replace(',', ".").replace(';', ",");
    assert_read(&commas);
    assert_read(&format!("Rapport; maj; 2025\n{commas}"));
    assert_read(&commas.replace("Skola", "\"Skola\""));
    let wrong = with_csv(&format!("sep=,\n{plain}")).findings();
    assert_eq!(wrong.lines().count(), 1, "{wrong}");
    assert!(wrong.starts_with("enheter/a.csv:1:1: error[bad-value]: `sep=,` does not say which separator"), "{wrong}");
}

#[test]
fn an_open_quotation_mark_takes_its_own_line_only() {
    let head = "id;namn;budget;utfall\n";
    for (lines, places) in [
        ("skola;\"Skola;10,5;10,0\nvard;Vård;4,0;4,2\nsumma;;14,5;14,2\n", &["2:7"][..]),
        ("skola;Skola;10,5;10,0\nvard;\"Vård;4,0;4,2\nsumma;;14,5;14,2", &["3:6"]),
        ("skola;\"Skola;10,5;10,0\nvard;\"Vård;4,0;4,2\nsumma;;14,5;14,2\n", &["2:7", "3:6"]),
        ("skola;\"Skola;10,5;10,0\nvard;\"Vård\";4,0;4,2\nsumma;;14,5;14,2\n", &["2:7"]),
        ("skola;Skola;10,5;10,0\nvard;Vård;4,0;4,2\nsumma;;14,5;\"14,2\n", &["4:13"]),
    ] {
        let report = with_csv(&format!("{head}{lines}"));
        let found = report.findings();
        let told: Vec<&str> = found.lines().collect();
        assert_eq!(told.len(), places.len(), "{found}");
        for (told, place) in told.iter().zip(places) {
            assert!(
                told.starts_with(&format!("enheter/a.csv:{place}: error[csv-quote]: the quotation mark")),
                "{told}"
            );
        }
        let said = text(&report.built());
        assert!(said.contains(ROWS), "{said}");
    }
    // A mark that a whole line below closes is the same fault.
    let later = with_csv(&format!("{head}skola;\"Skola;10,5;10,0\nvard;Vård\";4,0;4,2\nsumma;;14,5;14,2\n")).findings();
    assert!(later.contains("enheter/a.csv:2:7: error[csv-quote]"), "{later}");
    for closed in [
        "skola;\"Skola\nnorr\";10,5;10,0\nvard;Vård;4,0;4,2\nsumma;;14,5;14,2\n",
        "skola;Skola \"norr\";10,5;10,0\nvard;\"A\" \"B\";4,0;4,2\nsumma;;14,5;14,2\n",
        "skola;\"Skola \"\"norr\"\"\";10,5;10,0\nvard;Vård;4,0;4,2\nsumma;;14,5;14,2\n",
    ] {
        assert_eq!(with_csv(&format!("{head}{closed}")).findings(), "", "{closed}");
    }
}

/// A file with another figure in the place of one of them.
fn with_figure(figure: &str) -> String {
    with_csv(&format!("id;namn;budget;utfall\nskola;Skola;{figure};10\nvard;Vård;400;4\nsumma;;;14\n")).findings()
}

#[test]
fn words_for_what_a_program_cannot_compute() {
    for word in [
        "#SAKNAS!",
        "#REFERENS!",
        "#REF!",
        "#N/A",
        "#DIVISION/0!",
        "#DIV/0!",
        "#VÄRDEFEL!",
        "#VALUE!",
        "#NAMN?",
        "#NAME?",
        "#OGILTIGT!",
        "#NUM!",
        "#SKÄRNING!",
        "#UTSPILL!",
        "#SPILL!",
        "#WERT!",
        "#¡REF!",
        "#NV",
        "#PUUTTUU!",
        "########",
        "##",
        "Err:502",
        "Fel:522",
        "#Missing",
        "NaN",
        "1.#INF",
        "NULL",
    ] {
        let found = with_figure(word);
        assert_eq!(found.lines().filter(|line| line.contains("error[")).count(), 1, "{word}: {found}");
        assert!(found.contains("enheter/a.csv:2:13: error[sheet-cell]: the cell has the error"), "{word}: {found}");
        assert!(found.contains(word), "{word}: {found}");
    }
    let formula = with_figure("=SUMMA(C3:C4)");
    assert!(formula.contains("error[sheet-cell]: the formula has no computed value"), "{formula}");
    let name = with_csv("id;namn;budget\nskola;#NAMN?;10\nvard;# anställda;4\nsumma;;14\n").findings();
    assert!(name.contains("enheter/a.csv:2:7: error[sheet-cell]"), "{name}");
    assert!(!name.contains("a.csv:3"), "{name}");
}

#[test]
fn rows_keep_names_that_are_no_known_error() {
    let found = |name: &str| {
        with_csv(&format!("id;namn;budget;utfall\nskola;{name};10,5;10,0\nvard;Vård;4;4,2\nsumma;;14,5;14,2\n"))
    };
    for name in ["Null", "Inf", "NaN", "#METOO", "#", "#OBS!"] {
        let report = found(name);
        assert_eq!(report.findings(), "", "{name}");
        assert!(text(&report.built()).contains(&format!("| {name} | 10,5 | 10,0\n")), "{name}");
    }
    for error in ["#SAKNAS!", "#REF!", "#NAVN?", "#I/T", "Err:502", "#####"] {
        let found = found(error).findings();
        assert!(found.contains("enheter/a.csv:2:7: error[sheet-cell]"), "{error}: {found}");
    }
}

#[test]
fn several_amounts_in_a_cell_are_no_amount() {
    for figure in ["\"500\n620\"", "\"1 500,5\r\n-620\"", "\"500\t620\""] {
        let found = with_figure(figure);
        assert!(found.contains("enheter/a.csv:2:14: error[sheet-cell]: the cell has several amounts"), "{found}");
    }
    assert!(!with_figure("\"\n500\n\"").contains("sheet-cell"));
}

#[test]
fn three_digits_behind_a_point_may_be_thousands() {
    for figure in ["1.500", "-1.500", "12,500", "\"12,500\"", "−999.000"] {
        let found = with_figure(figure);
        assert!(found.contains("warning[thousands-or-decimals]"), "{figure}: {found}");
    }
    for figure in ["0.500", "1500.250", "1 500.250", "1.5", "1.50", "1500"] {
        assert!(!with_figure(figure).contains("thousands"), "{figure}");
    }
    let of = |vard: &str, more: &str| {
        let file = Block::entry("csv").key("tabell", "netto").key("fil", "enheter/a.csv");
        let file = if more.is_empty() { file } else { file.key("decimaler", 3) };
        let csv = format!("id;namn;budget;utfall\nskola;Skola;1.500;10\nvard;Vård;{vard};4\nsumma;;;14\n");
        undelivered().deliver("a", [file, sum()]).file("enheter/a.csv", csv).findings()
    };
    assert!(of("280,5", "").contains("`1.500` is read as"), "another sign before decimals");
    assert!(!of("280.5", "").contains("thousands"), "the column has decimals");
    assert!(!of("2.250", "decimaler").contains("thousands"), "somebody has said so");
    let twice = of("2.250", "");
    assert!(twice.contains("`1.500` (and 1 more in the column)") && twice.contains("`1500`"), "{twice}");
}

#[test]
fn rows_of_another_length_are_told_once() {
    let found = |csv: &str| with_csv(csv).findings();
    let more = found("id,namn,budget,utfall\nskola,Skola,10,5,10,0\nvard,Vård,4,0,4,2\nsumma,,14.5,14.2\n");
    assert!(more.contains("enheter/a.csv:2:18: error[csv-cells-beyond]: the rows 2, 3: more cells than"), "{more}");
    assert_eq!(more.matches("csv-cells").count(), 1, "{more}");
    let fewer = found("id;namn;budget;utfall\nskola;Skola;10,5;10,0\nvard;Vård;4,0\nsumma;;14,5;10,0\n");
    assert!(fewer.contains("enheter/a.csv:3:11: warning[csv-cells-short]: row 3: fewer cells than"), "{fewer}");
    assert_read("id;namn;budget;utfall;\nskola;Skola;10,5;10,0;;\nvard;Vård;4,0;4,2\nsumma;;14,5;14,2;;;\n");
}

#[test]
fn labels_that_stand_twice() {
    let found = |csv: &str| with_csv(csv).findings();
    let column = found("id;namn;budget;utfall;budget\nskola;Skola;1;1;2\nvard;Vård;1;1;2\nsumma;;2;2;4\n");
    assert!(column.contains("enheter/a.csv:1:23: error[duplicate-id]: two columns are called `budget`: C and E"));
    let row = found("id;namn;budget;utfall\nskola;Skola;1;1\nvard;Vård;1;1\nskola;Skola;7;7\nsumma;;2;2\n");
    assert!(row.contains("enheter/a.csv:4:1: error[duplicate-id]"), "{row}");
    let mapped = "[[csv]]\ntabell = \"netto\"\nfil = \"enheter/a.csv\"\nrader = { skola = \"1\", vard = \"1\", summa = \"2\" }\n";
    let folder =
        undelivered().deliver("a", [sum()]).file("enheter/a.csv", "id;namn;budget\n1;Skola;1\n2;;2\n").folder();
    let rows = folder.and("enheter/a.toml", mapped).findings();
    assert!(rows.contains("error[duplicate-id]: `1` exists already"), "{rows}");
}

#[test]
fn other_encodings_are_named() {
    let csv = "id;namn;budget;utfall\nskola;Skola på ön;1;1\nvard;Vård;1;1\nsumma;;2;2\n";
    let utf16 = |of: fn(u16) -> [u8; 2]| csv.encode_utf16().flat_map(of).collect::<Vec<u8>>();
    let bytes = |code: fn(char) -> u8| csv.chars().map(code).collect::<Vec<u8>>();
    for (bytes, name) in [
        (utf16(u16::to_le_bytes), "UTF-16"),
        ([&[0xfe, 0xff], &utf16(u16::to_be_bytes)[..]].concat(), "UTF-16"),
        (bytes(|c| u8::try_from(u32::from(c)).unwrap()), "Windows-1252 (ANSI)"),
        (bytes(|c| [(b'\x86', 'å'), (b'\x94', 'ö')].iter().find(|of| of.1 == c).map_or(c as u8, |of| of.0)), "MS-DOS"),
    ] {
        let found = with_csv("").folder().with("enheter/a.csv", &bytes).findings();
        let place = if name == "UTF-16" { "1:1" } else { "2:14" };
        let told = format!(
            "enheter/a.csv:{place}: error[not-utf8]: enheter/a.csv is not saved as UTF-8 (it looks like {name}"
        );
        assert!(found.contains(&told), "{found}");
        // The section's line that names it is shown too.
        let checked = pipeline::check(with_csv("").folder().with("enheter/a.csv", &bytes).path(), None).unwrap();
        let shown = show::human(&checked.diagnostics, &checked.sources, Language::Swedish, false);
        assert!(shown.contains("fil = \"enheter/a.csv\"") && shown.contains("─ filen nämns här\n"), "{shown}");
    }
    for spoiled in ["pÃ¥ Ã¶n", "p\u{fffd} \u{fffd}n", "â€“"] {
        let found = with_csv(&csv.replace("på ön", spoiled)).findings();
        let lost = found.matches("error[not-utf8]").count() + found.matches("error[control-character]").count();
        assert_eq!(lost, 1, "{found}");
        assert!(found.contains("enheter/a.csv:2:"), "{found}");
    }
    for (bytes, kind) in [
        (&b"PK\x03\x04 xl/workbook.xml"[..], "an Excel workbook"),
        (b"<!DOCTYPE html><table>", "a web page"),
        (b"%PDF-1.7", "a PDF"),
    ] {
        let found = with_csv("").folder().with("enheter/a.csv", bytes).findings();
        assert!(found.contains(&format!("enheter/a.csv is {kind}, no plain text")), "{found}");
    }
}

#[test]
fn what_a_file_cannot_give_is_told_once() {
    let utf16: Vec<u8> = "id;namn\nskola;Skola\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let told = |bytes: &[u8]| {
        let report =
            undelivered().deliver("a", [Block::entry("csv").key("tabell", "netto").key("fil", "enheter/a.csv")]);
        report.folder().with("enheter/a.csv", bytes).findings()
    };
    for (bytes, code) in [
        (&utf16[..], "not-utf8"),
        (b"id;namn;budget\nskola;Sk\xf6la;1\n", "not-utf8"),
        (b"PK\x03\x04 xl/workbook.xml", "file-unreadable"),
        (b"konto;namn;budget\n1;Skola;1\n", "missing-key"),
        (b"Rapport\n\n", "missing-key"),
    ] {
        let found = told(bytes);
        assert!(found.contains(&format!(" error[{code}]")) && found.lines().count() == 1, "{code}: {found}");
    }
    let gone = with_csv("").folder().without("enheter/a.csv").findings();
    assert!(gone.contains("error[file-missing]") && !gone.contains("missing-delivery"), "{gone}");
    let bad = told(b"id;namn;budget\nSkola 1;Skola;1\nvard;V\nsumma;S\n");
    assert!(bad.contains("error[bad-value]") && !bad.contains("missing-delivery"), "{bad}");
    // What a file of whose lines nothing is wrong does not hold is missing.
    let short = told(b"id;namn;budget\nskola;Skola;1\nvard;V;2\n");
    assert!(short.contains("error[missing-delivery]") && short.lines().count() == 1, "{short}");
}
