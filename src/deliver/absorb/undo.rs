//! Writes what was taken in, and takes the last of it back: the old texts stand in the report's folder until the next
//! time. A run that cannot write leaves that folder as it was, with what an earlier run has kept there.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::hash::sha256;
use crate::base::source::{Sources, is_inside};
use crate::deliver::write::{WriteError, remove, remove_empty, replace};
use crate::input::load;

use super::memory::{FOLDER, Memory};

/// The file there that says what it was.
const RECORD: &str = "undo.json";

/// What was replaced.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Record {
    files: Vec<Replaced>,
    /// The names of the files with what the run before had kept, which is needed until this run has ended well.
    #[serde(default)]
    earlier: Vec<String>,
}

/// A file that was replaced.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Replaced {
    /// Its path in the report's folder.
    path: String,
    /// The name of the file with its old text; none for a file that is new.
    old: Option<String>,
    /// The hash of its new text.
    sha256: String,
}

/// What became of taking it back.
#[derive(Debug)]
pub enum Undone {
    /// Nothing was taken in here, or all of it is taken back.
    Nothing,
    /// These files have changed since, and none is taken back.
    Changed(Vec<String>),
    /// These files have their old text again, or are gone as they were.
    Back(Vec<PathBuf>),
}

/// What one run writes, file by file: taken back as one.
#[derive(Debug, Default)]
pub struct Written {
    files: Vec<Replaced>,
    /// What the run before has kept.
    before: Record,
}

impl Written {
    /// Writes files, of which each has its path in the report's folder, all or none, and returns their paths. `sources`
    /// are the texts that they had when the edits were made. Where it fails, what the run has written before is taken
    /// back too, and what an earlier run has kept is kept still.
    ///
    /// # Errors
    ///
    /// What stands in the way, and where. A file that has changed since it was read stands in the way.
    pub fn write(
        &mut self,
        dir: &Path,
        sources: &Sources,
        files: &[(String, Vec<u8>)],
    ) -> Result<Vec<PathBuf>, WriteError> {
        if self.files.is_empty() {
            self.before = read(dir);
            // That run has ended, and nothing takes back what was before it.
            forget(dir, &self.before.earlier);
        }
        let written = unchanged(dir, sources, files).and_then(|old| {
            self.keep(dir, files, &old)?;
            files.iter().map(|(path, new)| replace(dir, path, new)).collect()
        });
        if written.is_err() {
            // What stands in the way of that, too, is told by the first error.
            self.give_up(dir);
        }
        written
    }

    /// Keeps the texts that files have had, and says so before any of them is another one.
    fn keep(&mut self, dir: &Path, files: &[(String, Vec<u8>)], old: &[Option<Vec<u8>>]) -> Result<(), WriteError> {
        for ((path, new), old) in files.iter().zip(old) {
            let sha256 = sha256(new);
            if let Some(known) = self.files.iter_mut().find(|known| known.path == *path) {
                known.sha256 = sha256;
                continue;
            }
            let name = old.as_ref().map(|_| self.free());
            self.files.push(Replaced { path: path.clone(), old: name.clone(), sha256 });
            if let (Some(name), Some(bytes)) = (name, old) {
                replace(dir, &format!("{FOLDER}/{name}"), bytes)?;
            }
        }
        record(dir, &Record { files: self.files.clone(), earlier: names(&self.before.files) })
    }

    /// A name that no kept text has, of this run or of the one before: that one's are needed where this one fails.
    fn free(&self) -> String {
        let all = || self.files.iter().chain(&self.before.files).filter_map(|file| file.old.as_deref());
        let mut names = (0u64..).map(|number| format!("{number}.old"));
        names.find(|name| all().all(|known| known != name)).unwrap_or_default()
    }

    /// Takes back what this run has written, and what it has kept.
    fn give_up(&mut self, dir: &Path) {
        let is_back = |file: &Replaced| {
            let now = load::file(&dir.join(&file.path)).ok();
            if now.is_none_or(|now| sha256(now) != file.sha256) {
                return true;
            }
            old_of(dir, file).and_then(|old| put_back(dir, &file.path, old.as_deref())).is_ok()
        };
        let left = self.files.iter().filter(|file| !is_back(file)).count();
        // What could not be put back can be so later.
        if left > 0 {
            return;
        }
        let own = std::mem::take(&mut self.files);
        if self.before.files.is_empty() {
            let _ = remove(dir, &format!("{FOLDER}/{RECORD}"));
        } else {
            let _ = record(dir, &self.before);
        }
        forget(dir, &names(&own));
    }
}

/// The names of the files with the texts that files had.
fn names(files: &[Replaced]) -> Vec<String> {
    files.iter().filter_map(|file| file.old.clone()).collect()
}

/// The texts that files have now, where those are the ones that were read.
fn unchanged(dir: &Path, sources: &Sources, files: &[(String, Vec<u8>)]) -> Result<Vec<Option<Vec<u8>>>, WriteError> {
    let text = |(path, _): &(String, Vec<u8>)| {
        let read = sources.iter().find(|(_, file)| file.path == *path).map(|(_, file)| file.original_bytes());
        let whole = dir.join(path);
        let now = match load::file(&whole) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(WriteError::system(&whole, error)),
        };
        if read != now {
            return Err(WriteError::system(&whole, std::io::ErrorKind::ResourceBusy.into()));
        }
        Ok(now)
    };
    files.iter().map(text).collect()
}

/// Takes away kept texts, and their folder where nothing is left in it.
fn forget(dir: &Path, names: &[String]) {
    for name in names {
        let _ = remove(dir, &format!("{FOLDER}/{name}"));
    }
    remove_empty(dir, FOLDER);
}

/// Gives a file its old text, or takes it away where it had none.
fn put_back(dir: &Path, path: &str, old: Option<&[u8]>) -> Result<PathBuf, WriteError> {
    match old {
        Some(bytes) => replace(dir, path, bytes),
        None => remove(dir, path),
    }
}

/// The text that a file had.
fn old_of(dir: &Path, file: &Replaced) -> Result<Option<Vec<u8>>, WriteError> {
    let read = |name: &String| {
        let old = dir.join(FOLDER).join(name);
        load::file(&old).map_err(|error| WriteError::system(&old, error))
    };
    file.old.as_ref().map(read).transpose()
}

fn record(dir: &Path, record: &Record) -> Result<(), WriteError> {
    let text = serde_json::to_string_pretty(record).unwrap_or_default() + "\n";
    replace(dir, &format!("{FOLDER}/{RECORD}"), text.as_bytes()).map(|_| ())
}

/// What the last run has kept. A name that leads out of the folder is none that this program wrote.
fn read(dir: &Path) -> Record {
    let bytes = load::file(&dir.join(FOLDER).join(RECORD)).ok();
    let read: Record = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let is_plain = |old: &String| is_inside(old) && !old.contains('/');
    let is_ours = |file: &Replaced| is_inside(&file.path) && file.old.as_ref().is_none_or(is_plain);
    let is_well = read.files.iter().all(is_ours) && read.earlier.iter().all(is_plain);
    if is_well { read } else { Record::default() }
}

/// Takes back what was written last.
///
/// # Errors
///
/// What stands in the way, and where.
pub fn undo(dir: &Path) -> Result<Undone, WriteError> {
    let Record { files, earlier } = read(dir);
    if files.is_empty() {
        return Ok(Undone::Nothing);
    }
    // One that has its old text still, or again, was not reached by a run that was ended.
    let is_ours = |file: &&Replaced| {
        let now = load::file(&dir.join(&file.path)).ok();
        let Ok(old) = old_of(dir, file) else { return false };
        now == old || now.is_some_and(|now| sha256(now) == file.sha256)
    };
    let changed: Vec<String> = files.iter().filter(|file| !is_ours(file)).map(|file| file.path.clone()).collect();
    if !changed.is_empty() {
        return Ok(Undone::Changed(changed));
    }
    let mut back = Vec::new();
    for file in &files {
        back.push(put_back(dir, &file.path, old_of(dir, file)?.as_deref())?);
    }
    remove(dir, &format!("{FOLDER}/{RECORD}"))?;
    // What was taken in with them is so no longer.
    Memory::read(dir).without_papers(dir);
    forget(dir, &earlier);
    forget(dir, &names(&files));
    Ok(Undone::Back(back))
}
