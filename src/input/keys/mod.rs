//! Every key of `rapport.toml` and of a unit's file: what it is called, what kind of value it takes, what it means,
//! and an example. The one source of what editors and the reference say about them.
//!
//! The decoders in [`super::manifest`] and [`super::section`] do not use it; `tests/suite/keys.rs` holds the two
//! against each other, key by key: a key that a decoder reads and that is not here is a fault, and the other way
//! round.

mod kinds;
mod manifest;
pub mod reference;
pub mod schema;
mod section;
pub mod words;

pub use self::kinds::{Block, Choice, Entity, Form, Key, Open, Said, Takes, Words, blocks, blocks_at};
pub use self::manifest::MANIFEST;
pub use self::section::SECTION;
