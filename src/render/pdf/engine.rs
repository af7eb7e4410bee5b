//! From a document to laid-out pages and their PDF, by Typst with the layout's template.

use crate::render::Composed;
use crate::render::lines::{Ruler, Setting};
use crate::render::pdf::data;
use crate::render::pdf::data::DocumentData;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use typst::diag::{Severity, SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Label, Smart};
use typst::introspection::{DocumentPosition, Introspector};
use typst::layout::PageRanges;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::base::date::Ymd;
use crate::base::source::{Sources, Span};
use crate::base::standard::Standard;
use crate::diagnostic::Diagnostic;
use crate::layout::{ChosenBy, Layout};
use crate::model::{Block, BlockKind, Document, Target};
use crate::render::charts::Drawing;
use crate::render::furniture::{Furniture, PartHeads, chapter};
use crate::render::messages;
use crate::render::{PageNumbers, fonts};

use super::compact;
use super::places::Places;
use super::positions::{self, Fault, Misplaced};
use super::template;
use super::world::PaperWorld;

const MAIN: &str = "#import \"template.typ\": paper\n#paper(json(\"data.json\"), toml(\"tokens.toml\"))\n";

/// What attaches the files that `attachments.json` names. It stands outside of the template, since it has no looks.
const ATTACH: &str = "#for it in json(\"attachments.json\") {\n  pdf.attach(it.name, mime-type: it.mime, \
                      description: it.description, relationship: it.relation)\n}\n";

/// A file that the PDF carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// What it is, for people.
    pub description: String,
    /// How it belongs to the paper.
    pub relation: Relation,
    /// What it holds.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// How an attachment belongs to the paper. The names are those of PDF/A-3, `AFRelationship`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// The paper was made of it.
    Source,
    /// It holds the data of what the paper shows.
    Data,
    /// It adds something.
    Supplement,
}

/// Why the layout could not make a PDF.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Failure {
    /// What Typst says, with the template's line where there is one.
    pub message: String,
    /// What Typst suggests.
    pub hints: Vec<String>,
    /// What of the units' files it is about, where that is known: see [`locate`](super::locate()).
    pub place: Option<Span>,
    /// Words that stand there.
    pub words: Option<String>,
}

/// The misplaced words of one paper that are told at most, since a fault of a template is on every page.
const MAX_MISPLACED: usize = 20;

/// How Typst says that what depends on page numbers was still moving when it stopped.
const DID_NOT_CONVERGE: &str = "document did not converge";

/// How it says that it set words in another font than the template asked for.
const UNKNOWN_FONT: &str = "unknown font family";

impl Failure {
    /// Whether it is a fault of the engine, which nobody can mend in a report or a layout.
    pub fn is_internal(&self) -> bool {
        [STOPPED, "internal error"].iter().any(|words| self.message.starts_with(words))
    }
}

/// How a fault that the engine stopped at is told.
const STOPPED: &str = "the layout engine stopped";

/// Whether rows of tables are kept on the page of what belongs below them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowBreaks {
    /// Rows stay with their comment or their sum.
    Keep,
    /// Each row stands by itself, which is simpler to lay out.
    Allow,
}

/// What `attempt` makes with rows kept, or, where it fails in a way that is the engine's, with loose ones; and which
/// it was.
pub fn with_fallback<T, E>(
    attempt: impl Fn(RowBreaks) -> Result<T, E>,
    is_internal: impl Fn(&E) -> bool,
) -> (RowBreaks, Result<T, E>) {
    let kept = attempt(RowBreaks::Keep);
    if kept.as_ref().is_err_and(is_internal) {
        (RowBreaks::Allow, attempt(RowBreaks::Allow))
    } else {
        (RowBreaks::Keep, kept)
    }
}

/// A document on its pages.
pub struct Laid {
    paged: PagedDocument,
    pages: PageNumbers,
    /// The numbers of pages that the template was told.
    totals: Vec<u32>,
    /// The document with the pages that its texts name, where they name any.
    numbered: Option<Document>,
    /// Whether these pages are those on which things stand.
    settled: bool,
    did_not_converge: Option<String>,
    unknown_font: Option<String>,
    ident: String,
    date: Ymd,
}

/// How often a document is laid out at the most until the pages that its texts name are right. Mostly the second time
/// is the last one: then the words are as long as they will be.
const ROUNDS: usize = 6;

/// Lays `document` out on pages, as often as it takes until the pages that its texts name are those on which things
/// stand. What is attached changes none of them.
///
/// # Errors
/// What Typst reports about the template, or about what the template makes of the document.
pub fn lay_out(
    composed: &Composed<'_>,
    layout: &Layout,
    attachments: &[Attachment],
    rows: RowBreaks,
) -> Result<Laid, Vec<Failure>> {
    if composed.document.paged().is_empty() {
        return lay_out_numbered(composed, layout, attachments, rows);
    }
    let attempt = |pages: &BTreeMap<Target, u32>| -> Result<_, Vec<Failure>> {
        let document = composed.document.with_pages(pages);
        let laid = lay_out_numbered(&composed.reworded(&document), layout, attachments, rows)?;
        let named = laid.pages.named.clone();
        Ok((laid, named))
    };
    let (laid, pages, settled) = settled(BTreeMap::new(), attempt)?;
    Ok(Laid { numbered: Some(composed.document.with_pages(&pages)), settled, ..laid })
}

/// What `attempt` makes of the first pages with which it comes to the same pages, these pages, and whether it does.
fn settled<P: PartialEq, T, E>(
    mut pages: P,
    mut attempt: impl FnMut(&P) -> Result<(T, P), E>,
) -> Result<(T, P, bool), E> {
    let (mut made, mut found) = attempt(&pages)?;
    for _ in 1..ROUNDS {
        if found == pages {
            break;
        }
        pages = found;
        (made, found) = attempt(&pages)?;
    }
    let is_settled = found == pages;
    Ok((made, pages, is_settled))
}

/// The same with the words as they are.
fn lay_out_numbered(
    composed: &Composed<'_>,
    layout: &Layout,
    attachments: &[Attachment],
    rows: RowBreaks,
) -> Result<Laid, Vec<Failure>> {
    let laid = lay_out_once(composed, layout, attachments, rows, &[])?;
    // Notes that go on behind a part's last words stand on pages that its running heads do not count.
    let counted = (0..laid.pages.totals.len()).map(|part| printed(&laid.paged, page_of(&laid.paged, &end_of(part))));
    let is_right = counted.zip(&laid.pages.totals).all(|(counted, total)| counted == 0 || counted == *total);
    if is_right { Ok(laid) } else { lay_out_once(composed, layout, attachments, rows, &laid.pages.totals) }
}

/// The label of the last words of a part.
fn end_of(part: usize) -> String {
    format!("part-{part}-end")
}

/// The same, where it is known how many pages each part has, or where that is nothing special.
fn lay_out_once(
    composed: &Composed<'_>,
    layout: &Layout,
    attachments: &[Attachment],
    rows: RowBreaks,
    totals: &[u32],
) -> Result<Laid, Vec<Failure>> {
    let document = composed.document;
    let mut files = files(composed, layout, rows, totals);
    if !attachments.is_empty() {
        let list = serde_json::to_vec(attachments).unwrap_or_default();
        files.insert("main.typ".to_owned(), format!("{MAIN}{ATTACH}").into_bytes());
        files.insert("attachments.json".to_owned(), list);
        files.extend(attachments.iter().map(|file| (file.name.clone(), file.bytes.clone())));
    }
    if layout.chosen_by < ChosenBy::Program {
        template::check(&layout.template).map_err(|message| vec![Failure { message, ..Failure::default() }])?;
    }
    let world = PaperWorld::new(files, layout);
    COMPILES.fetch_add(1, Ordering::Relaxed);
    let compiled = guarded(|| {
        let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
        let did_not_converge = did_not_converge(&world, &warnings);
        let unknown_font = unknown_font(&world, &warnings);
        let paged = output.map_err(|errors| errors.iter().map(|error| failure(&world, error)).collect::<Vec<_>>())?;
        Ok((paged, did_not_converge, unknown_font))
    });
    COMPILES.fetch_sub(1, Ordering::Relaxed);
    let (paged, did_not_converge, unknown_font) = compiled?;
    let pages = page_numbers(document, &paged);
    let (ident, date, totals) = (document.meta.id.clone(), document.meta.date, totals.to_vec());
    Ok(Laid { paged, pages, totals, numbered: None, settled: true, did_not_converge, unknown_font, ident, date })
}

/// What of the template's asked for what depended on itself, if pages never came to rest.
fn did_not_converge(world: &PaperWorld, warnings: &[SourceDiagnostic]) -> Option<String> {
    let first = warnings.iter().position(|warning| warning.message.starts_with(DID_NOT_CONVERGE))?;
    // What is behind the one that says so are its causes.
    Some(said(world, warnings.get(first + 1).or(warnings.get(first))?))
}

/// A font of the template's that there is not.
fn unknown_font(world: &PaperWorld, warnings: &[SourceDiagnostic]) -> Option<String> {
    warnings.iter().find(|warning| warning.message.starts_with(UNKNOWN_FONT)).map(|warning| said(world, warning))
}

/// What the engine says, with the template's line where there is one.
fn said(world: &PaperWorld, told: &SourceDiagnostic) -> String {
    let line = world.line(told.span).map_or(String::new(), |line| format!(" ({line})"));
    format!("{}{line}", told.message)
}

/// Papers that the engine lays out now.
static COMPILES: AtomicUsize = AtomicUsize::new(0);

/// Whether the engine lays out a paper now, so that what it stops at is caught and told as a finding. Nothing else of
/// ours is done at that time, unlike when a PDF is written.
pub fn is_laying_out() -> bool {
    COMPILES.load(Ordering::Relaxed) > 0
}

/// How the engine stops where the system gives it no memory to go deeper with.
const NO_STACK: &str = "allocate stack";

/// What `work` of the engine makes. A fault that the engine stops at is a failure like others, so that
/// [`locate`](super::locate()) can say what it is about; but where it has no memory to go deeper with, the process ends
/// as it does for any other memory that it is not given, which is no fault of a layout.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Vec<Failure>>) -> Result<T, Vec<Failure>> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|cause| {
        // What it was about to remember may be half of something.
        forget(0);
        let words = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
        if words.is_some_and(|words| words.contains(NO_STACK)) {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<[u8; 1 << 20]>());
        }
        let message = format!("{STOPPED}: {}", words.unwrap_or("no reason given"));
        Err(vec![Failure { message, ..Failure::default() }])
    })
}

/// Drops what the engine remembers of the papers before the last `age` ones. What it remembers of the last one makes
/// the next one faster, if most of it is the same; without this, memory would grow with each paper of a process.
pub fn forget(age: usize) {
    typst::comemo::evict(age);
}

impl Laid {
    /// The document whose texts name the pages on which things stand; `None` where they name no page.
    pub fn numbered(&self) -> Option<&Document> {
        self.numbered.as_ref()
    }

    /// The same, to be kept; `None` where its texts name no page.
    pub fn take_numbered(self) -> Option<Document> {
        self.numbered
    }

    /// Whether the pages that texts name are those on which things stand.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// Where headings stand, and how many pages each part has.
    pub fn pages(&self) -> PageNumbers {
        self.pages.clone()
    }

    /// What is wrong with where words stand on the pages of `document`, each at its place in `sources`; `title` is the
    /// place of the paper's title.
    pub fn misplaced(
        &self,
        document: &Document,
        layout: &Layout,
        sources: &Sources,
        title: Option<Span>,
    ) -> Vec<Diagnostic> {
        let page = |name: String| page_of(&self.paged, &name);
        let parts = document.parts.iter().enumerate().filter(|(_, part)| part.cover.is_some());
        let covers: Vec<[Option<usize>; 2]> =
            parts.map(|(at, _)| [page(format!("part-{at}")), page(format!("cover-{at}-end"))]).collect();
        let is_long = |[first, last]: &[Option<usize>; 2]| last.is_some() && last > first;
        let too_long = covers.iter().any(is_long);
        let full = document.parts.iter().filter_map(|part| part.cover.as_ref()).zip(&covers);
        let full = full.filter(|(_, pages)| is_long(pages)).map(|(cover, _)| {
            messages::cover_too_long(title, !cover.below.is_empty(), cover.facts.len() + cover.notice.len())
        });
        let all = covers.iter().flat_map(|[first, last]| first.map(|first| first..=last.unwrap_or(first)));
        let found = positions::misplaced(&self.paged, &layout.tokens, &all.flatten().collect());
        let places = if found.is_empty() { None } else { Some(Places::of(document)) };
        let mut known = BTreeSet::new();
        // A cover that is too long goes on where no words are expected.
        let on_cover = |it: &&Misplaced| {
            too_long && covers.iter().any(|[first, last]| *first <= Some(it.page) && Some(it.page) <= *last)
        };
        let told = found.iter().filter(|it| !on_cover(it)).filter_map(|it| {
            let place = places.as_ref().and_then(|places| places.find(&it.words, it.headings));
            let is_new = place.is_none() || known.insert((place, it.fault.kind()));
            is_new.then(|| told(it, place.map(|place| sources.narrow(place, &it.words)).or(title)))
        });
        full.take(1).chain(told).take(MAX_MISPLACED).collect()
    }

    /// What still moved when the engine stopped laying the pages out once more, with the template's line; then
    /// numbers of pages may be wrong. `None` where the pages came to rest.
    pub fn did_not_converge(&self) -> Option<&str> {
        self.did_not_converge.as_deref()
    }

    /// A font that the template names and that there is not, as the engine says it, with the template's line.
    pub fn unknown_font(&self) -> Option<&str> {
        self.unknown_font.as_deref()
    }

    /// The files that Typst's own command line compiles to the same pages: relative paths with their bytes.
    pub fn project(&self, composed: &Composed<'_>, layout: &Layout, rows: RowBreaks) -> Vec<(String, Vec<u8>)> {
        let of = |composed: &Composed<'_>| files(composed, layout, rows, &self.totals);
        let numbered = self.numbered().map(|document| of(&composed.reworded(document)));
        let mut all: Vec<(String, Vec<u8>)> = numbered.unwrap_or_else(|| of(composed)).into_iter().collect();
        let fonts = fonts::font_files(&layout.fonts);
        all.extend(fonts.into_iter().map(|(name, bytes)| (format!("fonts/{name}"), bytes)));
        all
    }

    /// Pages of all parts together.
    pub fn page_count(&self) -> usize {
        self.paged.pages().len()
    }

    /// The PDF to a standard, byte-identical for the same document and layout.
    ///
    /// # Errors
    /// What the standard forbids.
    pub fn export(&self, standard: Standard) -> Result<Vec<u8>, Vec<Failure>> {
        let plain = |message: String| vec![Failure { message, ..Failure::default() }];
        let standards = PdfStandards::new(standards(standard)).map_err(|error| plain(error.message().to_string()))?;
        let Ymd { year, month, day } = self.date;
        let midnight = Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0);
        let options = PdfOptions {
            ident: Smart::Custom(self.ident.clone()),
            creator: Smart::Custom(Some("underlag".to_owned())),
            timestamp: midnight.map(Timestamp::new_utc),
            page_ranges: None::<PageRanges>,
            standards,
            tagged: true,
            pretty: false,
        };
        let failure = |error: &SourceDiagnostic| Failure {
            message: error.message.to_string(),
            hints: hints(error),
            ..Failure::default()
        };
        let written = guarded(|| {
            typst_pdf::pdf(&self.paged, &options).map_err(|errors| errors.iter().map(failure).collect::<Vec<_>>())
        })?;
        Ok(compact::compact(written))
    }
}

/// What Typst calls a standard.
fn standards(standard: Standard) -> &'static [PdfStandard] {
    use PdfStandard as Typst;
    match standard {
        Standard::A2a => &[Typst::A_2a, Typst::Ua_1],
        Standard::A2u => &[Typst::A_2u, Typst::Ua_1],
        Standard::A2b => &[Typst::A_2b, Typst::Ua_1],
        Standard::A3a => &[Typst::A_3a, Typst::Ua_1],
        Standard::A3u => &[Typst::A_3u, Typst::Ua_1],
        Standard::A3b => &[Typst::A_3b, Typst::Ua_1],
        Standard::A1a => &[Typst::A_1a],
        Standard::A1b => &[Typst::A_1b],
        Standard::A4 => &[Typst::A_4],
        Standard::A4f => &[Typst::A_4f],
        Standard::A4e => &[Typst::A_4e],
        Standard::Ua1 => &[Typst::Ua_1],
    }
}

/// What the template gets.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    document: DocumentData<'a>,
    /// The shapes of each chart, by its position.
    drawings: BTreeMap<usize, &'a Drawing>,
    /// The pages' running head and foot.
    furniture: Furniture,
    /// Those of the pages of committees other than the paper's own, by the committee's name.
    furniture_of: BTreeMap<&'a str, Furniture>,
    /// Those of each part.
    heads: Vec<PartHeads>,
    /// The words of the chapters that heads and feet show, by the labels of their headings.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    chapters: BTreeMap<String, String>,
    /// Lines of the tallest head and of the tallest foot.
    furniture_lines: [usize; 2],
    /// The logo.
    logo: Option<LogoData<'a>>,
    /// How many pages each part has, where the end of its text does not tell.
    totals: &'a [u32],
    /// Whether rows are kept with what belongs below them.
    keeps_rows: bool,
}

/// The logo's file and its size in English Metric Units.
#[derive(Serialize)]
struct LogoData<'a> {
    file: &'a str,
    width: i64,
    height: i64,
}

/// The virtual files by path.
fn files(composed: &Composed<'_>, layout: &Layout, rows: RowBreaks, totals: &[u32]) -> BTreeMap<String, Vec<u8>> {
    let Composed { document, drawings, heads } = composed;
    let image = layout.logo.as_ref().map(|logo| (format!("logo.{}", logo.kind.ending()), logo));
    let logo = image.as_ref().map(|(file, logo)| LogoData { file, width: logo.width.emu(), height: logo.height.emu() });
    let ruler = Ruler::new(document, layout);
    let line = Setting::text(&layout.tokens).beside(&layout.tokens.styles.header);
    let fitted = |heads: &Furniture| heads.with_words(&|words| ruler.broken(words, line).into_owned());
    let others = heads.of_committees.iter().map(|(committee, heads)| (committee.as_str(), fitted(heads)));
    let (furniture, furniture_of) = (fitted(&heads.own), others.collect());
    let furniture_lines = [heads.head_lines, heads.foot_lines];
    let part_heads = |part: &PartHeads| PartHeads {
        own: fitted(&part.own),
        first: part.first.as_ref().map(fitted),
        front: part.front.as_ref().map(fitted),
        of: part.of.iter().map(|(committee, heads)| (committee.clone(), fitted(heads))).collect(),
    };
    let shown = heads.show_chapters().then(|| document.blocks());
    let chapters = shown.into_iter().flatten().filter_map(|block| chapter(&block.kind));
    let chapters = chapters.map(|it| (data::anchor(Target::Heading(it.index)), ruler.broken(&it.plain(), line).into()));
    let chapters = chapters.collect();
    let heads = heads.parts.iter().map(part_heads).collect();
    let document = data::document(document, &ruler);
    let drawings = drawings.iter().map(|(chart, drawing)| (chart.position(), drawing)).collect();
    let keeps_rows = rows == RowBreaks::Keep;
    let data = Data {
        document,
        drawings,
        furniture,
        furniture_of,
        heads,
        chapters,
        furniture_lines,
        logo,
        totals,
        keeps_rows,
    };
    let data = serde_json::to_vec(&data).unwrap_or_default();
    [
        ("main.typ", MAIN.as_bytes().to_vec()),
        ("template.typ", layout.template.clone().into_bytes()),
        ("data.json", data),
        ("tokens.toml", layout.tokens_text.clone().into_bytes()),
    ]
    .into_iter()
    .map(|(path, bytes)| (path.to_owned(), bytes))
    .chain(image.map(|(path, logo)| (path, logo.bytes.clone())))
    .chain(pictures(composed))
    .collect()
}

/// The files of the text's pictures.
fn pictures(composed: &Composed<'_>) -> Vec<(String, Vec<u8>)> {
    let file = |block: &Block| {
        let BlockKind::Chart(chart) = &block.kind else { return None };
        let file = composed.drawings.get(&chart.index)?.file.clone()?;
        Some((file, chart.kind.picture()?.image.bytes.clone()))
    };
    composed.document.blocks().into_iter().filter_map(file).collect()
}

pub(super) fn failure(world: &PaperWorld, error: &SourceDiagnostic) -> Failure {
    debug_assert_eq!(error.severity, Severity::Error);
    Failure { message: said(world, error), hints: hints(error), ..Failure::default() }
}

fn hints(error: &SourceDiagnostic) -> Vec<String> {
    error.hints.iter().map(|hint| hint.v.to_string()).collect()
}

/// What is told of words that do not stand as they should.
fn told(misplaced: &Misplaced, place: Option<Span>) -> Diagnostic {
    let Misplaced { page, words, fault, headings: _ } = misplaced;
    match fault {
        Fault::Outside(room) => messages::outside(place, words, *page, *room),
        Fault::Over(under) => messages::text_over_text(place, words, under, *page),
        Fault::Cut => messages::text_cut(place, words, *page),
        Fault::Covered => messages::text_covered(place, words, *page),
        Fault::Clear => messages::text_clear(place, words, *page),
        Fault::Faint { text, ground } => messages::text_faint(place, words, *page, [text, ground]),
    }
}

/// The page on which a label stands, from 1 through all parts.
fn page_of(paged: &PagedDocument, name: &str) -> Option<usize> {
    let label = Label::new(PicoStr::intern(name))?;
    let location = paged.introspector().query_label(label).ok()?.location()?;
    match Introspector::position(paged.introspector().as_ref(), location)? {
        DocumentPosition::Paged(position) => Some(position.page.get()),
        DocumentPosition::Html(_) => None,
    }
}

/// The number that a page shows, from 1 in each part; 0 for none.
fn printed(paged: &PagedDocument, page: Option<usize>) -> u32 {
    let number = page.and_then(|page| paged.pages().get(page.checked_sub(1)?)).map_or(0, |page| page.number);
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn page_numbers(document: &Document, paged: &PagedDocument) -> PageNumbers {
    let page = |name: &str| page_of(paged, name);
    let printed = |page: Option<usize>| printed(paged, page);
    let headings: usize = document.parts.iter().map(|part| Document::headings_of(part).len()).sum();
    // Notes may go on behind a part's last words.
    let last = |part: usize| page(&format!("part-{}", part + 1)).map_or(paged.pages().len(), |next| next - 1);
    PageNumbers {
        headings: (0..headings).map(|index| printed(page(&format!("h-{index}")))).collect(),
        totals: (0..document.parts.len()).map(|part| printed(Some(last(part)))).collect(),
        named: document.paged().into_iter().map(|target| (target, printed(page(&data::anchor(target))))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(message: &str) -> Vec<Failure> {
        vec![Failure { message: message.to_owned(), ..Failure::default() }]
    }

    /// What an attempt with rows kept fails at, and with which rows the one that counts was made.
    fn made_with(failure: fn() -> Vec<Failure>) -> (RowBreaks, bool) {
        let attempt = |rows| if rows == RowBreaks::Keep { Err(failure()) } else { Ok(()) };
        let is_internal = |failures: &Vec<Failure>| failures.iter().any(Failure::is_internal);
        let (rows, made) = with_fallback(attempt, is_internal);
        (rows, made.is_ok())
    }

    #[test]
    fn pages_that_texts_name_come_to_rest_or_are_told() {
        // What stands on which page, given what the text says.
        let from = |says: fn(u32) -> u32| settled::<_, _, ()>(0, |page| Ok(((), says(*page)))).unwrap();
        assert_eq!(from(|_| 0), ((), 0, true));
        assert_eq!(from(|_| 12), ((), 12, true));
        // A longer number moves what it names to the next page.
        assert_eq!(from(|page| if page < 10 { page + 3 } else { 12 }), ((), 12, true));
        // On the page that is named it never stands.
        assert!(!from(|page| if page == 9 { 10 } else { 9 }).2);
    }

    #[test]
    fn what_the_engine_fails_at_is_laid_out_with_loose_rows() {
        let stops = || guarded::<()>(|| panic!("range start index 1 out of range")).err().unwrap_or_default();
        assert_eq!(made_with(stops), (RowBreaks::Allow, true));
        // How `typst-pdf` says that it found a fault of its own.
        assert_eq!(
            made_with(|| says("internal error: parent group (occurred at build.rs:1:1)")),
            (RowBreaks::Allow, true)
        );
        assert_eq!(made_with(|| says("PDF/A-2a error: text was not mapped")), (RowBreaks::Keep, false));
    }
}
