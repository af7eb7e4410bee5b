//! The Word file in other hands: what LibreOffice would lose, double or break is written in a form that it keeps. That it
//! does is looked at in `tests/conformance`.

use underlag::deliver::verify::word::{self, Element};
use underlag::pipeline::Built;

use crate::support::bytes;
use crate::support::net_costs::net_costs;
use crate::support::report::{Block, Report, chapter, column, columns, notes, row, section, table};

fn all<'e>(root: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    root.all(name, &mut found);
    found
}

fn part(built: &Built, path: &str) -> Element {
    word::parse(&word::parts(bytes(built, ".docx")).unwrap()[path]).unwrap()
}

fn words(holder: &Element) -> String {
    let mut pieces = all(holder, "w:t");
    pieces.extend((holder.name == "w:t").then_some(holder));
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// What stands in the bookmark at the end of each part: the words, `note` and `drawing` for what has none, `nothing`
/// in an empty one.
fn ends(built: &Built) -> Vec<String> {
    fn look(holder: &Element, found: &mut Vec<(String, String)>) {
        for (at, mark) in holder.kids.iter().enumerate() {
            let name = mark.attributes.get("w:name").filter(|name| name.starts_with("_Part") && name.ends_with("End"));
            if let Some(name) = name {
                let is_end =
                    |kid: &&Element| kid.name == "w:bookmarkEnd" && kid.attributes["w:id"] == mark.attributes["w:id"];
                let within: Vec<&Element> = holder.kids[at + 1..].iter().take_while(|kid| !is_end(kid)).collect();
                let has = |name: &str| within.iter().any(|kid| !all(kid, name).is_empty());
                let words: String = within.iter().map(|kid| words(kid)).collect();
                let said = match () {
                    () if has("w:footnoteReference") => "note".to_owned(),
                    () if has("w:drawing") => "drawing".to_owned(),
                    () if words.is_empty() => "nothing".to_owned(),
                    () => words,
                };
                found.push((name.clone(), said));
            }
            look(mark, found);
        }
    }
    let mut found = Vec::new();
    look(&part(built, "word/document.xml"), &mut found);
    found.sort();
    found.into_iter().map(|(_, said)| said).collect()
}

/// Running heads take a part's number of pages from a bookmark that stands round its last word. LibreOffice drops one
/// without words at a file's end, and shows an error on every page.
#[test]
fn the_last_word_of_each_part_is_bookmarked() {
    let note = |text: &str| Report::new().text(text).deliver("a", [notes(&[("n", "Källa."), ("m", "Mer.")])]);
    let tables = || net_costs().at("kapitel/ekonomi", |chapter| chapter.key("ny_sida", false));
    let chart =
        Block::entry("diagram").key("id", "d").key("slag", "staplar").key("rubrik", "Figur").key("tabell", "netto");
    let memo = |blocks: Vec<Block>| {
        Report::new().add([Block::table("tjansteskrivelse").key("titel", "Skrivelse")]).add(blocks)
    };
    let of_memo = |kind: &str| Block::entry("tjansteskrivelse.avsnitt").key("slag", kind);
    let signed = of_memo("underskrift").key(
        "undertecknare",
        crate::support::report::toml(
            "[{ namn = \"Anna Ek\", titel = \"Chef\" }, { namn = \"Bo Berg\", titel = \"Ekonomichef\" }]",
        ),
    );
    let written = of_memo("text").key("rubrik", "Läget").key("text", "Ett stycke.\n\nTvå stycken.");
    let paper = Block::entry("handling").key("titel", "Bilaga").key("omslag", false);
    let of_paper = Block::entry("handling.kapitel").key("id", "x").key("rubrik", "X").key("slag", "berattelse");
    let cases: Vec<(&str, Report, &[&str])> = vec![
        ("a paragraph", Report::new().text("Ett enda stycke."), &["stycke."]),
        ("paragraphs", Report::new().text("Ett.\n\nTvå stycken till."), &["till."]),
        ("a word", Report::new().text("Ett.\n\nSlut"), &["Slut"]),
        ("a list", Report::new().text("Ett.\n\n- en punkt\n- en punkt till"), &["till"]),
        ("a numbered list", Report::new().text("Ett.\n\n1. en punkt\n2. den andra"), &["andra"]),
        ("a list in a list", Report::new().text("Ett.\n\n- en punkt\n    - en under den"), &["den"]),
        ("bold words", Report::new().text("Ett.\n\nTvå och **tre fyra**"), &["fyra"]),
        ("a link", Report::new().text("Ett.\n\nLäs [hela texten](https://www.example.se)"), &["texten"]),
        ("a note", note("Ett.[^m]\n\nTvå.[^n]"), &["note"]),
        ("a note again", note("Ett.[^n][^m]\n\nTvå.[^n]"), &["1"]),
        ("a heading in the text", Report::new().text("Ett.\n\n# En rubrik"), &["rubrik"]),
        ("a table", tables(), &["14,2"]),
        (
            "notes under a table",
            tables()
                .add([Block::table("fotnoter").key("i_tabeller", "tabellen")])
                .at("rad/skola", |row| row.key("namn", "Skola[^k]"))
                .deliver("a", [notes(&[("k", "Källa: bokslutet.")])]),
            &["bokslutet."],
        ),
        (
            "a chart",
            tables()
                .add([chart.key("kolumner", ["utfall"])])
                .add([Block::entry("kapitel").key("id", "f").key("rubrik", "Figurer").key("diagram", ["d"])]),
            &["drawing"],
        ),
        (
            "columns",
            Report::new().text("Ett.\n\nTvå stycken.").at("kapitel/text", |chapter| chapter.key("spalter", 2)),
            &["stycken."],
        ),
        ("text in a memo", memo(vec![written.clone()]), &["stycken.", "stycke."]),
        ("signatures", memo(vec![written, signed]), &["Ekonomichef", "stycke."]),
        (
            "papers",
            Report::new()
                .add([paper, of_paper.key("delar", ["a"])])
                .deliver("a", [section("x", "Ett.\n\n1. två\n2. tre")]),
            &["stycke.", "tre"],
        ),
    ];
    for (what, report, expected) in cases {
        for layout in ["kommun", "region"] {
            let built = report.clone().key("layout", layout).built();
            assert_eq!(ends(&built), expected, "{what} in {layout}");
        }
    }
}

/// A part of which only the contents are there ends with them.
#[test]
fn a_part_without_text_has_its_end() {
    let report = Report::new()
        .key("omslag", false)
        .add([Block::table("innehall")])
        .at("kapitel/text", |chapter| chapter.key("delar", crate::support::report::toml("[]")));
    for report in [report.clone(), report.key("omslag", true)] {
        assert_eq!(ends(&report.built()).len(), 1);
    }
}

/// LibreOffice makes plain words of the first paragraph in a control round paragraphs: none is written.
#[test]
fn controls_stand_within_lines() {
    for text in [
        "**Fet** och mer.\n\nTvå.",
        "*Kursiv* först.",
        "Ett.\n\n- **fet** punkt\n- en till\n\nSlut [här](https://a.se).",
    ] {
        let built = Report::new().text(text).built();
        let body = part(&built, "word/document.xml");
        let controls = all(&body, "w:sdt");
        assert!(!controls.is_empty(), "{text}");
        assert!(controls.iter().all(|control| all(control, "w:p").is_empty()), "{text}");
        let bold = all(&body, "w:sdtContent").iter().any(|content| !all(content, "w:rStyle").is_empty());
        assert!(bold, "{text}");
    }
}

/// LibreOffice shows such a mark itself, and would show what is written out a second time.
#[test]
fn rows_of_asterisks_are_no_text_to_libreoffice() {
    let noted = |text: &str| {
        let all = [("a", "Den ena."), ("b", "Den andra."), ("c", "Den tredje.")];
        Report::new().text(text).deliver("a", [notes(&all)]).add([Block::table("fotnoter").key("marken", "stjarnor")])
    };
    for text in ["Ett.[^a] Två.[^b]", "Ett.[^a] Två.[^b] Tre.[^c]", "Ett.[^a]\n\n- två[^b]\n- tre[^c][^a]"] {
        let built = noted(text).built();
        let (body, notes) = (part(&built, "word/document.xml"), part(&built, "word/footnotes.xml"));
        let marks: Vec<&Element> =
            all(&body, "w:r").into_iter().filter(|run| run.child("w:footnoteReference").is_some()).collect();
        for (at, mark) in marks.iter().enumerate() {
            let pieces: Vec<String> = all(mark, "w:t").into_iter().map(words).collect();
            assert_eq!(pieces, vec!["*"; at + 1], "{text}");
        }
        let choices = all(&notes, "mc:AlternateContent");
        assert_eq!(choices.len(), marks.len(), "{text}");
        for (at, choice) in choices.iter().enumerate() {
            assert_eq!(words(choice.child("mc:Choice").unwrap()), "*".repeat(at + 1));
            assert!(choice.child("mc:Fallback").unwrap().child("w:footnoteRef").is_some());
        }
    }
}

/// Words that are longer than their column's lines are broken at syllables, with a hyphen, whatever reads the file.
#[test]
fn long_words_of_narrow_columns_may_be_broken() {
    let many = ["Ett", "Tva", "Tre", "Fyra", "Fem", "Sex"];
    let report = |heading: &str| {
        let all = many.map(|id| column(&id.to_lowercase(), if id == "Ett" { heading } else { id }));
        Report::new()
            .add([columns("k").key("sort", "tkr")])
            .add(all)
            .add([table("t", "Tabell", "k", ["a/r"]), chapter("e", "E", "tabeller").key("tabeller", ["t"])])
            .deliver("a", [many.iter().fold(row("t", "r", "Rad"), |row, id| row.key(&id.to_lowercase(), 1))])
    };
    for heading in ["Verksamhetsområdesansvarig", "Nettokostnadsutveckling", "Internkontrollplansuppföljning"] {
        let built = report(heading).built();
        let body = part(&built, "word/document.xml");
        let header = all(&body, "w:tr").into_iter().next().unwrap();
        assert!(all(header, "w:softHyphen").len() > 1, "{heading}");
        assert!(words(header).contains(heading), "{heading}");
        crate::support::both_files::agree(&built, heading);
    }
    let built = report("Utfall").built();
    assert!(all(&part(&built, "word/document.xml"), "w:softHyphen").is_empty());
}

/// A row that may be higher than a page goes on on the next; others stay whole.
#[test]
fn tall_rows_may_be_parted() {
    let split = |words: &str| {
        let report = net_costs().at("rad/skola", |row| row.key("kommentar", words));
        let body = part(&report.built(), "word/document.xml");
        all(&body, "w:tr").iter().map(|row| all(row, "w:cantSplit").is_empty()).collect::<Vec<bool>>()
    };
    let sentence = "En mening som fyller en rad i tabellens kommentar och lite till på nästa. ";
    assert_eq!(split(&sentence.repeat(60)).iter().filter(|split| **split).count(), 1);
    assert_eq!(split(&sentence.repeat(200)).iter().filter(|split| **split).count(), 1);
    assert_eq!(split(sentence).iter().filter(|split| **split).count(), 0);
}

/// In a table that is taller than half a page, a sum keeps two rows with it.
#[test]
fn a_sum_keeps_rows_with_it() {
    let ids: Vec<String> = (1..=40).map(|at| format!("r{at}")).collect();
    let kept = |sums: &[&str]| {
        let names: Vec<String> =
            ids.iter().map(|id| format!("a/{id}")).chain(sums.iter().map(|id| format!("a/{id}"))).collect();
        let rows = ids.iter().map(|id| row("t", id, "Rad").key("u", 1));
        let sums = sums.iter().map(|id| {
            let kind = if id.starts_with('d') { "delsumma" } else { "summa" };
            row("t", id, "Summa").key("slag", kind).key("u", 40).key("summerar", ids.clone())
        });
        let report = Report::new()
            .add([columns("k").key("sort", "tkr"), column("u", "Utfall"), table("t", "Tabell", "k", names)])
            .add([chapter("e", "E", "tabeller").key("tabeller", ["t"])])
            .deliver("a", rows.chain(sums));
        let body = part(&report.built(), "word/document.xml");
        let keeps = |row: &Element| {
            all(row, "w:p").iter().all(|line| line.child("w:pPr").unwrap().child("w:keepNext").is_some())
        };
        all(&body, "w:tr").into_iter().skip(1).map(keeps).collect::<Vec<bool>>()
    };
    for (sums, expected) in [(&["s"][..], 2), (&["d", "s"], 3), (&["d1", "d2", "s"], 4)] {
        let kept = kept(sums);
        assert_eq!(kept.iter().filter(|kept| **kept).count(), expected, "{sums:?}");
        assert!(kept[38..38 + expected].iter().all(|kept| *kept) && !kept.last().unwrap(), "{sums:?}");
    }
}

/// A row of the Word file is as high as the PDF's: Word adds to each cell its line's leading, and its rule.
#[test]
fn rows_are_as_high_as_in_the_pdf() {
    for (tokens, expected) in [
        ("", 140 - 60 - 10),
        ("[tabell]\ncell_hojd = \"5pt\"\n", 200 - 60 - 10),
        ("[stil.cell]\nrad = \"13.5pt\"\n", 140 - 100 - 10),
        ("[tabell]\ncell_hojd = \"0.5pt\"\n", 0),
    ] {
        let built = net_costs().layout(format!("arver = \"kommun\"\n{tokens}")).built();
        let styles = part(&built, "word/styles.xml");
        let style =
            all(&styles, "w:style").into_iter().find(|style| style.attributes["w:styleId"] == "FinanceTable").unwrap();
        let margins = all(style, "w:tblCellMar")[0];
        let width = |name| margins.child(name).unwrap().attributes["w:w"].parse::<i32>().unwrap();
        assert_eq!(width("w:top") + width("w:bottom"), expected, "{tokens}");
    }
}
