//! A copy of the Word file has every finding as a comment at its place.

use underlag::base::hash::sha256;
use underlag::deliver::absorb::{Tracked, absorb};
use underlag::diagnostic::Language;
use underlag::pipeline::{self, Format, Options, Output};

use crate::support::reports;
use crate::support::word_file::parts;

#[test]
fn each_finding_stands_beside_what_it_is_about() {
    let mut placed = 0;
    for report in reports() {
        let formats = vec![Format::Docx];
        let plain = Options { formats: formats.clone(), ..Options::default() };
        let options = Options { formats, comments: Some(Language::Swedish), ..Options::default() };
        let built = pipeline::build(&report, &options).unwrap();
        let file = |ends: &str| {
            let is_it = |output: &&Output| matches!(output, Output::File { name, .. } if name.ends_with(ends));
            let Some(Output::File { bytes, .. }) = built.outputs.iter().find(is_it) else { panic!("no {ends}") };
            bytes.clone()
        };
        let copy = file("-kommentarer.docx");
        // The paper itself is as it is without.
        let alone = pipeline::build(&report, &plain).unwrap();
        let Output::File { bytes, .. } = &alone.outputs[0] else { panic!("no file") };
        let own = built.outputs.iter().find_map(|output| match output {
            Output::File { name, bytes } if !name.contains("kommentarer") => Some(sha256(bytes)),
            _ => None,
        });
        assert_eq!(own, Some(sha256(bytes)));
        let found = &built.checked.diagnostics;
        if found.is_empty() {
            assert!(!parts(&copy).contains_key("word/comments.xml"));
            continue;
        }
        // The copy says what the paper says, and its comments are the findings.
        let absorbed = absorb(&report, &copy, Tracked::Accept).unwrap();
        assert_eq!(absorbed.changes, []);
        assert_eq!(absorbed.comments.len(), found.len());
        let sources = &built.checked.sources;
        for (comment, finding) in absorbed.comments.iter().zip(found) {
            assert!(comment.words.contains(finding.code.swedish()), "{}", comment.words);
            let (Some(there), Some(place)) = (comment.place, finding.place) else { continue };
            let [a, b] = [there, place].map(|at| sources.file(at.file).path.clone());
            // What is about a heading of the manifest stands at the first paragraph.
            if a == b {
                placed += 1;
            }
        }
    }
    assert!(placed > 60, "{placed}");
}
