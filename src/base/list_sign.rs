//! The sign before an item of a list.

/// The sign before an item of a list: one that nobody reads as a part of a figure after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListSign(char);

/// Signs that read as a minus, and the plus: before "300 tkr" they change the amount.
const OF_AMOUNTS: &str = "-\u{ad}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{2043}\u{2796}\
    \u{fe58}\u{fe63}\u{ff0d}_\u{af}+\u{b1}\u{2795}\u{ff0b}\u{fe62}";

impl ListSign {
    /// The sign of lists in a text.
    pub const OUTER: Self = ListSign('\u{2022}');

    /// The sign of lists within lists.
    pub const INNER: Self = ListSign('\u{25e6}');

    /// The character.
    pub fn character(self) -> char {
        self.0
    }
}

impl std::str::FromStr for ListSign {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut characters = text.chars();
        let (Some(sign), None) = (characters.next(), characters.next()) else {
            return Err(format!("`{text}` is not a list sign: write one character, as `\u{2022}`"));
        };
        if OF_AMOUNTS.contains(sign) {
            return Err(format!("`{text}` is not a list sign: it reads as a minus or a plus"));
        }
        if sign.is_alphanumeric() || sign.is_whitespace() || sign.is_control() {
            return Err(format!("`{text}` is not a list sign: write one character, as `\u{2022}`"));
        }
        Ok(ListSign(sign))
    }
}

#[cfg(test)]
mod tests {
    use super::ListSign;

    #[test]
    fn no_sign_reads_as_a_part_of_a_figure() {
        for good in ["\u{2022}", "\u{25e6}", "\u{b7}", "\u{25aa}", "*", "\u{2023}"] {
            assert_eq!(good.parse::<ListSign>().map(ListSign::character).ok(), good.chars().next());
        }
        for minus in ["-", "\u{2013}", "\u{2014}", "\u{2212}", "\u{2011}", "\u{2043}", "+", "\u{b1}"] {
            assert!(minus.parse::<ListSign>().is_err_and(|fault| fault.contains("minus")), "{minus}");
        }
        for none in ["", " ", "\u{a0}", "--", "\u{2022} ", "o", "1", "\u{7}"] {
            assert!(none.parse::<ListSign>().is_err(), "{none}");
        }
    }
}
