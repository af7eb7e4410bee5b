//! The finished files say what the model says: the same headings, paragraphs, cells and notes, in the same order.

use std::io::{Cursor, Read, Write};

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object};
use underlag::base::budget::{Budget, Trust};
use underlag::cli::show;
use underlag::deliver::verify::{self, Entry, Kind, Sides, pdf, word};
use underlag::diagnostic::Language;
use underlag::model::Stats;
use underlag::model::{BlockKind, RowRole};

use crate::support::both_files::agree;
use crate::support::report::{Report, chapter, column, columns, notes, row, table};
use crate::support::{EXAMPLE, build, bytes, printed, reports, root, underlag};

#[test]
fn both_files_of_every_report_say_what_the_model_says() {
    for dir in reports() {
        let built = if dir.ends_with("herrljunga-ks-delar-2023") { &*EXAMPLE } else { &build(&dir) };
        let document = built.document.as_ref();
        let verified = verify::verify(bytes(built, ".pdf"), bytes(built, ".docx"), document, Trust::Own).unwrap();
        let said = show::verified(&verified, Language::English);
        assert!(verified.differences.is_empty(), "{}: {said}", dir.display());
        println!("{}: {said}", dir.display());
        assert_eq!(verified.pages, built.pages);
    }
}

/// Once a heading was lost where text in two columns with a note went on below text in one.
#[test]
fn a_heading_above_columns_with_notes_stands_in_both_files() {
    let manifest = "[[kapitel]]\nid = \"b\"\nrubrik = \"Berättelse\"\nslag = \"berattelse\"\ndelar = [\"a\"]\nspalter = 2\n\
        ny_sida = false\n";
    let more = "[[avsnitt]]\nkapitel = \"b\"\ntext = \"Mer.[^n]\"\n[noter]\nn = \"Källa\"\n";
    let built = crate::support::Folder::new().and("rapport.toml", manifest).and("enheter/a.toml", more).built();
    let verified =
        verify::verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), built.document.as_ref(), Trust::Own).unwrap();
    assert!(verified.differences.is_empty(), "{}", show::verified(&verified, Language::English));
    assert!(
        word::read(bytes(&built, ".docx"), &mut Budget::of_own())
            .unwrap()
            .said
            .iter()
            .any(|said| said.words == "Berättelse")
    );
}

/// The Word file with one part changed.
pub fn changed(word: &[u8], path: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(word)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut file = old.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut part = Vec::new();
        file.read_to_end(&mut part).unwrap();
        new.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        if name == path {
            part = change(String::from_utf8(part).unwrap()).into_bytes();
        }
        new.write_all(&part).unwrap();
    }
    new.finish().unwrap().into_inner()
}

/// A Word file of 0.1.0 has another map of its controls, with addresses of another kind.
#[test]
fn a_word_file_with_the_map_of_an_older_build_is_read() {
    let word = changed(bytes(&EXAMPLE, ".docx"), "customXml/item1.xml", |map| {
        assert!(map.contains("urn:underlag:origin:3") && map.contains("address=\"text:it/"));
        map.replace("urn:underlag:origin:3", "urn:underlag:origin:1").replace("address=\"text:it/", "address=\"it/")
    });
    let verified = verify::verify(bytes(&EXAMPLE, ".pdf"), &word, EXAMPLE.document.as_ref(), Trust::Own).unwrap();
    assert!(verified.differences.is_empty(), "{}", show::verified(&verified, Language::English));
}

/// One thing at a time is changed in the Word file: a figure, a cell, a note, a heading's level, the order, a page.
#[test]
fn what_differs_is_found() {
    let (document, pdf, word) = (EXAMPLE.document.as_ref(), bytes(&EXAMPLE, ".pdf"), bytes(&EXAMPLE, ".docx"));
    let body = "word/document.xml";
    let cases: [(&str, &str, &str, usize); 9] = [
        (body, "7\u{a0}712", "7\u{a0}721", 1),
        (body, "12\u{a0}954", "12954", 1),
        (body, "w:val=\"Heading2\"", "w:val=\"Heading3\"", 1),
        (body, "Sammanfattning</w:t>", "Samanfattning</w:t>", 1),
        ("word/footnotes.xml", "Kolada", "Kolad", 1),
        ("word/header1.xml", "Ärende 6", "Ärende 7", 1),
        ("word/header2.xml", "(", "[", 1),
        ("word/numbering.xml", "w:val=\"•\"", "w:val=\"–\"", 1),
        ("word/numbering.xml", "<w:startOverride w:val=\"1\"/>", "<w:startOverride w:val=\"2\"/>", 1),
    ];
    for (path, from, to, least) in cases {
        let other = changed(word, path, |text| {
            assert!(text.contains(from), "{path} holds {from}");
            text.replacen(from, to, 1)
        });
        let found = verify::verify(pdf, &other, document, Trust::Own).unwrap().differences;
        let sides = |sides| found.iter().filter(|found| found.sides == sides).count();
        assert!(sides(verify::Sides::PdfWord) >= least, "{from}: {found:#?}");
        // Running heads and bullets are the layout's, so that the model says nothing of them.
        assert_eq!(sides(verify::Sides::ModelPdf), 0, "{from}");
        assert!(
            found
                .iter()
                .filter_map(|found| found.second.as_ref())
                .any(|said| said.at.is_some() || said.kind == Kind::Head)
        );
    }
}

/// A PDF with the operations of a page changed.
fn repainted(pdf: &[u8], page: u32, change: impl Fn(&mut Vec<Operation>)) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).unwrap();
    let id = document.get_pages()[&page];
    let mut content = Content::decode(&document.get_page_content(id)).unwrap();
    change(&mut content.operations);
    document.change_page_content(id, content.encode().unwrap()).unwrap();
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

/// One thing at a time is moved in the PDF: all to the side, down, up; a line onto another; a column onto its neighbour.
#[test]
fn words_outside_of_their_page_or_on_others_are_found() {
    let shift = |x: i64, y: i64| {
        move |operations: &mut Vec<Operation>| {
            let matrix = [1, 0, 0, 1, x, y].map(Object::Integer).to_vec();
            operations.insert(0, Operation::new("cm", matrix));
        }
    };
    let again = |x: i64, y: i64| {
        move |operations: &mut Vec<Operation>| {
            let shown: Vec<Operation> = operations.clone();
            operations.push(Operation::new("q", Vec::new()));
            operations.push(Operation::new("cm", [1, 0, 0, 1, x, y].map(Object::Integer).to_vec()));
            operations.extend(shown);
            operations.push(Operation::new("Q", Vec::new()));
        }
    };
    let (pdf, word) = (bytes(&EXAMPLE, ".pdf"), bytes(&EXAMPLE, ".docx"));
    let found = |pdf: &[u8]| -> Vec<(bool, String)> {
        let found = verify::verify(pdf, word, None, Trust::Own).unwrap().differences;
        let places = found.into_iter().filter(|found| found.sides == Sides::Places);
        places.map(|found| (found.second.is_some(), found.first.unwrap().words)).collect()
    };
    assert_eq!(found(pdf), []);
    for (x, y) in [(300, 0), (-200, 0), (0, 400), (0, -400)] {
        let outside = found(&repainted(pdf, 1, shift(x, y)));
        assert!(!outside.is_empty() && outside.iter().all(|(over, _)| !over), "{x} {y}: {outside:?}");
    }
    for (page, x, y) in [(1, 0, 0), (1, 3, 1), (24, 20, 0)] {
        let over = found(&repainted(pdf, page, again(x, y)));
        assert!(!over.is_empty() && over.iter().all(|(over, _)| *over), "{page} {x} {y}: {over:?}");
    }
    let said = verify::verify(&repainted(pdf, 1, shift(300, 0)), word, None, Trust::Own).unwrap();
    let (sv, en) = (show::verified(&said, Language::Swedish), show::verified(&said, Language::English));
    assert!(sv.contains("PDF, sida 1: ord ”") && sv.contains("\nPDF: texten ligger utanför sidan\n"), "{sv}");
    assert!(en.contains("PDF: they stand outside of the page\n"), "{en}");
}

/// Notes under tables are notes as those at the foot of the page are.
#[test]
fn notes_under_tables_are_counted() {
    let built = build(&root().join("tests/reports/notes"));
    let document = built.document.as_ref();
    let verified = verify::verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), document, Trust::Own).unwrap();
    let rows = document.unwrap().blocks().into_iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => table.rows.iter().rfind(|row| row.role == RowRole::Notes),
        _ => None,
    });
    let under: usize = rows.flat_map(|row| &row.cells).map(|cell| cell.blocks.len()).sum();
    assert!(under > 1, "{under}");
    assert_eq!(verified.notes, document.unwrap().notes.len() + under);
}

#[test]
fn broken_files_are_told_and_not_feared() {
    let (pdf, word) = (bytes(&EXAMPLE, ".pdf"), bytes(&EXAMPLE, ".docx"));
    for (pdf, word) in [(&b""[..], word), (pdf, b"PK"), (word, pdf), (&pdf[..pdf.len() / 2], word)] {
        assert!(verify::verify(pdf, word, None, Trust::Own).is_err());
    }
    let unclosed = changed(word, "word/document.xml", |text| text.replacen("</w:tbl>", "", 1));
    assert!(verify::verify(pdf, &unclosed, None, Trust::Own).is_err());
}

#[test]
fn verify_is_a_command() {
    let (folder, out) = (crate::support::Folder::new(), tempfile::tempdir().unwrap());
    let dir = folder.path().to_str().unwrap();
    let run = underlag(&["build", dir, "--verify", "--lang", "en"], out.path());
    assert!(run.status.success() && printed(&run).contains("2 pages, 0 differences"), "{run:?}");
    let files = ["output/liten.pdf", "output/liten.docx"];
    let run = underlag(&["verify", files[0], files[1], dir, "--lang", "sv"], out.path());
    assert!(run.status.success() && printed(&run).ends_with("0 fotnoter, 2 sidor, 0 skillnader\n"), "{run:?}");
    let word = std::fs::read(out.path().join(files[1])).unwrap();
    let word = changed(&word, "word/document.xml", |text| text.replace(">Ett </w:t>", ">Två </w:t>"));
    std::fs::write(out.path().join(files[1]), word).unwrap();
    let run = underlag(&["verify", files[0], files[1], "--lang", "sv"], out.path());
    assert_eq!(run.status.code(), Some(1), "{run:?}");
    assert!(printed(&run).starts_with("PDF, sida 2: stycke ”Ett stycke.”\nWord-filen, stycke "), "{run:?}");
    let run = underlag(&["verify", files[1], files[0]], out.path());
    assert_eq!(run.status.code(), Some(2), "{run:?}");
    assert_eq!(underlag(&["verify", "saknas.pdf", files[1]], root()).status.code(), Some(2));
}

#[test]
fn notes_stand_on_the_page_of_their_mark() {
    let root = pdf::read(bytes(&EXAMPLE, ".pdf"), &mut Budget::of_own()).unwrap().root;
    let (mut notes, mut labels) = (Vec::new(), Vec::new());
    root.all(&["Note"], &mut notes);
    // A note's element holds its own label, which is not looked for here.
    root.all(&["Lbl", "Note"], &mut labels);
    assert_eq!(notes.len(), 16);
    for (at, note) in notes.iter().enumerate() {
        let number = (at + 1).to_string();
        let mark = labels.iter().find(|label| label.kind == "Lbl" && label.words_without(&[]).trim() == number);
        let mark = mark.unwrap_or_else(|| panic!("the mark of note {number}"));
        assert_eq!(mark.page(), note.page(), "note {number}");
    }
}

#[test]
fn the_contents_have_the_same_page_numbers() {
    let pages = pdf::read(bytes(&EXAMPLE, ".pdf"), &mut Budget::of_own()).unwrap().contents_pages;
    let numbers: Vec<u32> = pages.iter().map(|page| page.parse().unwrap()).collect();
    assert!(numbers.len() > 50 && numbers.is_sorted(), "{pages:?}");
    assert_eq!(pages, word::read(bytes(&EXAMPLE, ".docx"), &mut Budget::of_own()).unwrap().contents_pages);
}

/// Prints the figures of `benches/README.md`, and shows that model, PDF and Word file agree on them.
#[test]
fn counts() {
    let document = EXAMPLE.document.as_ref().unwrap();
    let stats = Stats::of(document);
    let pdf = pdf::read(bytes(&EXAMPLE, ".pdf"), &mut Budget::of_own()).unwrap();
    let word = word::read(bytes(&EXAMPLE, ".docx"), &mut Budget::of_own()).unwrap();
    let all = |kinds: &[&str]| {
        let mut found = Vec::new();
        pdf.root.all(kinds, &mut found);
        found.len()
    };
    let contents = document.parts.iter().filter(|part| part.contents.is_some()).count();
    let units = EXAMPLE.checked.report.as_ref().unwrap().delivered.iter().filter(|came| **came).count();
    let said = |said: &[Entry], kind: Kind| said.iter().filter(|entry| entry.kind == kind).count();
    let headings = |said: &[Entry]| said.iter().filter(|entry| matches!(entry.kind, Kind::Heading(_))).count();
    let words = |said: &[Entry]| -> usize {
        let counted = said.iter().filter(|entry| !matches!(entry.kind, Kind::Entry | Kind::Sign));
        counted.map(|entry| entry.words.split_whitespace().count()).sum()
    };
    println!("{:10} {:>8} {:>8} {:>8}", "", "model", "PDF", "DOCX");
    let header_rows = |block: &&underlag::model::Block| match &block.kind {
        BlockKind::Table(table) => Some(table.header.len()),
        _ => None,
    };
    let header_rows: usize = document.blocks().iter().filter_map(header_rows).sum();
    let model = verify::of_model(document);
    let rows = [
        ("headings", stats.headings, headings(&pdf.said) - contents, headings(&word.said) - contents),
        ("tables", stats.tables, all(&["Table"]), word.tables),
        ("rows", stats.rows + header_rows, all(&["TR"]), word.rows),
        ("cells", stats.cells, said(&pdf.said, Kind::Cell), said(&word.said, Kind::Cell)),
        ("notes", stats.notes, said(&pdf.said, Kind::Note), said(&word.said, Kind::Note)),
        ("words", words(&model), words(&pdf.said), words(&word.said)),
        ("pages", EXAMPLE.pages, pdf.pages.len(), word.pages),
    ];
    println!("{:10} {units:>8} {units:>8} {units:>8}", "units");
    for (name, model, pdf, word) in rows {
        println!("{name:10} {model:>8} {pdf:>8} {word:>8}");
        assert!(model == pdf && pdf == word, "{name}");
    }
}

#[test]
fn letters_from_right_to_left_are_no_difference() {
    let words = "Namn: אבג och „שלום” 45. Flera ord: אבג דהו 123 זחט, samt (אבג).";
    let report = |words: &str| {
        let cells = [("budget", "10"), ("utfall", "\"אבג 12\"")];
        let table = [
            chapter("e", "אבג 2025 och דהו", "tabeller").key("tabeller", ["t"]),
            columns("k").key("sort", "tkr"),
            column("budget", "Budget שלום"),
            column("utfall", "Utfall"),
            table("t", "Tabell", "k", ["a/r"]),
        ];
        let rows = [row("t", "r", "זחט 3").cells(&cells), notes(&[("n", "Not על שלום 12 och så.")])];
        Report::new().text(&format!("{words} אבג[^n]")).add(table).deliver("a", rows)
    };
    for words in [words, "אבג", &"אבג דהו זחט ".repeat(40)] {
        agree(&report(words).built(), words);
    }
    // A letter that is missing is one.
    let [one, other] = ["אבג", "אב"].map(|words| report(words).built());
    let verified = verify::verify(bytes(&one, ".pdf"), bytes(&other, ".docx"), None, Trust::Own).unwrap();
    assert!(!verified.differences.is_empty());
}
