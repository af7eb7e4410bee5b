//! The styles and lists of a Word file, whichever program has written it.

use std::collections::BTreeMap;

use crate::base::list_style::{Delimiter, ListStyle};
use crate::deliver::verify::xml::Element;

/// What a style of paragraphs or characters says.
#[derive(Debug, Default)]
pub(super) struct Style {
    /// Its name, in small letters without spaces.
    pub(super) name: String,
    /// The list that it brings with it.
    pub(super) list: Option<String>,
}

/// The styles of a file by their ids.
pub(super) fn styles_of(styles: &Element) -> BTreeMap<String, Style> {
    let style = |style: &Element| {
        let id = style.attributes.get("w:styleId")?.clone();
        let name = style.value(&["w:name"])?.to_lowercase().split_whitespace().collect();
        let list = style.value(&["w:pPr", "w:numPr", "w:numId"]).map(str::to_owned);
        Some((id, Style { name, list }))
    };
    styles.kids.iter().filter(|kid| kid.name == "w:style").filter_map(style).collect()
}

/// How each level of each list is marked; `None` for one without marks.
pub(super) type Lists = BTreeMap<String, BTreeMap<String, Option<ListStyle>>>;

/// The lists of a file by their ids.
pub(super) fn lists_of(numbering: &Element) -> Lists {
    let kids = |name: &'static str| numbering.kids.iter().filter(move |kid| kid.name == name);
    let level = |level: &Element| {
        let text = level.value(&["w:lvlText"]).unwrap_or_default();
        let delimiter = if text.ends_with(')') { Delimiter::Parenthesis } else { Delimiter::Point };
        let style = match level.value(&["w:numFmt"]) {
            Some("bullet") => Some(ListStyle::Sign),
            Some("decimal" | "decimalZero") => Some(ListStyle::Number(delimiter)),
            Some("lowerLetter") => Some(ListStyle::Letter { upper: false, delimiter }),
            Some("upperLetter") => Some(ListStyle::Letter { upper: true, delimiter }),
            // Roman numbers and the like are no marks of ours: they count, and so they become numbers.
            Some("none") => None,
            Some(_) => Some(ListStyle::Number(delimiter)),
            None => None,
        };
        (level.attributes["w:ilvl"].clone(), style)
    };
    let levels: BTreeMap<&str, BTreeMap<String, Option<ListStyle>>> = kids("w:abstractNum")
        .map(|list| {
            let levels = list.kids.iter().filter(|kid| kid.name == "w:lvl").map(level).collect();
            (list.attributes["w:abstractNumId"].as_str(), levels)
        })
        .collect();
    kids("w:num")
        .filter_map(|list| {
            let of = levels.get(list.value(&["w:abstractNumId"])?)?;
            Some((list.attributes["w:numId"].clone(), of.clone()))
        })
        .collect()
}
