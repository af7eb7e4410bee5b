//! The right to write into a folder alone.
//!
//! A file is locked that only those can open who may write into the folder: whoever may only read there cannot hold up
//! those who write. It is there while a run writes.

use std::fs::{File, TryLockError};
use std::io;
use std::thread::sleep;
use std::time::Duration;

use super::ending::{OnEnd, made};
use super::folder::Folder;

/// The file that is locked.
pub(super) const LOCK: &str = ".underlag-lock";

/// The time between two tries, and their number: half a minute in all, far longer than a run writes.
const WAIT: Duration = Duration::from_millis(10);

const TRIES: usize = 3000;

/// The right to write into a folder, for as long as this value lives. It ends with the process, however that ends.
pub(super) struct Alone {
    /// First what is done at the end of the process is forgotten, then the lock goes, which may be somebody else's at
    /// once.
    held: Option<(OnEnd, Held)>,
}

/// A lock, and the folder whose it is.
struct Held {
    /// Locked for as long as it is open.
    _file: File,
    folder: Folder,
}

impl Drop for Held {
    fn drop(&mut self) {
        leave(&self.folder);
    }
}

/// Takes the file away while it is locked: whoever waits for it sees that it has gone. On Windows it goes when it is
/// closed, however the process ends.
fn leave(folder: &Folder) {
    #[cfg(unix)]
    let _ = folder.remove(LOCK);
    #[cfg(not(unix))]
    let _ = folder;
}

/// What came of a try.
enum Try {
    Held(Held),
    NoLocks,
    Busy,
}

impl Alone {
    /// Waits until no other run writes into `folder`.
    pub(super) fn in_folder(folder: &Folder) -> io::Result<Self> {
        for _ in 0..TRIES {
            let mut no_locks = false;
            let attempt = made(
                || match attempt(folder)? {
                    Try::Held(held) => Ok(held),
                    Try::NoLocks => {
                        no_locks = true;
                        Err(io::Error::from(io::ErrorKind::Unsupported))
                    }
                    Try::Busy => Err(io::ErrorKind::WouldBlock.into()),
                },
                |held| {
                    let folder = held.folder.again().ok();
                    Box::new(move || folder.iter().for_each(leave))
                },
            );
            match attempt {
                Ok((held, on_end)) => return Ok(Alone { held: Some((on_end, held)) }),
                Err(_) if no_locks => return Ok(Alone { held: None }),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => sleep(WAIT),
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::new(io::ErrorKind::ResourceBusy, "another run is writing into this folder"))
    }

    /// Whether it is certain that no other run writes into the folder: not every file system has locks.
    pub(super) fn is_certain(&self) -> bool {
        self.held.is_some()
    }
}

fn attempt(folder: &Folder) -> io::Result<Try> {
    let file = folder.lockable(LOCK)?;
    match file.try_lock() {
        // Whoever had it may have taken it away before it was locked here.
        Ok(()) if !folder.has(LOCK, &file)? => Ok(Try::Busy),
        Ok(()) => Ok(Try::Held(Held { _file: file, folder: folder.again()? })),
        Err(TryLockError::WouldBlock) => Ok(Try::Busy),
        Err(TryLockError::Error(_)) => {
            leave(folder);
            Ok(Try::NoLocks)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let folder = || Folder::at(dir.path()).unwrap();
        let first = Alone::in_folder(&folder()).unwrap();
        let second = std::thread::spawn({
            let folder = folder();
            move || Alone::in_folder(&folder).map(drop)
        });
        sleep(WAIT * 3);
        assert!(!second.is_finished());
        drop(first);
        second.join().unwrap().unwrap();
    }

    #[test]
    fn many_in_turn_and_nothing_is_left() {
        use std::sync::atomic::{AtomicU32, Ordering};
        let (dir, inside, all) = (tempfile::tempdir().unwrap(), AtomicU32::new(0), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let alone = Alone::in_folder(&Folder::at(dir.path()).unwrap()).unwrap();
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two at once");
                        all.fetch_add(1, Ordering::SeqCst);
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(alone);
                    }
                });
            }
        });
        assert_eq!(all.into_inner(), 400);
        assert!(Folder::at(dir.path()).unwrap().names().unwrap().is_empty());
    }

    /// Whoever may only read in the folder can hold no lock: not the folder's, and not the file's.
    #[cfg(unix)]
    #[test]
    fn readers_hold_nobody_up() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let dir = tempfile::tempdir().unwrap();
        for (mode, file) in [(0o755, 0o600), (0o775, 0o660), (0o777, 0o666), (0o700, 0o600), (0o1777, 0o666)] {
            std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(mode)).unwrap();
            let of_folder = File::open(dir.path()).unwrap();
            of_folder.lock().unwrap();
            let _alone = Alone::in_folder(&Folder::at(dir.path()).unwrap()).unwrap();
            let about = std::fs::metadata(dir.path().join(LOCK)).unwrap();
            assert_eq!(about.mode() & 0o777, file, "{mode:o}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_not_locked() {
        let dir = tempfile::tempdir().unwrap();
        let outside = tempfile::NamedTempFile::new().unwrap();
        std::os::unix::fs::symlink(outside.path(), dir.path().join(LOCK)).unwrap();
        let refused = Alone::in_folder(&Folder::at(dir.path()).unwrap()).err().unwrap();
        assert_eq!(refused.kind(), io::ErrorKind::InvalidInput);
        assert!(outside.path().exists() && dir.path().join(LOCK).is_symlink());
    }
}
