//! Units that texts mix up, each with the others of its kind.

use super::words::among;

/// What is measured, the unit as it is shown, and how it is written.
const UNITS: &[(&str, &str, &str)] = &[
    ("tid", "sekunder", "sekund sekunder sek"),
    ("tid", "minuter", "minut minuter min"),
    ("tid", "timmar", "timme timmar timmarna tim"),
    ("tid", "dagar", "dag dagar dagarna dygn"),
    ("tid", "veckor", "vecka veckor veckorna"),
    ("tid", "månader", "månad månader månaderna"),
    ("energi", "kWh", "kwh kilowattimmar"),
    ("energi", "MWh", "mwh megawattimmar"),
    ("energi", "GWh", "gwh gigawattimmar"),
    ("vikt", "gram", "gram g"),
    ("vikt", "kg", "kg kilo kilogram"),
    ("vikt", "ton", "ton"),
    ("längd", "cm", "cm centimeter"),
    ("längd", "meter", "meter m"),
    ("längd", "km", "km kilometer"),
    ("längd", "mil", "mil"),
    ("volym", "liter", "liter l"),
    ("volym", "kubikmeter", "kubikmeter m3 m³"),
    ("yta", "kvadratmeter", "kvadratmeter kvm m2 m²"),
    ("yta", "hektar", "hektar ha"),
];

/// A unit: its place among those that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit(usize);

impl Unit {
    /// The unit that a word, in small letters, is.
    pub(super) fn of(word: &str) -> Option<Unit> {
        UNITS.iter().position(|(.., words)| among(words, word)).map(Unit)
    }

    /// What it measures.
    pub(super) fn kind(self) -> &'static str {
        UNITS[self.0].0
    }

    /// How it is shown.
    pub(super) fn shown(self) -> &'static str {
        UNITS[self.0].1
    }
}
