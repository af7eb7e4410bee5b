//! One folder per code in `tests/gallery`: the smallest input that triggers it, and what is said about it. A folder
//! `code.other` has the same code with another kind of file.
//!
//! `UNDERLAG_BLESS=1 cargo test --release` writes the expected output anew. A file `x.storlek` stands for a file `x`
//! of as many bytes as it says, and `x.xlsx.blad` for a workbook whose sheet `Drift` has this XML.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use underlag::deliver::dispatch;
use underlag::diagnostic::{Code, Language, explain, show};
use underlag::pipeline;
use underlag::pipeline::{Format, Options};

use crate::support::root;
use crate::workbook::workbook;

const EXPECTED: &str = "expected.txt";

fn gallery() -> PathBuf {
    root().join("tests/gallery")
}

/// The names of the cases.
pub fn folders() -> BTreeSet<String> {
    let entries = fs::read_dir(gallery()).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

/// The code that a folder is about.
fn code(folder: &str) -> &str {
    folder.split('.').next().unwrap()
}

/// Makes the report of a case.
pub fn unpack(name: &str, to: &Path) {
    copy(&gallery().join(name), to);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_str().unwrap();
        match (name.strip_suffix(".storlek"), name.strip_suffix(".blad")) {
            (Some(name), _) => {
                let size: usize = fs::read_to_string(&entry).unwrap().trim().parse().unwrap();
                fs::write(to.join(name), vec![b' '; size]).unwrap();
            }
            (_, Some(name)) => {
                let xml = fs::read_to_string(&entry).unwrap();
                fs::write(to.join(name), workbook(&[("Drift", &xml, "")])).unwrap();
            }
            _ if entry.is_dir() => copy(&entry, &to.join(name)),
            _ if name == EXPECTED => {}
            _ => drop(fs::copy(&entry, to.join(name)).unwrap()),
        }
    }
}

#[test]
fn codes_folders_and_explanations_are_the_same_set() {
    let codes: BTreeSet<String> = Code::ALL.iter().map(|code| code.name().to_owned()).collect();
    let named: BTreeSet<String> = folders().iter().map(|name| code(name).to_owned()).collect();
    assert_eq!(codes, named);
    for code in Code::ALL {
        let explanation = explain(*code);
        for text in [&explanation.text.sv, &explanation.text.en] {
            assert!(text.ends_with('.') && text.len() > 30, "{code}: {text}");
        }
        assert!(!explanation.example.is_empty() && explanation.text.sv != explanation.text.en, "{code}");
    }
}

/// Each folder has its code's finding, no other unless that follows from it, and a draft can be made of nearly all.
#[test]
fn every_folder_says_what_is_expected() {
    let bless = std::env::var_os("UNDERLAG_BLESS").is_some();
    let mut wrong = Vec::new();
    for name in folders() {
        let folder = gallery().join(&name);
        let work = tempfile::tempdir().unwrap();
        unpack(&name, work.path());
        let options = Options { formats: vec![Format::Txt], ..Options::default() };
        let mut checked = pipeline::build(work.path(), &options).unwrap().checked;
        if name.starts_with("dispatch-") {
            checked = dispatch::prepare(checked, &[]).0;
        }
        let found = &checked.diagnostics;
        let mut said = show::human(found, &checked.sources, Language::English, false);
        said = said.trim_end().to_owned() + "\n";
        if !found.iter().any(|found| found.code.name() == code(&name)) {
            wrong.push(format!("{name} does not show its code:\n{said}"));
        }
        if bless {
            fs::write(folder.join(EXPECTED), &said).unwrap();
        }
        let expected = fs::read_to_string(folder.join(EXPECTED)).unwrap_or_default();
        if said != expected {
            wrong.push(format!("{name} expected:\n{expected}\nbut says:\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
