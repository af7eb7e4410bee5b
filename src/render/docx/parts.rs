//! The parts that docx-rs does not write or writes wrongly: settings, theme, and what the file says about
//! itself.

use crate::base::date::Ymd;
use crate::base::note_style::NoteStyle;
use crate::layout::{Layout, Tokens};
use crate::model::{Document, Meta};
use crate::render::PageNumbers;

use super::finish::notes::properties;
use super::namespaces::{DRAWING, PROPERTIES, VALUES, W};
use super::xml::{Element, Node, el, val};

/// The paper's language as Word names it, `sv-SE`.
pub(super) fn language(meta: &Meta) -> String {
    format!("{}-{}", meta.language, meta.region)
}

/// `word/settings.xml`: hyphenation, the separators of notes, and the layout of Word 2013 and later.
pub(super) fn settings(meta: &Meta, notes: NoteStyle, tokens: &Tokens) -> Element {
    let separator = |at: i32| el("w:footnote").with("w:id", at);
    let options = [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ];
    let compat = el("w:compat").add_all(options.map(|(name, value)| {
        el("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value)
    }));
    let mut colors = el("w:clrSchemeMapping");
    let names = ["bg1", "t1", "bg2", "t2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];
    let scheme =
        ["light1", "dark1", "light2", "dark2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"];
    for (name, value) in names.into_iter().zip(scheme) {
        colors.set(&format!("w:{name}"), value);
    }
    let colors = colors.with("w:hyperlink", "hyperlink").with("w:followedHyperlink", "followedHyperlink");
    el("w:settings")
        .with("xmlns:w", W)
        .add(el("w:zoom").with("w:percent", 100))
        .add(el("w:embedTrueTypeFonts"))
        .add(el("w:saveSubsetFonts"))
        .add(val("w:defaultTabStop", 720))
        .add(el("w:autoHyphenation"))
        .add(val("w:consecutiveHyphenLimit", 2))
        .add_all(hyphenation_zone(tokens).map(|zone| val("w:hyphenationZone", zone)))
        .add(el("w:doNotHyphenateCaps"))
        .add(val("w:characterSpacingControl", "doNotCompress"))
        .add(properties(notes).add(separator(-1)).add(separator(0)))
        .add(compat)
        .add(val("w:themeFontLang", language(meta)))
        .add(colors)
        .add(val("w:decimalSymbol", ","))
        .add(val("w:listSeparator", ";"))
}

/// The space at a line's end, in twips, that Word leaves rather than break the next word: that of a word which the
/// layout does not hyphenate, with letters half as wide as they are high. `None` where it hyphenates any.
fn hyphenation_zone(tokens: &Tokens) -> Option<i32> {
    let letters = i32::from(tokens.page.hyphenate_words);
    (letters > 0).then(|| letters * tokens.styles.body.size.twips() / 2)
}

/// `word/theme/theme1.xml`: the layout's colours and families, for what is added in Word.
pub(super) fn theme(layout: &Layout) -> Element {
    let (farg, fonts) = (&layout.tokens.color, &layout.tokens.font);
    let white = "FFFFFF".to_owned();
    let colors = [
        ("dk1", farg.text.to_string()),
        ("lt1", white),
        ("dk2", farg.heading.to_string()),
        ("lt2", farg.header_row.to_string()),
        ("accent1", farg.heading.to_string()),
        ("accent2", farg.link.to_string()),
        ("accent3", farg.draft.to_string()),
        ("accent4", farg.missing.to_string()),
        ("accent5", farg.faint.to_string()),
        ("accent6", farg.rule.to_string()),
        ("hlink", farg.link.to_string()),
        ("folHlink", farg.link.to_string()),
    ];
    let name = &layout.tokens.name;
    let scheme = el("a:clrScheme")
        .with("name", name)
        .add_all(colors.into_iter().map(|(name, rgb)| el(&format!("a:{name}")).add(el("a:srgbClr").with("val", rgb))));
    let family = |name: &str, family: &str| {
        let face = |name: &str, face: &str| el(name).with("typeface", face);
        el(name).add(face("a:latin", family)).add(face("a:ea", "")).add(face("a:cs", ""))
    };
    let families = el("a:fontScheme")
        .with("name", name)
        .add(family("a:majorFont", &fonts.heading.family))
        .add(family("a:minorFont", &fonts.body.family));
    let elements = el("a:themeElements").add(scheme).add(families).add(formats(name));
    el("a:theme").with("xmlns:a", DRAWING).with("name", name).add(elements)
}

/// The fills, lines and effects that every theme must have, three of each; plain ones.
fn formats(name: &str) -> Element {
    let color = || el("a:solidFill").add(el("a:schemeClr").with("val", "phClr"));
    let line = |width: i32| el("a:ln").with("w", width).add(color());
    let effect = || el("a:effectStyle").add(el("a:effectLst"));
    el("a:fmtScheme")
        .with("name", name)
        .add(el("a:fillStyleLst").add_all([color(), color(), color()]))
        .add(el("a:lnStyleLst").add_all([line(6350), line(12_700), line(19_050)]))
        .add(el("a:effectStyleLst").add_all([effect(), effect(), effect()]))
        .add(el("a:bgFillStyleLst").add_all([color(), color(), color()]))
}

pub(super) fn midnight(date: Ymd) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", date.year, date.month, date.day)
}

/// `docProps/core.xml`: title, subject, authors, keywords, language and dates.
pub(super) fn core(document: &Document) -> Element {
    let meta = &document.meta;
    let date = |name: &str| el(name).with("xsi:type", "dcterms:W3CDTF").text(midnight(meta.date));
    let mut core = el("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .add(el("dc:title").text(&meta.title))
        .add(el("dc:subject").text(&meta.subject))
        .add(el("dc:creator").text(meta.authors.join("; ")))
        .add(el("cp:keywords").text(meta.keywords.join("; ")))
        .add(el("dc:language").text(language(meta)));
    if document.draft {
        core = core.add(el("cp:contentStatus").text(&document.words.draft));
    }
    core.add(date("dcterms:created")).add(date("dcterms:modified"))
}

/// `docProps/app.xml`.
pub(super) fn app(meta: &Meta, pages: &PageNumbers) -> Element {
    el("Properties")
        .with("xmlns", format!("{PROPERTIES}/extended-properties"))
        .add(el("Pages").text(pages.totals.iter().sum::<u32>().to_string()))
        .add(el("Application").text(env!("CARGO_PKG_NAME")))
        .add(el("Company").text(&meta.municipality))
}

/// `docProps/custom.xml`: the case that the paper belongs to, and what it was made from.
pub(super) fn custom(document: &Document) -> Element {
    let meta = &document.meta;
    let build = Some(&document.origin.build).filter(|build| !build.is_empty());
    let given = [
        ("Rapport", Some(&meta.id)),
        ("Kommun", Some(&meta.municipality)),
        ("Nämnd", Some(&meta.committee)),
        ("Diarienummer", meta.registry_number.as_ref()),
        ("Ärende", meta.item.as_ref()),
        ("Period", meta.period.as_ref()),
        ("BuildId", build),
    ];
    let known = given.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
    let mut properties =
        el("Properties").with("xmlns", format!("{PROPERTIES}/custom-properties")).with("xmlns:vt", VALUES);
    known.for_each(|(name, value)| add_property(&mut properties, name, value));
    properties
}

/// Adds a property of the file's own to those that are there. Their ids begin with 2; the format's id is the one that
/// Office gives to all such properties.
pub(super) fn add_property(properties: &mut Element, name: &str, value: &str) {
    let property = el("property")
        .with("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
        .with("pid", properties.children.len() + 2)
        .with("name", name)
        .add(el("vt:lpwstr").text(value));
    properties.children.push(Node::Element(property));
}
