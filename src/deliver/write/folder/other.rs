//! Folders where the system has no handles of them: paths, and each name is looked at before it is used.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::base::in_use::is_in_use;

use super::kind::Kind;

/// What a file is opened for, and how, as Windows calls it.
#[cfg(windows)]
const GENERIC_WRITE: u32 = 0x4000_0000;
#[cfg(windows)]
const DELETE: u32 = 0x0001_0000;
#[cfg(windows)]
const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;

/// What the system says where another program has what lies at `path` open, or something in it.
fn open_elsewhere(path: &Path) -> Option<io::Error> {
    if path.is_dir() {
        let entries = fs::read_dir(path).ok()?;
        return entries.filter_map(Result::ok).find_map(|entry| open_elsewhere(&entry.path()));
    }
    let mut options = File::options();
    options.read(true);
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        options.share_mode(0);
    }
    options.open(path).err().filter(is_in_use)
}

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
    ///
    /// # Errors
    ///
    /// [`AlreadyExists`](io::ErrorKind::AlreadyExists) where a folder has the other name already.
    pub fn rename(&self, name: impl AsRef<OsStr>, to: &Folder, new: impl AsRef<OsStr>) -> io::Result<()> {
        let (old, new) = (self.path.join(name.as_ref()), to.path.join(new.as_ref()));
        fs::rename(&old, &new).map_err(|error| {
            let is_taken = old.is_dir() && new.is_dir();
            // What is open elsewhere is not always told as that.
            [&old, &new].into_iter().find_map(|path| open_elsewhere(path)).unwrap_or(match is_taken {
                true => io::ErrorKind::AlreadyExists.into(),
                false => error,
            })
        })
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

    /// A file of this name to be locked, made where there is none. On Windows nobody else can open it meanwhile, and it
    /// goes when it is closed, be it because the process was killed.
    ///
    /// # Errors
    ///
    /// [`WouldBlock`](io::ErrorKind::WouldBlock) where somebody else has it open.
    pub fn lockable(&self, name: &str) -> io::Result<File> {
        if matches!(self.kind(name), Ok(Some(Kind::Folder | Kind::Other))) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(windows)]
        {
            use std::os::windows::fs::OpenOptionsExt;
            options.access_mode(GENERIC_WRITE | DELETE).share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE);
        }
        options.open(self.path.join(name)).map_err(|error| match error.kind() {
            // One that is about to go can be looked at no more, and is there all the same.
            io::ErrorKind::PermissionDenied if !matches!(self.kind(name), Ok(None)) => io::ErrorKind::WouldBlock.into(),
            _ if is_in_use(&error) => io::ErrorKind::WouldBlock.into(),
            _ => error,
        })
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
