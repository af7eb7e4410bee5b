//! Repairs the parts that docx-rs has built, and adds to them what it cannot say.
//!
//! What it gets wrong in release 0.4.22: a type on grid columns, ids from process-wide counters, tabs and special
//! hyphens as plain characters, a numbering of its own. What it cannot say: repeated header rows, a table's name and
//! look, the gallery of contents, a note's number in the note, separators. The order of children is mended by
//! [`schema`], for the parts of our own as well.

pub(super) mod columns;
pub(super) mod controls;
mod ends;
pub(super) mod notes;
pub(super) mod schema;

use std::collections::BTreeMap;

use super::body::fields::is_part_end;
use super::clean::{cleaned, is, style};
use super::control_map::Controls;
use super::ledger::{RowFacts, TableFacts, link_id};
use super::numbering::FOREIGN;
use super::relationship::{Kind, Relationship};
use super::xml::{Element, Node, el, val};
use super::{namespaces, style_id};

/// The finishing of body and notes, which count their controls and bookmarks together.
pub(super) struct Finishing<'a> {
    /// The addresses of links.
    pub(super) links: &'a [String],
    /// The content controls to be made.
    pub(super) controls: Controls,
    /// Controls that are made.
    pub(super) made: usize,
    /// Bookmarks that have their number.
    pub(super) bookmarks: usize,
}

impl Finishing<'_> {
    /// Finishes the body: returns it with the links that it uses.
    pub(super) fn document(
        &mut self,
        part: &[u8],
        tables: &[TableFacts],
        drawings: Vec<Element>,
    ) -> Result<(Element, Vec<Relationship>), String> {
        let mut root = cleaned(part)?;
        let mut facts = tables.iter();
        let mut drawings = drawings.into_iter();
        let mut missing = false;
        let made = &mut self.made;
        root.walk_mut(&mut |element| match element.name.as_str() {
            "w:tbl" => match facts.next() {
                Some(facts) => finish_table(element, facts),
                None => missing = true,
            },
            "w:sdt" => {
                *made += 1;
                finish_contents(element, *made);
            }
            "w:p" if matches!(style(element), Some(style_id::CHART | style_id::PROGRESS)) => match drawings.next() {
                Some(drawing) => element.children.push(Node::Element(drawing)),
                None => missing = true,
            },
            _ => {}
        });
        if missing || facts.next().is_some() || drawings.next().is_some() {
            return Err("the Word file's tables and charts are not those of the document".to_owned());
        }
        ends::round_last_words(&mut root, &is_part_end);
        Ok(self.finish(root))
    }

    /// Finishes the notes: numbers and separators.
    pub(super) fn footnotes(&mut self, part: &[u8]) -> Result<(Element, Vec<Relationship>), String> {
        let mut root = cleaned(part)?;
        for note in root.elements_mut() {
            let Some(line) = note.elements_mut().find(|child| child.name == "w:p") else { continue };
            let style = el("w:rPr").add(val("w:rStyle", style_id::NOTE_MARK));
            let mark = el("w:r").add(style).add(el("w:footnoteRef"));
            let after = line.children.iter().take_while(|node| is(node, "w:pPr")).count();
            let runs = [mark, el("w:r").add(el("w:tab"))].map(Node::Element);
            line.children.splice(after..after, runs);
        }
        let separator = |kind: &str, at: i32, mark: &str| {
            let spacing = el("w:spacing").with("w:before", 0).with("w:after", 0);
            let line = el("w:p").add(el("w:pPr").add(spacing)).add(el("w:r").add(el(mark)));
            Node::Element(el("w:footnote").with("w:type", kind).with("w:id", at).add(line))
        };
        let separators = [
            separator("separator", -1, "w:separator"),
            separator("continuationSeparator", 0, "w:continuationSeparator"),
        ];
        root.children.splice(0..0, separators);
        Ok(self.finish(root))
    }

    /// Controls, the numbers of bookmarks, and the links that a part uses.
    fn finish(&mut self, mut root: Element) -> (Element, Vec<Relationship>) {
        controls::finish(&mut root, &mut self.controls, &mut self.made);
        renumber_bookmarks(&mut root, &mut self.bookmarks);
        let used = links_of(&mut root, self.links);
        root.set("xmlns:w15", namespaces::W15);
        root.set("xmlns:mc", namespaces::COMPATIBILITY);
        root.set("mc:Ignorable", "w15");
        (root, used)
    }
}

/// Finishes the numberings: takes out docx-rs's own.
pub(super) fn numbering(part: &[u8]) -> Result<Element, String> {
    let mut root = cleaned(part)?;
    let foreign = FOREIGN.to_string();
    root.children.retain(|node| match node {
        Node::Element(element) => {
            element.get("w:abstractNumId") != Some(&foreign) && element.get("w:numId") != Some(&foreign)
        }
        Node::Text(_) => false,
    });
    Ok(root)
}

fn finish_table(table: &mut Element, facts: &TableFacts) {
    // Which of the style's conditional looks count: the first row's, and the first column's if it names the rows.
    let head = facts.header_rows > 0;
    let look = 0x0600 | if head { 0x0020 } else { 0 } | if facts.first_column { 0x0080 } else { 0 };
    let look = val("w:tblLook", format!("{look:04X}"))
        .with("w:firstRow", i32::from(head))
        .with("w:lastRow", 0)
        .with("w:firstColumn", i32::from(facts.first_column))
        .with("w:lastColumn", 0)
        .with("w:noHBand", 1)
        .with("w:noVBand", 1);
    let mut properties = el("w:tblPr")
        .add(val("w:tblStyle", facts.style))
        .add(el("w:tblW").with("w:w", facts.width).with("w:type", "dxa"))
        .add(el("w:tblLayout").with("w:type", "fixed"))
        .add(look);
    if !facts.caption.is_empty() {
        properties = properties.add(val("w:tblCaption", &facts.caption));
    }
    if !facts.description.is_empty() {
        properties = properties.add(val("w:tblDescription", &facts.description));
    }
    if let Some(old) = table.elements_mut().find(|child| child.name == "w:tblPr") {
        *old = properties;
    }
    let rows = table.elements_mut().filter(|child| child.name == "w:tr");
    for (at, (row, of_row)) in rows.zip(&facts.rows).enumerate() {
        finish_row(row, of_row);
        if at < facts.header_rows {
            property(row, "w:trPr", el("w:tblHeader"));
        }
    }
}

/// Keeps a row's figures on one line, and gives its letters their size where it is not the styles'.
fn finish_row(row: &mut Element, facts: &RowFacts) {
    let cells = row.elements_mut().filter(|child| child.name == "w:tc");
    for cell in cells.zip(&facts.figures).filter(|(_, figure)| **figure).map(|(cell, _)| cell) {
        property(cell, "w:tcPr", el("w:noWrap"));
    }
    let cells = row.elements_mut().filter(|child| child.name == "w:tc");
    for cell in cells.zip(&facts.below_zero).filter(|(_, below)| **below).map(|(cell, _)| cell) {
        cell.walk_mut(&mut |element| {
            if element.name == "w:r" {
                style_run(element, style_id::BELOW_ZERO);
            }
        });
    }
    if let Some(height) = facts.height {
        property(row, "w:trPr", el("w:trHeight").with("w:val", height).with("w:hRule", "atLeast"));
    }
    let Some(size) = facts.size else { return };
    row.walk_mut(&mut |element| {
        if element.name == "w:r" {
            property(element, "w:rPr", val("w:sz", size));
            property(element, "w:rPr", val("w:szCs", size));
        }
    });
}

/// Gives a run the style of this id, unless it has one.
fn style_run(run: &mut Element, id: &str) {
    if !run.children.first().is_some_and(|node| is(node, "w:rPr")) {
        run.children.insert(0, Node::Element(el("w:rPr")));
    }
    if let Some(Node::Element(properties)) = run.children.first_mut()
        && !properties.children.iter().any(|node| is(node, "w:rStyle"))
    {
        properties.children.insert(0, Node::Element(val("w:rStyle", id)));
    }
}

/// Adds a property to those of an element, which it gets if it has none.
fn property(element: &mut Element, name: &str, property: Element) {
    if !element.children.first().is_some_and(|node| is(node, name)) {
        element.children.insert(0, Node::Element(el(name)));
    }
    if let Some(Node::Element(properties)) = element.children.first_mut() {
        properties.children.retain(|node| !is(node, &property.name));
        properties.children.push(Node::Element(property));
    }
}

/// Tells Word that a content control holds contents, which gives it the button that brings them up to date.
fn finish_contents(control: &mut Element, number: usize) {
    let gallery = el("w:docPartObj").add(val("w:docPartGallery", "Table of Contents")).add(el("w:docPartUnique"));
    let properties = el("w:sdtPr").add(val("w:id", number)).add(gallery);
    if let Some(old) = control.elements_mut().find(|child| child.name == "w:sdtPr") {
        *old = properties;
    }
}

/// Numbers the bookmarks in the order in which they begin, after the `taken` ones of other parts.
fn renumber_bookmarks(root: &mut Element, taken: &mut usize) {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    root.walk_mut(&mut |element| {
        if element.name == "w:bookmarkStart" || element.name == "w:bookmarkEnd" {
            let next = *taken + numbers.len();
            let old = element.get("w:id").unwrap_or_default().to_owned();
            let number = *numbers.entry(old).or_insert(next);
            element.set("w:id", number);
        }
    });
    *taken += numbers.len();
}

/// The relationships of the links that a part uses, in document order.
fn links_of(root: &mut Element, links: &[String]) -> Vec<Relationship> {
    let mut used: Vec<Relationship> = Vec::new();
    root.walk_mut(&mut |element| {
        let Some(wanted) = element.get("r:id").filter(|_| element.name == "w:hyperlink") else { return };
        if used.iter().any(|known| known.id == wanted) {
            return;
        }
        if let Some(target) = (0..links.len()).find(|at| link_id(*at) == wanted).and_then(|at| links.get(at)) {
            used.push(Relationship { id: wanted.to_owned(), kind: Kind::Link, target: target.clone() });
        }
    });
    used
}
