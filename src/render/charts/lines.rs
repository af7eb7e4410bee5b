//! Figures over time as lines between dots, with a level axis for the points and an upright one for the figures. The
//! last line has its figures beside its dots, and the others where there is room; all are in the chart's words.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::base::amount::Amount;
use crate::layout::Paint;
use crate::model::Align;
use crate::model::charts::{Bar, BarGroup, Bars};

use super::bars::{is_numbered, key, paints};
use super::canvas::{Canvas, Sample};
use super::drawing::{Dash, Frame, WordsRole};
use super::placing::{Level, Taken, clear};

/// The parts that lines across the drawing, each with its figure, cut it into at the most.
pub(super) const PARTS: i64 = 6;

/// The most lines of a point's name.
const NAME_LINES: usize = 2;

/// The figures beside the upright axis, and how a figure becomes a height.
pub(super) struct Axis {
    ticks: Vec<Amount>,
    least: Decimal,
    most: Decimal,
}

impl Axis {
    /// An axis of at most so many parts on which all figures lie. It begins or ends at zero unless the figures lie far
    /// from it and near each other.
    pub(super) fn new(figures: &[Decimal], parts: i64) -> Self {
        let most = figures.iter().copied().max().unwrap_or_default();
        let least = figures.iter().copied().min().unwrap_or_default();
        let range = most.checked_sub(least);
        let nearest = if least > Decimal::ZERO { least } else { -most };
        let far = nearest > Decimal::ZERO && range.is_some_and(|range| range < nearest / Decimal::TWO);
        let (low, high) = if far { (least, most) } else { (least.min(Decimal::ZERO), most.max(Decimal::ZERO)) };
        // What is too large to be reckoned with has no figures beside it.
        let ticks = ticks(low, high, parts).unwrap_or_default();
        let end = |tick: Option<&Amount>, or: Decimal| tick.map_or(or, |tick| tick.value());
        let (least, most) = (end(ticks.first(), low).min(low), end(ticks.last(), high).max(high));
        Axis { ticks, least, most }
    }

    /// An axis from `low` or below to `high` or above, with figures at the same heights as those of `other`, as far as
    /// that goes.
    pub(super) fn beside(low: Decimal, high: Decimal, other: &Axis) -> Self {
        let count = other.ticks.len();
        let parts = i64::try_from(count).unwrap_or(PARTS) - 1;
        let mut found = (1..=parts.max(1)).rev().filter_map(|parts| ticks(low, high, parts));
        let ticks = found.find(|ticks| ticks.len() <= count).unwrap_or_default();
        let end = |tick: Option<&Amount>, or: Decimal| tick.map_or(or, |tick| tick.value());
        let (least, most) = (end(ticks.first(), low).min(low), end(ticks.last(), high).max(high));
        let mut axis = Axis { ticks, least, most };
        while axis.ticks.len() < count {
            let next = match axis.ticks.as_slice() {
                [.., one, last] => {
                    let step = last.value().checked_sub(one.value());
                    step.and_then(|step| last.value().checked_add(step)).map(|next| next.round_dp(last.value().scale()))
                }
                _ => None,
            };
            let Some(next) = next else { break };
            axis.most = next;
            axis.ticks.push(Amount::new(next));
        }
        axis
    }

    /// How far from the top of `height` a figure lies.
    pub(super) fn place(&self, value: Decimal, height: i64) -> i64 {
        // A part of each, since the whole of two may be more than can be kept.
        let of = |figure: Decimal| figure / Decimal::TEN;
        let whole = of(self.most) - of(self.least);
        let part = (of(self.most) - of(value)).checked_div(whole).unwrap_or_default();
        let place = part.checked_mul(Decimal::from(height)).and_then(|place| place.round().to_i64());
        place.unwrap_or(0).clamp(0, height)
    }

    /// The figure that it begins at, where that is above zero.
    pub(super) fn begins_at(&self) -> Option<Amount> {
        self.ticks.first().copied().filter(|tick| tick.value() > Decimal::ZERO)
    }

    /// The figure that it ends at, where that is below zero.
    pub(super) fn ends_at(&self) -> Option<Amount> {
        self.ticks.last().copied().filter(|tick| tick.value() < Decimal::ZERO)
    }

    /// The lines across the drawing, which begins at `top`.
    pub(super) fn levels(&self, top: i64, height: i64) -> Vec<Level> {
        self.ticks.iter().map(|tick| Level { y: top + self.place(tick.value(), height), air: 0 }).collect()
    }
}

/// Round figures from `low` or below to `high` or above.
fn ticks(low: Decimal, high: Decimal, parts: i64) -> Option<Vec<Amount>> {
    let step = step(high.checked_sub(low)?, parts)?;
    let floor = low.checked_div(step)?.floor();
    let count = high.checked_div(step)?.ceil().checked_sub(floor)?.to_i64()?.clamp(1, parts + 1);
    let decimals = step.normalize().scale();
    let tick = |at: i64| Some(Amount::new(floor.checked_add(Decimal::from(at))?.checked_mul(step)?).rounded(decimals));
    (0..=count).map(tick).collect()
}

/// A step of 1, 2 or 5 and noughts that parts `range` into no more than so many.
fn step(range: Decimal, parts: i64) -> Option<Decimal> {
    let most = Decimal::from(parts);
    let fits = |step: Decimal| range.checked_div(step).is_some_and(|count| count <= most);
    if range <= Decimal::ZERO {
        return Some(Decimal::ONE);
    }
    let mut step = Decimal::ONE;
    while !fits(step) {
        step = step.checked_mul(Decimal::TEN)?;
    }
    while step.scale() < DECIMALS && fits(step / Decimal::TEN) {
        step /= Decimal::TEN;
    }
    let finer = [step / Decimal::from(5), step / Decimal::TWO];
    Some(finer.into_iter().find(|finer| fits(*finer)).unwrap_or(step))
}

/// The decimals of figures beside an axis at the most.
const DECIMALS: u32 = 12;

pub(super) fn draw(lines: &Bars, canvas: &mut Canvas<'_>) {
    let paints = paints(lines.series.len(), canvas);
    let (line, air) = (canvas.ruler.line, canvas.chart().air.emu());
    // Room for the figure above the highest dot.
    let top = key(lines, &paints, Sample::Dot, canvas) + line + air;
    let target = lines.target.as_ref().map(|target| target.amount);
    let figures = all_bars(lines).filter_map(|bar| bar.amount).chain(target).map(Amount::value);
    let values: Vec<Decimal> = figures.collect();
    let height = (canvas.room.width / 3).min((canvas.room.height - top - 4 * line).max(3 * line));
    let axis = Axis::new(&values, (height / (2 * line)).clamp(1, PARTS));
    // The numbers of many lines stand at the right.
    let numbers = if is_numbered(lines) { canvas.chart().marker.emu() + air } else { 0 };
    canvas.room.width -= numbers.min(canvas.room.width / 4);
    let left = upright(&axis, top, height, canvas);
    let width = (canvas.room.width - left).max(1);
    let points = lines.groups.len().max(1) as i64;
    let middle = |at: i64| left + width * (2 * at + 1) / (2 * points);
    let target = target.map(|amount| top + axis.place(amount.value(), height));
    if let Some(y) = target {
        canvas.target(Frame { x: left, y, width, height: 0 });
    }
    let place = |bar: &Bar| Some(top + axis.place(bar.amount?.value(), height));
    let dots_of = |series: usize| -> Dots {
        let of = |(at, group): (i64, &BarGroup)| Some([middle(at), place(group.bars.get(series)?)?]);
        (0..).zip(&lines.groups).map(of).collect()
    };
    let all: Vec<Dots> = (0..paints.len()).map(dots_of).collect();
    let mut figures = Figures {
        taken: Taken::default(),
        levels: axis.levels(top, height),
        begins: left - air,
        ends: top + height,
        room: width / points,
    };
    figures.levels.extend(target.map(|y| Level { y, air }));
    for (at, (dots, paint)) in all.iter().zip(&paints).enumerate() {
        one_line(dots, *paint, if numbers > 0 { dash(at) } else { Dash::None }, canvas);
        figures.keep_clear(dots, canvas);
    }
    if numbers > 0 {
        at_the_end(&all, [left + width + air, top, height], canvas);
    }
    // The last line first: it is what the chart is about.
    for series in (0..all.len()).rev() {
        let is_last = series + 1 == all.len() && numbers == 0;
        for (group, dot) in lines.groups.iter().zip(&all[series]) {
            let (Some(dot), Some(bar)) = (dot, group.bars.get(series)) else { continue };
            // Below the dot where another line passes above it.
            let is_below = group.bars.iter().filter_map(place).any(|other| other < dot[1]);
            figures.put(bar, *dot, is_below, is_last, canvas);
        }
    }
    names(lines, top + height + line / 2 + 1, (left, width, points), canvas);
}

/// The dots of a line, none over a point without a figure.
pub(super) type Dots = Vec<Option<[i64; 2]>>;

/// What figures beside dots keep clear of.
pub(super) struct Figures {
    pub(super) taken: Taken,
    pub(super) levels: Vec<Level>,
    /// Where the figures beside the axis end.
    pub(super) begins: i64,
    /// The foot of the drawing.
    pub(super) ends: i64,
    /// The width for a figure.
    pub(super) room: i64,
}

impl Figures {
    pub(super) fn keep_clear(&mut self, dots: &Dots, canvas: &Canvas<'_>) {
        let side = canvas.chart().square.emu() * 2 / 3;
        for [x, y] in dots.iter().flatten() {
            self.taken.add(Frame { x: x - side / 2, y: y - side / 2, width: side, height: side });
        }
        for pair in dots.windows(2) {
            if let [Some(from), Some(to)] = pair {
                self.taken.stroke(*from, *to);
            }
        }
    }

    /// The figure of a dot above or below it, on the other side where that is not free; none where it would run into
    /// its neighbours' or stand on something. Where it `must` stand, it may stand farther off or beside its dot, as
    /// where a line turns sharply, and only its neighbours can keep it away.
    pub(super) fn put(&mut self, bar: &Bar, [x, dot]: [i64; 2], is_below: bool, must: bool, canvas: &mut Canvas<'_>) {
        let (line, air) = (canvas.ruler.line, canvas.chart().air.emu());
        let width = canvas.ruler.width(&bar.text);
        if width > self.room {
            return;
        }
        let at = |is_below: bool, farther: i64| {
            let y = if is_below { dot + air + farther } else { dot - line - air - farther };
            Frame {
                x: (x - width / 2).max(self.begins),
                y: clear(y, line, &self.levels, is_below),
                width,
                height: line,
            }
        };
        let beside = |x: i64, is_below: bool| Frame {
            x,
            y: clear(dot - line / 2, line, &self.levels, is_below),
            width,
            height: line,
        };
        let sides = [is_below, !is_below];
        let near = sides.map(|is_below| at(is_below, 0));
        let off = canvas.chart().square.emu() / 3 + air;
        let besides = [x + off, x - off - width].into_iter().flat_map(|x| sides.map(|is_below| beside(x, is_below)));
        let of_dot = |frame: &Frame| {
            let is_within = frame.x >= self.begins && frame.x + width <= canvas.room.width;
            is_within && (frame.y..=frame.y + line).contains(&dot)
        };
        let farther = (1..=FARTHEST).flat_map(|halves| sides.map(|is_below| at(is_below, halves * line / 2)));
        let others = besides.filter(of_dot).chain(farther).filter(|_| must);
        let ends = |frame: &Frame| frame.y + line <= self.ends;
        let fits = |frame: &Frame| ends(frame) && self.taken.is_free(*frame);
        let first = near.into_iter().find(ends).filter(|_| must);
        if let Some(frame) = near.into_iter().chain(others).find(fits).or(first) {
            self.taken.add(frame);
            canvas.text(frame, vec![bar.text.clone()], WordsRole::Plain, Align::Center);
        }
    }
}

/// How many halves of a line a figure may stand farther from its dot than right above or below it.
const FARTHEST: i64 = 4;

/// The figures at the left with a line across the drawing for each; returns where the lines begin.
pub(super) fn upright(axis: &Axis, top: i64, height: i64, canvas: &mut Canvas<'_>) -> i64 {
    let (line, air) = (canvas.ruler.line, canvas.chart().air.emu());
    let words: Vec<String> = axis.ticks.iter().map(|tick| tick.swedish()).collect();
    let left = canvas.ruler.widest(words.iter().map(String::as_str)) + 2 * air;
    let width = (canvas.room.width - left).max(1);
    if axis.ticks.is_empty() {
        canvas.line(Frame { x: 0, y: top + height, width: canvas.room.width, height: 0 }, canvas.chart().axis);
    }
    for (tick, words) in axis.ticks.iter().zip(words) {
        let y = top + axis.place(tick.value(), height);
        let color = if tick.value().is_zero() { canvas.chart().axis } else { canvas.tokens.color.rule_faint };
        canvas.line(Frame { x: left, y, width, height: 0 }, color);
        let beside = Frame { x: 0, y: y - line / 2, width: left - air, height: line };
        canvas.text(beside, vec![words], WordsRole::Faint, Align::End);
    }
    left
}

/// The width that the figures of an axis take at the right.
pub(super) fn at_right(axis: &Axis, canvas: &Canvas<'_>) -> i64 {
    let words: Vec<String> = axis.ticks.iter().map(|tick| tick.swedish()).collect();
    canvas.ruler.widest(words.iter().map(String::as_str)) + 2 * canvas.chart().air.emu()
}

/// Puts the figures of an axis at the right of `right`.
pub(super) fn put_at_right(axis: &Axis, [right, top]: [i64; 2], height: i64, canvas: &mut Canvas<'_>) {
    let (line, air, wide) = (canvas.ruler.line, canvas.chart().air.emu(), at_right(axis, canvas));
    for tick in &axis.ticks {
        let y = top + axis.place(tick.value(), height) - line / 2;
        let frame = Frame { x: right + air, y, width: wide - air, height: line };
        canvas.text(frame, vec![tick.swedish()], WordsRole::Faint, Align::Start);
    }
}

fn all_bars(lines: &Bars) -> impl Iterator<Item = &Bar> {
    lines.groups.iter().flat_map(|group| &group.bars)
}

/// How the strokes of one of many lines are broken: those of one colour differ in it, or else in their dots.
fn dash(series: usize) -> Dash {
    [Dash::None, Dash::Long, Dash::Short][(series + series / 3) % 3]
}

/// Puts the numbers of lines at the right, each at the height of its last dot as far as they have room above each
/// other.
fn at_the_end(all: &[Dots], [x, top, height]: [i64; 3], canvas: &mut Canvas<'_>) {
    let mark = canvas.chart().marker.emu();
    let last = |dots: &Dots| dots.iter().rev().flatten().next().map(|[_, y]| y - mark / 2);
    let mut ends: Vec<(i64, usize)> = (1..).zip(all).filter_map(|(number, dots)| Some((last(dots)?, number))).collect();
    ends.sort_unstable();
    // Down from the highest, and up again where the lowest would stand below the drawing.
    let mut from = i64::MIN;
    for (y, _) in &mut ends {
        *y = (*y).max(from);
        from = *y + mark;
    }
    let mut until = (top + height + mark / 2).max(top + mark * ends.len() as i64);
    for (y, _) in ends.iter_mut().rev() {
        *y = (*y).min(until - mark);
        until = *y;
    }
    for (y, number) in ends {
        canvas.numbered(&number.to_string(), Frame { x, y, width: mark, height: mark });
    }
}

/// The strokes between dots, and the dots; none over a point without a figure.
fn one_line(dots: &Dots, paint: Paint, dash: Dash, canvas: &mut Canvas<'_>) {
    for pair in dots.windows(2) {
        let [Some(from), Some(to)] = pair else { continue };
        canvas.slope(*from, *to, paint.edge, dash);
    }
    let side = canvas.chart().square.emu() * 2 / 3;
    for [x, y] in dots.iter().flatten() {
        canvas.ellipse(Frame { x: x - side / 2, y: y - side / 2, width: side, height: side }, paint);
    }
}

/// The names of the points below the axis: each of them, or as many as have room.
pub(super) fn names(lines: &Bars, y: i64, (left, width, points): (i64, i64, i64), canvas: &mut Canvas<'_>) {
    let widest = lines.groups.iter().flat_map(|group| group.label.split_whitespace());
    let widest = canvas.ruler.widest(widest) + canvas.chart().air.emu();
    let every = (widest * points / width.max(1) + 1).clamp(1, points);
    let room = width * every / points;
    for (at, group) in (0..).zip(&lines.groups).filter(|(at, _)| at % every == 0) {
        let middle = left + width * (2 * at + 1) / (2 * points);
        let x = (middle - room / 2).max(0);
        let width = (middle + room / 2).min(canvas.room.width) - x;
        let wrapped = canvas.ruler.wrapped(&group.label, width, NAME_LINES);
        let height = canvas.ruler.line * wrapped.lines.len() as i64;
        canvas.text(Frame { x, y, width, height }, wrapped.lines, WordsRole::Plain, Align::Center);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(figures: &[&str]) -> Vec<String> {
        let figures: Vec<Decimal> = figures.iter().map(|figure| figure.parse().unwrap()).collect();
        let axis = Axis::new(&figures, PARTS);
        for figure in &figures {
            assert!(axis.least <= *figure && *figure <= axis.most, "{figure}");
            assert!((0..=1000).contains(&axis.place(*figure, 1000)));
        }
        axis.ticks.iter().map(|tick| tick.to_string()).collect()
    }

    #[test]
    fn axes_have_round_figures_and_hold_all() {
        assert_eq!(axis(&["12400", "3600"]), ["0", "5000", "10000", "15000"]);
        assert_eq!(axis(&["7.9", "8.3", "8.1"]), ["7.9", "8.0", "8.1", "8.2", "8.3"]);
        assert_eq!(axis(&["-110", "250"]), ["-200", "-100", "0", "100", "200", "300"]);
        assert_eq!(axis(&["0"]), ["0", "1"]);
        assert_eq!(axis(&["5"]), ["5", "6"]);
        assert_eq!(axis(&["-3"]), ["-3", "-2"]);
        assert_eq!(axis(&["-12400", "-12710"]), ["-12800", "-12700", "-12600", "-12500", "-12400"]);
        assert_eq!(axis(&["-3", "-1"]), ["-3.0", "-2.5", "-2.0", "-1.5", "-1.0", "-0.5", "0.0"]);
        for extreme in
            ["79228162514264337593543950335", "-79228162514264337593543950335", "0.0000000000000000000000000001"]
        {
            assert!(axis(&[extreme, "0"]).len() <= 14, "{extreme}");
        }
    }
}
