//! Fields and the bookmarks that they point to; every field is written with its result, so that nothing has to be
//! updated when the file is opened.

use docx_rs::{FieldCharType, Hyperlink, HyperlinkType, InstrText, Paragraph, ParagraphChild, Run};

use crate::base::limits::HEADING_LEVELS;
use crate::model::{Heading, Target};
use crate::render::docx::style_id;

/// The bookmark of the heading with this index. Word makes names of this form for its own contents.
pub(crate) fn heading_mark(index: usize) -> String {
    format!("_Toc{index:09}")
}

/// The bookmark that a reference leads to.
pub(crate) fn anchor(target: Target) -> String {
    match target {
        Target::Heading(at) => heading_mark(at),
        Target::Table(at) => format!("_RefTable{}", at.position() + 1),
        Target::Chart(at) => format!("_RefChart{}", at.position() + 1),
        Target::Part(at) => part_range(at),
    }
}

/// The bookmark round the part with this index, from 0: what its contents list.
pub(crate) fn part_range(part: usize) -> String {
    format!("_Part{}", part + 1)
}

/// The bookmark at the end of the part with this index, from 0: its page is the part's number of pages.
pub(crate) fn part_end(part: usize) -> String {
    format!("_Part{}End", part + 1)
}

/// Whether a bookmark of this name stands at the end of a part.
pub(crate) fn is_part_end(name: &str) -> bool {
    name.strip_prefix("_Part").is_some_and(|rest| rest.ends_with("End"))
}

/// The bookmark round the first mark of the note with this number.
pub(crate) fn note_mark(number: u32) -> String {
    format!("_RefNote{number}")
}

/// The bookmark round the mark in front of the note under a table with this number.
pub(crate) fn table_note(note: usize) -> String {
    format!("_TableNote{}", note + 1)
}

fn char_run(kind: FieldCharType, style: Option<&str>) -> Run {
    styled(Run::new().add_field_char(kind, false), style)
}

fn styled(run: Run, style: Option<&str>) -> Run {
    match style {
        Some(style) => run.style(style),
        None => run,
    }
}

/// The runs that open a field: its beginning, its instruction and the separator before its result.
pub(crate) fn open(instruction: &str, style: Option<&str>) -> Vec<Run> {
    let instruction = InstrText::Unsupported(format!(" {instruction} "));
    vec![
        char_run(FieldCharType::Begin, style),
        styled(Run::new().add_instr_text(instruction), style),
        char_run(FieldCharType::Separate, style),
    ]
}

/// The run that closes a field.
pub(crate) fn close(style: Option<&str>) -> Run {
    char_run(FieldCharType::End, style)
}

/// A whole field. `instruction` is never text of a document's; `result` is what stands there until Word counts anew.
pub(crate) fn field(instruction: &str, result: &str, style: Option<&str>) -> Vec<Run> {
    let mut runs = open(instruction, style);
    if !result.is_empty() {
        runs.push(styled(Run::new().add_text(result), style));
    }
    runs.push(close(style));
    runs
}

/// A whole field in runs of a face of their own.
pub(crate) fn field_in(instruction: &str, result: &str, run: impl Fn() -> Run) -> Vec<Run> {
    let mark = |kind| run().add_field_char(kind, false);
    vec![
        mark(FieldCharType::Begin),
        run().add_instr_text(InstrText::Unsupported(format!(" {instruction} "))),
        mark(FieldCharType::Separate),
        run().add_text(result),
        mark(FieldCharType::End),
    ]
}

/// The instruction of a contents field that lists the headings of one part down to `levels`.
///
/// `\o` takes the built-in heading styles only; without `\u` the unlisted ones stay out. `\b` keeps to the part.
pub(crate) fn contents_instruction(part: usize, levels: u8) -> String {
    format!("TOC \\o \"1-{}\" \\h \\z \\b {}", levels.clamp(1, HEADING_LEVELS), part_range(part))
}

/// A line of the contents: the heading's words, then its page, all of it a link to the heading.
pub(crate) fn contents_line(heading: &Heading, page: Option<u32>) -> Paragraph {
    let mark = heading_mark(heading.index);
    let page = page.map(|page| page.to_string()).unwrap_or_default();
    let mut link = Hyperlink::new(&mark, HyperlinkType::Anchor)
        .add_run(Run::new().add_text(heading.plain()))
        .add_run(Run::new().add_tab());
    for run in field(&format!("PAGEREF {mark} \\h"), &page, None) {
        link = link.add_run(run);
    }
    Paragraph::new().style(&style_id::contents_line(heading.level)).add_hyperlink(link)
}

/// Puts `runs` before what a paragraph holds.
pub(crate) fn prepend(paragraph: &mut Paragraph, runs: Vec<Run>) {
    paragraph.children.splice(0..0, runs.into_iter().map(|run| ParagraphChild::Run(Box::new(run))));
}
