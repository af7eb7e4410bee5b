//! What somebody wrote comes out as itself in both files, whatever it would mean to Typst, to Word or to XML.

use underlag::base::budget::{Budget, Trust};
use underlag::deliver::verify::{self, word};

use crate::support::report::Report;
use crate::support::{Folder, bytes};

const NASTY: &[&str] = &[
    "#set page(width: 1pt) #panic() #{1+1} #include \"/etc/passwd\"",
    "$x^2$ och \\# \\* @etikett <etikett> = Rubrik",
    "&amp; &lt;w:t&gt; ]]> <!-- --> </w:p> \\<w:p/>",
    "\"citat\" 'citat' ”citat” -- --- ... ~ // http",
    "{PAGE} \\\\h { MERGEFIELD x } %PDF-1.7 \\u0041 ${a} {{a}}",
    "å ä ö é ü ß € – — … · ½ ≥ → 日本語 😀 e\\u{301} שלום",
    "a/b c:d e|f _g h_ i\\*j +k 1) l",
];

fn folder(words: &str) -> Folder {
    let cell = words.replace('\\', "\\\\").replace('"', "\\\"").replace("\\\\u{301}", "\u{301}");
    let prose = words.replace("\\u{301}", "\u{301}");
    let manifest = "[[kolumner]]\nid = \"k\"\n[[kolumner.kolumn]]\nid = \"ord\"\nrubrik = \"Ord\"\nslag = \"text\"\n\
        [[kolumner.kolumn]]\nid = \"tal\"\nrubrik = \"Tal #1 & <x>\"\n\
        [[diagram]]\nid = \"d\"\nslag = \"staplar\"\nrubrik = \"Diagram #x & $y$ <z> \\\\\"\n\
        tabell = \"t\"\nkolumner = [\"tal\"]\n\
        [[tabell]]\nid = \"t\"\nrubrik = \"Tabell #1 & <x>\"\nkolumner = \"k\"\nrader = [\"a/r\"]\n\
        [[kapitel]]\nid = \"e\"\nrubrik = \"Ekonomi #x & $y$ <z> \\\\\"\nslag = \"tabeller\"\ntabeller = [\"t\"]\n\
        diagram = [\"d\"]\n";
    let unit = format!(
        "enhet = \"a\"\n[[avsnitt]]\nkapitel = \"text\"\ntext = '''\nInledning {prose}[^n]\n\n- {prose}\n'''\n\
        [[rad]]\ntabell = \"t\"\nid = \"r\"\nnamn = \"x {cell}\"\nord = \"x {cell}\"\ntal = 12\n[noter]\nn = \"Not {cell}\"\n"
    );
    let report = Report::new().key("titel", "Liten #rapport & <b> $x$");
    report.folder().and("rapport.toml", manifest).with("enheter/a.toml", unit)
}

#[test]
fn both_files_say_what_was_written() {
    for words in NASTY {
        let built = folder(words).built();
        let document = built.document.as_ref().unwrap();
        let verified =
            verify::verify(bytes(&built, ".pdf"), bytes(&built, ".docx"), Some(document), Trust::Own).unwrap();
        // Letters of no embedded font are shown as boxes, but stay what they are for readers and searches.
        let plain = words.chars().all(|c| u32::from(c) < 0x300);
        let of_word = verified.differences.iter().filter(|found| plain || found.sides == verify::Sides::ModelWord);
        assert_eq!(of_word.count(), 0, "{words}: {:#?}", verified.differences);
    }
}

#[test]
fn very_long_words_and_many_blocks_stay_whole() {
    let long = "å".repeat(10_000);
    let built = folder(&long).built();
    let model = verify::of_model(built.document.as_ref().unwrap());
    assert!(model.iter().any(|entry| entry.words.contains(&long)));
    let read = word::read(bytes(&built, ".docx"), &mut Budget::of_own()).unwrap().said;
    let said = |all: &[verify::Entry]| {
        let written = all.iter().filter(|said| said.kind != verify::Kind::Sign);
        written.map(|said| (said.kind, said.words.clone())).collect::<Vec<_>>()
    };
    assert_eq!(said(&read), said(&model));
    assert!(bytes(&built, ".pdf").starts_with(b"%PDF-1.7"));
}
