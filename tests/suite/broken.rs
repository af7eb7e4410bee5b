//! Broken input and what is said about it: every fault in one run, each with its place, and still a draft.

use underlag::diagnostic::Language;
use underlag::diagnostic::{Code, show};
use underlag::pipeline;
use underlag::pipeline::{Format, Options};

use crate::support::report::{Block, Report, chapter, column, columns, row, table as asked, toml};
use crate::support::{Folder, MANIFEST, UNIT, printed, saying, text, underlag};

/// The findings of a section with these lines behind the smallest one.
fn section(more: &str) -> String {
    Folder::new().and("enheter/a.toml", more).findings()
}

/// Fails unless `found` has this line.
fn has(found: &str, line: &str) {
    assert!(found.lines().any(|found| found == line), "expected\n{line}\nin\n{found}");
}

#[test]
fn the_smallest_report_is_clean() {
    assert_eq!(Folder::new().findings(), "");
    let built = Folder::new().built();
    assert!(!text(&built).contains("Utkast"));
}

#[test]
fn all_faults_of_all_files_come_in_one_run() {
    let folder = Folder::new()
        .and("rapport.toml", "[[enhet]]\nid = \"b\"\nname = \"B\"\n[[enhet]]\nid = \"C\"\nnamn = \"C\"\n")
        .with("enheter/a.toml", "enhet = \"a\"\n[[avsnitt]]\nkapitl = \"text\"\ntext = 3\n[[rad]]\n");
    let found = folder.findings();
    assert!(!found.contains("rapport.toml:17:1: error[missing-key]: `namn`"), "told with `name`: {found}");
    has(&found, "rapport.toml:19:1: error[unknown-key]: there is no key `name` here");
    has(&found, "rapport.toml:21:6: error[bad-value]: `C` cannot be an id");
    has(&found, "enheter/a.toml:3:1: error[unknown-key]: there is no key `kapitl` here");
    has(&found, "enheter/a.toml:4:8: error[wrong-type]: `text` must be a text");
    has(&found, "enheter/a.toml:5:1: error[missing-key]: `tabell` is missing");
    // What is there, but cannot be read, is not missing besides.
    assert!(!found.contains("missing-delivery"), "{found}");
}

#[test]
fn the_key_that_was_probably_meant_is_named() {
    let folder = Folder::new().and("enheter/a.toml", "[[avsnitt]]\nkapitl = \"text\"\ntext = 'x'\n");
    let checked = pipeline::check(folder.path(), None).unwrap();
    let found = show::human(&checked.diagnostics, &checked.sources, Language::Swedish, false);
    assert!(found.contains("fel[okand-nyckel]: nyckeln `kapitl` finns inte här"), "{found}");
    assert!(found.contains("råd: menade du `kapitel`?"), "{found}");
}

#[test]
fn a_fault_inside_of_a_paragraph_points_to_its_own_line() {
    let found = section(
        "[[avsnitt]]\nkapitel = \"text\"\ndel = \"b\"\ntext = '''\nEtt.\n\nTvå <b>tre</b>.\n![x](y.png)\n'''\n",
    );
    has(&found, "enheter/a.toml:14:5: error[unsupported-markup]: HTML tags are not shown in the paper");
    has(&found, "enheter/a.toml:15:1: error[unsupported-markup]: pictures cannot be put into running text");
}

#[test]
fn markup_that_cannot_be_carried() {
    for (markup, code) in [
        ("`kod`", "program code"),
        ("a\n\n---", "rules between paragraphs"),
        ("### djup", "two levels only"),
        ("[x](fil.pdf)", "no web or mail address"),
        ("[x](javascript:alert(1))", "no web or mail address"),
        ("[^n]: text", "the note's text"),
        ("<table><tr><td>x</td></tr></table>", "HTML"),
    ] {
        let found = section(&format!("[[avsnitt]]\nkapitel = \"text\"\ndel = \"b\"\ntext = '''\n{markup}\n'''\n"));
        assert!(found.contains("unsupported-markup") && found.contains(code), "{markup}: {found}");
    }
}

#[test]
fn every_syntax_error_is_told_and_what_can_be_read_is_used() {
    let unit = format!("{UNIT}\n[[avsnitt]\nfel\nmål = 1\n");
    let folder = Folder::new().with("enheter/a.toml", unit);
    let found = folder.findings();
    assert!(found.lines().filter(|line| line.contains("error[toml-syntax]")).count() >= 3, "{found}");
    assert!(text(&folder.built()).contains("Ett stycke."));
}

#[test]
fn a_file_that_cannot_be_read_leaves_a_gap_by_name() {
    for (unit, code) in [(&b"\xff\xfee\x00n\x00"[..], Code::NotUtf8), (&b"enhet = \"\xe5\""[..], Code::NotUtf8)] {
        let folder = Folder::new().with("enheter/a.toml", unit);
        let built = folder.built();
        let codes: Vec<Code> = built.checked.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, [code]);
        assert!(text(&built).contains("[Här saknas text från Enhet A till avsnittet Text]"));
    }
    let found = Folder::new().without("enheter/a.toml").findings();
    has(&found, "rapport.toml:9:6: error[file-missing]: Enhet A has delivered no file (there is no enheter/a.toml)");
}

#[test]
fn a_draft_says_so_on_its_first_page() {
    let memo = Block::table("tjansteskrivelse").key("titel", "Skrivelse");
    for report in [Report::new(), Report::new().add([memo]), Report::new().key("omslag", false)] {
        let text = text(&report.folder().without("enheter/a.toml").built());
        let start = text.find("Utkast med 1 fel").expect("the draft's notice");
        let finding = text.find("Enhet A har inte lämnat någon fil").expect("the finding");
        let body = text.find("# Text").expect("the text");
        assert!(start < finding && finding < body, "{text}");
    }
}

#[test]
fn files_with_a_byte_order_mark_or_carriage_returns_are_read() {
    let unit = format!("\u{feff}{}", UNIT.replace('\n', "\r\n"));
    assert_eq!(Folder::new().with("enheter/a.toml", unit).findings(), "");
    let found = Folder::new().with("enheter/a.toml", saying("Ett <b>stycke.").replace('\n', "\r\n")).findings();
    has(&found, "enheter/a.toml:6:5: error[unsupported-markup]: HTML tags are not shown in the paper");
}

#[test]
fn what_nobody_asked_for_is_told() {
    let found = section(
        "[[avsnitt]]\nkapitel = \"annat\"\ntext = 'x'\n[[mal]]\nid = \"m\"\n[[rad]]\ntabell = \"t\"\nid = \"r\"\nnamn = \"R\"\n[noter]\nn = \"text\"\n",
    );
    has(&found, "enheter/a.toml:9:11: error[unknown-reference]: no chapter has the id `annat`");
    has(&found, "enheter/a.toml:12:6: error[unknown-reference]: `m`: the report has no goals");
    has(&found, "enheter/a.toml:14:10: error[unknown-reference]: `t`: the report has no tables");
    has(&found, "enheter/a.toml:18:1: warning[note-without-mark]: no text refers to the note `n`, so it is left out");
    let found = Folder::new().with("enheter/aa.toml", UNIT).findings();
    has(&found, "warning[stray-file]: enheter/aa.toml belongs to no unit and is left out");
}

#[test]
fn two_things_with_one_id() {
    let found = section("[[avsnitt]]\nkapitel = \"text\"\ntext = 'igen'\n");
    has(
        &found,
        "enheter/a.toml:9:11: error[duplicate-id]: the chapter `text` stands in the file already; this is not shown",
    );
    let found = Folder::new().and("rapport.toml", "[[enhet]]\nid = \"a\"\nnamn = \"A igen\"\n").findings();
    has(&found, "rapport.toml:18:6: error[duplicate-id]: `a` exists already");
}

#[test]
fn control_characters_are_told_and_replaced() {
    let words = toml(r#""Ett\u0001 stycke \u202e.""#);
    let folder = Report::new().at("avsnitt/text", |section| section.key("text", words)).folder();
    has(
        &folder.findings(),
        "enheter/a.toml:5:12: error[control-character]: the control character U+0001 cannot stand in a paper",
    );
    assert!(text(&folder.built()).contains("Ett? stycke"));
}

#[test]
fn characters_that_no_font_shows_are_told_and_replaced() {
    let folder = Folder::new().with("enheter/a.toml", saying("Ett stycke\nmed \u{1f600} och \u{e000}."));
    has(
        &folder.findings(),
        "enheter/a.toml:7:5: error[character-not-shown]: the layout's fonts cannot show the character `😀` (U+1F600)",
    );
    assert!(text(&folder.built()).contains("med \u{fffd} och \u{fffd}."));
}

/// A table of two rows with their sum, of which none has come.
fn table() -> Report {
    Report::new().add([
        columns("k"),
        column("utfall", "Utfall"),
        asked("t", "Tabell", "k", ["a/r", "a/q", "a/s"]),
        chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]),
    ])
}

/// The same with these figures.
fn with_rows(r: &str, q: &str, s: &str) -> Report {
    let row = |id: &str, utfall: &str| row("t", id, id).cells(&[("utfall", utfall)]);
    table().deliver("a", [row("r", r), row("q", q), row("s", s).sum(["r", "q"])])
}

#[test]
fn figures_are_exact_and_sums_are_checked() {
    let clean = with_rows("1234567890123456.78", "0.10", "1234567890123456.88");
    assert_eq!(clean.findings(), "");
    let text = text(&clean.built());
    assert!(text.contains("| r | 1\u{a0}234\u{a0}567\u{a0}890\u{a0}123\u{a0}456,78\n| q | 0,10\n"), "{text}");
    let found = with_rows("1000", "\"−250\"", "570").findings();
    assert!(
        found.contains("error[sum-mismatch]: `s`, `Utfall`: says 570 but the rows give 750, which is 180 too little"),
        "{found}"
    );
    let found = with_rows("1000", "250", "1251").findings();
    assert!(found.contains("note[sum-rounding]"), "{found}");
    assert!(with_rows("1e3", "0x10", "inf").findings().matches("error[wrong-type]").count() == 3);
    let found = with_rows("1", "2", "3").at("rad/s", |row| row.key("summerar", ["r", "qq"])).findings();
    assert!(found.contains("no row is called `qq`"), "{found}");
}

#[test]
fn a_spelling_mistake_in_a_column_is_told() {
    let misspelt = |row: Block| row.without("utfall").key("utfal", 2);
    let found = with_rows("1", "2", "3").at("rad/q", misspelt).findings();
    assert!(found.contains("error[unknown-key]: there is no key `utfal` here"), "{found}");
}

#[test]
fn a_manifest_that_cannot_be_used_is_told() {
    let found = Folder::new().with("rapport.toml", "format = 1\n").findings();
    for key in ["id", "titel", "kommun", "namnd", "datum"] {
        has(&found, &format!("rapport.toml:1:1: error[missing-key]: `{key}` is missing"));
    }
    let folder = Folder::new().with("rapport.toml", "format = 1\n");
    assert!(folder.built().outputs.is_empty());
}

#[test]
fn no_path_leads_out_of_the_folder() {
    for path in ["../x.toml", "/etc/passwd", "a/../../x", "C:\\\\x", "./a.toml"] {
        let found = Report::new().at("enhet", |unit| unit.key("fil", toml(format!("\"{path}\"")))).findings();
        assert!(found.contains("leads out of the report's folder"), "{path}: {found}");
    }
}

#[test]
fn a_goal_tree_that_bites_its_tail() {
    let goals = "[[mal]]\nid = \"x\"\nunder = \"y\"\nrubrik = \"X\"\n[[mal]]\nid = \"y\"\nunder = \"x\"\nrubrik = \"Y\"\n\
        [[kapitel]]\nid = \"m\"\nrubrik = \"Mål\"\nslag = \"mal\"\n";
    let found = Folder::new().and("rapport.toml", goals).findings();
    assert_eq!(found.matches("is not connected to the goal tree").count(), 2, "{found}");
}

#[test]
fn risks_stay_on_their_scale() {
    let manifest = "[[kapitel]]\nid = \"ik\"\nrubrik = \"IK\"\nslag = \"internkontroll\"\n[internkontroll]\nskala = 4\nrisker = [\"a/r\"]\n";
    let folder = Folder::new()
        .and("rapport.toml", manifest)
        .and("enheter/a.toml", "[[risk]]\nid = \"r\"\nnamn = \"R\"\nsannolikhet = 5\nkonsekvens = 4\n");
    let found = folder.findings();
    has(&found, "enheter/a.toml:11:15: error[risk-out-of-scale]: the value 5 is outside of the scale 1–4");
    assert!(found.contains("has no control activities"), "{found}");
    assert!(text(&folder.built()).contains("| R |  | 5 | 4 | 20 |"));
}

#[test]
fn a_layout_that_cannot_be_used_is_told() {
    let manifest = format!("layout = \"finns-inte\"\n{MANIFEST}");
    let found = Folder::new().with("rapport.toml", manifest).findings();
    has(&found, "rapport.toml:1:10: error[file-missing]: there is no layout `finns-inte`");
    let manifest = format!("layout = \"min\"\n{MANIFEST}");
    let tokens = include_str!("../../layouts/kommun/tokens.toml");
    let template = include_str!("../../layouts/kommun/template.typ");
    let own = |tokens: &str, template: &str| {
        Folder::new().with("rapport.toml", &manifest).with("min/tokens.toml", tokens).with("min/template.typ", template)
    };
    assert_eq!(own(tokens, template).findings(), "");
    let found = own(&tokens.replace("bredd = \"210mm\"", "bredd = \"210\""), template).findings();
    assert!(found.contains("min/tokens.toml:7:9: error[layout-tokens]"), "{found}");
    let failed = own(tokens, "#let paper(data, tokens) = finns-inte").built();
    assert!(failed.outputs.is_empty());
    assert_eq!(failed.checked.diagnostics.first().map(|found| found.code), Some(Code::LayoutFailed));
}

/// Numbers of pages that may be wrong are good enough for a draft that says so, not for a final paper.
#[test]
fn pages_that_never_come_to_rest_are_no_final_paper() {
    let template = include_str!("../../layouts/kommun/template.typ");
    let flickers = "#let paper(data, tokens) = {\n  context if query(<seen>).len() == 0 [#metadata(none)<seen>]\n";
    let template = template.replace("#let paper(data, tokens) = {\n", flickers);
    let folder = Folder::new()
        .with("rapport.toml", format!("layout = \"egen\"\n{MANIFEST}"))
        .with("egen/tokens.toml", "arver = \"kommun\"\nnamn = \"Egen\"\n")
        .with("egen/template.typ", template);
    for is_final in [false, true] {
        let options = Options { formats: vec![Format::Txt], is_final, ..Options::default() };
        let built = pipeline::build(folder.path(), &options).unwrap();
        let codes: Vec<Code> = built.checked.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::LayoutUnsettled]);
        assert_eq!(built.outputs.is_empty(), is_final);
        if !is_final {
            assert!(text(&built).contains("[Utkast]") && text(&built).contains("sidbrytningen blev inte stabil"));
        }
    }
}

#[test]
fn accepted_exceptions_silence_findings() {
    let doubled = saying("Det är klart.\nMen men det dröjde.");
    let with = |exception: &str| {
        let folder = Folder::new().with("enheter/a.toml", format!("{doubled}{exception}"));
        let checked = pipeline::check(folder.path(), None).unwrap();
        let accepted: Vec<String> = checked.accepted.iter().map(|accepted| accepted.reason.clone()).collect();
        (show::short(&checked.diagnostics, &checked.sources, Language::English), accepted)
    };
    assert_eq!(with("").0.lines().count(), 1);
    let exception = |code: &str, line: &str| format!("\n[[undantag]]\nkod = \"{code}\"\n{line}skal = \"Ett citat.\"\n");
    assert_eq!(with(&exception("doubled-word", "")), (String::new(), vec!["Ett citat.".to_owned()]));
    assert_eq!(with(&exception("doubled-word", "rad = \"Men men\"\n")).1.len(), 1);
    let (found, accepted) = with(&exception("doubled-word", "rad = \"något annat\"\n"));
    assert!(accepted.is_empty());
    has(&found, "enheter/a.toml:10:1: warning[exception-unused]: the exception from `doubled-word` matches no finding");
    let (found, _) = with(&exception("dubled-word", ""));
    has(&found, "enheter/a.toml:11:7: error[unknown-reference]: no check is called `dubled-word`");
}

#[test]
fn checks_can_be_switched_off_but_errors_cannot() {
    let doubled = saying("Det är klart klart.");
    let off = |codes: &str| {
        let rules = format!("\n[kontroller]\nav = [{codes}]\n");
        Folder::new().and("rapport.toml", &rules).with("enheter/a.toml", &doubled).findings()
    };
    assert_eq!(off("\"doubled-word\""), "");
    has(
        &off("\"sum-mismatch\""),
        "rapport.toml:19:7: error[bad-value]: `sum-mismatch` is an error and cannot be switched off",
    );
}

#[test]
fn figures_of_running_text_come_from_the_tables() {
    let report = with_rows("1", "-1", "1")
        .at("kolumner/k", |columns| columns.key("sort", "tkr"))
        .at("rad/q", |row| row.key("slag", "resultat").key("summerar", ["-r"]))
        .at("rad/s", |row| row.key("summerar", ["r"]));
    let said = |text: &str| {
        let built = report.clone().text(text).built();
        let findings = show::short(&built.checked.diagnostics, &built.checked.sources, Language::English);
        (crate::support::text(&built).replace('\u{a0}', " "), findings)
    };
    let (text, findings) = said("Det blev {{t.r.utfall}} och {{t.a/q.utfall|överskott}}, {{t.q.utfall|tal}}.");
    assert_eq!(findings, "");
    assert!(text.contains("Det blev 1 tkr och ett underskott på 1 tkr, −1."), "{text}");
    let (_, findings) = said("Det blev {{t.r.utfall|överskott}}.");
    assert!(findings.contains("error[unknown-reference]: `t.r.utfall` is not a result"), "{findings}");
    let (_, findings) = said("Det blev {{t.rr.utfall}}.");
    assert!(findings.contains("error[unknown-reference]: no row of the table `t` is called `rr`"), "{findings}");
    let (_, findings) = said("Det blev {{t.r}} och {{t}} och {{t.r.utfall|ord}} och {{x.");
    for part in
        ["there is no figure in `t.r`", "`t` is not a valid cell reference", "written as `ord`", "is not closed"]
    {
        assert!(findings.contains(part), "{part}\n{findings}");
    }
}

#[test]
fn shares_are_held_against_part_and_whole() {
    let manifest = "[[kolumner]]\nid = \"k\"\n[[kolumner.kolumn]]\nid = \"del\"\nrubrik = \"Del\"\n\
        [[kolumner.kolumn]]\nid = \"allt\"\nrubrik = \"Allt\"\n\
        [[kolumner.kolumn]]\nid = \"andel\"\nrubrik = \"Andel, %\"\nberaknas = [\"del\", \"/allt\"]\n\
        [[tabell]]\nid = \"t\"\nrubrik = \"Tabell\"\nkolumner = \"k\"\nrader = [\"a/r\"]\n\
        [[kapitel]]\nid = \"e\"\nrubrik = \"Ekonomi\"\nslag = \"tabeller\"\ntabeller = [\"t\"]\n";
    let found = |part: &str, whole: &str, share: &str| {
        let row = format!(
            "[[rad]]\ntabell = \"t\"\nid = \"r\"\nnamn = \"r\"\ndel = {part}\nallt = {whole}\nandel = {share}\n"
        );
        Folder::new().and("rapport.toml", manifest).and("enheter/a.toml", &row).findings()
    };
    assert_eq!(found("1", "3", "33"), "");
    assert_eq!(found("7712", "12279", "62.8"), "");
    let of_nothing = found("1.0", "0", "33");
    assert!(of_nothing.contains("note[check-skipped]") && of_nothing.contains("divided by is zero"), "{of_nothing}");
    assert_eq!(found("0", "0", "0"), "");
    let wrong = found("7712", "12279", "68.2");
    assert!(wrong.contains("`r`, `Andel, %`: says 68,2 but the columns give 62,8, which is 5,4 too much"), "{wrong}");
}

#[test]
fn a_report_states_its_own_tolerance() {
    let found = |tolerance: Option<i32>| {
        let report = with_rows("1000", "250", "1251");
        let rule = tolerance.map(|tolerance| Block::table("kontroller").key("tolerans", tolerance));
        report.add(rule).findings()
    };
    assert!(found(None).contains("note[sum-rounding]"));
    assert!(found(Some(0)).contains("error[sum-mismatch]"));
    assert!(found(Some(1)).contains("note[sum-rounding]"));
}

#[test]
fn a_contradiction_names_its_likely_cause() {
    let report = Report::new()
        .key("datum", toml("2024-09-19"))
        .key("period", toml("{ fran = 2024-01-01, till = 2024-08-31 }"))
        .add([
            columns("k").key("sort", "tkr"),
            column("u23", "Utfall 2023"),
            column("u24", "Utfall 2024"),
            asked("t", "Tabell", "k", ["a/r"]),
            chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]),
        ])
        .deliver("a", [row("t", "r", "r").cells(&[("u23", "6520"), ("u24", "7712")])]);
    let said = |text: &str| {
        let checked = pipeline::check(report.clone().text(text).folder().path(), None).unwrap();
        show::human(&checked.diagnostics, &checked.sources, Language::English, false)
    };
    assert_eq!(said("Utfallet är 7 712 tkr."), "");
    assert_eq!(said("Förra året var utfallet 6 520 tkr. Samma period i fjol var utfallet 6 000 tkr."), "");
    assert!(said("Utfallet är 7 721 tkr.").contains("help: the same digits in another order; "));
    assert!(said("Utfallet är 7 713 tkr.").contains("help: one digit differs; "));
    assert!(said("Utfallet är 7 712 kr.").contains("help: thousands for kronor"));
    assert!(said("Utfallet är 7 712 000 tkr.").contains("help: thousands for kronor"));
    assert!(said("Utfallet är 6 520 tkr.").contains("help: that is the figure in `Utfall 2023`; "));
}

#[test]
fn an_escape_in_a_label_moves_no_place() {
    let memo = "\n[tjansteskrivelse]\ntitel = \"T\"\n[[tjansteskrivelse.avsnitt]]\nslag = \"forslag\"\n\
                punkter = [\"{{}}å\\\" b\"]\n";
    has(
        &Folder::new().and("rapport.toml", memo).findings(),
        "rapport.toml:22:13: error[unknown-reference]: `` is not a valid cell reference",
    );
}

/// The smallest report with another text in its unit's file.
fn pasted(section: &str) -> Folder {
    Folder::new().with("enheter/a.toml", section)
}

/// One finding, at this place, whose English text has these words; and the paper is as it was meant.
fn assert_pasted(folder: Folder, place: &str, words: &str) {
    let found = folder.findings();
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(found.starts_with(&format!("{place}: error[toml-syntax]: ")) && found.contains(words), "{words}: {found}");
    let said = text(&folder.built());
    assert!(said.contains("Ett stycke.") && !said.contains("saknas"), "{said}");
}

#[test]
fn curly_quotation_marks_are_one_finding() {
    let section = |enhet: &str, kapitel: &str, text: &str| {
        pasted(&format!("enhet = {enhet}\n\n[[avsnitt]]\nkapitel = {kapitel}\ntext = {text}\n"))
    };
    for (text, sign) in [
        ("”Ett stycke.”", '”'),
        ("“Ett stycke.”", '“'),
        ("„Ett stycke.“", '„'),
        ("»Ett stycke.»", '»'),
        ("’’’\nEtt stycke.\n’’’", '’'),
        ("‘’’\nEtt stycke.\n’’’", '‘'),
        ("”””\nEtt stycke.\n”””", '”'),
        ("’Ett stycke.’", '’'),
    ] {
        let words = format!("quotation mark `{sign}` is curly");
        assert_pasted(section("\"a\"", "\"text\"", text), "enheter/a.toml:5:8", &words);
    }
    assert_pasted(section("”a”", "”text”", "”Ett stycke.”"), "enheter/a.toml:1:9", "is curly (typographic)");
    assert_pasted(section("\"a”", "\"text\"", "'Ett stycke.'"), "enheter/a.toml:1:11", "quotation mark `”`");
    assert_pasted(section("\"a\"", "\"text\"", "'''\nEtt stycke.\n’’’"), "enheter/a.toml:7:1", "quotation mark `’`");
    let manifest = MANIFEST.replace('"', "”");
    assert_pasted(Folder::new().with("rapport.toml", manifest), "rapport.toml:2:6", "quotation mark `”`");
}

#[test]
fn signs_that_look_like_spaces_or_nothing_are_one_finding() {
    for (sign, words) in [
        ('\u{a0}', "a no-break space (U+00A0)"),
        ('\u{202f}', "a narrow no-break space (U+202F)"),
        ('\u{2003}', "an em space, no ordinary space (U+2003)"),
        ('\u{3000}', "a space of another kind, no ordinary space (U+3000)"),
        ('\u{200b}', "a zero-width space (U+200B)"),
        ('\u{feff}', "no-break space) (U+FEFF)"),
        ('\u{ad}', "a soft hyphen (U+00AD)"),
        ('\u{c}', "page break"),
    ] {
        let at = |line: &str| pasted(&UNIT.replace("kapitel = ", line));
        assert_pasted(at(&format!("{sign}kapitel = ")), "enheter/a.toml:4:1", words);
        assert_pasted(at(&format!("kapitel{sign} = ")), "enheter/a.toml:4:8", words);
        assert_pasted(at(&format!("kapitel = {sign}")), "enheter/a.toml:4:11", words);
    }
    let everywhere = UNIT.replace(" = ", "\u{a0}=\u{a0}").replace("\n\n", "\n\u{a0}\n");
    assert_pasted(pasted(&everywhere), "enheter/a.toml:1:6", "a no-break space");
    let amount = with_rows("1\u{a0}250", "0", "1250").findings();
    let told = "error[toml-syntax]: `1\u{a0}250` is not written as the file has amounts: a no-break space";
    assert!(amount.contains(told), "{amount}");
}

#[test]
fn dashes_and_other_signs_of_word() {
    let manifest = MANIFEST.replace("2024-05-02", "2024–05–02");
    assert_pasted(Folder::new().with("rapport.toml", manifest), "rapport.toml:6:13", "`–` (U+2013) is a dash");
    let above = |sign: &str| pasted(&UNIT.replace("[[avsnitt]]", &format!("{sign}\n[[avsnitt]]")));
    assert_pasted(above("•"), "enheter/a.toml:3:1", "the sign `•`");
    assert_pasted(above("…"), "enheter/a.toml:3:1", "the sign `…`");
    assert_pasted(above("→"), "enheter/a.toml:3:1", "the sign `→`");
    for written in ["–50", "−50", "—50"] {
        let found = with_rows(written, "50", "0").findings();
        assert_eq!(found.lines().filter(|line| line.contains("toml-syntax")).count(), 1, "{written}: {found}");
    }
}

#[test]
fn backslashes_between_quotation_marks_are_told() {
    let section = |text: &str| pasted(&format!("enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = {text}\n"));
    for (text, column) in [
        (r#""Ett stycke. C:\temp""#, 23),
        (r#""Ett stycke. G:\nytt\rapport""#, 23),
        (r#""Ett stycke. \\server\delad""#, 29),
        (r#""Ett stycke. 3 \* 4""#, 23),
        (r#""Ett stycke. G:\""#, 23),
    ] {
        let found = section(text).findings();
        let told = format!("enheter/a.toml:5:{column}: error[toml-syntax]: between `\"` quotation marks the backslash");
        assert!(found.starts_with(&told) && found.matches("error").count() == 1, "{text}: {found}");
    }
    assert_pasted(section("\"\"\"\nEtt stycke.\nSe \\sidan.\n\"\"\""), "enheter/a.toml:7:4", "backslash");
    for text in [r#""Ett\nstycke, \u00e5 \"ja\" C:\\a.""#, r"'C:\temp och \sida.'", "\"\"\"\nEtt \\\n  stycke.\"\"\""] {
        assert!(!section(text).findings().contains("toml-syntax"), "{text}");
    }
}

#[test]
fn a_file_that_is_nearly_called_so_is_named() {
    for (name, hint) in [
        ("a.toml.txt", "rename it to `a.toml`"),
        ("A.toml", "rename it to `a.toml`"),
        ("a.txt", "rename it to `a.toml`"),
        ("a (1).toml", "rename it to `a.toml`"),
        ("a.toml.docx", "open it in Word, save it as plain text"),
        ("a.docx", "open it in Word, save it as plain text"),
    ] {
        let folder = Folder::new().without("enheter/a.toml").with(&format!("enheter/{name}"), UNIT);
        let told = format!("Enhet A has delivered no file (there is no enheter/a.toml, but {name})");
        assert_eq!(folder.findings(), format!("rapport.toml:9:6: error[file-missing]: {told}\n"), "{name}");
        let checked = pipeline::check(folder.path(), None).unwrap();
        let said = show::human(&checked.diagnostics, &checked.sources, Language::English, false);
        assert!(said.contains(hint), "{said}");
    }
    let stray = Folder::new().with("enheter/b.toml.txt", UNIT).findings();
    has(&stray, "warning[stray-file]: enheter/b.toml.txt belongs to no unit and is left out");
    for bytes in [&b"PK\x03\x04 word/document.xml"[..], b"{\\rtf1}", b"\xef\xbb\xbf{\\rtf1}"] {
        let found = Folder::new().with("enheter/a.toml", bytes).findings();
        let told = "rapport.toml:9:6: error[file-unreadable]: enheter/a.toml is a Word document, no plain text";
        has(&found, told);
    }
}

#[test]
fn what_is_of_the_wrong_kind_is_shown_as_it_should_be() {
    let said = |key: &str, value: &str| {
        let folder = Report::new().key(key, toml(value)).folder();
        let checked = pipeline::check(folder.path(), None).unwrap();
        show::human(&checked.diagnostics, &checked.sources, Language::English, false)
    };
    for (key, value, hint) in [
        ("titel", "2024", "`titel = \"2024\"`"),
        ("datum", "\"2 maj 2024\"", "`datum = \"2024-05-02\"`"),
        ("datum", "\"2/5 2024\"", "`datum = \"2024-05-02\"`"),
        ("datum", "20240502", "`datum = \"2024-05-02\"`"),
        ("omslag", "\"nej\"", "`omslag = false`"),
        ("omslag", "1", "`omslag = true`"),
        ("numrerade_rubriker", "\"2 nivåer\"", "`numrerade_rubriker = 2`"),
    ] {
        let said = said(key, value);
        assert!(said.contains(&format!("{hint}\n")), "{key} = {value}: {said}");
    }
}

#[test]
fn three_decimals_among_whole_figures_may_be_thousands() {
    let told = |r: &str, q: &str, s: &str| with_rows(r, q, s).findings().contains("warning[thousands-or-decimals]");
    for [r, q, s] in [
        ["1.500", "300", "301.500"],
        ["-12.250", "0", "-12"],
        ["999.000", "300", ""],
        ["\"1.500\"", "300", ""],
        ["\"12,620\"", "\"280\"", ""],
        ["\"−1,500\"", "300", "-1200"],
    ] {
        assert!(told(r, q, s), "{r} {q} {s}");
    }
    let comma = with_rows("\"1,500\"", "300", "").findings();
    assert!(comma.contains("`1,500`") && comma.contains("the comma may be meant between thousands"), "{comma}");
    // The rows of a table are of several units.
    let row = |id: &str, utfall: &str| row("t", id, id).cells(&[("utfall", utfall)]);
    let two = table().unit("b", "B").deliver("a", [row("r", "1.500")]).deliver("b", [row("s", "300")]);
    assert!(two.findings().contains("enheter/a.toml:13:10: warning[thousands-or-decimals]"), "{}", two.findings());
    for [r, q, s] in [["1.500", "0.250", "1.750"], ["1.500", "300.5", "302"], ["1500.250", "300", ""], ["1.5", "3", ""]]
    {
        assert!(!told(r, q, s), "{r} {q} {s}");
    }
}

/// The smallest report with this in the place of its text.
fn of(value: &str) -> Folder {
    pasted(&format!("enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = {value}\n"))
}

#[test]
fn straight_quotation_marks_within_a_text_are_told_as_that() {
    for (text, column, line) in [
        ("\"Vi säger \"nej\" till det.\"", 18, "'Vi säger \"nej\" till det.'"),
        ("\"\"Nej\", sade hon.\"", 9, "'\"Nej\", sade hon.'"),
        ("\"Klass \"#1\"\"", 15, "'Klass \"#1\"'"),
        ("\"Hon sa \"nej\"\" # kommentar", 16, "'Hon sa \"nej\"'"),
        ("'KF's beslut'", 11, "\"KF's beslut\""),
        ("'Det är \"KF's\" beslut.'", 19, "\"Det är 'KF's' beslut.\""),
    ] {
        let folder = of(text);
        let found = folder.findings();
        let told =
            format!("enheter/a.toml:5:{column}: error[toml-syntax]: the text ends here: it has straight quotation");
        assert!(found.contains(&told) && found.lines().count() == 1, "{text}: {found}");
        let said = printed(&underlag(&["check", ".", "--lang", "en"], folder.path()));
        assert!(said.contains(&format!("`text = {line}`")), "{text}: {said}");
    }
    for other in [
        "\"a\" # \"b\"",
        "\"a\"# b",
        "[\"a\" \"b\"]",
        "[\"a, \"b\"]",
        "{ a = \"x, b = \"y\" }",
        "{ a = \"x\" b = \"y\" }",
        "\"a\" b",
    ] {
        assert!(!of(other).findings().contains("the text ends here"), "{other}");
    }
}

#[test]
fn a_text_that_is_not_closed_is_told_where_it_opens() {
    let more = "\n[[avsnitt]]\nkapitel = \"text\"\ndel = \"b\"\ntext = ";
    for (text, before) in [
        ("'''\nEtt å.\n\nTvå.\n".to_owned() + more + "\"Mer.\"", "before line 10: `[[avsnitt]]`"),
        ("'''\nEtt å.\n\nTvå.\n".to_owned() + more + "'''\nTre.\n'''", "before line 10: `[[avsnitt]]`"),
        ("\"\"\"\nEtt.\n[noter]\nb = \"B\"".to_owned(), "before line 7: `[noter]`"),
        ("\"\"\"\nEtt.\n'''".to_owned(), "in the place of `'''` in line 7"),
        ("'''\nEtt.\n''".to_owned(), "in the place of `''` in line 7"),
        ("'''\nEtt.\n\nTvå.".to_owned(), "on a line of its own after it"),
    ] {
        let folder = of(&text);
        let found = folder.findings();
        let syntax: Vec<&str> = found.lines().filter(|line| line.contains("[toml-syntax]")).collect();
        assert!(syntax.len() == 1 && syntax[0].starts_with("enheter/a.toml:5:8: "), "{text}: {found}");
        assert!(!found.contains("missing-delivery"), "{text}: {found}");
        let said = printed(&underlag(&["check", ".", "--lang", "en"], folder.path()));
        assert!(said.contains(before), "{text}: {said}");
    }
}

#[test]
fn a_text_of_several_lines_has_three_marks() {
    for text in [
        "\"Ett\noch två.\"",
        "\"Ett\r\n\r\nsa \"nej\" två.\" # kommentar",
        "'Ett\n\noch två.\n'",
        "\"\nEtt C:\\temp\noch två.\n\"\n\n[noter]",
    ] {
        let found = of(text).findings();
        let told = "enheter/a.toml:5:8: error[toml-syntax]: the text has several lines";
        let syntax = found.matches("toml-syntax").count() - found.matches("the backslash").count();
        assert!(found.contains(told) && syntax == 1, "{text}: {found}");
        assert!(!found.contains("missing-delivery"), "{text}: {found}");
    }
    // Three marks within three marks end the text too.
    for text in [
        "'''\nHan sa '''nej''' till det.\n'''",
        "\"\"\"\nHan sa \"\"\"nej\"\"\"\ntill det.\n\"\"\"\n\n[noter]",
        "'''\nHan sa '''nej''' till \"\"\"det\"\"\".\n'''",
    ] {
        let found = of(text).findings();
        let told = "enheter/a.toml:6:11: error[toml-syntax]: the text ends here: it has straight";
        let told_at = "enheter/a.toml:6:8: error[toml-syntax]: the text ends here: it has straight";
        assert!(found.starts_with(told) || found.starts_with(told_at), "{text}: {found}");
        assert!(found.matches("toml-syntax").count() == 1 && !found.contains("missing-delivery"), "{text}: {found}");
    }
    for right in ["'''\nHan sa ''nej''.'''", "'''Ett''' # '''", "\"\"\"\nHan sa \\\"\"\" nej\n\"\"\""] {
        assert!(!of(right).findings().contains("toml-syntax"), "{right}: {}", of(right).findings());
    }
}

#[test]
fn control_characters_and_old_line_ends_are_told_once() {
    for text in ["\"Ett\u{b}två\"", "'Ett\u{c}två'", "'''\nEtt\u{c}två\n'''", "\"\"\"\nEtt \u{1}\n\"\"\""] {
        let found = of(text).findings();
        assert!(found.contains("error[control-character]") && found.lines().count() == 1, "{text:?}: {found}");
    }
    for (section, place) in [
        (UNIT.replace('\n', "\r"), "1:12"),
        (UNIT.replacen("\n\n", "\r\n\n", 1).replace("Ett", "Ett\r"), "6:4"),
        (UNIT.replace("kapitel", "\rkapitel"), "4:1"),
    ] {
        let found = pasted(&section).findings();
        let told = format!("enheter/a.toml:{place}: error[toml-syntax]: the line ends with a carriage return (U+000D)");
        assert!(found.contains(&told) && found.lines().count() == 1, "{section:?}: {found}");
    }
}

#[test]
fn what_was_delivered_and_cannot_be_read_is_not_missing() {
    let control = "\n[[kapitel]]\nid = \"risker\"\nrubrik = \"Risker\"\nslag = \"internkontroll\"\n\n[internkontroll]\n\
        skala = 5\nrisker = [\"a/r\"]\n";
    let risk = |line: &str| {
        let risk = format!("\n[[risk]]\nid = \"r\"\nnamn = \"R\"\n{line}\nkonsekvens = 2\n");
        Folder::new().and("rapport.toml", control).and("enheter/a.toml", &risk).findings()
    };
    for line in ["sannolikhet = \"3 (möjlig)\"", "sannolikhet = 2.5", "sannolikhet = 03", "sannolikhet = 17"] {
        let found = risk(line);
        assert!(found.starts_with("enheter/a.toml:12:") && found.lines().count() == 1, "{line}: {found}");
    }
    for (section, told) in [
        (UNIT.replace("[[avsnitt]]", "[[avsnitt]"), "enheter/a.toml:3:1: error[toml-syntax]"),
        (UNIT.replace("text = '''", "text: '''"), "enheter/a.toml:5:5: error[toml-syntax]"),
        (UNIT.replace("text = '''\nEtt stycke.\n'''", "text = 2025"), "enheter/a.toml:5:8: error[wrong-type]"),
        (UNIT.replace("kapitel = \"text\"", "kapitel = 1.5"), "enheter/a.toml:4:11: error[wrong-type]"),
        (UNIT.replace("text = '''", "försök = 1\ntext = '''"), "enheter/a.toml:5:1: error[toml-syntax]"),
    ] {
        let found = pasted(&section).findings();
        assert!(found.starts_with(told) && found.lines().count() == 1, "{section}: {found}");
    }
    let row = |line: &str| {
        table().deliver("a", [row("t", "q", "q"), row("t", "s", "s")]).folder().and("enheter/a.toml", line)
    };
    let found = row("\n[[rad]]\ntabell = \"t\"\nid = \"r\"\nnamn = 5\n").findings();
    assert!(found.contains("error[wrong-type]") && !found.contains("missing-delivery"), "{found}");
    // What nobody delivered is missing, whatever else is wrong.
    let found = row("\n[[rad]]\ntabell = \"t\"\nid = \"x\"\nnamn = 5\n").findings();
    assert!(found.contains("error[wrong-type]") && found.contains("error[missing-delivery]"), "{found}");
    let colon = printed(&underlag(&["check", ".", "--lang", "en"], pasted(&UNIT.replace("text =", "text:")).path()));
    assert!(colon.contains("write `=` in the place of `:` after the key"), "{colon}");
}

#[test]
fn digits_and_signs_that_the_paper_leaves_out_are_told() {
    let told = |r: &str| with_rows(r, "\"300\"", "").findings();
    for (written, shown) in [
        ("\"007\"", "`007` is shown as `7`"),
        ("\"-0,0\"", "`-0,0` is shown as `0,0`"),
        ("-0.0", "`-0.0` is shown as `0,0`"),
        ("\"−0\"", "`−0` is shown as `0`"),
        ("\"00,5\"", "`00,5` is shown as `0,5`"),
    ] {
        let found = told(written);
        assert!(found.contains(&format!("warning[zeros-left-out]: {shown}")), "{written}: {found}");
    }
    for right in ["\"0,5\"", "0.0", "\"-0,5\"", "0", "\"100\"", "\"−10 000\""] {
        assert!(!told(right).contains("left-out"), "{right}: {}", told(right));
    }
}

#[test]
fn thousands_of_amounts_and_texts_are_told_each_once() {
    let count = 3000;
    let amounts: String = (0..count).map(|at| format!("a{at} = 1 234,5\n")).collect();
    let found = section(&amounts);
    assert_eq!(found.matches("error[toml-syntax]").count(), count, "{}", found.get(..400).unwrap_or(&found));
    let folder = Folder::new().and("enheter/a.toml", &format!("x = [{}]\n", "\"\\q\",".repeat(count)));
    let checked = pipeline::check(folder.path(), None).unwrap();
    let told: Vec<_> = checked.diagnostics.iter().filter(|found| found.code == Code::TomlSyntax).collect();
    assert_eq!(told.len(), 40);
    let more = told.iter().filter(|found| found.hint.en.ends_with("; 2960 more texts of the file are like that"));
    assert_eq!(more.count(), 1, "{:?}", told.last());
}
