//! Where pages break: what goes on says so, and what belongs together stays together.

use std::collections::BTreeMap;

use lopdf::Document;
use underlag::base::budget::Budget;
use underlag::deliver::verify::pdf::{self, Kid, Node};
use underlag::deliver::verify::{Kind, Spot};
use underlag::pipeline;
use underlag::pipeline::{Format, Options};

use crate::support::report::{Block, Report, chapter, column, columns, row, toml};
use crate::support::{EXAMPLE, Folder, bytes, report};

fn built(folder: &Folder) -> Vec<u8> {
    let options = Options { formats: vec![Format::Pdf], ..Options::default() };
    bytes(&pipeline::build(folder.path(), &options).unwrap(), ".pdf").to_vec()
}

/// A report with one table of two sums and a result after so many rows each.
fn table(number: usize) -> Folder {
    table_of(number, |row| row, &[]).folder()
}

/// The same with each of its rows changed, and with this before the first row of each sum.
fn table_of(number: usize, change: impl Fn(Block) -> Block, before: &[&str]) -> Report {
    let ids: Vec<String> = (0..number * 2).map(|at| format!("r{at}")).collect();
    let asked = |ids: &[String]| {
        let ids = ids.iter().map(|id| format!("\"a/{id}\""));
        before.iter().map(|row| (*row).to_owned()).chain(ids).collect::<Vec<_>>().join(", ")
    };
    let (first, second) = (asked(&ids[..number]), asked(&ids[number..]));
    let item = |at: usize| change(row("t", &format!("r{at}"), &format!("Rad {at}")).key("x", 1));
    let sum = |id: &str, name: &str, kind: &str, of: &[String], x: usize| {
        row("t", id, name).key("slag", kind).key("summerar", of.to_vec()).key("x", toml(x.to_string()))
    };
    let rows = toml(format!("[{first}, \"a/s1\", {second}, \"a/s2\", \"a/s3\"]"));
    Report::new()
        .add([
            columns("k"),
            column("x", "Utfall"),
            report::table("t", "Tabell", "k", rows),
            chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]),
        ])
        .deliver("a", (0..number * 2).map(item))
        .deliver(
            "a",
            [
                sum("s1", "Summa", "summa", &ids[..number], number),
                sum("s2", "Summa", "summa", &ids[number..], number),
                sum("s3", "Resultat", "resultat", &["s1".to_owned(), "s2".to_owned()], number * 2),
            ],
        )
}

/// The first words of each row of the only table, with their pages.
fn rows(pdf: &[u8]) -> Vec<(String, usize)> {
    let root = pdf::read(pdf, &mut Budget::of_own()).unwrap().root;
    let mut rows = Vec::new();
    root.all(&["TR"], &mut rows);
    let first = |row: &Node| row.nodes().next().map(|cell| cell.words_without(&[])).unwrap_or_default();
    rows.iter().map(|row| (first(row), row.page().unwrap())).collect()
}

#[test]
fn a_table_that_goes_on_says_so_to_those_who_see_it() {
    let pdf = built(&table(40));
    let document = Document::load_mem(&pdf).unwrap();
    let rows = rows(&pdf);
    let pages = rows.iter().map(|(_, page)| *page).collect::<std::collections::BTreeSet<_>>();
    assert!(pages.len() >= 2, "{pages:?}");
    for (at, page) in pages.iter().enumerate() {
        let text = document.extract_text(&[u32::try_from(page + 1).unwrap()]).unwrap();
        assert!(text.contains("Tabell"), "every page has the header: {text}");
        assert_eq!(text.contains("(forts.)"), at > 0, "page {page}: {text}");
    }
    let (mut said, root) = (Vec::new(), pdf::read(&pdf, &mut Budget::of_own()).unwrap().root);
    root.runs_without(&[], &mut said);
    assert!(!said.iter().any(|run| run.contains("forts")), "nobody hears it");
    assert_eq!(rows.iter().filter(|(first, _)| first == "Tabell").count(), 1, "nor the header twice");
}

#[test]
fn a_table_on_one_page_does_not_go_on() {
    let pdf = built(&table(4));
    let document = Document::load_mem(&pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    assert!(!document.extract_text(&pages).unwrap().contains("forts."));
}

/// Whatever the number of rows, a sum stands on the page of a row that it adds up.
#[test]
fn no_sum_stands_alone_on_a_page() {
    for number in 22..36 {
        let pdf = built(&table(number));
        let rows = rows(&pdf);
        assert_eq!(rows.len(), number * 2 + 4);
        for pair in rows.windows(2).filter(|pair| pair[1].0 == "Summa" || pair[1].0 == "Resultat") {
            assert_eq!(pair[0].1, pair[1].1, "{number}: {pair:?}");
        }
    }
}

/// Whatever the number of rows, a comment stands on the page of its row, with a sum below it and a group's name above.
#[test]
fn no_comment_stands_alone_on_a_page() {
    for number in 18..30 {
        let report = table_of(number, |row| row.key("kommentar", "Kommentar."), &["{ grupp = \"Grupp\" }"]);
        let rows = rows(&built(&report.folder()));
        assert_eq!(rows.len(), number * 4 + 6);
        let alone = ["Kommentar.", "Summa", "Resultat"];
        for pair in rows.windows(2).filter(|pair| alone.contains(&pair[1].0.as_str()) || pair[0].0 == "Grupp") {
            assert_eq!(pair[0].1, pair[1].1, "{number}: {pair:?}");
        }
    }
}

/// Sums in a row, from the table's first one, are kept together as far as that goes.
#[test]
fn a_table_of_nothing_but_sums_is_set() {
    let report = table_of(40, |row| row.key("slag", "delsumma"), &[]);
    let rows = rows(&built(&report.folder()));
    assert_eq!(rows.len(), 40 * 2 + 4);
}

fn last_page(node: &Node) -> Option<usize> {
    node.kids.iter().rev().find_map(|kid| match kid {
        Kid::Words { page, .. } => Some(*page),
        Kid::Node(node) => last_page(node),
    })
}

#[test]
fn a_note_stays_on_one_page() {
    let paragraph =
        |at: usize| format!("{}[^n{at}].\n\n", "Ord om saken som fyller flera rader i spalten. ".repeat(9).trim_end());
    let note = |at: usize| format!("n{at} = \"{}\"\n", format!("Källa {at} som är lång. ").repeat(16).trim_end());
    let text: String = (0..24).map(paragraph).collect();
    let notes: String = (0..24).map(note).collect();
    let unit = format!("enhet = \"a\"\n[[avsnitt]]\nkapitel = \"text\"\ntext = '''\n{text}'''\n[noter]\n{notes}");
    for columns in ["", "spalter = 2\n"] {
        let folder = Folder::new().with("enheter/a.toml", &unit).and("rapport.toml", columns);
        let root = pdf::read(&built(&folder), &mut Budget::of_own()).unwrap().root;
        let mut notes = Vec::new();
        root.all(&["Note"], &mut notes);
        assert_eq!(notes.len(), 24);
        let mut pages: BTreeMap<usize, usize> = BTreeMap::new();
        for note in notes {
            assert_eq!(note.page(), last_page(note), "{columns}");
            *pages.entry(note.page().unwrap()).or_default() += 1;
        }
        assert!(pages.len() > 3, "the notes fill several pages: {pages:?}");
    }
}

/// A note that would fill much of a page is broken rather than lost.
#[test]
fn a_very_long_note_goes_on_on_the_next_page() {
    let words = "Källa utan slut. ".repeat(900);
    let unit = format!(
        "enhet = \"a\"\n[[avsnitt]]\nkapitel = \"text\"\ntext = \"Ett stycke[^n].\"\n[noter]\nn = \"{}\"\n",
        words.trim_end()
    );
    let root = pdf::read(&built(&Folder::new().with("enheter/a.toml", unit)), &mut Budget::of_own()).unwrap().root;
    let mut notes = Vec::new();
    root.all(&["Note"], &mut notes);
    assert!(last_page(notes[0]) > notes[0].page());
    assert_eq!(notes[0].words_without(&["Lbl"]).replace(' ', "").matches("Källautanslut.").count(), 900);
}

#[test]
fn no_heading_stands_last_on_a_page() {
    let said = pdf::read(bytes(&EXAMPLE, ".pdf"), &mut Budget::of_own()).unwrap().said;
    let page = |at: usize| match said[at].at {
        Some(Spot::Page(page)) => page,
        _ => panic!("{:?}", said[at]),
    };
    let headings: Vec<usize> = (0..said.len()).filter(|at| matches!(said[*at].kind, Kind::Heading(_))).collect();
    assert!(headings.len() > 70);
    for at in headings {
        assert_eq!(page(at), page(at + 1), "{}", said[at].words);
    }
}

/// Words that announce a list, with a colon at their end, stay on the page of its first point in both files; others go
/// as they come.
#[test]
fn words_that_announce_a_list_stay_with_it() {
    let points: String = (1..13).map(|at| format!("\n- punkt {at}")).collect();
    let of = |lines: usize, lead: &str| {
        let filling: String = (0..lines).map(|at| format!("Fyllnad {at}.\n\n")).collect();
        Report::new().key("omslag", false).text(&format!("{filling}{lead}\n{points}")).folder()
    };
    let parted = |lead: &str| {
        let is_parted = |lines: &usize| {
            let said = pdf::read(&built(&of(*lines, lead)), &mut Budget::of_own()).unwrap().said;
            let at = said.iter().position(|said| said.words == lead).unwrap();
            said[at].at != said[at + 1].at
        };
        (20..44).filter(is_parted).count()
    };
    assert_eq!(parted("Skäl som återkommer:"), 0);
    assert_eq!(parted("Skäl som återkommer."), 1, "the report's lines do not reach the foot of the page");
    for (lead, kept) in [("Skäl som återkommer:", true), ("Skäl som **återkommer:**", true), ("Skäl.", false)] {
        let options = Options { formats: vec![Format::Docx], ..Options::default() };
        let made = pipeline::build(of(3, lead).path(), &options).unwrap();
        let parts = crate::support::word_file::parts(bytes(&made, ".docx"));
        let body = str::from_utf8(&parts[crate::support::word_file::BODY]).unwrap();
        let at = body.find("Skäl").unwrap();
        let line = &body[body[..at].rfind("<w:p>").unwrap()..at];
        assert_eq!(line.contains("<w:keepNext"), kept, "{line}");
    }
}

/// A report after a memo begins at page 1 of its own, with or without a cover.
#[test]
fn each_part_counts_its_own_pages() {
    let memo =
        "[tjansteskrivelse]\ntitel = \"Memo\"\n[[tjansteskrivelse.avsnitt]]\nrubrik = \"Text\"\ntext = \"Ord.\"\n";
    for (cover, heads) in [(true, &["1(1)", "", "2(2)"][..]), (false, &["1(1)", "1(1)"])] {
        let folder = Report::new().key("omslag", cover).folder().and("rapport.toml", memo);
        assert_eq!(pdf::read(&built(&folder), &mut Budget::of_own()).unwrap().pages, heads, "{cover}");
    }
}

/// Where the last page's text ends in its left half and in its right half, in points from the top of an A4 page.
fn ends(pdf: &[u8]) -> [f32; 2] {
    let document = Document::load_mem(pdf).unwrap();
    let page = *document.get_pages().values().last().unwrap();
    let content = lopdf::content::Content::decode(&document.get_page_content(page)).unwrap();
    let number = |operation: &lopdf::content::Operation, at: usize| operation.operands[at].as_float().unwrap();
    // Scale and shift of both axes; the engine turns nothing.
    let (mut now, mut saved) = ([1.0, 0.0, 1.0, 0.0_f32], Vec::new());
    let mut ends = [0.0_f32; 2];
    for operation in &content.operations {
        match operation.operator.as_str() {
            "q" => saved.push(now),
            "Q" => now = saved.pop().unwrap(),
            "cm" | "Tm" => {
                let [x, y] =
                    [(0, 4), (3, 5)].map(|(scale, shift)| (number(operation, scale), number(operation, shift)));
                let moved = [now[0] * x.0, now[0] * x.1 + now[1], now[2] * y.0, now[2] * y.1 + now[3]];
                if operation.operator == "cm" {
                    now = moved;
                } else if moved[3] < 760.0 {
                    // From the lower edge to the upper one, without the running head.
                    let half = usize::from(moved[1] > 297.0);
                    ends[half] = ends[half].max(842.0 - moved[3]);
                }
            }
            _ => {}
        }
    }
    ends
}

/// Columns end level whatever stands in them before: in `tests/reports/columns` a table whose rows are of several
/// lines, which is taller than it seems.
#[test]
fn columns_with_a_table_end_level() {
    let options = Options { formats: vec![Format::Pdf], ..Options::default() };
    let built = pipeline::build(&crate::support::root().join("tests/reports/columns"), &options).unwrap();
    let [left, right] = ends(bytes(&built, ".pdf"));
    assert!(left > 100.0 && (left - right).abs() < 20.0, "{left} {right}");
}

/// No column ends between a table and the line above it.
#[test]
fn a_line_about_a_table_stays_with_it() {
    let ids: Vec<String> = (0..6).map(|at| format!("r{at}")).collect();
    let table = report::table("t", "Tabell", "k", ids.iter().map(|id| format!("a/{id}")).collect::<Vec<_>>());
    let chapter = Block::entry("kapitel").key("id", "e").key("rubrik", "E").key("spalter", 2);
    let report = Report::new()
        .key("omslag", false)
        .add([columns("k").key("sort", "mnkr"), column("x", "Utfall"), table])
        .add([chapter.key("delar", toml("[{ tabell = \"t\" }]"))])
        .deliver("a", ids.iter().map(|id| row("t", id, &format!("Rad {id}")).key("x", toml("1.5"))));
    assert_eq!(report.findings(), "");
    assert!(crate::support::text(&report.built()).contains("Belopp i mnkr"));
    let [left, right] = ends(&built(&report.folder()));
    assert!(left > 100.0 && right == 0.0, "{left} {right}");
}
