//! Bookmarks round what came from a unit, where its control is put when the file is finished.

use docx_rs::{BookmarkEnd, BookmarkStart, ParagraphChild, RunChild};

use crate::base::hash::sha256;
use crate::render::docx::control_map::{Address, Extent};

use super::Writer;
use super::flow::Flow;

impl Writer<'_> {
    /// Bookmarks for a control round what came from `address`: its beginning and its end.
    fn control(&mut self, address: &Address, extent: Extent) -> [ParagraphChild; 2] {
        let key = self.controls.key(address, extent);
        let id = self.bookmark();
        [ParagraphChild::BookmarkStart(BookmarkStart::new(id, key)), ParagraphChild::BookmarkEnd(BookmarkEnd::new(id))]
    }

    /// A bound figure of running text in a bookmark of its own, which cannot stand in a link. It gets no control:
    /// LibreOffice 7.4 moves the words before a control that stands in a line of another one.
    pub(crate) fn figure(&mut self, run: ParagraphChild, address: &Address, words: &str) -> Vec<ParagraphChild> {
        let [start, end] = self.control(address, Extent::Mark);
        if let Some(control) = self.controls.all.last_mut() {
            control.words = Some(sha256(words));
        }
        vec![start, run, end]
    }

    /// Words in a control, where they have an address.
    pub(crate) fn controlled(
        &mut self,
        mut children: Vec<ParagraphChild>,
        address: Option<&Address>,
    ) -> Vec<ParagraphChild> {
        if let Some(address) = address.filter(|_| !children.is_empty()) {
            let [start, end] = self.control(address, Extent::Words);
            children.insert(0, start);
            children.push(end);
        }
        children
    }

    /// Sets the bookmarks of the controls round neighbouring paragraphs that came from the same address.
    pub(crate) fn mark_controls(&mut self, flow: &mut [Flow]) {
        let address = |item: &Flow| -> Option<Address> {
            match item {
                Flow::Line(line) => line.address.clone(),
                Flow::Table(_) | Flow::Contents(_) => None,
            }
        };
        for run in flow.chunk_by_mut(|one, other| address(one) == address(other)) {
            let Some(address) = run.first().and_then(address) else { continue };
            // LibreOffice 7.4 loses words of a control's first paragraph if it holds a note, a field or a link: such
            // paragraphs have a control of their own, within their line.
            let first = run.iter().position(|item| !is_mixed(item)).unwrap_or(run.len());
            let (mixed, rest) = run.split_at_mut(first);
            mixed.chunks_mut(1).for_each(|line| self.mark_control(line, &address, Extent::Words));
            if !rest.is_empty() {
                self.mark_control(rest, &address, Extent::Paragraphs);
            }
        }
    }

    /// Sets the bookmark of a control round paragraphs.
    fn mark_control(&mut self, run: &mut [Flow], address: &Address, extent: Extent) {
        let [start, end] = self.control(address, extent);
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
    line.paragraph.children.iter().any(|child| match child {
        ParagraphChild::Run(run) => run.children.iter().any(is_mark),
        ParagraphChild::Hyperlink(_) => true,
        _ => false,
    })
}
