//! Reads whole numbers on the command line, within bounds. What is wrong with others is worded by `help`.

use std::fmt;
use std::ops::RangeInclusive;

use clap::builder::TypedValueParser;

/// A number is none, or none within these bounds.
#[derive(Debug, Clone)]
pub(super) struct NoNumber(pub(super) RangeInclusive<u64>);

impl fmt::Display for NoNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}..={}", self.0.start(), self.0.end())
    }
}

impl std::error::Error for NoNumber {}

/// Reads a whole number within `bounds`.
pub(super) fn number<N>(bounds: RangeInclusive<u64>) -> impl TypedValueParser<Value = N>
where
    N: TryFrom<u64> + Clone + Send + Sync + 'static,
{
    move |text: &str| {
        let number = text.parse().ok().filter(|number| bounds.contains(number));
        number.and_then(|number| N::try_from(number).ok()).ok_or_else(|| NoNumber(bounds.clone()))
    }
}
