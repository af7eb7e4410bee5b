//! The dispatch: the final files of a report without errors, and a package for each recipient, as a version of its own.
//!
//! Nothing is written here, and nothing is made while anything stands in the way. What was made is read back before it
//! is handed on: a version whose files do not say the same is none.

mod check;
pub mod cover_letter;
pub mod history;
pub mod messages;
pub mod package;
pub mod record;

use std::collections::BTreeMap;

use crate::base::budget::Trust;
use crate::base::standard::Standard;
use crate::diagnostic::{Diagnostic, Tally, sort};
use crate::input::manifest::Manifest;
use crate::pipeline::evidence::{FileRecord, Fingerprint, fingerprint, originals, program};
use crate::pipeline::{self, Checked, Format, Options, Output};
use crate::render::messages::layout_failed;

use self::record::{Addressee, Metadata, Papers, Record, Sent, json, package_name};
use super::verify::{self, Unreadable, Verified};

pub use self::check::check;
pub use self::history::History;
pub use self::record::{RECORD, REGISTER};

/// The name of the archive of everything that a version was made of. No recipient gets it.
pub const ORIGINALS: &str = "underlag.zip";

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    /// Findings stand in the way.
    Refused,
    /// Nothing has changed since this version, and every version is as it was made.
    Same(u32),
    /// Nothing has changed in the report since this version, but in what was made before.
    Tampered(u32),
    /// The files that were made to this standard do not say the same, or cannot be read back.
    Unlike(Standard, Result<Verified, Unreadable>),
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
pub fn folder(id: &str) -> String {
    format!("{id}-expediering")
}

/// Prepares the dispatch of a report after the ones that were made `earlier`. The findings of the dispatch are added to
/// those of the report.
pub fn prepare(mut checked: Checked, earlier: &History) -> (Checked, Outcome) {
    let found = checked.report.as_ref().map(|report| check(&report.manifest, &checked.sources)).unwrap_or_default();
    checked.diagnostics.extend(found);
    sort(&mut checked.diagnostics);
    if Tally::of(&checked.diagnostics).errors > 0 || checked.report.is_none() || checked.layout.is_none() {
        return (checked, Outcome::Refused);
    }
    let inputs = fingerprint(&checked);
    if let Some((version, _)) = earlier.latest.as_ref().filter(|(_, latest)| *latest == inputs.own) {
        let outcome = if earlier.is_changed() { Outcome::Tampered(*version) } else { Outcome::Same(*version) };
        return (checked, outcome);
    }
    let Some(version) = earlier.next() else { return refused(checked, messages::no_number_left(earlier.last)) };
    let (checked, papers) = papers(checked);
    let Some((papers, report)) = papers.zip(checked.report.as_ref()) else { return (checked, Outcome::Refused) };
    if let Some(outcome) = unlike(&checked, &papers) {
        return (checked, outcome);
    }
    let manifest = &report.manifest;
    match files(&checked, manifest, &papers, Numbered { version, inputs: &inputs, earlier }) {
        Ok(files) => {
            let recipients = manifest.recipients.len();
            (checked, Outcome::Made(Dispatch { version, recipients, files }))
        }
        Err(error) => refused(checked, layout_failed(None, &error.to_string(), "")),
    }
}

fn refused(mut checked: Checked, found: Diagnostic) -> (Checked, Outcome) {
    checked.diagnostics.push(found);
    (checked, Outcome::Refused)
}

/// Reads every PDF and the Word file back; what came of it, where one does not say what the others or the document say.
fn unlike(checked: &Checked, papers: &Papers) -> Option<Outcome> {
    papers.pdf.iter().find_map(|(standard, pdf)| {
        let verified = verify::verify(pdf, &papers.word, checked.document.as_ref(), Trust::Own);
        let differs = verified.as_ref().map_or(true, |verified| !verified.differences.is_empty());
        differs.then_some(Outcome::Unlike(*standard, verified))
    })
}

/// Makes the final papers to every standard that a recipient wants; `None` where one of them cannot be made.
fn papers(mut checked: Checked) -> (Checked, Option<Papers>) {
    let Some(report) = &checked.report else { return (checked, None) };
    let wanted = report.manifest.recipients.iter().map(|recipient| recipient.standard.unwrap_or_default());
    let mut standards: Vec<Standard> = wanted.chain([Standard::default()]).collect();
    standards.sort();
    standards.dedup();
    let id = report.manifest.id.value.clone();
    let finished = report.manifest.finished().map(|(name, it)| (name, it.bytes.clone(), it.about.pages)).collect();
    let mut papers = Papers { id, pages: 0, pdf: BTreeMap::new(), word: Vec::new(), finished };
    for standard in standards {
        let formats = if standard == Standard::default() { vec![Format::Pdf, Format::Docx] } else { vec![Format::Pdf] };
        let mut built =
            pipeline::make(checked, &Options { formats, is_final: true, leaves: true, standard, ..Options::default() });
        let (outputs, pages) = (std::mem::take(&mut built.outputs), built.pages);
        checked = built.into_checked();
        if outputs.is_empty() {
            return (checked, None);
        }
        papers.pages = pages;
        for output in outputs {
            match output {
                Output::File { name, bytes } if name == format!("{}.pdf", papers.id) => {
                    papers.pdf.insert(standard, bytes);
                }
                Output::File { name, bytes } if name == format!("{}.docx", papers.id) => papers.word = bytes,
                // Finished papers are the same whatever the standard is.
                Output::File { .. } | Output::Folder { .. } => {}
            }
        }
    }
    (checked, Some(papers))
}

/// What a new version follows on.
#[derive(Clone, Copy)]
struct Numbered<'d> {
    version: u32,
    inputs: &'d Fingerprint,
    earlier: &'d History,
}

/// The files of a version: the papers, a package for each recipient, what all of it was made of, and the record.
fn files(
    checked: &Checked,
    manifest: &Manifest,
    papers: &Papers,
    Numbered { version, inputs, earlier }: Numbered<'_>,
) -> Result<Vec<(String, Vec<u8>)>, zip::result::ZipError> {
    let metadata = Metadata::of(manifest, version);
    let mut files = Vec::new();
    for (standard, bytes) in &papers.pdf {
        files.push((package::pdf_name(&papers.id, *standard), bytes.clone()));
    }
    files.push((format!("{}.docx", papers.id), papers.word.clone()));
    files.extend(papers.finished.iter().map(|(name, bytes, _)| (name.clone(), bytes.clone())));
    let mut recipients = Vec::new();
    for recipient in &manifest.recipients {
        let addressee = Addressee::of(recipient, &checked.sources);
        let package = package_name(recipient);
        files.push((package.clone(), package::package(papers, recipient, &addressee, &metadata, &inputs.shared)?));
        recipients.push(Sent { addressee, package });
    }
    let originals: Vec<_> = originals(checked).into_iter().collect();
    files.push((ORIGINALS.to_owned(), package::archive(&originals)?));
    let hashes = files.iter().map(|(name, bytes)| FileRecord::of(name, name, bytes)).collect();
    let record = Record {
        format: record::FORMAT,
        program: program(),
        report: &papers.id,
        inputs: &inputs.own,
        before: earlier.before(),
        metadata: &metadata,
        recipients,
        files: hashes,
    };
    files.push((RECORD.to_owned(), json(&record)));
    Ok(files)
}

impl Dispatch {
    /// The bytes of its record.
    pub fn record(&self) -> &[u8] {
        self.files.iter().find(|(name, _)| name == RECORD).map_or(&[], |(_, bytes)| bytes)
    }
}
