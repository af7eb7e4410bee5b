//! What is said of what stands at a place.

use std::ops::Range;

use crate::diagnostic::Language;
use crate::input::outline::At;

use super::super::texts::pick;
use super::place::Place;
use super::{about, messages};

/// What is said of what stands at a place, and of which part of the text that is.
pub(super) fn hover(place: &Place<'_>, language: Language) -> Option<(String, Range<usize>)> {
    let named = place.named();
    if let Some((_, range)) = named.first() {
        let shown = place.shown().map(|(address, words)| format!("**`{address}`**: {words}"));
        let all = named.iter().map(|(name, _)| about::name(name, language));
        let all: Vec<String> = shown.into_iter().chain(all).collect();
        return Some((all.join("\n\n---\n\n"), range.clone()));
    }
    match &place.at {
        At::Header(header) => {
            let blocks = place.blocks(*header, &[]);
            let range = place.outline.headers.get(*header)?.place.clone();
            Some((about::block(blocks.first()?, language), range))
        }
        At::Key { header, pair, .. } => {
            let pair = place.outline.pairs.get((*pair)?)?;
            let at =
                pair.names.iter().position(|name| name.place.start < place.offset && place.offset <= name.place.end)?;
            let names: Vec<String> = pair.names.iter().take(at).map(|name| name.name.clone()).collect();
            let name = pair.names.get(at)?;
            let blocks = place.blocks(*header, &names);
            let words = blocks.iter().find_map(|block| Some(about::key(block, block.key(&name.name)?, language)));
            let words = words.or_else(|| {
                let columns = place.known.section.columns.values().chain([
                    &place.known.section.indicators,
                    &place.known.section.activities,
                    &place.known.section.risks,
                    &place.known.section.control_activities,
                ]);
                let heading = columns.into_iter().find_map(|columns| columns.get(&name.name))?;
                let thing = pick(messages::column_of_report(), language);
                Some(format!("**`{}`**: {thing}: {heading}", name.name))
            });
            Some((words.filter(|_| !blocks.is_empty())?, name.place.clone()))
        }
        At::Value { value, .. } => {
            let value = value.clone()?;
            let raw = place.text.get(value.clone())?;
            // Of running text nothing is said while somebody reads it.
            if raw.starts_with("'''") || raw.starts_with("\"\"\"") {
                return None;
            }
            let (block, key) = place.key_of_value()?;
            Some((about::key(block, key, language), value))
        }
        At::Nowhere => None,
    }
}
