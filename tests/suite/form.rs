//! Forms: what a unit owes as a Word file or a workbook, and what somebody has filled in back in the unit's file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use regex::Regex;
use underlag::deliver::absorb::{Tracked, Undone, Written, undo};
use underlag::deliver::form::{FormError, FormOutcome, Kind, TakenIn, forms, take};
use underlag::pipeline::{self, Output};

use crate::support::word_file::{BODY, MAP, MARK, NOTES, Parts, TEXT, packed, part, parts};
use crate::support::{Folder, every_report, printed, root, underlag, word_file};

/// A copy of a report, whose units' files are written to.
struct Copy(Folder);

impl Copy {
    fn of(report: &Path) -> Self {
        Copy(Folder::of(report))
    }

    fn dir(&self) -> &Path {
        self.0.path()
    }

    fn unit(&self, unit: &str) -> PathBuf {
        self.dir().join(format!("enheter/{unit}.toml"))
    }

    /// Without a unit's file.
    fn without(self, unit: &str) -> Self {
        Copy(self.0.without(&format!("enheter/{unit}.toml")))
    }
}

fn sandby() -> PathBuf {
    root().join("inputs/sandby-sn-2025-08")
}

/// The forms of a report by their names.
fn made(dir: &Path, units: &[&str], from: Option<&Path>, kind: Kind) -> BTreeMap<String, Vec<u8>> {
    let units: Vec<String> = units.iter().map(|unit| (*unit).to_owned()).collect();
    let all = forms(dir, &units, from, kind).unwrap().files.into_iter();
    all.map(|file| match file {
        Output::File { name, bytes } => (name, bytes),
        Output::Folder { name, .. } => panic!("{name}"),
    })
    .collect()
}

fn one(dir: &Path, unit: &str, from: Option<&Path>, kind: Kind) -> Vec<u8> {
    made(dir, &[unit], from, kind).into_values().next().unwrap()
}

fn taken(dir: &Path, file: &[u8]) -> TakenIn {
    take(dir, file, Tracked::Accept).unwrap().unwrap()
}

/// What became of what differs, with its key and what the form says.
fn outcomes(taken: &TakenIn) -> Vec<(FormOutcome, &str, &str)> {
    taken.changes.iter().map(|it| (it.outcome, it.key.as_str(), it.is.as_deref().unwrap_or_default())).collect()
}

fn body(parts: &Parts) -> String {
    part(parts, BODY)
}

/// A form with another body.
fn with_body(file: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
    let parts = parts(file);
    word_file::with_body(&parts, change(body(&parts)))
}

/// Puts paragraphs into the first empty cell behind `mark`.
fn filled(body: &str, mark: &str, paragraphs: &str) -> String {
    let from = body.find(mark).unwrap_or_else(|| panic!("no {mark}")) + mark.len();
    let cell = Regex::new(
        r"<w:tc>(?:<w:tcPr>.*?</w:tcPr>)?(<w:p>(?:<w:pPr>(?:[^<]|<[^/]|</w:[^p])*?</w:pPr>)?</w:p>|<w:p/>)</w:tc>",
    )
    .unwrap();
    let found = cell.captures_at(body, from).unwrap_or_else(|| panic!("no empty cell behind {mark}"));
    let empty = found.get(1).unwrap();
    format!("{}{paragraphs}{}", &body[..empty.start()], &body[empty.end()..])
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

#[test]
fn a_form_in_which_nobody_has_written_changes_nothing() {
    let mut values = 0;
    for report in every_report() {
        for kind in [Kind::Word, Kind::Workbook] {
            let all = made(&report, &[], None, kind);
            assert_eq!(all, made(&report, &[], None, kind), "the same bytes each time");
            for (name, file) in &all {
                let taken = taken(&report, file);
                assert_eq!(outcomes(&taken), [], "{name}");
                assert!(taken.files.is_empty() && taken.unread.is_empty());
                values += taken.unchanged;
            }
        }
    }
    assert!(values > 2_000, "{values}");
}

/// A form that was made of an empty file, filled in as a unit has filled in its own: the fields of the one, and what the
/// other says it was made of.
fn as_filled_in(empty: &[u8], full: &[u8], kind: Kind) -> Vec<u8> {
    let (empty, mut full) = (parts(empty), parts(full));
    match kind {
        Kind::Word => {
            let form = Regex::new(r"(?s)<form .*?</form>").unwrap();
            let [empty_map, full_map] = [&empty, &full].map(|parts| part(parts, MAP));
            let own = form.find(&empty_map).unwrap().as_str();
            full.insert(MAP.to_owned(), form.replace(&full_map, regex::NoExpand(own)).into_owned().into_bytes());
        }
        Kind::Workbook => {
            let hidden = |parts: &Parts| {
                let sheets = parts.keys().filter(|path| path.starts_with("xl/worksheets/")).count();
                format!("xl/worksheets/sheet{sheets}.xml")
            };
            let (from, to) = (hidden(&empty), hidden(&full));
            full.insert(to, empty[&from].clone());
        }
    }
    packed(&full)
}

#[test]
fn a_form_that_is_filled_in_is_the_units_file() {
    // What stands in a cell over several rows is filled in in the first of them.
    let over = Regex::new(r"<1x\d> ").unwrap();
    for report in [sandby(), root().join("inputs/herrljunga-ks-delar-2023")] {
        let text = |dir: &Path| {
            let checked = pipeline::check(dir, None).unwrap();
            let mut found: Vec<&str> = checked.diagnostics.iter().map(|found| found.code.name()).collect();
            found.sort_unstable();
            (underlag::render::text::render(&checked.document.unwrap()), found)
        };
        let whole = text(&report);
        let units = fs::read_dir(report.join("enheter")).unwrap();
        let mut units: Vec<String> =
            units.map(|unit| unit.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        units.sort();
        for kind in [Kind::Word, Kind::Workbook] {
            let copy = Copy::of(&report);
            for unit in &units {
                let full = one(&report, unit, None, kind);
                fs::remove_file(copy.unit(unit)).unwrap();
                // The period before was this one, so that rows keep what a form does not ask for.
                let empty = one(copy.dir(), unit, Some(&report), kind);
                assert_eq!(outcomes(&taken(copy.dir(), &empty)), [], "{unit}");
                let taken = taken(copy.dir(), &as_filled_in(&empty, &full, kind));
                let left: Vec<_> = outcomes(&taken).into_iter().filter(|(outcome, ..)| !outcome.is_taken()).collect();
                assert_eq!(left, [], "{unit}");
                Written::default().write(copy.dir(), &taken.sources, &taken.files).unwrap();
                let again = super::form::taken(copy.dir(), &full);
                assert_eq!(outcomes(&again), [], "{unit}");
            }
            let now = text(copy.dir());
            for (now, was) in now.0.lines().zip(whole.0.lines()) {
                let [now, was] = [now, was].map(|line| over.replace_all(line, "").into_owned());
                assert_eq!(now.trim_end_matches(" | "), was.trim_end_matches(" | "), "{kind:?}");
            }
            assert_eq!(now.0.lines().count(), whole.0.lines().count());
            assert_eq!(now.1, whole.1, "{kind:?}");
        }
    }
}

#[test]
fn what_was_said_before_stands_beside_and_is_not_taken_over() {
    let copy = Copy::of(&sandby()).without("aldreomsorg");
    let form = one(copy.dir(), "aldreomsorg", Some(&sandby()), Kind::Word);
    let said = body(&parts(&form));
    for words in
        ["Förra gången", "Så stod det förra gången", "en negativ avvikelse på 3,4", "148,5", "Stickprov på köpt tid"]
    {
        assert!(said.replace('\u{a0}', " ").contains(words), "{words}");
    }
    // What is written where the form shows what was said before is told, and not taken in.
    let form = with_body(&form, |body| body.replacen("148,5", "149,5", 1));
    assert_eq!(outcomes(&taken(copy.dir(), &form)), [(FormOutcome::Former, "", "149,5")]);
    // One word of a unit: names, risks and the outcome of the year before are there, and nothing else.
    let form = one(copy.dir(), "aldreomsorg", Some(&sandby()), Kind::Word);
    let form = with_body(&form, |body| filled(&body, "text:aldreomsorg/kommentarer", &p("Ett nytt år.")));
    let taken = taken(copy.dir(), &form);
    assert_eq!(outcomes(&taken), [(FormOutcome::Taken, "avsnitt/kommentarer/text", "Ett nytt år.")]);
    let new = String::from_utf8(taken.files[0].1.clone()).unwrap();
    for kept in [
        "summerar = [\"hemtjanst\", \"boende\"]",
        "utfall_2024 = \"86 %\"",
        "sannolikhet = 4",
        "ansvar = \"Controller\"",
    ] {
        assert!(new.contains(kept), "{kept}: {new}");
    }
    for gone in ["budget_2025", "prognos_2025", "utfall_2025_08", "bedomning", "uppfoljning", "Fler äldre"] {
        assert!(!new.contains(gone), "{gone}: {new}");
    }
}

#[test]
fn whatever_word_can_say_of_a_text_comes_along() {
    let copy = Copy::of(&sandby()).without("ifo");
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    let run = |looks: &str, words: &str| {
        format!("<w:r><w:rPr>{looks}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let text = [
        "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>Läget</w:t></w:r></w:p>".to_owned(),
        format!("<w:p>{}{}{}</w:p>", run("", "Det är "), run("<w:b/>", "viktigt "), run("<w:i/>", "nu.")),
        p("5*3 är 15, och [det] kostar 2_000 kr."),
        p("- en punkt"),
        p("- en till"),
        p("[[tabell:netto]]"),
        "<w:p><w:ins w:id=\"1\" w:author=\"Eva\"><w:r><w:t>Infogat</w:t></w:r></w:ins><w:del w:id=\"2\" \
         w:author=\"Eva\"><w:r><w:delText>Struket</w:delText></w:r></w:del><w:r><w:t xml:space=\"preserve\"> av \
         {{netto.barn.avvikelse}}.</w:t></w:r></w:p>"
            .to_owned(),
        "<w:p><w:hyperlink w:anchor=\"x\"><w:r><w:t>Länk</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType=\"begin\"/>\
         </w:r><w:r><w:instrText> HYPERLINK \"https://sandby.example/\" </w:instrText></w:r><w:r><w:fldChar \
         w:fldCharType=\"separate\"/></w:r><w:r><w:t>till kommunen</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"
            .to_owned(),
    ];
    let file = with_body(&form, |body| filled(&body, "text:ifo/kommentarer", &text.concat()));
    let taken = taken(copy.dir(), &file);
    assert_eq!(taken.authors, BTreeMap::from([("Eva".to_owned(), 2)]));
    let new = String::from_utf8(taken.files[0].1.clone()).unwrap();
    let made = "enhet = \"ifo\"\n\n[[avsnitt]]\nkapitel = \"kommentarer\"\ntext = '''\n# Läget\n\nDet är **viktigt** *nu.*\n\n\
                5*3 är 15, och [det] kostar 2_000 kr.\n\n- en punkt\n- en till\n\n[[tabell:netto]]\n\nInfogat av \
                {{netto.barn.avvikelse}}.\n\nLänk[till kommunen](https://sandby.example/)\n'''\n";
    assert_eq!(new, made);
    let rejected = take(copy.dir(), &file, Tracked::Reject).unwrap().unwrap();
    assert!(String::from_utf8(rejected.files[0].1.clone()).unwrap().contains("Struket av"));
}

#[test]
fn rows_and_notes_can_be_added() {
    let copy = Copy::of(&sandby());
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    let mut changed = parts(&form);
    let notes = part(&changed, NOTES);
    let note =
        "<w:footnote w:id=\"77\"><w:p><w:r><w:t>Enligt en ny mätning.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    changed.insert(NOTES.to_owned(), notes.replace("</w:footnotes>", note).into_bytes());
    // The first empty cell behind the last row of the table is the name of a new one.
    let text = filled(&body(&changed), "Summa individ- och familjeomsorg", &p("Familjerätt"));
    let text = filled(&text, "Familjerätt", &p("2,5 mnkr"));
    let text = filled(&text, "2,5 mnkr", &p("ungefär två"));
    let noted = "<w:p><w:r><w:t>Tre av fyra</w:t></w:r><w:r><w:footnoteReference w:id=\"77\"/></w:r></w:p>";
    let text = filled(&text, "Familjer som får stöd hemma", noted);
    changed.insert(BODY.to_owned(), text.into_bytes());
    let taken = taken(copy.dir(), &packed(&changed));
    let new_row = FormOutcome::TakenInNewRow;
    assert_eq!(
        outcomes(&taken),
        [
            (new_row, "rad/netto/familjeratt/namn", "Familjerätt"),
            (new_row, "rad/netto/familjeratt/budget_2025", "2,5"),
            (FormOutcome::NoFigure, "rad/netto/familjeratt/utfall_2025_08", "ungefär två"),
            (new_row, "mal/stod-i-tid/indikator/3/namn", "Tre av fyra"),
            (FormOutcome::Taken, "noter/enligt-en", "Enligt en ny mätning."),
        ]
    );
    let place = &taken.changes[2].place;
    assert_eq!(
        (place.field.as_str(), place.row.as_deref(), place.column.as_deref()),
        ("Nettokostnad, mnkr", Some("Familjerätt"), Some("Utfall jan–aug 2025"))
    );
    let old = fs::read_to_string(copy.unit("ifo")).unwrap();
    let new = String::from_utf8(taken.files[0].1.clone()).unwrap();
    for line in [
        "id = \"familjeratt\"",
        "budget_2025 = 2.5",
        "namn = \"Tre av fyra[^enligt-en]\"",
        "enligt-en = \"Enligt en ny mätning.\"",
    ] {
        assert!(new.contains(line), "{line}: {new}");
    }
    // Every line that stood there stands there, in order.
    let mut lines = new.lines();
    for line in old.lines() {
        assert!(lines.any(|known| known == line), "{line}");
    }
}

#[test]
fn what_cannot_be_taken_is_told_at_its_place() {
    let copy = Copy::of(&sandby());
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    // Written outside of the fields, in a line that the form does not have, a row without a name, one that is gone.
    let outside = with_body(&form, |body| {
        let at = body.find("<w:tbl>").unwrap();
        let body = format!("{}{}{}", &body[..at], p("Hälsningar från IFO"), &body[at..]);
        let body = filled(&body, "Summa individ- och familjeomsorg", &p(""));
        let at = body.find("Ekonomiskt bistånd").unwrap();
        let (start, end) = (body[..at].rfind("<w:tr>").unwrap(), at + body[at..].find("</w:tr>").unwrap() + 7);
        format!("{}{}", &body[..start], &body[end..])
    });
    let told = taken(copy.dir(), &outside);
    assert_eq!(
        outcomes(&told),
        [(FormOutcome::Gone, "rad/netto/bistand/namn", ""), (FormOutcome::Outside, "", "Hälsningar från IFO")]
    );
    assert!(told.files.is_empty());
    // Changed in both.
    let changed = with_body(&form, |body| body.replacen("64,2", "65,2", 1));
    let file = fs::read_to_string(copy.unit("ifo")).unwrap();
    fs::write(copy.unit("ifo"), file.replace("budget_2025 = 64.2", "budget_2025 = 66.2")).unwrap();
    let conflict = taken(copy.dir(), &changed);
    let change = &conflict.changes[0];
    assert_eq!(outcomes(&conflict), [(FormOutcome::Conflict, "rad/netto/barn/budget_2025", "65,2")]);
    assert_eq!((change.base.as_deref(), change.was.as_deref()), (Some("64,2"), Some("66,2")));
    // The same without what the form was made of: nobody can say who has changed it.
    let mut bare = parts(&changed);
    bare.remove(MAP).unwrap();
    let unknown = taken(copy.dir(), &packed(&bare));
    assert_eq!(outcomes(&unknown), [(FormOutcome::NoBase, "rad/netto/barn/budget_2025", "65,2")]);
    // Only the file has changed: the form is as it was.
    assert_eq!(outcomes(&taken(copy.dir(), &form)), []);
}

/// What a program does to a file.
type Damage<'a> = Box<dyn Fn(&mut Parts) + 'a>;

#[test]
fn programs_that_lose_what_they_do_not_know_lose_no_value() {
    let copy = Copy::of(&sandby());
    let form = one(copy.dir(), "aldreomsorg", None, Kind::Word);
    let edit = |body: &str| {
        let body = body.replacen("101,2", "102,2", 1).replacen("Enhetschefer", "Cheferna", 1);
        body.replacen("Fler äldre har fått", "Många äldre har fått", 1)
    };
    let wanted = [
        (FormOutcome::Taken, "rad/netto/hemtjanst/utfall_2025_08", "102,2"),
        (FormOutcome::Taken, "risk/schema/kontrollmoment/1/ansvar", "Cheferna"),
    ];
    let runs = Regex::new(r#"(<w:r>(?:<w:rPr>[^R]*?</w:rPr>)?<w:t[^>]*>)([^<]{4,})(</w:t></w:r>)"#).unwrap();
    let damages: [(&str, Damage<'_>); 5] = [
        (
            "no bookmarks",
            Box::new(|parts| {
                let text = MARK.replace_all(&body(parts), "").into_owned();
                parts.insert(BODY.to_owned(), text.into_bytes());
            }),
        ),
        (
            "no parts of ours",
            Box::new(|parts| {
                parts.retain(|path, _| !path.starts_with("customXml") && path != "docProps/custom.xml");
            }),
        ),
        (
            "split runs",
            Box::new(|parts| {
                let split = |found: &regex::Captures<'_>| {
                    let at = found[2].char_indices().nth(2).unwrap().0;
                    format!("{0}{1}{3}{0}{2}{3}", &found[1], &found[2][..at], &found[2][at..], &found[3])
                };
                let text =
                    runs.replace_all(&body(parts), split).into_owned().replace("<w:t>", "<w:t xml:space=\"preserve\">");
                parts.insert(BODY.to_owned(), text.into_bytes());
            }),
        ),
        (
            "controls around rows",
            Box::new(|parts| {
                let text = body(parts)
                    .replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
                    .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>");
                parts.insert(BODY.to_owned(), text.into_bytes());
            }),
        ),
        (
            "styles of its own",
            Box::new(|parts| {
                let styles = Regex::new(r#"<w:pStyle w:val="[^"]*"/>"#).unwrap();
                let text = styles.replace_all(&body(parts), "").into_owned();
                parts.insert(BODY.to_owned(), text.into_bytes());
            }),
        ),
    ];
    for (name, damage) in damages {
        let mut parts = parts(&form);
        let text = edit(&body(&parts));
        parts.insert(BODY.to_owned(), text.into_bytes());
        damage(&mut parts);
        let taken = taken(copy.dir(), &packed(&parts));
        let has_base = parts.contains_key(MAP);
        let found = outcomes(&taken);
        for (outcome, key, is) in wanted {
            let outcome = if has_base { outcome } else { FormOutcome::NoBase };
            assert!(found.contains(&(outcome, key, is)), "{name}: {found:?}");
        }
        assert!(found.len() <= 3, "{name}: {found:?}");
    }
}

#[test]
fn a_workbook_holds_words_as_words_and_figures_exactly() {
    let copy = Copy::of(&sandby());
    let form = one(copy.dir(), "aldreomsorg", None, Kind::Workbook);
    let all = parts(&form);
    let workbook = String::from_utf8(all["xl/workbook.xml"].clone()).unwrap();
    assert!(workbook.contains("<definedName name=\"falt_1\">'Nettokostnad, mnkr'!$A$1:"), "{workbook}");
    assert!(workbook.contains("state=\"hidden\""));
    let sheet = |parts: &Parts, words: &str| {
        let holds = |path: &&String| String::from_utf8_lossy(&parts[*path]).contains(words);
        parts.keys().filter(|path| path.starts_with("xl/worksheets")).find(holds).unwrap().clone()
    };
    let path = sheet(&all, "table:netto/aldreomsorg");
    let text = String::from_utf8(all[&path].clone()).unwrap();
    assert!(text.contains("<v>148.5</v>") && text.contains("<v>-3.4</v>"), "{text}");
    // What Excel makes of a figure that somebody has typed, and words that look like one.
    let changed = text.replace("<v>148.5</v>", "<v>149.10000000000002</v>").replace("<v>212.0</v>", "<v>212</v>");
    let mut edited = all.clone();
    edited.insert(path, changed.into_bytes());
    let texts = sheet(&all, "Fler äldre");
    let changed = String::from_utf8(all[&texts].clone()).unwrap().replace("Fler äldre", "1 000 äldre");
    edited.insert(texts, changed.into_bytes());
    let taken = taken(copy.dir(), &packed(&edited));
    let found = outcomes(&taken);
    assert_eq!(found[0], (FormOutcome::Taken, "rad/netto/hemtjanst/budget_2025", "149,10000000000002"));
    assert!(found[1].2.starts_with("1 000 äldre"), "{found:?}");
    assert_eq!(found.len(), 2);
    // Another report's, and one that is no form.
    let mut other = all.clone();
    let hidden = sheet(&all, "sandby-sn-2025-08");
    let text = String::from_utf8(all[&hidden].clone()).unwrap().replace("sandby-sn-2025-08", "annan");
    other.insert(hidden, text.into_bytes());
    assert!(matches!(take(copy.dir(), &packed(&other), Tracked::Accept), Err(FormError::Other(id)) if id == "annan"));
}

/// A table of a form, from its first tag to its last.
fn table_of(body: &str, address: &str) -> std::ops::Range<usize> {
    let at = body.find(address).unwrap();
    let (from, to) =
        (body[..at].rfind("<w:tbl>").unwrap(), at + body[at..].find("</w:tbl>").unwrap() + "</w:tbl>".len());
    from..to
}

/// The rows of the table of net costs in the form of `ifo`, whose row `barn` has figures since somebody filled it in.
fn with_rows(change: impl Fn(&mut Vec<String>)) -> TakenIn {
    let copy = Copy::of(&sandby());
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    let file = with_body(&form, |body| {
        let range = table_of(&body, "table:netto/ifo");
        let table = &body[range.clone()];
        let row = Regex::new(r"(?s)<w:tr[ >].*?</w:tr>").unwrap();
        let mut rows: Vec<String> = row.find_iter(table).map(|row| row.as_str().to_owned()).collect();
        let (from, to) = (table.find("<w:tr").unwrap(), table.rfind("</w:tr>").unwrap() + "</w:tr>".len());
        change(&mut rows);
        format!("{}{}{}{}{}", &body[..range.start], &table[..from], rows.concat(), &table[to..], &body[range.end..])
    });
    taken(copy.dir(), &file)
}

/// A cell under another column than its own is never written, whatever was done to the table.
#[test]
fn a_figure_stays_in_its_column_or_is_told() {
    let cell = Regex::new(r"(?s)<w:tc>.*?</w:tc>").unwrap();
    let cells = |row: &str| cell.find_iter(row).map(|it| it.range()).collect::<Vec<_>>();
    let said = |taken: &TakenIn| {
        let of =
            |it: &underlag::deliver::form::FormChange| (it.outcome, it.key.clone(), it.is.clone().unwrap_or_default());
        taken.changes.iter().map(of).collect::<Vec<_>>()
    };
    // A cell deleted, so that the rest stands one column to the left.
    let taken = with_rows(|rows| {
        let range = cells(&rows[2])[1].clone();
        rows[2].replace_range(range, "");
    });
    assert!(taken.files.is_empty(), "{:?}", said(&taken));
    assert!(said(&taken).iter().any(|it| it.0 == FormOutcome::Unaligned && it.2.contains("Barn och unga")));
    // Two cells joined: what stands behind them stays where it is.
    let joined = with_rows(|rows| {
        let all = cells(&rows[2]);
        let one = rows[2][all[1].clone()]
            .replacen("<w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"2\"/>", 1)
            .replace("64,2", "65,2");
        rows[2].replace_range(all[1].start..all[2].end, &one);
    });
    let keys: Vec<String> = said(&joined).into_iter().map(|it| it.1).collect();
    assert_eq!(keys, ["rad/netto/barn/utfall_2025_08", "rad/netto/barn/budget_2025"], "{:?}", said(&joined));
    assert_eq!(joined.changes[0].outcome, FormOutcome::Gone);
    // Joined headings, and none: nothing of the table is written.
    for how in 0..3 {
        let taken = with_rows(|rows| match how {
            0 => {
                let all = cells(&rows[1]);
                let one = rows[1][all[1].clone()].replacen("<w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"2\"/>", 1);
                rows[1].replace_range(all[1].start..all[2].end, &one);
                rows[2] = rows[2].replace("64,2", "65,2");
            }
            1 => {
                rows.remove(1);
                rows[1] = rows[1].replace("64,2", "65,2");
            }
            // Another year is another column.
            _ => {
                rows[1] = rows[1].replace("Budget 2025", "Budget 2026");
                rows[2] = rows[2].replace("64,2", "65,2");
            }
        });
        assert!(taken.files.is_empty(), "{how}: {:?}", said(&taken));
        assert!(said(&taken).iter().any(|it| it.2.contains("65,2")), "{how}: {:?}", said(&taken));
    }
    // A row above the headings is no heading.
    let above = with_rows(|rows| {
        let row = rows[2].replace("64,2", "Egen");
        rows.insert(1, row);
        rows[3] = rows[3].replace("64,2", "65,2");
    });
    assert!(said(&above).contains(&(FormOutcome::Taken, "rad/netto/barn/budget_2025".to_owned(), "65,2".to_owned())));
    assert!(said(&above).iter().any(|it| it.0 == FormOutcome::Unasked && it.2.contains("Egen")));
}

/// A field that is gone, or stands there twice, is told.
#[test]
fn a_field_stands_there_once() {
    let copy = Copy::of(&sandby());
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    let without = with_body(&form, |mut body| {
        body.replace_range(table_of(&body, "table:netto/ifo"), "");
        body
    });
    let gone = taken(copy.dir(), &without);
    assert_eq!(outcomes(&gone), [(FormOutcome::Gone, "table:netto/ifo", "")]);
    let twice = with_body(&form, |body| {
        let table = body[table_of(&body, "table:netto/ifo")].to_owned();
        body.replacen(&table, &format!("{table}<w:p/>{}", table.replace("64,2", "65,2")), 1)
    });
    let twice = taken(copy.dir(), &twice);
    assert!(twice.files.is_empty());
    assert_eq!(twice.changes.iter().map(|it| it.outcome).collect::<Vec<_>>(), [FormOutcome::Twice, FormOutcome::Twice]);
    // Two tables that became one, since what stood between them was deleted.
    let joined = with_body(&form, |body| {
        let (one, other) = (table_of(&body, "table:netto/ifo"), table_of(&body, "text:ifo/kommentarer"));
        let (one, other) = if one.start < other.start { (one, other) } else { (other, one) };
        let rows = |range: &std::ops::Range<usize>| {
            let table = &body[range.clone()];
            table[table.find("<w:tr").unwrap()..table.rfind("</w:tbl>").unwrap()].to_owned()
        };
        let end = one.end - "</w:tbl>".len();
        let apart = format!("{}{}{}", &body[..end], rows(&other), &body[end..other.start]) + &body[other.end..];
        apart.replacen("64,2", "65,2", 1)
    });
    let taken = taken(copy.dir(), &joined);
    assert!(
        outcomes(&taken).contains(&(FormOutcome::Taken, "rad/netto/barn/budget_2025", "65,2")),
        "{:?}",
        outcomes(&taken)
    );
    assert!(!outcomes(&taken).iter().any(|it| it.0 == FormOutcome::TakenInNewRow));
}

/// What looks alone say is kept as signs, or told.
#[test]
fn raised_struck_and_hidden_words_do_not_become_others() {
    let copy = Copy::of(&sandby());
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    let looks = |property: &str, words: &str| {
        format!("</w:t></w:r><w:r><w:rPr>{property}</w:rPr><w:t>{words}</w:t></w:r><w:r><w:t>")
    };
    for (property, outcome) in [
        ("<w:vertAlign w:val=\"superscript\"/>", FormOutcome::NoFigure),
        ("<w:strike/>", FormOutcome::NoFigure),
        ("<w:vanish/>", FormOutcome::NoFigure),
    ] {
        let file = with_body(&form, |body| body.replacen("64,2<", &format!("64,2{}<", looks(property, "1")), 1));
        let taken = taken(copy.dir(), &file);
        assert_eq!(taken.changes.iter().map(|it| it.outcome).collect::<Vec<_>>(), [outcome], "{property}");
        assert!(taken.files.is_empty());
    }
    let copy = Copy::of(&sandby()).without("ifo");
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    let words = |property: &str| {
        format!("<w:p><w:r><w:t xml:space=\"preserve\">CO{} och m</w:t></w:r></w:p>", looks(property, "2"))
    };
    let write = |words: &str| with_body(&form, |body| filled(&body, "text:ifo/kommentarer", words));
    let lowered = taken(copy.dir(), &write(&words("<w:vertAlign w:val=\"subscript\"/>")));
    assert!(String::from_utf8(lowered.files[0].1.clone()).unwrap().contains("CO₂ och m"));
    let struck = taken(copy.dir(), &write(&words("<w:strike/>")));
    assert_eq!(outcomes(&struck), [(FormOutcome::Unwritable, "avsnitt/kommentarer/text", "CO2 och m")]);
    let formula = "<w:p><m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>";
    assert_eq!(outcomes(&taken(copy.dir(), &write(formula)))[0].0, FormOutcome::Unwritable);
}

/// Line ends stay as somebody's editor writes them, and a form that is taken in twice says the same.
#[test]
fn what_is_written_twice_is_written_once() {
    let copy = Copy::of(&sandby());
    let text = fs::read_to_string(copy.unit("ifo")).unwrap().replace('\n', "\r\n");
    let (one_name, other) = ("Utredningar som blir klara inom fyra månader", "Familjer som får stöd hemma");
    fs::write(copy.unit("ifo"), text.replace(other, one_name)).unwrap();
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    let file = with_body(&form, |body| body.replacen(one_name, "Utredningar i tid", 1).replacen("64,2", "65,2", 1));
    let first = taken(copy.dir(), &file);
    let new = String::from_utf8(first.files[0].1.clone()).unwrap();
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    assert_eq!(new.matches("Utredningar i tid").count(), 1, "{:?}", outcomes(&first));
    fs::write(copy.unit("ifo"), &new).unwrap();
    let again = taken(copy.dir(), &file);
    assert_eq!((outcomes(&again), again.files.len()), (vec![], 0));
}

/// A corrected form, made of the same empty one, goes in where the file holds just what the first one delivered; where
/// somebody has changed that since, it is a conflict; what the second one says nothing of is told.
#[test]
fn a_corrected_form_goes_in_where_nobody_has_changed_the_first() {
    let copy = Copy::of(&sandby());
    let out = tempfile::tempdir().unwrap();
    for kind in [Kind::Word, Kind::Workbook] {
        let text = fs::read_to_string(sandby().join("enheter/ifo.toml")).unwrap();
        let empty = text.replace("budget_2025 = 64.2\n", "").replace("prognos_2025 = 65.8\n", "");
        assert_ne!(empty.len(), text.len());
        let full = |change: &dyn Fn(String) -> String| {
            fs::write(copy.unit("ifo"), change(text.clone())).unwrap();
            let full = one(copy.dir(), "ifo", None, kind);
            fs::write(copy.unit("ifo"), &empty).unwrap();
            as_filled_in(&one(copy.dir(), "ifo", None, kind), &full, kind)
        };
        let first = full(&|text| text);
        let second = full(&|text| text.replace("budget_2025 = 64.2", "budget_2025 = 65.2"));
        let less = full(&|text| text.replace("budget_2025 = 64.2\n", ""));
        let file = out.path().join(if kind == Kind::Word { "x.docx" } else { "x.xlsx" });
        let (name, dir) = (file.to_str().unwrap(), copy.dir().to_str().unwrap());
        let absorb = |form: &[u8]| {
            fs::write(&file, form).unwrap();
            underlag(&["absorb", name, dir, "--write", "--lang", "sv"], out.path())
        };
        let start = || {
            let _ = fs::remove_dir_all(copy.dir().join(".underlag-undo"));
            fs::write(copy.unit("ifo"), &empty).unwrap();
            assert_eq!(absorb(&first).status.code(), Some(0));
            fs::read_to_string(copy.unit("ifo")).unwrap()
        };
        let key = "rad/netto/barn/budget_2025";
        let delivered = start();
        assert!(delivered.contains("budget_2025 = 64.2"));
        let corrected = absorb(&second);
        assert_eq!(corrected.status.code(), Some(0), "{corrected:?}");
        assert!(
            printed(&corrected).contains("ersätter vad enhetens förra formulär lämnade"),
            "{}",
            printed(&corrected)
        );
        let now = fs::read_to_string(copy.unit("ifo")).unwrap();
        assert_eq!(now, delivered.replace("budget_2025 = 64.2", "budget_2025 = 65.2"));
        // And a third one in the place of the second; one that leaves it out does not take it away.
        assert_eq!(outcomes(&taken(copy.dir(), &first)), [(FormOutcome::Corrected, key, "64,2")]);
        let left_out = taken(copy.dir(), &less);
        assert_eq!(outcomes(&left_out), [(FormOutcome::Withdrawn, key, "")]);
        assert!(left_out.files.is_empty());
        // Somebody has changed it since, or has taken the first form back.
        start();
        fs::write(copy.unit("ifo"), delivered.replace("64.2", "70.2")).unwrap();
        assert_eq!(outcomes(&taken(copy.dir(), &second)), [(FormOutcome::Conflict, key, "65,2")]);
        start();
        assert!(underlag(&["undo", dir], out.path()).status.success());
        assert!(outcomes(&taken(copy.dir(), &second)).contains(&(FormOutcome::Taken, key, "65,2")));
    }
}

/// The rows, texts and notes that a first form added are those of the second one, too.
#[test]
fn what_a_first_form_added_is_not_added_again() {
    let copy = Copy::of(&sandby());
    let out = tempfile::tempdir().unwrap();
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    let with = |name: &str, figure: &str, note: &str| {
        let mut changed = parts(&form);
        let notes = part(&changed, NOTES);
        let note =
            format!("<w:footnote w:id=\"77\"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>");
        changed.insert(NOTES.to_owned(), notes.replace("</w:footnotes>", &note).into_bytes());
        let text = filled(&body(&changed), "Summa individ- och familjeomsorg", &p(name));
        let text = filled(&text, name, &p(figure));
        let noted = "<w:p><w:r><w:t>Tre av fyra</w:t></w:r><w:r><w:footnoteReference w:id=\"77\"/></w:r></w:p>";
        let text = filled(&text, "Familjer som får stöd hemma", noted);
        changed.insert(BODY.to_owned(), text.into_bytes());
        packed(&changed)
    };
    let dir = copy.dir().to_str().unwrap();
    fs::write(out.path().join("x.docx"), with("Familjerätt", "2,5", "Enligt en ny mätning.")).unwrap();
    assert_eq!(underlag(&["absorb", "x.docx", dir, "--write"], out.path()).status.code(), Some(0));
    let file = fs::read_to_string(copy.unit("ifo")).unwrap();
    let second = taken(copy.dir(), &with("Familjerätt", "2,7", "Enligt en äldre mätning."));
    assert_eq!(
        outcomes(&second),
        [
            (FormOutcome::Corrected, "rad/netto/familjeratt/budget_2025", "2,7"),
            (FormOutcome::Corrected, "noter/enligt-en", "Enligt en äldre mätning."),
        ]
    );
    let new = String::from_utf8(second.files[0].1.clone()).unwrap();
    assert_eq!(
        new,
        file.replace("budget_2025 = 2.5", "budget_2025 = 2.7").replace("en ny mätning", "en äldre mätning")
    );
    // A row of another name in its place is that row; where it is not in the second form, that is told.
    let renamed = taken(copy.dir(), &with("Familjehem", "2,5", "Enligt en ny mätning."));
    assert_eq!(outcomes(&renamed), [(FormOutcome::Corrected, "rad/netto/familjeratt/namn", "Familjehem")]);
    let gone = taken(copy.dir(), &form);
    assert!(gone.files.is_empty());
    let keys = ["rad/netto/familjeratt/namn", "mal/stod-i-tid/indikator/3/namn"];
    assert_eq!(outcomes(&gone), keys.map(|key| (FormOutcome::Withdrawn, key, "")));
}

#[test]
fn on_the_command_line() {
    let copy = Copy::of(&sandby()).without("stab");
    let out = tempfile::tempdir().unwrap();
    let dir = copy.dir().to_str().unwrap();
    let run = |arguments: &[&str]| underlag(&[arguments, &["--lang", "sv"]].concat(), out.path());
    let made = run(&["form", dir, "--output", "ut"]);
    assert!(made.status.success(), "{}", printed(&made));
    assert_eq!(printed(&made).lines().count(), 3);
    let unknown = run(&["form", dir, "it"]);
    assert_eq!(unknown.status.code(), Some(2));
    let said = String::from_utf8(unknown.stderr).unwrap();
    assert!(said.contains("rapporten har ingen enhet `it`; dess enheter är `aldreomsorg`, `ifo`, `stab`"), "{said}");
    // A form that somebody has filled in stays.
    let path = out.path().join("ut/sandby-sn-2025-08-stab.docx");
    let form = fs::read(&path).unwrap();
    assert!(run(&["form", dir, "--output", "ut"]).status.success());
    let filled_in =
        with_body(&form, |body| filled(&body, "text:stab/kommentarer/kommentar", &p("Vi håller budgeten.")));
    fs::write(&path, &filled_in).unwrap();
    assert_eq!(run(&["form", dir, "stab", "--output", "ut"]).status.code(), Some(2));
    assert_eq!(fs::read(&path).unwrap(), filled_in);
    // Taken in together with another one, and taken back as one.
    let ifo = out.path().join("ut/sandby-sn-2025-08-ifo.docx");
    let before = fs::read(copy.unit("ifo")).unwrap();
    let edited = with_body(&fs::read(&ifo).unwrap(), |body| body.replacen("64,2", "65,2", 1));
    fs::write(&ifo, edited).unwrap();
    let files = ["ut/sandby-sn-2025-08-stab.docx", "ut/sandby-sn-2025-08-ifo.docx"];
    let shown = run(&["absorb", files[0], files[1], dir]);
    assert_eq!(shown.status.code(), Some(0), "{}", printed(&shown));
    assert!(!copy.unit("stab").exists());
    let said = printed(&shown);
    assert!(
        said.contains("fältet Kommentarer (avsnitt/kommentarer/kommentar/text):\n  + Vi håller budgeten."),
        "{said}"
    );
    assert!(said.contains("fältet Nettokostnad, mnkr, raden Barn och unga, kolumnen Budget 2025"), "{said}");
    let written = run(&["absorb", files[0], files[1], dir, "--write"]);
    assert_eq!(written.status.code(), Some(0), "{}", printed(&written));
    assert!(copy.unit("stab").exists() && fs::read(copy.unit("ifo")).unwrap() != before);
    // A form that was taken in whole makes room for a new one.
    let shown = run(&["form", dir, "stab", "--output", "ut"]);
    assert!(shown.status.success(), "{shown:?}");
    fs::write(&path, &filled_in).unwrap();
    assert!(matches!(undo(copy.dir()).unwrap(), Undone::Back(files) if files.len() == 2));
    assert!(!copy.unit("stab").exists() && fs::read(copy.unit("ifo")).unwrap() == before);
    // All or none.
    fs::write(out.path().join("trasig.docx"), "ingen Word-fil").unwrap();
    let broken = run(&["absorb", files[0], files[1], "trasig.docx", dir, "--write"]);
    assert_eq!(broken.status.code(), Some(2));
    let said = String::from_utf8(broken.stderr).unwrap();
    assert!(said.contains("`trasig.docx` är varken en Word-fil (.docx) eller en Excel-arbetsbok (.xlsx)"), "{said}");
    assert!(!copy.unit("stab").exists() && fs::read(copy.unit("ifo")).unwrap() == before);
    let json = run(&["absorb", files[0], dir, "--format", "json"]);
    assert!(printed(&json).contains("\"outcome\": \"taken\""));
    let both = run(&["absorb", files[0], files[1], dir, "--format", "json"]);
    let both: serde_json::Value = serde_json::from_str(&printed(&both)).unwrap();
    assert_eq!(both.as_array().map(Vec::len), Some(2));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Whatever is done to a form, it is read, or told why not; and what is taken in says what the form says.
    #[test]
    fn whatever_is_done_to_a_form(cuts in prop::collection::vec((0usize..200_000, 0usize..3), 1..6)) {
        static FORM: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| one(&sandby(), "aldreomsorg", None, Kind::Word));
        static PIECES: std::sync::LazyLock<Regex> = std::sync::LazyLock::new(|| Regex::new(r"(?s)<w:(?:r|p|tr|tc|bookmarkStart|t)[ >/].*?(?:/>|</w:(?:r|p|tr|tc|t)>)").unwrap());
        let mut parts = parts(&FORM);
        let mut text = body(&parts);
        for (at, how) in cuts {
            let all: Vec<std::ops::Range<usize>> = PIECES.find_iter(&text).map(|found| found.range()).collect();
            let range = all[at % all.len()].clone();
            let piece = text[range.clone()].to_owned();
            let new = match how { 0 => String::new(), 1 => format!("{piece}{piece}"), _ => piece.replace('e', "x").replace("w:tx", "w:te") };
            text.replace_range(range, &new);
        }
        parts.insert(BODY.to_owned(), text.into_bytes());
        if let Ok(Some(taken)) = take(&sandby(), &packed(&parts), Tracked::Accept) {
            let count = taken.changes.iter().filter(|change| change.outcome.is_taken()).count();
            prop_assert_eq!(count > 0, !taken.files.is_empty());
        }
    }

    /// Every word that somebody writes anywhere in a form's text is in the unit's file, or told, whatever was done to
    /// the tables before.
    #[test]
    fn every_word_is_taken_or_told(
        cuts in prop::collection::vec((0usize..200_000, 0usize..3), 0..3),
        places in prop::collection::vec((0usize..200_000, any::<bool>()), 1..4),
    ) {
        static FORM: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| {
            let copy = Copy::of(&sandby()).without("ifo");
            one(copy.dir(), "ifo", Some(&sandby()), Kind::Word)
        });
        static PARTS: std::sync::LazyLock<Regex> = std::sync::LazyLock::new(|| Regex::new(r"(?s)<w:tr[ >].*?</w:tr>|<w:tc>.*?</w:tc>|<w:p>.*?</w:p>").unwrap());
        static INNER: std::sync::LazyLock<Regex> = std::sync::LazyLock::new(|| Regex::new(r"(?s)<w:tc>.*?</w:tc>").unwrap());
        let copy = Copy::of(&sandby()).without("ifo");
        let mut parts = parts(&FORM);
        let mut text = body(&parts);
        for (at, how) in cuts {
            let mut all: Vec<std::ops::Range<usize>> = PARTS.find_iter(&text).map(|it| it.range()).collect();
            // The cells of rows as well.
            all.extend(INNER.find_iter(&text).map(|it| it.range()));
            let range = all[at % all.len()].clone();
            let piece = text[range.clone()].to_owned();
            text.replace_range(range, &match how { 0 => String::new(), 1 => format!("{piece}{piece}"), _ => piece.replacen("<w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"2\"/>", 1) });
        }
        let mut written = Vec::new();
        for (number, (at, is_new)) in places.into_iter().enumerate() {
            let is_computed = |range: &std::ops::Range<usize>| {
                let before = &text[..range.start];
                before.matches("\"begin\"").count() > before.matches("\"end\"").count()
            };
            let all: Vec<std::ops::Range<usize>> =
                TEXT.captures_iter(&text).map(|it| it.get(1).unwrap().range()).filter(|range| !is_computed(range)).collect();
            let Some(range) = (!all.is_empty()).then(|| all[at % all.len()].clone()) else { continue };
            let word = format!("Tillägg{number}");
            let was = if is_new { String::new() } else { text[range.clone()].to_owned() + " " };
            if was.contains("Tillägg") || text[range.clone()].contains("Tillägg") { continue }
            text.replace_range(range, &(was + &word));
            written.push(word);
        }
        parts.insert(BODY.to_owned(), text.into_bytes());
        let file = packed(&parts);
        if let Some(taken) = take(copy.dir(), &file, Tracked::Accept).unwrap() {
            let new = taken.files.first().map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).unwrap_or_default();
            for word in written {
                let told = taken.changes.iter().any(|it| [&it.is, &it.was, &it.place.row, &it.place.column].into_iter().flatten().any(|words| words.contains(&word)));
                let told = told || taken.unread.iter().any(|words| words.contains(&word));
                prop_assert!(told || new.contains(&word), "{} is lost: {:?}\n{}", word, outcomes(&taken), new);
            }
        }
    }

    /// The same of a workbook, in cells that hold something and in those that hold nothing.
    #[test]
    fn every_word_of_a_workbook_is_taken_or_told(
        cuts in prop::collection::vec((0usize..200_000, 0usize..200_000), 0..3),
        places in prop::collection::vec((0usize..200_000, 0usize..200_000, any::<bool>()), 1..4),
        emptied in prop::collection::vec((0usize..200_000, 0usize..200_000, any::<bool>()), 0..4),
    ) {
        static FORM: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(|| {
            let copy = Copy::of(&sandby()).without("ifo");
            one(copy.dir(), "ifo", Some(&sandby()), Kind::Workbook)
        });
        static HELD: std::sync::LazyLock<Regex> = std::sync::LazyLock::new(|| Regex::new(r"<t[^>]*>([^<]*)</t>").unwrap());
        static ROWS: std::sync::LazyLock<Regex> = std::sync::LazyLock::new(|| Regex::new(r"(?s)<row .*?</row>").unwrap());
        static CELLS: std::sync::LazyLock<Regex> =
            std::sync::LazyLock::new(|| Regex::new(r#"(?s)<c r="([A-Z]+[0-9]+)" s="[0-9]+"(?:/>|[^>]*>.*?</c>)"#).unwrap());
        let copy = Copy::of(&sandby()).without("ifo");
        let mut parts = parts(&FORM);
        // The last sheet is the hidden one.
        let mut sheets: Vec<String> = parts.keys().filter(|path| path.starts_with("xl/worksheets/")).cloned().collect();
        sheets.retain(|path| !String::from_utf8_lossy(&parts[path]).contains("enhet = "));
        for (sheet, row) in cuts {
            let sheet = &sheets[sheet % sheets.len()];
            let text = part(&parts, sheet);
            let rows: Vec<std::ops::Range<usize>> = ROWS.find_iter(&text).map(|it| it.range()).collect();
            let mut text = text.clone();
            if !rows.is_empty() {
                text.replace_range(rows[row % rows.len()].clone(), "");
            }
            parts.insert(sheet.clone(), text.into_bytes());
        }
        // Cells that were emptied: they keep their looks, or are gone.
        for (sheet, cell, is_kept) in emptied {
            let sheet = &sheets[sheet % sheets.len()];
            let mut text = part(&parts, sheet);
            let cells: Vec<(std::ops::Range<usize>, String)> =
                CELLS.captures_iter(&text).map(|it| (it.get(0).unwrap().range(), it[1].to_owned())).collect();
            if cells.is_empty() { continue }
            let (range, at) = cells[cell % cells.len()].clone();
            text.replace_range(range, &if is_kept { format!("<c r=\"{at}\" s=\"1\"/>") } else { String::new() });
            parts.insert(sheet.clone(), text.into_bytes());
        }
        let mut written = Vec::new();
        for (number, (sheet, cell, is_new)) in places.into_iter().enumerate() {
            let sheet = &sheets[sheet % sheets.len()];
            let mut text = part(&parts, sheet);
            let cells: Vec<(std::ops::Range<usize>, String)> =
                CELLS.captures_iter(&text).map(|it| (it.get(0).unwrap().range(), it[1].to_owned())).collect();
            if cells.is_empty() { continue }
            let (range, at) = cells[cell % cells.len()].clone();
            let was = HELD.captures(&text[range.clone()]).map(|it| it[1].to_owned()).unwrap_or_default();
            if was.contains("tillagg") { continue }
            let word = format!("tillagg{number}");
            let now = if is_new || was.is_empty() { word.clone() } else { format!("{was} {word}") };
            text.replace_range(range, &format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{now}</t></is></c>"));
            parts.insert(sheet.clone(), text.into_bytes());
            written.push(word);
        }
        if let Some(taken) = take(copy.dir(), &packed(&parts), Tracked::Accept).unwrap() {
            let new = taken.files.first().map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).unwrap_or_default();
            for word in written {
                let told = taken.changes.iter().any(|it| [&it.is, &it.was, &it.place.row, &it.place.column].into_iter().flatten().any(|words| words.to_lowercase().contains(&word)));
                prop_assert!(told || new.contains(&word), "{} is lost: {:?}\n{}", word, outcomes(&taken), new);
            }
        }
    }
}

/// A workbook in which a cell of a field's sheet was emptied: it keeps its looks, or is gone.
fn emptied(form: &[u8], address: &str, words: &[&str], is_kept: bool) -> Vec<u8> {
    let cell = Regex::new(r#"(?s)<c r="([A-Z]+[0-9]+)" s="([0-9]+)"[^>/]*>.*?</c>"#).unwrap();
    let mut parts = parts(form);
    let is_it = |path: &&String| path.starts_with("xl/worksheets/") && part(&parts, path).contains(address);
    let path = parts.keys().find(is_it).unwrap_or_else(|| panic!("no {address}")).clone();
    let mut text = part(&parts, &path);
    for words in words {
        let from = text.find(address).unwrap();
        let found = cell.captures_iter(&text[from..]).find(|found| found[0].contains(&format!(">{words}")));
        let found = found.unwrap_or_else(|| panic!("no {words} in {text}"));
        let (range, at, look) = (found.get(0).unwrap().range(), &found[1], &found[2]);
        let now = if is_kept { format!("<c r=\"{at}\" s=\"{look}\"/>") } else { String::new() };
        text.replace_range(from + range.start..from + range.end, &now);
    }
    parts.insert(path, text.into_bytes());
    packed(&parts)
}

/// A cell that was emptied takes its value out, wherever it stands; what a row or a note is known by is told instead.
#[test]
fn an_emptied_cell_of_a_workbook_is_not_passed_over() {
    let copy = Copy::of(&sandby());
    let ifo = one(copy.dir(), "ifo", None, Kind::Workbook);
    let old = fs::read_to_string(copy.unit("ifo")).unwrap();
    let (net, taken_out) = ("table:netto/ifo", FormOutcome::Taken);
    for is_kept in [true, false] {
        // The last column, one in the middle, words, two beside each other at the end.
        for (address, words, keys, lines) in [
            (net, &["-1.6"][..], &["rad/netto/barn/avvikelse"][..], &["avvikelse = -1.6"][..]),
            (net, &["43.9"], &["rad/netto/barn/utfall_2025_08"], &["utfall_2025_08 = 43.9"]),
            (
                net,
                &["26.0", "1.4"],
                &["rad/netto/bistand/prognos_2025", "rad/netto/bistand/avvikelse"],
                &["prognos_2025 = 26.0", "avvikelse = 1.4"],
            ),
            ("Nås inte", &["Nås inte"], &["mal/stod-i-tid/indikator/1/bedomning"], &["bedomning = \"Nås inte\""]),
        ] {
            let address = if address == net { net } else { "Utredningar som blir klara" };
            let taken = taken(copy.dir(), &emptied(&ifo, address, words, is_kept));
            let wanted: Vec<_> = keys.iter().map(|key| (taken_out, *key, "")).collect();
            assert_eq!(outcomes(&taken), wanted, "{words:?}");
            let new = String::from_utf8(taken.files[0].1.clone()).unwrap();
            let kept: Vec<&str> = old.lines().filter(|line| !lines.contains(line)).collect();
            assert_eq!(new.lines().collect::<Vec<_>>(), kept, "{words:?}");
        }
        // A whole row, and a text: nothing is taken away on a file's word alone.
        for (address, words, key) in [
            (net, &["Barn och unga", "64.2", "43.9", "65.8", "-1.6"][..], "rad/netto/barn/namn"),
            ("text:ifo/kommentarer", &["Vården av barn"], "avsnitt/kommentarer/text"),
        ] {
            let taken = taken(copy.dir(), &emptied(&ifo, address, words, is_kept));
            assert_eq!(outcomes(&taken), [(FormOutcome::Gone, key, "")], "{words:?}");
            assert!(taken.files.is_empty());
        }
    }
}

/// A column whose heading is gone with all its cells is told, and takes nothing out.
#[test]
fn a_column_that_is_gone_from_a_workbook_is_told() {
    let copy = Copy::of(&sandby());
    let form = one(copy.dir(), "ifo", None, Kind::Workbook);
    // The last one, and one in the middle.
    for (cells, heading) in [
        (["Avvikelse", "-1.6", "1.4", "-0.2"], "Avvikelse helår"),
        (["Utfall jan", "43.9", "17.1", "61"], "Utfall jan–aug 2025"),
    ] {
        for is_kept in [true, false] {
            let file = emptied(&form, "table:netto/ifo", &cells, is_kept);
            let taken = taken(copy.dir(), &file);
            assert_eq!(outcomes(&taken), [(FormOutcome::Gone, "table:netto/ifo", "")]);
            assert_eq!(taken.changes[0].place.column.as_deref(), Some(heading));
            assert!(taken.files.is_empty());
        }
    }
}

/// A note whose text was emptied is told, whether a text refers to it or not, and so are words where its name stands.
#[test]
fn an_emptied_note_of_a_workbook_is_told() {
    let copy = Copy::of(&sandby());
    let file = fs::read_to_string(copy.unit("aldreomsorg")).unwrap();
    fs::write(copy.unit("aldreomsorg"), file + "\nreserv = \"En not som ingen text nämner.\"\n").unwrap();
    let form = one(copy.dir(), "aldreomsorg", None, Kind::Workbook);
    assert_eq!(outcomes(&taken(copy.dir(), &form)), []);
    for is_kept in [true, false] {
        for (words, key) in [
            (&["Socialstyrelsens enkät"][..], "noter/enkat"),
            (&["En not som ingen"], "noter/reserv"),
            (&["reserv<", "En not som ingen"], "noter/reserv"),
            (&["enkat<", "Socialstyrelsens enkät"], "noter/enkat"),
        ] {
            let taken = taken(copy.dir(), &emptied(&form, ">Beteckning", words, is_kept));
            let found: Vec<_> = outcomes(&taken).into_iter().map(|(outcome, key, _)| (outcome, key)).collect();
            assert_eq!(found, [(FormOutcome::Gone, key.trim_end())], "{words:?}");
            assert!(taken.files.is_empty());
        }
    }
    // Words in the place of a name, with no text beside them.
    let noted = emptied(&form, ">Beteckning", &["En not som ingen"], true);
    for (words, outcome) in [
        ("tillagg", FormOutcome::Uncited),
        ("Eva skriver mer, sen!", FormOutcome::Outside),
        ("[^reserv] enligt Eva", FormOutcome::Outside),
    ] {
        let mut parts = parts(&noted);
        let is_it = |path: &&String| path.starts_with("xl/worksheets/") && part(&parts, path).contains(">Beteckning");
        let path = parts.keys().find(is_it).unwrap().clone();
        let text = part(&parts, &path).replacen(">reserv<", &format!(">{words}<"), 1);
        parts.insert(path, text.into_bytes());
        let taken = taken(copy.dir(), &packed(&parts));
        let said = outcomes(&taken);
        assert!(said.iter().any(|it| it.0 == outcome && words.ends_with(it.2.trim_start())), "{words}: {said:?}");
        assert!(said.iter().any(|it| it.0 == FormOutcome::Gone && it.1 == "noter/reserv"), "{words}: {said:?}");
    }
}

/// A form may be the only copy of its texts that is left.
#[test]
fn a_missing_file_is_made_of_a_form_that_nobody_has_changed() {
    for kind in [Kind::Word, Kind::Workbook] {
        for unit in ["ifo", "aldreomsorg", "stab"] {
            let copy = Copy::of(&sandby());
            let form = one(copy.dir(), unit, None, kind);
            let had_text = fs::read_to_string(copy.unit(unit)).unwrap().contains("text = ");
            fs::remove_file(copy.unit(unit)).unwrap();
            let made = taken(copy.dir(), &form);
            assert_eq!((outcomes(&made), made.files.len()), (vec![], usize::from(had_text)), "{unit}, {kind:?}");
            Written::default().write(copy.dir(), &made.sources, &made.files).unwrap();
            let again = taken(copy.dir(), &form);
            assert_eq!((outcomes(&again), again.files.len(), again.unchanged), (vec![], 0, made.unchanged), "{unit}");
            // A form that holds nothing but what was said before makes none.
            let empty = Copy::of(&sandby()).without(unit);
            let form = one(empty.dir(), unit, Some(&sandby()), kind);
            assert!(taken(empty.dir(), &form).files.is_empty(), "{unit}, {kind:?}");
        }
    }
}

/// What people type and press in Word stays what it looks like.
#[test]
fn broken_lines_quotations_and_numbers_by_hand_stay() {
    let copy = Copy::of(&sandby()).without("ifo");
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    let all = |lines: &[&str]| lines.iter().map(|line| p(line)).collect::<String>();
    let broken = "<w:p><w:r><w:t>Rad ett</w:t><w:br/><w:t>rad två</w:t></w:r></w:p>".to_owned();
    let quoted =
        |style: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>Ett citat</w:t></w:r></w:p>");
    for (typed, written) in [
        (broken.clone() + &p("Efter"), "Rad ett\\\nrad två\n\nEfter"),
        (p("Före") + &quoted("Quote") + &p("Efter"), "Före\n\n> Ett citat\n\nEfter"),
        (quoted("Starktcitat"), "> Ett citat"),
        (all(&["1) ett", "2) två", "Efter"]), "1) ett\n2) två\n\nEfter"),
        (all(&["Före", "1. ett", "2. två"]), "Före\n\n1. ett\n2. två"),
        (all(&["a. först", "b. sedan"]), "a. först\nb. sedan"),
        (all(&["A) först", "B) sedan", "C) sist"]), "A) först\nB) sedan\nC) sist"),
    ] {
        let file = with_body(&form, |body| filled(&body, "text:ifo/kommentarer", &typed));
        let mut parts = parts(&file);
        let own = |id: &str, name: &str| {
            format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>")
        };
        let styles = part(&parts, "word/styles.xml");
        let new = own("Starktcitat", "Intense Quote") + if styles.contains("\"Quote\"") { "" } else { "#" };
        let new = new.replace('#', &own("Quote", "Quote")) + "</w:styles>";
        parts.insert("word/styles.xml".to_owned(), styles.replace("</w:styles>", &new).into_bytes());
        let taken = taken(copy.dir(), &packed(&parts));
        let found = outcomes(&taken);
        assert!(found.len() == 1 && found[0].0 == FormOutcome::Taken, "{typed}: {found:?}");
        let text = String::from_utf8(taken.files[0].1.clone()).unwrap();
        assert!(text.contains(&format!("text = '''\n{written}\n'''")), "{text}");
        // The form that is made of it says the same, in both kinds.
        let whole = Copy::of(&sandby());
        fs::write(whole.unit("ifo"), &text).unwrap();
        for kind in [Kind::Word, Kind::Workbook] {
            assert_eq!(outcomes(&super::form::taken(whole.dir(), &one(whole.dir(), "ifo", None, kind))), [], "{text}");
        }
    }
}

/// One line alone that begins with a number is no list: it stays the text that it is.
#[test]
fn one_numbered_line_alone_stays_text() {
    let copy = Copy::of(&sandby()).without("ifo");
    let form = one(copy.dir(), "ifo", None, Kind::Word);
    for lines in [&["1) ensam"][..], &["Före", "1. ensam", "Efter"], &["a) ensam"], &["3) tre", "4) fyra"]] {
        let typed: String = lines.iter().map(|line| p(line)).collect();
        let file = with_body(&form, |body| filled(&body, "text:ifo/kommentarer", &typed));
        let taken = taken(copy.dir(), &file);
        let key = "avsnitt/kommentarer/text";
        assert_eq!(outcomes(&taken), [(FormOutcome::Taken, key, lines.join("\n").as_str())]);
        fs::write(copy.unit("ifo"), &taken.files[0].1).unwrap();
        let checked = pipeline::check(copy.dir(), None).unwrap();
        let said: Vec<String> = checked.diagnostics.iter().map(|it| format!("{it:?}")).collect();
        let is_of_list = |it: &&String| it.contains("ensam") || it.contains("numrera");
        assert_eq!(said.iter().find(is_of_list), None);
        let document = underlag::render::text::render(&checked.document.unwrap());
        for line in lines {
            assert!(document.contains(line), "{line}");
        }
        fs::remove_file(copy.unit("ifo")).unwrap();
    }
}
