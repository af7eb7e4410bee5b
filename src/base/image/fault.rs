//! Why a file cannot be shown as an image.

/// Why a file cannot be shown as an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFault {
    /// It is of no kind that is read here.
    Kind,
    /// It cannot be read as what it is.
    Broken,
    /// An SVG that says neither `viewBox` nor width and height.
    NoSize,
    /// Too many pixels.
    TooLarge,
    /// A colour profile that is larger than such are.
    Profile,
    /// An SVG with filters.
    Filter,
    /// An SVG with too many shapes, or shapes too deep in others; a JPEG that is painted too many times.
    TooMuch,
    /// An SVG with a document type, which may hold entities.
    DocType,
    /// An SVG that shows what lies elsewhere, or runs something.
    Outside,
    /// An SVG with letters, which would need a font.
    Letters,
    /// Colours of a printing press, which screens and archives show each in their own way.
    Press,
}
