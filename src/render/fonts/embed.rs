//! The faces that a Word file carries: those of a family that may be embedded, each cut down to the letters, digits and
//! signs with which a paper is written on.
//!
//! `subsetter` keeps the outlines of the glyphs and what measures them; what finds a glyph for a character, and what a
//! program shows of the font, is added again from the whole face. Kerning and ligatures are left out: Word asks for
//! neither where a document does not say so.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use subsetter::GlyphRemapper;
use typst::text::{Font, FontStyle};
use write_fonts::read::{FontRef, TableProvider};
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};
use write_fonts::{FontBuilder, dump_table};

use crate::layout::{Layout, Refused};

use super::{FONTS, own};

/// The four faces of a family that Word knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

/// Letters of Swedish and its neighbours, Greek, digits, punctuation, signs, arrows and fractions.
const KEPT: [RangeInclusive<char>; 15] = [
    ' '..='~',
    '\u{a0}'..='\u{17f}',
    '\u{192}'..='\u{192}',
    '\u{218}'..='\u{21b}',
    '\u{2bc}'..='\u{2dd}',
    '\u{300}'..='\u{30c}',
    '\u{386}'..='\u{3ce}',
    '\u{1e9e}'..='\u{1e9e}',
    '\u{2010}'..='\u{205f}',
    '\u{2070}'..='\u{20ac}',
    '\u{2100}'..='\u{218b}',
    '\u{2190}'..='\u{21ff}',
    '\u{2200}'..='\u{22ff}',
    '\u{25a0}'..='\u{25ff}',
    '\u{fb01}'..='\u{fb02}',
];

/// The faces of a family, each as a font of its own with [`KEPT`] and `used`, or why it is not embedded. The same faces
/// and characters make the same bytes.
pub(crate) fn faces(layout: &Layout, family: &str, used: &BTreeSet<char>) -> Vec<(Slot, Result<Vec<u8>, Refused>)> {
    of_family(layout, family).into_iter().map(|(slot, font)| (slot, embedded(&font, used))).collect()
}

/// The faces of the layout's families that are not embedded, and why.
pub(crate) fn refused(layout: &Layout) -> Vec<(String, Refused)> {
    let fonts = &layout.tokens.font;
    let families: BTreeSet<&String> = [&fonts.body.family, &fonts.heading.family].into_iter().collect();
    let refused = |family: &String| of_family(layout, family).iter().find_map(|(_, font)| allowed(font).err());
    families.into_iter().filter_map(|family| Some((family.clone(), refused(family)?))).collect()
}

fn of_family(layout: &Layout, family: &str) -> Vec<(Slot, Font)> {
    let mut met = BTreeSet::new();
    let of_family =
        FONTS.iter().cloned().chain(own(&layout.fonts)).filter_map(|font| Some((slot(&font, family)?, font)));
    of_family.filter(|(slot, _)| met.insert(*slot)).collect()
}

/// Which face of the family a font is.
fn slot(font: &Font, family: &str) -> Option<Slot> {
    let info = font.info();
    if !info.family.eq_ignore_ascii_case(family) {
        return None;
    }
    match (info.variant.weight.to_number(), info.variant.style) {
        (400, FontStyle::Normal) => Some(Slot::Regular),
        (700, FontStyle::Normal) => Some(Slot::Bold),
        (400, FontStyle::Italic) => Some(Slot::Italic),
        (700, FontStyle::Italic) => Some(Slot::BoldItalic),
        _ => None,
    }
}

/// `fsType`: the bits that say how a font may be embedded, the one for documents that are edited, and the one that
/// allows no part of it. Source: OpenType, OS/2.
const RIGHTS: u16 = 0x000f;
const EDITABLE: u16 = 0x0008;
const WHOLE_ONLY: u16 = 0x0100;

/// Whether a face may be embedded, and only as a whole.
fn allowed(font: &Font) -> Result<bool, Refused> {
    let face = FontRef::from_index(font.data().as_slice(), font.index()).map_err(|_| Refused::Damaged)?;
    let has = |tag: &[u8; 4]| face.table_data(Tag::new(tag)).is_some();
    if !has(b"glyf") || has(b"fvar") {
        return Err(Refused::Outlines);
    }
    let rights = face.os2().map_err(|_| Refused::Damaged)?.fs_type();
    if rights & RIGHTS != 0 && rights & EDITABLE == 0 { Err(Refused::Licence) } else { Ok(rights & WHOLE_ONLY != 0) }
}

fn embedded(font: &Font, used: &BTreeSet<char>) -> Result<Vec<u8>, Refused> {
    let data = font.data().as_slice();
    let whole = allowed(font)?;
    let face = FontRef::from_index(data, font.index()).map_err(|_| Refused::Damaged)?;
    if whole {
        return Ok(FontBuilder::new().copy_missing_tables(face).build());
    }
    part(&face, data, font.index(), used).ok_or(Refused::Damaged)
}

/// A font with the characters that are kept.
fn part(face: &FontRef<'_>, data: &[u8], index: u32, used: &BTreeSet<char>) -> Option<Vec<u8>> {
    let characters: BTreeSet<char> = KEPT.into_iter().flatten().chain(used.iter().copied()).collect();
    let known = face.cmap().ok()?;
    let mut glyphs = GlyphRemapper::new();
    let mut mapped = Vec::new();
    for character in characters {
        let Some(glyph) = known.map_codepoint(character).and_then(|glyph| u16::try_from(glyph.to_u32()).ok()) else {
            continue;
        };
        mapped.push((character, GlyphId::new(u32::from(glyphs.remap(glyph)))));
    }
    let outlines = subsetter::subset(data, index, &glyphs).ok()?;
    let outlines = FontRef::new(&outlines).ok()?;
    // The names of its glyphs say nothing to a reader: version 3 has none.
    let mut post = face.table_data(Tag::new(b"post"))?.as_bytes().get(..POST)?.to_vec();
    post.splice(..4, [0, 3, 0, 0]);
    let mut builder = FontBuilder::new();
    builder.add_raw(Tag::new(b"cmap"), dump_table(&Cmap::from_mappings(mapped).ok()?).ok()?);
    builder.add_raw(Tag::new(b"post"), post);
    for tag in [b"OS/2", b"name"] {
        builder.add_raw(Tag::new(tag), face.table_data(Tag::new(tag))?.as_bytes());
    }
    for tag in [b"glyf", b"loca", b"head", b"hhea", b"hmtx", b"maxp"] {
        builder.add_raw(Tag::new(tag), outlines.table_data(Tag::new(tag))?.as_bytes());
    }
    Some(builder.build())
}

/// The length of the part of `post` that all of its versions have.
const POST: usize = 32;
