//! Word files taken apart, changed and put together again, as another program would save them.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use underlag::deliver::verify::word;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of a file by their paths.
pub type Parts = BTreeMap<String, Vec<u8>>;

/// The body's part.
pub const BODY: &str = "word/document.xml";

/// The parts of a file.
pub fn parts(file: &[u8]) -> Parts {
    word::parts(file).unwrap()
}

/// A file of these parts.
pub fn packed(parts: &Parts) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        archive.start_file(path.as_str(), SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A file with other words at one place of its body.
pub fn with_words(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut parts = parts(file);
    let text = String::from_utf8(parts[BODY].clone()).unwrap();
    assert!(text.contains(from), "no {from}: {text}");
    parts.insert(BODY.to_owned(), text.replacen(from, to, 1).into_bytes());
    packed(&parts)
}
