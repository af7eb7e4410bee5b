//! The order in which Word's schema wants the children of an element; docx-rs writes several of them in another.
//!
//! Source: ISO/IEC 29500-1, annex A, `wml.xsd`. Only elements that this writer makes are listed.

use crate::render::docx::xml::{Element, Node};

/// For each element whose children have a fixed order: its name, then theirs. Others are left as they are.
const ORDERS: &[(&str, &[&str])] = &[
    ("w:pPr", PARAGRAPH),
    ("w:rPr", RUN),
    (
        "w:tblPr",
        &[
            "w:tblStyle",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
            "w:tblCaption",
            "w:tblDescription",
        ],
    ),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:vAlign"]),
    ("w:tblBorders", BORDERS),
    ("w:tcBorders", BORDERS),
    ("w:pBdr", BORDERS),
    ("w:tblCellMar", BORDERS),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:footerReference",
            "w:footnotePr",
            "w:type",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
        ],
    ),
    ("w:footnotePr", &["w:numFmt", "w:numRestart", "w:footnote"]),
    ("w:numPr", &["w:ilvl", "w:numId"]),
    ("w:abstractNum", &["w:nsid", "w:multiLevelType", "w:tmpl", "w:name", "w:lvl"]),
    ("w:lvl", &["w:start", "w:numFmt", "w:lvlRestart", "w:pStyle", "w:suff", "w:lvlText", "w:lvlJc", "w:pPr", "w:rPr"]),
    ("w:lvlOverride", &["w:startOverride", "w:lvl"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
            "w:tblStylePr",
        ],
    ),
];

const PARAGRAPH: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
    "w:sectPr",
];

const RUN: &[&str] = &[
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:noProof",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:sz",
    "w:szCs",
    "w:u",
    "w:shd",
    "w:vertAlign",
    "w:lang",
];

const BORDERS: &[&str] = &["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:insideH", "w:insideV"];

/// Puts the children of every element of a part into the schema's order; those that are not listed come last, as they
/// stood.
pub(crate) fn order(part: &mut Element) {
    part.walk_mut(&mut order_children);
}

fn order_children(element: &mut Element) {
    if let Some((_, names)) = ORDERS.iter().find(|(name, _)| *name == element.name) {
        element.children.sort_by_key(|node| match node {
            Node::Element(child) => names.iter().position(|name| *name == child.name).unwrap_or(names.len()),
            Node::Text(_) => names.len(),
        });
    }
}
