//! The disk among strangers: what is no file is not opened, what is exchanged while it is read is not followed, and
//! nothing that somebody put into a folder makes the program move, replace or leave files.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::support::{Folder, MANIFEST, UNIT, printed, saying, underlag};

/// All that a run said.
fn said(run: &Output) -> String {
    format!("{}{}", printed(run), String::from_utf8_lossy(&run.stderr))
}

/// Runs the program, in English, and says all that it said.
fn run(arguments: &[&str], within: &Path) -> (Option<i32>, String) {
    let run = underlag(&[arguments, &["--lang", "en"]].concat(), within);
    (run.status.code(), said(&run))
}

/// A report in a unit whose words nobody outside may read.
#[cfg(unix)]
const SECRET: &str = "hemligt";

/// Somebody who can write in the report's folder exchanges a file for a link that leads out of it, and back, while
/// others read the report.
#[cfg(unix)]
#[test]
fn what_is_exchanged_for_a_link_while_it_is_read_is_not_followed() {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicBool, Ordering};
    let (folder, outside) = (Folder::new(), tempfile::tempdir().unwrap());
    fs::create_dir(outside.path().join("enheter")).unwrap();
    fs::write(outside.path().join("enheter/a.toml"), saying(SECRET)).unwrap();
    let (file, units) = (folder.path().join("enheter/a.toml"), folder.path().join("enheter"));
    let done = AtomicBool::new(false);
    let (mut whole, mut refused) = (0, 0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0.. {
                if done.load(Ordering::Relaxed) {
                    break;
                }
                // The file, and every other time the folder that it lies in.
                let (place, link) = if round % 2 == 0 { (&file, "enheter/a.toml") } else { (&units, "enheter") };
                let (kept, ready) = (folder.path().join(".kept"), folder.path().join(".ready"));
                symlink(outside.path().join(link), &ready).unwrap();
                fs::rename(place, &kept).unwrap();
                fs::rename(&ready, place).unwrap();
                fs::remove_file(place).unwrap();
                fs::rename(&kept, place).unwrap();
            }
        });
        for _ in 0..1500 {
            let (loaded, found) =
                underlag::input::load::load(folder.path(), None, underlag::base::budget::Trust::Own).unwrap();
            assert!(loaded.sources.iter().all(|(_, source)| !source.text.contains(SECRET)), "read outside");
            if found.is_empty() { whole += 1 } else { refused += 1 }
        }
        done.store(true, Ordering::Relaxed);
    });
    println!("{whole} read, {refused} refused");
    assert!(whole > 0 && refused > 0, "{whole} read, {refused} refused");
}

/// Links within the report's folder are as good as files, however they name their way.
#[cfg(unix)]
#[test]
fn links_within_the_folder_are_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new().without("enheter/a.toml").with("arkiv/2024/a.toml", UNIT);
    let place = folder.path().join("enheter/a.toml");
    for way in ["../arkiv/2024/a.toml".into(), folder.path().join("arkiv/2024/a.toml"), "../arkiv/nu/a.toml".into()] {
        let _ = fs::remove_file(&place);
        let _ = fs::remove_file(folder.path().join("arkiv/nu"));
        symlink("2024", folder.path().join("arkiv/nu")).unwrap();
        symlink(&way, &place).unwrap();
        assert_eq!(folder.findings(), "", "{}", way.display());
    }
    // A link that leads out and in again ends within the folder.
    fs::remove_file(&place).unwrap();
    let name = folder.path().file_name().unwrap();
    symlink(Path::new("../..").join(name).join("arkiv/2024/a.toml"), &place).unwrap();
    assert_eq!(folder.findings(), "");
}

/// What is no file is not opened: a pipe waits for somebody who writes into it, a device may have no end.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_read_by_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let pipe = dir.path().join("ror");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let holes = fs::File::create(dir.path().join("hal")).unwrap();
    holes.set_len(6 << 30).unwrap();
    std::os::unix::fs::symlink("/dev/zero", dir.path().join("lank")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("uttag")).unwrap();
    fs::write(dir.path().join("fil"), "x").unwrap();
    let cases = [
        ("ror", "is not a file"),
        ("/dev/zero", "is not a file"),
        ("/dev/null", "is not a file"),
        ("lank", "is not a file"),
        ("uttag", "is not a file"),
        (".", "is not a file"),
        ("hal", "larger than 128 MB"),
        ("ingen", "No such file"),
    ];
    for (file, says) in cases {
        for arguments in [vec!["reverify", file], vec!["verify", file, "fil"], vec!["verify", "fil", file]] {
            let (code, said) = run(&arguments, dir.path());
            assert_eq!(code, Some(2), "{arguments:?}: {said}");
            assert!(said.contains(says), "{arguments:?}: {said}");
        }
    }
}

/// The same where a report names such things: as its manifest, a unit, a file of figures, and a layout's files.
#[cfg(unix)]
#[test]
fn what_is_no_file_in_a_report_is_told() {
    let pipe = |folder: &Folder, path: &str| {
        let path = folder.path().join(path);
        let _ = fs::remove_file(&path);
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    };
    let folder = Folder::new().and("enheter/a.toml", "\n[[csv]]\ntabell = \"t\"\nfil = \"enheter/a.csv\"\n");
    pipe(&folder, "enheter/a.csv");
    assert!(folder.findings().contains("enheter/a.csv cannot be read (not a file)"), "{}", folder.findings());
    let folder = Folder::new().with("l/tokens.toml", "").with("l/template.typ", "");
    let folder = folder.with("rapport.toml", format!("layout = \"l\"\n{MANIFEST}"));
    pipe(&folder, "l/template.typ");
    assert!(folder.findings().contains("l/template.typ cannot be read (not a file)"), "{}", folder.findings());
    pipe(&folder, "rapport.toml");
    assert!(folder.findings().contains("rapport.toml cannot be read (not a file)"), "{}", folder.findings());
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("enheter/b.toml")).unwrap();
    let folder = folder
        .without("rapport.toml")
        .with("rapport.toml", MANIFEST.replace("id = \"a\"\n", "id = \"a\"\nfil = \"enheter/b.toml\"\n"));
    assert!(folder.findings().contains("leads out of the report's folder"), "{}", folder.findings());
}

/// A name from a Mac shows the same letters and is another name.
#[cfg(target_os = "linux")]
#[test]
fn a_name_with_letters_and_dots_apart_is_told_as_such() {
    let manifest = MANIFEST.replace("id = \"a\"\n", "id = \"a\"\nfil = \"enheter/förskola.toml\"\n");
    let folder = Folder::new().without("enheter/a.toml").with("rapport.toml", manifest);
    let folder = folder.with("enheter/fo\u{308}rskola.toml", UNIT);
    let found = folder.findings();
    assert!(found.contains("a file whose name looks the same and is written with other signs"), "{found}");
    assert!(!found.contains("stray-file"), "{found}");
}

/// A file whose name is no Unicode is told as any other that belongs to no unit.
#[cfg(target_os = "linux")]
#[test]
fn a_stray_whose_name_is_no_unicode_is_told() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let name = std::ffi::OsStr::from_bytes(b"sk\xe5ne.toml");
    fs::write(folder.path().join("enheter").join(name), UNIT).unwrap();
    let found = folder.findings();
    assert!(found.contains("stray-file") && found.contains("enheter/sk\u{fffd}ne.toml"), "{found}");
}
