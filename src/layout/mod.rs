//! A layout's tokens: every length, size and colour that the two writers share.
//!
//! The tokens stand in `tokens.toml` of a layout's folder. The Typst template reads the same file; what is typed here
//! is what the Word writer and the checks need, and it refuses whatever the template could stumble over.

pub mod contrast;
pub mod fault;
pub mod font;
pub mod furniture;
mod inherit;
mod logo;
pub mod messages;
pub mod tokens;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::list_sign::ListSign;
use crate::base::measure::{Color, Length};

pub use self::fault::{FontFault, LogoFault, Refused};
pub use self::furniture::{FurnitureTokens, PagesOf};
pub use self::inherit::{inherit, parent};
pub use self::logo::Logo;
pub use self::tokens::{ChartTokens, LevelTokens, Paint, Style, Tokens};

macro_rules! deserialize_from_str {
    ($($type:ty),*) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}
deserialize_from_str!(Length, Color, ListSign);

/// A layout: its tokens and what its folder holds for the PDF.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The folder's name, `kommun`.
    pub name: String,
    /// The tokens.
    pub tokens: Tokens,
    /// `tokens.toml` as it was read, for the template.
    pub tokens_text: String,
    /// `template.typ`, for the PDF.
    pub template: String,
    /// Font files of the layout's own, by file name.
    pub fonts: BTreeMap<String, Vec<u8>>,
    /// The logo.
    pub logo: Option<Logo>,
    /// Who says that it is to be used.
    pub chosen_by: ChosenBy,
}

/// Who says that a layout is to be used, and so what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChosenBy {
    /// The report that it comes with: no plugins and no bibliographies.
    Report,
    /// Whoever runs the program.
    User,
    /// It comes with the program.
    Program,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_exact() {
        assert_eq!("10.5pt".parse::<Length>().map(Length::twips), Ok(210));
        assert_eq!("10.5pt".parse::<Length>().map(Length::half_points), Ok(21));
        assert_eq!("210mm".parse::<Length>().map(Length::twips), Ok(11906));
        assert_eq!("0.5pt".parse::<Length>().map(Length::eighth_points), Ok(4));
        for wrong in ["10", "pt", "1.pt", "-3mm", "1,5pt", "9999mm", "1.2345pt", "1e3pt"] {
            assert!(wrong.parse::<Length>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn colours_are_six_digits() {
        assert_eq!("#0a1B2c".parse::<Color>().map(|c| c.to_string()), Ok("0A1B2C".to_owned()));
        for wrong in ["0a1b2c", "#fff", "#0a1b2g", "#+a1b2c"] {
            assert!(wrong.parse::<Color>().is_err(), "{wrong}");
        }
    }
}
