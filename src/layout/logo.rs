//! A layout's logo: an SVG or PNG that brings everything with it and leads nowhere.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::base::image::{Effort, Image, ImageFault, ImageFormat};
use crate::base::measure::Length;

use super::fault::LogoFault;
use super::tokens::Tokens;
use crate::model::furniture::Field;

/// A logo that both files can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// What the file is.
    pub kind: ImageFormat,
    /// What the file holds.
    pub bytes: Vec<u8>,
    /// Its width as it is shown.
    pub width: Length,
    /// Its height as it is shown.
    pub height: Length,
    /// What it takes to draw it.
    pub effort: Effort,
}

impl Logo {
    /// The logo in a file, shown at this width.
    ///
    /// # Errors
    ///
    /// Why the file cannot be the logo.
    pub fn read(bytes: Vec<u8>, width: Length) -> Result<Self, LogoFault> {
        let Image { format: kind, bytes, across, down, effort } = Image::drawing(bytes)?;
        let height = Decimal::from(width.emu()).checked_mul(down).and_then(|product| product.checked_div(across));
        let height = height.and_then(|height| height.round().to_i64()).filter(|height| *height > 0);
        Ok(Logo { kind, bytes, width, height: Length::from_emu(height.ok_or(ImageFault::NoSize)?), effort })
    }

    /// The logo, if the margins have room for it where heads and feet show it.
    ///
    /// # Errors
    ///
    /// [`LogoFault::TooTall`] if it would stand in the text.
    pub fn fitting(self, tokens: &Tokens) -> Result<Self, LogoFault> {
        match room(tokens) {
            Some(room) if self.height > room => Err(LogoFault::TooTall { height: self.height, room }),
            _ => Ok(self),
        }
    }
}

/// The height that a logo may have in the running head and foot; `None` where neither shows it.
fn room(tokens: &Tokens) -> Option<Length> {
    let sida = &tokens.page;
    let places = [(&tokens.header, sida.margin_top - sida.header), (&tokens.footer, sida.margin_bottom - sida.footer)];
    let shown = places.into_iter().filter(|(place, _)| place.shows(Field::Logo));
    shown.map(|(place, room)| room - place.air).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<[i64; 2], LogoFault> {
        let width = "40mm".parse().map_err(|_| LogoFault::Image(ImageFault::Broken))?;
        Logo::read(bytes.to_vec(), width).map(|logo| [logo.width.emu(), logo.height.emu()])
    }

    fn svg(inside: &str) -> Result<[i64; 2], LogoFault> {
        let open = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='x' viewBox='0 0 120 30'>";
        read(format!("{open}{inside}</svg>").as_bytes())
    }

    #[test]
    fn the_height_follows_from_the_width() {
        assert_eq!(svg("<path d='M0 0h1'/>"), Ok([1_440_000, 360_000]));
        assert_eq!(read(b"<svg width='12.5mm' height='25mm'/>"), Ok([1_440_000, 2_880_000]));
    }

    #[test]
    fn what_leads_out_of_the_file_is_refused() {
        for inside in [
            "<image href='logo.png'/>",
            "<use xlink:href='other.svg#a'/>",
            "<script>x</script>",
            "<rect fill='url(http://example.se/a)'/>",
            "<rect fill=\"url( 'b.svg#a')\"/>",
            "<style>@import 'a.css';</style>",
            "<rect onclick='x'/>",
            "<?xml-stylesheet href='a.css'?>",
        ] {
            assert_eq!(svg(inside), Err(LogoFault::Image(ImageFault::Outside)), "{inside}");
        }
        assert_eq!(svg("<style>.a{fill:url(#b)}</style>"), Ok([1_440_000, 360_000]));
        assert_eq!(svg("<use href='#a'/><rect fill='url(#b)'/>"), Ok([1_440_000, 360_000]));
        let entity = b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg viewBox='0 0 1 1'>&a;</svg>";
        assert_eq!(read(entity), Err(LogoFault::Image(ImageFault::DocType)));
    }

    #[test]
    fn a_logo_stays_in_the_margin_where_it_stands() {
        let text = include_str!("../../layouts/kommun/tokens.toml");
        let mut tokens: Tokens = toml::from_str(text).unwrap();
        let read = |height: i64| {
            let svg = format!("<svg viewBox='0 0 100 {height}'/>");
            Logo::read(svg.into_bytes(), "100mm".parse().unwrap()).unwrap()
        };
        assert!(read(90).fitting(&tokens).is_ok(), "it stands nowhere");
        tokens.header.left = "{logotyp}".parse().unwrap();
        tokens.header.air = "2mm".parse().unwrap();
        (tokens.page.margin_top, tokens.page.header) = ("30mm".parse().unwrap(), "10mm".parse().unwrap());
        assert!(read(18).fitting(&tokens).is_ok());
        let (height, room) = ("19mm".parse().unwrap(), "18mm".parse().unwrap());
        assert_eq!(read(19).fitting(&tokens), Err(LogoFault::TooTall { height, room }));
        tokens.footer.right = "{logotyp}".parse().unwrap();
        (tokens.page.margin_bottom, tokens.page.footer) = ("20mm".parse().unwrap(), "10mm".parse().unwrap());
        tokens.footer.air = "3mm".parse().unwrap();
        assert!(read(7).fitting(&tokens).is_ok());
        assert!(read(8).fitting(&tokens).is_err(), "the foot has less room");
    }

    #[test]
    fn what_is_no_logo_is_refused() {
        assert_eq!(svg("<text>Sandby</text>"), Err(LogoFault::Image(ImageFault::Letters)));
        assert_eq!(read(b"GIF89a"), Err(LogoFault::Image(ImageFault::Kind)));
        assert_eq!(read(b"<svg viewBox='0 0 1 1'><g>"), Err(LogoFault::Image(ImageFault::Broken)));
        assert_eq!(read(b"<svg/>"), Err(LogoFault::Image(ImageFault::NoSize)));
        assert_eq!(read(b"<svg viewBox='0 0 0 1'/>"), Err(LogoFault::Image(ImageFault::NoSize)));
        assert_eq!(read(b"\x89PNG\r\n\x1a\n"), Err(LogoFault::Image(ImageFault::Broken)));
    }
}
