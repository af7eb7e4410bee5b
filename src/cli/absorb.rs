//! `absorb` and `undo`: what is shown of the edits of a Word file, and what is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::archive::Archive;
use crate::base::escape;
use crate::base::source::{Sources, Span};
use crate::deliver::absorb::strange::strange;
use crate::deliver::absorb::{
    AbsorbError, Absorbed, Base, By, Change, Manner, Memory, Outcome, Tracked, Undone, Unsure, Written, absorb_as,
    messages, stored, undo,
};
use crate::deliver::form;
use crate::deliver::write::WriteError;
use crate::diagnostic::Language;
use crate::input::load;

use super::args::ShowArgument;
use super::terminal::print;
use super::texts::{self, cannot_load, cannot_write, pick};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'o> {
    pub(super) tracked: Tracked,
    /// The layout that the files were built with, where it was not the report's own.
    pub(super) layout: Option<&'o str>,
    /// The folder with what was dispatched.
    pub(super) output: &'o Path,
    /// Whether files are written.
    pub(super) write: bool,
    pub(super) format: ShowArgument,
    pub(super) language: Language,
}

/// A file that was taken in: a form or a paper.
enum Read {
    Form(Box<form::TakenIn>),
    Paper(Box<Absorbed>),
}

impl Read {
    /// A form, or else a paper.
    fn of((file, bytes): &(PathBuf, Vec<u8>), dir: &Path, order: Order<'_>) -> Result<Self, String> {
        let Order { tracked, layout, output, language, .. } = order;
        // What the file is instead says more than where its reading ended.
        let told = |or: String| {
            strange(bytes).map_or(or, |strange| pick(messages::strange(&file.display(), strange), language))
        };
        let archive = Archive::open(bytes).ok();
        let has = |part: &str| archive.as_ref().is_some_and(|archive| archive.has(part));
        if !has("word/document.xml") && !has("xl/workbook.xml") {
            return Err(told(texts::no_office_file(&file.display(), language)));
        }
        match form::take(dir, bytes, tracked) {
            Ok(Some(form)) => return Ok(Read::Form(Box::new(form))),
            Ok(None) => {}
            Err(error) => return Err(told(super::form::cannot(&error, file, dir, language))),
        }
        if !has("word/document.xml") {
            return Err(texts::no_form(&file.display(), language));
        }
        let stored = stored(file, bytes, load::id(dir).as_deref(), output);
        let manner = Manner { tracked, layout, stored: stored.as_deref() };
        let absorbed = absorb_as(dir, bytes, manner).map_err(|error| match error {
            AbsorbError::Unreadable(_) => told(cannot_absorb(&error, file, dir, language)),
            other => cannot_absorb(&other, file, dir, language),
        })?;
        Ok(Read::Paper(Box::new(absorbed)))
    }

    /// The files that the report was made of, and those to be written.
    fn files(&self) -> (&Sources, &[(String, Vec<u8>)]) {
        match self {
            Read::Form(taken) => (&taken.sources, &taken.files),
            Read::Paper(absorbed) => (&absorbed.sources, &absorbed.files),
        }
    }

    /// Whether nothing is left for a person.
    fn is_done(&self) -> bool {
        match self {
            Read::Form(taken) => {
                taken.changes.iter().all(|change| change.outcome.is_taken()) && taken.unread.is_empty()
            }
            Read::Paper(absorbed) => {
                let is_taken = |change: &Change| change.outcome == Outcome::Taken;
                absorbed.changes.iter().all(is_taken) && absorbed.unread.is_empty() && absorbed.gone.is_empty()
            }
        }
    }

    /// How much of it no file of the report has.
    fn left(&self) -> Left {
        match self {
            Read::Form(taken) => {
                let places = taken.changes.iter().map(|change| match change.key.is_empty() {
                    true => change.is.clone().unwrap_or_default(),
                    false => change.key.clone(),
                });
                Left { places: places.chain(taken.unread.iter().cloned()).collect(), comments: taken.comments.len() }
            }
            Read::Paper(absorbed) => {
                let Absorbed { sources, changes, unread, gone, comments, .. } = &**absorbed;
                let place = |change: &Change| match change.place.or(change.near) {
                    Some(place) => sources.locate(place),
                    None => change.is.clone().or_else(|| change.was.clone()).unwrap_or_default(),
                };
                Left {
                    places: changes.iter().map(place).chain(unread.iter().chain(gone).cloned()).collect(),
                    comments: comments.len(),
                }
            }
        }
    }

    /// Remembers that it was taken in, with what a form delivered.
    fn remembered(&self, dir: &Path, file: &[u8]) {
        let mut memory = Memory::read(dir);
        if let Read::Form(taken) = self
            && let Some(delivered) = taken.delivered.as_ref().filter(|delivered| !delivered.values.is_empty())
        {
            memory.form(delivered);
        }
        // A comment stands in the file alone.
        let is_whole = self.is_done() && self.left().comments == 0;
        memory.paper(dir, file, self.files(), is_whole);
        memory.write(dir);
    }

    fn said(&self, (dir, head): (&Path, &str), order: Order<'_>) -> String {
        let Order { write, format, language, .. } = order;
        match self {
            Read::Form(taken) => super::form::shown(taken, (dir, head), write, format, language),
            Read::Paper(absorbed) if matches!(format, ShowArgument::Json) => json(absorbed),
            Read::Paper(absorbed) => {
                escape::lines(&(head.to_owned() + &shown(absorbed, dir, write, language))).into_owned()
            }
        }
    }
}

/// What of a file no file of the report has.
struct Left {
    /// Where it belongs, or what it says.
    places: Vec<String>,
    comments: usize,
}

/// How many places are named.
const NAMED: usize = 3;

/// That a file was edited since it was made, with what of it would be lost.
pub(super) fn edited(failed: &WriteError, dir: &Path, layout: Option<&str>, language: Language) -> String {
    let said = cannot_write(failed, language);
    let output = failed.path.parent().unwrap_or(dir);
    let order = Order { tracked: Tracked::Accept, layout, output, write: false, format: ShowArgument::Human, language };
    let read = load::file(&failed.path).ok();
    let read = read.and_then(|bytes| Read::of(&(failed.path.clone(), bytes), dir, order).ok());
    let Some(Left { places, comments }) = read.as_ref().map(Read::left) else { return said };
    let named: Vec<String> = places.iter().take(NAMED).map(|place| excerpt(place, 0, 0)).collect();
    said + "\n" + &pick(messages::left_in(&named, places.len() - named.len(), comments), language)
}

/// Takes the edits of one file after the other in. Whether nothing was left for a person.
pub(super) fn run(files: &[(PathBuf, Vec<u8>)], dir: &Path, order: Order<'_>) -> Result<bool, String> {
    let Order { write: is_written, format, language, .. } = order;
    if matches!(format, ShowArgument::Sarif | ShowArgument::Html) {
        return Err(texts::no_sarif("absorb", language));
    }
    // All or none: what cannot be taken in is found before anything is written.
    let mut first =
        files.iter().map(|file| Read::of(file, dir, order)).collect::<Result<Vec<_>, String>>()?.into_iter();
    let (mut all_is_well, mut written, mut is_as_read) = (true, Written::default(), true);
    let (mut shown_as_json, is_json) = (Vec::new(), matches!(format, ShowArgument::Json));
    for file in files {
        let head = if files.len() > 1 { format!("{}\n\n", file.0.display()) } else { String::new() };
        let read = match first.next().filter(|_| is_as_read) {
            Some(read) => read,
            // The files are others since the last one was written.
            None => Read::of(file, dir, order)?,
        };
        let (sources, new) = read.files();
        if is_written {
            if !new.is_empty() {
                written.write(dir, sources, new).map_err(|failed| cannot_write(&failed, language))?;
                is_as_read = false;
            }
            read.remembered(dir, &file.1);
        }
        all_is_well &= read.is_done();
        let said = read.said((dir, &head), order);
        if is_json {
            shown_as_json.push(said);
        } else {
            print(&said)?;
        }
    }
    // Of several files they are one array.
    match &shown_as_json[..] {
        [] => {}
        [one] => print(one)?,
        all => print(&format!("[\n{}\n]\n", all.iter().map(|one| one.trim_end()).collect::<Vec<_>>().join(",\n")))?,
    }
    Ok(all_is_well)
}

/// Takes back what was written last.
pub(super) fn take_back(dir: &Path, language: Language) -> Result<bool, String> {
    let undone = undo(dir).map_err(|failed| cannot_write(&failed, language))?;
    let (said, is_well) = match undone {
        Undone::Nothing => (messages::nothing_to_undo(), true),
        Undone::Changed(files) => (messages::changed_since(&files.join(", ")), false),
        Undone::Back(files) => {
            let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
            (messages::taken_back(&files.join(", ")), true)
        }
    };
    print(&(escape::words(&pick(said, language)).into_owned() + "\n"))?;
    Ok(is_well)
}

fn cannot_absorb(error: &AbsorbError, file: &Path, dir: &Path, language: Language) -> String {
    let (file, dir) = (file.display(), dir.display());
    let sentence = match error {
        AbsorbError::Load(error) => return cannot_load(error, language),
        AbsorbError::NotMade => messages::not_made(&dir),
        AbsorbError::Unreadable(why) => messages::unreadable(&file, &texts::cannot_read_back(why, language)),
        AbsorbError::Other(id) => messages::other_report(&file, id, &dir),
        AbsorbError::System(error) => messages::not_tried(error),
    };
    pick(sentence, language)
}

/// What differs, and what becomes of it.
fn shown(absorbed: &Absorbed, dir: &Path, is_written: bool, language: Language) -> String {
    let Absorbed { sources, changes, counts, comments, authors, looks, unread, gone, base, files } = absorbed;
    let mut out = String::new();
    let (taken, listed): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|change| change.outcome == Outcome::Taken);
    for change in taken.iter().chain(&listed) {
        out.push_str(&of_change(change, sources, language));
    }
    let mut line = |words: [String; 2]| out.push_str(&(pick(words, language) + "\n"));
    for comment in comments {
        let place = comment.place.map(|place| sources.locate(place));
        let place = place.unwrap_or_else(|| pick(messages::nowhere(), language));
        line(messages::comment(&place, &comment.author, &comment.words));
    }
    unread.iter().for_each(|words| line(messages::not_taken_in(words)));
    gone.iter().for_each(|words| line(messages::not_taken_out(words)));
    if !authors.is_empty() {
        let who: Vec<String> = authors.iter().map(|(author, count)| format!("{author} ({count})")).collect();
        line(messages::tracked(&who.join(", ")));
    }
    if *looks > 0 {
        line(messages::looks(*looks));
    }
    messages::base(*base).into_iter().for_each(&mut line);
    if !out.is_empty() {
        out.push('\n');
    }
    let names = files.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>().join(", ");
    let end = messages::end(is_written, [taken.len(), listed.len()], &names, &dir.display());
    for words in [messages::paragraphs(*counts), end] {
        out.push_str(&(pick(words, language) + "\n"));
    }
    out
}

/// A change as a reader of a diff knows it.
fn of_change(change: &Change, sources: &Sources, language: Language) -> String {
    let place = match (change.place, change.near) {
        (Some(place), _) => sources.locate(place),
        (None, Some(near)) => pick(messages::near(&sources.locate(near)), language),
        (None, None) => pick(messages::nowhere(), language),
    };
    let address = change.address.as_ref().map_or_else(String::new, |address| format!(" {address}"));
    let by = pick(messages::known_by(change.by), language);
    let mut out = format!("{place}:{address}{by}\n");
    let all = [&change.base, &change.was, &change.is].map(|words| words.as_deref().unwrap_or_default());
    let [from, to] = apart(&all);
    for (sign, words) in ['=', '-', '+'].into_iter().zip([&change.base, &change.was, &change.is]) {
        if let Some(words) = words {
            out.push_str(&format!("  {sign} {}\n", excerpt(words, from, to)));
        }
    }
    if let Some(id) = change.id.as_ref().filter(|_| change.outcome == Outcome::Taken) {
        out.push_str(&format!("  {}\n", pick(messages::new_id(id, change.row), language)));
    }
    if change.outcome != Outcome::Taken {
        out.push_str(&format!("  {}\n", pick(messages::why(change.outcome), language)));
    }
    out
}

/// How many characters are the same at the beginning and at the end of words of which two at least are there.
fn apart(all: &[&str; 3]) -> [usize; 2] {
    let there: Vec<Vec<char>> =
        all.iter().filter(|words| !words.is_empty()).map(|words| words.chars().collect()).collect();
    let [first, rest @ ..] = there.as_slice() else { return [0, 0] };
    if rest.is_empty() {
        return [0, 0];
    }
    let shortest = there.iter().map(Vec::len).min().unwrap_or(0);
    let same = |of: &dyn Fn(&Vec<char>, usize) -> Option<char>| {
        (0..shortest).take_while(|at| rest.iter().all(|other| of(other, *at) == of(first, *at))).count()
    };
    let from = same(&|words, at| words.get(at).copied());
    let to = same(&|words, at| words.iter().rev().nth(at).copied());
    [from, to.min(shortest - from)]
}

/// The characters that are shown before and behind what differs.
const AROUND: usize = 40;

/// The part of words that differs from others, with some words around it.
fn excerpt(words: &str, from: usize, to: usize) -> String {
    let all: Vec<char> = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let (mut start, mut end) = (from.saturating_sub(AROUND), all.len().saturating_sub(to.saturating_sub(AROUND)));
    while start > 0 && all.get(start - 1).is_some_and(|c| !c.is_whitespace()) {
        start -= 1;
    }
    while end < all.len() && !all[end].is_whitespace() {
        end += 1;
    }
    let part: String = all.get(start..end.max(start)).unwrap_or_default().iter().collect();
    let [before, behind] = [start > 0, end < all.len()].map(|cut| if cut { "…" } else { "" });
    format!("{before}{part}{behind}")
}

/// A change as JSON.
#[derive(Serialize)]
struct Row<'a> {
    place: Option<String>,
    /// The place beside it, where it has none of its own.
    near: Option<String>,
    address: Option<&'a str>,
    by: Option<&'static str>,
    base: Option<&'a str>,
    was: Option<&'a str>,
    is: Option<&'a str>,
    id: Option<&'a str>,
    outcome: &'static str,
    message_sv: String,
    message_en: String,
}

/// All of it as JSON.
#[derive(Serialize)]
struct All<'a> {
    changes: Vec<Row<'a>>,
    comments: Vec<[String; 3]>,
    tracked: &'a BTreeMap<String, usize>,
    not_read: &'a [String],
    gone_from_heads: &'a [String],
    looks: usize,
    base: &'static str,
    paragraphs: [(&'static str, usize); 5],
    files: Vec<&'a str>,
}

fn json(absorbed: &Absorbed) -> String {
    let locate = |place: Option<Span>| place.map(|place| absorbed.sources.locate(place));
    let rows = absorbed.changes.iter().map(|change| {
        let [message_sv, message_en] = messages::why(change.outcome);
        Row {
            place: locate(change.place),
            near: locate(change.near.filter(|_| change.place.is_none())),
            address: change.address.as_deref(),
            by: change.by.map(|by| match by {
                By::Bookmark => "bookmark",
                By::Place => "place",
            }),
            base: change.base.as_deref(),
            was: change.was.as_deref(),
            is: change.is.as_deref(),
            id: change.id.as_deref(),
            outcome: name(change.outcome),
            message_sv,
            message_en,
        }
    });
    let counts = absorbed.counts;
    let all = All {
        changes: rows.collect(),
        comments: absorbed
            .comments
            .iter()
            .map(|it| [locate(it.place).unwrap_or_default(), it.author.clone(), it.words.clone()])
            .collect(),
        tracked: &absorbed.authors,
        not_read: &absorbed.unread,
        gone_from_heads: &absorbed.gone,
        looks: absorbed.looks,
        base: match absorbed.base {
            Base::File => "file",
            Base::Version => "version",
            Base::Missing => "missing",
            Base::Other => "other-version",
        },
        paragraphs: [
            ("all", counts.all),
            ("unchanged", counts.unchanged),
            ("made", counts.made),
            ("taken", counts.taken),
            ("listed", counts.listed),
        ],
        files: absorbed.files.iter().map(|(path, _)| path.as_str()).collect(),
    };
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

/// The name of an outcome, the same in both languages.
fn name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Taken => "taken",
        Outcome::Unsure(Unsure::Computed) => "computed",
        Outcome::Unsure(Unsure::Mark(_)) => "mark",
        Outcome::Unsure(Unsure::Workbook) => "workbook",
        Outcome::Unsure(Unsure::NoFigure) => "no-figure",
        Outcome::Conflict => "conflict",
        Outcome::NoBase => "no-base",
        Outcome::Made => "made-by-the-program",
        Outcome::Homeless => "added",
        Outcome::Kept => "gone",
        Outcome::NoteMark => "note-mark",
        Outcome::SaysOther => "says-other",
        Outcome::Shared => "shared",
        Outcome::Overlaps => "overlaps",
        Outcome::Moved => "moved",
        Outcome::Merged => "cells-merged",
        Outcome::Gap => "typed-in-gap",
        Outcome::NewNote => "new-note",
        Outcome::NewRow(_) => "new-row",
        Outcome::GoneRow(_) => "gone-row",
        Outcome::Breaks => "breaks",
        Outcome::GoneSince => "gone-since",
        Outcome::Half => "half",
        Outcome::Struck => "struck",
        Outcome::Restyled => "restyled",
        Outcome::Numbered => "numbered",
        Outcome::Contents => "contents",
        Outcome::Looks => "looks",
        Outcome::Picture => "picture",
    }
}
