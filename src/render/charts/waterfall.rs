//! One figure led to another: bars that stand on the axis, and between them steps that begin where the one before them
//! ends. They stand beside each other where all of their names have room below them, and otherwise below each other.

use rust_decimal::Decimal;

use crate::layout::Paint;
use crate::model::Align;
use crate::model::charts::{Step, Waterfall};

use super::canvas::{Canvas, Sample};
use super::drawing::{Frame, WordsRole};
use super::lines::{self, Axis, PARTS};
use super::placing::clear;

/// The most of a step's width that its bar takes, in per cent.
const FILLED: i64 = 66;

/// How high the drawing is, as a part of its width.
const FLAT: i64 = 3;

/// The most lines of a name below its bar.
const NAME_LINES: usize = 3;

pub(super) fn draw(steps: &Waterfall, canvas: &mut Canvas<'_>) {
    let figures = figures(steps);
    let height = (canvas.room.width / FLAT).min((canvas.room.height - 7 * canvas.ruler.line).max(0));
    let axis = Axis::new(&figures, (height / (2 * canvas.ruler.line)).clamp(1, PARTS));
    let top = key(steps, &axis, canvas);
    if stands(steps, &axis, canvas) {
        upright(steps, &axis, [top, height], canvas)
    } else {
        level(steps, &axis, top, canvas)
    }
}

/// The figures that the axis holds. Where it does not reach to zero, the one nearest to it does not lie on its end.
fn figures(steps: &Waterfall) -> Vec<Decimal> {
    let mut figures: Vec<Decimal> = steps.steps.iter().flat_map(Step::ends).collect();
    let (least, most) = (figures.iter().min().copied(), figures.iter().max().copied());
    let end = least.zip(most).and_then(|(least, most)| {
        let part = most.checked_sub(least)?.checked_div(Decimal::from(4))?;
        let (foot, head) = (least.checked_sub(part)?, most.checked_add(part)?);
        let foot = Some(foot).filter(|foot| *foot > Decimal::ZERO);
        foot.or(Some(head).filter(|head| *head < Decimal::ZERO))
    });
    figures.extend(end);
    figures
}

impl Step {
    /// The places on the axis that it needs.
    fn ends(&self) -> impl Iterator<Item = Decimal> {
        // A level reaches to wherever the axis begins, or ends below zero.
        [self.to].into_iter().chain((!self.is_level).then_some(self.from))
    }
}

/// What the colours mean, what the figures are given in, and where the axis begins if that is not zero; returns where
/// it ends.
fn key(steps: &Waterfall, axis: &Axis, canvas: &mut Canvas<'_>) -> i64 {
    let [up, down, _] = paints(canvas);
    let ends = axis.ends_at().map(|to| format!("Axeln slutar vid {}", to.swedish()));
    let begins = axis.begins_at().map(|from| format!("Axeln börjar vid {}", from.swedish())).or(ends);
    let words = steps.words.iter().map(String::as_str).zip([up, down]).filter(|(word, _)| !word.is_empty());
    let words = words.map(|(word, paint)| (Sample::Square(paint), word));
    let rest = steps.unit.iter().chain(&begins).map(|words| (Sample::None, words.as_str()));
    canvas.key(&words.chain(rest).collect::<Vec<_>>())
}

/// The looks of a step upwards, of one downwards, and of a level.
fn paints(canvas: &Canvas<'_>) -> [Paint; 3] {
    let tokens = canvas.chart();
    [tokens.serie2, tokens.serie3, tokens.serie1]
}

fn paint(step: &Step, canvas: &Canvas<'_>) -> Paint {
    let [up, down, level] = paints(canvas);
    match step.is_level {
        true => level,
        false if step.to < step.from => down,
        false => up,
    }
}

/// Whether all names have room below their bars, and all figures above them.
fn stands(steps: &Waterfall, axis: &Axis, canvas: &Canvas<'_>) -> bool {
    let slot = (canvas.room.width - lines::at_right(axis, canvas)) / steps.steps.len().max(1) as i64;
    let air = canvas.chart().air.emu();
    steps.steps.iter().all(|step| {
        canvas.ruler.width(&step.text) <= slot && canvas.ruler.wrapped(&step.label, slot - air, NAME_LINES).whole
    })
}

/// The bars beside each other.
fn upright(steps: &Waterfall, axis: &Axis, [top, height]: [i64; 2], canvas: &mut Canvas<'_>) {
    let (line, air, thin) = (canvas.ruler.line, canvas.chart().air.emu(), canvas.chart().rule.emu());
    // Room for the figure above the highest bar.
    let top = top + line + air;
    let left = lines::upright(axis, top, height, canvas);
    let slot = (canvas.room.width - left) / steps.steps.len().max(1) as i64;
    let wide = (slot * FILLED / 100).max(thin);
    let place = |value: Decimal| top + axis.place(value, height);
    let zero = place(Decimal::ZERO);
    let levels = axis.levels(top, height);
    for (at, step) in (0..).zip(&steps.steps) {
        let (x, from, to) = (left + slot * at + (slot - wide) / 2, place(step.from), place(step.to));
        let bar = Frame { x, y: from.min(to), width: wide, height: (to - from).abs().max(thin) };
        if step.from == step.to {
            canvas.line(Frame { height: 0, ..bar }, canvas.chart().axis);
        } else {
            canvas.rect(bar, paint(step, canvas));
        }
        if at + 1 < steps.steps.len() as i64 {
            canvas.line(Frame { x: x + wide, y: to, width: slot - wide, height: 0 }, canvas.chart().axis);
        }
        let is_below = step.is_level && step.to < Decimal::ZERO;
        let y = if is_below { bar.y + bar.height + air / 2 } else { bar.y - line - air / 2 };
        let y = clear(y, line, &levels, is_below);
        let role = if step.from == step.to { WordsRole::Faint } else { WordsRole::Plain };
        canvas.text(
            Frame { x: left + slot * at, y, width: slot, height: line },
            vec![step.text.clone()],
            role,
            Align::Center,
        );
    }
    canvas.line(Frame { x: left, y: zero, width: canvas.room.width - left, height: 0 }, canvas.chart().axis);
    let below =
        if steps.steps.iter().any(|step| step.is_level && step.to < Decimal::ZERO) { line + air } else { line / 2 };
    for (at, step) in (0..).zip(&steps.steps) {
        let lines = canvas.ruler.wrapped(&step.label, slot - air, NAME_LINES).lines;
        let frame =
            Frame { x: left + slot * at, y: top + height + below, width: slot, height: line * lines.len() as i64 };
        canvas.text(frame, lines, WordsRole::Plain, Align::Center);
    }
}

/// The bars below each other, with their names at the left.
fn level(steps: &Waterfall, axis: &Axis, top: i64, canvas: &mut Canvas<'_>) {
    let (line, air, thin) = (canvas.ruler.line, canvas.chart().air.emu(), canvas.chart().rule.emu());
    let (gap, thick, width) = (canvas.chart().group.emu(), canvas.chart().bar.emu(), canvas.room.width);
    let names: Vec<&str> = steps.steps.iter().map(|step| step.label.as_str()).collect();
    let labels = canvas.labels(&names, width);
    let widest = canvas.ruler.widest(steps.steps.iter().map(|step| step.text.as_str())) + 2 * air;
    let area = (width - labels.column - widest).max((width - labels.column) / 4);
    let place = |value: Decimal| labels.column + area - axis.place(value, area);
    let (mut y, mut connector) = (top, None);
    for (at, step) in steps.steps.iter().enumerate() {
        let (above, beside) = labels.heights(at, line);
        let height = above + beside.max(line).max(thick);
        let name = if above > 0 {
            Frame { x: 0, y, width, height: above }
        } else {
            Frame { x: 0, y: y + (height - beside) / 2, width: (labels.column - air).max(0), height: beside }
        };
        canvas.text(name, labels.lines.get(at).cloned().unwrap_or_default(), WordsRole::Plain, Align::Start);
        let middle = y + above + (height - above) / 2;
        let (from, to) = (place(step.from), place(step.to));
        let bar = Frame { x: from.min(to), y: middle - thick / 2, width: (to - from).abs().max(thin), height: thick };
        if let Some((x, start)) = connector {
            canvas.line(Frame { x, y: start, width: 0, height: bar.y - start }, canvas.chart().axis);
        }
        if step.from == step.to {
            canvas.line(Frame { width: 0, ..bar }, canvas.chart().axis);
        } else {
            canvas.rect(bar, paint(step, canvas));
        }
        let words = Frame { x: bar.x + bar.width + air, y: middle - line / 2, width: widest - air, height: line };
        let role = if step.from == step.to { WordsRole::Faint } else { WordsRole::Plain };
        canvas.text(words, vec![step.text.clone()], role, Align::Start);
        connector = Some((to, bar.y + bar.height));
        y += height + gap;
    }
    let zero = place(Decimal::ZERO);
    canvas.line(Frame { x: zero, y: top, width: 0, height: (y - gap - top).max(0) }, canvas.chart().axis);
}
