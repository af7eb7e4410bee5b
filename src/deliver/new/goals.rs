//! Goals from a list that somebody has pasted: lines that are set in below others, or that begin with what they are.

use std::collections::BTreeSet;

use crate::base::limits::{GOAL_LEVELS, TITLE_LENGTH};
use crate::base::swedish::one_spaced;

use super::plan::{Fault, GoalFault, GoalLine, NewUnit};

/// The levels that a list can have: the chapter and the heading above the tree take two.
const LEVELS: u8 = GOAL_LEVELS - 2;

/// The most words of what a kind of goal is called, and the most kinds.
const LABEL_WORDS: usize = 3;
const LABELS: usize = 5;

/// A line before anything is known of the others.
struct Line {
    number: usize,
    indent: usize,
    words: String,
}

/// The goals, by their positions, for which the list names no unit, and which none is below: the unit that writes what
/// concerns all answers for them.
pub fn unassigned(goals: &[GoalLine]) -> BTreeSet<usize> {
    let below = |at: usize| goals.get(at + 1).map_or(0, |next| next.depth);
    let goals = goals.iter().enumerate();
    goals.filter(|(at, goal)| goal.unit.is_none() && below(*at) <= goal.depth).map(|(at, _)| at).collect()
}

/// Reads a list of goals. A goal stands below the nearest one above it that is set in less; where all lines begin
/// with a word and a colon, below the nearest one of the kind before its own; where all have numbers, `1.2`, as these
/// say. A unit in square brackets at the end of a line answers for the goal.
///
/// # Errors
///
/// What is wrong with each line that cannot be used.
pub fn read(text: &str, units: &[NewUnit]) -> Result<Vec<GoalLine>, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut lines = Vec::new();
    for (at, raw) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        if raw.trim().is_empty() {
            continue;
        }
        let (number, (indent, words)) = (at + 1, unmarked(raw));
        let length = words.chars().count();
        if words.is_empty() || !words.chars().any(char::is_alphanumeric) {
            faults.push(Fault::Goal(number, GoalFault::Empty));
        } else if length > TITLE_LENGTH {
            faults.push(Fault::Goal(number, GoalFault::TooLong(TITLE_LENGTH)));
        }
        lines.push(Line { number, indent, words });
    }
    let labels = labels(&lines);
    let numbers = numbers(&lines);
    let is_flat = lines.iter().all(|line| line.indent == lines.first().map_or(0, |first| first.indent));
    let mut open: Vec<usize> = Vec::new();
    let mut all = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let (label, rest) = match &labels {
            Some(labels) => labelled(&line.words).map_or((None, line.words.as_str()), |(label, rest)| {
                (labels.iter().find(|known| known.to_lowercase() == label.to_lowercase()).cloned(), rest)
            }),
            None => (None, line.words.as_str()),
        };
        let rest = if numbers.is_some() { without_number(rest) } else { rest };
        let depth = if let Some(numbers) = &numbers {
            numbers.get(at).copied().unwrap_or_default()
        } else if let (true, Some(labels)) = (is_flat, &labels) {
            labels.iter().position(|known| Some(known) == label.as_ref()).unwrap_or_default()
        } else {
            while open.last().is_some_and(|indent| *indent >= line.indent) {
                open.pop();
            }
            open.push(line.indent);
            open.len() - 1
        };
        if depth >= usize::from(LEVELS) {
            faults.push(Fault::Goal(line.number, GoalFault::TooDeep(LEVELS)));
        }
        // A goal cannot be two levels below the one above it.
        let above = all.last().map_or(0, |above: &GoalLine| above.depth + 1);
        let (words, unit) = with_unit(rest, units);
        if let Some(Err(unknown)) = &unit {
            faults.push(Fault::Goal(line.number, GoalFault::Unit(unknown.clone())));
        }
        all.push(GoalLine {
            depth: depth.min(above),
            label,
            words: one_spaced(words),
            unit: unit.and_then(Result::ok),
        });
    }
    if faults.is_empty() { Ok(all) } else { Err(faults) }
}

/// How far a line is set in, a tab counting as four spaces, and its words without what a list puts before them.
fn unmarked(raw: &str) -> (usize, String) {
    let rest = raw.trim_start();
    let indent = raw.strip_suffix(rest).unwrap_or_default();
    let indent = indent.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let words = rest
        .strip_prefix(['•', '-', '–', '*', '·', '◦', '▪', '\u{f0b7}'])
        .filter(|words| words.starts_with([' ', '\t']))
        .unwrap_or(rest);
    (indent, one_spaced(words.trim()))
}

/// What a line begins with, if it is a word or a few and a colon.
fn labelled(words: &str) -> Option<(&str, &str)> {
    let (label, rest) = words.split_once(':')?;
    // `Fokusområde 2` is a kind with a number.
    let label = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    let is_label = !label.is_empty() && label.split(' ').count() <= LABEL_WORDS && !rest.trim().is_empty();
    is_label.then(|| (label.trim(), rest.trim()))
}

/// What the kinds of goals are called, from the top, where every line says it and some say the same.
fn labels(lines: &[Line]) -> Option<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    for line in lines {
        let (label, _) = labelled(&line.words)?;
        if !all.iter().any(|known| known.to_lowercase() == label.to_lowercase()) {
            all.push(label.to_owned());
        }
    }
    (!all.is_empty() && all.len() <= LABELS && (all.len() < lines.len() || lines.len() <= 2)).then_some(all)
}

/// The levels that the numbers of all lines say, `1` and `1.2`, where there are several of them.
fn numbers(lines: &[Line]) -> Option<Vec<usize>> {
    let all: Option<Vec<usize>> = lines
        .iter()
        .map(|line| {
            let number = line.words.split(' ').next().unwrap_or_default().trim_end_matches('.');
            let is_number = number.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
            is_number.then(|| number.matches('.').count())
        })
        .collect();
    all.filter(|all| all.iter().any(|depth| *depth > 0))
}

fn without_number(words: &str) -> &str {
    words.split_once(' ').map_or(words, |(_, rest)| rest.trim())
}

/// A line's words and the unit in brackets behind them, or what stands there and is none.
fn with_unit<'w>(words: &'w str, units: &[NewUnit]) -> (&'w str, Option<Result<String, String>>) {
    let Some((rest, named)) = words.strip_suffix(']').and_then(|words| words.rsplit_once('[')) else {
        return (words, None);
    };
    let named = named.trim();
    let is_named = |unit: &&NewUnit| unit.id == named || unit.name.to_lowercase() == named.to_lowercase();
    let unit = units.iter().find(is_named).map(|unit| unit.id.clone()).ok_or_else(|| named.to_owned());
    (rest.trim(), Some(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Vec<(usize, String)> {
        read(text, &[]).unwrap().into_iter().map(|goal| (goal.depth, goal.words)).collect()
    }

    fn expected(all: &[(usize, &str)]) -> Vec<(usize, String)> {
        all.iter().map(|(depth, words)| (*depth, (*words).to_owned())).collect()
    }

    #[test]
    fn lines_that_are_set_in() {
        let wanted = expected(&[(0, "Trygghet"), (1, "Bättre belysning"), (1, "Säkra skolvägar"), (0, "Klimat")]);
        for text in [
            "Trygghet\n  Bättre belysning\n  Säkra skolvägar\nKlimat\n",
            "\u{feff}Trygghet\r\n\tBättre belysning\r\n\r\n\tSäkra skolvägar\r\nKlimat",
            "• Trygghet\n    – Bättre belysning\n    - Säkra skolvägar\n• Klimat",
            "1 Trygghet\n1.1 Bättre belysning\n1.2 Säkra skolvägar\n2 Klimat",
            "Mål: Trygghet\nDelmål: Bättre belysning\nDelmål: Säkra skolvägar\nMål: Klimat",
            "Mål 1: Trygghet\n  Delmål 1.1: Bättre belysning\n  Delmål 1.2: Säkra skolvägar\nMål 2: Klimat",
        ] {
            assert_eq!(tree(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_colon_within_a_sentence_is_no_label() {
        assert_eq!(
            tree("Trafik: fler ska cykla\nGod ekonomi\n"),
            expected(&[(0, "Trafik: fler ska cykla"), (0, "God ekonomi")])
        );
    }

    #[test]
    fn what_cannot_be_used_is_told_by_its_line() {
        let units = [NewUnit { id: "it".to_owned(), name: "IT-enheten".to_owned() }];
        let read = |text| read(text, &units);
        assert_eq!(read("A [IT-enheten]\nB [it]").unwrap()[0].unit.as_deref(), Some("it"));
        assert_eq!(
            read("A\n- \n---\nB [skolan]").unwrap_err(),
            [
                Fault::Goal(2, GoalFault::Empty),
                Fault::Goal(3, GoalFault::Empty),
                Fault::Goal(4, GoalFault::Unit("skolan".to_owned()))
            ]
        );
        let deep: String = (0..40).map(|at| format!("{}mål\n", " ".repeat(at))).collect();
        assert_eq!(read(&deep).unwrap_err().len(), 10);
    }
}
