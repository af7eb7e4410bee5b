//! Faults that Typst reports, while it lays the paper out or while it writes the PDF, come back at the line of the file
//! where what they are about was written.

use underlag::base::standard::Standard;
use underlag::diagnostic::Language;
use underlag::diagnostic::show;
use underlag::pipeline;
use underlag::pipeline::{Format, Options};

use crate::support::report::{Report, chapter, column, columns, table};
use crate::support::{Folder, root};

/// What stands in the way of a PDF, a line each.
fn faults(folder: &Folder, standard: Standard) -> Vec<String> {
    let options = Options { formats: vec![Format::Pdf], standard, ..Options::default() };
    let built = pipeline::build(folder.path(), &options).unwrap();
    assert!(built.outputs.is_empty(), "the file could be made");
    let (found, sources) = (&built.checked.diagnostics, &built.checked.sources);
    let lines = show::short(found, sources, Language::English);
    lines.lines().filter(|line| line.contains("[layout-failed]")).map(str::to_owned).collect()
}

/// A report with a table, a list, notes and subheadings, in the built-in layout or in one with a changed template.
fn report(template: Option<(&str, &str)>) -> Folder {
    let report = Report::new().add([
        columns("k"),
        column("ord", "Ord").key("slag", "text"),
        table("t", "Tabell", "k", ["a/r", "a/s"]),
        chapter("e", "Ekonomi", "tabeller").key("tabeller", ["t"]),
    ]);
    let delivered = unit("", "", "");
    let Some((from, to)) = template else { return report.folder().with("enheter/a.toml", delivered) };
    let read = |file: &str| std::fs::read_to_string(root().join("layouts/kommun").join(file)).unwrap();
    let text = read("template.typ");
    assert!(text.contains(from), "the template holds {from}");
    report
        .key("layout", "l")
        .file("l/tokens.toml", read("tokens.toml"))
        .file("l/template.typ", text.replacen(from, to, 1))
        .folder()
        .with("enheter/a.toml", delivered)
}

/// The unit's file, with something in a paragraph's last line, in a cell, and in a note.
fn unit(paragraph: &str, cell: &str, note: &str) -> String {
    format!(
        "enhet = \"a\"\n\n[[avsnitt]]\nkapitel = \"text\"\ntext = '''\nEtt stycke[^n] av\ntvå rader {paragraph}.\n\n# Rubrik\n\n\
         Mera.[^n]\n\n- en punkt\n- två punkter\n'''\n\n[[rad]]\ntabell = \"t\"\nid = \"r\"\nnamn = \"Rad\"\nord = \"x\"\n\n\
         [[rad]]\ntabell = \"t\"\nid = \"s\"\nnamn = \"Rad\"\nord = \"x {cell}\"\n\n[noter]\nn = \"Not {note}\"\n"
    )
}

fn long() -> String {
    format!("https://exempelby.se/{}", "a".repeat(8000))
}

#[test]
fn a_link_that_is_too_long() {
    let link = format!("[länk]({})", long());
    for (unit, place) in [
        (unit(&link, "", ""), "enheter/a.toml:7:18: "),
        (unit("", &link, ""), "enheter/a.toml:27:17: "),
        (unit("", "", &link), "enheter/a.toml:30:5: "),
    ] {
        let found = faults(&report(None).with("enheter/a.toml", unit), Standard::A2a);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(place) && found[0].contains("URL is too long"), "{place} {}", found[0]);
    }
}

#[test]
fn every_fault_is_told() {
    let link = format!("[länk]({})", long());
    let found = faults(&report(None).with("enheter/a.toml", unit(&link, &link, &link)), Standard::A2a);
    let places: Vec<&str> = found.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["enheter/a.toml:7:18", "enheter/a.toml:27:17", "enheter/a.toml:30:5"]);
}

#[test]
fn a_link_in_the_manifest() {
    let memo = format!(
        "[tjansteskrivelse]\ntitel = \"Memo\"\n[[tjansteskrivelse.avsnitt]]\nrubrik = \"Text\"\ntext = \"Se [här]({}).\"\n",
        long()
    );
    let found = faults(&Folder::new().and("rapport.toml", &memo), Standard::A2a);
    assert!(found.len() == 1 && found[0].starts_with("rapport.toml:21:"), "{found:?}");
}

#[test]
fn a_template_that_fails_on_a_kind_of_block() {
    let fails = |from: &str, to: &str| faults(&report(Some((from, to))), Standard::A2a);
    let list =
        fails("let tokens = look().tokens.lista\n", "let tokens = look().tokens.lista\n  panic(\"inga listor\")\n");
    assert!(list.len() == 1 && list[0].starts_with("enheter/a.toml:13:"), "{list:?}");
    assert!(list[0].contains("inga listor"), "{list:?}");
    let table =
        fails("let tokens = look().tokens.tabell\n", "let tokens = look().tokens.tabell\n  let x = tokens.saknas\n");
    assert!(table.len() == 1 && table[0].starts_with("rapport.toml:"), "{table:?}");
    assert!(table[0].contains("saknas") && table[0].contains("template.typ:"), "{table:?}");
}

#[test]
fn a_heading_level_that_is_skipped() {
    let found = faults(
        &report(Some(("heading(level: it.level,", "heading(level: it.level + int(it.level == 3),"))),
        Standard::A2a,
    );
    assert!(found.len() == 1 && found[0].starts_with("enheter/a.toml:9:"), "{found:?}");
    assert!(found[0].contains("skipped from heading level 2 to 4"), "{found:?}");
}

/// The check of characters asks whether any font has them; a template can keep words to one that does not.
#[test]
fn a_character_that_the_font_in_its_place_does_not_have() {
    let cells =
        "set text(..style.text, hyphenate: false, number-width: \"tabular\", costs: (hyphenation: 500%, runt: 0%))";
    let template = Some((cells, "set text(..style.text, font: \"Libertinus Serif\", fallback: false)"));
    let folder = report(template).with("enheter/a.toml", unit("Ԑ här", "ett Ԑ två", ""));
    let found = faults(&folder, Standard::A2a);
    assert!(found.len() == 1 && found[0].starts_with("enheter/a.toml:27:14: "), "{found:?}");
    assert!(found[0].contains("could not be displayed with font"), "{found:?}");
}

#[test]
fn a_colour_that_an_archive_does_not_take() {
    let template =
        Some(("let items = it.items.map(", "set text(fill: rgb(0, 0, 0, 50%))\n  let items = it.items.map("));
    let found = faults(&report(template), Standard::A1b);
    let places: Vec<&str> = found.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["enheter/a.toml:13:3", "enheter/a.toml:14:3"], "{found:?}");
    assert!(found.iter().all(|line| line.contains("transparency")), "{found:?}");
}

#[test]
fn words_that_are_hidden_from_those_who_do_not_see_them() {
    let template = Some(("if in-cell { body } else {", "if not in-cell { pdf.artifact(body) } else {"));
    let link = unit("", "", "").replace("två punkter", "två [punkter](https://exempelby.se)");
    let found = faults(&report(template).with("enheter/a.toml", link), Standard::A2a);
    assert!(found.len() == 1 && found[0].starts_with("enheter/a.toml:14:"), "{found:?}");
    assert!(found[0].contains("artifacts may not contain links"), "{found:?}");
}

/// What fails without anybody's words stays where Typst says that it is.
#[test]
fn a_fault_of_the_template_alone() {
    let found = faults(&report(Some(("let look = prepare(tokens)", "let look = prepar(tokens)"))), Standard::A2a);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("error[layout-failed]: ") && found[0].contains("template.typ:"), "{found:?}");
}
