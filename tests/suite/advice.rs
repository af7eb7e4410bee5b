//! The advice that somebody gets who writes a report for the first time: what is meant, once, in Swedish.

use underlag::diagnostic::Language;
use underlag::diagnostic::show;
use underlag::pipeline;

use crate::support::report::{Block, Report, chapter, columns, row, table, toml};
use crate::support::{Folder, printed, root, underlag};
use crate::workbook::drift;

/// Two tables in the same columns, without rows.
fn tables() -> Report {
    let budget_and_outcome = r#"[{ id = "budget", rubrik = "Budget" }, { id = "utfall", rubrik = "Utfall" }]"#;
    Report::new().add([
        chapter("ekonomi", "Ekonomi", "tabeller").key("tabeller", ["netto", "oversikt"]),
        columns("ar").key("sort", "tkr").key("kolumn", toml(budget_and_outcome)),
        table("netto", "Nettokostnad", "ar", ["a/skola", "a/vard"]),
        table("oversikt", "Översikt", "ar", ["a/resultat"]),
    ])
}

/// The row of the second table.
fn result() -> Block {
    row("oversikt", "resultat", "Resultat").key("utfall", 2)
}

/// The tables with their rows.
fn report() -> Report {
    let netto = [row("netto", "skola", "Skola").key("budget", 1), row("netto", "vard", "Vård").key("utfall", 2)];
    tables().deliver("a", netto).deliver("a", [result()])
}

/// What is said in Swedish about the report with a changed block.
fn said_at(address: &str, change: impl FnOnce(Block) -> Block) -> String {
    swedish(&report().at(address, change).folder())
}

/// What is said of a row that has this key in the place of its budget.
fn said_of_key(key: &str, value: &str) -> String {
    said_at("rad/skola", |row| row.without("budget").key(key, toml(value)))
}

fn swedish(folder: &Folder) -> String {
    let checked = pipeline::check(folder.path(), None).unwrap();
    show::human(&checked.diagnostics, &checked.sources, Language::Swedish, false)
}

/// One finding, with this advice.
fn assert_one(said: &str, advice: &str) {
    assert_eq!(said.matches("╰ råd: ").count(), 1, "{said}");
    assert!(said.contains(advice), "{advice} in {said}");
}

#[test]
fn nothing_is_said_of_what_is_right() {
    assert_eq!(swedish(&report().folder()), "");
}

#[test]
fn amounts_as_swedish_writes_them() {
    for (written, advice) in [
        ("20 600", "råd: skriv beloppet utan mellanslag i filen: `20600` (i handlingen blir det 20\u{a0}600)\n"),
        (
            "20600,5 # om året",
            "råd: skriv decimaler med punkt i filen: `20600.5` (i handlingen blir det 20\u{a0}600,5)\n",
        ),
        (
            "-20 600,5",
            "råd: skriv beloppet utan mellanslag och med decimalpunkt i filen: `-20600.5` (i handlingen blir det −20\u{a0}600,5)\n",
        ),
        ("−50", "råd: skriv minus med bindestreck i filen: `-50` (i handlingen blir det −50)\n"),
        ("(50)", "råd: minustecknet skrivs framför talet: `budget = -50`\n"),
        ("ca 50", "råd: text skrivs inom citattecken, `budget = \"...\"`"),
    ] {
        let said = said_of_key("budget", written);
        let syntax = said.matches("fel[toml-skrivfel]").count();
        assert_eq!(syntax, 1, "{said}");
        assert!(said.contains(advice), "{advice} in {said}");
    }
}

/// Each of them lacks quotation marks, and nothing else is wrong with it.
#[test]
fn figures_with_words_behind_them() {
    for written in ["-200 tkr", "−200 tkr", "–12 st", "1 250 kr", "-3,5 %", "3,5%", "12 ‰", "+15 platser # i år"]
    {
        let said = said_of_key("budget", written);
        let words = written.split(" #").next().unwrap();
        let is_money = words.ends_with("kr");
        let what = if is_money { "är ett belopp med ord" } else { "är text och ska ha citattecken" };
        assert!(said.starts_with(&format!("fel[toml-skrivfel]: `{words}` {what}\n")), "{said}");
        let text = "råd: text skrivs inom citattecken, `budget = \"...\"`";
        assert_one(&said, if is_money { "råd: skriv bara talet: `budget = " } else { text });
    }
}

/// Spaces and quotation marks as Word leaves them are one finding each, and the value is read.
#[test]
fn what_word_leaves_around_keys_and_values() {
    let with = |line: &str| {
        let unit = crate::support::UNIT.replace("kapitel = \"text\"", line);
        swedish(&Folder::new().with("enheter/a.toml", unit))
    };
    let marks = ["”text”", "“text”", "„text”", "»text«", "«text»", "‘text’", "’text’", "”text\"", "\"text”"];
    for line in marks.iter().map(|value| format!("kapitel = {value}")) {
        let said = with(&line);
        assert!(said.contains("är krökt (typografiskt), som Word gör dem"), "{line}: {said}");
        assert_one(&said, "skriv raka citattecken");
    }
    for line in [
        "kapitel\u{a0}= \"text\"",
        "kapitel =\u{a0}\"text\"",
        "kapitel = \"text\"\u{202f}",
        "\u{2003}kapitel = \"text\"",
    ] {
        assert_one(&with(line), "ta bort tecknet och skriv ett mellanslag");
    }
    for line in ["\tkapitel\t=\t\"text\"", "kapitel=\"text\"\t"] {
        assert_eq!(with(line), "", "{line}");
    }
}

#[test]
fn a_date_in_words() {
    assert_one(
        &swedish(&report().key("datum", toml("7 oktober 2025")).folder()),
        "skriv datumet som `datum = \"2025-10-07\"`",
    );
}

#[test]
fn keys_of_rows_are_known_beside_columns() {
    assert_one(&said_of_key("kommentarer", "\"x\""), "råd: menade du `kommentar`?");
    assert_one(&said_of_key("budgett", "1"), "råd: menade du `budget`?");
    assert_one(&said_of_key("zzzzzzzz", "1"), "`utfall`, `tabell`, `id`, `namn`, `slag`");
}

#[test]
fn what_follows_from_a_fault_is_not_told() {
    let more = report().add([chapter("mer", "Mer", "tabeller").key("tabeller", ["overblick"])]);
    assert_one(&swedish(&more.folder()), "råd: kontrollera stavningen");
    let rounded = said_at("tabell/netto", |table| table.key("avrunda", true).key("decimaler", "1"));
    assert_one(&rounded, "råd: skriv talet utan citattecken");
}

#[test]
fn an_address_says_what_its_table_has() {
    let said = swedish(&report().text("Det blev {{oversikt.skola.utfall}}.").folder());
    assert_one(&said, "råd: tabellens rader är `resultat`");
    assert!(said.contains("ingen rad i tabellen `oversikt` heter `skola`"), "{said}");
    let said = swedish(&report().text("Det blev {{oversikt.resultat.utfal}}.").folder());
    assert_one(&said, "råd: menade du `utfall`? Tabellens kolumner är `budget`, `utfall`");
}

#[test]
fn a_row_of_another_table_can_be_taken() {
    let said = said_at("tabell/oversikt", |table| table.key("rader", ["a/resultat", "a/skola"]));
    assert_one(&said, "eller hämta raden ur den tabell som har den: `{ ur = \"netto.skola\" }`");
    let taken = toml(r#"["a/resultat", { ur = "netto.skola" }]"#);
    assert_eq!(said_at("tabell/oversikt", |table| table.key("rader", taken)), "");
}

const MAPPED: &str = "kolumner = { id = \"Ansvar\", namn = \"Benämning\", budget = \"Budget\" }\n\
    rader = { skola = \"1\", vard = \"2\" }\n";

fn with_file(export: &str, file: &str, bytes: impl AsRef<[u8]>) -> String {
    let report = tables().deliver("a", [result()]).file(file, bytes);
    swedish(&report.folder().and("enheter/a.toml", &format!("\n{export}")))
}

#[test]
fn headings_on_another_row_are_found() {
    let sheet = drift(&["Rapport|x", "Ansvar|Benämning|Budget", "1|Skola|5", "2|Vård|6"]);
    let of_sheet = |area: &str| {
        let export = format!("[[xlsx]]\ntabell = \"netto\"\nfil = \"enheter/a.xlsx\"\n{area}{MAPPED}");
        with_file(&export, "enheter/a.xlsx", &sheet)
    };
    assert_eq!(of_sheet("omrade = \"A2:C\"\n"), "");
    for (area, advice) in [("omrade = \"A3:C\"\n", "A2:C"), ("omrade = \"A1:C4\"\n", "A2:C4"), ("", "A2")] {
        let said = of_sheet(area);
        assert!(said.contains("rubrikerna finns på rad 2,"), "{said}");
        assert!(said.contains(&format!("råd: skriv `omrade = \"{advice}\"`")), "{said}");
        assert!(!said.contains("ingen kolumn heter"), "{said}");
    }
    let export = format!("[[csv]]\ntabell = \"netto\"\nfil = \"enheter/a.csv\"\n{MAPPED}");
    let with_title = |title: &str, headings: &str| {
        with_file(&export, "enheter/a.csv", format!("{title}\n\n{headings}\n1;Skola;5\n2;Vård;6\n"))
    };
    for title in ["Rapport;;", "Rapport, maj", "\"Rapport; maj\"", "sep=;"] {
        assert_eq!(with_title(title, "Ansvar;Benämning;Budget"), "", "{title}");
    }
    let said = with_title("Rapport;;", "Ansvar;Benämning;Budgt");
    assert!(said.contains("rubrikerna finns på rad 3,") && said.contains("ta bort raderna ovanför"), "{said}");
}

#[test]
fn a_column_has_decimals_of_its_own() {
    let sheet = drift(&["Ansvar|Benämning|Budget|Andel", "1|Skola|5.25|0.30000000000000004", "2|Vård|6.5|2"]);
    let of = |andel: &str, more: &str| {
        let columns =
            format!("kolumner = {{ id = \"Ansvar\", namn = \"Benämning\", budget = \"Budget\", utfall = {andel} }}");
        let rows = "rader = { skola = \"1\", vard = \"2\" }";
        let export = format!("[[xlsx]]\ntabell = \"netto\"\nfil = \"enheter/a.xlsx\"\n{more}{columns}\n{rows}\n");
        let report = tables().deliver("a", [result()]).file("enheter/a.xlsx", &sheet);
        let folder = report.folder().and("enheter/a.toml", &format!("\n{export}"));
        (swedish(&folder), crate::support::text(&folder.built()))
    };
    let (said, paper) = of("{ kolumn = \"D\", decimaler = 1 }", "");
    assert_eq!(said, "");
    assert!(paper.contains("| Skola | 5,25 | 0,3\n| Vård | 6,5 | 2,0\n"), "{paper}");
    let (said, paper) = of("{ rubrik = \"Andel\", decimaler = 1 }", "decimaler = 2\n");
    assert_eq!(said, "");
    assert!(paper.contains("| Skola | 5,25 | 0,3\n| Vård | 6,50 | 2,0\n"), "{paper}");
    let (said, _) = of("\"Andel\"", "");
    assert!(said.contains("`utfall = { kolumn = \"D\", decimaler = 1 }` i `kolumner`"), "{said}");
    let (said, _) = of("{ decimaler = 1 }", "");
    assert!(said.contains("`kolumn` saknas"), "{said}");
}

#[test]
fn tokens_of_a_layout() {
    let said = |token: &str, at: &str| {
        swedish(&Report::new().layout(format!("arver = \"kommun\"\n\n[{at}]\n{token}\n")).folder())
    };
    for (token, at, advice) in [
        ("svag = \"grå\"", "farg", "`grå` är ingen färg: skriv den som `#1d2227`"),
        ("marginal_hoger = \"3 cm\"", "sida", "`3 cm` är inget mått: skriv det som `10.5pt` eller `25mm`"),
        ("svagt = \"#112233\"", "farg", "nyckeln `svagt` finns inte här; det finns "),
        ("bredd = 240", "sida", "här står heltalet `240`, men det ska vara en text inom citattecken"),
        ("avstava = \"ja\"", "stil.brod", "här står texten \"ja\", men det ska vara `true` eller `false`"),
        ("spalter = true", "sida", "här står värdet `true`, men det ska vara ett heltal från 0"),
        ("spalter = -1", "sida", "här står heltalet `-1`, men det ska vara ett heltal från 0"),
        ("brod = 9", "stil", "här står heltalet `9`, men det ska vara ett block"),
        ("spalter = []", "sida", "här står en lista, men det ska vara ett heltal från 0"),
    ] {
        let said = said(token, at);
        assert!(said.contains(&format!("har ett fel: {advice}")), "{advice} in {said}");
    }
}

#[test]
fn the_command_line() {
    let folder = Folder::new();
    let manifest = folder.path().join("rapport.toml");
    let run = underlag(&["check", manifest.to_str().unwrap(), "--lang", "sv"], root());
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(said.contains("är en fil; skriv rapportens mapp: ") && !said.contains("finns ingen"), "{said}");
    for arguments in [["--lang", "sv", "check"], ["check", "--lang", "sv"]] {
        let run = underlag(&[&arguments[..], &[folder.path().to_str().unwrap()]].concat(), root());
        assert_eq!(printed(&run), "0 fel, 0 varningar, 0 upplysningar\n");
    }
}

/// An assessment in other words than the report's is told with these, and with the one that was meant.
#[test]
fn assessments_are_told_with_the_words_of_the_report() {
    let goals = |said: &str| {
        let example = Folder::of(&root().join("inputs/sandby-sn-2025-08"));
        let path = example.path().join("enheter/aldreomsorg.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replacen("\"Nås\"", &format!("\"{said}\""), 1)).unwrap();
        swedish(&example)
    };
    for (said, meant) in [
        ("Nås.", "Nås"),
        ("nås inte!", "Nås inte"),
        ("”Nås”", "Nås"),
        ("NÅS  INTE", "Nås inte"),
        ("Uppfyllt", "Nås"),
        ("Uppnått", "Nås"),
        ("Delvis", "Osäkert"),
        ("Ej uppfyllt", "Nås inte"),
        ("Målet nås", "Nås"),
        ("Röd", "Nås inte"),
        ("Osäker", "Osäkert"),
    ] {
        let found = goals(said);
        let advice = format!("råd: menade du `{meant}`? Rapportens ord är `Nås`, `Osäkert`, `Nås inte`\n");
        assert_eq!(found.matches("fel[fel-varde]").count(), 1, "{found}");
        assert!(found.contains(&advice), "{said}: {found}");
    }
    for said in ["–", "Se text", "✔"] {
        let found = goals(said);
        assert!(found.contains("råd: välj ett av rapportens ord: `Nås`, `Osäkert`, `Nås inte`\n"), "{said}: {found}");
    }
    for said in ["nås", "NÅS", " Nås ", "● Nås"] {
        assert!(!goals(said).contains("fel["), "{said}: {}", goals(said));
    }
}

/// A unit's file with these lines for a row of the example's, in CRLF or not.
fn with_row(lines: &str, windows: bool) -> Folder {
    let example = Folder::of(&root().join("inputs/sandby-sn-2025-08"));
    let path = example.path().join("enheter/stab.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let row = text.find("[[rad]]").unwrap();
    let end = text[row..].find("\n\n").map_or(text.len(), |end| row + end);
    let text = format!("{}[[rad]]\ntabell = \"netto\"\nid = \"stab\"\n{lines}{}", &text[..row], &text[end..]);
    std::fs::write(&path, if windows { text.replace('\n', "\r\n") } else { text }).unwrap();
    example
}

/// The text ends with its line where the next one is another key, a comment with its own quotation marks, or a block.
#[test]
fn a_forgotten_quotation_mark_is_told_with_the_line_to_write() {
    let cells = "budget_2025 = 1\nutfall_2025_08 = 1\nprognos_2025 = 1\navvikelse = 0\n";
    for below in [
        cells.to_owned(),
        format!("# Till exempel \"Stab\"\n{cells}"),
        format!("# Belopp i mnkr\n{cells}"),
        format!("\n# Till exempel \"Stab\"\n\n{cells}"),
        format!("\n\n{cells}"),
    ] {
        for (name, windows) in [("Ekonomi och stab", false), ("Ekonomi och stab", true), ("Lön & IT på ö", false)] {
            let said = swedish(&with_row(&format!("namn = \"{name}\n{below}"), windows));
            let told = format!("råd: skriv `namn = \"{name}\"`\n");
            assert!(said.contains(&told) && said.matches("toml-skrivfel").count() == 1, "{below}: {said}");
            assert!(!said.contains("okand-nyckel"), "{below}: {said}");
        }
    }
    // A text over several lines is one.
    let said = swedish(&with_row(&format!("namn = \"Ekonomi\noch stab\"\n{cells}"), false));
    assert!(said.contains("texten har flera rader"), "{said}");
}

/// A minus with a space behind it is an amount, whatever sign it is.
#[test]
fn a_minus_apart_from_its_figure_is_told_with_the_figure() {
    let rest = "namn = \"Ekonomi och stab\"\nbudget_2025 = 1\nutfall_2025_08 = 1\nprognos_2025 = 1\n";
    for (written, meant) in [
        ("- 0.4", "-0.4"),
        ("– 0,4", "-0.4"),
        ("−  1 200", "-1200"),
        ("-\u{a0}22", "-22"),
        ("+ 22", "22"),
        ("— 7", "-7"),
    ] {
        let said = swedish(&with_row(&format!("{rest}avvikelse = {written}\n"), false));
        assert_eq!(said.matches("toml-skrivfel").count(), 1, "{written}: {said}");
        assert!(said.contains(&format!(": `{meant}` (i handlingen blir det ")), "{written}: {said}");
        assert!(!said.contains("belopp-med-ord"), "{written}: {said}");
    }
    for written in ["- ca 22", "-", "– ej klart"] {
        let said = swedish(&with_row(&format!("{rest}avvikelse = {written}\n"), false));
        assert!(said.contains("toml-skrivfel") && !said.contains("i handlingen blir det"), "{written}: {said}");
    }
}

/// A note's mark as it comes from Word, and a table without a list's points.
#[test]
fn what_comes_from_word_into_a_text_is_told() {
    let text = |words: &str| swedish(&Folder::new().with("enheter/a.toml", crate::support::saying(words)));
    for words in ["Projektet startar.[1] Det dröjer.", "Projektet[2] startar.", "Läs ”mer”[12]."] {
        let said = text(words);
        assert!(said.contains("blir ingen fotnot") && said.contains("råd: skriv `[^id]`"), "{words}: {said}");
    }
    for words in
        ["[1] Källan är Kolada.", "Se bilaga [1].", "Vektorn a[1](https://a.example).", "Läs[2024].", "Nivå [hög]."]
    {
        assert!(!text(words).contains("blir ingen fotnot"), "{words}: {}", text(words));
    }
    let said = text("| Filial | Besök |\n| Rot | 13 |");
    assert!(said.contains("med komma i stället för `|`: `- Skola, 12, 14`"), "{said}");
    assert!(!text("- Filial, besök\n- Rot, 13").contains("en tabell kan inte"));
}
