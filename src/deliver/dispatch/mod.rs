//! The dispatch: the final files of a report without errors, and a package for each recipient, as a version of its own.
//!
//! Nothing is written here, and nothing is made while anything stands in the way.

mod check;
pub mod cover_letter;
pub mod messages;
mod package;
pub mod record;

use std::collections::BTreeMap;

use crate::base::standard::Standard;
use crate::diagnostic::{Tally, sort};
use crate::input::load::Earlier;
use crate::input::manifest::Manifest;
use crate::pipeline::evidence::{FileRecord, fingerprint, program};
use crate::pipeline::{self, Checked, Format, Options, Output};
use crate::render::messages::layout_failed;

use self::record::{Addressee, Inputs, Metadata, Papers, Record, Sent, json, package_name};

pub use self::check::check;
pub use self::record::RECORD;

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
        let mut built =
            pipeline::make(checked, &Options { formats, layout: None, is_final: true, standard, ..Options::default() });
        let (outputs, pages) = (std::mem::take(&mut built.outputs), built.pages);
        checked = built.into_checked();
        if outputs.is_empty() {
            return (checked, None);
        }
        papers.pages = pages;
        for output in outputs {
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
