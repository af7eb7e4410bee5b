//! What strangers wrote runs in a child: a layout that comes with a report, files to verify, each of several reports.
//! It is stopped, and that is told as what it is.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Folder, MANIFEST, UNIT, root, saying, underlag};

/// The smallest report, with a layout of its own whose template says this.
fn with_template(template: &str) -> Folder {
    let more = "layout = \"egen\"\narende = \"4\"\ndiarienummer = \"T 1\"\nsammantradesdatum = 2024-05-16\ndatum";
    let manifest =
        MANIFEST.replacen("datum", more, 1) + "\n[[mottagare]]\nnamn = \"Revisorerna\"\nform = \"internt\"\n";
    let tokens = fs::read(root().join("layouts/kommun/tokens.toml")).unwrap();
    let folder = Folder::empty().with("rapport.toml", manifest).with("enheter/a.toml", UNIT);
    folder.with("egen/tokens.toml", tokens).with("egen/template.typ", template)
}

/// The template that comes with the program.
fn good() -> String {
    fs::read_to_string(root().join("layouts/kommun/template.typ")).unwrap()
}

/// Goes on for days. What the engine itself ends, a `while` without an end, is its finding.
const LOOPS: &str = "#let paper(d, t) = { for a in range(1000000) { for b in range(1000000) { } } }";

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What is said about a report whose template says this, which has exit code 1 and writes nothing.
fn refused(command: &str, template: &str, limits: &[&str]) -> String {
    let folder = with_template(template);
    let report = folder.path().to_str().unwrap();
    let out = tempfile::tempdir().unwrap();
    let said = underlag(&[&[command, report, "--lang", "en"], limits].concat(), out.path());
    let words = text(&said.stdout);
    assert_eq!(said.status.code(), Some(1), "{command}: {words} {}", text(&said.stderr));
    assert_eq!(text(&said.stderr), "", "no words of the runtime");
    assert!(fs::read_dir(out.path()).unwrap().next().is_none(), "{command} writes nothing");
    words
}

#[test]
fn a_layout_that_never_ends_or_takes_too_much_is_a_finding_at_its_name() {
    let cases: [(&str, &str); 5] = [
        (LOOPS, "was not done within 2 seconds"),
        (
            "#let paper(d, t) = { let s = \"a\" * 1000\n for i in range(60) { s = s + s }\n [#s.len()] }",
            "needs more memory",
        ),
        (
            "#let paper(d, t) = { let s = (0,) * 1000\n for i in range(60) { s = s + s }\n [#s.len()] }",
            "needs more memory",
        ),
        ("#let paper(d, t) = { [#range(10000000000).len()] }", "needs more memory"),
        ("#let paper(d, t) = { [#bytes((0,) * 100000000000).len()] }", "needs more memory"),
    ];
    for (template, why) in cases {
        // What takes memory may take time as well on a busy machine.
        let seconds = if why.contains("memory") { "60" } else { "2" };
        let said = refused("build", template, &["--time-limit", seconds, "--memory-limit", "400"]);
        assert!(said.contains(why) && said.contains("rapport.toml:6:10"), "{said}");
        assert!(said.contains("1 error"), "{said}");
    }
}

#[test]
fn every_command_that_makes_pages_is_bounded() {
    for command in ["check", "dispatch"] {
        let said = refused(command, LOOPS, &["--time-limit", "1"]);
        assert!(said.contains("was not done within 1 seconds"), "{said}");
    }
    let json = refused("check", LOOPS, &["--time-limit", "1", "--format", "json"]);
    let finding: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!([&finding["code"], &finding["line"]], [&serde_json::json!("layout-failed"), &serde_json::json!(6)]);
}

#[test]
fn a_layout_of_the_reports_own_that_behaves_makes_both_files() {
    let (folder, out) = (with_template(&good()), tempfile::tempdir().unwrap());
    let said = underlag(&["build", folder.path().to_str().unwrap(), "--verify", "--lang", "en"], out.path());
    assert_eq!(said.status.code(), Some(0), "{}", text(&said.stdout));
    assert!(text(&said.stdout).contains("0 differences"));
    assert!(["pdf", "docx"].iter().all(|end| out.path().join(format!("output/liten.{end}")).exists()));
}

#[test]
fn one_of_several_reports_that_hangs_holds_no_other() {
    let second = MANIFEST.replace("liten", "annan");
    let (hangs, good) = (with_template(LOOPS), Folder::new().with("rapport.toml", second));
    let out = tempfile::tempdir().unwrap();
    let dirs = [hangs.path().to_str().unwrap(), good.path().to_str().unwrap()];
    let said = underlag(&["build", dirs[0], dirs[1], "--time-limit", "1", "--lang", "en"], out.path());
    let lines = text(&said.stdout);
    assert_eq!(said.status.code(), Some(2), "{lines}");
    assert!(lines.contains("it took more than 1 seconds and was stopped"), "{lines}");
    assert!(lines.contains(&format!("{}: 1 unit merged", good.path().display())), "{lines}");
    assert!(out.path().join("output/annan.pdf").exists() && !out.path().join("output/liten.pdf").exists());
}

#[test]
fn a_watched_layout_that_hangs_is_stopped_and_the_next_save_is_built() {
    use std::io::{BufRead, BufReader};
    let (folder, out) = (with_template(LOOPS), tempfile::tempdir().unwrap());
    let report = folder.path().to_str().unwrap();
    let mut watching = Command::new(env!("CARGO_BIN_EXE_underlag"))
        .args(["watch", report, "--lang", "en", "--time-limit", "1"])
        .current_dir(out.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watching.stdout.take().unwrap()).lines();
    let mut says = || -> String {
        let said = lines.by_ref().map(Result::unwrap).take_while(|line| !line.starts_with("waiting"));
        said.collect::<Vec<_>>().join("\n")
    };
    let first = says();
    assert!(
        first.contains("+ rapport.toml:6:10: error[layout-failed]") && first.contains("within 1 seconds"),
        "{first}"
    );
    let folder = folder.with("egen/template.typ", good());
    assert!(says().contains("1 unit merged, 2 pages; 0 errors"));
    // It lives on between builds, and forgets no findings.
    let folder = folder.with("enheter/a.toml", saying("Ett stycke.[^x]"));
    assert!(says().contains("+ enheter/a.toml:6:12: error[note-without-text]"));
    let _folder = folder.with("enheter/a.toml", UNIT);
    assert!(says().contains("- enheter/a.toml:6:12: error[note-without-text]"));
    watching.kill().unwrap();
    watching.wait().unwrap();
}

/// The children of a process.
#[cfg(target_os = "linux")]
fn children(of: u32) -> Vec<u32> {
    let parent = |pid: u32| -> Option<u32> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
    };
    let pids = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.unwrap().file_name().to_str()?.parse().ok());
    pids.filter(|pid| parent(*pid) == Some(of)).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn a_parent_that_is_killed_takes_its_children_with_it() {
    let (hangs, other) = (with_template(LOOPS), with_template(LOOPS));
    let dirs = [hangs.path(), other.path()].map(|path| path.to_str().unwrap());
    for arguments in [&["build", dirs[0]][..], &["build", dirs[0], dirs[1]], &["watch", dirs[0]]] {
        let out = tempfile::tempdir().unwrap();
        let mut parent = Command::new(env!("CARGO_BIN_EXE_underlag"))
            .args(arguments)
            .current_dir(out.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let until = Instant::now() + Duration::from_secs(20);
        let mut started = Vec::new();
        while started.is_empty() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(20));
            started = children(parent.id());
        }
        assert!(!started.is_empty(), "{arguments:?} starts a child");
        parent.kill().unwrap();
        parent.wait().unwrap();
        while started.iter().any(|pid| Path::new(&format!("/proc/{pid}/exe")).exists()) {
            assert!(Instant::now() < until, "{arguments:?}: a child lives on");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// The program under limits of a shell.
#[cfg(target_os = "linux")]
fn under(limits: &str, arguments: &str, within: &Path) -> Output {
    let line = format!("{limits}; exec {} {arguments} --lang en", env!("CARGO_BIN_EXE_underlag"));
    Command::new("sh").args(["-c", &line]).current_dir(within).output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn limits_of_the_system_are_told_and_not_a_panic() {
    let out = tempfile::tempdir().unwrap();
    let example = root().join("inputs/herrljunga-ks-delar-2023");
    let example = example.display();
    // Room for the program, and too little for a thread, a deeper call of the engine's, or what it lays out.
    for kilobytes in [110_000, 125_000, 150_000] {
        let said = under(&format!("ulimit -v {kilobytes}"), &format!("build {example}"), out.path());
        let error = text(&said.stderr) + &text(&said.stdout);
        assert!(matches!(said.status.code(), Some(1 | 2)), "{kilobytes}: {error}");
        assert!(!error.contains("panicked") && error.lines().count() <= 1, "{kilobytes}: {error}");
        assert!(["memory", "process"].iter().any(|word| error.contains(word)), "{kilobytes}: {error}");
        assert!(!out.path().join("output").exists());
    }
    // An address space in which two such papers would have room.
    let said = under("ulimit -v 1572864", &format!("build {example} --verify"), out.path());
    assert_eq!(said.status.code(), Some(0), "{}", text(&said.stderr));
}
