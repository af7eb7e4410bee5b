//! Reads a finished Word file back, part by part, by its XML alone.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::base::budget::Budget;
use crate::base::note_style::Marks;

use super::numbers::{Instance, Level, Numbers};
use super::transcript::{Entry, Kind, Spot, solid};
use super::verdict::Unreadable;

/// The largest part that is read, in bytes.
const LARGEST: u64 = 512 * 1024 * 1024;

/// Elements within elements that are followed.
const DEEPEST: usize = 400;

/// The longest sign before a list's item, in characters.
const LONGEST_SIGN: usize = 100;

/// What a Word file says and holds.
#[derive(Debug, Default)]
pub struct Word {
    /// Headings, paragraphs, cells, notes and lines of the contents, in reading order.
    pub said: Vec<Entry>,
    /// The page that each line of the contents names, as it stands in the file.
    pub contents_pages: Vec<String>,
    /// For each drawing the words in it, without white space.
    pub drawn: Vec<String>,
    /// The parts with page counts of their own.
    pub parts: Vec<Part>,
    /// Tables.
    pub tables: usize,
    /// Table rows, header rows included.
    pub rows: usize,
    /// Pages, as the file's properties say.
    pub pages: usize,
    /// Whether the file's properties say that it is a draft, or anything else of its status.
    pub status: Option<String>,
}

/// A part of the paper with a page count of its own.
#[derive(Debug, Default)]
pub struct Part {
    /// Its number of pages, as its running heads say.
    pub total: usize,
    /// Its running heads with the feet that go with them, each once.
    pub heads: Vec<Head>,
    /// Those of them that stand on no page where a section's first page, which has its own, is its only one: a cover.
    pub perhaps: Vec<Head>,
}

impl Part {
    /// The running heads that stand on a page, however long its sections are.
    pub(super) fn certain(&self) -> impl Iterator<Item = &Head> {
        self.heads.iter().filter(|head| !self.perhaps.contains(head))
    }
}

/// A running head and foot, in pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Page,
}

impl Head {
    /// What it says on the part's page of this number, without white space.
    pub(super) fn on_page(&self, number: usize) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Page => number.to_string(),
        });
        solid(&pieces.collect::<String>())
    }
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
    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.kids.iter().find(|kid| kid.name == name)
    }

    /// The value of a descendant reached by these names.
    pub fn value(&self, path: &[&str]) -> Option<&str> {
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

fn fault(error: impl std::fmt::Display) -> Unreadable {
    Unreadable::Fault(format!("the Word file cannot be read: {error}"))
}

/// The parts of a Word file by path.
///
/// # Errors
///
/// Why the file is no package.
pub fn parts(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
    let mut all = BTreeMap::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(fault)?;
        let name = file.name().map_err(fault)?.into_owned();
        let mut bytes = Vec::new();
        file.take(LARGEST).read_to_end(&mut bytes).map_err(fault)?;
        all.insert(name, bytes);
    }
    Ok(all)
}

/// The root element of a part.
///
/// # Errors
///
/// Why the part is no well-formed XML.
pub fn parse(bytes: &[u8]) -> Result<Element, Unreadable> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).map_err(fault)?);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(fault)?;
        let depth = open.len();
        let Some(last) = open.last_mut() else { return Err(fault("an element ends that never began")) };
        match event {
            Event::Start(tag) if depth < DEEPEST => open.push(element(&tag)?),
            Event::Start(_) => return Err(fault("its elements are nested too deep")),
            Event::Empty(tag) => last.kids.push(element(&tag)?),
            Event::End(_) => {
                let done = open.pop().unwrap_or_default();
                open.last_mut().ok_or_else(|| fault("an element ends that never began"))?.kids.push(done);
            }
            Event::Text(text) => last.text.push_str(&text),
            Event::GeneralRef(reference) => {
                let name = format!("&{};", &*reference);
                last.text.push_str(&quick_xml::escape::unescape(&name).map_err(fault)?);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match open.as_mut_slice() {
        [root] => root.kids.pop().ok_or_else(|| fault("a part holds no element")),
        _ => Err(fault("a part ends inside an element")),
    }
}

fn element(tag: &BytesStart<'_>) -> Result<Element, Unreadable> {
    let mut element = Element { name: tag.name().as_ref().to_owned(), ..Element::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(fault)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(fault)?.into_owned();
        element.attributes.insert(attribute.key.as_ref().to_owned(), value);
    }
    Ok(element)
}

/// Reads a Word file.
///
/// # Errors
///
/// Why it is none.
pub fn read(bytes: &[u8], _budget: &mut Budget) -> Result<Word, Unreadable> {
    let parts = parts(bytes)?;
    let part = |path: &str| parts.get(path).map(|part| parse(part)).transpose();
    let document = part("word/document.xml")?.ok_or_else(|| fault("it has no text"))?;
    let notes = part("word/footnotes.xml")?.unwrap_or_default();
    let notes = notes
        .kids
        .iter()
        .filter_map(|note| Some((note.attributes.get("w:id")?.clone(), words(note).trim().to_owned())))
        .collect::<BTreeMap<_, _>>();
    let mut heads = BTreeMap::new();
    for link in part("word/_rels/document.xml.rels")?.unwrap_or_default().kids {
        if let (Some(id), Some(target)) = (link.attributes.get("Id"), link.attributes.get("Target"))
            && (target.starts_with("header") || target.starts_with("footer"))
            && let Some(root) = part(&format!("word/{target}"))?
        {
            heads.insert(id.clone(), pieces(&root));
        }
    }
    let body = document.child("w:body").ok_or_else(|| fault("it has no text"))?;
    let settings = part("word/settings.xml")?.unwrap_or_default();
    let letters = settings.value(&["w:footnotePr", "w:numFmt"]) == Some("lowerLetter");
    let counted = if letters { Marks::Letters } else { Marks::Digits };
    let numbers = numbers(&part("word/numbering.xml")?.unwrap_or_default());
    let (word, marks) = (Word::default(), Vec::new());
    let mut reading = Reading { word, notes, heads, counted, numbers, cited: 0, marks, paragraphs: 0 };
    reading.blocks(body)?;
    if let Some(section) = body.child("w:sectPr") {
        reading.section(section);
    }
    let mut word = reading.word;
    let properties = part("docProps/app.xml")?.unwrap_or_default();
    word.pages = properties.child("Pages").and_then(|pages| pages.text.parse().ok()).unwrap_or(0);
    word.status = part("docProps/core.xml")?.unwrap_or_default().child("cp:contentStatus").map(|s| s.text.clone());
    Ok(word)
}

/// The lists that the numbering part defines.
fn numbers(root: &Element) -> Numbers {
    let mut numbers = Numbers::default();
    let id = |element: &Element, name: &str| element.attributes.get(name).cloned().unwrap_or_default();
    let first = |value: Option<&str>| value.and_then(|start| start.parse().ok());
    for definition in root.kids.iter().filter(|kid| kid.name == "w:abstractNum") {
        // Word has nine levels, and a sign is short; a stranger's file may have others.
        let is_level = |level: &&Element| {
            level.name == "w:lvl" && matches!(id(level, "w:ilvl").as_bytes(), [digit] if digit.is_ascii_digit())
        };
        let levels = definition.kids.iter().filter(is_level).map(|level| {
            let value = |name| level.value(&[name]).unwrap_or_default().chars().take(LONGEST_SIGN).collect();
            let (format, text) = (value("w:numFmt"), value("w:lvlText"));
            (id(level, "w:ilvl"), Level { format, text, start: first(level.value(&["w:start"])).unwrap_or(1) })
        });
        numbers.definitions.insert(id(definition, "w:abstractNumId"), levels.collect());
    }
    for list in root.kids.iter().filter(|kid| kid.name == "w:num") {
        let overrides = list.kids.iter().filter(|kid| kid.name == "w:lvlOverride");
        let starts =
            overrides.filter_map(|level| Some((id(level, "w:ilvl"), first(level.value(&["w:startOverride"]))?)));
        let definition = list.value(&["w:abstractNumId"]).unwrap_or_default().to_owned();
        numbers.instances.insert(id(list, "w:numId"), Instance { definition, starts: starts.collect() });
    }
    numbers
}

struct Reading {
    word: Word,
    notes: BTreeMap<String, String>,
    /// Running heads by the id of their relationship, with the part's number of pages where they say it.
    heads: BTreeMap<String, (Head, Option<usize>)>,
    /// The marks that Word counts.
    counted: Marks,
    /// The lists.
    numbers: Numbers,
    /// The number of the last note that Word counts.
    cited: usize,
    /// Positions of the section's notes in what is said.
    marks: Vec<usize>,
    paragraphs: usize,
}

impl Reading {
    fn say(&mut self, kind: Kind, words: &str) {
        self.word.said.push(Entry::new(kind, words, Some(Spot::Paragraph(self.paragraphs))));
    }

    fn blocks(&mut self, holder: &Element) -> Result<(), Unreadable> {
        for element in &holder.kids {
            match element.name.as_str() {
                "w:p" => self.paragraph(element)?,
                "w:tbl" => self.table(element)?,
                "w:sdt" => element.child("w:sdtContent").map_or(Ok(()), |content| self.blocks(content))?,
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Element) -> Result<(), Unreadable> {
        self.paragraphs += 1;
        let style = paragraph.value(&["w:pPr", "w:pStyle"]).unwrap_or("");
        let words = words(paragraph);
        let (mut drawings, mut notes) = (Vec::new(), Vec::new());
        paragraph.all("w:drawing", &mut drawings);
        paragraph.all("w:footnoteReference", &mut notes);
        let is_item = self.sign(paragraph).inspect(|sign| self.say(Kind::Sign, sign)).is_some();
        if words.is_empty() && !drawings.is_empty() {
            drawings.into_iter().for_each(|drawing| self.drawing(drawing));
        } else if matches!(style, "SectionEnd" | "TableGap") && words.is_empty() {
            // Only what Word needs between a table and what follows.
        } else if words.is_empty() && notes.is_empty() && is_item {
            // The number of an item that begins with a list of its own.
        } else if style.starts_with("TOC") && style != "TOCHeading" {
            let (entry, page) = words.rsplit_once('\t').unwrap_or((&words, ""));
            // The field of a contents without entries stands in a paragraph all the same.
            if !words.is_empty() {
                self.say(Kind::Entry, entry);
                self.word.contents_pages.push(page.trim().to_owned());
            }
        } else {
            let level = style.strip_prefix("Heading").and_then(|rest| rest.get(..1)?.parse().ok());
            let kind = match level {
                Some(level) => Kind::Heading(level),
                None if style == "TOCHeading" => Kind::Heading(1),
                None => Kind::Paragraph,
            };
            // Name and title of those who sign side by side stand on one line, parted by a tab.
            words.split('\t').for_each(|words| self.say(kind, words));
            self.cite(paragraph)?;
        }
        if let Some(section) = paragraph.child("w:pPr").and_then(|properties| properties.child("w:sectPr")) {
            self.section(section);
        }
        Ok(())
    }

    /// A drawing: what is said in its place, and the words in its shapes.
    fn drawing(&mut self, drawing: &Element) {
        let (mut properties, mut boxes) = (Vec::new(), Vec::new());
        drawing.all("wp:docPr", &mut properties);
        let alt = properties.first().and_then(|properties| properties.attributes.get("descr"));
        self.say(Kind::Figure, alt.map_or("", String::as_str));
        drawing.all("w:txbxContent", &mut boxes);
        self.word.drawn.push(solid(&boxes.into_iter().map(words).collect::<String>()));
    }

    fn table(&mut self, table: &Element) -> Result<(), Unreadable> {
        self.word.tables += 1;
        for row in table.kids.iter().filter(|kid| kid.name == "w:tr") {
            self.word.rows += 1;
            for cell in row.kids.iter().filter(|kid| kid.name == "w:tc") {
                let merge = cell.child("w:tcPr").and_then(|properties| properties.child("w:vMerge"));
                let mut paragraphs = Vec::new();
                cell.all("w:p", &mut paragraphs);
                self.paragraphs += paragraphs.len();
                let all: Vec<String> = paragraphs.iter().map(|paragraph| words(paragraph)).collect();
                let covered = |merge: &Element| merge.attributes.get("w:val").is_none_or(|value| value == "continue");
                if merge.is_some_and(covered) && all.iter().all(String::is_empty) {
                    continue;
                }
                self.say(Kind::Cell, &all.join(" "));
                for paragraph in &paragraphs {
                    if let Some(sign) = self.sign(paragraph) {
                        self.say(Kind::Sign, &sign);
                    }
                }
                self.cite(cell)?;
            }
        }
        Ok(())
    }

    /// The sign or number before a paragraph, if it is a list's item.
    fn sign(&mut self, paragraph: &Element) -> Option<String> {
        let of = |name| paragraph.value(&["w:pPr", "w:numPr", name]);
        self.numbers.next(of("w:numId")?, of("w:ilvl").unwrap_or("0"))
    }

    fn cite(&mut self, holder: &Element) -> Result<(), Unreadable> {
        let mut marks = Vec::new();
        holder.all("w:r", &mut marks);
        for run in marks {
            if run.value(&["w:rPr", "w:rStyle"]) == Some("TableNoteMark") {
                let mark: String = run.kids.iter().map(words).collect();
                self.say(Kind::Mark, &mark);
            }
            let Some(reference) = run.child("w:footnoteReference") else { continue };
            let id = reference.attributes.get("w:id").map_or("", String::as_str);
            let text = self.notes.get(id).cloned().ok_or_else(|| fault(format!("note {id} has no text")))?;
            let own: String = run.kids.iter().filter(|kid| kid.name == "w:t").map(|mark| mark.text.as_str()).collect();
            // What Word counts is known when the section's properties are, behind its text.
            match own.as_str() {
                own if !own.is_empty() => self.say(Kind::Note, &format!("{own} {text}")),
                _ => {
                    self.marks.push(self.word.said.len());
                    self.say(Kind::Note, &text);
                }
            }
        }
        Ok(())
    }

    /// Puts the marks that Word counts in front of the notes of the section that ends.
    fn number_notes(&mut self, section: &Element) {
        if section.value(&["w:footnotePr", "w:numRestart"]) == Some("eachSect") {
            self.cited = 0;
        }
        for at in std::mem::take(&mut self.marks) {
            let Some(said) = self.word.said.get_mut(at) else { continue };
            self.cited += 1;
            *said = Entry::new(Kind::Note, &format!("{} {}", self.counted.mark(self.cited), said.words), said.at);
        }
    }

    /// A section's end: its running heads belong to the part that it is in.
    fn section(&mut self, section: &Element) {
        self.number_notes(section);
        if section.child("w:pgNumType").is_some_and(|numbers| numbers.attributes.contains_key("w:start")) {
            self.word.parts.push(Part::default());
        }
        let Some(part) = self.word.parts.last_mut() else { return };
        let turned = |kind: &str| {
            let mut whole = Head::default();
            let mut total = None;
            for name in ["w:headerReference", "w:footerReference"] {
                let of_kind =
                    |kid: &&Element| kid.name == name && kid.attributes.get("w:type").map(String::as_str) == Some(kind);
                let id = section.kids.iter().find(of_kind).and_then(|kid| kid.attributes.get("r:id"));
                if let Some((head, pages)) = id.and_then(|id| self.heads.get(id)) {
                    whole.0.extend(head.0.iter().cloned());
                    total = total.or(*pages);
                }
            }
            (whole, total)
        };
        let has_first = section.child("w:titlePg").is_some();
        let kinds: &[&str] = if has_first { &["default", "first"] } else { &["default"] };
        for kind in kinds {
            let (head, total) = turned(kind);
            part.total = part.total.max(total.unwrap_or(0));
            let is_perhaps = has_first && *kind == "default";
            if !part.heads.contains(&head) {
                part.perhaps.extend(is_perhaps.then(|| head.clone()));
                part.heads.push(head);
            } else if !is_perhaps {
                part.perhaps.retain(|known| *known != head);
            }
        }
    }
}

/// What a running head says, and the part's number of pages where it says that: the result of its `PAGEREF`.
fn pieces(root: &Element) -> (Head, Option<usize>) {
    #[derive(PartialEq)]
    enum In {
        Words,
        Instruction(String),
        Result(String),
    }
    let mut runs = Vec::new();
    root.all("w:r", &mut runs);
    let (mut head, mut total, mut state) = (Head::default(), None, In::Words);
    for run in runs {
        for kid in &run.kids {
            match (kid.name.as_str(), &mut state) {
                ("w:fldChar", _) => match kid.attributes.get("w:fldCharType").map(String::as_str) {
                    Some("begin") => state = In::Instruction(String::new()),
                    Some("separate") => {
                        let In::Instruction(name) = &state else { continue };
                        state = In::Result(name.trim().to_owned());
                    }
                    _ => state = In::Words,
                },
                ("w:instrText", In::Instruction(name)) => name.push_str(&kid.text),
                ("w:t", In::Result(name)) if name == "PAGE" => head.0.push(Piece::Page),
                ("w:t", In::Result(name)) => {
                    if name.starts_with("PAGEREF") {
                        total = kid.text.parse().ok();
                    }
                    head.0.push(Piece::Words(kid.text.clone()));
                }
                ("w:t", In::Words) => head.0.push(Piece::Words(kid.text.clone())),
                _ => {}
            }
        }
    }
    (head, total)
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
        // A drawing's words are said by its alternative text alone.
        "w:pPr" | "w:instrText" | "w:sdtPr" | "mc:AlternateContent" | "w:drawing" => {}
        "w:r" if matches!(element.value(&["w:rPr", "w:rStyle"]), Some("FootnoteReference" | "TableNoteMark")) => {}
        _ => element.kids.iter().for_each(|kid| push_words(kid, all)),
    }
}
