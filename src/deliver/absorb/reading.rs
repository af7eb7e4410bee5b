//! What is compared: the report as it is today, with where each paragraph of its paper was written, and the file.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::hash::sha256;
use crate::base::source::{FileId, Sources};

use super::change::Judged;
use super::edit::{self, Edit, Quote, Unsure};
use super::paper::{Line, Paper, in_bookmark};
use super::places::Home;

/// What is compared.
pub(super) struct Reading<'r> {
    pub(super) sources: &'r Sources,
    pub(super) homes: &'r BTreeMap<String, Home>,
    /// The headings without a key by the positions of their paragraphs, with their words.
    pub(super) headings: &'r BTreeMap<usize, (Home, String)>,
    /// The layout that it is built with, where it is not its own.
    pub(super) layout: Option<&'r str>,
    /// How many errors the report has as it is.
    pub(super) errors: usize,
    pub(super) ours: &'r Paper,
    pub(super) theirs: &'r Paper,
}

impl Reading<'_> {
    /// The key of a paragraph itself that the report knows.
    pub(super) fn key<'l>(&self, line: &'l Line) -> Option<&'l str> {
        let is_own = |key: &&str| self.ours.map.get(*key).is_some_and(|item| !item.is_bound);
        line.keys.iter().map(|(key, ..)| key.as_str()).find(is_own)
    }

    /// Where a paragraph was written.
    pub(super) fn home_of(&self, line: &Line) -> Option<&Home> {
        self.homes.get(self.key(line)?)
    }

    /// What the program puts before a paragraph of the paper, its own words, and what it puts behind them.
    pub(super) fn parts(&self, at: usize) -> [&str; 3] {
        let line = &self.ours.lines[at];
        match self.headings.get(&at) {
            Some((_, own)) => [line.words.strip_suffix(own.as_str()).unwrap_or_default(), own, ""],
            None => in_bookmark(line, self.key(line).unwrap_or_default()),
        }
    }

    /// Whether a file is as it was when the Word file was made, or nobody knows.
    pub(super) fn is_as_it_was(&self, file: FileId) -> bool {
        if self.theirs.map.is_empty() {
            return self.may_be_todays();
        }
        let file = self.sources.file(file);
        self.theirs.files.get(&file.path) == Some(&sha256(file.hashed()))
    }

    /// Whether the report may be as it was when the Word file was made: a file that has lost what it says of each
    /// paragraph may still say what it was built of.
    pub(super) fn may_be_todays(&self) -> bool {
        !matches!((&self.ours.build, &self.theirs.build), (Some(today), Some(then)) if today != then)
    }

    /// Whether nothing is known of the words that the file was made with.
    pub(super) fn has_no_base(&self) -> bool {
        self.theirs.map.is_empty() && !self.may_be_todays()
    }

    /// The text of a place's file, its range, and how words stand there.
    pub(super) fn at(&self, home: &Home) -> Result<(&str, Range<usize>, Quote), Unsure> {
        let file = self.sources.file(home.place.file);
        if file.sheet.is_some() {
            return Err(Unsure::Workbook);
        }
        let (text, range) = (file.original(), home.place.range());
        let (range, quote) =
            if file.path.ends_with(".toml") { edit::string(text, &range) } else { (range, Quote::Lines) };
        Ok((text, range, quote))
    }

    /// The texts of the files that change with the edits that are tried.
    pub(super) fn files(&self, judged: &[Judged], tried: &dyn Fn(&Judged) -> bool) -> BTreeMap<FileId, String> {
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
