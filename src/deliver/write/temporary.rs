//! Folders that are gone when the run is over, and that nobody else can look into.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::ending::{OnEnd, made};
use super::folder::{Folder, Kind};

/// How the names begin of folders among the system's temporary ones.
const PREFIX: &str = "underlag-";

/// The file in such a folder that is locked for as long as its run goes on.
const LOCK: &str = ".underlag-lock";

/// How the names begin of such folders that are being taken away, whatever is left in them.
const GONE: &str = "underlag-gone-";

/// The same, until it is locked.
const UNLOCKED: &str = ".underlag-made";

/// A folder that is gone with this value, or when somebody ends the process. Only whoever runs the program can look
/// into it.
#[derive(Debug)]
pub struct Temporary {
    // In the order in which they go: what is locked, the folder, what is done at the end of the process.
    _lock: Option<File>,
    folder: TempDir,
    _on_end: OnEnd,
}

impl Temporary {
    /// A folder among the system's temporary ones. Those that killed runs have left are taken away first.
    ///
    /// # Errors
    ///
    /// Where none can be made.
    pub fn new() -> io::Result<Self> {
        let place = tempfile::env::temp_dir();
        if let Ok(place) = Folder::at(&place) {
            sweep(&place);
        }
        let mut made = Temporary::within(&place, PREFIX)?;
        made._lock = Some(locked(&Folder::at(made.path())?)?);
        Ok(made)
    }

    /// A folder in `place` whose name begins with `prefix`.
    pub(super) fn within(place: &Path, prefix: &str) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let (folder, on_end) = made(
            || builder.tempdir_in(place),
            |folder| {
                let path = folder.path().to_owned();
                Box::new(move || gone(&path))
            },
        )?;
        Ok(Temporary { _lock: None, folder, _on_end: on_end })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Whoever is killed while it is being taken away leaves nothing that cannot be told from a run that goes on.
        let _ = fs::remove_dir_all(marked(self.folder.path()));
    }
}

/// The folder at `path` under a name that says that it is being taken away; under its own where it can have no other.
fn marked(path: &Path) -> PathBuf {
    let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix(PREFIX));
    let marked = name.map(|name| path.with_file_name(format!("{GONE}{name}")));
    marked.filter(|marked| fs::rename(path, marked).is_ok()).unwrap_or_else(|| path.to_owned())
}

/// Takes a folder away in which somebody may still be writing.
fn gone(path: &Path) {
    let path = marked(path);
    for _ in 0..100 {
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {}
            _ => break,
        }
    }
}

/// A file in a new folder that says that its run goes on. It has its name only when it is locked, so that nobody finds
/// it unlocked while the run goes on.
fn locked(folder: &Folder) -> io::Result<File> {
    let file = folder.create(UNLOCKED)?;
    // Without locks nobody takes the folder away.
    if file.try_lock().is_ok() {
        folder.rename(UNLOCKED, folder, LOCK)?;
    }
    Ok(file)
}

/// Takes away what killed runs have left in the folder of temporary ones.
fn sweep(place: &Folder) {
    for name in place.names().unwrap_or_default() {
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX))
            && place.kind(&name).is_ok_and(|kind| kind == Some(Kind::Folder))
            && place.is_own(&name);
        if !is_ours {
            continue;
        }
        let name = name.to_string_lossy().into_owned();
        if name.starts_with(GONE) {
            let _ = place.remove(&name);
            continue;
        }
        let lock = place.inner(&name).and_then(|folder| folder.open(LOCK)).ok();
        if lock.is_some_and(|lock| lock.try_lock().is_ok()) {
            let going = name.strip_prefix(PREFIX).map(|name| format!("{GONE}{name}"));
            let going = going.filter(|going| place.rename(&name, place, going).is_ok());
            let _ = place.remove(going.as_ref().unwrap_or(&name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_has_left_is_taken_away_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let made = |name: &str, files: &[&str]| {
            fs::create_dir(dir.path().join(name)).unwrap();
            files.iter().for_each(|file| fs::write(dir.path().join(name).join(file), "x").unwrap());
        };
        made("underlag-dead", &[LOCK, "rapport.toml"]);
        made("underlag-mine", &["rapport.toml"]);
        made("other", &[LOCK]);
        let living = Temporary::within(dir.path(), PREFIX).unwrap();
        let _lock = locked(&Folder::at(living.path()).unwrap()).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(dir.path().join("other"), dir.path().join("underlag-link")).unwrap();
        // Somebody was killed while it was being taken away: with files and without its lock, or with nothing left.
        made("underlag-gone-half", &["rapport.toml"]);
        made("underlag-gone-empty", &[]);
        #[cfg(unix)]
        std::os::unix::fs::symlink(dir.path().join("other"), dir.path().join("underlag-gone-link")).unwrap();
        sweep(&Folder::at(dir.path()).unwrap());
        for name in ["underlag-dead", "underlag-gone-dead", "underlag-gone-half", "underlag-gone-empty"] {
            assert!(!dir.path().join(name).exists(), "{name}");
        }
        assert!(living.path().join(LOCK).exists() && dir.path().join("underlag-mine").exists());
        assert!(dir.path().join("other").join(LOCK).exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_look_into_it() {
        use std::os::unix::fs::MetadataExt;
        let made = Temporary::new().unwrap();
        assert_eq!(fs::metadata(made.path()).unwrap().mode() & 0o777, 0o700);
        let path = made.path().to_owned();
        drop(made);
        assert!(!path.exists());
    }
}
