//! Word files taken apart, changed and put together again, as another program would save them.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::LazyLock;

use regex::Regex;
use underlag::deliver::verify::word;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of a file by their paths.
pub type Parts = BTreeMap<String, Vec<u8>>;

/// The body's part.
pub const BODY: &str = "word/document.xml";

/// The part of the notes.
pub const NOTES: &str = "word/footnotes.xml";

/// The part that says what the program made of what.
pub const MAP: &str = "customXml/item1.xml";

/// A run's words.
pub static TEXT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<w:t(?: [^>]*)?>([^<]*)</w:t>").unwrap());

/// A bookmark's beginning or end.
pub static MARK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<w:bookmark(?:Start|End) [^>]*/>").unwrap());

/// What of a control is not what it holds.
static CONTROL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<w:sdtPr>.*?</w:sdtPr>|</?w:sdt>|</?w:sdtContent>").unwrap());

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

/// What a part says.
pub fn part(parts: &Parts, path: &str) -> String {
    String::from_utf8(parts[path].clone()).unwrap()
}

/// The file of these parts with another body.
pub fn with_body(parts: &Parts, body: String) -> Vec<u8> {
    let mut parts = parts.clone();
    parts.insert(BODY.to_owned(), body.into_bytes());
    packed(&parts)
}

/// A file with other words at one place of its body.
pub fn with_words(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    let parts = parts(file);
    let text = part(&parts, BODY);
    assert!(text.contains(from), "no {from}: {text}");
    with_body(&parts, text.replacen(from, to, 1))
}

/// XML without what programs know it by.
pub fn bare(xml: &str) -> String {
    CONTROL.replace_all(&MARK.replace_all(xml, ""), "").into_owned()
}

/// What an element says, with plain spaces.
pub fn plain(element: &str) -> String {
    TEXT.captures_iter(element).map(|it| it[1].to_owned()).collect::<String>().replace('\u{a0}', " ")
}

/// The smallest element of this name that says the words.
pub fn element<'t>(xml: &'t str, name: &str, words: &str) -> &'t str {
    let all = Regex::new(&format!(r"(?s)<w:{name}(?: [^>]*)?>.*?</w:{name}>")).unwrap();
    let found = all.find_iter(xml).map(|hit| hit.as_str()).filter(|it| plain(it).contains(words));
    found.min_by_key(|it| it.len()).unwrap_or_else(|| panic!("no {name} with {words}"))
}
