//! The shapes that municipalities' papers have, as the report `tests/reports/shapes` writes them.

use std::fs;

use underlag::model::{Align, BlockKind};

use crate::golden::golden;
use crate::support::both_files::agree;
use crate::support::report::{Block, Report, chapter, column, columns, row, table, toml};
use crate::support::word_file::{BODY, part, parts};
use crate::support::{Folder, MANIFEST, bytes, printed, root, saying, text, underlag};

#[test]
fn the_report_of_all_shapes_is_built_without_a_finding() {
    let out = tempfile::tempdir().unwrap();
    let report = root().join("tests/reports/shapes");
    let run = underlag(
        &["build", report.to_str().unwrap(), "--format", "pdf,docx,txt", "--verify", "--final", "--lang", "en"],
        out.path(),
    );
    let said = printed(&run);
    assert_eq!(run.status.code(), Some(0), "{said}");
    assert!(said.contains("0 errors, 0 warnings") && said.contains("0 differences"), "{said}");
    let text = fs::read_to_string(out.path().join("output/former.txt")).unwrap();
    golden("shapes.txt", &text);
    let contents = text.split("Innehållsförteckning\n").nth(1).unwrap().split("----").next().unwrap();
    for line in ["          3.1.1.1.1 Halkbekämpning", "        3.2.1.1 Torget", "      3.2.2 Lekplatser"] {
        assert!(contents.lines().any(|known| known == line), "{contents}");
    }
}

/// The headings of a text file, with the numbers they have.
fn headings(of: &str) -> Vec<&str> {
    of.lines().filter(|line| line.starts_with('#')).collect()
}

/// What a unit's text with subheadings becomes in a report whose manifest says this as well.
fn with_subheadings(manifest: &str) -> String {
    let folder = Folder::new().with("rapport.toml", MANIFEST.replacen("datum", "numrerade_rubriker = 6\ndatum", 1));
    let words = "Först.\n\n## Ett\n\nOrd.\n\n# Två\n\nOrd.\n\n## Tre\n\nOrd.";
    let folder = folder.and("rapport.toml", manifest).with("enheter/a.toml", saying(words));
    let out = tempfile::tempdir().unwrap();
    let run = underlag(&["build", folder.path().to_str().unwrap(), "--format", "txt"], out.path());
    assert_eq!(run.status.code(), Some(0), "{}", printed(&run));
    fs::read_to_string(out.path().join("output/liten.txt")).unwrap()
}

#[test]
fn subheadings_are_listed_and_numbered_as_the_report_says() {
    let plain = with_subheadings("\n[innehall]\nnivaer = 6\n");
    let quiet = ["# 1 Text", "## 1.1 Enhet A", "### Ett", "### Två", "#### Tre"];
    assert_eq!(headings(&plain), quiet);
    assert!(!plain.split("----").next().unwrap().contains("Två"), "the contents leave them out: {plain}");
    let both = with_subheadings("\n[innehall]\nnivaer = 6\n\n[mellanrubriker]\ni_innehall = true\nnumrerade = true\n");
    let numbered = ["# 1 Text", "## 1.1 Enhet A", "### 1.1.1 Ett", "### 1.1.2 Två", "#### 1.1.2.1 Tre"];
    assert_eq!(headings(&both), numbered);
    assert!(both.split("----").next().unwrap().contains("1.1.2.1 Tre"), "{both}");
}

#[test]
fn a_chapter_below_the_fifth_level_is_told() {
    let mut chapters = String::new();
    for level in 1..=5 {
        let path = format!("kapitel{}", ".underkapitel".repeat(level));
        chapters.push_str(&format!("\n[[{path}]]\nid = \"k{level}\"\nrubrik = \"Nivå {level}\"\n"));
    }
    let folder = Folder::new().and("rapport.toml", &chapters);
    let run = underlag(&["check", folder.path().to_str().unwrap(), "--format", "short", "--lang", "sv"], folder.path());
    let said = printed(&run);
    let told = said.lines().find(|line| line.contains("limit-exceeded")).unwrap_or(&said);
    assert!(told.contains("kapitel kan ligga i 5 nivåer"), "{said}");
}

/// A report with a table in tkr whose last row is a count, and a text.
fn table_of(words: &str) -> Report {
    let year = |id: &str, cells: &[(&str, &str)]| row("t", id, id).cells(cells);
    Report::new()
        .text(words)
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
        .add([column("forra", "Förra"), column("utfall", "Utfall"), column("andel", "Andel").key("sort", "%")])
        .add([table("t", "Tabell", "k", ["a/ett", "a/platser", "a/summa"])])
        .deliver("a", [year("ett", &[("forra", "12000"), ("utfall", "12950"), ("andel", "\"4,2 %\"")])])
        .deliver("a", [year("platser", &[("forra", "40"), ("utfall", "\"55 st\"")]).key("mattenhet", "st")])
        .deliver("a", [year("summa", &[("forra", "12000"), ("utfall", "12950")]).key("slag", "summa")])
        .at("rad/summa", |sum| sum.key("summerar", "ovan"))
}

/// The paper's text with ordinary spaces.
fn spaced(report: &Report) -> String {
    text(&report.built()).replace('\u{a0}', " ")
}

#[test]
fn bound_figures_are_written_as_the_text_asks() {
    for (asked, shown) in [
        ("t.ett.utfall|mnkr", "13,0 mnkr"),
        ("t.ett.utfall|mnkr|2 decimaler", "12,95 mnkr"),
        ("t.ett.utfall|mnkr|3 decimaler", "12,950 mnkr"),
        ("t.ett.utfall|miljoner kronor|heltal", "13 miljoner kronor"),
        ("t.ett.utfall|kr", "12 950 000 kr"),
        ("t.ett.utfall|mkr|tal", "13,0"),
        ("t.ett.utfall|tecken", "+12 950 tkr"),
        ("t.ett.utfall - t.ett.forra", "950 tkr"),
        ("t.ett.forra - t.ett.utfall|tecken|mnkr", "−1,0 mnkr"),
        ("t.ett.forra − t.ett.utfall|avvikelse", "en negativ avvikelse på 950 tkr"),
        ("t.ett.utfall - t.ett.forra|mot budget", "ett överskott mot budget på 950 tkr"),
        ("t.ett.utfall - t.ett.utfall|mot budget", "ingen avvikelse mot budget"),
        ("t.ett.utfall - t.ett.forra|procent", "7,9 %"),
        ("t.ett.utfall / t.ett.forra|procent|heltal", "108 %"),
        ("t.ett.utfall / t.ett.forra|procent|tal", "107,9"),
        ("t.ett.andel", "4,2 %"),
        ("t.platser.utfall", "55 st"),
        ("t.a/platser.utfall - t.a/platser.forra", "15 st"),
        ("tabell:t", "tabellen Tabell"),
        ("avsnitt:e", "avsnittet Ekonomi"),
        ("avsnitt:e|tal", "Ekonomi"),
    ] {
        let report = table_of(&format!("Det är {{{{{asked}}}}} nu."));
        assert_eq!(report.findings(), "", "{asked}");
        let text = spaced(&report);
        let line = text.lines().find(|line| line.starts_with("Det är")).unwrap_or(&text);
        assert_eq!(line, format!("Det är {shown} nu."), "{asked}");
    }
}

#[test]
fn bound_figures_that_cannot_be_shown_say_why() {
    for (asked, told) in [
        ("t.ett.andel|mnkr", "% cannot be converted to mnkr"),
        ("t.ett.utfall - t.platser.utfall", "st cannot be converted to tkr"),
        ("t.ett.utfall / t.summa.andel", "there is no figure"),
        ("t.ett.utfall|mnk", "cannot be written as `mnk`"),
        ("t.ett.utfall|7 decimaler", "cannot be written as `7 decimaler`"),
        ("tabell:tt", "no table is called `tt`"),
        ("avsnitt:f", "no chapter is called `f`"),
        ("bilaga:x", "no paper is called `x`"),
        ("mal:x", "no goal is called `x`"),
        ("diagram:x", "no chart is called `x`"),
    ] {
        let report = table_of(&format!("Det är {{{{{asked}}}}} nu."));
        let found = report.findings();
        assert!(found.contains(told) && found.lines().count() == 1, "{asked}: {found}");
        let text = spaced(&report);
        assert!(text.contains(&format!("Det är {{{{{asked}}}}} nu.")), "it stands there as it was written: {text}");
    }
}

#[test]
fn a_row_in_a_unit_of_its_own_is_no_part_of_a_sum() {
    let report =
        table_of("Det går bra.").at("rad/platser", |row| row.key("fet", toml("true")).key("indrag", toml("2")));
    assert_eq!(report.findings(), "");
    let text = spaced(&report);
    assert!(text.contains("| ·· platser | 40 st | 55 st | \n+ summa | 12 000 | 12 950 | "), "{text}");
    // A name that says the unit says it of all figures.
    let named = spaced(&report.at("rad/platser", |row| row.key("namn", "Platser (st)")));
    assert!(named.contains("| ·· Platser (st) | 40 | 55"), "{named}");
}

#[test]
fn references_are_numbers_where_there_are_any() {
    let words = "{{avsnitt:e}} är kort. {{tabell:t}} visar allt, se *{{tabell:t}}*.";
    let plain = spaced(&table_of(words));
    assert!(plain.contains("Avsnittet Ekonomi är kort. Tabellen Tabell visar allt, se *tabellen Tabell*."), "{plain}");
    let numbered = table_of(words).key("numrerade_rubriker", toml("2")).key("numrerade_tabeller", toml("true"));
    assert_eq!(numbered.findings(), "");
    let text = spaced(&numbered);
    assert!(text.contains("Avsnitt 2 är kort. Tabell 1 visar allt, se *tabell 1*."), "{text}");
    assert!(text.contains("[tabell: Tabell 1. Tabell]"), "{text}");
}

/// A table in the memo need not be counted with those of the report.
#[test]
fn a_table_may_have_no_number() {
    let two = table_of("Se {{tabell:v}}.")
        .key("numrerade_tabeller", toml("true"))
        .at("kapitel/e", |chapter| chapter.key("tabeller", ["t", "v"]))
        .add([table("v", "Vägar", "k", ["a/bro"])])
        .deliver("a", [row("v", "bro", "Bro").cells(&[("forra", "12"), ("utfall", "13"), ("andel", "\"8,3 %\"")])]);
    assert!(spaced(&two).contains("Se tabell 2."), "{}", spaced(&two));
    let text = spaced(&two.at("tabell/t", |table| table.key("numrerad", toml("false"))));
    assert!(text.contains("Se tabell 1.") && text.contains("[tabell: Tabell]"), "{text}");
}

/// How a column is set, its heading and its cells alike.
#[test]
fn a_column_is_set_as_the_report_asks() {
    for (word, set) in [("vanster", Align::Start), ("mitten", Align::Center), ("hoger", Align::End)] {
        let report = table_of("Det går bra.").at("kolumner.kolumn/utfall", |it| it.key("justering", word));
        let built = report.built();
        let document = built.document.as_ref().unwrap();
        let tables = document.blocks().into_iter().filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        let table = tables.clone().next().unwrap();
        assert_eq!(table.columns[2].align, set, "{word}");
        assert!(table.header.iter().chain(&table.rows[..1]).all(|row| row.cells[2].align == set), "{word}");
        let body = String::from_utf8(parts(bytes(&built, ".docx"))[BODY].clone()).unwrap();
        let at = body.find(">12\u{a0}950<").unwrap();
        let style = body[..at].rsplit("<w:pStyle w:val=\"").next().unwrap().split('"').next().unwrap();
        let is_set = [style.ends_with("Center"), style.ends_with("Right") || style.contains("Figure")];
        assert_eq!(is_set, [set == Align::Center, set == Align::End], "{word}: {style}");
    }
}

#[test]
fn what_a_cell_is_called_says_where_it_stands() {
    // A column that is called as a key of the row: its cells stand apart, or are the key's own.
    let with = |column_id: &str| {
        table_of("Det går bra.").after("kolumner.kolumn/andel", column(column_id, "Ord").key("slag", "text"))
    };
    let apart = with("slag").at("rad/ett", |row| row.key("celler", toml("{ slag = \"Fast\" }")));
    assert_eq!(apart.findings(), "");
    assert!(spaced(&apart).contains("| ett | 12 000 | 12 950 | 4,2 % | Fast"), "{}", spaced(&apart));
    let comment = with("kommentar").at("rad/ett", |row| row.key("kommentar", "Fler barn."));
    assert_eq!(comment.findings(), "");
    assert!(spaced(&comment).contains("| ett | 12 000 | 12 950 | 4,2 % | Fler barn."), "{}", spaced(&comment));
    assert!(with("namn").findings().contains("`namn` is one of the rows' own keys"), "{}", with("namn").findings());
}

/// A report whose table takes all rows as they come from lines like these.
fn all_rows(lines: &str) -> Report {
    let text = toml(format!("'''\n{lines}'''"));
    Report::new()
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
        .add([column("utfall", "Utfall, tkr"), table("t", "Tabell", "k", ["a/*"])])
        .deliver("a", [Block::entry("csv").key("tabell", "t").key("text", text)])
}

#[test]
fn rows_come_as_they_are_with_ids_of_their_names() {
    let report = all_rows("namn;utfall\nKostnader\nLöner & arvoden;70\nÖvrigt;30\nSumma;100\nIntäkter\nÖvrigt;20\n")
        .text("Löner {{t.loner-arvoden.utfall}}, {{t.kostnader-ovrigt.utfall}}, {{t.a/intakter-ovrigt.utfall|tal}}.");
    assert_eq!(report.findings(), "");
    let text = spaced(&report);
    assert!(text.contains("Löner 70 tkr, 30 tkr, 20."), "{text}");
    let rows =
        "> <2x1> Kostnader\n| Löner & arvoden | 70\n| Övrigt | 30\n+ Summa | 100\n> <2x1> Intäkter\n| Övrigt | 20\n";
    assert!(text.contains(rows), "{text}");
}

#[test]
fn a_column_says_which_rows_are_headings_and_sums() {
    let report =
        all_rows("slag;namn;utfall\nRubrik;Kostnader;\n;Löner;70\nrad;Övrigt;30\ndelsumma;Kostnader;100\n;A;5\n;B;6\n");
    assert_eq!(report.findings(), "");
    let rows = "> <2x1> Kostnader\n| Löner | 70\n| Övrigt | 30\n· Kostnader | 100\n| A | 5\n| B | 6\n";
    assert!(spaced(&report).contains(rows), "{}", spaced(&report));
    let wrong = all_rows("slag;namn;utfall\nsuma;Löner;70\n").findings();
    assert!(wrong.contains("`slag` cannot be `suma`"), "{wrong}");
}

#[test]
fn rows_that_are_named_stand_where_they_are_named() {
    let rows = "[\"a/y\", \"a/*\", { summa = \"ovan\", namn = \"Summa\" }]";
    let report =
        all_rows("id;namn;utfall\nx;X;1\ny;Y;2\nz;Z;3\n").at("tabell/t", |table| table.key("rader", toml(rows)));
    assert_eq!(report.findings(), "");
    assert!(spaced(&report).contains("| Y | 2\n| X | 1\n| Z | 3\n+ Summa | 6\n"), "{}", spaced(&report));
    let none = Report::new()
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k"), column("u", "U")])
        .add([table("t", "Tabell", "k", ["a/*"])]);
    assert!(none.findings().contains("has delivered no rows of the table `t`"), "{}", none.findings());
    let unknown = none.at("tabell/t", |table| table.key("rader", ["b/*"])).findings();
    assert!(unknown.contains("no unit is called `b`"), "{unknown}");
}

/// Risks of a table that says these columns and more.
fn risks(control: &str, risk: &str) -> Folder {
    let manifest = format!(
        "\n[[kapitel]]\nid = \"r\"\nrubrik = \"Risker\"\nslag = \"internkontroll\"\n\n[internkontroll]\n{control}\n"
    );
    Folder::new().and("rapport.toml", &manifest).and("enheter/a.toml", risk)
}

#[test]
fn the_columns_of_risks_ask_for_what_they_show() {
    let columns = "skala = 4\nrisker = [\"a/x\"]\nkolumner = [\"kategori\", \"risk\", \"niva\"]";
    let risk = "\n[[risk]]\nid = \"x\"\nnamn = \"X\"\nsannolikhet = 2\nkonsekvens = 3\n";
    let found = risks(columns, risk).findings();
    assert!(found.contains("`kategori` is missing") && found.contains("`nivaer` is missing"), "{found}");
    let plain = risks("skala = 4\nrisker = [\"a/x\"]\nkolumner = [\"risk\"]", &format!("{risk}kategori = \"Drift\"\n"));
    assert!(plain.findings().contains("kategori"), "{}", plain.findings());
    let levels = format!("{columns}\nnivaer = [{{ namn = \"Låg\", fran = 1 }}, {{ namn = \"Hög\", fran = 17 }}]");
    assert!(risks(&levels, risk).findings().contains("`fran` is out of range"));
    let unknown = risks(columns, risk).and(
        "rapport.toml",
        "[[kapitel]]\nid = \"s\"\nrubrik = \"S\"\nslag = \"internkontroll\"\nrisktabell = \"y\"\n",
    );
    assert!(unknown.findings().contains("no table of risks is called `y`"), "{}", unknown.findings());
}

/// A table of a revenue, a cost and their result, with a variance from the budget that is computed as `formula` says, on
/// all rows alike or not; the result adds up what `sum` says.
fn with_variance(formula: [&str; 2], alike: bool, sum: [&str; 2], rows: [[&str; 3]; 3]) -> Report {
    let mut variance = column("avvikelse", "Avvikelse").key("beraknas", formula);
    if alike {
        variance = variance.key("vands", toml("false"));
    }
    let names = [("intakt", "Intäkter"), ("kostnad", "Kostnader"), ("resultat", "Resultat")];
    let rows = names.into_iter().zip(rows).map(|((id, name), [budget, outcome, off])| {
        let row = row("t", id, name).cells(&[("budget", budget), ("utfall", outcome), ("avvikelse", off)]);
        if id == "resultat" { row.sum(sum).key("slag", "resultat") } else { row }
    });
    Report::new()
        .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
        .add([column("budget", "Budget"), column("utfall", "Utfall"), variance])
        .add([table("t", "Drift", "k", ["a/*"])])
        .deliver("a", rows)
}

/// The three ways in which the guide says that costs and variances are written, each without a finding; in each a wrong
/// sign is told.
#[test]
fn costs_and_variances_are_written_as_the_municipality_does() {
    type Way = ([&'static str; 2], bool, [&'static str; 2], [[&'static str; 3]; 3]);
    let ways: [Way; 3] = [
        // Costs without a sign; a better result is above zero.
        (
            ["budget", "-utfall"],
            false,
            ["intakt", "-kostnad"],
            [["100", "110", "10"], ["90", "95", "-5"], ["10", "15", "5"]],
        ),
        // Costs below zero; a better result is above zero.
        (
            ["utfall", "-budget"],
            true,
            ["intakt", "kostnad"],
            [["100", "110", "10"], ["-90", "-95", "-5"], ["10", "15", "5"]],
        ),
        // Costs without a sign; the variance is how much more it has become, on every row.
        (
            ["utfall", "-budget"],
            true,
            ["intakt", "-kostnad"],
            [["100", "110", "10"], ["90", "95", "5"], ["10", "15", "5"]],
        ),
    ];
    for (formula, alike, sum, rows) in ways {
        assert_eq!(with_variance(formula, alike, sum, rows).findings(), "", "{formula:?} {alike}");
        let mut wrong = rows;
        wrong[1][2] = if rows[1][2] == "5" { "-5" } else { "5" };
        let findings = with_variance(formula, alike, sum, wrong).findings();
        assert!(findings.contains("variance-mismatch"), "{formula:?} {alike}: {findings}");
    }
}

#[test]
fn headings_take_figures_and_refer_to_others() {
    let report = table_of("Se {{avsnitt:e|rubrik}}.")
        .at("kapitel/e", |chapter| chapter.key("rubrik", "Ekonomi: {{t.ett.utfall}} av {{tabell:t}}"));
    assert_eq!(report.findings(), "");
    let text = spaced(&report);
    assert!(text.contains("# Ekonomi: 12 950") && text.contains("av tabellen Tabell"), "{text}");
    // What is named by its heading is named with the figure; a heading that names itself ends.
    assert!(text.contains("Se Ekonomi: 12 950"), "{text}");
    let itself =
        table_of("Det går bra.").at("kapitel/e", |chapter| chapter.key("rubrik", "Ekonomi {{avsnitt:e|rubrik}}"));
    assert_eq!(itself.findings(), "");
    // An address that nothing has, a form that there is not, braces that are not closed, another mark.
    for (heading, code) in [
        ("Ekonomi {{t.tva.utfall}}", "unknown-reference"),
        ("Ekonomi {{t.ett.utfall|fel}}", "bad-value"),
        ("Ekonomi {{t.ett.utfall", "bad-value"),
        ("Ekonomi *fet*", "stray-mark"),
    ] {
        let findings = table_of("Det går bra.").at("kapitel/e", |chapter| chapter.key("rubrik", heading)).findings();
        assert!(findings.contains(code), "{heading}: {findings}");
    }
    // Of a table's heading, which is no heading of the text, marks are told.
    let findings = table_of("Det går bra.").at("tabell/t", |table| table.key("rubrik", "{{t.ett.utfall}}")).findings();
    assert!(findings.contains("stray-mark"), "{findings}");
}

#[test]
fn a_row_that_completes_a_line_stands_where_the_line_does() {
    // What is written beside pasted lines: a sum that one of them is, and rows of their own before and after.
    let lines = toml("'''\nid;namn;utfall\nett;Ett;1\ntva;Två;2\nsumma;Summa;12\ntre;Tre;4\n'''");
    let sum = row("t", "summa", "Summa").key("slag", "summa").key("summerar", "ovan");
    let own = |id: &str| row("t", id, id).cells(&[("utfall", "9")]);
    let report = |order: [Block; 4]| {
        Report::new()
            .add([chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]), columns("k").key("sort", "tkr")])
            .add([column("utfall", "Utfall, tkr"), table("t", "Tabell", "k", ["a/*"])])
            .deliver("a", order)
    };
    let csv = || Block::entry("csv").key("tabell", "t").key("text", lines.clone());
    for order in [[own("forst"), csv(), sum.clone(), own("sist")], [own("forst"), sum, csv(), own("sist")]] {
        let report = report(order);
        assert!(!report.findings().contains("error"), "{}", report.findings());
        let text = spaced(&report);
        let rows = "| forst | 9\n| Ett | 1\n| Två | 2\n+ Summa | 12\n| Tre | 4\n| sist | 9\n";
        assert!(text.contains(rows), "{text}");
    }
}

#[test]
fn own_levels_of_risks_take_the_colours_of_the_layout() {
    use underlag::model::charts::{weight, weight_among};
    // Each stands in the middle of its part; a product below the least has none.
    let levels = [2, 5, 9];
    let weights = [1, 2, 4, 5, 8, 9, 16].map(|product| weight_among(&levels, product, 1, 4));
    assert_eq!(weights, [None, Some(17), Some(17), Some(50), Some(50), Some(84), Some(84)]);
    // Two levels are the first and the last colour, four have the middle one twice.
    let colours = |levels: &[u32]| -> Vec<String> {
        let tokens = fs::read_to_string(root().join("layouts/kommun/tokens.toml")).unwrap();
        let tokens: underlag::layout::Tokens = ::toml::from_str(&tokens).unwrap();
        let name = |product: &u32| {
            let weight = weight_among(levels, *product, 1, 4).unwrap();
            tokens.risk_level(weight).unwrap().1.name.clone()
        };
        levels.iter().map(name).collect()
    };
    assert_eq!(colours(&[1, 8]), ["låg", "hög"]);
    assert_eq!(colours(&[1, 4, 8]), ["låg", "medel", "hög"]);
    assert_eq!(colours(&[1, 4, 8, 12]), ["låg", "medel", "medel", "hög"]);
    assert_eq!(weight_among(&[], 2, 3, 4), weight(2, 3, 4));
}

#[test]
fn one_point_is_a_list_in_a_cell_and_a_comment() {
    let cells = [
        ("- ett", "- ett"),
        // A list's sign is the layout's.
        ("• ett", "- ett"),
        ("· ett", "- ett"),
        ("- ett\\n- två", "- ett - två"),
        ("- 500", "- 500"),
        ("–", "–"),
        ("– ett", "– ett"),
        ("-ett", "-ett"),
        ("ett - två", "ett - två"),
    ];
    for (written, shown) in cells {
        let report = Report::new()
            .add([
                chapter("e", "E", "tabeller").key("tabeller", ["t"]),
                columns("k"),
                column("vad", "Vad").key("slag", "text"),
            ])
            .add([table("t", "T", "k", ["a/r"])])
            .deliver("a", [row("t", "r", "- Rad").key("vad", toml(format!("\"{written}\"")))]);
        let text = text(&report.built());
        assert!(text.contains(&format!("| - Rad | {shown}\n")), "{written}: {text}");
    }
}

/// A table of two columns of which the second stands behind a slash.
fn in_one_cell() -> Report {
    Report::new()
        .add([
            columns("kon").key("forsta_kolumn", "Grupp"),
            column("kvinnor", "Kvinnor").key("ton", true),
            column("man", "Män").key("efter_snedstreck", true),
            table("antal", "Antal", "kon", ["a/unga", "a/ovriga"]),
        ])
        .at("kapitel", |chapter| chapter.key("delar", toml("[\"a\", { tabell = \"antal\" }]")).without("slag"))
        .deliver("a", [row("antal", "unga", "Unga").key("kvinnor", "12/9"), row("antal", "ovriga", "Övriga")])
        .at("rad/antal/ovriga", |row| row.key("kvinnor", 40).key("man", 31))
}

#[test]
fn two_figures_share_a_cell_and_stay_two() {
    let report = in_one_cell();
    assert_eq!(report.findings(), "");
    let built = report.built();
    let shown = text(&built);
    for words in ["Kvinnor/Män", "12/9", "40/31"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let document = built.document;
    let mut tables = document.as_ref().unwrap().blocks().into_iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table.clone()),
        _ => None,
    });
    let table = tables.next_back().unwrap();
    assert_eq!(table.columns.iter().map(|column| column.tinted).collect::<Vec<_>>(), [false, true]);
    // One of the two that is missing is to be seen.
    let lacking = in_one_cell().at("rad/antal/ovriga", |row| row.without("man"));
    assert!(text(&lacking.built()).contains("40/–"), "{}", lacking.findings());
    let alone = in_one_cell().at("kolumner.kolumn/kvinnor", |column| column.key("slag", "text"));
    assert!(alone.findings().contains("`man` cannot be shown in the cells of the column before it"));
}

#[test]
fn figures_below_zero_are_red_where_the_report_says_so() {
    let report = |says: bool| {
        let table = table("drift", "Drift", "k", ["a/r"]);
        Report::new()
            .add([Block::table("fortecken").key("rott_minus", says), columns("k"), column("x", "Utfall"), table])
            .at("kapitel", |chapter| chapter.key("delar", toml("[\"a\", { tabell = \"drift\" }]")).without("slag"))
            .deliver("a", [row("drift", "r", "Rad").key("x", -5)])
    };
    let runs = |says: bool| {
        let built = report(says).built();
        let word = parts(bytes(&built, ".docx"));
        part(&word, BODY).matches("<w:rStyle w:val=\"BelowZero\"").count()
    };
    assert_eq!((runs(true), runs(false)), (1, 0));
    assert!(text(&report(true).built()).contains("−5"), "the minus stays");
}

#[test]
fn so_much_more_or_less_is_shown_and_never_added() {
    let report = |cell: &str| {
        Report::new()
            .add([columns("k"), column("x", "Effekt"), table("om", "Om", "k", ["a/r"])])
            .at("kapitel", |chapter| chapter.key("delar", toml("[\"a\", { tabell = \"om\" }]")).without("slag"))
            .deliver("a", [row("om", "r", "Räntan").key("x", cell)])
    };
    assert_eq!(report("±9,5").findings(), "");
    assert!(text(&report("±9,5").built()).contains("±9,5"));
    for other in ["±9,5 eller mer", "±9.5", "9,5±", "±", "± ett"] {
        let found = report(other).findings();
        assert_eq!(found.contains("figure-in-words"), other.contains('9'), "{other}: {found}");
    }
}

#[test]
fn a_heading_stands_upright() {
    let report = Report::new()
        .add([columns("k"), column("x", "Januari 2025").key("lodrat", true), table("t", "Timmar", "k", ["a/r"])])
        .at("kapitel", |chapter| chapter.key("delar", toml("[\"a\", { tabell = \"t\" }]")).without("slag"))
        .deliver("a", [row("t", "r", "Rad").key("x", 5)]);
    assert_eq!(report.findings(), "");
    let built = report.built();
    agree(&built, "upright");
    let word = parts(bytes(&built, ".docx"));
    let body = part(&word, BODY);
    assert!(body.contains("<w:textDirection w:val=\"btLr\"") && body.contains("w:hRule=\"atLeast\""), "{body}");
}
