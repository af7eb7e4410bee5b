//! Takes edits that somebody made in the finished Word file back into the files that the report is made of.
//!
//! Three texts of each paragraph are compared: the one that the file was made with, the one that the report makes
//! today, and the one in the file. What changed in the file alone is written where the paragraph was written, word by
//! word; what changed in both is a conflict and stays. Nothing is believed: the report is built again with the edits,
//! and an edit after which the paper does not say what the file says is not made, and told.
//!
//! Rows of tables, indicators, activities, risks, control activities and notes come and go as blocks of a file, with
//! their entries in the manifest's lists. A dispatched file keeps no words of its time beside its own: they are those
//! of the sources that were stored with its version.
//!
//! Every paragraph of the file is counted: it is as it was, made by the program, taken in, or listed for a person.

mod balance;
mod block;
mod built;
mod change;
mod contents;
mod edges;
mod edit;
mod emphasis;
pub(in crate::deliver) mod fold;
mod judge;
mod keys;
mod kind;
mod leads;
mod memory;
pub mod messages;
mod notes;
mod numbering;
mod pair;
mod paper;
mod paragraph;
mod pasted;
mod places;
mod reading;
mod restyle;
mod risks;
mod rows;
mod settle;
mod sorted;
pub mod strange;
mod undo;
mod value;
mod version;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::budget::Budget;
use crate::base::source::{Sources, Span};
use crate::diagnostic::Tally;
use crate::input::prose::binding::Binding;
use crate::report::{Report, address};

use self::built::made;
use self::judge::Verdict;
use self::paper::Line;
use self::places::{Home, headings, homes};
use self::reading::{Reading, said};
use self::settle::settle;

pub use self::built::AbsorbError;
pub use self::change::{Change, Counts, Outcome, RowKind};
pub use self::edit::{Mark, Unsure};
pub use self::memory::{Delivered, Memory};
pub use self::pair::By;
pub use self::paper::Tracked;
pub use self::undo::{Undone, Written, undo};
pub use self::version::{Base, stored, stored_beside};

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
    /// What holds words and is not taken in: what stands in running heads, feet and text boxes alone.
    pub unread: Vec<String>,
    /// What somebody took out of running heads and feet.
    pub gone: Vec<String>,
    /// Where the words of the file's time come from.
    pub base: Base,
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

/// Takes the edits of `file` in. Nothing is written.
///
/// # Errors
///
/// Why nothing can be compared.
pub fn absorb(dir: &Path, file: &[u8], tracked: Tracked) -> Result<Absorbed, AbsorbError> {
    absorb_as(dir, file, Manner { tracked, ..Manner::default() })
}

/// How edits are taken in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner<'m> {
    /// What becomes of tracked changes.
    pub tracked: Tracked,
    /// The layout that the file was built with, where it was not the report's own.
    pub layout: Option<&'m str>,
    /// The archive of the sources of the file's version, where it was dispatched.
    pub stored: Option<&'m [u8]>,
}

/// The same, with more said of how.
///
/// # Errors
///
/// Why nothing can be compared.
pub fn absorb_as(dir: &Path, file: &[u8], manner: Manner<'_>) -> Result<Absorbed, AbsorbError> {
    let Manner { tracked, layout, stored } = manner;
    let (built, ours) = made(dir, layout)?;
    let mut theirs = paper::read(file, tracked, &mut Budget::of_strangers()).map_err(AbsorbError::Unreadable)?;
    if let (Some(one), Some(other)) = (&ours.report, &theirs.report)
        && one != other
    {
        return Err(AbsorbError::Other(other.clone()));
    }
    theirs.without_pages_of_programs(&ours);
    let base = version::with_words(&mut theirs, stored)?;
    theirs.remember();
    keys::renewed(&ours, &mut theirs);
    let document = built.document.as_ref().ok_or(AbsorbError::NotMade)?;
    let homes = homes(document);
    // What stands in the file for a page that is named is no number, either.
    let headings = of_lines(&ours.lines, headings(&document.with_pages(&BTreeMap::new())));
    let (sources, errors) = (&built.checked.sources, Tally::of(&built.checked.diagnostics).errors);
    let report = Reading {
        sources,
        homes: &homes,
        headings: &headings,
        layout,
        language: document.meta.language.split('-').next().unwrap_or_default().to_owned(),
        errors,
        ours: &ours,
        theirs: &theirs,
        said: said(&theirs),
    };
    let Verdict { mut judged, counts, looks } = report.judge();
    let after = settle(dir, &report, &mut judged)?;
    if let Some(of) = &built.checked.report {
        judged.iter_mut().for_each(|judged| lead_to_cell(&mut judged.change, of, sources));
    }
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
    // What stands in a box as the paper says it: programs make boxes of frames.
    let said: BTreeSet<String> = ours.lines.iter().map(|line| fold::words(&line.words)).collect();
    let edges = report.edges(after.as_ref());
    let apart = theirs.apart.difference(&ours.apart).filter(|words| !said.contains(&fold::words(words)));
    let unread = edges.typed.iter().chain(apart).chain(&theirs.unread).cloned().collect();
    let gone = edges.gone.into_iter().collect();
    let counts = counts.with(&judged, &theirs);
    let changes = judged.into_iter().map(|judged| judged.change).collect();
    let authors = theirs.authors.clone();
    Ok(Absorbed {
        sources: built.checked.sources,
        changes,
        counts,
        comments,
        authors,
        looks,
        unread,
        gone,
        base,
        files,
    })
}

/// Shows the cell that a figure is taken from where an edit touches that figure.
fn lead_to_cell(change: &mut Change, report: &Report, sources: &Sources) {
    let Outcome::Unsure(Unsure::Mark(Mark::Bound { start, end })) = change.outcome else { return };
    let text = change.place.map(|place| sources.file(place.file).original());
    let asked = text.and_then(|text| text.get(start + 2..end.saturating_sub(2)));
    let Some(Ok(binding)) = asked.map(Binding::read) else { return };
    let found = binding.addresses().next().and_then(|address| address::find(report, address).ok());
    change.place = found.and_then(|found| found.cell()).map(|cell| cell.place).or(change.place);
}

/// The headings of the paper by the positions of their paragraphs: both stand in one order.
fn of_lines(lines: &[Line], headings: Vec<Option<(Home, String)>>) -> BTreeMap<usize, (Home, String)> {
    // One that does not stand in the contents has a style of its own.
    let is_heading = |line: &Line| {
        let level = ["heading", "rubrik"].iter().find_map(|name| line.style.strip_prefix(name));
        level.is_some_and(|level| level.starts_with(|c: char| c.is_ascii_digit()))
    };
    let places: Vec<usize> = (0..).zip(lines).filter(|(_, line)| is_heading(line)).map(|(at, _)| at).collect();
    // Where they are not as many, nobody can say which is which.
    let as_many = places.len() == headings.len();
    let all = places.into_iter().zip(headings).filter(|_| as_many);
    all.filter_map(|(at, heading)| Some((at, heading?))).collect()
}
