//! Bars from the left whose parts lie behind each other, each bar with the figures of its parts at its end.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::base::amount::Amount;
use crate::model::Align;
use crate::model::charts::{BarGroup, Bars};

use super::bars::{is_numbered, key, paints};
use super::canvas::{Canvas, Sample};
use super::drawing::{Frame, WordsRole};

/// What parts the figures at the end of a bar.
const BETWEEN: &str = " + ";

pub(super) fn draw(bars: &Bars, canvas: &mut Canvas<'_>) {
    let numbered = is_numbered(bars);
    let paints = paints(bars.series.len(), canvas);
    let top = key(bars, &paints, Sample::Square, canvas);
    let (line, air, thin) = (canvas.ruler.line, canvas.chart().air.emu(), canvas.chart().rule.emu());
    let names: Vec<&str> = bars.groups.iter().map(|group| group.label.as_str()).collect();
    let width = canvas.room.width;
    let labels = canvas.labels(&names, width);
    let texts: Vec<String> = bars.groups.iter().map(text).collect();
    let widest = canvas.ruler.widest(texts.iter().map(String::as_str)) + 2 * air;
    let area = (width - labels.column - widest).max((width - labels.column) / 4);
    let target = bars.target.as_ref().map(|target| target.amount.value());
    let longest = bars.groups.iter().map(BarGroup::sum).chain(target).max().unwrap_or_default();
    let length = |value: Decimal| {
        let part = value.checked_div(longest).unwrap_or_default();
        part.checked_mul(Decimal::from(area)).and_then(|length| length.round().to_i64()).unwrap_or(0).clamp(0, area)
    };
    let target = target.map(|value| labels.column + length(value));
    let (gap, mark) = (canvas.chart().group.emu(), canvas.chart().marker.emu());
    // A number has room in its part.
    let thick = canvas.chart().bar.emu().max(if numbered { mark + 2 * thin } else { 0 });
    let mut y = top;
    for (at, group) in bars.groups.iter().enumerate() {
        let (above, beside) = labels.heights(at, line);
        let height = above + beside.max(line).max(thick);
        let name = if above > 0 {
            Frame { x: 0, y, width, height: above }
        } else {
            let room = (labels.column - air).max(0);
            Frame { x: 0, y: y + (height - beside) / 2, width: room, height: beside }
        };
        canvas.text(name, labels.lines.get(at).cloned().unwrap_or_default(), WordsRole::Plain, Align::Start);
        let strip = y + above;
        let (mut below, mut x) = (Decimal::ZERO, labels.column);
        let mut marks = Vec::new();
        for ((number, bar), paint) in (1..).zip(&group.bars).zip(&paints) {
            let Some(value) = bar.amount.map(Amount::value).filter(|value| !value.is_zero()) else { continue };
            below = below.checked_add(value).unwrap_or(Decimal::MAX);
            let end = labels.column + length(below);
            let frame = Frame { x, y: strip + (height - above - thick) / 2, width: (end - x).max(thin), height: thick };
            canvas.rect(frame, *paint);
            if numbered && frame.width >= mark {
                let (x, y) = (frame.x + (frame.width - mark) / 2, frame.y + (thick - mark) / 2);
                marks.push((number, Frame { x, y, width: mark, height: mark }));
            }
            x = end;
        }
        // Above all parts.
        marks.into_iter().for_each(|(number, place): (usize, Frame)| canvas.numbered(&number.to_string(), place));
        // Behind the line that they are compared with, where that would cross the figures.
        let crossed = x..=x + canvas.ruler.width(&texts[at]) + 2 * air;
        let x = target.filter(|line| crossed.contains(line)).unwrap_or(x);
        let words = Frame { x: x + air, y: strip + (height - above - line) / 2, width: width - x - air, height: line };
        canvas.short(words, &texts[at], WordsRole::Plain, Align::Start);
        y += height + gap;
    }
    if let Some(x) = target {
        canvas.target(Frame { x, y: top, width: 0, height: (y - gap - top).max(0) });
    }
}

/// The figures of a bar's parts.
pub(super) fn text(group: &BarGroup) -> String {
    group.bars.iter().map(|bar| bar.text.as_str()).collect::<Vec<_>>().join(BETWEEN)
}
