//! The lines of the contents in the file: the program and Word make them of the headings, so that what somebody typed
//! in them stands nowhere else.

use std::collections::BTreeSet;

use crate::model::UNKNOWN_PAGE;

use super::change::{Change, Differing, Outcome};
use super::fold;
use super::pair::By;
use super::paper::{Line, is_page_number};
use super::places::Home;
use super::reading::Reading;

/// What the contents of the file may say, and whether some of them are there.
pub(super) struct Contents {
    /// What paragraphs of the file and the paper say that are no lines of the contents, and what those of the paper do.
    said: BTreeSet<String>,
    /// What the file's lines of the contents say.
    listed: BTreeSet<String>,
    /// Whether most of the paper's lines are there: programs lose all of them at once.
    is_there: bool,
}

/// The words of a line without the number of its page, which stands behind a tab, or behind dots.
fn bare(line: &Line) -> [String; 2] {
    let words = line.words.trim();
    let tabbed = words.rsplit_once('\t').filter(|(_, page)| is_page_number(page)).map_or(words, |(words, _)| words);
    let is_page = |c: char| c.is_ascii_digit() || c.is_whitespace() || c == UNKNOWN_PAGE || c == '.';
    [tabbed, words.trim_end_matches(is_page)].map(fold::words)
}

impl Reading<'_> {
    /// What is known of the contents of the file.
    pub(super) fn contents(&self) -> Contents {
        let lines = || self.ours.lines.iter().chain(&self.theirs.lines);
        let mut said: BTreeSet<String> =
            lines().filter(|line| !line.is_contents()).map(|line| fold::words(&line.words)).collect();
        let ours: Vec<[String; 2]> = self.ours.lines.iter().filter(|line| line.is_contents()).map(bare).collect();
        let listed: BTreeSet<String> =
            self.theirs.lines.iter().filter(|line| line.is_contents()).flat_map(bare).collect();
        let kept = ours.iter().filter(|[words, _]| listed.contains(words)).count();
        let is_there = kept * 2 >= ours.len();
        said.extend(ours.into_iter().flatten());
        Contents { said, listed, is_there }
    }

    /// The heading of the paper that a line of the contents is of.
    fn heading_of(&self, line: &Line) -> Option<&Home> {
        let words = bare(line);
        let is_it = |other: &&Line| !other.is_contents() && words.contains(&fold::words(&other.words));
        let (at, heading) = self.ours.lines.iter().enumerate().find(|(_, other)| is_it(other))?;
        self.home_of(heading).or_else(|| self.headings.get(&at).map(|(home, _)| home))
    }

    /// A line of the contents in the file that no heading makes; `ours` is the paper's in its place.
    pub(super) fn typed(&self, ours: Option<&Line>, line: &Line, contents: &Contents) -> Option<Differing> {
        let is_made = bare(line).iter().any(|words| contents.said.contains(words)) || self.was_made(line);
        if is_made || line.is_empty() {
            return None;
        }
        let was = ours.map(|line| line.words.trim());
        let change = Change::of_program(ours.map(|_| By::Place), was, Some(line.words.trim()));
        let place = ours.and_then(|line| self.heading_of(line)).map(|home| home.place);
        Some(Change { place, ..change }.left(Outcome::Contents))
    }

    /// A line of the contents that somebody has taken out of the file, where its heading is.
    pub(super) fn untyped(&self, line: &Line, contents: &Contents) -> Option<Differing> {
        let [words, _] = bare(line);
        let is_left =
            contents.said.contains(&words) && self.theirs.lines.iter().any(|it| fold::words(&it.words) == words);
        let is_gone = contents.is_there && is_left && !contents.listed.contains(&words) && !self.none_is_gone(line);
        let change = is_gone.then(|| Change::of_program(None, Some(line.words.trim()), None))?;
        let place = self.heading_of(line).map(|home| home.place);
        Some(Change { place, ..change }.left(Outcome::Contents))
    }
}
