//! What stands in the head and the foot of each page, worked out once for both files from the layout's patterns.

use serde::Serialize;

use crate::base::swedish::short_date;
use crate::layout::{Field, FurnitureTokens, Pattern, Tokens};
use crate::model::Document;

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
}

/// What the head and the foot of a page are about.
#[derive(Clone, Copy)]
struct About<'a> {
    document: &'a Document,
    /// The committee that the page shows.
    committee: &'a str,
    /// Whether the layout has a logo.
    logo: bool,
}

/// The heads and feet of all pages of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningHeads {
    /// Of the pages that are about the paper's own committee.
    pub own: Furniture,
    /// Of the pages of other committees, by the committee's name; none where the layout shows none.
    pub of_committees: Vec<(String, Furniture)>,
}

/// What stands in the head and the foot of each page of `document`.
pub fn running_heads(document: &Document, tokens: &Tokens) -> RunningHeads {
    let of = |committee: &str| {
        let about = About { document, committee, logo: tokens.logo.is_some() };
        Furniture { head: line(about, &tokens.header), foot: line(about, &tokens.footer) }
    };
    let others = committees(document, tokens).into_iter().map(|committee| (committee.to_owned(), of(committee)));
    RunningHeads { own: of(&document.meta.committee), of_committees: others.collect() }
}

/// The committees that some pages show in place of the paper's own, each once; none where the layout shows none.
pub(super) fn committees<'d>(document: &'d Document, tokens: &Tokens) -> Vec<&'d str> {
    let mut all: Vec<&str> = Vec::new();
    let shown = [&tokens.header, &tokens.footer].into_iter().flat_map(FurnitureTokens::pieces);
    if shown.into_iter().any(|pattern| pattern.has(Field::Committee)) {
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
                Bit::Page | Bit::Pages | Bit::Title | Bit::Logo => bit.clone(),
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

fn line(about: About<'_>, tokens: &FurnitureTokens) -> Line {
    let [left, center, right] = tokens.pieces().map(|pattern| piece(about, pattern));
    Line { left, center, right }
}

/// The words before a field go with it; those between two fields need something to their left.
fn piece(about: About<'_>, pattern: &Pattern) -> Vec<Bit> {
    let mut bits = Vec::new();
    for (at, (before, field)) in pattern.fields.iter().enumerate() {
        let Some(bit) = bit(about, *field) else { continue };
        if !before.is_empty() && (at == 0 || !bits.is_empty()) {
            bits.push(Bit::Words(before.clone()));
        }
        bits.push(bit);
    }
    if !pattern.tail.is_empty() && (pattern.fields.is_empty() || !bits.is_empty()) {
        bits.push(Bit::Words(pattern.tail.clone()));
    }
    bits
}

fn bit(about: About<'_>, field: Field) -> Option<Bit> {
    let About { document, committee, logo } = about;
    let meta = &document.meta;
    Some(match field {
        Field::Item => Bit::Words(meta.item.clone()?),
        Field::RegistryNumber => Bit::Words(meta.registry_number.clone()?),
        Field::Municipality => Bit::Words(meta.municipality.clone()),
        Field::Committee => Bit::Words(committee.to_owned()),
        Field::Title => Bit::Title,
        Field::Date => Bit::Words(short_date(meta.date)),
        Field::Page => Bit::Page,
        Field::Pages => Bit::Pages,
        Field::Draft if document.draft => Bit::Draft(document.words.draft.clone()),
        Field::Draft => return None,
        Field::Logo => return logo.then_some(Bit::Logo),
    })
}
