//! From the bytes of an Excel workbook (`.xlsx`) to the cells of one of its sheets, with their digits exact.
//!
//! Knows nothing of reports, rows or columns. The workbook is read with `zip` and `quick-xml`, which write the Word
//! file too, and not with `calamine`: that turns every number into an `f64` (release 0.38 has no way to the text of a
//! cell), where a figure must keep its digits; it does not say which rows are hidden, which cells are merged or how
//! many decimals a cell shows; and it unpacks whatever the archive holds, without a limit. What is left of it would
//! be the names of the sheets.
//!
//! A sheet's stated size is not believed, only its cells count: `A1:XFD1048576` costs nothing.

mod cells;
pub mod csv;
mod dates;
mod digits;
pub mod fault;
mod formats;
pub mod line;
pub mod messages;
mod package;
mod runs;
pub mod xlsx;

use crate::base::budget::{Budget, Resource};
use crate::base::cell_ref::Area;

use self::formats::Formats;
use self::package::{Node, Package, relationships};

pub use self::cells::{Cell, Stored};
pub use self::digits::{Number, decimals, in_per_cent, number};
pub use self::fault::{Damage, Fault, ReadLimits};
pub use self::formats::{Format, Shown};

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Its cells that hold something, row by row.
    pub cells: Vec<Cell>,
    /// Cells that are merged into one.
    pub merged: Vec<Area>,
}

/// Reads the part `area` of a sheet; of the only one where none is named.
///
/// # Errors
///
/// Why it cannot be read.
pub fn read(
    bytes: &[u8],
    name: Option<&str>,
    area: &Area,
    limits: ReadLimits,
    budget: &mut Budget,
) -> Result<Sheet, Fault> {
    let mut package = Package::open(bytes, limits.unpacked, budget)?;
    let workbook = main_part(&mut package)?;
    let (sheets, from_1904) = sheets(&mut package, &workbook)?;
    let listed = match name {
        Some(name) => sheets.iter().find(|sheet| sheet.name == name),
        None if sheets.len() == 1 => sheets.first(),
        None => None,
    };
    let Some(listed) = listed else { return Err(Fault::NoSheet(sheets.into_iter().map(|sheet| sheet.name).collect())) };
    let related = relationships(&mut package, &workbook)?;
    let of_kind =
        |wanted: &str| related.iter().find(|[_, kind, _]| kind.ends_with(wanted)).map(|[.., target]| target.clone());
    let formats = of_kind("/styles").map_or(Ok(Formats::default()), |path| formats::read(&mut package, &path))?;
    let strings = of_kind("/sharedStrings").map_or(Ok(Vec::new()), |path| cells::strings(&mut package, &path))?;
    let path = related.iter().find(|[id, ..]| *id == listed.id).map(|[.., target]| target.clone());
    let path = path.filter(|path| package.has(path)).ok_or(Fault::Damaged(Damage::SheetMissing))?;
    let (cells, merged) =
        cells::read(&mut package, &path, &cells::Shared { formats, strings, from_1904 }, area, limits)?;
    Ok(Sheet { name: listed.name.clone(), hidden: listed.hidden, cells, merged })
}

/// The names of a workbook's sheets, in order.
///
/// # Errors
///
/// Why it cannot be read.
pub fn names(bytes: &[u8], limits: ReadLimits, budget: &mut Budget) -> Result<Vec<String>, Fault> {
    let mut package = Package::open(bytes, limits.unpacked, budget)?;
    let workbook = main_part(&mut package)?;
    Ok(sheets(&mut package, &workbook)?.0.into_iter().map(|sheet| sheet.name).collect())
}

/// The part that lists the sheets.
fn main_part(package: &mut Package<'_>) -> Result<String, Fault> {
    relationships(package, "")?
        .into_iter()
        .find(|[_, kind, _]| kind.ends_with("/officeDocument"))
        .map(|[_, _, target]| target)
        .filter(|target| target.to_lowercase().ends_with(".xml") && package.has(target))
        .ok_or(Fault::Other)
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    id: String,
    hidden: bool,
}

/// The sheets that a workbook lists, and whether it counts days from 1904.
fn sheets(package: &mut Package<'_>, workbook: &str) -> Result<(Vec<Listed>, bool), Fault> {
    let (mut all, mut from_1904) = (Vec::new(), false);
    package.part(workbook, |node, budget| {
        let Node::Start(tag) = node else { return Ok(()) };
        budget.take(Resource::Objects, 1).map_err(Fault::Exceeded)?;
        if tag.name() == "workbookPr" {
            from_1904 = tag.flag("date1904");
        } else if tag.name() == "sheet" {
            let hidden = tag.attribute("state").is_some_and(|state| state != "visible");
            let [name, id] = ["name", "id"].map(|name| tag.attribute(name).unwrap_or_default());
            all.push(Listed { name, id, hidden });
        }
        Ok(())
    })?;
    Ok((all, from_1904))
}
