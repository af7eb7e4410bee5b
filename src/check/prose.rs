//! Figures of running text against each other: the same said in two places, and units' parts of a variance; and bound
//! figures without a cell. Those against tables are told by `statements`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Captures;

use crate::base::amount::Amount;
use crate::base::money;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::{Span, Spanned};
use crate::base::swedish::folded;
use crate::diagnostic::Diagnostic;
use crate::input::messages::{EntityKind, unknown_reference};
use crate::input::prose::binding::ReferenceKind;
use crate::input::prose::{Inline, Prose};
use crate::input::row_kind::RowKind;
use crate::report::bind::Unbound;
use crate::report::passages::{self, Passage};
use crate::report::{Delivery, OwnedRow, Report, UnitIndex, address};

use super::messages;

/// The letters of Latin script, for a class. Those of all scripts take longer to prepare for than a report to read.
const LATIN: &str = "A-Za-zÀ-ɏ";

/// A figure with the unit of money that follows it.
const MONEY: &str =
    r"([−–-]?\d{1,3}(?:[ \x{a0}]\d{3})+(?:,\d+)?|[−–-]?\d+(?:,\d+)?)[ \x{a0}](tkr|mnkr|mkr|kr|kronor)\b";

/// `Utfallet för enheten är 7 621 tkr`: a measure, at most eight words, a verb, the figure.
static STATED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)\b(utfall|budget)(?:et|en)?\b((?:\s+(?-i:[{LATIN}\d/&-]+)){{0,8}}?)\s+(?:är|blev|var|uppgår till|uppgick till)\s+{MONEY}"
    ))
});

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found = bindings(report);
    found.extend(beside_bindings(report));
    found.extend(statements(passages));
    found.extend(variances(report, passages));
    found
}

/// Words of comparison: `74 tkr sämre än budget` is no outcome.
static COMPARED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)^\s+(?:sämre|bättre|högre|lägre|mer|mindre|större|över|under)\b"));

/// The statements of a passage about an outcome or a budget.
fn stated_in(passage: &Passage) -> Vec<Captures<'_>> {
    let hits = STATED.captures_iter(&passage.text);
    let absolute = |hit: &Captures<'_>| {
        let end = hit.get(0).map_or(0, |whole| whole.end());
        let subject = hit.get(2).map_or("", |subject| subject.as_str());
        !COMPARED.is_match(&passage.text[end..]) && !subject.split_whitespace().any(|word| word == "som")
    };
    hits.filter(absolute).collect()
}

/// Statements with the same subject and different figures: `Utfallet för gatan är ...` in two places.
fn statements(passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut known: BTreeMap<(String, String), (Amount, Span)> = BTreeMap::new();
    for passage in passages.iter().filter(|passage| passage.is_running()) {
        for hit in stated_in(passage) {
            let (Some(measure), Some(words)) = (hit.get(1), hit.get(2)) else { continue };
            let subject = folded(words.as_str());
            // Without its own subject each unit speaks of itself.
            if !subject.starts_with("för ") || subject.starts_with("för enheten") {
                continue;
            }
            let Some((amount, range, unit)) = money(&hit) else { continue };
            let Some(place) = passage.place(range) else { continue };
            let subject = format!("{} {subject}", measure.as_str().to_lowercase());
            match known.get(&(subject.clone(), unit.clone())) {
                Some((other, first)) if other.value() != amount.value() => {
                    found.push(messages::statements_differ(
                        place,
                        *first,
                        &subject,
                        &amount.swedish(),
                        &other.swedish(),
                    ));
                }
                Some(_) => {}
                None => drop(known.insert((subject, unit), (amount, place))),
            }
        }
    }
    found
}

/// `IT svarar för 1 031 tkr`.
static ACCOUNTS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"\b([{LATIN}&-]{{2,}})\s+(?:svarar|svarade|står|stod)\s+för\s+{MONEY}")));

/// `en positiv avvikelse på 311 tkr`.
static VARIANCE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:positiv|negativ)[at]?\s+avvikelse\s+(?:om|på|av)\s+{MONEY}")));

/// Words by which a sentence is about another period than the report's: the whole year, a forecast, last year.
static OTHER_PERIOD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)helår|prognos|\bför året\b|\bföregående\b|\bförra\b|\btidigare\b|\bi fjol\b|\bhösten\b")
});

/// Units' parts of a variance, as another text tells them, against what the units say themselves.
fn variances(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let names = unit_names(report);
    let mut found = Vec::new();
    for passage in passages.iter().filter(|passage| passage.is_running()) {
        let sentences = passages::sentences(&passage.text);
        for hit in ACCOUNTS.captures_iter(&passage.text) {
            let (Some(who), Some((amount, range, money_unit))) = (hit.get(1), money(&hit)) else { continue };
            let before = |sentence: &std::ops::Range<usize>| {
                let text = &passage.text[sentence.start..sentence.end.min(who.start())];
                text.to_lowercase().contains("avvikelse").then_some(text)
            };
            // The variance is named in the same sentence or the one before it.
            let earlier = sentences.iter().filter(|sentence| sentence.start <= who.start()).rev().take(2);
            let about = earlier.filter_map(before).next().is_some_and(|text| !OTHER_PERIOD.is_match(text));
            let Some(unit) = names.get(&who.as_str().to_lowercase()).copied().flatten() else { continue };
            if !about || passage.unit == Some(unit) || !speaks_for_itself(report, unit, who.as_str()) {
                continue;
            }
            let Some((own, place)) = own_variance(passages, unit, &money_unit) else { continue };
            if own.value().abs() != amount.value().abs()
                && let Some(here) = passage.place(range)
            {
                found.push(messages::variances_differ(here, place, who.as_str(), &amount.swedish(), &own.swedish()));
            }
        }
    }
    found
}

/// The first words of the units' names and rows, each with the one unit that has it; `None` for one that several have.
fn unit_names(report: &Report) -> BTreeMap<String, Option<UnitIndex>> {
    let mut names: BTreeMap<String, Option<UnitIndex>> = BTreeMap::new();
    let mut add = |name: &str, unit: UnitIndex| {
        let first = name.split(['/', ',', ' ']).next().unwrap_or("").to_lowercase();
        let known = names.entry(first).or_insert(Some(unit));
        *known = known.filter(|known| *known == unit);
    };
    for table in address::tables(report) {
        for row in table.rows.iter().filter_map(Delivery::delivered).filter(|row| row.row.kind == RowKind::Item) {
            if let Some(unit) = row.unit {
                add(&row.row.name.plain(), unit);
            }
        }
    }
    for (at, unit) in UnitIndex::each(&report.manifest.units) {
        add(unit.name.trimmed(), at);
    }
    names
}

/// Whether the row that `name` begins is the only one that the unit has in its table, so that what the unit says of its
/// variance is about that row.
fn speaks_for_itself(report: &Report, unit: UnitIndex, name: &str) -> bool {
    let begins = |row: &&OwnedRow| {
        row.row.name.plain().to_lowercase().split(['/', ',', ' ']).next() == Some(name.to_lowercase().as_str())
    };
    let tables = address::tables(report);
    let own = tables.iter().map(|table| {
        let rows = table.rows.iter().filter_map(Delivery::delivered);
        rows.filter(|row| row.unit == Some(unit) && row.row.kind == RowKind::Item).collect::<Vec<_>>()
    });
    let named: Vec<_> = own.filter(|rows| rows.iter().any(begins)).collect();
    !named.is_empty() && named.iter().all(|rows| rows.len() == 1)
}

/// The variance of the period that a unit states, if it states a single one.
fn own_variance(passages: &[Passage], unit: UnitIndex, money_unit: &str) -> Option<(Amount, Span)> {
    let mut all = Vec::new();
    for passage in passages.iter().filter(|passage| passage.is_running() && passage.unit == Some(unit)) {
        let sentences = passages::sentences(&passage.text);
        for hit in VARIANCE.captures_iter(&passage.text) {
            let Some((amount, range, written)) = money(&hit) else { continue };
            let sentence = sentences.iter().find(|sentence| sentence.contains(&range.start));
            let other = sentence.is_some_and(|sentence| OTHER_PERIOD.is_match(&passage.text[sentence.clone()]));
            if !other && written == money_unit {
                all.push((amount, passage.place(range)?));
            }
        }
    }
    if let [only] = all[..] { Some(only) } else { None }
}

/// Bound figures whose address names no figure.
fn bindings(report: &Report) -> Vec<Diagnostic> {
    let mut bound: Vec<_> = report.own_prose().into_iter().flat_map(Prose::bindings).collect();
    bound.extend(report.prose().into_iter().flat_map(|text| text.prose.bindings()));
    bound.extend(report.notes.iter().flatten().flat_map(|note| note.text.bindings()));
    let headings = report.heading_bindings();
    bound.extend(headings.iter().map(|(binding, place)| (binding, *place)));
    let faulty = bound.into_iter().filter_map(|(binding, place)| {
        Some(match binding.words(report).err()? {
            Unbound::Address(address, missing) => return address::told(&Spanned::new(address, place), &missing),
            Unbound::NoFigure(address) => messages::binding_without_figure(place, &address),
            Unbound::NoResult(address) => messages::surplus_without_result(place, &address),
            Unbound::Units(from, to) => messages::binding_of_units(place, &from, &to),
            Unbound::Zero(address) => messages::share_of_zero(place, &address),
            Unbound::TooLarge => messages::binding_too_large(place),
            Unbound::Page(id, meant) => messages::page_of_nothing(place, &id, meant.as_deref()),
            Unbound::PageOfSeveral(id, kinds) => {
                let words: Vec<&str> = kinds.into_iter().map(ReferenceKind::word).collect();
                messages::page_of_several(place, &id, &words)
            }
            Unbound::Reference(kind, id, meant) => {
                let thing = match kind {
                    ReferenceKind::Chapter => EntityKind::Chapter,
                    ReferenceKind::Table => EntityKind::Table,
                    ReferenceKind::Chart => EntityKind::Chart,
                    ReferenceKind::Picture => EntityKind::Picture,
                    ReferenceKind::Goal => EntityKind::Goal,
                    ReferenceKind::Paper => EntityKind::Paper,
                };
                unknown_reference(place, thing, &id, meant.as_deref())
            }
        })
    });
    faulty.collect()
}

/// A word of surplus or deficit right before a figure.
static RESULT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(över|under)skott(?:et)?(?:[\s\u{a0}]mot[\s\u{a0}]budget(?:en)?)?",
        r"(?:[\s\u{a0}](?:på|om|är|blev|blir|var|väntas[\s\u{a0}]bli|uppg(?:år|ick)[\s\u{a0}]till))?[\s\u{a0}]$",
    ))
});

/// What stands beside bound figures that they bring themselves: their unit, and what a minus says.
fn beside_bindings(report: &Report) -> Vec<Diagnostic> {
    let own = report.own_prose();
    let owned = report.prose();
    let notes = report.notes.iter().flatten().map(|note| &note.text);
    let mut found = Vec::new();
    for prose in own.into_iter().chain(owned.iter().map(|owned| owned.prose)).chain(notes) {
        let (mut before, mut bound): (&str, Option<(String, Span)>) = ("", None);
        prose.walk(&mut |inline| match inline {
            Inline::Text(words, _) => {
                if let Some((shown, place)) = bound.take() {
                    found.extend(
                        unit_twice(&shown, words).map(|unit| messages::unit_after_binding(place, &shown, unit)),
                    );
                }
                before = words;
            }
            Inline::Figure(binding, place) => {
                let shown = binding.words(report).unwrap_or_default();
                let word = RESULT.captures(before).filter(|_| shown.starts_with(['−', '-']));
                if let Some(word) = word.and_then(|hit| hit.get(1)) {
                    let is_deficit = word.as_str().eq_ignore_ascii_case("under");
                    found.push(messages::minus_after_word(*place, &shown, &binding.written(), is_deficit));
                }
                (before, bound) = ("", Some((shown, *place)));
            }
            _ => (before, bound) = ("", None),
        });
    }
    found
}

/// The unit that stands in the text behind a figure which has its own.
fn unit_twice<'t>(shown: &str, behind: &'t str) -> Option<&'t str> {
    let behind = behind.strip_prefix([' ', '\u{a0}'])?;
    let word = behind.split(|c: char| !c.is_alphabetic() && c != '%').next().filter(|word| !word.is_empty())?;
    let own =
        shown.rsplit([' ', '\u{a0}']).next().filter(|own| own.contains(|c: char| c.is_alphabetic() || c == '%'))?;
    let is_money = |word: &str| money::power(word).is_some() || ["kronor", "miljoner"].contains(&word);
    let is_share = |word: &str| ["%", "procent"].contains(&word);
    let same = own == word || (is_money(own) && is_money(word)) || (is_share(own) && is_share(word));
    same.then_some(word)
}

/// The money of a match whose last two groups are figure and unit.
fn money(hit: &Captures<'_>) -> Option<(Amount, std::ops::Range<usize>, String)> {
    let count = hit.len();
    let (figure, unit) = (hit.get(count - 2)?, hit.get(count - 1)?);
    let unit = match unit.as_str() {
        "kronor" => "kr",
        "mkr" => "mnkr",
        other => other,
    };
    Some((figure.as_str().parse().ok()?, figure.range(), unit.to_owned()))
}
