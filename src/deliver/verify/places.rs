//! Where the words of a PDF stand, by its content streams: which of them lie outside of their page, and which stand on
//! top of others. Lengths are whole numbers, in millionths of a point.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// A point.
const ONE: i64 = 1_000_000;

/// The furthest that anything stands from the corner of its page, hundreds of kilometres: what is further is put
/// there, so that lengths can be added and compared.
const FURTHEST: i64 = 1_000_000_000 * ONE;

/// Words of a page that are looked at; a page has some hundred.
const MAX_RUNS: usize = 50_000;

/// What is told of a page.
const MAX_TOLD: usize = 10;

/// Saved states within each other, and pages within groups of pages, that are followed.
const DEEPEST: usize = 100;

/// The height of the bands in which words are compared.
const BAND: i64 = 4 * ONE;

/// Bands that words are looked for in.
const MAX_BANDS: i64 = 12;

/// By how much words may reach into others: letters that lean, and rounding.
const REACH: i64 = 3 * ONE / 2;

/// A font's encoding, and how wide its letters are.
pub(super) struct Face<'d> {
    pub(super) encoding: Encoding<'d>,
    pub(super) widths: Rc<Widths>,
}

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
    pub(super) fn of(document: &Document, font: &Dictionary) -> Self {
        fn resolved<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
            document.dereference(object).ok().map(|(_, object)| object)
        }
        fn list<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
            let found = dictionary.get(key).ok().and_then(|object| resolved(document, object));
            found.and_then(|found| found.as_array().ok()).map_or(&[], Vec::as_slice)
        }
        let of_all = |widths: &[Object]| widths.iter().map(|width| number(document, width)).collect::<Vec<i64>>();
        let descendant = list(document, font, b"DescendantFonts").first();
        let descendant = descendant.and_then(|font| resolved(document, font)).and_then(|font| font.as_dict().ok());
        let Some(descendant) = descendant else {
            let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
            let widths = of_all(list(document, font, b"Widths"));
            let last = first.saturating_add(i64::try_from(widths.len()).unwrap_or(0)).saturating_sub(1);
            return Widths { bytes: 1, rows: [(first, (last, widths))].into(), default: 0 };
        };
        let default = descendant.get(b"DW").map_or(1000 * ONE, |width| number(document, width));
        let mut rows = BTreeMap::new();
        let mut rest = list(document, descendant, b"W");
        while let [first, second, more @ ..] = rest {
            let first = number(document, first) / ONE;
            match (resolved(document, second), more) {
                (Some(Object::Array(widths)), _) => {
                    let last = first.saturating_add(i64::try_from(widths.len()).unwrap_or(0)).saturating_sub(1);
                    rows.insert(first, (last, of_all(widths)));
                    rest = more;
                }
                (Some(last), [width, more @ ..]) => {
                    rows.insert(first, (number(document, last) / ONE, vec![number(document, width)]));
                    rest = more;
                }
                _ => break,
            }
        }
        Widths { bytes: 2, rows, default }
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

/// A number of the file, in millionths.
fn number(document: &Document, object: &Object) -> i64 {
    let number = match document.dereference(object) {
        Ok((_, Object::Integer(number))) => number.saturating_mul(ONE),
        // The digits that it is written with: nothing is computed with floating point.
        Ok((_, Object::Real(number))) => decimal(&number.to_string()).unwrap_or(0),
        _ => 0,
    };
    bounded(number)
}

/// A length, or the furthest that there is.
fn bounded(length: i64) -> i64 {
    length.clamp(-FURTHEST, FURTHEST)
}

/// Digits in millionths.
fn decimal(digits: &str) -> Option<i64> {
    let (sign, digits) = digits.strip_prefix('-').map_or((1, digits), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    let whole: i64 = whole.parse().ok()?;
    Some(sign * whole.saturating_mul(ONE).saturating_add(part.parse::<i64>().ok()?))
}

/// A product of two numbers in millionths.
fn times(one: i64, other: i64) -> i64 {
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
struct State<'f, 'd> {
    matrix: Matrix,
    face: Option<&'f Face<'d>>,
    size: i64,
    between_letters: i64,
    between_words: i64,
    stretched: i64,
    leading: i64,
    rise: i64,
    hidden: bool,
}

/// Looks for the words of a page that stand where they should not.
pub(super) fn look(
    document: &Document,
    page: ObjectId,
    operations: &[Operation],
    faces: &BTreeMap<Vec<u8>, Face<'_>>,
) -> Looked {
    let (runs, in_part) = runs(document, operations, faces);
    let mut found = Vec::new();
    if let Some([left, low, right, high]) = page_box(document, page) {
        let outside = |run: &&Run| {
            run.left < left - ONE || run.right > right + ONE || run.low < low - ONE || run.high > high + ONE
        };
        found.extend(runs.iter().filter(outside).map(|run| Misplaced { words: run.words.clone(), over: None }));
    }
    let over = overlaps(&runs).into_iter().filter_map(|(below, above)| {
        let (below, above) = (runs.get(below)?, runs.get(above)?);
        Some(Misplaced { words: below.words.clone(), over: Some(above.words.clone()) })
    });
    found.extend(over);
    found.truncate(MAX_TOLD);
    Looked { misplaced: found, in_part }
}

/// Left, lower, right and upper edge of a page, its own or its group's.
fn page_box(document: &Document, page: ObjectId) -> Option<[i64; 4]> {
    let mut dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..DEEPEST {
        if let Ok(found) = dictionary.get(b"MediaBox") {
            let edges = document.dereference(found).ok()?.1.as_array().ok()?;
            let [a, b, c, d] = <[&Object; 4]>::try_from(edges.iter().collect::<Vec<_>>()).ok()?;
            let [a, b, c, d] = [a, b, c, d].map(|edge| number(document, edge));
            return Some([a.min(c), b.min(d), a.max(c), b.max(d)]);
        }
        dictionary = document.get_dictionary(dictionary.get(b"Parent").and_then(Object::as_reference).ok()?).ok()?;
    }
    None
}

/// The words of a page at their places, each as it is painted in one go, and whether these are not all of them.
fn runs(document: &Document, operations: &[Operation], faces: &BTreeMap<Vec<u8>, Face<'_>>) -> (Vec<Run>, bool) {
    let mut state = State {
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
    let (mut saved, mut runs) = (Vec::new(), Vec::new());
    // States that are too deep to be saved, of which as many are restored before the others.
    let (mut unsaved, mut in_part) = (0_usize, false);
    let (mut line, mut here) = (UNCHANGED, UNCHANGED);
    for operation in operations.iter() {
        let of = |at: usize| operation.operands.get(at).map_or(0, |operand| number(document, operand));
        match operation.operator.as_str() {
            "q" if saved.len() < DEEPEST => saved.push(state.clone()),
            "q" => (unsaved, in_part) = (unsaved.saturating_add(1), true),
            "Q" if unsaved > 0 => unsaved -= 1,
            "Q" => state = saved.pop().unwrap_or(state),
            "cm" => state.matrix = then([of(0), of(1), of(2), of(3), of(4), of(5)], state.matrix),
            "BT" => (line, here) = (UNCHANGED, UNCHANGED),
            "Tf" => {
                let name = operation.operands.first().and_then(|name| name.as_name().ok());
                (state.face, state.size) = (name.and_then(|name| faces.get(name)), of(1));
            }
            "Tc" => state.between_letters = of(0),
            "Tw" => state.between_words = of(0),
            "Tz" => state.stretched = of(0) / 100,
            "TL" => state.leading = of(0),
            "Ts" => state.rise = of(0),
            "Tr" => state.hidden = of(0) == 3 * ONE,
            "Tm" => {
                (line, here) = ([of(0), of(1), of(2), of(3), of(4), of(5)], [of(0), of(1), of(2), of(3), of(4), of(5)])
            }
            "Td" | "TD" | "T*" | "'" | "\"" => {
                let step = match operation.operator.as_str() {
                    "Td" | "TD" => shifted(of(0), of(1)),
                    _ => shifted(0, state.leading.saturating_neg()),
                };
                match operation.operator.as_str() {
                    "TD" => state.leading = of(1).saturating_neg(),
                    "\"" => (state.between_words, state.between_letters) = (of(0), of(1)),
                    _ => {}
                }
                line = then(step, line);
                here = line;
            }
            _ => {}
        }
        if matches!(operation.operator.as_str(), "Tj" | "TJ" | "'" | "\"") {
            let (run, wide) = state.show(document, operation.operands.last(), here);
            in_part |= run.is_some() && runs.len() >= MAX_RUNS;
            runs.extend(run.filter(|_| runs.len() < MAX_RUNS));
            here = then(shifted(wide, 0), here);
        }
    }
    (runs, in_part)
}

impl State<'_, '_> {
    /// What one operation paints, if anybody sees it, and by how much the next one stands further.
    fn show(&self, document: &Document, operand: Option<&Object>, here: Matrix) -> (Option<Run>, i64) {
        let (Some(face), Some(operand)) = (self.face, operand) else { return (None, 0) };
        let pieces = match operand {
            Object::Array(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        let (mut words, mut at) = (String::new(), 0_i64);
        // Where letters begin and where they end, without white space before and after.
        let (mut first, mut last) = (None, 0);
        for piece in pieces {
            let Ok(codes) = piece.as_str() else {
                at = at.saturating_sub(times(times(number(document, piece) / 1000, self.size), self.stretched));
                continue;
            };
            for code in codes.chunks(face.widths.bytes.max(1)) {
                let letters = Document::decode_text(&face.encoding, code).unwrap_or_default();
                let between = if code == b" " { self.between_words } else { 0 };
                let own = times(face.widths.width(code) / 1000, self.size);
                let wide = times(own.saturating_add(self.between_letters).saturating_add(between), self.stretched);
                if !letters.trim().is_empty() {
                    first = first.or(Some(at));
                    last = at.saturating_add(wide);
                }
                at = at.saturating_add(wide);
                words.push_str(&letters);
            }
        }
        let words = words.trim().to_owned();
        let run = first.filter(|_| !self.hidden && !words.is_empty()).map(|first| {
            let low = self.rise.saturating_add(self.size / 20);
            let high = self.rise.saturating_add(self.size * 9 / 20);
            let whole = then(here, self.matrix);
            let corners = [(first, low), (first, high), (last, low), (last, high)].map(|(x, y)| {
                let [_, _, _, _, x, y] = then(shifted(x, y), whole);
                (x, y)
            });
            let all = |axis: fn(&(i64, i64)) -> i64| corners.iter().map(axis).collect::<BTreeSet<i64>>();
            let edges = |axis| {
                let all = all(axis);
                (all.first().copied().unwrap_or(0), all.last().copied().unwrap_or(0))
            };
            let ((left, right), (low, high)) = (edges(|corner| corner.0), edges(|corner| corner.1));
            Run { words, left, right, low, high }
        });
        (run, at)
    }
}

/// Words on top of others, by their positions: those below, those above. In each band of the page, words are compared
/// with the ones before them from the left: the one that reaches furthest, and the last.
fn overlaps(runs: &[Run]) -> BTreeSet<(usize, usize)> {
    let mut bands: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, run) in runs.iter().enumerate() {
        let (low, high) = (run.low.div_euclid(BAND), run.high.div_euclid(BAND));
        for band in low..=high.min(low + MAX_BANDS) {
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
    use std::collections::BTreeMap;
    use std::rc::Rc;

    use lopdf::content::Content;
    use lopdf::{Document, dictionary};

    use super::{DEEPEST, Face, Looked, MAX_RUNS, ONE, Run, Widths, decimal, look, overlaps, shifted, then, times};

    /// What is seen of a page whose upper right corner is at `corner`, and on which this is painted.
    fn looked(corner: [i64; 2], painted: &str) -> Looked {
        let mut document = Document::new();
        let font = dictionary! {
            "Type" => "Font", "Encoding" => "WinAnsiEncoding", "FirstChar" => 0, "Widths" => vec![500.into(); 256],
        };
        let [right, high] = corner.map(Into::into);
        let page = document.add_object(dictionary! { "MediaBox" => vec![0.into(), 0.into(), right, high] });
        let widths = Rc::new(Widths::of(&document, &font));
        let encoding = font.get_font_encoding(&document).unwrap();
        let faces = BTreeMap::from([(b"F".to_vec(), Face { encoding, widths })]);
        look(&document, page, &Content::decode(painted.as_bytes()).unwrap().operations, &faces)
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
        assert_eq!(nested(DEEPEST), Looked::default());
        let deeper = nested(DEEPEST + 3);
        assert!(deeper.in_part && deeper.misplaced.is_empty(), "{deeper:?}");
        // What is restored is not a state around the one that was not saved: the words stay to the right of the page.
        let (moved, back) = ("q 1 0 0 1 10 0 cm ".repeat(DEEPEST), "Q ".repeat(DEEPEST));
        let restored = looked([1100, 842], &format!("{moved} q q q Q Q Q {words} {back} {words}"));
        assert_eq!(restored.misplaced.iter().map(|found| found.over.is_none()).collect::<Vec<_>>(), [true]);
        // Each on a line of its own, the last one on top of the first and yet not seen.
        let many = |many: usize| {
            let lines = "1 0 0 1 0 12 cm ".to_owned() + "BT /F 1 Tf (Ord) Tj ET ";
            looked([595, 100_000_000], &lines.repeat(many))
        };
        assert_eq!(many(MAX_RUNS), Looked::default());
        assert!(many(MAX_RUNS + 1).in_part);
    }

    #[test]
    fn numbers_are_exact() {
        let read = ["12", "-0.5", "0.0000019", "3.25", "x", "1e3"].map(decimal);
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
