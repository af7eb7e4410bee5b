//! The only door out: replaces all outputs or none.
//!
//! What holds when the process is killed at any moment, or when something cannot be written:
//!
//! - Everything is written into a folder of its own in the output folder, `.underlag-` and some letters, into which
//!   nobody else can look, and flushed to the disk. Up to here nothing has changed, and the next run takes such a
//!   folder away.
//! - One renaming, into `.underlag-whole` and to the report's id there, decides that the new outputs count. From here
//!   on either this run or the next one of the same report that writes into the folder finishes the exchange.
//! - The exchange moves all the old outputs out before it moves the first new one in: see `exchange`. A killed
//!   process may leave an output missing until the next run, but never a new one beside an old one, and never half a
//!   file.
//! - An exchange that fails is taken back, and the old outputs stand again.
//! - Two runs that write into one folder wait for each other, so that the outputs of the last one stand, whole. Where
//!   the file system has no locks, as some over a network, each of the two is still whole or refused.
//! - Somebody who ends the process, rather than kills it, waits for an exchange that was decided, and nothing temporary
//!   is left: see `ending`.
//!
//! What holds whatever somebody has put into the output folder:
//!
//! - An unfinished exchange is obeyed only where this program made it there: see `record`. Nothing else that looks like
//!   one is touched, and nothing is written beside it.
//! - Names are looked up in open folders and no link is followed: see `folder`.
//! - What a report is made of is never replaced: see `inputs`. Nor is what somebody has put into a folder of outputs.
//!   What replaces a file has its mode, and its group where that can be.
//!
//! When the power fails, the same holds as far as the file system keeps the order of renamings.

#![expect(clippy::disallowed_methods, reason = "the only door out: files are written here")]

mod append;
mod edited;
pub mod ending;
pub mod error;
mod exchange;
mod folder;
mod inputs;
mod lock;
mod record;
pub mod temporary;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::input::load::Stamp;
use crate::pipeline::{Built, Output};

use self::ending::undisturbed;
use self::error::{Cause, at};
use self::exchange::{PREFIX, WHOLE, by_name, exchange, recover};
use self::folder::{Folder, Kind};
use self::lock::{Alone, LOCK};
use self::record::{NEW, OLD, Record};
use self::temporary::Temporary;

pub use self::append::append;
pub use self::edited::{Edited, spare as spare_edited};
pub use self::error::WriteError;

/// What is made in a folder of its own and gets its place by one renaming.
const READY: &str = "ready";

/// Writes the outputs of a report into `dir` and returns their paths, all of them or none: see the module.
///
/// # Errors
///
/// What stands in the way, and where: a Word file among others that somebody has edited, if those are spared.
pub fn write(dir: &Path, built: &Built, edited: &Edited) -> Result<Vec<PathBuf>, WriteError> {
    let Some(report) = &built.checked.report else { return Ok(Vec::new()) };
    if let Edited::Spared { but } = edited {
        edited::spare(dir, built.outputs.iter().map(Output::name), but)?;
    }
    write_outputs(dir, &report.manifest.id.value, &built.outputs, &built.checked.seen)
}

/// Writes forms of the report `id` into `dir` in the same way. `inputs` are the files that the report is made of.
///
/// # Errors
///
/// What stands in the way, and where: a form among others that somebody has filled in, if those are spared.
pub fn write_forms(
    dir: &Path,
    id: &str,
    forms: &[Output],
    inputs: &Stamp,
    edited: &Edited,
) -> Result<Vec<PathBuf>, WriteError> {
    if let Edited::Spared { but } = edited {
        edited::spare(dir, forms.iter().map(Output::name), but)?;
    }
    write_outputs(dir, &format!("{id}-formular"), forms, inputs)
}

/// Writes messages to units of the report `id` into `dir` in the same way.
///
/// # Errors
///
/// What stands in the way, and where.
pub fn write_reminders(dir: &Path, id: &str, messages: &[Output], inputs: &Stamp) -> Result<Vec<PathBuf>, WriteError> {
    write_outputs(dir, &format!("{id}-paminnelser"), messages, inputs)
}

/// The same for `outputs` of the report `id` that were made of `inputs`.
fn write_outputs(dir: &Path, id: &str, outputs: &[Output], inputs: &Stamp) -> Result<Vec<PathBuf>, WriteError> {
    write_where(dir, id, outputs, inputs, |_| Ok(()))
}

/// The same where the folder `may` have outputs, which is asked when no other run writes into it.
fn write_where(
    dir: &Path,
    id: &str,
    outputs: &[Output],
    inputs: &Stamp,
    may: impl FnOnce(&Folder) -> Result<(), WriteError>,
) -> Result<Vec<PathBuf>, WriteError> {
    fs::create_dir_all(dir).map_err(in_the_way(dir))?;
    let folder = Folder::at(dir).map_err(at(dir))?;
    inputs::spare(dir, outputs.iter().map(Output::name), inputs)?;
    let alone = alone(&folder)?;
    may(&folder)?;
    recover(&folder, Some(id), &alone, &by_name)?;
    let (staging, inside) = staging(&folder)?;
    // Whoever may write into the folder can finish what is decided there, where modes can be set.
    let made = |within: &Folder, name: &str| {
        let made = within.make(name)?;
        let _ = made.rights_of_folder(&folder);
        Ok(made)
    };
    let ready = made(&inside, READY).map_err(at(dir))?;
    made(&ready, OLD).map_err(at(dir))?;
    let new = made(&ready, NEW).map_err(at(dir))?;
    for output in outputs {
        prepare(&folder, &new, output).map_err(at(&dir.join(output.name())))?;
    }
    let record = Record::of(id, outputs, &ready).map_err(at(dir))?;
    record.write(&ready).map_err(at(dir))?;
    undisturbed(|| {
        let whole = made(&folder, WHOLE).or_else(|_| folder.inner(WHOLE)).map_err(at(&dir.join(WHOLE)))?;
        inside.rename(READY, &whole, id).map_err(at(dir))?;
        exchange(&folder, &whole, &record, &by_name)
    })?;
    drop(staging);
    Ok(outputs.iter().map(|output| dir.join(output.name())).collect())
}

/// What stands in the way of a folder that cannot be made: the file that has its name or that of a folder above it, or
/// the folder that nothing may be written into.
fn in_the_way(dir: &Path) -> impl Fn(io::Error) -> WriteError {
    move |error| {
        let there = |path: &&Path| !path.as_os_str().is_empty() && fs::symlink_metadata(path).is_ok();
        let path = match error.kind() {
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                dir.ancestors().find(|path| there(path) && !path.is_dir())
            }
            io::ErrorKind::PermissionDenied => dir.ancestors().find(there),
            _ => None,
        };
        at(path.unwrap_or(dir))(error)
    }
}

fn alone(folder: &Folder) -> Result<Alone, WriteError> {
    Alone::in_folder(folder).map_err(|error| match error.kind() {
        io::ErrorKind::ResourceBusy => WriteError { cause: Cause::Busy, ..at(folder.path())(error) },
        io::ErrorKind::InvalidInput => WriteError::of(&folder.path().join(LOCK), Cause::Lock),
        _ => at(folder.path())(error),
    })
}

/// A folder in `folder` that has no name for people yet.
fn staging(folder: &Folder) -> Result<(Temporary, Folder), WriteError> {
    let made = || -> io::Result<(Temporary, Folder)> {
        let made = Temporary::within(folder.path(), PREFIX)?;
        let inside = folder.inner(made.path().file_name().unwrap_or_default())?;
        Ok((made, inside))
    };
    made().map_err(at(folder.path()))
}

/// Writes an output, which is to have its place in `folder`, into `new`.
fn prepare(folder: &Folder, new: &Folder, output: &Output) -> io::Result<()> {
    let there = folder.kind(output.name())?;
    match output {
        Output::File { .. } if there == Some(Kind::Folder) => {
            Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder has this name"))
        }
        Output::Folder { .. } if there == Some(Kind::File) => {
            Err(io::Error::new(io::ErrorKind::NotADirectory, "a file has this name"))
        }
        Output::File { name, bytes } => put(new, Some(folder), name, bytes, true),
        Output::Folder { name, files } => {
            let (made, old) = (new.make(name)?, folder.inner(name).ok());
            if let Some(old) = &old {
                made.rights_of_folder(old)?;
            }
            files.iter().try_for_each(|(path, bytes)| put(&made, old.as_ref(), path, bytes, true))
        }
    }
}

/// Writes a file at a relative path, with `/`, in `new`, with the rights of the one at the same path in `old`; and, if
/// it is to be `kept`, flushes it to the disk.
fn put(new: &Folder, old: Option<&Folder>, path: &str, bytes: &[u8], kept: bool) -> io::Result<()> {
    let (name, rest) = path.split_once('/').map_or((path, None), |(name, rest)| (name, Some(rest)));
    if ["", ".", ".."].contains(&name) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if let Some(rest) = rest {
        let before = old.and_then(|old| old.inner(name).ok());
        let inner = if new.kind(name)?.is_some() {
            new.inner(name)?
        } else {
            let made = new.make(name)?;
            before.as_ref().map_or(Ok(()), |before| made.rights_of_folder(before))?;
            made
        };
        return put(&inner, before.as_ref(), rest, bytes, kept);
    }
    let mut file = new.create(name)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        old.rights_of(name, &file)?;
    }
    if kept { file.sync_all() } else { Ok(()) }
}

/// Writes files into a new temporary folder, which is gone when the value is dropped. The paths are relative, with `/`.
///
/// # Errors
///
/// Why they cannot be written.
pub fn unpack(files: &[(String, Vec<u8>)]) -> io::Result<Temporary> {
    let made = Temporary::new()?;
    let folder = Folder::at(made.path())?;
    files.iter().try_for_each(|(path, bytes)| put(&folder, None, path, bytes, false))?;
    Ok(made)
}

/// Writes a folder that was not there before into `dir` and returns its path. It is written beside its place first, and
/// gets its name when it is whole. `inputs` are what the files were made of.
///
/// # Errors
///
/// What stands in the way, and where.
pub fn publish(dir: &Path, name: &str, files: &[(String, Vec<u8>)], inputs: &Stamp) -> Result<PathBuf, WriteError> {
    let path = dir.join(name);
    fs::create_dir_all(dir).map_err(in_the_way(dir))?;
    let folder = Folder::at(dir).map_err(at(dir))?;
    inputs::spare(dir, std::iter::once(name), inputs)?;
    let alone = alone(&folder)?;
    recover(&folder, None, &alone, &by_name)?;
    if folder.kind(name).map_err(at(&path))?.is_some() {
        return Err(at(&path)(io::Error::new(io::ErrorKind::AlreadyExists, "it is there already")));
    }
    let (staging, inside) = staging(&folder)?;
    let ready = inside.make(READY).map_err(at(&path))?;
    files.iter().try_for_each(|(file, bytes)| put(&ready, None, file, bytes, true)).map_err(at(&path))?;
    // Fails where somebody else has made a folder of this name in the meantime.
    undisturbed(|| inside.rename(READY, &folder, name)).map_err(at(&path))?;
    drop(staging);
    Ok(path)
}

/// Writes the file at a relative path, with `/`, in `dir`, and returns its path. It is written beside its place first;
/// no link is followed, and folders on the way are made.
///
/// # Errors
///
/// What stands in the way, and where.
pub fn replace(dir: &Path, path: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let whole = dir.join(path);
    let (folders, name) = path.rsplit_once('/').map_or(("", path), |(folders, name)| (folders, name));
    let mut folder = Folder::at(dir).map_err(at(dir))?;
    for inner in folders.split('/').filter(|inner| !inner.is_empty()) {
        let there = folder.kind(inner).map_err(at(&whole))?.is_some();
        folder = if there { folder.inner(inner) } else { folder.make(inner) }.map_err(at(&whole))?;
    }
    let (staged, inside) = staging(&folder)?;
    let ready = inside.make(READY).map_err(at(&whole))?;
    put(&ready, Some(&folder), name, bytes, true).map_err(at(&whole))?;
    undisturbed(|| ready.rename(name, &folder, name)).map_err(at(&whole))?;
    drop(staged);
    Ok(whole)
}

/// Takes the file at a relative path, with `/`, in `dir` away, and returns its path. No link is followed; one that is
/// not there is away already.
///
/// # Errors
///
/// What stands in the way, and where.
pub fn remove(dir: &Path, path: &str) -> Result<PathBuf, WriteError> {
    let whole = dir.join(path);
    let (folders, name) = path.rsplit_once('/').map_or(("", path), |(folders, name)| (folders, name));
    let mut folder = Folder::at(dir).map_err(at(dir))?;
    for inner in folders.split('/').filter(|inner| !inner.is_empty()) {
        folder = folder.inner(inner).map_err(at(&whole))?;
    }
    if folder.kind(name).map_err(at(&whole))?.is_some() {
        folder.remove(name).map_err(at(&whole))?;
    }
    Ok(whole)
}

/// Takes the folder of this name in `dir` away where nothing is in it; anything else stays as it is.
pub fn remove_empty(dir: &Path, name: &str) {
    // What is left is no harm.
    let _ = Folder::at(dir).and_then(|folder| folder.remove_empty(name));
}

/// Writes the files of a new report into `dir`, all of them or none, and returns their paths. The folder is made, or
/// has nothing in it.
///
/// # Errors
///
/// What stands in the way, and where: something in the folder.
pub fn found(dir: &Path, id: &str, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, WriteError> {
    let paths = || files.iter().map(|(path, _)| dir.join(path)).collect();
    let there = fs::symlink_metadata(dir);
    match (there, dir.file_name()) {
        (Err(error), Some(name)) if error.kind() == io::ErrorKind::NotFound => {
            let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let name = name.to_str().ok_or_else(|| at(dir)(io::ErrorKind::InvalidFilename.into()))?;
            publish(parent, name, files, &Stamp::default()).map_err(|failed| match failed.error.kind() {
                io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty => WriteError::of(dir, Cause::There),
                _ => failed,
            })?;
            Ok(paths())
        }
        _ if dir.is_dir() => {
            write_where(dir, id, &outputs(files), &Stamp::default(), is_empty)?;
            Ok(paths())
        }
        _ => Err(WriteError::of(dir, Cause::There)),
    }
}

/// Whether a new report could be written into `dir`, as far as can be seen now.
pub fn is_free(dir: &Path) -> bool {
    match fs::read_dir(dir) {
        Ok(mut names) => names.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// That a folder has nothing in it but what this run has made.
fn is_empty(folder: &Folder) -> Result<(), WriteError> {
    let names = folder.names().map_err(at(folder.path()))?;
    let other = names.iter().find(|name| *name != LOCK);
    other.map_or(Ok(()), |_| Err(WriteError::of(folder.path(), Cause::There)))
}

/// Files with their paths as outputs: files, and folders with theirs.
fn outputs(files: &[(String, Vec<u8>)]) -> Vec<Output> {
    let mut all: Vec<Output> = Vec::new();
    for (path, bytes) in files {
        let Some((folder, inner)) = path.split_once('/') else {
            all.push(Output::File { name: path.clone(), bytes: bytes.clone() });
            continue;
        };
        let file = (inner.to_owned(), bytes.clone());
        let known = all.iter_mut().find_map(|output| match output {
            Output::Folder { name, files } if name == folder => Some(files),
            Output::Folder { .. } | Output::File { .. } => None,
        });
        match known {
            Some(files) => files.push(file),
            None => all.push(Output::Folder { name: folder.to_owned(), files: vec![file] }),
        }
    }
    all
}

/// Writes a file that is not there at a relative path, with `/`, in `dir`, and returns its path.
///
/// # Errors
///
/// What stands in the way, and where: a file of this name.
pub fn add(dir: &Path, path: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    let whole = dir.join(path);
    if fs::symlink_metadata(&whole).is_ok() {
        return Err(WriteError::of(&whole, Cause::There));
    }
    replace(dir, path, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> Output {
        Output::File { name: name.to_owned(), bytes: bytes.to_vec() }
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_published_is_whole_and_stays() {
        let dir = tempfile::tempdir().unwrap();
        let files = |bytes: &[u8]| vec![("a".to_owned(), bytes.to_vec()), ("b/c".to_owned(), bytes.to_vec())];
        publish(dir.path(), "v1", &files(b"1"), &Stamp::default()).unwrap();
        let again = publish(dir.path(), "v1", &files(b"2"), &Stamp::default()).unwrap_err();
        assert_eq!(again.error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(dir.path().join("v1/b/c")).unwrap(), b"1");
        // A file and a folder of one name: the second file fails, and the first one does not stay.
        let broken = vec![("a".to_owned(), vec![1]), ("a/b".to_owned(), vec![1])];
        assert!(publish(dir.path(), "v2", &broken, &Stamp::default()).is_err());
        assert_eq!(names(dir.path()), ["v1"]);
    }

    #[test]
    fn all_or_none() {
        let dir = tempfile::tempdir().unwrap();
        let write = |outputs: &[Output]| write_outputs(dir.path(), "a", outputs, &Stamp::default());
        let read = |path: &str| fs::read_to_string(dir.path().join(path)).unwrap();
        let folder =
            |bytes: &[u8]| Output::Folder { name: "a-typst".into(), files: vec![("a/b".into(), bytes.to_vec())] };
        write(&[file("a.pdf", b"1"), folder(b"1")]).unwrap();
        fs::create_dir(dir.path().join("a.docx")).unwrap();
        let failed = write(&[file("a.pdf", b"2"), folder(b"2"), file("a.docx", b"2")]);
        assert_eq!(failed.unwrap_err().path, dir.path().join("a.docx"));
        assert_eq!([read("a.pdf"), read("a-typst/a/b")], ["1", "1"]);
        fs::write(dir.path().join("a-typst/a/own"), "own").unwrap();
        write(&[file("a.pdf", b"2"), folder(b"2")]).unwrap();
        assert_eq!([read("a.pdf"), read("a-typst/a/b"), read("a-typst/a/own")], ["2", "2", "own"]);
        assert_eq!(names(dir.path()), ["a-typst", "a.docx", "a.pdf"]);
    }

    #[test]
    fn no_path_leads_out() {
        for path in ["../x", "a/../../x", "/x", "a//x", ".", ""] {
            assert!(unpack(&[(path.to_owned(), Vec::new())]).is_err(), "{path}");
        }
    }
}
