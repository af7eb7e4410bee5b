//! Lengths and colours, as layouts write them.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A length in English Metric Units: 12 700 a point, 36 000 a millimetre; both exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Length(i64);

impl Length {
    const POINT: i64 = 12_700;
    const MILLIMETRE: i64 = 36_000;
    const TWIP: i64 = 635;

    /// The length in twentieths of a point, rounded to the nearest.
    pub fn twips(self) -> i32 {
        i32::try_from((self.0 + Self::TWIP / 2).div_euclid(Self::TWIP)).unwrap_or(i32::MAX)
    }

    /// The length in half points, rounded to the nearest: Word's font sizes.
    pub fn half_points(self) -> usize {
        usize::try_from((self.0 + Self::POINT / 4).div_euclid(Self::POINT / 2)).unwrap_or(0)
    }

    /// The length in eighths of a point, rounded to the nearest: Word's rules.
    pub fn eighth_points(self) -> usize {
        usize::try_from((self.0 * 8 + Self::POINT / 2).div_euclid(Self::POINT)).unwrap_or(0)
    }

    /// The length of so many English Metric Units.
    pub fn from_emu(units: i64) -> Self {
        Length(units)
    }

    /// The length in English Metric Units.
    pub fn emu(self) -> i64 {
        self.0
    }
}

impl std::ops::Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl std::ops::Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl FromStr for Length {
    type Err = String;

    /// Reads `10.5pt` or `25mm`: digits, at most three decimals, unit; 0 to 2 000 mm.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a length: write it as `10.5pt` or `25mm`");
        let (number, unit) = if let Some(number) = text.strip_suffix("pt") {
            (number, Self::POINT)
        } else if let Some(number) = text.strip_suffix("mm") {
            (number, Self::MILLIMETRE)
        } else {
            return Err(wrong());
        };
        let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || whole.len() > 4 || decimals.len() > 3 {
            return Err(wrong());
        }
        let thousandths: i64 = format!("{whole}{decimals:0<3}").parse().map_err(|_| wrong())?;
        let emu = thousandths * unit / 1000;
        if emu > 2000 * Self::MILLIMETRE { Err(wrong()) } else { Ok(Length(emu)) }
    }
}

/// A colour without transparency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    /// Red, green, blue.
    pub rgb: [u8; 3],
}

impl Color {
    /// Whether dark letters cannot be read on it: less than 150 of 255 parts of light, weighted by what the eye makes
    /// of them.
    pub fn is_dark(self) -> bool {
        let [red, green, blue] = self.rgb.map(u32::from);
        red * 299 + green * 587 + blue * 114 < 150 * 1_000
    }
}

impl fmt::Display for Color {
    /// Six digits without `#`, as Word writes colours.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.rgb;
        write!(f, "{r:02X}{g:02X}{b:02X}")
    }
}

impl Serialize for Color {
    /// `#1D2227`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("#{self}"))
    }
}

impl FromStr for Color {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a colour: write it as `#1d2227`");
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        let value = u32::from_str_radix(hex.ok_or_else(wrong)?, 16).map_err(|_| wrong())?;
        let [_, r, g, b] = value.to_be_bytes();
        Ok(Color { rgb: [r, g, b] })
    }
}
