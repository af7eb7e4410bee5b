//! Columns of pasted tables that say how a row is: its measure, its comment, whether it is bold, how far it is set in.

use crate::support::both_files::agree;
use crate::support::report::{Block, Report, chapter, column, columns, table};
use crate::support::text;

/// A table of two years in millions, all of whose rows are these lines.
fn pasted(lines: &str) -> Report {
    with_columns(lines, Vec::new())
}

fn with_columns(lines: &str, more: Vec<Block>) -> Report {
    let report = Report::new().add([
        chapter("ar", "Flera år", "tabeller").key("tabeller", ["ar"]),
        columns("ar").key("mattenhet", "mnkr"),
        column("y2024", "2024"),
        column("y2025", "2025"),
    ]);
    let report = report.add(more).add([table("ar", "Översikt, mnkr", "ar", ["a/*"])]);
    report.deliver("a", [Block::entry("csv").key("tabell", "ar").key("text", lines)])
}

fn said(lines: &str) -> String {
    let report = pasted(lines);
    assert_eq!(report.findings(), "", "{lines}");
    let built = report.built();
    agree(&built, lines);
    text(&built).replace('\u{a0}', " ")
}

#[test]
fn a_column_of_measures_holds_for_the_figures_of_its_rows() {
    for head in ["Mått", "mått", "Måttenhet", "mattenhet", "Enhet", "Sort"] {
        for separator in ["|", "\t", ";"] {
            let lines = format!(
                "Nyckeltal|{head}|2024|2025\nResultat|||\nÅrets resultat||24,9|18,3\nSoliditet|%|48,2|47,1\n\
                 Lån per invånare|kr|21 450|22 800\nInvånare|antal|12 104|12 150\n"
            );
            let said = said(&lines.replace('|', separator));
            for row in [
                "Årets resultat | 24,9 | 18,3",
                "Soliditet | 48,2 % | 47,1 %",
                "Lån per invånare | 21 450 kr | 22 800 kr",
                "Invånare | 12 104 | 12 150",
            ] {
                assert!(said.contains(row), "{head}: {said}");
            }
        }
    }
}

#[test]
fn a_measure_behind_each_figure_is_that_of_the_row() {
    let said = said("Nyckeltal|2024|2025\nResultat|24,9|18,3\nSoliditet|48,2 %|47,1 %\nAvstånd|12 km|14 km\n");
    for row in ["Resultat | 24,9 | 18,3", "Soliditet | 48,2 % | 47,1 %", "Avstånd | 12 km | 14 km"] {
        assert!(said.contains(row), "{said}");
    }
    // Where only some figures have it, or they have several, nobody knows.
    for line in ["Soliditet|48,2 %|47,1", "Soliditet|48,2 %|47,1 kr"] {
        let found = pasted(&format!("Nyckeltal|2024|2025\nResultat|24,9|18,3\n{line}\n")).findings();
        assert!(found.contains("warning["), "{line}: {found}");
    }
}

#[test]
fn a_row_says_that_it_is_bold_and_how_far_it_is_set_in() {
    let said = said(
        "Rad|fet|indrag|2024|2025|Kommentar\nNämnden|ja||24,9|18,3|Bättre än i fjol.\nGator|nej|1|12|9|\nBroar||2|2|1|\n",
    );
    assert!(said.contains("Bättre än i fjol."), "{said}");
    let built = pasted("Rad|fet|indrag|2024|2025\nNämnden|x||24,9|18,3\nGator||1|12|9\n").built();
    let model = text(&built);
    assert!(model.contains("Nämnden") && model.contains("Gator"), "{model}");
}

#[test]
fn a_name_with_looks_alone_is_a_heading() {
    let lines = "Rad|fet|2024|2025\nNyckeltal|ja||\nSoliditet||48|47\nNyckeltal 2|||\nSoliditet||38|37\n";
    let said = said(lines);
    assert!(said.contains("Soliditet | 48 | 47") && said.contains("Soliditet | 38 | 37"), "{said}");
}

#[test]
fn what_such_a_cell_cannot_say_is_told_at_its_place() {
    for (lines, told) in [
        ("Rad|fet|2024|2025\nA|kanske|1|2\n", "error[bad-value]: `fet` cannot be `kanske`"),
        ("Rad|indrag|2024|2025\nA|9|1|2\n", "error[bad-value]: `indrag` cannot be `9`"),
        ("Rad|indrag|2024|2025\nA|ett|1|2\n", "error[bad-value]: `indrag` cannot be `ett`"),
        ("Rad|Mått|Enhet|2024|2025\nA|%|kr|1|2\n", "error[duplicate-id]"),
        ("Rad|feet|2024|2025\nA|ja|1|2\n", "error[unknown-key]: there is no key `feet` here"),
    ] {
        let found = pasted(lines).findings();
        assert!(found.contains(told) && found.lines().count() == 1, "{lines}: {found}");
    }
}

#[test]
fn a_column_that_the_table_has_is_that_column() {
    let own = || vec![column("matt", "Mått").key("slag", "text"), column("indrag", "Indrag").key("slag", "text")];
    let report = with_columns("Rad|Mått|Indrag|2024|2025\nA|%|stort|1|2\n", own());
    let found = report.findings();
    assert_eq!(found, "");
    assert!(text(&report.built()).contains("A | 1 | 2 | % | stort"), "{}", text(&report.built()));
}

/// An agenda of these lines, whose first column is the time.
fn agenda(lines: &str) -> Report {
    let words = |id, heading| column(id, heading).key("slag", "text");
    let report = Report::new().add([
        chapter("lista", "Lista", "tabeller").key("tabeller", ["lista"]),
        columns("lista").key("forsta_kolumn", "Kl."),
        words("nr", "Nr"),
        words("arende", "Ärende"),
        column("timmar", "Timmar"),
        table("lista", "Ärenden", "lista", ["a/*"]),
    ]);
    report.deliver("a", [Block::entry("csv").key("tabell", "lista").key("text", lines)])
}

#[test]
fn a_row_of_words_needs_no_name_and_a_time_may_stand_twice() {
    for lines in [
        "Kl.|Nr|Ärende|Timmar\n17.00||Upprop|\n|1|Budget|\n17.30|2|Taxa|2\n",
        "Kl.|Nr|Ärende|Timmar\n17.00|1|Budget|1\n17.00|2|Taxa|3\n",
        "Kl.|Nr|Ärende|Timmar\n2025-09-18|1|Budget|2\n2025-09-18|2|Taxa|2\n",
        "Kl.|Nr|Ärende|Timmar\n17.00|1|Budget|2\n|2|Taxa|3\n",
        "Kl.|Nr|Ärende|Timmar\nkl. 9.00–10.30|1|Budget|2\n|2|Taxa|3\n",
        "Dag|Nr|Ärende|Timmar\n18/9|1|Budget|2\n|2|Taxa|3\n",
    ] {
        let report = agenda(lines);
        assert_eq!(report.findings(), "", "{lines}");
        let built = report.built();
        agree(&built, lines);
        let said = text(&built);
        assert!(said.contains("Budget") && said.contains("Taxa"), "{said}");
    }
    // Figures alone belong to something, and a name that stands twice is told.
    let bare = agenda("Kl.|Nr|Ärende|Timmar\n17.00|1|Budget|2\n|||3\n").findings();
    assert!(bare.contains("error[missing-key]"), "{bare}");
    let named = "Namn|Nr|Ärende|Timmar\nHanna|1|Budget|2\n|2|Taxa|3\n";
    assert!(agenda(named).findings().contains("error[missing-key]"), "a name is no time");
    let twice = agenda("Kl.|Nr|Ärende|Timmar\nSent på dagen|1|Budget|2\nSent på dagen|2|Taxa|3\n").findings();
    assert!(twice.contains("[names-alike]"), "{twice}");
}
