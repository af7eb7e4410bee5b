//! The Word file is really Word: looks in styles alone, and nothing that a screen reader or the navigation pane would
//! miss.

use std::collections::{BTreeMap, BTreeSet};

use underlag::base::budget::Budget;
use underlag::deliver::verify::pdf::{Kid, Node};
use underlag::deliver::verify::word::{self, Element};

use crate::support::{Folder, build, bytes, reports, saying};

/// What may stand in the text beside the names of styles, and why no style can say it.
const EXCEPTIONS: [(&str, &str, &str); 22] = [
    ("w:pPr", "w:pStyle", "names the style"),
    ("w:pPr", "w:numPr", "which list a paragraph counts in"),
    ("w:pPr", "w:sectPr", "where a section ends"),
    ("w:pPr", "w:pageBreakBefore", "contents begin on a page of their own where a cover is before them"),
    ("w:pPr", "w:keepNext", "rows of a short table, and a sum with what it sums, stay on one page"),
    ("w:pPr", "w:framePr", "a signature with another one beside it; LibreOffice reads no frame in a style"),
    ("w:pPr", "w:spacing", "a table has no space of its own, so that its neighbours get more; none at a page's top"),
    ("w:pPr", "w:ind", "how many decimals a figure lacks against others of its column; a deep list's continuation"),
    ("w:rPr", "w:rStyle", "names the style"),
    ("w:rPr", "w:lang", "the language of words in another one"),
    ("w:trPr", "w:cantSplit", "which rows are short enough to stay whole"),
    ("w:trPr", "w:tblHeader", "which rows are headers"),
    ("w:tcPr", "w:tcW", "a cell's width"),
    ("w:tcPr", "w:gridSpan", "columns that a cell covers"),
    ("w:tcPr", "w:vMerge", "rows that a cell covers"),
    ("w:tcPr", "w:shd", "sums, risk levels and further header rows; a table's style knows the first and last row only"),
    ("w:tcPr", "w:tcBorders", "likewise"),
    ("w:tcPr", "w:vAlign", "likewise"),
    ("w:tcPr", "w:noWrap", "a figure stays on one line; no style of a table knows its figures"),
    ("w:tblPr", "w:tblStyle", "names the style"),
    ("w:tblPr", "w:tblCaption", "a table's name for those who do not see it"),
    ("w:tblPr", "w:tblDescription", "what stands in it"),
];

/// What says how wide a table is and which of its style's looks count.
const OF_TABLES: [&str; 3] = ["w:tblW", "w:tblLayout", "w:tblLook"];

fn all<'e>(root: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    root.all(name, &mut found);
    found
}

#[test]
fn looks_stand_in_styles_alone() {
    for report in reports() {
        let built = build(&report);
        let parts = word::parts(bytes(&built, ".docx")).unwrap();
        let mut used: BTreeMap<(String, String), usize> = BTreeMap::new();
        for path in ["word/document.xml", "word/footnotes.xml"] {
            let root = word::parse(&parts[path]).unwrap();
            for holder in ["w:pPr", "w:rPr", "w:trPr", "w:tcPr", "w:tblPr"] {
                for property in all(&root, holder).iter().flat_map(|holder| &holder.kids) {
                    *used.entry((holder.to_owned(), property.name.clone())).or_default() += 1;
                }
            }
        }
        for ((holder, property), times) in &used {
            let known = EXCEPTIONS.iter().any(|(of, name, _)| of == holder && name == property);
            assert!(known || OF_TABLES.contains(&&**property), "{holder}/{property} stands {times} times in the text");
        }
        let count = |holder: &str, property: &str| used.get(&(holder.to_owned(), property.to_owned())).copied();
        println!(
            "{}: {:?} direct indents, {:?} spacings",
            report.display(),
            count("w:pPr", "w:ind"),
            count("w:pPr", "w:spacing")
        );
    }
}

#[test]
fn a_screen_reader_finds_its_way() {
    for report in reports() {
        let built = build(&report);
        let file = word::read(bytes(&built, ".docx"), &mut Budget::of_own()).unwrap();
        let parts = word::parts(bytes(&built, ".docx")).unwrap();
        let body = word::parse(&parts["word/document.xml"]).unwrap();
        let levels: Vec<u8> = file
            .said
            .iter()
            .filter_map(|said| match said.kind {
                underlag::deliver::verify::Kind::Heading(level) => Some(level),
                _ => None,
            })
            .collect();
        assert_eq!(levels.first(), Some(&1));
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level is left out: {levels:?}");
        for table in all(&body, "w:tbl") {
            let properties = table.child("w:tblPr").unwrap();
            let said = |name: &str| properties.value(&[name]).is_some_and(|words| !words.trim().is_empty());
            assert!(said("w:tblCaption") && said("w:tblDescription"));
            let first = table.child("w:tr").unwrap();
            assert!(first.child("w:trPr").and_then(|row| row.child("w:tblHeader")).is_some(), "a header row");
        }
        for drawing in parts.iter().filter(|(path, _)| path.ends_with(".xml")).flat_map(|(_, part)| {
            let root = word::parse(part).unwrap();
            all(&root, "wp:docPr")
                .iter()
                .map(|about| (about.attributes.get("descr").cloned(), all(about, "adec:decorative").len()))
                .collect::<Vec<_>>()
        }) {
            assert!(
                drawing.0.is_some_and(|words| !words.trim().is_empty()) || drawing.1 == 1,
                "alt text or decoration"
            );
        }
        let styles = word::parse(&parts["word/styles.xml"]).unwrap();
        let languages: BTreeSet<&str> = all(&styles, "w:lang").iter().map(|lang| &*lang.attributes["w:val"]).collect();
        assert_eq!(languages, BTreeSet::from(["sv-SE"]));
        // A paragraph without words is what Word needs at a section's end or between tables, never a gap.
        let empty = all(&body, "w:p").into_iter().filter(|paragraph| all(paragraph, "w:r").is_empty());
        for paragraph in empty {
            let style = paragraph.value(&["w:pPr", "w:pStyle"]).unwrap();
            assert!(style.starts_with("Table") || ["SectionEnd"].contains(&style), "{style}");
        }
    }
}

#[test]
fn words_in_another_language_say_so_in_both_files() {
    let text = "Vi arbetar med [*Lean* Six Sigma](sprak:en), [Sisu](sprak:fi) och [x](sprak:engelska).";
    let folder = Folder::new().with("enheter/a.toml", saying(text));
    assert_eq!(folder.findings(), "enheter/a.toml:6:67: error[bad-value]: `engelska` is not a valid language code\n");
    let built = folder.built();
    let body = word::parse(&word::parts(bytes(&built, ".docx")).unwrap()["word/document.xml"]).unwrap();
    let runs: Vec<(String, Option<&str>)> = all(&body, "w:r")
        .into_iter()
        .map(|run| (run.child("w:t").map_or(String::new(), |t| t.text.clone()), run.value(&["w:rPr", "w:lang"])))
        .collect();
    let language = |words: &str| runs.iter().find(|(said, _)| said == words).map(|(_, language)| *language);
    assert_eq!(language("Lean"), Some(Some("en-GB")));
    assert_eq!(language(" Six Sigma"), Some(Some("en-GB")));
    assert_eq!(language("Sisu"), Some(Some("fi-FI")));
    assert_eq!(language("Vi arbetar med "), Some(None));
    let pdf = underlag::deliver::verify::pdf::read(bytes(&built, ".pdf"), &mut Budget::of_own()).unwrap();
    let mut found = Vec::new();
    fn languages(node: &Node, found: &mut Vec<(String, String)>) {
        for kid in &node.kids {
            match kid {
                Kid::Words { text, language: Some(language), .. } => found.push((language.clone(), text.clone())),
                Kid::Words { .. } => {}
                Kid::Node(node) => languages(node, found),
            }
        }
    }
    languages(&pdf.root, &mut found);
    let said =
        |tag: &str| found.iter().filter(|(language, _)| language == tag).map(|(_, words)| &**words).collect::<String>();
    assert_eq!((said("en-GB").as_str(), said("fi-FI").as_str()), ("Lean Six Sigma", "Sisu"), "{found:?}");
}
