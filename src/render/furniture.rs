//! What stands in the head and the foot of each page, worked out once for both files from the layout's patterns.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::swedish::short_date;
use crate::layout::{FurnitureTokens, PagesOf, Tokens};
use crate::model::furniture::{Field, OwnLine, Pattern};
use crate::model::{BlockKind, Document, Heading, Part, PartKind};

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
    /// The words of the chapter that stands on the page, or that goes on there.
    Chapter,
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
    /// Whether the page has chapters.
    chapters: bool,
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
    /// Whether something stands in the middle of some head, and of some foot.
    pub middle: [bool; 2],
}

/// The heads and feet of a part's pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartHeads {
    /// Of the pages that are about the paper's own committee.
    pub own: Furniture,
    /// Of its first page, where that is another than its others' and no cover.
    pub first: Option<Furniture>,
    /// Of its contents, where they are others than those of its text: no chapter stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front: Option<Furniture>,
    /// Of the pages of other committees, by the committee's name.
    pub of: BTreeMap<String, Furniture>,
}

impl RunningHeads {
    /// Whether some page has something in its head, and in its foot.
    pub fn shown(&self) -> [bool; 2] {
        let all = || {
            let of = |part: &PartHeads| -> Vec<Furniture> {
                let own = [&part.own].into_iter().chain(&part.first).chain(&part.front);
                own.chain(part.of.values()).cloned().collect()
            };
            self.parts.iter().flat_map(of)
        };
        [all().any(|it| !it.head.is_empty()), all().any(|it| !it.foot.is_empty())]
    }

    /// Whether some page shows the chapter that it is about.
    pub fn show_chapters(&self) -> bool {
        let shows = |it: &Furniture| [&it.head, &it.foot].iter().any(|line| line.has(&Bit::Chapter));
        self.parts.iter().any(|part| shows(&part.own) || part.of.values().any(shows))
    }
}

/// What stands in the head and the foot of each page of `document`.
pub fn running_heads(document: &Document, tokens: &Tokens) -> RunningHeads {
    let of = |part: Option<&Part>, first: bool, front: bool, committee: &str| {
        let chapters = !front && part.is_none_or(has_chapters);
        let about = About { document, part, committee, logo: tokens.logo.is_some(), chapters };
        furniture(about, PagesOf { part: part.map_or(PartKind::Report, |part| part.kind), first }, tokens)
    };
    let (own, others) = (document.meta.committee.as_str(), committees(document, tokens));
    let of_part = |part: &Part| {
        let begins = part.sections.first().and_then(|section| section.committee.as_deref());
        let begins = begins.filter(|committee| others.contains(committee) && part.contents.is_none()).unwrap_or(own);
        let is_front = part.contents.is_some();
        let usual = of(Some(part), false, is_front, begins);
        let first = Some(of(Some(part), true, is_front, begins)).filter(|first| *first != usual);
        let front = Some(of(Some(part), false, true, own)).filter(|_| is_front || part.cover.is_some());
        let text = of(Some(part), false, false, own);
        PartHeads {
            first: first.filter(|_| part.cover.is_none()),
            front: front.filter(|front| *front != text),
            own: text,
            of: others.iter().map(|name| ((*name).to_owned(), of(Some(part), false, false, name))).collect(),
        }
    };
    let asked = &document.meta.furniture;
    let middle = |line: &FurnitureTokens, own: &OwnLine| {
        line.has_middle() || own.center.as_ref().is_some_and(|pattern| !pattern.is_empty())
    };
    RunningHeads {
        own: of(None, false, false, own),
        of_committees: others.iter().map(|name| ((*name).to_owned(), of(None, false, false, name))).collect(),
        parts: document.parts.iter().map(of_part).collect(),
        head_lines: tokens.header.lines(),
        foot_lines: tokens.footer.lines(),
        middle: [middle(&tokens.header, &asked.head), middle(&tokens.footer, &asked.foot)],
    }
}

/// Whether a part has chapters, whose headings are of the first level.
fn has_chapters(part: &Part) -> bool {
    part.sections.iter().flat_map(|section| &section.blocks).any(|block| chapter(&block.kind).is_some())
}

/// A heading of the first level.
pub(super) fn chapter(kind: &BlockKind) -> Option<&Heading> {
    if let BlockKind::Heading(heading) = kind { Some(heading).filter(|heading| heading.level == 1) } else { None }
}

/// Head and foot of some pages: what the report says itself stands in the place of what its layout says, but in letters
/// for which the layout has something else. That a paper is a draft is never replaced.
fn furniture(about: About<'_>, pages: PagesOf, tokens: &Tokens) -> Furniture {
    let asked = &about.document.meta.furniture;
    let chosen = |line: &FurnitureTokens, own: &OwnLine| {
        let own = own.pieces();
        let usual = line.pieces(pages);
        [0, 1, 2].map(|at| {
            let own = own[at].filter(|_| !line.is_of_letters(pages, at));
            (own.unwrap_or(usual[at]).clone(), own.is_some() && usual[at].has(Field::Draft))
        })
    };
    let (head, foot) = (chosen(&tokens.header, &asked.head), chosen(&tokens.footer, &asked.foot));
    let is_marked = head.iter().chain(&foot).any(|(pattern, _)| pattern.has(Field::Draft));
    let made = |pieces: &[(Pattern, bool); 3]| {
        let [left, center, right] = pieces.each_ref().map(|(pattern, was_marked)| {
            let bits = piece(about, pattern);
            let mark = bit(about, Field::Draft).filter(|_| *was_marked && !is_marked);
            let between = mark.is_some() && !bits.is_empty();
            mark.into_iter().chain(between.then(|| Bit::Words(BESIDE_MARK.to_owned()))).chain(bits).collect()
        });
        Line { left, center, right }
    };
    Furniture { head: made(&head), foot: made(&foot) }
}

/// What stands between the mark of a draft and words whose place it takes.
const BESIDE_MARK: &str = " · ";

/// The committees that some pages show in place of the paper's own, each once; none where the layout shows none.
pub(super) fn committees<'d>(document: &'d Document, tokens: &Tokens) -> Vec<&'d str> {
    let mut all: Vec<&str> = Vec::new();
    let by_layout = [&tokens.header, &tokens.footer].into_iter().any(|line| line.shows(Field::Committee));
    if by_layout || document.meta.furniture.shows(Field::Committee) {
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
                Bit::Page | Bit::Pages | Bit::Title | Bit::Chapter | Bit::Logo | Bit::Break => bit.clone(),
            };
            bits.iter().map(bit).collect()
        };
        let line = |line: &Line| Line { left: bits(&line.left), center: bits(&line.center), right: bits(&line.right) };
        Furniture { head: line(&self.head), foot: line(&self.foot) }
    }
}

impl Line {
    /// Whether one of its pieces has this bit.
    fn has(&self, bit: &Bit) -> bool {
        [&self.left, &self.center, &self.right].iter().any(|piece| piece.contains(bit))
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        [&self.left, &self.center, &self.right].iter().all(|piece| piece.is_empty())
    }
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
    let About { document, part, committee, logo, chapters } = about;
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
        Field::Chapter => return chapters.then_some(Bit::Chapter),
        Field::OrganisationNumber => said(&meta.organisation_number)?,
        Field::Page => Bit::Page,
        Field::Pages => Bit::Pages,
        Field::Draft if document.draft => Bit::Draft(document.words.draft.clone()),
        Field::Draft => return None,
        Field::Logo => return logo.then_some(Bit::Logo),
    })
}
