//! The example as plain text, compared with what stands in the repository.
//!
//! `UNDERLAG_BLESS=1 cargo test --release` writes it anew; look at the difference before you commit it.

use underlag::diagnostic::Language;
use underlag::diagnostic::show;

use crate::support::{EXAMPLE, build, reports, root, text, underlag};

/// Compares `now` with the golden file `name`, or writes it anew.
pub fn golden(name: &str, now: &str) {
    let path = root().join("tests/golden").join(name);
    if std::env::var_os("UNDERLAG_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = golden.lines().zip(now.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or(golden.lines().count().min(now.lines().count()));
    let (was, is) = (golden.lines().nth(line), now.lines().nth(line));
    assert!(golden == now, "{name}, line {}:\n- {was:?}\n+ {is:?}", line + 1);
}

#[test]
fn the_example_as_text() {
    golden("herrljunga-ks-delar-2023.txt", &text(&EXAMPLE));
}

/// The report to copy from has no findings at all, and can be dispatched.
#[test]
fn the_report_to_copy_from() {
    let dir = root().join("inputs/sandby-sn-2025-08");
    let built = build(&dir);
    let checked = &built.checked;
    assert_eq!(show::short(&checked.diagnostics, &checked.sources, Language::Swedish), "");
    assert!(checked.accepted.is_empty());
    golden("sandby-sn-2025-08.txt", &text(&built));
    let output = tempfile::tempdir().unwrap();
    let dispatched =
        underlag(&["dispatch", &dir.to_string_lossy(), "--output", &output.path().to_string_lossy()], root());
    assert!(dispatched.status.success(), "{dispatched:?}");
}

/// What is wrong in the example as it was published. Each line was compared with the published paper; a new line needs
/// the same care.
#[test]
fn the_findings_of_the_example() {
    let checked = &EXAMPLE.checked;
    let found = show::short(&checked.diagnostics, &checked.sources, Language::Swedish);
    golden("herrljunga-ks-delar-2023.findings.txt", &found);
}

/// Structure that the published paper has.
#[test]
fn the_example_is_whole() {
    let text = text(&EXAMPLE);
    let rows = |start: &str| {
        let table = text.split("\n\n").find(|block| block.starts_with(start)).unwrap_or_else(|| panic!("no {start}"));
        table.lines().filter(|line| line.starts_with(['|', '+', '='])).count()
    };
    let finance = [
        "Resultaträkning",
        "Resultat per verksamhet",
        "Budgetförändringar",
        "KS utvecklingsmedel",
        "Investeringsredovisning",
    ];
    assert_eq!(finance.map(|name| rows(&format!("[tabell: {name}"))), [10, 10, 4, 10, 19]);
    let indicators: Vec<usize> = text
        .split("\n\n")
        .filter(|block| block.starts_with("[tabell: Indikatorer"))
        .map(|block| block.lines().filter(|line| line.starts_with('|')).count())
        .collect();
    assert_eq!((indicators.len(), indicators.iter().sum::<usize>()), (13, 38));
    assert_eq!(rows("[tabell: Uppföljning per"), 5);
    let levels = |mark: &str| text.lines().filter(|line| line.starts_with(mark)).count();
    assert_eq!(levels("## Fokusområde"), 3);
    assert_eq!(levels("#### 1.") + levels("#### 2.") + levels("#### 3."), 13);
    let notes =
        text.lines().filter(|line| line.starts_with('[') && line[1..].starts_with(|c: char| c.is_ascii_digit()));
    assert_eq!(notes.count(), 16);
}

#[test]
fn every_report_in_inputs_can_be_built() {
    for dir in reports() {
        let built = build(&dir);
        assert_eq!(built.outputs.len(), 4, "{}", dir.display());
    }
}
