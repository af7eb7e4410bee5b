//! Parts of a whole as slices of a circle, numbered from the top on, with their names and figures beside it. What a
//! slice is called is told by its number, never by its colour alone.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::base::amount::Amount;
use crate::base::measure::Color;
use crate::layout::Paint;
use crate::model::Align;
use crate::model::charts::Bars;

use super::canvas::{Canvas, Sample};
use super::drawing::{Frame, WordsRole};

/// A turn, in thousandths of a degree.
const TURN: i64 = 360_000;

/// The angle between two points of a slice's edge, in thousandths of a degree.
const STEP: i64 = 2_000;

/// How far from the middle the number of a slice stands, in thirds of the radius.
const THIRDS: i64 = 2;

/// The part of a drawing's width that the circle takes, in per cent.
const CIRCLE: i64 = 36;

/// How far from the circle's edge the number of a narrow slice stands, in parts of a mark.
const BESIDE: [i64; 2] = [3, 4];

/// The radius of a ring's hole, in per cent of the whole.
const HOLE: i64 = 55;

/// The most lines of a name.
const NAME_LINES: usize = 3;

/// Sines of whole degrees from 0 to 90, in millionths.
const SINES: [i64; 91] = [
    0, 17452, 34899, 52336, 69756, 87156, 104528, 121869, 139173, 156434, 173648, 190809, 207912, 224951, 241922,
    258819, 275637, 292372, 309017, 325568, 342020, 358368, 374607, 390731, 406737, 422618, 438371, 453990, 469472,
    484810, 500000, 515038, 529919, 544639, 559193, 573576, 587785, 601815, 615661, 629320, 642788, 656059, 669131,
    681998, 694658, 707107, 719340, 731354, 743145, 754710, 766044, 777146, 788011, 798636, 809017, 819152, 829038,
    838671, 848048, 857167, 866025, 874620, 882948, 891007, 898794, 906308, 913545, 920505, 927184, 933580, 939693,
    945519, 951057, 956305, 961262, 965926, 970296, 974370, 978148, 981627, 984808, 987688, 990268, 992546, 994522,
    996195, 997564, 998630, 999391, 999848, 1000000,
];

/// The sine of an angle from 0 on, in millionths: exact at whole degrees, and nearly so between them.
fn sine(angle: i64) -> i64 {
    let angle = angle.rem_euclid(TURN);
    let (quarter, sign) = (angle % (TURN / 2), if angle < TURN / 2 { 1 } else { -1 });
    let inner = if quarter <= TURN / 4 { quarter } else { TURN / 2 - quarter };
    let (degree, rest) = (usize::try_from(inner / 1000).unwrap_or(0).min(90), inner % 1000);
    let next = SINES[(degree + 1).min(90)];
    sign * (SINES[degree] + (next - SINES[degree]) * rest / 1000)
}

/// A point at a distance from the middle, at an angle from the top, clockwise.
fn point([x, y]: [i64; 2], radius: i64, angle: i64) -> [i64; 2] {
    [x + radius * sine(angle) / 1_000_000, y - radius * sine(angle + TURN / 4) / 1_000_000]
}

pub(super) fn draw(bars: &Bars, canvas: &mut Canvas<'_>) {
    let top = canvas.series_key(bars, &[], Sample::Square);
    let (line, air, mark) = (canvas.ruler.line, canvas.chart().air.emu(), canvas.chart().marker.emu());
    let slices: Vec<(Decimal, &str, &str)> = bars
        .groups
        .iter()
        .filter_map(|group| {
            let bar = group.bars.first()?;
            Some((bar.amount.map(Amount::value).unwrap_or_default(), group.label.as_str(), bar.text.as_str()))
        })
        .collect();
    let add = |sum: Decimal, value: Decimal| sum.checked_add(value).unwrap_or(Decimal::MAX);
    let whole = slices.iter().fold(Decimal::ZERO, |sum, (value, ..)| add(sum, *value));
    let angle = |sum: Decimal| {
        let part = sum.checked_div(whole).unwrap_or_default();
        part.checked_mul(Decimal::from(TURN)).and_then(|angle| angle.round().to_i64()).unwrap_or(0).clamp(0, TURN)
    };
    // Narrow slices have their numbers beside the circle, for which there is room around it.
    let is_narrow = |radius: i64, turn: i64| {
        let far = radius * THIRDS / 3;
        let apart = if turn >= TURN / 2 { 2 * far } else { 2 * far * sine(turn / 2) / 1_000_000 };
        apart * 2 < mark * 3
    };
    let whole_radius = (canvas.room.width * CIRCLE / 200).min((canvas.room.height - top).max(4 * line) / 2);
    let any_narrow = slices.iter().any(|(value, ..)| !value.is_zero() && is_narrow(whole_radius, angle(*value)));
    let margin = if any_narrow { mark * BESIDE[0] / BESIDE[1] + mark / 2 } else { 0 };
    let radius = (whole_radius - margin).max(line);
    let center = [radius + margin, top + radius + margin];
    let tokens = canvas.chart();
    let paints = [tokens.serie2, tokens.serie3, tokens.serie1];
    // What is seen where there is nothing but zeros.
    let circle = Frame { x: margin, y: top + margin, width: 2 * radius, height: 2 * radius };
    canvas.ellipse(circle, Paint { fill: canvas.tokens.color.sum_row, edge: canvas.chart().axis });
    let (mut sum, mut marks) = (Decimal::ZERO, Vec::new());
    for (at, (value, ..)) in slices.iter().enumerate() {
        let from = angle(sum);
        sum = add(sum, *value);
        let to = angle(sum);
        // The last slice is not painted as the first one beside it.
        let paint = if at + 1 == slices.len() && at > 0 && at % paints.len() == 0 { 1 } else { at % paints.len() };
        slice(center, radius, [from, to], paints[paint], canvas);
        let narrow = is_narrow(radius, to - from);
        let inner = if bars.sum.is_some() { radius * (100 + HOLE) / 200 } else { radius * THIRDS / 3 };
        let far = if narrow { radius + mark * BESIDE[0] / BESIDE[1] } else { inner };
        let [x, y] = point(center, far, (from + to) / 2);
        let place = Frame { x: x - mark / 2, y: y - mark / 2, width: mark, height: mark };
        // Several narrow ones in a row would stand on each other.
        let apart = |(_, other): &(usize, Frame)| (other.x - place.x).abs().max((other.y - place.y).abs()) >= mark;
        if to > from && (!narrow || (margin > 0 && marks.iter().all(apart))) {
            marks.push((at, place));
        }
    }
    if let Some(sum) = &bars.sum {
        middle(sum, center, radius, canvas);
    }
    // Above all slices.
    marks.into_iter().for_each(|(at, place)| canvas.numbered(&(at + 1).to_string(), place));
    names(&slices, [2 * (radius + margin) + 4 * air, top], canvas);
}

/// The hole of a ring, with the sum of its slices in it where it has room.
fn middle(sum: &str, [x, y]: [i64; 2], radius: i64, canvas: &mut Canvas<'_>) {
    let (inner, line) = (radius * HOLE / 100, canvas.ruler.line);
    let paper = Color { rgb: [255; 3] };
    let hole = Frame { x: x - inner, y: y - inner, width: 2 * inner, height: 2 * inner };
    canvas.ellipse(hole, Paint { fill: paper, edge: canvas.chart().axis });
    // Clear of the numbers in the ring, wherever they stand; where there is no such room, the chart's words say it.
    let (width, mark) = (canvas.ruler.width(sum), canvas.chart().marker.emu());
    let (far, across, down) = (radius * (100 + HOLE) / 200, (width + mark) / 2, (line + mark) / 2);
    if width > inner * 9 / 5 || far * far <= across * across + down * down {
        return;
    }
    let words = Frame { x: x - width / 2, y: y - line / 2, width, height: line };
    canvas.short(words, sum, WordsRole::Plain, Align::Center);
}

fn slice(center: [i64; 2], radius: i64, [from, to]: [i64; 2], paint: Paint, canvas: &mut Canvas<'_>) {
    if to <= from {
        return;
    }
    let mut points = if to - from < TURN { vec![center] } else { Vec::new() };
    let mut at = from;
    while at < to {
        points.push(point(center, radius, at));
        at += STEP;
    }
    points.push(point(center, radius, to));
    canvas.polygon(points, paint);
}

/// The numbers with the names and figures that they stand for.
fn names(slices: &[(Decimal, &str, &str)], [left, top]: [i64; 2], canvas: &mut Canvas<'_>) {
    let (line, air, mark) = (canvas.ruler.line, canvas.chart().air.emu(), canvas.chart().marker.emu());
    let figures = canvas.ruler.widest(slices.iter().map(|(_, _, text)| *text)) + air;
    let room = (canvas.room.width - left - mark - figures - 2 * air).max(line);
    let names: Vec<Vec<String>> =
        slices.iter().map(|(_, name, _)| canvas.ruler.wrapped(name, room, NAME_LINES).lines).collect();
    let widest = canvas.ruler.widest(names.iter().flatten().map(String::as_str));
    let mut y = top;
    for (at, ((_, _, text), name)) in slices.iter().zip(names).enumerate() {
        canvas.numbered(&(at + 1).to_string(), Frame { x: left, y, width: mark, height: mark });
        let first = y + (mark - line).max(0) / 2;
        let (x, height) = (left + mark + air, name.len() as i64 * line);
        canvas.text(Frame { x, y: first, width: widest.min(room), height }, name, WordsRole::Plain, Align::Start);
        let frame = Frame { x: x + widest.min(room), y: first, width: figures, height: line };
        canvas.short(frame, text, WordsRole::Plain, Align::End);
        y += height.max(mark) + air;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_go_clockwise_from_the_top() {
        let at = |degrees: i64| point([0, 0], 1000, degrees * 1000);
        assert_eq!([at(0), at(90), at(180), at(270)], [[0, -1000], [1000, 0], [0, 1000], [-1000, 0]]);
        assert_eq!(at(30), [500, -866]);
        assert_eq!(at(390), at(30), "one turn more is the same");
        for degree in 0..360 {
            let [x, y] = at(degree);
            assert!((x * x + y * y - 1_000_000).abs() < 4_000, "{degree}: {x} {y}");
        }
    }
}
