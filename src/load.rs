//! The only door in: reads the manifest, the units' files and the layout from the disk.
//!
//! Files are read and decoded in parallel; they get their ids in the manifest's order, so that nothing depends on
//! threads or on the order of a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use toml::de::DeTable;

use crate::base::cell_ref::Area;
use crate::base::date::Ymd;
use crate::base::limits::{CELLS_OF_A_ROW, FONT_SIZE, IMAGE_SIZE, Limit, Limits, MANIFEST_SIZE, MEGABYTE};
use crate::base::names::nearest;
use crate::base::source::{FileId, MARK, Place, SourceSheet, Sources, is_inside, whole};
use crate::diagnostic::{Diagnostic, messages};
use crate::dispatch::{Earlier, RECORD};
use crate::layout::{self, Layout, Logo, Tokens};
use crate::manifest::{self, Manifest, Unit};
use crate::merge::Arrival;
use crate::section::export::{Line, WorkbookPart};
use crate::section::{self, Export, FinanceRow, Section};
use crate::sheet::{self, Fault};

/// The manifest's file name.
pub const MANIFEST: &str = "rapport.toml";

/// The folder of the units' files.
const UNITS: &str = "enheter";

/// The layouts that come with the program: name, tokens, template. One that inherits has no template of its own.
const BUILT_IN: &[(&str, &str, Option<&str>)] = &[
    ("kommun", include_str!("../layouts/kommun/tokens.toml"), Some(include_str!("../layouts/kommun/template.typ"))),
    ("region", include_str!("../layouts/region/tokens.toml"), None),
];

/// The number of times that a file is read which changes while it is read.
const TRIES: usize = 5;

/// How the names of files end that a report is made of.
const INPUTS: &[&str] = &["toml", "csv", "tsv", "txt", "xlsx", "xlsm", "typ", "ttf", "otf", "svg", "png"];

/// How the name begins of what Excel puts beside a workbook that somebody has open.
const LOCK: &str = "~$";

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
    pub aside: Vec<Aside>,
}

/// Where a layout came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LayoutFrom {
    /// With the program.
    #[default]
    BuiltIn,
    /// From this folder within the report's own.
    Report(String),
    /// From a folder of this name elsewhere.
    Elsewhere(String),
}

impl LayoutFrom {
    /// The path of a file of the layout, as messages name it: the same wherever the layout's folder lies.
    fn shown(&self, name: &str, file: &str) -> String {
        match self {
            LayoutFrom::BuiltIn => format!("layouts/{name}/{file}"),
            LayoutFrom::Report(folder) | LayoutFrom::Elsewhere(folder) => format!("{folder}/{file}"),
        }
    }
}

/// A file that findings are about, although its text is none of the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Its path relative to the report's folder, with `/`.
    pub path: String,
    /// Why it has no text.
    pub why: AsideKind,
}

/// Why a file has no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AsideKind {
    /// No unit owns it, so that it was not opened.
    Stray,
    /// It is not UTF-8; these are its bytes.
    Encoding(Vec<u8>),
    /// Nothing could be taken from it; these are its bytes.
    Unused(Vec<u8>),
    /// It could not be read.
    Unreadable,
}

/// Why nothing could be read.
#[derive(Debug)]
pub enum LoadError {
    /// There is no such folder.
    NoFolder(PathBuf),
    /// The folder has no manifest.
    NoManifest(PathBuf),
    /// The manifest, or another file that was asked for, cannot be read.
    Unreadable(PathBuf, io::Error),
}

/// Reads the report in `dir`, with the layout that `layout` names or else the manifest.
pub fn load(dir: &Path, layout: Option<&str>) -> Result<(Loaded, Vec<Diagnostic>), LoadError> {
    if !dir.is_dir() {
        return Err(LoadError::NoFolder(dir.to_owned()));
    }
    let path = dir.join(MANIFEST);
    let text = match read_text(dir, &path, MANIFEST_SIZE) {
        Ok(text) => text,
        Err(Unread::Missing) => return Err(LoadError::NoManifest(dir.to_owned())),
        Err(Unread::Io(error)) => return Err(LoadError::Unreadable(path, error)),
        Err(unread) => {
            let found = vec![unread.finding(None, MANIFEST, None, None)];
            return Ok((Loaded::default(), found));
        }
    };
    let mut sources = Sources::default();
    let file = sources.add(MANIFEST, text);
    let (manifest, mut found) = manifest::read(file, &sources.file(file).text);
    let (mut arrivals, mut aside) = (Vec::new(), Vec::new());
    if let Some(manifest) = &manifest {
        arrivals = units(dir, manifest, &mut sources, &mut aside, &mut found);
        strays(dir, &manifest.units, &mut aside, &mut found);
    }
    let named = manifest.as_ref().and_then(|manifest| manifest.layout.as_ref());
    let base = if layout.is_some() { Path::new("") } else { dir };
    let name = layout.or(named.map(|name| name.trimmed())).unwrap_or(BUILT_IN[0].0);
    let asked = if layout.is_some() { None } else { named.map(|name| name.place) };
    let layout_from = layout_from(name, layout.is_some());
    let before = sources.iter().count();
    let layout = read_layout(base, name, &layout_from, asked, &mut sources, &mut found);
    let tokens = sources.iter().nth(before).map(|(file, _)| file);
    Ok((Loaded { sources, manifest, arrivals, layout, layout_from, tokens, aside }, found))
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

/// The id of the report in `dir`, where its manifest says one.
pub fn id(dir: &Path) -> Option<String> {
    let text = read_text(dir, &dir.join(MANIFEST), MANIFEST_SIZE).ok()?;
    let mut sources = Sources::default();
    let file = sources.add(MANIFEST, text);
    manifest::read(file, &sources.file(file).text).0.map(|manifest| manifest.id.value)
}

/// Where the layout `name` comes from; `given` if somebody asked for it instead of the manifest's.
fn layout_from(name: &str, given: bool) -> LayoutFrom {
    if BUILT_IN.iter().any(|(built_in, ..)| *built_in == name) {
        LayoutFrom::BuiltIn
    } else if !given && is_inside(name) {
        LayoutFrom::Report(name.to_owned())
    } else {
        let last = Path::new(name).file_name().map(|last| last.to_string_lossy().into_owned());
        LayoutFrom::Elsewhere(last.unwrap_or_else(|| "layout".to_owned()))
    }
}

fn units(
    dir: &Path,
    manifest: &Manifest,
    sources: &mut Sources,
    aside: &mut Vec<Aside>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Arrival> {
    let limits = manifest.limits;
    let units = manifest.units.get(..limits.units as usize).unwrap_or(&manifest.units);
    if let Some(beyond) = manifest.units.get(units.len()) {
        found.push(messages::limit_exceeded(Some(beyond.id.place), "", Limit::Units, limits.units));
    }
    let texts: Vec<Result<String, Unread>> =
        units.par_iter().map(|unit| read_text(dir, &dir.join(&unit.file), limits.file_size)).collect();
    let mut files: Vec<Result<FileId, Arrival>> = Vec::new();
    for (unit, text) in units.iter().zip(texts) {
        files.push(match text {
            Ok(text) => Ok(sources.add(&unit.file, text)),
            Err(unread) => {
                found.push(unread.finding(Some(unit.id.place), &unit.file, Some(unit.name.trimmed()), Some(limits)));
                let why = unread.aside();
                let arrival = if why.is_none() { Arrival::NoFile } else { Arrival::Unreadable };
                aside.extend(why.map(|why| Aside { path: unit.file.clone(), why }));
                Err(arrival)
            }
        });
    }
    let read_files: Vec<Option<FileId>> = files.iter().map(|file| file.as_ref().ok().copied()).collect();
    let read: Vec<(Arrival, Vec<Diagnostic>)> = files
        .into_par_iter()
        .map(|file| match file {
            Ok(file) => {
                let (section, found) = section::read(file, &sources.file(file).text);
                (Arrival::Read(Box::new(section)), found)
            }
            Err(arrival) => (arrival, Vec::new()),
        })
        .collect();
    let (mut arrivals, findings): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    found.extend(findings.into_iter().flatten());
    let mut workbooks = BTreeMap::new();
    for (arrival, file) in arrivals.iter_mut().zip(read_files) {
        if let (Arrival::Read(section), Some(by)) = (arrival, file) {
            let workbooks = &mut workbooks;
            let (sources, aside, found) = (&mut *sources, &mut *aside, &mut *found);
            let mut exports = Exports { dir, limits, by, workbooks, sources, aside, found };
            let Section { exports: named, rows, .. } = section.as_mut();
            named.iter().for_each(|export| exports.read(export, rows));
        }
    }
    arrivals.resize_with(manifest.units.len(), || Arrival::Unreadable);
    arrivals
}

/// The files of other programs that a unit's file names.
struct Exports<'l> {
    dir: &'l Path,
    limits: Limits,
    /// The unit's file.
    by: FileId,
    /// The workbooks that were read: one of several sheets is the same for all of them.
    workbooks: &'l mut BTreeMap<String, Arc<Vec<u8>>>,
    sources: &'l mut Sources,
    aside: &'l mut Vec<Aside>,
    found: &'l mut Vec<Diagnostic>,
}

impl Exports<'_> {
    /// Adds a file's figures to the section's rows.
    fn read(&mut self, export: &Export, rows: &mut Vec<FinanceRow>) {
        let read = match &export.part {
            None => self.text(export),
            Some(part) => self.sheet(export, part),
        };
        let Some((file, mut lines)) = read else { return };
        let most = self.limits.rows as usize;
        if let Some(beyond) = lines.get(most) {
            let place = beyond.first().map(|cell| Place::new(file, cell.span.clone()));
            self.found.push(messages::limit_exceeded(place, &export.file.text, Limit::Rows, self.limits.rows));
            lines.truncate(most);
        }
        let found = section::export::read(file, &lines, &|| self.above(export), export, rows);
        self.found.extend(found);
    }

    /// A file of lines.
    fn text(&mut self, export: &Export) -> Option<(FileId, Vec<Line>)> {
        let path = &export.file.text;
        let text = read_text(self.dir, &self.dir.join(path), self.limits.file_size);
        let text = text.map_err(|unread| self.unread(export, unread)).ok()?;
        let file = self.sources.add_named(self.by, path, text, None);
        Some((file, section::csv::lines(&self.sources.file(file).text)))
    }

    /// The sheet of a workbook.
    fn sheet(&mut self, export: &Export, part: &WorkbookPart) -> Option<(FileId, Vec<Line>)> {
        let (path, limits) = (&export.file.text, self.limits);
        let bytes = self.workbook(export)?;
        let most = self.most();
        let name = part.sheet.as_ref().map(|name| name.trimmed());
        let sheet = sheet::read(&bytes, name, &part.area, most);
        let sheet = sheet.map_err(|fault| {
            self.found.push(faulty(export, part, &fault, limits));
            self.aside.push(Aside { path: path.clone(), why: AsideKind::Unused(bytes.to_vec()) });
        });
        let sheet = sheet.ok()?;
        if sheet.hidden {
            let place = part.sheet.as_ref().map_or(export.file.place, |name| name.place);
            self.found.push(messages::hidden_sheet(place, &sheet.name));
        }
        let set = section::xlsx::set(sheet.cells, sheet.merged);
        let source = SourceSheet { bytes, name: sheet.name, cells: set.starts };
        Some((self.sources.add_named(self.by, path, set.text, Some(source)), set.lines))
    }

    /// How much of a workbook may be read.
    fn most(&self) -> sheet::Most {
        let rows = self.limits.rows as usize;
        let cells = rows.saturating_mul(CELLS_OF_A_ROW);
        sheet::Most { unpacked: u64::from(self.limits.unpacked) * MEGABYTE, rows, cells }
    }

    /// The lines of a sheet above the part that is taken; none where they cannot be read.
    fn above(&self, export: &Export) -> Vec<Line> {
        let (bytes, part) = (self.workbooks.get(&export.file.text), export.part.as_ref());
        let Some((bytes, part)) = bytes.zip(part).filter(|(_, part)| *part.area.rows.start() > 1) else {
            return Vec::new();
        };
        let area = Area { rows: 1..=part.area.rows.start() - 1, columns: part.area.columns.clone() };
        let name = part.sheet.as_ref().map(|name| name.trimmed());
        let sheet = sheet::read(bytes, name, &area, self.most());
        sheet.map_or(Vec::new(), |sheet| section::xlsx::set(sheet.cells, sheet.merged).lines)
    }

    fn workbook(&mut self, export: &Export) -> Option<Arc<Vec<u8>>> {
        let path = &export.file.text;
        if let Some(bytes) = self.workbooks.get(path) {
            return Some(Arc::clone(bytes));
        }
        let bytes = read_bytes(self.dir, &self.dir.join(path), self.limits.file_size);
        let bytes = Arc::new(bytes.map_err(|unread| self.unread(export, unread)).ok()?);
        self.workbooks.insert(path.clone(), Arc::clone(&bytes));
        Some(bytes)
    }

    fn unread(&mut self, export: &Export, unread: Unread) {
        let path = &export.file.text;
        self.found.push(unread.finding(Some(export.file.place), path, None, Some(self.limits)));
        self.aside.extend(unread.aside().map(|why| Aside { path: path.clone(), why }));
    }
}

/// What is told of a workbook of which nothing can be read.
fn faulty(export: &Export, part: &WorkbookPart, fault: &Fault, limits: Limits) -> Diagnostic {
    let (path, place) = (&export.file.text, export.file.place);
    match fault {
        Fault::Unpacked => messages::limit_exceeded(Some(place), path, Limit::Unpacked, limits.unpacked),
        Fault::Rows => messages::limit_exceeded(Some(place), path, Limit::Rows, limits.rows),
        Fault::NoSheet(known) => {
            let name = part.sheet.as_ref();
            let meant = name.and_then(|name| nearest(name.trimmed(), known.iter().map(String::as_str)));
            let place = name.map_or(place, |name| name.place);
            messages::sheet_missing(place, name.map(|name| name.trimmed()), meant, known)
        }
        Fault::Encrypted | Fault::Other | Fault::Damaged(_) | Fault::Declares => {
            messages::workbook_unreadable(place, path, fault)
        }
    }
}

/// Reports files in the units' folder that no unit owns.
fn strays(dir: &Path, units: &[Unit], aside: &mut Vec<Aside>, found: &mut Vec<Diagnostic>) {
    let Ok(entries) = fs::read_dir(dir.join(UNITS)) else { return };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml") && !name.starts_with('.'))
        .map(|name| format!("{UNITS}/{name}"))
        .filter(|path| !units.iter().any(|unit| unit.file == *path))
        .collect();
    names.sort();
    for path in names {
        let missing = units.iter().filter(|unit| !dir.join(&unit.file).exists()).map(|unit| unit.file.as_str());
        found.push(messages::stray_file(&path, nearest(&path, missing)));
        aside.push(Aside { path, why: AsideKind::Stray });
    }
}

/// Why a file's text was not read.
enum Unread {
    Missing,
    Io(io::Error),
    NotAFile,
    Outside,
    Changing,
    TooLarge(u32),
    Encoding(&'static str, Vec<u8>),
}

impl Unread {
    /// What is told of it. `limits` are the report's, where they hold for the file.
    fn finding(&self, asked: Option<Place>, path: &str, unit: Option<&str>, limits: Option<Limits>) -> Diagnostic {
        match self {
            Unread::Missing => messages::file_missing(asked, path, unit),
            Unread::Io(error) => messages::file_unreadable(asked, path, &error.to_string()),
            Unread::NotAFile => messages::file_unreadable(asked, path, "not a file"),
            Unread::Outside => messages::file_outside(asked, path),
            Unread::Changing => messages::file_changing(asked, path),
            Unread::TooLarge(most) => match limits {
                Some(limits) => messages::limit_exceeded(asked, path, Limit::FileSize, limits.file_size),
                None => messages::file_too_large(asked, path, *most),
            },
            Unread::Encoding(name, _) => messages::not_utf8(asked, path, name),
        }
    }

    /// What is left of a file that is there.
    fn aside(self) -> Option<AsideKind> {
        match self {
            Unread::Missing => None,
            Unread::Io(_) | Unread::NotAFile | Unread::Outside | Unread::Changing | Unread::TooLarge(_) => {
                Some(AsideKind::Unreadable)
            }
            Unread::Encoding(_, bytes) => Some(AsideKind::Encoding(bytes)),
        }
    }
}

/// The bytes of the file at `path`, which lies in the folder `root`, links followed; of `megabytes` at the most.
fn read_bytes(root: &Path, path: &Path, megabytes: u32) -> Result<Vec<u8>, Unread> {
    let largest = u64::from(megabytes) * MEGABYTE;
    let unread =
        |error: io::Error| if error.kind() == io::ErrorKind::NotFound { Unread::Missing } else { Unread::Io(error) };
    let real = fs::canonicalize(path).map_err(unread)?;
    if !real.starts_with(fs::canonicalize(root).map_err(unread)?) {
        return Err(Unread::Outside);
    }
    // Before it is opened: opening a pipe waits for somebody who writes into it.
    if !fs::metadata(&real).map_err(unread)?.is_file() {
        return Err(Unread::NotAFile);
    }
    let look = || {
        let about = fs::metadata(&real)?;
        Ok((about.len(), about.modified().ok()))
    };
    let read = || {
        let mut bytes = Vec::new();
        fs::File::open(&real)?.take(largest + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = steady(look, read).map_err(unread)?.ok_or(Unread::Changing)?;
    if bytes.len() as u64 > largest { Err(Unread::TooLarge(megabytes)) } else { Ok(bytes) }
}

/// What is read of something that looks the same before and after; `None` if it never does. Somebody may be saving it.
fn steady<S: PartialEq, T>(
    mut look: impl FnMut() -> io::Result<S>,
    mut read: impl FnMut() -> io::Result<T>,
) -> io::Result<Option<T>> {
    for _ in 0..TRIES {
        let before = look()?;
        let value = read()?;
        if look()? == before {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// The bytes of a finished file that is to be read back.
///
/// # Errors
///
/// Why it cannot be read.
pub fn file(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// A file's text, with the byte order mark that it may begin with.
fn read_text(root: &Path, path: &Path, megabytes: u32) -> Result<String, Unread> {
    let bytes = read_bytes(root, path, megabytes)?;
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(Unread::Encoding("UTF-16", bytes));
    }
    String::from_utf8(bytes).map_err(|error| Unread::Encoding("Windows-1252 (ANSI)", error.into_bytes()))
}

fn read_layout(
    base: &Path,
    name: &str,
    from: &LayoutFrom,
    asked: Option<Place>,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Layout> {
    let shown = |file: &str| from.shown(name, file);
    let path = shown("tokens.toml");
    if let Some((name, tokens, template)) = BUILT_IN.iter().find(|(built_in, ..)| *built_in == name) {
        let (tokens, template) = ((*tokens).to_owned(), template.map(str::to_owned));
        let files = LayoutFiles { tokens, template, fonts: BTreeMap::new() };
        return layout(name, &path, files, &|_| Err(Unread::Missing), sources, found);
    }
    let folder = base.join(name);
    // A layout of the report's own lies in the report's folder, links followed; one that somebody asked for, where it is.
    let root = if base.as_os_str().is_empty() { folder.as_path() } else { base };
    let read = |file: &str| read_text(root, &folder.join(file), MANIFEST_SIZE);
    let (tokens, template) = match (read("tokens.toml"), read("template.typ")) {
        (Ok(tokens), Ok(template)) => (tokens, Some(template.trim_start_matches(MARK).to_owned())),
        // What it inherits has a template.
        (Ok(tokens), Err(Unread::Missing)) if layout::parent(tokens.trim_start_matches(MARK)).is_some() => {
            (tokens, None)
        }
        (Err(Unread::Missing), _) if !folder.is_dir() => {
            found.push(messages::layout_missing(asked, name, &built_in_names()));
            return None;
        }
        (tokens, template) => {
            for (file, text) in [("tokens.toml", tokens), ("template.typ", template)] {
                if let Err(unread) = text {
                    found.push(unread.finding(asked, &shown(file), None, None));
                }
            }
            return None;
        }
    };
    let files = LayoutFiles { tokens, template, fonts: fonts(root, &folder, &shown, asked, found) };
    let short = folder.file_name().map_or_else(|| name.to_owned(), |name| name.to_string_lossy().into_owned());
    let image = |file: &str| read_bytes(root, &folder.join(file), IMAGE_SIZE);
    layout(&short, &path, files, &image, sources, found)
}

/// What was read of a layout's folder.
struct LayoutFiles {
    tokens: String,
    template: Option<String>,
    fonts: BTreeMap<String, Vec<u8>>,
}

fn built_in_names() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(name, ..)| *name).collect()
}

/// The tokens and the template of a layout that comes with the program, with what it inherits.
fn built_in(name: &str) -> Option<(String, String)> {
    let (_, tokens, template) = BUILT_IN.iter().find(|(built_in, ..)| *built_in == name)?;
    match layout::parent(tokens) {
        // One inherits from another, so that this ends: a test reads all of them.
        Some((parent, _)) if parent != name => {
            let (theirs, theirs_template) = built_in(&parent)?;
            let tokens = layout::inherit(&theirs, tokens).ok()?;
            Some((tokens, template.map_or(theirs_template, str::to_owned)))
        }
        _ => Some(((*tokens).to_owned(), (*template)?.to_owned())),
    }
}

fn layout(
    name: &str,
    path: &str,
    files: LayoutFiles,
    image: &dyn Fn(&str) -> Result<Vec<u8>, Unread>,
    sources: &mut Sources,
    found: &mut Vec<Diagnostic>,
) -> Option<Layout> {
    let file = sources.add(path, files.tokens);
    let own = sources.file(file).text.clone();
    let fault = |span, why: &str| messages::layout_tokens(Place::new(file, span), why);
    let (tokens_text, inherited) = match layout::parent(&own) {
        None => (own, None),
        Some((parent, span)) => {
            let Some((theirs, template)) = built_in(&parent) else {
                found.push(messages::layout_missing(Some(Place::new(file, span)), &parent, &built_in_names()));
                return None;
            };
            match layout::inherit(&theirs, &own) {
                Ok(merged) => (merged, Some(template)),
                Err((span, why)) => {
                    found.push(fault(whole(&sources.file(file).text, span), &why));
                    return None;
                }
            }
        }
    };
    let read = toml::from_str::<Tokens>(&tokens_text);
    let mut tokens = read
        .map_err(|error| {
            let span = whole(&sources.file(file).text, error.span().unwrap_or(0..0));
            found.push(fault(span, error.message()));
        })
        .ok()?;
    if !tokens.marks_drafts() {
        found.push(messages::layout_without_draft_mark(Place::new(file, 0..0)));
        return None;
    }
    let template = files.template.or(inherited)?;
    let logo = tokens.logotyp.as_ref().and_then(|token| {
        let read = if is_inside(&token.fil) { image(&token.fil) } else { Err(Unread::Missing) };
        let fitting = |bytes| Logo::read(bytes, token.bredd)?.fitting(&tokens);
        let logo = read.map_err(|_| None).and_then(|bytes| fitting(bytes).map_err(Some));
        logo.map_err(|fault| {
            found.push(messages::layout_logo(logo_place(file, sources, &token.fil), &token.fil, fault))
        })
        .ok()
    });
    if logo.is_none() {
        tokens.logotyp = None;
    }
    Some(Layout { name: name.to_owned(), tokens, tokens_text, template, fonts: files.fonts, logo })
}

/// Where the tokens name the logo's file.
fn logo_place(file: FileId, sources: &Sources, name: &str) -> Place {
    let text = &sources.file(file).text;
    let table = DeTable::parse(text).ok();
    let span =
        table.as_ref().and_then(|table| Some(table.get_ref().get("logotyp")?.get_ref().as_table()?.get("fil")?.span()));
    Place::new(file, span.unwrap_or_else(|| text.find(name).map_or(0..0, |at| at..at + name.len())))
}

fn fonts(
    root: &Path,
    folder: &Path,
    shown: &dyn Fn(&str) -> String,
    asked: Option<Place>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder.join("fonts")) else { return BTreeMap::new() };
    let mut fonts = BTreeMap::new();
    let names = entries.filter_map(Result::ok).filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|file| file.ends_with(".ttf") || file.ends_with(".otf")).collect();
    names.sort();
    for file in names {
        match read_bytes(root, &folder.join("fonts").join(&file), FONT_SIZE) {
            Ok(bytes) => {
                fonts.insert(file, bytes);
            }
            Err(unread) => found.push(unread.finding(asked, &shown(&format!("fonts/{file}")), None, None)),
        }
    }
    fonts
}

/// The dispatches in a folder of them, `v1`, `v2`, each with its record where that can be read. None where there is no such
/// folder.
pub fn dispatches(folder: &Path) -> Vec<Earlier> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(Result::ok).filter_map(|entry| entry.file_name().into_string().ok());
    let version = |name: String| {
        let version = name.strip_prefix('v')?.parse().ok()?;
        let record = read_text(folder, &folder.join(&name).join(RECORD), MANIFEST_SIZE).ok();
        Some(Earlier { version, record })
    };
    names.filter_map(version).collect()
}

/// The state of every file that a report may be made of: sizes and times of change. Two that differ mean that somebody has
/// saved something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp(BTreeMap<PathBuf, (u64, u128)>);

/// The folders below a report's that are looked at for changes.
const DEEPEST: usize = 4;

/// The state of the files in the report's folder `dir` and in the layout's folder, if one is given. What lies in `output`
/// is no input, wherever that is. A file that cannot be looked at is left out, until it can.
pub fn stamp(dir: &Path, layout: Option<&str>, output: &Path) -> Stamp {
    let output = fs::canonicalize(output).ok();
    let mut stamp = Stamp::default();
    for folder in [Some(dir), layout.map(Path::new)].into_iter().flatten() {
        look_at(folder, output.as_deref(), DEEPEST, &mut stamp);
    }
    stamp
}

fn look_at(folder: &Path, output: Option<&Path>, deep: usize, stamp: &mut Stamp) {
    if output.is_some() && fs::canonicalize(folder).ok().as_deref() == output {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let hidden = name.starts_with('.') || name.starts_with(LOCK);
        let Ok(about) = fs::metadata(&path) else { continue };
        let is_input = path.extension().is_some_and(|end| INPUTS.iter().any(|input| end == *input));
        if about.is_dir() && !hidden && deep > 0 {
            look_at(&path, output, deep - 1, stamp);
        } else if about.is_file() && !hidden && is_input {
            let when = about.modified().ok().and_then(|when| when.duration_since(std::time::UNIX_EPOCH).ok());
            stamp.0.insert(path, (about.len(), when.map_or(0, |when| when.as_nanos())));
        }
    }
}

/// The day on which a file was last changed, in universal time, where the system knows it.
pub fn changed(path: &Path) -> Option<Ymd> {
    let when = fs::metadata(path).and_then(|about| about.modified()).ok()?;
    let seconds = when.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    Ymd::of_day_number(i64::try_from(seconds / 86_400).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_while_it_is_read_is_read_again() {
        let mut states = [1, 2, 2, 2].into_iter();
        let mut reads = 0..;
        let read = steady(|| Ok(states.next().unwrap()), || Ok(reads.next().unwrap())).unwrap();
        assert_eq!(read, Some(1), "the second reading");
        let mut state = 0..;
        assert_eq!(steady(|| Ok(state.next().unwrap()), || Ok(())).unwrap(), None);
    }
}
