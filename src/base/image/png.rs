//! A PNG: its picture alone, without what else such a file may carry, and not more of it than fits into the
//! memory.

use std::io::{Cursor, Read};

use flate2::read::ZlibDecoder;
use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder};
use rust_decimal::Decimal;

use crate::base::limits::{IMAGE_PIXELS, IMAGE_SIDE, PROFILE_SIZE};

use super::fault::ImageFault;
use super::pixels::{Pixels, channels};

/// How every PNG begins.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that decide how the picture looks. Others hold words, dates, places and moving pictures.
const KEPT: [&[u8; 4]; 9] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"];

/// The pixels across and down, how the picture lies, and the file without what is no part of the picture.
pub(super) fn read(bytes: &[u8]) -> Result<([Decimal; 2], Orientation, Vec<u8>), ImageFault> {
    let mut rest = bytes.get(SIGNATURE.len()..).ok_or(ImageFault::Broken)?;
    let (mut kept, mut sides, mut orientation) = (SIGNATURE.to_vec(), None, Orientation::NoTransforms);
    loop {
        let length = rest.first_chunk().map(|length| u32::from_be_bytes(*length)).ok_or(ImageFault::Broken)?;
        // Length, name, data, and a sum of both.
        let end = usize::try_from(length).ok().and_then(|length| length.checked_add(12)).ok_or(ImageFault::Broken)?;
        let chunk = rest.get(..end).ok_or(ImageFault::Broken)?;
        let (name, data) = (&chunk[4..8], &chunk[8..end - 4]);
        match (name, sides) {
            (b"IHDR", None) => sides = Some(header(data)?),
            (_, None) | (b"IHDR", Some(_)) => return Err(ImageFault::Broken),
            (b"iCCP", _) => profile(data)?,
            (b"eXIf", _) => orientation = Orientation::from_exif_chunk(data).unwrap_or(orientation),
            _ => {}
        }
        if KEPT.iter().any(|kept| name == *kept) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Ok((sides.ok_or(ImageFault::Broken)?, orientation, kept));
        }
        rest = &rest[end..];
    }
}

/// The pixels across and down that a header names.
fn header(data: &[u8]) -> Result<[Decimal; 2], ImageFault> {
    let side = |at: usize| -> Option<u32> { Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?)) };
    let sides = [side(0), side(4)].map(|side| side.filter(|side| *side > 0).ok_or(ImageFault::Broken));
    let [across, down] = sides;
    let (across, down) = (across?, down?);
    if across > IMAGE_SIDE || down > IMAGE_SIDE || u64::from(across) * u64::from(down) > IMAGE_PIXELS {
        return Err(ImageFault::TooLarge);
    }
    Ok([across.into(), down.into()])
}

/// Refuses a colour profile that is more than one when it is unpacked: its readers ask for no limit.
fn profile(data: &[u8]) -> Result<(), ImageFault> {
    let name = data.iter().position(|byte| *byte == 0).ok_or(ImageFault::Broken)?;
    let packed = data.get(name + 2..).ok_or(ImageFault::Broken)?;
    let mut unpacked = ZlibDecoder::new(packed).take(PROFILE_SIZE + 1);
    let size = std::io::copy(&mut unpacked, &mut std::io::sink()).map_err(|_| ImageFault::Broken)?;
    if size > PROFILE_SIZE { Err(ImageFault::Profile) } else { Ok(()) }
}

/// The pixels of a file that was read.
pub(super) fn pixels(bytes: &[u8], orientation: Orientation) -> Result<Pixels, ImageFault> {
    let broken = |_| ImageFault::Broken;
    let mut decoder = PngDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let profile = decoder.icc_profile().map_err(broken)?;
    let image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let image = match image.color() {
        color if channels(color).is_some() => image,
        ColorType::L16 => image.into_luma8().into(),
        ColorType::La16 => image.into_luma_alpha8().into(),
        ColorType::Rgb16 => image.into_rgb8().into(),
        _ => image.into_rgba8().into(),
    };
    let channels = channels(image.color()).ok_or(ImageFault::Broken)?;
    let (width, height) = (image.width(), image.height());
    Ok(Pixels { width, height, channels, bytes: image.into_bytes(), profile, orientation })
}
