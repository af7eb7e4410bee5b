//! `rapport.toml` in the next period.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::date::Ymd;
use crate::base::swedish::short_date;

use super::super::lines::quoted;
use super::edits::{Edits, Statement, empty_text, is_header, is_inline};
use super::roll::Roll;
use super::told::{Kind, Matter, Told, What};

/// The file's name in what is told.
const FILE: &str = crate::input::load::MANIFEST;

/// What is said of a block that is a comment now.
const OUT: &str = "Förra rapportens, som inte gäller den nya. Ta bort # om det ändå ska vara med:";

/// What the manifest becomes.
pub(super) struct Next<'n> {
    pub(super) roll: &'n Roll,
    pub(super) id: &'n str,
    pub(super) date: Ymd,
    pub(super) title: Option<&'n str>,
}

/// The manifest's text, and what became of it. `None` for one that cannot be read.
pub(super) fn rolled(text: &str, next: &Next<'_>) -> Option<(String, Vec<Told>)> {
    let table = DeTable::parse(text).ok()?;
    let mut walk = Walk { next, edits: Edits::of(text, table.get_ref()), text, told: Vec::new() };
    walk.table(table.get_ref(), &mut Vec::new(), None);
    let mut out = walk.edits.applied();
    if !table.get_ref().contains_key("period") {
        let [from, to] = [next.roll.new.from, next.roll.new.to].map(short_date);
        out.push_str(&format!(
            "\n# Förra rapporten sade inte vilken tid den gällde.\n[period]\nfran = {from}\ntill = {to}\n"
        ));
    }
    Some((out, walk.told))
}

struct Walk<'w> {
    next: &'w Next<'w>,
    edits: Edits<'w>,
    text: &'w str,
    told: Vec<Told>,
}

/// What is done with a value.
enum Done {
    /// It stays.
    Stays,
    /// Its years are those of the new period.
    Words,
    /// So are those of the columns that it names.
    Address,
    /// It is an id of a column.
    Column,
    /// It is set to something else.
    Set(String),
    /// It becomes a comment.
    Out,
    /// It is emptied.
    Empty(&'static str),
    /// It is a text that is emptied.
    EmptyText,
}

impl Walk<'_> {
    fn tell(&mut self, kind: Kind, what: What) {
        let told = Told { kind, file: FILE.to_owned(), what };
        if !self.told.contains(&told) {
            self.told.push(told);
        }
    }

    /// Goes through a table; `within` is the statement that it is a part of.
    fn table(&mut self, table: &DeTable<'_>, path: &mut Vec<String>, within: Option<&Statement>) {
        let mut all: Vec<_> = table.iter().collect();
        all.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in all {
            path.push(key.get_ref().to_string());
            let own = self.edits.statement(key.get_ref(), key.span(), value.span());
            let is_section = match value.get_ref() {
                DeValue::Table(_) => !is_inline(self.text, &value.span()),
                DeValue::Array(items) => items.iter().next().is_some_and(|item| {
                    matches!(item.get_ref(), DeValue::Table(_)) && is_header(self.text, &item.span())
                }),
                _ => false,
            };
            if is_section {
                self.section(value, path);
            } else {
                let statement = within.unwrap_or(&own).clone();
                self.value(value, table, path, &statement, within.is_some());
            }
            path.pop();
        }
    }

    /// A table with a header, or several.
    fn section(&mut self, value: &Spanned<DeValue<'_>>, path: &mut Vec<String>) {
        match value.get_ref() {
            DeValue::Table(table) => {
                self.remark(path, value.span().start);
                self.table(table, path, None);
            }
            DeValue::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    let DeValue::Table(table) = item.get_ref() else { continue };
                    let start = item.span().start;
                    if at == 0 {
                        self.remark(path, start);
                    }
                    if is_out(path, table) {
                        self.edits.block_out(start, OUT);
                        self.tell(Kind::Out, What::Block(format!("[[{}]]", path.join("."))));
                    } else {
                        self.table(table, path, None);
                    }
                }
            }
            _ => {}
        }
    }

    /// What is said above the first block of a kind.
    fn remark(&mut self, path: &[String], at: usize) {
        let [only] = path else { return };
        let (matter, words) = match only.as_str() {
            "mottagare" => (Matter::Recipients, "Mottagarna är förra rapportens: stämmer de?"),
            "enhet" => (Matter::Units, "Enheterna är förra rapportens: stämmer de?"),
            "kapitel" => (Matter::Chapters, "Kapitel, tabeller och rader är förra rapportens: stämmer de?"),
            "mal" => (Matter::Goals, "Målen är förra rapportens: stämmer de?"),
            "internkontroll" => (Matter::Risks, "Riskerna är förra rapportens: stämmer de?"),
            _ => return,
        };
        let start = self.edits.block(at).start;
        self.edits.above(start, &format!("# {words}\n"));
        self.tell(Kind::Decide, What::Of(matter));
    }

    /// A value of a statement, or of a list or braces in one.
    fn value(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        table: &DeTable<'_>,
        path: &mut Vec<String>,
        statement: &Statement,
        is_inner: bool,
    ) {
        let done = self.done(path, value, table);
        match (done, value.get_ref()) {
            (Done::Stays, DeValue::Array(items)) => self.items(items.iter(), table, path, statement),
            (Done::Stays, DeValue::Table(inner)) => self.table(inner, path, Some(statement)),
            (Done::Words | Done::Address | Done::Column, DeValue::Array(items)) => {
                self.items(items.iter(), table, path, statement);
            }
            (Done::Words | Done::Address | Done::Column, DeValue::Table(inner)) => {
                self.table(inner, path, Some(statement));
            }
            (Done::Words, DeValue::String(text)) => self.set(value, statement, &self.next.roll.heading(text), text),
            (Done::Column, DeValue::String(text)) => self.set(value, statement, &self.next.roll.words(text), text),
            (Done::Address, DeValue::String(text)) => self.set(value, statement, &self.next.roll.address(text), text),
            (Done::Column, DeValue::Integer(number)) => {
                let new = self.next.roll.words(number.as_str());
                if new != number.as_str() {
                    self.edits.said_above(statement);
                    self.edits.replace(value.span(), &new);
                }
            }
            (Done::Set(new), _) => {
                let old = self.edits.raw(&value.span());
                if old != new {
                    self.edits.said_above(statement);
                    self.edits.replace(value.span(), &new);
                    self.tell(Kind::Renamed, What::Changed(old.to_owned(), new));
                }
            }
            // A key in braces or in a list cannot be a comment alone.
            (Done::Out, _) if !is_inner => {
                self.edits.comment_out(statement);
                self.tell(Kind::Emptied, What::Key(path.join(".")));
            }
            (Done::Empty(with), _) => self.empty(value, path, statement, with),
            (Done::EmptyText, DeValue::String(text)) if !text.trim().is_empty() => {
                self.text(value, text, path, statement);
            }
            (Done::Out | Done::Stays | Done::Words | Done::Column | Done::Address | Done::EmptyText, _) => {}
        }
    }

    fn items<'v, 'd: 'v>(
        &mut self,
        items: impl Iterator<Item = &'v Spanned<DeValue<'d>>>,
        table: &DeTable<'_>,
        path: &mut Vec<String>,
        statement: &Statement,
    ) {
        for item in items {
            match item.get_ref() {
                DeValue::Table(inner) => self.table(inner, path, Some(statement)),
                _ => self.value(item, table, path, statement, true),
            }
        }
    }

    fn set(&mut self, value: &Spanned<DeValue<'_>>, statement: &Statement, new: &str, old: &str) {
        if new != old {
            self.edits.said_above(statement);
            self.edits.replace(value.span(), &quoted(new));
            self.tell(Kind::Renamed, What::Changed(old.to_owned(), new.to_owned()));
        }
    }

    fn empty(&mut self, value: &Spanned<DeValue<'_>>, path: &[String], statement: &Statement, with: &str) {
        if self.edits.raw(&value.span()) != with {
            self.edits.said_above(statement);
            self.edits.replace(value.span(), with);
            self.tell(Kind::Emptied, What::Key(path.join(".")));
        }
    }

    fn text(&mut self, value: &Spanned<DeValue<'_>>, text: &str, path: &[String], statement: &Statement) {
        empty_text(&mut self.edits, value, text, statement);
        self.tell(Kind::Emptied, What::Text(path.join(".")));
    }

    /// What is done with the value of a key.
    fn done(&mut self, path: &[String], value: &Spanned<DeValue<'_>>, table: &DeTable<'_>) -> Done {
        let keys: Vec<&str> = path.iter().map(String::as_str).collect();
        let (period, next) = (self.next.roll.new, self.next);
        match keys.as_slice() {
            ["id"] => Done::Set(quoted(next.id)),
            ["titel"] => next.title.map_or(Done::Words, |title| Done::Set(quoted(title))),
            ["datum"] => {
                self.tell(Kind::Decide, What::Of(Matter::Date));
                Done::Set(short_date(next.date))
            }
            ["arende" | "diarienummer" | "sammantradesdatum" | "uppgifter"] => Done::Out,
            // The last day to deliver was one of the old period.
            ["senast"] | ["enhet", "senast"] => {
                self.tell(Kind::Decide, What::Of(Matter::Deadline));
                Done::Out
            }
            ["period", "fran"] => Done::Set(short_date(period.from)),
            ["period", "till"] => Done::Set(short_date(period.to)),
            ["nyckelord"] => Done::Words,
            ["tjansteskrivelse", rest @ ..] => self.memo(rest, table),
            ["handling", "datum" | "diarienummer" | "uppgifter"] => Done::Out,
            ["handling", "titel"] => Done::Words,
            ["kapitel", .., "rubrik"] | ["handling", "kapitel", .., "rubrik"] => Done::Words,
            ["kolumner", "kolumn", "id"] => Done::Column,
            ["kolumner", "kolumn", "beraknas"] => Done::Column,
            ["kolumner", "kolumn", "kolada"] | ["kolumner", "kolumn", "kolada", "ar"] => Done::Column,
            ["kolumner", "kolumn", "rubrik" | "over"] => Done::Words,
            ["kolumner", "forsta_kolumn" | "forsta_over"] | ["tabell", "forsta_kolumn"] => Done::Words,
            ["tabell" | "diagram", "rubrik"] | ["diagram", "mallinje_text"] => Done::Words,
            ["tabell", "rader", "grupp" | "namn"] => Done::Words,
            ["tabell" | "diagram" | "bild", "text_under"] => Done::Out,
            ["diagram", "kolumner"] => Done::Column,
            ["diagram", "rutor", ..] | ["diagram", "mallinje"] => self.shown(keys.last().copied(), value),
            ["internkontroll", "titel"] | ["internkontroll", "rubriker", _] => Done::Words,
            ["internkontroll", "kolumner", "rubrik"] => Done::Words,
            ["avstamning" | "samband", "lika"] => Done::Address,
            ["kolada", "hamtad"] => Done::Out,
            ["mal", "rubrik"] => {
                self.year_in(value);
                Done::Stays
            }
            _ => Done::Stays,
        }
    }

    fn memo(&mut self, keys: &[&str], table: &DeTable<'_>) -> Done {
        let kind = table.get("slag").and_then(|kind| kind.get_ref().as_str()).unwrap_or_default().to_owned();
        match keys {
            ["titel"] | ["avsnitt", "rubrik"] => Done::Words,
            ["datum" | "er_beteckning"] => Done::Out,
            ["handlaggare", ..] => {
                self.tell(Kind::Decide, What::Of(Matter::Officer));
                Done::Stays
            }
            ["avsnitt", "text"] => Done::EmptyText,
            ["avsnitt", "punkter"] if kind == "forslag" || kind == "beslutsunderlag" => Done::Empty("[]"),
            ["avsnitt", "undertecknare"] => Done::Empty("[{ namn = \"\", titel = \"\" }]"),
            _ => Done::Stays,
        }
    }

    /// What a chart shows that is no figure of a table: figures that somebody has typed.
    fn shown(&mut self, key: Option<&str>, value: &Spanned<DeValue<'_>>) -> Done {
        let text = value.get_ref().as_str().unwrap_or_default();
        let is_figure = key != Some("text") && value.get_ref().as_str().is_some();
        if !is_figure || text.contains("{{") {
            return Done::Words;
        }
        Done::Empty("\"\"")
    }

    /// A name that is kept, though it names a year.
    fn year_in(&mut self, value: &Spanned<DeValue<'_>>) {
        let words = value.get_ref().as_str().unwrap_or_default();
        if self.next.roll.names_year(words) {
            self.tell(Kind::Decide, What::Year(words.to_owned()));
        }
    }
}

/// Whether a block is about the old period alone.
fn is_out(path: &[String], table: &DeTable<'_>) -> bool {
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["undantag"] | ["tidigare"] => true,
        // A finished paper is one of the old item.
        ["handling"] => table.contains_key("fil"),
        // Of a report before, whose figures are other ones now.
        ["avstamning" | "samband"] => table.get("lika").and_then(|lika| lika.get_ref().as_array()).is_some_and(|all| {
            all.iter().filter_map(|one| one.get_ref().as_str()).any(|address| address.contains(':'))
        }),
        _ => false,
    }
}
