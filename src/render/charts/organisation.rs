//! Who belongs to whom: the top in the middle, what belongs to it side by side below, and all else below each other
//! under that; or from the left to the right. Where there is no room for either, everything stands below each other.

use crate::layout::{ChartTokens, Paint};
use crate::model::Align;
use crate::model::charts::{Organisation, OrganisationBox, OrganisationForm};

use super::canvas::Canvas;
use super::drawing::{Frame, WordsRole};

/// The most lines of words in a box.
const LINES: usize = 4;

/// How far a box is set in below the one that it belongs to, and the least width of a column, in lines of text.
const INDENT: i64 = 1;
const LEAST: i64 = 7;

/// The widest box of the top, in lines of text.
const TOP: i64 = 24;

/// What boxes are drawn with.
struct Sizes {
    /// Between words and edge.
    air: i64,
    /// Between boxes.
    gap: i64,
    line: i64,
    paint: Paint,
}

pub(super) fn draw(organisation: &Organisation, canvas: &mut Canvas<'_>) {
    let ChartTokens { air, group, not_reached, .. } = canvas.chart();
    let sizes = Sizes { air: air.emu(), gap: group.emu(), line: canvas.ruler.line, paint: *not_reached };
    let boxes = organisation.boxes.as_slice();
    let is_drawn = match organisation.form {
        OrganisationForm::Sideways => from_the_left(boxes, &sizes, canvas),
        OrganisationForm::Tree | OrganisationForm::Steps | OrganisationForm::Below => {
            side_by_side(boxes, &sizes, canvas)
        }
    };
    if !is_drawn {
        below_each_other(boxes, 0, 0, canvas.room.width, &sizes, canvas);
    }
}

/// The boxes that belong to the first one, as one slice for each with all that belongs to it.
fn branches(boxes: &[OrganisationBox]) -> Vec<&[OrganisationBox]> {
    let Some(first) = boxes.first() else { return Vec::new() };
    boxes.chunk_by(|_, next| next.depth > first.depth).collect()
}

/// Draws the top with its branches in columns; whether there is room for that.
fn side_by_side(boxes: &[OrganisationBox], sizes: &Sizes, canvas: &mut Canvas<'_>) -> bool {
    let room = canvas.room.width;
    // Those above the first that has several below it, each with one box alone below it.
    let (mut tops, mut rest) = (Vec::new(), boxes);
    let columns = loop {
        let all = branches(rest);
        match all.as_slice() {
            [one] if one.len() > 1 => {
                tops.push(&one[0]);
                rest = &one[1..];
            }
            _ => break all,
        }
    };
    let count = columns.len() as i64;
    if tops.is_empty() || count < 2 {
        return false;
    }
    let step = (room + sizes.gap) / count;
    let width = step - sizes.gap;
    let fits = |at: i64, words: &str| canvas.ruler.wrapped(words, at - 2 * sizes.air, LINES).whole;
    let inside = |column: &&[OrganisationBox]| {
        let first = column[0].depth;
        column.iter().all(|it| fits(width - indent(it.depth - first, sizes), &it.words))
    };
    if width < LEAST * sizes.line || !columns.iter().all(inside) {
        return false;
    }
    let top = room.min(TOP * sizes.line);
    let middle = room / 2;
    let mut y = 0;
    for it in tops {
        y = boxed(it, [(room - top) / 2, y, top], sizes, canvas);
        canvas.line(Frame { x: middle, y, width: 0, height: sizes.gap }, canvas.chart().axis);
        y += sizes.gap;
    }
    let centre = |column: i64| column * step + width / 2;
    let across = Frame { x: centre(0), y, width: centre(count - 1) - centre(0), height: 0 };
    canvas.line(across, canvas.chart().axis);
    for (at, column) in (0..).zip(columns) {
        canvas.line(Frame { x: centre(at), y, width: 0, height: sizes.gap }, canvas.chart().axis);
        below_each_other(column, at * step, y + sizes.gap, width, sizes, canvas);
    }
    true
}

/// The widths of what goes from the left to the right.
struct Across {
    /// Of a box.
    width: i64,
    /// Between boxes, where the lines are.
    gap: i64,
}

/// Draws what belongs to each box at its right; whether there is room for that.
fn from_the_left(boxes: &[OrganisationBox], sizes: &Sizes, canvas: &mut Canvas<'_>) -> bool {
    let deepest = boxes.iter().map(|it| it.depth).max().unwrap_or(0);
    let (count, gap) = (deepest as i64 + 1, 2 * sizes.line);
    let across = Across { width: (canvas.room.width + gap) / count - gap, gap };
    let fits = |it: &OrganisationBox| canvas.ruler.wrapped(&it.words, across.width - 2 * sizes.air, LINES).whole;
    if deepest == 0 || across.width < LEAST * sizes.line || !boxes.iter().all(fits) {
        return false;
    }
    let mut y = 0;
    for root in branches(boxes) {
        y += at_right(root, [0, y], &across, sizes, canvas).0 + sizes.gap;
    }
    true
}

/// How high a box is with all that belongs to it, and by itself.
fn heights(boxes: &[OrganisationBox], across: &Across, sizes: &Sizes, canvas: &Canvas<'_>) -> (i64, i64) {
    let Some((first, rest)) = boxes.split_first() else { return (0, 0) };
    let lines = canvas.ruler.wrapped(&first.words, (across.width - 2 * sizes.air).max(1), LINES).lines.len();
    let own = lines.max(1) as i64 * sizes.line + 2 * sizes.air;
    let inner = branches(rest);
    let all: i64 = inner.iter().map(|branch| heights(branch, across, sizes, canvas).0 + sizes.gap).sum();
    (own.max(all - sizes.gap), own)
}

/// Draws a box with all that belongs to it; how high that is, and where the middle of the box is.
fn at_right(
    boxes: &[OrganisationBox],
    [x, y]: [i64; 2],
    across: &Across,
    sizes: &Sizes,
    canvas: &mut Canvas<'_>,
) -> (i64, i64) {
    let Some((first, rest)) = boxes.split_first() else { return (0, y) };
    let (whole, own) = heights(boxes, across, sizes, canvas);
    let top = y + (whole - own) / 2;
    boxed(first, [x, top, across.width], sizes, canvas);
    let middle = top + own / 2;
    let inner = branches(rest);
    let all: i64 = inner.iter().map(|branch| heights(branch, across, sizes, canvas).0 + sizes.gap).sum();
    let (axis, right) = (canvas.chart().axis, x + across.width);
    let stem = right + across.gap / 2;
    let mut below = y + (whole - (all - sizes.gap)).max(0) / 2;
    let mut middles = vec![middle];
    for branch in inner {
        let (height, at) = at_right(branch, [right + across.gap, below], across, sizes, canvas);
        canvas.line(Frame { x: stem, y: at, width: across.gap - across.gap / 2, height: 0 }, axis);
        middles.push(at);
        below += height + sizes.gap;
    }
    if middles.len() > 1 {
        canvas.line(Frame { x: right, y: middle, width: stem - right, height: 0 }, axis);
        let (from, to) = (middles.iter().min().copied(), middles.iter().max().copied());
        if let (Some(from), Some(to)) = (from, to) {
            canvas.line(Frame { x: stem, y: from, width: 0, height: to - from }, axis);
        }
    }
    (whole, middle)
}

fn indent(depth: usize, sizes: &Sizes) -> i64 {
    depth as i64 * INDENT * sizes.line
}

/// Draws boxes below each other, each set in as deep as it is, with lines from the box that it belongs to.
fn below_each_other(boxes: &[OrganisationBox], x: i64, top: i64, width: i64, sizes: &Sizes, canvas: &mut Canvas<'_>) {
    let Some(first) = boxes.first().map(|it| it.depth) else { return };
    // The foot of the last box of each depth, where lines to those below it begin.
    let mut feet: Vec<i64> = Vec::new();
    let mut y = top;
    for it in boxes {
        let depth = it.depth - first;
        // However deep it is, a box keeps half of the width.
        let left = indent(depth, sizes).min(width / 2);
        let end = boxed(it, [x + left, y, width - left], sizes, canvas);
        feet.truncate(depth);
        if let Some(foot) = feet.last().copied() {
            let stem = x + indent(depth - 1, sizes).min(width / 2) + sizes.line / 2;
            let half = y + (end - y) / 2;
            if stem < x + left {
                canvas.line(Frame { x: stem, y: foot, width: 0, height: half - foot }, canvas.chart().axis);
                canvas.line(Frame { x: stem, y: half, width: x + left - stem, height: 0 }, canvas.chart().axis);
            }
        }
        feet.resize(depth + 1, end);
        y = end + sizes.gap;
    }
}

/// Draws a box with its words at a place, in a width; its foot.
fn boxed(it: &OrganisationBox, [x, y, width]: [i64; 3], sizes: &Sizes, canvas: &mut Canvas<'_>) -> i64 {
    let inner = (width - 2 * sizes.air).max(1);
    let lines = canvas.ruler.wrapped(&it.words, inner, LINES).lines;
    let height = lines.len().max(1) as i64 * sizes.line + 2 * sizes.air;
    canvas.rect(Frame { x, y, width, height }, sizes.paint);
    let words = Frame { x: x + sizes.air, y: y + sizes.air, width: inner, height: height - 2 * sizes.air };
    canvas.text(words, lines, WordsRole::Plain, Align::Center);
    y + height
}
