//! A small XML tree: reads a part that docx-rs has built, and writes it out again; knows nothing of Word.
//!
//! Names keep their prefix (`w:p`). The writer is the one gate that all text and every attribute passes: it escapes
//! what must be escaped, and replaces the characters that XML 1.0 forbids by U+FFFD.

use std::collections::BTreeSet;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element with its attributes in written order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// The name with its prefix, `w:p`.
    pub(super) name: String,
    /// Names with prefix, and values without escapes.
    pub(super) attributes: Vec<(String, String)>,
    /// Elements and text in order.
    pub(super) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text without escapes.
    Text(String),
}

/// An id as Windows writes one, of the first 32 of some hexadecimal digits.
pub(super) fn guid(digits: &str) -> String {
    let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default().to_owned();
    format!("{{{}}}", [0..8, 8..12, 12..16, 16..20, 20..32].map(part).join("-"))
}

/// An empty element, to be filled by the methods of [`Element`].
pub(super) fn el(name: &str) -> Element {
    Element { name: name.to_owned(), attributes: Vec::new(), children: Vec::new() }
}

/// An element with nothing but a `w:val`, which is how Word writes most properties.
pub(super) fn val(name: &str, value: impl ToString) -> Element {
    el(name).with("w:val", value)
}

impl Element {
    /// The element with one more attribute.
    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.attributes.push((name.to_owned(), value.to_string()));
        self
    }

    /// The element with one more child.
    pub(super) fn add(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// The element with more children.
    pub(super) fn add_all(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The element with text after its other children.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// The value of the attribute with this name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Gives the attribute with this name another value, or adds it.
    pub(super) fn set(&mut self, name: &str, value: impl ToString) {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value.to_string(),
            None => self.attributes.push((name.to_owned(), value.to_string())),
        }
    }

    /// The child elements, to be changed.
    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Whether the element holds and says nothing.
    pub(super) fn is_bare(&self) -> bool {
        self.attributes.is_empty() && self.children.is_empty()
    }

    /// Adds the characters of its words, and of those below it.
    pub(super) fn characters(&self, all: &mut BTreeSet<char>) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.characters(all),
                Node::Text(words) => all.extend(words.chars()),
            }
        }
    }

    /// Visits the element and all below it in document order.
    pub(super) fn walk_mut(&mut self, visit: &mut dyn FnMut(&mut Element)) {
        visit(self);
        for child in self.elements_mut() {
            child.walk_mut(visit);
        }
    }
}

/// Reads a part; comments and processing instructions are left out.
pub(super) fn parse(part: &[u8]) -> Result<Element, String> {
    let text = std::str::from_utf8(part).map_err(|error| format!("a Word part is no UTF-8: {error}"))?;
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    // The bottom of the stack collects what stands outside any element.
    let mut open = vec![el("")];
    loop {
        let event = reader.read_event().map_err(|error| format!("a Word part is no XML: {error}"))?;
        match event {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => push(&mut open, Node::Element(element(&start)?)),
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    push(&mut open, Node::Element(done));
                }
            }
            Event::Text(words) => push_text(&mut open, &words.xml10_content()),
            Event::CData(words) => push_text(&mut open, &words.xml10_content()),
            Event::GeneralRef(reference) => push_text(&mut open, &resolve(&reference)?.to_string()),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    match open.len() {
        1 => open.remove(0).into_root(),
        _ => Err("a Word part ends inside an element".to_owned()),
    }
}

impl Element {
    /// The one element in the bottom of the parser's stack.
    fn into_root(self) -> Result<Element, String> {
        let mut roots = self.children.into_iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        });
        roots.next().ok_or_else(|| "a Word part holds no element".to_owned())
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, String> {
    let mut out = el(start.name().as_ref());
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("a Word part has a broken attribute: {error}"))?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        out.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(out)
}

fn push(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// Adds text to the innermost open element, in one piece with text that came just before.
fn push_text(open: &mut [Element], words: &str) {
    if let Some(parent) = open.last_mut() {
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(words),
            _ => parent.children.push(Node::Text(words.to_owned())),
        }
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<char, String> {
    if let Some(character) = reference.resolve_char_ref().map_err(|error| error.to_string())? {
        return Ok(character);
    }
    match reference.xml10_content().as_ref() {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(format!("a Word part names the unknown entity `{other}`")),
    }
}

/// Writes a part: declaration, then the tree without white space of its own.
pub(super) fn write(root: &Element) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    write_element(root, &mut out);
    out.into_bytes()
}

fn write_element(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, true, out);
        out.push('"');
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for child in &element.children {
        match child {
            Node::Element(child) => write_element(child, out),
            Node::Text(words) => escape(words, false, out),
        }
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}

/// Escapes `text`. In an attribute quotes and white space are escaped too, which a reader would otherwise turn to
/// spaces.
fn escape(text: &str, attribute: bool, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\t' if attribute => out.push_str("&#9;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(character),
            // The `Char` production of XML 1.0, section 2.2, leaves these out.
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            _ => out.push(character),
        }
    }
}
