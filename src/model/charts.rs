//! Charts and pictures: what is shown, in exact words. Where each shape stands is for [`crate::render::charts`] to say.
//!
//! The alternative text alone carries every figure; the drawing shows them once more, for the eye.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::base::image::Image;
use crate::base::positions::ChartIndex;

/// A chart, or a picture that somebody else made.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Which of the document's it is.
    pub index: ChartIndex,
    /// The line above it, or below a picture; empty for what has none.
    pub title: String,
    /// What it shows in words, every figure included; empty where it is decoration.
    pub alt: String,
    /// What it shows.
    pub kind: ChartKind,
}

/// The kinds of chart.
#[derive(Debug, Clone, PartialEq)]
pub enum ChartKind {
    /// Amounts as bars.
    Bars(Bars),
    /// The same, each group as one bar of parts.
    Stacked(Bars),
    /// The same as bars that stand beside each other, each group as one bar of parts where that is said.
    Standing(Bars, bool),
    /// The same as lines over the groups, from the left to the right.
    Lines(Bars),
    /// The groups' only figures as slices of a circle, or of a ring where they have a sum.
    Pie(Bars),
    /// One figure led to another by what lies between them.
    Waterfall(Waterfall),
    /// Risks by likelihood and consequence.
    Matrix(Matrix),
    /// Indicators that reach their targets.
    Shares(Shares),
    /// Who belongs to whom.
    Organisation(Organisation),
    /// Key figures, each in a box.
    Numbers(Numbers),
    /// A photograph or a drawing.
    Picture(Picture),
}

impl ChartKind {
    /// The picture that somebody else made, where it is no chart.
    pub fn picture(&self) -> Option<&Picture> {
        match self {
            ChartKind::Picture(picture) => Some(picture),
            ChartKind::Bars(_)
            | ChartKind::Stacked(_)
            | ChartKind::Standing(..)
            | ChartKind::Lines(_)
            | ChartKind::Pie(_)
            | ChartKind::Waterfall(_)
            | ChartKind::Matrix(_)
            | ChartKind::Shares(_)
            | ChartKind::Organisation(_)
            | ChartKind::Numbers(_) => None,
        }
    }
}

/// Key figures, each in a box with the words that say what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// The boxes from the left to the right.
    pub boxes: Vec<NumberBox>,
    /// Whether they have a ground of a colour rather than an edge.
    pub filled: bool,
}

/// A key figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberBox {
    /// The figure with its unit.
    pub figure: String,
    /// What it is.
    pub words: String,
}

/// Who belongs to whom, as boxes with lines between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// The boxes, each before those that belong to it.
    pub boxes: Vec<OrganisationBox>,
    /// What is between them.
    pub form: OrganisationForm,
}

/// What is between boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganisationForm {
    /// Lines to those that belong to one.
    Tree,
    /// The same from the left to the right.
    Sideways,
    /// Arrows from one step to the next; what belongs to one stands in its box.
    Steps,
    /// The same from one step to the one below it.
    Below,
}

/// A box of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationBox {
    /// How many boxes are above it, from 0; at most one more than the box before it has.
    pub depth: usize,
    /// What stands in it.
    pub words: String,
}

/// A side of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// At its left.
    Left,
    /// At its right.
    Right,
}

/// A photograph or a drawing from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What the file holds.
    pub image: Arc<Image>,
    /// How much of the column's width it takes, in per cent; `None` for as much as it has pixels for.
    pub share: Option<u32>,
    /// At which side of the text that follows it stands, rather than above it.
    pub beside: Option<Side>,
    /// Whether it fills the text of a page of its own, cut at its sides as far as it has another shape.
    pub fills: bool,
}

/// Amounts as bars from one zero line, in groups.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bars {
    /// `Belopp i tkr`, where the amounts have a unit.
    pub unit: Option<String>,
    /// What each bar of a group is; the last one is what the chart is about.
    pub series: Vec<String>,
    /// The groups from top to bottom.
    pub groups: Vec<BarGroup>,
    /// A line across them that they are compared with.
    pub target: Option<TargetLine>,
    /// A series that is a line above bars that stand.
    pub line: Option<OverLine>,
    /// Whether the first of two series goes to the left, and the groups from below: a pyramid of ages.
    pub mirrored: bool,
    /// The sum of slices, in the middle of their ring.
    pub sum: Option<String>,
}

/// A series that is a line above bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverLine {
    /// What it is.
    pub name: String,
    /// The same with its unit and its axis, where those are not the bars'.
    pub label: String,
    /// Whether it has an axis of its own, at the right: where its unit is not the bars'.
    pub own_axis: bool,
    /// Its figures, one for each group.
    pub points: Vec<Bar>,
}

/// A line across a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetLine {
    /// What it is, with its figure: `Mål: 95`.
    pub label: String,
    /// Where it stands.
    pub amount: Amount,
}

/// The bars of one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarGroup {
    /// The category's name.
    pub label: String,
    /// One bar for each series.
    pub bars: Vec<Bar>,
}

impl BarGroup {
    /// All of its figures together; what is too large to be kept is as large as can be.
    pub fn sum(&self) -> Decimal {
        let values = self.bars.iter().filter_map(|bar| bar.amount).map(Amount::value);
        values.fold(Decimal::ZERO, |sum, value| sum.checked_add(value).unwrap_or(Decimal::MAX))
    }
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its length; `None` where there is no figure.
    pub amount: Option<Amount>,
    /// What stands at its end: the figure in Swedish writing, or that there is none.
    pub text: String,
}

/// One figure led to another by what lies between them: levels that stand on the axis, and steps that begin where the
/// one before them ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waterfall {
    /// `Belopp i tkr`, where the amounts have a unit.
    pub unit: Option<String>,
    /// What a step upwards and one downwards are called; empty for one that there is not.
    pub words: [String; 2],
    /// The levels and steps from the first to the last.
    pub steps: Vec<Step>,
}

/// A level or a step of a waterfall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub label: String,
    /// Its figure, with its sign where it is a step.
    pub text: String,
    /// Where it begins: at zero, if it is a level.
    pub from: Decimal,
    /// Where it ends.
    pub to: Decimal,
    /// Whether it is a level, rather than a step.
    pub is_level: bool,
}

/// Risks by likelihood and consequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The largest likelihood and consequence.
    pub scale: u32,
    /// The words for the steps of the upright and of the level axis, from 1; empty where figures stand alone.
    pub words: [Vec<String>; 2],
    /// The name of the upright axis.
    pub likelihood: String,
    /// The name of the level axis.
    pub consequence: String,
    /// What the figures beside the names are.
    pub product: String,
    /// The least product of each of the report's own levels, from below; empty where it has none.
    pub levels: Vec<u32>,
    /// The words for those levels.
    pub level_words: Vec<String>,
    /// The risks in the report's order.
    pub risks: Vec<MatrixRisk>,
}

/// A risk of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRisk {
    /// What marks it in the matrix, `1`.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its likelihood, from 1.
    pub likelihood: u32,
    /// Its consequence, from 1.
    pub consequence: u32,
    /// `3 × 4 = 12`.
    pub product: String,
}

/// Indicators that reach their targets, do not, or cannot be judged: a mark for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// What the three kinds of mark mean.
    pub words: [String; 3],
    /// The categories from top to bottom.
    pub rows: Vec<ShareRow>,
    /// All of them together: a name and what stands beside it.
    pub total: Option<(String, String)>,
}

/// The indicators of one category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareRow {
    /// The category's name.
    pub label: String,
    /// How many there are of each kind.
    pub counts: [usize; 3],
    /// What stands beside the marks: `67 % (2 av 3)`.
    pub text: String,
}

/// A risk's weight in per cent of the scale's largest product, which a layout turns into a colour. `None` for one that
/// leaves the scale far behind.
pub fn weight(likelihood: u32, consequence: u32, scale: u32) -> Option<u8> {
    let (product, most) = (u64::from(likelihood) * u64::from(consequence), u64::from(scale) * u64::from(scale));
    u8::try_from((product * 100).checked_div(most)?).ok()
}

/// The weight of a risk where the report has its own levels, by the least product of each from below: they take the
/// layout's colours from the first to the last. Where it has none, as [`weight`] says.
pub fn weight_among(levels: &[u32], likelihood: u32, consequence: u32, scale: u32) -> Option<u8> {
    if levels.is_empty() {
        return weight(likelihood, consequence, scale);
    }
    let product = likelihood.saturating_mul(consequence);
    let at = levels.iter().rposition(|least| *least <= product)?;
    // The middle of the level's part of all.
    u8::try_from(((2 * at + 1) * 100).div_ceil(2 * levels.len())).ok()
}

impl Chart {
    /// Every string that is shown or read aloud.
    pub(super) fn strings(&mut self) -> Vec<&mut String> {
        let mut all = vec![&mut self.title, &mut self.alt];
        match &mut self.kind {
            ChartKind::Bars(bars)
            | ChartKind::Stacked(bars)
            | ChartKind::Standing(bars, _)
            | ChartKind::Lines(bars)
            | ChartKind::Pie(bars) => {
                let Bars { unit, series, groups, target, line, mirrored: _, sum } = bars;
                all.extend(
                    unit.iter_mut().chain(series).chain(sum).chain(target.iter_mut().map(|target| &mut target.label)),
                );
                if let Some(OverLine { name, label, own_axis: _, points }) = line {
                    all.extend([name, label]);
                    all.extend(points.iter_mut().map(|point| &mut point.text));
                }
                for BarGroup { label, bars } in groups {
                    all.push(label);
                    all.extend(bars.iter_mut().map(|bar| &mut bar.text));
                }
            }
            ChartKind::Waterfall(Waterfall { unit, words, steps }) => {
                all.extend(unit.iter_mut().chain(words));
                for Step { label, text, from: _, to: _, is_level: _ } in steps {
                    all.extend([label, text]);
                }
            }
            ChartKind::Matrix(Matrix {
                scale: _,
                levels: _,
                level_words,
                words,
                likelihood,
                consequence,
                product,
                risks,
            }) => {
                all.extend(words.iter_mut().flatten().chain(level_words));
                all.extend([likelihood, consequence, product]);
                for risk in risks {
                    all.extend([&mut risk.number, &mut risk.name, &mut risk.product]);
                }
            }
            ChartKind::Picture(_) => {}
            ChartKind::Organisation(Organisation { boxes, form: _ }) => {
                all.extend(boxes.iter_mut().map(|it| &mut it.words))
            }
            ChartKind::Numbers(Numbers { boxes, filled: _ }) => {
                all.extend(boxes.iter_mut().flat_map(|it| [&mut it.figure, &mut it.words]));
            }
            ChartKind::Shares(Shares { words, rows, total }) => {
                all.extend(words);
                all.extend(rows.iter_mut().flat_map(|row| [&mut row.label, &mut row.text]));
                all.extend(total.iter_mut().flat_map(|(name, text)| [name, text]));
            }
        }
        all
    }
}
