//! Bars from one zero line, those below zero to the left of it, each with its figure at its end.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::base::amount::Amount;
use crate::layout::Paint;
use crate::model::Align;
use crate::model::charts::{Bar, BarGroup, Bars};

use super::canvas::{Canvas, Labels, Sample};
use super::drawing::{Frame, WordsRole};

/// Where bars may stand in a panel.
struct Plan {
    labels: Labels,
    /// The left and the width of the bars without their figures.
    left: i64,
    area: i64,
    /// Whether figures below zero stand across the zero line, where there is no room on their own side.
    across: bool,
    heights: Vec<i64>,
}

/// Turns figures into lengths without ever leaving the exact numbers.
struct Scale {
    largest: Decimal,
    /// The greatest length above zero and below it, as parts of the largest figure.
    above: Decimal,
    below: Decimal,
}

impl Scale {
    fn new(bars: &Bars) -> Self {
        let amounts = bars.groups.iter().flat_map(|group| &group.bars).filter_map(|bar| bar.amount);
        let values = amounts.chain(bars.target.iter().map(|target| target.amount)).map(Amount::value);
        let largest = values.clone().map(|value| value.abs()).max().unwrap_or_default();
        let part = |value: Decimal| value.checked_div(largest).unwrap_or_default();
        let above = values.clone().max().map_or(Decimal::ZERO, |most| part(most.max(Decimal::ZERO)));
        let below = values.min().map_or(Decimal::ZERO, |least| part(least.min(Decimal::ZERO).abs()));
        Scale { largest, above, below }
    }

    /// A part of the largest figure as a part of `area`, which holds all above and below zero.
    fn length(&self, part: Decimal, area: i64) -> i64 {
        let share = part.checked_div(self.above + self.below).unwrap_or_default();
        let length = share.checked_mul(Decimal::from(area)).and_then(|length| length.round().to_i64());
        length.unwrap_or(0).clamp(0, area.max(0))
    }

    fn of(&self, value: Decimal, area: i64) -> i64 {
        self.length(value.abs().checked_div(self.largest).unwrap_or_default(), area)
    }
}

pub(super) fn draw(bars: &Bars, canvas: &mut Canvas<'_>) {
    let paints = paints(bars.series.len(), canvas);
    let top = key(bars, &paints, Sample::Square, canvas);
    let (plan, panels) = canvas.panels(top, |width| plan(bars, canvas, width), |plan| plan.heights.clone());
    let scale = Scale::new(bars);
    let zero = plan.left + scale.length(scale.below, plan.area);
    let target = bars.target.as_ref().map(|target| {
        let (value, away) = (target.amount.value(), scale.of(target.amount.value(), plan.area));
        if value < Decimal::ZERO { zero - away } else { zero + away }
    });
    let gap = canvas.chart().group.emu();
    for (panel, groups) in bars.groups.chunks(panels.per).enumerate() {
        let x = panel as i64 * panels.step;
        let mut y = top;
        for (at, group) in (panel * panels.per..).zip(groups) {
            let whole = Frame { x, y, width: panels.width, height: plan.heights[at] };
            group_of_bars(group, at, whole, (&plan, &scale, target), &paints, canvas);
            y += plan.heights[at] + gap;
        }
        if plan.labels.column > 0 {
            let axis = Frame { x: x + zero, y: top, width: 0, height: (y - gap - top).max(0) };
            canvas.line(axis, canvas.chart().axis);
        }
        if let Some(target) = target {
            canvas.target(Frame { x: x + target, y: top, width: 0, height: (y - gap - top).max(0) });
        }
    }
}

/// The most series that are known by how dark they are.
const SHADES: usize = 3;

/// Whether series are known by their numbers, since there are more of them than shades.
pub(super) fn is_numbered(bars: &Bars) -> bool {
    bars.series.len() > SHADES
}

/// What the series look like, with their numbers where they have such; returns where it ends.
pub(super) fn key(bars: &Bars, paints: &[Paint], sample: fn(Paint) -> Sample, canvas: &mut Canvas<'_>) -> i64 {
    if is_numbered(bars) { canvas.parts_key(bars, paints) } else { canvas.series_key(bars, paints, sample) }
}

/// The looks of the series: the last one is what the chart is about. Where they have numbers, those that touch differ
/// in how dark they are.
pub(super) fn paints(series: usize, canvas: &Canvas<'_>) -> Vec<Paint> {
    let tokens = canvas.chart();
    if series > SHADES {
        return [tokens.serie2, tokens.serie3, tokens.serie1].into_iter().cycle().take(series).collect();
    }
    let all = [tokens.serie3, tokens.serie2, tokens.serie1];
    (0..series).map(|at| all[(at + all.len()).saturating_sub(series).min(all.len() - 1)]).collect()
}

/// From the top of one bar to that of the next, between which a number has room.
fn pitch(numbered: bool, canvas: &Canvas<'_>) -> i64 {
    let (bar, mark) = (canvas.chart().bar.emu(), if numbered { canvas.chart().marker.emu() } else { 0 });
    canvas.ruler.line.max(bar.max(mark) + 2 * canvas.chart().rule.emu())
}

fn plan(bars: &Bars, canvas: &Canvas<'_>, width: i64) -> Plan {
    let names: Vec<&str> = bars.groups.iter().map(|group| group.label.as_str()).collect();
    let mut labels = canvas.labels(&names, width);
    let air = canvas.chart().air.emu();
    let mark = if is_numbered(bars) { canvas.chart().marker.emu() + air } else { 0 };
    let all = || bars.groups.iter().flat_map(|group| &group.bars);
    let below = |bar: &&Bar| bar.amount.is_some_and(|amount| amount.value() < Decimal::ZERO);
    let widest = |below_zero: bool| {
        let texts = all().filter(|bar| below(bar) == below_zero).map(|bar| bar.text.as_str());
        let widest = canvas.ruler.widest(texts);
        // The number of a bar stands between it and its figure.
        if widest > 0 { widest + 2 * air + mark } else { 0 }
    };
    let (right, left) = (widest(false), widest(true));
    let least = width / 4;
    if labels.column > 0 && width - labels.column - left - right < least {
        let lines = names.iter().map(|name| canvas.ruler.wrapped(name, width, 2).lines).collect();
        labels = Labels { column: 0, lines };
    }
    let free = width - labels.column;
    let across = free - left - right < least;
    let (left, right) = if across { (0, left.max(right)) } else { (left, right) };
    let area = (free - left - right).max(least.min(free));
    let pitch = pitch(is_numbered(bars), canvas);
    let heights = bars.groups.iter().enumerate().map(|(at, group)| {
        let (above, beside) = labels.heights(at, canvas.ruler.line);
        above + beside.max(group.bars.len() as i64 * pitch)
    });
    Plan { heights: heights.collect(), left: labels.column + left, area, across, labels }
}

fn group_of_bars(
    group: &BarGroup,
    at: usize,
    whole: Frame,
    (plan, scale, target): (&Plan, &Scale, Option<i64>),
    paints: &[Paint],
    canvas: &mut Canvas<'_>,
) {
    let line = canvas.ruler.line;
    let (above, beside) = plan.labels.heights(at, line);
    let lines = plan.labels.lines.get(at).cloned().unwrap_or_default();
    let numbered = group.bars.len() > SHADES;
    let pitch = pitch(numbered, canvas);
    let (room, bars) = (whole.height - above, group.bars.len() as i64 * pitch);
    let name = if above > 0 {
        Frame { height: above, ..whole }
    } else {
        let width = (plan.labels.column - canvas.chart().air.emu()).max(0);
        Frame { y: whole.y + (room - beside) / 2, width, height: beside, ..whole }
    };
    canvas.text(name, lines, WordsRole::Plain, Align::Start);
    let mut y = whole.y + above + (room - bars) / 2;
    let zero = plan.left + scale.length(scale.below, plan.area);
    if above > 0 {
        canvas.line(Frame { x: whole.x + zero, y, width: 0, height: bars }, canvas.chart().axis);
    }
    for ((number, bar), paint) in (1..).zip(&group.bars).zip(paints) {
        let (number, strip) = (Some(number).filter(|_| numbered), Frame { y, height: pitch, ..whole });
        one_bar((number, bar), strip, zero, (plan, scale, target), *paint, canvas);
        y += pitch;
    }
}

/// A bar in its strip, with its figure beside it, and beside the line that it is compared with where that would cross
/// the figure; its number stands between the two.
fn one_bar(
    (number, bar): (Option<usize>, &Bar),
    strip: Frame,
    zero: i64,
    (plan, scale, target): (&Plan, &Scale, Option<i64>),
    paint: Paint,
    canvas: &mut Canvas<'_>,
) {
    let (thick, air, thin) = (canvas.chart().bar.emu(), canvas.chart().air.emu(), canvas.chart().rule.emu());
    let value = bar.amount.map(|amount| amount.value()).unwrap_or_default();
    let long = if value.is_zero() { 0 } else { scale.of(value, plan.area).max(thin) };
    let below = value < Decimal::ZERO;
    // What is too short to be seen is a line thick, and does not leave the area for it.
    let start = if below { (zero - long).max(plan.left) } else { zero.min(plan.left + plan.area - long) };
    if long > 0 {
        let y = strip.y + (strip.height - thick) / 2;
        canvas.rect(Frame { x: strip.x + start, y, width: long, height: thick }, paint);
    }
    let role = if bar.amount.is_some() { WordsRole::Plain } else { WordsRole::Faint };
    let y = strip.y + (strip.height - canvas.ruler.line) / 2;
    let frame =
        |from: i64, to: i64| Frame { x: strip.x + from, y, width: (to - from).max(0), height: canvas.ruler.line };
    let mark = canvas.chart().marker.emu();
    let beside = if number.is_some() { mark + air } else { 0 };
    let words = canvas.ruler.width(&bar.text) + 2 * air + beside;
    let marked = |x: i64| Frame { x: strip.x + x, y: strip.y + (strip.height - mark) / 2, width: mark, height: mark };
    if below && !plan.across {
        let start = target.filter(|line| (start - words..=start).contains(line)).unwrap_or(start);
        number.into_iter().for_each(|number| canvas.numbered(&number.to_string(), marked(start - air - mark)));
        canvas.short(frame(plan.labels.column, start - air - beside), &bar.text, role, Align::End);
    } else {
        let end = if below { zero } else { start + long };
        let end = target.filter(|line| (end..=end + words).contains(line)).unwrap_or(end);
        number.into_iter().for_each(|number| canvas.numbered(&number.to_string(), marked(end + air)));
        canvas.short(frame(end + air + beside, strip.width), &bar.text, role, Align::Start);
    }
}
