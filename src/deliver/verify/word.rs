//! Reads a finished Word file back, part by part, by its XML alone. Each part is read once, however often others point
//! to it, and what is repeated is counted each time.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::archive::{Archive, resolved};
use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::limits::SIGN_LENGTH;
use crate::base::note_style::Marks;

use super::numbers::{Instance, Level, Numbers};
use super::transcript::{Entry, Kind, Spot, solid};
use super::unread::Unread;
use super::verdict::{Unreadable, Where};
use super::xml::{self, fault, unread};

pub use super::xml::Element;

/// What a Word file says and holds.
#[derive(Debug, Default)]
pub struct Word {
    /// Headings, paragraphs, cells, notes and lines of the contents, in reading order.
    pub said: Vec<Entry>,
    /// The page that each line of the contents names, as it stands in the file.
    pub contents_pages: Vec<String>,
    /// For each drawing the words in it, without white space.
    pub drawn: Vec<String>,
    /// Photographs and drawings in the text, of which only the alternative text is read.
    pub pictures: usize,
    /// The parts with page counts of their own.
    pub parts: Vec<Part>,
    /// Tables.
    pub tables: usize,
    /// Table rows, header rows included.
    pub rows: usize,
    /// Pages, as the file's properties say.
    pub pages: usize,
    /// Whether the file's properties say that it is a draft, or anything else of its status.
    pub status: Option<String>,
    /// What the file holds that may show words, and that is not read here: our writer makes none of it.
    pub unread: Vec<String>,
}

/// A part of the paper with a page count of its own.
#[derive(Debug, Default)]
pub struct Part {
    /// Its number of pages, as its running heads say.
    pub total: usize,
    /// Its running heads with the feet that go with them, each once.
    pub heads: Vec<Head>,
    /// The heads by what they are made of.
    known: BTreeMap<[Option<usize>; 2], usize>,
}

/// A running head and foot, in pieces.
#[derive(Debug, Clone, Default)]
pub struct Head {
    pieces: [Option<Arc<[Piece]>>; 2],
    /// Whether it may stand on no page: where a section's first page, which has its own, is its only one, a cover.
    pub(super) perhaps: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Words(String),
    Page,
    /// The chapter that the page is about: Word shows that of its own pages.
    Chapter,
}

/// What stands in the place of a chapter in what a head says.
const CHAPTER: char = '\u{0}';

impl Word {
    /// The words of its chapters without white space.
    pub(super) fn chapters(&self) -> Vec<String> {
        let chapters = self.said.iter().filter(|said| said.kind == Kind::Heading(1));
        let mut all: Vec<String> = chapters.map(|said| solid(&said.words)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Head {
    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().flatten().flat_map(|pieces| pieces.iter())
    }

    /// Whether it says another thing on each page.
    pub(super) fn counts(&self) -> bool {
        self.pieces().any(|piece| *piece == Piece::Page)
    }

    /// What it says on the part's page of this number, without white space.
    ///
    /// # Errors
    ///
    /// Where there is no more room for it.
    pub(super) fn on_page(&self, number: usize, budget: &mut Budget) -> Result<String, Exceeded> {
        let mut said = String::new();
        for piece in self.pieces() {
            match piece {
                Piece::Words(words) => {
                    budget.take_len(Resource::Text, words.len())?;
                    said.push_str(words);
                }
                Piece::Page => said.push_str(&number.to_string()),
                Piece::Chapter => said.push(CHAPTER),
            }
        }
        budget.take(Resource::Text, 1)?;
        Ok(solid(&said))
    }

    /// Whether what it says on some page, `own`, may be what the PDF's page says, with one of these chapters in its
    /// place.
    pub(super) fn says(own: &str, page: &str, chapters: &[String]) -> bool {
        let Some((before, after)) = own.split_once(CHAPTER) else { return own == page };
        let fits = |chapter: &String| own.replace(CHAPTER, chapter) == page;
        let ends = page.starts_with(before) && page.ends_with(after.rsplit(CHAPTER).next().unwrap_or(after));
        ends && chapters.iter().any(fits)
    }
}

/// A Word file's archive on the way through its parts.
struct Package<'p> {
    archive: Archive<'p>,
    budget: &'p mut Budget,
    unread: Unread,
}

impl Package<'_> {
    /// The root of the part at `path`; an empty element where there is none.
    fn part(&mut self, path: &str) -> Result<Element, Unreadable> {
        let bytes = self.archive.read(path, self.budget).map_err(unread)?;
        let root = bytes.map(|bytes| xml::parse(&bytes, path, self.budget)).transpose()?;
        if let Some(root) = &root {
            self.unread.part(path, root);
        }
        Ok(root.unwrap_or_default())
    }

    /// The relationships of the part at `path`: ids and paths.
    fn links(&mut self, path: &str) -> Result<Vec<(String, String)>, Unreadable> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let slash = if folder.is_empty() { "" } else { "/" };
        let about = format!("{folder}{slash}_rels/{name}.rels");
        let bytes = self.archive.read(&about, self.budget).map_err(unread)?;
        let Some(bytes) = bytes else { return Ok(Vec::new()) };
        let root = xml::parse(&bytes, &about, self.budget)?;
        let leads = |link: &Element| {
            let (target, mode) = (link.attributes.get("Target")?, link.attributes.get("TargetMode"));
            let is_inside = mode.is_none_or(|mode| mode == "Internal");
            Some(if is_inside { resolved(folder, target) } else { target.clone() })
        };
        let links: Vec<_> = root.kids.iter().filter_map(|link| Some((link, leads(link)?))).collect();
        self.unread.links(path, links.iter().map(|(link, target)| (*link, target.as_str())));
        let id = |link: &Element| link.attributes.get("Id").cloned();
        Ok(links.into_iter().filter_map(|(link, target)| Some((id(link)?, target))).collect())
    }

    /// Running heads and feet by the id of their relationship: each part is read once.
    fn heads(&mut self) -> Result<Heads, Unreadable> {
        let mut heads = Heads::default();
        let mut read: BTreeMap<String, usize> = BTreeMap::new();
        // Parts that say the same are one head.
        let mut same: BTreeMap<Arc<[Piece]>, usize> = BTreeMap::new();
        for (id, path) in self.links(DOCUMENT)? {
            let is_head = ["word/header", "word/footer"].iter().any(|start| path.starts_with(start));
            if !is_head || !self.archive.has(&path) {
                continue;
            }
            let at = match read.get(&path) {
                Some(at) => *at,
                None => {
                    let (pieces, total) = pieces(&self.part(&path)?);
                    self.links(&path)?;
                    let at = *same.entry(Arc::clone(&pieces)).or_insert(heads.all.len());
                    match heads.all.get_mut(at) {
                        Some((_, known)) => *known = known.or(total),
                        None => heads.all.push((pieces, total)),
                    }
                    read.insert(path, at);
                    at
                }
            };
            heads.by_id.insert(id, at);
        }
        Ok(heads)
    }
}

/// There is more in the text than may be read.
fn over(exceeded: Exceeded) -> Unreadable {
    Unreadable::TooMuch(Where::Part(DOCUMENT.to_owned()), exceeded)
}

/// The body's part.
const DOCUMENT: &str = "word/document.xml";

/// The parts of a Word file by path, of one that was just made.
///
/// # Errors
///
/// Why the file is no package.
pub fn parts(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, Unreadable> {
    let (mut archive, mut budget) = (Archive::open(bytes).map_err(unread)?, Budget::of_own());
    let mut all = BTreeMap::new();
    for path in archive.paths() {
        let bytes = archive.read(&path, &mut budget).map_err(unread)?.unwrap_or_default();
        all.insert(path, bytes);
    }
    Ok(all)
}

/// The root element of a part of a file that was just made.
///
/// # Errors
///
/// Why the part is no well-formed XML.
pub fn parse(bytes: &[u8]) -> Result<Element, Unreadable> {
    xml::parse(bytes, "part", &mut Budget::of_own())
}

/// Reads a Word file.
///
/// # Errors
///
/// Why it is none, or that it holds more than may be read.
pub fn read(bytes: &[u8], budget: &mut Budget) -> Result<Word, Unreadable> {
    let archive = Archive::open(bytes).map_err(unread)?;
    if !archive.has(DOCUMENT) {
        return Err(fault("it has no text"));
    }
    let mut package = Package { archive, budget, unread: Unread::default() };
    package.links("")?;
    let document = package.part(DOCUMENT)?;
    let body = document.child("w:body").ok_or_else(|| fault("it has no text"))?;
    let heads = package.heads()?;
    let footnotes = package.part("word/footnotes.xml")?;
    let settings = package.part("word/settings.xml")?;
    let letters = settings.value(&["w:footnotePr", "w:numFmt"]) == Some("lowerLetter");
    let counted = if letters { Marks::Letters } else { Marks::Digits };
    let numbers = numbers(&package.part("word/numbering.xml")?);
    package.part("word/styles.xml")?;
    for path in ["word/footnotes.xml", "word/settings.xml", "word/numbering.xml", "word/styles.xml"] {
        package.links(path)?;
    }
    let properties = package.part("docProps/app.xml")?;
    let core = package.part("docProps/core.xml")?;
    let Package { budget, mut unread, .. } = package;
    let mut reading = Reading::new(budget, heads, counted, numbers);
    reading.notes(&footnotes, &mut unread)?;
    reading.blocks(body)?;
    if let Some(section) = body.child("w:sectPr") {
        reading.section(section);
    }
    let mut word = reading.word;
    word.pages = properties.child("Pages").and_then(|pages| pages.text.parse().ok()).unwrap_or(0);
    word.status = core.child("cp:contentStatus").map(|status| status.text.clone());
    word.unread.extend(unread.told());
    Ok(word)
}

/// The lists that the numbering part defines.
fn numbers(root: &Element) -> Numbers {
    let mut numbers = Numbers::default();
    let id = |element: &Element, name: &str| element.attributes.get(name).cloned().unwrap_or_default();
    let first = |value: Option<&str>| value.and_then(|start| start.parse().ok());
    for definition in root.kids.iter().filter(|kid| kid.name == "w:abstractNum") {
        // Word has nine levels, and a sign is short; a stranger's file may have others.
        let is_level = |level: &&Element| {
            level.name == "w:lvl" && matches!(id(level, "w:ilvl").as_bytes(), [digit] if digit.is_ascii_digit())
        };
        let levels = definition.kids.iter().filter(is_level).map(|level| {
            let value = |name| level.value(&[name]).unwrap_or_default().chars().take(SIGN_LENGTH).collect();
            let (format, text) = (value("w:numFmt"), value("w:lvlText"));
            (id(level, "w:ilvl"), Level { format, text, start: first(level.value(&["w:start"])).unwrap_or(1) })
        });
        numbers.definitions.insert(id(definition, "w:abstractNumId"), levels.collect());
    }
    for list in root.kids.iter().filter(|kid| kid.name == "w:num") {
        let overrides = list.kids.iter().filter(|kid| kid.name == "w:lvlOverride");
        let starts =
            overrides.filter_map(|level| Some((id(level, "w:ilvl"), first(level.value(&["w:startOverride"]))?)));
        let definition = list.value(&["w:abstractNumId"]).unwrap_or_default().to_owned();
        numbers.instances.insert(id(list, "w:numId"), Instance { definition, starts: starts.collect() });
    }
    numbers
}

/// Running heads and feet.
#[derive(Debug, Default)]
struct Heads {
    /// Which one each relationship leads to.
    by_id: BTreeMap<String, usize>,
    /// Their pieces, and the part's number of pages where they say it.
    all: Vec<(Arc<[Piece]>, Option<usize>)>,
}

struct Reading<'b> {
    word: Word,
    budget: &'b mut Budget,
    notes: BTreeMap<String, String>,
    heads: Heads,
    /// The marks that Word counts.
    counted: Marks,
    /// The lists.
    numbers: Numbers,
    /// The number of the last note that Word counts.
    cited: usize,
    /// Positions of the section's notes in what is said.
    marks: Vec<usize>,
    paragraphs: usize,
}

impl<'b> Reading<'b> {
    fn new(budget: &'b mut Budget, heads: Heads, counted: Marks, numbers: Numbers) -> Self {
        let (word, notes, marks) = (Word::default(), BTreeMap::new(), Vec::new());
        Reading { word, budget, notes, heads, counted, numbers, cited: 0, marks, paragraphs: 0 }
    }

    /// Takes the notes by their ids.
    fn notes(&mut self, footnotes: &Element, unread: &mut Unread) -> Result<(), Unreadable> {
        for note in &footnotes.kids {
            let Some(id) = note.attributes.get("w:id") else { continue };
            let words = self.words(note)?.trim().to_owned();
            if self.notes.insert(id.clone(), words).is_some() {
                unread.tell("word/footnotes.xml", &format!("w:footnote {id}"));
            }
        }
        Ok(())
    }

    /// The words of runs, with tabs; instructions of fields are none, what they show is, and note marks are not.
    fn words(&mut self, holder: &Element) -> Result<String, Unreadable> {
        let mut all = String::new();
        push_words(holder, false, &mut all, self.budget).map_err(over)?;
        Ok(all)
    }

    /// Counts words that are said once more.
    fn again(&mut self, words: usize) -> Result<(), Unreadable> {
        self.budget.take_len(Resource::Text, words).map_err(over)
    }

    fn say(&mut self, kind: Kind, words: &str) {
        self.word.said.push(Entry::new(kind, words, Some(Spot::Paragraph(self.paragraphs))));
    }

    fn blocks(&mut self, holder: &Element) -> Result<(), Unreadable> {
        for element in &holder.kids {
            match element.name.as_str() {
                "w:p" => self.paragraph(element)?,
                "w:tbl" => self.table(element)?,
                "w:sdt" => element.child("w:sdtContent").map_or(Ok(()), |content| self.blocks(content))?,
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Element) -> Result<(), Unreadable> {
        self.paragraphs += 1;
        let style = paragraph.value(&["w:pPr", "w:pStyle"]).unwrap_or("");
        let words = self.words(paragraph)?;
        let (mut drawings, mut notes) = (Vec::new(), Vec::new());
        paragraph.outermost("w:drawing", &mut drawings);
        paragraph.all("w:footnoteReference", &mut notes);
        let is_item = self.sign(paragraph)?.inspect(|sign| self.say(Kind::Sign, sign)).is_some();
        if words.is_empty() && !drawings.is_empty() {
            drawings.into_iter().try_for_each(|drawing| self.drawing(drawing))?;
        } else if style == "PictureCaption" && self.word.said.last().is_some_and(|last| last.kind == Kind::Figure) {
            // It stands below its picture and is read before it, as the PDF's is.
            let picture = self.word.said.pop();
            self.say(Kind::Paragraph, &words);
            self.word.said.extend(picture);
            self.cite(paragraph)?;
        } else if matches!(style, "SectionEnd" | "TableGap") && words.is_empty() {
            // Only what Word needs between a table and what follows, or where a column ends.
        } else if words.is_empty() && notes.is_empty() && is_item {
            // The number of an item that begins with a list of its own.
        } else if style.starts_with("TOC") && style != "TOCHeading" {
            let (entry, page) = words.rsplit_once('\t').unwrap_or((&words, ""));
            // The field of a contents without entries stands in a paragraph all the same.
            if !words.is_empty() {
                self.say(Kind::Entry, entry);
                self.word.contents_pages.push(page.trim().to_owned());
            }
        } else {
            let level = style.strip_prefix("Heading").and_then(|rest| rest.get(..1)?.parse().ok());
            let kind = match level {
                Some(level) => Kind::Heading(level),
                None if style == "TOCHeading" => Kind::Heading(1),
                None => Kind::Paragraph,
            };
            // Name and title of those who sign side by side stand on one line, parted by a tab.
            words.split('\t').for_each(|words| self.say(kind, words));
            self.cite(paragraph)?;
        }
        if let Some(section) = paragraph.child("w:pPr").and_then(|properties| properties.child("w:sectPr")) {
            self.section(section);
        }
        Ok(())
    }

    /// A drawing: what is said in its place, and the words in its shapes.
    fn drawing(&mut self, drawing: &Element) -> Result<(), Unreadable> {
        let (mut properties, mut boxes) = (Vec::new(), Vec::new());
        drawing.outermost("wp:docPr", &mut properties);
        let alt = properties.first().and_then(|properties| properties.attributes.get("descr"));
        let (mut decoration, mut pictures) = (Vec::new(), Vec::new());
        drawing.all("pic:pic", &mut pictures);
        self.word.pictures += pictures.len();
        drawing.all("adec:decorative", &mut decoration);
        if alt.is_none() && !decoration.is_empty() {
            return Ok(());
        }
        self.say(Kind::Figure, alt.map_or("", String::as_str));
        drawing.outermost("w:txbxContent", &mut boxes);
        let words: String = boxes.into_iter().map(|shape| self.words(shape)).collect::<Result<_, _>>()?;
        self.word.drawn.push(solid(&words));
        Ok(())
    }

    fn table(&mut self, table: &Element) -> Result<(), Unreadable> {
        self.word.tables += 1;
        for row in table.kids.iter().filter(|kid| kid.name == "w:tr") {
            self.word.rows += 1;
            for cell in row.kids.iter().filter(|kid| kid.name == "w:tc") {
                let merge = cell.child("w:tcPr").and_then(|properties| properties.child("w:vMerge"));
                let mut paragraphs = Vec::new();
                cell.all("w:p", &mut paragraphs);
                self.paragraphs += paragraphs.len();
                let all: Vec<String> =
                    paragraphs.iter().map(|paragraph| self.words(paragraph)).collect::<Result<_, _>>()?;
                let covered = |merge: &Element| merge.attributes.get("w:val").is_none_or(|value| value == "continue");
                if merge.is_some_and(covered) && all.iter().all(String::is_empty) {
                    continue;
                }
                self.say(Kind::Cell, &all.join(" "));
                for paragraph in &paragraphs {
                    if let Some(sign) = self.sign(paragraph)? {
                        self.say(Kind::Sign, &sign);
                    }
                }
                self.cite(cell)?;
            }
        }
        Ok(())
    }

    /// The sign or number before a paragraph, if it is a list's item.
    fn sign(&mut self, paragraph: &Element) -> Result<Option<String>, Unreadable> {
        let of = |name| paragraph.value(&["w:pPr", "w:numPr", name]);
        let Some(list) = of("w:numId") else { return Ok(None) };
        let sign = self.numbers.next(list, of("w:ilvl").unwrap_or("0"));
        self.again(sign.as_ref().map_or(0, String::len))?;
        Ok(sign)
    }

    fn cite(&mut self, holder: &Element) -> Result<(), Unreadable> {
        let mut marks = Vec::new();
        holder.all("w:r", &mut marks);
        for run in marks {
            if run.value(&["w:rPr", "w:rStyle"]) == Some("TableNoteMark") {
                let mark: String = run.kids.iter().map(|kid| self.words(kid)).collect::<Result<_, _>>()?;
                self.say(Kind::Mark, &mark);
            }
            let Some(reference) = run.child("w:footnoteReference") else { continue };
            let id = reference.attributes.get("w:id").map_or("", String::as_str);
            let length = self.notes.get(id).ok_or_else(|| fault(format!("note {id} has no text")))?.len();
            self.again(length)?;
            let text = self.notes.get(id).cloned().unwrap_or_default();
            let own: String = run.kids.iter().filter(|kid| kid.name == "w:t").map(|mark| mark.text.as_str()).collect();
            // What Word counts is known when the section's properties are, behind its text.
            match own.as_str() {
                own if !own.is_empty() => self.say(Kind::Note, &format!("{own} {text}")),
                _ => {
                    self.marks.push(self.word.said.len());
                    self.say(Kind::Note, &text);
                }
            }
        }
        Ok(())
    }

    /// Puts the marks that Word counts in front of the notes of the section that ends.
    fn number_notes(&mut self, section: &Element) {
        if section.value(&["w:footnotePr", "w:numRestart"]) == Some("eachSect") {
            self.cited = 0;
        }
        for at in std::mem::take(&mut self.marks) {
            let Some(said) = self.word.said.get_mut(at) else { continue };
            self.cited += 1;
            *said = Entry::new(Kind::Note, &format!("{} {}", self.counted.mark(self.cited), said.words), said.at);
        }
    }

    /// A section's end: its running heads belong to the part that it is in.
    fn section(&mut self, section: &Element) {
        self.number_notes(section);
        if section.child("w:pgNumType").is_some_and(|numbers| numbers.attributes.contains_key("w:start")) {
            self.word.parts.push(Part::default());
        }
        let Some(part) = self.word.parts.last_mut() else { return };
        let of = |kind: &str, name: &str| {
            let of_kind =
                |kid: &&Element| kid.name == name && kid.attributes.get("w:type").map(String::as_str) == Some(kind);
            let id = section.kids.iter().find(of_kind).and_then(|kid| kid.attributes.get("r:id"));
            id.and_then(|id| self.heads.by_id.get(id)).copied()
        };
        let has_first = section.child("w:titlePg").is_some();
        let kinds: &[&str] = if has_first { &["default", "first"] } else { &["default"] };
        for kind in kinds {
            let key = ["w:headerReference", "w:footerReference"].map(|name| of(kind, name));
            let about = key.map(|at| at.and_then(|at| self.heads.all.get(at)));
            let total = about.iter().flatten().find_map(|(_, total)| *total);
            part.total = part.total.max(total.unwrap_or(0));
            let perhaps = has_first && *kind == "default";
            let at = *part.known.entry(key).or_insert(part.heads.len());
            match part.heads.get_mut(at) {
                Some(known) => known.perhaps &= perhaps,
                None => {
                    let pieces = about.map(|about| about.map(|(pieces, _)| Arc::clone(pieces)));
                    part.heads.push(Head { pieces, perhaps });
                }
            }
        }
    }
}

/// What a running head says, and the part's number of pages where it says that: the result of its `PAGEREF`.
fn pieces(root: &Element) -> (Arc<[Piece]>, Option<usize>) {
    #[derive(PartialEq)]
    enum In {
        Words,
        Instruction(String),
        Result(String),
    }
    let mut runs = Vec::new();
    root.all("w:r", &mut runs);
    let (mut head, mut total, mut state) = (Vec::new(), None, In::Words);
    for run in runs {
        for kid in &run.kids {
            match (kid.name.as_str(), &mut state) {
                ("w:fldChar", _) => match kid.attributes.get("w:fldCharType").map(String::as_str) {
                    Some("begin") => state = In::Instruction(String::new()),
                    Some("separate") => {
                        let In::Instruction(name) = &state else { continue };
                        state = In::Result(name.trim().to_owned());
                    }
                    _ => state = In::Words,
                },
                ("w:instrText", In::Instruction(name)) => name.push_str(&kid.text),
                ("w:t", In::Result(name)) if name == "PAGE" => head.push(Piece::Page),
                ("w:t", In::Result(name)) if name.starts_with("STYLEREF") => head.push(Piece::Chapter),
                ("w:t", In::Result(name)) => {
                    if name.starts_with("PAGEREF") {
                        total = kid.text.parse().ok();
                    }
                    head.push(Piece::Words(kid.text.clone()));
                }
                ("w:t", In::Words) => head.push(Piece::Words(kid.text.clone())),
                _ => {}
            }
        }
    }
    (head.into(), total)
}

fn push_words(element: &Element, in_words: bool, all: &mut String, budget: &mut Budget) -> Result<(), Exceeded> {
    let words = match element.name.as_str() {
        "w:t" => element.text.as_str(),
        "w:tab" if element.attributes.is_empty() => "\t",
        // Where a column begins is no word.
        "w:br" if element.attributes.get("w:type").is_some_and(|kind| kind == "column") => "",
        "w:br" => " ",
        "w:noBreakHyphen" => "\u{2011}",
        // A drawing's words are said by its alternative text alone.
        "w:pPr" | "w:instrText" | "w:sdtPr" | "mc:AlternateContent" | "w:drawing" => "",
        "w:r" if matches!(element.value(&["w:rPr", "w:rStyle"]), Some("FootnoteReference" | "TableNoteMark")) => "",
        // A paragraph in another one is a paragraph of its own.
        "w:p" if in_words => "",
        name => {
            let in_words = in_words || name == "w:p";
            return element.kids.iter().try_for_each(|kid| push_words(kid, in_words, all, budget));
        }
    };
    budget.take_len(Resource::Text, words.len())?;
    all.push_str(words);
    Ok(())
}
