//! Marks of notes that come and go in Word: tracked, with their paragraph, at the end of what they stand in.

use underlag::deliver::absorb::{Absorbed, Outcome, Tracked, absorb};

use crate::support::word_file::{BODY, NOTES, Parts, element, packed, part, parts};
use crate::support::{Folder, bytes};

const MORE: &str = r#"
[[kapitel]]
id = "tabeller"
rubrik = "Tabeller"
slag = "tabeller"
tabeller = ["t"]

[[kapitel]]
id = "sist"
rubrik = "Sist"
slag = "berattelse"
delar = ["a"]

[[tabell]]
id = "t"
rubrik = "Drift"
kolumner = "k"
rader = ["a/gator", "a/parker"]

[[kolumner]]
id = "k"
mattenhet = "tkr"
kolumn = [{ id = "u", rubrik = "Utfall" }, { id = "v", rubrik = "Läge", slag = "text" }]
"#;

const UNIT: &str = r#"enhet = "a"

[[avsnitt]]
kapitel = "text"
text = '''
Gatorna[^kort] sopades i år.

- en punkt

Lamporna byttes.[^lampa]

Rören[^kort] lades om.
'''

[[avsnitt]]
kapitel = "sist"
text = '''
Bron målades i maj.
'''

[[rad]]
tabell = "t"
id = "gator"
namn = "Gator"
u = 7712
v = "bra[^cell]"
kommentar = "Snö föll."

[[rad]]
tabell = "t"
id = "parker"
namn = "Parker"
u = 12
v = "sämre"

[noter]
kort = "En kort not."
lampa = "Dioder."
cell = "Enligt mätning."
"#;

const WHO: &str = "w:id=\"901\" w:author=\"Eva Ek\" w:date=\"2025-09-18T10:00:00Z\"";

const MARK: &str =
    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"77\"/></w:r>";

fn made() -> (Folder, Parts) {
    let folder = Folder::new().and("rapport.toml", MORE).with("enheter/a.toml", UNIT);
    let parts = parts(bytes(&folder.built(), ".docx"));
    (folder, parts)
}

/// What comes of a file whose parts were changed.
fn take(tracked: Tracked, change: impl Fn(&mut Parts)) -> Absorbed {
    let (folder, mut parts) = made();
    change(&mut parts);
    absorb(folder.path(), &packed(&parts), tracked).unwrap()
}

fn with_body(parts: &mut Parts, change: impl Fn(&str) -> String) {
    let body = part(parts, BODY);
    let new = change(&body);
    assert_ne!(body, new);
    parts.insert(BODY.to_owned(), new.into_bytes());
}

/// The paragraph that says this with its marks of notes taken out, tracked.
fn without_marks(body: &str, words: &str) -> String {
    let whole = element(body, "p", words);
    let run = regex::Regex::new("(?s)<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>.*?</w:r>").unwrap();
    assert!(run.is_match(whole), "{whole}");
    body.replacen(
        whole,
        &run.replace_all(whole, |run: &regex::Captures<'_>| format!("<w:del {WHO}>{}</w:del>", &run[0])),
        1,
    )
}

/// The paragraph that says this taken out, tracked, as Word does it.
fn without_paragraph(body: &str, words: &str) -> String {
    let whole = element(body, "p", words);
    let run = regex::Regex::new("(?s)<w:r>.*?</w:r>").unwrap();
    let gone = run.replace_all(whole, |run: &regex::Captures<'_>| {
        let run =
            run[0].replace("<w:t>", "<w:delText>").replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>");
        format!("<w:del {WHO}>{run}</w:del>")
    });
    let gone = gone.replacen("</w:pPr>", &format!("<w:rPr><w:del {WHO}/></w:rPr></w:pPr>"), 1);
    body.replacen(whole, &gone, 1)
}

fn text(absorbed: &Absorbed) -> String {
    let [(_, text)] = absorbed.files.as_slice() else { panic!("{:#?}", absorbed.changes) };
    String::from_utf8(text.clone()).unwrap()
}

fn is_all_taken(absorbed: &Absorbed) -> bool {
    absorbed.changes.iter().all(|it| it.outcome == Outcome::Taken)
}

/// What goes tracked changes the unit's file so; taken back, nothing.
fn takes_along(words: &str, change: &[(&str, &str)], gone: fn(&str, &str) -> String) {
    let change_body = |parts: &mut Parts| with_body(parts, |body| gone(body, words));
    let absorbed = take(Tracked::Accept, change_body);
    let wanted = change.iter().fold(UNIT.to_owned(), |text, (from, to)| text.replacen(from, to, 1));
    assert_eq!(text(&absorbed), wanted, "{words}");
    let rest = absorbed.changes.iter().filter(|it| it.outcome != Outcome::Taken);
    let left: Vec<&str> = rest.filter_map(|it| it.was.as_deref()).collect();
    // Another mark leads there still: what of the note is gone from the file is listed.
    assert_eq!(left, if words == "Gatorna" { &["En kort not."][..] } else { &[] }, "{words}");
    let back = take(Tracked::Reject, change_body);
    assert!(back.changes.is_empty() && back.files.is_empty(), "{words} {:#?}", back.changes);
}

#[test]
fn a_mark_that_goes_tracked_takes_its_note_along() {
    for (words, change) in [
        ("Lamporna", [("byttes.[^lampa]", "byttes."), ("lampa = \"Dioder.\"\n", "")]),
        ("bra", [("bra[^cell]", "bra"), ("cell = \"Enligt mätning.\"\n", "")]),
        ("Gatorna", [("Gatorna[^kort]", "Gatorna"), ("", "")]),
        ("Rören", [("Rören[^kort]", "Rören"), ("", "")]),
    ] {
        takes_along(words, &change, without_marks);
    }
}

#[test]
fn a_paragraph_that_goes_tracked_takes_its_note_along() {
    for (words, change) in [
        ("Lamporna", [("Lamporna byttes.[^lampa]\n\n", ""), ("lampa = \"Dioder.\"\n", "")]),
        ("Gatorna", [("Gatorna[^kort] sopades i år.\n\n", ""), ("", "")]),
        ("Rören", [("\n\nRören[^kort] lades om.\n", "\n"), ("", "")]),
    ] {
        takes_along(words, &change, without_paragraph);
    }
}

/// A new note, `En ny not.`, whose mark stands where a change of the body has put it.
fn noted(parts: &mut Parts, change: impl Fn(&str) -> String) {
    with_body(parts, change);
    let new = "<w:footnote w:id=\"77\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:footnoteRef/></w:r>\
               <w:r><w:t xml:space=\"preserve\"> En ny not.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let notes = part(parts, NOTES).replacen("</w:footnotes>", new, 1);
    parts.insert(NOTES.to_owned(), notes.into_bytes());
}

#[test]
fn a_new_note_is_the_last_thing_of_what_it_stands_in() {
    let inserted = format!("<w:ins {WHO}>{MARK}</w:ins>");
    for (words, from) in [
        ("Gatorna", "sopades i år."),
        ("en punkt", "- en punkt"),
        ("Lamporna", "byttes.[^lampa]"),
        ("Bron målades", "Bron målades i maj."),
        ("sämre", "v = \"sämre"),
        ("Parker", "namn = \"Parker"),
        ("Snö föll.", "kommentar = \"Snö föll."),
    ] {
        for mark in [MARK, &inserted] {
            let put = |body: &str| {
                let whole = element(body, "p", words);
                body.replacen(whole, &whole.replacen("</w:p>", &format!("{mark}</w:p>"), 1), 1)
            };
            let absorbed = take(Tracked::Accept, |parts| noted(parts, put));
            let wanted = UNIT.replacen(from, &format!("{from}[^en-ny]"), 1) + "en-ny = \"En ny not.\"\n";
            assert_eq!(text(&absorbed), wanted, "{words} {:#?}", absorbed.changes);
            assert!(is_all_taken(&absorbed), "{:#?}", absorbed.changes);
            if mark != MARK {
                // Word keeps the words of a note whose mark is not accepted.
                let back = take(Tracked::Reject, |parts| noted(parts, put));
                assert!(back.changes.is_empty() && back.files.is_empty(), "{words} {:#?}", back.changes);
            }
        }
    }
}

#[test]
fn a_new_paragraph_has_a_new_note() {
    for (words, from, lead) in [
        ("Gatorna", "sopades i år.", "\n\n"),
        ("en punkt", "- en punkt", "\n- "),
        ("Rören", "lades om.", "\n\n"),
        ("Bron målades", "Bron målades i maj.", "\n\n"),
    ] {
        for (behind, more) in [("", ""), ("<w:r><w:t xml:space=\"preserve\"> Mer sedan.</w:t></w:r>", " Mer sedan.")] {
            let put = |body: &str| {
                let whole = element(body, "p", words);
                let properties = &whole[whole.find("<w:pPr>").unwrap()..whole.find("</w:pPr>").unwrap()];
                let new = format!(
                    "<w:p>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">Det är </w:t></w:r><w:r><w:rPr><w:b/>\
                     </w:rPr><w:t>nytt</w:t></w:r>{MARK}{behind}</w:p>"
                );
                body.replacen(whole, &format!("{whole}{new}"), 1)
            };
            let absorbed = take(Tracked::Accept, |parts| noted(parts, put));
            let new = format!("{from}{lead}Det är **nytt**[^en-ny]{more}");
            let wanted = UNIT.replacen(from, &new, 1) + "en-ny = \"En ny not.\"\n";
            assert_eq!(text(&absorbed), wanted, "{words} {:#?}", absorbed.changes);
            assert!(is_all_taken(&absorbed), "{:#?}", absorbed.changes);
        }
    }
}
