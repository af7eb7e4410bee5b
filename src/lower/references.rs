//! References of texts to other parts of the paper: the words for them, once all is numbered, and where they lead.

use std::collections::BTreeMap;

use crate::base::swedish::NBSP;
use crate::input::prose::binding::{Asked, Binding, PAGE, ReferenceKind, Wording};
use crate::model::visit::walk_mut;
use crate::model::{Block, BlockKind, Document, Inline, Target, UNKNOWN_PAGE};

use super::numbering::ACCOUNTS;

/// What texts can refer to, by kind and id. Of two with one id, which is an error of the report, the first counts.
#[derive(Default)]
pub(super) struct Anchors {
    all: BTreeMap<(ReferenceKind, String), Target>,
}

impl Anchors {
    pub(super) fn add(&mut self, kind: ReferenceKind, id: &str, target: Target) {
        self.all.entry((kind, id.to_owned())).or_insert(target);
    }

    /// What a binding leads to.
    fn target(&self, asked: &Asked) -> Option<Target> {
        match asked {
            Asked::Reference(kind, id) => self.all.get(&(*kind, id.clone())).copied(),
            Asked::Page(id) => {
                ReferenceKind::WORDS.iter().find_map(|(_, kind)| self.all.get(&(*kind, id.clone())).copied())
            }
            Asked::Figure(_) | Asked::Difference(..) | Asked::Share(..) => None,
        }
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
                BlockKind::Paragraph(_)
                | BlockKind::List(_)
                | BlockKind::Notice(_)
                | BlockKind::Signatures(_)
                | BlockKind::Beside(_) => {}
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
        walk_mut(&mut section.blocks, &mut |block: &mut Block| {
            if let Some(content) = block.kind.words_mut() {
                resolver.words(content, &mut Before::default());
            }
        });
    }
    document.notes.iter_mut().for_each(|note| resolver.words(&mut note.content, &mut Before::default()));
}

/// What stands before a reference.
struct Before {
    /// Whether a sentence begins there.
    begins: bool,
    /// Whether the words say already that a page is named: `på sidan`, `sidorna 3 och`.
    page: bool,
    /// Whether a page's number stands there that the words before it name.
    number: bool,
}

impl Default for Before {
    fn default() -> Self {
        Before { begins: true, page: false, number: false }
    }
}

/// The words that say that a page is named.
const PAGES: [&str; 7] = ["sida", "sidan", "sidor", "sidorna", "sid.", "sid", "s."];

/// What joins the numbers of pages: `sidorna 3, 5 och 8–9`.
const JOINTS: [&str; 7] = [",", "och", "–", "-", "samt", "eller", "till"];

impl Before {
    /// Goes on behind words.
    fn pass(&mut self, words: &str) {
        let said = words.trim_end();
        let joins = self.number && JOINTS.contains(&said.trim_start());
        let last = said.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
        self.page = joins || (said.len() < words.len() && PAGES.contains(&last.as_str()));
        self.number = false;
        if !said.is_empty() {
            self.begins = said.ends_with(['.', '!', '?']) && words.len() > said.len();
        }
    }
}

struct Resolver<'a> {
    anchors: &'a Anchors,
    numbers: Numbers,
}

impl Resolver<'_> {
    /// Resolves the references among words, behind others.
    fn words(&self, content: &mut [Inline], before: &mut Before) {
        for inline in content {
            match inline {
                Inline::Reference { binding, target, words, page } => {
                    let is_page = page.is_some();
                    if let Ok(asked) = Binding::read(binding) {
                        (*target, *words) =
                            if is_page { self.page(&asked, before) } else { self.named(&asked, words, before.begins) };
                    }
                    *before = Before { begins: false, page: false, number: is_page && before.page };
                }
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Link { content: inner, .. }
                | Inline::Language { content: inner, .. } => self.words(inner, before),
                Inline::Text(words) | Inline::Figure { words, .. } | Inline::Light { words, .. } => before.pass(words),
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
        let Asked::Reference(kind, _) = &asked.of else { return (None, name.to_owned()) };
        let target = self.anchors.target(&asked.of);
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
        // A note to the accounts is called so.
        let of_accounts = number.and_then(|number| number.strip_prefix(ACCOUNTS)?.strip_prefix(NBSP));
        let (one, owned) = match of_accounts {
            Some(number) => ("not", Some(number.to_owned())),
            None => (one, number.cloned()),
        };
        let words = match owned {
            _ if asked.form.wording == Wording::Heading => return (target, self.titled(*kind, number, name)),
            Some(number) if bare => return (target, number),
            None if bare => return (target, name.to_owned()),
            Some(number) => format!("{one}{NBSP}{number}"),
            None => format!("{definite} {name}"),
        };
        (target, if begins { capital(&words) } else { words })
    }

    /// Where a reference leads whose page is asked for, and its words, `sida …`: the page is known when all stands on
    /// pages. Behind words that say so it is the number alone.
    fn page(&self, asked: &Binding, before: &Before) -> (Option<Target>, String) {
        let target = self.anchors.target(&asked.of);
        if before.page || asked.form.wording == Wording::Bare {
            return (target, UNKNOWN_PAGE.to_string());
        }
        let words = format!("{PAGE}{NBSP}{UNKNOWN_PAGE}");
        (target, if before.begins { capital(&words) } else { words })
    }
}

/// Words as a sentence begins with them.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_name_a_page_are_known() {
        let names = |words: &str| {
            let mut before = Before::default();
            before.pass(words);
            before.page
        };
        for words in ["se sida ", "på sidan\u{a0}", "Sidorna ", "(s. ", "(sid. "] {
            assert!(names(words), "{words}");
        }
        for words in ["se ", "på sidan", "på andra sidan av ", "insida ", "s ", ""] {
            assert!(!names(words), "{words}");
        }
        for (words, joins) in [(" och ", true), ("–", true), (", ", true), (" och på ", false), (". ", false)] {
            let mut before = Before { begins: false, page: false, number: true };
            before.pass(words);
            assert_eq!(before.page, joins, "{words}");
        }
    }
}
