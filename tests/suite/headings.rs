//! Headings that say nothing or name another unit than the figures below them, and columns that no row can fill.

use crate::support::report::{Block, Report, chapter, column, columns, row, section, table, toml};

fn codes(found: &str) -> Vec<&str> {
    found.lines().filter_map(|line| line.split('[').nth(1)?.split(']').next()).collect()
}

/// A table `t` of the columns `budget` and `utfall`, in this unit.
fn in_unit(unit: &str) -> Report {
    Report::new()
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", unit)])
        .add([column("budget", "Budget"), column("utfall", "Utfall"), table("t", "Tabell", "k", ["a/ett"])])
        .deliver("a", [row("t", "ett", "Ett").cells(&[("budget", "10"), ("utfall", "9")])])
}

#[test]
fn a_heading_without_words_is_told() {
    for heading in ["#", "# –", "# …", "# **"] {
        let found = Report::new().text(&format!("Ett.\n\n{heading}\n\nTvå.")).findings();
        assert!(found.contains("warning[heading-without-words]"), "{heading}: {found}");
    }
    for heading in ["# 2024", "# *Sommaren*", "# Å", "# C#"] {
        let found = Report::new().text(&format!("Ett.\n\n{heading}\n\nTvå.")).findings();
        assert!(!found.contains("heading-without-words"), "{heading}: {found}");
    }
    let of_manifest = |address: &str| in_unit("tkr").at(address, |block| block.key("rubrik", "–")).findings();
    for address in ["kapitel/e", "kapitel/text", "tabell/t"] {
        assert_eq!(codes(&of_manifest(address)), ["heading-without-words"], "{address}");
    }
}

#[test]
fn a_heading_in_another_unit_than_its_figures_is_told() {
    let told = |report: Report| report.findings();
    let said = |found: &str, named: &str, unit: &str| {
        let words =
            format!("error[heading-other-unit]: the heading says `{named}`, but the figures below it are in `{unit}`");
        assert!(found.contains(&words), "{words}\n{found}");
        assert_eq!(codes(found), ["heading-other-unit"], "{found}");
    };
    // The table, a column, what stands over columns, a group, the first column, the chapter.
    let table = |heading: &'static str| in_unit("mnkr").at("tabell/t", |table| table.key("rubrik", heading));
    said(&told(table("Nettokostnad, tkr")), "tkr", "mnkr");
    said(&told(table("Nettokostnad (kr)")), "kr", "mnkr");
    said(&told(table("Nettokostnad i tusental kronor")), "tusental kronor", "mnkr");
    let column = in_unit("tkr").at("kolumner.kolumn/utfall", |column| column.key("rubrik", "Utfall, mkr"));
    said(&told(column), "mkr", "tkr");
    let over = in_unit("tkr").at("kolumner.kolumn/utfall", |column| column.key("over", "Miljoner kronor"));
    said(&told(over), "Miljoner kronor", "tkr");
    let group = toml("[{ grupp = \"Drift, mnkr\" }, \"a/ett\"]");
    said(&told(in_unit("tkr").at("tabell/t", |table| table.key("rader", group))), "mnkr", "tkr");
    let first = in_unit("tkr").at("kolumner/k", |columns| columns.key("forsta_kolumn", "Kr"));
    said(&told(first), "Kr", "tkr");
    said(&told(in_unit("tkr").at("kapitel/e", |chapter| chapter.key("rubrik", "Ekonomi (mnkr)"))), "mnkr", "tkr");
    let chart = Block::entry("diagram").key("id", "d").key("slag", "staplar").key("rubrik", "Utfall, mnkr");
    let chart = chart.key("tabell", "t").key("kolumner", ["utfall"]);
    let chart = in_unit("tkr").add([chart]).at("kapitel/e", |chapter| chapter.key("diagram", ["d"]));
    assert!(told(chart).contains("the heading says `mnkr`, but the figures below it are in `tkr`"));
    // Converted figures are in the table's unit.
    let converted = in_unit("tkr")
        .at("tabell/t", |table| table.key("sort", "mnkr").key("omrakna", true).key("rubrik", "Nettokostnad, tkr"));
    said(&told(converted), "tkr", "mnkr");
}

#[test]
fn headings_that_name_their_unit_or_none_are_left_alone() {
    for (unit, heading) in [
        ("tkr", "Nettokostnad, tkr"),
        ("mnkr", "Nettokostnad (mkr)"),
        ("tkr", "Projekt över 5 mnkr"),
        ("tkr", "Projekt över 5 mnkr, tkr"),
        ("tkr", "Budget i tusental kronor"),
        ("tkr", "Kostnad, kr/invånare"),
        ("kr", "Skatt i kronor"),
        ("kr/elev", "Kostnad per elev, kr"),
        ("tkr per plats", "Kostnad, tkr"),
        ("tkr", "Krokar och kransar"),
    ] {
        let found = in_unit(unit).at("tabell/t", |table| table.key("rubrik", heading)).findings();
        assert_eq!(found, "", "{unit}: {heading}");
    }
    let own = column("pris", "Pris, kr").key("sort", "kr");
    let found = in_unit("tkr").after("kolumner.kolumn/utfall", own).findings();
    assert_eq!(found, "", "a column of its own unit");
}

#[test]
fn a_column_with_the_id_of_a_rows_own_key_is_refused_in_the_manifest() {
    for key in ["namn", "id", "tabell", "slag", "summerar", "vands"] {
        let found = in_unit("tkr").after("kolumner.kolumn/utfall", column(key, "Egen").key("slag", "text")).findings();
        let words = format!("error[bad-value]: `{key}` is one of the rows' own keys");
        assert!(found.starts_with("rapport.toml:") && found.contains(&words), "{key}: {found}");
        assert_eq!(codes(&found), ["bad-value"], "{key}: {found}");
    }
    let found =
        in_unit("tkr").after("kolumner.kolumn/utfall", column("anmarkning", "Anm.").key("slag", "text")).findings();
    assert_eq!(found, "");
}

/// A goal with an indicator.
fn goal() -> Report {
    let indicator = Block::entry("mal.indikator").key("namn", "Andel").key("namn2", "40 %");
    Report::new()
        .add([
            chapter("m", "Mål", "mal").key("kolumner", "i"),
            Block::entry("mal").key("id", "ett").key("rubrik", "Målet").key("enhet", "a"),
            columns("i").key("forsta_kolumn", "Indikator"),
            column("namn2", "Utfall").key("slag", "text"),
        ])
        .deliver("a", [Block::entry("mal").key("id", "ett").key("text", "Text om målet."), indicator])
}

#[test]
fn columns_of_indicators_and_of_the_internal_control_have_keys_of_their_own() {
    assert_eq!(goal().findings(), "");
    let found = goal()
        .at("kolumner.kolumn/namn2", |column| column.key("id", "namn"))
        .at("mal.indikator", |indicator| indicator.without("namn2"))
        .findings();
    assert!(found.contains("rapport.toml") && found.contains("`namn` is one of the rows' own keys"), "{found}");
    for (id, of_risk) in [("namn", true), ("sannolikhet", true), ("inledning", true), ("text", false)] {
        let per = if of_risk { "risk" } else { "moment" };
        let columns = format!("[\"risk\", {{ id = \"{id}\", rubrik = \"Egen\", per = \"{per}\" }}]");
        let control = Block::table("internkontroll").key("skala", 4).key("kolumner", toml(columns));
        let found = Report::new().add([control]).findings();
        assert!(found.contains(&format!("error[bad-value]: `{id}` is one of the rows' own keys")), "{id}: {found}");
    }
}

#[test]
fn a_column_without_heading_is_told_where_the_column_stands() {
    // Indicators that no column shows are told as that alone.
    let found = goal().at("kapitel/m", |chapter| chapter.without("kolumner")).findings();
    assert!(!found.contains("column-without-heading"), "{found}");
    let found = goal().at("kolumner/i", |columns| columns.without("forsta_kolumn")).findings();
    assert_eq!(codes(&found), ["column-without-heading"], "{found}");
    let line = goal().at("kolumner/i", |columns| columns.without("forsta_kolumn")).manifest();
    let line = line.lines().position(|line| line == "id = \"i\"").unwrap() + 1;
    assert!(found.starts_with(&format!("rapport.toml:{line}:")), "{found}");
    let found = in_unit("tkr").at("kolumner.kolumn/utfall", |column| column.key("rubrik", "")).findings();
    assert!(found.contains("rapport.toml"), "{found}");
    // Activities have a first column as well.
    let activity = Block::entry("mal.aktivitet").key("namn", "Bygga").key("lage", "Klart");
    let found = goal()
        .at("kapitel/m", |chapter| chapter.key("aktiviteter", "v"))
        .add([columns("v"), column("lage", "Läge").key("slag", "text")])
        .deliver("a", [activity])
        .findings();
    assert_eq!(codes(&found), ["column-without-heading"], "{found}");
}

#[test]
fn what_two_places_ask_for_is_shown_once_and_told() {
    let already = |report: Report, what: &str| {
        let found = report.findings();
        assert_eq!(codes(&found), ["duplicate-id"], "{what}: {found}");
        assert!(found.starts_with("rapport.toml:") && found.contains("is shown in another place already"), "{found}");
        assert!(found.contains(what), "{what}: {found}");
    };
    let goals = goal().add([chapter("n", "Igen", "mal").key("kolumner", "i").key("mal", ["ett"])]);
    already(goals, "the goal `ett`");
    already(goal().at("kapitel/m", |chapter| chapter.key("mal", ["ett", "ett"])), "the goal `ett`");
    let again = chapter("f", "Igen", "tabeller").key("tabeller", ["t"]);
    already(in_unit("tkr").add([again]), "the table `t`");
    already(in_unit("tkr").at("tabell/t", |table| table.key("rader", ["a/ett", "a/ett"])), "the row `ett`");
    already(Report::new().at("kapitel/text", |chapter| chapter.key("delar", ["a", "a"])), "the chapter `text`");
    let part = toml("[{ enhet = \"a\", del = \"x\" }, { enhet = \"a\", del = \"x\" }]");
    let part = Report::new()
        .at("kapitel/text", |chapter| chapter.key("delar", part))
        .at("avsnitt/text", |section| section.key("del", "x"));
    already(part, "the text `x`");
    // The rest of the goals, and the goals below one that another chapter shows, are no fault.
    let rest = goal()
        .add([
            Block::entry("mal").key("id", "tva").key("rubrik", "Andra målet").key("enhet", "a"),
            chapter("n", "Resten", "mal").key("kolumner", "i"),
        ])
        .at("kapitel/m", |chapter| chapter.key("mal", ["ett"]))
        .deliver("a", [Block::entry("mal").key("id", "tva").key("text", "Text om det andra.")]);
    let found = rest.findings();
    assert!(found.lines().count() == 1 && found.contains("`Andra målet` has no indicators"), "{found}");
    assert_eq!(Report::new().deliver("a", [section("annat", "x")]).findings().lines().count(), 1);
}

#[test]
fn a_row_in_another_unit_than_its_columns_is_told() {
    let named = |name: &str| in_unit("tkr").at("rad/t/ett", |row| row.key("namn", name)).findings();
    for (name, unit) in [("Lån (mnkr)", "mnkr"), ("Lån, kr", "kr"), ("Lån (miljoner kronor)", "miljoner kronor")] {
        let found = named(name);
        let told = format!("error[heading-other-unit]: the row's name says `{unit}`, but its amounts are in `tkr`");
        assert!(found.contains(&told) && found.starts_with("enheter/a.toml:"), "{name}: {found}");
    }
    for name in ["Lån (tkr)", "Avgift (kr/elev)", "Projekt över 5 mnkr", "Kostnad i kr per elev", "Lån (nya)", "Kr"]
    {
        assert_eq!(named(name), "", "{name}");
    }
    // A row with a unit of its own is in that.
    let own = |name: &str, unit: &str| {
        in_unit("tkr").at("rad/t/ett", |row| row.key("namn", name).key("mattenhet", unit)).findings()
    };
    for (name, unit) in [("Kostnad per elev, kr", "kr"), ("Lån (mnkr)", "mnkr"), ("Avgift, kronor", "kr")] {
        assert!(!own(name, unit).contains("heading-other-unit"), "{name}: {}", own(name, unit));
    }
    assert!(own("Lån (mnkr)", "kr").contains("heading-other-unit"));
}

#[test]
fn a_text_that_is_not_shown_is_told_by_what_says_why() {
    for words in ["Dold text", "1. Dold", "*Dold*"] {
        let below = Block::entry("mal.indikator").key("namn", "Två").key("namn2", words);
        let found = goal()
            .at("mal.indikator", |indicator| indicator.key("namn2", toml("{ text = \"Mäts inte\", rader = 2 }")))
            .deliver("a", [below])
            .findings();
        assert_eq!(found.matches("is covered by another one").count(), 1, "{found}");
        assert!(!found.contains("text-not-shown"), "{found}");
    }
    let control = [
        Block::table("internkontroll").key("skala", 4).key("risker", ["a/r"]),
        chapter("i", "Intern kontroll", "internkontroll"),
    ];
    let risk = Block::entry("risk").key("id", "r").key("namn", "R").key("sannolikhet", 2).key("konsekvens", 2);
    let found = Report::new().add(control).deliver("a", [risk.key("metod", "1. Stickprov")]).findings();
    assert!(found.contains("error[unknown-key]: there is no key `metod` here"), "{found}");
    assert!(!found.contains("text-not-shown"), "{found}");
}
