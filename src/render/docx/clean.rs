//! Parts of docx-rs without what they must not hold.

use super::namespaces;
use super::xml::{Element, Node, el, parse};

/// Finishes a running head or foot.
pub(super) fn furniture(part: &[u8]) -> Result<Element, String> {
    cleaned(part)
}

/// A part with its namespaces, without what every part of docx-rs's gets wrong.
pub(super) fn cleaned(part: &[u8]) -> Result<Element, String> {
    let mut root = parse(part)?;
    clean(&mut root);
    root.attributes.clear();
    root.set("xmlns:w", namespaces::W);
    root.set("xmlns:r", namespaces::R);
    Ok(root)
}

/// The id of a paragraph's style.
pub(super) fn style(paragraph: &Element) -> Option<&str> {
    let child =
        |element: &'_ Element, name: &str| -> Option<usize> { element.children.iter().position(|node| is(node, name)) };
    let Node::Element(properties) = paragraph.children.get(child(paragraph, "w:pPr")?)? else { return None };
    let Node::Element(style) = properties.children.get(child(properties, "w:pStyle")?)? else { return None };
    style.get("w:val")
}

pub(super) fn is(node: &Node, name: &str) -> bool {
    matches!(node, Node::Element(element) if element.name == name)
}

fn clean(element: &mut Element) {
    for child in element.elements_mut() {
        clean(child);
    }
    // A run's language stands in the place of its highlight, which no run has.
    if element.name == "w:highlight" {
        "w:lang".clone_into(&mut element.name);
    }
    let name = element.name.as_str();
    element.attributes.retain(|(attribute, value)| match attribute.as_str() {
        "w14:paraId" | "w14:textId" | "w:dirty" => false,
        "w:type" => name != "w:gridCol",
        // docx-rs writes both sides where one is asked for; a zero would undo the style's.
        "w:left" | "w:right" => name != "w:ind" || value != "0",
        _ => true,
    });
    if name == "w:instrText" {
        element.attributes.push(("xml:space".to_owned(), "preserve".to_owned()));
    }
    if name == "w:r" {
        element.children = std::mem::take(&mut element.children).into_iter().flat_map(split_text).collect();
    }
    element.children.retain(|node| match node {
        Node::Element(child) => {
            let hollow = ["w:rPr", "w:pPr", "w:trPr", "w:tcPr", "w:tcBorders", "w:ind"].contains(&child.name.as_str());
            !(hollow && child.is_bare())
        }
        Node::Text(_) => ["w:t", "w:instrText"].contains(&name),
    });
}

/// Parts the text of a `w:t` at the characters for which Word has elements.
fn split_text(node: Node) -> Vec<Node> {
    let Node::Element(element) = node else { return vec![node] };
    if element.name != "w:t" {
        return vec![Node::Element(element)];
    }
    let mut pieces = Vec::new();
    let mut words = String::new();
    let close = |words: &mut String, pieces: &mut Vec<Node>| {
        if !words.is_empty() {
            let text = el("w:t").with("xml:space", "preserve").text(std::mem::take(words));
            pieces.push(Node::Element(text));
        }
    };
    for node in element.children {
        let Node::Text(text) = node else { continue };
        for character in text.chars() {
            let special = match character {
                '\t' => "w:tab",
                '\u{2011}' => "w:noBreakHyphen",
                '\u{ad}' => "w:softHyphen",
                _ => {
                    words.push(character);
                    continue;
                }
            };
            close(&mut words, &mut pieces);
            pieces.push(Node::Element(el(special)));
        }
    }
    close(&mut words, &mut pieces);
    pieces
}
