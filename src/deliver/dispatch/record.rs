//! What a dispatch says about itself: to whom, from which inputs, with which files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::source::Sources;
use crate::base::standard::Standard;
use crate::base::swedish::{file_name, long_period, one_spaced, short_date};
use crate::input::manifest::{DispatchForm, Manifest, PaperFile, Recipient};
use crate::input::personal::original;
use crate::pipeline::evidence::FileRecord;

/// The name of the record that each dispatch holds.
pub const RECORD: &str = "expediering.json";

/// The name of the register beside the versions.
pub const REGISTER: &str = "versioner.sha256";

/// What a dispatch says about the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Metadata {
    #[serde(rename = "titel")]
    pub(super) title: String,
    #[serde(rename = "handlingstyp")]
    pub(super) kind: &'static str,
    #[serde(rename = "kommun")]
    pub(super) municipality: String,
    #[serde(rename = "namnd")]
    pub(super) committee: String,
    #[serde(rename = "arende")]
    pub(super) item: Option<String>,
    #[serde(rename = "diarienummer")]
    pub(super) registry_number: Option<String>,
    #[serde(rename = "sammantrade")]
    pub(super) meeting_date: Option<String>,
    #[serde(rename = "datum")]
    pub(super) paper_date: String,
    pub(super) period: Option<String>,
    #[serde(skip)]
    pub(super) period_in_words: Option<String>,
    pub(super) version: u32,
    #[serde(rename = "sprak")]
    language: &'static str,
}

impl Metadata {
    pub(super) fn of(manifest: &Manifest, version: u32) -> Self {
        let line = |written: &crate::base::written::SourceText| one_spaced(&written.text);
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
            period_in_words: manifest.period.as_ref().map(|(from, to)| long_period(from.value, to.value)),
            version,
            language: "sv",
        }
    }
}

/// To whom a package goes, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Addressee {
    #[serde(rename = "namn")]
    pub(super) name: String,
    pub(super) form: &'static str,
    #[serde(rename = "adress")]
    pub(super) address: Option<String>,
    standard: &'static str,
}

impl Addressee {
    pub(super) fn of(recipient: &Recipient, sources: &Sources) -> Self {
        let (form, place) = match form(recipient) {
            Some(DispatchForm::Email) => ("epost", recipient.email),
            Some(DispatchForm::Post) => ("post", recipient.address),
            Some(DispatchForm::Internal) | None => ("internt", None),
        };
        let address = place.and_then(|place| original(sources, place).0);
        Addressee {
            name: one_spaced(&recipient.name.text),
            form,
            address: address.map(|address| one_spaced(&address.text)),
            standard: recipient.standard.unwrap_or_default().name(),
        }
    }
}

/// The format of [`Record`]; 1 in those that name no versions before them, 2 in those that say everything in English.
pub(super) const FORMAT: u32 = 3;

/// A dispatch's record of itself: enough to know the next time whether anything has changed, in the report or in what
/// was made of it.
#[derive(Serialize)]
pub(super) struct Record<'r> {
    pub(super) format: u32,
    pub(super) program: String,
    pub(super) report: &'r str,
    /// One hash of everything that the files were made of.
    pub(super) inputs: &'r str,
    /// The versions before this one.
    pub(super) before: Vec<Before>,
    pub(super) metadata: &'r Metadata,
    pub(super) recipients: Vec<Sent>,
    pub(super) files: Vec<FileRecord>,
}

#[derive(Serialize)]
pub(super) struct Sent {
    #[serde(flatten)]
    pub(super) addressee: Addressee,
    pub(super) package: String,
}

/// A version with the hash of its record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Before {
    pub(super) version: u32,
    pub(super) sha256: String,
}

/// What the next run reads of a record, of any format.
#[derive(Debug, Deserialize)]
pub(super) struct Past {
    pub(super) report: String,
    pub(super) inputs: String,
    #[serde(default)]
    pub(super) before: Vec<Before>,
    pub(super) metadata: PastMetadata,
    pub(super) files: Vec<FileRecord>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PastMetadata {
    pub(super) version: u32,
}

/// The papers by the standard that they hold to: the PDF of each, and the Word file.
pub(super) struct Papers {
    pub(super) id: String,
    pub(super) pages: usize,
    pub(super) pdf: BTreeMap<Standard, Vec<u8>>,
    pub(super) word: Vec<u8>,
    /// The finished papers beside them: names, files and numbers of pages.
    pub(super) finished: Vec<(String, Vec<u8>, usize)>,
}

pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    (serde_json::to_string_pretty(value).unwrap_or_default() + "\n").into_bytes()
}

/// The file name of a recipient's package.
pub(super) fn package_name(recipient: &Recipient) -> String {
    format!("till-{}.zip", file_name(&recipient.name.text))
}

/// Whether a recipient gets a file: the PDF, where the manifest names none.
pub(super) fn gets(recipient: &Recipient, file: PaperFile) -> bool {
    (recipient.files.is_empty() && file == PaperFile::Pdf) || recipient.files.iter().any(|wanted| wanted.value == file)
}

/// How a recipient is reached: as the manifest says, or by the address that it gives.
pub(super) fn form(recipient: &Recipient) -> Option<DispatchForm> {
    match (&recipient.form, &recipient.email, &recipient.address) {
        (Some(form), ..) => Some(form.value),
        (None, Some(_), _) => Some(DispatchForm::Email),
        (None, None, Some(_)) => Some(DispatchForm::Post),
        (None, None, None) => None,
    }
}
