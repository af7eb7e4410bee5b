//! Pictures beside text: in both files at the same side, and as far as the picture goes.

use underlag::base::budget::Budget;
use underlag::deliver::verify::pdf;

use crate::support::both_files::agree;
use crate::support::word_file::{BODY, parts};
use crate::support::{Folder, MANIFEST, bytes, saying, text};

const LAKE: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 40'><rect width='80' height='40' fill='#3b7a9e'/></svg>";

/// A report whose text has this, with a picture that stands at a side of it.
fn report(side: &str, keys: &str, words: &str) -> Folder {
    let picture = format!(
        "\n[[bild]]\nid = \"sjon\"\nfil = \"sjon.svg\"\nbildtext = \"Sjön\"\nalternativtext = \"En sjö.\"\nbredvid = \"{side}\"\n{keys}"
    );
    Folder::new()
        .with("rapport.toml", MANIFEST.to_owned() + &picture)
        .with("sjon.svg", LAKE)
        .with("enheter/a.toml", saying(words))
}

/// Words of some lines.
fn long(sentences: usize) -> String {
    "Vattnet tas ur sjön norr om tätorten och renas i vattenverket. ".repeat(sentences).trim().to_owned()
}

#[test]
fn a_picture_and_its_text_stand_in_both_files() {
    for side in ["vanster", "hoger"] {
        for (words, what) in [
            (format!("[[bild:sjon]]\n\n{}", long(2)), "short"),
            (format!("Först.\n\n[[bild:sjon]]\n\n{}\n\n- ett\n- två\n\n{}\n\nSist.", long(5), long(9)), "long"),
            (format!("[[bild:sjon]]\n\n> {}\n\n## Vattenverket\n\nDet byggs om.", long(1)), "a heading after"),
            (
                format!(
                    "[[bild:sjon]]\n\n{} Se https://exempelby.example/{}sjon för mer.",
                    long(1),
                    "vatten/".repeat(20)
                ),
                "an address",
            ),
        ] {
            let folder = report(side, "kalla = \"Förvaltningen\"\n", &words);
            assert_eq!(folder.findings(), "", "{side} {what}");
            let built = folder.built();
            assert!(built.checked.diagnostics.is_empty(), "{side} {what}: {:?}", built.checked.diagnostics);
            agree(&built, &format!("{side} {what}"));
            let words = text(&built);
            assert!(words.find("En sjö.") < words.find("Vattnet tas"), "the picture is told before its text: {words}");
        }
    }
}

/// Text beside the picture is editable text: no table, and a frame round what belongs to the picture alone.
#[test]
fn the_word_file_has_a_frame_and_no_table() {
    for (side, align) in [("vanster", false), ("hoger", true)] {
        let built = report(side, "kalla = \"Förvaltningen\"\n", &format!("[[bild:sjon]]\n\n{}", long(3))).built();
        let body = String::from_utf8(parts(bytes(&built, ".docx"))[BODY].clone()).unwrap();
        let framed: Vec<&str> = body.split("<w:p>").filter(|line| line.contains("<w:framePr")).collect();
        assert_eq!(framed.len(), 3, "picture, caption and source: {framed:?}");
        assert!(!body.contains("<w:tbl>"));
        assert_eq!(framed.iter().filter(|line| line.contains("w:xAlign=\"right\"")).count() == 3, align);
        assert!(framed.iter().all(|line| !line.contains("Vattnet")));
    }
}

/// The picture is a figure to those who listen, before its text.
#[test]
fn the_picture_is_a_figure_before_its_text() {
    let built = report("hoger", "", &format!("[[bild:sjon]]\n\n{}", long(3))).built();
    let root = pdf::read(bytes(&built, ".pdf"), &mut Budget::of_own()).unwrap().root;
    let mut found = Vec::new();
    root.all(&["Figure", "P"], &mut found);
    let at = |is: &dyn Fn(&pdf::Node) -> bool| found.iter().position(|node| is(node)).unwrap();
    let figure = at(&|node| node.kind == "Figure" && node.alt.as_deref() == Some("En sjö."));
    assert!(figure < at(&|node| node.words_without(&[]).starts_with("Vattnet")));
}
