//! A folder that files are read from: whatever somebody changes in it meanwhile, nothing outside it is read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::base::names::{alike, stem};

use super::changes::{self, Stamp, State, Wanted};
use super::overlay::Overlay;

/// The number of times that a file is looked for which is moved or exchanged while it is looked for.
const TRIES: usize = 20;

/// A folder that files are read from, held open, with what was looked at in it.
///
/// Links are followed as long as they stay in the folder. A path is made free of links first, and then each part of it
/// is opened in the one before, and none that is a link: what was exchanged for a link in between is not opened.
pub(super) struct Root {
    path: PathBuf,
    /// The folder, and its path without links.
    open: io::Result<(Handle, PathBuf)>,
    /// What stands in the place of its files.
    overlay: Overlay,
    seen: Mutex<Stamp>,
    /// The names in folders in which a file was missed, by what they have in common.
    stems: Mutex<BTreeMap<PathBuf, BTreeMap<String, Vec<String>>>>,
}

impl Deref for Root {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

/// What stands at a path.
pub(super) enum Opened {
    /// A regular file.
    File(fs::File),
    /// Something else, which was not opened.
    NoFile,
    /// The path leads out of the folder.
    Outside,
    /// It was another thing at each look.
    Changing,
}

impl Root {
    /// The folder at `path`. One that cannot be opened has no files that can be.
    pub(super) fn at(path: &Path) -> Self {
        Root::over(path, &Overlay::default())
    }

    /// The same with texts in the place of files.
    pub(super) fn over(path: &Path, overlay: &Overlay) -> Self {
        let handle = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let open = Handle::of(handle).and_then(|folder| Ok((folder, real(handle)?)));
        let (path, overlay) = (path.to_owned(), overlay.clone());
        Root { path, open, overlay, seen: Mutex::default(), stems: Mutex::default() }
    }

    /// What stands in the place of the file at `path`.
    pub(super) fn overlaid(&self, path: &Path) -> Option<&[u8]> {
        self.overlay.get(path.strip_prefix(&self.path).ok()?)
    }

    /// Opens the file at `path`, which begins with this folder's.
    pub(super) fn open(&self, path: &Path) -> io::Result<Opened> {
        let (folder, root) = self.open.as_ref().map_err(|error| io::Error::new(error.kind(), error.to_string()))?;
        for _ in 0..TRIES {
            let real = match fs::canonicalize(path) {
                // No part of it may be a link then.
                Err(error) if is_unsaid(&error) => path.strip_prefix(&self.path).map(|inside| root.join(inside)),
                found => Ok(found?),
            };
            let Some(inside) = real.ok().and_then(|real| Some(real.strip_prefix(root).ok()?.to_owned())) else {
                return Ok(Opened::Outside);
            };
            match folder.file(&inside) {
                // A link that was none a moment ago, or nothing where there was something.
                Err(error) if Handle::is_exchanged(&error) => {}
                opened => return opened.map(|file| file.map_or(Opened::NoFile, Opened::File)),
            }
        }
        Ok(Opened::Changing)
    }

    /// Keeps in mind how a file was when it was read.
    pub(super) fn read(&self, path: &Path, state: Option<State>) {
        self.seen().read(path, state);
    }

    /// Keeps in mind a file that was asked for and could not be read.
    pub(super) fn asked(&self, path: &Path) {
        self.seen().asked(path);
    }

    /// The names in a folder that count, in order.
    pub(super) fn names(&self, folder: &Path, wanted: Wanted) -> Vec<String> {
        self.seen().listed(folder, &changes::names(folder), wanted)
    }

    /// The first name in a folder that is nearly `name`. The folder is gone through once for all names.
    pub(super) fn alike(&self, folder: &Path, name: &str) -> Option<String> {
        let mut stems = self.stems.lock().unwrap_or_else(PoisonError::into_inner);
        let stems = stems.entry(folder.to_owned()).or_insert_with(|| {
            let mut stems: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for name in changes::names(folder) {
                stems.entry(stem(&name)).or_default().push(name);
            }
            stems
        });
        let names = stems.get(&stem(name)).into_iter().flatten();
        let names = self.seen().listed(folder, names, Wanted::like(name));
        names.into_iter().find(|other| alike(name, other))
    }

    /// All that was looked at.
    pub(super) fn stamp(&self) -> Stamp {
        self.seen().clone()
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Stamp> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A path without links. Where the system cannot say it, as Windows cannot of every drive and Wine of no long path, the
/// path as it was written, from the root on.
///
/// # Errors
///
/// Why nothing can be found there.
pub fn real(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if is_unsaid(&error) => std::path::absolute(path),
        found => found,
    }
}

/// Whether something is there of which the system cannot say what its path without links is.
fn is_unsaid(error: &io::Error) -> bool {
    cfg!(windows) && !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied)
}

/// Opens the file at `path`, wherever links lead; `None` for what is no regular file, which is not opened.
pub(super) fn open(path: &Path) -> io::Result<Option<fs::File>> {
    if !fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    // What has become a pipe in between is not waited for.
    #[cfg(unix)]
    let file = {
        use rustix::fs::{Mode, OFlags};
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        fs::File::from(rustix::fs::open(path, flags, Mode::empty())?)
    };
    #[cfg(not(unix))]
    let file = fs::File::open(path)?;
    regular(file)
}

/// A file that is one, as its handle says.
fn regular(file: fs::File) -> io::Result<Option<fs::File>> {
    Ok(file.metadata()?.is_file().then_some(file))
}

/// A folder that is held open.
#[cfg(unix)]
struct Handle(rustix::fd::OwnedFd);

#[cfg(unix)]
impl Handle {
    fn of(path: &Path) -> io::Result<Self> {
        Ok(Handle(rustix::fs::open(path, Self::flags(), rustix::fs::Mode::empty())?))
    }

    /// What a folder is opened as: to find names in it, which does not need the right to list them.
    fn flags() -> rustix::fs::OFlags {
        use rustix::fs::OFlags;
        #[cfg(any(target_os = "linux", target_os = "android"))]
        let way = OFlags::PATH;
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        let way = OFlags::RDONLY;
        way | OFlags::DIRECTORY | OFlags::CLOEXEC
    }

    /// The file at a path without links in this folder; `None` for what is no regular file, which is not opened: a pipe
    /// waits for somebody who writes into it, and a device may do what it is for.
    fn file(&self, inside: &Path) -> io::Result<Option<fs::File>> {
        use std::path::Component;

        use rustix::fs::{AtFlags, FileType, Mode, OFlags, openat, statat};
        let parts: Vec<_> = inside.components().collect();
        let Some((Component::Normal(name), folders)) = parts.split_last() else { return Ok(None) };
        let mut folder = self.0.try_clone()?;
        for part in folders {
            let Component::Normal(part) = part else { return Ok(None) };
            folder = openat(&folder, *part, Self::flags() | OFlags::NOFOLLOW, Mode::empty())?;
        }
        let about = statat(&folder, *name, AtFlags::SYMLINK_NOFOLLOW)?;
        match FileType::from_raw_mode(about.st_mode) {
            FileType::RegularFile => {}
            FileType::Symlink => return Err(io::Error::from(rustix::io::Errno::LOOP)),
            _ => return Ok(None),
        }
        // What has become a pipe in between is not waited for.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        regular(fs::File::from(openat(&folder, *name, flags, Mode::empty())?))
    }

    /// Whether what was looked for is not what it was a moment ago.
    fn is_exchanged(error: &io::Error) -> bool {
        use rustix::io::Errno;
        [Errno::LOOP, Errno::NOTDIR, Errno::NOENT, Errno::NXIO]
            .iter()
            .any(|it| error.raw_os_error() == Some(it.raw_os_error()))
    }
}

/// A folder: where there are no handles of folders, its path.
#[cfg(not(unix))]
struct Handle(PathBuf);

#[cfg(not(unix))]
impl Handle {
    fn of(path: &Path) -> io::Result<Self> {
        Ok(Handle(real(path)?))
    }

    /// The file at a path in this folder of which no part is a link; `None` for anything else.
    fn file(&self, inside: &Path) -> io::Result<Option<fs::File>> {
        let mut path = self.0.clone();
        for part in inside.components() {
            path.push(part);
            if fs::symlink_metadata(&path)?.is_symlink() {
                return Ok(None);
            }
        }
        if !fs::symlink_metadata(&path)?.is_file() {
            return Ok(None);
        }
        regular(fs::File::open(&path)?)
    }

    fn is_exchanged(error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::NotFound
    }
}
