//! The checks. Reading is total: whatever the bytes, there are findings or not, but no panic, their places lie in the
//! files, and a second reading says the same. What is made is whole: both files, which say what the model says.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::LazyLock;

use underlag::base::amount::Amount;
use underlag::base::budget::{Budget, Trust};
use underlag::base::cell_ref::{Area, At};
use underlag::base::date::Ymd;
use underlag::base::source::{Sources, Span};
use underlag::base::standard::Standard;
use underlag::base::words::{Spelling, WordList};
use underlag::check;
use underlag::deliver::reverify;
use underlag::deliver::verify::{self, Kind};
use underlag::deliver::verify::{Difference, Sides};
use underlag::diagnostic::{Code, fixes, sarif, show};
use underlag::diagnostic::{Diagnostic, Language};
use underlag::input::load::Arrival;
use underlag::input::prose::binding::Binding;
use underlag::input::{manifest, section};
use underlag::layout;
use underlag::layout::Tokens;
use underlag::layout::{ChosenBy, Layout, inherit};
use underlag::lower::{Shape, lower, shown};
use underlag::model::Document;
use underlag::pipeline;
use underlag::pipeline::Output;
use underlag::pipeline::{Format, Options};
use underlag::render::pdf;
use underlag::render::pdf::RowBreaks;
use underlag::render::{Composed, docx, text};
use underlag::render::{fonts, preflight};
use underlag::report::Report;
use underlag::report::merge::merge;
use underlag::report::{address, figures, fulfilment, trace};

use crate::workbook;

use super::choices::Choices;
use super::{models, reports, words};

const TOKENS: &str = include_str!("../../../../layouts/kommun/tokens.toml");
const TEMPLATE: &str = include_str!("../../../../layouts/kommun/template.typ");

/// A report to put sections, prose and references into.
const MANIFEST: &str = include_str!("../../../../inputs/sandby-sn-2025-08/rapport.toml");
const UNITS: [&str; 3] = [
    include_str!("../../../../inputs/sandby-sn-2025-08/enheter/aldreomsorg.toml"),
    include_str!("../../../../inputs/sandby-sn-2025-08/enheter/ifo.toml"),
    include_str!("../../../../inputs/sandby-sn-2025-08/enheter/stab.toml"),
];

static LAYOUT: LazyLock<Layout> = LazyLock::new(|| layout(TOKENS, toml::from_str(TOKENS).expect("tokens")));

fn layout(text: &str, tokens: Tokens) -> Layout {
    let (name, tokens_text, template) = ("l".to_owned(), text.to_owned(), TEMPLATE.to_owned());
    Layout { name, tokens, tokens_text, template, fonts: BTreeMap::new(), logo: None, chosen_by: ChosenBy::Program }
}

/// Any bytes as a text; what is no UTF-8 is told before anything is read.
fn utf8(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every place lies in its file, between characters, and every way of telling the findings has words for them.
fn told(found: &[Diagnostic], sources: &Sources) -> String {
    for place in found.iter().flat_map(|found| found.place.into_iter().chain(found.related.iter().map(|it| it.place))) {
        let text = &sources.file(place.file).text;
        assert!(text.get(place.range()).is_some(), "{place:?} lies outside of its file: {found:#?}");
    }
    for found in found {
        let lost = [Code::TextChanged, Code::TextNotShown].contains(&found.code);
        let around = |place: Span| {
            let text = &sources.file(place.file).text;
            let start = text.floor_char_boundary(place.range().start.saturating_sub(300));
            text.get(start..place.range().end).unwrap_or("").to_owned()
        };
        assert!(!lost, "a text is not in the paper as it was written: {:?} {found:#?}", found.place.map(around));
        let words =
            [&found.message, &found.hint].map(|text| [Language::Swedish, Language::English].map(|l| text.get(l)));
        assert!(words.iter().flatten().all(|words| !words.is_empty()), "{found:?}");
    }
    for language in [Language::Swedish, Language::English] {
        show::human(found, sources, language, true);
    }
    sarif::sarif(found, sources, None);
    fixes::json(found, sources);
    show::short(found, sources, Language::English)
}

/// What the memory holds of a report that no disk has seen.
struct Merged {
    sources: Sources,
    found: Vec<Diagnostic>,
    report: Option<Report>,
}

/// Everything up to the checks, of these texts.
fn merged(manifest_text: &str, units: &[&str]) -> Merged {
    let mut sources = Sources::default();
    let file = sources.add("rapport.toml", manifest_text);
    let (manifest, mut found) = manifest::read(file, &sources.file(file).text);
    let mut arrivals = Vec::new();
    for unit in manifest.iter().flat_map(|manifest| &manifest.units) {
        let owns = |text: &&&str| text.contains(&format!("enhet = \"{}\"", unit.id.value));
        let text = units.iter().find(owns).or(units.first().filter(|_| units.len() == 1));
        arrivals.push(match text {
            Some(text) => {
                let file = sources.add(&unit.file, *text);
                let (section, more) = section::read(file, &sources.file(file).text);
                found.extend(more);
                Arrival::Read(Box::new(section))
            }
            None => Arrival::NoFile,
        });
    }
    let report = manifest.map(|manifest| {
        let (report, more) = merge(manifest, arrivals);
        found.extend(more);
        let list = WordList::new(b"underlag ordlista 1\n0barn15\n4en9\n0skolas9\n".to_vec());
        found.extend(check::check(&report, list.as_ref().map_or(Spelling::Absent, Spelling::With)).found);
        report
    });
    Merged { sources, found, report }
}

/// Reads, checks, lowers and sets as plain text; twice, with the same words.
fn read(manifest: &str, units: &[&str]) {
    let once = || {
        let Merged { sources, mut found, report } = merged(manifest, units);
        let document = report.map(|report| {
            figures::json(&figures::figures(&report, &sources, &|prose| shown(&report, prose)));
            let mut document = lower(&report, Shape::from(&LAYOUT.tokens));
            found.extend(preflight::replace(&mut document, &sources, &fonts::shows(&LAYOUT)));
            text::render(&document)
        });
        (told(&found, &sources), document)
    };
    assert!(once() == once(), "a second reading says something else");
}

/// Any manifest.
pub fn manifest(bytes: &[u8]) {
    read(&utf8(bytes), &UNITS);
}

/// Any unit's file.
pub fn section(bytes: &[u8]) {
    read(MANIFEST, &[&utf8(bytes)]);
}

/// Any running text, in each way that TOML writes it.
pub fn prose(bytes: &[u8]) {
    let text = utf8(bytes);
    let literal = format!("'''\n{}\n'''", text.replace('\'', "’"));
    for string in [words::quoted(&text), literal] {
        let all = format!(
            "enhet = \"stab\"\n[[avsnitt]]\nkapitel = \"sammanfattning\"\ntext = {string}\n[[mal]]\nid = \"trygg-hemma\"\n\
             text = {string}\n[[mal.indikator]]\nnamn = {string}\nmal_2025 = {string}\n[[rad]]\ntabell = \"netto\"\n\
             id = \"stab\"\nnamn = {string}\nkommentar = {string}\nbudget_2025 = {string}\n[noter]\nn0 = {string}\n"
        );
        read(MANIFEST, &[UNITS[0], UNITS[1], &all]);
    }
}

static SANDBY: LazyLock<Merged> = LazyLock::new(|| merged(MANIFEST, &UNITS));

/// Any reference to a figure, in running text and on the command line.
pub fn binding(bytes: &[u8]) {
    let text = utf8(bytes);
    let report = SANDBY.report.as_ref().expect("a report");
    if let Ok(read) = Binding::read(&text) {
        assert_eq!(Binding::read(&read.written()).map(|again| again.written()), Ok(read.written()));
        let _ = read.words(report);
    }
    let _ = address::find(report, &text);
    underlag::cli::show::traces(&trace::trace(report, &text), &[], &SANDBY.sources, Language::Swedish);
    let inside = text.replace(['\'', '{', '}'], "");
    let unit = format!(
        "enhet = \"stab\"\n[[avsnitt]]\nkapitel = \"sammanfattning\"\ntext = '''\nÖkar {{{{{inside}}}}} i år.\n'''\n"
    );
    read(MANIFEST, &[UNITS[0], UNITS[1], &unit]);
}

/// Any figure, date, target, or place in a workbook.
pub fn amount(bytes: &[u8]) {
    let text = utf8(bytes);
    if let Ok(amount) = text.parse::<Amount>() {
        let again: Amount = amount.swedish().parse().expect("Swedish writing is read");
        assert_eq!((again.value(), again.decimals()), (amount.value(), amount.decimals()));
        assert_eq!(amount.to_string().parse::<Amount>().map(Amount::value), Ok(amount.value()));
        let (rounded, _) = (amount.rounded(1), amount.half_unit());
        assert!(rounded.decimals() <= 1.max(amount.decimals()));
    }
    if let Some(target) = fulfilment::target(&text) {
        let _ = target.met(target.figure());
    }
    let _ = fulfilment::value(&text);
    if let Some(day) = Ymd::parse(&text) {
        assert_eq!(Ymd::of_day_number(day.day_number()), Some(day));
    }
    if let Some(at) = At::parse(&text) {
        assert_eq!(At::parse(&at.name()), Some(at));
    }
    if let Some(area) = Area::parse(&text) {
        assert_eq!(Area::parse(&area.name()), Some(area));
    }
}

/// Any tokens of a layout: a reason why they are none, or both files, or what stands in the way of them.
pub fn tokens(bytes: &[u8]) {
    let own = utf8(bytes);
    let text = if own.contains("arver") { inherit(TOKENS, &own) } else { Ok(own.clone()) };
    let text = text.inspect_err(|(span, _)| assert!(span.start <= own.len(), "{span:?}"));
    let Some((text, tokens)) = text.ok().and_then(|text| toml::from_str::<Tokens>(&text).ok().map(|it| (text, it)))
    else {
        return;
    };
    let mut sources = Sources::default();
    let file = sources.add("tokens.toml", own.as_str());
    told(&layout::contrast::check(file, &sources.file(file).text, &text), &sources);
    let mut tokens = tokens;
    tokens.logo = None;
    let (layout, report) = (layout(&text, tokens), SANDBY.report.as_ref().expect("a report"));
    let document = lower(report, Shape::from(&layout.tokens));
    pdf::forget(REMEMBERED);
    let Ok(laid_out) = pdf::lay_out(&Composed::new(&document, &layout), &layout, &[], RowBreaks::Keep) else { return };
    let pages = laid_out.pages();
    if let Ok(pdf) = laid_out.export(Standard::default()) {
        verify::pdf::read(&pdf, &mut Budget::of_own()).expect("a PDF");
    }
    well_formed(&docx::render(&Composed::new(&document, &layout), &layout, &pages).expect("a Word file"));
}

/// A report's folder on the disk, for what is read from there only.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

fn checked(dir: &Path) -> String {
    let once = || {
        let checked = pipeline::check(dir, None).expect("a manifest");
        told(&checked.diagnostics, &checked.sources)
    };
    let said = once();
    assert_eq!(said, once(), "a second reading says something else");
    said
}

const TABLE: &str = "format = 1\nid = \"liten\"\ntitel = \"T\"\nkommun = \"K\"\nnamnd = \"N\"\ndatum = 2024-05-02\n\
    [[enhet]]\nid = \"a\"\nnamn = \"A\"\n[[kolumner]]\nid = \"k\"\n[[kolumner.kolumn]]\nid = \"budget\"\nrubrik = \"B\"\n\
    [[tabell]]\nid = \"t\"\nrubrik = \"T\"\nkolumner = \"k\"\nrader = [\"a/skola\"]\n\
    [[kapitel]]\nid = \"c\"\nrubrik = \"C\"\nslag = \"tabeller\"\ntabeller = [\"t\"]\n";

fn export(kind: &str, bytes: &[u8]) {
    let unit = format!("enhet = \"a\"\n[[{kind}]]\ntabell = \"t\"\nfil = \"enheter/a.{kind}\"\n");
    let (manifest, export) = (TABLE.as_bytes(), format!("enheter/a.{kind}"));
    checked(folder(&[("rapport.toml", manifest), ("enheter/a.toml", unit.as_bytes()), (&export, bytes)]).path());
}

/// Any file of lines.
pub fn csv(bytes: &[u8]) {
    export("csv", bytes);
}

/// Any workbook: the first byte says which part of a good one is another one, or that all of it is.
pub fn workbook(bytes: &[u8]) {
    export("xlsx", &with_part(&WORKBOOK, bytes));
}

/// Parts of a package: path and bytes.
pub type Parts = Vec<(String, Vec<u8>)>;

/// A workbook's parts.
pub static WORKBOOK: LazyLock<Parts> = LazyLock::new(|| {
    let sheet = workbook::rows(&["id|namn|budget", "skola|Skola|10"]);
    workbook::parts(&[("Drift", &sheet, "")]).into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
});

/// The package of `parts` in which the part that the first byte counts has the other bytes; these alone where it counts
/// none.
pub(super) fn with_part(parts: &Parts, bytes: &[u8]) -> Vec<u8> {
    let Some((at, bytes)) = bytes.split_first() else { return Vec::new() };
    if usize::from(*at) >= parts.len() {
        return bytes.to_vec();
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (part, (path, own)) in parts.iter().enumerate() {
        archive.start_file(path, zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(if part == usize::from(*at) { bytes } else { own }).expect("a part");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A paper as PDF and as Word file, to be read back.
pub static PAPER: LazyLock<(Vec<u8>, Parts)> = LazyLock::new(|| {
    let document = lower(SANDBY.report.as_ref().expect("a report"), Shape::from(&LAYOUT.tokens));
    let (pdf, word) = files(&document);
    (pdf, verify::word::parts(&word).expect("parts").into_iter().collect())
});

/// Any finished file that is read back: a PDF, a Word file, or one in which the first byte says which part is another one.
pub fn readback(bytes: &[u8]) {
    let file = with_part(&PAPER.1, bytes);
    let _ = verify::word::read(&file, &mut Budget::of_own());
    let _ = verify::pdf::read(&file, &mut Budget::of_own());
    let _ = reverify::reverify(&file);
}

/// What a PDF of one page is made of: what it paints, its font's map, its tags, an attachment's specification, and the
/// attachment. Each may be another one.
pub const PDF_PARTS: [&str; 5] = [
    "/P<</MCID 0/Lang(sv)>>BDC BT /F 12 Tf 9 9 Td <0001> Tj [(ab) -20 (c)] TJ ET EMC q 1 0 0 1 2 3 cm Q",
    "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0001> <00410042> endbfchar 1 beginbfrange \
     <0010> <0020> [<0061>] endbfrange",
    "<</S/P/A[<</O/Table/Scope/Row>>]/Alt(a)/K[0<</Type/MCR/MCID 1/Pg 3 0 R>>]>>",
    "<</UF(kontrollsummor.json)/EF<</F 9 0 R>>>>",
    "{\"format\": 2, \"files\": [], \"strays\": [\"a\"]}",
];

/// The PDF with another part, or these bytes themselves.
fn pdf_with(bytes: &[u8]) -> Vec<u8> {
    let Some((at, other)) = bytes.split_first() else { return Vec::new() };
    if usize::from(*at) >= PDF_PARTS.len() {
        return other.to_vec();
    }
    let part = |part: usize| if part == usize::from(*at) { other } else { PDF_PARTS[part].as_bytes() };
    let stream = |of: usize| {
        let head = format!("<</Length {}>>stream\n", part(of).len());
        [head.as_bytes(), part(of), b"\nendstream"].concat()
    };
    let page = "<</Type/Page/Contents 4 0 R/MediaBox[0 0 99 99]/Resources<</Font<</F 6 0 R>>>>>>";
    let font = "<</Type/Font/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[<</W[1[500] 2 9 600]>>]>>";
    let catalog = "<</Pages 2 0 R/StructTreeRoot 7 0 R/Names<</EmbeddedFiles<</Names[(a) 8 0 R]>>>>>>";
    let objects = [catalog, "<</Kids[3 0 R]>>", page].map(|object| object.as_bytes().to_vec()).into_iter();
    let objects = objects.chain([stream(0), stream(1), font.into(), part(2).to_vec(), part(3).to_vec(), stream(4)]);
    let (mut out, mut table) = (b"%PDF-1.7\n".to_vec(), String::new());
    for (object, number) in objects.zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.extend([format!("{number} 0 obj\n").as_bytes(), &object, b"\nendobj\n"].concat());
    }
    let end = format!("xref\n1 9\n{table}trailer<</Root 1 0 R>>\nstartxref\n{}\n%%EOF", out.len());
    [out, end.into_bytes()].concat()
}

/// Any PDF, or any part of one: what is read of a stranger's is bounded, and the same a second time.
pub fn pdf_file(bytes: &[u8]) {
    let file = pdf_with(bytes);
    let read = || {
        let mut budget = Budget::of_strangers().part(2);
        let said = verify::pdf::read(&file, &mut budget).map(|pdf| pdf.said);
        let attached = reverify::attachments(&file, &mut budget).map_err(|error| format!("{error:?}"));
        (said, attached, budget)
    };
    assert_eq!(read(), read());
}

/// Every part of a Word file is XML.
fn well_formed(word: &[u8]) {
    for (path, bytes) in verify::word::parts(word).expect("an archive") {
        if path.ends_with(".xml") || path.ends_with(".rels") {
            verify::word::parse(&bytes).unwrap_or_else(|error| panic!("{path}: {error:?}"));
        }
    }
}

/// How many papers the engine remembers parts of, so that memory does not grow with each one.
const REMEMBERED: usize = 8;

/// Both files. What the engine itself fails at may succeed in the simpler way, as in the pipeline.
fn files(document: &Document) -> (Vec<u8>, Vec<u8>) {
    pdf::forget(REMEMBERED);
    let attempt = |rows| -> Result<_, Vec<pdf::Failure>> {
        let laid_out = pdf::lay_out(&Composed::new(document, &LAYOUT), &LAYOUT, &[], rows)?;
        let pdf = laid_out.export(Standard::default())?;
        Ok((laid_out, pdf))
    };
    let is_internal = |failed: &Vec<pdf::Failure>| failed.iter().any(pdf::Failure::is_internal);
    let (_, made) = pdf::with_fallback(attempt, is_internal);
    let (laid_out, pdf) = made.unwrap_or_else(|failed| panic!("{failed:#?}"));
    assert_eq!(laid_out.did_not_converge(), None, "the pages never come to rest");
    let word = docx::render(&Composed::new(document, &LAYOUT), &LAYOUT, &laid_out.pages())
        .unwrap_or_else(|failed| panic!("{failed}"));
    (pdf, word)
}

/// Both files say what the model says. A PDF has letters of scripts that are joined or run from the right in another order;
/// of a part of which nothing has come, Word would show a running head on a page that there is not; and where words stand
/// on their page is looked at elsewhere.
fn same(pdf: &[u8], word: &[u8], document: &Document) {
    well_formed(word);
    let verified = verify::verify(pdf, word, Some(document), Trust::Own).expect("both files are read");
    let reordered = words::is_reordered(&text::render(document));
    let came = document.parts.iter().all(|part| !part.sections.is_empty());
    let is_head =
        |found: &Difference| [&found.first, &found.second].into_iter().flatten().all(|it| it.kind == Kind::Head);
    let counts = |found: &&Difference| match found.sides {
        Sides::Places | Sides::Unseen | Sides::UnreadPdf | Sides::UnreadWord => false,
        sides => (!reordered || sides == Sides::ModelWord) && (came || !is_head(found)),
    };
    let differences: Vec<_> = verified.differences.iter().filter(counts).take(4).collect();
    assert!(differences.is_empty(), "{differences:#?}");
}

/// Writes what was made of an input into the file that `UNDERLAG_FUZZ_KEEP` names, for people to look at.
fn keep(made: impl FnOnce() -> String) {
    if let Some(path) = std::env::var_os("UNDERLAG_FUZZ_KEEP") {
        fs::write(path, made()).expect("a file to keep it in");
    }
}

/// Whether a finding is about words that lie elsewhere than they should, which a table or a cover without room is not, and
/// a name that is too long for the heads of pages neither. A mark at the start of words, without a letter to stand on,
/// hangs out.
fn is_misplaced(found: &Diagnostic) -> bool {
    let outside =
        ["outside of its column", "outside of the page's margins"].map(|words| found.message.en.contains(words));
    let outside = outside.contains(&true) && !found.message.en.contains(|c| ('\u{300}'..'\u{370}').contains(&c));
    matches!(found.code, Code::TextOverText | Code::HiddenText) || (found.code == Code::DoesNotFit && outside)
}

/// Any document, as both files.
pub fn model(bytes: &[u8]) {
    let mut document = models::document(&mut Choices::new(bytes));
    preflight::replace(&mut document, &Sources::default(), &fonts::shows(&LAYOUT));
    keep(|| format!("{}\n{document:#?}", text::render(&document)));
    let (pdf, word) = files(&document);
    same(&pdf, &word, &document);
}

/// Any report, from its folder to both files: they are there, or a finding says why not.
pub fn report(bytes: &[u8]) {
    let files = reports::report(&mut Choices::new(bytes));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let folder = folder(&files);
    keep(|| files.iter().map(|(path, text)| format!("=== {path}\n{}", utf8(text))).collect());
    let said = checked(folder.path());
    let options = Options { formats: vec![Format::Pdf, Format::Docx], ..Options::default() };
    pdf::forget(REMEMBERED);
    let built = pipeline::build(folder.path(), &options).expect("a manifest");
    told(&built.checked.diagnostics, &built.checked.sources);
    let codes: Vec<Code> = built.checked.diagnostics.iter().map(|found| found.code).collect();
    assert!(!codes.contains(&Code::LayoutUnsettled), "the pages never come to rest");
    // What has no room is told as that; our own layouts put no words on others, and hide none.
    let misplaced: Vec<_> = built.checked.diagnostics.iter().filter(|found| is_misplaced(found)).collect();
    assert!(misplaced.is_empty(), "{misplaced:#?}");
    let Some(document) = built.document.as_ref().filter(|_| !built.outputs.is_empty()) else {
        let stops = [Code::LayoutFailed, Code::LayoutTokens, Code::LimitExceeded];
        let why = built.checked.layout.is_none() || codes.iter().any(|code| stops.contains(code));
        assert!(
            why || (built.checked.report.is_none() && said.contains("error[")),
            "no paper, and nothing says why: {said}"
        );
        return;
    };
    let file = |at: usize| match &built.outputs[at] {
        Output::File { bytes, .. } => bytes.as_slice(),
        Output::Folder { .. } => unreachable!("no folder was asked for"),
    };
    same(file(0), file(1), document);
}
