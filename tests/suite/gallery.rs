//! One file per code in `tests/gallery`: the smallest report that triggers it, with what is found in it, at the lines
//! concerned and as it is shown in Swedish and English. `code.other.case` has the same code with another kind of file.
//!
//! `cases.rs` says how such a file is written, and `tests/gallery/README.md` how to add one.
//! `UNDERLAG_BLESS=1 cargo test --release -- gallery` writes what is expected anew, and `UNDERLAG_UNPACK=FOLDER` leaves
//! every case as a report there, to run the program on.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use underlag::base::source::{Sources, Span};
use underlag::deliver::dispatch;
use underlag::diagnostic::Language;
use underlag::diagnostic::{Code, explain, show};
use underlag::pipeline::{self, Checked, Format, Options};

use crate::cases::{Case, Files, Form};
use crate::support::root;

fn gallery() -> PathBuf {
    root().join("tests/gallery")
}

/// The names of the cases in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.filter_map(|name| name.strip_suffix(".case").map(str::to_owned)).collect()
}

/// The names of the cases.
pub fn folders() -> BTreeSet<String> {
    names(&gallery())
}

/// The code that a case is about.
fn code(name: &str) -> &str {
    name.split('.').next().unwrap()
}

/// A case with its text. A base is one as well: `bases/NAME`.
fn read(name: &str) -> (Case, String) {
    let text = fs::read_to_string(gallery().join(format!("{name}.case")));
    let text = text.unwrap_or_else(|error| panic!("{name}.case: {error}"));
    (Case::parse(&text).unwrap_or_else(|error| panic!("{name}.case:{error}")), text)
}

/// Writes the text of a case anew, at once: other tests may be reading it.
fn replace(name: &str, text: &str) {
    let (now, new) = (gallery().join(format!("{name}.case")), gallery().join(format!("{name}.new")));
    fs::write(&new, text).unwrap();
    fs::rename(new, now).unwrap();
}

/// The files of a case's report.
pub fn files(name: &str) -> Files {
    let (case, _) = read(name);
    let base = case.base().map(|base| files(&format!("bases/{base}"))).unwrap_or_default();
    case.files(&base).unwrap_or_else(|error| panic!("{name}.case: {error}"))
}

/// Makes the report of a case.
pub fn unpack(name: &str, to: &Path) {
    for (path, bytes) in files(name) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// What the program finds in the report of a case.
fn checked(name: &str) -> Checked {
    let kept = std::env::var_os("UNDERLAG_UNPACK").map(|folder| root().join(folder).join(name));
    let work = tempfile::tempdir().unwrap();
    let dir = kept.as_deref().unwrap_or(work.path());
    unpack(name, dir);
    let options = Options { formats: vec![Format::Txt], ..Options::default() };
    let checked = pipeline::build(dir, &options).unwrap().checked;
    if !name.starts_with("dispatch-") {
        return checked;
    }
    let id = checked.report.as_ref().map(|report| report.manifest.id.value.clone()).unwrap();
    let earlier = dispatch::History::read(&dir.join(dispatch::folder(&id)), Some(&id));
    let mut prepared = dispatch::prepare(checked, &earlier).0;
    prepared.diagnostics.extend(earlier.found);
    prepared
}

/// The same case with this expected of it.
fn expecting(mut case: Case, files: &Files, checked: &Checked) -> Case {
    let sources = &checked.sources;
    case.parts.iter_mut().for_each(|part| part.annotations.clear());
    let mut elsewhere = String::new();
    for diagnostic in &checked.diagnostics {
        let label = format!("{}[{}]", diagnostic.severity.name(), diagnostic.code.name());
        match diagnostic.place {
            None => elsewhere.push_str(&format!("{label}\n")),
            Some(place) if annotate(&mut case, files, sources, place, &label) => {}
            Some(place) => elsewhere.push_str(&format!("{label} at {}\n", sources.locate(place))),
        }
    }
    let shown = |language| show::human(&checked.diagnostics, sources, language, false).trim_end().to_owned() + "\n";
    let (swedish, english) = (shown(Language::Swedish), shown(Language::English));
    case.expected = vec![("elsewhere", elsewhere), ("svenska", swedish), ("english", english)];
    case.expected.retain(|(_, text)| !text.is_empty());
    case
}

/// Writes a diagnostic below its line; `false` where the text of the case does not have that line.
fn annotate(case: &mut Case, files: &Files, sources: &Sources, place: Span, label: &str) -> bool {
    let file = sources.file(place.file);
    let part = case.parts.iter_mut().find(|part| part.path == file.path && sources.cell(place).is_none());
    let (Some(part), Some(bytes)) = (part, files.get(&file.path)) else { return false };
    let newlines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let of_base = if part.form == Form::More { newlines(bytes) - newlines(part.text.as_bytes()) } else { 0 };
    let number = sources.position(place).line;
    let line = sources.line(place);
    let [start, end] = [place.start, place.end].map(|at| file.text.floor_char_boundary(at as usize).min(line.end));
    let lead = file.text[line.start..start].chars().count() + usize::from(file.marked && number == 1);
    let width = file.text[start..end.max(start)].chars().count();
    let Some(at) = number.checked_sub(of_base) else { return false };
    let annotation = part.annotation(at, lead, width, label);
    annotation.map(|annotation| part.annotations.push((at, annotation))).is_some()
}

/// The lines between what two texts begin and end with in common, the first dozen of each.
fn difference(was: &str, is: &str) -> String {
    let (was, is): (Vec<&str>, Vec<&str>) = (was.lines().collect(), is.lines().collect());
    let start = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
    let (was, is) = (&was[start..], &is[start..]);
    let end = was.iter().rev().zip(is.iter().rev()).take_while(|(was, is)| was == is).count();
    let lines = |all: &[&str], sign| {
        all.iter().take((all.len() - end).min(12)).map(|line| format!("{sign} {line}\n")).collect::<String>()
    };
    format!("line {}:\n{}{}", start + 1, lines(was, '-'), lines(is, '+'))
}

/// What nothing that somebody writes brings about, but a fault of the program alone; unit tests show it.
const OF_FAULTS: &[Code] = &[Code::TextChanged, Code::TextNotShown];

#[test]
fn codes_folders_and_explanations_are_the_same_set() {
    let shown = Code::ALL.iter().filter(|code| !OF_FAULTS.contains(code));
    let codes: BTreeSet<String> = shown.map(|code| code.name().to_owned()).collect();
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

/// Each case has its code's finding, no other unless that follows from it, and a draft can be made of nearly all.
#[test]
fn every_case_says_what_is_expected() {
    let bless = std::env::var_os("UNDERLAG_BLESS").is_some();
    let mut wrong = Vec::new();
    for name in folders() {
        let (case, text) = read(&name);
        let checked = checked(&name);
        let now = expecting(case, &files(&name), &checked).to_string();
        match now != text {
            true if bless => replace(&name, &now),
            true => wrong.push(format!("{name}.case, {}", difference(&text, &now))),
            false => {}
        }
        if !checked.diagnostics.iter().any(|diagnostic| diagnostic.code.name() == code(&name)) {
            wrong.push(format!("{name}.case does not show its code"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A base is worth its name only if cases begin as it, and is written as it would be printed.
#[test]
fn every_base_is_used() {
    let bases: BTreeSet<String> = names(&gallery().join("bases"));
    let all = folders().into_iter().chain(bases.iter().map(|base| format!("bases/{base}")));
    let used: BTreeSet<String> = all.filter_map(|name| read(&name).0.base().map(str::to_owned)).collect();
    assert_eq!(bases, used);
    for base in bases {
        let (case, text) = read(&format!("bases/{base}"));
        assert_eq!(case.to_string(), text, "bases/{base}.case");
    }
}
