//! The dispatch: all of it or nothing, a new version for every change, a package for each recipient.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use underlag::base::budget::Budget;
use underlag::base::hash::sha256;
use underlag::deliver::reverify::reverify;
use underlag::deliver::verify;

use crate::support::report::{Block, Report, toml};
use crate::support::{Folder, MANIFEST, printed, root, saying, underlag};

/// A report that can be dispatched to three recipients of an invented municipality.
fn folder() -> Folder {
    let recipient = |name: &str| Block::entry("mottagare").key("namn", name);
    Report::new()
        .key("sammantradesdatum", toml("2024-05-16"))
        .key("arende", "4")
        .key("diarienummer", "TEST 2024-17")
        .add([
            recipient("Kommunens revisorer").key("epost", "revisorerna@exempelby.se").key("standard", "a-3a"),
            recipient("Föreningen Åsbo").key("adress", "Storgatan 1, 123 45 Åsbo").key("filer", ["pdf"]),
            recipient("Kommunstyrelsen").key("form", "internt"),
        ])
        .folder()
}

fn dispatch(folder: &Folder, out: &Path) -> (Option<i32>, String) {
    let run = underlag(&["dispatch", folder.path().to_str().unwrap(), "--lang", "sv"], out);
    (run.status.code(), printed(&run) + &String::from_utf8_lossy(&run.stderr))
}

/// Every file below a folder with its bytes, hidden ones too.
fn tree(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(dir).into_iter().flatten().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            all.extend(tree(&entry));
        } else {
            all.insert(entry.clone(), fs::read(&entry).unwrap());
        }
    }
    all
}

fn unzipped(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::DEFAULT), "no clock");
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        all.insert(name, content);
    }
    all
}

fn json(bytes: &[u8]) -> serde_json::Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn each_recipient_gets_a_package() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!(code, Some(0), "{said}");
    let version = out.path().join("output/liten-expediering/v1");
    let names: Vec<String> =
        tree(&version).keys().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    let expected = [
        "expediering.json",
        "liten-a-3a.pdf",
        "liten.docx",
        "liten.pdf",
        "till-foreningen-asbo.zip",
        "till-kommunens-revisorer.zip",
        "till-kommunstyrelsen.zip",
    ];
    assert_eq!(names, expected);
    assert!(said.starts_with("version 1, 3 mottagare\noutput/liten-expediering/v1/liten.pdf\n"), "{said}");
    let package = |name: &str| unzipped(&fs::read(version.join(name)).unwrap());
    let auditors = package("till-kommunens-revisorer.zip");
    let names: Vec<&String> = auditors.keys().collect();
    assert_eq!(names, ["foljebrev.txt", "liten.docx", "liten.pdf", "manifest.json", "metadata.json"]);
    assert_eq!(auditors["liten.pdf"], fs::read(version.join("liten-a-3a.pdf")).unwrap());
    assert!(reverify(&auditors["liten.pdf"]).unwrap().differences.is_empty());
    let hashes = json(&auditors["manifest.json"]);
    for file in hashes["files"].as_array().unwrap() {
        assert_eq!(file["sha256"], sha256(&auditors[file["name"].as_str().unwrap()]));
    }
    assert_eq!(hashes["files"].as_array().unwrap().len(), 4);
    let about = json(&auditors["metadata.json"]);
    for (key, value) in [
        ("item", "4"),
        ("registry_number", "TEST 2024-17"),
        ("committee", "Testnämnden"),
        ("meeting_date", "2024-05-16"),
        ("kind", "Delårsrapport"),
    ] {
        assert_eq!(about[key], value);
    }
    assert_eq!(about["recipient"]["address"], "revisorerna@exempelby.se");
    assert_eq!((&about["recipient"]["form"], &about["recipient"]["standard"]), (&"epost".into(), &"a-3a".into()));
    let association = package("till-foreningen-asbo.zip");
    assert!(association.contains_key("liten.pdf") && !association.contains_key("liten.docx"));
    assert_eq!(json(&association["metadata.json"])["recipient"]["form"], "post");
    let everything = association.values().flatten().copied().collect::<Vec<u8>>();
    assert!(!String::from_utf8_lossy(&everything).contains("revisorerna@"), "no other recipient's address");
}

#[test]
fn the_note_says_what_comes_with_it() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    dispatch(&folder, out.path());
    let package = fs::read(out.path().join("output/liten-expediering/v1/till-kommunens-revisorer.zip")).unwrap();
    let note = String::from_utf8(unzipped(&package)["foljebrev.txt"].clone()).unwrap();
    let expected = "Följebrev\n\n\
        Till:          Kommunens revisorer\n\
        Skickas:       med e-post till revisorerna@exempelby.se\n\
        Från:          Exempelby kommun, Testnämnden\n\
        Handling:      Liten rapport\n\
        Slag:          Delårsrapport\n\
        Ärende:        4\n\
        Diarienummer:  TEST 2024-17\n\
        Sammanträde:   2024-05-16\n\
        Daterad:       2024-05-02\n\
        Version:       1\n\n\
        Med brevet följer:\n\n\
        - liten.pdf: handlingen, 2 sidor (PDF/A-3a, PDF/UA-1)\n\
        - liten.docx: samma handling som Word-fil\n\n\
        Filernas kontrollsummor (SHA-256) står i manifest.json, uppgifterna om ärendet i metadata.json.\n\
        Pdf-filen bär det som figurerna vilar på som bilagor; av dem kan den göras om, byte för byte.\n";
    assert_eq!(note, expected);
}

#[test]
fn the_same_inputs_write_nothing_and_a_change_makes_a_new_version() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    dispatch(&folder, out.path());
    let first = tree(out.path());
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!((code, said.as_str()), (Some(0), "inget har ändrats sedan version 1; inget skrevs\n"));
    assert!(tree(out.path()) == first);
    let folder = folder.with("enheter/a.toml", saying("Ett annat stycke."));
    let (_, said) = dispatch(&folder, out.path());
    assert!(said.starts_with("version 2, 3 mottagare\n"), "{said}");
    let second = tree(out.path());
    assert!(first.iter().all(|(path, bytes)| second.get(path) == Some(bytes)), "the first version stays");
    assert_eq!(second.len(), first.len() * 2);
    let package = fs::read(out.path().join("output/liten-expediering/v2/till-kommunstyrelsen.zip")).unwrap();
    let note = String::from_utf8(unzipped(&package)["foljebrev.txt"].clone()).unwrap();
    assert!(note.contains("Version:       2 (ersätter version 1)\n"), "{note}");
    assert_eq!(dispatch(&folder, out.path()).1, "inget har ändrats sedan version 2; inget skrevs\n");
    // A recipient more is a change too, and a record that cannot be read is no reason to overwrite.
    fs::write(out.path().join("output/liten-expediering/v2/expediering.json"), "{").unwrap();
    assert!(dispatch(&folder, out.path()).1.starts_with("version 3, 3 mottagare\n"));
    let folder = folder.and("rapport.toml", "[[mottagare]]\nnamn = \"Arkivet\"\nform = \"internt\"\n");
    assert!(dispatch(&folder, out.path()).1.starts_with("version 4, 4 mottagare\n"));
}

#[test]
fn the_same_inputs_make_the_same_bytes() {
    let (folder, a, b) = (folder(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let made = |out: &Path| {
        dispatch(&folder, out);
        let tree = tree(out).into_iter();
        tree.map(|(path, bytes)| (path.strip_prefix(out).unwrap().to_owned(), bytes)).collect::<BTreeMap<_, _>>()
    };
    let first = made(a.path());
    assert!(first.len() == 7 && first == made(b.path()));
}

#[test]
fn nothing_is_dispatched_while_something_stands_in_the_way() {
    let out = tempfile::tempdir().unwrap();
    let cases = [
        ("an error of the report", folder().without("enheter/a.toml"), "missing"),
        ("no case", folder().with("rapport.toml", MANIFEST), "dispatch-metadata"),
        ("nobody", Folder::new(), "dispatch-recipients"),
        ("no address", folder().and("rapport.toml", "[[mottagare]]\nnamn = \"Arkivet\"\n"), "dispatch-form"),
        (
            "one name twice",
            folder().and("rapport.toml", "[[mottagare]]\nnamn = \"kommunstyrelsen!\"\nform = \"internt\"\n"),
            "dispatch-names",
        ),
        (
            "no such standard",
            folder().and("rapport.toml", "[[mottagare]]\nnamn = \"B\"\nform = \"internt\"\nstandard = \"a-9\"\n"),
            "bad-value",
        ),
        ("no such file", folder().and("rapport.toml", "[[mottagare]]\nnamn = \"B\"\nfiler = [\"odt\"]\n"), "bad-value"),
    ];
    for (name, folder, finding) in cases {
        let (code, said) = dispatch(&folder, out.path());
        assert_eq!(code, Some(1), "{name}: {said}");
        assert!(said.contains(finding) && said.ends_with("; inget skrevs\n"), "{name}: {said}");
        assert!(tree(out.path()).is_empty() && !out.path().join("output").exists(), "{name}");
    }
    let (code, said) = dispatch(&Folder::new().without("rapport.toml"), out.path());
    assert_eq!(code, Some(2), "{said}");
    let example = root().join("inputs/herrljunga-ks-delar-2023");
    let run = underlag(&["dispatch", example.to_str().unwrap(), "--lang", "en"], out.path());
    assert_eq!(run.status.code(), Some(1));
    assert!(printed(&run).contains("a dispatch needs `diarienummer`"), "the example's case is not known");
}

#[test]
fn warnings_do_not_stand_in_the_way() {
    let folder = folder().with("enheter/a.toml", saying("Ett ett stycke."));
    let out = tempfile::tempdir().unwrap();
    assert!(folder.findings().contains("warning[doubled-word]"));
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!(code, Some(0), "{said}");
    let pdf = fs::read(out.path().join("output/liten-expediering/v1/liten.pdf")).unwrap();
    let said = verify::pdf::read(&pdf, &mut Budget::of_own()).unwrap().said;
    assert!(!said.iter().any(|entry| entry.words.contains("Utkast")), "the final paper is no draft");
}

#[test]
fn a_folder_that_cannot_be_written_into_stays_as_it_is() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    fs::write(out.path().join("output"), "en fil").unwrap();
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!(code, Some(2), "{said}");
    assert_eq!(tree(out.path()).len(), 1);
    // A version's place that is taken by a file is not the version's, and is not overwritten.
    fs::remove_file(out.path().join("output")).unwrap();
    fs::create_dir_all(out.path().join("output/liten-expediering")).unwrap();
    fs::write(out.path().join("output/liten-expediering/v1"), "en fil").unwrap();
    let (code, _) = dispatch(&folder, out.path());
    assert_eq!(code, Some(0));
    assert_eq!(fs::read(out.path().join("output/liten-expediering/v1")).unwrap(), b"en fil");
    assert!(out.path().join("output/liten-expediering/v2/liten.pdf").exists());
    #[cfg(target_os = "linux")]
    {
        let run = underlag(&["dispatch", folder.path().to_str().unwrap(), "--output", "/proc/underlag"], out.path());
        assert_eq!(run.status.code(), Some(2), "{run:?}");
    }
}

/// Killed at any moment, a dispatch leaves a whole version or none, and the next run makes one.
#[test]
fn a_dispatch_that_is_killed_leaves_nothing_half() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    let whole = {
        let out = tempfile::tempdir().unwrap();
        dispatch(&folder, out.path());
        tree(&out.path().join("output/liten-expediering/v1")).len()
    };
    let versions = out.path().join("output/liten-expediering");
    for wait in (0..24).map(|step| Duration::from_millis(step * 12)) {
        let mut run = Command::new(env!("CARGO_BIN_EXE_underlag"))
            .args(["dispatch", folder.path().to_str().unwrap()])
            .current_dir(out.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(wait);
        run.kill().unwrap();
        run.wait().unwrap();
        for entry in fs::read_dir(&versions).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if !entry.file_name().unwrap().to_str().unwrap().starts_with('.') {
                assert_eq!(tree(&entry).len(), whole, "{} after {wait:?}", entry.display());
            }
        }
    }
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(tree(&versions.join("v1")).len(), whole);
    let left: Vec<_> = fs::read_dir(&versions).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(
        !left.iter().any(|name| name.to_str().unwrap().starts_with(".underlag-") && name != ".underlag-lock"),
        "{left:?}"
    );
}
