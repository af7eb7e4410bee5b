//! Tables whose rows were sorted and whose cells were joined in Word, and notes where nobody's words stand: told, and
//! never taken in as another row's.

use underlag::deliver::absorb::{Absorbed, Outcome, Tracked, absorb};

use crate::support::word_file::{BODY, MAP, MARK, NOTES, Parts, TEXT, element, packed, part, parts, plain};
use crate::support::{Folder, bytes, underlag};

const MORE: &str = r#"
[[kapitel]]
id = "tabeller"
rubrik = "Tabeller"
slag = "tabeller"
tabeller = ["t"]

[[tabell]]
id = "t"
rubrik = "Drift"
kolumner = "k"
rader = ["a/vatten", "a/gator", "a/parker", "a/broar"]

[[kolumner]]
id = "k"
mattenhet = "tkr"
kolumn = [{ id = "u", rubrik = "Utfall" }, { id = "v", rubrik = "Läge", slag = "text" }]
"#;

const ROWS: [(&str, &str, u32, &str); 4] = [
    ("vatten", "Vatten", 5, "bra"),
    ("gator", "Gator", 7, "sämre"),
    ("parker", "Parker", 5, ""),
    ("broar", "Broar", 9, "bra"),
];

fn made() -> (Folder, Parts) {
    let rows = ROWS.map(|(id, name, u, v)| {
        format!("\n[[rad]]\ntabell = \"t\"\nid = \"{id}\"\nnamn = \"{name}\"\nu = {u}\nv = \"{v}\"\n")
            .replace("v = \"\"\n", "v = \"–\"\n")
    });
    let unit = format!("enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = '''\nOrd.\n'''\n{}", rows.concat());
    let folder = Folder::new().and("rapport.toml", MORE).with("enheter/a.toml", unit);
    let parts = parts(bytes(&folder.built(), ".docx"));
    (folder, parts)
}

fn with(parts: &Parts, body: String) -> Parts {
    let mut parts = parts.clone();
    parts.insert(BODY.to_owned(), body.into_bytes());
    parts
}

fn take(folder: &Folder, parts: &Parts) -> Absorbed {
    absorb(folder.path(), &packed(parts), Tracked::Accept).unwrap()
}

fn rows(body: &str) -> Vec<&str> {
    ROWS.iter().map(|(_, name, ..)| element(body, "tr", name)).collect()
}

/// The body with its rows in another order: as whole rows, or their words alone.
fn sorted(body: &str, order: [usize; 4], is_whole: bool) -> String {
    let own = rows(body);
    let start = body.find(own[0]).unwrap();
    let end = body.find(own[3]).unwrap() + own[3].len();
    let words = |from: &str, into: &str| {
        let mut all = TEXT.captures_iter(from).map(|it| it[1].to_owned()).collect::<Vec<_>>().into_iter();
        TEXT.replace_all(into, |_: &regex::Captures<'_>| format!("<w:t>{}</w:t>", all.next().unwrap_or_default()))
            .into_owned()
    };
    let new: String =
        (0..4).map(|at| if is_whole { own[order[at]].to_owned() } else { words(own[order[at]], own[at]) }).collect();
    format!("{}{new}{}", &body[..start], &body[end..])
}

#[test]
fn sorted_rows_are_no_other_rows_values() {
    let (folder, parts) = made();
    let body = part(&parts, BODY);
    for order in [[3, 1, 2, 0], [1, 3, 2, 0], [1, 0, 2, 3], [3, 2, 1, 0], [0, 1, 3, 2]] {
        for is_whole in [true, false] {
            for has_keys in [true, false] {
                let mut body = sorted(&body, order, is_whole);
                if !has_keys {
                    body = MARK.replace_all(&body, "").into_owned();
                }
                let mut parts = with(&parts, body);
                if !has_keys {
                    parts.remove(MAP);
                }
                let absorbed = take(&folder, &parts);
                let what = format!("{order:?} {is_whole} {has_keys}: {:#?}", absorbed.changes);
                assert!(absorbed.files.is_empty() && !absorbed.changes.is_empty(), "{what}");
                assert!(absorbed.changes.iter().any(|it| it.outcome == Outcome::Moved), "{what}");
            }
        }
    }
    // A name and a figure that are new are none of another row's.
    let body = body.replacen("Gator", "Gator och torg", 1);
    let absorbed = take(&folder, &with(&parts, body));
    assert!(absorbed.changes.iter().all(|it| it.outcome == Outcome::Taken) && absorbed.files.len() == 1);
}

/// The cells of a row.
fn cells(row: &str) -> Vec<&str> {
    regex::Regex::new("(?s)<w:tc>.*?</w:tc>").unwrap().find_iter(row).map(|it| it.as_str()).collect()
}

#[test]
fn cells_that_were_joined_are_told() {
    let (folder, parts) = made();
    let body = part(&parts, BODY);
    let row = element(&body, "tr", "Gator");
    let all = cells(row);
    let paragraph = |cell: &str| {
        let start = cell.find("</w:tcPr>").map_or("<w:tc>".len(), |at| at + "</w:tcPr>".len());
        cell[start..cell.len() - "</w:tc>".len()].to_owned()
    };
    let spanned = |cell: &str, more: &str| {
        let cell = cell.replacen("</w:tcPr>", "<w:gridSpan w:val=\"2\"/></w:tcPr>", 1);
        cell.replacen("</w:tc>", &format!("{more}</w:tc>"), 1)
    };
    // Two with words, and one with an empty one.
    for is_empty in [false, true] {
        let more = if is_empty { String::new() } else { paragraph(all[2]) };
        let new = row.replacen(&format!("{}{}", all[1], all[2]), &spanned(all[1], &more), 1);
        assert_ne!(new, row);
        let absorbed = take(&folder, &with(&parts, body.replacen(row, &new, 1)));
        assert!(absorbed.files.is_empty(), "{:#?}", absorbed.changes);
        assert!(absorbed.changes.iter().any(|it| it.outcome == Outcome::Merged), "{:#?}", absorbed.changes);
    }
    // One with the one below it.
    let below = element(&body, "tr", "Parker");
    let own = cells(below)[2];
    let merged = |cell: &str, how: &str| cell.replacen("</w:tcPr>", &format!("<w:vMerge{how}/></w:tcPr>"), 1);
    for is_empty in [false, true] {
        let above = merged(all[2], " w:val=\"restart\"");
        let above = if is_empty { above } else { above.replacen("</w:tc>", &format!("{}</w:tc>", paragraph(own)), 1) };
        let gone = merged(own, "").replacen(&paragraph(own), "<w:p/>", 1);
        let new = body.replacen(row, &row.replacen(all[2], &above, 1), 1);
        let new = new.replacen(below, &below.replacen(own, &gone, 1), 1);
        let absorbed = take(&folder, &with(&parts, new));
        assert!(absorbed.files.is_empty(), "{:#?}", absorbed.changes);
        let is_told = absorbed.changes.iter().any(|it| matches!(it.outcome, Outcome::Merged | Outcome::Moved));
        assert!(is_told, "{:#?}", absorbed.changes);
    }
}

/// A new note on a table's title and on a column's heading is told at the title's or the heading's place.
#[test]
fn a_new_note_on_a_title_or_a_heading_has_a_place() {
    let (folder, parts) = made();
    let mark = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"77\"/></w:r>";
    let note = "<w:footnote w:id=\"77\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:footnoteRef/></w:r>\
                <w:r><w:t xml:space=\"preserve\"> En ny not.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let all = regex::Regex::new("(?s)<w:p>.*?</w:p>|<w:p .*?</w:p>").unwrap();
    for (words, place) in [("Drift", "rapport.toml:26:11"), ("Utfall", "rapport.toml:33:33")] {
        let mut parts = parts.clone();
        let body = part(&parts, BODY);
        let is_it = |it: &&str| plain(it).trim_start_matches("Tabell 1. ").trim() == words && !it.contains("\"TOC");
        let whole = all.find_iter(&body).map(|it| it.as_str()).find(is_it).unwrap();
        let new = body.replacen(whole, &whole.replacen("</w:p>", &format!("{mark}</w:p>"), 1), 1);
        parts.insert(BODY.to_owned(), new.into_bytes());
        let notes = part(&parts, NOTES).replacen("</w:footnotes>", note, 1);
        parts.insert(NOTES.to_owned(), notes.into_bytes());
        let absorbed = take(&folder, &parts);
        let told: Vec<_> = absorbed.changes.iter().map(|it| it.outcome).collect();
        assert!(absorbed.files.is_empty() && told.contains(&Outcome::NewNote), "{:#?}", absorbed.changes);
        for change in &absorbed.changes {
            let at = change.place.or(change.near).map(|at| absorbed.sources.locate(at));
            assert_eq!(at.as_deref(), Some(place), "{:#?}", absorbed.changes);
        }
        std::fs::write(folder.path().join("x.docx"), packed(&parts)).unwrap();
        let told = underlag(&["absorb", "x.docx", ".", "--lang", "sv"], folder.path());
        let said = String::from_utf8(told.stdout).unwrap();
        assert!(!said.contains("–:") && said.contains(place), "{said}");
    }
}
