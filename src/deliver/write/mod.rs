//! The only door out: replaces all outputs or none.
//!
//! What holds when the process is killed at any moment, or when something cannot be written:
//!
//! - Everything is written into a folder of its own in the output folder, `.underlag-` and some letters, and flushed
//!   to the disk. Up to here nothing has changed, and the next run takes such a folder away.
//! - One renaming, to `.underlag-whole`, decides that the new outputs count. From here on either this run or the next
//!   one that writes into the folder finishes the exchange.
//! - The exchange moves all the old outputs out before it moves the first new one in: see `exchange`. A killed
//!   process may leave an output missing until the next run, but never a new one beside an old one, and never half a
//!   file.
//! - An exchange that fails is taken back, and the old outputs stand again.
//! - Two runs that write into one folder wait for each other, so that the outputs of the last one stand, whole. Where
//!   the file system has no locks, as some over a network, each of the two is still whole or refused.
//!
//! When the power fails, the same holds as far as the file system keeps the order of renamings.

#![expect(clippy::disallowed_methods, reason = "the only door out: files are written here")]

pub mod error;
mod exchange;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::pipeline::Output;

use self::error::at;
use self::exchange::{Alone, NEW, PREFIX, WHOLE, exchange, recover};

pub use self::error::WriteError;

/// Writes `outputs` into `dir` and returns their paths, all of them or none: see the module.
pub fn write(dir: &Path, outputs: &[Output]) -> Result<Vec<PathBuf>, WriteError> {
    fs::create_dir_all(dir).map_err(at(dir))?;
    let alone = Alone::in_folder(dir).map_err(at(dir))?;
    recover(dir, &alone, &fs_rename)?;
    let staging = folder_beside(dir).map_err(at(dir))?;
    let new = staging.path().join(NEW);
    fs::create_dir(&new).map_err(at(dir))?;
    let mut paths = Vec::new();
    for output in outputs {
        let path = dir.join(output.name());
        let prepared = match output {
            Output::File { name, bytes } => prepare_file(&path, &new.join(name), bytes),
            Output::Folder { name, files } => prepare_folder(&path, &new.join(name), files),
        };
        prepared.map_err(at(&path))?;
        paths.push(path);
    }
    let whole = dir.join(WHOLE);
    fs::rename(staging.path(), &whole).map_err(at(dir))?;
    let _ = staging.keep();
    exchange(dir, &whole, &fs_rename)?;
    Ok(paths)
}

fn fs_rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

fn prepare_file(path: &Path, ready: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder has this name"));
    }
    file(ready, bytes)
}

fn prepare_folder(path: &Path, ready: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    if path.is_file() {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, "a file has this name"));
    }
    fs::create_dir(ready)?;
    fill(ready, files)
}

/// A folder in `dir` that has no name for people yet.
fn folder_beside(dir: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755));
    builder.prefix(PREFIX).tempdir_in(dir)
}

/// Writes files into a new temporary folder, which is gone when the value is dropped. The paths are relative, with `/`.
pub fn unpack(files: &[(String, Vec<u8>)]) -> io::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("underlag-").tempdir()?;
    fill(folder.path(), files)?;
    Ok(folder)
}

/// Writes a folder that was not there before into `dir` and returns its path. It is written beside its place first, and
/// gets its name when it is whole.
pub fn publish(dir: &Path, name: &str, files: &[(String, Vec<u8>)]) -> Result<PathBuf, WriteError> {
    let path = dir.join(name);
    fs::create_dir_all(dir).map_err(at(dir))?;
    let alone = Alone::in_folder(dir).map_err(at(dir))?;
    recover(dir, &alone, &fs_rename)?;
    if path.exists() {
        return Err(at(&path)(io::Error::new(io::ErrorKind::AlreadyExists, "it is there already")));
    }
    let folder = folder_beside(dir).map_err(at(&path))?;
    fill(folder.path(), files).map_err(at(&path))?;
    // Fails where somebody else has made a folder of this name in the meantime.
    fs::rename(folder.path(), &path).map_err(at(&path))?;
    let _ = folder.keep();
    Ok(path)
}

fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        file(&path, bytes)?;
    }
    Ok(())
}

/// Writes a file and flushes it to the disk.
fn file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
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
        publish(dir.path(), "v1", &files(b"1")).unwrap();
        let again = publish(dir.path(), "v1", &files(b"2")).unwrap_err();
        assert_eq!(again.error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(dir.path().join("v1/b/c")).unwrap(), b"1");
        // A file and a folder of one name: the second file fails, and the first one does not stay.
        let broken = vec![("a".to_owned(), vec![1]), ("a/b".to_owned(), vec![1])];
        assert!(publish(dir.path(), "v2", &broken).is_err());
        assert_eq!(names(dir.path()), ["v1"]);
    }

    #[test]
    fn all_or_none() {
        let dir = tempfile::tempdir().unwrap();
        let folder = |bytes: &[u8]| Output::Folder { name: "t".into(), files: vec![("a/b".into(), bytes.to_vec())] };
        write(dir.path(), &[file("a.pdf", b"1"), folder(b"1")]).unwrap();
        fs::create_dir(dir.path().join("b.docx")).unwrap();
        let failed = write(dir.path(), &[file("a.pdf", b"2"), folder(b"2"), file("b.docx", b"2")]);
        assert_eq!(failed.unwrap_err().path, dir.path().join("b.docx"));
        assert_eq!(fs::read(dir.path().join("a.pdf")).unwrap(), b"1");
        assert_eq!(fs::read(dir.path().join("t/a/b")).unwrap(), b"1");
        write(dir.path(), &[file("a.pdf", b"2"), folder(b"2")]).unwrap();
        assert_eq!(fs::read(dir.path().join("t/a/b")).unwrap(), b"2");
        assert_eq!(names(dir.path()), ["a.pdf", "b.docx", "t"]);
    }
}
