//! A build that is killed, and two builds at once: the old outputs or the new ones, and nothing left behind.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Folder, bytes, saying};

type Pair = (Vec<u8>, Vec<u8>);

/// A report in two states, with the files that each of them makes.
fn states() -> [(Folder, Pair); 2] {
    ["Ett", "Ett annat"].map(|words| {
        let folder = Folder::new().with("enheter/a.toml", saying(&format!("{words} stycke.")));
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

/// What stands in the folder after a build of `state` was killed: the old pair or the new one, and whether the new one.
fn whole(out: &Path, states: &[(Folder, Pair); 2], state: usize) -> bool {
    let (Some(pdf), Some(word)) = pair(out) else {
        // Between the first renaming and the last one.
        assert!(out.join("output/.underlag-whole").exists(), "a file is lost");
        return false;
    };
    let is = |state: usize| states[state].1.0 == pdf && states[state].1.1 == word;
    assert!(is(0) || is(1), "a mixed pair, or half a file");
    is(state)
}

/// How long a build takes at this moment, on a machine that does other things as well.
fn build_time(folder: &Folder, out: &Path) -> Duration {
    let clock = Instant::now();
    assert!(start(folder, out).wait().unwrap().success());
    clock.elapsed()
}

#[test]
fn killed_at_100_random_moments() {
    let (states, out) = (states(), tempfile::tempdir().unwrap());
    let mut takes = build_time(&states[0].0, out.path());
    // A linear congruential generator: the moments are the same in every run, what the process is at then is not.
    let mut random: u64 = 20_240_502;
    let (mut killed, mut written, mut rounds) = (0, 0, 0);
    while killed < 100 {
        rounds += 1;
        assert!(rounds < 1000, "{killed} of {rounds} killed");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Every other moment lies near the end, where the writing is.
        let random = u32::try_from(random >> 33).unwrap();
        let part = if rounds % 2 == 0 { random % 1000 } else { 700 + random % 400 };
        let mut child = start(&states[rounds % 2].0, out.path());
        std::thread::sleep(takes * part / 1000);
        let _ = child.kill();
        let died = !child.wait().unwrap().success();
        killed += u32::from(died);
        written += u32::from(whole(out.path(), &states, rounds % 2) && died);
        // The machine may have become faster or slower.
        takes = if died { takes * 101 / 100 } else { takes * 95 / 100 };
    }
    assert!(start(&states[0].0, out.path()).wait().unwrap().success());
    assert_eq!(names(out.path()), ["liten.docx", "liten.pdf"]);
    assert!(pair(out.path()) == (Some(states[0].1.0.clone()), Some(states[0].1.1.clone())));
    println!("100 killed of {rounds}; of those the new pair stood there after {written}");
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
