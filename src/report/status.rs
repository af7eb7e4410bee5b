//! How each unit stands: what it has delivered, what was found in it, how much it wrote.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::date::Ymd;
use crate::base::source::{Sources, Span};
use crate::diagnostic::{Code, Diagnostic, Tally};
use crate::input::prose::Prose;
use crate::input::row_kind::RowKind;
use crate::input::section::{Cell, Content as CellContent, Goal, Narrative};

use super::address;
use super::left_out::amounts_left_out;
use super::visit::Item;
use super::{Delivery, OwnedRow, Report, UnitIndex};

/// How a unit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitStatus {
    /// Its name.
    pub name: String,
    /// Its file.
    pub file: String,
    /// Whether its file could be read.
    pub delivered: bool,
    /// Whether somebody has filled in anything of what it owes: a file as `new` wrote it holds nothing.
    pub begun: bool,
    /// What it owes and has not delivered, or delivered without a word or a figure in it.
    pub missing: usize,
    /// What was found in its file.
    pub tally: Tally,
    /// Words of running text.
    pub words: usize,
    /// The day of the file's last change, in universal time.
    pub changed: Option<Ymd>,
    /// The last day to deliver.
    pub deadline: Option<Ymd>,
}

impl UnitStatus {
    /// Whether all that it owes has come, and can be used as it is.
    pub fn is_complete(&self) -> bool {
        self.delivered && self.missing == 0 && self.tally.errors == 0
    }

    /// How many days are left on a day, fewer than none where the unit is late; `None` for one without a deadline, or
    /// that owes nothing more.
    pub fn days_left(&self, day: Ymd) -> Option<i64> {
        let deadline = self.deadline.filter(|_| !self.is_complete())?;
        Some(deadline.day_number() - day.day_number())
    }
}

/// How each unit stands, in the manifest's order. `changed` gives the day of a file's last change.
pub fn status(
    report: &Report,
    diagnostics: &[Diagnostic],
    sources: &Sources,
    changed: impl Fn(&str) -> Option<Ymd>,
) -> Vec<UnitStatus> {
    let Owed { missing, words, begun, .. } = owed(report);
    let rows = left_out(report, diagnostics);
    UnitIndex::each(&report.manifest.units)
        .map(|(at, unit)| {
            let own = findings(diagnostics, sources, &unit.file);
            UnitStatus {
                name: unit.name.trimmed().to_owned(),
                file: unit.file.clone(),
                delivered: at.of(&report.delivered).copied().unwrap_or(false),
                begun: begun.contains(&at),
                missing: missing.get(&at).copied().unwrap_or(0) + rows.iter().filter(|unit| **unit == at).count(),
                tally: Tally::of(&own),
                words: words.get(&at).copied().unwrap_or(0),
                changed: changed(&unit.file),
                deadline: report.manifest.deadline(at),
            }
        })
        .collect()
}

/// The unit of each row that lacks amounts, less those that an exception accepts.
fn left_out(report: &Report, diagnostics: &[Diagnostic]) -> Vec<UnitIndex> {
    let is_told = |found: &&Diagnostic| matches!(found.code, Code::WithoutValues | Code::SumMismatch);
    let told: BTreeSet<Span> = diagnostics.iter().filter(is_told).filter_map(|found| found.place).collect();
    let tables = address::tables(report);
    let rows = tables.iter().flat_map(|table| amounts_left_out(table));
    rows.filter(|(row, _)| told.contains(&row.row.place)).filter_map(|(row, _)| row.unit).collect()
}

fn findings(all: &[Diagnostic], sources: &Sources, file: &str) -> Vec<Diagnostic> {
    // What a unit's file takes figures from is the unit's too.
    let own = |found: &&Diagnostic| {
        let at = found.place.map(|place| sources.file(place.file));
        at.is_some_and(|at| at.named_by.map_or(at, |by| sources.file(by)).path == file)
    };
    all.iter().filter(own).cloned().collect()
}

/// What each unit owes and what it has written.
#[derive(Default)]
struct Owed {
    /// What it has not delivered, or without anything in it.
    missing: BTreeMap<UnitIndex, usize>,
    /// The words of its running text.
    words: BTreeMap<UnitIndex, usize>,
    /// Those that have filled in something.
    begun: BTreeSet<UnitIndex>,
    /// Rows without a value of each unit, and the units that have rows with one: some rows are but headings.
    bare: BTreeMap<UnitIndex, usize>,
    valued: BTreeSet<UnitIndex>,
}

impl Owed {
    /// Notes a thing that `unit` owes, and whether it says anything.
    fn add<T>(&mut self, delivery: &Delivery<T>, unit: Option<UnitIndex>, says: impl Fn(&T) -> bool) {
        let (unit, says) = match delivery {
            Delivery::Missing(gap) => (gap.unit, false),
            Delivery::Delivered(thing) => (unit, says(thing)),
        };
        let Some(unit) = unit else { return };
        if says {
            self.begun.insert(unit);
        } else {
            *self.missing.entry(unit).or_default() += 1;
        }
    }

    fn row(&mut self, owned: &OwnedRow) {
        let Some(unit) = owned.unit else { return };
        if says_row(owned) {
            self.valued.insert(unit);
            self.begun.insert(unit);
        } else {
            *self.bare.entry(unit).or_default() += 1;
        }
    }
}

fn owed(report: &Report) -> Owed {
    let mut all = Owed::default();
    report.walk(&mut |item| match item {
        Item::Part(part) => all.add(&part.text, part.unit, says_text),
        Item::Row(_, row) => match row.delivered() {
            None => all.add(row, None, |_| false),
            Some(owned) => all.row(owned),
        },
        Item::Goal(goal) => {
            for text in &goal.texts {
                all.add(text, text.delivered().map(|owned| owned.unit), |owned| says_goal(&owned.goal));
            }
        }
        Item::Risk(_, risk) => all.add(&risk.risk, risk.unit, |risk| !is_blank(&risk.name)),
        Item::Chapter(_) | Item::Table(_) => {}
    });
    for (unit, bare) in std::mem::take(&mut all.bare) {
        if !all.valued.contains(&unit) {
            *all.missing.entry(unit).or_default() += bare;
        }
    }
    for text in report.prose() {
        *all.words.entry(text.unit).or_default() += text.prose.words();
    }
    all
}

fn is_blank(prose: &Prose) -> bool {
    prose.plain().trim().is_empty()
}

fn says_text(text: &Narrative) -> bool {
    !is_blank(&text.text) || !text.placed.is_empty()
}

/// A row says something where it has a value, or needs none: it is a heading, or its figures come from elsewhere.
fn says_row(owned: &OwnedRow) -> bool {
    let row = &owned.row;
    let needs_none = row.kind != RowKind::Item || row.key_figure.is_some() || row.order != (row.place.start, 0);
    let cell = |cell: &Cell| match &cell.content {
        CellContent::Figure(_) => true,
        CellContent::Words(words) => !is_blank(words),
    };
    needs_none || owned.cells.iter().flatten().any(cell) || owned.cells.is_empty()
}

fn says_goal(goal: &Goal) -> bool {
    let is_said = |prose: &Option<Prose>| prose.as_ref().is_some_and(|prose| !is_blank(prose));
    let named = goal.indicators.iter().chain(&goal.activities).any(|row| !is_blank(&row.name));
    let assessed = goal.assessment.as_ref().is_some_and(|words| !words.trimmed().is_empty());
    is_said(&goal.text) || is_said(&goal.grounds) || named || assessed || !goal.placed.is_empty()
}
