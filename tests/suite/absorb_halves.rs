//! A paragraph that was joined, parted or moved is one edit: all of it is taken in, or all of it is listed. Words that
//! somebody struck out or hid, and figures with raised digits, are for a person.

use underlag::deliver::absorb::{Absorbed, Outcome, Tracked, absorb};

use crate::support::word_file::{BODY, Parts, element, part, parts, with_body};
use crate::support::{Folder, bytes, saying};

const TEXT: &str = "Gatorna sopades under våren. Alla träd beskars enligt [planen](https://a.example/) i maj.\n\nLamporna byttes \
                    under hösten.\n\nBron målades av **egen personal** under sommaren.[^bro]\n\n> Det är ljusare nu.\n>\n> Men \
                    halkan finns kvar.\n\nNettokostnad\n: Kostnader minus intäkter.\n\nStolparna rätades i juni.";

fn folder(text: &str) -> Folder {
    Folder::new().with("enheter/a.toml", saying(text) + "\n[noter]\nbro = \"Den norra bron.\"\n")
}

fn made() -> (Folder, Parts) {
    let folder = folder(TEXT);
    let parts = parts(bytes(&folder.built(), ".docx"));
    (folder, parts)
}

fn take(folder: &Folder, parts: &Parts, body: String) -> Absorbed {
    absorb(folder.path(), &with_body(parts, body), Tracked::Accept).unwrap()
}

/// A paragraph of the body without its beginning and its end, and all of it.
fn runs<'b>(body: &'b str, words: &str) -> (&'b str, &'b str) {
    let whole = element(body, "p", words);
    let start = whole.find("</w:pPr>").unwrap() + "</w:pPr>".len();
    (&whole[start..whole.len() - "</w:p>".len()], whole)
}

/// Two paragraphs as one: the words of the first stand in the second, or the other way round.
fn joined(body: &str, [first, second]: [&str; 2], into_first: bool) -> String {
    let ((one, first), (other, second)) = (runs(body, first), runs(body, second));
    let (gone, stays, start) = if into_first { (second, first, one) } else { (first, second, other) };
    let new = stays.replacen(start, &format!("{one}{other}"), 1);
    body.replacen(gone, "", 1).replacen(stays, &new, 1)
}

/// A paragraph whose words from `at` on are one of their own.
fn split(body: &str, at: &str) -> String {
    let (_, whole) = runs(body, at);
    let properties = &whole[..whole.find("</w:pPr>").unwrap() + "</w:pPr>".len()];
    let run = "<w:r><w:t xml:space=\"preserve\">";
    let new = whole.replacen(at, &format!("</w:t></w:r></w:p>{properties}{run}{at}"), 1);
    let new = new.replacen("<w:sdtContent>", "", 1).replacen("</w:sdtContent></w:sdt>", "", 1);
    let control = &new[new.find("<w:sdt>").unwrap_or(0)..new.find("</w:sdtPr>").map_or(0, |at| at + 10)];
    body.replacen(whole, &new.replacen(control, "", 1), 1)
}

/// Nothing is written, and each part of the edit is told.
fn is_listed(absorbed: &Absorbed, what: &str) {
    let outcomes: Vec<Outcome> = absorbed.changes.iter().map(|it| it.outcome).collect();
    assert!(absorbed.files.is_empty() && outcomes.len() >= 2, "{what}: {absorbed:#?}");
    assert!(outcomes.contains(&Outcome::Half), "{what}: {outcomes:?}");
}

#[test]
fn paragraphs_are_joined_whole_or_not_at_all() {
    let (folder, parts) = made();
    let body = part(&parts, BODY);
    for [first, second] in [
        ["Det är ljusare nu.", "Men halkan finns kvar."],
        ["Nettokostnad", "Kostnader minus intäkter."],
        ["Kostnader minus intäkter.", "Stolparna rätades i juni."],
    ] {
        for into_first in [true, false] {
            let absorbed = take(&folder, &parts, joined(&body, [first, second], into_first));
            let files = absorbed.files.first().map(|(_, text)| String::from_utf8(text.clone()).unwrap());
            // Where it can be written, it is so whole.
            let count = |text: &str, words: &str| text.matches(words.trim_end_matches('.')).count();
            let text = files.unwrap_or_else(|| TEXT.to_owned());
            for words in [first, second] {
                assert_eq!(count(&text, words), count(TEXT, words), "{words} in {text}");
            }
        }
    }
    // Paragraphs of a quotation come and go as others do, so that this is written whole.
    let absorbed = take(&folder, &parts, joined(&body, ["Det är ljusare nu.", "Men halkan finns kvar."], false));
    assert!(absorbed.changes.iter().all(|it| it.outcome == Outcome::Taken), "{:#?}", absorbed.changes);
}

#[test]
fn paragraphs_are_parted_whole_or_not_at_all() {
    let (folder, parts) = made();
    let body = part(&parts, BODY);
    // The first part goes over a link, and over the end of words in bold type.
    for at in ["Alla träd", "under sommaren"] {
        let absorbed = take(&folder, &parts, split(&body, at));
        let text =
            absorbed.files.first().map_or_else(|| TEXT.to_owned(), |(_, it)| String::from_utf8(it.clone()).unwrap());
        for words in ["Alla träd beskars", "i maj", "egen personal", "under sommaren"] {
            assert_eq!(text.matches(words).count(), 1, "{words}: {:#?}", absorbed.changes);
        }
    }
    let whole = take(&folder, &parts, split(&body, "under hösten"));
    let new = String::from_utf8(whole.files[0].1.clone()).unwrap();
    assert!(new.replace(" \n", "\n").contains("Lamporna byttes\n\nunder hösten."), "{new}");
}

#[test]
fn marks_of_notes_are_moved_whole_or_not_at_all() {
    let (folder, parts) = made();
    let body = part(&parts, BODY);
    let reference = &body[body.find("<w:footnoteReference").unwrap()..];
    let reference = &reference[..reference.find("/>").unwrap() + 2];
    let mark = format!("<w:r>{reference}</w:r>");
    let end = "Lamporna byttes under hösten.</w:t></w:r>";
    assert!(body.contains(end));
    let moved = body.replacen(reference, "", 1).replacen(end, &format!("{end}{mark}"), 1);
    is_listed(&take(&folder, &parts, moved), "a note");
}

#[test]
fn words_that_are_struck_out_or_hidden_are_listed() {
    let (folder, parts) = made();
    let body = part(&parts, BODY);
    let run = |properties: &str, words: &str| {
        let run =
            |words: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
        let end = "Lamporna byttes under hösten.</w:t></w:r>";
        assert!(body.contains(end));
        take(&folder, &parts, body.replacen(end, &format!("{end}{}", run(words)), 1))
    };
    for properties in ["<w:strike/>", "<w:dstrike/>", "<w:vanish/>"] {
        let absorbed = run(properties, " Nya lampor.");
        let outcomes: Vec<Outcome> = absorbed.changes.iter().map(|it| it.outcome).collect();
        assert!(absorbed.files.is_empty() && outcomes == [Outcome::Struck], "{properties}: {absorbed:#?}");
    }
    assert!(!run("<w:strike w:val=\"0\"/>", " Nya lampor.").files.is_empty());
    // Digits above and below the line have signs of their own.
    for (to, words, sign) in [("superscript", " 3", " ³"), ("subscript", "2", "₂")] {
        let absorbed = run(&format!("<w:vertAlign w:val=\"{to}\"/>"), words);
        let text = String::from_utf8(absorbed.files[0].1.clone()).unwrap();
        assert!(text.contains(&format!("under hösten.{sign}")), "{text}");
    }
}
