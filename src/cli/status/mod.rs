//! `status`: how each unit stands, who is late, and messages to those who have something left to do.

mod messages;

use std::path::Path;

use serde::Serialize;

use crate::base::date::Ymd;
use crate::base::escape;
use crate::base::swedish::short_date;
use crate::deliver::reminder::{self, Reminders, reminders};
use crate::deliver::write::write_reminders;
use crate::diagnostic::{Language, Tally};
use crate::input::load;
use crate::pipeline::Checked;
use crate::report::status::{UnitStatus, status};

use super::args::ShowArgument;
use super::show;
use super::terminal::print;
use super::texts::{cannot_write, no_sarif, pick};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'o> {
    pub(super) format: ShowArgument,
    /// The day on which it is asked, as it was typed.
    pub(super) day: Option<&'o str>,
    /// Where messages are written.
    pub(super) messages: Option<&'o Path>,
}

/// The day that is asked for, or today.
pub(super) fn day(typed: Option<&str>, today: impl FnOnce() -> Option<Ymd>, language: Language) -> Result<Ymd, String> {
    match typed {
        Some(typed) => Ymd::parse(typed).ok_or_else(|| messages::no_day(typed, language)),
        None => today().ok_or_else(|| messages::no_day("", language)),
    }
}

/// Shows how each unit stands, or writes the messages.
pub(super) fn run(
    dir: &Path,
    checked: &Checked,
    day: Ymd,
    order: Order<'_>,
    language: Language,
) -> Result<bool, String> {
    if let Some(folder) = order.messages {
        return write(checked, day, folder, language);
    }
    let changed = |file: &str| load::changed(&dir.join(file));
    let units = checked.report.as_ref().map(|report| status(report, &checked.diagnostics, &checked.sources, changed));
    let is_read = units.is_some();
    // The heads of the columns alone where nothing can be read, so that what reads the lines finds what it expects.
    let units = units.unwrap_or_default();
    print(&match order.format {
        ShowArgument::Human | ShowArgument::Short => show::units(&units, language) + &deadlines(&units, day, language),
        ShowArgument::Json => json(&units, day),
        ShowArgument::Sarif | ShowArgument::Html => return Err(no_sarif("status", language)),
    })?;
    Ok(is_read)
}

/// A line for each unit with a deadline: the day, and how late it is or how many days are left.
fn deadlines(units: &[UnitStatus], day: Ymd, language: Language) -> String {
    let due: Vec<(&UnitStatus, Ymd)> = units.iter().filter_map(|unit| Some((unit, unit.deadline?))).collect();
    if due.is_empty() {
        return String::new();
    }
    let late = due.iter().filter(|(unit, _)| unit.days_left(day).is_some_and(|left| left < 0)).count();
    let mut out = format!("\n{}\n", messages::late(late, due.len(), &short_date(day), language));
    let name = due.iter().map(|(unit, _)| unit.name.chars().count()).max().unwrap_or(0).max(5);
    for (unit, deadline) in due {
        let left = messages::days_left(unit, day, language);
        let line = format!("{:<name$}  {}  {left}", unit.name, short_date(deadline));
        out.push_str(&(escape::words(&line).into_owned() + "\n"));
    }
    out
}

/// How a unit stands, as JSON.
#[derive(Serialize)]
struct Line<'l> {
    unit: &'l str,
    file: &'l str,
    delivered: bool,
    /// Whether anything of what it owes is filled in.
    begun: bool,
    gaps: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    words: usize,
    changed: Option<String>,
    deadline: Option<String>,
    /// Days that are left; fewer than none where it is late; none of those that owe nothing more.
    days_left: Option<i64>,
}

fn json(units: &[UnitStatus], day: Ymd) -> String {
    let line = |unit: &UnitStatus| {
        let Tally { errors, warnings, notes } = unit.tally;
        let line = Line {
            unit: &unit.name,
            file: &unit.file,
            delivered: unit.delivered,
            begun: unit.begun,
            gaps: unit.missing,
            errors,
            warnings,
            notes,
            words: unit.words,
            changed: unit.changed.map(short_date),
            deadline: unit.deadline.map(short_date),
            days_left: unit.days_left(day),
        };
        serde_json::to_string(&line).unwrap_or_default() + "\n"
    };
    units.iter().map(line).collect()
}

/// Writes the messages, all or none, and says who gets none.
fn write(checked: &Checked, day: Ymd, folder: &Path, language: Language) -> Result<bool, String> {
    let Some(report) = &checked.report else { return Err(pick(reminder::messages::not_made(), language)) };
    let Reminders { files, without_address, done } = reminders(checked, report, day, language);
    let written = write_reminders(folder, &report.manifest.id.value, &files, &checked.seen);
    let written = written.map_err(|failed| cannot_write(&failed, language))?;
    let mut lines: Vec<String> =
        written.iter().map(|path| escape::words(&path.display().to_string()).into_owned()).collect();
    if !without_address.is_empty() {
        lines.push(pick(reminder::messages::without_address(&without_address.join(", ")), language));
    }
    if !done.is_empty() {
        lines.push(pick(reminder::messages::done(&done.join(", ")), language));
    }
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}
