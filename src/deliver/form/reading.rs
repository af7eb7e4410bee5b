//! What forms are made of and taken into: a report's manifest, its files and what its units say.

use std::collections::BTreeSet;
use std::path::Path;

use crate::base::budget::Trust;
use crate::base::positions::UnitIndex;
use crate::base::source::{FileId, Sources};
use crate::deliver::verify::Unreadable;
use crate::input::load::{Arrival, LoadError, Loaded, Stamp, load};
use crate::input::manifest::{Manifest, Unit};
use crate::input::section::{self, Section};
use crate::input::sheet::Fault;
use crate::layout::Layout;

use super::values::{Values, values};

/// Why there are no forms, or nothing can be taken from one.
#[derive(Debug)]
pub enum FormError {
    /// The report cannot be read.
    Load(LoadError),
    /// Nothing can be made of the report: what stands in the way is for `check` to say.
    NotMade,
    /// The report has no unit of this id; those that it has.
    NoUnit(String, Vec<String>),
    /// The unit's file cannot be read as TOML: its path.
    Broken(String),
    /// The form cannot be written: a sentence.
    Unwritable(String),
    /// The file cannot be read.
    Unreadable(Unreadable),
    /// The workbook cannot be read.
    Workbook(Fault),
    /// It is the form of another report: its id.
    Other(String),
}

/// A report's manifest, its files and what its units say.
pub(super) struct Read {
    pub(super) sources: Sources,
    pub(super) manifest: Manifest,
    pub(super) arrivals: Vec<Arrival>,
    pub(super) layout: Option<Layout>,
    pub(super) seen: Stamp,
}

/// Reads a report.
pub(super) fn read(dir: &Path) -> Result<Read, FormError> {
    let (loaded, _) = load(dir, None, Trust::Own).map_err(FormError::Load)?;
    let Loaded { sources, manifest, arrivals, layout, seen, .. } = loaded;
    Ok(Read { sources, manifest: manifest.ok_or(FormError::NotMade)?, arrivals, layout, seen })
}

/// The section of a file's text, with the file.
fn section(text: &str) -> (Section, FileId) {
    let file = Sources::default().add("", text);
    (section::read(file, text).0, file)
}

/// What a text of a section says, value by value.
pub(super) fn values_of(text: &str) -> Values {
    let (section, file) = section(text);
    values(&section, file)
}

impl Read {
    /// A unit, by its id or its position.
    pub(super) fn unit(&self, id: &str) -> Result<(UnitIndex, &Unit), FormError> {
        let found = UnitIndex::each(&self.manifest.units).find(|(_, unit)| *unit.id.value == *id);
        found.ok_or_else(|| {
            let all = self.manifest.units.iter().map(|unit| unit.id.value.to_string()).collect();
            FormError::NoUnit(id.to_owned(), all)
        })
    }

    /// The text of a unit's file, as far as it may leave the house; `None` where there is none.
    pub(super) fn text(&self, unit: &Unit) -> Option<&str> {
        self.sources.iter().find(|(_, file)| file.path == unit.file).map(|(_, file)| file.text.as_str())
    }

    /// The tables whose rows of a unit come from other files, by their ids.
    pub(super) fn elsewhere(&self, at: UnitIndex) -> BTreeSet<String> {
        let Some(Arrival::Read(section)) = at.of(&self.arrivals) else { return BTreeSet::new() };
        section.exports.iter().map(|export| export.table.value.to_string()).collect()
    }
}

/// The file of a unit that has delivered nothing.
pub(super) fn new(unit: &str) -> String {
    format!("enhet = \"{unit}\"\n")
}
