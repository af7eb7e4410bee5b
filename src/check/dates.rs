//! Dates against the calendar and the law.
//!
//! Sources: lagen (2018:597) om kommunal bokföring och redovisning (LKBR) 13 kap. 1 §: an interim report covers at
//! least half and at most two thirds of the year; kommunallagen (2017:725) (KL) 11 kap. 16 §: it is handed over to
//! the council and the auditors within two months of the period's end.

use std::sync::LazyLock;

use crate::base::date::Ymd;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::{Span, Spanned};
use crate::base::swedish;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::ReportKind;
use crate::input::section::Content as CellContent;
use crate::report::passages::{self, Passage, Role};
use crate::report::{Delivery, FinanceTable, Report};

use super::messages;

static DATE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b(\d{4})-(\d{2})-(\d{2})\b"));

static WEEK: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b(?:v\.?|vecka)[\s\u{a0}]?(\d{1,2})\b"));

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = passages.iter().flat_map(elections).collect();
    let manifest = &report.manifest;
    if let Some((from, to)) = &manifest.period
        && manifest.kind == ReportKind::Interim
        && is_statutory(manifest.committee.trimmed())
    {
        found.extend(period(to.place, from.value, to.value));
        found.extend(handed_over(manifest.date.place, to.value, manifest.date.value));
    }
    if let Some(memo) = &manifest.memo {
        let Spanned { value: date, place } = *memo.date.as_ref().unwrap_or(&manifest.date);
        if weekday(date) >= SATURDAY {
            found.push(messages::memo_on_weekend(place, date, weekday(date) == SATURDAY));
        }
        for section in &memo.sections {
            let texts = section.content.texts();
            let passages = texts.iter().flat_map(|text| passages::of_prose(text, None, Role::Paragraph));
            passages.for_each(|passage| found.extend(later(&passage, date, place)));
        }
    }
    for chapter in report.all_chapters() {
        chapter.tables().for_each(|table| found.extend(order(table)));
    }
    found
}

/// Whether the law asks for the interim report of this committee: it asks for one of the municipality (kommunallagen
/// 11 kap. 16 §, LKBR 13 kap. 1 §), which its executive committee hands over; what others follow up, and when, is
/// for the municipality to say.
fn is_statutory(committee: &str) -> bool {
    let committee = committee.to_lowercase();
    ["kommunstyrelse", "regionstyrelse", "fullmäktige", "direktion", "förbundsstyrelse"]
        .iter()
        .any(|name| committee.contains(name))
}

/// Monday is 0.
const SATURDAY: i64 = 5;

fn weekday(date: Ymd) -> i64 {
    (date.day_number() + 3).rem_euclid(7)
}

/// The number of the Monday of week `week` of `year` (ISO 8601).
fn monday(year: u16, week: i64) -> i64 {
    // The fourth of January is always in week 1.
    let fourth = Ymd { year, month: 1, day: 4 };
    fourth.day_number() - weekday(fourth) + (week - 1) * 7
}

fn period(place: Span, from: Ymd, to: Ymd) -> Option<Diagnostic> {
    let first = Ymd { year: from.year, month: 1, day: 1 };
    let whole_months = from == first && from.year == to.year;
    (!whole_months || !(6..=8).contains(&to.month)).then(|| messages::period_length(place))
}

fn handed_over(place: Span, to: Ymd, date: Ymd) -> Option<Diagnostic> {
    let month = u32::from(to.month) + 2;
    let (year, month) = if month > 12 { (to.year + 1, month - 12) } else { (to.year, month) };
    let last = (year, month, 31);
    let late = (date.year, u32::from(date.month), u32::from(date.day)) > last;
    late.then(|| messages::handed_over_late(place))
}

/// What a memo cites that is later than the memo itself.
fn later(passage: &Passage, date: Ymd, written: Span) -> Vec<Diagnostic> {
    let dates =
        DATE.find_iter(&passage.text).filter_map(|hit| Some((hit.range(), Ymd::parse(hit.as_str())?.day_number())));
    let weeks = WEEK.captures_iter(&passage.text).filter_map(|hit| {
        let week = hit.get(1)?.as_str().parse::<i64>().ok().filter(|week| (1..=53).contains(week))?;
        Some((hit.get(0)?.range(), monday(date.year, week)))
    });
    let cited = dates.chain(weeks).filter(|(_, day)| *day > date.day_number());
    cited
        .filter_map(|(range, _)| {
            let words = passage.text.get(range.clone())?;
            Some(messages::memo_cites_later_date(passage.place(range)?, words, date, written))
        })
        .collect()
}

/// Dates of a column of words that stand in order but for a single one.
fn order(table: &FinanceTable) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for column in 0..table.columns.columns.len() {
        let cells =
            table.rows.iter().filter_map(Delivery::delivered).filter_map(|owned| owned.cells.get(column)?.as_ref());
        let dated = cells.filter_map(|cell| {
            let CellContent::Words(words) = &cell.content else { return None };
            let passage = passages::of_prose(words, None, Role::Cell).into_iter().next()?;
            let hit = DATE.find(&passage.text)?;
            Some((Ymd::parse(hit.as_str())?, passage.place(hit.range())?))
        });
        let dates: Vec<(Ymd, Span)> = dated.collect();
        let sorted = |skip: usize| {
            let mut rest = dates.iter().enumerate().filter(|(at, _)| *at != skip).map(|(_, (date, _))| *date);
            let mut last = rest.next();
            rest.all(|date| last.replace(date).is_none_or(|before| before <= date))
        };
        if dates.len() < 4 || sorted(dates.len()) {
            continue;
        }
        // Of two neighbours that stand the wrong way round either could be the one; then nothing is said.
        let culprits: Vec<usize> = (0..dates.len()).filter(|at| sorted(*at)).collect();
        if let [at] = culprits[..] {
            found.push(messages::date_out_of_order(dates[at].1, dates[at].0));
        }
    }
    found
}

/// The kinds of election whose days are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Election {
    /// To the European Parliament.
    European,
    /// To the Riksdag, and on the same day to regional and municipal councils.
    General,
}

/// Days of elections. Sources: Valmyndigheten; vallagen (2005:837) 1 kap. 3 §: general elections are held on the second
/// Sunday of September every fourth year. Days that are not yet decided are left out.
const ELECTIONS: [(Election, Ymd); 5] = [
    (Election::General, Ymd { year: 2018, month: 9, day: 9 }),
    (Election::European, Ymd { year: 2019, month: 5, day: 26 }),
    (Election::General, Ymd { year: 2022, month: 9, day: 11 }),
    (Election::European, Ymd { year: 2024, month: 6, day: 9 }),
    (Election::General, Ymd { year: 2026, month: 9, day: 13 }),
];

/// `EU-valet i maj 2024`, `riksdagsvalet den 11 september 2022`.
static ELECTION: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:(EU-?val|europaparlamentsval|Europavalet?)|riksdagsval)(?:et)?\s+(?:i|den\s+(\d{1,2}))\s+",
        r"(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\s+(\d{4})\b",
    ))
});

/// Elections that a text puts in another month or on another day than they are held.
fn elections(passage: &Passage) -> Vec<Diagnostic> {
    // One may vote early, some weeks before the day.
    if passage.text.to_lowercase().contains("förtid") {
        return Vec::new();
    }
    let wrong = ELECTION.captures_iter(&passage.text).filter_map(|hit| {
        let kind = if hit.get(1).is_some() { Election::European } else { Election::General };
        let year = hit[4].parse::<u16>().ok()?;
        let (_, held) = ELECTIONS.into_iter().find(|(of, day)| *of == kind && day.year == year)?;
        let day = hit.get(2).and_then(|day| day.as_str().parse::<u8>().ok());
        let right = swedish::month(&hit[3]) == Some(held.month) && day.is_none_or(|day| day == held.day);
        let whole = hit.get(0).filter(|_| !right)?;
        Some(messages::election_date(passage.place(whole.range())?, whole.as_str(), held))
    });
    wrong.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn general_elections_are_on_the_second_sunday_of_september() {
        for (kind, day) in ELECTIONS {
            assert_eq!(weekday(day), 6, "{day:?}");
            assert!(kind == Election::European || (day.month == 9 && (8..=14).contains(&day.day)), "{day:?}");
        }
    }

    #[test]
    fn the_calendar() {
        let date = |year, month, day| Ymd { year, month, day };
        assert_eq!(date(1970, 1, 1).day_number(), 0);
        assert_eq!(date(2024, 3, 1).day_number() - date(2024, 2, 28).day_number(), 2);
        assert_eq!(weekday(date(2023, 9, 10)), 6);
        assert_eq!(weekday(date(2024, 2, 29)), 3);
        assert_eq!(monday(2023, 38), date(2023, 9, 18).day_number());
        assert_eq!(monday(2021, 1), date(2021, 1, 4).day_number());
    }
}
