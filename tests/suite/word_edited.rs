//! A Word file that somebody has edited since it was built is not written over: its words may stand nowhere else.

use std::fs;
use std::path::Path;
use std::process::Output;

use underlag::base::budget::Budget;
use underlag::base::word_mark::is_untouched;

use crate::support::word_file::{packed, parts, with_words};
use crate::support::{Folder, build, bytes, printed, reports, saying, underlag};

fn run(folder: &Folder, out: &Path, more: &[&str]) -> Output {
    let dir = folder.path().to_str().unwrap();
    let mut arguments = vec!["build", dir, "--output", "ut", "--lang", "sv"];
    arguments.extend(more);
    underlag(&arguments, out)
}

#[test]
fn a_paper_that_somebody_has_edited_is_not_overwritten() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let [word, pdf] = ["ut/liten.docx", "ut/liten.pdf"].map(|path| out.path().join(path));
    assert!(run(&folder, out.path(), &[]).status.success());
    // As it was written it is replaced, also by other words and when another program has only packed it anew.
    let folder = folder.with("enheter/a.toml", saying("Ett helt annat stycke om vatten."));
    assert!(run(&folder, out.path(), &[]).status.success());
    let ours = fs::read(&word).unwrap();
    fs::write(&word, packed(&parts(&ours))).unwrap();
    assert!(run(&folder, out.path(), &[]).status.success());
    // One word of the body, a property, a part more, a part less: somebody has saved it.
    let mut more = parts(&ours);
    more.insert("word/comments.xml".to_owned(), b"<w:comments/>".to_vec());
    let mut less = parts(&ours);
    less.remove("docProps/core.xml").unwrap();
    let mut unmarked = parts(&ours);
    unmarked.remove("docProps/custom.xml").unwrap();
    let edited = [with_words(&ours, "annat stycke", "nytt stycke"), packed(&more), packed(&less), packed(&unmarked)];
    for edited in edited.iter().map(Vec::as_slice).chain([b"ingen Word-fil".as_slice()]) {
        fs::write(&word, edited).unwrap();
        fs::write(&pdf, "gammal").unwrap();
        let refused = run(&folder, out.path(), &[]);
        assert_eq!(refused.status.code(), Some(2));
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(said.contains("`ut/liten.docx` är ändrad sedan den byggdes, och inget är skrivet"), "{said}");
        assert!(said.contains("`underlag absorb`") && said.contains("`--replace-edited`"), "{said}");
        assert_eq!(fs::read(&word).unwrap(), edited);
        assert_eq!(fs::read(&pdf).unwrap(), b"gammal", "nothing is written, or all");
        // What makes no Word file has nothing to do with it.
        assert!(run(&folder, out.path(), &["--format", "txt"]).status.success());
    }
    let replaced = run(&folder, out.path(), &["--replace-edited"]);
    assert!(replaced.status.success(), "{}", printed(&replaced));
    assert_eq!(fs::read(&word).unwrap(), ours);
}

#[test]
fn every_report_has_its_mark() {
    for report in reports() {
        let built = build(&report);
        let ours = bytes(&built, ".docx");
        assert!(is_untouched(ours, &mut Budget::of_own()), "{}", report.display());
        assert!(!is_untouched(&with_words(ours, "</w:body>", "<w:p/></w:body>"), &mut Budget::of_own()));
    }
}
