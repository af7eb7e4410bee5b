//! The command line: exit codes, what is printed, and that outputs are replaced together or not at all.

use std::fs;

use crate::support::{Folder, printed, root, saying, underlag};

#[test]
fn build_writes_both_files_and_says_so() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let run = underlag(&["build", folder.path().to_str().unwrap(), "--lang", "sv"], out.path());
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    let lines = printed(&run);
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "1 enhet sammanställd, 2 sidor",
            "0 fel, 0 varningar, 0 upplysningar",
            "output/liten.pdf",
            "output/liten.docx"
        ]
    );
    assert!(lines[4].starts_with("klart på ") && lines.len() == 5, "{lines:?}");
    let mut names: Vec<_> =
        fs::read_dir(out.path().join("output")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["liten.docx", "liten.pdf"]);
}

#[test]
fn every_format_and_the_language() {
    let (folder, out) = (Folder::new(), tempfile::tempdir().unwrap());
    let dir = folder.path().to_str().unwrap();
    let run =
        underlag(&["build", dir, "--format", "txt,typst", "--output", "ut", "--jobs", "1", "--lang", "en"], out.path());
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    assert!(printed(&run).starts_with("1 unit merged, 2 pages\n0 errors, 0 warnings, 0 notes\n"));
    assert!(fs::read_to_string(out.path().join("ut/liten.txt")).unwrap().contains("Ett stycke."));
    for file in ["main.typ", "template.typ", "data.json", "tokens.toml", "fonts"] {
        assert!(out.path().join("ut/liten-typst").join(file).exists(), "{file}");
    }
}

#[test]
fn a_final_paper_has_no_errors() {
    let (folder, out) = (Folder::new().without("enheter/a.toml"), tempfile::tempdir().unwrap());
    let dir = folder.path().to_str().unwrap();
    fs::create_dir(out.path().join("output")).unwrap();
    fs::write(out.path().join("output/liten.pdf"), "gammal").unwrap();
    let run = underlag(&["build", dir, "--final", "--lang", "sv"], out.path());
    assert_eq!(run.status.code(), Some(1));
    assert!(printed(&run).contains("inget skrevs, de gamla filerna är kvar"));
    assert_eq!(fs::read_to_string(out.path().join("output/liten.pdf")).unwrap(), "gammal");
    assert!(!out.path().join("output/liten.docx").exists());
    let run = underlag(&["build", dir, "--lang", "en"], out.path());
    assert_eq!(run.status.code(), Some(0));
    assert!(
        printed(&run).starts_with(
            "0 of 1 units merged, 2 pages\n1 error, 0 warnings, 0 notes\ndraft; see the findings with: underlag \
                check "
        ),
        "{}",
        printed(&run)
    );
}

#[test]
fn check_tells_people_and_machines() {
    let folder = Folder::new().with("enheter/a.toml", saying("Ett stycke.[^x]"));
    let dir = folder.path().to_str().unwrap();
    let run = underlag(&["check", dir, "--format", "json", "--lang", "sv"], root());
    assert_eq!(run.status.code(), Some(1));
    let line: serde_json::Value = serde_json::from_str(printed(&run).trim()).unwrap();
    assert_eq!(line["code"], "note-without-text");
    assert_eq!((&line["severity"], &line["file"]), (&"error".into(), &"enheter/a.toml".into()));
    assert_eq!((&line["line"], &line["column"]), (&6.into(), &12.into()));
    assert_eq!(line["message"], "the note `x` has no text");
    assert!(line["hint"].is_string() && line["related"].is_array());
    let english = underlag(&["check", dir, "--format", "json", "--lang", "en"], root());
    assert_eq!(english.stdout, run.stdout, "JSON is the same in every language");
    let short = underlag(&["check", dir, "--format", "short", "--lang", "sv"], root());
    assert_eq!(printed(&short), "enheter/a.toml:6:12: fel[fotnot-utan-text]: fotnoten `x` har ingen text\n");
    let human = printed(&underlag(&["check", dir, "--lang", "sv"], root()));
    assert!(
        human.contains("fel[fotnot-utan-text]") && human.ends_with("1 fel, 0 varningar, 0 upplysningar\n"),
        "{human}"
    );
    assert!(!human.contains('\u{1b}'), "no colour off a terminal");
    let clean = underlag(&["check", Folder::new().path().to_str().unwrap(), "--format", "short"], root());
    assert_eq!((clean.status.code(), printed(&clean)), (Some(0), String::new()));
}

#[test]
fn what_cannot_run_exits_with_two() {
    let empty = tempfile::tempdir().unwrap();
    for arguments in [
        &["check", "finns-inte"][..],
        &["build", "finns-inte"],
        &["build", "."],
        &["build"],
        &["bygg"],
        &["check", ".", "--format", "xml"],
    ] {
        let run = underlag(arguments, empty.path());
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(!run.stderr.is_empty() && run.stdout.is_empty());
    }
    let folder = Folder::new();
    fs::write(empty.path().join("output"), "en fil").unwrap();
    let run = underlag(&["build", folder.path().to_str().unwrap()], empty.path());
    assert_eq!(run.status.code(), Some(2), "{run:?}");
}

#[test]
fn the_help_has_examples() {
    for command in ["build", "check"] {
        let help = printed(&underlag(&[command, "--help"], root()));
        assert!(help.contains(&format!("underlag {command} inputs/")), "{help}");
    }
}

#[test]
fn codes_are_explained() {
    let all = underlag(&["explain", "--lang", "sv"], root());
    assert!(all.status.success());
    let listed = printed(&all);
    assert_eq!(listed.lines().count(), underlag::diagnostic::Code::ALL.len());
    let one = printed(&underlag(&["explain", "handed-over-late", "--lang", "sv"], root()));
    assert!(
        one.starts_with("lamnas-for-sent (varning)")
            && one.contains("`handed-over-late`")
            && one.contains("kommunallagen (2017:725) 11 kap. 16 §"),
        "{one}"
    );
    let unknown = underlag(&["explain", "sum-mismach", "--lang", "en"], root());
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("did you mean `sum-mismatch`?"));
}

#[test]
fn status_has_a_line_for_each_unit() {
    let folder = Folder::new().and("rapport.toml", "[[enhet]]\nid = \"b\"\nnamn = \"Enhet B\"\n");
    let status = printed(&underlag(&["status", folder.path().to_str().unwrap(), "--lang", "sv"], root()));
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let lines: Vec<Vec<String>> = status.lines().map(words).collect();
    assert_eq!(lines[1][..7], ["Enhet", "A", "lämnad", "0", "0", "0", "2"]);
    assert_eq!(lines[2][..4], ["Enhet", "B", "saknas", "0"]);
}

#[test]
fn trace_shows_every_use_of_a_figure() {
    let dir = "tests/reports/clean";
    let shown = printed(&underlag(&["trace", dir, "31 000", "--lang", "en"], root()));
    for part in [
        "31 000  written in verksamhet.stab/summa.utfall_2024  (enheter/stab.toml:28:15)",
        "  31 000  must equal resultat.stab/netto.utfall_period  (enheter/stab.toml:64:17)",
        "  640  part of resultat.stab/netto.avvikelse_period",
    ] {
        assert!(shown.replace('\u{a0}', " ").contains(part), "{part}\n{shown}");
    }
    let shown = printed(&underlag(&["trace", dir, "verksamhet.gata.utfall_2024", "--lang", "en"], root()));
    let shown = shown.replace('\u{a0}', " ");
    assert!(shown.contains("added into verksamhet.stab/summa.utfall_2024"), "{shown}");
    assert!(shown.contains("named in … Utfallet för enheten är 18 420 tkr. Vintern blev mild …"), "{shown}");
    assert_eq!(underlag(&["trace", dir, "4711"], root()).status.code(), Some(1));
}

#[test]
fn sarif_is_what_editors_read() {
    let folder = Folder::new().with("enheter/a.toml", saying("Ett ett stycke <b>x</b>."));
    let shown = printed(&underlag(&["check", folder.path().to_str().unwrap(), "--format", "sarif"], root()));
    let log: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let rules: Vec<&str> = results.iter().map(|result| result["ruleId"].as_str().unwrap()).collect();
    assert_eq!(rules, ["doubled-word", "unsupported-markup"]);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "enheter/a.toml");
    assert_eq!((place["region"]["startLine"].as_u64(), place["region"]["startColumn"].as_u64()), (Some(6), Some(1)));
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().len(), 2);
}

#[test]
fn fulfilment_is_shown_and_can_be_bound() {
    let shown = printed(&underlag(&["status", "tests/reports/clean", "--goals", "--lang", "en"], root()));
    let lines: Vec<Vec<&str>> = shown.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["met", "missed", "open"]);
    assert_eq!(lines.last().unwrap()[..], ["0", "0", "8", "all"]);
    let unit = |target: &str, text: &str| {
        format!(
            "enhet = \"a\"\n[[avsnitt]]\nkapitel = \"text\"\ntext = \"{text}\"\n[[mal]]\nid = \"m\"\n\
             [[mal.indikator]]\nnamn = \"Trygga\"\nutfall = \"64 %\"\nmal = \"{target}\"\n"
        )
    };
    let manifest = "[[kapitel]]\nid = \"g\"\nrubrik = \"Mål\"\nslag = \"mal\"\nkolumner = \"k\"\n[[malniva]]\nnamn = \"Mål\"\n\
        [[mal]]\nid = \"m\"\nrubrik = \"Trygghet\"\nenhet = \"a\"\n[[kolumner]]\nid = \"k\"\nforsta_kolumn = \"Indikator\"\n\
        [[kolumner.kolumn]]\nid = \"utfall\"\nrubrik = \"Utfall\"\nslag = \"text\"\n\
        [[kolumner.kolumn]]\nid = \"mal\"\nrubrik = \"Mål\"\nslag = \"text\"\n";
    let said = |target: &str, text: &str| {
        let folder = Folder::new().and("rapport.toml", manifest).with("enheter/a.toml", unit(target, text));
        (crate::support::text(&folder.built()).replace('\u{a0}', " "), folder.findings())
    };
    let (text, findings) = said("Minst 60 %", "Målen nås för {{uppfyllelse}}.");
    assert!(text.contains("Målen nås för 1 av 1 indikator.") && findings.is_empty(), "{text}\n{findings}");
    assert!(said("Minst 70 %", "Här nås {{uppfyllelse.m}}.").0.contains("Här nås 0 av 1 indikator."));
    assert!(said("Öka", "Här nås {{uppfyllelse.n}}.").1.contains("there is no `n` in the tables"));
}
