//! What a finished PDF says of itself: how many pages it has, and which standards it says that it keeps.

use crate::base::budget::Budget;

use super::file::File;
use super::syntax::Value;
use super::{Fault, bad};

/// What a PDF says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its pages.
    pub pages: usize,
    /// The archival standard that it says it keeps: `PDF/A-2a`.
    pub archival: Option<String>,
    /// Whether it says that it keeps the standard of accessible files, PDF/UA.
    pub accessible: bool,
}

impl About {
    /// Reads what `bytes` say of themselves. Nothing of it is compared with what the file is made of.
    ///
    /// # Errors
    ///
    /// Why the file cannot be read.
    pub fn read(bytes: &[u8], budget: &mut Budget) -> Result<Self, Fault> {
        let file = File::read(bytes, budget)?;
        let pages = file.pages(budget)?.len();
        if pages == 0 {
            return Err(bad("it has no pages"));
        }
        let catalog = file.catalog(budget)?;
        let metadata = catalog.get("Metadata").and_then(Value::as_reference);
        let stream = metadata.map(|id| file.stream(id, budget)).transpose()?.flatten();
        let metadata = stream.map(|stream| file.unpacked(&stream, budget)).transpose()?.unwrap_or_default();
        let metadata = String::from_utf8_lossy(&metadata);
        let part = said(&metadata, "pdfaid:part");
        let archival = part.map(|part| {
            let conformance = said(&metadata, "pdfaid:conformance").unwrap_or_default().to_lowercase();
            format!("PDF/A-{part}{conformance}")
        });
        Ok(About { pages, archival, accessible: said(&metadata, "pdfuaid:part").is_some() })
    }
}

/// What metadata say under a name, as an attribute, `name="2"`, or as an element, `<name>2</name>`: a short word.
fn said<'m>(metadata: &'m str, name: &str) -> Option<&'m str> {
    metadata.match_indices(name).find_map(|(at, name)| {
        let rest = metadata[at + name.len()..].trim_start();
        let rest = match rest.strip_prefix('=') {
            Some(rest) => rest.trim_start().trim_start_matches(['"', '\'']),
            None => rest.strip_prefix('>')?,
        };
        let word = rest.trim_start();
        let end = word.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len());
        (1..=2).contains(&end).then(|| &word[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standards_are_read_in_both_ways_of_writing() {
        assert_eq!(said(r#"<rdf:Description pdfaid:part="2" pdfaid:conformance = 'A'>"#, "pdfaid:part"), Some("2"));
        assert_eq!(said("<pdfaid:conformance>\n A</pdfaid:conformance>", "pdfaid:conformance"), Some("A"));
        for none in ["", "pdfaid:part", "<pdfaid:part/>", "<pdfaid:part></pdfaid:part>", "pdfaid:part=\"1234\""] {
            assert_eq!(said(none, "pdfaid:part"), None, "{none}");
        }
    }

    #[test]
    fn what_is_no_pdf_is_refused() {
        for bytes in [&b""[..], b"%PDF-1.7", b"hej", b"%PDF-1.4\n%%EOF"] {
            assert!(About::read(bytes, &mut Budget::of_own()).is_err());
        }
    }
}
