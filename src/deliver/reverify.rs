//! Whether a PDF is what its own attachments make: unpacks them, builds the report again, and compares the two files.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::base::budget::{Budget, Exceeded, Resource, Trust};
use crate::base::hash::sha256;
use crate::base::limits::{FILES_OF_A_PAPER, PARTS_OF_A_PATH, PARTS_OF_ALL_PATHS, RECORD_SIZE};
use crate::base::source::is_inside;
use crate::base::standard::Standard;
use crate::input::load::is_built_in;
use crate::pipeline::evidence::{
    FORMAT, FORMER_RECORD, LAYOUT, OriginRecord, RECORD, Record, SOURCES, build, commit, program,
};
use crate::pipeline::{self, Format, Options, Output};

use super::write::unpack;
use crate::base::pdf::file::File;
use crate::base::pdf::syntax::{Dictionary, Id, Value};
use crate::base::pdf::{Fault, bad};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Attachments whose hashes were compared.
    pub attachments: usize,
    /// What differs; empty where the file is the same, byte for byte.
    pub differences: Vec<Difference>,
    /// The layout that it says it was made with.
    pub layout: String,
    /// Whether that is one of the program's own, by the bytes that are attached. Any other shows what it likes.
    pub own_layout: bool,
    /// The program that it says made it, with its version.
    pub program: String,
    /// The commit that this program was built of, where its build states one.
    pub commit: Option<String>,
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
    /// It is a ZIP: a package of PDFs, or a Word file.
    Zip,
    /// It is encrypted.
    Locked,
    /// Its parts are not where it says.
    Damaged,
    /// It holds more than may be read.
    TooMuch(Exceeded),
    /// It is made of more files than may be unpacked: at most so many.
    Files(usize),
    /// It carries no hashes of attachments.
    NoRecord,
    /// Its hashes cannot be read.
    BadRecord(String),
    /// Its attachments cannot be written where they are built from.
    Write(io::Error),
}

impl From<Fault> for ReverifyError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Bad(what) => ReverifyError::NoPdf(what),
            Fault::Damaged => ReverifyError::Damaged,
            Fault::Locked => ReverifyError::Locked,
            Fault::TooMuch(exceeded) => ReverifyError::TooMuch(exceeded),
        }
    }
}

/// How a ZIP begins.
const ZIP: &[u8] = b"PK\x03\x04";

/// Builds the report that `pdf` carries, and compares. It is read as a stranger's.
///
/// # Errors
///
/// Why nothing can be compared.
pub fn reverify(pdf: &[u8]) -> Result<Verdict, ReverifyError> {
    if pdf.starts_with(ZIP) {
        return Err(ReverifyError::Zip);
    }
    let mut budget = Budget::of(Trust::Stranger);
    let attached = attachments(pdf, &mut budget)?;
    let record = self::record(&attached)?;
    let mut differences = against_hashes(&attached, &record);
    if let Err(exceeded) = budget.take_len(Resource::Findings, differences.len()) {
        return Err(ReverifyError::TooMuch(exceeded));
    }
    let mut verdict = Verdict {
        attachments: record.files.len(),
        differences: Vec::new(),
        own_layout: has_own_layout(&attached, &record),
        layout: record.layout.name.clone(),
        program: record.program.clone(),
        commit: record.commit.clone(),
    };
    if differences.is_empty() {
        // Another program makes other bytes of the same sources: that would say nothing of the file.
        let own = record.program == program() && record.format == FORMAT && record.commit.as_deref() == commit();
        differences = if own {
            rebuilt(pdf, &attached, &record)?
        } else {
            vec![Difference::Program(build(&record.program, record.commit.as_deref()))]
        };
    }
    verdict.differences = differences;
    Ok(verdict)
}

/// The name of the hashes among the attachments.
fn record_name(attached: &BTreeMap<String, Vec<u8>>) -> &'static str {
    if attached.contains_key(RECORD) { RECORD } else { FORMER_RECORD }
}

/// What the other attachments are.
fn record(attached: &BTreeMap<String, Vec<u8>>) -> Result<Record, ReverifyError> {
    let record = attached.get(record_name(attached)).ok_or(ReverifyError::NoRecord)?;
    if record.len() > RECORD_SIZE {
        return Err(ReverifyError::BadRecord(format!("{} > {RECORD_SIZE}", record.len())));
    }
    let record: Record = serde_json::from_slice(record).map_err(|error| ReverifyError::BadRecord(error.to_string()))?;
    if record.files.len().saturating_add(record.strays.len()) > FILES_OF_A_PAPER {
        return Err(ReverifyError::Files(FILES_OF_A_PAPER));
    }
    let paths = record.files.iter().map(|file| &file.path).chain(&record.strays).chain([&record.layout.name]);
    let mut parts = 0_usize;
    for path in paths {
        let deep = path.split('/').count();
        parts = parts.saturating_add(deep);
        if deep > PARTS_OF_A_PATH || parts > PARTS_OF_ALL_PATHS {
            return Err(ReverifyError::BadRecord(path.chars().take(100).collect()));
        }
    }
    // An attachment is one file: a large one that is many would be written many times.
    let mut names = BTreeSet::new();
    match record.files.iter().find(|file| !names.insert(file.name.as_str())) {
        Some(twice) => Err(ReverifyError::BadRecord(twice.name.clone())),
        None => Ok(record),
    }
}

/// Whether the layout is one of the program's own, by its bytes.
fn has_own_layout(attached: &BTreeMap<String, Vec<u8>>, record: &Record) -> bool {
    let file = |name: &str| {
        let path = format!("{LAYOUT}/{name}");
        let file = record.files.iter().find(|file| file.path == path);
        file.and_then(|file| attached.get(&file.name)).map_or(&[][..], Vec::as_slice)
    };
    record.layout.origin == OriginRecord::BuiltIn
        && is_built_in(&record.layout.name, file("tokens.toml"), file("template.typ"))
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
    let named: BTreeSet<&str> =
        record.files.iter().map(|file| file.name.as_str()).chain([record_name(attached)]).collect();
    all.extend(attached.keys().filter(|name| !named.contains(name.as_str())).cloned().map(Difference::Unnamed));
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
        comments: None,
        formats: vec![Format::Pdf],
        layout: given,
        is_final: record.is_final,
        standard,
        trust: Trust::Stranger,
        leaves: false,
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
    let others = attachments(made, &mut Budget::of(Trust::Stranger)).unwrap_or_default();
    let names = attached.keys().chain(others.keys().filter(|name| !attached.contains_key(*name)));
    let differs = names.filter(|name| attached.get(*name) != others.get(*name));
    let mut all: Vec<Difference> = differs.cloned().map(Difference::Attachment).collect();
    let (here, there) = (pages(pdf).unwrap_or_default(), pages(made).unwrap_or_default());
    let page = (0..here.len().max(there.len())).find(|at| here.get(*at) != there.get(*at));
    all.extend(page.and_then(|at| u32::try_from(at + 1).ok()).map(Difference::Page));
    if all.is_empty() {
        let at = pdf.iter().zip(made).position(|(a, b)| a != b);
        all.push(Difference::Byte(at.unwrap_or(pdf.len().min(made.len()))));
    }
    all
}

/// The hashes of what each page paints.
fn pages(pdf: &[u8]) -> Result<Vec<String>, Fault> {
    let mut budget = Budget::of(Trust::Stranger);
    let file = File::read(pdf, &mut budget)?;
    let pages = file.pages(&mut budget)?;
    pages.iter().map(|page| Ok(sha256(file.content(page, &mut budget)?))).collect()
}

/// The attachments of a PDF by their names.
///
/// # Errors
///
/// Why they cannot be read. A PDF without attachments has none, which is no error.
pub fn attachments(pdf: &[u8], budget: &mut Budget) -> Result<BTreeMap<String, Vec<u8>>, ReverifyError> {
    let file = File::read(pdf, budget)?;
    let names = file.dictionary(&file.catalog(budget)?, "Names", budget)?;
    let tree = file.dictionary(&names, "EmbeddedFiles", budget)?;
    let mut tree_of_names = NameTree { file: &file, seen: BTreeSet::new(), all: BTreeMap::new() };
    tree_of_names.branch(&tree, budget)?;
    Ok(tree_of_names.all)
}

/// Goes through the names of attachments.
struct NameTree<'f> {
    file: &'f File<'f>,
    /// Branches, each of which stands in one place.
    seen: BTreeSet<Id>,
    all: BTreeMap<String, Vec<u8>>,
}

impl<'f> NameTree<'f> {
    fn branch(&mut self, branch: &Dictionary<'f>, budget: &mut Budget) -> Result<(), Fault> {
        for specification in self.file.array(branch, "Names", budget)? {
            if let Value::Dictionary(specification) = self.file.resolved(specification, budget)? {
                self.attachment(&specification, budget)?;
            }
        }
        for kid in self.file.array(branch, "Kids", budget)? {
            if let Some(id) = kid.as_reference()
                && !self.seen.insert(id)
            {
                return Err(bad("a branch of its attachments stands in two places"));
            }
            if let Value::Dictionary(kid) = self.file.resolved(kid, budget)? {
                budget.deeper(|budget| self.branch(&kid, budget))??;
            }
        }
        Ok(())
    }

    fn attachment(&mut self, specification: &Dictionary<'f>, budget: &mut Budget) -> Result<(), Fault> {
        let name = match self.file.get(specification, "UF", budget)? {
            Value::None => self.file.get(specification, "F", budget)?,
            name => name,
        };
        budget.take_len(Resource::Text, name.as_bytes().map_or(0, <[u8]>::len))?;
        let files = self.file.dictionary(specification, "EF", budget)?;
        let (Some(name), Some(id)) = (name.as_words(), files.get("F").and_then(Value::as_reference)) else {
            return Ok(());
        };
        let Some(stream) = self.file.stream(id, budget)? else { return Ok(()) };
        match self.all.insert(name, self.file.unpacked(&stream, budget)?) {
            None => Ok(()),
            // Which of them a reader opens is for each to say.
            Some(_) => Err(bad("two of its attachments have one name")),
        }
    }
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
