//! Pictures of signatures above the names of those who sign, in chapters and in the memo.

use crate::support::both_files::agree;
use crate::support::{Folder, MANIFEST, saying, text};

const HAND: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 30'>\
                    <path d='M4 24 C10 2 18 2 16 18' fill='none' stroke='#1b3a6b'/></svg>";

/// The manifest's lines of a picture of a signature.
fn hand(id: &str) -> String {
    format!(
        "\n[[bild]]\nid = \"{id}\"\nfil = \"hand.svg\"\nbildtext = \"Namnet\"\n\
         alternativtext = \"Namnteckning: {id}.\"\n"
    )
}

/// A report with these who sign a chapter of their own.
fn chapter(who: &str, keys: &str) -> Folder {
    let part = format!("[[kapitel.delar]]\nslag = \"underskrift\"\n{keys}\nundertecknare = [{who}]\n");
    let chapter = format!("\n[[kapitel]]\nid = \"signed\"\nrubrik = \"Underskrifter\"\n\n{part}");
    Folder::new()
        .with("rapport.toml", MANIFEST.to_owned() + &hand("ek") + &hand("al") + &chapter)
        .with("hand.svg", HAND)
        .with("enheter/a.toml", saying("Nämnden håller sin budget."))
}

const EK: &str = "{ namn = \"Karin Ek\", titel = \"Ordförande\", bild = \"ek\" }";
const AL: &str = "{ namn = \"Ali Al\", titel = \"Direktör\", bild = \"al\" }";
const BO: &str = "{ namn = \"Bo Bo\", titel = \"Ledamot\" }";

#[test]
fn a_signature_stands_with_its_name_in_both_files() {
    for keys in ["", "bredvid = true", "bredvid = true\nort_datum = \"Exempelby den 18 mars 2026\""] {
        for who in [format!("{EK}, {AL}"), format!("{BO}, {EK}, {AL}"), format!("{EK}, {AL}, {BO}")] {
            let folder = chapter(&who, keys);
            assert_eq!(folder.findings(), "", "{who}: {keys}");
            let built = folder.built();
            agree(&built, &format!("{who}: {keys}"));
            let said = text(&built);
            let at = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}: {said}"));
            assert!(at("Namnteckning: ek.") < at("Karin Ek") && at("Namnteckning: al.") < at("Ali Al"), "{said}");
            assert!(!said.contains("Namnet"), "{said}");
        }
    }
}

#[test]
fn the_memo_is_signed_as_well() {
    let memo = format!(
        "\n[tjansteskrivelse]\ntitel = \"Rapport\"\n\n[[tjansteskrivelse.avsnitt]]\nrubrik = \"Kort\"\ntext = \"Klart.\"\n\n\
         [[tjansteskrivelse.avsnitt]]\nslag = \"underskrift\"\nundertecknare = [{EK}, {AL}]\n"
    );
    let folder = Folder::new()
        .with("rapport.toml", MANIFEST.to_owned() + &hand("ek") + &hand("al") + &memo)
        .with("hand.svg", HAND)
        .with("enheter/a.toml", saying("Nämnden håller sin budget."));
    let built = folder.built();
    agree(&built, "a memo");
    assert!(text(&built).contains("Namnteckning: ek."), "{}", text(&built));
}

#[test]
fn what_is_no_picture_is_told() {
    let unknown = chapter(&EK.replace("\"ek\"", "\"eke\""), "").findings();
    assert!(unknown.contains("error[unknown-reference]") && unknown.contains("`eke`"), "{unknown}");
    let number = chapter(&EK.replace("\"ek\"", "7"), "").findings();
    assert!(number.contains("error[wrong-type]"), "{number}");
    let unused = chapter(BO, "").findings();
    assert_eq!(unused.matches("error[unasked-delivery]: no chapter shows the picture").count(), 2, "{unused}");
}
