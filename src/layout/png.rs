//! A PNG as a logo: its picture alone, without what else such a file may carry, and not more of it than fits into the
//! memory.

use std::io::Read;

use flate2::read::ZlibDecoder;
use rust_decimal::Decimal;

use crate::base::limits::{IMAGE_PIXELS, IMAGE_SIDE, PROFILE_SIZE};

use super::fault::LogoFault;

/// How every PNG begins.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that decide how the picture looks. Others hold words, dates, places and moving pictures.
const KEPT: [&[u8; 4]; 9] = [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"];

/// The pixels across and down, and the file without what is no part of the picture.
pub(super) fn read(bytes: &[u8]) -> Result<([Decimal; 2], Vec<u8>), LogoFault> {
    let mut rest = bytes.get(SIGNATURE.len()..).ok_or(LogoFault::Broken)?;
    let (mut kept, mut sides) = (SIGNATURE.to_vec(), None);
    loop {
        let length = rest.first_chunk().map(|length| u32::from_be_bytes(*length)).ok_or(LogoFault::Broken)?;
        // Length, name, data, and a sum of both.
        let end = usize::try_from(length).ok().and_then(|length| length.checked_add(12)).ok_or(LogoFault::Broken)?;
        let chunk = rest.get(..end).ok_or(LogoFault::Broken)?;
        let (name, data) = (&chunk[4..8], &chunk[8..end - 4]);
        match (name, sides) {
            (b"IHDR", None) => sides = Some(header(data)?),
            (_, None) | (b"IHDR", Some(_)) => return Err(LogoFault::Broken),
            (b"iCCP", _) => profile(data)?,
            _ => {}
        }
        if KEPT.iter().any(|kept| name == *kept) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Ok((sides.ok_or(LogoFault::Broken)?, kept));
        }
        rest = &rest[end..];
    }
}

/// The pixels across and down that a header names.
fn header(data: &[u8]) -> Result<[Decimal; 2], LogoFault> {
    let side = |at: usize| -> Option<u32> { Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?)) };
    let sides = [side(0), side(4)].map(|side| side.filter(|side| *side > 0).ok_or(LogoFault::Broken));
    let [across, down] = sides;
    let (across, down) = (across?, down?);
    if across > IMAGE_SIDE || down > IMAGE_SIDE || u64::from(across) * u64::from(down) > IMAGE_PIXELS {
        return Err(LogoFault::TooLarge);
    }
    Ok([across.into(), down.into()])
}

/// Refuses a colour profile that is more than one when it is unpacked: its readers ask for no limit.
fn profile(data: &[u8]) -> Result<(), LogoFault> {
    let name = data.iter().position(|byte| *byte == 0).ok_or(LogoFault::Broken)?;
    let packed = data.get(name + 2..).ok_or(LogoFault::Broken)?;
    let mut unpacked = ZlibDecoder::new(packed).take(PROFILE_SIZE + 1);
    let size = std::io::copy(&mut unpacked, &mut std::io::sink()).map_err(|_| LogoFault::Broken)?;
    if size > PROFILE_SIZE { Err(LogoFault::Profile) } else { Ok(()) }
}
