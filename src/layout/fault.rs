//! Why a file cannot be a layout's logo or font.

use crate::base::measure::Length;

/// Why a file cannot be the logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFault {
    /// It is neither SVG nor PNG.
    Kind,
    /// It cannot be read as what it is.
    Broken,
    /// An SVG that says neither `viewBox` nor width and height.
    NoSize,
    /// A PNG with too many pixels.
    TooLarge,
    /// A PNG whose colour profile is larger than such are.
    Profile,
    /// An SVG with filters.
    Filter,
    /// An SVG with too many shapes, or shapes too deep in others.
    TooMuch,
    /// An SVG with a document type, which may hold entities.
    DocType,
    /// An SVG that shows what lies elsewhere, or runs something.
    Outside,
    /// An SVG with letters, which would need a font.
    Letters,
    /// It is higher than the margin where it stands.
    TooTall {
        /// Its height.
        height: Length,
        /// The height that it may have.
        room: Length,
    },
}

/// Why a file cannot be a font of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontFault {
    /// It cannot be read as a font.
    Broken,
    /// A collection of too many faces.
    Faces,
    /// Faces that say that they have more characters or names than there are.
    Characters,
}
