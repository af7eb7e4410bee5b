//! The dispatch: the final files of a report without errors, and a package for each recipient, as a version of its own.
//!
//! Nothing is written here, and nothing is made while anything stands in the way.

mod check;
pub mod cover_letter;
pub mod messages;
mod package;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::standard::Standard;
use crate::base::swedish::{file_name, short_date};
use crate::diagnostic::{Tally, sort};
use crate::input::load::Earlier;
use crate::input::manifest::{DispatchForm, Manifest, PaperFile, Recipient};
use crate::pipeline::evidence::{FileRecord, fingerprint, program};
use crate::pipeline::{self, Checked, Format, Options, Output};
use crate::render::messages::layout_failed;

pub use self::check::check;

/// The name of the record that each dispatch holds.
pub const RECORD: &str = "expediering.json";

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// Findings stand in the way.
    Refused,
    /// Nothing has changed since this version.
    Same(u32),
    /// The files of a new version.
    Made(Dispatch),
}

/// A new version, not yet written.
#[derive(Debug)]
pub struct Dispatch {
    /// Its number, from 1.
    pub version: u32,
    /// Recipients.
    pub recipients: usize,
    /// Its files by their names.
    pub files: Vec<(String, Vec<u8>)>,
}

/// The folder of all dispatches of a report.
pub fn folder(checked: &Checked) -> Option<String> {
    checked.report.as_ref().map(|report| format!("{}-expediering", report.manifest.id.value))
}

/// What a dispatch says about the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Metadata {
    title: String,
    kind: &'static str,
    municipality: String,
    committee: String,
    item: Option<String>,
    registry_number: Option<String>,
    meeting_date: Option<String>,
    paper_date: String,
    period: Option<String>,
    version: u32,
    language: &'static str,
}

impl Metadata {
    fn of(manifest: &Manifest, version: u32) -> Self {
        let line = |written: &crate::base::written::Written| one_line(&written.text);
        Metadata {
            title: line(&manifest.title),
            kind: manifest.kind.swedish(),
            municipality: line(&manifest.municipality),
            committee: line(&manifest.committee),
            item: manifest.item.as_ref().map(line),
            registry_number: manifest.registry_number.as_ref().map(line),
            meeting_date: manifest.meeting.as_ref().map(|meeting| short_date(meeting.value)),
            paper_date: short_date(manifest.date.value),
            period: manifest
                .period
                .as_ref()
                .map(|(from, to)| format!("{}/{}", short_date(from.value), short_date(to.value))),
            version,
            language: "sv",
        }
    }
}

/// To whom a package goes, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Addressee {
    name: String,
    form: &'static str,
    address: Option<String>,
    standard: &'static str,
}

impl Addressee {
    fn of(recipient: &Recipient) -> Self {
        let (form, address) = match check::form(recipient) {
            Some(DispatchForm::Email) => ("epost", recipient.email.as_ref()),
            Some(DispatchForm::Post) => ("post", recipient.address.as_ref()),
            Some(DispatchForm::Internal) | None => ("internt", None),
        };
        Addressee {
            name: one_line(&recipient.name.text),
            form,
            address: address.map(|address| one_line(&address.text)),
            standard: recipient.standard.unwrap_or_default().name(),
        }
    }
}

/// A dispatch's record of itself: enough to know the next time whether anything has changed.
#[derive(Serialize)]
struct Record<'r> {
    format: u32,
    program: String,
    report: &'r str,
    /// One hash of everything that the files were made of.
    inputs: &'r str,
    metadata: &'r Metadata,
    recipients: Vec<Sent>,
    files: Vec<FileRecord>,
}

#[derive(Serialize)]
struct Sent {
    #[serde(flatten)]
    addressee: Addressee,
    package: String,
}

/// What the next run reads of a record.
#[derive(Deserialize)]
struct Inputs {
    inputs: String,
}

/// The papers by the standard that they hold to: the PDF of each, and the Word file.
struct Papers {
    id: String,
    pages: usize,
    pdf: BTreeMap<Standard, Vec<u8>>,
    word: Vec<u8>,
}

/// Prepares the dispatch of a report after the ones that were made `earlier`. The findings of the dispatch are added to
/// those of the report.
pub fn prepare(mut checked: Checked, earlier: &[Earlier]) -> (Checked, Outcome) {
    let found = checked.report.as_ref().map(|report| check(&report.manifest)).unwrap_or_default();
    checked.diagnostics.extend(found);
    sort(&mut checked.diagnostics);
    if Tally::of(&checked.diagnostics).errors > 0 || checked.report.is_none() || checked.layout.is_none() {
        return (checked, Outcome::Refused);
    }
    let inputs = fingerprint(&checked);
    let latest = earlier.iter().max_by_key(|earlier| earlier.version);
    if let Some(Earlier { version, record: Some(record) }) = latest
        && serde_json::from_str::<Inputs>(record).is_ok_and(|record| record.inputs == inputs)
    {
        return (checked, Outcome::Same(*version));
    }
    let version = latest.map_or(1, |latest| latest.version + 1);
    let (mut checked, papers) = papers(checked);
    let made = checked.report.as_ref().zip(papers).map(|(report, papers)| {
        let manifest = &report.manifest;
        files(manifest, &papers, version, &inputs).map(|files| Dispatch {
            version,
            recipients: manifest.recipients.len(),
            files,
        })
    });
    match made {
        Some(Ok(dispatch)) => (checked, Outcome::Made(dispatch)),
        Some(Err(error)) => {
            checked.diagnostics.push(layout_failed(None, &error.to_string(), ""));
            (checked, Outcome::Refused)
        }
        None => (checked, Outcome::Refused),
    }
}

/// Makes the final papers to every standard that a recipient wants; `None` where one of them cannot be made.
fn papers(mut checked: Checked) -> (Checked, Option<Papers>) {
    let Some(report) = &checked.report else { return (checked, None) };
    let wanted = report.manifest.recipients.iter().map(|recipient| recipient.standard.unwrap_or_default());
    let mut standards: Vec<Standard> = wanted.chain([Standard::default()]).collect();
    standards.sort();
    standards.dedup();
    let id = report.manifest.id.value.clone();
    let mut papers = Papers { id, pages: 0, pdf: BTreeMap::new(), word: Vec::new() };
    for standard in standards {
        let formats = if standard == Standard::default() { vec![Format::Pdf, Format::Docx] } else { vec![Format::Pdf] };
        let built = pipeline::make(checked, &Options { formats, layout: None, is_final: true, standard });
        checked = built.checked;
        if built.outputs.is_empty() {
            return (checked, None);
        }
        papers.pages = built.pages;
        for output in built.outputs {
            match output {
                Output::File { name, bytes } if name.ends_with(".pdf") => drop(papers.pdf.insert(standard, bytes)),
                Output::File { bytes, .. } => papers.word = bytes,
                Output::Folder { .. } => {}
            }
        }
    }
    (checked, Some(papers))
}

/// The files of a version: the papers, a package for each recipient, and the record.
fn files(
    manifest: &Manifest,
    papers: &Papers,
    version: u32,
    inputs: &str,
) -> Result<Vec<(String, Vec<u8>)>, zip::result::ZipError> {
    let metadata = Metadata::of(manifest, version);
    let mut files = Vec::new();
    for (standard, bytes) in &papers.pdf {
        let suffix = if *standard == Standard::default() { String::new() } else { format!("-{}", standard.name()) };
        files.push((format!("{}{suffix}.pdf", papers.id), bytes.clone()));
    }
    files.push((format!("{}.docx", papers.id), papers.word.clone()));
    let mut recipients = Vec::new();
    for recipient in &manifest.recipients {
        let addressee = Addressee::of(recipient);
        let package = package_name(recipient);
        files.push((package.clone(), package::package(papers, recipient, &addressee, &metadata, inputs)?));
        recipients.push(Sent { addressee, package });
    }
    let hashes = files.iter().map(|(name, bytes)| FileRecord::of(name, name, bytes)).collect();
    let record = Record {
        format: 1,
        program: program(),
        report: &papers.id,
        inputs,
        metadata: &metadata,
        recipients,
        files: hashes,
    };
    files.push((RECORD.to_owned(), json(&record)));
    Ok(files)
}

fn json(value: &impl Serialize) -> Vec<u8> {
    (serde_json::to_string_pretty(value).unwrap_or_default() + "\n").into_bytes()
}

/// The file name of a recipient's package.
fn package_name(recipient: &Recipient) -> String {
    format!("till-{}.zip", file_name(&recipient.name.text))
}

/// Whether a recipient gets a file.
fn gets(recipient: &Recipient, file: PaperFile) -> bool {
    recipient.files.is_empty() || recipient.files.iter().any(|wanted| wanted.value == file)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
