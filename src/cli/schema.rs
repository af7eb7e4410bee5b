//! `schema`: what editors and people are told of the keys.

use std::path::Path;

use crate::diagnostic::Language;
use crate::input::keys::reference::reference;
use crate::input::keys::{MANIFEST, SECTION, Said, schema};
use crate::input::load;
use crate::pipeline;
use crate::report::ids;

use super::args::SchemaArgument;
use super::terminal::{print, print_findings};
use super::texts::{cannot_load, pick};

/// Prints a schema, of one report where a folder is named, or the reference.
pub(super) fn run(what: SchemaArgument, dir: Option<&Path>, language: Language) -> Result<bool, String> {
    let of_section = match what {
        SchemaArgument::Manifest => false,
        SchemaArgument::Section => true,
        SchemaArgument::Reference => {
            print(&reference())?;
            return Ok(true);
        }
    };
    let ids = match dir {
        None => None,
        Some(dir) => {
            let checked =
                pipeline::check(dir, Some(load::BUILT_IN_LAYOUT)).map_err(|error| cannot_load(&error, language))?;
            let Some(report) = &checked.report else {
                print_findings(&checked.diagnostics, &checked.sources, language)?;
                return Ok(false);
            };
            Some(if of_section { ids::of_sections(&report.manifest) } else { ids::of_manifest(&report.manifest) })
        }
    };
    let say: fn(Said) -> &'static str = if pick([true, false], language) { |[sv, _]| sv } else { |[_, en]| en };
    print(&schema::text(if of_section { &SECTION } else { &MANIFEST }, ids.as_ref(), say))?;
    Ok(true)
}
