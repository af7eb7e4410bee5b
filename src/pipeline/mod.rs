//! The whole way from a report's folder to the bytes of its files: load, merge, check, lower, render.

mod beside;
pub mod checked;
pub mod evidence;
mod kept;
mod messages;
mod numbers;
pub mod options;
pub mod origin;
pub mod output;
mod pages;
mod remarks;
pub mod stopped;
mod targets;

use crate::base::positions::ChartIndex;
use crate::lower::notice;
use crate::render::Composed;
use crate::render::charts::Drawing;
use crate::render::preflight::preflight;
use crate::render::preflight::replace_in_notice;
use std::collections::BTreeMap;
use std::path::Path;

use crate::base::budget::Trust;
use crate::base::limits::Limit;
use crate::base::source::{Sources, Span};
use crate::base::words::Spelling;
use crate::check;
use crate::check::coverage::Coverage;
use crate::check::statements;
use crate::diagnostic::{Code, Diagnostic, Tally, settle, sort};
use crate::input::decode::told_where_they_wait;
use crate::input::load::{BUILT_IN_LAYOUT, LoadError, Loaded, Overlay, load_over};
use crate::input::manifest::Manifest;
use crate::input::messages::limit_exceeded;
use crate::layout::messages::font_unusable;
use crate::layout::{FontFault, Layout, contrast, font};
use crate::lower::{Draft, Shape, lower, stamp, unstamp};
use crate::model::{Document, Origin};
use crate::render::fonts::embed::refused;
use crate::render::fonts::{families, unreadable};
use crate::render::pdf::{self, Attachment, Laid, RowBreaks};
use crate::render::{PageNumbers, docx, messages as of_rendering, text};
use crate::report::Report;
use crate::report::merge::merge;

use self::evidence::evidence;

pub use self::checked::Checked;
pub use self::options::{Format, Options};
pub use self::output::Output;
pub use self::stopped::Stopped;

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

impl Built {
    /// The report as it was checked, so that other files can be made of it.
    pub fn into_checked(self) -> Checked {
        let mut document = self.document;
        document.iter_mut().for_each(unstamp);
        Checked { document, ..self.checked }
    }
}

/// Reads the report in `dir`, merges and checks it.
pub fn check(dir: &Path, layout: Option<&str>) -> Result<Checked, LoadError> {
    check_of(dir, layout, Trust::Own)
}

/// The same with words looked up in a list. No file is made of what comes of it: they must not depend on whether there
/// is one.
pub fn check_spelled(dir: &Path, layout: Option<&str>, spelling: Spelling<'_>) -> Result<Checked, LoadError> {
    check_over(dir, layout, spelling, &Overlay::default())
}

/// The same with texts in the place of files, as somebody is writing them.
pub fn check_over(
    dir: &Path,
    layout: Option<&str>,
    spelling: Spelling<'_>,
    overlay: &Overlay,
) -> Result<Checked, LoadError> {
    checked((dir, overlay), layout, Trust::Own, spelling)
}

/// The same for a report of somebody else's.
pub fn check_of(dir: &Path, layout: Option<&str>, trust: Trust) -> Result<Checked, LoadError> {
    checked((dir, &Overlay::default()), layout, trust, Spelling::Unasked)
}

fn checked(
    (dir, overlay): (&Path, &Overlay),
    layout: Option<&str>,
    trust: Trust,
    spelling: Spelling<'_>,
) -> Result<Checked, LoadError> {
    let (loaded, mut diagnostics) = load_over(dir, layout, trust, overlay)?;
    let Loaded { sources, manifest, arrivals, layout, layout_from, tokens, aside, seen } = loaded;
    let report = manifest.map(|manifest| {
        let (report, found) = merge(manifest, arrivals);
        diagnostics.extend(found);
        report
    });
    let (mut document, mut drawings, mut coverage) = (None, BTreeMap::new(), Coverage::default());
    let mut said = Vec::new();
    if let Some(report) = &report {
        let (of_report, shown) = rayon::join(
            || check::check(report, spelling),
            || layout.as_ref().map(|layout| shown(report, layout, &sources)),
        );
        diagnostics.extend(of_report.found);
        coverage = of_report.coverage;
        said = of_report.statements;
        if let Some((lowered, drawn, found)) = shown {
            (document, drawings) = (Some(lowered), drawn);
            diagnostics.extend(found);
        }
    }
    if let (Some(own), Some(layout)) = (tokens, &layout) {
        let text = &sources.file(own).text;
        diagnostics.extend(contrast::check(own, text, &layout.tokens_text));
        diagnostics.extend(font::families(own, text, &layout.tokens, &families(layout), &refused(layout)));
        let broken = unreadable(layout).map(|file| (format!("fonts/{file}"), FontFault::Broken));
        diagnostics.extend(broken.map(|(file, fault)| font_unusable(Some(Span::new(own, 0..0)), &file, fault)));
    }
    kept::once(&mut diagnostics, &sources);
    told_where_they_wait(&mut diagnostics, &sources);
    settle(&mut diagnostics);
    let accepted = report.as_ref().map(|report| check::exceptions::apply(report, &sources, &mut diagnostics, spelling));
    sort(&mut diagnostics);
    let accepted = accepted.unwrap_or_default();
    Ok(Checked {
        sources,
        diagnostics,
        accepted,
        coverage,
        statements: said,
        report,
        layout,
        layout_from,
        tokens,
        aside,
        seen,
        document,
        drawings,
    })
}

/// Reads and checks the report in `dir` without its own layout, which was stopped: nothing of it is opened, and a
/// finding at its place says why. There is no document.
pub fn check_without_layout(dir: &Path, why: Stopped) -> Result<Checked, LoadError> {
    check_without_layout_over(dir, why, &Overlay::default())
}

/// The same with texts in the place of files.
pub fn check_without_layout_over(dir: &Path, why: Stopped, overlay: &Overlay) -> Result<Checked, LoadError> {
    let mut checked = check_over(dir, Some(BUILT_IN_LAYOUT), Spelling::Unasked, overlay)?;
    let place = checked.report.as_ref().and_then(|report| report.manifest.layout.as_ref()).map(|name| name.place);
    checked.diagnostics.push(messages::layout_stopped(place, why));
    sort(&mut checked.diagnostics);
    Ok(Checked { layout: None, document: None, ..checked })
}

/// The document of a report with its drawings, and findings about what they would show.
fn shown(
    report: &Report,
    layout: &Layout,
    sources: &Sources,
) -> (Document, BTreeMap<ChartIndex, Drawing>, Vec<Diagnostic>) {
    let mut document = lower(report, Shape::from(&layout.tokens));
    // Before the characters that no font shows are replaced, which is told by itself.
    let mut found = kept::check(report, &document);
    found.extend(numbers::check(report, &document));
    found.extend(pages::check(&document));
    found.extend(beside::check(&document));
    let (drawings, of_characters) = preflight(&mut document, layout, sources);
    found.extend(of_characters);
    (document, drawings, found)
}

/// Makes `document` a draft that says what is missing or wrong.
fn stamp_draft(document: &mut Document, layout: &Layout, checked: &Checked) {
    let statements = statements::counts(&checked.statements);
    let mut notice = notice(&Draft { findings: &checked.diagnostics, sources: &checked.sources, statements });
    replace_in_notice(&mut notice, layout);
    stamp(document, notice);
}

/// Builds the report in `dir`. Nothing is written.
pub fn build(dir: &Path, options: &Options) -> Result<Built, LoadError> {
    Ok(make(check_of(dir, options.layout.as_deref(), options.trust)?, options))
}

/// Makes the files of a report that was read and checked.
pub fn make(mut checked: Checked, options: &Options) -> Built {
    let tally = Tally::of(&checked.diagnostics);
    let refused = options.is_final && tally.errors > 0;
    let Some(mut document) = checked.document.take().filter(|_| !refused) else {
        return Built { checked, document: None, outputs: Vec::new(), pages: 0 };
    };
    let drawings = std::mem::take(&mut checked.drawings);
    let mut made = Err(Vec::new());
    if let (Some(report), Some(layout)) = (&checked.report, &checked.layout) {
        document.origin = Origin { words: !options.leaves, ..origin::of(&checked.sources, &report.manifest, layout) };
        let attached =
            |checked: &Checked| if options.standard.attaches() { evidence(checked, options) } else { Vec::new() };
        if !options.is_final && tally.errors + tally.warnings > 0 {
            stamp_draft(&mut document, layout, &checked);
        }
        let limits = Limited::of(options, report, &checked);
        let composed = Composed::with(&document, layout, drawings);
        made = outputs(&composed, layout, &attached(&checked), limits);
        let Composed { mut drawings, .. } = composed;
        if let Some(found) = made.as_mut().ok().map(|made| std::mem::take(&mut made.found)).filter(|it| !it.is_empty())
        {
            checked.diagnostics.extend(found);
            sort(&mut checked.diagnostics);
            // A paper whose page numbers may be wrong, or whose words have no room, says so, or is none.
            made = Err(Vec::new());
            if !options.is_final {
                stamp_draft(&mut document, layout, &checked);
                let limits = Limited::of(options, report, &checked);
                let composed = Composed::with(&document, layout, drawings);
                made = outputs(&composed, layout, &attached(&checked), limits);
                drawings = composed.drawings;
            }
        }
        checked.drawings = drawings;
    }
    let (outputs, pages) = match made {
        Ok(laid) => {
            document = laid.numbered.unwrap_or(document);
            (laid.outputs, laid.pages)
        }
        Err(found) => {
            checked.diagnostics.extend(found);
            sort(&mut checked.diagnostics);
            (Vec::new(), 0)
        }
    };
    Built { checked, document: Some(document), outputs, pages }
}

/// The document that [`build`] makes of the report in `dir`, as a draft or as the final paper.
///
/// `None` where nothing can be made.
pub fn document(dir: &Path, is_draft: bool) -> Result<Option<Document>, LoadError> {
    let mut checked = check(dir, None)?;
    let mut document = checked.document.take();
    if let (Some(document), Some(layout), Some(report)) = (&mut document, &checked.layout, &checked.report) {
        document.origin = origin::of(&checked.sources, &report.manifest, layout);
        if is_draft {
            stamp_draft(document, layout, &checked);
        }
    }
    Ok(document)
}

/// What is asked for, and what it may hold.
#[derive(Clone, Copy)]
struct Limited<'l> {
    options: &'l Options,
    manifest: &'l Manifest,
    sources: &'l Sources,
    /// What was found before.
    told: &'l [Diagnostic],
}

impl<'l> Limited<'l> {
    fn of(options: &'l Options, report: &'l Report, checked: &'l Checked) -> Self {
        let Checked { sources, diagnostics, .. } = checked;
        Limited { options, manifest: &report.manifest, sources, told: diagnostics }
    }
}

/// The files of a document, with what its pages say about themselves.
struct Made {
    outputs: Vec<Output>,
    pages: usize,
    /// What is wrong with the pages themselves.
    found: Vec<Diagnostic>,
    /// The document with the pages that its texts name, where they name any.
    numbered: Option<Document>,
}

/// Why there are no files.
enum BuildError {
    Engine(Vec<pdf::Failure>),
    Reported(Vec<Diagnostic>),
}

/// The files of `document`. What the engine itself fails at is tried once more in a simpler way.
fn outputs(
    composed: &Composed<'_>,
    layout: &Layout,
    attachments: &[Attachment],
    limits: Limited<'_>,
) -> Result<Made, Vec<Diagnostic>> {
    let Limited { options, sources, .. } = limits;
    let attempt = |rows| attempt(composed, layout, attachments, limits, rows);
    let is_engine_failure = |stopped: &BuildError| match stopped {
        BuildError::Engine(failures) => failures.iter().any(pdf::Failure::is_internal),
        BuildError::Reported(_) => false,
    };
    let (rows, made) = pdf::with_fallback(attempt, is_engine_failure);
    made.map_err(|stopped| match stopped {
        BuildError::Reported(found) => found,
        BuildError::Engine(failures) => {
            let failures = pdf::locate(composed.document, layout, rows, options.standard, failures);
            failures.into_iter().map(|failure| layout_failed(failure, sources)).collect()
        }
    })
}

/// What is told of a layout that failed.
fn layout_failed(failure: pdf::Failure, sources: &Sources) -> Diagnostic {
    let words = failure.words.unwrap_or_default();
    let place = failure.place.map(|place| sources.narrow(place, &words));
    of_rendering::layout_failed(place, &failure.message, &failure.hints.join("; "))
}

/// The files of `document` on pages that are laid out in one way. The Word file takes its page numbers from the PDF's
/// layout.
fn attempt(
    composed: &Composed<'_>,
    layout: &Layout,
    attachments: &[Attachment],
    limits: Limited<'_>,
    rows: RowBreaks,
) -> Result<Made, BuildError> {
    let Limited { options, manifest, .. } = limits;
    let laid_out = pdf::lay_out(composed, layout, attachments, rows).map_err(BuildError::Engine)?;
    let (count, max_pages) = (laid_out.page_count(), manifest.limits.pages);
    if count > max_pages as usize {
        let place = Some(manifest.id.place);
        return Err(BuildError::Reported(vec![limit_exceeded(place, &count.to_string(), Limit::Pages, max_pages)]));
    }
    let pages = laid_out.pages();
    let numbered = laid_out.numbered().map(|document| composed.reworded(document));
    let composed = numbered.as_ref().unwrap_or(composed);
    let document = composed.document;
    let wants = |format| options.formats.contains(&format);
    let (exported, word) = rayon::join(
        || wants(Format::Pdf).then(|| laid_out.export(options.standard)).transpose(),
        || wants(Format::Docx).then(|| word_file(composed, layout, &pages)).transpose(),
    );
    let (exported, word) = (exported.map_err(BuildError::Engine)?, word.map_err(BuildError::Reported)?);
    let id = &document.meta.id;
    let file = |extension: &str, bytes| Output::File { name: format!("{id}.{extension}"), bytes };
    let mut outputs = Vec::new();
    outputs.extend(exported.map(|bytes| file("pdf", bytes)));
    outputs.extend(word.map(|bytes| file("docx", bytes)));
    if let Some(language) = options.comments {
        let remarks = remarks::remarks(document, limits.told, limits.sources, language);
        let commented = Document { remarks, ..document.clone() };
        let bytes = word_file(&composed.reworded(&commented), layout, &pages).map_err(BuildError::Reported)?;
        outputs.push(Output::File { name: format!("{id}-kommentarer.docx"), bytes });
    }
    // Finished papers lie beside the paper that names them.
    if wants(Format::Pdf) || wants(Format::Docx) {
        outputs.extend(manifest.finished().map(|(name, it)| Output::File { name, bytes: it.bytes.clone() }));
    }
    if wants(Format::Txt) {
        outputs.push(file("txt", text::render(document).into_bytes()));
    }
    if wants(Format::Typst) {
        outputs.push(Output::Folder { name: format!("{id}-typst"), files: laid_out.project(composed, layout, rows) });
    }
    let found = of_pages(&laid_out, document, layout, limits);
    Ok(Made { outputs, pages: count, found, numbered: laid_out.take_numbered() })
}

/// What is wrong with pages: that they never came to rest, and words without room.
fn of_pages(
    laid: &Laid,
    document: &Document,
    layout: &Layout,
    Limited { manifest, sources, told, .. }: Limited<'_>,
) -> Vec<Diagnostic> {
    if let Some(detail) = laid.did_not_converge() {
        return vec![of_rendering::layout_unsettled(detail)];
    }
    if !laid.is_settled() {
        return vec![of_rendering::pages_unsettled()];
    }
    if !told.iter().any(|told| told.code == Code::LayoutFont)
        && let Some(detail) = laid.unknown_font()
    {
        return vec![of_rendering::font_unknown(detail)];
    }
    // Where the words of a table or a chart stand that has no room is told by its own finding.
    if told.iter().any(|told| matches!(told.code, Code::DoesNotFit | Code::ChartTooLarge)) {
        return Vec::new();
    }
    laid.misplaced(document, layout, sources, Some(manifest.title.place))
}

/// Looks at the pages of a report that was checked as well, and adds what is wrong with them.
pub fn check_pages(mut checked: Checked) -> Checked {
    let Checked { document, report, layout, sources, drawings, diagnostics, .. } = &mut checked;
    let (Some(document), Some(report), Some(layout)) = (document.as_ref(), report.as_ref(), layout.as_ref()) else {
        return checked;
    };
    let composed = Composed::with(document, layout, std::mem::take(drawings));
    let (rows, laid) = pdf::with_fallback(
        |rows| pdf::lay_out(&composed, layout, &[], rows),
        |failures| failures.iter().any(pdf::Failure::is_internal),
    );
    *drawings = composed.drawings;
    let options = Options::default();
    let found = match laid {
        Ok(laid) => {
            let limits = Limited { options: &options, manifest: &report.manifest, sources, told: diagnostics };
            of_pages(&laid, document, layout, limits)
        }
        Err(failures) => {
            let failures = pdf::locate(document, layout, rows, options.standard, failures);
            failures.into_iter().map(|failure| layout_failed(failure, sources)).collect()
        }
    };
    diagnostics.extend(found);
    sort(diagnostics);
    checked
}

fn word_file(composed: &Composed<'_>, layout: &Layout, pages: &PageNumbers) -> Result<Vec<u8>, Vec<Diagnostic>> {
    docx::render(composed, layout, pages).map_err(|error| vec![of_rendering::layout_failed(None, &error, "")])
}
