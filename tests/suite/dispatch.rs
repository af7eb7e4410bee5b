//! The dispatch: all of it or nothing, a new version for every change, a package for each recipient.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use underlag::base::budget::Budget;
use underlag::base::hash::sha256;
use underlag::deliver::reverify::reverify;
use underlag::deliver::verify;

use crate::support::report::{Block, Report, toml};
use crate::support::word_file::with_words;
use crate::support::{Folder, MANIFEST, UNIT, printed, root, saying, underlag};

/// A report that can be dispatched to three recipients of an invented municipality.
fn folder() -> Folder {
    let recipient = |name: &str| Block::entry("mottagare").key("namn", name);
    Report::new()
        .key("sammantradesdatum", toml("2024-05-16"))
        .key("arende", "4")
        .key("diarienummer", "TEST 2024-17")
        .add([
            recipient("Kommunens revisorer")
                .key("epost", "revisorerna@exempelby.se")
                .key("standard", "a-3a")
                .key("filer", ["pdf", "docx"]),
            recipient("Föreningen Åsbo").key("adress", "Storgatan 1, 123 45 Åsbo"),
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
        "underlag.zip",
    ];
    assert_eq!(names, expected);
    assert!(said.starts_with("version 1, 3 mottagare\noutput/liten-expediering/v1/liten.pdf\n"), "{said}");
    let package = |name: &str| unzipped(&fs::read(version.join(name)).unwrap());
    let auditors = package("till-kommunens-revisorer.zip");
    let names: Vec<&String> = auditors.keys().collect();
    assert_eq!(names, ["foljebrev.txt", "kontrollsummor.json", "liten-a-3a.pdf", "liten.docx", "metadata.json"]);
    assert_eq!(auditors["liten-a-3a.pdf"], fs::read(version.join("liten-a-3a.pdf")).unwrap());
    assert!(reverify(&auditors["liten-a-3a.pdf"]).unwrap().differences.is_empty());
    let hashes = json(&auditors["kontrollsummor.json"]);
    for file in hashes["files"].as_array().unwrap() {
        assert_eq!(file["sha256"], sha256(&auditors[file["name"].as_str().unwrap()]));
    }
    assert_eq!(hashes["files"].as_array().unwrap().len(), 4);
    let about = json(&auditors["metadata.json"]);
    for (key, value) in [
        ("arende", "4"),
        ("diarienummer", "TEST 2024-17"),
        ("namnd", "Testnämnden"),
        ("sammantrade", "2024-05-16"),
        ("handlingstyp", "Delårsrapport"),
    ] {
        assert_eq!(about[key], value);
    }
    assert_eq!(about["mottagare"]["adress"], "revisorerna@exempelby.se");
    assert_eq!((&about["mottagare"]["form"], &about["mottagare"]["standard"]), (&"epost".into(), &"a-3a".into()));
    let association = package("till-foreningen-asbo.zip");
    assert!(association.contains_key("liten.pdf") && !association.contains_key("liten.docx"));
    assert_eq!(json(&association["metadata.json"])["mottagare"]["form"], "post");
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
        Skickas:       via e-post till revisorerna@exempelby.se\n\
        Från:          Exempelby kommun, Testnämnden\n\
        Handling:      Liten rapport\n\
        Handlingstyp:  Delårsrapport\n\
        Ärende nr:     4\n\
        Diarienummer:  TEST 2024-17\n\
        Sammanträde:   2024-05-16\n\
        Daterad:       2024-05-02\n\
        Version:       1\n\n\
        Bifogat:\n\n\
        - liten-a-3a.pdf: handlingen, 2 sidor (PDF/A-3a, PDF/UA-1)\n\
        - liten.docx: handlingen som redigerbar Word-fil (pdf-filen gäller)\n\n\
        Filernas kontrollsummor (SHA-256) finns i kontrollsummor.json, uppgifterna om ärendet i metadata.json.\n\
        Underlaget till siffrorna ligger som bilagor i pdf-filen. Med dem kan filen återskapas exakt.\n";
    assert_eq!(note, expected);
}

/// A paper that somebody else has made lies in every package, is named in the note and kept; another one is a change,
/// and what auditors get is remade with it.
#[test]
fn a_finished_paper_goes_with_it() {
    let finished = fs::read(root().join("tests/reports/shapes/bilagor/avtal.pdf")).unwrap();
    let paper = "\n[[handling]]\nid = \"avtal\"\ntitel = \"Avtal\"\nfil = \"bilagor/avtal.pdf\"\n";
    let folder = folder().and("rapport.toml", paper).with("bilagor/avtal.pdf", &finished);
    let out = tempfile::tempdir().unwrap();
    assert_eq!(dispatch(&folder, out.path()).0, Some(0));
    let version = out.path().join("output/liten-expediering/v1");
    assert!(fs::read(version.join("liten-avtal.pdf")).unwrap() == finished);
    for package in ["till-foreningen-asbo.zip", "till-kommunens-revisorer.zip", "till-kommunstyrelsen.zip"] {
        let files = unzipped(&fs::read(version.join(package)).unwrap());
        assert!(files["liten-avtal.pdf"] == finished, "{package}");
        let note = String::from_utf8(files["foljebrev.txt"].clone()).unwrap();
        assert!(note.contains("\n- liten-avtal.pdf: bilaga, 1 sida\n"), "{note}");
        assert!(json(&files["kontrollsummor.json"])["files"].to_string().contains("liten-avtal.pdf"), "{package}");
    }
    assert!(unzipped(&fs::read(version.join("underlag.zip")).unwrap())["rapport/bilagor/avtal.pdf"] == finished);
    let auditors = unzipped(&fs::read(version.join("till-kommunens-revisorer.zip")).unwrap());
    let differences = reverify(&auditors["liten-a-3a.pdf"]).unwrap().differences;
    assert!(differences.is_empty(), "{differences:?}");
    assert_eq!(dispatch(&folder, out.path()).1, "inget har ändrats sedan version 1; inget skrevs\n");
    let folder = folder.with("bilagor/avtal.pdf", [&finished[..], b"\n"].concat());
    assert!(dispatch(&folder, out.path()).1.starts_with("version 2"));
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
    let second = tree(&out.path().join("output/liten-expediering/v1"));
    assert!(second.iter().all(|(path, bytes)| first.get(path) == Some(bytes)), "the first version stays");
    assert_eq!(second.len() + 1, first.len(), "all of it but the register");
    assert_eq!(tree(&out.path().join("output/liten-expediering/v2")).len(), second.len());
    let package = fs::read(out.path().join("output/liten-expediering/v2/till-kommunstyrelsen.zip")).unwrap();
    let note = String::from_utf8(unzipped(&package)["foljebrev.txt"].clone()).unwrap();
    assert!(note.contains("Version:       2 (ersätter version 1)\n"), "{note}");
    assert_eq!(dispatch(&folder, out.path()).1, "inget har ändrats sedan version 2; inget skrevs\n");
    // A recipient more is a change too, and a record that cannot be read is no reason to overwrite.
    fs::write(out.path().join("output/liten-expediering/v2/expediering.json"), "{").unwrap();
    let (code, said) = dispatch(&folder, out.path());
    assert!(code == Some(0) && said.contains("\nversion 3, 3 mottagare\n"), "{said}");
    let folder = folder.and("rapport.toml", "[[mottagare]]\nnamn = \"Arkivet\"\nform = \"internt\"\n");
    assert!(dispatch(&folder, out.path()).1.contains("\nversion 4, 4 mottagare\n"));
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
    assert!(first.len() == 9 && first == made(b.path()));
}

#[test]
fn nothing_is_dispatched_while_something_stands_in_the_way() {
    let out = tempfile::tempdir().unwrap();
    let cases = [
        ("an error of the report", folder().without("enheter/a.toml"), "saknas"),
        ("no case", folder().with("rapport.toml", MANIFEST), "utskick-uppgifter"),
        ("nobody", Folder::new(), "utskick-mottagare"),
        ("no address", folder().and("rapport.toml", "[[mottagare]]\nnamn = \"Arkivet\"\n"), "utskick-form"),
        (
            "one name twice",
            folder().and("rapport.toml", "[[mottagare]]\nnamn = \"kommunstyrelsen!\"\nform = \"internt\"\n"),
            "utskick-namn",
        ),
        (
            "no such standard",
            folder().and("rapport.toml", "[[mottagare]]\nnamn = \"B\"\nform = \"internt\"\nstandard = \"a-9\"\n"),
            "fel-varde",
        ),
        ("no such file", folder().and("rapport.toml", "[[mottagare]]\nnamn = \"B\"\nfiler = [\"odt\"]\n"), "fel-varde"),
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
    assert!(!said.iter().any(|entry| entry.words.contains("Utkast")), "the final paper is not a draft");
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
            if entry.file_name().unwrap().to_str().unwrap().starts_with("v1") {
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

/// Several at once make one version, and the others see it.
#[test]
fn of_several_at_once_one_makes_the_version() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    let run = || {
        Command::new(env!("CARGO_BIN_EXE_underlag"))
            .args(["dispatch", folder.path().to_str().unwrap(), "--lang", "sv"])
            .current_dir(out.path())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap()
    };
    let runs: Vec<_> = (0..6).map(|_| run()).collect();
    let said: Vec<(Option<i32>, String)> = runs
        .into_iter()
        .map(|run| run.wait_with_output().unwrap())
        .map(|run| (run.status.code(), printed(&run) + &String::from_utf8_lossy(&run.stderr)))
        .collect();
    assert!(said.iter().all(|(code, _)| *code == Some(0)), "{said:?}");
    let made = said.iter().filter(|(_, said)| said.starts_with("version 1, 3 mottagare\n")).count();
    let same = said.iter().filter(|(_, said)| said == "inget har ändrats sedan version 1; inget skrevs\n").count();
    assert_eq!((made, same), (1, 5), "{said:?}");
    assert!(!out.path().join("output/liten-expediering/v2").exists());
}

/// A report with one version, and the folder of it.
fn dispatched() -> (Folder, tempfile::TempDir, PathBuf) {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!(code, Some(0), "{said}");
    let versions = out.path().join("output/liten-expediering");
    (folder, out, versions)
}

fn checked(path: &Path, out: &Path) -> (Option<i32>, String) {
    let run = underlag(&["dispatch", "--check", path.to_str().unwrap(), "--lang", "sv"], out);
    (run.status.code(), printed(&run) + &String::from_utf8_lossy(&run.stderr))
}

#[test]
fn what_was_changed_since_is_named_and_is_not_the_same() {
    let (folder, out, versions) = dispatched();
    let v1 = versions.join("v1");
    // A version, and a file of one, stand for all of them.
    for named in [folder.path(), &versions, &v1, &v1.join("liten.pdf")] {
        assert_eq!(
            checked(named, out.path()),
            (Some(0), "1 version och 7 filer som de gjordes, enligt expediering.json\n".into())
        );
    }
    // A folder in the place of the PDF that can be made again leads on.
    for named in [&versions, &v1] {
        let run = underlag(&["reverify", named.to_str().unwrap(), "--lang", "sv"], out.path());
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(
            run.status.code() == Some(2) && said.contains("-a-3a.pdf") && said.contains("dispatch --check"),
            "{said}"
        );
    }
    for other in ["v2", "v1/saknas.pdf", "v1/underlag.zip"] {
        let (code, said) = checked(&versions.join(other), out.path());
        assert!(code == Some(2) && said.contains("mapp"), "{other}: {said}");
    }
    // What can be made again is the file that the remedy names.
    for (file, remedy) in
        [("liten.pdf", "slutar på -a-3a.pdf"), ("liten.docx", "-a-3a.pdf"), ("underlag.zip", "packa upp paketet")]
    {
        let run = underlag(&["reverify", v1.join(file).to_str().unwrap(), "--lang", "sv"], out.path());
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.code() == Some(2) && said.contains(remedy), "{file}: {said}");
    }
    let pdf = fs::read(v1.join("liten.pdf")).unwrap();
    // As long as it was: only its hash tells.
    let mut changed = pdf.clone();
    *changed.last_mut().unwrap() ^= 1;
    fs::write(v1.join("liten.pdf"), changed).unwrap();
    fs::remove_file(v1.join("till-kommunstyrelsen.zip")).unwrap();
    fs::write(v1.join("till-ingen.zip"), "annat").unwrap();
    fs::write(v1.join("Thumbs.db"), "av Windows").unwrap();
    let before = tree(&versions);
    let named = "varning[utskick-andrat]: version 1 är inte som när den gjordes: ändrat `liten.pdf`; borttaget \
                 `till-kommunstyrelsen.zip`; tillagt `till-ingen.zip`\n";
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with(named) && said.ends_with("; inget skrevs\n") && !said.contains("inget har"), "{said}");
    assert!(tree(&versions) == before);
    assert_eq!(checked(Path::new("."), &versions).0, Some(1), "whatever its folder is called");
    for path in [folder.path(), &versions] {
        let (code, said) = checked(path, out.path());
        assert_eq!(code, Some(1), "{said}");
        assert!(said.starts_with(named) && said.ends_with("\n0 versioner och 5 filer som de gjordes\n"), "{said}");
    }
    // A new version is made, and what was changed is told before it and after it.
    let folder = folder.with("enheter/a.toml", saying("Ett annat stycke."));
    let (code, said) = dispatch(&folder, out.path());
    assert!(code == Some(0) && said.starts_with(named) && said.contains("\nversion 2, 3 mottagare\n"), "{said}");
    let (code, said) = dispatch(&folder, out.path());
    assert!(code == Some(1) && said.starts_with(named) && said.contains("densamma som i version 2"), "{said}");
    // What is put back is as it was.
    fs::write(v1.join("liten.pdf"), pdf).unwrap();
    fs::remove_file(v1.join("till-ingen.zip")).unwrap();
    let (_, said) = dispatch(&folder, out.path());
    assert!(said.starts_with("varning[utskick-andrat]: version 1 är inte som när den gjordes: borttaget `till"));
}

#[test]
fn what_is_no_file_any_more_is_changed() {
    let (folder, out, versions) = dispatched();
    let v1 = versions.join("v1");
    fs::remove_file(v1.join("liten.docx")).unwrap();
    fs::create_dir(v1.join("liten.docx")).unwrap();
    #[cfg(unix)]
    {
        fs::rename(v1.join("liten.pdf"), versions.join("liten.pdf")).unwrap();
        std::os::unix::fs::symlink("../liten.pdf", v1.join("liten.pdf")).unwrap();
        fs::remove_file(v1.join("underlag.zip")).unwrap();
        let pipe = Command::new("mkfifo").arg(v1.join("underlag.zip")).status().unwrap();
        assert!(pipe.success());
    }
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!(code, Some(1), "{said}");
    let named =
        if cfg!(unix) { "ändrat `liten.pdf`, `liten.docx`, `underlag.zip`\n" } else { "ändrat `liten.docx`\n" };
    assert!(said.contains(named), "{said}");
}

#[test]
fn a_record_is_that_of_its_version_and_as_it_was_made() {
    let (folder, out, versions) = dispatched();
    let folder = folder.with("enheter/a.toml", saying("Ett annat stycke."));
    assert_eq!(dispatch(&folder, out.path()).0, Some(0));
    let [v1, v2] = ["v1", "v2"].map(|version| versions.join(version).join("expediering.json"));
    let [first, second] = [&v1, &v2].map(|path| fs::read(path).unwrap());
    assert_eq!(json(&second)["before"][0]["sha256"], sha256(&first), "the record names the one before it");
    let register = fs::read_to_string(versions.join("versioner.sha256")).unwrap();
    let line = |version: u32, record: &[u8]| format!("{}  v{version}/expediering.json\n", sha256(record));
    assert_eq!(register, line(1, &first) + &line(2, &second), "as sha256sum reads it");
    let told = |wanted: &str| {
        let (code, said) = checked(&versions, out.path());
        assert!(code == Some(1) && said.contains(wanted), "{said}");
    };
    // By the register, and without it by the record of the next version.
    fs::write(&v1, String::from_utf8(first.clone()).unwrap().replace("Storgatan", "Lillgatan")).unwrap();
    told("version 1 är inte som när den gjordes: ändrat `expediering.json`\n");
    fs::remove_file(versions.join("versioner.sha256")).unwrap();
    told("version 1 är inte som när den gjordes: ändrat `expediering.json`\n");
    fs::write(&v1, &first).unwrap();
    assert_eq!(checked(&versions, out.path()).0, Some(0));
    fs::write(&v2, &first).unwrap();
    told("`expediering.json` i version 2 hör till version 1 av `liten`\n");
    let other = String::from_utf8(second.clone()).unwrap().replace("\"report\": \"liten\"", "\"report\": \"annan\"");
    fs::write(&v2, other).unwrap();
    told("`expediering.json` i version 2 hör till version 2 av `annan`\n");
    let outside = String::from_utf8(second.clone()).unwrap().replacen("liten.pdf", "../v1/liten.pdf", 1);
    for broken in [&b"{"[..], b"", b"\xff", &b"[".repeat(100_000), outside.as_bytes()] {
        fs::write(&v2, broken).unwrap();
        told("`expediering.json` i version 2 går inte att läsa\n");
    }
    fs::remove_file(&v2).unwrap();
    told("version 2 saknar `expediering.json`");
    // Nothing is the same as a version of which nobody knows what it was made of.
    let (code, said) = dispatch(&folder, out.path());
    assert!(code == Some(0) && said.contains("\nversion 3, 3 mottagare\n"), "{said}");
}

/// Records of format 1 name no versions before them, and there was no register.
#[test]
fn older_records_are_read() {
    let (folder, out, versions) = dispatched();
    let path = versions.join("v1/expediering.json");
    let mut record = json(&fs::read(&path).unwrap());
    let fields = record.as_object_mut().unwrap();
    fields.remove("before").unwrap();
    fields.insert("format".into(), 1.into());
    fs::write(&path, record.to_string()).unwrap();
    fs::remove_file(versions.join("versioner.sha256")).unwrap();
    assert_eq!(dispatch(&folder, out.path()).1, "inget har ändrats sedan version 1; inget skrevs\n");
}

#[test]
fn numbers_are_not_used_again_when_versions_are_moved_away() {
    let (folder, out, versions) = dispatched();
    let archive = out.path().join("arkiv");
    fs::rename(versions.join("v1"), &archive).unwrap();
    let (code, said) = dispatch(&folder, out.path());
    assert!(said.starts_with("upplysning[utskick-versioner]: `v1` ligger inte kvar i mappen\n"), "{said}");
    assert!(code == Some(0) && said.contains("\nversion 2, 3 mottagare\n"), "{said}");
    let (code, said) = dispatch(&folder, out.path());
    assert!(code == Some(0) && said.ends_with("\ninget har ändrats sedan version 2; inget skrevs\n"), "{said}");
    // The last record names the ones before it, with or without the register.
    fs::remove_file(versions.join("versioner.sha256")).unwrap();
    assert_eq!(checked(&versions, out.path()).0, Some(0));
    assert!(checked(&versions, out.path()).1.contains("`v1` ligger inte kvar"));
    fs::rename(&archive, versions.join("v1")).unwrap();
    let (_, said) = dispatch(&folder, out.path());
    assert_eq!(said, "inget har ändrats sedan version 2; inget skrevs\n", "what comes back is as it was");
}

#[test]
fn only_the_programs_own_names_are_versions() {
    let (folder, out, versions) = dispatched();
    for name in ["v+7", "v007", "v0", "v-1", "v99999999999999999999", "V9", "v8 (kopia)"] {
        fs::create_dir(versions.join(name)).unwrap();
    }
    fs::write(versions.join("v3"), "en fil").unwrap();
    fs::write(versions.join("viktigt.txt"), "en annan").unwrap();
    let odd = "upplysning[utskick-versioner]: `V9`, `v+7`, `v-1`, `v0`, `v007`, `v3`, `v8 (kopia)`, \
               `v99999999999999999999` är ingen version som programmet har gjort\n";
    let (code, said) = dispatch(&folder, out.path());
    assert!(code == Some(0) && said.starts_with(odd), "{said}");
    assert!(said.ends_with("\ninget har ändrats sedan version 1; inget skrevs\n"), "{said}");
    let folder = folder.with("enheter/a.toml", saying("Ett annat stycke."));
    let (code, said) = dispatch(&folder, out.path());
    assert!(code == Some(0) && said.contains("\nversion 4, 3 mottagare\n"), "after the file's number: {said}");
}

#[test]
fn no_number_is_too_high() {
    let folder = folder();
    for register in [false, true] {
        let out = tempfile::tempdir().unwrap();
        let versions = out.path().join("output/liten-expediering");
        fs::create_dir_all(&versions).unwrap();
        if register {
            let line = format!("{}  v4294967295/expediering.json\n", sha256("x"));
            fs::write(versions.join("versioner.sha256"), line).unwrap();
        } else {
            fs::create_dir(versions.join("v4294967295")).unwrap();
        }
        let before = tree(out.path());
        let (code, said) = dispatch(&folder, out.path());
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("fel[grans-overskriden]: efter version 4294967295 finns inget nummer\n"), "{said}");
        assert!(said.ends_with("; inget skrevs\n") && tree(out.path()) == before, "{said}");
    }
}

#[test]
fn a_register_that_is_none_is_read_as_far_as_it_is_one() {
    let (folder, out, versions) = dispatched();
    let path = versions.join("versioner.sha256");
    let register = fs::read_to_string(&path).unwrap();
    let odd = "\u{1b}[31m\nv7/expediering.json\nff  v7/expediering.json\n  \n".repeat(1_000);
    fs::write(&path, odd + &register + "\0").unwrap();
    assert_eq!(dispatch(&folder, out.path()).1, "inget har ändrats sedan version 1; inget skrevs\n");
    for broken in [&b""[..], b"\xff\xfe\0"] {
        fs::write(&path, broken).unwrap();
        assert_eq!(dispatch(&folder, out.path()).1, "inget har ändrats sedan version 1; inget skrevs\n");
    }
}

#[test]
fn a_version_keeps_what_it_was_made_of() {
    let layout = |file: &str| fs::read(root().join("layouts/kommun").join(file)).unwrap();
    let tokens = [&layout("tokens.toml")[..], b"# egen\n"].concat();
    let folder = folder()
        .with("min/tokens.toml", &tokens)
        .with("min/template.typ", layout("template.typ"))
        .with("min/fonts/Egen.ttf", notosans::REGULAR_TTF)
        .with("enheter/a.toml", [b"\xef\xbb\xbf# av Anna\n", UNIT.as_bytes()].concat());
    let manifest = fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
    let folder = folder.with("rapport.toml", format!("# till Anna\nlayout = \"min\"\n{manifest}"));
    let out = tempfile::tempdir().unwrap();
    assert_eq!(dispatch(&folder, out.path()).0, Some(0));
    let version = out.path().join("output/liten-expediering/v1");
    let kept = unzipped(&fs::read(version.join("underlag.zip")).unwrap());
    let names: Vec<&str> = kept.keys().map(String::as_str).collect();
    let expected = [
        "layout/fonts/Egen.ttf",
        "layout/template.typ",
        "layout/tokens.toml",
        "rapport/enheter/a.toml",
        "rapport/rapport.toml",
    ];
    assert_eq!(names, expected);
    for (name, bytes) in &kept {
        let path = name.replace("rapport/", "").replace("layout/", "min/");
        assert!(fs::read(folder.path().join(&path)).unwrap() == *bytes, "{name} as it stands on the disk");
    }
    for package in ["till-foreningen-asbo.zip", "till-kommunens-revisorer.zip", "till-kommunstyrelsen.zip"] {
        let names = unzipped(&fs::read(version.join(package)).unwrap());
        assert!(!names.keys().any(|name| name.contains("underlag") || name.contains("expediering")), "{package}");
    }
}

/// A layout that shows other figures than the report has: the PDF differs from the Word file and from the document.
#[test]
fn what_does_not_read_back_is_not_dispatched() {
    let template = fs::read_to_string(root().join("layouts/kommun/template.typ")).unwrap();
    let lying =
        template.replace("#let paper(data, tokens) = {", "#let paper(data, tokens) = {\n  show \"stycke\": [annat]");
    assert_ne!(lying, template);
    let tokens = fs::read(root().join("layouts/kommun/tokens.toml")).unwrap();
    let with = |template: String| {
        let folder = folder().with("min/tokens.toml", &tokens).with("min/template.typ", template);
        let manifest = fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
        folder.with("rapport.toml", format!("layout = \"min\"\n{manifest}"))
    };
    let out = tempfile::tempdir().unwrap();
    let (code, said) = dispatch(&with(lying), out.path());
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("annat") && said.contains("skiljer sig åt; inget skrevs\n"), "{said}");
    assert!(!out.path().join("output").exists());
    assert_eq!(dispatch(&with(template), out.path()).0, Some(0), "the layout that does not lie");
}

fn zipped(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_package_is_compared_with_its_own_hashes() {
    let (_folder, out, versions) = dispatched();
    let path = out.path().join("paket.zip");
    let whole = fs::read(versions.join("v1/till-kommunens-revisorer.zip")).unwrap();
    let look = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        checked(&path, out.path())
    };
    assert_eq!(look(&whole), (Some(0), "4 filer som de gjordes, enligt paketets kontrollsummor\n".into()));
    // The hashes had another name before.
    let mut former = unzipped(&whole);
    let hashes = former.remove("kontrollsummor.json").unwrap();
    former.insert("manifest.json".into(), hashes.clone());
    assert_eq!(
        look(&zipped(former.clone())),
        (Some(0), "4 filer som de gjordes, enligt paketets kontrollsummor\n".into())
    );
    former.insert("kontrollsummor.json".into(), hashes);
    let (code, said) = look(&zipped(former));
    assert!(code == Some(1) && said.contains("tillagt `manifest.json`"), "{said}");
    let mut files = unzipped(&whole);
    files.get_mut("liten-a-3a.pdf").unwrap().push(b'%');
    files.remove("metadata.json").unwrap();
    files.insert("läs först.txt".into(), b"annat".to_vec());
    let named = "varning[utskick-andrat]: paketet är inte som när det gjordes: ändrat `liten-a-3a.pdf`; borttaget \
                 `metadata.json`; tillagt `läs först.txt`\n";
    let (code, said) = look(&zipped(files.clone()));
    assert!(
        code == Some(1)
            && said.starts_with(named)
            && said.ends_with("\n2 filer som de gjordes, enligt paketets kontrollsummor\n"),
        "{said}"
    );
    // Damaged within the archive, whose own sums tell.
    let at = whole.len() / 2;
    let mut damaged = whole.clone();
    damaged[at..at + 8].fill(0xff);
    assert_eq!(look(&damaged).0, Some(1), "{}", look(&damaged).1);
    let hashes = |text: &[u8]| zipped([("kontrollsummor.json".to_owned(), text.to_vec())]);
    // Two files of one name, of which the second is the right one.
    let entry = zipped([("a.pdf".to_owned(), b"annat".to_vec()), ("b.pdf".to_owned(), b"annat".to_vec())]);
    let twice: Vec<u8> = entry.iter().map(|b| if *b == b'b' { b'a' } else { *b }).collect();
    let (code, said) = look(&twice);
    assert!(code == Some(2) && said.starts_with("fel: två filer i `"), "{said}");
    for (name, bytes) in [
        ("no archive", b"PK\x03\x04".to_vec()),
        ("nothing", Vec::new()),
        ("no hashes", zipped([("liten.pdf".to_owned(), vec![1])])),
        ("hashes that are none", hashes(b"{")),
        ("deep hashes", hashes(&b"[".repeat(100_000))),
        ("an archive cut short", whole[..whole.len() - 30].to_vec()),
        ("a bomb", zipped([("a".to_owned(), vec![0; 300_000_000])])),
        ("many files", zipped((0..60_000).map(|at| (at.to_string(), Vec::new())))),
    ] {
        let (code, said) = look(&bytes);
        assert!(code == Some(2) && said.starts_with("fel: `") && said.lines().count() == 1, "{name}: {said}");
    }
    assert_eq!(checked(&out.path().join("finns-inte.zip"), out.path()).0, Some(2));
}

#[test]
fn a_check_of_nothing_says_so() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(checked(&out.path().join("finns-inte"), out.path()).0, Some(2));
    assert_eq!(checked(&out.path().join("finns-inte-expediering"), out.path()).0, Some(2));
    assert_eq!(checked(out.path(), out.path()).0, Some(2), "a folder with neither a report nor versions");
    let folder = folder();
    assert_eq!(checked(folder.path(), out.path()), (Some(0), "0 versioner och 0 filer som de gjordes\n".into()));
}

/// What somebody has written into the paper in Word would not be in what is dispatched.
#[test]
fn a_paper_that_was_edited_in_word_stops_a_dispatch_until_it_is_taken_in_or_away() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    let dir = folder.path().to_str().unwrap();
    assert_eq!(underlag(&["build", dir], out.path()).status.code(), Some(0));
    assert_eq!(dispatch(&folder, out.path()).0, Some(0), "as it was built");
    let files = fs::read_dir(out.path().join("output")).unwrap().map(|entry| entry.unwrap().path());
    let paper = files.into_iter().find(|path| path.extension().is_some_and(|end| end == "docx")).unwrap();
    let bytes = fs::read(&paper).unwrap();
    fs::write(&paper, with_words(&bytes, ">stycke.<", ">stycke i Word.<")).unwrap();
    let before = tree(out.path());
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("underlag absorb") && said.contains("ändrad sedan den byggdes"), "{said}");
    assert_eq!(tree(out.path()), before, "nothing is written");
    let paper = paper.to_str().unwrap();
    assert_eq!(underlag(&["absorb", paper, dir, "--write"], out.path()).status.code(), Some(0));
    let (code, said) = dispatch(&folder, out.path());
    assert!(code == Some(0) && said.contains("version 2"), "what was taken in is dispatched: {said}");
    fs::write(paper, with_words(&bytes, ">stycke.<", ">stycke för sent.<")).unwrap();
    assert_eq!(dispatch(&folder, out.path()).0, Some(2));
    fs::remove_file(paper).unwrap();
    assert_eq!(dispatch(&folder, out.path()).0, Some(0), "it was moved away");
}
