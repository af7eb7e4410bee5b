//! What a document says, one entry a heading, paragraph, cell or note, in reading order: from the model, and from a PDF.
//! The Word file's side stands in `docx.rs`.

use underlag::model::{Block, BlockKind, Cell, Document, Inline, plain};

use crate::pdf::Node;

/// One thing that is said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spoken {
    /// `heading`, `paragraph`, `cell`, `note` or `entry` of the contents.
    pub kind: &'static str,
    /// The words, with single spaces; a note's begin with its number.
    pub words: String,
}

impl Spoken {
    /// An entry with its white space evened out. No-break spaces are words' own and stay.
    pub fn new(kind: &'static str, words: &str) -> Self {
        let words = words.replace('\u{ad}', "");
        Spoken { kind, words: words.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ") }
    }
}

/// What the model says.
pub fn of_model(document: &Document) -> Vec<Spoken> {
    let mut all = Vec::new();
    for part in &document.parts {
        if let Some(cover) = &part.cover {
            let lines = [&cover.organisation, &cover.title].into_iter().chain(&cover.subtitle).chain(&cover.facts);
            all.extend(lines.map(|line| Spoken::new("paragraph", line)));
        }
        if let Some(contents) = &part.contents {
            all.push(Spoken::new("heading", &contents.title));
            let listed = Document::headings_of(part).into_iter();
            let listed = listed.filter(|heading| heading.listed && heading.level <= contents.levels);
            all.extend(listed.map(|heading| Spoken::new("entry", &heading.plain())));
        }
        part.sections.iter().for_each(|section| blocks(document, &section.blocks, &mut all));
    }
    all
}

fn blocks(document: &Document, all: &[Block], said: &mut Vec<Spoken>) {
    for block in all {
        match &block.kind {
            BlockKind::Heading(heading) => {
                said.push(Spoken::new("heading", &heading.plain()));
                notes(document, &heading.content, said);
            }
            BlockKind::Paragraph(paragraph) => {
                said.push(Spoken::new("paragraph", &plain(&paragraph.content)));
                notes(document, &paragraph.content, said);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| blocks(document, item, said)),
            BlockKind::Table(table) => {
                let rows = table.header.iter().chain(&table.rows);
                rows.flat_map(|row| &row.cells).for_each(|cell| self::cell(document, cell, said));
            }
            BlockKind::Notice(notice) => {
                said.push(Spoken::new("paragraph", &notice.title));
                blocks(document, &notice.blocks, said);
            }
            BlockKind::Signatures(signatures) => {
                for who in &signatures.signatories {
                    said.push(Spoken::new("paragraph", &who.name));
                    said.push(Spoken::new("paragraph", &who.title));
                }
            }
        }
    }
}

fn cell(document: &Document, cell: &Cell, said: &mut Vec<Spoken>) {
    said.push(Spoken::new("cell", &cell.plain()));
    let mut inner = Vec::new();
    blocks(document, &cell.blocks, &mut inner);
    said.extend(inner.into_iter().filter(|entry| entry.kind == "note"));
}

fn notes(document: &Document, content: &[Inline], said: &mut Vec<Spoken>) {
    for inline in content {
        match inline {
            Inline::Note { note, first: true } => {
                let note = &document.notes[*note];
                said.push(Spoken::new("note", &format!("{} {}", note.number, plain(&note.content))));
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { content: inner, .. } => {
                notes(document, inner, said);
            }
            Inline::Text(_) | Inline::Break | Inline::Note { .. } => {}
        }
    }
}

/// What a PDF's tag tree says.
pub fn of_pdf(root: &Node) -> Vec<Spoken> {
    let mut said = Vec::new();
    node(root, &mut said);
    said
}

fn node(element: &Node, said: &mut Vec<Spoken>) {
    match element.kind.as_str() {
        "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => {
            said.push(Spoken::new("heading", &element.words_without(&["Lbl", "Note"])));
            pdf_notes(element, said);
        }
        "P" => {
            said.push(Spoken::new("paragraph", &element.words_without(&["Lbl", "Note"])));
            pdf_notes(element, said);
        }
        "TH" | "TD" => {
            let mut paragraphs = Vec::new();
            element.all(&["P"], &mut paragraphs);
            let words: Vec<String> = paragraphs.iter().map(|p| p.words_without(&["Lbl", "Note"])).collect();
            said.push(Spoken::new("cell", &words.join(" ")));
            pdf_notes(element, said);
        }
        "TOCI" => entries(element, said),
        "Lbl" => {}
        _ => element.nodes().for_each(|inner| node(inner, said)),
    }
}

fn pdf_notes(element: &Node, said: &mut Vec<Spoken>) {
    let mut notes = Vec::new();
    element.all(&["Note"], &mut notes);
    for note in notes {
        let mut marks = Vec::new();
        note.all(&["Lbl"], &mut marks);
        let number: String = marks.iter().map(|mark| mark.words_without(&[])).collect();
        said.push(Spoken::new("note", &format!("{number} {}", note.words_without(&["Lbl"]))));
    }
}

/// An entry of the contents: its words without the page number, which is the last run of them.
fn entries(element: &Node, said: &mut Vec<Spoken>) {
    let mut runs = Vec::new();
    element.runs_without(&["TOC", "TOCI"], &mut runs);
    runs.pop();
    said.push(Spoken::new("entry", &runs.concat()));
    element.nodes().filter(|inner| matches!(inner.kind.as_str(), "TOC" | "TOCI")).for_each(|inner| node(inner, said));
}

/// The page numbers of the contents' entries, in order.
pub fn contents_pages(root: &Node) -> Vec<u32> {
    fn walk(element: &Node, pages: &mut Vec<u32>) {
        if element.kind == "TOCI" {
            let mut runs = Vec::new();
            element.runs_without(&["TOC", "TOCI"], &mut runs);
            pages.extend(runs.last().map(|page| page.trim().parse::<u32>().unwrap()));
        }
        element.nodes().for_each(|inner| walk(inner, pages));
    }
    let mut pages = Vec::new();
    walk(root, &mut pages);
    pages
}
