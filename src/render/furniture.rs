//! What stands in the head and the foot of each page, worked out once for both files from the layout's patterns.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::swedish::short_date;
use crate::layout::{Field, PagesOf, Pattern, Tokens};
use crate::model::{Document, Part, PartKind};

/// The head and the foot of each page but a cover.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Furniture {
    /// At the top.
    pub head: Line,
    /// At the bottom.
    pub foot: Line,
}

/// A line of three pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// At the left margin.
    pub left: Vec<Bit>,
    /// In the middle.
    pub center: Vec<Bit>,
    /// At the right margin.
    pub right: Vec<Bit>,
}

/// What a piece is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", content = "words", rename_all = "kebab-case")]
pub enum Bit {
    /// Words.
    Words(String),
    /// That this is a draft.
    Draft(String),
    /// The page's number.
    Page,
    /// The part's number of pages.
    Pages,
    /// The title of the part.
    Title,
    /// The layout's logo.
    Logo,
    /// What follows stands on the next line.
    Break,
}

/// What the head and the foot of a page are about.
#[derive(Clone, Copy)]
struct About<'a> {
    document: &'a Document,
    /// The part that the page belongs to; `None` for what is the same in all.
    part: Option<&'a Part>,
    /// The committee that the page shows.
    committee: &'a str,
    /// Whether the layout has a logo.
    logo: bool,
}

/// The heads and feet of all pages of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningHeads {
    /// As the report's pages have them, whatever the parts are.
    pub own: Furniture,
    /// Of the pages of other committees, by the committee's name; none where the layout shows none.
    pub of_committees: Vec<(String, Furniture)>,
    /// Those of each part.
    pub parts: Vec<PartHeads>,
    /// Lines of the tallest head.
    pub head_lines: usize,
    /// Lines of the tallest foot.
    pub foot_lines: usize,
}

/// The heads and feet of a part's pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartHeads {
    /// Of the pages that are about the paper's own committee.
    pub own: Furniture,
    /// Of its first page, where that is another than its others' and no cover.
    pub first: Option<Furniture>,
    /// Of the pages of other committees, by the committee's name.
    pub of: BTreeMap<String, Furniture>,
}

impl RunningHeads {
    /// Whether some page has something in its head, and in its foot.
    pub fn shown(&self) -> [bool; 2] {
        let all = || {
            let of = |part: &PartHeads| -> Vec<Furniture> {
                [&part.own].into_iter().chain(&part.first).chain(part.of.values()).cloned().collect()
            };
            self.parts.iter().flat_map(of)
        };
        [all().any(|it| !it.head.is_empty()), all().any(|it| !it.foot.is_empty())]
    }
}

/// What stands in the head and the foot of each page of `document`.
pub fn running_heads(document: &Document, tokens: &Tokens) -> RunningHeads {
    let of = |part: Option<&Part>, first: bool, committee: &str| {
        let about = About { document, part, committee, logo: tokens.logo.is_some() };
        let pages = PagesOf { part: part.map_or(PartKind::Report, |part| part.kind), first };
        Furniture { head: line(about, tokens.header.pieces(pages)), foot: line(about, tokens.footer.pieces(pages)) }
    };
    let (own, others) = (document.meta.committee.as_str(), committees(document, tokens));
    let of_part = |part: &Part| {
        let begins = part.sections.first().and_then(|section| section.committee.as_deref());
        let begins = begins.filter(|committee| others.contains(committee) && part.contents.is_none()).unwrap_or(own);
        let first = Some(of(Some(part), true, begins)).filter(|first| *first != of(Some(part), false, begins));
        PartHeads {
            own: of(Some(part), false, own),
            first: first.filter(|_| part.cover.is_none()),
            of: others.iter().map(|name| ((*name).to_owned(), of(Some(part), false, name))).collect(),
        }
    };
    RunningHeads {
        own: of(None, false, own),
        of_committees: others.iter().map(|name| ((*name).to_owned(), of(None, false, name))).collect(),
        parts: document.parts.iter().map(of_part).collect(),
        head_lines: tokens.header.lines(),
        foot_lines: tokens.footer.lines(),
    }
}

/// The committees that some pages show in place of the paper's own, each once; none where the layout shows none.
pub(super) fn committees<'d>(document: &'d Document, tokens: &Tokens) -> Vec<&'d str> {
    let mut all: Vec<&str> = Vec::new();
    if [&tokens.header, &tokens.footer].into_iter().any(|line| line.shows(Field::Committee)) {
        let sections = document.parts.iter().flat_map(|part| &part.sections);
        for committee in sections.filter_map(|section| section.committee.as_deref()) {
            if !all.contains(&committee) {
                all.push(committee);
            }
        }
    }
    all
}

impl Furniture {
    /// The same with each of its words changed.
    pub fn with_words(&self, change: &dyn Fn(&str) -> String) -> Self {
        let bits = |bits: &[Bit]| -> Vec<Bit> {
            let bit = |bit: &Bit| match bit {
                Bit::Words(words) => Bit::Words(change(words)),
                Bit::Draft(words) => Bit::Draft(change(words)),
                Bit::Page | Bit::Pages | Bit::Title | Bit::Logo | Bit::Break => bit.clone(),
            };
            bits.iter().map(bit).collect()
        };
        let line = |line: &Line| Line { left: bits(&line.left), center: bits(&line.center), right: bits(&line.right) };
        Furniture { head: line(&self.head), foot: line(&self.foot) }
    }
}

impl Line {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        [&self.left, &self.center, &self.right].iter().all(|piece| piece.is_empty())
    }
}

fn line(about: About<'_>, pieces: [&Pattern; 3]) -> Line {
    let [left, center, right] = pieces.map(|pattern| piece(about, pattern));
    Line { left, center, right }
}

/// The words before a field go with it; those between two fields need something to their left.
fn piece(about: About<'_>, pattern: &Pattern) -> Vec<Bit> {
    let mut bits = Vec::new();
    for (at, (before, field)) in pattern.fields.iter().enumerate() {
        let Some(bit) = bit(about, *field) else { continue };
        if !before.is_empty() && (at == 0 || !bits.is_empty()) {
            words(before, &mut bits);
        }
        bits.push(bit);
    }
    if !pattern.tail.is_empty() && (pattern.fields.is_empty() || !bits.is_empty()) {
        words(&pattern.tail, &mut bits);
    }
    bits
}

/// Words, line by line.
fn words(words: &str, bits: &mut Vec<Bit>) {
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            bits.push(Bit::Break);
        }
        if !line.is_empty() {
            bits.push(Bit::Words(line.to_owned()));
        }
    }
}

fn bit(about: About<'_>, field: Field) -> Option<Bit> {
    let About { document, part, committee, logo } = about;
    let (meta, facts) = (&document.meta, part.map(|part| &part.facts));
    let sender = &meta.sender;
    let said = |words: &Option<String>| words.clone().map(Bit::Words);
    Some(match field {
        Field::Item => Bit::Words(meta.item.clone()?),
        Field::RegistryNumber => said(facts.map_or(&meta.registry_number, |facts| &facts.registry_number))?,
        Field::DocumentType => said(&facts?.document_type)?,
        Field::Department => said(&sender.department)?,
        Field::PostalAddress => said(&sender.postal_address)?,
        Field::VisitingAddress => said(&sender.visiting_address)?,
        Field::Telephone => said(&sender.telephone)?,
        Field::Mail => said(&sender.mail)?,
        Field::Web => said(&sender.web)?,
        Field::Municipality => Bit::Words(meta.municipality.clone()),
        Field::Committee => Bit::Words(committee.to_owned()),
        Field::Title => Bit::Title,
        Field::Date => Bit::Words(short_date(facts.map_or(meta.date, |facts| facts.date))),
        Field::Page => Bit::Page,
        Field::Pages => Bit::Pages,
        Field::Draft if document.draft => Bit::Draft(document.words.draft.clone()),
        Field::Draft => return None,
        Field::Logo => return logo.then_some(Bit::Logo),
    })
}
