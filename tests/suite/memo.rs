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
    ]);
}
