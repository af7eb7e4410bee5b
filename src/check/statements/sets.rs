//! What a sentence says of which rows of a table have something, without a figure: `fyra verksamheter har underskott`,
//! `Klass 6 är den enda som har minskat`, `Sämst var sallad`, `är den vanligaste vägen in`. It is told where every
//! column that can be meant says otherwise.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::check::messages::{Cause, Derived};

use super::facts::Fact;
use super::judge::{Backing, Verdict, Wrong, cause, shift};
use super::names::{self, Mention, Subject};
use super::reading::{Measure, Sentence, digits};
use super::related::Judged;
use super::series::{self, Around, Claimed, number, turn, undated};
use super::times::Part;
use super::words::{self, Class, Role, among, is_noun};

/// Fewest rows of which one can be the only one.
const FEWEST: usize = 3;

/// The most cells of a table that are looked through.
const MOST: usize = 600;

/// `fyra verksamheter har underskott, tillsammans 8 050 tkr`: what the variances of one sign come to.
pub(super) fn hold(own: &mut [Judged], sentence: &Sentence, around: &Around<'_>) {
    let facts = around.facts;
    for (said, verdict) in own.iter_mut().filter(|(said, _)| said.measure.is_money() && !said.about) {
        let start = said.at.start;
        let together = (start.saturating_sub(2)..start)
            .find(|at| among("tillsammans sammanlagt sammantaget totalt", sentence.word(*at)));
        let Some(together) = together else { continue };
        let noun = (together.saturating_sub(3)..together).find_map(|at| match sentence.class(at) {
            Some(Class::Is(Role::Variance, Some(minus))) if is_noun(sentence.word(at)) => Some(minus),
            _ => None,
        });
        let Some(minus) = noun else { continue };
        let sums = of_signs(around, minus);
        let right = |cells: &Vec<usize>| {
            let sum =
                cells.iter().try_fold(Decimal::ZERO, |sum, at| sum.checked_add(facts.all[*at].amount.value().abs()));
            Amount::new(sum?).shifted(shift(&facts.all[*cells.first()?], said.measure)?)
        };
        let rights: Vec<(Amount, usize, usize)> =
            sums.iter().filter_map(|cells| Some((right(cells)?, *cells.first()?, *cells.last()?))).collect();
        if let Some((_, fact, other)) = rights.iter().find(|(right, ..)| said.is(right.value(), Decimal::ZERO)) {
            *verdict = Verdict::Confirmed(Backing { fact: *fact, other: Some(*other) });
            continue;
        }
        // `Övriga sex verksamheter visar överskott på sammanlagt`: of as many rows as have one.
        let counted = (0..together).rev().find(|at| among(ROWS, sentence.word(*at)));
        let counted = counted.and_then(|at| Some((at, number(sentence, at.checked_sub(1)?)?)));
        let of_count = counted.map_or_else(Vec::new, |(at, count)| {
            let mut all = called(sums.clone(), sentence.word(at), around);
            all.retain(|cells| cells.len() == count);
            all
        });
        let so_many = |(_, one, other): &(Amount, usize, usize)| {
            of_count.iter().any(|cells| cells.first() == Some(one) && cells.last() == Some(other))
        };
        let slip = |right: &&(Amount, usize, usize)| {
            digits(said.amount) >= 2 && (cause(said, right.0) != Cause::Unknown || so_many(right))
        };
        let free = !matches!(verdict, Verdict::Contradicted(_));
        let mut slips = rights.iter().filter(|right| free && slip(right));
        if let Some((right, one, other)) = slips.next().filter(|_| slips.next().is_none()) {
            let right = right.rounded(said.amount.decimals());
            let cause = cause(said, right);
            let (one, other) = (*one, *other);
            *verdict = Verdict::Contradicted(Wrong::Derived { how: Derived::Sum, one, other, right, cause });
        }
    }
}

/// The variances of each column of the chapter's tables, of the rows that are neither sums nor of all: of all of them,
/// and of those between two sums.
pub(super) fn variances(around: &Around<'_>) -> Vec<Vec<usize>> {
    columns_of(around.chapter.iter().take(MOST).copied(), around)
}

/// The same of all tables that have a row of this many in a word of its sum: `Summa nämnder`.
pub(super) fn variances_of(noun: &str, around: &Around<'_>) -> Vec<Vec<usize>> {
    let facts = around.facts;
    let is = |fact: &Fact| fact.sum && names::content(&fact.row).iter().any(|part| names::same(part, noun));
    let tables: BTreeSet<usize> = facts.all.iter().filter(|fact| is(fact)).map(|fact| fact.table_at).collect();
    let cells = tables.into_iter().flat_map(|table| facts.of_table(table).iter().take(MOST).copied());
    columns_of(cells, around)
}

/// The same of all rows of the unit that writes, wherever they stand.
pub(super) fn variances_of_unit(around: &Around<'_>) -> Vec<Vec<usize>> {
    let cells = around.writes.map_or(&[][..], |unit| around.facts.all_of_unit(unit));
    columns_of(cells.iter().take(MOST).copied(), around)
}

fn columns_of(cells: impl Iterator<Item = usize>, around: &Around<'_>) -> Vec<Vec<usize>> {
    let facts = around.facts;
    let mut columns: BTreeMap<(usize, &str), BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    let mut parts: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    let mut sums: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for cell in cells {
        let fact = &facts.all[cell];
        let now = fact.time.year.is_none_or(|year| year == around.period.year);
        let month = matches!(fact.time.part, Some(Part::Month(_) | Part::Other));
        if fact.sum {
            sums.entry(fact.table_at).or_default().insert(fact.row_at);
            // `tre av fyra områden`: the sums of its parts, which the last one adds up.
            if fact.role == Some(Role::Variance) && now && !month && !fact.result {
                parts.entry((fact.table_at, &fact.column)).or_default().push(cell);
            }
        } else if fact.role == Some(Role::Variance) && !fact.result && !is_of_all(fact) && now && !month {
            let block = sums.get(&fact.table_at).map_or(0, BTreeSet::len);
            let column = columns.entry((fact.table_at, &fact.column)).or_default();
            column.entry(block).or_default().push(cell);
        }
    }
    parts.values_mut().for_each(|cells| cells.truncate(cells.len().saturating_sub(1)));
    let mut all: Vec<Vec<usize>> = parts.into_values().filter(|cells| cells.len() > 1).collect();
    for blocks in columns.into_values() {
        if blocks.len() > 1 {
            all.push(blocks.values().flatten().copied().collect());
        }
        all.extend(blocks.into_values());
    }
    all
}

/// Whether a variance is below zero (`minus`), or above it.
fn has_sign(fact: &Fact, minus: bool) -> bool {
    !fact.amount.value().is_zero() && (fact.amount.value().is_sign_negative() != fact.flipped) == minus
}

/// Two cells of the first of these columns, where in none of them as many variances have that sign as was said.
pub(super) fn not_so_many(
    columns: impl Iterator<Item = Vec<usize>>,
    (minus, said): (bool, usize),
    around: &Around<'_>,
) -> Option<(usize, usize)> {
    let mut wrong = None;
    for cells in columns {
        let having = of_sign(&cells, minus, around);
        if having.len() == said {
            return None;
        }
        let shown = if having.is_empty() { &cells } else { &having };
        wrong = wrong.or(shown.first().copied().zip(shown.last().copied()));
    }
    wrong
}

/// Those of some variances that have that sign.
fn of_sign(cells: &[usize], minus: bool, around: &Around<'_>) -> Vec<usize> {
    cells.iter().copied().filter(|cell| has_sign(&around.facts.all[*cell], minus)).collect()
}

/// The variances of one sign of each column of the chapter's tables.
fn of_signs(around: &Around<'_>, minus: bool) -> Vec<Vec<usize>> {
    let all = variances(around).into_iter().map(|cells| of_sign(&cells, minus, around));
    all.filter(|cells| cells.len() > 1).collect()
}

/// Claims of a sentence that every column which can be meant contradicts.
pub(super) fn check(sentence: &Sentence, around: &Around<'_>) -> Vec<Claimed> {
    if sentence.has(0..sentence.tokens.len(), "inte ej kommer ska bör kan väntas beräknas om nästan förutom") {
        return Vec::new();
    }
    let all = counted(sentence, around).into_iter().chain(only_one(sentence, around)).chain(extreme(sentence, around));
    all.chain(turned(sentence, around)).chain(of_largest(sentence, around)).collect()
}

/// Nouns of a table's rows.
const ROWS: &str = "verksamheter enheter nämnder områden verksamhetsområden avdelningar förvaltningar sektorer poster";

/// Verbs by which rows have a surplus or a deficit.
const HAVE: &str = "har redovisar visar hade går gick uppvisar lämnar får fick gör gjorde prognostiserar";

/// Of columns those of the tables whose rows are called so, if there are any.
fn called(columns: Vec<Vec<usize>>, noun: &str, around: &Around<'_>) -> Vec<Vec<usize>> {
    let is = |cells: &Vec<usize>| {
        cells.first().is_some_and(|cell| around.facts.are_called(around.facts.all[*cell].table_at, noun))
    };
    if columns.iter().any(is) { columns.into_iter().filter(is).collect() } else { columns }
}

/// `Sammanlagt fyra verksamheter har underskott`: how many rows of a table have a variance of that sign.
fn counted(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    for at in 1..sentence.tokens.len() {
        let noun = among(ROWS, sentence.word(at)) && among(HAVE, sentence.word(at + 1));
        let Some(count) = number(sentence, at - 1).filter(|_| noun && sentence.word(at.wrapping_sub(2)) != "av") else {
            continue;
        };
        let sign = at + 2 + usize::from(among("med ett", sentence.word(at + 2)));
        let Some(Class::Is(Role::Variance, Some(minus))) = sentence.class(sign) else { continue };
        // `fem verksamheter har underskott på mer än`: of some of them.
        if !is_noun(sentence.word(sign)) || among("på över under större mindre som mot", sentence.word(sign + 1)) {
            continue;
        }
        let columns = variances(around).into_iter().filter(|cells| cells.len() >= FEWEST);
        let columns = called(columns.collect(), sentence.word(at), around);
        if let Some((one, other)) = not_so_many(columns.into_iter(), (minus, count), around) {
            return Some(Claimed { range: series::words(sentence, &(at - 1..sign + 1)), one, other });
        }
    }
    None
}

/// The row that is named right before a token, or right behind it.
fn beside(sentence: &Sentence, at: usize, behind: bool) -> Option<&Mention> {
    let is = |mention: &&Mention| matches!(mention.subject, Subject::Named(_)) && mention.strong;
    let ahead = sentence.mentions.iter().rev().filter(is).find(|mention| mention.at.end <= at);
    let small = |at: usize| among("är var den det de har hade fortsatt åter liksom tidigare nu", sentence.word(at));
    let near = ahead.filter(|mention| at - mention.at.end <= 4 && (mention.at.end..at).all(small));
    let next = || {
        let next = sentence.mentions.iter().filter(is).find(|mention| mention.at.start > at)?;
        let small = |at: usize| among("är var gick det för resultatet har hade i på inom hos", sentence.word(at));
        (behind && next.at.start - at <= 5 && (at + 1..next.at.start).all(small)).then_some(next)
    };
    near.filter(|mention| !mention.at.is_empty()).or_else(next)
}

/// `Klass 6 är den enda som har minskat`: of the rows of a table with two years.
fn only_one(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    let facts = around.facts;
    let at = (0..sentence.tokens.len()).find(|at| sentence.word(*at) == "enda")?;
    let mention = beside(sentence, at, false)?;
    let end = sentence.tokens.len().min(at + 12);
    let which = (at + 1..end).find(|at| among("som där", sentence.word(*at)))?;
    let (up, last) = (which..end).find_map(|at| Some((turn(sentence, at)?, at)))?;
    // `som har minskat varje år`, `minskat jämfört med 2021`: over more years.
    let year = around.period.year;
    let other = |time: &super::times::Said| time.time.year.is_some_and(|own| own != year && own + 1 != year);
    if sentence.times.iter().any(other) || sentence.has(last..sentence.tokens.len(), "varje rad båda") {
        return None;
    }
    let way = |cell: usize| {
        let fact = &facts.all[cell];
        let is = |other: &Fact| {
            other.time.year == fact.time.year.and_then(|year| year.checked_sub(1))
                && other.measure == fact.measure
                && other.topic == fact.topic
                && undated(&other.column) == undated(&fact.column)
        };
        let (before, other) = facts.of_row(fact.row_at).find(|(_, other)| is(other))?;
        Some((fact.amount.value().abs().checked_sub(other.amount.value().abs())?, before))
    };
    let goes = |off: Decimal| !off.is_zero() && off.is_sign_positive() == up;
    let mut wrong = None;
    for own in around.about(mention.subject).into_iter().take(MOST) {
        let fact = &facts.all[own];
        let now = fact.time.year == Some(year) && matches!(fact.role, None | Some(Role::Outcome));
        let Some((off, before)) = way(own).filter(|_| now && !fact.sum) else { continue };
        let peers = facts.of_table(fact.table_at).iter().take(MOST).filter(|at| {
            let other = &facts.all[**at];
            other.column == fact.column && other.topic == fact.topic && !other.sum && other.row_at != fact.row_at
        });
        let peers: Vec<(usize, Decimal)> = peers.filter_map(|at| Some((*at, way(*at)?.0))).collect();
        if peers.len() + 1 < FEWEST {
            continue;
        }
        // The row of all is no other one.
        let other = peers.iter().find(|(at, off)| goes(*off) && !is_of_all(&facts.all[*at]));
        match (goes(off), other) {
            (true, None) => return None,
            (true, Some((other, _))) => wrong = wrong.or(Some((own, *other))),
            (false, _) => wrong = wrong.or(Some((own, before))),
        }
    }
    let (one, other) = wrong?;
    Some(Claimed { range: series::words(sentence, &(mention.at.start..last + 1)), one, other })
}

/// Whether a row is of all the others, by its name: pasted tables say it by nothing else.
pub(super) fn is_of_all(fact: &Fact) -> bool {
    fact.row.to_lowercase().split(' ').any(|word| among(ALL, word))
}

/// Words of rows that are of all.
const ALL: &str = "totalt samtliga alla summa hela kommunen riket länet genomsnitt snitt";

/// `Sämst var sallad`, `Bäst resultat hade dricksvattnet`: a row that has neither the most nor the least; `den
/// vanligaste vägen in`: one that has not the most.
fn extreme(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    let facts = around.facts;
    let is = |at: &usize| among("bäst sämst vanligast vanligaste", sentence.word(*at));
    let mut all = (0..sentence.tokens.len()).filter(is);
    let at = all.next().filter(|_| all.next().is_none())?;
    let common = sentence.word(at).starts_with("vanlig");
    let ranked = among("näst tredje mest minst en", sentence.word(at.wrapping_sub(1)));
    let mention = beside(sentence, at, !common || sentence.word(at).ends_with('t'))?;
    if ranked || sentence.has(0..at, "av bland tidigare") || sentence.times.len() > 1 {
        return None;
    }
    let mut wrong = None;
    for own in around.about(mention.subject).into_iter().filter(|at| around.chapter.contains(at)).take(MOST) {
        let fact = &facts.all[own];
        let now = fact.time.year.is_none_or(|year| year == around.period.year);
        let money = matches!(fact.measure, Some(Measure::Money(_) | Measure::Rate(_)));
        if !now || money || fact.sum || matches!(fact.role, Some(Role::Target | Role::Change)) {
            continue;
        }
        let peers = facts.of_table(fact.table_at).iter().take(MOST).filter(|at| {
            let other = &facts.all[**at];
            let all = is_of_all(other);
            other.column == fact.column
                && other.topic == fact.topic
                && !other.sum
                && !all
                && other.row_at != fact.row_at
        });
        let size = |at: usize| facts.all[at].amount.value().abs();
        let (above, below): (Vec<usize>, Vec<usize>) =
            peers.filter(|at| size(**at) != size(own)).partition(|at| size(**at) > size(own));
        if above.len() + below.len() + 1 < FEWEST {
            continue;
        }
        if above.is_empty() || (!common && below.is_empty()) {
            return None;
        }
        let most = above.iter().max_by_key(|at| size(**at))?;
        wrong = wrong.or(Some((own, *most)));
    }
    let (one, other) = wrong?;
    let place = at.min(mention.at.start)..mention.at.end.max(at + 1);
    Some(Claimed { range: series::words(sentence, &place), one, other })
}

/// `minskade i fem av sex förvaltningar`: how many rows of a table with so many have more, or less, than the year
/// before.
fn turned(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    let facts = around.facts;
    sentence.said.windows(2).find_map(|pair| {
        let [part, whole] = pair else { return None };
        let of = whole.at.start - part.at.end <= 2 && sentence.word(part.at.end) == "av";
        let number = |said: &super::reading::Said| {
            (said.measure == Measure::Count && !said.about).then(|| usize::try_from(said.amount.value()).ok())?
        };
        let (some, every) = number(part).zip(number(whole)).filter(|_| of)?;
        let within = among("i på hos inom för", sentence.word(part.at.start.wrapping_sub(1)));
        let verb = (part.at.start.saturating_sub(5)..part.at.start).rev().find(|at| turn(sentence, *at).is_some())?;
        let up = turn(sentence, verb).filter(|_| within && !sentence.word(verb).contains("ning"))?;
        let plain = sentence.times.iter().all(|time| time.time.year.is_none_or(|year| year == around.period.year));
        if !plain || (verb..part.at.start).any(|at| sentence.mark(at).is_some()) {
            return None;
        }
        let mut columns: BTreeMap<(usize, &str), Vec<(usize, Decimal)>> = BTreeMap::new();
        for cell in around.chapter.iter().take(MOST) {
            let fact = &facts.all[*cell];
            let now = fact.time.year == Some(around.period.year) && matches!(fact.role, None | Some(Role::Outcome));
            let before = facts.of_row(fact.row_at).find(|(_, other)| {
                other.time.year == around.period.year.checked_sub(1)
                    && other.measure == fact.measure
                    && undated(&other.column) == undated(&fact.column)
            });
            let off = before.and_then(|(_, other)| fact.amount.value().abs().checked_sub(other.amount.value().abs()));
            if let Some(off) = off.filter(|_| now && !fact.sum && !is_of_all(fact)) {
                columns.entry((fact.table_at, &fact.column)).or_default().push((*cell, off));
            }
        }
        let mut wrong = None;
        for cells in columns.into_values().filter(|cells| cells.len() == every) {
            let goes = |(_, off): &&(usize, Decimal)| !off.is_zero() && off.is_sign_positive() == up;
            let going: Vec<usize> = cells.iter().filter(goes).map(|(cell, _)| *cell).collect();
            if going.len() == some {
                return None;
            }
            let other = cells.iter().find(|cell| !goes(cell)).map(|(cell, _)| *cell);
            wrong = wrong.or(other.or(cells.last().map(|(cell, _)| *cell)).zip(going.first().copied()));
        }
        let (one, other) = wrong?;
        Some(Claimed { range: series::words(sentence, &(verb..whole.at.end)), one, other })
    })
}

/// `De tio största yrkesgrupperna omfattar 1 798`: as many rows as the table has whose sum that is.
fn of_largest(sentence: &Sentence, around: &Around<'_>) -> Option<Claimed> {
    let facts = around.facts;
    let at = (1..sentence.tokens.len()).find(|at| {
        let largest = words::is_extreme(sentence.word(*at + 1)) && sentence.word(*at + 1).ends_with('a');
        largest && among("de våra kommunens dessa", sentence.word(at - 1)) && number(sentence, *at).is_some()
    })?;
    let count = number(sentence, at)?;
    let sum = around.chapter.iter().find(|cell| {
        let fact = &facts.all[**cell];
        let held = |said: &super::reading::Said| {
            let exact = shift(fact, said.measure) == Some(0) && fact.amount.value() == said.amount.value();
            exact && digits(said.amount) >= 3
        };
        fact.sum && sentence.said.iter().any(held)
    })?;
    let fact = &facts.all[*sum];
    let rows =
        facts.of_table(fact.table_at).iter().map(|at| &facts.all[*at]).filter(|other| !other.sum && !is_of_all(other));
    let rows: BTreeSet<usize> = rows.map(|other| other.row_at).collect();
    let last = facts.of_table(fact.table_at).iter().rev().find(|at| !facts.all[**at].sum)?;
    (rows.len() != count && rows.len() >= FEWEST).then(|| Claimed {
        range: series::words(sentence, &(at..at + 2)),
        one: *sum,
        other: *last,
    })
}
