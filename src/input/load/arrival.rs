//! What became of a unit's file.

use crate::input::section::Section;

/// What became of a unit's file.
#[derive(Debug)]
pub enum Arrival {
    /// It was read.
    Read(Box<Section>),
    /// There is none.
    NoFile,
    /// It cannot be read.
    Unreadable,
}
