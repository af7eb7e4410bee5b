//! `check --fix`: the remedies that are certain, all or none, without a figure being another one, and back by `undo`.

use std::collections::BTreeMap;

use proptest::prelude::*;
use underlag::base::amount::Amount;
use underlag::deliver::fix::fix;
use underlag::pipeline;
use underlag::report::figures::figures;

use crate::support::report::{Report, chapter, column, columns, row, section, table, toml};
use crate::support::{Folder, every_report, printed, root, saying, underlag};

fn run(command: &str, folder: &Folder, arguments: &[&str]) -> (String, Option<i32>) {
    let path = folder.path().to_str().unwrap();
    let output = underlag(&[&[command, path, "--lang", "sv"], arguments].concat(), root());
    (printed(&output), output.status.code())
}

fn read(folder: &Folder, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap()
}

/// The unit's file after its remedies, of one with these words as its text.
fn fixed(words: &str) -> String {
    let folder = Folder::new().with("enheter/a.toml", saying(words));
    run("check", &folder, &["--fix", "--write"]);
    let text = read(&folder, "enheter/a.toml");
    text.split("'''\n").nth(1).unwrap().trim_end().to_owned()
}

#[test]
fn what_is_certain_is_made() {
    for (written, better) in [
        ("Det kostar 2500 kronor.", "Det kostar 2 500 kronor."),
        ("Alla 1234567 kr är kvar.", "Alla 1 234 567 kr är kvar."),
        ("Avvikelsen är -2500 tkr.", "Avvikelsen är −2 500 tkr."),
        ("Det är -5 % mindre.", "Det är −5 % mindre."),
        ("Det gäller 2024-2026.", "Det gäller 2024–2026."),
        ("Det kostar 1500-2500 kr per plats.", "Det kostar 1 500–2 500 kr per plats."),
        ("Enligt 16§ gäller det.", "Enligt 16 § gäller det."),
        ("Enligt §16 gäller det.", "Enligt § 16 gäller det."),
        ("Vi ser det , och mer.", "Vi ser det, och mer."),
        ("Barn ( och unga) är med.", "Barn (och unga) är med."),
        ("Skolan(KS och KF) är med.", "Skolan (KS och KF) är med."),
        ("Barn/ unga är med.", "Barn/unga är med."),
        ("Det är klart.Sedan kom mer.", "Det är klart. Sedan kom mer."),
        ("Vi har arbetat med verk-\nsamhet hela året.", "Vi har arbetat med verksamhet hela året."),
        ("Det *kostar 2500 kronor* i dag.", "Det *kostar 2 500 kronor* i dag."),
    ] {
        assert_eq!(fixed(written), better, "{written}");
    }
}

#[test]
fn a_dash_alone_in_a_cell_is_put_in_quotes() {
    for (written, better) in [("–", "\"–\""), ("—", "\"–\""), ("− # ej klart", "\"–\" # ej klart"), ("–5", "-5")]
    {
        let report = Report::new()
            .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
            .add([column("budget", "Budget"), column("utfall", "Utfall"), table("t", "Tabell", "k", ["a/ett"])])
            .deliver("a", [row("t", "ett", "Ett").key("budget", toml("100")).key("utfall", toml(written))]);
        let folder = report.folder();
        let (said, _) = run("check", &folder, &["--fix", "--write"]);
        let text = read(&folder, "enheter/a.toml");
        assert!(text.contains(&format!("utfall = {better}\n")), "{written}: {said}{text}");
    }
}

/// A hyphen, several, or a dash within a group or a list, is no figure either.
#[test]
fn a_dash_or_a_hyphen_is_put_in_quotes_wherever_a_value_stands() {
    for (written, better) in [
        ("-", "\"–\""),
        ("--", "\"–\""),
        ("-\u{a0}# ej klart", "\"–\" # ej klart"),
        ("{ text = – }", "{ text = \"–\" }"),
        ("{text=-}", "{text=\"–\"}"),
        ("{ text = —, rader = 1 } # så", "{ text = \"–\", rader = 1 } # så"),
    ] {
        let folder = cell(written).folder();
        let (said, _) = run("check", &folder, &[]);
        let advice = format!("skriv strecket inom citattecken: `budget = {}`\n", better.split(" #").next().unwrap());
        assert_eq!(said.matches("ska ha citattecken").count(), 1, "{written}: {said}");
        assert!(said.contains(&advice), "{said}");
        run("check", &folder, &["--fix", "--write"]);
        assert!(read(&folder, "enheter/a.toml").contains(&format!("budget = {better}\n")), "{written}: {said}");
        assert!(!folder.findings().contains("toml-syntax"), "{written}");
    }
    // In a list of rows a text would be one that there is none of: it is told, and left to a person.
    for (written, better) in [("[-, –]", "[\"–\", \"–\"]"), ("[ — ]", "[ \"–\" ]")] {
        let folder = cell("10").at("rad/t/ett", |row| row.key("summerar", toml(written))).folder();
        let (said, _) = run("check", &folder, &[]);
        run("check", &folder, &["--fix", "--write"]);
        assert!(said.contains(&format!("skriv strecket inom citattecken: `summerar = {better}`\n")), "{said}");
        assert!(read(&folder, "enheter/a.toml").contains(&format!("summerar = {written}\n")), "{written}");
    }
    // What is no value stays: a header, a key, words that begin with a dash.
    for written in ["10\n[-]", "10\n- = 5", "10\n- punkt", "- punkt"] {
        let folder = cell(written).folder();
        run("check", &folder, &["--fix", "--write"]);
        assert!(read(&folder, "enheter/a.toml").contains(&format!("budget = {written}\n")), "{written}");
    }
}

#[test]
fn a_dash_alone_is_put_in_quotes_although_other_cells_are_empty() {
    let report = Report::new()
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
        .add([column("budget", "Budget"), column("utfall", "Utfall"), table("t", "Tabell", "k", ["a/ett"])])
        .deliver("a", [row("t", "ett", "Ett").key("budget", toml("–"))]);
    let folder = report.folder();
    run("check", &folder, &["--fix", "--write"]);
    assert!(read(&folder, "enheter/a.toml").contains("budget = \"–\"\n"));
}

#[test]
fn what_is_for_a_person_stays() {
    for written in [
        "Det är är så.",
        "Vi har under hela året arbetat med tre saker i kommunen",
        "Det finns \"tre saker kvar att göra.",
        "Det är 5% här och 5 % där.",
        "År 2024 var bra, och ärendet KS 2023-1234 är klart.",
    ] {
        assert_eq!(fixed(written), written);
    }
}

/// A table with this in its one cell, as somebody typed it.
fn cell(written: &str) -> Report {
    Report::new()
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
        .add([column("budget", "Budget"), table("t", "Tabell", "k", ["a/ett"])])
        .deliver("a", [row("t", "ett", "Ett").key("budget", toml(written))])
}

#[test]
fn what_is_no_toml_is_written_as_it_was_read() {
    for (written, better) in [
        ("12 500", "12500"),
        ("12\u{a0}500", "12500"),
        ("12,5", "12.5"),
        ("−200", "-200"),
        ("1 234,5 # not", "1234.5 # not"),
    ] {
        let folder = cell(written).folder();
        let (said, _) = run("check", &folder, &["--fix", "--write"]);
        assert!(read(&folder, "enheter/a.toml").contains(&format!("budget = {better}\n")), "{written}: {said}");
    }
    let words = |written: &str| {
        let folder = Folder::new().with("enheter/a.toml", written);
        run("check", &folder, &["--fix", "--write"]);
        (read(&folder, "enheter/a.toml"), folder.findings())
    };
    let text = "enhet = ”a”\n\n[[avsnitt]]\nkapitel = “text”\ntext = ”Ett stycke.”  # så\n";
    let (after, found) = words(text);
    assert_eq!(after, "enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = \"Ett stycke.\"  # så\n");
    assert_eq!(found, "");
    let text = "enhet\u{a0}=\u{a0}\"a\"\n\n[[avsnitt]]\nkapitel\u{200b} = \"text\"\ntext = \"Ett stycke.\"\n";
    assert_eq!(words(text).0, text.replace('\u{a0}', " ").replace('\u{200b}', ""));
    // Where the text ends is for a person to say.
    let open = "enhet = ”a\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = \"Ett stycke.\"\n";
    assert_eq!(words(open).0, open);
}

#[test]
fn quotes_are_set_where_they_lack_and_taken_away_where_they_do_not_belong() {
    let manifest = Report::new().key("titel", 2024).at("kapitel/text", |chapter| chapter.key("spalter", "2"));
    let folder = manifest.folder();
    let (said, _) = run("check", &folder, &["--fix", "--write"]);
    let after = read(&folder, "rapport.toml");
    assert!(after.contains("titel = \"2024\"\n") && after.contains("spalter = 2\n"), "{said}\n{after}");
    assert_eq!(folder.findings(), "");
}

#[test]
fn nothing_is_written_unless_asked_for() {
    let folder = Folder::new().with("enheter/a.toml", saying("Det kostar 2500 kronor.\n\nDet är är så."));
    let before = read(&folder, "enheter/a.toml");
    let (said, code) = run("check", &folder, &["--fix"]);
    assert!(said.contains("-Det kostar 2500 kronor.\n+Det kostar 2 500 kronor.\n"), "{said}");
    assert!(said.contains("1 påpekande kan rättas i enheter/a.toml; 1 påpekande kvar att titta på"), "{said}");
    assert_eq!((read(&folder, "enheter/a.toml"), code), (before, Some(0)));
    let refused = underlag(&["check", folder.path().to_str().unwrap(), "--write"], root());
    assert_eq!(refused.status.code(), Some(2), "without --fix");
}

#[test]
fn undo_takes_it_back_to_the_byte() {
    let text = "\u{feff}".to_owned() + &saying("Det kostar 2500 kronor.\r\nDet är -5 % mindre.").replace('\n', "\r\n");
    let text = text.replace("\r\r\n", "\r\n");
    let folder = Folder::new().with("enheter/a.toml", &text).and("rapport.toml", "# 2500 kronor, en kommentar\n");
    let manifest = read(&folder, "rapport.toml");
    let (said, _) = run("check", &folder, &["--fix", "--write"]);
    let after = read(&folder, "enheter/a.toml");
    assert_eq!(after.replace("2 500 kronor.", "2500 kronor.").replace("−5 %", "-5 %"), text, "{said}");
    assert_ne!(after, text);
    assert!(after.matches('\n').count() == after.matches("\r\n").count() && after.starts_with('\u{feff}'));
    assert_eq!(read(&folder, "rapport.toml"), manifest, "comments are nobody's text");
    let (said, code) = run("undo", &folder, &[]);
    assert_eq!((read(&folder, "enheter/a.toml"), code), (text, Some(0)), "{said}");
}

#[test]
fn a_second_time_finds_nothing() {
    let folder = Folder::new().with("enheter/a.toml", saying("Det kostar 2500 kronor, eller -5 % mindre."));
    let (first, _) = run("check", &folder, &["--fix", "--write"]);
    assert!(first.contains("2 påpekanden rättade i enheter/a.toml; 0 påpekanden kvar"), "{first}");
    let (second, code) = run("check", &folder, &["--fix", "--write"]);
    assert_eq!((second.as_str(), code), ("inget att rätta för säkert; 0 påpekanden kvar att titta på\n", Some(0)));
}

#[test]
fn a_unit_can_have_its_own_alone() {
    let folder = Report::new()
        .unit("b", "Enhet B")
        .at("kapitel/text", |chapter| chapter.key("delar", ["a", "b"]))
        .text("Det kostar 2500 kronor.")
        .deliver("b", [section("text", "Det kostar 3500 kronor.")])
        .folder();
    run("check", &folder, &["--fix", "--write", "--unit", "b"]);
    assert!(read(&folder, "enheter/a.toml").contains("2500") && read(&folder, "enheter/b.toml").contains("3 500"));
}

#[test]
fn exports_of_other_programs_are_left_alone() {
    let export = "[[export]]\ntabell = \"t\"\nfil = \"u.csv\"\n[export.kolumner]\nbudget = \"Budget\"\nord = \"Ord\"\n\
                  [[export.rad]]\nid = \"ett\"\nnamn = \"Ett\"\nmed = { Konto = \"1\" }\n";
    let report = cell("1")
        .without("rad/t/ett")
        .after("kolumner.kolumn/budget", column("ord", "Ord").key("slag", "text"))
        .file("enheter/u.csv", "Konto;Budget;Ord\n1;2;Det kostar 2500 kronor i år.\n");
    let folder = report.folder().and("enheter/a.toml", export);
    let before = read(&folder, "enheter/u.csv");
    run("check", &folder, &["--fix", "--write"]);
    assert_eq!(read(&folder, "enheter/u.csv"), before);
}

#[test]
fn json_and_sarif_have_the_remedy() {
    let folder = Folder::new().with("enheter/a.toml", saying("Å, det kostar 2500 kronor."));
    let (json, _) = run("check", &folder, &["--format", "json"]);
    let line: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    let expected = serde_json::json!([{
        "file": "enheter/a.toml", "line": 6, "column": 15, "end_line": 6, "end_column": 19, "was": "2500",
        "text": "2 500",
    }]);
    assert_eq!(line["fixes"], expected);
    let (sarif, _) = run("check", &folder, &["--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    let change = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "enheter/a.toml");
    let region = serde_json::json!({ "startLine": 6, "startColumn": 15, "endLine": 6, "endColumn": 19 });
    assert_eq!(change["replacements"][0]["deletedRegion"], region);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "2 500");
    let (of_fix, _) = run("check", &folder, &["--fix", "--format", "json"]);
    let last: serde_json::Value = serde_json::from_str(of_fix.lines().last().unwrap()).unwrap();
    assert_eq!(last, serde_json::json!({ "fixed": 1, "left": 0, "files": ["enheter/a.toml"], "written": false }));
    let none = Folder::new().with("enheter/a.toml", saying("Det är är så."));
    let (sarif, _) = run("check", &none, &["--format", "sarif"]);
    assert!(!sarif.contains("\"fixes\""), "{sarif}");
}

/// The figures of a report, by their addresses.
fn figures_of(folder: &Folder) -> BTreeMap<String, Option<String>> {
    let checked = pipeline::check(folder.path(), None).unwrap();
    let report = checked.report.as_ref().unwrap();
    let all = figures(report, &checked.sources, &|words| words.plain());
    all.into_iter().map(|figure| (figure.address.to_string(), figure.value)).collect()
}

#[test]
fn every_report_of_the_repository_keeps_its_figures_and_gets_no_new_finding() {
    let mut remedied = 0;
    for dir in every_report() {
        let folder = Folder::of(&dir);
        let (figures, before) = (figures_of(&folder), folder.findings().lines().count());
        let (said, _) = run("check", &folder, &["--fix", "--write", "--format", "json"]);
        let last: serde_json::Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
        let fixed = usize::try_from(last["fixed"].as_u64().unwrap()).unwrap();
        assert_eq!(figures_of(&folder), figures, "{}", dir.display());
        assert_eq!(folder.findings().lines().count() + fixed, before, "{}", dir.display());
        let checked = pipeline::check(folder.path(), None).unwrap();
        assert!(fix(folder.path(), &checked, &|_| true).unwrap().fixed.is_empty(), "{}", dir.display());
        remedied += fixed;
    }
    assert!(remedied > 5, "{remedied}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever somebody types for an amount and in a text: no figure is another one afterwards, what is remedied is
    /// gone, and nothing new has come.
    #[test]
    fn no_figure_changes(
        amount in "(-|−|–)?[1-9][0-9]{0,2}( [0-9]{3}){0,2}(,[0-9]{1,2})?",
        words in "(Det är|Vi har|Kvar är) (-|−)?[0-9]{1,6}( ?%| kr| tkr| kronor| §|-[0-9]{1,5} år)( ,|,|\\.) (och|(men|så)/ nu)\\.",
    ) {
        let folder = cell(&amount).text(&words).folder();
        // What is no TOML is read in part, and told; what was meant is known.
        let meant = amount.parse::<Amount>().unwrap().to_string();
        let figures = BTreeMap::from([("cell:t/a/ett/budget".to_owned(), Some(meant))]);
        let before = folder.findings();
        let (said, _) = run("check", &folder, &["--fix", "--write", "--format", "json"]);
        let last: serde_json::Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
        prop_assert_eq!(&figures_of(&folder), &figures, "{} {}", amount, words);
        let after = folder.findings();
        let fixed = usize::try_from(last["fixed"].as_u64().unwrap()).unwrap();
        prop_assert_eq!(after.lines().count() + fixed, before.lines().count(), "{}\n{}", before, after);
        let checked = pipeline::check(folder.path(), None).unwrap();
        prop_assert!(fix(folder.path(), &checked, &|_| true).unwrap().fixed.is_empty());
    }
}
