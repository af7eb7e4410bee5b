//! Folders where the system has handles of them.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{self as at, AtFlags, FileType, Gid, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::kind::Kind;

/// What a folder is opened as.
const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// What a file is opened as: no link, nothing that is waited for.
const FILE: OFlags = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

/// What a new file may be used for, unless the user's mask takes it away.
const NEW: Mode = Mode::RUSR.union(Mode::WUSR).union(Mode::RGRP).union(Mode::WGRP).union(Mode::ROTH).union(Mode::WOTH);

/// What anybody may do, unless the user's mask takes it away.
const ALL: Mode = Mode::RWXU.union(Mode::RWXG).union(Mode::RWXO);

/// An open folder. Its path is for messages.
#[derive(Debug)]
pub struct Folder {
    handle: OwnedFd,
    path: PathBuf,
}

impl Folder {
    /// The folder at a path, links followed.
    pub fn at(path: &Path) -> io::Result<Self> {
        Ok(Folder { handle: at::open(path, FOLDER, Mode::empty())?, path: path.to_owned() })
    }

    /// Where it was when it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same folder, to be kept elsewhere.
    pub fn again(&self) -> io::Result<Self> {
        Ok(Folder { handle: self.handle.try_clone()?, path: self.path.clone() })
    }

    /// A folder in this one.
    pub fn inner(&self, name: impl AsRef<OsStr>) -> io::Result<Self> {
        let name = name.as_ref();
        let handle = at::openat(&self.handle, name, FOLDER | OFlags::NOFOLLOW, Mode::empty())?;
        Ok(Folder { handle, path: self.path.join(name) })
    }

    /// A new folder in this one.
    pub fn make(&self, name: impl AsRef<OsStr>) -> io::Result<Self> {
        at::mkdirat(&self.handle, name.as_ref(), ALL)?;
        self.inner(name)
    }

    /// The names in it, in order.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in at::Dir::read_from(&self.handle)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if name != b"." && name != b".." {
                names.push(OsStr::from_bytes(name).to_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    fn stat(&self, name: &OsStr) -> io::Result<Option<Stat>> {
        match at::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW) {
            Ok(about) => Ok(Some(about)),
            Err(Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What has this name; `None` if nothing has.
    pub fn kind(&self, name: impl AsRef<OsStr>) -> io::Result<Option<Kind>> {
        Ok(self.stat(name.as_ref())?.map(|about| match FileType::from_raw_mode(about.st_mode) {
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            _ => Kind::Other,
        }))
    }

    /// Whether what has this name belongs to whoever runs the program.
    pub fn is_own(&self, name: &OsStr) -> bool {
        let own = rustix::process::geteuid().as_raw();
        self.stat(name).is_ok_and(|about| about.is_some_and(|about| about.st_uid == own))
    }

    /// Which folder it is: the device and the number on it.
    pub fn which(&self) -> io::Result<Option<[u64; 2]>> {
        which(&File::from(self.handle.try_clone()?)).map(Some)
    }

    /// Whether `file` is the one that has this name here.
    pub fn has(&self, name: &str, file: &File) -> io::Result<bool> {
        match at::openat(&self.handle, name, OFlags::RDWR | FILE, Mode::empty()) {
            Ok(there) => Ok(which(&File::from(there))? == which(file)?),
            Err(Errno::NOENT) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Gives what has this name another one, in another folder of the same file system.
    pub fn rename(&self, name: impl AsRef<OsStr>, to: &Folder, new: impl AsRef<OsStr>) -> io::Result<()> {
        Ok(at::renameat(&self.handle, name.as_ref(), &to.handle, new.as_ref())?)
    }

    /// Takes away what has this name, a folder with all that is in it.
    pub fn remove(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        let name = name.as_ref();
        if self.kind(name)? != Some(Kind::Folder) {
            return Ok(at::unlinkat(&self.handle, name, AtFlags::empty())?);
        }
        let inner = self.inner(name)?;
        for name in inner.names()? {
            inner.remove(name)?;
        }
        self.remove_empty(name)
    }

    /// Takes away a folder in which nothing is.
    pub fn remove_empty(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        Ok(at::unlinkat(&self.handle, name.as_ref(), AtFlags::REMOVEDIR)?)
    }

    /// A new file.
    pub fn create(&self, name: impl AsRef<OsStr>) -> io::Result<File> {
        self.create_as(name, NEW)
    }

    fn create_as(&self, name: impl AsRef<OsStr>, mode: Mode) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | FILE;
        Ok(File::from(at::openat(&self.handle, name.as_ref(), flags, mode)?))
    }

    /// A file of this name to be locked, made where there is none, which those may open who may write into this folder.
    ///
    /// # Errors
    ///
    /// [`WouldBlock`](io::ErrorKind::WouldBlock) where it is somebody's who keeps it to himself, or has just gone.
    pub fn lockable(&self, name: &str) -> io::Result<File> {
        match self.create_as(name, Mode::RUSR | Mode::WUSR) {
            Ok(file) => {
                // Where this fails, others wait until it has gone.
                let folder = at::fstat(&self.handle)?;
                let writers = folder.st_mode & 0o222;
                let _ = at::fchown(&file, None, Some(Gid::from_raw(folder.st_gid)));
                let _ = at::fchmod(&file, Mode::from_raw_mode(writers | (writers << 1) | 0o600));
                Ok(file)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                match at::openat(&self.handle, name, OFlags::RDWR | FILE, Mode::empty()).map(File::from) {
                    Ok(file) if file.metadata()?.is_file() => Ok(file),
                    Err(Errno::ACCESS | Errno::NOENT) => Err(io::ErrorKind::WouldBlock.into()),
                    Ok(_) | Err(Errno::LOOP) => Err(io::ErrorKind::InvalidInput.into()),
                    Err(error) => Err(error.into()),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// An existing file, to be read.
    pub fn open(&self, name: impl AsRef<OsStr>) -> io::Result<File> {
        let name = name.as_ref();
        if self.kind(name)? == Some(Kind::File) {
            let file = File::from(at::openat(&self.handle, name, OFlags::RDONLY | FILE, Mode::empty())?);
            if file.metadata()?.is_file() {
                return Ok(file);
            }
        }
        Err(io::ErrorKind::InvalidInput.into())
    }

    /// A file that is read and grows at its end, made where there is none.
    pub fn growing(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::RDWR | OFlags::APPEND | OFlags::CREATE | FILE;
        match at::openat(&self.handle, name, flags, NEW).map(File::from) {
            Ok(file) if file.metadata()?.is_file() => Ok(file),
            Ok(_) | Err(Errno::LOOP) => Err(io::ErrorKind::InvalidInput.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Gives `file` the rights of the file that has this name here, if one has.
    pub fn rights_of(&self, name: &str, file: &File) -> io::Result<()> {
        match self.stat(name.as_ref())? {
            Some(old) if FileType::from_raw_mode(old.st_mode) == FileType::RegularFile => rights(&old, file, ALL),
            _ => Ok(()),
        }
    }

    /// Gives this folder the rights of `old`. Who writes into it keeps the right to.
    pub fn rights_of_folder(&self, old: &Folder) -> io::Result<()> {
        let mut about = at::fstat(&old.handle)?;
        about.st_mode |= 0o700;
        rights(&about, &self.handle, ALL | Mode::SGID | Mode::SVTX)
    }
}

/// The device and the number on it.
fn which(file: &File) -> io::Result<[u64; 2]> {
    let about = file.metadata()?;
    Ok([about.dev(), about.ino()])
}

/// Gives something new the group and the mode of what it replaces, as far as `most`. Where it cannot have the group,
/// the group that it has instead gets no rights.
fn rights(old: &Stat, new: &impl AsFd, most: Mode) -> io::Result<()> {
    let (mut mode, now) = (Mode::from_raw_mode(old.st_mode) & most, at::fstat(new)?);
    if now.st_gid != old.st_gid && at::fchown(new, None, Some(Gid::from_raw(old.st_gid))).is_err() {
        mode -= Mode::RWXG | Mode::SGID;
    }
    // Where a file system has one mode for all, it is not asked for the one that there is.
    if Mode::from_raw_mode(now.st_mode) & most == mode { Ok(()) } else { Ok(at::fchmod(new, mode)?) }
}
