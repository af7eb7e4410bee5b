//! A layout's logo: an SVG or PNG that brings everything with it and leads nowhere.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::base::measure::Length;

use super::Field;
use super::tokens::Tokens;

/// The largest side of a PNG, in pixels.
const MAX_PIXELS: u32 = 10_000;

/// A logo that both files can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// What the file is.
    pub kind: LogoKind,
    /// What the file holds.
    pub bytes: Vec<u8>,
    /// Its width as it is shown.
    pub width: Length,
    /// Its height as it is shown.
    pub height: Length,
}

/// The kinds of image file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoKind {
    /// Vector graphics.
    Svg,
    /// Pixels.
    Png,
}

impl LogoKind {
    /// How the names of such files end.
    pub fn ending(self) -> &'static str {
        match self {
            LogoKind::Svg => "svg",
            LogoKind::Png => "png",
        }
    }
}

/// Why a file cannot be the logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoFault {
    /// It is neither SVG nor PNG.
    Kind,
    /// It cannot be read as what it is.
    Broken,
    /// An SVG that says neither `viewBox` nor width and height.
    NoSize,
    /// A PNG with too many pixels.
    TooLarge,
    /// An SVG with a document type, which may hold entities.
    DocType,
    /// An SVG that shows what lies elsewhere, or runs something.
    Outside,
    /// An SVG with letters, which would need a font.
    Letters,
    /// It is higher than the margin where it stands.
    TooTall {
        /// Its height.
        height: Length,
        /// The height that it may have.
        room: Length,
    },
}

impl Logo {
    /// The logo in a file, shown at this width.
    ///
    /// # Errors
    ///
    /// Why the file cannot be the logo.
    pub fn read(bytes: Vec<u8>, width: Length) -> Result<Self, LogoFault> {
        let (kind, [across, down]) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            (LogoKind::Png, png(&bytes)?)
        } else if std::str::from_utf8(&bytes).is_ok_and(|text| text.contains("<svg")) {
            (LogoKind::Svg, svg(&bytes)?)
        } else {
            return Err(LogoFault::Kind);
        };
        let height = Decimal::from(width.emu()).checked_mul(down).and_then(|product| product.checked_div(across));
        let height = height.and_then(|height| height.round().to_i64()).filter(|height| *height > 0);
        Ok(Logo { kind, bytes, width, height: Length::from_emu(height.ok_or(LogoFault::NoSize)?) })
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
    let shown = places.into_iter().filter(|(place, _)| place.pieces().iter().any(|piece| piece.has(Field::Logo)));
    shown.map(|(place, room)| room - place.air).min()
}

/// The pixels across and down that a PNG's header names.
fn png(bytes: &[u8]) -> Result<[Decimal; 2], LogoFault> {
    let side = |at: usize| -> Option<u32> { Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)) };
    let sides = [side(16), side(20)].map(|side| side.filter(|side| *side > 0).ok_or(LogoFault::Broken));
    let [across, down] = sides;
    let (across, down) = (across?, down?);
    if across > MAX_PIXELS || down > MAX_PIXELS {
        return Err(LogoFault::TooLarge);
    }
    Ok([across.into(), down.into()])
}

/// The width and height that an SVG's outermost element names.
fn svg(bytes: &[u8]) -> Result<[Decimal; 2], LogoFault> {
    let mut reader = Reader::from_reader(bytes);
    let (mut size, mut open) = (None, 0_usize);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| LogoFault::Broken)? {
            Event::DocType(_) => return Err(LogoFault::DocType),
            Event::Start(tag) => {
                open += 1;
                size = size.or(Some(element(&tag)?));
            }
            Event::Empty(tag) => size = size.or(Some(element(&tag)?)),
            Event::End(_) => open = open.saturating_sub(1),
            // `<?xml-stylesheet ?>` shows what lies elsewhere.
            Event::PI(_) => return Err(LogoFault::Outside),
            Event::Text(words) if leads_out(&words) => return Err(LogoFault::Outside),
            Event::CData(words) if leads_out(&words) => return Err(LogoFault::Outside),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    if open > 0 {
        return Err(LogoFault::Broken);
    }
    size.ok_or(LogoFault::Broken)?.ok_or(LogoFault::NoSize)
}

/// Refuses an element that shows or runs what is not in the file; the size that it names, if it is the outermost one.
fn element(tag: &BytesStart<'_>) -> Result<Option<[Decimal; 2]>, LogoFault> {
    let name = tag.local_name().as_ref().to_owned();
    match name.as_str() {
        "script" | "foreignObject" | "image" | "feImage" | "iframe" => return Err(LogoFault::Outside),
        "text" | "tspan" | "textPath" => return Err(LogoFault::Letters),
        _ => {}
    }
    let (mut width, mut height, mut view) = (None, None, None);
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| LogoFault::Broken)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| LogoFault::Broken)?;
        match attribute.key.local_name().as_ref() {
            "href" if !value.starts_with('#') => return Err(LogoFault::Outside),
            key if key.starts_with("on") => return Err(LogoFault::Outside),
            "width" => width = number(&value),
            "height" => height = number(&value),
            "viewBox" => view = view_box(&value),
            _ if leads_out(&value) => return Err(LogoFault::Outside),
            _ => {}
        }
    }
    Ok(view.or(width.zip(height).map(|(width, height)| [width, height])))
}

/// Whether a style names a file.
fn leads_out(style: &str) -> bool {
    let elsewhere = |url: &str| !url.trim_start_matches(['"', '\'', ' ']).starts_with('#');
    style.contains("@import") || style.split("url(").skip(1).any(elsewhere)
}

/// `120`, `120px` or `12.5mm`, if it is above zero; the unit does not matter to a ratio.
fn number(text: &str) -> Option<Decimal> {
    let digits = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic());
    Decimal::from_str_exact(digits).ok().filter(|number| *number > Decimal::ZERO)
}

/// Width and height of `0 0 120 40`.
fn view_box(text: &str) -> Option<[Decimal; 2]> {
    let numbers: Vec<&str> = text.split([' ', ',', '\n', '\t']).filter(|number| !number.is_empty()).collect();
    match numbers.as_slice() {
        [_, _, width, height] => Some([number(width)?, number(height)?]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<[i64; 2], LogoFault> {
        let width = "40mm".parse().map_err(|_| LogoFault::Broken)?;
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
        let header = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &200_u32.to_be_bytes(), &100_u32.to_be_bytes()].concat();
        assert_eq!(read(&header), Ok([1_440_000, 720_000]));
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
            assert_eq!(svg(inside), Err(LogoFault::Outside), "{inside}");
        }
        assert_eq!(svg("<style>.a{fill:url(#b)}</style>"), Ok([1_440_000, 360_000]));
        assert_eq!(svg("<use href='#a'/><rect fill='url(#b)'/>"), Ok([1_440_000, 360_000]));
        let entity = b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg viewBox='0 0 1 1'>&a;</svg>";
        assert_eq!(read(entity), Err(LogoFault::DocType));
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
        assert_eq!(svg("<text>Sandby</text>"), Err(LogoFault::Letters));
        assert_eq!(read(b"GIF89a"), Err(LogoFault::Kind));
        assert_eq!(read(b"<svg viewBox='0 0 1 1'><g>"), Err(LogoFault::Broken));
        assert_eq!(read(b"<svg/>"), Err(LogoFault::NoSize));
        assert_eq!(read(b"<svg viewBox='0 0 0 1'/>"), Err(LogoFault::NoSize));
        assert_eq!(read(b"\x89PNG\r\n\x1a\n"), Err(LogoFault::Broken));
        let wide = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &20_000_u32.to_be_bytes(), &1_u32.to_be_bytes()].concat();
        assert_eq!(read(&wide), Err(LogoFault::TooLarge));
    }
}
