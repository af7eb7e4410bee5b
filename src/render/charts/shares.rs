//! A mark for each indicator: full where it reaches its target, empty where it does not, a dot where nobody can say.

use crate::layout::ChartTokens;
use crate::model::Align;
use crate::model::charts::{ShareRow, Shares};

use super::canvas::{Canvas, Labels, Sample};
use super::drawing::{Frame, WordsRole};

/// Where marks stand in a panel.
struct Plan {
    labels: Labels,
    /// Marks of one line.
    across: usize,
    /// Where the words beside the marks begin, and where the widest of them ends.
    words: i64,
    end: i64,
    heights: Vec<i64>,
}

pub(super) fn draw(shares: &Shares, canvas: &mut Canvas<'_>) {
    let ChartTokens { reached, not_reached, unclear, group, axis, .. } = canvas.chart();
    let [met, missed, open] = &shares.words;
    let mut entries = vec![(Sample::Square(*reached), met.as_str()), (Sample::Square(*not_reached), missed.as_str())];
    if shares.rows.iter().any(|row| row.counts[2] > 0) {
        entries.push((Sample::Dot(*unclear), open.as_str()));
    }
    let top = canvas.key(&entries);
    let gap = group.emu();
    let (plan, panels) = canvas.panels(top, |width| plan(shares, canvas, width), |plan| plan.heights.clone());
    let rows = shares.rows.len();
    let mut bottom = top;
    for panel in 0..plan.heights.len().div_ceil(panels.per) {
        let x = panel as i64 * panels.step;
        let mut y = top;
        for at in panel * panels.per..plan.heights.len().min((panel + 1) * panels.per) {
            let whole = Frame { x, y, width: panels.width, height: plan.heights[at] };
            match (shares.rows.get(at), &shares.total) {
                (Some(row), _) => one_row(row, at, whole, &plan, canvas),
                (None, Some((_, text))) => {
                    let half = Frame { y: y - gap / 2, width: plan.end.min(whole.width), height: 0, ..whole };
                    if at > panel * panels.per {
                        canvas.line(half, *axis);
                    }
                    let lines = plan.labels.lines.get(rows).cloned().unwrap_or_default();
                    words(lines, text, at, whole, &plan, canvas);
                }
                (None, None) => {}
            }
            y += plan.heights[at] + gap;
        }
        bottom = bottom.max(y);
    }
}

/// From the left of one mark to that of the next.
fn step(canvas: &Canvas<'_>) -> i64 {
    (canvas.chart().square.emu() + canvas.chart().box_gap.emu()).max(1)
}

fn plan(shares: &Shares, canvas: &Canvas<'_>, width: i64) -> Plan {
    let total = shares.total.iter();
    let names: Vec<&str> =
        shares.rows.iter().map(|row| row.label.as_str()).chain(total.clone().map(|(name, _)| name.as_str())).collect();
    let texts = shares.rows.iter().map(|row| row.text.as_str()).chain(total.map(|(_, text)| text.as_str()));
    let labels = canvas.labels(&names, width);
    let (air, step, line) = (canvas.chart().air.emu(), step(canvas), canvas.ruler.line);
    let free = width - labels.column;
    let text = (canvas.ruler.widest(texts) + air).min(free / 2);
    let room = free - text - 2 * air;
    let fit = usize::try_from((room + canvas.chart().box_gap.emu()) / step).unwrap_or(0).max(1);
    let count = |row: &ShareRow| row.counts.iter().sum::<usize>();
    let across = shares.rows.iter().map(count).max().unwrap_or(0).clamp(1, fit);
    let words = labels.column + across as i64 * step - canvas.chart().box_gap.emu() + 2 * air;
    // All together have no marks: what is said of them stands on the line of their name, where there is room.
    let level = |name: &str| labels.column == 0 && canvas.ruler.width(name) + air <= words;
    let level_total = shares.total.as_ref().is_some_and(|(name, _)| level(name));
    let heights = (0..names.len()).map(|at| {
        let marks = shares.rows.get(at).map_or(0, |row| count(row).div_ceil(across)) as i64 * step;
        let (above, beside) = labels.heights(at, line);
        if at == shares.rows.len() && level_total { above } else { above + beside.max(marks).max(line) }
    });
    Plan { heights: heights.collect(), labels, across, words, end: words + text }
}

fn one_row(row: &ShareRow, at: usize, whole: Frame, plan: &Plan, canvas: &mut Canvas<'_>) {
    let ChartTokens { reached, not_reached, unclear, square, .. } = canvas.chart();
    let lines = plan.labels.lines.get(at).cloned().unwrap_or_default();
    words(lines, &row.text, at, whole, plan, canvas);
    let (side, step) = (square.emu(), step(canvas));
    let above = plan.labels.heights(at, canvas.ruler.line).0;
    let [met, missed, open] = row.counts;
    let all = met + missed + open;
    let height = all.div_ceil(plan.across) as i64 * step;
    let top = whole.y + above + (whole.height - above - height) / 2 + (step - side) / 2;
    for nth in 0..all {
        let (x, y) = ((nth % plan.across) as i64 * step, (nth / plan.across) as i64 * step);
        let square = Frame { x: whole.x + plan.labels.column + x, y: top + y, width: side, height: side };
        if nth < met {
            canvas.rect(square, *reached);
        } else if nth < met + missed {
            canvas.rect(square, *not_reached);
        } else {
            canvas.dot(square, *unclear);
        }
    }
}

/// The name of a row, and what stands beside its marks.
fn words(lines: Vec<String>, text: &str, at: usize, whole: Frame, plan: &Plan, canvas: &mut Canvas<'_>) {
    let line = canvas.ruler.line;
    let (above, beside) = plan.labels.heights(at, line);
    let room = whole.height - above;
    let name = if above > 0 {
        let width = if room == 0 { plan.words - canvas.chart().air.emu() } else { whole.width };
        Frame { width, height: above, ..whole }
    } else {
        let width = (plan.labels.column - canvas.chart().air.emu()).max(0);
        Frame { y: whole.y + (room - beside) / 2, width, height: beside, ..whole }
    };
    canvas.text(name, lines, WordsRole::Plain, Align::Start);
    let frame = Frame {
        x: whole.x + plan.words,
        y: if room == 0 { whole.y + above - line } else { whole.y + above + (room - line) / 2 },
        width: whole.width - plan.words,
        height: line,
    };
    canvas.short(frame, text, WordsRole::Plain, Align::Start);
}
