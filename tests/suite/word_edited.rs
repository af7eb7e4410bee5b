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

/// What was taken in whole is written over as any other file. With a rest, a comment, or when it was taken back, it is
/// not, and what would be lost is told.
#[test]
fn a_paper_whose_edits_were_taken_in_is_built_again() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let folder = folder.with("enheter/a.toml", saying("Ett stycke om vatten.\n\nEtt stycke om avlopp."));
    let word = out.path().join("ut/liten.docx");
    let dir = folder.path().to_str().unwrap();
    let absorb = || underlag(&["absorb", "ut/liten.docx", dir, "--write", "--lang", "sv"], out.path());
    let edit = |from: &str, to: &str| {
        let edited = with_words(&fs::read(&word).unwrap(), from, to);
        fs::write(&word, &edited).unwrap();
        edited
    };
    let refused = |words: &str| {
        let (was, run) = (fs::read(&word).unwrap(), run(&folder, out.path(), &[]));
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(2));
        assert!(said.contains("är ändrad sedan den byggdes") && said.contains(words), "{words}: {said}");
        assert_eq!(fs::read(&word).unwrap(), was);
    };
    assert!(run(&folder, out.path(), &[]).status.success());
    let edited = edit("om vatten", "om dricksvatten");
    refused("1 ändring finns bara i den filen: enheter/a.toml:6:1");
    assert_eq!(absorb().status.code(), Some(0));
    assert!(run(&folder, out.path(), &[]).status.success());
    assert!(fs::read(&word).unwrap() != edited && is_untouched(&fs::read(&word).unwrap(), &mut Budget::of_own()));
    // The report is another one since, and the file is what it was: what was taken in stands there still.
    fs::write(&word, edit("avlopp", "dagvatten")).unwrap();
    assert_eq!(absorb().status.code(), Some(0));
    let unit = folder.path().join("enheter/a.toml");
    let text = fs::read_to_string(&unit).unwrap();
    fs::write(&unit, text.replace("dagvatten", "spillvatten")).unwrap();
    assert!(run(&folder, out.path(), &[]).status.success());
    // Taken back, by us or by somebody else.
    edit("spillvatten", "regn");
    assert_eq!(absorb().status.code(), Some(0));
    assert!(underlag(&["undo", dir], out.path()).status.success());
    refused("1 ändring finns bara i den filen");
    let before = fs::read_to_string(&unit).unwrap();
    assert_eq!(absorb().status.code(), Some(0));
    fs::write(&unit, before).unwrap();
    refused("1 ändring finns bara i den filen");
    // A rest.
    assert!(run(&folder, out.path(), &["--replace-edited"]).status.success());
    edit("dricksvatten", "källvatten");
    edit("spillvatten", "{{t.a.b}}");
    assert_eq!(absorb().status.code(), Some(1));
    refused("1 ändring finns bara i den filen: enheter/a.toml:8:");
    // A comment stands in the file alone, and looks do.
    assert!(run(&folder, out.path(), &["--replace-edited"]).status.success());
    edit("<w:r><w:t xml:space=\"preserve\">Testn", "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">Testn");
    refused("orden i filen är desamma");
    let mut commented = parts(&fs::read(&word).unwrap());
    let comment = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"0\" \
                   w:author=\"E\"><w:p><w:r><w:t>Stämmer det?</w:t></w:r></w:p></w:comment></w:comments>";
    commented.insert("word/comments.xml".to_owned(), comment.as_bytes().to_vec());
    fs::write(&word, packed(&commented)).unwrap();
    assert_eq!(absorb().status.code(), Some(0));
    refused("1 kommentar finns bara i den");
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
