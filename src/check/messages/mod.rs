//! The wording of what the checks find.

mod arithmetic;
mod coverage;
mod editorial;
mod indicators;
mod prose;

pub use self::arithmetic::*;
pub use self::coverage::*;
pub use self::editorial::*;
pub use self::indicators::*;
pub use self::prose::*;
