//! A committee paper: its parts and their pages, its notes, and what it says about itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::address::BlockAddress;
use crate::base::date::Ymd;
use crate::base::note_style::NoteStyle;
use crate::base::source::Span;
use crate::model::Notice;

use super::block::{Block, BlockKind, Heading};
use super::furniture::OwnFurniture;
use super::inline::{Inline, NoteIndex, Target, UNKNOWN_PAGE, page_words};
use super::visit::{change_blocks, change_words, walk, walk_mut, walk_words, walk_words_mut};

/// One committee paper: its parts in order, with the notes of all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What the files say about themselves.
    pub meta: Meta,
    /// Whether something is missing or wrong, so that the paper must not pass for the final one.
    pub draft: bool,
    /// The memo, the report: each with a page count of its own.
    pub parts: Vec<Part>,
    /// All footnotes in the order of their first marks; [`Inline::Note`] points into this list.
    pub notes: Vec<Note>,
    /// How notes are numbered and where they stand.
    pub note_style: NoteStyle,
    /// Fixed words that the layout shows, in the paper's language.
    pub words: Words,
    /// What the paper was made from.
    pub origin: Origin,
    /// What is said of its blocks in the margin of a copy for those who mend it; no word of the paper.
    pub remarks: Vec<Remark>,
}

/// What is said of a block in the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The block; the paper's first one where it is about none.
    pub on: Option<BlockAddress>,
    /// What is said, line by line.
    pub lines: Vec<String>,
}

/// What a paper was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The files in the order in which they were read.
    pub files: Vec<OriginFile>,
    /// One id for all of it, layout and program version included: 16 hexadecimal digits.
    pub build: String,
    /// Whether the Word file keeps the words that it was made with beside their hashes, so that edits in it can be told
    /// from those that were made in the report since. A file that leaves the house does not.
    pub words: bool,
    /// What a form was made of, where the file is one.
    pub form: Option<FormOrigin>,
}

/// What a form was made of, by which is known what somebody has changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormOrigin {
    /// The unit's id.
    pub unit: String,
    /// The unit's file, without what stays in the house.
    pub base: String,
    /// What the program wrote outside of the fields, paragraph by paragraph.
    pub made: Vec<String>,
}

/// A file that a paper was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginFile {
    /// Its path, relative to the report's folder.
    pub path: String,
    /// The SHA-256 of its text, in hexadecimal digits.
    pub sha256: String,
}

/// What the files say about themselves: title, author, subject and the case they belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// The report's id, the stem of the output files.
    pub id: String,
    /// The paper's title.
    pub title: String,
    /// One sentence about the paper.
    pub subject: String,
    /// Who stands behind the paper: the municipality and its committee.
    pub authors: Vec<String>,
    /// The municipality or region.
    pub municipality: String,
    /// The committee or board that the paper is about.
    pub committee: String,
    /// Words to find the paper by.
    pub keywords: Vec<String>,
    /// ISO 639 language, `sv`.
    pub language: String,
    /// ISO 3166 region, `SE`.
    pub region: String,
    /// The paper's date.
    pub date: Ymd,
    /// `Ärende 6`, as the running head shows it.
    pub item: Option<String>,
    /// Diarienummer.
    pub registry_number: Option<String>,
    /// `2023-01-01–2023-08-31`.
    pub period: Option<String>,
    /// Whose letter the memo is.
    pub sender: Sender,
    /// The municipality's organisation number.
    pub organisation_number: Option<String>,
    /// What the report says itself of heads and feet.
    pub furniture: OwnFurniture,
}

/// Fixed words that the layout itself shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The draft mark in the running head, `Utkast`.
    pub draft: String,
    /// What a repeated table header is followed by on later pages, `forts.`
    pub continued: String,
    /// What a screen reader says for the page number's field, `Sida`.
    pub page: String,
}

/// A part of the paper with a page count of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What kind of part.
    pub kind: PartKind,
    /// The part's title, for the bookmarks.
    pub title: String,
    /// What its heads and feet can say of it.
    pub facts: PartFacts,
    /// Its first page, if it has a cover.
    pub cover: Option<Cover>,
    /// Its contents page, if it has one.
    pub contents: Option<Contents>,
    /// Its text, in runs of equal page form.
    pub sections: Vec<Section>,
}

/// The kinds of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Tjänsteskrivelse.
    Memo,
    /// The report itself.
    Report,
    /// A further paper of the item.
    Enclosure,
}

/// What the heads and feet of a part's pages can say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartFacts {
    /// Its date.
    pub date: Ymd,
    /// Its registry number.
    pub registry_number: Option<String>,
    /// What kind of paper it says it is: `Tjänsteskrivelse`.
    pub document_type: Option<String>,
}

impl PartFacts {
    /// Those of a part that says no more than its date.
    pub fn dated(date: Ymd) -> Self {
        PartFacts { date, registry_number: None, document_type: None }
    }
}

/// Whose letters the municipality's are, as heads and feet show it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sender {
    /// The department.
    pub department: Option<String>,
    /// Where letters go.
    pub postal_address: Option<String>,
    /// Where people go.
    pub visiting_address: Option<String>,
    /// Telephone.
    pub telephone: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// Web address.
    pub web: Option<String>,
}

impl Sender {
    /// Each of its lines.
    pub fn lines_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let Sender { department, postal_address, visiting_address, telephone, mail, web } = self;
        [department, postal_address, visiting_address, telephone, mail, web].into_iter().flatten()
    }
}

/// A cover page.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    /// `Delårsrapport 2023`.
    pub title: String,
    /// The committee or a line of the manifest's own.
    pub subtitle: Option<String>,
    /// The municipality.
    pub organisation: String,
    /// Registry number, item, date: what a running head says must stand in the body too.
    pub facts: Vec<String>,
    /// What a draft says of itself, line by line; empty on a final paper.
    pub notice: Vec<String>,
    /// What stands below its lines: a picture.
    pub below: Vec<Block>,
    /// Half points by which the letters of its title are smaller than the layout's, so that its longest word fits.
    pub smaller: u8,
}

impl Cover {
    /// The one line by which a full cover says that it is a draft's.
    pub fn mark(&self) -> Option<&str> {
        if let [mark] = self.notice.as_slice() { Some(mark) } else { None }
    }

    /// The facts and what a draft says, in the order in which they stand.
    pub fn lines(&self) -> impl Iterator<Item = &String> {
        let first = usize::from(self.mark().is_some());
        let (mark, rest) = self.notice.split_at(first);
        mark.iter().chain(&self.facts).chain(rest)
    }
}

/// A contents page. Its entries are the part's listed headings.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// What stands above it: the title of a part without a cover, and its lines.
    pub above: Vec<Block>,
    /// What stands below its entries: the enclosures.
    pub below: Vec<Block>,
    /// `Innehållsförteckning`.
    pub title: String,
    /// Heading levels that are listed, 1 to 6.
    pub levels: u8,
}

/// A run of blocks in one form.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Columns of text, 1 or 2.
    pub columns: u8,
    /// Pages turned.
    pub landscape: bool,
    /// Begins on a new page; otherwise it goes on below the section before it, whose pages are turned like its own.
    pub new_page: bool,
    /// The committee whose chapter it is, where that is not the paper's own; its pages show it.
    pub committee: Option<String>,
    /// The numbering of footnotes begins again here.
    pub restarts_notes: bool,
    /// What stands there.
    pub blocks: Vec<Block>,
}

impl Section {
    /// An upright page of one column, of the paper's own committee.
    pub fn page(blocks: Vec<Block>) -> Self {
        Section { columns: 1, landscape: false, new_page: true, committee: None, restarts_notes: false, blocks }
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its number in the document, from 1.
    pub number: u32,
    /// Its mark, `1` or `*`.
    pub mark: String,
    /// Its text.
    pub content: Vec<Inline>,
    /// Where its text was written.
    pub place: Option<Span>,
    /// What it is the text of.
    pub address: Option<BlockAddress>,
}

/// Hands what each reference among words leads to, and where its page is asked for, to `look`.
pub fn references(content: &[Inline], look: &mut dyn FnMut(Option<Target>, Option<Span>)) {
    walk_words(content, &mut |inline| {
        if let Inline::Reference { target, page, .. } = inline {
            look(*target, *page);
        }
    });
}

impl Notice {
    /// Hands every string of a notice to `change`.
    pub fn change_words(&mut self, change: &mut dyn FnMut(&mut String, Option<Span>)) {
        change(&mut self.title, None);
        change_blocks(&mut self.blocks, change);
    }
}

impl Document {
    /// The note at a position; `None` where a mark leads nowhere.
    pub fn note(&self, at: NoteIndex) -> Option<&Note> {
        self.notes.get(at.at())
    }

    /// Hands every string that is shown or read aloud to `change`, with the place of its block.
    pub fn change_words(&mut self, change: &mut dyn FnMut(&mut String, Option<Span>)) {
        let Meta { title, subject, authors, municipality, committee, keywords, item, registry_number, .. } =
            &mut self.meta;
        let lines = [title, subject, municipality, committee].into_iter().chain(authors).chain(keywords);
        lines.chain(item).chain(registry_number).for_each(|line| change(line, None));
        let Meta { sender, organisation_number, furniture, .. } = &mut self.meta;
        let lines = sender.lines_mut().chain(organisation_number).chain(furniture.words_mut());
        lines.for_each(|line| change(line, None));
        for part in &mut self.parts {
            change(&mut part.title, None);
            let facts = part.facts.registry_number.iter_mut().chain(&mut part.facts.document_type);
            facts.for_each(|line| change(line, None));
            if let Some(cover) = &mut part.cover {
                let lines = [&mut cover.title, &mut cover.organisation].into_iter().chain(&mut cover.subtitle);
                lines.chain(&mut cover.facts).chain(&mut cover.notice).for_each(|line| change(line, None));
                change_blocks(&mut cover.below, change);
            }
            if let Some(contents) = &mut part.contents {
                change_blocks(&mut contents.above, change);
                change(&mut contents.title, None);
                change_blocks(&mut contents.below, change);
            }
            part.sections.iter_mut().for_each(|section| change_blocks(&mut section.blocks, change));
        }
        self.notes.iter_mut().for_each(|note| change_words(&mut note.content, note.place, change));
    }

    /// Every block of the document in reading order.
    pub fn blocks(&self) -> Vec<&Block> {
        let mut all = Vec::new();
        for part in &self.parts {
            let cover = part.cover.iter().map(|cover| &cover.below);
            let front = cover.chain(part.contents.iter().flat_map(|contents| [&contents.above, &contents.below]));
            let blocks = front.chain(part.sections.iter().map(|section| &section.blocks));
            blocks.for_each(|blocks| walk(blocks, &mut |block| all.push(block)));
        }
        all
    }

    /// What its texts refer to.
    pub fn referred(&self) -> BTreeSet<Target> {
        let mut all = BTreeSet::new();
        self.each_words(&mut |content| references(content, &mut |target, _| all.extend(target)));
        all
    }

    /// What its texts name the page of.
    pub fn paged(&self) -> BTreeSet<Target> {
        let mut all = BTreeSet::new();
        self.each_words(&mut |content| {
            references(content, &mut |target, page| all.extend(target.filter(|_| page.is_some())))
        });
        all
    }

    /// The same document, whose texts name the pages in `pages`. Another page is not known.
    pub fn with_pages(&self, pages: &BTreeMap<Target, u32>) -> Document {
        let mut number = |inline: &mut Inline| {
            if let Inline::Reference { target, words, page: Some(_), .. } = inline {
                let known = target.and_then(|target| pages.get(&target));
                let number = known.map_or(UNKNOWN_PAGE.to_string(), u32::to_string);
                *words = format!("{}{number}", page_words(words).0);
            }
        };
        let mut document = self.clone();
        let sections = document.parts.iter_mut().flat_map(|part| &mut part.sections);
        for section in sections {
            walk_mut(&mut section.blocks, &mut |block| {
                if let Some(content) = block.kind.words_mut() {
                    walk_words_mut(content, &mut number);
                }
            });
        }
        document.notes.iter_mut().for_each(|note| walk_words_mut(&mut note.content, &mut number));
        document
    }

    /// Hands the words of every heading, paragraph and note to `look`.
    fn each_words<'d>(&'d self, look: &mut dyn FnMut(&'d [Inline])) {
        self.blocks().into_iter().filter_map(|block| block.kind.words()).for_each(&mut *look);
        self.notes.iter().for_each(|note| look(&note.content));
    }

    /// The headings of one part in order.
    pub fn headings_of(part: &Part) -> Vec<&Heading> {
        let mut all = Vec::new();
        for section in &part.sections {
            walk(&section.blocks, &mut |block| {
                if let BlockKind::Heading(heading) = &block.kind {
                    all.push(heading);
                }
            });
        }
        all
    }
}
