//! The shapes that municipalities' papers have, as the report `tests/reports/shapes` writes them.

use std::fs;

use crate::support::{printed, root, underlag};

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
            "# Ekonomi",
            "Nämnden visa",
            "[tabell: Net",
            "Verken har k",
            "[diagram: Av",
            "## Prognos f",
            "Helåret vänt",
            "# Investerin",
            "Bron och led",
            "[tabell: Inv",
            "Ledningen ti",
            "[diagram: In",
            "Resten görs ",
        ]
    );
}
