//! What officers write without a thought of the program: years and codes without quotes, rows that say `varav`, years as
//! headings, the same note in the memo and in the report.

use crate::support::{Folder, MANIFEST, UNIT, text};

/// A report with a table of these columns, rows and cells.
fn table(columns: &str, rows: &str, unit: &str) -> Folder {
    let table = format!(
        "\n[[kapitel]]\nid = \"t\"\nrubrik = \"T\"\nslag = \"tabeller\"\ntabeller = [\"t\"]\n\n[[tabell]]\nid = \"t\"\n\
         rubrik = \"Rader, tkr\"\nkolumner = \"c\"\nrader = {rows}\n\n[[kolumner]]\nid = \"c\"\nkolumn = {columns}\n"
    );
    Folder::new().and("rapport.toml", &table).and("enheter/a.toml", unit)
}

fn shown(folder: &Folder) -> String {
    text(&folder.built()).replace('\u{a0}', " ")
}

const AMOUNT: &str = "[{ id = \"x\", rubrik = \"2024\", sort = \"tkr\" }]";

#[test]
fn parts_of_a_row_are_counted_in_it_alone() {
    for (part, sum) in [
        ("varav hushåll", "150"),
        ("Varav: hushåll", "150"),
        ("– därav hushåll", "150"),
        ("Varaktiga hushåll", "210"),
        ("Hushåll, varav några", "210"),
    ] {
        let lines =
            format!("\n[[csv]]\ntabell = \"t\"\ntext = '''\nnamn | x\nAvfall | 100\n{part} | 60\nVatten | 50\n'''\n");
        let made = table(AMOUNT, "[\"a/*\", { summa = \"ovan\", namn = \"Alla\" }]", &lines);
        assert!(shown(&made).contains(&format!("+ Alla | {sum}\n")), "{part}: {}", shown(&made));
        let typed = format!(
            "\n[[rad]]\ntabell = \"t\"\nid = \"s\"\nnamn = \"Alla\"\nslag = \"summa\"\nsummerar = \"ovan\"\nx = {sum}\n"
        );
        let typed = table(AMOUNT, "[\"a/*\"]", &(lines + &typed));
        assert_eq!(typed.findings(), "", "{part}");
    }
}

#[test]
fn years_and_codes_in_columns_of_words_stay_as_they_are() {
    let columns = "[{ id = \"ar\", rubrik = \"År\", slag = \"text\" }, { id = \"konto\", rubrik = \"Konto\", slag = \"text\" }, \
                   { id = \"belopp\", rubrik = \"Belopp, tkr\", sort = \"tkr\" }]";
    let row = "\n[[rad]]\ntabell = \"t\"\nid = \"ett\"\nnamn = \"Ett\"\nar = 2026\nkonto = -12105.50\nbelopp = 12105\n";
    let folder = table(columns, "[\"a/ett\"]", row);
    assert_eq!(folder.findings(), "");
    assert!(shown(&folder).contains("| Ett | 2026 | −12105,50 | 12 105\n"), "{}", shown(&folder));
}

#[test]
fn rows_of_one_table_are_called_by_their_own_names() {
    let unit = "\n[[csv]]\ntabell = \"t\"\ntext = '''\nnamn | x\nEtt | 1\nTvå | 2\n'''\n";
    let second = "\n[[kapitel]]\nid = \"u\"\nrubrik = \"U\"\nslag = \"tabeller\"\ntabeller = [\"u\"]\n\n[[tabell]]\nid = \"u\"\n\
                  rubrik = \"Urval, tkr\"\nkolumner = \"c\"\nrader = [{ ur = \"t.ett\" }, { ur = \"t.tva\" }]\n";
    let folder = table(AMOUNT, "[\"a/*\"]", unit).and("rapport.toml", second);
    assert_eq!(folder.findings(), "");
    let twice = table(AMOUNT, "[\"a/*\"]", unit)
        .and("rapport.toml", &second.replace("{ ur = \"t.tva\" }", "{ ur = \"t.ett\" }"));
    assert!(twice.findings().contains("duplicate-id"), "{}", twice.findings());
}

/// Goals with an indicator of these columns and cells.
fn goal(columns: &str, cells: &str) -> Folder {
    let goals = format!(
        "\n[[kapitel]]\nid = \"m\"\nrubrik = \"M\"\nslag = \"mal\"\nkolumner = \"c\"\naktiviteter = \"akt\"\n\n[[malniva]]\n\
         namn = \"Mål\"\n\n[[mal]]\nid = \"g\"\nrubrik = \"Trygghet.\"\nenhet = \"a\"\n\n[[kolumner]]\nid = \"c\"\n\
         forsta_kolumn = \"Indikator\"\nkolumn = {columns}\n\n[[kolumner]]\nid = \"akt\"\nforsta_kolumn = \"Aktivitet\"\n\
         kolumn = [{{ id = \"kommentar\", rubrik = \"Kommentar\", slag = \"text\" }}]\n"
    );
    let unit = format!(
        "{}\n[[mal]]\nid = \"g\"\ntext = \"Målen följs upp.\"\n\n[[mal.indikator]]\nnamn = \"Nöjda\"\n{cells}",
        UNIT.replace("Ett stycke.", "Nu når {{uppfyllelse}} målet.")
    );
    Folder::new().with("rapport.toml", MANIFEST.to_owned() + &goals).with("enheter/a.toml", unit)
}

#[test]
fn years_and_genders_are_read_as_they_are_meant() {
    let word = |id: &str, heading: &str, over: &str| {
        let over = if over.is_empty() { String::new() } else { format!(", over = \"{over}\"") };
        format!("{{ id = \"{id}\", rubrik = \"{heading}\"{over}, slag = \"text\" }}")
    };
    let target = word("mv", "Målvärde", "");
    let columns = |all: &[String]| format!("[{}, {target}]", all.join(", "));
    let over = "Utfall 2025";
    let genders = [word("u", "Utfall 2024", ""), word("t", "Totalt", over), word("k", "Kvinnor", over)];
    let years = [word("u", "2024", ""), word("t", "2025", "")];
    for (columns, cells, reached) in [
        (columns(&genders), "u = \"86\"\nt = \"88\"\nk = \"80\"\nmv = \"≥ 87\"\n", "1 av 1"),
        (columns(&genders), "u = \"90\"\nt = \"86\"\nk = \"95\"\nmv = \"≥ 87\"\n", "0 av 1"),
        (columns(&years), "u = \"86\"\nt = \"88\"\nmv = \"minst 87\"\n", "1 av 1"),
        (columns(&years), "u = \"88\"\nt = \"86\"\nmv = \"minst 87\"\n", "0 av 1"),
    ] {
        let text = shown(&goal(&columns, cells));
        assert!(text.contains(&format!("Nu når {reached} ")), "{columns} {cells}: {text}");
    }
    // A comment that no activity has is none the worse for it.
    let found = goal(&columns(&years), "u = \"86\"\nt = \"88\"\nmv = \"minst 87\"\n").findings();
    assert!(!found.contains("kommentar"), "{found}");
}

/// Each paper has its own notes, also those that stand in another one.
#[test]
fn the_memo_and_the_report_have_notes_of_their_own() {
    let unit =
        "\n[[rad]]\ntabell = \"t\"\nid = \"ett\"\nnamn = \"Ett[^n]\"\nx = 1\n\n[noter]\nn = \"Enligt beslut.\"\n";
    let memo = "\n[[tabell]]\nid = \"m\"\nrubrik = \"Urval, tkr\"\nkolumner = \"c\"\nrader = [{ ur = \"t.ett\" }]\n\n[tjansteskrivelse]\n\
                titel = \"S\"\n\n[[tjansteskrivelse.avsnitt]]\ntext = '''\nSe tabellen.\n\n[[tabell:m]]\n'''\n";
    let folder = table(AMOUNT, "[\"a/ett\"]", unit).and("rapport.toml", memo);
    assert_eq!(folder.findings(), "");
    let text = shown(&folder);
    assert_eq!(text.matches("| Ett[1] | 1\n").count(), 2, "{text}");
    assert!(text.ends_with("\n[1] Enligt beslut.\n[1] Enligt beslut.\n"), "{text}");
    crate::support::both_files::agree(&folder.built(), "notes of each paper");
}

#[test]
fn masked_figures_are_not_to_be_told() {
    let row = |cell: &str| format!("\n[[rad]]\ntabell = \"t\"\nid = \"ett\"\nnamn = \"Ett\"\nx = \"{cell}\"\n");
    for (cell, advice, not) in [
        ("< 5", "accept the finding with `[[undantag]]`", "write the figure alone"),
        ("> 90", "accept the finding with `[[undantag]]`", "write the figure alone"),
        ("+2,0 %", "a column with `mattenhet = \"%\"`", "write the figure alone"),
        ("ca 5", "write the figure alone: `5`", "undantag"),
    ] {
        let folder = table(AMOUNT, "[\"a/ett\"]", &row(cell));
        let said = crate::support::underlag(&["--lang", "en", "check", "."], folder.path());
        let said = crate::support::printed(&said);
        let found =
            said.split("\n\n").find(|found| found.contains("figure-in-words")).unwrap_or_else(|| panic!("{said}"));
        let line = found.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(line.contains(advice) && !line.contains(not), "{cell}: {line}");
    }
}

/// What is wrong once is told once, and what cannot be meant otherwise needs no word for it.
#[test]
fn one_fault_is_one_finding() {
    let chart = "\n[[diagram]]\nid = \"d\"\nslag = \"tårta\"\nrubrik = \"D\"\ntabell = \"t\"\n";
    let unit = "\n[[rad]]\ntabell = \"t\"\nid = \"ett\"\nnamn = \"Ett\"\nx = 1\n";
    let shown = MANIFEST.replace("delar = [\"a\"]", "delar = [\"a\"]\ndiagram = [\"d\"]");
    let whole = table(AMOUNT, "[\"a/ett\"]", unit);
    let manifest = std::fs::read_to_string(whole.path().join("rapport.toml")).unwrap();
    let folder = whole.with("rapport.toml", manifest.replace(MANIFEST, &shown) + chart);
    let found = folder.findings();
    assert!(found.lines().count() == 1 && found.contains("`slag` cannot be `tårta`"), "{found}");
    let bare = table(AMOUNT, "[\"a/ett\"]", unit);
    let manifest = std::fs::read_to_string(bare.path().join("rapport.toml")).unwrap();
    let bare = bare.with("rapport.toml", manifest.replace("slag = \"tabeller\"\n", ""));
    assert_eq!(bare.findings(), "");
    assert!(self::shown(&bare).contains("| Ett | 1\n"));
}

#[test]
fn what_somebody_said_is_a_quotation_and_a_figure_after_the_sign_is_none() {
    let said = |words: &str| {
        let unit = format!("enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = \'\'\'\n{words}\n\'\'\'\n");
        let folder = Folder::new().with("enheter/a.toml", unit);
        (folder.findings(), shown(&folder))
    };
    let (found, text) = said("Före.\n> ”Vi såg\n> det.”\n>\n> Sade *hon*.\n\nEfter.");
    assert_eq!(found, "");
    assert!(text.contains("Före.\n\n> ”Vi såg det.”\n\n> Sade *hon*.\n\nEfter.\n"), "{text}");
    for words in ["> 75 % av eleverna.", ">75 % av eleverna.", "a > b", "\\> Ord"] {
        let (found, text) = said(words);
        assert_eq!(found, "", "{words}");
        assert!(text.contains(&format!("\n{}\n", words.trim_start_matches('\\'))), "{words}: {text}");
    }
}

#[test]
fn lines_pasted_with_the_tables_own_headings_are_its_rows() {
    let columns = "[{ id = \"b\", rubrik = \"Budget 2024\", sort = \"tkr\" }, { id = \"u\", rubrik = \"Utfall  jan–aug\", sort = \"tkr\" }]";
    let lines = |lines: &str| format!("\n[[csv]]\ntabell = \"t\"\ntext = \'\'\'\n{lines}\n\'\'\'\n");
    let pasted =
        table(columns, "[\"a/*\"]", &lines("Verksamhet\tBudget 2024\tutfall jan–aug\nGator\t120\t110\nParker\t30\t31"));
    assert_eq!(pasted.findings(), "");
    assert!(shown(&pasted).contains("| Gator | 120 | 110\n| Parker | 30 | 31\n"), "{}", shown(&pasted));
    let blank = table(columns, "[\"a/*\"]", &lines("|Budget 2024|Utfall jan–aug\nGator|120|110"));
    assert!(shown(&blank).contains("| Gator | 120 | 110\n"), "{}{}", blank.findings(), shown(&blank));
    let wrong = table(columns, "[\"a/*\"]", &lines("Verksamhet;Budget 2023;Utfall jan–aug\nGator;120;110"));
    assert!(wrong.findings().contains("[unknown-key]"), "{}", wrong.findings());
    let twice = "\n[[rad]]\ntabell = \"t\"\nid = \"ett\"\nnamn = \"Ett\"\nb = 4\n\"budget 2024\" = 5\n";
    let twice = table(columns, "[\"a/ett\"]", twice).findings();
    assert!(twice.lines().count() == 1 && twice.contains("[duplicate-id]"), "one column under two names: {twice}");
}

#[test]
fn a_goals_text_has_tables_and_charts_between_its_paragraphs() {
    let manifest = "\n[[kapitel]]\nid = \"mal\"\nrubrik = \"Mål\"\nslag = \"mal\"\n\n[[malniva]]\nnamn = \"Mål\"\n\n[[mal]]\nid = \"trygg\"\n\
        rubrik = \"Trygg\"\nenhet = \"a\"\n\n[[tabell]]\nid = \"t\"\nrubrik = \"Rader, tkr\"\nkolumner = \"c\"\nrader = [\"a/ett\", \"a/summa\"]\n\n\
        [[kolumner]]\nid = \"c\"\nkolumn = [{ id = \"x\", rubrik = \"2024\", sort = \"tkr\" }]\n\n[[diagram]]\nid = \"d\"\nslag = \"staplar\"\n\
        rubrik = \"D\"\ntabell = \"t\"\nkolumner = [\"x\"]\n";
    let unit = |sum: &str, text: &str| {
        format!(
            "\n[[mal]]\nid = \"trygg\"\ntext = \'\'\'\n{text}\n\'\'\'\n\n[[rad]]\ntabell = \"t\"\nid = \"ett\"\nnamn = \"Ett\"\nx = 4\n\n\
             [[rad]]\ntabell = \"t\"\nid = \"summa\"\nnamn = \"Summa\"\nslag = \"summa\"\nsummerar = \"ovan\"\nx = {sum}\n"
        )
    };
    let with =
        |sum: &str, text: &str| Folder::new().and("rapport.toml", manifest).and("enheter/a.toml", &unit(sum, text));
    let good = with("4", "Före {{t.ett.x}}.\n\n[[tabell:t]]\n\n# Under\n\n[[diagram:d]]\n\nEfter.");
    assert_eq!(good.findings(), "");
    let text = shown(&good);
    let order =
        ["Före 4 tkr.", "[tabell: Rader, tkr]", "Under", "[diagram", "Efter."].map(|words| text.find(words).unwrap());
    assert!(order.is_sorted(), "{text}");
    assert!(with("9", "[[tabell:t]]").findings().contains("[sum-mismatch]"), "it is checked as any other table");
    assert!(with("4", "[[tabell:s]]").findings().contains("[unknown-reference]"));
}

/// Headings of rows within each other, each row with the steps by which it is set in.
#[test]
fn groups_stand_within_each_other() {
    let unit: String = ["ett", "tva", "tre"]
        .map(|id| format!("\n[[rad]]\ntabell = \"t\"\nid = \"{id}\"\nnamn = \"{id}\"\nx = 1\n"))
        .concat();
    let steps = |rows: &str| -> Vec<(String, u8)> {
        let folder = table(AMOUNT, rows, &unit);
        assert_eq!(folder.findings(), "", "{rows}");
        let built = folder.built();
        let blocks = built.document.as_ref().unwrap().blocks();
        let tables = blocks.iter().filter_map(|block| match &block.kind {
            underlag::model::BlockKind::Table(table) => Some(table),
            _ => None,
        });
        let rows = tables.flat_map(|table| &table.rows).filter_map(|row| row.cells.first());
        rows.map(|cell| (cell.plain(), cell.indent)).collect()
    };
    let all = |names: &[(&str, u8)]| -> Vec<(String, u8)> {
        names.iter().map(|(name, indent)| ((*name).to_owned(), *indent)).collect()
    };
    let (a, b, c) = ("{ grupp = \"A\" }", "{ grupp = \"B\" }", "{ grupp = \"C\" }");
    let end = "{ grupp_slut = true }";
    assert_eq!(
        steps(&format!("[{a}, {b}, \"a/ett\", {end}, {c}, \"a/tva\", {end}, {end}, \"a/tre\"]")),
        all(&[("A", 0), ("B", 1), ("ett", 2), ("C", 1), ("tva", 2), ("tre", 0)])
    );
    assert_eq!(
        steps(&format!("[{a}, \"a/ett\", {b}, \"a/tva\", \"a/tre\"]")),
        all(&[("A", 0), ("ett", 0), ("B", 0), ("tva", 0), ("tre", 0)])
    );
    assert_eq!(
        steps(&format!("[{a}, \"a/ett\", {end}, {b}, \"a/tva\", {end}, \"a/tre\"]")),
        all(&[("A", 0), ("ett", 1), ("B", 0), ("tva", 1), ("tre", 0)])
    );
    assert_eq!(
        steps(&format!("[{a}, {b}, \"a/ett\", \"a/tva\", \"a/tre\"]")),
        all(&[("A", 0), ("B", 1), ("ett", 0), ("tva", 0), ("tre", 0)])
    );
}

#[test]
fn a_heading_without_words_does_not_keep_the_draft_from_being_made() {
    let manifest = MANIFEST.replace("rubrik = \"Text\"", "rubrik = \"\"");
    assert_ne!(manifest, MANIFEST);
    let folder = Folder::new().with("rapport.toml", manifest);
    assert!(!folder.findings().is_empty());
    assert!(shown(&folder).contains("# Här saknas en rubrik"), "{}", shown(&folder));
}
