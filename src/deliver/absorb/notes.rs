//! Notes that come or go: the mark in the text, and the note's words in its unit's `[noter]`.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::address::Address;
use crate::base::names::id_of;
use crate::base::source::{FileId, Span};

use super::block;
use super::change::{Change, Group, Judged, Outcome};
use super::edit::{Edit, Quote};
use super::fold::NOTE;
use super::pair::Pairs;
use super::paper::Line;
use super::reading::Reading;

/// A note of the file that the report does not have.
#[derive(Debug, Clone)]
pub(super) struct NewNote {
    /// The id that it gets.
    pub(super) id: String,
    /// The position of its paragraph.
    line: usize,
}

/// The notes of the file that the report does not have, by what the file calls them. One of several paragraphs is for a
/// person.
pub(super) fn new_notes(reading: &Reading<'_>, pairs: &Pairs) -> BTreeMap<String, NewNote> {
    let known = reading.homes.values().filter_map(|home| match &home.of {
        Some(Address::Note { note, .. }) => Some(note.to_string()),
        _ => None,
    });
    let mut taken: BTreeSet<String> = known.collect();
    // A mark without a text has its id, too.
    let is_taken = |id: &str| {
        let mark = format!("[^{id}]");
        reading.sources.iter().any(|(_, file)| file.original().contains(&mark))
    };
    let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, line) in (0..).zip(&reading.theirs.lines).filter(|(_, line)| !line.is_empty()) {
        if let Some(note) = &line.note {
            lines.entry(note).or_default().push(at);
        }
    }
    let added: BTreeSet<usize> = pairs.added.iter().map(|(at, _)| *at).collect();
    let mut new = BTreeMap::new();
    for (note, all) in lines {
        let [line] = all[..] else { continue };
        let words = &reading.theirs.lines[line].words;
        if !added.contains(&line) || reading.is_gone_since(&reading.theirs.lines[line]) || words.contains(NOTE) {
            continue;
        }
        let first: Vec<&str> = words.split_whitespace().take(2).collect();
        let id = id_of(&first.join(" ")).unwrap_or_else(|| "not".to_owned());
        let numbered = (2u64..).map(|number| format!("{id}-{number}"));
        let free = std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id) && !is_taken(id));
        let id = free.unwrap_or(id);
        taken.insert(id.clone());
        new.insert(note.to_owned(), NewNote { id, line });
    }
    new
}

/// What stands in a file for each mark of a paragraph of the Word file: the id of a new note; nothing for one that is
/// known, which cannot be put in again.
pub(super) fn marks(line: &Line, new: &BTreeMap<String, NewNote>) -> Vec<Option<String>> {
    line.cites.iter().map(|note| new.get(note).map(|note| format!("[^{}]", note.id))).collect()
}

/// The words of a new paragraph with what stands in a file for the marks of its new notes.
pub(super) fn marked(words: &str, line: &Line, new: &BTreeMap<String, NewNote>) -> String {
    let marks = marks(line, new);
    let (mut said, mut nth) = (String::with_capacity(words.len()), 0);
    for c in words.chars() {
        let mark = (c == NOTE).then(|| marks.get(nth).and_then(Option::as_ref)).flatten();
        nth += usize::from(c == NOTE);
        match mark {
            Some(mark) => said.push_str(mark),
            None => said.push(c),
        }
    }
    said
}

/// Takes in the words of the notes whose marks are taken in, and takes out those whose marks are taken out.
pub(super) fn settle(reading: &Reading<'_>, new: &BTreeMap<String, NewNote>, judged: &mut [Judged]) {
    for which in 0..judged.len() {
        let Judged { change: Change { outcome: Outcome::Taken, place: Some(place), .. }, .. } = &judged[which] else {
            continue;
        };
        let (file, group) = (place.file, Group::Notes(which));
        let source = reading.sources.file(file);
        let (mut put, mut out) = (String::new(), String::new());
        for (of, edit) in judged[which].edits.iter().filter(|_| !judged[which].is_of_block) {
            if *of == file {
                put.push_str(&edit.with);
                out.push_str(source.original().get(edit.range.clone()).unwrap_or_default());
            }
        }
        for note in new.values().filter(|note| put.contains(&format!("[^{}]", note.id))) {
            let words = reading.theirs.lines[note.line].words.trim().replace('\u{a0}', " ");
            let edit = entry(reading, file, &note.id, &words);
            let of_note = judged.iter_mut().find(|judged| judged.theirs == Some(note.line));
            let Some((of_note, edit)) = of_note.zip(edit) else {
                judged[which].change.outcome = Outcome::NoteMark;
                judged[which].edits.clear();
                break;
            };
            of_note.change.outcome = Outcome::Taken;
            of_note.change.place = Some(Span::new(file, edit.range.clone()));
            of_note.change.id = Some(note.id.clone());
            (of_note.edits, of_note.group) = (vec![(file, edit)], Some(group));
            judged[which].group = Some(group);
        }
        let is_of = |judged: &Judged| {
            let home = judged.ours.and_then(|at| reading.home_of(&reading.ours.lines[at]));
            let is_it = home.and_then(|home| home.of.as_ref()).is_some_and(|of| match of {
                Address::Note { note, .. } => out.contains(&format!("[^{note}]")),
                _ => false,
            });
            is_it && judged.change.is.is_none() && judged.change.outcome == Outcome::Kept
        };
        let gone: Vec<usize> = (0..judged.len()).filter(|at| is_of(&judged[*at])).collect();
        for at in gone {
            let Some(edit) = without_entry(reading, &judged[at]).filter(|_| !is_cited(reading, &judged[at], judged))
            else {
                continue;
            };
            judged[at].change.outcome = Outcome::Taken;
            (judged[at].edits, judged[at].group) = (vec![edit], Some(group));
            judged[which].group = Some(group);
        }
    }
}

/// Whether marks of a note are left in its file that no edit takes out.
fn is_cited(reading: &Reading<'_>, gone: &Judged, judged: &[Judged]) -> bool {
    let home = gone.ours.and_then(|at| reading.home_of(&reading.ours.lines[at]));
    let Some((Some(Address::Note { note, .. }), file)) = home.map(|home| (&home.of, home.place.file)) else {
        return false;
    };
    let (mark, text) = (format!("[^{note}]"), reading.sources.file(file).original());
    let mut out: Vec<usize> = Vec::new();
    for (_, edit) in judged.iter().flat_map(|judged| &judged.edits).filter(|(of, _)| *of == file) {
        let gone = text.get(edit.range.clone()).unwrap_or_default();
        out.extend(gone.match_indices(&mark).map(|(at, _)| edit.range.start + at));
    }
    text.match_indices(&mark).any(|(at, _)| !out.contains(&at))
}

/// The edit that gives a unit's file the words of a note.
fn entry(reading: &Reading<'_>, file: FileId, id: &str, words: &str) -> Option<Edit> {
    let source = reading.sources.file(file);
    let text = source.original();
    // The manifest has no notes of its own.
    if source.sheet.is_some() || !source.path.ends_with(".toml") || source.path == "rapport.toml" {
        return None;
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let words = Quote::Escaped.written(words)?;
    let line = format!("{id} = \"{words}\"");
    let known = block::blocks(text).into_iter().find(|block| block.name == "noter");
    let (at, with) = match known {
        Some(block) => (block.range.end, format!("{end}{line}")),
        None => {
            let lead = if text.ends_with('\n') { "" } else { end };
            (text.len(), format!("{lead}{end}[noter]{end}{line}{end}"))
        }
    };
    Some(Edit { range: at..at, with })
}

/// The edit that takes the words of a note out, where nothing else shows them and nobody has remarked anything there.
fn without_entry(reading: &Reading<'_>, gone: &Judged) -> Option<(FileId, Edit)> {
    let line = &reading.ours.lines[gone.ours?];
    let home = reading.home_of(line)?;
    let is_same = |other: &&Line| reading.home_of(other).is_some_and(|other| other.of == home.of);
    if reading.ours.lines.iter().filter(is_same).count() != 1 {
        return None;
    }
    let (text, range, quote) = reading.at(home).ok()?;
    let marks = match quote {
        Quote::Line => "'",
        Quote::Escaped => "\"",
        Quote::Lines | Quote::EscapedLines | Quote::Bare => return None,
    };
    let start = text.get(..range.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let key = text.get(start..range.start)?.trim_end().strip_suffix(marks)?.trim_end().strip_suffix('=')?;
    let rest = text.get(range.end..)?.trim_start_matches(' ').strip_prefix(marks)?;
    let (behind, _) = rest.split_once('\n')?;
    let is_alone = !key.contains(['{', '[', '#']) && behind.trim().is_empty();
    let end = text.len() - rest.len() + behind.len() + 1;
    is_alone.then(|| (home.place.file, Edit { range: start..end, with: String::new() }))
}
