//! Key figures: a box for each with its figure and the words below it, as many beside each other as have room, and one
//! below another where there is none.

use crate::layout::{ChartTokens, Paint};
use crate::model::Align;
use crate::model::charts::{NumberBox, Numbers};

use super::canvas::Canvas;
use super::drawing::{Frame, WordsRole};

/// The most boxes beside each other.
const ACROSS: usize = 4;

/// The most lines of words below a figure.
const LINES: usize = 4;

/// The words of a box in lines.
struct Lines {
    figure: String,
    words: Vec<String>,
    /// Whether nothing is cut.
    whole: bool,
}

pub(super) fn draw(numbers: &Numbers, canvas: &mut Canvas<'_>) {
    let boxes = numbers.boxes.as_slice();
    let most = boxes.len().clamp(1, ACROSS);
    // As many as have room for all of their words, in rows of about the same length.
    let fits = |across: &usize| lines(boxes, width(*across, canvas), canvas).iter().all(|lines| lines.whole);
    let across = (1..=most).rev().find(fits).unwrap_or(1);
    let across = boxes.len().div_ceil(boxes.len().div_ceil(across).max(1)).max(1);
    let ChartTokens { air, group, not_reached, .. } = canvas.chart();
    let ground = canvas.tokens.color.sum_row;
    let paint = if numbers.filled { Paint { fill: ground, edge: ground } } else { *not_reached };
    let (air, gap) = (2 * air.emu(), group.emu());
    let (wide, line, large) = (width(across, canvas), canvas.ruler.line, canvas.large().line);
    let mut y = 0;
    for row in lines(boxes, wide, canvas).chunks(across) {
        let below = row.iter().map(|lines| lines.words.len()).max().unwrap_or(0) as i64 * line;
        let height = large + below + 2 * air;
        for (at, Lines { figure, words, .. }) in (0..).zip(row) {
            let x = at * (wide + gap);
            canvas.rect(Frame { x, y, width: wide, height }, paint);
            let inner = Frame { x: x + air, y: y + air, width: (wide - 2 * air).max(1), height: large };
            canvas.text(inner, vec![figure.clone()], WordsRole::Number, Align::Center);
            let height = words.len() as i64 * line;
            let words = words.clone();
            canvas.text(Frame { y: inner.y + large, height, ..inner }, words, WordsRole::Plain, Align::Center);
        }
        y += height + gap;
    }
}

/// The width of a box among so many beside each other.
fn width(across: usize, canvas: &Canvas<'_>) -> i64 {
    let gap = canvas.chart().group.emu();
    ((canvas.room.width + gap) / across.max(1) as i64 - gap).max(1)
}

fn lines(boxes: &[NumberBox], width: i64, canvas: &Canvas<'_>) -> Vec<Lines> {
    let inner = (width - 4 * canvas.chart().air.emu()).max(1);
    let large = canvas.large();
    let of = |it: &NumberBox| {
        let figure = large.shortened(&it.figure, inner);
        let words = canvas.ruler.wrapped(&it.words, inner, LINES);
        Lines { whole: words.whole && figure == it.figure, figure, words: words.lines }
    };
    boxes.iter().map(of).collect()
}
