//! What leaves the house: no recipient sees how another one is reached, and nobody sees what stands in comments.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use lopdf::{Document, Object};
use underlag::base::hash::sha256;
use underlag::base::standard::Standard;
use underlag::deliver::reverify::{attachments, reverify};
use underlag::diagnostic::{Language, show};
use underlag::pipeline::{self, Format, Options};

use crate::support::{Folder, UNIT, bytes, printed, root, underlag};

/// Words that stand in comments alone.
const SAID: &str = "förtrolig";

/// A report with comments wherever TOML takes them, and four recipients who are reached in as many ways.
fn manifest() -> String {
    format!(
        r#"# {SAID} – “överst” 😀
format = 1 #{SAID}
id = "liten"
titel = "Liten rapport # ett"
kommun = "Exempelby kommun" # {SAID}, ring 070-123 45 67
namnd = "Testnämnden"
datum = 2024-05-02
sammantradesdatum = 2024-05-16
arende = "4"
diarienummer = 'TEST # 17' # {SAID}
nyckelord = [ # {SAID}
  "ett", # {SAID}
  # {SAID}
  "två",
] # {SAID}

[[enhet]] # {SAID}
id = "a"
namn = "Enhet A"

[[kapitel]]
id = "text"
rubrik = "Text"
slag = "berattelse"
delar = ["a"]

[[mottagare]]
namn = "Kommunens revisorer"
epost = "revisorerna@exempelby.se" # {SAID}
standard = "a-3a"

[[mottagare]]
namn = "Anna Åberg"
adress = """
Hemliga gatan 1
123 45 Ödeshög"""
epost = 'anna.aberg@hemma.example'
form = "post"
standard = "a-4f"

[[mottagare]]
namn = "Bo Ek"
"epost" = "bo\u002eek@hemma.example"
standard = "a-3u"
filer = ["pdf"]

[[mottagare]]
namn = "Kommunstyrelsen"
form = "internt"
epost = "ks@exempelby.se"
# {SAID} sist"#
    )
}

/// How each recipient is reached, by the name of the package; the first of several is that which is used.
const REACHED: [(&str, &[&str]); 4] = [
    ("till-kommunens-revisorer.zip", &["revisorerna@exempelby.se"]),
    ("till-anna-aberg.zip", &["Hemliga gatan 1", "123 45 Ödeshög", "anna.aberg@hemma.example"]),
    ("till-bo-ek.zip", &["bo.ek@hemma.example", "bo\\u002eek@hemma.example"]),
    ("till-kommunstyrelsen.zip", &["ks@exempelby.se"]),
];

fn folder() -> Folder {
    let tokens = fs::read_to_string(root().join("layouts/kommun/tokens.toml")).unwrap();
    let template = fs::read(root().join("layouts/kommun/template.typ")).unwrap();
    Folder::empty()
        .with("rapport.toml", format!("layout = \"min\" # {SAID}\n{}", manifest()))
        .with("enheter/a.toml", format!("# {SAID}\n{UNIT}# {SAID}"))
        .with("min/tokens.toml", format!("# {SAID}\n{tokens}"))
        .with("min/template.typ", template)
}

fn dispatch(folder: &Folder, out: &Path) -> (Option<i32>, String) {
    let run = underlag(&["dispatch", folder.path().to_str().unwrap(), "--lang", "sv"], out);
    (run.status.code(), printed(&run) + &String::from_utf8_lossy(&run.stderr))
}

/// A file with everything that lies packed in it: entries of archives, streams of PDFs, and what lies in these.
fn unfolded(name: &str, bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::from([(name.to_owned(), bytes.to_vec())]);
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) {
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            let inner = format!("{name}/{}", file.name().unwrap());
            all.extend(unfolded(&inner, &content));
        }
    }
    if let Some(document) = Some(bytes).filter(|bytes| bytes.starts_with(b"%PDF")).map(Document::load_mem) {
        for (id, object) in document.unwrap().objects {
            let inner = format!("{name}/{}", id.0);
            match object {
                Object::Stream(stream) => {
                    let plain = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
                    all.extend(unfolded(&inner, &plain));
                }
                other => drop(all.insert(inner, format!("{other:?}").into_bytes())),
            }
        }
    }
    all
}

/// Whether `bytes` hold a word in any encoding that a part of these files has.
fn holds(bytes: &[u8], word: &str) -> bool {
    let wide: Vec<u16> = word.encode_utf16().collect();
    let in_xml = word.replace('å', "&#229;").replace('Ö', "&#214;");
    let forms = [
        word.as_bytes().to_vec(),
        word.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
        wide.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
        wide.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        in_xml.into_bytes(),
    ];
    forms.iter().any(|form| bytes.windows(form.len()).any(|window| window == form))
}

/// The names of the files in which one of `words` stands.
fn where_stand<'w>(all: &BTreeMap<String, Vec<u8>>, words: impl Iterator<Item = &'w str> + Clone) -> Vec<String> {
    let holds_one = |bytes: &[u8]| words.clone().any(|word| holds(bytes, word));
    all.iter().filter(|(_, bytes)| holds_one(bytes)).map(|(name, _)| name.clone()).collect()
}

#[test]
fn nobody_gets_what_stays_in_the_house() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    let (code, said) = dispatch(&folder, out.path());
    assert_eq!(code, Some(0), "{said}");
    let version = out.path().join("output/liten-expediering/v1");
    let read = |name: &str| fs::read(version.join(name)).unwrap();
    let everyone = || REACHED.iter().flat_map(|(_, reached)| reached.iter().copied());
    for (package, own) in REACHED {
        let all = unfolded(package, &read(package));
        assert!(all.len() > 20, "{package}: {}", all.len());
        let others = everyone().filter(|address| !own.contains(address));
        assert_eq!(where_stand(&all, others.chain([SAID, "070-123"])), Vec::<String>::new(), "{package}");
        // What the own address is used for, and nothing besides.
        let used = where_stand(&all, own.iter().copied());
        let is_used = |name: &String| name.ends_with("/foljebrev.txt") || name.ends_with("/metadata.json");
        assert!(used.iter().all(is_used), "{package}: {used:?}");
        assert_eq!(used.len(), if own == ["ks@exempelby.se"] { 0 } else { 2 }, "{package}: {used:?}");
    }
    for paper in ["liten.pdf", "liten-a-3a.pdf", "liten-a-3u.pdf", "liten-a-4f.pdf", "liten.docx"] {
        let all = unfolded(paper, &read(paper));
        assert_eq!(where_stand(&all, everyone().chain([SAID])), Vec::<String>::new(), "{paper}");
    }
    // What stays is whole, and the search finds it.
    let kept = unfolded("underlag.zip", &read("underlag.zip"));
    let found = where_stand(&kept, [SAID].into_iter());
    let stands = |name: &str| found.contains(&format!("underlag.zip/{name}"));
    assert!(stands("rapport/rapport.toml") && stands("rapport/enheter/a.toml") && stands("layout/tokens.toml"));
    let record = unfolded("expediering.json", &read("expediering.json"));
    assert_eq!(where_stand(&record, ["revisorerna@exempelby.se"].into_iter()).len(), 1);
    let manifest = fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
    assert!(manifest.contains("Hemliga gatan"), "the report's own file stays as it was");
}

/// Neither properties nor anything else say who ran the program, on which machine and where.
#[test]
fn no_file_says_who_made_it_and_where() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_underlag"));
    run.args(["dispatch", folder.path().to_str().unwrap()]).current_dir(out.path());
    let run = ["USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"]
        .iter()
        .fold(&mut run, |run, name| run.env(name, "nagon-viss"));
    assert!(run.output().unwrap().status.success());
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let words = ["nagon-viss".to_owned(), name(folder.path()), name(out.path())];
    let version = out.path().join("output/liten-expediering/v1");
    for entry in fs::read_dir(&version).unwrap().map(|entry| entry.unwrap().path()) {
        let all = unfolded(&name(&entry), &fs::read(&entry).unwrap());
        assert_eq!(where_stand(&all, words.iter().map(String::as_str)), Vec::<String>::new());
    }
}

#[test]
fn what_is_carried_makes_the_same_file() {
    let folder = folder();
    for standard in [Standard::A3a, Standard::A3u, Standard::A3b, Standard::A4f] {
        for is_final in [false, true] {
            let options = Options { formats: vec![Format::Pdf], standard, is_final, ..Options::default() };
            let built = pipeline::build(folder.path(), &options).unwrap();
            let pdf = bytes(&built, ".pdf");
            assert_eq!(reverify(pdf).unwrap().differences, [], "{standard:?}");
            let attached = attachments(pdf, &mut underlag::base::budget::Budget::of_own()).unwrap();
            let carried = String::from_utf8(attached["rapport-rapport.toml"].clone()).unwrap();
            let shape = |text: &str| text.lines().map(|line| (line.len(), line.chars().count())).collect::<Vec<_>>();
            let whole = fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
            assert_eq!(shape(&carried), shape(&whole), "lines and columns stay");
            let values = |text: &str| {
                let mut table: toml::Table = toml::from_str(text).unwrap();
                table.remove("mottagare").unwrap();
                table
            };
            assert_eq!(values(&carried), values(&whole), "everything else is as it was");
        }
    }
}

/// Drafts of what is broken carry no more than others.
#[test]
fn broken_files_are_no_way_out() {
    let said = |text: &str| text.replace('@', SAID);
    let cases: [(&str, &str, Vec<u8>); 9] = [
        ("curly marks", "enheter/a.toml", said("enhet = ”a” # @\n# @\n").into_bytes()),
        ("an open text", "enheter/a.toml", said("enhet = \"a\ntext = \"\"\"\nett\nb = 1 # @\n# @\n").into_bytes()),
        ("no TOML at all", "enheter/a.toml", said("]]} # @\n= # @\n\"\"\" ett \"\"\"# @\n").into_bytes()),
        ("too deep", "enheter/a.toml", said(&format!("a = {}\n # @\n", "[".repeat(2_000))).into_bytes()),
        ("Windows-1252", "enheter/a.toml", b"enhet = \"a\" # f\xf6rtrolig\n".to_vec()),
        ("UTF-16", "enheter/a.toml", said("\u{feff}# @").encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("a document", "enheter/a.toml", said("{\\rtf1 @}").into_bytes()),
        ("a web page", "enheter/a.toml", said("<html>@</html>").into_bytes()),
        (
            "misspelled addresses",
            "rapport.toml",
            (crate::support::MANIFEST.to_owned() + &said("[[motagare]]\nE-post = \"@\"\nadress = @ 1, @\n"))
                .into_bytes(),
        ),
    ];
    for (name, path, content) in cases {
        let folder = Folder::new().with(path, &content);
        let options = Options { formats: vec![Format::Pdf], standard: Standard::A3a, ..Options::default() };
        let built = pipeline::build(folder.path(), &options).unwrap();
        assert!(!built.checked.diagnostics.is_empty(), "{name}");
        let pdf = bytes(&built, ".pdf");
        assert_eq!(reverify(pdf).unwrap().differences, [], "{name}");
        assert_eq!(where_stand(&unfolded(name, pdf), [SAID].into_iter()), Vec::<String>::new(), "{name}");
    }
}

/// Whoever knew the rest of a file could guess an address by a hash of all of it.
#[test]
fn hashes_that_leave_the_house_do_not_tell_an_address() {
    let (folder, out) = (folder(), tempfile::tempdir().unwrap());
    assert_eq!(dispatch(&folder, out.path()).0, Some(0));
    let manifest = fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
    let folder = folder.with("rapport.toml", manifest.replace("Hemliga gatan 1", "Hemliga gatan 2"));
    let (code, said) = dispatch(&folder, out.path());
    assert!(code == Some(0) && said.starts_with("version 2, "), "another address is another dispatch: {said}");
    let version = |number: u32, name: &str| {
        let path = out.path().join(format!("output/liten-expediering/v{number}/{name}"));
        fs::read(path).unwrap()
    };
    for paper in ["liten.pdf", "liten-a-3a.pdf", "liten.docx"] {
        assert_eq!(sha256(version(1, paper)), sha256(version(2, paper)), "{paper}");
    }
    let of_package = |number: u32| {
        let all = unfolded("", &version(number, "till-bo-ek.zip"));
        let hashes: serde_json::Value = serde_json::from_slice(&all["/kontrollsummor.json"]).unwrap();
        hashes["inputs"].as_str().unwrap().to_owned()
    };
    assert_eq!(of_package(1), of_package(2));
    let of_record = |number: u32| {
        let record: serde_json::Value = serde_json::from_slice(&version(number, "expediering.json")).unwrap();
        record["inputs"].as_str().unwrap().to_owned()
    };
    assert_ne!(of_record(1), of_record(2));
    assert_ne!(of_record(1), of_package(1));
}

/// Whoever wrote a file sees it as it is: only what leaves is blanked.
#[test]
fn findings_show_the_line_as_it_was_written() {
    let manifest = manifest().replace("'anna.aberg@hemma.example'\nform = \"post\"", "'anna.aberg(at)hemma' # Annas");
    let manifest = manifest.replace("arende = \"4\"", "arnde = \"4\" # ett ord");
    let folder = Folder::new().with("rapport.toml", &manifest);
    let checked = pipeline::check(folder.path(), None).unwrap();
    let shown = show::human(&checked.diagnostics, &checked.sources, Language::Swedish, false);
    assert!(shown.contains("arnde = \"4\" # ett ord\n"), "{shown}");
    let folder = folder.with("rapport.toml", manifest.replace("arnde", "arende"));
    let (code, said) = dispatch(&folder, folder.path());
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("fel[utskick-form]: `anna.aberg(at)hemma` kan inte vara en e-postadress\n"), "{said}");
    assert!(said.contains("epost = 'anna.aberg(at)hemma' # Annas\n"), "{said}");
}

/// What is wrong with an address is told where it is used, since nothing else sees it.
#[test]
fn an_address_that_no_letter_can_hold_is_told() {
    let manifest = manifest().replace("revisorerna@exempelby.se", "rev\u{202e}isorerna@exempelby.se");
    let folder = Folder::new().with("rapport.toml", manifest);
    let (code, said) = dispatch(&folder, folder.path());
    assert!(code == Some(1) && said.contains("fel[osynligt-tecken]"), "{said}");
}

/// What a camera, a drawing program and somebody noted in the pictures of the report of all shapes.
const NOTED: [&str; 6] = ["Hemlig anteckning", "HemligKamera", "Anna Andersson", "2025:08:20", "docname", "Exif"];

#[test]
fn what_is_noted_in_pictures_is_in_no_file() {
    let report = root().join("tests/reports/shapes");
    let pictures = fs::read_dir(report.join("bilder")).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
    let pictures: Vec<Vec<u8>> = pictures.collect();
    for word in NOTED {
        assert!(pictures.iter().any(|bytes| bytes.windows(word.len()).any(|it| it == word.as_bytes())), "{word}");
    }
    let formats = vec![Format::Pdf, Format::Docx, Format::Txt, Format::Typst];
    let options = Options { formats, standard: Standard::A3a, is_final: true, ..Options::default() };
    let built = pipeline::build(&report, &options).unwrap();
    let (pdf, word) = (bytes(&built, ".pdf"), bytes(&built, ".docx"));
    for (part, bytes) in unfolded("former.pdf", pdf).into_iter().chain(unfolded("former.docx", word)) {
        for word in NOTED {
            assert!(!holds(&bytes, word), "{part} holds {word}");
        }
    }
    // The auditors can make the same file again of what they have.
    assert_eq!(reverify(pdf).unwrap().differences, []);
}

/// A file that is shown twice, small and wide, is one image in the attachments: the paper can be made of them again.
#[test]
fn a_picture_that_is_shown_twice_is_made_again() {
    let photo = fs::read(root().join("tests/reports/shapes/bilder/verket.jpeg")).unwrap();
    let pictures = "\nbild = [\"liten\", \"bred\"]\n".to_owned()
        + &[("liten", 5), ("bred", 100)]
            .map(|(id, share)| {
                format!(
                    "\n[[bild]]\nid = \"{id}\"\nfil = \"verket.jpeg\"\nbildtext = \"Verket\"\n\
                     alternativtext = \"Ett hus.\"\nbredd = {share}\n"
                )
            })
            .concat();
    let folder = Folder::new().and("rapport.toml", &pictures).with("verket.jpeg", photo);
    let options = Options { formats: vec![Format::Pdf], standard: Standard::A3a, ..Options::default() };
    let built = pipeline::build(folder.path(), &options).unwrap();
    assert_eq!(built.checked.diagnostics, []);
    assert_eq!(reverify(bytes(&built, ".pdf")).unwrap().differences, []);
}
