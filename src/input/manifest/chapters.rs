//! `[[kapitel]]` and `[[handling]]`: the papers, their chapters, and which units write them.

use std::sync::Arc;

use crate::base::date::Ymd;
use crate::base::ids::ChapterId;
use crate::base::ids::CommitteeId;
use crate::base::ids::OwnedId;
use crate::base::ids::PartId;
use crate::base::ids::UnitId;
use crate::base::limits::{CHAPTER_LEVELS, HEADING_LEVELS};
use crate::base::pdf::about::About;
use crate::base::source::{Spanned, is_inside};
use crate::base::written::SourceText;
use crate::input::decode::{Fields, Mixed};
use crate::input::messages;

use super::memo::{self, SignatureSpec};

/// The contents page.
#[derive(Debug, Clone)]
pub struct ContentsSpec {
    /// Its heading.
    pub title: Option<SourceText>,
    /// Heading levels that it lists, 1 to 6.
    pub levels: u8,
    /// Whether it lists the enclosures last.
    pub enclosures: bool,
}

/// A paper of the item, with a page count of its own.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its id, by which texts refer to it.
    pub id: Option<Spanned<String>>,
    /// Its title.
    pub title: SourceText,
    /// Whether it is one of the item's further papers, rather than the report's own.
    pub further: bool,
    /// Its own date, where it has one.
    pub date: Option<Ymd>,
    /// Its own registry number, where it has one.
    pub registry_number: Option<SourceText>,
    /// Whether it begins with a cover.
    pub cover: bool,
    /// What it says of itself on the cover or below its head.
    pub facts: Vec<PaperFact>,
    /// The picture on its cover, by its id.
    pub picture: Option<Spanned<String>>,
    /// Heading and depth of its contents; `None` for a paper without.
    pub contents: Option<ContentsSpec>,
    /// How many of the chapters are its, after those of the papers before it.
    pub chapters: usize,
    /// Levels of its headings that are numbered, where it says so.
    pub numbered: Option<u8>,
    /// Whether it is counted among the enclosures, where these are.
    pub counted: bool,
    /// The file, where it is a finished one that somebody else has made; it has no chapters then.
    pub finished: Option<EnclosureFile>,
}

/// What a paper says of itself: who has adopted it, until when it holds.
#[derive(Debug, Clone)]
pub struct PaperFact {
    /// What it is about; `None` where the words say it.
    pub name: Option<SourceText>,
    /// The words.
    pub text: SourceText,
}

/// A finished paper.
#[derive(Debug, Clone)]
pub struct EnclosureFile {
    /// Its file, within the report's folder.
    pub file: SourceText,
    /// What the file holds, where it can be used.
    pub read: Option<Arc<Finished>>,
}

/// A PDF that somebody else has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// The file as it is.
    pub bytes: Vec<u8>,
    /// What it says of itself.
    pub about: About,
}

/// A committee that chapters belong to.
#[derive(Debug, Clone)]
pub struct Committee {
    /// Its id.
    pub id: Spanned<CommitteeId>,
    /// Its name.
    pub name: SourceText,
}

/// A chapter or a part of one.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its id, which narratives name.
    pub id: Spanned<ChapterId>,
    /// Its heading.
    pub heading: SourceText,
    /// The committee that it and the chapters within it belong to.
    pub committee: Option<Spanned<String>>,
    /// The picture that fills a page before it, by its id.
    pub leaf: Option<Spanned<String>>,
    /// What stands in it, in order.
    pub blocks: Vec<BlockSpec>,
    /// Columns of text, 1 or 2.
    pub columns: u8,
    /// On pages turned sideways.
    pub landscape: bool,
    /// Whether it begins on a new page; if not said, it does where the pages' form changes.
    pub new_page: Option<bool>,
    /// Whether the contents list the headings below the chapter's own.
    pub lists_subheadings: bool,
    /// Whether its heading, and those below it, may be numbered.
    pub numbered: bool,
    /// Whether it is a note to the accounts, which are numbered by themselves.
    pub is_note: bool,
    /// Chapters within it.
    pub chapters: Vec<Chapter>,
}

/// Every chapter, each before those within it.
pub fn all_chapters(chapters: &[Chapter]) -> Vec<&Chapter> {
    chapters.iter().flat_map(|chapter| std::iter::once(chapter).chain(all_chapters(&chapter.chapters))).collect()
}

/// A block of a chapter.
#[derive(Debug, Clone)]
pub enum BlockSpec {
    /// A text of a unit, with its heading or without.
    Text(PartSpec),
    /// A finance table, by id.
    Table(Spanned<String>),
    /// A chart, by id.
    Chart(Spanned<String>),
    /// A photograph or a drawing, by id.
    Picture(Spanned<String>),
    /// The goal tree or a part of it.
    Goals {
        /// The columns of its indicators.
        columns: Option<Spanned<String>>,
        /// The columns of its activities.
        activities: Option<Spanned<String>>,
        /// The goals at the top; those of the chapter's committee where there are none.
        roots: Vec<Spanned<String>>,
    },
    /// Those who sign.
    Signatures(SignatureSpec),
    /// An internal-control table.
    Risks {
        /// Which one, where there are several.
        table: Option<Spanned<String>>,
        /// Its risks, `unit/risk`; those of the table where there are none.
        risks: Vec<Spanned<OwnedId>>,
    },
}

/// A text that a unit owes to a chapter.
#[derive(Debug, Clone)]
pub struct PartSpec {
    /// The unit.
    pub unit: Spanned<UnitId>,
    /// Which of its texts, where it delivers several to the chapter.
    pub part: Option<Spanned<PartId>>,
    /// Its heading: the unit's name unless given; empty for none.
    pub heading: Option<SourceText>,
}

fn contents(fields: Fields<'_, '_>) -> ContentsSpec {
    let title = fields.line("rubrik");
    let levels = fields
        .integer("nivaer", 1, HEADING_LEVELS.into())
        .and_then(|levels| u8::try_from(levels.value).ok())
        .unwrap_or(4);
    let enclosures = fields.flag("bilagor") == Some(true);
    fields.finish();
    ContentsSpec { title, levels, enclosures }
}

/// The levels of headings that are numbered.
pub(super) fn numbered(fields: &Fields<'_, '_>) -> Option<u8> {
    let levels = fields.integer("numrerade_rubriker", 0, HEADING_LEVELS.into());
    levels.and_then(|levels| u8::try_from(levels.value).ok())
}

/// The papers with the chapters of all of them: the report's own, which the manifest's chapters make, and further
/// ones. One that has no chapters is left out where there are others.
pub(super) fn papers(fields: &Fields<'_, '_>, title: Option<&SourceText>) -> (Vec<Paper>, Vec<Chapter>) {
    let (mut papers, mut all): (Vec<Paper>, _) = (Vec::new(), Vec::new());
    let further = fields.tables("handling");
    let own = paper(fields, &mut all);
    if let Some(title) = title.filter(|_| own.chapters > 0 || further.is_empty()) {
        papers.push(own.titled(title, None, false));
    }
    for fields in further {
        let (title, id) = (fields.required_line("titel"), fields.id("id"));
        let (date, registry_number) = (fields.date("datum").map(|date| date.value), fields.line("diarienummer"));
        let (numbered, counted) = (numbered(&fields), fields.flag("numrerad") != Some(false));
        let finished = finished(&fields);
        let is_finished = fields.has("fil");
        let paper = if is_finished { Untitled::finished() } else { paper(&fields, &mut all) };
        if !fields.has("kapitel") && !is_finished {
            fields.report(messages::missing_key(fields.place(), "kapitel"));
        }
        fields.finish();
        // Without a title it cannot be shown, which has been told; its chapters go with the paper before it.
        match (title, papers.last_mut()) {
            (Some(title), _) => {
                papers.push(Paper {
                    date,
                    registry_number,
                    numbered,
                    counted,
                    finished,
                    ..paper.titled(&title, id, true)
                });
            }
            (None, Some(last)) => last.chapters += paper.chapters,
            (None, None) => {}
        }
    }
    (papers, all)
}

/// The file of a finished paper, which leads nowhere out of the report's folder.
fn finished(fields: &Fields<'_, '_>) -> Option<EnclosureFile> {
    let file = fields.text("fil")?;
    let is_inside = is_inside(file.trimmed());
    if !is_inside {
        fields.report(messages::path_outside(file.place, file.trimmed()));
    }
    is_inside.then_some(EnclosureFile { file, read: None })
}

/// A paper before its title is known.
struct Untitled {
    cover: bool,
    facts: Vec<PaperFact>,
    picture: Option<Spanned<String>>,
    contents: Option<ContentsSpec>,
    chapters: usize,
}

impl Untitled {
    fn titled(self, title: &SourceText, id: Option<Spanned<String>>, further: bool) -> Paper {
        let Untitled { cover, facts, picture, contents, chapters } = self;
        let (date, registry_number, numbered, finished, counted) = (None, None, None, None, true);
        let title = title.clone();
        Paper {
            id,
            title,
            further,
            date,
            registry_number,
            cover,
            facts,
            picture,
            contents,
            chapters,
            numbered,
            counted,
            finished,
        }
    }

    /// One that somebody else has made.
    fn finished() -> Self {
        Untitled { cover: false, facts: Vec::new(), picture: None, contents: None, chapters: 0 }
    }
}

/// A paper's form, and its chapters after those before it.
fn paper(fields: &Fields<'_, '_>, all: &mut Vec<Chapter>) -> Untitled {
    let cover = fields.flag("omslag") != Some(false);
    let (facts, picture) = (facts(fields), fields.reference("omslagsbild"));
    let contents = fields.table("innehall").map(contents);
    let before = all.len();
    all.extend(fields.tables("kapitel").into_iter().filter_map(|table| chapter(table, 1)));
    Untitled { cover, facts, picture, contents, chapters: all.len() - before }
}

/// What a paper says of itself first of all: `"Antagen av styrelsen"`, or `{ namn = "Gäller till", text = "2028" }`.
fn facts(fields: &Fields<'_, '_>) -> Vec<PaperFact> {
    let fact = |entry: Mixed<'_, '_>| match entry {
        Mixed::Text(text) if text.trimmed().is_empty() => {
            fields.report(messages::empty_item(text.place, "uppgifter"));
            None
        }
        Mixed::Text(text) => Some(PaperFact { name: None, text }),
        Mixed::Table(entry) => {
            let (name, text) = (entry.required_line("namn"), entry.required_line("text"));
            entry.finish();
            Some(PaperFact { name: Some(name?), text: text? })
        }
    };
    fields.mixed("uppgifter").into_iter().filter_map(fact).collect()
}

pub(super) fn committee_of(fields: Fields<'_, '_>) -> Option<Committee> {
    let (id, name) = (fields.required_id("id"), fields.required_line("namn"));
    fields.finish();
    Some(Committee { id: id?, name: name? })
}

#[derive(Clone, Copy)]
enum KindWord {
    Narrative,
    Tables,
    Goals,
    InternalControl,
    Signatures,
}

const CHAPTER_KINDS: &[(&str, KindWord)] = &[
    ("berattelse", KindWord::Narrative),
    ("tabeller", KindWord::Tables),
    ("mal", KindWord::Goals),
    ("internkontroll", KindWord::InternalControl),
];

fn chapter(fields: Fields<'_, '_>, level: u32) -> Option<Chapter> {
    let (id, heading) = (fields.required_id("id"), fields.required_heading("rubrik"));
    let mut blocks: Vec<BlockSpec> = fields.references("diagram").into_iter().map(BlockSpec::Chart).collect();
    blocks.extend(fields.references("bild").into_iter().map(BlockSpec::Picture));
    match fields.word("slag", CHAPTER_KINDS).map(|kind| kind.value) {
        Some(KindWord::Narrative) if !fields.has("delar") => {
            fields.report(messages::missing_key(fields.place(), "delar"));
        }
        Some(KindWord::Tables) => blocks.extend(fields.references("tabeller").into_iter().map(BlockSpec::Table)),
        Some(KindWord::Goals) => blocks.push(goals(&fields)),
        Some(KindWord::InternalControl) => blocks.push(risks(&fields)),
        // What has tables is a chapter of tables, whether it says so or not.
        None if fields.has("tabeller") && !fields.has("slag") => {
            blocks.extend(fields.references("tabeller").into_iter().map(BlockSpec::Table));
        }
        Some(KindWord::Narrative | KindWord::Signatures) | None => {}
    }
    blocks.extend(parts(&fields));
    let (committee, leaf) = (fields.reference("namnd"), fields.reference("helsidesbild"));
    let columns = fields.integer("spalter", 1, 2).map_or(1, |columns| if columns.value == 2 { 2 } else { 1 });
    let (landscape, new_page) = (fields.flag("liggande") == Some(true), fields.flag("ny_sida"));
    let lists_subheadings = fields.flag("underrubriker_i_innehall") != Some(false);
    let (numbered, is_note) = (fields.flag("numrerad") != Some(false), fields.flag("not") == Some(true));
    let inner = fields.tables("underkapitel").into_iter();
    let chapters = if level < CHAPTER_LEVELS {
        inner.filter_map(|table| chapter(table, level + 1)).collect()
    } else {
        inner.for_each(|table| fields.report(messages::chapter_too_deep(table.place(), CHAPTER_LEVELS)));
        Vec::new()
    };
    fields.finish();
    Some(Chapter {
        id: id?,
        heading: heading?,
        committee,
        leaf,
        blocks,
        columns,
        landscape,
        new_page,
        lists_subheadings,
        numbered,
        is_note,
        chapters,
    })
}

fn risks(fields: &Fields<'_, '_>) -> BlockSpec {
    BlockSpec::Risks { table: fields.reference("risktabell"), risks: fields.owned_references("risker") }
}

fn goals(fields: &Fields<'_, '_>) -> BlockSpec {
    BlockSpec::Goals {
        columns: fields.reference("kolumner"),
        activities: fields.reference("aktiviteter"),
        roots: fields.references("mal"),
    }
}

/// What `delar` lists: units' texts, and between them tables, charts, goals and risks.
fn parts(fields: &Fields<'_, '_>) -> Vec<BlockSpec> {
    let read = |part| match part {
        Mixed::Text(unit) => Some(BlockSpec::Text(PartSpec {
            unit: Spanned::new(unit.text.into(), unit.place),
            part: None,
            heading: None,
        })),
        Mixed::Table(fields) => {
            let block = part_of(&fields);
            fields.finish();
            block
        }
    };
    fields.mixed("delar").into_iter().filter_map(read).collect()
}

/// The kinds of block that `delar` may name beside texts, tables and charts, which have keys of their own.
const PART_KINDS: &[(&str, KindWord)] =
    &[("mal", KindWord::Goals), ("internkontroll", KindWord::InternalControl), ("underskrift", KindWord::Signatures)];

fn part_of(fields: &Fields<'_, '_>) -> Option<BlockSpec> {
    if fields.has("tabell") {
        return fields.reference("tabell").map(BlockSpec::Table);
    }
    if fields.has("diagram") {
        return fields.reference("diagram").map(BlockSpec::Chart);
    }
    if fields.has("bild") {
        return fields.reference("bild").map(BlockSpec::Picture);
    }
    if fields.has("slag") {
        return match fields.word("slag", PART_KINDS)?.value {
            KindWord::Goals => Some(goals(fields)),
            KindWord::InternalControl => Some(risks(fields)),
            KindWord::Signatures => Some(BlockSpec::Signatures(memo::signatures(fields))),
            KindWord::Narrative | KindWord::Tables => None,
        };
    }
    let (unit, part, heading) = (fields.required_id("enhet"), fields.id("del"), fields.heading("rubrik"));
    Some(BlockSpec::Text(PartSpec { unit: unit?, part, heading }))
}

pub(super) fn width(fields: &Fields<'_, '_>, key: &'static str, default: u16) -> u16 {
    fields.integer(key, 1, 1000).and_then(|width| u16::try_from(width.value).ok()).unwrap_or(default)
}
