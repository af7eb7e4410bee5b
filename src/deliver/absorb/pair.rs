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

/// Pairs the paragraphs of `ours` with those of `theirs`. `keys` are those of paragraphs, not of figures in them;
/// `is_new` says of one of ours whether it came since the file was made.
pub(super) fn pair(ours: &[Line], theirs: &[Line], keys: &BTreeSet<&str>, is_new: &dyn Fn(usize) -> bool) -> Pairs {
    let own: BTreeMap<&str, usize> = (0..).zip(ours).filter_map(|(at, line)| Some((key(line, keys)?, at))).collect();
    let mut pairs = Pairs { of_ours: vec![None; ours.len()], added: Vec::new() };
    // By positions of theirs, those of ours. What is known by its bookmark is known wherever it stands now.
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for (key, there) in held(ours, theirs, &own) {
        found.entry(there).or_insert(own[key]);
    }
    for (there, at) in &found {
        pairs.of_ours[*at] = Some((*there, By::Bookmark));
    }
    // The rest by words, between what is known.
    let token = |known: Option<usize>, line: &Line| match known {
        Some(at) => format!("\u{1}{at}"),
        None => fold::words(&line.words),
    };
    let known = |at: usize| pairs.of_ours[at].map(|_| at);
    let one: Vec<String> = (0..).zip(ours).map(|(at, line)| token(known(at), line)).collect();
    let other: Vec<String> = (0..).zip(theirs).map(|(at, line)| token(found.get(&at).copied(), line)).collect();
    for change in capture_diff_slices(Algorithm::Patience, &one, &other) {
        let (was, is) = (change.old_range(), change.new_range());
        let mut put = |at: usize, there: usize| {
            pairs.of_ours[at] = Some((there, By::Place));
            found.insert(there, at);
        };
        if let DiffOp::Equal { .. } = change {
            let new: Vec<(usize, usize)> =
                was.zip(is).filter(|(_, there)| !other[*there].starts_with('\u{1}')).collect();
            new.into_iter().for_each(|(at, there)| put(at, there));
        } else {
            let left: Vec<usize> = was.filter(|at| !one[*at].starts_with('\u{1}')).collect();
            let new: Vec<usize> = is.filter(|there| !other[*there].starts_with('\u{1}')).collect();
            let headings = headings(ours, theirs, &left, &new, is_new);
            let [left, new] = [(left, true), (new, false)].map(|(all, is_left)| {
                let is_known = |at: &usize| headings.iter().any(|(one, other)| at == if is_left { one } else { other });
                all.into_iter().filter(|at| !is_known(at)).collect::<Vec<usize>>()
            });
            headings.into_iter().for_each(|(at, there)| put(at, there));
            alike(ours, theirs, &left, &new).into_iter().for_each(|(at, there)| put(at, there));
        }
    }
    let mut before = None;
    for (there, line) in theirs.iter().enumerate() {
        match found.get(&there) {
            Some(at) => before = Some(*at),
            None if !line.is_empty() => pairs.added.push((there, before)),
            None => {}
        }
    }
    pairs
}

/// Which paragraph of theirs has each key: of two with one key the one that was not changed, since the other one is a
/// copy.
fn held<'k>(ours: &[Line], theirs: &'k [Line], own: &BTreeMap<&str, usize>) -> BTreeMap<&'k str, usize> {
    let mut held: BTreeMap<&str, usize> = BTreeMap::new();
    for (there, line) in theirs.iter().enumerate() {
        for key in line.keys.iter().map(|(key, ..)| key.as_str()) {
            let Some(at) = own.get(key) else { continue };
            let is_as_it_was = |there: usize| fold::words(&ours[*at].words) == fold::words(&theirs[there].words);
            let is_better = held
                .get(key)
                .is_none_or(|other| theirs[*other].is_empty() || (!is_as_it_was(*other) && is_as_it_was(there)));
            if is_better {
                held.insert(key, there);
            }
        }
    }
    held
}

/// Pairs headings of one level that are left between two places, where there are as many, those that are new set aside:
/// they are of few words, of which none may be left.
fn headings(
    ours: &[Line],
    theirs: &[Line],
    left: &[usize],
    new: &[usize],
    is_new: &dyn Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    // As many of all are paired as they stand.
    if left.len() == new.len() {
        return Vec::new();
    }
    let is_heading = |line: &Line| ["heading", "rubrik"].iter().any(|name| line.style.starts_with(name));
    let styles: BTreeSet<&str> =
        new.iter().map(|at| &theirs[*at]).filter(|line| is_heading(line)).map(|line| line.style.as_str()).collect();
    let mut pairs = Vec::new();
    for style in styles {
        let own = left.iter().copied().filter(|at| ours[*at].style == style && !is_new(*at));
        let own: Vec<usize> = own.collect();
        let other: Vec<usize> = new.iter().copied().filter(|at| theirs[*at].style == style).collect();
        if own.len() == other.len() {
            pairs.extend(own.into_iter().zip(other));
        }
    }
    pairs
}

/// Pairs what is left between two places in order: one by one where there are as many, else each with the first that is
/// alike.
fn alike(ours: &[Line], theirs: &[Line], left: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
    let stands_alike = |at: usize, there: usize| {
        let (one, other) = (&ours[at], &theirs[there]);
        one.cell.is_some() == other.cell.is_some() && one.in_note == other.in_note
    };
    // As many in the place of as many: each is the other one, retyped.
    if left.len() == new.len() && left.iter().zip(new).all(|(at, there)| stands_alike(*at, *there)) {
        return left.iter().copied().zip(new.iter().copied()).collect();
    }
    let mut new = new.iter().copied();
    let mut pairs = Vec::new();
    for at in left {
        let rest = new.clone();
        match new.find(|there| stands_alike(*at, *there) && are_alike(&ours[*at], &theirs[*there])) {
            Some(there) => pairs.push((*at, there)),
            None => new = rest,
        }
    }
    pairs
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
