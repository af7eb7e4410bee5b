//! Everything that can be written can come back from Word: an edit, an addition and a deletion of each kind is taken
//! in, or told with what is to be written where.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;
use underlag::deliver::absorb::{Absorbed, Outcome, Tracked, absorb, messages};

use crate::support::word_file::{BODY, NOTES, Parts, TEXT, bare, element, packed, part, parts};
use crate::support::{Folder, bytes};

const MANIFEST: &str = r#"format = 1
id = "alla"
titel = "Rapport om allt"
kommun = "Exempelby kommun"
namnd = "Testnämnden"
datum = 2024-05-02

[[enhet]]
id = "a"
namn = "Enhet A"

[tjansteskrivelse]
titel = "Skrivelse om allt"

[[tjansteskrivelse.avsnitt]]
rubrik = "Ärendet i korthet"
text = '''
Nämnden följer upp året.

Nämnden har gjort det förr.
'''

[[tjansteskrivelse.avsnitt]]
slag = "forslag"
rubrik = "Förslag till beslut"
punkter = ["Rapporten godkänns.", "Rapporten läggs till handlingarna."]

[[kapitel]]
id = "text"
rubrik = "Verksamheten"
slag = "berattelse"
delar = ["a"]

[[kapitel]]
id = "siffror"
rubrik = "Ekonomin"
slag = "tabeller"
tabeller = ["drift"]

[[kapitel]]
id = "mal"
rubrik = "Målen"
slag = "mal"
kolumner = "indikatorer"
aktiviteter = "aktiviteter"

[[kapitel]]
id = "kontroll"
rubrik = "Kontrollen"
slag = "internkontroll"

[[kolumner]]
id = "k"
mattenhet = "tkr"

[[kolumner.kolumn]]
id = "budget"
rubrik = "Budget i år"

[[kolumner.kolumn]]
id = "utfall"
rubrik = "Utfall i år"

[[tabell]]
id = "drift"
rubrik = "Driftens kostnader"
kolumner = "k"
text_under = '''
Tabellen visar driften.

Den visar inget annat.
'''
rader = [
  "a/gator",
  "a/parker",
  "a/broar",
]

[[malniva]]
namn = "Nämndmål"

[[mal]]
id = "hela"
rubrik = "Alla gator ska vara hela"
enhet = "a"

[[kolumner]]
id = "indikatorer"
forsta_kolumn = "Indikator"

[[kolumner.kolumn]]
id = "utfall"
rubrik = "Utfall nu"

[[kolumner]]
id = "aktiviteter"
forsta_kolumn = "Aktivitet"

[[kolumner.kolumn]]
id = "status"
rubrik = "Status nu"

[internkontroll]
titel = "Uppföljning i april"
skala = 4
risker = ["a/halka", "a/stold"]
"#;

const UNIT: &str = r#"enhet = "a"

[[avsnitt]]
kapitel = "text"
text = '''
Gatorna sopades under våren.[^sop]

# En mellanrubrik

Lamporna byttes under hösten.

- en första punkt
- en andra punkt
'''

# Gatorna först.
[[rad]]
tabell = "drift"
id = "gator"
namn = "Gator"
budget = 1200
utfall = 1215
kommentar = "Vintern blev lång."

[[rad]]
tabell = "drift"
id = "parker"
namn = "Parker"
budget = 370
utfall = 371

[[rad]]
tabell = "drift"
id = "broar"
namn = "Broar"
budget = 90
utfall = 95

[[mal]]
id = "hela"
text = '''
Fler gator är hela.

Det syns på håll.
'''

[[mal.indikator]]
namn = "Hela gator"
utfall = "86 %"

[[mal.indikator]]
namn = "Hela broar"
utfall = "97 %"

[[mal.aktivitet]]
namn = "Laga hål"
status = "Pågår"

[[mal.aktivitet]]
namn = "Måla broar"
status = "Klar"

[[risk]]
id = "halka"
namn = "Halka på gator"
sannolikhet = 3
konsekvens = 2

[[risk.kontrollmoment]]
text = "Gatorna sandas."
ansvar = "Gatuchef"
uppfoljning = "De sandades varje dag."

[[risk.kontrollmoment]]
text = "Tid mäts."
ansvar = "Vakt"
uppfoljning = "Den mättes."

[[risk]]
id = "stold"
namn = "Stöld i maj"
sannolikhet = 1
konsekvens = 2

[[risk.kontrollmoment]]
text = "Lås finns."
ansvar = "Chef"
uppfoljning = "Ja."

[noter]
sop = "Med egen personal."
"#;

fn folder() -> Folder {
    Folder::empty().with("rapport.toml", MANIFEST).with("enheter/a.toml", UNIT)
}

/// An element without what programs know it by, saying other words in its cells or runs.
fn fresh(element: &str, words: &[&str]) -> String {
    let mut next = words.iter();
    let say = |_: &regex::Captures<'_>| format!("<w:t>{}</w:t>", next.next().unwrap_or(&""));
    TEXT.replace_all(&bare(element), say).into_owned()
}

/// What somebody does to a file.
enum Done {
    /// Other words in the place of words.
    Says(&'static str, &'static str),
    /// A paragraph or row like the one with these words, behind it, with other words.
    Adds(&'static str, &'static str, &'static [&'static str]),
    /// A paragraph like each of those with these words, behind it, with other words.
    AddsEach(&'static [(&'static str, &'static str)]),
    /// The paragraphs or rows with these words are gone.
    Goes(&'static str, &'static [&'static str]),
    /// A note behind these words.
    Notes(&'static str, &'static str),
    /// The note that says this is gone, with its mark.
    Unnotes(&'static str),
}

use Done::{Adds, AddsEach, Goes, Notes, Says, Unnotes};

fn with(parts: &Parts, done: &Done) -> Vec<u8> {
    let mut parts = parts.clone();
    let (mut body, mut notes) = (part(&parts, BODY), part(&parts, NOTES));
    match done {
        Says(from, to) => {
            // Words stand with spaces that do not break.
            let apart = from.split(' ').map(regex::escape).collect::<Vec<_>>().join("[ \u{a0}]");
            let words = Regex::new(&apart).unwrap();
            assert!(words.is_match(&body) || words.is_match(&notes), "no {from}");
            body = words.replace_all(&body, regex::NoExpand(to)).into_owned();
            notes = words.replace_all(&notes, regex::NoExpand(to)).into_owned();
        }
        Adds(name, words, new) => {
            let known = element(&body, name, words).to_owned();
            body = body.replacen(&known, &format!("{known}{}", fresh(&known, new)), 1);
        }
        AddsEach(all) => {
            for (words, new) in *all {
                let known = element(&body, "p", words).to_owned();
                body = body.replacen(&known, &format!("{known}{}", fresh(&known, &[new])), 1);
            }
        }
        Goes(name, all) => {
            for words in *all {
                let known = element(&body, name, words).to_owned();
                // A cell has a paragraph, whatever it says.
                let in_cell = *name == "p" && body.contains(&format!("{known}</w:tc>"));
                body = body.replacen(&known, if in_cell { "<w:p/>" } else { "" }, 1);
            }
        }
        Notes(words, note) => {
            let known = element(&body, "p", words).to_owned();
            let mark =
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"77\"/></w:r>";
            body = body.replacen(&known, &known.replacen("</w:p>", &format!("{mark}</w:p>"), 1), 1);
            let note = format!(
                "<w:footnote w:id=\"77\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote>"
            );
            notes = notes.replacen("</w:footnotes>", &format!("{note}</w:footnotes>"), 1);
        }
        Unnotes(words) => {
            let known = element(&notes, "footnote", words).to_owned();
            let id = Regex::new(r#"w:id="(\d+)""#).unwrap().captures(&known).unwrap()[1].to_owned();
            notes = notes.replacen(&known, "", 1);
            let mark = Regex::new(&format!(r#"<w:footnoteReference [^>]*w:id="{id}"[^>]*/>"#)).unwrap();
            assert!(mark.is_match(&body));
            body = mark.replace(&body, "").into_owned();
        }
    }
    assert!(body != part(&parts, BODY) || notes != part(&parts, NOTES));
    parts.insert(BODY.to_owned(), body.into_bytes());
    parts.insert(NOTES.to_owned(), notes.into_bytes());
    packed(&parts)
}

/// What is to come of it.
enum Wants {
    /// All of it is taken in: the files have these words, and have no longer those.
    Taken(&'static [&'static str], &'static [&'static str]),
    /// None of it is; it is told with these words.
    Listed(&'static str),
}

use Wants::{Listed, Taken};

/// A risk with all that the table shows of the others, and one without somebody who answers for it.
const RAIN: &[&str] = &["Regn", "Regnet mäts.", "1", "1", "1", "Mätchef", "Det mättes."];
const RAIN_WITHOUT: &[&str] = &["Regn", "Regnet mäts.", "1", "1", "1", "", "Det mättes."];

const TABLE: &[(&str, Done, Wants)] = &[
    // The memo.
    ("memo", Says("följer upp året", "följer upp halvåret"), Taken(&["följer upp halvåret."], &[])),
    (
        "memo",
        Adds("p", "Nämnden har gjort det förr", &["Nämnden gör det igen."]),
        Taken(&["förr.\n\nNämnden gör det igen.\n'''"], &[]),
    ),
    ("memo", Goes("p", &["Nämnden har gjort det förr"]), Taken(&["följer upp året.\n"], &["gjort det förr"])),
    ("memo heading", Says("Ärendet i korthet", "Ärendet kort"), Taken(&["rubrik = \"Ärendet kort\""], &[])),
    ("memo heading", Goes("p", &["Ärendet i korthet"]), Listed("rapport.toml")),
    ("decision", Says("Rapporten godkänns", "Rapporten fastställs"), Taken(&["\"Rapporten fastställs.\""], &[])),
    (
        "decision",
        Adds("p", "Rapporten godkänns", &["Rapporten \"skickas\" till revisorerna."]),
        Taken(&["godkänns.\", \"Rapporten \\\"skickas\\\" till revisorerna.\", \"Rapporten läggs"], &[]),
    ),
    (
        "decision",
        Adds("p", "läggs till handlingarna", &["Paragrafen justeras."]),
        Taken(&["handlingarna.\", \"Paragrafen justeras.\"]"], &[]),
    ),
    ("decision", Goes("p", &["Rapporten godkänns"]), Taken(&["punkter = [\"Rapporten läggs"], &["godkänns"])),
    ("decision", Goes("p", &["läggs till handlingarna"]), Taken(&["[\"Rapporten godkänns.\"]"], &["handlingarna"])),
    // Headings and titles of the manifest.
    ("chapter", Says("Verksamheten", "Verksamheterna"), Taken(&["rubrik = \"Verksamheterna\""], &[])),
    ("title", Says("Rapport om allt", "Rapport om mycket"), Taken(&["titel = \"Rapport om mycket\""], &[])),
    ("caption", Says("Driftens kostnader", "Driftens utgifter"), Taken(&["rubrik = \"Driftens utgifter\""], &[])),
    ("caption", Goes("p", &["Driftens kostnader"]), Listed("rapport.toml")),
    ("column", Says("Budget i år", "Budget 2024"), Taken(&["rubrik = \"Budget 2024\""], &[])),
    // Texts.
    ("text", Says("byttes under hösten", "byttes i höst"), Taken(&["Lamporna byttes i höst."], &[])),
    (
        "text",
        Adds("p", "Lamporna byttes", &["Stolparna rätades."]),
        Taken(&["hösten.\n\nStolparna rätades.\n\n- en första"], &[]),
    ),
    ("text", Goes("p", &["Lamporna byttes"]), Taken(&["# En mellanrubrik\n\n- en första"], &["Lamporna"])),
    ("heading in a text", Says("En mellanrubrik", "En annan rubrik"), Taken(&["# En annan rubrik\n"], &[])),
    (
        "heading in a text",
        Adds("p", "En mellanrubrik", &["Ännu en rubrik"]),
        Taken(&["# En mellanrubrik\n\n# Ännu en rubrik\n\nLamporna"], &[]),
    ),
    ("heading in a text", Goes("p", &["En mellanrubrik"]), Taken(&["[^sop]\n\nLamporna"], &["mellanrubrik"])),
    ("point", Says("en andra punkt", "en sista punkt"), Taken(&["- en sista punkt\n"], &[])),
    (
        "point",
        Adds("p", "en första punkt", &["en ny punkt"]),
        Taken(&["- en första punkt\n- en ny punkt\n- en andra"], &[]),
    ),
    ("point", Goes("p", &["en första punkt"]), Taken(&["hösten.\n\n- en andra"], &["en första"])),
    ("table text", Says("visar driften", "visar all drift"), Taken(&["Tabellen visar all drift."], &[])),
    ("table text", Adds("p", "Den visar inget annat", &["Den är kort."]), Taken(&["annat.\n\nDen är kort.\n'''"], &[])),
    ("table text", Goes("p", &["Den visar inget annat"]), Taken(&["visar driften.\n"], &["inget annat"])),
    // Goals.
    (
        "goal heading",
        Says("Alla gator ska vara hela", "Alla vägar ska vara hela"),
        Taken(&["rubrik = \"Alla vägar ska vara hela\""], &[]),
    ),
    ("goal text", Says("Fler gator är hela", "Färre gator är hela"), Taken(&["Färre gator är hela."], &[])),
    ("goal text", Adds("p", "Det syns på håll", &["Det märks."]), Taken(&["på håll.\n\nDet märks.\n'''"], &[])),
    ("goal text", Goes("p", &["Det syns på håll"]), Taken(&["är hela.\n"], &["på håll"])),
    // Rows of tables.
    ("row", Says("Parker", "Parkerna"), Taken(&["namn = \"Parkerna\"", "\"a/parker\""], &[])),
    (
        "row",
        Adds("tr", "Parker", &["Torg och tak", "40", "41"]),
        Taken(
            &[
                "utfall = 371\n\n[[rad]]\ntabell = \"drift\"\nid = \"torg-och-tak\"\nnamn = \"Torg och tak\"\nbudget = 40\nutfall = 41\n\n[[rad]]",
                "  \"a/parker\",\n  \"a/torg",
            ],
            &[],
        ),
    ),
    (
        "row",
        Goes("tr", &["Parker"]),
        Taken(
            &[
                "Vintern blev lång.\"\n\n[[rad]]\ntabell = \"drift\"\nid = \"broar\"",
                "  \"a/gator\",\n  \"a/broar\",\n",
            ],
            &["Parker", "parker"],
        ),
    ),
    ("row with a word for a figure", Adds("tr", "Parker", &["Torg", "okänt", "41"]), Listed("inget belopp")),
    ("row of which a comment is left", Goes("tr", &["Gator"]), Listed("ta bort det i filen")),
    ("cell", Says("371", "380"), Taken(&["utfall = 380"], &[])),
    ("comment", Says("Vintern blev lång", "Vintern blev kort"), Taken(&["kommentar = \"Vintern blev kort.\""], &[])),
    ("comment", Goes("tr", &["Vintern blev lång"]), Taken(&["utfall = 1215\n\n[[rad]]"], &["kommentar ="])),
    ("indicator", Says("Hela broar", "Helade broar"), Taken(&["namn = \"Helade broar\""], &[])),
    (
        "indicator",
        Adds("tr", "Hela broar", &["Hela torg", "99 %"]),
        Taken(
            &["utfall = \"97 %\"\n\n[[mal.indikator]]\nnamn = \"Hela torg\"\nutfall = \"99 %\"\n\n[[mal.aktivitet]]"],
            &[],
        ),
    ),
    ("indicator", Goes("tr", &["Hela broar"]), Taken(&["utfall = \"86 %\"\n\n[[mal.aktivitet]]"], &["Hela broar"])),
    ("activity", Says("Laga hål", "Laga alla hål"), Taken(&["namn = \"Laga alla hål\""], &[])),
    (
        "activity",
        Adds("tr", "Laga hål", &["Sopa", "Klar"]),
        Taken(
            &["status = \"Pågår\"\n\n[[mal.aktivitet]]\nnamn = \"Sopa\"\nstatus = \"Klar\"\n\n[[mal.aktivitet]]"],
            &[],
        ),
    ),
    (
        "activity",
        Goes("tr", &["Laga hål"]),
        Taken(&["utfall = \"97 %\"\n\n[[mal.aktivitet]]\nnamn = \"Måla"], &["Laga hål"]),
    ),
    ("risk", Says("Stöld i maj", "Stöld i juni"), Taken(&["namn = \"Stöld i juni\""], &[])),
    (
        "risk",
        Adds("tr", "Stöld i maj", RAIN),
        Taken(
            &[
                "uppfoljning = \"Ja.\"\n\n[[risk]]\nid = \"regn\"\nnamn = \"Regn\"\nsannolikhet = 1\nkonsekvens = 1\n\n[[risk.kontrollmoment]]\ntext = \"Regnet mäts.\"\nansvar = \"Mätchef\"\nuppfoljning = \"Det mättes.\"\n\n[noter]",
                "\"a/stold\", \"a/regn\"]",
            ],
            &[],
        ),
    ),
    ("risk that lacks something", Adds("tr", "Stöld i maj", RAIN_WITHOUT), Listed("risken är ny: fyll i allt")),
    (
        "risk",
        Goes("tr", &["Stöld i maj"]),
        Taken(&["Den mättes.\"\n\n[noter]", "risker = [\"a/halka\"]"], &["Stöld", "\"Chef\""]),
    ),
    ("control activity", Says("Tid mäts", "Tid tas"), Taken(&["text = \"Tid tas.\""], &[])),
    ("control activity", Adds("p", "Tid mäts", &["Vädret följs."]), Listed("skriv in det där det ska stå")),
    (
        "control activity",
        AddsEach(&[("Tid mäts", "Vädret följs."), ("Vakt", "Väktare"), ("Den mättes", "Det följdes.")]),
        Taken(
            &[
                "mättes.\"\n\n[[risk.kontrollmoment]]\ntext = \"Vädret följs.\"\nansvar = \"Väktare\"\nuppfoljning = \"Det följdes.\"\n\n[[risk]]",
            ],
            &[],
        ),
    ),
    (
        "control activity",
        AddsEach(&[("Lås finns", "Larm finns."), ("Chef", "Vakten"), ("Ja.", "Nej.")]),
        Taken(
            &[
                "\"Ja.\"\n\n[[risk.kontrollmoment]]\ntext = \"Larm finns.\"\nansvar = \"Vakten\"\nuppfoljning = \"Nej.\"\n\n[noter]",
            ],
            &[],
        ),
    ),
    (
        "control activity that lacks something",
        AddsEach(&[("Tid mäts", "Vädret följs."), ("Vakt", "Väktare")]),
        Listed("skriv in det där det ska stå"),
    ),
    (
        "control activity",
        Goes("p", &["Tid mäts", "Vakt", "Den mättes"]),
        Taken(&["varje dag.\"\n\n[[risk]]"], &["Tid mäts", "Vakt"]),
    ),
    // Notes.
    ("note", Says("Med egen personal", "Med egna maskiner"), Taken(&["sop = \"Med egna maskiner.\""], &[])),
    (
        "note",
        Notes("Lamporna byttes", "Av leverantören."),
        Taken(&["hösten.[^av-leverantoren]\n", "personal.\"\nav-leverantoren = \"Av leverantören.\"\n"], &[]),
    ),
    ("note", Unnotes("Med egen personal"), Taken(&["under våren.\n"], &["[^sop]", "sop ="])),
    ("note of a row", Notes("Parker", "Av leverantören."), Taken(&["namn = \"Parker[^av-leverantoren]\""], &[])),
    ("note of the memo", Notes("Nämnden har gjort det förr", "Enligt protokoll."), Listed("fotnot")),
];

#[test]
fn everything_that_can_be_written_can_come_back() {
    let folder = folder();
    let parts = parts(bytes(&folder.built(), ".docx"));
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    let mut wrong = Vec::new();
    for (kind, done, wants) in TABLE {
        kinds.insert(kind);
        let absorbed = absorb(folder.path(), &with(&parts, done), Tracked::Accept).unwrap();
        let is_right = match wants {
            Taken(has, has_not) => taken(&absorbed, has, has_not),
            Listed(words) => listed(&absorbed, words),
        };
        if let Err(why) = is_right {
            wrong.push(format!("{kind}: {why}\n{:#?}", absorbed.changes));
        }
        let counts = absorbed.counts;
        assert_eq!(
            counts.all,
            counts.unchanged + counts.made + counts.taken + counts.listed,
            "{kind}: {:?}",
            absorbed.changes
        );
        // What came is in the paper from then on: it does not come again.
        if matches!((wants, done), (Taken(..), Adds(..) | AddsEach(..) | Notes(..))) {
            let next = folder_with(&absorbed);
            let again = absorb(next.path(), &with(&parts, done), Tracked::Accept).unwrap();
            if !again.files.is_empty() || again.changes.iter().any(|it| it.outcome != Outcome::Made) {
                wrong.push(format!("{kind} again:\n{:#?}", again.changes));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(kinds.len() > 20);
}

/// Risks that a chapter, or one of several tables, lists itself.
#[test]
fn risks_of_tables_of_their_own_come_and_go() {
    let listed = "risker = [\"a/halka\", \"a/stold\"]";
    let own = |manifest: String| {
        assert!(manifest.contains("[internkontroll]") || manifest.contains("[[internkontroll]]"));
        manifest
    };
    let of_chapter = MANIFEST.replace(&format!("{listed}\n"), "");
    let of_chapter =
        of_chapter.replace("slag = \"internkontroll\"\n", &format!("slag = \"internkontroll\"\n{listed}\n"));
    let of_part = MANIFEST.replace(&format!("{listed}\n"), "").replace(
        "slag = \"internkontroll\"\n",
        &format!("slag = \"berattelse\"\ndelar = [{{ slag = \"internkontroll\", {listed} }}]\n"),
    );
    let of_table = MANIFEST
        .replace("[internkontroll]\n", "[[internkontroll]]\nid = \"plan\"\n")
        .replace("slag = \"internkontroll\"\n", "slag = \"internkontroll\"\nrisktabell = \"plan\"\n");
    for manifest in [of_chapter, of_part, of_table].map(own) {
        let folder = Folder::empty().with("rapport.toml", &manifest).with("enheter/a.toml", UNIT);
        let parts = parts(bytes(&folder.built(), ".docx"));
        for (done, wanted) in [
            (Adds("tr", "Stöld i maj", RAIN), "risker = [\"a/halka\", \"a/stold\", \"a/regn\"]"),
            (Goes("tr", &["Stöld i maj"]), "risker = [\"a/halka\"]"),
        ] {
            let absorbed = absorb(folder.path(), &with(&parts, &done), Tracked::Accept).unwrap();
            let new = absorbed.files.iter().find(|(path, _)| path == "rapport.toml");
            let new = new.map(|(_, text)| String::from_utf8(text.clone()).unwrap()).unwrap_or_default();
            assert_eq!(new, manifest.replace(listed, wanted), "{:#?}", absorbed.changes);
        }
    }
}

#[test]
fn what_has_no_key_comes_back_after_its_file_has_changed_elsewhere() {
    let folder = folder();
    let parts = parts(bytes(&folder.built(), ".docx"));
    // Somebody has gone on with the report: another date, and another chapter before the one that is edited.
    let manifest = MANIFEST.replace("2024-05-02", "2024-05-03").replace("rubrik = \"Målen\"", "rubrik = \"Våra mål\"");
    let manifest = manifest.replacen(
        "[[kapitel]]",
        "[[kapitel]]\nid = \"nytt\"\nrubrik = \"Inledning\"\nslag = \"berattelse\"\ndelar = [\"a\"]\n\n[[kapitel]]",
        1,
    );
    let unit =
        format!("{UNIT}\n[[avsnitt]]\nkapitel = \"nytt\"\ntext = 'Här börjar det.'\n").replacen("[noter]", "", 1);
    let unit = unit.replacen("sop = \"Med egen personal.\"\n", "", 1) + "\n[noter]\nsop = \"Med egen personal.\"\n";
    fs::write(folder.path().join("rapport.toml"), &manifest).unwrap();
    fs::write(folder.path().join("enheter/a.toml"), &unit).unwrap();
    for (from, to, has) in [
        ("Verksamheten", "Verksamheterna", "rubrik = \"Verksamheterna\""),
        ("Ekonomin", "Ekonomi", "rubrik = \"Ekonomi\""),
        ("Ärendet i korthet", "Ärendet kort", "rubrik = \"Ärendet kort\""),
        ("Driftens kostnader", "Driftens utgifter", "rubrik = \"Driftens utgifter\""),
        ("Utfall i år", "Utfall 2024", "rubrik = \"Utfall 2024\""),
        ("Rapport om allt", "Rapport om mycket", "titel = \"Rapport om mycket\""),
        ("Alla gator ska vara hela", "Alla vägar ska vara hela", "rubrik = \"Alla vägar ska vara hela\""),
    ] {
        let absorbed = absorb(folder.path(), &with(&parts, &Says(from, to)), Tracked::Accept).unwrap();
        let written = absorbed.files.iter().find(|(path, _)| path == "rapport.toml");
        let text = written.map(|(_, text)| String::from_utf8(text.clone()).unwrap()).unwrap_or_default();
        assert!(text.contains(has) && text.contains("Våra mål"), "{to}: {:#?}", absorbed.changes);
    }
    // What the report alone has changed is no edit of the file's.
    let absorbed = absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap();
    assert!(absorbed.files.is_empty() && absorbed.changes.is_empty(), "{:#?}", absorbed.changes);
    // What both have changed is for a person.
    let absorbed = absorb(folder.path(), &with(&parts, &Says("Målen", "Mål och medel")), Tracked::Accept).unwrap();
    let left: Vec<Outcome> = absorbed.changes.iter().map(|it| it.outcome).collect();
    assert!(absorbed.files.is_empty() && left.contains(&Outcome::NoBase), "{left:?}");
}

/// What a report can get, as replacements in its files.
const GROWS: &[&[(&str, &str)]] = &[
    &[
        ("  \"a/parker\",\n", "  \"a/parker\",\n  \"a/torg\",\n"),
        (
            "[[rad]]\ntabell = \"drift\"\nid = \"broar\"",
            "[[rad]]\ntabell = \"drift\"\nid = \"torg\"\nnamn = \"Torg\"\nbudget = 40\nutfall = 41\n\n[[rad]]\ntabell = \
             \"drift\"\nid = \"broar\"",
        ),
    ],
    &[("utfall = 371\n", "utfall = 371\nkommentar = \"Nya träd kom.\"\n")],
    &[(
        "[[mal.indikator]]\nnamn = \"Hela broar\"",
        "[[mal.indikator]]\nnamn = \"Hela torg\"\nutfall = \"55 %\"\n\n[[mal.indikator]]\nnamn = \"Hela broar\"",
    )],
    &[(
        "[[mal.aktivitet]]\nnamn = \"Laga hål\"",
        "[[mal.aktivitet]]\nnamn = \"Mäta djup\"\nstatus = \"Väntar\"\n\n[[mal.aktivitet]]\nnamn = \"Laga hål\"",
    )],
    &[
        ("\"a/halka\", ", "\"a/halka\", \"a/regn\", "),
        (
            "[[risk]]\nid = \"stold\"",
            "[[risk]]\nid = \"regn\"\nnamn = \"Regn i brunnar\"\nsannolikhet = 2\nkonsekvens = 4\n\n[[risk.kontrollmoment]]\ntext \
             = \"Brunnar rensas.\"\nansvar = \"Rensare\"\nuppfoljning = \"Alla rensades.\"\n\n[[risk]]\nid = \"stold\"",
        ),
    ],
    &[(
        "[[risk.kontrollmoment]]\ntext = \"Tid mäts.\"",
        "[[risk.kontrollmoment]]\ntext = \"Sand köps.\"\nansvar = \"Köpare\"\nuppfoljning = \"Mycket köptes.\"\n\n\
         [[risk.kontrollmoment]]\ntext = \"Tid mäts.\"",
    )],
    &[
        ("Lamporna byttes under hösten.", "Lamporna byttes under hösten.[^lamp]"),
        ("sop = \"Med egen personal.\"\n", "sop = \"Med egen personal.\"\nlamp = \"Av ljusare slag.\"\n"),
    ],
    &[("Det syns på håll.\n", "Det syns på håll.\n\nDet märks i trafiken.\n")],
    &[("- en första punkt\n", "- en första punkt\n- en inskjuten punkt\n")],
    &[("\"Rapporten godkänns.\", ", "\"Rapporten godkänns.\", \"Rapporten trycks.\", ")],
];

/// The report with some of its words replaced.
fn grown(all: &[(&str, &str)]) -> [String; 2] {
    let mut files = [MANIFEST, UNIT].map(str::to_owned);
    for (from, to) in all {
        assert_eq!(files.iter().map(|file| file.matches(from).count()).sum::<usize>(), 1, "{from}");
        files = files.map(|file| file.replace(from, to));
    }
    files
}

fn folder_of([manifest, unit]: &[String; 2]) -> Folder {
    Folder::empty().with("rapport.toml", manifest).with("enheter/a.toml", unit)
}

/// What the report has got or lost since the Word file was made is no edit of that file.
#[test]
fn what_came_or_went_in_the_report_since_stays_so() {
    let small = grown(&[]);
    for grows in GROWS {
        let large = grown(grows);
        for (then, now) in [(&small, &large), (&large, &small)] {
            let parts = parts(bytes(&folder_of(then).built(), ".docx"));
            let folder = folder_of(now);
            let absorbed = absorb(folder.path(), &packed(&parts), Tracked::Accept).unwrap();
            assert!(absorbed.files.is_empty() && absorbed.changes.is_empty(), "{grows:?}: {:#?}", absorbed.changes);
            // Beside an edit of the file's, too.
            let file = with(&parts, &Says("Vintern blev lång.", "Vintern blev kort."));
            let absorbed = absorb(folder.path(), &file, Tracked::Accept).unwrap();
            let new = now[1].replace("Vintern blev lång.", "Vintern blev kort.");
            assert_eq!(absorbed.files, [("enheter/a.toml".to_owned(), new.into_bytes())], "{:#?}", absorbed.changes);
        }
    }
}

/// A thing that is gone from the file, and has got more in the report since, or the other way round, is for a person.
#[test]
fn what_both_sides_changed_of_a_row_is_listed() {
    let (small, large) = (grown(&[]), grown(GROWS[1]));
    let parts = |of: &[String; 2]| parts(bytes(&folder_of(of).built(), ".docx"));
    let left = |now: &[String; 2], file: &[u8]| {
        let absorbed = absorb(folder_of(now).path(), file, Tracked::Accept).unwrap();
        assert!(absorbed.files.is_empty(), "{:#?}", absorbed.changes);
        absorbed.changes.iter().map(|it| it.outcome).collect::<BTreeSet<Outcome>>()
    };
    let gone = with(&parts(&small), &Goes("tr", &["Parker"]));
    assert_eq!(left(&large, &gone), [Outcome::Conflict].into());
    let edited = with(&parts(&large), &Says("Nya träd kom.", "Nya träd kom i maj."));
    assert_eq!(left(&small, &edited), [Outcome::GoneSince].into());
    // Words in the file, and a note there in the report.
    let noted = grown(GROWS[6]);
    let edited = with(&parts(&small), &Says("Lamporna byttes", "Alla lampor byttes"));
    assert_eq!(left(&noted, &edited), [Outcome::Conflict].into());
    let edited = with(&parts(&noted), &Says("Lamporna byttes", "Alla lampor byttes"));
    assert_eq!(left(&small, &edited), [Outcome::Conflict].into());
    let row = grown(GROWS[0]);
    let edited = with(&parts(&row), &Says("Torg", "Torg i söder"));
    assert_eq!(left(&small, &edited), [Outcome::GoneSince].into());
}

fn folder_with(absorbed: &Absorbed) -> Folder {
    let folder = folder();
    for (path, text) in &absorbed.files {
        fs::write(folder.path().join(path), text).unwrap();
    }
    folder
}

fn taken(absorbed: &Absorbed, has: &[&str], has_not: &[&str]) -> Result<(), String> {
    let left: Vec<Outcome> = absorbed.changes.iter().map(|it| it.outcome).filter(|it| *it != Outcome::Taken).collect();
    if !left.is_empty() || absorbed.changes.is_empty() {
        return Err(format!("left: {left:?}"));
    }
    let folder = folder_with(absorbed);
    let read = |path| fs::read_to_string(folder.path().join(path)).unwrap();
    let files = read("rapport.toml") + &read("enheter/a.toml");
    let lacks = has.iter().find(|words| !files.contains(*words)).map(|words| format!("lacks {words}"));
    let keeps = has_not.iter().find(|words| files.contains(*words)).map(|words| format!("keeps {words}"));
    lacks.or(keeps).map_or(Ok(()), |why| Err(format!("{why} in\n{files}")))
}

fn listed(absorbed: &Absorbed, words: &str) -> Result<(), String> {
    let told: Vec<String> = absorbed.changes.iter().map(|it| messages::why(it.outcome)[0].clone()).collect();
    let is_told = told.iter().any(|told| told.contains(words));
    if is_told && absorbed.files.is_empty() {
        Ok(())
    } else {
        Err(format!("told {told:?}, wrote {} files", absorbed.files.len()))
    }
}
