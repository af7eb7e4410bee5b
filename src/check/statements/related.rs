//! Figures that no cell holds, but that follow from others of the same sentence or the one before it which cells hold:
//! what one is of another in per cent, by how much it is more.

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::check::messages::{Cause, Derived};

use super::clauses::AGAIN;
use super::facts::{Fact, Facts};
use super::judge::{Backing, Verdict, Wrong, cause};
use super::reading::{Measure, Said, Sentence, digits};
use super::words::{Role, among};

/// A figure with what became of it.
pub(super) type Judged = (Said, Verdict);

/// The most figures of a sentence and the one before it that are compared with each other.
const MOST: usize = 12;

/// Confirms the figures of a sentence that follow from others.
pub(super) fn confirm(own: &mut [Judged], earlier: &[Judged]) {
    for at in 0..own.len() {
        if own[at].1 != Verdict::Nobodys {
            continue;
        }
        let said = own[at].0.clone();
        let here = own.iter().filter_map(backed);
        let before =
            earlier.iter().filter_map(backed).filter(|_| said.amount.decimals() > 0 || said.measure != Measure::Share);
        let known: Vec<(Said, Backing)> = here.chain(before).take(MOST).collect();
        if let Some(backing) = derived(&said, &known) {
            own[at].1 = Verdict::Confirmed(backing);
        }
    }
}

/// Whether a share says the same as the figure before it: `2,4 mnkr eller 4,1 procent`.
pub(super) fn is_again(sentence: &Sentence, at: usize) -> bool {
    let Some([before, said]) = at.checked_sub(1).and_then(|before| sentence.said.get(before..=at)) else {
        return false;
    };
    let joint = before.at.end..said.at.start;
    let vilket = sentence.has(joint.clone(), "vilket") && sentence.has(joint.clone(), "är var motsvarar utgör");
    let joined = sentence.has(joint.clone(), AGAIN) || joint.clone().any(|at| sentence.mark(at) == Some('(')) || vilket;
    // `har 4 040 tkr använts, 80,8 procent av budgeten`.
    let aside = sentence.mark(said.at.start - 1) == Some(',') && sentence.word(said.at.end) == "av" && joint.len() <= 2;
    said.measure == Measure::Share && before.measure != Measure::Share && (joined || aside) && joint.len() <= 5
}

/// Whether a sentence goes on about the figure of the one before it: `Det är`, `Det motsvarar`, `Detta innebär`.
pub(super) fn goes_on(sentence: &Sentence) -> bool {
    let verb = "är var motsvarar motsvarade utgör utgjorde innebär innebar ger gav blir blev";
    among("det detta de", sentence.word(0)) && among(verb, sentence.word(1))
}

/// The cell of the last figure of the sentence before, where a sentence goes on about it.
pub(super) fn of_before<'j>(earlier: &'j [Judged], sentence: &Sentence, at: usize) -> Option<(&'j Said, Backing)> {
    let (said, verdict) = earlier.last().filter(|_| at == 0 && goes_on(sentence))?;
    match verdict {
        Verdict::Confirmed(backing) if backing.other.is_none() => Some((said, *backing)),
        _ => None,
    }
}

/// Holds shares that say the same as the change or the variance before them against the two cells whose difference
/// that is, or against its row's budget.
pub(super) fn hold(own: &mut [Judged], earlier: &[Judged], sentence: &Sentence, facts: &Facts) {
    // `Det motsvarar 44,6 procent av alla`: of what the sentence before says.
    if let Some((share, Verdict::Nobodys)) = own.first()
        && share.measure == Measure::Share
        && share.role != Role::Change
        && !share.about
        && share.at.start <= 4
        && let Some((_, backing)) = of_before(earlier, sentence, 0)
        && let Some(verdict) = as_part(share, (sentence, backing), facts)
    {
        own[0].1 = verdict;
    }
    for at in 1..own.len() {
        if let [(said, Verdict::Nobodys), (share, Verdict::Confirmed(backing))] = &own[at - 1..=at]
            && is_again(sentence, at)
            && let Some(verdict) = as_change(said, share, *backing, facts)
        {
            own[at - 1].1 = verdict;
            continue;
        }
        let [(before, Verdict::Confirmed(backing)), (said, Verdict::Nobodys)] = &own[at - 1..=at] else { continue };
        // What says the figure before once more is apart where that is.
        let said = &Said { apart: said.apart && !before.apart, ..said.clone() };
        if is_again(sentence, at)
            && !said.about
            && let Some(verdict) =
                as_share(said, before, *backing, facts).or_else(|| as_part(said, (sentence, *backing), facts))
        {
            own[at].1 = verdict;
        }
    }
}

/// What becomes of a change that the share behind it says once more, where cells back that share: `ökade med 32, eller
/// 14,3 procent`, of 161 and 184.
fn as_change(said: &Said, share: &Said, backing: Backing, facts: &Facts) -> Option<Verdict> {
    let (one, other) = (&facts.all[backing.fact], &facts.all[backing.other?]);
    let is_change = said.role == Role::Change && share.role == Role::Change && said.end.is_none() && !said.about;
    let measure = one.measure.filter(|own| one.measure == other.measure && *own != Measure::Share)?;
    let off = one.amount.value().abs().checked_sub(other.amount.value().abs())?;
    let right = Amount::new(off.abs()).shifted(measure.shift(said.measure)?)?.rounded(said.amount.decimals());
    let cause = cause(said, right);
    let wrong = is_change && !said.is(right.value(), said.amount.half_unit()) && cause != Cause::Unknown;
    wrong.then_some(Verdict::Contradicted(Wrong::Derived {
        how: Derived::Difference,
        one: backing.fact,
        other: backing.other?,
        right,
        cause,
    }))
}

/// What becomes of a share that says what `before` does, which cells back.
fn as_share(said: &Said, before: &Said, backing: Backing, facts: &Facts) -> Option<Verdict> {
    let fact = &facts.all[backing.fact];
    let value = |fact: &Fact| fact.amount.value();
    let of = |part: Decimal, whole: &Fact| amount::percent(part.abs(), value(whole).abs());
    let mut rights: Vec<(usize, Decimal)> = Vec::new();
    match (before.role, backing.other) {
        (Role::Change, Some(other)) if facts.all[other].measure == fact.measure => {
            let old = &facts.all[other];
            rights.push((other, of(value(fact).abs().checked_sub(value(old).abs())?, old)?));
        }
        (Role::Variance, other) => {
            let off = match other {
                Some(other) => value(fact).checked_sub(value(&facts.all[other]))?,
                None => value(fact),
            };
            let budgets = facts.of_row(fact.row_at).filter(|(_, other)| other.role == Some(Role::Budget));
            rights.extend(budgets.filter_map(|(at, budget)| Some((at, of(off, budget)?))));
        }
        _ => return None,
    }
    if let Some((other, _)) = rights.iter().find(|(_, right)| said.is(*right, Decimal::ZERO)) {
        return Some(Verdict::Confirmed(Backing { fact: backing.fact, other: Some(*other) }));
    }
    let [(other, right)] = rights[..] else { return None };
    let right = Amount::new(right).rounded(said.amount.decimals());
    let cause = cause(said, right);
    // Of a change there is one share alone; a variance's may be of another whole.
    let told = before.role == Role::Change || (cause != Cause::Unknown && digits(said.amount) >= 2);
    let how = if before.role == Role::Change { Derived::Difference } else { Derived::Share };
    told.then_some(Verdict::Contradicted(Wrong::Derived { how, one: backing.fact, other, right, cause }))
}

/// What becomes of a share of what cells hold that stands right before it: of the row's budget, target or forecast, or
/// of the sum of its column.
pub(super) fn as_part(said: &Said, (sentence, backing): (&Sentence, Backing), facts: &Facts) -> Option<Verdict> {
    let part = &facts.all[backing.fact];
    if backing.other.is_some() || said.apart {
        return None;
    }
    let level = |fact: &Fact| matches!(fact.role, Some(Role::Budget | Role::Target | Role::Forecast));
    // `48 kontroller, det vill säga 35,8 procent`, of the 134 that the row has in another column.
    let larger = |fact: &Fact| {
        let counts = !matches!(part.measure, Some(Measure::Money(_) | Measure::Share | Measure::Points));
        counts && fact.time == part.time && fact.amount.value().abs() > part.amount.value().abs()
    };
    let of_row = facts
        .of_row(part.row_at)
        .filter(|(_, other)| (level(other) && other.role != part.role) || (!level(other) && larger(other)));
    let of_sum = facts.of_sums(part.table_at).filter(|(_, sum)| sum.column == part.column && sum.row_at != part.row_at);
    // The first sum below it, of the rows that it stands among: of a column that is written below zero and above as
    // well.
    let below = facts.of_table(part.table_at).iter().map(|at| (*at, &facts.all[*at]));
    let below = below
        .filter(|(_, sum)| sum.sum && sum.column == part.column && sum.row_at > part.row_at && !part.sum)
        .min_by_key(|(_, sum)| sum.row_at);
    let of_all = sentence.is_of_all(said) && part.role == Some(Role::Budget);
    let mut wholes: Vec<(usize, &Fact)> = if of_all { of_sum.collect() } else { of_row.chain(of_sum).collect() };
    wholes.extend(below.filter(|(at, _)| !wholes.iter().any(|(known, _)| known == at)));
    let share = |(at, whole): &(usize, &Fact)| {
        let alike = whole.measure == part.measure;
        let share = amount::percent(part.amount.value().abs(), whole.amount.value().abs()).filter(|_| alike)?;
        Some((*at, share))
    };
    let rights: Vec<(usize, Decimal)> = wholes.iter().filter_map(share).collect();
    if let Some((other, _)) = rights.iter().find(|(_, right)| said.is(*right, Decimal::ZERO)) {
        return Some(Verdict::Confirmed(Backing { fact: backing.fact, other: Some(*other) }));
    }
    let mut told: Vec<(usize, Amount, Cause)> = Vec::new();
    for (other, right) in rights {
        let right = Amount::new(right).rounded(said.amount.decimals());
        let cause = cause(said, right);
        let known = told.iter().any(|(_, other, _)| other.value() == right.value());
        if cause != Cause::Unknown && !known && digits(said.amount) >= 2 {
            told.push((other, right, cause));
        }
    }
    let [(other, right, cause)] = told.into_iter().collect::<Vec<_>>().try_into().ok()?;
    Some(Verdict::Contradicted(Wrong::Derived { how: Derived::Share, one: backing.fact, other, right, cause }))
}

fn backed((said, verdict): &Judged) -> Option<(Said, Backing)> {
    match verdict {
        Verdict::Confirmed(backing) => Some((said.clone(), *backing)),
        Verdict::Contradicted(_) | Verdict::Nobodys => None,
    }
}

fn derived(said: &Said, known: &[(Said, Backing)]) -> Option<Backing> {
    for (at, (a, one)) in known.iter().enumerate() {
        for (b, other) in known.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, known)| known) {
            if follows(said, a, b).unwrap_or(false) {
                return Some(Backing { fact: one.fact, other: Some(other.fact) });
            }
        }
    }
    None
}

/// Whether a figure is what `a` is to `b`, which may both be rounded.
fn follows(said: &Said, a: &Said, b: &Said) -> Option<bool> {
    let shift = a.measure.shift(b.measure)?;
    let half = Amount::new(a.amount.half_unit()).shifted(shift)?.value() + b.amount.half_unit();
    gives(said, a, b, half)
}

/// Whether a figure is what `a` is to `b`, as both are written.
pub(super) fn follows_exactly(said: &Said, a: &Said, b: &Said) -> bool {
    gives(said, a, b, Decimal::ZERO) == Some(true)
}

/// Whether a figure is what `a` is to `b`, which may be off by `half` together.
fn gives(said: &Said, a: &Said, b: &Said, half: Decimal) -> Option<bool> {
    let shift = a.measure.shift(b.measure)?;
    let (x, y) = (a.amount.shifted(shift)?.value().abs(), b.amount.value().abs());
    let shares = |part: Decimal, whole: Decimal| -> Option<bool> {
        let of = |value: Decimal| amount::percent(value, whole);
        // What is rounded leaves a margin, but not so much that it would be right whatever is said.
        let margin = of(half)?.min(said.amount.half_unit().checked_mul(Decimal::TWO)?);
        Some(said.is(of(part)?, margin))
    };
    match said.measure {
        Measure::Share if a.measure == Measure::Share || y.is_zero() => None,
        Measure::Share if said.role == Role::Change => {
            let risen = shares(x.checked_sub(y)?, y)?;
            // `ökade med 47 till 331`: of what it was before.
            let by = a.role == Role::Change && b.role != Role::Change;
            let before = if a.minus == Some(true) { y.checked_add(x)? } else { y.checked_sub(x)? };
            Some(risen || (by && before > Decimal::ZERO && shares(x, before)?))
        }
        Measure::Share => shares(x, y),
        Measure::Points => (a.measure == Measure::Share).then(|| said.is(x - y, Decimal::ZERO)),
        measure if matches!(said.role, Role::Change | Role::Variance) => {
            let shift = b.measure.shift(measure)?;
            let right = Amount::new(x.checked_sub(y)?).shifted(shift)?.value();
            Some(said.is(right, Amount::new(half).shifted(shift)?.value()))
        }
        _ => None,
    }
}
