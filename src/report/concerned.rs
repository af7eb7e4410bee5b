//! Which unit a finding concerns: whoever is to do something about it.

use crate::base::names::closest_match;
use crate::base::source::{Sources, Span};
use crate::diagnostic::Diagnostic;
use crate::input::manifest::Unit;

use super::UnitIndex;

/// Whether a finding concerns a unit: it, or the other place that it speaks of, stands in the unit's file or in one
/// that this takes figures from; or it is about what the unit owes.
pub fn concerns(found: &Diagnostic, sources: &Sources, units: &[Unit], at: UnitIndex) -> bool {
    let Some(unit) = at.of(units) else { return false };
    let is_own = |place: Span| {
        let file = sources.file(place.file);
        file.named_by.map_or(file, |by| sources.file(by)).path == unit.file
    };
    let places = || found.place.into_iter().chain(found.related.iter().map(|related| related.place));
    // That a file is missing is told where the manifest names the unit.
    found.about == Some(at) || places().any(is_own) || found.place == Some(unit.id.place)
}

/// The unit that is called so, by its id or its name.
///
/// # Errors
///
/// The id of the unit that comes nearest, if one does.
pub fn named(units: &[Unit], wanted: &str) -> Result<UnitIndex, Option<String>> {
    let folded = wanted.trim().to_lowercase();
    let is_called = |unit: &Unit| {
        unit.id.value.as_str() == wanted.trim()
            || unit.id.value.as_str().to_lowercase() == folded
            || unit.name.trimmed().to_lowercase() == folded
    };
    UnitIndex::find(units, is_called).ok_or_else(|| {
        let names = units.iter().flat_map(|unit| [unit.id.value.as_str(), unit.name.trimmed()]);
        let nearest = closest_match(wanted.trim(), names)?;
        let unit = units.iter().find(|unit| unit.id.value.as_str() == nearest || unit.name.trimmed() == nearest)?;
        Some(unit.id.value.as_str().to_owned())
    })
}
