//! A JPEG: its image alone, without what a camera notes beside it.

use image::metadata::Orientation;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::base::limits::{IMAGE_SCANS, IMAGE_SIDE, PHOTO_PIXELS, PROFILE_SIZE};

use super::fault::ImageFault;
use super::pixels::Pixels;

/// How every JPEG begins.
pub(super) const SIGNATURE: &[u8] = b"\xff\xd8\xff";

/// How the segments begin that hold a colour profile, and those that hold what a camera notes.
const PROFILE: &[u8] = b"ICC_PROFILE\0";
const CAMERA: &[u8] = b"Exif\0\0";

/// The one note of Adobe's that decides how colours are read.
const ADOBE: &[u8] = b"Adobe";

/// How the image lies, and the file without what is no part of it: comments, dates, places, small copies, a second
/// image behind the first.
pub(super) fn read(bytes: &[u8]) -> Result<(Orientation, Vec<u8>), ImageFault> {
    let mut kept = bytes.get(..2).ok_or(ImageFault::Broken)?.to_vec();
    let (mut rest, mut orientation) = (&bytes[2..], Orientation::NoTransforms);
    let (mut scans, mut profile, mut has_size) = (0, 0, false);
    loop {
        let [0xff, marker, after @ ..] = rest else { return Err(ImageFault::Broken) };
        match *marker {
            // Filling before a marker.
            0xff => {
                rest = &rest[1..];
                continue;
            }
            0xd9 => {
                kept.extend([0xff, 0xd9]);
                return if has_size && scans > 0 { Ok((orientation, kept)) } else { Err(ImageFault::Broken) };
            }
            0x00 | 0x01 | 0xd0..=0xd8 => return Err(ImageFault::Broken),
            _ => {}
        }
        let length = after.first_chunk().map(|length| usize::from(u16::from_be_bytes(*length)));
        let length = length.filter(|length| *length >= 2).ok_or(ImageFault::Broken)?;
        let data = after.get(2..length).ok_or(ImageFault::Broken)?;
        let segment = &rest[..length + 2];
        rest = &after[length..];
        match *marker {
            // Frames, tables, restarts.
            0xc0..=0xcf | 0xdb | 0xdd => {
                if !matches!(marker, 0xc4 | 0xc8 | 0xcc | 0xdb | 0xdd) {
                    size(data)?;
                    has_size = true;
                }
                kept.extend_from_slice(segment);
            }
            0xe1 if data.starts_with(CAMERA) => {
                orientation = Orientation::from_exif_chunk(&data[CAMERA.len()..]).unwrap_or(orientation);
            }
            0xe2 if data.starts_with(PROFILE) => {
                profile += data.len();
                if profile as u64 > PROFILE_SIZE {
                    return Err(ImageFault::Profile);
                }
                kept.extend_from_slice(segment);
            }
            0xee if data.starts_with(ADOBE) => kept.extend_from_slice(segment),
            0xda => {
                scans += 1;
                if scans > IMAGE_SCANS {
                    return Err(ImageFault::TooMuch);
                }
                let end = scan(rest).ok_or(ImageFault::Broken)?;
                kept.extend_from_slice(segment);
                kept.extend_from_slice(&rest[..end]);
                rest = &rest[end..];
            }
            _ => {}
        }
    }
}

/// How many bytes belong to a scan before the next marker.
fn scan(data: &[u8]) -> Option<usize> {
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
    data.windows(2).position(is_end)
}

/// Refuses a frame that is too large, or of other colours than a screen's.
fn size(frame: &[u8]) -> Result<(), ImageFault> {
    let [_, a, b, c, d, components, ..] = frame else { return Err(ImageFault::Broken) };
    let [height, width] = [[*a, *b], [*c, *d]].map(|side| u32::from(u16::from_be_bytes(side)));
    if width == 0 || height == 0 {
        return Err(ImageFault::Broken);
    }
    if width > IMAGE_SIDE || height > IMAGE_SIDE || u64::from(width) * u64::from(height) > PHOTO_PIXELS {
        return Err(ImageFault::TooLarge);
    }
    match components {
        1 | 3 => Ok(()),
        4 => Err(ImageFault::Press),
        _ => Err(ImageFault::Broken),
    }
}

/// The pixels of a file that was read. The decoder's own way for each processor is not used: it may round otherwise.
pub(super) fn pixels(bytes: &[u8], orientation: Orientation) -> Result<Pixels, ImageFault> {
    let side = IMAGE_SIDE as usize;
    let options = DecoderOptions::new_safe().set_max_width(side).set_max_height(side);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| ImageFault::Broken)?;
    let is_grey = decoder.input_colorspace() == Some(ColorSpace::Luma);
    let options = options.jpeg_set_out_colorspace(if is_grey { ColorSpace::Luma } else { ColorSpace::RGB });
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let pixels = decoder.decode().map_err(|_| ImageFault::Broken)?;
    let info = decoder.info().ok_or(ImageFault::Broken)?;
    let (width, height, channels) = (u32::from(info.width), u32::from(info.height), if is_grey { 1 } else { 3 });
    if pixels.len() as u64 != u64::from(width) * u64::from(height) * u64::from(channels) {
        return Err(ImageFault::Broken);
    }
    Ok(Pixels { width, height, channels, bytes: pixels, profile: decoder.icc_profile(), orientation })
}
