//! From files to values that know where they were written: what a manifest and a unit's file say, as typed values.
//! Knows neither reports nor papers.

mod blanks;
mod brackets;
pub mod decode;
pub mod earlier;
pub mod exception;
pub mod keys;
pub mod kolada;
pub mod load;
pub mod manifest;
pub mod messages;
pub mod outline;
pub mod pasted;
pub mod personal;
pub mod placed;
pub mod prose;
mod quotient;
pub mod row_kind;
pub mod section;
pub mod sheet;
pub mod term;
pub mod text;
