//! Writes what was taken in, and takes the last of it back: the old texts stand in the report's folder until the next
//! time.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::hash::sha256;
use crate::base::source::{Sources, is_inside};
use crate::deliver::write::{WriteError, remove, replace};
use crate::input::load;

/// The folder in the report's with what was replaced.
const FOLDER: &str = ".underlag-undo";

/// The file there that says what it was.
const RECORD: &str = "undo.json";

/// What was replaced.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    files: Vec<Replaced>,
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
pub struct Written(Vec<Replaced>);

impl Written {
    /// Writes files, of which each has its path in the report's folder, all or none, and returns their paths. `sources`
    /// are the texts that they had when the edits were made. Where it fails, what the run has written before is taken
    /// back too.
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
        let written = self.written(dir, sources, files);
        if written.is_err() && !self.0.is_empty() {
            // What stands in the way of that, too, is told by the first error.
            let _ = undo(dir);
        }
        written
    }

    fn written(
        &mut self,
        dir: &Path,
        sources: &Sources,
        files: &[(String, Vec<u8>)],
    ) -> Result<Vec<PathBuf>, WriteError> {
        let mut old = Vec::new();
        for (path, _) in files {
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
            old.push(now);
        }
        for ((path, new), old) in files.iter().zip(&old) {
            let sha256 = sha256(new);
            match self.0.iter_mut().find(|known| known.path == *path) {
                Some(known) => known.sha256 = sha256,
                None => {
                    let name = old.as_ref().map(|_| format!("{}.old", self.0.len()));
                    if let (Some(name), Some(bytes)) = (&name, old) {
                        replace(dir, &format!("{FOLDER}/{name}"), bytes)?;
                    }
                    self.0.push(Replaced { path: path.clone(), old: name, sha256 });
                }
            }
        }
        record(dir, &Record { files: self.0.clone() })?;
        let mut written = Vec::new();
        for (path, new) in files {
            match replace(dir, path, new) {
                Ok(path) => written.push(path),
                Err(failed) => {
                    // What was written before is taken back.
                    for ((path, _), old) in files.iter().zip(&old).take(written.len()) {
                        put_back(dir, path, old.as_deref())?;
                    }
                    return Err(failed);
                }
            }
        }
        Ok(written)
    }
}

/// Gives a file its old text, or takes it away where it had none.
fn put_back(dir: &Path, path: &str, old: Option<&[u8]>) -> Result<PathBuf, WriteError> {
    match old {
        Some(bytes) => replace(dir, path, bytes),
        None => remove(dir, path),
    }
}

fn record(dir: &Path, record: &Record) -> Result<(), WriteError> {
    let text = serde_json::to_string_pretty(record).unwrap_or_default() + "\n";
    replace(dir, &format!("{FOLDER}/{RECORD}"), text.as_bytes()).map(|_| ())
}

/// Takes back what was written last.
///
/// # Errors
///
/// What stands in the way, and where.
pub fn undo(dir: &Path) -> Result<Undone, WriteError> {
    let read = load::file(&dir.join(FOLDER).join(RECORD)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(Record { files }) = read else { return Ok(Undone::Nothing) };
    // A name that leads out of the folder is none that this program wrote.
    let inside = |file: &Replaced| {
        let is_plain = |old: &String| is_inside(old) && !old.contains('/');
        is_inside(&file.path) && file.old.as_ref().is_none_or(is_plain)
    };
    if files.is_empty() || !files.iter().all(inside) {
        return Ok(Undone::Nothing);
    }
    let old_of = |file: &Replaced| -> Result<Option<Vec<u8>>, WriteError> {
        let read = |name: &String| {
            let old = dir.join(FOLDER).join(name);
            load::file(&old).map_err(|error| WriteError::system(&old, error))
        };
        file.old.as_ref().map(read).transpose()
    };
    // One that has its old text still, or again, was not reached by a run that was ended.
    let is_ours = |file: &&Replaced| {
        let now = load::file(&dir.join(&file.path)).ok();
        let Ok(old) = old_of(file) else { return false };
        now == old || now.is_some_and(|now| sha256(now) == file.sha256)
    };
    let changed: Vec<String> = files.iter().filter(|file| !is_ours(file)).map(|file| file.path.clone()).collect();
    if !changed.is_empty() {
        return Ok(Undone::Changed(changed));
    }
    let mut back = Vec::new();
    for file in &files {
        back.push(put_back(dir, &file.path, old_of(file)?.as_deref())?);
    }
    record(dir, &Record { files: Vec::new() })?;
    Ok(Undone::Back(back))
}
