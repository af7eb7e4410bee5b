//! Risks in a grid of likelihood and consequence, each as a numbered mark, with their names beside the grid or below.

use crate::layout::Paint;
use crate::model::Align;
use crate::model::charts::{Matrix, MatrixRisk, weight_among};

use super::canvas::{Canvas, Sample};
use super::drawing::{Frame, WordsRole};

/// The most of a drawing's width that a grid takes beside names, in per cent.
const GRID_PER_CENT: i64 = 45;

/// The most of a drawing's width that the steps of the upright axis take, in per cent.
const AXIS_PER_CENT: i64 = 20;

/// The most lines of a step's words below the grid.
const STEP_LINES: usize = 3;

/// The least width of names, in lines of text.
const MIN_NAMES: i64 = 14;

/// The most lines of a name.
const NAME_LINES: usize = 3;

/// The most columns of names below a grid.
const MAX_COLUMNS: usize = 3;

/// Where the grid and the names stand.
struct Plan {
    /// The side of a cell, and that of a mark.
    cell: i64,
    mark: i64,
    /// The grid's corner.
    left: i64,
    top: i64,
    /// The names' corner, the width of a column of them, and from one to the next.
    names_left: i64,
    names_top: i64,
    names_width: i64,
    step: i64,
    /// Names in a column.
    per: usize,
    /// Each name's lines.
    names: Vec<Vec<String>>,
    height: i64,
}

/// What the grounds of the cells mean: the report's own levels, or else the layout's.
fn level_key(matrix: &Matrix, canvas: &mut Canvas<'_>) {
    let tokens = canvas.tokens;
    let paint = |fill| Sample::Square(Paint { fill, edge: tokens.color.rule_faint });
    let own = matrix.levels.iter().zip(&matrix.level_words).filter_map(|(least, words)| {
        let weight = weight_among(&matrix.levels, 1, *least, matrix.scale)?;
        tokens.risk_level(weight).map(|(_, level)| (paint(level.fill), words.as_str()))
    });
    let mut levels: Vec<(Sample, &str)> = own.collect();
    if matrix.levels.is_empty() {
        levels.extend(tokens.risk.iter().map(|level| (paint(level.fill), level.name.as_str())));
    }
    if levels.len() > 1 {
        let height = canvas.key(&levels);
        canvas.go_below(height);
    }
}

pub(super) fn draw(matrix: &Matrix, canvas: &mut Canvas<'_>) {
    level_key(matrix, canvas);
    let mut plans = vec![beside(matrix, canvas)];
    plans.extend((1..=MAX_COLUMNS).map(|columns| below(matrix, columns, canvas)));
    let mut plans: Vec<Plan> = plans.into_iter().flatten().collect();
    // The first that the page has room for, or else the lowest.
    let best = plans.iter().position(|plan| plan.height <= canvas.room.height);
    let lowest = || (0..plans.len()).min_by_key(|at| plans[*at].height).unwrap_or(0);
    let best = best.unwrap_or_else(lowest);
    if best < plans.len() {
        let plan = plans.swap_remove(best);
        grid(matrix, &plan, canvas);
        names(matrix, &plan, canvas);
    }
}

/// The names at the right of the grid, where there is room.
fn beside(matrix: &Matrix, canvas: &Canvas<'_>) -> Option<Plan> {
    let (left, top) = (axis(matrix, canvas), head(canvas));
    let gutter = 6 * canvas.chart().air.emu();
    let max_width = canvas.room.width * GRID_PER_CENT / 100 - left;
    let cell = cell(matrix, max_width, canvas);
    if cell < words_width(matrix, canvas) {
        return None;
    }
    let names_left = left + cell * i64::from(matrix.scale) + gutter;
    let width = canvas.room.width - names_left;
    (width >= MIN_NAMES * canvas.ruler.line).then(|| {
        let plan = Plan { cell, left, top, names_left, names_top: top, ..columns(matrix, 1, width, canvas) };
        measured(matrix, plan, canvas)
    })
}

/// The names below the grid, in columns.
fn below(matrix: &Matrix, columns: usize, canvas: &Canvas<'_>) -> Option<Plan> {
    let (left, top) = (axis(matrix, canvas), head(canvas));
    let cell = cell(matrix, canvas.room.width - left, canvas);
    let names_top = foot(matrix, top, cell, canvas) + canvas.chart().group.emu() + head(canvas);
    let plan = self::columns(matrix, columns, canvas.room.width, canvas);
    let wide = columns == 1 || plan.names_width >= MIN_NAMES * canvas.ruler.line;
    wide.then(|| measured(matrix, Plan { cell, left, top, names_left: 0, names_top, ..plan }, canvas))
}

/// The names in columns, with everything else still to be said.
fn columns(matrix: &Matrix, count: usize, width: i64, canvas: &Canvas<'_>) -> Plan {
    let gutter = 6 * canvas.chart().air.emu();
    let wide = (width - gutter * (count as i64 - 1)) / count as i64;
    let mark = canvas.chart().marker.emu();
    let room = (wide - mark - products(matrix, canvas) - 2 * canvas.chart().air.emu()).max(0);
    let names = matrix.risks.iter().map(|risk| canvas.ruler.wrapped(&risk.name, room, NAME_LINES).lines);
    let (per, names) = (matrix.risks.len().div_ceil(count).max(1), names.collect::<Vec<_>>());
    // Products stand close to the names.
    let widest = canvas.ruler.widest(names.iter().flatten().map(String::as_str));
    let taken = canvas.ruler.width(&matrix.product).max(wide - room + widest);
    let wide = wide.min(taken);
    let (cell, left, top, names_left, names_top, height) = (0, 0, 0, 0, 0, 0);
    let step = wide + gutter;
    Plan { cell, mark, left, top, names_left, names_top, names_width: wide, step, per, names, height }
}

fn measured(matrix: &Matrix, mut plan: Plan, canvas: &Canvas<'_>) -> Plan {
    let columns = plan.names.chunks(plan.per);
    let tallest = columns.map(|names| names.iter().map(|name| entry(name, plan.mark, canvas)).sum::<i64>()).max();
    plan.height = foot(matrix, plan.top, plan.cell, canvas).max(plan.names_top + tallest.unwrap_or(0));
    plan.mark = plan.mark.min(plan.cell);
    plan
}

/// The largest side of a cell with which the grid keeps to a width; larger than the layout's where words need it.
fn cell(matrix: &Matrix, width: i64, canvas: &Canvas<'_>) -> i64 {
    let wished = canvas.chart().risk_cell.emu().max(words_width(matrix, canvas));
    (width / i64::from(matrix.scale.max(1))).min(wished).max(1)
}

/// The width of a cell below which the words of the level axis stay unbroken; 0 for figures alone.
fn words_width(matrix: &Matrix, canvas: &Canvas<'_>) -> i64 {
    let [_, level] = &matrix.words;
    let words = level.iter().flat_map(|words| words.split_inclusive([' ', '-', '/']));
    let widest = canvas.ruler.widest(words.map(str::trim_end));
    if widest > 0 { widest + canvas.chart().air.emu() } else { 0 }
}

/// What stands at a step of the upright axis.
fn upright(matrix: &Matrix, step: u32) -> String {
    let [upright, _] = &matrix.words;
    upright.get(step.saturating_sub(1) as usize).map_or_else(|| step.to_string(), |word| format!("{step} {word}"))
}

/// The lines of a step of the upright axis; its number alone where the words would take a digit of it.
fn upright_lines(matrix: &Matrix, step: u32, plan: &Plan, canvas: &Canvas<'_>) -> Vec<String> {
    let max_lines = usize::try_from(plan.cell / canvas.ruler.line).unwrap_or(1).max(1);
    let lines = canvas.ruler.wrapped(&upright(matrix, step), plan.left - canvas.chart().air.emu(), max_lines).lines;
    let number = step.to_string();
    let whole = lines.first().is_some_and(|line| line.split(' ').next() == Some(number.as_str()));
    if whole { lines } else { vec![number] }
}

/// What stands at a step of the level axis: its number above its words.
fn level(matrix: &Matrix, step: u32, cell: i64, canvas: &Canvas<'_>) -> Vec<String> {
    let [_, level] = &matrix.words;
    let mut lines = vec![step.to_string()];
    if let Some(words) = level.get(step.saturating_sub(1) as usize) {
        lines.extend(canvas.ruler.wrapped(words, cell - canvas.chart().air.emu(), STEP_LINES).lines);
    }
    lines
}

/// The lines of the level axis's steps.
fn level_lines(matrix: &Matrix, cell: i64, canvas: &Canvas<'_>) -> i64 {
    (1..=matrix.scale).map(|step| level(matrix, step, cell, canvas).len()).max().unwrap_or(1) as i64
}

/// The width of the upright axis: its steps and the air behind them. Words leave the cells the height of a line.
fn axis(matrix: &Matrix, canvas: &Canvas<'_>) -> i64 {
    let (room, air) = (canvas.room.width, canvas.chart().air.emu());
    let numbers: Vec<String> = (1..=matrix.scale).map(|step| step.to_string()).collect();
    let steps: Vec<String> = (1..=matrix.scale).map(|step| upright(matrix, step)).collect();
    let [least, widest] = [numbers, steps].map(|steps| canvas.ruler.widest(steps.iter().map(String::as_str)));
    let max_width = room * GRID_PER_CENT / 100 - air - i64::from(matrix.scale) * canvas.ruler.line;
    widest.min(room * AXIS_PER_CENT / 100).min(max_width).max(least) + air
}

/// The height of the words above the grid, and above the names.
fn head(canvas: &Canvas<'_>) -> i64 {
    canvas.ruler.line + canvas.chart().air.emu() / 2
}

/// Where the words below the grid end.
fn foot(matrix: &Matrix, top: i64, cell: i64, canvas: &Canvas<'_>) -> i64 {
    let lines = level_lines(matrix, cell, canvas) + 1;
    top + cell * i64::from(matrix.scale) + canvas.chart().air.emu() / 2 + lines * canvas.ruler.line
}

/// The width of the widest product.
fn products(matrix: &Matrix, canvas: &Canvas<'_>) -> i64 {
    canvas.ruler.widest(matrix.risks.iter().map(|risk| risk.product.as_str())) + canvas.chart().air.emu()
}

/// The height of a name with the space below it.
fn entry(name: &[String], mark: i64, canvas: &Canvas<'_>) -> i64 {
    let lines = name.len() as i64 * canvas.ruler.line;
    (lines + (mark - canvas.ruler.line).max(0)).max(mark) + canvas.chart().air.emu()
}

fn grid(matrix: &Matrix, plan: &Plan, canvas: &mut Canvas<'_>) {
    let (line, air, scale) = (canvas.ruler.line, canvas.chart().air.emu(), i64::from(matrix.scale));
    let side = plan.cell * scale;
    let words = |x, y, width| Frame { x, y, width, height: line };
    canvas.short(words(0, 0, plan.left + side), &matrix.likelihood, WordsRole::Faint, Align::Start);
    for likelihood in 1..=matrix.scale {
        let y = plan.top + (scale - i64::from(likelihood)) * plan.cell;
        let step = upright_lines(matrix, likelihood, plan, canvas);
        let height = step.len() as i64 * line;
        let frame = Frame { x: 0, y: y + (plan.cell - height) / 2, width: plan.left - air, height };
        canvas.text(frame, step, WordsRole::Plain, Align::End);
        for consequence in 1..=matrix.scale {
            let x = plan.left + i64::from(consequence - 1) * plan.cell;
            let here = |risk: &&MatrixRisk| (risk.likelihood, risk.consequence) == (likelihood, consequence);
            let risks: Vec<&MatrixRisk> = matrix.risks.iter().filter(here).collect();
            let frame = Frame { x, y, width: plan.cell, height: plan.cell };
            one_cell(matrix, (likelihood, consequence), &risks, frame, plan, canvas);
        }
    }
    let bottom = plan.top + side + air / 2;
    for consequence in 1..=matrix.scale {
        let x = plan.left + i64::from(consequence - 1) * plan.cell;
        let step = level(matrix, consequence, plan.cell, canvas);
        let frame = Frame { x, y: bottom, width: plan.cell, height: step.len() as i64 * line };
        canvas.text(frame, step, WordsRole::Plain, Align::Center);
    }
    let below = bottom + level_lines(matrix, plan.cell, canvas) * line;
    canvas.short(words(plan.left, below, side), &matrix.consequence, WordsRole::Faint, Align::End);
}

/// A cell in its level's colour with its product, if there is room for that, and the marks of its risks.
fn one_cell(
    matrix: &Matrix,
    (likelihood, consequence): (u32, u32),
    risks: &[&MatrixRisk],
    frame: Frame,
    plan: &Plan,
    canvas: &mut Canvas<'_>,
) {
    let tokens = canvas.tokens;
    let weight = weight_among(&matrix.levels, likelihood, consequence, matrix.scale);
    let level = weight.and_then(|weight| tokens.risk_level(weight)).map(|(_, level)| level);
    let at = level.and_then(|level| tokens.risk.iter().position(|known| known == level));
    let ground = level.map_or(tokens.color.sum_row, |level| level.fill);
    canvas.rect(frame, Paint { fill: ground, edge: tokens.color.rule_faint });
    let pad = (tokens.chart.air.emu() / 2).min(plan.cell / 8);
    let role = at.map_or(WordsRole::Plain, WordsRole::Level);
    let mut inner =
        Frame { x: frame.x + pad, y: frame.y + pad, width: frame.width - 2 * pad, height: frame.height - 2 * pad };
    if inner.height >= canvas.ruler.line + plan.mark {
        let product = (likelihood * consequence).to_string();
        let words = Frame { height: canvas.ruler.line, ..inner };
        canvas.short(words, &product, role, Align::Start);
        inner = Frame { y: inner.y + words.height, height: inner.height - words.height, ..inner };
    }
    marks(risks, inner, pad, role, plan.mark, canvas);
}

/// Marks in the middle of a frame; those that it has no room for are counted in the last one's place.
fn marks(risks: &[&MatrixRisk], frame: Frame, gap: i64, role: WordsRole, mark: i64, canvas: &mut Canvas<'_>) {
    let step = (mark + gap).max(1);
    let fit = |room: i64| ((room + gap) / step).max(1) as usize;
    let (across, down) = (fit(frame.width), fit(frame.height));
    let shown = if risks.len() > across * down { across * down - 1 } else { risks.len() };
    let slots = if shown < risks.len() { shown + 1 } else { shown };
    let across = slots.div_ceil(slots.div_ceil(across).max(1)).max(1);
    let rows = slots.div_ceil(across) as i64;
    let block = |count: i64| count * step - gap;
    let top = frame.y + (frame.height - block(rows)) / 2;
    for slot in 0..slots {
        let (row, column) = (slot / across, slot % across);
        let in_row = (slots - row * across).min(across) as i64;
        let x = frame.x + (frame.width - block(in_row)) / 2 + column as i64 * step;
        let place = Frame { x, y: top + row as i64 * step, width: mark, height: mark };
        match risks.get(slot).filter(|_| slot < shown) {
            Some(risk) => canvas.numbered(&risk.number, place),
            None => {
                let more = format!("+{}", risks.len() - shown);
                canvas.short(place, &more, role, Align::Start);
            }
        }
    }
}

fn names(matrix: &Matrix, plan: &Plan, canvas: &mut Canvas<'_>) {
    let (line, air) = (canvas.ruler.line, canvas.chart().air.emu());
    let products = products(matrix, canvas);
    let mark = canvas.chart().marker.emu();
    for (column, risks) in matrix.risks.chunks(plan.per).enumerate() {
        let left = plan.names_left + column as i64 * plan.step;
        let mut y = plan.names_top;
        let head = Frame { x: left, y: y - self::head(canvas), width: plan.names_width, height: line };
        canvas.short(head, &matrix.product, WordsRole::Faint, Align::End);
        for (risk, name) in risks.iter().zip(plan.names.iter().skip(column * plan.per)) {
            canvas.numbered(&risk.number, Frame { x: left, y, width: mark, height: mark });
            let first = y + (mark - line).max(0) / 2;
            let (x, width) = (left + mark + air, plan.names_width - mark - products - 2 * air);
            let words = Frame { x, y: first, width, height: name.len() as i64 * line };
            canvas.text(words, name.clone(), WordsRole::Plain, Align::Start);
            let x = left + plan.names_width - products;
            let product = Frame { x, y: first, width: products, height: line };
            canvas.short(product, &risk.product, WordsRole::Plain, Align::End);
            y += entry(name, mark, canvas);
        }
    }
}
