//! The next period of a report: the same chapters, columns and units a time later. What was figures and texts of the
//! old period stands beside what is to be written, as a comment, and nothing is carried over without being told.

mod edits;
mod manifest;
mod roll;
mod section;
mod sets;
pub mod told;

use std::io;
use std::path::{Path, PathBuf};

use crate::base::date::Ymd;
use crate::base::source::Sources;
use crate::input::load::{self, MANIFEST, built_in_layouts};
use crate::input::manifest::{self as input, ChartSource, Manifest};

use self::edits::{BEFORE, commented};
use self::manifest::Next;
use self::roll::Roll;
use self::sets::Sets;
use self::told::{Kind, Matter, Told, What};

use super::kinds;
use super::period::{Period, working_day};
use super::plan::File;

/// What somebody has said of the new report.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Its first and last day; a year after the old ones unless said.
    pub period: [Option<Ymd>; 2],
    /// The paper's date.
    pub date: Option<Ymd>,
    /// The title.
    pub title: Option<String>,
    /// What its folder is called.
    pub folder: String,
}

/// Why there is no next report.
#[derive(Debug)]
pub enum NextError {
    /// A file of the old one cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// The old manifest cannot be used.
    Unusable,
    /// The old report has no period, and nobody has said both days of the new one.
    NoPeriod,
    /// The new period is the old one.
    SamePeriod,
    /// The last day is before the first one.
    Order(Ymd, Ymd),
}

/// The next report.
#[derive(Debug)]
pub struct NextReport {
    /// Its id.
    pub id: String,
    /// Its first and last day.
    pub period: (Ymd, Ymd),
    /// Its units, by their ids.
    pub units: Vec<String>,
    /// Its files.
    pub files: Vec<File>,
    /// What became of the old one.
    pub told: Vec<Told>,
}

/// The report after the one in `dir`.
///
/// # Errors
///
/// Why there is none.
pub fn next(dir: &Path, wanted: &Wanted) -> Result<NextReport, NextError> {
    let read = |path: &Path| load::file(path).map_err(|error| NextError::Unreadable(path.to_owned(), error));
    let text = |path: &Path| Ok(String::from_utf8_lossy(&read(path)?).into_owned());
    let old_text: String = text(&dir.join(MANIFEST))?;
    let old = manifest_of(&old_text).ok_or(NextError::Unusable)?;
    let roll = roll_of(&old, wanted)?;
    let (id, made_id) = id_of_next(&old, &roll, &wanted.folder);
    let usual =
        if kinds::is_plan(old.kind) { working_day(roll.new.from, false) } else { working_day(roll.new.to, true) };
    let date = wanted.date.unwrap_or(usual);
    let next = Next { roll: &roll, id: &id, date, title: wanted.title.as_deref() };
    let (text_of_manifest, mut told) = manifest::rolled(&old_text, &next).ok_or(NextError::Unusable)?;
    if made_id {
        told.push(Told { kind: Kind::Decide, file: MANIFEST.to_owned(), what: What::Of(Matter::Id) });
    }
    if wanted.period == [None, None] {
        told.push(Told { kind: Kind::Decide, file: MANIFEST.to_owned(), what: What::Of(Matter::Period) });
    }
    let new = manifest_of(&text_of_manifest).ok_or(NextError::Unusable)?;
    let sets = Sets::of(&old, &roll);
    let mut files = vec![(MANIFEST.to_owned(), text_of_manifest.into_bytes())];
    for (unit, unit_of_new) in old.units.iter().zip(&new.units) {
        let skeleton =
            || super::section::write(&new, unit_of_new).unwrap_or_else(|| format!("enhet = \"{}\"\n", unit.id.value));
        let file = unit.file.as_str();
        let tell = |told: &mut Vec<Told>, matter| {
            told.push(Told { kind: Kind::Decide, file: file.to_owned(), what: What::Of(matter) });
        };
        let path = dir.join(file);
        let made = match read(&path) {
            Err(NextError::Unreadable(_, error)) if error.kind() == std::io::ErrorKind::NotFound => {
                tell(&mut told, Matter::NoFile);
                skeleton()
            }
            Err(error) => return Err(error),
            Ok(bytes) => {
                let is_text = std::str::from_utf8(&bytes).is_ok();
                let old_text = String::from_utf8_lossy(&bytes);
                match section::rolled(&old_text, file, &roll, &sets).filter(|_| is_text) {
                    Some((text, more)) => {
                        told.extend(more);
                        text
                    }
                    None => {
                        tell(&mut told, Matter::Unread);
                        let lines: String = old_text.lines().map(|line| commented(line) + "\n").collect();
                        format!("{}\n{BEFORE}\n{lines}", skeleton())
                    }
                }
            }
        };
        files.push((unit.file.clone(), made.into_bytes()));
    }
    let kept = kept_files(dir, &old, &read)?;
    if !kept.is_empty() {
        told.push(Told { kind: Kind::Carried, file: MANIFEST.to_owned(), what: What::Of(Matter::Files) });
    }
    files.extend(kept);
    files.extend(super::editors::settings());
    files.dedup_by(|one, other| one.0 == other.0);
    told.sort();
    let units = new.units.iter().map(|unit| unit.id.value.to_string()).collect();
    Ok(NextReport { id, period: (roll.new.from, roll.new.to), units, files, told })
}

fn manifest_of(text: &str) -> Option<Manifest> {
    let file = Sources::default().add(MANIFEST, text.to_owned());
    input::read(file, text).0
}

fn roll_of(old: &Manifest, wanted: &Wanted) -> Result<Roll, NextError> {
    let said = old.period.as_ref().map(|(from, to)| Period { from: from.value, to: to.value });
    let year_on = |day: Ymd| {
        let year = day.year.saturating_add(1);
        Ymd::new(year, day.month, day.day).unwrap_or(Ymd { year, month: day.month, day: 28 })
    };
    let [from, to] = wanted.period;
    let usual = said.map(|period| [year_on(period.from), year_on(period.to)]);
    let usual = |at: usize| usual.as_ref().and_then(|days| days.get(at).copied());
    let (Some(from), Some(to)) = (from.or_else(|| usual(0)), to.or_else(|| usual(1))) else {
        return Err(NextError::NoPeriod);
    };
    if to < from {
        return Err(NextError::Order(from, to));
    }
    let new = Period { from, to };
    // A report without a period is of the year of its date.
    let year = old.date.value.year;
    let whole = Period { from: Ymd { year, month: 1, day: 1 }, to: Ymd { year, month: 12, day: 31 } };
    let old = said.unwrap_or(whole);
    if said.is_some() && old == new {
        return Err(NextError::SamePeriod);
    }
    Ok(Roll { old, new })
}

/// The id of the next report, and whether it was made of the folder's name: an id that says no year is the old one's.
fn id_of_next(old: &Manifest, roll: &Roll, folder: &str) -> (String, bool) {
    let (was, rolled) = (&old.id.value, roll.words(&old.id.value));
    if rolled != *was {
        return (rolled, false);
    }
    let made = super::plan::id(folder, was, &roll.new.id().replace('_', "-"));
    let made = if made == *was { format!("{was}-{}", roll.new.id().replace('_', "-")) } else { made };
    (made, true)
}

/// The layout's files and the pictures, which are the same.
fn kept_files(
    dir: &Path,
    old: &Manifest,
    read: &dyn Fn(&Path) -> Result<Vec<u8>, NextError>,
) -> Result<Vec<File>, NextError> {
    let mut all = Vec::new();
    let own =
        old.layout.as_ref().map(|name| name.trimmed()).filter(|name| built_in_layouts().all(|known| known != *name));
    if let Some(name) = own.filter(|name| crate::base::source::is_inside(name)) {
        let folder = dir.join(name);
        let files = match load::folder(&folder) {
            Ok(files) => files,
            // What is not there is for `check` to tell.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(NextError::Unreadable(folder, error)),
        };
        all.extend(files.into_iter().map(|(path, bytes)| (format!("{}/{path}", name.trim_end_matches('/')), bytes)));
    }
    for chart in &old.charts {
        let ChartSource::Picture(picture) = &chart.source else { continue };
        let path = picture.file.trimmed();
        let is_known = all.iter().any(|(known, _): &File| known == path);
        if is_known || !crate::base::source::is_inside(path) {
            continue;
        }
        match read(&dir.join(path)) {
            Ok(bytes) => all.push((path.to_owned(), bytes)),
            Err(NextError::Unreadable(_, error)) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}
