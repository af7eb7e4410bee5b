//! The only door out: replaces all outputs or none.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

/// Something to write into the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// A file.
    File {
        /// Its name.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// A folder, which replaces the one that was there.
    Folder {
        /// Its name.
        name: String,
        /// Its files: relative paths with `/`, and what they hold.
        files: Vec<(String, Vec<u8>)>,
    },
}

impl Output {
    fn name(&self) -> &str {
        match self {
            Output::File { name, .. } | Output::Folder { name, .. } => name,
        }
    }
}

/// An output that could not be written.
#[derive(Debug)]
pub struct WriteError {
    /// Where.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

/// What stands ready beside its place.
enum Ready {
    File(NamedTempFile),
    Folder(TempDir),
}

/// Writes `outputs` into `dir` and returns their paths. Everything is written beside its place first; only when all of
/// it stands there are the old outputs replaced.
pub fn write(dir: &Path, outputs: &[Output]) -> Result<Vec<PathBuf>, WriteError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| WriteError { path, error }
    };
    fs::create_dir_all(dir).map_err(at(dir))?;
    let mut ready = Vec::new();
    for output in outputs {
        let path = dir.join(output.name());
        let prepared = match output {
            Output::File { bytes, .. } => prepare_file(dir, &path, bytes),
            Output::Folder { files, .. } => prepare_folder(dir, &path, files),
        };
        ready.push((path.clone(), prepared.map_err(at(&path))?));
    }
    // What was there is moved aside, so that it can be put back if a later output cannot be placed.
    let aside = tempfile::Builder::new().prefix(".underlag-").tempdir_in(dir).map_err(at(dir))?;
    let mut placed: Vec<PathBuf> = Vec::new();
    for (path, ready) in ready {
        if let Err(error) = place(&path, ready, aside.path()) {
            put_back(&placed, aside.path());
            return Err(WriteError { path, error });
        }
        placed.push(path);
    }
    Ok(placed)
}

fn prepare_file(dir: &Path, path: &Path, bytes: &[u8]) -> io::Result<Ready> {
    if path.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder has this name"));
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.prefix(".underlag-").tempfile_in(dir)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(Ready::File(file))
}

fn prepare_folder(dir: &Path, path: &Path, files: &[(String, Vec<u8>)]) -> io::Result<Ready> {
    if path.is_file() {
        return Err(io::Error::new(io::ErrorKind::NotADirectory, "a file has this name"));
    }
    folder_beside(dir, files).map(Ready::Folder)
}

/// A folder of these files in `dir` that has no name for people yet.
fn folder_beside(dir: &Path, files: &[(String, Vec<u8>)]) -> io::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix(".underlag-").tempdir_in(dir)?;
    fill(folder.path(), files)?;
    #[cfg(unix)]
    fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    Ok(folder)
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
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| WriteError { path, error }
    };
    fs::create_dir_all(dir).map_err(at(dir))?;
    if path.exists() {
        return Err(at(&path)(io::Error::new(io::ErrorKind::AlreadyExists, "it is there already")));
    }
    let folder = folder_beside(dir, files).map_err(at(&path))?;
    // Fails where somebody else has made a folder of this name in the meantime.
    fs::rename(folder.path(), &path).map_err(at(&path))?;
    let _ = folder.keep();
    Ok(path)
}

fn fill(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    for (name, bytes) in files {
        let file = folder.join(name);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = fs::File::create(file)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    Ok(())
}

fn place(path: &Path, ready: Ready, aside: &Path) -> io::Result<()> {
    let old = path.file_name().map(|name| aside.join(name)).filter(|_| path.exists());
    if let Some(old) = &old {
        match &ready {
            // A link keeps the old file until the new one has its name in one step; not every file system has links.
            Ready::File(_) => fs::hard_link(path, old).or_else(|_| fs::copy(path, old).map(drop))?,
            Ready::Folder(_) => fs::rename(path, old)?,
        }
    }
    match ready {
        Ready::File(file) => file.persist(path).map(drop).map_err(|error| error.error),
        Ready::Folder(folder) => {
            let placed = fs::rename(folder.path(), path);
            if placed.is_ok() {
                let _ = folder.keep();
            } else if let Some(old) = old {
                fs::rename(old, path)?;
            }
            placed
        }
    }
}

/// Undoes what has been placed. What cannot be undone stays as it is: the error that led here is the one to report.
fn put_back(placed: &[PathBuf], aside: &Path) {
    for path in placed {
        let old = path.file_name().map(|name| aside.join(name)).filter(|old| old.exists());
        let is_folder = path.is_dir();
        let removed = if is_folder { fs::remove_dir_all(path) } else { Ok(()) };
        match old {
            Some(old) if removed.is_ok() => drop(fs::rename(old, path)),
            None if !is_folder => drop(fs::remove_file(path)),
            _ => {}
        }
    }
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
