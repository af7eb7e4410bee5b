//! Bookmarks round what came from a unit, where its control is put when the file is finished.

use docx_rs::{BookmarkEnd, BookmarkStart, ParagraphChild, Run, RunChild};

use crate::base::hash::sha256;
use crate::render::docx::control_map::{Extent, Source};

use super::Writer;
use super::flow::Flow;

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
            control.words = Some(sha256(words));
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

    /// Sets the bookmarks of the controls round neighbouring paragraphs of one text.
    pub(crate) fn mark_controls(&mut self, flow: &mut [Flow]) {
        let source = |item: &Flow| -> Option<Source> {
            match item {
                Flow::Line(line) => line.source.clone(),
                Flow::Table(_) | Flow::Contents(_) => None,
            }
        };
        let is_one = |one: &Flow, other: &Flow| match (source(one), source(other)) {
            (Some(one), Some(other)) => one.is_one_text_with(&other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        for run in flow.chunk_by_mut(|one, other| is_one(one, other)) {
            // LibreOffice 7.4 loses words of a control's first paragraph if it holds a note, a field or a link: such
            // paragraphs have a control of their own, within their line.
            let first = run.iter().position(|item| !is_mixed(item)).unwrap_or(run.len());
            let (mixed, rest) = run.split_at_mut(first);
            let alone = mixed.chunks_mut(1).map(|line| (line, Extent::Words));
            for (lines, extent) in alone.chain([(rest, Extent::Paragraphs)]) {
                if let Some(source) = lines.first().and_then(source) {
                    self.mark_control(lines, &source, extent);
                }
            }
        }
    }

    /// Sets the bookmark of a control round paragraphs.
    fn mark_control(&mut self, run: &mut [Flow], source: &Source, extent: Extent) {
        let [start, end] = self.control(source, extent);
        if let Some(control) = self.controls.all.last_mut() {
            control.paragraphs = run.len();
        }
        if let Some(Flow::Line(line)) = run.first_mut() {
            line.paragraph.children.insert(0, start);
        }
        if let Some(Flow::Line(line)) = run.last_mut() {
            line.paragraph.children.push(end);
        }
    }
}

/// Whether a paragraph holds more than words: notes, fields, links.
fn is_mixed(item: &Flow) -> bool {
    let Flow::Line(line) = item else { return false };
    let is_mark = |child: &RunChild| matches!(child, RunChild::FootnoteReference(_) | RunChild::FieldChar(_));
    let is_more = |child: &ParagraphChild| {
        let of_run = |run: &Run| run.children.iter().any(is_mark);
        matches!(child, ParagraphChild::Hyperlink(_)) || matches!(child, ParagraphChild::Run(run) if of_run(run))
    };
    line.paragraph.children.iter().any(is_more)
}
