//! Whether a PDF is what its own attachments make: unpacks them, builds the report again, and compares the two files.

use std::collections::BTreeMap;
use std::io;

use lopdf::{Dictionary, Document, Object};

use crate::base::budget::Trust;
use crate::base::hash::sha256;
use crate::base::source::is_inside;
use crate::base::standard::Standard;
use crate::pipeline::evidence::{FORMAT, LAYOUT, OriginRecord, RECORD, Record, SOURCES, program};
use crate::pipeline::{self, Format, Options, Output};

use super::write::unpack;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Attachments whose hashes were compared.
    pub attachments: usize,
    /// What differs; empty where the file is the same, byte for byte.
    pub differences: Vec<Difference>,
}

/// What differs between a PDF, its own hashes, and the PDF that was made of its attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// An attachment that the hashes name is not there.
    Missing(String),
    /// An attachment that the hashes do not name.
    Unnamed(String),
    /// An attachment is not what its hash says.
    Hash {
        /// Its name.
        name: String,
        /// The hash that is stated.
        stated: String,
        /// The hash that it has.
        found: String,
    },
    /// A name that leads out of the folder that attachments are unpacked into.
    Outside(String),
    /// A file that could not be read when the PDF was made.
    Unreadable(String),
    /// Another program made the file, and only that one can make it again. Its hashes hold.
    Program(String),
    /// The attachments make no PDF; what stands in the way.
    NotMade(String),
    /// An attachment of the PDF that was made is another one.
    Attachment(String),
    /// The first page that is another one, from 1.
    Page(u32),
    /// The first byte that is another one, where all attachments and pages are the same.
    Byte(usize),
}

/// Why a PDF cannot be made again at all.
#[derive(Debug)]
pub enum ReverifyError {
    /// It is no PDF.
    NoPdf(String),
    /// It carries no hashes of attachments.
    NoRecord,
    /// Its hashes cannot be read.
    BadRecord(String),
    /// Its attachments cannot be written where they are built from.
    Write(io::Error),
}

/// Builds the report that `pdf` carries, and compares.
///
/// # Errors
///
/// Why nothing can be compared.
pub fn reverify(pdf: &[u8]) -> Result<Verdict, ReverifyError> {
    let attached = attachments(pdf)?;
    let record = attached.get(RECORD).ok_or(ReverifyError::NoRecord)?;
    let record: Record = serde_json::from_slice(record).map_err(|error| ReverifyError::BadRecord(error.to_string()))?;
    let mut differences = against_hashes(&attached, &record);
    let attachments = record.files.len();
    if differences.is_empty() {
        // Another program makes other bytes of the same sources: that would say nothing of the file.
        let own = record.program == program() && record.format == FORMAT;
        differences = if own { rebuilt(pdf, &attached, &record)? } else { vec![Difference::Program(record.program)] };
    }
    Ok(Verdict { attachments, differences })
}

fn against_hashes(attached: &BTreeMap<String, Vec<u8>>, record: &Record) -> Vec<Difference> {
    let mut all = Vec::new();
    for file in &record.files {
        match attached.get(&file.name).map(sha256) {
            None => all.push(Difference::Missing(file.name.clone())),
            Some(found) if found != file.sha256 => {
                all.push(Difference::Hash { name: file.name.clone(), stated: file.sha256.clone(), found });
            }
            Some(_) => {}
        }
    }
    let named = |name: &String| name == RECORD || record.files.iter().any(|file| file.name == *name);
    all.extend(attached.keys().filter(|name| !named(name)).cloned().map(Difference::Unnamed));
    let layout = Some(&record.layout.name).filter(|_| record.layout.origin != OriginRecord::BuiltIn);
    let paths = record.files.iter().map(|file| &file.path).chain(&record.strays).chain(layout);
    all.extend(paths.filter(|path| !is_inside(path)).cloned().map(Difference::Outside));
    all.extend(record.unreadable.iter().cloned().map(Difference::Unreadable));
    all
}

fn rebuilt(
    pdf: &[u8],
    attached: &BTreeMap<String, Vec<u8>>,
    record: &Record,
) -> Result<Vec<Difference>, ReverifyError> {
    let not_made = |why: &str| Ok(vec![Difference::NotMade(why.to_owned())]);
    let Some(standard) = Standard::named(&record.standard) else { return not_made(&record.standard) };
    let folder = unpack(&files(attached, record)).map_err(ReverifyError::Write)?;
    let given = folder.path().join(LAYOUT).join(&record.layout.name);
    let given = (record.layout.origin == OriginRecord::Elsewhere).then(|| given.to_string_lossy().into_owned());
    let options = Options {
        formats: vec![Format::Pdf],
        layout: given,
        is_final: record.is_final,
        standard,
        trust: Trust::Stranger,
    };
    let Ok(built) = pipeline::build(&folder.path().join(SOURCES), &options) else { return not_made("rapport.toml") };
    let Some(Output::File { bytes, .. }) = built.outputs.first() else {
        let errors =
            built.checked.diagnostics.iter().find(|found| found.code.severity() == crate::diagnostic::Severity::Error);
        return not_made(errors.map_or("", |found| found.code.name()));
    };
    Ok(if bytes == pdf { Vec::new() } else { compared(pdf, attached, bytes) })
}

/// The files that the attachments are unpacked to. Files that nobody opened need only their names.
fn files(attached: &BTreeMap<String, Vec<u8>>, record: &Record) -> Vec<(String, Vec<u8>)> {
    let layout = match record.layout.origin {
        OriginRecord::BuiltIn => None,
        OriginRecord::Report => Some(format!("{SOURCES}/{}", record.layout.name)),
        OriginRecord::Elsewhere => Some(format!("{LAYOUT}/{}", record.layout.name)),
    };
    let mut all = Vec::new();
    for file in &record.files {
        let path = match (file.path.split_once('/'), &layout) {
            (Some((SOURCES, _)), _) => file.path.clone(),
            (Some((LAYOUT, rest)), Some(layout)) => format!("{layout}/{rest}"),
            _ => continue,
        };
        all.extend(attached.get(&file.name).map(|bytes| (path, bytes.clone())));
    }
    all.extend(record.strays.iter().map(|path| (format!("{SOURCES}/{path}"), Vec::new())));
    all
}

/// What differs between two PDFs that are not the same.
fn compared(pdf: &[u8], attached: &BTreeMap<String, Vec<u8>>, made: &[u8]) -> Vec<Difference> {
    let others = attachments(made).unwrap_or_default();
    let names = attached.keys().chain(others.keys().filter(|name| !attached.contains_key(*name)));
    let differs = names.filter(|name| attached.get(*name) != others.get(*name));
    let mut all: Vec<Difference> = differs.cloned().map(Difference::Attachment).collect();
    let pages = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let Ok(document) = Document::load_mem(bytes) else { return Vec::new() };
        document.get_pages().into_values().map(|page| document.get_page_content(page)).collect()
    };
    let (here, there) = (pages(pdf), pages(made));
    let page = (0..here.len().max(there.len())).find(|at| here.get(*at) != there.get(*at));
    all.extend(page.and_then(|at| u32::try_from(at + 1).ok()).map(Difference::Page));
    if all.is_empty() {
        let at = pdf.iter().zip(made).position(|(a, b)| a != b);
        all.push(Difference::Byte(at.unwrap_or(pdf.len().min(made.len()))));
    }
    all
}

/// The attachments of a PDF by their names.
///
/// # Errors
///
/// Why they cannot be read. A PDF without attachments has none, which is no error.
pub fn attachments(pdf: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, ReverifyError> {
    let document = Document::load_mem(pdf).map_err(|error| ReverifyError::NoPdf(error.to_string()))?;
    let mut all = BTreeMap::new();
    let names = document.catalog().ok().and_then(|catalog| inner(&document, catalog, b"Names"));
    if let Some(tree) = names.and_then(|names| inner(&document, names, b"EmbeddedFiles")) {
        name_tree(&document, tree, DEEPEST, &mut all);
    }
    Ok(all)
}

/// How deep a tree of names may be; a file whose tree goes round in a circle has no end.
const DEEPEST: usize = 32;

fn name_tree(document: &Document, node: &Dictionary, depth: usize, all: &mut BTreeMap<String, Vec<u8>>) {
    let list = |key: &[u8]| node.get_deref(key, document).and_then(Object::as_array);
    for specification in list(b"Names").into_iter().flatten() {
        let Some(specification) = dictionary(document, specification) else { continue };
        let name = specification.get_deref(b"UF", document).or_else(|_| specification.get_deref(b"F", document));
        let file = inner(document, specification, b"EF").and_then(|files| files.get_deref(b"F", document).ok());
        let bytes = file.and_then(|file| file.as_stream().ok()?.get_plain_content().ok());
        if let (Some(name), Some(bytes)) = (name.ok().and_then(|name| lopdf::decode_text_string(name).ok()), bytes) {
            all.insert(name, bytes);
        }
    }
    for kid in list(b"Kids").into_iter().flatten().filter(|_| depth > 0) {
        if let Some(kid) = dictionary(document, kid) {
            name_tree(document, kid, depth - 1, all);
        }
    }
}

fn inner<'d>(document: &'d Document, outer: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    outer.get(key).ok().and_then(|object| dictionary(document, object))
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    document.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok())
}

impl Difference {
    /// A stable name of what differs, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Difference::Missing(_) => "attachment-missing",
            Difference::Unnamed(_) => "attachment-without-hash",
            Difference::Hash { .. } => "attachment-changed",
            Difference::Outside(_) => "attachment-outside",
            Difference::Unreadable(_) => "source-unreadable",
            Difference::Program(_) => "made-by-other-program",
            Difference::NotMade(_) => "no-pdf-made",
            Difference::Attachment(_) => "attachment-differs",
            Difference::Page(_) => "page-differs",
            Difference::Byte(_) => "byte-differs",
        }
    }
}
