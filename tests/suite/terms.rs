//! Terms with what they mean: a list to those who read and to those who listen, and two styles in Word.

use underlag::base::budget::Budget;
use underlag::deliver::absorb::{Outcome, Tracked, absorb};
use underlag::deliver::verify::pdf::{self, Node};

use crate::support::both_files::agree;
use crate::support::report::Report;
use crate::support::word_file::{BODY, packed, parts, with_words};
use crate::support::{Folder, bytes, printed, saying, text, underlag};

const WORDS: &str = "Så används orden:\n\nBruttokostnad\n: Alla kostnader.\n\nNetto, *även* så[^n]\n: Kostnader minus intäkter.\n\n: Det är \
                     den som budgeten gäller.\n\nMer finns i anvisningarna.";

fn glossary() -> Folder {
    Folder::new().with("enheter/a.toml", saying(WORDS) + "\n[noter]\nn = \"Enligt Kolada.\"\n")
}

#[test]
fn terms_stand_in_both_files_with_what_they_mean() {
    let folder = glossary();
    assert_eq!(folder.findings(), "");
    let built = folder.built();
    agree(&built, "terms");
    let shown = "Bruttokostnad\n: Alla kostnader.\n\nNetto, *även* så[1]\n: Kostnader minus intäkter.\n: Det är den som budgeten gäller.\n";
    let words = text(&built);
    assert!(words.replace("\n\n:", "\n:").contains(shown), "{words}");
}

#[test]
fn a_term_that_has_a_colon_too_is_told_at_its_line() {
    let told = |words: &str| Folder::new().with("enheter/a.toml", saying(words)).findings();
    let line = |after: usize| saying("@").lines().position(|line| line.contains('@')).unwrap() + 1 + after;
    for (words, after) in [
        (": Netto\n: Det som är kvar.", 0),
        ("Vi skriver om ekonomin.\n\n: Netto\n: Det som är kvar.", 2),
        ("Vi skriver om ekonomin.\n: Netto\n: det som är kvar", 1),
        ("Ordlista\n\n: Netto\n: Det som är kvar.", 2),
    ] {
        let found = told(words);
        let place = format!("enheter/a.toml:{}:3: warning[stray-mark]: `Netto`", line(after));
        assert!(found.contains(&place) && found.lines().count() == 1, "{words}: {found}");
    }
    let folder = Folder::new().with("enheter/a.toml", saying("Vi skriver om ekonomin.\n: Netto\n: Det som är kvar."));
    let words = text(&folder.built());
    assert!(words.contains("\nVi skriver om ekonomin.\n\nNetto\n: Det som är kvar."), "{words}");
}

#[test]
fn those_who_listen_hear_a_list_of_terms() {
    let root = pdf::read(bytes(&glossary().built(), ".pdf"), &mut Budget::of_own()).unwrap().root;
    let mut lists = Vec::new();
    root.all(&["L"], &mut lists);
    let [list] = lists.as_slice() else { panic!("{lists:?}") };
    let parts = |item: &Node| -> Vec<(String, String)> {
        item.nodes()
            .map(|part| (part.kind.clone(), part.words_without(&["Note", "Link"]).replace('\u{a0}', " ")))
            .collect()
    };
    let items: Vec<_> = list.nodes().map(parts).collect();
    let of = |kind: &str, words: &str| (kind.to_owned(), words.to_owned());
    assert_eq!(items[0], [of("Lbl", "Bruttokostnad"), of("LBody", "Alla kostnader.")]);
    assert_eq!(items[1][0], of("Lbl", "Netto, även så"));
    assert_eq!(items.len(), 2);
}

#[test]
fn a_term_never_stands_last_on_a_page() {
    for lines in 28..48 {
        let before = (0..lines).map(|line| format!("Stycke {line}.\n\n")).collect::<String>();
        let words = format!("{before}Bruttokostnad\n: {}", "Alla kostnader för en verksamhet. ".repeat(4));
        let built = Report::new().key("omslag", false).text(words.trim()).built();
        let root = pdf::read(bytes(&built, ".pdf"), &mut Budget::of_own()).unwrap().root;
        let mut items = Vec::new();
        root.all(&["Lbl", "LBody"], &mut items);
        assert_eq!(items[0].page(), items[1].page(), "{lines}");
    }
}

#[test]
fn terms_that_are_edited_in_word_come_back() {
    let folder = glossary();
    let parts = parts(bytes(&folder.built(), ".docx"));
    let body = String::from_utf8(parts[BODY].clone()).unwrap();
    assert!(body.contains("w:pStyle w:val=\"Term\"") && body.contains("w:pStyle w:val=\"TermExplanation\""));
    for (was, is, line) in [
        ("Bruttokostnad", "Bruttokostnaden", "Bruttokostnaden\n: Alla kostnader."),
        ("Alla kostnader.", "Alla kostnader i år.", "Bruttokostnad\n: Alla kostnader i år."),
        ("budgeten gäller", "ramen gäller", "\n: Det är den som ramen gäller."),
    ] {
        let mut parts = parts.clone();
        assert_eq!(body.matches(was).count(), 1);
        parts.insert(BODY.to_owned(), body.replace(was, is).into_bytes());
        let absorbed = absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap();
        assert_eq!(absorbed.changes.iter().map(|it| it.outcome).collect::<Vec<_>>(), [Outcome::Taken], "{was}");
        let written = String::from_utf8_lossy(&absorbed.files[0].1).into_owned();
        assert!(written.contains(line), "{written}");
    }
    // One that is gone is told, since the colon would be left.
    let from = body.find("Alla kostnader.").unwrap();
    let (start, end) = (body[..from].rfind("<w:p>").unwrap(), from + body[from..].find("</w:p>").unwrap() + 6);
    let mut parts = parts;
    parts.insert(BODY.to_owned(), format!("{}{}", &body[..start], &body[end..]).into_bytes());
    let absorbed = absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap();
    assert!(absorbed.changes.iter().all(|it| it.outcome != Outcome::Taken) && !absorbed.changes.is_empty());
}

/// A form has the terms as they are written, and takes them back as they were.
#[test]
fn terms_come_back_from_a_form() {
    let folder = glossary();
    let out = tempfile::tempdir().unwrap();
    let (form, dir) = (out.path().join("liten-a.docx"), folder.path().to_str().unwrap());
    let made = underlag(&["form", dir, "--output", out.path().to_str().unwrap()], out.path());
    assert!(made.status.success(), "{}", printed(&made));
    let run = underlag(&["absorb", form.to_str().unwrap(), dir, "--lang", "en"], out.path());
    assert!(printed(&run).contains("nothing to write"), "{}", printed(&run));
    let edited = with_words(&std::fs::read(&form).unwrap(), "Alla kostnader.", "Alla kostnader i år.");
    std::fs::write(&form, edited).unwrap();
    let run = underlag(&["absorb", form.to_str().unwrap(), dir, "--write"], out.path());
    let text = std::fs::read_to_string(folder.path().join("enheter/a.toml")).unwrap();
    assert!(text.contains(": Alla kostnader i år."), "{text}{}", printed(&run));
    assert_eq!(folder.findings(), "");
}
