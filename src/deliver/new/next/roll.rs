//! From one period to the next: years and months in headings and ids.

use std::ops::Range;

use crate::base::date::Ymd;
use crate::base::swedish::{MONTHS, short_date};

use super::super::period::{Period, SHORT};

/// How many years a name may lie from the period and still be about it.
const NEAR: i32 = 12;

/// What changes from one period to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Roll {
    pub(super) old: Period,
    pub(super) new: Period,
}

impl Roll {
    /// How many years later the new period is.
    fn years(&self) -> i32 {
        i32::from(self.new.year()) - i32::from(self.old.year())
    }

    fn year(&self, year: u16) -> Option<u16> {
        let near = (i32::from(year) - i32::from(self.old.year())).abs() <= NEAR;
        near.then(|| u16::try_from(i32::from(year) + self.years()).ok()).flatten()
    }

    fn month(&self, month: u8) -> u8 {
        let [old, new] = [self.old, self.new];
        if month == old.to.month {
            new.to.month
        } else if month == old.from.month {
            new.from.month
        } else {
            month
        }
    }

    /// A day as it is in the new period.
    fn day(&self, day: Ymd) -> Option<Ymd> {
        if day == self.old.from {
            return Some(self.new.from);
        }
        if day == self.old.to {
            return Some(self.new.to);
        }
        let year = self.year(day.year)?;
        Ymd::new(year, day.month, day.day).or_else(|| Ymd::new(year, day.month, 28))
    }

    /// Words, or an id, with the years and months of the new period.
    pub(super) fn words(&self, text: &str) -> String {
        self.third(&self.months(&self.numbers(text)))
    }

    /// The same for an address, `table.row.column`, of which the column alone may have a year that changes, and for
    /// marks that take a figure from one: all else in them stays.
    pub(super) fn address(&self, text: &str) -> String {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':');
        let mut out = String::new();
        for part in text.split_inclusive(|c: char| !is_name(c)) {
            let name = part.trim_end_matches(|c: char| !is_name(c));
            match name.rsplit_once('.').filter(|(row, _)| row.contains('.')) {
                Some((row, column)) => out.push_str(&format!("{row}.{}", self.words(column))),
                None => out.push_str(name),
            }
            out.push_str(part.strip_prefix(name).unwrap_or_default());
        }
        out
    }

    /// Words in which marks take figures from tables.
    pub(super) fn heading(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, mark)) = rest.split_once("{{") {
            out.push_str(&self.words(before));
            let (inner, after) = mark.split_once("}}").unwrap_or((mark, ""));
            out.push_str(&format!("{{{{{}", self.address(inner)));
            out.push_str(if mark.contains("}}") { "}}" } else { "" });
            rest = after;
        }
        out + &self.words(rest)
    }

    /// Years, `2025-08`, `202508` and `2025-08-31`.
    fn numbers(&self, text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        while let Some(digits) = digits(text, at) {
            out.push_str(text.get(at..digits.start).unwrap_or_default());
            let (end, said) = self.number(text, &digits);
            out.push_str(&said);
            at = end;
        }
        out + text.get(at..).unwrap_or_default()
    }

    /// What stands for the digits at a place, and where what they belong to ends.
    fn number(&self, text: &str, at: &Range<usize>) -> (usize, String) {
        let whole = text.get(at.clone()).unwrap_or_default();
        let unchanged = (at.end, whole.to_owned());
        let number = |from: usize, to: usize| whole.get(from..to).and_then(|digits| digits.parse::<u16>().ok());
        let Some(year) = number(0, 4) else { return unchanged };
        let of_month = |month: u16| u8::try_from(month).ok().filter(|month| (1..=12).contains(month));
        match whole.len() {
            4 => {}
            6 => {
                let Some(month) = number(4, 6).and_then(of_month) else { return unchanged };
                return self
                    .year(year)
                    .map_or(unchanged, |year| (at.end, format!("{year:04}{:02}", self.month(month))));
            }
            _ => return unchanged,
        }
        let Some(rolled) = self.year(year) else { return unchanged };
        // `2000 kr` is no year.
        let rest = text.get(at.end..).unwrap_or_default();
        if ["kr", "tkr", "mnkr", "mkr", "st"].iter().any(|unit| rest.trim_start().starts_with(unit)) {
            return unchanged;
        }
        let joined = rest.chars().next().filter(|c| matches!(c, '-' | '_' | '/' | '–'));
        let second = joined.and_then(|sign| {
            let digits = digits(text, at.end)?;
            let is_next = digits.start == at.end + sign.len_utf8() && digits.len() == 2;
            let number = text.get(digits.clone())?.parse::<u16>().ok()?;
            is_next.then_some((sign, digits, number))
        });
        let Some((sign, second, number)) = second else { return (at.end, format!("{rolled:04}")) };
        // `2025-26`, a school year.
        if number == (year + 1) % 100 && sign != '_' {
            return (second.end, format!("{rolled:04}{sign}{:02}", (rolled + 1) % 100));
        }
        let Some(month) = of_month(number) else { return (at.end, format!("{rolled:04}")) };
        let third = digits(text, second.end).filter(|third| third.start == second.end + 1 && third.len() == 2);
        let day = third.and_then(|third| {
            let day = text.get(third.clone())?.parse::<u8>().ok()?;
            Some((third.end, self.day(Ymd::new(year, month, day)?)?))
        });
        match day {
            Some((end, day)) if sign == '-' => (end, short_date(day)),
            _ => (second.end, format!("{rolled:04}{sign}{:02}", self.month(month))),
        }
    }

    /// Names of months, whole or shortened.
    fn months(&self, text: &str) -> String {
        if (self.old.from.month, self.old.to.month) == (self.new.from.month, self.new.to.month) {
            return text.to_owned();
        }
        let mut out = String::new();
        for part in text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
            let named = [MONTHS, SHORT].into_iter().find_map(|names| {
                let at = names.iter().position(|name| *name == word.to_lowercase())?;
                let month = self.month(u8::try_from(at + 1).ok()?);
                names.get(usize::from(month).checked_sub(1)?).copied()
            });
            out.push_str(named.unwrap_or(word));
            out.push_str(part.strip_prefix(word).unwrap_or_default());
        }
        out
    }

    /// `Tertialrapport 1`.
    fn third(&self, text: &str) -> String {
        let (Some(old), Some(new)) = (self.old.tertial(), self.new.tertial()) else { return text.to_owned() };
        let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        for at in 1..words.len() {
            let is_named = words.get(at - 1).is_some_and(|word| word.to_lowercase().starts_with("tertial"));
            if let Some(number) = words.get_mut(at).filter(|number| is_named && **number == old.to_string()) {
                *number = new.to_string();
            }
        }
        words.join(" ")
    }

    /// Whether a heading is about a year that had ended when the new period began.
    pub(super) fn is_past(&self, heading: &str) -> bool {
        let (mut at, mut years) = (0, Vec::new());
        while let Some(digits) = digits(heading, at) {
            let number = heading.get(digits.clone()).and_then(|digits| digits.get(..4)?.parse::<u16>().ok());
            years.extend(number.filter(|year| digits.len() >= 4 && self.year(*year).is_some()));
            at = digits.end;
        }
        !years.is_empty() && years.iter().all(|year| *year < self.new.from.year)
    }

    /// Whether words name a year of the old period.
    pub(super) fn names_year(&self, words: &str) -> bool {
        self.numbers(words) != words
    }
}

/// The next digits of a text from a place on.
fn digits(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|c: char| c.is_ascii_digit())?;
    let length = text.get(start..)?.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
    Some(start..start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roll(old: [&str; 2], new: [&str; 2]) -> Roll {
        let period = |[from, to]: [&str; 2]| Period { from: Ymd::parse(from).unwrap(), to: Ymd::parse(to).unwrap() };
        Roll { old: period(old), new: period(new) }
    }

    #[test]
    fn a_year_later() {
        let roll = roll(["2025-01-01", "2025-08-31"], ["2026-01-01", "2026-08-31"]);
        for (old, new) in [
            ("Utfall jan–aug 2025", "Utfall jan–aug 2026"),
            ("utfall_2024_08", "utfall_2025_08"),
            ("utfall_202508", "utfall_202608"),
            ("Budget 2025", "Budget 2026"),
            ("Per 2025-08-31", "Per 2026-08-31"),
            ("Läsåret 2024/25", "Läsåret 2025/26"),
            ("Plan 2026–2028", "Plan 2027–2029"),
            ("Beloppsgräns 2000 kr", "Beloppsgräns 2000 kr"),
            ("12 345 elever, 1998", "12 345 elever, 1998"),
            ("avvikelse", "avvikelse"),
            ("Över 65 år", "Över 65 år"),
        ] {
            assert_eq!(roll.words(old), new);
        }
        assert_eq!(roll.heading("Mål 2025: {{a-2025.b-2025.c_2025|tal}}"), "Mål 2026: {{a-2025.b-2025.c_2026|tal}}");
        assert!(roll.is_past("Utfall aug 2025") && !roll.is_past("Budget 2026") && !roll.is_past("Avvikelse"));
    }

    #[test]
    fn another_third_of_the_year() {
        let roll = roll(["2026-01-01", "2026-04-30"], ["2026-01-01", "2026-08-31"]);
        for (old, new) in [
            ("Utfall jan–apr 2026", "Utfall jan–aug 2026"),
            ("utfall_2026_04", "utfall_2026_08"),
            ("Tertialrapport 1 2026", "Tertialrapport 2 2026"),
            ("Uppföljning april 2026", "Uppföljning augusti 2026"),
            ("Budget 2026", "Budget 2026"),
        ] {
            assert_eq!(roll.words(old), new);
        }
    }
}
