//! The whole way from a report's folder to the bytes of its files: load, merge, check, lower, render.

pub mod checked;
pub mod evidence;
pub mod options;
pub mod origin;
pub mod output;

use std::path::Path;

use crate::base::limits::Limit;
use crate::base::source::Sources;
use crate::check;
use crate::diagnostic::{Diagnostic, Tally, sort};
use crate::input::load::{LoadError, Loaded, load};
use crate::input::manifest::Manifest;
use crate::input::messages::limit_exceeded;
use crate::layout::{Layout, contrast};
use crate::lower::{Draft, Shape, lower};
use crate::model::Document;
use crate::render::pdf::{self, Attachment, Rows};
use crate::render::{PageNumbers, charts, docx, fonts, messages, preflight, text};
use crate::report::Report;
use crate::report::merge::merge;

use self::evidence::evidence;

pub use self::checked::Checked;
pub use self::options::{Format, Options};
pub use self::output::Output;

/// A report with the files that were made of it, not yet written.
#[derive(Debug)]
pub struct Built {
    /// What the files were made of, and every finding.
    pub checked: Checked,
    /// The document; `None` where nothing can be made.
    pub document: Option<Document>,
    /// What to write. Empty where nothing can be made, or where errors stand in the way of a final paper.
    pub outputs: Vec<Output>,
    /// Pages of the laid-out PDF, all parts together.
    pub pages: usize,
}

/// Reads the report in `dir`, merges and checks it.
pub fn check(dir: &Path, layout: Option<&str>) -> Result<Checked, LoadError> {
    let (loaded, mut diagnostics) = load(dir, layout)?;
    let Loaded { sources, manifest, arrivals, layout, layout_from, tokens, aside } = loaded;
    let report = manifest.map(|manifest| {
        let (report, found) = merge(manifest, arrivals);
        diagnostics.extend(found);
        let (of_report, of_document) =
            rayon::join(|| check::check(&report), || layout.as_ref().map(|layout| shown(&report, layout, &sources)));
        diagnostics.extend(of_report);
        diagnostics.extend(of_document.unwrap_or_default());
        report
    });
    if let (Some(own), Some(layout)) = (tokens, &layout) {
        diagnostics.extend(contrast::check(own, &sources.file(own).text, &layout.tokens_text));
    }
    let accepted = report.as_ref().map(|report| check::exceptions::apply(report, &sources, &mut diagnostics));
    sort(&mut diagnostics);
    let accepted = accepted.unwrap_or_default();
    Ok(Checked { sources, diagnostics, accepted, report, layout, layout_from, tokens, aside })
}

/// Findings about what the report's files would show.
fn shown(report: &Report, layout: &Layout, sources: &Sources) -> Vec<Diagnostic> {
    let mut document = lower(report, Shape::from(&layout.tokens), None);
    let mut found = preflight::replace(&mut document, sources, &fonts::shows(layout));
    found.extend(preflight::heights(&document, &charts::draw(&document, layout)));
    found
}

/// Builds the report in `dir`. Nothing is written.
pub fn build(dir: &Path, options: &Options) -> Result<Built, LoadError> {
    Ok(make(check(dir, options.layout.as_deref())?, options))
}

/// Makes the files of a report that was read and checked.
pub fn make(checked: Checked, options: &Options) -> Built {
    let tally = Tally::of(&checked.diagnostics);
    let mut built = Built { checked, document: None, outputs: Vec::new(), pages: 0 };
    if options.is_final && tally.errors > 0 {
        return built;
    }
    let is_draft = !options.is_final && tally.errors + tally.warnings > 0;
    let Some((mut document, mut made)) = document_and_outputs(&built.checked, options, is_draft) else { return built };
    if let Ok(Made { unsettled: Some(detail), .. }) = &made {
        built.checked.diagnostics.push(messages::layout_unsettled(detail));
        sort(&mut built.checked.diagnostics);
        // A paper whose page numbers may be wrong says so, or is none.
        made = Err(Vec::new());
        if !options.is_final
            && let Some(again) = document_and_outputs(&built.checked, options, true)
        {
            (document, made) = again;
        }
    }
    match made {
        Ok(laid) => (built.outputs, built.pages) = (laid.outputs, laid.pages),
        Err(found) => {
            built.checked.diagnostics.extend(found);
            sort(&mut built.checked.diagnostics);
        }
    }
    built.document = Some(document);
    built
}

/// The document and its files; `None` where there is no report or no layout.
fn document_and_outputs(
    checked: &Checked,
    options: &Options,
    is_draft: bool,
) -> Option<(Document, Result<Made, Vec<Diagnostic>>)> {
    let (report, layout) = (checked.report.as_ref()?, checked.layout.as_ref()?);
    let document = lowered(checked, report, layout, is_draft);
    let attachments = if options.standard.attaches() { evidence(checked, options) } else { Vec::new() };
    let made = outputs(&document, layout, &attachments, options, &checked.sources, &report.manifest);
    Some((document, made))
}

/// The document that [`build`] makes of the report in `dir`, as a draft or as the final paper.
///
/// `None` where nothing can be made.
pub fn document(dir: &Path, is_draft: bool) -> Result<Option<Document>, LoadError> {
    let checked = check(dir, None)?;
    let (Some(report), Some(layout)) = (&checked.report, &checked.layout) else { return Ok(None) };
    Ok(Some(lowered(&checked, report, layout, is_draft)))
}

fn lowered(checked: &Checked, report: &Report, layout: &Layout, is_draft: bool) -> Document {
    let Checked { sources, diagnostics, .. } = checked;
    let mut document =
        lower(report, Shape::from(&layout.tokens), is_draft.then_some(Draft { findings: diagnostics, sources }));
    preflight::replace(&mut document, sources, &fonts::shows(layout));
    document.origin = origin::of(sources, layout);
    document
}

/// The files of a document, with what its pages say about themselves.
struct Made {
    outputs: Vec<Output>,
    pages: usize,
    unsettled: Option<String>,
}

/// Why there are no files.
enum Stopped {
    Engine(Vec<pdf::Failure>),
    Told(Vec<Diagnostic>),
}

/// The files of `document`. What the engine itself fails at is tried once more in a simpler way.
fn outputs(
    document: &Document,
    layout: &Layout,
    attachments: &[Attachment],
    options: &Options,
    sources: &Sources,
    manifest: &Manifest,
) -> Result<Made, Vec<Diagnostic>> {
    let attempt = |rows| attempt(document, layout, attachments, options, manifest, rows);
    let of_engine = |stopped: &Stopped| match stopped {
        Stopped::Engine(failures) => failures.iter().any(pdf::Failure::is_internal),
        Stopped::Told(_) => false,
    };
    let (rows, made) = pdf::kept_or_loose(attempt, of_engine);
    let told = |failure: pdf::Failure| {
        let words = failure.words.unwrap_or_default();
        let place = failure.place.map(|place| sources.narrow(place, &words));
        messages::layout_failed(place, &failure.message, &failure.hints.join("; "))
    };
    made.map_err(|stopped| match stopped {
        Stopped::Told(found) => found,
        Stopped::Engine(failures) => {
            pdf::locate(document, layout, rows, options.standard, failures).into_iter().map(told).collect()
        }
    })
}

/// The files of `document` on pages that are laid out in one way. The Word file takes its page numbers from the PDF's
/// layout.
fn attempt(
    document: &Document,
    layout: &Layout,
    attachments: &[Attachment],
    options: &Options,
    manifest: &Manifest,
    rows: Rows,
) -> Result<Made, Stopped> {
    let laid_out = pdf::lay_out(document, layout, attachments, rows).map_err(Stopped::Engine)?;
    let (count, most) = (laid_out.page_count(), manifest.limits.pages);
    if count > most as usize {
        let place = Some(manifest.id.place);
        return Err(Stopped::Told(vec![limit_exceeded(place, &count.to_string(), Limit::Pages, most)]));
    }
    let pages = laid_out.pages();
    let wants = |format| options.formats.contains(&format);
    let (exported, word) = rayon::join(
        || wants(Format::Pdf).then(|| laid_out.export(options.standard)).transpose(),
        || wants(Format::Docx).then(|| word_file(document, layout, &pages)).transpose(),
    );
    let (exported, word) = (exported.map_err(Stopped::Engine)?, word.map_err(Stopped::Told)?);
    let id = &document.meta.id;
    let file = |extension: &str, bytes| Output::File { name: format!("{id}.{extension}"), bytes };
    let mut outputs = Vec::new();
    outputs.extend(exported.map(|bytes| file("pdf", bytes)));
    outputs.extend(word.map(|bytes| file("docx", bytes)));
    if wants(Format::Txt) {
        outputs.push(file("txt", text::render(document).into_bytes()));
    }
    if wants(Format::Typst) {
        outputs.push(Output::Folder { name: format!("{id}-typst"), files: pdf::project(document, layout, rows) });
    }
    Ok(Made { outputs, pages: count, unsettled: laid_out.unsettled().map(str::to_owned) })
}

fn word_file(document: &Document, layout: &Layout, pages: &PageNumbers) -> Result<Vec<u8>, Vec<Diagnostic>> {
    docx::render(document, layout, pages).map_err(|error| vec![messages::layout_failed(None, &error, "")])
}
