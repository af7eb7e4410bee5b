//! A build that is killed, and two builds at once: the old outputs or the new ones, and nothing left behind.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Folder, UNIT, bytes};

type Pair = (Vec<u8>, Vec<u8>);

/// A report in two states, with the files that each of them makes.
fn states() -> [(Folder, Pair); 2] {
    ["Ett", "Ett annat"].map(|words| {
        let folder = Folder::new().with("enheter/a.toml", UNIT.replace("Ett stycke", &format!("{words} stycke")));
        let built = folder.built();
        let pair = (bytes(&built, ".pdf").to_vec(), bytes(&built, ".docx").to_vec());
        (folder, pair)
    })
}

fn start(folder: &Folder, out: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_underlag"));
    command.args(["build", folder.path().to_str().unwrap(), "--jobs", "1"]).current_dir(out);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn pair(out: &Path) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
    (fs::read(out.join("output/liten.pdf")).ok(), fs::read(out.join("output/liten.docx")).ok())
}

fn names(out: &Path) -> Vec<String> {
    let entries = fs::read_dir(out.join("output")).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn killed_at_100_random_moments() {
    let (states, out) = (states(), tempfile::tempdir().unwrap());
    let clock = Instant::now();
    assert!(start(&states[0].0, out.path()).wait().unwrap().success());
    let whole = clock.elapsed();
    // A linear congruential generator: the moments are the same in every run, what the process is at then is not.
    let mut random: u64 = 20_240_502;
    let (mut killed, mut written) = (0, 0);
    for round in 1..=100 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Most of the moments lie near the end, where the writing is.
        let part = 600 + u32::try_from(random >> 33).unwrap() % 500;
        let mut child = start(&states[round % 2].0, out.path());
        std::thread::sleep(whole * part / 1000);
        let _ = child.kill();
        killed += u32::from(!child.wait().unwrap().success());
        match pair(out.path()) {
            (Some(pdf), Some(word)) => {
                let is = |state: usize| states[state].1.0 == pdf && states[state].1.1 == word;
                assert!(is(0) || is(1), "round {round}: a mixed pair, or half a file");
                written += u32::from(is(round % 2));
            }
            // Between the first renaming and the last one.
            _ => assert!(out.path().join("output/.underlag-whole").exists(), "round {round}: a file is lost"),
        }
    }
    assert!(start(&states[0].0, out.path()).wait().unwrap().success());
    assert_eq!(names(out.path()), ["liten.docx", "liten.pdf"]);
    assert!(pair(out.path()) == (Some(states[0].1.0.clone()), Some(states[0].1.1.clone())));
    println!("{killed} of 100 killed, {written} of 100 had written");
    assert!(killed > 10, "{killed}");
}

#[test]
fn eight_at_once_into_one_folder() {
    let (states, out) = (states(), tempfile::tempdir().unwrap());
    let children: Vec<Child> = (0..8).map(|at| start(&states[at % 2].0, out.path())).collect();
    let clock = Instant::now();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert!(clock.elapsed() < Duration::from_secs(60));
    let (pdf, word) = pair(out.path());
    let (pdf, word) = (pdf.unwrap(), word.unwrap());
    assert!(states.iter().any(|(_, state)| state.0 == pdf && state.1 == word), "a mixed pair");
    assert_eq!(names(out.path()), ["liten.docx", "liten.pdf"]);
}
