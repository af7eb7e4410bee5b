//! Input that means harm, or that no editor should have made: told with its place and remedy, and nothing is read that
//! does not belong to the report.

use underlag::diagnostic::{Code, Severity};
use underlag::pipeline;

use crate::support::{Folder, MANIFEST, UNIT, text};

const SECRET: &str = "enhet = \"a\"\n[[avsnitt]]\nkapitel = \"text\"\ntext = \"hemligt\"\n";

/// The findings, and the draft's text where there is a draft.
fn said(folder: &Folder) -> (String, String) {
    let built = folder.built();
    let draft = if built.outputs.is_empty() { String::new() } else { text(&built) };
    (folder.findings(), draft)
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("a.toml"), SECRET).unwrap();
    let folder = Folder::new().without("enheter/a.toml");
    symlink(outside.path().join("a.toml"), folder.path().join("enheter/a.toml")).unwrap();
    let (found, draft) = said(&folder);
    assert!(found.contains("error[file-unreadable]: enheter/a.toml is a link that leads out of the report's folder"));
    assert!(!draft.contains("hemligt"));
    // The same for the whole folder of units, and for a link whose way leads out and in again.
    std::fs::remove_dir_all(folder.path().join("enheter")).unwrap();
    symlink(outside.path(), folder.path().join("enheter")).unwrap();
    let (found, draft) = said(&folder);
    assert!(found.contains("leads out of the report's folder") && !draft.contains("hemligt"), "{found}");
    // A link within the folder is as good as a file.
    std::fs::remove_file(folder.path().join("enheter")).unwrap();
    let folder = folder.with("arkiv/a.toml", UNIT);
    symlink("arkiv", folder.path().join("enheter")).unwrap();
    assert_eq!(folder.findings(), "");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_waited_for() {
    let folder = Folder::new().without("enheter/a.toml");
    let path = folder.path().join("enheter/a.toml");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    assert!(folder.findings().contains("error[file-unreadable]: enheter/a.toml cannot be read (not a file)"));
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("a.toml", &path).unwrap();
    assert!(folder.findings().contains("error[file-unreadable]"), "a link to itself");
}

#[cfg(unix)]
#[test]
fn a_layout_lies_in_the_reports_folder() {
    for path in ["../../etc", "/etc", "a/../../b", "..", "./.."] {
        let folder =
            Folder::new().with("rapport.toml", MANIFEST.replace("datum =", &format!("layout = \"{path}\"\ndatum =")));
        let (found, draft) = said(&folder);
        assert!(found.contains("rapport.toml:6:10: error[bad-value]: the layout `"), "{path}: {found}");
        assert!(found.contains("lies outside the report's folder") && draft.contains("Ett stycke."), "{path}: {found}");
    }
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("tokens.toml"), "hemligt = 1").unwrap();
    let folder = Folder::new().with("rapport.toml", MANIFEST.replace("datum =", "layout = \"l\"\ndatum ="));
    std::os::unix::fs::symlink(outside.path(), folder.path().join("l")).unwrap();
    let found = folder.findings();
    assert!(found.contains("l/tokens.toml is a link that leads out of the report's folder"), "{found}");
    assert!(!found.contains("hemligt"), "{found}");
}

#[test]
fn units_files_lie_in_the_reports_folder() {
    for path in ["../a.toml", "/etc/passwd", "enheter/../../a.toml", "C:\\\\a.toml", "enheter\\\\..\\\\a.toml", ""] {
        let manifest = MANIFEST.replace("id = \"a\"\n", &format!("id = \"a\"\nfil = \"{path}\"\n"));
        let found = Folder::new().with("rapport.toml", manifest).findings();
        assert!(found.contains("leads out of the report's folder") || found.contains("is empty"), "{path}: {found}");
    }
}

#[test]
fn encodings() {
    let with = |bytes: Vec<u8>| Folder::new().with("enheter/a.toml", bytes);
    let utf16 = |little: bool, text: &str| -> Vec<u8> {
        let unit = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
    };
    for little in [true, false] {
        let found = with(utf16(little, UNIT)).findings();
        assert!(found.contains("not-utf8") && found.contains("UTF-16"), "{found}");
    }
    let latin: Vec<u8> =
        UNIT.replace("Ett stycke", "På ett ställe").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let found = with(latin).findings();
    assert!(found.contains("not-utf8") && found.contains("Windows-1252"), "{found}");
    assert_eq!(with(format!("\u{feff}{UNIT}").into_bytes()).findings(), "", "a byte order mark");
    let lines = with(UNIT.replace('\n', "\r\n").into_bytes());
    assert_eq!(lines.findings(), "", "line ends of Windows");
    assert_eq!(text(&lines.built()), text(&Folder::new().built()));
}

#[test]
fn names_of_ten_thousand_characters() {
    let long = "Ä".repeat(10_000);
    let manifest = MANIFEST.replace("Enhet A", &long).replace("Liten rapport", &long);
    let folder =
        Folder::new().with("rapport.toml", manifest).and("enheter/a.toml", &format!("{} = 1\n", "x".repeat(10_000)));
    let (found, draft) = said(&folder);
    assert!(draft.contains(&long));
    assert!(found.lines().all(|line| line.chars().count() < 400), "{}", found.chars().take(1000).collect::<String>());
    let id = MANIFEST.replace("\"liten\"", &format!("\"{}\"", "a".repeat(10_000)));
    let found = Folder::new().with("rapport.toml", id).findings();
    assert!(found.contains("bad-value"), "an id is a file's name: {found}");
}

#[test]
fn bidirectional_and_control_characters() {
    // Text that reads otherwise than it is written: overrides, isolates, marks.
    for c in [
        '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
        '\u{7f}', '\u{85}',
    ] {
        let folder = Folder::new().with("enheter/a.toml", UNIT.replace("stycke", &format!("sty{c}cke")));
        let checked = pipeline::check(folder.path(), None).unwrap();
        let errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let codes: Vec<Code> = errors.map(|found| found.code).collect();
        // Where TOML refuses the character too, both are told.
        assert!(codes.contains(&Code::ControlCharacter), "U+{:04X}: {}", u32::from(c), folder.findings());
    }
}

#[test]
fn markup_a_thousand_levels_deep() {
    let deep = [
        "> ".repeat(2000) + "x",
        "- ".repeat(2000) + "x",
        "*".repeat(20_000) + "x" + &"*".repeat(20_000),
        "[".repeat(20_000) + "x" + &"](y)".repeat(20_000),
        (0..300).map(|depth| "  ".repeat(depth) + "- x\n").collect::<String>(),
    ];
    for markup in deep {
        let folder = Folder::new().with("enheter/a.toml", UNIT.replace("Ett stycke.", &markup));
        let (found, _) = said(&folder);
        assert!(!found.is_empty());
    }
    for toml in [
        "[".repeat(20_000),
        format!("a = {}", "[".repeat(20_000)),
        "{a=".repeat(20_000),
        format!("{}x = 1", "a.".repeat(20_000)),
    ] {
        let found = Folder::new().and("enheter/a.toml", &toml).findings();
        assert!(found.contains("error["), "{}", found.chars().take(500).collect::<String>());
    }
}
