//! Any input: files that people write with some of it changed, reports and models made by chance. The checks are
//! those of `tests/fuzz`, which libFuzzer runs too.
//!
//! Each check has a fixed number of cases. `UNDERLAG_FUZZ_SECONDS=N cargo test --release -- fuzz` gives each of them N
//! seconds, and `UNDERLAG_FUZZ_FROM=N` another first case; `UNDERLAG_FUZZ_INPUT=FILE` runs one input that failed.

use std::collections::BTreeMap;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use underlag::base::source::Sources;
use underlag::diagnostic::Code;

use crate::gallery;
use crate::support::root;

#[allow(dead_code)]
#[path = "../fuzz/src/any/mod.rs"]
mod any;

use any::choices::Choices;
use any::{Check, OF_CHOICES, OF_TEXTS, checks, reports, words};

/// The longest that one case may take, on a machine that does other things as well.
const HANGS: Duration = Duration::from_secs(60);

/// Numbers that look random and follow from the case's number.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap()
    }

    fn bytes(&mut self, max: usize) -> Vec<u8> {
        let length = self.below(max + 1);
        (0..length).map(|_| self.next().to_le_bytes()[0]).collect()
    }
}

/// What stands for something in one of the languages that are read.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "=",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "{{",
    "}}",
    ".",
    ",",
    "#",
    "\n",
    "\r\n",
    "\\",
    "\\u0000",
    "\\uD800",
    "<",
    ">",
    "&",
    "</",
    "<!--",
    "]]>",
    "%",
    "|",
    "*",
    "_",
    "[^",
    "](",
    "- ",
    "-",
    "+",
    "\u{0}",
    "\u{feff}",
    "Å",
    "é\u{301}",
    "\u{202e}",
    "😀",
    "9",
    "0",
    "99999999999999999999999999999",
    "-0",
    "1e9",
    "0x",
    "nan",
    "true",
    "id = \"a\"\n",
    "[[rad]]\n",
    "[[kapitel]]\n",
    "[noter]\n",
    "grupp",
    "summa",
    "\u{2212}",
    "\u{a0}",
    "”",
    "’’’",
    "\u{200b}",
    "–",
    "C:\\",
    ";\"",
    "sep=;\n",
    ";",
    "\t",
    "12 %",
    "(",
    ")",
    "{{netto.",
];

/// `text` with some of it changed: taken away, doubled, replaced, cut off, or spliced with another one.
fn changed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut text = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(6) {
        let (one, other) = (random.below(text.len() + 1), random.below(text.len() + 1));
        let near = random.below(30);
        let (from, to) =
            if random.below(2) == 0 { (one, (one + near).min(text.len())) } else { (one.min(other), one.max(other)) };
        match random.below(9) {
            0 => drop(text.drain(from..to)),
            1 => {
                let again = text[from..to].to_vec();
                text.splice(to..to, again.into_iter().take(4000));
            }
            2 => text.truncate(one),
            3 => {
                let seed = &seeds[random.below(seeds.len())];
                let start = random.below(seed.len() + 1);
                let end = (start + random.below(400)).min(seed.len());
                text.splice(from..from, seed[start..end].to_vec());
            }
            4 if from < text.len() => text[from] = random.next().to_le_bytes()[0],
            _ => {
                let piece = PIECES[random.below(PIECES.len())].as_bytes();
                text.splice(from..(from + random.below(3)).min(text.len()), piece.to_vec());
            }
        }
    }
    text
}

/// A layout's tokens with some values of others: most of them can be read.
fn retuned(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let text = String::from_utf8(seeds[random.below(seeds.len())].clone()).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=random.below(8) {
        let at = random.below(lines.len());
        let line = lines[at].clone();
        let Some((key, value)) = line.split_once(" = ") else { continue };
        let length = ["0pt", "0.001pt", "1pt", "9pt", "144pt", "2000mm", "0mm", "7.5mm", "300mm"];
        let word = ["", "{sida} av {sidor}", "{titel} {datum}", "a{{", "#let", "{utkast}"];
        let other = match value.chars().nth(1) {
            Some('#') => format!("\"#{:06x}\"", random.below(1 << 24)),
            Some(c) if c.is_ascii_digit() && value.starts_with('"') => {
                format!("\"{}\"", length[random.below(length.len())])
            }
            _ if value.starts_with('"') => format!("\"{}\"", word[random.below(word.len())]),
            _ if value.parse::<i64>().is_ok() => ["0", "1", "2", "4", "9", "255"][random.below(6)].to_owned(),
            _ => ["true", "false"][random.below(2)].to_owned(),
        };
        lines[at] = format!("{key} = {other}");
    }
    lines.join("\n").into_bytes()
}

/// The files below the folders whose names end so, among them those of the gallery's cases.
fn files(folders: &[&str], ending: &str) -> Vec<Vec<u8>> {
    fn walk(dir: &Path, ending: &str, all: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, ending, all);
            } else if path.to_string_lossy().ends_with(ending) {
                all.insert(path.clone(), fs::read(path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    folders.iter().filter(|folder| **folder != GALLERY).for_each(|folder| walk(&root().join(folder), ending, &mut all));
    for name in gallery::folders().iter().filter(|_| folders.contains(&GALLERY)) {
        let files = gallery::files(name).into_iter().filter(|(path, _)| path.ends_with(ending));
        all.extend(files.map(|(path, bytes)| (root().join(GALLERY).join(name).join(path), bytes)));
    }
    all.into_values().collect()
}

/// Where the gallery is; its cases are taken apart.
const GALLERY: &str = "tests/gallery";

/// Where the seeds of manifests and sections are.
const REPORTS: [&str; 5] = ["inputs", GALLERY, "tests/reports/charts", "tests/reports/notes", "tests/reports/papers"];

/// What the inputs of a check begin as.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let lines = |all: &[&str]| all.iter().map(|line| line.as_bytes().to_vec()).collect();
    let numbered = |parts: &checks::Parts| -> Vec<Vec<u8>> {
        (0u8..).zip(parts).map(|(at, (_, bytes))| [&[at], bytes.as_slice()].concat()).collect()
    };
    match name {
        "manifest" => files(&REPORTS, "rapport.toml"),
        "section" | "prose" => {
            let all = files(&REPORTS, ".toml");
            all.into_iter().filter(|text| text.starts_with(b"enhet")).collect()
        }
        "binding" => lines(&[
            "netto.summa.utfall_2025_08",
            "netto.summa.avvikelse|avvikelse",
            "netto.stab/stab.budget_2025|tal",
            "netto.summa",
            "aldreomsorg/schema",
            "trygg-hemma",
        ]),
        "amount" => lines(&[
            "12 954,5",
            "-3",
            "\u{2212}0,10",
            "1\u{a0}000\u{a0}000",
            "79228162514264337593543950335",
            "0.0000000000000000000000000001",
            "1.234,5",
            "40,3 % (38,6 %)",
            "minst 3",
            "2024-02-29",
            "0001-01-01",
            "9999-12-31",
            "$A$3:F20",
            "XFD1048576",
            "A:F",
        ]),
        "tokens" => files(&["layouts", "inputs", GALLERY], "tokens.toml"),
        "csv" => files(&[GALLERY], ".csv"),
        "workbook" | "xlsx" => numbered(&checks::WORKBOOK),
        "docx" => numbered(&checks::PAPER.1),
        "readback" => {
            let (pdf, word) = &*checks::PAPER;
            let mut all = numbered(word);
            all.push([&[255], pdf.as_slice()].concat());
            all
        }
        "pdf" => {
            let parts = (0u8..).zip(checks::PDF_PARTS).map(|(at, part)| [&[at], part.as_bytes()].concat());
            parts.chain([[&[255], checks::PAPER.0.as_slice()].concat()]).collect()
        }
        other => panic!("no seeds for {other}"),
    }
}

/// The input of a case.
fn input(name: &str, seeds: &[Vec<u8>], case: u64) -> Vec<u8> {
    let mut random = Random(case);
    if seeds.is_empty() {
        return random.bytes(3000);
    }
    let made = random.bytes(1500);
    let mut choices = Choices::new(&made);
    match (name, random.below(3)) {
        ("manifest", 0) => reports::manifest(&mut choices, 3).into_bytes(),
        ("section", 0) => reports::section(&mut choices, "ifo").into_bytes(),
        ("tokens", 0 | 1) => retuned(seeds, &mut random),
        ("prose", 0 | 1) => words::words(&mut choices).into_bytes(),
        _ => changed(seeds, &mut random),
    }
}

/// Where the input that is being tried is kept, for what ends the whole process.
fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}"))
}

/// A smaller input that still fails, found by taking pieces away.
fn smaller(check: Check, mut input: Vec<u8>) -> Vec<u8> {
    let mut piece = input.len() / 2;
    let clock = Instant::now();
    while piece > 0 {
        let mut at = 0;
        while at < input.len() && clock.elapsed() < HANGS / 2 {
            let mut without = input.clone();
            without.drain(at..(at + piece).min(input.len()));
            if catch_unwind(|| check(&without)).is_err() { input = without } else { at += piece }
        }
        piece /= 2;
    }
    input
}

/// Says which case failed, or that one does not end.
fn wait(name: &str, cases: &Receiver<Result<u64, u64>>) -> u64 {
    let mut last = 0;
    loop {
        match cases.recv_timeout(HANGS) {
            Ok(Ok(case)) => last = case,
            Ok(Err(case)) => {
                panic!("case {case} of `{name}` failed: UNDERLAG_FUZZ_INPUT={} repeats it", kept(name).display())
            }
            Err(RecvTimeoutError::Timeout) => {
                panic!("the case after {last} of `{name}` hangs: {}", kept(name).display())
            }
            Err(RecvTimeoutError::Disconnected) => return last,
        }
    }
}

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().expect("a number"))
}

/// Tries `cases` inputs, or as many as there is time for.
fn hunt(name: &'static str, cases: u64) {
    let check = OF_TEXTS.iter().chain(OF_CHOICES).find(|(known, _)| *known == name).unwrap().1;
    if let Some(file) = std::env::var_os("UNDERLAG_FUZZ_INPUT") {
        return check(&fs::read(file).unwrap());
    }
    let seeds = if OF_TEXTS.iter().any(|(known, _)| *known == name) { seeds(name) } else { Vec::new() };
    let (seconds, first) = (variable("UNDERLAG_FUZZ_SECONDS"), variable("UNDERLAG_FUZZ_FROM").unwrap_or(0));
    let clock = Instant::now();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for case in first.. {
            if seconds.map_or(case >= first + cases, |seconds| clock.elapsed() > Duration::from_secs(seconds)) {
                return;
            }
            let input = input(name, &seeds, case);
            fs::write(kept(name), &input).unwrap();
            if catch_unwind(|| check(&input)).is_err() {
                fs::write(kept(name), smaller(check, input)).unwrap();
                let _ = tell.send(Err(case));
                return;
            }
            let _ = tell.send(Ok(case));
        }
    });
    let last = wait(name, &told);
    println!("{name}: {} cases in {} ms", last - first + 1, clock.elapsed().as_millis());
    let _ = fs::remove_file(kept(name));
}

#[test]
fn any_manifest() {
    hunt("manifest", 300);
}

#[test]
fn any_section() {
    hunt("section", 300);
}

#[test]
fn any_prose() {
    hunt("prose", 150);
}

#[test]
fn any_reference_to_a_figure() {
    hunt("binding", 150);
}

#[test]
fn any_amount() {
    hunt("amount", 5000);
}

#[test]
fn any_tokens() {
    hunt("tokens", 60);
}

#[test]
fn any_lines() {
    hunt("csv", 150);
}

#[test]
fn any_workbook() {
    hunt("workbook", 200);
}

#[test]
fn any_finished_file() {
    hunt("readback", 150);
}

#[test]
fn any_pdf() {
    hunt("pdf", 3_000);
}

#[test]
fn any_word_file() {
    hunt("docx", 150);
}

#[test]
fn any_sheet() {
    hunt("xlsx", 200);
}

#[test]
fn any_report_to_both_files() {
    hunt("report", 30);
}

#[test]
fn any_model_to_both_files() {
    hunt("model", 30);
}

/// Inputs that a check failed at once, in `tests/fuzz/cases`.
#[test]
fn faults_found_before() {
    if std::env::var_os("UNDERLAG_FUZZ_INPUT").is_some() {
        return;
    }
    let folder = root().join("tests/fuzz/cases");
    for of_check in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = of_check.file_name().unwrap();
        let check = OF_TEXTS.iter().chain(OF_CHOICES).find(|(known, _)| *known == name);
        let check = check.unwrap_or_else(|| panic!("no check is called {}", name.display())).1;
        for case in fs::read_dir(&of_check).unwrap().map(|entry| entry.unwrap().path()) {
            println!("{}", case.display());
            check(&fs::read(&case).unwrap());
        }
    }
}

/// A file that ends too early is told where it ends: at the last thing that was begun.
#[test]
fn a_file_that_is_cut_off() {
    let begins = |line: &str| {
        line.starts_with('[')
            || line.split(" = ").next().is_some_and(|key| {
                !key.is_empty()
                    && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
                    && line.contains(" = ")
            })
    };
    let (mut syntax, mut cuts) = (0, 0);
    for text in files(&["inputs/sandby-sn-2025-08/enheter"], ".toml") {
        let text = String::from_utf8(text).unwrap();
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let mut sources = Sources::default();
            let file = sources.add("a.toml", &text[..at]);
            let (_, found) = underlag::input::section::read(file, &text[..at]);
            let begun = text[..at].split_inclusive('\n').scan(0, |end, line| {
                *end += line.len();
                Some((*end - line.len(), line))
            });
            let begun = begun.filter(|(_, line)| begins(line)).last().map_or(0, |(start, _)| start);
            cuts += 1;
            for found in found.iter().filter(|found| found.code == Code::TomlSyntax) {
                syntax += 1;
                let start = found.place.unwrap().start as usize;
                assert!(start >= begun, "cut at {at}: {} is before {begun}: {:?}", start, &text[begun..at]);
            }
        }
    }
    println!("{syntax} faults of {cuts} cuts");
    assert!(syntax > cuts / 2);
}
