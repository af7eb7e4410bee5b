//! The pixels of an image.

use image::ColorType;
use image::metadata::Orientation;

/// The pixels of an image, eight bits each.
pub(super) struct Pixels {
    pub(super) width: u32,
    pub(super) height: u32,
    /// One for grey, two with transparency, three for colours, four with transparency.
    pub(super) channels: u8,
    pub(super) bytes: Vec<u8>,
    pub(super) profile: Option<Vec<u8>>,
    pub(super) orientation: Orientation,
}

/// The channels of a kind of colour that has eight bits in each.
pub(super) fn channels(color: ColorType) -> Option<u8> {
    match color {
        ColorType::L8 => Some(1),
        ColorType::La8 => Some(2),
        ColorType::Rgb8 => Some(3),
        ColorType::Rgba8 => Some(4),
        _ => None,
    }
}
