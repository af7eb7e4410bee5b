//! The tokens of a layout: every length, size and colour that the two writers share.

use serde::Deserialize;

use crate::base::assessment::Light;
use crate::base::measure::{Color, Length};
use crate::base::note_style::{Marks, NoteStyle, Numbering, TableNotes};

use super::furniture::{Field, Pattern};

/// The tokens of one layout, as `tokens.toml` holds them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// The layout's name for people.
    pub namn: String,
    /// Page and margins.
    pub sida: PageTokens,
    /// The running head.
    pub sidhuvud: FurnitureTokens,
    /// The running foot.
    pub sidfot: FurnitureTokens,
    /// Headings.
    pub rubrik: HeadingTokens,
    /// The logo, if the layout has one.
    #[serde(default)]
    pub logotyp: Option<LogoTokens>,
    /// Colours by name.
    pub farg: Palette,
    /// Font families by name.
    pub typsnitt: Fonts,
    /// Paragraph styles.
    pub stil: Styles,
    /// Lists.
    pub lista: ListTokens,
    /// Tables.
    pub tabell: TableTokens,
    /// Contents.
    pub innehall: ContentsTokens,
    /// Notes.
    #[serde(rename = "not")]
    pub note: NoteTokens,
    /// Boxes.
    pub ruta: BoxTokens,
    /// Cover.
    pub omslag: CoverTokens,
    /// Signatures.
    pub underskrift: SignatureTokens,
    /// Charts.
    #[serde(rename = "diagram")]
    pub chart: ChartTokens,
    /// Levels of a risk's product, ascending.
    pub risk: Vec<RiskLevel>,
    /// Assessments.
    pub bedomning: Lights,
}

/// How the lines of the PDF are broken. The template reads it; Word breaks lines in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineBreaks {
    /// Whole paragraphs are looked at for lines of even length.
    #[default]
    Jamn,
    /// One line is filled after the other.
    Enkel,
}

/// Page and margins.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct PageTokens {
    pub bredd: Length,
    pub hojd: Length,
    pub marginal_upp: Length,
    pub marginal_ned: Length,
    pub marginal_vanster: Length,
    pub marginal_hoger: Length,
    pub sidhuvud: Length,
    pub sidfot: Length,
    pub spalter: u8,
    pub spaltmellanrum: Length,
    #[serde(default)]
    pub radbrytning: LineBreaks,
    #[serde(default)]
    pub avstava_ord: u8,
    pub liggande_marginal: Length,
}

/// A running head or foot.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct FurnitureTokens {
    pub vanster: Pattern,
    pub mitten: Pattern,
    pub hoger: Pattern,
    pub linje: Length,
    pub luft: Length,
}

impl FurnitureTokens {
    /// Its three pieces from left to right.
    pub fn pieces(&self) -> [&Pattern; 3] {
        [&self.vanster, &self.mitten, &self.hoger]
    }
}

/// Headings.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct HeadingTokens {
    pub numrerade: u8,
}

/// The logo.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in layouts/README.md")]
pub struct LogoTokens {
    pub fil: String,
    pub bredd: Length,
    #[serde(default)]
    pub omslag: bool,
}

/// The layout's colours.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Palette {
    pub text: Color,
    pub rubrik: Color,
    pub svag: Color,
    pub linje: Color,
    pub linje_svag: Color,
    pub rubrikrad: Color,
    pub rubrikrad_text: Color,
    pub summarad: Color,
    pub lank: Color,
    pub omslag: Color,
    pub omslag_text: Color,
    pub utkast: Color,
    pub utkast_botten: Color,
    pub lucka: Color,
    pub lucka_botten: Color,
}

/// The name of a text colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the palette")]
pub enum ColorName {
    Text,
    Rubrik,
    Svag,
    Lank,
    Omslag,
    OmslagText,
    RubrikradText,
    Utkast,
    Lucka,
}

impl Palette {
    /// The colour with this name.
    pub fn get(&self, name: ColorName) -> Color {
        match name {
            ColorName::Text => self.text,
            ColorName::Rubrik => self.rubrik,
            ColorName::Svag => self.svag,
            ColorName::Lank => self.lank,
            ColorName::Omslag => self.omslag,
            ColorName::OmslagText => self.omslag_text,
            ColorName::RubrikradText => self.rubrikrad_text,
            ColorName::Utkast => self.utkast,
            ColorName::Lucka => self.lucka,
        }
    }
}

/// The two families of a layout.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Fonts {
    pub brod: Font,
    pub rubrik: Font,
}

/// A font family.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Font {
    pub familj: String,
    pub word_reserv: String,
}

/// The name of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names of the families")]
pub enum FontName {
    Brod,
    Rubrik,
}

impl Fonts {
    /// The family with this name.
    pub fn get(&self, name: FontName) -> &Font {
        match name {
            FontName::Brod => &self.brod,
            FontName::Rubrik => &self.rubrik,
        }
    }
}

/// A paragraph style for each role.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Styles {
    pub brod: Style,
    pub ledtext: Style,
    pub tabellrad: Style,
    pub fakta: Style,
    pub titel: Style,
    pub rubrik1: Style,
    pub rubrik2: Style,
    pub rubrik3: Style,
    pub rubrik4: Style,
    pub cell: Style,
    pub rubrikcell: Style,
    pub tabellnot: Style,
    #[serde(rename = "not")]
    pub note: Style,
    pub sidhuvud: Style,
    pub sidfot: Style,
    pub innehallsrubrik: Style,
    pub innehall1: Style,
    pub innehall2: Style,
    pub innehall3: Style,
    pub innehall4: Style,
    pub omslagstitel: Style,
    pub omslagsrad: Style,
    pub underskrift: Style,
    pub diagramrubrik: Style,
    pub diagram: Style,
}

/// A paragraph style.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// Family.
    pub typsnitt: FontName,
    /// Font size.
    pub storlek: Length,
    /// From one line's foot to the next.
    pub rad: Length,
    /// Space above.
    pub fore: Length,
    /// Space below.
    pub efter: Length,
    /// Colour of the text.
    pub farg: ColorName,
    /// Bold.
    #[serde(default)]
    pub fet: bool,
    /// Italic.
    #[serde(default)]
    pub kursiv: bool,
    /// Keep on the page of what follows.
    #[serde(default)]
    pub behall: bool,
    /// Hyphenate.
    #[serde(default)]
    pub avstava: bool,
    /// Indent from the left.
    #[serde(default)]
    pub indrag: Length,
}

/// Lists.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct ListTokens {
    pub indrag: Length,
    pub mellanrum: Length,
    pub cellindrag: Length,
    pub cellmellanrum: Length,
}

/// Tables.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct TableTokens {
    pub cell_sida: Length,
    pub cell_hojd: Length,
    pub linje: Length,
    pub linje_stark: Length,
    pub fore: Length,
    pub efter: Length,
    pub hel_procent: u8,
    pub delsumma: LevelTokens,
    pub summa: LevelTokens,
    pub resultat: LevelTokens,
}

/// Rows of sums of one level.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct LevelTokens {
    pub fet: bool,
    pub skuggad: bool,
    pub over: Length,
    pub under: Length,
}

/// Contents.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct ContentsTokens {
    pub sidnummer: Length,
}

/// Notes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct NoteTokens {
    pub linje: Length,
    pub linje_bredd: Length,
    pub indrag: Length,
    pub numrering: Numbering,
    pub marken: Marks,
    pub i_tabeller: TableNotes,
    pub tabellmarken: Marks,
}

impl NoteTokens {
    /// How the layout numbers notes and where it puts them.
    pub fn style(&self) -> NoteStyle {
        NoteStyle {
            numbering: self.numrering,
            marks: self.marken,
            in_tables: self.i_tabeller,
            table_marks: self.tabellmarken,
        }
    }
}

/// Boxes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct BoxTokens {
    pub linje: Length,
    pub luft: Length,
}

/// Cover.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct CoverTokens {
    pub falt_hojd: Length,
}

/// Signatures.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct SignatureTokens {
    pub utrymme: Length,
    pub spalt: Length,
}

/// Charts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct ChartTokens {
    pub bredd: Length,
    pub hojd_procent: u8,
    pub efter: Length,
    pub linje: Length,
    pub axel: Color,
    pub luft: Length,
    pub grupp: Length,
    pub stapel: Length,
    pub etikett_procent: u8,
    pub ruta: Length,
    pub rutmellanrum: Length,
    pub riskcell: Length,
    pub markor: Length,
    pub markor_botten: Color,
    pub markor_text: Color,
    pub serie1: Paint,
    pub serie2: Paint,
    pub serie3: Paint,
    pub nar: Paint,
    pub nar_inte: Paint,
    pub oklart: Paint,
}

/// How a shape of a chart is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Paint {
    pub botten: Color,
    pub kant: Color,
}

/// Assessments by their names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Lights {
    pub gron: LightTokens,
    pub gul: LightTokens,
    pub rod: LightTokens,
    pub gra: LightTokens,
}

/// How an assessment is shown.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LightTokens {
    /// The sign before its word.
    pub tecken: char,
    /// The cell's colour.
    pub botten: Color,
    /// The word's colour on it.
    pub text: Color,
}

impl Lights {
    /// The tokens of an assessment.
    pub fn get(&self, light: Light) -> &LightTokens {
        match light {
            Light::Green => &self.gron,
            Light::Yellow => &self.gul,
            Light::Red => &self.rod,
            Light::Grey => &self.gra,
        }
    }
}

/// A level of a risk's product.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskLevel {
    /// From this many per cent of the scale's largest product.
    pub fran_procent: u8,
    /// Its name.
    pub namn: String,
    /// The cell's colour.
    pub botten: Color,
    /// The number's colour on it.
    pub text: Color,
}

impl Tokens {
    /// Whether each page of a draft says that it is one.
    pub fn marks_drafts(&self) -> bool {
        let mut pieces = self.sidhuvud.pieces().into_iter().chain(self.sidfot.pieces());
        pieces.any(|pattern| pattern.has(Field::Draft))
    }

    /// The level of a risk with this weight in per cent; `None` where a layout names no level that low.
    pub fn risk_level(&self, weight: u8) -> Option<&RiskLevel> {
        self.risk.iter().filter(|level| level.fran_procent <= weight).max_by_key(|level| level.fran_procent)
    }
}
