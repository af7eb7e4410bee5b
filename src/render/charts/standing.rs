//! Bars that stand on a level axis, beside each other or on top of each other, and perhaps a line above them.

use rust_decimal::Decimal;

use crate::base::amount::Amount;
use crate::layout::Paint;
use crate::model::Align;
use crate::model::charts::{BarGroup, Bars, OverLine};

use super::bars::{is_numbered, key, paints};
use super::canvas::{Canvas, Sample};
use super::drawing::{Frame, WordsRole};
use super::lines::{self, Axis, Dots, Figures};
use super::placing::{Level, Taken, clear};
use super::stacked::text as parts;

/// The most of a group's width that its bars take, in per cent.
const FILLED: i64 = 80;

/// How high the drawing is, as a part of its width.
const FLAT: i64 = 3;

/// How much higher the axis of bars is that a line with an axis of its own stands above, in per cent.
const ABOVE: i64 = 140;

/// How many times as high the axis of such a line is as the line, where its figures allow that.
const LIFT: i64 = 4;

pub(super) fn draw(bars: &Bars, stacked: bool, canvas: &mut Canvas<'_>) {
    let numbered = is_numbered(bars);
    let paints = paints(bars.series.len(), canvas);
    let (line, air) = (canvas.ruler.line, canvas.chart().air.emu());
    // The figures of a stack stand above it: on one line, or each on its own in the order of the parts.
    let above = if stacked { stacked_lines(bars, canvas) } else { 1 };
    let top = key(bars, &paints, Sample::Square, canvas) + above * line + air;
    let height = (canvas.room.width / FLAT).min((canvas.room.height - top - 4 * line).max(3 * line));
    let figures = shown(bars, stacked);
    let axis = Axis::new(&figures, (height / (2 * line)).clamp(1, lines::PARTS));
    let own = bars.line.as_ref().filter(|over| over.own_axis);
    let other = own.map(|over| {
        let (low, high) = lifted(&values(over));
        Axis::beside(low, high, &axis)
    });
    // Room for the figures at the right.
    canvas.room.width -= other.as_ref().map_or(0, |other| lines::at_right(other, canvas)).min(canvas.room.width / 3);
    let left = lines::upright(&axis, top, height, canvas);
    let width = (canvas.room.width - left).max(1);
    let points = bars.groups.len().max(1) as i64;
    let middle = |at: i64| left + width * (2 * at + 1) / (2 * points);
    let zero = top + axis.place(Decimal::ZERO, height);
    let target = bars.target.as_ref().map(|target| top + axis.place(target.amount.value(), height));
    let mut levels = axis.levels(top, height);
    levels.extend(target.map(|y| Level { y, air: air / 2 }));
    let mut clearance =
        Figures { taken: Taken::default(), levels, begins: left - air, ends: top + height, room: width / points };
    let dots = bars.line.as_ref().map(|over| {
        let scale = other.as_ref().unwrap_or(&axis);
        let dot = |(at, bar): (i64, &crate::model::charts::Bar)| {
            Some([middle(at), top + scale.place(bar.amount?.value(), height)])
        };
        (0..).zip(&over.points).map(dot).collect::<Dots>()
    });
    dots.iter().for_each(|dots| clearance.keep_clear(dots, canvas));
    for (at, group) in (0..).zip(&bars.groups) {
        let stand = Stand { middle: middle(at), slot: width / points, zero, top, height, axis: &axis };
        if stacked {
            stack(group, &stand, &paints, (above, numbered), &mut clearance, canvas)
        } else {
            side_by_side(group, &stand, &paints, &mut clearance, canvas)
        }
    }
    canvas.line(Frame { x: left, y: zero, width, height: 0 }, canvas.chart().axis);
    if let Some(y) = target {
        canvas.target(Frame { x: left, y, width, height: 0 });
    }
    if let (Some(over), Some(dots)) = (&bars.line, &dots) {
        over_bars(over, dots, &mut clearance, canvas);
    }
    if let Some(other) = &other {
        lines::put_at_right(other, [left + width, top], height, canvas);
    }
    // Figures below zero stand below their bars.
    let below = !stacked && figures.iter().any(|figure| *figure < Decimal::ZERO);
    let mut foot = top + height + if below { line + air } else { line / 2 } + 1;
    if numbered && !stacked {
        for (at, group) in (0..).zip(&bars.groups) {
            let stand = Stand { middle: middle(at), slot: width / points, zero, top, height, axis: &axis };
            numbers(group, &stand, foot, canvas);
        }
        foot += canvas.chart().marker.emu() + air / 2;
    }
    lines::names(bars, foot, (left, width, points), canvas);
}

/// The figures that the axis of the bars holds.
fn shown(bars: &Bars, stacked: bool) -> Vec<Decimal> {
    let mut figures = vec![Decimal::ZERO];
    for group in &bars.groups {
        if stacked {
            figures.push(group.sum());
        } else {
            figures.extend(group.bars.iter().filter_map(|bar| bar.amount).map(Amount::value));
        }
    }
    figures.extend(bars.target.iter().map(|target| target.amount.value()));
    match &bars.line {
        // So that the bars leave room for the line.
        Some(over) if over.own_axis => {
            let most = figures.iter().max().copied().unwrap_or_default();
            figures.extend(most.checked_mul(Decimal::new(ABOVE, 2)));
        }
        Some(over) => figures.extend(values(over)),
        None => {}
    }
    figures
}

fn values(over: &OverLine) -> Vec<Decimal> {
    over.points.iter().filter_map(|point| point.amount).map(Amount::value).collect()
}

/// The ends of an axis on which figures lie in its upper part, above bars; it holds none below zero that they do not.
fn lifted(values: &[Decimal]) -> (Decimal, Decimal) {
    let least = values.iter().min().copied().unwrap_or_default();
    let most = values.iter().max().copied().unwrap_or_default();
    let room = most.checked_sub(least).and_then(|range| range.checked_mul(Decimal::from(LIFT)));
    let foot = room.and_then(|room| most.checked_sub(room)).unwrap_or(least);
    // A line of one figure all along lies as high as it does on an axis from zero.
    let foot = if least == most { Decimal::ZERO } else { foot };
    (foot.max(least.min(Decimal::ZERO)).min(least), most)
}

/// The line above the bars, its dots, and their figures where there is room.
fn over_bars(over: &OverLine, dots: &Dots, clearance: &mut Figures, canvas: &mut Canvas<'_>) {
    for pair in dots.windows(2) {
        if let [Some(from), Some(to)] = pair {
            canvas.over(*from, *to);
        }
    }
    dots.iter().flatten().for_each(|dot| canvas.over_dot(*dot));
    for (dot, point) in dots.iter().zip(&over.points) {
        if let Some(dot) = dot {
            clearance.put(point, *dot, false, false, canvas);
        }
    }
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
}

fn side_by_side(
    group: &BarGroup,
    stand: &Stand<'_>,
    paints: &[Paint],
    clearance: &mut Figures,
    canvas: &mut Canvas<'_>,
) {
    let (line, air, thin) = (canvas.ruler.line, canvas.chart().air.emu() / 2, canvas.chart().rule.emu());
    let (wide, left) = widths(group.bars.len(), stand, canvas);
    let mut ends = Vec::new();
    for ((at, bar), paint) in (0..).zip(&group.bars).zip(paints) {
        let value = bar.amount.map(Amount::value).unwrap_or_default();
        let end = stand.top + stand.axis.place(value, stand.height);
        let (y, long) = (end.min(stand.zero), (end - stand.zero).abs());
        let frame = Frame { x: left + wide * at, y, width: wide, height: long.max(thin) };
        if bar.amount.is_some() && !value.is_zero() {
            canvas.rect(frame, *paint);
            clearance.taken.add(frame);
        }
        ends.push((bar, frame, value < Decimal::ZERO));
    }
    // The figures, where they do not run into other bars and figures. A group's stand within its room.
    let room = stand.middle - stand.slot / 2..=stand.middle + stand.slot / 2;
    for (bar, Frame { x, y, height, .. }, is_below) in ends {
        let width = canvas.ruler.width(&bar.text);
        let y = if is_below { y + height + air } else { y - line - air };
        let y = clear(y, line, &clearance.levels, is_below);
        let frame = Frame { x: (x + wide / 2 - width / 2).max(0), y, width, height: line };
        let fits = width <= wide || (room.contains(&frame.x) && room.contains(&(frame.x + width)));
        if fits && clearance.taken.is_free(frame) {
            let role = if bar.amount.is_some() { WordsRole::Plain } else { WordsRole::Faint };
            clearance.taken.add(frame);
            canvas.text(frame, vec![bar.text.clone()], role, Align::Center);
        }
    }
}

/// How wide each of so many bars of a group is, and where the first of them begins.
fn widths(count: usize, stand: &Stand<'_>, canvas: &Canvas<'_>) -> (i64, i64) {
    let (count, thin) = (count.max(1) as i64, canvas.chart().rule.emu());
    let wide = (stand.slot * FILLED / 100 / count).clamp(thin, 8 * canvas.chart().bar.emu());
    (wide, stand.middle - wide * count / 2)
}

/// Puts the numbers of a group's bars below them, as marks where the bars are as wide as those, otherwise as plain
/// figures.
fn numbers(group: &BarGroup, stand: &Stand<'_>, y: i64, canvas: &mut Canvas<'_>) {
    let (mark, (wide, left)) = (canvas.chart().marker.emu(), widths(group.bars.len(), stand, canvas));
    for at in 0..group.bars.len() as i64 {
        let (words, middle) = ((at + 1).to_string(), left + wide * at + wide / 2);
        if wide >= mark {
            canvas.numbered(&words, Frame { x: middle - mark / 2, y, width: mark, height: mark });
        } else if canvas.ruler.width(&words) <= wide {
            let (y, height) = (y + (mark - canvas.ruler.line) / 2, canvas.ruler.line);
            let frame = Frame { x: middle - wide / 2, y, width: wide, height };
            canvas.text(frame, vec![words], WordsRole::Plain, Align::Center);
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

fn stack(
    group: &BarGroup,
    stand: &Stand<'_>,
    paints: &[Paint],
    (lines, numbered): (i64, bool),
    clearance: &mut Figures,
    canvas: &mut Canvas<'_>,
) {
    let thin = canvas.chart().rule.emu();
    let wide = (stand.slot * FILLED / 100).clamp(thin, 8 * canvas.chart().bar.emu());
    let (mut below, mut marks) = (Decimal::ZERO, Vec::new());
    for ((number, bar), paint) in (1..).zip(&group.bars).zip(paints) {
        let Some(value) = bar.amount.map(Amount::value).filter(|value| !value.is_zero()) else { continue };
        let above = below.checked_add(value).unwrap_or(Decimal::MAX);
        let [from, to] = [below, above].map(|at| stand.top + stand.axis.place(at, stand.height));
        let (x, height) = (stand.middle - wide / 2, (from - to).max(thin));
        let frame = Frame { x, y: to, width: wide, height };
        canvas.rect(frame, *paint);
        clearance.taken.add(frame);
        marks.extend(numbered.then_some((number, frame)));
        below = above;
    }
    let (line, air) = (canvas.ruler.line, canvas.chart().air.emu() / 2);
    let texts =
        if lines == 1 { vec![parts(group)] } else { group.bars.iter().rev().map(|bar| bar.text.clone()).collect() };
    let width = canvas.ruler.widest(texts.iter().map(String::as_str)).min(stand.slot);
    let height = line * texts.len() as i64;
    let y = stand.top + stand.axis.place(below, stand.height) - height - air;
    let y = if lines == 1 { clear(y, line, &clearance.levels, false) } else { y.max(0) };
    let frame = Frame { x: (stand.middle - width / 2).max(0), y, width, height };
    clearance.taken.add(frame);
    let texts = texts.iter().map(|text| canvas.ruler.shortened(text, width)).collect();
    canvas.text(frame, texts, WordsRole::Plain, Align::Center);
    // Above all parts.
    number(&marks, stand, clearance, canvas);
}

/// Puts the numbers of parts into them, and beside those that are too low for it, where there is room.
fn number(parts: &[(usize, Frame)], stand: &Stand<'_>, clearance: &mut Figures, canvas: &mut Canvas<'_>) {
    let (mark, foot) = (canvas.chart().marker.emu(), stand.top + stand.height);
    for (number, part) in parts {
        let (x, y) = (part.x + (part.width - mark) / 2, part.y + (part.height - mark) / 2);
        let fits = part.height >= mark && part.width >= mark;
        let frame = Frame { x: if fits { x } else { part.x + part.width }, y, width: mark, height: mark };
        let has_room = (stand.slot - part.width) / 2 >= mark && y + mark <= foot;
        if fits || (has_room && clearance.taken.is_free(frame)) {
            clearance.taken.add(frame);
            canvas.numbered(&number.to_string(), frame);
        }
    }
}
