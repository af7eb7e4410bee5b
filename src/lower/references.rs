//! References of texts to other parts of the paper: the words for them, once all is numbered, and where they lead.

use std::collections::BTreeMap;

use crate::base::swedish::NBSP;
use crate::input::prose::binding::{Asked, Binding, ReferenceKind, Wording};
use crate::model::visit::walk_mut;
use crate::model::{Block, BlockKind, Document, Inline, Target};

/// What texts can refer to, by kind and id. Of two with one id, which is an error of the report, the first counts.
#[derive(Default)]
pub(super) struct Anchors {
    all: BTreeMap<(ReferenceKind, String), Target>,
}

impl Anchors {
    pub(super) fn add(&mut self, kind: ReferenceKind, id: &str, target: Target) {
        self.all.entry((kind, id.to_owned())).or_insert(target);
    }
}

/// The numbers that things have in the finished document: `3.1`, `2`.
struct Numbers {
    all: BTreeMap<Target, String>,
}

impl Numbers {
    fn of(document: &Document) -> Self {
        let mut all = BTreeMap::new();
        let numbered = |title: &str, word: &str| {
            let rest = title.strip_prefix(word)?.strip_prefix(NBSP)?;
            rest.split_once(". ").map(|(number, _)| number.to_owned())
        };
        for block in document.blocks() {
            match &block.kind {
                BlockKind::Heading(heading) => {
                    let number = heading.number.as_ref().map(|number| number.trim_end_matches('.').to_owned());
                    all.extend(number.map(|number| (Target::Heading(heading.index), number)));
                }
                BlockKind::Table(table) => {
                    let number = table.caption.as_ref().and_then(|caption| numbered(caption, "Tabell"));
                    all.extend(number.map(|number| (Target::Table(table.index), number)));
                }
                BlockKind::Chart(chart) => {
                    let number = numbered(&chart.title, "Diagram").or_else(|| numbered(&chart.title, "Bild"));
                    all.extend(number.map(|number| (Target::Chart(chart.index), number)));
                }
                BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Notice(_) | BlockKind::Signatures(_) => {}
            }
        }
        for (at, part) in document.parts.iter().enumerate() {
            all.extend(numbered(&part.title, "Bilaga").map(|number| (Target::Part(at), number)));
        }
        Numbers { all }
    }
}

/// Gives every reference of `document` its words and what it leads to.
pub(super) fn resolve(document: &mut Document, anchors: &Anchors) {
    let numbers = Numbers::of(document);
    let resolver = Resolver { anchors, numbers };
    for section in document.parts.iter_mut().flat_map(|part| &mut part.sections) {
        walk_mut(&mut section.blocks, &mut |block: &mut Block| match &mut block.kind {
            BlockKind::Heading(heading) => resolver.words(&mut heading.content, &mut true),
            BlockKind::Paragraph(paragraph) => resolver.words(&mut paragraph.content, &mut true),
            BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_) => {}
        });
    }
    document.notes.iter_mut().for_each(|note| resolver.words(&mut note.content, &mut true));
}

struct Resolver<'a> {
    anchors: &'a Anchors,
    numbers: Numbers,
}

impl Resolver<'_> {
    /// Resolves the references among words; `begins` says whether a sentence begins here.
    fn words(&self, content: &mut [Inline], begins: &mut bool) {
        for inline in content {
            match inline {
                Inline::Reference { binding, target, words } => {
                    if let Ok(asked) = Binding::read(binding) {
                        (*target, *words) = self.named(&asked, words, *begins);
                    }
                    *begins = false;
                }
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Link { content: inner, .. }
                | Inline::Language { content: inner, .. } => self.words(inner, begins),
                Inline::Text(words) | Inline::Figure { words, .. } | Inline::Light { words, .. } => {
                    let said = words.trim_end();
                    if !said.is_empty() {
                        *begins = said.ends_with(['.', '!', '?']) && words.len() > said.len();
                    }
                }
                Inline::Note { .. } | Inline::Mark { .. } | Inline::Break => {}
            }
        }
    }

    /// The title of a thing with its number: `3.1 Ekonomi`, `Tabell 2. Drift`.
    fn titled(&self, kind: ReferenceKind, number: Option<&String>, name: &str) -> String {
        let word = match kind {
            ReferenceKind::Chapter | ReferenceKind::Goal => "",
            ReferenceKind::Table => "Tabell",
            ReferenceKind::Chart => "Diagram",
            ReferenceKind::Picture => "Bild",
            ReferenceKind::Paper => "Bilaga",
        };
        match number {
            None => name.to_owned(),
            Some(number) if word.is_empty() => format!("{number} {name}"),
            Some(number) => format!("{word}{NBSP}{number}. {name}"),
        }
    }

    /// Where a reference leads, and its words: `tabell 3`, or `tabellen Drift` where there are no numbers.
    fn named(&self, asked: &Binding, name: &str, begins: bool) -> (Option<Target>, String) {
        let Asked::Reference(kind, id) = &asked.of else { return (None, name.to_owned()) };
        let target = self.anchors.all.get(&(*kind, id.clone())).copied();
        let number = target.and_then(|target| self.numbers.all.get(&target));
        let bare = asked.form.wording == Wording::Bare;
        let (one, definite) = match kind {
            ReferenceKind::Chapter => ("avsnitt", "avsnittet"),
            ReferenceKind::Table => ("tabell", "tabellen"),
            ReferenceKind::Chart => ("diagram", "diagrammet"),
            ReferenceKind::Picture => ("bild", "bilden"),
            ReferenceKind::Goal => ("mål", "målet"),
            ReferenceKind::Paper => ("bilaga", "bilagan"),
        };
        let words = match number {
            _ if asked.form.wording == Wording::Heading => return (target, self.titled(*kind, number, name)),
            Some(number) if bare => return (target, number.clone()),
            None if bare => return (target, name.to_owned()),
            Some(number) => format!("{one}{NBSP}{number}"),
            None => format!("{definite} {name}"),
        };
        let mut letters = words.chars();
        let words = match letters.next().filter(|_| begins) {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => words,
        };
        (target, words)
    }
}
