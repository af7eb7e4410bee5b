//! The words of the command line, in both languages.

use std::path::Path;
use std::time::Instant;

use crate::deliver::write::WriteError;
use crate::diagnostic::{Language, Tally};
use crate::input::load::LoadError;
use crate::pipeline::Built;

pub(super) fn pick<'t>(language: Language, sv: &'t str, en: &'t str) -> &'t str {
    match language {
        Language::Swedish => sv,
        Language::English => en,
    }
}

pub(super) fn cannot_load(error: &LoadError, language: Language) -> String {
    let quoted = |path: &Path| format!("`{}`", path.display());
    match error {
        LoadError::NoFolder(file) if file.is_file() => {
            let folder = file.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let (is_file, folder) = (
                pick(language, "är en fil; skriv rapportens mapp:", "is a file; name the report's folder:"),
                quoted(folder),
            );
            format!("{} {is_file} {folder}", quoted(file))
        }
        LoadError::NoFolder(dir) => {
            format!("{} {}", pick(language, "det finns ingen mapp", "there is no folder"), quoted(dir))
        }
        LoadError::NoManifest(dir) => {
            format!("{} {}", pick(language, "rapport.toml saknas i", "there is no rapport.toml in"), quoted(dir))
        }
        LoadError::Unreadable(path, reason) => {
            format!("{} {}: {reason}", pick(language, "går inte att läsa:", "cannot be read:"), quoted(path))
        }
    }
}

pub(super) fn cannot_write(failed: &WriteError, language: Language) -> String {
    let cannot = pick(language, "går inte att skriva", "cannot be written");
    format!("`{}` {cannot}: {}", failed.path.display(), failed.error)
}

/// What is accepted, after the summary.
pub(super) fn accepted(number: usize, language: Language) -> String {
    match (number, language) {
        (0, _) => String::new(),
        (_, Language::Swedish) => format!("; {}", count(number, "godtaget undantag", "godtagna undantag")),
        (_, Language::English) => format!("; {}", count(number, "accepted exception", "accepted exceptions")),
    }
}

/// `done in 0.21 s`.
pub(super) fn done_in(start: Instant, language: Language) -> String {
    let time = start.elapsed().as_millis();
    let (seconds, hundredths, point) = (time / 1000, time % 1000 / 10, pick(language, ",", "."));
    format!("{} {seconds}{point}{hundredths:02} s", pick(language, "klart på", "done in"))
}

/// `12 units merged, 36 pages`.
pub(super) fn merged(built: &Built, language: Language) -> String {
    let delivered = built.checked.report.as_ref().map_or(&[][..], |report| &report.delivered);
    let (came, all) = (delivered.iter().filter(|came| **came).count(), delivered.len());
    let pages = built.pages;
    if came < all {
        return match language {
            Language::Swedish => format!("{came} av {all} enheter sammanställda, {}", count(pages, "sida", "sidor")),
            Language::English => format!("{came} of {all} units merged, {}", count(pages, "page", "pages")),
        };
    }
    match language {
        Language::Swedish => {
            format!("{}, {}", count(all, "enhet sammanställd", "enheter sammanställda"), count(pages, "sida", "sidor"))
        }
        Language::English => {
            format!("{} merged, {}", count(all, "unit", "units"), count(pages, "page", "pages"))
        }
    }
}

/// `1 error, 2 warnings, 0 notes`.
pub(super) fn summary(tally: Tally, language: Language) -> String {
    let Tally { errors, warnings, notes } = tally;
    match language {
        Language::Swedish => {
            let (warnings, notes) = (count(warnings, "varning", "varningar"), count(notes, "notering", "noteringar"));
            format!("{errors} fel, {warnings}, {notes}")
        }
        Language::English => {
            let errors = count(errors, "error", "errors");
            format!("{errors}, {}, {}", count(warnings, "warning", "warnings"), count(notes, "note", "notes"))
        }
    }
}

fn plural<'t>(number: usize, one: &'t str, more: &'t str) -> &'t str {
    if number == 1 { one } else { more }
}

pub(super) fn count(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", plural(number, one, more))
}
