//! Figures in brackets behind others: two columns in one cell.

use underlag::deliver::absorb::{Outcome, Tracked, Unsure, absorb};

use crate::support::both_files::{case, say};
use crate::support::report::{Block, Report, chapter, column, columns, row, table, toml};
use crate::support::word_file::{BODY, part, parts, with_body};
use crate::support::{bytes, text};

/// Checks with their share of all in brackets, and last year's number in brackets behind another one.
fn checks(rows: [Block; 2]) -> Report {
    let made = r#""a/utan", "a/med", { summa = "ovan", namn = "Alla" }"#;
    let share = column("andel", "Andel").key("beraknas", ["antal", "/antal.summa"]).key("i_parentes", true);
    Report::new()
        .add([chapter("e", "Kontroller", "tabeller").key("tabeller", ["t"]), columns("k")])
        .add([column("antal", "Antal"), share, column("nu", "Nu (förra)")])
        .add([column("forra", "Förra").key("i_parentes", true), column("ord", "Ord").key("slag", "text")])
        .add([table("t", "Tabell", "k", toml(format!("[{made}]")))])
        .deliver("a", rows)
}

fn one(cells: &[(&str, &str)]) -> Block {
    row("t", "utan", "Utan").cells(cells)
}

fn other(cells: &[(&str, &str)]) -> Block {
    row("t", "med", "Med").cells(cells)
}

#[test]
fn two_columns_stand_in_one_cell() {
    let apart = [("antal", "13"), ("andel", "12.4"), ("nu", "5"), ("forra", "7"), ("ord", "\"ja\"")];
    let together = [("antal", "\"92 (87,6 %)\""), ("nu", "\"12 (8)\""), ("ord", "\"nej\"")];
    say([
        case(
            "written apart, and as they are shown; their sums are made",
            checks([one(&together), other(&apart)]),
            "! Tabell | Antal | Nu (förra) | Ord\n| Utan | 92\u{a0}(87,6\u{a0}%) | 12\u{a0}(8) | nej\n\
             | Med | 13\u{a0}(12,4\u{a0}%) | 5\u{a0}(7) | ja\n+ Alla | 105\u{a0}(100,0\u{a0}%) | 17\u{a0}(15) | \n",
        ),
        case(
            "one that is empty, and a bracket alone",
            checks([one(&[("antal", "105"), ("andel", "100"), ("nu", "3")]), other(&[("forra", "4")])]),
            "| Utan | 105\u{a0}(100\u{a0}%) | 3 | \n| Med |  | (4) | \n",
        ),
        case(
            "a comment and a heading reach over all columns",
            checks([
                one(&together).key("kommentar", "Ord om raden."),
                other(&apart).key("nu", toml("{ text = \"stängt\", kolumner = 3 }")).without("forra").without("ord"),
            ]),
            "~ <4x1> Ord om raden.\n| Med | 13\u{a0}(12,4\u{a0}%) | <2x1> stängt\n",
        ),
    ]);
}

#[test]
fn both_figures_are_figures() {
    let cells = [("antal", "\"92 (87,6 %)\""), ("nu", "12"), ("forra", "8"), ("ord", "\"ja\"")];
    let others = [("antal", "\"13 (12,4 %)\""), ("nu", "5"), ("forra", "7")];
    let report = checks([one(&cells), other(&others)]);
    let report = report.text("Det är {{t.utan.antal}}, alltså {{t.utan.andel}}, och förra året {{t.utan.forra}}.");
    assert_eq!(report.findings(), "");
    let said = text(&report.built()).replace('\u{a0}', " ");
    assert!(said.contains("Det är 92, alltså 87,6 %, och förra året 8."), "{said}");
    let wrong = [("antal", "\"92 (78,6 %)\""), ("nu", "12"), ("forra", "8")];
    let found = checks([one(&wrong), other(&others)]).findings();
    assert!(found.contains("variance-mismatch") && found.contains("78.6") || found.contains("78,6"), "{found}");
    for not_one in ["\"92 (87,6 %) st\"", "\"ca 92 (87,6 %)\"", "\"92 (mest)\""] {
        let found = checks([one(&[("antal", not_one), ("andel", "87.6")]), other(&others)]).findings();
        assert!(found.contains("figure-in-words"), "{not_one}: {found}");
    }
}

/// What becomes of a cell that somebody changed in the Word file, and the unit's file then.
fn absorbed(from: &str, to: &str) -> (Vec<Outcome>, String) {
    let together = [("antal", "\"92 (87,6 %)\""), ("nu", "12"), ("forra", "8"), ("ord", "\"ja\"")];
    let apart = [("antal", "13"), ("andel", "12.4"), ("nu", "5"), ("forra", "7"), ("ord", "\"nej\"")];
    let folder = checks([one(&together), other(&apart)]).folder();
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = part(&parts, BODY);
    let from = from.replace(' ', "\u{a0}");
    assert!(body.contains(&from), "no {from}");
    let absorbed = absorb(folder.path(), &with_body(&parts, body.replacen(&from, to, 1)), Tracked::Accept).unwrap();
    let outcomes = absorbed.changes.iter().map(|change| change.outcome).collect();
    let file = absorbed.files.first().map(|(_, text)| String::from_utf8(text.clone()).unwrap());
    (outcomes, file.unwrap_or_default())
}

#[test]
fn edits_of_what_stands_in_one_cell_come_back_or_are_told() {
    let (outcomes, file) = absorbed("92 (87,6 %)", "93 (87,7 %)");
    assert_eq!(outcomes, [Outcome::Taken]);
    assert!(file.contains("antal = \"93 (87,7 %)\""), "{file}");
    let (outcomes, file) = absorbed("13 (12,4 %)", "14 (12,4 %)");
    assert_eq!(outcomes, [Outcome::Taken]);
    assert!(file.contains("antal = 14\n"), "{file}");
    assert_eq!(absorbed("13 (12,4 %)", "13 (13,4 %)").0, [Outcome::Unsure(Unsure::Computed)]);
    assert_eq!(absorbed("12 (8)", "12 (9)").0, [Outcome::Unsure(Unsure::Computed)]);
    assert_eq!(absorbed("12 (8)", "tolv").0, [Outcome::Unsure(Unsure::NoFigure)]);
}
