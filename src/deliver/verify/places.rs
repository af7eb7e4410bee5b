//! Where the words of a PDF stand, by its content streams: which of them lie outside of their page, and which stand on
//! top of others. Lengths are whole numbers, in millionths of a point.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::base::budget::{Budget, Exceeded};
use crate::base::limits::{RUNS_OF_A_PAGE, SAVED_STATES};

use crate::base::pdf::Fault;
use crate::base::pdf::file::{File, Page};
use crate::base::pdf::fonts::Letters;
use crate::base::pdf::syntax::{Dictionary, Operation, Value};

/// A point.
const ONE: i64 = 1_000_000;

/// The furthest that anything stands from the corner of its page, hundreds of kilometres: what is further is put
/// there, so that lengths can be added and compared.
const FURTHEST: i64 = 1_000_000_000 * ONE;

/// What is told of a page.
const TOLD_OF_A_PAGE: usize = 10;

/// The height of the bands in which words are compared.
const BAND: i64 = 4 * ONE;

/// Bands that words are looked for in.
const BANDS: i64 = 12;

/// By how much words may reach into others: letters that lean, and rounding.
const REACH: i64 = 3 * ONE / 2;

/// A font's letters, and how wide they are.
pub(super) struct Face {
    pub(super) letters: Letters,
    pub(super) widths: Widths,
}

/// The fonts of a page by their names.
pub(super) type Faces = BTreeMap<Vec<u8>, Rc<Face>>;

/// The widths of a font's letters, in thousandths of its size.
#[derive(Debug, Default)]
pub(super) struct Widths {
    /// Bytes of a letter's code.
    bytes: usize,
    /// For the first code of a row of codes the last one, and the widths: one for all of them, or one for each.
    rows: BTreeMap<i64, (i64, Vec<i64>)>,
    default: i64,
}

impl Widths {
    /// Those of a font of this dictionary.
    pub(super) fn of<'a>(file: &'a File<'_>, font: &Dictionary<'a>, budget: &mut Budget) -> Result<Self, Fault> {
        let descendant = file.array(font, "DescendantFonts", budget)?.into_iter().next();
        let Value::Dictionary(descendant) = file.resolved(descendant.unwrap_or(Value::None), budget)? else {
            let first = font.get("FirstChar").and_then(Value::as_integer).unwrap_or(0);
            let widths = lengths(file, file.array(font, "Widths", budget)?, budget)?;
            let last = first.saturating_add(i64::try_from(widths.len()).unwrap_or(0)).saturating_sub(1);
            return Ok(Widths { bytes: 1, rows: [(first, (last, widths))].into(), default: 0 });
        };
        let default = descendant.get("DW").map_or(1000 * ONE, number);
        let mut rows = BTreeMap::new();
        let mut rest = file.array(&descendant, "W", budget)?.into_iter();
        while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
            let first = number(&first) / ONE;
            match file.resolved(second, budget)? {
                Value::Array(widths) => {
                    let last = first.saturating_add(i64::try_from(widths.len()).unwrap_or(0)).saturating_sub(1);
                    rows.insert(first, (last, lengths(file, widths, budget)?));
                }
                last => {
                    let Some(width) = rest.next() else { break };
                    rows.insert(first, (number(&last) / ONE, vec![number(&width)]));
                }
            }
        }
        Ok(Widths { bytes: 2, rows, default })
    }

    /// The width of the letter with this code.
    fn width(&self, code: &[u8]) -> i64 {
        let code = code.iter().fold(0, |code, byte| code * 256 + i64::from(*byte));
        let row = self.rows.range(..=code).next_back().filter(|(_, (last, _))| code <= *last);
        let width = row.and_then(|(first, (_, widths))| {
            let at = usize::try_from(code.saturating_sub(*first)).unwrap_or(0);
            if widths.len() == 1 { widths.first() } else { widths.get(at) }
        });
        width.copied().unwrap_or(self.default)
    }
}

/// Numbers of the file, in millionths.
fn lengths<'a>(file: &'a File<'_>, all: Vec<Value<'a>>, budget: &mut Budget) -> Result<Vec<i64>, Fault> {
    all.into_iter().map(|one| Ok(number(&file.resolved(one, budget)?))).collect()
}

/// A number in millionths.
fn number(value: &Value<'_>) -> i64 {
    bounded(match value {
        Value::Integer(number) => number.saturating_mul(ONE),
        // The digits that it is written with: nothing is computed with floating point.
        Value::Real(digits) => std::str::from_utf8(digits).ok().and_then(decimal).unwrap_or(0),
        _ => 0,
    })
}

/// A length, or the furthest that there is.
fn bounded(length: i64) -> i64 {
    length.clamp(-FURTHEST, FURTHEST)
}

/// Digits in millionths.
fn decimal(digits: &str) -> Option<i64> {
    let (sign, digits) = digits.strip_prefix('-').map_or((1, digits), |digits| (-1, digits));
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    if !whole.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    // A number of too many digits is as far as there is.
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().unwrap_or(i64::MAX) };
    Some(sign * whole.saturating_mul(ONE).saturating_add(part.parse::<i64>().ok()?))
}

/// A product of two numbers in millionths.
fn times(one: i64, other: i64) -> i64 {
    // What stands on a page is not so large that it would need more.
    if let Some(product) = one.checked_mul(other) {
        return bounded(product / ONE);
    }
    let product = i128::from(one) * i128::from(other) / i128::from(ONE);
    bounded(i64::try_from(product).unwrap_or(if product < 0 { i64::MIN } else { i64::MAX }))
}

/// How coordinates are turned into others.
type Matrix = [i64; 6];

const UNCHANGED: Matrix = [ONE, 0, 0, ONE, 0, 0];

fn shifted(x: i64, y: i64) -> Matrix {
    [ONE, 0, 0, ONE, x, y]
}

/// What the first and then the second do.
fn then(first: Matrix, second: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = first;
    let [g, h, i, j, k, l] = second;
    let dot = |(a, b): (i64, i64), (c, d): (i64, i64)| times(a, c).saturating_add(times(b, d));
    [
        dot((a, b), (g, i)),
        dot((a, b), (h, j)),
        dot((c, d), (g, i)),
        dot((c, d), (h, j)),
        dot((e, f), (g, i)).saturating_add(k),
        dot((e, f), (h, j)).saturating_add(l),
    ]
    .map(bounded)
}

/// Words at their place: the middle of their letters, without what reaches above and below.
#[derive(Debug, Clone)]
struct Run {
    words: String,
    left: i64,
    right: i64,
    low: i64,
    high: i64,
}

/// Words that stand where they should not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// The words.
    pub(super) words: String,
    /// What stands over them; `None` where they are outside of the page.
    pub(super) over: Option<String>,
}

/// What came of a look at a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Looked {
    /// Words that stand where they should not.
    pub(super) misplaced: Vec<Misplaced>,
    /// Whether some of the page was too much to look at, so that words may stand wrong that are not among them.
    pub(super) in_part: bool,
}

/// How letters are set.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    face: Option<Rc<Face>>,
    size: i64,
    between_letters: i64,
    between_words: i64,
    stretched: i64,
    leading: i64,
    rise: i64,
    hidden: bool,
}

/// Left, lower, right and upper edge of a page, its own or its group's.
pub(super) fn page_box<'a>(
    file: &'a File<'_>,
    page: &Page<'a>,
    budget: &mut Budget,
) -> Result<Option<[i64; 4]>, Fault> {
    let Some(edges) = page.media_box.clone() else { return Ok(None) };
    let Value::Array(edges) = file.resolved(edges, budget)? else { return Ok(None) };
    let edges = <[i64; 4]>::try_from(lengths(file, edges, budget)?).ok();
    Ok(edges.map(|[a, b, c, d]| [a.min(c), b.min(d), a.max(c), b.max(d)]))
}

/// Goes through what a page paints, and keeps its words at their places.
pub(super) struct Looker {
    state: State,
    saved: Vec<State>,
    /// States that are too deep to be saved, of which as many are restored before the others.
    unsaved: usize,
    line: Matrix,
    here: Matrix,
    runs: Vec<Run>,
    /// Whether these are not all.
    in_part: bool,
}

impl Looker {
    /// At the beginning of a page.
    pub(super) fn new() -> Self {
        let state = State {
            matrix: UNCHANGED,
            face: None,
            size: 0,
            between_letters: 0,
            between_words: 0,
            stretched: ONE,
            leading: 0,
            rise: 0,
            hidden: false,
        };
        let (saved, runs) = (Vec::new(), Vec::new());
        Looker { state, saved, unsaved: 0, line: UNCHANGED, here: UNCHANGED, runs, in_part: false }
    }

    /// What letters are set in now.
    pub(super) fn face(&self) -> Option<&Face> {
        self.state.face.as_deref()
    }

    /// Looks at the next operation.
    pub(super) fn look(
        &mut self,
        operation: &Operation<'_>,
        faces: &Faces,
        budget: &mut Budget,
    ) -> Result<(), Exceeded> {
        let of = |at: usize| operation.operands.get(at).map_or(0, number);
        let all = || [of(0), of(1), of(2), of(3), of(4), of(5)];
        let state = &mut self.state;
        match operation.operator {
            b"q" if self.saved.len() < SAVED_STATES => self.saved.push(state.clone()),
            b"q" => (self.unsaved, self.in_part) = (self.unsaved.saturating_add(1), true),
            b"Q" if self.unsaved > 0 => self.unsaved -= 1,
            b"Q" => *state = self.saved.pop().unwrap_or_else(|| state.clone()),
            b"cm" => state.matrix = then(all(), state.matrix),
            b"BT" => (self.line, self.here) = (UNCHANGED, UNCHANGED),
            b"Tf" => {
                let name = operation.operands.first().and_then(Value::as_name);
                (state.face, state.size) = (name.and_then(|name| faces.get(name)).cloned(), of(1));
            }
            b"Tc" => state.between_letters = of(0),
            b"Tw" => state.between_words = of(0),
            b"Tz" => state.stretched = of(0) / 100,
            b"TL" => state.leading = of(0),
            b"Ts" => state.rise = of(0),
            b"Tr" => state.hidden = of(0) == 3 * ONE,
            b"Tm" => (self.line, self.here) = (all(), all()),
            b"Td" | b"TD" | b"T*" | b"'" | b"\"" => {
                let step = match operation.operator {
                    b"Td" | b"TD" => shifted(of(0), of(1)),
                    _ => shifted(0, state.leading.saturating_neg()),
                };
                match operation.operator {
                    b"TD" => state.leading = of(1).saturating_neg(),
                    b"\"" => (state.between_words, state.between_letters) = (of(0), of(1)),
                    _ => {}
                }
                self.line = then(step, self.line);
                self.here = self.line;
            }
            _ => {}
        }
        if matches!(operation.operator, b"Tj" | b"TJ" | b"'" | b"\"") {
            let (run, wide) = self.state.show(operation.operands.last(), self.here, budget)?;
            self.in_part |= run.is_some() && self.runs.len() >= RUNS_OF_A_PAGE;
            self.runs.extend(run.filter(|_| self.runs.len() < RUNS_OF_A_PAGE));
            self.here = then(shifted(wide, 0), self.here);
        }
        Ok(())
    }

    /// The words that stand where they should not, on a page with these edges.
    pub(super) fn looked(self, edges: Option<[i64; 4]>) -> Looked {
        let (runs, mut found) = (self.runs, Vec::new());
        if let Some([left, low, right, high]) = edges {
            let outside = |run: &&Run| {
                run.left < left - ONE || run.right > right + ONE || run.low < low - ONE || run.high > high + ONE
            };
            let outside = runs.iter().filter(outside).take(TOLD_OF_A_PAGE);
            found.extend(outside.map(|run| Misplaced { words: run.words.clone(), over: None }));
        }
        let over = overlaps(&runs).into_iter().filter_map(|(below, above)| {
            let (below, above) = (runs.get(below)?, runs.get(above)?);
            Some(Misplaced { words: below.words.clone(), over: Some(above.words.clone()) })
        });
        found.extend(over.take(TOLD_OF_A_PAGE - found.len()));
        Looked { misplaced: found, in_part: self.in_part }
    }
}

impl State {
    /// What one operation paints, if anybody sees it, and by how much the next one stands further.
    fn show(
        &self,
        operand: Option<&Value<'_>>,
        here: Matrix,
        budget: &mut Budget,
    ) -> Result<(Option<Run>, i64), Exceeded> {
        let (Some(face), Some(operand)) = (&self.face, operand) else { return Ok((None, 0)) };
        let pieces = match operand {
            Value::Array(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        let (mut words, mut at) = (String::new(), 0_i64);
        // Where letters begin and where they end, without white space before and after.
        let (mut first, mut last) = (None, 0);
        for piece in pieces {
            let Some(codes) = piece.as_bytes() else {
                at = at.saturating_sub(times(times(number(piece) / 1000, self.size), self.stretched));
                continue;
            };
            for code in codes.chunks(face.widths.bytes.max(1)) {
                let before = words.len();
                face.letters.decode(code, &mut words, budget)?;
                let letters = words.get(before..).unwrap_or_default();
                let between = if code == b" " { self.between_words } else { 0 };
                let own = times(face.widths.width(code) / 1000, self.size);
                let wide = times(own.saturating_add(self.between_letters).saturating_add(between), self.stretched);
                if !letters.trim().is_empty() {
                    first = first.or(Some(at));
                    last = at.saturating_add(wide);
                }
                at = at.saturating_add(wide);
            }
        }
        let words = words.trim().to_owned();
        let run = first.filter(|_| !self.hidden && !words.is_empty()).map(|first| {
            let low = self.rise.saturating_add(self.size / 20);
            let high = self.rise.saturating_add(self.size * 9 / 20);
            let [a, b, c, d, e, f] = then(here, self.matrix);
            let corner = |(x, y): (i64, i64)| {
                let along = times(x, a).saturating_add(times(y, c)).saturating_add(e);
                let up = times(x, b).saturating_add(times(y, d)).saturating_add(f);
                (bounded(along), bounded(up))
            };
            let corners = [(first, low), (first, high), (last, low), (last, high)].map(corner);
            let edges = |axis: fn(&(i64, i64)) -> i64| {
                let all = corners.iter().map(axis);
                (all.clone().min().unwrap_or(0), all.max().unwrap_or(0))
            };
            let ((left, right), (low, high)) = (edges(|corner| corner.0), edges(|corner| corner.1));
            Run { words, left, right, low, high }
        });
        Ok((run, at))
    }
}

/// Words on top of others, by their positions: those below, those above. In each band of the page, words are compared
/// with the ones before them from the left: the one that reaches furthest, and the last.
fn overlaps(runs: &[Run]) -> BTreeSet<(usize, usize)> {
    let mut bands: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, run) in runs.iter().enumerate() {
        let (low, high) = (run.low.div_euclid(BAND), run.high.div_euclid(BAND));
        for band in low..=high.min(low + BANDS) {
            bands.entry(band).or_default().push(at);
        }
    }
    let mut found = BTreeSet::new();
    for mut band in bands.into_values() {
        band.sort_by_key(|at| runs.get(*at).map(|run| run.left));
        let (mut furthest, mut before): (Option<usize>, Option<usize>) = (None, None);
        for at in band {
            let Some(run) = runs.get(at) else { continue };
            for other in [furthest, before].into_iter().flatten() {
                if runs.get(other).is_some_and(|other| run.meets(other)) {
                    found.insert((at.min(other), at.max(other)));
                }
            }
            if furthest.and_then(|other| runs.get(other)).is_none_or(|other| other.right < run.right) {
                furthest = Some(at);
            }
            before = Some(at);
        }
    }
    found
}

impl Run {
    /// Whether the letters of both stand on each other.
    fn meets(&self, other: &Run) -> bool {
        let wide = self.right.min(other.right) - self.left.max(other.left);
        let high = self.high.min(other.high) - self.low.max(other.low);
        let lower = (self.high - self.low).min(other.high - other.low);
        wide > REACH && high > lower * 3 / 10
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::base::pdf::syntax::Operations;

    /// What is seen of a page whose upper right corner is at `corner`, and on which this is painted.
    fn looked(corner: [i64; 2], painted: &str) -> Looked {
        let letters = Letters::named(&Value::Name(b"WinAnsiEncoding".as_slice().into()));
        let widths = Widths { bytes: 1, rows: [(0, (255, vec![500 * ONE; 256]))].into(), default: 0 };
        let faces = Faces::from([(b"F".to_vec(), Rc::new(Face { letters, widths }))]);
        let (mut operations, mut operation) = (Operations::of(painted.as_bytes()), Operation::default());
        let (mut looker, mut budget) = (Looker::new(), Budget::of_own());
        while operations.next(&mut operation, &mut budget).unwrap() {
            looker.look(&operation, &faces, &mut budget).unwrap();
        }
        let [right, high] = corner.map(|edge| bounded(edge.saturating_mul(ONE)));
        looker.looked(Some([0.min(right), 0.min(high), 0.max(right), 0.max(high)]))
    }

    #[test]
    fn no_number_is_too_large() {
        let numbers = [i64::MAX, i64::MIN, i64::MAX / ONE, i64::MIN / ONE, 1_000_000_000_000_000, 0];
        for large in numbers {
            for other in numbers {
                let set = format!("{large} {other} Td {large} TL {other} Tc {large} Tw {other} Tz {large} Ts");
                let words = format!("(Ord) Tj [(Or) {large} (d) {other} (er)] TJ T* (Ord) '");
                for painted in [
                    format!("BT /F {large} Tf (Ord) Tj (Ord) Tj {other} 0 Td (Ord) Tj ET"),
                    format!("{large} 0 0 {other} {large} {other} cm BT /F 12 Tf {words} {set} {words} ET"),
                    format!("BT /F {other} Tf {set} {words} {large} {other} {large} {other} 1 1 Tm {words} ET"),
                ] {
                    assert!(!looked([large, other], &painted).in_part);
                    looked([other, 842], &painted.repeat(3));
                }
            }
        }
        assert!(
            !looked([i64::MAX; 2], "BT /F 12 Tf 9 9 Td (Ord) Tj ET").misplaced.iter().any(|found| found.over.is_none())
        );
    }

    #[test]
    fn what_is_not_looked_at_is_told() {
        let words = "BT /F 12 Tf 100 700 Td (Ord) Tj ET";
        let nested = |deep: usize| {
            let moved = "q 1 0 0 1 10 0 cm ".repeat(deep);
            looked([595, 842], &format!("{moved} {} {words}", "Q ".repeat(deep)))
        };
        // Words at their place, since as many states are restored as there were.
        assert_eq!(nested(SAVED_STATES), Looked::default());
        let deeper = nested(SAVED_STATES + 3);
        assert!(deeper.in_part && deeper.misplaced.is_empty(), "{deeper:?}");
        // What is restored is not a state around the one that was not saved: the words stay to the right of the page.
        let (moved, back) = ("q 1 0 0 1 10 0 cm ".repeat(SAVED_STATES), "Q ".repeat(SAVED_STATES));
        let restored = looked([1100, 842], &format!("{moved} q q q Q Q Q {words} {back} {words}"));
        assert_eq!(restored.misplaced.iter().map(|found| found.over.is_none()).collect::<Vec<_>>(), [true]);
        // Each on a line of its own, the last one on top of the first and yet not seen.
        let many = |many: usize| {
            let lines = "1 0 0 1 0 12 cm ".to_owned() + "BT /F 1 Tf (Ord) Tj ET ";
            looked([595, 100_000_000], &lines.repeat(many))
        };
        assert_eq!(many(RUNS_OF_A_PAGE), Looked::default());
        assert!(many(RUNS_OF_A_PAGE + 1).in_part);
    }

    #[test]
    fn numbers_are_exact() {
        let read = ["12", "-0.5", "+.0000019", "3.25", "x", "1e3"].map(decimal);
        assert_eq!(read, [Some(12 * ONE), Some(-ONE / 2), Some(1), Some(3_250_000), None, None]);
        assert_eq!(times(3 * ONE / 2, -2 * ONE), -3 * ONE);
        let turned = [0, ONE, -ONE, 0, 0, 0];
        assert_eq!(then(shifted(2 * ONE, 3 * ONE), turned)[4..], [-3 * ONE, 2 * ONE]);
    }

    #[test]
    fn words_on_words_are_found() {
        let run = |left: i64, right: i64, low: i64| Run {
            words: String::new(),
            left: left * ONE,
            right: right * ONE,
            low: low * ONE,
            high: (low + 4) * ONE,
        };
        let lines = [run(0, 50, 100), run(50, 90, 100), run(0, 90, 110), run(45, 70, 101), run(49, 60, 105)];
        let found: Vec<_> = overlaps(&lines).into_iter().collect();
        assert_eq!(found, [(0, 3), (1, 3)]);
    }
}
