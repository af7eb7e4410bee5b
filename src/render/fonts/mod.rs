//! The fonts that come with the program or a layout: which characters they have, and how wide those are.

pub(crate) mod embed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Coverage, Font, FontStyle, FontVariant, FontVariations, FontWeight};

use crate::layout::Layout;

/// Whether the fonts of `layout` can show a character. Spaces and line ends need no font; a mark that is set on the
/// letter before it needs one in every font, since it is set in the letter's.
pub fn shows(layout: &Layout) -> impl Fn(char) -> bool + use<> {
    let coverage = coverage(&layout.fonts);
    move |c| {
        let has = |font: &Coverage| font.contains(u32::from(c));
        let combines = MARK.as_ref().is_some_and(|pattern| pattern.is_match(c.encode_utf8(&mut [0; 4])));
        // One of signs alone has no letters that a mark could be set on.
        let mut of_letters = coverage.iter().filter(|font| font.contains(u32::from('a')));
        let known = if combines { of_letters.all(has) } else { coverage.iter().any(has) };
        c.is_ascii_whitespace() || c == '\u{ad}' || (known && !is_private(c))
    }
}

/// Marks that are set on the letter before them, and invisible characters that join or part letters.
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[\p{M}\p{Cf}]$").ok());

/// The width of a character in a family of `layout`, in thousandths of the font size: in its upright face of this
/// weight, or in the first font that has the character. One that no font has is an em wide.
pub fn advances(layout: &Layout, family: &str, bold: bool) -> impl Fn(char) -> i64 + use<> {
    let mut fonts: Vec<Font> = FONTS.iter().cloned().chain(own(&layout.fonts)).collect();
    let weight = if bold { FontWeight::BOLD } else { FontWeight::REGULAR };
    fonts.sort_by_key(|font| {
        let info = font.info();
        let other = !info.family.eq_ignore_ascii_case(family);
        let slanted = info.variant.style != FontStyle::Normal;
        (other, slanted, info.variant.weight.to_number().abs_diff(weight.to_number()))
    });
    let variant = FontVariant { weight, ..FontVariant::default() };
    let plain = FontVariations::default();
    let faces: Vec<_> = fonts.into_iter().map(|font| font.instantiate(variant, Abs::zero(), &plain)).collect();
    move |c| {
        let found = faces.iter().find_map(|face| {
            let face = face.ttf();
            let advance = face.glyph_hor_advance(face.glyph_index(c)?)?;
            (i64::from(advance) * 1000).checked_div(i64::from(face.units_per_em()))
        });
        found.unwrap_or(1000)
    }
}

/// The families that layouts may name: those that come with the program, and the layout's own.
pub(crate) fn families(layout: &Layout) -> BTreeSet<String> {
    // One of signs alone is nothing that a text could be set in.
    let with_letters = FONTS.iter().filter(|font| font.info().coverage.contains(u32::from('a')));
    with_letters.cloned().chain(own(&layout.fonts)).map(|font| font.info().family.to_string()).collect()
}

/// The font files of the layout that hold no face that can be read.
pub(crate) fn unreadable(layout: &Layout) -> impl Iterator<Item = &String> {
    let is_empty = |data: &Vec<u8>| Font::iter(Bytes::new(data.clone())).next().is_none();
    layout.fonts.iter().filter(move |(_, data)| is_empty(data)).map(|(name, _)| name)
}

/// Private use: such characters mean nothing outside of their font, and PDF/A refuses them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// The fonts that come with the program: the faces of the two families that layouts use, and one of signs that neither
/// has, such as ☒. All have TrueType outlines, the only ones that Word embeds, so that both files can carry the same;
/// `make.py` says how they were made.
pub(super) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let serif: [&[u8]; 4] = [
        include_bytes!("LibertinusSerif-Regular.ttf"),
        include_bytes!("LibertinusSerif-Italic.ttf"),
        include_bytes!("LibertinusSerif-Bold.ttf"),
        include_bytes!("LibertinusSerif-BoldItalic.ttf"),
    ];
    let sans = [notosans::REGULAR_TTF, notosans::ITALIC_TTF, notosans::BOLD_TTF, notosans::BOLD_ITALIC_TTF];
    let signs: &[u8] = include_bytes!("DejaVuSans-Signs.ttf");
    serif.into_iter().chain(sans).chain([signs]).flat_map(|data| Font::iter(Bytes::new(data))).collect()
});

/// The faces of a layout's own font files.
pub(super) fn own(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = Font> {
    files.values().flat_map(|data| Font::iter(Bytes::new(data.clone())))
}

/// The file names and bytes of all fonts.
pub(crate) fn font_files(own: &BTreeMap<String, Vec<u8>>) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = FONTS
        .iter()
        .map(|font| {
            let info = font.info();
            let style = if info.variant.style == FontStyle::Italic { "Italic" } else { "" };
            let extension = if font.data().starts_with(b"OTTO") { "otf" } else { "ttf" };
            let name =
                format!("{}-{}{style}.{extension}", info.family.replace(' ', ""), info.variant.weight.to_number());
            (name, font.data().to_vec())
        })
        .collect();
    files.extend(own.iter().map(|(name, bytes)| (name.clone(), bytes.clone())));
    files
}

/// The characters that each of the fonts has.
pub(crate) fn coverage(layouts: &BTreeMap<String, Vec<u8>>) -> Vec<Coverage> {
    FONTS.iter().cloned().chain(own(layouts)).map(|font| font.info().coverage.clone()).collect()
}
