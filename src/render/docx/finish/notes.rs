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

/// Writes out the mark behind a reference to a note, each character by itself: LibreOffice 7.4 takes a text of one for
/// the mark that it has read already, and would show a longer one twice.
fn write_out(run: &mut Element, document: &Document) {
    let id = run.elements_mut().find(|child| child.name == "w:footnoteReference").and_then(|reference| {
        reference.set("w:customMarkFollows", 1);
        reference.get("w:id")?.parse::<u32>().ok()
    });
    let note = document.notes.iter().find(|note| Some(note.number) == id);
    if let Some(note) = note {
        run.children.extend(note.mark.chars().map(|character| Node::Element(el("w:t").text(character))));
    }
}

/// Writes out the marks in front of notes that Word does not count itself. LibreOffice 7.4 shows such a mark of its own
/// accord and would show it twice: it falls back to what it counts, since it knows no choice of this kind.
pub(crate) fn mark_texts(mut notes: Element, document: &Document) -> Element {
    if document.note_style.marks != Marks::Stars {
        return notes;
    }
    for note in notes.elements_mut() {
        let id = note.get("w:id").and_then(|id| id.parse::<u32>().ok());
        let Some(known) = document.notes.iter().find(|known| Some(known.number) == id) else { continue };
        for run in note.elements_mut().flat_map(Element::elements_mut) {
            let Some(counted) = run.elements_mut().find(|child| child.name == "w:footnoteRef") else { continue };
            let written = el("mc:Choice").with("Requires", "w15").add(el("w:t").text(&known.mark));
            let fallback = el("mc:Fallback").add(counted.clone());
            *counted = el("mc:AlternateContent").add(written).add(fallback);
        }
    }
    notes
}
