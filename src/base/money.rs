//! The units in which papers count money: kronor, thousands, millions.

use std::ops::Range;
use std::sync::LazyLock;

use super::pattern::{Pattern, pattern};
use super::swedish::folded;

/// The names of units, each with the power of ten of kronor that it stands for.
const UNITS: &[(&str, i32)] = &[
    ("kr", 0),
    ("kronor", 0),
    ("sek", 0),
    ("tkr", 3),
    ("tusen kronor", 3),
    ("kkr", 3),
    ("ksek", 3),
    ("mnkr", 6),
    ("mkr", 6),
    ("miljoner kronor", 6),
    ("msek", 6),
    ("mdkr", 9),
    ("mdr", 9),
    ("miljarder kronor", 9),
];

/// The power of ten of kronor that a unit stands for, 3 for `tkr`; `None` for what is no money.
pub fn power(unit: &str) -> Option<i32> {
    let words: Vec<&str> = unit.split_whitespace().collect();
    let unit = words.join(" ").to_lowercase();
    UNITS.iter().find(|(name, _)| *name == unit).map(|(_, power)| *power)
}

/// A unit of money among words: thousands, millions, thousand millions, or kronor alone.
static NAMED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)\b(?:",
        r"(1[ \u{a0}]?000[- ]?tal(?:s|et)? (?:kronor|kr)|tusen(?:tals?)?[ \u{a0}](?:kronor|kr)|tkr|kkr|ksek)|",
        r"(miljon(?:er|tals)?[ \u{a0}](?:kronor|kr)|milj\.?[ \u{a0}]?kr|mnkr|mkr|msek)|",
        r"(miljard(?:er)?[ \u{a0}](?:kronor|kr)|mdkr|mdr)|",
        r"(kronor|kr|sek))\b",
    ))
});

/// The money units that a heading names, each with where it stands and its power of ten: `Budget, tkr`. An amount, as
/// in `Projekt över 5 mnkr`, and a rate, `kr/inv`, name none.
pub fn named(heading: &str) -> Vec<(Range<usize>, i32)> {
    let mut all = Vec::new();
    for hit in NAMED.captures_iter(heading) {
        let Some(whole) = hit.get(0) else { continue };
        let (before, after) = (heading[..whole.start()].trim_end(), heading[whole.end()..].trim_start());
        let is_amount = before.ends_with(|c: char| c.is_ascii_digit());
        let is_rate = after.starts_with('/') || before.ends_with('/') || after.to_lowercase().starts_with("per ");
        let power = [(1, 3), (2, 6), (3, 9), (4, 0)].into_iter().find(|(group, _)| hit.get(*group).is_some());
        all.extend(power.filter(|_| !is_amount && !is_rate).map(|(_, power)| (whole.range(), power)));
    }
    all
}

/// The other names of a money unit: `mkr` and `miljoner kronor` of `mnkr`; none of what is no money.
pub fn synonyms(unit: &str) -> impl Iterator<Item = &'static str> {
    let power = power(unit);
    UNITS.iter().filter(move |(_, known)| Some(*known) == power).map(|(name, _)| *name)
}

/// The power of ten by which a figure in `from` is to be multiplied to be one in `to`, -3 from `tkr` to `mnkr`.
pub fn shift(from: &str, to: &str) -> Option<i32> {
    Some(power(from)? - power(to)?)
}

/// `Belopp i tkr`, and `Uppgifterna anges i %`, since shares and counts are no amounts of money.
pub fn given_in(unit: &str) -> String {
    if power(unit).is_some() { format!("Belopp i {unit}") } else { format!("Uppgifterna anges i {unit}") }
}

/// Whether words name a unit: `Budget, tkr`, and `Budget i tusen kronor` where the unit is tkr.
pub fn names_unit(words: &str, unit: &str) -> bool {
    let (words, unit) = (folded(words), folded(unit));
    let stands = |name: &str| -> bool {
        words.match_indices(name).any(|(at, _)| {
            let (before, after) = (words[..at].chars().next_back(), words[at + name.len()..].chars().next());
            let is_cut = |inside: Option<char>, outside: Option<char>| {
                inside.is_some_and(char::is_alphanumeric) && outside.is_some_and(char::is_alphanumeric)
            };
            !is_cut(name.chars().next(), before) && !is_cut(name.chars().next_back(), after)
        })
    };
    stands(&unit) || synonyms(&unit).any(stands) || (unit == "%" && stands("procent"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_units_and_amounts_do_not() {
        let named = |heading: &str| -> Vec<i32> { named(heading).into_iter().map(|(_, power)| power).collect() };
        for (heading, powers) in [
            ("Nettokostnad, tkr", &[3][..]),
            ("Nettokostnad (Mkr)", &[6]),
            ("Belopp i tusental kronor", &[3]),
            ("Belopp i 1000-tals kronor", &[3]),
            ("Belopp i miljoner kronor", &[6]),
            ("Utfall i kronor", &[0]),
            ("Resultat, milj. kr", &[6]),
            ("Projekt över 5 mnkr, tkr", &[3]),
            ("Projekt över 5 mnkr", &[]),
            ("Kostnad, kr/invånare", &[]),
            ("Kostnad, kr per elev", &[]),
            ("Krav och mål", &[]),
            ("Budget 2024", &[]),
        ] {
            assert_eq!(named(heading), powers, "{heading}");
        }
    }

    #[test]
    fn units_are_powers_of_ten() {
        assert_eq!(shift("tkr", "mnkr"), Some(-3));
        assert_eq!(shift("Miljoner\u{a0}kronor", "kr"), Some(6));
        assert_eq!(shift("mkr", "mnkr"), Some(0));
        assert_eq!(shift("tkr", "st"), None);
        assert_eq!(synonyms("mnkr").collect::<Vec<_>>(), ["mnkr", "mkr", "miljoner kronor", "msek"]);
        assert_eq!(synonyms("st").count(), 0);
    }

    #[test]
    fn headings_name_their_unit() {
        let said = [
            ("Budget, tkr", "tkr"),
            ("Budget (TKR)", "tkr"),
            ("Belopp i tusen\u{a0}kronor", "tkr"),
            ("Nettokostnad, mkr", "mnkr"),
            ("Kostnad (kr/inv)", "kr/inv"),
            ("Förändring, %-enheter", "%-enheter"),
            ("Andel (%)", "%"),
            ("Andel%", "%"),
            ("Andel i procent", "%"),
        ];
        for (words, unit) in said {
            assert!(names_unit(words, unit), "{words}: {unit}");
        }
        for (words, unit) in
            [("Budget", "tkr"), ("Nettokostnad, mnkr", "tkr"), ("Stabens kostnad", "st"), ("Andel", "%")]
        {
            assert!(!names_unit(words, unit), "{words}: {unit}");
        }
    }
}
