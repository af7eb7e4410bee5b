//! The fonts that the file carries, so that it looks the same where they are not installed.
//!
//! Source: ECMA-376 part 4, 2.8.1 (font embedding): each face is a part of its own whose first 32 bytes are mixed with
//! the key that the table of fonts names.

use std::collections::BTreeSet;

use crate::base::hash::sha256;
use crate::layout::Layout;
use crate::render::fonts::embed::{Slot, faces};

use super::namespaces::{R, W};
use super::relationship::Relationship;
use super::xml::{Element, Node, el, guid, val};

/// The ending of an embedded font's file, and what it is.
pub(super) const ENDING: &str = "odttf";
pub(super) const MIME: &str = "application/vnd.openxmlformats-officedocument.obfuscatedFont";

/// The bytes of a face that are mixed with its key.
const MIXED: usize = 32;

/// The table of fonts with what it points to.
pub(super) struct Fonts {
    /// `word/fontTable.xml`.
    pub(super) table: Element,
    /// From it to the faces.
    pub(super) relationships: Vec<Relationship>,
    /// The faces, each with its path in the package.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

impl Fonts {
    /// The fonts of `layout`, with the characters of the file.
    pub(super) fn new(layout: &Layout, used: &BTreeSet<char>) -> Self {
        let fonts = &layout.tokens.font;
        let twice = fonts.body.family == fonts.heading.family;
        let mut all = Fonts {
            table: el("w:fonts").with("xmlns:w", W).with("xmlns:r", R),
            relationships: Vec::new(),
            files: Vec::new(),
        };
        for font in [&fonts.body, &fonts.heading].into_iter().take(if twice { 1 } else { 2 }) {
            let mut element = el("w:font").with("w:name", &font.family);
            if !font.word_fallback.is_empty() {
                element = element.add(val("w:altName", &font.word_fallback));
            }
            element = element.add(val("w:charset", "00")).add(val("w:family", "auto")).add(val("w:pitch", "variable"));
            let mut faces = faces(layout, &font.family, used);
            faces.sort_by_key(|(slot, _)| *slot);
            let faces = faces.into_iter().filter_map(|(slot, face)| Some(all.face(slot, face.ok()?)));
            let faces: Vec<Element> = faces.collect();
            all.table.children.push(Node::Element(element.add_all(faces)));
        }
        all
    }

    /// Adds a face to the package; what the table says of it.
    fn face(&mut self, slot: Slot, mut face: Vec<u8>) -> Element {
        let digits: String = sha256(&face).to_uppercase().chars().take(2 * KEY).collect();
        let bytes = (0..KEY).rev().filter_map(|at| u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok());
        let key: Vec<u8> = bytes.collect();
        face.iter_mut().take(MIXED).zip(key.iter().cycle()).for_each(|(byte, key)| *byte ^= key);
        let number = self.files.len() + 1;
        let id = format!("rIdFont{number}");
        self.relationships.push(Relationship::part(&id, "font", &format!("fonts/font{number}.{ENDING}")));
        self.files.push((format!("word/fonts/font{number}.{ENDING}"), face));
        let name = match slot {
            Slot::Regular => "w:embedRegular",
            Slot::Bold => "w:embedBold",
            Slot::Italic => "w:embedItalic",
            Slot::BoldItalic => "w:embedBoldItalic",
        };
        el(name).with("r:id", id).with("w:fontKey", guid(&digits))
    }
}

/// The bytes of a key.
const KEY: usize = 16;
