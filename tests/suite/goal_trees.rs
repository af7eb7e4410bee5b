//! Goals of several levels, with indicators, assessments and activities.

use crate::support::both_files::{case, say};
use crate::support::report::{Block, Report, chapter, column, columns, row, table, toml};
use crate::support::text;

/// A goal tree of `levels` levels, whose lowest goal has what the unit delivers, with columns for indicators and
/// activities.
fn goals(levels: usize, goal: impl FnOnce(Block) -> Block, delivered: impl IntoIterator<Item = Block>) -> Report {
    let columns_of_both = [
        columns("matt").key("forsta_kolumn", "Indikator"),
        column("mal", "Mål").key("slag", "text"),
        column("utfall", "Utfall").key("slag", "text"),
        column("lage", "Läge").key("slag", "bedomning"),
        columns("gjort").key("forsta_kolumn", "Aktivitet").key("sort", "%"),
        column("klart", "Klart, %"),
    ];
    Report::new()
        .add([chapter("mal", "Mål", "mal").key("kolumner", "matt").key("aktiviteter", "gjort")])
        .add((1..=levels).flat_map(|level| of_level(level, levels)))
        .add(columns_of_both)
        .deliver("a", [goal(Block::entry("mal").key("id", format!("m{levels}")))])
        .deliver("a", delivered)
}

/// A level of the tree and its one goal, which is under that of the level above.
fn of_level(level: usize, levels: usize) -> [Block; 2] {
    let numbered = level.is_multiple_of(2);
    let mut goal = Block::entry("mal").key("id", format!("m{level}")).key("rubrik", format!("Mål {level}"));
    if level > 1 {
        goal = goal.key("under", format!("m{}", level - 1));
    }
    if level == levels {
        goal = goal.key("enhet", "a");
    }
    [Block::entry("malniva").key("namn", format!("Nivå {level}")).key("numrerad", numbered), goal]
}

/// The report's words for its assessments.
fn lights() -> Block {
    Block::table("bedomning")
        .key("gron", ["Nås"])
        .key("gul", ["Osäkert"])
        .key("rod", ["Nås inte"])
        .key("gra", ["Mäts senare"])
}

fn indicator(light: &str) -> Block {
    let indicator = Block::entry("mal.indikator").key("namn", "Trygghet");
    indicator.key("mal", "80 %").key("utfall", "82 %").key("lage", light)
}

fn activity(name: &str, done: &str) -> Block {
    Block::entry("mal.aktivitet").key("namn", name).key("klart", toml(done))
}

/// A goal without words of its own.
fn bare(goal: Block) -> Block {
    goal
}

/// A goal in prose.
fn says(words: &'static str) -> impl FnOnce(Block) -> Block {
    move |goal| goal.key("text", words)
}

#[test]
fn both_files_show_goals_of_every_kind() {
    let assessed = |levels, light| goals(levels, bare, [indicator(light)]).add([lights()]);
    let in_prose = |levels, words| goals(levels, says(words), []).add([lights()]);
    say([
        case("an assessment as sign and word", assessed(2, "Nås"), "| Trygghet | 80\u{a0}% | 82\u{a0}% | ●\u{a0}Nås\n"),
        case(
            "an assessment with a sign of the unit's own",
            assessed(2, "★ nås inte"),
            "| Trygghet | 80\u{a0}% | 82\u{a0}% | ■\u{a0}nås inte\n",
        ),
        case(
            "per cent done with activities",
            goals(1, says("Vi är på väg."), [activity("Ny rutin", "60"), activity("Utbildning", "100")])
                .add([lights()]),
            "\nVi är på väg.\n\n[tabell: Aktiviteter: Mål 1]\n! Aktivitet | Klart, %\n| Ny rutin | 60\n| Utbildning | 100\n",
        ),
        case("a goal in prose alone", in_prose(2, "Det går bra."), "\n## Mål 1\n\n### 1. Mål 2\n\nDet går bra.\n"),
        case(
            "a tree of six levels",
            in_prose(6, "Längst ned."),
            "\n#### Mål 3\n\n##### 1. Mål 4\n\n###### Mål 5\n\n###### 1. Mål 6\n\nLängst ned.\n",
        ),
    ]);
}

#[test]
fn an_assessment_is_one_of_the_reports_words() {
    let misspelt = || goals(1, bare, [indicator("Nåss")]);
    let unknown = misspelt().add([lights()]).findings();
    assert!(unknown.contains("enheter/a.toml:16:8: error[bad-value]"), "{unknown}");
    let none = misspelt().findings();
    assert!(none.contains("error[missing-key]: the column has assessments, but `[bedomning]` is missing"), "{none}");
}

#[test]
fn activities_need_columns_to_be_shown_in() {
    let report = goals(1, bare, [activity("Ny rutin", "60")]).add([lights()]);
    let without = report.at("kapitel/mal", |chapter| chapter.without("aktiviteter")).findings();
    assert!(without.contains("error[bad-value]: activities cannot be shown"), "{without}");
}

#[test]
fn tables_of_goals_are_counted_with_the_others_where_the_report_says_so() {
    let indicator = || Block::entry("mal.indikator").key("namn", "Prov").key("mal", "98 %").key("utfall", "99 %");
    let activity = || Block::entry("mal.aktivitet").key("namn", "Mäta").key("klart", 40);
    let with = |words: &'static str, titled: bool| {
        let report = goals(1, |goal| goal.key("text", words), [indicator().key("lage", "Nås"), activity()]);
        let report = report.key("numrerade_tabeller", true).add([lights()]);
        if titled { report.add([Block::table("malrubriker").key("tabellrubriker", true)]) } else { report }
    };
    let said = text(&with("Se {{tabell:m1}}, på sida {{sida:m1}}.", true).built()).replace('\u{a0}', " ");
    assert!(said.contains("Se tabell 1, på sida "), "{said}");
    assert!(said.contains("[tabell: Tabell 1. Indikatorer: Mål 1]"), "{said}");
    assert!(said.contains("[tabell: Tabell 2. Aktiviteter: Mål 1]"), "{said}");
    let found = with("Se {{tabell:m1}}.", false).findings();
    assert!(found.contains("no table is called `m1`"), "{found}");
    // A table of that name is the one that is meant.
    let other = with("Se {{tabell:m1}}.", true)
        .add([chapter("e", "Tal", "tabeller").key("tabeller", ["m1"]), columns("k"), column("u", "Utfall")])
        .add([table("m1", "Drift", "k", ["a/r"])])
        .deliver("a", [row("m1", "r", "Rad").cells(&[("u", "5")])]);
    let said = text(&other.built()).replace('\u{a0}', " ");
    assert!(said.contains("Se tabell 3."), "{said}");
    let plain = with("Inget.", true).key("numrerade_tabeller", false);
    let said = text(&plain.built()).replace('\u{a0}', " ");
    assert!(said.contains("[tabell: Indikatorer: Mål 1]"), "{said}");
}
