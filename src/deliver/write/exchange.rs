//! The exchange of old outputs for new ones by renamings alone, and what a later run does about one that was not
//! finished.
//!
//! Each report has its own, `.underlag-whole/ID`: with the new outputs, the old ones, and what was decided about them.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;

use crate::base::names::is_id;

use super::error::{Cause, WriteError, at};
use super::folder::{Folder, Kind};
use super::lock::Alone;
use super::record::{NEW, OLD, Record};

/// How the names of folders begin that no run leaves behind, and how many letters follow.
pub(super) const PREFIX: &str = ".underlag-";

const LETTERS: usize = 6;

/// The folder of exchanges that were decided: from the moment in which one has its place here, its outputs count.
pub(super) const WHOLE: &str = ".underlag-whole";

/// How the name ends of an exchange that is over, whether it was finished or taken back: nothing in it counts.
const OVER: &str = ".over";

/// A renaming; another one in tests, which stops halfway.
pub(super) type Rename<'r> = &'r dyn Fn(&Folder, &OsStr, &Folder, &OsStr) -> io::Result<()>;

pub(super) fn by_name(from: &Folder, name: &OsStr, to: &Folder, new: &OsStr) -> io::Result<()> {
    from.rename(name, to, new)
}

/// Finishes what a killed run of the report `id` has decided, and takes away what none has. What a run of another
/// report has decided waits for that one.
///
/// # Errors
///
/// Where something lies there that this program did not make: then nothing is touched.
pub(super) fn recover(dir: &Folder, id: Option<&str>, alone: &Alone, rename: Rename) -> Result<(), WriteError> {
    unfinished(dir, id, rename)?;
    // Without a lock, another run may be about to fill such a folder.
    if alone.is_certain() {
        for name in dir.names().map_err(at(dir.path()))?.iter().filter(|name| is_leftover(dir, name)) {
            // Leftovers are harmless.
            let _ = dir.remove(name);
        }
    }
    Ok(())
}

/// Whether a run was killed that made this folder before it had decided anything.
fn is_leftover(dir: &Folder, name: &OsStr) -> bool {
    let letters = name.to_str().and_then(|name| name.strip_prefix(PREFIX)).unwrap_or_default();
    let is_name = letters.len() == LETTERS && letters.bytes().all(|letter| letter.is_ascii_alphanumeric());
    is_name && dir.kind(name).is_ok_and(|kind| kind == Some(Kind::Folder)) && dir.is_own(name)
}

fn unfinished(dir: &Folder, id: Option<&str>, rename: Rename) -> Result<(), WriteError> {
    let path = dir.path().join(WHOLE);
    let foreign = |path: &Path| WriteError::of(path, Cause::Foreign);
    match dir.kind(WHOLE).map_err(at(&path))? {
        None => return Ok(()),
        Some(Kind::Folder) => {}
        Some(Kind::File | Kind::Other) => return Err(foreign(&path)),
    }
    let whole = dir.inner(WHOLE).map_err(at(&path))?;
    let mut own = None;
    for name in whole.names().map_err(at(&path))? {
        let text = name.to_str().unwrap_or_default();
        if text.strip_suffix(OVER).is_some_and(is_id) {
            let _ = whole.remove(&name);
            continue;
        }
        let record = whole.inner(&name).ok().and_then(|exchange| Record::read(text, &exchange));
        let Some(record) = record else { return Err(foreign(&path.join(&name))) };
        if id == Some(text) {
            own = Some(record);
        }
    }
    if let Some(record) = own {
        exchange(dir, &whole, &record, rename)?;
    }
    let _ = dir.remove_empty(WHOLE);
    Ok(())
}

/// Moves the outputs of an exchange in `whole` to their places in `dir`: first all the old ones out, then the new ones
/// in. Begun again after any of its steps, it ends in the same way. If a step fails, all are taken back.
pub(super) fn exchange(dir: &Folder, whole: &Folder, record: &Record, rename: Rename) -> Result<(), WriteError> {
    let (id, names) = (record.id(), record.names());
    let open = || -> io::Result<Exchange<'_>> {
        let exchange = whole.inner(id)?;
        Ok(Exchange { dir, new: exchange.inner(NEW)?, old: exchange.inner(OLD)?, names: &names, rename })
    };
    let parts = open().map_err(at(whole.path()))?;
    let over = || -> io::Result<()> {
        let over = OsString::from(format!("{id}{OVER}"));
        if whole.kind(&over)?.is_some() {
            whole.remove(&over)?;
        }
        rename(whole, id.as_ref(), whole, &over)?;
        // From here on it does nothing, whether it can be taken away or not.
        let _ = whole.remove(&over);
        let _ = dir.remove_empty(WHOLE);
        Ok(())
    };
    if let Err(failed) = parts.replace() {
        // What cannot be taken back stays in `whole` for the next run; the error that led here is the one to report.
        let _ = parts.undo().and_then(|()| over());
        return Err(failed);
    }
    parts.keep()?;
    // If this fails, the next run does it: the outputs stand.
    let _ = over();
    Ok(())
}

/// An exchange at work.
struct Exchange<'e> {
    dir: &'e Folder,
    new: Folder,
    old: Folder,
    names: &'e [String],
    rename: Rename<'e>,
}

impl Exchange<'_> {
    fn replace(&self) -> Result<(), WriteError> {
        let place = |name: &str| self.dir.path().join(name);
        let is_there =
            |folder: &Folder, name: &String| folder.kind(name).map(|kind| kind.is_some()).map_err(at(&place(name)));
        let mut coming = Vec::new();
        for name in self.names {
            if is_there(&self.new, name)? {
                coming.push(name);
            }
        }
        for name in &coming {
            if is_there(self.dir, name)? {
                if is_there(&self.old, name)? {
                    self.old.remove(name).map_err(at(&place(name)))?;
                }
                self.rename(self.dir, name, &self.old).map_err(at(&place(name)))?;
            }
        }
        for name in &coming {
            self.rename(&self.new, name, self.dir).map_err(at(&place(name)))?;
        }
        Ok(())
    }

    /// Moves what somebody else has put into a folder of outputs from the old one into the new one.
    fn keep(&self) -> Result<(), WriteError> {
        for name in self.names {
            let place = self.dir.path().join(name);
            let folder = |within: &Folder| -> io::Result<Option<Folder>> {
                let is_folder = within.kind(name)? == Some(Kind::Folder);
                is_folder.then(|| within.inner(name)).transpose()
            };
            let both = folder(&self.old).and_then(|old| Ok(old.zip(folder(self.dir)?)));
            if let Some((old, new)) = both.map_err(at(&place))? {
                self.keep_in(&old, &new)?;
            }
        }
        Ok(())
    }

    fn keep_in(&self, old: &Folder, new: &Folder) -> Result<(), WriteError> {
        for name in old.names().map_err(at(new.path()))? {
            let place = new.path().join(&name);
            match (old.kind(&name).map_err(at(&place))?, new.kind(&name).map_err(at(&place))?) {
                (Some(_), None) => (self.rename)(old, &name, new, &name).map_err(at(&place))?,
                (Some(Kind::Folder), Some(Kind::Folder)) => {
                    let inner = |folder: &Folder| folder.inner(&name).map_err(at(&place));
                    self.keep_in(&inner(old)?, &inner(new)?)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes back what [`replace`](Self::replace) has done: first the new outputs out, then the old ones in.
    fn undo(&self) -> io::Result<()> {
        for name in self.names {
            if self.new.kind(name)?.is_none() && self.dir.kind(name)?.is_some() {
                self.rename(self.dir, name, &self.new)?;
            }
        }
        for name in self.names {
            if self.old.kind(name)?.is_some() {
                self.rename(&self.old, name, self.dir)?;
            }
        }
        Ok(())
    }

    fn rename(&self, from: &Folder, name: &str, to: &Folder) -> io::Result<()> {
        (self.rename)(from, name.as_ref(), to, name.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    use crate::pipeline::Output;

    use super::*;

    const NAMES: [&str; 3] = ["a-typst", "a.docx", "a.pdf"];

    /// The renamings of an exchange: three out, three in, a file of somebody else's that is kept, and the end.
    const STEPS: usize = 8;

    fn outputs(says: &str) -> Vec<Output> {
        let file = |name: &str| Output::File { name: name.to_owned(), bytes: says.into() };
        let files = vec![("x".to_owned(), says.into()), ("y/z".to_owned(), says.into())];
        vec![file("a.pdf"), file("a.docx"), Output::Folder { name: "a-typst".to_owned(), files }]
    }

    fn put(folder: &Path, says: &str) {
        fs::create_dir_all(folder.join("a-typst/y")).unwrap();
        for file in ["a.pdf", "a.docx", "a-typst/x", "a-typst/y/z"] {
            fs::write(folder.join(file), says).unwrap();
        }
    }

    /// What each output says, `-` where it is missing.
    fn says(dir: &Path) -> String {
        let said = |file| fs::read_to_string(dir.join(file)).unwrap_or_else(|_| "-".into());
        ["a.pdf", "a.docx", "a-typst/x", "a-typst/y/z"].map(said).concat()
    }

    fn decide(dir: &Path) {
        let exchange = dir.join(WHOLE).join("a");
        put(&exchange.join(NEW), "2");
        fs::create_dir(exchange.join(OLD)).unwrap();
        let folder = Folder::at(&exchange).unwrap();
        Record::of("a", &outputs("2"), &folder).unwrap().write(&folder).unwrap();
    }

    /// A folder with old outputs, a file that is somebody's own among them, and new outputs that count.
    fn decided() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "1");
        fs::write(dir.path().join("a-typst/y/own"), "own").unwrap();
        decide(dir.path());
        dir
    }

    fn run(dir: &Path, rename: Rename) -> Result<(), WriteError> {
        let folder = Folder::at(dir).unwrap();
        recover(&folder, Some("a"), &Alone::in_folder(&folder).unwrap(), rename)
    }

    fn finish(dir: &Path) {
        run(dir, &by_name).unwrap();
        let left = Folder::at(dir).unwrap().names().unwrap();
        assert_eq!(left, NAMES, "nothing is left behind");
        assert_eq!(fs::read(dir.join("a-typst/y/own")).unwrap(), b"own", "it is somebody's own");
    }

    fn is_mixed(seen: &str) -> bool {
        seen.contains('1') && seen.contains('2')
    }

    #[test]
    fn killed_after_any_step_it_is_finished_by_the_next_run() {
        for steps in 0..=STEPS {
            let dir = decided();
            let left = Cell::new(steps);
            let killed = |from: &Folder, name: &OsStr, to: &Folder, new: &OsStr| {
                if left.get() == 0 {
                    resume_unwind(Box::new("killed"));
                }
                left.set(left.get() - 1);
                from.rename(name, to, new)
            };
            let ended = catch_unwind(AssertUnwindSafe(|| run(dir.path(), &killed).unwrap())).is_ok();
            assert_eq!(ended, steps == STEPS);
            let seen = says(dir.path());
            assert!(!is_mixed(&seen), "after {steps} steps: {seen}");
            finish(dir.path());
            assert_eq!(says(dir.path()), "2222");
        }
    }

    #[test]
    fn failed_at_any_step_it_is_taken_back() {
        for steps in 0..6 {
            let dir = decided();
            let left = Cell::new(steps);
            let fails_once = |from: &Folder, name: &OsStr, to: &Folder, new: &OsStr| {
                left.set(left.get() - 1);
                if left.get() == -1 { Err(io::Error::other("no")) } else { from.rename(name, to, new) }
            };
            assert!(run(dir.path(), &fails_once).is_err());
            assert_eq!(says(dir.path()), "1111");
            finish(dir.path());
            assert_eq!(says(dir.path()), "1111");
        }
    }

    #[test]
    fn what_cannot_be_kept_yet_is_kept_by_the_next_run() {
        let dir = decided();
        let own = |from: &Folder, name: &OsStr, to: &Folder, new: &OsStr| {
            if name == "own" { Err(io::Error::other("no")) } else { from.rename(name, to, new) }
        };
        assert_eq!(run(dir.path(), &own).unwrap_err().path, dir.path().join("a-typst/y/own"));
        assert_eq!(says(dir.path()), "2222");
        finish(dir.path());
        assert_eq!(says(dir.path()), "2222");
    }

    #[test]
    fn killed_while_it_is_taken_back() {
        for (fails, steps) in [2, 4, 6].into_iter().flat_map(|fails| (fails..16).map(move |steps| (fails, steps))) {
            let dir = decided();
            let step = Cell::new(0);
            let fails_then_stops = |from: &Folder, name: &OsStr, to: &Folder, new: &OsStr| {
                step.set(step.get() + 1);
                match step.get() {
                    now if now == fails => Err(io::Error::other("no")),
                    now if now > steps => resume_unwind(Box::new("killed")),
                    _ => from.rename(name, to, new),
                }
            };
            let _ = catch_unwind(AssertUnwindSafe(|| run(dir.path(), &fails_then_stops)));
            let seen = says(dir.path());
            assert!(!is_mixed(&seen), "after {steps} steps: {seen}");
            finish(dir.path());
            let seen = says(dir.path());
            assert!(seen == "1111" || seen == "2222", "after {steps} steps: {seen}");
        }
    }

    #[test]
    fn what_does_not_count_is_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        put(dir.path(), "1");
        fs::write(dir.path().join("a-typst/y/own"), "own").unwrap();
        put(&dir.path().join(".underlag-abCd12").join(NEW), "2");
        put(&dir.path().join(WHOLE).join("b.over").join(NEW), "2");
        finish(dir.path());
        assert_eq!(says(dir.path()), "1111");
        // Other names that begin so are somebody else's.
        for (name, folder) in [(".underlag-min", true), (".underlag-abcdef", false), (".underlag-abc de", true)] {
            let path = dir.path().join(name);
            if folder {
                fs::create_dir(&path).unwrap()
            } else {
                fs::write(&path, "").unwrap()
            }
            run(dir.path(), &by_name).unwrap();
            assert!(path.exists(), "{name}");
        }
    }

    #[test]
    fn another_reports_exchange_waits_for_it() {
        let dir = decided();
        let folder = Folder::at(dir.path()).unwrap();
        let alone = Alone::in_folder(&folder).unwrap();
        for id in [Some("b"), None] {
            recover(&folder, id, &alone, &by_name).unwrap();
            assert_eq!(says(dir.path()), "1111");
        }
        drop(alone);
        finish(dir.path());
        assert_eq!(says(dir.path()), "2222");
    }
}
