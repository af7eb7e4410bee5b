//! Steps one after another: boxes beside each other with arrows between them, or below each other where there is no
//! room for that.

use crate::layout::{ChartTokens, Paint};
use crate::model::Align;
use crate::model::charts::{Organisation, OrganisationBox, OrganisationForm};

use super::canvas::Canvas;
use super::drawing::{Frame, WordsRole};

/// The most lines of one line of words in a box.
const LINES: usize = 6;

/// The least width of a box beside others, in lines of text.
const LEAST: i64 = 6;

/// The words of a step in lines: its name, and what is done in it.
struct Lines {
    name: Vec<String>,
    inner: Vec<String>,
    /// Whether nothing is cut.
    whole: bool,
}

pub(super) fn draw(organisation: &Organisation, canvas: &mut Canvas<'_>) {
    let steps: Vec<&[OrganisationBox]> = organisation.boxes.chunk_by(|_, next| next.depth > 0).collect();
    let ChartTokens { air, not_reached, axis, .. } = canvas.chart();
    let (air, paint, line) = (air.emu(), *not_reached, canvas.ruler.line);
    let arrow = Paint { fill: *axis, edge: *axis };
    let (gap, count) = (line + 2 * air, steps.len().max(1) as i64);
    let width = (canvas.room.width + gap) / count - gap;
    let beside = lines(&steps, width - 2 * air, canvas);
    let has_room = width >= LEAST * line && beside.iter().all(|lines| lines.whole);
    let is_beside = has_room && organisation.form != OrganisationForm::Below;
    let (width, all) = match is_beside {
        true => (width, beside),
        false => (canvas.room.width, lines(&steps, canvas.room.width - 2 * air, canvas)),
    };
    let height = |lines: &Lines| (lines.name.len() + lines.inner.len()).max(1) as i64 * line + 2 * air;
    let tallest = all.iter().map(height).max().unwrap_or(0);
    let (mut x, mut y) = (0, 0);
    let last = all.len().saturating_sub(1);
    for (at, step) in all.into_iter().enumerate() {
        let height = if is_beside { tallest } else { height(&step) };
        canvas.rect(Frame { x, y, width, height }, paint);
        let inside = Frame { x: x + air, y: y + air, width: (width - 2 * air).max(1), height: 0 };
        let [name, inner] = [&step.name, &step.inner].map(|lines| lines.len() as i64 * line);
        canvas.text(Frame { height: name, ..inside }, step.name, WordsRole::Plain, Align::Start);
        if inner > 0 {
            let below = Frame { y: inside.y + name, height: inner, ..inside };
            canvas.text(below, step.inner, WordsRole::Faint, Align::Start);
        }
        let half = line / 2;
        if at < last && is_beside {
            let (left, middle) = (x + width + air, y + height / 2);
            canvas.polygon(vec![[left, middle - half], [left + line, middle], [left, middle + half]], arrow);
        } else if at < last {
            let (middle, top) = (width / 2, y + height + air);
            canvas.polygon(vec![[middle - half, top], [middle + half, top], [middle, top + line]], arrow);
        }
        (x, y) = if is_beside { (x + width + gap, y) } else { (x, y + height + gap) };
    }
}

fn lines(steps: &[&[OrganisationBox]], inner: i64, canvas: &Canvas<'_>) -> Vec<Lines> {
    let wrapped = |it: &OrganisationBox| canvas.ruler.wrapped(&it.words, inner.max(1), LINES);
    let of = |step: &&[OrganisationBox]| {
        let mut all = step.iter().map(wrapped);
        let name = all.next();
        let mut whole = name.as_ref().is_none_or(|name| name.whole);
        let mut inner = Vec::new();
        for words in all {
            whole &= words.whole;
            inner.extend(words.lines);
        }
        Lines { name: name.map(|name| name.lines).unwrap_or_default(), inner, whole }
    };
    steps.iter().map(of).collect()
}
