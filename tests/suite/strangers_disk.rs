//! The disk among strangers: what is no file is not opened, what is exchanged while it is read is not followed, and
//! nothing that somebody put into a folder makes the program move, replace or leave files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

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
    let (mut whole, mut refused, mut outside_read) = (0, 0, 0);
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
            outside_read += u32::from(loaded.sources.iter().any(|(_, source)| source.text.contains(SECRET)));
            if found.is_empty() { whole += 1 } else { refused += 1 }
        }
        done.store(true, Ordering::Relaxed);
    });
    println!("{whole} read, {refused} refused");
    assert_eq!(outside_read, 0, "read outside");
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
        ("ingen", "there is no such file"),
    ];
    for (file, says) in cases {
        for arguments in [vec!["reverify", file], vec!["verify", file, "fil"], vec!["verify", "fil", file]] {
            let (code, said) = run(&arguments, dir.path());
            assert_eq!(code, Some(2), "{arguments:?}: {said}");
            // Of a folder it is said which file in it is meant.
            let is_folder = arguments == ["reverify", "."] && said.contains("`.` is a folder: name the PDF in it");
            assert!(said.contains(says) || is_folder, "{arguments:?}: {said}");
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

/// Builds the smallest report into `output` within `dir`.
fn build(folder: &Folder, dir: &Path, more: &[&str]) -> (Option<i32>, String) {
    let arguments = [&["build", folder.path().to_str().unwrap(), "--output", "output"], more].concat();
    run(&arguments, dir)
}

/// All that is below a folder: paths and what they are or hold, links not followed.
fn tree(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap()) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let about = fs::symlink_metadata(&path).unwrap();
        if about.is_symlink() {
            all.push((name, fs::read_link(&path).unwrap().to_string_lossy().into_owned().into_bytes()));
        } else if about.is_dir() {
            all.push((format!("{name}/"), Vec::new()));
            all.extend(tree(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else if about.is_file() {
            all.push((name, fs::read(&path).unwrap()));
        } else {
            all.push((name, b"other".to_vec()));
        }
    }
    all.sort();
    all
}

/// An exchange as this program would have written it down, for the files that are put there, and what it says of its
/// own folder.
fn forge(exchange: &Path, id: &str, files: &[(&str, &str)], which: serde_json::Value) {
    fs::create_dir_all(exchange.join("old")).unwrap();
    let mut said = serde_json::Map::new();
    for (path, text) in files {
        let place = exchange.join("new").join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        let hash = underlag::base::hash::sha256(text);
        said.insert((*path).to_owned(), serde_json::json!({ "length": text.len(), "sha256": hash }));
    }
    let record = serde_json::json!({ "format": "underlag-exchange-1", "id": id, "folder": which, "files": said });
    fs::write(exchange.join("exchange.json"), record.to_string()).unwrap();
}

/// What this system calls a folder.
#[cfg(unix)]
fn which(path: &Path) -> serde_json::Value {
    use std::os::unix::fs::MetadataExt;
    let about = fs::metadata(path).unwrap();
    serde_json::json!([about.dev(), about.ino()])
}

/// What somebody has put into an output folder, with a vault outside of it: what it is, and how it is put there.
#[cfg(unix)]
type Plant = (&'static str, fn(&Path, &Path));

/// An exchange of one file that says all that ours would say.
#[cfg(unix)]
fn forged(out: &Path, file: (&str, &str)) -> std::path::PathBuf {
    let exchange = out.join(".underlag-whole/liten");
    fs::create_dir_all(&exchange).unwrap();
    forge(&exchange, "liten", &[file], which(&exchange));
    exchange
}

/// Exchanges without a record.
#[cfg(unix)]
fn plants_without_a_record() -> Vec<Plant> {
    use std::os::unix::fs::symlink;
    vec![
        ("a link in the place of the new outputs", |out, vault| {
            fs::create_dir_all(out.join(".underlag-whole")).unwrap();
            symlink(vault, out.join(".underlag-whole/new")).unwrap();
        }),
        ("a link in its own place", |out, vault| symlink(vault, out.join(".underlag-whole")).unwrap()),
        ("a link that leads nowhere", |out, _| symlink("ingenstans", out.join(".underlag-whole")).unwrap()),
        ("a file", |out, _| fs::write(out.join(".underlag-whole"), "x").unwrap()),
        ("a pipe", |out, _| {
            assert!(std::process::Command::new("mkfifo").arg(out.join(".underlag-whole")).status().unwrap().success());
        }),
        ("what an older program would have obeyed", |out, _| {
            fs::create_dir_all(out.join(".underlag-whole/new")).unwrap();
            fs::create_dir_all(out.join(".underlag-whole/old")).unwrap();
            fs::write(out.join(".underlag-whole/new/liten.pdf"), "planterat").unwrap();
            fs::write(out.join(".underlag-whole/new/rapport.toml"), "planterat").unwrap();
        }),
        ("a link in the place of the report's exchange", |out, vault| {
            fs::create_dir_all(out.join(".underlag-whole")).unwrap();
            symlink(vault, out.join(".underlag-whole/liten")).unwrap();
        }),
    ]
}

/// Exchanges with a record that this program did not write there, or not so.
#[cfg(unix)]
fn plants_with_a_record() -> Vec<Plant> {
    vec![
        ("a record of another folder", |out, _| {
            forge(
                &out.join(".underlag-whole/liten"),
                "liten",
                &[("liten.pdf", "planterat")],
                serde_json::json!([1, 2]),
            );
        }),
        ("a record of no folder", |out, _| {
            let none = serde_json::Value::Null;
            forge(&out.join(".underlag-whole/liten"), "liten", &[("liten.pdf", "planterat")], none);
        }),
        ("a record of another program", |out, _| {
            let exchange = out.join(".underlag-whole/liten");
            fs::create_dir_all(exchange.join("new")).unwrap();
            fs::write(exchange.join("new/liten.pdf"), "planterat").unwrap();
            fs::write(exchange.join("journal"), "liten.pdf").unwrap();
        }),
        ("names of others", |out, _| {
            for (at, name) in ["rapport.toml", "annan.pdf", "liten.exe", "liten.pdf.toml", "liten"].iter().enumerate() {
                let exchange = out.join(".underlag-whole/liten");
                fs::create_dir_all(&exchange).unwrap();
                forge(&exchange, "liten", &[(name, "planterat"), ("liten.pdf", &at.to_string())], which(&exchange));
            }
        }),
        ("another id than that of its place", |out, _| {
            let exchange = out.join(".underlag-whole/liten");
            fs::create_dir_all(&exchange).unwrap();
            forge(&exchange, "annan", &[("annan.pdf", "planterat")], which(&exchange));
        }),
    ]
}

/// Exchanges whose record says all that ours would say, and that are something else.
#[cfg(unix)]
fn plants_that_do_not_fit() -> Vec<Plant> {
    use std::os::unix::fs::symlink;
    vec![
        ("other bytes than were written down", |out, _| {
            let exchange = forged(out, ("liten.pdf", "planterat"));
            fs::write(exchange.join("new/liten.pdf"), "PLANTERAT").unwrap();
        }),
        ("a link in the place of an output", |out, vault| {
            let exchange = forged(out, ("liten.pdf", "hemligt"));
            fs::remove_file(exchange.join("new/liten.pdf")).unwrap();
            symlink(vault.join("dagbok.txt"), exchange.join("new/liten.pdf")).unwrap();
        }),
        ("a link in a folder of outputs", |out, vault| {
            let exchange = forged(out, ("liten-typst/a/dagbok.txt", "hemligt"));
            fs::remove_dir_all(exchange.join("new/liten-typst/a")).unwrap();
            symlink(vault, exchange.join("new/liten-typst/a")).unwrap();
        }),
        ("a link in the place of the old outputs", |out, vault| {
            let exchange = forged(out, ("liten.pdf", "planterat"));
            fs::remove_dir(exchange.join("old")).unwrap();
            symlink(vault, exchange.join("old")).unwrap();
        }),
        ("an old output that no run has moved there", |out, _| {
            let exchange = forged(out, ("liten.pdf", "planterat"));
            fs::write(exchange.join("old/rapport.toml"), "planterat").unwrap();
        }),
        ("something beside what an exchange has", |out, _| {
            let exchange = forged(out, ("liten.pdf", "planterat"));
            fs::write(exchange.join("mer"), "").unwrap();
        }),
        ("a record that is a link, and one without an end", |out, vault| {
            let exchange = forged(out, ("liten.pdf", "planterat"));
            fs::rename(exchange.join("exchange.json"), vault.join("exchange.json")).unwrap();
            symlink(vault.join("exchange.json"), exchange.join("exchange.json")).unwrap();
            let other = out.join(".underlag-whole/annan");
            fs::create_dir(&other).unwrap();
            symlink("/dev/zero", other.join("exchange.json")).unwrap();
        }),
    ]
}

/// A folder that came with a ZIP or a repository holds what looks like an unfinished exchange: nothing of it is moved,
/// no link in it is followed, nothing is written beside it, and it is told.
#[cfg(unix)]
#[test]
fn a_planted_exchange_is_not_obeyed() {
    let plants = [plants_without_a_record(), plants_with_a_record(), plants_that_do_not_fit()];
    for (what, plant) in plants.into_iter().flatten() {
        let (dir, folder) = (tempfile::tempdir().unwrap(), Folder::new());
        let (out, vault) = (dir.path().join("output"), dir.path().join("valv"));
        fs::create_dir(&out).unwrap();
        fs::create_dir(&vault).unwrap();
        fs::write(vault.join("dagbok.txt"), "hemligt").unwrap();
        fs::write(out.join("liten.pdf"), "gammalt").unwrap();
        plant(&out, &vault);
        let before = tree(dir.path());
        let (code, said) = build(&folder, dir.path(), &[]);
        assert_eq!(code, Some(2), "{what}: {said}");
        assert!(said.contains("looks like writing that was broken off"), "{what}: {said}");
        assert_eq!(tree(dir.path()), before, "{what}: nothing is touched");
    }
}

/// The same in the report's own folder, and where dispatches are kept.
#[cfg(unix)]
#[test]
fn a_planted_exchange_in_other_places_is_not_obeyed() {
    let folder = Folder::new().with(".underlag-whole/new/rapport.toml", "planterat");
    let before = tree(folder.path());
    let (code, said) = run(&["build", ".", "--output", "."], folder.path());
    assert!(code == Some(2) && said.contains("looks like writing that was broken off"), "{said}");
    assert_eq!(tree(folder.path()), before);
    let keys = "arende = \"4\"\ndiarienummer = \"17\"\nsammantradesdatum = 2024-05-16\n";
    let recipient = "\n[[mottagare]]\nnamn = \"Kommunstyrelsen\"\nform = \"internt\"\n";
    let folder = Folder::new().with("rapport.toml", format!("{keys}{MANIFEST}{recipient}"));
    let folder = folder.with("output/liten-expediering/.underlag-whole/new/v1/x", "planterat");
    let vault = tempfile::tempdir().unwrap();
    fs::write(vault.path().join("dagbok.txt"), "hemligt").unwrap();
    std::os::unix::fs::symlink(vault.path(), folder.path().join("output/liten-expediering/.underlag-whole/old"))
        .unwrap();
    let before = tree(folder.path());
    let (code, said) = run(&["dispatch", "."], folder.path());
    assert!(code == Some(2) && said.contains("looks like writing that was broken off"), "{said}");
    assert_eq!(tree(folder.path()), before);
    assert!(vault.path().join("dagbok.txt").exists());
}

/// A forged exchange that says all that ours would say, made on this very disk, can do what a build does: no more.
#[cfg(unix)]
#[test]
fn an_exchange_that_looks_like_ours_replaces_outputs_of_the_report_only() {
    let (dir, folder) = (tempfile::tempdir().unwrap(), Folder::new());
    let exchange = dir.path().join("output/.underlag-whole/liten");
    fs::create_dir_all(&exchange).unwrap();
    forge(&exchange, "liten", &[("liten.pdf", "ny"), ("liten.txt", "ny"), ("liten-typst/a/b", "ny")], which(&exchange));
    fs::write(dir.path().join("output/liten.txt"), "gammal").unwrap();
    let (code, said) = build(&folder, dir.path(), &[]);
    assert_eq!(code, Some(0), "{said}");
    let out = dir.path().join("output");
    assert!(fs::read(out.join("liten.pdf")).unwrap().starts_with(b"%PDF"));
    assert_eq!(fs::read(out.join("liten.txt")).unwrap(), b"ny", "what a run decided is finished");
    assert_eq!(fs::read(out.join("liten-typst/a/b")).unwrap(), b"ny");
    assert!(!out.join(".underlag-whole").exists());
}

/// What a run of another report has decided in a folder that both write into waits for that report.
#[cfg(unix)]
#[test]
fn another_reports_exchange_is_left_for_it() {
    let dir = tempfile::tempdir().unwrap();
    let other = Folder::new().with("rapport.toml", MANIFEST.replace("id = \"liten\"", "id = \"annan\""));
    let exchange = dir.path().join("output/.underlag-whole/annan");
    fs::create_dir_all(&exchange).unwrap();
    forge(&exchange, "annan", &[("annan.txt", "ny")], which(&exchange));
    assert_eq!(build(&Folder::new(), dir.path(), &[]).0, Some(0));
    assert!(exchange.join("new/annan.txt").exists() && dir.path().join("output/liten.pdf").exists());
    assert_eq!(build(&other, dir.path(), &[]).0, Some(0));
    assert_eq!(fs::read(dir.path().join("output/annan.txt")).unwrap(), b"ny");
    assert!(!dir.path().join("output/.underlag-whole").exists());
}

/// What a report is made of is no output, by whatever way it is the same: its name, other capitals, a link to the
/// folder, a link or another name of the file, or a folder that holds it.
#[cfg(unix)]
#[test]
fn no_input_is_replaced() {
    use std::os::unix::fs::symlink;
    let figures = "id;namn;budget\nskola;Skola;1\n";
    let report = |csv: &str| {
        let export = format!("\n[[csv]]\ntabell = \"t\"\nfil = \"{csv}\"\n");
        Folder::new().and("enheter/a.toml", &export).with("enheter/annat.csv", figures)
    };
    let refuses = |folder: &Folder, output: &str, what: &str| {
        let before = tree(folder.path());
        for command in ["build", "watch"] {
            let arguments = [command, ".", "--output", output, "--format", "txt,typst"];
            let (code, said) =
                if command == "build" { run(&arguments, folder.path()) } else { watched(&arguments, folder.path()) };
            assert!(command == "watch" || code == Some(2), "{what}: {said}");
            assert!(said.contains("is a file that the report is made of, or holds one"), "{what}: {said}");
        }
        assert_eq!(tree(folder.path()), before, "{what}");
    };
    let folder = report("enheter/liten.txt").with("enheter/liten.txt", figures);
    refuses(&folder, "enheter", "its name");
    symlink("enheter", folder.path().join("ut")).unwrap();
    refuses(&folder, "ut", "a link to the folder");
    refuses(&report("enheter/Liten.TXT").with("enheter/Liten.TXT", figures), "enheter", "other capitals");
    refuses(&report("enheter/liten.txt"), "enheter", "a file that has not come yet");
    let folder = report("enheter/a.csv").with("ut/liten.txt", figures);
    symlink("../ut/liten.txt", folder.path().join("enheter/a.csv")).unwrap();
    refuses(&folder, "ut", "a link to the output's place");
    let folder = report("enheter/a.csv").with("enheter/a.csv", figures);
    fs::create_dir(folder.path().join("ut")).unwrap();
    fs::hard_link(folder.path().join("enheter/a.csv"), folder.path().join("ut/liten.txt")).unwrap();
    refuses(&folder, "ut", "another name of the file");
    refuses(&report("liten-typst/a.csv").with("liten-typst/a.csv", figures), ".", "a folder that holds it");
    // One of many, and a dispatch.
    let many = Folder::empty();
    for id in ["liten", "annan"] {
        let within = many.path().join(id);
        fs::create_dir_all(within.join("enheter")).unwrap();
        fs::write(within.join("rapport.toml"), MANIFEST.replace("liten", id)).unwrap();
        fs::write(
            within.join("enheter/a.toml"),
            format!("{UNIT}\n[[csv]]\ntabell = \"t\"\nfil = \"enheter/liten.txt\"\n"),
        )
        .unwrap();
        fs::write(within.join("enheter/liten.txt"), figures).unwrap();
    }
    let (code, said) = run(&["build", ".", "--output", "liten/enheter", "--format", "txt"], many.path());
    assert!(code == Some(2) && said.contains("is a file that the report is made of"), "{said}");
    assert_eq!(fs::read_to_string(many.path().join("liten/enheter/liten.txt")).unwrap(), figures);
    assert!(many.path().join("liten/enheter/annan.txt").exists(), "the other one is written");
}

/// What `watch` says first; then it is ended.
#[cfg(unix)]
fn watched(arguments: &[&str], within: &Path) -> (Option<i32>, String) {
    use std::io::{BufRead, BufReader};
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_underlag"))
        .args(arguments)
        .args(["--lang", "en"])
        .current_dir(within)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let said: Vec<String> = lines.take_while(|line| !line.starts_with("waiting")).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    (None, said.join("\n"))
}

/// New files have the modes that the user's mask allows, and what replaces a file or a folder has its mode.
#[cfg(unix)]
#[test]
fn modes_are_the_users() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o7777;
    for (mask, file, folder) in
        [("022", 0o644, 0o755), ("077", 0o600, 0o700), ("002", 0o664, 0o775), ("000", 0o666, 0o777)]
    {
        let (dir, report) = (tempfile::tempdir().unwrap(), Folder::new());
        let out = dir.path().join("output");
        let build = || {
            let command = format!("umask {mask}; exec \"$0\" build \"$1\" --output \"$2\" --format pdf,typst");
            let program = env!("CARGO_BIN_EXE_underlag");
            let mut run = std::process::Command::new("sh");
            let run = run.args(["-c", &command, program]).arg(report.path()).arg(&out).output();
            assert!(run.unwrap().status.success());
        };
        build();
        assert_eq!((mode(&out.join("liten.pdf")), mode(&out.join("liten-typst/fonts"))), (file, folder), "{mask}");
        assert_eq!((mode(&out), mode(&out.join("liten-typst"))), (folder, folder), "{mask}");
        let set = |path: &str, mode| fs::set_permissions(out.join(path), fs::Permissions::from_mode(mode)).unwrap();
        for (path, mode) in [
            ("liten.pdf", 0o440),
            ("liten-typst", 0o750),
            ("liten-typst/fonts", 0o2710),
            ("liten-typst/template.typ", 0o604),
        ] {
            set(path, mode);
        }
        build();
        let modes = ["liten.pdf", "liten-typst", "liten-typst/fonts", "liten-typst/template.typ"]
            .map(|path| mode(&out.join(path)));
        assert_eq!(modes, [0o440, 0o750, 0o2710, 0o604], "{mask}");
        // What would give others' rights to whoever runs the program is not kept.
        set("liten.pdf", 0o6755);
        build();
        assert_eq!(mode(&out.join("liten.pdf")), 0o755);
    }
}

/// What somebody has put into the folder of Typst's files stays there.
#[test]
fn own_files_in_the_folder_for_typst_are_kept() {
    let (dir, folder) = (tempfile::tempdir().unwrap(), Folder::new());
    let out = dir.path().join("output/liten-typst");
    assert_eq!(build(&folder, dir.path(), &["--format", "typst"]).0, Some(0));
    let first = tree(&out);
    fs::write(out.join("egen.typ"), "mitt").unwrap();
    fs::create_dir_all(out.join("fonts/egna/mer")).unwrap();
    fs::write(out.join("fonts/egna/mer/a.ttf"), "mitt").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", out.join("lank")).unwrap();
    let with_own = tree(&out);
    for _ in 0..2 {
        assert_eq!(build(&folder, dir.path(), &["--format", "typst"]).0, Some(0));
        assert_eq!(tree(&out), with_own);
    }
    fs::write(out.join("template.typ"), "ändrad").unwrap();
    fs::remove_file(out.join("egen.typ")).unwrap();
    fs::remove_dir_all(out.join("fonts/egna")).unwrap();
    let _ = fs::remove_file(out.join("lank"));
    assert_eq!(build(&folder, dir.path(), &["--format", "typst"]).0, Some(0));
    assert!(tree(&out) == first, "its own files are new");
}

/// Somebody ends the program at any moment: nothing temporary is left, neither of a build nor of a file that is made
/// again, what is unpacked is for its owner alone, and the exit status is that of the signal.
#[cfg(unix)]
#[test]
fn nothing_temporary_is_left_when_somebody_ends_it() {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::process::ExitStatusExt;
    let dir = tempfile::tempdir().unwrap();
    let (temporary, out) = (dir.path().join("tmp"), dir.path().join("output"));
    fs::create_dir(&temporary).unwrap();
    let folder = Folder::new();
    assert_eq!(build(&folder, dir.path(), &["--standard", "a-3a"]).0, Some(0));
    let (pair, path) = (tree(&out), folder.path().to_str().unwrap());
    let words = |command: &str| match command {
        "build" => vec!["build", path, "--output", "output", "--standard", "a-3a"],
        _ => vec!["reverify", "output/liten.pdf"],
    };
    let (mut ended, mut seen) = (0, 0);
    for round in 0..120_u32 {
        let signal = if round % 2 == 0 { "TERM" } else { "INT" };
        let command = if round % 4 < 2 { "build" } else { "reverify" };
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_underlag"))
            .args(words(command))
            .current_dir(dir.path())
            .env("TMPDIR", &temporary)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // As soon as there is something temporary, or a little later.
        let start = std::time::Instant::now();
        let place = if command == "build" { &out } else { &temporary };
        let made = |entry: fs::DirEntry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name.starts_with(".underlag-") || name.starts_with("underlag-")) && entry.path().is_dir()
        };
        while start.elapsed().as_millis() < 400 && child.try_wait().unwrap().is_none() {
            let found = fs::read_dir(place).unwrap().filter_map(Result::ok).find(|entry| entry.path().is_dir());
            let Some(entry) = found else { continue };
            let about = entry.metadata();
            if entry.file_name() != ".underlag-whole" && made(entry) {
                about.into_iter().for_each(|about| assert_eq!(about.mode() & 0o777, 0o700));
                seen += 1;
                break;
            }
        }
        std::thread::sleep(std::time::Duration::from_micros(u64::from(round * 37 % 1_000)));
        let _ = std::process::Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).output();
        let status = child.wait().unwrap();
        if let Some(number) = status.signal() {
            ended += 1;
            assert_eq!(number, if signal == "TERM" { 15 } else { 2 });
        } else {
            assert!(status.success(), "{command}: {status:?}");
        }
        assert!(tree(&temporary).is_empty(), "{command} {signal}: {:?}", tree(&temporary));
        assert!(tree(&out) == pair, "{command} {signal}: the same files, whole, and nothing else");
    }
    println!("{ended} of 120 ended, {seen} with something temporary");
    assert!(ended > 40 && seen > 40, "{ended} of 120 ended, {seen} with something temporary");
}

/// What a killed run has unpacked is taken away by the next one.
#[cfg(unix)]
#[test]
fn what_is_left_by_a_killed_run_is_gone_after_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let temporary = dir.path().join("tmp");
    fs::create_dir(&temporary).unwrap();
    assert_eq!(build(&Folder::new(), dir.path(), &["--standard", "a-3a"]).0, Some(0));
    let start = || {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_underlag"));
        command.args(["reverify", "output/liten.pdf"]).current_dir(dir.path()).env("TMPDIR", &temporary);
        command.stdout(std::process::Stdio::null()).spawn().unwrap()
    };
    let mut left = 0;
    let locks = || -> BTreeSet<String> {
        // Not `tree`, since what is there goes while it is looked at.
        let folders = fs::read_dir(&temporary).unwrap().flatten();
        let locked = folders.filter(|folder| folder.path().join(".underlag-lock").exists());
        locked.map(|folder| folder.file_name().to_string_lossy().into_owned()).collect()
    };
    for _ in 0..20 {
        let before = locks();
        let mut child = start();
        while child.try_wait().unwrap().is_none() {
            // When it has its lock, so that its run can be seen to be over: one of its own, not of a run before it.
            if !locks().is_subset(&before) {
                child.kill().unwrap();
            }
        }
        left = left.max(tree(&temporary).len());
    }
    assert!(left > 0, "nothing was ever left");
    // A child that a killed run was about to start has its lock until it is over as well.
    let is_over = |name: &String| {
        let lock = fs::File::open(temporary.join(name).join(".underlag-lock")).unwrap();
        lock.try_lock().is_ok()
    };
    let begun = Instant::now();
    while !locks().iter().all(is_over) {
        assert!(begun.elapsed() < Duration::from_secs(10), "a killed run goes on: {:?}", locks());
    }
    assert!(start().wait().unwrap().success());
    assert!(tree(&temporary).is_empty(), "{:?}", tree(&temporary));
}

/// Whoever may only read in the output folder cannot hold up those who write.
#[cfg(target_os = "linux")]
#[test]
fn readers_of_the_folder_hold_nobody_up() {
    let (dir, folder) = (tempfile::tempdir().unwrap(), Folder::new());
    let out = dir.path().join("output");
    fs::create_dir(&out).unwrap();
    let held = fs::File::open(&out).unwrap();
    held.lock().unwrap();
    let start = std::time::Instant::now();
    assert_eq!(build(&folder, dir.path(), &[]).0, Some(0));
    assert!(start.elapsed().as_secs() < 10);
    assert_eq!(tree(&out).len(), 2, "nothing is left to lock");
}

/// An output folder or a layout whose name begins as an option does, for several reports as for one.
#[test]
fn names_that_begin_as_options_do() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (Folder::new(), Folder::new().with("rapport.toml", MANIFEST.replace("liten", "annan")));
    let reports = [one.path().to_str().unwrap(), other.path().to_str().unwrap()];
    let (code, said) = run(&["build", reports[0], reports[1], "--output=-ut", "--format", "txt"], dir.path());
    assert_eq!(code, Some(0), "{said}");
    assert!(dir.path().join("-ut/liten.txt").exists() && dir.path().join("-ut/annan.txt").exists());
    let layout = dir.path().join("--x");
    fs::create_dir(&layout).unwrap();
    fs::write(layout.join("tokens.toml"), "arver = \"kommun\"\n").unwrap();
    for output in ["--output=--final", "--output=-", "--output=--", "--output==x"] {
        let arguments = ["build", reports[0], reports[1], output, "--layout=--x", "--format", "txt"];
        let (code, said) = run(&arguments, dir.path());
        assert_eq!(code, Some(0), "{output}: {said}");
        assert!(dir.path().join(&output["--output=".len()..]).join("liten.txt").exists(), "{output}");
    }
}

/// No file can be called so on Windows, neither what the report is made of nor what is made of it.
#[test]
fn names_of_devices_are_refused() {
    let manifest = |from: &str, to: &str| Folder::new().with("rapport.toml", MANIFEST.replacen(from, to, 1)).findings();
    for name in ["nul", "con", "aux", "prn", "com1", "lpt9"] {
        let found = manifest("id = \"liten\"", &format!("id = \"{name}\""));
        assert!(found.contains(&format!("error[bad-value]: Windows keeps the name in `{name}` for itself")), "{found}");
        let found = manifest("id = \"a\"", &format!("id = \"{name}\""));
        assert!(found.contains(&format!("error[bad-value]: Windows keeps the name in `{name}` for itself")), "{found}");
    }
    for path in ["enheter/NUL.toml", "aux/a.toml", "enheter/con", "enheter/lpt1 .toml", "com9.x/a.toml"] {
        let found = manifest("id = \"a\"", &format!("id = \"a\"\nfil = \"{path}\""));
        assert!(found.contains(&format!("Windows keeps the name in `{path}` for itself")), "{found}");
    }
    assert!(manifest("id = \"a\"", "id = \"a\"\nfil = \"enheter/.. /a.toml\"").contains("leads out of"));
    // What only begins so, or is no file's name, is as good as any.
    assert_eq!(manifest("id = \"liten\"", "id = \"nul-2024\""), "");
    let found = Folder::new().with("rapport.toml", MANIFEST.replace("\"text\"", "\"con\"")).findings();
    assert!(!found.contains("Windows"), "{found}");
}

/// Folders in which names can be found but not listed are enough to read files that are named.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_can_be_read_in() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let set = |mode| fs::set_permissions(folder.path().join("enheter"), fs::Permissions::from_mode(mode)).unwrap();
    set(0o111);
    assert_eq!(folder.findings(), "");
    set(0o755);
}
