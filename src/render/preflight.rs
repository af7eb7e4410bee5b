//! What a layout cannot show of a document, before its files are made: characters that no font has, such as emoji,
//! tables that are wider and charts that are higher than a page.
//!
//! An archival PDF may not hold such characters. They are told with their place, and replaced in both files alike.

use crate::base::list_style::ListStyle;
use crate::base::positions::ChartIndex;
use crate::layout::Layout;
use crate::model::Notice;
use crate::render::charts::draw;
use crate::render::fonts::shows;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::source::Sources;
use crate::diagnostic::Diagnostic;
use crate::model::{Block, BlockKind, Document};

use super::beside::settle;
use super::charts::Drawing;
use super::lines::loosen;
use super::messages;
use super::widths::fit;

/// What stands for a character that cannot be shown.
const REPLACEMENT: char = '\u{fffd}';

/// What a document would show: replaces what its fonts cannot, fits its tables and
/// lines, draws its charts, and says what is wrong
/// with any of them.
pub fn preflight(
    document: &mut Document,
    layout: &Layout,
    sources: &Sources,
) -> (BTreeMap<ChartIndex, Drawing>, Vec<Diagnostic>) {
    let is_shown = shows(layout);
    let mut found = replace(document, sources, &is_shown);
    found.extend(list_signs(document, layout, &is_shown));
    found.extend(settle(document, layout));
    found.extend(fit(document, layout));
    loosen(document, layout);
    let drawings = draw(document, layout);
    found.extend(heights(document, &drawings));
    (drawings, found)
}

/// Replaces in a draft's notice, which quotes what people wrote, what the fonts of `layout` cannot show. That was told.
pub fn replace_in_notice(notice: &mut Notice, layout: &Layout) {
    let is_shown = shows(layout);
    notice.change_words(&mut |words, _| {
        if !words.is_ascii() {
            *words = words.chars().map(|c| if is_shown(c) { c } else { REPLACEMENT }).collect();
        }
    });
}

/// Replaces in `document` what `is_shown` refuses, and returns a finding for each such character of each block.
pub fn replace(document: &mut Document, sources: &Sources, is_shown: &dyn Fn(char) -> bool) -> Vec<Diagnostic> {
    let mut found = BTreeSet::new();
    document.change_words(&mut |words, place| {
        if words.is_ascii() || words.chars().all(is_shown) {
            return;
        }
        found.extend(words.chars().filter(|c| !is_shown(*c)).map(|c| (place, c)));
        *words = words.chars().map(|c| if is_shown(c) { c } else { REPLACEMENT }).collect();
    });
    // What stands in several places of the document, such as the title, is told where it was written.
    let placed: BTreeSet<char> = found.iter().filter(|(place, _)| place.is_some()).map(|(_, c)| *c).collect();
    let told = found.into_iter().filter(|(place, c)| place.is_some() || !placed.contains(c));
    told.map(|(place, c)| {
        messages::character_not_shown(place.map(|place| sources.narrow(place, c.encode_utf8(&mut [0; 4]))), c)
    })
    .collect()
}

/// Signs of the layout's lists that its fonts cannot show, in a document that has lists.
fn list_signs(document: &Document, layout: &Layout, is_shown: &dyn Fn(char) -> bool) -> Vec<Diagnostic> {
    let bulleted = |block: &&Block| matches!(&block.kind, BlockKind::List(list) if list.style == ListStyle::Sign);
    if !document.blocks().iter().any(bulleted) {
        return Vec::new();
    }
    let signs = BTreeSet::from([0, 1].map(|depth| layout.tokens.list.sign(depth)));
    signs.into_iter().filter(|sign| !is_shown(*sign)).map(|sign| messages::character_not_shown(None, sign)).collect()
}

/// Charts of `document` that are higher than their pages have room for, or that cut a figure. `drawings` are those of
/// its charts.
pub fn heights(document: &Document, drawings: &BTreeMap<ChartIndex, Drawing>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for block in document.blocks() {
        let (BlockKind::Chart(chart), Some(place)) = (&block.kind, block.place) else { continue };
        let Some(drawing) = drawings.get(&chart.index) else { continue };
        if drawing.height > drawing.room {
            found.push(messages::chart_too_high(place, &chart.title));
        } else if let Some(words) = drawing.cut_figure() {
            found.push(messages::figure_cut(place, &chart.title, words));
        }
    }
    found
}
