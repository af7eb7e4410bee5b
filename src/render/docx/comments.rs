//! What is said of paragraphs in the margin, as Word's comments: the part of comments, and their ends and marks in the
//! body.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::address::BlockAddress;
use crate::model::{Document, Remark};

use super::parts::midnight;
use super::xml::{Element, Node, el};

/// Who says it, and how it is signed in the margin.
const AUTHOR: [&str; 2] = [env!("CARGO_PKG_NAME"), "u"];

/// Puts the ends and marks of a document's remarks into the body, and returns the part that holds them; none for a
/// document without any.
pub(super) fn add(body: &mut Element, document: &Document) -> Option<Element> {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mut part = el("w:comments").with("xmlns:w", namespace);
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (id, Remark { on, lines }) in document.remarks.iter().enumerate() {
        by_key.entry(on.as_ref().map(BlockAddress::key).unwrap_or_default()).or_default().push(id);
        let comment = el("w:comment")
            .with("w:id", id)
            .with("w:author", AUTHOR[0])
            .with("w:date", midnight(document.meta.date))
            .with("w:initials", AUTHOR[1]);
        let line = |words: &String| {
            let text = el("w:t").with("xml:space", "preserve").text(words);
            el("w:p").add(el("w:r").add(text))
        };
        part = part.add(comment.add_all(lines.iter().map(line)));
    }
    // What has no paragraph, or one that does not stand in the body, is said of the first one.
    let mut first = by_key.remove("").unwrap_or_default();
    let mut placed: BTreeSet<String> = BTreeSet::new();
    paragraphs(body, &mut |paragraph| {
        let mut names = Vec::new();
        bookmarks(paragraph, &mut names);
        for (key, ids) in names.iter().filter_map(|name| by_key.get_key_value(name)) {
            mark(paragraph, ids);
            placed.insert(key.clone());
        }
    });
    first.extend(by_key.into_iter().filter(|(key, _)| !placed.contains(key)).flat_map(|(_, ids)| ids));
    first.sort_unstable();
    let mut is_done = first.is_empty();
    paragraphs(body, &mut |paragraph| {
        if !is_done && paragraph.elements_mut().any(|kid| kid.name == "w:r") {
            mark(paragraph, &first);
            is_done = true;
        }
    });
    (!document.remarks.is_empty()).then_some(part)
}

/// Visits every paragraph in order.
fn paragraphs(element: &mut Element, visit: &mut dyn FnMut(&mut Element)) {
    if element.name == "w:p" {
        return visit(element);
    }
    element.elements_mut().for_each(|kid| paragraphs(kid, visit));
}

/// The names of the bookmarks that begin in an element.
fn bookmarks(element: &Element, names: &mut Vec<String>) {
    for node in &element.children {
        let Node::Element(kid) = node else { continue };
        if kid.name == "w:bookmarkStart" {
            names.extend(kid.get("w:name").map(str::to_owned));
        }
        bookmarks(kid, names);
    }
}

/// Puts remarks beside all of a paragraph's words.
fn mark(paragraph: &mut Element, ids: &[usize]) {
    let after = usize::from(matches!(paragraph.children.first(), Some(Node::Element(kid)) if kid.name == "w:pPr"));
    let with_id = |name: &str, id: usize| el(name).with("w:id", id);
    for id in ids.iter().rev() {
        paragraph.children.insert(after, Node::Element(with_id("w:commentRangeStart", *id)));
    }
    for id in ids {
        let reference = el("w:r").add(with_id("w:commentReference", *id));
        paragraph.children.extend([with_id("w:commentRangeEnd", *id), reference].map(Node::Element));
    }
}
