//! The finished files say what the model says: the same headings, paragraphs, cells and notes, in the same order.

use underlag::model::Stats;

use crate::spoken::{self, Spoken};
use crate::support::{EXAMPLE, bytes};
use crate::{docx, pdf};

/// Fails at the first difference, showing what stands around it.
fn assert_same(model: &[Spoken], file: &[Spoken]) {
    let differs = model.iter().zip(file).position(|(a, b)| a != b);
    if let Some(at) = differs.or((model.len() != file.len()).then_some(model.len().min(file.len()))) {
        let around =
            |all: &[Spoken]| format!("{:#?}", &all[at.saturating_sub(2).min(all.len())..(at + 3).min(all.len())]);
        panic!("entry {at} of {} and {}:\nmodel {}\nfile {}", model.len(), file.len(), around(model), around(file));
    }
}

#[test]
fn the_pdf_says_what_the_model_says() {
    let model = spoken::of_model(EXAMPLE.document.as_ref().unwrap());
    let (root, _) = pdf::read(bytes(&EXAMPLE, ".pdf"));
    assert_same(&model, &spoken::of_pdf(&root));
}

#[test]
fn the_word_file_says_what_the_model_says() {
    let model = spoken::of_model(EXAMPLE.document.as_ref().unwrap());
    assert_same(&model, &docx::read(bytes(&EXAMPLE, ".docx")).said);
}

#[test]
fn notes_stand_on_the_page_of_their_mark() {
    let (root, _) = pdf::read(bytes(&EXAMPLE, ".pdf"));
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
    let (root, _) = pdf::read(bytes(&EXAMPLE, ".pdf"));
    let pages = spoken::contents_pages(&root);
    assert!(pages.len() > 50 && pages.is_sorted(), "{pages:?}");
    assert_eq!(pages, docx::read(bytes(&EXAMPLE, ".docx")).contents_pages);
}

/// Prints the figures that the README promises, and shows that model, PDF and Word file agree on them.
#[test]
fn counts() {
    let document = EXAMPLE.document.as_ref().unwrap();
    let stats = Stats::of(document);
    let (root, pages) = pdf::read(bytes(&EXAMPLE, ".pdf"));
    let word = docx::read(bytes(&EXAMPLE, ".docx"));
    let all = |kinds: &[&str]| {
        let mut found = Vec::new();
        root.all(kinds, &mut found);
        found.len()
    };
    let contents = document.parts.iter().filter(|part| part.contents.is_some()).count();
    let units = EXAMPLE.checked.report.as_ref().unwrap().delivered.iter().filter(|came| **came).count();
    let in_pdf = spoken::of_pdf(&root);
    let said = |said: &[Spoken], kind: &str| said.iter().filter(|entry| entry.kind == kind).count();
    let words = |said: &[Spoken]| -> usize {
        let counted = said.iter().filter(|entry| entry.kind != "entry");
        counted.map(|entry| entry.words.split_whitespace().count()).sum()
    };
    println!("{:10} {:>8} {:>8} {:>8}", "", "model", "PDF", "DOCX");
    let header_rows: usize = document
        .blocks()
        .iter()
        .filter_map(|block| match &block.kind {
            underlag::model::BlockKind::Table(table) => Some(table.header.len()),
            _ => None,
        })
        .sum();
    let model_said = spoken::of_model(document);
    let rows = [
        ("headings", stats.headings, all(&["H1", "H2", "H3", "H4"]) - contents, said(&word.said, "heading") - contents),
        ("tables", stats.tables, all(&["Table"]), word.tables),
        ("rows", stats.rows + header_rows, all(&["TR"]), word.rows),
        ("cells", stats.cells, said(&in_pdf, "cell"), said(&word.said, "cell")),
        ("notes", stats.notes, said(&in_pdf, "note"), said(&word.said, "note")),
        ("words", words(&model_said), words(&in_pdf), words(&word.said)),
        ("pages", EXAMPLE.pages, pages, word.pages as usize),
    ];
    println!("{:10} {units:>8} {units:>8} {units:>8}", "units");
    for (name, model, pdf, word) in rows {
        println!("{name:10} {model:>8} {pdf:>8} {word:>8}");
        assert!(model == pdf && pdf == word, "{name}");
    }
}
