//! Reads the structure of a PDF, so that no file costs more than its [`Budget`](crate::base::budget::Budget): what is
//! parsed, unpacked or visited is counted before it is kept, however often a file says it or points at it.
//!
//! [`syntax`] knows how values are written, [`mod@file`] where they lie, [`mod@about`] what a file says of itself,
//! [`fonts`] which letters codes stand for.
//! Nothing is repaired: a file whose parts are not where it says is refused, since another reader may show another
//! paper.
//! Filters and named encodings are lopdf's. Its own reader has no bound on how often a part is parsed, and repairs in
//! silence.

pub mod about;
pub mod file;
pub mod fonts;
pub mod syntax;

use crate::base::budget::Exceeded;

/// Why a PDF cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// What is wrong with it.
    Bad(String),
    /// Its parts are not where it says.
    Damaged,
    /// It is encrypted.
    Locked,
    /// There is more than may be read.
    TooMuch(Exceeded),
}

impl From<Exceeded> for Fault {
    fn from(exceeded: Exceeded) -> Self {
        Fault::TooMuch(exceeded)
    }
}

/// Something that is not as it must be.
pub fn bad(what: &str) -> Fault {
    Fault::Bad(what.to_owned())
}
