//! A unit's text in a chapter, with its heading.

use crate::input::prose::ProseKind;
use crate::model::{Block, ParagraphRole};
use crate::report::{Chapter, Delivery, NarrativePart};

use super::plain::one_line;
use super::prose::Citer;
use super::{Lowerer, Pages};

impl Lowerer<'_> {
    pub(super) fn narrative(&mut self, part: &NarrativePart, chapter: &Chapter, listed: bool, pages: &mut Pages) {
        let mut level = chapter.level + 1;
        if let Some(heading) = &part.heading {
            pages.push(self.heading(level, heading, None, listed));
            level += 1;
        }
        let (text, unit) = match (&part.text, part.unit) {
            (Delivery::Came(text), Some(unit)) => (text, unit),
            (Delivery::Missing(gap), _) => {
                let owed = format!("texten till {}", one_line(&chapter.heading.text));
                return pages.push(self.gap(*gap, &owed));
            }
            (Delivery::Came(_), None) => return,
        };
        let address = address(&self.report.manifest.units[unit].id.value, &chapter.id, text);
        for block in &text.text.blocks {
            let mut lowered = if let ProseKind::Heading(spans) = &block.kind {
                let content = Citer { report: self.report, notes: Some((&mut self.notes, unit)) }.words(spans);
                self.heading_of(level, content, None, false, block.place)
            } else {
                Citer { report: self.report, notes: Some((&mut self.notes, unit)) }.block(block, ParagraphRole::Body)
            };
            lowered.address = Some(address.clone());
            pages.push(lowered);
        }
    }
}

/// `it/verksamhetsberattelse`, with the part's id behind it where there is one.
fn address(unit: &str, chapter: &str, text: &crate::input::section::Narrative) -> String {
    let part = text.part.as_ref().map_or(String::new(), |part| format!("/{}", part.value));
    format!("{unit}/{chapter}{part}")
}

/// Gives blocks the address of what they came from.
pub(super) fn addressed(mut blocks: Vec<Block>, address: &str) -> Vec<Block> {
    for block in &mut blocks {
        block.address = Some(address.to_owned());
    }
    blocks
}
