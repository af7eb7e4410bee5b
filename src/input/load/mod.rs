//! The only door in: reads the manifest, the units' files and the layout from the disk.
//!
//! Files are read and decoded in parallel; they get their ids in the manifest's order, so that nothing depends on
//! threads or on the order of a folder.

#![expect(clippy::disallowed_methods, reason = "the only door in: files are read here")]

pub mod arrival;
pub mod aside;
pub mod changes;
mod counted;
mod earlier;
mod enclosures;
pub mod exports;
pub mod files;
mod kolada;
pub mod layouts;
pub mod overlay;
mod pictures;
mod root;
mod units;
pub mod versions;

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::base::budget::{Budget, Exceeded, Trust};
use crate::base::limits::{Limits, MANIFEST_SIZE};
use crate::base::source::{FileId, Sources};
use crate::diagnostic::Diagnostic;
use crate::layout::{ChosenBy, Layout};

use super::manifest::{self, Manifest};
use super::messages;
use super::personal::with_blanks;

use self::changes::Wanted;
use self::files::{Unread, read_text};
use self::layouts::{layout_from, read_layout};
use self::root::Root;
use self::units::Units;

pub use self::arrival::Arrival;
pub use self::aside::{SkippedFile, SkippedReason};
pub use self::changes::{Stamp, changed};
pub use self::files::{file, folder};
pub use self::layouts::{BUILT_IN_LAYOUT, LayoutFrom, LayoutTexts, built_in_layouts, is_built_in, layout_texts};
pub use self::overlay::Overlay;
pub use self::root::real;
pub use self::versions::{Dispatches, Earlier, digest, dispatches};

/// The manifest's file name.
pub const MANIFEST: &str = "rapport.toml";

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every file's text.
    pub sources: Sources,
    /// The manifest; `None` where it lacks what every paper must have.
    pub manifest: Option<Manifest>,
    /// What became of each unit's file, in the manifest's order.
    pub arrivals: Vec<Arrival>,
    /// The layout; `None` where it cannot be read.
    pub layout: Option<Layout>,
    /// Where the layout came from.
    pub layout_from: LayoutFrom,
    /// The layout's tokens among the sources.
    pub tokens: Option<FileId>,
    /// What was come upon and has no text, but is told about.
    pub aside: Vec<SkippedFile>,
    /// Every file that was read or asked for, as it was then.
    pub seen: Stamp,
}

/// Why nothing could be read.
#[derive(Debug)]
pub enum LoadError {
    /// There is no such folder.
    NoFolder(PathBuf),
    /// A file stands where the report's folder was asked for.
    IsFile(PathBuf, PathBuf),
    /// The folder has no manifest, but these folders near it have one.
    NoManifest(PathBuf, Vec<PathBuf>),
    /// The folder has no manifest, but a file that is nearly called so.
    Misnamed(PathBuf, String),
    /// The manifest, or another file that was asked for, cannot be read.
    Unreadable(PathBuf, io::Error),
}

/// How many folders above one without a report are looked into.
const ABOVE: usize = 3;

/// How many reports below one are named.
const BELOW: usize = 3;

impl LoadError {
    /// That a folder has no manifest, with the report that it lies in, or those that lie in it.
    pub fn no_manifest(dir: PathBuf) -> Self {
        let has_report = |dir: &Path| dir.join(MANIFEST).is_file();
        let above = dir.ancestors().skip(1).take(ABOVE).filter(|above| !above.as_os_str().is_empty());
        let mut near: Vec<PathBuf> = above.filter(|above| has_report(above)).take(1).map(Path::to_owned).collect();
        if near.is_empty() {
            let below = std::fs::read_dir(&dir).into_iter().flatten().flatten().map(|entry| entry.path());
            near = below.filter(|below| has_report(below)).collect();
            near.sort_unstable();
            near.truncate(BELOW);
        }
        LoadError::NoManifest(dir, near)
    }
}

/// The folder above a file that has a report, or else the one that it is in.
fn above(file: &Path) -> PathBuf {
    let mut above = file.ancestors().skip(1);
    let report = above.find(|dir| dir.join(MANIFEST).is_file());
    report.or_else(|| file.parent()).map_or_else(PathBuf::new, Path::to_owned)
}

/// Reads the report in `dir`, with the layout that `layout` names or else the manifest. Of files that are not `trust`ed
/// no more is read than the program's own limits allow, whatever `[granser]` asks for.
pub fn load(dir: &Path, layout: Option<&str>, trust: Trust) -> Result<(Loaded, Vec<Diagnostic>), LoadError> {
    load_over(dir, layout, trust, &Overlay::default())
}

/// The same with texts in the place of files.
pub fn load_over(
    dir: &Path,
    layout: Option<&str>,
    trust: Trust,
    overlay: &Overlay,
) -> Result<(Loaded, Vec<Diagnostic>), LoadError> {
    if !dir.is_dir() {
        let is_file = dir.is_file();
        return Err(if is_file {
            LoadError::IsFile(dir.to_owned(), above(dir))
        } else {
            LoadError::NoFolder(dir.to_owned())
        });
    }
    let dir = &Root::over(dir, overlay);
    let path = dir.join(MANIFEST);
    let text = match read_text(dir, &path, MANIFEST_SIZE) {
        Ok(text) => text,
        Err(unread @ Unread::Missing) => {
            return Err(match unread.looked_for(dir, &path) {
                Unread::Misnamed(name) => LoadError::Misnamed(dir.to_path_buf(), name),
                _ => LoadError::no_manifest(dir.to_path_buf()),
            });
        }
        Err(Unread::Io(error)) => return Err(LoadError::Unreadable(path, error)),
        Err(unread) => {
            let mut sources = Sources::default();
            let found = vec![unread.finding((&mut sources, None), None, MANIFEST, None, None)];
            return Ok((Loaded { sources, seen: dir.stamp(), ..Loaded::default() }, found));
        }
    };
    let mut sources = Sources::default();
    let (mut manifest, mut found) = match decoded(text, trust, &mut sources) {
        Ok(read) => read,
        Err(exceeded) => {
            let found = vec![messages::too_much(None, MANIFEST, exceeded)];
            return Ok((Loaded { sources, seen: dir.stamp(), ..Loaded::default() }, found));
        }
    };
    if let (Some(manifest), Trust::Stranger) = (&mut manifest, trust) {
        manifest.limits = Limits::default();
    }
    let (mut arrivals, mut aside) = (Vec::new(), Vec::new());
    if let Some(manifest) = &mut manifest {
        arrivals = named((dir, trust), manifest, &mut sources, &mut aside, &mut found);
    }
    let named = manifest.as_ref().and_then(|manifest| manifest.layout.as_ref());
    let name = layout.or(named.map(|name| name.trimmed())).unwrap_or(BUILT_IN_LAYOUT);
    let asked = if layout.is_some() { None } else { named.map(|name| name.place) };
    let layout_from = layout_from(name, layout.is_some());
    // What somebody names who has the files of strangers read lies among these.
    let chosen_by = match layout_from {
        LayoutFrom::BuiltIn => ChosenBy::Program,
        LayoutFrom::Report(_) | LayoutFrom::Elsewhere(_) if layout.is_none() || trust == Trust::Stranger => {
            ChosenBy::Report
        }
        LayoutFrom::Report(_) | LayoutFrom::Elsewhere(_) => ChosenBy::User,
    };
    let before = sources.iter().count();
    // A layout of the report's own lies in the report's folder, links followed; one that somebody asked for, where it
    // is.
    let elsewhere = layout.map(|given| Root::at(Path::new(given)));
    let root = elsewhere.as_ref().unwrap_or(dir);
    let folder = if elsewhere.is_some() { root.to_path_buf() } else { dir.join(name) };
    let layout = read_layout((root, &folder), name, &layout_from, asked, &mut sources, &mut found);
    let layout = layout.map(|layout| Layout { chosen_by, ..layout });
    let tokens = sources.iter().nth(before).map(|(file, _)| file);
    let mut seen = dir.stamp();
    seen.extend(elsewhere.as_ref().map(Root::stamp).unwrap_or_default());
    Ok((Loaded { sources, manifest, arrivals, layout, layout_from, tokens, aside, seen }, found))
}

/// Reads what a manifest names, all of it counted together: what its units deliver, and what is put into the manifest.
fn named(
    (dir, trust): (&Root, Trust),
    manifest: &mut Manifest,
    sources: &mut Sources,
    aside: &mut Vec<SkippedFile>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Arrival> {
    let budget = Budget::of_report(trust, manifest.limits);
    let mut reading = Units { dir, manifest, budget, sources, aside, found };
    let arrivals = reading.read();
    reading.strays();
    let (pictures, finished) = (pictures::read(&mut reading), enclosures::read(&mut reading));
    let (answers, before) = (kolada::read(&mut reading), earlier::read(&mut reading));
    pictures::put(manifest, pictures);
    enclosures::put(manifest, finished);
    kolada::put(manifest, answers);
    earlier::put(manifest, before);
    arrivals
}

/// How the manifest in `dir` is now, for a report of which nothing can be read.
pub fn stamp(dir: &Path) -> Stamp {
    Stamp::of_file(dir, MANIFEST)
}

/// How the layout's files that the manifest in `dir` names are now, for a layout that is not to be read.
pub fn stamp_of_layout(dir: &Path) -> Stamp {
    let mut stamp = Stamp::default();
    let Some(name) = read_manifest(dir, &Overlay::default()).and_then(|manifest| manifest.layout) else { return stamp };
    let folder = dir.join(name.trimmed());
    for file in ["tokens.toml", "template.typ"] {
        stamp.asked(&folder.join(file));
    }
    let fonts = folder.join("fonts");
    for file in stamp.listed(&fonts, &changes::names(&fonts), Wanted::fonts()) {
        stamp.asked(&fonts.join(file));
    }
    stamp
}

/// The reports that a folder stands for: itself, or where it has no manifest, the folders in it that have one, by name.
pub fn reports(dir: &Path) -> Vec<PathBuf> {
    let mut reports = Vec::new();
    if !dir.join(MANIFEST).exists() {
        let entries = fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
        reports.extend(entries.filter(|path| path.join(MANIFEST).exists()));
        reports.sort();
    }
    if reports.is_empty() { vec![dir.to_owned()] } else { reports }
}

/// The folder of the report that the file at `path` belongs to: the nearest one above it with a manifest, as the disk
/// has it or `is_written`.
pub fn report_of(path: &Path, is_written: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let folders = path.ancestors().skip(1);
    let mut folders = folders.filter(|folder| {
        let manifest = folder.join(MANIFEST);
        is_written(&manifest) || manifest.is_file()
    });
    folders.next().map(Path::to_owned)
}

/// The id of the report in `dir`, where its manifest says one.
pub fn id(dir: &Path) -> Option<String> {
    read_manifest(dir, &Overlay::default()).map(|manifest| manifest.id.value)
}

/// Whether the manifest of the report in `dir` names a layout that does not come with the program, and that is there.
pub fn has_own_layout(dir: &Path) -> bool {
    has_own_layout_over(dir, &Overlay::default())
}

/// The same with texts in the place of files.
pub fn has_own_layout_over(dir: &Path, overlay: &Overlay) -> bool {
    let named = read_manifest(dir, overlay).and_then(|manifest| manifest.layout);
    named.is_some_and(|name| {
        layout_from(name.trimmed(), false) != LayoutFrom::BuiltIn && dir.join(name.trimmed()).exists()
    })
}

/// The manifest of the report in `dir`, where there is one that can be used.
fn read_manifest(dir: &Path, overlay: &Overlay) -> Option<Manifest> {
    let text = read_text(&Root::over(dir, overlay), &dir.join(MANIFEST), MANIFEST_SIZE).ok()?;
    decoded(text, Trust::Own, &mut Sources::default()).ok()?.0
}

/// The manifest with this text, which is added to the sources less what stays in the house.
fn decoded(text: String, trust: Trust, sources: &mut Sources) -> Result<(Option<Manifest>, Vec<Diagnostic>), Exceeded> {
    counted::signs(&text, &mut Budget::of_report(trust, Limits::default()))?;
    let (text, blanked) = with_blanks(text);
    let file = sources.add_blanked(MANIFEST, text, blanked);
    Ok(manifest::read(file, &sources.file(file).text))
}

#[cfg(test)]
mod tests {
    use crate::input::load::files::steady;

    #[test]
    fn what_changes_while_it_is_read_is_read_again() {
        let mut states = [1, 2, 2, 2].into_iter();
        let mut reads = 0..;
        let read = steady(|| Ok(states.next().unwrap()), || Ok(reads.next().unwrap())).unwrap();
        assert_eq!(read, Some((2, 1)), "the second reading");
        let mut state = 0..;
        assert_eq!(steady(|| Ok(state.next().unwrap()), || Ok(())).unwrap(), None);
    }
}
