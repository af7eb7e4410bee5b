//! Charts: a group of shapes with text in them, which Word can edit, with its text for those who do not see it.
//!
//! Word 2010 and later, and LibreOffice, know such groups; what does not shows the alternative text in their place.

use crate::base::measure::Color;
use crate::layout::Tokens;
use crate::model::{Chart, Target};
use crate::render::charts::{Dash, Drawing, Frame, Painted, Polygon, Shape, Stroke, Words};
use crate::render::docx::picture::{Picture, decorative};
use crate::render::docx::xml::{Element, el, val};
use crate::render::docx::{namespaces, style_id};

use super::Writer;
use super::blocks::words;
use super::flow::{BodyElement, ParagraphBuilder};

impl Writer<'_> {
    /// A chart: its title, and the line that the finishing puts the drawing into.
    pub(crate) fn chart(&mut self, chart: &Chart) -> Result<Vec<BodyElement>, String> {
        let Some(drawing) = self.drawings.get(&chart.index) else {
            return Err(format!("the chart `{}` has no drawing", chart.title));
        };
        let run = match chart.kind.picture() {
            Some(picture) => {
                let picture = Picture::figure(chart, &picture.image, [drawing.width, drawing.height], drawing.cut)?;
                let shown = el("w:drawing").add(picture.inline(next(&mut self.shapes)));
                self.figures.push(picture);
                el("w:r").add(shown)
            }
            None => run(chart, drawing, &mut self.shapes),
        };
        self.shown.push(run);
        let line = ParagraphBuilder::empty(style_id::CHART);
        // Decoration has no title, and boxes and pictures may have none.
        if chart.title.is_empty() {
            return Ok(vec![line.into()]);
        }
        // Titles stand above charts, captions below pictures.
        let is_picture = chart.kind.picture().is_some();
        let style = if is_picture { style_id::PICTURE_CAPTION } else { style_id::CAPTION };
        let mut title = words(style, &chart.title);
        self.enclose(&mut title.paragraph, Target::Chart(chart.index));
        if is_picture {
            let mut line = line;
            line.set_after(0);
            let line = line.map(|paragraph| paragraph.keep_next(true));
            return Ok(vec![line.into(), title.into()]);
        }
        Ok(vec![title.into(), line.into()])
    }
}

/// A run that shows how far something has come, as a bar of at most this width: decoration, since its figure stands
/// above it.
pub(super) fn bar(tokens: &Tokens, percent: u8, most: i64, ids: &mut usize) -> Element {
    let (width, height) = (tokens.table.bar_width.emu().min(most), tokens.table.bar_height.emu());
    let frame = |width| Frame { x: 0, y: 0, width, height };
    let (ground, done) = (tokens.color.rule_faint, tokens.color.heading);
    let painted = |frame, fill| Shape::Rect(Painted { frame, fill, edge: fill });
    let mut shapes = vec![painted(frame(width), ground)];
    let part = width * i64::from(percent) / 100;
    if part > 0 {
        shapes.push(painted(frame(part), done));
    }
    let drawing = Drawing { width, height, room: height, line: 0, shapes, file: None, cut: false };
    let name = el("wp:docPr").with("id", next(ids)).with("name", "Stapel").add(decorative());
    group(&drawing, name, None, ids)
}

/// A run that shows a chart. `ids` counts the drawings and shapes of the file.
fn run(chart: &Chart, drawing: &Drawing, ids: &mut usize) -> Element {
    let properties = el("wp:docPr")
        .with("id", next(ids))
        .with("name", format!("Diagram {}", chart.index.position() + 1))
        .with("descr", &chart.alt)
        .with("title", &chart.title);
    group(drawing, properties, Some(&chart.alt), ids)
}

/// A run that shows a drawing with these properties, and these words where a program cannot draw.
fn group(drawing: &Drawing, properties: Element, instead: Option<&str>, ids: &mut usize) -> Element {
    let size = |name| el(name).with("cx", drawing.width).with("cy", drawing.height);
    let corner = |name| el(name).with("x", 0).with("y", 0);
    let frame = el("a:xfrm").add(corner("a:off")).add(size("a:ext")).add(corner("a:chOff")).add(size("a:chExt"));
    let shapes = drawing.shapes.iter().map(|shape| self::shape(shape, drawing, ids)).collect::<Vec<_>>();
    let group = el("wpg:wgp").add(el("wpg:cNvGrpSpPr")).add(el("wpg:grpSpPr").add(frame)).add_all(shapes);
    let graphic = el("a:graphic").add(el("a:graphicData").with("uri", namespaces::GROUP).add(group));
    let mut inline = el("wp:inline");
    for side in ["distT", "distB", "distL", "distR"] {
        inline.set(side, 0);
    }
    let inline = inline.add(size("wp:extent")).add(properties).add(el("wp:cNvGraphicFramePr")).add(graphic);
    let choice = el("mc:Choice").with("Requires", "wpg").add(el("w:drawing").add(inline));
    let fallback = instead.map(|words| el("mc:Fallback").add(el("w:t").text(words)));
    let alternatives = el("mc:AlternateContent")
        .with("xmlns:mc", namespaces::COMPATIBILITY)
        .with("xmlns:wp", namespaces::WORD_DRAWING)
        .with("xmlns:a", namespaces::DRAWING)
        .with("xmlns:wpg", namespaces::GROUP)
        .with("xmlns:wps", namespaces::SHAPE);
    el("w:r").add(alternatives.add(choice).add_all(fallback))
}

fn next(ids: &mut usize) -> usize {
    *ids += 1;
    *ids
}

fn shape(shape: &Shape, drawing: &Drawing, ids: &mut usize) -> Element {
    let edge = |color: Color| el("a:ln").with("w", drawing.line).add(solid(color));
    let none = || el("a:ln").add(el("a:noFill"));
    let painted = |it: &Painted, form| outline(it.frame, form).add(solid(it.fill)).add(edge(it.edge));
    let (kind, looks, text) = match shape {
        Shape::Rect(it) => (el("wps:cNvSpPr"), painted(it, "rect"), None),
        Shape::Ellipse(it) => (el("wps:cNvSpPr"), painted(it, "ellipse"), None),
        Shape::Polygon(it) => {
            let looks = cornered(it).add(solid(it.fill)).add(edge(it.edge));
            (el("wps:cNvSpPr"), looks, None)
        }
        Shape::Line(Stroke { frame, color }) => (el("wps:cNvCnPr"), outline(*frame, "line").add(edge(*color)), None),
        Shape::Slope(slope) => {
            let looks = turned(slope.frame, "line", slope.rising);
            let line = el("a:ln").with("w", slope.thickness).with("cap", "rnd").add(solid(slope.color));
            let dash = match slope.dash {
                Dash::None => None,
                Dash::Long => Some("dash"),
                Dash::Short => Some("sysDot"),
            };
            let line = line.add_all(dash.map(|dash| el("a:prstDash").with("val", dash)));
            (el("wps:cNvCnPr"), looks.add(line), None)
        }
        Shape::Text(words) => {
            let looks = outline(words.frame, "rect").add(el("a:noFill")).add(none());
            (el("wps:cNvSpPr").with("txBox", 1), looks, Some(text_box(words)))
        }
    };
    let id = next(ids);
    let name = el("wps:cNvPr").with("id", id).with("name", format!("Form {id}"));
    let mut body = el("wps:bodyPr").with("wrap", "square");
    for side in ["lIns", "tIns", "rIns", "bIns"] {
        body.set(side, 0);
    }
    el("wps:wsp").add(name).add(kind).add(looks).add_all(text).add(body.with("anchor", "ctr"))
}

/// A shape's properties so far: its place and form.
fn outline(frame: Frame, form: &str) -> Element {
    turned(frame, form, false)
}

/// The same of a form that may stand upside down.
fn turned(frame: Frame, form: &str, upside_down: bool) -> Element {
    let mut place = el("a:xfrm");
    if upside_down {
        place.set("flipV", 1);
    }
    let place = place
        .add(el("a:off").with("x", frame.x).with("y", frame.y))
        .add(el("a:ext").with("cx", frame.width).with("cy", frame.height));
    el("wps:spPr").add(place).add(el("a:prstGeom").with("prst", form).add(el("a:avLst")))
}

/// A shape's properties so far where its corners are its own.
fn cornered(it: &Polygon) -> Element {
    let Frame { x, y, width, height } = it.frame;
    let place =
        el("a:xfrm").add(el("a:off").with("x", x).with("y", y)).add(el("a:ext").with("cx", width).with("cy", height));
    let to = |name: &str, [x, y]: [i64; 2]| el(name).add(el("a:pt").with("x", x).with("y", y));
    let mut points = it.points.iter();
    let first = points.next().map(|point| to("a:moveTo", *point));
    let path = el("a:path").with("w", width).with("h", height).add_all(first);
    let path = path.add_all(points.map(|point| to("a:lnTo", *point)).collect::<Vec<_>>()).add(el("a:close"));
    let empty = ["a:avLst", "a:gdLst", "a:ahLst", "a:cxnLst"].map(el);
    let bounds = el("a:rect").with("l", 0).with("t", 0).with("r", "r").with("b", "b");
    let shape = el("a:custGeom").add_all(empty).add(bounds).add(el("a:pathLst").add(path));
    el("wps:spPr").add(place).add(shape)
}

fn solid(color: Color) -> Element {
    el("a:solidFill").add(el("a:srgbClr").with("val", color))
}

/// Words as a paragraph in a shape; its lines end where they were measured to end.
fn text_box(words: &Words) -> Element {
    let mut run = el("w:r");
    for (at, line) in words.lines.iter().enumerate() {
        if at > 0 {
            run = run.add(el("w:br"));
        }
        run = run.add(el("w:t").with("xml:space", "preserve").text(line));
    }
    let properties = el("w:pPr").add(val("w:pStyle", style_id::chart_words(words.role, words.align)));
    el("wps:txbx").add(el("w:txbxContent").add(el("w:p").add(properties).add(run)))
}
