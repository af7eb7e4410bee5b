//! The guides for officers: every command in them is run, in their order, and every example is read.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use underlag::base::source::Sources;
use underlag::diagnostic::{Code, Diagnostic};
use underlag::input::{manifest, section};

use crate::support::{Folder, printed, root, underlag};

fn guide(name: &str) -> String {
    fs::read_to_string(root().join("inputs").join(name)).unwrap()
}

/// The commands of a guide: the lines set in by four spaces that begin with the program's name.
fn commands(guide: &str) -> Vec<&str> {
    let mut fenced = false;
    let mut all = Vec::new();
    for line in guide.lines() {
        fenced ^= line.starts_with("```");
        all.extend(line.strip_prefix("    ").filter(|line| !fenced && line.starts_with("underlag ")));
    }
    all
}

/// Runs a command as the guide says it, in `within`. What is watched is ended as soon as it has built.
fn run(command: &str, within: &Path) {
    let (command, saved) = command.split_once(" > ").map_or((command, None), |(command, file)| (command, Some(file)));
    let words: Vec<String> = words(command).into_iter().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.first() == Some(&"watch") {
        return watch(&words, within);
    }
    let output = underlag(&words, within);
    let said = format!("{}{}", printed(&output), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{command}: {said}");
    if let Some(file) = saved {
        fs::write(within.join(file), &output.stdout).unwrap();
    }
}

/// The words of a command, of which some stand between quotes.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let all = parts.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() });
    all.map(str::to_owned).collect()
}

fn watch(words: &[&str], within: &Path) {
    let _ = fs::remove_dir_all(within.join("output"));
    let program = env!("CARGO_BIN_EXE_underlag");
    let mut child = Command::new(program).args(words).current_dir(within).stdout(Stdio::null()).spawn().unwrap();
    let (start, output) = (Instant::now(), within.join("output"));
    let built = || {
        fs::read_dir(&output)
            .is_ok_and(|mut files| files.any(|file| file.unwrap().path().extension().is_some_and(|end| end == "pdf")))
    };
    while !built() && start.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(50));
    }
    let was_built = built();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(was_built, "{words:?}");
}

/// The report that the small guide's examples belong to.
const REPORT: &str = r#"format = 1
id = "min-rapport"
titel = "Uppföljning augusti 2026"
kommun = "Sandby kommun"
namnd = "Kommunstyrelsen"
slag = "budgetuppfoljning"
datum = 2026-09-18

[[enhet]]
id = "it"
namn = "IT"

[[kapitel]]
id = "verksamhet"
rubrik = "Verksamhet"
delar = [{ enhet = "it", rubrik = "" }, { tabell = "drift" }]

[[kolumner]]
id = "drift"
sort = "tkr"

[[kolumner.kolumn]]
id = "budget"
rubrik = "Budget helår"

[[kolumner.kolumn]]
id = "utfall"
rubrik = "Utfall januari–augusti"

[[kolumner.kolumn]]
id = "avvikelse"
rubrik = "Väntad avvikelse helår"

[[tabell]]
id = "drift"
rubrik = "Drift, tkr"
kolumner = "drift"
rader = ["it/*"]
"#;

fn report(unit: &str) -> Folder {
    Folder::empty().with("rapport.toml", REPORT).with("enheter/it.toml", unit)
}

fn examples(guide: &str) -> Vec<&str> {
    guide.split("```toml\n").skip(1).map(|example| example.split("```").next().unwrap()).collect()
}

/// The small, whole file of the guide for units makes a paper without a finding; each command there can be run on it.
#[test]
fn the_small_guide_leads_to_a_finished_section() {
    let text = guide("README.md");
    let folder = report(examples(&text)[0]);
    let checked = underlag(&["check", ".", "--lang", "sv"], folder.path());
    assert!(printed(&checked).starts_with("0 fel, 0 varningar"), "{}", printed(&checked));
    let all = commands(&text);
    assert!(all.len() >= 2, "{all:?}");
    all.iter().for_each(|command| run(command, folder.path()));
    // What the page shows of a fault is what the program says of it.
    let wrong = examples(&text)[0].replace("kapitel = \"verksamhet\"", "kapitl = \"verksamhet\"");
    let folder = report(&wrong);
    let said = printed(&underlag(&["check", ".", "--lang", "sv"], folder.path()))
        + &String::from_utf8_lossy(&underlag(&["check", ".", "--lang", "sv"], folder.path()).stderr);
    for line in text.lines().filter(|line| line.starts_with("    ") && !line.contains("underlag")) {
        assert!(said.contains(line.trim()), "{line}\n{said}");
    }
}

/// Two pages: some four thousand characters each.
#[test]
fn the_small_guide_is_small() {
    let text = guide("README.md");
    assert!(text.chars().count() < 9_000 && text.lines().count() < 220, "{}", text.lines().count());
    for word in ["cargo", "Rust", "layout engine"] {
        assert!(!text.contains(word), "{word}");
    }
}

/// The report to copy, under the name that the guide gives it.
fn copied(folder: &Folder, id: &str) {
    let from = root().join("inputs/sandby-sn-2025-08");
    copy(&from, &folder.path().join("min-rapport"));
    let path = folder.path().join("min-rapport/rapport.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, text.replace("id = \"sandby-sn-2025-08\"", &format!("id = \"{id}\""))).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn the_guide_for_who_keeps_it_together_can_be_followed() {
    let folder = Folder::empty();
    let text = guide("administration.md");
    let all = commands(&text);
    let (new, all) = all.split_first().unwrap();
    // The new report is a draft that can be built; what follows is done with one that the units have filled in.
    run(new, folder.path());
    run("underlag build min-rapport", folder.path());
    fs::remove_dir_all(folder.path().join("min-rapport")).unwrap();
    copied(&folder, "min-rapport");
    for name in ["build", "form", "status", "check", "trace", "dispatch", "reverify"] {
        assert!(all.iter().any(|command| command.starts_with(&format!("underlag {name} "))), "{name}");
    }
    all.iter().for_each(|command| run(command, folder.path()));
}

#[test]
fn the_commands_of_the_reference_and_of_word_run() {
    let folder = Folder::empty();
    copied(&folder, "min-rapport");
    let within = folder.path().join("min-rapport");
    for name in ["referens.md", "word.md"] {
        commands(&guide(name)).iter().for_each(|command| run(command, &within));
    }
    assert!(within.join("rapport.schema.json").is_file() && within.join("enhet.schema.json").is_file());
}

/// What stands between backticks and is a command is one that the program has, with flags that it has.
#[test]
fn the_commands_within_sentences_are_there() {
    let inline = regex::Regex::new(r"`(underlag [a-z][^`]*)`").unwrap();
    let mut seen = 0;
    let pages = ["README.md", "administration.md", "referens.md", "word.md", "FORMER.md"].map(guide);
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for found in pages.iter().chain([&readme]).flat_map(|text| inline.captures_iter(text)) {
        let words: Vec<&str> = found[1].split_whitespace().skip(1).collect();
        // `new section` and its like have help of their own.
        let is_of_two = words[0] == "new" && words.get(1).is_some_and(|word| ["section", "layout"].contains(word));
        let help = underlag(&[&words[..1 + usize::from(is_of_two)], &["--help"]].concat(), root());
        assert!(help.status.success(), "{}", &found[1]);
        for flag in words.iter().filter(|word| word.starts_with("--")) {
            assert!(printed(&help).contains(flag), "{}: {flag}", &found[1]);
        }
        seen += 1;
    }
    assert!(seen > 15, "{seen}");
}

/// Each example is one that a decoder reads: a part of a unit's file, or of `rapport.toml`.
#[test]
fn every_example_is_read_without_a_fault() {
    let place = || Sources::default().add("a.toml", "");
    let faults = |found: Vec<Diagnostic>| -> Vec<String> {
        let of_form = [Code::UnknownKey, Code::WrongType, Code::BadValue, Code::TomlSyntax, Code::StrayMark];
        let wrong = found.into_iter().filter(|found| of_form.contains(&found.code));
        wrong.map(|found| found.message.en).collect()
    };
    let (mut read, mut wrong) = (0, Vec::new());
    for name in ["README.md", "administration.md", "referens.md", "FORMER.md", "word.md"] {
        let text = guide(name);
        for example in examples(&text) {
            let as_unit = faults(section::read(place(), example).1);
            // Of a part of `rapport.toml` all is read where what each has stands there.
            let (head, _) = REPORT.split_once("\n\n").unwrap();
            let whole = if example.contains("format = 1") { example.to_owned() } else { format!("{head}\n{example}") };
            let as_manifest = faults(manifest::read(place(), &whole).1);
            // Lines of a block alone stand in the table that the words before them name.
            let headless = !example.contains("\n[") && !example.starts_with('[');
            let of_either = as_unit.is_empty() || as_manifest.is_empty();
            if !of_either && !headless {
                wrong.push(format!("{name}:\n{example}\n{as_unit:?}\n{as_manifest:?}"));
            }
            assert!(example.parse::<toml::Table>().is_ok(), "{name}:\n{example}");
            read += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(read > 35, "{read}");
}

/// The guides, the readme and the pages that lead to them name files and headings that are there.
#[test]
fn links_between_the_guides_lead_somewhere() {
    let link = regex::Regex::new(r"\]\(([\w./-]*\.md)?(#[^)\s]+)?\)").unwrap();
    let mut wrong = Vec::new();
    for name in ["README.md", "administration.md", "referens.md", "word.md", "FORMER.md"] {
        let text = guide(name);
        for found in link.captures_iter(&text) {
            let file = found.get(1).map_or(name, |file| file.as_str());
            let target =
                fs::read_to_string(root().join("inputs").join(file)).unwrap_or_else(|_| panic!("{name}: {file}"));
            let Some(anchor) = found.get(2) else { continue };
            let anchors: Vec<String> = target.lines().filter(|line| line.starts_with('#')).map(anchor_of).collect();
            if !anchors.iter().any(|known| *known == anchor.as_str()) {
                wrong.push(format!("{name}: {file}{}", anchor.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// As code hosts make it of a heading.
fn anchor_of(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    format!("#{}", kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>())
}

/// What a package holds of texts and pictures: every link among them finds its file there. `.ci/pack.py` takes the
/// pictures of `tests/pictures` along.
#[test]
fn links_of_what_is_packed_find_their_files_in_the_package() {
    let link = regex::Regex::new(r"\]\(([^)#\s:]+)(?:#[^)\s]*)?\)").unwrap();
    let code = regex::Regex::new(r"(?s)```.*?```|`[^`\n]*`").unwrap();
    let (mut read, mut open) = (0, vec![root().join("inputs"), root().join("layouts")]);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|end| end == "md") {
            let text = fs::read_to_string(&path).unwrap();
            for found in link.captures_iter(&code.replace_all(&text, "")) {
                let to = path.parent().unwrap().join(&found[1]);
                let to = to.canonicalize().unwrap_or_else(|_| panic!("{}: {}", path.display(), &found[1]));
                let within =
                    ["inputs", "layouts", "tests/pictures"].map(|folder| root().join(folder).canonicalize().unwrap());
                assert!(within.iter().any(|folder| to.starts_with(folder)), "{}: {}", path.display(), &found[1]);
                read += 1;
            }
        }
    }
    assert!(read > 60, "{read}");
}

/// A Swedish screen shows Swedish codes.
#[test]
fn swedish_guides_name_codes_as_the_screen_does() {
    let code = regex::Regex::new(r#"[`"\[]([a-z0-9]+(?:-[a-z0-9]+)+)[`"\]]"#).unwrap();
    let mut named = 0;
    for name in ["README.md", "administration.md", "referens.md", "word.md", "FORMER.md"] {
        for found in code.captures_iter(&guide(name)) {
            let Some(known) = Code::named(&found[1]) else { continue };
            assert_eq!(&found[1], known.name_in(underlag::diagnostic::Language::Swedish), "{name}");
            named += 1;
        }
    }
    assert!(named > 20, "{named}");
}
