//! The wording of what the checks find.

mod arithmetic;
mod editorial;
mod indicators;
mod prose;

use crate::base::date::Ymd;

pub use self::arithmetic::*;
pub use self::editorial::*;
pub use self::indicators::*;
pub use self::prose::*;

/// `2023-08-31`.
fn date(date: Ymd) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
