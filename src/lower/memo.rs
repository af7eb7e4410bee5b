//! The memo: facts, title, sections in the manifest's order.

use crate::base::address::Address;
use crate::base::list_style::ListStyle;
use crate::base::swedish::short_date;
use crate::input::manifest::{Memo, MemoContent, MemoSection};
use crate::input::prose::Prose;
use crate::model::{Block, BlockKind, List, ParagraphRole, Part, PartKind, Section, Signatory, Signatures};
use crate::report::Report;

use super::address::addressed;
use super::plain::{one_line, paragraph};
use super::prose::InlineContext;
use super::{Lowerer, item_label};

impl Lowerer<'_> {
    pub(super) fn memo(&mut self, memo: &Memo) -> Part {
        let manifest = &self.report.manifest;
        let mut facts = vec![one_line(&manifest.municipality.text)];
        facts.extend(manifest.item.iter().map(item_label));
        facts.extend(manifest.registry_number.iter().map(|number| format!("Diarienummer {}", one_line(&number.text))));
        facts.push(short_date(memo.date.as_ref().unwrap_or(&manifest.date).value));
        let mut blocks: Vec<Block> = facts.into_iter().map(|fact| paragraph(ParagraphRole::Fact, fact)).collect();
        blocks.push(self.heading(1, &memo.title, None, true));
        for (at, section) in memo.sections.iter().enumerate() {
            let written = self.memo_section(section, &mut blocks);
            blocks.extend(addressed(written, &Address::Memo(u32::try_from(at + 1).unwrap_or(u32::MAX))));
        }
        let sections = vec![Section::page(blocks)];
        Part { kind: PartKind::Memo, title: one_line(&memo.title.text), cover: None, contents: None, sections }
    }

    /// Adds a section's heading and what the tool writes below it; returns what somebody wrote there.
    fn memo_section(&mut self, section: &MemoSection, blocks: &mut Vec<Block>) -> Vec<Block> {
        blocks.extend(section.heading.as_ref().map(|heading| self.heading(2, heading, None, true)));
        match &section.content {
            MemoContent::Text(text) => return plain(self.report, text),
            MemoContent::Items { items, numbered } => match items.as_slice() {
                [only] => return plain(self.report, only),
                _ => return vec![list(self.report, items, *numbered)],
            },
            MemoContent::Signatures(who) => {
                let signatory =
                    |(name, title): &(crate::base::written::SourceText, crate::base::written::SourceText)| Signatory {
                        name: one_line(&name.text),
                        title: one_line(&title.text),
                    };
                let signatures = Signatures { signatories: who.iter().map(signatory).collect() };
                blocks.push(Block::at(BlockKind::Signatures(signatures), section.place));
            }
            MemoContent::Dispatch(lead) => {
                let lead = lead.as_ref().map_or_else(|| "Expedieras till:".to_owned(), |lead| one_line(&lead.text));
                self.dispatch(&lead, blocks);
            }
        }
        Vec::new()
    }

    /// One recipient stands on the line of the lead; several stand below it.
    fn dispatch(&self, lead: &str, blocks: &mut Vec<Block>) {
        let recipients: Vec<String> =
            self.report.manifest.recipients.iter().map(|recipient| one_line(&recipient.name.text)).collect();
        match recipients.as_slice() {
            [] => {}
            [only] => blocks.push(paragraph(ParagraphRole::Body, format!("{lead} {only}"))),
            _ => {
                blocks.push(paragraph(ParagraphRole::Lead, lead.to_owned()));
                let items = recipients.into_iter().map(|recipient| vec![paragraph(ParagraphRole::Body, recipient)]);
                blocks.push(Block::new(BlockKind::List(List { style: ListStyle::Sign, items: items.collect() })));
            }
        }
    }
}

fn plain(report: &Report, text: &Prose) -> Vec<Block> {
    InlineContext { report, notes: None }.blocks(text, ParagraphRole::Body)
}

fn list(report: &Report, items: &[Prose], numbered: bool) -> Block {
    let place = items.first().and_then(|item| item.blocks.first()).map(|block| block.place);
    let items = items.iter().map(|item| plain(report, item)).filter(|item| !item.is_empty()).collect();
    Block {
        place,
        ..Block::new(BlockKind::List(List {
            style: if numbered { ListStyle::NUMBERS } else { ListStyle::Sign },
            items,
        }))
    }
}
