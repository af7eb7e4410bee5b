//! `new`: what is asked for by flags or at a terminal, and what is said of what was made.

mod answers;
pub(super) mod args;
mod ask;

use std::io::{self, IsTerminal};
use std::path::Path;

use crate::base::budget::Trust;
use crate::base::names::closest_match;
use crate::deliver::new::plan::{Fault, File};
use crate::deliver::new::{self, messages};
use crate::deliver::write::{add, found, is_free};
use crate::diagnostic::Language;
use crate::input::load::{Loaded, load};
use crate::input::manifest::{Manifest, Unit};

use self::answers::{Answers, said};
use self::args::{NewArguments, NewWhat};

use super::terminal::{path_shown, print, print_findings};
use super::texts::{cannot_load, cannot_write, pick};

/// Makes what was asked for.
pub(super) fn run(arguments: &NewArguments, language: Language) -> Result<bool, String> {
    match (&arguments.what, &arguments.from) {
        (Some(NewWhat::Section { dir, units, all }), _) => sections(dir, units, *all, language),
        (Some(NewWhat::Layout { dir, parent, copy }), _) => layout(dir, parent, *copy, language),
        (None, Some(old)) => next_period(arguments, old, language),
        (None, None) => report(arguments, language),
    }
}

/// The next period of a report.
fn next_period(arguments: &NewArguments, old: &Path, language: Language) -> Result<bool, String> {
    let wanted = answers::wanted(arguments).map_err(|wrong| wrong.said(language))?;
    let dir = arguments.dir.clone().unwrap_or_default();
    let made = new::next::next(old, &wanted);
    let made = made.map_err(|error| pick(messages::no_next(&error, &path_shown(old)), language))?;
    let written = found(&dir, &made.id, &made.files).map_err(|failed| cannot_write(&failed, language))?;
    let mut lines: Vec<String> = written.iter().map(|path| path_shown(path)).collect();
    lines.push(String::new());
    lines.push(pick(messages::next_period(made.period), language));
    lines.extend(messages::told(&made.told).into_iter().map(|words| pick(words, language)));
    lines.push(String::new());
    let units: Vec<&str> = made.units.iter().map(String::as_str).collect();
    lines.push(pick(messages::next_steps(&path_shown(&dir), &units), language));
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}

/// A new report.
fn report(arguments: &NewArguments, language: Language) -> Result<bool, String> {
    let mut answers = Answers::of(arguments, language)?;
    if let Some(dir) = answers.dir.as_deref().filter(|dir| !is_free(dir)) {
        return Err(said(&path_shown(dir), &messages::fault(&Fault::Taken), language));
    }
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        match ask::ask(&mut answers, language)? {
            ask::Asked::All => {}
            ask::Asked::Ended => return Err(pick(messages::broken_off(), language)),
            ask::Asked::Declined => {
                print(&format!("{}\n", pick(messages::declined(), language)))?;
                return Ok(false);
            }
        }
    }
    let dir = answers.dir.clone().unwrap_or_default();
    let plan = answers.plan().map_err(|wrong| wrong.said(language))?;
    let files = new::files(&plan);
    let written = found(&dir, &plan.id, &files).map_err(|failed| cannot_write(&failed, language))?;
    let mut lines: Vec<String> = written.iter().map(|path| path_shown(path)).collect();
    let shown = path_shown(&dir);
    let units: Vec<&str> = plan.units.iter().map(|unit| unit.id.as_str()).collect();
    lines.push(String::new());
    let unassigned: Vec<&str> = new::unassigned(&plan.goals).into_iter().map(|at| &*plan.goals[at].words).collect();
    if let Some(lead) = plan.units.get(plan.lead).filter(|_| !unassigned.is_empty() && plan.units.len() > 1) {
        lines.push(pick(messages::goals_of_lead(&lead.name, &unassigned), language));
        lines.push(String::new());
    }
    lines.push(pick(messages::next_steps(&shown, &units), language));
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}

/// The files that units owe: those named by their ids, or all that are not there.
fn sections(dir: &Path, ids: &[String], all: bool, language: Language) -> Result<bool, String> {
    let (loaded, found) = load(dir, None, Trust::Own).map_err(|error| cannot_load(&error, language))?;
    let Loaded { manifest, sources, .. } = loaded;
    let Some(manifest) = manifest else {
        print_findings(&found, &sources, language)?;
        return Err(pick(messages::no_manifest(&path_shown(dir)), language));
    };
    let texts = if all { missing(dir, &manifest) } else { named(ids, &manifest, language)? };
    if texts.is_empty() {
        return Err(pick(messages::nobody_owes(), language));
    }
    // All of them, or none of those that somebody named.
    for (unit, _) in &texts {
        let path = dir.join(&unit.file);
        if !is_free(&path) {
            return Err(said(&path_shown(&path), &messages::has_its_file(), language));
        }
    }
    let mut lines = Vec::new();
    for (unit, text) in &texts {
        let path = add(dir, &unit.file, text.as_bytes()).map_err(|failed| cannot_write(&failed, language))?;
        lines.push(path_shown(&path));
    }
    lines.push(pick(messages::next_of_sections(&path_shown(dir), texts.len()), language));
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}

/// The units that owe something and have no file, each with what its file is to say.
fn missing<'m>(dir: &Path, manifest: &'m Manifest) -> Vec<(&'m Unit, String)> {
    let without = manifest.units.iter().filter(|unit| !dir.join(&unit.file).exists());
    without.filter_map(|unit| Some((unit, new::section(manifest, unit)?))).collect()
}

/// The units of these ids, each once, with what its file is to say.
fn named<'m>(ids: &[String], manifest: &'m Manifest, language: Language) -> Result<Vec<(&'m Unit, String)>, String> {
    let mut texts: Vec<(&Unit, String)> = Vec::new();
    for id in ids {
        let Some(unit) = manifest.units.iter().find(|unit: &&Unit| *unit.id.value == **id) else {
            let known = || manifest.units.iter().map(|unit| unit.id.value.as_str());
            let all: Vec<&str> = known().collect();
            return Err(pick(messages::no_unit(id, closest_match(id, known()), &all), language));
        };
        let text = new::section(manifest, unit).ok_or_else(|| pick(messages::owes_nothing(id), language))?;
        if texts.iter().all(|(other, _)| other.id.value != unit.id.value) {
            texts.push((unit, text));
        }
    }
    Ok(texts)
}

/// A layout to change.
fn layout(dir: &Path, parent: &str, is_copy: bool, language: Language) -> Result<bool, String> {
    let parent = new::plan::layout(parent).map_err(|fault| said("--arver", &messages::fault(&fault), language))?;
    let name = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let files: Vec<File> = new::layout(&parent, &name, is_copy).unwrap_or_default();
    let written = found(dir, "layout", &files).map_err(|failed| cannot_write(&failed, language))?;
    let mut lines: Vec<String> = written.iter().map(|path| path_shown(path)).collect();
    lines.push(pick(messages::next_of_layout(&path_shown(dir), &name), language));
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}
