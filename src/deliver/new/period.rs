//! The time that a report is about, as its columns and titles say it.

use crate::base::date::Ymd;
use crate::base::swedish::MONTHS;

/// Months as they are shortened in headings.
pub(super) const SHORT: [&str; 12] =
    ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"];

/// A time from one day to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Ymd,
    pub(super) to: Ymd,
}

impl Period {
    /// The year that it is about: the first one of a plan for several.
    pub(super) fn year(&self) -> u16 {
        if self.is_whole() { self.from.year } else { self.to.year }
    }

    /// Whether it is whole years.
    pub(super) fn is_whole(&self) -> bool {
        (self.from.month, self.from.day, self.to.month, self.to.day) == (1, 1, 12, 31)
    }

    /// The same time a year before.
    pub(super) fn before(&self) -> Self {
        let shifted = |day: Ymd| {
            let year = day.year.saturating_sub(1);
            Ymd::new(year, day.month, day.day).unwrap_or(Ymd { year, month: day.month, day: 28 })
        };
        Period { from: shifted(self.from), to: shifted(self.to) }
    }

    /// What the ids of its columns end with: `2026_08`, `2026`.
    pub(super) fn id(&self) -> String {
        if self.is_whole() { self.year().to_string() } else { format!("{}_{:02}", self.to.year, self.to.month) }
    }

    /// What their headings say: `jan–aug 2026`, `2026`.
    pub(super) fn words(&self) -> String {
        if self.is_whole() {
            return self.year().to_string();
        }
        let month = |day: Ymd| SHORT.get(usize::from(day.month).wrapping_sub(1)).copied().unwrap_or_default();
        let (first, last, year) = (month(self.from), month(self.to), self.to.year);
        if self.from.year != year {
            format!("{first} {}–{last} {year}", self.from.year)
        } else if self.from.month == self.to.month {
            format!("{last} {year}")
        } else {
            format!("{first}–{last} {year}")
        }
    }

    /// What a title says of it: `januari–augusti 2026`, `september 2025–februari 2026`.
    pub(super) fn in_full(&self) -> String {
        let month = |day: Ymd| MONTHS.get(usize::from(day.month).wrapping_sub(1)).copied().unwrap_or_default();
        let (first, last, year) = (month(self.from), month(self.to), self.to.year);
        if self.from.year != year {
            format!("{first} {}–{last} {year}", self.from.year)
        } else if self.from.month == self.to.month {
            format!("{last} {year}")
        } else {
            format!("{first}–{last} {year}")
        }
    }

    /// The years of a title: `2026`, `2026–2028`.
    pub(super) fn years(&self) -> String {
        let (from, to) = (self.from.year, self.to.year);
        if self.is_whole() && from != to { format!("{from}–{to}") } else { to.to_string() }
    }

    /// The last month's name.
    pub(super) fn last_month(&self) -> &'static str {
        MONTHS.get(usize::from(self.to.month).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// Which third of the year it ends with, where it is one, or two or three from the year's beginning.
    pub(super) fn tertial(&self) -> Option<u8> {
        let is_third = self.from.year == self.to.year && self.from.day == 1 && self.to.month.is_multiple_of(4);
        let begins = self.from.month == 1 || self.from.month + 3 == self.to.month;
        (is_third && begins).then_some(self.to.month / 4)
    }
}

/// The day of the week; Monday is 0.
fn weekday(day: Ymd) -> i64 {
    (day.day_number() + 3).rem_euclid(7)
}

/// The first working day after a day, or the last one before it.
pub(super) fn working_day(day: Ymd, after: bool) -> Ymd {
    let step = if after { 1 } else { -1 };
    let days = (1..=3).map(|count| day.day_number() + step * count).filter_map(Ymd::of_day_number);
    days.into_iter().find(|day| weekday(*day) < 5).unwrap_or(day)
}
