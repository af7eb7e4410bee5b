//! Whether an edit is half of one: a paragraph that was joined, parted or moved is two changes, and where one of them
//! is made alone, words of the Word file would be lost, or stand twice.

use std::collections::BTreeMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::change::{Change, Judged, Outcome};
use super::fold;
use super::fold::NOTE;
use super::paper::Line;

/// How many words are looked for as one.
const RUN: usize = 4;

/// How many words within a paragraph are no chance.
const FEW: usize = 3;

/// How many letters a paragraph of few words has that is no chance, either.
const LETTERS: usize = 4;

/// How often words stand in a paper one after the other, up to [`RUN`] of them.
type Runs = BTreeMap<String, usize>;

/// The words of a text, as they are compared here: a sentence that goes on in another has lost its capital.
fn tokens(text: &str) -> Vec<String> {
    let words = fold::words(text).to_lowercase();
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn runs(lines: &[Line]) -> Runs {
    let mut all = Runs::new();
    for line in lines.iter().filter(|line| !line.is_contents()) {
        let tokens = tokens(&line.apart_from_led());
        for length in 1..=RUN {
            tokens.windows(length).for_each(|run| *all.entry(run.join(" ")).or_default() += 1);
        }
    }
    all
}

/// The words of a change that go, and those that come, part by part.
fn parts(judged: &Judged) -> [Vec<Vec<String>>; 2] {
    let Change { was, is, .. } = &judged.change;
    let whole = |text: &str| Some(tokens(text)).filter(|all| all.iter().map(String::len).sum::<usize>() >= LETTERS);
    match (was, is) {
        (Some(was), None) => [whole(was).into_iter().collect(), Vec::new()],
        (None, Some(is)) if judged.says.is_empty() => [Vec::new(), whole(is).into_iter().collect()],
        (None, Some(_)) => [Vec::new(), judged.says.iter().filter_map(|words| whole(words)).collect()],
        // Looks alone, or a figure.
        (Some(_), Some(_)) if judged.is_figure || !judged.says.is_empty() => Default::default(),
        (Some(was), Some(is)) => {
            let [was, is] = [was, is].map(|text| tokens(text));
            let (mut out, mut put) = (Vec::new(), Vec::new());
            for change in capture_diff_slices(Algorithm::Patience, &was, &is) {
                if let DiffOp::Equal { .. } = change {
                    continue;
                }
                out.push(was[change.old_range()].to_vec());
                put.push(is[change.new_range()].to_vec());
            }
            [out, put].map(|all| all.into_iter().filter(|run| run.len() >= FEW).collect())
        }
        (None, None) => Default::default(),
    }
}

/// Whether half of a part or more is as `wrong` says, run by run.
fn is_mostly(part: &[String], wrong: impl Fn(&str) -> bool) -> bool {
    let runs: Vec<String> = part.windows(RUN.min(part.len())).map(|run| run.join(" ")).collect();
    !runs.is_empty() && runs.iter().filter(|run| wrong(run)).count() * 2 >= runs.len()
}

/// A part of a change, letter by letter, with whether it is all of a paragraph.
struct Part {
    letters: String,
    is_whole: bool,
    is_long: bool,
}

impl Part {
    /// Whether the same words are in both, which goes for what stands at the beginning or the end of one.
    fn meets(&self, other: &Part) -> bool {
        let (short, long) = if self.letters.len() <= other.letters.len() { (self, other) } else { (other, self) };
        let is_sure = (self.is_long && other.is_long) || self.is_whole || other.is_whole;
        short.letters.len() >= LETTERS
            && is_sure
            && (long.letters.starts_with(&short.letters) || long.letters.ends_with(&short.letters))
    }
}

/// The parts of a change that go, and those that come, however short, and how many marks of notes it has more.
fn pieces(judged: &Judged) -> ([Vec<Part>; 2], isize) {
    let Change { was, is, .. } = &judged.change;
    let marks = |text: &Option<String>| text.iter().flat_map(|text| text.chars()).filter(|c| *c == NOTE).count();
    let more = marks(is).cast_signed() - marks(was).cast_signed();
    let part = |run: &[String], is_whole: bool| Part { letters: run.concat(), is_whole, is_long: run.len() >= FEW };
    if judged.is_figure || !judged.says.is_empty() || !judged.values.is_empty() {
        return (Default::default(), if judged.is_of_block { 0 } else { more });
    }
    let [old, new] = [was, is].map(|text| text.as_deref().map(tokens).unwrap_or_default());
    if was.is_none() || is.as_deref().is_none_or(|is| is.trim().is_empty()) {
        return ([vec![part(&old, true)], vec![part(&new, true)]], more);
    }
    let (mut out, mut put) = (Vec::new(), Vec::new());
    for change in capture_diff_slices(Algorithm::Patience, &old, &new) {
        if !matches!(change, DiffOp::Equal { .. }) {
            out.push(part(&old[change.old_range()], false));
            put.push(part(&new[change.new_range()], false));
        }
    }
    ([out, put], more)
}

/// The changes among those that are tried whose words come from a change that is left, or go to one: without that they
/// would be lost, or stand twice. So it is with the marks of notes.
pub(super) fn parted(judged: &[Judged], tried: &dyn Fn(&Judged) -> bool) -> Vec<usize> {
    let is_left = |judged: &&Judged| judged.change.outcome != Outcome::Taken && !tried(judged);
    let left: Vec<_> = judged.iter().filter(is_left).map(pieces).collect();
    let meet = |one: &[Part], other: &[Part]| one.iter().any(|one| other.iter().any(|other| one.meets(other)));
    let is_half = |judged: &Judged| {
        let ([out, put], more) = pieces(judged);
        left.iter().any(|([left_out, left_put], left_more)| {
            meet(&out, left_put) || meet(&put, left_out) || more.signum() * left_more.signum() < 0
        })
    };
    (0..judged.len()).filter(|at| tried(&judged[*at]) && is_half(&judged[*at])).collect()
}

/// The changes among those that are tried by which `after`, the paper that they make, lacks words that the report and
/// the Word file have, or says words more often than either.
pub(super) fn halves(
    [ours, theirs, after]: [&[Line]; 3],
    judged: &[Judged],
    tried: &dyn Fn(&Judged) -> bool,
) -> Vec<usize> {
    if !judged.iter().any(tried) {
        return Vec::new();
    }
    let [ours, theirs, after] = [ours, theirs, after].map(runs);
    let of = |runs: &Runs, run: &str| runs.get(run).copied().unwrap_or_default();
    let is_lost = |run: &str| of(&after, run) < of(&ours, run).min(of(&theirs, run));
    let is_twice = |run: &str| of(&after, run) > of(&ours, run).max(of(&theirs, run));
    let is_half = |judged: &Judged| {
        let [out, put] = parts(judged);
        // A value that is shown elsewhere as well is told as that.
        let is_value = !judged.values.is_empty();
        out.iter().any(|part| is_mostly(part, is_lost))
            || (!is_value && put.iter().any(|part| is_mostly(part, is_twice)))
    };
    (0..judged.len()).filter(|at| tried(&judged[*at]) && is_half(&judged[*at])).collect()
}
