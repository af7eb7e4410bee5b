//! Everything has room where it stands, or a finding says so: columns of tables, long words, rows taller than a page.

use underlag::deliver::verify::word;
use underlag::model::{BlockKind, Document, Table};
use underlag::pipeline::{self, Built};

use crate::support::both_files::agree;
use crate::support::bytes;
use crate::support::report::{self, Block, Report, chapter, column, columns, notes, row, toml};

/// The months of a year.
const MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Mars",
    "April",
    "Maj",
    "Juni",
    "Juli",
    "Augusti",
    "September",
    "Oktober",
    "November",
    "December",
];

/// A report with one table of these columns, each row with the same figure in all of them.
fn table_of(headings: &[&str], rows: &[(&str, &str)]) -> Report {
    let ids: Vec<String> = (0..headings.len()).map(|at| format!("k{at}")).collect();
    let names: Vec<String> = (0..rows.len()).map(|at| format!("r{at}")).collect();
    let mut report = Report::new().add([columns("k")]);
    report = report.add(ids.iter().zip(headings).map(|(id, heading)| column(id, heading)));
    report = report.add([
        report::table("t", "Kostnad", "k", names.iter().map(|name| format!("a/{name}")).collect::<Vec<_>>()),
        chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]),
    ]);
    report.deliver(
        "a",
        rows.iter().zip(&names).map(|((name, figure), id)| {
            let cells: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), *figure)).collect();
            row("t", id, name).cells(&cells)
        }),
    )
}

/// The only table of a report, with the columns of text where it stands.
fn table(document: &Document) -> (&Table, u8) {
    let sections = document.parts.iter().flat_map(|part| &part.sections);
    let mut all = sections.flat_map(|section| section.blocks.iter().map(|block| (block, section.columns)));
    let table = all.find_map(|(block, columns)| match &block.kind {
        BlockKind::Table(table) => Some((table, columns)),
        _ => None,
    });
    table.unwrap()
}

/// The body of a Word file as XML.
fn body(built: &Built) -> String {
    let parts = word::parts(bytes(built, ".docx")).unwrap();
    String::from_utf8(parts["word/document.xml"].to_vec()).unwrap()
}

/// The widths of a Word file's only table, in twentieths of a point.
fn grid(body: &str) -> Vec<u32> {
    let columns = body.split("<w:gridCol w:w=\"").skip(1);
    columns.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn columns_that_fit_keep_the_widths_that_they_have() {
    for (headings, figure) in [(&["Budget", "Utfall"][..], "1250"), (&["Utfall"], "-107510876"), (&[], "1")] {
        let headings = if headings.is_empty() { &MONTHS[..4] } else { headings };
        let built = table_of(headings, &[("Gator och vägar", figure)]).built();
        let (table, _) = table(built.document.as_ref().unwrap());
        let shares: Vec<u32> = table.columns.iter().map(|column| column.share).collect();
        assert_eq!((shares[0], shares[1], table.smaller), (6, 2, 0), "{headings:?}");
    }
}

/// A wide first column gives way first; figures stay whole in Word, and are as wide there.
#[test]
fn columns_of_amounts_are_as_wide_as_their_figures() {
    for layout in ["kommun", "region"] {
        let report = table_of(&MONTHS[..5], &[("Gator och vägar", "-107510876"), ("Parker", "-8751087")]);
        let built = report.key("layout", layout).built();
        let (table, _) = table(built.document.as_ref().unwrap());
        assert!(
            table.columns[0].share < 3 * table.columns[1].share - table.columns[1].share / 2,
            "{layout}: {:?}",
            table.columns
        );
        assert_eq!(table.smaller, 0, "{layout}");
        agree(&built, layout);
        let body = body(&built);
        let widths = grid(&body);
        // "−107 510 876" in 8.5 points, with 4 points at each side.
        assert!(widths[1..].iter().all(|width| *width >= 1200), "{widths:?}");
        assert_eq!(body.matches("<w:noWrap/>").count(), 10);
    }
}

#[test]
fn letters_become_smaller_before_a_table_is_refused() {
    let year = [("Gator och vägar", "-112345678"), ("Parker", "-1234567")];
    let turned = |report: Report| report.at("kapitel/e", |chapter| chapter.key("liggande", true));
    let built = turned(table_of(&MONTHS, &year)).built();
    let (table, _) = table(built.document.as_ref().unwrap());
    assert!((1..=4).contains(&table.smaller), "{}", table.smaller);
    assert_eq!(built.checked.diagnostics, []);
    let size = 17 - usize::from(table.smaller);
    assert!(body(&built).contains(&format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>")));
    agree(&built, "a year");
}

#[test]
fn a_table_that_is_too_wide_is_told_with_its_columns() {
    let year = [("Gator och vägar", "-112345678")];
    let upright = table_of(&MONTHS, &year).findings();
    assert!(
        upright.contains("error[does-not-fit]: the table `Kostnad` does not fit: its 13 columns need "),
        "{upright}"
    );
    let next: Vec<String> = MONTHS.iter().map(|month| format!("{month} igen")).collect();
    let twice: Vec<&str> = MONTHS.iter().copied().chain(next.iter().map(String::as_str)).collect();
    let turned = table_of(&twice, &year).at("kapitel/e", |chapter| chapter.key("liggande", true));
    let checked = pipeline::check(turned.clone().folder().path(), None).unwrap();
    let found: Vec<_> = checked.diagnostics.iter().map(|found| (found.code.name(), found.hint.en.as_str())).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "does-not-fit" && !found[0].1.contains("turned"), "{found:?}");
    // The layout says how small letters may be.
    let small = "arver = \"kommun\"\nnamn = \"Egen\"\n[tabell]\nminsta_storlek = \"4pt\"\n";
    assert_eq!(table_of(&MONTHS, &[("Gata", "-12345678")]).layout(small).findings(), "");
}

/// The same decision for both files: a table stays in its column of text if it fits there at ease.
#[test]
fn a_table_in_columns_stands_across_the_page_where_a_column_is_too_narrow() {
    let two = |report: Report| report.at("kapitel/e", |chapter| chapter.key("spalter", 2)).built();
    let text_columns = |built: &Built| table(built.document.as_ref().unwrap()).1;
    let width = |built: &Built| grid(&body(built)).iter().sum::<u32>();
    let small = two(table_of(&["Budget", "Utfall"], &[("Gata", "1250")]));
    assert_eq!((text_columns(&small), width(&small)), (2, 4308));
    let wide = two(table_of(&MONTHS[..6], &[("Gata", "-107510")]));
    assert_eq!((text_columns(&wide), width(&wide)), (1, 9071));
    let words = two(table_of(&["Verksamhetsövergripande", "Kommunfullmäktige", "Lokalförsörjning"], &[("Gata", "1")]));
    assert_eq!(text_columns(&words), 1);
    for (built, what) in [(small, "small"), (wide, "wide"), (words, "words")] {
        assert_eq!(built.checked.diagnostics, [], "{what}");
        agree(&built, what);
    }
}

/// As many sentences as fill more than a page of a table.
fn sentences(number: usize) -> String {
    (1..=number)
        .map(|at| format!("Mening {at} av {number} är så lång att den tar plats på en rad i en tabell. "))
        .collect()
}

/// A report with a table of two rows and their sum, and a column of words.
fn words_beside(change: impl Fn(Block) -> Block) -> Report {
    let rows = [row("t", "v", "Vinter").key("x", 1), row("t", "p", "Parker").key("x", 2)];
    let sum = row("t", "s", "Summa").sum(["v", "p"]).key("x", 3).key("ord", "Klart");
    Report::new()
        .add([
            columns("k"),
            column("x", "Utfall"),
            column("ord", "Läge").key("slag", "text").key("bredd", 8),
            report::table("t", "Netto", "k", ["a/v", "a/p", "a/s"]),
            chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]),
        ])
        .deliver("a", rows.map(change))
        .deliver("a", [sum])
}

/// What is taller than a page goes on, and what fits on a page stays on it. The pages are those that its words need.
#[test]
fn rows_taller_than_a_page_go_on_on_the_next() {
    let first = |key: &'static str, value: String| {
        words_beside(move |row| if row.is("rad/v") { row.key(key, value.as_str()) } else { row })
    };
    let under = Block::table("fotnoter").key("i_tabeller", "tabellen");
    let noted = |report: Report| {
        report.at("rad/v", |row| row.key("namn", "Vinter[^a]")).deliver("a", [notes(&[("a", &sentences(120))])])
    };
    let spanning = toml(format!("{{ text = \"{}\", rader = 2 }}", sentences(90)));
    let cases = [
        ("a cell", first("ord", sentences(90)), 4..=5),
        ("a name", first("namn", sentences(90)), 4..=6),
        ("a comment", first("kommentar", sentences(120)), 3..=4),
        ("a note under the table", noted(words_beside(|row| row)).add([under]), 3..=4),
        ("a note at the foot", noted(words_beside(|row| row)), 3..=4),
        (
            "a cell over two rows",
            words_beside(|row| if row.is("rad/v") { row.key("ord", spanning.clone()) } else { row }),
            4..=5,
        ),
    ];
    for (what, report, pages) in cases {
        for layout in ["kommun", "region"] {
            let built = report.clone().key("layout", layout).built();
            assert_eq!(built.checked.diagnostics, [], "{what}");
            let max_pages = pages.end() + usize::from(layout == "region");
            assert!((*pages.start()..=max_pages).contains(&built.pages), "{what} in {layout}: {} pages", built.pages);
            agree(&built, what);
        }
    }
}

/// A comment stands in the columns that no cell above covers, and the cell covers its row too.
#[test]
fn a_cell_over_two_rows_leaves_room_for_a_comment() {
    let covered = |at: usize| {
        let names = ["v", "p"];
        words_beside(move |row| {
            let row = row.key("kommentar", "Snö i mars.");
            if row.is(&format!("rad/{}", names[at])) {
                row.key("ord", toml("{ text = \"Samma för båda\", rader = 2 }"))
            } else {
                row
            }
        })
    };
    for (at, spans) in [(0, [(1, 3), (2, 1), (3, 1)]), (1, [(3, 1), (1, 3), (2, 1)])] {
        let built = covered(at).built();
        let (table, _) = table(built.document.as_ref().unwrap());
        let cells = table.rows.iter().filter_map(|row| row.cells.last()).map(|cell| (cell.colspan, cell.rowspan));
        assert!(spans.iter().all(|span| cells.clone().any(|cell| cell == *span)), "{:?}", cells.collect::<Vec<_>>());
        agree(&built, &format!("{at}"));
    }
}

/// Words that are longer than a line, each with another reason.
fn long_words() -> [(&'static str, String); 5] {
    let hard = "Vinterväghållningen har under perioden kostat betydligt mer än vad som var budgeterat, främst för att det \
                kom mycket snö i februari och mars 2025 och kostade 1 250 000 kronor mer.";
    [
        ("hard spaces", hard.replace(' ', "\u{a0}")),
        ("narrow hard spaces", hard.replace(' ', "\u{202f}")),
        ("a word", "verksamhetsövergripande".repeat(5)),
        (
            "a file",
            "budgetuppfoljning_april_2025_slutlig_version_tre_granskad_av_ekonomi_och_controller.xlsx".to_owned(),
        ),
        ("a code", "9f2c".repeat(30)),
    ]
}

#[test]
fn words_that_no_line_holds_are_broken() {
    for (what, word) in long_words() {
        let text = format!("Se {word} slut.\n\n- Punkt {word}.\n\n# Rubrik {word}\n\nNot[^n] och **{word}**.");
        let cell = format!("Cell {word}.");
        let report = words_beside(move |row| row.key("ord", cell.as_str()).key("kommentar", cell.as_str()))
            .key("omslag", true)
            .key("titel", format!("Titel {}", word.chars().take(60).collect::<String>()))
            .key("namnd", format!("Nämnd {}", word.chars().take(100).collect::<String>()))
            .text(&text)
            .deliver("a", [notes(&[("n", &format!("Not {word}."))])]);
        for layout in ["kommun", "region"] {
            let built = report.clone().key("layout", layout).at("kapitel/text", |it| it.key("spalter", 2)).built();
            let said: String = super::support::text(&built).split_whitespace().collect();
            let wanted: String = word.split_whitespace().collect();
            assert!(said.matches(&wanted).count() >= 9, "{what}: {said}");
            let errors: Vec<_> =
                built.checked.diagnostics.iter().filter(|found| found.code.name() == "does-not-fit").collect();
            assert!(errors.is_empty(), "{what} in {layout}: {errors:#?}");
            agree(&built, &format!("{what} in {layout}"));
        }
    }
}

/// The period of a cover's title, which is not broken at its dash, is read by all as any other words.
#[test]
fn a_period_on_a_cover_is_read_as_it_stands() {
    for (title, period) in [
        ("Delårsrapport januari–augusti 2026", "januari–augusti 2026"),
        ("Budgetuppföljning februari–september 2026", "februari–september 2026"),
        ("Rapport om verksamheten jan.–aug. 2026", "jan.–aug. 2026"),
    ] {
        for layout in ["kommun", "region"] {
            let built = Report::new().key("omslag", true).key("titel", title).key("layout", layout).built();
            let said = super::support::text(&built).replace('\u{a0}', " ");
            assert!(said.lines().any(|line| line.contains(period)), "{layout}: {said}");
            agree(&built, title);
        }
    }
}

/// Hard spaces hold where a line can hold the words that they join, and within figures everywhere.
#[test]
fn hard_spaces_hold_where_they_can() {
    let [(_, long), ..] = long_words();
    let built = Report::new().text(&format!("Den 31\u{a0}augusti var det 1\u{a0}250\u{a0}tkr. {long}")).built();
    let said = super::support::text(&built);
    assert!(said.contains("31\u{a0}augusti var det 1\u{a0}250\u{a0}tkr."), "{said}");
    assert!(said.contains("kostade 1\u{a0}250\u{a0}000 kronor mer."), "{said}");
    let body = body(&built);
    assert!(body.contains("1\u{a0}250\u{a0}000 kronor"), "{body}");
}

/// A fault in a template, as what it is in place of.
struct Planted {
    what: &'static str,
    from: &'static str,
    to: &'static str,
    /// The code and some of the words that tell of it.
    told: [&'static str; 2],
}

/// Templates that each set something where it cannot be read. Words of the report are `Vinter`, `Snö i mars.`, ...
const PLANTED: [Planted; 13] = [
    Planted {
        what: "a clipped cell",
        from: "    blocks(cell.blocks, hyphenate: cell.hyphenate)\n",
        to: "    block(height: 4pt, clip: true, blocks(cell.blocks, hyphenate: cell.hyphenate))\n",
        told: ["hidden-text", "is cut off"],
    },
    Planted {
        what: "a cell that is clipped at its side",
        from: "    blocks(cell.blocks, hyphenate: cell.hyphenate)\n",
        to: "    block(width: 12pt, clip: true, box(width: 90pt, blocks(cell.blocks, hyphenate: cell.hyphenate)))\n",
        told: ["hidden-text", "is cut off"],
    },
    Planted {
        what: "columns over each other",
        from: "columns: shares.map(share => share * 1fr),",
        to: "columns: shares.map(_ => 15pt),",
        told: ["text-over-text", "lies on top of"],
    },
    Planted {
        what: "a figure beside its column, over nothing",
        from: "    blocks(cell.blocks, hyphenate: cell.hyphenate)\n",
        to: "    if cell.figure { move(dx: -60pt, blocks(cell.blocks)) } else { blocks(cell.blocks) }\n",
        told: ["does-not-fit", "outside of its column"],
    },
    Planted {
        what: "columns of text over each other",
        from: "  set columns(gutter: len(sida.spaltmellanrum))",
        to: "  set columns(gutter: -60mm)",
        told: ["text-over-text", "lies on top of"],
    },
    Planted {
        what: "a note off the page",
        from: "    block(breakable: tall, inset: (left: indent), { h(-indent); it })",
        to: "    block(breakable: tall, inset: (left: indent), move(dy: 90mm, { h(-indent); it }))",
        told: ["does-not-fit", "outside of the page"],
    },
    Planted {
        what: "a paragraph in the margin",
        from: "        let made = par(words(look, data, it.content, long-word: look().long-word))\n",
        to: "        let made = move(dx: 18mm, par(words(look, data, it.content, long-word: look().long-word)))\n",
        told: ["does-not-fit", "outside of the page's margins"],
    },
    Planted {
        what: "a heading over text",
        from: "  if it.level <= 4 { made } else {",
        to: "  if it.level <= 4 { place(dy: 14pt, made) } else {",
        told: ["text-over-text", "lies on top of"],
    },
    Planted {
        what: "white on white",
        from: "        let made = par(words(look, data, it.content, long-word: look().long-word))\n",
        to: "        let made = text(fill: white, par(words(look, data, it.content, long-word: look().long-word)))\n",
        told: ["hidden-text", "#ffffff on #ffffff"],
    },
    Planted {
        what: "white that is seen through",
        from: "        let made = par(words(look, data, it.content, long-word: look().long-word))\n",
        to: "        let made = block(fill: rgb(\"#1d2227\"), text(fill: rgb(255, 255, 255, 20), par(words(look, data, it.content, long-word: look().long-word))))\n",
        told: ["hidden-text", "its colour is transparent"],
    },
    Planted {
        what: "a table painted over in two colours",
        from: "      if \"table-summary\" in extras { (extras.table-summary)(summary: summary, shown) } else { shown }",
        to: "      shown; place(top + left, rect(width: 100%, height: 90pt, fill: gradient.linear(yellow, red)))",
        told: ["hidden-text", "is painted over"],
    },
    Planted {
        what: "dark cells",
        from: "fill: if level != none { rgb(level.botten) } else if tinted { tint(look) } else { looks.fill },",
        to: "fill: rgb(\"#1d2227\"),",
        told: ["hidden-text", "can hardly be seen"],
    },
    Planted {
        what: "a table painted over",
        from: "      if \"table-summary\" in extras { (extras.table-summary)(summary: summary, shown) } else { shown }",
        to: "      shown; place(top + left, rect(width: 100%, height: 90pt, fill: yellow))",
        told: ["hidden-text", "is painted over"],
    },
];

#[test]
fn a_template_that_hides_words_is_refused() {
    let template = std::fs::read_to_string(super::support::root().join("layouts/kommun/template.typ")).unwrap();
    let text = format!("{}Sist[^n].", "Ett stycke om gator som räcker över flera rader i sin spalt. ".repeat(120));
    let report = words_beside(|row| row.key("ord", "Snö i mars.").key("kommentar", "Mera snö i april."))
        .text(&text)
        .at("kapitel/text", |it| it.key("spalter", 2))
        .deliver("a", [notes(&[("n", "En not om gator.")])])
        .layout("arver = \"kommun\"\nnamn = \"Egen\"\n");
    assert_eq!(report.clone().file("egen/template.typ", &template).built().checked.diagnostics, []);
    for Planted { what, from, to, told: [code, words] } in PLANTED {
        assert!(template.contains(from), "{what}: the template has changed");
        let built = report.clone().file("egen/template.typ", template.replace(from, to)).built();
        let found = &built.checked.diagnostics;
        let told = found.iter().any(|found| found.code.name() == code && found.message.en.contains(words));
        assert!(told, "{what}: {found:#?}");
        assert!(built.document.unwrap().draft, "{what}");
    }
}

/// `Nr (forts.)` stands beside the next heading, not over it: in the first heading that has room for it.
#[test]
fn a_repeated_header_says_that_it_goes_on_where_there_is_room() {
    let rows: Vec<(String, &str)> = (1..=90).map(|at| (at.to_string(), "1250")).collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(name, figure)| (name.as_str(), *figure)).collect();
    for (width, headings) in [(1, &["Belopp", "Utfall"][..]), (1, &["Å", "B"]), (6, &["Belopp"])] {
        for layout in ["kommun", "region"] {
            let report = table_of(headings, &rows)
                .at("kolumner", |columns| columns.key("forsta_kolumn", "Nr").key("bredd", width))
                .key("layout", layout);
            let built = report.built();
            assert_eq!(built.checked.diagnostics, [], "{headings:?} in {layout}");
            let document = lopdf::Document::load_mem(bytes(&built, ".pdf")).unwrap();
            let pages = u32::try_from(built.pages).unwrap();
            let said = document.extract_text(&[pages]).unwrap();
            assert!(said.contains("(forts.)"), "{headings:?} in {layout}: {said}");
        }
    }
}

/// Columns of indicators and of the internal control have room for their figures and words.
#[test]
fn indicators_and_risks_fit() {
    let values: Vec<String> = (0..7).map(|at| format!("k{at}")).collect();
    let headings = ["2021", "2022", "2023", "Målvärde", "Prognos", "Avvikelse", "Kommunfullmäktiges bedömning"];
    let indicator = values.iter().fold(
        Block::entry("mal.indikator").key("namn", "Andel invånare som är nöjda med kommunens gatubelysning"),
        |row, id| row.key(id, "12 345 (11 987)"),
    );
    let goals = Report::new()
        .add([Block::entry("malniva").key("namn", "Nämndmål")])
        .add([Block::entry("mal").key("id", "m").key("rubrik", "Hållbara gator").key("enhet", "a")])
        .add([chapter("mal", "Mål", "mal").key("kolumner", "ind"), columns("ind").key("forsta_kolumn", "Indikator")])
        .add(values.iter().zip(headings).map(|(id, heading)| column(id, heading).key("slag", "text")))
        .deliver("a", [Block::entry("mal").key("id", "m").key("text", "Målet nås."), indicator]);
    for spaltade in [1, 2] {
        for layout in ["kommun", "region"] {
            let report =
                goals.clone().at("kapitel/mal", |chapter| chapter.key("spalter", spaltade)).key("layout", layout);
            let built = report.built();
            let misplaced = ["does-not-fit", "text-over-text", "hidden-text"];
            let found: Vec<_> = built.checked.diagnostics.iter().map(|found| found.code.name()).collect();
            assert!(!found.iter().any(|code| misplaced.contains(code)), "{spaltade} {layout}: {found:?}");
            let (table, columns) = table(built.document.as_ref().unwrap());
            assert!(columns == 1 && table.columns.len() == 8, "{layout}");
            agree(&built, layout);
        }
    }
}
