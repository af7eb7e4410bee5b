//! A unit's file before the unit has written anything: the keys that it owes, each with what may stand there.
//!
//! Nothing that is an example is a value: a text is empty, and a key that needs a figure is a comment until it has one.

use std::collections::BTreeSet;

use crate::base::address::GoalTable;
use crate::base::template::{EXAMPLE, GOAL, ROW_NAME, example};
use crate::deliver::form::asks::{Cell, Owed, What, owed};
use crate::input::manifest::{Conventions, Manifest, Unit, Variance, Written};

use super::lines::{Lines, list, printable};

/// The file's text; `None` for a unit that owes nothing.
pub(super) fn write(manifest: &Manifest, unit: &Unit) -> Option<String> {
    let all = owed(manifest, unit);
    if all.is_empty() {
        return None;
    }
    let columns = manifest.controls.iter().flat_map(|control| &control.columns).filter(|column| column.lights);
    let assessed = columns.filter_map(|column| column.kind.own()).map(|id| id.value.clone()).collect();
    let words: Vec<&str> = manifest.lights.iter().map(|(word, _)| word.trimmed()).collect();
    let mut section = Section { manifest, unit, assessed, words: words.join(", "), lines: Lines::default() };
    section.head();
    section.without_rows(&all);
    all.iter().for_each(|owed| section.add(owed));
    section.notes();
    Some(section.lines.text_of_file())
}

struct Section<'s> {
    manifest: &'s Manifest,
    unit: &'s Unit,
    /// The keys of risks that take a word for an assessment, and these words.
    assessed: BTreeSet<String>,
    words: String,
    lines: Lines,
}

impl Section<'_> {
    fn head(&mut self) {
        let (lines, manifest) = (&mut self.lines, self.manifest);
        let (unit, title) = (self.unit.name.trimmed(), manifest.title.trimmed());
        lines.comment(&format!("{unit}: det som enheten lämnar till {title}, {}.", manifest.committee.trimmed()));
        lines.line("#");
        lines.line("# - Text skrivs mellan ''' och '''. En tom rad ger ett nytt stycke, - först på raden en lista.");
        lines.line("# - Korta svar skrivs mellan raka citattecken, \" och \".");
        lines.line("# - Belopp skrivs med bara siffror, minus och decimalpunkt: 7712, -20, 12.5");
        if let Some(costs) = &manifest.signs.costs {
            let sign = if costs.value == Written::Minus { "med" } else { "utan" };
            lines.line(&format!("#   Kostnader, också nettokostnader, skrivs {sign} minus."));
        }
        lines.line("# - En rad med # först är en förklaring, eller en uppgift som väntar, # nyckel =");
        lines.line("#   Ta bort # framför nyckeln och skriv värdet efter =. Förklaringen ovanför får stå kvar.");
        let unit = &self.unit.id.value;
        lines.line(&format!("# - Spara, och kontrollera i rapportens mapp: underlag check . --unit {unit} --lang sv"));
        lines.blank();
        lines.text("enhet", &self.unit.id.value);
    }

    /// How to say that the unit has none of the rows that it may choose itself.
    fn without_rows(&mut self, all: &[Owed]) {
        let tables = all.iter().filter_map(|owed| match &owed.what {
            What::Rows { table, rows, .. } if rows.is_empty() => Some(table.as_str()),
            _ => None,
        });
        let tables: Vec<&str> = tables.collect();
        if !tables.is_empty() {
            self.lines.comment("Har enheten inget att lämna i en sådan tabell: ta bort # framför nästa rad.");
            self.lines.line(&format!("# inga_rader = {}", list(tables)));
        }
    }

    fn add(&mut self, owed: &Owed) {
        match &owed.what {
            What::Text { chapter, part } => {
                self.lines.part(&owed.title);
                self.lines.comment(&format!("{EXAMPLE} {}", example(chapter)));
                self.lines.line("[[avsnitt]]");
                self.lines.text("kapitel", chapter);
                part.iter().for_each(|part| self.lines.text("del", part));
                self.lines.empty_text("text");
            }
            What::Rows { table, rows, cells } => self.rows(&owed.title, table, rows, cells),
            What::Goal { goal, keys } => {
                self.lines.part(&owed.title);
                self.lines.comment(&format!("{EXAMPLE} {GOAL}"));
                self.lines.line("[[mal]]");
                self.lines.text("id", goal);
                self.lines.empty_text("text");
                for key in keys {
                    let about = match key.key.as_str() {
                        "bedomning" => format!("{} av målet, ett av orden: {}", key.heading, self.words),
                        _ => format!("{}: text mellan \" och \"", key.heading),
                    };
                    self.lines.waiting(&key.key, &about);
                }
            }
            What::Items { kind, cells } => self.items(*kind, cells),
            What::Risk { risk, keys } => {
                self.lines.part("Intern kontroll");
                self.lines.comment(
                    "Fler risker? Kopiera från [[risk]], och ge den nya ett eget id. \
                     Fler kontrollmoment? Kopiera bara det blocket.",
                );
                self.lines.line("[[risk]]");
                self.lines.text("id", risk);
                self.lines.text_about("namn", "Riskens namn, till exempel \"Beroende av en enda handläggare\"");
                keys.iter().for_each(|key| self.key(key));
            }
            What::Controls { keys } => {
                self.lines.blank();
                self.lines.line("[[risk.kontrollmoment]]");
                self.lines.text_about("text", "Vad som görs, till exempel \"Stickprov på tio fakturor varje månad\"");
                keys.iter().for_each(|key| self.key(key));
            }
        }
    }

    /// A key of a risk, which takes a number or a text.
    fn key(&mut self, key: &Cell) {
        let heading = &key.heading;
        match key.key.as_str() {
            "sannolikhet" | "konsekvens" => self.lines.waiting(&key.key, heading),
            "ansvar" => self.lines.text_about("ansvar", &format!("{heading}, till exempel \"Controller\"")),
            "uppfoljning" => {
                self.lines.text_about("uppfoljning", &format!("{heading}, till exempel \"Inga avvikelser.\""));
            }
            key if self.assessed.contains(key) => {
                self.lines.waiting(key, &format!("{heading}, ett av orden: {}", self.words));
            }
            other => self.lines.text_about(other, heading),
        }
    }

    /// How costs are written in a table that does not write them as the others.
    fn costs_of(&mut self, table: &str) {
        let Some(table) = self.manifest.tables.iter().find(|known| *known.id.value == *table) else { return };
        let sign = |signs: &Conventions| signs.costs.as_ref().map(|costs| costs.value);
        let own = sign(self.manifest.signs_of(table));
        if let Some(own) = own.filter(|own| sign(&self.manifest.signs) != Some(*own)) {
            let sign = if own == Written::Minus { "med" } else { "utan" };
            self.lines.comment(&format!("Kostnader, också nettokostnader, skrivs {sign} minus i den här tabellen."));
        }
    }

    fn rows(&mut self, title: &str, table: &str, rows: &[String], cells: &[Cell]) {
        self.lines.part(title);
        self.costs_of(table);
        if rows.is_empty() {
            self.lines.comment(
                "Ett block för varje rad som enheten har här. Ta bort det första # på varje rad, och fyll i. Har \
                 enheten inget att lämna här, säg det med inga_rader, överst i filen.",
            );
            for line in
                ["[[rad]]", &format!("tabell = \"{table}\""), "id = \"radens-id\"", &format!("namn = \"{ROW_NAME}\"")]
            {
                self.lines.line(&format!("# {line}"));
            }
            for cell in cells {
                let reckoned = self.reckoned(table, &cell.key).unwrap_or_default();
                self.lines.line(&format!("# # {}", printable(&format!("{}{reckoned}", about(cell)))));
                self.lines.line(&format!("# {} =", cell.key));
            }
            return;
        }
        for row in rows {
            self.lines.line("[[rad]]");
            self.lines.text("tabell", table);
            self.lines.text("id", row);
            if *self.unit.id.value == **row {
                self.lines.text("namn", self.unit.name.trimmed());
            } else {
                self.lines.text_about("namn", "Det som står först på raden");
            }
            cells.iter().for_each(|cell| self.cell(table, cell));
            if cells.iter().all(|cell| cell.key != "kommentar") {
                self.lines.waiting("kommentar", COMMENT);
            }
            self.lines.blank();
        }
    }

    fn cell(&mut self, table: &str, cell: &Cell) {
        let reckoned = self.reckoned(table, &cell.key);
        self.lines.waiting(&cell.key, &format!("{}{}", about(cell), reckoned.unwrap_or_default()));
    }

    /// How a column that is one less another comes about, as the checks compute it.
    fn reckoned(&self, table: &str, key: &str) -> Option<String> {
        let table = self.manifest.tables.iter().find(|known| *known.id.value == *table)?;
        let set = self.manifest.columns_of(table)?;
        let column = set.at(set.with_id(key)?)?;
        let (from, taken) = column.formula.difference()?;
        let [from, taken] = [set.at(from)?, set.at(taken)?];
        let better = self.manifest.signs_of(table).variances.as_ref().map(|variances| variances.value);
        let meaning = match better.filter(|_| column.is_variance()) {
            Some(Variance::BetterResult) => "; minus är sämre än budget",
            Some(Variance::More) => "; minus är mindre än budget",
            None => "",
        };
        Some(format!(": {} minus {}{meaning}", from.heading.trimmed(), taken.heading.trimmed()))
    }

    fn items(&mut self, kind: GoalTable, cells: &[Cell]) {
        let (key, about, example) = match kind {
            GoalTable::Indicators => {
                ("indikator", "Ett block för varje indikator.", "Indikatorns namn, till exempel \"Sjukfrånvaro, %\"")
            }
            GoalTable::Activities => (
                "aktivitet",
                "Ett block för varje aktivitet.",
                "Aktivitetens namn, till exempel \"Ny rutin för introduktion\"",
            ),
        };
        self.lines.blank();
        self.lines.comment(about);
        self.lines.line(&format!("[[mal.{key}]]"));
        self.lines.text_about("namn", example);
        for cell in cells {
            if cell.key == "bedomning" && !self.words.is_empty() {
                self.lines.waiting(&cell.key, &format!("{}, ett av orden: {}", cell.heading, self.words));
                continue;
            }
            let value = if cell.key.starts_with("utfall") || cell.key.starts_with("mal") {
                ", till exempel \"8,3 %\""
            } else {
                ""
            };
            self.lines.waiting(&cell.key, &format!("{}{value}", cell.heading));
        }
    }

    fn notes(&mut self) {
        self.lines.part("Fotnoter");
        self.lines.comment("En fotnot skrivs [^kalla] där den hör hemma, och sin text här, sist i filen:");
        self.lines.line("# [noter]");
        self.lines.line("# kalla = \"Kolada, uttag i september.\"");
    }
}

/// What the comment of a row is for.
const COMMENT: &str = "Kort varför raden avviker, mellan \" och \"";

/// What a cell of a table is about.
fn about(cell: &Cell) -> String {
    match &cell.figures {
        Some(unit) if unit.is_empty() => format!("{}: ett tal", cell.heading),
        Some(unit) => format!("{}, {unit}", cell.heading),
        None => format!("{}: text mellan \" och \"", cell.heading),
    }
}
