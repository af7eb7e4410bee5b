//! A drawing: shapes with their places, and what each is painted with.

use serde::{Serialize, Serializer};

use crate::base::measure::{Color, Length};
use crate::layout::Tokens;
use crate::model::{Align, Section};

/// A drawing: its box, and what stands in it from back to front. All lengths are English Metric Units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// The box's width.
    pub width: i64,
    /// The box's height.
    pub height: i64,
    /// The height that the page has for it.
    #[serde(skip)]
    pub room: i64,
    /// The thickness of lines and edges.
    pub line: i64,
    /// The shapes.
    pub shapes: Vec<Shape>,
    /// The file of a picture, among those that the PDF's template reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Whether that picture fills the box and is cut where it has another shape.
    #[serde(skip_serializing_if = "is_whole")]
    pub cut: bool,
}

/// Whether a picture is not cut.
fn is_whole(cut: &bool) -> bool {
    !cut
}

impl Drawing {
    /// How many of its words are shortened.
    pub fn shortened(&self) -> usize {
        let is_shortened =
            |shape: &&Shape| matches!(shape, Shape::Text(it) if it.lines.iter().any(|line| line.ends_with('…')));
        self.shapes.iter().filter(is_shortened).count()
    }

    /// A figure of which only the first digits are shown, or the words of a key figure: unlike a name, whatever is left
    /// of it says something else.
    pub fn cut_figure(&self) -> Option<&str> {
        let is_sign = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '−' | '-' | '+' | '%');
        let is_cut = |words: &Words, line: &str| {
            let Some(left) = line.strip_suffix('…') else { return false };
            words.role == WordsRole::Number
                || (left.contains(|c: char| c.is_ascii_digit()) && left.chars().all(is_sign))
        };
        self.shapes.iter().find_map(|shape| {
            let Shape::Text(words) = shape else { return None };
            words.lines.iter().map(String::as_str).find(|line| is_cut(words, line))
        })
    }
}

/// A shape of a drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub enum Shape {
    /// A rectangle.
    Rect(Painted),
    /// An ellipse.
    Ellipse(Painted),
    /// A shape with straight edges.
    Polygon(Polygon),
    /// A level or upright line: its frame has no height or no width.
    Line(Stroke),
    /// A line from one corner of its frame to the other.
    Slope(Slope),
    /// Words.
    Text(Words),
}

impl Shape {
    /// The same further to the right and further down.
    pub(super) fn moved(mut self, [right, down]: [i64; 2]) -> Self {
        let frame = match &mut self {
            Shape::Rect(it) | Shape::Ellipse(it) => &mut it.frame,
            Shape::Polygon(it) => &mut it.frame,
            Shape::Line(it) => &mut it.frame,
            Shape::Slope(it) => &mut it.frame,
            Shape::Text(it) => &mut it.frame,
        };
        frame.x += right;
        frame.y += down;
        self
    }

    /// Where it stands.
    pub(super) fn frame(&self) -> Frame {
        match self {
            Shape::Rect(it) | Shape::Ellipse(it) => it.frame,
            Shape::Polygon(it) => it.frame,
            Shape::Line(it) => it.frame,
            Shape::Slope(it) => it.frame,
            Shape::Text(it) => it.frame,
        }
    }
}

/// Where a shape stands, from the drawing's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
    /// Width.
    pub width: i64,
    /// Height.
    pub height: i64,
}

/// A shape with an inside and an edge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Painted {
    /// Where it stands.
    #[serde(flatten)]
    pub frame: Frame,
    /// The colour of its inside.
    pub fill: Color,
    /// The colour of its edge.
    pub edge: Color,
}

/// A shape with straight edges between points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Polygon {
    /// What holds all of it.
    #[serde(flatten)]
    pub frame: Frame,
    /// Its corners in order, from the frame's upper left one.
    pub points: Vec<[i64; 2]>,
    /// The colour of its inside.
    pub fill: Color,
    /// The colour of its edge.
    pub edge: Color,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stroke {
    /// Where it stands.
    #[serde(flatten)]
    pub frame: Frame,
    /// Its colour.
    pub color: Color,
}

/// A line that is neither level nor upright, or may be either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Slope {
    /// Where it stands.
    #[serde(flatten)]
    pub frame: Frame,
    /// Its colour.
    pub color: Color,
    /// How thick it is.
    pub thickness: i64,
    /// Whether it goes from the lower left to the upper right, rather than from the upper left to the lower right.
    pub rising: bool,
    /// How it is broken.
    #[serde(skip_serializing_if = "Dash::is_none")]
    pub dash: Dash,
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dash {
    /// Not at all.
    None,
    /// Into strokes.
    Long,
    /// Into points.
    Short,
}

impl Dash {
    /// Whether it is whole.
    fn is_none(&self) -> bool {
        *self == Dash::None
    }
}

/// Lines of words in the style `stil.chart`, in the middle of their frame's height.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Where they stand. The lines are broken already and fit.
    #[serde(flatten)]
    pub frame: Frame,
    /// The lines.
    pub lines: Vec<String>,
    /// From which side.
    #[serde(serialize_with = "side")]
    pub align: Align,
    /// What they are, for the Word file's styles.
    #[serde(skip)]
    pub role: WordsRole,
    /// Their colour.
    pub color: Color,
    /// Whether they are bold.
    pub bold: bool,
    /// Their size, where it is not the style's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<i64>,
}

/// What words of a drawing are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordsRole {
    /// Names and figures.
    Plain,
    /// What explains them.
    Faint,
    /// The number in a risk's mark.
    Mark,
    /// The figure of a key figure.
    Number,
    /// A product on the ground of the risk level at this position in the tokens.
    Level(usize),
}

impl WordsRole {
    /// The colour of such words, and whether they are bold.
    pub fn look(self, tokens: &Tokens) -> (Color, bool) {
        let style = &tokens.styles.chart;
        match self {
            WordsRole::Plain => (tokens.color.get(style.color), style.bold),
            WordsRole::Faint => (tokens.color.faint, style.bold),
            WordsRole::Mark => (tokens.chart.marker_text, true),
            WordsRole::Number => (tokens.color.heading, true),
            WordsRole::Level(at) => {
                let level = tokens.risk.get(at).map(|level| level.text);
                (level.unwrap_or_else(|| tokens.color.get(style.color)), style.bold)
            }
        }
    }
}

/// How much room there is where a chart stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The width that a drawing should have.
    pub width: i64,
    /// The width of the column.
    pub column: i64,
    /// The height that a drawing should not pass.
    pub height: i64,
    /// The height of the page's text.
    pub page: i64,
}

impl Room {
    /// The room for a picture below the lines of a cover.
    pub fn of_cover(tokens: &Tokens) -> Self {
        let page = Self::of(tokens, &Section::page(Vec::new()));
        Room { height: page.height / 3, ..page }
    }

    /// The same in a narrower column.
    pub fn narrowed(self, column: i64) -> Self {
        Room { column, width: self.width.min(column).max(1), ..self }
    }

    /// The room in a section.
    pub fn of(tokens: &Tokens, section: &Section) -> Self {
        let (sida, columns) = (&tokens.page, i64::from(section.columns.max(1)));
        let (width, height, sides) = if section.landscape {
            (sida.height, sida.width, sida.landscape_margin + sida.landscape_margin)
        } else {
            (sida.width, sida.height, sida.margin_left + sida.margin_right)
        };
        let column = ((width - sides).emu() - sida.column_gap.emu() * (columns - 1)) / columns;
        let height = (height - sida.margin_top - sida.margin_bottom).emu();
        Room {
            column,
            width: column.min(tokens.chart.width.emu()).max(Length::default().emu() + 1),
            height: height * i64::from(tokens.chart.height_percent) / 100,
            page: height,
        }
    }
}

/// The name of a side, as the data of the document's cells has it too.
fn side<S: Serializer>(align: &Align, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    })
}
