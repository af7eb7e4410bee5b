//! What the program says where the language is Swedish: levels, codes and reasons are Swedish too, and what programs
//! read is the same in both languages, with the words of both.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use underlag::base::budget::Budget;
use underlag::deliver::reverify::attachments;
use underlag::pipeline::{self, Format, Options};

use crate::support::{Folder, printed, root, saying, underlag};

/// What a run says on both streams, in a language.
fn said(arguments: &[&str], language: &str, within: &Path) -> String {
    let run = underlag(&[arguments, &["--lang", language]].concat(), within);
    String::from_utf8([run.stdout, run.stderr].concat()).unwrap()
}

/// A report with an error, a warning and a note.
fn faulty() -> Folder {
    Folder::new().with("enheter/a.toml", saying("Det är klart klart enligt 16§ i lagen.") + "kapitl = 1\n")
}

#[test]
fn levels_and_codes_are_swedish_where_people_read() {
    let folder = faulty();
    for format in ["short", "human"] {
        let swedish = said(&["check", ".", "--format", format], "sv", folder.path());
        for words in ["fel[okand-nyckel]", "varning[dubblerat-ord]", "upplysning[mellanslag]"] {
            assert!(swedish.contains(words), "{format}: {words}: {swedish}");
        }
        for words in ["error", "warning", "note[", "unknown-key", "doubled-word"] {
            assert!(!swedish.contains(words), "{format}: {words}: {swedish}");
        }
        let english = said(&["check", ".", "--format", format], "en", folder.path());
        for words in ["error[unknown-key]", "warning[doubled-word]", "note[spacing]"] {
            assert!(english.contains(words), "{format}: {words}: {english}");
        }
    }
}

#[test]
fn what_programs_read_is_the_same_in_both_languages_and_has_the_words_of_both() {
    let folder = faulty();
    for format in ["json", "sarif"] {
        let [sv, en] = ["sv", "en"].map(|language| said(&["check", ".", "--format", format], language, folder.path()));
        assert_eq!(sv, en, "{format}");
        assert!(sv.contains("står två gånger i rad") && sv.contains("stands twice in a row"), "{format}: {sv}");
        assert!(sv.contains("\"doubled-word\"") && !sv.contains("dubblerat-ord"), "{format}: {sv}");
    }
    let lines = said(&["check", ".", "--format", "json"], "sv", folder.path());
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        for (swedish, english) in [("message_sv", "message"), ("hint_sv", "hint")] {
            let [swedish, english] = [swedish, english].map(|key| line[key].as_str().unwrap().to_owned());
            assert!(!swedish.is_empty() && swedish != english, "{line}");
        }
    }
    assert_eq!(lines.lines().count(), 3, "{lines}");
}

#[test]
fn the_auditors_protocol_can_be_read_in_swedish() {
    let folder = Folder::new().with("enheter/a.toml", saying("Det är klart klart."));
    let standard = underlag::base::standard::Standard::named("a-3a").unwrap();
    let built = pipeline::build(folder.path(), &Options { formats: vec![Format::Pdf], standard, ..Options::default() })
        .unwrap();
    let pdf = crate::support::bytes(&built, ".pdf");
    let protocol = attachments(pdf, &mut Budget::of_own()).unwrap().remove("kontroller.jsonl").unwrap();
    let line: Value = serde_json::from_str(String::from_utf8(protocol).unwrap().lines().next().unwrap()).unwrap();
    assert_eq!(line["message_sv"], "`klart` står två gånger i rad");
    assert_eq!(line["message"], "`klart` stands twice in a row");
}

#[test]
fn codes_are_taken_in_both_languages() {
    let doubled = saying("Det är klart klart.");
    let exception = |code: &str| format!("\n[[undantag]]\nkod = \"{code}\"\nskal = \"Ett citat.\"\n");
    let with = |code: &str| Folder::new().with("enheter/a.toml", format!("{doubled}{}", exception(code)));
    for code in ["doubled-word", "dubblerat-ord"] {
        assert_eq!(with(code).findings(), "", "{code}");
    }
    let wrong = with("dubblerat-orf");
    assert!(wrong.findings().contains("error[unknown-reference]: no check is called `dubblerat-orf`"));
    assert!(said(&["check", "."], "sv", wrong.path()).contains("menade du `dubblerat-ord`?"));
    let off = |code: &str| {
        let rules = format!("\n[kontroller]\nav = [\"{code}\"]\n");
        Folder::new().and("rapport.toml", &rules).with("enheter/a.toml", &doubled).findings()
    };
    assert_eq!(off("dubblerat-ord"), "");
    assert!(off("summan-stammer-inte").contains("`summan-stammer-inte` is an error and cannot be switched off"));
}

#[test]
fn explain_knows_both_names_of_a_code() {
    for language in ["sv", "en"] {
        let [by_swedish, by_english] =
            ["summan-stammer-inte", "sum-mismatch"].map(|code| said(&["explain", code], language, root()));
        assert_eq!(by_swedish, by_english);
        assert!(by_swedish.contains("summan-stammer-inte") && by_swedish.contains("sum-mismatch"), "{by_swedish}");
    }
    assert!(said(&["explain", "sum-mismatch"], "sv", root()).starts_with("summan-stammer-inte (fel)\n"));
    assert!(said(&["explain", "summan-stamer-inte"], "sv", root()).contains("menade du `summan-stammer-inte`?"));
    let listed = said(&["explain"], "sv", root());
    assert!(listed.contains("varning") && listed.contains("upplysning"), "{listed}");
    assert!(!listed.contains("error") && !listed.contains("warning") && !listed.contains("sum-mismatch"), "{listed}");
}

/// What libraries say of files that they cannot read is English, and no Swedish answer has it.
#[test]
fn reasons_of_readers_are_swedish() {
    let folder = Folder::new().with("a.pdf", "ingen pdf").with("a.docx", "inget paket").with("a.zip", "inget");
    let folder =
        folder.with("b.pdf", &b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"[..]).with("b.docx", &b"PK\x03\x04"[..]);
    for arguments in [
        &["verify", "a.pdf", "a.docx"][..],
        &["verify", "b.pdf", "b.docx"],
        &["reverify", "a.pdf"],
        &["reverify", "b.pdf"],
        &["dispatch", "--check", "a.zip"],
        &["absorb", "a.docx", "."],
        &["absorb", "b.docx", "."],
        &["check", "finns-inte"],
        &["verify", "finns.pdf", "inte.docx"],
    ] {
        let swedish = said(arguments, "sv", folder.path());
        assert!(swedish.starts_with("fel: "), "{arguments:?}: {swedish}");
        for english in ["cannot", "could", "invalid", "expected", "error", " the ", " not ", "found", " no ", "header"]
        {
            assert!(!swedish.contains(english), "{arguments:?}: {english}: {swedish}");
        }
    }
}

/// Runs the program with environment of its own.
fn with(arguments: &[&str], within: &Path, variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_underlag"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "CI"] {
        command.env_remove(name);
    }
    command.args(arguments).current_dir(within).envs(variables.iter().copied()).output().unwrap()
}

#[test]
fn colours_are_shown_only_where_they_should_be() {
    let folder = faulty();
    let coloured = |variables: &[(&str, &str)]| with(&["check", "."], folder.path(), variables).stdout.contains(&0x1b);
    assert!(!coloured(&[]) && !coloured(&[("TERM", "dumb")]) && !coloured(&[("CLICOLOR", "1")]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured(&[("CLICOLOR", "0")]));
}

#[test]
fn quiet_says_nothing_when_all_is_well_and_everything_else() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let dir = folder.path().to_str().unwrap();
    for arguments in [&["build", dir, "--quiet"][..], &["-q", "check", dir], &["dispatch", dir, "--check", "-q"]] {
        let run = underlag(arguments, out.path());
        let is_empty = run.stdout.is_empty() && run.stderr.is_empty();
        assert!(run.status.success() == is_empty, "{arguments:?}: {run:?}");
    }
    assert!(out.path().join("output/liten.pdf").exists());
    let faulty = faulty();
    let run = underlag(&["check", ".", "--quiet", "--lang", "en"], faulty.path());
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(printed(&run), printed(&underlag(&["check", ".", "--lang", "en"], faulty.path())));
    // Where printing is all that a command does, it does.
    for arguments in [&["status", dir, "-q"][..], &["explain", "-q"], &["man", "-q"], &["completions", "bash", "-q"]] {
        assert!(!underlag(arguments, out.path()).stdout.is_empty(), "{arguments:?}");
    }
}

/// Bash itself completes commands and options by the file that is printed.
#[cfg(unix)]
#[test]
fn a_shell_completes_commands_and_options() {
    let complete = |words: &str, at: usize| {
        let script = format!(
            "source <({} completions bash --lang sv); COMP_WORDS=({words}); COMP_CWORD={at}; \
             _underlag underlag \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{}]}}\"; echo \"${{COMPREPLY[@]}}\"",
            env!("CARGO_BIN_EXE_underlag"),
            at - 1
        );
        let run = Command::new("bash").args(["-c", &script]).output().unwrap();
        assert!(run.status.success(), "{run:?}");
        printed(&run).trim().to_owned()
    };
    assert_eq!(complete("underlag chec", 1), "check");
    assert_eq!(complete("underlag build --form", 2), "--format");
    assert_eq!(complete("underlag check --confi", 2), "");
}
