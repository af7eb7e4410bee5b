//! Indicators: targets against what they build on, values against their names and other rows, texts and spellings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::assessment::Light;
use crate::base::list_style::ListStyle;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Span;
use crate::base::swedish::one_spaced;
use crate::diagnostic::Diagnostic;
use crate::input::prose::{Prose, ProseKind};
use crate::input::section::{Cell, Indicator};
use crate::report::fulfilment::{self, Role as Aim};
use crate::report::{GoalNode, OwnedGoal, Report};

use super::{messages, values};

pub(super) fn check(report: &Report) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut texts: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let mut spellings: BTreeMap<String, Vec<(String, Span)>> = BTreeMap::new();
    for goal in report.goals().into_iter().flat_map(GoalNode::delivered) {
        let roles = fulfilment::roles(&goal.columns);
        for (indicator, cells) in goal.indicators() {
            let label = name(&indicator.name);
            found.extend(values::row(indicator, &label, &roles, cells));
            found.extend(target(&roles, &label, cells));
            found.extend(parts(indicator, &roles, cells));
            let unsaid = outcome_left_out(report, goal, &roles, (indicator, &label), cells);
            found.extend(unsaid.or_else(|| assessment(report, goal, &label, cells)));
            for passage in cells.iter().flatten().filter_map(values::words) {
                let Some(place) = passage.whole() else { continue };
                let text = passage.text.trim().to_owned();
                let key: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                spellings.entry(key).or_default().push((text.clone(), place));
                texts.entry(text).or_default().push(place);
            }
        }
        let unnamed: Vec<_> =
            goal.indicators().filter_map(|(indicator, cells)| values::unnamed(&name(&indicator.name), cells)).collect();
        found.extend(messages::comparisons_unnamed(&unnamed));
        found.extend(without_value(goal, &roles));
        found.extend(rates(goal, &roles));
    }
    found.extend(cut_off(&texts));
    spellings.values().for_each(|written| found.extend(spelling(written)));
    found
}

/// An assessment that the figures beside it contradict. What is uncertain may come out either way.
fn assessment(report: &Report, goal: &OwnedGoal, label: &str, cells: &[Option<Cell>]) -> Option<Diagnostic> {
    let set = &goal.columns;
    let shown = set.columns.iter().zip(cells).filter(|(column, _)| column.lights);
    let (cell, said) = shown.rev().find_map(|(_, cell)| {
        let cell = cell.as_ref()?;
        Some((cell, fulfilment::words(cell)))
    })?;
    let light = report.manifest.light(&said)?;
    let contradicted = match fulfilment::judge(label, set, cells) {
        fulfilment::Verdict::Met => light == Light::Red,
        fulfilment::Verdict::Missed => light == Light::Green,
        fulfilment::Verdict::Open => false,
    };
    contradicted.then(|| messages::assessment_mismatch(cell.place, &said, label, light == Light::Green))
}

/// An assessment without the outcome that it rests on: the last one, which other indicators of the goal have or which
/// an earlier one stands in for.
fn outcome_left_out(
    report: &Report,
    goal: &OwnedGoal,
    roles: &[Aim],
    (indicator, label): (&Indicator, &str),
    cells: &[Option<Cell>],
) -> Option<Diagnostic> {
    let set = &goal.columns;
    let said = set.columns.iter().zip(cells).any(|(column, cell)| column.lights && cell.is_some());
    let at = roles.iter().rposition(|role| *role == Aim::Outcome)?;
    let (column, cell) = (set.columns.get(at)?, cells.get(at)?);
    if cell.is_some() || !said || indicator.key_figure.is_some() {
        return None;
    }
    let has = |cells: &[Option<Cell>]| cells.get(at).is_some_and(Option::is_some);
    let goals = report.goals();
    let mut alike = goals.iter().flat_map(|node| node.delivered()).filter(|other| other.columns.id == set.id);
    let elsewhere = alike.any(|other| other.indicators().any(|(_, cells)| has(cells)));
    elsewhere.then(|| messages::outcome_left_out(indicator.place, label, &column.heading.text, &column.id.value))
}

/// An indicator's name in one line.
pub(super) fn name(prose: &Prose) -> String {
    one_spaced(&prose.plain())
}

/// Words of change: they need something to change from.
static CHANGE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^(?:öka|minska|bibehåll|förbättra|höja|sänka)"));

/// The figure that a forecast calls the target: `Målet på max 14 % ...`.
static NAMED_TARGET: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)^målet (?:på|om) (?:max|min|minst|högst)?\.?\s*(\d+(?:,\d+)?)"));

static MISSED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)\b(?:inte|ej)\b.*\b(?:nås|uppnås|uppfylls)\b"));

/// The target against what it builds on, and the forecast against both.
fn target(roles: &[Aim], label: &str, cells: &[Option<Cell>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(cell) = fulfilment::last(roles, cells, Aim::Target) else { return found };
    let aim = fulfilment::words(cell);
    found.extend(ranking(roles, label, cells, cell));
    let outcomes = roles.iter().zip(cells).filter(|(role, _)| **role == Aim::Outcome);
    let based =
        outcomes.filter_map(|(_, cell)| cell.as_ref()).any(|cell| fulfilment::words(cell).contains(char::is_numeric));
    if CHANGE.is_match(&aim) && roles.contains(&Aim::Outcome) && !based {
        found.push(messages::target_without_base(cell.place, &aim, label));
    }
    let parsed = fulfilment::target(&aim);
    let share = aim.contains('%') && label.to_lowercase().contains("andel");
    if share && parsed.is_some_and(|target| target.figure() > Decimal::ONE_HUNDRED) {
        found.push(messages::target_out_of_reach(cell.place, &aim));
    }
    let Some((forecast, target)) = fulfilment::last(roles, cells, Aim::Forecast).zip(parsed) else { return found };
    let said = fulfilment::words(forecast);
    if let Some(hit) = NAMED_TARGET.captures(&said)
        && hit[1].parse::<Amount>().is_ok_and(|named| named.value() != target.figure())
    {
        found.push(messages::forecast_names_other_target(forecast.place, &hit[1], &aim, cell.place));
    }
    if let Some(outcome) = fulfilment::last(roles, cells, Aim::Outcome)
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

/// A label about places in a ranking, and a target that climbs a number of them.
static RANKING: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)ranking|\brank\b|placering"));

static CLIMB: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?i)^\+\s?(\d+)\s*plats"));

static PLACE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(\d+)\s*(?:[/(]|$)"));

/// A climb of more places than lie above the last outcome.
fn ranking(roles: &[Aim], label: &str, cells: &[Option<Cell>], target: &Cell) -> Option<Diagnostic> {
    let aim = fulfilment::words(target);
    let climb = CLIMB.captures(&aim).filter(|_| RANKING.is_match(label))?[1].parse::<u32>().ok()?;
    let outcome = fulfilment::last(roles, cells, Aim::Outcome)?;
    let from = PLACE.captures(&fulfilment::words(outcome))?[1].parse::<u32>().ok()?;
    let message = || messages::ranking_out_of_reach(target.place, &aim, &from.to_string(), outcome.place);
    (climb >= from).then(message)
}

/// A value of several parts: `11/22/22`.
static PARTS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^\d+(?:,\d+)?(?:\s?/\s?\d+(?:,\d+)?)+$"));

/// The first outcome of several parts that has not as many as the numbered list in the name.
fn parts(indicator: &Indicator, roles: &[Aim], cells: &[Option<Cell>]) -> Option<Diagnostic> {
    let (listed, label) = indicator.name.blocks.iter().find_map(|block| match &block.kind {
        ProseKind::List { style, items } if !matches!(style, ListStyle::Sign | ListStyle::Terms) => {
            Some((items.len(), block.place))
        }
        _ => None,
    })?;
    let outcomes = roles.iter().zip(cells).filter(|(role, _)| **role == Aim::Outcome);
    let mut values = outcomes.filter_map(|(_, cell)| {
        let (text, place) = cell.as_ref().map(|cell| (fulfilment::words(cell), cell.place))?;
        PARTS.is_match(&text).then(|| (text.split('/').count(), text, place))
    });
    let (count, text, place) = values.find(|(count, ..)| *count != listed)?;
    Some(messages::parts_differ(place, &text, count, listed, label))
}

/// Nothing but a comparison in parentheses, with words.
static COMPARISON: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^\([^()]*\p{L}[^()]*\)$"));

/// Cells for outcomes that hold a comparison and no value.
fn without_value(goal: &OwnedGoal, roles: &[Aim]) -> Vec<Diagnostic> {
    let rows: Vec<&[Option<Cell>]> = goal.indicators().map(|(_, cells)| cells).collect();
    let text = |row: usize, column: usize| rows.get(row)?.get(column)?.as_ref().and_then(values::words);
    let mut found = Vec::new();
    for row in 0..rows.len() {
        for column in (0..roles.len()).filter(|column| roles[*column] == Aim::Outcome) {
            let Some(passage) = text(row, column).filter(|passage| COMPARISON.is_match(passage.text.trim())) else {
                continue;
            };
            // `(mäts 2024)` is no comparison.
            let figures = values::FIGURE.captures_iter(&passage.text);
            let counts = figures.into_iter().any(|hit| hit.get(2).or(hit.get(3)).is_some() || hit[1].len() != 4);
            let Some(place) = passage.whole().filter(|_| counts) else { continue };
            let above = row.checked_sub(1).and_then(|above| text(above, column)).filter(|above| {
                let named = |cell: &Option<Cell>| {
                    cell.as_ref().and_then(values::words).is_some_and(|cell| values::names_comparison(&cell.text))
                };
                values::is_plain(&above.text) && rows[row - 1].iter().any(named)
            });
            let home = above.as_ref().and_then(|above| Some((above.whole()?, above.text.trim())));
            found.push(messages::comparison_without_value(place, passage.text.trim(), home));
        }
    }
    found
}

/// `Antalet nystartade företag/1 000 invånare`: what is counted, and for how many inhabitants.
static RATE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)^(.+?)\s*(?:/|\bper\b)\s*(\d[\d\s\u{a0}]*)\s*inv(?:ånare|\.|\b)"));

/// A count and its rate of one year, and the least and the largest population that they give.
struct Base {
    rate: (String, Span),
    count: (String, Span),
    about: Decimal,
    least: Decimal,
    most: Decimal,
}

/// How much a population may seem to change between two years, in per cent.
const CHANGE_OF_POPULATION: Decimal = Decimal::TEN;

/// Rows that count something, and rows with the same per inhabitant: they must give about the same population each
/// year.
fn rates(goal: &OwnedGoal, roles: &[Aim]) -> Vec<Diagnostic> {
    let rows: Vec<(String, &[Option<Cell>])> =
        goal.indicators().map(|(indicator, cells)| (name(&indicator.name), cells)).collect();
    let mut found = Vec::new();
    for (label, rates) in &rows {
        let Some(hit) = RATE.captures(label) else { continue };
        let per: String = hit[2].chars().filter(char::is_ascii_digit).collect();
        let what = hit[1].to_lowercase();
        let Some((_, counts)) = rows.iter().find(|(other, _)| other.to_lowercase() == what) else { continue };
        let Ok(per) = per.parse::<Decimal>() else { continue };
        let years = (0..roles.len()).filter(|column| roles[*column] == Aim::Outcome);
        let bases: Vec<Base> = years.filter_map(|year| base(rates.get(year)?, counts.get(year)?, per)).collect();
        for pair in bases.windows(2) {
            found.extend(apart(&pair[0], &pair[1]));
        }
    }
    found
}

fn base(rate: &Option<Cell>, count: &Option<Cell>, per: Decimal) -> Option<Base> {
    let read = |cell: &Option<Cell>| -> Option<(Amount, String, Span)> {
        let (text, place) = cell.as_ref().map(|cell| (fulfilment::words(cell), cell.place))?;
        fulfilment::value(&text)?;
        Some((values::FIGURE.captures(&text)?[1].parse::<Amount>().ok()?, text, place))
    };
    let ((rate, rate_text, rate_at), (count, count_text, count_at)) = (read(rate)?, read(count)?);
    let population = |count: Decimal, rate: Decimal| count.checked_mul(per)?.checked_div(rate);
    let (rate_half, count_half) = (rate.half_unit(), count.half_unit());
    let lowest = rate.value().checked_sub(rate_half).filter(|rate| *rate > Decimal::ZERO)?;
    Some(Base {
        rate: (rate_text, rate_at),
        count: (count_text, count_at),
        about: population(count.value(), rate.value())?,
        least: population(count.value().checked_sub(count_half)?, rate.value().checked_add(rate_half)?)?,
        most: population(count.value().checked_add(count_half)?, lowest)?,
    })
}

fn apart(first: &Base, second: &Base) -> Option<Diagnostic> {
    let more = |a: Decimal, b: Decimal| {
        let limit = b.checked_mul(Decimal::ONE_HUNDRED + CHANGE_OF_POPULATION)?;
        Some(a.checked_mul(Decimal::ONE_HUNDRED)? > limit)
    };
    let differ = more(first.least, second.most)? || more(second.least, first.most)?;
    let bases = [second.about, first.about].map(|about| Amount::new(about.round()).swedish());
    let others = [second.count.1, first.rate.1, first.count.1];
    let ((rate, place), (count, _)) = (&second.rate, &second.count);
    differ.then(|| messages::rate_contradicts_count(*place, rate, count, [&bases[0], &bases[1]], &others))
}

/// Fewest characters of a text that is taken for a cut-off one, and most that it lacks.
const CUT: (usize, usize) = (20, 6);

/// Texts that are the beginning of another one, cut within its last word, in every cell that has them.
fn cut_off(texts: &BTreeMap<String, Vec<Span>>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (text, places) in texts {
        if text.chars().count() < CUT.0 || !text.ends_with(char::is_alphabetic) {
            continue;
        }
        // Of all texts that begin with this one, the shortest stands right after it.
        let longer = texts.range(text.clone()..).skip(1).take_while(|(longer, _)| longer.starts_with(text.as_str()));
        for (longer, at) in longer {
            let rest = &longer[text.len()..];
            let lacks = rest.trim_end_matches('.').chars().count();
            if (1..=CUT.1).contains(&lacks) && rest.starts_with(char::is_alphabetic) {
                found.extend(places.iter().map(|place| messages::cut_off_text(*place, text, longer, at[0])));
                break;
            }
        }
    }
    found
}

/// Values that differ in their spaces only: `+ 2022` and `+2022`. The way that is used less often is reported.
fn spelling(written: &[(String, Span)]) -> Vec<Diagnostic> {
    let mut ways: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for (text, place) in written {
        ways.entry(text).or_default().push(*place);
    }
    let Some((usual, places)) = ways.iter().max_by_key(|(_, places)| places.len()) else { return Vec::new() };
    let others = ways.iter().filter(|(text, _)| *text != usual);
    others.filter_map(|(text, at)| messages::spellings_differ(at, text, usual, places[0])).collect()
}
