//! What a file is that cannot be taken in, by its first bytes and its parts: each kind has its own remedy.

use crate::base::archive::Archive;
use crate::base::budget::Budget;
use crate::deliver::verify::xml;

/// Why a file that should be a Word file or a workbook cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strange {
    /// It holds nothing.
    Empty,
    /// It is a PDF.
    Pdf,
    /// It is of a Word before 2007.
    OldWord,
    /// It is of an Excel before 2007.
    OldExcel,
    /// It has a password.
    Locked,
    /// It is rich text.
    RichText,
    /// It is a web page, as a server sends in the place of a file.
    WebPage,
    /// It is an OpenDocument file.
    OpenDocument,
    /// It is the XML of a Word file, in one piece.
    FlatXml,
    /// It is an archive whose end is missing.
    CutOff,
    /// It is an archive of something else.
    OtherArchive,
    /// Its text is no well-formed XML, as LibreOffice saves some files with tracked changes.
    LibreOffice,
    /// Its text is no well-formed XML.
    Malformed,
    /// Its text stands in it in a way that no Word program writes.
    OtherXml,
}

/// The first bytes of a file of Office before 2007, and of one with a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const BODY: &str = "word/document.xml";

/// What is strange about a file; `None` for one that looks as it should.
pub fn strange(bytes: &[u8]) -> Option<Strange> {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let text = String::from_utf8_lossy(start).to_lowercase();
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if bytes.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace()) {
        return Some(Strange::Empty);
    }
    if bytes.starts_with(OLE) {
        let has = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(wide.len()).any(|window| window == wide)
        };
        return Some(match () {
            () if has("EncryptedPackage") => Strange::Locked,
            () if has("Workbook") => Strange::OldExcel,
            () => Strange::OldWord,
        });
    }
    match text {
        text if start.windows(5).any(|window| window == b"%PDF-") && !text.starts_with("pk") => Some(Strange::Pdf),
        text if text.starts_with("{\\rtf") => Some(Strange::RichText),
        text if text.starts_with("<!doctype html") || text.starts_with("<html") => Some(Strange::WebPage),
        text if text.contains("<pkg:package") || text.contains("<w:worddocument") => Some(Strange::FlatXml),
        text if text.contains("<office:document") => Some(Strange::OpenDocument),
        _ if bytes.starts_with(b"PK") => of_archive(bytes),
        _ => None,
    }
}

fn of_archive(bytes: &[u8]) -> Option<Strange> {
    // The list of what it holds stands at its end.
    let Ok(mut archive) = Archive::open(bytes) else { return Some(Strange::CutOff) };
    if archive.has("mimetype") && archive.has("content.xml") {
        return Some(Strange::OpenDocument);
    }
    if archive.has("xl/workbook.xml") {
        return None;
    }
    let budget = &mut Budget::of_strangers();
    let body = match archive.read(BODY, budget) {
        Ok(Some(body)) => body,
        Ok(None) => return Some(Strange::OtherArchive),
        Err(_) => return Some(Strange::CutOff),
    };
    let about = archive.read("docProps/app.xml", budget).ok().flatten().unwrap_or_default();
    match xml::parse(&body, BODY, budget) {
        Ok(root) if root.child("w:body").is_some() => None,
        Ok(_) => Some(Strange::OtherXml),
        Err(_) if String::from_utf8_lossy(&about).contains("LibreOffice") => Some(Strange::LibreOffice),
        // A control that ends outside of the change that it began in: no other program is known to write that.
        Err(_) if is_like_libreoffice(&String::from_utf8_lossy(&body)) => Some(Strange::LibreOffice),
        Err(_) => Some(Strange::Malformed),
    }
}

fn is_like_libreoffice(body: &str) -> bool {
    ["</w:ins></w:sdtContent>", "</w:del></w:sdtContent>", "<w:sdtContent></w:ins>", "<w:sdtContent></w:del>"]
        .iter()
        .any(|shape| body.contains(shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_what_they_hold() {
        let ole = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [OLE, &[0; 512], &wide].concat()
        };
        for (bytes, wanted) in [
            (Vec::new(), Some(Strange::Empty)),
            (vec![0; 4096], Some(Strange::Empty)),
            (b"%PDF-1.7\n1 0 obj".to_vec(), Some(Strange::Pdf)),
            (ole("WordDocument"), Some(Strange::OldWord)),
            (ole("Workbook"), Some(Strange::OldExcel)),
            (ole("EncryptedPackage"), Some(Strange::Locked)),
            (b"{\\rtf1\\ansi".to_vec(), Some(Strange::RichText)),
            (b"\xef\xbb\xbf<!DOCTYPE html><html>".to_vec(), Some(Strange::WebPage)),
            (b"<?xml version=\"1.0\"?><pkg:package>".to_vec(), Some(Strange::FlatXml)),
            (b"<?xml version=\"1.0\"?><office:document>".to_vec(), Some(Strange::OpenDocument)),
            (b"PK\x03\x04and then nothing".to_vec(), Some(Strange::CutOff)),
            (b"Hej".to_vec(), None),
        ] {
            assert_eq!(strange(&bytes), wanted, "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(20)]));
        }
    }
}
