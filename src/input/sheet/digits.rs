//! The digits of a number as a workbook stores it, exact and without floating point.
//!
//! A cell holds an IEEE 754 double. Excel writes it with 17 significant digits, so that what somebody has typed as
//! `1,1` stands in the file as `1.1000000000000001`: both are names of the same double. The figure is the shortest
//! name that it has, which takes nothing from the value, and is what Excel itself shows with all decimals; its
//! formula bar has 15 digits. A double that no name of 15 digits has, such as `0.30000000000000004` for `=0.1+0.2`,
//! is the residue of a computation, and keeps its digits.

use crate::base::limits::DIGITS_OF_A_NUMBER;

/// A number of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its digits, with a decimal point, without an exponent.
    pub digits: String,
    /// Whether it has more digits than anybody can have typed.
    pub residue: bool,
}

/// The significant digits that Excel keeps of what is typed; each decimal of so many has a double of its own.
const TYPED: u32 = 15;

/// The significant digits that tell every double from its neighbours.
const ALL: u32 = 17;

/// The decimals, or zeros before the point, beyond which a number is left as it is: no figure of a paper is like
/// that, and all computing stays within 128 bits.
const FURTHEST: i32 = 30;

/// `coefficient` times ten to the power of `-scale`.
#[derive(Debug, Clone, Copy)]
struct Decimal {
    negative: bool,
    coefficient: u128,
    scale: i32,
}

/// Reads what stands in a cell, `7712.5`, `-1.1000000000000001` or `1E-3`. `None` where it is no number.
pub fn number(text: &str) -> Option<Number> {
    let decimal = parse(text.trim())?;
    let count = digits_of(decimal.coefficient);
    if count <= TYPED || count > ALL || decimal.scale.abs() > FURTHEST {
        return Some(Number { digits: plain(decimal)?, residue: count > TYPED });
    }
    let double = nearest(decimal.coefficient, decimal.scale);
    for digits in TYPED..ALL {
        // What is written is rounded itself, so that where it ends with a half either neighbour can be the double's
        // name.
        let shorter = [0, 1].map(|less| rounded(decimal, count - digits, less));
        let same = |shorter: &&Decimal| double.is_some() && nearest(shorter.coefficient, shorter.scale) == double;
        if let Some(shorter) = shorter.iter().find(same) {
            return Some(Number { digits: plain(*shorter)?, residue: digits > TYPED });
        }
    }
    Some(Number { digits: plain(decimal)?, residue: true })
}

/// The number a hundred times as large: `0.125` is `12.5` per cent. The digits are the same.
pub fn in_per_cent(digits: &str) -> Option<String> {
    let decimal = parse(digits)?;
    plain(Decimal { scale: decimal.scale.saturating_sub(2), ..decimal })
}

/// The decimals that `digits` has.
pub fn decimals(digits: &str) -> usize {
    digits.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Reads a number; zeros at its end, which mean nothing in a double, are left out.
fn parse(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
        None => (text, 0),
    };
    let negative = mantissa.starts_with('-');
    let mantissa = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{decimals}");
    if all.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let kept = all.trim_end_matches('0');
    let dropped = i32::try_from(all.len() - kept.len()).ok()?;
    let scale = i32::try_from(decimals.len()).ok()?.checked_sub(dropped)?.checked_sub(exponent)?;
    if kept.is_empty() || kept.bytes().all(|b| b == b'0') {
        return Some(Decimal { negative: false, coefficient: 0, scale: 0 });
    }
    let coefficient = kept.trim_start_matches('0');
    (coefficient.len() <= 38).then(|| coefficient.parse().ok()).flatten().map(|coefficient| Decimal {
        negative,
        coefficient,
        scale,
    })
}

/// The number with a decimal point and without an exponent; `None` where that would be endless.
fn plain(decimal: Decimal) -> Option<String> {
    let Decimal { negative, coefficient, scale } = decimal;
    if scale.unsigned_abs() > DIGITS_OF_A_NUMBER {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    let mut digits = coefficient.to_string();
    let scale = match usize::try_from(scale) {
        Ok(scale) => scale,
        Err(_) => {
            digits.push_str(&"0".repeat(scale.unsigned_abs() as usize));
            0
        }
    };
    if scale == 0 {
        return Some(format!("{sign}{digits}"));
    }
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, decimals) = padded.split_at(padded.len() - scale);
    Some(format!("{sign}{whole}.{decimals}"))
}

fn digits_of(coefficient: u128) -> u32 {
    coefficient.checked_ilog10().map_or(1, |digits| digits + 1)
}

/// The number with `fewer` significant digits less, a half rounded up, or down where it is `less` by one, and without
/// zeros at its end.
fn rounded(decimal: Decimal, fewer: u32, less: u128) -> Decimal {
    let unit = 10u128.pow(fewer);
    let mut rounded = Decimal {
        coefficient: (decimal.coefficient + unit / 2 - less) / unit,
        scale: decimal.scale - i32::try_from(fewer).unwrap_or(0),
        ..decimal
    };
    while rounded.coefficient != 0 && rounded.coefficient.is_multiple_of(10) {
        rounded.coefficient /= 10;
        rounded.scale -= 1;
    }
    rounded
}

/// The double next to a positive decimal, as exponent and mantissa of 53 bits; of two that are as near, the even one.
/// `None` where 128 bits do not hold what has to be computed.
///
/// Source: IEEE 754-2019, 4.3.1 (roundTiesToEven) and 5.12 (conversion from decimal).
fn nearest(coefficient: u128, scale: i32) -> Option<(i32, u128)> {
    let power = |exponent: i32| 5u128.checked_pow(exponent.unsigned_abs());
    // The value is over / under, times two to the power of -scale.
    let (over, under) =
        if scale >= 0 { (coefficient, power(scale)?) } else { (coefficient.checked_mul(power(scale)?)?, 1) };
    let bits = |number: u128| 128 - i32::try_from(number.leading_zeros()).unwrap_or(0);
    let mut shift = 53 - (bits(over) - bits(under));
    let (mut quotient, mut rest, mut divisor) = divided(over, under, shift)?;
    if quotient >= 1 << 53 {
        shift -= 1;
        (quotient, rest, divisor) = divided(over, under, shift)?;
    } else if quotient < 1 << 52 {
        shift += 1;
        (quotient, rest, divisor) = divided(over, under, shift)?;
    }
    let twice = rest.checked_mul(2)?;
    if twice > divisor || (twice == divisor && quotient % 2 == 1) {
        quotient += 1;
    }
    if quotient == 1 << 53 {
        (quotient, shift) = (1 << 52, shift - 1);
    }
    Some((shift + scale, quotient))
}

/// `over` times two to the power of `shift`, divided by `under`: quotient, rest, and what it was divided by.
fn divided(over: u128, under: u128, shift: i32) -> Option<(u128, u128, u128)> {
    let shifted = |number: u128| {
        let by = shift.unsigned_abs();
        (by < number.leading_zeros()).then(|| number << by)
    };
    let (over, under) = if shift >= 0 { (shifted(over)?, under) } else { (over, shifted(under)?) };
    Some((over / under, over % under, under))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> String {
        let number = number(text).unwrap();
        format!("{}{}", number.digits, if number.residue { " residue" } else { "" })
    }

    #[test]
    fn what_was_typed_comes_back() {
        for (stored, typed) in [
            ("7712.5", "7712.5"),
            ("0.1", "0.1"),
            ("0.10000000000000001", "0.1"),
            ("1.1000000000000001", "1.1"),
            ("-1.1000000000000001", "-1.1"),
            ("1234567.8899999999", "1234567.89"),
            ("12345.600000000001", "12345.6"),
            ("1E-3", "0.001"),
            ("1.0000000000000001E-5", "0.00001"),
            ("1.5E+7", "15000000"),
            ("12000", "12000"),
            ("1200.50", "1200.5"),
            ("-0", "0"),
            ("0.000", "0"),
            ("999999999999999", "999999999999999"),
        ] {
            assert_eq!(digits(stored), typed, "{stored}");
        }
    }

    #[test]
    fn residues_of_computing_are_kept_and_told() {
        for stored in ["0.30000000000000004", "1234567.8900000001", "-0.30000000000000004"] {
            let double: f64 = stored.parse().unwrap();
            assert_eq!(digits(stored), format!("{double} residue"), "{stored}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", "E5", "1,5", "0x1", "NaN", "INF", "1 2", "1E", "1E99999999999", "1E400", "--1"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn exponents_at_the_end_of_their_range() {
        for text in ["10E2147483647", "1E2147483647", "1E-2147483648", "0.1E-2147483647", "1E-2147483647"] {
            assert_eq!(number(text), None, "{text}");
            assert_eq!(in_per_cent(text), None, "{text}");
        }
    }

    /// The shortest digits that read back as the same double are those that the standard library finds.
    #[test]
    fn digits_are_those_of_the_shortest_name() {
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        for round in 0..20_000 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            // Thousandths of kronor up to a thousand milliards, and doubles of any digits in that range.
            let typed = i64::try_from(seed >> 14).unwrap_or(0) % 1_000_000_000_000_000;
            let double =
                if round % 2 == 0 { typed as f64 / 1000.0 } else { f64::from_bits((seed >> 12) | (0x41f << 52)) };
            let stored = format!("{double:.16e}");
            let found = number(&stored).unwrap();
            assert_eq!(found.digits, format!("{double}"), "{stored}");
            assert_eq!(found.digits.parse::<f64>().unwrap(), double);
            let significant = found.digits.replace('.', "").trim_matches('0').len();
            assert_eq!(found.residue, significant > 15, "{stored}");
        }
    }

    #[test]
    fn per_cent_moves_the_point() {
        assert_eq!(in_per_cent("0.125").as_deref(), Some("12.5"));
        assert_eq!(in_per_cent("1").as_deref(), Some("100"));
        assert_eq!(in_per_cent("-0.0725").as_deref(), Some("-7.25"));
        assert_eq!(decimals("12.50"), 2);
    }
}
