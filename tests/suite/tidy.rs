//! Reads the source for the invariants that are absences, as `src/lib.rs` lists them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// Every Rust file below a folder, with its text up to its tests.
pub fn sources(folder: &str) -> Vec<(String, String)> {
    fn walk(dir: &Path, all: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, all) } else { all.push(path) }
        }
    }
    let mut files = Vec::new();
    walk(&root().join(folder), &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or("").to_owned();
        (name, code)
    };
    files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")).map(read).collect()
}

/// Fails if any of `words` stands in a source file that `allowed` does not name.
fn only(words: &[&str], allowed: &[&str]) {
    for (name, code) in sources("src") {
        if allowed.iter().any(|allowed| name.starts_with(allowed)) {
            continue;
        }
        for (at, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for word in words {
                assert!(!line.contains(word), "{name}:{}: {word} belongs to {allowed:?}: {line}", at + 1);
            }
        }
    }
}

/// `clippy.toml` says what belongs to one room: files, clock, environment, printing, floating point, findings. Whoever
/// is excepted from a lint is excepted from its whole list, so Clippy cannot say who may be, nor what of the list each
/// of them may use.
#[test]
fn one_door_in_and_one_door_out() {
    let rooms = ["src/input/load/mod.rs", "src/deliver/write/mod.rs", "src/cli/mod.rs", "src/diagnostic/wording.rs"];
    only(&["clippy::disallowed_methods"], &[&rooms[..], &["src/lib.rs"]].concat());
    only(&["clippy::disallowed_types"], &["src/lib.rs", "src/render/docx/picture.rs"]);
    only(&["clippy::float_arithmetic"], &["src/lib.rs", "src/render/docx/picture.rs"]);
    only(&["std::fs", "fs::", "File::open", "tempfile"], &["src/input/load/", "src/deliver/write/"]);
    only(&["SystemTime", "Instant", "std::env", "Command::new", "stdout()", "stderr()"], &["src/cli"]);
    only(&["Diagnostic::new("], &["src/diagnostic/"]);
}

/// What bounds the reading of files stands in one place, with its reasons. What bounds drawing is the layout's affair.
#[test]
fn limits_of_what_is_read_stand_together() {
    let name = regex::Regex::new(
        r"(?m)^\s*(?:pub(?:\(\w+\))? )?const ((?:MAX|DEEPEST|LARGEST|LONGEST|MOST|FURTHEST|HIGHEST)\w*|\w*LIMITS?): [ui]\w+ =",
    );
    let name = name.unwrap();
    // What these bound is no reading: figures that a layout or a message shows, places on a page, levels of a format.
    let others = [
        "src/input/manifest/charts.rs: MAX_LEVELS",
        "src/input/prose/inlines.rs: MAX_STARS",
        "src/deliver/verify/places.rs: FURTHEST",
        "src/input/sheet/digits.rs: FURTHEST",
        "src/report/charts.rs: CHART_LIMITS",
        "src/report/locate.rs: MAX_LETTERS",
    ];
    let rooms = ["src/layout", "src/input", "src/report", "src/deliver", "src/pipeline", "src/cli"];
    let mut found: Vec<String> = Vec::new();
    for (file, code) in rooms.iter().flat_map(|room| sources(room)) {
        found.extend(name.captures_iter(&code).map(|hit| format!("{file}: {}", &hit[1])));
    }
    found.retain(|found| !others.contains(&found.as_str()));
    assert!(found.is_empty(), "these belong to src/base/limits.rs: {found:?}");
    assert!(name.is_match("const MAX_DEPTH: usize = 4;"));
}

/// What no dependency of ours does, no line of the source can ask for. Clippy knows no crate that is not there.
#[test]
fn no_dependency_reads_the_clock() {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).unwrap().parse().unwrap();
    let ours = manifest["dependencies"].as_table().unwrap();
    for name in ["chrono", "time", "jiff", "reqwest", "hyper", "tokio", "socket2", "curl"] {
        assert!(!ours.contains_key(name), "{name}");
    }
}

/// Clippy knows methods and types, not crates: which room names a crate is read from the source.
#[test]
fn each_engine_has_its_place() {
    only(&["typst::", "typst_", "use typst"], &["src/render/pdf/", "src/render/fonts/"]);
    only(&["docx_rs"], &["src/render/docx/"]);
    // The one door to the network, which the command line opens when somebody asks for it.
    only(&["ureq", "rustls"], &["src/deliver/net.rs"]);
    only(&["net::fetch"], &["src/cli/mod.rs"]);
}

/// The compiler holds that whoever matches what a document is made of names each kind; here only that it is asked to.
#[test]
fn wildcards_over_the_model_are_forbidden() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for room in ["lower", "model", "render"] {
        let denied = format!("#[deny(clippy::wildcard_enum_match_arm)]\npub mod {room};");
        assert!(map.contains(&denied), "{room}");
    }
    let template = fs::read_to_string(root().join("layouts/kommun/template.typ")).unwrap();
    for kind in ["heading", "paragraph", "list", "table", "notice", "signatures", "chart"] {
        assert!(template.contains(&format!("it.t == \"{kind}\"")), "{kind}");
    }
}

/// The model knows none of those who write it: what a template reads is made in `render::pdf`.
#[test]
fn the_model_knows_no_writer() {
    for (name, code) in sources("src/model") {
        assert!(!code.contains("serde") && !code.contains("Serialize"), "{name}");
    }
}

/// Clippy knows the macro, but not the names of the files that it may stand in.
#[test]
fn findings_are_worded_in_messages() {
    for (name, code) in sources("src") {
        let words =
            name.ends_with("/messages.rs") || name.contains("/messages/") || name.starts_with("src/diagnostic/");
        let words = words || name.starts_with("src/cli/") && name.ends_with("/texts.rs");
        assert!(words || !code.contains("both!("), "{name}");
    }
}

/// Whoever speaks two languages keeps them next to each other; the draft's notice stands in a paper, which is Swedish.
#[test]
fn languages_are_told_apart_where_words_stand() {
    let words = ["src/diagnostic/", "src/cli/texts.rs", "src/lower/draft.rs"];
    only(&["Language::Swedish", "Language::English"], &words);
}

#[test]
fn every_length_stands_in_the_tokens() {
    let template = fs::read_to_string(root().join("layouts/kommun/template.typ")).unwrap();
    for (at, line) in template.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        let colour = line.contains("rgb(\"") || line.contains("luma(");
        let length = line
            .match_indices("mm")
            .any(|(at, _)| line[..at].ends_with(|c: char| c.is_ascii_digit()) && !line.contains("number * 1mm"));
        assert!(!colour && !length, "template.typ:{}: {line}", at + 1);
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (name, code) in sources("src").into_iter().chain(sources("tests/suite")) {
        assert!(code.starts_with("//!"), "{name}");
        assert!(!code.contains("unimplemented!") && !code.contains("todo!"), "{name}");
    }
}

#[test]
fn the_readme_has_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let commands: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    assert_eq!(commands, ["cargo run --release -- build inputs/herrljunga-ks-delar-2023", "cargo test --release"]);
}

/// The table of PDF/UA names a test for each clause, and each test is there.
#[test]
fn the_conformance_table_names_tests_that_exist() {
    let table = fs::read_to_string(root().join("layouts/kommun/PDF_UA.md")).unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| 5") || line.starts_with("| 7")).collect();
    assert!(rows.len() > 20);
    for row in rows {
        let named = row.trim_end_matches(" |").rsplit(" | ").next().unwrap().trim_matches('`');
        let (module, test) = named.split_once("::").unwrap_or_else(|| panic!("no test: {row}"));
        let code = fs::read_to_string(root().join(format!("tests/suite/{module}.rs"))).unwrap_or_default();
        assert!(code.contains(&format!("#[test]\nfn {test}() {{")), "{named}");
    }
}

/// Raw strings are patterns, which are not broken.
#[test]
fn no_line_is_longer_than_the_screen() {
    for (name, code) in sources("src") {
        for (at, line) in code.lines().enumerate().filter(|(_, line)| !line.contains("r\"")) {
            let length = line.chars().count();
            assert!(length <= 120 || name == "src/cli/args.rs", "{name}:{}: {length} characters", at + 1);
        }
    }
}
