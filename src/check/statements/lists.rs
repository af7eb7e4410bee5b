//! Figures that only the others of their sentence place: rows with a figure each, `trafikolyckorna med 238 och
//! larmen med 184`, a part and its whole in one row or one column, a month or a quarter with its figure, and several
//! months together. What stands in another row or column of the same table is told.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::check::messages::{Cause, Derived};

use super::facts::Fact;
use super::judge::{Backing, Verdict, Wrong, cause, shift};
use super::names::{self, Mention, Subject};
use super::parts;
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::Judged;
use super::series::Around;
use super::times;
use super::tokens::Kind;
use super::words::{Role, among};

/// Holds the figures of a sentence against the cells that the others of it tell.
pub(super) fn hold(own: &mut [Judged], sentence: &Sentence, around: &Around<'_>) {
    let found: Vec<(usize, Verdict)> = rows(own, sentence, around)
        .into_iter()
        .chain(columns(own, sentence, around))
        .chain(halves(own, sentence, around))
        .chain(foreign(own, sentence, around))
        .chain(wholes(own, sentence, around))
        .chain(months(own, sentence, around))
        .chain(quarters(own, sentence, around))
        .chain(parts_of_year(own, sentence, around))
        .chain(ends(own, sentence, around))
        .collect();
    for (at, verdict) in found {
        if !matches!(own[at].1, Verdict::Contradicted(_)) {
            own[at].1 = verdict;
        }
    }
}

/// Whether a cell holds a figure, but for its sign.
fn holds(fact: &Fact, said: &Said) -> bool {
    shift(fact, said.measure) == Some(0) && fact.amount.value().abs() == said.amount.value().abs()
}

/// Whether a cell is of the report's own time.
fn is_now(fact: &Fact, around: &Around<'_>) -> bool {
    fact.time.year.is_none_or(|year| year == around.period.year)
}

/// Whether the noun behind a figure is none, or one of the table's: `283 nya bojar` are no calls of ships.
pub(super) fn is_of_table(fact: &Fact, sentence: &Sentence, said: &Said) -> bool {
    let word = sentence.word(said.at.end);
    let is = |part: &String| names::alike(word, part);
    let none = said.at.len() > 1
        || word.chars().count() < 3
        || among(NO_NOUN, word)
        || sentence.is_time(said.at.end)
        || sentence.mentions.iter().any(|mention| mention.at.contains(&said.at.end));
    none || fact.words.iter().any(is) || fact.column.to_lowercase().split(' ').any(|part| names::alike(word, part))
}

/// Words behind a figure that are no noun.
const NO_NOUN: &str = "och samt medan men följt därefter respektive eller vilket som för från inom hos till mot \
    jämfört under över har hade var är stycken totalt sammanlagt";

/// Words between a row and its figure, and between a figure and its row.
const AHEAD: &str = "i kom upp nådde når med har hade var är på till fick om blev stod står uppgick uppgår mest \
    minst flest högst lägst längst kortast störst bäst sämst";
const BEHIND: &str = "för från på inom i av hos till";

/// The row that is named right before a figure, or right behind it.
fn beside<'s>(sentence: &'s Sentence, said: &Said, ahead: bool) -> Option<&'s Mention> {
    let from = sentence.figure_before(said.at.start);
    let mark = |at: usize| matches!(sentence.mark(at), Some(',' | ':' | '('));
    let small = |list: &str, at: usize| among(list, sentence.word(at)) || mark(at);
    let is = |mention: &&Mention| {
        matches!(mention.subject, Subject::Named(_))
            && if ahead {
                let joint = mention.at.end..said.at.start;
                mention.at.start >= from && joint.len() <= 3 && joint.clone().all(|at| small(AHEAD, at))
            } else {
                let joint = said.at.end..mention.at.start.max(said.at.end);
                mention.at.start >= said.at.end
                    && joint.len() <= 1
                    && joint.clone().all(|at| among(BEHIND, sentence.word(at)))
            }
    };
    sentence.mentions.iter().find(is)
}

/// `Vikens bibliotek 4 320 och bokbussen 14 880`: rows with a figure each, of one column, of which one or two are those
/// of other rows.
fn rows(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Verdict)> {
    let facts = around.facts;
    let plain = |said: &Said| {
        !said.about
            && said.end.is_none()
            && !matches!(said.role, Role::Change | Role::Variance)
            && digits(said.amount) >= 1
    };
    let pairs = |ahead: bool| -> Vec<(usize, Vec<usize>)> {
        let pair = |(at, (said, _)): (usize, &Judged)| {
            let mention = beside(sentence, said, ahead).filter(|_| plain(said))?;
            Some((at, around.about(mention.subject)))
        };
        own.iter().enumerate().filter_map(pair).collect()
    };
    let all = [pairs(true), pairs(false), respective(own, sentence, around)];
    let pairs = all.into_iter().max_by_key(Vec::len).unwrap_or_default();
    if pairs.len() < 2 || pairs.iter().any(|(at, _)| own[*at].0.measure != own[pairs[0].0].0.measure) {
        return Vec::new();
    }
    // The columns that each of the rows has once.
    let mut cells: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for (_, about) in &pairs {
        let mut seen: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        for at in about {
            let fact = &facts.all[*at];
            seen.entry((fact.table_at, &fact.column)).or_default().push(*at);
        }
        let single = seen.into_iter().filter(|(_, all)| all.len() == 1);
        single.for_each(|(column, all)| cells.entry(column).or_default().extend(all));
    }
    let full = cells.into_values().filter(|all| all.len() == pairs.len());
    let full =
        full.filter(|all| all.iter().map(|at| facts.all[*at].row_at).collect::<BTreeSet<_>>().len() == all.len());
    let rate = |all: &Vec<usize>| {
        let right = |((at, _), cell): &(&(usize, Vec<usize>), &usize)| holds(&facts.all[**cell], &own[*at].0);
        pairs.iter().zip(all).filter(right).count()
    };
    let rated: Vec<(usize, Vec<usize>)> = full.map(|all| (rate(&all), all)).collect();
    let Some(most) = rated.iter().map(|(rate, _)| *rate).max().filter(|most| *most < pairs.len()) else {
        return Vec::new();
    };
    let told = |(_, all): &(usize, Vec<usize>)| told_of((own, sentence), &pairs, all, around);
    let best: Vec<_> =
        rated.iter().filter(|(rate, _)| *rate == most).map(told).filter(|told| !told.is_empty()).collect();
    match &best[..] {
        [only] => only.clone(),
        _ => Vec::new(),
    }
}

/// `Hagaskolan och Norrskolan, med 317 respektive 318 elever`: the rows in the order of their figures.
fn respective(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Vec<usize>)> {
    let joined = |at: &usize| {
        let joint = own[at - 1].0.at.end..own[*at].0.at.start;
        joint.len() <= 2 && sentence.has(joint, "respektive resp")
    };
    let mut seconds = (1..own.len()).filter(joined);
    let Some(second) = seconds.next().filter(|_| seconds.next().is_none()) else { return Vec::new() };
    let (first, from) = (second - 1, sentence.figure_before(own[second - 1].0.at.start));
    let named = |mention: &&Mention| {
        let before = mention.at.start >= from && mention.at.end <= own[first].0.at.start;
        before && matches!(mention.subject, Subject::Named(_)) && mention.full
    };
    let rows: Vec<&Mention> = sentence.mentions.iter().filter(named).collect();
    let [one, other] = rows[..] else { return Vec::new() };
    let and = (one.at.end..other.at.start).any(|at| among("och respektive samt", sentence.word(at)));
    let plain = [first, second].iter().all(|at| !own[*at].0.about && own[*at].0.role != Role::Change);
    if !and || !plain {
        return Vec::new();
    }
    vec![(first, around.about(one.subject)), (second, around.about(other.subject))]
}

/// What is told of rows with a figure each by the cells of one column.
fn told_of(
    (own, sentence): (&[Judged], &Sentence),
    pairs: &[(usize, Vec<usize>)],
    cells: &[usize],
    around: &Around<'_>,
) -> Vec<(usize, Verdict)> {
    let facts = around.facts;
    let wrong: Vec<(usize, usize)> = pairs
        .iter()
        .zip(cells)
        .map(|((at, _), cell)| (*at, *cell))
        .filter(|(at, cell)| !holds(&facts.all[*cell], &own[*at].0))
        .collect();
    let right = pairs.len() - wrong.len();
    let mut all = Vec::new();
    for (at, cell) in &wrong {
        let (said, verdict) = &own[*at];
        let fact = &facts.all[*cell];
        // A figure of the row's own in another column may be of another time.
        let of_row = match verdict {
            Verdict::Confirmed(backing) => facts.all[backing.fact].row_at == fact.row_at,
            Verdict::Contradicted(_) | Verdict::Nobodys => false,
        };
        let other = facts.of_table(fact.table_at).iter().map(|at| &facts.all[*at]).find(|other| {
            other.column == fact.column && other.row_at != fact.row_at && !other.sum && holds(other, said)
        });
        let swapped = |other: &&Fact| wrong.iter().any(|(_, cell)| facts.all[*cell].row_at == other.row_at);
        let other = other.filter(|other| right >= 1 || (wrong.len() == 2 && swapped(other)));
        let is_told = !of_row && digits(said.amount) >= 2 && is_of_table(fact, sentence, said);
        let Some(other) = other.filter(|_| is_told) else { return Vec::new() };
        all.push((*at, Verdict::Contradicted(Wrong::Figure(*cell, Cause::OtherRow(other.row.clone())))));
    }
    if wrong.len() > 2 { Vec::new() } else { all }
}

/// `är 17 flickor och 101 pojkar`: figures of the one row that is named, each in the column that the noun behind the
/// other one heads.
fn columns(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Verdict)> {
    let facts = around.facts;
    let mut named: Vec<Subject> = sentence.mentions.iter().map(|mention| mention.subject).collect();
    named.retain(|subject| matches!(subject, Subject::Named(_)));
    named.dedup();
    let [subject] = named[..] else { return Vec::new() };
    let about = around.about(subject);
    let cell = |said: &Said| {
        let noun = sentence.word(said.at.end);
        let heads = |at: &&usize| {
            let fact = &facts.all[**at];
            let heading = fact.column.trim().to_lowercase();
            noun.chars().count() >= 3
                && names::same(noun, &heading)
                && shift(fact, said.measure) == Some(0)
                && is_now(fact, around)
        };
        let mut found = about.iter().filter(heads);
        found.next().copied().filter(|_| found.next().is_none())
    };
    let pairs: Vec<(usize, usize)> =
        own.iter().enumerate().filter_map(|(at, (said, _))| Some((at, cell(said)?))).collect();
    let [one, other] = pairs[..] else { return Vec::new() };
    let is = |at: (usize, usize), cell: usize| holds(&facts.all[cell], &own[at.0].0);
    let swapped = is(one, other.1) && is(other, one.1) && !is(one, one.1);
    let tell = |(at, cell): (usize, usize), there: usize| {
        let cause = Cause::OtherColumn(facts.all[there].column.clone());
        (at, Verdict::Contradicted(Wrong::Figure(cell, cause)))
    };
    let told = |_| vec![tell(one, other.1), tell(other, one.1)];
    swapped.then_some(()).map(told).unwrap_or_default()
}

/// `för kvinnor, till 3,1 procent, och för män, till 4,4`: the two parts in each other's place.
fn halves(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Verdict)> {
    let facts = around.facts;
    let mut found = Vec::new();
    for at in 1..own.len() {
        let (one, other) = (&own[at - 1].0, &own[at].0);
        let sides = parts::part_of(sentence, one).zip(parts::part_of(sentence, other));
        let Some((a, b)) = sides.filter(|(a, b)| a.0 == b.0 && a.1 != b.1) else { continue };
        if one.measure != other.measure || digits(one.amount) < 2 || one.about || other.about {
            continue;
        }
        let alike = facts.about_as_large(one.amount, one.measure, Decimal::ZERO);
        let swapped = |at: &usize| {
            let fact = &facts.all[*at];
            let crossed = |named: &str| parts::is_part(named, b);
            let rows = || facts.of_table(fact.table_at).iter().filter(|at| facts.all[**at].column == fact.column);
            // The row of the other part that is called the same but for it.
            let called = |at: &&usize| {
                parts::is_part(&facts.all[**at].row, a) && facts.all[**at].row_at.abs_diff(fact.row_at) <= 3
            };
            let mut own = rows().filter(called);
            let cell = own.next().copied().filter(|_| own.next().is_none())?;
            let is = holds(fact, one) && is_now(fact, around) && crossed(&fact.row) && holds(&facts.all[cell], other);
            is.then_some((cell, *at))
        };
        let Some((cell, there)) = alike.iter().find_map(swapped) else { continue };
        let tell = |cell: usize, there: usize| {
            Verdict::Contradicted(Wrong::Figure(cell, Cause::OtherRow(facts.all[there].row.clone())))
        };
        found.extend([(at - 1, tell(cell, there)), (at, tell(there, cell))]);
    }
    found
}

/// `Störst var förbättringen i Hedvika, där tiden minskade till 14,9 minuter`: the figure of a row that the text does
/// not name, in a column in which the one row that it names has another.
fn foreign(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Verdict)> {
    let facts = around.facts;
    let mut named: Vec<&Mention> =
        sentence.mentions.iter().filter(|mention| matches!(mention.subject, Subject::Named(_))).collect();
    named.dedup_by_key(|mention| mention.subject);
    let [mention] = named[..] else { return Vec::new() };
    let about = around.about(mention.subject);
    let mut found = Vec::new();
    for (at, (said, verdict)) in own.iter().enumerate() {
        let Verdict::Confirmed(Backing { fact, other: None }) = verdict else { continue };
        let there = &facts.all[*fact];
        let rare = digits(said.amount) >= 3 && !said.about && !said.apart && said.role != Role::Change && !there.sum;
        if !rare || mention.at.end > said.at.start || said.at.start - mention.at.end > 12 {
            continue;
        }
        let mut cells = about.iter().filter(|at| {
            let own = &facts.all[**at];
            own.table_at == there.table_at && own.column == there.column && own.measure == there.measure
        });
        let Some(cell) = cells.next().filter(|_| cells.next().is_none()) else { continue };
        // A row without a word of its own may be spoken of in any.
        let parts = names::content(&there.row);
        let spoken = parts.is_empty()
            || !mention.strong
            || parts.iter().any(|part| {
                sentence.tokens.iter().any(|token| token.kind == Kind::Word && names::alike(&token.word, part))
            });
        // No other cell of the row that is named, nor of any other, holds it.
        let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
        let mut held = alike.iter().filter(|at| holds(&facts.all[**at], said));
        let only = held.next() == Some(fact) && held.next().is_none();
        if !spoken
            && is_of_table(there, sentence, said)
            && only
            && !facts.all[*cell].sum
            && facts.all[*cell].row_at != there.row_at
        {
            found.push((at, Verdict::Contradicted(Wrong::Figure(*cell, Cause::OtherRow(there.row.clone())))));
        }
    }
    found
}

/// `29 av 46 besök`, where the row of 29 has 38 in the column of 46; `12 av 81`, where 81 is the sum of another column.
fn wholes(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Verdict)> {
    let facts = around.facts;
    let mut found = Vec::new();
    for at in 1..own.len() {
        let (part, whole) = (&own[at - 1].0, &own[at].0);
        let joint = part.at.end..whole.at.start;
        let counts = |said: &Said| matches!(said.measure, Measure::Count | Measure::Other) && !said.about;
        let of = joint.len() <= 2 && sentence.word(joint.start) == "av";
        if !of
            || !counts(part)
            || !counts(whole)
            || whole.amount.value() < part.amount.value()
            || digits(part.amount) < 2
        {
            continue;
        }
        let all = |said: &Said| -> Vec<usize> {
            let alike = facts.about_as_large(said.amount, said.measure, Decimal::ZERO);
            alike.into_iter().filter(|at| holds(&facts.all[*at], said) && is_now(&facts.all[*at], around)).collect()
        };
        let (parts, of_whole) = (all(part), all(whole));
        let pairs: Vec<(&Fact, &Fact)> = parts
            .iter()
            .flat_map(|one| of_whole.iter().map(|other| (&facts.all[*one], &facts.all[*other])))
            .filter(|(one, other)| one.table_at == other.table_at)
            .collect();
        let so = |(one, other): &(&Fact, &Fact)| one.row_at == other.row_at || one.column == other.column;
        let [(one, other)] = pairs[..] else { continue };
        let here = parts.iter().any(|at| around.chapter.contains(at));
        if so(&(one, other)) || !here || one.sum || digits(whole.amount) < 2 {
            continue;
        }
        let crossing = facts.of_row(one.row_at).find(|(_, fact)| fact.column == other.column);
        let Some((cell, fact)) = crossing.filter(|(_, fact)| shift(fact, whole.measure) == Some(0)) else { continue };
        if other.sum && fact.amount.value() <= whole.amount.value() {
            let cause = Cause::OtherColumn(one.column.clone());
            found.push((at - 1, Verdict::Contradicted(Wrong::Figure(cell, cause))));
        } else if !other.sum && fact.amount.value() >= part.amount.value() {
            let cause = Cause::OtherRow(other.row.clone());
            found.push((at, Verdict::Contradicted(Wrong::Figure(cell, cause))));
        }
    }
    found
}

/// `Butikerna …, 51 av 52`, `där 16 av 60 hade`: a part that is another than that of the row that is named, whose whole
/// it stands beside.
pub(super) fn of_rows(own: &mut [Judged], sentence: &Sentence, around: &Around<'_>) {
    let facts = around.facts;
    for at in 1..own.len() {
        let (part, whole) = (&own[at - 1].0, &own[at].0);
        let of = sentence.word(whole.at.start - 1) == "av" && whole.at.start - part.at.end <= 2;
        let counts = |said: &Said| matches!(said.measure, Measure::Count | Measure::Other) && !said.about;
        let free = !matches!(own[at - 1].1, Verdict::Contradicted(_)) && !matches!(own[at].1, Verdict::Contradicted(_));
        if !of || !free || !counts(part) || !counts(whole) || part.part_of.is_some() || digits(whole.amount) < 2 {
            continue;
        }
        let near = |mention: &&Mention| {
            matches!(mention.subject, Subject::Named(_)) && mention.strong && mention.at.end <= part.at.start
        };
        let Some(mention) = sentence.mentions.iter().rev().find(near) else { continue };
        let about: Vec<usize> =
            around.about(mention.subject).into_iter().filter(|at| around.chapter.contains(at)).collect();
        let now = |cell: &usize| is_now(&facts.all[*cell], around) && !facts.all[*cell].expected;
        let wholes: Vec<usize> =
            about.iter().copied().filter(|cell| now(cell) && holds(&facts.all[*cell], whole)).collect();
        let [cell] = wholes[..] else { continue };
        let beside = || {
            let row = facts.of_row(facts.all[cell].row_at).filter(|(at, _)| *at != cell && now(at));
            row.filter(|(_, fact)| shift(fact, part.measure) == Some(0) && fact.measure == facts.all[cell].measure)
        };
        if beside().any(|(_, fact)| holds(fact, part)) || part.amount == whole.amount {
            continue;
        }
        let slip = |fact: &Fact| {
            let off = fact.amount.value().saturating_sub(part.amount.value()).abs();
            let cause = cause(part, fact.amount);
            fact.amount.value() <= whole.amount.value()
                && fact.amount.value() > Decimal::ZERO
                && (cause == Cause::Transposed || (cause == Cause::OneDigit && off <= Decimal::from(3)))
        };
        let slips: Vec<usize> = beside().filter(|(_, fact)| slip(fact)).map(|(at, _)| at).collect();
        if let [only] = slips[..] {
            let cause = cause(part, facts.all[only].amount);
            own[at - 1].1 = Verdict::Contradicted(Wrong::Figure(only, cause));
        }
    }
}

/// `i juli, 121, och minst antal i mars, 79`: a figure that is another month's than the one that is named before it;
/// `januari till mars kom 20 340`: a sum of months of which one digit is another.
fn months(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Verdict)> {
    let named: Vec<(usize, u16)> = (0..sentence.tokens.len())
        .filter(|at| sentence.tokens[*at].kind == Kind::Word)
        .filter_map(|at| Some((at, u16::from(times::month(sentence.word(at))?))))
        .collect();
    if named.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, (said, verdict)) in own.iter().enumerate() {
        let from = sentence.figure_before(said.at.start);
        let before: Vec<(usize, u16)> =
            named.iter().copied().filter(|(month, _)| (from..said.at.start).contains(month)).collect();
        let other_year = sentence.times.iter().any(|time| {
            time.at.start >= from
                && time.at.start < said.at.end + 4
                && time.time.year.is_some_and(|year| year != around.period.year)
        });
        let free = !matches!(verdict, Verdict::Contradicted(_)) && said.end.is_none() && said.role != Role::Change;
        if other_year || !free || said.about || digits(said.amount) < 2 {
            continue;
        }
        let told = match before[..] {
            [] => None,
            [(_, month)] => of_month(said, month, sentence, around),
            _ if at == 0 => named_months(&before, sentence).and_then(|all| of_months(said, &all, sentence, around)),
            _ => None,
        };
        found.extend(told.map(|wrong| (at, Verdict::Contradicted(wrong))));
    }
    found
}

/// The series of months that a figure may be of: of the chapter's tables, else of those whose words the sentence has.
fn series<'a>(sentence: &'a Sentence, around: &'a Around<'_>) -> Vec<&'a Vec<(u16, usize)>> {
    let facts = around.facts;
    let here = |series: &&Vec<(u16, usize)>| series.first().is_some_and(|(_, at)| around.chapter.contains(at));
    let own: Vec<&Vec<(u16, usize)>> = facts.of_months().filter(here).collect();
    if !own.is_empty() {
        return own;
    }
    let spoken = |series: &&Vec<(u16, usize)>| {
        let first = series.first().map(|(_, at)| &facts.all[*at]);
        let telling = |part: &&String| times::month(part).is_none() && !names::is_small(part);
        let says = |part: &String| sentence.tokens.iter().any(|token| names::alike(&token.word, part));
        first.is_some_and(|fact| fact.words.iter().filter(telling).any(says))
    };
    facts.of_months().filter(spoken).collect()
}

fn of_month(said: &Said, month: u16, sentence: &Sentence, around: &Around<'_>) -> Option<Wrong> {
    let facts = around.facts;
    let mut wrong = None;
    for series in series(sentence, around) {
        let own = series.iter().find(|(other, _)| *other == month)?.1;
        if holds(&facts.all[own], said) {
            return None;
        }
        let mut others = series.iter().filter(|(_, at)| holds(&facts.all[*at], said));
        if let Some((_, other)) = others.next().filter(|_| others.next().is_none()) {
            let fact = &facts.all[*other];
            let name = if fact.row_at == facts.all[own].row_at { &fact.column } else { &fact.row };
            wrong = wrong.or(Some(Wrong::Figure(own, Cause::OtherColumn(name.clone()))));
        } else if series.iter().all(|(_, at)| !holds(&facts.all[*at], said)) && around.chapter.contains(&own) {
            let cause = cause(said, facts.all[own].amount);
            let fits = shift(&facts.all[own], said.measure) == Some(0) && is_of_table(&facts.all[own], sentence, said);
            let fewest = if cause == Cause::Transposed { 2 } else { 3 };
            let told = fits && cause != Cause::Unknown && digits(said.amount) >= fewest;
            wrong = wrong.or(told.then_some(Wrong::Figure(own, cause)));
        }
    }
    wrong
}

/// The months that words name, one by one or from the first to the last.
fn named_months(named: &[(usize, u16)], sentence: &Sentence) -> Option<BTreeSet<u16>> {
    let ranges = |pair: &[(usize, u16)]| {
        let joint = pair[0].0 + 1..pair[1].0;
        sentence.has(joint.clone(), "till") || joint.clone().any(|at| matches!(sentence.mark(at), Some('–' | '-')))
    };
    match named {
        [first, last] if ranges(&[*first, *last]) => Some((first.1..=last.1).collect()),
        _ if named.windows(2).any(ranges) => None,
        _ => Some(named.iter().map(|(_, month)| *month).collect()),
    }
}

/// `Första halvåret genomfördes 200 kontroller och andra halvåret 183`: the sum of the months of a half or a quarter.
fn parts_of_year(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Verdict)> {
    let all = 0..sentence.tokens.len();
    if !sentence.has(all, "halvåret kvartalet tertialet") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, (said, verdict)) in own.iter().enumerate() {
        let from = sentence.figure_before(said.at.start);
        let ordinal =
            |at: usize| ["första", "andra", "tredje", "fjärde"].iter().position(|it| *it == sentence.word(at));
        let part = (from + 1..said.at.start).find_map(|at| {
            let length = match sentence.word(at) {
                "halvåret" => 6,
                "tertialet" => 4,
                "kvartalet" => 3,
                _ => return None,
            };
            let first = u16::try_from(ordinal(at - 1)?).ok()? * length;
            (first < 12).then(|| (first + 1..=first + length).collect::<BTreeSet<u16>>())
        });
        let earlier = sentence.times.iter().any(|time| time.time.year.is_some_and(|year| year != around.period.year));
        let free = !matches!(verdict, Verdict::Contradicted(_)) && !said.about && said.role != Role::Change;
        let plain = free && !earlier && digits(said.amount) >= 2 && said.end.is_none();
        let Some(part) = part.filter(|_| plain) else { continue };
        let wrong = of_months(said, &part, sentence, around);
        found.extend(wrong.map(|wrong| (at, Verdict::Contradicted(wrong))));
    }
    found
}

fn of_months(said: &Said, all: &BTreeSet<u16>, sentence: &Sentence, around: &Around<'_>) -> Option<Wrong> {
    let facts = around.facts;
    let mut wrong = None;
    for series in series(sentence, around) {
        let cells: Vec<usize> = series.iter().filter(|(month, _)| all.contains(month)).map(|(_, at)| *at).collect();
        let first = *cells.first().filter(|_| cells.len() == all.len() && cells.len() > 1)?;
        let sum =
            cells.iter().try_fold(Decimal::ZERO, |sum, at| sum.checked_add(facts.all[*at].amount.value().abs()))?;
        if shift(&facts.all[first], said.measure) != Some(0) || said.is(sum, Decimal::ZERO) {
            return None;
        }
        let right = Amount::new(sum);
        let cause = cause(said, right);
        let here = around.chapter.contains(&first);
        if cause != Cause::Unknown && digits(said.amount) >= if here { 2 } else { 3 } {
            wrong = wrong.or(Some(Wrong::Derived {
                how: Derived::Months,
                one: first,
                other: *cells.last()?,
                right,
                cause,
            }));
        }
    }
    wrong
}

/// The quarter that a heading, or the words before a figure, name: `Kvartal 3`, `årets tredje kvartal`.
fn quarter(words: &[&str]) -> Option<usize> {
    let ordinals = ["första", "andra", "tredje", "fjärde"];
    let at = words.iter().position(|word| matches!(*word, "kvartal" | "kvartalet"))?;
    let digit = |word: &&str| word.parse::<usize>().ok().filter(|number| (1..=4).contains(number));
    let ahead = at.checked_sub(1).and_then(|at| ordinals.iter().position(|known| *known == words[at]));
    ahead.map(|at| at + 1).or_else(|| words.get(at + 1).and_then(digit))
}

/// `under årets tredje kvartal, 74 stycken`: the figure of another quarter of the same row.
fn quarters(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Verdict)> {
    if !sentence.has(0..sentence.tokens.len(), "kvartal kvartalet") {
        return Vec::new();
    }
    let facts = around.facts;
    let of = |fact: &Fact| {
        let heading = fact.column.to_lowercase();
        quarter(&heading.split_whitespace().collect::<Vec<_>>())
    };
    let mut found = Vec::new();
    for (at, (said, verdict)) in own.iter().enumerate() {
        let from = sentence.figure_before(said.at.start);
        let word = |at: usize| match sentence.tokens[at].kind {
            Kind::Figure(amount, None) => amount.to_string(),
            _ => sentence.word(at).to_owned(),
        };
        let words: Vec<String> = (from..said.at.start).map(word).collect();
        let named = quarter(&words.iter().map(String::as_str).collect::<Vec<_>>())
            .filter(|_| digits(said.amount) >= 2 && !said.about && said.end.is_none());
        let (Some(named), false) = (named, matches!(verdict, Verdict::Contradicted(_))) else { continue };
        let cells =
            around.chapter.iter().filter(|at| holds(&facts.all[**at], said) && is_now(&facts.all[**at], around));
        let mut cells = cells.filter(|at| of(&facts.all[**at]).is_some());
        let Some(there) = cells.next().filter(|_| cells.next().is_none()) else { continue };
        let fact = &facts.all[*there];
        let own = facts.of_row(fact.row_at).find(|(_, other)| of(other) == Some(named));
        if let Some((cell, _)) = own.filter(|(cell, _)| cell != there && !holds(&facts.all[*cell], said)) {
            let cause = Cause::OtherColumn(fact.column.clone());
            found.push((at, Verdict::Contradicted(Wrong::Figure(cell, cause))));
        }
    }
    found
}

/// `minskade från 6,8 till 4,6 veckor`, where the row of 4,6 had 5,2: what it went from is another row's, of which the
/// sentence does not speak.
fn ends(own: &[Judged], sentence: &Sentence, around: &Around<'_>) -> Vec<(usize, Verdict)> {
    let facts = around.facts;
    let mut found = Vec::new();
    for (at, pair) in own.windows(2).enumerate() {
        let [(from, Verdict::Confirmed(one)), (to, Verdict::Confirmed(other))] = pair else { continue };
        let is_pair =
            from.end == Some(End::From) && to.end == Some(End::To) && one.other.is_none() && other.other.is_none();
        let (a, b) = (&facts.all[one.fact], &facts.all[other.fact]);
        if !is_pair
            || a.table_at != b.table_at
            || a.row_at == b.row_at
            || digits(from.amount) < 2
            || a.column == b.column
        {
            continue;
        }
        let own_words = names::content(&b.row);
        let speaks = |part: &String| {
            let said = |token: &super::tokens::Token| token.kind == Kind::Word && names::alike(&token.word, part);
            sentence.tokens.iter().any(said)
        };
        let spoken = names::content(&a.row).iter().filter(|part| !own_words.contains(part)).any(speaks);
        let mut cells = facts.of_row(b.row_at).filter(|(_, fact)| fact.column == a.column && fact.measure == b.measure);
        let Some((cell, fact)) = cells.next().filter(|_| !spoken && own_words.iter().any(speaks)) else { continue };
        if !holds(fact, from) {
            found.push((at, Verdict::Contradicted(Wrong::Figure(cell, Cause::OtherRow(a.row.clone())))));
        }
    }
    found
}
