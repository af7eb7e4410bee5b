//! Writes what was taken in, and takes the last of it back: the old texts stand in the report's folder until the next
//! time.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::hash::sha256;
use crate::base::source::{Sources, is_inside};
use crate::deliver::write::{WriteError, replace};
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
#[derive(Debug, Serialize, Deserialize)]
struct Replaced {
    /// Its path in the report's folder.
    path: String,
    /// The name of the file with its old text.
    old: String,
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
    /// These files have their old text again.
    Back(Vec<PathBuf>),
}

/// Writes files, of which each has its path in the report's folder, all or none, and returns their paths. `sources` are
/// the texts that they had when the edits were made.
///
/// # Errors
///
/// What stands in the way, and where. A file that has changed since it was read stands in the way.
pub fn write(dir: &Path, sources: &Sources, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, WriteError> {
    let mut old = Vec::new();
    for (path, _) in files {
        let read = sources.iter().find(|(_, file)| file.path == *path).map(|(_, file)| file.original_bytes());
        let whole = dir.join(path);
        let now = load::file(&whole).map_err(|error| WriteError::system(&whole, error))?;
        if read.is_none_or(|read| read != now) {
            return Err(WriteError::system(&whole, std::io::ErrorKind::ResourceBusy.into()));
        }
        old.push(now);
    }
    let name = |at: usize| format!("{at}.old");
    for (at, bytes) in old.iter().enumerate() {
        replace(dir, &format!("{FOLDER}/{}", name(at)), bytes)?;
    }
    let replaced = files.iter().enumerate();
    let replaced =
        replaced.map(|(at, (path, new))| Replaced { path: path.clone(), old: name(at), sha256: sha256(new) });
    record(dir, &Record { files: replaced.collect() })?;
    let mut written = Vec::new();
    for (path, new) in files {
        match replace(dir, path, new) {
            Ok(path) => written.push(path),
            Err(failed) => {
                // What was written before is taken back.
                for ((path, _), old) in files.iter().zip(&old).take(written.len()) {
                    replace(dir, path, old)?;
                }
                return Err(failed);
            }
        }
    }
    Ok(written)
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
    let inside = |file: &Replaced| is_inside(&file.path) && is_inside(&file.old) && !file.old.contains('/');
    if files.is_empty() || !files.iter().all(inside) {
        return Ok(Undone::Nothing);
    }
    // One that has its old text still, or again, was not reached by a run that was ended.
    let is_ours = |file: &&Replaced| {
        let (Ok(now), Ok(old)) = (load::file(&dir.join(&file.path)), load::file(&dir.join(FOLDER).join(&file.old)))
        else {
            return false;
        };
        now == old || sha256(now) == file.sha256
    };
    let changed: Vec<String> = files.iter().filter(|file| !is_ours(file)).map(|file| file.path.clone()).collect();
    if !changed.is_empty() {
        return Ok(Undone::Changed(changed));
    }
    let mut back = Vec::new();
    for file in &files {
        let old = dir.join(FOLDER).join(&file.old);
        let bytes = load::file(&old).map_err(|error| WriteError::system(&old, error))?;
        back.push(replace(dir, &file.path, &bytes)?);
    }
    record(dir, &Record { files: Vec::new() })?;
    Ok(Undone::Back(back))
}
