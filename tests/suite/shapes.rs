//! The shapes that municipalities' papers have, as the report `tests/reports/shapes` writes them.

use std::fs;

use crate::support::{Folder, MANIFEST, printed, root, saying, underlag};

/// The lines of the report's text file that begin with one of these.
fn lines(of: &str, begin: &[&str]) -> Vec<String> {
    let starts = |line: &&str| begin.iter().any(|begin| line.starts_with(begin));
    of.lines().filter(starts).map(str::to_owned).collect()
}

#[test]
fn the_report_of_all_shapes_is_built_without_a_finding() {
    let out = tempfile::tempdir().unwrap();
    let report = root().join("tests/reports/shapes");
    let run = underlag(
        &["build", report.to_str().unwrap(), "--format", "pdf,docx,txt", "--verify", "--final", "--lang", "en"],
        out.path(),
    );
    let said = printed(&run);
    assert_eq!(run.status.code(), Some(0), "{said}");
    assert!(said.contains("0 errors, 0 warnings") && said.contains("0 differences"), "{said}");
    let text = fs::read_to_string(out.path().join("output/former.txt")).unwrap();
    let shape = lines(&text, &["# ", "## ", "[", "Nämnden", "Verken", "Helåret", "Bron och", "Ledningen", "Resten"]);
    let begins = |line: &String| line.chars().take(12).collect::<String>();
    assert_eq!(
        shape.iter().map(begins).collect::<Vec<_>>(),
        [
            "# 1 Ekonomi",
            "Nämnden visa",
            "[tabell: Net",
            "Verken har k",
            "[diagram: Av",
            "## 1.1 Progn",
            "Helåret vänt",
            "# 2 Invester",
            "Bron och led",
            "[tabell: Inv",
            "Ledningen ti",
            "[diagram: In",
            "Resten görs ",
            "# 3 Verksamh",
            "## 3.1 Gator",
            "## 3.2 Parke",
        ]
    );
    let contents = text.split("----").next().unwrap();
    for line in ["          3.1.1.1.1 Halkbekämpning", "        3.2.1.1 Torget", "      3.2.2 Lekplatser"] {
        assert!(contents.lines().any(|known| known == line), "{contents}");
    }
}

/// The headings of a text file, with the numbers they have.
fn headings(of: &str) -> Vec<&str> {
    of.lines().filter(|line| line.starts_with('#')).collect()
}

/// What a unit's text with subheadings becomes in a report whose manifest says this as well.
fn with_subheadings(manifest: &str) -> String {
    let folder = Folder::new().with("rapport.toml", MANIFEST.replacen("datum", "numrerade_rubriker = 6\ndatum", 1));
    let words = "Först.\n\n## Ett\n\nOrd.\n\n# Två\n\nOrd.\n\n## Tre\n\nOrd.";
    let folder = folder.and("rapport.toml", manifest).with("enheter/a.toml", saying(words));
    let out = tempfile::tempdir().unwrap();
    let run = underlag(&["build", folder.path().to_str().unwrap(), "--format", "txt"], out.path());
    assert_eq!(run.status.code(), Some(0), "{}", printed(&run));
    fs::read_to_string(out.path().join("output/liten.txt")).unwrap()
}

#[test]
fn subheadings_are_listed_and_numbered_as_the_report_says() {
    let plain = with_subheadings("\n[innehall]\nnivaer = 6\n");
    let quiet = ["# 1 Text", "## 1.1 Enhet A", "### Ett", "### Två", "#### Tre"];
    assert_eq!(headings(&plain), quiet);
    assert!(!plain.split("----").next().unwrap().contains("Två"), "the contents leave them out: {plain}");
    let both = with_subheadings("\n[innehall]\nnivaer = 6\n\n[mellanrubriker]\ni_innehall = true\nnumrerade = true\n");
    let numbered = ["# 1 Text", "## 1.1 Enhet A", "### 1.1.1 Ett", "### 1.1.2 Två", "#### 1.1.2.1 Tre"];
    assert_eq!(headings(&both), numbered);
    assert!(both.split("----").next().unwrap().contains("1.1.2.1 Tre"), "{both}");
}

#[test]
fn a_chapter_below_the_fifth_level_is_told() {
    let mut chapters = String::new();
    for level in 1..=5 {
        let path = format!("kapitel{}", ".underkapitel".repeat(level));
        chapters.push_str(&format!("\n[[{path}]]\nid = \"k{level}\"\nrubrik = \"Nivå {level}\"\n"));
    }
    let folder = Folder::new().and("rapport.toml", &chapters);
    let run = underlag(&["check", folder.path().to_str().unwrap(), "--format", "short", "--lang", "sv"], folder.path());
    let said = printed(&run);
    let told = said.lines().find(|line| line.contains("limit-exceeded")).unwrap_or(&said);
    assert!(told.contains("kapitel kan ligga i 5 nivåer"), "{said}");
}
