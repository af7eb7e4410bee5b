//! What is printed: words of others' files never reach a terminal as what it obeys, whichever command shows them.

use std::process::Output;

use underlag::diagnostic::{Language, show};
use underlag::pipeline;

use crate::readback::changed;
use crate::support::report::Report;
use crate::support::{Folder, bytes, underlag};

/// What hides a finding, as escape codes, a control character of one byte and a turn of the order of letters.
const HARM: &str = "\u{1b}[2J\u{1b}[31m\u{9b}1A\r\u{8}\u{202e}";

/// Fails if a run printed what a terminal obeys; what it printed.
fn harmless(name: &str, output: &Output) -> String {
    let said = [&output.stdout[..], &output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    let obeyed = said.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
    assert_eq!(obeyed, None, "{name}: {said:?}");
    said
}

#[cfg(unix)]
#[test]
fn names_of_files_are_shown_as_they_are() {
    let report = Report::new().folder();
    let folder = report.with(&format!("enheter/{HARM}\nfel.toml"), "x");
    for format in ["human", "short", "json", "sarif"] {
        let said = harmless(format, &underlag(&["check", ".", "--format", format], folder.path()));
        assert!(said.contains("\\u001b[2J") || said.contains("%1B"), "{format}: {said}");
        assert!(!said.contains("\nfel.toml"), "{format}: {said}");
    }
    // A folder among several reports.
    let many = Folder::empty();
    for (at, name) in ["a", HARM].into_iter().enumerate() {
        let dir = many.path().join(name);
        let manifest = Report::new().key("id", format!("r{at}")).folder();
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::copy(manifest.path().join("rapport.toml"), dir.join("rapport.toml")).unwrap();
    }
    let said = harmless("many", &underlag(&["build", ".", "--output", "o"], many.path()));
    assert!(said.contains("\\u001b[2J"), "{said}");
    let missing = format!("{HARM}\nfinns inte");
    for arguments in [
        vec!["check", &missing],
        vec!["build", &missing],
        vec!["verify", &missing, &missing],
        vec!["reverify", &missing],
        vec!["explain", &missing],
        vec!["status", &missing],
        vec!["trace", ".", &missing],
        vec!["dispatch", &missing],
        vec![&missing],
        vec!["check", ".", &missing],
        vec!["build", ".", "--format", &missing],
    ] {
        harmless(arguments[0], &underlag(&arguments, folder.path()));
    }
}

/// The report's words in findings, on a terminal as well, where colours are the program's own.
#[test]
fn words_of_a_report_are_shown_as_they_are() {
    let heading = toml_string(&format!("Driften {HARM}\nför"));
    let folder = Folder::new().and("enheter/a.toml", &format!("{heading} = 1\n[[rad]]\nid = {heading}\n"));
    let folder = folder.and("rapport.toml", &format!("[[enhet]]\nid = \"b\"\nnamn = {heading}\n"));
    for arguments in [&["check", "."][..], &["status", "."], &["trace", ".", "x"], &["check", ".", "--coverage"]] {
        harmless(arguments[0], &underlag(arguments, folder.path()));
    }
    let checked = pipeline::check(folder.path(), None).unwrap();
    for language in [Language::Swedish, Language::English] {
        let said = show::human(&checked.diagnostics, &checked.sources, language, true);
        let painted = underlag::base::escape::painted(&said);
        assert!(!painted.contains("\u{1b}[2J") && !painted.contains('\u{9b}') && !painted.contains('\u{202e}'));
        // The only colours are the program's: none of what was written is red.
        let plain = show::human(&checked.diagnostics, &checked.sources, language, false);
        assert!(!plain.contains('\u{1b}'), "{plain:?}");
    }
}

fn toml_string(words: &str) -> String {
    let escaped =
        words.chars().map(|c| if c.is_control() { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() });
    format!("\"{}\"", escaped.collect::<String>())
}

#[test]
fn what_finished_files_say_is_shown_as_it_is() {
    let built = Report::new().built();
    let (pdf, word) = (bytes(&built, ".pdf"), bytes(&built, ".docx"));
    let folder = Folder::empty().with("a.pdf", pdf);
    let forged = |harm: &str| {
        changed(word, "word/document.xml", |text| {
            assert!(text.contains("Ett "));
            text.replace("Ett ", harm)
        })
    };
    for harm in ["&#27;[2J&#155;1A", "&#x1B;[31m", "\u{9b}31m\u{202e}", "x&#10;0 skillnader"] {
        let folder = folder.path().join("b.docx");
        std::fs::write(&folder, forged(harm)).unwrap();
        let said = harmless(harm, &underlag(&["verify", "a.pdf", "b.docx"], folder.parent().unwrap()));
        assert!(!said.contains("\n0 skillnader"), "{said}");
    }
}
