//! What the kinds of chart share: putting shapes down, the names at the left, the explanation of the marks, and what
//! is too high for the page set in columns.

use crate::base::measure::Color;
use crate::layout::{ChartTokens, Paint, Tokens};
use crate::model::Align;
use crate::model::charts::Bars;

use super::drawing::{Dash, Drawing, Frame, Painted, Polygon, Room, Shape, Slope, Stroke, Words, WordsRole};
use super::ruler::{Ruler, Wrapped};

/// The most columns that a high chart is set in.
const MAX_PANELS: usize = 4;

/// The least width of a column, in lines of text.
const MIN_PANEL: i64 = 12;

/// The most lines of a name beside what it names, and above it.
const SIDE_LINES: usize = 3;

const ABOVE_LINES: usize = 2;

/// A drawing under construction.
pub(super) struct Canvas<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) ruler: &'a Ruler<'a>,
    pub(super) room: Room,
    shapes: Vec<Shape>,
    /// Where what is drawn begins.
    top: i64,
    right: i64,
    bottom: i64,
}

/// Where names stand: beside what they name, in a column of this width, or above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labels {
    /// The column's width with the air behind it; 0 where the names stand above.
    pub(super) column: i64,
    /// Each name's lines.
    pub(super) lines: Vec<Vec<String>>,
}

impl Labels {
    /// The height of the name at this position where it stands above what it names, and where beside it.
    pub(super) fn heights(&self, at: usize, line: i64) -> (i64, i64) {
        let height = self.lines.get(at).map_or(0, Vec::len) as i64 * line;
        if self.column > 0 { (0, height) } else { (height, 0) }
    }
}

/// A sample of a shape, and what it means.
pub(super) enum Sample {
    /// A square.
    Square(Paint),
    /// A dot.
    Dot(Paint),
    /// A square with the number by which a part is known.
    Numbered(usize, Paint),
    /// A line above bars.
    Over,
    /// The line that figures are compared with.
    Line,
    /// Words alone.
    None,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(tokens: &'a Tokens, ruler: &'a Ruler<'a>, room: Room) -> Self {
        Canvas { tokens, ruler, room, shapes: Vec::new(), top: 0, right: 0, bottom: 0 }
    }

    /// The drawing, as large as what stands in it: LibreOffice stretches a group of shapes that is smaller than its
    /// box.
    pub(super) fn finish(self) -> Drawing {
        let line = self.tokens.chart.rule.emu();
        let frames = || self.shapes.iter().map(Shape::frame);
        let left = frames().map(|frame| frame.x).min().unwrap_or(0);
        let top = frames().map(|frame| frame.y).min().unwrap_or(0);
        let (width, height) = ((self.right - left).max(1), (self.bottom - top).max(1));
        let shapes = self.shapes.into_iter().map(|shape| shape.moved([-left, -top])).collect();
        Drawing { width, height, room: self.room.height, line, shapes, file: None, cut: false }
    }

    pub(super) fn chart(&self) -> &'a ChartTokens {
        &self.tokens.chart
    }

    /// A ruler for the figures of key figures.
    pub(super) fn large(&self) -> Ruler<'a> {
        self.ruler.sized(self.tokens.chart.number().emu())
    }

    fn push(&mut self, frame: Frame, shape: Shape) {
        self.right = self.right.max(frame.x + frame.width);
        self.bottom = self.bottom.max(self.top + frame.y + frame.height);
        self.shapes.push(shape.moved([0, self.top]));
    }

    /// Draws what comes below what there is, down to `height`.
    pub(super) fn go_below(&mut self, height: i64) {
        self.top += height;
        self.room.height = (self.room.height - height).max(self.ruler.line);
    }

    pub(super) fn rect(&mut self, frame: Frame, paint: Paint) {
        self.push(frame, Shape::Rect(Painted { frame, fill: paint.fill, edge: paint.edge }));
    }

    pub(super) fn ellipse(&mut self, frame: Frame, paint: Paint) {
        self.push(frame, Shape::Ellipse(Painted { frame, fill: paint.fill, edge: paint.edge }));
    }

    /// A shape with straight edges between these points.
    pub(super) fn polygon(&mut self, points: Vec<[i64; 2]>, paint: Paint) {
        let edge = |at: usize, last: bool| {
            let all = points.iter().map(|point| point[at]);
            (if last { all.max() } else { all.min() }).unwrap_or(0)
        };
        let (x, y) = (edge(0, false), edge(1, false));
        let frame = Frame { x, y, width: edge(0, true) - x, height: edge(1, true) - y };
        let points = points.iter().map(|[at, down]| [at - x, down - y]).collect();
        self.push(frame, Shape::Polygon(Polygon { frame, points, fill: paint.fill, edge: paint.edge }));
    }

    pub(super) fn line(&mut self, frame: Frame, color: Color) {
        self.push(frame, Shape::Line(Stroke { frame, color }));
    }

    /// A line from one place to another one to its right, three times as thick as others.
    pub(super) fn slope(&mut self, from: [i64; 2], to: [i64; 2], color: Color, dash: Dash) {
        self.stroke(from, to, color, 3, dash);
    }

    /// The same, so many times as thick as others.
    fn thick(&mut self, from: [i64; 2], to: [i64; 2], color: Color, times: i64) {
        self.stroke(from, to, color, times, Dash::None);
    }

    fn stroke(&mut self, [x, y]: [i64; 2], [to, other]: [i64; 2], color: Color, times: i64, dash: Dash) {
        let frame = Frame { x, y: y.min(other), width: to - x, height: (other - y).abs() };
        let thickness = times * self.chart().rule.emu();
        self.push(frame, Shape::Slope(Slope { frame, color, thickness, rising: other < y, dash }));
    }

    /// The line that figures are compared with, level or upright, with an edge by which it is seen on dark bars.
    pub(super) fn target(&mut self, frame: Frame) {
        let (from, to) = ([frame.x, frame.y], [frame.x + frame.width, frame.y + frame.height]);
        self.thick(from, to, self.chart().marker_text, 7);
        self.thick(from, to, self.chart().marker_fill, 3);
    }

    /// A stroke of a line above bars, with an edge by which it is seen on dark ones.
    pub(super) fn over(&mut self, from: [i64; 2], to: [i64; 2]) {
        self.thick(from, to, self.chart().marker_text, 7);
        self.thick(from, to, self.chart().marker_fill, 3);
    }

    /// A dot of such a line.
    pub(super) fn over_dot(&mut self, [x, y]: [i64; 2]) {
        let side = self.chart().square.emu() * 3 / 4;
        let paint = Paint { fill: self.chart().marker_text, edge: self.chart().marker_fill };
        self.ellipse(Frame { x: x - side / 2, y: y - side / 2, width: side, height: side }, paint);
    }

    pub(super) fn text(&mut self, frame: Frame, lines: Vec<String>, role: WordsRole, align: Align) {
        if lines.iter().all(String::is_empty) || frame.width <= 0 {
            return;
        }
        let (color, bold) = role.look(self.tokens);
        let size = (role == WordsRole::Number).then(|| self.tokens.chart.number().emu());
        self.push(frame, Shape::Text(Words { frame, lines, align, role, color, bold, size }));
    }

    /// Words on one line, shortened to their frame.
    pub(super) fn short(&mut self, frame: Frame, words: &str, role: WordsRole, align: Align) {
        let words = self.ruler.shortened(words, frame.width);
        self.text(frame, vec![words], role, align);
    }

    /// A dot in the middle of a square.
    pub(super) fn dot(&mut self, square: Frame, paint: Paint) {
        let side = square.width / 2;
        let (x, y) = (square.x + (square.width - side) / 2, square.y + (square.height - side) / 2);
        self.ellipse(Frame { x, y, width: side, height: side }, paint);
    }

    /// A number in a mark, by which something in the drawing is known beside it.
    pub(super) fn numbered(&mut self, number: &str, place: Frame) {
        let ground = self.chart().marker_fill;
        self.ellipse(place, Paint { fill: ground, edge: ground });
        self.short(place, number, WordsRole::Mark, Align::Center);
    }

    /// What the series of a chart look like, and what their figures are given in; returns where it ends.
    pub(super) fn series_key(&mut self, bars: &Bars, paints: &[Paint], sample: fn(Paint) -> Sample) -> i64 {
        let series = bars.series.iter().zip(paints).map(|(name, paint)| (sample(*paint), name.as_str()));
        let rest = bars_key(bars);
        self.key(&series.chain(rest).collect::<Vec<_>>())
    }

    /// The same of parts that are known by their numbers.
    pub(super) fn parts_key(&mut self, bars: &Bars, paints: &[Paint]) -> i64 {
        let parts = (1..).zip(bars.series.iter().zip(paints));
        let parts = parts.map(|(number, (name, paint))| (Sample::Numbered(number, *paint), name.as_str()));
        let rest = bars_key(bars);
        self.key(&parts.chain(rest).collect::<Vec<_>>())
    }

    /// What marks mean, in as many lines as it takes; returns where it ends.
    pub(super) fn key(&mut self, entries: &[(Sample, &str)]) -> i64 {
        let ChartTokens { air, square, group, .. } = self.chart();
        let (air, side, line) = (air.emu(), square.emu(), self.ruler.line);
        let is_numbered = entries.iter().any(|(sample, _)| matches!(sample, Sample::Numbered(..)));
        let pitch = if is_numbered { line.max(self.chart().marker.emu() + air / 2) } else { line };
        let (mut x, mut y) = (0, (pitch - line) / 2);
        for (sample, words) in entries {
            let mark = self.chart().marker.emu();
            let lead = match sample {
                Sample::None => 0,
                Sample::Numbered(..) => side + mark + 2 * air,
                Sample::Over => 3 * side + air,
                Sample::Square(_) | Sample::Dot(_) | Sample::Line => side + air,
            };
            let wide = lead + self.ruler.width(words) + air;
            if x > 0 && x + wide > self.room.width {
                (x, y) = (0, y + pitch);
            }
            let square = Frame { x, y: y + (line - side).max(0) / 2, width: side, height: side };
            let role = match sample {
                Sample::Square(paint) => {
                    self.rect(square, *paint);
                    WordsRole::Plain
                }
                Sample::Dot(paint) => {
                    self.dot(square, *paint);
                    WordsRole::Plain
                }
                Sample::Numbered(number, paint) => {
                    self.rect(square, *paint);
                    let y = y + (line - mark) / 2;
                    self.numbered(&number.to_string(), Frame { x: x + side + air, y, width: mark, height: mark });
                    WordsRole::Plain
                }
                Sample::Over => {
                    let middle = square.y + side / 2;
                    self.over([x, middle], [x + 3 * side, middle]);
                    self.over_dot([x + 3 * side / 2, middle]);
                    WordsRole::Plain
                }
                Sample::Line => {
                    self.target(Frame { y: square.y + side / 2, height: 0, ..square });
                    WordsRole::Plain
                }
                Sample::None => WordsRole::Faint,
            };
            let width = (wide - lead).min(self.room.width - x - lead);
            self.short(Frame { x: x + lead, y, width, height: line }, words, role, Align::Start);
            x += wide + 2 * air;
        }
        if entries.is_empty() { 0 } else { y + pitch.max(side) + group.emu() }
    }

    /// Where these names stand in a panel of this width: beside, if none of them has to be shortened for it.
    pub(super) fn labels(&self, names: &[&str], width: i64) -> Labels {
        let air = 2 * self.chart().air.emu();
        let max_width = width * i64::from(self.chart().label_percent.min(75)) / 100 - air;
        let wrap = |width, lines| -> Vec<Wrapped> {
            names.iter().map(|name| self.ruler.wrapped(name, width, lines)).collect()
        };
        let lines = |all: Vec<Wrapped>| all.into_iter().map(|one| one.lines).collect::<Vec<_>>();
        let beside = wrap(max_width, SIDE_LINES);
        if beside.iter().all(|one| one.whole) {
            let lines = lines(beside);
            let column = self.ruler.widest(lines.iter().flatten().map(String::as_str)) + air;
            return Labels { column, lines };
        }
        Labels { column: 0, lines: lines(wrap(width, ABOVE_LINES)) }
    }

    /// The fewest panels side by side in which a plan's rows are not higher than the room, or else those in which they
    /// are lowest; and the plan for them. `plan` makes one for a panel of a width; `heights` are its rows'.
    pub(super) fn panels<P>(&self, top: i64, plan: impl Fn(i64) -> P, heights: impl Fn(&P) -> Vec<i64>) -> (P, Panels) {
        let (gutter, gap) = (6 * self.chart().air.emu(), self.chart().group.emu());
        let wide = |count: usize| (self.room.width - gutter * (count as i64 - 1)) / count as i64;
        let set = |count: usize| {
            let plan = plan(wide(count));
            let rows = heights(&plan);
            let per = rows.len().div_ceil(count).max(1);
            let tallest = rows.chunks(per).map(|rows| rows.iter().map(|row| row + gap).sum::<i64>()).max();
            let panels = Panels { per, step: wide(count) + gutter, width: wide(count) };
            (top + tallest.unwrap_or(0) - gap, plan, panels)
        };
        let mut best = set(1);
        // Narrower panels than this hold nothing that can be read.
        for count in (2..=MAX_PANELS).take_while(|count| wide(*count) >= MIN_PANEL * self.ruler.line) {
            if best.0 <= self.room.height {
                break;
            }
            let other = set(count);
            if other.0 < best.0 {
                best = other;
            }
        }
        (best.1, best.2)
    }
}

/// What else is explained above bars: a line above them, one that they are compared with, what they are given in.
fn bars_key(bars: &Bars) -> impl Iterator<Item = (Sample, &str)> {
    let over = bars.line.iter().map(|line| (Sample::Over, line.label.as_str()));
    let target = bars.target.iter().map(|target| (Sample::Line, target.label.as_str()));
    over.chain(target).chain(bars.unit.iter().map(|unit| (Sample::None, unit.as_str())))
}

/// Columns side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Panels {
    /// Rows of each, but for the last one.
    pub(super) per: usize,
    /// From the left of one to that of the next.
    pub(super) step: i64,
    /// The width of one.
    pub(super) width: i64,
}
