//! A recipient's package: the files, a covering note, metadata, and the hashes of all of it, in a zip archive without
//! clock; and whether a package that came back is still what its hashes say.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};

use serde::{Deserialize, Serialize};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::base::archive::{Archive, Fault};
use crate::base::budget::{Budget, Exceeded, Resource};
use crate::base::hash::Hasher;
use crate::base::limits::{MANIFEST_SIZE, MEGABYTE};
use crate::base::standard::Standard;

use crate::input::manifest::{PaperFile, Recipient};
use crate::pipeline::evidence::{FileRecord, program};

use super::cover_letter;
use super::messages::Differs;
use super::record::{Addressee, Metadata, Papers, gets, json};

/// What a package says about itself.
#[derive(Serialize)]
struct About<'a> {
    #[serde(flatten)]
    metadata: &'a Metadata,
    #[serde(rename = "mottagare")]
    recipient: &'a Addressee,
}

/// The hashes of a package's files.
#[derive(Serialize)]
struct Hashes<'a> {
    format: u32,
    program: String,
    inputs: &'a str,
    files: Vec<FileRecord>,
}

/// The name of the hashes.
const HASHES: &str = "kontrollsummor.json";

/// The name that they had before, which is still read.
const FORMER_HASHES: &str = "manifest.json";

/// What is read of the hashes of a package.
#[derive(Deserialize)]
struct Stated {
    files: Vec<FileRecord>,
}

/// Why nothing can be said of a package.
#[derive(Debug)]
pub enum PackageError {
    /// It is no archive, or has no hashes that can be read; why.
    NoPackage(String),
    /// Two files in it have one name.
    Twice,
    /// There is more in it than is read of a file that somebody sent.
    TooMuch(Exceeded),
}

impl From<Fault> for PackageError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Twice(_) => PackageError::Twice,
            Fault::Exceeded(_, exceeded) => PackageError::TooMuch(exceeded),
            Fault::Damaged(_) | Fault::Parts(_) | Fault::Overlap => PackageError::NoPackage(fault.to_string()),
        }
    }
}

/// How many files of a package are as its hashes say, and what is not.
///
/// # Errors
///
/// Why nothing can be said of it.
pub fn compared(bytes: &[u8], budget: &mut Budget) -> Result<(usize, Differs), PackageError> {
    let no_package = |why: &dyn ToString| PackageError::NoPackage(why.to_string());
    let mut archive = Archive::open(bytes)?;
    let (mut stated, mut there, mut differs) = (None, BTreeMap::new(), Differs::default());
    let paths: Vec<String> = archive.paths();
    let has_hashes = paths.iter().any(|name| name == HASHES);
    for name in paths {
        budget.take(Resource::Objects, 1).map_err(PackageError::TooMuch)?;
        let mut part = match archive.part(&name, budget) {
            Ok(Some(part)) => part,
            Err(Fault::Exceeded(_, exceeded)) => return Err(PackageError::TooMuch(exceeded)),
            // Encrypted, or packed in a way that no package is.
            Ok(None) | Err(_) => {
                there.insert(name, None);
                continue;
            }
        };
        if name == HASHES || (name == FORMER_HASHES && !has_hashes) {
            let mut text = Vec::new();
            let read = part.take(u64::from(MANIFEST_SIZE) * MEGABYTE).read_to_end(&mut text);
            let parsed = read.map_err(|error| no_package(&error))?;
            budget.take_len(Resource::Bytes, parsed).map_err(PackageError::TooMuch)?;
            stated = Some(serde_json::from_slice::<Stated>(&text).map_err(|error| no_package(&error))?);
            continue;
        }
        let mut hasher = Hasher::default();
        let most = budget.left(Resource::Bytes);
        // What cannot be unpacked is another file than was packed.
        let read = io::copy(&mut part.by_ref().take(most.saturating_add(1)), &mut hasher).ok();
        budget.take(Resource::Bytes, read.unwrap_or(0)).map_err(PackageError::TooMuch)?;
        there.insert(name, read.map(|_| hasher.finish()));
    }
    let Stated { files } = stated.ok_or_else(|| no_package(&HASHES))?;
    let mut same = 0;
    for file in files {
        match there.remove(&file.name) {
            None => differs.removed.push(file.name),
            Some(Some(hash)) if hash == file.sha256 => same += 1,
            Some(_) => differs.changed.push(file.name),
        }
    }
    differs.added.extend(there.into_keys());
    Ok((same, differs))
}

/// The name of the paper's PDF of a standard: the same in a version's folder and in a package.
pub(super) fn pdf_name(id: &str, standard: Standard) -> String {
    let suffix = if standard == Standard::default() { String::new() } else { format!("-{}", standard.name()) };
    format!("{id}{suffix}.pdf")
}

/// The package of one recipient.
pub(super) fn package(
    papers: &Papers,
    recipient: &Recipient,
    addressee: &Addressee,
    metadata: &Metadata,
    inputs: &str,
) -> Result<Vec<u8>, ZipError> {
    let standard = recipient.standard.unwrap_or_default();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    if gets(recipient, PaperFile::Pdf) {
        let bytes = papers.pdf.get(&standard).cloned().unwrap_or_default();
        files.push((pdf_name(&papers.id, standard), bytes));
    }
    if gets(recipient, PaperFile::Word) {
        files.push((format!("{}.docx", papers.id), papers.word.clone()));
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let finished: Vec<(&str, usize)> = papers.finished.iter().map(|(name, _, pages)| (name.as_str(), *pages)).collect();
    let note = cover_letter::note(metadata, addressee, standard, (&names, &finished), papers.pages);
    files.extend(papers.finished.iter().map(|(name, bytes, _)| (name.clone(), bytes.clone())));
    files.insert(0, ("foljebrev.txt".to_owned(), note.into_bytes()));
    files.push(("metadata.json".to_owned(), json(&About { metadata, recipient: addressee })));
    let records = files.iter().map(|(name, bytes)| FileRecord::of(name, name, bytes)).collect();
    let hashes = Hashes { format: 1, program: program(), inputs, files: records };
    files.push((HASHES.to_owned(), json(&hashes)));
    archive(&files)
}

/// An archive without clock.
pub(in crate::deliver) fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        // Otherwise the archive says on which system it was made, and is another one on Windows.
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::archive;

    #[test]
    fn no_entry_says_on_which_system_it_was_made() {
        let bytes = archive(&[("a.pdf".to_owned(), vec![7; 99]), ("b.txt".to_owned(), Vec::new())]).unwrap();
        let headers = bytes.windows(6).filter(|window| window.starts_with(b"PK\x01\x02"));
        let made_by: Vec<u8> = headers.map(|header| header[5]).collect();
        assert_eq!(made_by, [3; 2], "Unix, wherever it is made");
    }
}
