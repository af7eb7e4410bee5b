//! Content controls: by them a text or figure that was edited in Word finds its way back to the file that it came from.
//!
//! What came from a unit stands in a control (`w:sdt`) without a visible box, and in a bookmark with the same key, since
//! LibreOffice drops a control's tag. A part of its own, `customXml/item1.xml`, says for each key which address in which
//! file it stands for, and the hash of the words as they stand in the control, so that an edited one can be told.
//!
//! docx-rs writes the bookmarks; the controls are put round what stands between them when the parts are finished.

use std::collections::BTreeMap;

use docx_rs::{BookmarkEnd, BookmarkStart, ParagraphChild, RunChild};

use crate::base::hash::sha256;
use crate::base::source::Place;
use crate::model::{Block, Origin};
use crate::render::docx::body::Writer;
use crate::render::docx::body::flow::Flow;
use crate::render::docx::xml::{Element, Node, el, val};

/// The namespace of the part that says where the keys lead.
const MAP: &str = "urn:underlag:origin:1";

/// The longest title and tag that Word takes.
const LONGEST: usize = 64;

/// Where a text or figure came from.
#[derive(Debug, Clone)]
pub(in crate::render::docx) struct Address {
    /// Its address, `it/verksamhetsberattelse`.
    pub(in crate::render::docx) path: String,
    /// Where it was written.
    pub(in crate::render::docx) place: Option<Place>,
}

impl PartialEq for Address {
    /// The paragraphs of one text have one address, each at its own place.
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for Address {}

impl Address {
    /// Where a block came from, if it has an address.
    pub(in crate::render::docx) fn of(block: &Block) -> Option<Self> {
        Some(Address { path: block.address.clone()?, place: block.place })
    }
}

/// What a control is put round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::docx) enum Extent {
    /// Whole paragraphs of the body or of a cell.
    Paragraphs,
    /// Nothing: the bookmark alone stands for it.
    Mark,
    /// The words of a note without its number, or of a cell with a note. In other cells such controls are not used: LibreOffice 7.4 does not come to an end with many of them in a long table.
    Words,
}

/// A control to be put round what stands between a bookmark's ends.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Control {
    key: String,
    address: Address,
    extent: Extent,
    /// The hash of the words in it, once it is made.
    words: Option<String>,
}

/// All controls, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(in crate::render::docx) struct Controls {
    all: Vec<Control>,
    /// The position of each key.
    keys: BTreeMap<String, usize>,
}

impl Controls {
    /// A key for `address`: the same in each build, and another one where the address comes again.
    fn key(&mut self, address: &Address, extent: Extent) -> String {
        let stem = format!("u{}", &sha256(&address.path)[..12]);
        let again = (2..).map(|times: usize| format!("{stem}_{times}"));
        let mut names = std::iter::once(stem.clone()).chain(again);
        let key = names.find(|name| !self.keys.contains_key(name)).unwrap_or_default();
        self.keys.insert(key.clone(), self.all.len());
        self.all.push(Control { key: key.clone(), address: address.clone(), extent, words: None });
        key
    }

    /// The part that says where the keys lead.
    pub(in crate::render::docx) fn map(&self, origin: &Origin) -> Element {
        let mut map = el("origin").with("xmlns", MAP).with("build", &origin.build);
        for file in &origin.files {
            map = map.add(el("file").with("path", &file.path).with("sha256", &file.sha256));
        }
        for Control { key, address, words, .. } in &self.all {
            let Some(words) = words else { continue };
            let mut item = el("item").with("key", key).with("address", &address.path);
            if let Some(file) = address.place.and_then(|place| origin.files.get(place.file.index())) {
                item = item.with("file", &file.path);
            }
            map = map.add(item.with("sha256", words));
        }
        map
    }

    /// The properties of that part: its id, and the namespace that it is in.
    pub(in crate::render::docx) fn map_properties(origin: &Origin) -> Element {
        let digits = sha256(format!("{MAP} {}", origin.build)).to_uppercase();
        let part = |range: std::ops::Range<usize>| digits.get(range).unwrap_or_default().to_owned();
        let id = [0..8, 8..12, 12..16, 16..20, 20..32].map(part).join("-");
        let schema = el("ds:schemaRef").with("ds:uri", MAP);
        el("ds:datastoreItem")
            .with("ds:itemID", format!("{{{id}}}"))
            .with("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml")
            .add(el("ds:schemaRefs").add(schema))
    }
}

impl Writer<'_> {
    /// Bookmarks for a control round what came from `address`: its beginning and its end.
    fn control(&mut self, address: &Address, extent: Extent) -> [ParagraphChild; 2] {
        let key = self.controls.key(address, extent);
        let id = self.bookmark();
        [ParagraphChild::BookmarkStart(BookmarkStart::new(id, key)), ParagraphChild::BookmarkEnd(BookmarkEnd::new(id))]
    }

    /// A bound figure of running text in a bookmark of its own, which cannot stand in a link. It gets no control: LibreOffice
    /// 7.4 moves the words before a control that stands in a line of another one.
    pub(in crate::render::docx) fn figure(
        &mut self,
        run: ParagraphChild,
        address: &Address,
        words: &str,
    ) -> Vec<ParagraphChild> {
        let [start, end] = self.control(address, Extent::Mark);
        if let Some(control) = self.controls.all.last_mut() {
            control.words = Some(sha256(words));
        }
        vec![start, run, end]
    }

    /// Words in a control, where they have an address.
    pub(in crate::render::docx) fn controlled(
        &mut self,
        mut children: Vec<ParagraphChild>,
        address: Option<&Address>,
    ) -> Vec<ParagraphChild> {
        if let Some(address) = address.filter(|_| !children.is_empty()) {
            let [start, end] = self.control(address, Extent::Words);
            children.insert(0, start);
            children.push(end);
        }
        children
    }

    /// Sets the bookmarks of the controls round neighbouring paragraphs that came from the same address.
    pub(in crate::render::docx) fn mark_controls(&mut self, flow: &mut [Flow]) {
        let address = |item: &Flow| -> Option<Address> {
            match item {
                Flow::Line(line) => line.address.clone(),
                Flow::Table(_) | Flow::Contents(_) => None,
            }
        };
        for run in flow.chunk_by_mut(|one, other| address(one) == address(other)) {
            let Some(address) = run.first().and_then(address) else { continue };
            // LibreOffice 7.4 loses words of a control's first paragraph if it holds a note, a field or a link: such
            // paragraphs have a control of their own, within their line.
            let first = run.iter().position(|item| !is_mixed(item)).unwrap_or(run.len());
            let (mixed, rest) = run.split_at_mut(first);
            mixed.chunks_mut(1).for_each(|line| self.mark_control(line, &address, Extent::Words));
            if !rest.is_empty() {
                self.mark_control(rest, &address, Extent::Paragraphs);
            }
        }
    }

    /// Sets the bookmark of a control round paragraphs.
    fn mark_control(&mut self, run: &mut [Flow], address: &Address, extent: Extent) {
        let [start, end] = self.control(address, extent);
        if let Some(Flow::Line(line)) = run.first_mut() {
            line.paragraph.children.insert(0, start);
        }
        if let Some(Flow::Line(line)) = run.last_mut() {
            line.paragraph.children.push(end);
        }
    }
}

/// Whether a paragraph holds more than words: notes, fields, links.
fn is_mixed(item: &Flow) -> bool {
    let Flow::Line(line) = item else { return false };
    let is_mark = |child: &RunChild| matches!(child, RunChild::FootnoteReference(_) | RunChild::FieldChar(_));
    line.paragraph.children.iter().any(|child| match child {
        ParagraphChild::Run(run) => run.children.iter().any(is_mark),
        ParagraphChild::Hyperlink(_) => true,
        _ => false,
    })
}

/// Puts the controls round what stands between their bookmarks. `number` counts the controls of all parts.
pub(in crate::render::docx) fn finish(root: &mut Element, controls: &mut Controls, number: &mut usize) {
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
    let Control { key, address, .. } = control;
    el("w:sdtPr")
        .add(val("w:alias", short(&address.path)))
        .add(val("w:tag", short(&format!("{key} {}", address.path))))
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
fn words(nodes: &[Node]) -> String {
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
