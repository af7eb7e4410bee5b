//! Which paragraph of the edited file is which one of the paper: by its bookmark, or where that is lost by what stands
//! around it.

use std::collections::{BTreeMap, BTreeSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::fold;
use super::paper::Line;

/// By what a paragraph was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Its bookmark.
    Bookmark,
    /// Its words, or those of the paragraphs around it.
    Place,
}

/// The paragraphs of the paper and those of the file.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// For each paragraph of the paper, its position in the file and by what it is known.
    pub(super) of_ours: Vec<Option<(usize, By)>>,
    /// Those of the file that are none of the paper's, each with the position of the paper's that it stands behind.
    pub(super) added: Vec<(usize, Option<usize>)>,
}

impl Pairs {
    /// The paragraphs of the paper that stand at another place among the others now: those that are not in the longest
    /// row of paragraphs whose order is as it was.
    pub(super) fn moved(&self, counts: impl Fn(usize) -> bool) -> BTreeSet<usize> {
        let there: Vec<(usize, usize)> = (0..)
            .zip(&self.of_ours)
            .filter_map(|(at, found)| Some((at, found.as_ref()?.0)))
            .filter(|(at, _)| counts(*at))
            .collect();
        // The last of the best row of each length, and what stands before each in its row.
        let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
        for (at, (_, found)) in there.iter().enumerate() {
            let length = ends.partition_point(|end| there[*end].1 < *found);
            before.push(length.checked_sub(1).map(|length| ends[length]));
            match ends.get_mut(length) {
                Some(end) => *end = at,
                None => ends.push(at),
            }
        }
        let mut stays = BTreeSet::new();
        let mut next = ends.last().copied();
        while let Some(at) = next {
            stays.insert(there[at].0);
            next = before[at];
        }
        there.into_iter().map(|(at, _)| at).filter(|at| !stays.contains(at)).collect()
    }
}

/// How much of two paragraphs must be the same for one to be the other one edited, in per cent of their words.
const ALIKE: usize = 50;

/// Pairs the paragraphs of `ours` with those of `theirs`. `keys` are those of paragraphs, not of figures in them.
pub(super) fn pair(ours: &[Line], theirs: &[Line], keys: &BTreeSet<&str>) -> Pairs {
    let own: Vec<Option<&str>> = ours.iter().map(|line| key(line, keys)).collect();
    let known: BTreeSet<&str> = own.iter().flatten().copied().collect();
    // Of two with one key the one that was not changed keeps it: the other one is a copy.
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, line) in theirs.iter().enumerate() {
        for key in line.keys.iter().map(|(key, ..)| key.as_str()).filter(|key| known.contains(key)) {
            let as_it_was = |at: usize| {
                let ours = own.iter().position(|own| *own == Some(key)).map(|at| fold::words(&ours[at].words));
                ours == Some(fold::words(&theirs[at].words))
            };
            let better = held.get(key).is_none_or(|other| {
                let is_empty = theirs[*other].words.trim().is_empty();
                is_empty || (!as_it_was(*other) && as_it_was(at))
            });
            if better {
                held.insert(key, at);
            }
        }
    }
    let mut by_key: BTreeMap<usize, &str> = BTreeMap::new();
    for (key, at) in &held {
        by_key.entry(*at).or_insert(key);
    }
    let token_of_ours =
        |at: usize| match own[at].filter(|key| held.get(key).is_some_and(|at| by_key.get(at) == Some(key))) {
            Some(key) => format!("\u{1}{key}"),
            None => fold::words(&ours[at].words),
        };
    let token_of_theirs = |at: usize| match by_key.get(&at) {
        Some(key) => format!("\u{1}{key}"),
        None => fold::words(&theirs[at].words),
    };
    let one: Vec<String> = (0..ours.len()).map(token_of_ours).collect();
    let other: Vec<String> = (0..theirs.len()).map(token_of_theirs).collect();
    let mut pairs = Pairs { of_ours: vec![None; ours.len()], added: Vec::new() };
    let mut taken = vec![false; theirs.len()];
    // What is known by its bookmark is known wherever it stands now.
    for (at, own) in own.iter().enumerate() {
        if let Some(found) = own.and_then(|key| held.get(key)).filter(|found| by_key.get(found).copied() == *own) {
            pairs.of_ours[at] = Some((*found, By::Bookmark));
            taken[*found] = true;
        }
    }
    for change in capture_diff_slices(Algorithm::Patience, &one, &other) {
        let (was, is) = (change.old_range(), change.new_range());
        if let DiffOp::Equal { .. } = change {
            for (at, found) in was.zip(is) {
                if pairs.of_ours[at].is_none() && !taken[found] {
                    pairs.of_ours[at] = Some((found, By::Place));
                    taken[found] = true;
                }
            }
        } else {
            alike(ours, theirs, (was, is), &mut pairs, &mut taken);
        }
    }
    let mut before = None;
    let mut places: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, found) in pairs.of_ours.iter().enumerate() {
        if let Some((found, _)) = found {
            places.insert(*found, at);
        }
    }
    for (at, line) in theirs.iter().enumerate() {
        match places.get(&at) {
            Some(ours) => before = Some(*ours),
            None if !line.words.trim().is_empty() => pairs.added.push((at, before)),
            None => {}
        }
    }
    pairs
}

/// Pairs what is left of two ranges in order: one by one where there are as many, else each with the first that is
/// alike.
fn alike(
    ours: &[Line],
    theirs: &[Line],
    (was, is): (std::ops::Range<usize>, std::ops::Range<usize>),
    pairs: &mut Pairs,
    taken: &mut [bool],
) {
    let stands_alike = |one: &Line, other: &Line| one.in_table == other.in_table && one.in_note == other.in_note;
    let mut from = is.start;
    let left: Vec<usize> = was.filter(|at| pairs.of_ours[*at].is_none()).collect();
    let new: Vec<usize> = is.clone().filter(|found| !taken[*found]).collect();
    // As many in the place of as many: each is the other one, retyped.
    if left.len() == new.len() && left.iter().zip(&new).all(|(at, found)| stands_alike(&ours[*at], &theirs[*found])) {
        for (at, found) in left.into_iter().zip(new) {
            pairs.of_ours[at] = Some((found, By::Place));
            taken[found] = true;
        }
        return;
    }
    for at in left {
        let fits = |found: &usize| {
            let (one, other) = (&ours[at], &theirs[*found]);
            !taken[*found] && stands_alike(one, other) && are_alike(one, other)
        };
        if let Some(found) = (from..is.end).find(fits) {
            pairs.of_ours[at] = Some((found, By::Place));
            taken[found] = true;
            from = found + 1;
        }
    }
}

/// Whether one paragraph may be the other one edited.
fn are_alike(one: &Line, other: &Line) -> bool {
    let [one, other] = [one, other].map(|line| fold::words(&line.words));
    let [one, other]: [Vec<&str>; 2] = [&one, &other].map(|words| words.split(' ').collect());
    let longest = one.len().max(other.len());
    let same: usize = capture_diff_slices(Algorithm::Myers, &one, &other)
        .iter()
        .map(|change| if let DiffOp::Equal { len, .. } = change { *len } else { 0 })
        .sum();
    same * 100 >= longest * ALIKE
}

/// The bookmark of a paragraph itself.
fn key<'l>(line: &'l Line, keys: &BTreeSet<&str>) -> Option<&'l str> {
    line.keys.iter().map(|(key, ..)| key.as_str()).find(|key| keys.contains(key))
}
