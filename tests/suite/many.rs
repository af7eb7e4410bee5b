//! Many reports in one call: a line each in order, one that fails stops none, and the exit code is that of the worst.

use std::fs;
use std::path::Path;

use crate::support::report::Report;
use crate::support::{UNIT, bytes, printed, root, saying, underlag};

/// Puts the smallest report with this id into a folder.
fn put(dir: &Path, id: &str, unit: Option<&str>) {
    fs::create_dir_all(dir.join(id).join("enheter")).unwrap();
    fs::write(dir.join(id).join("rapport.toml"), Report::new().key("id", id).manifest()).unwrap();
    if let Some(unit) = unit {
        fs::write(dir.join(id).join("enheter/a.toml"), unit).unwrap();
    }
}

#[test]
fn one_that_fails_stops_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let all = dir.path().join("alla");
    for at in 0..12 {
        put(&all, &format!("r{at:02}"), Some(&saying(&format!("Stycke {at} stycke."))));
    }
    fs::write(all.join("r03/rapport.toml"), "format = ").unwrap();
    fs::write(all.join("r05/rapport.toml"), Report::new().key("id", "r04").manifest()).unwrap();
    fs::remove_file(all.join("r07/enheter/a.toml")).unwrap();
    let run = underlag(&["build", "alla", "finns-inte", "--jobs", "4", "--lang", "en"], dir.path());
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    let said = printed(&run);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 14, "{said}");
    for at in [0, 1, 2, 4, 6, 8, 9, 10, 11] {
        assert_eq!(lines[at], format!("alla/r{at:02}: 1 unit merged, 2 pages; 0 errors, 0 warnings, 0 notes"));
    }
    assert!(lines[3].starts_with("alla/r03: ") && lines[3].ends_with("nothing was written, the old files are left"));
    assert!(lines[5].starts_with("alla/r05: error: the report has the same `id` as `alla/r04`"), "{}", lines[5]);
    assert_eq!(lines[7], "alla/r07: 0 of 1 units merged, 2 pages; 1 error, 0 warnings, 0 notes");
    assert_eq!(lines[12], "finns-inte: error: there is no folder `finns-inte`");
    assert!(lines[13].starts_with("10 of 13 reports built; done in "), "{}", lines[13]);
    assert_eq!(
        String::from_utf8_lossy(&run.stderr),
        "error: 2 reports could not be built\n",
        "no progress off a terminal"
    );
    assert_eq!(fs::read_dir(dir.path().join("output")).unwrap().count(), 20);
}

#[test]
fn the_exit_code_is_that_of_the_worst() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "bra", Some(UNIT));
    put(dir.path(), "brist", None);
    let code = |arguments: &[&str]| underlag(arguments, dir.path()).status.code();
    assert_eq!(code(&["build", "."]), Some(0));
    assert_eq!(code(&["build", ".", "--final"]), Some(1));
    assert_eq!(code(&["build", "bra", "brist", "borta", "--final"]), Some(2));
}

#[test]
fn the_files_are_those_of_a_build_alone() {
    let out = tempfile::tempdir().unwrap();
    let dir = root();
    let run = underlag(
        &[
            "build",
            "tests/reports/clean",
            "inputs",
            "tests/reports/charts",
            "--verify",
            "--output",
            out.path().to_str().unwrap(),
        ],
        dir,
    );
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    assert!(printed(&run).lines().take(3).all(|line| line.contains(" 0 ")), "{}", printed(&run));
    let example = &crate::support::EXAMPLE;
    for end in ["pdf", "docx"] {
        let file = fs::read(out.path().join(format!("herrljunga-ks-delar-2023.{end}"))).unwrap();
        assert!(file == bytes(example, &format!(".{end}")), "{end}");
    }
}
