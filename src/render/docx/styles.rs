//! The Word file's styles, made from a layout's tokens: every look of the body is one of these.
//!
//! Built-in names (`heading 1`, `Body Text`) are used where Word has one, since navigation, contents and screen readers
//! go by them. What stays outside the styles is what a style cannot say: a cell's shading and rules, the space next to
//! a table, the room for missing decimals.

use crate::base::assessment::Light;
use crate::base::measure::{Color, Length};
use crate::base::note_style::{Marks, NoteStyle};
use crate::layout::{Style, Tokens};
use crate::model::Align;
use crate::render::charts::WordsRole;

use super::geometry::{self, box_indent};
use super::numbering::Family;
use super::style_id::{self, light};
use super::xml::{Element, el, val};

/// A whole number of points, as Word measures the air between a border and the text: at most 31.
fn points(length: Length) -> i64 {
    (length.emu() / 12_700).clamp(0, 31)
}

/// A paragraph style.
#[derive(Debug, Clone)]
struct StyleDefinition {
    id: String,
    name: String,
    base: Option<&'static str>,
    next: Option<&'static str>,
    priority: u8,
    quick: bool,
    before: i32,
    after: i32,
    line: Option<(i32, &'static str)>,
    bold: bool,
    paragraph: Vec<Element>,
    run: Vec<Element>,
}

impl StyleDefinition {
    /// The style that `token` describes.
    fn new(tokens: &Tokens, id: &str, name: &str, token: &Style) -> Self {
        let mut definition = StyleDefinition {
            id: id.to_owned(),
            name: name.to_owned(),
            base: Some(style_id::NORMAL),
            next: None,
            priority: 20,
            quick: false,
            before: token.before.twips(),
            after: token.after.twips(),
            line: Some((token.line.twips(), "atLeast")),
            bold: token.bold,
            paragraph: Vec::new(),
            run: run_properties(tokens, token, token.bold),
        };
        if token.keep {
            definition.paragraph.push(el("w:keepNext"));
        }
        if !token.hyphenate {
            definition.paragraph.push(el("w:suppressAutoHyphens"));
        }
        if token.indent > Length::default() {
            definition.paragraph.push(el("w:ind").with("w:left", token.indent.twips()));
        }
        definition
    }

    /// A style that says only how it differs from `base`.
    fn based(base: &'static str, like: &StyleDefinition, id: &str, name: &str) -> Self {
        StyleDefinition {
            id: id.to_owned(),
            name: name.to_owned(),
            base: Some(base),
            line: None,
            paragraph: Vec::new(),
            run: Vec::new(),
            ..like.clone()
        }
    }

    fn spaced(mut self, before: i32, after: i32) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    fn next(mut self, id: &'static str) -> Self {
        self.next = Some(id);
        self
    }

    fn quick(mut self, priority: u8) -> Self {
        (self.quick, self.priority) = (true, priority);
        self
    }

    fn with(mut self, property: Element) -> Self {
        self.paragraph.retain(|known| known.name != property.name);
        self.paragraph.push(property);
        self
    }

    fn coloured(mut self, color: Color) -> Self {
        self.run.retain(|known| known.name != "w:color");
        self.run.push(val("w:color", color));
        self
    }

    fn emboldened(mut self) -> Self {
        self.bold = true;
        self.run.retain(|known| known.name != "w:b" && known.name != "w:bCs");
        self.run.extend([el("w:b"), el("w:bCs")]);
        self
    }

    fn element(&self) -> Element {
        let mut spacing = el("w:spacing").with("w:before", self.before).with("w:after", self.after);
        if let Some((line, rule)) = self.line {
            spacing = spacing.with("w:line", line).with("w:lineRule", rule);
        }
        let mut style = el("w:style").with("w:type", "paragraph").with("w:styleId", &self.id);
        if self.base.is_none() {
            style.set("w:default", 1);
        } else if !BUILT_IN.contains(&self.name.as_str()) {
            style.set("w:customStyle", 1);
        }
        style = style.add(val("w:name", &self.name));
        style = style.add_all(self.base.map(|base| val("w:basedOn", base)));
        style = style.add_all(self.next.map(|next| val("w:next", next)));
        style = style.add(val("w:uiPriority", self.priority));
        if self.quick {
            style = style.add(el("w:qFormat"));
        }
        style = style.add(el("w:pPr").add_all(self.paragraph.iter().cloned()).add(spacing));
        if self.run.is_empty() { style } else { style.add(el("w:rPr").add_all(self.run.iter().cloned())) }
    }
}

/// The names that Word knows itself, of those used here.
const BUILT_IN: &[&str] = &[
    "Normal",
    "Body Text",
    "Quote",
    "Title",
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
    "heading 5",
    "heading 6",
    "TOC Heading",
    "toc 1",
    "toc 2",
    "toc 3",
    "toc 4",
    "toc 5",
    "toc 6",
    "header",
    "footer",
    "footnote text",
    "List Bullet",
    "List Number",
    "List Continue",
    "Signature",
    "caption",
];

/// All styles of one layout.
pub(super) struct Stylesheet<'a> {
    tokens: &'a Tokens,
    notes: NoteStyle,
    definitions: Vec<StyleDefinition>,
    /// The language of the text, `sv-SE`.
    language: String,
}

impl<'a> Stylesheet<'a> {
    /// The styles of the layout with these tokens, for text in `language` with notes of this style; and whether
    /// something stands in the middle of heads and of feet.
    pub(super) fn new(tokens: &'a Tokens, language: String, notes: NoteStyle, middle: [bool; 2]) -> Self {
        let mut definitions = running_text(tokens);
        definitions.extend(signatures(tokens));
        definitions.extend(headings(tokens));
        definitions.extend(contents(tokens));
        definitions.extend(lists(tokens));
        definitions.extend(cells(tokens));
        definitions.extend(risks(tokens));
        definitions.extend(lights(tokens));
        definitions.extend(notices(tokens));
        definitions.extend(charts(tokens));
        definitions.extend(cover(tokens));
        definitions.extend(page_furniture(tokens, middle));
        Stylesheet { tokens, notes, definitions, language }
    }

    /// Space above and below a paragraph of the style with this id, in twips.
    pub(super) fn spacing(&self, id: &str) -> (i32, i32) {
        self.definitions
            .iter()
            .find(|definition| definition.id == id)
            .map_or((0, 0), |definition| (definition.before, definition.after))
    }

    /// Whether the style with this id is bold, so that strong emphasis in it would switch bold off.
    pub(super) fn bold(&self, id: &str) -> bool {
        self.definitions.iter().any(|definition| definition.id == id && definition.bold)
    }

    /// `word/styles.xml`.
    pub(super) fn part(&self) -> Element {
        el("w:styles")
            .with("xmlns:w", super::namespaces::W)
            .add(self.defaults())
            .add(latent())
            .add_all(self.definitions.iter().map(StyleDefinition::element))
            .add_all(characters(self.tokens, self.notes))
            .add_all(tables(self.tokens))
            .add(defined("numbering", "NoList", "No List", true).add(val("w:uiPriority", 99)).add(el("w:semiHidden")))
    }

    fn defaults(&self) -> Element {
        let token = &self.tokens.styles.body;
        let mut run = el("w:rPr").add_all(run_properties(self.tokens, token, false));
        run = run.add(el("w:lang").with("w:val", &self.language).with("w:eastAsia", &self.language));
        let paragraph = el("w:pPr").add(el("w:widowControl"));
        el("w:docDefaults").add(el("w:rPrDefault").add(run)).add(el("w:pPrDefault").add(paragraph))
    }
}

/// Which of Word's own styles its lists show: only those that this file defines.
fn latent() -> Element {
    el("w:latentStyles")
        .with("w:defLockedState", 0)
        .with("w:defUIPriority", 99)
        .with("w:defSemiHidden", 1)
        .with("w:defUnhideWhenUsed", 1)
        .with("w:defQFormat", 0)
        .with("w:count", 376)
}

/// Font, weight, slant, colour and size.
fn run_properties(tokens: &Tokens, token: &Style, bold: bool) -> Vec<Element> {
    let family = &tokens.font.get(token.font).family;
    let mut run = vec![
        el("w:rFonts").with("w:ascii", family).with("w:hAnsi", family).with("w:eastAsia", family).with("w:cs", family),
    ];
    if bold {
        run.extend([el("w:b"), el("w:bCs")]);
    }
    if token.italic {
        run.extend([el("w:i"), el("w:iCs")]);
    }
    let size = token.size.half_points();
    run.extend([val("w:color", tokens.color.get(token.color)), val("w:sz", size), val("w:szCs", size)]);
    run
}

fn running_text(tokens: &Tokens) -> Vec<StyleDefinition> {
    let stil = &tokens.styles;
    let mut normal = StyleDefinition::new(tokens, style_id::NORMAL, "Normal", &stil.body).spaced(0, 0).quick(0);
    normal.base = None;
    normal.paragraph.clear();
    let below = tokens.table.cell_height.twips();
    vec![
        normal,
        StyleDefinition::new(tokens, style_id::BODY, "Body Text", &stil.body).quick(1),
        StyleDefinition::new(tokens, style_id::QUOTE, "Quote", stil.quote()).quick(29),
        StyleDefinition::new(tokens, style_id::POINT, "Punkt som fortsätter", &stil.body)
            .with(hanging(tokens.list.indent)),
        StyleDefinition::new(tokens, style_id::LEAD, "Ledtext", &stil.lead).next(style_id::BODY).quick(2),
        StyleDefinition::new(tokens, style_id::FACT, "Fakta", &stil.facts).quick(8),
        StyleDefinition::new(tokens, style_id::DOCUMENT_TYPE, "Handlingstyp", &stil.facts).emboldened().quick(8),
        StyleDefinition::new(tokens, style_id::TABLE_LINE, "Tabellrad ovanför", &stil.table_line),
        StyleDefinition::new(tokens, style_id::LISTED_PAPER, "Innehåll bilaga", &stil.innehall1),
        StyleDefinition::new(tokens, style_id::TITLE, "Title", &stil.title).next(style_id::BODY).quick(3),
        StyleDefinition::new(tokens, style_id::NOTE_TEXT, "footnote text", &stil.note)
            .with(hanging(tokens.note.indent))
            .with(note_stops(tokens.note.indent)),
        StyleDefinition::new(tokens, style_id::TABLE_NOTE, "Tabellfotnot", &stil.table_note)
            .with(hanging(tokens.note.indent))
            .with(note_stops(tokens.note.indent)),
        StyleDefinition::new(tokens, style_id::BELOW, "Text under tabell", &stil.table_note).spaced(below, 0),
        StyleDefinition::new(tokens, style_id::SOURCE, "Källa", &stil.table_note).spaced(below, 0),
    ]
}

/// Names and titles of those who sign: alone on their line, at the left in a frame, and at the right beside it. They
/// fill no more than their column, as in the PDF.
fn signatures(tokens: &Tokens) -> Vec<StyleDefinition> {
    let (all, column) = (geometry::text_width(tokens, false), tokens.signature.column.twips());
    let (half, narrow) = (all / 2, geometry::signature_width(tokens));
    let indent = el("w:ind").with("w:right", (all - column).max(0));
    let right = el("w:ind").with("w:left", half).with("w:right", half - narrow);
    let [[left_name, left_title], [right_name, right_title]] = style_id::SIGNATURES_BESIDE;
    let room = tokens.signature.room.twips();
    let made = |ids: [&'static str; 2], names: [&str; 2], place: Element, room: i32| {
        let line = |id, name| StyleDefinition::new(tokens, id, name, &tokens.styles.signature).with(place.clone());
        let name = line(ids[0], names[0]).emboldened().spaced(room, 0);
        let name = name.with(el("w:keepNext")).with(el("w:keepLines")).next(ids[1]);
        [name, line(ids[1], names[1]).with(el("w:keepLines"))]
    };
    let alone =
        made([style_id::SIGNATURE, style_id::SIGNATURE_TITLE], ["Signature", "Underskrift titel"], indent, room);
    // The frame that it stands in is as wide as it may be.
    let mut left =
        made([left_name, left_title], ["Underskrift vänster", "Underskrift vänster titel"], el("w:keepLines"), 0);
    // The one at the right stands on the same page.
    left[1].paragraph.push(el("w:keepNext"));
    let right = made([right_name, right_title], ["Underskrift höger", "Underskrift höger titel"], right, 0);
    alone.into_iter().chain(left).chain(right).collect()
}

fn hanging(indent: Length) -> Element {
    el("w:ind").with("w:left", indent.twips()).with("w:hanging", indent.twips())
}

/// Where words begin behind a mark that is longer than the indent, as a row of asterisks is.
fn note_stops(indent: Length) -> Element {
    el("w:tabs").add_all((2..=4).map(|times| tab("left", indent.twips() * times)))
}

/// Headings by level. The contents field lists the built-in ones by name (`\o`), so that the unlisted ones, which are
/// based on them, stay out of it; their outline level keeps them in the navigation pane and in a screen reader's list.
fn headings(tokens: &Tokens) -> Vec<StyleDefinition> {
    let stil = &tokens.styles;
    let levels = [
        ("Heading1", &stil.rubrik1),
        ("Heading2", &stil.rubrik2),
        ("Heading3", &stil.rubrik3),
        ("Heading4", &stil.rubrik4),
        ("Heading5", &stil.rubrik4),
        ("Heading6", &stil.rubrik4),
    ];
    let mut definitions = Vec::new();
    for (at, (base, token)) in levels.into_iter().enumerate() {
        let level = at + 1;
        let listed = StyleDefinition::new(tokens, base, &format!("heading {level}"), token)
            .next(style_id::BODY)
            .quick(4)
            .with(el("w:keepLines"))
            .with(val("w:outlineLvl", at));
        let (unlisted_id, unlisted_name) = (format!("Heading{level}Unlisted"), format!("Rubrik {level} utan innehåll"));
        let unlisted = StyleDefinition::based(base, &listed, &unlisted_id, &unlisted_name).quick(5);
        definitions.extend([listed, unlisted]);
    }
    definitions
}

fn contents(tokens: &Tokens) -> Vec<StyleDefinition> {
    let stil = &tokens.styles;
    // No right indent beside the right tab: LibreOffice would drop the page numbers.
    let tabs = el("w:tabs").add(tab("right", geometry::text_width(tokens, false)).with("w:leader", "dot"));
    let (fourth, deeper) = (&stil.innehall4, &stil.innehall4);
    let levels = [&stil.innehall1, &stil.innehall2, &stil.innehall3, fourth, deeper, deeper];
    let mut definitions = vec![
        StyleDefinition::new(tokens, style_id::CONTENTS_TITLE, "TOC Heading", &stil.contents_title)
            .next(style_id::BODY)
            .with(val("w:outlineLvl", 9)),
    ];
    for (at, token) in levels.into_iter().enumerate() {
        let name = format!("toc {}", at + 1);
        definitions.push(StyleDefinition::new(tokens, &format!("TOC{}", at + 1), &name, token).with(tabs.clone()));
    }
    definitions
}

fn tab(kind: &str, position: i32) -> Element {
    val("w:tab", kind).with("w:pos", position)
}

fn lists(tokens: &Tokens) -> Vec<StyleDefinition> {
    let body =
        |id, name| StyleDefinition::new(tokens, id, name, &tokens.styles.body).spaced(0, tokens.list.gap.twips());
    let indent = |length: Length| el("w:ind").with("w:left", length.twips());
    let gap = tokens.list.cell_gap.twips();
    let cell = |id, name| StyleDefinition::new(tokens, id, name, &tokens.styles.cell).spaced(gap, 0);
    vec![
        body(style_id::LIST_BULLET, "List Bullet").quick(6).with(Family::Body.style_numbering(false)),
        body(style_id::LIST_NUMBER, "List Number").quick(6).with(Family::Body.style_numbering(true)),
        body(style_id::LIST_CONTINUE, "List Continue").with(indent(tokens.list.indent)),
        body(style_id::TERM, "Begrepp").spaced(0, 0).emboldened().quick(6),
        body(style_id::EXPLANATION, "Begreppsförklaring").quick(6).with(indent(tokens.list.indent)),
        cell(style_id::CELL_BULLET, "Tabell punktlista").with(Family::Cell.style_numbering(false)),
        cell(style_id::CELL_NUMBER, "Tabell numrerad lista").with(Family::Cell.style_numbering(true)),
        cell(style_id::CELL_CONTINUE, "Tabell lista fortsättning").with(indent(tokens.list.cell_indent)),
    ]
}

fn cells(tokens: &Tokens) -> Vec<StyleDefinition> {
    let text = StyleDefinition::new(tokens, style_id::CELL, "Tabelltext", &tokens.styles.cell).quick(9);
    let figure = |id, name| {
        let definition = StyleDefinition::new(tokens, id, name, &tokens.styles.cell).quick(9);
        definition.with(val("w:jc", "right")).with(el("w:suppressAutoHyphens"))
    };
    // The smallest line that Word keeps, a point high.
    let thin = |id, name| StyleDefinition {
        line: Some((20, "exact")),
        run: vec![val("w:sz", 2), val("w:szCs", 2)],
        ..StyleDefinition::new(tokens, id, name, &tokens.styles.cell)
    };
    let between = tokens.table.before.max(tokens.table.after).twips();
    let sum =
        StyleDefinition::new(tokens, style_id::CELL_SUM, "Tabellsumma", &tokens.styles.cell).emboldened().quick(9);
    let header =
        StyleDefinition::new(tokens, style_id::CELL_HEADER, "Tabellhuvud", &tokens.styles.header_cell).quick(9);
    let mut definitions = Vec::new();
    for (base, definition) in [(style_id::CELL, text), (style_id::CELL_HEADER, header), (style_id::CELL_SUM, sum)] {
        let variant = |align, words: &str, side| {
            let name = format!("{} {words}", definition.name);
            StyleDefinition::based(base, &definition, &style_id::aligned(base, align), &name).with(val("w:jc", side))
        };
        let (center, right) = (variant(Align::Center, "centrerad", "center"), variant(Align::End, "höger", "right"));
        definitions.extend([definition, center, right]);
    }
    definitions.extend([
        figure(style_id::CELL_FIGURE, "Tabellbelopp"),
        figure(style_id::CELL_SUM_FIGURE, "Tabellsumma belopp").emboldened(),
        thin(style_id::TABLE_GAP, "Tabellmellanrum").spaced(0, (between - 20).max(0)),
        thin(style_id::SECTION_END, "Avsnittsslut").spaced(0, 0),
    ]);
    definitions
}

fn risks(tokens: &Tokens) -> Vec<StyleDefinition> {
    let names: Vec<&str> = tokens.risk.iter().map(|level| level.name.as_str()).collect();
    let mut definitions = Vec::new();
    for (at, level) in tokens.risk.iter().enumerate() {
        // A comma would part a name from an alias, and two styles may not share a name.
        let twice = names.iter().filter(|name| name.to_lowercase() == level.name.to_lowercase()).count() > 1;
        let plain: String = level.name.chars().filter(|c| !matches!(c, ',' | ';') && !c.is_control()).collect();
        let name =
            if twice || plain.trim().is_empty() { format!("Risk {plain} {}", at + 1) } else { format!("Risk {plain}") };
        let definition =
            StyleDefinition::new(tokens, &style_id::risk(at), &name, &tokens.styles.cell).with(val("w:jc", "center"));
        definitions.push(definition.emboldened().coloured(level.text).quick(10));
    }
    definitions
}

fn lights(tokens: &Tokens) -> Vec<StyleDefinition> {
    let definition = |(_, light): (&str, Light)| {
        let id = self::light(light);
        let colour = match light {
            Light::Green => "grön",
            Light::Yellow => "gul",
            Light::Red => "röd",
            Light::Grey => "grå",
        };
        let name = format!("Bedömning {colour}");
        StyleDefinition::new(tokens, id, &name, &tokens.styles.cell)
            .emboldened()
            .coloured(tokens.assessment.get(light).text)
            .quick(10)
    };
    Light::ALL.map(definition).into()
}

/// Boxes: shaded paragraphs with a strong rule at the left.
///
/// Word joins neighbouring paragraphs of equal borders and indents into one box, and parts others by their inner
/// borders, which have the ground's colour. No space stands between the paragraphs, since it would not be shaded.
fn notices(tokens: &Tokens) -> Vec<StyleDefinition> {
    let farg = &tokens.color;
    let kinds = [
        (
            [style_id::DRAFT_TITLE, style_id::DRAFT_TEXT, style_id::DRAFT_LIST],
            "Utkastruta",
            farg.draft,
            farg.draft_fill,
        ),
        ([style_id::GAP_TITLE, style_id::GAP_TEXT, style_id::GAP_LIST], "Saknas", farg.missing, farg.missing_fill),
        ([style_id::BOX_TITLE, style_id::BOX_TEXT, style_id::BOX_LIST], "Faktaruta", farg.framed(), farg.framed_fill()),
    ];
    let air = points(tokens.notice.air);
    let outer = tokens.styles.body.after.twips();
    let mut definitions = Vec::new();
    for ([title, text, list], name, color, ground) in kinds {
        let side = |name, color, size, space| {
            val(name, "single").with("w:sz", size).with("w:space", space).with("w:color", color)
        };
        let left = side("w:left", color, tokens.notice.rule.eighth_points(), air);
        let (top, right) = (side("w:top", ground, 4, air), side("w:right", ground, 4, air));
        let bottom = side("w:bottom", ground, 4, air / 2);
        let boxed = |definition: StyleDefinition, borders: Element, text_indent: i32| {
            let left = box_indent(tokens) + text_indent;
            let indent = el("w:ind").with("w:left", left).with("w:right", tokens.notice.air.twips());
            let shading = val("w:shd", "clear").with("w:color", "auto").with("w:fill", ground);
            definition.spaced(0, 0).with(borders).with(shading).with(indent)
        };
        let rest = el("w:pBdr").add(left).add(bottom).add(right);
        let first = rest.clone().add(top);
        let heading =
            StyleDefinition::new(tokens, title, &format!("{name} rubrik"), &tokens.styles.rubrik4).coloured(color);
        definitions.push(boxed(heading, first, 0).spaced(outer, 0).with(el("w:keepNext")).next(text));
        definitions.push(boxed(StyleDefinition::new(tokens, text, name, &tokens.styles.body), rest.clone(), 0));
        let mut item =
            boxed(StyleDefinition::new(tokens, list, &format!("{name} lista"), &tokens.styles.body), rest, 0);
        item.paragraph.retain(|property| property.name != "w:ind");
        definitions.push(item.with(el("w:ind").with("w:right", tokens.notice.air.twips())));
    }
    definitions
}

/// A chart's title, its line, and the words in it.
fn charts(tokens: &Tokens) -> Vec<StyleDefinition> {
    let style = &tokens.styles.chart;
    let mut definitions = Vec::new();
    let roles = [WordsRole::Plain, WordsRole::Faint, WordsRole::Mark, WordsRole::Number];
    let names = ["Diagramtext", "Diagramtext ljus", "Diagram tecken", "Diagram nyckeltal"].map(str::to_owned);
    let number = tokens.chart.number();
    let line = Length::from_emu(style.line.emu() * number.emu() / style.size.emu().max(1));
    let large = Style { size: number, line, ..style.clone() };
    let levels = (0..tokens.risk.len()).map(|at| (WordsRole::Level(at), format!("Diagram nivå {}", at + 1)));
    for (role, name) in roles.into_iter().zip(names).chain(levels) {
        let (color, bold) = role.look(tokens);
        let style = if role == WordsRole::Number { &large } else { style };
        for align in style_id::sides(role) {
            let (suffix, side) = match align {
                Align::Start => ("", "left"),
                Align::Center if matches!(role, WordsRole::Mark | WordsRole::Number) => ("", "center"),
                Align::Center => (" centrerad", "center"),
                Align::End => (" höger", "right"),
            };
            let name = format!("{name}{suffix}");
            let definition = StyleDefinition::new(tokens, &style_id::chart_words(role, *align), &name, style)
                .spaced(0, 0)
                .coloured(color);
            // Words of a drawing keep to their lines.
            let definition =
                StyleDefinition { line: Some((style.line.twips(), "exact")), ..definition }.with(val("w:jc", side));
            definitions.push(if bold && !style.bold { definition.emboldened() } else { definition });
        }
    }
    let title = StyleDefinition::new(tokens, style_id::CAPTION, "caption", &tokens.styles.chart_title);
    let line = StyleDefinition::new(tokens, style_id::CHART, "Diagram", &tokens.styles.body)
        .spaced(0, tokens.chart.after.twips());
    let caption = StyleDefinition::new(tokens, style_id::PICTURE_CAPTION, "Bildtext", &tokens.styles.table_note)
        .spaced(tokens.table.cell_height.twips(), tokens.chart.after.twips())
        .next(style_id::BODY)
        .quick(11);
    let bar = StyleDefinition::new(tokens, style_id::PROGRESS, "Stapel", &tokens.styles.cell).spaced(0, 0);
    definitions.extend([title.next(style_id::CHART).quick(11), line.next(style_id::BODY).quick(11), caption, bar]);
    definitions
}

fn cover(tokens: &Tokens) -> Vec<StyleDefinition> {
    let (stil, farg) = (&tokens.styles, &tokens.color);
    let ground = val("w:shd", "clear").with("w:color", "auto").with("w:fill", farg.cover);
    // The field reaches from the page's edge to `falt_hojd`; the organisation's line stands at its foot, the title
    // below.
    let air = tokens.notice.air.twips();
    let above = tokens.cover.field_height.twips() - tokens.page.margin_top.twips() - stil.cover_line.line.twips();
    vec![
        StyleDefinition::new(tokens, style_id::COVER_ORGANISATION, "Omslag organisation", &stil.cover_line)
            .spaced((above - 2 * air).max(0), 0)
            .emboldened()
            .coloured(farg.cover_text)
            .with(ground)
            .next(style_id::COVER_TITLE),
        StyleDefinition::new(tokens, style_id::COVER_TITLE, "Omslag titel", &stil.cover_title)
            .spaced(7 * air, stil.cover_title.after.twips())
            .next(style_id::COVER_LINE),
        StyleDefinition::new(tokens, style_id::COVER_LINE, "Omslag rad", &stil.cover_line),
    ]
}

fn page_furniture(tokens: &Tokens, [of_heads, of_feet]: [bool; 2]) -> Vec<StyleDefinition> {
    let definition = |id, name, landscape| {
        let head = matches!(id, style_id::HEADER | style_id::HEADER_LANDSCAPE);
        let (line, style, side, middle) = if head {
            (&tokens.header, &tokens.styles.header, "w:bottom", of_heads)
        } else {
            (&tokens.footer, &tokens.styles.footer, "w:top", of_feet)
        };
        let width = geometry::text_width(tokens, landscape);
        let middle = middle.then(|| tab("center", width / 2));
        let tabs = el("w:tabs").add_all(middle).add(tab("right", width));
        let definition = StyleDefinition::new(tokens, id, name, style).with(tabs);
        if line.rule == Length::default() {
            return definition;
        }
        let mut rule = rule(side, line.rule, tokens.color.rule);
        rule.set("w:space", points(line.air));
        definition.with(el("w:pBdr").add(rule))
    };
    vec![
        definition(style_id::HEADER, "header", false),
        definition(style_id::HEADER_LANDSCAPE, "Sidhuvud liggande", true),
        definition(style_id::FOOTER, "footer", false),
        definition(style_id::FOOTER_LANDSCAPE, "Sidfot liggande", true),
    ]
}

/// A style element with id and name.
fn defined(kind: &str, id: &str, name: &str, default: bool) -> Element {
    let style = el("w:style").with("w:type", kind);
    let style = if default { style.with("w:default", 1) } else { style };
    style.with("w:styleId", id).add(val("w:name", name))
}

fn characters(tokens: &Tokens, notes: NoteStyle) -> Vec<Element> {
    // Fonts raise an asterisk themselves.
    let raised = |marks: Marks| match marks {
        Marks::Digits | Marks::Letters => vec![val("w:vertAlign", "superscript")],
        Marks::Stars => Vec::new(),
    };
    let style = |id, name, priority: u8, run: Vec<Element>| {
        defined("character", id, name, false)
            .add(val("w:basedOn", "DefaultParagraphFont"))
            .add(val("w:uiPriority", priority))
            .add(el("w:rPr").add_all(run))
    };
    let custom = |style: Element| style.with("w:customStyle", 1);
    let (bold, italic) = ([el("w:b"), el("w:bCs")], [el("w:i"), el("w:iCs")]);
    let farg = &tokens.color;
    let link = [val("w:color", farg.link), val("w:u", "single")];
    let linked = |id, name, run: &[Element]| custom(style(id, name, 99, [run, &link].concat()));
    let light = |(_, light): (&str, Light)| {
        let looks = tokens.assessment.get(light);
        let ground = val("w:shd", "clear").with("w:color", "auto").with("w:fill", looks.fill);
        let (id, name) = style_id::light_words(light);
        custom(style(id, name, 10, [&bold[..], &[val("w:color", looks.text), ground]].concat()))
    };
    let lights = Light::ALL.map(light);
    let all = vec![
        defined("character", "DefaultParagraphFont", "Default Paragraph Font", true)
            .add(val("w:uiPriority", 1))
            .add(el("w:semiHidden")),
        style(style_id::EMPHASIS, "Emphasis", 7, italic.to_vec()).add(el("w:qFormat")),
        style(style_id::STRONG, "Strong", 7, bold.to_vec()).add(el("w:qFormat")),
        custom(style(style_id::STRONG_EMPHASIS, "Stark betoning", 7, [bold.clone(), italic.clone()].concat())),
        style(style_id::LINK, "Hyperlink", 99, link.to_vec()),
        linked(style_id::STRONG_LINK, "Länk stark", &bold),
        linked(style_id::EMPHASIS_LINK, "Länk betoning", &italic),
        linked(style_id::STRONG_EMPHASIS_LINK, "Länk stark betoning", &[bold.clone(), italic.clone()].concat()),
        style(style_id::NOTE_MARK, "footnote reference", 99, raised(notes.marks)),
        custom(style(style_id::TABLE_NOTE_MARK, "Tabellfotnotstecken", 99, raised(notes.table_marks))),
        custom(style(style_id::BELOW_ZERO, "Belopp under noll", 99, vec![val("w:color", farg.below_zero())])),
        custom(style(style_id::DRAFT_MARK, "Utkaststämpel", 99, [&bold[..], &[val("w:color", farg.draft)]].concat())),
    ];
    all.into_iter().chain(lights).collect()
}

fn tables(tokens: &Tokens) -> Vec<Element> {
    let tabell = &tokens.table;
    let margin = |name, length: Length| el(name).with("w:w", length.twips()).with("w:type", "dxa");
    // Word gives the first line of a cell its leading too, which the PDF puts between lines alone, and a row its rule.
    let leading = tokens.styles.cell.line.twips() - tokens.styles.cell.size.twips();
    let over = (tabell.cell_height.twips() * 2 - leading - tabell.rule.twips()).max(0);
    let height = |name, twips: i32| el(name).with("w:w", twips).with("w:type", "dxa");
    let air = el("w:tblCellMar")
        .add(height("w:top", over / 2))
        .add(margin("w:left", tabell.cell_side))
        .add(height("w:bottom", over - over / 2))
        .add(margin("w:right", tabell.cell_side));
    let none = margin("w:tblInd", Length::default());
    let strong = |name| rule(name, tabell.rule_strong, tokens.color.rule);
    let weak = |name| rule(name, tabell.rule, tokens.color.rule_faint);
    let style = |id, name| {
        let borders = el("w:tblBorders").add(strong("w:top")).add(strong("w:bottom")).add(weak("w:insideH"));
        let shade = val("w:shd", "clear").with("w:color", "auto").with("w:fill", tokens.color.header_row);
        let rules = el("w:tcBorders").add(strong("w:bottom"));
        let head = el("w:tcPr").add(rules).add(shade).add(val("w:vAlign", "bottom"));
        defined("table", id, name, false)
            .with("w:customStyle", 1)
            .add(val("w:basedOn", "TableNormal"))
            .add(val("w:uiPriority", 40))
            .add(el("w:qFormat"))
            .add(el("w:tblPr").add(none.clone()).add(borders).add(air.clone()))
            .add(el("w:tblStylePr").with("w:type", "firstRow").add(head))
    };
    let side = |name| el(name).with("w:w", 108).with("w:type", "dxa");
    let normal = defined("table", "TableNormal", "Normal Table", true)
        .add(val("w:uiPriority", 99))
        .add(el("w:semiHidden"))
        .add(el("w:unhideWhenUsed"))
        .add(el("w:tblPr").add(none.clone()).add(el("w:tblCellMar").add(side("w:left")).add(side("w:right"))));
    vec![
        normal,
        style(style_id::FINANCE_TABLE, "Ekonomitabell"),
        style(style_id::INDICATOR_TABLE, "Indikatortabell"),
        style(style_id::RISK_TABLE, "Risktabell"),
    ]
}

/// A table's or a cell's rule.
fn rule(name: &str, width: Length, color: Color) -> Element {
    val(name, "single").with("w:sz", width.eighth_points().max(2)).with("w:space", 0).with("w:color", color)
}
