//! Charts as shapes: where each rectangle, line and word of a drawing stands.
//!
//! Pure, and in whole English Metric Units: both writers show the same shapes, so that they cannot disagree. Words are
//! measured with the fonts that the PDF embeds; they are wrapped and, where nothing else helps, shortened here, since
//! the whole of them stands in the chart's alternative text.

mod bars;
mod canvas;
pub mod drawing;
mod lines;
mod matrix;
mod numbers;
mod organisation;
mod pictures;
mod pie;
mod placing;
mod pyramid;
mod ruler;
mod shares;
mod stacked;
mod standing;
mod steps;
mod waterfall;

use std::collections::BTreeMap;

use crate::base::positions::ChartIndex;
use crate::layout::{Layout, Tokens};
use crate::model::charts::{Chart, ChartKind, OrganisationForm};
use crate::model::{Block, BlockKind, Document, walk};
use crate::render::room::parted;

use self::canvas::Canvas;
pub(super) use self::drawing::Room;
use self::pictures::pictured;
use self::ruler::Ruler;

pub use self::drawing::{Dash, Drawing, Frame, Painted, Polygon, Shape, Slope, Stroke, Words, WordsRole};

/// The drawings of all charts of `document`, by their indices.
pub fn draw(document: &Document, layout: &Layout) -> BTreeMap<ChartIndex, Drawing> {
    let mut charts: Vec<(&Chart, Room)> = Vec::new();
    for part in &document.parts {
        let cover = part.cover.iter().map(|cover| (&cover.below, Room::of_cover(&layout.tokens)));
        let text = part.sections.iter().map(|section| (&section.blocks, Room::of(&layout.tokens, section)));
        let gap = layout.tokens.page.column_gap.emu();
        for (blocks, room) in cover.chain(text) {
            within(blocks, room, gap, &mut |chart, room| charts.push((chart, room)));
        }
    }
    if charts.is_empty() {
        return BTreeMap::new();
    }
    let style = &layout.tokens.styles.chart;
    let family = &layout.tokens.font.get(style.font).family;
    let advance = super::fonts::advances(layout, family, style.bold);
    let ruler = Ruler::new(&advance, style);
    let drawn = charts.into_iter().map(|(chart, room)| (chart.index, drawing(chart, &layout.tokens, &ruler, room)));
    drawn.collect()
}

/// Hands each chart among blocks to `look` with its room, which is less for what stands beside each other.
fn within<'d>(blocks: &'d [Block], room: Room, gap: i64, look: &mut dyn FnMut(&'d Chart, Room)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Beside(beside) => {
                for (column, width) in beside.columns.iter().zip(parted(beside, room.column, gap)) {
                    within(&column.blocks, room.narrowed(width), gap, look);
                }
            }
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::List(_)
            | BlockKind::Table(_)
            | BlockKind::Notice(_)
            | BlockKind::Signatures(_)
            | BlockKind::Chart(_) => walk(std::slice::from_ref(block), &mut |inner| {
                if let BlockKind::Chart(chart) = &inner.kind {
                    look(chart, room);
                }
            }),
        }
    }
}

/// The drawing of a chart where there is so much room.
pub(super) fn drawn(chart: &Chart, layout: &Layout, room: Room) -> Drawing {
    let style = &layout.tokens.styles.chart;
    let family = &layout.tokens.font.get(style.font).family;
    let advance = super::fonts::advances(layout, family, style.bold);
    drawing(chart, &layout.tokens, &Ruler::new(&advance, style), room)
}

fn drawing(chart: &Chart, tokens: &Tokens, ruler: &Ruler<'_>, room: Room) -> Drawing {
    let mut canvas = Canvas::new(tokens, ruler, room);
    match &chart.kind {
        ChartKind::Picture(picture) => return pictured(chart, picture, room),
        ChartKind::Bars(bars) if bars.mirrored => pyramid::draw(bars, &mut canvas),
        ChartKind::Bars(bars) => bars::draw(bars, &mut canvas),
        ChartKind::Stacked(bars) => stacked::draw(bars, &mut canvas),
        ChartKind::Standing(bars, stacked) => standing::draw(bars, *stacked, &mut canvas),
        ChartKind::Lines(figures) => lines::draw(figures, &mut canvas),
        ChartKind::Pie(parts) => pie::draw(parts, &mut canvas),
        ChartKind::Waterfall(steps) => waterfall::draw(steps, &mut canvas),
        ChartKind::Matrix(matrix) => matrix::draw(matrix, &mut canvas),
        ChartKind::Shares(shares) => shares::draw(shares, &mut canvas),
        ChartKind::Organisation(it) => match it.form {
            OrganisationForm::Tree | OrganisationForm::Sideways => organisation::draw(it, &mut canvas),
            OrganisationForm::Steps | OrganisationForm::Below => steps::draw(it, &mut canvas),
        },
        ChartKind::Numbers(numbers) => numbers::draw(numbers, &mut canvas),
    }
    canvas.finish()
}
