//! A part's first pages: cover and contents.

use docx_rs::{Paragraph, ParagraphChild, StructuredDataTag};

use crate::base::limits::HEADING_LEVELS;
use crate::model::{Contents, Cover, Document, Part};
use crate::render::docx::{geometry, style_id};

use super::blocks::words;
use super::flow::BodyElement;
use super::setting::Setting;
use super::{Writer, fields};

impl Writer<'_> {
    /// The cover's lines: the organisation in the coloured field, then title, subtitle and facts; and its picture.
    pub(crate) fn cover(&mut self, cover: &Cover) -> Result<Vec<BodyElement>, String> {
        let mut lines =
            vec![words(style_id::COVER_ORGANISATION, &cover.organisation), words(style_id::COVER_TITLE, &cover.title)];
        lines.extend(cover.subtitle.iter().map(|subtitle| words(style_id::COVER_LINE, subtitle)));
        for (at, fact) in cover.facts.iter().chain(&cover.notice).enumerate() {
            let mut line = words(style_id::FACT, fact);
            if at == 0 {
                line.set_before(self.tokens.styles.cover_title.line.twips());
            }
            lines.push(line);
        }
        let mut flow: Vec<BodyElement> = lines.into_iter().map(BodyElement::from).collect();
        self.width = geometry::text_width(self.tokens, false);
        let mut below = self.blocks(&cover.below, Setting::Body)?;
        if let Some(BodyElement::Paragraph(first)) = below.first_mut() {
            first.set_before(3 * self.tokens.notice.air.twips());
        }
        flow.extend(below);
        Ok(flow)
    }

    /// The contents of the part at `at`: a contents field that is filled already, in the content control by which Word
    /// knows contents.
    pub(crate) fn contents(&self, at: usize, part: &Part, contents: &Contents, new_page: bool) -> BodyElement {
        let levels = contents.levels.clamp(1, HEADING_LEVELS);
        let listed =
            Document::headings_of(part).into_iter().filter(|heading| heading.listed && heading.level <= levels);
        let page = |index: usize| self.pages.headings.get(index).copied();
        let mut lines: Vec<Paragraph> =
            listed.map(|heading| fields::contents_line(heading, page(heading.index))).collect();
        if lines.is_empty() {
            lines.push(Paragraph::new().style(&style_id::contents_line(1)));
        }
        if let Some(first) = lines.first_mut() {
            fields::prepend(first, fields::open(&fields::contents_instruction(at, levels), None));
        }
        if let Some(last) = lines.last_mut() {
            last.children.push(ParagraphChild::Run(Box::new(fields::close(None))));
        }
        let title = words(style_id::CONTENTS_TITLE, &contents.title)
            .map(|paragraph| if new_page { paragraph.page_break_before(true) } else { paragraph });
        let mut control = StructuredDataTag::new().add_paragraph(title.paragraph);
        for line in lines {
            control = control.add_paragraph(line);
        }
        BodyElement::Contents(Box::new(control))
    }
}
