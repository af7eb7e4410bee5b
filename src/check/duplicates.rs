//! Sentences that stand in two texts.

use std::collections::BTreeMap;

use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::prose::Prose;
use crate::report::passages::{self, Passage, Role};
use crate::report::{GoalNode, Report};

use super::editorial;
use super::messages::text_repeated;

/// Fewest words of a sentence that two texts do not have in common by chance.
const SENTENCE: usize = 12;

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut known: BTreeMap<String, (usize, Span)> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, text) in texts(report).into_iter().enumerate() {
        let passages = passages::of_prose(text, None, Role::Paragraph).into_iter();
        // A leftover instruction stands in each text that it is left in.
        for passage in passages.filter(|passage| editorial::leftover(report, passage).is_none()) {
            found.extend(repeated(&passage, at, &mut known));
        }
    }
    found
}

/// The units' texts: those of chapters and of goals. The memo sums up what they say, at times in their words.
fn texts(report: &Report) -> Vec<&Prose> {
    let mut all = Vec::new();
    for chapter in report.all_chapters() {
        all.extend(chapter.texts().filter_map(|part| Some(&part.text.delivered()?.text)));
        let goals = chapter.goals().flat_map(GoalNode::and_below).flat_map(GoalNode::delivered);
        all.extend(goals.filter_map(|owned| owned.goal.text.as_ref()));
    }
    all
}

/// Runs of sentences of one paragraph that stand in an earlier text: one finding a run. `known` are the sentences so
/// far, each with its text's number.
fn repeated(passage: &Passage, text: usize, known: &mut BTreeMap<String, (usize, Span)>) -> Vec<Diagnostic> {
    let mut runs: Vec<(std::ops::Range<usize>, Span, usize, usize)> = Vec::new();
    let mut follows = false;
    for sentence in passages::sentences(&passage.text) {
        let words: Vec<&str> = passage.text[sentence.clone()].split_whitespace().collect();
        let same = words.join(" ").to_lowercase().trim_end_matches(['.', '!', '?']).to_owned();
        let trimmed = sentence.start..sentence.start + passage.text[sentence.clone()].trim_end().len();
        match known.get(&same) {
            Some((other, place)) if *other != text => {
                match runs.last_mut().filter(|_| follows) {
                    Some((range, _, sentences, longest)) => {
                        range.end = trimmed.end;
                        *sentences += 1;
                        *longest = words.len().max(*longest);
                    }
                    None => runs.push((trimmed, *place, 1, words.len())),
                }
                follows = true;
            }
            Some(_) => follows = false,
            None => {
                follows = false;
                known.extend(passage.place(trimmed).map(|place| (same, (text, place))));
            }
        }
    }
    let long = runs.into_iter().filter(|(.., longest)| *longest >= SENTENCE);
    long.filter_map(|(range, first, sentences, _)| Some(text_repeated(passage.place(range)?, first, sentences)))
        .collect()
}
