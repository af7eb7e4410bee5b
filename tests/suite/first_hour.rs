//! What people met who used the program for the first time: what is empty is told, one mistake is told once, and the
//! remedy can be followed.

use underlag::diagnostic::{Code, Diagnostic};
use underlag::model::plain_blocks;
use underlag::pipeline;

use crate::support::net_costs::in_thousands;
use crate::support::report::{Block, row, table, toml};
use crate::support::{Folder, printed, root, saying, underlag};

/// The example report in a folder of its own.
fn example() -> Folder {
    Folder::of(&root().join("inputs/sandby-sn-2025-08"))
}

/// The example report with a change in one of its files.
fn changed(file: &str, was: &str, with: &str) -> Folder {
    let folder = example();
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(was), "{was}");
    std::fs::write(&path, text.replacen(was, with, 1)).unwrap();
    folder
}

/// What is found in the example report with a change in its file of the care of the elderly, but for what could not be
/// counted because of it.
fn found(was: &str, with: &str) -> Vec<Diagnostic> {
    let folder = changed("enheter/aldreomsorg.toml", was, with);
    let found = pipeline::check(folder.path(), None).unwrap().diagnostics;
    found.into_iter().filter(|found| found.code != Code::CheckSkipped).collect()
}

fn one(was: &str, with: &str) -> Diagnostic {
    let mut found = found(was, with);
    assert_eq!(found.len(), 1, "{with}: {found:#?}");
    found.remove(0)
}

#[test]
fn a_value_that_says_nothing_is_told_at_its_line() {
    for (key, was) in [
        ("ansvar", "ansvar = \"Enhetschefer\""),
        ("uppfoljning", "uppfoljning = \"Skillnaden har minskat från 9 till 6 procent sedan i januari.\""),
        ("text", "text = \"Planerad tid jämförs med utförd tid varje månad.\""),
        ("namn", "namn = \"Schemat följer inte behovet\""),
        ("mal_2025", "mal_2025 = \"88 %\""),
    ] {
        for empty in ["\"\"", "\"  \"", "''", "'''\n'''"] {
            let told = found(was, &format!("{key} = {empty}"));
            let is_it =
                |found: &&Diagnostic| found.code == Code::BadValue && found.message.sv == format!("`{key}` är tom");
            assert_eq!(told.iter().filter(is_it).count(), 1, "{key} = {empty}: {told:#?}");
        }
    }
}

#[test]
fn a_goal_that_says_less_than_others_is_told() {
    let folder = example();
    let path = folder.path().join("enheter/aldreomsorg.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("[[mal.indikator]]").unwrap();
    let (_, after) = rest.split_once("[[risk]]").unwrap();
    std::fs::write(&path, format!("{before}[[risk]]{after}")).unwrap();
    let found = pipeline::check(folder.path(), None).unwrap().diagnostics;
    assert!(found.iter().any(|found| found.message.sv.contains("har inga indikatorer")), "{found:#?}");
}

#[test]
fn one_mistake_is_told_once_and_says_what_to_write() {
    for (was, with, hint) in [
        ("[[avsnitt]]", "[[avsnit]]", "menade du `avsnitt`?"),
        ("[[avsnitt]]", "[avsnitt]", "skriv `[[avsnitt]]`"),
        ("kapitel = \"kommentarer\"", "kapitl = \"kommentarer\"", "menade du `kapitel`?"),
        ("kapitel = \"kommentarer\"", "kapitel = \"Kommentarer\"", "skriv `kommentarer`, kapitlets id"),
        ("kapitel = \"kommentarer\"", "kapitel = \"kommentar\"", "menade du `kommentarer`?"),
        ("id = \"trygg-hemma\"", "id = \"Äldre ska kunna bo tryggt hemma\"", "skriv `trygg-hemma`, målets id"),
        ("ansvar = \"Enhetschefer\"", "ansvr = \"Enhetschefer\"", "menade du `ansvar`?"),
        ("uppfoljning = ", "uppföljning = ", "utan å, ä och ö: `uppfoljning = "),
        (
            "uppfoljning = \"Skillnaden har minskat från 9 till 6 procent sedan i januari.\"",
            "uppfoljning = ”Skillnaden har minskat.”   # till exempel \"Inga avvikelser.\"",
            "`uppfoljning = \"Skillnaden har minskat.\"`",
        ),
        (
            "text = \"Planerad tid jämförs med utförd tid varje månad.\"",
            "text = \"Tiden jämförs varje månad.   # vad som görs: \"Stickprov på tio fakturor\"",
            "skriv `text = \"Tiden jämförs varje månad.\"`",
        ),
        (
            "text = \"Planerad tid jämförs med utförd tid varje månad.\"",
            "text = \"Tiden jämförs varje månad.   # vad som görs",
            "skriv `text = \"Tiden jämförs varje månad.\"`",
        ),
    ] {
        let told = one(was, with);
        assert!(told.hint.sv.contains(hint), "{with}: {}", told.hint.sv);
    }
}

#[test]
fn what_a_unit_can_mean_is_listed() {
    let told = found("kapitel = \"kommentarer\"", "kapitel = \"digitalisering\"");
    assert!(told.iter().any(|found| found.hint.sv.contains("`kommentarer` (Kommentarer)")), "{told:#?}");
    let told = found("id = \"trygg-hemma\"", "id = \"jamlikhet\"");
    assert!(told.iter().any(|found| found.hint.sv.contains("`trygg-hemma` (Äldre")), "{told:#?}");
    let told = found("[[risk]]", "[[avsnitt]]\nkapitel = \"kommentarer\"\ntext = \"Mer.\"\n\n[[risk]]");
    assert!(told.iter().any(|found| found.hint.sv.starts_with("lägg texten i det första blocket")), "{told:#?}");
}

#[test]
fn amounts_are_told_with_what_to_write() {
    for (with, message, hint) in [
        ("budget_2025 = 12400 kr", "är ett belopp med ord", "`budget_2025 = 12400`"),
        ("budget_2025 = 148,5 mnkr", "är ett belopp med ord", "`budget_2025 = 148.5`"),
        ("budget_2025 =", "värdet saknas efter `budget_2025 =`", "sätt tillbaka `#`"),
        ("budget_2025 =   # mnkr", "värdet saknas efter `budget_2025 =`", "sätt tillbaka `#`"),
        ("budget_2025 = 148500000", "`Avvikelse helår`", "`Budget 2025` verkar stå i hela kronor"),
        ("# ingen", "`Hemtjänst` har ingen `Budget 2025`", "skriv `budget_2025 = ...` på raden"),
    ] {
        let told = found("budget_2025 = 148.5", with);
        let is_it = |found: &Diagnostic| found.message.sv.contains(message) && found.hint.sv.contains(hint);
        assert!(told.iter().any(is_it), "{with}: {told:#?}");
    }
}

#[test]
fn words_of_a_new_report_that_are_left_are_told() {
    for words in
        ["Till exempel: antalet ökade.", "Vad som görs, till exempel stickprov.", "Det som står först på raden"]
    {
        let told = found("text = \"Planerad tid jämförs med utförd tid varje månad.\"", &format!("text = \"{words}\""));
        assert!(told.iter().any(|found| found.code == Code::LeftoverInstruction), "{words}: {told:#?}");
    }
}

#[test]
fn an_exception_of_a_whole_block_knows_it_by_any_of_its_lines() {
    for line in ["namn = \\\"Hemtjänst", "id = \\\"hemtjanst\\\"", "[[rad]]", "utfall_2025_08 = 101.2"] {
        let exception = format!(
            "[[undantag]]\nkod = \"summan-stammer-inte\"\nrad = \"{line}\"\nskal = \"Budgeten är inte beslutad.\"\n\n\
             [[rad]]\ntabell = \"netto\"\nid = \"hemtjanst\""
        );
        let folder = changed("enheter/aldreomsorg.toml", "budget_2025 = 148.5\n", "");
        let path = folder.path().join("enheter/aldreomsorg.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replacen("[[rad]]\ntabell = \"netto\"\nid = \"hemtjanst\"", &exception, 1)).unwrap();
        let found = pipeline::check(folder.path(), None).unwrap().diagnostics;
        let is_left = |found: &Diagnostic| [Code::SumMismatch, Code::ExceptionUnused].contains(&found.code);
        assert!(!found.iter().any(is_left), "{line}: {found:#?}");
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_and_a_code_as_it_is_printed() {
    let folder = example();
    let said = |arguments: &[&str]| {
        let output = underlag(&[arguments, &["--lang", "sv"]].concat(), folder.path());
        printed(&output) + std::str::from_utf8(&output.stderr).unwrap()
    };
    assert!(said(&["check", "enheter/stab.toml"]).contains("skriv rapportens mapp: `.`"));
    // A folder within a report, and one that holds reports.
    let path = folder.path();
    let (within, above) = (path.join("enheter"), path.parent().unwrap());
    let within = said(&["check", within.to_str().unwrap()]);
    assert!(within.contains(&format!("skriv mappen som den ligger i: `{}`\n", path.display())), "{within}");
    let reports = tempfile::tempdir_in(above).unwrap();
    for name in ["b", "a", "d", "c"] {
        std::fs::create_dir(reports.path().join(name)).unwrap();
        std::fs::copy(path.join("rapport.toml"), reports.path().join(name).join("rapport.toml")).unwrap();
    }
    let told = said(&["check", reports.path().to_str().unwrap()]);
    let named = ["a", "b", "c"].map(|name| format!("`{}`", reports.path().join(name).display())).join(", ");
    assert!(told.contains(&format!("skriv mappen som den ligger i: {named}\n")), "{told}");
    std::fs::create_dir(reports.path().join("tom")).unwrap();
    let none = tempfile::tempdir().unwrap();
    assert!(said(&["check", none.path().to_str().unwrap()]).trim_end().ends_with('`'));
    for code in ["fel-varde", "fel[fel-varde]", "fel[fel-varde]:", "error[bad-value]"] {
        assert!(said(&["explain", code]).starts_with("fel-varde (fel)"), "{code}");
    }
}

#[test]
fn a_new_file_is_not_begun_and_says_so_in_status_and_message() {
    let dir = Folder::empty();
    let new = ["new", "r", "--kommun", "K", "--namnd", "N", "--fran", "2026-01-01", "--till", "2026-08-31"];
    underlag(&[&new[..], &["--enhet", "it=IT", "--enhet", "skola=Skola"]].concat(), dir.path());
    let path = dir.path().join("r/rapport.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("format = 1\n", "format = 1\nsenast = 2026-09-15\n", 1)).unwrap();
    let status = |arguments: &[&str]| {
        printed(&underlag(&[&["status", "r", "--day", "2026-09-18", "--lang", "sv"], arguments].concat(), dir.path()))
    };
    let said = status(&[]);
    assert_eq!(said.matches("ej ifylld").count(), 2, "{said}");
    assert!(said.contains("är sena 2 av 2") && !said.contains("allt lämnat"), "{said}");
    status(&["--messages", "m"]);
    let message = std::fs::read_dir(dir.path().join("m")).unwrap().next().unwrap().unwrap().path();
    assert!(std::fs::read_to_string(message).unwrap().contains("3 dagar sent"));
}

#[test]
fn a_unit_without_rows_says_so() {
    let dir = Folder::empty();
    let new = ["new", "r", "--kommun", "K", "--namnd", "N", "--fran", "2026-01-01", "--till", "2026-08-31"];
    underlag(&[&new[..], &["--enhet", "it=IT"]].concat(), dir.path());
    let path = dir.path().join("r/enheter/it.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let told = |text: String| {
        std::fs::write(&path, text).unwrap();
        let found = pipeline::check(&dir.path().join("r"), None).unwrap().diagnostics;
        found.into_iter().map(|found| found.message.sv).collect::<Vec<_>>().join("\n")
    };
    assert!(told(text.clone()).contains("inte lämnat några rader till tabellen `investeringar`"));
    let said = told(text.replacen("# inga_rader", "inga_rader", 1));
    assert!(!said.contains("inte lämnat några rader") && !said.contains("inga_rader"), "{said}");
    let said =
        told(text.replacen("# inga_rader = [\"investeringar\"]", "inga_rader = [\"investering\", \"drift\"]", 1));
    assert!(said.contains("heter `investering`") && said.contains("`inga_rader` gäller inte"), "{said}");
    let row = "\n[[rad]]\ntabell = \"investeringar\"\nid = \"a\"\nnamn = \"A\"\n";
    let said = told(text.replacen("# inga_rader", "inga_rader", 1) + row);
    assert!(said.contains("men filen har raden `a`"), "{said}");
}

/// A bound figure brings its unit, and its minus says what the word before it does.
#[test]
fn what_a_bound_figure_brings_is_not_said_again() {
    let was = "Hemtjänsten";
    let path = root().join("inputs/sandby-sn-2025-08/enheter/aldreomsorg.toml");
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(was));
    let told = |words: &str| {
        let found = found(was, &format!("{words} {was}"));
        found.into_iter().map(|found| (found.code, found.hint.sv)).collect::<Vec<_>>()
    };
    let figure = "{{netto.hemtjanst.avvikelse}}";
    for unit in ["mnkr", "tkr", "kronor"] {
        let told = told(&format!("Avvikelsen är {figure} {unit}."));
        assert!(told.iter().any(|(code, hint)| *code == Code::DoubledWord && hint.contains(unit)), "{unit}: {told:?}");
    }
    for words in ["i år", "för", "(mnkr", "– mnkr-siffror"] {
        let told = told(&format!("Avvikelsen är {figure} {words}."));
        assert!(!told.iter().any(|(code, _)| *code == Code::DoubledWord), "{words}: {told:?}");
    }
    for (words, code) in [
        ("ett underskott på", Some(Code::DoubledWord)),
        ("underskottet mot budget är", Some(Code::DoubledWord)),
        ("ett överskott på", Some(Code::DirectionContradictsFigure)),
        ("en avvikelse på", None),
    ] {
        let of_minus = |told: &[(Code, String)]| {
            let is = |(code, hint): &&(Code, String)| {
                hint.contains("utan minus") || *code == Code::DirectionContradictsFigure
            };
            told.iter().find(is).map(|(code, _)| *code)
        };
        assert_eq!(of_minus(&told(&format!("Det är {words} {figure}."))), code, "{words}");
    }
    assert_eq!(told("Det är ett underskott på {{netto.hemtjanst.avvikelse|utan minus}}."), []);
}

/// What is found in the example report with a change in one of its files: one finding, at its line.
fn once(file: &str, was: &str, with: &str, message: &str, hint: &str) {
    let folder = changed(file, was, with);
    let found = pipeline::check(folder.path(), None).unwrap();
    let [told] = found.diagnostics.as_slice() else { panic!("{with}: {:#?}", found.diagnostics) };
    assert!(told.message.sv.contains(message) && told.hint.sv.contains(hint), "{with}: {told:#?}");
    let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
    let line = text[..told.place.unwrap().range().start].matches('\n').count();
    let meant = text[..text.find(with).unwrap()].matches('\n').count();
    assert_eq!(line, meant + with.find("  { namn").map_or(0, |at| with[..at].matches('\n').count()), "{with}");
}

#[test]
fn a_bracket_that_is_forgotten_is_one_finding_where_its_list_begins() {
    let parts = "delar = [\"aldreomsorg\", \"ifo\", { enhet = \"stab\", del = \"kommentar\" }]";
    let list = "listan stängs inte";
    let group = "gruppen som öppnas med `{` stängs inte";
    let text = "texten i listan har inget citattecken i slutet";
    let (open, table) = (parts.strip_suffix(']').unwrap(), "tabeller = [\"netto\"]");
    for (was, with, message, hint) in [
        (parts, open, list, "skriv `]` sist: `delar = ["),
        (parts, &parts.replace(" }", ""), group, "skriv `}` sist"),
        (parts, &parts.replace("kommentar\"", "kommentar"), text, "skriv `\"` efter texten"),
        (parts, &parts.replace("ifo\"", "ifo"), text, "skriv `\"` efter texten"),
        (table, "tabeller = [\"netto\"", list, "`tabeller = [\"netto\"]`"),
        (table, "tabeller=[\"netto\"", list, "skriv `]` sist"),
        (table, "tabeller = [\"netto]", text, "`tabeller = [\"netto\"`"),
        (table, "tabeller = [\"netto\"]]", "`]` stänger inget som har öppnats", "ta bort `]`"),
        ("titel = \"Socialchef\" },", "titel = \"Socialchef\",", group, "skriv `}` sist"),
        ("titel = \"Socialchef\" },", "titel = \"Socialchef\"", group, "skriv `}` sist"),
        ("[[kapitel]]", "[[kapitel]", "en hakparentes, `]`, saknas", "skriv `[[kapitel]]`"),
    ] {
        once("rapport.toml", was, with, message, hint);
    }
    once("enheter/aldreomsorg.toml", "[[rad]]", "[[rad]", "en hakparentes, `]`, saknas", "skriv `[[rad]]`");
    once("enheter/aldreomsorg.toml", "[[rad]]", "inga_rader = [\n\n[[rad]]", list, "skriv `]` sist");
}

/// A report that was made anew, with two units.
fn new_report() -> Folder {
    let dir = Folder::empty();
    let new = ["new", "r", "--kommun", "K", "--namnd", "N", "--fran", "2026-01-01", "--till", "2026-08-31"];
    underlag(&[&new[..], &["--enhet", "gata=Gata", "--enhet", "va=Vatten och avlopp"]].concat(), dir.path());
    dir
}

/// What a draft of a new report says, line by line.
fn lines_of(dir: &Folder) -> Vec<String> {
    let document = pipeline::document(&dir.path().join("r"), true).unwrap().unwrap();
    let mut lines = Vec::new();
    for block in document.blocks() {
        plain_blocks(std::slice::from_ref(block), &mut lines);
    }
    lines
}

/// Fills in amounts of a unit's row, by their keys.
fn filled(dir: &Folder, unit: &str, values: &[(&str, &str)]) {
    let path = dir.path().join(format!("r/enheter/{unit}.toml"));
    let mut text = std::fs::read_to_string(&path).unwrap();
    for (key, value) in values {
        let waiting = format!("# {key} =");
        assert!(text.contains(&waiting), "{key}");
        text = text.replacen(&waiting, &format!("{key} = {value}"), 1);
    }
    std::fs::write(&path, text).unwrap();
}

/// What is told of a unit's only row of operations.
fn of_row(dir: &Folder, unit: &str) -> Vec<Diagnostic> {
    let path = dir.path().join(format!("r/enheter/{unit}.toml"));
    let at = std::fs::read_to_string(path).unwrap().find("[[rad]]").unwrap();
    let checked = pipeline::check(&dir.path().join("r"), None).unwrap();
    let file = format!("enheter/{unit}.toml");
    let is_it = |found: &Diagnostic| {
        found.place.is_some_and(|place| checked.sources.file(place.file).path == file && place.range().start == at)
    };
    checked.diagnostics.iter().filter(|found| is_it(found)).cloned().collect()
}

const OUTCOMES: [(&str, &str); 2] = [("utfall_2025_08", "50"), ("utfall_2026_08", "60")];
const PLANS: [(&str, &str); 3] = [("budget_2026", "100"), ("prognos_2026", "110"), ("avvikelse", "-10")];

#[test]
fn amounts_that_are_forgotten_are_told_at_the_row_of_the_unit() {
    let dir = new_report();
    filled(&dir, "gata", &PLANS);
    let told = of_row(&dir, "gata");
    let [told] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(told.code, Code::WithoutValues);
    assert!(told.message.sv.contains("saknar belopp i `Utfall jan–aug 2025`, `Utfall jan–aug 2026`"), "{told:#?}");
    assert!(told.hint.sv.contains("`utfall_2025_08 = ...`"), "{told:#?}");
    let status = printed(&underlag(&["status", "r", "--lang", "sv"], dir.path()));
    assert!(!status.lines().any(|line| line.starts_with("Gata") && line.contains("lämnad")), "{status}");
    // One that is forgotten is told as well, and a dash is said to be none.
    filled(&dir, "gata", &OUTCOMES[1..]);
    assert!(of_row(&dir, "gata")[0].message.sv.ends_with("saknar belopp i `Utfall jan–aug 2025`"));
    filled(&dir, "gata", &[("utfall_2025_08", "\"–\"")]);
    assert_eq!(of_row(&dir, "gata"), []);
    // A row with nothing at all says so.
    let told = of_row(&dir, "va");
    assert!(told.iter().any(|found| found.hint.sv.contains("ta bort `#` framför nycklarna")), "{told:#?}");
}

#[test]
fn an_empty_variance_is_told_at_the_row_of_the_unit() {
    let dir = new_report();
    filled(&dir, "gata", &OUTCOMES);
    filled(&dir, "gata", &PLANS[..2]);
    filled(&dir, "va", &OUTCOMES);
    filled(&dir, "va", &PLANS);
    let told = of_row(&dir, "gata");
    let [told] = told.as_slice() else { panic!("{told:#?}") };
    assert!(told.message.sv.contains("`Gata` har ingen `Avvikelse helår`"), "{told:#?}");
    assert!(told.hint.sv.contains("`avvikelse = ...`"), "{told:#?}");
    let found = pipeline::check(&dir.path().join("r"), None).unwrap().diagnostics;
    assert!(!found.iter().any(|found| found.code == Code::VarianceMismatch), "{found:#?}");
}

#[test]
fn goals_that_name_no_unit_are_told_with_the_unit_that_gets_them() {
    let dir = tempfile::tempdir().unwrap();
    let goals = "Trygga invånare\n  Snabba svar [skola]\n  Rena gator\nHållbar drift\n";
    let made = |name: &str, goals: &str, units: &[&str]| {
        std::fs::write(dir.path().join("mal.txt"), goals).unwrap();
        let new = ["new", name, "--kommun", "K", "--namnd", "N", "--fran", "2026-01-01", "--till", "2026-08-31"];
        let units: Vec<&str> = units.iter().flat_map(|unit| ["--enhet", *unit]).collect();
        let arguments = [&new[..], &units, &["--mal", "mal.txt", "--gemensamt", "it", "--lang", "sv"]].concat();
        printed(&underlag(&arguments, dir.path()))
    };
    let said = made("a", goals, &["it=IT", "skola=Skola"]);
    let told = "2 mål i listan nämner ingen enhet och står därför på IT: ”Rena gator”, ”Hållbar drift”. Byt `enhet`";
    assert!(said.contains(told), "{said}");
    let manifest = std::fs::read_to_string(dir.path().join("a/rapport.toml")).unwrap();
    for (goal, unit) in [("Rena gator", "it"), ("Hållbar drift", "it"), ("Snabba svar", "skola")] {
        assert!(manifest.contains(&format!("rubrik = \"{goal}\"\nenhet = \"{unit}\"")), "{goal}");
    }
    // All goals have a unit, or there is no other one.
    assert!(!made("b", "Snabba svar [skola]\n", &["it=IT", "skola=Skola"]).contains("ingen enhet"));
    assert!(!made("c", "Snabba svar\n", &["it=IT"]).contains("ingen enhet"));
}

#[test]
fn remedies_lead_to_what_is_wrong() {
    let dir = new_report();
    filled(&dir, "gata", &OUTCOMES);
    filled(&dir, "gata", &PLANS[1..]);
    let found = |dir: &Folder| pipeline::check(&dir.path().join("r"), None).unwrap().diagnostics;
    let all = found(&dir);
    let skipped = all.iter().find(|found| found.code == Code::CheckSkipped).unwrap();
    assert!(skipped.message.sv.contains("`budget_2026` är tom på raden"), "{skipped:#?}");
    assert!(skipped.hint.sv.contains("ta bort `#` framför nyckeln"), "{skipped:#?}");
    // A key below a header that still is a comment.
    for (file, was, with) in
        [("gata", "# kalla = \"Kolada", "kalla = \"Kolada"), ("va", "# kalla = \"Kolada", "kalla = \"Kolada")]
    {
        let path = dir.path().join(format!("r/enheter/{file}.toml"));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(was));
        std::fs::write(&path, text.replacen(was, with, 1)).unwrap();
    }
    let is_it = |found: &&Diagnostic| found.hint.sv == "ta bort `#` framför `[noter]`";
    assert_eq!(found(&dir).iter().filter(is_it).count(), 2);
    // A unit by its name, nearly by its id, and by nothing that there is.
    for (with, hint) in
        [("Vatten och avlopp", "skriv `va`, enhetens id"), ("gatan", "menade du `gata`?"), ("x", "`gata` (Gata)")]
    {
        let path = dir.path().join("r/rapport.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replacen("delar = [\"gata\"", &format!("delar = [\"{with}\""), 1)).unwrap();
        let told = found(&dir);
        assert!(told.iter().any(|found| found.hint.sv.contains(hint)), "{with}: {told:#?}");
        std::fs::write(&path, text).unwrap();
    }
    let new = ["new", "s", "--kommun", "K", "--namnd", "N", "--fran", "2026-01-01", "--till", "2026-08-31"];
    let output =
        underlag(&[&new[..], &["--mal", "finns-inte.txt", "--enhet", "it", "--lang", "sv"]].concat(), dir.path());
    assert!(String::from_utf8_lossy(&output.stderr).contains("finns inte"), "{output:?}");
}

#[test]
fn a_heading_without_a_space_is_told() {
    let text = |text: &str| {
        let with =
            format!("[[avsnitt]]\nkapitel = \"kommentarer\"\ntext = '''\n{text}\n\nMer text här.\n'''\n\n[[avsnitt]]");
        let folder = changed("enheter/aldreomsorg.toml", "[[avsnitt]]", &with);
        let found = pipeline::check(folder.path(), None).unwrap().diagnostics;
        found.into_iter().filter(|found| found.code == Code::StrayMark).map(|found| found.hint.sv).collect::<Vec<_>>()
    };
    assert_eq!(text("#Rubrik"), ["skriv ett mellanslag efter `#`: `# Rubrik`"]);
    assert_eq!(text("##Ny rubrik"), ["skriv ett mellanslag efter `#`: `## Ny rubrik`"]);
    for fine in ["# Rubrik", "\\#Rubrik", "#1 i landet är kommunen.", "Taggen #Rubrik finns."] {
        assert_eq!(text(fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn messages_name_the_chapter_and_files_what_a_comment_is_for() {
    let dir = new_report();
    filled(&dir, "gata", &PLANS);
    underlag(&["status", "r", "--messages", "m", "--lang", "sv"], dir.path());
    let messages = std::fs::read_dir(dir.path().join("m")).unwrap();
    let all: String = messages.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    assert!(all.contains("Viktiga händelser: texten är tom (enheter/gata.toml:"), "{all}");
    assert!(all.contains("saknar belopp i `Utfall jan–aug 2025`"), "{all}");
    let text = std::fs::read_to_string(dir.path().join("r/enheter/gata.toml")).unwrap();
    assert!(text.contains("# kommentar =\n"), "{text}");
    let help = printed(&underlag(&["new", "--help", "--lang", "sv"], dir.path()));
    assert!(help.contains("tertialrapport") && help.contains("internkontrollplan"), "{help}");
}

#[test]
fn what_waits_behind_a_mark_is_told_where_it_stands() {
    for (was, with, key) in [
        ("sannolikhet = ", "# sannolikhet = ", "sannolikhet"),
        ("konsekvens = ", "#konsekvens = ", "konsekvens"),
        ("uppfoljning = ", "# uppfoljning = ", "uppfoljning"),
        ("ansvar = ", "# ansvar =\n# till exempel ", "ansvar"),
    ] {
        let told = one(was, with);
        let place = told.place.map(|place| place.range()).unwrap_or_default();
        assert!(told.code == Code::MissingKey && place.len() == key.len(), "{with}: {told:#?}");
        assert!(told.hint.sv.starts_with(&format!("ta bort `#` framför `{key}`")), "{with}: {}", told.hint.sv);
    }
}

#[test]
fn a_block_above_the_files_own_keys_is_told_once() {
    for (file, was, header) in [
        ("rapport.toml", "format = 1\n", "[mellanrubriker]"),
        ("rapport.toml", "format = 1\n", "[granser]"),
        ("rapport.toml", "format = 1\n", "[fotnoter]"),
        ("enheter/ifo.toml", "enhet = ", "[noter]"),
    ] {
        let with = if was.ends_with('\n') { format!("{was}\n{header}\n") } else { format!("{header}\n{was}") };
        let folder = changed(file, was, &with);
        let found = pipeline::check(folder.path(), None).unwrap().diagnostics;
        let told: Vec<_> = found.iter().filter(|it| it.message.sv.contains("står för högt upp")).collect();
        assert_eq!(told.len(), 1, "{header}: {found:#?}");
        let is_of_own = |found: &&Diagnostic| matches!(found.code, Code::UnknownKey | Code::MissingKey);
        assert_eq!(found.iter().filter(is_of_own).count(), 1, "{header}: {found:#?}");
    }
}

#[test]
fn a_pasted_line_is_known_by_the_name_of_its_row_or_of_its_unit() {
    let pasted = |rows: &str, name: &str, more: &str| {
        let dir = new_report();
        let path = dir.path().join("r/enheter/va.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = text.split_once("[[rad]]").unwrap();
        let (_, after) = rest.split_once("# --- ").unwrap();
        let csv = format!(
            "{rows}[[csv]]\ntabell = \"drift\"\ntext = '''\nEnhet\tUtfall jan–aug 2025\tUtfall jan–aug 2026\tBudget \
             2026\tPrognos 2026\tAvvikelse helår\n{name}\t27 840\t30 115\t43 200\t44 050\t−850\n{more}'''\n\n# --- "
        );
        std::fs::write(&path, format!("{before}{csv}{after}")).unwrap();
        let checked = pipeline::check(&dir.path().join("r"), None).unwrap();
        let is_of_row = |found: &&Diagnostic| matches!(found.code, Code::UnaskedDelivery | Code::MissingDelivery);
        let own = checked.diagnostics.iter().filter(is_of_row).filter(|found| found.message.sv.contains("`drift`"));
        let own = own.filter(|found| !found.message.sv.starts_with("Gata "));
        own.cloned().collect::<Vec<_>>()
    };
    let row = |name: &str| format!("[[rad]]\ntabell = \"drift\"\nid = \"va\"\nnamn = \"{name}\"\n# budget_2026 =\n\n");
    for (rows, name) in [
        (String::new(), "Vatten och avlopp"),
        (String::new(), "VATTEN OCH AVLOPP "),
        (row("Brunnar och rör"), "Brunnar och rör"),
        (row("Brunnar och rör"), "brunnar  och rör"),
        (row("Vatten"), "vatten"),
    ] {
        let told = pasted(&rows, name, "");
        assert!(told.is_empty(), "{name}: {told:#?}");
    }
    // Where the name tells nothing, the remedy has the id.
    for rows in [String::new(), row("Annat")] {
        let told = pasted(&rows, "Vattenverket", "");
        assert!(told.iter().any(|found| found.hint.sv.ends_with("skriv där radens id: `va`")), "{told:#?}");
    }
}

#[test]
fn crowns_among_thousands_are_told_with_what_they_are() {
    let told = |column: &str, with: &str| {
        let dir = new_report();
        let own = [("utfall_2025_08", "27840"), ("utfall_2026_08", "30115"), ("budget_2026", "43200")];
        filled(&dir, "gata", &own);
        filled(&dir, "gata", &[("prognos_2026", "44050"), ("avvikelse", "-850")]);
        let path = dir.path().join("r/enheter/gata.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let line = text.lines().find(|line| line.starts_with(&format!("{column} = "))).unwrap().to_owned();
        std::fs::write(&path, text.replace(&line, &format!("{column} = {with}"))).unwrap();
        let found = pipeline::check(&dir.path().join("r"), None).unwrap().diagnostics;
        found.into_iter().filter(|found| found.code == Code::CrownsOrThousands).map(|found| found.hint.sv).collect()
    };
    for (with, meant) in [("30115000", "30115"), ("\"30 115 250\"", "30115.25"), ("27840000", "27840")] {
        let hints: Vec<String> = told("utfall_2026_08", with);
        assert!(hints.len() == 1 && hints[0].contains(&format!("`{meant}`")), "{with}: {hints:?}");
    }
    for fine in ["30115", "301150", "3011500", "0", "\"–\""] {
        let hints: Vec<String> = told("utfall_2026_08", fine);
        assert!(hints.is_empty(), "{fine}: {hints:?}");
    }
}

#[test]
fn a_block_that_a_file_has_once_is_put_together() {
    for (file, block) in [
        ("rapport.toml", "[period]"),
        ("rapport.toml", "[kontroller]"),
        ("rapport.toml", "[bedomning]"),
        ("enheter/aldreomsorg.toml", "[noter]"),
    ] {
        let folder = example();
        let path = folder.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(&format!("\n{block}\n")), "{block}");
        std::fs::write(&path, format!("{text}\n{block}\n")).unwrap();
        let found = pipeline::check(folder.path(), None).unwrap().diagnostics;
        let told = found.iter().find(|found| found.code == Code::TomlSyntax).unwrap();
        assert!(told.hint.sv.contains("till det första, och ta bort raden"), "{block}: {told:#?}");
    }
}

#[test]
fn a_word_of_a_code_names_the_codes_that_have_it() {
    for (word, code) in [("uppgifter", "uppgifter-skiljer-sig"), ("summan", "summan-stammer-inte"), ("tom", "tom-cell")]
    {
        let output = underlag(&["explain", word, "--lang", "sv"], root());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains(code), "{word}: {said}");
    }
    let output = underlag(&["explain", "xylofon", "--lang", "sv"], root());
    assert!(String::from_utf8_lossy(&output.stderr).contains("räknar upp dem"), "{output:?}");
}

#[test]
fn a_table_that_there_is_not_is_told_where_it_is_named() {
    let dir = new_report();
    let path = dir.path().join("r/enheter/gata.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    for block in ["csv", "rad"] {
        let rows = if block == "csv" { "text = '''\nid | namn\nx | X\n'''" } else { "id = \"x\"\nnamn = \"X\"" };
        let new = format!("[[{block}]]\ntabell = \"drfit2\"\n{rows}\n\n[[rad]]");
        std::fs::write(&path, text.replacen("[[rad]]", &new, 1)).unwrap();
        let found = pipeline::check(&dir.path().join("r"), None).unwrap();
        let told = found.diagnostics.iter().find(|found| found.message.sv.contains("`drfit2`")).unwrap();
        let place = told.place.unwrap();
        assert_eq!(found.sources.file(place.file).original().get(place.range()), Some("\"drfit2\""), "{block}");
    }
}

#[test]
fn the_title_is_written_once_with_its_period() {
    let dir = new_report();
    let path = dir.path().join("r/rapport.toml");
    let manifest = std::fs::read_to_string(&path).unwrap();
    assert_eq!(manifest.matches("Delårsrapport januari–augusti 2026").count(), 1, "{manifest}");
    let said = |manifest: &str| {
        std::fs::write(&path, manifest).unwrap();
        lines_of(&dir)
    };
    let has = |lines: &[String], words: &str| lines.iter().any(|line| line.replace('\u{a0}', " ") == words);
    let lines = said(&manifest);
    for words in ["Delårsrapport januari–augusti 2026", "N godkänner delårsrapport januari–augusti 2026."] {
        assert!(has(&lines, words), "{words}: {lines:?}");
    }
    let other = manifest.replace("Delårsrapport januari–augusti 2026", "IT-plan för alla");
    let lines = said(&other);
    for words in ["IT-plan för alla", "N godkänner IT-plan för alla."] {
        assert!(has(&lines, words), "{words}: {lines:?}");
    }
    // The memo may have a title of its own, and a heading the paper's.
    let own = manifest.replace("[tjansteskrivelse]\n", "[tjansteskrivelse]\ntitel = \"Skrivelse om rapporten\"\n");
    let own = own.replace("rubrik = \"Beskrivning av ärendet\"", "rubrik = \"{{titel}} i korthet\"");
    let lines = said(&own);
    for words in ["Skrivelse om rapporten", "Delårsrapport januari–augusti 2026 i korthet"] {
        assert!(has(&lines, words), "{words}: {lines:?}");
    }
    let found = pipeline::check(&dir.path().join("r"), None).unwrap().diagnostics;
    let is_of_title = |found: &Diagnostic| found.code == Code::UnknownReference || found.message.sv.contains("{{");
    assert!(!found.iter().any(is_of_title), "{found:#?}");
}

#[test]
fn what_a_unit_has_left_empty_is_a_gap_of_the_draft() {
    let dir = new_report();
    let lines = lines_of(&dir);
    for words in [
        "Här saknas text från Gata till avsnittet Viktiga händelser",
        "Här saknas risken risk-1 från Gata",
        "Den är inte ifylld i enheter/gata.toml.",
    ] {
        assert!(lines.iter().any(|line| line == words), "{words}: {lines:#?}");
    }
    // One that is begun stands in the table, with what it lacks.
    let path = dir.path().join("r/enheter/gata.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, risk) = text.split_once("[[risk]]").unwrap();
    std::fs::write(&path, format!("{before}[[risk]]{}", risk.replacen("namn = \"\"", "namn = \"Halka\"", 1))).unwrap();
    let lines = lines_of(&dir);
    assert!(lines.iter().any(|line| line == "Halka"), "{lines:#?}");
    assert!(!lines.iter().any(|line| line == "Här saknas risken risk-1 från Gata"), "{lines:#?}");
}

#[test]
fn a_new_file_asks_for_the_assessment_of_the_goal_itself() {
    let dir = Folder::empty().with("mal.txt", "Hela gator [gata]\n");
    let new = ["new", "r", "--kommun", "K", "--namnd", "N", "--fran", "2026-01-01", "--till", "2026-08-31"];
    underlag(&[&new[..], &["--enhet", "gata=Gata", "--mal", "mal.txt"]].concat(), dir.path());
    let path = dir.path().join("r/enheter/gata.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let goal = text.split_once("[[mal]]").unwrap().1.split_once("[[mal.indikator]]").unwrap().0;
    assert!(goal.contains("ett av orden: Nås, Osäkert, Nås inte\n# bedomning =\n"), "{goal}");
    std::fs::write(&path, text.replacen("# bedomning =", "bedomning = \"Osäkert\"", 1)).unwrap();
    let lines = lines_of(&dir);
    assert!(lines.iter().any(|line| line.contains("Osäkert")), "{lines:#?}");
}

#[test]
fn a_text_that_is_a_table_alone_is_no_gap() {
    let table = "\n[[kolumner]]\nid = \"k\"\nmattenhet = \"tkr\"\n\n[[kolumner.kolumn]]\nid = \"u\"\nrubrik = \
                 \"Utfall\"\n\n[[tabell]]\nid = \"t\"\nrubrik = \"Drift\"\nkolumner = \"k\"\nrader = [\"a/x\"]\n";
    let row = "\n[[rad]]\ntabell = \"t\"\nid = \"x\"\nnamn = \"Gator\"\nu = 7\n";
    for words in ["[[tabell:t]]", "[[tabell:t]]\n\nText efter.", "Text före.\n\n[[tabell:t]]"] {
        let unit = format!("{}{row}", saying(words));
        let folder = Folder::new().and("rapport.toml", table).with("enheter/a.toml", unit);
        let document = pipeline::document(folder.path(), false).unwrap().unwrap();
        let mut lines = Vec::new();
        document.blocks().into_iter().for_each(|block| plain_blocks(std::slice::from_ref(block), &mut lines));
        assert!(lines.iter().any(|line| line == "Gator"), "{words}: {lines:?}");
        assert!(!lines.iter().any(|line| line.starts_with("Här saknas")), "{words}: {lines:?}");
    }
}

/// The whole file of a unit in which every amount stands, and what is told of it after a change of its lines.
fn after(change: impl Fn(&str) -> String) -> Vec<Diagnostic> {
    let dir = new_report();
    filled(&dir, "gata", &[("utfall_2025_08", "31240"), ("utfall_2026_08", "33875"), ("budget_2026", "48600")]);
    filled(&dir, "gata", &[("prognos_2026", "50100"), ("avvikelse", "-1500")]);
    let path = dir.path().join("r/enheter/gata.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<String> = text.lines().map(&change).collect();
    std::fs::write(&path, lines.join("\n")).unwrap();
    let checked = pipeline::check(&dir.path().join("r"), None).unwrap();
    let file = "enheter/gata.toml";
    let is_it = |found: &&Diagnostic| found.place.is_some_and(|place| checked.sources.file(place.file).path == file);
    checked.diagnostics.iter().filter(is_it).cloned().collect()
}

/// The lines of amounts with another value, the variance with this one.
fn amounts(value: impl Fn(&str) -> String, variance: &str) -> impl Fn(&str) -> String {
    move |line| match line.split_once(" = ") {
        Some(("avvikelse", _)) => format!("avvikelse = {variance}"),
        Some((key @ ("utfall_2025_08" | "utfall_2026_08" | "budget_2026" | "prognos_2026"), old)) => {
            format!("{key} = {}", value(old))
        }
        _ => line.to_owned(),
    }
}

fn with_code(found: &[Diagnostic], code: Code) -> Vec<&Diagnostic> {
    found.iter().filter(|found| found.code == code).collect()
}

#[test]
fn net_costs_below_zero_are_told_though_the_variance_fits_them() {
    for variance in ["1500", "-1500"] {
        let found = after(amounts(|old| format!("-{old}"), variance));
        let told = with_code(&found, Code::SignUnexpected);
        assert!(told.len() == 1 && told[0].hint.sv.contains("ta bort minus"), "{variance}: {found:#?}");
    }
    // As they are, with one figure of its own below zero, and in crowns that the report says.
    let mixed = |old: &str| if old == "31240" { format!("-{old}") } else { old.to_owned() };
    for found in [after(|line| line.to_owned()), after(amounts(mixed, "-1500"))] {
        assert!(with_code(&found, Code::SignUnexpected).is_empty(), "{found:#?}");
    }
}

#[test]
fn crowns_in_a_whole_row_are_told_where_it_is_alone() {
    for (zeros, variance) in [("000", "-1500000"), ("317", "-1500000"), ("250", "-1500000")] {
        let found = after(amounts(|old| format!("{old}{zeros}"), variance));
        let told = with_code(&found, Code::CrownsOrThousands);
        assert!(told.len() == 1 && told[0].hint.sv.contains("`31240`"), "{zeros}: {found:#?}");
    }
    // A smaller unit, whose amounts end in the zeros of crowns.
    let small = |old: &str| format!("{}000", &old[..old.len() - 1]);
    let found = after(amounts(small, "-150000"));
    let told = with_code(&found, Code::CrownsOrThousands);
    assert!(told.len() == 1 && told[0].message.sv.contains("slutar på 000"), "{found:#?}");
    // Thousands that are round, and a large unit.
    let round = |old: &str| format!("{}000", &old[..old.len() - 3]);
    for found in [after(amounts(round, "-2000")), after(amounts(|old| format!("{old}7"), "-15000"))] {
        assert!(with_code(&found, Code::CrownsOrThousands).is_empty(), "{found:#?}");
    }
}

/// What is told of crowns in a report of three units, in which one has other amounts than these.
fn told_of_crowns(unit: &str, other: &[(&str, &str)]) -> Vec<Diagnostic> {
    let dir = Folder::empty();
    let new = ["new", "r", "--kommun", "K", "--namnd", "N", "--fran", "2026-01-01", "--till", "2026-08-31"];
    let units = ["--enhet", "bad=Bad", "--enhet", "bio=Bio", "--enhet", "park=Park"];
    underlag(&[&new[..], &units].concat(), dir.path());
    let manifest = dir.path().join("r/rapport.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text.replace("\"tkr\"", &format!("\"{unit}\""))).unwrap();
    let keys = ["utfall_2025_08", "utfall_2026_08", "budget_2026", "prognos_2026", "avvikelse"];
    for (of, amounts) in [
        ("bad", ["1187", "1235", "1850", "1872", "-22"]),
        ("bio", ["2410", "2533", "3800", "3760", "40"]),
        ("park", ["904", "951", "1410", "1455", "-45"]),
    ] {
        let given = |key: &str| other.iter().find(|(other, _)| *other == key && of == "bad").map(|(_, with)| *with);
        let in_unit = |amount: &str| match unit {
            "mnkr" => (amount.parse::<f64>().unwrap() / 1000.0).to_string(),
            _ => amount.to_owned(),
        };
        let values: Vec<(&str, String)> = keys
            .iter()
            .zip(amounts)
            .map(|(key, amount)| (*key, given(key).map_or_else(|| in_unit(amount), str::to_owned)))
            .collect();
        filled(&dir, of, &values.iter().map(|(key, value)| (*key, value.as_str())).collect::<Vec<_>>());
    }
    let found = pipeline::check(&dir.path().join("r"), None).unwrap().diagnostics;
    let of_crowns = |found: &Diagnostic| matches!(found.code, Code::CrownsOrThousands | Code::VarianceMismatch);
    found.into_iter().filter(of_crowns).collect()
}

#[test]
fn crowns_in_some_cells_of_a_row_or_in_all_are_told_once() {
    let [before, now, budget, forecast, variance] = [
        ("utfall_2025_08", "1187412"),
        ("utfall_2026_08", "1234567"),
        ("budget_2026", "1850100"),
        ("prognos_2026", "1871933"),
        ("avvikelse", "-21833"),
    ];
    for (other, count, meant) in [
        (&[before, now][..], 2, "`1187.412`"),
        (&[budget, forecast, variance], 2, "`1850.1`"),
        (&[before, now, budget, forecast, variance], 4, "`1187.412`"),
        (&[now], 1, "`1234.567`"),
    ] {
        let found = told_of_crowns("tkr", other);
        assert!(found.len() == 1 && found[0].code == Code::CrownsOrThousands, "{other:?}: {found:#?}");
        assert!(found[0].related.len() + 1 == count && found[0].hint.sv.contains(meant), "{other:?}: {found:#?}");
        assert!(found[0].message.sv.contains("omkring tusen gånger"), "{found:#?}");
    }
    // A variance alone is off from what the columns give, and is told with the cause.
    let found = told_of_crowns("tkr", &[variance]);
    assert!(found.len() == 1 && found[0].hint.sv.contains("`Avvikelse helår` verkar stå i hela kronor"), "{found:#?}");
    // Crowns in a table of millions, and thousands there.
    for (other, times, meant) in [
        (&[before, now, budget, forecast, variance][..], "omkring en miljon gånger", "`1.187412`"),
        (&[before, now], "omkring en miljon gånger", "`1.187412`"),
        (&[now], "omkring en miljon gånger", "`1.234567`"),
        (
            &[
                ("utfall_2025_08", "1187"),
                ("utfall_2026_08", "1235"),
                ("budget_2026", "1850"),
                ("prognos_2026", "1872"),
            ],
            "omkring tusen gånger",
            "`1.187`",
        ),
    ] {
        let found = told_of_crowns("mnkr", other);
        let told = with_code(&found, Code::CrownsOrThousands);
        assert!(told.len() == 1 && told[0].message.sv.contains(times), "{other:?}: {found:#?}");
        assert!(told[0].hint.sv.contains(meant), "{other:?}: {found:#?}");
    }
    // A large project that has begun, one with a round budget, and amounts that grew ten times.
    for fine in [
        &[("utfall_2025_08", "3"), ("utfall_2026_08", "4"), ("budget_2026", "5200"), ("prognos_2026", "5222")][..],
        &[("utfall_2025_08", "95"), ("utfall_2026_08", "96"), ("budget_2026", "110000"), ("prognos_2026", "110000")],
        &[("utfall_2025_08", "11874"), ("utfall_2026_08", "12345"), ("budget_2026", "18500")],
        &[],
    ] {
        let found = told_of_crowns("tkr", fine);
        assert!(with_code(&found, Code::CrownsOrThousands).is_empty(), "{fine:?}: {found:#?}");
    }
}

/// A sum, and a figure of another table, that are right but for the zeros.
#[test]
fn a_sum_or_another_table_in_crowns_says_so() {
    let sum = |budget: &str| {
        let report = in_thousands().at("rad/netto/summa", |row| row.key("budget", toml(budget)));
        pipeline::check(report.folder().path(), None).unwrap().diagnostics
    };
    let elsewhere = |budget: &str| {
        let relation = Block::entry("samband").key("lika", ["netto.skola.budget", "igen.skola.budget"]);
        let report = in_thousands()
            .at("kapitel/ekonomi", |chapter| chapter.key("tabeller", ["netto", "igen"]))
            .add([table("igen", "Igen, tkr", "ar", ["a/skola"]), relation])
            .deliver("a", [row("igen", "skola", "Skola").key("budget", toml(budget)).key("utfall", toml("9950"))]);
        pipeline::check(report.folder().path(), None).unwrap().diagnostics
    };
    for (found, code) in [
        (sum("14532000"), Code::SumMismatch),
        (sum("14531817"), Code::SumMismatch),
        (sum("14.532"), Code::SumMismatch),
        (elsewhere("10449000"), Code::TablesDisagree),
        (elsewhere("10448721"), Code::TablesDisagree),
    ] {
        let told = with_code(&found, code);
        assert!(told.len() == 1 && told[0].hint.sv.starts_with("tkr i stället för kronor"), "{found:#?}");
    }
    for (found, code) in [(sum("14533000"), Code::SumMismatch), (elsewhere("10450000"), Code::TablesDisagree)] {
        let told = with_code(&found, code);
        assert!(told.len() == 1 && !told[0].hint.sv.contains("kronor"), "{found:#?}");
    }
}

#[test]
fn a_dash_alone_is_put_in_quotes() {
    for dash in ["–", "—", "-", "−"] {
        let found = after(|line| line.replace("utfall_2025_08 = 31240", &format!("utfall_2025_08 = {dash}")));
        let told = with_code(&found, Code::TomlSyntax);
        assert!(told.len() == 1 && told[0].hint.sv.contains("`utfall_2025_08 = \"–\"`"), "{dash}: {found:#?}");
        let fixed: Vec<&str> = told[0].fix.iter().map(|edit| edit.with.as_str()).collect();
        assert!(fixed.iter().all(|with| *with == "\"–\""), "{dash}: {fixed:?}");
    }
    // One before a figure is its minus.
    let found = after(|line| line.replace("avvikelse = -1500", "avvikelse = –1500"));
    assert!(with_code(&found, Code::TomlSyntax)[0].hint.sv.contains("`-1500`"), "{found:#?}");
}

#[test]
fn a_block_of_which_there_is_one_loses_a_bracket_and_no_more() {
    for (file, block) in [
        ("rapport.toml", "period"),
        ("rapport.toml", "kontroller"),
        ("rapport.toml", "bedomning"),
        ("enheter/aldreomsorg.toml", "noter"),
    ] {
        let folder = changed(file, &format!("\n[{block}]\n"), &format!("\n[[{block}]]\n"));
        let found = pipeline::check(folder.path(), None).unwrap().diagnostics;
        let told = with_code(&found, Code::WrongType);
        assert!(told.len() == 1, "{block}: {found:#?}");
        assert_eq!(told[0].hint.sv, format!("skriv `[{block}]`, med enkla hakparenteser"));
    }
}

#[test]
fn what_follows_from_a_value_that_is_missing_waits_for_it() {
    for key in ["prognos_2026", "budget_2026", "avvikelse"] {
        let found = after(|line| if line.starts_with(key) { format!("{key} =") } else { line.to_owned() });
        assert!(with_code(&found, Code::CheckSkipped).is_empty(), "{key}: {found:#?}");
        assert_eq!(with_code(&found, Code::TomlSyntax).len(), 1, "{key}: {found:#?}");
    }
}

#[test]
fn an_empty_cell_leads_to_the_line_to_write_and_to_no_other_file() {
    let found = after(|line| line.replace("avvikelse = -1500", "# avvikelse ="));
    let told = with_code(&found, Code::BlankCell);
    let [told] = told.as_slice() else { panic!("{found:#?}") };
    assert!(told.hint.sv.contains("skriv `avvikelse = -1500` på raden") && told.related.is_empty(), "{told:#?}");
}

#[test]
fn what_one_unit_writes_changes_nothing_that_is_told_of_others() {
    let others = |fill: bool| {
        let dir = new_report();
        if fill {
            filled(&dir, "gata", &OUTCOMES);
            filled(&dir, "gata", &PLANS);
        }
        let checked = pipeline::check(&dir.path().join("r"), None).unwrap();
        let of = |found: &Diagnostic| found.place.map(|place| checked.sources.file(place.file).path.clone());
        let all: Vec<_> = checked.diagnostics.iter().map(|found| (of(found), found.message.sv.clone())).collect();
        all.into_iter().filter(|(file, _)| file.as_deref() != Some("enheter/gata.toml")).collect::<Vec<_>>()
    };
    assert_eq!(others(false), others(true));
}

#[test]
fn a_new_file_says_how_a_variance_is_computed_and_costs_are_written() {
    let dir = new_report();
    let text = std::fs::read_to_string(dir.path().join("r/enheter/va.toml")).unwrap();
    let said = "# Avvikelse helår, tkr: Budget 2026 minus Prognos 2026; minus är sämre än budget\n# avvikelse =\n";
    assert!(text.contains(said) && text.contains("Kostnader, också nettokostnader, skrivs utan minus."), "{text}");
    // As the report says it.
    for (was, with, words) in [
        ("kostnader = \"plus\"", "kostnader = \"minus\"", "skrivs med minus."),
        ("avvikelse = \"battre_resultat\"", "avvikelse = \"mer_an_budget\"", "Prognos 2026 minus Budget 2026"),
    ] {
        let dir = new_report();
        let path = dir.path().join("r/rapport.toml");
        let manifest = std::fs::read_to_string(&path).unwrap();
        assert!(manifest.contains(was), "{manifest}");
        std::fs::write(&path, manifest.replace(was, with)).unwrap();
        std::fs::remove_file(dir.path().join("r/enheter/va.toml")).unwrap();
        underlag(&["new", "section", "r", "va"], dir.path());
        let text = std::fs::read_to_string(dir.path().join("r/enheter/va.toml")).unwrap();
        assert!(text.contains(words), "{text}");
    }
}

/// What a page of a draft tells to write is what the program takes in the report's folder.
#[test]
fn the_commands_of_a_draft_name_the_folder() {
    let dir = new_report();
    filled(&dir, "gata", &OUTCOMES);
    let said = lines_of(&dir).join("\n");
    assert!(said.contains("underlag check . visar alla"), "{said}");
    for command in [&["check", "."][..], &["status", ".", "--figures"]] {
        let output = underlag(command, &dir.path().join("r"));
        assert_ne!(output.status.code(), Some(2), "{command:?}: {output:?}");
    }
}

/// The lines that a draft with this title and these lines of facts puts on its cover.
fn on_cover(title: &str, facts: &[&str]) -> usize {
    let name = |(at, words): (usize, &&str)| format!("{{ namn = \"Uppgift {at}\", text = \"{words}\" }}");
    let facts: Vec<String> = facts.iter().enumerate().map(name).collect();
    let head = format!("format = 1\nid = \"liten\"\ntitel = \"{title}\"\nuppgifter = [{}]\n", facts.join(", "));
    let rest = "kommun = \"K kommun\"\nnamnd = \"Nämnden\"\ndatum = 2025-09-18\n\n[[enhet]]\nid = \"a\"\nnamn = \"A\"\n\n\
                [[kapitel]]\nid = \"text\"\nrubrik = \"Text\"\ndelar = [\"a\"]\n";
    let dir = Folder::empty().with("rapport.toml", &(head + rest));
    let document = pipeline::document(dir.path(), true).unwrap().unwrap();
    document.parts.iter().filter_map(|part| part.cover.as_ref()).map(|cover| cover.notice.len()).sum()
}

#[test]
fn what_a_draft_says_leaves_a_cover_that_is_full_without_it() {
    let long = "Ett mycket långt namn på en verksamhet som inte får plats på en enda rad utan bryts flera gånger om";
    let title = format!("{long}, {long}, {long}");
    for (title, facts) in [("Kort", vec![long; 5]), ("Kort", vec!["kort"; 12]), (&title, vec![]), (long, vec![long; 3])]
    {
        assert_eq!(on_cover(title, &facts), 1, "{title}: {facts:?}");
    }
    for facts in [vec![], vec!["kort"; 3]] {
        assert!(on_cover("Delårsrapport januari–augusti 2026", &facts) > 1, "{facts:?}");
    }
}
