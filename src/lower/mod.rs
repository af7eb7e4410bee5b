//! Turns a report into the document model: numbering, notes and the Swedish way of writing are decided here, once.

mod address;
mod beside;
mod charts;
pub mod denomination;
mod draft;
mod finance;
mod goals;
mod memo;
mod narrative;
mod numbering;
pub mod plain;
mod points;
pub mod prose;
mod references;
mod risks;
pub mod table;

use std::collections::{BTreeMap, BTreeSet};

use crate::base::assessment::Light;
use crate::base::ids::RiskId;
use crate::base::limits::HEADING_LEVELS;
use crate::base::note_style::NoteStyle;
use crate::base::positions::{PaperIndex, TableIndex, UnitIndex};
use crate::base::source::Span;
use crate::base::swedish::{NBSP, long_date, long_period, within};
use crate::base::written::SourceText;
use crate::input::manifest::{Aside, Paper, PaperFact, SignatureSpec};
use crate::input::prose::Prose;
use crate::input::prose::binding::ReferenceKind;
use crate::layout::Tokens;
use crate::model::{
    Beside, BesideColumn, Block, BlockKind, Contents, Cover, Document, Heading, Inline, Meta, Notice, NoticeKind,
    Origin, Paragraph, ParagraphRole, Part, PartFacts, PartKind, Section, Sender, Signatory, Signatures, Target, Words,
};
use crate::report::{Absence, Chapter, Content, Gap, Report};

use self::plain::{one_line, paragraph, title_line};
use self::prose::{InlineContext, Notes, heading_words};
use self::references::Anchors;

pub use self::draft::{Draft, notice};

/// What a layout decides of a document that both files share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// The most columns of text.
    pub columns: u8,
    /// Heading levels that are numbered, from the top, where the report does not say.
    pub numbered: u8,
    /// How notes are numbered and where they stand, where the report does not say.
    pub notes: NoteStyle,
    /// The signs before assessments: green, yellow, red, grey.
    pub signs: [char; 4],
}

impl From<&Tokens> for Shape {
    fn from(tokens: &Tokens) -> Self {
        Shape {
            columns: tokens.page.columns,
            numbered: tokens.heading.numbered,
            notes: tokens.note.style(),
            signs: Light::ALL.map(|(_, light)| tokens.assessment.get(light).sign),
        }
    }
}

/// Turns `report` into the document of the final paper. A draft says what is missing or wrong once [`stamp`] has put
/// that in.
pub fn lower(report: &Report, shape: Shape) -> Document {
    let note_style = report.manifest.notes.over(shape.notes);
    let mut lowerer = Lowerer {
        report,
        shape,
        notes: Notes::new(report, note_style),
        headings: 0,
        unnumbered: BTreeSet::new(),
        tables: 0,
        charts: 0,
        accounts: 0,
        risks: BTreeMap::new(),
        captions: Captions {
            tables: CaptionNumbers { word: "Tabell", last: 0 },
            charts: CaptionNumbers { word: "Diagram", last: 0 },
            pictures: CaptionNumbers { word: "Bild", last: 0 },
            papers: CaptionNumbers { word: "Bilaga", last: 0 },
        },
        anchors: Anchors::default(),
    };
    let mut parts = Vec::new();
    if let Some(memo) = &report.manifest.memo {
        parts.push(lowerer.memo(memo));
    }
    let mut chapters = report.chapters.as_slice();
    for (at, paper) in PaperIndex::each(&report.manifest.papers) {
        let (own, rest) = chapters.split_at(paper.chapters.min(chapters.len()));
        if let Some(id) = &paper.id {
            lowerer.anchors.add(ReferenceKind::Paper, &id.value, Target::Part(parts.len()));
        }
        parts.push(lowerer.paper((at, paper), own));
        chapters = rest;
    }
    list_enclosures(report, &mut parts);
    let anchors = std::mem::take(&mut lowerer.anchors);
    let mut document = Document {
        meta: Meta { sender: lowerer.sender(), ..meta(report) },
        draft: false,
        parts,
        notes: lowerer.notes.finish(),
        note_style,
        words: fixed_words(),
        origin: Origin::default(),
        remarks: Vec::new(),
    };
    references::resolve(&mut document, &anchors);
    address::tell_apart(&mut document);
    document
}

/// A label's or a cell's words as the paper shows them, with bound figures in their places, paragraphs parted by a
/// space.
pub fn shown(report: &Report, prose: &Prose) -> String {
    let blocks = InlineContext { report, notes: None }.blocks(prose, ParagraphRole::Cell);
    let mut lines = Vec::new();
    crate::model::plain_blocks(&blocks, &mut lines);
    lines.join(" ")
}

/// Puts the enclosures below the entries of contents that ask for them.
fn list_enclosures(report: &Report, parts: &mut [Part]) {
    let line = |(at, part): (usize, &Part)| {
        let reference = Inline::Reference {
            binding: String::new(),
            target: Some(Target::Part(at)),
            words: part.title.clone(),
            page: None,
        };
        let content = vec![reference];
        Block::new(BlockKind::Paragraph(Paragraph { role: ParagraphRole::ListedPaper, content }))
    };
    let enclosures = parts.iter().enumerate().filter(|(_, part)| part.kind == PartKind::Enclosure);
    let listed: Vec<Block> = enclosures.map(line).collect();
    let lists = |paper: &Paper| paper.contents.as_ref().is_some_and(|contents| contents.enclosures);
    let papers = parts.iter_mut().filter(|part| part.kind != PartKind::Memo).zip(&report.manifest.papers);
    for (part, _) in papers.filter(|(_, paper)| !paper.further && lists(paper)) {
        part.contents.iter_mut().for_each(|contents| contents.below.clone_from(&listed));
    }
}

fn fixed_words() -> Words {
    Words { draft: "Utkast".to_owned(), continued: "forts.".to_owned(), page: "Sida".to_owned() }
}

/// Makes the document a draft: its notice stands on the first page, before the text, and as lines of the cover where
/// there is one. A notice that stood there before is taken away.
pub fn stamp(document: &mut Document, notice: Notice) {
    unstamp(document);
    document.draft = true;
    let Some(part) = document.parts.first_mut() else { return };
    if let Some(cover) = &mut part.cover {
        cover.notice = vec![notice.title.clone()];
        // On a cover that is full without it, one line stands in a gap, and all of it before the text.
        if cover.below.is_empty() && lines_of(cover) <= ROOMY_FACTS {
            crate::model::plain_blocks(&notice.blocks, &mut cover.notice);
            return;
        }
    }
    let block = Block::new(BlockKind::Notice(notice));
    if let Some(contents) = part.contents.as_mut().filter(|contents| !contents.above.is_empty()) {
        contents.above.insert(0, block);
        return;
    }
    match part.sections.first_mut().filter(|section| section.columns == 1) {
        Some(section) => section.blocks.insert(0, block),
        None => {
            part.sections.insert(0, Section::page(vec![block]));
        }
    }
}

/// How many lines the facts of a cover take, and its title beyond the two that there is room for, as they are broken.
fn lines_of(cover: &Cover) -> usize {
    let lines = |words: &str, most: usize| words.chars().count().div_ceil(most).max(1);
    let title = lines(&cover.title, LETTERS_OF_TITLE).saturating_sub(2);
    title + cover.facts.iter().map(|fact| lines(fact, LETTERS_OF_FACT)).sum::<usize>()
}

/// Makes a draft the final paper again.
pub fn unstamp(document: &mut Document) {
    document.draft = false;
    let Some(part) = document.parts.first_mut() else { return };
    part.cover.iter_mut().for_each(|cover| cover.notice.clear());
    let is_stamp = |block: &Block| matches!(&block.kind, BlockKind::Notice(notice) if notice.kind == NoticeKind::Draft);
    part.contents.iter_mut().for_each(|contents| contents.above.retain(|block| !is_stamp(block)));
    if let Some(section) = part.sections.first_mut()
        && section.blocks.first().is_some_and(is_stamp)
    {
        section.blocks.remove(0);
        if section.blocks.is_empty() {
            part.sections.remove(0);
        }
    }
}

/// The line of place and date above those who sign.
fn place_and_date(spec: &SignatureSpec) -> Option<Block> {
    let line = spec.place_and_date.iter().map(|line| (one_line(&line.text), line.place));
    let line = line.filter(|(words, _)| !words.is_empty());
    line.map(|(words, place)| Block::at(paragraph(ParagraphRole::Body, words).kind, place)).next()
}

/// One who signs.
fn signatory((name, title): &(SourceText, SourceText)) -> Signatory {
    Signatory { name: one_line(&name.text), title: one_line(&title.text) }
}

/// Those who sign, with room to do so.
fn signatures(who: &[(SourceText, SourceText)], spec: &SignatureSpec, signed: bool) -> Block {
    let signatories: Vec<Signatory> = who.iter().map(signatory).collect();
    let beside = spec.beside && who.len() > 1;
    Block::at(BlockKind::Signatures(Signatures { signatories, beside, signed }), spec.place)
}

impl Lowerer<'_> {
    /// Those who sign, below the line of place and date; where there are pictures of their signatures, each below the
    /// own one.
    fn signed(&mut self, spec: &SignatureSpec) -> Vec<Block> {
        let mut blocks: Vec<Block> = place_and_date(spec).into_iter().collect();
        // Two stand beside each other, and the last one alone.
        let is_half = |at: usize| spec.beside && (at | 1) < spec.who.len();
        let pictures = spec.pictures.iter().enumerate();
        let pictures = pictures.map(|(at, id)| id.as_ref().and_then(|id| self.signature(id, is_half(at))));
        let pictures: Vec<Option<Block>> = pictures.collect();
        if pictures.iter().all(Option::is_none) {
            blocks.push(signatures(&spec.who, spec, false));
            return blocks;
        }
        let each = spec.who.iter().zip(pictures).enumerate().map(|(nth, (who, picture))| {
            let signature = signatures(std::slice::from_ref(who), spec, picture.is_some());
            let blocks = picture.into_iter().chain([signature]).collect();
            BesideColumn { share: 1, nth, is_text: false, blocks }
        });
        let mut each: Vec<BesideColumn> = each.collect();
        while !each.is_empty() {
            let columns: Vec<BesideColumn> = each.drain(..each.len().min(if spec.beside { 2 } else { 1 })).collect();
            match columns.len() {
                1 => blocks.extend(columns.into_iter().flat_map(|column| column.blocks)),
                _ => blocks.push(Block::at(BlockKind::Beside(Beside { columns }), spec.place)),
            }
        }
        blocks
    }
}

fn meta(report: &Report) -> Meta {
    let manifest = &report.manifest;
    let line = |written: &SourceText| one_line(&written.text);
    let (municipality, committee) = (line(&manifest.municipality), line(&manifest.committee));
    let kind = manifest.kind.swedish();
    let period = manifest.period.as_ref().map(|(from, to)| long_period(from.value, to.value));
    let span = period.as_ref().map_or(String::new(), |period| format!(", {period}"));
    Meta {
        id: manifest.id.value.clone(),
        title: format!("{}, {committee}", line(&manifest.title)),
        subject: format!("{kind} för {}, {municipality}{span}", within(&committee)),
        authors: vec![format!("{municipality}, {committee}")],
        municipality,
        committee,
        keywords: manifest.keywords.iter().map(line).collect(),
        language: "sv".to_owned(),
        region: "SE".to_owned(),
        date: manifest.date.value,
        item: manifest.item.as_ref().map(item_label),
        registry_number: manifest.registry_number.as_ref().map(line),
        period,
        sender: Sender::default(),
        organisation_number: manifest.organisation_number.as_ref().map(line),
        furniture: manifest.furniture.clone(),
    }
}

/// `Gäller till: 2028-12-31`.
fn fact(fact: &PaperFact) -> String {
    let text = one_line(&fact.text.text);
    fact.name.as_ref().map_or_else(|| text.clone(), |name| format!("{}: {text}", one_line(&name.text)))
}

/// `Ärende 6`.
fn item_label(item: &SourceText) -> String {
    format!("Ärende {}", one_line(&item.text))
}

/// The lowering of one report.
struct Lowerer<'r> {
    report: &'r Report,
    shape: Shape,
    notes: Notes<'r>,
    /// Headings so far.
    headings: usize,
    /// Those of them that have no number, however deep numbers go.
    unnumbered: BTreeSet<usize>,
    /// Tables so far.
    tables: usize,
    /// Charts so far.
    charts: usize,
    /// Notes to the accounts so far.
    accounts: usize,
    /// The numbers of the risks so far.
    risks: BTreeMap<(UnitIndex, RiskId), usize>,
    /// Titles with numbers so far.
    captions: Captions,
    /// What texts can refer to, so far.
    anchors: Anchors,
}

/// About how many letters stand in a line of a cover's title, and of its facts.
const LETTERS_OF_TITLE: usize = 28;
const LETTERS_OF_FACT: usize = 60;

/// The most lines of facts on a cover that leave room for all that a draft says of itself.
const ROOMY_FACTS: usize = 8;

/// What stands in the place of a heading without words.
const NO_WORDS: &str = "Här saknas en rubrik";

/// The numbers of titles, each kind counted through the document.
struct Captions {
    tables: CaptionNumbers,
    charts: CaptionNumbers,
    pictures: CaptionNumbers,
    papers: CaptionNumbers,
}

/// The numbers of titles of one kind.
struct CaptionNumbers {
    /// `Tabell`.
    word: &'static str,
    last: usize,
}

impl CaptionNumbers {
    /// The title of the next one: `Tabell 3. Drift`, where they are `numbered`.
    fn title(&mut self, numbered: bool, title: &str) -> String {
        if !numbered {
            return title.to_owned();
        }
        self.last += 1;
        format!("{}{NBSP}{}. {title}", self.word, self.last)
    }
}

impl Lowerer<'_> {
    fn heading(&mut self, level: u8, written: &SourceText, number: Option<String>, listed: bool) -> Block {
        let content = heading_words(self.report, written);
        self.heading_of(level, content, number, listed, written.place)
    }

    /// The index of the next table.
    fn table_index(&mut self) -> TableIndex {
        self.tables += 1;
        TableIndex::new(self.tables - 1)
    }

    fn heading_of(
        &mut self,
        level: u8,
        content: Vec<Inline>,
        number: Option<String>,
        listed: bool,
        place: Span,
    ) -> Block {
        let index = self.headings;
        self.headings += 1;
        // No heading is empty, which has been told.
        let is_blank = crate::model::plain(&content).trim().is_empty();
        let content = if is_blank { vec![Inline::Text(NO_WORDS.to_owned())] } else { content };
        Block::at(
            BlockKind::Heading(Heading { index, level: level.clamp(1, HEADING_LEVELS), number, content, listed }),
            place,
        )
    }

    fn paper(&mut self, (at, paper): (PaperIndex, &Paper), chapters: &[Chapter]) -> Part {
        let manifest = &self.report.manifest;
        let title = one_line(&paper.title.text);
        let title = self.captions.papers.title(manifest.captions.papers && paper.further && paper.counted, &title);
        // What the paper says of itself in a line of its own is not said twice.
        let is_said = |names: &[&str]| {
            let own = paper.facts.iter().filter_map(|fact| fact.name.as_ref());
            own.into_iter().any(|name| names.contains(&name.trimmed().to_lowercase().as_str()))
        };
        let item = manifest.item.iter().filter(|_| !is_said(&["ärende", "ärendenummer", "ärendenr"]));
        let mut facts: Vec<String> = item.map(item_label).collect();
        let registry_number = paper.registry_number.as_ref().or(manifest.registry_number.as_ref());
        let number = registry_number.filter(|_| !is_said(&["diarienummer", "diarienr", "dnr"]));
        facts.extend(number.map(|number| format!("Diarienummer {}", one_line(&number.text))));
        if !is_said(&["datum"]) {
            facts.push(long_date(paper.date.unwrap_or(manifest.date.value)));
        }
        facts.extend(paper.facts.iter().map(fact));
        let cover = paper.cover.then(|| Cover {
            title: title.clone(),
            subtitle: Some(one_line(&manifest.committee.text)),
            organisation: one_line(&manifest.municipality.text),
            facts: facts.clone(),
            notice: Vec::new(),
            below: paper.picture.as_ref().and_then(|id| self.cover_picture(id)).into_iter().collect(),
            smaller: 0,
        });
        let mut contents = paper.contents.as_ref().map(|contents| Contents {
            title: contents
                .title
                .as_ref()
                .map_or_else(|| "Innehållsförteckning".to_owned(), |title| one_line(&title.text)),
            levels: contents.levels,
            above: Vec::new(),
            below: Vec::new(),
        });
        let first = chapters.first().map(|chapter| chapter.id.as_str());
        let mut pages = Pages { restarts_notes: self.notes.paper(first), ..Pages::default() };
        if cover.is_none() {
            let facts = facts.into_iter().map(|fact| paragraph(ParagraphRole::Fact, fact));
            // Its first chapter goes on below, or its contents do.
            pages.turn(1, chapters.first().is_some_and(|chapter| form_of(chapter).landscape), None, None);
            match manifest.finished_name(at) {
                None => match &mut contents {
                    Some(contents) => contents.above.extend(facts.chain(title_line(&title))),
                    None => pages.extend(facts.chain(title_line(&title))),
                },
                Some(name) => {
                    pages.extend(facts);
                    // A heading, so that bookmarks lead to it.
                    self.unnumbered.insert(self.headings);
                    let words = vec![Inline::Text(title.clone())];
                    pages.push(self.heading_of(1, words, None, true, paper.title.place));
                    pages.push(finished(paper, &name));
                }
            }
            pages.titled = true;
        }
        chapters.iter().for_each(|chapter| self.chapter(chapter, true, &mut pages));
        let levels = paper.numbered.or(manifest.numbered).unwrap_or(self.shape.numbered);
        let mut sections = pages.finish();
        numbering::number(&mut sections, levels, &self.unnumbered);
        points::go_on(&mut sections);
        let kind = if paper.further { PartKind::Enclosure } else { PartKind::Report };
        let facts = PartFacts {
            date: paper.date.unwrap_or(manifest.date.value),
            registry_number: registry_number.map(|number| one_line(&number.text)),
            document_type: None,
        };
        Part { kind, title, facts, cover, contents, sections }
    }

    /// A table, a chart or a picture between the blocks of a text.
    fn placed(&mut self, content: &Content, pages: &mut Pages) {
        match content {
            Content::Table(table) => self.finance(table, pages),
            Content::Chart(asked) => self.chart_asked_for(asked, pages),
            Content::Text(_) | Content::Goals(_) | Content::Risks(_) | Content::Signatures(_) => {}
        }
    }

    fn chapter(&mut self, chapter: &Chapter, listed: bool, pages: &mut Pages) {
        let form = form_of(chapter);
        let committee = chapter.committee.and_then(|at| at.of(&self.report.manifest.committees));
        let committee = committee.map(|committee| one_line(&committee.name.text)).filter(|name| !name.is_empty());
        if chapter.level == 1 && self.notes.chapter(&chapter.id) {
            pages.restarts_notes = true;
        }
        if let Some(leaf) = &chapter.leaf {
            pages.turn(1, form.landscape, Some(true), committee.clone());
            self.leaf(leaf, pages);
        }
        let new_page = chapter.leaf.as_ref().map(|_| true).or(chapter.new_page);
        pages.across = chapter.level == 1 && !chapter.heading.trimmed().is_empty();
        pages.turn(form.columns.min(self.shape.columns), form.landscape, new_page, committee);
        let first = self.headings;
        self.anchors.add(ReferenceKind::Chapter, &chapter.id, Target::Heading(first));
        let number = chapter.is_note.then(|| {
            self.accounts += 1;
            format!("{}{NBSP}{}", numbering::ACCOUNTS, self.accounts)
        });
        pages.push(self.heading(chapter.level, &chapter.heading, number, listed));
        let listed = listed && chapter.lists_subheadings;
        for block in &chapter.content {
            match block {
                Content::Text(part) => self.narrative(part, chapter, listed, pages),
                Content::Table(table) => self.finance(table, pages),
                Content::Chart(asked) => self.chart_asked_for(asked, pages),
                Content::Goals(goals) => self.goals(goals, chapter.level + 1, listed, pages),
                Content::Risks(table) => self.risks(table, chapter, pages),
                Content::Signatures(spec) => {
                    let blocks = self.signed(spec);
                    pages.extend(blocks);
                }
            }
        }
        chapter.chapters.iter().for_each(|chapter| self.chapter(chapter, listed, pages));
        if !chapter.numbered {
            self.unnumbered.extend(first..self.headings);
        }
    }

    /// A box in the place of what did not come: `owed`, and after the unit's name `to`, where it belongs.
    fn gap(&self, gap: Gap, (owed, to): (&str, &str)) -> Block {
        let units = &self.report.manifest.units;
        let unit = gap.unit.map_or_else(|| "Enheten".to_owned(), |unit| one_line(&units[unit].name.text));
        let file = gap.unit.map_or("", |unit| units[unit].file.as_str());
        let why = match gap.why {
            Absence::NoFile if file.is_empty() => "Enheten finns inte i rapport.toml.".to_owned(),
            Absence::NoFile => format!("Filen {file} har inte kommit in."),
            Absence::Unreadable => format!("Filen {file} går inte att läsa."),
            Absence::NotInFile => format!("Den finns inte i {file}."),
            Absence::Empty => format!("Den är inte ifylld i {file}."),
            Absence::NotRead => "Den kunde inte läsas ur det som har lämnats.".to_owned(),
            Absence::NotMade => "Raderna som den hämtas från saknas.".to_owned(),
        };
        let notice = Notice {
            kind: NoticeKind::Gap,
            title: match gap.why {
                Absence::NotMade => format!("Här saknas {owed}{to}"),
                Absence::NoFile | Absence::Unreadable | Absence::NotInFile | Absence::Empty | Absence::NotRead => {
                    format!("Här saknas {owed} från {unit}{to}")
                }
            },
            blocks: vec![paragraph(ParagraphRole::Body, why)],
        };
        Block::new(BlockKind::Notice(notice))
    }
}

/// The pages of a part under construction: a new section begins where the form changes or a new page is asked for.
#[derive(Default)]
struct Pages {
    sections: Vec<Section>,
    /// The next section begins the numbering of notes again.
    restarts_notes: bool,
    /// Only the title of the paper stands there yet.
    titled: bool,
    /// What comes next begins with a chapter's heading, which stands across all columns.
    across: bool,
    /// What is to stand beside what follows it, in order.
    asked: Vec<Asked>,
}

/// Something that is to stand beside what follows it.
#[derive(Debug, Clone, Copy)]
struct Asked {
    /// The section in which it stands, and where its blocks begin and end there.
    section: usize,
    from: usize,
    to: usize,
    aside: Aside,
    place: Span,
}

/// What stands in the place of a finished paper: where it is, and how long.
fn finished(paper: &Paper, name: &str) -> Block {
    let Some(file) = &paper.finished else { return paragraph(ParagraphRole::Body, String::new()) };
    let kind = match file.read.as_ref().map(|read| read.about.pages) {
        Some(pages) => {
            let pages = if pages == 1 { format!("1{NBSP}sida") } else { format!("{pages}{NBSP}sidor") };
            paragraph(ParagraphRole::Body, format!("Handlingen är en egen fil, {name}, på {pages}.")).kind
        }
        None => {
            let title = format!("Här saknas filen {}", file.file.trimmed());
            BlockKind::Notice(Notice { kind: NoticeKind::Gap, title, blocks: Vec::new() })
        }
    };
    Block::at(kind, file.file.place)
}

/// The chapter whose form a chapter has: one that only holds others takes that of its first one, so that its heading
/// does not stand alone.
fn form_of(chapter: &Chapter) -> &Chapter {
    let is_group = |chapter: &Chapter| chapter.content.iter().all(|block| matches!(block, Content::Chart(_)));
    let mut form = chapter;
    while let Some(first) = form.chapters.first().filter(|_| is_group(form)) {
        form = first;
    }
    form
}

impl Pages {
    /// Goes over to a form of page. A change of it begins a new page unless `new_page` is `Some(false)`; a page that is
    /// turned, or another committee's, is always a new one.
    fn turn(&mut self, columns: u8, landscape: bool, new_page: Option<bool>, committee: Option<String>) {
        let last = self.sections.last();
        let turned = last.is_none_or(|last| last.landscape != landscape || last.committee != committee);
        let same = !turned && last.is_some_and(|last| last.columns == columns);
        // What comes first stands below the paper's title.
        let titled = std::mem::take(&mut self.titled);
        let new_page = turned || new_page.unwrap_or(!same && !titled);
        let apart = std::mem::take(&mut self.across) && columns > 1;
        if new_page || !same || apart || self.restarts_notes {
            let restarts_notes = std::mem::take(&mut self.restarts_notes);
            self.sections.push(Section { columns, landscape, new_page, committee, restarts_notes, blocks: Vec::new() });
        }
    }

    fn push(&mut self, block: Block) {
        if self.sections.is_empty() {
            self.turn(1, false, None, None);
        }
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    fn extend(&mut self, blocks: impl IntoIterator<Item = Block>) {
        blocks.into_iter().for_each(|block| self.push(block));
    }
}
