//! Which controls a file has: for each key the address in which file it stands for.

use std::collections::BTreeMap;

use crate::base::address::BlockAddress;
use crate::base::hash::{sha256, shown_hash};
use crate::base::source::Span;
use crate::model::{Block, BlockKind, Document, Inline, Origin};

use super::xml::{Element, el, guid};

/// The namespace of the part that says where the keys lead.
const MAP: &str = "urn:underlag:origin:3";

/// Where a text or figure came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// Which block of what it is.
    pub(super) address: BlockAddress,
    /// Where it was written.
    pub(super) place: Option<Span>,
}

impl Source {
    /// Where a block came from, if it has an address.
    pub(super) fn of(block: &Block) -> Option<Self> {
        Some(Source { address: block.address.clone()?, place: block.place })
    }
}

/// Whether a control stands in a bookmark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// None: the bookmark alone stands for the words. So in cells, since LibreOffice 7.4 does not come to an end with
    /// many controls in a long table, and for what stands in the line of another control.
    Mark,
    /// Round the words of a paragraph, within its line. Round whole paragraphs LibreOffice 7.4 makes plain words of the
    /// first one: emphasis, links, notes, fields and languages are lost.
    Words,
}

/// A control to be put round what stands between a bookmark's ends, or the bookmark that stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Control {
    pub(super) key: String,
    pub(super) source: Source,
    pub(super) extent: Extent,
    /// How the text asks for it, where it is a bound figure: `verksamhet.it.utfall|tal`.
    pub(super) binding: Option<String>,
    /// The words in it, once it is made.
    pub(super) words: Option<String>,
}

/// All controls, in the order in which they were asked for.
#[derive(Debug, Default)]
pub(super) struct Controls {
    pub(super) all: Vec<Control>,
    /// The position of each key.
    pub(super) keys: BTreeMap<String, usize>,
    /// What paragraphs without a key say, each as often as one says it: headings of the manifest, captions, the heads
    /// of columns, sums.
    pub(super) shown: Vec<String>,
    /// What running heads and feet say.
    pub(super) apart: Vec<String>,
    /// The hashes of the emphasis, the links and the languages of paragraphs that have some, by their keys.
    pub(super) looks: BTreeMap<String, String>,
    /// The first two addresses that have one key.
    clash: Option<(String, String)>,
}

impl Controls {
    /// A key for what came from `source`: the same in each build, wherever it stands, since it is made of the address
    /// alone.
    pub(super) fn key(&mut self, source: &Source, extent: Extent) -> String {
        let key = source.address.key();
        if let Some(other) = self.keys.insert(key.clone(), self.all.len()) {
            let other = self.all.get(other).map(|control| control.source.address.to_string());
            self.clash.get_or_insert((source.address.to_string(), other.unwrap_or_default()));
        }
        self.all.push(Control { key: key.clone(), source: source.clone(), extent, binding: None, words: None });
        key
    }

    /// Why the keys cannot be trusted: a sentence, where two things have one.
    pub(super) fn clash(&self) -> Result<(), String> {
        match &self.clash {
            None => Ok(()),
            Some((one, other)) => Err(format!("`{one}` and `{other}` would have one key in the Word file")),
        }
    }

    /// The part that says where the keys lead.
    pub(super) fn map(&self, origin: &Origin) -> Element {
        // Who reads it knows by the attribute that paragraphs without a hash of looks had none.
        let mut map = el("origin").with("xmlns", MAP).with("build", &origin.build).with("looks", "1");
        for file in &origin.files {
            map = map.add(el("file").with("path", &file.path).with("sha256", &file.sha256));
        }
        if let Some(form) = &origin.form {
            let [base, made] =
                [("base", form.base.clone()), ("made", form.made.join("\n"))].map(|(name, words)| el(name).text(words));
            map = map.add(el("form").with("unit", &form.unit).add(base).add(made));
        }
        for (name, words) in [("shown", &self.shown), ("apart", &self.apart)] {
            let mut all: Vec<String> = words.iter().map(|words| shown_hash(words)).collect();
            all.sort_unstable();
            if !all.is_empty() {
                map = map.add(el(name).text(all.join(" ")));
            }
        }
        for Control { key, source, binding, words, .. } in &self.all {
            let Some(words) = words else { continue };
            let mut item = el("item").with("key", key).with("address", source.address.to_string());
            if let Some(binding) = binding {
                item = item.with("binding", binding);
            }
            if let Some(file) = source.place.and_then(|place| origin.files.get(place.file.index())) {
                item = item.with("file", &file.path);
            }
            let mut item = item.with("sha256", sha256(words));
            if let Some(looks) = self.looks.get(key).filter(|_| binding.is_none()) {
                item = item.with("looks", looks);
            }
            map = map.add(if origin.words { item.text(words) } else { item });
        }
        map
    }

    /// The properties of that part: its id, and the namespace that it is in.
    pub(super) fn map_properties(origin: &Origin) -> Element {
        let digits = sha256(format!("{MAP} {}", origin.build)).to_uppercase();
        let schema = el("ds:schemaRef").with("ds:uri", MAP);
        el("ds:datastoreItem")
            .with("ds:itemID", guid(&digits))
            .with("xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml")
            .add(el("ds:schemaRefs").add(schema))
    }
}

/// The hashes of the emphasis, the links and the languages of what has an address, by its key: of the words that have
/// any, in order.
pub(super) fn looks(document: &Document) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let mut add = |address: &Option<BlockAddress>, content: &[Inline]| {
        let mut said = String::new();
        looks_of(content, &mut Vec::new(), &mut said);
        if let Some(address) = address.as_ref().filter(|_| !said.is_empty()) {
            all.insert(address.key(), shown_hash(&said));
        }
    };
    for block in document.blocks() {
        match &block.kind {
            BlockKind::Paragraph(paragraph) => add(&block.address, &paragraph.content),
            BlockKind::Heading(heading) => add(&block.address, &heading.content),
            BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_)
            | BlockKind::Beside(_) => {}
        }
    }
    document.notes.iter().for_each(|note| add(&note.address, &note.content));
    all
}

fn looks_of<'d>(content: &'d [Inline], around: &mut Vec<&'d str>, out: &mut String) {
    for inline in content {
        let look = match inline {
            Inline::Emphasis(_) => Some("*"),
            Inline::Strong(_) => Some("**"),
            Inline::Link { url, .. } => Some(url.as_str()),
            Inline::Language { tag, .. } => Some(tag.as_str()),
            Inline::Text(words) | Inline::Figure { words, .. } | Inline::Reference { words, .. } => {
                if !around.is_empty() {
                    out.push_str(&format!("[{}]({}) ", words, around.join(" ")));
                }
                None
            }
            Inline::Light { .. } | Inline::Note { .. } | Inline::Mark { .. } | Inline::Break => None,
        };
        if let Some(look) = look {
            around.push(look);
            inline.inner().into_iter().for_each(|inner| looks_of(inner, around, out));
            around.pop();
        }
    }
}
