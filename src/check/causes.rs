//! What may have gone wrong between two figures.

use rust_decimal::Decimal;

use crate::base::amount::Amount;

use super::messages::Cause;

/// Most rows that together are taken for what a sum lacks.
const ROWS: usize = 3;

/// What the digits of two figures tell.
pub(super) fn of_digits(written: Amount, right: Amount) -> Cause {
    let digits = |amount: Amount| {
        let mut digits: Vec<char> = amount.value().abs().to_string().chars().filter(char::is_ascii_digit).collect();
        let written = digits.clone();
        digits.sort_unstable();
        (written, digits)
    };
    let ((a, a_sorted), (b, b_sorted)) = (digits(written), digits(right));
    let differing = a.iter().zip(&b).filter(|(x, y)| x != y).count();
    if a_sorted == b_sorted && a != b {
        Cause::Transposed
    } else if a.len() == b.len() && differing == 1 {
        Cause::OneDigit
    } else {
        Cause::Unknown
    }
}

/// Whether one of two amounts of money is the other one in a unit a thousand times as large: kronor where the other is
/// in thousands, whose decimals it gives when it is rounded.
pub(super) fn is_thousandth(a: Amount, b: Amount) -> bool {
    let (small, large) = if a.value().abs() < b.value().abs() { (a, b) } else { (b, a) };
    // Few digits agree by chance.
    let is_long = small.value().abs() >= Amount::new(small.half_unit()).value() * Decimal::from(20);
    let meant = large.value().abs() / Decimal::ONE_THOUSAND;
    is_long && Amount::new(meant).rounded(small.decimals()).value() == small.value().abs()
}

/// What may be wrong with a sum: `cells` are the other cells of its row by their columns, `rows` what it adds up.
pub(super) fn of_sum(
    written: Amount,
    computed: Decimal,
    cells: &[(String, Amount)],
    rows: &[(String, Amount)],
) -> Cause {
    let size = written.value().abs();
    if !size.is_zero() {
        if let Some((heading, _)) = cells.iter().find(|(_, cell)| cell.value() == written.value()) {
            return Cause::OtherColumn(heading.clone());
        }
        let remainder = |cell: &Amount| cell.value().checked_sub(computed).is_some_and(|rest| rest.abs() == size);
        if let Some((heading, _)) = cells.iter().find(|(_, cell)| remainder(cell)) {
            return Cause::Remainder(heading.clone());
        }
    }
    let Some(difference) = written.value().checked_sub(computed) else { return Cause::Unknown };
    match of_rows(difference, rows) {
        Cause::Unknown => of_digits(written, Amount::new(computed)),
        cause => cause,
    }
}

/// The row, or the last few rows, that add up to a difference; or the row that it is twice.
pub(super) fn of_rows(difference: Decimal, rows: &[(String, Amount)]) -> Cause {
    let size = difference.abs();
    // A single digit agrees with some row by chance.
    if size < Decimal::TEN {
        return Cause::Unknown;
    }
    let same: Vec<&(String, Amount)> = rows.iter().filter(|(_, figure)| figure.value().abs() == size).collect();
    if let [(row, _)] = same[..] {
        return Cause::Rows(vec![row.clone()]);
    }
    for count in (2..=ROWS).filter(|count| *count < rows.len()) {
        let last = &rows[rows.len() - count..];
        let sum = last.iter().try_fold(Decimal::ZERO, |sum, (_, figure)| sum.checked_add(figure.value()));
        if same.is_empty() && sum.is_some_and(|sum| sum.abs() == size) {
            return Cause::Rows(last.iter().map(|(row, _)| row.clone()).collect());
        }
    }
    let half = |figure: &Amount| figure.value().abs().checked_mul(Decimal::TWO) == Some(size);
    match rows.iter().filter(|(_, figure)| half(figure)).collect::<Vec<_>>()[..] {
        [(row, _)] => Cause::SignOfRow(row.clone()),
        _ => Cause::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(all: &[(&str, i64)]) -> Vec<(String, Amount)> {
        all.iter().map(|(name, figure)| ((*name).to_owned(), Amount::new(Decimal::from(*figure)))).collect()
    }

    #[test]
    fn kronor_and_thousands() {
        let is_thousandth = |a: &str, b: &str| super::is_thousandth(a.parse().unwrap(), b.parse().unwrap());
        for (a, b) in
            [("1234567", "1235"), ("1235", "1234567"), ("-21833", "-22"), ("148500", "148.5"), ("12000", "12")]
        {
            assert!(is_thousandth(a, b), "{a} {b}");
        }
        for (a, b) in [("1234567", "1234"), ("1235", "1235"), ("5000", "5"), ("0", "0"), ("12000", "0"), ("1234", "12")]
        {
            assert!(!is_thousandth(a, b), "{a} {b}");
        }
    }

    #[test]
    fn likely_causes_of_a_wrong_sum() {
        let rows = figures(&[("Gata", 400), ("Park", 150), ("Stab", 90), ("Arkiv", 12)]);
        let of = |written: i64, cells: &[(&str, i64)]| {
            of_sum(Amount::new(Decimal::from(written)), Decimal::from(652), &figures(cells), &rows)
        };
        assert_eq!(of(800, &[("Budget", 800)]), Cause::OtherColumn("Budget".to_owned()));
        assert_eq!(of(48, &[("Budget", 700)]), Cause::Remainder("Budget".to_owned()));
        assert_eq!(of(502, &[]), Cause::Rows(vec!["Park".to_owned()]));
        assert_eq!(of(550, &[]), Cause::Rows(vec!["Stab".to_owned(), "Arkiv".to_owned()]));
        assert_eq!(of(952, &[]), Cause::SignOfRow("Park".to_owned()));
        assert_eq!(of(625, &[]), Cause::Transposed);
        assert_eq!(of(452, &[]), Cause::OneDigit);
        assert_eq!(of(7, &[]), Cause::Unknown);
    }
}
