//! Folders where the system has no handles of them: paths, and each name is looked at before it is used.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::kind::Kind;

/// A folder.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at a path, links followed.
    pub fn at(path: &Path) -> io::Result<Self> {
        fs::read_dir(path)?;
        Ok(Folder { path: path.to_owned() })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same folder, to be kept elsewhere.
    pub fn again(&self) -> io::Result<Self> {
        Ok(Folder { path: self.path.clone() })
    }

    /// A folder in this one.
    pub fn inner(&self, name: impl AsRef<OsStr>) -> io::Result<Self> {
        match self.kind(&name)? {
            Some(Kind::Folder) => Ok(Folder { path: self.path.join(name.as_ref()) }),
            Some(_) => Err(io::ErrorKind::NotADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// A new folder in this one.
    pub fn make(&self, name: impl AsRef<OsStr>) -> io::Result<Self> {
        fs::create_dir(self.path.join(name.as_ref()))?;
        self.inner(name)
    }

    /// The names in it, in order.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        let entries = fs::read_dir(&self.path)?;
        let mut names = entries.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    /// What has this name; `None` if nothing has.
    pub fn kind(&self, name: impl AsRef<OsStr>) -> io::Result<Option<Kind>> {
        match fs::symlink_metadata(self.path.join(name.as_ref())) {
            Ok(about) if about.is_file() => Ok(Some(Kind::File)),
            Ok(about) if about.is_dir() => Ok(Some(Kind::Folder)),
            Ok(_) => Ok(Some(Kind::Other)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Whether what has this name belongs to whoever runs the program. The system is not asked.
    pub fn is_own(&self, _: &OsStr) -> bool {
        true
    }

    /// Which folder it is. The system is not asked.
    pub fn which(&self) -> io::Result<Option<[u64; 2]>> {
        Ok(None)
    }

    /// Whether `file` is the one that has this name here. It is, since nobody takes the name from it.
    pub fn has(&self, _: &str, _: &File) -> io::Result<bool> {
        Ok(true)
    }

    /// Gives what has this name another one, in another folder of the same file system.
    pub fn rename(&self, name: impl AsRef<OsStr>, to: &Folder, new: impl AsRef<OsStr>) -> io::Result<()> {
        fs::rename(self.path.join(name.as_ref()), to.path.join(new.as_ref()))
    }

    /// Takes away what has this name, a folder with all that is in it.
    pub fn remove(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        let path = self.path.join(name.as_ref());
        if self.kind(name)? == Some(Kind::Folder) { fs::remove_dir_all(path) } else { fs::remove_file(path) }
    }

    /// Takes away a folder in which nothing is.
    pub fn remove_empty(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        fs::remove_dir(self.path.join(name.as_ref()))
    }

    /// A new file.
    pub fn create(&self, name: impl AsRef<OsStr>) -> io::Result<File> {
        File::create_new(self.path.join(name.as_ref()))
    }

    /// A file of this name to be locked, made where there is none.
    pub fn lockable(&self, name: &str) -> io::Result<File> {
        File::options().create(true).truncate(false).write(true).open(self.path.join(name))
    }

    /// An existing file, to be read.
    pub fn open(&self, name: impl AsRef<OsStr>) -> io::Result<File> {
        match self.kind(&name)? {
            Some(Kind::File) => File::open(self.path.join(name.as_ref())),
            _ => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// A file that is read and grows at its end, made where there is none.
    pub fn growing(&self, name: &str) -> io::Result<File> {
        match self.kind(name)? {
            None | Some(Kind::File) => File::options().read(true).append(true).create(true).open(self.path.join(name)),
            Some(_) => Err(io::ErrorKind::InvalidInput.into()),
        }
    }

    /// Files have the rights of their folder.
    pub fn rights_of(&self, _: &str, _: &File) -> io::Result<()> {
        Ok(())
    }

    /// Folders have the rights of their folder.
    pub fn rights_of_folder(&self, _: &Folder) -> io::Result<()> {
        Ok(())
    }
}
