//! Takes edits that somebody made in the finished Word file back into the files that the report is made of.
//!
//! Three texts of each paragraph are compared: the one that the file was made with, the one that the report makes
//! today, and the one in the file. What changed in the file alone is written where the paragraph was written, word by
//! word; what changed in both is a conflict and stays. Nothing is believed: the report is built again with the edits,
//! and an edit after which the paper does not say what the file says is not made, and told.
//!
//! Every paragraph of the file is counted: it is as it was, made by the program, taken in, or listed for a person.

mod edit;
mod fold;
mod keys;
pub mod messages;
mod pair;
mod paper;
mod places;
mod undo;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::base::budget::Budget;
use crate::base::hash::sha256;
use crate::base::source::{FileId, Sources, Span};
use crate::deliver::verify::Unreadable;
use crate::deliver::write::unpack;
use crate::input::load::{self, LoadError};
use crate::pipeline::{self, Built, Format, Options, Output};

use self::edit::{Edit, Quote};
use self::pair::{Pairs, pair};
use self::paper::{Line, Paper};
use self::places::{Home, headings, homes};

pub use self::edit::Unsure;
pub use self::pair::By;
pub use self::paper::Tracked;
pub use self::undo::{Undone, undo, write};

/// What came of it.
#[derive(Debug)]
pub struct Absorbed {
    /// The files that the report was made of.
    pub sources: Sources,
    /// What differs, in the order of the paper.
    pub changes: Vec<Change>,
    /// How many paragraphs there were, and what became of them.
    pub counts: Counts,
    /// The comments of the file.
    pub comments: Vec<Remark>,
    /// Who had tracked changes in it, and how many.
    pub authors: BTreeMap<String, usize>,
    /// Paragraphs in which only looks were changed, which a paper cannot say.
    pub looks: usize,
    /// What holds words and is not taken in: running heads, feet and text boxes that differ.
    pub unread: Vec<String>,
    /// The files to be written: their paths in the report's folder, and their new text.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A comment of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Who wrote it.
    pub author: String,
    /// What it says.
    pub words: String,
    /// Where the words that it is about were written.
    pub place: Option<Span>,
}

/// The paragraphs of the edited file, empty ones not counted, by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub all: usize,
    /// Those of somebody's that are as they were.
    pub unchanged: usize,
    /// Those that the program makes, as it makes them.
    pub made: usize,
    /// Those that were taken in.
    pub taken: usize,
    /// Those that a person has to look at.
    pub listed: usize,
}

/// Something that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it was written; `None` for what the program makes.
    pub place: Option<Span>,
    /// Its address.
    pub address: Option<String>,
    /// By what it was known; `None` for a paragraph that was added.
    pub by: Option<By>,
    /// What the report says; `None` where that is new.
    pub was: Option<String>,
    /// What the Word file says; `None` where it is gone.
    pub is: Option<String>,
    /// What both said when the file was made, where that is something else.
    pub base: Option<String>,
    /// What becomes of it.
    pub outcome: Outcome,
}

/// What becomes of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It is written into its file.
    Taken,
    /// It cannot be written for certain.
    Unsure(Unsure),
    /// The report has changed there as well since the file was made.
    Conflict,
    /// What the file was made with is not known, so that nobody can say which side has changed.
    NoBase,
    /// The program makes it: a heading's number, a sum, a line of the contents.
    Made,
    /// It is new, and stands behind nothing that it could belong to.
    Homeless,
    /// It is gone, and cannot be taken out as a paragraph: a cell, a note, all of a text.
    Kept,
    /// A note's mark is new, gone or moved.
    NoteMark,
    /// With it the paper would say something else than the file does.
    SaysOther,
    /// Another change is at the same words.
    Overlaps,
    /// It stands at another place now.
    Moved,
}

/// Why nothing can be taken in.
#[derive(Debug)]
pub enum AbsorbError {
    /// The report cannot be read.
    Load(LoadError),
    /// Nothing can be made of the report: what stands in the way is for `check` to say.
    NotMade,
    /// The file cannot be read.
    Unreadable(Unreadable),
    /// It is the paper of another report: its id.
    Other(String),
    /// The edits cannot be tried.
    System(std::io::Error),
}

/// A paragraph of the paper, today's and the file's, and what is to become of it.
struct Judged {
    change: Change,
    edits: Vec<(FileId, Edit)>,
    /// Whether they are of a figure, from which others are made.
    is_figure: bool,
    /// The position of the paper's paragraph, and of the file's.
    ours: Option<usize>,
    theirs: Option<usize>,
}

/// Takes the edits of `file` in. Nothing is written.
///
/// # Errors
///
/// Why nothing can be compared.
pub fn absorb(dir: &Path, file: &[u8], tracked: Tracked) -> Result<Absorbed, AbsorbError> {
    let (built, ours) = made(dir)?;
    let mut theirs = paper::read(file, tracked, &mut Budget::of_strangers()).map_err(AbsorbError::Unreadable)?;
    if let (Some(one), Some(other)) = (&ours.report, &theirs.report)
        && one != other
    {
        return Err(AbsorbError::Other(other.clone()));
    }
    keys::renewed(&ours, &mut theirs);
    let document = built.document.as_ref().ok_or(AbsorbError::NotMade)?;
    let homes = homes(document);
    let headings = of_lines(&ours.lines, headings(document));
    let report =
        Reading { sources: &built.checked.sources, homes: &homes, headings: &headings, ours: &ours, theirs: &theirs };
    let (mut judged, counts, looks) = report.judge();
    settle(dir, &report, &mut judged)?;
    let files = report.files(&judged, &|_| true).into_iter().map(|(file, text)| {
        let file = built.checked.sources.file(file);
        let mark = if file.marked { "\u{feff}" } else { "" };
        (file.path.clone(), format!("{mark}{text}").into_bytes())
    });
    let files = files.collect();
    let comments = theirs.comments.iter().map(|comment| Remark {
        author: comment.author.clone(),
        words: comment.words.clone(),
        place: comment.line.and_then(|at| report.home_of(theirs.lines.get(at)?)).map(|home| home.place),
    });
    let comments = comments.collect();
    let unread = theirs.heads.difference(&ours.heads).chain(&theirs.unread).cloned().collect();
    let counts = counts.with(&judged, &theirs);
    let changes = judged.into_iter().map(|judged| judged.change).collect();
    let authors = theirs.authors.clone();
    Ok(Absorbed { sources: built.checked.sources, changes, counts, comments, authors, looks, unread, files })
}

/// The report of a folder, built, and its Word file read.
fn made(dir: &Path) -> Result<(Built, Paper), AbsorbError> {
    let options = Options { formats: vec![Format::Docx], ..Options::default() };
    let built = pipeline::build(dir, &options).map_err(AbsorbError::Load)?;
    let Some(Output::File { bytes, .. }) = built.outputs.first() else { return Err(AbsorbError::NotMade) };
    let paper = paper::read(bytes, Tracked::Accept, &mut Budget::of_own()).map_err(AbsorbError::Unreadable)?;
    Ok((built, paper))
}

/// What became of a paragraph of the paper.
enum One {
    /// Somebody wrote it, and it is as it was.
    Same,
    /// The program makes it, and it is as the program makes it.
    Made,
    /// The report has it since the file was made.
    New,
    /// Nothing that counts: an empty one, a line of the contents.
    Nothing,
    /// It differs.
    Differs(Box<Change>, Vec<(FileId, Edit)>),
}

impl One {
    fn of(compared: Option<(Change, Vec<(FileId, Edit)>)>) -> Self {
        compared.map_or(One::Same, |(change, edits)| One::Differs(Box::new(change), edits))
    }
}

/// What is compared.
struct Reading<'r> {
    sources: &'r Sources,
    homes: &'r BTreeMap<String, Home>,
    /// The headings without a key by the positions of their paragraphs, with their words.
    headings: &'r BTreeMap<usize, (Home, String)>,
    ours: &'r Paper,
    theirs: &'r Paper,
}

/// The headings of the paper by the positions of their paragraphs: both stand in one order.
fn of_lines(lines: &[Line], headings: Vec<Option<(Home, String)>>) -> BTreeMap<usize, (Home, String)> {
    let is_heading = |line: &Line| line.style.strip_prefix("heading").is_some_and(|rest| !rest.is_empty());
    let places: Vec<usize> = (0..).zip(lines).filter(|(_, line)| is_heading(line)).map(|(at, _)| at).collect();
    // Where they are not as many, nobody can say which is which.
    let as_many = places.len() == headings.len();
    let all = places.into_iter().zip(headings).filter(|_| as_many);
    all.filter_map(|(at, heading)| Some((at, heading?))).collect()
}

/// The words of a paragraph that stand in its bookmark, in a file of ours.
fn in_bookmark<'l>(line: &'l Line, key: &str) -> (&'l str, &'l str, &'l str) {
    let range =
        line.keys.iter().find(|(known, ..)| known == key).map_or(0..line.words.len(), |(_, from, to)| *from..*to);
    let part = |range: Range<usize>| line.words.get(range).unwrap_or_default();
    (part(0..range.start), part(range.clone()), part(range.end..line.words.len()))
}

impl Reading<'_> {
    /// The key of a paragraph itself that the report knows.
    fn key<'l>(&self, line: &'l Line) -> Option<&'l str> {
        let own = line.keys.iter().map(|(key, ..)| key.as_str());
        let is_own = |key: &&str| self.ours.map.get(*key).is_some_and(|item| !item.is_bound);
        own.into_iter().find(is_own)
    }

    fn home_of(&self, line: &Line) -> Option<&Home> {
        self.homes.get(self.key(line)?)
    }

    fn judge(&self) -> (Vec<Judged>, Counts, usize) {
        let keys: BTreeSet<&str> =
            self.ours.map.iter().filter(|(_, item)| !item.is_bound).map(|(key, _)| key.as_str()).collect();
        let (ours, theirs) = (&self.ours.lines, &self.theirs.lines);
        let pairs = pair(ours, theirs, &keys);
        let (mut judged, mut counts, mut looks) = (Vec::new(), Counts::default(), 0);
        // What the report says since the file was made.
        let mut fresh = Vec::new();
        let moved = pairs.moved(|at| self.key(&ours[at]).is_some() && !ours[at].in_note);
        for (at, line) in ours.iter().enumerate() {
            let found = pairs.of_ours[at];
            let is_said = found.is_some_and(|(found, _)| !theirs[found].words.trim().is_empty());
            match self.one(at, found, moved.contains(&at), &pairs) {
                One::Same => {
                    counts.unchanged += usize::from(is_said);
                    let other = found.and_then(|(found, _)| theirs.get(found));
                    looks += usize::from(other.is_some_and(|it| it.words == line.words && it.looks != line.looks));
                }
                One::Made => counts.made += usize::from(is_said),
                One::New => fresh.push(fold::words(&line.words)),
                One::Nothing => {}
                One::Differs(change, edits) => {
                    let home = self.home_of(line);
                    let is_figure = home.is_some_and(|home| home.is_figure) && found.is_some();
                    let theirs = found.map(|(found, _)| found);
                    judged.push(Judged { change: *change, edits, is_figure, ours: Some(at), theirs });
                }
            }
        }
        self.added(&pairs, fresh, &mut judged, &mut counts);
        (judged, counts, looks)
    }

    /// What became of a paragraph of the paper.
    fn one(&self, at: usize, found: Option<(usize, By)>, is_moved: bool, pairs: &Pairs) -> One {
        let line = &self.ours.lines[at];
        let found = found.map(|(found, by)| (&self.theirs.lines[found], by));
        let of = self.key(line).and_then(|key| Some((key, self.homes.get(key)?)));
        match (found, of) {
            // Its words, too, are for the one who moves it.
            (Some((other, by)), Some((key, home))) if is_moved => {
                One::Differs(Box::new(self.moved(line, other, key, home, by)), Vec::new())
            }
            (Some((other, by)), Some((key, home))) => One::of(self.compared(line, other, key, home, by)),
            (Some((other, by)), None) if self.headings.contains_key(&at) => One::of(self.heading(at, line, other, by)),
            (Some((other, by)), None) => {
                let is_contents = line.style.starts_with("toc") || other.style.starts_with("toc");
                if is_contents || fold::words(&line.words) == fold::words(&other.words) {
                    return One::Made;
                }
                let change = made_by_the_program(Some(&line.words), Some(&other.words), Some(by));
                One::Differs(Box::new(change), Vec::new())
            }
            (None, _) if line.words.trim().is_empty() || line.style.starts_with("toc") => One::Nothing,
            // What the report got since the file was made was never in it.
            (None, Some((key, _))) if !self.theirs.map.is_empty() && !self.theirs.map.contains_key(key) => One::New,
            (None, Some((key, home))) => {
                let (change, edits) = self.gone(at, line, key, home, pairs);
                One::Differs(Box::new(change), edits)
            }
            (None, None) => One::Differs(Box::new(made_by_the_program(Some(&line.words), None, None)), Vec::new()),
        }
    }

    /// What became of a paragraph that both have; `None` where nothing did.
    fn compared(
        &self,
        line: &Line,
        other: &Line,
        key: &str,
        home: &Home,
        by: By,
    ) -> Option<(Change, Vec<(FileId, Edit)>)> {
        let (before, own, after) = in_bookmark(line, key);
        let new = without(&other.words, before, after);
        let (one, two) = (fold::words(own), fold::words(new));
        let mut change = Change {
            place: Some(home.place),
            address: Some(home.address.clone()),
            by: Some(by),
            was: Some(own.to_owned()),
            is: Some(new.to_owned()),
            base: None,
            outcome: Outcome::Taken,
        };
        if one == two {
            if fold::notes(own) == fold::notes(new) {
                return None;
            }
            change.outcome = Outcome::NoteMark;
            return Some((change, Vec::new()));
        }
        if home.is_figure && is_same_figure(&one, &two) {
            return None;
        }
        // What the file was made with: today's words where they have the same hash, else those that it keeps.
        let item = self.theirs.map.get(key);
        let base = item.and_then(|item| {
            let is_todays = self.ours.map.get(key).is_some_and(|todays| todays.sha256 == item.sha256);
            if is_todays { Some(own.to_owned()) } else { item.words.clone() }
        });
        match base.as_deref().map(fold::words) {
            Some(base) if base == two => return None,
            Some(base) if base != one => {
                change.base = item.and_then(|item| item.words.clone());
                change.outcome = Outcome::Conflict;
                return Some((change, Vec::new()));
            }
            Some(_) => {}
            None if item.is_some_and(|item| item.sha256 == sha256(new)) => return None,
            // A file without a map: what it was made with is taken to be what the report says today.
            None if self.theirs.map.is_empty() => {}
            None => {
                change.outcome = Outcome::NoBase;
                return Some((change, Vec::new()));
            }
        }
        match self.edits(home, own, new) {
            Ok(edits) if edits.is_empty() => None,
            Ok(edits) => {
                change.place = edits.first().map(|(file, edit)| Span::new(*file, edit.range.clone())).or(change.place);
                Some((change, edits))
            }
            Err(why) => {
                change.outcome = Outcome::Unsure(why);
                Some((change, Vec::new()))
            }
        }
    }

    /// A paragraph that stands at another place.
    fn moved(&self, line: &Line, other: &Line, key: &str, home: &Home, by: By) -> Change {
        let (before, own, after) = in_bookmark(line, key);
        Change {
            place: Some(home.place),
            address: Some(home.address.clone()),
            by: Some(by),
            was: Some(own.to_owned()),
            is: Some(without(&other.words, before, after).to_owned()),
            base: None,
            outcome: Outcome::Moved,
        }
    }

    /// What became of a heading that has no key; `None` where nothing did.
    fn heading(&self, at: usize, line: &Line, other: &Line, by: By) -> Option<(Change, Vec<(FileId, Edit)>)> {
        let (home, own) = self.headings.get(&at)?;
        let number = line.words.strip_suffix(own.as_str()).unwrap_or_default();
        let new = without(&other.words, number, "");
        if fold::words(own) == fold::words(new) {
            return None;
        }
        let mut change = Change {
            place: Some(home.place),
            address: None,
            by: Some(by),
            was: Some(own.clone()),
            is: Some(new.to_owned()),
            base: None,
            outcome: Outcome::Taken,
        };
        // Its words at that time are not kept: they are today's where its file has not changed since.
        let file = self.sources.file(home.place.file);
        let hash = self.theirs.files.get(&file.path);
        if !self.theirs.map.is_empty() && hash != Some(&sha256(file.hashed())) {
            change.outcome = Outcome::NoBase;
            return Some((change, Vec::new()));
        }
        match self.edits(home, own, new) {
            Ok(edits) => {
                change.place = edits.first().map(|(file, edit)| Span::new(*file, edit.range.clone())).or(change.place);
                Some((change, edits))
            }
            Err(why) => {
                change.outcome = Outcome::Unsure(why);
                Some((change, Vec::new()))
            }
        }
    }

    /// The text of a place's file, how words stand there, and their range.
    fn at(&self, home: &Home) -> Result<(&str, Range<usize>, Quote), Unsure> {
        let file = self.sources.file(home.place.file);
        if file.sheet.is_some() {
            return Err(Unsure::Workbook);
        }
        let (text, range) = (file.original(), home.place.range());
        let (range, quote) =
            if file.path.ends_with(".toml") { edit::string(text, &range) } else { (range, Quote::Lines) };
        Ok((text, range, quote))
    }

    fn edits(&self, home: &Home, own: &str, new: &str) -> Result<Vec<(FileId, Edit)>, Unsure> {
        let (text, range, quote) = self.at(home)?;
        let edits = if home.is_figure {
            edit::figure(text, &range, quote, own, new)?
        } else if quote == Quote::Bare {
            return Err(Unsure::Computed);
        } else {
            edit::words(text, &range, quote, own, new)?
        };
        Ok(edits.into_iter().map(|edit| (home.place.file, edit)).collect())
    }

    /// A paragraph of somebody's that the file does not have.
    fn gone(&self, at: usize, line: &Line, key: &str, home: &Home, pairs: &Pairs) -> (Change, Vec<(FileId, Edit)>) {
        let (_, own, _) = in_bookmark(line, key);
        let mut change = Change {
            place: Some(home.place),
            address: Some(home.address.clone()),
            by: None,
            was: Some(own.to_owned()),
            is: None,
            base: None,
            outcome: Outcome::Kept,
        };
        // Where its neighbours are gone as well, more than a paragraph is missing.
        let is_there = |at: Option<usize>| at.and_then(|at| pairs.of_ours.get(at)).is_some_and(Option::is_some);
        let neighbours = is_there(at.checked_sub(1)) || is_there(Some(at + 1));
        let todays = self.ours.map.get(key).map(|item| &item.sha256);
        let was_there = self.theirs.map.get(key).map(|item| &item.sha256);
        if was_there.is_some() && was_there != todays {
            change.outcome = Outcome::Conflict;
            return (change, Vec::new());
        }
        if line.in_table || line.in_note || !home.is_paragraph || !neighbours {
            return (change, Vec::new());
        }
        match self.at(home).ok().and_then(|(text, range, quote)| removed(text, range, quote)) {
            Some(edit) => {
                change.outcome = Outcome::Taken;
                (change, vec![(home.place.file, edit)])
            }
            None => (change, Vec::new()),
        }
    }

    /// Paragraphs of the file that the report does not have.
    fn added(&self, pairs: &Pairs, mut fresh: Vec<String>, judged: &mut Vec<Judged>, counts: &mut Counts) {
        for (at, before) in &pairs.added {
            let line = &self.theirs.lines[*at];
            if line.style.starts_with("toc") {
                counts.made += 1;
                continue;
            }
            let mut change = Change {
                place: None,
                address: None,
                by: None,
                was: None,
                is: Some(line.words.clone()),
                base: None,
                outcome: Outcome::Homeless,
            };
            let words = fold::words(&line.words);
            // Both sides have it now.
            if let Some(same) = fresh.iter().position(|fresh| *fresh == words) {
                fresh.remove(same);
                counts.unchanged += 1;
                continue;
            }
            let moved = |judged: &&Judged| {
                judged.change.is.is_none() && judged.change.was.as_deref().is_some_and(|was| fold::words(was) == words)
            };
            if judged.iter().any(|judged| moved(&judged)) {
                change.outcome = Outcome::Moved;
                judged.push(Judged { change, edits: Vec::new(), is_figure: false, ours: *before, theirs: Some(*at) });
                continue;
            }
            let behind = before.map(|at| &self.ours.lines[at]);
            let home = behind.and_then(|line| self.home_of(line)).filter(|home| home.is_paragraph);
            let mut edits = Vec::new();
            if let Some(home) = home {
                change.place = Some(home.place);
                let is_point = behind.is_some_and(|behind| behind.style == line.style);
                let of_text = |line: &Line| !line.in_table && !line.in_note;
                // A heading, or a point of a list behind something else, would be written as a paragraph.
                let is_other = line.style.starts_with("heading") || (line.style.starts_with("list") && !is_point);
                let fits = behind.is_some_and(of_text) && of_text(line) && !is_other;
                let found = self.at(home).ok().filter(|_| fits);
                let edit = found.and_then(|(text, range, quote)| inserted(text, &range, quote, &line.words, is_point));
                if let Some(edit) = edit {
                    change.address = Some(home.address.clone());
                    change.outcome = Outcome::Taken;
                    edits.push((home.place.file, edit));
                }
            }
            judged.push(Judged { change, edits, is_figure: false, ours: *before, theirs: Some(*at) });
        }
        judged.sort_by_key(|judged| (judged.ours, judged.theirs));
        // What was moved is not taken out either.
        let moved: BTreeSet<String> = judged
            .iter()
            .filter(|judged| judged.change.outcome == Outcome::Moved)
            .filter_map(|judged| judged.change.is.as_deref().map(fold::words))
            .collect();
        for judged in judged.iter_mut().filter(|judged| judged.change.is.is_none()) {
            if judged.change.was.as_deref().is_some_and(|was| moved.contains(&fold::words(was))) {
                judged.change.outcome = Outcome::Moved;
                judged.edits.clear();
            }
        }
        overlapping(judged);
    }

    /// The texts of the files that change with the edits that are tried.
    fn files(&self, judged: &[Judged], tried: &dyn Fn(&Judged) -> bool) -> BTreeMap<FileId, String> {
        let mut edits: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
        for (file, edit) in judged.iter().filter(|judged| tried(judged)).flat_map(|judged| &judged.edits) {
            let all = edits.entry(*file).or_default();
            // A note that is shown in several places is edited once; two paragraphs of the same words are two.
            if edit.range.is_empty() || !all.contains(edit) {
                all.push(edit.clone());
            }
        }
        let text = |file: FileId, edits: &[Edit]| edit::applied(self.sources.file(file).original(), edits);
        edits.into_iter().filter_map(|(file, edits)| Some((file, text(file, &edits)?))).collect()
    }
}

/// What the program makes itself.
fn made_by_the_program(was: Option<&str>, is: Option<&str>, by: Option<By>) -> Change {
    let [was, is] = [was, is].map(|words| words.map(str::to_owned));
    Change { place: None, address: None, by, was, is, base: None, outcome: Outcome::Made }
}

/// Words without what the program puts before and behind them: a heading's number, the mark of a note under a table.
fn without<'w>(words: &'w str, before: &str, after: &str) -> &'w str {
    let mut rest = words;
    if !before.is_empty() {
        rest = rest.strip_prefix(before).unwrap_or(rest);
    }
    if !after.is_empty() {
        rest = rest.strip_suffix(after).unwrap_or(rest);
    }
    rest
}

/// Whether two figures have one value, whatever unit stands behind one of them.
fn is_same_figure(one: &str, other: &str) -> bool {
    let value = |words: &str| words.parse::<crate::base::amount::Amount>().ok();
    value(one).is_some() && value(one) == value(other)
}

/// The line prefix before a paragraph, if it is nothing but a list's sign.
fn sign(text: &str, at: usize) -> Option<&str> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let before = text.get(start..at)?;
    let bare = before.trim();
    let is_sign = bare.is_empty()
        || matches!(bare, "-" | "*" | "•")
        || bare.strip_suffix(['.', ')']).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    is_sign.then_some(before)
}

/// A paragraph taken out of its text, with the empty line behind it.
fn removed(text: &str, range: Range<usize>, quote: Quote) -> Option<Edit> {
    if !quote.holds_lines() {
        return None;
    }
    let sign = sign(text, range.start)?;
    let start = range.start - sign.len();
    let rest = text.get(range.end..)?;
    let mut end = range.end;
    for line in rest.split_inclusive('\n').take(2) {
        if !line.trim().is_empty() || !line.ends_with('\n') {
            break;
        }
        end += line.len();
    }
    // All of a text is no paragraph.
    let before = text.get(..start)?.trim_end();
    let after = text.get(end..)?.trim_start();
    let opens = ["'''", "\"\"\""].iter().any(|quotes| before.ends_with(quotes));
    let closes = ["'''", "\"\"\""].iter().any(|quotes| after.starts_with(quotes));
    (!(opens && closes) && end > range.end).then_some(Edit { range: start..end, with: String::new() })
}

/// A paragraph put in behind another one; as a point of its list where both are points.
fn inserted(text: &str, behind: &Range<usize>, quote: Quote, words: &str, is_point: bool) -> Option<Edit> {
    if !quote.holds_lines() || words.contains([paper::NOTE, '\n']) || words.contains("{{") {
        return None;
    }
    let words = words.trim().replace('\u{a0}', " ");
    let sign = sign(text, behind.start).filter(|sign| is_point && !sign.trim().is_empty());
    let lead = sign.map_or_else(|| "\n\n".to_owned(), |sign| format!("\n{sign}"));
    let words = quote.written(&words)?;
    Some(Edit { range: behind.end..behind.end, with: format!("{lead}{words}") })
}

/// Takes away edits of words that another change edits as well, differently.
fn overlapping(judged: &mut [Judged]) {
    let mut met: Vec<(FileId, Range<usize>, String)> = Vec::new();
    for judged in judged {
        let clashes = judged.edits.iter().any(|(file, edit)| {
            met.iter().any(|(other, range, with)| {
                let same = *with == edit.with && *range == edit.range;
                let apart = edit.range.end <= range.start || range.end <= edit.range.start;
                other == file && !same && !apart
            })
        });
        if clashes {
            judged.change.outcome = Outcome::Overlaps;
            judged.edits.clear();
        }
        met.extend(judged.edits.iter().map(|(file, edit)| (*file, edit.range.clone(), edit.with.clone())));
    }
}

/// How often the report is built again without edits that went wrong.
const TRIES: usize = 4;

/// Builds the report with the edits, and takes away those after which it does not say what the file says: first with
/// those of words alone, after which nothing else may differ, then with those of figures, from which others are made.
fn settle(dir: &Path, reading: &Reading<'_>, judged: &mut [Judged]) -> Result<(), AbsorbError> {
    let folder = load::folder(dir).map_err(AbsorbError::System)?;
    for with_figures in [false, true] {
        let mut tries = 0;
        loop {
            let tried = |judged: &Judged| !judged.edits.is_empty() && (with_figures || !judged.is_figure);
            let wrong =
                if tries == TRIES { everything(judged, &tried) } else { trial(reading, &folder, judged, &tried)? };
            let wrong: Vec<usize> = wrong.into_iter().filter(|at| judged[*at].is_figure == with_figures).collect();
            if wrong.is_empty() {
                break;
            }
            for at in wrong {
                judged[at].change.outcome = Outcome::SaysOther;
                judged[at].edits.clear();
            }
            tries += 1;
        }
    }
    Ok(())
}

fn everything(judged: &[Judged], tried: &dyn Fn(&Judged) -> bool) -> Vec<usize> {
    (0..judged.len()).filter(|at| tried(&judged[*at])).collect()
}

/// The changes that are tried and after which the paper says something else than they do.
fn trial(
    reading: &Reading<'_>,
    folder: &[(String, Vec<u8>)],
    judged: &[Judged],
    tried: &dyn Fn(&Judged) -> bool,
) -> Result<Vec<usize>, AbsorbError> {
    let files = reading.files(judged, tried);
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let mut changed = folder.to_vec();
    for (file, text) in &files {
        let path = &reading.sources.file(*file).path;
        changed.iter_mut().filter(|(known, _)| known == path).for_each(|(_, bytes)| *bytes = text.clone().into_bytes());
    }
    let there = unpack(&changed).map_err(AbsorbError::System)?;
    Ok(match made(there.path()) {
        Ok((_, paper)) => says_other(reading, judged, tried, &paper.lines),
        // Which of them it is cannot be said: none is made.
        Err(_) => everything(judged, tried),
    })
}

/// Those of the changes that are tried after which the paper says something else than they do.
fn says_other(reading: &Reading<'_>, judged: &[Judged], tried: &dyn Fn(&Judged) -> bool, lines: &[Line]) -> Vec<usize> {
    // What the paper is to say: each paragraph with the change that it comes of.
    let mut expected: Vec<(String, Option<usize>)> = Vec::new();
    let mut gone: Vec<(String, usize)> = Vec::new();
    let of = |ours: usize, is_new: bool| {
        let own =
            move |(_, judged): &(usize, &Judged)| judged.ours == Some(ours) && judged.change.was.is_none() == is_new;
        judged.iter().enumerate().filter(|(_, judged)| tried(judged)).filter(own)
    };
    for (at, line) in reading.ours.lines.iter().enumerate() {
        let own = of(at, false).next();
        match own {
            Some((which, judged)) => match &judged.change.is {
                Some(_) => {
                    let (before, _, after) = match reading.headings.get(&at) {
                        Some((_, own)) => (line.words.strip_suffix(own.as_str()).unwrap_or_default(), "", ""),
                        None => in_bookmark(line, reading.key(line).unwrap_or_default()),
                    };
                    let new = judged.change.is.as_deref().unwrap_or_default();
                    expected.push((fold::words(&format!("{before}{new}{after}")), Some(which)));
                }
                None => gone.push((fold::words(&line.words), which)),
            },
            None => expected.push((fold::words(&line.words), None)),
        }
        for (which, judged) in of(at, true) {
            expected.push((fold::words(judged.change.is.as_deref().unwrap_or_default()), Some(which)));
        }
    }
    let one: Vec<&str> = expected.iter().map(|(words, _)| words.as_str()).collect();
    let now: Vec<String> = lines.iter().map(|line| fold::words(&line.words)).collect();
    let other: Vec<&str> = now.iter().map(String::as_str).collect();
    let mut wrong = Vec::new();
    for change in capture_diff_slices(Algorithm::Patience, &one, &other) {
        if let DiffOp::Equal { .. } = change {
            continue;
        }
        wrong.extend(expected[change.old_range()].iter().filter_map(|(_, which)| *which));
        for words in &other[change.new_range()] {
            wrong.extend(gone.iter().filter(|(was, _)| was == words).map(|(_, which)| *which));
        }
    }
    wrong.sort_unstable();
    wrong.dedup();
    wrong
}

impl Counts {
    /// With what became of the paragraphs that differ.
    fn with(mut self, judged: &[Judged], theirs: &Paper) -> Self {
        self.all = theirs.lines.iter().filter(|line| !line.words.trim().is_empty()).count();
        let of_file = judged.iter().filter(|judged| judged.theirs.is_some());
        for judged in of_file.filter(|judged| judged.change.is.as_deref().is_some_and(|is| !is.trim().is_empty())) {
            let taken = judged.change.outcome == Outcome::Taken;
            *(if taken { &mut self.taken } else { &mut self.listed }) += 1;
        }
        self
    }
}
