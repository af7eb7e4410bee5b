//! Running heads and feet: what the pages of each section say above and below their text, and what somebody typed there
//! or took out. The program makes them of the report and its layout, so that both are told.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::swedish::one_spaced;
use crate::base::word_text::{self, Fields};
use crate::deliver::verify::xml::Element;

use super::fold;

/// The pages that show a head or a foot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Pages {
    section: usize,
    is_head: bool,
    /// `default`, `first` or `even`.
    which: String,
}

/// The running heads and feet of a file.
#[derive(Debug, Default)]
pub(super) struct Edges(BTreeMap<Pages, BTreeSet<String>>);

/// What differs between those of the paper and those of the file, words in order.
#[derive(Debug, Default)]
pub(super) struct Differing {
    /// What the file alone says.
    pub(super) typed: BTreeSet<String>,
    /// What the paper alone says.
    pub(super) gone: BTreeSet<String>,
}

/// Whether a part is a running head or a foot.
fn is_head(path: &str) -> Option<bool> {
    let is_it = |start: &str| path.starts_with(start) && path.ends_with(".xml");
    match (is_it("word/header"), is_it("word/footer")) {
        (false, false) => None,
        (is_head, _) => Some(is_head),
    }
}

/// Whether a part is one of those that are read here.
pub(super) fn is_edge(path: &str) -> bool {
    is_head(path).is_some()
}

/// The paragraphs of a part that say something, without what is counted when they are shown, and the words of
/// watermarks.
pub(super) fn words(part: &Element) -> BTreeSet<String> {
    let mut all: BTreeSet<String> =
        word_text::paragraphs(part, Fields::LeftOut).iter().map(|words| one_spaced(words)).collect();
    let mut marks = Vec::new();
    part.all("v:textpath", &mut marks);
    all.extend(marks.into_iter().filter_map(|mark| mark.attributes.get("string").map(|it| one_spaced(it))));
    all.retain(|words| !words.is_empty());
    all
}

impl Edges {
    /// Those of a body, by its sections: `said` is what each part says, by its path, and `parts` the path for each id
    /// by which the body asks for one.
    pub(super) fn of(
        body: &Element,
        parts: &BTreeMap<String, String>,
        said: &BTreeMap<String, BTreeSet<String>>,
    ) -> Self {
        let mut sections = Vec::new();
        body.outermost("w:sectPr", &mut sections);
        let mut all: BTreeMap<Pages, BTreeSet<String>> = BTreeMap::new();
        // A section without one shows that of the section before it.
        let mut last: BTreeMap<(bool, String), BTreeSet<String>> = BTreeMap::new();
        for (section, properties) in sections.into_iter().enumerate() {
            for kid in &properties.kids {
                let is_head = match kid.name.as_str() {
                    "w:headerReference" => true,
                    "w:footerReference" => false,
                    _ => continue,
                };
                let which = kid.attributes.get("w:type").map_or("default", String::as_str);
                let path = kid.attributes.get("r:id").and_then(|id| parts.get(id));
                let words = path.and_then(|path| said.get(path)).cloned().unwrap_or_default();
                last.insert((is_head, which.to_owned()), words);
            }
            for ((is_head, which), words) in &last {
                all.insert(Pages { section, is_head: *is_head, which: which.clone() }, words.clone());
            }
        }
        if all.is_empty() {
            // Nothing asks for them: what they say is known all the same.
            for (path, words) in said {
                let is_head = is_head(path).unwrap_or_default();
                all.insert(Pages { section: 0, is_head, which: path.clone() }, words.clone());
            }
        }
        Edges(all)
    }

    /// All that they say, as it is compared.
    pub(super) fn folded(&self) -> BTreeSet<String> {
        self.0.values().flatten().map(|words| fold::words(words)).collect()
    }

    /// All that they say.
    pub(super) fn words(&self) -> impl Iterator<Item = &String> {
        self.0.values().flatten()
    }

    /// What differs: page by page where both have the same ones, as programs do not always save them.
    pub(super) fn differing(&self, theirs: &Edges) -> Differing {
        let mut differing = Differing::default();
        let mut compare = |ours: &BTreeSet<String>, theirs: &BTreeSet<String>| {
            let [one, other] =
                [ours, theirs].map(|all| all.iter().map(|words| fold::words(words)).collect::<BTreeSet<_>>());
            differing.typed.extend(theirs.iter().filter(|words| !one.contains(&fold::words(words))).cloned());
            differing.gone.extend(ours.iter().filter(|words| !other.contains(&fold::words(words))).cloned());
        };
        if self.0.keys().eq(theirs.0.keys()) {
            self.0.values().zip(theirs.0.values()).for_each(|(ours, theirs)| compare(ours, theirs));
        } else {
            for is_head in [true, false] {
                let [ours, theirs] = [self, theirs].map(|edges| {
                    let own = edges.0.iter().filter(|(pages, _)| pages.is_head == is_head);
                    own.flat_map(|(_, words)| words.iter().cloned()).collect::<BTreeSet<_>>()
                });
                compare(&ours, &theirs);
            }
        }
        differing
    }
}
