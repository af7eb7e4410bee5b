//! Reads a finished PDF back by its tag tree: what a screen reader would say, in the order in which it would say it.

use std::collections::btree_map::Entry as Entered;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use crate::base::budget::{Budget, Exceeded, Resource};

use super::places::{self, Face, Faces, Looked, Looker, Widths};
use super::transcript::{Entry, Kind, Spot, solid};
use super::verdict::{Difference, Sides, Unreadable, Where};
use crate::base::pdf::file::{File, Page};
use crate::base::pdf::fonts::{Letters, Maps};
use crate::base::pdf::syntax::{Dictionary, Id, Operation, Operations, Value};
use crate::base::pdf::{Fault, bad};

/// Stands for elements whose words are raised: marks of notes that stand under their table.
const RAISED: &str = "Raised";

/// What of an element is not its own words: the marks and texts of notes.
const MARKS: &[&str] = &["Lbl", "Note", RAISED];

/// What a PDF says and holds.
#[derive(Debug, Default)]
pub struct Pdf {
    /// Headings, paragraphs, cells, notes and lines of the contents, in reading order.
    pub said: Vec<Entry>,
    /// The page that each line of the contents names, as it stands there.
    pub contents_pages: Vec<String>,
    /// For each figure the words in it, without white space.
    pub drawn: Vec<String>,
    /// For each page what stands in its running head and foot.
    pub pages: Vec<String>,
    /// Notes that stand under their tables.
    pub notes_under_tables: usize,
    /// Words that stand outside of their page or on top of others, and pages of which not all was looked at.
    pub misplaced: Vec<Difference>,
    /// The tag tree.
    pub root: Node,
}

/// An element of the tag tree.
#[derive(Debug, Default)]
pub struct Node {
    /// `P`, `H1`, `TD`.
    pub kind: String,
    /// What it holds, in order.
    pub kids: Vec<Kid>,
    /// What is said in the place of what it shows.
    pub alt: Option<String>,
    /// The language of its words, where it is not the document's.
    pub language: Option<String>,
    /// Its attributes in order: `Scope` of a header cell, `Summary` of a table, `ListNumbering`, `ColSpan`.
    pub attributes: Vec<(String, String)>,
    /// Whether its words are raised, as marks of notes are.
    pub raised: bool,
}

/// Words or a further element.
#[derive(Debug)]
pub enum Kid {
    /// Words.
    Words {
        /// What they are.
        text: String,
        /// The page that they stand on, from 0.
        page: usize,
        /// Their language, where it is not that of what is around them.
        language: Option<String>,
    },
    /// An element.
    Node(Node),
}

impl Node {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn is_one_of(&self, kinds: &[&str]) -> bool {
        kinds.contains(&self.kind.as_str()) || (self.raised && kinds.contains(&RAISED))
    }

    /// All elements of these kinds in reading order; those within one that was found are not looked at.
    pub fn all<'n>(&'n self, kinds: &[&str], found: &mut Vec<&'n Node>) {
        if self.is_one_of(kinds) {
            return found.push(self);
        }
        self.nodes().for_each(|node| node.all(kinds, found));
    }

    /// The elements right below this one.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Node(node) => Some(node),
            Kid::Words { .. } => None,
        })
    }

    /// The page of this element's first words, from 0.
    pub fn page(&self) -> Option<usize> {
        self.kids.iter().find_map(|kid| match kid {
            Kid::Words { page, .. } => Some(*page),
            Kid::Node(node) => node.page(),
        })
    }

    /// The words below this element, leaving out elements of these kinds.
    pub fn words_without(&self, kinds: &[&str]) -> String {
        let mut runs = Vec::new();
        self.runs_without(kinds, &mut runs);
        runs.concat()
    }

    /// The same, run by run.
    pub fn runs_without<'n>(&'n self, kinds: &[&str], runs: &mut Vec<&'n str>) {
        for kid in &self.kids {
            match kid {
                Kid::Words { text, .. } => runs.push(text),
                Kid::Node(node) if node.is_one_of(kinds) => {}
                Kid::Node(node) => node.runs_without(kinds, runs),
            }
        }
    }
}

/// Reads a PDF.
///
/// # Errors
///
/// Why it is none, or none with tags.
pub fn read(bytes: &[u8], budget: &mut Budget) -> Result<Pdf, Unreadable> {
    let in_file = |fault| unreadable(fault, Where::Pdf);
    let file = File::read(bytes, budget).map_err(in_file)?;
    let all = file.pages(budget).map_err(in_file)?;
    let mut pages = Vec::new();
    let mut words = HashMap::new();
    let (mut fonts, mut misplaced, mut unread) = (Fonts::new(&file), Vec::new(), Vec::new());
    for (page, number) in all.iter().zip(1..) {
        let found = fonts.page_words(page, budget).map_err(|fault| unreadable(fault, Where::Page(number)))?;
        pages.push(found.furniture);
        let at = Some(Spot::Page(number));
        let entry = |words: &str| Some(Entry::new(Kind::Words, words, at));
        let told = found.looked.misplaced.len() + usize::from(found.looked.in_part) + usize::from(found.unread);
        let told = budget.take_len(Resource::Findings, told).map_err(Fault::from);
        told.map_err(|fault| unreadable(fault, Where::Page(number)))?;
        misplaced.extend(found.looked.misplaced.iter().map(|found| Difference {
            sides: Sides::Places,
            first: entry(&found.words),
            second: found.over.as_deref().and_then(entry),
        }));
        let unseen = Difference { sides: Sides::Unseen, first: entry(""), second: None };
        misplaced.extend(found.looked.in_part.then_some(unseen));
        unread.extend(found.unread.then_some(number));
        words.insert(page.id, (number - 1, found.marked));
    }
    let catalog = file.catalog(budget).map_err(in_file)?;
    let root = catalog.get("StructTreeRoot").and_then(Value::as_reference).ok_or(Unreadable::NoTags)?;
    let mut reader = Reader { file: &file, words, seen: BTreeSet::new() };
    let root = reader.root(root, budget).map_err(in_file)?;
    // Those that no element takes.
    let left = reader.words.values().filter(|(_, runs)| runs.values().any(|run| !run.text.trim().is_empty()));
    let mut unread: Vec<usize> = left.map(|(page, _)| page + 1).chain(unread).collect();
    unread.sort_unstable();
    unread.dedup();
    misplaced.extend(unread.into_iter().map(|page| {
        let page = Entry::new(Kind::Words, "", Some(Spot::Page(page)));
        Difference { sides: Sides::UnreadPdf, first: Some(page), second: None }
    }));
    let mut pdf = Pdf { pages, misplaced, ..Pdf::default() };
    pdf.node(&root);
    pdf.root = root;
    Ok(pdf)
}

fn unreadable(fault: Fault, at: Where) -> Unreadable {
    match fault {
        Fault::Bad(what) => Unreadable::NoPdf(what),
        Fault::Damaged => Unreadable::Damaged,
        Fault::Locked => Unreadable::Locked,
        Fault::TooMuch(exceeded) => Unreadable::TooMuch(at, exceeded),
    }
}

impl Pdf {
    fn say(&mut self, kind: Kind, words: &str, element: &Node) {
        self.said.push(Entry::new(kind, words, element.page().map(|page| Spot::Page(page + 1))));
    }

    fn node(&mut self, element: &Node) {
        match element.kind.as_str() {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => {
                let level = element.kind.as_bytes().get(1).map_or(0, |digit| digit - b'0');
                self.say(Kind::Heading(level), &element.words_without(MARKS), element);
                self.notes(element);
            }
            // What a figure shows is said by its alternative text alone.
            "Figure" => {
                self.say(Kind::Figure, element.alt.as_deref().unwrap_or_default(), element);
                self.drawn.push(solid(&element.words_without(&[])));
            }
            "P" | "Caption" => {
                self.say(Kind::Paragraph, &element.words_without(MARKS), element);
                self.notes(element);
            }
            "TH" | "TD" => {
                let mut paragraphs = Vec::new();
                element.all(&["P"], &mut paragraphs);
                let words: Vec<String> = paragraphs.iter().map(|p| p.words_without(MARKS)).collect();
                self.say(Kind::Cell, &words.join(" "), element);
                self.signs(element);
                self.notes(element);
            }
            "Table" => {
                let before = self.said.len();
                element.nodes().for_each(|inner| self.node(inner));
                let marks = self.said.iter().skip(before).filter(|said| said.kind == Kind::Mark);
                self.notes_under_tables += marks.map(|mark| mark.words.as_str()).collect::<BTreeSet<_>>().len();
            }
            // Terms have no sign: what stands in its place are words.
            "L" if element.attributes.iter().any(|(name, value)| name == "ListNumbering" && value == "None") => {
                for part in element.nodes().flat_map(Node::nodes) {
                    if part.kind == "Lbl" {
                        self.say(Kind::Paragraph, &part.words_without(MARKS), part);
                        part.nodes().for_each(|inner| self.notes(inner));
                    } else {
                        self.node(part);
                    }
                }
            }
            "LI" => {
                self.sign(element);
                element.nodes().for_each(|inner| self.node(inner));
            }
            "TOCI" => self.entry(element),
            "Lbl" => {}
            _ => element.nodes().for_each(|inner| self.node(inner)),
        }
    }

    /// The sign or number before an item.
    fn sign(&mut self, item: &Node) {
        let sign: String = item.nodes().filter(|node| node.kind == "Lbl").map(|sign| sign.words_without(&[])).collect();
        self.say(Kind::Sign, &sign, item);
    }

    /// Those before the items in an element.
    fn signs(&mut self, element: &Node) {
        for inner in element.nodes() {
            if inner.kind == "LI" {
                self.sign(inner);
            }
            self.signs(inner);
        }
    }

    /// The footnotes and marks in an element, in order.
    fn notes(&mut self, element: &Node) {
        let mut notes = Vec::new();
        element.all(MARKS, &mut notes);
        for note in notes {
            match note.kind.as_str() {
                "Note" => {}
                _ if note.raised => {
                    self.say(Kind::Mark, &note.words_without(&[]), note);
                    continue;
                }
                _ => continue,
            }
            let mut marks = Vec::new();
            note.all(&["Lbl"], &mut marks);
            let number: String = marks.iter().map(|mark| mark.words_without(&[])).collect();
            self.say(Kind::Note, &format!("{number} {}", note.words_without(&["Lbl"])), note);
        }
    }

    /// A line of the contents: its words without the page number, which is the last run of them.
    fn entry(&mut self, element: &Node) {
        let mut runs = Vec::new();
        element.runs_without(&["TOC", "TOCI"], &mut runs);
        let page = runs.pop().unwrap_or_default().trim().to_owned();
        self.say(Kind::Entry, &runs.concat(), element);
        self.contents_pages.push(page);
        let inner = element.nodes().filter(|inner| matches!(inner.kind.as_str(), "TOC" | "TOCI"));
        inner.for_each(|inner| self.node(inner));
    }
}

struct Reader<'f> {
    file: &'f File<'f>,
    /// For each page its place among them, and its words.
    words: HashMap<Id, (usize, BTreeMap<i64, Marked>)>,
    /// Elements and lists of them, each of which stands in one place of the tree.
    seen: BTreeSet<Id>,
}

impl<'f> Reader<'f> {
    fn root(&mut self, id: Id, budget: &mut Budget) -> Result<Node, Fault> {
        let Value::Dictionary(root) = self.file.object(id, budget)? else { return Err(bad("its tags are missing")) };
        self.element(id, &root, None, budget)
    }

    fn element(
        &mut self,
        id: Id,
        dictionary: &Dictionary<'f>,
        page: Option<Id>,
        budget: &mut Budget,
    ) -> Result<Node, Fault> {
        self.once(id)?;
        budget.take(Resource::Objects, 1)?;
        let page = dictionary.get("Pg").and_then(Value::as_reference).or(page);
        let kind = dictionary.name("S").map(|kind| String::from_utf8_lossy(kind).into_owned()).unwrap_or_default();
        let (alt, language) = (words(dictionary.get("Alt"), budget)?, words(dictionary.get("Lang"), budget)?);
        let mut node = Node { kind, alt, language, ..Node::default() };
        self.attributes(dictionary, &mut node, budget)?;
        if let Some(kids) = dictionary.get("K") {
            budget.deeper(|budget| self.kids(kids, page, &mut node, budget))??;
        }
        Ok(node)
    }

    /// That an element or a list stands in one place.
    fn once(&mut self, id: Id) -> Result<(), Fault> {
        if self.seen.insert(id) { Ok(()) } else { Err(bad("a tag stands in two places")) }
    }

    /// The attributes of an element that are names, texts or whole numbers; whose they are is left out.
    fn attributes(&self, dictionary: &Dictionary<'f>, node: &mut Node, budget: &mut Budget) -> Result<(), Fault> {
        let sets = match self.file.get(dictionary, "A", budget)? {
            Value::Array(all) => all,
            one => vec![one],
        };
        for set in sets {
            let Value::Dictionary(set) = self.file.resolved(set, budget)? else { continue };
            for (name, value) in &set.0 {
                node.raised |= name.as_ref() == b"BaselineShift";
                let value = match value {
                    _ if name.as_ref() == b"O" => None,
                    Value::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
                    Value::Integer(number) => Some(number.to_string()),
                    text => words(Some(text), budget)?,
                };
                if let Some(value) = value {
                    budget.take_len(Resource::Text, value.len())?;
                    node.attributes.push((String::from_utf8_lossy(name).into_owned(), value));
                }
            }
        }
        Ok(())
    }

    fn kids(&mut self, kids: &Value<'f>, page: Option<Id>, node: &mut Node, budget: &mut Budget) -> Result<(), Fault> {
        match kids {
            Value::Array(all) => all.iter().try_for_each(|kid| self.kids(kid, page, node, budget)),
            Value::Integer(mcid) => {
                self.content(page, *mcid, node);
                Ok(())
            }
            Value::Dictionary(dictionary) => {
                let page = dictionary.get("Pg").and_then(Value::as_reference).or(page);
                if let Some(mcid) = dictionary.get("MCID").and_then(Value::as_integer) {
                    self.content(page, mcid, node);
                }
                Ok(())
            }
            Value::Reference(id) => match self.file.object(*id, budget)? {
                Value::Dictionary(dictionary) if dictionary.get("S").is_some() => {
                    let kid = self.element(*id, &dictionary, page, budget)?;
                    node.kids.push(Kid::Node(kid));
                    Ok(())
                }
                list @ (Value::Array(_) | Value::Reference(_)) => {
                    self.once(*id)?;
                    budget.deeper(|budget| self.kids(&list, page, node, budget))?
                }
                other => self.kids(&other, page, node, budget),
            },
            _ => Ok(()),
        }
    }

    fn content(&mut self, page: Option<Id>, mcid: i64, node: &mut Node) {
        let found = page.and_then(|page| self.words.get_mut(&page));
        let words = found.and_then(|(at, words)| Some((*at, words.remove(&mcid)?)));
        node.kids.extend(words.map(|(page, Marked { text, language })| Kid::Words { text, page, language }));
    }
}

/// The words of a text, where it is one.
fn words(text: Option<&Value<'_>>, budget: &mut Budget) -> Result<Option<String>, Exceeded> {
    let Some(bytes) = text.and_then(Value::as_bytes) else { return Ok(None) };
    budget.take_len(Resource::Text, bytes.len())?;
    Ok(text.and_then(Value::as_words))
}

/// The words of one page.
#[derive(Default)]
struct PageWords {
    /// Those of each marked run.
    marked: BTreeMap<i64, Marked>,
    /// Those of running head and foot.
    furniture: String,
    /// Those that stand where they should not.
    looked: Looked,
    /// Whether it shows others, in forms and notes.
    unread: bool,
}

/// The words of a marked run.
#[derive(Default)]
struct Marked {
    text: String,
    language: Option<String>,
}

/// A marked run that is open.
#[derive(Clone, Copy, Default)]
struct Open {
    mcid: Option<i64>,
    /// Its words are given beforehand, or those of a run around it.
    given: bool,
    /// It is no part of the text: it belongs to the page, or is said elsewhere.
    artifact: bool,
    /// It belongs to the running head or foot.
    furniture: bool,
}

/// The fonts of a file, each of which is read once.
struct Fonts<'f> {
    file: &'f File<'f>,
    faces: BTreeMap<Id, Option<Rc<Face>>>,
    maps: Maps,
    /// Whether what pages draw can show words.
    drawn: BTreeMap<Id, bool>,
}

impl<'f> Fonts<'f> {
    fn new(file: &'f File<'f>) -> Self {
        Fonts { file, faces: BTreeMap::new(), maps: Maps::new(), drawn: BTreeMap::new() }
    }

    fn face(&mut self, font: Value<'f>, budget: &mut Budget) -> Result<Option<Rc<Face>>, Fault> {
        let Value::Dictionary(font) = self.file.resolved(font, budget)? else { return Ok(None) };
        let Some(letters) = Letters::of(self.file, &font, &mut self.maps, budget)? else { return Ok(None) };
        let widths = Widths::of(self.file, &font, budget)?;
        Ok(Some(Rc::new(Face { letters, widths })))
    }

    /// Those of a page.
    fn of(&mut self, resources: &Dictionary<'f>, budget: &mut Budget) -> Result<Faces, Fault> {
        let mut all = Faces::new();
        for (name, font) in self.file.dictionary(resources, "Font", budget)?.0 {
            budget.take(Resource::Objects, 1)?;
            let known = font.as_reference().and_then(|id| self.faces.get(&id)).cloned();
            let face = match (known, font.as_reference()) {
                (Some(known), _) => known,
                (None, None) => self.face(font, budget)?,
                (None, Some(id)) => {
                    let face = self.face(font, budget)?;
                    self.faces.insert(id, face.clone());
                    face
                }
            };
            all.extend(face.map(|face| (name.into_owned(), face)));
        }
        Ok(all)
    }

    /// Whether what is drawn can show words; found out once.
    fn can_write(&mut self, id: Id, budget: &mut Budget) -> Result<bool, Fault> {
        if let Some(known) = self.drawn.get(&id) {
            return Ok(*known);
        }
        let found = self.file.can_write(id, &mut BTreeSet::new(), budget)?;
        self.drawn.insert(id, found);
        Ok(found)
    }

    fn page_words(&mut self, page: &Page<'f>, budget: &mut Budget) -> Result<PageWords, Fault> {
        let resources = self.file.resolved(page.resources.clone().unwrap_or(Value::None), budget)?;
        let resources = resources.as_dictionary().cloned().unwrap_or_default();
        let faces = self.of(&resources, budget)?;
        let mut drawn = BTreeMap::new();
        for (name, object) in self.file.dictionary(&resources, "XObject", budget)?.0 {
            budget.take(Resource::Objects, 1)?;
            drawn.extend(object.as_reference().map(|id| (name, id)));
        }
        let content = self.file.content(page, budget)?;
        let (mut operations, mut operation) = (Operations::of(&content), Operation::default());
        let (mut words, mut looker) = (PageWords::default(), Looker::new());
        words.unread = self.file.has_notes(page, budget)?;
        let mut open: Vec<Open> = Vec::new();
        while operations.next(&mut operation, budget)? {
            looker.look(&operation, &faces, budget)?;
            match operation.operator {
                b"BDC" | b"BMC" => {
                    if open.len() as u64 >= budget.left(Resource::Depth) {
                        return Err(budget.exceeded(Resource::Depth).into());
                    }
                    let run = words.begin(&operation, open.last().copied(), budget)?;
                    open.push(run);
                }
                b"EMC" => drop(open.pop()),
                b"Do" => {
                    let name = operation.operands.first().and_then(Value::as_name);
                    if let Some(id) = name.and_then(|name| drawn.get(name)) {
                        words.unread |= self.can_write(*id, budget)?;
                    }
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    if let Some(face) = looker.face() {
                        words.show(&operation, open.last().copied(), &face.letters, budget)?;
                    }
                }
                _ => {}
            }
        }
        words.looked = looker.looked(places::page_box(self.file, page, budget)?);
        Ok(words)
    }
}

impl PageWords {
    fn begin(
        &mut self,
        operation: &Operation<'_>,
        around: Option<Open>,
        budget: &mut Budget,
    ) -> Result<Open, Exceeded> {
        let tag = operation.operands.first().and_then(Value::as_name).unwrap_or_default();
        let properties = operation.operands.get(1).and_then(Value::as_dictionary);
        let get = |key: &str| properties.and_then(|properties| properties.get(key));
        let mcid = get("MCID").and_then(Value::as_integer).or(around.and_then(|run| run.mcid));
        let subtype = get("Subtype").and_then(Value::as_name).unwrap_or_default();
        let artifact = tag == b"Artifact";
        let furniture = artifact && (subtype == b"Header" || subtype == b"Footer");
        let artifact = artifact || around.is_some_and(|run| run.artifact);
        let furniture = furniture || around.is_some_and(|run| run.furniture);
        let actual = words(get("ActualText"), budget)?;
        if let (Some(mcid), Some(language)) = (mcid, get("Lang")) {
            self.marked(mcid, budget)?.language = words(Some(language), budget)?;
        }
        let given = around.is_some_and(|run| run.given);
        if let Some(actual) = actual.as_ref().filter(|_| !given)
            && let Some(words) = self.words(mcid, furniture, budget)?
        {
            words.push_str(actual);
        }
        Ok(Open { mcid, given: given || actual.is_some(), artifact, furniture })
    }

    fn show(
        &mut self,
        operation: &Operation<'_>,
        run: Option<Open>,
        letters: &Letters,
        budget: &mut Budget,
    ) -> Result<(), Exceeded> {
        let (is_artifact, run) = (run.is_some_and(|run| run.artifact), run.unwrap_or_default());
        if run.given {
            return Ok(());
        }
        let strings = operation.operands.iter().flat_map(|operand| match operand {
            Value::Array(all) => all.as_slice(),
            other => std::slice::from_ref(other),
        });
        for codes in strings.filter_map(Value::as_bytes) {
            match self.words(run.mcid, run.furniture, budget)? {
                Some(words) => letters.decode(codes, words, budget)?,
                // Leaders and headers of tables that are repeated.
                None if is_artifact => {}
                None => {
                    let mut words = String::new();
                    letters.decode(codes, &mut words, budget)?;
                    self.unread |= !words.trim().is_empty();
                }
            }
        }
        Ok(())
    }

    /// The words that are added to, where they are kept.
    fn words(
        &mut self,
        mcid: Option<i64>,
        furniture: bool,
        budget: &mut Budget,
    ) -> Result<Option<&mut String>, Exceeded> {
        Ok(match mcid {
            Some(mcid) => Some(&mut self.marked(mcid, budget)?.text),
            None => Some(&mut self.furniture).filter(|_| furniture),
        })
    }

    /// A marked run, which counts when it is the first with its number.
    fn marked(&mut self, mcid: i64, budget: &mut Budget) -> Result<&mut Marked, Exceeded> {
        match self.marked.entry(mcid) {
            Entered::Occupied(known) => Ok(known.into_mut()),
            Entered::Vacant(free) => {
                budget.take(Resource::Objects, 1)?;
                Ok(free.insert(Marked::default()))
            }
        }
    }
}
