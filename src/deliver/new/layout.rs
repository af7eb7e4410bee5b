//! A layout to change: one that inherits, with every token of the inherited one as a comment to be taken up, or a copy.

use toml::{Table, Value};

use crate::input::load::layout_texts;

use super::lines::Lines;
use super::plan::File;

/// The files of a new layout's folder, which inherits one that comes with the program, or is a copy of it. `None` where
/// there is none of this name.
pub fn layout(parent: &str, name: &str, is_copy: bool) -> Option<Vec<File>> {
    let texts = layout_texts(parent)?;
    let merged: Table = texts.tokens.parse().ok()?;
    let mut lines = Lines::default();
    let about = if is_copy {
        "En kopia av layouten \"{}\": ändra vad som helst, också mallen template.typ. Nya versioner av programmet \
         ändrar inte kopian."
    } else {
        "En egen layout, som ärver \"{}\". Ta bort # framför det som ska vara annorlunda, och ändra värdet. Rubriken \
         inom [ ] ovanför ska stå kvar. Allt annat följer med den som ärvs."
    };
    lines.comment(&about.replace("{}", parent));
    lines.comment(
        "Längder skrivs \"10.5pt\" eller \"25mm\", färger \"#14394f\". Prova med: underlag build RAPPORT --layout MAPP",
    );
    lines.blank();
    if !is_copy {
        lines.text("arver", parent);
    }
    lines.text("namn", name);
    tokens(texts.commented, &merged, is_copy, &mut lines);
    let mut all = vec![("tokens.toml".to_owned(), lines.text_of_file().into_bytes())];
    if is_copy {
        all.push(("template.typ".to_owned(), texts.template.into_bytes()));
    }
    Some(all)
}

/// The tokens that `commented` has, in its order and with its comments, with the values of `merged`; those that only
/// the latter has at the end of their table. Where they are not copied they are comments themselves.
fn tokens(commented: &str, merged: &Table, is_copy: bool, lines: &mut Lines) {
    let mark = if is_copy { "" } else { "# " };
    let (mut path, mut in_list, mut seen): (Vec<String>, bool, Vec<String>) =
        (Vec::new(), false, vec!["namn".to_owned()]);
    let mut left: Vec<(Vec<String>, Value)> = Vec::new();
    leaves(merged, &mut Vec::new(), &mut left);
    // What the file says of itself stands above.
    let body = commented.split_once("\n[").map_or("", |(_, rest)| rest);
    for line in format!("[{body}").lines() {
        let trimmed = line.trim();
        if trimmed.starts_with('[') {
            rest_of(&path, &mut left, &seen, mark, lines);
            in_list = trimmed.starts_with("[[");
            let name = trimmed.trim_start_matches('[').split(']').next().unwrap_or_default();
            path = name.split('.').map(|part| part.trim().to_owned()).collect();
            lines.blank();
            // A list is the whole list, so that an empty one would be none.
            lines.line(&format!("{}{trimmed}", if in_list { mark } else { "" }));
            continue;
        }
        let key = trimmed.split_once('=').map(|(key, _)| key.trim()).filter(|_| !trimmed.starts_with('#'));
        let Some(key) = key else {
            lines.line(line);
            continue;
        };
        let whole: Vec<String> = path.iter().cloned().chain([key.to_owned()]).collect();
        seen.push(whole.join("."));
        match value_at(merged, &whole) {
            Some(value) if !in_list => lines.line(&format!("{mark}{key} = {value}")),
            _ => lines.line(&format!("{mark}{trimmed}")),
        }
    }
    rest_of(&path, &mut left, &seen, mark, lines);
}

/// The tokens of a table that only the inherited layout has.
fn rest_of(path: &[String], left: &mut Vec<(Vec<String>, Value)>, seen: &[String], mark: &str, lines: &mut Lines) {
    for (whole, value) in left.iter() {
        let Some((key, table)) = whole.split_last() else { continue };
        if table == path && !seen.contains(&whole.join(".")) {
            lines.line(&format!("{mark}{key} = {value}"));
        }
    }
    left.retain(|(whole, _)| {
        whole.split_last().is_none_or(|(_, table)| table != path) || seen.contains(&whole.join("."))
    });
}

/// The value at a path, which may be a table in braces.
fn value_at<'t>(table: &'t Table, path: &[String]) -> Option<&'t Value> {
    let (first, rest) = path.split_first()?;
    let value = table.get(first)?;
    if rest.is_empty() { Some(value) } else { value_at(value.as_table()?, rest) }
}

/// Every value that is no table, with its path.
fn leaves(table: &Table, path: &mut Vec<String>, all: &mut Vec<(Vec<String>, Value)>) {
    for (key, value) in table {
        path.push(key.clone());
        match value {
            Value::Table(inner) => leaves(inner, path, all),
            // Lists of tables stand as the commented file has them.
            Value::Array(list) if list.first().is_some_and(Value::is_table) => {}
            other => all.push((path.clone(), other.clone())),
        }
        path.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::inherit;

    fn table(files: &[File]) -> Table {
        std::str::from_utf8(&files[0].1).unwrap().parse().unwrap()
    }

    #[test]
    fn an_inheriting_layout_is_as_the_one_that_it_inherits() {
        for parent in ["kommun", "region"] {
            let texts = layout_texts(parent).unwrap();
            let files = layout(parent, "Egen", false).unwrap();
            let own = String::from_utf8(files[0].1.clone()).unwrap();
            let mut merged: Table = inherit(&texts.tokens, &own).unwrap().parse().unwrap();
            let mut theirs: Table = texts.tokens.parse().unwrap();
            assert_eq!(merged.remove("namn").unwrap().as_str(), Some("Egen"));
            theirs.remove("namn");
            assert_eq!(merged, theirs);
            // With every token taken up it is the same again.
            let taken: String = own
                .lines()
                .map(|line| match line.strip_prefix("# ") {
                    Some(rest) if rest.contains(" = ") && !rest.contains(": ") || rest.starts_with("[[") => {
                        format!("{rest}\n")
                    }
                    _ => format!("{line}\n"),
                })
                .collect();
            let mut taken: Table = inherit(&texts.tokens, &taken).unwrap().parse().unwrap();
            taken.remove("namn");
            assert_eq!(taken, theirs, "{parent}");
        }
    }

    #[test]
    fn a_copy_says_all_itself() {
        for parent in ["kommun", "region"] {
            let texts = layout_texts(parent).unwrap();
            let files = layout(parent, "Egen", true).unwrap();
            assert_eq!(files[1].1, texts.template.as_bytes());
            let (mut own, mut theirs) = (table(&files), texts.tokens.parse::<Table>().unwrap());
            own.remove("namn");
            theirs.remove("namn");
            assert_eq!(own, theirs);
        }
        assert!(layout("nej", "Egen", false).is_none());
    }
}
