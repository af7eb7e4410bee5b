//! Which time a sentence, or a column's heading, is about.

use std::ops::Range;

use crate::base::swedish;

use super::tokens::{Kind, Token, tokens};
use super::words::among;

/// A part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// All of it.
    Whole,
    /// The report's months of it.
    Period,
    /// One month alone.
    Month(u8),
    /// Another part: a quarter, a season.
    Other,
}

/// A year and a part of one, as far as they are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Time {
    /// The year.
    pub year: Option<u16>,
    /// The part of it.
    pub part: Option<Part>,
}

impl Time {
    /// The same of this year.
    pub(super) fn of(self, year: u16) -> Self {
        Time { year: Some(year), part: self.part }
    }
}

/// The report's period, from the first of January or later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The year in which it ends.
    pub year: u16,
    /// Its first month.
    pub first: u8,
    /// Its last month.
    pub last: u8,
    /// Whether it lies ahead when the report is made, so that what the report says is what is planned.
    pub ahead: bool,
}

impl Period {
    /// Whether it is the whole year, so that there is no other part to be told from it.
    pub(super) fn is_year(self) -> bool {
        self.first == 1 && self.last == 12
    }
}

/// A time among the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The time.
    pub(super) time: Time,
    /// The tokens that say it.
    pub(super) at: Range<usize>,
}

/// The month that a word names, in full or shortened.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    let short = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    let at = short.iter().position(|short| *short == word).and_then(|at| u8::try_from(at + 1).ok());
    let named = swedish::month(word).or(at);
    named.or((word == "sept").then_some(9))
}

/// The month of a forecast or a report that is called by it: `aprilprognosen`.
fn of_report(word: &str) -> Option<u8> {
    let (first, _) = word.char_indices().find_map(|(at, _)| {
        let (first, rest) = word.split_at_checked(at)?;
        REPORTS.iter().any(|report| rest.starts_with(report)).then_some((first, rest))
    })?;
    swedish::month(first)
}

/// How words go on that begin with the month of a report.
const REPORTS: [&str; 4] = ["prognos", "uppföljning", "rapport", "bokslut"];

/// The month that the heading of a column, or a row's name, is.
pub(super) fn month_of(name: &str) -> Option<u8> {
    let all = tokens(name);
    let mut words = all.iter().filter(|token| token.kind == Kind::Word);
    let word = words.next().filter(|_| words.next().is_none())?;
    month(&word.word)
}

/// A year, as digits alone.
pub(super) fn year(token: &Token) -> Option<u16> {
    let Kind::Figure(amount, sign) = token.kind else { return None };
    let plain = sign.is_none() && amount.decimals() == 0 && token.range.len() == 4;
    amount.to_string().parse().ok().filter(|year| plain && (1950..2100).contains(year))
}

/// The months of `2026-08`, `2026-01-31`: the year and the month.
fn dated(token: &Token, text: &str) -> Option<(u16, u8)> {
    let words = text.get(token.range.clone())?;
    let mut parts = words.split('-');
    let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ((1950..2100).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

const WHOLE: &str = "helår helåret helårets året årets årsprognos årsprognosen \
    helårsprognos helårsprognosen helårsbudget helårsbudgeten årsbudget årsbudgeten årsutfall årsresultat \
    helårsresultat helårsavvikelse helårsavvikelsen årsskiftet helårsbasis helårsutfall helårseffekt årsbasis \
    årsbokslut årsbokslutet årsavvikelse årsavvikelsen";

const PERIOD: &str = "perioden periodens period hittills ackumulerat ackumulerad \
    ackumulerade ack delåret delårets delår delårsbokslutet delårsbokslut periodbudget periodbudgeten \
    periodutfall periodutfallet periodresultat periodresultatet periodavvikelse periodavvikelsen periodiserad \
    periodiserade uppföljningsperioden delårsperioden delårsresultat delårsresultatet rapportperioden \
    redovisningsperioden";

const LAST_YEAR: &str = "fjol fjolåret fjolårets föregående föreg fg förra förgående ifjol";

const OTHER: &str = "kvartal kvartalet hösten våren sommaren vintern vårterminen höstterminen läsåret läsår tertial \
    tertialet halvåret halvår vecka veckan månad månaden tertialrapport tertialrapporten \
    tertialuppföljning tertialuppföljningen tertialbokslut tertialbokslutet";

const NEXT: &str = "nästa kommande nästkommande";

/// Every time that the words say, in order.
pub(super) fn times(text: &str, tokens: &[Token], period: Period) -> Vec<Said> {
    let mut all: Vec<Said> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (found, length) = time_at(text, tokens, at, period);
        if let Some(time) = found {
            let end = at + length;
            match all.last_mut() {
                // `januari–augusti 2025`, `helåret 2026`, `samma period föregående år`: one time.
                Some(last) if joined(tokens, last.at.end, at) && merged(last.time, time).is_some() => {
                    last.time = merged(last.time, time).unwrap_or(time);
                    last.at.end = end;
                }
                _ => all.push(Said { time, at: at..end }),
            }
        }
        at += length.max(1);
    }
    // `Föregående år var den vid samma tidpunkt`: of that year.
    let years: Vec<u16> = all.iter().filter_map(|said| said.time.year).filter(|year| *year != period.year).collect();
    let is_same = |said: &Said| among("samma motsvarande", &tokens[said.at.start].word) && said.time.year.is_none();
    if let [year] = years[..] {
        all.iter_mut().filter(|said| is_same(said)).for_each(|said| said.time = said.time.of(year));
    }
    all
}

/// The year after the report's that a sentence of these times is about: the first that it names; where it names none,
/// the one that the text had come to.
/// What a clause behind a semicolon has come to, or what is so until then, is not what the text goes on about: `minskar
/// med 1,5 mnkr; till 2029 har det sjunkit till 33,8 mnkr`.
pub(super) fn later(times: &[Said], tokens: &[Token], before: Option<u16>, period: Period) -> Option<u16> {
    let first = tokens.iter().position(|token| token.is_mark(';')).unwrap_or(tokens.len());
    let until = |said: &Said| said.at.start.checked_sub(1).is_some_and(|at| tokens[at].word == "till");
    let aside =
        |said: &Said| said.at.start > first || (until(said) && !times.iter().any(|other| other.at.end < said.at.start));
    let year = |said: &Said| match said.time.part {
        Some(Part::Period | Part::Month(_)) => said.time.year.or(Some(period.year)),
        _ => said.time.year,
    };
    times
        .iter()
        .filter(|said| !aside(said))
        .find_map(year)
        .map_or(before, |year| Some(year).filter(|year| *year > period.year))
}

/// Whether nothing but small words stand between two times.
fn joined(tokens: &[Token], from: usize, to: usize) -> bool {
    let small = "under av år för den sista i t o m per de första två \
        tre fyra fem sex sju åtta nio tio elva tolv till med och utgången slutet";
    to - from <= 4 && tokens[from..to].iter().all(|token| among(small, &token.word) || token.is_mark('.'))
}

/// One time of two that each say a part of it.
fn merged(one: Time, other: Time) -> Option<Time> {
    let year = match (one.year, other.year) {
        (Some(a), Some(b)) if a != b => return None,
        (a, b) => a.or(b),
    };
    let part = match (one.part, other.part) {
        // `perioden januari–augusti`; `årets första åtta månader`.
        (Some(Part::Period), Some(Part::Period)) => Some(Part::Period),
        (Some(Part::Whole), Some(part @ (Part::Period | Part::Month(_)))) => Some(part),
        (Some(a), Some(b)) if a != b => return None,
        (a, b) => a.or(b),
    };
    Some(Time { year, part })
}

/// A part of a year of which the year is not said.
fn part(part: Part) -> Option<Time> {
    Some(Time { year: None, part: Some(part) })
}

/// The time that begins at a token, and how many tokens say it.
fn time_at(text: &str, tokens: &[Token], at: usize, period: Period) -> (Option<Time>, usize) {
    let token = &tokens[at];
    if let Some(year) = year(token) {
        // `2026 års budget`, `2026 år`.
        let length = if tokens.get(at + 1).is_some_and(|token| among("års år", &token.word)) { 2 } else { 1 };
        return (Some(Time { year: Some(year), part: None }), length);
    }
    if token.kind == Kind::Digits {
        let Some((year, month)) = dated(token, text) else { return (None, 1) };
        let whole = if month == 12 { Part::Whole } else { Part::Month(month) };
        let part = if month == period.last { Part::Period } else { whole };
        return (Some(Time { year: Some(year), part: Some(part) }), 1);
    }
    if let Some(first) = month(&token.word) {
        return of_months(tokens, at, first, period);
    }
    // `aprilprognosen`, `marsuppföljningen`: what was known then.
    if let Some(month) = of_report(&token.word) {
        return (part(if month == period.last { Part::Whole } else { Part::Other }), 1);
    }
    of_year(tokens, at, period).or_else(|| of_part(tokens, at, period)).unwrap_or((None, 1))
}

/// `förra året`, `i fjol`, `året innan`, `nästa år`, `i år`.
fn of_year(tokens: &[Token], at: usize, period: Period) -> Option<(Option<Time>, usize)> {
    let name = &*tokens[at].word;
    let next = tokens.get(at + 1).map_or("", |token| &*token.word);
    let before = at.checked_sub(1).map_or("", |at| &*tokens[at].word);
    let last = Some(Time { year: period.year.checked_sub(1), part: None });
    let is_next = among(NEXT, name);
    if name.starts_with("fjol") || name == "ifjol" {
        return Some((last, 1));
    }
    if is_next || among(LAST_YEAR, name) {
        let following = Some(Time { year: period.year.checked_add(1), part: None });
        let about_year = among("år året års årets helår bokslut", next);
        // `föregående prognos`, `förra uppföljningen`: nothing of this report's.
        return Some(if !about_year {
            (part(Part::Other), 1)
        } else if is_next {
            (following, 2)
        } else {
            (last, 2)
        });
    }
    match (name, next) {
        ("året", "dessförinnan") => Some((part(Part::Other), 2)),
        ("året", "innan" | "före" | "tidigare") => Some((last, 2)),
        // `för två år sedan`.
        ("år", "sedan") => {
            let back = at.checked_sub(1).and_then(|at| match tokens[at].kind {
                Kind::Figure(amount, None) => amount.to_string().parse::<u16>().ok(),
                _ => count_word(&tokens[at].word).map(u16::from),
            })?;
            Some((Some(Time { year: period.year.checked_sub(back), part: None }), 2))
        }
        ("år", _) if before == "i" => Some((Some(Time { year: Some(period.year), part: None }), 1)),
        _ => None,
    }
}

/// `perioden`, `hittills`, `helåret`, `de första åtta månaderna`, `andra tertialet`.
fn of_part(tokens: &[Token], at: usize, period: Period) -> Option<(Option<Time>, usize)> {
    let name = &*tokens[at].word;
    let next = tokens.get(at + 1).map_or("", |token| &*token.word);
    let before = at.checked_sub(1).map_or("", |at| &*tokens[at].word);
    // A number of months, of tertials of four months, that ends where the report's period does.
    let to = |month: Option<u8>| part(if month == Some(period.last) { Part::Period } else { Part::Other });
    let number = |token: &Token| match token.kind {
        Kind::Figure(amount, None) => amount.to_string().parse::<u8>().ok(),
        _ => count_word(&token.word),
    };
    if among("samma motsvarande", name) && among("period tid tidpunkt månader", next) {
        return Some((part(Part::Period), 2));
    }
    if among(PERIOD, name) || (name == "årsskiftet" && before == "sedan") {
        return Some((part(Part::Period), 1));
    }
    if among(WHOLE, name) {
        return Some((part(Part::Whole), 1));
    }
    if let Some(count) = name.strip_prefix(['t', 'd']).filter(|count| among("1 2 3", count)) {
        return Some((to(count.parse::<u8>().ok().map(|count| count * 4)), 1));
    }
    if among("månader månaderna", name) {
        let count = tokens[..at].iter().rev().take(2).find_map(number)?;
        return Some((if period.first == 1 { to(Some(count)) } else { part(Part::Other) }, 1));
    }
    if !among(OTHER, name) {
        return None;
    }
    let ordinal = ["första", "andra", "tredje"].iter().position(|word| *word == before);
    let ordinal = ordinal.and_then(|at| u8::try_from(at + 1).ok()).filter(|_| name == "tertialet");
    if let Some(number) = ordinal {
        return Some((to(number.checked_mul(4)), 1));
    }
    // `Tertialrapporten` without a number is this one.
    let report = name.len() > "tertialet".len() && name.starts_with("tertial");
    let number = tokens.get(at + 1).and_then(number).filter(|_| name == "tertial" || report);
    if report && number.is_none() {
        return None;
    }
    Some(number.map_or((part(Part::Other), 1), |number| (to(number.checked_mul(4)), 2)))
}

/// A number in words, to twelve.
fn count_word(word: &str) -> Option<u8> {
    swedish::NUMBERS.iter().position(|known| *known == word).and_then(|at| u8::try_from(at + 1).ok())
}

/// `augusti`, `per augusti`, `sista augusti`, `januari–augusti`, `januari till och med augusti`, `31 augusti`.
fn of_months(tokens: &[Token], at: usize, first: u8, period: Period) -> (Option<Time>, usize) {
    let between = "till och med t.o.m tom t o m den";
    let mut next = at + 1;
    while tokens.get(next).is_some_and(|token| {
        let day = matches!(token.kind, Kind::Figure(..)) && token.range.len() <= 2;
        day || among(between, &token.word) || matches!(token.kind, Kind::Mark('–' | '-' | '.' | '‑' | '—'))
    }) {
        next += 1;
    }
    if next > at + 1
        && let Some(last) = tokens.get(next).and_then(|token| month(&token.word))
    {
        let is = if (first, last) == (period.first, period.last) {
            Part::Period
        } else if (first, last) == (1, 12) {
            Part::Whole
        } else {
            Part::Other
        };
        return (part(is), next + 1 - at);
    }
    let before: Vec<&Token> = tokens[..at].iter().rev().take(4).collect();
    let to_date = "per sista utgången slutet till t.o.m tom m med efter";
    let is_to_date = before.iter().any(|token| among(to_date, &token.word))
        || matches!(before.first().map(|token| token.kind), Some(Kind::Figure(..)));
    if first == period.last && is_to_date {
        return (part(Part::Period), 1);
    }
    if first == 12 && is_to_date {
        return (part(Part::Whole), 1);
    }
    if is_to_date {
        return (part(Part::Other), 1);
    }
    (part(Part::Month(first)), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let period = Period { year: 2026, first: 1, last: 8, ahead: false };
        let one = |said: &Said| {
            let year = said.time.year.map_or(String::from("-"), |year| year.to_string());
            format!("{year} {:?}", said.time.part)
                .replace("Some(", "")
                .replace("None", "-")
                .trim_end_matches(')')
                .to_owned()
        };
        times(text, &tokens(text), period).iter().map(one).collect()
    }

    #[test]
    fn times_are_said_in_many_ways() {
        for (text, all) in [
            ("per augusti", vec!["- Period"]),
            ("per sista augusti 2026", vec!["2026 Period"]),
            ("januari–augusti 2025", vec!["2025 Period"]),
            ("januari till och med augusti", vec!["- Period"]),
            ("under augusti", vec!["- Month(8"]),
            ("samma period föregående år", vec!["2025 Period"]),
            ("jämfört med förra året", vec!["2025 -"]),
            ("för helåret 2026", vec!["2026 Whole"]),
            ("2026 års budget", vec!["2026 -"]),
            ("efter åtta månader", vec!["- Period"]),
            ("mellan 2024 och 2025", vec!["2024 -", "2025 -"]),
            ("Utfall 2026-08", vec!["2026 Period"]),
            ("helårsprognosen", vec!["- Whole"]),
            ("tertial 1", vec!["- Other"]),
            ("i aprilprognosen", vec!["- Other"]),
            ("enligt augustiuppföljningen", vec!["- Whole"]),
            ("i tertialrapport 1", vec!["- Other"]),
            ("enligt tertialrapporten", vec![]),
            ("föregående prognos", vec!["- Other"]),
            ("den 31 augusti", vec!["- Period"]),
            ("för två år sedan", vec!["2024 -"]),
        ] {
            assert_eq!(said(text), all, "{text}");
        }
    }
}
