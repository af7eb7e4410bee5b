//! Notes in text, header and figures: how they are numbered, with which marks, and where they stand.

use crate::support::both_files::{case, say};
use crate::support::net_costs::net_costs;
use crate::support::report::{Block, Report, chapter, notes};

/// A report of three chapters whose notes stand in text, names and figures, with one of them cited in all, and these
/// choices about notes.
fn noted(choices: &[(&str, &str)]) -> Report {
    let choices = choices.iter().fold(Block::table("fotnoter"), |table, (key, choice)| table.key(key, *choice));
    net_costs()
        .text("Ett stycke.[^forst] Ett till.[^kalla]")
        .at("kapitel/ekonomi", |chapter| chapter.key("ny_sida", false))
        .at("rad/skola", |row| row.key("namn", "Skola[^kalla]"))
        .at("rad/vard", |row| row.key("namn", "Vård[^vard][^kalla]").key("utfall", "4,2[^vard]"))
        .add([chapter("mer", "Mer", "berattelse").key("delar", ["a"]), choices])
        .deliver(
            "a",
            [
                Block::entry("avsnitt").key("kapitel", "mer").key("text", "Sist.[^kalla] Slut.[^sist]"),
                notes(&[
                    ("forst", "Den *första*."),
                    ("kalla", "Källa: bokslutet."),
                    ("vard", "Med hemtjänst."),
                    ("sist", "Den sista."),
                ]),
            ],
        )
}

#[test]
fn both_files_number_the_notes_of_the_pages() {
    let noted = |choices: &[(&str, &str)]| noted(&[&[("i_tabeller", "sidan")], choices].concat());
    say([
        case(
            "notes through the document",
            noted(&[]),
            "\n[1] Den *första*.\n[2] Källa: bokslutet.\n[3] Med hemtjänst.\n[4] Den sista.\n",
        ),
        case(
            "notes in each chapter",
            noted(&[("numrering", "kapitel")]),
            "\n[1] Den *första*.\n[2] Källa: bokslutet.\n[1] Källa: bokslutet.\n[2] Med hemtjänst.\n[1] Källa: bokslutet.\n[2] Den sista.\n",
        ),
        case(
            "notes with letters",
            noted(&[("marken", "bokstaver")]),
            "\n[a] Den *första*.\n[b] Källa: bokslutet.\n[c] Med hemtjänst.\n[d] Den sista.\n",
        ),
        case(
            "starred notes in each chapter",
            noted(&[("numrering", "kapitel"), ("marken", "stjarnor")]),
            "\n[*] Den *första*.\n[**] Källa: bokslutet.\n[*] Källa: bokslutet.\n[**] Med hemtjänst.\n[*] Källa: bokslutet.\n[**] Den sista.\n",
        ),
    ]);
}

#[test]
fn both_files_set_notes_under_their_table() {
    let noted = |choices: &[(&str, &str)]| noted(&[&[("i_tabeller", "tabellen")], choices].concat());
    say([
        case(
            "notes under the table, with letters",
            noted(&[]),
            "| Skola[a] | 10,5 | 10,0\n| Vård[b][a] | 4,0 | 4,2[b]\n+ Summa | 14,5 | 14,2\n^ <3x1> [a] Källa: bokslutet. [b] Med hemtjänst.\n",
        ),
        case(
            "starred notes under the table",
            noted(&[("tabellmarken", "stjarnor")]),
            "| Skola[*] | 10,5 | 10,0\n| Vård[**][*] | 4,0 | 4,2[**]\n+ Summa | 14,5 | 14,2\n^ <3x1> [*] Källa: bokslutet. [**] Med hemtjänst.\n",
        ),
        case(
            "notes of the text go on beside those under the table",
            noted(&[]),
            "\n[1] Den *första*.\n[2] Källa: bokslutet.\n[3] Den sista.\n",
        ),
    ]);
}
