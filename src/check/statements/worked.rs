//! What a text works out from its own figures, in a sentence and the two before it: `skillnaden är 1 610 kronor`,
//! `är därmed 95,8 procent av männens`, `i genomsnitt 65 om året`, `Tillsammans blir det 1 906,6`, `2,6 mnkr, 7,1 mnkr
//! bättre än de −4,5 som budgeterades`. What any of them gives is right; where none does, the one result from which a
//! figure differs by a digit, or by the order of its digits, is told.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::amount::{self, Amount};
use crate::check::causes;
use crate::check::messages::Cause;

use super::judge::Verdict;
use super::reading::{End, Measure, Said, Sentence, digits};
use super::related::Judged;
use super::series;
use super::times::Period;
use super::within::Slip;
use super::words::{Class, Role, among};

/// The most figures of the sentences before that are reckoned with.
const MOST: usize = 8;

/// A text so far: the sentence before, and the one before that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'b> {
    pub(super) last: Option<&'b Sentence>,
    pub(super) former: Option<&'b Sentence>,
}

/// A figure with what the text says that it was reckoned from.
struct Work<'w> {
    sentence: &'w Sentence,
    before: Before<'w>,
    at: usize,
}

/// What a figure may have been worked out to.
struct Result {
    right: Decimal,
    margin: Decimal,
    /// Where what it follows from stands.
    against: Range<usize>,
}

/// What the figures of a sentence do not come to.
pub(super) fn check(sentence: &Sentence, judged: &[Judged], before: Before<'_>, period: Period) -> Vec<Slip> {
    let mut found = Vec::new();
    for (at, (said, verdict)) in judged.iter().enumerate() {
        if *verdict != Verdict::Nobodys || said.about {
            continue;
        }
        let work = Work { sentence, before, at };
        let slip = work.gap().or_else(|| work.share()).or_else(|| work.mean(period)).or_else(|| work.sum());
        found.extend(slip);
    }
    found.extend(compared(sentence, judged));
    found.extend(parts(sentence));
    found.extend(part_of_count(sentence));
    found.extend(run(sentence, period));
    found
}

/// Whether a figure says how much there is of something, and not how much more.
fn is_level(said: &Said) -> bool {
    !matches!(said.role, Role::Change | Role::Variance | Role::Target) && !said.about
}

fn size(said: &Said) -> Decimal {
    said.amount.value().abs()
}

/// Where two figures of one text stand.
fn both(one: &Said, other: &Said) -> Range<usize> {
    one.range.start.min(other.range.start)..one.range.end.max(other.range.end)
}

impl<'w> Work<'w> {
    fn said(&self) -> &'w Said {
        &self.sentence.said[self.at]
    }

    /// Whether a word stands so many tokens before the figure, at most.
    fn ahead(&self, back: usize, list: &str) -> bool {
        let start = self.said().at.start;
        let from = self.sentence.figure_before(start).max(start.saturating_sub(back));
        self.sentence.has(from..start, list)
    }

    /// The other figures of its sentence, and those of the ones before, that say how much there is in a measure which
    /// fits.
    fn levels(&self, fits: impl Fn(&Said) -> bool) -> Vec<&'w Said> {
        let here = self.sentence.said.iter().enumerate().filter(|(at, _)| *at != self.at).map(|(_, said)| said);
        let earlier = [self.before.last, self.before.former].into_iter().flatten().flat_map(|sentence| &sentence.said);
        here.chain(earlier).filter(|said| is_level(said) && fits(said)).take(MOST).collect()
    }

    /// The slip of the figure, where no result is what it says and just one is by a digit or by their order.
    fn slip(&self, all: &[Result], fewest: usize) -> Option<Slip> {
        let said = self.said();
        if all.iter().any(|result| said.is(result.right, result.margin)) {
            return None;
        }
        let mut found: Option<(Amount, Range<usize>)> = None;
        for result in all {
            let right = Amount::new(result.right.abs()).rounded(said.amount.decimals());
            let told = match causes::of_digits(said.amount, right) {
                Cause::Unknown => false,
                Cause::Transposed => digits(said.amount) >= 2,
                _ => digits(said.amount) >= fewest,
            };
            match &found {
                Some((known, _)) if told && known.value() != right.value() => return None,
                None if told => found = Some((right, result.against.clone())),
                _ => {}
            }
        }
        found.map(|(right, against)| Slip { of: self.at, right: right.swedish(), against })
    }

    /// `I kronor är skillnaden 1 610 kronor`, `det rör sig om en försämring med 8,6 mnkr`: what lies between two
    /// figures.
    fn gap(&self) -> Option<Slip> {
        let said = self.said();
        let start = said.at.start;
        let named = self.ahead(6, "skillnad skillnaden differensen mellanskillnaden gapet glappet");
        let turned = self.ahead(4, "förbättring försämring ökning minskning höjning sänkning uppgång nedgång")
            && self.sentence.has(start.saturating_sub(9)..start, "rör handlar alltså därmed vilket säga dvs innebär");
        let since = self.sentence.times.iter().any(|time| time.at.start >= said.at.end);
        if said.measure == Measure::Share || said.end.is_some() || !(named || (turned && !since)) {
            return None;
        }
        let is_of = |other: &Said| match said.measure {
            Measure::Points => other.measure == Measure::Share,
            measure => other.measure.shift(measure).is_some() && other.measure != Measure::Share,
        };
        let all = self.levels(is_of);
        let mut results = Vec::new();
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                let Some(shift) = one.measure.shift(other.measure).filter(|shift| *shift == 0) else { continue };
                let points = said.measure == Measure::Points;
                let scale = if points { Some(shift) } else { one.measure.shift(said.measure) };
                let Some(scale) = scale else { continue };
                let of = |value: Decimal| Amount::new(value).shifted(scale).map(Amount::value);
                for gap in [size(one).checked_sub(size(other)), one.amount.value().checked_sub(other.amount.value())] {
                    let half = of(one.amount.half_unit() + other.amount.half_unit());
                    let exact = one.measure == Measure::Count;
                    let margin = if exact { Some(Decimal::ZERO) } else { half };
                    results.extend(gap.and_then(of).zip(margin).map(|(right, margin)| Result {
                        right,
                        margin,
                        against: both(one, other),
                    }));
                }
            }
        }
        self.slip(&results, if results.len() <= 2 { 2 } else { 3 })
    }

    /// `Kvinnornas lön är därmed 95,8 procent av männens`, `Svarsfrekvensen blev 82 procent`: what one of two figures
    /// is of the other.
    fn share(&self) -> Option<Slip> {
        let said = self.said();
        if said.measure != Measure::Share || said.role == Role::Change || said.end.is_some() {
            return None;
        }
        let rate = self.ahead(6, "svarsfrekvens svarsfrekvensen svarsandel svarsandelen deltagandegraden");
        let again = self.ahead(6, "därmed alltså motsvarar motsvarade utgör utgjorde motsvarande säga dvs");
        if !rate && !again {
            return None;
        }
        let all = self
            .levels(|other| !matches!(other.measure, Measure::Share | Measure::Points) && other.end != Some(End::From));
        let mut results = Vec::new();
        for (at, one) in all.iter().enumerate() {
            for other in all.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, other)| other) {
                let whole = size(other);
                let same = one.measure.shift(other.measure) == Some(0);
                let Some(right) = amount::percent(size(one), whole).filter(|_| same) else { continue };
                let exact = one.measure == Measure::Count;
                let half = amount::percent(one.amount.half_unit() + other.amount.half_unit(), whole);
                let margin = if exact { Decimal::ZERO } else { half.unwrap_or_default() };
                results.push(Result { right, margin, against: both(one, other) });
            }
        }
        // What is more than all is of another whole.
        let part = |result: &Result| result.right <= Decimal::ONE_HUNDRED;
        let results: Vec<Result> = if rate { results.into_iter().filter(part).collect() } else { results };
        self.slip(&results, if rate && results.len() == 1 { 2 } else { 3 })
    }

    /// `Mellan 2026 och 2030 fyller 326 medarbetare 67 år, i genomsnitt 65 om året`: the figure before, shared out.
    fn mean(&self, period: Period) -> Option<Slip> {
        let said = self.said();
        if !self.ahead(6, "genomsnitt snitt medeltal") || said.measure == Measure::Share {
            return None;
        }
        let unit = self.each(said.at.end)?;
        let mut counts: Vec<Decimal> = Vec::new();
        match unit {
            Each::Month => {
                let months = period.last.checked_sub(period.first).map_or(12, |months| months + 1);
                counts.extend([Decimal::from(12), Decimal::from(months)]);
            }
            Each::Year => counts.extend(self.years()),
        }
        let fits = |other: &Said| match (other.measure, said.measure) {
            (Measure::Count | Measure::Other, Measure::Count | Measure::Other) => size(other) > size(said),
            (one, other) => one.shift(other).is_some(),
        };
        let mut results = Vec::new();
        for whole in self.levels(fits) {
            let Some(amount) = whole.measure.shift(said.measure).and_then(|shift| whole.amount.shifted(shift)) else {
                continue;
            };
            let shared = counts.iter().filter_map(|count| amount.value().abs().checked_div(*count));
            results.extend(shared.map(|right| Result { right, margin: Decimal::ZERO, against: whole.range.clone() }));
        }
        self.slip(&results, 2)
    }

    /// What something is said to be so much for each of: `om året`, `i månaden`.
    fn each(&self, end: usize) -> Option<Each> {
        (end..end + 4).find_map(|at| {
            let of = among("om per i varje", self.sentence.word(at));
            match self.sentence.word(at + 1) {
                "år" | "året" if of => Some(Each::Year),
                "månad" | "månaden" if of => Some(Each::Month),
                _ if self.sentence.word(at) == "årligen" => Some(Each::Year),
                _ => None,
            }
        })
    }

    /// How many years a text speaks of: `mellan 2026 och 2030`, `de fem åren`.
    fn years(&self) -> Vec<Decimal> {
        let mut found = Vec::new();
        for sentence in [Some(self.sentence), self.before.last].into_iter().flatten() {
            let mut years: Vec<u16> = sentence.times.iter().filter_map(|time| time.time.year).collect();
            years.sort_unstable();
            years.dedup();
            if let [first, last] = years[..] {
                found.extend([last - first, last - first + 1].map(Decimal::from));
            }
            let number = |at: usize| series::number(sentence, at.checked_sub(1)?);
            let counts = (1..sentence.tokens.len()).filter(|at| among("år åren", sentence.word(*at)));
            found.extend(counts.filter_map(number).map(Decimal::from));
        }
        found.retain(|count| *count > Decimal::ONE);
        found
    }

    /// `Tillsammans blir det 1 906,6 mnkr`: what the figures of the sentence before come to.
    fn sum(&self) -> Option<Slip> {
        let said = self.said();
        let together = "tillsammans sammanlagt sammantaget totalt summan";
        let first = self.at == 0 && among(together, self.sentence.word(0)) && said.at.start <= 6;
        let is_part =
            |part: &&Said| is_level(part) && part.measure.shift(said.measure) == Some(0) && part.end != Some(End::From);
        let parts: Vec<&Said> = self.before.last?.said.iter().filter(is_part).collect();
        let plain = matches!(said.measure, Measure::Money(_) | Measure::Count | Measure::Other);
        // `Tillsammans har de båda 1 966`: of two that are named there.
        if !first || !plain || said.role == Role::Change || !(2..=6).contains(&parts.len()) {
            return None;
        }
        let of = |parts: &[&Said]| -> Option<Result> {
            let right = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.amount.value()))?;
            let exact = said.measure == Measure::Count;
            let half = |sum: Decimal, part: &&Said| sum + part.amount.half_unit();
            let margin = if exact { Decimal::ZERO } else { parts.iter().fold(Decimal::ZERO, half) };
            Some(Result { right, margin, against: both(parts.first()?, parts.last()?) })
        };
        let every = (0..1_u32 << parts.len()).filter(|mask| mask.count_ones() > 1);
        let chosen = |mask: u32| -> Vec<&Said> {
            parts.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, part)| *part).collect()
        };
        let all: Vec<Result> = every.filter_map(|mask| of(&chosen(mask))).collect();
        if all.iter().any(|result| said.is(result.right, result.margin)) {
            return None;
        }
        let whole: Vec<Result> = of(&parts).into_iter().collect();
        self.slip(&whole, 2)
    }
}

/// What something is said to be so much for each of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Each {
    Month,
    Year,
}

/// `2,6 mnkr, vilket är 7,1 mnkr bättre än de −4,5 mnkr som budgeterades`: how much two figures differ by, with what
/// they are said to.
fn compared(sentence: &Sentence, judged: &[Judged]) -> Option<Slip> {
    sentence.said.windows(3).enumerate().find_map(|(at, three)| {
        let [level, by, other] = three else { return None };
        let more = (by.at.end..by.at.end + 2).any(|at| matches!(sentence.class(at), Some(Class::Compared { .. })));
        let than = by.at.end..other.at.start;
        let plain = three.iter().all(|said| !said.about && said.measure == level.measure && said.end.is_none());
        let joint = level.at.end..by.at.start;
        let near = joint.len() <= 6
            && sentence.mark(joint.start) == Some(',')
            && than.len() <= 6
            && sentence.has(than.clone(), "än")
            && among("än de den det budgeterade planerade budgetens målets", sentence.word(other.at.start - 1));
        // `2 300 fler än 2024, som var 118`: of what the one before it is not.
        let anew = than.clone().any(|at| sentence.mark(at).is_some()) || sentence.has(joint, "varav medan men samt");
        if !more || !plain || !near || anew || matches!(level.measure, Measure::Share | Measure::Points) {
            return None;
        }
        let (a, b) = (level.amount.value(), other.amount.value());
        let half = level.amount.half_unit() + other.amount.half_unit();
        let margin = if level.measure == Measure::Count { Decimal::ZERO } else { half };
        let is = |right: Option<Decimal>| right.is_some_and(|right| by.is(right, margin));
        if is(a.checked_sub(b)) || is(a.abs().checked_sub(b.abs())) {
            return None;
        }
        let up = sentence.classes(by.at.end..by.at.end + 2).into_iter().find_map(|(_, class)| match class {
            Class::Compared { more, .. } => Some(more),
            _ => None,
        })?;
        let step = if up { size(by) } else { -size(by) };
        let rights = [(at, b.checked_add(step)), (at + 1, a.checked_sub(b)), (at + 2, a.checked_sub(step))];
        rights.into_iter().find_map(|(of, right)| {
            let said = &sentence.said[of];
            let right = Amount::new(right?.abs());
            let free = judged.get(of).is_some_and(|(_, verdict)| *verdict == Verdict::Nobodys);
            let slip = free && causes::of_digits(said.amount, right) != Cause::Unknown && digits(said.amount) >= 2;
            let (one, last) = if of == at { (by, other) } else { (level, if of == at + 1 { other } else { by }) };
            slip.then(|| Slip { of, right: right.swedish(), against: both(one, last) })
        })
    })
}

/// `Av intäkterna på 328,6 mnkr är 142,3 bidrag, 98,7 avgifter och 87,6 övrigt`, `2 732 personer: 2 466 fast anställda
/// och 266 andra`: parts that are listed of a whole.
fn parts(sentence: &Sentence) -> Option<Slip> {
    let (whole, rest) = sentence.said.split_first()?;
    let colon = (whole.at.end..whole.at.end + 7).find(|at| sentence.mark(*at) == Some(':'));
    let of = (0..whole.at.start).any(|at| at <= 1 && sentence.word(at) == "av");
    let alike = |part: &&Said| part.measure == whole.measure && is_level(part) && part.end.is_none();
    let parts: Vec<&Said> = rest.iter().take_while(alike).collect();
    let count = parts.len();
    let last = parts.last()?;
    let joined = sentence.has(last.at.start.saturating_sub(3)..last.at.start, "och samt");
    let behind = colon.is_some_and(|colon| parts[0].at.start > colon);
    let listed = (behind && count >= 2) || (of && count >= 3);
    // `varav 12` behind a part is a part of that.
    let nested = sentence.has(whole.at.end..last.at.end, "varav därav från till mot jämfört förra föregående");
    let plain = matches!(whole.measure, Measure::Count | Measure::Money(_));
    if !listed || !joined || nested || !plain || !is_level(whole) || count != rest.len() || count > MOST {
        return None;
    }
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(size(part)))?;
    let half = parts.iter().fold(whole.amount.half_unit(), |half, part| half + part.amount.half_unit());
    let exact = whole.measure == Measure::Count;
    let off = size(whole).checked_sub(sum)?;
    if off.is_zero() || (!exact && off.abs() <= half) {
        return None;
    }
    let told = |(at, said): (usize, &Said), right: Decimal| {
        let right = Amount::new(right);
        let slip = causes::of_digits(said.amount, right) != Cause::Unknown && digits(said.amount) >= 2;
        slip.then(|| Slip { of: at, right: right.swedish(), against: both(whole, last) })
    };
    let of_part = parts.iter().enumerate().find_map(|(at, part)| told((at + 1, part), size(part).checked_add(off)?));
    let slip = of_part.or_else(|| told((0, whole), sum));
    // By little: what is told is that they do not come to it.
    let close = behind && off.abs().checked_mul(Decimal::TEN)? <= size(whole);
    slip.or_else(|| close.then(|| Slip { of: 0, right: Amount::new(sum).swedish(), against: both(parts[0], last) }))
}

/// `74 sjukskrivna, varav 83 kvinnor`: a part that is more than its whole.
fn part_of_count(sentence: &Sentence) -> Option<Slip> {
    sentence.said.windows(2).enumerate().find_map(|(at, pair)| {
        let [whole, part] = pair else { return None };
        let joint = whole.at.end..part.at.start;
        let counts = pair.iter().all(|said| said.measure == Measure::Count && !said.about && said.end.is_none());
        let varav = among("varav därav", sentence.word(part.at.start.wrapping_sub(1))) && joint.len() <= 6;
        let more = counts && varav && is_level(whole) && size(part) > size(whole);
        more.then(|| Slip { of: at + 1, right: String::new(), against: whole.range.clone() })
    })
}

/// `har minskat tre år i rad, från 300 år 2023`: no more years than lie between.
fn run(sentence: &Sentence, period: Period) -> Option<Slip> {
    let rad = (3..sentence.tokens.len()).find(|at| sentence.word(*at) == "rad" && sentence.word(at - 1) == "i")?;
    let steps = u16::try_from(series::number(sentence, rad - 3)?).ok()?;
    let (at, from) = sentence.said.iter().enumerate().find(|(_, said)| said.end == Some(End::From))?;
    let year = sentence.times.iter().find(|time| (from.at.end..from.at.end + 2).contains(&time.at.start))?.time.year?;
    // `från 44,5 procent 2025 till 38,0 procent 2028`: to a year that is still to come.
    let named = sentence.times.iter().filter_map(|time| time.time.year);
    let years = named.chain([period.year]).max()?.checked_sub(year)?;
    (years != steps && years > 0).then(|| Slip {
        of: at,
        right: String::new(),
        against: series::words(sentence, &(rad - 3..rad + 1)),
    })
}
