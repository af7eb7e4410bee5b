//! The layout's logo and the text's figures as pictures: vector graphics where the file has them, with pixels for what
//! cannot show those.
//!
//! The logo is decoration in both files, since the municipality's name stands in the text.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use resvg::tiny_skia::{IntSize, Pixmap, Transform};
use resvg::usvg::{Fill, Group, ImageHrefResolver, Node as UsvgNode, Options, Paint, Stroke, Tree};

use crate::base::image::{Effort, Image, ImageFormat};
use crate::base::limits::{LOGO_LAYERS, LOGO_PAINT, LOGO_PIECES};
use crate::layout::{Layout, Logo};
use crate::model::Chart;

use super::namespaces;
use super::relationship::Relationship;
use super::xml::{Element, Node, el};

/// Stands in the place of a logo's run until the running head is finished.
pub(super) const MARK: &str = "Logo";

/// Pixels to the inch of the picture for what shows no vector graphics.
const DENSITY: i64 = 300;

/// English Metric Units to the inch.
const INCH: i64 = 914_400;

/// The id of the cover's logo. Those of the body's drawings count up from 1.
pub(super) const FIRST: usize = 1_000_000;

/// The pixels across of the widest picture; a wider one is shown with fewer to the inch.
const PIXELS_ACROSS: i64 = 4_000;

/// A picture's files and how they are shown.
#[derive(Debug)]
pub(super) struct Picture {
    width: i64,
    height: i64,
    /// What its files and its relationships are called.
    name: String,
    /// What it is called in the list of the file's drawings.
    title: String,
    /// What it shows in words; `None` where it is decoration.
    alt: Option<String>,
    /// How the name of the file with its pixels ends.
    ending: &'static str,
    pixels: Vec<u8>,
    vectors: Option<Vec<u8>>,
    /// What is cut off at its left and right, and at its top and foot, in thousandths of a per cent of its size.
    cut: [i64; 2],
}

impl Picture {
    /// The logo of a layout that has one.
    ///
    /// # Errors
    ///
    /// A sentence, where an SVG cannot be drawn.
    pub(super) fn of(layout: &Layout) -> Result<Option<Self>, String> {
        let Some(Logo { kind, bytes, width, height, effort }) = &layout.logo else { return Ok(None) };
        let size = [width.emu(), height.emu()];
        Self::new((*kind, bytes, *effort), size, ("logo".to_owned(), MARK.to_owned()), None).map(Some)
    }

    /// A figure of the text, shown in this size.
    ///
    /// # Errors
    ///
    /// A sentence, where an SVG cannot be drawn.
    pub(super) fn figure(chart: &Chart, image: &Image, size: [i64; 2], cuts: bool) -> Result<Self, String> {
        let Chart { index, title, alt, kind: _ } = chart;
        let number = index.position() + 1;
        let name = format!("bild{number}");
        let title = if title.is_empty() { format!("Bild {number}") } else { title.clone() };
        let alt = (!alt.is_empty()).then(|| alt.clone());
        let picture = Self::new((image.format, &image.bytes, image.effort), size, (name, title), alt)?;
        Ok(Picture { cut: if cuts { cut(image, size) } else { [0, 0] }, ..picture })
    }

    fn new(
        (format, bytes, effort): (ImageFormat, &[u8], Effort),
        [width, height]: [i64; 2],
        (name, title): (String, String),
        alt: Option<String>,
    ) -> Result<Self, String> {
        let (ending, pixels, vectors) = match format {
            ImageFormat::Png | ImageFormat::Jpeg => (format.ending(), bytes.to_vec(), None),
            ImageFormat::Svg => {
                let pixels = drawn(bytes, width, effort).map_err(|why| format!("{name} cannot be drawn: {why}"))?;
                (ImageFormat::Png.ending(), pixels, Some(bytes.to_vec()))
            }
        };
        Ok(Picture { width, height, name, title, alt, ending, pixels, vectors, cut: [0, 0] })
    }

    /// The parts of the package that hold it.
    pub(super) fn files(self) -> Vec<(String, Vec<u8>)> {
        let file = |ending: &str, bytes| (format!("word/media/{}.{ending}", self.name), bytes);
        let pixels = file(self.ending, self.pixels);
        std::iter::once(pixels).chain(self.vectors.map(|bytes| file(ImageFormat::Svg.ending(), bytes))).collect()
    }

    /// The relationships to it from a part that shows it.
    pub(super) fn relationships(&self) -> Vec<Relationship> {
        let relationship =
            |id: String, ending: &str| Relationship::part(&id, "image", &format!("media/{}.{ending}", self.name));
        let vectors = self.vectors.as_ref().map(|_| relationship(self.vectors_id(), ImageFormat::Svg.ending()));
        std::iter::once(relationship(self.pixels_id(), self.ending)).chain(vectors).collect()
    }

    fn pixels_id(&self) -> String {
        format!("rId-{}", self.name)
    }

    fn vectors_id(&self) -> String {
        format!("rId-{}-vectors", self.name)
    }

    /// Its width and its height as it is shown.
    pub(super) fn size(&self) -> [i64; 2] {
        [self.width, self.height]
    }

    /// Puts the picture, with this id among the file's drawings, in the place of its mark, or `behind` the words at
    /// this distance from the page's left and upper edges; whether there was a mark.
    pub(super) fn put(&self, root: &mut Element, id: usize, behind: Option<[i64; 2]>) -> bool {
        let mut any = false;
        root.walk_mut(&mut |element| {
            let style = element.elements_mut().find(|child| child.name == "w:rPr").and_then(|properties| {
                properties.elements_mut().find(|child| child.name == "w:rStyle")?.get("w:val").map(str::to_owned)
            });
            if element.name == "w:r" && style.as_deref() == Some(MARK) {
                let drawing = match behind {
                    None => el("w:drawing").add(self.inline(id)),
                    Some(place) => self.anchored(place, id),
                };
                element.children = vec![Node::Element(drawing)];
                any = true;
            }
        });
        any
    }

    /// The picture in a line.
    pub(super) fn inline(&self, id: usize) -> Element {
        let mut inline = el("wp:inline").with("xmlns:wp", namespaces::WORD_DRAWING);
        for side in ["distT", "distB", "distL", "distR"] {
            inline.set(side, 0);
        }
        self.shown(inline.add(self.extent("wp:extent")), id)
    }

    /// The picture at a distance from the page's left and upper edges, with this id among the file's drawings.
    pub(super) fn anchored(&self, [left, top]: [i64; 2], id: usize) -> Element {
        let mut anchor = el("wp:anchor").with("xmlns:wp", namespaces::WORD_DRAWING);
        for (name, value) in [("distT", 0), ("distB", 0), ("distL", 0), ("distR", 0), ("simplePos", 0)] {
            anchor.set(name, value);
        }
        for (name, value) in
            [("relativeHeight", 2), ("behindDoc", 1), ("locked", 1), ("layoutInCell", 0), ("allowOverlap", 1)]
        {
            anchor.set(name, value);
        }
        let at =
            |name, offset: i64| el(name).with("relativeFrom", "page").add(el("wp:posOffset").text(offset.to_string()));
        let anchor = anchor
            .add(el("wp:simplePos").with("x", 0).with("y", 0))
            .add(at("wp:positionH", left))
            .add(at("wp:positionV", top))
            .add(self.extent("wp:extent"))
            .add(el("wp:wrapNone"));
        el("w:drawing").add(self.shown(anchor, id))
    }

    fn extent(&self, name: &str) -> Element {
        el(name).with("cx", self.width).with("cy", self.height)
    }

    /// What stands in an inline or anchored frame: the picture, marked as decoration.
    fn shown(&self, frame: Element, id: usize) -> Element {
        let mut about = el("wp:docPr").with("id", id).with("name", &self.title);
        match &self.alt {
            Some(alt) => {
                about.set("descr", alt);
                about.set("title", &self.title);
            }
            None => {
                about = about.add(decorative());
            }
        }
        let mut blip = el("a:blip").with("r:embed", self.pixels_id());
        if self.vectors.is_some() {
            let vectors = el("asvg:svgBlip").with("xmlns:asvg", namespaces::SVG).with("r:embed", self.vectors_id());
            let extension = el("a:ext").with("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}").add(vectors);
            blip = blip.add(el("a:extLst").add(extension));
        }
        let names =
            el("pic:nvPicPr").add(el("pic:cNvPr").with("id", id).with("name", &self.title)).add(el("pic:cNvPicPr"));
        let [sides, ends] = self.cut;
        let cut = (self.cut != [0, 0])
            .then(|| el("a:srcRect").with("l", sides).with("t", ends).with("r", sides).with("b", ends));
        let fill = el("pic:blipFill").add(blip).add_all(cut).add(el("a:stretch").add(el("a:fillRect")));
        let place = el("a:xfrm").add(el("a:off").with("x", 0).with("y", 0)).add(self.extent("a:ext"));
        let looks = el("pic:spPr").add(place).add(el("a:prstGeom").with("prst", "rect").add(el("a:avLst")));
        let picture = el("pic:pic").with("xmlns:pic", namespaces::PICTURE).add(names).add(fill).add(looks);
        let graphic = el("a:graphic")
            .with("xmlns:a", namespaces::DRAWING)
            .add(el("a:graphicData").with("uri", namespaces::PICTURE).add(picture));
        frame.add(about).add(el("wp:cNvGraphicFramePr")).add(graphic)
    }
}

/// What of an image is cut off at each side, and at its top and foot, where it fills a box of another shape, in
/// thousandths of a per cent of its size.
fn cut(image: &Image, [width, height]: [i64; 2]) -> [i64; 2] {
    // How much of the image's width its height would have in the box's shape, and the other way round.
    let part = |one: Decimal, other: Decimal, along: i64, across: i64| {
        let wanted = one.checked_mul(Decimal::from(along))?.checked_div(Decimal::from(across.max(1)))?;
        let rest = Decimal::ONE.checked_sub(wanted.checked_div(other)?)?;
        (rest.max(Decimal::ZERO) * Decimal::from(50_000)).round().to_i64()
    };
    let sides = part(image.down, image.across, width, height).unwrap_or(0);
    let ends = part(image.across, image.down, height, width).unwrap_or(0);
    [sides, ends]
}

/// What marks a drawing as decoration, which screen readers pass over.
pub(super) fn decorative() -> Element {
    let extension = el("a:ext")
        .with("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
        .add(el("adec:decorative").with("xmlns:adec", namespaces::DECORATIVE).with("val", 1));
    el("a:extLst").with("xmlns:a", namespaces::DRAWING).add(extension)
}

/// An SVG as a PNG.
fn drawn(bytes: &[u8], width: i64, effort: Effort) -> Result<Vec<u8>, String> {
    let fault = str::to_owned;
    // What an image names is not looked for; the layout's reading has refused such a logo anyway.
    let nothing = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver: nothing, ..Options::default() };
    let tree = Tree::from_data(bytes, &options).map_err(|error| fault(&error.to_string()))?;
    let across = u32::try_from((width * DENSITY / INCH).clamp(1, PIXELS_ACROSS)).unwrap_or(1);
    let size = tree.size();
    let target = size.to_int_size().scale_to_width(across).ok_or_else(|| fault("it is too high"))?;
    if i64::from(target.height()) > 4 * PIXELS_ACROSS {
        return Err(fault("it is too high"));
    }
    let target = affordable(target, effort).ok_or_else(|| fault("it is too large"))?;
    let mut pixels = Pixmap::new(target.width(), target.height()).ok_or_else(|| fault("it is too large"))?;
    let scaled = target.to_size();
    #[expect(clippy::float_arithmetic, reason = "the size of a picture in pixels, as resvg takes it")]
    let transform = Transform::from_scale(scaled.width() / size.width(), scaled.height() / size.height());
    count(tree.root(), transform, &mut { LOGO_PIECES })
        .ok_or_else(|| fault("its patterns or dashes are too fine or too large"))?;
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| fault(&error.to_string()))
}

/// The size in pixels, or a smaller one of the same shape, so that what is drawn on so many takes neither the memory
/// nor minutes.
fn affordable(size: IntSize, Effort { shapes, layers }: Effort) -> Option<IntSize> {
    let most = (LOGO_PAINT / shapes.max(1)).min(LOGO_LAYERS / layers.max(1));
    let (width, height) = (u64::from(size.width()), u64::from(size.height()));
    if width * height <= most {
        return Some(size);
    }
    let across = (most * width / height).isqrt().max(1);
    size.scale_to_width(u32::try_from(across).ok()?)
}

/// Takes the dashes of lines and the pixels of patterns from what is `left`, before they are made; `None` where that
/// is not enough.
#[expect(clippy::float_arithmetic, reason = "lengths of a picture, as resvg has them")]
fn count(group: &Group, transform: Transform, left: &mut u32) -> Option<()> {
    for node in group.children() {
        if let UsvgNode::Path(path) = node {
            let within = transform.pre_concat(path.abs_transform());
            if let Some(dashes) = path.stroke().and_then(|stroke| stroke.dasharray()) {
                // Between the points of a path, those that curves are pulled to included.
                let length = path.data().points().windows(2).fold(0.0, |sum, pair| sum + pair[0].distance(pair[1]));
                let times = length / dashes.iter().fold(0.0, |sum, dash| sum + dash);
                let dashes = u32::try_from(dashes.len()).ok()?;
                *left = left.checked_sub(if times.is_nan() { 0 } else { (times as u32).checked_mul(dashes)? })?;
            }
            let paints = [path.fill().map(Fill::paint), path.stroke().map(Stroke::paint)];
            for pattern in paints.into_iter().flatten() {
                if let Paint::Pattern(pattern) = pattern {
                    let (across, down) = within.pre_concat(pattern.transform()).get_scale();
                    let pixels = pattern.rect().width() * across * pattern.rect().height() * down;
                    *left = left.checked_sub(if pixels.is_nan() { u32::MAX } else { pixels as u32 })?;
                }
            }
        }
        let mut is_enough = Some(());
        node.subroots(|inner| is_enough = is_enough.and_then(|()| count(inner, transform, left)));
        is_enough?;
        if let UsvgNode::Group(inner) = node {
            count(inner, transform, left)?;
        }
    }
    Some(())
}
