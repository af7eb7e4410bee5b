//! `check`: what is shown of the findings, of all or of some units, and what becomes of the remedies that are certain.

mod html;
mod messages;

use std::path::Path;

use similar::TextDiff;

use crate::deliver::absorb::Written;
use crate::deliver::fix::{self, Fixed};
use crate::diagnostic::show as findings;
use crate::diagnostic::{Diagnostic, Language, Tally, fixes, sarif};
use crate::pipeline::Checked;
use crate::report::UnitIndex;
use crate::report::concerned::{concerns, named};

use super::args::ShowArgument;
use super::terminal::{print, print_findings};
use super::texts::{accepted, cannot_load, cannot_write, pick, summary};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'o> {
    /// The units, by id or name; none for all that there is.
    pub(super) units: &'o [String],
    /// Whether remedies are shown in the place of findings.
    pub(super) fix: bool,
    /// Whether they are made.
    pub(super) write: bool,
    pub(super) format: ShowArgument,
    pub(super) language: Language,
}

/// Shows what was found in the report in `dir`. Whether no error is among it.
pub(super) fn run(dir: &Path, checked: &Checked, order: Order<'_>) -> Result<bool, String> {
    let units = wanted(checked, order.units, order.language)?;
    let concerned = |found: &Diagnostic| is_of(checked, &units, found);
    if order.fix {
        return remedy(dir, checked, &concerned, order);
    }
    let shown: Vec<Diagnostic> = checked.diagnostics.iter().filter(|found| concerned(found)).cloned().collect();
    let others = (!units.is_empty()).then(|| checked.diagnostics.len() - shown.len());
    show(checked, &shown, &units, others, order)?;
    Ok(Tally::of(&shown).errors == 0)
}

/// Whether a finding concerns one of the units, or all are asked for.
fn is_of(checked: &Checked, units: &[UnitIndex], found: &Diagnostic) -> bool {
    let known = checked.report.as_ref().map_or(&[][..], |report| &report.manifest.units);
    units.is_empty() || units.iter().any(|at| concerns(found, &checked.sources, known, *at))
}

/// What concerns the units of these names, all where there are none, and what is said of the rest.
pub(super) fn of_units(
    checked: &Checked,
    names: &[String],
    language: Language,
) -> Result<(Vec<Diagnostic>, Option<String>), String> {
    let units = wanted(checked, names, language)?;
    let shown: Vec<Diagnostic> =
        checked.diagnostics.iter().filter(|found| is_of(checked, &units, found)).cloned().collect();
    let others = checked.diagnostics.len() - shown.len();
    Ok((shown, (!units.is_empty()).then(|| messages::others(others, language))))
}

/// The units that are asked for. Nobody can say which findings are theirs where there is no manifest: all are shown.
fn wanted(checked: &Checked, names: &[String], language: Language) -> Result<Vec<UnitIndex>, String> {
    let Some(report) = &checked.report else { return Ok(Vec::new()) };
    let units = &report.manifest.units;
    let all = units.iter().map(|unit| unit.id.value.as_str()).collect::<Vec<_>>();
    names
        .iter()
        .map(|name| named(units, name).map_err(|meant| messages::no_unit(name, meant, &all, language)))
        .collect()
}

fn show(
    checked: &Checked,
    shown: &[Diagnostic],
    units: &[UnitIndex],
    others: Option<usize>,
    order: Order<'_>,
) -> Result<(), String> {
    let (sources, language) = (&checked.sources, order.language);
    let about = others.map(|others| messages::others(others, language));
    print(&match order.format {
        ShowArgument::Human => {
            print_findings(shown, sources, language)?;
            let is_all = about.is_none();
            let protocol =
                if is_all { findings::accepted(&checked.accepted, sources, language) } else { String::new() };
            let counted = if is_all { accepted(checked.accepted.len(), language) } else { String::new() };
            let about = about.map_or_else(String::new, |about| format!("{about}\n"));
            format!("{protocol}{}{counted}\n{about}", summary(Tally::of(shown), language))
        }
        ShowArgument::Short => {
            findings::short(shown, sources, language) + &about.map_or_else(String::new, |about| about + "\n")
        }
        ShowArgument::Json => {
            let last = others.map(|others| format!("{{\"others\":{others}}}\n"));
            fixes::json(shown, sources) + &last.unwrap_or_default()
        }
        ShowArgument::Sarif => sarif::sarif(shown, sources, others),
        ShowArgument::Html => html::page(checked, shown, units, about.as_deref(), language),
    })
}

/// Shows the remedies that are certain, or makes them. Whether no error is left.
fn remedy(
    dir: &Path,
    checked: &Checked,
    concerned: &dyn Fn(&Diagnostic) -> bool,
    order: Order<'_>,
) -> Result<bool, String> {
    let Order { write: is_written, format, language, .. } = order;
    let made = fix::fix(dir, checked, concerned).map_err(|error| cannot_load(&error, language))?;
    let files: Vec<(String, Vec<u8>)> = made.files.iter().map(|file| (file.path.clone(), file.bytes())).collect();
    if is_written && !files.is_empty() {
        let written = Written::default().write(dir, &checked.sources, &files);
        written.map_err(|failed| cannot_write(&failed, language))?;
    }
    let left: Vec<Diagnostic> = checked.diagnostics.iter().filter(|found| concerned(found)).cloned().collect();
    let left: Vec<Diagnostic> = left.into_iter().filter(|found| !made.fixed.contains(found)).collect();
    print(&match format {
        ShowArgument::Human | ShowArgument::Short => {
            let names = made.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>().join(", ");
            let counts = [made.fixed.len(), left.len()];
            let end = pick(fix::messages::end(is_written, counts, &names, &dir.display()), language);
            let refused = (made.refused > 0).then(|| pick(fix::messages::refused(made.refused), language) + "\n");
            format!("{}{}{end}\n", diff(&made), refused.unwrap_or_default())
        }
        ShowArgument::Json => {
            let files: Vec<&str> = made.files.iter().map(|file| file.path.as_str()).collect();
            let (fixed, left) = (made.fixed.len(), left.len());
            let last = serde_json::json!({ "fixed": fixed, "left": left, "files": files, "written": is_written });
            format!("{}{last}\n", fixes::json(&made.fixed, &checked.sources))
        }
        ShowArgument::Sarif => sarif::sarif(&made.fixed, &checked.sources, None),
        ShowArgument::Html => return Err(messages::no_html(language)),
    })?;
    let errors = Tally::of(&left).errors + if is_written { 0 } else { Tally::of(&made.fixed).errors };
    Ok(errors == 0)
}

/// The lines that change, as a diff.
fn diff(made: &Fixed) -> String {
    let mut out = String::new();
    for file in &made.files {
        let lines = TextDiff::from_lines(&file.old, &file.new);
        let shown = lines.unified_diff().context_radius(0).header(&file.path, &file.path).to_string();
        out.push_str(&shown.replace("\r\n", "\n"));
        out.push('\n');
    }
    out
}
