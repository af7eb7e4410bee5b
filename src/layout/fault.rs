//! Why a file cannot be a layout's logo or font.

use crate::base::image::ImageFault;
use crate::base::measure::Length;

/// Why a file cannot be the logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFault {
    /// It is no image that can be shown.
    Image(ImageFault),
    /// It is higher than the margin where it stands.
    TooTall {
        /// Its height.
        height: Length,
        /// The height that it may have.
        room: Length,
    },
}

impl From<ImageFault> for LogoFault {
    fn from(fault: ImageFault) -> Self {
        LogoFault::Image(fault)
    }
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

/// Why the Word file does not carry a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refused {
    /// Its maker does not allow it for documents that are edited (`fsType` of its OS/2 table).
    Licence,
    /// Its outlines are not TrueType's, or can be varied.
    Outlines,
    /// A table that every font has cannot be read.
    Damaged,
}
