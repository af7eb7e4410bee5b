//! A unit's file in the next period.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::edits::{BEFORE, Edits, Statement, commented, empty_text, is_header, is_inline};
use super::roll::Roll;
use super::sets::{Column, Sets};
use super::told::{Kind, Told, What};

/// What the first line of a file says that `new` has made.
const HEADING: &str = "det som enheten lämnar till";

/// What is said of a block that is a comment now.
const EXPORT: &str = "Förra rapportens fil ur ekonomisystemet. Ta ut en ny, ta bort #, och ändra fil och kolumner:";
const OUT: &str = "Förra rapportens undantag, som inte gäller den nya. Ta bort # om det ändå ska vara med:";

/// The file's text, and what became of it. `None` for one that cannot be read.
pub(super) fn rolled(text: &str, file: &str, roll: &Roll, sets: &Sets) -> Option<(String, Vec<Told>)> {
    let table = DeTable::parse(text).ok()?;
    let mut edits = Edits::of(text, table.get_ref());
    // The file's heading, as `new` writes it, names the report and its period.
    let heading = text.lines().next().filter(|line| line.starts_with('#') && line.contains(HEADING));
    if let Some(line) = heading {
        edits.replace(0..line.len(), &roll.heading(line));
    }
    let mut walk = Walk { text, file, roll, sets, edits, told: Vec::new(), kept: String::new() };
    let mut all: Vec<_> = table.get_ref().iter().collect();
    all.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in all.iter().filter(|(key, _)| key.get_ref() != "noter") {
        let items: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![*value],
        };
        for item in items {
            if let DeValue::Table(table) = item.get_ref() {
                walk.block(key.get_ref(), table, item.span().start);
            }
        }
    }
    // Last, when it is known whose marks are still there.
    for (_, value) in all.iter().filter(|(key, _)| key.get_ref() == "noter") {
        if let DeValue::Table(notes) = value.get_ref() {
            walk.notes(notes);
        }
    }
    Some((walk.edits.applied(), walk.told))
}

struct Walk<'w> {
    text: &'w str,
    file: &'w str,
    roll: &'w Roll,
    sets: &'w Sets,
    edits: Edits<'w>,
    told: Vec<Told>,
    /// The words that stay, in which marks of notes stand.
    kept: String,
}

/// What is done with a key of a block.
enum Done {
    Stays,
    EmptyText,
    Out,
    Cell,
}

fn done(block: &str, key: &str) -> Done {
    match (block, key) {
        ("avsnitt" | "mal", "text") => Done::EmptyText,
        ("risk.kontrollmoment", "uppfoljning") => Done::EmptyText,
        ("mal", "bedomning" | "motivering") | ("risk", "inledning") => Done::Out,
        ("rad" | "mal.indikator" | "mal.aktivitet", "kommentar") => Done::Out,
        (
            "rad",
            "id" | "tabell" | "namn" | "slag" | "summerar" | "beraknas" | "viktas_med" | "vands" | "fet" | "indrag"
            | "mattenhet" | "kolada",
        ) => Done::Stays,
        ("mal.indikator" | "mal.aktivitet", "id" | "namn" | "mattenhet" | "kolada") => Done::Stays,
        ("rad" | "mal.indikator" | "mal.aktivitet", _) => Done::Cell,
        ("risk", "id" | "namn" | "kategori" | "sannolikhet" | "konsekvens") => Done::Stays,
        ("risk.kontrollmoment", "text" | "ansvar") => Done::Stays,
        // A column of the report's own: how it was done, when, how it went.
        ("risk" | "risk.kontrollmoment", _) => Done::EmptyText,
        _ => Done::Stays,
    }
}

/// Lines of the old file with the ids of the columns as the new report has them.
fn in_new_words(raw: &str, columns: &[Column]) -> String {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let mut out = String::new();
    let mut rest = raw;
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|c| is_of_id(c) != is_of_id(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        let new = columns.iter().find(|column| column.old_id == word).map_or(word, |column| &column.new_id);
        out.push_str(new);
        rest = after;
    }
    out
}

impl Walk<'_> {
    fn tell(&mut self, kind: Kind, what: What) {
        self.told.push(Told { kind, file: self.file.to_owned(), what });
    }

    fn block(&mut self, name: &str, table: &DeTable<'_>, start: usize) {
        match name {
            "csv" | "xlsx" => {
                let id = table.get("tabell").and_then(|id| id.get_ref().as_str()).unwrap_or_default();
                let columns = self.sets.of_table(id);
                self.edits.block_out_with(start, EXPORT, |raw| in_new_words(raw, &columns));
                self.tell(Kind::Out, What::Block(format!("[[{name}]]")));
                return;
            }
            "undantag" => {
                self.edits.block_out(start, OUT);
                self.tell(Kind::Out, What::Block(format!("[[{name}]]")));
                return;
            }
            _ => {}
        }
        let columns = self.columns(name, table);
        let mut all: Vec<_> = table.iter().collect();
        all.sort_by_key(|(key, _)| key.span().start);
        let present: BTreeSet<String> = all.iter().map(|(key, _)| key.get_ref().to_string()).collect();
        if name == "risk" && (present.contains("sannolikhet") || present.contains("konsekvens")) {
            let at = self.edits.block(start).start;
            self.edits.above(at, "# Riskens namn, värden och kontroller är förra rapportens: bedöm den på nytt.\n");
            self.tell(Kind::Carried, What::Key("risk".to_owned()));
        }
        for (key, value) in all {
            let inner = format!("{name}.{}", key.get_ref());
            if let DeValue::Array(items) = value.get_ref()
                && items.iter().next().is_some_and(|item| is_header(self.text, &item.span()))
            {
                for item in items {
                    if let DeValue::Table(table) = item.get_ref() {
                        self.block(&inner, table, item.span().start);
                    }
                }
                continue;
            }
            let statement = self.edits.statement(key.get_ref(), key.span(), value.span());
            // `celler = { … }` and `celler.slag = …`: columns that are called as a key of the row.
            if let (DeValue::Table(apart), "celler") = (value.get_ref(), &**key.get_ref()) {
                self.apart(apart, value, &statement, &columns);
                continue;
            }
            match (done(name, key.get_ref()), value.get_ref()) {
                (Done::EmptyText, DeValue::String(text)) if !text.trim().is_empty() => {
                    empty_text(&mut self.edits, value, text, &statement);
                    self.tell(Kind::Emptied, What::Text(inner));
                }
                (Done::Out, _) => {
                    self.edits.comment_out(&statement);
                    self.tell(Kind::Emptied, What::Text(inner));
                }
                (Done::Cell, _) => self.cell(key.get_ref(), value, &statement, (&columns, &present)),
                (Done::Stays | Done::EmptyText, DeValue::String(text)) => {
                    self.kept.push_str(text);
                    self.kept.push('\n');
                    if ["namn", "text"].contains(&&**key.get_ref()) && self.roll.names_year(text) {
                        self.tell(Kind::Decide, What::Year(text.to_string()));
                    }
                }
                (Done::Stays | Done::EmptyText, _) => {}
            }
        }
    }

    /// The columns that a block has cells in.
    fn columns(&self, name: &str, table: &DeTable<'_>) -> Vec<Column> {
        match name {
            "rad" => {
                let id = table.get("tabell").and_then(|id| id.get_ref().as_str()).unwrap_or_default();
                self.sets.of_table(id)
            }
            "mal.indikator" => self.sets.indicators.clone(),
            "mal.aktivitet" => self.sets.activities.clone(),
            _ => Vec::new(),
        }
    }

    /// A cell: carried where a column of the new report shows the same figure, and asked for anew.
    fn cell(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        statement: &Statement,
        (columns, present): (&[Column], &BTreeSet<String>),
    ) {
        let Some(column) = columns.iter().find(|column| column.old_id == key) else {
            self.edits.comment_out(statement);
            self.tell(Kind::Emptied, What::Figures(key.to_owned()));
            return;
        };
        let raw = self.edits.raw(&value.span()).to_owned();
        let is_line = !raw.contains('\n');
        let same = columns.iter().find(|new| column.is_same_figure_as(new, self.roll));
        let mut out = String::new();
        if let Some(new) = same {
            out.push_str(&format!(
                "# Från förra rapporten, där kolumnen hette {}:\n{} = {raw}\n",
                column.old_heading, new.new_id
            ));
            if let DeValue::String(words) = value.get_ref() {
                self.kept.push_str(words);
            }
            self.tell(Kind::Carried, What::Figures(new.new_id.clone()));
        } else if is_line {
            let shown = raw.replace('\t', " ");
            if !present.iter().any(|key| fills(key, column, columns, self.roll)) {
                out.push_str(&format!(
                    "# {}; förra rapporten: {key} = {shown}\n# {} =\n",
                    column.new_heading, column.new_id
                ));
            } else {
                out.push_str(&format!("{BEFORE}{key} = {shown}\n"));
            }
            self.tell(Kind::Emptied, What::Figures(key.to_owned()));
        } else {
            out.push_str(&format!("{BEFORE}{key}\n"));
            raw.lines().for_each(|line| out.push_str(&format!("{}\n", commented(line))));
            self.tell(Kind::Emptied, What::Figures(key.to_owned()));
        }
        // What became of the column of the new year that stands in this one's place.
        if same.is_some() && !present.iter().any(|key| fills(key, column, columns, self.roll)) {
            out.push_str(&format!(
                "# {}; förra rapporten: {key} = {}\n# {} =\n",
                column.new_heading,
                raw.replace('\n', " "),
                column.new_id
            ));
        }
        self.edits.replace(statement.lines.clone(), &out);
    }

    /// Cells whose columns are called as a key of the row.
    fn apart(&mut self, apart: &DeTable<'_>, value: &Spanned<DeValue<'_>>, statement: &Statement, columns: &[Column]) {
        if is_inline(self.text, &value.span()) || columns.is_empty() {
            self.edits.comment_out(statement);
        } else {
            for (key, value) in apart {
                let statement = self.edits.statement(key.get_ref(), key.span(), value.span());
                self.edits.comment_out(&statement);
            }
        }
        self.tell(Kind::Emptied, What::Figures("celler".to_owned()));
    }

    /// Notes whose marks are gone become comments.
    fn notes(&mut self, notes: &DeTable<'_>) {
        let mut all: Vec<_> = notes.iter().collect();
        all.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in all {
            let statement = self.edits.statement(key.get_ref(), key.span(), value.span());
            if self.kept.contains(&format!("[^{}]", key.get_ref())) {
                self.edits.above(statement.lines.start, "# Från förra rapporten:\n");
                self.tell(Kind::Carried, What::Key(format!("noter.{}", key.get_ref())));
            } else {
                self.edits.comment_out(&statement);
                self.tell(Kind::Emptied, What::Text(format!("noter.{}", statement.key)));
            }
        }
    }
}

/// Whether the cell of a key is carried into the new column that stands in the place of `column`.
fn fills(key: &str, column: &Column, columns: &[Column], roll: &Roll) -> bool {
    columns.iter().any(|old| old.old_id == key && old.is_same_figure_as(column, roll))
}
