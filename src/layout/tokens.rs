//! The tokens of a layout: every length, size and colour that the two writers share.

use serde::Deserialize;

use crate::base::assessment::Light;
use crate::base::list_sign::ListSign;
use crate::base::measure::{Color, Length};
use crate::base::note_style::{Marks, NoteStyle, Numbering, TableNotes};

use crate::model::furniture::Field;

use super::furniture::{FurnitureTokens, PagesOf};

/// The tokens of one layout, as `tokens.toml` holds them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// The layout's name for people.
    #[serde(rename = "namn")]
    pub name: String,
    /// Page and margins.
    #[serde(rename = "sida")]
    pub page: PageTokens,
    /// The running head.
    #[serde(rename = "sidhuvud")]
    pub header: FurnitureTokens,
    /// The running foot.
    #[serde(rename = "sidfot")]
    pub footer: FurnitureTokens,
    /// Headings.
    #[serde(rename = "rubrik")]
    pub heading: HeadingTokens,
    /// The logo, if the layout has one.
    #[serde(default)]
    #[serde(rename = "logotyp")]
    pub logo: Option<LogoTokens>,
    /// Colours by name.
    #[serde(rename = "farg")]
    pub color: Palette,
    /// Font families by name.
    #[serde(rename = "typsnitt")]
    pub font: Fonts,
    /// Paragraph styles.
    #[serde(rename = "stil")]
    pub styles: Styles,
    /// Lists.
    #[serde(rename = "lista")]
    pub list: ListTokens,
    /// Tables.
    #[serde(rename = "tabell")]
    pub table: TableTokens,
    /// Contents.
    #[serde(rename = "innehall")]
    pub contents: ContentsTokens,
    /// Notes.
    #[serde(rename = "not")]
    pub note: NoteTokens,
    /// Boxes.
    #[serde(rename = "ruta")]
    pub notice: BoxTokens,
    /// Cover.
    #[serde(rename = "omslag")]
    pub cover: CoverTokens,
    /// Signatures.
    #[serde(rename = "underskrift")]
    pub signature: SignatureTokens,
    /// Charts.
    #[serde(rename = "diagram")]
    pub chart: ChartTokens,
    /// Levels of a risk's product, ascending.
    pub risk: Vec<RiskLevel>,
    /// Assessments.
    #[serde(rename = "bedomning")]
    pub assessment: Lights,
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
    #[serde(rename = "bredd")]
    pub width: Length,
    #[serde(rename = "hojd")]
    pub height: Length,
    #[serde(rename = "marginal_upp")]
    pub margin_top: Length,
    #[serde(rename = "marginal_ned")]
    pub margin_bottom: Length,
    #[serde(rename = "marginal_vanster")]
    pub margin_left: Length,
    #[serde(rename = "marginal_hoger")]
    pub margin_right: Length,
    #[serde(rename = "sidhuvud")]
    pub header: Length,
    #[serde(rename = "sidfot")]
    pub footer: Length,
    #[serde(rename = "spalter")]
    pub columns: u8,
    #[serde(rename = "spaltmellanrum")]
    pub column_gap: Length,
    #[serde(default)]
    #[serde(rename = "radbrytning")]
    pub line_breaks: LineBreaks,
    #[serde(default)]
    #[serde(rename = "avstava_ord")]
    pub hyphenate_words: u8,
    #[serde(rename = "liggande_marginal")]
    pub landscape_margin: Length,
}

/// Headings.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct HeadingTokens {
    #[serde(rename = "numrerade")]
    pub numbered: u8,
}

/// The logo.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in layouts/README.md")]
pub struct LogoTokens {
    #[serde(rename = "fil")]
    pub file: String,
    #[serde(rename = "bredd")]
    pub width: Length,
    #[serde(default)]
    #[serde(rename = "omslag")]
    pub cover: bool,
}

/// The layout's colours.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Palette {
    pub text: Color,
    #[serde(rename = "rubrik")]
    pub heading: Color,
    #[serde(rename = "svag")]
    pub faint: Color,
    #[serde(rename = "linje")]
    pub rule: Color,
    #[serde(rename = "linje_svag")]
    pub rule_faint: Color,
    #[serde(rename = "rubrikrad")]
    pub header_row: Color,
    #[serde(rename = "rubrikrad_text")]
    pub header_row_text: Color,
    #[serde(rename = "summarad")]
    pub sum_row: Color,
    #[serde(rename = "lank")]
    pub link: Color,
    #[serde(rename = "omslag")]
    pub cover: Color,
    #[serde(rename = "omslag_text")]
    pub cover_text: Color,
    #[serde(rename = "utkast")]
    pub draft: Color,
    #[serde(rename = "utkast_botten")]
    pub draft_fill: Color,
    #[serde(rename = "lucka")]
    pub missing: Color,
    #[serde(rename = "lucka_botten")]
    pub missing_fill: Color,
    #[serde(default)]
    #[serde(rename = "negativ")]
    pub own_below_zero: Option<Color>,
    #[serde(default)]
    #[serde(rename = "ton")]
    pub own_tint: Option<Color>,
    #[serde(default)]
    #[serde(rename = "ruta")]
    pub own_frame: Option<Color>,
    #[serde(default)]
    #[serde(rename = "ruta_botten")]
    pub own_frame_fill: Option<Color>,
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
    /// The colour of a box's heading and its rule: the headings', unless a layout says another.
    pub fn framed(&self) -> Color {
        self.own_frame.unwrap_or(self.heading)
    }

    /// The colour of figures below zero, where a report asks for one: that of drafts, unless a layout says another.
    pub fn below_zero(&self) -> Color {
        self.own_below_zero.unwrap_or(self.draft)
    }

    /// The ground of a column that stands out, unless a layout says another: that of headings, or of sums where that is
    /// too dark for the letters of cells.
    pub fn tint(&self) -> Color {
        let usual = if self.header_row.is_dark() { self.sum_row } else { self.header_row };
        self.own_tint.unwrap_or(usual)
    }

    /// The ground of a box: that of sums, unless a layout says another.
    pub fn framed_fill(&self) -> Color {
        self.own_frame_fill.unwrap_or(self.sum_row)
    }

    /// The colour with this name.
    pub fn get(&self, name: ColorName) -> Color {
        match name {
            ColorName::Text => self.text,
            ColorName::Rubrik => self.heading,
            ColorName::Svag => self.faint,
            ColorName::Lank => self.link,
            ColorName::Omslag => self.cover,
            ColorName::OmslagText => self.cover_text,
            ColorName::RubrikradText => self.header_row_text,
            ColorName::Utkast => self.draft,
            ColorName::Lucka => self.missing,
        }
    }
}

/// The two families of a layout.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Fonts {
    #[serde(rename = "brod")]
    pub body: Font,
    #[serde(rename = "rubrik")]
    pub heading: Font,
}

/// A font family.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Font {
    #[serde(rename = "familj")]
    pub family: String,
    #[serde(rename = "word_reserv")]
    pub word_fallback: String,
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
            FontName::Brod => &self.body,
            FontName::Rubrik => &self.heading,
        }
    }
}

/// A paragraph style for each role.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Styles {
    #[serde(rename = "brod")]
    pub body: Style,
    #[serde(rename = "ledtext")]
    pub lead: Style,
    #[serde(default)]
    #[serde(rename = "citat")]
    pub quote: Option<Style>,
    #[serde(rename = "tabellrad")]
    pub table_line: Style,
    #[serde(rename = "fakta")]
    pub facts: Style,
    #[serde(rename = "titel")]
    pub title: Style,
    pub rubrik1: Style,
    pub rubrik2: Style,
    pub rubrik3: Style,
    pub rubrik4: Style,
    pub cell: Style,
    #[serde(rename = "rubrikcell")]
    pub header_cell: Style,
    #[serde(rename = "tabellnot")]
    pub table_note: Style,
    #[serde(rename = "not")]
    pub note: Style,
    #[serde(rename = "sidhuvud")]
    pub header: Style,
    #[serde(rename = "sidfot")]
    pub footer: Style,
    #[serde(rename = "innehallsrubrik")]
    pub contents_title: Style,
    pub innehall1: Style,
    pub innehall2: Style,
    pub innehall3: Style,
    pub innehall4: Style,
    #[serde(rename = "omslagstitel")]
    pub cover_title: Style,
    #[serde(rename = "omslagsrad")]
    pub cover_line: Style,
    #[serde(rename = "underskrift")]
    pub signature: Style,
    #[serde(rename = "diagramrubrik")]
    pub chart_title: Style,
    #[serde(rename = "diagram")]
    pub chart: Style,
}

impl Styles {
    /// The style of what somebody else has said: that of words that lead in, in a layout that has none of its own.
    pub fn quote(&self) -> &Style {
        self.quote.as_ref().unwrap_or(&self.lead)
    }
}

/// A paragraph style.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// Family.
    #[serde(rename = "typsnitt")]
    pub font: FontName,
    /// Font size.
    #[serde(rename = "storlek")]
    pub size: Length,
    /// From one line's foot to the next.
    #[serde(rename = "rad")]
    pub line: Length,
    /// Space above.
    #[serde(rename = "fore")]
    pub before: Length,
    /// Space below.
    #[serde(rename = "efter")]
    pub after: Length,
    /// Colour of the text.
    #[serde(rename = "farg")]
    pub color: ColorName,
    /// Bold.
    #[serde(default)]
    #[serde(rename = "fet")]
    pub bold: bool,
    /// Italic.
    #[serde(default)]
    #[serde(rename = "kursiv")]
    pub italic: bool,
    /// Keep on the page of what follows.
    #[serde(default)]
    #[serde(rename = "behall")]
    pub keep: bool,
    /// Hyphenate.
    #[serde(default)]
    #[serde(rename = "avstava")]
    pub hyphenate: bool,
    /// Indent from the left.
    #[serde(default)]
    #[serde(rename = "indrag")]
    pub indent: Length,
}

/// Lists.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct ListTokens {
    #[serde(default = "outer_sign")]
    #[serde(rename = "tecken")]
    pub sign: ListSign,
    #[serde(default = "inner_sign")]
    #[serde(rename = "tecken2")]
    pub inner_sign: ListSign,
    #[serde(rename = "indrag")]
    pub indent: Length,
    #[serde(rename = "mellanrum")]
    pub gap: Length,
    #[serde(rename = "cellindrag")]
    pub cell_indent: Length,
    #[serde(rename = "cellmellanrum")]
    pub cell_gap: Length,
}

fn outer_sign() -> ListSign {
    ListSign::OUTER
}

fn inner_sign() -> ListSign {
    ListSign::INNER
}

impl ListTokens {
    /// The sign of a list that is `depth` lists deep, from 0.
    pub fn sign(&self, depth: usize) -> char {
        if depth.is_multiple_of(2) { self.sign.character() } else { self.inner_sign.character() }
    }
}

/// Tables.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct TableTokens {
    #[serde(rename = "cell_sida")]
    pub cell_side: Length,
    #[serde(rename = "cell_hojd")]
    pub cell_height: Length,
    #[serde(rename = "linje")]
    pub rule: Length,
    #[serde(rename = "linje_stark")]
    pub rule_strong: Length,
    #[serde(rename = "fore")]
    pub before: Length,
    #[serde(rename = "efter")]
    pub after: Length,
    #[serde(rename = "hel_procent")]
    pub whole_percent: u8,
    #[serde(default)]
    #[serde(rename = "minsta_storlek")]
    pub smallest: Option<Length>,
    #[serde(default)]
    #[serde(rename = "varannan_rad")]
    pub stripe: Option<Color>,
    #[serde(default = "row_indent")]
    #[serde(rename = "indrag")]
    pub indent: Length,
    #[serde(default = "bar_width")]
    #[serde(rename = "stapel_bredd")]
    pub bar_width: Length,
    #[serde(default = "bar_height")]
    #[serde(rename = "stapel_hojd")]
    pub bar_height: Length,
    #[serde(default = "upright")]
    #[serde(rename = "lodrat_hojd")]
    pub upright: Length,
    #[serde(rename = "delsumma")]
    pub subtotal: LevelTokens,
    #[serde(rename = "summa")]
    pub sum: LevelTokens,
    #[serde(rename = "resultat")]
    pub result: LevelTokens,
}

/// The indent of rows in a layout that says none: 8 points.
fn row_indent() -> Length {
    Length::from_emu(8 * 12_700)
}

/// The width of bars in cells in a layout that says none: 24 millimetres.
fn bar_width() -> Length {
    Length::from_emu(24 * 36_000)
}

/// The most that an upright heading reaches in a layout that says nothing of it: 45 millimetres.
fn upright() -> Length {
    Length::from_emu(45 * 36_000)
}

/// The height of bars in cells in a layout that says none: 4 points.
fn bar_height() -> Length {
    Length::from_emu(4 * 12_700)
}

/// Rows of sums of one level.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct LevelTokens {
    #[serde(rename = "fet")]
    pub bold: bool,
    #[serde(rename = "skuggad")]
    pub shaded: bool,
    #[serde(rename = "over")]
    pub above: Length,
    #[serde(rename = "under")]
    pub below: Length,
}

/// Contents.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct ContentsTokens {
    #[serde(rename = "sidnummer")]
    pub page_number: Length,
}

/// Notes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct NoteTokens {
    #[serde(rename = "linje")]
    pub rule: Length,
    #[serde(rename = "linje_bredd")]
    pub rule_width: Length,
    #[serde(rename = "indrag")]
    pub indent: Length,
    #[serde(rename = "numrering")]
    pub numbering: Numbering,
    #[serde(rename = "marken")]
    pub marks: Marks,
    #[serde(rename = "i_tabeller")]
    pub in_tables: TableNotes,
    #[serde(rename = "tabellmarken")]
    pub table_marks: Marks,
}

impl NoteTokens {
    /// How the layout numbers notes and where it puts them.
    pub fn style(&self) -> NoteStyle {
        NoteStyle {
            numbering: self.numbering,
            marks: self.marks,
            in_tables: self.in_tables,
            table_marks: self.table_marks,
        }
    }
}

/// Boxes.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct BoxTokens {
    #[serde(rename = "linje")]
    pub rule: Length,
    #[serde(rename = "luft")]
    pub air: Length,
}

/// Cover.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct CoverTokens {
    #[serde(rename = "falt_hojd")]
    pub field_height: Length,
}

/// Signatures.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct SignatureTokens {
    #[serde(rename = "utrymme")]
    pub room: Length,
    #[serde(rename = "spalt")]
    pub column: Length,
}

/// Charts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct ChartTokens {
    #[serde(rename = "bredd")]
    pub width: Length,
    #[serde(rename = "hojd_procent")]
    pub height_percent: u8,
    #[serde(rename = "efter")]
    pub after: Length,
    #[serde(rename = "linje")]
    pub rule: Length,
    #[serde(rename = "axel")]
    pub axis: Color,
    #[serde(rename = "luft")]
    pub air: Length,
    #[serde(rename = "grupp")]
    pub group: Length,
    #[serde(rename = "stapel")]
    pub bar: Length,
    #[serde(rename = "etikett_procent")]
    pub label_percent: u8,
    #[serde(rename = "ruta")]
    pub square: Length,
    #[serde(rename = "rutmellanrum")]
    pub box_gap: Length,
    #[serde(rename = "riskcell")]
    pub risk_cell: Length,
    #[serde(rename = "markor")]
    pub marker: Length,
    /// Twice a bar's thickness where a layout says nothing.
    #[serde(rename = "tal", default)]
    pub number: Option<Length>,
    #[serde(rename = "markor_botten")]
    pub marker_fill: Color,
    #[serde(rename = "markor_text")]
    pub marker_text: Color,
    pub serie1: Paint,
    pub serie2: Paint,
    pub serie3: Paint,
    #[serde(rename = "nar")]
    pub reached: Paint,
    #[serde(rename = "nar_inte")]
    pub not_reached: Paint,
    #[serde(rename = "oklart")]
    pub unclear: Paint,
}

impl ChartTokens {
    /// The size of key figures.
    pub fn number(&self) -> Length {
        self.number.unwrap_or(self.bar + self.bar)
    }
}

/// How a shape of a chart is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Paint {
    #[serde(rename = "botten")]
    pub fill: Color,
    #[serde(rename = "kant")]
    pub edge: Color,
}

/// Assessments by their names.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each token is described in tokens.toml")]
pub struct Lights {
    #[serde(rename = "gron")]
    pub green: LightTokens,
    #[serde(rename = "gul")]
    pub yellow: LightTokens,
    #[serde(rename = "rod")]
    pub red: LightTokens,
    #[serde(rename = "gra")]
    pub grey: LightTokens,
}

/// How an assessment is shown.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LightTokens {
    /// The sign before its word.
    #[serde(rename = "tecken")]
    pub sign: char,
    /// The cell's colour.
    #[serde(rename = "botten")]
    pub fill: Color,
    /// The word's colour on it.
    pub text: Color,
}

impl Lights {
    /// The tokens of an assessment.
    pub fn get(&self, light: Light) -> &LightTokens {
        match light {
            Light::Green => &self.green,
            Light::Yellow => &self.yellow,
            Light::Red => &self.red,
            Light::Grey => &self.grey,
        }
    }
}

/// A level of a risk's product.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskLevel {
    /// From this many per cent of the scale's largest product.
    #[serde(rename = "fran_procent")]
    pub from_percent: u8,
    /// Its name.
    #[serde(rename = "namn")]
    pub name: String,
    /// The cell's colour.
    #[serde(rename = "botten")]
    pub fill: Color,
    /// The number's colour on it.
    pub text: Color,
}

impl Tokens {
    /// Whether each page of a draft says that it is one.
    pub fn marks_drafts(&self) -> bool {
        PagesOf::all().all(|pages| {
            let mut pieces = self.header.pieces(pages).into_iter().chain(self.footer.pieces(pages));
            pieces.any(|pattern| pattern.has(Field::Draft))
        })
    }

    /// A running head or foot with more lines than its margin holds: its key, its lines, and how many it may have.
    pub fn too_tall(&self) -> Option<(&'static str, usize, usize)> {
        let page = &self.page;
        let places = [
            ("sidhuvud", &self.header, &self.styles.header, page.margin_top - page.header),
            ("sidfot", &self.footer, &self.styles.footer, page.margin_bottom - page.footer),
        ];
        places.into_iter().find_map(|(key, line, style, room)| {
            let most = (room - line.air).emu().max(0) / style.line.emu().max(1);
            let most = usize::try_from(most).unwrap_or(0);
            // One line has always been let stand.
            Some((key, line.lines(), most)).filter(|(_, lines, most)| *lines > 1 && lines > most)
        })
    }

    /// The level of a risk with this weight in per cent, and its position; `None` where no level begins that low.
    pub fn risk_level(&self, weight: u8) -> Option<(usize, &RiskLevel)> {
        let reached = self.risk.iter().enumerate().filter(|(_, level)| level.from_percent <= weight);
        reached.max_by_key(|(_, level)| level.from_percent)
    }
}
