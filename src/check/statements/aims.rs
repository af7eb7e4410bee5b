//! What a sentence says of a target, against the row that has it: whether it is reached (`målet på högst 7 procent är
//! ännu inte nått`), and on which side of it an outcome lies (`ligger väl över målet`). It is told where every row that
//! can be meant says otherwise.

use std::collections::BTreeSet;
use std::ops::Range;

use super::facts::Fact;
use super::judge::{Judge, shift};
use super::names;
use super::reading::{Said, Sentence};
use super::series::{Around, Claimed, words};
use super::words::{Role, among};

/// What is to be reached.
const AIMS: &str = "målet målvärdet måltalet målnivån målsättningen";

/// What has become of it, behind it.
const REACHED: &str = "\
    nått nåtts nåddes nås uppnått uppnåtts uppnåddes uppnås uppnådd uppfyllt uppfyllts uppfylldes uppfylls klarats \
    klarades klaras infriats infriades infrias";

/// Who reaches it, before it.
const REACHES: &str = "når nådde uppnår uppnådde uppfyller uppfyllde klarar klarade";

const NOT: &str = "inte ej aldrig icke";

/// Words by which it is another time's, or half so.
const UNSURE: &str = "\
    kommer ska skulle bör kan väntas beräknas förväntas om nästa delvis nästan nära närmar tidigare när innan först \
    fortfarande åter varken kvinnor män flickor pojkar kvinnorna männen flickorna pojkarna";

/// Claims of a sentence about a target that every row which can be meant contradicts.
pub(super) fn check(sentence: &Sentence, around: &Around<'_>) -> Vec<Claimed> {
    let mut all = (0..sentence.tokens.len()).filter(|at| among(AIMS, sentence.word(*at)));
    let Some(aim) = all.next().filter(|_| all.next().is_none()) else { return Vec::new() };
    let year = around.period.year;
    let now = sentence.times.iter().all(|time| time.time.year.is_none_or(|own| own == year));
    if !now {
        return Vec::new();
    }
    reached(sentence, aim, around).or_else(|| beyond(sentence, aim, around)).into_iter().collect()
}

/// `målet 100 000 är ej uppnått`, `når inte målet`.
fn reached(sentence: &Sentence, aim: usize, around: &Around<'_>) -> Option<Claimed> {
    let tokens = sentence.tokens.len();
    if sentence.has(0..tokens, UNSURE) {
        return None;
    }
    let ends = |at: &usize| matches!(sentence.mark(*at), Some(',' | ';' | ':' | '(' | '–'));
    let to = (aim + 1..tokens.min(aim + 12)).find(ends).unwrap_or(tokens.min(aim + 12));
    let behind = (aim + 1..to).find(|at| among(REACHED, sentence.word(*at)));
    let from = (aim.saturating_sub(5)..aim).rev().find(ends).map_or(aim.saturating_sub(5), |at| at + 1);
    let before = (from..aim).find(|at| among(REACHES, sentence.word(*at)));
    let (claim, window) = match (behind, before) {
        (Some(verb), None) => (aim..verb + 1, aim..tokens.min(verb + 3)),
        (None, Some(verb)) => (verb..aim + 1, from..aim + 1),
        _ => return None,
    };
    let denies = window.clone().filter(|at| among(NOT, sentence.word(*at))).count();
    if denies > 1 {
        return None;
    }
    let said_so = denies == 0;
    let facts = around.facts;
    let rows = rows(sentence, aim, around)?;
    let verdicts: BTreeSet<bool> = rows.iter().map(|row| facts.reached.get(row).copied()).collect::<Option<_>>()?;
    let wrong = !verdicts.is_empty() && !verdicts.contains(&said_so);
    let row = *rows.first()?;
    let cell = |role: Role| facts.of_row(row).filter(|(_, fact)| fact.role == Some(role)).last().map(|(at, _)| at);
    let outcome = cell(Role::Forecast).or_else(|| cell(Role::Outcome));
    let (one, other) = outcome.zip(cell(Role::Target)).filter(|_| wrong)?;
    Some(Claimed { range: words(sentence, &whole(claim, &window, sentence)), one, other })
}

/// A claim with the word that denies it.
fn whole(claim: Range<usize>, window: &Range<usize>, sentence: &Sentence) -> Range<usize> {
    let denies = window.clone().find(|at| among(NOT, sentence.word(*at)));
    denies.map_or(claim.clone(), |at| claim.start.min(at)..claim.end.max(at + 1))
}

/// The rows whose target a sentence speaks of: those that have the figure behind it as theirs, or the one row that the
/// text is about.
fn rows(sentence: &Sentence, aim: usize, around: &Around<'_>) -> Option<Vec<usize>> {
    let facts = around.facts;
    let own: BTreeSet<usize> = around.own.iter().map(|at| facts.all[*at].row_at).collect();
    let figure = sentence.said.iter().find(|said| (aim + 1..aim + 5).contains(&said.at.start));
    let Some(figure) = figure else {
        let judged: Vec<usize> = own.iter().copied().filter(|row| facts.reached.contains_key(row)).collect();
        return (judged.len() == 1 && own.len() == 1).then_some(judged);
    };
    let of_figure = targets(figure, around);
    let linked = |row: &usize| own.contains(row) || is_spoken_of(sentence, figure, *row, around);
    let linked: Vec<usize> = of_figure.into_iter().filter(linked).collect();
    let nearer: Vec<usize> = linked.iter().copied().filter(|row| own.contains(row)).collect();
    Some(if nearer.is_empty() { linked } else { nearer }).filter(|rows| !rows.is_empty())
}

/// The rows whose target, of now, is a figure.
fn targets(figure: &Said, around: &Around<'_>) -> BTreeSet<usize> {
    let facts = around.facts;
    let alike = facts.about_as_large(figure.amount, figure.measure, rust_decimal::Decimal::ZERO).into_iter();
    let is = |at: &usize| {
        let fact = &facts.all[*at];
        let exact = fact.amount.value().abs() == figure.amount.value().abs() && shift(fact, figure.measure) == Some(0);
        exact && is_target(fact, around) && facts.reached.contains_key(&fact.row_at)
    };
    alike.filter(is).map(|at| facts.all[at].row_at).collect()
}

fn is_target(fact: &Fact, around: &Around<'_>) -> bool {
    fact.role == Some(Role::Target) && fact.time.year.is_none_or(|year| year == around.period.year)
}

/// Whether a sentence has another figure of a row, or a word of its name.
fn is_spoken_of(sentence: &Sentence, figure: &Said, row: usize, around: &Around<'_>) -> bool {
    let facts = around.facts;
    let judge = Judge { facts, period: around.period };
    let holds = |said: &Said| {
        said.at != figure.at
            && facts.of_row(row).any(|(_, fact)| fact.role != Some(Role::Target) && judge.is_same(said, fact))
    };
    let named = |part: &String| {
        let long = part.chars().count() >= 5;
        long && sentence.tokens.iter().any(|token| names::alike(&token.word, part))
    };
    sentence.said.iter().any(holds) || facts.of_row(row).next().is_some_and(|(_, fact)| fact.words.iter().any(named))
}

/// `96 procent ligger väl över målet`, `strax under målet på 82 procent`.
fn beyond(sentence: &Sentence, aim: usize, around: &Around<'_>) -> Option<Claimed> {
    let side = aim.checked_sub(1)?;
    let above = match sentence.word(side) {
        "över" => true,
        "under" => false,
        _ => return None,
    };
    let verbs = "ligger är var låg hamnar hamnade landar landade blev klart";
    let degree = "väl strax klart långt något precis nu därmed fortfarande också alltså en bit en";
    let mut at = side;
    while at > 0 && among(degree, sentence.word(at - 1)) {
        at -= 1;
    }
    // `Med 912 anlöp ligger hamnen över målet`.
    let ahead = (at.saturating_sub(2)..at).rev();
    let stands = ahead.take_while(|at| sentence.mark(*at).is_none()).any(|at| among(verbs, sentence.word(at)));
    if !stands || sentence.has(0..sentence.tokens.len(), "inte ej kommer ska bör kan väntas beräknas om nästa än")
    {
        return None;
    }
    let facts = around.facts;
    let judge = Judge { facts, period: around.period };
    let level = |said: &&Said| {
        said.at.end <= side && !said.about && said.end.is_none() && !matches!(said.role, Role::Change | Role::Variance)
    };
    let own: BTreeSet<usize> = around.own.iter().map(|at| facts.all[*at].row_at).collect();
    let now = |fact: &Fact| {
        let level = matches!(fact.role, None | Some(Role::Outcome | Role::Forecast));
        level && fact.time.year.is_none_or(|year| year == around.period.year)
    };
    let cells: Vec<usize> = match sentence.said.iter().rfind(level) {
        Some(said) => {
            let alike = facts.about_as_large(said.amount, said.measure, rust_decimal::Decimal::ZERO).into_iter();
            let linked = |row: usize| own.contains(&row) || is_spoken_of(sentence, said, row, around);
            alike.filter(|at| judge.is_same(said, &facts.all[*at]) && linked(facts.all[*at].row_at)).collect()
        }
        None if own.len() == 1 => around.own.to_vec(),
        None => return None,
    };
    let mut wrong = None;
    for cell in cells.into_iter().filter(|at| now(&facts.all[*at])) {
        let fact = &facts.all[cell];
        let target = facts.of_row(fact.row_at).find(|(_, other)| is_target(other, around) && other.sex == fact.sex);
        let Some((target, other)) = target.filter(|(_, other)| other.measure == fact.measure) else { continue };
        let (here, there) = (fact.amount.value(), other.amount.value());
        if here == there || (here > there) == above {
            return None;
        }
        wrong = wrong.or(Some((cell, target)));
    }
    let (one, other) = wrong?;
    Some(Claimed { range: words(sentence, &(at..aim + 1)), one, other })
}
