//! One figure led to another by steps: what is a level, what is said of it, and whether the steps lead there.

use crate::support::both_files::agree;
use crate::support::report::{Block, Report, column, columns, table};
use crate::support::word_file::{part, parts};
use crate::support::{bytes, text};

/// A chart of these lines, `name | slag | belopp`.
fn with_lines(lines: &str) -> Report {
    let lines = format!("namn | slag | belopp\n{lines}");
    let chapter = Block::entry("kapitel").key("id", "steg").key("rubrik", "Steg").key("diagram", ["steg"]);
    Report::new()
        .add([chapter.key("slag", "tabeller").key("tabeller", ["steg"]), chart()])
        .add([columns("steg").key("mattenhet", "tkr"), column("belopp", "Belopp")])
        .add([table("steg", "Orsaker, tkr", "steg", ["a/*"])])
        .deliver("a", [Block::entry("csv").key("tabell", "steg").key("text", lines)])
}

fn chart() -> Block {
    let chart = Block::entry("diagram").key("id", "steg").key("slag", "vattenfall").key("rubrik", "Till utfall");
    chart.key("tabell", "steg").key("kolumner", ["belopp"])
}

#[test]
fn each_step_is_said_with_where_it_leads() {
    let report = with_lines(
        "Budget||12 400\nLöner||310\nRänta||−120\nDelsumma|delsumma|12 590\nVakans||−90\nUtfall|summa|12 500",
    );
    assert_eq!(report.findings(), "");
    let built = report.built();
    agree(&built, "a waterfall");
    let said = text(&built).replace('\u{a0}', " ");
    let words = "Vattenfallsdiagram från Budget till Utfall, belopp i tkr. Budget: 12 400. Löner: ökning med 310 till \
                 12 710. Ränta: minskning med 120 till 12 590. Delsumma: 12 590. Vakans: minskning med 90 till 12 500. \
                 Utfall: 12 500.";
    assert!(said.contains(words), "{said}");
}

#[test]
fn steps_that_do_not_lead_to_a_level_are_told_there() {
    for (lines, place, told) in [
        ("Budget||100\nLöner||5\nUtfall|summa|107", "enheter/a.toml:", "lead to 105, but `Utfall` is 107"),
        ("Resultat||10\nLöner||−15\nUtfall|resultat|−9", "enheter/a.toml:", "lead to −5, but `Utfall` is −9"),
        ("A||100\nB||5\nC|delsumma|110\nD||1\nE|summa|111", "enheter/a.toml:", "lead to 105, but `C` is 110"),
    ] {
        let found = with_lines(lines).findings();
        assert!(found.starts_with(place) && found.contains("error[sum-mismatch]") && found.contains(told), "{found}");
        assert_eq!(found.lines().count(), 1, "{found}");
    }
    // Rounding, and what has not come, are no faults of the steps.
    for lines in ["A||100\nB||5\nC||5\nD|summa|111", "A||100,0\nB||5,1\nC|summa|105,2"] {
        assert_eq!(with_lines(lines).findings(), "", "{lines}");
    }
    let missing = with_lines("A||100\nB||okänt\nD|summa|111").findings();
    assert!(!missing.contains("sum-mismatch"), "{missing}");
}

#[test]
fn figures_below_zero_hang_from_an_axis_that_ends_near_them() {
    let report = with_lines("Budget||−12 400\nLöner||−310\nRänta||120\nUtfall|summa|−12 590");
    assert_eq!(report.findings(), "");
    let built = report.built();
    agree(&built, "a waterfall below zero");
    let word = part(&parts(bytes(&built, "docx")), "word/document.xml");
    assert!(word.contains("Axeln slutar vid −12\u{a0}"), "{word}");
}

#[test]
fn columns_are_steps_as_well() {
    let chapter = Block::entry("kapitel").key("id", "steg").key("rubrik", "Steg").key("diagram", ["steg"]);
    let ids = ["budget", "loner", "ranta", "utfall"];
    let report = |utfall: i64| {
        let columns = [columns("steg").key("mattenhet", "tkr")].into_iter().chain(ids.map(|id| column(id, id)));
        let lines = format!("namn|budget|loner|ranta|utfall\nNämnden|100|8|−3|{utfall}");
        Report::new()
            .add([chapter.clone().key("slag", "tabeller").key("tabeller", ["steg"]), chart().key("kolumner", ids)])
            .add(columns)
            .add([table("steg", "Orsaker, tkr", "steg", ["a/*"])])
            .deliver("a", [Block::entry("csv").key("tabell", "steg").key("text", lines)])
    };
    assert_eq!(report(105).findings(), "");
    let said = text(&report(105).built()).replace('\u{a0}', " ");
    let words =
        "från budget till utfall, belopp i tkr. budget: 100. loner: ökning med 8 till 108. ranta: minskning med 3";
    assert!(said.contains(words), "{said}");
    let found = report(109).findings();
    assert!(found.contains("error[sum-mismatch]") && found.contains("lead to 105"), "{found}");
}

#[test]
fn what_a_waterfall_cannot_show_is_told() {
    let many: String = (0..17).map(|at| format!("Steg {at}||1\n")).collect();
    let found = with_lines(&many).findings();
    assert!(found.contains("error[chart-too-large]"), "{found}");
    let signs = with_lines("A||1\nB|summa|1").at("diagram/steg", |chart| chart.key("utan_minus", true)).findings();
    assert!(signs.contains("error[unknown-key]"), "{signs}");
    let line = with_lines("A||1\nB|summa|1").at("diagram/steg", |chart| chart.key("mallinje", "95")).findings();
    assert!(line.contains("error[unknown-key]"), "{line}");
}
