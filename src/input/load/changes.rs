//! How the files of a report were when they were read, for those who wait for changes of them and for those who must
//! not write over them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::base::date::Ymd;
use crate::base::names::stem;

/// How the name begins of what Excel puts beside a workbook that somebody has open.
const LOCK: &str = "~$";

/// Everything that a run looked at, and how it was: each file that was read or asked for, wherever it lies, and the
/// names of folders that were gone through. Two that differ mean that somebody has saved something.
///
/// Nothing else is looked at, so that a report among thousands of other files costs no more.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Stamp {
    files: BTreeMap<PathBuf, Option<State>>,
    names: BTreeMap<PathBuf, Listed>,
}

/// The state of a file. Which file it is makes it no other one: over a network the numbers of files may change.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct State {
    length: u64,
    /// When it was changed, in nanoseconds from 1970 on; less than none before.
    changed: i64,
    /// Which file it is, where the system says: the device and the number on it.
    which: [u64; 2],
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        (self.length, self.changed) == (other.length, other.changed)
    }
}

impl Eq for State {}

impl State {
    /// The state of a file; `None` for what is no file.
    pub(super) fn of(about: &fs::Metadata) -> Option<State> {
        let since = about.modified().ok().map(|when| match when.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
            Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |before| -before),
        });
        let state = State { length: about.len(), changed: since.unwrap_or_default(), which: which(about) };
        about.is_file().then_some(state)
    }

    fn at(path: &Path) -> Option<State> {
        fs::metadata(path).ok().and_then(|about| State::of(&about))
    }
}

#[cfg(unix)]
fn which(about: &fs::Metadata) -> [u64; 2] {
    use std::os::unix::fs::MetadataExt;
    [about.dev(), about.ino()]
}

#[cfg(not(unix))]
fn which(_: &fs::Metadata) -> [u64; 2] {
    [0; 2]
}

/// The names in a folder that a run went through.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Listed {
    wanted: Wanted,
    names: BTreeSet<String>,
}

/// Which names of a folder count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Wanted {
    /// Those of units' files, and what Word, Notepad or Windows make of them.
    sections: bool,
    /// Those of fonts.
    fonts: bool,
    /// Those that are nearly a name with one of these stems.
    stems: BTreeSet<String>,
}

impl Wanted {
    /// The names of units' files.
    pub(super) fn sections() -> Self {
        Wanted { sections: true, ..Wanted::default() }
    }

    /// The names of fonts.
    pub(super) fn fonts() -> Self {
        Wanted { fonts: true, ..Wanted::default() }
    }

    /// Names that are nearly this one.
    pub(super) fn like(name: &str) -> Self {
        Wanted { stems: BTreeSet::from([stem(name)]), ..Wanted::default() }
    }

    fn is(&self, name: &str) -> bool {
        (self.sections && is_section(name))
            || (self.fonts && (name.ends_with(".ttf") || name.ends_with(".otf")))
            || (!self.stems.is_empty() && !name.starts_with(LOCK) && self.stems.contains(&stem(name)))
    }

    fn extend(&mut self, other: Wanted) {
        self.sections |= other.sections;
        self.fonts |= other.fonts;
        self.stems.extend(other.stems);
    }
}

/// All names in a folder. One that is no Unicode has a sign in the place of what is none.
pub(super) fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Whether a name is that of a unit's file, perhaps with what Word, Notepad or Windows add to it.
fn is_section(name: &str) -> bool {
    let name = name.to_lowercase();
    let ends = ["", ".txt", ".toml", ".docx", ".doc", ".odt", ".rtf"];
    !name.starts_with(['.', '~']) && ends.iter().any(|end| name.ends_with(&format!(".toml{end}")))
}

impl Stamp {
    /// How the file of this name in `dir` is now, and those that are nearly called so.
    pub(super) fn of_file(dir: &Path, name: &str) -> Stamp {
        let mut stamp = Stamp::default();
        stamp.asked(&dir.join(name));
        stamp.listed(dir, &names(dir), Wanted::like(name));
        stamp
    }

    /// How the same files are now.
    #[must_use]
    pub fn again(&self) -> Stamp {
        let files = self.files.keys().map(|path| (path.clone(), State::at(path)));
        let names = self.names.iter().map(|(folder, Listed { wanted, .. })| {
            let names = names(folder).into_iter().filter(|name| wanted.is(name)).collect();
            (folder.clone(), Listed { wanted: wanted.clone(), names })
        });
        Stamp { files: files.collect(), names: names.collect() }
    }

    /// The files that were read or asked for; of each that was there, the device that it lies on and its number on it,
    /// where the system has such numbers.
    pub fn files(&self) -> impl Iterator<Item = (&Path, Option<[u64; 2]>)> {
        self.files.iter().map(|(path, state)| (path.as_path(), state.map(|state| state.which).filter(|_| cfg!(unix))))
    }

    /// The same with what was looked at elsewhere.
    #[must_use]
    pub fn with(mut self, other: Stamp) -> Stamp {
        self.extend(other);
        self
    }

    /// A file that was read when it was in this state.
    pub(super) fn read(&mut self, path: &Path, state: Option<State>) {
        self.files.insert(path.to_owned(), state);
    }

    /// A file that was not read, as it is now.
    pub(super) fn asked(&mut self, path: &Path) {
        self.read(path, State::at(path));
    }

    /// Those of `names`, which are all of `folder`, that count.
    pub(super) fn listed<'n>(
        &mut self,
        folder: &Path,
        names: impl IntoIterator<Item = &'n String>,
        wanted: Wanted,
    ) -> Vec<String> {
        let counted: Vec<String> = names.into_iter().filter(|name| wanted.is(name)).cloned().collect();
        let listed = self.names.entry(folder.to_owned()).or_default();
        listed.wanted.extend(wanted);
        listed.names.extend(counted.iter().cloned());
        counted
    }

    /// Adds what was looked at elsewhere.
    pub(super) fn extend(&mut self, other: Stamp) {
        self.files.extend(other.files);
        self.names.extend(other.names);
    }
}

/// The day on which a file was last changed, in universal time, where the system knows it.
pub fn changed(path: &Path) -> Option<Ymd> {
    let when = fs::metadata(path).and_then(|about| about.modified()).ok()?;
    let seconds = when.duration_since(UNIX_EPOCH).ok()?.as_secs();
    Ymd::of_day_number(i64::try_from(seconds / 86_400).ok()?)
}
