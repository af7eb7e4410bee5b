//! What a paper's figures rest on, as files that its PDF carries: sections and layout, a table of
//! every figure, the protocol of the checks, and the hashes that tie all of it together.
//!
//! Files are attached without what stays in the house, comments and addresses of recipients: see
//! [`personal`](crate::input::personal).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::base::hash::sha256;
use crate::base::image::Image;
use crate::base::source::SourceFile;
use crate::check::statements::lines;
use crate::diagnostic::show;
use crate::input::load::{LayoutFrom, SkippedFile, SkippedReason};
use crate::input::manifest::{ChartSource, Finished};
use crate::layout::Layout;
use crate::lower::shown;
use crate::render::pdf::{Attachment, Relation};
use crate::report::{Report, figures};

use super::checked::Checked;
use super::options::Options;

/// The folder of the report's own files where the attachments are unpacked.
pub const SOURCES: &str = "rapport";

/// The folder of the layout's files where the attachments are unpacked.
pub const LAYOUT: &str = "layout";

/// The format of what a PDF carries. Whatever changes the attachments of an unchanged report raises it.
pub const FORMAT: u32 = 5;

/// The name of the hashes' attachment.
pub const RECORD: &str = "kontrollsummor.json";

/// Its name up to format 4, which is still read.
pub const FORMER_RECORD: &str = "manifest.json";

/// What the other attachments are, and what made the PDF of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`FORMAT`]; 1 in files of 0.1.0, whose figures have addresses of another kind, 2 in those that have comments and
    /// addresses of recipients, 3 in those that say nothing of the figures of texts, 4 in those whose table of figures
    /// is `figurer.csv`.
    pub format: u32,
    /// The program with its version, `underlag 0.1.0`.
    pub program: String,
    /// The commit that the program was built of, where its build states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// The report's id.
    pub report: String,
    /// The name of the standard that the PDF holds to.
    pub standard: String,
    /// Whether it is the final paper.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// The layout.
    pub layout: LayoutRecord,
    /// Every other attachment, in the order of the paths.
    pub files: Vec<FileRecord>,
    /// Names of files that lay in the units' folder and were not opened.
    pub strays: Vec<String>,
    /// Names of files that were there and could not be read, so that the PDF cannot be made again.
    pub unreadable: Vec<String>,
}

/// Which layout made the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LayoutRecord {
    /// Its name.
    pub name: String,
    /// Where it came from.
    pub origin: OriginRecord,
}

/// Where a layout came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OriginRecord {
    /// With the program.
    BuiltIn,
    /// From the report's folder.
    Report,
    /// From elsewhere.
    Elsewhere,
}

/// An attachment with its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name, without folders: viewers of PDF cannot save what has any.
    pub name: String,
    /// Where it belongs when it is unpacked, `rapport/enheter/it.toml`.
    pub path: String,
    /// Its bytes.
    pub bytes: usize,
    /// Their SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl FileRecord {
    /// The record of a file with this name and path.
    pub fn of(name: &str, path: &str, bytes: &[u8]) -> Self {
        FileRecord { name: name.to_owned(), path: path.to_owned(), bytes: bytes.len(), sha256: sha256(bytes) }
    }
}

/// The program with its version.
pub fn program() -> String {
    format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"))
}

/// The commit that the program was built of, where whoever built it said so.
pub fn commit() -> Option<&'static str> {
    option_env!("UNDERLAG_COMMIT").map(str::trim).filter(|commit| !commit.is_empty())
}

/// A program with the commit that it was built of, `underlag 0.2.0 (1a2b3c4)`.
pub fn build(program: &str, commit: Option<&str>) -> String {
    commit.map_or_else(|| program.to_owned(), |commit| format!("{program} ({commit})"))
}

/// Hashes of everything that the final paper is made of, whatever standard its PDF holds to: the sections, the layout,
/// the checks and the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Of the files as they stand on the disk. It stays in the house: whoever knew the rest could guess an address, and
    /// see by this that it is the right one.
    pub own: String,
    /// Of the files as they are attached.
    pub shared: String,
}

/// The hashes of a report.
pub fn fingerprint(checked: &Checked) -> Fingerprint {
    let options = Options { is_final: true, ..Options::default() };
    let record = evidence(checked, &options).into_iter().find(|file| file.name == RECORD);
    let shared = sha256(record.map(|record| record.bytes).unwrap_or_default());
    let mut own = shared.clone();
    for (path, bytes) in originals(checked) {
        own.push_str(&format!("\n{} {path}", sha256(bytes)));
    }
    Fingerprint { own: sha256(own), shared }
}

/// The report's own files and its layout's as they stand on the disk, by the paths that attachments are unpacked to.
pub fn originals(checked: &Checked) -> BTreeMap<String, Vec<u8>> {
    let path = |file: &SourceFile| format!("{SOURCES}/{}", file.path);
    let own = checked.sources.iter().filter(|(id, _)| Some(*id) != checked.tokens);
    let own = own.map(|(_, file)| (path(file), file.original_bytes()));
    let layout = checked.layout.iter().flat_map(|layout| layout_files(checked, layout));
    let layout = layout.map(|(path, attachment)| (path, attachment.bytes));
    let tokens = checked.tokens.map(|own| checked.sources.file(own).original_bytes());
    let tokens = tokens.map(|tokens| (format!("{LAYOUT}/{TOKENS}"), tokens));
    let pictures = pictures(checked).map(|(file, image)| (format!("{SOURCES}/{file}"), image.bytes.clone()));
    let finished = finished(checked).map(|(file, it)| (format!("{SOURCES}/{file}"), it.bytes.clone()));
    layout.chain(tokens).chain(own).chain(pictures).chain(finished).collect()
}

/// The attachments of a report's PDF, in the order of their paths. Empty where there is no report or no layout.
pub fn evidence(checked: &Checked, options: &Options) -> Vec<Attachment> {
    let (Some(report), Some(layout)) = (&checked.report, &checked.layout) else { return Vec::new() };
    // Two units may name one file.
    let mut files: BTreeMap<String, Attachment> = BTreeMap::new();
    for (path, attachment) in sources(checked).chain(layout_files(checked, layout)).chain(tables(checked, report)) {
        files.entry(path).or_insert(attachment);
    }
    name_apart(&mut files);
    let named = |wanted: fn(&SkippedReason) -> bool| -> Vec<String> {
        checked.aside.iter().filter(|aside| wanted(&aside.why)).map(|aside| aside.path.clone()).collect()
    };
    let record = Record {
        format: FORMAT,
        program: program(),
        commit: commit().map(str::to_owned),
        report: report.manifest.id.value.clone(),
        standard: options.standard.name().to_owned(),
        is_final: options.is_final,
        layout: layout_record(layout, &checked.layout_from),
        files: files.iter().map(|(path, file)| FileRecord::of(&file.name, path, &file.bytes)).collect(),
        strays: named(|why| matches!(why, SkippedReason::Stray)),
        unreadable: named(|why| matches!(why, SkippedReason::Unreadable)),
    };
    let text = serde_json::to_string_pretty(&record).unwrap_or_default() + "\n";
    let (_, record) = item(RECORD, "application/json", "Kontrollsummor för alla bilagor", Relation::Supplement, text);
    files.into_values().chain([record]).collect()
}

/// Gives every attachment a name of its own.
fn name_apart(files: &mut BTreeMap<String, Attachment>) {
    let mut taken = BTreeSet::from([RECORD.to_owned()]);
    for file in files.values_mut() {
        let wanted = file.name.clone();
        let mut number = 2;
        while !taken.insert(file.name.clone()) {
            file.name = format!("{number}-{wanted}");
            number += 1;
        }
    }
}

fn layout_record(layout: &Layout, from: &LayoutFrom) -> LayoutRecord {
    let (name, origin) = match from {
        LayoutFrom::BuiltIn => (&layout.name, OriginRecord::BuiltIn),
        LayoutFrom::Report(folder) => (folder, OriginRecord::Report),
        LayoutFrom::Elsewhere(folder) => (folder, OriginRecord::Elsewhere),
    };
    LayoutRecord { name: name.clone(), origin }
}

/// An attachment with its path.
fn item(
    path: &str,
    mime: &'static str,
    description: &str,
    relation: Relation,
    bytes: impl Into<Vec<u8>>,
) -> (String, Attachment) {
    let (name, description) = (path.replace('/', "-"), description.to_owned());
    (path.to_owned(), Attachment { name, mime, description, relation, bytes: bytes.into() })
}

const TOML: &str = "application/toml";

/// The file of a layout's tokens.
const TOKENS: &str = "tokens.toml";

/// The report's own files, as far as they leave the house. The layout's tokens are a source too, and come with the
/// layout.
fn sources(checked: &Checked) -> impl Iterator<Item = (String, Attachment)> {
    let texts = checked.sources.iter().filter(|(id, _)| Some(*id) != checked.tokens).map(|(_, file)| {
        let (mime, description) = match &file.sheet {
            Some(_) => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Underlag"),
            None if file.named_by.is_some() => ("text/csv", "Underlag"),
            None => (TOML, "Underlag, utan kommentarer och adresser"),
        };
        let description = format!("{description}: {}", file.path);
        item(&format!("{SOURCES}/{}", file.path), mime, &description, Relation::Source, file.bytes())
    });
    let raw = checked.aside.iter().filter_map(|SkippedFile { path, why }| {
        let (bytes, description) = match why {
            SkippedReason::Encoding(bytes) => {
                (bytes, format!("I stället för ett underlag med fel teckenkodning, som inte gick att läsa: {path}"))
            }
            SkippedReason::Document(bytes) => (bytes, format!("I stället för ett dokument: {path}")),
            SkippedReason::Unused(bytes) => (bytes, format!("Underlag som inte går att använda: {path}")),
            SkippedReason::Stray | SkippedReason::Unreadable => return None,
        };
        let path = format!("{SOURCES}/{path}");
        Some(item(&path, "application/octet-stream", &description, Relation::Source, bytes.clone()))
    });
    let pictures = pictures(checked).map(|(file, image)| {
        let description = format!("Bild, utan uppgifter om kamera, tid och plats: {file}");
        item(&format!("{SOURCES}/{file}"), image.format.mime(), &description, Relation::Source, image.bytes.clone())
    });
    let finished = finished(checked).map(|(file, it)| {
        let description = format!("Färdig handling: {file}");
        item(&format!("{SOURCES}/{file}"), "application/pdf", &description, Relation::Source, it.bytes.clone())
    });
    texts.chain(raw).chain(pictures).chain(finished)
}

/// The finished papers by the paths of their files.
fn finished(checked: &Checked) -> impl Iterator<Item = (&str, &Finished)> {
    let papers = checked.report.iter().flat_map(|report| &report.manifest.papers);
    let files = papers.filter_map(|paper| paper.finished.as_ref());
    files.filter_map(|spec| Some((spec.file.text.as_str(), spec.read.as_deref()?)))
}

/// The report's pictures by the paths of their files, as both files show them.
fn pictures(checked: &Checked) -> impl Iterator<Item = (&str, &Image)> {
    let charts = checked.report.iter().flat_map(|report| &report.manifest.charts);
    charts.filter_map(|chart| match &chart.source {
        ChartSource::Picture(spec) => Some((spec.file.text.as_str(), spec.image.as_deref()?)),
        _ => None,
    })
}

/// The layout's own tokens, the template that was used, and its own fonts; beside them the tokens
/// with those that it inherits.
fn layout_files(checked: &Checked, layout: &Layout) -> impl Iterator<Item = (String, Attachment)> {
    let file = |name: &str, mime, description: &str, bytes: &[u8]| {
        item(&format!("{LAYOUT}/{name}"), mime, description, Relation::Supplement, bytes)
    };
    let own = checked.tokens.map_or_else(Vec::new, |own| checked.sources.file(own).bytes());
    let inherits = checked.tokens.is_some_and(|own| checked.sources.file(own).text != layout.tokens_text);
    let merged = inherits.then(|| {
        let about = "Layoutens mått och färger med det som den ärver";
        item("arv/tokens.toml", TOML, about, Relation::Supplement, layout.tokens_text.as_bytes())
    });
    let texts = [
        file(TOKENS, TOML, "Layoutens mått och färger", &own),
        file("template.typ", "text/plain", "Layoutens mall", layout.template.as_bytes()),
    ];
    let font = move |(name, bytes): (&String, &Vec<u8>)| {
        file(&format!("fonts/{name}"), "font/sfnt", "Layoutens typsnitt", bytes)
    };
    let logo = layout
        .logo
        .as_ref()
        .zip(layout.tokens.logo.as_ref())
        .map(|(logo, token)| file(&token.file, logo.kind.mime(), "Layoutens logotyp", &logo.bytes));
    texts.into_iter().chain(merged).chain(logo).chain(layout.fonts.iter().map(font))
}

fn tables(checked: &Checked, report: &Report) -> [(String, Attachment); 4] {
    let figures = figures::figures(report, &checked.sources, &|prose| shown(report, prose));
    let (csv, json) = (figures::csv(&figures), figures::json(&figures));
    let protocol = show::protocol(&checked.diagnostics, &checked.accepted, &checked.sources);
    let about = "Alla uppgifter med cellhänvisning, värde, måttenhet och plats";
    let said = "Talen i löpande text, ett per rad: bekräftat, motsagt eller utan stöd, och cellerna";
    let statements = lines::json(&checked.statements, &report.manifest.units, &checked.sources);
    let checks = "Kontrollernas protokoll: påpekanden och godtagna undantag, ett per rad";
    [
        item("uppgifter.csv", "text/csv", about, Relation::Data, csv),
        item("uppgifter.json", "application/json", &format!("{about}, för program"), Relation::Data, json),
        item("kontroller.jsonl", "application/jsonl", checks, Relation::Supplement, protocol),
        item("texternas-tal.jsonl", "application/jsonl", said, Relation::Data, statements),
    ]
}
