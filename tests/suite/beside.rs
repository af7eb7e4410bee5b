//! What stands beside what follows it: pictures, charts, tables and boxes, in both files at the same side, and text as
//! far as they go.

use underlag::base::budget::Budget;
use underlag::deliver::verify::pdf;
use underlag::pipeline::Built;

use crate::support::both_files::agree;
use crate::support::word_file::{BODY, parts};
use crate::support::{Folder, MANIFEST, bytes, saying, text};

const LAKE: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 80 40'><rect width='80' height='40' fill='#3b7a9e'/></svg>";

/// A report whose text has this, with a picture that stands at a side of it.
fn report(side: &str, keys: &str, words: &str) -> Folder {
    let picture = format!(
        "\n[[bild]]\nid = \"sjon\"\nfil = \"sjon.svg\"\nbildtext = \"Sjön\"\nalternativtext = \"En sjö.\"\nbredvid = \"{side}\"\n{keys}"
    );
    Folder::new()
        .with("rapport.toml", MANIFEST.to_owned() + &picture)
        .with("sjon.svg", LAKE)
        .with("enheter/a.toml", saying(words))
}

/// Words of some lines.
fn long(sentences: usize) -> String {
    "Vattnet tas ur sjön norr om tätorten och renas i vattenverket. ".repeat(sentences).trim().to_owned()
}

#[test]
fn a_picture_and_its_text_stand_in_both_files() {
    for side in ["vanster", "hoger"] {
        for (words, what) in [
            (format!("[[bild:sjon]]\n\n{}", long(2)), "short"),
            (format!("Först.\n\n[[bild:sjon]]\n\n{}\n\n- ett\n- två\n\n{}\n\nSist.", long(5), long(9)), "long"),
            (format!("[[bild:sjon]]\n\n> {}\n\n## Vattenverket\n\nDet byggs om.", long(1)), "a heading after"),
            (
                format!(
                    "[[bild:sjon]]\n\n{} Se https://exempelby.example/{}sjon för mer.",
                    long(1),
                    "vatten/".repeat(20)
                ),
                "an address",
            ),
        ] {
            let folder = report(side, "kalla = \"Förvaltningen\"\n", &words);
            assert_eq!(folder.findings(), "", "{side} {what}");
            let built = folder.built();
            assert!(built.checked.diagnostics.is_empty(), "{side} {what}: {:?}", built.checked.diagnostics);
            agree(&built, &format!("{side} {what}"));
            let words = text(&built);
            assert!(words.find("En sjö.") < words.find("Vattnet tas"), "the picture is told before its text: {words}");
        }
    }
}

/// Text beside the picture is editable text: no table, and a frame round what belongs to the picture alone.
#[test]
fn the_word_file_has_a_frame_and_no_table() {
    for (side, align) in [("vanster", false), ("hoger", true)] {
        let built = report(side, "kalla = \"Förvaltningen\"\n", &format!("[[bild:sjon]]\n\n{}", long(3))).built();
        let body = String::from_utf8(parts(bytes(&built, ".docx"))[BODY].clone()).unwrap();
        let framed: Vec<&str> = body.split("<w:p>").filter(|line| line.contains("<w:framePr")).collect();
        assert_eq!(framed.len(), 3, "picture, caption and source: {framed:?}");
        assert!(!body.contains("<w:tbl>"));
        assert_eq!(framed.iter().filter(|line| line.contains("w:xAlign=\"right\"")).count() == 3, align);
        assert!(framed.iter().all(|line| !line.contains("Vattnet")));
    }
}

/// The picture is a figure to those who listen, before its text.
#[test]
fn the_picture_is_a_figure_before_its_text() {
    let built = report("hoger", "", &format!("[[bild:sjon]]\n\n{}", long(3))).built();
    let root = pdf::read(bytes(&built, ".pdf"), &mut Budget::of_own()).unwrap().root;
    let mut found = Vec::new();
    root.all(&["Figure", "P"], &mut found);
    let at = |is: &dyn Fn(&pdf::Node) -> bool| found.iter().position(|node| is(node)).unwrap();
    let figure = at(&|node| node.kind == "Figure" && node.alt.as_deref() == Some("En sjö."));
    assert!(figure < at(&|node| node.words_without(&[]).starts_with("Vattnet")));
}

/// A report of charts, tables and boxes: `parts` are those of its chapter, `keys` are said of each of them by its id.
fn row_of(parts: &str, keys: &[(&str, &str)]) -> Folder {
    let key = |id: &str| keys.iter().find(|(known, _)| *known == id).map_or("", |(_, keys)| keys);
    let chart = |id: &str, title: &str| {
        let keys = key(id);
        format!(
            "\n[[diagram]]\nid = \"{id}\"\nslag = \"staplar\"\nriktning = \"staende\"\nrubrik = \"{title}\"\ntabell = \"t\"\nkolumner = [\"utfall\"]\n{keys}\n"
        )
    };
    let table = |id: &str, title: &str| {
        let keys = key(id);
        format!("\n[[tabell]]\nid = \"{id}\"\nrubrik = \"{title}\"\nkolumner = \"k\"\nrader = [\"a/*\"]\n{keys}\n")
    };
    let columns = "\n[[kolumner]]\nid = \"k\"\nsort = \"tkr\"\nkolumn = [{ id = \"utfall\", rubrik = \"Utfall\" }]\n";
    let chapter = format!("\n[[kapitel]]\nid = \"rad\"\nrubrik = \"Rad\"\ndelar = [{parts}]\n");
    let all = [chapter, chart("d", "Diagram ett"), chart("e", "Diagram två"), chart("f", "Diagram tre")];
    let rows = |id: &str, figure: u8| {
        format!("\n[[csv]]\ntabell = \"{id}\"\ntext = \"namn | utfall\\nGata | {figure}\\nPark | 7\"\n")
    };
    let text = format!(
        "\n[[avsnitt]]\nkapitel = \"rad\"\ndel = \"ruta\"\nruta = \"Fakta\"\n{}\ntext = \"Sjön är djup.\"\n\n[[avsnitt]]\nkapitel = \"rad\"\ntext = \"{}\\n\\n{}\\n\\nSist.\"\n{}{}",
        key("ruta"),
        long(4),
        long(3),
        rows("t", 125),
        rows("uu", 126),
    );
    let manifest =
        MANIFEST.to_owned() + &all.concat() + &table("t", "Tabell ett") + &table("uu", "Tabell två") + columns;
    Folder::new().with("rapport.toml", manifest).with("enheter/a.toml", saying("Text.") + &text)
}

/// The widths of the columns of each section of a Word file whose columns are not equal, and the breaks between them.
fn unequal(built: &Built) -> (Vec<usize>, usize) {
    let body = String::from_utf8(parts(bytes(built, ".docx"))[BODY].clone()).unwrap();
    let sections = body.split("<w:sectPr>").skip(1).filter(|section| section.contains("w:equalWidth=\"0\""));
    let counts = sections.map(|section| section.split("</w:sectPr>").next().unwrap().matches("<w:col ").count());
    (counts.collect(), body.matches("<w:br w:type=\"column\"/>").count())
}

#[test]
fn charts_tables_and_boxes_stand_beside_what_follows_them() {
    let (left, right) = ("bredvid = \"vanster\"", "bredvid = \"hoger\"");
    let narrow = "bredvid = \"hoger\"\nbredd = 35";
    let (box_, text) = ("{ enhet = \"a\", del = \"ruta\", rubrik = \"\" }", "{ enhet = \"a\", rubrik = \"\" }");
    let three = "{ diagram = \"d\" }, { diagram = \"e\" }, { diagram = \"f\" }";
    for (parts, keys, columns, first) in [
        ("{ diagram = \"d\" }, { diagram = \"e\" }", vec![("d", left)], vec![2], ["Diagram ett", "Diagram två"]),
        ("{ diagram = \"d\" }, { diagram = \"e\" }", vec![("d", right)], vec![2], ["Diagram två", "Diagram ett"]),
        ("{ tabell = \"t\" }, { tabell = \"uu\" }", vec![("t", left)], vec![2], ["125", "126"]),
        ("{ tabell = \"t\" }, { diagram = \"d\" }", vec![("t", narrow)], vec![2], ["Diagram ett", "Gata"]),
        ("{ diagram = \"d\" }, { tabell = \"t\" }", vec![("d", left)], vec![2], ["Diagram ett", "Gata"]),
        (three, vec![("d", left), ("e", left)], vec![3], ["Diagram ett", "Diagram tre"]),
        (three, vec![("d", left), ("e", right)], vec![3], ["Diagram ett", "Diagram två"]),
        (&format!("{box_}, {text}"), vec![("ruta", narrow)], vec![2], ["Vattnet", "Fakta"]),
        (&format!("{{ diagram = \"d\" }}, {box_}, {text}"), vec![("d", left)], vec![2], ["Diagram ett", "Fakta"]),
        (&format!("{{ tabell = \"t\" }}, {text}"), vec![("t", left)], vec![2], ["Gata", "Vattnet"]),
    ] {
        let folder = row_of(parts, &keys);
        let built = folder.built();
        let told: Vec<_> = built.checked.diagnostics.iter().map(|found| found.code.name()).collect();
        let beside = ["no-room-beside", "nothing-beside", "bad-value", "unknown-key"];
        assert!(!told.iter().any(|code| beside.contains(code)), "{parts}: {told:?}");
        agree(&built, parts);
        let (counts, breaks) = unequal(&built);
        assert_eq!(breaks, counts.iter().map(|count| count - 1).sum::<usize>(), "{parts}");
        assert_eq!(counts, columns, "{parts}");
        let words = text_of(&built);
        let at = first.map(|wanted| words.find(wanted).unwrap_or_else(|| panic!("{parts}: no {wanted} in {words}")));
        assert!(at[0] < at[1], "{parts}: {words}");
    }
}

/// The words of a built report's last chapter.
fn text_of(built: &Built) -> String {
    let words = text(built);
    words.split("# ").last().unwrap().to_owned()
}

/// Text goes on below what it stands beside, a paragraph at a time.
#[test]
fn a_text_goes_on_below_what_it_stands_beside() {
    let parts = "{ enhet = \"a\", del = \"ruta\", rubrik = \"\" }, { enhet = \"a\", rubrik = \"\" }";
    let built = row_of(parts, &[("ruta", "bredvid = \"vanster\"")]).built();
    let words = text_of(&built);
    let (beside, below) = words.split_once("2 av 2]").unwrap();
    assert!(beside.contains("Sjön är djup."), "{words}");
    // What stands beside is set in.
    assert!(below.trim_start_matches('\n').starts_with("   Vattnet") && below.contains("\n\nSist."), "{words}");
}

/// A picture fills a page before its chapter in both files, and is cut alike where it has another shape.
#[test]
fn a_picture_fills_a_page_before_its_chapter() {
    let folder = report("hoger", "kalla = \"Förvaltningen\"\n", &long(2));
    let manifest = MANIFEST.replacen("rubrik = \"Text\"", "rubrik = \"Text\"\nhelsidesbild = \"sjon\"", 1);
    assert_ne!(manifest, MANIFEST);
    let own = std::fs::read_to_string(folder.path().join("rapport.toml")).unwrap();
    let folder = folder.with("rapport.toml", manifest + own.strip_prefix(MANIFEST).unwrap());
    assert_eq!(folder.findings(), "");
    let built = folder.built();
    agree(&built, "a leaf");
    let sections = &built.document.as_ref().unwrap().parts[0].sections;
    let [.., leaf, text] = sections.as_slice() else { panic!("{sections:?}") };
    assert_eq!([leaf, text].map(|section| section.new_page), [true, true]);
    assert_eq!(leaf.blocks.len(), 2, "the picture and its source: {leaf:?}");
    let body = String::from_utf8(parts(bytes(&built, ".docx"))[BODY].clone()).unwrap();
    // Twice as wide as high: some of its sides is cut off, and nothing at its top and foot.
    let cut = body.split_once("<a:srcRect l=\"").unwrap().1;
    let (sides, rest) = cut.split_once('"').unwrap();
    assert!((20_000..40_000).contains(&sides.parse::<u32>().unwrap()), "{sides}");
    assert!(rest.starts_with(" t=\"0\""), "{rest:.60}");
    assert!(!body.contains("<w:framePr"), "nothing stands beside it");
}
