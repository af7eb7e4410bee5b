//! Writes values into a unit's file: what stands there stays as somebody wrote it, comments, order and layout too.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::base::address::GoalTable;

use super::values::{APART, Key, Of, figure};
use super::words::{Kind, Text};

/// What a value is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Running text, on lines of its own.
    Prose,
    /// Words on one line.
    Words,
    /// A figure, or words where it is none.
    Figure,
    /// A whole number.
    Number,
}

/// Puts a value in its place, or takes it away where it says nothing. Whether that could be done.
pub(super) fn put(doc: &mut DocumentMut, key: &Key, value: &Text, shape: Shape) -> bool {
    if value.is_empty() {
        return remove(doc, key);
    }
    let Some(table) = table(doc, &key.of) else { return false };
    let (table, field) = match key.field.strip_prefix(APART) {
        Some(column) => {
            let apart =
                table.entry("celler").or_insert_with(|| Item::Value(Value::InlineTable(toml_edit::InlineTable::new())));
            match apart.as_table_like_mut() {
                Some(apart) => (apart, column),
                None => return false,
            }
        }
        None => (table as &mut dyn toml_edit::TableLike, key.field.as_str()),
    };
    let field = if matches!(key.of, Of::Note(_)) { note_id(&key.of) } else { field };
    // A cell over several rows is a table of its own.
    if table.get(field).is_some_and(Item::is_inline_table) {
        let Some(written) = written(value, Shape::Words, true) else { return false };
        let cell = table.get_mut(field).and_then(Item::as_inline_table_mut);
        let words = cell.and_then(|cell| cell.get_mut("text"));
        return words.is_some_and(|words| {
            let decor = words.decor().clone();
            *words = written;
            *words.decor_mut() = decor;
            true
        });
    }
    let was_words = table.get(field).is_some_and(Item::is_str);
    let Some(written) = written(value, shape, was_words) else { return false };
    match table.get_mut(field).and_then(Item::as_value_mut) {
        Some(old) => {
            // What stands behind it on its line stays.
            let decor = old.decor().clone();
            *old = written;
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(field, Item::Value(written));
        }
    }
    true
}

/// The keys of a unit's file in the order in which the guide tells of them.
const ORDER: [&str; 5] = ["avsnitt", "rad", "mal", "risk", "noter"];

/// A file with its tables in the order of the guide.
pub(super) fn in_order(doc: &DocumentMut) -> String {
    let alone = |wanted: &dyn Fn(&str) -> bool| {
        let mut part = DocumentMut::new();
        for (key, item) in doc.iter().filter(|(key, _)| wanted(key)) {
            part.insert(key, item.clone());
        }
        part.to_string().trim().to_owned()
    };
    let first = alone(&|key| !ORDER.contains(&key));
    let rest = ORDER.iter().map(|known| alone(&|key| key == *known));
    let parts: Vec<String> = std::iter::once(first).chain(rest).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

fn note_id(of: &Of) -> &str {
    if let Of::Note(id) = of { id } else { "" }
}

/// A value as TOML.
fn written(value: &Text, shape: Shape, was_words: bool) -> Option<Value> {
    let amount = figure(value);
    match shape {
        Shape::Number => return value.words().parse::<i64>().ok().map(Value::from),
        Shape::Figure if !was_words => {
            if let Some(amount) = amount {
                return amount.to_string().parse().ok();
            }
        }
        Shape::Figure | Shape::Prose | Shape::Words => {}
    }
    let is_plain = value.0.len() == 1 && value.0[0].kind == Kind::Body;
    // A cell in which a sign or a number leads is read as words, so that it is written as it stands.
    let words = match value.written() {
        Some(words) => words,
        None if is_plain => value.words(),
        None => return None,
    };
    let needs_lines = shape == Shape::Prose || words.contains('\n');
    let literal = if !needs_lines {
        toml_edit::value(words).into_value().ok()
    } else if words.contains("'''") || words.ends_with('\'') || words.contains(|c: char| c.is_control() && c != '\n') {
        let escaped = words.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"\"\"\n{escaped}\n\"\"\"").parse().ok()
    } else {
        format!("'''\n{words}\n'''").parse().ok()
    };
    literal.map(|value: Value| value.decorated(" ", ""))
}

fn word<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(Item::as_str)
}

/// The tables under a key, which is made where there is none. `None` where something else stands there.
fn tables<'t>(of: &'t mut Table, key: &str) -> Option<&'t mut ArrayOfTables> {
    of.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new())).as_array_of_tables_mut()
}

/// The table among others that `is_it`, or a new one that `make` makes.
fn one(all: &mut ArrayOfTables, is_it: impl Fn(&Table) -> bool, make: impl FnOnce(&mut Table)) -> Option<&mut Table> {
    let known = all.iter().position(is_it);
    let at = match known {
        Some(at) => at,
        None => {
            let mut made = Table::new();
            make(&mut made);
            all.push(made);
            all.len() - 1
        }
    };
    all.get_mut(at)
}

fn with_id<'t>(all: &'t mut ArrayOfTables, id: &str) -> Option<&'t mut Table> {
    one(all, |table| word(table, "id") == Some(id), |table| drop(table.insert("id", toml_edit::value(id))))
}

/// The table at a position, where a new one may come right behind the last.
fn nth(all: &mut ArrayOfTables, at: usize) -> Option<&mut Table> {
    if at == all.len() {
        all.push(Table::new());
    }
    all.get_mut(at)
}

/// The table in which the values of something stand.
fn table<'d>(doc: &'d mut DocumentMut, of: &Of) -> Option<&'d mut Table> {
    match of {
        Of::Narrative(chapter, part) => {
            let is_it =
                |table: &Table| word(table, "kapitel") == Some(chapter) && word(table, "del") == part.as_deref();
            one(tables(doc, "avsnitt")?, is_it, |table| {
                table.insert("kapitel", toml_edit::value(chapter.as_str()));
                if let Some(part) = part {
                    table.insert("del", toml_edit::value(part.as_str()));
                }
            })
        }
        Of::Row(of, row) => {
            let is_it = |table: &Table| word(table, "tabell") == Some(of) && word(table, "id") == Some(row);
            one(tables(doc, "rad")?, is_it, |table| {
                table.insert("tabell", toml_edit::value(of.as_str()));
                table.insert("id", toml_edit::value(row.as_str()));
            })
        }
        Of::Goal(goal) => with_id(tables(doc, "mal")?, goal),
        Of::Item(goal, kind, at) => {
            let goal = with_id(tables(doc, "mal")?, goal)?;
            nth(tables(goal, items(*kind))?, *at)
        }
        Of::Risk(risk) => with_id(tables(doc, "risk")?, risk),
        Of::Control(risk, at) => {
            let risk = with_id(tables(doc, "risk")?, risk)?;
            nth(tables(risk, "kontrollmoment")?, *at)
        }
        Of::Note(_) => doc.entry("noter").or_insert_with(|| Item::Table(Table::new())).as_table_mut(),
    }
}

fn items(kind: GoalTable) -> &'static str {
    match kind {
        GoalTable::Indicators => "indikator",
        GoalTable::Activities => "aktivitet",
    }
}

/// Takes a value away. A text without words is taken away with what names it.
fn remove(doc: &mut DocumentMut, key: &Key) -> bool {
    if let Of::Narrative(chapter, part) = &key.of {
        let Some(all) = tables(doc, "avsnitt") else { return false };
        let is_it = |table: &Table| word(table, "kapitel") == Some(chapter) && word(table, "del") == part.as_deref();
        let Some(at) = all.iter().position(is_it) else { return true };
        all.remove(at);
        if all.is_empty() {
            doc.remove("avsnitt");
        }
        return true;
    }
    // A row without a name is none.
    if *key == key.of.name() {
        return false;
    }
    let Some(table) = table(doc, &key.of) else { return false };
    match key.field.strip_prefix(APART) {
        Some(column) => {
            let apart = table.get_mut("celler").and_then(Item::as_table_like_mut);
            apart.is_some_and(|apart| apart.remove(column).is_some())
        }
        None => {
            table.remove(&key.field);
            true
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_stays() {
        let file = "# överst\nenhet = \"it\" # enheten\n\n[[rad]]\ntabell = \"t\"\nid = \"drift\"\n\
                    namn = 'Drift' # namnet\nutfall = 12 # preliminärt\n\n[noter]\nk = \"Källa\"\n";
        let mut doc: DocumentMut = file.parse().unwrap();
        let of = Of::Row("t".to_owned(), "drift".to_owned());
        assert!(put(&mut doc, &of.field("utfall"), &Text::plain("−13,50"), Shape::Figure));
        assert!(put(&mut doc, &of.field("prognos"), &Text::plain("7 712"), Shape::Figure));
        assert!(put(&mut doc, &Of::Note("ny".to_owned()).name(), &Text::plain("En ny"), Shape::Words));
        let made = "# överst\nenhet = \"it\" # enheten\n\n[[rad]]\ntabell = \"t\"\nid = \"drift\"\n\
                    namn = 'Drift' # namnet\nutfall = -13.50 # preliminärt\nprognos = 7712\n\n[noter]\n\
                    k = \"Källa\"\nny = \"En ny\"\n";
        assert_eq!(doc.to_string(), made);
    }

    #[test]
    fn an_empty_file_gets_what_it_needs() {
        let mut doc: DocumentMut = "enhet = \"it\"\n".parse().unwrap();
        let text = Of::Narrative("kap".to_owned(), None).field("text");
        assert!(put(&mut doc, &text, &Text::read("Ett.\n\n- två"), Shape::Prose));
        let item = Of::Item("m".to_owned(), GoalTable::Indicators, 0);
        assert!(put(&mut doc, &item.name(), &Text::plain("Andel"), Shape::Words));
        assert!(put(&mut doc, &item.field("utfall"), &Text::plain("4,2 %"), Shape::Words));
        assert!(put(&mut doc, &Of::Risk("r".to_owned()).field("sannolikhet"), &Text::plain("3"), Shape::Number));
        assert!(!put(&mut doc, &Of::Risk("r".to_owned()).field("konsekvens"), &Text::plain("hög"), Shape::Number));
        let made = "enhet = \"it\"\n\n[[avsnitt]]\nkapitel = \"kap\"\ntext = '''\nEtt.\n\n- två\n'''\n\n\
                    [[mal]]\nid = \"m\"\n\n[[mal.indikator]]\nnamn = \"Andel\"\nutfall = \"4,2 %\"\n\n[[risk]]\n\
                    id = \"r\"\nsannolikhet = 3\n";
        assert_eq!(doc.to_string(), made);
        assert!(put(&mut doc, &text, &Text::default(), Shape::Prose));
        assert!(!doc.to_string().contains("avsnitt"));
    }
}
