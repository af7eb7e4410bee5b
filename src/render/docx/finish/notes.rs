//! Numbers of notes: where they begin again, and marks that Word does not count itself.

use crate::base::note_style::{Marks, NoteStyle};
use crate::model::Document;
use crate::render::docx::furniture::Heads;
use crate::render::docx::xml::{Element, Node, el, val};

/// How footnotes are numbered. Word knows no rows of asterisks: such marks are written out.
pub(crate) fn properties(style: NoteStyle) -> Element {
    let properties = el("w:footnotePr");
    match style.marks {
        Marks::Digits | Marks::Stars => properties,
        Marks::Letters => properties.add(val("w:numFmt", "lowerLetter")),
    }
}

/// Says of sections where the numbering begins again, and writes out the marks that Word does not count itself.
pub(crate) fn number_sections(mut main: Element, document: &Document, heads: &Heads) -> Element {
    let mut restarts = heads.restarts.iter();
    main.walk_mut(&mut |element| match element.name.as_str() {
        "w:sectPr" if restarts.next() == Some(&true) => {
            let numbering = properties(document.note_style).add(val("w:numRestart", "eachSect"));
            element.children.push(Node::Element(numbering));
        }
        "w:r" if document.note_style.marks == Marks::Stars => write_out(element, document),
        _ => {}
    });
    main
}

/// Writes out the mark behind a reference to a note.
fn write_out(run: &mut Element, document: &Document) {
    let id = run.elements_mut().find(|child| child.name == "w:footnoteReference").and_then(|reference| {
        reference.set("w:customMarkFollows", 1);
        reference.get("w:id")?.parse::<u32>().ok()
    });
    let note = document.notes.iter().find(|note| Some(note.number) == id);
    if let Some(note) = note {
        run.children.push(Node::Element(el("w:t").text(&note.mark)));
    }
}

/// Writes out the marks in front of notes that Word does not count itself.
pub(crate) fn mark_texts(mut notes: Element, document: &Document) -> Element {
    if document.note_style.marks != Marks::Stars {
        return notes;
    }
    for note in notes.elements_mut() {
        let id = note.get("w:id").and_then(|id| id.parse::<u32>().ok());
        let Some(known) = document.notes.iter().find(|known| Some(known.number) == id) else { continue };
        note.walk_mut(&mut |element| {
            if element.name == "w:footnoteRef" {
                *element = el("w:t").text(&known.mark);
            }
        });
    }
    notes
}
