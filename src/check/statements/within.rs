//! Figures of one sentence against each other: from, to and the change; a part, the whole and the share; parts and
//! their sum.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::check::causes;
use crate::check::messages::Cause;

use super::clauses::AGAIN;
use super::ends;
use super::reading::{BOUND, End, Measure, Said, Sentence, digits};
use super::related::is_again;
use super::words::{Class, Role, Side, among};
use super::{ranks, series};

/// What a figure of a sentence should have been, by the others of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// Which figure.
    pub(super) of: usize,
    /// What it should be.
    pub(super) right: String,
    /// Where the others stand.
    pub(super) against: Range<usize>,
}

/// What the figures of a sentence tell of each other that is not so.
pub(super) fn check(sentence: &Sentence) -> Vec<Slip> {
    let rules = [
        changes,
        parts,
        turns,
        levels,
        halves,
        shares,
        shares_said_otherwise,
        sums,
        added,
        rises,
        variances,
        multiples,
        products,
        fractions,
        beside_aim,
    ];
    let mut all: Vec<Slip> = rules.into_iter().filter_map(|rule| rule(sentence)).collect();
    // Beside a bound figure nobody knows which the others follow from.
    all.retain(|slip| {
        let own = &sentence.said[slip.of].range;
        let (from, to) = (own.start.min(slip.against.start), own.end.max(slip.against.end));
        let last = sentence.tokens.partition_point(|token| token.range.start < to);
        sentence.bound_before(last) == 0
            || sentence.tokens[..last]
                .iter()
                .rev()
                .take_while(|token| token.range.start > from)
                .all(|token| !token.is_mark(BOUND))
    });
    all
}

/// `ökade från 71 till 74 procent`, `minskade från 1 240 till 1 198, med 42`: the direction, and the change.
fn changes(sentence: &Sentence) -> Option<Slip> {
    let froms = sentence.said.iter().enumerate().filter(|(_, said)| said.end == Some(End::From));
    froms.into_iter().find_map(|(from, _)| change(sentence, from))
}

/// The same of what begins at this figure.
fn change(sentence: &Sentence, from: usize) -> Option<Slip> {
    let all = &sentence.said;
    let to = from + 1;
    let (a, b) = (&all[from], all.get(to)?);
    let is_pair = a.measure == b.measure && !a.about && !b.about && sentence.has(a.at.end..b.at.start, "till");
    if !is_pair {
        return None;
    }
    let points = if a.measure == Measure::Share { Measure::Points } else { a.measure };
    let off = ends::off(a.into(), b.into(), points)?;
    // The verb right before the pair.
    let verb = sentence.classes(a.at.start.saturating_sub(9)..a.at.start).into_iter().rev();
    let verb = verb.into_iter().find_map(|(_, class)| match class {
        Class::Is(Role::Change, Some(minus)) => Some(minus),
        _ => None,
    });
    let range = a.range.start..b.range.end;
    if let Some(minus) = verb
        && off.is_turned(minus)
        && a.minus.is_none()
        && b.minus.is_none()
        && !is_inverse(sentence, a, b)
    {
        return Some(Slip { of: to, right: String::new(), against: a.range.clone() });
    }
    // `ökade med tre, medan personalen minskade från 151 till 146`: of something else.
    let anew = |said: &Said| {
        let turns = |(_, class): &(usize, Class)| matches!(class, Class::Is(Role::Change, _));
        sentence.classes(said.at.end..a.at.start.max(said.at.end)).iter().any(turns)
    };
    let is_change = |(at, said): &(usize, &Said)| {
        let joint = b.at.end..said.at.start;
        // `från 44 till 52, eller med 18,2 procent`.
        let or_by = sentence.has(joint.clone(), "eller") && sentence.word(said.at.start - 1) == "med";
        // `från 30 till 37 personer, 23,3 procent`.
        let comma = joint.len() <= 2 && sentence.mark(said.at.start.wrapping_sub(1)) == Some(',');
        let share = comma && said.measure == Measure::Share && a.measure == Measure::Count && of_change(sentence);
        let so = *at == to + 1 && (or_by || share || sentence.has(joint, "alltså säga motsvarande motsvarar dvs"));
        // `det vill säga med 4,9 mnkr eller 11,9 procent`.
        let again = *at == to + 2 && is_again(sentence, *at);
        // `ökade med tre, medan reserven minskade från 151 till 146`: of something else.
        let other = at + 1 == from && sentence.has(said.at.end..a.at.start, "medan men samtidigt och");
        // `har fallit med tolv, från 158 till 146`: of the pair behind it.
        let of_next = |next: &Said| next.end == Some(End::From) && next.at.start - said.at.end <= 3;
        let next_to = (*at == to + 1 && !all.get(at + 1).is_some_and(of_next))
            || (at + 1 == from && !anew(said) && !other)
            || again;
        // `från 9,5 till 13,6 mnkr, främst i hemtjänsten, där timmarna är 5,6 procent fler`: of the place.
        // So is what stands behind `medan`.
        // And behind `trots` or `efter`.
        let there =
            said.at.start > b.at.end && sentence.has(b.at.end..said.at.start, "där vars medan trots efter tack genom");
        next_to && (said.role == Role::Change || so || again) && said.end.is_none() && !said.about && !there
    };
    all.iter().enumerate().filter(is_change).find_map(|(at, said)| {
        let right = right_change(said, a, b)?;
        Some(Slip { of: at, right, against: range.clone() })
    })
}

/// `Lärartätheten har ökat, från 12,1 till 11,8 elever per lärare`: the fewer for each, the denser.
fn is_inverse(sentence: &Sentence, from: &Said, to: &Said) -> bool {
    let dense = |at: usize| ["täthet", "tätheten"].iter().any(|end| sentence.word(at).ends_with(end));
    sentence.has(to.at.end..to.at.end + 3, "per") && (0..from.at.start).any(dense)
}

/// Whether a sentence speaks of a change.
fn of_change(sentence: &Sentence) -> bool {
    let all = sentence.classes(0..sentence.tokens.len());
    all.iter().any(|(_, class)| matches!(class, Class::Is(Role::Change, _)))
}

/// What a change should be that is not the difference between its two ends.
fn right_change(said: &Said, from: &Said, to: &Said) -> Option<String> {
    // `från 6,8 till 8,7 procent, det vill säga med 1,9 procent`: it is points.
    if said.measure == Measure::Share && from.measure == Measure::Share {
        let off = ends::off(from.into(), to.into(), Measure::Points)?;
        let share = amount::percent(off.by, from.amount.value().abs())?;
        let points = said.is(off.by, Decimal::ZERO) && !said.is(share, off.margin);
        return points.then(|| Amount::new(share.abs()).rounded(said.amount.decimals()).swedish());
    }
    let off = ends::off(from.into(), to.into(), said.measure)?;
    (!off.is(said)).then(|| off.right(said).swedish())
}

/// `122 788 kronor, en ökning med 3 836 kronor eller 3,2 procent`: the share against the change and what it came to,
/// whichever stands first.
fn rises(sentence: &Sentence) -> Option<Slip> {
    for (at, three) in sentence.said.windows(3).enumerate() {
        let [one, two, share] = three else { continue };
        let turned = one.role == Role::Change && two.end == Some(End::To);
        let (level, change) = if turned { (two, one) } else { (one, two) };
        let whole = if turned { level.at.end } else { change.at.end };
        let fits = matches!(level.role, Role::Outcome | Role::Forecast | Role::Budget)
            && change.role == Role::Change
            && share.measure == Measure::Share
            && share.role == Role::Change
            && level.measure != Measure::Share
            && level.measure.shift(change.measure).is_some()
            && share.at.start - whole <= if turned { 6 } else { 3 }
            && !(level.about || change.about || share.about)
            && two.at.start - one.at.end <= 5;
        let Some(minus) = change.minus.filter(|_| fits && level.end != Some(End::From)) else { continue };
        let shift = level.measure.shift(change.measure)?;
        let now = level.amount.shifted(shift)?;
        let by = change.amount.value().abs();
        // `1 764 tkr (1 702 tkr), en ökning med 62 tkr`: what it was.
        let is_before = level.at.start.checked_sub(1).and_then(|at| sentence.mark(at)) == Some('(');
        // `(budget 39 150 tkr)`, beside the level.
        let mut inner = level.at.start.saturating_sub(3)..level.at.start;
        if !is_before && inner.any(|at| sentence.mark(at) == Some('(')) {
            continue;
        }
        let before = match (is_before, minus) {
            (true, _) => now.value().abs(),
            (false, true) => now.value().abs().checked_add(by)?,
            (false, false) => now.value().abs().checked_sub(by)?,
        };
        if before <= Decimal::ZERO {
            continue;
        }
        let right = amount::percent(by, before)?;
        let margin = amount::percent(change.amount.half_unit(), before)?.checked_mul(Decimal::TWO)?;
        if !share.is(right, margin) {
            let right = Amount::new(right).rounded(share.amount.decimals()).swedish();
            return Some(Slip { of: at + 2, right, against: one.range.start..two.range.end });
        }
    }
    None
}

/// `749,8 mnkr mot budgeterade 747,0 mnkr, ett underskott på 2,8 mnkr`.
fn variances(sentence: &Sentence) -> Option<Slip> {
    let all = &sentence.said;
    let one = |fits: &dyn Fn(&Said) -> bool| {
        let mut found = all.iter().enumerate().filter(|(_, said)| fits(said));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    };
    let money = |said: &Said| said.measure.is_money() && !said.about && !said.apart && said.certain;
    let (_, level) = one(&|said| matches!(said.role, Role::Outcome | Role::Forecast) && said.measure.is_money())?;
    let (_, budget) = one(&|said| said.role == Role::Budget && said.measure.is_money())?;
    let (at, variance) = one(&|said| said.role == Role::Variance && said.measure.is_money())?;
    if ![level, budget, variance].into_iter().all(money)
        || all.len() > 4
        || level.side == Some(Side::Income)
        || level.time.year != budget.time.year && level.time.year.is_some() && budget.time.year.is_some()
    {
        return None;
    }
    let (a, b) = (level.measure.shift(variance.measure)?, budget.measure.shift(variance.measure)?);
    let off = level.amount.shifted(a)?.value().abs().checked_sub(budget.amount.shifted(b)?.value().abs())?;
    let margin = Amount::new(level.amount.half_unit()).shifted(a)?.value()
        + Amount::new(budget.amount.half_unit()).shifted(b)?.value();
    if variance.is(off, margin) {
        return None;
    }
    let right = Amount::new(off.abs()).rounded(variance.amount.decimals());
    // Parts of a year and the whole of it may stand in one sentence.
    let slip = causes::of_digits(variance.amount, right) != Cause::Unknown && digits(variance.amount) >= 2;
    // `det vill säga ett underskott på`: it is that of these two.
    let last = level.at.end.max(budget.at.end);
    let slip = slip || (variance.at.start > last && sentence.has(last..variance.at.start, "säga alltså dvs"));
    let ends = [level.range.clone(), budget.range.clone()];
    let (from, to) = (ends[0].start.min(ends[1].start), ends[0].end.max(ends[1].end));
    slip.then(|| Slip { of: at, right: right.swedish(), against: from..to })
}

/// `47 av 42 elever`: a part that is more than the whole; what was planned may be exceeded.
fn parts(sentence: &Sentence) -> Option<Slip> {
    sentence.said.windows(2).enumerate().find_map(|(at, pair)| {
        let [part, whole] = pair else { return None };
        let of = (part.at.end..whole.at.start).len() <= 2
            && sentence.word(whole.at.start.checked_sub(1)?) == "av"
            && part.measure == whole.measure
            && [part, whole].iter().all(|said| matches!(said.measure, Measure::Count | Measure::Other) && !said.about);
        let planned = whole.at.start.saturating_sub(1)..whole.at.end + 3;
        let more = of
            && part.amount.value() > whole.amount.value()
            && whole.amount.value() > Decimal::ONE
            && !matches!(whole.role, Role::Budget | Role::Target)
            && !sentence.has(planned, "planerade planerat planerad budgeterade beräknade beställda mål målet");
        more.then(|| Slip { of: at, right: String::new(), against: whole.range.clone() })
    })
}

/// `4,9 procent, jämfört med 5,6 procent 2023, en minskning med 0,7 procentenheter`, `91 procent, en ökning från 89
/// procent`: the direction, and how much it is.
fn turns(sentence: &Sentence) -> Option<Slip> {
    let all = &sentence.said;
    let level =
        |said: &Said| matches!(said.role, Role::Outcome | Role::Other) && !said.about && said.end != Some(End::To);
    for at in 1..all.len() {
        let [now, before] = [&all[at - 1], &all[at]];
        let joint = now.at.end..before.at.start;
        if !level(now) || now.end.is_some() || before.about || before.measure != now.measure || joint.len() > 7 {
            continue;
        }
        let off = now.amount.value().abs().checked_sub(before.amount.value().abs())?;
        let word = |from: usize, to: usize| {
            (from..to).rev().find_map(|at| match sentence.class(at) {
                Some(Class::Is(Role::Change, Some(minus))) if sentence.word(at).contains("ning") => Some(minus),
                _ => None,
            })
        };
        let wrong = |minus: bool| off.is_zero() || off.is_sign_negative() != minus;
        // `en ökning från 89 procent`.
        let from = sentence.word(before.at.start - 1) == "från";
        if let Some(minus) = word(joint.start, joint.end).filter(|_| from && joint.len() <= 4) {
            return wrong(minus).then(|| Slip { of: at, right: String::new(), against: now.range.clone() });
        }
        let compared = sentence.has(joint.clone(), "jämfört jämföra mot");
        let Some(change) = all.get(at + 1).filter(|next| compared && next.role == Role::Change && !next.about) else {
            continue;
        };
        let between = before.at.end..change.at.start;
        let Some(minus) = word(between.start, between.end).filter(|_| between.len() <= 10) else { continue };
        // `mot budget 11 200 tkr, en ökning med 1 359 tkr från 2023`: since then.
        let dated = |time: &super::times::Said| {
            time.time.year.is_some() && (change.at.end..change.at.end + 8).contains(&time.at.start)
        };
        if matches!(before.role, Role::Budget | Role::Target) && sentence.times.iter().any(dated) {
            continue;
        }
        let against = now.range.start..before.range.end;
        let Some(by) = ends::off(before.into(), now.into(), change.measure) else { continue };
        if !by.is(change) {
            return Some(Slip { of: at + 1, right: by.right(change).swedish(), against });
        }
        return wrong(minus).then(|| Slip { of: at + 1, right: String::new(), against });
    }
    None
}

/// `blev fler: 29 jämfört med 34`, `ökade, 41 mot 47 året innan`: two levels, the later one first, behind a word that
/// says which is more.
fn levels(sentence: &Sentence) -> Option<Slip> {
    sentence.said.windows(2).enumerate().find_map(|(at, pair)| {
        let [now, before] = pair else { return None };
        let joint = now.at.end..before.at.start;
        let compared = joint.len() <= 6 && sentence.has(joint.clone(), "jämfört jämföra mot");
        let plain = [now, before]
            .iter()
            .all(|said| !said.about && said.end.is_none() && (said.minus.is_none() || said.role == Role::Change));
        // `ökade, 71 mot 74`: the verb is read as theirs.
        let comma = now.at.start.checked_sub(1).and_then(|at| sentence.mark(at)) == Some(',');
        let role =
            |said: &Said| matches!(said.role, Role::Outcome | Role::Other) || (comma && said.role == Role::Change);
        if !compared || !plain || now.measure.shift(before.measure) != Some(0) || !role(now) || !role(before) {
            return None;
        }
        let mark = now.at.start.checked_sub(1)?;
        let from = match sentence.mark(mark)? {
            ':' => mark.saturating_sub(6).max(sentence.figure_before(now.at.start)),
            ',' => mark.checked_sub(1)?.max(sentence.figure_before(now.at.start)),
            _ => return None,
        };
        let turn = |at: usize| match sentence.class(at) {
            Some(Class::Compared { more, tone: false }) if !among("över under", sentence.word(at)) => Some(more),
            Some(Class::Is(Role::Change, Some(minus))) => Some(!minus),
            _ => None,
        };
        // `mindre än 2023: 7 712 mot 7 200`: which is first, is not said.
        if sentence.has(from..mark, "än") && sentence.times.iter().any(|time| (from..mark).contains(&time.at.start)) {
            return None;
        }
        let mut turns = (from..mark).filter_map(turn);
        let more = turns.next().filter(|_| turns.next().is_none())?;
        let off = now.amount.value().abs().checked_sub(before.amount.value().abs())?;
        let wrong = !off.is_zero() && off.is_sign_negative() == more;
        wrong.then(|| Slip { of: at, right: String::new(), against: before.range.clone() })
    })
}

/// `ligger med 79 över målvärdet 78`, `84 procent, under målet på 80 procent`: a figure, a word, and what it is held
/// against.
fn beside_aim(sentence: &Sentence) -> Option<Slip> {
    sentence.said.windows(2).enumerate().find_map(|(at, pair)| {
        let [now, aim] = pair else { return None };
        let plain = !now.about && !aim.about && now.end.is_none() && aim.end.is_none() && now.role != Role::Change;
        let joint = now.at.end..aim.at.start;
        let word = joint.clone().find(|at| among("över under", sentence.word(*at)))?;
        // Nothing but a comma and how far off it is stands between.
        let near = (now.at.end..word).all(|at| sentence.mark(at) == Some(',') || among(FAR, sentence.word(at)));
        let aimed = among("målet målvärdet målnivån måltalet", sentence.word(word + 1))
            && (word + 2..aim.at.start).all(|at| among("på om", sentence.word(at)));
        if !plain || !near || !aimed || now.measure.shift(aim.measure) != Some(0) {
            return None;
        }
        let more = sentence.word(word) == "över";
        let off = now.amount.value().abs().checked_sub(aim.amount.value().abs())?;
        let wrong = !off.is_zero() && off.is_sign_negative() == more;
        wrong.then(|| Slip { of: at, right: String::new(), against: aim.range.clone() })
    })
}

/// How far a figure is from what it is held against.
const FAR: &str = "klart strax något väl långt betydligt marginellt precis knappt ligger och";

/// `108 anställda, varav 76 kvinnor och 37 män`: two parts that make up the whole, and others that are more than it.
fn halves(sentence: &Sentence) -> Option<Slip> {
    let people = |said: &Said| (said.at.end..said.at.end + 2).find_map(|at| super::words::person(sentence.word(at)));
    sentence.said.windows(3).enumerate().find_map(|(at, three)| {
        let [whole, one, two] = three else { return None };
        let plain = [whole, one, two].iter().all(|said| {
            matches!(said.measure, Measure::Count | Measure::Other | Measure::Money(_))
                && !said.about
                && said.end.is_none()
        });
        let varav = sentence.has(whole.at.end..one.at.start, "varav därav");
        let joined = sentence.word(two.at.start.checked_sub(1)?) == "och" && two.at.start - one.at.end <= 5;
        let same = whole.measure.shift(one.measure) == Some(0) && one.measure.shift(two.measure) == Some(0);
        if !plain || !varav || !joined || !same || one.at.start - whole.at.end > 9 {
            return None;
        }
        let both = people(one).zip(people(two)).is_some_and(|(one, two)| one.0 == two.0 && one.1 != two.1);
        let sum = one.amount.value().checked_add(two.amount.value())?;
        let off = sum.checked_sub(whole.amount.value())?;
        let margin = one.amount.half_unit() + two.amount.half_unit() + whole.amount.half_unit();
        let exact = whole.measure == Measure::Count;
        let off = if exact || off.abs() > margin { off } else { Decimal::ZERO };
        let right = Amount::new(whole.amount.value().checked_sub(one.amount.value())?);
        let slip = causes::of_digits(two.amount, right) != Cause::Unknown
            || causes::of_digits(one.amount, Amount::new(whole.amount.value().checked_sub(two.amount.value())?))
                != Cause::Unknown
            || causes::of_digits(whole.amount, Amount::new(sum)) != Cause::Unknown;
        // People may be counted in several parts, but for these two.
        let large = two.measure != Measure::Count || digits(two.amount) >= 3;
        let wrong = (both && !off.is_zero()) || (off > Decimal::ZERO && slip && large);
        let shown = right.rounded(two.amount.decimals()).swedish();
        (wrong && right.value() >= Decimal::ZERO).then(|| Slip {
            of: at + 2,
            right: shown,
            against: whole.range.start..one.range.end,
        })
    })
}

/// `37 av 42 elever (88 procent)`.
fn shares(sentence: &Sentence) -> Option<Slip> {
    let all = &sentence.said;
    for (at, pair) in all.windows(2).enumerate() {
        let (part, whole) = (&pair[0], &pair[1]);
        let between = part.at.end..whole.at.start;
        let of = between.len() <= 3
            && sentence.has(between, "av")
            && part.measure == whole.measure
            && matches!(part.measure, Measure::Count | Measure::Money(_));
        if !of
            || part.amount.value() > whole.amount.value()
            || whole.amount.value().is_zero()
            || part.about
            || whole.about
        {
            continue;
        }
        let share = all.get(at + 2).filter(|share| share.measure == Measure::Share).map(|share| (at + 2, share));
        let share = share.or_else(|| {
            at.checked_sub(1)
                .and_then(|at| all.get(at))
                .filter(|share| share.measure == Measure::Share)
                .map(|share| (at - 1, share))
        });
        let Some((index, share)) = share else { continue };
        // Joined by parentheses, a comma, or words that make it the same.
        let (from, to) = if index > at { (whole.at.end, share.at.start) } else { (share.at.end, part.at.start) };
        let again = sentence.has(from..to, AGAIN);
        // `120 av 139 behöriga till ett program, vilket motsvarar 86,3 procent`, `, en svarsfrekvens på 72 procent`.
        let last = to.saturating_sub(4).max(from)..to;
        let which = index > at
            && ((sentence.has(last.clone(), "vilket") && sentence.has(last.clone(), "är motsvarar utgör ger blir"))
                || sentence.has(last, "svarsfrekvens svarsandel"));
        let paren = (from..to).any(|at| sentence.mark(at) == Some('('));
        let joined = (to - from <= 5 && (again || paren)) || (to - from <= 12 && which);
        if !joined || share.about {
            continue;
        }
        let right = amount::percent(part.amount.value(), whole.amount.value())?;
        let half = amount::percent(part.amount.half_unit() + whole.amount.half_unit(), whole.amount.value())?;
        let half = if part.measure == Measure::Count { Decimal::ZERO } else { half };
        if !share.is(right, half) {
            let right = Amount::new(right).rounded(share.amount.decimals()).swedish();
            return Some(Slip { of: index, right, against: part.range.start..whole.range.end });
        }
    }
    None
}

/// `Av 237 ärenden hade 19 en avvikelse, vilket är 8,0 procent`, `sex av 40 beslut saknade underlag, det vill säga 15
/// procent`, `1 038 kvinnor och 193 män, vilket innebär att 84 procent är kvinnor`: a share, at some words' distance,
/// that a digit keeps from being what the two figures before it give.
fn shares_said_otherwise(sentence: &Sentence) -> Option<Slip> {
    for (at, three) in sentence.said.windows(3).enumerate() {
        let [one, two, share] = three else { continue };
        let is_plain = share.measure == Measure::Share
            && share.role != Role::Change
            && one.measure.shift(two.measure).is_some()
            && matches!(one.measure, Measure::Count | Measure::Money(_))
            && !(one.about || two.about || share.about);
        let joint = two.at.end..share.at.start;
        let near = share.at.start.saturating_sub(6).max(joint.start)..share.at.start;
        let again = sentence.has(near.clone(), AGAIN)
            || (sentence.has(near.clone(), "vilket")
                && sentence.has(near.clone(), "är innebär motsvarar ger betyder blir"));
        // `eller 45 procent av dem som hade gul`: of another whole.
        let of_those = sentence.word(share.at.end) == "av" && sentence.word(share.at.end + 2) == "som";
        if !is_plain || !again || of_those || joint.len() > 14 {
            continue;
        }
        let between = one.at.end..two.at.start;
        let shift = one.measure.shift(two.measure)?;
        let (a, b) = (one.amount.shifted(shift)?.value().abs(), two.amount.value().abs());
        // `Av budgeten på 7 000 tkr har 3 495 tkr förbrukats`.
        let of = one.at.start.checked_sub(1).is_some_and(|before| {
            sentence.word(before) == "av" || (at == 0 && before <= 4 && sentence.word(0) == "av")
        });
        let are_parts = sentence.has(between.clone(), "och") && between.len() <= 4 && one.measure == Measure::Count;
        let rights: Vec<Decimal> = if are_parts {
            let whole = a.checked_add(b)?;
            vec![amount::percent(a, whole)?, amount::percent(b, whole)?]
        } else if of && a >= b {
            vec![amount::percent(b, a)?]
        } else if sentence.has(between.clone(), "av") && between.len() <= 6 && a <= b {
            vec![amount::percent(a, b)?]
        } else {
            continue;
        };
        if rights.iter().any(|right| share.is(*right, Decimal::ZERO)) {
            continue;
        }
        let shown = |right: &Decimal| Amount::new(*right).rounded(share.amount.decimals());
        // `det vill säga` of a part and its whole: no other figure can be meant.
        let exactly = !are_parts && one.measure == Measure::Count && sentence.has(near, "säga alltså dvs");
        if let ([right], true) = (&rights[..], exactly) {
            let right = shown(right).swedish();
            return Some(Slip { of: at + 2, right, against: one.range.start..two.range.end });
        }
        let right = rights.iter().map(shown).find(|right| causes::of_digits(share.amount, *right) != Cause::Unknown);
        if let Some(right) = right {
            return Some(Slip { of: at + 2, right: right.swedish(), against: one.range.start..two.range.end });
        }
    }
    None
}

/// `A 506 tkr och B 349 tkr, tillsammans 855 tkr`: a sum that one digit keeps from being that of the parts.
fn sums(sentence: &Sentence) -> Option<Slip> {
    let all = &sentence.said;
    let total = all.iter().position(|said| {
        let together = "tillsammans totalt sammanlagt summa sammantaget";
        sentence.has(said.at.start.saturating_sub(4)..said.at.start, together)
            && matches!(said.measure, Measure::Money(_) | Measure::Count)
    })?;
    let sum = &all[total];
    let parts: Vec<&Said> = if total >= 2 { all[..total].iter().collect() } else { all[total + 1..].iter().collect() };
    let parts: Vec<&Said> = parts.into_iter().filter(|part| part.measure == sum.measure).collect();
    if !(2..=8).contains(&parts.len()) || parts.iter().any(|part| part.about) || sum.about {
        return None;
    }
    let added = parts.iter().try_fold(Decimal::ZERO, |added, part| added.checked_add(part.amount.value().abs()))?;
    let margin = parts.iter().fold(Decimal::ZERO, |margin, part| margin + part.amount.half_unit());
    let exact = parts.iter().all(|part| part.amount.decimals() == 0)
        && sum.amount.decimals() == 0
        && matches!(sum.measure, Measure::Count);
    if sum.is(added, if exact { Decimal::ZERO } else { margin }) {
        return None;
    }
    let right = Amount::new(added).rounded(sum.amount.decimals());
    let slip = causes::of_digits(sum.amount, right) != Cause::Unknown && digits(sum.amount) >= 2;
    let from = parts.first()?.range.start.min(parts.last()?.range.start);
    let to = parts.iter().map(|part| part.range.end).max()?;
    slip.then(|| Slip { of: total, right: right.swedish(), against: from..to })
}

/// `31 skolor och 14 boenden, det vill säga 45 objekt`, `228 anställda, 82 tillsvidareanställda och 146 i beredskap`:
/// two parts and what they come to, of which one digit is another.
fn added(sentence: &Sentence) -> Option<Slip> {
    for (at, three) in sentence.said.windows(3).enumerate() {
        let [one, two, three] = three else { continue };
        let plain = [one, two, three].iter().all(|said| {
            said.measure == Measure::Count && !said.about && said.end.is_none() && said.role != Role::Change
        });
        if !plain {
            continue;
        }
        let joined = |a: &Said, b: &Said| {
            let joint = a.at.end..b.at.start;
            joint.len() <= 4 && sentence.word(b.at.start - 1) == "och"
        };
        let again = {
            let joint = two.at.end..three.at.start;
            joint.len() <= 6 && sentence.has(joint, "säga alltså dvs")
        };
        let comma = |a: &Said, b: &Said| {
            let joint = a.at.end..b.at.start;
            joint.len() <= 3 && sentence.mark(b.at.start - 1) == Some(',')
        };
        let (of, parts) = if joined(one, two) && again {
            (at + 2, [one, two])
        } else if comma(one, two)
            && joined(two, three)
            && one.amount.value() > two.amount.value().max(three.amount.value())
        {
            (at, [two, three])
        } else {
            continue;
        };
        let whole = &sentence.said[of];
        let right = parts[0].amount.value().checked_add(parts[1].amount.value())?;
        let cause = causes::of_digits(whole.amount, Amount::new(right));
        if !whole.is(right, Decimal::ZERO) && cause != Cause::Unknown && digits(whole.amount) >= 2 {
            let against = parts[0].range.start..parts[1].range.end;
            return Some(Slip { of, right: Amount::new(right).swedish(), against });
        }
    }
    None
}

/// `18 grupper med i genomsnitt 9 barn, sammanlagt 162 barn`: so many times so much.
fn products(sentence: &Sentence) -> Option<Slip> {
    sentence.said.windows(3).enumerate().find_map(|(at, three)| {
        let [count, each, all] = three else { return None };
        let mean = sentence.has(each.at.start.saturating_sub(3)..each.at.start, "genomsnitt snitt")
            || sentence.has(each.at.end..each.at.end + 3, "vardera styck var");
        let joint = each.at.end..all.at.start;
        let together = sentence.has(joint.clone(), "sammanlagt totalt tillsammans säga alltså dvs");
        let plain = three.iter().all(|said| !said.about && said.end.is_none() && said.measure != Measure::Share);
        let near = each.at.start - count.at.end <= 6 && joint.len() <= 6;
        if !mean || !together || !plain || !near || count.measure != Measure::Count {
            return None;
        }
        let shift = each.measure.shift(all.measure)?;
        let one = each.amount.shifted(shift)?;
        let right = count.amount.value().checked_mul(one.value())?;
        let half = Amount::new(each.amount.half_unit()).shifted(shift)?.value();
        let margin = count.amount.value().checked_mul(half)?;
        let right = Amount::new(right);
        let slip = causes::of_digits(all.amount, right.rounded(all.amount.decimals())) != Cause::Unknown;
        let wrong = !all.is(right.value(), margin) && slip && digits(all.amount) >= 2;
        let right = right.rounded(all.amount.decimals()).swedish();
        wrong.then(|| Slip { of: at + 2, right, against: count.range.start..each.range.end })
    })
}

/// `har fördubblats från 12 till 18`: how many times the second is the first.
fn multiples(sentence: &Sentence) -> Option<Slip> {
    let pairs = sentence.said.windows(2).enumerate();
    let is_pair = |(_, pair): &(usize, &[Said])| {
        let ends = pair[0].end == Some(End::From) && pair[1].end == Some(End::To);
        ends && pair[0].measure == pair[1].measure && !pair[0].about && !pair[1].about
    };
    let mut pairs = pairs.filter(is_pair);
    let (at, pair) = pairs.next().filter(|_| pairs.next().is_none())?;
    let near = pair[0].at.start.saturating_sub(6)..pair[0].at.start;
    let (least, most) = near.into_iter().find_map(|at| series::multiple(sentence.word(at)))?;
    let before = pair[0].amount.value().abs();
    let times = pair[1].amount.value().abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before)?;
    let is = times >= Decimal::from(least) && times <= Decimal::from(most);
    (!is).then(|| Slip { of: at + 1, right: String::new(), against: pair[0].range.clone() })
}

/// `37 av 42, mer än hälften`, `Hälften (31 procent)`: a part in words beside its figures.
fn fractions(sentence: &Sentence) -> Option<Slip> {
    let (least, most, at) = ranks::part(sentence)?;
    let near = |said: &Said| {
        let joint = if said.at.start >= at.end { at.end..said.at.start } else { said.at.end..at.start };
        let joins = |at: usize| {
            among("eller alltså dvs det vill säga vilket är motsvarar motsvarande av", sentence.word(at))
                || matches!(sentence.mark(at), Some(',' | '(' | ')' | '–'))
        };
        joint.len() <= 4 && !joint.is_empty() && joint.into_iter().all(joins)
    };
    let all = &sentence.said;
    let (of, share) = all.iter().enumerate().find_map(|(index, said)| {
        if said.measure == Measure::Share && said.role != Role::Change && near(said) {
            return Some((index, said.amount.value().abs()));
        }
        let whole = all.get(index + 1).filter(|whole| {
            sentence.word(said.at.end) == "av" && whole.at.start == said.at.end + 1 && said.measure == whole.measure
        })?;
        let share = amount::percent(said.amount.value().abs(), whole.amount.value().abs())?;
        (near(said) || near(whole)).then_some((index, share))
    })?;
    if all[of].about {
        return None;
    }
    let half = Decimal::new(5, 1);
    let is = share >= Decimal::from(least) - half && share <= Decimal::from(most) + half;
    let against = super::series::words(sentence, &at);
    (!is).then_some(Slip { of, right: String::new(), against })
}
