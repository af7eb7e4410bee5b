//! The memo: facts, title, sections in the manifest's order.

use crate::base::address::Address;
use crate::base::list_style::ListStyle;
use crate::base::swedish::short_date;
use crate::base::written::SourceText;
use crate::input::manifest::{Memo, MemoContent, MemoItem, MemoSection, Paper, Sender, Way};
use crate::input::prose::Prose;
use crate::model::{
    self, Block, BlockKind, Inline, List, Notice, NoticeKind, Paragraph, ParagraphRole, Part, PartFacts, PartKind,
    Section,
};
use crate::report::Report;

use super::address::BlockNumbers;
use super::plain::{one_line, paragraph};
use super::prose::InlineContext;
use super::{Lowerer, Pages, item_label, points};

impl Lowerer<'_> {
    pub(super) fn memo(&mut self, memo: &Memo) -> Part {
        let manifest = &self.report.manifest;
        let kind = memo.kind.as_ref().map_or("Tjänsteskrivelse", |kind| kind.trimmed());
        let kind = (!kind.is_empty()).then(|| one_line(kind));
        let part_facts = PartFacts {
            date: memo.date.as_ref().unwrap_or(&manifest.date).value,
            registry_number: manifest.registry_number.as_ref().map(|number| one_line(&number.text)),
            document_type: kind.clone(),
        };
        let mut facts = vec![one_line(&manifest.municipality.text)];
        facts.extend(manifest.item.iter().map(item_label));
        facts.extend(manifest.registry_number.iter().map(|number| format!("Diarienummer {}", one_line(&number.text))));
        facts.push(short_date(part_facts.date));
        let mut blocks: Vec<Block> =
            kind.map(|kind| paragraph(ParagraphRole::DocumentType, kind)).into_iter().collect();
        blocks.extend(facts.into_iter().map(|fact| paragraph(ParagraphRole::Fact, fact)));
        blocks.extend(memo.their_reference.iter().map(|theirs| {
            let words = format!("Er beteckning {}", one_line(&theirs.text));
            Block::at(paragraph(ParagraphRole::Fact, words).kind, theirs.place)
        }));
        blocks.extend(memo.officer.iter().map(|officer| {
            let mut content = vec![Inline::Text(format!("Handläggare: {}", one_line(&officer.name.text)))];
            for way in &officer.more {
                content.extend([Inline::Text(", ".to_owned()), reached(one_line(&way.text))]);
            }
            let fact = Paragraph { role: ParagraphRole::Fact, content };
            Block::at(BlockKind::Paragraph(fact), officer.name.place)
        }));
        blocks.extend(memo.addressee.iter().map(|to| {
            Block::at(paragraph(ParagraphRole::Fact, format!("Till: {}", one_line(&to.text))).kind, to.place)
        }));
        let title = vec![Inline::Text(one_line(&memo.title.text))];
        blocks.push(self.heading_of(1, title, None, true, memo.title.place));
        for (at, section) in memo.sections.iter().enumerate() {
            self.memo_text(at, section, &mut blocks);
        }
        blocks.extend(memo.sender.iter().flat_map(sender));
        let mut sections = vec![Section::page(blocks)];
        points::go_on(&mut sections);
        let title = one_line(&memo.title.text);
        Part { kind: PartKind::Memo, title, facts: part_facts, cover: None, contents: None, sections }
    }

    /// Whose letter the memo is, for heads and feet.
    pub(super) fn sender(&self) -> model::Sender {
        let memo = self.report.manifest.memo.as_ref();
        let Some(sender) = memo.and_then(|memo| memo.sender.as_ref()) else { return model::Sender::default() };
        let way = |way| sender.way(way).map(|words| one_line(&words.text));
        model::Sender {
            department: sender.name.as_ref().map(|name| one_line(&name.text)),
            postal_address: way(Way::PostalAddress),
            visiting_address: way(Way::VisitingAddress),
            telephone: way(Way::Telephone),
            mail: way(Way::Mail),
            web: way(Way::Web),
        }
    }

    /// Adds a section: its heading, and its text with what stands between its blocks. A box ends where something else
    /// is shown, and goes on behind it.
    fn memo_text(&mut self, at: usize, section: &MemoSection, blocks: &mut Vec<Block>) {
        let written = self.memo_section(section, blocks);
        let mut numbering = BlockNumbers::new(Address::Memo(u32::try_from(at + 1).unwrap_or(u32::MAX)));
        let mut title = section.boxed.as_ref().map(|title| (one_line(&title.text), title.place));
        let mut framed = |text: Vec<Block>| -> Vec<Block> {
            let text = numbering.all(text);
            let Some((title, place)) = title.as_mut().filter(|(title, _)| !title.is_empty() || !text.is_empty()) else {
                return text;
            };
            let notice = Notice { kind: NoticeKind::Box, title: std::mem::take(title), blocks: text };
            vec![Block::at(BlockKind::Notice(notice), *place)]
        };
        let mut content = self.report.memo.get(at).into_iter().flat_map(|section| &section.content).peekable();
        let (mut written, mut taken) = (written.into_iter(), 0);
        let mut pages = Pages::default();
        for asked in &section.placed {
            pages.extend(framed(written.by_ref().take(asked.before.saturating_sub(taken)).collect()));
            taken = asked.before;
            if let Some(content) = content.next_if(|it| it.is_asked_for(asked, &self.report.manifest)) {
                self.placed(content, &mut pages);
            }
        }
        pages.extend(framed(written.collect()));
        blocks.extend(pages.finish().into_iter().flat_map(|section| section.blocks));
    }

    /// Adds a section's heading and what the tool writes below it; returns what somebody wrote there.
    fn memo_section(&mut self, section: &MemoSection, blocks: &mut Vec<Block>) -> Vec<Block> {
        blocks.extend(section.heading.as_ref().map(|heading| self.heading(2, heading, None, true)));
        match &section.content {
            MemoContent::Text(text) => return plain(self.report, text),
            MemoContent::Items { lead, items, numbered } => {
                let lead = lead.as_ref().map(|lead| (one_line(&lead.text), lead.place));
                blocks.extend(
                    lead.filter(|(words, _)| !words.is_empty())
                        .map(|(words, place)| Block::at(paragraph(ParagraphRole::Lead, words).kind, place)),
                );
                match items.as_slice() {
                    [only] => return self.item(only),
                    _ => return vec![self.list(items, *numbered)],
                }
            }
            MemoContent::Signatures(spec) => blocks.extend(self.signed(spec)),
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

/// Whose letter it is, below all.
fn sender(sender: &Sender) -> Vec<Block> {
    let line =
        |content, place| Block::at(BlockKind::Paragraph(Paragraph { role: ParagraphRole::Fact, content }), place);
    let name = sender.name.iter().map(|name| line(vec![Inline::Text(one_line(&name.text))], name.place));
    let way = |(way, words): &(Way, SourceText)| {
        line(vec![Inline::Text(format!("{}: ", way.word())), reached(one_line(&words.text))], words.place)
    };
    name.chain(sender.ways.iter().map(way)).collect()
}

/// A way to reach somebody: a link where it is a mail or web address.
fn reached(words: String) -> Inline {
    let is_address = words.is_ascii() && !words.contains(|c: char| c.is_whitespace() || "\"<>".contains(c));
    let url = match words.split_once('@') {
        _ if !is_address => None,
        Some((name, host)) if !name.is_empty() && host.contains('.') => Some(format!("mailto:{words}")),
        Some(_) => None,
        None if words.starts_with("https://") || words.starts_with("http://") => Some(words.clone()),
        None => words.strip_prefix("www.").map(|_| format!("https://{words}")),
    };
    match url {
        Some(url) => Inline::Link { url, content: vec![Inline::Text(words)] },
        None => Inline::Text(words),
    }
}

impl Lowerer<'_> {
    /// A point of a list: what somebody wrote, or the title of a paper with its date.
    fn item(&self, item: &MemoItem) -> Vec<Block> {
        match item {
            MemoItem::Text(text, date) => {
                let mut blocks = plain(self.report, text);
                if let Some(date) = date
                    && let Some(BlockKind::Paragraph(paragraph)) = blocks.last_mut().map(|block| &mut block.kind)
                {
                    paragraph.content.push(Inline::Text(format!(", {}", short_date(*date))));
                }
                blocks
            }
            MemoItem::Paper(id) => {
                let papers = &self.report.manifest.papers;
                let named = |paper: &&Paper| paper.id.as_ref().is_some_and(|known| known.value == id.value);
                // What there is not has been told.
                let Some(paper) = papers.iter().find(named) else { return Vec::new() };
                let date = paper.date.map_or(String::new(), |date| format!(", {}", short_date(date)));
                let reference = Inline::Reference {
                    binding: format!("bilaga:{}|rubrik", id.value),
                    target: None,
                    words: one_line(&paper.title.text),
                    page: None,
                };
                let content = vec![reference, Inline::Text(date)];
                let kind = BlockKind::Paragraph(Paragraph { role: ParagraphRole::Body, content });
                vec![Block::at(kind, id.place)]
            }
        }
    }

    fn list(&self, items: &[MemoItem], numbered: bool) -> Block {
        let place = items.first().and_then(MemoItem::text).and_then(|item| item.blocks.first());
        let items = items.iter().map(|item| self.item(item)).filter(|item| !item.is_empty()).collect();
        let style = if numbered { ListStyle::NUMBERS } else { ListStyle::Sign };
        Block { place: place.map(|block| block.place), ..Block::new(BlockKind::List(List { style, items })) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_and_web_addresses_are_links() {
        let url = |words: &str| {
            if let Inline::Link { url, .. } = reached(words.to_owned()) { Some(url) } else { None }
        };
        assert_eq!(url("teknik@exempelby.example").as_deref(), Some("mailto:teknik@exempelby.example"));
        assert_eq!(url("www.exempelby.example").as_deref(), Some("https://www.exempelby.example"));
        assert_eq!(url("https://exempelby.example/a").as_deref(), Some("https://exempelby.example/a"));
        for words in ["0500-00 00 00", "Torget 1", "@exempelby", "www.åby.example", "a@b", ""] {
            assert_eq!(url(words), None, "{words}");
        }
    }
}
