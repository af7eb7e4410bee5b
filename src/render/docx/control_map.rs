//! Which controls a file has: for each key the address in which file it stands for.

use std::collections::BTreeMap;

use crate::base::hash::sha256;
use crate::base::source::Place;
use crate::model::{Block, Origin};

use super::xml::{Element, el};

/// The namespace of the part that says where the keys lead.
const MAP: &str = "urn:underlag:origin:1";

/// Where a text or figure came from.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// Its address, `it/verksamhetsberattelse`.
    pub(super) path: String,
    /// Where it was written.
    pub(super) place: Option<Place>,
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
    pub(super) fn of(block: &Block) -> Option<Self> {
        Some(Address { path: block.address.clone()?, place: block.place })
    }
}

/// What a control is put round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Whole paragraphs of the body or of a cell.
    Paragraphs,
    /// Nothing: the bookmark alone stands for it.
    Mark,
    /// The words of a note without its number, or of a cell with a note. In other cells such controls are not used:
    /// LibreOffice 7.4 does not come to an end with many of them in a long table.
    Words,
}

/// A control to be put round what stands between a bookmark's ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Control {
    pub(super) key: String,
    pub(super) address: Address,
    pub(super) extent: Extent,
    /// The hash of the words in it, once it is made.
    pub(super) words: Option<String>,
}

/// All controls, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(super) struct Controls {
    pub(super) all: Vec<Control>,
    /// The position of each key.
    pub(super) keys: BTreeMap<String, usize>,
}

impl Controls {
    /// A key for `address`: the same in each build, and another one where the address comes again.
    pub(super) fn key(&mut self, address: &Address, extent: Extent) -> String {
        let stem = format!("u{}", &sha256(&address.path)[..12]);
        let again = (2..).map(|times: usize| format!("{stem}_{times}"));
        let mut names = std::iter::once(stem.clone()).chain(again);
        let key = names.find(|name| !self.keys.contains_key(name)).unwrap_or_default();
        self.keys.insert(key.clone(), self.all.len());
        self.all.push(Control { key: key.clone(), address: address.clone(), extent, words: None });
        key
    }

    /// The part that says where the keys lead.
    pub(super) fn map(&self, origin: &Origin) -> Element {
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
    pub(super) fn map_properties(origin: &Origin) -> Element {
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
