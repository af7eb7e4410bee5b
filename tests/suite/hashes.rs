//! The hash of every file that the program makes for every report of `inputs/`, `tests/reports/` and the gallery,
//! compared with what stands in the repository: moving code changes none of them.
//!
//! `UNDERLAG_BLESS=1 cargo test --release -- hashes` writes them anew; the commit says which changed, and why.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use underlag::base::budget::Budget;
use underlag::base::hash::sha256;
use underlag::deliver::reverify::attachments;
use underlag::diagnostic::Code;

use crate::gallery;
use crate::golden::golden;
use crate::support::{every_report, root, underlag};

/// A report, and whether each of its files has a line of its own.
struct Report {
    /// Its name in the list.
    name: String,
    dir: PathBuf,
    each_file: bool,
}

/// Every report of the repository. Those of the gallery are unpacked into `work`.
fn all(work: &Path) -> Vec<Report> {
    let mut all = Vec::new();
    for dir in every_report() {
        let name = dir.file_name().unwrap().to_str().unwrap().to_owned();
        all.push(Report { name, dir, each_file: true });
    }
    for name in gallery::folders() {
        let dir = work.join(&name);
        gallery::unpack(&name, &dir);
        all.push(Report { name: format!("gallery/{name}"), dir, each_file: false });
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// Every file below a folder, by its path there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(dir: &Path, from: &Path, all: &mut BTreeMap<String, Vec<u8>>) {
        for path in fs::read_dir(dir).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                walk(&path, from, all);
            } else {
                let name = path.strip_prefix(from).unwrap().to_str().unwrap().replace('\\', "/");
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(folder, folder, &mut all);
    all
}

/// What a run said, with its exit code.
fn said(arguments: &[&str], within: &Path) -> Vec<u8> {
    let run = underlag(arguments, within);
    let code = run.status.code().map_or_else(|| "none".to_owned(), |code| code.to_string());
    [run.stdout, run.stderr, code.into_bytes()].join(&b'\n')
}

/// Everything that the program makes of a report, by name.
fn made(report: &Report) -> BTreeMap<String, Vec<u8>> {
    let within = report.dir.parent().unwrap();
    let dir = report.dir.file_name().unwrap().to_str().unwrap();
    let output = tempfile::tempdir().unwrap();
    let below = |name: &str| output.path().join(name).to_str().unwrap().to_owned();
    let mut all = BTreeMap::new();
    let (build, attached, dispatched) = (below("build"), below("a-3a"), below("dispatch"));
    underlag(&["build", dir, "--output", &build, "--format", "pdf,docx,txt,typst"], within);
    all.extend(files(Path::new(&build)).into_iter().map(|(name, bytes)| (format!("build/{name}"), bytes)));
    underlag(&["build", dir, "--output", &attached, "--format", "pdf", "--standard", "a-3a"], within);
    for (name, bytes) in files(Path::new(&attached)) {
        let attached = attachments(&bytes, &mut Budget::of_own()).unwrap_or_default();
        all.extend(attached.into_iter().map(|(name, bytes)| (format!("attached/{name}"), bytes)));
        all.insert(format!("a-3a/{name}"), bytes);
    }
    let refused = underlag(&["dispatch", dir, "--output", &dispatched, "--lang", "en"], within);
    if !refused.status.success() {
        all.insert("dispatch/refused".to_owned(), refused.stdout);
    }
    all.extend(files(Path::new(&dispatched)).into_iter().map(|(name, bytes)| (format!("dispatch/{name}"), bytes)));
    for language in ["sv", "en"] {
        for format in ["human", "short", "json", "sarif"] {
            let name = format!("check/{format}.{language}");
            all.insert(name, said(&["check", dir, "--format", format, "--lang", language], within));
        }
        let name = format!("status/goals.{language}");
        all.insert(name, said(&["status", dir, "--goals", "--lang", language], within));
    }
    all
}

/// A line for each file, or for each of the program's commands.
fn lines(report: &Report, made: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hashed: BTreeMap<&str, String> = BTreeMap::new();
    for (name, bytes) in made {
        let key = if report.each_file { name } else { name.split('/').next().unwrap() };
        hashed.entry(key).or_default().push_str(&format!("{name} {}\n", sha256(bytes)));
    }
    let line = |(key, of): (&str, String)| format!("{} {key} {}\n", report.name, &sha256(of)[..16]);
    hashed.into_iter().map(line).collect()
}

/// What the program says about each code.
fn explained() -> String {
    let said = |language: &&str| {
        let of = |code: &Code| said(&["explain", code.name(), "--lang", language], root());
        let all: Vec<Vec<u8>> = Code::ALL.par_iter().map(of).collect();
        format!("explain {language} {}\n", &sha256(all.concat())[..16])
    };
    ["sv", "en"].iter().map(said).collect()
}

#[test]
fn nothing_that_the_program_makes_has_changed() {
    let work = tempfile::tempdir().unwrap();
    let all = all(work.path());
    let lines: Vec<String> = all.par_iter().map(|report| lines(report, &made(report))).collect();
    golden("hashes.txt", &(lines.concat() + &explained()));
}
