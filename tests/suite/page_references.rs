//! `{{sida:id}}`: the page on which something stands, as the paper's own pages are numbered, in both files.

use regex::Regex;
use underlag::base::budget::Budget;
use underlag::deliver::absorb::{Outcome, Tracked, absorb};
use underlag::deliver::verify::pdf::{self, Node};
use underlag::model::UNKNOWN_PAGE;
use underlag::pipeline;

use crate::support::both_files::agree;
use crate::support::report::{Report, chapter, column, columns, row, section, table};
use crate::support::word_file::{BODY, packed, parts};
use crate::support::{bytes, text, underlag};

const MEMO: &str =
    "\n[tjansteskrivelse]\ntitel = \"Memo\"\n[[tjansteskrivelse.avsnitt]]\nrubrik = \"Text\"\ntext = \"Ord.\"\n";

/// A report whose first chapter says this, and whose table stands behind so many paragraphs; a second paper has a table.
fn report(words: &str, between: usize) -> Report {
    let long =
        vec!["Gatorna sopades under våren av egen personal, och lamporna byttes under hösten."; between].join("\n\n");
    Report::new()
        .key("omslag", false)
        .text(words)
        .add([
            chapter("mellan", "Mellan", "berattelse").key("delar", ["a"]),
            chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]),
            columns("k"),
            column("x", "Utfall"),
            table("t", "Drift", "k", ["a/ett"]),
            table("e", "Förväxlas", "k", ["a/ett"]),
        ])
        .deliver("a", [section("mellan", &long), row("t", "ett", "Ett").key("x", 1)])
}

/// The pages of what has one of these tags, from 1 through the file, with its words.
fn pages(pdf: &[u8], tags: &[&str]) -> Vec<(String, usize)> {
    let root = pdf::read(pdf, &mut Budget::of_own()).unwrap().root;
    let mut all = Vec::new();
    root.all(tags, &mut all);
    all.iter().filter_map(|node: &&Node| Some((node.words_without(&[]), node.page()? + 1))).collect()
}

#[test]
fn the_page_is_the_one_on_which_it_stands_however_long_the_paper_is() {
    for between in [0, 3, 40, 150, 400] {
        let report =
            report("Driften står på {{sida:t}} och ekonomin på sidan {{avsnitt:e|sida}}.", between).without("tabell/e");
        let built = report.built();
        agree(&built, &format!("{between} paragraphs"));
        let stands = pages(bytes(&built, ".pdf"), &["Table"])[0].1;
        let says = format!("Driften står på sida {stands} och ekonomin på sidan {stands}.");
        assert!(text(&built).replace('\u{a0}', " ").contains(&says), "{says}\n{}", text(&built));
    }
}

#[test]
fn words_before_a_page_say_it_once() {
    for (asked, shown) in [
        ("Se {{sida:t}}.", "Se sida 1."),
        ("{{sida:t}} visar det.", "Sida 1 visar det."),
        ("Det står på sidan {{sida:t}} och sidan {{sida:mellan}}.", "Det står på sidan 1 och sidan 1."),
        ("Se sidorna {{sida:t}}, {{sida:mellan}} och {{sida:text}}.", "Se sidorna 1, 1 och 1."),
        ("Se sidorna {{sida:t}}–{{sida:mellan}}.", "Se sidorna 1–1."),
        ("Se tabellen (s. {{sida:t}}) nu.", "Se tabellen (s. 1) nu."),
        ("Se {{sida:t|tal}} nu.", "Se 1 nu."),
        ("Se **{{sida:t}}** nu.", "Se sida 1 nu."),
        ("Se {{tabell:t}}, {{tabell:t|sida}}.", "Se tabellen Drift, sida 1."),
        ("Se {{tabell:t|sida|tal}} nu.", "Se 1 nu."),
    ] {
        let report = report(asked, 1).without("tabell/e");
        assert_eq!(report.findings(), "", "{asked}");
        let built = report.built();
        agree(&built, asked);
        let said = text(&built).replace(['*', '\u{a0}'], " ");
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.replace(" .", ".").contains(shown), "{asked}: {said}");
    }
}

/// Each part counts its own pages, and so does what leads within it.
#[test]
fn pages_are_counted_as_the_feet_count_them() {
    let folder = report("Se {{sida:t}}.", 40).without("tabell/e").folder().and("rapport.toml", MEMO);
    let built = folder.built();
    agree(&built, "behind a memo");
    let stands = pages(bytes(&built, ".pdf"), &["Table"])[0].1;
    let words = text(&built).replace('\u{a0}', " ");
    assert!(stands > 2 && words.contains(&format!("Se sida {}.", stands - 1)), "{stands}\n{words}");
}

#[test]
fn the_word_file_has_a_field_with_the_same_number() {
    let built = report("Se {{sida:t}} och *{{sida:mellan}}*.", 60).without("tabell/e").built();
    let body = String::from_utf8(parts(bytes(&built, ".docx"))[BODY].clone()).unwrap();
    let field = Regex::new("PAGEREF (_[A-Za-z0-9]+) (?:[^P]|P[^A])*?<w:t[^>]*>([0-9]+)</w:t>").unwrap();
    let fields: Vec<(String, String)> =
        field.captures_iter(&body).map(|hit| (hit[1].to_owned(), hit[2].to_owned())).collect();
    assert_eq!(fields.len(), 2, "{fields:?}");
    for (mark, page) in &fields {
        assert!(body.contains(&format!("w:name=\"{mark}\"")), "{mark} leads somewhere");
        assert!(text(&built).contains(&format!("sida\u{a0}{page}")), "{page}");
    }
    assert!(body.contains("<w:rStyle w:val=\"Emphasis\"/>"), "the field stands in its own face");
}

/// Word counts pages anew, in its own way, which is no edit; what is changed beside such a number is.
#[test]
fn a_page_that_word_counts_anew_is_no_edit() {
    let folder = report("Driften sköts väl, se {{sida:t}}.", 60).without("tabell/e").folder();
    let mut parts = parts(bytes(&folder.built(), ".docx"));
    let body = String::from_utf8(parts[BODY].clone()).unwrap();
    let number = Regex::new("(PAGEREF _Ref.*?<w:t[^>]*>)[0-9]+<").unwrap();
    let counted = number.replace_all(&body, "${1}77<").into_owned();
    assert_ne!(counted, body);
    for (body, outcomes) in [
        (counted.clone(), &[][..]),
        (counted.replace("sköts väl", "sköts bra"), &[Outcome::Taken][..]),
        (counted.replace("<w:t xml:space=\"preserve\">77<", "<w:t xml:space=\"preserve\">8<"), &[][..]),
    ] {
        parts.insert(BODY.to_owned(), body.into_bytes());
        let absorbed = absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap();
        let found: Vec<Outcome> = absorbed.changes.iter().map(|change| change.outcome).collect();
        assert_eq!(found, outcomes, "{:?}", absorbed.changes);
        let is_kept = |(_, text): &(String, Vec<u8>)| String::from_utf8_lossy(text).contains("{{sida:t}}");
        assert!(absorbed.files.iter().all(is_kept));
    }
}

#[test]
fn what_has_no_page_of_its_own_is_told() {
    let further = "\n[[handling]]\nid = \"bilagan\"\ntitel = \"Taxa\"\nomslag = false\n[[handling.kapitel]]\nid = \"taxan\"\nrubrik = \
                   \"Taxan\"\nslag = \"berattelse\"\ndelar = [\"a\"]\n";
    for (asked, told) in [
        ("sida:x", "nothing in the paper is called `x`"),
        ("sida:melan", "did you mean `mellan`"),
        ("sida:e", "several things in the paper are called `e`"),
        ("sida:e", "write which page is meant: `{{avsnitt:e|sida}}`, `{{tabell:e|sida}}`"),
        ("tabell:x|sida", "no table is called `x`"),
        ("sida:taxan", "the page is in another paper, Taxa"),
        ("avsnitt:taxan|sida", "the page is in another paper, Taxa"),
        ("sida:bilagan", "the page is in another paper, Taxa"),
        ("bilaga:bilagan|sida", "refer to it without a page"),
        ("t.ett.x|sida", "cannot be written as `sida`"),
        ("sida:t|mnkr", "cannot be written as `mnkr`"),
        ("sida:t|rubrik", "cannot be written as `rubrik`"),
        ("tabell:t|mnkr", "cannot be written as `mnkr`"),
        ("t.ett.x|rubrik", "cannot be written as `rubrik`"),
    ] {
        let report = report(&format!("Det är {{{{{asked}}}}} nu."), 1)
            .at("kapitel/e", |chapter| chapter.key("tabeller", ["t", "e"]))
            .deliver("a", [section("taxan", "Avgiften är 20 kronor.")]);
        let folder = report.deliver("a", [row("e", "ett", "Ett").key("x", 1)]).folder().and("rapport.toml", further);
        let checked = pipeline::check(folder.path(), None).unwrap();
        let out = underlag(&["check", folder.path().to_str().unwrap(), "--lang", "en"], folder.path());
        let said = String::from_utf8_lossy(&out.stdout).replace("\n", " ") + &String::from_utf8_lossy(&out.stderr);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(told), "{asked}: {said}");
        assert!(!checked.diagnostics.is_empty());
    }
}

/// A memo leads to no page of the report, and a report to none of the memo's.
#[test]
fn a_memo_names_no_page_of_the_report() {
    let memo = MEMO.replace("Ord.", "Se {{sida:t}} och [^n].");
    let folder = report("Ord.", 1).without("tabell/e").folder().and("rapport.toml", &memo);
    assert!(folder.findings().contains("the page is in another paper"), "{}", folder.findings());
}

/// Without a layout no page is known, and the document says so rather than a number.
#[test]
fn a_page_that_is_not_known_is_no_number() {
    let folder = report("Se {{sida:t}}.", 1).without("tabell/e").folder();
    let document = pipeline::document(folder.path(), false).unwrap().unwrap();
    assert!(underlag::render::text::render(&document).contains(&format!("Se sida\u{a0}{UNKNOWN_PAGE}.")));
}
