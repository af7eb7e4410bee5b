//! The tag tree of the PDF: what those hear who do not see the page.
//!
//! `UNDERLAG_BLESS=1 cargo test --release` writes `tests/golden/tags.txt` anew; look at the difference before you
//! commit it.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use underlag::base::budget::Budget;
use underlag::deliver::verify::pdf::{self, Kid, Node};
use underlag::model::Document as Model;
use underlag::pipeline;
use underlag::pipeline::{Format, Options};

use crate::golden::golden;
use crate::support::{EXAMPLE, Folder, bytes, root};

/// A tree as text: an element a line with its attributes, words in quotes.
fn shown(node: &Node, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let attributes: String = node.attributes.iter().map(|(name, value)| format!(" {name}={value:?}")).collect();
    let language = node.language.as_ref().map_or(String::new(), |language| format!(" Lang={language:?}"));
    let alt = node.alt.as_ref().map_or(String::new(), |alt| format!(" Alt={alt:?}"));
    out.push_str(&format!("{indent}{}{attributes}{language}{alt}\n", node.kind));
    for kid in &node.kids {
        match kid {
            Kid::Words { text, language, .. } => {
                let language = language.as_ref().map_or(String::new(), |language| format!(" Lang={language:?}"));
                out.push_str(&format!("{indent}  \u{201d}{text}\u{201d}{language}\n"));
            }
            Kid::Node(node) => shown(node, depth + 1, out),
        }
    }
}

/// A report with each kind of block once, long enough in its table for a second page.
fn every_kind() -> Folder {
    let read = |file: &str| std::fs::read_to_string(root().join("tests/reports/tags").join(file)).unwrap();
    Folder::new().with("rapport.toml", read("rapport.toml")).with("enheter/a.toml", read("enheter/a.toml"))
}

fn built(dir: &std::path::Path) -> Vec<u8> {
    let options = Options { formats: vec![Format::Pdf], ..Options::default() };
    bytes(&pipeline::build(dir, &options).unwrap(), ".pdf").to_vec()
}

#[test]
fn each_kind_of_block_as_tags() {
    let root = pdf::read(&built(every_kind().path()), &mut Budget::of_own()).unwrap().root;
    let mut text = String::new();
    shown(&root, 0, &mut text);
    golden("tags.txt", &text);
}

/// What the document's root says.
fn catalog(document: &Document) -> &Dictionary {
    document.catalog().unwrap()
}

fn text(dictionary: &Dictionary, key: &[u8]) -> String {
    lopdf::decode_text_string(dictionary.get(key).unwrap()).unwrap()
}

fn inner<'d>(document: &'d Document, outer: &'d Dictionary, key: &[u8]) -> &'d Dictionary {
    outer.get_deref(key, document).and_then(Object::as_dict).unwrap()
}

/// The file of every kind of block, and the example.
fn files() -> Vec<Vec<u8>> {
    vec![built(every_kind().path()), bytes(&EXAMPLE, ".pdf").to_vec()]
}

#[test]
fn the_document_says_its_language_and_shows_its_title() {
    for file in files() {
        let document = Document::load_mem(&file).unwrap();
        let catalog = catalog(&document);
        assert_eq!(text(catalog, b"Lang"), "sv-SE");
        let preferences = inner(&document, catalog, b"ViewerPreferences");
        assert!(preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).unwrap());
        assert!(inner(&document, catalog, b"MarkInfo").get(b"Marked").and_then(Object::as_bool).unwrap());
        let info = document.trailer.get_deref(b"Info", &document).and_then(Object::as_dict).unwrap();
        assert!(text(info, b"Title").starts_with("Delårsrapport 202"));
    }
}

#[test]
fn reading_goes_in_the_order_of_the_tags() {
    for file in files() {
        let document = Document::load_mem(&file).unwrap();
        for page in document.get_pages().into_values() {
            let page = document.get_dictionary(page).unwrap();
            assert_eq!(page.get(b"Tabs").and_then(Object::as_name).unwrap(), b"S");
            assert!(page.has(b"StructParents"));
        }
    }
}

#[test]
fn heading_levels_have_no_jumps() {
    for file in files() {
        let root = pdf::read(&file, &mut Budget::of_own()).unwrap().root;
        let mut headings = Vec::new();
        root.all(&["H1", "H2", "H3", "H4", "H5", "H6"], &mut headings);
        let mut last = 0;
        for heading in headings {
            let level: usize = heading.kind[1..].parse().unwrap();
            assert!(level <= last + 1, "{} after H{last}: {}", heading.kind, heading.words_without(&[]));
            last = level;
        }
        assert!(last > 0);
    }
}

#[test]
fn header_cells_say_what_they_are_the_header_of() {
    for file in files() {
        let root = pdf::read(&file, &mut Budget::of_own()).unwrap().root;
        let (mut tables, mut scopes) = (Vec::new(), std::collections::BTreeMap::<String, usize>::new());
        root.all(&["Table"], &mut tables);
        assert!(tables.len() >= 3);
        for table in tables {
            assert!(table.attribute("Summary").is_some_and(|summary| summary.len() > 10));
            let (mut heads, mut rows) = (Vec::new(), Vec::new());
            table.all(&["TH"], &mut heads);
            table.all(&["TR"], &mut rows);
            for head in heads {
                *scopes.entry(head.attribute("Scope").expect("a scope").to_owned()).or_default() += 1;
            }
            let below = rows.iter().filter(|row| row.nodes().any(|cell| cell.kind == "TD"));
            assert!(below.clone().count() > 0);
            for row in below {
                let first = row.nodes().next().unwrap();
                assert_eq!((first.kind.as_str(), first.attribute("Scope")), ("TH", Some("Row")));
            }
        }
        assert!(scopes["Column"] > 3 && scopes["Row"] > 3, "{scopes:?}");
    }
}

#[test]
fn notes_are_notes_and_their_marks_lead_to_them() {
    for file in files() {
        let root = pdf::read(&file, &mut Budget::of_own()).unwrap().root;
        let mut notes = Vec::new();
        root.all(&["Note"], &mut notes);
        assert!(!notes.is_empty());
        for note in notes {
            let label = note.nodes().next().unwrap();
            assert_eq!(label.kind, "Lbl");
            assert!(label.words_without(&[]).trim().parse::<u32>().is_ok());
            assert!(note.words_without(&["Lbl"]).len() > 3);
        }
        let document = Document::load_mem(&file).unwrap();
        let ids = |key: &[u8]| -> Vec<Vec<u8>> {
            let all = document.objects.values().filter_map(|object| object.as_dict().ok());
            let notes = all.filter(|element| element.get(b"S").and_then(Object::as_name).ok() == Some(b"Note"));
            notes.filter_map(|note| note.get(key).and_then(Object::as_str).ok().map(<[u8]>::to_vec)).collect()
        };
        let mut all = ids(b"ID");
        let number = all.len();
        all.sort();
        all.dedup();
        assert!(number > 0 && all.len() == number, "each note has an id of its own");
    }
}

#[test]
fn numbered_lists_in_cells_are_lists() {
    for file in files() {
        let root = pdf::read(&file, &mut Budget::of_own()).unwrap().root;
        let (mut cells, mut lists) = (Vec::new(), Vec::new());
        root.all(&["TD"], &mut cells);
        cells.iter().for_each(|cell| cell.all(&["L"], &mut lists));
        let numbered: Vec<_> = lists.iter().filter(|list| list.attribute("ListNumbering") == Some("Decimal")).collect();
        assert!(numbered.len() >= 3, "three of each risk");
        for list in numbered {
            for (at, item) in list.nodes().enumerate() {
                assert_eq!(item.kind, "LI");
                let parts: Vec<&str> = item.nodes().map(|part| part.kind.as_str()).collect();
                assert_eq!(parts, ["Lbl", "LBody"]);
                assert_eq!(item.nodes().next().unwrap().words_without(&[]).trim(), format!("{}.", at + 1));
            }
        }
    }
}

#[test]
fn links_say_where_they_lead() {
    for file in files() {
        let document = Document::load_mem(&file).unwrap();
        let mut links = 0;
        for page in document.get_pages().into_values() {
            for link in document.get_page_annotations(page).unwrap() {
                assert_eq!(link.get(b"Subtype").and_then(Object::as_name).unwrap(), b"Link");
                assert!(!text(link, b"Contents").trim().is_empty(), "{link:?}");
                assert!(link.has(b"StructParent"), "{link:?}");
                links += 1;
            }
        }
        let root = pdf::read(&file, &mut Budget::of_own()).unwrap().root;
        let mut tags = Vec::new();
        root.all(&["Link"], &mut tags);
        assert!(links > 5 && tags.len() > 5);
        assert!(tags.iter().all(|tag| !tag.words_without(&[]).trim().is_empty()), "every link has words");
    }
}

/// The running head is nothing that is read between two paragraphs.
#[test]
fn running_heads_are_artifacts() {
    for file in files() {
        let read = pdf::read(&file, &mut Budget::of_own()).unwrap();
        // A cover has none.
        let heads: Vec<&String> = read.pages.iter().filter(|head| !head.is_empty()).collect();
        assert!(heads.len() + 1 >= read.pages.len() && heads.iter().all(|head| head.contains('(')), "{heads:?}");
        let mut runs = Vec::new();
        read.root.runs_without(&[], &mut runs);
        let pages = |run: &str| {
            run.ends_with(')') && run.split('(').all(|part| part.trim_end_matches(')').parse::<u32>().is_ok())
        };
        assert!(!runs.iter().any(|run| pages(run)), "no page count is read");
        assert!(!runs.iter().any(|run| run.trim() == "Utkast"), "nor the draft mark");
    }
}

/// The titles below an entry of the outline, each with its depth from 1.
fn outline(document: &Document, entry: &Dictionary, depth: u8, all: &mut Vec<(u8, String)>) {
    let mut next = entry.get_deref(b"First", document).and_then(Object::as_dict).ok();
    while let Some(one) = next {
        all.push((depth, text(one, b"Title")));
        outline(document, one, depth + 1, all);
        next = one.get_deref(b"Next", document).and_then(Object::as_dict).ok();
    }
}

#[test]
fn bookmarks_are_the_listed_headings() {
    let built = EXAMPLE.document.as_ref().unwrap();
    let document = Document::load_mem(bytes(&EXAMPLE, ".pdf")).unwrap();
    let mut bookmarks = Vec::new();
    outline(&document, inner(&document, catalog(&document), b"Outlines"), 1, &mut bookmarks);
    // The title of a memo is a heading of its own; that of a paper with a cover is a bookmark where there are several.
    let mut expected = Vec::new();
    for part in &built.parts {
        expected.extend((built.parts.len() > 1 && part.cover.is_some()).then(|| (1, part.title.clone())));
        let listed = Model::headings_of(part).into_iter().filter(|heading| heading.listed);
        expected.extend(listed.map(|heading| (heading.level, heading.plain())));
    }
    assert_eq!(bookmarks, expected);
}

#[test]
fn every_font_is_embedded() {
    for file in files() {
        let document = Document::load_mem(&file).unwrap();
        let mut fonts = 0;
        for object in document.objects.values() {
            let Ok(font) = object.as_dict() else { continue };
            if font.get(b"Type").and_then(Object::as_name).ok() != Some(b"FontDescriptor") {
                continue;
            }
            assert!([&b"FontFile2"[..], b"FontFile3"].iter().any(|key| font.has(key)), "{font:?}");
            let name = String::from_utf8_lossy(font.get(b"FontName").and_then(Object::as_name).unwrap()).into_owned();
            assert_eq!(name.find('+'), Some(6), "{name} is a subset");
            fonts += 1;
        }
        assert!(fonts >= 3);
    }
}

/// The operators that put something on a page.
const PAINTS: [&str; 18] =
    ["Tj", "TJ", "'", "\"", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "BI", "d1"];

#[test]
fn everything_is_tagged_or_an_artifact() {
    for file in files() {
        let document = Document::load_mem(&file).unwrap();
        let mut painted = 0;
        for page in document.get_pages().into_values() {
            let content = Content::decode(&document.get_page_content(page)).unwrap();
            let mut depth = 0;
            for operation in &content.operations {
                match operation.operator.as_str() {
                    "BDC" | "BMC" => depth += 1,
                    "EMC" => depth -= 1,
                    operator if PAINTS.contains(&operator) => {
                        assert!(depth > 0, "{operator} outside of everything");
                        painted += 1;
                    }
                    _ => {}
                }
            }
            assert_eq!(depth, 0);
        }
        assert!(painted > 100);
    }
}

#[test]
fn figures_say_what_they_show() {
    let root = pdf::read(&built(every_kind().path()), &mut Budget::of_own()).unwrap().root;
    let mut figures = Vec::new();
    root.all(&["Figure"], &mut figures);
    assert_eq!(figures.len(), 3);
    for figure in figures {
        assert!(figure.alt.as_ref().is_some_and(|alt| alt.len() > 20), "{figure:?}");
    }
}

#[test]
fn words_of_another_language_say_which() {
    let mut text = String::new();
    shown(&pdf::read(&built(every_kind().path()), &mut Budget::of_own()).unwrap().root, 0, &mut text);
    assert!(text.contains("\u{201d}lean\u{201d} Lang=\"en-GB\"\n"), "{text}");
}

/// The types of element that PDF 1.7 knows and a paper can have.
///
/// Source: ISO 32000-1, 14.8.4.
const ELEMENTS: [&str; 31] = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "P",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "Span",
    "Note",
    "Reference",
    "Link",
    "Figure",
    "Formula",
];

#[test]
fn only_elements_of_the_standard_are_used() {
    for file in files() {
        let document = Document::load_mem(&file).unwrap();
        let tree = inner(&document, catalog(&document), b"StructTreeRoot");
        // Names of PDF 2.0 are mapped to those of PDF 1.7, which are not mapped themselves.
        let mut known: Vec<String> = ELEMENTS.map(str::to_owned).to_vec();
        if let Ok(map) = tree.get_deref(b"RoleMap", &document).and_then(Object::as_dict) {
            for (name, standard) in map {
                let (name, standard) = (String::from_utf8_lossy(name), standard.as_name().unwrap());
                let standard = String::from_utf8_lossy(standard);
                assert!(!ELEMENTS.contains(&&*name) && ELEMENTS.contains(&&*standard), "{name} {standard}");
                known.push(name.into_owned());
            }
        }
        for element in document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|one| one.has(b"P"))
        {
            if let Ok(kind) = element.get(b"S").and_then(Object::as_name)
                && element.has(b"K")
            {
                assert!(known.contains(&String::from_utf8_lossy(kind).into_owned()), "{element:?}");
            }
        }
        assert!(tree.has(b"ParentTree"));
        let suspects = inner(&document, catalog(&document), b"MarkInfo").get(b"Suspects").and_then(Object::as_bool);
        assert!(!suspects.unwrap_or(false));
    }
}

#[test]
fn pages_have_the_numbers_that_they_show() {
    let document = Document::load_mem(bytes(&EXAMPLE, ".pdf")).unwrap();
    let labels = inner(&document, catalog(&document), b"PageLabels");
    let ranges = labels.get_deref(b"Nums", &document).and_then(Object::as_array).unwrap();
    let mut shown = vec![String::new(); EXAMPLE.pages];
    for range in ranges.chunks(2) {
        let from = usize::try_from(range[0].as_i64().unwrap()).unwrap();
        let (_, label) = document.dereference(&range[1]).unwrap();
        let label = label.as_dict().unwrap();
        let prefix = label.get(b"P").ok().map(|prefix| lopdf::decode_text_string(prefix).unwrap()).unwrap_or_default();
        let first = label.get(b"St").and_then(Object::as_i64).unwrap_or(1);
        for (page, number) in shown[from..].iter_mut().zip(first..) {
            let number = if label.has(b"S") { number.to_string() } else { String::new() };
            *page = format!("{}{number}", prefix.trim_end_matches('\u{200b}'));
        }
    }
    // The memo's two pages, then the report's.
    let expected: Vec<String> = (1..=2).chain(1..=28).map(|number: u32| number.to_string()).collect();
    assert_eq!(shown, expected);
}

/// What PDF/UA allows under conditions that are not met here, and what a paper has no use for, is not in the file.
#[test]
fn nothing_runs_hides_or_asks() {
    for file in files() {
        let document = Document::load_mem(&file).unwrap();
        for key in [&b"OCProperties"[..], b"AcroForm", b"Threads", b"OpenAction", b"AA", b"NeedsRendering"] {
            assert!(!catalog(&document).has(key), "{}", String::from_utf8_lossy(key));
        }
        assert!(!document.trailer.has(b"Encrypt"));
        for dictionary in document.objects.values().filter_map(|object| object.as_dict().ok()) {
            for key in [&b"JS"[..], b"AA", b"OC", b"Ref"] {
                assert!(!dictionary.has(key), "{dictionary:?}");
            }
            let action = dictionary.get(b"S").and_then(Object::as_name).ok();
            assert!(![Some(&b"JavaScript"[..]), Some(b"Launch"), Some(b"Sound")].contains(&action));
        }
    }
}

#[test]
fn every_font_says_which_characters_it_shows() {
    for file in files() {
        let document = Document::load_mem(&file).unwrap();
        let all = document.objects.values().filter_map(|object| object.as_dict().ok());
        let fonts = all.filter(|font| font.get(b"Type").and_then(Object::as_name).ok() == Some(b"Font"));
        let mut composite = 0;
        for font in fonts.filter(|font| font.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0")) {
            let map = font.get_deref(b"ToUnicode", &document).and_then(Object::as_stream).unwrap();
            let map = String::from_utf8_lossy(&map.get_plain_content().unwrap()).into_owned();
            assert!(map.contains("beginbfchar") || map.contains("beginbfrange"));
            assert!(!map.contains("<0000> <FFFD>"), "no character stands for one that is missing");
            composite += 1;
        }
        assert!(composite >= 3);
    }
}
