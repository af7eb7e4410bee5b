//! Where the words of laid-out pages stand: each on its page, in the text's area and in its cell, on top of no others,
//! not cut off, and in a colour that shows against what is painted under it.
//!
//! What is looked at are the engine's frames, whatever the template did, and nothing is asked of the template for it.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::{Content, Smart};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Transform};
use typst::model::{FootnoteEntry, HeadingElem, TableCell, TableElem};
use typst::pdf::ArtifactElem;
use typst::text::TextItem;
use typst::visualize::{Color as Ink, Paint, Shape};
use typst_layout::PagedDocument;

use crate::base::contrast::Contrast;
use crate::base::measure::{Color, Length};
use crate::layout::Tokens;
use crate::render::messages::Room;

/// What is measured within this is as it should be.
const TOLERANCE: Abs = Abs::raw(1.0);

/// What is wrong with where some words stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// They are outside of something.
    Outside(Room),
    /// They are on top of these.
    Over(String),
    /// They are cut off.
    Cut,
    /// Something is painted over them.
    Covered,
    /// What is under them shows through, whatever its colour.
    Clear,
    /// Their colour hardly differs from the one under them.
    Faint {
        /// Their colour.
        text: String,
        /// The colour under them.
        ground: String,
    },
}

/// Words that do not stand as they should.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Misplaced {
    /// The page, from 1 through all parts.
    pub page: usize,
    /// The last heading before them in the order of the document, from 1; 0 where there is none.
    pub headings: usize,
    /// The words.
    pub words: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Fault {
    /// What kind of fault it is: each is told once of the same words, and of the same place.
    pub fn kind(&self) -> u8 {
        match self {
            Fault::Outside(_) => 0,
            Fault::Over(_) => 1,
            Fault::Cut => 2,
            Fault::Covered => 3,
            Fault::Faint { .. } => 4,
            Fault::Clear => 5,
        }
    }
}

/// What is wrong with the positions of a paper. `covers` are the pages, from 1, that have no area of text.
pub fn misplaced(paged: &PagedDocument, tokens: &Tokens, covers: &BTreeSet<usize>) -> Vec<Misplaced> {
    let mut found: Vec<Misplaced> = Vec::new();
    let mut open = Open::default();
    for (at, page) in (1..).zip(paged.pages()) {
        open.elements.clear();
        let mut looks = Looks { open, ..Looks::default() };
        looks.frame(&page.frame, Transform::identity(), None);
        let ground = match page.fill_or_white() {
            Some(Paint::Solid(ink)) => color(&ink),
            Some(Paint::Gradient(_) | Paint::Tiling(_)) | None => None,
        };
        let area = (!covers.contains(&at)).then(|| area(&page.frame, tokens));
        let faults = looks.faults(page.frame.size().to_point(), area, ground);
        let misplaced =
            |(run, fault): (&Run<'_>, Fault)| Misplaced { page: at, headings: run.headings, words: words(run), fault };
        found.extend(faults.into_iter().map(misplaced).filter(|it| !it.words.is_empty()));
        open = looks.open;
    }
    let mut told = BTreeSet::new();
    found.retain(|fault| told.insert((fault.words.clone(), fault.fault.kind())));
    found
}

/// The words of a run, without a hyphen that its line ends with.
fn words(run: &Run<'_>) -> String {
    run.item.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{ad}').to_owned()
}

/// What lies between the margins of a page.
fn area(page: &Frame, tokens: &Tokens) -> Rect {
    let sida = &tokens.page;
    let turned = page.width() > page.height();
    let [left, right] =
        if turned { [sida.landscape_margin; 2] } else { [sida.margin_left, sida.margin_right] }.map(length);
    let (top, bottom) = (length(sida.margin_top), length(sida.margin_bottom));
    Rect::new(Point::new(left, top), Point::new(page.width() - right, page.height() - bottom))
}

fn length(length: Length) -> Abs {
    Abs::pt(i32::try_from(length.emu()).unwrap_or(i32::MAX).into()) / 12_700.0
}

/// The elements that are open where the walk is.
#[derive(Default)]
struct Open {
    /// The last heading of the document, from 1.
    headings: usize,
    tables: usize,
    elements: Vec<(Location, Within)>,
}

/// What an element says of the words within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// They stand in this cell of the last table.
    Cell(Cell),
    /// They stand in the text, whatever cell is open.
    Text,
    /// They stand beside the text.
    Artifact,
}

/// A cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    table: usize,
    row: usize,
    column: usize,
    columns: usize,
    left: Abs,
}

/// Words in one font on one line.
struct Run<'f> {
    item: &'f TextItem,
    /// From the foot of its letters to their head.
    place: Rect,
    /// What came before it on its page.
    order: usize,
    headings: usize,
    within: Within,
    cut: bool,
}

/// Something that is painted.
struct Painted {
    place: Rect,
    order: usize,
    /// Its colour; `None` for a picture, or what has several colours, of which nothing is known.
    color: Option<Color>,
}

/// A page as it is looked at.
#[derive(Default)]
struct Looks<'f> {
    open: Open,
    runs: Vec<Run<'f>>,
    painted: Vec<Painted>,
    order: usize,
}

impl<'f> Looks<'f> {
    fn frame(&mut self, frame: &'f Frame, moved: Transform, clip: Option<Rect>) {
        for (point, item) in frame.items() {
            self.order += 1;
            match item {
                FrameItem::Group(group) => {
                    let moved = moved.pre_concat(Transform::translate(point.x, point.y)).pre_concat(group.transform);
                    let own = group.clip.as_ref().map(|curve| bounds(curve.bbox(None), moved));
                    let clip = match (clip, own) {
                        (Some(outer), Some(own)) => Some(common(outer, own)),
                        (outer, own) => own.or(outer),
                    };
                    self.frame(&group.frame, moved, clip);
                }
                FrameItem::Text(item) => self.text(item, *point, moved, clip),
                FrameItem::Shape(shape, _) => self.shape(shape, *point, moved, clip),
                FrameItem::Image(_, size, _) => {
                    let place = bounds(Rect::from_pos_size(*point, *size), moved);
                    self.painted.push(Painted { place, order: self.order, color: None });
                }
                FrameItem::Tag(Tag::Start(element, _)) => self.start(element, point.transform(moved).x),
                FrameItem::Tag(Tag::End(location, ..)) => self.end(*location),
                FrameItem::Link(..) => {}
            }
        }
    }

    /// An element begins. Words of a cell are at the right of where it does.
    fn start(&mut self, element: &Content, left: Abs) {
        if element.is::<HeadingElem>() {
            let label = element.label().map(|label| label.resolve());
            let index = label.and_then(|label| label.as_str().strip_prefix("h-")?.parse::<usize>().ok());
            self.open.headings = index.map_or(self.open.headings, |index| index + 1);
        } else if element.is::<TableElem>() {
            self.open.tables += 1;
        }
        let within = if let Some(cell) = element.to_packed::<TableCell>() {
            let at = |value: &Option<Smart<usize>>| value.and_then(Smart::custom).unwrap_or(0);
            let columns = cell.colspan.as_option().map_or(1, |columns| columns.get());
            let (column, row) = (at(cell.x.as_option()), at(cell.y.as_option()));
            Within::Cell(Cell { table: self.open.tables, row, column, columns, left })
        } else if element.is::<FootnoteEntry>() {
            Within::Text
        } else if element.is::<ArtifactElem>() {
            Within::Artifact
        } else {
            return;
        };
        if let Some(location) = element.location() {
            self.open.elements.push((location, within));
        }
    }

    /// A cell or a note that goes on on the next page does not end on this one, so that others are open behind it.
    fn end(&mut self, location: Location) {
        if let Some(at) = self.open.elements.iter().rposition(|(own, _)| *own == location) {
            self.open.elements.remove(at);
        }
    }
}

impl<'f> Looks<'f> {
    fn text(&mut self, item: &'f TextItem, point: Point, moved: Transform, clip: Option<Rect>) {
        if item.text.trim().is_empty() {
            return;
        }
        // From the foot of most letters to the head of the high ones.
        let head = Point::new(Abs::zero(), -0.65 * item.size);
        let foot = Point::new(item.width(), 0.1 * item.size);
        let place = bounds(Rect::new(point + head, point + foot), moved);
        let cut = clip.is_some_and(|clip| !is_within(place, clip));
        let within = self.open.elements.last().map_or(Within::Text, |(_, within)| *within);
        self.runs.push(Run { item, place, order: self.order, headings: self.open.headings, within, cut });
    }

    fn shape(&mut self, shape: &Shape, point: Point, moved: Transform, clip: Option<Rect>) {
        let color = match &shape.fill {
            Some(Paint::Solid(ink)) => match color(ink) {
                Some(color) => Some(color),
                None => return,
            },
            // Several colours hide what is under them as a picture does, but for those that can be seen through.
            Some(Paint::Gradient(inks)) if inks.stops_ref().iter().any(|(ink, _)| color(ink).is_some()) => None,
            Some(Paint::Tiling(_)) => None,
            Some(Paint::Gradient(_)) | None => return,
        };
        let own = shape.bbox(false);
        let place = bounds(Rect::new(own.min + point, own.max + point), moved);
        let place = clip.map_or(place, |clip| common(place, clip));
        self.painted.push(Painted { place, order: self.order, color });
    }

    /// What is wrong with the words of the page, whose ground has this colour.
    fn faults(&self, page: Point, area: Option<Rect>, ground: Option<Color>) -> Vec<(&Run<'f>, Fault)> {
        let page = Rect::new(Point::zero(), page);
        let mut faults = Vec::new();
        for run in &self.runs {
            let beside = run.within == Within::Artifact;
            let fault = if !is_within(run.place, page) {
                Some(Fault::Outside(Room::Page))
            } else if run.cut {
                Some(Fault::Cut)
            } else if !beside && area.is_some_and(|area| !is_within(run.place, area)) {
                Some(Fault::Outside(Room::Margins))
            } else {
                self.hidden(run, ground)
            };
            faults.extend(fault.map(|fault| (run, fault)));
        }
        self.columns(&mut faults);
        self.overlaps(&mut faults);
        faults
    }

    /// What keeps a run from being seen.
    fn hidden(&self, run: &Run<'_>, ground: Option<Color>) -> Option<Fault> {
        let Paint::Solid(ink) = &run.item.fill else { return None };
        let Some(ink) = color(ink) else { return Some(Fault::Clear) };
        // In the middle, and at both ends where what is there does not reach.
        let middle = 0.5 * (run.place.min + run.place.max);
        let under = self.under(middle);
        let whole = under.is_some_and(|painted| is_within(run.place, painted.place));
        let end = |x: Abs| self.under(Point::new(x, middle.y));
        // What only touches the words, as a ground of the words beside them does, lies neither over nor under them.
        let (first, last) = (run.place.min.x + TOLERANCE, run.place.max.x - TOLERANCE);
        let ends = if whole || first > last { Vec::new() } else { vec![end(first), end(last)] };
        for under in ends.into_iter().chain([under]) {
            match under {
                Some(painted) if painted.order > run.order => return Some(Fault::Covered),
                Some(painted) => {
                    let fault = painted.color.and_then(|ground| faint(ink, ground));
                    if fault.is_some() {
                        return fault;
                    }
                }
                None => {
                    let fault = ground.and_then(|ground| faint(ink, ground));
                    if fault.is_some() {
                        return fault;
                    }
                }
            }
        }
        None
    }

    /// What is painted last at a point.
    fn under(&self, point: Point) -> Option<&Painted> {
        let holds = |place: Rect| {
            place.min.x <= point.x && point.x <= place.max.x && place.min.y <= point.y && point.y <= place.max.y
        };
        self.painted.iter().rev().find(|painted| holds(painted.place))
    }

    /// Words on top of each other.
    fn overlaps<'l>(&'l self, faults: &mut Vec<(&'l Run<'f>, Fault)>) {
        let mut runs: Vec<&Run<'f>> = self.runs.iter().collect();
        runs.sort_by_key(|run| run.place.min.y);
        for (at, run) in runs.iter().enumerate() {
            for other in runs[at + 1..].iter().take_while(|other| other.place.min.y < run.place.max.y) {
                let shared = common(run.place, other.place);
                let least = 0.25 * (run.place.max.y - run.place.min.y).min(other.place.max.y - other.place.min.y);
                if shared.max.x - shared.min.x > TOLERANCE && shared.max.y - shared.min.y > least {
                    let [first, second] = if run.order < other.order { [run, other] } else { [other, run] };
                    faults.push((second, Fault::Over(words(first))));
                }
            }
        }
    }

    /// Words in columns of tables that reach into others'.
    fn columns<'l>(&'l self, faults: &mut Vec<(&'l Run<'f>, Fault)>) {
        let mut tables: BTreeMap<usize, Rows<'l, 'f>> = BTreeMap::new();
        for run in &self.runs {
            if let Within::Cell(cell) = run.within {
                tables.entry(cell.table).or_default().add(cell, run, faults);
            }
        }
        tables.into_values().for_each(|rows| rows.finish(faults));
    }
}

/// Rows of a table below each other, in one column of text.
#[derive(Default)]
struct Rows<'l, 'f> {
    /// The last row, where it begins, and whether it goes on in another column of text.
    last: Option<(usize, Abs, bool)>,
    /// Where each column begins.
    edges: BTreeMap<usize, Abs>,
    runs: Vec<(Cell, &'l Run<'f>)>,
}

impl<'l, 'f> Rows<'l, 'f> {
    fn add(&mut self, cell: Cell, run: &'l Run<'f>, faults: &mut Vec<(&'l Run<'f>, Fault)>) {
        let top = run.place.min.y;
        // What stands above the words before it stands in another column of text. If its row began before, some of its
        // cells go on there, and which one words belong to is not known.
        let jumps = self.last.is_some_and(|(_, before, _)| top < before - TOLERANCE);
        let goes_on = self.last.is_some_and(|(row, _, goes_on)| row == cell.row && (goes_on || jumps));
        if jumps {
            std::mem::take(self).finish(faults);
        }
        if self.last.is_none_or(|(row, ..)| row != cell.row) {
            self.last = Some((cell.row, top, goes_on));
        }
        if !goes_on {
            self.edges.entry(cell.column).or_insert(cell.left);
            self.runs.push((cell, run));
        }
    }

    fn finish(self, faults: &mut Vec<(&'l Run<'f>, Fault)>) {
        for (cell, run) in self.runs {
            let right = self.edges.get(&(cell.column + cell.columns));
            let is_beyond = right.is_some_and(|right| run.place.max.x > *right + TOLERANCE);
            if is_beyond || run.place.min.x < cell.left - TOLERANCE {
                faults.push((run, Fault::Outside(Room::Column)));
            }
        }
    }
}

/// The fault of words in this colour on another that it hardly differs from.
fn faint(text: Color, ground: Color) -> Option<Fault> {
    let shown = |color: Color| format!("#{color}").to_lowercase();
    (Contrast::of(text, ground) < Contrast::SHAPE).then(|| Fault::Faint { text: shown(text), ground: shown(ground) })
}

/// A colour that hides what is under it; `None` for one that does not.
fn color(ink: &Ink) -> Option<Color> {
    let [red, green, blue, alpha] = Ink::from(ink.to_rgb()).to_vec4_u8();
    (alpha >= 128).then_some(Color { rgb: [red, green, blue] })
}

/// The bounds of a moved rectangle.
fn bounds(rect: Rect, moved: Transform) -> Rect {
    if moved.is_only_translate() {
        let by = Point::new(moved.tx, moved.ty);
        return Rect::new(rect.min + by, rect.max + by);
    }
    let Rect { min, max } = rect;
    let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)].map(|corner| corner.transform(moved));
    let [first, rest @ ..] = corners;
    let extend = |rect: Rect, corner: Point| Rect::new(rect.min.min(corner), rect.max.max(corner));
    rest.into_iter().fold(Rect::new(first, first), extend)
}

/// What two rectangles share; of a size below zero where that is nothing.
fn common(a: Rect, b: Rect) -> Rect {
    Rect::new(a.min.max(b.min), a.max.min(b.max))
}

/// Whether a rectangle lies within another, within what is exact.
fn is_within(inner: Rect, outer: Rect) -> bool {
    inner.min.x >= outer.min.x - TOLERANCE
        && inner.min.y >= outer.min.y - TOLERANCE
        && inner.max.x <= outer.max.x + TOLERANCE
        && inner.max.y <= outer.max.y + TOLERANCE
}
