//! Words that no word list knows: which are told of, which are the report's own, and what is said without a list.

use underlag::base::words::{Spelling, WordList};
use underlag::diagnostic::{Language, fixes, show};
use underlag::pipeline;

use crate::support::report::{Block, Report, toml};
use crate::support::{printed, underlag};

/// A list of words, each with what it may be, as `.ci/words.py` packs one without anything in common.
fn bytes(words: &[(&str, u8)]) -> Vec<u8> {
    let mut lines: Vec<String> = words.iter().map(|(word, kind)| format!("0{word}{kind:x}\n")).collect();
    lines.sort();
    format!("underlag ordlista 1\n# for a test\n{}", lines.concat()).into_bytes()
}

const WORDS: &[(&str, u8)] = &[
    ("nämnden", 9),
    ("beslutar", 1),
    ("skola", 9),
    ("skolan", 9),
    ("skol", 6),
    ("avgift", 9),
    ("avgifter", 9),
    ("höjer", 1),
    ("verksamheten", 9),
    ("text", 9),
];

/// What is found in a report, in English, one a line.
fn found(report: &Report, spelling: Spelling<'_>) -> String {
    let folder = report.folder();
    let checked = pipeline::check_spelled(folder.path(), None, spelling).unwrap();
    let lines = show::short(&checked.diagnostics, &checked.sources, Language::English);
    lines.lines().filter(|line| !line.contains("[missing")).map(|line| format!("{line}\n")).collect()
}

fn told(words: &str) -> Vec<String> {
    let list = WordList::new(bytes(WORDS)).unwrap();
    let all = found(&Report::new().text(words), Spelling::With(&list));
    all.lines().filter_map(|line| Some(line.split_once("]: `")?.1.split('`').next()?.to_owned())).collect()
}

#[test]
fn what_the_list_does_not_know_is_told() {
    assert_eq!(told("Nämnden beslutar, och skolan höjer avgifter."), [""; 0]);
    assert_eq!(told("Nämnden beslutar om skolavgifter."), [""; 0]);
    assert_eq!(told("Nämnden beslutar om skolavgfter."), ["skolavgfter"]);
    assert_eq!(told("Nämnden beslutra, nämnden höjer avgiftre."), ["beslutra", "avgiftre"]);
    let twice = "Skolan höjer avgifter, avgifter, avgifter, avgifter, avgiftre, avgiftre. Nämnden avgiftre.";
    assert_eq!(told(twice), ["avgiftre"]);
    assert_eq!(told("Verksamehten höjer avgifter."), ["Verksamehten"]);
}

/// Two words of the list that nobody has put together there, and a word of which it has one number alone.
#[test]
fn what_is_one_slip_away_from_nothing_is_a_new_word() {
    let told = |words: &str| {
        let all = [WORDS, &[("plan", 1), ("åren", 1), ("zoner", 1), ("mät", 1), ("godmanskap", 1)]].concat();
        let list = WordList::new(bytes(&all)).unwrap();
        let all = found(&Report::new().text(words), Spelling::With(&list));
        all.lines()
            .filter_map(|line| Some(line.split_once("]: `")?.1.split('`').next()?.to_owned()))
            .collect::<Vec<_>>()
    };
    for word in ["planåren", "mätzoner", "mätzoners", "godmanskapen", "godmanskapens"] {
        assert_eq!(told(&format!("Nämnden beslutar, {word} höjer.")), [""; 0], "{word}");
    }
    for word in ["planårne", "mätzonre", "plnåren", "godmnskapen", "planzonår"] {
        assert_eq!(told(&format!("Nämnden beslutar, {word} höjer.")), [word], "{word}");
    }
}

#[test]
fn what_was_meant_is_said() {
    let list = WordList::new(bytes(WORDS)).unwrap();
    let folder = Report::new().text("Nämnden beslutra om skolan, den som nämnden skolan beslutar.").folder();
    let checked = pipeline::check_spelled(folder.path(), None, Spelling::With(&list)).unwrap();
    let found = fixes::json(&checked.diagnostics, &checked.sources);
    assert!(found.contains("`beslutra`") && found.contains("did you mean `beslutar`?"), "{found}");
}

#[test]
fn the_reports_own_words_are_known() {
    for words in [
        "Nämnden höjer, beslutar Annika Bertilsdotter och Kvarnberga.",
        "Bertilsdotter höjer avgifter.",
        "Nämnden beslutar: HÖJER, e-skola, EU:s, hälso- och skolan, (för)skola, 60-talets, www.skolaan.se.",
        "Nämnden [does well](sprak:en), enl. nämnden.",
        "Nämnden höjer user stories.",
        "Nämnden höjer läslyftet, läslyftets avgifter.",
        "Läslyftet höjer avgifter. Nämnden höjer läslyftet. Skolan höjer läslyftet.",
    ] {
        assert_eq!(told(words), [""; 0], "{words}");
    }
}

#[test]
fn the_manifest_lists_words_and_ends_the_comparison() {
    let list = WordList::new(bytes(WORDS)).unwrap();
    let with = |key: &str, value: &str| {
        let rules = Block::table("kontroller").key(key, toml(value));
        Report::new().text("Nämnden beslutar om mätavgifter.").add([rules])
    };
    assert!(found(&Report::new().text("Nämnden beslutar om mätavgifter."), Spelling::With(&list)).contains("mätavg"));
    assert_eq!(found(&with("ord", "[\"Mätavgifter\"]"), Spelling::With(&list)), "");
    assert_eq!(found(&with("ordlista", "false"), Spelling::With(&list)), "");
    assert_eq!(found(&with("ordlista", "false"), Spelling::Absent), "");
    assert_eq!(found(&with("ordlista", "true"), Spelling::Unasked), "");
    let absent = found(&with("ordlista", "true"), Spelling::Absent);
    assert!(absent.contains("[check-skipped]") && absent.contains("svenska.ord"), "{absent}");
    assert_eq!(found(&Report::new().text("Nämnden beslutar om mätavgifter."), Spelling::Absent), "");
}

#[test]
fn the_command_line_reads_the_list_that_it_is_given() {
    let folder = Report::new()
        .text("Nämnden beslutar om mätavgifter.")
        .file("ord", bytes(WORDS))
        .file("fel", "inga ord")
        .folder();
    let check = |list: &str| {
        let output = underlag(&["check", ".", "--lang", "en", "--words", list], folder.path());
        printed(&output) + &String::from_utf8_lossy(&output.stderr)
    };
    assert!(check("ord").contains("`mätavgifter` is not in the word list"), "{}", check("ord"));
    for wrong in ["fel", "finns-inte"] {
        assert!(check(wrong).contains("cannot be read as a word list"), "{}", check(wrong));
    }
    let coverage = |arguments: &[&str]| {
        printed(&underlag(&[&["check", ".", "--lang", "en", "--coverage"], arguments].concat(), folder.path()))
    };
    assert!(coverage(&[]).contains("compared with no list"), "{}", coverage(&[]));
    assert!(!coverage(&["--words", "ord"]).contains("compared with no list"));
}
