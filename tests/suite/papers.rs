//! Papers of several committees, and items of several papers.

use std::sync::LazyLock;

use underlag::base::budget::{Budget, Trust};
use underlag::deliver::verify::{pdf, verify, word};
use underlag::pipeline;

use crate::support::{Folder, bytes, text};

/// A paper of two committees: a chapter each, with goals and risks, and a table made of their figures; a memo before
/// it and a plan of its own after it, which has a part of its chapters.
const SEVERAL: &str = include_str!("../reports/papers/rapport.toml");

/// The same as one paper alone.
static MANIFEST: LazyLock<String> = LazyLock::new(|| {
    let (before, rest) = SEVERAL.split_once("\n[[handling]]").unwrap();
    let (_, rest) = rest.split_once("[[handling.kapitel.underkapitel]]").unwrap();
    let (rest, _) = rest.split_once("\n[tjansteskrivelse]").unwrap();
    format!("{before}\n[[kapitel.underkapitel]]{rest}")
});

const UNIT: &str = include_str!("../reports/papers/enheter/a.toml");

fn folder(manifest: &str) -> Folder {
    Folder::new().with("rapport.toml", manifest).with("enheter/a.toml", UNIT)
}

/// The running heads and feet of the PDF's pages, white space taken out.
fn furniture(built: &pipeline::Built) -> Vec<String> {
    let pages = pdf::read(bytes(built, ".pdf"), &mut Budget::of_own()).unwrap().pages;
    pages.iter().map(|page| page.chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

fn verified(built: &pipeline::Built) {
    let verified = verify(bytes(built, ".pdf"), bytes(built, ".docx"), built.document.as_ref(), Trust::Own).unwrap();
    assert_eq!(verified.differences, []);
}

#[test]
fn each_committee_has_its_goals_its_risks_and_its_figures() {
    let folder = folder(&MANIFEST);
    assert_eq!(folder.findings(), "");
    let built = folder.built();
    let said = text(&built);
    for part in [
        "| Socialnämnden | 10,6\n| Byggnämnden | 2,1\n+ Summa | 12,7\n",
        "---- 1 (Socialnämnden)\n\n# Social omsorg\n",
        "## Omsorgens mål\n\n### Trygg omsorg\n\n## Omsorgens kontroll\n\n[tabell: Omsorgens kontroll]\n",
        "| Risk avtal | Kontroll avtal. | 2 | 3 | 6 | Chef avtal | Gjort avtal.\n\n---- 1 (Byggnämnden)\n\n# Bygg\n",
        "## Byggets mål\n\n### Snabba lov\n\n## Byggets kontroll\n\n[tabell: Byggets kontroll]\n",
    ] {
        assert!(said.contains(part), "{part}\nin\n{said}");
    }
    verified(&built);
}

#[test]
fn the_pages_of_a_committee_show_its_name() {
    let built = folder(&MANIFEST).built();
    let pages = furniture(&built);
    let names: Vec<&str> = pages
        .iter()
        .map(|page| {
            let known = ["Kommunstyrelsen", "Socialnämnden", "Byggnämnden"];
            known.into_iter().find(|name| page.contains(name)).unwrap_or("")
        })
        .collect();
    assert_eq!(names, ["", "Kommunstyrelsen", "Kommunstyrelsen", "Socialnämnden", "Byggnämnden"], "{pages:?}");
    assert!(pages[4].ends_with("Sida5av5"), "{pages:?}");
    let parts = word::parts(bytes(&built, ".docx")).unwrap();
    let part = |name: &str| String::from_utf8(parts[name].to_vec()).unwrap();
    let main = part("word/document.xml");
    // Each section names the head of its committee; the numbers are in the order of the sections.
    let heads: Vec<&str> = main
        .split("<w:headerReference w:type=\"default\" ")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
        .collect();
    let numbers: Vec<char> = heads.iter().map(|head| head.chars().rfind(char::is_ascii_digit).unwrap()).collect();
    assert_eq!(numbers, ['1', '1', '2', '3']);
    for (number, name) in [(1, "Kommunstyrelsen"), (2, "Socialnämnden"), (3, "Byggnämnden")] {
        assert!(part(&format!("word/header{number}.xml")).contains(name));
    }
    // A layout that shows no committee has one head.
    let built = folder(&MANIFEST.replace("\"region\"", "\"kommun\"")).built();
    assert!(!word::parts(bytes(&built, ".docx")).unwrap().contains_key("word/header2.xml"));
    verified(&built);
}

#[test]
fn what_is_wrong_about_committees_and_their_goals_is_told() {
    let found = |old: &str, new: &str| {
        assert!(MANIFEST.contains(old), "{old}");
        folder(&MANIFEST.replacen(old, new, 1)).findings()
    };
    let said = found("namnd = \"sn\"", "namnd = \"snn\"");
    assert!(said.contains("error[unknown-reference]: no committee is called `snn`"), "{said}");
    let said = found("mal = [\"lov\"]", "mal = [\"lof\"]");
    assert!(said.contains("error[unknown-reference]: no goal is called `lof`"), "{said}");
    assert!(said.contains("no chapter shows the goal `plan`"), "{said}");
    let said = found("rubrik = \"Trygg omsorg\"\nnamnd = \"sn\"", "rubrik = \"Trygg omsorg\"\nnamnd = \"bn\"");
    assert!(said.contains("no chapter shows the goal `trygg`"), "{said}");
    let said = found("under = \"plan\"\n", "under = \"lov\"\n");
    assert!(said.contains("error[bad-value]") || said.contains("no chapter shows the goal `plan`"), "{said}");
}

#[test]
fn each_paper_of_an_item_has_its_cover_its_contents_and_its_pages() {
    for layout in ["region", "kommun"] {
        let folder = folder(&SEVERAL.replace("\"region\"", &format!("\"{layout}\"")));
        assert_eq!(folder.findings(), "");
        let built = folder.built();
        let said = text(&built);
        let titles: Vec<&str> = said.lines().filter(|line| line.starts_with("==== ")).collect();
        assert_eq!(
            titles,
            ["==== Delårsrapport och plan ====", "==== Delårsrapport ====", "==== Internkontrollplan ===="]
        );
        let plan = said.split("==== Internkontrollplan ====\n").nth(1).unwrap();
        let start = "\nInternkontrollplan\nKommunstyrelsen\nExempelby kommun\n2\u{a0}maj\u{a0}2024\n\nI planen\n  Risker\n    Byggets kontroll\n\n---- 1\n\n# Risker\n";
        assert!(plan.starts_with(start), "{plan}");
        let contents = said.split("Innehållsförteckning\n").nth(1).unwrap().split("\n\n").next().unwrap();
        assert!(contents.contains("Byggets mål") && !contents.contains("Byggets kontroll"), "{contents}");
        verified(&built);
        let pages = furniture(&built);
        let last = |page: &str, of: (&str, &str)| page.ends_with(of.0) || page.ends_with(of.1);
        let ends = [("Sida1av1", "1(1)"), ("", ""), ("Sida2av5", "2(5)"), ("Sida3av5", "3(5)"), ("Sida4av5", "4(5)")];
        let ends = ends.into_iter().chain([("Sida5av5", "5(5)"), ("", ""), ("Sida2av3", "2(3)"), ("Sida3av3", "3(3)")]);
        assert_eq!(pages.len(), 9, "{pages:?}");
        for (page, end) in pages.iter().zip(ends) {
            assert!(last(page, end), "{page} {end:?}");
        }
        let parts = word::parts(bytes(&built, ".docx")).unwrap();
        let main = String::from_utf8(parts["word/document.xml"].to_vec()).unwrap();
        assert_eq!(main.matches("TOC \\o").count(), 2);
        assert!(
            main.contains("TOC \\o &quot;1-2&quot; \\h \\z \\b _Part3") || main.contains("\\b _Part3"),
            "its own contents"
        );
        assert_eq!(main.matches("w:start=\"1\"").count(), 3, "each part begins with page 1");
    }
}

#[test]
fn an_item_can_have_further_papers_alone() {
    let (head, rest) = MANIFEST.split_once("[[kapitel]]").unwrap();
    let (chapters, rest) = rest.split_once("[[kolumner]]").unwrap();
    let chapters = format!("[[kapitel]]{chapters}").replace("[[kapitel", "[[handling.kapitel");
    let manifest = format!("{head}[[handling]]\ntitel = \"Rapport\"\nomslag = false\n\n{chapters}[[kolumner]]{rest}");
    let folder = folder(&manifest.replace("\n[innehall]\n", "\n"));
    assert_eq!(folder.findings(), "");
    let said = text(&folder.built());
    assert!(said.contains("\n==== Rapport ====\n\n---- 1\n") && !said.contains("==== Delårsrapport ===="), "{said}");
    let found =
        |old: &str, new: &str| self::folder(&manifest.replace("\n[innehall]\n", "\n").replacen(old, new, 1)).findings();
    assert!(found("titel = \"Rapport\"\n", "").contains("error[missing-key]"));
    assert!(found("titel = \"Rapport\"\n", "titel = \"Rapport\"\nrubrik = \"X\"\n").contains("error[unknown-key]"));
}
