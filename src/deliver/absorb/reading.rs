//! What is compared: the report as it is today, with where each paragraph of its paper was written, and the file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::hash::{sha256, shown_hash};
use crate::base::source::{FileId, Sources};

use super::change::Judged;
use super::edges::Differing;
use super::edit::{self, Edit, Quote, Unsure};
use super::fold::{self, NOTE};
use super::paper::{Line, Paper, SIGN, in_bookmark};
use super::paragraph::finished;
use super::places::Home;

/// What is compared.
pub(super) struct Reading<'r> {
    pub(super) sources: &'r Sources,
    pub(super) homes: &'r BTreeMap<String, Home>,
    /// The headings without a key by the positions of their paragraphs, with their words.
    pub(super) headings: &'r BTreeMap<usize, (Home, String)>,
    /// The layout that it is built with, where it is not its own.
    pub(super) layout: Option<&'r str>,
    /// The paper's language, without its country: `sv`.
    pub(super) language: String,
    /// How many errors the report has as it is.
    pub(super) errors: usize,
    pub(super) ours: &'r Paper,
    pub(super) theirs: &'r Paper,
    /// The hashes of what paragraphs of the file without a key say, with how many say it.
    pub(super) said: BTreeMap<String, usize>,
}

/// The hash by which words that have no key are known.
fn hash_of(words: &str) -> String {
    shown_hash(&words.replace([NOTE, SIGN], ""))
}

/// The hashes of what paragraphs without a key say, with how many say it.
pub(super) fn said(paper: &Paper) -> BTreeMap<String, usize> {
    let mut all = BTreeMap::new();
    let has_key = |line: &Line| line.keys.iter().any(|(key, ..)| paper.map.contains_key(key));
    for line in paper.lines.iter().filter(|line| !line.is_empty() && !has_key(line)) {
        *all.entry(hash_of(&line.words)).or_default() += 1;
    }
    all
}

impl Reading<'_> {
    /// The key of a paragraph itself that the report knows.
    pub(super) fn key<'l>(&self, line: &'l Line) -> Option<&'l str> {
        let is_own = |key: &&str| self.ours.map.get(*key).is_some_and(|item| !item.is_bound());
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

    /// How many paragraphs without a key say these words in the file, and how many did when it was made; `None` where
    /// the file does not say that.
    fn told(&self, words: &str) -> Option<[usize; 2]> {
        if self.theirs.shown.is_empty() {
            return None;
        }
        let hash = hash_of(words);
        Some([&self.said, &self.theirs.shown].map(|all| all.get(&hash).copied().unwrap_or_default()))
    }

    /// Whether the Word file was made with what a paragraph without a key says today, or, where nobody knows, the file
    /// that its words stand in is as it was.
    pub(super) fn was_shown(&self, at: usize, file: FileId) -> bool {
        self.told(&self.ours.lines[at].words).is_some_and(|[_, then]| then > 0) || self.is_as_it_was(file)
    }

    /// Whether `other`, a paragraph of the file that has no key, says what one said when the file was made, and `line`,
    /// the paper's, what none did: it is the report that has changed since.
    pub(super) fn is_of_then(&self, line: &Line, other: &Line) -> bool {
        self.was_made(other) && self.is_new(line)
    }

    /// Whether a paragraph of the file is one that the program made with it, and nobody wrote.
    pub(super) fn was_made(&self, line: &Line) -> bool {
        let has_key = line.keys.iter().any(|(key, ..)| self.theirs.map.contains_key(key));
        !has_key && !line.is_empty() && self.told(&line.words).is_some_and(|[now, then]| then > 0 && now <= then)
    }

    /// Whether a paragraph of the file is one that the report had when the file was made, and has no longer.
    pub(super) fn is_gone_since(&self, line: &Line) -> bool {
        let is_ours = || line.keys.iter().any(|(key, ..)| self.ours.map.contains_key(key));
        let was_there = match self.theirs.map.is_empty() {
            // Bookmarks alone say that it was made then.
            true => !line.keys.is_empty() && !is_ours(),
            false => line.kept.is_some(),
        };
        was_there && self.key(line).is_none()
    }

    /// Whether a running head or foot said these words when the file was made, as far as that is known.
    fn was_headed(&self, words: &str) -> bool {
        self.theirs.headed.contains_key(&hash_of(words))
    }

    /// What somebody typed into running heads and feet, and took out of them: what is not as it is in the paper, nor as
    /// it is to be in the one `after` the edits, since they follow what they are made of.
    pub(super) fn edges(&self, after: Option<&Paper>) -> Differing {
        let (ours, theirs) = (&self.ours.edges, &self.theirs.edges);
        let mut differing = ours.differing(theirs);
        let after = after.map_or_else(|| ours.folded(), |after| after.edges.folded());
        let follows = |words: &str| after.contains(&fold::words(words));
        // Those of a report that has changed since are other ones.
        let is_known = !self.theirs.headed.is_empty();
        let are_todays = match is_known {
            true => {
                let todays: BTreeSet<String> = ours.words().map(|words| hash_of(words)).collect();
                self.theirs.headed.keys().eq(&todays)
            }
            false => self.may_be_todays(),
        };
        let known = ours.folded();
        let is_typed = |words: &String| known.contains(&fold::words(words)) || !follows(words);
        differing.typed.retain(|words| is_typed(words) && (are_todays || !self.was_headed(words)));
        differing.gone.retain(|words| follows(words) && (are_todays || self.was_headed(words)));
        differing
    }

    /// Whether no paragraph without a key that says the same as this one of the paper is gone from the file.
    pub(super) fn none_is_gone(&self, line: &Line) -> bool {
        // Where its words are read as they were written.
        let is_known = self.ours.shown.contains_key(&hash_of(&line.words));
        is_known && self.told(&line.words).is_some_and(|[now, then]| now >= then)
    }

    /// Whether the report says something since the file was made that it did not say then.
    pub(super) fn is_new(&self, line: &Line) -> bool {
        match self.key(line) {
            Some(key) => !self.theirs.map.is_empty() && !self.theirs.map.contains_key(key),
            None => self.none_is_gone(line) && self.told(&line.words).is_some_and(|[_, then]| then == 0),
        }
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
        let text = |file: FileId, edits: &[Edit]| {
            let text = self.sources.file(file).original();
            edit::applied(text, &finished(text, edits))
        };
        edits.into_iter().filter_map(|(file, edits)| Some((file, text(file, &edits)?))).collect()
    }
}
