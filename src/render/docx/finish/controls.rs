//! Content controls: by them a text or figure that was edited in Word finds its way back to the file that it came from.
//!
//! Each paragraph that came from a unit stands in a bookmark, and outside of tables in a control (`w:sdt`) without a
//! visible box and with the same key, since LibreOffice drops a control's tag. A part of its own,
//! `customXml/item1.xml`, says for each key which address in which file it stands for, and the hash of the words as
//! they stand in the bookmark, so that an edited one can be told; and, in files that stay in the house, the words.
//!
//! docx-rs writes the bookmarks; the controls are put round what stands between them when the parts are finished.

use crate::base::word_text::{self, Fields, WordElement};
use crate::model::UNKNOWN_PAGE;
use crate::render::docx::control_map::{Control, Controls, Extent};
use crate::render::docx::xml::{Element, Node, el, val};

/// The longest title and tag that Word takes.
const LONGEST: usize = 64;

/// Puts the controls round what stands between their bookmarks. `number` counts the controls of all parts.
pub(crate) fn finish(root: &mut Element, controls: &mut Controls, number: &mut usize) {
    if root.name == "w:p" {
        return wrap(root, controls, number);
    }
    root.elements_mut().for_each(|child| finish(child, controls, number));
}

/// Notes the words between the ends of a paragraph's bookmarks, and wraps those that belong into a control.
fn wrap(paragraph: &mut Element, controls: &mut Controls, number: &mut usize) {
    if !has_key(paragraph, controls) {
        let words = words(&paragraph.children);
        if !words.trim().is_empty() {
            controls.shown.push(words);
        }
        return;
    }
    let mut from = 0;
    while let Some((start, control, id)) = next_start(paragraph, from, controls) {
        from = start + 1;
        let children = &mut paragraph.children;
        let Some(end) = (from..children.len()).find(|at| children.get(*at).is_some_and(|node| is_end(node, &id)))
        else {
            continue;
        };
        let Some(control) = controls.all.get_mut(control) else { continue };
        control.words = Some(words(children.get(from..end).unwrap_or_default()));
        if control.extent == Extent::Words && from < end {
            let mut content = el("w:sdtContent");
            content.children = children.drain(from..end).collect();
            *number += 1;
            let made = el("w:sdt").add(properties(control, *number)).add(content);
            children.insert(from, Node::Element(made));
        }
    }
}

/// Whether a paragraph has words that have a key.
fn has_key(paragraph: &Element, controls: &Controls) -> bool {
    paragraph.children.iter().any(|node| {
        let Node::Element(mark) = node else { return false };
        let name = mark.get("w:name").filter(|_| mark.name == "w:bookmarkStart");
        name.is_some_and(|name| controls.keys.contains_key(name))
    })
}

/// The next child at or after `from` that begins a bookmark whose words are not noted yet: its position, the control's,
/// and the bookmark's id.
fn next_start(paragraph: &Element, from: usize, controls: &Controls) -> Option<(usize, usize, String)> {
    (from..paragraph.children.len()).find_map(|at| {
        let Some(Node::Element(mark)) = paragraph.children.get(at) else { return None };
        let name = mark.get("w:name").filter(|_| mark.name == "w:bookmarkStart")?;
        let known = *controls.keys.get(name)?;
        let open = controls.all.get(known).is_some_and(|control| control.words.is_none());
        open.then(|| (at, known, mark.get("w:id").unwrap_or_default().to_owned()))
    })
}

fn is_end(node: &Node, id: &str) -> bool {
    matches!(node, Node::Element(mark) if mark.name == "w:bookmarkEnd" && mark.get("w:id") == Some(id))
}

/// A control's properties: title and tag name its address, and no box is drawn round it.
fn properties(control: &Control, number: usize) -> Element {
    let Control { key, source, .. } = control;
    let address = source.address.to_string();
    el("w:sdtPr")
        .add(val("w:alias", short(&address)))
        .add(val("w:tag", short(&format!("{key} {address}"))))
        .add(val("w:id", number))
        .add(el("w15:appearance").with("w15:val", "hidden"))
}

/// At most as many characters as Word takes.
fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// The words of runs as a reader sees them, one line a paragraph; note marks and instructions of fields are none. For
/// the number of a page one sign stands, since Word counts anew.
pub(crate) fn words(nodes: &[Node]) -> String {
    let elements = nodes.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    word_text::words(elements, Fields::Results(UNKNOWN_PAGE))
}

/// The words of each paragraph of a running head or foot, without what is counted when they are shown.
pub(crate) fn words_of_head(root: &Element) -> Vec<String> {
    word_text::paragraphs(root, Fields::LeftOut)
}

impl WordElement for Element {
    fn name(&self) -> &str {
        &self.name
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.get(name)
    }

    fn own_words(&self) -> String {
        let words = self.children.iter().filter_map(|node| match node {
            Node::Text(words) => Some(words.as_str()),
            Node::Element(_) => None,
        });
        words.collect()
    }

    fn within(&self) -> Vec<&Self> {
        let inner = self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        });
        inner.collect()
    }
}
