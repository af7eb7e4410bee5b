//! The colours of every layout differ enough, and a colour that does not is told at its line.

use underlag::base::source::Sources;
use underlag::layout;
use underlag::layout::contrast;

use crate::support::root;

/// The findings about a file of tokens that inherits those of a layout: line and message.
fn findings(tokens: &str) -> Vec<(usize, String)> {
    let mut sources = Sources::default();
    let file = sources.add("tokens.toml", tokens);
    let inherited = layout::parent(tokens).map(|(parent, _)| {
        let theirs = std::fs::read_to_string(root().join("layouts").join(parent).join("tokens.toml")).unwrap();
        layout::inherit(&theirs, tokens).unwrap()
    });
    let found = contrast::check(file, tokens, inherited.as_deref().unwrap_or(tokens)).into_iter();
    found.map(|found| (sources.position(found.place.unwrap()).line, found.message.en)).collect()
}

fn layouts() -> Vec<(String, String)> {
    let entries =
        std::fs::read_dir(root().join("layouts")).unwrap().map(|entry| entry.unwrap().path().join("tokens.toml"));
    let files = entries.filter(|path| path.exists());
    files.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn colours_of_every_layout_can_be_read() {
    let layouts = layouts();
    assert!(!layouts.is_empty());
    for (name, tokens) in layouts {
        assert_eq!(findings(&tokens), [], "{name}");
    }
}

/// A ground of the layout's own under a colour that it inherits is told at the ground's line.
#[test]
fn what_is_inherited_counts() {
    let found = findings("arver = \"kommun\"\nnamn = \"Egen\"\n[farg]\nsummarad = \"#6a6a6a\"\n");
    assert!(!found.is_empty() && found.iter().all(|(line, _)| *line == 4), "{found:?}");
    assert!(found[0].1.contains("`farg.summarad`"), "{found:?}");
    assert_eq!(findings("arver = \"kommun\"\nnamn = \"Egen\"\n"), []);
}

/// Each colour of text, and each ground, is spoilt in turn.
#[test]
fn a_colour_that_is_too_weak_is_told_at_its_line() {
    let (_, tokens) = layouts().into_iter().find(|(name, _)| name.contains("kommun")).unwrap();
    let mut spoilt = 0;
    for (at, line) in tokens.lines().enumerate() {
        let Some((key, value)) = line.split_once(" = ") else { continue };
        let weak = match key {
            "text" | "rubrik" | "svag" | "lank" | "utkast" | "lucka" | "omslag" => "\"#9fa8af\"",
            "omslag_text" | "markor_text" | "rubrikrad_text" => "\"#6f7a82\"",
            "rubrikrad" | "summarad" | "utkast_botten" | "lucka_botten" | "markor_botten" | "botten" => "\"#8d8d8d\"",
            "serie1" | "serie2" | "serie3" | "nar" | "nar_inte" | "oklart" => {
                "{ botten = \"#ffffff\", kant = \"#c9d1d6\" }"
            }
            _ => continue,
        };
        let lines: Vec<String> = tokens
            .lines()
            .enumerate()
            .map(|(other, text)| if other == at { format!("{key} = {weak}") } else { text.to_owned() })
            .collect();
        let found = findings(&lines.join("\n"));
        let ground =
            ["rubrikrad", "summarad", "utkast_botten", "lucka_botten", "markor_botten", "botten"].contains(&key);
        let told = if ground { !found.is_empty() } else { found.iter().any(|(line, _)| *line == at + 1) };
        assert!(told, "{key} = {value} on line {}: {found:?}", at + 1);
        spoilt += 1;
    }
    assert!(spoilt >= 24, "{spoilt}");
}
