//! Content controls: by them a text or figure that was edited in Word finds its way back to the file that it came from.
//!
//! What came from a unit stands in a control (`w:sdt`) without a visible box, and in a bookmark with the same key,
//! since LibreOffice drops a control's tag. A part of its own, `customXml/item1.xml`, says for each key which address
//! in which file it stands for, and the hash of the words as they stand in the control, so that an edited one can be
//! told.
//!
//! docx-rs writes the bookmarks; the controls are put round what stands between them when the parts are finished.

use crate::base::hash::sha256;
use crate::render::docx::control_map::{Control, Controls, Extent};
use crate::render::docx::xml::{Element, Node, el, val};

/// The longest title and tag that Word takes.
const LONGEST: usize = 64;

/// Puts the controls round what stands between their bookmarks. `number` counts the controls of all parts.
pub(crate) fn finish(root: &mut Element, controls: &mut Controls, number: &mut usize) {
    match root.name.as_str() {
        "w:body" | "w:tc" => wrap(root, Extent::Paragraphs, controls, number),
        "w:p" => return wrap(root, Extent::Words, controls, number),
        _ => {}
    }
    root.elements_mut().for_each(|child| finish(child, controls, number));
}

/// Wraps the children of `holder` from the one in which a control's bookmark begins to the one in which it ends. A
/// paragraph's own bookmarks stay outside of the control, those of a body or a cell stand in its paragraphs.
fn wrap(holder: &mut Element, extent: Extent, controls: &mut Controls, number: &mut usize) {
    let mut from = 0;
    while let Some((start, control, id)) = next_start(holder, from, extent, controls) {
        from = start + 1;
        let ends = |at: &usize| marks(&holder.children[*at], extent).iter().any(|mark| is_end(mark, &id));
        let Some(end) = (start..holder.children.len()).find(ends) else { continue };
        let range = match extent {
            Extent::Paragraphs => start..end + 1,
            Extent::Words | Extent::Mark => start + 1..end,
        };
        if range.is_empty() {
            continue;
        }
        let mut content = el("w:sdtContent");
        content.children = holder.children.drain(range.clone()).collect();
        *number += 1;
        if let Some(control) = controls.all.get_mut(control) {
            control.words = Some(sha256(words(&content.children)));
            let made = el("w:sdt").add(properties(control, *number)).add(content);
            holder.children.insert(range.start, Node::Element(made));
        }
    }
}

/// The nodes of a child of a body, a cell or a paragraph among which bookmarks of controls are.
fn marks(child: &Node, extent: Extent) -> &[Node] {
    match (extent, child) {
        (Extent::Words | Extent::Mark, _) => std::slice::from_ref(child),
        (Extent::Paragraphs, Node::Element(paragraph)) if paragraph.name == "w:p" => &paragraph.children,
        (Extent::Paragraphs, _) => &[],
    }
}

/// The next child at or after `from` in which a control begins that is not made yet: its position, the control's, and
/// the bookmark's id.
fn next_start(holder: &Element, from: usize, extent: Extent, controls: &Controls) -> Option<(usize, usize, String)> {
    (from..holder.children.len()).find_map(|at| {
        marks(&holder.children[at], extent).iter().find_map(|mark| {
            let Node::Element(mark) = mark else { return None };
            let name = mark.get("w:name").filter(|_| mark.name == "w:bookmarkStart")?;
            let known = *controls.keys.get(name)?;
            let open =
                controls.all.get(known).is_some_and(|control| control.extent == extent && control.words.is_none());
            open.then(|| (at, known, mark.get("w:id").unwrap_or_default().to_owned()))
        })
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

/// The words of runs as a reader sees them, one line a paragraph; note marks and instructions of fields are none.
pub(crate) fn words(nodes: &[Node]) -> String {
    let mut out = String::new();
    push_words(nodes, &mut out);
    out.trim_end_matches('\n').to_owned()
}

fn push_words(nodes: &[Node], out: &mut String) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        match element.name.as_str() {
            "w:t" => out.extend(element.children.iter().filter_map(|node| match node {
                Node::Text(words) => Some(words.as_str()),
                Node::Element(_) => None,
            })),
            "w:tab" => out.push('\t'),
            "w:br" => out.push('\n'),
            "w:noBreakHyphen" => out.push('\u{2011}'),
            "w:softHyphen" => out.push('\u{ad}'),
            "w:pPr" | "w:rPr" | "w:instrText" => {}
            "w:p" => {
                push_words(&element.children, out);
                out.push('\n');
            }
            _ => push_words(&element.children, out),
        }
    }
}
