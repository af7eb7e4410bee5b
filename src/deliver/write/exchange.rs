//! The exchange of old outputs for new ones by renamings alone, and what a later run does about one that was not
//! finished.

use std::ffi::OsString;
use std::fs::{self, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::error::{WriteError, at};

/// How the names of folders begin that no run leaves behind.
pub(super) const PREFIX: &str = ".underlag-";

/// The folder of outputs that are whole and count.
pub(super) const WHOLE: &str = ".underlag-whole";

/// The folder of an exchange that was taken back.
const UNDONE: &str = ".underlag-undone";

/// The file that is locked where a folder cannot be.
#[cfg(not(unix))]
const LOCK: &str = ".underlag-lock";

/// New outputs within [`WHOLE`].
pub(super) const NEW: &str = "new";

/// Old outputs within [`WHOLE`].
const OLD: &str = "old";

/// The time between two tries to write alone, and their number: half a minute in all, far longer than a run writes.
const WAIT: Duration = Duration::from_millis(10);

const TRIES: usize = 3000;

/// A renaming; another one in tests, which stops halfway.
pub(super) type Rename<'r> = &'r dyn Fn(&Path, &Path) -> io::Result<()>;

/// The right to write into a folder, for as long as this value lives. It ends with the process, however that ends.
pub(super) struct Alone {
    lock: Option<fs::File>,
}

impl Alone {
    /// Waits until no other run writes into `dir`.
    pub(super) fn in_folder(dir: &Path) -> io::Result<Self> {
        let file = lockable(dir)?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Alone { lock: Some(file) }),
                Err(TryLockError::WouldBlock) => sleep(WAIT),
                // Not every file system has locks.
                Err(TryLockError::Error(_)) => return Ok(Alone { lock: None }),
            }
        }
        Err(io::Error::new(io::ErrorKind::ResourceBusy, "another run is writing into this folder"))
    }
}

#[cfg(unix)]
fn lockable(dir: &Path) -> io::Result<fs::File> {
    fs::File::open(dir)
}

#[cfg(not(unix))]
fn lockable(dir: &Path) -> io::Result<fs::File> {
    fs::File::options().create(true).truncate(false).write(true).open(dir.join(LOCK))
}

/// Finishes what a killed run has decided, and takes away what it has not.
pub(super) fn recover(dir: &Path, alone: &Alone, rename: Rename) -> Result<(), WriteError> {
    let whole = dir.join(WHOLE);
    if is_there(&whole)
        && let Err(failed) = exchange(dir, &whole, rename)
        && is_there(&whole)
    {
        return Err(failed);
    }
    // Without a lock, another run may be about to fill such a folder.
    if alone.lock.is_none() {
        return Ok(());
    }
    for name in names(dir).map_err(at(dir))? {
        let name_text = name.to_string_lossy();
        #[cfg(not(unix))]
        if name_text == LOCK {
            continue;
        }
        if name_text.starts_with(PREFIX) {
            // What cannot be taken away is in nobody's way.
            let _ = remove(&dir.join(&name));
        }
    }
    Ok(())
}

/// Moves the outputs in `whole` to their places in `dir`: first all the old ones out, then the new ones in. Begun again
/// after any of its steps, it ends in the same way. If a step fails, all are taken back.
pub(super) fn exchange(dir: &Path, whole: &Path, rename: Rename) -> Result<(), WriteError> {
    let new = whole.join(NEW);
    let coming = if is_there(&new) { names(&new).map_err(at(dir))? } else { Vec::new() };
    if let Err(failed) = replace(dir, whole, &coming, rename) {
        // What cannot be taken back stays in `whole` for the next run; the error that led here is the one to report.
        let _ = undo(dir, whole, &coming, rename);
        return Err(failed);
    }
    // From here on a leftover of `whole` has nothing new in it and does nothing.
    let _ = remove(whole);
    Ok(())
}

fn replace(dir: &Path, whole: &Path, coming: &[OsString], rename: Rename) -> Result<(), WriteError> {
    let (new, old) = (whole.join(NEW), whole.join(OLD));
    fs::create_dir_all(&old).map_err(at(dir))?;
    for name in coming {
        let place = dir.join(name);
        if is_there(&place) {
            let aside = old.join(name);
            if is_there(&aside) {
                remove(&aside).map_err(at(&place))?;
            }
            rename(&place, &aside).map_err(at(&place))?;
        }
    }
    for name in coming {
        let place = dir.join(name);
        rename(&new.join(name), &place).map_err(at(&place))?;
    }
    Ok(())
}

/// Takes back what [`replace`] has done: first the new outputs out, then the old ones in.
fn undo(dir: &Path, whole: &Path, coming: &[OsString], rename: Rename) -> io::Result<()> {
    let (new, old) = (whole.join(NEW), whole.join(OLD));
    let still_there = names(&new)?;
    for name in coming.iter().filter(|name| !still_there.contains(name)) {
        rename(&dir.join(name), &new.join(name))?;
    }
    if is_there(&old) {
        for name in names(&old)? {
            rename(&old.join(&name), &dir.join(&name))?;
        }
    }
    let undone = dir.join(UNDONE);
    if is_there(&undone) {
        remove(&undone)?;
    }
    rename(whole, &undone)?;
    let _ = remove(&undone);
    Ok(())
}

/// The names in a folder, in order.
fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let mut names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

/// Whether something has this name, be it a link that leads nowhere.
fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn remove(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    use super::*;

    const NAMES: [&str; 3] = ["a.pdf", "b.docx", "t"];

    fn put(folder: &Path, says: &str) {
        fs::create_dir_all(folder.join("t")).unwrap();
        for file in ["a.pdf", "b.docx", "t/x"] {
            fs::write(folder.join(file), says).unwrap();
        }
    }

    /// What each output says, `-` where it is missing.
    fn says(dir: &Path) -> String {
        let said = |file| fs::read_to_string(dir.join(file)).unwrap_or_else(|_| "-".into());
        ["a.pdf", "b.docx", "t/x"].map(said).concat()
    }

    /// A folder with old outputs and new ones that count.
    fn decided() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "1");
        put(&dir.path().join(WHOLE).join(NEW), "2");
        dir
    }

    fn killed_after(steps: usize) -> impl Fn(&Path, &Path) -> io::Result<()> {
        let left = Cell::new(steps);
        move |from, to| {
            if left.get() == 0 {
                resume_unwind(Box::new("killed"));
            }
            left.set(left.get() - 1);
            fs::rename(from, to)
        }
    }

    fn rename(from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn finish(dir: &Path) {
        recover(dir, &Alone::in_folder(dir).unwrap(), &rename).unwrap();
        let left: Vec<_> = names(dir).unwrap();
        assert_eq!(left, NAMES, "nothing is left behind");
    }

    #[test]
    fn killed_after_any_step_it_is_finished_by_the_next_run() {
        for steps in 0..=6 {
            let dir = decided();
            let run = || exchange(dir.path(), &dir.path().join(WHOLE), &killed_after(steps)).unwrap();
            let ended = catch_unwind(AssertUnwindSafe(run)).is_ok();
            assert_eq!(ended, steps == 6);
            let seen = says(dir.path());
            assert!(!(seen.contains('1') && seen.contains('2')), "after {steps} steps: {seen}");
            finish(dir.path());
            assert_eq!(says(dir.path()), "222");
        }
    }

    #[test]
    fn failed_at_any_step_it_is_taken_back() {
        for steps in 0..6 {
            let dir = decided();
            let left = Cell::new(steps);
            let fails_once = |from: &Path, to: &Path| {
                left.set(left.get() - 1);
                if left.get() == -1 { Err(io::Error::other("no")) } else { fs::rename(from, to) }
            };
            assert!(exchange(dir.path(), &dir.path().join(WHOLE), &fails_once).is_err());
            assert_eq!(says(dir.path()), "111");
            finish(dir.path());
            assert_eq!(says(dir.path()), "111");
        }
    }

    #[test]
    fn killed_while_it_is_taken_back() {
        for (fails, steps) in [2, 4, 6].into_iter().flat_map(|fails| (fails..16).map(move |steps| (fails, steps))) {
            let dir = decided();
            let step = Cell::new(0);
            let fails_then_stops = |from: &Path, to: &Path| {
                step.set(step.get() + 1);
                match step.get() {
                    now if now == fails => Err(io::Error::other("no")),
                    now if now > steps => resume_unwind(Box::new("killed")),
                    _ => fs::rename(from, to),
                }
            };
            let run = || exchange(dir.path(), &dir.path().join(WHOLE), &fails_then_stops);
            let _ = catch_unwind(AssertUnwindSafe(run));
            let seen = says(dir.path());
            assert!(!(seen.contains('1') && seen.contains('2')), "after {steps} steps: {seen}");
            finish(dir.path());
            let seen = says(dir.path());
            assert!(seen == "111" || seen == "222", "after {steps} steps: {seen}");
        }
    }

    #[test]
    fn what_does_not_count_is_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "1");
        put(&dir.path().join(".underlag-abc").join(NEW), "2");
        fs::write(dir.path().join(".underlag-def"), "2").unwrap();
        finish(dir.path());
        assert_eq!(says(dir.path()), "111");
    }

    #[test]
    fn one_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let first = Alone::in_folder(dir.path()).unwrap();
        let second = std::thread::spawn({
            let dir = dir.path().to_owned();
            move || Alone::in_folder(&dir).map(drop)
        });
        sleep(WAIT * 3);
        assert!(!second.is_finished());
        drop(first);
        second.join().unwrap().unwrap();
    }
}
