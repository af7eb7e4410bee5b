//! The wording of what the checks find.

mod arithmetic;
mod coverage;
mod earlier;
mod editorial;
mod indicators;
mod kolada;
mod order;
mod prose;

pub use self::arithmetic::*;
pub use self::coverage::*;
pub use self::earlier::*;
pub use self::editorial::*;
pub use self::indicators::*;
pub use self::kolada::*;
pub use self::order::*;
pub use self::prose::*;
