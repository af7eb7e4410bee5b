//! Emphasis, links and languages that somebody gave or took away in Word come back, also where the file that the words
//! stand in has changed elsewhere since, and in cells and notes; what a program does to all of them is nobody's edit.

use std::fs;

use underlag::deliver::absorb::{Absorbed, Outcome, Tracked, absorb};

use crate::support::word_file::{BODY, NOTES, Parts, element, packed, part, parts};
use crate::support::{Folder, bytes, saying};

const RELS: &str = "word/_rels/document.xml.rels";
const NOTE_RELS: &str = "word/_rels/footnotes.xml.rels";

const FIRST: &str = "Gatorna **sopades** och *borstades* under våren enligt [planen](https://a.example/) om [Lean](sprak:en) \
                     och Agile i år.";

fn take(folder: &Folder, parts: &Parts) -> Absorbed {
    absorb(folder.path(), &packed(parts), Tracked::Accept).unwrap()
}

/// A part with `change` made in it.
fn with(parts: &Parts, path: &str, change: impl Fn(&str) -> String) -> Parts {
    let mut parts = parts.clone();
    let text = part(&parts, path);
    let changed = change(&text);
    assert_ne!(text, changed, "{path}");
    parts.insert(path.to_owned(), changed.into_bytes());
    parts
}

/// A word of a part in a run of its own with these properties.
fn run(text: &str, word: &str, properties: &str) -> String {
    let new = format!(
        "</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{word}</w:t></w:r><w:r><w:t \
         xml:space=\"preserve\">"
    );
    text.replacen(word, &new, 1)
}

/// A word of a part as a link of this id.
fn link(text: &str, word: &str, id: &str) -> String {
    let new = format!(
        "</w:t></w:r><w:hyperlink r:id=\"{id}\"><w:r><w:t>{word}</w:t></w:r></w:hyperlink><w:r><w:t \
         xml:space=\"preserve\">"
    );
    text.replacen(word, &new, 1)
}

/// The links of a part with another one.
fn with_link(rels: &str, id: &str, to: &str) -> String {
    let new = format!("<Relationship Id=\"{id}\" Type=\"x\" Target=\"{to}\" TargetMode=\"External\"/></Relationships>");
    rels.replace("</Relationships>", &new)
}

/// What was taken in of the unit's file.
fn written(absorbed: &Absorbed) -> String {
    let [(path, text)] = absorbed.files.as_slice() else { panic!("{absorbed:#?}") };
    assert_eq!(path, "enheter/a.toml");
    assert!(absorbed.changes.iter().all(|it| it.outcome == Outcome::Taken), "{absorbed:#?}");
    String::from_utf8(text.clone()).unwrap()
}

#[test]
fn looks_come_back_though_the_file_has_changed_elsewhere() {
    let text = |second: &str| saying(&format!("{FIRST}\n\n{second}"));
    let folder = Folder::new().with("enheter/a.toml", text("Lamporna byttes."));
    let parts = parts(bytes(&folder.built(), ".docx"));
    // Somebody has gone on with another paragraph, and with a comment.
    let now = format!("# Klart i maj.\n{}", text("Lamporna byttes i **maj**."));
    fs::write(folder.path().join("enheter/a.toml"), &now).unwrap();
    let is = |parts: Parts, from: &str, to: &str| {
        let absorbed = take(&folder, &parts);
        assert_eq!(written(&absorbed), now.replacen(from, to, 1), "{to}");
    };
    is(with(&parts, BODY, |body| run(body, "våren", "<w:b/>")), "våren", "**våren**");
    is(with(&parts, BODY, |body| run(body, "våren", "<w:i/>")), "våren", "*våren*");
    let plain = |body: &str| {
        let bold = element(body, "r", "sopades");
        body.replacen(bold, &bold[bold.find("<w:t").unwrap()..].replacen("<w:t", "<w:r><w:t", 1), 1)
    };
    is(with(&parts, BODY, plain), "**sopades**", "sopades");
    let elsewhere = with(&parts, RELS, |rels| rels.replace("https://a.example/", "https://b.example/"));
    is(elsewhere, "https://a.example/", "https://b.example/");
    let linked = with(&parts, BODY, |body| link(body, "Gatorna", "rNy"));
    let linked = with(&linked, RELS, |rels| with_link(rels, "rNy", "https://n.example/"));
    is(linked, "Gatorna", "[Gatorna](https://n.example/)");
    is(with(&parts, BODY, |body| body.replace("\"en-GB\"", "\"de-DE\"")), "sprak:en", "sprak:de");
    is(with(&parts, BODY, |body| run(body, "Agile", "<w:lang w:val=\"en-US\"/>")), "Agile", "[Agile](sprak:en)");
    // Nobody has done anything.
    let same = take(&folder, &parts);
    assert!(same.changes.is_empty() && same.files.is_empty(), "{same:#?}");
    // Where the looks of the paragraph itself have changed in the report, nobody can say whose they are.
    fs::write(folder.path().join("enheter/a.toml"), now.replace("**sopades**", "sopades")).unwrap();
    let left = take(&folder, &with(&parts, BODY, |body| run(body, "våren", "<w:b/>")));
    assert!(left.files.is_empty() && left.looks > 0, "{left:#?}");
}

#[test]
fn a_language_that_somebody_gave_words_comes_and_one_of_a_program_does_not() {
    let words = "Vi arbetar med Lean Six Sigma under hela året, och med Agile.";
    let more: Vec<String> = (1..30).map(|at| format!("Stycke {at} handlar om Scrum och annat.")).collect();
    let text = saying(&format!("{words}\n\n{}", more.join("\n\n")));
    let folder = Folder::new().with("enheter/a.toml", &text);
    let parts = parts(bytes(&folder.built(), ".docx"));
    let lang = |tag: &str| format!("<w:lang w:val=\"{tag}\"/>");
    for (word, tag, wanted) in [
        ("Lean Six Sigma", "en-US", "[Lean Six Sigma](sprak:en)"),
        ("Agile", "en-GB", "[Agile](sprak:en)"),
        ("hela året", "de-DE", "[hela året](sprak:de)"),
    ] {
        let absorbed = take(&folder, &with(&parts, BODY, |body| run(body, word, &lang(tag))));
        assert_eq!(written(&absorbed), text.replacen(word, wanted, 1));
    }
    let none = |parts: Parts| {
        let absorbed = take(&folder, &parts);
        assert!(absorbed.files.is_empty() && absorbed.changes.is_empty(), "{absorbed:#?}");
    };
    // The paper's own language, a part of a word, all words of a paragraph, and the same word all over.
    none(with(&parts, BODY, |body| run(body, "Agile", &lang("sv-SE"))));
    none(with(&parts, BODY, |body| run(body, "Sigm", &lang("en-US"))));
    none(with(&parts, BODY, |body| run(body, "Stycke 3 handlar om Scrum och annat.", &lang("en-US"))));
    let all = |body: &str| {
        let new = |word: &str| run(word, word, &lang("en-US"));
        body.replace("Scrum", &new("Scrum"))
    };
    none(with(&parts, BODY, all));
}

const UNIT: &str = r#"enhet = "a"

[[avsnitt]]
kapitel = "text"
text = '''
Gatorna sopades.[^sop]
'''

[[rad]]
tabell = "drift"
id = "gator"
namn = "Gator"
status = "Enligt [planen](https://a.example/) klart"
kommentar = "Se [kartan](https://b.example/) och beslutet."

[[rad]]
tabell = "drift"
id = "parker"
namn = "Parker i staden"
status = "Pågår hela året"

[noter]
sop = "Enligt [avtalet](https://c.example/) och taxan."
"#;

const MORE: &str = r#"
[[kapitel]]
id = "siffror"
rubrik = "Läget"
slag = "tabeller"
tabeller = ["drift"]

[[kolumner]]
id = "k"

[[kolumner.kolumn]]
id = "status"
rubrik = "Status"
slag = "text"

[[tabell]]
id = "drift"
rubrik = "Driftens läge"
kolumner = "k"
rader = ["a/gator", "a/parker"]
"#;

#[test]
fn links_of_cells_and_notes_come_back() {
    let folder = Folder::new().and("rapport.toml", MORE).with("enheter/a.toml", UNIT);
    let parts = parts(bytes(&folder.built(), ".docx"));
    let is = |parts: &Parts, from: &str, to: &str| {
        let absorbed = take(&folder, parts);
        assert_eq!(written(&absorbed), UNIT.replacen(from, to, 1), "{to}");
    };
    // They lead elsewhere: in a cell, in a row's comment, in a note.
    for (rels, from) in [(RELS, "https://a.example/"), (RELS, "https://b.example/"), (NOTE_RELS, "https://c.example/")]
    {
        is(&with(&parts, rels, |text| text.replace(from, "https://ny.example/x")), from, "https://ny.example/x");
    }
    // They come.
    for (path, rels, word) in
        [(BODY, RELS, "staden"), (BODY, RELS, "Pågår"), (BODY, RELS, "beslutet"), (NOTES, NOTE_RELS, "taxan")]
    {
        let given = with(&with(&parts, path, |text| link(text, word, "rNy")), rels, |text| {
            with_link(text, "rNy", "https://n.example/")
        });
        is(&given, word, &format!("[{word}](https://n.example/)"));
    }
    // One goes where others are kept.
    let gone = with(&parts, BODY, |body| {
        let link = element(body, "hyperlink", "planen");
        body.replacen(link, element(link, "r", "planen"), 1)
    });
    is(&gone, "[planen](https://a.example/)", "planen");
    // Bold type in a cell is often that of its table's style, and is counted alone.
    let bold = take(&folder, &with(&parts, BODY, |body| run(body, "staden", "<w:b/>")));
    assert!(bold.files.is_empty() && bold.looks == 1, "{bold:#?}");
}
