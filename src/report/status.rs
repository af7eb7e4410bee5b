//! How each unit stands: what it has delivered, what was found in it, how much it wrote.

use std::collections::BTreeMap;

use crate::base::date::Ymd;
use crate::base::source::Sources;
use crate::diagnostic::{Diagnostic, Tally};

use super::visit::Item;
use super::{Delivery, Report, UnitIndex};

/// How a unit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitStatus {
    /// Its name.
    pub name: String,
    /// Its file.
    pub file: String,
    /// Whether its file could be read.
    pub delivered: bool,
    /// What it owes and has not delivered.
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
    /// Whether all that it owes has come.
    pub fn is_complete(&self) -> bool {
        self.delivered && self.missing == 0
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
    let (missing, words) = owed(report);
    UnitIndex::each(&report.manifest.units)
        .map(|(at, unit)| {
            let own = findings(diagnostics, sources, &unit.file);
            UnitStatus {
                name: unit.name.trimmed().to_owned(),
                file: unit.file.clone(),
                delivered: at.of(&report.delivered).copied().unwrap_or(false),
                missing: missing.get(&at).copied().unwrap_or(0),
                tally: Tally::of(&own),
                words: words.get(&at).copied().unwrap_or(0),
                changed: changed(&unit.file),
                deadline: report.manifest.deadline(at),
            }
        })
        .collect()
}

fn findings(all: &[Diagnostic], sources: &Sources, file: &str) -> Vec<Diagnostic> {
    // What a unit's file takes figures from is the unit's too.
    let own = |found: &&Diagnostic| {
        let at = found.place.map(|place| sources.file(place.file));
        at.is_some_and(|at| at.named_by.map_or(at, |by| sources.file(by)).path == file)
    };
    all.iter().filter(own).cloned().collect()
}

/// What each unit owes and has not delivered, and the words of its running text.
fn owed(report: &Report) -> (BTreeMap<UnitIndex, usize>, BTreeMap<UnitIndex, usize>) {
    let (mut missing, mut words) = (BTreeMap::new(), BTreeMap::new());
    fn gap<T>(delivery: &Delivery<T>, missing: &mut BTreeMap<UnitIndex, usize>) {
        if let Delivery::Missing(gap) = delivery
            && let Some(unit) = gap.unit
        {
            *missing.entry(unit).or_default() += 1;
        }
    }
    report.walk(&mut |item| match item {
        Item::Part(part) => gap(&part.text, &mut missing),
        Item::Row(_, row) => gap(row, &mut missing),
        Item::Goal(goal) => goal.texts.iter().for_each(|text| gap(text, &mut missing)),
        Item::Risk(_, risk) => gap(&risk.risk, &mut missing),
        Item::Chapter(_) | Item::Table(_) => {}
    });
    for text in report.prose() {
        *words.entry(text.unit).or_default() += text.prose.words();
    }
    (missing, words)
}
