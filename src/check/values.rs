//! The values of one indicator: each read as what it is, and set against its neighbours of the same row.

use std::sync::LazyLock;

use crate::base::pattern::{Pattern, pattern};
use crate::base::source::Span;
use crate::diagnostic::Diagnostic;
use crate::input::section::{Cell, Content as CellContent, Indicator};
use crate::report::fulfilment::Role as Aim;
use crate::report::passages::{self, Passage, Role};

use super::messages;

/// A figure with its per cent sign, in a cell or in parentheses.
pub(super) static FIGURE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(\d+(?:,(\d+))?)[\s\u{a0}]?(%|procent)?"));

/// A value with a comparison, of whose parentheses one may be missing: `40,3% (38,6%)`, `90% 86,6%)`, `(788 (964)`.
static COMPARED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^\(?(\D{0,3}\d[^()]*?)[\s\u{a0}]*(?:\(([^()]*\d[^()]*)\)?|[\s\u{a0}]([^()\s]*\d[^()\s]*(?:[\s\u{a0}]%)?)\))$",
    )
});

/// What a label names in parentheses, other than a unit.
static NAMED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\((\p{L}[^()]*)\)"));

/// A value that is nothing but a figure, with a sign perhaps and a per cent sign perhaps.
static PLAIN: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^([<>≥≤+−–-]?)\s?(\d+(?:,\d+)?)[\s\x{a0}]?(%)?$"));

/// The words of a cell as a passage; `None` for a figure.
pub(super) fn words(cell: &Cell) -> Option<Passage> {
    match &cell.content {
        CellContent::Words(words) => passages::of_prose(words, None, Role::Cell).into_iter().next(),
        CellContent::Figure(_) => None,
    }
}

/// Whether a label names what its values are compared with.
pub(super) fn is_named(label: &str) -> bool {
    NAMED.is_match(label)
}

/// Whether a value is a bare figure.
pub(super) fn is_plain(text: &str) -> bool {
    PLAIN.is_match(text.trim())
}

/// Whether a value has a comparison that it names itself: `2 % (budgeterat 1,5 %)`.
pub(super) fn names_comparison(text: &str) -> bool {
    COMPARED.is_match(text.trim()) && NAMED.is_match(text)
}

/// A year, as in `+ 2022`, which means more than in that year.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// What is wrong within a row's values.
pub(super) fn row(indicator: &Indicator, label: &str, roles: &[Aim], cells: &[Option<Cell>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if cells.iter().all(Option::is_none) {
        found.push(messages::indicator_without_values(indicator.place, label));
    }
    let passages: Vec<Passage> = cells.iter().flatten().filter_map(words).collect();
    for passage in &passages {
        let Some(place) = passage.whole() else { continue };
        let text = passage.text.trim();
        let (open, close) = (text.matches('(').count(), text.matches(')').count());
        if open != close {
            found.push(messages::unbalanced_parentheses(place, text, open > close));
        } else if let Some(without) = figure_without_unit(text) {
            found.push(messages::units_differ(place, text, &without, five_for_per_cent(text).as_deref()));
        }
    }
    found.extend(decimals(&passages));
    found.extend(mixed_units(&passages));
    found.extend(sign_missing(roles, cells));
    found.extend(percentage_points(roles, cells));
    found
}

/// The first value of a row with a comparison that neither it nor the label names.
pub(super) fn unnamed(label: &str, cells: &[Option<Cell>]) -> Option<(Span, String, String)> {
    // A cell that says itself what it compares with, `2 % (budgeterat 1,5 %)`, needs no name in the label.
    let bare = |cell: &Passage| COMPARED.is_match(cell.text.trim()) && !NAMED.is_match(&cell.text);
    let first = cells.iter().flatten().filter_map(words).find(bare)?;
    (!is_named(label)).then_some((first.whole()?, first.text.trim().to_owned(), label.to_owned()))
}

/// The one value of a row that lacks the per cent sign of all others, or has it alone.
fn mixed_units(passages: &[Passage]) -> Option<Diagnostic> {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for passage in passages {
        let Some(hit) = PLAIN.captures(passage.text.trim()) else { continue };
        if hit.get(3).is_some() {
            with.push(passage);
        } else if !is_year(&hit[2]) {
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

/// The one value of a row without a sign where an outcome and at least one value more have `+` or `−`.
fn sign_missing(roles: &[Aim], cells: &[Option<Cell>]) -> Option<Diagnostic> {
    let (mut signed, mut outcomes, mut without) = (Vec::new(), 0, Vec::new());
    for (role, cell) in roles.iter().zip(cells) {
        let Some(passage) = cell.as_ref().and_then(words) else { continue };
        let Some(hit) = PLAIN.captures(passage.text.trim()) else { continue };
        // Zero has no sign, and a target with one is a change where the outcomes are levels.
        match &hit[1] {
            "+" | "-" | "−" | "–" if !is_year(&hit[2]) && *role != Aim::Target => {
                outcomes += usize::from(*role == Aim::Outcome);
                signed.push(passage);
            }
            "" if hit[2].contains(|c: char| ('1'..='9').contains(&c)) && !is_year(&hit[2]) => without.push(passage),
            _ => {}
        }
    }
    let ([first, _, ..], 1.., [odd]) = (&signed[..], outcomes, &without[..]) else { return None };
    Some(messages::sign_missing(odd.whole()?, odd.text.trim(), first.whole()?))
}

/// A distance to another percentage: `>1,5% lägre än riket`.
static DISTANCE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)^\D{0,8}\d+(?:,\d+)?[\s\u{a0}]?(?:%|procent)\s+(?:(?:lägre|högre|mer|mindre|bättre|sämre)\s+än|(?:över|under)\s+(?-i:\p{L}))",
    )
});

/// A target or forecast, in a row of percentages, that puts its distance to another percentage in per cent.
fn percentage_points(roles: &[Aim], cells: &[Option<Cell>]) -> Option<Diagnostic> {
    let texts = |wanted: &[Aim]| -> Vec<Passage> {
        let cells = roles.iter().zip(cells).filter(|(role, _)| wanted.contains(role));
        cells.filter_map(|(_, cell)| cell.as_ref().and_then(words)).collect()
    };
    let outcomes = texts(&[Aim::Outcome]);
    let mut figures = outcomes.iter().filter_map(|cell| FIGURE.captures(&cell.text)).peekable();
    figures.peek()?;
    let shares = figures.all(|hit| hit.get(3).is_some());
    let first = texts(&[Aim::Target, Aim::Forecast]).into_iter().find(|cell| DISTANCE.is_match(cell.text.trim()))?;
    shares.then_some(messages::percentage_points(first.whole()?, first.text.trim()))
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

/// `26,3%` for `26,35 (28,2%)`: a value that has a 5 too many, where the comparison has a per cent sign.
fn five_for_per_cent(text: &str) -> Option<String> {
    let (value, comparison) = text.split_once('(')?;
    let (value, decimals) = (value.trim(), |part: &str| Some(FIGURE.captures(part)?.get(2)?.as_str().len()));
    let short = value.strip_suffix('5').filter(|_| decimals(value) == decimals(comparison).map(|count| count + 1))?;
    Some(format!("{short}%"))
}

/// Values with fewer decimals than the others of their row, or others than their comparison: compared where all are
/// shares, and once for each cell.
fn decimals(passages: &[Passage]) -> Vec<Diagnostic> {
    struct Share<'p> {
        passage: &'p Passage,
        own: usize,
        compared: usize,
    }
    let share = |passage: &'_ Passage| -> Option<(usize, usize)> {
        let hit = COMPARED.captures(passage.text.trim())?;
        let (own, compared) = (FIGURE.captures(&hit[1])?, FIGURE.captures(hit.get(2).or(hit.get(3))?.as_str())?);
        let count = |hit: &regex::Captures<'_>| hit.get(2).map_or(0, |decimals| decimals.as_str().len());
        own.get(3).or(compared.get(3)).map(|_| (count(&own), count(&compared)))
    };
    let shares: Vec<Share<'_>> = passages
        .iter()
        .filter_map(|passage| share(passage).map(|(own, compared)| Share { passage, own, compared }))
        .collect();
    let whole = |share: &&Share<'_>| figure_without_unit(share.passage.text.trim()).is_none();
    let most = shares.iter().filter(whole).map(|share| share.own).max().unwrap_or(0);
    // Only a figure that is written shorter than its neighbour is said to be odd, and only one of a row.
    let odd = shares.iter().position(|share| share.own < most);
    let mut found = Vec::new();
    for (at, share) in shares.iter().enumerate() {
        let (Some(place), text) = (share.passage.whole(), share.passage.text.trim()) else { continue };
        // What has another unit or another measure than its comparison has other decimals for good reason.
        let comparable = whole(&share) && !NAMED.is_match(text);
        if odd == Some(at) {
            found.push(messages::decimals_differ(place, text));
        } else if share.own != share.compared && comparable {
            found.push(messages::decimals_differ_within(place, text));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_parenthesis_may_be_missing() {
        let read = |text: &str| {
            let hit = COMPARED.captures(text)?;
            Some((hit[1].to_owned(), hit.get(2).or(hit.get(3))?.as_str().to_owned()))
        };
        let both = |value: &str, comparison: &str| Some((value.to_owned(), comparison.to_owned()));
        assert_eq!(read("40,3% (38,6%)"), both("40,3%", "38,6%"));
        assert_eq!(read("90% 86,6%)"), both("90%", "86,6%"));
        assert_eq!(read("90 % 86,6 %)"), both("90 %", "86,6 %"));
        assert_eq!(read("(788 (964)"), both("788", "964"));
        assert_eq!(read("40,3% (38,6%"), both("40,3%", "38,6%"));
        assert_eq!(read("13,2 (12,4/11,8)"), both("13,2", "12,4/11,8"));
        assert_eq!(read("(budget 2,3%)"), None);
        assert_eq!(read("40,3%"), None);
    }

    #[test]
    fn a_five_may_stand_for_the_sign_of_its_key() {
        assert_eq!(five_for_per_cent("26,35 (28,2%)").as_deref(), Some("26,3%"));
        assert_eq!(five_for_per_cent("26,34 (28,2%)"), None);
        assert_eq!(five_for_per_cent("26,5 (28,2%)"), None);
    }
}
