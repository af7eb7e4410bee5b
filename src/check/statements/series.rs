//! What a sentence says of a row's years or months without a figure of its own: `ökat tre år i rad`, `som högst i
//! mars`, `lägst sedan 2021`, `fördubblats`. It is told where every series that can be meant says otherwise.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::swedish;
use crate::report::UnitIndex;

use super::facts::{Fact, Facts};
use super::names::{self, Subject};
use super::reading::{End, Measure, Sentence};
use super::times::{self, Part, Period};
use super::tokens::{Kind, tokens};
use super::words::{Class, Role, among, extreme};

/// A claim that cells do not bear out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claimed {
    /// The words that make it.
    pub(super) range: Range<usize>,
    /// The cell of which it is made.
    pub(super) one: usize,
    /// The cell that tells otherwise.
    pub(super) other: usize,
}

/// What a text so far tells of a sentence.
pub(super) struct Around<'a> {
    /// The cells of all tables.
    pub(super) facts: &'a Facts,
    /// The report's period.
    pub(super) period: Period,
    /// The cells of the one row that the sentence, or the text before it, names.
    pub(super) own: &'a [usize],
    /// The cells of the chapter's tables.
    pub(super) chapter: &'a [usize],
    /// The unit that writes.
    pub(super) writes: Option<UnitIndex>,
}

impl Around<'_> {
    /// The cells of a row that is named.
    pub(super) fn about(&self, subject: Subject) -> Vec<usize> {
        self.facts.about(subject, self.writes)
    }
}

/// What is said of a row's course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    /// So many steps in a row: `tre år i rad`.
    Run(bool, usize),
    /// Each step since a year: `varje år sedan 2021`.
    Since(bool, u16),
    /// From the year before: `har minskat jämfört med 2025`.
    Step(bool),
    /// The same way as before: `fortsätter att minska`.
    On(bool),
    /// It is the most, or the least, of a year: `som högst 2023`.
    Peak(bool, u16),
    /// It is more, or less, than at any time since: `lägst sedan 2021`.
    Record(bool, u16),
    /// It has so many hundredths of what it had in a year, at least and at most.
    Times(i64, i64, Option<u16>),
}

/// A claim with the tokens that make it.
type Said = (Course, Range<usize>);

/// What becomes of a claim by one series.
enum Told {
    So,
    Otherwise(usize, usize),
    Unknown,
}

/// Cells of one row by their years, or by their months.
type Series = Vec<(u16, usize)>;

/// Claims of a sentence that every series which can be meant contradicts.
pub(super) fn check(sentence: &Sentence, around: &Around<'_>) -> Vec<Claimed> {
    let mut found: Vec<Claimed> = Vec::new();
    let said = courses(sentence, around);
    if !said.is_empty() {
        let all = of_years(sentence, around);
        for (course, at) in said {
            let told = all.iter().map(|series| told(course, series, around));
            found.extend(contradicted(told, words(sentence, &at)));
        }
    }
    for (most, month, at) in peaks(sentence, around.period) {
        let all = of_months(sentence, around);
        let told = all.iter().map(|series| peak(most, u16::from(month), series, around.facts));
        found.extend(contradicted(told, words(sentence, &at)));
    }
    found
}

/// Where tokens stand in the text.
pub(super) fn words(sentence: &Sentence, at: &Range<usize>) -> Range<usize> {
    let end = at.end.saturating_sub(1).max(at.start);
    let of = |at: usize| sentence.tokens.get(at).map_or(0..0, |token| token.range.clone());
    of(at.start).start..of(end).end
}

/// A claim that is so by no series, and otherwise by one.
fn contradicted(told: impl Iterator<Item = Told>, range: Range<usize>) -> Option<Claimed> {
    let mut found = None;
    for told in told {
        match told {
            Told::So => return None,
            Told::Otherwise(one, other) => found = found.or(Some((one, other))),
            Told::Unknown => {}
        }
    }
    found.map(|(one, other)| Claimed { range, one, other })
}

/// Words by which a course is of what is to come, or of what is wished for.
const TO_COME: &str = "\
    kommer ska skall bör måste behöver väntas förväntas bedöms beräknas prognosen risk risken målet \
    målsättningen ambitionen kan kunna skulle inte ej varken om ifall";

/// Every course that a sentence says.
fn courses(sentence: &Sentence, around: &Around<'_>) -> Vec<Said> {
    let rules: [fn(&Sentence, Period) -> Option<Said>; 8] =
        [run, since, every_year, on, step, than_before, record, times_over];
    let is_open = sentence.has(0..sentence.tokens.len(), TO_COME);
    let mut all: Vec<Said> = Vec::new();
    if !is_open {
        all.extend(rules.into_iter().filter_map(|rule| rule(sentence, around.period)).take(1));
        all.extend(peak_years(sentence));
    }
    all
}

/// Whether a word says that something has become more, or less.
pub(super) fn turn(sentence: &Sentence, at: usize) -> Option<bool> {
    match sentence.class(at) {
        Some(Class::Is(Role::Change, Some(minus))) => Some(!minus),
        _ if among("ökande stigande växande", sentence.word(at)) => Some(true),
        _ if among("minskande sjunkande", sentence.word(at)) => Some(false),
        _ => None,
    }
}

/// The one way in which words of a window say that something has gone, with the last of them.
fn one_turn(sentence: &Sentence, window: Range<usize>) -> Option<(bool, usize)> {
    let all: Vec<(bool, usize)> = window.filter_map(|at| Some((turn(sentence, at)?, at))).collect();
    let (first, _) = *all.first()?;
    all.iter().all(|(up, _)| *up == first).then(|| all.last().copied())?
}

/// A number of years, in words or in digits.
pub(super) fn number(sentence: &Sentence, at: usize) -> Option<usize> {
    let ordinals = "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde";
    let word = sentence.word(at);
    let ordinal = || ordinals.split(' ').position(|known| known == word);
    match sentence.tokens.get(at)?.kind {
        Kind::Figure(amount, None) => amount.to_string().parse::<usize>().ok(),
        _ if word.is_empty() => None,
        _ => swedish::NUMBERS.iter().position(|known| *known == word).or_else(ordinal).map(|at| at + 1),
    }
    .filter(|number| (2..=15).contains(number))
}

/// `ökat tre år i rad`, `för tredje året i rad minskar`.
fn run(sentence: &Sentence, _: Period) -> Option<Said> {
    let end = sentence.tokens.len();
    let rad = (3..end).find(|at| sentence.word(*at) == "rad" && sentence.word(at - 1) == "i")?;
    let years = among("år året åren", sentence.word(rad - 2));
    let steps = number(sentence, rad - 3).filter(|_| years)?;
    let (up, at) = one_turn(sentence, rad.saturating_sub(9)..end.min(rad + 7))?;
    Some((Course::Run(up, steps), at.min(rad - 3)..(at + 1).max(rad + 1)))
}

/// The year that a sentence counts from: `sedan 2021`.
fn counted_from(sentence: &Sentence) -> Option<(u16, Range<usize>)> {
    let is = |time: &&times::Said| {
        let before = sentence.word(time.at.start.wrapping_sub(1));
        before == "sedan" || (before == "år" && sentence.word(time.at.start.wrapping_sub(2)) == "sedan")
    };
    let mut all = sentence.times.iter().filter(is);
    let only = all.next().filter(|_| all.next().is_none())?;
    Some((only.time.year?, only.at.start.saturating_sub(1)..only.at.end))
}

/// `har ökat varje år sedan 2021`.
fn since(sentence: &Sentence, _: Period) -> Option<Said> {
    let end = sentence.tokens.len();
    let (year, at) = counted_from(sentence)?;
    let each = |at: &usize| {
        let word = sentence.word(*at);
        (word == "varje" && sentence.word(at + 1) == "år")
            || (word == "år" && sentence.word(at + 1) == "från" && sentence.word(at + 2) == "år")
            || among("årligen stadigt kontinuerligt", word)
    };
    let each = (0..end).find(each)?;
    let (up, turned) = one_turn(sentence, 0..end)?;
    let from = each.min(turned).min(at.start);
    Some((Course::Since(up, year), from..at.end.max(each + 1).max(turned + 1)))
}

/// `ökar för varje år`, `har minskat år för år`, with no year that it is counted from.
fn every_year(sentence: &Sentence, _: Period) -> Option<Said> {
    let end = sentence.tokens.len();
    let each = (1..end).find(|at| {
        let next = sentence.word(at + 1);
        let varje = sentence.word(*at) == "varje" && next == "år" && sentence.word(at - 1) == "för";
        let by = sentence.word(*at) == "år" && among("för från till", next) && sentence.word(at + 2) == "år";
        varje || by
    })?;
    if sentence.has(0..end, "sedan") {
        return None;
    }
    let (up, at) = one_turn(sentence, each.saturating_sub(5)..each)?;
    let verb = !sentence.word(at).contains("ning");
    (verb && is_told_of_row(sentence, at)).then_some((Course::Since(up, 0), at..each + 2))
}

/// `Färjorna är fler än i fjol`, `var lägre än 2024`: from the year before, with no figure of how much.
fn than_before(sentence: &Sentence, period: Period) -> Option<Said> {
    let end = sentence.tokens.len();
    let compared = (1..end).find_map(|at| match sentence.class(at) {
        Some(Class::Compared { more, tone: false }) if sentence.word(at + 1) == "än" => Some((at, more)),
        _ => None,
    });
    let (at, more) = compared?;
    let verb = (at.saturating_sub(3)..at).find(|at| among("är var blev ligger låg", sentence.word(*at)))?;
    let how = (verb + 1..at).all(|at| among(HOW, sentence.word(at)) || among(BETWEEN, sentence.word(at)));
    let last = period.year.checked_sub(1);
    let year = sentence
        .times
        .iter()
        .any(|time| (at + 2..at + 4).contains(&time.at.start) && time.time.year == last && time.time.part.is_none());
    let before =
        sentence.has(at + 2..at + 4, "fjol") || (sentence.word(at + 2) == "förra" && sentence.word(at + 3) == "året");
    let alone = sentence.times.len() <= 1 && (year || before) && how && sentence.said.is_empty();
    (alone && is_told_of_row(sentence, verb)).then_some((Course::Step(more), verb..at + 3))
}

/// `fortsätter att minska`, `en fortsatt ökning`.
fn on(sentence: &Sentence, _: Period) -> Option<Said> {
    let is = |at: &usize| among("fortsätter fortsatt fortsatte fortsatta", sentence.word(*at));
    let at = (0..sentence.tokens.len()).find(is)?;
    let next = (at + 1..at + 4).find(|at| turn(sentence, *at).is_some())?;
    let small = (at + 1..next).all(|at| among("att en den sin", sentence.word(at)));
    (small && is_told_of_row(sentence, at)).then(|| Some((Course::On(turn(sentence, next)?), at..next + 1)))?
}

/// Words that may stand between a row's name and what is said of it.
const BETWEEN: &str = "har hade även också åter därmed totalt nu alltså däremot dock sammantaget";

/// How much something has changed, in words.
const HOW: &str = "något marginellt kraftigt tydligt lite avsevärt \
    markant rejält påtagligt betydligt åter igen ytterligare";

/// Whether the sentence says of the one row that it names what stands at a token: `Hemtjänsten har minskat`, `Antalet
/// färjor minskade`, and no noun stands between.
fn is_told_of_row(sentence: &Sentence, at: usize) -> bool {
    let named = |mention: &&names::Mention| matches!(mention.subject, Subject::Named(_)) && mention.at.end <= at;
    let Some(last) = sentence.mentions.iter().rev().find(named) else {
        return (0..at).all(|at| among(BETWEEN, sentence.word(at)) || among("den det de", sentence.word(at)));
    };
    let start = sentence.mentions.iter().filter(named).map(|mention| mention.at.start).min().unwrap_or(0);
    let lead =
        "antalet andelen antal andel kostnaden kostnaderna nettokostnaden intäkterna för av den det de i utfallet";
    (0..start).all(|at| among(lead, sentence.word(at)))
        && (last.at.end..at).all(|at| {
            let noun = matches!(sentence.class(at), Some(Class::Of(_))) || among("antal andel", sentence.word(at));
            among(BETWEEN, sentence.word(at)) || sentence.is_time(at) || (noun && at == last.at.end)
        })
}

/// `Färjorna har minskat jämfört med 2025`, with no figure at all.
fn step(sentence: &Sentence, period: Period) -> Option<Said> {
    let end = sentence.tokens.len();
    let (up, at) = one_turn(sentence, 0..end).filter(|_| sentence.said.is_empty())?;
    let verb = !sentence.word(at).contains("ning") && is_told_of_row(sentence, at);
    // `Naturolyckorna minskade tydligt.`
    let ends = (at + 1..end).all(|at| sentence.word(at).is_empty() || among(HOW, sentence.word(at)));
    let past =
        sentence.word(at).ends_with("de") || sentence.word(at).ends_with("at") || sentence.word(at).ends_with("it");
    if verb && ends && past && sentence.times.is_empty() {
        return Some((Course::Step(up), at..at + 1));
    }
    let compared = (at + 1..end).find(|at| among("jämfört sedan mot från", sentence.word(*at)))?;
    let how = (at + 1..compared).all(|at| among(HOW, sentence.word(at)));
    let last = period.year.checked_sub(1);
    let time = sentence.times.iter().find(|time| time.at.start > compared && time.at.start <= compared + 3)?;
    let alone = sentence.times.len() == 1
        && time.time.year == last
        && (at + 1..end).all(|at| at < time.at.end || sentence.word(at).is_empty());
    (verb && how && alone).then_some((Course::Step(up), at..time.at.end))
}

/// `lägst sedan 2021`, `den högsta nivån på fem år`.
fn record(sentence: &Sentence, period: Period) -> Option<Said> {
    let at = (0..sentence.tokens.len()).find(|at| extreme(sentence.word(*at)).is_some())?;
    let most = extreme(sentence.word(at))?;
    let noun = "nivån siffran värdet antalet andelen noteringen resultatet";
    let next = if among(noun, sentence.word(at + 1)) { at + 2 } else { at + 1 };
    if sentence.word(next) == "sedan" {
        let time = sentence.times.iter().find(|time| (next + 1..next + 3).contains(&time.at.start))?;
        return Some((Course::Record(most, time.time.year?), at..time.at.end));
    }
    let years = among("på de", sentence.word(next)).then(|| number(sentence, next + 1))??;
    let back = u16::try_from(years).ok()?;
    (sentence.word(next + 2) == "år")
        .then(|| Some((Course::Record(most, period.year.checked_sub(back)?), at..next + 3)))?
}

/// `var som högst 2023`.
fn peak_years(sentence: &Sentence) -> Vec<Said> {
    let mut all = Vec::new();
    for at in 0..sentence.tokens.len() {
        let Some(most) = extreme(sentence.word(at)).filter(|_| !sentence.word(at).ends_with('a')) else { continue };
        let time = sentence.times.iter().find(|time| (at + 1..at + 4).contains(&time.at.start));
        let Some((time, year)) = time.and_then(|time| Some((time, time.time.year?))) else { continue };
        let small = (at + 1..time.at.start).all(|at| among("under år i", sentence.word(at)));
        if small && time.time.part.is_none() {
            all.push((Course::Peak(most, year), at..time.at.end));
        }
    }
    all
}

/// By how many hundredths something may be off from what its word says, at least and at most.
const WORDS: &[(&str, i64, i64)] = &[
    ("fördubblats fördubblades fördubblat fördubblad dubblerats", 165, 275),
    ("tredubblats tredubblades tredubblat", 250, 375),
    ("fyrdubblats fyrdubblades fyrdubblat", 340, 480),
    ("halverats halverades halverat halverad", 33, 65),
];

/// What a word that says how many times something is more allows, in hundredths.
pub(super) fn multiple(word: &str) -> Option<(i64, i64)> {
    WORDS.iter().find(|(words, ..)| among(words, word)).map(|(_, least, most)| (*least, *most))
}

/// `har fördubblats sedan 2024`, `är dubbelt så många som förra året`.
fn times_over(sentence: &Sentence, period: Period) -> Option<Said> {
    let end = sentence.tokens.len();
    let pair = sentence.said.iter().any(|said| said.end == Some(End::From));
    let found = (0..end).find_map(|at| {
        let as_many = sentence.word(at + 1) == "så";
        let by_two = match sentence.word(at) {
            "dubbelt" if as_many => Some((165, 275)),
            "hälften" if as_many => Some((33, 65)),
            _ => None,
        };
        multiple(sentence.word(at)).or(by_two).map(|(least, most)| (at, least, most))
    });
    let (at, least, most) = found.filter(|_| !pair)?;
    let compared = sentence.times.iter().filter(|time| {
        let before = time.at.start.saturating_sub(3)..time.at.start;
        time.time.year.is_some_and(|year| year < period.year) && sentence.has(before, "sedan som med mot från än")
    });
    let compared: Vec<&times::Said> = compared.collect();
    let [time] = compared[..] else { return None };
    let near = at + 7 > time.at.start && time.at.start > at;
    (near && is_told_of_row(sentence, at)
        || sentence.has(0..at, "är var blev") && near && is_told_of_row(sentence, at - 1))
    .then_some((Course::Times(least, most, time.time.year), at..time.at.end))
}

/// The cells of the row that is meant, by years: what was measured, in columns that say the same of each year.
fn of_years(sentence: &Sentence, around: &Around<'_>) -> Vec<Series> {
    let (facts, period) = (around.facts, around.period);
    let mut all: BTreeMap<(usize, Option<Measure>, String), Series> = BTreeMap::new();
    for at in around.own {
        let fact = &facts.all[*at];
        let level = matches!(fact.role, Some(Role::Outcome) | None) && !fact.expected && !fact.result;
        let part = match fact.time.part {
            None | Some(Part::Whole | Part::Period) => true,
            Some(Part::Month(_) | Part::Other) => false,
        };
        if !level || !part || !is_of_words(sentence, fact) {
            continue;
        }
        let heading = if period.is_year() { String::new() } else { undated(&fact.column) };
        let year = fact.time.year.unwrap_or(period.year);
        all.entry((fact.row_at, fact.measure, heading)).or_default().push((year, *at));
    }
    let mut all: Vec<Series> = all.into_values().collect();
    for series in &mut all {
        series.sort_unstable();
    }
    // Of two cells of one year nobody knows which is meant.
    all.retain(|series| series.len() > 1 && series.windows(2).all(|pair| pair[0].0 < pair[1].0));
    all
}

/// A heading without its years.
pub(super) fn undated(heading: &str) -> String {
    let all = tokens(heading);
    let words = all.iter().filter(|token| token.kind == Kind::Word);
    words.map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a cell is in what the sentence says that it is: a number, a share, an amount.
fn is_of_words(sentence: &Sentence, fact: &Fact) -> bool {
    let all = 0..sentence.tokens.len();
    let money = matches!(fact.measure, Some(Measure::Money(_) | Measure::Rate(_)));
    if sentence.has(all.clone(), "antalet antal fler färre flest") {
        return !money && fact.measure != Some(Measure::Share);
    }
    if sentence.has(all.clone(), "andelen andel") {
        return !money;
    }
    let side = sentence.classes(all).iter().any(|(_, class)| matches!(class, Class::Of(_)));
    !side || money
}

/// What a series tells of a course.
fn told(course: Course, series: &Series, around: &Around<'_>) -> Told {
    let size = |at: usize| around.facts.all[at].amount.value().abs();
    let Some((last, now)) = series.last().copied().filter(|(last, _)| *last == around.period.year) else {
        return match course {
            Course::Peak(most, year) => peak(most, year, series, around.facts),
            _ => Told::Unknown,
        };
    };
    let wrong = |pair: &&[(u16, usize)], up: bool| {
        let off = size(pair[1].1) - size(pair[0].1);
        off.is_zero() || off.is_sign_negative() == up
    };
    let steps: Vec<&[(u16, usize)]> = series.windows(2).filter(|pair| pair[0].0 + 1 == pair[1].0).collect();
    let each = |steps: &[&[(u16, usize)]], up: bool| match steps.iter().find(|pair| wrong(pair, up)) {
        Some(pair) => Told::Otherwise(pair[1].1, pair[0].1),
        None if steps.is_empty() => Told::Unknown,
        None => Told::So,
    };
    match course {
        Course::Run(up, count) => {
            let from = last.saturating_sub(u16::try_from(count).unwrap_or(u16::MAX));
            each(&steps.into_iter().filter(|pair| pair[0].0 >= from).collect::<Vec<_>>(), up)
        }
        Course::Since(up, year) => each(&steps.into_iter().filter(|pair| pair[0].0 >= year).collect::<Vec<_>>(), up),
        Course::Step(up) | Course::On(up) => match steps.last().filter(|pair| pair[1].0 == last) {
            Some(pair) if size(pair[0].1) == size(pair[1].1) => Told::Unknown,
            Some(pair) if wrong(pair, up) => Told::Otherwise(pair[1].1, pair[0].1),
            Some(_) => Told::So,
            None => Told::Unknown,
        },
        Course::Peak(most, year) => peak(most, year, series, around.facts),
        Course::Record(most, year) => {
            let mut others = series.iter().filter(|(other, _)| *other > year && *other < last).peekable();
            if others.peek().is_none() {
                return Told::Unknown;
            }
            let beyond = |at: usize| if most { size(at) > size(now) } else { size(at) < size(now) };
            others.find(|(_, at)| beyond(*at)).map_or(Told::So, |(_, at)| Told::Otherwise(now, *at))
        }
        Course::Times(least, most, year) => {
            let year = year.unwrap_or(last.saturating_sub(1));
            let Some((_, before)) = series.iter().find(|(own, _)| *own == year) else { return Told::Unknown };
            let times = size(now).checked_mul(Decimal::ONE_HUNDRED).and_then(|it| it.checked_div(size(*before)));
            let is = |times: Decimal| (Decimal::from(least)..=Decimal::from(most)).contains(&times);
            times.map_or(Told::Unknown, |times| if is(times) { Told::So } else { Told::Otherwise(now, *before) })
        }
    }
}

/// Fewest years or months of which one is the most.
const FEWEST: usize = 3;

/// Whether a year, or a month, has the most or the least of a series.
fn peak(most: bool, at: u16, series: &Series, facts: &Facts) -> Told {
    let size = |at: usize| facts.all[at].amount.value().abs();
    let Some((_, own)) = series.iter().find(|(other, _)| *other == at).filter(|_| series.len() >= FEWEST) else {
        return Told::Unknown;
    };
    let beyond = |other: usize| if most { size(other) > size(*own) } else { size(other) < size(*own) };
    series.iter().find(|(_, other)| beyond(*other)).map_or(Told::So, |(_, other)| Told::Otherwise(*own, *other))
}

/// `flest i mars`, `I mars var antalet som högst`: whether the most, in which month, by which tokens.
fn peaks(sentence: &Sentence, period: Period) -> Vec<(bool, u8, Range<usize>)> {
    let mut all = Vec::new();
    let month = |time: &times::Said| {
        let named = (time.at.start..time.at.end).filter_map(|at| times::month(sentence.word(at)));
        let named: Vec<u8> = named.collect();
        let this = time.time.year.is_none_or(|year| year == period.year);
        named.first().copied().filter(|_| named.len() == 1 && this)
    };
    for at in 0..sentence.tokens.len() {
        // `med en topp i februari och en botten i juli`.
        let noun = match sentence.word(at) {
            "topp" | "toppen" | "toppnotering" => Some(true),
            "botten" | "bottennotering" => Some(false),
            _ => None,
        };
        let Some(most) = extreme(sentence.word(at)).or(noun) else { continue };
        let behind = sentence.times.iter().find(|time| (at + 1..at + 6).contains(&time.at.start));
        let behind = behind.filter(|time| {
            let joined = among("i under", sentence.word(time.at.start.wrapping_sub(1)));
            joined && !(at + 1..time.at.start).any(|at| sentence.mark(at).is_some() || sentence.word(at) == "än")
        });
        let ahead = || {
            let first = sentence.times.first().filter(|time| time.at.start <= 1 && time.at.end <= at)?;
            let alone = sentence.times.len() == 1 && among("i under", sentence.word(0)) && noun.is_none();
            (alone && at - first.at.end <= 5).then_some(first)
        };
        let Some(time) = behind.or_else(ahead) else { continue };
        if let Some(month) = month(time) {
            all.push((most, month, at.min(time.at.start)..time.at.end.max(at + 1)));
        }
    }
    all
}

/// Series by months: of the row that is named, in columns; else of tables whose rows or columns are months and of
/// whose words the sentence has one, the chapter's own before others'.
fn of_months(sentence: &Sentence, around: &Around<'_>) -> Vec<Series> {
    let facts = around.facts;
    let own = across(around.own, around);
    if !own.is_empty() {
        return own;
    }
    // A row that is a month names none.
    let is_month = |at: &usize| times::month_of(&facts.all[*at].row).is_some();
    if !around.own.iter().all(is_month) {
        return Vec::new();
    }
    let spoken = |fact: &Fact| {
        let telling = |part: &&String| times::month(part).is_none() && !names::is_small(part);
        let says = |part: &String| sentence.tokens.iter().any(|token| names::alike(&token.word, part));
        fact.words.iter().filter(telling).any(says)
    };
    let all = facts.of_months().filter(|series| {
        let first = series.first().map(|(_, at)| &facts.all[*at]);
        first.is_some_and(|fact| around.chapter.contains(&series[0].1) || spoken(fact))
    });
    let all: Vec<Series> = all.cloned().collect();
    let (here, there): (Vec<Series>, Vec<Series>) =
        all.into_iter().partition(|series| around.chapter.contains(&series[0].1));
    if here.is_empty() { there } else { here }
}

/// The months of rows whose columns they are.
fn across(own: &[usize], around: &Around<'_>) -> Vec<Series> {
    let mut all: BTreeMap<(usize, Option<Measure>), Series> = BTreeMap::new();
    for at in own {
        let fact = &around.facts.all[*at];
        let now = fact.time.year.is_none_or(|year| year == around.period.year);
        if let Some(month) = times::month_of(&fact.column).filter(|_| now) {
            all.entry((fact.row_at, fact.measure)).or_default().push((u16::from(month), *at));
        }
    }
    all.into_values().filter(|series| series.len() >= FEWEST).collect()
}
