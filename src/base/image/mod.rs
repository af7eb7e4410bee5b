//! Images: photographs and drawings that bring everything with them, lead nowhere, and say nothing but what they show.
//!
//! What a camera or a drawing program notes beside the image — dates, places, names, small copies of it — is left out
//! when a file is read, so that no file of the program can have it.

mod fault;
mod jpeg;
mod pixels;
mod png;
mod scale;
mod svg;

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, GrayAlphaImage, GrayImage, ImageEncoder, RgbImage, RgbaImage};
use rust_decimal::Decimal;

use self::pixels::Pixels;

pub use self::fault::ImageFault;
pub use self::svg::Effort;

/// How good the JPEG of an image is that had to be made smaller, of 100.
const QUALITY: u8 = 90;

/// The kinds of image file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// Vector graphics.
    Svg,
    /// Pixels, none of them changed.
    Png,
    /// Pixels as a photograph has them.
    Jpeg,
}

impl ImageFormat {
    /// How the names of such files end.
    pub fn ending(self) -> &'static str {
        match self {
            ImageFormat::Svg => "svg",
            ImageFormat::Png => "png",
            ImageFormat::Jpeg => "jpeg",
        }
    }

    /// Its media type.
    pub fn mime(self) -> &'static str {
        match self {
            ImageFormat::Svg => "image/svg+xml",
            ImageFormat::Png => "image/png",
            ImageFormat::Jpeg => "image/jpeg",
        }
    }
}

/// An image that both files can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// What the file is.
    pub format: ImageFormat,
    /// What the file holds, without what is no part of the image.
    pub bytes: Vec<u8>,
    /// Its width: pixels, or the units of a drawing.
    pub across: Decimal,
    /// Its height.
    pub down: Decimal,
    /// What it takes to draw it.
    pub effort: Effort,
}

impl Image {
    /// The image in a file as it is, whatever its size: an SVG or a PNG.
    ///
    /// # Errors
    ///
    /// Why it cannot be shown.
    pub fn drawing(bytes: Vec<u8>) -> Result<Self, ImageFault> {
        let (format, [across, down], effort, bytes) = if bytes.starts_with(png::SIGNATURE) {
            let (sides, _, bytes) = png::read(&bytes)?;
            (ImageFormat::Png, sides, Effort::default(), bytes)
        } else if is_svg(&bytes) {
            let (sides, effort) = svg::read(&bytes)?;
            (ImageFormat::Svg, sides, effort, bytes)
        } else {
            return Err(ImageFault::Kind);
        };
        Ok(Image { format, bytes, across, down, effort })
    }

    /// The image in a file, an SVG, a PNG or a JPEG, upright and with `most` pixels across and down. An image that is
    /// read again is the same, byte for byte.
    ///
    /// # Errors
    ///
    /// Why it cannot be shown.
    pub fn read(bytes: &[u8], most: [u32; 2]) -> Result<Self, ImageFault> {
        if is_svg(bytes) {
            svg::read(bytes)?;
            let bytes = svg::bare(bytes)?;
            let (sides, effort) = svg::read(&bytes)?;
            return Ok(Image { format: ImageFormat::Svg, bytes, across: sides[0], down: sides[1], effort });
        }
        let (format, kept, pixels) = if bytes.starts_with(png::SIGNATURE) {
            let (_, orientation, kept) = png::read(bytes)?;
            let pixels = png::pixels(&kept, orientation)?;
            (ImageFormat::Png, kept, pixels)
        } else if bytes.starts_with(jpeg::SIGNATURE) {
            let (orientation, kept) = jpeg::read(bytes)?;
            let pixels = jpeg::pixels(&kept, orientation)?;
            (ImageFormat::Jpeg, kept, pixels)
        } else {
            return Err(ImageFault::Kind);
        };
        let Pixels { width, height, channels: _, orientation, .. } = pixels;
        let turned = matches!(
            orientation,
            Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
        );
        let most = if turned { [most[1], most[0]] } else { most };
        let fitted = scale::fitted([width, height], most);
        let (bytes, [across, down]) = if fitted == [width, height] && orientation == Orientation::NoTransforms {
            (kept, fitted)
        } else {
            encoded(pixels, fitted, format)?
        };
        Ok(Image { format, bytes, across: across.into(), down: down.into(), effort: Effort::default() })
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg"))
}

/// The file of pixels that are made `fitted` and turned upright, with its sides.
fn encoded(pixels: Pixels, fitted: [u32; 2], format: ImageFormat) -> Result<(Vec<u8>, [u32; 2]), ImageFault> {
    let Pixels { channels, orientation, profile, .. } = pixels;
    let small = scale::scaled(&pixels.bytes, [pixels.width, pixels.height], fitted, channels);
    let [width, height] = fitted;
    let image = match channels {
        1 => GrayImage::from_raw(width, height, small).map(DynamicImage::from),
        2 => GrayAlphaImage::from_raw(width, height, small).map(DynamicImage::from),
        3 => RgbImage::from_raw(width, height, small).map(DynamicImage::from),
        _ => RgbaImage::from_raw(width, height, small).map(DynamicImage::from),
    };
    let mut image = image.ok_or(ImageFault::Broken)?;
    image.apply_orientation(orientation);
    let mut bytes = Vec::new();
    let (sides, color) = ([image.width(), image.height()], ExtendedColorType::from(image.color()));
    let data = image.as_bytes();
    match format {
        ImageFormat::Jpeg => {
            let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(Cursor::new(&mut bytes), QUALITY);
            if let Some(profile) = profile {
                encoder.set_icc_profile(profile).map_err(|_| ImageFault::Profile)?;
            }
            encoder.write_image(data, sides[0], sides[1], color).map_err(|_| ImageFault::Broken)?;
        }
        ImageFormat::Png | ImageFormat::Svg => {
            let mut encoder = image::codecs::png::PngEncoder::new(Cursor::new(&mut bytes));
            if let Some(profile) = profile {
                encoder.set_icc_profile(profile).map_err(|_| ImageFault::Profile)?;
            }
            encoder.write_image(data, sides[0], sides[1], color).map_err(|_| ImageFault::Broken)?;
        }
    }
    // The file as it is read again, so that a second reading changes nothing.
    let bytes = match format {
        ImageFormat::Jpeg => jpeg::read(&bytes)?.1,
        ImageFormat::Png | ImageFormat::Svg => png::read(&bytes)?.2,
    };
    Ok((bytes, sides))
}

#[cfg(test)]
mod tests;
