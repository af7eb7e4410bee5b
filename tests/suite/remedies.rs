//! Remedies say what the writer can do, in the writer's own words, and once for one place.

use crate::support::report::{Block, Report, chapter, column, columns, row, section, table, toml};
use crate::support::{printed, root, underlag};

fn codes(found: &str) -> Vec<&str> {
    found.lines().filter_map(|line| line.split('[').nth(1)?.split(']').next()).collect()
}

/// The remedies of a text's findings, in Swedish.
fn advice(words: &str) -> Vec<String> {
    let folder = Report::new().text(words).folder();
    let shown = printed(&underlag(&["check", folder.path().to_str().unwrap(), "--lang", "sv"], root()));
    let advice = shown.lines().filter_map(|line| line.trim().strip_prefix("╰ råd: "));
    advice.map(str::to_owned).collect()
}

#[test]
fn figures_are_quoted_as_they_should_be_written() {
    for (written, better) in [
        ("Det kostar 2500 kronor.", "`2 500`"),
        ("Vi har 125000 invånare.", "`125 000`"),
        ("Alla 1234567 kr är kvar.", "`1 234 567`"),
        ("De är 25-30 år.", "`25–30 år`"),
        ("Det gäller 2024-2026.", "`2024–2026`"),
        ("Under jan-mars var det kallt.", "`jan–mars`"),
        ("Klockan är kl. 8-17 i dag.", "`kl. 8–17`"),
        ("Avvikelsen är -200 tkr.", "`−200 tkr`"),
        ("Avvikelsen (-1,5 mnkr) är liten.", "`−1,5 mnkr`"),
        ("Det är -5 % mindre.", "`−5 %`"),
    ] {
        assert_eq!(advice(written), [format!("skriv {better}")], "{written}");
    }
}

#[test]
fn a_figure_with_several_faults_is_told_once() {
    for (written, better) in [
        ("Avvikelsen är -2500 tkr.", "`−2 500 tkr`"),
        ("Det kostar 1500-2500 kr per plats.", "`1 500–2 500 kr`"),
        ("Det blir -12500 kronor.", "`−12 500 kronor`"),
        ("Mellan 900-1200 timmar gick åt.", "`900–1 200 timmar`"),
    ] {
        assert_eq!(advice(written), [format!("skriv {better}")], "{written}");
    }
    // Years, numbers of cases and figures that are right are left alone.
    for written in ["År 2024 var bra.", "Ärendet KS 2023-1234 är klart.", "Det är 2 500 kr.", "Det är −200 tkr."]
    {
        assert_eq!(advice(written), [""; 0], "{written}");
    }
}

/// A table with this in its one cell.
fn cell(written: &str) -> Report {
    Report::new()
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
        .add([column("budget", "Budget"), table("t", "Tabell", "k", ["a/ett"])])
        .deliver("a", [row("t", "ett", "Ett").key("budget", toml(written))])
}

#[test]
fn one_place_has_one_advice() {
    for (written, code) in [
        ("\"-200 mnkr\"", "figure-in-words"),
        ("\"200tkr\"", "figure-in-words"),
        ("\"ca 2500 kr\"", "figure-in-words"),
        ("\"12-15 tkr\"", "figure-in-words"),
        ("-200 tkr", "toml-syntax"),
        ("2500 kr", "toml-syntax"),
    ] {
        assert_eq!(codes(&cell(written).findings()), [code], "{written}");
    }
}

#[test]
fn an_id_of_the_wrong_type_is_told_once() {
    for id in ["5", "2024-05-02", "12"] {
        let report = cell("10")
            .at("tabell/t", |table| table.key("rader", [format!("a/{id}")]))
            .at("rad/t/ett", |row| row.key("id", toml(id)));
        let found = report.findings();
        assert_eq!(codes(&found), ["wrong-type"], "{id}: {found}");
        // The row is there.
        assert!(crate::support::text(&report.built()).contains("| Ett | 10"), "{id}");
        let other = cell("10").at("rad/t/ett", |row| row.key("id", toml(id))).findings();
        assert!(
            codes(&other).len() == 2 && other.contains("wrong-type") && other.contains("missing-delivery"),
            "{other}"
        );
    }
    let goal = Report::new()
        .add([chapter("m", "Mål", "mal"), Block::entry("mal").key("id", "7").key("rubrik", "Målet").key("enhet", "a")])
        .deliver("a", [Block::entry("mal").key("id", toml("7")).key("text", "Text om målet.")]);
    assert_eq!(codes(&goal.findings()), ["wrong-type"]);
    let table =
        cell("10").at("rad/t/ett", |row| row.key("tabell", toml("5"))).at("tabell/t", |table| table.key("id", "5"));
    let table = table.at("kapitel/e", |chapter| chapter.key("tabeller", ["5"]));
    assert_eq!(codes(&table.findings()), ["wrong-type"]);
}

#[test]
fn labels_leads_and_single_words_need_no_end() {
    for words in [
        "Barn-",
        "Barn- och",
        "Ansvarig för uppföljningen av hela planen: chefen för gata och park i Sandby kommun",
        "**Så har vi arbetat med målen under hela det gångna året**",
        "*Det här är en bildtext om en lång bro i kommunen*",
        "Tabell 1. Elever per skola och årskurs i hela kommunen hösten 2023",
        "Källa: kommunens egen statistik över elever per skola och årskurs",
        "Vi har under hela året arbetat med följande tre saker\n\n- ett\n- två",
        "Vi har under hela året arbetat med gator- och park-\n\n- ett\n- två",
        "Har barn och unga i hela kommunen hörts i ärendet? ☒ Ja ☐ Nej",
        "Har barn och unga i hela kommunen hörts i ärendet? □ Ja ■ Delvis □ Nej",
    ] {
        let found = Report::new().text(words).findings();
        if words == "Barn- och" {
            assert_eq!(found, "");
        }
        assert!(!found.contains("sentence-without-end"), "{words}: {found}");
    }
    let labels = cell("10").at("rad/t/ett", |row| row.key("namn", "Barn- och ungdoms-"));
    assert_eq!(labels.findings(), "");
    for words in [
        "Vi har under hela året arbetat med tre saker i kommunen",
        "Arbetet med gatorna fortsätter under hela hösten-",
        "Det är klart. Vi har sedan arbetat med tre saker i kommunen",
        "Tabell 1 visar hur många elever som går i varje skola",
        "☒ Barn har hörts under våren i alla skolor i kommunen",
    ] {
        let found = Report::new().text(words).findings();
        assert_eq!(codes(&found), ["sentence-without-end"], "{words}: {found}");
    }
    assert_eq!(Report::new().deliver("a", [section("text", "x")]).findings().lines().count(), 1);
}

/// An internal control with these columns, a risk of it, and its control activities.
fn control(columns: &str, risk: impl FnOnce(Block) -> Block, activities: &[Block]) -> String {
    let risk =
        risk(Block::entry("risk").key("id", "r").key("namn", "Risken").key("sannolikhet", 2).key("konsekvens", 3));
    let kept = Block::table("internkontroll").key("skala", 4).key("risker", ["a/r"]).key("kolumner", toml(columns));
    Report::new()
        .add([chapter("i", "Intern kontroll", "internkontroll"), kept])
        .deliver("a", [risk])
        .deliver("a", activities.iter().cloned())
        .findings()
}

#[test]
fn control_activities_are_asked_for_where_the_table_shows_them() {
    let activity = || Block::entry("risk.kontrollmoment").key("text", "Stickprov.");
    let none = |columns: &str| control(columns, |risk| risk, &[]);
    let plan = none("[\"risk\", \"kontrollmoment\", \"bedomning\", \"ansvar\"]");
    assert_eq!(codes(&plan), ["missing-delivery"], "{plan}");
    assert_eq!(none("[\"risk\", \"bedomning\"]"), "", "nothing of them is shown");
    assert_eq!(control("[\"risk\", \"kontrollmoment\"]", |risk| risk, &[activity()]), "");
    for columns in ["[\"risk\", \"bedomning\"]", "[\"risk\"]"] {
        let lost = control(columns, |risk| risk, &[activity()]);
        assert_eq!(codes(&lost), ["unasked-delivery"], "{lost}");
        assert!(lost.contains("has no column for control activities"), "{lost}");
    }
    let owner = control("[\"risk\", \"ansvar\"]", |risk| risk, &[activity().key("ansvar", "Chefen")]);
    assert_eq!(codes(&owner), ["unasked-delivery"], "{owner}");
    let lead = |columns| control(columns, |risk| risk.key("inledning", "Så gick det."), &[activity()]);
    let lost = lead("[\"risk\", \"kontrollmoment\"]");
    assert!(lost.contains("`inledning` is shown in the column `uppfoljning`"), "{lost}");
}

#[test]
fn trace_finds_amounts_that_texts_take_and_percentages() {
    let indicator = Block::entry("mal.indikator").key("namn", "Nöjda").key("utfall", "89 % (85 %)");
    let folder = cell("7712")
        .add([
            chapter("m", "Mål", "mal").key("kolumner", "i"),
            Block::entry("mal").key("id", "ett").key("rubrik", "Målet").key("enhet", "a"),
            columns("i").key("forsta_kolumn", "Indikator"),
            column("utfall", "Utfall (riket)").key("slag", "text"),
            table("s", "Andra", "k", toml("[{ ur = \"t.ett\" }]")),
        ])
        .at("kapitel/e", |chapter| chapter.key("tabeller", ["t", "s"]))
        .text("Det kostade {{t.ett.budget}} och sedan {{s.t.budget|tal}}. Av alla är 89 procent nöjda, 89 tkr inte.")
        .deliver("a", [Block::entry("mal").key("id", "ett").key("text", "Text om målet."), indicator])
        .folder();
    let traced = |wanted: &str| {
        let path = folder.path().to_str().unwrap();
        printed(&underlag(&["trace", path, wanted, "--lang", "sv"], root())).replace('\u{a0}', " ")
    };
    for wanted in ["t.ett.budget", "7 712", "7 712 tkr", "7712"] {
        let said = traced(wanted);
        assert!(
            said.contains("7 712 tkr  hämtas till texten med {{t.ett.budget}}  (enheter/a.toml:"),
            "{wanted}: {said}"
        );
        assert!(said.contains("7 712  hämtas till s.rapport/t.budget"), "{wanted}: {said}");
        assert!(said.contains("7 712  hämtas till texten med {{s.t.budget|tal}}"), "{wanted}: {said}");
    }
    assert!(traced("7 712 mnkr").contains("hittar inget belopp"));
    for wanted in ["89 %", "89%", "89 procent"] {
        let said = traced(wanted);
        assert!(said.contains("89 % (85 %)  skrevs i indicator:a/ett/1/utfall  (enheter/a.toml:"), "{wanted}: {said}");
        assert!(said.contains("89 procent  nämns i …") && said.matches("nämns").count() == 1, "{wanted}: {said}");
    }
    assert!(traced("85 %").contains("indicator:a/ett/1/utfall"));
    assert!(traced("89 tkr").contains("nämns i") && !traced("89 tkr").contains("indicator"));
}
