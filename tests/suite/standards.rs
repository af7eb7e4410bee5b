//! What a PDF says that it holds to, for each standard that can be asked for.

use lopdf::{Document, Object};
use underlag::base::standard::Standard;
use underlag::pipeline;
use underlag::pipeline::{Format, Options};

use crate::support::{Folder, bytes, printed, root, underlag};

/// The metadata of a PDF, which name its standards.
fn metadata(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let metadata = document.catalog().unwrap().get(b"Metadata").and_then(Object::as_reference).unwrap();
    let stream = document.get_object(metadata).and_then(Object::as_stream).unwrap();
    String::from_utf8(stream.get_plain_content().unwrap()).unwrap()
}

#[test]
fn each_standard_is_stated_in_the_file() {
    let folder = Folder::new();
    for standard in Standard::ALL {
        let options = Options { formats: vec![Format::Pdf], standard: *standard, ..Options::default() };
        let built = pipeline::build(folder.path(), &options).unwrap();
        let pdf = bytes(&built, ".pdf");
        let (metadata, name) = (metadata(pdf), standard.name());
        assert_eq!(
            metadata.contains("<pdfuaid:part>1</pdfuaid:part>"),
            standard.title().contains("PDF/UA-1"),
            "{name}"
        );
        if let Some(archival) = standard.title().split(", ").find_map(|title| title.strip_prefix("PDF/A-")) {
            let (part, level) = archival.split_at(1);
            assert!(metadata.contains(&format!("<pdfaid:part>{part}</pdfaid:part>")), "{name}: {metadata}");
            let conformance = format!("<pdfaid:conformance>{}</pdfaid:conformance>", level.to_uppercase());
            assert!(level.is_empty() || metadata.contains(&conformance), "{name}: {metadata}");
            let version = match part {
                "1" => b"%PDF-1.4",
                "4" => b"%PDF-2.0",
                _ => b"%PDF-1.7",
            };
            assert!(pdf.starts_with(version), "{name}");
        }
        assert!(name == "ua-1" || metadata.contains("pdfaid:part"), "{name}");
    }
}

#[test]
fn the_standard_is_chosen_on_the_command_line() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let dir = folder.path().to_str().unwrap();
    for (arguments, said) in [(&["build", dir][..], "2"), (&["build", dir, "--standard", "a-3a"], "3")] {
        assert!(underlag(arguments, out.path()).status.success());
        let pdf = std::fs::read(out.path().join("output/liten.pdf")).unwrap();
        assert!(metadata(&pdf).contains(&format!("<pdfaid:part>{said}</pdfaid:part>")), "{arguments:?}");
    }
    assert_eq!(underlag(&["build", dir, "--standard", "a-9"], out.path()).status.code(), Some(2));
    let help = printed(&underlag(&["build", "--help"], root()));
    assert!(Standard::ALL.iter().all(|standard| help.contains(&format!("- {}:", standard.name()))), "{help}");
}
