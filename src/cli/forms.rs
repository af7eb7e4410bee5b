//! `form`: makes the forms of units.

use std::path::Path;

use crate::base::escape;
use crate::deliver::form::{Kind, forms, messages};
use crate::deliver::write::error::Cause;
use crate::deliver::write::{Edited, write_forms};
use crate::diagnostic::Language;

use super::absorb::edited as edited_since;
use super::form::cannot;
use super::terminal::print;
use super::texts::{cannot_write, pick};

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'o> {
    pub(super) kind: Kind,
    pub(super) output: &'o Path,
    pub(super) edited: &'o Edited,
    pub(super) language: Language,
}

/// Makes the forms of units.
pub(super) fn run(dir: &Path, units: &[String], from: Option<&Path>, order: Order<'_>) -> Result<bool, String> {
    let Order { kind, output, edited, language } = order;
    let made = forms(dir, units, from, kind).map_err(|error| cannot(&error, dir, dir, language))?;
    let written = write_forms(output, &made.report, &made.files, &made.seen, edited);
    let written = written.map_err(|failed| match failed.cause {
        Cause::Edited => edited_since(&failed, dir, None, language),
        _ => cannot_write(&failed, language),
    })?;
    let mut lines: Vec<String> =
        written.iter().map(|path| escape::words(&path.display().to_string()).into_owned()).collect();
    lines.extend(made.without.iter().map(|unit| pick(messages::owes_nothing(unit), language)));
    print(&(lines.join("\n") + "\n"))?;
    Ok(true)
}
