//! Reads a finished Word file back, part by part, by its XML alone.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::spoken::Spoken;

/// What a Word file says and holds.
#[derive(Debug, Default)]
pub struct Word {
    /// Headings, paragraphs, cells, notes and entries of the contents, in reading order.
    pub said: Vec<Spoken>,
    /// Page numbers of the contents' entries as they stand in the file.
    pub contents_pages: Vec<u32>,
    /// Tables.
    pub tables: usize,
    /// Table rows, header rows included.
    pub rows: usize,
    /// Pages, as the file's properties say.
    pub pages: u32,
}

/// An element of a part.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name with its prefix, `w:p`.
    pub name: String,
    /// Its attributes by name.
    pub attributes: BTreeMap<String, String>,
    /// What it holds.
    pub kids: Vec<Element>,
    /// Its words.
    pub text: String,
}

impl Element {
    fn child(&self, name: &str) -> Option<&Element> {
        self.kids.iter().find(|kid| kid.name == name)
    }

    /// The value of a descendant reached by these names.
    fn value(&self, path: &[&str]) -> Option<&str> {
        let mut element = self;
        for name in path {
            element = element.child(name)?;
        }
        element.attributes.get("w:val").map(String::as_str)
    }

    /// All descendants with this name.
    pub fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for kid in &self.kids {
            if kid.name == name {
                found.push(kid);
            }
            kid.all(name, found);
        }
    }
}

/// The parts of a Word file by path.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        all.insert(name, bytes);
    }
    all
}

/// The root element of a part.
pub fn parse(bytes: &[u8]) -> Element {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).unwrap());
    let mut open = vec![Element::default()];
    let start = |tag: &BytesStart<'_>| Element {
        name: tag.name().as_ref().to_owned(),
        attributes: tag
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let name = attribute.key.as_ref().to_owned();
                (name, quick_xml::escape::unescape(&attribute.value).unwrap().into_owned())
            })
            .collect(),
        ..Element::default()
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => open.push(start(&tag)),
            Event::Empty(tag) => open.last_mut().unwrap().kids.push(start(&tag)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().kids.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text),
            Event::GeneralRef(reference) => {
                let name = format!("&{};", &*reference);
                open.last_mut().unwrap().text.push_str(&quick_xml::escape::unescape(&name).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "every element is closed");
    open.pop().unwrap().kids.pop().unwrap()
}

/// Reads a Word file.
pub fn read(bytes: &[u8]) -> Word {
    let parts = parts(bytes);
    let document = parse(&parts["word/document.xml"]);
    let notes = parts.get("word/footnotes.xml").map(|part| parse(part)).unwrap_or_default();
    let notes = notes
        .kids
        .iter()
        .filter_map(|note| Some((note.attributes.get("w:id")?.clone(), words(note).trim().to_owned())))
        .collect::<BTreeMap<_, _>>();
    let mut reading = Reading { word: Word::default(), notes, cited: 0 };
    reading.blocks(document.child("w:body").unwrap());
    let mut word = reading.word;
    let properties = parse(&parts["docProps/app.xml"]);
    word.pages = properties.child("Pages").map_or(0, |pages| pages.text.parse().unwrap());
    word
}

struct Reading {
    word: Word,
    notes: BTreeMap<String, String>,
    cited: usize,
}

impl Reading {
    fn say(&mut self, kind: &'static str, words: &str) {
        self.word.said.push(Spoken::new(kind, words));
    }

    fn blocks(&mut self, holder: &Element) {
        for element in &holder.kids {
            match element.name.as_str() {
                "w:p" => self.paragraph(element),
                "w:tbl" => self.table(element),
                "w:sdt" => self.blocks(element.child("w:sdtContent").unwrap()),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element) {
        let style = paragraph.value(&["w:pPr", "w:pStyle"]).unwrap_or("");
        let words = words(paragraph);
        if matches!(style, "SectionEnd" | "TableGap") {
            assert_eq!(words, "", "{style} says nothing");
        } else if style.starts_with("TOC") && style != "TOCHeading" {
            let (entry, page) = words.rsplit_once('\t').unwrap();
            self.say("entry", entry);
            self.word.contents_pages.push(page.trim().parse().unwrap());
        } else {
            let kind = if style.starts_with("Heading") || style == "TOCHeading" { "heading" } else { "paragraph" };
            // Name and title of those who sign side by side stand on one line, parted by a tab.
            words.split('\t').for_each(|words| self.say(kind, words));
            self.cite(paragraph);
        }
    }

    fn table(&mut self, table: &Element) {
        self.word.tables += 1;
        for row in table.kids.iter().filter(|kid| kid.name == "w:tr") {
            self.word.rows += 1;
            for cell in row.kids.iter().filter(|kid| kid.name == "w:tc") {
                let merge = cell.child("w:tcPr").and_then(|properties| properties.child("w:vMerge"));
                let mut paragraphs = Vec::new();
                cell.all("w:p", &mut paragraphs);
                let all: Vec<String> = paragraphs.iter().map(|paragraph| words(paragraph)).collect();
                if merge.is_some_and(|merge| merge.attributes.get("w:val").is_none_or(|value| value == "continue")) {
                    assert!(all.iter().all(String::is_empty), "a covered cell says nothing");
                    continue;
                }
                self.say("cell", &all.join(" "));
                self.cite(cell);
            }
        }
    }

    fn cite(&mut self, holder: &Element) {
        let mut marks = Vec::new();
        holder.all("w:footnoteReference", &mut marks);
        for mark in marks {
            self.cited += 1;
            let text = self.notes.get(&mark.attributes["w:id"]).cloned().unwrap_or_default();
            let number = self.cited;
            self.say("note", &format!("{number} {text}"));
        }
    }
}

/// The words of runs, with tabs; instructions of fields are none, what they show is, and note marks are not.
fn words(holder: &Element) -> String {
    let mut all = String::new();
    push_words(holder, &mut all);
    all
}

fn push_words(element: &Element, all: &mut String) {
    match element.name.as_str() {
        "w:t" => all.push_str(&element.text),
        "w:tab" if element.attributes.is_empty() => all.push('\t'),
        "w:br" => all.push(' '),
        "w:noBreakHyphen" => all.push('\u{2011}'),
        "w:pPr" | "w:instrText" => {}
        "w:r" if element.value(&["w:rPr", "w:rStyle"]) == Some("FootnoteReference") => {}
        _ => element.kids.iter().for_each(|kid| push_words(kid, all)),
    }
}
