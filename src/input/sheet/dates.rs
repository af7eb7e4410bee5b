//! What a workbook shows of a day or a time: the words of a heading that is a date.
//!
//! Source: ECMA-376, Part 1, 18.17.4 (dates and times) and 18.8.31 (`numFmts`).

use crate::base::date::Ymd;
use crate::base::swedish;

use super::formats::{Sign, sections};

/// The day before the first one, 1900-01-01, in days from 1970-01-01; and the first one of workbooks that count from
/// 1904.
const FROM: [i64; 2] = [-25_568, -24_107];

/// The first number of a day for which the day counts that 1900 did not have, 29 February.
const AFTER_FEBRUARY: i64 = 60;

/// Names of months as Excel writes them in Sweden, as other programs shorten them there, and in English.
const MONTHS: [[&str; 12]; 3] = [
    ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    ["jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];
const WHOLE_MONTHS: [[&str; 12]; 2] = [
    swedish::MONTHS,
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];
const DAYS: [[&str; 7]; 2] = [
    ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

/// A day and the seconds of it.
#[derive(Debug, Clone, Copy)]
struct Moment {
    date: Ymd,
    seconds: u32,
    /// Whole days since the first one, for hours beyond a day.
    days: i64,
}

/// The ways in which a number that stands for a day or a time may be shown, the likeliest first: in Swedish, in
/// English, and as `2025-08-31`. The number itself where it is none.
pub(super) fn shown(digits: &str, codes: &[String], from_1904: bool) -> Vec<String> {
    let Some(moment) = moment(digits, from_1904) else { return vec![digits.to_owned()] };
    ways(moment, codes)
}

/// The same of a day that the workbook writes as `2025-08-31T00:00:00`.
pub(super) fn of_words(words: &str, codes: &[String], from_1904: bool) -> Vec<String> {
    let date = words.get(..10).and_then(Ymd::parse);
    let is_day = words.get(10..).is_some_and(|time| time.is_empty() || time.starts_with("T00:00:00"));
    let mut all = date
        .filter(|_| is_day)
        .map_or(Vec::new(), |date| ways(Moment { date, seconds: 0, days: number_of(date, from_1904) }, codes));
    if all.is_empty() {
        all.push(words.to_owned());
    }
    all
}

fn ways(moment: Moment, codes: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let Ymd { year, month, day } = moment.date;
    let of_codes = codes.iter().flat_map(|code| (0..MONTHS.len()).map(|language| said(moment, code, language)));
    for way in of_codes.chain([format!("{year:04}-{month:02}-{day:02}")]) {
        if !way.is_empty() && !all.contains(&way) {
            all.push(way);
        }
    }
    all
}

/// The day and time of a number: days before the point, parts of one after it.
fn moment(digits: &str, from_1904: bool) -> Option<Moment> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut days: i64 = whole.parse().ok().filter(|days| *days >= 0)?;
    let part: String = part.chars().chain(std::iter::repeat('0')).take(12).collect();
    let trillionths: u64 = part.parse().ok()?;
    let mut seconds = (trillionths * 86_400 + 500_000_000_000) / 1_000_000_000_000;
    if seconds == 86_400 {
        (days, seconds) = (days.checked_add(1)?, 0);
    }
    let from = if from_1904 { FROM[1] } else { FROM[0] - i64::from(days >= AFTER_FEBRUARY) };
    let date = Ymd::of_day_number(days.checked_add(from)?)?;
    Some(Moment { date, seconds: u32::try_from(seconds).ok()?, days })
}

/// The number that stands for a day in a workbook.
fn number_of(date: Ymd, from_1904: bool) -> i64 {
    if from_1904 {
        return date.day_number() - FROM[1];
    }
    let days = date.day_number() - FROM[0];
    days + i64::from(days >= AFTER_FEBRUARY)
}

/// What a code shows of it in one of the languages.
fn said(moment: Moment, code: &str, language: usize) -> String {
    let sections = sections(code);
    let signs = sections.first().map_or(&[][..], Vec::as_slice);
    let halves = signs.contains(&Sign::HalfDay);
    let time = |sign: Option<&Sign>, unit: char| match sign {
        Some(Sign::Date(letters) | Sign::Elapsed(letters)) => letters.starts_with(unit),
        _ => false,
    };
    let parts: Vec<&Sign> = signs.iter().filter(|sign| matches!(sign, Sign::Date(_) | Sign::Elapsed(_))).collect();
    let mut at = 0_usize;
    let mut out = String::new();
    for sign in signs {
        match sign {
            Sign::Date(letters) => {
                let before = at.checked_sub(1).and_then(|at| parts.get(at)).copied();
                let minutes = letters.len() < 3
                    && letters.starts_with('m')
                    && (time(before, 'h') || time(parts.get(at + 1).copied(), 's'));
                out.push_str(&if minutes {
                    two(letters, moment.seconds / 60 % 60)
                } else {
                    part(moment, letters, halves, language)
                });
                at += 1;
            }
            Sign::Elapsed(letters) => {
                let hours = moment.days * 24 + i64::from(moment.seconds / 3600);
                let width = letters.len();
                let elapsed = match letters.chars().next() {
                    Some('h') => hours,
                    Some('m') => hours * 60 + i64::from(moment.seconds / 60 % 60),
                    _ => moment.days * 86_400 + i64::from(moment.seconds),
                };
                out.push_str(&format!("{elapsed:0width$}"));
                at += 1;
            }
            Sign::HalfDay => out.push_str(if moment.seconds < 43_200 { "AM" } else { "PM" }),
            Sign::Literal(words) | Sign::Word(words) => out.push_str(words),
            Sign::Point => out.push('.'),
            Sign::Comma => out.push(','),
            Sign::Place(_) => out.push('0'),
            Sign::PerCent | Sign::Other | Sign::Condition(_) => {}
        }
    }
    out.trim().to_owned()
}

/// A part of a date or a time, as the letters ask for it.
fn part(moment: Moment, letters: &str, halves: bool, language: usize) -> String {
    let Moment { date, seconds, .. } = moment;
    let month = usize::from(date.month).saturating_sub(1);
    let whole = usize::from(language == MONTHS.len() - 1);
    match (letters.chars().next(), letters.len()) {
        (Some('y'), 1 | 2) => format!("{:02}", date.year % 100),
        (Some('y'), _) => date.year.to_string(),
        (Some('m'), 1 | 2) => two(letters, u32::from(date.month)),
        (Some('m'), 3) => MONTHS[language][month].to_owned(),
        (Some('m'), 5) => WHOLE_MONTHS[whole][month].chars().take(1).collect::<String>().to_uppercase(),
        (Some('m'), _) => WHOLE_MONTHS[whole][month].to_owned(),
        (Some('d'), 1 | 2) => two(letters, u32::from(date.day)),
        (Some('d'), count) => {
            // The first day of all, 1970-01-01, was a Thursday.
            let weekday = usize::try_from((date.day_number() + 3).rem_euclid(7)).unwrap_or(0);
            let name = DAYS[whole][weekday];
            name.chars().take(if count == 3 { 3 } else { name.len() }).collect()
        }
        (Some('h'), _) if halves => two(letters, (seconds / 3600 + 11) % 12 + 1),
        (Some('h'), _) => two(letters, seconds / 3600),
        (Some('s'), _) => two(letters, seconds % 60),
        _ => String::new(),
    }
}

/// A number with a zero before it where two letters ask for that.
fn two(letters: &str, number: u32) -> String {
    let width = letters.len().min(2);
    format!("{number:0width$}")
}

#[cfg(test)]
mod tests {
    use super::{of_words, shown};

    fn first(digits: &str, code: &str) -> String {
        shown(digits, &[code.to_owned()], false)[0].clone()
    }

    #[test]
    fn days_are_those_that_excel_shows() {
        for (digits, code, words) in [
            ("45717", "mmm yy", "mar 25"),
            ("45717", "yyyy\\-mm\\-dd", "2025-03-01"),
            ("45717", "[$-41D]d mmmm yyyy;@", "1 mars 2025"),
            ("45748", "mmm\\-yy", "apr-25"),
            ("1", "d/m/yyyy", "1/1/1900"),
            ("59", "d/m/yyyy", "28/2/1900"),
            ("61", "d/m/yyyy", "1/3/1900"),
            ("45535", "dddd", "lördag"),
            ("45535", "ddd d", "lör 31"),
            ("45535", "\"Utfall \"mmm", "Utfall aug"),
            ("45535", "yyyymm", "202408"),
            ("45535", "mmmmm", "A"),
            ("0.5", "h:mm", "12:00"),
            ("45535.75", "yyyy-mm-dd hh:mm:ss", "2024-08-31 18:00:00"),
            ("45535.75", "h:mm AM/PM", "6:00 PM"),
            ("1.25", "[h]:mm", "30:00"),
            ("-1", "yyyy", "-1"),
        ] {
            assert_eq!(first(digits, code), words, "{digits} as {code}");
        }
        assert_eq!(shown("44255", &["yyyy-mm-dd".to_owned()], true), ["2025-03-01"]);
        assert_eq!(shown("45717", &["mmm yy".to_owned()], false), ["mar 25", "mars 25", "Mar 25", "2025-03-01"]);
        assert_eq!(of_words("2025-03-01T00:00:00", &["mmm yy".to_owned()], false)[0], "mar 25");
        assert_eq!(of_words("2025-03-01", &[], false), ["2025-03-01"]);
        assert_eq!(of_words("nu", &[], false), ["nu"]);
    }

    #[test]
    fn hours_are_the_same_of_a_day_in_words_and_of_its_number() {
        let codes = ["[h]:mm".to_owned(), "[m]".to_owned(), "[s]".to_owned()];
        for (words, digits, from_1904) in [
            ("1900-01-01", "1", false),
            ("1900-02-28", "59", false),
            ("1900-03-01", "61", false),
            ("2025-03-01T00:00:00", "45717", false),
            ("1904-01-02", "1", true),
            ("2025-03-01", "44255", true),
        ] {
            assert_eq!(of_words(words, &codes, from_1904), shown(digits, &codes, from_1904), "{words}");
        }
        assert_eq!(of_words("1900-01-01", &codes, false)[0], "24:00");
    }
}
