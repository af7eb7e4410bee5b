//! `check --unit`: only what concerns a unit, and how much concerns others.

use crate::support::report::{Block, Report, chapter, column, columns, row, section, table};
use crate::support::{Folder, printed, root, underlag};

fn run(folder: &Folder, arguments: &[&str]) -> (String, Option<i32>) {
    let path = folder.path().to_str().unwrap();
    let output = underlag(&[&["check", path, "--lang", "sv"], arguments].concat(), root());
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    (printed(&output) + &said, output.status.code())
}

/// Two units: one text that `b` owes is missing, `a` has a slip, and both have a row of one table, of which `b`'s sum
/// is wrong.
fn two() -> Folder {
    Report::new()
        .unit("b", "Barn och unga")
        .at("kapitel/text", |chapter| chapter.key("delar", ["a", "b"]))
        .text("Det är är så.")
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k"), column("u", "Utfall")])
        .add([table("t", "Tabell", "k", ["a/ett", "b/summa"])])
        .deliver("a", [row("t", "ett", "Ett").key("u", 10)])
        .deliver("b", [row("t", "summa", "Summa").key("u", 12).sum(["a/ett"])])
        .folder()
}

#[test]
fn only_what_concerns_a_unit_is_shown() {
    let folder = two();
    let (all, code) = run(&folder, &["--format", "short"]);
    assert_eq!((all.lines().count(), code), (3, Some(1)), "{all}");
    // The slip in its own file, and the sum elsewhere that adds its row.
    let (of_a, code) = run(&folder, &["--unit", "a", "--format", "short"]);
    assert!(
        of_a.contains("dubblerat-ord") && of_a.contains("summan-stammer-inte") && !of_a.contains("saknas-fran-enhet")
    );
    assert!(of_a.ends_with("1 påpekande gäller andra\n"), "{of_a}");
    assert_eq!(code, Some(1));
    // What it owes is told in the manifest and concerns it all the same.
    let (of_b, _) = run(&folder, &["--unit", "b", "--format", "short"]);
    assert!(
        of_b.contains("saknas-fran-enhet") && of_b.contains("summan-stammer-inte") && !of_b.contains("dubblerat-ord")
    );
    let (both, _) = run(&folder, &["--unit", "a", "--unit", "Barn och unga", "--format", "short"]);
    assert!(both.starts_with(&all) && both.ends_with("0 påpekanden gäller andra\n"), "{both}");
}

#[test]
fn the_exit_code_is_that_of_what_is_shown() {
    let folder = Report::new()
        .unit("b", "Enhet B")
        .at("kapitel/text", |chapter| chapter.key("delar", ["a", "b"]))
        .text("Det är är så.")
        .folder();
    assert_eq!(run(&folder, &[]).1, Some(1));
    assert_eq!(run(&folder, &["--unit", "a"]).1, Some(0), "a warning alone");
    assert_eq!(run(&folder, &["--unit", "b"]).1, Some(1));
}

#[test]
fn every_format_says_how_many_concern_others() {
    let folder = two();
    let (human, _) = run(&folder, &["--unit", "a"]);
    assert!(human.ends_with("1 fel, 1 varning, 0 upplysningar\n1 påpekande gäller andra\n"), "{human}");
    let (json, _) = run(&folder, &["--unit", "a", "--format", "json"]);
    let last: serde_json::Value = serde_json::from_str(json.lines().last().unwrap()).unwrap();
    assert_eq!(last, serde_json::json!({ "others": 1 }));
    let (sarif, _) = run(&folder, &["--unit", "a", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!(sarif["runs"][0]["properties"]["others"], 1);
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 2);
    let (html, _) = run(&folder, &["--unit", "a", "--format", "html"]);
    assert!(html.contains("1 påpekande gäller andra") && html.matches("<article").count() == 2, "{html}");
    // Without a unit nothing is said of others.
    for format in ["human", "short", "json", "sarif", "html"] {
        let (all, _) = run(&folder, &["--format", format]);
        assert!(!all.contains("gäller andra") && !all.contains("others"), "{all}");
    }
}

#[test]
fn names_are_taken_and_unknown_ones_are_told_with_the_nearest() {
    let folder = two();
    for name in ["b", "B", "Barn och unga", "barn och unga", " b "] {
        let (said, code) = run(&folder, &["--unit", name, "--format", "short"]);
        assert!(said.contains("saknas-fran-enhet") && code == Some(1), "{name}: {said}");
    }
    let (said, code) = run(&folder, &["--unit", "Barn och ungar"]);
    assert!(said.contains("ingen enhet heter `Barn och ungar`; menade du `b`?") && code == Some(2), "{said}");
    let (said, code) = run(&folder, &["--unit", "ekonomi"]);
    assert!(said.contains("rapportens enheter är `a`, `b`") && !said.contains("menade") && code == Some(2), "{said}");
}

#[test]
fn a_unit_is_told_that_its_file_is_missing_and_of_what_it_takes_figures_from() {
    let folder = two().without("enheter/b.toml");
    let (said, _) = run(&folder, &["--unit", "b", "--format", "short"]);
    assert!(said.contains("fil-saknas"), "{said}");
    assert!(!run(&folder, &["--unit", "a", "--format", "short"]).0.contains("fil-saknas"));
    let export = Block::entry("export").key("tabell", "t").key("fil", "kalla/u.csv").key("rader", vec!["x"; 0]);
    let folder = Report::new()
        .unit("b", "Enhet B")
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k"), column("u", "Utfall")])
        .add([table("t", "Tabell", "k", ["b/ett"])])
        .deliver("b", [export])
        .file("kalla/u.csv", "Konto;Utfall\n1;\"2\n")
        .folder();
    let (all, _) = run(&folder, &["--format", "short"]);
    let of_file = all.lines().filter(|line| line.contains("kalla/u.csv")).count();
    let (said, _) = run(&folder, &["--unit", "b", "--format", "short"]);
    assert_eq!(said.lines().filter(|line| line.contains("kalla/u.csv")).count(), of_file, "{all}\n{said}");
}

#[test]
fn a_broken_manifest_hides_nothing() {
    let folder = Folder::new().with("rapport.toml", "format = 1\n");
    let (said, code) = run(&folder, &["--unit", "a", "--format", "short"]);
    assert!(said.contains("nyckel-saknas") && code == Some(1), "{said}");
}

#[test]
fn a_units_own_section_is_no_other_units_matter() {
    let folder = Report::new()
        .unit("b", "Enhet B")
        .at("kapitel/text", |chapter| chapter.key("delar", ["a", "b"]))
        .deliver("b", [section("text", "Det var var så.")])
        .folder();
    let (said, code) = run(&folder, &["--unit", "a", "--format", "short"]);
    assert_eq!((said.as_str(), code), ("1 påpekande gäller andra\n", Some(0)));
}
