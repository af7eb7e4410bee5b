//! A layout's fonts: files that are what they say, before they are handed on, and families that somebody has.
//!
//! What reads fonts takes a file's own counts for granted: so many faces, so many characters each.

use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

use crate::base::limits::{FONT_CHARACTERS, FONT_FACES, FONT_NAMES};
use crate::base::source::{FileId, Span};
use crate::diagnostic::Diagnostic;

use super::fault::{FontFault, Refused};
use super::messages;
use super::tokens::Tokens;

/// Whether a file holds faces, each with no more characters and names than it can have.
///
/// # Errors
///
/// Why it cannot be a font of a layout.
pub fn check(bytes: &[u8]) -> Result<(), FontFault> {
    let font = Font(bytes);
    let mut left = Left { characters: FONT_CHARACTERS, names: FONT_NAMES };
    if !bytes.starts_with(b"ttcf") {
        return font.face(0, &mut left);
    }
    let faces = font.long(8)?;
    if faces == 0 {
        return Err(FontFault::Broken);
    }
    if faces > FONT_FACES {
        return Err(FontFault::Faces);
    }
    (0..faces as usize).try_for_each(|face| font.face(font.long(12 + 4 * face)? as usize, &mut left))
}

/// The characters and names that all faces of a file may still say to have.
struct Left {
    characters: u64,
    names: u64,
}

fn take(left: &mut u64, amount: u64) -> Result<(), FontFault> {
    *left = left.checked_sub(amount).ok_or(FontFault::Characters)?;
    Ok(())
}

/// The bytes of a font file. Numbers are written with the highest byte first.
///
/// Source: ISO/IEC 14496-22, Open Font Format, 4.5, 5.2 and 5.7.
struct Font<'f>(&'f [u8]);

impl Font<'_> {
    fn short(&self, at: usize) -> Result<u64, FontFault> {
        let bytes = self.0.get(at..).and_then(|rest| rest.first_chunk());
        bytes.map(|bytes| u64::from(u16::from_be_bytes(*bytes))).ok_or(FontFault::Broken)
    }

    fn long(&self, at: usize) -> Result<u32, FontFault> {
        let bytes = self.0.get(at..).and_then(|rest| rest.first_chunk());
        bytes.map(|bytes| u32::from_be_bytes(*bytes)).ok_or(FontFault::Broken)
    }

    /// The face whose list of tables stands here.
    fn face(&self, at: usize, left: &mut Left) -> Result<(), FontFault> {
        if ![0x0001_0000, u32::from_be_bytes(*b"OTTO"), u32::from_be_bytes(*b"true")].contains(&self.long(at)?) {
            return Err(FontFault::Broken);
        }
        for table in 0..self.short(at + 4)? as usize {
            let record = at + 12 + 16 * table;
            let (start, length) = (self.long(record + 8)? as usize, self.long(record + 12)? as usize);
            if start.checked_add(length).is_none_or(|end| end > self.0.len()) {
                return Err(FontFault::Broken);
            }
            match &self.long(record)?.to_be_bytes() {
                b"cmap" => self.characters(start, left)?,
                b"name" => take(&mut left.names, self.short(start + 2)?)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The table of characters that stands here: several lists of them, of a dozen forms.
    fn characters(&self, start: usize, left: &mut Left) -> Result<(), FontFault> {
        for list in 0..self.short(start + 2)? as usize {
            let at = start.saturating_add(self.long(start + 4 + 8 * list + 4)? as usize);
            match self.short(at)? {
                2 => {
                    for byte in 0..256 {
                        let key = self.short(at + 6 + 2 * byte)? as usize;
                        take(&mut left.characters, self.short(at + 518 + key + 2)?)?;
                    }
                }
                4 => {
                    let segments = self.short(at + 6)? as usize / 2;
                    for segment in 0..segments {
                        let end = self.short(at + 14 + 2 * segment)?;
                        let first = self.short(at + 16 + 2 * segments + 2 * segment)?;
                        take(&mut left.characters, (end + 1).saturating_sub(first).max(1))?;
                    }
                }
                8 | 12 | 13 => {
                    for group in 0..self.long(at + 12)? as usize {
                        let [first, end] = [0, 4].map(|part| self.long(at + 16 + 12 * group + part));
                        take(&mut left.characters, (u64::from(end?) + 1).saturating_sub(u64::from(first?)).max(1))?;
                    }
                }
                10 => take(&mut left.characters, u64::from(self.long(at + 16)?))?,
                6 => take(&mut left.characters, self.short(at + 8)?)?,
                _ => take(&mut left.characters, 256)?,
            }
        }
        Ok(())
    }
}

/// The families that the tokens name and nobody has, and those that the Word file does not carry, each at its place in
/// the layout's own tokens, `text`. `known` are the families that there are, `refused` those that are not carried.
pub fn families(
    file: FileId,
    text: &str,
    tokens: &Tokens,
    known: &BTreeSet<String>,
    refused: &[(String, Refused)],
) -> Vec<Diagnostic> {
    let (own, _) = DeTable::parse_recoverable(text);
    let fonts = own.get_ref().get("typsnitt").map(|fonts| fonts.get_ref());
    let named = [("brod", &tokens.font.body), ("rubrik", &tokens.font.heading)];
    let small: BTreeSet<String> = known.iter().map(|family| family.to_lowercase()).collect();
    let mut found = Vec::new();
    for (role, font) in named {
        let place = fonts.and_then(|fonts| value(value(fonts, role)?.get_ref(), "familj"));
        let place = Span::new(file, place.map_or(0..0, |place| place.span()));
        if !small.contains(&font.family.to_lowercase()) {
            found.push(messages::font_missing(place, &font.family, known));
        }
        let why = refused.iter().find(|(family, _)| *family == font.family);
        found.extend(why.map(|(family, why)| messages::font_not_embedded(place, family, *why)));
    }
    found
}

fn value<'t>(table: &'t DeValue<'t>, key: &str) -> Option<&'t toml::Spanned<DeValue<'t>>> {
    table.as_table()?.get(key)
}
