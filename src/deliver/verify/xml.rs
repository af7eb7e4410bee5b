//! The XML of a part of a Word file as a tree, of which every element and attribute is counted before it is kept.

use std::ops::Index;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::base::archive::Fault;
use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::limits::ATTRIBUTES_OF_AN_ELEMENT;

use super::verdict::{Unreadable, Where};

/// An element of a part.
#[derive(Debug, Default)]
pub struct Element {
    /// Its name with its prefix, `w:p`.
    pub name: String,
    /// Its attributes.
    pub attributes: Attributes,
    /// What it holds.
    pub kids: Vec<Element>,
    /// Its words.
    pub text: String,
}

/// The attributes of an element, in the file's order. Most have one or two.
#[derive(Debug, Default)]
pub struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of the attribute with this name.
    pub fn get(&self, name: &str) -> Option<&String> {
        self.0.iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Whether there is one with this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names and values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl Index<&str> for Attributes {
    type Output = String;

    fn index(&self, name: &str) -> &String {
        static NONE: String = String::new();
        self.get(name).unwrap_or(&NONE)
    }
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

    /// The descendants with this name that stand in no other one of it: what they hold is gone through once.
    pub(in crate::deliver) fn outermost<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for kid in &self.kids {
            if kid.name == name {
                found.push(kid);
            } else {
                kid.outermost(name, found);
            }
        }
    }
}

/// Why an archive is not read.
pub(in crate::deliver) fn unread(why: Fault) -> Unreadable {
    match why {
        Fault::Exceeded(part, exceeded) => Unreadable::TooMuch(Where::Part(part), exceeded),
        other => fault(other),
    }
}

pub(in crate::deliver) fn fault(error: impl std::fmt::Display) -> Unreadable {
    Unreadable::NoWord(error.to_string())
}

/// The root element of a part. `name` is the part's, for what is told.
///
/// # Errors
///
/// Why the part is no well-formed XML, or that it holds more than may be read.
pub(in crate::deliver) fn parse(bytes: &[u8], name: &str, budget: &mut Budget) -> Result<Element, Unreadable> {
    let fault = |error: &dyn std::fmt::Display| fault(format!("{name}: {error}"));
    let over = |exceeded: Exceeded| Unreadable::TooMuch(Where::Part(name.to_owned()), exceeded);
    let unended = || fault(&"an element ends that never began");
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).map_err(|error| fault(&error))?);
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().map_err(|error| fault(&error))?;
        let depth = u64::try_from(open.len()).unwrap_or(u64::MAX);
        let Some(last) = open.last_mut() else { return Err(unended()) };
        let mut say = |words: &str| {
            budget.take_len(Resource::Text, words.len()).map_err(over)?;
            last.text.push_str(words);
            Ok(())
        };
        match event {
            Event::Text(text) => say(&text)?,
            Event::CData(text) => say(&text)?,
            Event::GeneralRef(reference) => {
                let name = format!("&{};", &*reference);
                say(&quick_xml::escape::unescape(&name).map_err(|error| fault(&error))?)?;
            }
            Event::Start(_) if depth > budget.left(Resource::Depth) => {
                return Err(over(budget.exceeded(Resource::Depth)));
            }
            Event::Start(tag) => {
                count(&tag, budget).map_err(over)?;
                open.push(element(&tag).map_err(|error| fault(&error))?);
            }
            Event::Empty(tag) => {
                count(&tag, budget).map_err(over)?;
                last.kids.push(element(&tag).map_err(|error| fault(&error))?);
            }
            Event::End(_) => {
                let mut done = open.pop().unwrap_or_default();
                done.kids.shrink_to_fit();
                open.last_mut().ok_or_else(unended)?.kids.push(done);
            }
            // No program that writes such files declares a document type; what does means harm.
            Event::DocType(_) => return Err(fault(&"it declares a document type")),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match open.as_mut_slice() {
        [root] => root.kids.pop().ok_or_else(|| fault(&"it holds no element")),
        _ => Err(fault(&"it ends inside an element")),
    }
}

/// Counts an element before it is kept. Two attributes come with it, as most have; each further one counts as well.
fn count(tag: &BytesStart<'_>, budget: &mut Budget) -> Result<(), Exceeded> {
    let attributes = tag.attributes().with_checks(false).count();
    budget.take_len(Resource::Objects, 1 + attributes.saturating_sub(2))?;
    budget.take_len(Resource::Text, tag.len())
}

fn element(tag: &BytesStart<'_>) -> Result<Element, String> {
    let mut element = Element { name: tag.name().as_ref().to_owned(), ..Element::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        // Each is compared with all before it.
        if element.attributes.0.len() >= ATTRIBUTES_OF_AN_ELEMENT {
            return Err(format!("an element with more than {ATTRIBUTES_OF_AN_ELEMENT} attributes"));
        }
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        element.attributes.0.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    element.attributes.0.shrink_to_fit();
    Ok(element)
}
