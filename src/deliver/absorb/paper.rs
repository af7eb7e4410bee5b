//! Reads a Word file that somebody may have edited: its paragraphs in reading order, with the bookmarks by which they
//! are known, as they are once all tracked changes are accepted or rejected.
//!
//! What stands between a paragraph and its words does not count: controls, tags, links, tracked insertions, runs that a
//! program has split. What is not read is named.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::archive::Archive;
use crate::base::budget::Budget;
use crate::base::hash::sha256;
use crate::base::swedish::one_spaced;
use crate::base::word_text::{self, Fields, WordElement};
use crate::deliver::verify::Unreadable;
use crate::deliver::verify::xml::{self, Element, unread};
use crate::model::UNKNOWN_PAGE;

use super::edges::{self, Edges};
use super::fold::{self, NOTE};
use super::numbering::{Lists, Point};

/// What becomes of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tracked {
    /// They are made.
    #[default]
    Accept,
    /// They are taken back.
    Reject,
}

impl Tracked {
    /// Whether a tracked change takes away what it holds; each is counted for who made it.
    pub(in crate::deliver) fn takes_away(self, element: &Element, authors: &mut BTreeMap<String, usize>) -> bool {
        let taken = match element.name.as_str() {
            "w:del" | "w:moveFrom" => Tracked::Accept,
            "w:ins" | "w:moveTo" => Tracked::Reject,
            _ => return false,
        };
        let author = element.attributes.get("w:author").cloned().unwrap_or_default();
        *authors.entry(author).or_default() += 1;
        self == taken
    }

    /// Whether the mark of a row or of a paragraph's end is taken away.
    pub(in crate::deliver) fn takes_mark(
        self,
        properties: Option<&Element>,
        authors: &mut BTreeMap<String, usize>,
    ) -> bool {
        let marks = properties.map_or(&[][..], |properties| properties.kids.as_slice());
        // Each of them is counted.
        marks.iter().filter(|mark| self.takes_away(mark, authors)).count() > 0
    }
}

/// A Word file.
#[derive(Debug, Default)]
pub(super) struct Paper {
    /// The paragraphs of the body, those of notes behind them.
    pub(super) lines: Vec<Line>,
    /// What the file says of each key that was made with it.
    pub(super) map: BTreeMap<String, Item>,
    /// The hashes of what its paragraphs without a key said when it was made, with how many said it.
    pub(super) shown: BTreeMap<String, usize>,
    /// The hashes of what its running heads and feet said then.
    pub(super) headed: BTreeMap<String, usize>,
    /// The hashes of the files that it was made of, by their paths.
    pub(super) files: BTreeMap<String, String>,
    /// The comments, in the order of the body.
    pub(super) comments: Vec<Comment>,
    /// Who made tracked changes, and how many.
    pub(super) authors: BTreeMap<String, usize>,
    /// What holds words and is not read.
    pub(super) unread: BTreeSet<String>,
    /// The paragraphs of text boxes, each once, without what is counted when they are shown.
    pub(super) apart: BTreeSet<String>,
    /// The running heads and feet.
    pub(super) edges: Edges,
    /// The report's id, as a property of the file says.
    pub(super) report: Option<String>,
    /// What it was built of, as another one says.
    pub(super) build: Option<String>,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The bookmarks of ours that begin in it, each with where its words begin and end.
    pub(super) keys: Vec<(String, usize, usize)>,
    /// Its words; [`NOTE`] stands for the mark of a note.
    pub(super) words: String,
    /// How each character looks: letters for what is set directly or by a style of characters.
    pub(super) looks: Vec<u8>,
    /// The name of its style, in small letters.
    pub(super) style: String,
    /// The point of a list that it is, where it has a number or a bullet of its own.
    pub(super) point: Option<Point>,
    /// How many pictures stand in it.
    pub(super) pictures: usize,
    /// Where it stands in a table, if it does.
    pub(super) cell: Option<CellAt>,
    /// Whether it is a note.
    pub(super) in_note: bool,
    /// Whether it says what it said when the file was made, where the file tells that.
    pub(super) kept: Option<bool>,
    /// What the file calls the note that it is a paragraph of.
    pub(super) note: Option<String>,
    /// What the file calls the notes whose marks stand in it, mark by mark; nothing for a mark that leads elsewhere.
    pub(super) cites: Vec<String>,
    /// The words that lead out of the file, and those in another language.
    pub(super) leads: Vec<Lead>,
    /// The words that lead to another place of the file: a heading's number or name, which the program writes.
    pub(super) led: Vec<Range<usize>>,
    /// Where the numbers of pages stand, each with what the file shows there.
    pub(super) pages: Vec<(usize, String)>,
}

/// Where a paragraph stands in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellAt {
    /// Which table of the file.
    pub(super) table: usize,
    /// Which row, among those of all tables.
    pub(super) row: usize,
    /// The first column of the table that the cell has.
    pub(super) column: usize,
    /// Where it stands among the cells of its row, which programs keep where they make other columns.
    pub(super) form: Form,
}

/// Which cell of its row one is, how many the row has, and whether it stands in other rows as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Form {
    at: usize,
    of: usize,
    over: Over,
}

/// Whether a cell stands in several rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Over {
    /// It stands in one.
    #[default]
    One,
    /// It begins here.
    Begins,
    /// It goes on here.
    GoesOn,
}

impl Over {
    fn of(cell: &Element) -> Self {
        match cell.child("w:tcPr").and_then(|properties| properties.child("w:vMerge")) {
            None => Over::One,
            Some(merge) if merge.attributes.get("w:val").is_some_and(|it| it == "restart") => Over::Begins,
            Some(_) => Over::GoesOn,
        }
    }
}

impl Paper {
    /// Takes the numbers that a program has made those of pages for what they are: LibreOffice does so with links to
    /// headings, of which `ours`, the paper as the report makes it, knows no page.
    pub(super) fn without_pages_of_programs(&mut self, ours: &Paper) {
        let of_key: BTreeMap<&str, &Line> =
            ours.lines.iter().flat_map(|line| line.keys.iter().map(move |(key, ..)| (key.as_str(), line))).collect();
        let said: BTreeSet<String> = ours.lines.iter().map(|line| fold::words(&line.words)).collect();
        for line in self.lines.iter_mut().filter(|line| !line.pages.is_empty() && !line.is_contents()) {
            let own = line.keys.iter().find_map(|(key, ..)| of_key.get(key.as_str()));
            let shown = line.with_pages();
            let is_none = match own {
                Some(own) => !own.words.contains(UNKNOWN_PAGE),
                None => said.contains(&fold::words(&shown.words)),
            };
            if is_none {
                *line = shown;
            }
        }
    }

    /// Notes of each paragraph that the file was made with whether it says what it said then, before its key is given
    /// another name.
    pub(super) fn remember(&mut self) {
        let map = &self.map;
        for line in &mut self.lines {
            let own = line.keys.iter().find_map(|(key, ..)| Some((key, map.get(key).filter(|item| !item.is_bound())?)));
            line.kept = own.map(|(key, item)| {
                let [_, words, _] = in_bookmark(line, key);
                let is_it = |words: &str| item.words.as_deref().map(fold::with_marks) == Some(fold::with_marks(words));
                item.sha256 == sha256(words) || is_it(words) || is_it(&line.words)
            });
        }
    }
}

impl Line {
    /// The line with what the file shows in the place of the numbers of its pages.
    fn with_pages(&self) -> Line {
        let mut line = self.clone();
        for (at, said) in self.pages.iter().rev() {
            let range = *at..at + UNKNOWN_PAGE.len_utf8();
            if line.words.get(range.clone()) != Some(&UNKNOWN_PAGE.to_string()) || line.looks.len() < range.end {
                continue;
            }
            let look = line.looks[*at];
            line.words.replace_range(range.clone(), said);
            line.looks.splice(range.clone(), std::iter::repeat_n(look, said.len()));
            let moved = |place: &mut usize| {
                if *place >= range.end && *place != usize::MAX {
                    *place = *place + said.len() - range.len();
                }
            };
            line.keys.iter_mut().flat_map(|(_, from, to)| [from, to]).for_each(moved);
            let leads = line.leads.iter_mut().map(|lead| &mut lead.range);
            leads.chain(&mut line.led).flat_map(|range| [&mut range.start, &mut range.end]).for_each(moved);
        }
        line.pages.clear();
        line
    }

    /// Whether words in it are struck out or hidden.
    pub(super) fn is_struck(&self) -> bool {
        self.looks.iter().any(|look| look & STRUCK != 0)
    }

    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.words.trim().is_empty()
    }

    /// Whether it is a line of the contents, which are made anew when the file is opened. Their title is none.
    pub(super) fn is_contents(&self) -> bool {
        self.style.strip_prefix("toc").is_some_and(|level| level.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Its words without those that lead to another place of the file.
    pub(super) fn apart_from_led(&self) -> String {
        let mut words = self.words.clone();
        for led in self.led.iter().rev() {
            if words.get(led.clone()).is_some() {
                words.replace_range(led.clone(), "");
            }
        }
        words
    }

    /// Whether it stands in the running text.
    pub(super) fn is_of_text(&self) -> bool {
        self.cell.is_none() && !self.in_note
    }

    /// The number of a page, which programs count anew.
    fn say_page(&mut self, look: u8) {
        self.words.push(UNKNOWN_PAGE);
        self.looks.extend(std::iter::repeat_n(look, UNKNOWN_PAGE.len_utf8()));
    }

    /// Puts what somebody typed over the last mark in its place: the number of a page, or the mark of a note, has few
    /// letters, or says in Word's words that its place is lost.
    fn typed_over(&mut self, said: &str, look: u8) {
        let is_page = self.words.ends_with(UNKNOWN_PAGE);
        let is_lost = ["Fel!", "Error!"].iter().any(|start| said.trim_start().starts_with(start));
        let is_note = self.words.ends_with(NOTE) && said.trim().chars().count() <= LETTERS_OF_A_MARK;
        if is_page && !is_lost && is_page_number(said) {
            let at = self.words.len() - UNKNOWN_PAGE.len_utf8();
            self.pages.push((at, said.trim().to_owned()));
            return;
        }
        if is_lost || is_note || !(is_page || self.words.ends_with(NOTE)) {
            return;
        }
        if self.words.pop() == Some(NOTE) {
            self.cites.pop();
        }
        // Some programs hold all of a line of the contents in such a field.
        if !self.is_contents() {
            // As long as the mark.
            self.words.push(SIGN);
        }
        self.looks.truncate(self.words.len());
        self.words.push_str(said);
        self.looks.extend(std::iter::repeat_n(look, said.len()));
    }

    /// The mark of a note.
    fn cite(&mut self, id: &str, look: u8) {
        self.words.push(NOTE);
        self.looks.extend(std::iter::repeat_n(look, NOTE.len_utf8()));
        self.cites.push(id.to_owned());
    }
}

/// Words that lead out of the file, or that are in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead {
    /// Their bytes in the paragraph.
    pub(super) range: Range<usize>,
    /// The address, or the language as a text says it: `sprak:en`.
    pub(super) to: String,
}

/// What a text has in the place of an address for words in another language.
pub(super) const LANGUAGE: &str = "sprak:";

impl Lead {
    /// Words in the language of this tag.
    fn language(range: Range<usize>, tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        Lead { range, to: format!("{LANGUAGE}{language}") }
    }

    /// Whether it is a link, and no language.
    pub(super) fn is_link(&self) -> bool {
        !self.to.starts_with(LANGUAGE)
    }
}

/// How many letters the mark of a note has, at the most.
const LETTERS_OF_A_MARK: usize = 4;

/// Whether words are the number of a page, as fields show it; one that is not counted yet is one.
pub(super) fn is_page_number(words: &str) -> bool {
    let is_all = |of: &dyn Fn(char) -> bool| words.trim().chars().all(of);
    is_all(&|c| c.is_ascii_digit() || "()-–?.".contains(c) || c == UNKNOWN_PAGE || c.is_whitespace())
        || is_all(&|c| "ivxlc".contains(c))
        || is_all(&|c| "IVXLC".contains(c))
}

/// Whether an instruction is that of a field of this name.
fn is_field(instruction: &str, name: &str) -> bool {
    instruction.split_whitespace().next() == Some(name)
}

/// What stands for a sign that is no letter.
pub(super) const SIGN: char = '\u{fffd}';

/// What the file says of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The address, as it is written.
    pub(super) address: String,
    /// The hash of the words that the file was made with.
    pub(super) sha256: String,
    /// The words themselves, in files that stayed in the house.
    pub(super) words: Option<String>,
    /// How a text asks for it, where it is a figure that it takes from a table.
    pub(super) binding: Option<String>,
    /// The hash of the emphasis, the links and the languages of its words then, empty where they had none; `None` where
    /// the file does not say.
    pub(super) looks: Option<String>,
}

impl Item {
    /// Whether it is a figure that a text takes from a table.
    pub(super) fn is_bound(&self) -> bool {
        self.binding.is_some()
    }
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// Who wrote it.
    pub(super) author: String,
    /// What it says.
    pub(super) words: String,
    /// The position of the paragraph that it is about.
    pub(super) line: Option<usize>,
}

const BODY: &str = "word/document.xml";
const NOTES: &str = "word/footnotes.xml";

/// Reads a file.
///
/// # Errors
///
/// Why it cannot be read.
pub(super) fn read(file: &[u8], tracked: Tracked, budget: &mut Budget) -> Result<Paper, Unreadable> {
    let mut archive = Archive::open(file).map_err(unread)?;
    let mut part = |path: &str| -> Result<Option<Element>, Unreadable> {
        let bytes = archive.read(path, budget).map_err(unread)?;
        bytes.map(|bytes| xml::parse(&bytes, path, budget)).transpose()
    };
    let body = part(BODY)?.ok_or_else(|| xml::fault(format!("{BODY} is missing")))?;
    let notes = part(NOTES)?;
    let names = part("word/styles.xml")?.map(|styles| style_names(&styles)).unwrap_or_default();
    let lists = part("word/numbering.xml")?.map(|it| Lists::of(&it)).unwrap_or_default();
    let comments = part("word/comments.xml")?;
    let [links, note_links] = ["document", "footnotes"].map(|of| part(&format!("word/_rels/{of}.xml.rels")));
    let (links, note_links) = (links?, note_links?.map(|it| targets(&it)));
    let within = links.as_ref().map(parts_of).unwrap_or_default();
    let links = links.map(|it| targets(&it));
    let map = part("customXml/item1.xml")?.unwrap_or_default();
    let [shown, headed] = ["shown", "apart"].map(|of| hashes(&map, of));
    let (files, map) = (made_of(&map), items(&map));
    let about = part("docProps/custom.xml")?.unwrap_or_default();
    // The property had an English name before.
    let report = property(&about, "Rapport").or_else(|| property(&about, "ReportId"));
    let build = property(&about, "BuildId");
    let mut reader = Reader {
        paper: Paper { map, shown, headed, files, report, build, ..Paper::default() },
        tracked,
        names,
        lists,
        list: None,
        joined: None,
        fields: Vec::new(),
        cited: Vec::new(),
        note: None,
        lost: BTreeSet::new(),
        links: links.unwrap_or_default(),
        link: None,
        met: CellAt { table: 0, row: 0, column: 0, form: Form::default() },
    };
    reader.blocks(&body, Within::default());
    reader.end();
    reader.links = note_links.unwrap_or_default();
    for note in reader.in_order(notes.as_ref()) {
        reader.note = note.attributes.get("w:id").cloned();
        reader.blocks(note, Within { in_note: true, ..Within::default() });
        reader.end();
    }
    reader.comments(comments.as_ref());
    let mut said = BTreeMap::new();
    for path in archive.paths() {
        let shows = ["word/endnotes", "word/glossary"];
        let holds = shows.iter().any(|start| path.starts_with(start)) && path.ends_with(".xml");
        if (holds || edges::is_edge(&path))
            && let Some(bytes) = archive.read(&path, budget).map_err(unread)?
        {
            let mut part = xml::parse(&bytes, &path, budget)?;
            reader.decide(&mut part);
            if holds {
                reader.apart(&part);
            } else {
                said.insert(path, edges::words(&part));
            }
        }
    }
    reader.paper.edges = Edges::of(&body, &within, &said);
    Ok(reader.paper)
}

/// The parts of the file that its body asks for, by the ids of its links to them.
fn parts_of(links: &Element) -> BTreeMap<String, String> {
    let part = |link: &Element| {
        let (id, target) = (link.attributes.get("Id")?, link.attributes.get("Target")?);
        let path = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
        Some((id.clone(), path))
    };
    links.kids.iter().filter_map(part).collect()
}

/// Where links out of the file lead, by their ids.
fn targets(links: &Element) -> BTreeMap<String, String> {
    let link = |link: &Element| {
        let is_outside = link.attributes.get("TargetMode").is_some_and(|mode| mode == "External");
        is_outside.then(|| Some((link.attributes.get("Id")?.clone(), link.attributes.get("Target")?.clone())))?
    };
    links.kids.iter().filter_map(link).collect()
}

/// The names of styles by their ids, in small letters without spaces: programs write ids of their own.
fn style_names(styles: &Element) -> BTreeMap<String, String> {
    let name = |style: &Element| {
        let id = style.attributes.get("w:styleId")?.clone();
        Some((id, small(style.value(&["w:name"])?)))
    };
    styles.kids.iter().filter(|kid| kid.name == "w:style").filter_map(name).collect()
}

fn small(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect()
}

fn items(map: &Element) -> BTreeMap<String, Item> {
    let says_looks = map.attributes.contains_key("looks");
    let item = |item: &Element| {
        let of = |name: &str| item.attributes.get(name).cloned();
        let words = Some(item.text.clone()).filter(|words| !words.is_empty());
        let looks = of("looks").or_else(|| says_looks.then(String::new));
        let (address, sha256, binding) = (of("address")?, of("sha256")?, of("binding"));
        Some((of("key")?, Item { address, sha256, words, binding, looks }))
    };
    map.kids.iter().filter(|kid| kid.name == "item").filter_map(item).collect()
}

/// The hashes of a kind, with how often each stands there.
fn hashes(map: &Element, of: &str) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    for hash in map.kids.iter().filter(|kid| kid.name == of).flat_map(|kid| kid.text.split_whitespace()) {
        *all.entry(hash.to_owned()).or_default() += 1;
    }
    all
}

fn made_of(map: &Element) -> BTreeMap<String, String> {
    let file = |file: &Element| Some((file.attributes.get("path")?.clone(), file.attributes.get("sha256")?.clone()));
    map.kids.iter().filter(|kid| kid.name == "file").filter_map(file).collect()
}

fn property(about: &Element, name: &str) -> Option<String> {
    let is_it = |kid: &&Element| kid.attributes.get("name").is_some_and(|own| own == name);
    about.kids.iter().find(is_it)?.kids.first().map(|value| value.text.clone())
}

impl WordElement for Element {
    fn name(&self) -> &str {
        &self.name
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn own_words(&self) -> String {
        self.text.clone()
    }

    fn within(&self) -> Vec<&Self> {
        self.kids.iter().collect()
    }
}

/// The words of an element with one space between them, without the results of fields: pages are counted anew.
fn plain(element: &Element) -> String {
    one_spaced(&word_text::words(std::iter::once(element), Fields::LeftOut))
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, Default)]
struct Within {
    cell: Option<CellAt>,
    in_note: bool,
}

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    /// Its instruction so far.
    instruction: String,
    /// Whether its result is the mark of a note or the number of a page.
    is_mark: bool,
    /// What that result says.
    said: String,
}

struct Reader {
    paper: Paper,
    tracked: Tracked,
    names: BTreeMap<String, String>,
    lists: Lists,
    /// The list of the paragraph that is read, and its level.
    list: Option<(String, String)>,
    /// A paragraph whose end is deleted, so that the next one goes on in it.
    joined: Option<Line>,
    /// The fields that are open.
    fields: Vec<Field>,
    /// The comments by their ids, with the paragraph in which each is referred to.
    cited: Vec<(String, usize)>,
    /// The note that is read.
    note: Option<String>,
    /// The notes of which a mark goes with a tracked change.
    lost: BTreeSet<String>,
    /// Where the links of the part that is read lead, by their ids.
    links: BTreeMap<String, String>,
    /// Where the link that is read leads.
    link: Option<String>,
    /// How many tables and rows there were so far, and the next column of the row.
    met: CellAt,
}

impl Reader {
    fn is_gone(&mut self, element: &Element) -> bool {
        let is_gone = self.tracked.takes_away(element, &mut self.paper.authors);
        if is_gone {
            self.lose(element);
        }
        is_gone
    }

    /// Notes the marks of notes that go with an element.
    fn lose(&mut self, element: &Element) {
        let mut marks = Vec::new();
        element.outermost("w:footnoteReference", &mut marks);
        self.lost.extend(marks.into_iter().filter_map(|mark| mark.attributes.get("w:id").cloned()));
    }

    /// The notes in the order of their marks, as Word numbers them: other programs put a new one at the end. Without
    /// those of which no mark is left, whose words Word keeps until the change is made for good.
    fn in_order<'n>(&self, notes: Option<&'n Element>) -> Vec<&'n Element> {
        let mut cited: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, note) in self.paper.lines.iter().flat_map(|line| &line.cites).enumerate() {
            cited.entry(note).or_insert(at);
        }
        let id = |note: &Element| note.attributes.get("w:id").cloned().unwrap_or_default();
        let all =
            notes.into_iter().flat_map(|notes| &notes.kids).filter(|note| note.attributes.get("w:type").is_none());
        let mut all: Vec<(usize, &Element)> =
            all.map(|note| (cited.get(id(note).as_str()).copied().unwrap_or(usize::MAX), note)).collect();
        all.retain(|(at, note)| *at != usize::MAX || !self.lost.contains(&id(note)));
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, note)| note).collect()
    }

    fn mark_is_gone(&mut self, properties: Option<&Element>) -> bool {
        self.tracked.takes_mark(properties, &mut self.paper.authors)
    }

    fn blocks(&mut self, holder: &Element, within: Within) {
        for kid in &holder.kids {
            if self.is_gone(kid) {
                continue;
            }
            match kid.name.as_str() {
                "w:p" => self.paragraph(kid, within),
                "w:tbl" => {
                    self.end();
                    self.met.table += 1;
                    let cell = CellAt { table: self.met.table, row: 0, column: 0, form: Form::default() };
                    self.blocks(kid, Within { cell: Some(cell), ..within });
                }
                "w:tr" if self.mark_is_gone(kid.child("w:trPr")) => self.lose(kid),
                "w:tr" => {
                    self.met.row += 1;
                    let outer = (std::mem::take(&mut self.met.column), self.met.form);
                    let mut cells = Vec::new();
                    kid.outermost("w:tc", &mut cells);
                    self.met.form = Form { of: cells.len(), ..Form::default() };
                    let cell = within.cell.map(|cell| CellAt { row: self.met.row, ..cell });
                    self.blocks(kid, Within { cell, ..within });
                    (self.met.column, self.met.form) = outer;
                }
                "w:tc" => {
                    let cell = within.cell.map(|cell| CellAt { column: self.met.column, ..cell });
                    let span = kid.value(&["w:tcPr", "w:gridSpan"]).and_then(|span| span.parse().ok());
                    let span = span.unwrap_or(1);
                    self.met.form.at += 1;
                    let form = Form { over: Over::of(kid), ..self.met.form };
                    let cell = cell.map(|cell| CellAt { form, ..cell });
                    self.met.column = self.met.column.saturating_add(span);
                    self.blocks(kid, Within { cell, ..within });
                    self.end();
                }
                "w:sectPr" | "w:tblPr" | "w:tblGrid" | "w:trPr" | "w:tcPr" | "w:sdtPr" | "w:pPr" => {}
                "w:altChunk" => {
                    self.paper.unread.insert("altChunk".to_owned());
                }
                _ => self.blocks(kid, within),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Element, within: Within) {
        let mut line = self.joined.take().unwrap_or_default();
        let style = paragraph.value(&["w:pPr", "w:pStyle"]).unwrap_or_default();
        let name = self.names.get(style).cloned().unwrap_or_else(|| small(style));
        if line.words.is_empty() {
            let note = self.note.clone().filter(|_| within.in_note);
            let point = self.point(paragraph);
            line = Line { style: name, point, cell: within.cell, in_note: within.in_note, note, ..Line::default() };
        }
        let at = self.paper.lines.len();
        let mut open: Vec<(String, usize)> = Vec::new();
        self.words(paragraph, at, b' ', &mut line, &mut open);
        // Such a mark ends where its paragraph does, whatever a program has left open.
        self.fields.retain(|field| !field.is_mark);
        // A bookmark that does not end here, or ends as a point, stands for all of its paragraph.
        let end = line.words.len();
        for key in line.keys.iter_mut().filter(|(_, _, stop)| *stop == usize::MAX) {
            key.2 = end;
        }
        let mark = paragraph.child("w:pPr").and_then(|properties| properties.child("w:rPr"));
        if self.mark_is_gone(mark) {
            // Nothing is left of it that could be known by its key.
            if line.words.trim().is_empty() {
                line.keys.clear();
            }
            self.joined = Some(line);
        } else {
            self.push(line);
        }
    }

    /// A paragraph that is read to its end.
    fn push(&mut self, mut line: Line) {
        if let Some(point) = &mut line.point {
            point.number = self.list.as_ref().and_then(|list| self.lists.count(list));
        }
        self.paper.lines.push(line);
    }

    /// The point of a list that a paragraph is. A list without an id is none.
    fn point(&mut self, paragraph: &Element) -> Option<Point> {
        let list = paragraph.value(&["w:pPr", "w:numPr", "w:numId"]).filter(|id| *id != "0")?;
        let level = paragraph.value(&["w:pPr", "w:numPr", "w:ilvl"]).unwrap_or("0");
        self.list = Some((list.to_owned(), level.to_owned()));
        Some(self.lists.point(list, level))
    }

    /// A paragraph whose end is gone, and nothing comes behind it.
    fn end(&mut self) {
        if let Some(line) = self.joined.take().filter(|line| !line.words.trim().is_empty()) {
            self.push(line);
        }
    }

    fn words(&mut self, holder: &Element, at: usize, look: u8, line: &mut Line, open: &mut Vec<(String, usize)>) {
        for kid in &holder.kids {
            if self.is_gone(kid) || self.is_mark_of_field(kid, look, line) {
                continue;
            }
            let mut say = |words: &str| {
                line.words.push_str(words);
                line.looks.extend(std::iter::repeat_n(look, words.len()));
            };
            match kid.name.as_str() {
                "w:t" | "w:delText" => say(&kid.text),
                "w:tab" => say("\t"),
                // Where a column begins is no word.
                "w:br" if kid.attributes.get("w:type").is_some_and(|kind| kind == "column") => {}
                "w:br" | "w:cr" => say("\n"),
                "w:noBreakHyphen" => say("\u{2011}"),
                "w:footnoteReference" => line.cite(kid.attributes.get("w:id").map_or("", String::as_str), look),
                "w:endnoteReference" => line.cite("", look),
                // A sign of a font of its own, which is no letter.
                "w:sym" => say(&SIGN.to_string()),
                "w:bookmarkStart" => self.begin(kid, line, open),
                "w:bookmarkEnd" => {
                    let id = kid.attributes.get("w:id").map_or("", String::as_str);
                    let known = open.iter().find(|(known, _)| known == id).map(|(_, key)| *key);
                    let end = line.words.len();
                    if let Some(key) = known.and_then(|key| line.keys.get_mut(key)) {
                        // A point: LibreOffice leaves it where a control was.
                        key.2 = if key.1 == end { usize::MAX } else { end };
                    }
                }
                "w:commentReference" => {
                    let id = kid.attributes.get("w:id").cloned().unwrap_or_default();
                    self.cited.push((id, at));
                }
                // A formula, which no text can say.
                "m:oMath" | "m:oMathPara" => {
                    let mut letters = Vec::new();
                    kid.outermost("m:t", &mut letters);
                    let letters: String = letters.into_iter().map(|it| it.text.as_str()).collect();
                    say(&format!("{SIGN}{letters}"));
                }
                "w:r" => self.run(kid, (at, look), line, open),
                "w:drawing" | "w:pict" | "w:object" | "mc:AlternateContent" => {
                    line.pictures += 1;
                    let mut boxes = Vec::new();
                    kid.outermost("w:txbxContent", &mut boxes);
                    boxes.into_iter().for_each(|it| self.apart(it));
                }
                // One that leads out of the file; the others the program makes.
                "w:hyperlink" if kid.attributes.contains_key("r:id") => {
                    let outer = self.link.take();
                    self.link = kid.attributes.get("r:id").and_then(|id| self.links.get(id)).cloned();
                    self.words(kid, at, look | LINK, line, open);
                    self.link = outer;
                }
                "w:hyperlink" => {
                    let start = line.words.len();
                    self.words(kid, at, look, line, open);
                    line.led.push(start..line.words.len());
                }
                "w:pPr" | "w:rPr" | "w:sdtPr" | "w:instrText" | "w:delInstrText" | "w:p" | "w:footnoteRef" => {}
                _ => self.words(kid, at, look, line, open),
            }
        }
    }

    /// The words of a run, or the mark of a note that it is.
    fn run(&mut self, run: &Element, (at, look): (usize, u8), line: &mut Line, open: &mut Vec<(String, usize)>) {
        let style = run.value(&["w:rPr", "w:rStyle"]).unwrap_or_default();
        let name = self.names.get(style).cloned().unwrap_or_else(|| small(style));
        // A mark with letters of its own, in the run or by its style; LibreOffice has another name for it.
        let reference = run.kids.iter().find(|kid| kid.name == "w:footnoteReference");
        let in_mark = self.fields.last().is_some_and(|field| field.is_mark);
        let is_mark = !in_mark && ["tablenotemark", "footnotereference", "footnoteanchor"].contains(&name.as_str());
        if reference.is_some() || (is_mark && run.kids.iter().any(|kid| kid.name == "w:t")) {
            let id = reference.and_then(|it| it.attributes.get("w:id"));
            line.cite(id.map_or("", String::as_str), look);
            return;
        }
        let start = line.words.len();
        self.words(run, at, self::look(run, &name) | (look & LINK), line, open);
        if let Some(to) = run.value(&["w:rPr", "w:vertAlign"]).filter(|to| *to != "baseline") {
            match line.words.get(start..).and_then(|words| raised(words, to)) {
                Some(raised) => {
                    line.words.truncate(start);
                    line.looks.truncate(start);
                    line.words.push_str(&raised);
                    line.looks.resize(line.words.len(), self::look(run, &name) | (look & LINK));
                }
                None => line.looks.iter_mut().skip(start).for_each(|look| *look |= RAISED_WORDS),
            }
        }
        self.lead(run, start, line);
    }

    /// Where the words of a run lead, and their language.
    fn lead(&self, run: &Element, start: usize, line: &mut Line) {
        let range = start..line.words.len();
        if range.is_empty() {
            return;
        }
        if let Some(language) = run.value(&["w:rPr", "w:lang"]) {
            line.leads.push(Lead::language(range.clone(), language));
        }
        // Some programs write links as fields.
        let of_field = || {
            let is_link = |field: &&Field| field.instruction.trim_start().starts_with("HYPERLINK");
            let instruction = &self.fields.iter().rfind(is_link)?.instruction;
            instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start().strip_prefix('"')?.split('"').next()
        };
        let to = self.link.clone().or_else(|| of_field().map(str::to_owned));
        line.leads.extend(to.map(|to| Lead { range, to }));
    }

    /// Whether an element is part of a field, or of one whose result is the mark of a note or the number of a page:
    /// that is one mark, whatever letters it has.
    fn is_mark_of_field(&mut self, element: &Element, look: u8, line: &mut Line) -> bool {
        match element.name.as_str() {
            "w:fldChar" => {
                match element.attributes.get("w:fldCharType").map(String::as_str) {
                    Some("begin") => self.fields.push(Field::default()),
                    Some("separate") => {
                        if let Some(field) = self.fields.last_mut() {
                            let [is_note, is_page] =
                                ["NOTEREF", "PAGEREF"].map(|name| is_field(&field.instruction, name));
                            field.is_mark = is_note || is_page;
                            if is_note {
                                line.cite("", look);
                            } else if is_page {
                                line.say_page(look);
                            }
                        }
                    }
                    _ => {
                        if let Some(Field { said, .. }) = self.fields.pop().filter(|field| field.is_mark) {
                            line.typed_over(&said, look);
                        }
                    }
                }
                true
            }
            "w:fldSimple" if element.attributes.get("w:instr").is_some_and(|it| is_field(it, "PAGEREF")) => {
                line.say_page(look);
                line.typed_over(&plain(element), look);
                true
            }
            "w:instrText" => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(&element.text);
                }
                true
            }
            // What holds runs, which may end the field.
            "w:r" | "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" | "w:smartTag" | "w:customXml" | "w:sdt"
            | "w:sdtContent" | "w:hyperlink" | "w:dir" | "w:bdo" => false,
            name => match self.fields.last_mut().filter(|field| field.is_mark) {
                Some(field) if !name.starts_with("w:bookmark") => {
                    if name == "w:t" {
                        field.said.push_str(&element.text);
                    }
                    true
                }
                _ => false,
            },
        }
    }

    /// A bookmark of ours begins. Programs call the second of two the same `_Copy_1`.
    fn begin(&mut self, mark: &Element, line: &mut Line, open: &mut Vec<(String, usize)>) {
        let name = mark.attributes.get("w:name").map_or("", String::as_str);
        if is_key(name) {
            let id = mark.attributes.get("w:id").cloned().unwrap_or_default();
            open.push((id, line.keys.len()));
            line.keys.push((name.to_owned(), line.words.len(), usize::MAX));
        }
    }

    /// Takes out of a part what a tracked change takes away.
    fn decide(&mut self, part: &mut Element) {
        part.kids.retain(|kid| !self.is_gone(kid));
        for kid in &mut part.kids {
            if kid.name == "w:delText" {
                kid.name = "w:t".to_owned();
            }
            self.decide(kid);
        }
    }

    /// Notes the paragraphs of a text box.
    fn apart(&mut self, holder: &Element) {
        let mut paragraphs = Vec::new();
        holder.outermost("w:p", &mut paragraphs);
        self.paper.apart.extend(paragraphs.into_iter().map(plain).filter(|words| !words.is_empty()));
    }

    fn comments(&mut self, comments: Option<&Element>) {
        for comment in comments.iter().flat_map(|comments| &comments.kids) {
            let of = |name: &str| comment.attributes.get(name).cloned().unwrap_or_default();
            let words = plain(comment);
            let line = self.cited.iter().find(|(id, _)| *id == of("w:id")).map(|(_, at)| *at);
            self.paper.comments.push(Comment { author: of("w:author"), words, line });
        }
    }
}

/// The words of a paragraph that stand in its bookmark, in a file of ours, and what the program puts before and behind
/// them.
pub(super) fn in_bookmark<'l>(line: &'l Line, key: &str) -> [&'l str; 3] {
    let own = line.keys.iter().find(|(known, ..)| known == key);
    let own = own.map_or(0..line.words.len(), |(_, from, to)| *from..*to);
    let part = |range: Range<usize>| line.words.get(range).unwrap_or_default();
    [part(0..own.start), part(own.clone()), part(own.end..line.words.len())]
}

/// Whether a bookmark is one of ours: `u` and twelve hexadecimal digits.
fn is_key(name: &str) -> bool {
    name.strip_prefix('u').is_some_and(|rest| rest.len() == 12 && rest.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The bit of a character's look for a link.
const LINK: u8 = 0b100_0000;

/// The bit for words that are struck out or hidden.
const STRUCK: u8 = 0b1000;

/// The bit for words above or below the line that no signs say.
const RAISED_WORDS: u8 = 0b1000_0000;

/// The signs for digits that are set above the line, and below it.
const RAISED: [&str; 2] = ["⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"];

/// Digits that a program sets above or below the line as the signs for that: `m²`, and `412¹`, which is no figure.
/// `None` where other letters are among them.
fn raised(words: &str, to: &str) -> Option<String> {
    let [above, below] = RAISED;
    let signs = match to {
        "superscript" => above,
        "subscript" => below,
        _ => return None,
    };
    let sign = |c: char| match (c.to_digit(10), c) {
        (Some(digit), _) => signs.chars().nth(usize::try_from(digit).ok()?),
        (None, c) => (!c.is_alphabetic()).then_some(c),
    };
    words.chars().map(sign).collect()
}

/// How a run looks.
fn look(run: &Element, style: &str) -> u8 {
    let properties = run.child("w:rPr");
    let is_on = |name: &str| {
        let property = properties.and_then(|properties| properties.child(name));
        property.is_some_and(|it| it.attributes.get("w:val").is_none_or(|value| value != "0" && value != "false"))
    };
    let marks = [
        is_on("w:b") || style == "strong",
        is_on("w:i") || style == "emphasis",
        is_on("w:u"),
        is_on("w:strike") || is_on("w:dstrike") || is_on("w:vanish"),
        is_on("w:color") || is_on("w:highlight") || is_on("w:sz"),
    ];
    marks.into_iter().enumerate().fold(b' ', |look, (at, on)| look | (u8::from(on) << at))
}
