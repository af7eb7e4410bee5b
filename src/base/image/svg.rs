//! An SVG: it brings everything with it, leads nowhere, and costs no more to draw than it may.
//!
//! What is drawn again where something refers to it counts each time, so that a few lines cannot stand for millions of
//! shapes. Filters are refused: they paint areas of any size, any number of times.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, Writer, XmlVersion};
use rust_decimal::Decimal;

use crate::base::limits::{LOGO_DEPTH, LOGO_SHAPES};

use super::fault::ImageFault;

/// What it takes to draw an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effort {
    /// Shapes, each as often as it is drawn.
    pub shapes: u64,
    /// Sheets on top of each other, which are painted before they are laid on what is below them.
    pub layers: u64,
}

/// Width and height that the outermost element names, and what it takes to draw the SVG.
pub(super) fn read(bytes: &[u8]) -> Result<([Decimal; 2], Effort), ImageFault> {
    let mut reader = NsReader::from_reader(bytes);
    let mut drawing = Drawing::default();
    let (mut size, mut open, mut words) = (None, Vec::new(), String::new());
    // How deep the style lies that is being read.
    let mut style = None;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| ImageFault::Broken)? {
            Event::Decl(declared) => {
                let encoding = declared.encoding().transpose().map_err(|_| ImageFault::Broken)?;
                if encoding.is_some_and(|name| !name.eq_ignore_ascii_case("utf-8") && !bytes.is_ascii()) {
                    return Err(ImageFault::Broken);
                }
            }
            Event::DocType(_) => return Err(ImageFault::DocType),
            Event::Start(tag) => {
                own_kind(&reader, &tag)?;
                size = size.or(Some(drawing.element(&tag, open.last().copied())?));
                open.push(drawing.elements.len() - 1);
                if tag.local_name().as_ref().eq_ignore_ascii_case("style") && style.is_none() {
                    style = Some(open.len());
                }
                if open.len() > LOGO_DEPTH {
                    return Err(ImageFault::TooMuch);
                }
            }
            Event::Empty(tag) => {
                own_kind(&reader, &tag)?;
                size = size.or(Some(drawing.element(&tag, open.last().copied())?));
            }
            Event::End(_) => {
                style = style.filter(|depth| *depth < open.len());
                open.pop();
            }
            // `<?xml-stylesheet ?>` shows what lies elsewhere.
            Event::PI(_) => return Err(ImageFault::Outside),
            // Styles may be written in pieces, with comments and other kinds of text between them.
            Event::Text(text) if style.is_some() => words.push_str(&text),
            Event::CData(text) if style.is_some() => words.push_str(&text),
            Event::GeneralRef(name) if style.is_some() && name.is_char_ref() => {
                words.extend(name.resolve_char_ref().ok().flatten());
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    if !open.is_empty() {
        return Err(ImageFault::Broken);
    }
    let size = size.ok_or(ImageFault::Broken)?.ok_or(ImageFault::NoSize)?;
    Ok((size, drawing.effort(&css(&words)?)?))
}

/// Refuses elements that are neither SVG nor what drawing programs note for themselves: readers that know HTML show
/// what it names.
fn own_kind(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Result<(), ImageFault> {
    match reader.resolver().resolve_element(tag.name()).0 {
        ResolveResult::Bound(space) if ["1999/xhtml", "Math/MathML"].iter().any(|it| space.as_ref().ends_with(it)) => {
            Err(ImageFault::Outside)
        }
        ResolveResult::Bound(_) | ResolveResult::Unbound => Ok(()),
        ResolveResult::Unknown(_) => Err(ImageFault::Broken),
    }
}

/// A style without its comments, in small letters.
///
/// # Errors
///
/// One that leads out of the file or uses filters, or that hides what it says.
fn css(style: &str) -> Result<String, ImageFault> {
    let mut plain = String::new();
    let mut rest = style;
    while let Some((before, behind)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    let plain = plain.to_ascii_lowercase();
    // `u\72l(` is another way to write `url(`.
    let hides = plain.contains('\\') && (plain.contains('(') || plain.contains('@') || plain.contains(':'));
    let elsewhere =
        |url: &str| !url.trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c)).starts_with('#');
    let names = ["@import", "@font-face", "image(", "image-set(", "src("];
    if hides || names.iter().any(|name| plain.contains(name)) || plain.split("url(").skip(1).any(elsewhere) {
        return Err(ImageFault::Outside);
    }
    let is_filter = |behind: &str| {
        let value = behind.trim_start().strip_prefix(':');
        value.is_some_and(|value| !value.trim_start().starts_with("none"))
    };
    if plain.split("filter").skip(1).any(is_filter) {
        return Err(ImageFault::Filter);
    }
    Ok(plain)
}

/// The ids that a style or an attribute refers to.
fn references(style: &str) -> impl Iterator<Item = String> + '_ {
    let id = |rest: &str| {
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c)).strip_prefix('#')?;
        let end = rest.find(|c: char| c.is_whitespace() || "\"')".contains(c)).unwrap_or(rest.len());
        Some(rest[..end].to_ascii_lowercase())
    };
    style.split("url(").skip(1).filter_map(id)
}

/// Whether a style has its element painted on a sheet of its own before that is laid on what is below it.
fn layers(style: &str) -> bool {
    ["opacity", "mask", "clip-path", "blend-mode", "isolation"].iter().any(|name| style.contains(name))
}

/// An element, as far as it decides what it takes to draw it.
#[derive(Debug, Default)]
struct Element {
    inner: Vec<usize>,
    classes: Vec<String>,
    references: Vec<String>,
    /// How much is written of it, in shapes.
    own: u64,
    /// How often what it refers to may be drawn: a marker is, at each point of a line.
    times: u64,
    has_marker: bool,
    is_layer: bool,
}

/// The elements of an SVG.
#[derive(Debug, Default)]
struct Drawing {
    elements: Vec<Element>,
    /// Those with an id. Which of several of one name is meant is for each program to say, so all of them count.
    ids: HashMap<String, Vec<usize>>,
}

/// What it takes to draw an element with all that it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Cost {
    shapes: u64,
    layers: u64,
    depth: usize,
}

/// What is known of an element's cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Not,
    /// It is being asked for: it refers to itself, where drawing ends.
    Asked,
    Is(Cost),
}

impl Drawing {
    /// Takes an element in; the size that it names.
    fn element(&mut self, tag: &BytesStart<'_>, outer: Option<usize>) -> Result<Option<[Decimal; 2]>, ImageFault> {
        let at = self.elements.len();
        if at as u64 >= LOGO_SHAPES {
            return Err(ImageFault::TooMuch);
        }
        refused(tag.local_name().as_ref())?;
        let mut element = Element { own: 1, times: 1, ..Element::default() };
        let (mut width, mut height, mut view) = (None, None, None);
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| ImageFault::Broken)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| ImageFault::Broken)?;
            let key = attribute.key.local_name();
            element.own += value.len() as u64 / 256;
            match (key.as_ref(), attribute.key.prefix().is_some()) {
                ("href", _) => match value.trim().strip_prefix('#') {
                    Some(id) => element.references.push(id.to_ascii_lowercase()),
                    None => return Err(ImageFault::Outside),
                },
                ("src" | "srcset" | "data" | "action" | "formaction" | "background" | "base", _) => {
                    return Err(ImageFault::Outside);
                }
                (key, _) if key.get(..2).is_some_and(|on| on.eq_ignore_ascii_case("on")) => {
                    return Err(ImageFault::Outside);
                }
                // What drawing programs note for themselves, such as where the file lay.
                (_, true) => {}
                ("filter", _) if value.trim() != "none" => return Err(ImageFault::Filter),
                ("id", _) => self.ids.entry(value.to_ascii_lowercase()).or_default().push(at),
                ("class", _) => element.classes.extend(value.split_whitespace().map(str::to_ascii_lowercase)),
                ("width", _) => width = number(&value),
                ("height", _) => height = number(&value),
                ("viewBox", _) => view = view_box(&value),
                ("d" | "points", _) => element.times = 1 + value.len() as u64 / 2,
                (key, _) => {
                    let style = css(&value)?;
                    element.has_marker |= key.starts_with("marker") || style.contains("marker");
                    element.is_layer |= layers(key) || (key == "style" && layers(&style));
                    element.references.extend(references(&style));
                }
            }
        }
        if let Some(outer) = outer.and_then(|outer| self.elements.get_mut(outer)) {
            outer.inner.push(at);
        }
        self.elements.push(element);
        Ok(view.or(width.zip(height).map(|(width, height)| [width, height])))
    }

    /// What it takes to draw all of it, with these styles.
    fn effort(mut self, css: &str) -> Result<Effort, ImageFault> {
        let rules = Rules::of(css);
        for element in &mut self.elements {
            let of_classes = element.classes.iter().filter_map(|class| rules.of_classes.get(class.as_str())).flatten();
            element.references.extend(of_classes.chain(&rules.of_all).cloned());
            element.is_layer |= rules.layers;
            element.times = if element.has_marker || rules.markers { element.times } else { 1 };
        }
        let mut known = vec![Known::Not; self.elements.len()];
        let Cost { shapes, layers, .. } = self.cost(0, 1, &mut known)?;
        Ok(Effort { shapes, layers })
    }

    /// What it takes to draw an element that stands so deep in others. What is known already is not asked for again.
    fn cost(&self, at: usize, depth: usize, known: &mut [Known]) -> Result<Cost, ImageFault> {
        let deepest = match known[at] {
            Known::Asked => return Ok(Cost::default()),
            Known::Is(cost) => depth + cost.depth,
            Known::Not => depth,
        };
        if deepest > LOGO_DEPTH {
            return Err(ImageFault::TooMuch);
        }
        if let Known::Is(cost) = known[at] {
            return Ok(cost);
        }
        known[at] = Known::Asked;
        let element = &self.elements[at];
        let referred = element.references.iter().filter_map(|id| self.ids.get(id)).flatten();
        let referred = referred.map(|at| (*at, element.times));
        let inner = element.inner.iter().map(|inner| (*inner, 1));
        let mut cost = Cost { shapes: element.own, ..Cost::default() };
        for (inner, times) in inner.chain(referred) {
            let of_inner = self.cost(inner, depth + 1, known)?;
            cost.shapes = cost.shapes.saturating_add(of_inner.shapes.saturating_mul(times));
            cost.layers = cost.layers.max(of_inner.layers);
            cost.depth = cost.depth.max(of_inner.depth + 1);
        }
        cost.layers += u64::from(element.is_layer);
        if cost.shapes > LOGO_SHAPES {
            return Err(ImageFault::TooMuch);
        }
        known[at] = Known::Is(cost);
        Ok(cost)
    }
}

/// What the rules of a style sheet refer to.
#[derive(Debug, Default)]
struct Rules {
    of_classes: HashMap<String, Vec<String>>,
    /// By any other kind of selector.
    of_all: Vec<String>,
    layers: bool,
    markers: bool,
}

impl Rules {
    fn of(css: &str) -> Self {
        let mut rules = Rules { layers: layers(css), markers: css.contains("marker"), ..Rules::default() };
        let is_plain = !css.contains('@');
        for rule in css.split('}') {
            let (selectors, body) = rule.rsplit_once('{').unwrap_or(("", rule));
            let classes: Option<Vec<&str>> = selectors.split(',').map(|it| class(it.trim())).collect();
            match classes.filter(|_| is_plain) {
                Some(classes) => classes.into_iter().for_each(|class| {
                    rules.of_classes.entry(class.to_owned()).or_default().extend(references(body));
                }),
                None => rules.of_all.extend(references(body)),
            }
        }
        rules
    }
}

/// The class that a selector such as `.st0` is for.
fn class(selector: &str) -> Option<&str> {
    let name = selector.strip_prefix('.')?;
    name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)).then_some(name)
}

/// Refuses an element by its name: what shows or runs what is not in the file, or moves, or needs what a logo may not.
fn refused(name: &str) -> Result<(), ImageFault> {
    match name.to_ascii_lowercase().as_str() {
        "script" | "foreignobject" | "image" | "feimage" | "iframe" | "img" | "embed" | "object" | "video"
        | "audio" | "source" | "link" | "meta" | "handler" | "set" | "animate" | "animatecolor"
        | "animatetransform" | "animatemotion" => Err(ImageFault::Outside),
        "text" | "tspan" | "textpath" | "tref" => Err(ImageFault::Letters),
        "filter" => Err(ImageFault::Filter),
        _ => Ok(()),
    }
}

/// `120`, `120px` or `12.5mm`, if it is above zero; the unit does not matter to a ratio.
fn number(text: &str) -> Option<Decimal> {
    let digits = text.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic());
    Decimal::from_str_exact(digits).ok().filter(|number| *number > Decimal::ZERO)
}

/// Width and height of `0 0 120 40`.
fn view_box(text: &str) -> Option<[Decimal; 2]> {
    let numbers: Vec<&str> = text.split([' ', ',', '\n', '\t']).filter(|number| !number.is_empty()).collect();
    match numbers.as_slice() {
        [_, _, width, height] => Some([number(width)?, number(height)?]),
        _ => None,
    }
}

/// The file without what drawing programs and people note in it: comments, titles, descriptions, records of who drew
/// it, names of files.
pub(super) fn bare(bytes: &[u8]) -> Result<Vec<u8>, ImageFault> {
    let mut reader = NsReader::from_reader(bytes);
    let mut writer = Writer::new(Vec::new());
    let (mut buffer, mut inside_note) = (Vec::new(), 0_usize);
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| ImageFault::Broken)?;
        let kept = match event {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Comment(_) => None,
            Event::Start(tag) if inside_note > 0 || is_note(&reader, &tag) => {
                inside_note += 1;
                None
            }
            Event::Empty(tag) if inside_note > 0 || is_note(&reader, &tag) => None,
            Event::End(_) if inside_note > 0 => {
                inside_note -= 1;
                None
            }
            _ if inside_note > 0 => None,
            Event::Start(tag) => Some(Event::Start(own_attributes(&tag)?)),
            Event::Empty(tag) => Some(Event::Empty(own_attributes(&tag)?)),
            other => Some(other),
        };
        if let Some(event) = kept {
            writer.write_event(event).map_err(|_| ImageFault::Broken)?;
        }
        buffer.clear();
    }
}

/// Whether an element says something about the drawing and draws nothing.
fn is_note(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> bool {
    let is_foreign = match reader.resolver().resolve_element(tag.name()).0 {
        ResolveResult::Bound(space) => !space.as_ref().ends_with(OWN),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => false,
    };
    is_foreign || ["metadata", "title", "desc"].iter().any(|name| tag.local_name().as_ref().eq_ignore_ascii_case(name))
}

/// How the name space ends that drawings are written in.
const OWN: &str = "2000/svg";

/// An element without the attributes of other name spaces than the drawing's, its links' and the language's.
fn own_attributes(tag: &BytesStart<'_>) -> Result<BytesStart<'static>, ImageFault> {
    let mut bare = BytesStart::new(String::from_utf8_lossy(tag.name().as_ref().as_ref()).into_owned());
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| ImageFault::Broken)?;
        let prefix = attribute.key.prefix();
        let is_own = prefix.is_none_or(|prefix| ["xlink", "xml", "xmlns"].iter().any(|own| prefix.as_ref() == *own));
        let name: &str = attribute.key.as_ref();
        if is_own && !name.starts_with("data-") && !name.starts_with("aria-") {
            bare.push_attribute(attribute);
        }
    }
    Ok(bare)
}
