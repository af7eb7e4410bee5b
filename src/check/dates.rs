//! Dates against the calendar and the law.
//!
//! Sources: lagen (2018:597) om kommunal bokföring och redovisning (LKBR) 13 kap. 1 §: an interim report covers at
//! least half and at most two thirds of the year; kommunallagen (2017:725) (KL) 11 kap. 16 §: it is handed over to
//! the council and the auditors within two months of the period's end.

use std::ops::Range;
use std::sync::LazyLock;

use crate::base::date::Ymd;
use crate::base::pattern::{Pattern, pattern};
use crate::base::source::{Span, Spanned};
use crate::base::swedish;
use crate::diagnostic::Diagnostic;
use crate::input::manifest::{PaperFact, ReportKind};
use crate::input::section::Content as CellContent;
use crate::report::passages::{self, Passage, Role};
use crate::report::{Delivery, FinanceTable, Report};

use super::messages;

static DATE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b(\d{4})-(\d{2})-(\d{2})\b"));

/// A day and a month, in words.
static DAY_OF_MONTH: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)\b(3[01])[\s\u{a0}](februari|april|juni|september|november)\b"));

static WEEK: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b(?:v\.?|vecka)[\s\u{a0}]?(\d{1,2})\b"));

pub(super) fn check(report: &Report, passages: &[Passage]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = passages.iter().flat_map(elections).collect();
    found.extend(passages.iter().flat_map(impossible));
    found.extend(passages.iter().flat_map(|passage| reversed(passage, report.manifest.year())));
    let running = passages.iter().filter(|passage| passage.is_running() || passage.role == Role::FollowUp);
    found.extend(running.flat_map(|passage| differing(report, passage)));
    let manifest = &report.manifest;
    if let Some((from, to)) = &manifest.period
        && manifest.kind == ReportKind::Interim
        && is_statutory(manifest.committee.trimmed())
    {
        found.extend(period(to.place, from.value, to.value));
        found.extend(handed_over(manifest.date.place, to.value, manifest.date.value));
    }
    if let Some((_, to)) = manifest.period.as_ref().filter(|(_, to)| manifest.date.value < to.value)
        && tells_of_the_past(manifest.kind)
    {
        found.push(messages::paper_within_period(manifest.date.place, manifest.date.value, to.value, to.place));
    }
    if let Some(meeting) = manifest.meeting.as_ref().filter(|meeting| meeting.value < manifest.date.value) {
        let date = &manifest.date;
        found.push(messages::meeting_before_paper(meeting.place, meeting.value, date.value, date.place));
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
    for fact in manifest.papers.iter().filter(|paper| !paper.further).flat_map(|paper| &paper.facts) {
        found.extend(adopted(report, fact));
    }
    for chapter in report.all_chapters() {
        chapter.tables().for_each(|table| found.extend(order(table)));
    }
    found
}

/// Whether papers of a kind are written when their period has ended. What is followed up of the internal control may be
/// told within the year.
fn tells_of_the_past(kind: ReportKind) -> bool {
    match kind {
        ReportKind::Interim
        | ReportKind::FourMonthly
        | ReportKind::FollowUp
        | ReportKind::Annual
        | ReportKind::AnnualAccounts
        | ReportKind::ActivityReport => true,
        ReportKind::Plan | ReportKind::OperationalPlan | ReportKind::ControlPlan | ReportKind::ControlFollowUp => false,
    }
}

/// How many days from the meeting the day on which a paper says that it was adopted is another meeting's.
const OTHER_MEETING: i64 = 60;

/// A paper that says that it was adopted on a day near the meeting's, and on another one.
fn adopted(report: &Report, fact: &PaperFact) -> Option<Diagnostic> {
    let manifest = &report.manifest;
    let meeting = manifest.meeting.as_ref()?;
    let name = fact.name.as_ref()?.trimmed().to_lowercase();
    let is_adopted = ["fastställd", "antagen", "beslutad", "beslutsdatum"].iter().any(|word| name.starts_with(word));
    let hit = DATE.captures(&fact.text.text).filter(|_| is_adopted)?;
    let part = |at: usize| hit.get(at).and_then(|part| part.as_str().parse::<u16>().ok());
    let day = Ymd::new(part(1)?, u8::try_from(part(2)?).ok()?, u8::try_from(part(3)?).ok()?)?;
    let off = (day.day_number() - meeting.value.day_number()).abs();
    let range = hit.get(0)?.range();
    let words = fact.text.text.get(range.clone())?;
    (off > 0 && off < OTHER_MEETING && day != manifest.date.value)
        .then(|| messages::other_meeting(fact.text.at(range), words, meeting.value, meeting.place))
}

/// Days that no calendar has: `2014-02-30`, `31 juni`.
fn impossible(passage: &Passage) -> Vec<Diagnostic> {
    let text = &passage.text;
    let is_none = |hit: &regex::Captures<'_>| {
        let part = |at: usize| hit.get(at).and_then(|part| part.as_str().parse::<u16>().ok()).unwrap_or(0);
        let day = |at: usize| u8::try_from(part(at)).unwrap_or(0);
        // `dnr 2025-13-02` is no day.
        let before = hit.get(0).and_then(|hit| text.get(..hit.start())).unwrap_or_default().trim_end();
        let of_file = before.ends_with("nr") || before.ends_with("nummer") || before.ends_with(char::is_uppercase);
        let month = if of_file { 12 } else { 31 };
        (1900..2100).contains(&part(1))
            && day(2) <= month
            && day(3) <= 31
            && Ymd::new(part(1), day(2), day(3)).is_none()
    };
    let dates = DATE.captures_iter(text).filter(is_none);
    let named = DAY_OF_MONTH.captures_iter(text).filter(|hit| {
        let is_february = hit.get(2).is_some_and(|month| month.as_str().eq_ignore_ascii_case("februari"));
        is_february || hit.get(1).is_some_and(|day| day.as_str() == "31")
    });
    let hits = dates.chain(named).filter_map(|hit| hit.get(0)).map(|hit| hit.range());
    hits.filter_map(|range| Some(messages::no_such_day(passage.place(range.clone())?, text.get(range)?))).collect()
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

/// Words by which a sentence is about what is to come, as a memo may well be.
static TO_COME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:ska|skall|kommer|planeras|planerad[et]?|väntas|beräknas|senast|inför|avses|träder|gäller från|",
        r"(?:be)?handlas|granskas|överlämnas|lämnas|presenteras|redovisas|tas upp|återkommer|påbörjas|startar|börjar|",
        r"revisor\p{L}*|revisionen|sammanträde\p{L}*|fullmäktige\p{L}*|framåt|nästa|kommande|fram till|till och med)\b",
    ))
});

/// What a memo cites that is later than the memo itself.
fn later(passage: &Passage, date: Ymd, written: Span) -> Vec<Diagnostic> {
    let dates =
        DATE.find_iter(&passage.text).filter_map(|hit| Some((hit.range(), Ymd::parse(hit.as_str())?.day_number())));
    let weeks = WEEK.captures_iter(&passage.text).filter_map(|hit| {
        let week = hit.get(1)?.as_str().parse::<i64>().ok().filter(|week| (1..=53).contains(week))?;
        Some((hit.get(0)?.range(), monday(date.year, week)))
    });
    let sentences = passages::sentences(&passage.text);
    let is_to_come = |range: &Range<usize>| {
        let sentence = sentences.iter().find(|sentence| sentence.contains(&range.start));
        sentence.is_some_and(|sentence| TO_COME.is_match(&passage.text[sentence.clone()]))
    };
    let cited = dates.chain(weeks).filter(|(range, day)| *day > date.day_number() && !is_to_come(range));
    cited
        .filter_map(|(range, _)| {
            let words = passage.text.get(range.clone())?;
            Some(messages::memo_cites_later_date(passage.place(range)?, words, date, written))
        })
        .collect()
}

/// A day in words, perhaps without its year, or in figures.
static DAY: LazyLock<Pattern> = LazyLock::new(|| {
    let months = swedish::MONTHS.join("|");
    pattern(&format!(r"(?i)\b(?:\d{{1,2}}[ \x{{a0}}](?:{months})([ \x{{a0}}]\d{{4}})?|(\d{{4}}-\d{{2}}-\d{{2}}))\b"))
});

/// What stands between two days that are a period.
static TO: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:\s?[–-]\s?|\s(?:till(?: och med)?|t\.o\.m\.)\s(?:den\s)?)$"));

/// The committee's own meeting, right before its day; that of another body is named with whose it is.
static MEETING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)(?:^|[.!?]\s|\b(?:nämndens|styrelsens|vid|på|till|inför)\s)sammanträdet?\s(?:den\s)?$")
});

/// Who treats the paper on a day, right before it: `behandlas av nämnden den`, `Nämnden tar upp ärendet den`.
static TREATED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:\b(?:be)?handlas|\bbeslutas|\bgodkänns|\bfastställs|\bprövas|\bavgörs|\btas upp)(?: för beslut| till beslut| slutligt)? ",
        r"(?:av|i|hos) (\p{L}[\p{L} -]{3,60}?)(?:s (?:sammanträde|möte))? (?:den )?$",
        r"|(?:^|[.!?] )(\p{L}[\p{L} -]{3,60}?) (?:behandlar|beslutar om|fattar beslut om|tar upp|tar ställning till|prövar|",
        r"avgör|godkänner|fastställer) (?:ärendet|rapporten|förslaget|frågan|delårsrapporten|årsrapporten|berättelsen|",
        r"verksamhetsberättelsen|uppföljningen|planen) (?:den |vid sammanträdet den |på sitt sammanträde den )?$",
    ))
});

/// Words by which a sentence is about what the report is about.
static OF_REPORT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)redovis|rapport|period|avser|uppfölj|bokslut|berättelse|resultat|utfall|nettokostnad")
});

/// A day of a text, with its place.
pub(super) struct Day {
    /// The day.
    pub(super) date: Ymd,
    /// Whether its year is said.
    pub(super) said: bool,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
}

/// Whether a day is written in figures alone.
pub(super) fn is_in_figures(words: &str) -> bool {
    DATE.is_match(words)
}

/// Whether the day at a place is that of the committee's own meeting.
pub(super) fn is_meeting(text: &str, at: usize) -> bool {
    MEETING.is_match(ahead(text, at))
}

/// Whether the day at a place is that on which `committee` is said to treat the paper.
fn is_treated(text: &str, at: usize, committee: &str) -> bool {
    let before = text[text.ceil_char_boundary(at.saturating_sub(2 * AHEAD))..at].replace('\u{a0}', " ");
    let who = TREATED.captures(&before).and_then(|hit| hit.get(1).or(hit.get(2)));
    who.is_some_and(|who| {
        let who = who.as_str().to_lowercase();
        matches!(&*who, "nämnden" | "styrelsen" | "direktionen") || who == committee.to_lowercase()
    })
}

/// The days that words name; one without a year has that of the next, or `year`.
pub(super) fn days(text: &str, year: u16) -> Vec<Day> {
    let mut all: Vec<Day> = Vec::new();
    for hit in DAY.captures_iter(text).collect::<Vec<_>>().into_iter().rev() {
        let Some(whole) = hit.get(0) else { continue };
        let said = hit.get(1).or(hit.get(2)).is_some();
        let next = all.last().filter(|next| next.said).map_or(year, |next| next.date.year);
        let words = if said { whole.as_str().to_owned() } else { format!("{} {next}", whole.as_str()) };
        all.extend(swedish::date_in_words(&words).map(|date| Day { date, said, range: whole.range() }));
    }
    all.reverse();
    all
}

/// A period whose last day lies before its first: `från den 1 juli 2026 till den 30 juni 2025`.
fn reversed(passage: &Passage, year: u16) -> Vec<Diagnostic> {
    let all = days(&passage.text, year);
    let told = |pair: &[Day]| {
        let [from, to] = pair else { return None };
        let between = passage.text.get(from.range.end..to.range.start)?;
        // A day without its year may be of another one.
        if !(from.said && to.said && TO.is_match(between) && to.date < from.date) {
            return None;
        }
        let [first, last] = [from, to].map(|day| passage.place(day.range.clone()));
        Some(messages::period_reversed(last?, passage.text.get(to.range.clone())?, from.date, first?))
    };
    all.windows(2).filter_map(told).collect()
}

/// The few words before a place.
fn ahead(text: &str, at: usize) -> &str {
    &text[text.ceil_char_boundary(at.saturating_sub(AHEAD))..at]
}

/// How many bytes before a day tell whose meeting it is of.
const AHEAD: usize = 60;

/// What a text says of the report's own days that is not so.
fn differing(report: &Report, passage: &Passage) -> Vec<Diagnostic> {
    let manifest = &report.manifest;
    let all = days(&passage.text, manifest.date.value.year);
    let mut found = Vec::new();
    let told = |range: Range<usize>| Some((passage.place(range.clone())?, passage.text.get(range)?));
    if all.is_empty() {
        return found;
    }
    // Each sentence is looked at once, however many days it has.
    let sentences = passages::sentences(&passage.text);
    let says = |own: &Range<usize>| {
        let words = passage.text.get(own.clone()).unwrap_or("");
        [&LATER_OR_EARLIER, &OF_REPORT].map(|of| of.is_match(words))
    };
    let known: Vec<[bool; 2]> = sentences.iter().map(says).collect();
    let says = |day: &Day| {
        let at = sentences.partition_point(|sentence| sentence.end <= day.range.start);
        known.get(at).copied().unwrap_or_default()
    };
    for (at, day) in all.iter().enumerate() {
        let next = all.get(at + 1).filter(|next| TO.is_match(&passage.text[day.range.end..next.range.start]));
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let ends = before.is_some_and(|before| TO.is_match(&passage.text[before.range.end..day.range.start]));
        if let (Some(next), Some((from, to))) = (next, &manifest.period) {
            let same = |day: Ymd, own: Ymd| (day.month, day.day) == (own.month, own.day);
            let is_period = same(day.date, from.value) && same(next.date, to.value) && next.said;
            let [other, of_report] = says(day);
            if is_period && next.date.year != to.value.year && !other && of_report {
                let period = [from.value, to.value];
                found.extend(
                    told(day.range.start..next.range.end)
                        .map(|(place, words)| messages::other_period(place, words, period, to.place)),
                );
            }
            continue;
        }
        let treated = || is_treated(&passage.text, day.range.start, manifest.committee.trimmed());
        let meeting =
            manifest.meeting.as_ref().filter(|_| !ends && (is_meeting(&passage.text, day.range.start) || treated()));
        // A meeting before the memo was written is another one; so is one without a year that is far away.
        let near = |meeting: Ymd| (day.date.day_number() - meeting.day_number()).abs() < OTHER_MEETING;
        if let Some(meeting) = meeting
            .filter(|meeting| day.date.day_number() > manifest.date.value.day_number() && meeting.value != day.date)
            .filter(|meeting| day.said || near(meeting.value))
        {
            found.extend(
                told(day.range.clone())
                    .map(|(place, words)| messages::other_meeting(place, words, meeting.value, meeting.place)),
            );
        }
    }
    found
}

/// Words by which a text compares with another period.
static LATER_OR_EARLIER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:jämfört|jämförelse|jämföras|jämföra|föregående|förra|fjol|fjolåret|tidigare|motsvarande|mot|nästa|",
        r"kommande)\b",
    ))
});

/// Dates of a column of words that stand in order but for a single one.
fn order(table: &FinanceTable) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for column in table.columns.positions() {
        let cells = table.rows.iter().filter_map(Delivery::delivered).filter_map(|owned| owned.cell(column));
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
