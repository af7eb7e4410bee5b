//! The units in which papers count money: kronor, thousands, millions.

/// The names of units, each with the power of ten of kronor that it stands for.
const UNITS: &[(&str, i32)] = &[
    ("kr", 0),
    ("kronor", 0),
    ("sek", 0),
    ("tkr", 3),
    ("tusen kronor", 3),
    ("mnkr", 6),
    ("mkr", 6),
    ("miljoner kronor", 6),
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

/// The other names of a money unit: `mkr` and `miljoner kronor` of `mnkr`; none of what is no money.
pub fn synonyms(unit: &str) -> impl Iterator<Item = &'static str> {
    let power = power(unit);
    UNITS.iter().filter(move |(_, known)| Some(*known) == power).map(|(name, _)| *name)
}

/// The power of ten by which a figure in `from` is to be multiplied to be one in `to`, -3 from `tkr` to `mnkr`.
pub fn shift(from: &str, to: &str) -> Option<i32> {
    Some(power(from)? - power(to)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_powers_of_ten() {
        assert_eq!(shift("tkr", "mnkr"), Some(-3));
        assert_eq!(shift("Miljoner\u{a0}kronor", "kr"), Some(6));
        assert_eq!(shift("mkr", "mnkr"), Some(0));
        assert_eq!(shift("tkr", "st"), None);
        assert_eq!(synonyms("mnkr").collect::<Vec<_>>(), ["mnkr", "mkr", "miljoner kronor"]);
        assert_eq!(synonyms("st").count(), 0);
    }
}
