//! Bookmarks round what came from a unit, where its control is put when the file is finished.

use docx_rs::{BookmarkEnd, BookmarkStart, ParagraphChild};

use crate::render::docx::control_map::{Extent, Source};

use super::Writer;
use super::flow::BodyElement;

impl Writer<'_> {
    /// Bookmarks for a control round what came from `source`: its beginning and its end.
    fn control(&mut self, source: &Source, extent: Extent) -> [ParagraphChild; 2] {
        let key = self.controls.key(source, extent);
        let id = self.bookmark();
        [ParagraphChild::BookmarkStart(BookmarkStart::new(id, key)), ParagraphChild::BookmarkEnd(BookmarkEnd::new(id))]
    }

    /// A bound figure of running text in a bookmark of its own, which cannot stand in a link. It gets no control:
    /// LibreOffice 7.4 moves the words before a control that stands in a line of another one.
    pub(crate) fn figure(
        &mut self,
        run: ParagraphChild,
        source: &Source,
        (binding, words): (&str, &str),
    ) -> Vec<ParagraphChild> {
        let [start, end] = self.control(source, Extent::Mark);
        if let Some(control) = self.controls.all.last_mut() {
            control.words = Some(words.to_owned());
            control.binding = Some(binding.to_owned());
        }
        vec![start, run, end]
    }

    /// Words in a control, where it is known where they came from.
    pub(crate) fn controlled(
        &mut self,
        mut children: Vec<ParagraphChild>,
        source: Option<&Source>,
    ) -> Vec<ParagraphChild> {
        if let Some(source) = source.filter(|_| !children.is_empty()) {
            let [start, end] = self.control(source, Extent::Words);
            children.insert(0, start);
            children.push(end);
        }
        children
    }

    /// Sets the bookmark of each paragraph's control.
    pub(crate) fn mark_controls(&mut self, flow: &mut [BodyElement], extent: Extent) {
        for item in flow {
            let BodyElement::Paragraph(line) = item else { continue };
            let Some(source) = line.source.clone().filter(|_| !line.paragraph.children.is_empty()) else { continue };
            let [start, end] = self.control(&source, extent);
            line.paragraph.children.insert(0, start);
            line.paragraph.children.push(end);
        }
    }
}
