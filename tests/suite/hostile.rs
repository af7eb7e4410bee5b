//! Input that means harm, or that no editor should have made: told with its place and remedy, and nothing is read that
//! does not belong to the report.

use underlag::diagnostic::{Code, Diagnostic, Severity};
use underlag::pipeline;

use crate::support::report::{Report, toml};
use crate::support::{Folder, MANIFEST, UNIT, bytes, saying, text};
use crate::workbook::{drift, package, parts, rows, workbook};

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
        let folder = Report::new().key("layout", path).folder();
        let (found, draft) = said(&folder);
        assert!(found.contains("rapport.toml:1:10: error[bad-value]: the layout `"), "{path}: {found}");
        assert!(found.contains("lies outside the report's folder") && draft.contains("Ett stycke."), "{path}: {found}");
    }
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("tokens.toml"), "hemligt = 1").unwrap();
    let folder = Report::new().key("layout", "l").folder();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("l")).unwrap();
    let found = folder.findings();
    assert!(found.contains("l/tokens.toml is a link that leads out of the report's folder"), "{found}");
    assert!(!found.contains("hemligt"), "{found}");
}

#[test]
fn units_files_lie_in_the_reports_folder() {
    for path in ["../a.toml", "/etc/passwd", "enheter/../../a.toml", "C:\\\\a.toml", "enheter\\\\..\\\\a.toml", ""] {
        let found = Report::new().at("enhet", |unit| unit.key("fil", toml(format!("\"{path}\"")))).findings();
        assert!(found.contains("leads out of the report's folder") || found.contains("is empty"), "{path}: {found}");
    }
}

/// A text as Windows-1252 has it.
fn latin_lines(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

#[test]
fn another_encoding_is_told_at_its_first_sign() {
    let layout = "# Färger\narv = \"kommun\"\n";
    for (file, text, place) in [
        ("enheter/a.toml", "enhet = \"a\"\n# klar på tid\n".to_owned(), "2:9"),
        ("enheter/a.toml", "\nenhet = \"å\"".to_owned(), "2:10"),
        ("rapport.toml", format!("# över allt\n{MANIFEST}"), "1:3"),
        ("rapport.toml", MANIFEST.replacen('\n', " # å\r\n", 1), "1:14"),
        ("egen/tokens.toml", layout.to_owned(), "1:4"),
        ("egen/template.typ", "// ö".to_owned(), "1:4"),
    ] {
        let manifest = MANIFEST.replacen("id = ", "layout = \"egen\"\nid = ", 1);
        let folder = Folder::new().with("egen/tokens.toml", "arv = \"kommun\"\n");
        let folder = if file.starts_with("egen") { folder.with("rapport.toml", manifest) } else { folder };
        let found = folder.with(file, latin_lines(&text)).findings();
        let told = format!("{file}:{place}");
        let is_told = found.lines().any(|line| line.starts_with(&told) && line.contains(": error[not-utf8]"));
        assert!(is_told && found.matches("not-utf8").count() == 1, "{told}: {found}");
    }
    // Letters before it count as letters, and only what is no UTF-8 says which encoding it is.
    let mixed = [saying("Å, ä och ö.").as_bytes(), b"# \xc3\xa5\xc3\xa4 \x84\n"].concat();
    let found = Folder::new().with("enheter/a.toml", mixed).findings();
    assert!(found.contains(":6: error[not-utf8]") && found.contains("CP850"), "{found}");
}

#[test]
fn nothing_of_a_file_in_another_encoding_leaves_the_house() {
    let text = latin_lines("enhet = \"a\"\n# hemligt, på tid: kajsa@exempelby.se\n");
    let folder = Folder::new().with("enheter/a.toml", text);
    let built = folder.built();
    for kind in [".pdf", ".docx"] {
        assert!(!String::from_utf8_lossy(bytes(&built, kind)).contains("hemligt"), "{kind}");
    }
    assert!(!format!("{:?}", built.checked.aside).contains("hemligt"));
    assert!(built.checked.sources.iter().all(|(_, file)| file.path != "enheter/a.toml"));
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
    let latin: Vec<u8> = saying("På ett ställe.").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let found = with(latin).findings();
    assert!(found.contains("not-utf8") && found.contains("Windows-1252"), "{found}");
    let lines = latin_lines("# Räkenskap\n");
    assert!(with(lines).findings().starts_with("enheter/a.toml:1:4: error[not-utf8]"));
    assert_eq!(with(format!("\u{feff}{UNIT}").into_bytes()).findings(), "", "a byte order mark");
    let lines = with(UNIT.replace('\n', "\r\n").into_bytes());
    assert_eq!(lines.findings(), "", "line ends of Windows");
    assert_eq!(text(&lines.built()), text(&Folder::new().built()));
}

#[test]
fn names_of_ten_thousand_characters() {
    let long = "Ä".repeat(10_000);
    let report = Report::new().at("enhet", |unit| unit.key("namn", long.as_str())).key("titel", long.as_str());
    let folder = report.folder().and("enheter/a.toml", &format!("{} = 1\n", "x".repeat(10_000)));
    let (found, draft) = said(&folder);
    assert!(draft.contains(&long));
    assert!(found.lines().all(|line| line.chars().count() < 400), "{}", found.chars().take(1000).collect::<String>());
    for (name, max) in [("titel", 10_000), ("namnd", 1_000), ("kommun", 1_000)] {
        let with = |length: usize| Report::new().key(name, "Ö".repeat(length));
        // What no cover has room for is told, and nothing else of it.
        let built = with(max).built();
        let told = |found: &Diagnostic| found.code == Code::DoesNotFit || found.code == Code::TextOverText;
        assert!(built.checked.diagnostics.iter().all(told), "{name}: {:?}", built.checked.diagnostics);
        let found = with(max + 1).findings();
        assert!(found.contains(&format!("{} characters; there is room for {max}", max + 1)), "{found}");
    }
    let found = Report::new().key("id", "a".repeat(10_000)).findings();
    assert!(found.contains("bad-value"), "an id is a file's name: {found}");
}

#[test]
fn bidirectional_and_control_characters() {
    // Text that reads otherwise than it is written: overrides, isolates, marks.
    for c in [
        '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
        '\u{7f}', '\u{85}',
    ] {
        let folder = Folder::new().with("enheter/a.toml", saying(&format!("Ett sty{c}cke.")));
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
        let folder = Folder::new().with("enheter/a.toml", saying(&markup));
        let (found, _) = said(&folder);
        // What is nested too deep is told; signs that are no marks are words.
        let built = folder.built();
        assert!(
            !found.is_empty() || !built.checked.diagnostics.is_empty() || text(&built).contains('x'),
            "{markup:.40}"
        );
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

/// A report whose unit takes figures from this workbook, with more keys.
fn with_workbook(more: &str, bytes: impl AsRef<[u8]>) -> Folder {
    let export = format!("\n[[xlsx]]\ntabell = \"t\"\nfil = \"enheter/a.xlsx\"\n{more}");
    Folder::new().and("enheter/a.toml", &export).with("enheter/a.xlsx", bytes)
}

/// A workbook with one sheet, in which a part has another text.
fn with_part(path: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let sheet = rows(&["id|namn|budget", "skola|Skola|10"]);
    let parts: Vec<(String, String)> = parts(&[("Drift", &sheet, "")])
        .into_iter()
        .map(|(name, text)| if name == path { (name, change(&text)) } else { (name, text) })
        .collect();
    package(&parts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn files_that_are_no_workbook() {
    const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
    let locked: Vec<u8> =
        OLE.iter().copied().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let whole = drift(&["id|namn|budget", "skola|Skola|10"]);
    let words =
        package(&[("word/document.xml", "<w/>"), ("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
    for (bytes, says) in [
        (b"".to_vec(), "is not a workbook"),
        (b"id;namn\n".to_vec(), "is not a workbook"),
        (OLE.to_vec(), "is not a workbook in the format xlsx (an older format"),
        (locked, "is protected by a password"),
        (words, "is not a workbook"),
        (whole[..whole.len() / 2].to_vec(), "is damaged"),
        (whole[..3].to_vec(), "is damaged"),
        (with_part("xl/worksheets/sheet1.xml", |text| text.replace("</row>", "")), "is damaged"),
        (with_part("xl/worksheets/sheet1.xml", |text| text.replace("r=\"2\"", "r=\"1\"")), "is damaged (its rows"),
        (with_part("xl/worksheets/sheet1.xml", |text| text.replace("r=\"B2\"", "r=\"XFE2\"")), "is damaged (XFE2)"),
        (
            with_part("xl/worksheets/sheet1.xml", |text| text.replace(">10<", ">1 0<")),
            "is damaged (`1 0` is not a number)",
        ),
        (with_part("xl/_rels/workbook.xml.rels", |_| "<a/>".to_owned()), "is damaged (the sheet's part is missing)"),
        (with_part("_rels/.rels", |text| text.replace("xl/workbook.xml", "xl/workbook.bin")), "is not a workbook"),
    ] {
        let found = with_workbook("", bytes).findings();
        assert!(found.contains("enheter/a.toml:11:7: error[file-unreadable]: enheter/a.xlsx"), "{says}: {found}");
        assert!(found.contains(says), "{says}: {found}");
    }
    for at in 0..whole.len() {
        // Whatever is missing, something is told and nothing breaks.
        assert!(with_workbook("", &whole[..at]).findings().contains("error["), "{at}");
    }
}

/// Whatever letter of a sheet is another one, nothing breaks.
#[test]
fn sheets_with_a_wrong_letter() {
    let length = rows(&["id|namn|budget", "skola|Skola|10"]).len();
    for at in 0..length {
        for letter in ["<", "&", "\"", "9", "\u{0}", "Å", ""] {
            let broken = with_part("xl/worksheets/sheet1.xml", |text| {
                let at = text.find("<sheetData>").unwrap() + at;
                format!("{}{letter}{}", &text[..at], &text[at + 1..])
            });
            with_workbook("", broken).findings();
        }
    }
}

#[test]
fn a_workbook_that_declares_entities() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>";
    for part in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/strings.xml", "xl/styles.xml", "_rels/.rels"] {
        let found = with_workbook("", with_part(part, |text| text.replacen("?>", &format!("?>{bomb}"), 1))).findings();
        assert!(found.contains("error[file-unreadable]: enheter/a.xlsx declares"), "{part}: {found}");
    }
    let found =
        with_workbook("", with_part("xl/worksheets/sheet1.xml", |text| text.replace("Skola", "&b;"))).findings();
    assert!(found.contains("declares a document type or an entity"), "{found}");
}

/// How large a part says that it is.
fn unpacked(bytes: &[u8], part: &str) -> u64 {
    zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap().by_name(part).unwrap().size()
}

#[test]
fn a_workbook_that_unpacks_without_end() {
    // 80 MB of spaces are 80 kB.
    let blank = " ".repeat(80 * 1024 * 1024);
    for part in ["xl/worksheets/sheet1.xml", "xl/strings.xml"] {
        let bomb = with_part(part, |text| text.replacen("?>", &format!("?>{blank}"), 1));
        assert!(bomb.len() < 200_000);
        let found = with_workbook("", &bomb).findings();
        let told = "error[limit-exceeded]: enheter/a.xlsx is larger than 64 MB when it is unpacked";
        assert!(found.contains(told), "{found}");
        // One that says that it is small is found out while it is unpacked.
        let size = u32::try_from(unpacked(&bomb, part)).unwrap().to_le_bytes();
        let mut lying = bomb.clone();
        let said: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..at + 4] == size).collect();
        assert!(!said.is_empty());
        said.into_iter().for_each(|at| lying[at..at + 4].copy_from_slice(&[9, 0, 0, 0]));
        let found = with_workbook("", &lying).findings();
        assert!(found.contains(told) || found.contains("is damaged"), "{found}");
        let raised = with_workbook("", &bomb).and("rapport.toml", "\n[granser]\nuppackat = 100\n").findings();
        assert!(!raised.contains("limit-exceeded"), "{raised}");
    }
}

#[test]
fn sheets_of_absurd_size() {
    let wide = with_part("xl/worksheets/sheet1.xml", |text| {
        let last = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>\
                    <mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
        text.replacen(
            "<sheetData>",
            "<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"4294967295\"/></cols><sheetData>",
            1,
        )
        .replace("</sheetData>", last)
    });
    let found = with_workbook("omrade = \"A1:XFD1048576\"\n", wide).findings();
    assert!(found.contains("enheter/a.xlsx:Drift!XFD1048576: error[missing-key]"), "{found}");
    let mut sheet = String::from("<sheetData><row><c t=\"inlineStr\"><is><t>id</t></is></c></row>");
    (0..1_000_000).for_each(|_| sheet.push_str("<row><c><v>1</v></c></row>"));
    let million = workbook(&[("Drift", &(sheet + "</sheetData>"), "")]);
    let found = with_workbook("", &million).findings();
    assert!(found.contains("error[limit-exceeded]: `enheter/a.xlsx` has more than 50000 rows"), "{found}");
    let found = with_workbook("omrade = \"A1:C20\"\n", &million).findings();
    assert!(!found.contains("limit-exceeded"), "{found}");
}

#[test]
fn long_names_in_workbooks() {
    let long = "Å".repeat(10_000);
    let sheet = rows(&[&format!("{long}|namn|budget"), &format!("{long}|{long}|10")]);
    let book = workbook(&[(&long, &sheet, ""), ("Två", "", "")]);
    let other = format!("{long}ä");
    for more in [
        String::new(),
        format!("blad = \"{other}\"\n"),
        format!("blad = \"{long}\"\nkolumner = {{ id = \"{other}\", namn = \"namn\" }}\n"),
        format!(
            "blad = \"{long}\"\nkolumner = {{ id = \"{long}\", namn = \"namn\" }}\nrader = {{ a = \"{other}\" }}\n"
        ),
    ] {
        let found = with_workbook(&more, &book).findings();
        assert!(found.contains("error["), "{more}");
        let short = found.lines().all(|line| line.chars().count() < 500);
        assert!(
            short || found.contains(&format!("a.xlsx:{long}!")),
            "{}",
            found.chars().take(2000).collect::<String>()
        );
    }
}

#[test]
fn figures_come_from_the_reports_folder_only() {
    for path in ["../a.xlsx", "/srv/a.xlsx", "C:\\\\a.xlsx"] {
        for kind in ["csv", "xlsx"] {
            let export = format!("\n[[{kind}]]\ntabell = \"t\"\nfil = \"{path}\"\n");
            let found = Folder::new().and("enheter/a.toml", &export).findings();
            assert!(found.contains("leads out of the report's folder"), "{path}: {found}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_a_workbook_elsewhere_is_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("a.xlsx"), drift(&["id|namn", "skola|Skola"])).unwrap();
    let folder = with_workbook("", "").without("enheter/a.xlsx");
    std::os::unix::fs::symlink(outside.path().join("a.xlsx"), folder.path().join("enheter/a.xlsx")).unwrap();
    let found = folder.findings();
    assert!(found.contains("error[file-unreadable]: enheter/a.xlsx is a link that leads out"), "{found}");
}

#[test]
fn limits_of_the_manifest() {
    let limits = |more: &str| Folder::new().and("rapport.toml", &format!("\n[granser]\n{more}\n"));
    let found = limits("filstorlek = 1").and("enheter/a.toml", &format!("# {}\n", "x".repeat(1024 * 1024))).findings();
    assert!(found.contains("error[limit-exceeded]: enheter/a.toml is larger than 1 MB"), "{found}");
    assert!(limits("sidor = 0").findings().contains("rapport.toml:19:9: error[bad-value]"));
    assert!(limits("sida = 9").findings().contains("error[unknown-key]"));
    let built = limits("sidor = 1").built();
    assert!(built.outputs.is_empty(), "nothing is written");
    assert_eq!(limits("sidor = 2").built().outputs.len(), 4);
}
