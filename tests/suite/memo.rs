//! The memo before a report: its recipients, its decisions, and who signs it.

use crate::support::both_files::{case, say};
use crate::support::report::{Block, Report, toml};

/// The smallest report, with these blocks of a memo.
fn memo(blocks: impl IntoIterator<Item = Block>) -> Report {
    Report::new().add([Block::table("tjansteskrivelse").key("titel", "Skrivelse")]).add(blocks)
}

fn part(kind: &str) -> Block {
    Block::entry("tjansteskrivelse.avsnitt").key("slag", kind)
}

#[test]
fn both_files_show_the_parts_of_a_memo() {
    let recipient = |name: &str| Block::entry("mottagare").key("namn", name).key("epost", "a@b.example");
    let dispatch = || part("expediering").key("ledtext", "Beslutet skickas till:");
    let three = r#"[{ namn = "Chef", titel = "Stab" }, { namn = "Ekonom", titel = "Ekonomi" }, { namn = "Sekreterare", titel = "Kansli" }]"#;
    let who = r#"[{ namn = "Chef", titel = "Stab" }, { namn = "Ekonom", titel = "Ekonomi" }]"#;
    say([
        case(
            "one recipient on the label's line",
            memo([dispatch(), recipient("Revisorerna")]),
            "\nBeslutet skickas till: Revisorerna\n",
        ),
        case(
            "several recipients below the label",
            memo([dispatch(), recipient("Revisorerna"), recipient("Styrelsen")]),
            "\nBeslutet skickas till:\n\n-  Revisorerna\n\n-  Styrelsen\n",
        ),
        case(
            "several decisions",
            memo([part("forslag").key("rubrik", "Beslut").key("punkter", ["Det ena.", "Det andra."])]),
            "\n## Beslut\n\n1. Det ena.\n\n2. Det andra.\n",
        ),
        case(
            "several who sign",
            memo([part("underskrift").key("undertecknare", toml(who))]),
            "\nChef\nStab\nEkonom\nEkonomi\n",
        ),
        case(
            "two who sign beside each other, and a third one below",
            memo([part("underskrift").key("bredvid", true).key("undertecknare", toml(three))]),
            "\nChef\nStab\nEkonom\nEkonomi\nSekreterare\nKansli\n",
        ),
    ]);
}

/// A table of a unit's row, as a memo's text can have it between its paragraphs.
const TABLE: &str = r#"
[[tabell]]
id = "drift"
rubrik = "Drift, tkr"
kolumner = "ar"
rader = ["a/ett"]

[[kolumner]]
id = "ar"
sort = "tkr"

[[kolumner.kolumn]]
id = "utfall"
rubrik = "Utfall"

[tjansteskrivelse]
titel = "Skrivelse"
"#;

fn with_text(section: &str) -> crate::support::Folder {
    let row = "\n[[rad]]\ntabell = \"drift\"\nid = \"ett\"\nnamn = \"Gator[^k]\"\nutfall = 12\n\n[noter]\nk = \"Preliminärt.\"\n";
    let section = format!("{TABLE}\n[[tjansteskrivelse.avsnitt]]\n{section}\n");
    crate::support::Folder::new().and("rapport.toml", &section).and("enheter/a.toml", row)
}

#[test]
fn a_table_stands_in_the_memos_text() {
    let folder = with_text("text = '''\nFöre {{drift.ett.utfall}}.\n\n[[tabell:drift]]\n\n- efter\n'''");
    assert_eq!(folder.findings(), "");
    let text = crate::support::text(&folder.built());
    let shown = "Före 12 tkr.\n\n[tabell: Drift, tkr]\n! Drift, tkr | Utfall\n| Gator[1] | 12\n\n-  efter\n";
    assert!(text.replace('\u{a0}', " ").contains(shown), "{text}");
    let traced = crate::support::underlag(&["--lang", "en", "trace", ".", "drift.ett.utfall"], folder.path());
    let traced = crate::support::printed(&traced);
    assert!(traced.contains("enheter/a.toml"), "{traced}");
}

#[test]
fn what_a_memo_places_is_held_to_what_a_chapter_is() {
    for (section, code, words) in [
        ("text = '''\n[[tabell:drif]]\n'''", "unknown-reference", "drif"),
        ("text = '''\n[[diagram:drift]]\n'''", "unknown-reference", "drift"),
        ("text = '''\n[[tabell:drift]]\n\n[[tabell:drift]]\n'''", "duplicate-id", "drift"),
        ("ruta = \"**R**\"\ntext = \"Text.\"", "stray-mark", "ruta"),
        ("slag = \"forslag\"\nruta = \"R\"\npunkter = [\"Godkänns.\"]", "unknown-key", "ruta"),
    ] {
        let found = with_text(section).findings();
        let named = |line: &str| line.contains(words) && line.contains(&format!("[{code}]"));
        assert!(found.lines().any(named), "{section}: {found}");
    }
    let boxed = with_text("ruta = \"Barnrätt\"\ntext = '''\nEtt.\n\n[[tabell:drift]]\n\nTvå.\n'''");
    let text = crate::support::text(&boxed.built());
    assert!(text.contains("[Barnrätt]\n\n   Ett.\n\n[tabell: Drift, tkr]"), "{text}");
    assert!(text.contains("| 12\n\n[]\n\n   Två.\n"), "the box goes on below it: {text}");
}
