//! Bars that stand on a level axis, beside each other or on top of each other.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::model::Align;
use crate::model::charts::{BarGroup, Bars};

use super::bars::paints;
use super::canvas::{Canvas, Sample};
use super::drawing::{Frame, WordsRole};
use super::lines::{self, Axis};
use super::placing::{Level, Taken, clear};
use super::stacked::text as parts;

/// The most of a group's width that its bars take, in per cent.
const FILLED: i64 = 80;

/// How high the drawing is, as a part of its width.
const FLAT: i64 = 3;

pub(super) fn draw(bars: &Bars, stacked: bool, canvas: &mut Canvas<'_>) {
    let paints = paints(bars.series.len(), canvas);
    let (line, air) = (canvas.ruler.line, canvas.chart().air.emu());
    // The figures of a stack stand above it: on one line, or each on its own in the order of the parts.
    let above = if stacked { stacked_lines(bars, canvas) } else { 1 };
    let top = canvas.series_key(bars, &paints, Sample::Square) + above * line + air;
    let height = (canvas.room.width / FLAT).min((canvas.room.height - top - 4 * line).max(3 * line));
    let mut figures = vec![Decimal::ZERO];
    for group in &bars.groups {
        if stacked {
            figures.push(group.sum());
        } else {
            figures.extend(group.bars.iter().filter_map(|bar| bar.amount).map(Amount::value));
        }
    }
    figures.extend(bars.target.iter().map(|target| target.amount.value()));
    let axis = Axis::new(&figures, (height / (2 * line)).clamp(1, lines::PARTS));
    let left = lines::upright(&axis, top, height, canvas);
    let width = (canvas.room.width - left).max(1);
    let points = bars.groups.len().max(1) as i64;
    let slot = width / points;
    let zero = top + axis.place(Decimal::ZERO, height);
    let target = bars.target.as_ref().map(|target| top + axis.place(target.amount.value(), height));
    let mut levels = axis.levels(top, height);
    levels.extend(target.map(|y| Level { y, air: air / 2 }));
    for (at, group) in (0..).zip(&bars.groups) {
        let middle = left + width * (2 * at + 1) / (2 * points);
        let stand = Stand { middle, slot, zero, top, height, axis: &axis, levels: &levels };
        if stacked {
            stack(group, &stand, &paints, above, canvas)
        } else {
            side_by_side(group, &stand, &paints, canvas)
        }
    }
    canvas.line(Frame { x: left, y: zero, width, height: 0 }, canvas.chart().axis);
    if let Some(y) = target {
        canvas.target(Frame { x: left, y, width, height: 0 });
    }
    // Figures below zero stand below their bars.
    let below = !stacked && figures.iter().any(|figure| *figure < Decimal::ZERO);
    let foot = top + height + if below { line + air } else { line / 2 } + 1;
    lines::names(bars, foot, (left, width, points), canvas);
}

/// Where the bars of one group stand.
struct Stand<'a> {
    middle: i64,
    slot: i64,
    /// The place of zero.
    zero: i64,
    top: i64,
    height: i64,
    axis: &'a Axis,
    /// The lines across the drawing.
    levels: &'a [Level],
}

fn side_by_side(group: &BarGroup, stand: &Stand<'_>, paints: &[crate::layout::Paint], canvas: &mut Canvas<'_>) {
    let (line, air, thin) = (canvas.ruler.line, canvas.chart().air.emu() / 2, canvas.chart().rule.emu());
    let count = group.bars.len().max(1) as i64;
    let wide = (stand.slot * FILLED / 100 / count).clamp(thin, 8 * canvas.chart().bar.emu());
    let left = stand.middle - wide * count / 2;
    let mut taken = Taken::default();
    let mut ends = Vec::new();
    for ((at, bar), paint) in (0..).zip(&group.bars).zip(paints) {
        let value = bar.amount.map(Amount::value).unwrap_or_default();
        let end = stand.top + stand.axis.place(value, stand.height);
        let (y, long) = (end.min(stand.zero), (end - stand.zero).abs());
        let frame = Frame { x: left + wide * at, y, width: wide, height: long.max(thin) };
        if bar.amount.is_some() && !value.is_zero() {
            canvas.rect(frame, *paint);
            taken.add(frame);
        }
        ends.push((bar, frame, value < Decimal::ZERO));
    }
    // The figures, where they do not run into other bars and figures. A group's stand within its room.
    let room = stand.middle - stand.slot / 2..=stand.middle + stand.slot / 2;
    for (bar, Frame { x, y, height, .. }, is_below) in ends {
        let width = canvas.ruler.width(&bar.text);
        let y = if is_below { y + height + air } else { y - line - air };
        let y = clear(y, line, stand.levels, is_below);
        let frame = Frame { x: (x + wide / 2 - width / 2).max(0), y, width, height: line };
        let fits = width <= wide || (room.contains(&frame.x) && room.contains(&(frame.x + width)));
        if fits && taken.is_free(frame) {
            let role = if bar.amount.is_some() { WordsRole::Plain } else { WordsRole::Faint };
            taken.add(frame);
            canvas.text(frame, vec![bar.text.clone()], role, Align::Center);
        }
    }
}

/// How many lines the figures of a stack take above it.
fn stacked_lines(bars: &Bars, canvas: &Canvas<'_>) -> i64 {
    let slot = canvas.room.width * FILLED / 100 / bars.groups.len().max(1) as i64;
    let texts: Vec<String> = bars.groups.iter().map(parts).collect();
    let fits = canvas.ruler.widest(texts.iter().map(String::as_str)) <= slot;
    if fits { 1 } else { bars.series.len().max(1) as i64 }
}

fn stack(group: &BarGroup, stand: &Stand<'_>, paints: &[crate::layout::Paint], lines: i64, canvas: &mut Canvas<'_>) {
    let thin = canvas.chart().rule.emu();
    let wide = (stand.slot * FILLED / 100).clamp(thin, 8 * canvas.chart().bar.emu());
    let mut below = Decimal::ZERO;
    for (bar, paint) in group.bars.iter().zip(paints) {
        let Some(value) = bar.amount.map(Amount::value).filter(|value| !value.is_zero()) else { continue };
        let above = below.checked_add(value).unwrap_or(Decimal::MAX);
        let [from, to] = [below, above].map(|at| stand.top + stand.axis.place(at, stand.height));
        let (x, height) = (stand.middle - wide / 2, (from - to).max(thin));
        canvas.rect(Frame { x, y: to, width: wide, height }, *paint);
        below = above;
    }
    let (line, air) = (canvas.ruler.line, canvas.chart().air.emu() / 2);
    let texts =
        if lines == 1 { vec![parts(group)] } else { group.bars.iter().rev().map(|bar| bar.text.clone()).collect() };
    let width = canvas.ruler.widest(texts.iter().map(String::as_str)).min(stand.slot);
    let height = line * texts.len() as i64;
    let y = stand.top + stand.axis.place(below, stand.height) - height - air;
    let y = if lines == 1 { clear(y, line, stand.levels, false) } else { y.max(0) };
    let frame = Frame { x: (stand.middle - width / 2).max(0), y, width, height };
    let texts = texts.iter().map(|text| canvas.ruler.shortened(text, width)).collect();
    canvas.text(frame, texts, WordsRole::Plain, Align::Center);
}
