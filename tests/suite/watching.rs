//! `underlag watch`: both files are new after a save, findings come and go, and no fault ends it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Folder, MANIFEST, UNIT, root, saying};
use crate::workbook::drift;

/// A watching process, ended with the test.
struct Watch {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Watch {
    fn new(dir: &Path, within: &Path) -> Self {
        Self::with(dir, within, &[])
    }

    fn with(dir: &Path, within: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_underlag"))
            .args(["watch", dir.to_str().unwrap(), "--lang", "en"])
            .args(more)
            .current_dir(within)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Watch { child, out }
    }

    /// What it says until it waits for the next change.
    fn says(&mut self) -> String {
        let mut said = String::new();
        loop {
            let mut line = String::new();
            assert!(self.out.read_line(&mut line).unwrap() > 0, "it ended: {said}");
            if line.starts_with("waiting") {
                return said.trim().to_owned();
            }
            said.push_str(&line);
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Both files.
fn pair(out: &Path) -> (Vec<u8>, Vec<u8>) {
    (fs::read(out.join("output/liten.pdf")).unwrap(), fs::read(out.join("output/liten.docx")).unwrap())
}

#[test]
fn what_concerns_a_unit_alone_is_told_where_that_is_asked_for() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let folder = folder.with("enheter/a.toml", saying("Ett stycke.[^x]"));
    let mut watch = Watch::with(folder.path(), out.path(), &["--unit", "a"]);
    let said = watch.says();
    assert!(said.starts_with("+ enheter/a.toml:6:12: error[note-without-text]"), "{said}");
    assert!(said.contains("0 findings concern others"), "{said}");
    drop(watch);
    let said = Watch::with(folder.path(), out.path(), &["--unit", "b"]).says();
    assert!(said.contains("`b`") && !said.contains("note-without-text"), "{said}");
}

#[test]
fn each_save_makes_both_files_new_and_no_fault_ends_it() {
    let (mut folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let mut watch = Watch::new(folder.path(), out.path());
    assert!(watch.says().starts_with("1 unit merged, 2 pages; 0 errors, 0 warnings, 0 notes; done in "));
    let first = pair(out.path());
    // A finding comes, and both files say so.
    folder = folder.with("enheter/a.toml", saying("Ett stycke.[^x]"));
    let said = watch.says();
    assert!(said.starts_with("+ enheter/a.toml:6:12: error[note-without-text]: the note `x` has no text\n"), "{said}");
    let second = pair(out.path());
    assert!(first.0 != second.0 && first.1 != second.1);
    // It moves, which is no news, and another one comes; then both go.
    folder = folder.with("enheter/a.toml", saying("\n\nEtt stycke.[^x] \u{7}"));
    let said = watch.says();
    assert!(!said.contains("note-without-text") && said.contains("+ "), "{said}");
    folder = folder.with("enheter/a.toml", UNIT);
    let said = watch.says();
    assert!(said.contains("- enheter/a.toml:8:12: error[note-without-text]"), "{said}");
    assert!(pair(out.path()) == first, "the same input makes the same bytes in one process");
    // No manifest, one that is no TOML, no folder of units: it goes on, and the old files stay.
    folder = folder.without("rapport.toml");
    assert!(watch.says().starts_with("there is no rapport.toml in"));
    folder = folder.with("rapport.toml", [0xff, 0xfe, 0]);
    assert!(watch.says().contains("nothing was written, the old files are left"));
    assert!(pair(out.path()) == first);
    folder = folder.with("rapport.toml", MANIFEST).without("enheter/a.toml");
    assert!(watch.says().contains("file-missing"));
    drop(folder.with("enheter/a.toml", UNIT));
}

/// What a unit takes figures from is an input as well; what Excel puts beside it while it is open is none.
#[test]
fn changes_in_files_with_figures_are_noticed() {
    let table = "\n[[kapitel]]\nid = \"ekonomi\"\nrubrik = \"Ekonomi\"\nslag = \"tabeller\"\ntabeller = [\"netto\"]\n\n\
        [[kolumner]]\nid = \"ar\"\nkolumn = [{ id = \"budget\", rubrik = \"Budget\" }]\n\n\
        [[tabell]]\nid = \"netto\"\nrubrik = \"Netto\"\nkolumner = \"ar\"\nrader = [\"a/skola\", \"a/vard\"]\n";
    let exports = "\n[[csv]]\ntabell = \"netto\"\nfil = \"enheter/a.csv\"\n\n[[xlsx]]\ntabell = \"netto\"\nfil = \"enheter/a.xlsx\"\n";
    let csv = |figure: &str| format!("id;namn;budget\nskola;Skola;{figure}\n");
    let xlsx = |figure: &str| drift(&["id|namn|budget", &format!("vard|Vård|{figure}")]);
    let (folder, out) =
        (Folder::new().and("rapport.toml", table).and("enheter/a.toml", exports), tempfile::tempdir().unwrap());
    let mut folder = folder.with("enheter/a.csv", csv("1")).with("enheter/a.xlsx", xlsx("1"));
    let mut watch = Watch::new(folder.path(), out.path());
    assert!(watch.says().contains("0 errors"));
    let first = pair(out.path());
    folder = folder.with("enheter/a.csv", csv("22"));
    assert!(watch.says().contains("0 errors"));
    let second = pair(out.path());
    assert!(first.0 != second.0 && first.1 != second.1);
    // Excel's lock is no change: what comes next is told of the workbook alone.
    folder = folder.with("enheter/~$a.xlsx", "lock");
    std::thread::sleep(Duration::from_millis(300));
    folder = folder.with("enheter/a.xlsx", "no workbook");
    let said = watch.says();
    assert!(said.contains("+ enheter/a.toml:15:7: error[file-unreadable]: enheter/a.xlsx is not a workbook"), "{said}");
    folder = folder.with("enheter/a.xlsx", xlsx("333"));
    let said = watch.says();
    assert!(said.contains("- enheter/a.toml:15:7: error[file-unreadable]"), "{said}");
    drop(folder);
    assert!(pair(out.path()).0 != second.0);
}

#[cfg(unix)]
#[test]
fn control_c_ends_it() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let mut watch = Watch::new(folder.path(), out.path());
    watch.says();
    let sent = Command::new("kill").args(["-INT", &watch.child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let start = Instant::now();
    while watch.child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(10), "it goes on");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// `cargo test --release -- watching --nocapture` prints the figures.
#[test]
fn what_the_engine_remembers_pays() {
    let dir = root().join("inputs/herrljunga-ks-delar-2023");
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("enheter")).unwrap();
    for file in ["", "enheter"] {
        for entry in fs::read_dir(dir.join(file)).unwrap().map(|entry| entry.unwrap()) {
            if entry.path().is_file() {
                fs::copy(entry.path(), copy.path().join(file).join(entry.file_name())).unwrap();
            }
        }
    }
    let out = tempfile::tempdir().unwrap();
    let mut watch = Watch::new(copy.path(), out.path());
    let time = |said: &str| -> u32 {
        let last = said.split("done in ").last().unwrap();
        last.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
    };
    let cold = time(&watch.says());
    let unit = copy.path().join("enheter/it.toml");
    let text = fs::read_to_string(&unit).unwrap();
    let mut warm: Vec<u32> = Vec::new();
    for round in 0..5 {
        fs::write(&unit, text.replacen("digital plattform", &format!("digital plattform {round}"), 1)).unwrap();
        warm.push(time(&watch.says()));
    }
    warm.sort_unstable();
    println!("cold {cold}, after a change {warm:?} hundredths of a second");
    // A third on a quiet machine; without what the engine remembers it is all of it. The quickest counts, since
    // others may use the machine.
    assert!(warm[0] * 4 < cold * 3, "{warm:?} of {cold}");
}

/// Whatever the build read is watched, wherever it lies and however it is called; what has not come is waited for.
#[test]
fn the_files_that_were_read_are_watched() {
    let deep = "1/2/3/4/5/6/a.toml";
    let with = |file: &str| MANIFEST.replace("id = \"a\"\n", &format!("id = \"a\"\nfil = \"{file}\"\n"));
    for file in [".dold/a.toml", deep, "enheter/a.dat", "enheter/.a"] {
        let folder = Folder::new().without("enheter/a.toml").with("rapport.toml", with(file));
        let out = tempfile::tempdir().unwrap();
        let mut watch = Watch::new(folder.path(), out.path());
        let said = watch.says();
        assert!(said.contains("error[file-missing]"), "{file}: {said}");
        let folder = folder.with(file, UNIT);
        let said = watch.says();
        assert!(said.starts_with("- rapport.toml:9:6: error[file-missing]"), "{file}: {said}");
        let folder = folder.with(file, saying("Ett stycke.[^x]"));
        let said = watch.says();
        assert!(said.contains("note-without-text"), "{file}: {said}");
        // A file that takes its place, of the same length.
        let folder = folder.with("ny", saying("Ett stycke.[^y]"));
        fs::rename(folder.path().join("ny"), folder.path().join(file)).unwrap();
        let said = watch.says();
        assert!(said.contains("the note `y`"), "{file}: {said}");
        let folder = folder.with("enheter/b.toml", UNIT);
        let said = watch.says();
        assert!(said.contains("[stray-file]"), "{file}: {said}");
        drop(folder);
    }
}

/// What is beside the report costs nothing: thousands of files, and links that lead round in a circle.
#[cfg(target_os = "linux")]
#[test]
fn other_files_cost_nothing_while_nothing_happens() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    for at in 0..9_000 {
        fs::write(folder.path().join(format!("enheter/{at}.csv")), "").unwrap();
    }
    for at in 0..40 {
        std::os::unix::fs::symlink(".", folder.path().join(format!("enheter/k{at}"))).unwrap();
    }
    let mut watch = Watch::new(folder.path(), out.path());
    watch.says();
    let ticks = || -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", watch.child.id())).unwrap();
        let after_name = stat.rsplit(") ").next().unwrap();
        after_name.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
    };
    std::thread::sleep(Duration::from_millis(500));
    let before = ticks();
    std::thread::sleep(Duration::from_secs(4));
    let spent = ticks() - before;
    println!("{spent} hundredths of a second in 4 seconds");
    assert!(spent < 32, "{spent} hundredths of a second in 4 seconds");
}
