//! What the PDF carries for the auditors, and making it again from that.

use std::collections::BTreeMap;
use std::path::Path;

use lopdf::{Document, Object};
use underlag::base::budget::Budget;
use underlag::base::hash::sha256;
use underlag::base::standard::Standard;
use underlag::deliver::reverify::{self, Difference, attachments, reverify};
use underlag::pipeline::evidence::{FORMAT, Record, commit, program};
use underlag::pipeline::{self, Built};
use underlag::pipeline::{Format, Options};
use underlag::report::Delivery;
use underlag::report::address;

use crate::support::report::Report;
use crate::support::{Folder, bytes, printed, reports, root, underlag};

fn build(dir: &Path, standard: Standard, layout: Option<&Path>, is_final: bool) -> Built {
    let layout = layout.map(|path| path.to_str().unwrap().to_owned());
    let options = Options { formats: vec![Format::Pdf], layout, is_final, standard, ..Options::default() };
    pipeline::build(dir, &options).unwrap()
}

fn attached(dir: &Path) -> (Vec<u8>, BTreeMap<String, Vec<u8>>) {
    let pdf = bytes(&build(dir, Standard::A3a, None, false), ".pdf").to_vec();
    let attached = attachments(&pdf, &mut Budget::of_own()).unwrap();
    (pdf, attached)
}

fn record(attached: &BTreeMap<String, Vec<u8>>) -> Record {
    serde_json::from_slice(&attached["kontrollsummor.json"]).unwrap()
}

fn example() -> std::path::PathBuf {
    root().join("inputs/herrljunga-ks-delar-2023")
}

/// Comments stay in the house, and everything else is as it stands on the disk, line by line.
#[test]
fn sources_are_attached_without_comments() {
    let (_, attached) = attached(&example());
    let record = record(&attached);
    let mut sources = 0;
    for file in &record.files {
        assert_eq!(sha256(&attached[&file.name]), file.sha256, "{}", file.name);
        assert_eq!(attached[&file.name].len(), file.bytes);
        if let Some(path) = file.path.strip_prefix("rapport/") {
            let [carried, whole] = [attached[&file.name].clone(), std::fs::read(example().join(path)).unwrap()];
            let [carried, whole] = [carried, whole].map(|bytes| String::from_utf8(bytes).unwrap());
            assert_eq!(carried.lines().count(), whole.lines().count(), "{path}");
            for (carried, whole) in carried.lines().zip(whole.lines()).filter(|(carried, whole)| carried != whole) {
                let (value, _) = whole.split_once('#').unwrap();
                assert!(carried.starts_with(&format!("{value}#*")), "{path}: {whole}");
            }
            sources += 1;
        }
    }
    assert_eq!((sources, record.files.len() + 1), (13, attached.len()));
    assert_eq!(attached["layout-tokens.toml"], std::fs::read(root().join("layouts/kommun/tokens.toml")).unwrap());
    assert_eq!((record.standard.as_str(), record.is_final), ("a-3a", false));
}

#[test]
fn attachments_have_a_type_a_description_and_a_relation() {
    let (pdf, attached) = attached(&example());
    let document = Document::load_mem(&pdf).unwrap();
    let mut relations: BTreeMap<String, usize> = BTreeMap::new();
    for object in document.objects.values() {
        let Ok(specification) = object.as_dict() else { continue };
        if specification.get(b"Type").and_then(Object::as_name).ok() != Some(b"Filespec") {
            continue;
        }
        assert!(!lopdf::decode_text_string(specification.get(b"Desc").unwrap()).unwrap().is_empty());
        let relation = specification.get(b"AFRelationship").and_then(Object::as_name).unwrap();
        *relations.entry(String::from_utf8_lossy(relation).into_owned()).or_default() += 1;
        let files = specification.get_deref(b"EF", &document).and_then(Object::as_dict).unwrap();
        let file = files.get_deref(b"F", &document).and_then(Object::as_stream).unwrap();
        assert!(file.dict.get(b"Subtype").and_then(Object::as_name).unwrap().contains(&b'/'));
    }
    assert_eq!(relations.values().sum::<usize>(), attached.len());
    assert_eq!((relations["Source"], relations["Data"], relations["Supplement"]), (13, 3, 4));
    assert!(document.catalog().unwrap().has(b"AF"), "the document names its associated files");
}

/// The table of figures has every cell that is not empty, and its values are those of the report.
#[test]
fn every_figure_is_in_the_table() {
    let built = build(&example(), Standard::A3a, None, false);
    let report = built.checked.report.as_ref().unwrap();
    let attached = attachments(bytes(&built, ".pdf"), &mut Budget::of_own()).unwrap();
    let json: Vec<serde_json::Value> = serde_json::from_slice(&attached["uppgifter.json"]).unwrap();
    let finance = address::cells(report);
    for found in &finance {
        let name = address::of(report, found.table, found.row, found.column.unwrap());
        let entry = json.iter().find(|entry| entry["address"] == name.to_string()).unwrap_or_else(|| panic!("{name}"));
        if let underlag::input::section::Content::Figure(amount) = &found.cell().unwrap().content {
            assert_eq!(entry["value"], amount.to_string(), "{name}");
            assert_eq!(entry["shown"], amount.swedish(), "{name}");
        }
        let source = std::fs::read_to_string(example().join(entry["file"].as_str().unwrap())).unwrap();
        let line = source.lines().nth(usize::try_from(entry["line"].as_u64().unwrap()).unwrap() - 1).unwrap();
        assert!(line.contains(entry["written"].as_str().unwrap()), "{name}: {line}");
    }
    let of = |kind: &str| json.iter().filter(|entry| entry["kind"] == kind).count();
    let risks = report.risk_tables().flat_map(|table| &table.risks);
    let risks = risks.filter(|owned| matches!(owned.risk, Delivery::Delivered(_))).count();
    assert_eq!((of("finance"), of("risk")), (finance.len(), risks * 3));
    assert!(of("indicator") > 100);
    let mut addresses: Vec<&str> = json.iter().map(|entry| entry["address"].as_str().unwrap()).collect();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), json.len(), "no address twice");
    let csv = String::from_utf8(attached["uppgifter.csv"].clone()).unwrap();
    assert_eq!(csv.matches("\r\n").count(), json.len() + 1);
    assert!(csv.contains("\r\ncell:verksamhet/it/it/utfall_2023_08;ekonomi;"), "{}", &csv[..400]);
    assert!(csv.contains(";tkr;7712;7\u{a0}712;7712;enheter/it.toml;"));
}

#[test]
fn figures_of_texts_go_with_the_file() {
    let unit = "enhet = \"a\"\n[[avsnitt]]\nkapitel = \"text\"\ntext = \"Vi köpte en bil för 410 tkr.\"\n";
    let (_, attached) = attached(Folder::new().with("enheter/a.toml", unit).path());
    let line: serde_json::Value = serde_json::from_slice(&attached["texternas-tal.jsonl"]).unwrap();
    let figure = (&line["unit"], &line["figure"], &line["outcome"], &line["line"]);
    assert_eq!(figure, (&"a".into(), &"410 tkr".into(), &"unbacked".into(), &4.into()));
}

#[test]
fn the_protocol_tells_what_was_found_and_what_is_accepted() {
    let exception = "[[undantag]]\nkod = \"doubled-word\"\nskal = \"Det heter så.\"\n";
    let unit = "enhet = \"a\"\n[[avsnitt]]\nkapitel = \"text\"\ntext = \"Ett ett stycke [^x].\"\n";
    let folder = Folder::new().with("enheter/a.toml", format!("{unit}{exception}"));
    let (_, attached) = attached(folder.path());
    let text = String::from_utf8(attached["kontroller.jsonl"].clone()).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["code"], &lines[0]["accepted"]), (&"note-without-text".into(), &serde_json::Value::Null));
    assert_eq!((&lines[1]["code"], &lines[1]["accepted"]["reason"]), (&"doubled-word".into(), &"Det heter så.".into()));
    assert_eq!((&lines[1]["accepted"]["file"], &lines[1]["accepted"]["line"]), (&"enheter/a.toml".into(), &5.into()));
}

#[test]
fn attachments_change_no_page() {
    let pages = |standard| {
        let built = build(&example(), standard, None, false);
        let document = Document::load_mem(bytes(&built, ".pdf")).unwrap();
        document.get_pages().into_values().map(|page| document.get_page_content(page)).collect::<Vec<_>>()
    };
    assert!(pages(Standard::A2a) == pages(Standard::A3a));
}

/// A layout's folder of its own: the built-in one with another colour and a font.
fn layout(folder: Folder, at: &str) -> Folder {
    let read = |file: &str| std::fs::read_to_string(root().join("layouts/kommun").join(file)).unwrap();
    folder
        .with(&format!("{at}/tokens.toml"), read("tokens.toml").replace("#14394f", "#3a1450"))
        .with(&format!("{at}/template.typ"), read("template.typ"))
        .with(&format!("{at}/fonts/Egen.ttf"), notosans::REGULAR_TTF)
}

#[test]
fn the_file_is_made_again_byte_for_byte() {
    let stray = Folder::new().with("enheter/b (kopia).toml", "hemligt = true");
    let marked = Folder::new().with("rapport.toml", format!("\u{feff}{}", crate::support::MANIFEST));
    let ansi = Folder::new().with("enheter/a.toml", b"enhet = \"a\"\n# \xe5\n");
    let twice = Folder::new().and("rapport.toml", "[[enhet]]\nid = \"b\"\nnamn = \"B\"\nfil = \"enheter/a.toml\"\n");
    let in_layout = |layout: &str| Report::new().key("layout", layout);
    let own = layout(in_layout("min/layout").folder(), "min/layout");
    let deep = Folder::new().with("x/rapport.toml", in_layout("../y").manifest());
    let deep = layout(deep.with("x/enheter/a.toml", crate::support::UNIT), "y");
    let given = layout(Folder::new(), "y");
    let heir = "arver = \"region\"\nnamn = \"Vår\"\n[farg]\nrubrik = \"#123456\"\n";
    let heir = in_layout("var").file("var/tokens.toml", heir).folder();
    let region = in_layout("region").folder();
    let missing = Folder::new().without("enheter/a.toml");
    let misnamed = Folder::new().without("enheter/a.toml").with("enheter/a.toml.txt", crate::support::UNIT);
    let document = Folder::new().with("enheter/a.toml", b"PK\x03\x04 word/document.xml");
    let curly = Folder::new().with("enheter/a.toml", crate::support::UNIT.replace('"', "”"));
    for (name, dir, given) in [
        ("the example", example(), None),
        ("a clean report", root().join("tests/reports/clean"), None),
        ("a stray file", stray.path().to_owned(), None),
        ("a byte order mark", marked.path().to_owned(), None),
        ("a file that is not UTF-8", ansi.path().to_owned(), None),
        ("one file of two units", twice.path().to_owned(), None),
        ("a missing file", missing.path().to_owned(), None),
        ("a file with another name", misnamed.path().to_owned(), None),
        ("a document of Word's", document.path().to_owned(), None),
        ("curly quotation marks", curly.path().to_owned(), None),
        ("a layout that inherits", heir.path().to_owned(), None),
        ("a layout of the program that inherits", region.path().to_owned(), None),
        ("a layout in the report's folder", own.path().to_owned(), None),
        ("a layout beside the report's folder", deep.path().join("x"), None),
        ("a layout from the command line", given.path().to_owned(), Some(given.path().join("y"))),
    ] {
        for standard in [Standard::A3a, Standard::A4f] {
            let built = build(&dir, standard, given.as_deref(), false);
            let verdict = reverify(bytes(&built, ".pdf")).unwrap();
            assert!(verdict.differences.is_empty(), "{name}: {:?}", verdict.differences);
            // One that lies outside of the report's folder is not taken, but the program's own.
            let foreign = ["that inherits", "in the report's folder", "the command line"];
            let foreign = foreign.iter().any(|end| name.ends_with(end)) && !name.contains("of the program");
            assert_eq!(verdict.own_layout, !foreign, "{name}: {}", verdict.layout);
            assert_eq!((verdict.program.as_str(), verdict.commit.as_deref()), (program().as_str(), commit()));
        }
    }
    let attached = attached(stray.path()).1;
    assert!(!attached.values().any(|bytes| bytes.windows(7).any(|part| part == b"hemligt")), "strays are not opened");
}

#[test]
fn every_report_in_inputs_is_made_again() {
    for dir in reports() {
        let verdict = reverify(bytes(&build(&dir, Standard::A3a, None, false), ".pdf")).unwrap();
        assert!(verdict.differences.is_empty(), "{}: {:?}", dir.display(), verdict.differences);
    }
}

#[test]
fn what_is_changed_is_named() {
    let (pdf, _) = attached(&root().join("tests/reports/clean"));
    let changed = |change: &dyn Fn(&mut Document)| {
        let mut document = Document::load_mem(&pdf).unwrap();
        change(&mut document);
        let mut out = Vec::new();
        document.save_to(&mut out).unwrap();
        reverify(&out).unwrap().differences
    };
    let attachment = |name: &'static str, bytes: Option<Vec<u8>>| {
        move |document: &mut Document| {
            let id = *document
                .objects
                .iter()
                .find(|(_, object)| {
                    object.as_dict().is_ok_and(|file| {
                        file.get(b"UF").ok().and_then(|it| lopdf::decode_text_string(it).ok()).as_deref() == Some(name)
                    })
                })
                .unwrap()
                .0;
            let specification = document.get_dictionary(id).unwrap().clone();
            let file = specification.get(b"EF").and_then(Object::as_dict).unwrap().get(b"F").unwrap();
            let file = file.as_reference().unwrap();
            match &bytes {
                Some(bytes) => {
                    let stream = document.get_object_mut(file).and_then(Object::as_stream_mut).unwrap();
                    stream.dict.remove(b"Filter");
                    stream.set_content(bytes.clone());
                }
                None => drop(document.get_dictionary_mut(id).unwrap().remove(b"EF")),
            }
        }
    };
    let section = changed(&attachment("rapport-enheter-gata.toml", Some(b"enhet = \"gata\"".to_vec())));
    assert!(
        matches!(&section[..], [Difference::Hash { name, .. }] if name == "rapport-enheter-gata.toml"),
        "{section:?}"
    );
    let figures = changed(&attachment("uppgifter.csv", Some(b"adress".to_vec())));
    assert!(matches!(&figures[..], [Difference::Hash { name, .. }] if name == "uppgifter.csv"), "{figures:?}");
    let gone = changed(&attachment("layout-tokens.toml", None));
    assert_eq!(gone, [Difference::Missing("layout-tokens.toml".into())]);
    let page = changed(&|document| {
        let page = *document.get_pages().get(&2).unwrap();
        document.add_page_contents(page, b"1 0 0 rg".to_vec()).unwrap();
    });
    assert_eq!(page, [Difference::Page(2)]);
    let title = changed(&|document| {
        let id = document.trailer.get(b"Info").and_then(Object::as_reference).unwrap();
        document.get_dictionary_mut(id).unwrap().set("Title", Object::string_literal("x"));
    });
    assert!(matches!(title[..], [Difference::Byte(_)]), "{title:?}");
}

/// Somebody changes a section and its hash: the file is whole, but not what the section makes.
#[test]
fn a_hash_that_was_made_to_fit_does_not_help() {
    let (pdf, attached) = attached(&root().join("tests/reports/clean"));
    let mut record = record(&attached);
    let name = "rapport-enheter-gata.toml";
    let changed = String::from_utf8(attached[name].clone()).unwrap().replace("18420", "18421");
    record.files.iter_mut().find(|file| file.name == name).unwrap().sha256 = sha256(changed.as_bytes());
    let record = serde_json::to_vec_pretty(&record).unwrap();
    let mut document = Document::load_mem(&pdf).unwrap();
    for object in document.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else { continue };
        let content = stream.get_plain_content().unwrap_or_default();
        let new = if content == attached[name] {
            changed.as_bytes()
        } else if content == attached["kontrollsummor.json"] {
            &record
        } else {
            continue;
        };
        stream.dict.remove(b"Filter");
        stream.set_content(new.to_vec());
    }
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    let differences = reverify(&out).unwrap().differences;
    assert!(differences.contains(&Difference::Attachment("uppgifter.csv".into())), "{differences:?}");
    assert!(differences.iter().any(|difference| matches!(difference, Difference::Page(_))), "{differences:?}");
}

#[test]
fn names_that_lead_out_are_refused() {
    let (pdf, attached) = attached(&root().join("tests/reports/clean"));
    let mut record = record(&attached);
    record.strays.push("../../utanfor.toml".to_owned());
    let record = serde_json::to_vec_pretty(&record).unwrap();
    let mut document = Document::load_mem(&pdf).unwrap();
    for object in document.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else { continue };
        if stream.get_plain_content().unwrap_or_default() == attached["kontrollsummor.json"] {
            stream.dict.remove(b"Filter");
            stream.set_content(record.clone());
        }
    }
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    assert_eq!(reverify(&out).unwrap().differences, [Difference::Outside("../../utanfor.toml".into())]);
}

/// A file of an older build: its hashes are compared, and it is said which program can make it again.
#[test]
fn a_file_of_another_program_is_not_made_again() {
    let (pdf, attached) = attached(&root().join("tests/reports/clean"));
    for (format, program) in [(1, "underlag 0.1.0"), (FORMAT, "underlag 0.9.9"), (1, "underlag 0.2.0")] {
        let record =
            serde_json::to_vec_pretty(&Record { format, program: program.into(), ..record(&attached) }).unwrap();
        let with = |changed: Option<&str>| {
            let mut document = Document::load_mem(&pdf).unwrap();
            for object in document.objects.values_mut() {
                let Ok(stream) = object.as_stream_mut() else { continue };
                let content = stream.get_plain_content().unwrap_or_default();
                let new = match changed {
                    _ if content == attached["kontrollsummor.json"] => record.clone(),
                    Some(name) if content == attached[name] => b"annat".to_vec(),
                    _ => continue,
                };
                stream.dict.remove(b"Filter");
                stream.set_content(new);
            }
            let mut out = Vec::new();
            document.save_to(&mut out).unwrap();
            out
        };
        let (whole, changed) = (with(None), with(Some("uppgifter.csv")));
        // Its layout has the name of one of the program's own, which is not enough.
        let shown = reverify(&with(Some("layout-template.typ"))).unwrap();
        assert!(!shown.own_layout && reverify(&whole).unwrap().own_layout && shown.layout == "kommun");
        assert_eq!(reverify(&whole).unwrap().differences, [Difference::Program(program.into())]);
        let differences = reverify(&changed).unwrap().differences;
        assert!(
            matches!(&differences[..], [Difference::Hash { name, .. }] if name == "uppgifter.csv"),
            "{differences:?}"
        );
        let out = tempfile::tempdir().unwrap();
        std::fs::write(out.path().join("aldre.pdf"), &whole).unwrap();
        let run = underlag(&["reverify", "aldre.pdf", "--lang", "sv"], out.path());
        let said = printed(&run);
        assert_eq!(run.status.code(), Some(1), "{said}");
        assert!(said.starts_with("fel[made-by-other-program]: ") && said.contains(program), "{said}");
        assert!(said.ends_with("filen återskapades inte\n"), "{said}");
    }
}

/// The hashes and the table of figures had other names up to format 4.
#[test]
fn a_file_with_the_former_names_is_compared() {
    let (pdf, attached) = attached(&root().join("tests/reports/clean"));
    let renamed = |name: &str| match name {
        "kontrollsummor.json" => "manifest.json".to_owned(),
        name => name.replace("uppgifter.", "figurer."),
    };
    let mut former = record(&attached);
    former.format = 4;
    former.files.iter_mut().for_each(|file| (file.name, file.path) = (renamed(&file.name), renamed(&file.path)));
    let former = serde_json::to_vec_pretty(&former).unwrap();
    let mut document = Document::load_mem(&pdf).unwrap();
    for object in document.objects.values_mut() {
        if let Ok(stream) = object.as_stream_mut()
            && stream.get_plain_content().unwrap_or_default() == attached["kontrollsummor.json"]
        {
            stream.dict.remove(b"Filter");
            stream.set_content(former.clone());
        } else if let Ok(file) = object.as_dict_mut()
            && file.get(b"Type").and_then(Object::as_name).ok() == Some(b"Filespec")
        {
            for key in [&b"F"[..], b"UF"] {
                let name = lopdf::decode_text_string(file.get(key).unwrap()).unwrap();
                file.set(key, lopdf::text_string(&renamed(&name)));
            }
        }
    }
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    let names = attachments(&out, &mut Budget::of_own()).unwrap();
    assert!(names.contains_key("manifest.json") && names.contains_key("figurer.csv"), "{:?}", names.keys());
    let same = [Difference::Program(record(&attached).program)];
    assert_eq!(reverify(&out).unwrap().differences, same);
}

/// A build that states its commit makes files that only the same build makes again; older files state none.
#[test]
fn a_file_says_which_build_made_it() {
    let (_, attached) = attached(&root().join("tests/reports/clean"));
    let record = record(&attached);
    assert_eq!(record.commit.as_deref(), commit());
    let other = Record { commit: Some("1a2b3c4".into()), ..record };
    let text = serde_json::to_string(&other).unwrap();
    assert_eq!(serde_json::from_str::<Record>(&text).unwrap(), other);
    let older = serde_json::from_str::<Record>(&text.replace("\"commit\":\"1a2b3c4\",", "")).unwrap();
    assert_eq!(older.commit, None);
}

#[test]
fn the_command_says_so() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let dir = folder.path().to_str().unwrap();
    assert!(underlag(&["build", dir, "--standard", "a-3a"], out.path()).status.success());
    let run = underlag(&["reverify", "output/liten.pdf", "--lang", "sv"], out.path());
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    let said = printed(&run);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[0], "layout: `kommun`, en av programmets egna");
    assert!(lines[1].starts_with("gjord av underlag ") && lines[2].starts_with("identisk: återskapad ur "), "{said}");
    assert!(said.ends_with(" byte)\n"), "{said}");
    let mut pdf = std::fs::read(out.path().join("output/liten.pdf")).unwrap();
    pdf.extend_from_slice(b"%\n");
    std::fs::write(out.path().join("mera.pdf"), pdf).unwrap();
    let run = underlag(&["reverify", "mera.pdf", "--lang", "en"], out.path());
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(printed(&run).ends_with("not identical\n"), "{}", printed(&run));
    assert!(underlag(&["build", dir], out.path()).status.success());
    for file in ["output/liten.pdf", "output/liten.docx", "finns-inte.pdf"] {
        let run = underlag(&["reverify", file], out.path());
        assert_eq!(run.status.code(), Some(2), "{file}");
        assert!(!run.stderr.is_empty());
    }
    for (file, why) in [(&b"%PDF-1.7"[..], "the PDF is damaged"), (b"PK", "no PDF")] {
        let error = reverify::reverify(file).unwrap_err();
        let said = underlag::cli::texts::cannot_remake(&error, underlag::diagnostic::Language::English);
        assert!(said.starts_with(why), "{said}");
    }
}
