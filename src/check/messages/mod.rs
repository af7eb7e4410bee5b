//! The wording of what the checks find.

mod arithmetic;
mod editorial;
mod indicators;
mod prose;

pub use self::arithmetic::*;
pub use self::editorial::*;
pub use self::indicators::*;
pub use self::prose::*;
