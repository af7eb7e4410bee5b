//! How the points of a list are marked.

/// What stands before each point of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ListStyle {
    /// A sign, the same for all: which one is for the layout to say.
    Sign,
    /// `1.` or `1)`, from 1.
    Number(Delimiter),
    /// `a)` or `a.`, from a.
    Letter {
        /// Whether the letters are capitals.
        upper: bool,
        /// What stands after the letter.
        delimiter: Delimiter,
    },
    /// Nothing: each point is a term, in its first paragraph, and what it means, below that.
    Terms,
}

/// What stands after a number or a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Delimiter {
    /// A full stop.
    Point,
    /// A parenthesis that closes.
    Parenthesis,
}

/// Points that letters can mark.
pub const MAX_LETTERS: usize = 26;

impl Delimiter {
    /// The sign itself.
    pub const fn sign(self) -> char {
        match self {
            Delimiter::Point => '.',
            Delimiter::Parenthesis => ')',
        }
    }
}

impl ListStyle {
    /// Numbers with a full stop, as `1.`.
    pub const NUMBERS: ListStyle = ListStyle::Number(Delimiter::Point);

    /// What stands before the point at this position, from 0; `None` for a sign of the layout's, and for nothing.
    pub fn mark(self, at: usize) -> Option<String> {
        match self {
            ListStyle::Sign | ListStyle::Terms => None,
            ListStyle::Number(delimiter) => Some(format!("{}{}", at + 1, delimiter.sign())),
            ListStyle::Letter { upper, delimiter } => {
                let letter = u8::try_from(at % MAX_LETTERS).map_or('a', |at| char::from(b'a' + at));
                let letter = if upper { letter.to_ascii_uppercase() } else { letter };
                Some(format!("{letter}{}", delimiter.sign()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_on() {
        assert_eq!([ListStyle::Sign, ListStyle::Terms].map(|style| style.mark(3)), [None, None]);
        assert_eq!(ListStyle::NUMBERS.mark(11).as_deref(), Some("12."));
        let letters = ListStyle::Letter { upper: false, delimiter: Delimiter::Parenthesis };
        assert_eq!(letters.mark(25).as_deref(), Some("z)"));
        assert_eq!(ListStyle::Letter { upper: true, delimiter: Delimiter::Point }.mark(1).as_deref(), Some("B."));
    }
}
