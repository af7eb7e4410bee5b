//! Pages: sizes, margins, columns and running heads of the file's sections.

use crate::render::Composed;
use docx_rs::{
    BuildXML, Footer, FooterReference, Header, HeaderReference, PageMargin, PageNumType, PageOrientationType, PageSize,
    Paragraph, Run, SectionProperty, SectionType, Tab, TabValueType,
};

use crate::layout::Tokens;
use crate::render::PageNumbers;
use crate::render::furniture::{Bit, Furniture, Line, RunningHeads};

use super::body::fields::{self, part_end};
use super::geometry::{self, unsigned};
use super::picture::{self, Picture};
use super::relationship::Relationship;
use super::xml::{Element, el, val};
use super::{clean, namespaces, style_id};

/// The form of a run of pages or, where it goes on below another, of a part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// The part that it belongs to, from 0.
    pub(super) part: usize,
    /// Columns of text.
    pub(super) columns: u8,
    /// Which of the sections of unequal columns it is, where it is one.
    pub(super) beside: Option<usize>,
    /// Pages turned.
    pub(super) landscape: bool,
    /// Begins on a new page.
    pub(super) new_page: bool,
    /// Begins the part, so that page numbers begin again.
    pub(super) first: bool,
    /// Its first page is a cover.
    pub(super) cover: bool,
    /// The committee that its pages show, by its position among those of [`Heads`]; `None` for the paper's own.
    pub(super) committee: Option<usize>,
    /// The numbering of notes begins again with it.
    pub(super) restarts_notes: bool,
    /// It stands before the text: a cover, contents.
    pub(super) front: bool,
    /// The chapter that it begins with, or that goes on in it, by its position among those of [`Heads`].
    pub(super) chapter: Option<usize>,
}

/// The running heads and feet that the sections ask for, in the order of asking: one a part, one more for its turned
/// pages, and for each committee that the layout shows.
#[derive(Debug)]
pub(super) struct Heads {
    heads: RunningHeads,
    asked: Vec<Asked>,
    cover: bool,
    /// The titles of the parts.
    titles: Vec<String>,
    /// The words of the chapters, where heads and feet show them.
    chapters: Vec<String>,
    /// For each section in order whether the numbering of notes begins again with it.
    pub(super) restarts: Vec<bool>,
    /// The widths of the columns of each section in which they are not equal, in twips.
    beside: Vec<Vec<i32>>,
    /// For each section in order the widths of its columns, where they are not equal.
    pub(super) widths: Vec<Option<Vec<i32>>>,
}

/// The pages that a running head and foot are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    part: usize,
    landscape: bool,
    committee: Option<usize>,
    /// The part's first page alone.
    first: bool,
    /// The pages before the text.
    front: bool,
    /// The chapter that they begin with.
    chapter: Option<usize>,
}

/// The part of the file that holds a running head or foot.
#[derive(Debug)]
pub(super) struct HeaderFooterPart {
    /// The id of the body's relationship to it.
    pub(super) id: String,
    /// What it is, `header` or `footer`.
    pub(super) kind: &'static str,
    /// The name of its file.
    pub(super) file: String,
    /// What it holds.
    pub(super) root: Element,
    /// Its relationships to the logo.
    pub(super) relationships: Vec<Relationship>,
}

const COVER_HEAD: &str = "rIdHeaderCover";
const COVER_FOOT: &str = "rIdFooterCover";

impl Heads {
    /// None asked for yet.
    pub(super) fn new(composed: &Composed<'_>) -> Self {
        let Composed { document, heads, .. } = composed;
        Heads {
            heads: heads.clone(),
            asked: Vec::new(),
            cover: false,
            titles: document.parts.iter().map(|part| part.title.clone()).collect(),
            chapters: Vec::new(),
            restarts: Vec::new(),
            beside: Vec::new(),
            widths: Vec::new(),
        }
    }

    /// The position of a committee whose pages have a head and a foot of their own.
    pub(super) fn committee(&self, name: Option<&str>) -> Option<usize> {
        self.heads.of_committees.iter().position(|(known, _)| Some(known.as_str()) == name)
    }

    /// The position of a chapter of these words, if heads and feet show chapters.
    pub(super) fn chapter(&mut self, words: String) -> Option<usize> {
        if !self.heads.show_chapters() {
            return None;
        }
        let known = self.chapters.iter().position(|known| *known == words);
        Some(known.unwrap_or_else(|| {
            self.chapters.push(words);
            self.chapters.len() - 1
        }))
    }

    /// The number of a section whose columns have these widths.
    pub(super) fn beside(&mut self, widths: Vec<i32>) -> usize {
        self.beside.push(widths);
        self.beside.len() - 1
    }

    /// The number of the head and the foot of a section of this form, or of its first page.
    fn number(&mut self, form: Form, first: bool) -> usize {
        let Form { part, landscape, committee, front, chapter, .. } = form;
        // Where the front has nothing of its own, its pages are as those of the text.
        let front = front && self.heads.parts.get(part).is_some_and(|part| part.front.is_some());
        let key = Asked { part, landscape, committee, first, front, chapter };
        let at = self.asked.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.asked.push(key);
            self.asked.len() - 1
        });
        at + 1
    }

    /// The properties of a section of this form.
    pub(super) fn section(&mut self, tokens: &Tokens, form: Form) -> SectionProperty {
        let page = &tokens.page;
        let (width, height) = (unsigned(page.width.twips()), unsigned(page.height.twips()));
        let (size, left, right) = if form.landscape {
            let side = page.landscape_margin;
            (PageSize::new().size(height, width).orient(PageOrientationType::Landscape), side, side)
        } else {
            (PageSize::new().size(width, height), page.margin_left, page.margin_right)
        };
        let margin = PageMargin::new()
            .top(page.margin_top.twips())
            .bottom(page.margin_bottom.twips())
            .left(left.twips())
            .right(right.twips())
            .header(page.header.twips())
            .footer(page.footer.twips());
        let mut section = SectionProperty::new().page_size(size).page_margin(margin);
        section.columns = usize::from(form.columns.max(1));
        section.space = unsigned(page.column_gap.twips()) as usize;
        section.section_type = Some(if form.new_page { SectionType::NextPage } else { SectionType::Continuous });
        self.restarts.push(form.restarts_notes);
        self.widths.push(form.beside.and_then(|at| self.beside.get(at).cloned()));
        let number = self.number(form, false);
        // A section without one would show that of the section before it.
        let [head, foot] = self.heads.shown();
        section.header_reference = head.then(|| HeaderReference::new("default", format!("rIdHeader{number}")));
        section.footer_reference = foot.then(|| FooterReference::new("default", format!("rIdFooter{number}")));
        if form.first && self.heads.parts.get(form.part).is_some_and(|part| part.first.is_some()) {
            let number = self.number(form, true);
            section.title_pg = true;
            section.first_header_reference = head.then(|| HeaderReference::new("first", format!("rIdHeader{number}")));
            section.first_footer_reference = foot.then(|| FooterReference::new("first", format!("rIdFooter{number}")));
        }
        if form.first {
            section = section.page_num_type(PageNumType::new().start(1));
        }
        if form.cover {
            self.cover = true;
            section.title_pg = true;
            section.first_header_reference = Some(HeaderReference::new("first", COVER_HEAD));
            // Nor may it show that of another part's first page.
            let others = self.heads.parts.iter().any(|part| part.first.is_some());
            section.first_footer_reference = (foot && others).then(|| FooterReference::new("first", COVER_FOOT));
        }
        section
    }

    /// What stands in a head and a foot that are asked for.
    fn furniture(&self, asked: Asked) -> &Furniture {
        let Some(part) = self.heads.parts.get(asked.part) else { return &self.heads.own };
        if let Some(first) = part.first.as_ref().filter(|_| asked.first) {
            return first;
        }
        if let Some(front) = part.front.as_ref().filter(|_| asked.front) {
            return front;
        }
        let name = asked.committee.and_then(|at| self.heads.of_committees.get(at)).map(|(name, _)| name);
        name.and_then(|name| part.of.get(name)).unwrap_or(&part.own)
    }

    /// The parts of all running heads and feet.
    pub(super) fn parts(
        &self,
        tokens: &Tokens,
        pages: &PageNumbers,
        picture: Option<&Picture>,
    ) -> Result<Vec<HeaderFooterPart>, String> {
        let mut made = Vec::new();
        let [has_head, has_foot] = self.heads.shown();
        let longest = self.chapters.iter().map(|words| words.chars().count()).max().unwrap_or(0);
        for (at, asked) in self.asked.iter().enumerate() {
            let total = pages.totals.get(asked.part).map(u32::to_string).unwrap_or_default();
            let title = self.titles.get(asked.part).map_or("", String::as_str);
            let chapter = asked.chapter.and_then(|at| self.chapters.get(at)).map_or("", String::as_str);
            let about = About { part: asked.part, title, chapter, longest, total: &total };
            let number = at + 1;
            let width = geometry::text_width(tokens, asked.landscape);
            let [of_head_middle, of_foot_middle] = self.heads.middle.map(|has| has.then_some(width / 2));
            let Furniture { head, foot } = self.furniture(*asked);
            let place = |line: &Line, top: bool| picture.and_then(|it| behind(line, tokens, asked.landscape, top, it));
            let [of_head, of_foot] = [place(head, true), place(foot, false)];
            if has_head {
                let style = if asked.landscape { style_id::HEADER_LANDSCAPE } else { style_id::HEADER };
                let lines = paragraphs(style, head, of_head_middle, about);
                let root = clean::furniture(&lines.into_iter().fold(Header::new(), Header::add_paragraph).build())?;
                made.push(header_footer_part("header", "rIdHeader", number, root, picture.zip(Some(of_head))));
            }
            if has_foot {
                let style = if asked.landscape { style_id::FOOTER_LANDSCAPE } else { style_id::FOOTER };
                let lines = paragraphs(style, foot, of_foot_middle, about);
                let root = clean::furniture(&lines.into_iter().fold(Footer::new(), Footer::add_paragraph).build())?;
                made.push(header_footer_part("footer", "rIdFooter", number, root, picture.zip(Some(of_foot))));
            }
        }
        if self.cover && has_foot && self.heads.parts.iter().any(|part| part.first.is_some()) {
            let line = Paragraph::new().style(style_id::FOOTER);
            let root = clean::furniture(&Footer::new().add_paragraph(line).build())?;
            let (id, file) = (COVER_FOOT.to_owned(), "footerCover.xml".to_owned());
            made.push(HeaderFooterPart { id, kind: "footer", file, root, relationships: Vec::new() });
        }
        if self.cover {
            let (id, file) = (COVER_HEAD.to_owned(), "headerCover.xml".to_owned());
            let picture = picture.filter(|_| tokens.logo.as_ref().is_some_and(|logo| logo.cover));
            let relationships = picture.map(Picture::relationships).unwrap_or_default();
            made.push(HeaderFooterPart { id, kind: "header", file, root: cover_field(tokens, picture), relationships });
        }
        Ok(made)
    }
}

fn header_footer_part(
    kind: &'static str,
    id: &str,
    number: usize,
    mut root: Element,
    picture: Option<(&Picture, Option<[i64; 2]>)>,
) -> HeaderFooterPart {
    // A head and a foot have one number.
    let drawing = picture::FIRST + 2 * number + usize::from(kind == "footer");
    let shown = picture.filter(|(picture, behind)| picture.put(&mut root, drawing, *behind));
    let relationships = shown.map(|(picture, _)| picture.relationships()).unwrap_or_default();
    HeaderFooterPart { id: format!("{id}{number}"), kind, file: format!("{kind}{number}.xml"), root, relationships }
}

/// Where a logo stands that is alone in its piece beside several lines, from the page's left and upper edges: behind
/// them, since it is taller than the first one. `None` where it stands in a line.
fn behind(line: &Line, tokens: &Tokens, landscape: bool, top: bool, picture: &Picture) -> Option<[i64; 2]> {
    let pieces = [&line.left, &line.center, &line.right];
    let lines = pieces.iter().map(|piece| piece.split(|bit| *bit == Bit::Break).count()).max()?;
    let at = pieces.iter().position(|piece| ***piece == [Bit::Logo]).filter(|_| lines > 1)?;
    let page = &tokens.page;
    let (width, height, left, right) = if landscape {
        (page.height, page.width, page.landscape_margin, page.landscape_margin)
    } else {
        (page.width, page.height, page.margin_left, page.margin_right)
    };
    let [wide, tall] = picture.size();
    let from = match at {
        0 => left.emu(),
        1 => (width.emu() - wide) / 2,
        _ => width.emu() - right.emu() - wide,
    };
    Some([from, if top { page.header.emu() } else { height.emu() - page.footer.emu() - tall }])
}

/// The three pieces of each line, parted by tabs: the style has a stop for the one in the middle where the layout has
/// something there on some pages. Words at the left that may reach beyond that stop have those in the middle
/// behind them.
fn paragraphs(style: &str, line: &Line, middle: Option<i32>, about: About<'_>) -> Vec<Paragraph> {
    let pieces = [Some(&line.left), middle.map(|_| &line.center), Some(&line.right)];
    let pieces: Vec<Vec<&[Bit]>> =
        pieces.into_iter().flatten().map(|piece| piece.split(|bit| *bit == Bit::Break).collect()).collect();
    let lines = pieces.iter().map(Vec::len).max().unwrap_or(1);
    let paragraph = |nth: usize| {
        let mut made = Paragraph::new().style(style);
        let left = pieces.first().and_then(|piece| piece.get(nth)).map_or(0, |bits| about.letters(bits));
        let reaches = middle.filter(|_| left > MOST_LEFT);
        if let Some(middle) = reaches {
            made = made.add_tab(Tab::new().val(TabValueType::Clear).pos(usize::try_from(middle).unwrap_or(0)));
        }
        for (at, piece) in pieces.iter().enumerate() {
            let bits = piece.get(nth).copied().unwrap_or_default();
            if at == 1 && reaches.is_some() {
                let between = (!bits.is_empty()).then(|| Run::new().add_text(BETWEEN));
                made = between.into_iter().fold(made, Paragraph::add_run);
            } else if at > 0 {
                made = made.add_run(Run::new().add_tab());
            }
            for run in bits.iter().flat_map(|bit| runs(bit, about)) {
                made = made.add_run(run);
            }
        }
        made
    };
    (0..lines).map(paragraph).collect()
}

/// So many letters at the left stay before the middle of the narrowest page.
const MOST_LEFT: usize = 40;

/// What parts the words at the left from those that stand in the middle otherwise.
const BETWEEN: &str = "\u{2003}";

/// The part that a running head belongs to.
#[derive(Clone, Copy)]
struct About<'a> {
    part: usize,
    title: &'a str,
    /// The chapter that its pages begin with.
    chapter: &'a str,
    /// The letters of the longest chapter's words.
    longest: usize,
    /// Its number of pages.
    total: &'a str,
}

impl About<'_> {
    /// How many letters bits have.
    fn letters(&self, bits: &[Bit]) -> usize {
        let of = |bit: &Bit| match bit {
            Bit::Words(words) | Bit::Draft(words) => words.chars().count(),
            Bit::Title => self.title.chars().count(),
            Bit::Chapter => self.longest,
            Bit::Logo | Bit::Break => 0,
            Bit::Page | Bit::Pages => 2,
        };
        bits.iter().map(of).sum()
    }
}

fn runs(bit: &Bit, about: About<'_>) -> Vec<Run> {
    let About { part, title, chapter, total, .. } = about;
    match bit {
        Bit::Title => vec![Run::new().add_text(title)],
        // A number is a level of headings, whatever its style is called in the language of the program.
        Bit::Chapter => fields::field("STYLEREF 1", chapter, None),
        Bit::Words(words) => vec![Run::new().add_text(words)],
        Bit::Draft(words) => vec![Run::new().style(style_id::DRAFT_MARK).add_text(words)],
        Bit::Logo => vec![Run::new().style(picture::MARK)],
        // Each line is a paragraph of its own.
        Bit::Break => Vec::new(),
        Bit::Page => fields::field("PAGE", "1", None),
        Bit::Pages => fields::field(&format!("PAGEREF {} \\h", part_end(part)), total, None),
    }
}

/// The head of a cover page: no words, only the coloured field behind the page's top and the logo on it, marked as
/// decoration.
fn cover_field(tokens: &Tokens, picture: Option<&Picture>) -> Element {
    let (width, height) = (tokens.page.width.emu(), tokens.cover.field_height.emu());
    let zero = |name, from: &str| el(name).with("relativeFrom", from).add(el("wp:posOffset").text("0"));
    let properties = el("wp:docPr").with("id", 1).with("name", "Cover field").add(picture::decorative());
    let size =
        el("a:xfrm").add(el("a:off").with("x", 0).with("y", 0)).add(el("a:ext").with("cx", width).with("cy", height));
    let fill = el("a:solidFill").add(el("a:srgbClr").with("val", tokens.color.cover));
    let shape = el("wps:wsp").add(el("wps:cNvSpPr")).add(
        el("wps:spPr")
            .add(size)
            .add(el("a:prstGeom").with("prst", "rect").add(el("a:avLst")))
            .add(fill)
            .add(el("a:ln").add(el("a:noFill"))),
    );
    let graphic = el("a:graphic")
        .with("xmlns:a", namespaces::DRAWING)
        .add(el("a:graphicData").with("uri", namespaces::SHAPE).add(shape.add(el("wps:bodyPr"))));
    let mut anchor = el("wp:anchor");
    for (name, value) in [("distT", 0), ("distB", 0), ("distL", 0), ("distR", 0), ("simplePos", 0)] {
        anchor.set(name, value);
    }
    for (name, value) in
        [("relativeHeight", 1), ("behindDoc", 1), ("locked", 1), ("layoutInCell", 0), ("allowOverlap", 1)]
    {
        anchor.set(name, value);
    }
    let anchor = anchor
        .add(el("wp:simplePos").with("x", 0).with("y", 0))
        .add(zero("wp:positionH", "page"))
        .add(zero("wp:positionV", "page"))
        .add(el("wp:extent").with("cx", width).with("cy", height))
        .add(el("wp:wrapNone"))
        .add(properties)
        .add(el("wp:cNvGraphicFramePr"))
        .add(graphic);
    let choice = el("mc:Choice").with("Requires", "wps").add(el("w:drawing").add(anchor));
    let run = el("w:r").add(el("mc:AlternateContent").add(choice));
    let page = &tokens.page;
    let right = page.width.emu() - page.margin_right.emu();
    let logo = picture.map(|picture| {
        let [wide, _] = picture.size();
        el("w:r").add(picture.anchored([right - wide, page.header.emu()], picture::FIRST))
    });
    let line = el("w:p").add(el("w:pPr").add(val("w:pStyle", style_id::NORMAL))).add(run).add_all(logo);
    el("w:hdr")
        .with("xmlns:w", namespaces::W)
        .with("xmlns:r", namespaces::R)
        .with("xmlns:mc", namespaces::COMPATIBILITY)
        .with("xmlns:wp", namespaces::WORD_DRAWING)
        .with("xmlns:wps", namespaces::SHAPE)
        .add(line)
}
