//! Forms: a Word file or a workbook for each unit with just what it owes a report, and what somebody has filled in
//! taken back into the unit's file.
//!
//! A form is tables. The first row of each names what it is about by an address, so that it is known whatever programs
//! and people make of the file. Three sections are compared value by value: the one that the form was made of, which
//! the form holds itself, today's, and the one that the form says. What changed in the form alone is written; what
//! changed in both is a conflict and stays.

pub mod asks;
mod document;
mod filled;
mod former;
pub mod messages;
mod owes;
mod put;
mod reading;
mod sheets;
mod taken;
mod told;
mod values;
mod word;
mod word_styles;
mod words;
mod workbook;

use std::collections::BTreeSet;
use std::path::Path;

use crate::base::budget::Budget;
use crate::base::positions::UnitIndex;
use crate::deliver::absorb::Tracked;
use crate::input::load::Stamp;
use crate::input::manifest::Unit;
use crate::layout::Layout;
use crate::model::{Document, FormOrigin, Origin};
use crate::pipeline::{self, Output, origin};
use crate::render::{Composed, docx, pdf};

use self::former::Former;
use self::owes::{Field, FieldForm, fields};
use self::reading::{Read, new, read, values_of};
use self::values::{Of, Values};

pub use self::reading::FormError;
pub use self::taken::{TakenIn, take};
pub use self::told::{FormChange, FormOutcome, Where};

/// What a form is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// A Word file.
    #[default]
    Word,
    /// A workbook.
    Workbook,
}

/// The forms of a report.
#[derive(Debug)]
pub struct Forms {
    /// The report's id.
    pub report: String,
    /// The files.
    pub files: Vec<Output>,
    /// The units that owe nothing, by their ids.
    pub without: Vec<String>,
    /// The files that the report is made of.
    pub seen: Stamp,
}

/// Everything that the fields of a form are of.
fn asked(fields: &[Field]) -> BTreeSet<Of> {
    let of_field = |field: &Field| -> Vec<Of> {
        match &field.form {
            FieldForm::Lines(lines) => lines.iter().map(|asked| asked.key.of.clone()).collect(),
            FieldForm::Grid(grid) => grid.rows.iter().map(|(of, _)| of.clone()).collect(),
        }
    };
    fields.iter().flat_map(of_field).collect()
}

/// The forms of the units with these ids, of all where none is named. `from` is the folder of the report before.
///
/// # Errors
///
/// Why there are none.
pub fn forms(dir: &Path, units: &[String], from: Option<&Path>, kind: Kind) -> Result<Forms, FormError> {
    let report = read(dir)?;
    let before = from.map(read).transpose()?;
    let before_paper = match from {
        Some(from) => pipeline::document(from, false).map_err(FormError::Load)?,
        None => None,
    };
    // The looks of the paper, whatever the units have delivered.
    let paper = pipeline::document(dir, false).map_err(FormError::Load)?.ok_or(FormError::NotMade)?;
    let layout = report.layout.as_ref().ok_or(FormError::NotMade)?;
    let mut wanted = Vec::new();
    if units.is_empty() {
        wanted.extend(UnitIndex::each(&report.manifest.units));
    }
    for id in units {
        wanted.push(report.unit(id)?);
    }
    let (mut files, mut without) = (Vec::new(), Vec::new());
    for (at, unit) in wanted {
        let old = before.as_ref().zip(before_paper.as_ref());
        let made = Making { report: &report, at, unit, old, paper: &paper, layout }.made(kind)?;
        match made {
            Some(made) => files.push(made),
            None => without.push(unit.id.value.to_string()),
        }
    }
    let Read { manifest, seen, .. } = report;
    Ok(Forms { report: manifest.id.value, files, without, seen })
}

/// A form in the making.
struct Making<'m> {
    report: &'m Read,
    at: UnitIndex,
    unit: &'m Unit,
    old: Option<(&'m Read, &'m Document)>,
    paper: &'m Document,
    layout: &'m Layout,
}

impl Making<'_> {
    /// The form; `None` for a unit that owes nothing.
    fn made(&self, kind: Kind) -> Result<Option<Output>, FormError> {
        let Making { report, unit, .. } = self;
        let (id, elsewhere) = (unit.id.value.as_str(), report.elsewhere(self.at));
        let base = match report.text(unit) {
            Some(text) => text.to_owned(),
            None => self.skeleton(&elsewhere).unwrap_or_else(|| new(id)),
        };
        let now = values_of(&base);
        let owed = fields(&report.manifest, unit, &now, &elsewhere);
        if owed.is_empty() {
            return Ok(None);
        }
        let former = self.former(&owed, &now);
        let names: Vec<String> = elsewhere.into_iter().collect();
        let form = document::Form {
            unit: &unit.id.value,
            name: unit.name.trimmed(),
            fields: &owed,
            values: &now,
            former: &former,
            elsewhere: &names,
        };
        let name = format!("{}-{id}", report.manifest.id.value);
        let (name, bytes) = match kind {
            Kind::Word => (format!("{name}.docx"), self.word(&form, &base)?),
            Kind::Workbook => {
                let (report, mut made) = (report.manifest.id.value.as_str(), Vec::new());
                let mut bytes = Vec::new();
                // What the program itself has written is known by reading it back.
                for _ in 0..2 {
                    let about = workbook::About { report, base: &base, made: &made };
                    bytes = workbook::write(&form, &about).map_err(FormError::Unwritable)?;
                    let back = workbook::read(&bytes, &mut Budget::of_own()).map_err(FormError::Workbook)?;
                    made = back.map(|back| back.outside.into_iter().chain(back.former).collect()).unwrap_or_default();
                }
                (format!("{name}.xlsx"), bytes)
            }
        };
        Ok(Some(Output::File { name, bytes }))
    }

    /// What a unit's file begins with that is not there: what of the period before is the same.
    fn skeleton(&self, elsewhere: &BTreeSet<String>) -> Option<String> {
        let (before, _) = self.old?;
        let (_, unit) = before.unit(&self.unit.id.value).ok()?;
        let text = before.text(unit)?;
        // Rows that the unit wrote besides are asked for where the table takes all of them.
        let asks = asked(&fields(&self.report.manifest, self.unit, &values_of(text), elsewhere));
        former::skeleton(&self.unit.id.value, text, (&before.manifest, &self.report.manifest), &asks)
    }

    /// What the unit said in the period before.
    fn former(&self, owed: &[Field], now: &Values) -> Former {
        let Some((before, paper)) = self.old else { return Former::default() };
        let Ok((_, unit)) = before.unit(&self.unit.id.value) else { return Former::default() };
        let values = values_of(before.text(unit).unwrap_or_default());
        Former::of(owed, (&before.manifest, &unit.id.value, paper), &values, now)
    }

    fn word(&self, form: &document::Form<'_>, base: &str) -> Result<Vec<u8>, FormError> {
        let Making { report, layout, .. } = self;
        let mut document = document::document(form, self.paper);
        let origin = FormOrigin { unit: form.unit.to_string(), base: base.to_owned(), made: Vec::new() };
        document.origin = Origin { form: Some(origin), ..origin::of(&report.sources, &report.manifest, layout) };
        crate::render::preflight::preflight(&mut document, layout, &report.sources);
        let composed = Composed::new(&document, layout);
        let (_, laid) = pdf::with_fallback(
            |rows| pdf::lay_out(&composed, layout, &[], rows),
            |failures| failures.iter().any(pdf::Failure::is_internal),
        );
        let pages = laid.map_err(|failures| {
            FormError::Unwritable(failures.first().map(|failure| failure.message.clone()).unwrap_or_default())
        })?;
        let (pages, mut rendered) = (pages.pages(), Err(String::new()));
        // What the program itself has written is known by reading it back.
        for _ in 0..2 {
            let composed = Composed::new(&document, layout);
            rendered = docx::render(&composed, layout, &pages);
            let Ok(bytes) = &rendered else { break };
            let back = word::read(bytes, Tracked::Accept, &mut Budget::of_own()).map_err(FormError::Unreadable)?;
            let made = back.map(|back| back.outside.into_iter().chain(back.former).chain(back.edges).collect());
            if let Some(form) = &mut document.origin.form {
                form.made = made.unwrap_or_default();
            }
        }
        rendered.map_err(FormError::Unwritable)
    }
}
