//! Every report in every layout, layouts that inherit, and what their tokens decide.

use underlag::base::budget::{Budget, Trust};
use underlag::deliver::verify::{Entry, Kind, pdf, verify, word};
use underlag::pipeline;
use underlag::pipeline::{Format, Options};

use crate::support::report::Report;
use crate::support::{bytes, reports, root, text};

/// The layouts that come with the program.
const LAYOUTS: [&str; 2] = ["kommun", "region"];

#[test]
fn every_report_can_be_made_in_every_layout() {
    let folders =
        std::fs::read_dir(root().join("layouts")).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(folders.count(), LAYOUTS.len());
    for report in reports() {
        let mut looks = Vec::new();
        for layout in LAYOUTS {
            let formats = vec![Format::Pdf, Format::Docx];
            let options = Options { formats, layout: Some(layout.to_owned()), ..Options::default() };
            let built = pipeline::build(&report, &options).unwrap();
            let (pdf, docx) = (bytes(&built, ".pdf"), bytes(&built, ".docx"));
            let verified = verify(pdf, docx, built.document.as_ref(), Trust::Own).unwrap();
            assert_eq!(verified.differences, [], "{} in {layout}", report.display());
            looks.push(pdf::read(pdf, &mut Budget::of_own()).unwrap().pages);
        }
        assert_ne!(looks[0], looks[1]);
    }
}

/// The running heads and feet of the PDF's pages, white space taken out.
fn furniture(built: &pipeline::Built) -> Vec<String> {
    let pages = pdf::read(bytes(built, ".pdf"), &mut Budget::of_own()).unwrap().pages;
    pages.iter().map(|page| page.chars().filter(|c| !c.is_whitespace()).collect()).collect()
}

#[test]
fn head_and_foot_are_what_the_layout_says() {
    let report = |layout: &str| Report::new().key("diarienummer", "TN 2024/12").key("layout", layout);
    let region = report("region").key("arende", "7");
    let built = region.built();
    assert_eq!(furniture(&built), ["", "Exempelbykommun·TestnämndenÄrende7·TN2024/12Sida2av2"]);
    // What is not there takes its words with it.
    let built = report("region").built();
    assert_eq!(furniture(&built)[1], "Exempelbykommun·TestnämndenTN2024/12Sida2av2");
    let draft = region.file("enheter/b.toml", "").built();
    assert_eq!(furniture(&draft)[1], "Exempelbykommun·TestnämndenUtkastÄrende7·TN2024/12Sida2av2");
    let kommun = report("kommun").key("arende", "7").built();
    assert_eq!(furniture(&kommun), ["", "Ärende72(2)"]);
    let parts = word::parts(bytes(&kommun, ".docx")).unwrap();
    assert!(!parts.keys().any(|path| path.contains("footer")), "a layout without a foot makes none");
    assert!(word::parts(bytes(&built, ".docx")).unwrap().contains_key("word/footer1.xml"));
}

#[test]
fn headings_are_numbered_where_the_layout_or_the_report_wants_it() {
    let report = Report::new().text("# Under\n\nEtt stycke.");
    let numbered = |report: &Report, levels| text(&report.clone().key("numrerade_rubriker", levels).built());
    let plain = text(&report.built());
    assert!(plain.contains("\n# Text\n\n## Enhet A\n\n### Under\n"), "{plain}");
    let region = report.clone().key("layout", "region");
    let said = text(&region.built());
    assert!(said.contains("\n# 1 Text\n\n## 1.1 Enhet A\n\n### Under\n"), "{said}");
    assert!(numbered(&region, 0).contains("\n# Text\n"));
    assert!(numbered(&report, 3).contains("\n## 1.1 Enhet A\n\n### Under\n"));
}

/// Both files show the layout's signs, and none that reads as a minus before a figure.
#[test]
fn lists_have_the_signs_of_the_layout() {
    let report = Report::new().text("Så här:\n\n- ett\n- två\n    - under två\n        - längst in\n\n1. ett\n2. två");
    let signs = |report: &Report| {
        let built = report.built();
        let (pdf, docx) = (bytes(&built, ".pdf"), bytes(&built, ".docx"));
        assert_eq!(verify(pdf, docx, built.document.as_ref(), Trust::Own).unwrap().differences, []);
        let signs = |said: Vec<Entry>| {
            let signs = said.into_iter().filter(|said| said.kind == Kind::Sign).map(|said| said.words);
            signs.collect::<Vec<String>>().join(" ")
        };
        let (pdf, word) = (
            signs(pdf::read(pdf, &mut Budget::of_own()).unwrap().said),
            signs(word::read(docx, &mut Budget::of_own()).unwrap().said),
        );
        assert_eq!(pdf, word);
        pdf
    };
    for layout in LAYOUTS {
        assert_eq!(signs(&report.clone().key("layout", layout)), "• • ◦ • 1. 2.", "{layout}");
    }
    let own = |tokens: &str| report.clone().layout(format!("arver = \"kommun\"\n[lista]\n{tokens}"));
    assert_eq!(signs(&own("tecken = \"▪\"\n")), "▪ ▪ ◦ ▪ 1. 2.");
    assert_eq!(signs(&own("tecken = \"○\"\ntecken2 = \"·\"\n")), "○ ○ · ○ 1. 2.");
    for sign in ["-", "–", "—", "−", "+"] {
        let found = own(&format!("tecken2 = \"{sign}\"\n")).findings();
        assert!(found.contains("egen/tokens.toml:3:11: error[layout-tokens]"), "{found}");
        assert!(found.contains(&format!("`{sign}` is not a list sign")) && found.contains("minus"), "{found}");
    }
    assert!(own("tecken = \"--\"\n").findings().contains("write one character"));
    let found = own("tecken = \"⁘\"\n").findings();
    assert!(found.contains("the layout's fonts cannot show the character `⁘`"), "{found}");
}

#[test]
fn a_layout_can_set_everything_in_one_column() {
    let report = Report::new().at("kapitel/text", |chapter| chapter.key("spalter", 2));
    assert!(text(&report.built()).contains("\n---- 2\n"));
    assert!(!text(&report.key("layout", "region").built()).contains("\n---- 2\n"));
}

#[test]
fn a_layout_inherits_another_and_changes_some_tokens() {
    let own = |tokens: &str| Report::new().key("arende", "7").layout(tokens);
    let region = own("arver = \"region\"\n[sidfot]\nhoger = \"{sida} ({sidor})\"\n");
    assert_eq!(region.findings(), "");
    assert_eq!(furniture(&region.built())[1], "Exempelbykommun·TestnämndenÄrende72(2)");
    let error = |tokens: &str| own(tokens).findings();
    let found = error("arver = \"region\"\n[farg]\ntext = \"svart\"\n");
    assert!(found.starts_with("egen/tokens.toml:3:8: error[layout-tokens]"), "{found}");
    assert!(found.contains("`svart` is not a colour"), "{found}");
    let found = error("arver = \"kommn\"\n");
    assert!(found.starts_with("egen/tokens.toml:1:9: error[file-missing]: there is no layout `kommn`"), "{found}");
    let found = error("arver = \"kommun\"\n[sidhuvud]\nmitten = \"\"\n");
    assert!(found.contains("neither the running head nor the foot has {utkast}"), "{found}");
    let found = error("arver = \"kommun\"\n[sidfot]\nvanster = \"{sidan}\"\n");
    assert!(found.starts_with("egen/tokens.toml:3:11:") && found.contains("`{sidan}` is not a field"), "{found}");
}
