//! What a Word file holds that may show words and that [`word`](super::word) does not read. Our writer makes none of
//! it, so that each is told: whoever opens the file may see what was never compared.
//!
//! What is known stands here, not what is dangerous: what Word, LibreOffice or somebody who means harm may put into a
//! file has no end.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::base::archive::compared;
use crate::base::limits::UNREAD_TOLD;
use crate::diagnostic::wording::short;

use super::xml::Element;

/// What is not read, each once.
#[derive(Debug, Default)]
pub(super) struct Unread {
    found: BTreeSet<String>,
    /// How many more there are than are kept.
    more: usize,
}

/// The elements of parts with words, as our writer makes them, and what Word adds when somebody saves the file: none of
/// them holds or hides words in a way that is not read.
static IN_TEXT: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "document body hdr ftr footnotes footnote p pPr pStyle r rPr rStyle t tab tabs br noBreakHyphen softHyphen \
     bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak hyperlink fldChar instrText footnoteReference \
     footnoteRef separator continuationSeparator drawing txbxContent sdt sdtPr sdtContent sdtEndPr alias tag id \
     docPartObj docPartGallery docPartUnique tbl tblPr tblGrid gridCol gridSpan tr trPr tc tcPr tcW tcBorders tcMar \
     tblBorders tblCaption tblCellMar tblDescription tblHeader tblInd tblLayout tblLook tblStyle tblW vMerge vAlign \
     noWrap cantSplit trHeight cnfStyle sectPr headerReference footerReference footnotePr numRestart numFmt pgMar \
     pgNumType pgSz cols col docGrid titlePg type numPr ilvl numId ind jc keepNext keepLines lang pageBreakBefore pBdr \
     framePr shd spacing contextualSpacing widowControl outlineLvl top bottom left right start end insideH insideV \
     between suppressAutoHyphens rFonts b bCs i iCs u color sz szCs vertAlign noProof textDirection"
        .split_whitespace()
        .collect()
});

/// The elements of the numbering.
static IN_NUMBERING: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "numbering abstractNum abstractNumId nsid multiLevelType tmpl lvl start numFmt lvlText lvlJc lvlOverride \
     startOverride num pPr rPr ind tabs tab rFonts suff b bCs i iCs color sz szCs pStyle isLgl spacing lang hint"
        .split_whitespace()
        .collect()
});

/// The elements of drawings: frames, shapes, and pictures.
static IN_DRAWINGS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "a:ahLst a:avLst a:blip a:chExt a:chOff a:close a:custGeom a:cxnLst a:ext a:extLst a:fillRect a:gdLst a:graphic \
     a:graphicData a:graphicFrameLocks a:ln a:lnTo a:moveTo a:noFill a:off a:path a:pathLst a:picLocks a:prstGeom \
     a:prstDash a:pt a:rect a:solidFill a:srcRect a:srgbClr a:stretch a:xfrm adec:decorative asvg:svgBlip \
     pic:blipFill pic:cNvPicPr pic:cNvPr pic:nvPicPr pic:pic pic:spPr wp:anchor wp:cNvGraphicFramePr wp:docPr \
     wp:effectExtent wp:extent wp:inline wp:posOffset wp:positionH wp:positionV wp:simplePos wp:wrapNone \
     wpg:cNvGrpSpPr wpg:grpSpPr wpg:wgp wps:bodyPr wps:cNvCnPr wps:cNvPr wps:cNvSpPr wps:spPr wps:txbx wps:wsp \
     w15:appearance mc:AlternateContent mc:Choice mc:Fallback"
        .split_whitespace()
        .collect()
});

/// What styles and settings may say that hides words, changes them or brings others: those parts hold none themselves.
static IN_SETTINGS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "w:vanish w:specVanish w:webHidden w:caps w:attachedTemplate w:mailMerge w:updateFields w:evenAndOddHeaders \
     w:revisionView w:docVars"
        .split_whitespace()
        .collect()
});

/// The least width of a frame, in twips.
const LEAST_FRAME: u32 = 500;

/// The fields whose results stand in the file and are read.
const FIELDS: &[&str] = &["PAGE", "PAGEREF", "TOC", "NOTEREF"];

/// The field that shows the chapter of the page, which is read in heads and feet.
const CHAPTER: &str = "STYLEREF 1";

/// The namespace of Word's own elements, in both of its forms.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// What a relationship of a part may be: its kind, and where it must lead to, if that is read at one place alone.
const LINKS: &[(&str, &str, &str)] = &[
    ("", "officeDocument", "word/document.xml"),
    ("", "core-properties", ""),
    ("", "extended-properties", ""),
    ("", "custom-properties", ""),
    ("word/document.xml", "styles", "word/styles.xml"),
    ("word/document.xml", "numbering", "word/numbering.xml"),
    ("word/document.xml", "settings", "word/settings.xml"),
    ("word/document.xml", "footnotes", "word/footnotes.xml"),
    ("word/document.xml", "header", "word/header"),
    ("word/document.xml", "footer", "word/footer"),
    ("word/document.xml", "fontTable", ""),
    ("word/fontTable.xml", "font", "word/fonts/"),
    ("word/document.xml", "webSettings", ""),
    ("word/document.xml", "theme", ""),
    ("word/document.xml", "customXml", ""),
    ("word/document.xml", "hyperlink", ""),
    ("word/document.xml", "image", ""),
    ("word/footnotes.xml", "hyperlink", ""),
    ("word/header", "image", ""),
    ("word/footer", "image", ""),
];

/// Where an element stands.
#[derive(Clone, Copy, Default)]
struct Place<'e> {
    part: &'e str,
    /// Whether the part is the body.
    in_body: bool,
    parent: &'e str,
    /// Whether it stands in a paragraph, and no box within that.
    in_words: bool,
    in_cell: bool,
    in_drawing: bool,
    /// Whether drawings are read here: where nothing else stands in their paragraph.
    draws: bool,
}

impl Unread {
    /// What was found.
    pub(super) fn told(self) -> Vec<String> {
        let more = (self.more > 0).then(|| format!("+{}", self.more));
        self.found.into_iter().chain(more).collect()
    }

    pub(super) fn tell(&mut self, part: &str, what: &str) {
        let what = format!("{}: {}", short(part), short(what));
        if self.found.contains(&what) {
            return;
        }
        if self.found.len() < UNREAD_TOLD {
            self.found.insert(what);
        } else {
            self.more += 1;
        }
    }

    /// Looks at the relationships of a part, of which `links` are the elements with the paths that they lead to.
    pub(super) fn links<'e>(&mut self, part: &str, links: impl Iterator<Item = (&'e Element, &'e str)>) {
        let mut has_main = false;
        for (link, target) in links {
            let kind = link.attributes.get("Type").map_or("", String::as_str);
            let kind = kind.rsplit('/').next().unwrap_or(kind);
            let external = link.attributes.get("TargetMode").is_some_and(|mode| mode != "Internal");
            let known = LINKS.iter().any(|(of, known, to)| {
                let owned =
                    *of == part || (of.starts_with("word/h") || of.starts_with("word/f")) && part.starts_with(of);
                owned && *known == kind && (to.is_empty() || compared(target).starts_with(to))
            });
            has_main |= kind == "officeDocument";
            if !known || (external && kind != "hyperlink") {
                self.tell(if part.is_empty() { "_rels/.rels" } else { part }, &format!("{kind} {target}"));
            }
        }
        if part.is_empty() && !has_main {
            self.tell("_rels/.rels", "officeDocument");
        }
    }

    /// Looks at the elements of a part.
    pub(super) fn part(&mut self, part: &str, root: &Element) {
        match compared(part).as_str() {
            "word/styles.xml" | "word/settings.xml" => self.settings(part, root),
            "word/numbering.xml" => self.numbering(part, root),
            name if name.starts_with("word/") => {
                let mut fields = Vec::new();
                let in_body = name == "word/document.xml";
                self.text(root, Place { part, in_body, ..Place::default() }, &mut fields);
                // A field whose instruction goes on to the end.
                fields.iter().for_each(|field| self.field(part, field));
            }
            _ => {}
        }
    }

    fn settings(&mut self, part: &str, element: &Element) {
        if IN_SETTINGS.contains(&element.name.as_str()) {
            self.tell(part, &element.name);
        }
        element.kids.iter().for_each(|kid| self.settings(part, kid));
    }

    fn numbering(&mut self, part: &str, element: &Element) {
        self.namespace(part, element);
        if element.name.strip_prefix("w:").is_none_or(|name| !IN_NUMBERING.contains(name)) {
            self.tell(part, &element.name);
        }
        element.kids.iter().for_each(|kid| self.numbering(part, kid));
    }

    /// Words of another namespace under the name of Word's own are none that Word shows.
    fn namespace(&mut self, part: &str, element: &Element) {
        let own = element.attributes.iter().filter(|(name, _)| *name == "xmlns:w");
        for (name, space) in own.filter(|(_, space)| !WORD.contains(space)) {
            self.tell(part, &format!("{name}={space}"));
        }
    }

    /// Looks at an element of a part with words, and at what it holds. `fields` are the instructions of those that are
    /// open.
    fn text(&mut self, element: &Element, place: Place<'_>, fields: &mut Vec<String>) {
        let Place { part, .. } = place;
        self.namespace(part, element);
        let name = element.name.as_str();
        let local = name.strip_prefix("w:");
        let known = local.map_or_else(|| IN_DRAWINGS.contains(name), |local| IN_TEXT.contains(local));
        if !known || !stands_well(element, place) {
            self.tell(part, name);
        }
        match name {
            "w:instrText" => {
                if let Some(field) = fields.last_mut() {
                    field.push_str(&element.text);
                }
            }
            "w:fldChar" => match element.attributes.get("w:fldCharType").map(String::as_str) {
                Some("begin") => fields.push(String::new()),
                // What is behind that is its result.
                Some("separate") => {
                    let field = fields.last_mut().map(std::mem::take);
                    field.iter().for_each(|field| self.field(part, field));
                }
                _ => {
                    let field = fields.pop();
                    field.iter().filter(|field| !field.is_empty()).for_each(|field| self.field(part, field));
                }
            },
            _ => {}
        }
        let inside = Place {
            part,
            in_body: place.in_body,
            parent: name,
            in_words: (place.in_words || name == "w:p") && name != "w:txbxContent",
            in_cell: place.in_cell || name == "w:tc",
            in_drawing: place.in_drawing || name == "w:drawing",
            draws: if name == "w:p" && !place.in_words { is_wordless(element) } else { place.draws },
        };
        element.kids.iter().for_each(|kid| self.text(kid, inside, fields));
    }

    fn field(&mut self, part: &str, instruction: &str) {
        let name = instruction.split_whitespace().next().unwrap_or("");
        let in_head = ["word/header", "word/footer"].iter().any(|begin| part.starts_with(begin));
        let is_read = FIELDS.contains(&name) || (in_head && instruction.trim() == CHAPTER);
        if !is_read {
            self.tell(part, &format!("w:instrText {instruction}"));
        }
    }
}

/// Whether an element stands where it is read, or where nobody sees it.
fn stands_well(element: &Element, place: Place<'_>) -> bool {
    let (name, parent) = (element.name.as_str(), place.parent);
    let marks = matches!(name, "w:bookmarkStart" | "w:bookmarkEnd" | "w:proofErr");
    let placed = match parent {
        "w:document" => name == "w:body",
        "w:body" | "w:tc" | "w:hdr" | "w:ftr" => {
            marks || matches!(name, "w:p" | "w:tbl" | "w:sdt" | "w:sectPr" | "w:tcPr")
        }
        "w:tbl" => marks || matches!(name, "w:tblPr" | "w:tblGrid" | "w:tr"),
        "w:tr" => marks || matches!(name, "w:trPr" | "w:tc"),
        "w:sdt" => matches!(name, "w:sdtPr" | "w:sdtEndPr" | "w:sdtContent"),
        _ => true,
    };
    let fits = match name {
        "w:p" => !place.in_words,
        "w:t" => matches!(parent, "w:r" | "mc:Choice" | "mc:Fallback"),
        // Of words in this style only a mark is expected, which a note is said with.
        "w:r" => {
            !is_marked(element) || element.kids.iter().filter(|kid| kid.name == "w:t").all(|kid| is_mark(&kid.text))
        }
        "w:sdt" => element.kids.iter().filter(|kid| kid.name == "w:sdtContent").count() == 1,
        "w:drawing" if place.in_body => place.draws && !place.in_drawing && (!place.in_cell || is_bar(element)),
        "w:drawing" => !place.part.contains("notes") && !place.in_drawing,
        "w:txbxContent" => place.in_body && place.in_drawing,
        // In the text a picture stands in a line of its own, never over words.
        "wp:anchor" => !place.in_body,
        "w:headerReference" | "w:footerReference" => element.attributes.get("w:type").is_none_or(|kind| kind != "even"),
        "mc:AlternateContent" => is_alike(element),
        "w:framePr" => place.in_body && !place.in_cell && is_in_place(element),
        _ => true,
    };
    placed && fits
}

fn is_marked(run: &Element) -> bool {
    matches!(run.value(&["w:rPr", "w:rStyle"]), Some("FootnoteReference" | "TableNoteMark"))
}

/// Whether a frame stands where its paragraph would, and has room for words.
fn is_in_place(frame: &Element) -> bool {
    let has_room = |width: &str| width.parse().is_ok_and(|width: u32| width >= LEAST_FRAME);
    frame.attributes.iter().all(|(name, value)| match name {
        "w:w" => has_room(value),
        "w:wrap" => value == "around",
        "w:vAnchor" | "w:hAnchor" => value == "text",
        "w:xAlign" => value == "right",
        _ => false,
    })
}

/// Whether words are a note's mark.
fn is_mark(words: &str) -> bool {
    words.chars().all(|c| c == '*') || (words.chars().count() <= 4 && !words.contains(char::is_whitespace))
}

/// Whether a drawing is shapes alone and marked as decoration: a bar below a figure, in its cell.
fn is_bar(drawing: &Element) -> bool {
    let holds = |name: &str| {
        let mut all = Vec::new();
        drawing.all(name, &mut all);
        !all.is_empty()
    };
    holds("adec:decorative") && !holds("w:txbxContent") && !holds("pic:pic")
}

/// Whether no words stand in a paragraph but in its drawings.
fn is_wordless(element: &Element) -> bool {
    element.kids.iter().all(|kid| match kid.name.as_str() {
        "w:t" => kid.text.is_empty(),
        "w:drawing" | "mc:AlternateContent" => true,
        _ => is_wordless(kid),
    })
}

/// Whether both ways to show something say the same, as our writer makes them: a chart and its words, a field of a
/// cover, a note's mark.
fn is_alike(element: &Element) -> bool {
    let names: Vec<&str> = element.kids.iter().map(|kid| kid.name.as_str()).collect();
    let only = |holder: &Element| holder.kids.len() == 1;
    let [choice, rest @ ..] = element.kids.as_slice() else { return false };
    if !only(choice) || !rest.iter().all(only) {
        return false;
    }
    match (names.as_slice(), choice.kids.first(), rest.first().and_then(|other| other.kids.first())) {
        (["mc:Choice"], Some(drawing), None) => drawing.name == "w:drawing",
        (["mc:Choice", "mc:Fallback"], Some(shown), Some(other)) if shown.name == "w:drawing" => {
            let mut properties = Vec::new();
            shown.outermost("wp:docPr", &mut properties);
            let alt = properties.first().and_then(|properties| properties.attributes.get("descr"));
            other.name == "w:t" && alt.is_some_and(|alt| *alt == other.text)
        }
        (["mc:Choice", "mc:Fallback"], Some(shown), Some(other)) => {
            shown.name == "w:t" && is_mark(&shown.text) && other.name == "w:footnoteRef"
        }
        _ => false,
    }
}
