//! Packs a PDF's small objects into compressed streams. Most of a tagged paper is its tags, an object for each cell and
//! paragraph, which the PDF writer leaves as plain text.

use lopdf::{Dictionary, Document, Error, SaveOptions, Stream};

/// Objects in one stream at most; a reader opens the whole stream for any of them.
const MOST: usize = 500;

/// The same PDF, smaller. One of a version before 1.5, which knows no such streams, is left as it is.
///
/// # Errors
///
/// Why the PDF cannot be read.
pub(super) fn compact(pdf: Vec<u8>) -> Result<Vec<u8>, Error> {
    let mut document = Document::load_mem(&pdf)?;
    if document.version.as_str() < "1.5" {
        return Ok(pdf);
    }
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(MOST)
        .compression_level(9)
        .build();
    let mut out = Vec::new();
    document.save_with_options(&mut out, options)?;
    let smaller = index_packed(&out);
    Ok(smaller.unwrap_or(out))
}

/// The same file with its index of objects compressed, which is written as it is: some bytes for each object. The index
/// stands last, so that nothing else moves. `None` where it is not found as it is written.
fn index_packed(pdf: &[u8]) -> Option<Vec<u8>> {
    let end = find_last(pdf, b"\nstartxref\n")?;
    let start: usize = std::str::from_utf8(pdf.get(end..)?).ok()?.split_whitespace().nth(1)?.parse().ok()?;
    let index = pdf.get(start..end)?;
    let (opening, length) = (b"stream\n", b"/Length ");
    let begin = index.windows(opening.len()).position(|part| part == opening)?;
    let header = std::str::from_utf8(index.get(..begin)?).ok()?;
    let digits = header.find(std::str::from_utf8(length).ok()?)? + length.len();
    let bytes: usize = header.get(digits..)?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
    let begin = begin + opening.len();
    let mut stream = Stream::new(Dictionary::new(), index.get(begin..begin + bytes)?.to_vec());
    stream.compress().ok().filter(|()| stream.dict.has(b"Filter"))?;
    let written = format!("/Length {bytes}");
    let packed = header.replacen(&written, &format!("/Filter/FlateDecode/Length {}", stream.content.len()), 1);
    let parts = [pdf.get(..start)?, packed.as_bytes(), opening, &stream.content, pdf.get(start + begin + bytes..)?];
    Some(parts.concat())
}

fn find_last(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).rposition(|window| window == part)
}
