//! Turns a document and a layout into a Word file; knows nothing of sections, reports or checks.
//!
//! docx-rs builds body, notes, numberings and running heads; `finish` repairs what it gets wrong and adds what it
//! cannot say; `styles` and `parts` write the rest from the layout's tokens; `package` makes the container.
//! The same document and layout give the same bytes, since all ids are given here in document order.

mod body;
mod clean;
mod comments;
mod control_map;
mod finish;
mod fonts;
mod furniture;
mod geometry;
mod ledger;
mod namespaces;
mod numbering;
mod package;
mod parts;
mod picture;
mod relationship;
mod style_id;
mod styles;
#[cfg(test)]
mod tests;
mod xml;

use crate::render::Composed;
use docx_rs::Docx;

use crate::layout::Layout;

use super::PageNumbers;

use self::body::Writer;
use self::control_map::Controls;
use self::finish::Finishing;
use self::finish::columns::widen;
use self::finish::notes::{mark_texts, number_sections};
use self::fonts::Fonts;
use self::package::PackagePart;
use self::picture::Picture;
use self::relationship::Relationship;

/// Renders a document as a Word file, with the styles of `layout` and the page numbers of the laid-out PDF.
///
/// The contents and the running heads are fields that hold `pages` as their results, so that the file opens finished;
/// where `pages` knows no number the result is empty until Word counts. Pure: the bytes depend on the arguments only.
///
/// # Errors
///
/// A sentence, where the model contradicts itself: the first marks of the notes are not in the order of their numbers,
/// a note is referred to that is never marked, a row has more cells than its table has columns, a chart has no drawing.
pub fn render(composed: &Composed<'_>, layout: &Layout, pages: &PageNumbers) -> Result<Vec<u8>, String> {
    let (document, tokens) = (composed.document, &layout.tokens);
    let mut writer = Writer::new(composed, tokens, pages);
    let body = writer.body()?;
    writer.controls.clash()?;
    let unmarked = writer.cited.iter().map(|note| note.at()).find(|note| *note + 1 >= writer.next_note as usize);
    if let Some(note) = unmarked {
        return Err(format!("the note at position {note} is referred to, but has no first mark"));
    }

    let mut docx = Docx::new();
    docx.document = body;
    docx.numberings = writer.counters.numberings(tokens);
    let built = docx.build();

    let mut finishing = Finishing { links: &writer.links, controls: writer.controls, made: 0, bookmarks: 0 };
    let (main, mut main_links) = finishing.document(&built.document, &writer.tables, writer.shown)?;
    main_links.extend(writer.figures.iter().flat_map(Picture::relationships));
    let (notes, note_links) = finishing.footnotes(&built.footnotes)?;
    let (mut main, notes) = (number_sections(main, document, &writer.heads), mark_texts(notes, document));
    widen(&mut main, &writer.heads);
    let comments = comments::add(&mut main, document);
    let mut controls = finishing.controls;
    let picture = Picture::of(layout)?;
    let heads = writer.heads.parts(tokens, pages, picture.as_ref())?;
    controls.apart = heads.iter().flat_map(|head| finish::controls::words_of_head(&head.root)).collect();
    controls.apart.dedup();
    controls.looks = control_map::looks(document);
    if comments.is_some() {
        main_links.push(Relationship::part("rIdComments", "comments", "comments.xml"));
    }
    let mut parts = vec![PackagePart::main(main, main_links, &heads), PackagePart::notes(notes, note_links)];
    parts.extend(comments.map(|comments| PackagePart::word("comments", comments)));
    parts.push(PackagePart::word("numbering", finish::numbering(&built.numberings)?));
    parts.push(PackagePart::word("styles", writer.sheet.part()));
    parts.push(PackagePart::word("settings", parts::settings(&document.meta, document.note_style, &layout.tokens)));
    let heads = heads.into_iter().map(PackagePart::header_footer).collect::<Vec<_>>();
    let fonts = Fonts::new(layout, &PackagePart::characters(parts.iter().chain(&heads)));
    parts.push(PackagePart::fonts(fonts.table, fonts.relationships));
    parts.push(PackagePart::theme(parts::theme(layout)));
    parts.extend(heads);
    parts.extend(PackagePart::properties(document, pages));
    parts.extend(PackagePart::origin(controls.map(&document.origin), Controls::map_properties(&document.origin)));
    let figures = std::mem::take(&mut writer.figures);
    let pictures = figures.into_iter().chain(picture).flat_map(Picture::files);
    package::pack(parts, pictures.chain(fonts.files).collect())
}
