//! Reads a finished PDF back by its tag tree: what a screen reader would say, in the order in which it would say it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use crate::base::budget::Budget;

use super::places::{self, Face, Looked, Widths};
use super::transcript::{Entry, Kind, Spot, solid};
use super::verdict::{Difference, Sides, Unreadable};

/// Elements within elements that are followed; a paper has some twenty.
const DEEPEST: usize = 100;

/// Stands for elements whose words are raised: marks of notes that stand under their table.
const RAISED: &str = "Raised";

/// What of an element is not its own words: the marks and texts of notes.
const MARKS: &[&str] = &["Lbl", "Note", RAISED];

/// What a PDF says and holds.
#[derive(Debug, Default)]
pub struct Pdf {
    /// Headings, paragraphs, cells, notes and lines of the contents, in reading order.
    pub said: Vec<Entry>,
    /// The page that each line of the contents names, as it stands there.
    pub contents_pages: Vec<String>,
    /// For each figure the words in it, without white space.
    pub drawn: Vec<String>,
    /// For each page what stands in its running head and foot.
    pub pages: Vec<String>,
    /// Notes that stand under their tables.
    pub notes_under_tables: usize,
    /// Words that stand outside of their page or on top of others, and pages of which not all was looked at.
    pub misplaced: Vec<Difference>,
    /// The tag tree.
    pub root: Node,
}

/// An element of the tag tree.
#[derive(Debug, Default)]
pub struct Node {
    /// `P`, `H1`, `TD`.
    pub kind: String,
    /// What it holds, in order.
    pub kids: Vec<Kid>,
    /// What is said in the place of what it shows.
    pub alt: Option<String>,
    /// The language of its words, where it is not the document's.
    pub language: Option<String>,
    /// Its attributes in order: `Scope` of a header cell, `Summary` of a table, `ListNumbering`, `ColSpan`.
    pub attributes: Vec<(String, String)>,
    /// Whether its words are raised, as marks of notes are.
    pub raised: bool,
}

/// Words or a further element.
#[derive(Debug)]
pub enum Kid {
    /// Words.
    Words {
        /// What they are.
        text: String,
        /// The page that they stand on, from 0.
        page: usize,
        /// Their language, where it is not that of what is around them.
        language: Option<String>,
    },
    /// An element.
    Node(Node),
}

impl Node {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn is_one_of(&self, kinds: &[&str]) -> bool {
        kinds.contains(&self.kind.as_str()) || (self.raised && kinds.contains(&RAISED))
    }

    /// All elements of these kinds in reading order; those within one that was found are not looked at.
    pub fn all<'n>(&'n self, kinds: &[&str], found: &mut Vec<&'n Node>) {
        if self.is_one_of(kinds) {
            return found.push(self);
        }
        self.nodes().for_each(|node| node.all(kinds, found));
    }

    /// The elements right below this one.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Node(node) => Some(node),
            Kid::Words { .. } => None,
        })
    }

    /// The page of this element's first words, from 0.
    pub fn page(&self) -> Option<usize> {
        self.kids.iter().find_map(|kid| match kid {
            Kid::Words { page, .. } => Some(*page),
            Kid::Node(node) => node.page(),
        })
    }

    /// The words below this element, leaving out elements of these kinds.
    pub fn words_without(&self, kinds: &[&str]) -> String {
        let mut runs = Vec::new();
        self.runs_without(kinds, &mut runs);
        runs.concat()
    }

    /// The same, run by run.
    pub fn runs_without<'n>(&'n self, kinds: &[&str], runs: &mut Vec<&'n str>) {
        for kid in &self.kids {
            match kid {
                Kid::Words { text, .. } => runs.push(text),
                Kid::Node(node) if node.is_one_of(kinds) => {}
                Kid::Node(node) => node.runs_without(kinds, runs),
            }
        }
    }
}

/// Reads a PDF.
///
/// # Errors
///
/// Why it is none, or none with tags.
pub fn read(bytes: &[u8], _budget: &mut Budget) -> Result<Pdf, Unreadable> {
    let fault = |error: lopdf::Error| Unreadable::Fault(format!("the PDF cannot be read: {error}"));
    let document = Document::load_mem(bytes).map_err(fault)?;
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    let mut pages = Vec::new();
    let mut words = HashMap::new();
    let (mut widths, mut misplaced) = (HashMap::new(), Vec::new());
    for id in &ids {
        let page = page_words(&document, *id, &mut widths).map_err(fault)?;
        pages.push(page.furniture);
        let at = Some(Spot::Page(pages.len()));
        let entry = |words: &str| Some(Entry::new(Kind::Words, words, at));
        misplaced.extend(page.looked.misplaced.iter().map(|found| Difference {
            sides: Sides::Places,
            first: entry(&found.words),
            second: found.over.as_deref().and_then(entry),
        }));
        let unseen = Difference { sides: Sides::Unseen, first: entry(""), second: None };
        misplaced.extend(page.looked.in_part.then_some(unseen));
        words.insert(*id, page.marked);
    }
    let root = document.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")?.as_reference());
    let root = root.map_err(|_| Unreadable::Fault("the PDF has no tags".to_owned()))?;
    let mut reader = Reader { document: &document, pages: &ids, words };
    let root = reader.element(root, None, 0).map_err(fault)?;
    let mut pdf = Pdf { pages, misplaced, ..Pdf::default() };
    pdf.node(&root);
    pdf.root = root;
    Ok(pdf)
}

impl Pdf {
    fn say(&mut self, kind: Kind, words: &str, element: &Node) {
        self.said.push(Entry::new(kind, words, element.page().map(|page| Spot::Page(page + 1))));
    }

    fn node(&mut self, element: &Node) {
        match element.kind.as_str() {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => {
                let level = element.kind.as_bytes().get(1).map_or(0, |digit| digit - b'0');
                self.say(Kind::Heading(level), &element.words_without(MARKS), element);
                self.notes(element);
            }
            // What a figure shows is said by its alternative text alone.
            "Figure" => {
                self.say(Kind::Figure, element.alt.as_deref().unwrap_or_default(), element);
                self.drawn.push(solid(&element.words_without(&[])));
            }
            "P" | "Caption" => {
                self.say(Kind::Paragraph, &element.words_without(MARKS), element);
                self.notes(element);
            }
            "TH" | "TD" => {
                let mut paragraphs = Vec::new();
                element.all(&["P"], &mut paragraphs);
                let words: Vec<String> = paragraphs.iter().map(|p| p.words_without(MARKS)).collect();
                self.say(Kind::Cell, &words.join(" "), element);
                self.signs(element);
                self.notes(element);
            }
            "Table" => {
                let before = self.said.len();
                element.nodes().for_each(|inner| self.node(inner));
                let marks = self.said.iter().skip(before).filter(|said| said.kind == Kind::Mark);
                self.notes_under_tables += marks.map(|mark| mark.words.as_str()).collect::<BTreeSet<_>>().len();
            }
            "LI" => {
                self.sign(element);
                element.nodes().for_each(|inner| self.node(inner));
            }
            "TOCI" => self.entry(element),
            "Lbl" => {}
            _ => element.nodes().for_each(|inner| self.node(inner)),
        }
    }

    /// The sign or number before an item.
    fn sign(&mut self, item: &Node) {
        let sign: String = item.nodes().filter(|node| node.kind == "Lbl").map(|sign| sign.words_without(&[])).collect();
        self.say(Kind::Sign, &sign, item);
    }

    /// Those before the items in an element.
    fn signs(&mut self, element: &Node) {
        for inner in element.nodes() {
            if inner.kind == "LI" {
                self.sign(inner);
            }
            self.signs(inner);
        }
    }

    /// The footnotes and marks in an element, in order.
    fn notes(&mut self, element: &Node) {
        let mut notes = Vec::new();
        element.all(MARKS, &mut notes);
        for note in notes {
            match note.kind.as_str() {
                "Note" => {}
                _ if note.raised => {
                    self.say(Kind::Mark, &note.words_without(&[]), note);
                    continue;
                }
                _ => continue,
            }
            let mut marks = Vec::new();
            note.all(&["Lbl"], &mut marks);
            let number: String = marks.iter().map(|mark| mark.words_without(&[])).collect();
            self.say(Kind::Note, &format!("{number} {}", note.words_without(&["Lbl"])), note);
        }
    }

    /// A line of the contents: its words without the page number, which is the last run of them.
    fn entry(&mut self, element: &Node) {
        let mut runs = Vec::new();
        element.runs_without(&["TOC", "TOCI"], &mut runs);
        let page = runs.pop().unwrap_or_default().trim().to_owned();
        self.say(Kind::Entry, &runs.concat(), element);
        self.contents_pages.push(page);
        let inner = element.nodes().filter(|inner| matches!(inner.kind.as_str(), "TOC" | "TOCI"));
        inner.for_each(|inner| self.node(inner));
    }
}

struct Reader<'d> {
    document: &'d Document,
    pages: &'d [ObjectId],
    words: HashMap<ObjectId, BTreeMap<i64, Marked>>,
}

impl Reader<'_> {
    fn element(&mut self, id: ObjectId, page: Option<ObjectId>, depth: usize) -> lopdf::Result<Node> {
        let document = self.document;
        let dictionary = document.get_dictionary(id)?;
        let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).ok();
        let text = |key: &[u8]| dictionary.get(key).ok().and_then(|text| lopdf::decode_text_string(text).ok());
        let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let kind = name(b"S").map(|kind| String::from_utf8_lossy(kind).into_owned()).unwrap_or_default();
        let raised = self.attribute_sets(dictionary).any(|set| set.has(b"BaselineShift"));
        let mut node = Node {
            kind,
            raised,
            kids: Vec::new(),
            alt: text(b"Alt"),
            language: text(b"Lang"),
            attributes: self.attributes(dictionary),
        };
        if let Ok(kids) = dictionary.get(b"K")
            && depth < DEEPEST
        {
            self.kids(kids, page, &mut node, depth + 1)?;
        }
        Ok(node)
    }

    /// The sets of attributes of an element.
    fn attribute_sets<'a>(&'a self, dictionary: &'a Dictionary) -> impl Iterator<Item = &'a Dictionary> {
        let resolved = |object| self.document.dereference(object).ok().map(|(_, object)| object);
        let attributes = dictionary.get(b"A").ok().and_then(resolved);
        let all = match attributes {
            Some(Object::Array(all)) => all.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        all.iter().filter_map(resolved).filter_map(|one| one.as_dict().ok())
    }

    /// The attributes of an element that are names, texts or whole numbers; whose they are is left out.
    fn attributes(&self, dictionary: &Dictionary) -> Vec<(String, String)> {
        let one = self.attribute_sets(dictionary).flatten();
        one.filter(|(name, _)| *name != b"O")
            .filter_map(|(name, value)| {
                let value = match value {
                    Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
                    Object::Integer(number) => number.to_string(),
                    Object::String(..) => lopdf::decode_text_string(value).ok()?,
                    _ => return None,
                };
                Some((String::from_utf8_lossy(name).into_owned(), value))
            })
            .collect()
    }

    fn kids(&mut self, kids: &Object, page: Option<ObjectId>, node: &mut Node, depth: usize) -> lopdf::Result<()> {
        match kids {
            Object::Array(all) => all.iter().try_for_each(|kid| self.kids(kid, page, node, depth))?,
            Object::Integer(mcid) => self.content(page, *mcid, node),
            Object::Dictionary(dictionary) => self.marked(dictionary, page, node),
            Object::Reference(id) => {
                let document = self.document;
                match document.get_object(*id)? {
                    Object::Dictionary(dictionary) if dictionary.has(b"S") => {
                        let kid = self.element(*id, page, depth)?;
                        node.kids.push(Kid::Node(kid));
                    }
                    other if depth < DEEPEST => self.kids(other, page, node, depth + 1)?,
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn marked(&mut self, dictionary: &Dictionary, page: Option<ObjectId>, node: &mut Node) {
        let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        if let Ok(mcid) = dictionary.get(b"MCID").and_then(Object::as_i64) {
            self.content(page, mcid, node);
        }
    }

    fn content(&mut self, page: Option<ObjectId>, mcid: i64, node: &mut Node) {
        let at = page.and_then(|page| self.pages.iter().position(|id| *id == page));
        let words = page.and_then(|page| self.words.get_mut(&page)?.remove(&mcid));
        let words = words.zip(at);
        node.kids.extend(words.map(|(Marked { text, language }, page)| Kid::Words { text, page, language }));
    }
}

/// The words of one page.
#[derive(Default)]
struct PageWords {
    /// Those of each marked run.
    marked: BTreeMap<i64, Marked>,
    /// Those of running head and foot.
    furniture: String,
    /// Those that stand where they should not.
    looked: Looked,
}

/// The words of a marked run.
#[derive(Default)]
struct Marked {
    text: String,
    language: Option<String>,
}

/// A marked run that is open.
#[derive(Clone, Copy)]
struct Open {
    mcid: Option<i64>,
    /// Its words are given beforehand, or those of a run around it.
    given: bool,
    /// It belongs to the running head or foot.
    furniture: bool,
}

/// Widths of fonts that several pages have, by the place of their dictionaries.
type Known = HashMap<*const Dictionary, Rc<Widths>>;

fn page_words(document: &Document, page: ObjectId, known: &mut Known) -> lopdf::Result<PageWords> {
    let fonts = document.get_page_fonts(page)?;
    let faces: BTreeMap<_, _> = fonts
        .iter()
        .filter_map(|(name, font)| {
            let widths = known.entry(std::ptr::from_ref(*font)).or_insert_with(|| Rc::new(Widths::of(document, font)));
            Some((name.clone(), Face { encoding: font.get_font_encoding(document).ok()?, widths: Rc::clone(widths) }))
        })
        .collect();
    let content = Content::decode(&document.get_page_content(page))?;
    let looked = places::look(document, page, &content.operations, &faces);
    let mut words = PageWords { looked, ..PageWords::default() };
    let mut open: Vec<Open> = Vec::new();
    let mut font: Option<&Encoding> = None;
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BDC" | "BMC" => {
                let run = words.begin(operation, open.last().copied());
                open.push(run);
            }
            "EMC" => drop(open.pop()),
            "Tf" => {
                let name = operation.operands.first().and_then(|name| name.as_name().ok());
                font = name.and_then(|name| faces.get(name)).map(|face| &face.encoding);
            }
            "Tj" | "TJ" => {
                if let (Some(run), Some(font)) = (open.last(), font) {
                    words.show(operation, *run, font);
                }
            }
            _ => {}
        }
    }
    Ok(words)
}

impl PageWords {
    fn begin(&mut self, operation: &Operation, around: Option<Open>) -> Open {
        let tag = operation.operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let properties = operation.operands.get(1).and_then(|properties| properties.as_dict().ok());
        let get = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
        let mcid = get(b"MCID").and_then(|mcid| mcid.as_i64().ok()).or(around.and_then(|run| run.mcid));
        let subtype = get(b"Subtype").and_then(|kind| kind.as_name().ok()).unwrap_or_default();
        let furniture = tag == b"Artifact" && (subtype == b"Header" || subtype == b"Footer");
        let furniture = furniture || around.is_some_and(|run| run.furniture);
        let actual = get(b"ActualText").and_then(|text| lopdf::decode_text_string(text).ok());
        if let (Some(mcid), Some(language)) = (mcid, get(b"Lang")) {
            self.marked.entry(mcid).or_default().language = lopdf::decode_text_string(language).ok();
        }
        let given = around.is_some_and(|run| run.given);
        if let Some(actual) = actual.as_ref().filter(|_| !given) {
            self.push(mcid, furniture, actual);
        }
        Open { mcid, given: given || actual.is_some(), furniture }
    }

    fn show(&mut self, operation: &Operation, run: Open, font: &Encoding) {
        if run.given {
            return;
        }
        let strings = operation.operands.iter().flat_map(|operand| match operand {
            Object::Array(all) => all.as_slice(),
            other => std::slice::from_ref(other),
        });
        for string in strings.filter_map(|string| string.as_str().ok()) {
            if let Ok(text) = Document::decode_text(font, string) {
                self.push(run.mcid, run.furniture, &text);
            }
        }
    }

    fn push(&mut self, mcid: Option<i64>, furniture: bool, text: &str) {
        match mcid {
            Some(mcid) => self.marked.entry(mcid).or_default().text.push_str(text),
            None if furniture => self.furniture.push_str(text),
            None => {}
        }
    }
}
