//! New reports: what every kind begins with, what is asked for, and the next period of every report that there is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use regex::Regex;
use underlag::base::date::Ymd;
use underlag::deliver::form::{Kind, forms, take};
use underlag::deliver::new::next::told::{Kind as Became, What};
use underlag::deliver::new::next::{NextError, NextReport, Wanted, next};
use underlag::deliver::new::plan::{self, Fault, File, Plan};
use underlag::deliver::new::{files, read_goals};
use underlag::diagnostic::{Code, Diagnostic};
use underlag::input::manifest::ReportKind;
use underlag::pipeline::{self, Format, Options};

use crate::support::{every_report, printed, root, underlag};

const GOALS: &str = "Fokusområde: Trygghet\n  Nämndmål: Fler ska känna sig trygga [skola]\nFokusområde: Klimat\n  \
                     Nämndmål: Lokalerna drar mindre energi\n";

fn planned(kind: ReportKind, layout: &str) -> Plan {
    let units = plan::units(&["it=IT".to_owned(), "Skola & fritid".to_owned(), "skola=Skolan".to_owned()]).unwrap();
    let day = |text| Ymd::parse(text).unwrap();
    let is_part = ["delarsrapport", "tertialrapport", "budgetuppfoljning"].contains(&kind.word());
    Plan {
        id: "ny".to_owned(),
        municipality: "Sandby kommun".to_owned(),
        committee: "Socialnämnden".to_owned(),
        kind,
        from: day("2026-01-01"),
        to: day(if is_part { "2026-08-31" } else { "2026-12-31" }),
        date: None,
        title: None,
        goals: read_goals(GOALS, &units).unwrap(),
        units,
        lead: 0,
        signatories: vec![plan::signatory("Karin Ek, socialchef").unwrap()],
        recipients: vec![plan::recipient("Kommunens revisorer <revisorerna@sandby.example>").unwrap()],
        layout: layout.to_owned(),
        color: None,
    }
}

fn written(files: &[File]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn both() -> Options {
    Options { formats: vec![Format::Pdf, Format::Docx], ..Options::default() }
}

fn found(dir: &Path) -> Vec<Diagnostic> {
    pipeline::check(dir, None).unwrap().diagnostics
}

/// What a report of which nothing is filled in may be told: that something is missing.
fn says_what_is_missing(found: &Diagnostic) -> bool {
    match found.code {
        Code::MissingKey | Code::MissingDelivery | Code::WithoutValues | Code::IndicatorWithoutValues => true,
        Code::BadValue => found.message.sv.ends_with("är tom"),
        _ => false,
    }
}

#[test]
fn every_kind_builds_at_once_as_a_draft_that_says_what_is_missing() {
    for (word, kind) in ReportKind::words() {
        for layout in ["kommun", "region"] {
            let dir = written(&files(&planned(kind, layout)));
            let built = pipeline::build(dir.path(), &both()).unwrap();
            let other: Vec<&Diagnostic> =
                built.checked.diagnostics.iter().filter(|found| !says_what_is_missing(found)).collect();
            assert!(other.is_empty(), "{word} {layout}: {other:#?}");
            assert!(built.document.unwrap().draft && built.outputs.len() == 2, "{word} {layout}");
            let told = &built.checked.diagnostics;
            for unit in ["it", "skola", "skola-fritid"] {
                let file = format!("enheter/{unit}.toml");
                let is_of = |found: &&Diagnostic| {
                    found.place.is_some_and(|place| built.checked.sources.file(place.file).path == file)
                };
                let owes = kind != ReportKind::Plan || told.iter().any(|found| is_of(&found));
                assert!(owes && told.iter().any(|found| is_of(&found)), "{word}: nothing is asked of {unit}");
            }
        }
    }
}

#[test]
fn forms_are_made_of_a_new_report_and_change_nothing() {
    let dir = written(&files(&planned(ReportKind::Interim, "kommun")));
    let made = forms(dir.path(), &[], None, Kind::Word).unwrap();
    assert_eq!((made.files.len(), made.without.len()), (3, 0));
    for file in made.files {
        let underlag::pipeline::Output::File { name, bytes } = file else { panic!() };
        let taken = take(dir.path(), &bytes, underlag::deliver::absorb::Tracked::Accept).unwrap().unwrap();
        assert!(taken.changes.is_empty(), "{name}: {:?}", taken.changes);
    }
}

/// A file with everything filled in that it asks for.
fn filled(text: &str, unit: &str) -> String {
    let waiting = Regex::new(r"^# ([a-z0-9_]+) =$").unwrap();
    let empty = Regex::new(r#"^([a-z_]+) = ""$"#).unwrap();
    let (mut out, mut count, mut block) = (String::new(), 0, String::new());
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        // A block that is a comment altogether.
        let line = match line.strip_prefix("# ") {
            Some(rest)
                if rest.starts_with("[[rad]]")
                    || ["tabell =", "id =", "namn ="].iter().any(|key| rest.starts_with(key)) =>
            {
                rest
            }
            _ => line,
        };
        if line.starts_with('[') {
            block = line.to_owned();
        }
        count += 1;
        let in_rows = block == "[[rad]]";
        if let Some(found) = waiting.captures(line) {
            let value = match &found[1] {
                "kommentar" => "\"Högre priser.\"",
                "sannolikhet" => "2",
                "konsekvens" => "3",
                key if key.starts_with("avvikelse") => "1",
                key if in_rows && key.starts_with("budget") => "20",
                key if in_rows && key.starts_with("prognos") => "19",
                key if in_rows && key == "utfall_2026" => "19",
                _ if in_rows => "10",
                "bedomning" if text.contains("utfall_2026_08") => "\"Nås\"",
                "bedomning" => "\"Uppnått\"",
                key if key.starts_with("mal") => "\"90 %\"",
                "ansvarig" => "\"Enhetschefen\"",
                "resultat" => "\"Utan anmärkning\"",
                "klart" => "\"2026-11-30\"",
                _ => "\"91 %\"",
            };
            out.push_str(&format!("{} = {value}\n", &found[1]));
        } else if let Some(found) = empty.captures(line) {
            out.push_str(&format!("{} = \"Något om {unit} på rad {at}\"\n", &found[1]));
        } else {
            out.push_str(line);
            out.push('\n');
            if *line == *"text = '''" {
                out.push_str(&format!("Här har {unit} skrivit det som är stycke {count} i filen.\n"));
            }
        }
    }
    out
}

#[test]
fn what_is_filled_in_is_all_that_a_final_paper_needs() {
    for (word, kind) in ReportKind::words() {
        let mut all = files(&planned(kind, "kommun"));
        for (path, bytes) in &mut all {
            *bytes = filled(std::str::from_utf8(bytes).unwrap(), path).into_bytes();
        }
        let dir = written(&all);
        let errors: Vec<String> = found(dir.path())
            .into_iter()
            .filter(|found| found.severity == underlag::diagnostic::Severity::Error)
            .map(|found| format!("{}: {}", found.code.name(), found.message.sv))
            .collect();
        assert!(errors.is_empty(), "{word}: {errors:#?}");
        if kind == ReportKind::FollowUp {
            let built = underlag(&["build", ".", "--final", "--output", "ut"], dir.path());
            assert_eq!(built.status.code(), Some(0), "{}", printed(&built));
        }
    }
}

/// A file with its commented blocks in use: the first `#` of each of their lines is away, and what waits has a value.
fn uncommented(text: &str) -> (String, usize) {
    let key = Regex::new(r"^([a-z0-9_]+) =$").unwrap();
    let (mut out, mut within, mut blocks) = (String::new(), false, 0);
    for line in text.lines() {
        within = (within && line.starts_with('#')) || line.starts_with("# [");
        blocks += usize::from(line.starts_with("# ["));
        let line = if within { line.strip_prefix('#').unwrap_or(line).trim_start_matches(' ') } else { line };
        match key.captures(line).filter(|_| within) {
            Some(found) => out.push_str(&format!("{} = 1\n", &found[1])),
            None => out.push_str(&format!("{line}\n")),
        }
    }
    (out, blocks)
}

#[test]
fn every_commented_block_of_a_new_report_works_without_its_marks() {
    let mut blocks = 0;
    for (word, kind) in ReportKind::words() {
        for without in [false, true] {
            let mut plan = planned(kind, "kommun");
            if without {
                (plan.goals, plan.recipients) = (Vec::new(), Vec::new());
            }
            let mut all = files(&plan);
            for (path, bytes) in all.iter_mut().filter(|(path, _)| path.ends_with(".toml") && !path.starts_with('.')) {
                let (text, count) = uncommented(std::str::from_utf8(bytes).unwrap());
                assert!(!path.ends_with("rapport.toml") || !without || count > 0, "{word}");
                blocks += count;
                *bytes = text.into_bytes();
            }
            let dir = written(&all);
            let broken =
                [Code::TomlSyntax, Code::UnknownKey, Code::UnknownReference, Code::WrongType, Code::DuplicateId];
            let told: Vec<String> = found(dir.path())
                .into_iter()
                .filter(|found| broken.contains(&found.code))
                .map(|found| format!("{}: {}", found.code.name(), found.message.sv))
                .collect();
            assert!(told.is_empty(), "{word}: {told:#?}");
        }
    }
    assert!(blocks > 20);
}

#[test]
fn no_hint_of_a_new_report_stands_on_the_line_of_its_key() {
    let beside = Regex::new(r"(?m)^(?:# )?[a-z0-9_]+ =[^\n]*[ \t]#[ \t]").unwrap();
    for (word, kind) in ReportKind::words() {
        for (path, bytes) in files(&planned(kind, "kommun")) {
            if !path.ends_with(".toml") || path.starts_with('.') {
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            assert!(!beside.is_match(&text), "{word} {path}: {:?}", beside.find(&text));
        }
    }
}

/// Names that are hard to write down.
const NAMES: [&str; 8] = [
    "Barn \"och\" utbildning",
    "Kök & städ",
    "O'Briens enhet",
    "back\\slash",
    "con",
    "Åäö ÅÄÖ é ü",
    "a = b",
    "#1 i 'allt'",
];

#[test]
fn names_come_out_as_they_were_written() {
    for name in NAMES {
        let mut plan = planned(ReportKind::Interim, "region");
        plan.municipality = plan::name(name).unwrap();
        plan.committee = plan::name(name).unwrap();
        plan.units = plan::units(&[format!("enhet-1={name}")]).unwrap();
        plan.signatories = vec![plan::signatory(&format!("{name}, {name}")).unwrap()];
        plan.goals = read_goals(name, &plan.units).unwrap();
        let dir = written(&files(&plan));
        let checked = pipeline::check(dir.path(), None).unwrap();
        let report = checked.report.unwrap();
        assert_eq!(report.manifest.municipality.text, name);
        assert_eq!(report.manifest.units[0].name.text, name);
        assert_eq!(report.manifest.goals[0].heading.text, name);
    }
}

#[test]
fn ids_are_made_of_names_and_never_twice_the_same() {
    let units = |texts: &[&str]| plan::units(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    let ids = |texts: &[&str]| units(texts).unwrap().into_iter().map(|unit| unit.id).collect::<Vec<_>>();
    assert_eq!(ids(&["Barn och utbildning", "Kök & bad", "Kök bad"]), ["barn-och-utbildning", "kok-bad", "kok-bad-2"]);
    assert_eq!(ids(&["IT", "it=Teknik"]), ["it-2", "it"], "an id that somebody chose is his");
    assert_eq!(ids(&["Con", &"x".repeat(500)]), ["con-2".to_owned(), "x".repeat(60)]);
    let fault = |texts: &[&str]| units(texts).unwrap_err().remove(0);
    assert_eq!(fault(&["it=IT", "it=Teknik"]), (1, Fault::SameId("it".to_owned())));
    assert_eq!(fault(&["IT", "It"]), (1, Fault::SameName("It".to_owned())));
    assert_eq!(fault(&["Å Ä=IT"]), (0, Fault::Id("Å Ä".to_owned())));
    assert_eq!(fault(&["nul=IT"]), (0, Fault::Device("nul".to_owned())));
    assert_eq!(fault(&["&&"]), (0, Fault::NoId("&&".to_owned())));
    assert_eq!(fault(&["it="]), (0, Fault::Empty));
    assert_eq!(fault(&["a\u{7}b"]), (0, Fault::Unprintable));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever somebody is called, the new report can be read, and says no more than what is missing and how a name is
    /// to be read.
    #[test]
    fn any_names(municipality in "\\PC{1,60}", committee in "\\PC{1,60}", names in prop::collection::vec("\\PC{1,40}", 1..5), goals in "(\\PC{1,30}\n){0,5}") {
        let (Ok(municipality), Ok(committee)) = (plan::name(&municipality), plan::name(&committee)) else { return Ok(()) };
        let Ok(units) = plan::units(&names) else { return Ok(()) };
        let goals = read_goals(&goals, &units).unwrap_or_default();
        let plan = Plan { municipality, committee, units, goals, ..planned(ReportKind::Interim, "kommun") };
        let dir = written(&files(&plan));
        let checked = pipeline::check(dir.path(), None).unwrap();
        for found in &checked.diagnostics {
            let is_broken = [Code::TomlSyntax, Code::UnknownKey, Code::UnknownReference, Code::FileMissing];
            prop_assert!(!is_broken.contains(&found.code), "{}", found.message.sv);
        }
        let report = checked.report.unwrap();
        prop_assert_eq!(&report.manifest.municipality.text, &plan.municipality);
        let written: Vec<&str> = report.manifest.units.iter().map(|unit| unit.name.text.as_str()).collect();
        prop_assert_eq!(written, plan.units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>());
    }

    /// A list of goals that can be read has a goal for each of its lines.
    #[test]
    fn no_line_of_goals_is_lost(lines in prop::collection::vec("[ \t]{0,6}[•–-]{0,1} ?[A-Za-zåäö0-9:. ]{1,20}", 0..12)) {
        if let Ok(goals) = read_goals(&lines.join("\n"), &[]) {
            prop_assert_eq!(goals.len(), lines.iter().filter(|line| !line.trim().is_empty()).count());
            prop_assert!(goals.first().is_none_or(|first| first.depth == 0));
            prop_assert!(goals.windows(2).all(|two| two[1].depth <= two[0].depth + 1));
        }
    }
}

/// A committee's name with signs that a text reads as marks.
#[test]
fn a_name_of_marks_is_no_mark() {
    for committee in ["{{", "Nämnd {{t.r.k}}", "Nämnd[^1]", "[[tabell:t]]", "*Nämnd", "`Nämnd"] {
        let plan = Plan { committee: committee.to_owned(), ..planned(ReportKind::Interim, "kommun") };
        let checked = pipeline::check(written(&files(&plan)).path(), None).unwrap();
        let codes = checked.diagnostics.iter().map(|found| found.code);
        let usual = pipeline::check(written(&files(&planned(ReportKind::Interim, "kommun"))).path(), None).unwrap();
        let usual: Vec<Code> = usual.diagnostics.iter().map(|found| found.code).collect();
        let odd: Vec<Code> = codes.filter(|code| !usual.contains(code) && *code != Code::StrayMark).collect();
        assert_eq!(odd, [], "{committee}");
        assert_eq!(checked.report.unwrap().manifest.committee.text, committee);
    }
}

const FLAGS: [&str; 12] = [
    "--kommun",
    "Sandby kommun",
    "--namnd",
    "Socialnämnden",
    "--fran",
    "2026-01-01",
    "--till",
    "2026-08-31",
    "--enhet",
    "it=IT",
    "--enhet",
    "Barn och utbildning",
];

fn new(dir: &Path, arguments: &[&str], language: &str) -> (Option<i32>, String) {
    let all: Vec<&str> = ["new"].iter().chain(arguments).chain(&["--lang", language]).copied().collect();
    let output = underlag(&all, dir);
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn flags_that_are_missing_are_told_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let (code, said) = new(dir.path(), &["a"], "sv");
    assert_eq!(code, Some(2));
    for flag in ["--kommun", "--namnd", "--fran", "--till", "--enhet", "inget är skrivet"] {
        assert!(said.contains(flag), "{said}");
    }
    let wrong = [
        "a",
        "--kommun",
        " ",
        "--namnd",
        "N",
        "--fran",
        "2026-13-01",
        "--till",
        "2026-01-01",
        "--enhet",
        "Å=IT",
        "--slag",
        "delarsraport",
        "--layout",
        "komun",
        "--farg",
        "#eeeeee",
        "--undertecknare",
        "Karin Ek",
        "--mottagare",
        "KS <x>",
    ];
    for (language, words) in [("sv", "menade du"), ("en", "did you mean")] {
        let (code, said) = new(dir.path(), &wrong, language);
        assert_eq!(code, Some(2), "{said}");
        for flag in wrong.iter().filter(|flag| flag.starts_with("--") && **flag != "--namnd" && **flag != "--till") {
            assert!(said.lines().any(|line| line.contains(&format!("{flag}:"))), "{flag}: {said}");
        }
        assert_eq!(said.matches(words).count(), 2, "{said}");
    }
    let backwards =
        ["a", "--kommun", "K", "--namnd", "N", "--fran", "2026-08-31", "--till", "2026-01-01", "--enhet", "it=IT"];
    assert!(new(dir.path(), &backwards, "sv").1.contains("är före den första"));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is made");
}

#[test]
fn nothing_is_ever_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let here = |arguments: &[&str]| new(dir.path(), &[arguments, &FLAGS[..]].concat(), "sv");
    fs::create_dir_all(dir.path().join("full")).unwrap();
    fs::write(dir.path().join("full/egen.txt"), "eget").unwrap();
    fs::write(dir.path().join("fil"), "eget").unwrap();
    for taken in ["full", "fil"] {
        let (code, said) = here(&[taken]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("finns redan"), "{said}");
    }
    assert_eq!(fs::read_dir(dir.path().join("full")).unwrap().count(), 1);
    fs::create_dir(dir.path().join("tom")).unwrap();
    for empty in ["tom", "djupt/ner/ny"] {
        let (code, said) = here(&[empty]);
        assert_eq!(code, Some(0), "{said}");
        let mut names: Vec<String> = fs::read_dir(dir.path().join(empty))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names, [".taplo.toml", "enhet.schema.json", "enheter", "rapport.schema.json", "rapport.toml"]);
        assert!(
            ["1.", "2.", "3.", "underlag check", "underlag build", "underlag form"]
                .iter()
                .all(|words| said.contains(words))
        );
        assert_eq!(here(&[empty]).0, Some(2), "a second time");
    }
}

#[test]
fn a_section_is_written_for_a_unit_that_was_added() {
    let dir = written(&files(&planned(ReportKind::Interim, "kommun")));
    let file = dir.path().join("enheter/skola.toml");
    let first = fs::read_to_string(&file).unwrap();
    let section = |unit| new(dir.path(), &["section", ".", unit], "sv");
    assert_eq!(section("skola").0, Some(2), "it is there");
    fs::remove_file(&file).unwrap();
    let (code, said) = section("skola");
    assert_eq!((code, fs::read_to_string(&file).unwrap()), (Some(0), first), "{said}");
    let (code, said) = section("skolan");
    assert!(code == Some(2) && said.contains("menade du `skola`"), "{said}");
    let all = || new(dir.path(), &["section", ".", "--all"], "sv");
    assert!(all().1.contains("har redan sina filer"));
    for unit in ["it", "skola"] {
        fs::remove_file(dir.path().join(format!("enheter/{unit}.toml"))).unwrap();
    }
    // All that are named, or none of them.
    let (code, said) = new(dir.path(), &["section", ".", "it", "skolan"], "sv");
    assert!(code == Some(2) && !dir.path().join("enheter/it.toml").exists(), "{said}");
    let (code, said) = new(dir.path(), &["section", ".", "it", "skola-fritid"], "sv");
    assert!(code == Some(2) && !dir.path().join("enheter/it.toml").exists(), "{said}");
    let (code, said) = all();
    assert!(code == Some(0) && said.contains("Skicka filerna") && said.lines().count() == 3, "{said}");
    assert!(file.exists() && dir.path().join("enheter/it.toml").exists());
    assert_eq!(new(dir.path(), &["section", "."], "sv").0, Some(2), "whose?");
    for report in every_report() {
        let text = fs::read_to_string(report.join("rapport.toml")).unwrap();
        let (manifest, _) = underlag::input::manifest::read(
            underlag::base::source::Sources::default().add("rapport.toml", text.clone()),
            &text,
        );
        let manifest = manifest.unwrap();
        for unit in &manifest.units {
            let Some(text) = underlag::deliver::new::section(&manifest, unit) else { continue };
            let (_, found) = underlag::input::section::read(
                underlag::base::source::Sources::default().add("x", text.clone()),
                &text,
            );
            assert!(found.iter().all(says_what_is_missing), "{}: {found:#?}\n{text}", report.display());
        }
    }
}

#[test]
fn a_layout_to_change_looks_at_first_like_the_one_that_it_comes_from() {
    let dir = tempfile::tempdir().unwrap();
    let example = root().join("inputs/sandby-sn-2025-08");
    for (parent, copy) in [("kommun", false), ("region", false), ("region", true)] {
        let name = format!("{parent}-{copy}");
        let copied: &[&str] = if copy { &["--kopia"] } else { &[] };
        let (code, said) = new(dir.path(), &[&["layout", &name, "--arver", parent], copied].concat(), "sv");
        assert_eq!(code, Some(0), "{said}");
        assert_eq!(new(dir.path(), &["layout", &name], "sv").0, Some(2), "it is there");
        let built = |layout: &str| {
            let options = Options { layout: Some(layout.to_owned()), ..both() };
            let built = pipeline::build(&example, &options).unwrap();
            crate::support::bytes(&built, ".pdf").len()
        };
        let own = dir.path().join(&name);
        assert_eq!(built(own.to_str().unwrap()), built(parent), "{name}");
    }
    let (code, said) = new(dir.path(), &["layout", "x", "--arver", "komun"], "sv");
    assert!(code == Some(2) && said.contains("menade du `kommun`"), "{said}");
}

#[test]
fn a_colour_makes_a_layout_of_its_own_without_a_finding() {
    for layout in ["kommun", "region"] {
        for color in ["#0a4d3c", "#5a1846", "#555555", "#000000"] {
            let plan = Plan { color: Some(plan::color(color).unwrap()), ..planned(ReportKind::Interim, layout) };
            let dir = written(&files(&plan));
            assert!(found(dir.path()).iter().all(says_what_is_missing), "{layout} {color}: {:#?}", found(dir.path()));
        }
    }
    assert!(matches!(plan::color("#8899aa"), Err(Fault::Light(..))));
    assert!(matches!(plan::color("grön"), Err(Fault::Color(_))));
}

fn after(report: &Path) -> NextReport {
    let wanted = Wanted { folder: "nasta-2".to_owned(), ..Wanted::default() };
    match next(report, &wanted) {
        Err(NextError::NoPeriod) => {
            let day = |text| Ymd::parse(text);
            next(report, &Wanted { period: [day("2025-01-01"), day("2025-08-31")], ..wanted }).unwrap()
        }
        next => next.unwrap(),
    }
}

/// Every text of a TOML value, with the path of its keys.
fn texts(value: &toml::Value, path: &str, all: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => all.push((path.to_owned(), text.clone())),
        toml::Value::Array(items) => items.iter().for_each(|item| texts(item, path, all)),
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| texts(value, &format!("{path}.{key}"), all)),
        other => all.push((path.to_owned(), other.to_string())),
    }
}

fn texts_of(text: &str) -> Vec<(String, String)> {
    let (mut all, table) = (Vec::new(), toml::Value::Table(text.parse().unwrap()));
    texts(&table, "", &mut all);
    all
}

#[test]
fn the_next_period_of_every_report_keeps_or_tells_everything() {
    let prose =
        ["text", "motivering", "kommentar", "uppfoljning", "inledning", "text_under", "punkter", "undertecknare"];
    let mut seen = 0;
    for report in every_report() {
        let made = after(&report);
        let dir = written(&made.files);
        let (before, now) = (found(&report), found(dir.path()));
        for code in [Code::TomlSyntax, Code::UnknownKey] {
            let count = |all: &[Diagnostic]| all.iter().filter(|found| found.code == code).count();
            assert!(count(&now) <= count(&before), "{}: {now:#?}", report.display());
        }
        for (path, bytes) in made.files.iter().filter(|(path, _)| path.ends_with(".toml") && !path.contains("tokens")) {
            let new = std::str::from_utf8(bytes).unwrap();
            let Ok(old) = fs::read_to_string(report.join(path)) else { continue };
            // A word of the old text is a comment, or a value that is told.
            let comments: Vec<&str> = new.lines().filter(|line| line.starts_with('#')).collect();
            let values: BTreeSet<(String, String)> = texts_of(new).into_iter().collect();
            for (key, text) in texts_of(&old) {
                let name = key.rsplit('.').next().unwrap();
                let is_kept =
                    key.contains("kontrollmoment.text") || key.contains("rubriker") || key.starts_with(".diagram");
                let is_prose = prose.contains(&name) && !is_kept;
                for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                    let is_comment = comments.iter().any(|comment| comment.contains(line));
                    let is_raw = comments.iter().any(|comment| comment.contains(&line.replace('"', "\\\"")));
                    let stands = values.iter().any(|(_, value)| value.contains(line));
                    assert!(is_comment || is_raw || stands, "{} {path}: {key} is lost: {line}", report.display());
                    assert!(!is_prose || is_comment || is_raw, "{} {path}: {key}: {line}", report.display());
                    seen += usize::from(is_prose);
                }
            }
            // A figure stands only where it is told.
            let cells = |text: &str| -> Vec<(String, String)> {
                let keep =
                    ["id", "namn", "tabell", "slag", "summerar", "vands", "fet", "indrag", "mattenhet", "kolada"];
                let rows = [".rad.", ".mal.indikator.", ".mal.aktivitet."];
                let is_cell = |key: &str| {
                    rows.iter().any(|row| key.starts_with(row)) && !keep.contains(&key.rsplit('.').next().unwrap())
                };
                texts_of(text).into_iter().filter(|(key, _)| is_cell(key)).collect()
            };
            if path.starts_with("enheter/") {
                for (key, figure) in cells(new) {
                    let column = key.rsplit('.').next().unwrap();
                    let is_told = made.told.iter().any(|told| {
                        told.file == *path
                            && told.kind == Became::Carried
                            && told.what == What::Figures(column.to_owned())
                    });
                    assert!(is_told, "{} {path}: {key} = {figure} stands and is not told", report.display());
                }
            }
        }
        assert!(!made.told.is_empty());
        // And the one after that.
        let third = written(&after(dir.path()).files);
        assert!(found(third.path()).iter().all(|found| found.code != Code::TomlSyntax));
    }
    assert!(seen > 300, "{seen}");
}

#[test]
fn outcomes_move_into_the_column_of_the_year_before() {
    let old = planned(ReportKind::Interim, "kommun");
    let mut all = files(&old);
    for (path, bytes) in &mut all {
        *bytes = filled(std::str::from_utf8(bytes).unwrap(), path).into_bytes();
    }
    let dir = written(&all);
    fs::write(
        dir.path().join("enheter/it.toml"),
        "# Egen kommentar.\nenhet = \"it\"\n[[rad]]\ntabell = \"drift\"\nid = \"it\"\nnamn = \"IT\" # namnet\nutfall_2025_08 = 1\n\
         utfall_2026_08 = 2.50\nbudget_2026 = 3\nprognos_2026 = 4\navvikelse = -1\n",
    )
    .unwrap();
    let made = after(dir.path());
    let unit = made.files.iter().find(|(path, _)| path == "enheter/it.toml").unwrap();
    assert_eq!(
        std::str::from_utf8(&unit.1).unwrap(),
        "# Egen kommentar.\nenhet = \"it\"\n[[rad]]\ntabell = \"drift\"\nid = \"it\"\nnamn = \"IT\" # namnet\n\
         # Förra rapporten: utfall_2025_08 = 1\n\
         # Från förra rapporten, där kolumnen hette Utfall jan–aug 2026:\nutfall_2026_08 = 2.50\n\
         # Utfall jan–aug 2027; förra rapporten: utfall_2026_08 = 2.50\n# utfall_2027_08 =\n\
         # Budget 2027; förra rapporten: budget_2026 = 3\n# budget_2027 =\n\
         # Prognos 2027; förra rapporten: prognos_2026 = 4\n# prognos_2027 =\n\
         # Avvikelse helår; förra rapporten: avvikelse = -1\n# avvikelse =\n"
    );
    let manifest = std::str::from_utf8(&made.files[0].1).unwrap();
    for line in [
        "titel = \"Delårsrapport januari–augusti 2027\"",
        "fran = 2027-01-01",
        "till = 2027-08-31",
        "id = \"utfall_2027_08\"",
        "rubrik = \"Utfall jan–aug 2027\"",
        "datum = 2027-09-01",
        "punkter = []",
        "undertecknare = [{ namn = \"\", titel = \"\" }]",
        "# Målen är förra rapportens: stämmer de?",
    ] {
        assert!(manifest.lines().any(|found| found == line), "{line}\n{manifest}");
    }
    assert!(manifest.contains("Karin Ek"), "the old signature is a comment");
}

#[test]
fn the_next_period_says_what_became_of_everything() {
    let dir = tempfile::tempdir().unwrap();
    let old = root().join("inputs/sandby-sn-2025-08");
    let old = old.to_str().unwrap();
    for (language, words) in [("sv", "Att ta ställning till"), ("en", "For you to decide")] {
        let (code, said) = new(dir.path(), &[language, "--from", old], language);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains(words) && said.contains("sandby-sn-2026-08"), "{said}");
    }
    assert!(dir.path().join("sv/sandby/logotyp.svg").exists());
    for wrong in
        [&["x", "--from", "finns-inte"][..], &["x", "--from", old, "--fran", "2025-01-01", "--till", "2025-08-31"]]
    {
        let (code, said) = new(dir.path(), wrong, "sv");
        assert!(code == Some(2) && !dir.path().join("x").exists(), "{said}");
    }
    let (code, _) = new(dir.path(), &["x", "--from", old, "--kommun", "K"], "sv");
    assert_eq!(code, Some(2));
}

#[test]
fn editors_find_the_schemas_and_the_report_does_not_see_them() {
    let dir = written(&files(&planned(ReportKind::Interim, "kommun")));
    let setting: toml::Table = fs::read_to_string(dir.path().join(".taplo.toml")).unwrap().parse().unwrap();
    let rules = setting["rule"].as_array().unwrap();
    for (rule, (files, key)) in rules.iter().zip([("rapport.toml", "kommun"), ("enheter/*.toml", "enhet")]) {
        assert_eq!(rule["include"][0].as_str(), Some(&*format!("**/{files}")));
        let schema = fs::read_to_string(dir.path().join(rule["schema"]["path"].as_str().unwrap())).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        assert!(schema["properties"][key].is_object(), "{files}");
    }
    assert_eq!(rules.len(), 2);
    assert!(found(dir.path()).iter().all(|found| found.code != Code::StrayFile));
}

#[test]
fn what_concerns_all_is_written_by_whom_it_is_to_be() {
    let flags = ["ny", "--kommun", "A", "--namnd", "B", "--fran", "2026-01-01", "--till", "2026-08-31"];
    let units = ["--enhet", "it=IT", "--enhet", "skola=Skola", "--enhet", "Ekonomi & stab"];
    for (said, lead) in [(None, "it"), (Some("skola"), "skola"), (Some("ekonomi & STAB"), "ekonomi-stab")] {
        let dir = tempfile::tempdir().unwrap();
        let more: Vec<&str> = said.into_iter().flat_map(|unit| ["--gemensamt", unit]).collect();
        let (code, words) = new(dir.path(), &[&flags[..], &units, &more].concat(), "sv");
        assert_eq!(code, Some(0), "{words}");
        let manifest = fs::read_to_string(dir.path().join("ny/rapport.toml")).unwrap();
        assert!(manifest.contains(&format!("delar = [{{ enhet = \"{lead}\", rubrik = \"\" }}]")), "{manifest}");
    }
    let dir = tempfile::tempdir().unwrap();
    let (code, words) = new(dir.path(), &[&flags[..], &units, &["--gemensamt", "vård"]].concat(), "sv");
    assert!(code == Some(2) && words.contains("det finns ingen enhet `vård`"), "{words}");
}
