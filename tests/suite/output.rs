//! What stands in the way of the outputs: a disk without room, a folder that may not be written, a file where a
//! folder should be, a file that somebody reads. The old outputs stay, the reason is told, and nothing is left
//! behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::{Folder, printed, saying, underlag};

/// The names in the output folder, and what each file holds.
fn outputs(out: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(out).unwrap().map(|entry| entry.unwrap().path());
    let mut all: Vec<_> = entries
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap_or_default()))
        .collect();
    all.sort();
    all
}

fn build(folder: &Folder, out: &Path) -> Output {
    underlag(
        &["build", folder.path().to_str().unwrap(), "--output", out.to_str().unwrap(), "--lang", "en"],
        out.parent().unwrap(),
    )
}

/// All that a run said.
fn said(run: &Output) -> String {
    format!("{}{}", printed(run), String::from_utf8_lossy(&run.stderr))
}

/// The same build where no file may be longer than `blocks` of 512 bytes, as on a disk that becomes full.
#[cfg(unix)]
fn within(folder: &Folder, out: &Path, blocks: usize) -> Output {
    let command = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build \"$1\" --output \"$2\" --lang en");
    let program = env!("CARGO_BIN_EXE_underlag");
    Command::new("sh").args(["-c", &command, program]).arg(folder.path()).arg(out).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_disk_that_becomes_full() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("output");
    assert!(build(&Folder::new(), &out).status.success());
    let before = outputs(&out);
    let [word, pdf] = [0, 1].map(|at: usize| before[at].1.len());
    let changed = Folder::new().with("enheter/a.toml", saying("Ett annat stycke."));
    // Room for nothing, for a part of a file, and for the shorter file alone.
    for blocks in [0, 1, 9, word.min(pdf) / 512, word.min(pdf) / 512 + 1] {
        let run = within(&changed, &out, blocks);
        assert_eq!(run.status.code(), Some(2), "{blocks}: {run:?}");
        assert!(said(&run).contains("too large"), "{blocks}: {}", said(&run));
        assert!(outputs(&out) == before, "{blocks}: the old outputs stay, and nothing else");
    }
    assert!(within(&changed, &out, word.max(pdf) / 512 + 2).status.success());
    assert!(outputs(&out) != before);
}

/// A file that has the name of the folder, or of one above it, is named itself, whatever would be written there.
#[test]
fn an_output_folder_that_is_a_file() {
    let (dir, folder) = (tempfile::tempdir().unwrap(), Folder::new());
    let report = folder.path().to_str().unwrap();
    fs::write(dir.path().join("output"), "mitt").unwrap();
    let commands: [&[&str]; 6] = [
        &["build", report],
        &["build", report, "--output", "output/inner/innermost"],
        &["form", report],
        &["form", report, "--output", "output/inner"],
        &["status", report, "--messages", "output"],
        &["status", report, "--messages", "output/inner"],
    ];
    for command in commands {
        let run = underlag(&[command, &["--lang", "sv"]].concat(), dir.path());
        assert_eq!(run.status.code(), Some(2), "{run:?}");
        let told = "fel: `output` går inte att skriva: där ligger en fil, och det ska vara en mapp: flytta filen";
        assert!(said(&run).contains(told), "{command:?}: {}", said(&run));
        assert_eq!(outputs(dir.path()), [("output".to_owned(), b"mitt".to_vec())]);
    }
}

#[test]
fn a_folder_where_a_file_should_be() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("output");
    fs::create_dir_all(out.join("liten.docx")).unwrap();
    let run = build(&Folder::new(), &out);
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    let told = "liten.docx` cannot be written: a folder lies where a file is to be: move the folder, or rename it";
    assert!(said(&run).contains(told), "{}", said(&run));
    assert_eq!(outputs(&out), [("liten.docx".to_owned(), Vec::new())]);
}

/// A folder of the system that nobody can write into, whoever runs the test.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written() {
    let dir = tempfile::tempdir().unwrap();
    let out = Path::new("/proc/self/task");
    let folder = Folder::new();
    let run = underlag(&["build", folder.path().to_str().unwrap(), "--output", out.to_str().unwrap()], dir.path());
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    assert!(said(&run).contains("/proc/self/task"), "{}", said(&run));
}

/// Whoever has the old file open goes on reading it; those who open it afterwards get the new one.
#[cfg(unix)]
#[test]
fn an_output_that_is_open_elsewhere() {
    use std::io::Read;
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("output");
    assert!(build(&Folder::new(), &out).status.success());
    let (old, mut open) = (fs::read(out.join("liten.pdf")).unwrap(), fs::File::open(out.join("liten.pdf")).unwrap());
    let changed = Folder::new().with("enheter/a.toml", saying("Ett annat stycke."));
    assert!(build(&changed, &out).status.success());
    let mut read = Vec::new();
    open.read_to_end(&mut read).unwrap();
    assert!(read == old && fs::read(out.join("liten.pdf")).unwrap() != old);
}
