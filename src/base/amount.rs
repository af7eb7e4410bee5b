//! Exact decimal figures: an amount keeps the digits as they were written. No floating point.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::pattern::{Pattern, pattern};
use super::swedish::{MINUS, NBSP};

/// An exact decimal figure. `0.10` stays `0.10`: the number of decimals is part of the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount(Decimal);

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    /// It is not written as one figure.
    NotAFigure,
    /// It has more digits than can be kept exactly (28).
    TooLong,
}

impl Amount {
    /// The figure of words that say so much more or less, as Swedish is written: `±9,5`.
    pub fn either_way(words: &str) -> Option<Amount> {
        let digits = words.trim().strip_prefix('±')?.trim_start();
        (digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.contains('.')).then(|| digits.parse().ok())?
    }

    /// Whether its three decimals may be thousands: `1.500` and `-12.250`.
    pub fn may_be_thousands(&self) -> bool {
        let size = self.0.abs();
        self.decimals() == 3 && size >= Decimal::ONE && size < Decimal::ONE_THOUSAND
    }

    /// The amount of this decimal.
    pub fn new(value: Decimal) -> Self {
        Amount(value)
    }

    /// The exact value.
    pub fn value(self) -> Decimal {
        self.0
    }

    /// Decimals as written.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// The amount with this number of decimals, a half rounded away from zero, as Excel shows it.
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let mut value = self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        value.rescale(decimals);
        Amount(value)
    }

    /// Half a unit in the last place as written: what the figure may be off by if it was rounded.
    pub fn half_unit(self) -> Decimal {
        Decimal::new(5, (self.decimals() + 1).min(Decimal::MAX_SCALE))
    }

    /// The figure in Swedish writing with its digits in one piece: `−1210,5`.
    pub fn ungrouped(self) -> String {
        self.to_string().replace('.', ",").replace('-', &MINUS.to_string())
    }

    /// As a part of a hundred in whole ones, as a bar shows it; `None` outside of 0 to 100.
    pub fn of_a_hundred(self) -> Option<u8> {
        let is_part = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&self.value());
        self.rounded(0).value().to_u8().filter(|_| is_part)
    }

    /// The amount times ten to the power of `power`, with the same digits: nothing is rounded. `None` where it has
    /// too many digits to be kept exactly.
    pub fn shifted(self, power: i32) -> Option<Self> {
        let scale = i32::try_from(self.decimals()).ok()?.checked_sub(power)?;
        let mut value = self.0;
        match u32::try_from(scale) {
            Ok(scale) => value.set_scale(scale).ok()?,
            Err(_) => {
                value.set_scale(0).ok()?;
                value = (scale..0).try_fold(value, |value, _| value.checked_mul(Decimal::TEN))?;
            }
        }
        Some(Amount(value))
    }

    /// The amount rounded to at most so many decimals; one that has no more of them stays as it is.
    ///
    /// A half goes away from zero: up, as the act on rounding of öre has it for what is paid (lag 1970:1029, 2 §: 50
    /// to 99 öre upwards), and down below zero, so that a cost is rounded alike whether it is written with a minus or
    /// without.
    #[must_use]
    pub fn at_most(self, decimals: u32) -> Self {
        if self.decimals() <= decimals {
            return self;
        }
        Amount(self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }

    /// The amount as a Swedish paper writes it: groups of three with a no-break space from four digits on, decimal
    /// comma, U+2212 minus.
    pub fn swedish(self) -> String {
        let text = self.0.abs().to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        if self.0.is_sign_negative() && !self.0.is_zero() {
            out.push(MINUS);
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                out.push(NBSP);
            }
            out.push(digit);
        }
        if !decimals.is_empty() {
            out.push(',');
            out.push_str(decimals);
        }
        out
    }
}

/// What a part is of a whole, in per cent; `None` where the whole is zero or the share has too many digits.
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    quotient(part, whole, Decimal::ONE_HUNDRED)
}

/// A figure divided by another one and multiplied by a factor; `None` where the divisor is zero or the result has too
/// many digits.
pub fn quotient(part: Decimal, whole: Decimal, factor: Decimal) -> Option<Decimal> {
    part.checked_mul(factor)?.checked_div(whole)
}

/// The sum of two figures; `None` where it has more digits than can be kept exactly. A [`Decimal`] itself would round.
pub fn plus(one: Decimal, other: Decimal) -> Option<Decimal> {
    one.checked_add(other).filter(|sum| sum.checked_sub(one) == Some(other))
}

impl FromStr for Amount {
    type Err = AmountError;

    /// Reads `-10942`, `−10 942`, `0,10` and `0.10`: an optional sign, digits in any grouping by spaces of threes, and
    /// decimals after a comma or a point.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let text = text.trim();
        let (negative, rest) = match text.chars().next() {
            Some('-' | MINUS | '\u{2013}') => (true, &text[text.chars().next().map_or(0, char::len_utf8)..]),
            Some('+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, decimals) = match rest.find([',', '.']) {
            Some(at) => (&rest[..at], Some(&rest[at + 1..])),
            None => (rest, None),
        };
        let digits = ungroup(whole).ok_or(AmountError::NotAFigure)?;
        if decimals.is_some_and(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
            return Err(AmountError::NotAFigure);
        }
        let mut plain = String::from(if negative { "-" } else { "" });
        plain.push_str(&digits);
        if let Some(decimals) = decimals {
            plain.push('.');
            plain.push_str(decimals);
        }
        Decimal::from_str_exact(&plain).map(Amount).map_err(|_| AmountError::TooLong)
    }
}

/// What words with a figure among them were meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intended {
    /// The negative of the figure, as bookkeepers write it: `(50)`, `50-`.
    Negative(Amount),
    /// The figure alone: `ca 20600`, `-200 tkr`.
    Alone(Amount),
}

/// A figure with the sign before it, grouped or not.
static AMONG_WORDS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:[-−–+][ \u{a0}]?)?(?:\d{1,3}(?:[ \u{a0}\u{202f}\u{2009}]\d{3})+|\d+)(?:[.,]\d+)?"));

impl Intended {
    /// Reads `(50)`, `50-`, `ca 20600` and `-200 tkr`; `None` where there is no figure, more than one, one that is
    /// part of a word, or one in parentheses that are not all.
    pub fn of(words: &str) -> Option<Self> {
        let words = words.trim();
        let inner = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let negative = inner.or_else(|| words.strip_suffix(['-', MINUS, '\u{2013}']));
        let plain = |text: &str| text.trim().parse::<Amount>().ok().filter(|amount| amount.0.is_sign_positive());
        if let Some(amount) = negative.and_then(plain) {
            return Some(Intended::Negative(Amount(-amount.0)));
        }
        if let Some(amount) = misread(words) {
            return Some(Intended::Alone(amount));
        }
        let mut figures = AMONG_WORDS.find_iter(words);
        let figure = figures.next().filter(|_| figures.next().is_none() && !words.contains(['(', ')']))?;
        if words[..figure.start()].ends_with(|c: char| !c.is_whitespace()) || goes_on(&words[figure.end()..]) {
            return None;
        }
        let text: String = figure.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        text.parse().ok().map(Intended::Alone)
    }
}

/// Letters that look like digits where a figure was typed: `3OO` and `l00`.
fn misread(words: &str) -> Option<Amount> {
    let digit = |c: char| match c {
        'O' | 'o' => '0',
        'l' | 'I' | '|' => '1',
        _ => c,
    };
    let is_mixed = words.contains(|c: char| c.is_ascii_digit()) && words.chars().any(|c| digit(c) != c);
    is_mixed.then(|| words.chars().map(digit).collect::<String>().parse().ok()).flatten()
}

/// What may stand right behind a figure: units that are often written without a space.
const UNITS: &[&str] = &["kr", "tkr", "mkr", "mnkr", "sek", "st", "procent", "p", "h"];

/// Whether what follows a figure makes it a part of a word, of a date or of a time: `1-maj`, `12:30`, `3xy`.
fn goes_on(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    match rest.chars().next() {
        None => false,
        Some(_) if !word.is_empty() => !UNITS.contains(&word.to_lowercase().as_str()),
        Some(c) => !c.is_whitespace() && rest[c.len_utf8()..].starts_with(char::is_alphanumeric),
    }
}

/// The digits of `10 942` without their spaces; `None` where they are not groups of three.
fn ungroup(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split([' ', NBSP, '\u{202f}', '\u{2009}']).collect();
    let digits = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let well_grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    (groups.iter().all(digits) && well_grouped).then(|| groups.concat())
}

impl fmt::Display for Amount {
    /// Digits and a decimal point, `-10942` or `0.10`: for machines.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn swedish(text: &str) -> String {
        text.parse::<Amount>().map(Amount::swedish).unwrap_or_else(|e| format!("{e:?}"))
    }

    #[test]
    fn written_precision_is_kept() {
        assert_eq!(swedish("0.10"), "0,10");
        assert_eq!(swedish("1234567890123456.78"), "1\u{a0}234\u{a0}567\u{a0}890\u{a0}123\u{a0}456,78");
        assert_eq!(swedish("−10 942"), "−10\u{a0}942");
        assert_eq!(swedish("-0"), "0");
        assert_eq!(swedish("999"), "999");
    }

    #[test]
    fn a_unit_is_changed_without_rounding() {
        let shifted = |text: &str, power| {
            let amount: Amount = text.parse().unwrap();
            amount.shifted(power).map(|amount| amount.to_string())
        };
        assert_eq!(shifted("14532", -3).as_deref(), Some("14.532"));
        assert_eq!(shifted("-7", -6).as_deref(), Some("-0.000007"));
        assert_eq!(shifted("14.5", 3).as_deref(), Some("14500"));
        assert_eq!(shifted("14.5327", 3).as_deref(), Some("14532.7"));
        assert_eq!(shifted("0", 9).as_deref(), Some("0"));
        assert_eq!(shifted("1234567890123456789012345678", 3), None);
        assert_eq!(shifted("0.0000000000000000000000000001", -1), None);
    }

    #[test]
    fn a_sum_is_exact_or_none() {
        let plus = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|text| text.parse::<Amount>().unwrap().value());
            super::plus(one, other).map(|sum| sum.to_string())
        };
        assert_eq!(plus("12.5", "-2.25").as_deref(), Some("10.25"));
        assert_eq!(plus("0", "0.10").map(|sum| sum.parse::<Decimal>().unwrap()), Some(Decimal::new(1, 1)));
        assert_eq!(
            plus("9999999999999999999999999999", "0.5"),
            None,
            "28 digits before the point leave none behind it"
        );
        assert_eq!(plus("79228162514264337593543950335", "1"), None);
        assert_eq!(plus("-9999999999999999999999999999", "9999999999999999999999999999").as_deref(), Some("0"));
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        let rounded = |text: &str, decimals| text.parse::<Amount>().unwrap().at_most(decimals).to_string();
        assert_eq!(rounded("14.45", 1), "14.5");
        assert_eq!(rounded("14.55", 1), "14.6");
        assert_eq!(rounded("-14.45", 1), "-14.5");
        assert_eq!(rounded("14.4499999999", 1), "14.4");
        assert_eq!(rounded("9.96", 1), "10.0");
        assert_eq!(rounded("0.5", 0), "1");
        assert_eq!(rounded("-0.04", 1).trim_start_matches('-'), "0.0");
        assert_eq!(rounded("14", 1), "14", "no decimal is made up");
    }

    #[test]
    fn decimals_that_are_asked_for() {
        let rounded = |text: &str, decimals| text.parse::<Amount>().unwrap().rounded(decimals).to_string();
        assert_eq!(rounded("10", 1), "10.0");
        assert_eq!(rounded("0.30000000000000004", 1), "0.3");
        assert_eq!([rounded("2.5", 0), rounded("-2.5", 0), rounded("-0.4", 0)], ["3", "-3", "0"]);
    }

    #[test]
    fn what_is_no_figure_is_refused() {
        for text in ["", "-", "1e5", "1 23", "12 34", "1,", ",5", "inf", "0x1f", "1.2.3", "1_000", "tolv"] {
            assert_eq!(text.parse::<Amount>(), Err(AmountError::NotAFigure), "{text}");
        }
        assert_eq!("9".repeat(40).parse::<Amount>(), Err(AmountError::TooLong));
    }

    #[test]
    fn words_say_what_figure_was_meant() {
        let meant = |words: &str| match Intended::of(words) {
            Some(Intended::Negative(amount)) => format!("negative {amount}"),
            Some(Intended::Alone(amount)) => amount.to_string(),
            None => "unknown".to_owned(),
        };
        for (words, figure) in [
            ("(50)", "negative -50"),
            ("( 1 250,5 )", "negative -1250.5"),
            ("50-", "negative -50"),
            ("50 −", "negative -50"),
            ("ca 20600", "20600"),
            ("-200 tkr", "-200"),
            ("- 200", "-200"),
            ("20 600 kr", "20600"),
            ("12,5 %", "12.5"),
            ("84/60", "unknown"),
            ("1.234.567", "unknown"),
            ("40,3 % (38,6 %)", "unknown"),
            ("(-50)", "unknown"),
            ("12 34", "unknown"),
            ("Q3", "unknown"),
            ("3OO", "300"),
            ("l00", "100"),
            ("1 2o0,5", "1200.5"),
            ("200tkr", "200"),
            ("500,", "500"),
            ("25%", "25"),
            ("1-maj", "unknown"),
            ("12:30", "unknown"),
            ("3xy", "unknown"),
            ("14:e", "unknown"),
            ("<12 %", "unknown"),
            ("Stängt", "unknown"),
        ] {
            assert_eq!(meant(words), figure, "{words}");
        }
    }
}
