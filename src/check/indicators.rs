//! Indicators: each value read as what it is, and set against its neighbours.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::passages::{self, Passage, Role};
use super::pattern;
use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, messages};
use crate::fulfilment::{self, Role as Aim};
use crate::manifest::ColumnSet;
use crate::prose::Prose;
use crate::report::{Content, Delivery, GoalNode, OwnedGoal, Report};
use crate::section::{Cell, Content as CellContent, Indicator};
use crate::source::Place;

/// A figure with its per cent sign, in a cell or in parentheses.
static FIGURE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d+(?:,(\d+))?)[\s\u{a0}]?(%|procent)?"));

/// A value with a comparison: `40,3% (38,6%)`.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\D{0,3}\d[^()]*\([^()]*\d[^()]*\)$"));

/// What a label names in parentheses, other than a unit.
static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\((\p{L}[^()]*)\)"));

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut goals = Vec::new();
    for chapter in report.all_chapters() {
        if let Content::Goals(tree) = &chapter.content {
            tree.iter().for_each(|goal| collect(goal, &mut goals));
        }
    }
    let mut found = Vec::new();
    let mut texts: BTreeMap<String, Place> = BTreeMap::new();
    let mut spellings: BTreeMap<String, Vec<(String, Place)>> = BTreeMap::new();
    for goal in &goals {
        for (indicator, cells) in goal.indicators() {
            found.extend(row(indicator, cells));
            found.extend(target(&goal.columns, indicator, cells));
            for passage in cells.iter().flatten().filter_map(words) {
                let Some(place) = passage.whole() else { continue };
                let text = passage.text.trim().to_owned();
                let key: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                spellings.entry(key).or_default().push((text.clone(), place));
                texts.entry(text).or_insert(place);
            }
        }
    }
    found.extend(cut_off(&texts));
    spellings.values().for_each(|written| found.extend(spelling(written)));
    found
}

fn collect<'r>(node: &'r GoalNode, goals: &mut Vec<&'r OwnedGoal>) {
    goals.extend(node.text.as_ref().and_then(Delivery::came));
    node.goals.iter().for_each(|goal| collect(goal, goals));
}

fn words(cell: &Cell) -> Option<Passage> {
    match &cell.content {
        CellContent::Words(words) => passages::of_prose(words, None, Role::Cell).into_iter().next(),
        CellContent::Figure(_) => None,
    }
}

fn name(prose: &Prose) -> String {
    prose.plain().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of change: they need something to change from.
static CHANGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:öka|minska|bibehåll|förbättra|höja|sänka)"));

/// The figure that a forecast calls the target: `Målet på max 14 % ...`.
static NAMED_TARGET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^målet (?:på|om) (?:max|min|minst|högst)?\.?\s*(\d+(?:,\d+)?)"));

static MISSED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:inte|ej)\b.*\b(?:nås|uppnås|uppfylls)\b"));

/// The target against what it builds on, and the forecast against both.
fn target(set: &ColumnSet, indicator: &Indicator, cells: &[Option<Cell>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let roles = fulfilment::roles(set);
    let Some(cell) = fulfilment::last(&roles, cells, Aim::Target) else { return found };
    let (aim, label) = (fulfilment::words(cell), name(&indicator.name));
    let outcomes = roles.iter().zip(cells).filter(|(role, _)| **role == Aim::Outcome);
    let based =
        outcomes.filter_map(|(_, cell)| cell.as_ref()).any(|cell| fulfilment::words(cell).contains(char::is_numeric));
    if CHANGE.is_match(&aim) && roles.contains(&Aim::Outcome) && !based {
        found.push(messages::target_without_base(cell.place, &aim, &label));
    }
    let parsed = fulfilment::target(&aim);
    let share = aim.contains('%') && label.to_lowercase().contains("andel");
    if share && parsed.is_some_and(|target| target.figure() > Decimal::ONE_HUNDRED) {
        found.push(messages::target_out_of_reach(cell.place, &aim));
    }
    let Some((forecast, target)) = fulfilment::last(&roles, cells, Aim::Forecast).zip(parsed) else { return found };
    let said = fulfilment::words(forecast);
    if let Some(hit) = NAMED_TARGET.captures(&said)
        && hit[1].parse::<Amount>().is_ok_and(|named| named.value() != target.figure())
    {
        found.push(messages::forecast_names_other_target(forecast.place, &hit[1], &aim, cell.place));
    }
    if let Some(outcome) = fulfilment::last(&roles, cells, Aim::Outcome)
        && let Some(value) = fulfilment::value(&fulfilment::words(outcome))
        && target.met(value) == Some(true)
        && MISSED.is_match(&said)
    {
        found.push(messages::forecast_against_outcome(
            forecast.place,
            &fulfilment::words(outcome),
            &aim,
            outcome.place,
        ));
    }
    found
}

fn row(indicator: &Indicator, cells: &[Option<Cell>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let label = name(&indicator.name);
    if cells.iter().all(Option::is_none) {
        found.push(messages::indicator_without_values(indicator.place, &label));
    }
    let passages: Vec<Passage> = cells.iter().flatten().filter_map(words).collect();
    for passage in &passages {
        let Some(place) = passage.whole() else { continue };
        let text = passage.text.trim();
        let (open, close) = (text.matches('(').count(), text.matches(')').count());
        if open != close {
            found.push(messages::unbalanced_parentheses(place, text, open > close));
        } else if let Some(without) = figure_without_unit(text) {
            found.push(messages::units_differ(place, text, &without));
        }
    }
    // A cell that says itself what it compares with, `2 % (budgeterat 1,5 %)`, needs no name in the label.
    let bare = |cell: &&Passage| COMPARED.is_match(cell.text.trim()) && !NAMED.is_match(&cell.text);
    let compared: Vec<&Passage> = passages.iter().filter(bare).collect();
    if let [first, ..] = compared[..]
        && !NAMED.is_match(&label)
        && let Some(place) = first.whole()
    {
        found.push(messages::comparison_unnamed(place, first.text.trim(), &label));
    }
    found.extend(decimals(&passages));
    found.extend(mixed_units(&passages));
    found
}

/// A value that is nothing but a figure, with a sign perhaps and a per cent sign perhaps.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[<>≥≤+]?\s?(\d+(?:,\d+)?)[\s\x{a0}]?(%)?$"));

/// The one value of a row that lacks the per cent sign of all others, or has it alone.
fn mixed_units(passages: &[Passage]) -> Option<Diagnostic> {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for passage in passages {
        let Some(hit) = PLAIN.captures(passage.text.trim()) else { continue };
        // `+ 2022` means more than in that year.
        let year = hit[1].len() == 4 && (hit[1].starts_with("19") || hit[1].starts_with("20"));
        if hit.get(2).is_some() {
            with.push(passage);
        } else if !year {
            without.push(passage);
        }
    }
    let (odd, lacks) = match (&with[..], &without[..]) {
        ([_, _, ..], [odd]) => (odd, true),
        ([odd], [_, _, ..]) => (odd, false),
        _ => return None,
    };
    Some(messages::unit_alone(odd.whole()?, odd.text.trim(), lacks))
}

/// The figure of a cell that lacks the per cent sign which the other one has: `26,35 (28,2%)`.
fn figure_without_unit(text: &str) -> Option<String> {
    let (value, comparison) = text.split_once('(')?;
    let percent = |part: &str| FIGURE.captures(part).map(|hit| hit.get(3).is_some());
    match (percent(value)?, percent(comparison)?) {
        (false, true) => Some(value.trim().to_owned()),
        (true, false) => Some(comparison.trim_end_matches(')').trim().to_owned()),
        _ => None,
    }
}

/// A value with decimals that the other values of its row do not have, or fewer: compared where all are shares.
fn decimals(passages: &[Passage]) -> Option<Diagnostic> {
    let share = |passage: &&Passage| FIGURE.captures(&passage.text).is_some_and(|hit| hit.get(3).is_some());
    let of = |passage: &Passage| {
        let hit = FIGURE.captures(passage.text.split('(').next()?)?;
        Some(hit.get(2).map_or(0, |decimals| decimals.as_str().len()))
    };
    let values: Vec<(usize, &Passage)> = passages
        .iter()
        .filter(|passage| COMPARED.is_match(passage.text.trim()))
        .filter(share)
        .filter_map(|cell| Some((of(cell)?, cell)))
        .collect();
    let most = values.iter().map(|(decimals, _)| *decimals).max()?;
    let fewer: Vec<&Passage> = values.iter().filter(|(decimals, _)| *decimals < most).map(|(_, cell)| *cell).collect();
    // Only a figure that is written shorter than its neighbour is said to be odd, and only one of a row.
    let first = fewer.first().filter(|_| most > 0)?;
    Some(messages::decimals_differ(first.whole()?, first.text.trim()))
}

/// Fewest characters of a text that is taken for a cut-off one, and most that it lacks.
const CUT: (usize, usize) = (20, 6);

/// Texts that are the beginning of another one, cut within its last word.
fn cut_off(texts: &BTreeMap<String, Place>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (text, place) in texts {
        if text.chars().count() < CUT.0 || !text.ends_with(char::is_alphabetic) {
            continue;
        }
        // Of all texts that begin with this one, the shortest stands right after it.
        let longer = texts
            .range(text.clone()..)
            .skip(1)
            .map(|(longer, at)| (longer, *at))
            .take_while(|(longer, _)| longer.starts_with(text.as_str()));
        for (longer, at) in longer {
            let rest = &longer[text.len()..];
            let lacks = rest.trim_end_matches('.').chars().count();
            if (1..=CUT.1).contains(&lacks) && rest.starts_with(char::is_alphabetic) {
                found.push(messages::cut_off_text(*place, text, longer, at));
                break;
            }
        }
    }
    found
}

/// Values that differ in their spaces only: `+ 2022` and `+2022`. The way that is used less often is reported.
fn spelling(written: &[(String, Place)]) -> Vec<Diagnostic> {
    let mut ways: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for (text, place) in written {
        ways.entry(text).or_default().push(*place);
    }
    let Some((usual, places)) = ways.iter().max_by_key(|(_, places)| places.len()) else { return Vec::new() };
    let others = ways.iter().filter(|(text, _)| *text != usual);
    others
        .flat_map(|(text, at)| at.iter().map(|place| messages::spellings_differ(*place, text, usual, places[0])))
        .collect()
}
