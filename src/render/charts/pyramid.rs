//! A pyramid of ages: bars to both sides of the names of their groups, the first group at the foot.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::base::amount::Amount;
use crate::model::Align;
use crate::model::charts::Bars;

use super::bars::paints;
use super::canvas::{Canvas, Sample};
use super::drawing::{Frame, WordsRole};

pub(super) fn draw(bars: &Bars, canvas: &mut Canvas<'_>) {
    let paints = paints(bars.series.len(), canvas);
    let top = canvas.series_key(bars, &paints, Sample::Square);
    let (line, air, thin) = (canvas.ruler.line, canvas.chart().air.emu(), canvas.chart().rule.emu());
    let width = canvas.room.width;
    let names = canvas.ruler.widest(bars.groups.iter().map(|group| group.label.as_str())).min(width / 3) + 2 * air;
    let texts = bars.groups.iter().flat_map(|group| &group.bars).map(|bar| bar.text.as_str());
    let widest = canvas.ruler.widest(texts) + 2 * air;
    let area = ((width - names) / 2 - widest).max((width - names) / 8);
    let values = bars.groups.iter().flat_map(|group| &group.bars).filter_map(|bar| bar.amount).map(Amount::value);
    let longest = values.max().unwrap_or_default();
    let length = |value: Decimal| {
        let part = value.checked_div(longest).unwrap_or_default();
        part.checked_mul(Decimal::from(area)).and_then(|length| length.round().to_i64()).unwrap_or(0).clamp(0, area)
    };
    let (left, right) = (width / 2 - names / 2, width / 2 + names / 2);
    let thick = canvas.chart().bar.emu();
    let pitch = line.max(thick) + canvas.chart().group.emu() / 2;
    for (at, group) in (0..).zip(bars.groups.iter().rev()) {
        let y = top + pitch * at;
        canvas.short(Frame { x: left, y, width: names, height: line }, &group.label, WordsRole::Plain, Align::Center);
        for ((bar, paint), at_left) in group.bars.iter().zip(&paints).zip([true, false]) {
            let long = bar.amount.map_or(0, |amount| length(amount.value()));
            let shown = bar.amount.is_some_and(|amount| !amount.value().is_zero());
            let x = if at_left { left - long } else { right };
            if shown {
                let frame = Frame { x, y: y + (line - thick) / 2, width: long.max(thin), height: thick };
                canvas.rect(frame, *paint);
            }
            let (from, to, align) = if at_left {
                ((x - widest).max(0), x - air, Align::End)
            } else {
                (x + long + air, (x + long + widest).min(width), Align::Start)
            };
            let frame = Frame { x: from, y, width: to - from, height: line };
            canvas.short(frame, &bar.text, WordsRole::Plain, align);
        }
    }
    let height = (pitch * bars.groups.len() as i64 - (pitch - line)).max(0);
    for x in [left, right] {
        canvas.line(Frame { x, y: top, width: 0, height }, canvas.chart().axis);
    }
}
