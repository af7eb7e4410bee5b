//! What was edited in the Word file finds its way back: every text and figure of a unit stands in a bookmark, outside of
//! tables in a content control with the same key, and the file says for each key which address in which file it stands for.

use std::collections::{BTreeMap, BTreeSet};

use underlag::base::address::BlockAddress;
use underlag::base::hash::sha256;
use underlag::deliver::verify::word::{self, Element};
use underlag::model::{BlockKind, Document};

use crate::support::{EXAMPLE, Folder, MANIFEST, bytes, saying};

/// The elements of these names in a tree, in document order.
fn all<'e>(root: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    root.all(name, &mut found);
    found
}

/// The words of a control, one line a paragraph, as `src/render/docx/finish/controls.rs` describes them.
fn words(element: &Element, out: &mut String) {
    match element.name.as_str() {
        "w:t" => out.push_str(&element.text),
        "w:tab" => out.push('\t'),
        "w:br" => out.push('\n'),
        "w:noBreakHyphen" => out.push('\u{2011}'),
        "w:softHyphen" => out.push('\u{ad}'),
        "w:pPr" | "w:rPr" | "w:sdtPr" | "w:instrText" => {}
        _ => element.kids.iter().for_each(|kid| words(kid, out)),
    }
    if element.name == "w:p" {
        out.push('\n');
    }
}

/// The addresses of everything in a document that a unit or the administration wrote and that says something.
fn addresses(document: &Document) -> BTreeSet<BlockAddress> {
    let mut found = BTreeSet::new();
    for block in document.blocks() {
        let says_something = match &block.kind {
            BlockKind::Paragraph(paragraph) => !paragraph.content.is_empty(),
            _ => true,
        };
        found.extend(block.address.clone().filter(|_| says_something));
    }
    found.extend(document.notes.iter().filter_map(|note| note.address.clone()));
    found
}

#[test]
fn every_text_and_figure_has_a_control_that_leads_back() {
    let document = EXAMPLE.document.as_ref().unwrap();
    let parts = word::parts(bytes(&EXAMPLE, ".docx")).unwrap();
    let map = word::parse(&parts["customXml/item1.xml"]).unwrap();
    let files: BTreeMap<&str, &str> =
        all(&map, "file").iter().map(|file| (&*file.attributes["path"], &*file.attributes["sha256"])).collect();
    for (_, file) in EXAMPLE.checked.sources.iter() {
        assert_eq!(files[&*file.path], sha256(&file.text), "{}, as it leaves the house", file.path);
    }
    // Bound figures stand in bookmarks within the controls of their texts.
    let address = |item: &Element| -> BlockAddress { item.attributes["address"].parse().unwrap() };
    let (items, bound): (Vec<_>, Vec<_>) =
        all(&map, "item").into_iter().partition(|item| address(item).figure.is_none());
    let named: BTreeSet<BlockAddress> = items.iter().map(|item| address(item)).collect();
    assert_eq!(items.len(), named.len(), "no address stands in two places");
    let expected = addresses(document);
    assert!(named == expected && named.len() > 700, "{:#?}", named.symmetric_difference(&expected));
    let of_unit = items.iter().filter(|item| item.attributes["file"] == "enheter/it.toml");
    assert!(of_unit.count() > 30 && items.iter().all(|item| files.contains_key(&*item.attributes["file"])));

    let mut marked: BTreeMap<String, String> = BTreeMap::new();
    let mut controls = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for path in ["word/document.xml", "word/footnotes.xml"] {
        let root = word::parse(&parts[path]).unwrap();
        for paragraph in all(&root, "w:p") {
            bookmarked(paragraph, &mut marked);
        }
        assert!(all(&root, "w:tc").iter().all(|cell| all(cell, "w:sdt").is_empty()), "no control in a table");
        for control in all(&root, "w:sdt") {
            assert!(ids.insert(control.value(&["w:sdtPr", "w:id"]).unwrap().to_owned()));
            let Some(tag) = control.value(&["w:sdtPr", "w:tag"]) else { continue };
            assert!(tag.chars().count() <= 64 && all(control.child("w:sdtPr").unwrap(), "w15:appearance").len() == 1);
            assert!(all(control, "w:lock").is_empty(), "nothing is locked");
            assert!(all(control, "w:sectPr").is_empty(), "no section ends in a control");
            assert!(all(control, "w:p").is_empty(), "no control round whole paragraphs");
            assert!(controls.insert(tag.split(' ').next().unwrap().to_owned()));
        }
    }
    assert!(controls.len() > 150 && controls.iter().all(|key| marked.contains_key(key)));
    for item in items.into_iter().chain(bound) {
        let (key, address) = (&item.attributes["key"], &item.attributes["address"]);
        assert_eq!(marked.get(key), Some(&item.attributes["sha256"]), "{address}");
    }
}

/// The hashes of the words in a paragraph's bookmarks, by their names.
fn bookmarked(holder: &Element, marked: &mut BTreeMap<String, String>) {
    for (at, mark) in holder.kids.iter().enumerate().filter(|(_, kid)| kid.name == "w:bookmarkStart") {
        let is_end = |kid: &&Element| kid.name == "w:bookmarkEnd" && kid.attributes["w:id"] == mark.attributes["w:id"];
        let mut said = String::new();
        holder.kids[at..].iter().take_while(|kid| !is_end(kid)).for_each(|kid| words(kid, &mut said));
        assert!(holder.kids[at..].iter().any(|kid| is_end(&kid)) || mark.attributes["w:name"].starts_with('_'));
        marked.insert(mark.attributes["w:name"].clone(), sha256(said));
    }
    holder.kids.iter().filter(|kid| kid.name != "w:p").for_each(|kid| bookmarked(kid, marked));
}

/// A figure that a text takes from a table stands in a bookmark of its own, so that it can be told from written words.
#[test]
fn bound_figures_stand_in_bookmarks_within_their_text() {
    let manifest = "[[kolumner]]\nid = \"k\"\nsort = \"tkr\"\n[[kolumner.kolumn]]\nid = \"u\"\nrubrik = \"Utfall\"\n\
        [[tabell]]\nid = \"t\"\nrubrik = \"Tabell\"\nkolumner = \"k\"\nrader = [\"a/r\"]\n\
        [[kapitel]]\nid = \"e\"\nrubrik = \"Ekonomi\"\nslag = \"tabeller\"\ntabeller = [\"t\"]\n";
    let text = "Utfallet är **{{t.r.u}}**, alltså {{t.r.u|tal}}. Se [{{t.r.u}}](https://www.example.se).";
    let unit = saying(text) + "[[rad]]\ntabell = \"t\"\nid = \"r\"\nnamn = \"r\"\nu = 7712\n";
    let built = Folder::new().and("rapport.toml", manifest).with("enheter/a.toml", unit).built();
    let parts = word::parts(bytes(&built, ".docx")).unwrap();
    let map = word::parse(&parts["customXml/item1.xml"]).unwrap();
    let said: Vec<(&str, &str, &str)> = all(&map, "item")
        .iter()
        .filter_map(|item| Some((&*item.attributes["address"], &**item.attributes.get("binding")?, item)))
        .map(|(address, binding, item)| (address, binding, &*item.attributes["sha256"]))
        .collect();
    let (with_unit, bare) = (sha256("7\u{a0}712\u{a0}tkr"), sha256("7\u{a0}712"));
    let expected = [("text:a/text#1.1", "t.r.u", with_unit.as_str()), ("text:a/text#1.2", "t.r.u|tal", bare.as_str())];
    assert_eq!(said, expected);
    let body = word::parse(&parts["word/document.xml"]).unwrap();
    let outer = all(&body, "w:sdt").into_iter().find(|control| all(control, "w:bookmarkStart").len() == 2);
    assert_eq!(outer.and_then(|control| control.value(&["w:sdtPr", "w:alias"])), Some("text:a/text#1"));
    assert!(all(&body, "w:sdt").iter().all(|control| all(control, "w:sdt").is_empty()), "no control within another");
}

/// A key is made of the address alone, so that texts that change places in the paper keep theirs.
#[test]
fn keys_do_not_depend_on_the_order_of_the_paper() {
    let chapters = ["text", "mer", "slut"].map(|id| {
        format!("\n[[kapitel]]\nid = \"{id}\"\nrubrik = \"Kapitel {id}\"\nslag = \"berattelse\"\ndelar = [\"a\"]\n")
    });
    let unit = ["text", "mer", "slut"].map(|id| {
        format!("[[avsnitt]]\nkapitel = \"{id}\"\ntext = '''\nOm {id}.\n\n- en punkt\n- en till\n\nSlut.\n'''\n")
    });
    let head = MANIFEST.split("\n[[kapitel]]").next().unwrap();
    let keys = |order: [usize; 3]| -> BTreeMap<String, String> {
        let manifest = head.to_owned() + "\n" + &order.map(|at| chapters[at].clone()).concat();
        let folder = Folder::new().with("rapport.toml", manifest);
        let built = folder.with("enheter/a.toml", format!("enhet = \"a\"\n{}", unit.concat())).built();
        let parts = word::parts(bytes(&built, ".docx")).unwrap();
        let map = word::parse(&parts["customXml/item1.xml"]).unwrap();
        let item = |item: &Element| (item.attributes["address"].clone(), item.attributes["key"].clone());
        all(&map, "item").into_iter().map(item).collect()
    };
    let first = keys([0, 1, 2]);
    assert_eq!(first.len(), 12, "{first:#?}");
    assert!(first == keys([2, 0, 1]) && first == keys([1, 2, 0]));
}

#[test]
fn the_file_says_what_it_was_made_from() {
    let parts = word::parts(bytes(&EXAMPLE, ".docx")).unwrap();
    let custom = word::parse(&parts["docProps/custom.xml"]).unwrap();
    let properties: BTreeMap<&str, &str> = custom
        .kids
        .iter()
        .map(|property| (&*property.attributes["name"], &*property.child("vt:lpwstr").unwrap().text))
        .collect();
    let build = &EXAMPLE.document.as_ref().unwrap().origin.build;
    assert_eq!((build.len(), properties["BuildId"]), (16, build.as_str()));
    let expected = [
        ("Rapport", "herrljunga-ks-delar-2023"),
        ("Kommun", "Herrljunga kommun"),
        ("Nämnd", "Kommunstyrelsen"),
        ("Ärende", "Ärende 6"),
        ("Period", "1 januari\u{2013}31 augusti 2023"),
    ];
    for (name, value) in expected {
        assert_eq!(properties[name].replace('\u{a0}', " "), value);
    }
    let core = word::parse(&parts["docProps/core.xml"]).unwrap();
    let said: BTreeMap<&str, &str> = core.kids.iter().map(|kid| (&*kid.name, &*kid.text)).collect();
    assert!(["dc:title", "dc:subject", "dc:creator", "cp:keywords"].iter().all(|name| !said[name].is_empty()));
    assert_eq!((said["dc:language"], said["cp:contentStatus"]), ("sv-SE", "Utkast"));
}
