//! A part's first pages: cover and contents.

use docx_rs::{Paragraph, ParagraphChild, Run, StructuredDataTag};

use crate::base::limits::HEADING_LEVELS;
use crate::model::{Contents, Cover, Document, Part};
use crate::render::breaks::patterns;
use crate::render::docx::{geometry, style_id};
use crate::render::room::smaller;

use super::blocks::words;
use super::flow::{self, BodyElement, ParagraphBuilder};
use super::inline::with_words;
use super::setting::Setting;
use super::{Writer, fields, syllables};

/// How wide a letter of a title is in the middle at most, in thousandths of its size.
const WIDE_LETTER: i32 = 640;

impl Writer<'_> {
    /// The cover's lines: the organisation in the coloured field, then title, subtitle and facts; and its picture.
    pub(crate) fn cover(&mut self, cover: &Cover) -> Result<Vec<BodyElement>, String> {
        let mut lines = vec![words(style_id::COVER_ORGANISATION, &cover.organisation), self.cover_title(cover)];
        lines.extend(cover.subtitle.iter().map(|subtitle| words(style_id::COVER_LINE, subtitle)));
        // A draft's one line stands in the gap above the facts, which keep their place.
        let mark = cover.mark();
        let gap = self.tokens.styles.cover_title.line.twips();
        let notice = cover.notice.iter().filter(|_| mark.is_none()).map(String::as_str);
        let facts = mark.into_iter().chain(cover.facts.iter().map(String::as_str)).chain(notice);
        for (at, fact) in facts.enumerate() {
            let mut line = words(style_id::FACT, fact);
            if at == 0 {
                let facts = &self.tokens.styles.facts;
                let own = mark.map_or(0, |_| facts.line.twips() + facts.after.twips());
                line.set_before((gap - own).max(0));
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

    /// The title, in letters by which its longest word fits; a longer one is marked where it may be broken.
    fn cover_title(&self, cover: &Cover) -> ParagraphBuilder {
        let style = &self.tokens.styles.cover_title;
        let size = smaller(style.size, cover.smaller);
        let run = |words: &str| {
            let run = with_words(Run::new(), words);
            ParagraphChild::Run(Box::new(if cover.smaller > 0 { run.size(size.half_points()) } else { run }))
        };
        let letters = geometry::text_width(self.tokens, false) * 1000 / (size.twips() * WIDE_LETTER).max(1);
        let title = match patterns(&self.document.meta.language) {
            Some(language) => syllables::soft(&cover.title, usize::try_from(letters).unwrap_or(0), language),
            None => cover.title.clone(),
        };
        ParagraphBuilder::new(style_id::COVER_TITLE, vec![run(&title)])
    }

    /// The contents of the part at `at`: a contents field that is filled already, in the content control by which Word
    /// knows contents.
    pub(crate) fn contents(
        &mut self,
        at: usize,
        part: &Part,
        contents: &Contents,
        new_page: bool,
    ) -> Result<Vec<BodyElement>, String> {
        let mut flow = self.blocks(&contents.above, Setting::Body)?;
        flow::start_page(&mut flow);
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
        flow.push(BodyElement::Contents(Box::new(control)));
        flow.extend(self.blocks(&contents.below, Setting::Body)?);
        Ok(flow)
    }
}
