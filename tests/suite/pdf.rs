//! Reads a finished PDF back by its tag tree: what a screen reader would say, in the order in which it would say it.

use std::collections::{BTreeMap, HashMap};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// An element of the tag tree.
#[derive(Debug, Default)]
pub struct Node {
    /// `P`, `H1`, `TD`.
    pub kind: String,
    /// What it holds, in order.
    pub kids: Vec<Kid>,
}

/// Words or a further element.
#[derive(Debug)]
pub enum Kid {
    Words {
        /// What they are.
        text: String,
        /// The page that they stand on, from 0.
        page: usize,
    },
    Node(Node),
}

impl Node {
    /// All elements of these kinds in reading order; those within one that was found are not looked at.
    pub fn all<'n>(&'n self, kinds: &[&str], found: &mut Vec<&'n Node>) {
        if kinds.contains(&self.kind.as_str()) {
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
                Kid::Node(node) if kinds.contains(&node.kind.as_str()) => {}
                Kid::Node(node) => node.runs_without(kinds, runs),
            }
        }
    }
}

/// The tag tree of a PDF.
pub fn read(bytes: &[u8]) -> (Node, usize) {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let words: HashMap<ObjectId, BTreeMap<i64, String>> =
        pages.iter().map(|page| (*page, page_words(&document, *page))).collect();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let mut reader = Reader { document: &document, pages: &pages, words };
    (reader.element(root, None), pages.len())
}

struct Reader<'d> {
    document: &'d Document,
    pages: &'d [ObjectId],
    words: HashMap<ObjectId, BTreeMap<i64, String>>,
}

impl Reader<'_> {
    fn element(&mut self, id: ObjectId, page: Option<ObjectId>) -> Node {
        let dictionary = self.document.get_dictionary(id).unwrap();
        let kind =
            dictionary.get(b"S").and_then(Object::as_name).map(|name| String::from_utf8_lossy(name).into_owned());
        let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let mut node = Node { kind: kind.unwrap_or_default(), kids: Vec::new() };
        if let Ok(kids) = dictionary.get(b"K") {
            self.kids(kids, page, &mut node);
        }
        node
    }

    fn kids(&mut self, kids: &Object, page: Option<ObjectId>, node: &mut Node) {
        match kids {
            Object::Array(all) => all.iter().for_each(|kid| self.kids(kid, page, node)),
            Object::Integer(mcid) => self.content(page, *mcid, node),
            Object::Dictionary(dictionary) => self.marked(dictionary, page, node),
            Object::Reference(id) => {
                let document = self.document;
                match document.get_object(*id).unwrap() {
                    Object::Dictionary(dictionary) if dictionary.has(b"S") => {
                        let kid = self.element(*id, page);
                        node.kids.push(Kid::Node(kid));
                    }
                    other => self.kids(other, page, node),
                }
            }
            _ => {}
        }
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
        node.kids.extend(words.zip(at).map(|(text, page)| Kid::Words { text, page }));
    }
}

/// The words of each marked run of a page.
fn page_words(document: &Document, page: ObjectId) -> BTreeMap<i64, String> {
    let fonts = document.get_page_fonts(page).unwrap();
    let encodings: BTreeMap<_, _> =
        fonts.iter().filter_map(|(name, font)| Some((name.clone(), font.get_font_encoding(document).ok()?))).collect();
    let content = Content::decode(&document.get_page_content(page)).unwrap();
    let mut words: BTreeMap<i64, String> = BTreeMap::new();
    // The marked runs that are open: their number, and whether their words are given beforehand.
    let mut open: Vec<(Option<i64>, bool)> = Vec::new();
    let mut font = None;
    for Operation { operator, operands } in &content.operations {
        match operator.as_str() {
            "BDC" | "BMC" => {
                let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
                let mcid = properties.and_then(|properties| properties.get(b"MCID").and_then(Object::as_i64).ok());
                let actual = properties.and_then(|properties| properties.get(b"ActualText").ok());
                let within = mcid.or(open.last().and_then(|(mcid, _)| *mcid));
                if let (Some(actual), Some(mcid)) = (actual, within) {
                    words.entry(mcid).or_default().push_str(&lopdf::decode_text_string(actual).unwrap());
                }
                let given = actual.is_some() || open.last().is_some_and(|(_, given)| *given);
                open.push((within, given));
            }
            "EMC" => drop(open.pop()),
            "Tf" => font = operands[0].as_name().ok().and_then(|name| encodings.get(name)),
            "Tj" | "TJ" => {
                let Some((Some(mcid), false)) = open.last() else { continue };
                let strings = operands.iter().flat_map(|operand| match operand {
                    Object::Array(all) => all.as_slice(),
                    other => std::slice::from_ref(other),
                });
                for string in strings.filter_map(|string| string.as_str().ok()) {
                    let text = Document::decode_text(font.expect("a font is set"), string).unwrap();
                    words.entry(*mcid).or_default().push_str(&text);
                }
            }
            _ => {}
        }
    }
    words
}
