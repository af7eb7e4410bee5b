//! A recipient's package: the files, a covering note, metadata, and the hashes of all of it, in a zip archive without
//! clock.

use std::io::{Cursor, Write};

use serde::Serialize;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::input::manifest::{PaperFile, Recipient};
use crate::pipeline::evidence::{FileRecord, program};

use super::cover_letter;
use super::record::{Addressee, Metadata, Papers, gets, json};

/// What a package says about itself.
#[derive(Serialize)]
struct About<'a> {
    #[serde(flatten)]
    metadata: &'a Metadata,
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
        files.push((format!("{}.pdf", papers.id), bytes));
    }
    if gets(recipient, PaperFile::Word) {
        files.push((format!("{}.docx", papers.id), papers.word.clone()));
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let note = cover_letter::note(metadata, addressee, standard, &names, papers.pages);
    files.insert(0, ("foljebrev.txt".to_owned(), note.into_bytes()));
    files.push(("metadata.json".to_owned(), json(&About { metadata, recipient: addressee })));
    let records = files.iter().map(|(name, bytes)| FileRecord::of(name, name, bytes)).collect();
    let hashes = Hashes { format: 1, program: program(), inputs, files: records };
    files.push(("manifest.json".to_owned(), json(&hashes)));
    archive(&files)
}

fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ZipError> {
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
